"""Judge whether a gap may be said aloud as a finding, and what about its figures needs care."""

from dataclasses import dataclass
from math import log

from domain_model.parity import DEFAULT_THRESHOLDS, ParityGap, SideValue
from domain_model.vocabulary import Certainty, Measure, Polarity, Side, StatusCode

FAR_APART = 12
"""Two dates more than this many months apart need care."""


@dataclass(frozen=True, slots=True)
class Care:
    """What needs care about a figure; every part that is false, empty or None is no concern.

    `physical_far_below` holds the gap of England when parity looks good only because the comparator here
    lies far below the comparator in England (beyond the 'much' threshold of the measure).
    """

    gap: ParityGap
    decides: bool
    likely_break: bool
    framing_sensitive: bool
    single_organisation: tuple[Side, ...]
    months_apart: int | None
    physical_far_below: ParityGap | None

    @property
    def is_needed(self) -> bool:
        """Whether anything about the figure needs care."""
        return bool(
            self.likely_break
            or self.framing_sensitive
            or self.single_organisation
            or self.months_apart
            or self.physical_far_below
        )


def is_finding(gap: ParityGap) -> bool:
    """Whether a gap may be said as a finding: clear, without a likely break, whichever way it is counted."""
    return gap.certainty is Certainty.CLEAR and StatusCode.LIKELY_BREAK not in gap.status and not gap.framing_sensitive


def is_direction_clear(gap: ParityGap) -> bool:
    """Whether better, worse or parity holds beyond counting variation, though perhaps not how much."""
    if StatusCode.LIKELY_BREAK in gap.status or gap.framing_sensitive or gap.rests_on_few:
        return False
    return gap.certainty in (Certainty.CLEAR, Certainty.BAND_UNCERTAIN)


def is_clearly_worse(gap: ParityGap) -> bool:
    """Whether mental health is worse beyond counting variation, though perhaps not sure how much."""
    return gap.band is not None and gap.band.step < 0 and is_direction_clear(gap)


def care_for(gap: ParityGap, england: ParityGap | None, *, decides: bool) -> Care:
    """What needs care about a gap that has a band."""
    apart = gap.months_apart
    return Care(
        gap=gap,
        decides=decides,
        likely_break=StatusCode.LIKELY_BREAK in gap.status,
        framing_sensitive=gap.framing_sensitive,
        single_organisation=tuple(side for side, value in _sides(gap) if value.organisations == 1),
        months_apart=apart if apart is not None and apart > FAR_APART else None,
        physical_far_below=england if england and _looks_good_only_by_comparison(gap, england) else None,
    )


def _sides(gap: ParityGap) -> tuple[tuple[Side, SideValue], ...]:
    named = ((Side.MENTAL, gap.mental), (Side.COMPARATOR, gap.comparator))
    return tuple((side, value) for side, value in named if value is not None)


def _looks_good_only_by_comparison(gap: ParityGap, england: ParityGap) -> bool:
    """Parity or better here, while the comparator here lies far below the comparator in England."""
    here, there = gap.comparator, england.comparator
    if gap.band is None or gap.band.step < 0 or here is None or there is None:
        return False
    if here.value is None or there.value is None:
        return False
    position = _position(gap, here.value, there.value)
    return position is not None and position < -DEFAULT_THRESHOLDS.cuts(gap.pair.measure)[1]


def _position(gap: ParityGap, here: float, there: float) -> float | None:
    """Signed place of the comparator here against England on the pair's scale; below 0 is worse here."""
    lower_better = gap.pair.comparator_polarity is Polarity.LOWER_BETTER
    if gap.pair.measure in (Measure.STANDARDISED, Measure.POINTS):
        unit = gap.spread.standard_deviation if gap.spread else 1.0
        return (there - here if lower_better else here - there) / unit
    if gap.pair.measure is Measure.PER_100:
        here, there = (1 - here, 1 - there) if lower_better else (here, there)
    elif lower_better:
        here, there = there, here
    return log(here / there) if here > 0 and there > 0 else None
