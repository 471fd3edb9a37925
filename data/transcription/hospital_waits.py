"""Hospital waits: the referral-to-treatment list over 52 weeks, and cancer treatment within 62 days."""

from pathlib import Path

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Publication,
    Side,
    Transcript,
    boards,
    month,
    number,
    rows,
    share,
)

LIST = Publication(
    id="referral-to-treatment-incomplete-2024-25",
    publisher="NHS England",
    title="Consultant-led referral to treatment waiting times: incomplete pathways by provider, Aug 2024 to Jul 2025",
    obtained_via=(
        "markknapp83-del/NHS-Data-Analytics-Tool-v6:public/data/unified_monthly_data_enhanced.csv"
        "@3ba4cc8ec1616093a3ac67656d9f628704a21585"
    ),
    caveats=(
        "The copy counted every pathway twice and is halved here, so a few counts end in a half. Independent providers "
        "are missing (about 5% of pathways). Waits belong to the lead board of the trust, not to the patient's board."
    ),
)
CANCER = Publication(
    id="cancer-62-day-july-2021-2024",
    publisher="NHS England",
    title="Cancer waiting times: treated within 62 days of referral, July of 2021 to 2024",
    obtained_via=(
        "GeorgeS-data/nhs-cancer-treatment-analysis:data/clean/cleaned_combined_consistent_data.csv"
        "@d755631c7d1229a0a9e2d73c1a0562803c71c88a"
    ),
    caveats="The standard was combined in October 2023: July 2024 counts about twice the people and is not one series.",
)
OVER_YEAR = "hospital-waits-over-52-weeks"
WITHIN_62 = "cancer-treated-within-62-days"
BREAK_NOTE = "Combined 62-day standard since October 2023: not one series with earlier years"


def indicators() -> list[Indicator]:
    """The two shares."""
    return [
        Indicator(
            id=OVER_YEAR,
            name="Hospital waiting list: people waiting over 52 weeks for consultant-led treatment",
            definition="Share of pathways still incomplete at the month's end that have been open over 52 weeks.",
            scale="proportion",
            unit="%",
            polarity="lower_better",
            numerator="incomplete pathways over 52 weeks",
            denominator="incomplete pathways",
            basis="lead board of the trust",
            frequency="monthly",
            publication=LIST.id,
            caveats=LIST.caveats,
        ),
        Indicator(
            id=WITHIN_62,
            name="Cancer: people treated within 62 days of referral",
            definition="Share of people with a first treatment for cancer in the month who had it within 62 days.",
            scale="proportion",
            unit="%",
            polarity="higher_better",
            numerator="people treated within 62 days",
            denominator="people treated",
            basis="residents",
            frequency="July of each year held",
            publication=CANCER.id,
            caveats=CANCER.caveats,
        ),
    ]


def transcribe(folder: Path) -> Transcript:
    """Read both files."""
    figures = []
    for row in rows(folder / "rtt_incomplete_by_trust_lead_icb_aug2024_jul2025.csv"):
        over, waiting = number(row["52_plus_weeks"]), number(row["incomplete_pathways"])
        year, number_of_month = int(row["period"][:4]), int(row["period"][5:7])
        figures.append(
            Figure(
                OVER_YEAR,
                row["area_ods"],
                month(year, number_of_month),
                LIST.id,
                share(over, waiting),
                count=over,
                denominator=waiting,
                note="NHS trusts only" if row["area_ods"] == "ENG" else "",
            )
        )
    known = boards(folder)
    for row in rows(folder / "cancer62_icb_july_2021_2024.csv"):
        code, year = row["ODS Code"], int(row["Year"])
        if code not in known:
            raise ValueError(f"cancer: {code} is not a board")
        within, treated = number(row["Number Treated within 62 Days"]), number(row["Total Treated"])
        broken = year == 2024
        figures.append(
            Figure(
                WITHIN_62,
                code,
                month(year, 7),
                CANCER.id,
                share(within, treated),
                count=within,
                denominator=treated,
                status="b" if broken else "",
                note=BREAK_NOTE if broken else "",
            )
        )
    cancer = PairSides(comparator=Side(WITHIN_62))
    return Transcript(
        publications=[LIST, CANCER],
        indicators=indicators(),
        figures=figures,
        pairs={
            "S13": PairSides(comparator=Side(OVER_YEAR, "complement")),
            "S3": cancer,
            "S15": cancer,
            "S21": cancer,
        },
    )
