"""Agreement of people who coded or rated the same things, corrected for agreement by chance.

Each coefficient is 1 for full agreement, 0 for what chance gives and below 0 for less than chance.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray


def weighted_kappa(
    first: Sequence[int],
    second: Sequence[int],
    categories: int,
    *,
    weights: Literal["linear", "quadratic", "none"] = "linear",
) -> float | None:
    """Kappa of two ratings of the same things in ordered categories numbered 1 to `categories`.

    1 - observed / expected disagreement, where two ratings i and j disagree by |i - j| (`linear`), (i - j)^2
    (`quadratic`) or by 1 if they differ at all (`none`: Cohen 1960); weighted, Cohen 1968. None where no disagreement
    can be expected: nothing was rated, or both ratings are always the same one category.

    Raises:
        ValueError: if the ratings differ in number, a rating is not within 1 and `categories`, or the
            weights are none of the three.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} first but {len(second)} second ratings")
    if any(not 1 <= rating <= categories for rating in (*first, *second)):
        raise ValueError(f"a rating is not within 1 and {categories}")
    steps = np.arange(categories)
    gaps = np.abs(steps[:, None] - steps)
    disagreements = {"linear": gaps, "quadratic": gaps**2, "none": np.minimum(gaps, 1)}
    if weights not in disagreements:
        raise ValueError(f"weights {weights} are not linear, quadratic or none")
    pairs = np.zeros((categories, categories), dtype=np.int64)
    for one, other in zip(first, second, strict=True):
        pairs[one - 1, other - 1] += 1
    observed = int((disagreements[weights] * pairs).sum()) * len(first)
    expected = int((disagreements[weights] * np.outer(pairs.sum(axis=1), pairs.sum(axis=0))).sum())
    return None if expected == 0 else 1 - observed / expected


def fleiss_kappa(counts: ArrayLike) -> float | None:
    """Kappa of many raters on unordered categories, from counts of ratings: things (rows) x categories (columns).

    (P - E) / (1 - E): P is the mean share of pairs of raters who agree on a thing, E the sum of squared shares of the
    categories (Fleiss 1971). The raters need not be the same people for each thing, only as many. None where there
    is nothing to rate, fewer than two raters, or one category takes every rating.

    Raises:
        ValueError: if a count is below 0 or the things differ in their number of ratings.
    """
    table = np.asarray(counts, dtype=np.int64)
    if (table < 0).any():
        raise ValueError("a count is below 0")
    ratings = table.sum(axis=1)
    if len(set(ratings.tolist())) > 1:
        raise ValueError("the things differ in their number of ratings")
    totals = table.sum(axis=0)
    if len(table) == 0 or ratings[0] < 2 or np.count_nonzero(totals) == 1:
        return None
    raters = int(ratings[0])
    agreeing = (int((table**2).sum()) / len(table) - raters) / (raters * (raters - 1))
    by_chance = int((totals**2).sum()) / int(totals.sum()) ** 2
    return (agreeing - by_chance) / (1 - by_chance)


def _squared_differences(
    values: NDArray[np.float64], numbers: NDArray[np.int64], level: Literal["nominal", "ordinal", "interval"]
) -> NDArray[np.float64]:
    """Krippendorff's squared difference of each two of the ascending values, which occur in these numbers."""
    if level == "nominal":
        return 1 - np.eye(len(values))
    if level == "ordinal":
        # The values between two, and half of each: the distance of the middles of their places in one queue.
        places = np.cumsum(numbers) - numbers / 2
        return (places[:, None] - places) ** 2
    if level == "interval":
        return (values[:, None] - values) ** 2
    raise ValueError(f"level {level} is not nominal, ordinal or interval")


def krippendorff_alpha(ratings: ArrayLike, *, level: Literal["nominal", "ordinal", "interval"]) -> float | None:
    """Krippendorff's alpha of raters (rows) on units (columns), with nan where a rater left a unit out.

    1 - observed / expected disagreement from the matrix of coincidences, in which each unit with two or more
    ratings counts by its number of ratings (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability). Units with
    fewer ratings are left out. None where nothing can be paired or all that can is the same value.

    Raises:
        ValueError: if the level is none of the three.
    """
    table = np.asarray(ratings, dtype=np.float64)
    table = table[:, np.count_nonzero(~np.isnan(table), axis=0) >= 2]
    values = np.unique(table[~np.isnan(table)])
    by_unit = np.count_nonzero(table[:, :, None] == values, axis=0)
    numbers = by_unit.sum(axis=0)
    differences = _squared_differences(values, numbers, level)
    if len(values) < 2:
        return None
    shares = by_unit / (by_unit.sum(axis=1, keepdims=True) - 1)
    # Pairs of a value with itself are one too many here, and differ by nothing.
    observed = float((differences * (by_unit.T @ shares)).sum())
    expected = float((differences * np.outer(numbers, numbers)).sum())
    return 1 - (int(numbers.sum()) - 1) * observed / expected
