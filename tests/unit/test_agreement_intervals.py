"""Coefficients of agreement with intervals: published examples, brute force, and where there is nothing to say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_model.statistics import agreement
from domain_model.statistics.agreement_intervals import (
    SEED,
    Coefficient,
    cohen_kappa,
    fleiss_agreement,
    krippendorff_agreement,
    observed_agreement,
)
from domain_model.statistics.intervals import Interval
from tests.unit.test_agreement import COHEN, FOURTEEN_RATERS, KRIPPENDORFF

# Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions (2003), chapter 18: two raters, 100 people,
# psychosis, neurosis or organic.
THREE_DIAGNOSES = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
# Fleiss 1971, Table 1: six psychiatrists on each of 30 people: depression, personality disorder, schizophrenia,
# neurosis, other.
PSYCHIATRISTS = [
    [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
]  # fmt: skip
KRIPPENDORFF_COUNTS = np.stack([np.count_nonzero(np.array(KRIPPENDORFF) == v, axis=0) for v in range(1, 6)], axis=1)
NONE = float("nan")


def ratings_of(pairs: list[list[int]]) -> tuple[list[str], list[str]]:
    """Two lists of ratings with this table of pairs, first rater in rows."""
    cells = [(i, j) for i, row in enumerate(pairs) for j, number in enumerate(row) for _ in range(number)]
    return [f"category {i}" for i, _j in cells], [f"category {j}" for _i, j in cells]


# ---- Two raters


def test_the_kappas_of_two_published_tables_have_their_published_values_and_errors() -> None:
    found = cohen_kappa(*ratings_of(THREE_DIAGNOSES))
    assert found.value == pytest.approx(0.676, abs=5e-4)
    assert found.error == pytest.approx(0.088, abs=5e-4)
    assert found.units == 100
    cohens = cohen_kappa(*ratings_of(COHEN))
    assert cohens.value == pytest.approx(0.29 / 0.59)
    # Cohen 1960 gives 0.055 by a simpler formula, which is known to be too large.
    assert cohens.error == pytest.approx(0.051, abs=5e-4)


def test_the_limits_lie_1_96_errors_on_either_side() -> None:
    found = cohen_kappa(*ratings_of(THREE_DIAGNOSES))
    assert found.value is not None and found.error is not None
    assert found.interval.low == pytest.approx(found.value - 1.959964 * found.error)
    assert found.interval.high == pytest.approx(found.value + 1.959964 * found.error)


def kappa_of_shares(shares: np.ndarray) -> float:
    shares = shares / shares.sum()
    by_chance = float(shares.sum(axis=1) @ shares.sum(axis=0))
    return (float(np.trace(shares)) - by_chance) / (1 - by_chance)


@pytest.mark.parametrize("pairs", [THREE_DIAGNOSES, COHEN, [[20, 5], [10, 15]], [[1, 9], [7, 3]]])
def test_the_error_of_kappa_is_what_the_delta_method_gives_by_brute_force(pairs: list[list[int]]) -> None:
    table = np.array(pairs, dtype=float)
    shares, step = table / table.sum(), 1e-6
    slopes = np.zeros_like(shares)
    for place in np.ndindex(*shares.shape):
        moved = [shares.copy(), shares.copy()]
        moved[0][place] += step
        moved[1][place] -= step
        slopes[place] = (kappa_of_shares(moved[0]) - kappa_of_shares(moved[1])) / (2 * step)
    variance = (float((shares * slopes**2).sum()) - float((shares * slopes).sum()) ** 2) / table.sum()
    assert cohen_kappa(*ratings_of(pairs)).error == pytest.approx(variance**0.5, rel=1e-5)


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=25))
@settings(max_examples=60)
def test_kappa_with_its_interval_is_the_kappa_without_and_the_same_from_either_side(pairs) -> None:
    first, second = zip(*pairs, strict=True)
    found, turned = cohen_kappa(first, second), cohen_kappa(second, first)
    known = agreement.weighted_kappa(first, second, 4, weights="none")
    assert found.value == (None if known is None else pytest.approx(known, abs=1e-12))
    assert turned.error == (None if found.error is None else pytest.approx(found.error, abs=1e-9))
    if found.interval.low is not None and found.interval.high is not None and found.value is not None:
        assert -1 <= found.interval.low <= found.value <= found.interval.high <= 1


def test_kappa_has_no_interval_where_two_raters_agree_on_everything_and_no_value_in_one_category() -> None:
    assert cohen_kappa([1, 2, 2], [1, 2, 2]) == Coefficient(1.0, Interval(None, None), 3)
    assert cohen_kappa([3, 3], [3, 3]) == Coefficient(None, Interval(None, None), 2)
    assert cohen_kappa([], []) == Coefficient(None, Interval(None, None), 0)


def test_a_rater_who_always_says_the_same_agrees_no_better_than_chance() -> None:
    constant = cohen_kappa(["a"] * 5, ["a", "b", "a", "a", "b"])
    assert constant.value == 0 and constant.interval == Interval(None, None)


def test_kappa_refuses_ratings_of_different_things() -> None:
    with pytest.raises(ValueError, match="2 first but 1 second"):
        cohen_kappa([1, 2], [1])


# ---- Many raters


def test_the_kappa_of_the_psychiatric_diagnoses_of_1971_is_the_published_one() -> None:
    found = fleiss_agreement(PSYCHIATRISTS)
    assert np.sum(PSYCHIATRISTS, axis=0).tolist() == [26, 26, 30, 55, 43], "the totals that the paper prints"
    assert found.value == pytest.approx(0.430, abs=5e-4)
    assert observed_agreement(PSYCHIATRISTS) == pytest.approx(0.556, abs=5e-4)
    assert found.units == 30


def test_kappa_error_and_limit_of_incomplete_ratings_are_those_of_a_published_program() -> None:
    # Gwet, irrCAC (R), cac.raw4raters: kappa 0.7611693, standard error 0.15302, interval 0.424 to 1.
    found = fleiss_agreement(KRIPPENDORFF_COUNTS)
    assert found.value == pytest.approx(0.7611693, abs=5e-8)
    assert found.error == pytest.approx(0.15302, abs=5e-6)
    assert found.interval.low == pytest.approx(0.424, abs=5e-4)
    assert found.interval.high == 1
    assert found.units == 11


def weighted_fleiss(table: np.ndarray, weights: np.ndarray) -> float:
    raters = table.sum(axis=1)[0]
    weights = weights / weights.sum()
    agreeing = float(weights @ ((table * (table - 1)).sum(axis=1) / (raters * (raters - 1))))
    by_chance = float((((weights @ table) / raters) ** 2).sum())
    return (agreeing - by_chance) / (1 - by_chance)


@pytest.mark.parametrize("counts", [PSYCHIATRISTS, FOURTEEN_RATERS])
def test_the_error_of_many_raters_is_the_infinitesimal_jackknife_by_brute_force(counts: list[list[int]]) -> None:
    table, step = np.array(counts, dtype=float), 1e-6
    number = len(table)
    influences = []
    for thing in range(number):
        more, less = np.ones(number), np.ones(number)
        more[thing] += step
        less[thing] -= step
        influences.append(number * (weighted_fleiss(table, more) - weighted_fleiss(table, less)) / (2 * step))
    variance = float(np.square(influences).sum()) / (number * (number - 1))
    assert fleiss_agreement(counts).error == pytest.approx(variance**0.5, rel=1e-5)
    assert fleiss_agreement(counts).value == pytest.approx(agreement.fleiss_kappa(counts))


def test_kappa_of_many_raters_is_undefined_without_pairs_or_with_one_category_alone() -> None:
    nothing = Interval(None, None)
    assert fleiss_agreement(np.zeros((0, 3))) == Coefficient(None, nothing, 0)
    assert fleiss_agreement([[1, 0], [0, 1]]) == Coefficient(None, nothing, 0), "one rater"
    assert fleiss_agreement([[3, 0], [3, 0]]) == Coefficient(None, nothing, 2), "one category"
    assert fleiss_agreement([[1, 1]]) == Coefficient(-1.0, nothing, 1), "a single thing"
    assert fleiss_agreement([[2, 0], [0, 2], [0, 2]]) == Coefficient(1.0, nothing, 3), "everybody agrees"
    with pytest.raises(ValueError, match="below 0"):
        fleiss_agreement([[2, -1]])


def test_the_share_of_agreeing_pairs_counts_things_with_two_ratings_or_more() -> None:
    assert observed_agreement([[2, 1], [3, 0], [1, 0]]) == pytest.approx((1 / 3 + 1) / 2)
    assert observed_agreement([[1, 0]]) is None


# ---- Gaps allowed


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_krippendorffs_example_of_2011_is_the_published_one_within_its_interval(level, alpha: float) -> None:
    found = krippendorff_agreement(KRIPPENDORFF, level=level)
    assert found.value == pytest.approx(alpha, abs=5e-4)
    assert found.units == 11
    assert found.interval.low is not None and found.interval.high is not None
    assert found.interval.low < alpha < found.interval.high <= 1
    # irrCAC gives the nominal alpha a linearised standard error of 0.146.
    assert found.error == pytest.approx(0.15, abs=0.015)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
def test_the_interval_of_alpha_is_that_of_resampled_units_by_brute_force(level) -> None:
    table, resamples = np.array(KRIPPENDORFF), 300
    paired = table[:, np.count_nonzero(~np.isnan(table), axis=0) >= 2]
    units = paired.shape[1]
    draws = np.random.default_rng(7).multinomial(units, np.full(units, 1 / units), size=resamples)
    alphas = [agreement.krippendorff_alpha(np.repeat(paired, draw, axis=1), level=level) for draw in draws]
    known = [alpha for alpha in alphas if alpha is not None]
    found = krippendorff_agreement(table, level=level, seed=7, resamples=resamples)
    assert (found.interval.low, found.interval.high) == pytest.approx(tuple(np.percentile(known, [2.5, 97.5])))
    assert found.error == pytest.approx(np.std(known, ddof=1))


def test_the_interval_is_the_same_at_every_reading_and_another_with_another_seed() -> None:
    once, again = krippendorff_agreement(KRIPPENDORFF), krippendorff_agreement(KRIPPENDORFF, seed=SEED)
    assert once == again
    assert krippendorff_agreement(KRIPPENDORFF, seed=SEED + 1).error != once.error


def test_alpha_is_undefined_without_overlap_and_has_no_interval_where_nothing_varies() -> None:
    nothing = Interval(None, None)
    assert krippendorff_agreement([[1, NONE], [NONE, 2]]) == Coefficient(None, nothing, 0), "no overlap"
    assert krippendorff_agreement([[1, 2, 2]]) == Coefficient(None, nothing, 0), "one coder"
    assert krippendorff_agreement([[4, 4], [4, 4]]) == Coefficient(None, nothing, 2), "one category"
    assert krippendorff_agreement([[1], [2]]) == Coefficient(0.0, nothing, 1), "a single unit"


def test_alpha_has_no_interval_where_everybody_agrees_or_a_category_is_too_rare() -> None:
    many = [1, 2] * 20
    agreed = krippendorff_agreement([many, many])
    assert (agreed.value, agreed.interval, agreed.error) == (1.0, Interval(None, None), None)
    # In about a third of resamples the one unit with another value is not there.
    rare = krippendorff_agreement([[1] * 39 + [2], [1] * 39 + [2]])
    assert (rare.value, rare.interval, rare.units) == (1.0, Interval(None, None), 40)


def test_alpha_refuses_a_level_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="ratio"):
        krippendorff_agreement(KRIPPENDORFF, level="ratio")  # pyright: ignore[reportArgumentType] - the point
