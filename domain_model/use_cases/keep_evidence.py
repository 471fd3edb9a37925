"""Keep records of one's own evidence: the only way by which anything is added to it, changed or withdrawn."""

from collections.abc import Sequence
from datetime import datetime

from domain_model.audit import AuditEvent
from domain_model.evidence import ConfidenceRating, Link, Placement, Statement
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import OWN_PREFIX, Content, Edit, OwnEvidence
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Permission
from domain_model.ports import UnitOfWork
from domain_model.search import SearchEntry
from domain_model.use_cases.check_account import check_account

Record = tuple[RecordKind, str, Content | None]
"""Kind, id, and what it says from now on; None withdraws it."""

_KINDS_OF_OUR_OWN = frozenset({RecordKind.SOURCE, RecordKind.STATEMENT, RecordKind.LINK})


class SourceInUseError(Exception):
    """A source cannot be withdrawn while records that stand rest on it; `records` are their kinds and ids."""

    def __init__(self, records: Sequence[tuple[RecordKind, str]]) -> None:
        super().__init__(f"{len(records)} records that stand rest on this source")
        self.records = tuple(records)


class NothingToRestOnError(LookupError):
    """A record names a source or a statement that does not stand."""


def begin_editing(work: UnitOfWork, person: Person) -> None:
    """Wait until nobody else writes evidence; to be called before anything is read that decides what is written.

    The turn of accounts is taken first, here as everywhere, so that writers never wait for one another in a ring.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more, or their account is gone.
    """
    check_account(work, person, Permission.EDIT_EVIDENCE)
    work.own_evidence.take_turn()


def keep_records(
    work: UnitOfWork,
    person: Person,
    records: Sequence[Record],
    now: datetime,
    *,
    action: AuditAction,
    batch: str = "",
    undoes: int | None = None,
    entries: Sequence[SearchEntry] | None = None,
) -> tuple[Edit, ...]:
    """Keep a further version of each record in the person's name, and make it findable; logged once as `action`.

    `batch` is the id of the import they come with, `undoes` the number of the edit they take back.
    `entries` are what search keeps of them, where all are new and it was worked out since anything changed. The caller
    commits.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more, or their account is gone.
        ValueError: if a source, statement or link of the catalogue was to be changed.
        NothingToRestOnError: if a record names a source or a statement that would not stand.
        SourceInUseError: if a source was to be withdrawn on which something rests that would stand.
    """
    begin_editing(work, person)
    if not records:
        return ()
    _check_references(work, records)
    edits = work.own_evidence.add(person.id, records, now, batch=batch, undoes=undoes)
    work.search.renew(edits, entries)
    subject, detail = _in_short(edits, batch)
    work.audit.record(AuditEvent(now, action, AuditOutcome.DONE, person.id, subject, detail))
    return edits


def resting_on(own: OwnEvidence, source: str) -> tuple[tuple[RecordKind, str], ...]:
    """The kind and id of every statement and link that stands and was taken from a source."""
    edits = (*own.statements.values(), *own.links.values())
    return tuple((edit.kind, edit.record) for edit in edits if source_of(edit.content) == source)


def _check_references(work: UnitOfWork, records: Sequence[Record]) -> None:
    own, catalogue = work.own_evidence.standing(), work.datasets.current().evidence
    changed = {(kind, record): content for kind, record, content in records}
    for kind, record in changed:
        if kind in _KINDS_OF_OUR_OWN and not record.startswith(OWN_PREFIX):
            raise ValueError(f"the {kind} {record!r} is not one that was added here: it cannot be changed")
    gone = {record for (kind, record), content in changed.items() if kind is RecordKind.SOURCE and content is None}
    sources = {source.id for source in catalogue.sources} | set(own.sources)
    sources |= {record for kind, record in changed if kind is RecordKind.SOURCE}
    statements = {statement.id for statement in catalogue.statements} | set(own.statements)
    statements |= {record for kind, record in changed if kind is RecordKind.STATEMENT}
    standing_sources = (sources - gone) | {None}
    for content in changed.values():
        if source_of(content) not in standing_sources:
            raise NothingToRestOnError(f"there is no source {source_of(content)!r} that stands")
        if isinstance(content, ConfidenceRating | Placement) and content.statement not in statements:
            raise NothingToRestOnError(f"there is no statement {content.statement!r} that stands")
    held = [one for source in sorted(gone) for one in resting_on(own, source) if one not in changed]
    if held:
        raise SourceInUseError(held)


def source_of(content: Content | None) -> str | None:
    """The id of the source that a statement or a link was taken from; None for every other record."""
    return content.source if isinstance(content, Statement | Link) else None


def _in_short(edits: Sequence[Edit], batch: str) -> tuple[str, str]:
    """Subject and detail for the log: what it was about, never what it says."""
    if len(edits) == 1 and not batch:
        return f"{edits[0].kind} {edits[0].record}", f"version {edits[0].version}, edit {edits[0].number}"
    subject = f"import {batch}" if batch else f"{edits[0].kind} {edits[0].record} and others"
    return subject, f"{len(edits)} records, edits {edits[0].number} to {edits[-1].number}"
