"""Would the cell look the same if one thing were done differently? One change at a time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import inf, log

from domain_model.cell_summary import DEFAULT_GRADES, MeasuredCell, deciding_pair
from domain_model.parity import DEFAULT_THRESHOLDS, ParityGap, Thresholds, band_at
from domain_model.vocabulary import Band, Grade

FEWEST_VARIANTS = 5
"""With fewer ways of looking than this, robustness is not shown."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One other way of looking at a cell, the band it gives, and the pair that then decides.

    `left_out` is the id of the pair that was left out, '' where the change is another.
    """

    change: str
    band: Band
    pair: str
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Robustness:
    """How many ways of looking give the band of the cell, and the ones that do not."""

    band: Band
    variants: tuple[Variant, ...]

    @property
    def agreeing(self) -> int:
        """The number of ways of looking that give the same band."""
        return sum(variant.band is self.band for variant in self.variants)

    @property
    def dissenting(self) -> tuple[Variant, ...]:
        """The ways of looking that give another band."""
        return tuple(variant for variant in self.variants if variant.band is not self.band)


def robustness(
    measured: MeasuredCell,
    previous: Callable[[date], ParityGap],
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
    grades: frozenset[Grade] = DEFAULT_GRADES,
) -> Robustness | None:
    """The cell under each single change that applies; None with fewer than five, or with no deciding pair.

    `previous` gives the deciding pair as at an earlier date; all other pairs stay as they are.
    """
    if measured.deciding is None or measured.band is None:
        return None
    gaps = [gap for gap in measured.gaps if gap.is_comparable and gap.pair.grade in grades]
    variants: list[Variant] = []

    def consider(change: str, chosen: list[ParityGap], left_out: str = "") -> None:
        decides = deciding_pair(chosen)
        assert decides is not None and decides.band is not None  # every choice keeps a comparable gap
        variants.append(Variant(change, decides.band, decides.pair.id, left_out))

    if len(gaps) > 1:
        for gap in gaps:
            consider(f"without pair {gap.pair.id}", [other for other in gaps if other is not gap], gap.pair.id)
    if any(gap.other_framing for gap in gaps):
        consider("counting the bad outcome", [_reframed(gap, thresholds) for gap in gaps])
    present = {gap.pair.grade for gap in gaps}
    for words, kept in (("grade A only", {Grade.A}), ("grades A and B only", {Grade.A, Grade.B})):
        if present & kept and present - kept:
            consider(words, [gap for gap in gaps if gap.pair.grade in kept])
    for words, factor in (("thresholds 20% tighter", 0.8), ("thresholds 20% wider", 1.2)):
        consider(words, [_rebanded(gap, thresholds.scaled(factor)) for gap in gaps])
    earlier = _one_period_before(measured.deciding, previous)
    if earlier is not None:
        consider("the previous period", [earlier if gap is measured.deciding else gap for gap in gaps])
    return Robustness(measured.band, tuple(variants)) if len(variants) >= FEWEST_VARIANTS else None


def _one_period_before(deciding: ParityGap, previous: Callable[[date], ParityGap]) -> ParityGap | None:
    """The deciding pair as at the day before its period's end; None where it could not be compared then."""
    if deciding.period is None:
        return None
    earlier = previous(deciding.period.end - timedelta(days=1))
    return earlier if earlier.is_comparable else None


def _reframed(gap: ParityGap, thresholds: Thresholds) -> ParityGap:
    """The gap counted by the bad outcome, where the pair is of proportions."""
    framing = gap.other_framing
    if framing is None:
        return gap
    _parity, much = thresholds.cuts(gap.pair.measure)
    if framing.ratio is None:
        position = 0.0 if framing.band is Band.PARITY else inf
    else:
        position = log(framing.ratio) if framing.ratio > 0 else -inf
    return replace(gap, band=framing.band, position=position, distance=position / much)


def _rebanded(gap: ParityGap, thresholds: Thresholds) -> ParityGap:
    cuts = thresholds.cuts(gap.pair.measure)
    position = gap.position or 0.0
    return replace(gap, band=band_at(position, cuts), distance=position / cuts[1])
