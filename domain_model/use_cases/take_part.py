"""Take part: everything that one person's phone may show, put together once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain_model.ports import UnitOfWork
from domain_model.workshop.ballots import Answers
from domain_model.workshop.published import RoundResults
from domain_model.workshop.records import Ballot, Idea, Participant
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import FactsPolicy, RoundState, Stage

MOST_RESULTS = 4
"""How many revealed rounds a phone shows, the latest first."""


@dataclass(frozen=True, slots=True)
class RevealedRound:
    """A round whose results people see, with what this person answered in it (None for nothing)."""

    round: Round
    results: RoundResults
    own: Answers | None


@dataclass(frozen=True, slots=True)
class PhoneView:
    """What one person sees.

    `voting` is the round that takes ballots, or has just ended and is not revealed; `ballot` what stands of the
    person's in it. `before` is the earlier revealed round that asked the same. There is nothing in it of a round that
    is not revealed but what the person answered.
    """

    state: WorkshopState
    person: Participant
    ideas: tuple[Idea, ...]
    voting: Round | None
    ballot: Ballot | None
    before: RevealedRound | None
    revealed: tuple[RevealedRound, ...]
    may_see_facts: bool


def phone_view(work: UnitOfWork, state: WorkshopState, person: Participant) -> PhoneView:
    """What the person sees as the workshop stands."""
    own = own_ballots(work, person)
    current = state.open_round or state.latest_round  # an earlier round may have been opened again
    voting = current if current is not None and current.state is not RoundState.REVEALED else None
    revealed = [_revealed(work, person, one, own) for one in reversed(state.revealed_rounds[-MOST_RESULTS:])]
    found = [one for one in revealed if one is not None]
    asked_before = voting.repeats if voting else 0
    return PhoneView(
        state=state,
        person=person,
        ideas=work.participants.ideas_of(person.id) if state.stage is not Stage.SET_UP else (),
        voting=voting,
        ballot=own.get(voting.number) if voting else None,
        before=next((one for one in found if one.round.number == asked_before), None),
        revealed=tuple(found),
        may_see_facts=may_see_facts(state, has_voted=has_voted(own)),
    )


def own_ballots(work: UnitOfWork, person: Participant) -> Mapping[int, Ballot]:
    """The person's ballots that stand, by round."""
    return {ballot.round: ballot for ballot in work.ballots.of(person.id)}


def has_voted(own: Mapping[int, Ballot]) -> bool:
    """Whether somebody with these ballots answered anything; an empty ballot is none."""
    return any(not ballot.answers.is_blank for ballot in own.values())


def may_see_facts(state: WorkshopState, *, has_voted: bool) -> bool:
    """Whether somebody may see what is measured and reported: at once, or once they have voted, or all have seen it."""
    return state.plan.facts is FactsPolicy.OPEN or has_voted or state.facts_shown


def _revealed(work: UnitOfWork, person: Participant, one: Round, own: Mapping[int, Ballot]) -> RevealedRound | None:
    results = work.results.latest(person.workshop, one.number)
    ballot = own.get(one.number)
    return RevealedRound(one, results, ballot.answers if ballot else None) if results else None


@dataclass(frozen=True, slots=True)
class Pulse:
    """How a running workshop goes: what changes from second to second and may be known before anything is revealed."""

    version: int
    joined: int
    done: int
    deadline: datetime | None
    paused: bool


def pulse_of(work: UnitOfWork, workshop_id: str) -> Pulse:
    """The pulse of a workshop: how many joined, and are done with the open, else the latest round; nothing they said.

    Raises:
        LookupError: if there is no such workshop.
    """
    state = work.workshops.state(workshop_id)
    voting = state.open_round
    current = voting or state.latest_round
    return Pulse(
        version=state.version,
        joined=sum(work.participants.numbers(workshop_id).values()),
        done=work.ballots.done(workshop_id, current.number) if current else 0,
        deadline=voting.deadline if voting else state.deadline,
        paused=bool(voting.paused_at if voting else state.paused_at),
    )
