"""Accident and emergency waits over four hours, and patients who no longer need a hospital bed, by month."""

from datetime import datetime
from pathlib import Path

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Publication,
    Side,
    Transcript,
    board_codes_by_ons,
    boards,
    month,
    number,
    rows,
    share,
)

VIA = "humaniverse/healthyr:.broadcast/{}@ed2003efc556306bc4421e2b99b17031db47d719"
EMERGENCY = Publication(
    id="accident-and-emergency-2022-2025",
    publisher="NHS England",
    title="A&E attendances and emergency admissions, monthly, by board",
    obtained_via=VIA.format("england_icb_accidents_emergency.csv"),
)
DISCHARGE = Publication(
    id="discharge-situation-report-2022-2025",
    publisher="NHS England",
    title="Acute discharge situation report: patients who no longer meet the criteria to reside",
    obtained_via=VIA.format("england_icb_criteria_to_reside.csv and england_icb_discharged_patients.csv"),
    caveats="Some months have 41 of the 42 boards.",
)
FOUR_HOURS = "accident-and-emergency-waits-over-4-hours"
NO_LONGER = "patients-no-longer-meeting-criteria-to-reside"
POPULATION_NOTE = "Rate derived by us: mean patients a day over the board's population of mid-2022"


def indicators() -> list[Indicator]:
    """The two measures."""
    return [
        Indicator(
            id=FOUR_HOURS,
            name="Accident and emergency: attendances that took over 4 hours",
            definition="Share of attendances of all types in the month that took more than 4 hours.",
            scale="proportion",
            unit="%",
            polarity="lower_better",
            numerator="attendances over 4 hours",
            denominator="attendances",
            basis="providers of the board",
            frequency="monthly",
            publication=EMERGENCY.id,
        ),
        Indicator(
            id=NO_LONGER,
            name="Patients in acute hospital who no longer meet the criteria to reside, per 100,000 residents",
            definition="Mean number of patients a day, over the month, in an acute bed who no longer need to be there.",
            scale="rate",
            unit="per 100,000",
            polarity="lower_better",
            numerator="mean patients a day",
            denominator="residents, mid-2022",
            basis="acute trusts of the board, over its residents",
            frequency="monthly",
            publication=DISCHARGE.id,
            caveats="The denominator is ours: the publication gives numbers of patients only.",
        ),
    ]


def transcribe(folder: Path) -> Transcript:
    """Read both files, which still use the board codes of 2022."""
    codes, known = board_codes_by_ons(folder), boards(folder)
    figures = []
    for row in rows(folder / "ae_icb_monthly_2022_2025.csv"):
        when = datetime.strptime(row["date"], "%B %Y")
        over, attended = number(row["attendances_over_4hours"]), number(row["total_attendances"])
        figures.append(
            Figure(
                FOUR_HOURS,
                codes[row["icb22_code"]],
                month(when.year, when.month),
                EMERGENCY.id,
                share(over, attended),
                count=over,
                denominator=attended,
                status="" if attended else "x",
            )
        )
    held = {}
    for row in rows(folder / "discharge_ntcr_icb_monthly_2022_2025.csv"):
        held[codes[row["icb22_code"]], row["month"]] = number(row["do_not_meet_criteria_to_reside"])
    for when in sorted({key[1] for key in held}):
        for area, board in known.items():
            patients, population = held.get((area, when)), float(board["pop_mid2022"])
            figures.append(
                Figure(
                    NO_LONGER,
                    area,
                    month(int(when[:4]), int(when[5:7])),
                    DISCHARGE.id,
                    None if patients is None else patients / population * 1e5,
                    count=patients,
                    denominator=population,
                    status="x" if patients is None else "",
                    note=POPULATION_NOTE,
                )
            )
    beds = PairSides(comparator=Side(NO_LONGER))
    return Transcript(
        publications=[EMERGENCY, DISCHARGE],
        indicators=indicators(),
        figures=figures,
        pairs={
            "S4": PairSides(comparator=Side(FOUR_HOURS, "complement")),
            "S14": PairSides(comparator=Side(FOUR_HOURS, "complement")),
            "S6": PairSides(comparator=Side(FOUR_HOURS)),
            "S7": beds,
            "S8": beds,
            "S16": beds,
            "S17": beds,
        },
    )
