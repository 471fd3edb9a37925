"""Count votes: once a round's time is over all its results are published at once, sealed until they are revealed."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from domain_model.ports import UnitOfWork
from domain_model.workshop.ballots import Answers, CountedBallot
from domain_model.workshop.counting import EarlierRound, count_round
from domain_model.workshop.counting_drift import WorkshopBefore, drift_figures
from domain_model.workshop.events import RoundCounted
from domain_model.workshop.publication import may_publish_again
from domain_model.workshop.published import RoundResults
from domain_model.workshop.records import Ballot
from domain_model.workshop.rounds import Round, asks_the_same
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import Group, RoundKind, Statistic

MOST_PUBLICATIONS = 2
"""How often a round is published: of three publications, what each adds to another could be about one person."""


def is_to_be_counted(state: WorkshopState, now: datetime) -> bool:
    """Whether a round waits for being counted."""
    return state.open_round is not None and state.open_round.may_be_counted(now)


def count_if_over(work: UnitOfWork, workshop_id: str, now: datetime) -> WorkshopState:
    """Count the open round if its time is over and its ballots are all in; otherwise nothing happens.

    Whoever looks first does it, on whichever server; nobody votes meanwhile. A round that was opened again is
    published again only if enough ballots changed (`may_publish_again`); else its earlier figures stand.

    Raises:
        LookupError: if there is no such workshop.
    """
    if not is_to_be_counted(work.workshops.state(workshop_id), now):
        return work.workshops.state(workshop_id)
    state = work.workshops.take_turn(workshop_id)
    voting = state.open_round
    if voting is None or not voting.may_be_counted(now):
        return state
    ballots = counted(work.ballots.standing(workshop_id, voting.number))
    results = _results(work, workshop_id, state, voting, ballots)
    if results is not None:
        work.results.publish(workshop_id, results)
    publication, voices = (results.publication, results.voices) if results else (voting.publication, voting.voices)
    by_group = _by_group(ballots) if results else dict(voting.ballots)
    event = RoundCounted(
        round=voting.number,
        publication=publication,
        voices={group.value: voice for group, voice in voices.items()},
        ballots={group.value: number for group, number in by_group.items()},
    )
    return work.workshops.append(workshop_id, event, "", now)


def counted(ballots: Iterable[Ballot]) -> tuple[CountedBallot, ...]:
    """Standing ballots as they are counted."""
    return tuple(CountedBallot(ballot.participant, ballot.group, ballot.answers) for ballot in ballots)


def seed_of(workshop_id: str, round_number: int) -> int:
    """What random sampling of a round begins with, so that counting again gives the same."""
    return int.from_bytes(hashlib.sha256(f"{workshop_id}:{round_number}".encode()).digest()[:6])


def _results(
    work: UnitOfWork, workshop_id: str, state: WorkshopState, voting: Round, ballots: tuple[CountedBallot, ...]
) -> RoundResults | None:
    """The results to publish; None where those that were published before have to stand."""
    least = state.plan.least
    earlier = _earlier_rounds(work, workshop_id, state, voting)
    fixed = None
    if voting.publication and _told_anything(work, workshop_id, voting):
        assert voting.counted_at is not None
        before = counted(work.ballots.standing(workshop_id, voting.number, until=voting.counted_at))
        padded = (*before, *_erased_since(voting, before))
        is_last = voting.publication >= MOST_PUBLICATIONS or _is_compared_with(state, voting)
        if is_last or not may_publish_again(padded, ballots, voting.voices, least, earlier=earlier):
            return None
        fixed = voting.voices
    results = count_round(
        voting.paper,
        ballots,
        round_number=voting.number,
        publication=voting.publication + 1,
        least=least,
        seed=seed_of(workshop_id, voting.number),
        voices=fixed,
        earlier=earlier,
    )
    before = _workshop_before(work, workshop_id, state, voting)
    if before is None:
        return results
    moved = drift_figures(voting.paper, ballots, results.voices, before, least)
    return replace(results, figures=(*results.figures, *moved))


def _told_anything(work: UnitOfWork, workshop_id: str, voting: Round) -> bool:
    """Whether the figures published before say anything but how many voted: if too few had, they can be left behind."""
    published = work.results.latest(workshop_id, voting.number)
    told = published.figures if published else ()
    return any(figure.value is not None and figure.statistic is not Statistic.PEOPLE for figure in told)


def _workshop_before(work: UnitOfWork, workshop_id: str, state: WorkshopState, voting: Round) -> WorkshopBefore | None:
    """The latest revealed round of the workshop that this one repeats that asked the same; None where there is none.

    A round that this workshop asks for a second time is compared with its own first time only.
    """
    if not state.plan.repeats or voting.repeats or voting.publication or voting.paper.kind is not RoundKind.SCORE:
        return None
    then = work.workshops.state(state.plan.repeats)
    paper = voting.paper
    asked = [one for one in then.revealed_rounds if asks_the_same(one, paper.kind, paper.targets, paper.scales)]
    results = work.results.latest(state.plan.repeats, asked[-1].number) if asked else None
    if results is None:
        return None
    published = work.ballots.standing(state.plan.repeats, results.round_number, until=asked[-1].counted_at)
    cast = {ballot.participant: ballot for ballot in published}
    returned = {
        person.id: CountedBallot(person.id, cast[person.returns].group, cast[person.returns].answers)
        for person in work.participants.of(workshop_id)
        if person.returns in cast
    }
    return WorkshopBefore(results, returned)


def _is_compared_with(state: WorkshopState, voting: Round) -> bool:
    """Whether stability and shift of a later round were published, which tie its people to those counted here."""
    return bool(voting.paper.scales) and any(one.repeats == voting.number and one.publication for one in state.rounds)


def _earlier_rounds(
    work: UnitOfWork, workshop_id: str, state: WorkshopState, voting: Round
) -> tuple[EarlierRound, ...]:
    """The rounds that asked the same before, the latest first, with what their latest publication counted."""
    found: list[EarlierRound] = []
    number = voting.repeats
    while number:
        one = state.round(number)
        if one.publication > 1:  # what its two publications tell together is not known to the rules of shifts
            return ()
        ballots = counted(work.ballots.standing(workshop_id, number, until=one.counted_at))
        found.append(EarlierRound((*ballots, *_erased_since(one, ballots)), one.voices))
        number = one.repeats
    return tuple(found)


def _by_group(ballots: Iterable[CountedBallot]) -> Counter[Group]:
    return Counter(ballot.group for ballot in ballots)


def _erased_since(voting: Round, before: tuple[CountedBallot, ...]) -> Iterable[CountedBallot]:
    """Stand-ins for ballots that the earlier publication counted and that were erased since: each counts as changed.

    Nobody knows any more what they said, only how many of each group they were; as an answer to everything that the
    round asks, each is a change to every question.
    """
    left = _by_group(before)
    everything = answers_to_everything(voting)
    for group, number in voting.ballots.items():
        for place in range(number - left[group]):
            yield CountedBallot(f"erased {group.value} {place}", group, everything)


def answers_to_everything(voting: Round) -> Answers:
    """A ballot that answers every question of a round."""
    paper = voting.paper
    if paper.ranks:
        return Answers(ranking=paper.targets[: paper.ranks])
    return Answers(scores={target: dict.fromkeys(paper.scales, 1) for target in paper.targets})
