"""A PostgreSQL server that cannot be used is named in one line; one that comes back costs nobody a request."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from time import monotonic

import pytest
from sqlalchemy import Connection, Engine

from app import database_problem
from data.engine import said_plainly, store_engine, store_url, writing
from data.errors import StoreError
from data.unit_of_work import Store, open_store
from tests.databases import GUARDED, PASSWORD, Databases, PostgresqlDatabases, run_in, tables_in
from tests.seed_folder import small_seed, write_seed

pytestmark = pytest.mark.only_on("postgresql", "it is about a server")


@pytest.fixture
def server(databases: Databases) -> PostgresqlDatabases:
    assert isinstance(databases, PostgresqlDatabases)
    return databases


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    return write_seed(tmp_path / "seed", small_seed())


@pytest.fixture
def url(new_database: Callable[[], str], seed: Path) -> str:
    """A database with a small seed."""
    url = new_database()
    opened(url, seed).close()
    return url


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = store_engine(store_url(url))
    yield engine
    engine.dispose()


def opened(url: str, seed: Path, seconds: float = 1.0) -> Store:
    return open_store(url, progress=lambda _line: None, seed_folder=seed, busy_seconds=seconds, patience=seconds)


def refusal(url: str, seed: Path) -> str:
    """What is said of the database, after its name."""
    with pytest.raises(StoreError) as caught:
        opened(url, seed)
    message = str(caught.value)
    assert message.startswith("the database postgresql+psycopg://") and "\n" not in message
    return message.rpartition("cluster: ")[2]


@pytest.mark.parametrize(
    ("user", "password", "reason"),
    [
        (GUARDED, "simsalabim", "refuses this user or password: correct DATABASE_URL"),
        (GUARDED, None, "wants a password: give it in DATABASE_URL"),
        ("nobody_here", None, "refuses this user or password: correct DATABASE_URL"),
    ],
)
def test_whoever_is_not_let_in_is_told_so_without_the_password(
    server: PostgresqlDatabases, seed: Path, url: str, user: str, password: str | None, reason: str
) -> None:
    address = server.url(store_url(url).database or "", user, password).render_as_string(hide_password=False)
    assert refusal(address, seed) == reason
    with pytest.raises(StoreError) as caught:
        opened(address, seed)
    assert "simsalabim" not in str(caught.value)


def test_the_right_password_opens(server: PostgresqlDatabases, seed: Path, url: str) -> None:
    address = server.url(store_url(url).database or "", GUARDED, PASSWORD)
    opened(address.render_as_string(hide_password=False), seed).close()


def test_a_database_that_does_not_exist_is_named(server: PostgresqlDatabases, seed: Path) -> None:
    address = server.url("nowhere").render_as_string(hide_password=False)
    assert refusal(address, seed) == "does not exist: create it (createdb), or correct DATABASE_URL"


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("postgresql://me@host.invalid/base", "nobody knows a host of this name: correct DATABASE_URL"),
        ("postgresql://me@/base?host=/no/such/folder", "see whether its server runs, and whether DATABASE_URL names"),
    ],
)
def test_a_server_that_is_not_there_is_named(seed: Path, address: str, reason: str) -> None:
    with pytest.raises(StoreError, match=f"cannot be reached: {reason}"):
        opened(address, seed)


def test_a_locked_database_is_named_within_the_time_given(engine: Engine, seed: Path, url: str) -> None:
    (seed / "glossary.csv").write_text((seed / "glossary.csv").read_text().replace("care", "caring"))
    with writing(engine) as other:
        other.exec_driver_sql("LOCK TABLE pairs")
        started = monotonic()
        assert (
            refusal(url, seed) == "is locked by another program: stop that program, or try again when it has finished"
        )
        assert monotonic() - started < 5
    opened(url, seed).close()


def test_a_process_that_prepares_the_database_is_waited_for_and_then_named(
    engine: Engine, seed: Path, new_database: Callable[[], str]
) -> None:
    empty = new_database()
    other = store_engine(store_url(empty))
    with writing(other) as connection:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7278410)")
        assert refusal(empty, seed).startswith("is locked by another program")
    other.dispose()
    assert tables_in(empty) == set()
    opened(empty, seed).close()


def test_processes_that_prepare_an_empty_database_at_once_do_it_once(
    seed: Path, new_database: Callable[[], str]
) -> None:
    empty = new_database()
    at_once = Barrier(4)
    lines: list[str] = []

    def start(_number: int) -> None:
        at_once.wait()
        open_store(empty, progress=lines.append, seed_folder=seed).close()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(start, range(4)))
    assert sum("Prepared the database in" in line for line in lines) == 1


def end_all_connections(server: PostgresqlDatabases, url: str) -> None:
    """As a server does that is started again, or a network that forgets idle connections."""
    database = store_url(url).database
    server.administer(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{database}'")


def test_connections_that_were_dropped_while_idle_cost_no_request(
    server: PostgresqlDatabases, seed: Path, url: str
) -> None:
    store = opened(url, seed)
    works = [store.unit_of_work() for _thread in range(8)]
    for work in works:
        work.__enter__()
    for work in works:
        work.__exit__(None, None, None)
    end_all_connections(server, url)
    for _time in range(9):
        with store.unit_of_work() as work:
            assert work.datasets.current().observations == 8
    assert database_problem(store) is None
    store.close()


def test_a_connection_that_is_dropped_while_in_use_is_named(server: PostgresqlDatabases, engine: Engine) -> None:
    def read_twice(connection: Connection) -> None:
        connection.exec_driver_sql("SELECT 1")
        end_all_connections(server, engine.url.render_as_string(hide_password=False))
        connection.exec_driver_sql("SELECT 1")

    with (
        pytest.raises(StoreError, match=r": closed the connection before it answered: look whether the last change"),
        said_plainly(engine.url),
        engine.connect() as connection,
    ):
        read_twice(connection)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1


def test_a_server_that_stops_is_named_and_healed_when_it_is_back(
    server: PostgresqlDatabases, seed: Path, url: str
) -> None:
    store = opened(url, seed)
    name = store_url(url).database
    server.administer(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    end_all_connections(server, url)
    assert database_problem(store) == "the database cannot be reached"
    server.administer(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    assert database_problem(store) is None
    store.close()


OVERTAKEN = "was changed by somebody else at the same moment, and nothing of this change was kept: try it again"


def test_a_change_that_was_overtaken_is_named(engine: Engine) -> None:
    with (
        pytest.raises(StoreError, match=OVERTAKEN),
        said_plainly(engine.url),
        engine.begin() as slow,
    ):
        slow.exec_driver_sql("SELECT more FROM glossary_terms")
        with writing(engine) as quick:
            quick.exec_driver_sql("UPDATE glossary_terms SET more = 'quick'")
        slow.exec_driver_sql("UPDATE glossary_terms SET more = 'slow'")
    with engine.connect() as connection:
        found = connection.exec_driver_sql("SELECT DISTINCT more FROM glossary_terms").scalars().all()
    assert found == ["quick"]


def test_two_that_wait_for_each_other_are_told_apart(engine: Engine) -> None:
    both_hold = Barrier(2)

    def swap(tables: tuple[str, str]) -> str:
        try:
            with said_plainly(engine.url), writing(engine) as connection:
                connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
                connection.exec_driver_sql(f"LOCK TABLE {tables[0]}")
                both_hold.wait()
                connection.exec_driver_sql(f"LOCK TABLE {tables[1]}")
        except StoreError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(2) as threads:
        said = sorted(threads.map(swap, [("pairs", "links"), ("links", "pairs")]))
    assert said[0] == ""
    assert said[1].endswith(f": {OVERTAKEN}")


@pytest.mark.parametrize(
    ("setting", "reason"),
    [
        ("default_transaction_read_only = on", "may only be read: name the server that takes writes in DATABASE_URL"),
        ("role = 'stranger'", "may not be used as it must: let this user create, read and write its tables"),
    ],
)
def test_a_database_that_may_not_be_written_is_named(
    server: PostgresqlDatabases, seed: Path, new_database: Callable[[], str], setting: str, reason: str
) -> None:
    empty = new_database()
    run_in(empty, "DO $$ BEGIN CREATE ROLE stranger; EXCEPTION WHEN duplicate_object THEN END $$")
    server.administer(f"ALTER DATABASE {store_url(empty).database} SET {setting}")
    assert refusal(empty, seed) == reason
