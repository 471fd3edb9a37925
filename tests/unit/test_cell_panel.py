"""The panel of a cell and the pages of a pair and an indicator, as a reader finds them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from dash.development.base_component import Component

from components.addresses import area_address, indicator_address, pair_address
from components.cell_panel import HEADING_ID, cell_panel, close_search, panel_invitation
from components.component_markup import as_markup
from components.indicator_view import indicator_view
from components.levels import counts_line, levels_line
from components.pair_facts import cut_points, direction_words
from components.pair_view import pair_view
from components.panel_evidence import SIGNS, end_name, source_name
from components.panel_sure import moved_words
from components.url_state import AreaView, HeatMapView, PairView
from domain_model.cells import Cell
from domain_model.evidence import Source
from domain_model.parity import PairWords, SideSource, Spread
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.describe_cell import CellDescription, describe_cell
from domain_model.use_cases.describe_indicator import describe_indicator
from domain_model.use_cases.describe_pair import describe_pair
from domain_model.use_cases.follow_figures import Point
from domain_model.vocabulary import (
    Band,
    CellState,
    Grade,
    LinkSign,
    Measure,
    PairKind,
    Polarity,
    Reading,
    Scale,
    StatementKind,
    StatusCode,
    Vintage,
)
from tests.builders import (
    MESO,
    TODAY,
    dataset,
    evidence,
    figure,
    indicator,
    link,
    month,
    pair,
    printed,
    statement,
)

MICRO = Cell.from_token("workforce/micro")
WORDS = PairWords(
    "Seen in time", "people in mental care", "people in physical care",
    "For every 100, {value} in mental care.",
    "What is unpublished", "Who could publish", "The nearest proxy",
)  # fmt: skip
CATALOGUE = evidence(
    (
        statement("T1", text="Short of staff"),
        statement("C1", StatementKind.BOTH, reading=Reading.CODED, voice="participant", participant="PT.7"),
        statement("C2", reading=Reading.CODED, voice="participants", also_in=(MICRO,), in_table2=("T1",)),
        statement("C3", StatementKind.THEME, reading=Reading.CODED),
    ),
    (printed(MESO, StatementKind.ENABLER, CellState.PRINTED_EMPTY),),
    (link("X1", MESO, MICRO, LinkSign.IMPROVES), link("X2", MICRO, MESO)),
)
ROWS = [
    figure("mental", "AAA", count=500, denominator=1000),
    figure("physical", "AAA", count=900, denominator=1000, period=month("2025-10")),
    figure("mental", "AAA", count=400, denominator=1000, period=month("2023-09")),
    figure("mental", "ENG", count=600, denominator=1000, geography="country"),
    figure("physical", "ENG", count=900, denominator=1000, geography="country"),
    figure("mental", "DDD", count=900, denominator=1000),
    figure("physical", "DDD", count=910, denominator=1000),
]
PAIRS = (
    pair("P1", words=WORDS, grade=Grade.B),
    pair("P2", words=replace(WORDS, title="Without a comparator"), comparator=None),
    pair("P3", Measure.CONTEXT, words=replace(WORDS, title="Need"), decides=False),
    pair("P4", words=replace(WORDS, title="Old pair"), superseded_by="P1"),
)
VIEW = HeatMapView(vintage=Vintage.ICB2023, area="AAA", cell=MESO, region="Y1")


def describe(area: str = "AAA", cell: Cell = MESO, reading: Reading = Reading.PUBLISHED) -> CellDescription:
    data = dataset(ROWS, PAIRS, catalogue=CATALOGUE)
    return describe_cell(data, compare_areas(data, Vintage.ICB2023, TODAY), area, cell, reading)


def parts(component: object) -> Iterator[Component]:
    if isinstance(component, list | tuple):
        for child in component:
            yield from parts(child)
    elif isinstance(component, Component):
        yield component
        yield from parts(getattr(component, "children", None))


def text_of(component: object) -> str:
    if isinstance(component, list | tuple):
        return "".join(text_of(child) for child in component)
    if isinstance(component, Component):
        inline = type(component).__name__ in {"Span", "Strong", "A", "Link"}
        inner = text_of(getattr(component, "children", None))
        return inner if inline else f"{inner}\n"
    return "" if component is None else str(component)


def tagged(component: Component, name: str) -> list[Component]:
    return [part for part in parts(component) if type(part).__name__ == name]


def test_the_panel_answers_in_the_order_of_the_design() -> None:
    panel = cell_panel(describe(), VIEW)
    assert [h.text.strip() for h in BeautifulSoup(as_markup(panel), "html.parser").find_all("h3")] == [
        "How sure",
        "Has it moved?",
        "Which pairs: 1 of 3 pairs can be compared",
        "Need and context, not judged",
        "What cannot be compared, and why",
        "What lies behind: 1 barrier, 0 enablers",
        "Links: 1 in, 1 out",
        "What people think",
        "What would it take?",
        "Sources of the figures",
    ]
    (heading,) = tagged(panel, "H2")
    assert (heading.id, heading.tabIndex, heading.children) == (HEADING_ID, "-1", "Service delivery, meso")
    assert getattr(panel, "aria-labelledby") == HEADING_ID


def test_a_parity_figure_never_stands_without_both_levels() -> None:
    text = text_of(cell_panel(describe(), VIEW))
    assert text.index("▼▼56") < text.index("Mental health 50.0% (2024-09) · physical health 90.0% (2025-10)")
    assert "Much worse" in text and "decides" in text
    assert "500 of 1,000" in text and "900 of 1,000" in text
    assert "13 months apart" in text
    assert "England" in text and "60.0%" in text and "67" in text
    assert "Plain difference of the good outcome: −40.0 percentage points, 95% interval −43.5 to −36.3" in text
    assert "counting the bad outcome 20 (much worse)" in text
    assert "counting variation only" in text


def test_the_emptiness_of_every_part_is_said_in_its_own_words() -> None:
    text = text_of(cell_panel(describe(), VIEW))
    assert "Nobody has scored this cell" in text
    assert "Asked, nothing reported" in text
    assert "The physical health side is not published for this area." in text
    assert "Held: mental health 50.0% (2024-09)." in text
    assert "Old pair: replaced by pair P1" in text
    for answer in ("What is unpublished", "Who could publish", "The nearest proxy"):
        assert answer in text
    assert text.count("from a third-party copy: check before citing".capitalize()) == 1
    empty = text_of(cell_panel(describe("CCC"), VIEW.with_(area="CCC")))
    assert "[x] Not published" in empty and "A hint that does not count for this area." in empty
    assert "England: much worse" in empty and "How sure" not in empty
    bare = text_of(cell_panel(describe("ENG", MICRO), VIEW))
    assert "A hint" not in bare and "Not asked" in bare and "Sources of the figures" not in bare


def test_robustness_names_the_ways_of_looking_that_do_not_agree() -> None:
    many = (*PAIRS, pair("P8", words=replace(WORDS, title="Other"), mental=SideSource("good")))
    data = dataset([*ROWS, figure("good", "AAA", 0.7)], many, more_indicators=(indicator("good"),))
    found = describe_cell(data, compare_areas(data, Vintage.ICB2023, TODAY), "AAA", MESO)
    assert found.robustness is not None and found.robustness.dissenting == ()
    ways = len(found.robustness.variants)
    assert f"{ways} of {ways} ways of looking give this colour." in text_of(cell_panel(found, VIEW))
    rather = replace(found.robustness.variants[0], left_out="P1", band=Band.WORSE, pair="P8")
    mixed = replace(found.robustness, variants=(rather, *found.robustness.variants[1:]))
    text = text_of(cell_panel(replace(found, robustness=mixed), VIEW))
    assert f"{ways - 1} of {ways} ways of looking" in text
    assert "Without ‘Seen in time’ (P1): worse; then ‘Other’ (P8) decides" in text
    counted = replace(rather, left_out="", change="grade A only")
    text = text_of(cell_panel(replace(found, robustness=replace(mixed, variants=(counted,))), VIEW))
    assert "Grade A only: worse; ‘Other’ (P8) decides" in text
    few = text_of(cell_panel(replace(found, robustness=None), VIEW))
    assert "Too few other ways of looking apply" in few


def test_whether_it_has_moved_is_never_claimed() -> None:
    panel = cell_panel(describe(), VIEW)
    assert "Cannot be judged: mental health 2 points and physical health 1 point, 13 are needed." in text_of(panel)
    assert "/pair/P1?vintage=icb2023&area=AAA#through-time" in {anchor.href for anchor in tagged(panel, "A")}
    short = describe().lines[0]
    points = tuple(Point(month(f"2024-{n % 12 + 1:02d}"), n / 20, False) for n in range(12))
    thirteenth = Point(month("2025-01"), 0.5, False)
    long = replace(short, points=(*points, thirteenth))
    assert moved_words(PAIRS[0], (short, replace(short))) == "Cannot be judged: 2 points, 13 are needed."
    assert moved_words(PAIRS[0], (long, long)) == "13 periods held, from 2024-01 to 2025-01."
    broken = replace(long, points=(*points, replace(thirteenth, is_break=True), thirteenth))
    assert moved_words(PAIRS[0], (long, broken)) == (
        "Mental health 13 periods and mental health 14 periods held, from 2024-01 to 2025-01; "
        "a likely break [b] interrupts them; periods overlap, so that they are not independent."
    )
    assert "Has it moved?" not in text_of(cell_panel(describe("CCC"), VIEW.with_(area="CCC")))
    fixed = replace(describe(), lines=())
    assert "Has it moved?" not in text_of(cell_panel(fixed, VIEW))


def test_a_statement_said_in_several_passages_counts_once() -> None:
    text = text_of(cell_panel(describe(reading=Reading.CODED), VIEW))
    assert "What lies behind: 2 barriers in 3 passages, 1 enabler" in text


def test_a_framing_beyond_readable_numbers_is_told_in_words() -> None:
    rows = [
        figure("mental", "AAA", count=998, denominator=1000),
        figure("physical", "AAA", count=900, denominator=1000),
    ]
    data = dataset(rows, PAIRS)
    found = describe_cell(data, compare_areas(data, Vintage.ICB2023, TODAY), "AAA", MESO)
    assert "counting the bad outcome over 10 times (much better)" in text_of(cell_panel(found, VIEW))


def test_a_break_takes_the_plain_chip_away() -> None:
    rows = [
        figure("mental", "AAA", count=500, denominator=1000, status=frozenset({StatusCode.LIKELY_BREAK})),
        *ROWS[1:],
    ]
    data = dataset(rows, PAIRS)
    found = describe_cell(data, compare_areas(data, Vintage.ICB2023, TODAY), "AAA", MESO)
    panel = cell_panel(found, VIEW)
    assert "Clear but for a likely break." in text_of(panel)
    assert [
        part.className for part in tagged(panel, "Span") if "panel-band" in str(getattr(part, "className", ""))
    ] == ["panel-band band-much_worse unsure"]


def test_pairs_of_a_grade_not_asked_for_stay_in_sight() -> None:
    data = dataset(ROWS, PAIRS)
    grid = compare_areas(data, Vintage.ICB2023, TODAY, frozenset({Grade.A}))
    text = text_of(cell_panel(describe_cell(data, grid, "AAA", MESO), VIEW))
    assert "Of a grade that you did not ask for" in text and "was not asked for." in text


def test_better_cells_with_barriers_are_worth_asking_about() -> None:
    assert "ask why" in text_of(cell_panel(describe("DDD"), VIEW))
    assert "ask why" not in text_of(cell_panel(describe(), VIEW))


def test_the_coded_reading_marks_dual_contested_and_single_voices() -> None:
    view = VIEW.with_(reading=Reading.CODED)
    text = text_of(cell_panel(describe(reading=Reading.CODED), view))
    for mark in (
        "named as barrier and as enabler",
        "one voice: PT.7",
        "contested: the text also has it in Workforce, micro",
        "says the same as T1, counted once",
        "said by several participants",
        "1 theme without a direction",
        "1 participant, known by number only",
    ):
        assert mark in text
    links = [a.href for a in tagged(cell_panel(describe(), VIEW), "A")]
    assert "?vintage=icb2023&reading=coded&region=Y1&area=AAA&cell=service_delivery/meso" in links


def test_links_say_their_sign_and_direction_in_words() -> None:
    text = text_of(cell_panel(describe(), VIEW))
    assert "What acts on this cell: 1 worsens" in text and "What this cell acts on: 1 improves" in text
    assert "Workforce, micro: improves. Text of X1." in text
    assert set(SIGNS) == set(LinkSign)
    assert end_name(None, None, "cross_cutting") == "Cross cutting"
    alone = text_of(cell_panel(describe(cell=Cell.from_token("financing/macro")), VIEW))
    assert "No source links this cell with another." in alone


def test_closing_keeps_the_rest_of_the_view() -> None:
    assert close_search(VIEW) == "?vintage=icb2023&region=Y1"
    assert close_search(HeatMapView(area="AAA", cell=MESO)) == "?"
    assert close_search(AreaView(cell=MESO, reading=Reading.CODED)) == "?reading=coded"
    assert "Choose a cell" in text_of(panel_invitation())


def test_addresses_carry_geography_date_and_area_but_not_the_open_cell() -> None:
    view = VIEW.with_(as_at=date(2025, 1, 31))
    assert pair_address("P1", view, "AAA") == "/pair/P1?vintage=icb2023&as_at=2025-01-31&area=AAA"
    assert indicator_address("mental", VIEW) == "/indicator/mental?vintage=icb2023"
    assert area_address("AAA", VIEW, MESO) == "/area/AAA?vintage=icb2023&cell=service_delivery/meso"
    hrefs = {anchor.href for anchor in tagged(cell_panel(describe(), VIEW), "A")}
    assert "/pair/P1?vintage=icb2023&area=AAA" in hrefs


def test_levels_are_the_good_outcome_and_codes_stand_beside_them() -> None:
    rows = [figure("mental", "AAA", count=39, denominator=100, status=frozenset({StatusCode.LIKELY_BREAK}),
                   organisations=1), figure("physical", "AAA", count=1, denominator=100)]  # fmt: skip
    data = dataset(rows, (pair(polarity=Polarity.LOWER_BETTER),))
    gap = compare_areas(data, Vintage.ICB2023, TODAY).at("AAA", MESO).gaps[0]
    assert levels_line(gap) == "Mental health 61.0% [b] (2024-09) · physical health 99.0% (2024-09)"
    assert gap.mental is not None
    assert counts_line(gap.pair, gap.mental) == "2024-09, 61 of 100, 1 organisation"
    assert counts_line(gap.pair, replace(gap.mental, count=None)) == "2024-09, out of 100, 1 organisation"
    assert counts_line(gap.pair, replace(gap.mental, period=None, denominator=None, observation=None)) == ""


def test_standardised_pairs_with_a_constant_side_and_a_spread_are_explained() -> None:
    fixed = indicator("fixed", Scale.INDEX, constant=100.0)
    score = indicator("score", Scale.INDEX)
    one = pair("P1", Measure.STANDARDISED, mental=SideSource("score"), comparator=SideSource("physical-score"))
    other = indicator("physical-score", Scale.INDEX)
    rows = [figure("score", "AAA", 97.0), figure("physical-score", "AAA", 101.0)]
    spread = {"P1": (Spread("P1", month().end.isoformat(), "the boards", 42, 8.03, ""),)}
    data = dataset(rows, (one,), more_indicators=(score, other), spreads=spread)
    found = describe_cell(data, compare_areas(data, Vintage.ICB2023, TODAY), "AAA", MESO)
    text = text_of(cell_panel(found, VIEW))
    assert (
        "▼−0.5 SD (SD: standard deviations)" in text
        and "One standard deviation is 8.03, over 42 of the boards." in text
    )
    assert "How sure is not known: no interval published." in text and "no_interval" in str(cell_panel(found, VIEW))
    ratio = pair(
        "P1",
        Measure.RATIO,
        mental=SideSource("score"),
        comparator=SideSource("fixed"),
        pair_kind=PairKind.GROUP,
    )
    data = dataset([figure("score", "AAA", 60.0)], (ratio,), more_indicators=(score, fixed))
    found = describe_cell(data, compare_areas(data, Vintage.ICB2023, TODAY), "AAA", MESO)
    text = text_of(cell_panel(found, VIEW))
    assert "physical care 100.0 (fixed by definition; %)" in text and "between two groups of people" in text
    points = pair("P1", Measure.POINTS, mental=SideSource("score"), comparator=SideSource("physical-score"))
    data = dataset(rows, (points,), more_indicators=(score, other))
    found = describe_cell(data, compare_areas(data, Vintage.ICB2023, TODAY), "AAA", MESO)
    assert "(percentage points)" in text_of(cell_panel(found, VIEW))


def test_a_source_is_named_by_what_it_prints() -> None:
    blank = Source("s", "", "", "", "", "study", "A study of parity: 27 interviews.", "")
    assert source_name(blank) == "A study of parity"
    assert source_name(replace(blank, publisher="The Foundation")) == "The Foundation, study"
    assert source_name(replace(blank, title="A title", publisher="x")) == "A title"
    assert source_name(None) == "source not named"


def pair_page(pair_id: str = "P1", area: str = "AAA", rows=None) -> str:
    data = dataset(ROWS if rows is None else rows, PAIRS)
    found = describe_pair(data, pair_id, Vintage.ICB2023, TODAY, area)
    return text_of(pair_view(found, PairView(vintage=Vintage.ICB2023, area=area)))


def test_the_page_of_a_pair_has_metadata_areas_and_trend_with_their_tables() -> None:
    text = pair_page()
    for words in (
        "Aaa",
        "2 boards: 1 much worse and 1 at parity.",
        "For every 100, 56 in mental care",
        "Nearby places are not a ranking",
        "Through time",
        "2 points at most: too few to judge",
        "B: same measure with a known difference. Same question.",
        "None recorded",
        "Higher is better.",
        "Parity from 95 to 105 for every 100; much worse below 80, much better above 125.",
        "Name of physical",
        "What is unpublished",
        "A publisher, A publication, publication date not known*",
    ):
        assert words in text, words
    assert text.index("England\n") < text.index("Integrated Care Boards\n") < text.rindex("cannot be compared:")


def test_the_page_of_a_pair_without_values_says_why() -> None:
    text = pair_page("P2", "")
    assert "No area can be compared. Chief reason:" in text and "Not published or not held" in text
    assert "Aaa\n" in text
    assert "This" not in pair_page("P4", rows=[]) and "No figures are held." in pair_page("P4", rows=[])
    assert "No: pair P1 has taken its place." in pair_page("P4")
    need = pair_page("P3")
    assert "No: it shows need" in need and "not judged." in need and "Neither more" not in need
    one_period = pair_page("P1", "DDD", rows=ROWS[5:])
    assert "One period only is held: nothing can be said about change." in one_period


def test_directions_and_cut_points_are_said_in_the_words_of_the_measure() -> None:
    assert direction_words(pair()) == "Higher is better."
    turned = direction_words(pair(polarity=Polarity.LOWER_BETTER))
    assert turned.startswith("Lower is better as published; levels and charts show the good outcome")
    unlike = pair(comparator_polarity=Polarity.LOWER_BETTER)
    assert direction_words(unlike) == "Higher is better, on the other side lower is better."
    assert direction_words(pair("P", Measure.CONTEXT, Polarity.CONTEXT)) == "Neither more nor less is better."
    assert "standard deviations" in cut_points(pair("P", Measure.STANDARDISED))
    assert "beyond 5" in cut_points(pair("P", Measure.POINTS))
    assert "no judgement" in cut_points(pair("P", Measure.CONTEXT))


def indicator_page(name: str = "mental", area: str = "AAA", rows=None, **data: object) -> str:
    found = describe_indicator(
        dataset(ROWS if rows is None else rows, PAIRS, **data), name, Vintage.ICB2023, TODAY, area
    )
    return text_of(indicator_view(found, PairView(vintage=Vintage.ICB2023, area=area)))


@pytest.mark.parametrize(
    "words",
    [
        "2 boards with a figure.",
        "Intervals: Wilson; counting variation only.",
        "50.0%\n46.9% to 53.1% (Wilson)",
        "Higher is better.",
        "Share of people or things",
        "Seen in time",
        "2 points at most: too few to judge",
    ],
)
def test_the_page_of_an_indicator_has_every_area_with_its_interval(words: str) -> None:
    assert words in indicator_page()


def test_the_page_of_an_indicator_without_figures_says_so() -> None:
    text = indicator_page("physical", "", rows=[figure("physical", "AAA", None)])
    assert "No figure is held for this geography." in text and "no value" in text
    assert "nothing can be said about change" in text
    fixed = indicator("fixed", constant=1.0)
    assert "Fixed by definition at 100.0%" in indicator_page("fixed", "", more_indicators=(fixed,))
    unread = indicator_page("fixed", "", more_indicators=(fixed,))
    assert "No pair reads it" in unread
    bare = indicator_page("mental", "BBB", rows=[figure("mental", "BBB", 0.5)])
    assert "No interval is published and there are no counts" in bare and "One period only" in bare
