"""Confidence intervals of proportions, counts, rates, means, differences and ratios.

Conventions follow PHEindicatormethods (UK Health Security Agency and OHID): a two-sided
`confidence` between 0.9 and 1, and limits that are None where the method has none. Counts may
be fractional, because counts that were shared out between areas are.
"""

from dataclasses import dataclass
from math import log, sqrt
from statistics import NormalDist

from scipy.special import gammaincinv, stdtrit  # pyright: ignore[reportMissingTypeStubs] - scipy ships none

Z95 = NormalDist().inv_cdf(0.975)
"""The 97.5th percentile of the standard normal distribution, 1.959964."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A lower and an upper limit in the units of the value; None where the method gives none."""

    low: float | None
    high: float | None


def _quantile(confidence: float) -> float:
    if not 0.9 <= confidence < 1:
        raise ValueError(f"confidence {confidence} is not between 0.9 and 1")
    return NormalDist().inv_cdf(confidence + (1 - confidence) / 2)


def wilson(count: float, denominator: float, confidence: float = 0.95) -> Interval:
    """Wilson score interval of a proportion, as fractions (Wilson 1927; Newcombe 1998, method 3).

    Raises:
        ValueError: if the denominator is not above 0 or the count not within 0 and the denominator.
    """
    if denominator <= 0:
        raise ValueError(f"denominator {denominator} is not above 0")
    if not 0 <= count <= denominator:
        raise ValueError(f"count {count} is not within 0 and {denominator}")
    z = _quantile(confidence)
    centre = 2 * count + z * z
    spread = z * sqrt(z * z + 4 * count * (1 - count / denominator))
    whole = 2 * (denominator + z * z)
    return Interval(max(0.0, (centre - spread) / whole), min(1.0, (centre + spread) / whole))


def byar(count: float, confidence: float = 0.95) -> Interval:
    """Byar's approximate interval of a Poisson count (Breslow and Day 1987, p. 69).

    Zero events have no lower but an upper limit; a negative lower limit is none.

    Raises:
        ValueError: if the count is below 0.
    """
    if count < 0:
        raise ValueError(f"count {count} is below 0")
    z = _quantile(confidence)
    above = count + 1
    high = above * (1 - 1 / (9 * above) + z / (3 * sqrt(above))) ** 3
    if count == 0:
        return Interval(None, high)
    low = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3
    return Interval(low if low >= 0 else None, high)


def exact_poisson(count: float, confidence: float = 0.95) -> Interval:
    """Exact interval of a Poisson count by chi-square quantiles (Garwood 1936); zero events start at 0.

    Raises:
        ValueError: if the count is below 0.
    """
    if count < 0:
        raise ValueError(f"count {count} is below 0")
    tail = (1 - confidence) / 2
    _quantile(confidence)
    low = float(gammaincinv(count, tail)) if count > 0 else 0.0
    return Interval(low, float(gammaincinv(count + 1, 1 - tail)))


def rate(count: float | None, denominator: float | None, per: float, confidence: float = 0.95) -> Interval:
    """Interval of a rate per `per` people: exact below 10 events, Byar's from 10.

    A missing count or denominator gives no limits, never zero.

    Raises:
        ValueError: if the denominator is not above 0 or the count is below 0.
    """
    if count is None or denominator is None:
        return Interval(None, None)
    if denominator <= 0:
        raise ValueError(f"denominator {denominator} is not above 0")
    events = exact_poisson(count, confidence) if count < 10 else byar(count, confidence)
    return Interval(
        None if events.low is None else events.low / denominator * per,
        None if events.high is None else events.high / denominator * per,
    )


def mean(value: float, standard_deviation: float, number: int, confidence: float = 0.95) -> Interval:
    """Interval of a mean by Student's t with `number` - 1 degrees of freedom.

    Raises:
        ValueError: if there are fewer than two values or the standard deviation is below 0.
    """
    if number < 2:
        raise ValueError(f"a mean of {number} values has no interval")
    if standard_deviation < 0:
        raise ValueError(f"standard deviation {standard_deviation} is below 0")
    _quantile(confidence)
    quantile = float(stdtrit(number - 1, confidence + (1 - confidence) / 2))
    half = quantile * standard_deviation / sqrt(number)
    return Interval(value - half, value + half)


def newcombe_difference(
    count: float, denominator: float, other_count: float, other_denominator: float, confidence: float = 0.95
) -> Interval:
    """Interval of the difference of two independent proportions, first minus other (Newcombe 1998, method 10).

    Raises:
        ValueError: as `wilson` does, for either proportion.
    """
    first, other = wilson(count, denominator, confidence), wilson(other_count, other_denominator, confidence)
    p, q = count / denominator, other_count / other_denominator
    low_p, high_p, low_q, high_q = first.low or 0.0, first.high or 0.0, other.low or 0.0, other.high or 0.0
    return Interval(
        p - q - sqrt((p - low_p) ** 2 + (high_q - q) ** 2),
        p - q + sqrt((high_p - p) ** 2 + (q - low_q) ** 2),
    )


def log_error_of_proportion(count: float, denominator: float) -> tuple[float, bool]:
    """Standard error of ln(count / denominator), and whether a continuity correction was made.

    With zero events or zero non-events 0.5 is added to the count and 1 to the denominator.

    Raises:
        ValueError: if the count is not within 0 and the denominator.
    """
    if denominator <= 0 or not 0 <= count <= denominator:
        raise ValueError(f"count {count} is not within 0 and {denominator}")
    corrected = count == 0 or count == denominator
    if corrected:
        count, denominator = count + 0.5, denominator + 1
    return sqrt((1 - count / denominator) / count), corrected


def log_error_of_count(count: float) -> tuple[float, bool]:
    """Standard error of the logarithm of a Poisson count or rate, and whether 0.5 was added to zero events."""
    return (1 / sqrt(0.5), True) if count == 0 else (1 / sqrt(count), False)


def log_error_of_interval(low: float, high: float) -> float | None:
    """Standard error of ln x from a published 95% interval of x; None where a limit is not above 0."""
    if low <= 0 or high <= 0:
        return None
    return (log(high) - log(low)) / (2 * Z95)
