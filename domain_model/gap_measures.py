"""How the gap of a pair is measured: per 100, ratio, standardised difference, points or context."""

from dataclasses import dataclass, replace
from math import exp, inf, log, sqrt

from domain_model.parity import (
    OtherFraming,
    ParityGap,
    ParityPair,
    SideValue,
    Spread,
    Thresholds,
    band_at,
)
from domain_model.statistics.intervals import (
    Z95,
    log_error_of_count,
    log_error_of_interval,
    log_error_of_proportion,
    newcombe_difference,
)
from domain_model.vocabulary import Band, Measure, Polarity, Scale

NO_INTERVAL_PUBLISHED = "no interval published"
NESTED = "one side contains the other, so that no interval would be honest"
CORRECTED = "0.5 was added to a count of none or all, so that an interval can be formed"


@dataclass(frozen=True, slots=True)
class Located:
    """Where a gap lies: its value with limits, and the signed position on the measure's own scale.

    `position` is ln R for ratios (minus infinity for R = 0; infinite, as the ratio is, over nothing),
    d for `standardised`, points for `points`; below 0 is worse for mental health. `difference` is
    plain: percentage points for proportions (of the good outcome), natural units otherwise, mental
    minus comparator.
    """

    value: float
    low: float | None
    high: float | None
    position: float
    position_low: float | None
    position_high: float | None
    difference: float
    no_interval_reason: str = ""
    other_framing: OtherFraming | None = None
    spread: Spread | None = None
    notes: tuple[str, ...] = ()


def locate(
    pair: ParityPair, mental: SideValue, comparator: SideValue, spread: Spread | None, thresholds: Thresholds
) -> Located | str:
    """The place of a gap between two sides that have a value, or the reason why none can be formed.

    Raises:
        ValueError: if a side is None, or a `per_100` side is not a proportion within 0 and 1.
    """
    if mental.value is None or comparator.value is None:
        raise ValueError(f"pair {pair.id}: both sides need a value")
    if pair.mental_polarity is not pair.comparator_polarity:
        return "the two sides point opposite ways and cannot be set against each other"
    located = _located(pair, mental, comparator, spread, thresholds)
    if isinstance(located, str) or not pair.sides_overlap:
        return located
    return replace(
        located, low=None, high=None, position_low=None, position_high=None, no_interval_reason=NESTED, notes=()
    )


def _located(
    pair: ParityPair, mental: SideValue, comparator: SideValue, spread: Spread | None, thresholds: Thresholds
) -> Located | str:
    if pair.measure is Measure.STANDARDISED:
        if spread is None:
            return "no standard deviation is known for this period"
        return _difference(pair, mental, comparator, spread.standard_deviation, spread)
    if pair.measure is Measure.POINTS:
        return _difference(pair, mental, comparator, 1.0, None)
    return _ratio(pair, mental, comparator, thresholds)


def _difference(
    pair: ParityPair, mental: SideValue, comparator: SideValue, unit: float, spread: Spread | None
) -> Located:
    """D = (mental - comparator) x polarity / SD, or the same in percentage points."""
    difference = (mental.value or 0.0) - (comparator.value or 0.0)
    sign = -1 if pair.mental_polarity is Polarity.LOWER_BETTER else 1
    place = difference * sign / unit
    half = _half_width(mental, comparator)
    low, high = (None, None) if half is None else (place - half / unit, place + half / unit)
    reason = NO_INTERVAL_PUBLISHED if half is None else ""
    return Located(place, low, high, place, low, high, difference, reason, spread=spread)


def _half_width(mental: SideValue, comparator: SideValue) -> float | None:
    """Root of the summed squares of both half widths; None where a side has no interval."""
    halves: list[float] = []
    for side in (mental, comparator):
        if side.low is None or side.high is None:
            return None
        halves.append((side.high - side.low) / 2)
    return sqrt(sum(half * half for half in halves))


def _ratio(pair: ParityPair, mental: SideValue, comparator: SideValue, thresholds: Thresholds) -> Located | str:
    """R = mental / comparator of the good outcome; inverted for rates of which lower is better."""
    m, c = mental.value or 0.0, comparator.value or 0.0
    lower_better = pair.mental_polarity is Polarity.LOWER_BETTER
    framing: OtherFraming | None = None
    if pair.measure is Measure.PER_100:
        if not (0 <= m <= 1 and 0 <= c <= 1):
            raise ValueError(f"pair {pair.id}: shares {m} and {c} are not within 0 and 1")
        m, c = (1 - m, 1 - c) if lower_better else (m, c)
        framing = _bad_outcome(m, c, thresholds)
        difference, top, bottom = (m - c) * 100, m, c
    else:
        difference = m - c
        top, bottom = (c, m) if lower_better else (m, c)
    if top == 0 and bottom == 0:
        return "one side is zero, so that no ratio can be formed"
    if top == 0:
        reason = "a ratio of zero has no interval"
        return Located(0.0, None, None, -inf, None, None, difference, reason, framing)
    if bottom == 0:
        return Located(inf, None, None, inf, None, None, difference, _nothing_below(pair), framing)
    half, reason, notes = _log_half_width(pair, mental, comparator)
    ratio = top / bottom
    position = log(ratio)
    if half is None:
        return Located(ratio, None, None, position, None, None, difference, reason, framing, notes=notes)
    low, high = position - half, position + half
    return Located(ratio, exp(low), exp(high), position, low, high, difference, "", framing, notes=notes)


def _nothing_below(pair: ParityPair) -> str:
    """Why a ratio to nothing has no interval: whose figure it is that the ratio divides by."""
    figure = "share" if pair.measure is Measure.PER_100 else "figure"
    inverted = pair.measure is not Measure.PER_100 and pair.mental_polarity is Polarity.LOWER_BETTER
    whose = "mental health" if inverted else "comparator's"
    return f"the {whose} {figure} is zero, so that the ratio has no upper end"


def _log_half_width(
    pair: ParityPair, mental: SideValue, comparator: SideValue
) -> tuple[float | None, str, tuple[str, ...]]:
    """Half the width of the interval of ln R, or why there is none, with what was corrected."""
    errors: list[float] = []
    corrected = False
    for side in (mental, comparator):
        found = _log_error(pair, side)
        if found is None:
            return None, NO_INTERVAL_PUBLISHED, ()
        errors.append(found[0])
        corrected = corrected or found[1]
    half = Z95 * sqrt(sum(error * error for error in errors))
    return half, "", (CORRECTED,) if corrected else ()


def _log_error(pair: ParityPair, side: SideValue) -> tuple[float, bool] | None:
    """Standard error of the logarithm of a side as it enters R; None where nothing tells it."""
    if side.indicator.constant is not None:
        return 0.0, False
    flip = pair.measure is Measure.PER_100 and pair.mental_polarity is Polarity.LOWER_BETTER
    if side.low is not None and side.high is not None:
        low, high = (1 - side.high, 1 - side.low) if flip else (side.low, side.high)
        error = log_error_of_interval(low, high)
        return None if error is None else (error, False)
    if side.count is None:
        return None
    if side.indicator.scale is Scale.PROPORTION and side.denominator is not None:
        count = side.denominator - side.count if flip else side.count
        return log_error_of_proportion(count, side.denominator)
    if side.indicator.scale in (Scale.RATE, Scale.COUNT):
        return log_error_of_count(side.count)
    return None


def _bad_outcome(mental: float, comparator: float, thresholds: Thresholds) -> OtherFraming:
    """The shares who got the bad outcome, still below 1 when worse for mental health."""
    bad_mental, bad_comparator = 1 - mental, 1 - comparator
    if bad_mental <= 0:
        return OtherFraming(None, Band.PARITY if bad_comparator <= 0 else Band.MUCH_BETTER)
    ratio = bad_comparator / bad_mental
    if ratio <= 0:
        return OtherFraming(0.0, Band.MUCH_WORSE)
    return OtherFraming(ratio, band_at(log(ratio), thresholds.cuts(Measure.PER_100)))


def difference_limits(gap: ParityGap) -> tuple[float, float] | None:
    """95% limits (Newcombe) in percentage points of the plain difference of two good-outcome shares.

    None where the pair is not `per_100`, one side contains the other or a side has no counts.
    """
    mental, comparator = gap.mental, gap.comparator
    if gap.pair.measure is not Measure.PER_100 or gap.pair.sides_overlap or mental is None or comparator is None:
        return None
    if mental.count is None or comparator.count is None or not mental.denominator or not comparator.denominator:
        return None
    limits = newcombe_difference(mental.count, mental.denominator, comparator.count, comparator.denominator)
    low, high = (limits.low or 0.0) * 100, (limits.high or 0.0) * 100
    return (-high, -low) if gap.pair.mental_polarity is Polarity.LOWER_BETTER else (low, high)
