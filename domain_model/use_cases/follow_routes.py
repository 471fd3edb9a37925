"""Ways along links: paths from one cell to another, feedback loops, and how far a cell reaches.

Signs are never multiplied along a way. A sign says what a link does to parity in the cell it ends at, not whether two
quantities rise together, so that 'worsens' after 'worsens' is two findings that parity suffers and no improvement.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import cast

import networkx as nx

from domain_model.cells import CELLS, Cell
from domain_model.evidence_vocabulary import Firmness, LoopPolarity
from domain_model.use_cases.follow_links import FIRMNESS, CellLinks, LinkMap, LinkPair
from domain_model.vocabulary import LinkSign

MOST_STEPS = 4
"""Paths are followed up to this many steps; longer ones say little."""

MOST_LOOP_STEPS = 6
MOST_LOOPS = 300
"""So many loops are looked for; in a network where everything acts on everything there would be millions."""

_NUMBERS = {cell: number for number, cell in enumerate(CELLS)}
_POLARITIES = {LinkSign.WORSENS: LoopPolarity.EACH_WORSENS, LinkSign.IMPROVES: LoopPolarity.EACH_IMPROVES}

Numbered = tuple[int, ...]
Steps = dict[int, dict[int, LinkPair]]
_Ranked = tuple[int, int, int, Numbered]


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """A way through cells, each step with all links that make it.

    A step is as firm as its firmest link, a way as its least certain step. `short_cuts` are the pairs that lead on but
    skip a step, `back` those that lead from a later cell to an earlier one. A loop ends where it starts: its `cells`
    name the first one once, and every other pair among its cells is a short cut.
    """

    cells: tuple[Cell, ...]
    steps: tuple[LinkPair, ...]
    firmness: Firmness
    short_cuts: tuple[LinkPair, ...]
    back: tuple[LinkPair, ...]

    @property
    def is_loop(self) -> bool:
        """Whether it ends where it starts."""
        return len(self.steps) == len(self.cells)

    @property
    def least_certain(self) -> tuple[int, ...]:
        """The numbers of the steps, from 1, that are no firmer than the whole."""
        return tuple(number for number, step in enumerate(self.steps, 1) if step.firmness is self.firmness)

    @property
    def polarity(self) -> LoopPolarity:
        """`each_worsens` or `each_improves` where every link of every step carries that one sign, else `mixed`."""
        signs = {sign for step in self.steps for sign, _count in step.signs}
        return _POLARITIES.get(next(iter(signs)), LoopPolarity.MIXED) if len(signs) == 1 else LoopPolarity.MIXED


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """The paths from one cell to another of up to `steps` steps.

    They are in order: fewest steps first, then the firmest, then fewest steps as uncertain as the least certain one,
    then the order of the cells. `by_steps` counts paths of exactly 1, 2, 3 and 4 steps, also beyond `steps`.
    No number of links makes more of them than 3,617, so that none is left out.
    """

    start: Cell
    end: Cell
    steps: int
    routes: tuple[Numbered, ...]
    by_steps: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.routes)

    def cells_of(self, number: int) -> tuple[Cell, ...]:
        """The cells of the path of a number, from 1, both ends with them; IndexError where there is none."""
        return tuple(CELLS[cell] for cell in self.routes[number - 1])

    def number_of(self, cells: Sequence[Cell]) -> int | None:
        """The number, from 1, of the path through these cells as the links are now; None where there is none."""
        way = tuple(_NUMBERS[cell] for cell in cells)
        return self.routes.index(way) + 1 if way in self.routes else None


@dataclass(frozen=True, slots=True, eq=False)
class Loops:
    """The feedback loops of up to `steps` steps, shortest first, then the firmest.

    `was_cut` says that there are more of `cut_at` steps, or of more steps, than are listed.
    """

    steps: int
    routes: tuple[Route, ...]
    cut_at: int = 0

    @property
    def was_cut(self) -> bool:
        """Whether some were left out."""
        return self.cut_at > 0

    def number_of(self, cells: Sequence[Cell]) -> int | None:
        """The number, from 1, of the loop told by these cells, the first of them once; None where there is none."""
        return next((at for at, route in enumerate(self.routes, 1) if route.cells == tuple(cells)), None)


@dataclass(frozen=True, slots=True)
class CellReach:
    """A cell with its links, how many other cells it reaches within some steps, and how many reach it."""

    links: CellLinks
    reaches: int
    reached_from: int


@lru_cache(maxsize=8)
def find_paths(links: LinkMap, start: Cell, end: Cell, steps: int) -> Paths:
    """The paths from one cell to another that pass no cell twice; none from a cell to itself.

    Raises:
        ValueError: if `steps` is not between 1 and 4.
    """
    if not 1 <= steps <= MOST_STEPS:
        raise ValueError(f"{steps} steps are not between 1 and {MOST_STEPS}")
    onward, goal = _onward(links), _NUMBERS[end]
    doubts = {at: {to: FIRMNESS.index(pair.firmness) for to, pair in ends.items()} for at, ends in onward.items()}
    ways: list[_Ranked] = [(0, 0, 0, (_NUMBERS[start],))] if start != end else []
    found: list[_Ranked] = []
    for step in range(1, MOST_STEPS + 1):
        found += [_ranked(way, goal, onto[goal]) for way in ways if goal in (onto := doubts[way[-1][-1]])]
        if step < MOST_STEPS:
            ways = [
                _ranked(way, to, doubt)
                for way in ways
                for to, doubt in doubts[way[-1][-1]].items()
                if to != goal and to not in way[-1]
            ]
    lengths = Counter(way[0] for way in found)
    within = sorted(way for way in found if way[0] <= steps)
    by_steps = tuple(lengths[length] for length in range(1, MOST_STEPS + 1))
    return Paths(start, end, steps, tuple(way[-1] for way in within), by_steps)


def path_of(links: LinkMap, paths: Paths, number: int) -> Route:
    """One of the paths by its number, from 1.

    Raises:
        LookupError: if there is no path of that number.
    """
    if not 1 <= number <= paths.total:
        raise LookupError(f"no path {number} among {paths.total}")
    onward, way = _onward(links), paths.routes[number - 1]
    places = range(len(way))
    return _route(
        onward,
        way,
        pairwise(way),
        short_cuts=[(way[first], way[later]) for first in places for later in places[first + 2 :]],
        back=[(way[later], way[first]) for later in places for first in places[:later]],
    )


@lru_cache(maxsize=4)
def find_loops(links: LinkMap, steps: int) -> Loops:
    """The feedback loops of up to so many steps; a link from a cell to itself is a loop of one step.

    Raises:
        ValueError: if `steps` is not between 1 and 6.
    """
    if not 1 <= steps <= MOST_LOOP_STEPS:
        raise ValueError(f"{steps} steps are not between 1 and {MOST_LOOP_STEPS}")
    onward = _onward(links)
    graph = _graph(onward)
    found, cut_at = list[Numbered](), 0
    for length in range(1, steps + 1):
        looked = islice(cast("Iterable[list[int]]", nx.simple_cycles(graph, length_bound=length)), MOST_LOOPS + 1)
        loops = [_from_first(loop) for loop in looked]
        found = sorted({*found, *loops}, key=lambda loop: (len(loop), loop))[:MOST_LOOPS]
        if len(loops) > MOST_LOOPS:
            cut_at = length
            break
    in_order = sorted(found, key=lambda loop: _loop_rank(onward, loop))
    return Loops(steps, tuple(_loop(onward, loop) for loop in in_order), cut_at)


def loop_of(loops: Loops, number: int) -> Route:
    """One of the loops by its number, from 1.

    Raises:
        LookupError: if there is no loop of that number.
    """
    if not 1 <= number <= len(loops.routes):
        raise LookupError(f"no loop {number} among {len(loops.routes)}")
    return loops.routes[number - 1]


@lru_cache(maxsize=4)
def reach_of_cells(links: LinkMap, steps: int) -> tuple[CellReach, ...]:
    """How far each cell reaches within so many steps, in the order of the cells; the cell itself is not counted."""
    graph = _graph(_onward(links))
    reaches = {number: _within(graph, number, steps) for number in range(len(CELLS))}
    return tuple(
        CellReach(each, len(reaches[number]), sum(number in reached for reached in reaches.values()))
        for number, each in enumerate(links.cells)
    )


@lru_cache(maxsize=4)
def _onward(links: LinkMap) -> Steps:
    """By the number of a cell the pairs that lead on from it, by the number of the cell they lead to."""
    onward: Steps = {number: {} for number in range(len(CELLS))}
    for (start, end), pair in links.pairs.items():
        if start is not None and end is not None:
            onward[_NUMBERS[start]][_NUMBERS[end]] = pair
    return onward


def _graph(onward: Steps) -> "nx.DiGraph[int]":
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(onward)
    graph.add_edges_from((start, end) for start, ends in onward.items() for end in ends)
    return graph


def _within(graph: "nx.DiGraph[int]", number: int, steps: int) -> frozenset[int]:
    lengths = cast("dict[int, int]", nx.single_source_shortest_path_length(graph, number, cutoff=steps))
    return frozenset(lengths) - {number}


def _ranked(way: _Ranked, to: int, doubt: int) -> _Ranked:
    """The way with one step more, ranked by steps, least certain step, and number of steps as uncertain as that."""
    length, worst, times, cells = way
    if doubt > worst:
        return length + 1, doubt, 1, (*cells, to)
    return length + 1, worst, times + (doubt == worst), (*cells, to)


def _loop_rank(onward: Steps, loop: Numbered) -> _Ranked:
    way: _Ranked = (0, 0, 0, ())
    for start, end in _around(loop):
        way = _ranked(way, start, FIRMNESS.index(onward[start][end].firmness))
    return way


def _from_first(loop: Sequence[int]) -> Numbered:
    """The same loop told from its first cell on, so that it is told in one way only."""
    first = loop.index(min(loop))
    return (*loop[first:], *loop[:first])


def _around(loop: Numbered) -> Iterable[tuple[int, int]]:
    return pairwise((*loop, loop[0]))


def _loop(onward: Steps, loop: Numbered) -> Route:
    steps = tuple(_around(loop))
    others = [(a, b) for a in sorted(loop) for b in sorted(loop) if a != b and (a, b) not in steps]
    return _route(onward, loop, steps, short_cuts=others, back=[])


def _route(
    onward: Steps,
    way: Numbered,
    steps: Iterable[tuple[int, int]],
    *,
    short_cuts: Iterable[tuple[int, int]],
    back: Iterable[tuple[int, int]],
) -> Route:
    taken = tuple(onward[start][end] for start, end in steps)
    return Route(
        cells=tuple(CELLS[number] for number in way),
        steps=taken,
        firmness=max((step.firmness for step in taken), key=FIRMNESS.index),
        short_cuts=tuple(onward[start][end] for start, end in short_cuts if end in onward[start]),
        back=tuple(onward[start][end] for start, end in back if end in onward[start]),
    )
