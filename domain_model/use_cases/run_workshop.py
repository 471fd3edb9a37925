"""Run a workshop: make it, move it on, open and end votes, take things back; every step is an entry of its log."""

from dataclasses import dataclass
from datetime import datetime

from domain_model.audit import AuditEvent
from domain_model.people import Person, hash_of, new_id, new_secret
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Permission
from domain_model.plain_text import is_plain_line
from domain_model.ports import UnitOfWork
from domain_model.use_cases.check_account import check_account
from domain_model.workshop.codes import new_join_code
from domain_model.workshop.event import Event
from domain_model.workshop.events import Closed, Noted, RoundOpened, StageEntered, Undone
from domain_model.workshop.log import last_undoable
from domain_model.workshop.plans import WorkshopPlan
from domain_model.workshop.records import Workshop, WorkshopLink
from domain_model.workshop.rounds import asks_the_same
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import EntryMode, LinkKind, RoundKind, Scale, Stage

STAGES_IN_ORDER = (Stage.SET_UP, Stage.IDEAS, Stage.SHARE, Stage.CLARIFY, Stage.VOTE, Stage.DISCUSS)
RANK_QUESTION = "What holds parity back most here?"
SCORE_QUESTION = "How does mental health stand here, compared with physical health?"
LONGEST_LINK_NOTE = 80
BY_LINK = "link "
"""What the log calls somebody who came by a link, before the id of the link."""

_TRIES = 20


class NoSuchWorkshopError(LookupError):
    """No workshop of that id, or none that this person may run: the two are told in the same words."""


@dataclass(frozen=True, slots=True)
class Facilitator:
    """Whoever runs a workshop: an account, or somebody with a facilitator's link; `actor` names them in the log."""

    workshop: Workshop
    actor: str
    person: Person | None = None

    @property
    def is_by_link(self) -> bool:
        """Whether they came by a facilitator's link, and may neither let others in nor erase the workshop."""
        return self.actor.startswith(BY_LINK)


def facilitator_of(work: UnitOfWork, workshop_id: str, person: Person | None, link_hash: str = "") -> Facilitator:
    """Whoever asks, as somebody who may run the workshop: its owner, an administrator, or by an open link.

    Raises:
        NoSuchWorkshopError: if there is no such workshop, or they may not run it.
    """
    workshop = work.workshops.by_id(workshop_id)
    if workshop is None:
        raise NoSuchWorkshopError(workshop_id)
    if person is not None and _may_run(person, workshop):
        return Facilitator(workshop, person.id, person)
    link = work.workshops.link(link_hash) if link_hash else None
    if link is None or link.workshop != workshop_id or link.kind is not LinkKind.FACILITATOR or link.revoked_at:
        raise NoSuchWorkshopError(workshop_id)
    return Facilitator(workshop, f"{BY_LINK}{link.id}", person)


def _may_run(person: Person, workshop: Workshop) -> bool:
    is_owner = workshop.owner == person.id and person.may(Permission.RUN_WORKSHOPS)
    return is_owner or person.may(Permission.MANAGE_PEOPLE)


def create_workshop(work: UnitOfWork, person: Person, plan: WorkshopPlan, now: datetime) -> Workshop:
    """Keep a new workshop, with a code by which people join.

    Raises:
        NotAllowedError: if the person's role does not allow it.
        LookupError: if there is no such area.
    """
    check_account(work, person, Permission.RUN_WORKSHOPS)
    if not work.datasets.current().geography.has(plan.area):
        raise LookupError(f"no such area: {plan.area!r}")
    for _ in range(_TRIES):
        made = Workshop(
            id=new_id(),
            owner=person.id,
            join_code=new_join_code(),
            first_plan=plan,
            created_at=now,
            version=0,
            title=plan.title,
            area=plan.area,
            is_rehearsal=plan.is_rehearsal,
        )
        if work.workshops.add(made):
            record(work, person.id, AuditAction.WORKSHOP_MADE, made.id, now)
            return made
    raise RuntimeError("no join code is free")


def act(work: UnitOfWork, facilitator: Facilitator, event: Event, now: datetime) -> WorkshopState:
    """Do one thing in the workshop.

    Raises:
        OutOfOrderError: if it does not fit where the workshop stands, or the workshop came from a file.
        ValueError: if what was written does not do.
    """
    workshop = facilitator.workshop
    if workshop.is_imported:  # nothing is ever erased of it, because nobody takes part in it
        raise OutOfOrderError("This workshop came from a file and holds results only. Duplicate it to hold it here.")
    state = work.workshops.append(workshop.id, event, facilitator.actor, now)
    if isinstance(event, Closed):
        record(work, facilitator.actor, AuditAction.WORKSHOP_CLOSED, workshop.id, now)
    return state


def undo_last(work: UnitOfWork, facilitator: Facilitator, now: datetime) -> WorkshopState:
    """Take back what was done last.

    A clock that was stopped, or was given more time, is not taken back once the time without it has run out: the vote
    would be counted at once, and a count stays.

    Raises:
        OutOfOrderError: if there is nothing to take back, or it cannot be: a vote that was opened or counted, or time
            without which an open vote would be over.
    """
    before = work.workshops.take_turn(facilitator.workshop.id)
    last = last_undoable(work.workshops.log(facilitator.workshop.id))
    if last is None:
        raise OutOfOrderError("There is nothing to take back. A vote that was opened or counted stays in the record.")
    state = act(work, facilitator, Undone(last.number), now)
    if _takes_votes(before, now) and not _takes_votes(state, now):
        raise OutOfOrderError("Without this the vote would be over at once. Let the clock go on, or end the voting.")
    if before.plan.is_rehearsal and not state.plan.is_rehearsal:
        check_nobody_is_simulated(work, facilitator.workshop.id)
    return state


def check_nobody_is_simulated(work: UnitOfWork, workshop_id: str) -> None:
    """Do nothing if no simulated people take part: a rehearsal with them cannot become a real workshop.

    Raises:
        OutOfOrderError: if some do.
    """
    if any(person.mode is EntryMode.SIMULATED for person in work.participants.of(workshop_id)):
        raise OutOfOrderError("Simulated people take part in this rehearsal: duplicate it for the real workshop.")


def _takes_votes(state: WorkshopState, now: datetime) -> bool:
    """Whether people vote, with time left."""
    return state.open_round is not None and not state.open_round.is_ending(now)


def enter_stage(work: UnitOfWork, facilitator: Facilitator, stage: Stage, now: datetime) -> WorkshopState:
    """Move on or back to a stage, with the time that the plan gives it.

    Raises:
        OutOfOrderError: if people are voting.
    """
    plan = work.workshops.state(facilitator.workshop.id).plan
    minutes = 0 if stage is Stage.VOTE else plan.minutes_of(stage)  # a vote brings a timer of its own
    return act(work, facilitator, StageEntered(stage.value, minutes * 60), now)


def open_ranking(
    work: UnitOfWork, facilitator: Facilitator, now: datetime, *, seconds: int | None = None, question: str = ""
) -> WorkshopState:
    """Let people rank everything in play; None seconds: as the plan says.

    Raises:
        OutOfOrderError: if there is nothing to rank, or people are voting already.
    """
    state = work.workshops.state(facilitator.workshop.id)
    targets = tuple(item.id for item in state.items_in_play)
    if len(targets) < 2:
        raise OutOfOrderError("There is nothing to rank yet: add two things to vote on.")
    ranks = min(state.plan.ranks, len(targets))
    return _open(work, facilitator, now, RoundKind.RANK, targets, (), ranks, seconds, question or RANK_QUESTION)


def open_scoring(
    work: UnitOfWork,
    facilitator: Facilitator,
    now: datetime,
    *,
    of_items: bool = False,
    seconds: int | None = None,
    question: str = "",
) -> WorkshopState:
    """Let people score the workshop's cells, or everything in play; None seconds: as the plan says.

    Raises:
        OutOfOrderError: if there is nothing to score, or people are voting already.
    """
    state = work.workshops.state(facilitator.workshop.id)
    if of_items:
        targets = tuple(item.id for item in state.items_in_play)
        scales = state.plan.item_scales
    else:
        targets, scales = tuple(cell.token for cell in state.plan.cells), state.plan.scales
    if not targets:
        raise OutOfOrderError("There is nothing to score yet: add something to vote on.")
    return _open(work, facilitator, now, RoundKind.SCORE, targets, scales, 0, seconds, question or SCORE_QUESTION)


def _open(
    work: UnitOfWork,
    facilitator: Facilitator,
    now: datetime,
    kind: RoundKind,
    targets: tuple[str, ...],
    scales: tuple[Scale, ...],
    ranks: int,
    seconds: int | None,
    question: str,
) -> WorkshopState:
    state = work.workshops.state(facilitator.workshop.id)
    same = [one for one in state.rounds if asks_the_same(one, kind, targets, scales)]
    event = RoundOpened(
        asks=kind.value,
        question=question,
        targets=targets,
        scales=tuple(scale.value for scale in scales),
        ranks=ranks,
        seconds=state.plan.minutes_of(Stage.VOTE) * 60 if seconds is None else seconds,
        repeats=same[-1].number if same else 0,
    )
    return act(work, facilitator, event, now)


def make_link(
    work: UnitOfWork, facilitator: Facilitator, kind: LinkKind, note: str, now: datetime
) -> tuple[WorkshopLink, str]:
    """A new link to the console or the projector's page, and its secret, which nobody can read again.

    Raises:
        OutOfOrderError: for a facilitator's link that somebody asks for who came by such a link themselves.
        ValueError: if the note is too long or no plain line.
    """
    if kind is LinkKind.FACILITATOR and facilitator.is_by_link:
        raise OutOfOrderError("Only whoever made the workshop can let further facilitators in.")
    tidy = " ".join(note.split())
    if tidy and (len(tidy) > LONGEST_LINK_NOTE or not is_plain_line(tidy)):
        raise ValueError(f"Say in at most {LONGEST_LINK_NOTE} characters for whom the link is.")
    secret = new_secret()
    link = WorkshopLink(new_id(), facilitator.workshop.id, kind, hash_of(secret), tidy, now)
    work.workshops.add_link(link)
    act(work, facilitator, Noted(f"{kind.value}_link_made", link.id), now)
    record(work, facilitator.actor, AuditAction.WORKSHOP_LINK_MADE, facilitator.workshop.id, now, kind.value)
    return link, secret


def revoke_link(work: UnitOfWork, facilitator: Facilitator, link_id: str, now: datetime) -> bool:
    """Withdraw a link, which opens nothing any more; False if there is no such open link."""
    if not work.workshops.revoke_link(facilitator.workshop.id, link_id, now):
        return False
    act(work, facilitator, Noted("link_revoked", link_id), now)
    record(work, facilitator.actor, AuditAction.WORKSHOP_LINK_REVOKED, facilitator.workshop.id, now)
    return True


def renew_join_code(work: UnitOfWork, facilitator: Facilitator, now: datetime, *, none: bool = False) -> str:
    """Let people join by another code, or by none any more; whoever has joined stays."""
    for _ in range(_TRIES):
        code = "" if none else new_join_code()
        if work.workshops.set_join_code(facilitator.workshop.id, code):
            act(work, facilitator, Noted("join_code_withdrawn" if none else "join_code_renewed"), now)
            return code
    raise RuntimeError("no join code is free")


def record(
    work: UnitOfWork, actor: str, action: AuditAction, workshop_id: str, now: datetime, detail: str = ""
) -> None:
    """Note in the audit log what was done with a workshop; by whose link stands in the workshop's own log."""
    person = "" if actor.startswith(BY_LINK) else actor
    work.audit.record(AuditEvent(now, action, AuditOutcome.DONE, person, f"workshop {workshop_id}", detail))
