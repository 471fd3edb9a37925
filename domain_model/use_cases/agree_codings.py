"""Agree on where a statement belongs, once a round is closed; every version of it is kept, and each can be undone."""

from collections.abc import Sequence
from datetime import datetime

from domain_model.cells import CELLS, Cell
from domain_model.coding import CodingRound, OpenRoundError
from domain_model.evidence import Placement
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import Edit
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction
from domain_model.plain_text import is_plain
from domain_model.ports import UnitOfWork
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.code_statements import NoSuchRoundError, read_round
from domain_model.use_cases.keep_evidence import begin_editing, keep_records
from domain_model.vocabulary import StatementKind

LONGEST_AGREED_REASON = 1000


def closed_round_with(work: UnitOfWork, round_id: str, statement: str) -> CodingRound:
    """The closed round of that id, which has the statement.

    Raises:
        NoSuchRoundError: if there is no such round, or no such statement in it.
        OpenRoundError: if it is not closed yet.
    """
    coding_round = read_round(work, round_id)
    if not coding_round.is_closed:
        raise OpenRoundError(round_id)
    if statement not in coding_round.statements:
        raise NoSuchRoundError(f"{round_id}, statement {statement}")
    return coding_round


def agreed_history(work: UnitOfWork, statement: str) -> tuple[Edit, ...]:
    """All versions of what was agreed on a statement, in any round, in order."""
    return work.own_evidence.history(RecordKind.PLACEMENT, statement)


def agree_on(
    work: UnitOfWork,
    person: Person,
    round_id: str,
    statement: str,
    kind: StatementKind,
    cells: Sequence[Cell],
    reason: str,
    now: datetime,
    *,
    seen: int,
) -> Edit:
    """Keep what was agreed: the kind and the cells, none where it fits no single cell, with the reason.

    `seen` is the version that the person had before them, 0 for none. What stands already is not kept again.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more, or their account is gone.
        NoSuchRoundError: if there is no such round, or no such statement in it.
        OpenRoundError: if it is not closed yet.
        ChangedMeanwhileError: if `seen` is not the latest version any more.
        NothingToRestOnError: if the statement was withdrawn.
        ValueError: if the reason is empty, too long or not plain text.
    """
    history = _history_as_seen(work, person, round_id, statement, seen)
    in_order = tuple(cell for cell in CELLS if cell in cells)
    agreed = Placement(statement, kind, in_order, checked_agreed_reason(reason), round_id)
    is_set_aside = (RecordKind.PLACEMENT, statement) in work.own_evidence.standing().set_aside
    if history and history[-1].content == agreed and not is_set_aside:
        return history[-1]
    record = (RecordKind.PLACEMENT, statement, agreed)
    return keep_records(work, person, [record], now, action=AuditAction.CODING_AGREED)[0]


def undo_agreed(
    work: UnitOfWork, person: Person, round_id: str, statement: str, now: datetime, *, seen: int
) -> Edit | None:
    """Take back the latest version: what was agreed before stands again, else the source's own placement.

    None where nothing was ever agreed.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more, or their account is gone.
        NoSuchRoundError: if there is no such round, or no such statement in it.
        OpenRoundError: if it is not closed yet.
        ChangedMeanwhileError: if `seen` is not the latest version any more.
        NothingToRestOnError: if something is to stand again and the statement was withdrawn.
    """
    history = _history_as_seen(work, person, round_id, statement, seen)
    if not history:
        return None
    *earlier, latest = history
    record = (RecordKind.PLACEMENT, statement, earlier[-1].content if earlier else None)
    return keep_records(work, person, [record], now, action=AuditAction.EVIDENCE_UNDONE, undoes=latest.number)[0]


def checked_agreed_reason(reason: str) -> str:
    """The reason without surrounding spaces, its lines ended as we keep them.

    Raises:
        ValueError: if it is empty, longer than 1,000 characters or not plain text.
    """
    tidy = reason.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not 1 <= len(tidy) <= LONGEST_AGREED_REASON or not is_plain(tidy):
        raise ValueError(f"Say why in 1 to {LONGEST_AGREED_REASON:,} characters of plain text.")
    return tidy


def _history_as_seen(work: UnitOfWork, person: Person, round_id: str, statement: str, seen: int) -> tuple[Edit, ...]:
    begin_editing(work, person)
    closed_round_with(work, round_id, statement)
    history = agreed_history(work, statement)
    if len(history) != seen:
        raise ChangedMeanwhileError(f"the agreed coding is at version {len(history)}")
    return history
