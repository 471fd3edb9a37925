"""Describe an indicator: its metadata, its latest figure with an interval in every area, and its past."""

from dataclasses import dataclass
from datetime import date

from domain_model.dataset import Dataset
from domain_model.geography import ENGLAND, Area
from domain_model.indicators import Indicator, Observation, Publication
from domain_model.parity import ParityPair
from domain_model.statistics.intervals import Interval, rate, wilson
from domain_model.use_cases.follow_figures import Line, follow_indicator
from domain_model.vocabulary import Scale, Vintage

FEW_EVENTS = 10
"""Below this many events a rate's interval is the exact one, from here Byar's."""


@dataclass(frozen=True, slots=True)
class AreaFigure:
    """The latest figure of an area, None where it has none, with its 95% interval and how that was made.

    `method` is `published`, `Wilson`, `Byar`, `exact`, or '' where no interval can be formed.
    `reason` tells why there is no figure, '' where nothing is known about it.
    """

    area: Area
    observation: Observation | None
    low: float | None
    high: float | None
    method: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorDescription:
    """Everything about an indicator in a geography as at a date; `pairs` are those that read it.

    `breakdown` is the group of people shown, '' for everybody; `other_breakdowns` are held beside it.
    """

    indicator: Indicator
    publication: Publication
    vintage: Vintage
    areas: tuple[AreaFigure, ...]
    own: AreaFigure | None
    lines: tuple[Line, ...]
    pairs: tuple[ParityPair, ...]
    publications: tuple[Publication, ...]
    breakdown: str
    other_breakdowns: tuple[str, ...]


def describe_indicator(
    dataset: Dataset, indicator_id: str, vintage: Vintage, as_at: date, area: str = ""
) -> IndicatorDescription:
    """All that is known about an indicator, with the area given marked and followed through time.

    An indicator that is published for groups only is shown for the first of them.

    Raises:
        LookupError: if there is no such indicator, or no such area in the geography.
    """
    indicator = dataset.indicator(indicator_id)
    own_area = dataset.geography.area(area, vintage) if area else None
    breakdown, *others = dataset.figures.breakdowns(indicator_id) or ("",)
    figures = tuple(
        _figure(dataset, indicator, place, vintage, as_at, breakdown) for place in dataset.geography.in_vintage(vintage)
    )
    used = {figure.observation.publication for figure in figures if figure.observation}
    return IndicatorDescription(
        indicator=indicator,
        publication=dataset.publications[indicator.publication],
        vintage=vintage,
        areas=figures,
        own=next((f for f in figures if own_area and f.area.code == own_area.code), None),
        lines=follow_indicator(dataset, indicator_id, area or ENGLAND, vintage, as_at, breakdown),
        pairs=tuple(pair for pair in dataset.pairs if _reads(pair, indicator_id)),
        publications=tuple(dataset.publications[key] for key in sorted(used)),
        breakdown=breakdown,
        other_breakdowns=tuple(others),
    )


def _reads(pair: ParityPair, indicator_id: str) -> bool:
    return any(side is not None and side.indicator == indicator_id for side in (pair.mental, pair.comparator))


def _figure(
    dataset: Dataset, indicator: Indicator, area: Area, vintage: Vintage, as_at: date, breakdown: str
) -> AreaFigure:
    series = dataset.figures.series(indicator.id, area.code, vintage, breakdown)
    rows = [row for row in series.observations if row.period.end <= as_at]
    known = [row for row in rows if row.value is not None]
    if not known:
        return AreaFigure(area, rows[-1] if rows else None, None, None, "", series.why_empty(as_at))
    latest = known[-1]
    interval, method = interval_of(indicator, latest)
    return AreaFigure(area, latest, interval.low, interval.high, method, "")


def interval_of(indicator: Indicator, row: Observation) -> tuple[Interval, str]:
    """The 95% interval of a figure and how it was made: published, else from counts where it has them."""
    if row.low is not None and row.high is not None:
        return Interval(row.low, row.high), "published"
    if row.value is None or row.count is None or row.denominator is None:
        return Interval(None, None), ""
    if indicator.scale is Scale.PROPORTION and row.count <= row.denominator:
        return wilson(row.count, row.denominator), "Wilson"
    if indicator.scale is Scale.RATE and row.multiplier is not None:
        limits = rate(row.count, row.denominator, row.multiplier)
        return limits, "exact" if row.count < FEW_EVENTS else "Byar"
    return Interval(None, None), ""
