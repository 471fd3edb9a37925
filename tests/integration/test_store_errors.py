"""A store that cannot be used is refused in one line that says why and what to do; one that can is left whole."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from data.current import EXTENSION, unit_of_work
from data.engine import CONNECTIONS, said_plainly, store_engine, store_url, writing
from data.errors import StoreError
from data.unit_of_work import Store, open_store
from tests.at_once import at_once
from tests.databases import Databases, run_in, tables_in
from tests.seed_folder import small_seed, write_seed


@pytest.fixture
def opened(tmp_path: Path, new_database: Callable[[], str]) -> Callable[..., Store]:
    """Opens the database at a URL, or a new one, with a small seed."""
    seed = write_seed(tmp_path / "seed", small_seed())
    return lambda url=None: open_store(url or new_database(), progress=lambda _line: None, seed_folder=seed)


def refusal(opened: Callable[..., Store], url: str) -> str:
    with pytest.raises(StoreError) as caught:
        opened(url)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_database_of_something_else_is_left_alone(
    opened: Callable[..., Store], new_database: Callable[[], str]
) -> None:
    url = new_database()
    run_in(url, "CREATE TABLE cakes (name TEXT)")
    assert "the database holds other tables (cakes ...): give an empty one" in refusal(opened, url)
    assert tables_in(url) == {"cakes"}


def test_a_newer_database_is_refused_and_not_touched(
    opened: Callable[..., Store], new_database: Callable[[], str], databases: Databases
) -> None:
    url = new_database()
    opened(url).close()
    run_in(url, "UPDATE alembic_version SET version_num = '0999'")
    before = databases.state_of(url)
    message = refusal(opened, url)
    assert "belongs to a newer release (revision 0999; this release knows up to 000" in message
    assert databases.state_of(url) == before


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("parity-map.db", "is not a database URL: use sqlite:///path/to/file.db or postgresql+psycopg://"),
        ("", "is not a database URL"),
        ("mysql://me:secret@host/base", "asks for 'mysql', which is not supported: use sqlite:///"),
        ("postgres://me:secret@host/base", "asks for 'postgres', which is not supported"),
        ("sqlite://", "names no file, and a database in memory would be lost"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///file:store.db?mode=memory&uri=true", "names no file"),
    ],
)
def test_a_wrong_url_is_explained_without_its_password(url: str, reason: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert reason in str(caught.value)
    assert "me:secret" not in str(caught.value)


def test_a_postgresql_url_needs_no_driver_name() -> None:
    assert store_url("postgresql://me@host/base").drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql+psycopg://me:secret@127.0.0.1:1/base", "postgresql+psycopg://me:***@127.0.0.1:1/base"),
        ("postgresql://me@127.0.0.1:1/base?password=secret", "postgresql+psycopg://me@127.0.0.1:1/base"),
    ],
)
def test_an_unreachable_postgresql_is_named_without_its_password(url: str, shown: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url, progress=print)
    assert str(caught.value) == (
        f"the database {shown}: cannot be reached: see whether its server runs, and whether DATABASE_URL names it "
        "rightly"
    )


def test_a_failed_write_leaves_nothing(opened: Callable[..., Store], new_database: Callable[[], str]) -> None:
    url = store_url(new_database())
    opened(url.render_as_string(hide_password=False)).close()
    engine = store_engine(url)
    with (
        pytest.raises(StoreError, match="(?i)foreign key constraint"),
        said_plainly(url),
        writing(engine) as connection,
    ):
        connection.exec_driver_sql("DELETE FROM glossary_terms")
        connection.exec_driver_sql("DELETE FROM areas")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM glossary_terms").scalar() == 3
    engine.dispose()


def test_threads_of_a_server_share_fewer_connections_and_each_gets_its_turn(new_database: Callable[[], str]) -> None:
    settings = (Path(__file__).parents[2] / "gunicorn.conf.py").read_text()
    threads = next(int(line.removeprefix("threads = ")) for line in settings.splitlines() if line[:7] == "threads")
    assert threads > CONNECTIONS
    engine = store_engine(store_url(new_database()))

    def look() -> int:
        with engine.connect() as connection:
            return connection.exec_driver_sql("SELECT 7").scalar_one()

    assert at_once(*[look] * threads) == [7] * threads
    assert engine.pool.status().startswith(f"Pool size: {CONNECTIONS} ")
    engine.dispose()


def test_nobody_waits_for_a_connection_without_end(new_database: Callable[[], str]) -> None:
    url = store_url(new_database())
    engine = store_engine(url, busy_seconds=0.1)
    held = []
    with pytest.raises(StoreError, match="has no connection free: try again, or let the server"), said_plainly(url):
        while len(held) < 100:
            held.append(engine.connect())
    for connection in held:
        connection.close()
    engine.dispose()


def test_pages_get_a_new_unit_of_work_of_the_running_application(opened: Callable[..., Store]) -> None:
    store = opened()
    server = Flask("test")
    server.extensions[EXTENSION] = store
    with server.app_context():
        assert unit_of_work() is not unit_of_work()
        with unit_of_work() as work:
            assert work.datasets.current().observations == 8
    store.close()


def test_pages_without_a_store_are_told_what_is_missing() -> None:
    with Flask("test").app_context(), pytest.raises(RuntimeError, match="parity_map_store"):
        unit_of_work()
