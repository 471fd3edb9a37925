"""Fill the tile map with one person's views of one cell (n = 1 a board), beside what is measured."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain_model.cells import CELLS, Cell
from domain_model.geography import Area
from domain_model.judgements import Judgement, JudgementBook, Opinion, layers_disagree
from domain_model.use_cases.fill_tiles import FilledTiles, Tile
from domain_model.vocabulary import Band, Perception


@dataclass(frozen=True, slots=True)
class JudgedTile:
    """One board: what is measured there, and the person's view of it; None where they have not scored it.

    'Don't know' and a view that leaves the question open are views without a band; neither is 'not scored'.
    """

    measured: Tile
    judgement: Judgement | None = None

    @property
    def area(self) -> Area:
        """The board."""
        return self.measured.area

    @property
    def opinion(self) -> Opinion | None:
        """What the person says of the board."""
        return self.judgement.opinion if self.judgement else None

    @property
    def perception(self) -> Perception | None:
        """The person's answer to the question; None for none."""
        return self.opinion.perception if self.opinion else None

    @property
    def band(self) -> Band | None:
        """The band that the answer stands for."""
        return self.opinion.band if self.opinion else None

    @property
    def disagrees(self) -> bool | None:
        """Whether the view contradicts the measured band; None where one of the two is missing.

        A band between two groups of people says nothing of mental against physical health.
        """
        return layers_disagree(None if self.measured.is_between_groups else self.measured.band, self.band)


@dataclass(frozen=True, slots=True, eq=False)
class JudgedTiles:
    """One person's views of a cell in all boards of a geography, with the measured tiles they stand beside.

    `scored_by` says in how many of these boards each person scored the cell, by id.
    """

    author: str
    measured: FilledTiles
    tiles: Mapping[str, JudgedTile]
    scored_by: Mapping[str, int]

    @property
    def boards(self) -> tuple[JudgedTile, ...]:
        """The tiles of all boards, scored or not."""
        return tuple(self.tiles.values())

    @property
    def scored(self) -> tuple[JudgedTile, ...]:
        """The boards of which the person gave a view."""
        return tuple(tile for tile in self.boards if tile.judgement is not None)

    @property
    def answers(self) -> Mapping[Perception, int]:
        """How many boards got each answer to the question."""
        counted = Counter(tile.perception for tile in self.scored)
        return {perception: counted[perception] for perception in Perception}

    @property
    def unanswered(self) -> int:
        """How many boards have a view that leaves the question open."""
        return sum(tile.perception is None for tile in self.scored)

    @property
    def comparable(self) -> int:
        """How many boards have both a measured and a judged band."""
        return sum(tile.disagrees is not None for tile in self.boards)

    @property
    def disagreeing(self) -> tuple[JudgedTile, ...]:
        """The boards in which the view contradicts the measured band, by name."""
        return tuple(sorted((tile for tile in self.boards if tile.disagrees), key=lambda tile: tile.area.short_name))

    @property
    def worst_first(self) -> tuple[JudgedTile, ...]:
        """The boards from the worst view to the best, then views without a band, then those not scored."""

        def place(tile: JudgedTile) -> tuple[int, int, str]:
            if tile.band is not None:
                return 0, tile.band.step, tile.area.short_name
            return (2 if tile.judgement is None else 1), 0, tile.area.short_name

        return tuple(sorted(self.boards, key=place))


def fill_judged_tiles(measured: FilledTiles, book: JudgementBook, author: str) -> JudgedTiles:
    """One person's views of a cell as they stand, over all boards of the tiles.

    Raises:
        ValueError: if the tiles show a pair, of which nobody has a view.
    """
    if not isinstance(measured.shown, Cell):
        raise ValueError(f"views are of cells, not of pairs such as {measured.shown.id}")
    cell = measured.shown
    tiles = {
        tile.area.code: JudgedTile(
            tile, next((view for view in book.at(tile.area.code, cell) if view.author == author), None)
        )
        for tile in measured.boards
    }
    return JudgedTiles(author, measured, tiles, people_who_scored(book, cell, tiles))


def people_who_scored(book: JudgementBook, cell: Cell, boards: Iterable[str]) -> dict[str, int]:
    """In how many of these boards each person scored the cell, by id, most boards first."""
    counted = Counter(view.author for code in boards for view in book.at(code, cell))
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def cells_scored(book: JudgementBook, author: str, boards: Iterable[str]) -> dict[Cell, int]:
    """In how many of these boards a person scored each cell."""
    codes = tuple(boards)
    return {cell: sum(view.author == author for code in codes for view in book.at(code, cell)) for cell in CELLS}


def has_views(book: JudgementBook, author: str) -> bool:
    """Whether any view of the person's stands, of whatever cell and area."""
    return any(view.author == author for views in book.by_place.values() for view in views)
