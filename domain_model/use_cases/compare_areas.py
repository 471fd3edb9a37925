"""Compare mental and physical health in every area of a geography, cell by cell."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from domain_model.cell_summary import DEFAULT_GRADES, MeasuredCell, summarise_cell
from domain_model.cells import CELLS, Cell
from domain_model.comparison import ComparisonBasis, compare
from domain_model.dataset import Dataset
from domain_model.geography import ENGLAND, Area
from domain_model.parity import DEFAULT_THRESHOLDS, ParityGap
from domain_model.robustness import Robustness, robustness
from domain_model.vocabulary import AreaKind, Grade, Vintage

Gaps = dict[str, tuple[ParityGap, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class ParityGrid:
    """The measured layer of every area and cell of a geography, as at a date."""

    vintage: Vintage
    as_at: date
    grades: frozenset[Grade]
    areas: tuple[Area, ...]
    cells: dict[tuple[str, Cell], MeasuredCell]

    def at(self, area: str, cell: Cell) -> MeasuredCell:
        """The measured layer of a cell in an area.

        Raises:
            LookupError: if the area is not part of the geography.
        """
        try:
            return self.cells[(area, cell)]
        except KeyError:
            raise LookupError(f"no such area: {area!r} in {self.vintage}") from None

    def in_england(self, gap: ParityGap | None) -> ParityGap | None:
        """The same pair in England; None for no pair, in England itself, and where the geography lacks England."""
        if gap is None or gap.area == ENGLAND:
            return None
        national = self.cells.get((ENGLAND, gap.pair.cell))
        return next((one for one in national.gaps if one.pair.id == gap.pair.id), None) if national else None

    def of_kind(self, kind: AreaKind) -> tuple[Area, ...]:
        """The areas of one kind."""
        return tuple(area for area in self.areas if area.kind is kind)

    def compared_somewhere(self, cell: Cell, kind: AreaKind = AreaKind.ICB) -> int:
        """In how many areas of a kind the cell has a comparison."""
        return sum(self.at(area.code, cell).deciding is not None for area in self.of_kind(kind))


def compare_areas(
    dataset: Dataset, vintage: Vintage, as_at: date, grades: frozenset[Grade] = DEFAULT_GRADES
) -> ParityGrid:
    """The parity grid of a geography as at a date, deciding by the grades given."""
    return _grid(dataset, vintage, _effective(dataset, as_at), grades)


def compare_pair(dataset: Dataset, pair_id: str, vintage: Vintage, as_at: date) -> tuple[ParityGap, ...]:
    """One pair in every area of a geography.

    Raises:
        LookupError: if there is no such pair.
    """
    pair = dataset.pair(pair_id)
    gaps = _gaps(dataset, vintage, _effective(dataset, as_at))
    return tuple(gap for of_area in gaps.values() for gap in of_area if gap.pair is pair)


def examine_robustness(dataset: Dataset, area: str, cell: Cell, grid: ParityGrid) -> Robustness | None:
    """How many other ways of looking give the same band for a cell of the grid."""
    measured = grid.at(area, cell)
    deciding = measured.deciding
    if deciding is None:
        return None

    def previous(day: date) -> ParityGap:
        return compare(deciding.pair, area, _basis(dataset, grid.vintage, day))

    return robustness(measured, previous, DEFAULT_THRESHOLDS, grid.grades)


def _effective(dataset: Dataset, as_at: date) -> date:
    """The latest day on which anything changed, so that every later date shares one result."""
    days = dataset.figures.period_ends
    earlier = [day for day in days if day <= as_at]
    return earlier[-1] if earlier else date.min


@lru_cache(maxsize=32)
def _grid(dataset: Dataset, vintage: Vintage, as_at: date, grades: frozenset[Grade]) -> ParityGrid:
    gaps = _gaps(dataset, vintage, as_at)
    cells: dict[tuple[str, Cell], MeasuredCell] = {}
    for area, of_area in gaps.items():
        by_cell: dict[Cell, list[ParityGap]] = {cell: [] for cell in CELLS}
        for gap in of_area:
            by_cell[gap.pair.cell].append(gap)
        for cell, of_cell in by_cell.items():
            cells[(area, cell)] = summarise_cell(cell, area, of_cell, grades)
    return ParityGrid(vintage, as_at, grades, dataset.geography.in_vintage(vintage), cells)


@lru_cache(maxsize=16)
def _gaps(dataset: Dataset, vintage: Vintage, as_at: date) -> Gaps:
    basis = _basis(dataset, vintage, as_at)
    return {
        area.code: tuple(compare(pair, area.code, basis) for pair in dataset.pairs)
        for area in dataset.geography.in_vintage(vintage)
    }


def _basis(dataset: Dataset, vintage: Vintage, as_at: date) -> ComparisonBasis:
    boards = dataset.geography.in_vintage(vintage, AreaKind.ICB)
    return ComparisonBasis(
        figures=dataset.figures,
        indicators=dataset.indicators,
        publications=dataset.publications,
        spreads=dataset.spreads,
        boards=frozenset(board.code for board in boards),
        vintage=vintage,
        as_at=as_at,
    )
