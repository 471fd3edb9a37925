"""Bring evidence in from a file in steps: read and kept, given its meaning, looked at, taken in, taken back."""

from dataclasses import dataclass
from datetime import datetime

from domain_model.audit import AuditEvent
from domain_model.coding_project import CodingProject, Loss
from domain_model.evidence_book import EvidenceBook, evidence_book
from domain_model.evidence_import import (
    LONGEST_FILE_NAME,
    WAITS_FOR,
    Choices,
    ImportRow,
    ImportState,
    Proposed,
    StagedImport,
)
from domain_model.evidence_vocabulary import ImportFormat, RecordKind
from domain_model.own_codebook import Words
from domain_model.own_evidence import Edit, OwnEvidence
from domain_model.people import Person, new_id
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Permission
from domain_model.plain_text import is_plain_line
from domain_model.ports import UnitOfWork
from domain_model.search import SearchEntry
from domain_model.use_cases.check_account import check_account
from domain_model.use_cases.choose_meanings import proposed_choices
from domain_model.use_cases.keep_evidence import Record, begin_editing, keep_records, resting_on
from domain_model.use_cases.plan_import import ImportPlan, plan_import

MOST_WAITING = 20
"""How many files of one person may wait at once: each is kept with all that it holds."""


class NoSuchImportError(LookupError):
    """No file of that id, or one that waits and that somebody else brought."""


class OutOfTurnError(ValueError):
    """What was asked for does not fit what became of the file; the message says so to the person."""


@dataclass(frozen=True, slots=True)
class ReadyImport:
    """What taking a file in would do: its plan and what search keeps of it.

    It holds for these choices, this version of the dataset and this number of the last edit of what people added.
    """

    plan: ImportPlan
    entries: tuple[SearchEntry, ...]
    choices: Choices
    version: str
    number: int


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking an import back did: how many records it took back, and which it left because of later work."""

    taken_back: int
    left: tuple[tuple[RecordKind, str], ...]


def stage_import(
    work: UnitOfWork,
    person: Person,
    file_name: str,
    file_format: ImportFormat,
    content: CodingProject | Proposed,
    losses: tuple[Loss, ...],
    words: Words,
    now: datetime,
) -> StagedImport:
    """Keep what a file holds until somebody takes it in or throws it away, for 30 days at most.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more.
        OutOfTurnError: if too many files of theirs wait already.
    """
    check_account(work, person, Permission.EDIT_EVIDENCE)
    work.evidence_imports.forget_waiting(now - WAITS_FOR)
    waiting = [row for row in work.evidence_imports.rows() if row.owner == person.id and not row.applied_at]
    if len(waiting) >= MOST_WAITING:
        raise OutOfTurnError(f"{MOST_WAITING} files of yours wait already: take some of them in or throw them away.")
    name = file_name[-LONGEST_FILE_NAME:] if is_plain_line(file_name) else f"file.{file_format}"
    choices = Choices()
    if isinstance(content, CodingProject):
        evidence = book_of(work).evidence
        choices = proposed_choices(content, evidence, words, work.evidence_imports.known_meanings())
    row = ImportRow(new_id(), person.id, file_format, name, now)
    staged = StagedImport(row, content, choices, losses)
    work.evidence_imports.add(staged)
    return staged


def book_of(work: UnitOfWork) -> EvidenceBook:
    """The evidence as it stands in this piece of work."""
    return evidence_book(work.datasets.current(), work.own_evidence.standing())


def staged_import(work: UnitOfWork, person: Person, import_id: str) -> StagedImport:
    """A file: while it waits, for whoever brought it; after that for everybody who may add evidence.

    Raises:
        NotAllowedError: if the person's role does not allow it.
        NoSuchImportError: if there is none for this person.
    """
    person.check(Permission.EDIT_EVIDENCE)
    staged = work.evidence_imports.staged(import_id)
    if staged is None or (staged.row.state is ImportState.WAITING and staged.row.owner != person.id):
        raise NoSuchImportError(import_id)
    return staged


def _waiting(work: UnitOfWork, person: Person, import_id: str) -> StagedImport:
    staged = staged_import(work, person, import_id)
    if staged.row.state is not ImportState.WAITING:
        raise OutOfTurnError("This file was taken in already.")
    return staged


def choose(work: UnitOfWork, person: Person, import_id: str, choices: Choices) -> None:
    """Keep what somebody chose for a file that waits.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more.
        NoSuchImportError: if there is none for this person.
        OutOfTurnError: if it was taken in already.
    """
    check_account(work, person, Permission.EDIT_EVIDENCE)
    staged = _waiting(work, person, import_id)
    work.evidence_imports.choose(staged.row.id, choices)


def throw_away(work: UnitOfWork, person: Person, import_id: str) -> None:
    """Remove a file that waits, with all that it holds.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more.
        NoSuchImportError: if there is none for this person.
        OutOfTurnError: if it was taken in already.
    """
    check_account(work, person, Permission.EDIT_EVIDENCE)
    work.evidence_imports.remove(_waiting(work, person, import_id).row.id)


def prepare_import(work: UnitOfWork, person: Person, import_id: str, words: Words) -> ReadyImport:
    """Work out what taking a file in would do, for `apply_import`; nothing is kept, and nobody has to wait for it.

    Raises:
        NotAllowedError: if the person's role does not allow it.
        NoSuchImportError: if there is none for this person.
        OutOfTurnError: if it was taken in already.
    """
    staged = _waiting(work, person, import_id)
    book = book_of(work)
    plan = plan_import(staged, book, words)
    version, number = work.datasets.current().version, book.own.number
    entries = work.search.entries(content for _kind, _record, content in plan.records if content is not None)
    return ReadyImport(plan, entries, staged.choices, version, number)


def _still_holds(work: UnitOfWork, person: Person, import_id: str, ready: ReadyImport) -> bool:
    """Whether what was worked out would come out the same now. It reads little: everybody else who writes waits."""
    found = work.evidence_imports.chosen(import_id)
    return (
        found is not None
        and found[0].state is ImportState.WAITING
        and found[0].owner == person.id
        and found[1] == ready.choices
        and work.datasets.current().version == ready.version
        and work.own_evidence.standing().number == ready.number
    )


def apply_import(
    work: UnitOfWork,
    person: Person,
    import_id: str,
    words: Words,
    now: datetime,
    ready: ReadyImport | None = None,
) -> ImportPlan:
    """Take a file in: all of its new records at once, in the person's name. What it holds is then let go.

    `ready` is what was worked out for this file before the turn to write was taken; where anything was changed
    meanwhile it is worked out again.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more.
        NoSuchImportError: if there is none for this person.
        OutOfTurnError: if it was taken in already.
    """
    begin_editing(work, person)
    if ready is None or not _still_holds(work, person, import_id, ready):
        ready = prepare_import(work, person, import_id, words)
    plan, action = ready.plan, AuditAction.EVIDENCE_IMPORTED
    keep_records(work, person, plan.records, now, action=action, batch=import_id, entries=ready.entries)
    if not plan.records:
        words_for_log = (AuditOutcome.DONE, person.id, f"import {import_id}", "no new records")
        work.audit.record(AuditEvent(now, AuditAction.EVIDENCE_IMPORTED, *words_for_log))
    work.evidence_imports.applied(import_id, now, len(plan.records), plan.losses)
    return plan


def undo_import(work: UnitOfWork, person: Person, import_id: str, now: datetime) -> Undone:
    """Take back each record that an import brought and that nobody has worked on since.

    Left are records that were changed, rated or placed by coders since, and sources on which others rest now.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more.
        NoSuchImportError: if there is none for this person.
        OutOfTurnError: if it was not taken in, or taken back already.
    """
    begin_editing(work, person)
    staged = staged_import(work, person, import_id)
    if staged.row.state is not ImportState.APPLIED:
        raise OutOfTurnError("There is nothing to take back: this file waits, or was taken back already.")
    own = work.own_evidence.standing()
    brought = [edit for edit in work.own_evidence.of_batch(import_id) if edit.content is not None]
    going = {(edit.kind, edit.record) for edit in brought if _is_untouched(own, edit)}
    for edit in brought:
        if edit.kind is RecordKind.SOURCE and set(resting_on(own, edit.record)) - going:
            going.discard((edit.kind, edit.record))
    records: list[Record] = [(kind, record, None) for kind, record in sorted(going)]
    keep_records(work, person, records, now, action=AuditAction.EVIDENCE_IMPORT_UNDONE, batch=import_id)
    work.evidence_imports.undone(import_id, now)
    left = tuple((edit.kind, edit.record) for edit in brought if (edit.kind, edit.record) not in going)
    return Undone(len(records), left)


def _is_untouched(own: OwnEvidence, edit: Edit) -> bool:
    """Whether a record stands as the import left it, and nobody rated it or agreed on its place."""
    tables = {RecordKind.SOURCE: own.sources, RecordKind.STATEMENT: own.statements, RecordKind.LINK: own.links}
    standing = tables[edit.kind].get(edit.record)
    is_rated = edit.record in own.confidence or edit.record in own.placements
    return standing is not None and standing.number == edit.number and not is_rated
