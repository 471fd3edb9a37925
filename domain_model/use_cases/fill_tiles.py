"""Fill the tile map: what each area's tile shows of one cell, or of one pair."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain_model.cell_summary import DEFAULT_GRADES, MeasuredCell
from domain_model.cells import CELLS, Cell
from domain_model.dataset import Dataset
from domain_model.geography import ENGLAND, Area
from domain_model.parity import ParityGap, ParityPair
from domain_model.use_cases.compare_areas import ParityGrid, compare_areas, compare_pair
from domain_model.use_cases.explain_emptiness import kind_of_reason, why_not_compared
from domain_model.vocabulary import (
    AreaKind,
    Band,
    Certainty,
    ContextBand,
    Emptiness,
    Grade,
    PairKind,
    StatusCode,
    Vintage,
)

Source = MeasuredCell | ParityGap
"""What a tile is filled from; its words are written from it, its drawing only from what the tile says itself."""


@dataclass(frozen=True, slots=True)
class Tile:
    """What one area's tile shows: a band with its certainty, a figure of need, or why there is nothing.

    Exactly one of `band`, `context_band` and `emptiness` is given, and `certainty` with a band only; `reason`
    says why a tile is empty. `has_likely_break` tells that a band is not sure for a break in a series,
    `is_between_groups` that it sets two groups of people against each other.
    """

    area: Area
    source: Source
    band: Band | None = None
    certainty: Certainty | None = None
    context_band: ContextBand | None = None
    emptiness: Emptiness | None = None
    reason: str = ""
    has_likely_break: bool = False
    is_between_groups: bool = False

    def __post_init__(self) -> None:
        states = (self.band, self.context_band, self.emptiness)
        if sum(state is not None for state in states) != 1:
            raise ValueError(f"{self.area.code}: a tile shows one of band, need and emptiness, not {states}")
        if (self.certainty is None) is not (self.band is None):
            raise ValueError(f"{self.area.code}: certainty {self.certainty} with band {self.band}")

    @property
    def gap(self) -> ParityGap | None:
        """The gap that stands on the tile; None where it is empty."""
        if self.emptiness is not None:
            return None
        return self.source if isinstance(self.source, ParityGap) else self.source.deciding or _need(self.source)

    @property
    def distance(self) -> float | None:
        """Signed distance from parity, below 0 is worse for mental health; None where nothing is judged."""
        return self.gap.distance if self.gap else None


@dataclass(frozen=True, slots=True, eq=False)
class FilledTiles:
    """The tiles of all areas of a geography for what is shown: a cell, or a pair whatever its grade."""

    shown: Cell | ParityPair
    vintage: Vintage
    tiles: Mapping[str, Tile]

    @property
    def cell(self) -> Cell:
        """The cell that is shown, or that the pair belongs to."""
        return self.shown if isinstance(self.shown, Cell) else self.shown.cell

    @property
    def boards(self) -> tuple[Tile, ...]:
        """The tiles of the boards."""
        return tuple(tile for tile in self.tiles.values() if tile.area.kind is AreaKind.ICB)

    @property
    def regions(self) -> Mapping[str, Area]:
        """The regions by code."""
        return {code: tile.area for code, tile in self.tiles.items() if tile.area.kind is AreaKind.REGION}

    @property
    def bands(self) -> Mapping[Band, int]:
        """How many boards there are of each band."""
        counted = Counter(tile.band for tile in self.boards)
        return {band: counted[band] for band in Band}

    @property
    def needs(self) -> Mapping[ContextBand, int]:
        """How many boards show more, less or similar need, which nobody judges."""
        counted = Counter(tile.context_band for tile in self.boards)
        return {band: counted[band] for band in ContextBand}

    @property
    def unsure(self) -> int:
        """How many boards have a band in doubt: its interval reaches further, or a series has a likely break."""
        doubts = (Certainty.BAND_UNCERTAIN, Certainty.COULD_BE_PARITY)
        return sum(
            tile.certainty in doubts or (tile.certainty is Certainty.CLEAR and tile.has_likely_break)
            for tile in self.boards
        )

    @property
    def without_interval(self) -> int:
        """How many boards have a band of which nothing says how sure it is."""
        return sum(tile.certainty is Certainty.NO_INTERVAL for tile in self.boards)

    @property
    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Why boards show nothing, without what is particular to a pair, the commonest reason first."""
        counted = Counter(kind_of_reason(tile.reason) for tile in self.boards if tile.emptiness is not None)
        return tuple(counted.most_common())

    @property
    def deciding(self) -> tuple[tuple[ParityPair, int], ...]:
        """The pairs whose gap stands on the boards' tiles, with how many, the commonest first."""
        gaps = [gap for tile in self.boards if (gap := tile.gap) is not None]
        counted = Counter(gap.pair.id for gap in gaps)
        pairs = {gap.pair.id: gap.pair for gap in gaps}
        return tuple((pairs[key], number) for key, number in sorted(counted.items(), key=lambda one: (-one[1], one[0])))

    @property
    def worst_first(self) -> tuple[Tile, ...]:
        """The boards from worst to best, then figures of need from the highest, then those that show nothing."""

        def place(tile: Tile) -> tuple[int, float, str]:
            if tile.distance is not None:
                return 0, tile.distance, tile.area.short_name
            value = tile.gap.value if tile.gap else None
            return (2, 0.0, tile.area.short_name) if value is None else (1, -value, tile.area.short_name)

        return tuple(sorted(self.boards, key=place))

    def around(self, code: str) -> tuple[tuple[Area, ParityGap], ...]:
        """The region of a board and England, each by the pair on the board's tile; by its own where that is empty."""
        tile = self.tiles[code]
        gaps = ((self.tiles[one].area, _same_pair(self.tiles[one], tile.gap)) for one in (tile.area.region, ENGLAND))
        return tuple((area, gap) for area, gap in gaps if gap is not None and gap.value is not None)


def _same_pair(tile: Tile, wanted: ParityGap | None) -> ParityGap | None:
    """The gap of the same pair in another area; what stands on its own tile where none is wanted."""
    if wanted is None:
        return tile.gap
    gaps = (tile.source,) if isinstance(tile.source, ParityGap) else tile.source.gaps
    return next((gap for gap in gaps if gap.pair.id == wanted.pair.id), None)


def fill_tiles(
    dataset: Dataset,
    shown: Cell | ParityPair,
    vintage: Vintage,
    as_at: date,
    grades: frozenset[Grade] = DEFAULT_GRADES,
) -> FilledTiles:
    """What the tile of each area of a geography shows; `grades` are those that may decide a cell."""
    grid = compare_areas(dataset, vintage, as_at, grades)
    if isinstance(shown, Cell):
        tiles = [_cell_tile(area, grid.at(area.code, shown)) for area in grid.areas]
    else:
        areas = {area.code: area for area in grid.areas}
        tiles = [_pair_tile(areas[gap.area], gap) for gap in compare_pair(dataset, shown.id, vintage, as_at)]
    return FilledTiles(shown, vintage, {tile.area.code: tile for tile in tiles})


def find_shown(dataset: Dataset, token: str) -> Cell | ParityPair:
    """The cell or the pair that a token names: `service_delivery/meso`, or `S13`.

    Raises:
        LookupError: if there is neither.
    """
    if "/" not in token:
        return dataset.pair(token)
    try:
        return Cell.from_token(token)
    except ValueError as problem:
        raise LookupError(str(problem)) from None


def boards_with_value(grid: ParityGrid) -> dict[Cell | str, int]:
    """In how many boards each cell, and each pair by its id, has something to show; for choosing among them."""
    found: Counter[Cell | str] = Counter()
    for board in grid.of_kind(AreaKind.ICB):
        for cell in CELLS:
            measured = grid.at(board.code, cell)
            found[cell] += _cell_tile(board, measured).emptiness is None
            found.update(gap.pair.id for gap in measured.gaps if _is_shown(gap))
    return dict(found)


def _is_shown(gap: ParityGap) -> bool:
    return gap.is_comparable or (gap.context_band is not None and gap.value is not None)


def _need(measured: MeasuredCell) -> ParityGap | None:
    """The figure of need in a cell that holds nothing else; None where anything is suppressed."""
    if measured.emptiness is Emptiness.SUPPRESSED:
        return None
    return next((gap for gap in measured.gaps if gap.context_band is not None and gap.value is not None), None)


def _cell_tile(area: Area, measured: MeasuredCell) -> Tile:
    if measured.deciding is not None:
        return _judged(area, measured, measured.deciding)
    need = _need(measured)
    if need is not None:
        return Tile(area, measured, context_band=need.context_band)
    return Tile(area, measured, emptiness=measured.emptiness or Emptiness.NO_DATA, reason=why_not_compared(measured))


def _pair_tile(area: Area, gap: ParityGap) -> Tile:
    if gap.is_comparable:
        return _judged(area, gap, gap)
    if _is_shown(gap):
        return Tile(area, gap, context_band=gap.context_band)
    return Tile(area, gap, emptiness=gap.emptiness or Emptiness.NO_DATA, reason=gap.reason)


def _judged(area: Area, source: Source, gap: ParityGap) -> Tile:
    return Tile(
        area,
        source,
        band=gap.band,
        certainty=gap.certainty,
        has_likely_break=StatusCode.LIKELY_BREAK in gap.status,
        is_between_groups=gap.pair.pair_kind is PairKind.GROUP,
    )
