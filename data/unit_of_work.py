"""One piece of work on the store, all or nothing; and the store it works on."""

import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from data.engine import BUSY_SECONDS, DEFAULT_DATABASE_URL, said_plainly, store_engine, store_url
from data.errors import StoreError
from data.repositories import RememberedDataset, SqlDatasetRepository
from data.seed_files import SEED_FOLDER
from data.seeding import Progress, bring_up_to_date

PATIENCE_SECONDS = 30.0
"""How long a start waits for another process that prepares the same database."""


def on_stderr(line: str) -> None:
    """Show a line of progress to whoever starts the product."""
    print(line, file=sys.stderr, flush=True)


class SqlUnitOfWork:
    """One transaction: `with store.unit_of_work() as work: work.datasets.current()`."""

    def __init__(self, engine: Engine, remembered: RememberedDataset) -> None:
        self._engine = engine
        self._remembered = remembered
        self._connection: Connection | None = None

    @property
    def datasets(self) -> SqlDatasetRepository:
        """The published figures and the evidence.

        Raises:
            RuntimeError: outside the `with` block.
        """
        if self._connection is None:
            raise RuntimeError("a unit of work is used inside its block: with unit_of_work() as work")
        return SqlDatasetRepository(self._connection, self._remembered)

    def __enter__(self) -> Self:
        """Begin.

        Raises:
            StoreError: if the database cannot be reached.
        """
        if self._connection is not None:
            raise RuntimeError("this unit of work has begun already: take another one")
        with said_plainly(self._engine.url):
            self._connection = self._engine.connect()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End without a trace: what reads leaves nothing to keep."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


class Store:
    """A database that is ready to work on."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._remembered = RememberedDataset()

    def unit_of_work(self) -> SqlUnitOfWork:
        """A new piece of work; all of one store share the dataset they read."""
        return SqlUnitOfWork(self._engine, self._remembered)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def open_store(
    database_url: str = DEFAULT_DATABASE_URL,
    *,
    progress: Progress = on_stderr,
    seed_folder: Path = SEED_FOLDER,
    busy_seconds: float = BUSY_SECONDS,
    patience: float = PATIENCE_SECONDS,
) -> Store:
    """Open a database, creating, migrating and seeding what is missing; a second time changes nothing.

    Raises:
        StoreError: in one line, if it cannot be reached, is locked for longer than the seconds given, or
            belongs to a newer release or to something else.
        SeedError: if a seed file breaks its contract; the database is then as it was before.
    """
    url = store_url(database_url)
    if url.get_backend_name() == "sqlite":
        _check_folder(Path(url.database or ""))
    engine = store_engine(url, busy_seconds=busy_seconds)
    try:
        with said_plainly(url):
            bring_up_to_date(engine, seed_folder, progress=progress, patience=patience)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


def _check_folder(file: Path) -> None:
    """Make the default folder; any other folder is somebody's decision and has to exist."""
    folder = file.resolve().parent
    if file.resolve() == Path(store_url(DEFAULT_DATABASE_URL).database or "").resolve():
        folder.mkdir(exist_ok=True)
    if not folder.is_dir():
        raise StoreError(f"the folder {folder} does not exist: create it or correct DATABASE_URL")
    if file.is_dir():
        raise StoreError(f"{file} is a folder: give a file in DATABASE_URL")
