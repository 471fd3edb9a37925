"""Comparing the two sides of a pair in one area: which periods, which gap, how sure, or why not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain_model.figures import FigureBook, Series
from domain_model.gap_measures import Located, locate
from domain_model.indicators import Indicator, Observation, Publication
from domain_model.parity import (
    DEFAULT_THRESHOLDS,
    ParityGap,
    ParityPair,
    SideSource,
    SideValue,
    Spread,
    Thresholds,
    band_at,
    certainty_of,
    context_band_at,
)
from domain_model.vocabulary import Emptiness, Grade, PairKind, SideReading, StatusCode, Vintage

OPPOSED_FRAMINGS = 2
"""The two framings of a proportion disagree when their bands lie this many steps apart."""


@dataclass(frozen=True, slots=True, eq=False)
class ComparisonBasis:
    """Everything a comparison needs beside the pair: figures, metadata, geography, settings."""

    figures: FigureBook
    indicators: Mapping[str, Indicator]
    publications: Mapping[str, Publication]
    spreads: Mapping[str, tuple[Spread, ...]]
    boards: frozenset[str]
    vintage: Vintage
    as_at: date
    thresholds: Thresholds = DEFAULT_THRESHOLDS


def compare(pair: ParityPair, area: str, basis: ComparisonBasis) -> ParityGap:
    """The parity gap of a pair in an area as at a date (METHODS section 1)."""
    mental_series = _series(pair.mental, area, basis)
    comparator_series = _series(pair.comparator, area, basis)
    mental_row, comparator_row = _closest_periods(mental_series, comparator_series, basis.as_at)
    mental = _side(pair.mental, mental_series, mental_row, basis)
    comparator = _side(pair.comparator, comparator_series, comparator_row, basis)
    status = (mental.status if mental else frozenset[StatusCode]()) | (
        comparator.status if comparator else frozenset[StatusCode]()
    )
    why_empty = (mental_series.why_empty(basis.as_at), comparator_series.why_empty(basis.as_at))
    missing = _missing(pair, mental, comparator, why_empty)
    if missing is not None:
        emptiness, reason = missing
        return ParityGap(pair, area, mental, comparator, emptiness, reason, status=status)
    assert mental is not None and comparator is not None
    spread = _spread(pair, comparator, basis)
    located = locate(pair, mental, comparator, spread, basis.thresholds)
    unfair = _unfair(pair, mental, comparator)
    if isinstance(located, str):
        return ParityGap(pair, area, mental, comparator, Emptiness.CANNOT_COMPARE, unfair or located, status=status)
    return _banded(pair, area, mental, comparator, located, unfair, status, basis.thresholds)


def _series(source: SideSource | None, area: str, basis: ComparisonBasis) -> Series:
    if source is None or basis.indicators[source.indicator].constant is not None:
        return Series()
    return basis.figures.series(source.indicator, area, basis.vintage, source.breakdown)


def _closest_periods(mental: Series, comparator: Series, as_at: date) -> tuple[Observation | None, Observation | None]:
    """The latest figures whose periods overlap; where none do, the two closest in time (docs/adr/0006)."""
    first, other = mental.known(as_at), comparator.known(as_at)
    if not first or not other:
        return (first[-1] if first else mental.latest(as_at), other[-1] if other else comparator.latest(as_at))
    return _closest(first, other)


def _closest(first: Sequence[Observation], other: Sequence[Observation]) -> tuple[Observation, Observation]:
    """The two figures with the fewest days between their periods, of equally close ones the latest.

    Both lists are oldest first and walked from their ends, past nothing that could be closer: long series
    cost little more than short ones.
    """
    found = first[-1], other[-1]
    fewest, best = _nearness(*found)
    newest = len(other)
    for one in reversed(first):
        while newest and (other[newest - 1].period.start - one.period.end).days > fewest:
            newest -= 1
        if fewest == 0 and one.period.end < best[0]:
            break
        for place in range(newest - 1, -1, -1):
            two = other[place]
            if (one.period.start - two.period.end).days > fewest or (fewest == 0 and two.period.end < best[0]):
                break
            days, ends = _nearness(one, two)
            # Of two that are equal in all of it, the one that stands first in the lists.
            if days < fewest or (days == fewest and ends >= best):
                found, fewest, best = (one, two), days, ends
    return found


def _nearness(one: Observation, two: Observation) -> tuple[int, tuple[date, date]]:
    """Days between two periods, and their last days with the earlier one first."""
    ends = (one.period.end, two.period.end)
    return one.period.days_between(two.period), (min(ends), max(ends))


def _side(
    source: SideSource | None, series: Series, row: Observation | None, basis: ComparisonBasis
) -> SideValue | None:
    """A side as the pair reads it; None where the product holds nothing for it."""
    if source is None:
        return None
    indicator = basis.indicators[source.indicator]
    publication = basis.publications[indicator.publication]
    if indicator.constant is not None:
        return SideValue(
            indicator, publication, indicator.constant, indicator.constant, indicator.constant,
            None, None, None, None, frozenset(),
        )  # fmt: skip
    predecessors = series.predecessors(basis.as_at)
    if row is None:
        if not predecessors:
            return None
        newest = max(predecessors, key=lambda one: one.period.end)
        return SideValue(
            indicator, publication, None, None, None, None, None, newest.period, None,
            _joined(one.status for one in predecessors), predecessors,
        )  # fmt: skip
    publication = basis.publications[row.publication]
    value, low, high, count = row.value, row.low, row.high, row.count
    if source.reading is SideReading.COMPLEMENT:
        value = None if value is None else 1 - value
        low, high = (None if high is None else 1 - high), (None if low is None else 1 - low)
        count = None if count is None or row.denominator is None else row.denominator - count
    thin = frozenset({StatusCode.LOW_RELIABILITY}) if row.is_thinly_covered else frozenset[StatusCode]()
    status = row.status | thin
    return SideValue(
        indicator, publication, value, low, high, count, row.denominator, row.period, row, status,
        () if value is not None else predecessors,
    )  # fmt: skip


def _joined(codes: Iterable[frozenset[StatusCode]]) -> frozenset[StatusCode]:
    return frozenset(code for of_one in codes for code in of_one)


def _missing(
    pair: ParityPair,
    mental: SideValue | None,
    comparator: SideValue | None,
    why_empty: tuple[str, str],
) -> tuple[Emptiness, str] | None:
    """Why a side has no value, or None where both have one; `why_empty` is what each side's series says."""
    lacking = [
        (words, side, why)
        for words, side, why in (("mental", mental, why_empty[0]), ("comparator", comparator, why_empty[1]))
        if side is None or side.value is None
    ]
    if not lacking:
        return None
    if any(side and StatusCode.SUPPRESSED in side.status for _words, side, _why in lacking):
        return Emptiness.SUPPRESSED, "a figure is suppressed to protect confidentiality"
    explained = [why for _words, _side, why in lacking if why]
    if explained:
        return Emptiness.CANNOT_COMPARE, explained[0]
    notes = [
        side.observation.note for _words, side, _why in lacking if side and side.observation and side.observation.note
    ]
    if len(lacking) == 2:
        return Emptiness.NO_DATA, notes[0] if notes else "neither side is published for this area"
    if notes:
        return Emptiness.CANNOT_COMPARE, notes[0]
    if lacking[0][0] == "mental":
        return Emptiness.CANNOT_COMPARE, "the mental health side is not published for this area"
    other = "physical health" if pair.pair_kind is PairKind.MENTAL_VS_PHYSICAL else "comparison group's"
    return Emptiness.CANNOT_COMPARE, f"the {other} side is not published for this area"


def _unfair(pair: ParityPair, mental: SideValue, comparator: SideValue) -> str:
    """Why a pair with two values still may not decide, or '' where it may."""
    if pair.grade is Grade.D:
        return f"no fair comparison: {pair.grade_reason}"
    if not pair.decides and not pair.is_context:
        return f"the register does not let this pair decide: {pair.grade_reason}"
    for side in (mental, comparator):
        if StatusCode.LOW_RELIABILITY in side.status:
            row = side.observation
            if row and row.organisations is not None and row.organisations_expected:
                return f"low reliability: {row.organisations} of {row.organisations_expected} organisations covered"
            return "low reliability: the figure covers too little of the area"
    return ""


def _banded(
    pair: ParityPair,
    area: str,
    mental: SideValue,
    comparator: SideValue,
    located: Located,
    unfair: str,
    status: frozenset[StatusCode],
    thresholds: Thresholds,
) -> ParityGap:
    """The gap with its band and certainty; without both where the pair is context or may not decide."""
    gap = ParityGap(
        pair, area, mental, comparator, None, "", value=located.value, low=located.low, high=located.high,
        position=located.position, position_low=located.position_low, position_high=located.position_high,
        difference=located.difference, no_interval_reason=located.no_interval_reason, status=status,
        spread=located.spread, notes=located.notes,
    )  # fmt: skip
    if unfair:
        return replace(gap, emptiness=Emptiness.CANNOT_COMPARE, reason=unfair, position=None)
    cuts = thresholds.cuts(pair.measure)
    if pair.is_context:
        return replace(gap, context_band=context_band_at(located.position, cuts))
    band = band_at(located.position, cuts)
    framing = located.other_framing
    return replace(
        gap,
        distance=located.position / cuts[1],
        band=band,
        certainty=certainty_of(located.position_low, located.position_high, cuts, never_clear=gap.rests_on_few),
        other_framing=framing,
        framing_sensitive=framing is not None and abs(framing.band.step - band.step) >= OPPOSED_FRAMINGS,
        notes=located.notes + _organisation_notes(mental, comparator),
    )


def _organisation_notes(mental: SideValue, comparator: SideValue) -> tuple[str, ...]:
    return tuple(
        f"the {name} side rests on a single organisation"
        for name, side in (("mental health", mental), ("comparator", comparator))
        if side.organisations == 1
    )


def _spread(pair: ParityPair, comparator: SideValue, basis: ComparisonBasis) -> Spread | None:
    """The spread of the comparator's period, in the set of the vintage shown where sets differ by vintage."""
    if comparator.period is None:
        return None
    end = comparator.period.end.isoformat()
    fitting = [s for s in basis.spreads.get(pair.id, ()) if s.period_end == end]
    boards = len(basis.boards)
    return next((s for s in fitting if s.areas == boards), fitting[0] if fitting else None)
