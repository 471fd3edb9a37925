"""How long the matrix, the links and a search take with fifty thousand statements, on both databases."""

import gc
import time
from collections.abc import Callable
from pathlib import Path

from components.link_view import LinksView
from components.matrix_view import MatrixView
from data.unit_of_work import Store, open_store
from domain_model.cells import CELLS
from domain_model.evidence_vocabulary import (
    MatrixMeasure,
    MatrixReading,
    Perspective,
    PlacementBasis,
    PopulationGroup,
)
from domain_model.vocabulary import LinkBasis, LinkSign, StatementKind
from tests.benchmarks.imports import measure_import
from tests.benchmarks.large_evidence import (
    AT,
    AUTHOR,
    COMMON,
    LINKS,
    MIDDLING,
    RARE,
    STATEMENTS,
    add_large_evidence,
    further_statement,
)
from tests.benchmarks.measurements import Line, Spread, below, plain, spread
from tests.benchmarks.redraws import Redrawing, bare_route
from tests.databases import DATABASES, Databases, databases_of

TABLE = "matrix-table-markup"
PANEL = "matrix-panel-markup"
LINK_PAGE = "links-filters-markup"
WRITES = 10
REDRAW_TARGET = 100
SEARCH_TARGET = 50


def measure_evidence(folder: Path) -> list[Line]:
    """The lines on large evidence, for one database after the other."""
    bare = bare_route()
    lines = [plain("Baseline: bare Flask route, median", bare.median, "ms", digits=3)]
    for kind in DATABASES:
        made = databases_of(kind, folder)
        try:
            lines += _measure(kind, made, bare)
            lines += measure_import(kind, made)
        finally:
            made.close()
    return lines


def filter_views() -> list[str]:
    """Some two hundred views of the matrix: every filter alone and several together, in all readings and measures."""
    start = MatrixView(reading=MatrixReading.EXTENDED)
    views = [start.with_(reading=reading, measure=measure) for reading in MatrixReading for measure in MatrixMeasure]
    for narrowed in (start, start.with_(kinds=(StatementKind.BARRIER,)), start.with_(year_from=2010, year_to=2019)):
        views += [narrowed.with_(groups=(group,)) for group in PopulationGroup]
        views += [narrowed.with_(bases=(basis,)) for basis in PlacementBasis]
        views += [narrowed.with_(perspectives=(perspective,)) for perspective in Perspective]
        views += [narrowed.with_(sources=(f"own-source-{number}",)) for number in range(0, 200, 20)]
        views += [narrowed.with_(participants=(f"PT.{number}",)) for number in range(1, 60, 10)]
        views += [narrowed.with_(**{mark: True}) for mark in ("only_contested", "only_dual", "only_own", "undated")]
    return [view.to_search() for view in views]


def asked_words() -> list[str]:
    """Searches of all sorts: common, middling and rare words, several together, phrases, beginnings, and none."""
    phrases = [f'"{first} {second}"' for first, second in zip(COMMON, MIDDLING, strict=False)]
    together = [f"{first} {second}" for first in COMMON[:5] for second in MIDDLING[:6]]
    beginnings = [word[:3] for word in (*COMMON, *RARE[:10])]
    return [*COMMON, *MIDDLING, *RARE, *together, *phrases, *beginnings, "nobody has written this"]


def _measure(kind: str, databases: Databases, bare: Spread) -> list[Line]:
    url = databases.new()
    store = open_store(url, progress=lambda _line: None)
    server = Redrawing(url)
    server.use(store)
    took_in = _timed(lambda: add_large_evidence(store))
    first = server.redraw(MatrixView(reading=MatrixReading.EXTENDED).to_search(), TABLE).took
    gc.collect()
    views, words = filter_views(), asked_words()
    table = spread([server.redraw(search, TABLE).took for search in views])
    opened = [
        MatrixView.from_search(search).with_(cell=CELLS[place % len(CELLS)]).to_search()
        for place, search in enumerate(views)
    ]
    panel = spread([server.redraw(search, PANEL, b"statement").took for search in opened])
    # Before the matrix asks for the same words: what a search counts is remembered from then on.
    found = spread([_searched(store, text) for text in words])
    narrowed = [MatrixView(reading=MatrixReading.EXTENDED, q=text).to_search() for text in words]
    with_words = spread([server.redraw(search, TABLE).took for search in narrowed])
    links = spread([server.redraw(search, LINK_PAGE).took for search in _link_views()])
    after = spread([_after_an_edit(server, store, number) for number in range(WRITES)])
    store.close()
    return [
        plain(f"{kind}: {STATEMENTS:,} statements and {LINKS:,} links taken in", took_in / 1000, "s"),
        plain(f"{kind}: first redraw, which reads them all", first, "ms", remark="once in the life of a process"),
        below(
            f"{kind}: matrix redrawn for a filter, p95", table.p95, REDRAW_TARGET, "ms",
            remark=f"{len(views)} views; median {table.median:.1f} ms, {table.median / bare.median:.0f} x a bare route",
        ),
        below(f"{kind}: panel of an open cell, p95", panel.p95, REDRAW_TARGET, "ms", remark=f"{len(opened)} views"),
        below(
            f"{kind}: matrix redrawn for words, p95", with_words.p95, REDRAW_TARGET, "ms",
            remark=f"{len(words)} searches, median {with_words.median:.1f} ms; search included",
        ),
        below(f"{kind}: links redrawn for a filter, p95", links.p95, REDRAW_TARGET, "ms", remark=f"{LINKS:,} links"),
        below(
            f"{kind}: search, first page of results, p95", found.p95, SEARCH_TARGET, "ms",
            remark=f"{len(words)} searches, median {found.median:.1f} ms, slowest {found.highest:.0f} ms",
        ),
        plain(
            f"{kind}: matrix right after a further statement, median", after.median, "ms",
            remark=f"{WRITES} times; everything that is counted is made anew",
        ),
    ]  # fmt: skip


def _link_views() -> list[str]:
    """Every filter of the links' page: ends and steps, sign, basis, source, where a link comes from."""
    start = LinksView()
    ends = [(first, last) for first in CELLS[::5] for last in CELLS[1::4] if first != last]
    views = [start.with_(start=first, end=last, steps=steps) for first, last in ends for steps in (2, 3)]
    views += [start.with_(sign=(sign,)) for sign in LinkSign]
    views += [start.with_(basis=(basis,)) for basis in LinkBasis]
    views += [start.with_(source=(f"own-source-{number}",)) for number in range(0, 200, 10)]
    return [view.to_search() for view in views]


def _searched(store: Store, text: str) -> float:
    def search() -> None:
        with store.unit_of_work() as work:
            work.search.find(text)

    return _timed(search)


def _after_an_edit(server: Redrawing, store: Store, number: int) -> float:
    with store.writing_unit_of_work() as work:
        work.search.renew(work.own_evidence.add(AUTHOR, [further_statement(number)], AT))
        work.commit()
    return server.redraw(MatrixView(reading=MatrixReading.EXTENDED).to_search(), TABLE).took


def _timed(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return (time.perf_counter() - started) * 1000
