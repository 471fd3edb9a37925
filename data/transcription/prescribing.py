"""Antidepressants dispensed by region and month, as a rate and relative to England."""

from collections import defaultdict
from pathlib import Path

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Period,
    Publication,
    Side,
    Transcript,
    month,
    rows,
)

PUBLICATION = Publication(
    id="prescription-cost-analysis-antidepressants",
    publisher="NHS Business Services Authority",
    title="Prescription Cost Analysis, antidepressant items by region, January 2021 to December 2024",
    obtained_via=(
        "LouisaKoschny/Temporal-Trends-in-Antidepressant-Prescriptions:NHS Data Challenge/data/"
        "STEP_UP_REGIONAL_ANTIDEPRESSANTS.Rds@5b5095959fbff97e977a74ab25438020dc010196"
    ),
    caveats=(
        "An extract made for an education challenge, 32 drugs added up and checked on yearly totals only. Rates use "
        "the population of mid-2022 in every month and are not standardised for age. England is the seven regions "
        "added up."
    ),
)
RATE, RELATIVE = "antidepressant-items-per-thousand-people", "antidepressant-items-relative-to-england"
PRESCRIBING_NEED = "prescribing-need-weighted-population-index"


def indicators() -> list[Indicator]:
    """The rate and the rate relative to England."""
    basis = "region of dispensing records"
    return [
        Indicator(
            id=RATE,
            name="Antidepressant items dispensed for every 1,000 people",
            definition="Antidepressant items dispensed in the month, for every 1,000 people of mid-2022.",
            scale="rate",
            unit="per 1,000 people",
            polarity="context",
            numerator="Antidepressant items dispensed in the month",
            denominator="Population, mid-2022",
            basis=basis,
            frequency="monthly",
            publication=PUBLICATION.id,
            caveats="More items may mean more need or better access: no judgement. Months differ in length.",
        ),
        Indicator(
            id=RELATIVE,
            name="Antidepressant items for each person, relative to England",
            definition="Antidepressant items per 1,000 people in the month, divided by England's rate of that month.",
            scale="index",
            unit="England = 1",
            polarity="context",
            basis=basis,
            frequency="monthly",
            publication=PUBLICATION.id,
            caveats="Derived by us from the items and the population of mid-2022. England is 1 by construction.",
        ),
    ]


def monthly(folder: Path) -> dict[Period, dict[str, tuple[int, int]]]:
    """Items and population by month and area, England added up."""
    found: dict[Period, dict[str, tuple[int, int]]] = defaultdict(dict)
    for row in rows(folder / "antidepressant_items_region_monthly_2021_2024.csv"):
        period = month(int(row["period"][:4]), int(row["period"][4:]))
        found[period][row["region_ods"]] = (int(row["items"]), int(row["pop_mid2022"]))
    for period, areas in found.items():
        if len(areas) != 7:
            raise ValueError(f"{period.label}: {len(areas)} regions, not 7")
        areas["ENG"] = (sum(items for items, _ in areas.values()), sum(people for _, people in areas.values()))
    return found


def figures(folder: Path) -> list[Figure]:
    """Both indicators for every month and area."""
    made: list[Figure] = []
    for period, areas in monthly(folder).items():
        england = areas["ENG"][0] / areas["ENG"][1]
        for area, (items, people) in areas.items():
            rate = items / people
            total = "The seven regions added up." if area == "ENG" else ""
            made.append(Figure(RATE, area, period, PUBLICATION.id, rate * 1000, None, None, items, people, note=total))
            made.append(Figure(RELATIVE, area, period, PUBLICATION.id, rate / england))
    return made


def transcribe(folder: Path) -> Transcript:
    """The mental side of pair T4; the allocations hold the other."""
    sides = PairSides(Side(RELATIVE), Side(PRESCRIBING_NEED))
    return Transcript([PUBLICATION], indicators(), figures(folder), {"T4": sides})
