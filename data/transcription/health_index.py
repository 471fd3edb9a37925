"""The Health Index of the Office for National Statistics, 2015 to 2021, mental and physical parts."""

from pathlib import Path
from statistics import stdev

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Publication,
    Side,
    Spread,
    Transcript,
    board_codes_by_ons,
    calendar_year,
    number,
    rows,
)

VIA = "humaniverse/healthyr:.broadcast/england_health_index_ics_{}.csv@ed2003efc556306bc4421e2b99b17031db47d719"
PUBLICATION = Publication(
    id="health-index-2015-2021",
    publisher="Office for National Statistics",
    title="Health Index for England, integrated care systems, 2015 to 2021",
    obtained_via=VIA.format("{subdomains,indicators}"),
    caveats=(
        "Every score is against its own England 2015 = 100 and higher is better, suicides included: a score says how "
        "far a part has moved, not which of two is better."
    ),
)
FLAT = " Physical conditions are the same from 2015 to 2018 in every area: no trend there."
SCORES = {
    "mental_health": ("health-index-mental-health", "Health Index: mental health", ""),
    "physical_health_conditions": (
        "health-index-physical-health-conditions",
        "Health Index: physical health conditions",
        FLAT,
    ),
    "suicides": ("health-index-suicides", "Health Index: suicides (higher is better)", ""),
    "self_harm": ("health-index-self-harm", "Health Index: self-harm (higher is better)", ""),
    "avoidable_mortality": (
        "health-index-avoidable-mortality",
        "Health Index: avoidable deaths (higher is better)",
        " Suicides are part of avoidable deaths.",
    ),
    "cardiovascular_conditions": (
        "health-index-cardiovascular-conditions",
        "Health Index: heart and circulation conditions (higher is better)",
        "",
    ),
}
PAIRS = {
    "O1": ("mental_health", "physical_health_conditions"),
    "O4": ("suicides", "avoidable_mortality"),
    "O5": ("self_harm", "cardiovascular_conditions"),
}
BOARDS = "42 boards (to March 2026)"


def indicators() -> list[Indicator]:
    """One indicator for each part of the index that a pair uses."""
    return [
        Indicator(
            id=key,
            name=name,
            definition="Score of this part of the index, where England in 2015 is 100 and higher is better.",
            scale="index",
            unit="England 2015 = 100",
            polarity="higher_better",
            basis="residents",
            frequency="annual",
            publication=PUBLICATION.id,
            caveats=PUBLICATION.caveats + more,
        )
        for key, name, more in SCORES.values()
    ]


def scores(folder: Path) -> dict[tuple[str, int], dict[str, float]]:
    """Scores of boards by part and year; the files use the board codes of 2022."""
    codes = board_codes_by_ons(folder)
    found: dict[tuple[str, int], dict[str, float]] = {}
    for name, column in (("subdomains", "sub_domain"), ("indicators", "indicator")):
        for row in rows(folder / f"hi_ics_{name}_2015_2021.csv"):
            value = number(row["value"])
            if row[column] in SCORES and value is not None:
                found.setdefault((row[column], int(row["year"])), {})[codes[row["icb22_code"]]] = value
    return found


def transcribe(folder: Path) -> Transcript:
    """Scores of six parts and the comparators' standard deviations over the boards, year by year."""
    held = scores(folder)
    figures = [
        Figure(SCORES[part][0], area, calendar_year(year), PUBLICATION.id, value)
        for (part, year), areas in held.items()
        for area, value in areas.items()
    ]
    note = "Sample standard deviation of the comparator's scores over the boards"
    spreads = [
        Spread(pair, calendar_year(year).end, BOARDS, len(areas), stdev(areas.values()), note)
        for pair, (_, comparator) in PAIRS.items()
        for (part, year), areas in held.items()
        if part == comparator
    ]
    pairs = {pair: PairSides(Side(SCORES[one][0]), Side(SCORES[two][0])) for pair, (one, two) in PAIRS.items()}
    return Transcript([PUBLICATION], indicators(), figures, pairs, spreads)
