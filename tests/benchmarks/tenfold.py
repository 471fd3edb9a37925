"""A scratch database with ten times the observations, for the benchmark only.

The nine further copies are NOT DATA: each is the seeded figures moved back by a whole number of years, so far
that it ends before the copy after it begins. No page may ever be served from this database.
"""

import sqlite3
from pathlib import Path

from data.unit_of_work import open_store

COPIES = 9


def seed(path: Path) -> None:
    """Seed a new database as a first start does."""
    open_store(f"sqlite:///{path}", progress=lambda _line: None).close()


def add_earlier_copies(path: Path, copies: int = COPIES) -> tuple[int, int]:
    """Add the copies to a seeded database; returns the number of observations before and after."""
    with sqlite3.connect(path) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(observations)")]
        before = _count(connection)
        first, last = connection.execute("SELECT MIN(period_start), MAX(period_end) FROM observations").fetchone()
        years = int(last[:4]) - int(first[:4]) + 1
        for copy in range(1, copies + 1):
            moved = {
                "id": f"id + {copy * before}",
                "period_label": f"period_label || ' less {copy * years} years'",
                "period_start": f"date(period_start, '-{copy * years} years')",
                "period_end": f"date(period_end, '-{copy * years} years')",
            }
            columns = ", ".join(f'"{name}"' for name in names)
            values = ", ".join(moved.get(name, f'"{name}"') for name in names)
            connection.execute(
                f"INSERT INTO observations ({columns}) SELECT {values} FROM observations WHERE id <= ?",
                (before,),
            )
        after = _count(connection)
    connection.close()
    return before, after


def _count(connection: sqlite3.Connection) -> int:
    return connection.execute("SELECT COUNT(*) FROM observations").fetchone()[0]
