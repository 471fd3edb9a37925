"""Judge cells: one person's views are kept, brought back and withdrawn; every version stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain_model.audit import AuditEvent
from domain_model.cells import Cell
from domain_model.judgements import Judgement, NothingToUndoError, Opinion, undone
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Permission
from domain_model.ports import UnitOfWork
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.check_account import check_account

MOST_NAMED = 8
"""How many areas the audit log names one by one."""


class NoSuchSaveError(LookupError):
    """These changes are not what this person wrote in one go."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says of a cell, and the version of their view that they saw when they said it (0: none)."""

    opinion: Opinion
    based_on: int = 0


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save wrote, how many answers changed nothing, and which unseen versions it stands above.

    `replaced` are versions that the person wrote elsewhere after they had opened the form: nothing is lost,
    they are in the history.
    """

    written: tuple[Judgement, ...] = ()
    unchanged: int = 0
    replaced: tuple[Judgement, ...] = ()

    @property
    def first(self) -> int:
        """The number of the first change, 0 for none."""
        return self.written[0].change if self.written else 0

    @property
    def last(self) -> int:
        """The number of the last change, 0 for none."""
        return self.written[-1].change if self.written else 0


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What an undo wrote, and which views it left because they were changed since."""

    written: tuple[Judgement, ...] = ()
    left: tuple[Judgement, ...] = ()


def check_area(work: UnitOfWork, code: str) -> None:
    """Do nothing if some geography has the area.

    Raises:
        LookupError: if none has.
    """
    if not work.datasets.current().geography.has(code):
        raise LookupError(f"no such area: {code!r}")


def score_cell(work: UnitOfWork, person: Person, area: str, cell: Cell, answer: Answer, now: datetime) -> Saved:
    """Keep a person's view of one cell; see `score_cells`."""
    return score_cells(work, person, area, {cell: answer}, now)


def score_cells(work: UnitOfWork, person: Person, area: str, answers: Mapping[Cell, Answer], now: datetime) -> Saved:
    """Keep a person's views of several cells of an area; an answer that changes nothing writes no version.

    An answer changes nothing if it says what stands, or what its person saw: whoever did not touch a cell
    does not overwrite what they wrote of it elsewhere. A blank one withdraws the view.

    Raises:
        NotAllowedError: if the person may not score, or not any more.
        LookupError: if there is no such area.
    """
    check_account(work, person, Permission.SCORE)
    check_area(work, area)
    saved = _save(work, person, {(area, cell): answer for cell, answer in answers.items()}, now)
    if saved.written:
        only_withdrawn = all(judgement.opinion is None for judgement in saved.written)
        action = AuditAction.SCORE_WITHDRAWN if only_withdrawn else AuditAction.SCORED
        _record(work, person, action, now, saved.written)
    return saved


def import_scores(work: UnitOfWork, person: Person, answers: Mapping[tuple[str, Cell], Answer], now: datetime) -> Saved:
    """Keep a person's views of cells of several areas at once, all or none of them.

    Raises:
        NotAllowedError: if the person may not score, or not any more.
        LookupError: if there is no such area.
    """
    check_account(work, person, Permission.SCORE)
    for area in sorted({area for area, _cell in answers}):
        check_area(work, area)
    saved = _save(work, person, answers, now)
    if saved.written:
        _record(work, person, AuditAction.SCORES_IMPORTED, now, saved.written)
    return saved


def _save(work: UnitOfWork, person: Person, answers: Mapping[tuple[str, Cell], Answer], now: datetime) -> Saved:
    written: list[Judgement] = []
    replaced: list[Judgement] = []
    for (area, cell), answer in answers.items():
        history = work.judgements.history(person.id, area, cell)
        standing = history[-1].opinion if history else None
        seen = next((j.opinion for j in history if j.version == answer.based_on), None)
        said = None if answer.opinion.is_blank else answer.opinion
        if said in (standing, seen):
            continue
        if history and history[-1].version > answer.based_on:
            replaced.append(history[-1])
        written.append(work.judgements.add(person.id, area, cell, said, now))
    return Saved(tuple(written), len(answers) - len(written), tuple(replaced))


def undo_score(work: UnitOfWork, person: Person, area: str, cell: Cell, seen: int, now: datetime) -> Judgement:
    """Bring back what a person said of a cell before; again, and it goes one step further back.

    `seen` is the version of their view that they had before them.

    Raises:
        NotAllowedError: if the person may not score, or not any more.
        ChangedMeanwhileError: if another version stands by now.
        NothingToUndoError: if they said nothing before.
    """
    check_account(work, person, Permission.SCORE)
    history = work.judgements.history(person.id, area, cell)
    stands = history[-1].version if history else 0
    if stands != seen:
        raise ChangedMeanwhileError(f"Version {stands} of your view stands by now, not {seen}. Nothing was undone.")
    judgement = _undo(work, person, area, cell, now)
    _record(work, person, AuditAction.SCORE_UNDONE, now, (judgement,))
    return judgement


def written_in_one_go(work: UnitOfWork, person: Person, first: int, last: int) -> tuple[Judgement, ...]:
    """What a person wrote from one change to another: such as a save or an import, all of it or the part named.

    Raises:
        NoSuchSaveError: if not every one of these changes is theirs and of one moment.
    """
    then = tuple(judgement for judgement in work.judgements.of(person.id) if first <= judgement.change <= last)
    if not then or len(then) != last - first + 1 or any(judgement.at != then[0].at for judgement in then):
        raise NoSuchSaveError("There is nothing that you wrote in one go at this address.")
    return then


def undo_changes(work: UnitOfWork, person: Person, first: int, last: int, seen: int, now: datetime) -> TakenBack:
    """Take back everything that a person wrote from one change to another in one go, such as a save or an import.

    `seen` is the latest change of theirs that they knew of. A view that they had changed before is left as it is.

    Raises:
        NotAllowedError: if the person may not score, or not any more.
        NoSuchSaveError: if not every one of these changes is theirs and of one moment.
        ChangedMeanwhileError: if one of these views was changed after that.
        NothingToUndoError: if none of their views stands as it was written then.
    """
    check_account(work, person, Permission.SCORE)
    places = sorted({judgement.place for judgement in written_in_one_go(work, person, first, last)})
    latest = {judgement.place: judgement for judgement in work.judgements.of(person.id)}
    unseen = sum(latest[place].change > max(last, seen) for place in places)
    if unseen:
        views = "1 of these views was" if unseen == 1 else f"{unseen} of these views were"
        raise ChangedMeanwhileError(f"{views} changed after you opened this page. Nothing was undone.")
    still = [latest[place] for place in places if latest[place].change <= last]
    if not still:
        raise NothingToUndoError("There is nothing to undo: these views were changed since.")
    written = tuple(_undo(work, person, *judgement.place, now) for judgement in still)
    _record(work, person, AuditAction.SCORE_UNDONE, now, written)
    return TakenBack(written, tuple(latest[place] for place in places if latest[place].change > last))


def withdraw_score(work: UnitOfWork, person: Person, area: str, cell: Cell, now: datetime) -> Judgement | None:
    """Withdraw a person's view of a cell; None where none stands.

    Raises:
        NotAllowedError: if the person may not score, or not any more.
    """
    check_account(work, person, Permission.SCORE)
    history = work.judgements.history(person.id, area, cell)
    if not history or history[-1].opinion is None:
        return None
    judgement = work.judgements.add(person.id, area, cell, None, now)
    _record(work, person, AuditAction.SCORE_WITHDRAWN, now, (judgement,))
    return judgement


def _undo(work: UnitOfWork, person: Person, area: str, cell: Cell, now: datetime) -> Judgement:
    target, opinion = undone(work.judgements.history(person.id, area, cell))
    return work.judgements.add(person.id, area, cell, opinion, now, restores=target)


def _record(
    work: UnitOfWork, person: Person, action: AuditAction, now: datetime, written: tuple[Judgement, ...]
) -> None:
    """Record the act: which cells, never what was said of them."""
    areas = sorted({judgement.area for judgement in written})
    withdrawn = 0 if action is AuditAction.SCORE_WITHDRAWN else sum(j.opinion is None for j in written)
    one = f"{areas[0]} {written[0].cell.token}"
    many = f"{len(written)} cells of {', '.join(areas[:MOST_NAMED])}{' and others' if len(areas) > MOST_NAMED else ''}"
    work.audit.record(
        AuditEvent(
            at=now,
            action=action,
            outcome=AuditOutcome.DONE,
            person=person.id,
            subject=one if len(written) == 1 else many,
            detail=f"withdrawn: {withdrawn}" if withdrawn else "",
        )
    )
