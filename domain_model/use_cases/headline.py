"""The headline of the heat map: what stands out across the boards shown, with its exact base."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain_model.cells import CELLS, Cell
from domain_model.geography import ENGLAND
from domain_model.parity import ParityGap, ParityPair
from domain_model.use_cases.compare_areas import ParityGrid
from domain_model.use_cases.judge_reliability import is_clearly_worse
from domain_model.vocabulary import AreaKind, Band, PairKind


@dataclass(frozen=True, slots=True)
class Outlier:
    """The pair that stands out: in `publishing` boards both sides are published.

    `bands` counts those boards by band, `clearly_worse` those that are worse beyond counting
    variation and without a likely break; `periods` are the labels of the mental side's periods.
    """

    cell: Cell
    pair: ParityPair
    publishing: int
    bands: Mapping[Band, int]
    clearly_worse: int
    periods: tuple[str, ...]
    england: ParityGap | None


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands out among `boards`, and how many `cells` have `without` any comparison by board."""

    boards: int
    cells: int
    without: tuple[Cell, ...]
    outlier: Outlier | None


def heat_map_headline(grid: ParityGrid, boards: Collection[str] | None = None) -> Headline:
    """The headline for the boards of the grid, or for those given by code.

    It speaks of mental against physical health only, not of pairs of groups: it is the cell in which the
    largest share of boards is clearly worse, told by the pair that decides it most often; ties go
    to the first cell and the first pair by id.
    """
    shown = [area.code for area in grid.of_kind(AreaKind.ICB) if boards is None or area.code in boards]
    deciding = {cell: [gap for code in shown if (gap := grid.at(code, cell).deciding) is not None] for cell in CELLS}
    clear = {cell: [gap for gap in gaps if _is_worse_than_physical(gap)] for cell, gaps in deciding.items()}
    chosen = max(CELLS, key=lambda cell: len(clear[cell]))
    return Headline(
        boards=len(shown),
        cells=len(CELLS),
        without=tuple(cell for cell in CELLS if not deciding[cell]),
        outlier=_outlier(grid, shown, chosen, clear[chosen]) if clear[chosen] else None,
    )


def _is_worse_than_physical(gap: ParityGap) -> bool:
    return gap.pair.pair_kind is PairKind.MENTAL_VS_PHYSICAL and is_clearly_worse(gap)


def _outlier(grid: ParityGrid, shown: list[str], cell: Cell, clear: list[ParityGap]) -> Outlier:
    counted = Counter(gap.pair.id for gap in clear)
    pair_id = min(counted, key=lambda one: (-counted[one], one))
    gaps = [gap for code in shown for gap in grid.at(code, cell).gaps if gap.pair.id == pair_id and gap.is_comparable]
    bands = Counter(gap.band for gap in gaps if gap.band)
    national = next((gap for gap in grid.at(ENGLAND, cell).gaps if gap.pair.id == pair_id), None)
    return Outlier(
        cell=cell,
        pair=gaps[0].pair,
        publishing=len(gaps),
        bands={band: bands[band] for band in Band},
        clearly_worse=sum(is_clearly_worse(gap) for gap in gaps),
        periods=tuple(dict.fromkeys(gap.period.label for gap in gaps if gap.period)),
        england=national if national and national.is_comparable else None,
    )
