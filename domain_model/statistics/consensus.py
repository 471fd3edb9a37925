"""What a room of people thinks together: points and ranks of ballots, ratings, consensus and change.

Everything here is counted over people who all answered the same question. Nothing here knows who
they are, or how few of them may be shown: that is decided before these numbers are printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit  # pyright: ignore[reportMissingTypeStubs] - scipy ships none

CLOSE = 1e-9
"""Two numbers on the rating scale nearer than this are equal: tenths are not exact in binary."""


def points_of(positions: Sequence[Sequence[int]], items: int, ranks: int) -> NDArray[np.int64]:
    """Points of each ballot (row) for each item (column): `ranks` for the strongest down to 1, unranked 0.

    A ballot lists item indices from 0, strongest first, and may stop early (nominal group technique,
    Delbecq, Van de Ven and Gustafson 1975).

    Raises:
        ValueError: if a ballot names an item outside 0 to `items` - 1, one item twice, or more than `ranks`.
    """
    points = np.zeros((len(positions), items), dtype=np.int64)
    for row, ballot in enumerate(positions):
        if len(ballot) > ranks:
            raise ValueError(f"ballot {row} ranks {len(ballot)} items, more than {ranks}")
        if len(set(ballot)) < len(ballot):
            raise ValueError(f"ballot {row} ranks an item twice")
        for place, item in enumerate(ballot):
            if not 0 <= item < items:
                raise ValueError(f"ballot {row} ranks item {item}, which is not within 0 and {items - 1}")
            points[row, item] = ranks - place
    return points


def _competition_ranks(sums: NDArray[np.float64], frequencies: NDArray[np.float64]) -> NDArray[np.int64]:
    """Ranks along the last axis of two equal matrices: 1 plus the number of items that are ahead."""
    ranks = np.empty(sums.shape, dtype=np.int64)
    for item in range(sums.shape[-1]):
        own_sum, own_frequency = sums[..., item, None], frequencies[..., item, None]
        ahead = (sums > own_sum) | ((sums == own_sum) & (frequencies > own_frequency))
        ranks[..., item] = 1 + np.count_nonzero(ahead, axis=-1)
    return ranks


def joint_ranks(sums: ArrayLike, frequencies: ArrayLike) -> tuple[int, ...]:
    """Competition rank of each item from 1, the larger sum first: 1, 2, 2, 4.

    Items with the same sum are separated by frequency, how many ballots rank them, and by nothing
    else; items that are still tied share a rank.

    Raises:
        ValueError: if there are not as many frequencies as sums.
    """
    totals, votes = np.asarray(sums, dtype=np.float64), np.asarray(frequencies, dtype=np.float64)
    if totals.shape != votes.shape:
        raise ValueError(f"{totals.size} sums but {votes.size} frequencies")
    return tuple(int(rank) for rank in _competition_ranks(totals, votes))


def kendalls_w(ratings: ArrayLike) -> float | None:
    """Kendall's coefficient of concordance, 0 (none) to 1 (the same order), of raters (rows) on items (columns).

    W = 12 S / (m^2 (n^3 - n) - m T): S is the sum of squared deviations of the m raters' rank sums of n items
    from their mean, tied items take their mean rank, and T sums t^3 - t over every rater's groups of t tied
    items (Kendall 1948; Siegel and Castellan 1988). It equals Friedman's statistic / (m (n - 1)), and is
    also defined for two items. None with fewer than two raters or items, or if every rater ties every item.

    Raises:
        ValueError: if a rating is missing or not finite.
    """
    values = np.asarray(ratings, dtype=np.float64)
    if not np.isfinite(values).all():
        raise ValueError("a rating is missing or not finite")
    raters, items = values.shape
    if raters < 2 or items < 2:
        return None
    below = np.empty(values.shape)
    level = np.empty(values.shape)
    for item in range(items):
        own = values[:, item, None]
        below[:, item] = np.count_nonzero(values < own, axis=1)
        level[:, item] = np.count_nonzero(values == own, axis=1)
    rank_sums = (below + (level + 1) / 2).sum(axis=0)
    deviations = float(((rank_sums - raters * (items + 1) / 2) ** 2).sum())
    # Each of t tied items adds t^2 - 1, together t^3 - t.
    ties = float((level**2 - 1).sum())
    most = raters**2 * (items**3 - items) - raters * ties
    return None if most == 0 else 12 * deviations / most


def rank_ranges(points: NDArray[np.int64], *, seed: int, resamples: int = 2000) -> tuple[tuple[int, int], ...]:
    """Range of each item's joint rank in the middle 95% of resampled rooms, lowest and highest rank.

    Percentile bootstrap (Efron and Tibshirani 1993, chapter 13): whole ballots (rows) are drawn with replacement
    and all items ranked together in each room, so that a rise of one item is the fall of another. The limits are
    ranks that occurred, the 2.5th and 97.5th percentile by the inverted distribution function. They hold for each
    item alone, not for all at once. Equal `seed` and `points` give equal ranges. No ballots leave every rank possible.

    Raises:
        ValueError: if `resamples` is below 1.
    """
    if resamples < 1:
        raise ValueError(f"{resamples} resamples give no range")
    ballots, items = points.shape
    if ballots == 0:
        return ((1, items),) * items
    chances = np.full(ballots, 1 / ballots)
    # Floating-point products are quick, and exact for whole numbers of this size.
    drawn = np.random.default_rng(seed).multinomial(ballots, chances, size=resamples).astype(np.float64)
    ranks = _competition_ranks(drawn @ points.astype(np.float64), drawn @ (points > 0).astype(np.float64))
    low, high = np.quantile(ranks, (0.025, 0.975), axis=0, method="inverted_cdf")
    return tuple((int(first), int(last)) for first, last in zip(low, high, strict=True))


def equal_voice_points(groups: Sequence[NDArray[np.int64]]) -> tuple[float, ...]:
    """Points of each item when every group of people counts the same, however many ballots it cast.

    Each group's matrix of points (ballots x items) ranks all n items by sum, then frequency; positions give n to 1
    points, tied items share the mean of the points of the positions that they take together, and the groups'
    points are added. A group without ballots ties everything, so it changes no order. No groups give no points.

    Raises:
        ValueError: if the groups differ in their number of items.
    """
    if len({group.shape[1] for group in groups}) > 1:
        raise ValueError("the groups differ in their number of items")
    shared: list[list[float]] = []
    for group in groups:
        ranks = joint_ranks(group.sum(axis=0), (group > 0).sum(axis=0))
        shared.append([len(ranks) + 1 - rank - (ranks.count(rank) - 1) / 2 for rank in ranks])
    return tuple(sum(points) for points in zip(*shared, strict=True))


def percentile(values: Sequence[float], p: float) -> float:
    """The `p`-th percentile (0 to 100) by linear interpolation (method 7 of Hyndman and Fan 1996, "linear").

    Raises:
        ValueError: if there are no values or `p` is not within 0 and 100.
    """
    if len(values) == 0:
        raise ValueError("no values have no percentile")
    return float(np.percentile(np.asarray(values, dtype=np.float64), p, method="linear"))


def median(values: Sequence[float]) -> float:
    """The middle value, or the mean of the two middle values.

    Raises:
        ValueError: if there are no values.
    """
    return percentile(values, 50)


def interpercentile_range(values: Sequence[float]) -> tuple[float, float]:
    """The 30th and 70th percentiles of ratings, by the linear method (Fitch et al. 2001, see `spread_limit`).

    Raises:
        ValueError: if there are no values.
    """
    return percentile(values, 30), percentile(values, 70)


def spread_limit(p30: float, p70: float) -> float:
    """The interpercentile range adjusted for symmetry, in points of a 1 to 9 scale: 2.35 + 1.5 |5 - (P30 + P70) / 2|.

    Ratings may spread further without disagreement where they lie off the middle of the scale (Fitch et al. 2001,
    The RAND/UCLA Appropriateness Method User's Manual).
    """
    return 2.35 + 1.5 * abs(5 - (p30 + p70) / 2)


def is_disagreement(p30: float, p70: float) -> bool:
    """Whether ratings from 1 to 9 disagree: P70 - P30 is more than `spread_limit` (Fitch et al. 2001)."""
    return p70 - p30 > spread_limit(p30, p70) + CLOSE


def median_interval(values: Sequence[float], confidence: float = 0.95) -> tuple[float, float] | None:
    """Exact interval of a median: the innermost pair of ordered values with at least this confidence.

    The d-th smallest and d-th largest of n values enclose the median of the population with probability of at
    least 1 - 2 P(X < d), X binomial with n and one half (Thompson 1936; Conover 1999, section 3.2). None where even
    the smallest and largest do not reach the confidence, which at 95% is for five values or fewer.

    Raises:
        ValueError: if the confidence is not between 0.9 and 1.
    """
    if not 0.9 <= confidence < 1:
        raise ValueError(f"confidence {confidence} is not between 0.9 and 1")
    number = len(values)
    depth, ways, ways_below = 0, 1, 1
    # Whole numbers until the one division, so that no number of values overflows.
    while ways_below / 2**number <= (1 - confidence) / 2:
        ways = ways * (number - depth) // (depth + 1)
        depth += 1
        ways_below += ways
    ordered = sorted(values)
    return None if depth == 0 else (float(ordered[depth - 1]), float(ordered[number - depth]))


def is_delphi_consensus(scores: Sequence[int]) -> bool:
    """Whether at least 70% of scores are 7 to 9 and fewer than 15% are 1 to 3; never where there are none.

    A definition used for core outcome sets (Williamson et al. 2012, Trials 13:132).

    Raises:
        ValueError: if a score is not within 1 and 9.
    """
    if any(not 1 <= score <= 9 for score in scores):
        raise ValueError("a score is not within 1 and 9")
    high = sum(score >= 7 for score in scores)
    low = sum(score <= 3 for score in scores)
    return 100 * high >= 70 * len(scores) and 100 * low < 15 * len(scores)


def mean_change(before: Sequence[float], after: Sequence[float]) -> tuple[float, float, float] | None:
    """Mean of after minus before of the same people, with its lower and upper 95% limits.

    Student's t with n - 1 degrees of freedom on the n differences. None for fewer than two pairs; where everyone
    changed by the same, both limits are the mean.

    Raises:
        ValueError: if there are not as many values after as before.
    """
    changes = [later - earlier for earlier, later in zip(before, after, strict=True)]
    if len(changes) < 2:
        return None
    centre = fmean(changes)
    half = float(stdtrit(len(changes) - 1, 0.975)) * stdev(changes) / sqrt(len(changes))
    return centre, centre - half, centre + half


@dataclass(frozen=True, slots=True)
class Drift:
    """The change of a mean between two repeats of a workshop, in the units of the values.

    `total` = mean of all after - mean of all before; `within` = mean change of the people who came to both, with its
    95% limits; `panel` = `total` - `within`, so that always `total` = `within` + `panel`. With p and q the share of
    returners among all before and all after,
    `panel` = (1 - q)(mean only after - mean returned after) - (1 - p)(mean only before - mean returned before):
    what came from different people, whether they think differently or would have changed differently.

    None: `total` and `panel` where a repeat has nobody, `within` and `panel` where nobody returned, and the limits
    where fewer than two did.
    """

    total: float | None
    within: float | None
    within_low: float | None
    within_high: float | None
    panel: float | None


def drift(
    returned_before: Sequence[float],
    returned_after: Sequence[float],
    only_before: Sequence[float],
    only_after: Sequence[float],
) -> Drift:
    """Separate the change of a mean between two repeats into returners' change and change of the panel; see `Drift`.

    The returners' values are in the same order before and after.

    Raises:
        ValueError: if there are not as many returners after as before.
    """
    paired = mean_change(returned_before, returned_after)
    all_before, all_after = [*returned_before, *only_before], [*returned_after, *only_after]
    total = fmean(all_after) - fmean(all_before) if all_before and all_after else None
    within = fmean(returned_after) - fmean(returned_before) if len(returned_before) else None
    return Drift(
        total=total,
        within=within,
        within_low=paired[1] if paired else None,
        within_high=paired[2] if paired else None,
        panel=None if total is None or within is None else total - within,
    )
