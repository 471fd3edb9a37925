"""How long a start takes, and how much memory a worker has needed after redraws."""

import json
import urllib.request
from pathlib import Path

from tests.benchmarks.measurements import Line, below, plain
from tests.benchmarks.redraws import CALLBACK, grid_request
from tests.benchmarks.serving import Served, serving
from tests.benchmarks.views import some_views

REDRAWS = 50


def measure_starts(folder: Path) -> list[Line]:
    """The lines on starting with no database, on starting again, and on memory."""
    database = folder / "first.db"
    with serving(database, folder / "first.log") as first:
        pass
    with serving(database, folder / "second.log") as second:
        idle = second.peak_memory_mb()
        _redraw(second, REDRAWS)
        busy = second.peak_memory_mb()
    return [
        below("First start: until the database is seeded", first.seeded or 0.0, 10, "s", digits=2),
        plain("First start: until /health answers", first.healthy, "s", digits=2, remark="packages installed already"),
        plain("Second start: until /health answers", second.healthy, "s", digits=2, remark="nothing to seed"),
        plain(
            "Peak memory of a worker (RSS)", max(busy), "MB", digits=0,
            remark=f"largest of {len(busy)} workers after {REDRAWS} redraws; {max(idle):.0f} MB before",
        ),
    ]  # fmt: skip


def _redraw(served: Served, number: int) -> None:
    with urllib.request.urlopen(f"{served.address}/_dash-dependencies") as answer:
        dependencies = json.load(answer)
    for search in some_views(number):
        body = json.dumps(grid_request(dependencies, search)).encode()
        request = urllib.request.Request(f"{served.address}{CALLBACK}", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            answer.read()
