"""Looking figures up in the geography asked for: exact sums, estimates, and no averages of rates."""

from datetime import date

import pytest

from domain_model.figures import FigureBook
from domain_model.geography import Area, Succession, regions_first
from domain_model.indicators import Observation
from domain_model.vocabulary import AreaKind, Scale, StatusCode, Vintage
from tests.builders import GEOGRAPHY, TODAY, area, figure, indicator, month

NEW, OLD = Vintage.ICB2026, Vintage.ICB2023


def book(rows: list[Observation], scale: Scale = Scale.PROPORTION) -> FigureBook:
    return FigureBook(rows, [indicator("mental", scale)], GEOGRAPHY)


def test_a_board_that_never_changed_keeps_its_published_figures_in_both_geographies() -> None:
    rows = [figure("mental", "AAA", 0.3)]
    assert book(rows).series("mental", "AAA", NEW).observations == tuple(rows)
    assert book(rows).series("mental", "AAA", OLD).observations == tuple(rows)


def test_a_merged_board_adds_whole_counts_and_shares_out_the_part_as_an_estimate() -> None:
    rows = [
        figure("mental", "BBB", count=30, denominator=100, organisations=2, organisations_expected=2),
        figure("mental", "CCC", count=80, denominator=400, organisations=1, organisations_expected=3),
    ]
    (row,) = book(rows).series("mental", "NEW1", NEW).observations
    assert (row.count, row.denominator) == (30 + 20, 100 + 100)
    assert row.value == pytest.approx(0.25)
    assert StatusCode.REAPPORTIONED in row.status
    assert (row.organisations, row.organisations_expected) == (3, 5)
    assert row.note == "added up from the counts of BBB, CCC"


def test_a_whole_merger_is_exact_and_not_marked_as_an_estimate() -> None:
    (row,) = book([figure("mental", "CCC", count=80, denominator=400)]).series("mental", "NEW2", NEW).observations
    assert StatusCode.REAPPORTIONED in row.status
    assert (row.count, row.denominator, row.organisations) == (60, 300, None)


def test_an_old_board_does_not_exist_in_the_new_geography_nor_the_other_way_round() -> None:
    rows = [figure("mental", "BBB", 0.3)]
    assert book(rows).series("mental", "BBB", NEW).reason == "BBB is not an area of icb2026"
    assert book(rows).series("mental", "NEW1", OLD).observations == ()


def test_only_periods_that_every_predecessor_has_are_added() -> None:
    rows = [
        figure("mental", "BBB", count=1, denominator=10, period=month("2024-08")),
        figure("mental", "BBB", count=3, denominator=10, period=month("2024-09")),
        figure("mental", "CCC", count=4, denominator=20, period=month("2024-09")),
    ]
    assert [row.period for row in book(rows).series("mental", "NEW1", NEW).observations] == [month("2024-09")]


def test_values_without_counts_are_not_averaged_but_stand_side_by_side() -> None:
    series = book([figure("mental", "BBB", 90.0), figure("mental", "CCC", 95.0)], Scale.INDEX).series(
        "mental", "NEW1", NEW
    )
    assert [row.value for row in series.predecessors(TODAY)] == [90.0, 95.0]
    assert (
        series.why_empty(TODAY)
        == "it was published for the boards before April 2026 without counts that could be added"
    )
    assert all(row.value is None for row in series.observations)


def test_a_predecessor_without_a_figure_leaves_the_successor_without_one() -> None:
    series = book([figure("mental", "BBB", count=1, denominator=2)]).series("mental", "NEW1", NEW)
    assert series.observations == ()
    assert series.why_empty(TODAY) == "not every board that this one was made of has a published figure"
    assert book([]).series("mental", "NEW1", NEW).why_empty(TODAY) == ""


def test_predecessors_are_those_known_by_a_date_even_where_later_counts_add_up() -> None:
    rows = [
        figure("mental", "BBB", 0.7, period=month("2024-07")),
        figure("mental", "CCC", status=frozenset({StatusCode.SUPPRESSED}), period=month("2024-08")),
        figure("mental", "BBB", count=3, denominator=10),
        figure("mental", "CCC", count=4, denominator=20),
    ]
    series = book(rows).series("mental", "NEW1", NEW)
    assert [row.value for row in series.predecessors(date(2024, 8, 30))] == [0.7]
    assert series.why_empty(date(2024, 8, 31)) == "a predecessor's figure is suppressed"
    assert [row.value for row in series.predecessors(date(2024, 8, 31))] == [0.7, None]
    assert [row.value for row in series.predecessors(TODAY)] == [0.3, 0.2]
    assert series.predecessors(date(2024, 7, 30)) == ()
    known = series.latest(TODAY)
    assert known is not None and known.value == pytest.approx(4 / 15)


def test_the_sum_of_a_region_tells_a_suppressed_board_from_one_that_publishes_nothing() -> None:
    rows = [figure("mental", code, count=1, denominator=10) for code in ("AAA", "BBB")]
    hidden = figure("mental", "CCC", status=frozenset({StatusCode.SUPPRESSED}))
    series = book([*rows, hidden]).series("mental", "Y1", OLD)
    assert [(row.value, StatusCode.SUPPRESSED in row.status) for row in series.observations] == [(None, True)]
    assert series.why_empty(TODAY) == "no value is published for it, and the figure of one of its boards is suppressed"
    unmarked = book([*rows, figure("mental", "CCC", 0.1)]).series("mental", "Y1", OLD)
    assert (unmarked.observations, unmarked.why_empty(TODAY)) == (
        (), "no value is published for it, and not all its boards publish counts to add up",
    )  # fmt: skip


def test_a_rate_shows_its_power_of_ten_and_nothing_else_does() -> None:
    assert figure("mental", "AAA", 262.5, count=75, denominator=28571).multiplier == 100_000
    assert figure("mental", "AAA", 2.6, count=75, denominator=28571).multiplier == 1_000
    for fields in (
        {"value": 0.0, "count": 0, "denominator": 10}, {"value": 3.0, "count": 0, "denominator": 10},
        {"value": 3.0, "count": 2}, {"value": -3.0, "count": 2, "denominator": 10},
    ):  # fmt: skip
        assert figure("mental", "AAA", **fields).multiplier is None  # type: ignore[arg-type]


def test_a_figure_published_on_the_new_geography_is_used_as_it_is() -> None:
    rows = [figure("mental", "NEW1", 0.4, geography="icb2026"), figure("mental", "BBB", 0.1)]
    assert book(rows).series("mental", "NEW1", NEW).observations == (rows[0],)


def test_a_regions_published_value_comes_before_the_sum_of_its_boards() -> None:
    rows = [
        figure("mental", "Y1", 0.99, geography="region"),
        *(figure("mental", code, count=1, denominator=4) for code in ("AAA", "BBB", "CCC")),
    ]
    assert book(rows).series("mental", "Y1", OLD).observations[0].value == 0.99


def test_an_unpublished_region_is_the_sum_of_its_boards_counts_never_an_average_of_rates() -> None:
    rows = [
        figure("mental", "AAA", count=1, denominator=10),
        figure("mental", "BBB", count=30, denominator=100),
        figure("mental", "CCC", count=0, denominator=90),
    ]
    (row,) = book(rows).series("mental", "Y1", NEW).observations
    assert row.value == pytest.approx(31 / 200)
    assert StatusCode.REAPPORTIONED not in row.status
    series = book([*rows, figure("mental", "DDD", count=9, denominator=100)]).series("mental", "ENG", OLD)
    assert series.observations[0].value == pytest.approx(40 / 300)


def test_a_region_of_which_a_board_is_missing_has_no_sum_and_says_why() -> None:
    series = book([figure("mental", "AAA", count=1, denominator=10)]).series("mental", "Y1", OLD)
    assert series.observations == ()
    assert series.reason == "no value is published for it, and not all its boards publish counts to add up"
    assert book([]).series("mental", "Y2", OLD).reason == ""


def test_rates_keep_their_multiplier_when_counts_are_added() -> None:
    rows = [
        figure("mental", "BBB", 0.0, count=0, denominator=1000),
        figure("mental", "CCC", 200.0, count=8, denominator=4000),
    ]
    (row,) = book(rows, Scale.RATE).series("mental", "NEW1", NEW).observations
    assert row.value == pytest.approx(2 / 2000 * 100000)
    empty = [figure("mental", code, 0.0, count=0, denominator=1000) for code in ("BBB", "CCC")]
    assert book(empty, Scale.RATE).series("mental", "NEW1", NEW).observations[0].value == 0


def test_breakdowns_are_listed_with_everybody_first() -> None:
    rows = [figure("mental", "AAA", 0.1, breakdown="women"), figure("mental", "AAA", 0.2)]
    assert book(rows).breakdowns("mental") == ("", "women")
    assert book(rows).series("mental", "AAA", OLD, "women").observations[0].value == 0.1


def test_the_same_series_is_found_once_and_remembered() -> None:
    shelf = book([figure("mental", "AAA", 0.1)])
    assert shelf.series("mental", "AAA", OLD) is shelf.series("mental", "AAA", OLD)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"count": -1.0, "denominator": 2.0}, "count -1.0 below 0"),
        ({"value": 0.5, "denominator": 0.0}, "denominator 0.0 not above 0"),
        ({"value": 0.5, "low": 0.9, "high": 0.1}, "low 0.9 above high 0.1"),
    ],
)
def test_an_impossible_figure_is_refused(fields: dict[str, float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        figure("mental", "AAA", **fields)  # type: ignore[arg-type]


def test_a_place_must_have_a_code_and_end_after_it_began() -> None:
    with pytest.raises(ValueError, match="needs a code"):
        area("")
    with pytest.raises(ValueError, match="after its end"):
        Area("A", "A", "A", AreaKind.ICB, "Y1", "", 1, date(2026, 1, 1), date(2025, 1, 1), frozenset())
    with pytest.raises(ValueError, match=r"share 1.5 is not in"):
        Succession("A", "B", date(2026, 4, 1), 1.5, 1)


def test_geography_answers_who_is_where_and_what_became_of_whom() -> None:
    assert [a.code for a in GEOGRAPHY.boards_of("Y2", OLD)] == ["DDD"]
    assert [a.code for a in GEOGRAPHY.boards_of("ENG", NEW)] == ["AAA", "DDD", "NEW1", "NEW2"]
    assert [s.successor for s in GEOGRAPHY.successors("CCC")] == ["NEW1", "NEW2"]
    assert [s.is_whole for s in GEOGRAPHY.predecessors("NEW1")] == [True, False]
    assert [a.code for a in GEOGRAPHY.other_vintages("BBB", NEW)] == ["BBB"]
    with pytest.raises(LookupError, match="no such area: 'ZZZ' in icb2023"):
        GEOGRAPHY.area("ZZZ", OLD)


def test_a_table_lists_each_region_with_its_boards_by_name() -> None:
    assert [a.code for a in regions_first(GEOGRAPHY.in_vintage(OLD))] == ["Y1", "AAA", "BBB", "CCC", "Y2", "DDD"]


def test_an_area_of_either_geography_exists_and_no_other() -> None:
    assert GEOGRAPHY.has("BBB") and GEOGRAPHY.has("NEW1") and GEOGRAPHY.has("ENG")
    assert not GEOGRAPHY.has("ZZZ") and not GEOGRAPHY.has("bbb") and not GEOGRAPHY.has("")
    assert {code for code in ("AAA", "NEW2", "ZZZ") if code in GEOGRAPHY.codes} == {"AAA", "NEW2"}


def test_published_figures_are_listed_as_they_are_in_one_order_and_by_indicator() -> None:
    rows = [
        figure("mental", "DDD", 0.4),
        figure("mental", "AAA", 0.3, period=month("2024-09")),
        figure("mental", "AAA", 0.2, period=month("2024-09"), geography="icb2026"),
        figure("mental", "AAA", 0.1, period=month("2024-07")),
        figure("mental", "AAA", 0.5, breakdown="women"),
        figure("care", "DDD", 0.6),
    ]
    held = FigureBook(rows, [indicator("mental"), indicator("care")], GEOGRAPHY)
    assert [row.value for row in held.published()] == [0.6, 0.1, 0.3, 0.2, 0.5, 0.4]
    assert [row.value for row in held.published("mental")] == [0.1, 0.3, 0.2, 0.5, 0.4]
    assert held.published("care") == (rows[-1],)
    assert held.published("nothing") == ()
    assert FigureBook([], [], GEOGRAPHY).published() == ()
