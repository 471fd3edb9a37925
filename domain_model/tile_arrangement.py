"""Where each board stands on the tile map: our own drawing, one tile a board, north up and west left.

A drawing and not a measurement: boards that touch on the ground touch here where that can be had, and the boards
of a region always hang together, edge to edge.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from domain_model.vocabulary import Vintage

_NOBODY = "."

_BOARDS_OF_2023 = """
.   .   .   QHM .   .   .
.   .   QE1 QOQ .   .   .
.   QYG QOP QWO QF7 .   .
.   .   QNC QJ2 QT1 .   .
.   QOC QUA QHL QK1 QJM QMM
.   .   QGH QWU QPM QUE QJG
.   .   QR1 QU9 QHG QM7 QH8
.   QUY QOX QNQ QRV QMJ QMF
.   QSL QVV QXU QWE QKK .
QT6 QJK .   QRL QNX QKS .
"""

_BOARDS_OF_2026 = """
.   .   .   QHM .   .     .
.   .   QE1 QOQ .   .     .
.   QYG QOP QWO QF7 .     .
.   .   QNC QJ2 QT1 QJM   T6Y0W
.   QOC QUA QHL QK1 S1Y5D D7T5G
.   .   QGH QWU QPM Z9B2Z QMF
.   .   .   QR1 S0E4D QWE QKK
.   .   QUY QOX QRL S9B9J QKS
QT6 QJK QSL QVV .   .     .
"""


class Edge(Enum):
    """A side of a tile, with the step in columns and rows that leads over it."""

    NORTH = (0, -1)
    EAST = (1, 0)
    SOUTH = (0, 1)
    WEST = (-1, 0)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: rows from the north and columns from the west, both from 0."""

    row: int
    column: int

    def beyond(self, edge: Edge) -> "Place":
        """The place on the other side of an edge."""
        columns, rows = edge.value
        return Place(self.row + rows, self.column + columns)


@dataclass(frozen=True, slots=True)
class NamePlace:
    """Where the name of a region is written: from `place` over so many `columns`, beside or above its tiles.

    `is_upright` says that there is no room but in the margin east of the last column, where the name is turned.
    """

    place: Place
    columns: int
    is_upright: bool = False


@dataclass(frozen=True, slots=True)
class TileArrangement:
    """The drawing of one geography: the place of each board, and where the name of each region is written."""

    vintage: Vintage
    places: Mapping[str, Place]
    names: Mapping[str, NamePlace]

    @property
    def columns(self) -> int:
        """How many tiles the drawing is wide."""
        return max(place.column for place in self.places.values()) + 1

    @property
    def rows(self) -> int:
        """How many tiles the drawing is high."""
        return max(place.row for place in self.places.values()) + 1

    def place(self, code: str) -> Place:
        """Where a board stands.

        Raises:
            LookupError: if the drawing has no tile for it.
        """
        try:
            return self.places[code]
        except KeyError:
            raise LookupError(f"no tile for board {code!r} in the drawing of {self.vintage}") from None

    def outlines(self, regions: Mapping[str, str]) -> dict[str, frozenset[Edge]]:
        """The edges of each board's tile at which its region ends; `regions` gives the region of each board."""
        owners = {place: regions[code] for code, place in self.places.items()}
        return {
            code: frozenset(edge for edge in Edge if owners.get(place.beyond(edge)) != owners[place])
            for code, place in self.places.items()
        }


def read_places(drawing: str) -> dict[str, Place]:
    """The places in a drawing of rows of codes, north first; a dot is no board.

    Raises:
        ValueError: if a code stands in it twice, or a row is longer or shorter than the first.
    """
    rows = [line.split() for line in drawing.strip().splitlines()]
    places: dict[str, Place] = {}
    for row, codes in enumerate(rows):
        if len(codes) != len(rows[0]):
            raise ValueError(f"row {row} of the drawing has {len(codes)} places, the first {len(rows[0])}")
        for column, code in enumerate(codes):
            if code in places:
                raise ValueError(f"board {code} has two tiles")
            if code != _NOBODY:
                places[code] = Place(row, column)
    return places


_NORTHERN_NAMES = {
    "Y62": NamePlace(Place(1, 0), 2),
    "Y63": NamePlace(Place(1, 4), 3),
    "Y60": NamePlace(Place(3, 0), 2),
}

ARRANGEMENTS: Mapping[Vintage, TileArrangement] = {
    Vintage.ICB2023: TileArrangement(
        Vintage.ICB2023,
        read_places(_BOARDS_OF_2023),
        {
            **_NORTHERN_NAMES,
            "Y61": NamePlace(Place(3, 6), 1),
            "Y56": NamePlace(Place(8, 6), 1),
            "Y58": NamePlace(Place(8, 0), 1),
            "Y59": NamePlace(Place(9, 6), 1),
        },
    ),
    Vintage.ICB2026: TileArrangement(
        Vintage.ICB2026,
        read_places(_BOARDS_OF_2026),
        {
            **_NORTHERN_NAMES,
            "Y61": NamePlace(Place(2, 6), 1),
            "Y56": NamePlace(Place(5, 7), 1, is_upright=True),
            "Y58": NamePlace(Place(7, 0), 2),
            "Y59": NamePlace(Place(8, 4), 3),
        },
    ),
}
"""The drawing of each geography."""
