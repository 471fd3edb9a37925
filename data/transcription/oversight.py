"""Trust scores of 2025/26 by region: oversight framework, staff survey, estates and digital maturity."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean, stdev
from typing import NamedTuple

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Period,
    Publication,
    Side,
    Spread,
    Transcript,
    calendar_year,
    financial_quarter,
    financial_year,
    number,
    rows,
)
from data.transcription.trusts import ACUTE_AND_SPECIALIST, by_area, surveyed

OBTAINED = "larsen-analyst/trustpulse:data/processed/trust_risk_scores.csv@04a0235c82e2eabfd763af2c876ceda51636d3ad"
COPY = (
    "A third party's table of 150 trusts, of which 129 acute and 11 mental health trusts: most mental health trusts "
    "are missing, so every value is of low reliability."
)
ENGLAND = "NHS England"


def publication(key: str, publisher: str, title: str, caveats: str = "") -> Publication:
    """One of the publications that the third party's table joins."""
    return Publication(key, publisher, title, OBTAINED, caveats=f"{COPY} {caveats}".strip())


OVERSIGHT = publication("oversight-framework-quarter-3-2025-26", ENGLAND, "NHS Oversight Framework, Q3 2025/26")
SURVEY = publication("staff-survey-benchmark-2025", ENGLAND, "NHS Staff Survey 2025, benchmark results of trusts")
ESTATES = publication(
    "estates-return-2024-25", ENGLAND, "Estates Returns Information Collection (ERIC), 2024/25, by trust"
)
MATURITY = publication(
    "digital-maturity-assessment-2025",
    ENGLAND,
    "Digital Maturity Assessment 2025, pillar scores of trusts",
    "The copy took acute trusts only, found them by name and averaged the seven pillars: errors are possible.",
)
REGIONS = {
    "London": "Y56",
    "South West": "Y58",
    "South East": "Y59",
    "Midlands": "Y60",
    "East": "Y61",
    "North West": "Y62",
    "North East and Yorkshire": "Y63",
}
MENTAL, ACUTE = "mental-health-trusts", "acute-trusts"
SECTORS = {MENTAL: {"mental_health"}, ACUTE: ACUTE_AND_SPECIALIST}
MEAN = "Plain mean over the trusts held, each trust counting once."


class Score(NamedTuple):
    """A column of the table and the pair it serves."""

    pair: str
    column: str
    slug: str
    name: str
    definition: str
    unit: str
    polarity: str
    period: Period
    publication: Publication
    caveat: str = ""
    scale: str = "mean_score"


QUARTER, YEAR = financial_quarter(2025, 3), calendar_year(2025)
LOW = "1 best to 4"
SCORES = (
    Score(
        "F4",
        "domain_score_finance_productivity",
        "oversight-finance-and-productivity-score",
        "Oversight score for finance and productivity",
        "The trust's score in the finance and productivity domain of the oversight framework",
        LOW,
        "lower_better",
        QUARTER,
        OVERSIGHT,
        "The framework's metrics differ in part between types of trust.",
    ),
    Score(
        "G1",
        "overall_avg_metric_score",
        "oversight-average-metric-score",
        "Oversight score, average of all metrics",
        "The trust's average score over all metrics of the oversight framework",
        LOW,
        "lower_better",
        QUARTER,
        OVERSIGHT,
        "The framework's metrics differ in part between types of trust.",
    ),
    Score(
        "G2",
        "staff_raising_concerns_score",
        "staff-raising-concerns-score",
        "Staff raising concerns score",
        "The staff survey's raising concerns sub-score as the oversight framework shows it (OF0061)",
        "out of 10",
        "higher_better",
        QUARTER,
        OVERSIGHT,
        "The framework shows the latest survey it had; which year is not in the copy.",
    ),
    Score(
        "W2",
        "theme_engagement",
        "staff-engagement-score",
        "Staff engagement score",
        "The trust's staff engagement score in the staff survey",
        "out of 10",
        "higher_better",
        YEAR,
        SURVEY,
    ),
    Score(
        "W3",
        "pp4_2_burnout",
        "staff-burnout-score",
        "Staff burnout score (higher is less burnout)",
        "The trust's burnout sub-score (We are safe and healthy) in the staff survey; higher means less burnout",
        "out of 10",
        "higher_better",
        YEAR,
        SURVEY,
    ),
    Score(
        "T2",
        "dma_overall",
        "digital-maturity-score",
        "Digital maturity score",
        "The mean of a trust's seven pillar scores in its own digital maturity assessment",
        "1 to 5",
        "higher_better",
        YEAR,
        MATURITY,
        "A self-assessment; the mean over pillars is the third party's.",
    ),
    Score(
        "T1",
        "estates_backlog_total_m",
        "estate-backlog-per-site",
        "Backlog maintenance for each site",
        "Backlog maintenance cost of the trusts held, all risk levels, divided by their number of sites",
        "£ million per site",
        "context",
        financial_year(2024),
        ESTATES,
        "Sites differ in size: pounds per site is no measure of parity.",
        "money",
    ),
)
NO_MENTAL_SIDE = {"T2"}  # the copy holds acute trusts only
SETS = {MENTAL: "mental health and learning disability trusts", ACUTE: "acute trusts, specialist ones included"}


def kind(row: dict[str, str]) -> str:
    """The sector of a trust by its subtype, so that community trusts do not count as mental health."""
    if row["Trust_subtype"].startswith("Mental Health"):
        return MENTAL
    return ACUTE if row["Trust_type"] == "Acute trust" else ""


def sectors(score: Score) -> list[str]:
    """The sectors a score is held for."""
    return [ACUTE] if score.pair in NO_MENTAL_SIDE else [MENTAL, ACUTE]


def indicators() -> Iterator[Indicator]:
    """One indicator for each score and sector."""
    money = {"numerator": "Backlog maintenance cost in £ million", "denominator": "Sites of the trusts held"}
    for score in SCORES:
        for sector in sectors(score):
            words = SETS[sector]
            how = "" if score.scale == "money" else f" {MEAN}"
            yield Indicator(
                id=f"{score.slug}-{sector}",
                name=f"{score.name}, {sector.replace('-', ' ')}",
                definition=f"{score.definition}: {words}.{how}",
                scale=score.scale,
                unit=score.unit,
                polarity=score.polarity,
                basis=f"{sector.replace('-', ' ')} of the region that the copy holds",
                frequency="once",
                publication=score.publication.id,
                caveats=score.caveat,
                **(money if score.scale == "money" else {}),
            )


def figure(score: Score, sector: str, region: str, held: Sequence[dict[str, str]], expected: int) -> Figure:
    """One region's value, or why there is none."""
    known = [row for row in held if number(row[score.column]) is not None]
    values = [float(row[score.column]) for row in known]
    place = (f"{score.slug}-{sector}", region, score.period, score.publication.id)
    if not known:
        note = "The copy holds no mental health trust of this region."
        return Figure(*place, status="x u", organisations=0, organisations_expected=expected, note=note)
    shared = {"status": "u", "organisations": len(known), "organisations_expected": max(expected, len(known))}
    if score.scale == "money":
        sites = sum(float(row["estates_total_sites"]) for row in known)
        return Figure(*place, value=sum(values) / sites, count=sum(values), denominator=sites, **shared)
    return Figure(*place, value=fmean(values), note=MEAN, **shared)


def transcribe(folder: Path) -> Transcript:
    """Pairs F4, G1, G2, T1, T2, W2 and W3, for regions, and the spreads over acute trusts."""
    made = Transcript([OVERSIGHT, SURVEY, ESTATES, MATURITY], list(indicators()))
    held: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows(folder / "trust_level_nof_staff_estates_2025_26.csv"):
        held[kind(row), REGIONS[row["Region"]]].append(row)
    trusts = surveyed(folder, 2024)
    for score in SCORES:
        for sector in sectors(score):
            expected = by_area(trusts, SECTORS[sector])
            for region in REGIONS.values():
                made.figures.append(figure(score, sector, region, held[sector, region], expected[region]))
        mental = None if score.pair in NO_MENTAL_SIDE else Side(f"{score.slug}-{MENTAL}")
        made.pairs[score.pair] = PairSides(mental, Side(f"{score.slug}-{ACUTE}"))
        if score.scale == "mean_score":
            everyone = [number(row[score.column]) for region in REGIONS.values() for row in held[ACUTE, region]]
            values = [value for value in everyone if value is not None]
            note = "Sample standard deviation over the acute trusts that the copy holds, specialist ones included."
            made.spreads.append(Spread(score.pair, score.period.end, "acute trusts", len(values), stdev(values), note))
    return made
