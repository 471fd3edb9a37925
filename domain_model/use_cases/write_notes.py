"""Write notes on a cell, change them and take them back; every version stays, and only authors change their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain_model.audit import AuditEvent
from domain_model.cells import Cell
from domain_model.notes import Note, checked_note
from domain_model.people import NotAllowedError, Person, new_id
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Permission
from domain_model.ports import UnitOfWork
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.check_account import check_account


class NoSuchNoteError(LookupError):
    """No note of that id, or none that this reader may read: withdrawn ones are for their authors only."""


@dataclass(frozen=True, slots=True)
class NotesHere:
    """The notes on one cell of an area, as one reader finds them, the latest first.

    `names` are the authors' by their id: empty for a reader who is not signed in, '' for a deleted account.
    """

    area: str
    cell: Cell
    notes: tuple[Note, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    reader: Person | None = None

    @property
    def may_write(self) -> bool:
        """Whether the reader may write here."""
        return self.reader is not None and self.reader.may(Permission.WRITE_NOTES)

    def is_own(self, note: Note) -> bool:
        """Whether the reader wrote it and may still change it."""
        return self.may_write and self.reader is not None and note.author == self.reader.id


def read_notes(work: UnitOfWork, area: str, cell: Cell, reader: Person | None) -> NotesHere:
    """The notes on a cell, with their authors' names for those who are signed in."""
    return NotesHere(area, cell, work.notes.at(area, cell), work.people.names() if reader else {}, reader)


def read_versions(work: UnitOfWork, note_id: str, reader: Person | None) -> tuple[Note, ...]:
    """All versions of a note in order.

    Raises:
        NoSuchNoteError: if there is none, or it was withdrawn by somebody else.
    """
    versions = work.notes.versions(note_id)
    if not versions or (versions[-1].is_withdrawn and (reader is None or versions[-1].author != reader.id)):
        raise NoSuchNoteError(note_id)
    return versions


def write_note(work: UnitOfWork, person: Person, area: str, cell: Cell, text: str, now: datetime) -> Note:
    """Keep a new note.

    Raises:
        NotAllowedError: if the person's role does not allow it.
        LookupError: if there is no such area.
        ValueError: if the text is empty, too long or not plain.
    """
    person.check(Permission.WRITE_NOTES)
    if not work.datasets.current().geography.has(area):
        raise LookupError(f"no such area: {area!r}")
    return _kept(work, person, Note(new_id(), person.id, area, cell, 1, checked_note(text), now))


def edit_note(work: UnitOfWork, person: Person, note_id: str, version: int, text: str, now: datetime) -> Note:
    """Keep a further version of one's own note; the same text again changes nothing.

    `version` is the one that the person had before them. A withdrawn note stands again with the new text.

    Raises:
        NotAllowedError: if it is not theirs, or their role does not allow it.
        NoSuchNoteError: if there is none.
        ChangedMeanwhileError: if that is not the latest version any more.
        ValueError: if the text is empty, too long or not plain.
    """
    latest = own_versions(work, person, note_id)[-1]
    tidy = checked_note(text)
    if latest.version != version:
        raise ChangedMeanwhileError(f"note {note_id} is at version {latest.version}")
    if latest.text == tidy:
        return latest
    return _kept(work, person, replace(latest, version=version + 1, text=tidy, at=now, is_withdrawn=False))


def withdraw_note(work: UnitOfWork, person: Person, note_id: str, now: datetime) -> Note:
    """Take one's own note back: its latest version is then an empty one; one withdrawn already stays so.

    Raises:
        NotAllowedError: if it is not theirs, or their role does not allow it.
        NoSuchNoteError: if there is none.
    """
    latest = own_versions(work, person, note_id)[-1]
    if latest.is_withdrawn:
        return latest
    return _kept(work, person, replace(latest, version=latest.version + 1, text="", at=now, is_withdrawn=True))


def restore_note(work: UnitOfWork, person: Person, note_id: str, now: datetime) -> Note:
    """Undo a withdrawal: what stood there before stands there again; a note that stands already stays.

    Raises:
        NotAllowedError: if it is not theirs, or their role does not allow it.
        NoSuchNoteError: if there is none.
    """
    versions = own_versions(work, person, note_id)
    latest = versions[-1]
    if not latest.is_withdrawn:
        return latest
    text = next(earlier.text for earlier in reversed(versions) if not earlier.is_withdrawn)
    return _kept(work, person, replace(latest, version=latest.version + 1, text=text, at=now, is_withdrawn=False))


def own_versions(work: UnitOfWork, person: Person, note_id: str) -> tuple[Note, ...]:
    """All versions of a note that the person may change.

    Raises:
        NotAllowedError: if it is somebody else's, or their role does not allow it.
        NoSuchNoteError: if there is none that they may read.
    """
    person.check(Permission.WRITE_NOTES)
    versions = read_versions(work, note_id, person)
    if versions[-1].author != person.id:
        raise NotAllowedError("Only its author can change or withdraw a note.")
    return versions


def _kept(work: UnitOfWork, person: Person, note: Note) -> Note:
    check_account(work, person, Permission.WRITE_NOTES)
    work.notes.add(note)
    action = AuditAction.NOTE_WITHDRAWN if note.is_withdrawn else AuditAction.NOTE_WRITTEN
    detail = f"{note.area} {note.cell.token}, version {note.version}"
    work.audit.record(AuditEvent(note.at, action, AuditOutcome.DONE, note.author, f"note {note.id}", detail))
    return note
