"""What integration tests share: a real SQLite database with the real seed, and a server on it."""

import csv
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.current import EXTENSION
from data.seed_files import SEED_FOLDER
from data.unit_of_work import Store, open_store
from pages.http.api import api


@pytest.fixture(scope="session")
def seeded_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store on a new SQLite file with everything in data/seed."""
    path = tmp_path_factory.mktemp("store") / "seeded.sqlite3"
    store = open_store(f"sqlite:///{path}", progress=lambda _line: None)
    yield store
    store.close()


@pytest.fixture(scope="session")
def seeded_client(seeded_store: Store) -> FlaskClient:
    """A client of a plain server with the API and, as Dash has it, a page at every other address."""
    server = Flask("api_under_test")
    server.extensions[EXTENSION] = seeded_store.unit_of_work
    server.register_blueprint(api)
    server.add_url_rule("/<path:path>", "page", lambda path: f"<html><title>{path}</title></html>")
    return server.test_client()


@pytest.fixture(scope="session")
def table2() -> dict[tuple[str, str, str], tuple[int, str]]:
    """What Table 2 prints in each half of a cell: block, level, kind -> count, state."""
    with (SEED_FOLDER / "table2_cells.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["block"], row["level"], row["kind"]): (int(row["count"]), row["state"]) for row in csv.DictReader(file)
        }
