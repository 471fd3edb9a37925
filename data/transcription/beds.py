"""KH03 beds open overnight: mental illness beds and general and acute beds, occupied of available."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Publication,
    Side,
    Transcript,
    boards,
    financial_quarter,
    rows,
    share,
)

PUBLICATION = Publication(
    id="beds-open-overnight-2020-21",
    publisher="NHS England",
    title="Bed Availability and Occupancy, KH03: beds open overnight, quarters 1 and 2 of 2020/21",
    obtained_via=(
        "britishredcrosssociety/resilience-index:depreciated/data/raw/health/ (2021-Q1-Beds-Open-Overnight and "
        "Beds-Open-Overnight-Web_File-Final-DE5WC.xlsx)@0e8316529c315b5ac2109e71766e8cbac784e6fe"
    ),
    caveats=(
        "The publisher's workbooks, kept by a third party. Both quarters fall in the pandemic, when acute beds were "
        "emptied. Consultant-led beds of the NHS only, no independent sector. Board values add up the trusts with "
        "headquarters there; nine trusts that merged belong to no board and count for their region and England."
    ),
)
SECTORS = {
    "mental_illness": ("mental-illness", "Mental illness beds", "mental illness beds"),
    "general_acute": ("general-and-acute", "General and acute beds", "general and acute beds"),
}
QUARTERS = {
    "2020/21 Q1 (Apr-Jun 2020)": financial_quarter(2020, 1),
    "2020/21 Q2 (Jul-Sep 2020)": financial_quarter(2020, 2),
}
AVERAGES = "Beds are averages over the nights of the quarter, taken as counts."
NO_BEDS = "The return holds no mental illness beds for a trust with its headquarters here."


def indicator_id(sector: str) -> str:
    """The id of one sector's occupancy."""
    return f"{SECTORS[sector][0]}-beds-occupied-overnight"


def indicators() -> list[Indicator]:
    """Occupancy by sector."""
    return [
        Indicator(
            id=indicator_id(sector),
            name=f"{title} occupied overnight",
            definition=f"The share of {words} open overnight that were occupied, on average over the quarter.",
            scale="proportion",
            unit="%",
            polarity="lower_better",
            numerator="Average daily number of beds occupied at midnight",
            denominator="Average daily number of beds available at midnight",
            basis="trusts with headquarters in the area",
            frequency="quarterly",
            publication=PUBLICATION.id,
            caveats=(
                f"{AVERAGES} An interval over them treats each bed as a count and is only a guide. Few patients in "
                "a bed is not care given: empty beds say that a bed could be had."
            ),
        )
        for sector, (_, title, words) in SECTORS.items()
    ]


def figures(folder: Path) -> Iterator[Figure]:
    """Occupied and available beds by quarter, sector and area."""
    trusts = Counter[tuple[str, str, str]]()
    for row in rows(folder / "kh03_beds_trust_2020_21_q1_q2.csv"):
        for area in ("ENG", row["region_ods"], row["icb_ods"]):
            trusts[row["period"], row["sector"], area] += 1
    held = {
        (row["period"], row["sector"], row["area_ods"]): row
        for row in rows(folder / "kh03_beds_icb_region_2020_21_q1_q2.csv")
    }
    areas = sorted({area for _, _, area in held} | set(boards(folder)))
    for label, period in QUARTERS.items():
        for sector in SECTORS:
            for area in areas:
                row = held.get((label, sector, area))
                if row is None:
                    yield Figure(indicator_id(sector), area, period, PUBLICATION.id, status="x", note=NO_BEDS)
                    continue
                occupied, available = float(row["beds_occupied"]), float(row["beds_available"])
                yield Figure(
                    indicator_id(sector),
                    area,
                    period,
                    PUBLICATION.id,
                    value=share(occupied, available),
                    count=occupied,
                    denominator=available,
                    organisations=trusts[label, sector, area] or None,
                    note=AVERAGES,
                )


def transcribe(folder: Path) -> Transcript:
    """Pair T6."""
    sides = PairSides(
        Side(indicator_id("mental_illness"), "complement"), Side(indicator_id("general_acute"), "complement")
    )
    return Transcript([PUBLICATION], indicators(), list(figures(folder)), {"T6": sides})
