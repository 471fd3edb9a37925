"""Levels through time: both sides of a pair, or one indicator, in an area and in England."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

import plotly.graph_objects as go

from components.theme import COMPARATOR, FONT_FAMILY, MENTAL, MUTED, PAPER, RULE, TEXT
from domain_model.indicators import Period
from domain_model.use_cases.follow_figures import Line
from domain_model.vocabulary import Side

LONGEST_LINE = 34
"""A longer name in the legend is broken over lines, so that a narrow screen does not cut it."""
LABEL_ROOM = 0.15
"""The share of the axis that a label of a break takes on a narrow screen."""


@dataclass(frozen=True, slots=True)
class TrendOptions:
    """How to draw it: what the axis counts, which area is solid, and the names of lines.

    `scale` multiplies values (100 for shares shown as percentages).
    """

    axis: str
    area: str
    names: tuple[str, ...]
    scale: float = 1.0
    suffix: str = ""


def parity_trend(data: Sequence[Line], *, options: TrendOptions) -> go.Figure:
    """One trace per line: solid for the area, dashed for others; broken and marked at a likely break.

    Points of overlapping periods are not joined. `options.names` holds one name per line.

    Raises:
        ValueError: if there is not one name for each line.
    """
    if len(options.names) != len(data):
        raise ValueError(f"{len(options.names)} names for {len(data)} lines")
    figure = go.Figure()
    for line, name in zip(data, options.names, strict=True):
        figure.add_trace(_trace(line, name, options))
    breaks = sorted({p.period.start for line in data if line.area == options.area for p in line.points if p.is_break})
    figure.update_layout(
        height=260 + 20 * sum(len(_name_lines(name)) for name in options.names),
        margin={"l": 8, "r": 16, "t": 12, "b": 8},
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        font={"family": FONT_FAMILY, "size": 13, "color": TEXT},
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "xanchor": "left"},
        shapes=[
            {
                "type": "line", "xref": "x", "yref": "paper", "x0": day.isoformat(), "x1": day.isoformat(),
                "y0": 0, "y1": 1, "line": {"color": MUTED, "width": 2, "dash": "dot"},
            }
            for day in breaks
        ],
        annotations=[
            {
                "x": day.isoformat(), "y": 1, "xref": "x", "yref": "paper", "text": "[b]", "showarrow": False,
                "xanchor": "right", "yanchor": "top", "font": {"color": TEXT},
            }
            for day in _labelled(breaks, data)
        ],
    )  # fmt: skip
    figure.update_xaxes(
        type="date", showgrid=False, linecolor=MUTED, fixedrange=True, automargin=True, tickangle=0, nticks=5
    )
    figure.update_yaxes(
        title={"text": options.axis, "font": {"size": 12}},
        gridcolor=RULE,
        zeroline=False,
        ticksuffix=options.suffix,
        fixedrange=True,
        automargin=True,
    )
    return figure


def _name_lines(name: str) -> list[str]:
    return wrap(name, LONGEST_LINE)


def _labelled(breaks: Sequence[date], data: Sequence[Line]) -> list[date]:
    """The breaks that carry their label: of breaks so near that labels would run together, the first."""
    ends = [day for line in data for point in line.points for day in (point.period.start, point.period.end)]
    room = (max(ends) - min(ends)) * LABEL_ROOM if ends else None
    chosen: list[date] = []
    for day in breaks:
        if not chosen or room is None or day - chosen[-1] > room:
            chosen.append(day)
    return chosen


def _middle(period: Period) -> date:
    """The middle day of a period, so that a month stands over its own name."""
    return period.start + (period.end - period.start) / 2


def _trace(line: Line, name: str, options: TrendOptions) -> go.Scatter:
    x: list[str | None] = []
    y: list[float | None] = []
    text: list[str | None] = []
    for number, point in enumerate(line.points):
        if point.is_break and number:
            x.append(None)
            y.append(None)
            text.append(None)
        x.append(_middle(point.period).isoformat())
        y.append(point.value * options.scale)
        text.append(point.period.label + (" [b]" if point.is_break else ""))
    is_area = line.area == options.area
    colour = COMPARATOR if line.side is Side.COMPARATOR else MENTAL
    return go.Scatter(
        x=x,
        y=y,
        text=text,
        name="<br>".join(_name_lines(name)),
        mode="markers" if line.overlaps else "lines+markers",
        connectgaps=False,
        line={"color": colour, "width": 3 if is_area else 1.5, "dash": "solid" if is_area else "dash"},
        marker={
            "color": colour if is_area else PAPER,
            "size": 8 if is_area else 6,
            "symbol": "square" if line.side is Side.COMPARATOR else "circle",
            "line": {"color": colour, "width": 1.5},
        },
        hovertemplate=f"{name}<br>%{{text}}: %{{y:.1f}}{options.suffix}<extra></extra>",
    )
