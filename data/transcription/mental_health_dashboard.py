"""Access and quality from the Mental Health Dashboard of 2021/22, on the areas of April 2021."""

import re
from collections.abc import Callable
from datetime import date
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
    absent,
    boards,
    calendar_year,
    financial_year,
    months,
    number,
    quarter_from_label,
    rows,
)
from data.transcription.health_index import BOARDS, scores

WORKBOOK = (
    "childrenscommissioner/MH-briefing-2122:docs/inputs/Raw data/nhsmh-dashboard-q4-21-22-v3.2.xlsm"
    "@be36bc09f22dae7f6fe4578792080cdac5b0754d"
)
PUBLICATION = Publication(
    id="mental-health-dashboard-access-2021-22",
    publisher="NHS England",
    title="NHS Mental Health Dashboard Q4 2021/22 v3.2: access and quality",
    obtained_via=WORKBOOK,
    caveats="On the areas of April 2021: Bassetlaw and Glossop lie in other boards than since July 2022.",
)
MOVED = {"QF7": "Bassetlaw", "QT1": "Bassetlaw", "QOP": "Glossop", "QJ2": "Glossop"}
OUT_OF_AREA = "inappropriate-out-of-area-bed-days"
CORE_24 = "hospitals-with-full-psychiatric-liaison"
CORE_24_STANDARD = "hospitals-with-round-the-clock-emergency-department"
TWELVE_HOURS = "mental-health-emergency-attendances-over-12-hours"
SUICIDE = "suicide-rate"
SUICIDE_SCORE, AVOIDABLE_SCORE = "suicide-rate-standard-score", "avoidable-mortality-standard-score"


class Measure(NamedTuple):
    """One line of the dashboard that we take."""

    id: str
    name: str
    definition: str
    scale: str
    unit: str
    polarity: str
    period: Callable[[str, str], Period]
    caveats: str = ""


def quarter(label: str, _area: str) -> Period:
    """A quarter as printed."""
    return quarter_from_label(label)


def rolling(label: str, area: str) -> Period:
    """A quarter for England and regions; for boards the twelve months up to its end."""
    span = quarter_from_label(label)
    if not area.startswith("Q"):
        return span
    return months(span.end.year, span.end.month, 12)._replace(label=f"Year to {label}")


def year(label: str, _area: str) -> Period:
    """A financial year as printed."""
    return financial_year(int(label.strip()[:4]))


def pool(label: str, _area: str) -> Period:
    """Three calendar years together, "2018/2020"."""
    first, last = (int(part) for part in re.split("[-/]", label))
    return Period(f"{first} to {last}", date(first, 1, 1), calendar_year(last).end)


MEASURES = {
    "EIP(i)": Measure(
        "first-episode-psychosis-treated-within-2-weeks",
        "First episode of psychosis: people who started treatment within 2 weeks",
        "Share of people starting treatment for a first episode of psychosis within two weeks of referral.",
        *("proportion", "%", "higher_better", quarter, "The standard is 60%. Whole percentages."),
    ),
    "EIP(i_a)": Measure(
        "early-psychosis-services-at-nice-level-2",
        "Early intervention in psychosis services rated level 2 or better against NICE guidance",
        "Share of commissioned early intervention in psychosis services at level 2 or above for meeting NICE guidance.",
        *("proportion", "%", "higher_better", year, "Few services in each area."),
    ),
    "CR(iii_a)": Measure(
        OUT_OF_AREA,
        "Inappropriate out-of-area mental health bed days, per 100,000 residents",
        "Bed days in the quarter of people placed outside their area because no local bed was free.",
        *("rate", "per 100,000", "lower_better", quarter, "The denominator, residents of mid-2022, is ours."),
    ),
    "CR(vii_a)": Measure(
        "adult-acute-mental-health-stays-over-60-days",
        "Adult acute mental health discharges after a stay over 60 days, per 100,000 aged 18 to 64",
        "Discharges of adults from acute mental health beds after more than 60 days, per 100,000 aged 18 to 64.",
        *("rate", "per 100,000 aged 18 to 64", "lower_better", quarter),
    ),
    "CR(viii)": Measure(
        "followed-up-within-72-hours-of-mental-health-discharge",
        "Adults followed up within 72 hours of leaving an acute mental health bed",
        "Share of adults discharged from acute mental health beds who were seen within 72 hours.",
        *("proportion", "%", "higher_better", quarter, "Whole percentages."),
    ),
    "AC(i)": Measure(
        CORE_24,
        "Acute hospitals with a psychiatric liaison team that meets the full round-the-clock standard (core 24)",
        "Share of acute hospitals with an emergency department whose liaison team meets the core 24 standard.",
        *("proportion", "%", "higher_better", year, "From the liaison surveys; few hospitals in each area."),
    ),
    "CYP(ii_b)": Measure(
        "children-with-eating-disorder-seen-within-4-weeks",
        "Children and young people with an eating disorder: routine referrals seen within 4 weeks",
        "Share of routine referrals of children and young people with an eating disorder that started in four weeks.",
        *("proportion", "%", "higher_better", rolling, "The standard is 95%. Rolling twelve months for boards."),
    ),
    "CR(vi_b)": Measure(
        TWELVE_HOURS,
        "Mental health emergency attendances of adults lasting over 12 hours",
        "Share of adults' mental health attendances at emergency departments that waited more than 12 hours.",
        *("proportion", "%", "lower_better", quarter, "Experimental; four quarters only."),
    ),
    "SP(i)": Measure(
        SUICIDE,
        "Suicide rate, per 100,000",
        "Deaths by suicide per 100,000 people, standardised for age, three calendar years together.",
        *("rate", "per 100,000", "lower_better", pool, "The three-year periods overlap."),
    ),
}


def indicators() -> list[Indicator]:
    """The dashboard's measures, one standard that is 100% by definition, and two standard scores."""
    common = {"basis": "residents or services of the area of April 2021", "publication": PUBLICATION.id}
    made = [
        Indicator(
            id=measure.id,
            name=measure.name,
            definition=measure.definition,
            scale=measure.scale,
            unit=measure.unit,
            polarity=measure.polarity,
            frequency={quarter: "quarterly", rolling: "quarterly", year: "annual"}.get(measure.period, "three years"),
            caveats=f"{PUBLICATION.caveats} {measure.caveats}".strip(),
            **common,
        )
        for measure in MEASURES.values()
    ]
    standard = Indicator(
        id=CORE_24_STANDARD,
        name="Acute hospitals with a full emergency department that are open round the clock",
        definition="All of them: a full (type 1) emergency department is open 24 hours by definition.",
        scale="proportion",
        unit="%",
        polarity="higher_better",
        frequency="fixed",
        constant="1",
        caveats="A definition, not a measurement.",
        **common,
    )
    made.append(standard)
    for key, what, polarity in (
        (SUICIDE_SCORE, "Suicide rate, three years together", "lower_better"),
        (AVOIDABLE_SCORE, "Avoidable deaths, Health Index", "higher_better"),
    ):
        made.append(
            Indicator(
                id=key,
                name=f"{what}: standard deviations from the mean of the boards",
                definition="The board's value less the mean of the 42 boards, over their sample standard deviation.",
                scale="index",
                unit="standard deviations over the boards",
                polarity=polarity,
                frequency="annual",
                caveats="Derived by us so that two different scales can stand side by side.",
                **common,
            )
        )
    return made


def transcribe(folder: Path) -> Transcript:
    """Take nine measures for England, regions and boards."""
    known = boards(folder)
    people = {code: float(board["pop_mid2022"]) for code, board in known.items()}
    for row in rows(folder / "geo_nhs_region_reference.csv"):
        people[row["region_ods"]] = float(row["pop_mid2022"])
    lines = list(rows(folder / "mhd_access_quality_eng_region_icb_2014_2022.csv"))
    late = {(r["ods_code"], r["period"]): number(r["value"]) for r in lines if r["dashboard_id"] == "CR(vi_a)"}
    figures: list[Figure] = []
    rates: dict[int, dict[str, float]] = {}
    for row in lines:
        measure = MEASURES.get(row["dashboard_id"])
        if measure is None:
            continue
        area, value, count, denominator, note = row["ods_code"], number(row["value"]), None, None, ""
        if measure.id == OUT_OF_AREA and value is not None:
            count, denominator, value = value, people[area], value / people[area] * 1e5
            note = "Rate derived by us from the published bed days and residents of mid-2022"
        if measure.id == TWELVE_HOURS and value:
            count = late.get((area, row["period"]))
            denominator = None if count is None else round(count / value)
            note = "" if count is None else "Denominator derived by us: published number over published share"
        period = measure.period(row["period"], area)
        if measure.id == SUICIDE and area in known and value is not None:
            rates.setdefault(period.end.year, {})[area] = value
        figure = Figure(measure.id, area, period, PUBLICATION.id, value, count=count, denominator=denominator)
        figures.append(footprint(figure, note))
    figures += absent(figures, known)
    scored, spreads = standard_scores(folder, rates)
    return Transcript([PUBLICATION], indicators(), figures + scored, sides(), spreads)


def footprint(figure: Figure, note: str = "") -> Figure:
    """Mark boards whose area moved in July 2022, and values shown as *."""
    status = ["c"] if figure.value is None else []
    notes = [note] if note else []
    if figure.area in MOVED:
        status.append("b")
        notes.append(f"On the area of April 2021: {MOVED[figure.area]} changed boards in July 2022")
    held = {name: getattr(figure, name) for name in ("value", "low", "high", "count", "denominator", "breakdown")}
    key = (figure.indicator, figure.area, figure.period, figure.publication)
    return Figure(*key, status=" ".join(status), note="; ".join(notes), **held)


def standard_scores(folder: Path, rates: dict[int, dict[str, float]]) -> tuple[list[Figure], list[Spread]]:
    """Suicide rates and avoidable mortality, each in standard deviations over the boards."""
    figures, spreads = [], []
    index = {y: areas for (part, y), areas in scores(folder).items() if part == "avoidable_mortality"}
    series = [(SUICIDE_SCORE, last, areas, pool(f"{last - 2}/{last}", "")) for last, areas in rates.items()]
    series += [(AVOIDABLE_SCORE, y, areas, calendar_year(y)) for y, areas in index.items()]
    for key, _, areas, period in series:
        mean, deviation = fmean(areas.values()), stdev(areas.values())
        for area, value in areas.items():
            figure = Figure(key, area, period, PUBLICATION.id, (value - mean) / deviation)
            figures.append(footprint(figure) if key == SUICIDE_SCORE else figure)
        if key == AVOIDABLE_SCORE:
            spreads.append(Spread("O9", period.end, BOARDS, len(areas), 1.0, "1 by construction of the score"))
    return figures, spreads


def sides() -> dict[str, PairSides]:
    """The sides that the dashboard feeds."""
    one = {
        "S14": Side(TWELVE_HOURS, "complement"),
        "S15": Side(MEASURES["EIP(i)"].id),
        "S16": Side(OUT_OF_AREA),
        "S17": Side(MEASURES["CR(vii_a)"].id),
        "S18": Side(MEASURES["CR(viii)"].id),
        "S21": Side(MEASURES["CYP(ii_b)"].id),
        "T7": Side(MEASURES["EIP(i_a)"].id),
    }
    both = {
        "S19": PairSides(Side(CORE_24), Side(CORE_24_STANDARD)),
        "O9": PairSides(Side(SUICIDE_SCORE), Side(AVOIDABLE_SCORE)),
    }
    return {pair: PairSides(mental=side) for pair, side in one.items()} | both
