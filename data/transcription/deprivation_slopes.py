"""Slope of mental and physical illness over deprivation within each board, from the neighbourhoods of 2025."""

from collections.abc import Iterable
from pathlib import Path
from statistics import fmean, pstdev, stdev
from typing import NamedTuple

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Publication,
    Side,
    Spread,
    Transcript,
    boards,
    calendar_year,
    rows,
)

PUBLICATION = Publication(
    id="indices-of-deprivation-2025",
    publisher="Ministry of Housing, Communities and Local Government",
    title="English indices of deprivation 2025, indicators of the health domain for neighbourhoods",
    obtained_via=(
        "humaniverse/IMD:data/imd2025_england_lsoa21_indicators.rda and imd2025_england_lsoa21.rda"
        "@2f6c9050afee99a40041eb63b02b6b0c58850704"
    ),
    caveats="Both indicators are parts of the deprivation index that orders the neighbourhoods: partly circular.",
)
MOOD = "mood-and-anxiety-slope-over-deprivation"
ILLNESS = "illness-and-disability-slope-over-deprivation"
COLUMNS = {MOOD: "mood_anxiety", ILLNESS: "cidr"}
WORDS = {MOOD: "Mood and anxiety disorders", ILLNESS: "Illness and disability (comparative ratio)"}
PERIOD = calendar_year(2025)._replace(label="Indices 2025")
NOTE = (
    "Derived by us: slope index of inequality (weighted least squares over the cumulative population midpoint) of the "
    "indicator in standard deviations over England's neighbourhoods; rank 0 is least and 1 most deprived in the area, "
    "so a positive slope means more illness where deprivation is greater"
)
SETS = {"icb2023": "42 boards (to March 2026)", "icb2026": "36 boards (from April 2026)"}


class Neighbourhood(NamedTuple):
    """One neighbourhood: its rank (1 most deprived), its people and its indicators in standard deviations."""

    rank: int
    people: float
    scores: dict[str, float]


def slope(neighbourhoods: Iterable[Neighbourhood], indicator: str) -> float:
    """The slope index of inequality, least to most deprived, by least squares of y sqrt(a) on sqrt(a) and b sqrt(a)."""
    ordered = sorted(neighbourhoods, key=lambda item: -item.rank)
    total = sum(item.people for item in ordered)
    sums, below = [0.0] * 5, 0.0
    for item in ordered:
        share = item.people / total
        middle = below + share / 2
        below += share
        y = item.scores[indicator]
        parts = (share, share * middle, share * middle**2, share * y, share * middle * y)
        sums = [one + two for one, two in zip(sums, parts, strict=True)]
    weight, first, second, values, crossed = sums
    return (weight * crossed - first * values) / (weight * second - first**2)


def indicators() -> list[Indicator]:
    """The two slopes."""
    return [
        Indicator(
            id=key,
            name=f"{WORDS[key]}: how much more of it in the most than in the least deprived neighbourhoods",
            definition=NOTE.removeprefix("Derived by us: ").capitalize() + ".",
            scale="index",
            unit="standard deviations over England's neighbourhoods",
            polarity="lower_better",
            basis="residents",
            frequency="once",
            publication=PUBLICATION.id,
            caveats=PUBLICATION.caveats + " The data behind an index of 2025 are some years older.",
        )
        for key in COLUMNS
    ]


def read(folder: Path) -> dict[tuple[str, str], list[Neighbourhood]]:
    """Neighbourhoods by geography and area."""
    lines = list(rows(folder / "lsoa21_icb24_icb26_imd2025_mental_vs_physical.csv"))
    scaled: dict[str, list[float]] = {}
    for key, column in COLUMNS.items():
        values = [float(line[column]) for line in lines]
        mean, deviation = fmean(values), pstdev(values)
        scaled[key] = [(value - mean) / deviation for value in values]
    region = {code: board["region_ods"] for code, board in boards(folder).items()}
    areas: dict[tuple[str, str], list[Neighbourhood]] = {}
    for index, line in enumerate(lines):
        item = Neighbourhood(
            int(line["imd25_rank"]), float(line["census21_pop"]), {key: scaled[key][index] for key in COLUMNS}
        )
        places = {
            "country": "ENG",
            "region": region[line["icb24"]],
            "icb2023": line["icb24"],
            "icb2026": line["icb26"],
        }
        for place in places.items():
            areas.setdefault(place, []).append(item)
    return areas


def transcribe(folder: Path) -> Transcript:
    """Slopes for boards of both geographies, regions and England."""
    areas = read(folder)
    figures, by_set = [], {geography: [] for geography in SETS}
    for (geography, area), neighbourhoods in areas.items():
        for key in COLUMNS:
            value = slope(neighbourhoods, key)
            figures.append(Figure(key, area, PERIOD, PUBLICATION.id, value, note=NOTE, geography=geography))
            if key == ILLNESS and geography in SETS:
                by_set[geography].append(value)
    note = "Sample standard deviation of the comparator's slopes over the boards"
    spreads = [
        Spread("O2", PERIOD.end, SETS[geography], len(values), stdev(values), note)
        for geography, values in by_set.items()
    ]
    return Transcript([PUBLICATION], indicators(), figures, {"O2": PairSides(Side(MOOD), Side(ILLNESS))}, spreads)
