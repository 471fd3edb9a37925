"""NHS Staff Survey 2021 to 2024: what staff of mental health and acute trusts answer to the same questions."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Publication,
    Side,
    Transcript,
    boards,
    calendar_year,
    regions,
    rows,
    share,
)
from data.transcription.trusts import MERGED_AWAY, MERGED_NAMES, Trust, by_area, surveyed, why_missing

PUBLICATION = Publication(
    id="staff-survey-2021-2024",
    publisher="NHS England, Survey Coordination Centre",
    title="NHS Staff Survey, organisation results 2021 to 2024",
    obtained_via=(
        "ebmgt/NHS-Gender:Data files/data_trusts_well-being - organisational results.csv"
        "@e042fd3284271345f645734d769cd57bb17748ad"
    ),
    caveats=(
        "Official tables merged by a third party. Answers are counted for trusts, not for places: a trust stands for "
        "the board of its headquarters. Counts are the trust's weighted percentage times its number of answers, "
        "summed over trusts, so they are not whole numbers. Summed over all trusts the results agree with the national "
        "ones within 0.4 points. The board of 2023 and 2024 is carried back to 2021 and 2022; four trusts that have "
        "since merged are placed by the beds return of 2020/21 (region) and the security toolkit of 2022/23 "
        "(board, named for Yeovil only); the other three count for their region and England and for no board."
    ),
)
SECTORS = {"mental_health": "mental health trusts", "acute": "acute trusts"}
SECTOR_CAVEATS = {
    "mental_health": "Includes trusts that run mental health, learning disability and community services together.",
    "acute": "Acute and combined acute and community trusts, Somerset among them; specialist hospitals are left out.",
}
YEARS = (2021, 2022, 2023, 2024)


class Question(NamedTuple):
    """A question of the survey and the pair it serves."""

    pair: str
    slug: str
    name: str
    asked: str
    polarity: str = "lower_better"
    caveat: str = ""


QUESTIONS = {
    "Discrimination_internal": Question(
        "G7",
        "staff-discriminated-against-by-manager-or-colleagues",
        "Staff discriminated against by a manager or colleagues",
        "who say that in the last 12 months they personally experienced discrimination at work from a manager, "
        "team leader or other colleagues",
    ),
    "Physical_manager": Question(
        "G9",
        "staff-with-physical-violence-from-managers",
        "Staff who experienced physical violence from managers",
        "who say that in the last 12 months they experienced physical violence at work from managers at least once",
        caveat="Events are under 1 in 100: small numbers decide, and intervals are wide.",
    ),
    "Physical_public": Question(
        "G10",
        "staff-with-physical-violence-from-patients-or-public",
        "Staff who experienced physical violence from patients or the public",
        "who say that in the last 12 months they experienced physical violence at work from patients, service users, "
        "their relatives or other members of the public at least once",
        caveat="How much staff meet the public differs by setting. England from 2007 to 2016 comes from QualityWatch.",
    ),
    "Enough_staff": Question(
        "W7",
        "staff-saying-there-are-enough-staff",
        "Staff who say there are enough staff",
        "who agree that there are enough staff at their organisation for them to do their job properly",
        polarity="higher_better",
    ),
    "Burned_out": Question(
        "W8",
        "staff-often-burnt-out",
        "Staff who often or always feel burnt out because of work",
        "who say that they often or always feel burnt out because of their work",
    ),
    "Stress": Question(
        "W9",
        "staff-unwell-from-work-stress",
        "Staff who felt unwell from work-related stress",
        "who say that in the last 12 months they felt unwell as a result of work-related stress",
        caveat="England from 2004 to 2016 comes from QualityWatch.",
    ),
    "Emotionally_exhausting": Question(
        "W10",
        "staff-finding-work-emotionally-exhausting",
        "Staff who find their work emotionally exhausting",
        "who say that they often or always find their work emotionally exhausting",
    ),
}
HISTORY = {"Physical_public", "Stress"}
HISTORY_NOTE = "First year after a gap of some years and from another source than the years before."


def indicator_id(measure: str, sector: str) -> str:
    """The id of one question in one sector."""
    return f"{QUESTIONS[measure].slug}-{SECTORS[sector].replace(' ', '-')}"


def indicators() -> Iterator[Indicator]:
    """One indicator for each question and sector."""
    for measure, question in QUESTIONS.items():
        for sector, label in SECTORS.items():
            yield Indicator(
                id=indicator_id(measure, sector),
                name=f"{question.name}, {label}",
                definition=f"Of the staff of {label} who answered the question, the share {question.asked}.",
                scale="proportion",
                unit="%",
                polarity=question.polarity,
                numerator=f"Staff {question.asked} (weighted percentage times answers, summed over trusts)",
                denominator="Staff who answered the question",
                basis=f"{label} with headquarters in the area",
                frequency="yearly",
                publication=PUBLICATION.id,
                caveats=f"{SECTOR_CAVEATS[sector]} {question.caveat}".strip(),
            )


def placed_by_us(trusts: list[Trust]) -> dict[str, str]:
    """The merged trusts that count for a board or region because we placed them, in words."""
    placed: dict[str, list[str]] = {}
    for trust in trusts:
        if trust.code in MERGED_AWAY:
            for area in filter(None, (trust.board, trust.region)):
                placed.setdefault(area, []).append(MERGED_NAMES[trust.code])
    return {
        area: f"Includes {' and '.join(names)}, since merged: placed by other returns."
        for area, names in placed.items()
    }


def figures(folder: Path) -> Iterator[Figure]:
    """Every question, sector, area and year, boards without a trust included."""
    answers = {(row["trust_ods"], row["year"]): row for row in rows(folder / "nss_staff_survey_trust_2021_2024.csv")}
    areas = ["ENG", *regions(folder), *boards(folder)]
    for year in YEARS:
        trusts = surveyed(folder, year)
        placed = placed_by_us(trusts)
        for sector in SECTORS:
            expected = by_area(trusts, {sector})
            for measure in QUESTIONS:
                counts, asked = defaultdict[str, float](float), defaultdict[str, int](int)
                for trust in trusts:
                    if trust.sector != sector:
                        continue
                    row = answers[trust.code, str(year)]
                    size = int(row[f"{measure.lower()}_n"])
                    for area in filter(None, ("ENG", trust.region, trust.board)):
                        counts[area] += float(row[f"{measure.lower()}_pct"]) * size / 100
                        asked[area] += size
                for area in areas:
                    count, people = round(counts[area], 2), asked[area]
                    resumed = area == "ENG" and year == YEARS[0] and measure in HISTORY
                    ours = placed.get(area, "") if sector == "acute" else ""
                    yield Figure(
                        indicator_id(measure, sector),
                        area,
                        calendar_year(year),
                        PUBLICATION.id,
                        value=share(count, people),
                        count=count if people else None,
                        denominator=people or None,
                        status="x" if not people else "b" if resumed else "",
                        organisations=expected[area] or None,
                        organisations_expected=expected[area] or None,
                        note=why_missing(area) if not people else HISTORY_NOTE if resumed else ours,
                    )


def transcribe(folder: Path) -> Transcript:
    """The Staff Survey's seven pairs."""
    sides = {}
    for measure, question in QUESTIONS.items():
        reading = "as_published" if question.polarity == "higher_better" else "complement"
        sides[question.pair] = PairSides(
            Side(indicator_id(measure, "mental_health"), reading), Side(indicator_id(measure, "acute"), reading)
        )
    return Transcript([PUBLICATION], list(indicators()), list(figures(folder)), sides)
