"""How long a redraw of the heat map takes when people have given ten thousand views, on both databases.

The views are FICTITIOUS and spread evenly over all areas of today, all cells and a hundred people.
"""

import gc
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice, product
from pathlib import Path

from data.unit_of_work import Store, open_store
from domain_model.cells import CELLS
from domain_model.judgements import Opinion
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.vocabulary import Perception, Vintage
from tests.benchmarks.measurements import Line, Spread, below, plain, spread
from tests.benchmarks.redraws import Redraw, Redrawing
from tests.benchmarks.views import varied_views
from tests.databases import DATABASES, Databases, databases_of

SCORES = 10_000
PEOPLE = 100
WRITES = 40
TARGET = 60
AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
_ANSWERS = tuple(Perception)


def measure_scores(folder: Path) -> list[Line]:
    """The lines on redraws with ten thousand views, for one database after the other."""
    lines: list[Line] = []
    for kind in DATABASES:
        made = databases_of(kind, folder)
        try:
            lines += _measure(kind, made)
        finally:
            made.close()
    return lines


def _measure(kind: str, databases: Databases) -> list[Line]:
    url = databases.new()
    store = open_store(url, progress=lambda _line: None)
    people = _people(store)
    server = Redrawing(url)
    server.use(store)
    with store.unit_of_work() as work:
        dataset = work.datasets.current()
    views = varied_views(dataset.geography)
    server.redraw("")
    without = _redraws(server, views)
    areas = [area.code for area in dataset.geography.in_vintage(Vintage.ICB2026)]
    _score(store, people, areas)
    first = server.redraw("").took
    gc.collect()
    warm = _redraws(server, views)
    after = _redraws_after_writes(server, store, people[0], areas)
    store.close()
    return [
        plain(
            f"{kind}: redraw without any score, p95", without.clock.p95, "ms",
            remark=f"{without.processor.p95:.1f} ms of the processor; {len(views)} views of the map",
        ),
        below(
            f"{kind}: redraw with {SCORES:,} scores, p95", warm.clock.p95, TARGET, "ms",
            remark=f"{warm.processor.p95:.1f} ms of the processor; {PEOPLE} people, {len(areas)} areas",
        ),
        plain(f"{kind}: redraw with {SCORES:,} scores, median", warm.clock.median, "ms"),
        plain(f"{kind}: first redraw, which reads all scores", first, "ms", remark="once in the life of a process"),
        below(
            f"{kind}: redraw right after a further score, p95", after.clock.p95, TARGET, "ms",
            remark=f"{after.processor.p95:.1f} ms of the processor, median {after.clock.median:.1f} ms; {WRITES} times",
        ),
    ]  # fmt: skip


def _people(store: Store) -> list[str]:
    ids = [f"bench-{number}" for number in range(PEOPLE)]
    with store.writing_unit_of_work() as work:
        for person in ids:
            work.people.add(Person(person, f"FICTITIOUS {person}", f"{person}@example.org", Role.EDITOR, AT), "none")
        work.commit()
    return ids


def _score(store: Store, people: list[str], areas: list[str]) -> None:
    places = islice(product(people, areas, CELLS), 0, None, max(1, PEOPLE * len(areas) * len(CELLS) // SCORES))
    with store.writing_unit_of_work() as work:
        for number, (author, area, cell) in zip(range(SCORES), places, strict=False):
            said = Opinion(_ANSWERS[number % len(_ANSWERS)], number % 9 + 1, 9 - number % 9)
            work.judgements.add(author, area, cell, said, AT)
        work.commit()


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds by the clock and of the processor."""

    clock: Spread
    processor: Spread


def _taken(redraws: list[Redraw]) -> Taken:
    return Taken(spread([redraw.took for redraw in redraws]), spread([redraw.busy for redraw in redraws]))


def _redraws(server: Redrawing, views: list[str]) -> Taken:
    return _taken([server.redraw(search) for search in views])


def _redraws_after_writes(server: Redrawing, store: Store, author: str, areas: list[str]) -> Taken:
    """Each redraw has to take up a view that was written just before."""
    redraws: list[Redraw] = []
    for number in range(WRITES):
        with store.writing_unit_of_work() as work:
            said = Opinion(_ANSWERS[number % len(_ANSWERS)], reason=f"FICTITIOUS {number}")
            work.judgements.add(author, areas[number % len(areas)], CELLS[number % len(CELLS)], said, AT)
            work.commit()
        redraws.append(server.redraw(""))
    return _taken(redraws)
