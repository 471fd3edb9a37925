"""Data Security and Protection Toolkit: trusts that meet the standards, mental health and acute."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from data.transcription.framework import (
    PUBLISHER_FILE,
    Figure,
    Indicator,
    PairSides,
    Period,
    Publication,
    Side,
    Transcript,
    boards,
    regions,
    rows,
    share,
)
from data.transcription.trusts import by_area, surveyed, why_missing

COMMIT = "d618b9f5c20bef6e2f679e0b7d78d7c33a9e0e32"


class Edition(NamedTuple):
    """One edition of the toolkit: its label in the copy, its snapshot and the survey that lists the trusts."""

    label: str
    period: Period
    publication: str
    path: str
    survey: int


EDITIONS = (
    Edition(
        "2021/22 (snapshot 9 Sep 2022)",
        Period("9 Sep 2022", date(2022, 9, 9), date(2022, 9, 9)),
        "data-security-toolkit-2021-22",
        "21_22/DSPT_trusts_21_22_snapshot09_09_22.csv",
        2022,
    ),
    Edition(
        "2022/23 (snapshot 16 Nov 2023)",
        Period("16 Nov 2023", date(2023, 11, 16), date(2023, 11, 16)),
        "data-security-toolkit-2022-23",
        "22_23/dspt_trusts_snapshot_16_11_23.csv",
        2023,
    ),
)
SECTORS = {"mental_health": "mental health trusts", "acute": "acute trusts"}


def publications() -> list[Publication]:
    """One publication for each edition, from the publisher's own repository."""
    return [
        Publication(
            id=edition.publication,
            publisher="NHS England (NHSX Open Cyber)",
            title=f"Data Security and Protection Toolkit, status of trusts, edition {edition.label}",
            obtained_via=f"nhsx/open-cyber:data/DSPT Snapshots/{edition.path}@{COMMIT}",
            copy_status=PUBLISHER_FILE,
            caveats=(
                "A self-assessment. The publisher calls the project in development. Sectors are joined by us from the "
                "Staff Survey's benchmarking groups; trusts that match none are left out."
            ),
        )
        for edition in EDITIONS
    ]


def indicator_id(sector: str) -> str:
    """The id of one sector's indicator."""
    return f"trusts-meeting-data-security-toolkit-{SECTORS[sector].replace(' ', '-')}"


def indicators() -> list[Indicator]:
    """The share of trusts that meet or exceed the standards, for each sector."""
    return [
        Indicator(
            id=indicator_id(sector),
            name=f"Trusts meeting the Data Security and Protection Toolkit, {label}",
            definition=(
                f"The share of {label} with a published status whose status is standards met or standards exceeded. "
                "Approaching standards and standards not met do not count as met."
            ),
            scale="proportion",
            unit="%",
            polarity="higher_better",
            numerator="Trusts with standards met or exceeded",
            denominator="Trusts with a published status",
            basis=f"{label} with headquarters in the area",
            frequency="yearly edition",
            publication=EDITIONS[-1].publication,
            caveats="Self-assessed; a board has a handful of trusts at most. Acute specialist hospitals are left out.",
        )
        for sector, label in SECTORS.items()
    ]


def figures(folder: Path) -> Iterator[Figure]:
    """Counts of trusts by edition, sector and area."""
    statuses = list(rows(folder / "dspt_status_trust_2021_22_2022_23.csv"))
    areas = ["ENG", *regions(folder), *boards(folder)]
    for edition in EDITIONS:
        trusts = surveyed(folder, edition.survey)
        for sector in SECTORS:
            met, known = Counter[str](), Counter[str]()
            for row in statuses:
                if row["edition"] != edition.label or row["sector"] != sector or not row["met_or_exceeded"]:
                    continue
                places = [area for area in ("ENG", row["region_ods"], row["icb_ods"]) if area]
                known.update(places)
                if float(row["met_or_exceeded"]):
                    met.update(places)
            expected = by_area(trusts, {sector})
            for area in areas:
                count = known[area]
                missing = why_missing(area) if sector == "mental_health" else "No acute trust here has a status."
                if not count and expected[area]:
                    missing = "The trust of this area has no published status under a code that the sectors know."
                yield Figure(
                    indicator=indicator_id(sector),
                    area=area,
                    period=edition.period,
                    publication=edition.publication,
                    value=share(met[area], count),
                    count=met[area] if count else None,
                    denominator=count or None,
                    status="" if count else "x",
                    organisations=count or None,
                    organisations_expected=max(expected[area], count) or None,
                    note="" if count else missing,
                )


def transcribe(folder: Path) -> Transcript:
    """Pair I6."""
    sides = PairSides(Side(indicator_id("mental_health")), Side(indicator_id("acute")))
    return Transcript(publications(), indicators(), list(figures(folder)), {"I6": sides})
