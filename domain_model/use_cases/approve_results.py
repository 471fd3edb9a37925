"""Approve a workshop's scores for the heat map, take that back, and tell what the map shows of workshops."""

from dataclasses import dataclass
from datetime import datetime

from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction, Permission
from domain_model.ports import UnitOfWork
from domain_model.use_cases.check_account import check_account
from domain_model.use_cases.run_workshop import NoSuchWorkshopError, record
from domain_model.workshop.judged_cells import (
    NO_WORKSHOPS,
    WorkshopBook,
    WorkshopJudgement,
    belongs_to_the_map,
    judged_cells,
    judges_cells,
)
from domain_model.workshop.records import Approval, Workshop
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import OutOfOrderError

LayerKey = tuple[tuple[str, int, datetime, int], ...]
"""What the layer depends on: each standing approval, with the version of its workshop's log."""


@dataclass(frozen=True, slots=True)
class ApprovableRound:
    """A round that may be approved, or is: what the map would show of it, and the approval that stands, if any.

    `is_shown` says whether the map shows it; a round that was counted again since its approval is not shown.
    """

    workshop: Workshop
    round: Round
    judgements: tuple[WorkshopJudgement, ...]
    approval: Approval | None = None
    is_shown: bool = False


def approvable_round(work: UnitOfWork, workshop_id: str, number: int) -> ApprovableRound:
    """What the map would show of a round.

    Raises:
        NoSuchWorkshopError: if there is no such workshop, or it has nothing that could be approved there; the two are
            told in the same words, because unrevealed rounds are nobody's but the facilitator's.
    """
    workshop = work.workshops.by_id(workshop_id)
    found = next((one for one in _approvable(work, workshop) if one.round.number == number), None) if workshop else None
    if found is None:
        raise NoSuchWorkshopError(workshop_id)
    return found


def _approvable(work: UnitOfWork, workshop: Workshop) -> tuple[ApprovableRound, ...]:
    if workshop.is_rehearsal or workshop.is_imported:
        return ()
    standing = {approval.round: approval for approval in work.results.approvals(workshop.id)}
    found: list[ApprovableRound] = []
    for one in work.workshops.state(workshop.id).revealed_rounds:
        results = work.results.latest(workshop.id, one.number) if judges_cells(one) else None
        if results is not None:
            approval = standing.get(one.number)
            is_shown = approval is not None and belongs_to_the_map(approval, one)
            found.append(ApprovableRound(workshop, one, judged_cells(workshop, one, results), approval, is_shown))
    return tuple(found)


def approval_lists(work: UnitOfWork) -> tuple[tuple[ApprovableRound, ...], tuple[ApprovableRound, ...]]:
    """What waits for an approval, and what the map shows; of each the latest workshop first."""
    found = [one for workshop in work.workshops.all() for one in _approvable(work, workshop)]
    return tuple(one for one in found if not one.is_shown), tuple(one for one in found if one.is_shown)


def approve_round(work: UnitOfWork, person: Person, workshop_id: str, number: int, now: datetime) -> ApprovableRound:
    """Let the map show a round from now on; one that it shows already stays as it is.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more.
        NoSuchWorkshopError: if there is nothing that could be approved.
        OutOfOrderError: if it was counted at a later moment than now.
    """
    check_account(work, person, Permission.SCORE)
    approvable_round(work, workshop_id, number)
    work.workshops.take_turn(workshop_id)  # two editors at once are one approval
    found = approvable_round(work, workshop_id, number)
    if found.is_shown:
        return found
    if found.approval is not None:  # of figures that were published before these
        work.results.withdraw(workshop_id, number, now)
    approval = Approval(workshop_id, number, person.id, now)
    if not belongs_to_the_map(approval, found.round):
        raise OutOfOrderError("This round was counted just now. Look at it again, then approve it.")
    work.results.approve(approval)
    record(work, person.id, AuditAction.WORKSHOP_APPROVED, workshop_id, now, f"round {number}")
    return approvable_round(work, workshop_id, number)


def withdraw_round(work: UnitOfWork, person: Person, workshop_id: str, number: int, now: datetime) -> bool:
    """Let the map not show a round any more; False if it was not approved.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more.
    """
    check_account(work, person, Permission.SCORE)
    if not work.results.withdraw(workshop_id, number, now):
        return False
    record(work, person.id, AuditAction.WORKSHOP_APPROVAL_WITHDRAWN, workshop_id, now, f"round {number}")
    return True


def layer_key(work: UnitOfWork) -> LayerKey:
    """What the layer that `workshop_book` makes depends on: while it is the same, so is the layer."""
    approvals = work.results.approvals()
    versions = work.workshops.versions({one.workshop for one in approvals})
    return tuple((one.workshop, one.round, one.approved_at, versions[one.workshop]) for one in approvals)


def workshop_book(work: UnitOfWork) -> WorkshopBook:
    """The judgement layer: what all approved rounds that people see judge of cells."""
    found: list[WorkshopJudgement] = []
    for approval in work.results.approvals():
        workshop = work.workshops.by_id(approval.workshop)
        one = work.workshops.state(approval.workshop).round(approval.round)
        results = work.results.latest(approval.workshop, approval.round)
        if workshop and not workshop.is_rehearsal and results and belongs_to_the_map(approval, one):
            found += judged_cells(workshop, one, results)
    return WorkshopBook.of(found) if found else NO_WORKSHOPS
