"""How sure a coefficient of agreement is: Cohen's, Fleiss's and Krippendorff's with 95% intervals.

Each coefficient is what it is in `agreement`; here it stands with its interval and the number of things it rests on.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit  # pyright: ignore[reportMissingTypeStubs] - scipy ships none

from domain_model.statistics.agreement import krippendorff_alpha
from domain_model.statistics.intervals import Z95, Interval

NO_INTERVAL = Interval(None, None)
RESAMPLES = 2000
SEED = 20_260_401
"""The same ratings have the same interval today and tomorrow."""

MOST_UNDEFINED = 0.05
"""If a larger share of resamples has no coefficient, the rest does not stand for all of them: no interval."""

_TINY = 1e-12
"""A variance below this is nothing but rounding."""


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient of agreement over `units` things, with its 95% interval and standard error.

    `value` is None where it is not defined: nothing was rated twice, or all ratings are one category. The limits and
    `error` are None where there is a value but no interval: with a single thing, where everybody agrees on
    everything (no method can tell from that how often they would not), or where resamples leave it undefined.
    """

    value: float | None
    interval: Interval
    units: int
    error: float | None = None


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> Coefficient:
    """Cohen's kappa (1960) of two ratings of the same things in unordered categories.

    The interval is kappa -+ 1.96 standard errors, cut off at -1 and 1, with the asymptotic variance that does not
    suppose kappa to be 0 (Fleiss, Cohen and Everitt 1969).

    Raises:
        ValueError: if the ratings differ in number.
    """
    if len(first) != len(second):
        raise ValueError(f"{len(first)} first but {len(second)} second ratings")
    number = len(first)
    places = {category: place for place, category in enumerate(dict.fromkeys((*first, *second)))}
    if len(places) < 2:
        return Coefficient(None, NO_INTERVAL, number)
    pairs = np.zeros((len(places), len(places)))
    for one, other in zip(first, second, strict=True):
        pairs[places[one], places[other]] += 1
    shares = pairs / number
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    by_chance = float(rows @ columns)
    agreed = shares.diagonal()
    kappa = (float(agreed.sum()) - by_chance) / (1 - by_chance)
    on = float(agreed @ (1 - (rows + columns) * (1 - kappa)) ** 2)
    crossed = (columns[:, None] + rows) ** 2
    off = (1 - kappa) ** 2 * float((shares * crossed).sum() - agreed @ crossed.diagonal())
    variance = (on + off - (kappa - by_chance * (1 - kappa)) ** 2) / (number * (1 - by_chance) ** 2)
    return _with_error(kappa, variance, Z95, number)


def fleiss_agreement(counts: ArrayLike) -> Coefficient:
    """Fleiss's kappa (1971) of many raters, from counts of ratings: things (rows) x categories (columns).

    Things may differ in their number of ratings; a category's share is then the mean of its shares of each thing, and
    only things with two or more ratings say how often raters agree. `units` counts the latter. With as many ratings
    of each thing it is `agreement.fleiss_kappa`. The interval is kappa -+ t standard errors, cut off at -1 and 1,
    with n - 1 degrees of freedom and the variance over things linearised (Gwet 2021, Large-sample variance of Fleiss
    generalized kappa). The better known variance of Fleiss, Nee and Landis (1979) supposes that kappa is 0: it tests
    that, and is no ground for an interval around another value.

    Raises:
        ValueError: if a count is below 0.
    """
    table = np.asarray(counts, dtype=np.float64)
    if (table < 0).any():
        raise ValueError("a count is below 0")
    table = table[table.sum(axis=1) > 0]
    ratings = table.sum(axis=1)
    is_paired = ratings >= 2
    number, paired = len(table), int(np.count_nonzero(is_paired))
    if paired == 0 or np.count_nonzero(table.sum(axis=0)) < 2:
        return Coefficient(None, NO_INTERVAL, paired)
    shares = (table / ratings[:, None]).mean(axis=0)
    by_chance = float(shares @ shares)
    agreeing = _agreeing(table)
    kappa = (float(agreeing[is_paired].mean()) - by_chance) / (1 - by_chance)
    if number < 2:
        return Coefficient(kappa, NO_INTERVAL, paired)
    of_thing = number / paired * (agreeing - by_chance * is_paired) / (1 - by_chance)
    chance_of_thing = table @ shares / ratings
    linear = of_thing - 2 * (1 - kappa) * (chance_of_thing - by_chance) / (1 - by_chance)
    variance = float(((linear - kappa) ** 2).sum()) / (number * (number - 1))
    return _with_error(kappa, variance, float(stdtrit(number - 1, 0.975)), paired)


def krippendorff_agreement(
    ratings: ArrayLike,
    *,
    level: Literal["nominal", "ordinal", "interval"] = "nominal",
    seed: int = SEED,
    resamples: int = RESAMPLES,
) -> Coefficient:
    """Krippendorff's alpha of raters (rows) on units (columns), nan where a rater left a unit out.

    `units` counts those with two or more ratings. The interval is the middle 95% of alphas of resamples of these
    units, drawn with replacement: units are what another study would draw anew, and this bootstrap covers as often as
    it says (Zapf and others 2016). Krippendorff's own bootstrap draws pairs of values instead, as if pairs of one
    unit were independent, which makes it too narrow with many raters.

    Raises:
        ValueError: if the level is none of the three.
    """
    table = np.asarray(ratings, dtype=np.float64)
    alpha = krippendorff_alpha(table, level=level)
    table = table[:, np.count_nonzero(~np.isnan(table), axis=0) >= 2]
    units = table.shape[1]
    if alpha is None or units < 2:
        return Coefficient(alpha, NO_INTERVAL, units)
    values = np.unique(table[~np.isnan(table)])
    by_unit = np.count_nonzero(table[:, :, None] == values, axis=0).astype(np.float64)
    alphas = _resampled_alphas(values, by_unit, level, _draws(units, seed, resamples))
    defined = alphas[~np.isnan(alphas)]
    if len(defined) < (1 - MOST_UNDEFINED) * resamples:
        return Coefficient(alpha, NO_INTERVAL, units)
    low, high = (float(limit) for limit in np.percentile(defined, [2.5, 97.5]))
    if high - low < _TINY:
        return Coefficient(alpha, NO_INTERVAL, units)
    return Coefficient(alpha, Interval(low, high), units, float(np.std(defined, ddof=1)))


def observed_agreement(counts: ArrayLike) -> float | None:
    """The mean share of pairs of raters who agree on a thing, from counts: things (rows) x categories (columns).

    Agreement by chance is in it. None where no thing has two ratings.
    """
    table = np.asarray(counts, dtype=np.float64)
    paired = table[table.sum(axis=1) >= 2]
    return float(_agreeing(paired).mean()) if len(paired) else None


def _agreeing(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of pairs of raters who agree on each thing; 0 where there is no pair."""
    ratings = table.sum(axis=1)
    pairs = ratings * (ratings - 1)
    return (table * (table - 1)).sum(axis=1) / np.where(pairs > 0, pairs, 1)


def _with_error(value: float, variance: float, quantile: float, units: int) -> Coefficient:
    if variance < _TINY:
        return Coefficient(value, NO_INTERVAL, units)
    error = sqrt(variance)
    interval = Interval(max(-1.0, value - quantile * error), min(1.0, value + quantile * error))
    return Coefficient(value, interval, units, error)


@lru_cache(maxsize=4)
def _draws(units: int, seed: int, resamples: int) -> NDArray[np.float64]:
    """How often each unit (column) is in each resample (row)."""
    equal = np.full(units, 1 / units)
    drawn = np.random.default_rng(seed).multinomial(units, equal, size=resamples).astype(np.float64)
    drawn.setflags(write=False)
    return drawn


def _resampled_alphas(
    values: NDArray[np.float64], by_unit: NDArray[np.float64], level: str, draws: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Alpha of each resample; nan where all it holds is one value."""
    pairs = by_unit[:, :, None] * (by_unit / (by_unit.sum(axis=1, keepdims=True) - 1))[:, None, :]
    coincidences = (draws @ pairs.reshape(len(by_unit), -1)).reshape(len(draws), len(values), len(values))
    numbers = draws @ by_unit
    if level == "nominal":
        differences = (1 - np.eye(len(values)))[None]
    else:
        on_scale = np.cumsum(numbers, axis=1) - numbers / 2 if level == "ordinal" else values[None]
        differences = (on_scale[:, :, None] - on_scale[:, None, :]) ** 2
    observed = (differences * coincidences).sum(axis=(1, 2))
    expected = (differences * (numbers[:, :, None] * numbers[:, None, :])).sum(axis=(1, 2))
    alphas = np.full(len(draws), np.nan)
    is_defined = np.count_nonzero(numbers, axis=1) > 1
    alphas[is_defined] = 1 - (numbers.sum(axis=1)[is_defined] - 1) * observed[is_defined] / expected[is_defined]
    return alphas
