"""The file of a backup: one zip with `manifest.json` and, for each table, its rows as lines of JSON.

Nothing in it depends on the kind of database. docs/operations.md describes it.
"""

import datetime
import hashlib
import json
import os
import secrets
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from data.backup_schema import BackupTable
from data.errors import StoreError

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 1024 * 1024
LONGEST_LINE = 1024 * 1024
LARGEST_CONTENT = 8 * 1024**3
"""Bytes, unpacked: five hundred times the published figures."""
OWNER_ONLY = 0o600

_T = TypeVar("_T")


class BackupError(StoreError):
    """A backup cannot be written or read; the message is one line that says why and what to do."""


@dataclass(frozen=True, slots=True)
class TableSummary:
    """What the manifest says of a table: how many rows, and the SHA-256 of its lines."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds; `made_at` is the moment that it shows."""

    made_at: datetime.datetime
    revision: str
    dataset_version: str
    product_version: str
    tables: Mapping[str, TableSummary]

    def as_json(self) -> str:
        """The text of manifest.json."""
        document = {"format": FORMAT, **asdict(self), "made_at": self.made_at.isoformat()}
        return json.dumps(document, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> "Manifest":
        """Read manifest.json.

        Raises:
            BackupError: if it is not one, or of a later format.
        """
        try:
            read = json.loads(text)
            if read["format"] != FORMAT:
                raise BackupError(
                    f"it is of format {read['format']!r}, and this release reads format {FORMAT}: "
                    "restore it with the release that made it"
                )
            return cls(
                made_at=_moment(read["made_at"]),
                revision=_of_kind(str, read["revision"]),
                dataset_version=_of_kind(str, read["dataset_version"]),
                product_version=_of_kind(str, read["product_version"]),
                tables={
                    name: TableSummary(_of_kind(int, table["rows"]), _of_kind(str, table["sha256"]))
                    for name, table in read["tables"].items()
                },
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise BackupError(f"its {MANIFEST} is not that of a backup") from None


@contextmanager
def new_backup_file(path: Path) -> Generator[ZipFile]:
    """A file that stands under its name when the block ends without an error, complete and readable by its owner only.

    Raises:
        BackupError: if something has that name, or the file cannot be written.
    """
    if path.exists():
        raise BackupError(f"{path} exists: give another name")
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_ONLY), "wb") as file:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive:
                yield archive
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(path)
        _keep_name(path.parent)
    except OSError as error:
        raise BackupError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _keep_name(folder: Path) -> None:
    """Wait until the disk has the file's name too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def write_rows(
    archive: ZipFile, table: BackupTable, rows: Iterable[Mapping[Any, Any]], made_at: datetime.datetime
) -> TableSummary:
    """Write the rows of a table, one at a time."""
    count, digest = 0, hashlib.sha256()
    with archive.open(_member(_name_of(table.name), made_at), "w", force_zip64=True) as member:
        for row in rows:
            line = json.dumps({name: _as_json(row[name]) for name in table.kinds}, ensure_ascii=False).encode() + b"\n"
            member.write(line)
            digest.update(line)
            count += 1
    return TableSummary(count, digest.hexdigest())


def write_manifest(archive: ZipFile, manifest: Manifest) -> None:
    """Write what the backup holds."""
    archive.writestr(_member(MANIFEST, manifest.made_at), manifest.as_json())


def _member(name: str, made_at: datetime.datetime) -> ZipInfo:
    member = ZipInfo(name, made_at.timetuple()[:6])
    member.compress_type = ZIP_DEFLATED
    member.external_attr = OWNER_ONLY << 16
    return member


def _name_of(table: str) -> str:
    return f"tables/{table}.jsonl"


def _as_json(value: object) -> object:
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else value


class BackupFile:
    """A backup to be read: nothing in it is believed before it was checked."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        members = archive.infolist()
        names = [member.filename for member in members]
        if len(set(names)) != len(names):
            raise BackupError("it holds two files of the same name")
        if MANIFEST not in names:
            raise BackupError(f"it holds no {MANIFEST}, so that it is not a backup of Parity Map")
        if any(member.flag_bits & 1 or member.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for member in members):
            raise BackupError("it is encrypted or packed in a way that no backup is")
        if sum(member.file_size for member in members) > LARGEST_CONTENT:
            raise BackupError(f"it unpacks to more than {LARGEST_CONTENT // 1024**3} GiB")
        if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise BackupError(f"its {MANIFEST} is too long to be one")
        self.manifest = Manifest.from_json(archive.read(MANIFEST))
        if unknown := set(names) - {MANIFEST, *map(_name_of, self.manifest.tables)}:
            raise BackupError(f"it holds {min(unknown)!r}, which its {MANIFEST} does not name")

    def check(self, tables: Sequence[BackupTable]) -> None:
        """Read everything once: the tables are these, and each row fits and is the one that was written.

        Raises:
            BackupError: if not.
        """
        expected, found = {table.name for table in tables}, set(self.manifest.tables)
        if unknown := found - expected:
            raise BackupError(
                f"it holds a table {min(unknown)!r}, which revision {self.manifest.revision} does not have"
            )
        if missing := expected - found:
            raise BackupError(f"it lacks the table {min(missing)!r}")
        for table in tables:
            for _row in self.rows(table):
                pass

    def rows(self, table: BackupTable) -> Iterator[dict[str, Any]]:
        """The rows of a table, one at a time.

        Raises:
            BackupError: if one does not fit, or, at the end, if they are not those that were written.
        """
        summary, count, digest = self.manifest.tables[table.name], 0, hashlib.sha256()
        changed = BackupError(f"table {table.name}: its rows are not those that were written; take another backup")
        try:
            with self._archive.open(_name_of(table.name)) as lines:
                while line := lines.readline(LONGEST_LINE + 1):
                    count += 1
                    if count > summary.rows:
                        raise changed
                    digest.update(line)
                    yield _row(table, count, line)
        except KeyError:
            raise BackupError(f"it lacks the file {_name_of(table.name)}") from None
        if count != summary.rows or digest.hexdigest() != summary.sha256:
            raise changed


@contextmanager
def opened_backup(path: Path) -> Generator[BackupFile]:
    """A backup to be read.

    Raises:
        BackupError: if it cannot be read, or is not one.
    """
    try:
        with ZipFile(path) as archive:
            yield BackupFile(archive)
    except BackupError as problem:
        raise BackupError(f"{path} cannot be restored: {problem}") from None
    except (BadZipFile, ZlibError, EOFError, NotImplementedError) as error:
        raise BackupError(f"{path} cannot be restored: it is not a zip file, or is damaged ({error})") from error
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror or error}") from error


def _row(table: BackupTable, number: int, line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise BackupError(f"table {table.name}, row {number}: longer than any row may be")
    try:
        read = json.loads(line)
        if not isinstance(read, dict) or read.keys() != table.kinds.keys():
            raise ValueError
        return {name: _value(table, name, read[name]) for name in table.kinds}
    except (ValueError, RecursionError):
        raise BackupError(f"table {table.name}, row {number}: not a row of this table") from None


def _value(table: BackupTable, name: str, value: object) -> object:
    if value is None:
        if name not in table.may_be_empty:
            raise ValueError(name)
        return None
    kind = table.kinds[name]
    if kind is datetime.datetime:
        return _moment(value)
    if kind is datetime.date:
        return datetime.date.fromisoformat(_of_kind(str, value))
    return _of_kind(kind, value)


def _moment(value: object) -> datetime.datetime:
    moment = datetime.datetime.fromisoformat(_of_kind(str, value))
    if moment.tzinfo is None:
        raise ValueError(value)
    return moment


def _of_kind(kind: type[_T], value: object) -> _T:
    if type(value) is not kind:
        raise ValueError(value)
    return value
