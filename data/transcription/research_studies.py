"""NIHR portfolio studies by specialty: which share of the studies led in a region is about mental health."""

from collections import Counter
from datetime import date
from pathlib import Path

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Period,
    Publication,
    Side,
    Transcript,
    regions,
    rows,
    share,
)

PUBLICATION = Publication(
    id="nihr-portfolio-studies-2021",
    publisher="National Institute for Health and Care Research (NIHR)",
    title="NIHR Open Data Platform, Clinical Research Network study search, downloaded 25 February 2021",
    obtained_via="abrandgits/UK-Health-Research-Funders:Data.xlsx@843b988f604342f5a4f31987ead54d4919287f42",
    licence="NIHR open data (Open Government Licence v3.0); the copy's repository states no licence",
    caveats=(
        "Studies led from England by managing specialty; no money and no participants. The region is that of the lead "
        "site's research network, fitted to NHS regions as well as the 15 networks allow (Thames Valley and South "
        "Midlands counts as South East). About one study in six has no lead network and counts for England only."
    ),
)
SPECIALTIES = {
    "mental-health": ("Mental Health", "mental health"),
    "cancer": ("Cancer", "cancer"),
    "cardiovascular-disease": ("Cardiovascular Disease", "cardiovascular disease"),
    "diabetes": ("Diabetes", "diabetes"),
}
SNAPSHOT = Period("25 Feb 2021", date(2021, 2, 25), date(2021, 2, 25))
EVERYWHERE = "England (all, incl. no LCRN)"
BEST_FIT = "Research networks fitted to NHS regions."


def indicator_id(slug: str) -> str:
    """The id of one specialty's share."""
    return f"research-studies-led-share-{slug}"


def indicators() -> list[Indicator]:
    """One share for each specialty."""
    return [
        Indicator(
            id=indicator_id(slug),
            name=f"NIHR portfolio studies that are about {words}",
            definition=(
                f"Of all studies on the NIHR portfolio that are led from the area, the share whose managing specialty "
                f"is {words}."
            ),
            scale="proportion",
            unit="%",
            polarity="higher_better",
            numerator=f"Studies led from the area with managing specialty {words}",
            denominator="All studies led from the area",
            basis="region of the lead site's research network",
            frequency="once",
            publication=PUBLICATION.id,
            caveats="Studies are counted, not money, and not set against burden; dementia is another specialty.",
        )
        for slug, (_, words) in SPECIALTIES.items()
    ]


def figures(folder: Path) -> list[Figure]:
    """Studies of each specialty in the regions and England."""
    studies, everything = Counter[tuple[str, str]](), Counter[str]()
    for row in rows(folder / "nihr_crn_portfolio_studies_lcrn_specialty_2021.csv"):
        area = "ENG" if row["lead_lcrn"] == EVERYWHERE else row["nhs_region_best_fit"]
        studies[row["managing_specialty"], area] += int(row["studies"])
        everything[area] += int(row["studies"])
    return [
        Figure(
            indicator_id(slug),
            area,
            SNAPSHOT,
            PUBLICATION.id,
            value=share(studies[specialty, area], everything[area]),
            count=studies[specialty, area],
            denominator=everything[area],
            note="" if area == "ENG" else BEST_FIT,
        )
        for slug, (specialty, _) in SPECIALTIES.items()
        for area in ["ENG", *regions(folder)]
    ]


def transcribe(folder: Path) -> Transcript:
    """Pair I4."""
    sides = PairSides(Side(indicator_id("mental-health")), Side(indicator_id("cancer")))
    return Transcript([PUBLICATION], indicators(), figures(folder), {"I4": sides})
