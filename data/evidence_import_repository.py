"""Files of evidence that were read and wait to be taken in, in a database."""

import json
from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, select, update

from data.own_evidence_tables import EvidenceImportRow
from data.staged_json import as_json, from_json
from data.tables import table_of
from domain_model.coding_project import CodingProject, Loss
from domain_model.evidence_import import Choices, ImportRow, Proposed, StagedImport
from domain_model.evidence_vocabulary import ImportFormat
from domain_model.own_codebook import CodeRole, Meaning

IMPORTS = table_of(EvidenceImportRow)
_LISTED = (
    *(IMPORTS.c.id, IMPORTS.c.owner, IMPORTS.c.format, IMPORTS.c.file_name),
    *(IMPORTS.c.report, IMPORTS.c.created_at, IMPORTS.c.applied_at, IMPORTS.c.undone_at),
)
_PROJECTS = frozenset({ImportFormat.QDC, ImportFormat.QDPX})


class SqlEvidenceImportRepository:
    """Imports of evidence: what a file holds stays here until it is taken in, then only what became of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, staged: StagedImport) -> None:
        """Keep a file that was read."""
        row = staged.row
        self._connection.execute(
            insert(IMPORTS).values(
                id=row.id,
                owner=row.owner,
                format=row.format.value,
                file_name=row.file_name,
                content=as_json(staged.content),
                choices=as_json(staged.choices),
                report=_report(staged.losses, 0),
                created_at=row.created_at,
            )
        )

    def staged(self, import_id: str) -> StagedImport | None:
        """A file with what it holds, None for an unknown one; once it was taken in it holds nothing any more."""
        found = self._connection.execute(select(IMPORTS).where(IMPORTS.c.id == import_id)).one_or_none()
        if found is None:
            return None
        row = _row(found)
        kind = CodingProject if row.format in _PROJECTS else Proposed
        content = from_json(kind, found.content) if found.content else Proposed()
        losses = tuple(Loss(**one) for one in json.loads(found.report)["losses"])
        return StagedImport(row, content, from_json(Choices, found.choices), losses)

    def chosen(self, import_id: str) -> tuple[ImportRow, Choices] | None:
        """A file with what was chosen for it, without what it holds; None for an unknown one."""
        query = select(*_LISTED, IMPORTS.c.choices).where(IMPORTS.c.id == import_id)
        found = self._connection.execute(query).one_or_none()
        return (_row(found), from_json(Choices, found.choices)) if found else None

    def rows(self) -> tuple[ImportRow, ...]:
        """All files, the latest first."""
        query = select(*_LISTED).order_by(IMPORTS.c.created_at.desc(), IMPORTS.c.id)
        return tuple(map(_row, self._connection.execute(query)))

    def choose(self, import_id: str, choices: Choices) -> None:
        """Keep what was chosen for a file."""
        self._change(import_id, choices=as_json(choices))

    def applied(self, import_id: str, at: datetime, added: int, losses: tuple[Loss, ...]) -> None:
        """Note that a file was taken in, with how many records and what it lost; let go what it holds."""
        self._change(import_id, applied_at=at, content="", report=_report(losses, added))

    def undone(self, import_id: str, at: datetime) -> None:
        """Note that what a file brought was taken back."""
        self._change(import_id, undone_at=at)

    def remove(self, import_id: str) -> None:
        """Remove a file that waits."""
        waits = (IMPORTS.c.id == import_id, IMPORTS.c.applied_at.is_(None))
        self._connection.execute(delete(IMPORTS).where(*waits))

    def forget_waiting(self, before: datetime) -> None:
        """Remove the files that were read before then and wait still, whoever brought them."""
        old = (IMPORTS.c.created_at < before, IMPORTS.c.applied_at.is_(None))
        self._connection.execute(delete(IMPORTS).where(*old))

    def known_meanings(self) -> dict[str, Meaning]:
        """What was chosen for each foreign code (its guid) in files that were taken in, the latest choice."""
        taken_in = IMPORTS.c.applied_at.is_not(None)
        query = select(IMPORTS.c.choices).where(taken_in).order_by(IMPORTS.c.applied_at)
        known: dict[str, Meaning] = {}
        for choices in self._connection.scalars(query):
            known.update(from_json(Choices, choices).meanings)
        return {guid: meaning for guid, meaning in known.items() if meaning.role is not CodeRole.NOTHING}

    def _change(self, import_id: str, **values: object) -> None:
        self._connection.execute(update(IMPORTS).where(IMPORTS.c.id == import_id).values(**values))


def _report(losses: tuple[Loss, ...], added: int) -> str:
    return f'{{"added":{added},"losses":{as_json(losses)}}}'


def _row(found: Row) -> ImportRow:
    return ImportRow(
        id=found.id,
        owner=found.owner,
        format=ImportFormat(found.format),
        file_name=found.file_name,
        created_at=found.created_at,
        applied_at=found.applied_at,
        undone_at=found.undone_at,
        added=json.loads(found.report)["added"],
    )
