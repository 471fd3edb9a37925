"""A pair and an indicator in every area, and their levels through time."""

import pytest

from domain_model.parity import SideSource
from domain_model.use_cases.describe_indicator import describe_indicator, interval_of
from domain_model.use_cases.describe_pair import describe_pair
from domain_model.use_cases.follow_figures import follow_indicator, follow_pair
from domain_model.vocabulary import Polarity, Scale, Side, StatusCode, Vintage
from tests.builders import COMPLEMENT, TODAY, dataset, figure, indicator, month, pair

BREAK = frozenset({StatusCode.LIKELY_BREAK})
ROWS = [
    figure("mental", "AAA", count=70, denominator=100, period=month("2024-08")),
    figure("mental", "AAA", count=93, denominator=100, status=BREAK),
    figure("mental", "AAA", None, period=month("2024-10")),
    figure("physical", "AAA", count=95, denominator=100),
    figure("mental", "ENG", 0.6, geography="country"),
    figure("mental", "BBB", 0.5),
]


def test_a_pair_is_shown_in_every_area_with_the_own_one_found() -> None:
    found = describe_pair(dataset(ROWS), "P1", Vintage.ICB2023, TODAY, "AAA")
    assert len(found.areas) == 7
    assert found.own is not None and found.own.area.code == "AAA" and found.own.gap.value is not None
    assert [row.area.code for row in found.with_value] == ["AAA"]
    assert found.mental is not None and found.mental.id == "mental"
    assert [p.id for p in found.publications] == ["pub"]
    bare = describe_pair(dataset(ROWS, (pair("P1", mental=None, comparator=None),)), "P1", Vintage.ICB2023, TODAY)
    assert (bare.own, bare.mental, bare.comparator, bare.lines, bare.publications) == (
        None,
        None,
        None,
        (),
        (),
    )


def test_unknown_pairs_areas_and_indicators_are_named() -> None:
    data = dataset(ROWS)
    with pytest.raises(LookupError, match="no such pair: 'P9'"):
        describe_pair(data, "P9", Vintage.ICB2023, TODAY)
    with pytest.raises(LookupError, match="no such area: 'QQQ'"):
        describe_pair(data, "P1", Vintage.ICB2023, TODAY, "QQQ")
    with pytest.raises(LookupError, match="no such area: 'QQQ'"):
        describe_indicator(data, "mental", Vintage.ICB2023, TODAY, "QQQ")
    with pytest.raises(LookupError, match="no such indicator: 'none'"):
        follow_indicator(data, "none", "AAA", Vintage.ICB2023, TODAY)


def test_both_sides_are_followed_in_the_area_and_in_england() -> None:
    lines = follow_pair(dataset(ROWS), pair(), "AAA", Vintage.ICB2023, TODAY)
    assert [(line.area, line.side, len(line.points)) for line in lines] == [
        ("AAA", Side.MENTAL, 2),
        ("AAA", Side.COMPARATOR, 1),
        ("ENG", Side.MENTAL, 1),
    ]
    assert [(p.value, p.is_break) for p in lines[0].points] == [(0.7, False), (0.93, True)]
    assert lines[0].is_too_short and not lines[0].overlaps
    early = follow_pair(dataset(ROWS), pair(), "AAA", Vintage.ICB2023, month("2024-08").end)
    assert [p.period.label for p in early[0].points] == ["2024-08"]
    assert len(follow_pair(dataset(ROWS), pair(), "ENG", Vintage.ICB2023, TODAY)) == 1


def test_levels_are_shares_of_the_good_outcome_however_the_file_counts() -> None:
    turned = pair(polarity=Polarity.LOWER_BETTER)
    lines = follow_pair(dataset(ROWS), turned, "AAA", Vintage.ICB2023, TODAY)
    assert lines[0].points[0].value == pytest.approx(0.3)
    read = pair(mental=SideSource("mental", COMPLEMENT))
    lines = follow_pair(dataset(ROWS), read, "AAA", Vintage.ICB2023, TODAY)
    assert (lines[0].points[0].value, lines[1].points[0].value) == (pytest.approx(0.3), 0.95)
    twice = pair(polarity=Polarity.LOWER_BETTER, mental=SideSource("mental", COMPLEMENT))
    lines = follow_pair(dataset(ROWS), twice, "AAA", Vintage.ICB2023, TODAY)
    assert (lines[0].points[0].value, lines[1].points[0].value) == (0.7, pytest.approx(0.05))


def test_long_lines_are_long_enough_and_overlapping_periods_are_seen() -> None:
    year = [figure("mental", "AAA", 0.5, period=month(f"2023-{n:02d}")) for n in range(1, 13)]
    lines = follow_indicator(dataset([*year, *ROWS]), "mental", "AAA", Vintage.ICB2023, TODAY)
    assert len(lines[0].points) == 14 and not lines[0].is_too_short
    assert lines[0].side is None
    one, two = month("2024-01"), month("2024-02")
    pooled = type(one)("Jan to Feb 2024", one.start, two.end)
    rows = [figure("mental", "AAA", 0.5, period=two), figure("mental", "AAA", 0.4, period=pooled)]
    (line,) = follow_indicator(dataset(rows), "mental", "AAA", Vintage.ICB2023, TODAY)
    assert line.overlaps


def test_an_indicator_has_its_latest_figure_in_every_area_with_the_interval_its_counts_give() -> None:
    found = describe_indicator(dataset(ROWS), "mental", Vintage.ICB2023, TODAY, "AAA")
    own = found.own
    assert own is not None and own.observation is not None
    assert (own.observation.value, own.method) == (0.93, "Wilson")
    assert own.low is not None and own.high is not None and 0.85 < own.low < 0.93 < own.high < 0.97
    by_area = {f.area.code: f for f in found.areas}
    assert (by_area["BBB"].method, by_area["BBB"].low) == ("", None)
    assert by_area["CCC"].observation is None
    assert [p.id for p in found.pairs] == ["P1"] and found.publication.id == "pub"
    assert [line.area for line in found.lines] == ["AAA", "ENG"]
    nothing = describe_indicator(dataset([figure("mental", "AAA", None)]), "mental", Vintage.ICB2023, TODAY)
    empty = {f.area.code: f for f in nothing.areas}["AAA"]
    assert empty.observation is not None and empty.observation.value is None and nothing.own is None


def test_intervals_are_published_wilson_byar_exact_or_none() -> None:
    share, crude = indicator("mental"), indicator("rate", Scale.RATE)
    published = figure("mental", "AAA", 0.5, low=0.4, high=0.7, count=5, denominator=10)
    assert interval_of(share, published)[1] == "published"
    limits, method = interval_of(share, figure("mental", "AAA", count=65, denominator=100))
    assert (round(limits.low or 0, 7), round(limits.high or 0, 7), method) == (0.5525444, 0.7363575, "Wilson")
    limits, method = interval_of(crude, figure("rate", "AAA", 65.0, count=65, denominator=100_000))
    assert (round(limits.low or 0, 4), method) == (50.1632, "Byar")
    limits, method = interval_of(crude, figure("rate", "AAA", 5.0, count=5, denominator=100_000))
    assert (round(limits.low or 0, 6), round(limits.high or 0, 5), method) == (1.623486, 11.66833, "exact")
    for row in (
        figure("rate", "AAA", 0.0, count=0, denominator=100),
        figure("rate", "AAA", 4.0, count=4),
        figure("rate", "AAA", None),
    ):
        assert interval_of(crude, row)[1] == ""
    assert interval_of(share, figure("mental", "AAA", 1.2, count=12, denominator=10))[1] == ""


def test_an_indicator_that_is_published_for_groups_only_is_shown_for_the_first_of_them() -> None:
    rows = [figure("mental", "AAA", 0.3, breakdown="women"), figure("mental", "AAA", 0.2, breakdown="men")]
    found = describe_indicator(dataset(rows), "mental", Vintage.ICB2023, TODAY, "AAA")
    assert (found.breakdown, found.other_breakdowns) == ("men", ("women",))
    assert found.own is not None and found.own.observation is not None and found.own.observation.value == 0.2
    assert [point.value for line in found.lines for point in line.points] == [0.2]
    both = describe_indicator(dataset([*rows, figure("mental", "AAA", 0.25)]), "mental", Vintage.ICB2023, TODAY)
    assert (both.breakdown, both.other_breakdowns) == ("", ("men", "women"))
