"""Writes what is worth keeping in the store into one file, as it stands at one moment, while others go on writing."""

import datetime
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar
from zipfile import ZipFile

from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, select
from sqlalchemy.engine import URL

from data.backup_files import BackupError, Manifest, new_backup_file, write_manifest, write_rows
from data.backup_schema import BackupTable, known_revisions, tables_at
from data.engine import ROOT, said_plainly, store_engine, store_url
from data.errors import StoreError
from data.seeding import Progress
from data.tables import PublishedDatasetRow, table_of

_T = TypeVar("_T")

BACKUP_FOLDER = ROOT / "var" / "backups"
ROWS_AT_A_TIME = 1000
WORTH_A_LINE = 50_000
"""After so many rows of a table a line of progress says how far it is."""


def back_up(database_url: str, to: Path | None = None, *, progress: Progress) -> tuple[Path, Manifest]:
    """Write a backup to the file or into the folder `to`, else into var/backups; answer where it is and what it holds.

    All of it is of one moment: what was committed before is in it, what is committed later is not.

    Raises:
        StoreError: in one line, if the database cannot be read, or is not one of this release or an earlier one.
        BackupError: if the file cannot be written.
    """
    url = store_url(database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise BackupError(f"there is no database {url.database}: correct DATABASE_URL")
    engine = store_engine(url).execution_options(postgresql_readonly=True)
    try:
        # One transaction: SQLite's, and PostgreSQL's REPEATABLE READ, show one moment from their first reading on.
        with said_plainly(url), engine.connect() as connection:
            revision = revision_of(connection, url)
            if revision is None:
                raise StoreError(f"{shown(url)} is empty: there is nothing to back up; correct DATABASE_URL")
            made_at = datetime.datetime.now(datetime.UTC)
            version = connection.scalar(select(table_of(PublishedDatasetRow).c.version)) or "no-dataset"
            path = _place_for(to, f"parity-map-{made_at:%Y%m%dT%H%M%SZ}-{version}.zip")
            progress(f"Backing up {shown(url)} to {path} ...")
            with new_backup_file(path) as archive:
                empty = Manifest(made_at, revision, version, product_version(), {})
                manifest = _write(connection, archive, empty, progress)
    finally:
        engine.dispose()
    return path, manifest


def _write(connection: Connection, archive: ZipFile, empty: Manifest, progress: Progress) -> Manifest:
    tables = {
        table.name: write_rows(archive, table, counted(_rows(connection, table), table.name, progress), empty.made_at)
        for table in tables_at(empty.revision)
    }
    manifest = Manifest(empty.made_at, empty.revision, empty.dataset_version, empty.product_version, tables)
    write_manifest(archive, manifest)
    return manifest


def _rows(connection: Connection, table: BackupTable) -> Iterator[Mapping[Any, Any]]:
    clause = table.clause()
    asked = select(clause).order_by(*(clause.c[name] for name in table.key))
    yield from connection.execute(asked, execution_options={"yield_per": ROWS_AT_A_TIME}).mappings()


def counted(rows: Iterable[_T], name: str, progress: Progress) -> Iterator[_T]:
    """The same rows, with a line of progress for each further 50,000."""
    for number, row in enumerate(rows, start=1):
        yield row
        if number % WORTH_A_LINE == 0:
            progress(f"  {name}: {number:,} rows")


def revision_of(connection: Connection, url: URL) -> str | None:
    """The revision of the database's tables; None if it is empty.

    Raises:
        StoreError: if it belongs to a newer release or to something else.
    """
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None:
        others = sorted(set(inspect(connection).get_table_names()) - {"alembic_version"})
        if others:
            raise StoreError(f"{shown(url)} is not one of Parity Map: it holds other tables ({others[0]} ...)")
    elif revision not in known_revisions():
        raise StoreError(
            f"{shown(url)} belongs to a newer release (revision {revision}; "
            f"this one knows up to {known_revisions()[-1]}): use that release"
        )
    return revision


def shown(url: URL) -> str:
    """The database's name, without a password."""
    if url.get_backend_name() == "sqlite":
        return f"the database {url.database}"
    return f"the database {url.database!r} on {url.host or url.query.get('host') or 'this machine'}"


def product_version() -> str:
    """The version of this release."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def _place_for(to: Path | None, name: str) -> Path:
    if to is None:
        BACKUP_FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
        return BACKUP_FOLDER / name
    if to.is_dir():
        return to / name
    if not to.parent.is_dir():
        raise BackupError(f"the folder {to.parent} does not exist: create it, or give another path")
    return to
