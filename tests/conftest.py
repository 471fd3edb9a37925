"""What every kind of test shares: the databases to test on, and the one application of a process."""

from collections.abc import Callable, Iterator

import pytest
from dash import Dash
from hypothesis import settings

from app import create_app
from data.current import EXTENSION
from data.unit_of_work import Store, open_store
from tests.added_evidence import forget_all
from tests.databases import DATABASES, Databases, databases_of

# Made-up cases are the same on every run, and none fails for taking long on a machine that stalls.
settings.register_profile("the same everywhere", deadline=None, derandomize=True)
settings.load_profile("the same everywhere")

_STORES: list[Store] = []
"""The store of the application of this process, once there is one."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let whoever starts the tests choose the database."""
    parser.addoption("--database", choices=DATABASES, default="sqlite", help="what the tests keep their data in")


def pytest_configure(config: pytest.Config) -> None:
    """Register the mark of tests that make sense on one database only."""
    config.addinivalue_line("markers", "only_on(database, reason): is skipped on the other database")


def pytest_report_header(config: pytest.Config) -> str:
    """Say what the tests run on."""
    return f"database: {config.getoption('--database')}"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what makes no sense on the chosen database, saying why."""
    chosen = item.config.getoption("--database")
    for mark in item.iter_markers("only_on"):
        database, reason = mark.args
        assert database in DATABASES, database
        if database != chosen:
            pytest.skip(f"only on {database}: {reason}")


@pytest.fixture(scope="session")
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """What makes databases of the chosen kind."""
    made = databases_of(request.config.getoption("--database"), tmp_path_factory.mktemp("databases"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def new_database(databases: Databases) -> Callable[[], str]:
    """Call it for the URL of a new, empty database."""
    return databases.new


@pytest.fixture(scope="session")
def seeded_database(new_database: Callable[[], str]) -> str:
    """The URL of a database with everything in data/seed, to be copied: nobody may work on it or stay connected."""
    url = new_database()
    open_store(url, progress=lambda _line: None).close()
    return url


@pytest.fixture(scope="session")
def copy_of_seeded(databases: Databases, seeded_database: str) -> Callable[[], str]:
    """Call it for the URL of a new database with everything in data/seed."""
    return lambda: databases.copy_of(seeded_database)


@pytest.fixture(scope="session")
def application(copy_of_seeded: Callable[[], str]) -> Iterator[Dash]:
    """The product on a newly seeded database.

    Dash registers pages for a whole process, so that there is one application for all tests of one.
    """
    app = create_app(copy_of_seeded())
    _STORES.append(app.server.extensions[EXTENSION])
    yield app
    _STORES.pop().close()


@pytest.fixture(scope="module", autouse=True)
def added_evidence_is_forgotten() -> Iterator[None]:
    """Leave the application's evidence as the catalogue has it, so that no module meets what another one added."""
    yield
    for store in _STORES:
        forget_all(store)
