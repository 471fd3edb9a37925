"""Where lines run between the cells of the picture: along the gaps, each in a lane of its own.

Across, places are per cent of the width, so that the picture fits any screen without growing smaller letters; down,
they are pixels. A line leaves and enters boxes at ports of its own, and runs only in the gaps between them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from domain_model.cells import Cell
from domain_model.vocabulary import BuildingBlock, Level

BOX_WIDTH, GAP_WIDTH = 24.0, 10.0
"""In per cent of the width: three boxes, two gaps, and a margin of eight on the right."""

BOX_HEIGHT, GAP_HEIGHT, TOP, MARGIN = 52.0, 28.0, 38.0, 16.0
HEIGHT = TOP + 6 * BOX_HEIGHT + 5 * GAP_HEIGHT + MARGIN
"""In pixels, with the heads of the columns above the first row."""

_ROWS, _COLUMNS = list(BuildingBlock), list(Level)
_LANE_ACROSS, _LANE_DOWN = 2.2, 7.0
_PORT_ACROSS, _PORT_DOWN = 3.6, 9.0
_PIXELS_A_PER_CENT = 4.0
"""Only to compare lengths across and down: the width that the picture has on a wide screen."""

Point = tuple[float, float]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two cells as its corners, from the first cell to the second."""

    points: tuple[Point, ...]

    @property
    def segments(self) -> tuple[tuple[Point, Point], ...]:
        """Its straight pieces."""
        return tuple(pairwise(self.points))

    @property
    def heading(self) -> str:
        """Where it points at its end: right, left, down or up."""
        (x, y), (to_x, to_y) = self.segments[-1]
        if y == to_y:
            return "right" if to_x > x else "left"
        return "down" if to_y > y else "up"

    @property
    def middle(self) -> Point:
        """The middle of its longest piece, where its number stands."""
        (x, y), (to_x, to_y) = max(self.segments, key=_length)
        return (x + to_x) / 2, (y + to_y) / 2


def _length(segment: tuple[Point, Point]) -> float:
    (x, y), (to_x, to_y) = segment
    return abs(to_x - x) * _PIXELS_A_PER_CENT + abs(to_y - y)


def corner(cell: Cell) -> Point:
    """The left upper corner of a cell's box."""
    row, column = _place(cell)
    return _left(column), _top(row)


def lines(pairs: Iterable[tuple[Cell, Cell]]) -> tuple[Line, ...]:
    """A line for each pair, in order; the earlier ones take the straighter way."""
    ruled = _Ruled()
    return tuple(ruled.line(_place(start), _place(end)) for start, end in pairs)


def _place(cell: Cell) -> Place:
    return _ROWS.index(cell.block), _COLUMNS.index(cell.level)


def _left(column: int) -> float:
    return column * (BOX_WIDTH + GAP_WIDTH)


def _top(row: int) -> float:
    return TOP + row * (BOX_HEIGHT + GAP_HEIGHT)


def _aside(number: int) -> int:
    """0, 1, -1, 2, -2: places from the middle outwards."""
    return (number + 1) // 2 * (1 if number % 2 else -1)


@dataclass(slots=True)
class _Ruled:
    """What is drawn already: how many lines use each side of a box, and which stretch of a gap each lane holds."""

    ports: Counter[tuple[Place, str]] = field(default_factory=Counter)
    lanes: dict[tuple[str, int], list[list[tuple[int, int]]]] = field(default_factory=dict)

    def line(self, start: Place, end: Place) -> Line:
        (row, column), (to_row, to_column) = start, end
        down, across = to_row - row, to_column - column
        if down == 0 and abs(across) == 1:
            return self._straight(start, end, *(("right", "left") if across > 0 else ("left", "right")))
        if across == 0 and abs(down) == 1:
            return self._straight(start, end, *(("bottom", "top") if down > 0 else ("top", "bottom")))
        if start == end:
            return self._corner(start, end, "right", gap=column, crossing=row + 1, entry="bottom")
        if across == 0:
            return self._beside(start, end, "right", "right", gap=column)
        sides = ("right", "left") if across > 0 else ("left", "right")
        if down == 0:
            return self._below(start, end, crossing=row + 1)
        near = column if across > 0 else column - 1
        if abs(across) == 1:
            return self._beside(start, end, *sides, gap=near)
        crossing, entry = (to_row, "top") if down > 0 else (to_row + 1, "bottom")
        return self._corner(start, end, sides[0], gap=near, crossing=crossing, entry=entry)

    def _straight(self, start: Place, end: Place, leaving: str, entry: str) -> Line:
        shared = max(self.ports[start, leaving], self.ports[end, entry])
        self.ports[start, leaving] = self.ports[end, entry] = shared
        return Line((self._port(start, leaving), self._port(end, entry)))

    def _beside(self, start: Place, end: Place, leaving: str, entry: str, *, gap: int) -> Line:
        """Out sideways, along the gap beside the column, and in sideways."""
        first, last = self._port(start, leaving), self._port(end, entry)
        x = self._lane_down(gap, start[0], end[0])
        return Line((first, (x, first[1]), (x, last[1]), last))

    def _below(self, start: Place, end: Place, *, crossing: int) -> Line:
        """Out downwards, along the gap below the row, and in upwards."""
        first, last = self._port(start, "bottom"), self._port(end, "bottom")
        y = self._lane_across(crossing, start[1], end[1])
        return Line((first, (first[0], y), (last[0], y), last))

    def _corner(self, start: Place, end: Place, leaving: str, *, gap: int, crossing: int, entry: str) -> Line:
        """Out sideways, down or up to the gap beside the row, along it, and in from above or below."""
        first, last = self._port(start, leaving), self._port(end, entry)
        x = self._lane_down(gap, start[0], min(crossing, 5))
        y = self._lane_across(crossing, start[1], end[1])
        return Line((first, (x, first[1]), (x, y), (last[0], y), last))

    def _port(self, place: Place, side: str) -> Point:
        aside = _aside(self.ports[place, side])
        self.ports[place, side] += 1
        left, top = _left(place[1]), _top(place[0])
        if side in {"left", "right"}:
            return left + (BOX_WIDTH if side == "right" else 0), top + BOX_HEIGHT / 2 + aside * _PORT_DOWN
        return left + BOX_WIDTH / 2 + aside * _PORT_ACROSS, top + (BOX_HEIGHT if side == "bottom" else 0)

    def _lane_down(self, gap: int, row: int, to_row: int) -> float:
        aside = _aside(self._lane(("down", gap), *sorted((row, to_row))))
        return _left(gap) + BOX_WIDTH + GAP_WIDTH / 2 + aside * _LANE_ACROSS

    def _lane_across(self, crossing: int, column: int, to_column: int) -> float:
        aside = _aside(self._lane(("across", crossing), *sorted((column, to_column))))
        return _top(crossing) - GAP_HEIGHT / 2 + aside * _LANE_DOWN

    def _lane(self, gap: tuple[str, int], first: int, last: int) -> int:
        """The number of the first lane of a gap that holds nothing on this stretch."""
        held = self.lanes.setdefault(gap, [])
        for number, stretches in enumerate(held):
            if all(last < begun or first > ended for begun, ended in stretches):
                stretches.append((first, last))
                return number
        held.append([(first, last)])
        return len(held) - 1
