"""Coefficients of agreement have their published values and are undefined where they should be."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain_model.statistics import agreement

NONE = float("nan")
# Krippendorff 2011: four observers, twelve units.
KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NONE, NONE, NONE],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NONE, 3],
    [NONE, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NONE],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NONE],
]
# Ten things, fourteen raters, five categories: the usual worked example of Fleiss's kappa.
FOURTEEN_RATERS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]
# Cohen's table of 200 patients, first judge in rows.
COHEN = [[88, 10, 2], [14, 40, 6], [18, 10, 12]]
COHEN_PAIRS = [(i, j) for i in (1, 2, 3) for j in (1, 2, 3) for _ in range(COHEN[i - 1][j - 1])]
FIRST, SECOND = zip(*COHEN_PAIRS, strict=True)

pairs_of_ratings = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=20)
weightings = st.sampled_from(["linear", "quadratic", "none"])


def test_the_unweighted_kappa_of_cohens_table_is_the_published_one() -> None:
    # Agreement 0.70 against 0.41 by chance.
    assert agreement.weighted_kappa(FIRST, SECOND, 3, weights="none") == pytest.approx(0.29 / 0.59)


def test_weighted_kappas_of_cohens_table_are_those_worked_by_hand() -> None:
    # Mean distance 80/200 against 0.76, mean squared distance 120/200 against 1.10.
    assert agreement.weighted_kappa(FIRST, SECOND, 3) == pytest.approx(1 - 0.40 / 0.76)
    assert agreement.weighted_kappa(FIRST, SECOND, 3, weights="quadratic") == pytest.approx(1 - 0.60 / 1.10)


def test_two_categories_have_one_kappa_whatever_the_weights() -> None:
    first, second = [1, 1, 1, 2, 2, 1], [1, 1, 2, 2, 1, 1]
    # Disagreement 2/6 against (4 x 2 + 2 x 4) / 36.
    for weights in ("linear", "quadratic", "none"):
        assert agreement.weighted_kappa(first, second, 2, weights=weights) == pytest.approx(1 - (2 / 6) / (16 / 36))


@given(pairs_of_ratings, weightings)
@settings(max_examples=50)
def test_kappa_is_the_same_from_either_side_and_either_end(pairs, weights) -> None:
    first, second = zip(*pairs, strict=True)
    found = agreement.weighted_kappa(first, second, 4, weights=weights)
    turned = agreement.weighted_kappa(
        [5 - value for value in second], [5 - value for value in first], 4, weights=weights
    )
    assert turned == (None if found is None else pytest.approx(found))
    assert agreement.weighted_kappa(first, first, 4, weights=weights) == (1 if len(set(first)) > 1 else None)


def test_kappa_is_not_defined_without_ratings_or_where_only_one_category_is_used() -> None:
    assert agreement.weighted_kappa([], [], 3) is None
    assert agreement.weighted_kappa([2, 2, 2], [2, 2, 2], 3) is None
    assert agreement.weighted_kappa([2, 2, 2], [3, 3, 3], 3) == 0


def test_kappa_refuses_unequal_numbers_unknown_categories_and_unknown_weights() -> None:
    with pytest.raises(ValueError, match="2 first but 1 second"):
        agreement.weighted_kappa([1, 2], [1], 3)
    for rating in (0, 4):
        with pytest.raises(ValueError, match="within 1 and 3"):
            agreement.weighted_kappa([1, 2], [1, rating], 3)
    with pytest.raises(ValueError, match="cubic"):
        agreement.weighted_kappa([1, 2], [1, 2], 3, weights="cubic")  # pyright: ignore[reportArgumentType] - the point


def test_kappa_of_fourteen_raters_is_the_published_one() -> None:
    assert agreement.fleiss_kappa(FOURTEEN_RATERS) == pytest.approx(0.20993, abs=5e-6)


@given(st.randoms())
@settings(max_examples=10)
def test_kappa_of_many_raters_does_not_depend_on_the_order_of_things_or_categories(random) -> None:
    table = np.array(FOURTEEN_RATERS)
    shuffled = table[random.sample(range(10), 10)][:, random.sample(range(5), 5)]
    assert agreement.fleiss_kappa(shuffled) == pytest.approx(0.20993, abs=5e-6)


def test_kappa_of_many_raters_is_one_where_each_thing_has_one_category_and_below_zero_where_all_split() -> None:
    assert agreement.fleiss_kappa([[3, 0], [0, 3], [3, 0]]) == 1
    assert agreement.fleiss_kappa([[1, 1], [1, 1]]) == -1


@pytest.mark.parametrize("counts", [np.zeros((0, 3)), [[1, 0], [0, 1]], [[0, 0]], [[4, 0], [4, 0]]])
def test_kappa_of_many_raters_is_not_defined_without_pairs_or_with_one_category(counts) -> None:
    assert agreement.fleiss_kappa(counts) is None


def test_kappa_of_many_raters_refuses_unequal_numbers_of_ratings_and_counts_below_zero() -> None:
    with pytest.raises(ValueError, match="differ"):
        agreement.fleiss_kappa([[2, 1], [2, 2]])
    with pytest.raises(ValueError, match="below 0"):
        agreement.fleiss_kappa([[4, -1], [2, 1]])


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_of_krippendorffs_example_is_the_published_one(level, alpha: float) -> None:
    assert agreement.krippendorff_alpha(KRIPPENDORFF, level=level) == pytest.approx(alpha, abs=5e-4)


def test_alpha_of_two_raters_without_gaps_is_the_one_worked_by_hand() -> None:
    # Values 1, 1, 1, 2, 3, 3 in three units; one unit differs, by 1: observed 2 (twice 1).
    ratings = [[1, 1, 3], [1, 2, 3]]
    # Expected, over n - 1 = 5: nominal 2 (3 x 1 + 3 x 2 + 1 x 2); interval 2 (3 + 3 x 2 x 4 + 2).
    assert agreement.krippendorff_alpha(ratings, level="nominal") == pytest.approx(1 - 5 * 2 / 22)
    assert agreement.krippendorff_alpha(ratings, level="interval") == pytest.approx(1 - 5 * 2 / 58)
    # Ordinal distances: 1 to 2 is 2, 2 to 3 is 1.5, 1 to 3 is 3.5, squared.
    assert agreement.krippendorff_alpha(ratings, level="ordinal") == pytest.approx(1 - 5 * 8 / (2 * (12 + 4.5 + 73.5)))


@given(st.randoms(), st.sampled_from(["nominal", "ordinal", "interval"]))
@settings(max_examples=20)
def test_alpha_does_not_depend_on_the_order_of_raters_or_units_or_on_the_unit_of_measure(random, level) -> None:
    table = np.array(KRIPPENDORFF)
    expected = agreement.krippendorff_alpha(table, level=level)
    shuffled = table[random.sample(range(4), 4)][:, random.sample(range(12), 12)]
    for same in (shuffled, table * -2.5 + 7):
        assert agreement.krippendorff_alpha(same, level=level) == pytest.approx(expected)


def test_alpha_knows_only_the_order_of_ordinal_values_and_only_the_names_of_nominal_ones() -> None:
    stretched = np.array(KRIPPENDORFF) ** 3
    for level, same in (("nominal", True), ("ordinal", True), ("interval", False)):
        before = agreement.krippendorff_alpha(KRIPPENDORFF, level=level)
        assert (agreement.krippendorff_alpha(stretched, level=level) == pytest.approx(before)) is same


def test_alpha_leaves_out_units_that_one_rater_alone_saw() -> None:
    ratings = [[1, 1, 3, NONE], [1, 2, 3, 9]]
    assert agreement.krippendorff_alpha(ratings, level="nominal") == pytest.approx(1 - 5 * 2 / 22)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
@pytest.mark.parametrize("ratings", [np.zeros((2, 0)), [[1, NONE], [NONE, 2]], [[4, 4, 1], [4, 4, NONE]]])
def test_alpha_is_not_defined_without_pairs_or_with_a_single_value(ratings, level) -> None:
    assert agreement.krippendorff_alpha(ratings, level=level) is None


def test_alpha_refuses_a_level_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="ratio"):
        agreement.krippendorff_alpha(KRIPPENDORFF, level="ratio")  # pyright: ignore[reportArgumentType] - the point
