"""A program that keeps judgements until it is stopped, as one of several servers on a database would; for tests.

`python -m tests.judging_process URL AUTHOR COUNT CELL`: each piece of work keeps a judgement, a note and an audit
event of the same number. The number of a change is printed once its commit was acknowledged. COUNT 0 goes on for ever;
after any other count the program waits for a line, prints what it sees of all judgements, and ends. CELL is the
number of the cell to judge, or `all` to go through them.
"""

import json
import sys
import time
from itertools import count

from data.errors import StoreError
from data.unit_of_work import Store, open_store
from domain_model.audit import AuditEvent
from domain_model.cells import CELLS
from domain_model.judgements import Opinion
from domain_model.notes import Note
from domain_model.people import new_id
from domain_model.people_vocabulary import AuditAction, AuditOutcome
from tests.contributions import NOW

AREA = "QE1"
PAUSE = 0.003
"""Seconds between two judgements: without any, SQLite lets nobody else in for long."""


def judge(store: Store, author: str, number: int, cell: str) -> int:
    """Keep one judgement with its note and event, all or nothing; answer the number of the change."""
    place = CELLS[number % len(CELLS) if cell == "all" else int(cell)]
    opinion = Opinion(severity=number % 9 + 1, reason=f"FICTITIOUS {number}")
    with store.writing_unit_of_work() as work:
        change = work.judgements.add(author, AREA, place, opinion, NOW).change
        work.notes.add(Note(new_id(), author, AREA, place, 1, f"FICTITIOUS {change}", NOW))
        work.audit.record(AuditEvent(NOW, AuditAction.SCORED, AuditOutcome.DONE, author, str(change)))
        work.commit()
    return change


def judged(store: Store, author: str, number: int, cell: str) -> int:
    """The same, tried again where somebody else was writing for longer than a writer waits."""
    while True:
        try:
            return judge(store, author, number, cell)
        except StoreError as problem:
            if "is locked" not in str(problem):
                raise


def seen_by(store: Store) -> dict[str, object]:
    """What this process says of all judgements: from its memory, brought up to date as for any visitor."""
    with store.unit_of_work() as work:
        book = work.judgements.book()
    views = [view for views in book.by_place.values() for view in views]
    return {
        "change": book.change,
        "views": sorted([view.author, str(CELLS.index(view.cell)), view.version, view.change] for view in views),
    }


def main(url: str, author: str, times: str, cell: str) -> None:
    """Do what the module says."""
    store = open_store(url)
    seen_by(store)  # so that what follows is read into a memory that has something already
    numbers = range(int(times)) if int(times) else count()
    for number in numbers:
        print(judged(store, author, number, cell), flush=True)
        time.sleep(PAUSE)
        if number % 7 == 0:
            seen_by(store)
    print("done", flush=True)
    sys.stdin.readline()
    print(json.dumps(seen_by(store)), flush=True)
    store.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
