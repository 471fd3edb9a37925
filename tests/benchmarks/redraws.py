"""How long the server takes to redraw the heat map, with everything seeded and with ten times the observations."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.test import Client, TestResponse

from app import create_app
from data.current import EXTENSION
from data.unit_of_work import Store, open_store
from tests.benchmarks.measurements import Line, Spread, at_most, below, plain, spread
from tests.benchmarks.tenfold import add_earlier_copies, seed
from tests.benchmarks.views import dates_not_asked_before, varied_views

CALLBACK = "/_dash-update-component"
GRID = "heat-map-grid-markup"
BARE = 500


def grid_request(dependencies: list[dict[str, Any]], search: str, drawn: str = GRID) -> dict[str, Any]:
    """What the browser posts to have something drawn; ids and order come from the running application."""
    callback = next(one for one in dependencies if one["output"].lstrip(".").startswith(f"{drawn}.data"))
    outputs = [name.rpartition(".") for name in callback["output"].strip(".").split("...")]
    several = callback["output"].startswith("..")
    values = [search] + [None] * (len(callback["inputs"]) - 1)
    first = callback["inputs"][0]
    written = [{"id": name, "property": prop} for name, _dot, prop in outputs]
    return {
        "output": callback["output"],
        "outputs": written if several else written[0],
        "inputs": [one | {"value": value} for one, value in zip(callback["inputs"], values, strict=True)],
        "changedPropIds": [f"{first['id']}.{first['property']}"],
    }


@dataclass(frozen=True, slots=True)
class Redraw:
    """Milliseconds by the clock and of the processor, and the size of the answer in bytes."""

    took: float
    busy: float
    size: int


class Redrawing:
    """The product's own server, asked over its real HTTP route, with the store that is to be measured."""

    def __init__(self, database_url: str) -> None:
        self._server = create_app(database_url).server
        self._client = Client(self._server)
        self._dependencies: list[dict[str, Any]] = self._client.get("/_dash-dependencies").get_json()

    def use(self, store: Store) -> None:
        """Answer from this store from now on."""
        self._server.extensions[EXTENSION] = store

    def redraw(self, search: str, drawn: str = GRID, proof: bytes = b"<table") -> Redraw:
        """Have the heat map, or whatever else is named, drawn once; `proof` must be in what comes back."""
        request = grid_request(self._dependencies, search, drawn)
        busy = time.process_time()
        took, answer = _timed(lambda: self._client.post(CALLBACK, json=request))
        busy = (time.process_time() - busy) * 1000
        if answer.status_code != 200 or proof not in answer.data.replace(b"\\u003c", b"<"):
            raise RuntimeError(f"no {drawn} for {search!r}: {answer.status_code}")
        return Redraw(took, busy, len(answer.data))


def _timed(ask: Callable[[], TestResponse]) -> tuple[float, TestResponse]:
    started = time.perf_counter()
    answer = ask()
    return (time.perf_counter() - started) * 1000, answer


def bare_route() -> Spread:
    """Milliseconds of a Flask route that returns a constant, through the same client: what the machine is like now."""
    server = Flask("bare")
    server.add_url_rule("/constant", "constant", lambda: "constant")
    client = Client(server)
    return spread([_timed(lambda: client.get("/constant"))[0] for _ in range(BARE)])


def measure_redraws(folder: Path) -> list[Line]:
    """The lines on redraws, one after the other on both databases, so that noise falls on both alike."""
    paths = {"seeded": folder / "seeded.db", "tenfold": folder / "tenfold.db"}
    for path in paths.values():
        seed(path)
    before, after = add_earlier_copies(paths["tenfold"])
    stores = {name: open_store(f"sqlite:///{path}") for name, path in paths.items()}
    product = Redrawing(f"sqlite:///{paths['seeded']}")
    with stores["seeded"].unit_of_work() as work:
        dataset = work.datasets.current()
    views = varied_views(dataset.geography)
    dates = dates_not_asked_before(dataset.figures.period_ends)
    for store in stores.values():
        product.use(store)
        product.redraw("")
    gc.collect()
    gc.freeze()  # as gunicorn.conf.py does once a worker has started

    bare = bare_route()
    warm = _both(product, stores, views)
    cold = _both(product, stores, dates)
    for store in stores.values():
        store.close()
    one, ten = warm["seeded"], warm["tenfold"]
    took, busy = _took(one), spread([redraw.busy for redraw in one])
    ratio = _took(ten).median / took.median
    first, first_ten = _took(cold["seeded"]), _took(cold["tenfold"])
    return [
        plain("Baseline: bare Flask route, median", bare.median, "ms", digits=3, remark=f"{BARE} requests"),
        plain("Redraw, median", took.median, "ms", remark=_many(len(views), took.median / bare.median)),
        below(
            "Redraw, p95", took.p95, 50, "ms",
            remark=f"{busy.p95:.1f} ms of the processor; slowest {took.highest:.0f} ms: first use of a geography",
        ),
        plain(
            "Redraw, answer as JSON, median", spread([redraw.size for redraw in one]).median / 1000, "KB",
            remark="before compression",
        ),
        plain(
            "Redraw as at a date not asked before, median", first.median, "ms",
            remark=f"{len(dates)} dates, nothing remembered; p95 {first.p95:.0f} ms",
        ),
        plain("10x observations: redraw, p95", _took(ten).p95, "ms", remark=f"{after:,} figures for {before:,}"),
        at_most("10x observations: redraw, median against 1x", ratio, 1.3, "x", digits=2, remark="same views, in turn"),
        plain(
            "10x observations: date not asked before, median", first_ten.median, "ms",
            remark=f"{first_ten.median / first.median:.2f} x the same with 1x",
        ),
    ]  # fmt: skip


def _took(redraws: list[Redraw]) -> Spread:
    return spread([redraw.took for redraw in redraws])


def _many(number: int, times: float) -> str:
    return f"{number} views; {times:.0f} x the bare route"


def _both(product: Redrawing, stores: dict[str, Store], views: list[str]) -> dict[str, list[Redraw]]:
    """The same views from either store, in turn and in changing order, so that noise falls on both alike."""
    redraws: dict[str, list[Redraw]] = {name: [] for name in stores}
    for place, search in enumerate(views):
        for name in sorted(stores, reverse=bool(place % 2)):
            product.use(stores[name])
            redraws[name].append(product.redraw(search))
    return redraws
