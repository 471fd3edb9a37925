"""What integration tests share: a real database with the real seed, and a server on it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.current import EXTENSION
from data.engine import store_engine, store_url
from data.unit_of_work import Store, open_store
from pages.http.api import api
from tests.databases import Databases
from tests.seed_folder import small_seed, write_seed


@pytest.fixture(scope="session")
def seeded_store(copy_of_seeded: Callable[[], str]) -> Iterator[Store]:
    """A store on a new database with everything in data/seed."""
    store = open_store(copy_of_seeded(), progress=lambda _line: None)
    yield store
    store.close()


@pytest.fixture(scope="session")
def small_database(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a database with a small seed, to be copied: nobody may work on it or stay connected."""
    url = databases.new()
    seed = write_seed(tmp_path_factory.mktemp("small") / "seed", small_seed())
    open_store(url, progress=lambda _line: None, seed_folder=seed).close()
    return url


PATIENCE = 60.0
"""Seconds that writers of tests wait for one another: a machine that is busy with other tests can stall for long."""


@pytest.fixture
def servers(databases: Databases, small_database: str) -> Iterator[Callable[[], Store]]:
    """Call it for a store; each call gives another server's on the one new database of the test."""
    url = store_url(databases.copy_of(small_database))
    with ExitStack() as opened:

        def one_more() -> Store:
            store = Store(store_engine(url, busy_seconds=PATIENCE))
            opened.callback(store.close)
            return store

        yield one_more


@pytest.fixture
def store(servers: Callable[[], Store]) -> Store:
    """A store on a new database with a small seed, which is the test's alone."""
    return servers()


@pytest.fixture(scope="session")
def seeded_client(seeded_store: Store) -> FlaskClient:
    """A client of a plain server with the API and, as Dash has it, a page at every other address."""
    server = Flask("api_under_test")
    server.extensions[EXTENSION] = seeded_store
    server.register_blueprint(api)
    server.add_url_rule("/<path:path>", "page", lambda path: f"<html><title>{path}</title></html>")
    return server.test_client()


TABLE_2 = {
    "leadership_governance": "2 1 0 0 1 1",
    "financing": "2 1 5 0 0 0",
    "service_delivery": "0 1 7 2 1 2",
    "workforce": "1 0 4 1 3 0",
    "information_research": "6 2 - - - -",
    "technologies_products": "0 0 1 0 1 1",
}
"""What the study's Table 2 prints: barriers and enablers at macro, meso and micro level; - for a level not printed.

Counted in the paper by hand and again by a script, apart from the seed files that are tested against it.
"""


@pytest.fixture(scope="session")
def table2() -> dict[tuple[str, str, str], tuple[int, str]]:
    """What Table 2 prints in each half of a cell: block, level, kind -> count, state."""
    halves = [(level, kind) for level in ("macro", "meso", "micro") for kind in ("barrier", "enabler")]
    found: dict[tuple[str, str, str], tuple[int, str]] = {}
    for block, printed in TABLE_2.items():
        for (level, kind), number in zip(halves, printed.split(), strict=True):
            state = {"-": "not_printed", "0": "printed_empty"}.get(number, "entries")
            found[(block, level, kind)] = (0 if number == "-" else int(number), state)
    return found
