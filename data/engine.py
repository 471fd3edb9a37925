"""Connections to the store: which databases are supported, how they are set up, what their errors mean."""

import random
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from data.errors import StoreError

ROOT = Path(__file__).resolve().parents[1]
DEFAULT_DATABASE_URL = f"sqlite:///{ROOT / 'var' / 'parity-map.db'}"
BUSY_SECONDS = 5.0
"""How long a statement waits for another writer before it gives up."""
CONNECTIONS = 16
"""Connections that a process keeps open once it has needed them: a thread holds one while it reads or writes only."""

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
            pool_size=CONNECTIONS,
            max_overflow=4,
            pool_timeout=busy_seconds,
            # A server that was started again, or closed an idle connection, costs nobody a request.
            pool_pre_ping=True,
            connect_args={"connect_timeout": max(2, wait), "options": f"-c lock_timeout={wait}s"},
        )
    engine = create_engine(
        url, pool_size=CONNECTIONS, max_overflow=4, pool_timeout=busy_seconds, connect_args={"timeout": busy_seconds}
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: SqliteConnection, _record: object) -> None:
    # The driver would start transactions late and end them before CREATE TABLE; _begin_sqlite starts them.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # Each commit waits until the disk has it: what somebody was told is saved survives a power cut.
    # (NORMAL, with the write-ahead log, would survive a killed process only.)
    connection.execute("PRAGMA synchronous = FULL")


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES):
        _begin_writing_sqlite(connection)
    else:
        connection.exec_driver_sql("BEGIN")


def _begin_writing_sqlite(connection: Connection) -> None:
    """Wait for one's turn to write, asking at short and uneven intervals.

    SQLite's own waiting sleeps longer each time, so that of several busy writers one may never be let in.
    """
    allowed = connection.exec_driver_sql("PRAGMA busy_timeout").scalar() or 0
    deadline = time.monotonic() + allowed / 1000
    connection.exec_driver_sql("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except OperationalError as error:
                if "locked" not in str(error.orig) or time.monotonic() >= deadline:
                    raise
                time.sleep(random.uniform(0.0005, 0.004))
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {allowed}")


def writing_engine(engine: Engine) -> Engine:
    """The same connections, for transactions that write."""
    options: dict[str, Any] = {_WRITES: True}
    if engine.dialect.name == "postgresql":
        # A writer waits for the one before it and must then see what that one wrote.
        options["isolation_level"] = "READ COMMITTED"
    return engine.execution_options(**options)


def is_writing(connection: Connection) -> bool:
    """Whether the connection's transactions are begun for writing."""
    return bool(connection.get_execution_options().get(_WRITES))


@contextmanager
def writing(engine: Engine) -> Generator[Connection]:
    """One writing transaction, committed if the block ends without an error."""
    with writing_engine(engine).begin() as connection:
        yield connection


@contextmanager
def said_plainly(url: URL) -> Generator[None]:
    """Turn what a database driver raises into one line for a person."""
    try:
        yield
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None) or ""
        raise StoreError(f"{_shown(url)}: {_meaning(str(error.orig), state)}") from error
    except NoConnectionFree as error:
        raise StoreError(f"{_shown(url)}: {_BUSY}") from error


def _shown(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return f"the database {url.database}"
    # A password may also stand among the options, where SQLAlchemy would show it.
    shown = url.difference_update_query(("password", "sslpassword"))
    return f"the database {shown.render_as_string(hide_password=True)}"


_LOCKED = "is locked by another program: stop that program, or try again when it has finished"
_OVERTAKEN = "was changed by somebody else at the same moment, and nothing of this change was kept: try it again"
_GONE = "closed the connection before it answered: look whether the last change was kept, then try again"
_UNREACHED = "cannot be reached: see whether its server runs, and whether DATABASE_URL names it rightly"
_REFUSED = "refuses this user or password: correct DATABASE_URL"
_BUSY = "has no connection free: try again, or let the server of the database take more connections"
_SQLSTATES = {
    "40001": _OVERTAKEN,
    "40P01": _OVERTAKEN,
    "55P03": _LOCKED,
    "57P01": _GONE,
    "57P02": _GONE,
    "57P03": "is starting or stopping: try again in a moment",
    "08": _GONE,
    "53300": _BUSY,
    "53100": "cannot grow: the disk of its server is full",
    "25006": "may only be read: name the server that takes writes in DATABASE_URL",
    "42501": "may not be used as it must: let this user create, read and write its tables",
}
"""PostgreSQL's codes, or the beginnings of several, and what they mean: its appendix A."""
_MEANINGS = {
    "database is locked": _LOCKED,
    "file is not a database": "is not an SQLite database: give another path in DATABASE_URL",
    "malformed": "is damaged: restore a backup, or remove the file to start from the published figures",
    "unable to open": "cannot be opened: check that this user may read and write the file and its folder",
    "readonly": "may only be read: let this user write the file and its folder",
    "disk is full": "cannot grow: the disk is full",
    # PostgreSQL's driver gives no code for what happens before it is connected, or when a connection breaks.
    "authentication failed": _REFUSED,
    "FATAL:  role": _REFUSED,
    "no password supplied": "wants a password: give it in DATABASE_URL",
    '" does not exist': "does not exist: create it (createdb), or correct DATABASE_URL",
    "too many clients": _BUSY,
    "starting up": "is starting or stopping: try again in a moment",
    "shutting down": "is starting or stopping: try again in a moment",
    "Is the server running": _UNREACHED,
    "timeout expired": _UNREACHED,
    "failed to resolve host": "cannot be reached: nobody knows a host of this name: correct DATABASE_URL",
    "closed the connection": _GONE,
    "connection is lost": _GONE,
}
"""Words that a message without a code holds, and what they mean; the first that fits."""


def _meaning(message: str, state: str) -> str:
    if state:
        known = (meaning for code, meaning in _SQLSTATES.items() if state.startswith(code))
    else:
        known = (meaning for sign, meaning in _MEANINGS.items() if sign in message)
    if meaning := next(known, ""):
        return meaning
    return f"cannot be used: {' '.join(message.split())}"
