"""What the pairs of a cell say together: the deciding pair, the count of bands, or why it is empty."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain_model.cells import Cell
from domain_model.parity import ParityGap
from domain_model.vocabulary import Band, Certainty, Emptiness, Grade, PairKind, StatusCode

DEFAULT_GRADES = frozenset({Grade.A, Grade.B, Grade.C})
"""The grades that decide unless a reader narrows them."""

_GRADE_ORDER = {grade: place for place, grade in enumerate(Grade)}


@dataclass(frozen=True, slots=True)
class MeasuredCell:
    """The measured layer of a cell in an area.

    `gaps` are the cell's registered pairs that are not superseded, comparable ones first from worst
    to best; `comparable` of them have a band and a grade that was asked for.
    """

    cell: Cell
    area: str
    gaps: tuple[ParityGap, ...]
    comparable: int
    deciding: ParityGap | None
    bands: Mapping[Band, int]
    emptiness: Emptiness | None
    status: frozenset[StatusCode]

    @property
    def registered(self) -> int:
        """How many pairs the register holds for the cell, superseded ones left out."""
        return len(self.gaps)

    @property
    def band(self) -> Band | None:
        """The band of the deciding pair."""
        return self.deciding.band if self.deciding else None

    @property
    def parity_band(self) -> Band | None:
        """The band where the deciding pair sets mental against physical health.

        None for a pair of two groups of people: nobody who compares mental with physical health speaks of that.
        """
        deciding = self.deciding
        return deciding.band if deciding and deciding.pair.pair_kind is PairKind.MENTAL_VS_PHYSICAL else None

    @property
    def distance(self) -> float | None:
        """Signed distance of the deciding pair, for sorting: below 0 is worse for mental health."""
        return self.deciding.distance if self.deciding else None


def deciding_pair(gaps: Iterable[ParityGap]) -> ParityGap | None:
    """The median of comparable gaps by signed distance; of two middle ones the worse.

    Ties go by grade, then by the pair's id.
    """
    ordered = sorted(gaps, key=_order)
    return ordered[(len(ordered) - 1) // 2] if ordered else None


def _order(gap: ParityGap) -> tuple[float, int, str]:
    if gap.distance is None:
        raise ValueError(f"pair {gap.pair.id} in {gap.area} has no distance to order by")
    return gap.distance, _GRADE_ORDER[gap.pair.grade], gap.pair.id


def summarise_cell(
    cell: Cell, area: str, gaps: Iterable[ParityGap], grades: frozenset[Grade] = DEFAULT_GRADES
) -> MeasuredCell:
    """The measured layer of a cell from the gaps of its pairs; superseded pairs are left out."""
    registered = [gap for gap in gaps if not gap.pair.is_superseded]
    comparable = sorted((g for g in registered if g.is_comparable and g.pair.grade in grades), key=_order)
    deciding = deciding_pair(comparable)
    rest = sorted((g for g in registered if g not in comparable), key=lambda g: g.pair.id)
    counted = Counter(gap.band for gap in comparable if gap.band)
    return MeasuredCell(
        cell=cell,
        area=area,
        gaps=(*comparable, *rest),
        comparable=len(comparable),
        deciding=deciding,
        bands={band: counted[band] for band in Band},
        emptiness=_emptiness(deciding, registered),
        status=deciding.status if deciding else frozenset(),
    )


def _emptiness(deciding: ParityGap | None, registered: list[ParityGap]) -> Emptiness | None:
    """`no_gap` for a clear parity; otherwise why no pair decides, the most informative reason first."""
    if deciding is not None:
        clear_parity = deciding.band is Band.PARITY and deciding.certainty is Certainty.CLEAR
        return Emptiness.NO_GAP if clear_parity else None
    reasons = {gap.emptiness for gap in registered if not gap.pair.is_context}
    held = any(gap.mental or gap.comparator for gap in registered)
    if Emptiness.SUPPRESSED in reasons:
        return Emptiness.SUPPRESSED
    if held:
        return Emptiness.CANNOT_COMPARE
    return Emptiness.NO_DATA
