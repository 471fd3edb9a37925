"""Comparing two sides of a pair: which periods, which gap, and why there may be none."""

from datetime import date
from math import exp, inf, log

import pytest

from domain_model.comparison import compare
from domain_model.gap_measures import difference_limits, locate
from domain_model.indicators import Period
from domain_model.parity import DEFAULT_THRESHOLDS, ParityGap, SideSource, Spread
from domain_model.vocabulary import (
    Band,
    Certainty,
    ContextBand,
    Emptiness,
    Grade,
    Measure,
    PairKind,
    Polarity,
    Scale,
    StatusCode,
    Vintage,
)
from tests.builders import COMPLEMENT, basis, figure, indicator, month, pair

LOWER = Polarity.LOWER_BETTER


def test_per_100_is_the_ratio_of_the_good_shares_with_its_interval_from_counts() -> None:
    gap = compare(
        pair(),
        "AAA",
        basis(
            [figure("mental", "AAA", count=60, denominator=100), figure("physical", "AAA", count=180, denominator=200)]
        ),
    )
    error = ((0.4 / 60) + (0.1 / 180)) ** 0.5
    assert gap.value == pytest.approx(0.6 / 0.9)
    assert gap.low == pytest.approx(exp(log(0.6 / 0.9) - 1.959964 * error), rel=1e-6)
    assert gap.high == pytest.approx(exp(log(0.6 / 0.9) + 1.959964 * error), rel=1e-6)
    assert gap.band is Band.MUCH_WORSE
    assert gap.certainty is Certainty.CLEAR
    assert gap.difference == pytest.approx(-30)
    assert gap.distance == pytest.approx(log(2 / 3) / -log(0.8))


def test_a_lower_better_share_is_complemented_before_the_ratio() -> None:
    rows = [figure("mental", "AAA", count=400, denominator=1000), figure("physical", "AAA", count=10, denominator=1000)]
    gap = compare(pair(polarity=LOWER), "AAA", basis(rows))
    assert gap.value == pytest.approx(0.6 / 0.99)
    assert gap.difference == pytest.approx(-39)
    limits = difference_limits(gap)
    assert limits is not None and limits[0] < -39 < limits[1] < 0


def test_a_side_read_as_its_complement_gives_the_same_gap_as_the_other_polarity() -> None:
    rows = [figure("mental", "AAA", count=400, denominator=1000), figure("physical", "AAA", count=10, denominator=1000)]
    as_bad = compare(pair(polarity=LOWER), "AAA", basis(rows))
    as_good = compare(
        pair(mental=SideSource("mental", COMPLEMENT), comparator=SideSource("physical", COMPLEMENT)), "AAA", basis(rows)
    )
    assert as_good.value == as_bad.value
    assert as_good.low == pytest.approx(as_bad.low)
    assert as_good.mental is not None and as_good.mental.count == 600
    assert difference_limits(as_good) == pytest.approx(difference_limits(as_bad))


def test_a_published_interval_is_used_before_counts_and_turned_round_with_its_complement() -> None:
    rows = [
        figure("mental", "AAA", 0.3, low=0.2, high=0.4, count=30, denominator=100),
        figure("physical", "AAA", 0.1, low=0.05, high=0.15),
    ]
    gap = compare(
        pair(mental=SideSource("mental", COMPLEMENT), comparator=SideSource("physical", COMPLEMENT)), "AAA", basis(rows)
    )
    assert gap.mental is not None and (gap.mental.low, gap.mental.high) == (pytest.approx(0.6), pytest.approx(0.8))
    half = 1.959964 * (((log(0.8) - log(0.6)) / 3.919928) ** 2 + ((log(0.95) - log(0.85)) / 3.919928) ** 2) ** 0.5
    assert gap.low == pytest.approx(exp(log(0.7 / 0.9) - half), rel=1e-5)


def test_a_published_interval_of_the_bad_share_is_turned_round_too() -> None:
    rows = [figure("mental", "AAA", 0.3, low=0.2, high=0.4), figure("physical", "AAA", 0.1, low=0.05, high=0.15)]
    as_bad = compare(pair(polarity=LOWER), "AAA", basis(rows))
    as_good = compare(
        pair(mental=SideSource("mental", COMPLEMENT), comparator=SideSource("physical", COMPLEMENT)), "AAA", basis(rows)
    )
    assert (as_bad.low, as_bad.high) == (pytest.approx(as_good.low), pytest.approx(as_good.high))


def test_an_interval_that_touches_zero_cannot_be_put_on_the_logarithm() -> None:
    rows = [figure("mental", "AAA", 0.3, low=0.0, high=0.4), figure("physical", "AAA", 0.5, low=0.4, high=0.6)]
    gap = compare(pair(), "AAA", basis(rows))
    assert gap.certainty is Certainty.NO_INTERVAL
    assert gap.no_interval_reason == "no interval published"


def test_a_value_without_counts_has_no_interval_but_a_band() -> None:
    gap = compare(pair(), "AAA", basis([figure("mental", "AAA", 0.5), figure("physical", "AAA", 0.5)]))
    assert (gap.band, gap.certainty, gap.low) == (Band.PARITY, Certainty.NO_INTERVAL, None)


def test_a_count_of_all_is_corrected_for_the_interval_and_says_so() -> None:
    rows = [figure("mental", "AAA", count=9, denominator=9), figure("physical", "AAA", count=6, denominator=9)]
    gap = compare(pair(), "AAA", basis(rows))
    assert gap.value == pytest.approx(1.5)
    assert gap.notes == ("0.5 was added to a count of none or all, so that an interval can be formed",)


def test_a_ratio_of_zero_is_much_worse_without_an_interval_and_sorts_last() -> None:
    rows = [figure("mental", "AAA", count=0, denominator=50), figure("physical", "AAA", count=40, denominator=50)]
    gap = compare(pair(), "AAA", basis(rows))
    assert (gap.value, gap.band, gap.certainty) == (0, Band.MUCH_WORSE, Certainty.NO_INTERVAL)
    assert gap.distance == -inf
    assert gap.no_interval_reason == "a ratio of zero has no interval"


def test_a_ratio_to_nothing_is_much_better_without_an_interval_and_sorts_first() -> None:
    rows = [figure("mental", "AAA", count=40, denominator=50), figure("physical", "AAA", count=0, denominator=50)]
    gap = compare(pair(), "AAA", basis(rows))
    assert (gap.value, gap.low, gap.high) == (inf, None, None)
    assert (gap.band, gap.certainty, gap.emptiness) == (Band.MUCH_BETTER, Certainty.NO_INTERVAL, None)
    assert (gap.distance, gap.difference) == (inf, 80)
    assert gap.no_interval_reason == "the comparator's share is zero, so that the ratio has no upper end"
    assert not gap.framing_sensitive
    few = [figure("mental", "AAA", count=1, denominator=50), figure("physical", "AAA", count=0, denominator=50)]
    assert compare(pair(), "AAA", basis(few)).framing_sensitive


def test_a_rate_of_none_in_mental_health_is_much_better_where_lower_is_better() -> None:
    rows = [
        figure("mental", "AAA", 0.0, count=0, denominator=2000),
        figure("physical", "AAA", 25.0, count=50, denominator=2000),
    ]
    lower = compare(pair(measure=Measure.RATIO, polarity=LOWER), "AAA", basis(rows, scale=Scale.RATE))
    assert (lower.value, lower.band, lower.difference) == (inf, Band.MUCH_BETTER, -25)
    assert lower.no_interval_reason == "the mental health figure is zero, so that the ratio has no upper end"
    higher = compare(pair(measure=Measure.RATIO), "AAA", basis(rows, scale=Scale.RATE))
    assert (higher.value, higher.band) == (0, Band.MUCH_WORSE)


def test_a_bad_outcome_of_everybody_on_the_other_side_divides_by_a_share_and_not_by_mental_health() -> None:
    rows = [figure("mental", "AAA", count=10, denominator=50), figure("physical", "AAA", count=50, denominator=50)]
    gap = compare(pair(polarity=LOWER), "AAA", basis(rows))
    assert (gap.value, gap.band, gap.difference) == (inf, Band.MUCH_BETTER, 80)
    assert gap.no_interval_reason.startswith("the comparator's share is zero")


def test_no_ratio_can_be_formed_of_nothing_and_nothing() -> None:
    rows = [figure("mental", "AAA", count=0, denominator=50), figure("physical", "AAA", count=0, denominator=70)]
    gap = compare(pair(), "AAA", basis(rows))
    assert (gap.band, gap.value) == (None, None)
    assert gap.reason == "one side is zero, so that no ratio can be formed"


def test_a_rate_of_which_lower_is_better_is_inverted_so_that_below_one_is_worse() -> None:
    rows = [
        figure("mental", "AAA", 50.0, count=100, denominator=200000),
        figure("physical", "AAA", 25.0, count=400, denominator=1600000),
    ]
    gap = compare(pair(measure=Measure.RATIO, polarity=LOWER), "AAA", basis(rows, scale=Scale.RATE))
    assert gap.value == pytest.approx(0.5)
    assert gap.low == pytest.approx(0.5 * exp(-1.959964 * (1 / 100 + 1 / 400) ** 0.5), rel=1e-6)
    assert gap.difference == 25
    assert gap.other_framing is None


def test_money_has_no_interval_even_though_its_counts_are_pounds() -> None:
    rows = [
        figure("mental", "AAA", 56.0, count=560, denominator=10),
        figure("physical", "AAA", 254.0, count=2540, denominator=10),
    ]
    gap = compare(pair(measure=Measure.RATIO, polarity=LOWER), "AAA", basis(rows, scale=Scale.MONEY))
    assert gap.value == pytest.approx(254 / 56)
    assert (gap.band, gap.certainty) == (Band.MUCH_BETTER, Certainty.NO_INTERVAL)


def test_overlapping_sides_have_no_interval_with_the_reason() -> None:
    rows = [figure("mental", "AAA", count=60, denominator=100), figure("physical", "AAA", count=180, denominator=200)]
    gap = compare(pair(sides_overlap=True), "AAA", basis(rows))
    assert gap.certainty is Certainty.NO_INTERVAL
    assert "contains the other" in gap.no_interval_reason
    assert (gap.low, gap.high, gap.position_low, gap.position_high) == (None, None, None, None)
    assert gap.value == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("measure", "scale"), [(Measure.POINTS, Scale.PERCENTAGE_POINTS), (Measure.STANDARDISED, Scale.INDEX)]
)
def test_overlapping_sides_have_no_interval_of_a_difference_either(measure: Measure, scale: Scale) -> None:
    rows = [figure("mental", "AAA", 8.0, low=7.0, high=9.0), figure("physical", "AAA", 2.0, low=1.0, high=3.0)]
    known = basis(rows, scale=scale, spreads=(Spread("P1", "2024-09-30", "4 boards", 4, 2.0, ""),))
    apart, nested = (compare(pair(measure=measure, sides_overlap=over), "AAA", known) for over in (False, True))
    assert apart.low is not None and apart.no_interval_reason == ""
    assert (nested.value, nested.band) == (apart.value, apart.band)
    assert (nested.low, nested.high, nested.position_low, nested.position_high) == (None, None, None, None)
    assert nested.certainty is Certainty.NO_INTERVAL
    assert nested.no_interval_reason == "one side contains the other, so that no interval would be honest"


def test_a_correction_for_an_interval_is_not_named_where_no_interval_is_shown() -> None:
    rows = [figure("mental", "AAA", count=9, denominator=9), figure("physical", "AAA", count=6, denominator=9)]
    assert compare(pair(sides_overlap=True), "AAA", basis(rows)).notes == ()


def test_a_proportion_without_a_denominator_has_no_interval() -> None:
    rows = [figure("mental", "AAA", 0.5, count=5), figure("physical", "AAA", count=180, denominator=200)]
    assert compare(pair(), "AAA", basis(rows)).certainty is Certainty.NO_INTERVAL


def test_a_standardised_gap_is_measured_in_the_spread_of_its_period() -> None:
    spread = Spread("P1", "2024-09-30", "42 areas", 4, 8.0, "")
    older = Spread("P1", "2020-12-31", "42 areas", 4, 1.0, "")
    rows = [figure("mental", "AAA", 97.0), figure("physical", "AAA", 100.2)]
    gap = compare(pair(measure=Measure.STANDARDISED), "AAA", basis(rows, scale=Scale.INDEX, spreads=(older, spread)))
    assert gap.value == pytest.approx(-0.4)
    assert gap.difference == pytest.approx(-3.2)
    assert (gap.band, gap.certainty, gap.spread) == (Band.WORSE, Certainty.NO_INTERVAL, spread)


def test_the_spread_of_the_set_of_boards_shown_is_preferred() -> None:
    other = Spread("P1", "2024-09-30", "36 boards", 36, 1.0, "")
    fitting = Spread("P1", "2024-09-30", "4 boards", 4, 2.0, "")
    rows = [figure("mental", "AAA", 5.0), figure("physical", "AAA", 4.0)]
    gap = compare(pair(measure=Measure.STANDARDISED), "AAA", basis(rows, scale=Scale.INDEX, spreads=(other, fitting)))
    assert gap.value == pytest.approx(0.5)


def test_without_a_spread_a_standardised_pair_cannot_be_compared() -> None:
    rows = [figure("mental", "AAA", 97.0), figure("physical", "AAA", 100.2)]
    gap = compare(pair(measure=Measure.STANDARDISED), "AAA", basis(rows, scale=Scale.INDEX))
    assert (gap.emptiness, gap.reason) == (Emptiness.CANNOT_COMPARE, "no standard deviation is known for this period")
    fixed = (indicator("fixed", constant=1.0),)
    gap = compare(
        pair(measure=Measure.STANDARDISED, comparator=SideSource("fixed")), "AAA", basis(rows, more_indicators=fixed)
    )
    assert gap.emptiness is Emptiness.CANNOT_COMPARE


def test_points_follow_the_polarity_and_join_both_intervals() -> None:
    rows = [figure("mental", "AAA", 8.0, low=5.0, high=11.0), figure("physical", "AAA", 2.0, low=-2.0, high=6.0)]
    gap = compare(pair(measure=Measure.POINTS, polarity=LOWER), "AAA", basis(rows, scale=Scale.PERCENTAGE_POINTS))
    assert (gap.value, gap.low, gap.high) == (-6.0, -11.0, -1.0)
    assert (gap.band, gap.certainty) == (Band.MUCH_WORSE, Certainty.COULD_BE_PARITY)


def test_context_is_described_and_never_judged() -> None:
    rows = [figure("mental", "AAA", 1.5), figure("physical", "AAA", 1.0)]
    need = pair(measure=Measure.CONTEXT, polarity=Polarity.CONTEXT, decides=False)
    gap = compare(need, "AAA", basis(rows, scale=Scale.INDEX))
    assert (gap.context_band, gap.band, gap.certainty) == (ContextBand.MORE, None, None)
    assert not gap.is_comparable


def test_sides_that_point_opposite_ways_are_not_set_against_each_other() -> None:
    rows = [figure("mental", "AAA", 9.0), figure("physical", "AAA", 100.0)]
    gap = compare(pair(polarity=LOWER, comparator_polarity=Polarity.HIGHER_BETTER), "AAA", basis(rows))
    assert "opposite ways" in gap.reason


def test_the_framings_of_a_proportion_disagree_when_their_bands_lie_two_steps_apart() -> None:
    rows = [figure("mental", "AAA", count=98, denominator=100), figure("physical", "AAA", count=99, denominator=100)]
    gap = compare(pair(), "AAA", basis(rows))
    assert gap.band is Band.PARITY
    assert gap.other_framing is not None and gap.other_framing.band is Band.MUCH_WORSE
    assert gap.other_framing.ratio == pytest.approx(0.5)
    assert gap.framing_sensitive


@pytest.mark.parametrize(
    ("mental", "physical", "ratio", "band"),
    [(10, 10, None, Band.PARITY), (10, 5, None, Band.MUCH_BETTER), (5, 10, 0.0, Band.MUCH_WORSE)],
)
def test_a_bad_outcome_of_nobody_is_framed_without_dividing_by_zero(
    mental: int, physical: int, ratio: float | None, band: Band
) -> None:
    rows = [
        figure("mental", "AAA", count=mental, denominator=10),
        figure("physical", "AAA", count=physical, denominator=10),
    ]
    framing = compare(pair(), "AAA", basis(rows)).other_framing
    assert framing is not None and (framing.ratio, framing.band) == (ratio, band)


def test_a_grade_d_pair_is_shown_but_has_no_band() -> None:
    rows = [figure("mental", "AAA", count=60, denominator=100), figure("physical", "AAA", count=90, denominator=100)]
    gap = compare(pair(grade=Grade.D, grade_reason="weeks against hours"), "AAA", basis(rows))
    assert (gap.emptiness, gap.band) == (Emptiness.CANNOT_COMPARE, None)
    assert gap.reason == "no fair comparison: weeks against hours"
    assert gap.value == pytest.approx(2 / 3)


def test_a_pair_that_the_register_bars_from_deciding_has_no_band() -> None:
    rows = [figure("mental", "AAA", 0.5), figure("physical", "AAA", 0.6)]
    gap = compare(pair(decides=False), "AAA", basis(rows))
    assert gap.band is None and "does not let this pair decide" in gap.reason


def test_under_half_of_the_organisations_makes_it_unreliable_with_the_count() -> None:
    rows = [
        figure("mental", "AAA", count=1, denominator=2, organisations=1, organisations_expected=3),
        figure("physical", "AAA", count=90, denominator=100),
    ]
    gap = compare(pair(), "AAA", basis(rows))
    assert StatusCode.LOW_RELIABILITY in gap.status
    assert gap.reason == "low reliability: 1 of 3 organisations covered"


def test_a_figure_published_as_unreliable_never_decides() -> None:
    rows = [
        figure("mental", "AAA", 0.5, status=frozenset({StatusCode.LOW_RELIABILITY})),
        figure("physical", "AAA", 0.6),
    ]
    gap = compare(pair(), "AAA", basis(rows))
    assert gap.band is None and gap.reason.startswith("low reliability: the figure covers too little")


def test_a_share_of_fewer_than_five_organisations_is_never_clear() -> None:
    rows = [
        figure("mental", "AAA", 0.40, low=0.39, high=0.41, denominator=4, organisations=4),
        figure("physical", "AAA", 0.90, low=0.89, high=0.91, denominator=50, organisations=50),
    ]
    assert compare(pair(), "AAA", basis(rows)).certainty is Certainty.BAND_UNCERTAIN
    rows[0] = figure("mental", "AAA", 0.40, low=0.39, high=0.41, denominator=900, organisations=4)
    assert compare(pair(), "AAA", basis(rows)).certainty is Certainty.CLEAR


def test_a_side_that_rests_on_one_organisation_says_which() -> None:
    rows = [figure("mental", "AAA", 0.5, organisations=3), figure("physical", "AAA", 0.5, organisations=1)]
    assert compare(pair(), "AAA", basis(rows)).notes == ("the comparator side rests on a single organisation",)


def test_a_side_fixed_by_definition_is_compared_without_a_period_of_its_own() -> None:
    fixed = (indicator("fixed", constant=1.0),)
    rows = [figure("mental", "AAA", count=30, denominator=100)]
    gap = compare(pair(comparator=SideSource("fixed")), "AAA", basis(rows, more_indicators=fixed))
    assert gap.value == pytest.approx(0.3)
    assert gap.high == pytest.approx(0.3 * exp(1.959964 * (0.7 / 30) ** 0.5), rel=1e-6)
    assert gap.months_apart is None and gap.period == month()


def test_the_latest_periods_that_overlap_are_compared() -> None:
    rows = [
        figure("mental", "AAA", 0.1, period=month("2024-08")),
        figure("mental", "AAA", 0.2, period=month("2024-09")),
        figure("physical", "AAA", 0.3, period=month("2024-09")),
        figure("physical", "AAA", 0.4, period=month("2025-07")),
    ]
    gap = compare(pair(), "AAA", basis(rows))
    assert gap.value == pytest.approx(0.2 / 0.3)
    assert gap.months_apart == 0


def test_where_none_overlap_the_closest_in_time_are_compared_with_the_months_between() -> None:
    rows = [
        figure("mental", "AAA", 0.1, period=month("2024-04")),
        figure("mental", "AAA", 0.2, period=month("2024-09")),
        figure("physical", "AAA", 0.4, period=month("2025-10")),
    ]
    gap = compare(pair(), "AAA", basis(rows))
    assert gap.value == pytest.approx(0.5)
    assert gap.months_apart == 13


def test_as_at_leaves_out_everything_that_ended_later() -> None:
    rows = [
        figure("mental", "AAA", 0.1, period=month("2024-08")),
        figure("mental", "AAA", 0.2, period=month("2024-09")),
        figure("physical", "AAA", 0.4, period=month("2024-08")),
        figure("physical", "AAA", 0.5, period=month("2024-09")),
    ]
    assert compare(pair(), "AAA", basis(rows, as_at=date(2024, 9, 29))).value == pytest.approx(0.25)
    early = compare(pair(), "AAA", basis(rows, as_at=date(2024, 1, 1)))
    assert (early.emptiness, early.period) == (Emptiness.NO_DATA, None)


def test_a_suppressed_side_says_so() -> None:
    rows = [
        figure("mental", "AAA", status=frozenset({StatusCode.SUPPRESSED})),
        figure("physical", "AAA", 0.6),
    ]
    gap = compare(pair(), "AAA", basis(rows))
    assert (gap.emptiness, gap.reason) == (Emptiness.SUPPRESSED, "a figure is suppressed to protect confidentiality")


def test_a_missing_side_is_named() -> None:
    only_physical = basis([figure("physical", "AAA", 0.6)])
    assert compare(pair(), "AAA", only_physical).reason == "the mental health side is not published for this area"
    assert compare(pair(mental=None), "AAA", only_physical).emptiness is Emptiness.CANNOT_COMPARE
    only_mental = basis([figure("mental", "AAA", 0.6)])
    gap = compare(pair(), "AAA", only_mental)
    assert gap.reason == "the physical health side is not published for this area"
    assert gap.period == month()
    between_groups = compare(pair(pair_kind=PairKind.GROUP), "AAA", only_mental)
    assert between_groups.reason == "the comparison group's side is not published for this area"
    assert compare(pair(mental=None, comparator=None), "AAA", only_mental).emptiness is Emptiness.NO_DATA


def test_the_publishers_reason_for_a_missing_side_is_passed_on() -> None:
    why = "no mental health trust has its headquarters here"
    lacking = figure("mental", "AAA", note=why, status=frozenset({StatusCode.NOT_PUBLISHED}))
    assert compare(pair(), "AAA", basis([lacking, figure("physical", "AAA", 0.6)])).reason == why
    assert compare(pair(), "AAA", basis([lacking])).emptiness is Emptiness.NO_DATA
    assert compare(pair(), "AAA", basis([lacking])).reason == why


def test_values_of_predecessors_without_counts_stand_side_by_side_without_a_band() -> None:
    rows = [
        figure("mental", "BBB", 90.0), figure("mental", "CCC", 95.0),
        figure("physical", "BBB", 99.0), figure("physical", "CCC", 98.0),
    ]  # fmt: skip
    gap = compare(pair(), "NEW1", basis(rows, scale=Scale.INDEX, vintage=Vintage.ICB2026))
    assert gap.emptiness is Emptiness.CANNOT_COMPARE
    assert "without counts" in gap.reason
    assert gap.mental is not None and [row.value for row in gap.mental.predecessors] == [90.0, 95.0]


def test_as_at_leaves_out_later_figures_of_predecessors_too() -> None:
    early, late, later = month("2023-09"), month("2024-03"), month("2024-09")
    rows = [
        figure("mental", "BBB", 90.0, period=early), figure("mental", "BBB", 91.0, period=later),
        figure("mental", "CCC", 95.0, period=late), figure("mental", "CCC", 96.0, period=later),
        figure("physical", "BBB", 99.0, period=later),
    ]  # fmt: skip

    def as_at(day: date) -> ParityGap:
        return compare(pair(), "NEW1", basis(rows, scale=Scale.INDEX, vintage=Vintage.ICB2026, as_at=day))

    gap = as_at(date(2024, 9, 29))
    assert gap.mental is not None and [row.value for row in gap.mental.predecessors] == [90.0, 95.0]
    assert (gap.mental.period, gap.comparator) == (late, None)
    assert gap.reason == "it was published for the boards before April 2026 without counts that could be added"
    sooner = as_at(date(2024, 3, 30))
    assert sooner.mental is not None and [row.value for row in sooner.mental.predecessors] == [90.0]
    assert sooner.reason == "not every board that this one was made of has a published figure"
    before = as_at(date(2023, 9, 29))
    assert (before.mental, before.comparator, before.emptiness) == (None, None, Emptiness.NO_DATA)
    today = as_at(date(2024, 9, 30))
    assert today.mental is not None and [row.value for row in today.mental.predecessors] == [91.0, 96.0]


def test_a_suppressed_predecessor_suppresses_the_successor() -> None:
    rows = [
        figure("mental", "BBB", count=5, denominator=10),
        figure("mental", "CCC", status=frozenset({StatusCode.SUPPRESSED})),
        figure("physical", "BBB", count=5, denominator=10),
        figure("physical", "CCC", count=5, denominator=10),
    ]
    gap = compare(pair(), "NEW1", basis(rows, vintage=Vintage.ICB2026))
    assert gap.emptiness is Emptiness.SUPPRESSED


def test_a_region_with_a_suppressed_board_is_suppressed_unless_an_older_sum_is_known() -> None:
    sums = [("AAA", 5), ("BBB", 6), ("CCC", None)]
    rows = [figure("physical", code, count=9, denominator=10) for code, _count in sums]
    rows += [
        figure("mental", code, count=count, denominator=10)
        if count
        else figure("mental", code, status=frozenset({StatusCode.SUPPRESSED}))
        for code, count in sums
    ]
    gap = compare(pair(), "Y1", basis(rows))
    assert (gap.emptiness, gap.reason) == (Emptiness.SUPPRESSED, "a figure is suppressed to protect confidentiality")
    older = [figure("mental", code, count=3, denominator=10, period=month("2024-08")) for code, _count in sums]
    known = compare(pair(), "Y1", basis([*rows, *older]))
    assert known.mental is not None and (known.mental.value, known.mental.period) == (0.3, month("2024-08"))
    unpublished = [row for row in rows if row.area != "CCC" or row.indicator != "mental"]
    assert compare(pair(), "Y1", basis(unpublished)).emptiness is Emptiness.CANNOT_COMPARE


def test_shares_outside_nothing_and_all_are_a_fault_of_the_data() -> None:
    with pytest.raises(ValueError, match=r"shares 1.2 and 0.5 are not within 0 and 1"):
        compare(pair(), "AAA", basis([figure("mental", "AAA", 1.2), figure("physical", "AAA", 0.5)]))


def test_a_gap_cannot_be_placed_without_two_values() -> None:
    gap = compare(pair(), "AAA", basis([figure("mental", "AAA", 0.5), figure("physical", "AAA", 0.5)]))
    assert gap.mental is not None and gap.comparator is not None
    with pytest.raises(ValueError, match="both sides need a value"):
        from dataclasses import replace

        locate(pair(), replace(gap.mental, value=None), gap.comparator, None, DEFAULT_THRESHOLDS)


def test_the_plain_difference_has_limits_only_where_both_sides_have_counts() -> None:
    with_counts = [
        figure("mental", "AAA", count=56, denominator=70),
        figure("physical", "AAA", count=48, denominator=80),
    ]
    limits = difference_limits(compare(pair(), "AAA", basis(with_counts)))
    assert limits == (pytest.approx(5.24, abs=0.005), pytest.approx(33.39, abs=0.005))
    without = compare(pair(), "AAA", basis([figure("mental", "AAA", 0.5), figure("physical", "AAA", 0.5)]))
    assert difference_limits(without) is None
    assert difference_limits(compare(pair(mental=None), "AAA", basis(with_counts))) is None
    assert difference_limits(compare(pair(sides_overlap=True), "AAA", basis(with_counts))) is None


def test_periods_know_how_far_they_lie_apart_and_refuse_to_end_before_they_start() -> None:
    assert month("2024-09").months_apart(month("2025-10")) == 13
    assert month("2024-09").days_between(month("2024-11")) == 32
    assert month("2024-11").days_between(month("2024-09")) == 32
    assert month("2024-09").days_between(Period("2024", date(2024, 1, 1), date(2024, 12, 31))) == 0
    with pytest.raises(ValueError, match="after its end"):
        Period("wrong", date(2024, 2, 1), date(2024, 1, 1))
