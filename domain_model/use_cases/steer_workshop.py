"""Steer a workshop from a console that may be a moment old: each step says what its facilitator saw."""

from datetime import datetime

from domain_model.plain_text import is_plain_line
from domain_model.ports import UnitOfWork
from domain_model.use_cases.run_workshop import Facilitator, act, enter_stage, undo_last
from domain_model.workshop.events import RoundOpened
from domain_model.workshop.log import last_undoable
from domain_model.workshop.plans import LONGEST_MINUTES
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import Stage

LONGEST_QUESTION = 200


def move_to_stage(
    work: UnitOfWork, facilitator: Facilitator, stage: Stage, seen: Stage, now: datetime
) -> WorkshopState:
    """Enter a stage, for whoever saw the workshop in the stage `seen`.

    Raises:
        OutOfOrderError: if the workshop has moved meanwhile, or people vote.
    """
    if work.workshops.take_turn(facilitator.workshop.id).stage is not seen:
        raise OutOfOrderError("The workshop has moved on meanwhile. Look where it stands now.")
    return enter_stage(work, facilitator, stage, now)


def undo_entry(work: UnitOfWork, facilitator: Facilitator, number: int, now: datetime) -> WorkshopState:
    """Take back the entry of that number, for whoever saw it as the latest.

    Raises:
        OutOfOrderError: if something else was done meanwhile, or it cannot be taken back.
    """
    work.workshops.take_turn(facilitator.workshop.id)
    last = last_undoable(work.workshops.log(facilitator.workshop.id))
    if last is not None and last.number != number:
        raise OutOfOrderError("Something else was done meanwhile. Look at what the button takes back now.")
    return undo_last(work, facilitator, now)


def vote_again(
    work: UnitOfWork, facilitator: Facilitator, number: int, now: datetime, seconds: int | None = None
) -> WorkshopState:
    """Open a new round that asks the same about the same things as an earlier one; None seconds: as the plan says.

    Raises:
        OutOfOrderError: if there is no such round, or people are voting already.
    """
    state = work.workshops.state(facilitator.workshop.id)
    earlier = state.round(number)
    paper = earlier.paper
    event = RoundOpened(
        asks=paper.kind.value,
        question=earlier.question,
        targets=paper.targets,
        scales=tuple(scale.value for scale in paper.scales),
        ranks=paper.ranks,
        seconds=state.plan.minutes_of(Stage.VOTE) * 60 if seconds is None else seconds,
        repeats=number,
    )
    return act(work, facilitator, event, now)


def checked_question(typed: str) -> str:
    """The question on one line, '' for the usual one.

    Raises:
        ValueError: if it is too long or no plain line.
    """
    tidy = " ".join(typed.split())
    if len(tidy) > LONGEST_QUESTION or (tidy and not is_plain_line(tidy)):
        raise ValueError(f"Ask in at most {LONGEST_QUESTION} characters.")
    return tidy


def seconds_of(typed: str) -> int | None:
    """Typed minutes in seconds; None where nothing was typed.

    Raises:
        ValueError: if it is no whole number of minutes that a timer can run.
    """
    tidy = typed.strip()
    if not tidy:
        return None
    if not (tidy.isascii() and tidy.isdecimal() and len(tidy) <= 4 and int(tidy) <= LONGEST_MINUTES):
        raise ValueError(f"Give whole minutes from 0 to {LONGEST_MINUTES}; 0 means no timer.")
    return int(tidy) * 60
