"""Add evidence by form, change it, withdraw it and undo any edit to it.

Unlike a note, which is its author's word, a source, a statement or a link is the work of all who edit here: every
editor may change every record that was added, in their own name, and every version stays.
"""

from datetime import datetime

from domain_model.draft_reading import link_from, source_from, statement_from
from domain_model.evidence import Statement
from domain_model.evidence_drafts import LinkDraft, RecordDraft, SourceDraft, same_words
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import OWN_PREFIX, Content, Edit
from domain_model.people import Person, new_id
from domain_model.people_vocabulary import AuditAction
from domain_model.ports import UnitOfWork
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.keep_evidence import begin_editing, keep_records


class NoSuchRecordError(LookupError):
    """There is no such record, or no such edit."""


class RepeatedStatementError(Exception):
    """Another statement of the same source says the same; `statement` is its id."""

    def __init__(self, statement: str) -> None:
        super().__init__(f"the statement {statement} of the same source says the same")
        self.statement = statement


class LaterEditError(Exception):
    """An edit cannot be undone before those that came after it; `later` is the last of them."""

    def __init__(self, later: Edit) -> None:
        super().__init__(f"edit {later.number} changed the same record later")
        self.later = later


def kind_of(draft: RecordDraft) -> RecordKind:
    """The kind of record that a draft makes."""
    if isinstance(draft, SourceDraft):
        return RecordKind.SOURCE
    return RecordKind.LINK if isinstance(draft, LinkDraft) else RecordKind.STATEMENT


def add_record(
    work: UnitOfWork, person: Person, draft: RecordDraft, now: datetime, *, takes_repeats: bool = False
) -> Edit:
    """Keep a new source, statement or link.

    Raises:
        NotAllowedError: if the person's role does not allow it, or their account is gone.
        DraftProblemsError: if a field of the draft cannot be taken.
        RepeatedStatementError: if a statement of the same source says the same, unless the person takes that.
    """
    begin_editing(work, person)
    record = f"{OWN_PREFIX}{new_id()}"
    content = content_from(work, draft, record, None)
    if isinstance(content, Statement) and not takes_repeats:
        _check_repeats(work, content)
    (edit,) = keep_records(work, person, [(kind_of(draft), record, content)], now, action=AuditAction.EVIDENCE_ADDED)
    return edit


def change_record(
    work: UnitOfWork,
    person: Person,
    record: str,
    version: int,
    draft: RecordDraft,
    now: datetime,
    *,
    takes_repeats: bool = False,
) -> Edit:
    """Keep a further version of a record; the same content again changes nothing.

    `version` is the one that the person had before them. A withdrawn record stands again with the new content.

    Raises:
        NotAllowedError: if the person's role does not allow it, or their account is gone.
        NoSuchRecordError: if there is none that was added here.
        DraftProblemsError: if a field of the draft cannot be taken.
        ChangedMeanwhileError: if that is not the latest version any more.
        RepeatedStatementError: if another statement of the same source says the same, unless the person takes that.
    """
    begin_editing(work, person)
    kind = kind_of(draft)
    history = record_history(work, kind, record)
    earlier, latest = standing_content(history), history[-1]
    content = content_from(work, draft, record, earlier)
    check_version(history, version)
    if latest.content == content:
        return latest
    if isinstance(content, Statement) and not takes_repeats:
        _check_repeats(work, content)
    (edit,) = keep_records(work, person, [(kind, record, content)], now, action=AuditAction.EVIDENCE_CHANGED)
    return edit


def withdraw_record(
    work: UnitOfWork, person: Person, kind: RecordKind, record: str, version: int, now: datetime
) -> Edit:
    """Withdraw a record; one that is withdrawn already stays so.

    `version` is the one that the person had before them.

    Raises:
        NotAllowedError: if the person's role does not allow it, or their account is gone.
        NoSuchRecordError: if there is none that was added here.
        ChangedMeanwhileError: if it stands and that is not the latest version any more.
        SourceInUseError: if it is a source on which statements or links rest.
    """
    begin_editing(work, person)
    history = record_history(work, kind, record)
    latest = history[-1]
    if latest.content is None:
        return latest
    check_version(history, version)
    (edit,) = keep_records(work, person, [(kind, record, None)], now, action=AuditAction.EVIDENCE_WITHDRAWN)
    return edit


def restore_record(
    work: UnitOfWork, person: Person, kind: RecordKind, record: str, version: int, now: datetime
) -> Edit:
    """Put back what a record said before it was withdrawn; one that stands with these words stays as it is.

    `version` is the one that the person had before them.

    Raises:
        NotAllowedError: if the person's role does not allow it, or their account is gone.
        NoSuchRecordError: if there is none that was added here.
        ChangedMeanwhileError: if that is not the latest version any more: other words might be put back than they saw.
        NothingToRestOnError: if the source that it rests on does not stand any more.
    """
    begin_editing(work, person)
    history = record_history(work, kind, record)
    latest = history[-1]
    if latest.content is not None and latest.content == standing_content(history[: max(version, 0)]):
        return latest
    check_version(history, version)
    records = [(kind, record, standing_content(history))]
    (edit,) = keep_records(work, person, records, now, action=AuditAction.EVIDENCE_UNDONE, undoes=latest.number)
    return edit


def undo_edit(work: UnitOfWork, person: Person, number: int, now: datetime) -> Edit:
    """Put back what stood before an edit, which stays in the history; the undoing is an edit that can be undone.

    Raises:
        NotAllowedError: if the person's role does not allow it, or their account is gone.
        NoSuchRecordError: if there is no such edit.
        LaterEditError: if a later edit changed the same record: that one has to be undone first.
        SourceInUseError: if the edit added a source on which statements or links rest.
        NothingToRestOnError: if what stood before rests on a source that does not stand any more.
    """
    begin_editing(work, person)
    edit = work.own_evidence.edit(number)
    if edit is None:
        raise NoSuchRecordError(f"edit {number}")
    history = work.own_evidence.history(edit.kind, edit.record)
    if history[-1].number != number:
        raise LaterEditError(history[-1])
    before = history[-2].content if len(history) > 1 else None
    records = [(edit.kind, edit.record, before)]
    (undoing,) = keep_records(work, person, records, now, action=AuditAction.EVIDENCE_UNDONE, undoes=number)
    return undoing


def record_history(work: UnitOfWork, kind: RecordKind, record: str) -> tuple[Edit, ...]:
    """All versions of a record that was added here.

    Raises:
        NoSuchRecordError: if there is none.
    """
    history = work.own_evidence.history(kind, record)
    if not history:
        raise NoSuchRecordError(record)
    return history


def standing_content(history: tuple[Edit, ...]) -> Content | None:
    """What a record says, or said before it was withdrawn; None where it never said anything."""
    return next((edit.content for edit in reversed(history) if edit.content is not None), None)


def check_version(history: tuple[Edit, ...], version: int) -> None:
    """Do nothing if the version is the latest; 0 stands for a record that there is not yet.

    Raises:
        ChangedMeanwhileError: if somebody was faster.
    """
    latest = history[-1].version if history else 0
    if latest != version:
        raise ChangedMeanwhileError(f"the record is at version {latest}")


def content_from(work: UnitOfWork, draft: RecordDraft, record: str, earlier: Content | None = None) -> Content:
    """The record that a draft makes; what no form asks for stays as `earlier` has it.

    Raises:
        DraftProblemsError: if a field of the draft cannot be taken.
    """
    if isinstance(draft, SourceDraft):
        return source_from(draft, record)
    catalogue = work.datasets.current().evidence
    sources = {source.id for source in catalogue.sources} | set(work.own_evidence.standing().sources)
    if isinstance(draft, LinkDraft):
        return link_from(draft, record, sources)
    subthemes = {subtheme.id for subtheme in catalogue.subthemes}
    return statement_from(draft, record, sources, subthemes, earlier if isinstance(earlier, Statement) else None)


def _check_repeats(work: UnitOfWork, statement: Statement) -> None:
    added = [edit.content for edit in work.own_evidence.standing().statements.values()]
    known = (*work.datasets.current().evidence.statements, *(one for one in added if isinstance(one, Statement)))
    for other in known:
        is_other = other.id != statement.id and other.source == statement.source
        if is_other and same_words(other.text, statement.text):
            raise RepeatedStatementError(other.id)
