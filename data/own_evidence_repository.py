"""Evidence that people add, in a database; what stands is remembered and brought up to date by number."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from threading import Lock

from sqlalchemy import Connection, Row, func, insert, select, update

from data.engine import is_writing
from data.evidence_content import content_from, content_json
from data.own_evidence_tables import EvidenceEditRow, EvidenceNumberRow
from data.tables import table_of
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import Content, Edit, OwnEvidence, standing

EDITS = table_of(EvidenceEditRow)
NUMBERS = table_of(EvidenceNumberRow)
_AT_ONCE = 500
"""How many ids one question names: databases bound the length of a list."""


class RememberedOwnEvidence:
    """What stood when it was last read in this process: immutable, so that every request may share it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.known = standing(())


class SqlOwnEvidenceRepository:
    """Evidence that people add, every version of it.

    A writer takes the one row of `evidence_numbers` first, so that writers follow one another and numbers become
    visible in their order: a reader who has seen number n has seen all before it.
    """

    def __init__(self, connection: Connection, remembered: RememberedOwnEvidence) -> None:
        self._connection = connection
        self._remembered = remembered

    def number(self) -> int:
        """The number of the last edit, 0 where nobody has added anything."""
        return self._connection.scalar(select(NUMBERS.c.latest)) or 0

    def standing(self) -> OwnEvidence:
        """What stands; the same object for as long as nothing changes."""
        latest = self.number()
        with self._remembered.lock:
            known = self._remembered.known
            if known.number == latest:
                return known
            # A smaller number is an older snapshot or a restored database, whose numbers to come are known already.
            earlier = None if known.number > latest else known
            new = EDITS.c.number > (earlier.number if earlier else 0)
            rows = self._connection.execute(select(EDITS).where(new, EDITS.c.number <= latest).order_by(EDITS.c.number))
            now_standing = standing(map(_edit, rows), earlier)
            if not is_writing(self._connection):  # what a writer sees may never be committed
                self._remembered.known = now_standing
            return now_standing

    def add(
        self,
        author: str,
        records: Sequence[tuple[RecordKind, str, Content | None]],
        at: datetime,
        *,
        batch: str = "",
        undoes: int | None = None,
    ) -> tuple[Edit, ...]:
        """Keep a further version of each record (its kind, its id, its content or None to withdraw it).

        Writers wait for one another.
        """
        if not records:
            return ()
        first = self._take_numbers(len(records))
        versions = self._versions(record for _kind, record, _content in records)
        edits: list[Edit] = []
        for number, (kind, record, content) in enumerate(records, start=first):
            version = versions[kind, record] = versions.get((kind, record), 0) + 1
            edits.append(Edit(number, kind, record, version, content, author, at, batch, undoes))
        self._connection.execute(insert(EDITS), [_values_of(edit) for edit in edits])
        return tuple(edits)

    def take_turn(self) -> None:
        """Wait until nobody else writes evidence; it stays so until this work ends. Readers do not wait."""
        if is_writing(self._connection):
            self._connection.execute(update(NUMBERS).values(latest=NUMBERS.c.latest))

    def history(self, kind: RecordKind, record: str) -> tuple[Edit, ...]:
        """All versions of a record in order."""
        one = (EDITS.c.kind == kind.value, EDITS.c.record == record)
        return tuple(map(_edit, self._connection.execute(select(EDITS).where(*one).order_by(EDITS.c.version))))

    def histories(self, records: Iterable[tuple[RecordKind, str]]) -> dict[tuple[RecordKind, str], tuple[Edit, ...]]:
        """All versions of each of these records in order; of those that never were, none."""
        wanted = set(records)
        ids = sorted({record for _kind, record in wanted})
        found: dict[tuple[RecordKind, str], list[Edit]] = {one: [] for one in wanted}
        for start in range(0, len(ids), _AT_ONCE):
            some = EDITS.c.record.in_(ids[start : start + _AT_ONCE])
            for row in self._connection.execute(select(EDITS).where(some).order_by(EDITS.c.number)):
                if (key := (RecordKind(row.kind), row.record)) in wanted:
                    found[key].append(_edit(row))
        return {key: tuple(edits) for key, edits in found.items()}

    def edit(self, number: int) -> Edit | None:
        """The edit of that number."""
        row = self._connection.execute(select(EDITS).where(EDITS.c.number == number)).one_or_none()
        return _edit(row) if row else None

    def latest(
        self, most: int, before: int | None = None, *, kind: RecordKind | None = None, author: str = ""
    ) -> tuple[Edit, ...]:
        """The last edits, the latest first; those of one kind or person, or with a smaller number than `before`."""
        query = select(EDITS).order_by(EDITS.c.number.desc()).limit(most)
        if before is not None:
            query = query.where(EDITS.c.number < before)
        if kind is not None:
            query = query.where(EDITS.c.kind == kind.value)
        if author:
            query = query.where(EDITS.c.author == author)
        return tuple(map(_edit, self._connection.execute(query)))

    def of(self, author: str) -> tuple[Edit, ...]:
        """All edits of a person in order."""
        rows = self._connection.execute(select(EDITS).where(EDITS.c.author == author).order_by(EDITS.c.number))
        return tuple(map(_edit, rows))

    def authors(self) -> tuple[str, ...]:
        """The ids of all who made an edit, in the order of their first one."""
        first = func.min(EDITS.c.number)
        return tuple(self._connection.scalars(select(EDITS.c.author).group_by(EDITS.c.author).order_by(first)))

    def of_batch(self, batch: str) -> tuple[Edit, ...]:
        """All edits of an import in order."""
        rows = self._connection.execute(select(EDITS).where(EDITS.c.batch == batch).order_by(EDITS.c.number))
        return tuple(map(_edit, rows))

    def _take_numbers(self, how_many: int) -> int:
        """The first of so many numbers that nobody else gets; other writers wait from here on."""
        self._connection.execute(update(NUMBERS).values(latest=NUMBERS.c.latest + how_many))
        latest = self._connection.scalar(select(NUMBERS.c.latest))
        if latest is None:
            raise RuntimeError("the table of evidence numbers has no row: migrate the database")
        return latest - how_many + 1

    def _versions(self, records: Iterable[str]) -> dict[tuple[RecordKind, str], int]:
        """The version that each of these records is at; those that are new are not in it."""
        ids = sorted(set(records))
        found: dict[tuple[RecordKind, str], int] = {}
        for start in range(0, len(ids), _AT_ONCE):
            some = EDITS.c.record.in_(ids[start : start + _AT_ONCE])
            query = select(EDITS.c.kind, EDITS.c.record, func.max(EDITS.c.version)).where(some)
            for kind, record, version in self._connection.execute(query.group_by(EDITS.c.kind, EDITS.c.record)):
                found[RecordKind(kind), record] = version
        return found


def _values_of(edit: Edit) -> dict[str, object]:
    return {
        "number": edit.number,
        "kind": edit.kind.value,
        "record": edit.record,
        "version": edit.version,
        "content": None if edit.content is None else content_json(edit.content),
        "author": edit.author,
        "at": edit.at,
        "batch": edit.batch,
        "undoes": edit.undoes,
    }


def _edit(row: Row) -> Edit:
    kind = RecordKind(row.kind)
    content = None if row.content is None else content_from(kind, row.content)
    return Edit(row.number, kind, row.record, row.version, content, row.author, row.at, row.batch, row.undoes)
