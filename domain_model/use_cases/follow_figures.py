"""Follow the figures of an indicator, or of both sides of a pair, through their periods."""

from dataclasses import dataclass
from datetime import date

from domain_model.dataset import Dataset
from domain_model.geography import ENGLAND
from domain_model.indicators import Indicator, Observation, Period
from domain_model.parity import ParityPair, SideSource
from domain_model.vocabulary import Measure, Polarity, Side, SideReading, StatusCode, Vintage

FEWEST_POINTS = 13
"""With fewer points than this a line is too short to judge a change by (Making Data Count)."""


@dataclass(frozen=True, slots=True)
class Point:
    """One level in a period, after the pair's reading; `is_break` marks a likely break before it."""

    period: Period
    value: float
    is_break: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The levels of an indicator in an area, oldest first; `side` is None outside a pair.

    `overlaps` says that periods overlap, so that the points must not be joined.
    """

    indicator: Indicator
    area: str
    side: Side | None
    points: tuple[Point, ...]

    @property
    def overlaps(self) -> bool:
        """Whether a period begins before the one before it has ended."""
        pairs = zip(self.points, self.points[1:], strict=False)
        return any(later.period.start <= earlier.period.end for earlier, later in pairs)

    @property
    def has_break(self) -> bool:
        """Whether a likely break interrupts it."""
        return any(point.is_break for point in self.points)

    @property
    def is_too_short(self) -> bool:
        """Whether there are too few points to judge a change by."""
        return len(self.points) < FEWEST_POINTS


def counts_bad_outcome(pair: ParityPair) -> bool:
    """Whether a pair of proportions counts the bad outcome, so that its levels are shown turned round."""
    return pair.measure is Measure.PER_100 and pair.mental_polarity is Polarity.LOWER_BETTER


def follow_pair(dataset: Dataset, pair: ParityPair, area: str, vintage: Vintage, as_at: date) -> tuple[Line, ...]:
    """The levels of both sides in an area and in England; proportions as shares of the good outcome.

    Sides that are fixed by definition or have no figures have no line.
    """
    turned = counts_bad_outcome(pair)
    lines: list[Line] = []
    for place in dict.fromkeys((area, ENGLAND)):
        for side, source in ((Side.MENTAL, pair.mental), (Side.COMPARATOR, pair.comparator)):
            line = _line(dataset, source, side, place, vintage, as_at, turned=turned)
            if line is not None:
                lines.append(line)
    return tuple(lines)


def follow_indicator(
    dataset: Dataset, indicator_id: str, area: str, vintage: Vintage, as_at: date, breakdown: str = ""
) -> tuple[Line, ...]:
    """The levels of an indicator in an area and in England, as published, for everybody or one group.

    Raises:
        LookupError: if there is no such indicator.
    """
    dataset.indicator(indicator_id)
    found = [
        _line(dataset, SideSource(indicator_id, breakdown=breakdown), None, place, vintage, as_at, turned=False)
        for place in dict.fromkeys((area, ENGLAND))
    ]
    return tuple(line for line in found if line is not None)


def _line(
    dataset: Dataset,
    source: SideSource | None,
    side: Side | None,
    area: str,
    vintage: Vintage,
    as_at: date,
    *,
    turned: bool,
) -> Line | None:
    if source is None:
        return None
    complement = (source.reading is SideReading.COMPLEMENT) is not turned
    series = dataset.figures.series(source.indicator, area, vintage, source.breakdown)
    points = tuple(
        _point(row, 1 - row.value if complement else row.value)
        for row in series.observations
        if row.value is not None and row.period.end <= as_at
    )
    return Line(dataset.indicator(source.indicator), area, side, points) if points else None


def _point(row: Observation, value: float) -> Point:
    return Point(row.period, value, StatusCode.LIKELY_BREAK in row.status)
