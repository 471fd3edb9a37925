"""All areas on one continuum: a dot with its 95% interval over the bands; never a numbered league."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, log10
from textwrap import wrap

import plotly.graph_objects as go

from components.theme import BAND_FILL, FONT_FAMILY, FURNITURE, MUTED, PAPER, RULE, TEXT
from domain_model.vocabulary import AreaKind, Band

ROW_HEIGHT = 20
LONGEST_LINE = 26
"""A longer name is broken over lines and never cut."""
LINE_HEIGHT = 0.7
"""What a second line of a name adds to its row, in rows."""
TICKS = (5, 10, 20, 40, 60, 80, 100, 125, 160, 250, 400, 1000)
TICK_ROOM = 0.16
"""The share of the axis that a number on it takes on a narrow screen."""
_SYMBOLS = {AreaKind.ICB: "circle", AreaKind.REGION: "diamond", AreaKind.COUNTRY: "square"}
_GROUPS = (AreaKind.COUNTRY, AreaKind.REGION, AreaKind.ICB)


@dataclass(frozen=True, slots=True)
class RankedArea:
    """One area: its value with limits in the units of the axis, and its band where it is judged.

    `is_sure` fills the dot; a dot that is not sure is hollow.
    """

    name: str
    kind: AreaKind
    value: float
    low: float | None
    high: float | None
    band: Band | None
    is_sure: bool
    is_own: bool
    hover: str


@dataclass(frozen=True, slots=True)
class RankedOptions:
    """How to draw it: the axis in words, whether it is one of ratios, and where the bands end.

    `edges` are the four places between the five bands from much worse to much better, in the units
    of the axis and in either order; () draws no bands. `centre` is the line of equality.
    """

    axis: str
    is_ratio: bool = False
    edges: tuple[float, ...] = ()
    centre: float | None = None
    suffix: str = ""


def ranked_intervals(data: Sequence[RankedArea], *, options: RankedOptions) -> go.Figure:
    """England, regions and boards apart, each ordered by value from low to high.

    On an axis of ratios only finite values above 0 can be drawn; the table beside the figure has them all.
    """
    drawn = [area for area in data if isfinite(area.value) and (not options.is_ratio or area.value > 0)]
    ordered = [area for kind in _GROUPS for area in _ranked(drawn, kind)]
    places = _places(ordered)
    figure = go.Figure()
    for kind in _GROUPS:
        group = [(place, area) for place, area in zip(places, ordered, strict=True) if area.kind is kind]
        if group:
            figure.add_trace(_intervals([p for p, _a in group], [a for _p, a in group]))
            figure.add_trace(_dots([p for p, _a in group], [a for _p, a in group], kind, options))
    _lay_out(figure, ordered, places, options)
    return figure


def _ranked(areas: Sequence[RankedArea], kind: AreaKind) -> list[RankedArea]:
    return sorted((area for area in areas if area.kind is kind), key=lambda area: (area.value, area.name))


def _places(ordered: Sequence[RankedArea]) -> list[float]:
    """The middle of each area's row from the top, with half a row between the groups."""
    places: list[float] = []
    top = -0.5
    for number, area in enumerate(ordered):
        if number and ordered[number - 1].kind is not area.kind:
            top += 0.6
        places.append(top + _height(area) / 2)
        top += _height(area)
    return places


def _name_lines(area: RankedArea) -> list[str]:
    return wrap(area.name, LONGEST_LINE, break_on_hyphens=False)


def _height(area: RankedArea) -> float:
    return 1 + LINE_HEIGHT * (len(_name_lines(area)) - 1)


def _intervals(places: Sequence[float], areas: Sequence[RankedArea]) -> go.Scatter:
    """All intervals of a group as one line with gaps, which is far cheaper than error bars in shapes."""
    x: list[float | None] = []
    y: list[float | None] = []
    for place, area in zip(places, areas, strict=True):
        if area.low is not None and area.high is not None:
            x += [area.low, area.high, None]
            y += [place, place, None]
    return go.Scatter(x=x, y=y, mode="lines", line={"color": TEXT, "width": 2}, hoverinfo="skip", showlegend=False)


def _dots(places: Sequence[float], areas: Sequence[RankedArea], kind: AreaKind, options: RankedOptions) -> go.Scatter:
    colours = [BAND_FILL[area.band] if area.band else MUTED for area in areas]
    return go.Scatter(
        x=[area.value for area in areas],
        y=list(places),
        mode="markers",
        marker={
            "symbol": _SYMBOLS[kind],
            "opacity": 1,
            "size": [15 if area.is_own else 11 for area in areas],
            "color": [colour if area.is_sure else PAPER for colour, area in zip(colours, areas, strict=True)],
            "line": {
                "color": [TEXT if area.is_sure else _ink(area) for area in areas],
                "width": [1 if area.is_sure else 3 for area in areas],
            },
        },
        text=[area.hover for area in areas],
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )


def _ink(area: RankedArea) -> str:
    """Outline of a dot that is not sure; the pale parity fill would not be seen."""
    return MUTED if area.band in (None, Band.PARITY) else BAND_FILL[area.band]


def _lay_out(figure: go.Figure, ordered: Sequence[RankedArea], places: Sequence[float], options: RankedOptions) -> None:
    last = places[-1] + _height(ordered[-1]) / 2 if ordered else 0.5
    figure.update_layout(
        height=int((last + 0.5) * ROW_HEIGHT + 70),
        margin={"l": 8, "r": 12, "t": 52, "b": 12},
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        font={"family": FONT_FAMILY, "size": 12, "color": TEXT},
        shapes=[*_bands(ordered, options), *_own(ordered, places), *_separators(ordered, places)],
    )
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(places),
        ticktext=[_tick(area) for area in ordered],
        range=[last + 0.2, -0.7],
        showgrid=False,
        zeroline=False,
        automargin=True,
        fixedrange=True,
    )
    lowest, highest = _reach(ordered, options)
    figure.update_xaxes(
        title={"text": options.axis, "font": {"size": 12}},
        side="top",
        type="log" if options.is_ratio else "linear",
        range=[log10(lowest), log10(highest)] if options.is_ratio else [lowest, highest],
        gridcolor=RULE,
        ticksuffix=options.suffix,
        zeroline=False,
        fixedrange=True,
        tickangle=0,
        nticks=5,
    )
    if options.is_ratio:
        ticks = _ticks(lowest, highest)
        figure.update_xaxes(tickmode="array", tickvals=ticks, ticktext=[str(t) for t in ticks])


def _ticks(lowest: float, highest: float) -> list[int]:
    """Round numbers far enough apart to be read on a narrow screen, 100 always among them."""
    room = (log10(highest) - log10(lowest)) * TICK_ROOM
    chosen: list[int] = []
    for tick in sorted((t for t in TICKS if lowest <= t <= highest), key=lambda t: abs(log10(t / 100))):
        if all(abs(log10(tick / other)) >= room for other in chosen):
            chosen.append(tick)
    return sorted(chosen)


def _tick(area: RankedArea) -> str:
    name = "<br>".join(_name_lines(area))
    return f"<b>▸ {name}</b>" if area.is_own else name


def _reach(ordered: Sequence[RankedArea], options: RankedOptions) -> tuple[float, float]:
    """From the lowest to the highest limit shown, with room, and always across the bands."""
    numbers = [n for a in ordered for n in (a.value, a.low, a.high) if n is not None]
    if options.is_ratio:
        numbers = [n for n in numbers if n > 0] + [e for e in options.edges if e > 0] or [50.0, 200.0]
        return max(min(numbers) * 0.92, 1.0), min(max(numbers) * 1.09, 2000.0)
    numbers += options.edges
    lowest, highest = min(numbers, default=0.0), max(numbers, default=1.0)
    room = (highest - lowest) * 0.05 or 1.0
    return lowest - room, highest + room


def _bands(ordered: Sequence[RankedArea], options: RankedOptions) -> list[dict[str, object]]:
    if len(options.edges) != 4:
        return []
    lowest, highest = _reach(ordered, options)
    rising = options.edges[0] < options.edges[-1]
    cuts = [lowest, *sorted(options.edges), highest]
    bands = list(Band) if rising else list(reversed(Band))
    shapes: list[dict[str, object]] = [
        {
            "type": "rect", "xref": "x", "yref": "paper", "x0": start, "x1": end, "y0": 0, "y1": 1,
            "fillcolor": BAND_FILL[band], "opacity": 0.9 if band is Band.PARITY else 0.14,
            "line": {"width": 0}, "layer": "below",
        }
        for band, start, end in zip(bands, cuts, cuts[1:], strict=False)
    ]  # fmt: skip
    if options.centre is not None:
        shapes.append(
            {
                "type": "line", "xref": "x", "yref": "paper", "x0": options.centre, "x1": options.centre,
                "y0": 0, "y1": 1, "line": {"color": MUTED, "width": 1.5, "dash": "dot"}, "layer": "below",
            }
        )  # fmt: skip
    return shapes


def _own(ordered: Sequence[RankedArea], places: Sequence[float]) -> list[dict[str, object]]:
    return [
        {
            "type": "rect", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": place - _height(area) / 2,
            "y1": place + _height(area) / 2, "line": {"color": FURNITURE, "width": 2}, "layer": "below",
        }
        for area, place in zip(ordered, places, strict=True)
        if area.is_own
    ]  # fmt: skip


def _separators(ordered: Sequence[RankedArea], places: Sequence[float]) -> list[dict[str, object]]:
    pairs = zip(ordered, ordered[1:], places[1:], strict=False)
    return [
        {
            "type": "line", "xref": "paper", "yref": "y", "x0": 0, "x1": 1, "y0": place - _height(below) / 2 - 0.3,
            "y1": place - _height(below) / 2 - 0.3, "line": {"color": MUTED, "width": 1},
        }
        for above, below, place in pairs
        if above.kind is not below.kind
    ]  # fmt: skip
