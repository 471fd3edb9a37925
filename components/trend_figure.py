"""Levels through time with the words that belong beside them: too few to judge, breaks, overlaps."""

from collections.abc import Iterable, Mapping

from dash import html

from components.captions import captioned_figure
from components.data_table import Column, Row, behind_key, data_table
from components.figures.parity_trend import TrendOptions, parity_trend
from components.formatting import listed, side_number
from domain_model.indicators import Indicator
from domain_model.use_cases.follow_figures import FEWEST_POINTS, Line
from domain_model.vocabulary import Scale

STANDS_STILL = 3
"""So many equal values in a row are one figure carried along."""


def trend_section(
    lines: tuple[Line, ...], *, area: str, names: Mapping[int, str], title: str, source: str
) -> list[html.Figure]:
    """One chart per unit of measurement, each with its table; `names` holds a name per place in `lines`."""
    charts = []
    for scale, unit in dict.fromkeys((line.indicator.scale, line.indicator.unit) for line in lines):
        numbered = [
            (n, line) for n, line in enumerate(lines) if (line.indicator.scale, line.indicator.unit) == (scale, unit)
        ]
        if max(len(line.points) for _n, line in numbered) < 2:
            continue
        charts.append(_chart([line for _n, line in numbered], [names[n] for n, _l in numbered], area, title, source))
    return charts


def _chart(lines: list[Line], names: list[str], area: str, title: str, source: str) -> html.Figure:
    first = lines[0].indicator
    share = first.scale is Scale.PROPORTION
    options = TrendOptions(
        axis="share" if share else first.unit,
        area=area,
        names=tuple(names),
        scale=100 if share else 1,
        suffix="%" if share else "",
    )
    notes = trend_notes(lines)
    return captioned_figure(
        parity_trend(lines, options=options),
        title=title,
        alternative=f"{title}: {listed(names)}, {period_range(lines)}. The table below holds every level.",
        caption=f"{period_range(lines)}. Source: {source}.",
        below=[
            *(html.P(note, className="panel-note") for note in notes),
            behind_key("Every level as a table", _table(lines, names, title)),
        ],
    )


def trend_notes(lines: Iterable[Line]) -> list[str]:
    """What a reader must know before seeing a trend in the lines."""
    listed_lines = list(lines)
    notes: list[str] = []
    most = max(len(line.points) for line in listed_lines)
    if all(line.is_too_short for line in listed_lines):
        notes.append(f"{most} points at most: too few to judge a change by ({FEWEST_POINTS} are needed).")
    if any(point.is_break for line in listed_lines for point in line.points):
        notes.append("[b] marks a likely break in the series: the line is interrupted and not to be read across it.")
    if any(_stands_still(line) for line in listed_lines):
        notes.append("The same value stands in several periods in a row: that is one figure and not a trend.")
    if any(line.overlaps for line in listed_lines):
        notes.append("Periods overlap, so the points are not independent and are not joined.")
    return notes


def _stands_still(line: Line) -> bool:
    values = [point.value for point in line.points]
    return any(len(set(values[n : n + STANDS_STILL])) == 1 for n in range(len(values) - STANDS_STILL + 1))


def period_range(lines: Iterable[Line]) -> str:
    """From the first to the last period shown: `Apr 2024 to Sep 2024`."""
    periods = sorted((point.period for line in lines for point in line.points), key=lambda p: p.end)
    first, last = periods[0].label, periods[-1].label
    return first if first == last else f"{first} to {last}"


def _table(lines: list[Line], names: list[str], title: str) -> html.Div:
    levels = [{p.period: _level(line.indicator, p.value, is_break=p.is_break) for p in line.points} for line in lines]
    periods = sorted({p for by_period in levels for p in by_period}, key=lambda p: (p.end, p.start))
    return data_table(
        title,
        [Column("Period"), *(Column(name, is_number=True) for name in names)],
        [Row(p.label, [by_period.get(p, "[x]") for by_period in levels]) for p in periods],
        caption_hidden=True,
    )


def _level(indicator: Indicator, value: float, *, is_break: bool) -> str:
    return side_number(indicator, value) + (" [b]" if is_break else "")
