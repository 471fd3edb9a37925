"""Trusts with a live electronic patient record, and what storing paper records costs."""

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
    calendar_year,
    financial_year,
    regions,
    rows,
    share,
)
from data.transcription.trusts import NO_MENTAL_TRUST

OBTAINED = (
    "regulate-tech/nhstech:subject-mrc/data/output/trust_mrc_and_epr.csv@629dd4f28dbede6ed6882724556bb6f7ece49dd1"
)
RECORDS = Publication(
    id="electronic-records-request-2024",
    publisher="NHS England",
    title="Answer to a freedom of information request: primary electronic patient record suppliers of trusts, 2024",
    obtained_via=OBTAINED,
    caveats=(
        "The sheet's title says 1 October 2024, the file's name 1 January 2024: the date within 2024 is uncertain. "
        "Sectors are those of the answer; acute includes specialist hospitals, mental health includes combined "
        "mental health and community trusts."
    ),
)
COSTS = Publication(
    id="estates-return-medical-records-2017-2024",
    publisher="NHS England (earlier years NHS Digital)",
    title="Estates Returns Information Collection (ERIC), medical records cost, 2017/18 to 2023/24",
    obtained_via=OBTAINED,
    caveats=(
        "Onsite and offsite costs added up by a third party, with trusts that merged joined to their successors of "
        "2024. A trust with 0 may have no cost or may not have answered."
    ),
)
SECTORS = {"mental_health": "mental health trusts", "acute": "acute trusts"}
YEARS = range(2017, 2024)


def record_id(sector: str) -> str:
    """The id of the electronic record indicator of a sector."""
    return f"trusts-with-live-electronic-patient-record-{SECTORS[sector].replace(' ', '-')}"


def cost_id(sector: str) -> str:
    """The id of the paper record cost indicator of a sector."""
    return f"cost-of-paper-records-storage-{SECTORS[sector].replace(' ', '-')}"


def indicators() -> Iterator[Indicator]:
    """Two indicators for each sector."""
    for sector, label in SECTORS.items():
        yield Indicator(
            id=record_id(sector),
            name=f"Trusts with a live electronic patient record, {label}",
            definition=(
                f"The share of {label} that name a supplier of their primary electronic patient record; a trust that "
                "is still getting one counts as without."
            ),
            scale="proportion",
            unit="%",
            polarity="higher_better",
            numerator="Trusts that name a supplier",
            denominator="Trusts in the answer",
            basis=f"{label} with headquarters in the area",
            frequency="once",
            publication=RECORDS.id,
            caveats="Says nothing about how good the record is or whether it can be shared.",
        )
        yield Indicator(
            id=cost_id(sector),
            name=f"Cost of storing medical records, {label}",
            definition=(
                f"What {label} report to spend in the year on storing, finding and moving medical records, on their "
                "own sites and elsewhere, added up over trusts."
            ),
            scale="money",
            unit="£",
            polarity="context",
            numerator="Onsite and offsite medical records cost",
            basis=f"{label} with headquarters in the area",
            frequency="yearly",
            publication=COSTS.id,
            caveats="A total in pounds: no common denominator (records or patients) was found, so sizes differ.",
        )


def figures(folder: Path) -> Iterator[Figure]:
    """Trusts and pounds by area, from the list of trusts."""
    trusts = list(rows(folder / "paper_records_cost_epr_trust_2017_2024.csv"))
    region_of = {code: board["region_ods"] for code, board in boards(folder).items()}
    areas = ["ENG", *regions(folder), *region_of]
    for sector, label in SECTORS.items():
        listed, live = Counter[str](), Counter[str]()
        cost, reporting = Counter[tuple[str, int]](), Counter[tuple[str, int]]()
        for row in trusts:
            if row["sector"] != sector:
                continue
            places = [area for area in ("ENG", region_of.get(row["icb_ods"], ""), row["icb_ods"]) if area]
            listed.update(places)
            if float(row["epr_live"]):
                live.update(places)
            for year in YEARS:
                pounds = round(float(row[f"mrc_total_{year}{(year + 1) % 100:02d}"]))
                for area in places:
                    cost[area, year] += pounds
                    reporting[area, year] += pounds > 0
        nobody = NO_MENTAL_TRUST if sector == "mental_health" else f"None of the {label} has its headquarters here."
        for area in areas:
            count = listed[area]
            yield Figure(
                indicator=record_id(sector),
                area=area,
                period=calendar_year(2024),
                publication=RECORDS.id,
                value=share(live[area], count),
                count=live[area] if count else None,
                denominator=count or None,
                status="" if count else "x",
                organisations=count or None,
                organisations_expected=count or None,
                note="" if count else nobody,
            )
            for year in YEARS:
                known = reporting[area, year]
                yield Figure(
                    indicator=cost_id(sector),
                    area=area,
                    period=financial_year(year),
                    publication=COSTS.id,
                    value=cost[area, year] if known else None,
                    status="" if known else "x",
                    organisations=known or None,
                    organisations_expected=count or None,
                    note="" if known else "No trust here reports a cost above 0." if count else nobody,
                )


def transcribe(folder: Path) -> Transcript:
    """Pairs I5 and I7."""
    sides = {
        "I5": PairSides(Side(record_id("mental_health")), Side(record_id("acute"))),
        "I7": PairSides(Side(cost_id("mental_health")), Side(cost_id("acute"))),
    }
    return Transcript([RECORDS, COSTS], list(indicators()), list(figures(folder)), sides)
