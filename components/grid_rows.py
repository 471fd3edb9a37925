"""Which areas are rows of the heat map, in which order, and which cells are columns."""

from dataclasses import dataclass
from math import inf

from components.url_state import HeatMapView
from domain_model.cells import CELLS, Cell
from domain_model.geography import Area, regions_first
from domain_model.use_cases.compare_areas import ParityGrid
from domain_model.vocabulary import AreaKind


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A cell as a column; folded where no board of the view has a comparison."""

    cell: Cell
    is_measured: bool
    is_folded: bool


def shown_boards(grid: ParityGrid, view: HeatMapView) -> tuple[Area, ...]:
    """The boards of the view, also those whose region is closed, by region and name."""
    boards = [a for a in regions_first(grid.areas) if a.kind is AreaKind.ICB]
    return tuple(a for a in boards if view.region in ("", a.region))


def grid_columns(grid: ParityGrid, view: HeatMapView) -> tuple[GridColumn, ...]:
    """The cells of the view. Unmeasured ones fold, unless asked for or nothing else would be left to see."""
    boards = shown_boards(grid, view)
    cells = [c for c in CELLS if view.block in (None, c.block) and view.level in (None, c.level)]
    measured = {c for c in cells if any(grid.at(board.code, c).deciding for board in boards)}
    folds = bool(measured) and not view.unmeasured
    return tuple(GridColumn(c, c in measured, folds and c not in measured) for c in cells)


def grid_rows(grid: ParityGrid, view: HeatMapView) -> tuple[Area, ...]:
    """The rows: England first, then each region and its boards, those of closed regions left out.

    Sorted by a cell, the boards are one list over all regions, worst first and unmeasured last: whoever
    sorts asks 'where does my board stand among all', and seven small lists would not say.
    """
    country = tuple(a for a in grid.areas if a.kind is AreaKind.COUNTRY)
    if view.sort is not None:
        return country + tuple(sorted(shown_boards(grid, view), key=lambda a: _place(grid, view, a)))
    listed = (a for a in regions_first(grid.areas) if view.region in ("", a.region, a.code))
    return country + tuple(a for a in listed if a.kind is AreaKind.REGION or a.region not in view.closed)


def _place(grid: ParityGrid, view: HeatMapView, area: Area) -> tuple[bool, float, str]:
    distance = grid.at(area.code, view.sort).distance if view.sort else None
    return (distance is None, inf if distance is None else distance, area.short_name)
