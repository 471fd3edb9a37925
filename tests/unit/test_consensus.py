"""Ranks, ratings and change of a room agree with the check figures of the methods and hold their properties."""

from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom, friedmanchisquare, ttest_rel

from domain_model.statistics import consensus

# Items A to F in rows as the methods print them, five raters in columns, 6 = best.
CHECK = np.array(
    [[3, 1, 4, 4, 4], [2, 3, 1, 1, 2], [6, 5, 5, 3, 6], [1, 2, 3, 2, 1], [5, 4, 2, 5, 3], [4, 6, 6, 6, 5]]
).T
POLICY, PRACTICE, LIVED = [0, 1, 2, 3, 4], [1, 0, 3, 2, 5], [5, 4, 2, 1, 0]
GROUPS = [consensus.points_of([ballot] * people, 6, 5) for ballot, people in ((POLICY, 20), (PRACTICE, 8), (LIVED, 5))]
FIFTEEN = [7, 8, 5, 7, 9, 8, 6, 7, 8, 2, 7, 8, 9, 7, 8]

rating_matrices = st.tuples(st.integers(2, 6), st.integers(2, 6)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 4), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    )
)
scores = st.lists(st.integers(1, 9), min_size=1, max_size=30)


def frequencies(points: np.ndarray) -> np.ndarray:
    return (points > 0).sum(axis=0)


def test_a_ballot_gives_most_points_to_its_strongest_item_and_none_to_the_unranked() -> None:
    points = consensus.points_of([[2, 0], [3, 1, 0], []], items=4, ranks=3)
    assert points.tolist() == [[2, 0, 3, 0], [1, 2, 0, 3], [0, 0, 0, 0]]
    assert points.dtype == np.int64
    assert consensus.points_of([], items=4, ranks=3).shape == (0, 4)


@pytest.mark.parametrize(
    ("ballot", "reason"),
    [([4], "item 4"), ([-1], "item -1"), ([1, 1], "twice"), ([0, 1, 2, 3], "more than 3")],
)
def test_an_impossible_ballot_is_refused_with_its_reason(ballot: list[int], reason: str) -> None:
    with pytest.raises(ValueError, match=f"ballot 1 .*{reason}"):
        consensus.points_of([[0], ballot], items=4, ranks=3)


def test_the_check_ballots_have_the_printed_totals_ranks_and_concordance() -> None:
    totals = CHECK.sum(axis=0)
    assert totals.tolist() == [16, 9, 25, 9, 19, 27]
    assert consensus.joint_ranks(totals, frequencies(CHECK)) == (4, 5, 2, 5, 3, 1)
    assert consensus.kendalls_w(CHECK) == pytest.approx(0.675, abs=5e-4)


def test_equal_sums_are_separated_by_frequency_only_and_share_a_rank_after_that() -> None:
    assert consensus.joint_ranks([7, 9, 7, 7, 9, 2], [2, 3, 4, 2, 3, 6]) == (4, 1, 3, 4, 1, 6)
    assert consensus.joint_ranks([5, 4, 4, 1], [1, 2, 2, 4]) == (1, 2, 2, 4)
    assert consensus.joint_ranks([], []) == ()


def test_a_sum_without_its_frequency_is_refused() -> None:
    with pytest.raises(ValueError, match="3 sums but 1"):
        consensus.joint_ranks([1, 2, 3], [1])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), min_size=1, max_size=9), st.randoms())
@settings(max_examples=50)
def test_joint_ranks_follow_their_items_in_any_order(pairs, random) -> None:
    ranks = dict(zip(pairs, consensus.joint_ranks(*zip(*pairs, strict=True)), strict=True))
    shuffled = random.sample(pairs, len(pairs))
    assert consensus.joint_ranks(*zip(*shuffled, strict=True)) == tuple(ranks[pair] for pair in shuffled)
    assert min(ranks.values()) == 1


@given(rating_matrices, st.randoms())
@settings(max_examples=50)
def test_concordance_does_not_depend_on_names_of_items_or_raters_or_on_the_scale(rows, random) -> None:
    table = np.array(rows)
    items = random.sample(range(table.shape[1]), table.shape[1])
    raters = random.sample(range(table.shape[0]), table.shape[0])
    expected = consensus.kendalls_w(table)
    for same in (table[:, items], table[raters], table * 10 + 3, -table):
        assert consensus.kendalls_w(same) == (None if expected is None else pytest.approx(expected))
    assert expected is None or -1e-12 <= expected <= 1 + 1e-12


@given(rating_matrices.filter(lambda rows: len(rows[0]) >= 3 and any(len(set(row)) > 1 for row in rows)))
@settings(max_examples=50)
def test_concordance_is_friedmans_statistic_over_its_largest_value(rows) -> None:
    table = np.array(rows)
    raters, items = table.shape
    friedman = friedmanchisquare(*table.T).statistic
    assert consensus.kendalls_w(table) == pytest.approx(friedman / (raters * (items - 1)))


def test_concordance_of_two_items_is_defined() -> None:
    # Rank sums 4 and 5 of a mean 4.5: 12 x 0.5 / (9 x 6) without ties.
    assert consensus.kendalls_w([[1, 2], [2, 1], [1, 2]]) == pytest.approx(1 / 9)
    # A rater who ties both: rank sums 3.5 and 5.5, 12 x 2 / (54 - 3 x 6).
    assert consensus.kendalls_w([[1, 2], [4, 4], [1, 2]]) == pytest.approx(2 / 3)


def test_concordance_is_one_for_the_same_order_and_zero_for_opposite_orders() -> None:
    assert consensus.kendalls_w([[1, 2, 3, 3], [10, 20, 30, 30]]) == 1
    assert consensus.kendalls_w([[1, 2, 3], [3, 2, 1]]) == 0


@pytest.mark.parametrize("ratings", [[[1, 2, 3]], [[1], [2]], [[2, 2, 2], [5, 5, 5]], np.zeros((0, 4))])
def test_concordance_is_not_defined_for_one_rater_one_item_or_nothing_but_ties(ratings) -> None:
    assert consensus.kendalls_w(ratings) is None


def test_concordance_refuses_a_missing_rating() -> None:
    with pytest.raises(ValueError, match="missing"):
        consensus.kendalls_w([[1, float("nan")], [2, 1]])


def test_rank_ranges_are_the_same_for_a_seed_and_follow_the_items() -> None:
    points = np.concatenate(GROUPS)
    ranges = consensus.rank_ranges(points, seed=5)
    assert ranges == consensus.rank_ranges(points, seed=5)
    assert consensus.rank_ranges(points[:, ::-1], seed=5) == ranges[::-1]


def test_rank_ranges_of_one_mind_are_the_ranks_and_of_no_ballots_every_rank() -> None:
    same = consensus.points_of([[2, 0, 1]] * 7, items=4, ranks=3)
    assert consensus.rank_ranges(same, seed=1) == ((2, 2), (3, 3), (1, 1), (4, 4))
    assert consensus.rank_ranges(same[:0], seed=1) == ((1, 4),) * 4


@pytest.mark.parametrize(
    ("ballots", "against", "ranges"),
    [
        # Item 1 wins the majority of 1.6% of resampled rooms, then of 3.6%, then of 98.4%.
        (13, 3, ((1, 1), (2, 2))),
        (17, 5, ((1, 2), (1, 2))),
        (13, 10, ((2, 2), (1, 1))),
    ],
)
def test_a_rank_range_leaves_out_ranks_rarer_than_1_in_40_on_its_side(ballots: int, against: int, ranges) -> None:
    points = consensus.points_of([[1]] * against + [[0]] * (ballots - against), items=2, ranks=1)
    assert consensus.rank_ranges(points, seed=2, resamples=10_000) == ranges


def test_rank_ranges_separate_equal_sums_by_frequency() -> None:
    # Six ballots in twenty have item 0 before item 1, and the others have item 1 alone: item 0 has the larger sum in
    # 1.7% of resampled rooms and the same sum in 3.1%, where item 1 leads because every ballot has it.
    points = np.array([[2, 1]] * 6 + [[0, 1]] * 14)
    assert consensus.rank_ranges(points, seed=3, resamples=10_000) == ((2, 2), (1, 1))


def test_rank_ranges_nearly_always_contain_the_rank_itself() -> None:
    random = np.random.default_rng(11)
    inside = []
    for seed in range(25):
        points = consensus.points_of([random.permutation(8)[:4].tolist() for _ in range(30)], items=8, ranks=4)
        ranks = consensus.joint_ranks(points.sum(axis=0), frequencies(points))
        ranges = consensus.rank_ranges(points, seed=seed, resamples=400)
        inside += [low <= rank <= high for rank, (low, high) in zip(ranks, ranges, strict=True)]
    assert np.mean(inside) >= 0.97


def test_rank_ranges_of_a_full_hall_are_quick() -> None:
    random = np.random.default_rng(7)
    points = consensus.points_of([random.permutation(20)[:5].tolist() for _ in range(500)], items=20, ranks=5)
    started = perf_counter()
    assert len(consensus.rank_ranges(points, seed=4)) == 20
    assert perf_counter() - started < 1


def test_rank_ranges_need_a_resample() -> None:
    with pytest.raises(ValueError, match="0 resamples"):
        consensus.rank_ranges(CHECK, seed=1, resamples=0)


def test_equal_voice_and_raw_sums_of_the_check_groups_are_the_printed_ones() -> None:
    assert sum(group.sum(axis=0) for group in GROUPS).tolist() == [137, 130, 91, 64, 40, 33]
    assert consensus.equal_voice_points(GROUPS) == (13, 14, 11, 8, 8, 9)


def test_tied_items_share_the_points_of_their_positions_in_equal_voice() -> None:
    group = consensus.points_of([[1, 0], [2, 1]], items=5, ranks=2)
    # Item 1 has 3 points on two ballots, 2 has two, 0 has one; 3 and 4 share positions four and five.
    assert consensus.equal_voice_points([group]) == (3, 5, 4, 1.5, 1.5)
    assert consensus.equal_voice_points([group, group[:0]]) == (6, 8, 7, 4.5, 4.5)
    assert consensus.equal_voice_points([]) == ()


@given(st.lists(st.integers(1, 40), min_size=3, max_size=3))
@settings(max_examples=20)
def test_the_size_of_a_group_does_not_change_its_equal_voice(sizes) -> None:
    larger = [np.repeat(group[:1], size, axis=0) for group, size in zip(GROUPS, sizes, strict=True)]
    assert consensus.equal_voice_points(larger) == (13, 14, 11, 8, 8, 9)


def test_equal_voice_refuses_groups_that_ranked_different_lists() -> None:
    with pytest.raises(ValueError, match="differ"):
        consensus.equal_voice_points([GROUPS[0], GROUPS[1][:, :4]])


def test_the_fifteen_check_ratings_do_not_disagree() -> None:
    assert consensus.median(FIFTEEN) == 7
    assert consensus.interpercentile_range(FIFTEEN) == (7, 8)
    assert consensus.spread_limit(7, 8) == pytest.approx(6.1)
    assert not consensus.is_disagreement(7, 8)


def test_percentiles_are_interpolated_linearly() -> None:
    assert consensus.percentile([9, 1, 4, 2], 30) == pytest.approx(1.9)
    assert consensus.percentile([9, 1, 4, 2], 70) == pytest.approx(4.5)
    assert consensus.median([9, 1, 4, 2]) == 3


def test_percentiles_need_values_and_a_share_of_a_hundred() -> None:
    with pytest.raises(ValueError, match="no values"):
        consensus.median([])
    with pytest.raises(ValueError, match="range"):
        consensus.percentile([1, 2], 101)


def test_ratings_at_both_ends_disagree_and_the_same_width_at_one_end_does_not() -> None:
    assert consensus.is_disagreement(2, 8)
    assert not consensus.is_disagreement(1, 4)
    assert consensus.is_disagreement(3.5, 6.5)


def test_a_spread_exactly_at_the_limit_is_no_disagreement_whatever_binary_tenths_do() -> None:
    # 6.1 - 3.3 is 2.8 and the limit 2.35 + 1.5 x 0.3 is 2.8; so are 6.7 - 3.9 and their mirror.
    assert not consensus.is_disagreement(3.3, 6.1)
    assert not consensus.is_disagreement(3.9, 6.7)
    assert consensus.is_disagreement(3.3, 6.2)


@given(scores)
@settings(max_examples=50)
def test_disagreement_is_the_same_on_the_mirrored_scale(values) -> None:
    p30, p70 = consensus.interpercentile_range(values)
    mirrored = consensus.interpercentile_range([10 - value for value in values])
    assert mirrored == (pytest.approx(10 - p70), pytest.approx(10 - p30))
    assert consensus.is_disagreement(p30, p70) == consensus.is_disagreement(*mirrored)


def test_a_median_has_an_exact_interval_from_six_values_on() -> None:
    assert consensus.median_interval([5, 3, 9, 1, 7]) is None
    assert consensus.median_interval([]) is None
    assert consensus.median_interval([5, 3, 9, 1, 7, 8]) == (1, 9)
    assert consensus.median_interval([50, 30, 90, 10, 70, 80, 20, 60, 45]) == (20, 80)
    assert consensus.median_interval(FIFTEEN) == (7, 8)
    assert consensus.median_interval([5, 3, 9, 1, 7], confidence=0.9) == (1, 9)


@pytest.mark.parametrize("number", [6, 17, 40, 1500])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.998])
def test_a_median_interval_is_the_narrowest_that_holds_its_confidence(number: int, confidence: float) -> None:
    limits = consensus.median_interval(range(1, number + 1), confidence)
    depth = 0 if limits is None else int(limits[0])
    assert limits is None or limits[1] == number + 1 - depth
    assert depth == 0 or 1 - 2 * binom.cdf(depth - 1, number, 0.5) >= confidence
    assert 1 - 2 * binom.cdf(depth, number, 0.5) < confidence


@pytest.mark.parametrize("confidence", [0.5, 1, 95])
def test_a_median_interval_refuses_a_confidence_that_is_none(confidence: float) -> None:
    with pytest.raises(ValueError, match="not between"):
        consensus.median_interval(FIFTEEN, confidence)


def test_consensus_needs_seven_in_ten_high_and_fewer_than_fifteen_in_a_hundred_low() -> None:
    assert consensus.is_delphi_consensus([7] * 7 + [6, 4, 3])
    assert not consensus.is_delphi_consensus([7] * 6 + [6] * 4)
    assert consensus.is_delphi_consensus([9] * 14 + [4] * 4 + [3] * 2)
    assert not consensus.is_delphi_consensus([9] * 14 + [4] * 3 + [3] * 3)
    assert not consensus.is_delphi_consensus([1] * 9 + [9])
    assert not consensus.is_delphi_consensus([])


@pytest.mark.parametrize("score", [0, 10])
def test_consensus_refuses_a_score_off_the_scale(score: int) -> None:
    with pytest.raises(ValueError, match="1 and 9"):
        consensus.is_delphi_consensus([8, score])


def test_a_mean_change_is_after_minus_before_of_the_same_people_with_its_t_interval() -> None:
    before, after = [3, 5, 4, 6, 2], [5, 6, 4, 9, 3]
    expected = ttest_rel(after, before)
    change = consensus.mean_change(before, after)
    assert change is not None
    assert change[0] == pytest.approx(1.4)
    assert change[1:] == pytest.approx(tuple(expected.confidence_interval(0.95)))


def test_a_mean_change_of_everyone_alike_has_no_width_and_of_one_person_is_none() -> None:
    assert consensus.mean_change([1, 5, 3], [3, 7, 5]) == (2, 2, 2)
    assert consensus.mean_change([1], [3]) is None
    with pytest.raises(ValueError, match="argument 2"):
        consensus.mean_change([1, 2], [3])


def test_drift_separates_what_returners_changed_from_who_came() -> None:
    # All before 4, 6, 5, 1: mean 4; all after 5, 7, 9, 9, 9 and 9: mean 8; returners from 5 to 6 on average.
    found = consensus.drift([4, 6], [5, 7], [5, 1], [9, 9, 9, 9])
    assert found == consensus.Drift(total=4, within=1, within_low=1, within_high=1, panel=3)


def test_drift_of_returners_alone_has_no_part_of_the_panel() -> None:
    found = consensus.drift([0.1, 0.2, 0.7], [0.3, 0.9, 0.4], [], [])
    assert found.panel == 0
    assert found.total == found.within == pytest.approx(0.2)
    assert found.within_low is not None and found.within_high is not None
    assert found.within_low < 0.2 < found.within_high


def test_drift_says_nothing_of_a_part_that_is_empty() -> None:
    nothing = consensus.Drift(None, None, None, None, None)
    assert consensus.drift([], [], [], []) == nothing
    assert consensus.drift([], [], [3], []) == nothing
    assert consensus.drift([], [], [], [3]) == nothing
    assert consensus.drift([], [], [3, 5], [9]) == consensus.Drift(5, None, None, None, None)
    assert consensus.drift([2], [5], [4], []) == consensus.Drift(2, 3, None, None, -1)
    with pytest.raises(ValueError, match="argument 2"):
        consensus.drift([2, 3], [5], [], [])


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=8), scores, scores)
@settings(max_examples=50)
def test_the_part_of_the_panel_is_the_weighted_difference_that_its_sentence_states(pairs, left, joined) -> None:
    before, after = zip(*pairs, strict=True)
    found = consensus.drift(before, after, left, joined)
    gone, new = len(left) / (len(before) + len(left)), len(joined) / (len(after) + len(joined))
    panel = new * (np.mean(joined) - np.mean(after)) - gone * (np.mean(left) - np.mean(before))
    assert found.panel == pytest.approx(panel, abs=1e-9)
    assert found.total is not None and found.within is not None and found.panel is not None
    assert found.total == pytest.approx(found.within + found.panel, abs=1e-9)
