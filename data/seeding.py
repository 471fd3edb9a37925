"""Brings a database up to this release: its tables, then the published dataset, in one transaction."""

import time
from collections.abc import Callable
from pathlib import Path
from sqlite3 import OperationalError

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, select, text

from data.engine import store_engine, writing
from data.errors import StoreError
from data.published_writer import replace_content
from data.search_index import rebuild_index
from data.seed_files import read_seed, seed_digest
from data.tables import PublishedDatasetRow, table_of

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
_ADVISORY_LOCK = 7_278_410
"""Any number: on PostgreSQL it keeps two starting processes from preparing the same database."""

Progress = Callable[[str], None]


def bring_up_to_date(engine: Engine, seed_folder: Path, *, progress: Progress, patience: float) -> None:
    """Create, migrate and seed what is missing or out of date; change nothing where nothing is.

    `patience` is how many seconds to wait for another process that prepares the same database.

    Raises:
        StoreError: if the database belongs to a newer release or to something else.
        SeedError: if a seed file breaks its contract; the database is then as it was before.
    """
    digest = seed_digest(seed_folder)
    with engine.connect() as connection:
        if _is_up_to_date(connection, digest):
            return
    started = time.monotonic()
    progress("Preparing the database: checking the published figures ...")
    content = read_seed(seed_folder)
    version = content.version()
    patient = store_engine(engine.url, busy_seconds=patience)
    try:
        if engine.dialect.name == "sqlite":
            _use_write_ahead_log(patient, patience)
        with writing(patient) as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
            # Another process may have been faster while this one read the files or waited for the lock.
            if _is_up_to_date(connection, digest):
                progress("Another process has prepared the database.")
                return
            _migrate(connection)
            replace_content(connection, content, version, digest)
            rebuild_index(connection, content.evidence)
    finally:
        patient.dispose()
    progress(
        f"Prepared the database in {time.monotonic() - started:.1f} s: {len(content.observations):,} figures "
        f"of {len(content.publications)} publications, dataset {version}."
    )


def _is_up_to_date(connection: Connection, digest: str) -> bool:
    """Whether tables and figures are those of this release.

    Raises:
        StoreError: if the tables are not ours, or are of a newer release.
    """
    revisions = ScriptDirectory.from_config(alembic_config(connection))
    found = set(MigrationContext.configure(connection).get_current_heads())
    if not found:
        # Alembic's own table stays, empty, where the migrations were taken back to the first.
        others = sorted(set(inspect(connection).get_table_names()) - {"alembic_version"})
        if others:
            raise StoreError(f"the database holds other tables ({others[0]} ...): give an empty one")
        return False
    newer = found - {script.revision for script in revisions.walk_revisions()}
    if newer:
        raise StoreError(
            f"the database belongs to a newer release (revision {min(newer)}; this release knows up to "
            f"{revisions.get_current_head()}): start that release, or give another database in DATABASE_URL"
        )
    if found != set(revisions.get_heads()):
        return False
    return connection.scalar(select(table_of(PublishedDatasetRow).c.seed_digest)) == digest


def _migrate(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection) -> Config:
    """What Alembic has to know to work within the transaction of this connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _use_write_ahead_log(engine: Engine, patience: float) -> None:
    """Let readers read while somebody writes; SQLite keeps the setting in the file.

    Changing it needs the file alone and does not wait by itself, hence the trying again.
    """
    connection = engine.raw_connection()
    try:
        deadline = time.monotonic() + patience
        while True:
            try:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
                return
            except OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise StoreError(
                        f"the database {engine.url.database}: cannot be prepared while another program "
                        f"uses it ({error}): stop that program, or try again when it has finished"
                    ) from error
                time.sleep(0.05)
    finally:
        connection.close()
