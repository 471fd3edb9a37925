"""Estates Returns Information Collection 2013/14 to 2016/17: backlog maintenance for each square metre."""

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
    financial_year,
    rows,
    share,
)

PUBLICATION = Publication(
    id="estates-return-2013-2017",
    publisher="NHS Digital",
    title="Estates Returns Information Collection (ERIC), trust level, 2013/14 to 2016/17",
    obtained_via=(
        "tstephen/srp:sreport/src/main/resources/data/ERIC-2013-14.csv to ERIC-2016-17.csv"
        "@74d2e0edbff884bce69d6149df383776e5579eec"
    ),
    caveats=(
        "Fifteen rows that commas in trust names had shifted are repaired. Area is site area in 2013/14 and 2014/15 "
        "and gross internal area from 2015/16. Trusts that have since merged belong to no board and no region here and "
        "count for England only (27 of them in 2016/17). Care trusts, community and ambulance trusts are left out."
    ),
)
SECTORS = {"mental_health": "mental health trusts", "acute": "acute trusts"}
BREAKS = {
    2013: "Per square metre of site area; gross internal area from 2015/16.",
    2014: "Per square metre of site area; gross internal area from 2015/16.",
    2015: "First year on gross internal area; site area before.",
}


def indicator_id(sector: str) -> str:
    """The id of one sector's indicator."""
    return f"estate-backlog-per-square-metre-{SECTORS[sector].replace(' ', '-')}"


def indicators() -> list[Indicator]:
    """Backlog for each square metre by sector."""
    kinds = {
        "mental_health": "Mental health and learning disability trusts.",
        "acute": "All acute trusts, specialist hospitals included.",
    }
    return [
        Indicator(
            id=indicator_id(sector),
            name=f"Backlog maintenance for each square metre, {label}",
            definition=(
                f"What {label} say it would cost to bring their buildings and plant back to an acceptable condition, "
                "all risk levels together, divided by their area."
            ),
            scale="money",
            unit="£ per square metre",
            polarity="lower_better",
            numerator="Backlog maintenance cost, all risk levels, in pounds",
            denominator="Area in square metres",
            basis=f"{label} with headquarters in the area",
            frequency="yearly",
            publication=PUBLICATION.id,
            caveats=f"{kinds[sector]} Hospital buildings differ in age and kind; the figures are old.",
        )
        for sector, label in SECTORS.items()
    ]


def figures(folder: Path) -> Iterator[Figure]:
    """Pounds and square metres by year, sector and area."""
    trusts = Counter[tuple[str, str, str]]()
    for row in rows(folder / "eric_estates_trust_2013_2017.csv"):
        for area in ("ENG", row["region_ods"], row["icb_ods"]):
            trusts[row["year"], row["sector"], area] += 1
    held = {
        (row["year"], row["sector"], row["area_ods"]): row
        for row in rows(folder / "eric_estates_icb_sector_2013_2017.csv")
    }
    areas = sorted({area for _, _, area in held} | set(boards(folder)))
    for year in range(2013, 2017):
        period = financial_year(year)
        for sector, label in SECTORS.items():
            for area in areas:
                row = held.get((period.label, sector, area))
                if row is None:
                    note = f"None of the {label} of that year that still exist has its headquarters here."
                    yield Figure(indicator_id(sector), area, period, PUBLICATION.id, status="x", note=note)
                    continue
                pounds, metres = float(row["backlog_total"]), float(row["gia_m2"])
                yield Figure(
                    indicator_id(sector),
                    area,
                    period,
                    PUBLICATION.id,
                    value=share(pounds, metres),
                    count=pounds,
                    denominator=metres,
                    status="b" if year in BREAKS else "",
                    organisations=trusts[period.label, sector, area] or None,
                    note=BREAKS.get(year, ""),
                )


def transcribe(folder: Path) -> Transcript:
    """Pair T5."""
    sides = PairSides(Side(indicator_id("mental_health")), Side(indicator_id("acute")))
    return Transcript([PUBLICATION], indicators(), list(figures(folder)), {"T5": sides})
