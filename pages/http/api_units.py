"""The unit of every number whose unit depends on its indicator or pair, in words, and differences in theirs."""

from domain_model.indicators import Indicator
from domain_model.parity import ParityGap
from domain_model.vocabulary import Measure, Scale
from pages.http.api_values import finite

SHARE = "share (0 to 1)"
RATIO = "ratio"
STANDARD_DEVIATIONS = "standard deviations"
PERCENTAGE_POINTS = "percentage points"

GAP_UNITS: dict[Measure, str] = {
    Measure.PER_100: RATIO,
    Measure.RATIO: RATIO,
    Measure.STANDARDISED: STANDARD_DEVIATIONS,
    Measure.POINTS: PERCENTAGE_POINTS,
    Measure.CONTEXT: RATIO,
}
"""The unit of the value and the limits of a gap; a gap per 100 is answered as the ratio itself."""


def figure_unit(indicator: Indicator) -> str | None:
    """The unit of an indicator's figures as they are answered: a proportion as a share, others as published."""
    return SHARE if indicator.scale is Scale.PROPORTION else indicator.unit or None


def plain_difference(gap: ParityGap) -> tuple[float | None, str | None]:
    """The plain difference of a gap and its unit; that of two shares is always in percentage points.

    Sides of two units have both named, mental health's first; without a difference there is no unit.
    """
    difference = finite(gap.difference)
    if difference is None or gap.mental is None or gap.comparator is None:
        return None, None
    mental, comparator = gap.mental.indicator, gap.comparator.indicator
    if mental.scale is comparator.scale is Scale.PROPORTION:
        in_points = difference if gap.pair.measure is Measure.PER_100 else difference * 100
        return in_points, PERCENTAGE_POINTS
    if gap.pair.measure is Measure.POINTS:
        return difference, PERCENTAGE_POINTS
    units = dict.fromkeys(unit for unit in (figure_unit(mental), figure_unit(comparator)) if unit)
    return difference, "; ".join(units) or None
