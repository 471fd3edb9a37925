"""Code statements in rounds: make a round, take part, place statements blind of one another, and close it.

Until a round is closed everybody reads their own placements only, its maker too; others see how far people are,
never what they chose.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from domain_model.audit import AuditEvent
from domain_model.coding import (
    MOST_STATEMENTS,
    Choice,
    ClosedRoundError,
    CodedPlacement,
    Coder,
    CodingRound,
    checked_coding_note,
    checked_title,
    order_for,
)
from domain_model.evidence import Statement
from domain_model.evidence_book import evidence_version
from domain_model.people import NotAllowedError, Person, new_id
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Permission
from domain_model.ports import UnitOfWork
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.check_account import check_account


class NoSuchRoundError(LookupError):
    """There is no such round, or no such statement in it."""


class NotTakingPartError(Exception):
    """The person has not joined the round."""


@dataclass(frozen=True, slots=True)
class OwnCoding:
    """A round as one of its coders works on it: the statements in their own order, and all versions of what they said.

    `versions` are by statement, in order; a statement without any was never placed.
    """

    round: CodingRound
    coder: Coder
    order: tuple[str, ...]
    versions: Mapping[str, tuple[CodedPlacement, ...]]

    def choice(self, statement: str) -> Choice | None:
        """What stands for a statement."""
        versions = self.versions.get(statement, ())
        return versions[-1].choice if versions else None

    @property
    def placed(self) -> int:
        """How many statements stand placed."""
        return sum(self.choice(statement) is not None for statement in self.order)

    def next_open(self, after: int) -> int | None:
        """The number, from 1, of the next statement that is not placed, going round; None where all are."""
        numbers = (*range(after + 1, len(self.order) + 1), *range(1, after + 1))
        return next((number for number in numbers if self.choice(self.order[number - 1]) is None), None)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a coder is: a number of statements, never which or where."""

    coder: Coder
    placed: int


def drawn(statements: Sequence[Statement], most: int, seed: str) -> tuple[str, ...]:
    """The ids of the statements, or of a random sample of `most` of them, in their order; the same for a seed."""
    if len(statements) <= most:
        return tuple(statement.id for statement in statements)
    chosen = sorted(Random(seed).sample(range(len(statements)), most))
    return tuple(statements[place].id for place in chosen)


def make_round(work: UnitOfWork, person: Person, title: str, statements: Sequence[str], now: datetime) -> CodingRound:
    """Keep a new round of these statements; whoever makes it does not take part unless they join.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more, or their account is gone.
        ValueError: if the title cannot be taken, or there is no statement, too many, or one twice.
    """
    check_account(work, person, Permission.CODE_STATEMENTS)
    tidy = checked_title(title)
    if not 1 <= len(statements) <= MOST_STATEMENTS:
        raise ValueError(f"Choose 1 to {MOST_STATEMENTS} statements; this choice has {len(statements):,}.")
    if len(set(statements)) < len(statements):
        raise ValueError("A statement is in the choice twice.")
    made = CodingRound(new_id(), person.id, tidy, tuple(statements), now, made_with=_version_now(work))
    work.coding.add_round(made)
    _record(work, AuditAction.CODING_ROUND_MADE, person, made, f"{len(statements)} statements", now)
    return made


def read_round(work: UnitOfWork, round_id: str) -> CodingRound:
    """The round of that id.

    Raises:
        NoSuchRoundError: if there is none.
    """
    found = work.coding.round(round_id)
    if found is None:
        raise NoSuchRoundError(round_id)
    return found


def read_progress(work: UnitOfWork, coding_round: CodingRound) -> tuple[Progress, ...]:
    """How many statements each coder has placed, in the order of joining."""
    numbers = work.coding.numbers_placed(coding_round.id)
    return tuple(Progress(coder, numbers.get(coder.person, 0)) for coder in work.coding.coders(coding_round.id))


def join_round(work: UnitOfWork, person: Person, round_id: str, now: datetime) -> Coder:
    """Take part in a round; who does already goes on.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more, or their account is gone.
        NoSuchRoundError: if there is none.
        ClosedRoundError: if it is closed.
    """
    coding_round = _open_round(work, person, round_id)
    known = _coder(work, person, round_id)
    if known:
        return known
    coder = Coder(round_id, person.id, now)
    work.coding.add_coder(coder)
    _record(work, AuditAction.CODING_ROUND_JOINED, person, coding_round, "", now)
    return coder


def own_coding(work: UnitOfWork, person: Person, round_id: str) -> OwnCoding:
    """The round as the person works on it, with nobody else's placements.

    Raises:
        NotAllowedError: if the person's role does not allow it.
        NoSuchRoundError: if there is none.
        NotTakingPartError: if they have not joined it.
    """
    person.check(Permission.CODE_STATEMENTS)
    coding_round = read_round(work, round_id)
    coder = _coder(work, person, round_id)
    if coder is None:
        raise NotTakingPartError(round_id)
    versions: dict[str, tuple[CodedPlacement, ...]] = {}
    for version in work.coding.versions(round_id, person.id):
        versions[version.statement] = (*versions.get(version.statement, ()), version)
    return OwnCoding(coding_round, coder, order_for(coding_round, person.id), versions)


def place_statement(
    work: UnitOfWork,
    person: Person,
    round_id: str,
    statement: str,
    choice: Choice | None,
    note: str,
    now: datetime,
    *,
    seen: int,
) -> CodedPlacement | None:
    """Keep a further version of one's placement of a statement; None takes it back, and its note with it.

    `seen` is the version that the person had before them, 0 for none. What stands already is not kept again: the
    answer is then its latest version, None where nothing was ever said.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more, or their account is gone.
        NoSuchRoundError: if there is no such round, or no such statement in it.
        ClosedRoundError: if it is closed.
        NotTakingPartError: if the person has not joined it.
        ChangedMeanwhileError: if `seen` is not the latest version any more.
        ValueError: if the note cannot be taken.
    """
    latest = _latest(work, person, round_id, statement, seen)
    tidy = checked_coding_note(note) if choice else ""
    if latest is None and choice is None:
        return None
    if latest is not None and (latest.choice, latest.note) == (choice, tidy):
        return latest
    placement = CodedPlacement(round_id, person.id, statement, seen + 1, choice, tidy, now)
    work.coding.add(placement)
    return placement


def undo_placement(
    work: UnitOfWork, person: Person, round_id: str, statement: str, now: datetime, *, seen: int
) -> CodedPlacement | None:
    """Keep a further version that says what stood before the latest one; undone again, it stands as it was.

    None where nothing was ever said.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more, or their account is gone.
        NoSuchRoundError: if there is no such round, or no such statement in it.
        ClosedRoundError: if it is closed.
        NotTakingPartError: if the person has not joined it.
        ChangedMeanwhileError: if `seen` is not the latest version any more.
    """
    latest = _latest(work, person, round_id, statement, seen)
    if latest is None:
        return None
    earlier = own_coding(work, person, round_id).versions[statement][:-1]
    choice, note = (earlier[-1].choice, earlier[-1].note) if earlier else (None, "")
    placement = replace(latest, version=latest.version + 1, choice=choice, note=note, at=now)
    work.coding.add(placement)
    return placement


def set_finished(work: UnitOfWork, person: Person, round_id: str, now: datetime, *, is_finished: bool) -> None:
    """Say that one is done, or that one is not after all; nothing is locked by it.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more, or their account is gone.
        NoSuchRoundError: if there is none.
        ClosedRoundError: if it is closed.
        NotTakingPartError: if the person has not joined it.
    """
    _open_round(work, person, round_id)
    if _coder(work, person, round_id) is None:
        raise NotTakingPartError(round_id)
    work.coding.set_finished(round_id, person.id, now if is_finished else None)


def may_close(work: UnitOfWork, person: Person | None, coding_round: CodingRound) -> bool:
    """Whether this person may close the round: its maker, or an administrator where the maker's account is gone."""
    if person is None or coding_round.is_closed or not person.may(Permission.CODE_STATEMENTS):
        return False
    is_orphan = work.people.by_id(coding_round.owner) is None
    return person.id == coding_round.owner or (is_orphan and person.may(Permission.MANAGE_PEOPLE))


def close_round(work: UnitOfWork, person: Person, round_id: str, now: datetime) -> CodingRound:
    """End a round for good: nobody places any more, and from now on everybody may see what was placed.

    The version of the evidence is kept with it, since the words of statements can change afterwards.

    Raises:
        NotAllowedError: if it is not theirs, or their role does not allow it, or their account is gone.
        NoSuchRoundError: if there is none.
        ClosedRoundError: if it is closed already.
    """
    coding_round = _open_round(work, person, round_id)
    if not may_close(work, person, coding_round):
        raise NotAllowedError("Only whoever made a coding round can close it.")
    version = _version_now(work)
    work.coding.close_round(round_id, now, version)
    _record(work, AuditAction.CODING_ROUND_CLOSED, person, coding_round, "", now)
    return replace(coding_round, closed_at=now, closed_with=version)


def _open_round(work: UnitOfWork, person: Person, round_id: str) -> CodingRound:
    """The round, once it is this writer's turn: nobody closes it until this work ends."""
    check_account(work, person, Permission.CODE_STATEMENTS)
    coding_round = read_round(work, round_id)
    if coding_round.is_closed:
        raise ClosedRoundError(round_id)
    return coding_round


def _coder(work: UnitOfWork, person: Person, round_id: str) -> Coder | None:
    return next((coder for coder in work.coding.coders(round_id) if coder.person == person.id), None)


def _latest(work: UnitOfWork, person: Person, round_id: str, statement: str, seen: int) -> CodedPlacement | None:
    coding_round = _open_round(work, person, round_id)
    versions = own_coding(work, person, round_id).versions.get(statement, ())
    if statement not in coding_round.statements:
        raise NoSuchRoundError(f"{round_id}, statement {statement}")
    if len(versions) != seen:
        raise ChangedMeanwhileError(f"the placement is at version {len(versions)}")
    return versions[-1] if versions else None


def _version_now(work: UnitOfWork) -> str:
    return evidence_version(work.datasets.current().version, work.own_evidence.number())


def _record(
    work: UnitOfWork, action: AuditAction, person: Person, coding_round: CodingRound, detail: str, now: datetime
) -> None:
    subject = f"coding round {coding_round.id}"
    work.audit.record(AuditEvent(now, action, AuditOutcome.DONE, person.id, subject, detail))
