"""Rehearse a workshop with simulated people: they give FICTITIOUS ideas and vote at random, groups agreeing a little.

What they answer follows from the ids of workshop, round and participant alone, so that a rehearsal can be looked at
again. It says nothing about any real place.
"""

import random
from dataclasses import dataclass
from datetime import datetime

from domain_model.people import new_id
from domain_model.ports import UnitOfWork
from domain_model.use_cases.give_ideas import give_idea
from domain_model.use_cases.join_workshop import add_participant
from domain_model.use_cases.run_workshop import Facilitator, act
from domain_model.workshop.ballots import BANDS_IN_ORDER, LEAST_SCORE, MOST_SCORE, Answers, BallotPaper
from domain_model.workshop.events import Noted
from domain_model.workshop.records import Ballot, Participant
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import EntryMode, Group, RoundKind, Scale, Stage

USUAL_NUMBER = 8
MOST_SIMULATED = 40
"""Simulated people of one rehearsal: a full room, and a bound for whoever plays with the button."""

PEOPLE_SIMULATED = "people_simulated"
PEOPLE_ACTED = "simulated_people_acted"

ROOM_SHARE, GROUP_SHARE, OWN_SHARE = 0.4, 0.35, 0.25
"""How much of an answer comes from what the whole room thinks, the person's group, and the person alone."""

DONT_KNOW_SHARE = 0.1
"""How often somebody answers 'don't know' where that is offered."""

_TOPICS = (
    "one telephone number for help, day and night",
    "shorter waits between referral and first visit",
    "money that follows need, in mental and physical health alike",
    "physical health checks for people with severe mental illness",
    "staff who work in both mental and physical health teams",
    "one record that all teams can read",
    "training in mental health on every ward",
    "people with lived experience on the board",
    "transport to appointments in the countryside",
    "the same targets for mental and physical health waits",
)
_FIRST_SEQUENCE = 1


@dataclass(frozen=True, slots=True)
class Acted:
    """What simulated people did just now: how many ideas they gave and how many ballots they cast."""

    ideas: int = 0
    ballots: int = 0


def add_simulated(work: UnitOfWork, facilitator: Facilitator, number: int, now: datetime) -> tuple[Participant, ...]:
    """Let simulated people join, spread evenly over the groups that the plan offers.

    Raises:
        OutOfOrderError: if the workshop is no rehearsal, or is over.
        ValueError: if the number is less than 1, or there would be more than 40.
    """
    workshop_id = facilitator.workshop.id
    state = _rehearsal(work, workshop_id)
    if state.is_closed:
        raise OutOfOrderError("This rehearsal is over: open it again to go on.")
    before = len(_simulated(work, workshop_id))
    if number < 1 or before + number > MOST_SIMULATED:
        there = f" {before} are there already." if before else ""
        raise ValueError(f"A rehearsal has 1 to {MOST_SIMULATED} simulated people.{there} Nobody was added.")
    groups = state.plan.groups
    added = tuple(
        add_participant(work, workshop_id, state, groups[place % len(groups)], EntryMode.SIMULATED, now)
        for place in range(before, before + number)
    )
    act(work, facilitator, Noted(PEOPLE_SIMULATED, str(number)), now)
    return added


def let_them_act(work: UnitOfWork, facilitator: Facilitator, now: datetime) -> Acted:
    """Let each simulated person do what people would do now: give one idea, or vote; whoever did so already rests.

    Raises:
        OutOfOrderError: if the workshop is no rehearsal, nobody is simulated, or there is nothing for them to do.
    """
    workshop_id = facilitator.workshop.id
    state = _rehearsal(work, workshop_id)
    people = _simulated(work, workshop_id)
    if not people:
        raise OutOfOrderError("There are no simulated people yet: add some first.")
    voting = state.open_round
    if voting is not None and voting.takes(now):
        acted = Acted(ballots=_vote(work, workshop_id, voting, people, now))
    elif state.stage is Stage.IDEAS:
        acted = Acted(ideas=_give_ideas(work, state, people, now))
    else:
        raise OutOfOrderError("There is nothing for simulated people to do now: go to the ideas, or open a vote.")
    if acted == Acted():
        raise OutOfOrderError("All simulated people have done this already.")
    act(work, facilitator, Noted(PEOPLE_ACTED, str(acted.ideas + acted.ballots)), now)
    return acted


def random_answers(paper: BallotPaper, workshop_id: str, round_number: int, group: Group, person: str) -> Answers:
    """What a simulated person answers: the same whenever it is asked, and closer to their own group than to others."""
    about = f"{workshop_id} {round_number}"
    voices = (
        (ROOM_SHARE, random.Random(about)),
        (GROUP_SHARE, random.Random(f"{about} group {group.value}")),
        (OWN_SHARE, random.Random(f"{about} person {person}")),
    )

    def weight() -> float:
        return sum(share * voice.random() for share, voice in voices)

    if paper.kind is RoundKind.RANK:
        weights = {target: weight() for target in paper.targets}
        return Answers(ranking=tuple(sorted(weights, key=lambda target: -weights[target]))[: paper.ranks])
    doubts = random.Random(f"{about} doubts of {person}")
    return Answers(
        scores={target: {scale: _score(scale, weight(), doubts) for scale in paper.scales} for target in paper.targets}
    )


def _score(scale: Scale, weight: float, doubts: random.Random) -> int:
    """A weight from 0 up to 1 as a place on a scale; now and then somebody does not know."""
    if scale is Scale.PERCEPTION:
        return 0 if doubts.random() < DONT_KNOW_SHARE else 1 + int(weight * len(BANDS_IN_ORDER))
    return LEAST_SCORE + int(weight * (MOST_SCORE - LEAST_SCORE + 1))


def _rehearsal(work: UnitOfWork, workshop_id: str) -> WorkshopState:
    state = work.workshops.take_turn(workshop_id)
    if not state.plan.is_rehearsal:
        raise OutOfOrderError("People are simulated in rehearsals only, so that no real result holds their answers.")
    return state


def _simulated(work: UnitOfWork, workshop_id: str) -> tuple[Participant, ...]:
    return tuple(person for person in work.participants.of(workshop_id) if person.mode is EntryMode.SIMULATED)


def _give_ideas(work: UnitOfWork, state: WorkshopState, people: tuple[Participant, ...], now: datetime) -> int:
    gave = {idea.participant for idea in work.participants.ideas(people[0].workshop)}
    cells = state.plan.cells
    number = 0
    for place, person in enumerate(people):
        if person.id in gave:
            continue
        text = f"FICTITIOUS idea {place + 1}: {_TOPICS[place % len(_TOPICS)]}"
        give_idea(work, person, f"simulated-{new_id()}", text, cells[place % len(cells)].token, now)
        number += 1
    return number


def _vote(work: UnitOfWork, workshop_id: str, voting: Round, people: tuple[Participant, ...], now: datetime) -> int:
    voted = work.ballots.standing_of((workshop_id, voting.number, person.id) for person in people)
    ballots = [
        Ballot(
            workshop=workshop_id,
            round=voting.number,
            participant=person.id,
            sequence=_FIRST_SEQUENCE,
            group=person.group,
            mode=person.mode,
            answers=random_answers(voting.paper, workshop_id, voting.number, person.group, person.id),
            at=now,
        )
        for person in people
        if (workshop_id, voting.number, person.id) not in voted
    ]
    work.ballots.add_all(ballots)
    return len(ballots)
