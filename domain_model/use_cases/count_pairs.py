"""Count, for each cell, the pairs that are compared by board, only by region or England, or nowhere."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from domain_model.cells import CELLS, Cell
from domain_model.dataset import Dataset
from domain_model.use_cases.compare_areas import ParityGrid, compare_areas
from domain_model.vocabulary import AreaKind, Vintage


@dataclass(frozen=True, slots=True)
class MeasuredPairs:
    """How many pairs of a cell are compared in at least one board, only in wider areas, or not at all.

    `organisations` of those not compared set single trusts or other organisations side by side; `context` describe
    need without a judgement.
    """

    by_board: int
    wider_only: int
    unpublished: int
    context: int

    @property
    def compared(self) -> int:
        """How many are compared anywhere."""
        return self.by_board + self.wider_only


def count_pairs(dataset: Dataset, vintage: Vintage, as_at: date) -> dict[Cell, MeasuredPairs]:
    """The pairs of every cell as at a date, superseded ones left out, whatever their grade."""
    return _count(compare_areas(dataset, vintage, as_at))


@lru_cache(maxsize=4)
def _count(grid: ParityGrid) -> dict[Cell, MeasuredPairs]:
    return {cell: _of_cell(grid, cell) for cell in CELLS}


def _of_cell(grid: ParityGrid, cell: Cell) -> MeasuredPairs:
    by_board: set[str] = set()
    wider: set[str] = set()
    judged: set[str] = set()
    context: set[str] = set()
    for area in grid.areas:
        for gap in grid.at(area.code, cell).gaps:
            (context if gap.pair.is_context else judged).add(gap.pair.id)
            if gap.is_comparable and not gap.pair.is_context:
                (by_board if area.kind is AreaKind.ICB else wider).add(gap.pair.id)
    return MeasuredPairs(len(by_board), len(wider - by_board), len(judged - by_board - wider), len(context))
