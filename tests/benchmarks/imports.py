"""How long taking in a large file of evidence takes, and for how much of it all others who write have to wait."""

import time
from collections.abc import Callable

from components.labels import label
from data.unit_of_work import Store, open_store
from domain_model.evidence_vocabulary import ImportFormat
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.use_cases.import_evidence import apply_import, prepare_import, stage_import, undo_import
from domain_model.use_cases.read_evidence_rows import MOST_ROWS
from tests.benchmarks.large_evidence import AT, file_of
from tests.benchmarks.measurements import Line, below, plain
from tests.databases import Databases

WAIT_TARGET = 5000
"""Milliseconds after which a writer on SQLite gives up (`BUSY_SECONDS` in data/engine.py)."""


def measure_import(kind: str, databases: Databases) -> list[Line]:
    """The lines on a file with as many rows as the product takes, on a database of its own."""
    store = open_store(databases.new(), progress=lambda _line: None)
    try:
        return _measure(kind, store)
    finally:
        store.close()


def _measure(kind: str, store: Store) -> list[Line]:
    person = Person("bench-reader", "FICTITIOUS reader", "reader@example.org", Role.EDITOR, AT)
    with store.writing_unit_of_work() as work:
        work.people.add(person, "none")
        staged = stage_import(work, person, "bench.csv", ImportFormat.CSV, file_of(MOST_ROWS), (), label, AT)
        work.commit()
    import_id = staged.row.id

    def prepare() -> None:
        nonlocal ready
        with store.unit_of_work() as work:
            ready = prepare_import(work, person, import_id, label)

    def take_in() -> None:
        with store.writing_unit_of_work() as work:
            apply_import(work, person, import_id, label, AT, ready)
            work.commit()

    def take_back() -> None:
        with store.writing_unit_of_work() as work:
            undo_import(work, person, import_id, AT)
            work.commit()

    ready = None
    prepared, held = _timed(prepare), _timed(take_in)
    with store.unit_of_work() as work:
        work.own_evidence.standing()  # as the page that takes a file back does beforehand
    taken_back = _timed(take_back)
    return [
        plain(f"{kind}: a file of {MOST_ROWS:,} statements worked out", prepared, "ms", remark="nobody waits for it"),
        below(f"{kind}: others who write wait while it is taken in", held, WAIT_TARGET, "ms"),
        below(f"{kind}: others who write wait while it is taken back", taken_back, WAIT_TARGET, "ms"),
    ]


def _timed(do: Callable[[], None]) -> float:
    started = time.perf_counter()
    do()
    return (time.perf_counter() - started) * 1000
