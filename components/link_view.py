"""The state of the links page as its address carries it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from components.query_view import QueryView
from domain_model.cells import Cell
from domain_model.evidence_vocabulary import LinkOrigin
from domain_model.use_cases.follow_routes import MOST_LOOP_STEPS, MOST_STEPS
from domain_model.use_cases.index_links import End, LinkFilter
from domain_model.vocabulary import BuildingBlock, Level, LinkBasis, LinkSign

NO_CELL = "no_single_cell"
"""What an address writes for an end that is no single cell."""

BETWEEN = "~"
ROWS = 50
"""How many rows a table lists at once."""


class LinkTable(StrEnum):
    """Which table stands below the matrix."""

    PATH = "path"
    PATHS = "paths"
    ALL = "all"
    PAIR = "pair"
    INTO = "into"
    OUT = "out"
    LOOPS = "loops"
    CELLS = "cells"


@dataclass(frozen=True, slots=True)
class LinksView(QueryView):
    """The links: a path from `start` to `end` of up to `steps` steps, of which number `path` is drawn.

    The first ends are the question that the study itself leads to: what of national money reaches a person's care.
    `loop` is the number of the feedback loop that is drawn instead, 0 for none; `loop_steps` how long loops may be.
    `way` names the path or loop by its cells, as `way_token` writes them: unlike a number it stays the same path when
    links are added. It is more than `path`, `loop`, `start` and `end`, which an address with a way does not need.
    `source`, `basis`, `sign` and `origin` filter the links. `pair` names the two ends whose links are listed, as
    `financing/macro~workforce/meso`; `page` is the fifty rows that a table lists, from 1.
    """

    start: Cell = Cell(BuildingBlock.FINANCING, Level.MACRO)
    end: Cell = Cell(BuildingBlock.SERVICE_DELIVERY, Level.MICRO)
    steps: int = 3
    path: int = 1
    loop: int = 0
    loop_steps: int = 3
    source: tuple[str, ...] = ()
    basis: tuple[LinkBasis, ...] = ()
    sign: tuple[LinkSign, ...] = ()
    origin: LinkOrigin | None = None
    table: LinkTable = LinkTable.PATH
    pair: str = ""
    page: int = 1
    way: str = ""

    def to_search(self) -> str:
        """The shortest query string that gives this view; a way stands in it instead of a number."""
        return QueryView.to_search(self.with_(path=1, loop=0) if self.way else self)

    def filter(self) -> LinkFilter:
        """Which links the view follows."""
        return LinkFilter(self.source, self.basis, self.sign, self.origin)

    def href(self, **changes: object) -> str:
        """The address, within the page, of the same view with some parts changed; a table then begins anew."""
        return self.with_(**{"page": 1, **changes}).to_search() or "?"


def checked(view: LinksView, sources: frozenset[str]) -> LinksView:
    """The view with what cannot be shown replaced by its default and named among its problems.

    `sources` are the ids of the sources there are.
    """
    default, problems, changes = LinksView(), list(view.problems), dict[str, object]()
    for name, least, most in (
        ("steps", 1, MOST_STEPS),
        ("loop_steps", 2, MOST_LOOP_STEPS),
        ("path", 1, None),
        ("loop", 0, None),
        ("page", 1, None),
    ):
        number = getattr(view, name)
        if number < least or (most is not None and number > most):
            problems.append(f"no such {name.replace('_', ' ')}: {number}")
            changes[name] = getattr(default, name)
    unknown = [source for source in view.source if source not in sources]
    if unknown:
        problems.extend(f"no such source: {source}" for source in unknown)
        changes["source"] = tuple(source for source in view.source if source in sources)
    if view.pair:
        try:
            ends_of(view.pair)
        except ValueError:
            problems.append(f"no such pair: {view.pair}")
            changes["pair"] = ""
    if view.way:
        try:
            cells = cells_of_way(view.way)
        except ValueError:
            problems.append(f"no such way: {view.way}")
            changes["way"] = ""
        else:
            changes.update(_told_by(cells, view.with_(**changes)))
    return view.with_(**changes, problems=tuple(problems))


def _told_by(cells: tuple[Cell, ...], view: LinksView) -> dict[str, object]:
    """What a way says of the other parts of a view: its ends, and that so many steps are to be looked for."""
    steps = len(cells) - 1
    if cells[0] == cells[-1]:
        return {"loop_steps": max(steps, view.loop_steps)}
    return {"start": cells[0], "end": cells[-1], "steps": max(steps, view.steps), "loop": 0}


def way_token(cells: Sequence[Cell], *, is_loop: bool = False) -> str:
    """The cells of a path as one word for an address; a loop names its first cell again at the end."""
    return BETWEEN.join(cell.token for cell in (*cells, *(cells[:1] if is_loop else ())))


def cells_of_way(token: str) -> tuple[Cell, ...]:
    """The cells that `way_token` wrote; those of a loop begin and end with the same one.

    Raises:
        ValueError: if the token names no cells, passes one twice, or has more steps than are followed.
    """
    cells = tuple(Cell.from_token(part) for part in token.split(BETWEEN))
    is_loop = cells[0] == cells[-1]
    most = MOST_LOOP_STEPS if is_loop else MOST_STEPS
    if not 2 <= len(cells) <= most + 1 or len(set(cells)) != len(cells) - is_loop:
        raise ValueError(f"no such way: {token!r} (expected cells joined by {BETWEEN}, none of them twice)")
    return cells


def pair_token(start: End, end: End) -> str:
    """Two ends as one word for an address."""
    return f"{_token(start)}{BETWEEN}{_token(end)}"


def ends_of(token: str) -> tuple[End, End]:
    """The two ends that `pair_token` wrote.

    Raises:
        ValueError: if the token does not name two ends.
    """
    start, between, end = token.partition(BETWEEN)
    if not between:
        raise ValueError(f"no such pair: {token!r} (expected from{BETWEEN}to)")
    return _end(start), _end(end)


def _token(end: End) -> str:
    return NO_CELL if end is None else end.token


def _end(token: str) -> End:
    return None if token == NO_CELL else Cell.from_token(token)
