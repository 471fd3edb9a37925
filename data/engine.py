"""Connections to the store: which databases are supported, how they are set up, what their errors mean."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from data.errors import StoreError

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_DATABASE_URL = f"sqlite:///{ROOT / 'var' / 'parity-map.db'}"
BUSY_SECONDS = 5.0
"""How long a statement waits for another writer before it gives up."""

SUPPORTED = "use sqlite:///path/to/file.db or postgresql+psycopg://user:password@host/database"
_POSTGRESQL = frozenset({"postgresql", "postgresql+psycopg"})
_WRITES = "parity_map_writes"


def store_url(database_url: str) -> URL:
    """The URL of a supported database.

    Raises:
        StoreError: if it is none, or names no file.
    """
    try:
        url = make_url(database_url)
    except ArgumentError:
        # The text is not repeated: a mistyped URL may still hold a password.
        raise StoreError(f"DATABASE_URL is not a database URL: {SUPPORTED}") from None
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername not in {"sqlite", "sqlite+pysqlite"}:
        raise StoreError(f"DATABASE_URL asks for {url.drivername!r}, which is not supported: {SUPPORTED}")
    if url.database in {None, "", ":memory:"} or url.query.get("uri"):
        raise StoreError("DATABASE_URL names no file, and a database in memory would be lost: " + SUPPORTED)
    return url


def store_engine(url: URL, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine whose transactions start as they should on either database.

    SQLite: foreign keys are checked and writers take their lock at the start, so that nobody finds out
    at commit that somebody else was faster. PostgreSQL: what one transaction reads belongs together.
    """
    if url.get_backend_name() == "postgresql":
        wait = max(1, round(busy_seconds))
        return create_engine(
            url,
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,
            connect_args={"connect_timeout": max(2, wait), "options": f"-c lock_timeout={wait}s"},
        )
    engine = create_engine(url, connect_args={"timeout": busy_seconds})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: SqliteConnection, _record: object) -> None:
    # The driver would start transactions late and end them before CREATE TABLE; _begin_sqlite starts them.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Generator[Connection]:
    """One writing transaction, committed if the block ends without an error."""
    options: dict[str, Any] = {_WRITES: True}
    if engine.dialect.name == "postgresql":
        # A writer waits for the one before it and must then see what that one wrote.
        options["isolation_level"] = "READ COMMITTED"
    with engine.execution_options(**options).begin() as connection:
        yield connection


@contextmanager
def said_plainly(url: URL) -> Generator[None]:
    """Turn what a database driver raises into one line for a person."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"{_shown(url)}: {_meaning(str(error.orig))}") from error


def _shown(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return f"the database {url.database}"
    return f"the database {url.render_as_string(hide_password=True)}"


_LOCKED = "is locked by another program: stop that program, or try again when it has finished"
_MEANINGS = {
    "database is locked": _LOCKED,
    "lock timeout": _LOCKED,
    "file is not a database": "is not an SQLite database: give another path in DATABASE_URL",
    "malformed": "is damaged: restore a backup, or remove the file to start from the published figures",
    "unable to open": "cannot be opened: check that this user may read and write the file and its folder",
    "readonly": "may only be read: let this user write the file and its folder",
    "disk is full": "cannot grow: the disk is full",
}


def _meaning(message: str) -> str:
    for sign, meaning in _MEANINGS.items():
        if sign in message:
            return meaning
    return f"cannot be used: {' '.join(message.split())}"
