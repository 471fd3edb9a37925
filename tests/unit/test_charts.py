"""Charts and tables: what is drawn, in which order, and what words stand beside it."""

from dataclasses import replace
from math import inf, log10

import pytest
from dash import html

from components.data_table import Column, Row, behind_key, data_table
from components.figures.parity_trend import TrendOptions, parity_trend
from components.figures.ranked_intervals import RankedArea, RankedOptions, ranked_intervals
from components.pair_view import ranked_options
from components.theme import BAND_FILL, COMPARATOR, GRAPH_CONFIG, MENTAL, PAPER
from components.trend_figure import period_range, trend_notes, trend_section
from domain_model.use_cases.follow_figures import Line, Point
from domain_model.vocabulary import AreaKind, Band, Measure, Scale, Side
from tests.builders import indicator, month, pair

EDGES = (80.0, 95.0, 105.0, 125.0)
RATIO = RankedOptions("for every 100", is_ratio=True, edges=EDGES, centre=100)


def ranked(name: str, value: float, kind: AreaKind = AreaKind.ICB, **more: object) -> RankedArea:
    fields: dict[str, object] = {
        "low": value * 0.9, "high": value * 1.1, "band": Band.WORSE, "is_sure": True, "is_own": False,
        "hover": name,
        **more,
    }  # fmt: skip
    return RankedArea(name=name, kind=kind, value=value, **fields)  # type: ignore[arg-type]


AREAS = [
    ranked("Middling", 90),
    ranked("High", 140, band=Band.MUCH_BETTER),
    ranked("Own and with a very long name indeed, it is", 60, is_own=True, band=Band.MUCH_WORSE, is_sure=False),
    ranked("East", 85, AreaKind.REGION, band=None),
    ranked("England", 88, AreaKind.COUNTRY, low=None, high=None, band=Band.PARITY, is_sure=False),
]


def test_areas_are_ordered_by_value_with_england_and_regions_apart() -> None:
    figure = ranked_intervals(AREAS, options=RATIO)
    names = list(figure.layout.yaxis.ticktext)
    assert names == ["England", "East", "<b>▸ Own and with a very long<br>name indeed, it is</b>", "Middling", "High"]
    places = list(figure.layout.yaxis.tickvals)
    assert (
        places == sorted(places)
        and places[1] - places[0] > 1
        and places[4] - places[3] == 1
        and places[3] - places[2] > 1
    )
    dots = [trace for trace in figure.data if trace.mode == "markers"]
    assert [list(trace.x) for trace in dots] == [[88], [85], [60, 90, 140]]
    assert not any(character.isdigit() for name in names for character in name)


def test_intervals_have_gaps_and_are_left_out_where_there_are_none() -> None:
    figure = ranked_intervals(AREAS, options=RATIO)
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert list(lines[0].x) == []
    assert lines[2].x[:3] == (pytest.approx(54), pytest.approx(66), None)


def test_a_dot_that_is_not_sure_is_hollow_with_the_colour_of_its_band() -> None:
    boards = next(t for t in reversed(ranked_intervals(AREAS, options=RATIO).data) if t.mode == "markers")
    assert list(boards.marker.color) == [PAPER, BAND_FILL[Band.WORSE], BAND_FILL[Band.MUCH_BETTER]]
    assert boards.marker.line.color[0] == BAND_FILL[Band.MUCH_WORSE]
    assert boards.marker.size[0] > boards.marker.size[1] and boards.marker.opacity == 1


def test_bands_are_shaded_from_much_worse_to_much_better_and_the_own_row_is_framed() -> None:
    figure = ranked_intervals(AREAS, options=RATIO)
    bands = [s for s in figure.layout.shapes if s.type == "rect" and s.xref == "x"]
    assert [s.fillcolor for s in bands] == [BAND_FILL[band] for band in Band]
    assert [s.x1 for s in bands[:4]] == list(EDGES)
    assert len([s for s in figure.layout.shapes if s.type == "rect" and s.xref == "paper"]) == 1
    assert len([s for s in figure.layout.shapes if s.type == "line" and s.xref == "paper"]) == 2
    assert figure.layout.xaxis.type == "log"
    assert figure.layout.xaxis.range[0] < log10(60) < log10(140) < figure.layout.xaxis.range[1]


def test_a_ratio_of_zero_is_not_drawn_on_an_axis_of_ratios_and_nothing_breaks_when_all_is_empty() -> None:
    zero = ranked_intervals([ranked("Zero", 0.0), *AREAS], options=RATIO)
    assert "Zero" not in zero.layout.yaxis.ticktext
    endless = ranked_intervals([ranked("Endless", inf), *AREAS], options=RATIO)
    assert list(endless.layout.yaxis.ticktext) == list(zero.layout.yaxis.ticktext)
    assert list(endless.layout.xaxis.range) == list(zero.layout.xaxis.range)
    linear = ranked_intervals([ranked("Zero", 0.0), ranked("Below", -1.0)], options=RankedOptions("points"))
    assert list(linear.layout.yaxis.ticktext) == ["Below", "Zero"] and linear.layout.shapes == ()
    assert ranked_intervals([], options=RATIO).data == ()
    assert ranked_intervals([], options=RankedOptions("points")).data == ()


def test_the_edges_are_those_of_the_measure() -> None:
    edges = ranked_options(pair()).edges
    assert [round(edge, 1) for edge in edges] == [80.0, 95.0, 105.3, 125.0]
    assert ranked_options(pair("P", Measure.STANDARDISED)).edges == (-0.5, -0.2, 0.2, 0.5)
    assert ranked_options(pair("P", Measure.POINTS)).edges == (-5.0, -2.0, 2.0, 5.0)
    assert ranked_options(pair("P", Measure.CONTEXT)).edges == ()
    assert not ranked_options(pair("P", Measure.POINTS)).is_ratio


def line(values: list[float], area: str = "AAA", side: Side | None = Side.MENTAL, breaks: tuple[int, ...] = ()) -> Line:
    points = tuple(
        Point(month(f"2024-{number + 1:02d}"), value, number in breaks) for number, value in enumerate(values)
    )
    return Line(indicator("mental"), area, side, points)


TREND = TrendOptions("share", "AAA", ("Mental, here", "Physical, here", "England"), 100, "%")
LINES = [
    line([0.6, 0.7, 0.9], breaks=(2,)),
    line([0.95, 0.96], side=Side.COMPARATOR),
    line([0.5, 0.5, 0.5], "ENG"),
]


def test_the_area_is_solid_england_dashed_and_a_break_interrupts_the_line() -> None:
    figure = parity_trend(LINES, options=TREND)
    own, other, england = figure.data
    assert (own.line.dash, other.line.dash, england.line.dash) == ("solid", "solid", "dash")
    assert (own.line.color, other.line.color) == (MENTAL, COMPARATOR)
    assert list(own.y) == [60, 70, None, 90] and own.text[3] == "2024-03 [b]"
    assert own.x[0] == "2024-01-16" and not own.connectgaps
    assert [s.x0 for s in figure.layout.shapes] == ["2024-03-01"]
    assert [a.text for a in figure.layout.annotations] == ["[b]"]
    with pytest.raises(ValueError, match="1 names for 3 lines"):
        parity_trend(LINES, options=replace(TREND, names=("one",)))


def test_labels_of_breaks_never_run_together() -> None:
    crowded = line([n / 20 for n in range(12)], breaks=(1, 2, 3, 8))
    figure = parity_trend([crowded], options=replace(TREND, names=("x",)))
    assert len(figure.layout.shapes) == 4
    assert [a.x for a in figure.layout.annotations] == ["2024-02-01", "2024-04-01", "2024-09-01"]
    assert figure.layout.xaxis.tickangle == 0 and figure.layout.xaxis.automargin
    assert parity_trend([], options=replace(TREND, names=())).layout.annotations == ()


def test_numbers_on_an_axis_of_ratios_stand_apart_and_100_is_among_them() -> None:
    wide = ranked_intervals([ranked("Low", 6), ranked("High", 900)], options=RATIO).layout.xaxis
    assert 100 in wide.tickvals and len(wide.tickvals) >= 4
    places = [log10(tick) for tick in wide.tickvals]
    room = wide.range[1] - wide.range[0]
    assert all(later - earlier >= 0.16 * room for earlier, later in zip(places, places[1:], strict=False))
    assert wide.tickangle == 0 and ranked_options(pair()).axis == "per 100"


def test_a_long_name_is_broken_over_lines_and_never_cut() -> None:
    name = "Mental health, Bath and North East Somerset, Swindon and Wiltshire"
    long = parity_trend(LINES[:1], options=replace(TREND, names=(name,)))
    assert long.data[0].name.replace("<br>", " ") == name and "<br>" in long.data[0].name
    assert long.layout.height > parity_trend(LINES[:1], options=replace(TREND, names=("x",))).layout.height
    hyphens = ranked_intervals([ranked("Staffordshire and Stoke-on-Trent", 90)], options=RATIO)
    assert hyphens.layout.yaxis.ticktext == ("Staffordshire and<br>Stoke-on-Trent",)


def test_overlapping_periods_are_not_joined() -> None:
    pooled = replace(LINES[0], points=(Point(month("2024-02"), 0.5, False), Point(month("2024-02"), 0.6, False)))
    assert parity_trend([pooled], options=replace(TREND, names=("x",))).data[0].mode == "markers"
    assert any("overlap" in note for note in trend_notes([pooled]))


def test_what_must_be_known_of_a_trend_is_said_in_words() -> None:
    notes = " ".join(trend_notes(LINES))
    assert "3 points at most: too few to judge a change by (13 are needed)." in notes
    assert "[b] marks a likely break" in notes
    assert "The same value stands in several periods" in notes
    assert trend_notes([line([n / 20 for n in range(12)] + []), LINES[1]])[0].startswith("12 points")
    assert period_range(LINES) == "2024-01 to 2024-03"
    assert period_range([line([0.5])]) == "2024-01"


def test_lines_of_different_units_are_drawn_apart_and_single_points_not_at_all() -> None:
    index = replace(LINES[1], indicator=indicator("physical", Scale.INDEX))
    names = dict(enumerate(("a", "b", "c")))
    charts = trend_section((LINES[0], index, LINES[2]), area="AAA", names=names, title="Levels", source="NHS")
    assert len(charts) == 2
    assert trend_section((line([0.5]),), area="AAA", names={0: "a"}, title="Levels", source="NHS") == []


def test_a_table_has_caption_scopes_numbers_to_the_right_and_groups() -> None:
    columns = [Column("Area"), Column("Value", is_number=True)]
    rows = [Row("One", ["1"], group="Boards"), Row("Two", ["2"], is_marked=True, group="Boards")]
    table = data_table("Caption", columns, rows).children
    caption, head, body = table.children
    assert caption.children == "Caption" and head.children.children[0].scope == "col"
    heading, first, second = body.children
    assert (heading.children.children, heading.children.colSpan) == ("Boards", 2)
    assert (first.children[0].scope, first.children[1].className) == ("row", "data-number")
    assert (second.className, first.className) == ("data-own", None)
    with pytest.raises(ValueError, match="row 'One' has 2 cells for 1 columns"):
        data_table("Caption", columns, [Row("One", ["1", "2"])])


def test_what_is_behind_a_key_is_a_native_disclosure() -> None:
    found = behind_key("More", html.P("text"), is_open=True)
    assert (
        found.open and found.children[0].children == "More" and len(behind_key("x", [html.P(), html.P()]).children) == 3
    )


def test_no_graph_can_be_sent_anywhere() -> None:
    chart = trend_section((LINES[0],), area="AAA", names={0: "a"}, title="Levels", source="NHS")[0]
    graph = chart.children[1].children
    assert graph.config == GRAPH_CONFIG and graph.config["showSendToCloud"] is False
    assert chart.children[1].role == "img" and "Levels" in getattr(chart.children[1], "aria-label")
