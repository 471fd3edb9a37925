"""Puts a backup in the place of everything that a database holds, all of it or nothing."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from alembic import command
from sqlalchemy import Connection, Engine, event, func, insert, inspect, select, text
from sqlalchemy.engine import URL

from data.backup import ROWS_AT_A_TIME, counted, revision_of, shown
from data.backup_files import BackupError, BackupFile, Manifest, opened_backup
from data.backup_schema import BackupTable, known_revisions, tables_at
from data.engine import DEFAULT_DATABASE_URL, said_plainly, store_engine, store_url, writing
from data.errors import StoreError
from data.people_tables import ApiTokenRow, OneTimeLinkRow, PersonRow
from data.published_reader import read_evidence
from data.search_index import rebuild_index
from data.seeding import Progress, alembic_config
from data.tables import PublishedDatasetRow, table_of

WRITTEN_BY_PEOPLE = {"people": "accounts", "judgements": "judgements", "notes": "notes", "saved_views": "saved views"}
"""Tables that a restore does not overwrite without being forced to, and what they hold."""

PEOPLE = table_of(PersonRow)
LINKS = table_of(OneTimeLinkRow)
TOKENS = table_of(ApiTokenRow)


class TargetInUseError(StoreError):
    """The database holds something that would be lost, or servers are working on it."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and what somebody should look at.

    `back_again` names the people whose accounts had been deleted since the backup; `open_links` and
    `open_tokens` count what may be used again although it may have been used or withdrawn since.
    """

    manifest: Manifest
    back_again: tuple[str, ...]
    open_links: int
    open_tokens: int


def restore(database_url: str, path: Path, *, force: bool = False, progress: Progress) -> Restored:
    """Check a backup from beginning to end, then put it in the place of everything that the database holds.

    A backup of an earlier release is brought up to this one. If anything fails, the database is as it was.

    Raises:
        BackupError: if the backup is not one, is damaged, or is of a newer release.
        TargetInUseError: if the database holds accounts or what people wrote (and it is not forced), or if
            others are connected to it.
        StoreError: if the database cannot be used.
    """
    url = store_url(database_url)
    with opened_backup(path) as backup:
        manifest = backup.manifest
        if manifest.revision not in known_revisions():
            raise BackupError(
                f"it is of a newer release (revision {manifest.revision}; this one knows up to "
                f"{known_revisions()[-1]}): restore it with that release"
            )
        tables = tables_at(manifest.revision)
        progress(f"Checking the backup of {manifest.made_at:%d %B %Y, %H:%M} UTC ...")
        backup.check(tables)
        with _whole_database(url) as connection:
            was = revision_of(connection, url)
            if was is not None:
                _refuse_to_lose(connection, url, force)
            deleted = _deleted_people(connection) if was else frozenset()
            progress(f"Restoring into {shown(url)} ...")
            _empty_tables(connection, was, manifest.revision)
            for table in tables:
                _load(connection, backup, table, progress)
            command.upgrade(alembic_config(connection), "head")
            rebuild_index(connection, read_evidence(connection))
            _check_loaded(connection, manifest)
            return Restored(manifest, _back_again(connection, deleted), *_still_open(connection))


@contextmanager
def _whole_database(url: URL) -> Generator[Connection]:
    """One writing transaction on a database that nobody else uses."""
    engine = store_engine(url)
    try:
        if url.get_backend_name() == "sqlite":
            with _whole_file(engine, Path(url.database or "")), said_plainly(url), writing(engine) as connection:
                yield connection
        else:
            with said_plainly(url), writing(engine) as connection:
                _refuse_company(connection, url)
                yield connection
    finally:
        engine.dispose()


@contextmanager
def _whole_file(engine: Engine, file: Path) -> Generator[None]:
    """Keep everybody else out of the file; a file that was made for the restore does not outlive its failure."""
    if file.resolve() == Path(store_url(DEFAULT_DATABASE_URL).database or "").resolve():
        file.parent.mkdir(exist_ok=True)
    if not file.parent.is_dir():
        raise StoreError(f"the folder {file.parent} does not exist: create it or correct DATABASE_URL")
    is_new = not file.exists()
    event.listen(engine, "connect", _lock_sqlite)
    try:
        try:
            with said_plainly(engine.url):
                engine.connect().close()
        except StoreError as problem:
            if "is locked" in str(problem):
                raise TargetInUseError(_in_use(engine.url, "somebody has")) from problem
            raise
        yield
    except BaseException:
        engine.dispose()
        if is_new:
            for suffix in ("", "-wal", "-shm", "-journal"):
                Path(f"{file}{suffix}").unlink(missing_ok=True)
        raise


def _lock_sqlite(connection: SqliteConnection, _record: object) -> None:
    # With the write-ahead log a server keeps a lock on the file for as long as it is connected; this one needs all.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def _refuse_company(connection: Connection, url: URL) -> None:
    asked = text(
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
    )
    if others := connection.scalar(asked):
        raise TargetInUseError(_in_use(url, f"{others} other connection{' has' if others == 1 else 's have'}"))


def _in_use(url: URL, who: str) -> str:
    return f"{shown(url)}: {who} it open: stop all servers that use it, then restore again"


def _refuse_to_lose(connection: Connection, url: URL, force: bool) -> None:
    tables = set(inspect(connection).get_table_names())
    counts = {
        words: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
        for name, words in WRITTEN_BY_PEOPLE.items()
        if name in tables
    }
    if any(counts.values()) and not force:
        held = ", ".join(f"{words}: {count:,}" for words, count in counts.items() if count)
        raise TargetInUseError(
            f"{shown(url)} holds what people made ({held}), all of which would be overwritten: "
            "restore into an empty database, or back this one up and say FORCE=1"
        )


def _deleted_people(connection: Connection) -> frozenset[str]:
    if PEOPLE.name not in inspect(connection).get_table_names():
        return frozenset()
    return frozenset(connection.scalars(select(PEOPLE.c.id).where(PEOPLE.c.deleted_at.is_not(None))))


def _empty_tables(connection: Connection, was: str | None, revision: str) -> None:
    """Make the tables of that revision anew, without what the migrations put into them."""
    config = alembic_config(connection)
    if was is not None:
        command.downgrade(config, "base")
    command.upgrade(config, revision)
    for table in reversed(tables_at(revision)):
        connection.execute(table.clause().delete())


def _load(connection: Connection, backup: BackupFile, table: BackupTable, progress: Progress) -> None:
    rows = counted(backup.rows(table), table.name, progress)
    while batch := list(islice(rows, ROWS_AT_A_TIME)):
        connection.execute(insert(table.clause()), batch)
    expected = backup.manifest.tables[table.name].rows
    loaded = connection.execute(select(func.count()).select_from(table.clause())).scalar_one()
    if loaded != expected:
        raise BackupError(f"table {table.name} holds {loaded:,} rows after {expected:,} were written")
    if connection.dialect.name == "postgresql" and len(table.key) == 1 and table.kinds[table.key[0]] is int:
        _go_on_counting(connection, table)


def _go_on_counting(connection: Connection, table: BackupTable) -> None:
    """Let PostgreSQL number new rows after the loaded ones, where it numbers them."""
    key = table.clause().c[table.key[0]]
    sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, key.name)))
    if sequence and (last := connection.scalar(select(func.max(key)))) is not None:
        connection.execute(select(func.setval(sequence, last)))


def _check_loaded(connection: Connection, manifest: Manifest) -> None:
    version = connection.scalar(select(table_of(PublishedDatasetRow).c.version)) or "no-dataset"
    if version != manifest.dataset_version:
        raise BackupError(f"its rows are of dataset {version}, its manifest of {manifest.dataset_version}")


def _back_again(connection: Connection, deleted: frozenset[str]) -> tuple[str, ...]:
    asked = select(PEOPLE.c.name).where(PEOPLE.c.id.in_(deleted), PEOPLE.c.deleted_at.is_(None)).order_by(PEOPLE.c.name)
    return tuple(connection.scalars(asked))


def _still_open(connection: Connection) -> tuple[int, int]:
    """How many one-time links open, and how many API tokens are accepted."""
    now = datetime.now(UTC)
    links = (LINKS.c.used_at.is_(None), LINKS.c.revoked_at.is_(None), LINKS.c.expires_at > now)
    tokens = (TOKENS.c.revoked_at.is_(None), TOKENS.c.expires_at > now)
    return (
        connection.execute(select(func.count()).select_from(LINKS).where(*links)).scalar_one(),
        connection.execute(select(func.count()).select_from(TOKENS).where(*tokens)).scalar_one(),
    )
