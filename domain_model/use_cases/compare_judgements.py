"""Compare what people think: with the measure, with one another, and with what they thought before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from domain_model.cell_summary import MeasuredCell
from domain_model.cells import CELLS, Cell
from domain_model.judgements import Judgement, JudgementBook, Place, layers_disagree
from domain_model.use_cases.compare_areas import ParityGrid
from domain_model.vocabulary import Band, Perception

_CONTRADICTS: dict[Band | None, frozenset[Perception | None]] = {
    band: frozenset(answer for answer in Perception if layers_disagree(band, answer.band)) for band in (None, *Band)
}
"""By measured band, the answers that contradict it: looked up once for each of ten thousand views."""


@dataclass(frozen=True, slots=True)
class SingleView:
    """One person's view of a cell (n = 1) beside the measured band; the two are never averaged.

    `disagrees` is None where there is nothing to set against one another.
    """

    judgement: Judgement
    disagrees: bool | None


@dataclass(frozen=True, slots=True)
class JudgedMark:
    """How many people scored a cell in an area, and the views of how many disagree with the measured band."""

    people: int
    disagreeing: int


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Whose views, and as they stood when; None for now."""

    author: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CellContrast:
    """What two standpoints say of one cell.

    `steps` is how many bands the second lies above the first (above 0: better), None where one of them
    names no band; `agrees` is None where one of them says nothing at all.
    """

    cell: Cell
    first: Judgement | None
    second: Judgement | None
    steps: int | None
    agrees: bool | None


def single_views(book: JudgementBook, measured: MeasuredCell) -> tuple[SingleView, ...]:
    """Everybody's view of a cell in an area, each by itself, the latest first."""
    return tuple(
        SingleView(judgement, layers_disagree(measured.parity_band, judged_band(judgement)))
        for judgement in book.at(measured.area, measured.cell)
    )


def judged_band(judgement: Judgement) -> Band | None:
    """The band that a view names; None for 'don't know', no answer and a withdrawn one."""
    return judgement.opinion.band if judgement.opinion else None


def perception_of(judgement: Judgement | None) -> Perception | None:
    """The answer that a view gives; None for none."""
    return judgement.opinion.perception if judgement and judgement.opinion else None


def judged_mark(book: JudgementBook, measured: MeasuredCell) -> JudgedMark | None:
    """The mark of one cell in an area; None where nobody scored it."""
    views = book.at(measured.area, measured.cell)
    if not views:
        return None
    contradicts = _CONTRADICTS[measured.parity_band]
    return JudgedMark(len(views), sum(perception_of(judgement) in contradicts for judgement in views))


@lru_cache(maxsize=8)
def judged_marks(grid: ParityGrid, book: JudgementBook) -> Mapping[Place, JudgedMark]:
    """The marks of all cells of a grid that somebody scored; made once for each grid and state of the book."""
    found = ((place, judged_mark(book, grid.cells[place])) for place in book.by_place if place in grid.cells)
    return {place: mark for place, mark in found if mark}


def views_at(versions: Iterable[Judgement], standpoint: Standpoint) -> dict[Cell, Judgement]:
    """One person's views of an area as they stood, from all versions in the order in which they were committed."""
    standing: dict[Cell, Judgement] = {}
    for version in versions:
        if version.author == standpoint.author and (standpoint.at is None or version.at <= standpoint.at):
            standing[version.cell] = version
    return {cell: version for cell, version in standing.items() if version.opinion is not None}


def contrast_views(versions: Iterable[Judgement], first: Standpoint, second: Standpoint) -> tuple[CellContrast, ...]:
    """Two standpoints on an area, cell by cell: two people, or one person at two dates."""
    kept = tuple(versions)
    one, other = views_at(kept, first), views_at(kept, second)
    return tuple(_contrast(cell, one.get(cell), other.get(cell)) for cell in CELLS)


def _contrast(cell: Cell, first: Judgement | None, second: Judgement | None) -> CellContrast:
    said = (perception_of(first), perception_of(second))
    bands = [perception.band for perception in said if perception]
    named = [band for band in bands if band]
    return CellContrast(
        cell=cell,
        first=first,
        second=second,
        steps=named[1].step - named[0].step if len(named) == 2 else None,
        agrees=None if None in said else said[0] is said[1],
    )
