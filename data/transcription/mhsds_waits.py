"""Waits for community mental health services, England and boards, April to September 2024 (MHSDS)."""

from collections import defaultdict
from datetime import date, datetime
from pathlib import Path

from data.transcription.framework import (
    Figure,
    Indicator,
    PairSides,
    Period,
    Publication,
    Side,
    Transcript,
    boards,
    month,
    months,
    number,
    rows,
    share,
)

PUBLICATION = Publication(
    id="mhsds-four-week-waits-2024",
    publisher="NHS England",
    title="Mental Health Services Data Set: waiting times for community mental health services (experimental)",
    obtained_via=(
        "samuelopeyemi2010/NHS-MHSDS-Data-Analysis:mhsds_data/MHSDS Data_4WW_{Apr..Sep}Perf_2024*.csv"
        "@ec6bdd7f210ef26c4e058c3151e3acc97cce376b"
    ),
    caveats=(
        "Experimental statistics. Counts of boards are rounded to the nearest 5 and small ones suppressed; "
        "people whose board is unknown (27,830 open adult waits in Sep 2024) are in England only."
    ),
)
PROPORTIONS = {
    "community-mental-health-adults-seen-within-4-weeks": ("MRS01a", "MRS01"),
    "community-mental-health-children-seen-within-4-weeks": ("MRS08a", "MRS08"),
    "community-mental-health-adults-waiting-over-52-weeks": ("MRS02e", "MRS02"),
    "community-mental-health-children-waiting-over-52-weeks": ("MRS09e", "MRS09"),
}
SUPPRESSED = "community-mental-health-wait-figures-suppressed"
BREAK_BELOW, BREAK_ABOVE = 0.75, 1.33
BREAK_NOTE = (
    "Our flag, not the publisher's: the open list or its part over a year moved below 0.75 or above 1.33 times "
    "the month before, in this month or an earlier one"
)

Cells = dict[tuple[str, str, Period], str]


def indicators() -> list[Indicator]:
    """The shares of open and finished waits, and the share of figures suppressed."""
    made = []
    for key, (over, all_) in PROPORTIONS.items():
        people = "adults" if "adults" in key else "children and young people"
        finished = all_ in {"MRS01", "MRS08"}
        clock = "a full clock stop (assessed, with a baseline outcome measure, and helped or a care plan in place)"
        if finished:
            name = f"Community mental health: {people} helped within 4 weeks of referral"
            definition = f"Share of referrals with {clock} in the three months that had it within 4 weeks ({over})."
        else:
            name = f"Community mental health: {people} still waiting who have waited over 52 weeks"
            definition = f"Share of referrals open at the month's end without {clock} for over 52 weeks ({over})."
        made.append(
            Indicator(
                id=key,
                name=name,
                definition=definition,
                scale="proportion",
                unit="%",
                polarity="higher_better" if finished else "lower_better",
                numerator="referrals " + ("helped in under 4 weeks" if finished else "waiting over 52 weeks"),
                denominator="referrals " + ("helped in the three months" if finished else "still waiting"),
                basis="residents or patients of general practices of the area",
                frequency="monthly, rolling three months" if finished else "monthly",
                publication=PUBLICATION.id,
                caveats="Computed from counts rounded to 5: the published percentages are whole numbers.",
            )
        )
    made.append(
        Indicator(
            id=SUPPRESSED,
            name="Community mental health waits: figures suppressed, of those published for the board",
            definition="Share of the 20 waiting-time figures of a month (adults and children) that are suppressed.",
            scale="proportion",
            unit="%",
            polarity="lower_better",
            numerator="figures shown as *",
            denominator="figures in the file",
            basis="residents or patients of general practices of the area",
            frequency="monthly",
            publication=PUBLICATION.id,
            caveats="Counted by us from the published file.",
        )
    )
    return made


def read(path: Path) -> Cells:
    """The published cells by measure, area and period."""
    cells: Cells = {}
    for row in rows(path):
        start, end = (_day(row[name]) for name in ("REPORTING_PERIOD_START", "REPORTING_PERIOD_END"))
        length = (end.year - start.year) * 12 + end.month - start.month + 1
        area = "ENG" if row["BREAKDOWN"] == "England" else row["PRIMARY_LEVEL"]
        cells[row["MEASURE_ID"], area, months(end.year, end.month, length)] = row["MEASURE_VALUE"]
    return cells


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


def breaks(cells: Cells, measures: tuple[str, str], area: str) -> date | None:
    """The end of the first month in which the open list or its part over a year jumped."""
    found = []
    for measure in measures:
        series = sorted((p.end, number(v)) for (m, a, p), v in cells.items() if m == measure and a == area)
        for (_, before), (end, after) in zip(series, series[1:], strict=False):
            if before and after is not None and not BREAK_BELOW <= after / before <= BREAK_ABOVE:
                found.append(end)
    return min(found, default=None)


def transcribe(folder: Path) -> Transcript:
    """Read the file of six months and hand back shares from counts."""
    cells = read(folder / "mhsds_4ww_icb_apr_sep_2024.csv")
    areas = ["ENG", *boards(folder)]
    figures: list[Figure] = []
    for indicator, (part, whole) in PROPORTIONS.items():
        open_list = whole in {"MRS02", "MRS09"}
        for area in areas:
            broken = breaks(cells, (part, whole), area) if open_list else None
            for period in sorted({p for m, _, p in cells if m == whole}):
                top, bottom = cells.get((part, area, period)), cells.get((whole, area, period))
                figures.append(_figure(indicator, area, period, top, bottom, broken))
    figures += _suppressed(cells, areas)
    return Transcript(
        publications=[PUBLICATION],
        indicators=indicators(),
        figures=figures,
        pairs={
            "S1": PairSides(mental=Side("community-mental-health-adults-waiting-over-52-weeks")),
            "S2": PairSides(mental=Side("community-mental-health-children-waiting-over-52-weeks")),
            "S4": PairSides(mental=Side("community-mental-health-adults-seen-within-4-weeks")),
            "S13": PairSides(mental=Side("community-mental-health-adults-waiting-over-52-weeks", "complement")),
            "I2": PairSides(mental=Side(SUPPRESSED)),
        },
    )


def _figure(
    indicator: str, area: str, period: Period, top: str | None, bottom: str | None, broken: date | None
) -> Figure:
    value = share(number(top), number(bottom))
    status = "" if value is not None else "c" if top is not None else "x"
    flagged = broken is not None and period.end >= broken
    if flagged:
        status = f"{status} b".strip()
    return Figure(
        indicator,
        area,
        period,
        PUBLICATION.id,
        value=value,
        count=number(top),
        denominator=number(bottom),
        status=status,
        note=BREAK_NOTE if flagged else "",
    )


def _suppressed(cells: Cells, areas: list[str]) -> list[Figure]:
    counted: dict[tuple[str, date], list[int]] = defaultdict(lambda: [0, 0])
    for (_, area, period), value in cells.items():
        tally = counted[area, period.end]
        tally[0] += value == "*"
        tally[1] += 1
    return [
        Figure(SUPPRESSED, area, month(end.year, end.month), PUBLICATION.id, stars / n, count=stars, denominator=n)
        for (area, end), (stars, n) in sorted(counted.items())
        if area in areas
    ]
