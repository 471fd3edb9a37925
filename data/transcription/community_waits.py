"""Waits for community health services, October 2025, by service and waiting band."""

from collections import defaultdict
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
    regions,
    rows,
    share,
)

PUBLICATION = Publication(
    id="community-health-waits-2025-10",
    publisher="NHS England",
    title="Community Health Services situation report: waits by service, October 2025",
    obtained_via=(
        "alexfsmithers-ui/nhs-data-quality-risk-analysis:data/nhs_waiting_times.xlsx"
        "@ba3a352a4e240d899c035cf6027dc8554d9347a7"
    ),
    caveats="By provider (141 organisations), summed over services; two boards (QHG, QOX) are not in the file.",
)
ADULTS = "community-health-adults-waiting-over-52-weeks"
CHILDREN = "community-health-children-waiting-over-52-weeks"
GROUPS = {"(A)": ADULTS, "(CYP)": CHILDREN}
BANDS = ("0-1w", ">1-2w", ">2-4w", ">4-12w", ">12-18w", ">18-52w", ">52-104w", ">104w")


def indicators() -> list[Indicator]:
    """Over-a-year shares for adults and for children."""
    return [
        Indicator(
            id=key,
            name=f"Community health services: {people} on the waiting list who have waited over 52 weeks",
            definition="Share of people waiting at the month's end, over all services, in the bands above 52 weeks.",
            scale="proportion",
            unit="%",
            polarity="lower_better",
            numerator="people waiting over 52 weeks",
            denominator="people waiting, all bands",
            basis="providers that report to the area",
            frequency="monthly (one month held)",
            publication=PUBLICATION.id,
            caveats="Services whose waiting bands are not published are left out on both sides of the fraction.",
        )
        for key, people in ((ADULTS, "adults"), (CHILDREN, "children and young people"))
    ]


def transcribe(folder: Path) -> Transcript:
    """Sum the bands over services for each area and age group."""
    sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in rows(folder / "chs_community_waits_icb_oct2025.csv"):
        area = "ENG" if row["Organisation Type"] == "National" else row["Organisation Code"]
        banded = [number(row[band]) for band in BANDS]
        if all(value is None for value in banded):
            continue
        tally = sums[GROUPS[row["service"].split(" ")[0]], area]
        tally[0] += sum(value or 0 for value in banded[-2:])
        tally[1] += number(row["total"]) or 0
    figures = []
    for indicator in GROUPS.values():
        for area in ["ENG", *regions(folder), *boards(folder)]:
            over, waiting = sums.get((indicator, area), (None, None))
            value = share(over, waiting)
            figures.append(
                Figure(
                    indicator,
                    area,
                    month(2025, 10),
                    PUBLICATION.id,
                    value,
                    count=over,
                    denominator=waiting,
                    status="" if value is not None else "x",
                    note="" if value is not None else "No such services of this board in the file",
                )
            )
    return Transcript(
        publications=[PUBLICATION],
        indicators=indicators(),
        figures=figures,
        pairs={"S1": PairSides(comparator=Side(ADULTS)), "S2": PairSides(comparator=Side(CHILDREN))},
    )
