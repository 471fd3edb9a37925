"""FICTITIOUS workshops for tests: a plan, a facilitator, people who join and vote; time is an argument everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from data.unit_of_work import Store
from domain_model.cells import Cell
from domain_model.people import Person, hash_of, new_id
from domain_model.people_vocabulary import Role
from domain_model.use_cases.cast_ballots import BallotReply, SentBallot, cast_ballots
from domain_model.use_cases.count_votes import count_if_over
from domain_model.use_cases.join_workshop import Joined, join_workshop
from domain_model.use_cases.run_workshop import act, create_workshop, facilitator_of, open_ranking, open_scoring
from domain_model.workshop.ballots import Answers
from domain_model.workshop.event import Event
from domain_model.workshop.events import RoundRevealed, VotingEnded
from domain_model.workshop.items import Item
from domain_model.workshop.plans import WorkshopPlan
from domain_model.workshop.published import RoundResults
from domain_model.workshop.records import Workshop
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import Group, ItemOrigin, Scale

BEGIN = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
MESO = Cell.from_token("service_delivery/meso")
MICRO = Cell.from_token("workforce/micro")
ITEMS = tuple(
    Item(f"item-{letter}", f"FICTITIOUS barrier {letter}", MESO, ItemOrigin.FACILITATOR) for letter in "abcdef"
)


def second(number: float) -> datetime:
    """A moment so many seconds after the beginning."""
    return BEGIN + timedelta(seconds=number)


def a_plan(**changes: object) -> WorkshopPlan:
    """A plan of two cells and six things to rank, without timers."""
    standard: dict[str, object] = {
        "title": "FICTITIOUS workshop",
        "area": "AAA",
        "cells": (MESO, MICRO),
        "items": ITEMS,
        "minutes": {},
        "scales": (Scale.PERCEPTION, Scale.SEVERITY),
    }
    return WorkshopPlan(**(standard | changes))  # pyright: ignore[reportArgumentType] - a test gives what fits


@dataclass
class Room:
    """A workshop that a test runs: every step is committed by itself."""

    store: Store
    owner: Person
    workshop: Workshop
    people: list[Joined] = field(default_factory=list[Joined])

    def do(self, event: Event, at: datetime = BEGIN) -> WorkshopState:
        """Add to the log, as the owner."""
        with self.store.writing_unit_of_work() as work:
            state = act(work, facilitator_of(work, self.workshop.id, self.owner), event, at)
            work.commit()
        return state

    def join(self, *groups: Group, at: datetime = BEGIN) -> list[Joined]:
        """Let people join, one of each group named."""
        with self.store.writing_unit_of_work() as work:
            joined = [join_workshop(work, self.workshop.join_code, group, at) for group in groups]
            work.commit()
        self.people += joined
        return joined

    def ranking(self, at: datetime = BEGIN, seconds: int = 0) -> WorkshopState:
        """Open a ranking."""
        with self.store.writing_unit_of_work() as work:
            state = open_ranking(work, facilitator_of(work, self.workshop.id, self.owner), at, seconds=seconds)
            work.commit()
        return state

    def scoring(self, at: datetime = BEGIN, seconds: int = 0) -> WorkshopState:
        """Open a scoring of the cells."""
        with self.store.writing_unit_of_work() as work:
            state = open_scoring(work, facilitator_of(work, self.workshop.id, self.owner), at, seconds=seconds)
            work.commit()
        return state

    def cast(
        self, person: Joined, answers: Answers, at: datetime = BEGIN, *, round_number: int = 1, sequence: int = 1
    ) -> BallotReply:
        """Send a ballot."""
        sent = SentBallot(self.workshop.id, hash_of(person.secret), round_number, sequence, answers, at)
        with self.store.writing_unit_of_work() as work:
            (reply,) = cast_ballots(work, [sent])
            work.commit()
        return reply

    def end(self, round_number: int = 1, at: datetime = BEGIN) -> RoundResults:
        """End a round, count it once its ballots are in, and answer what was published, sealed."""
        self.do(VotingEnded(round_number), at)
        with self.store.writing_unit_of_work() as work:
            count_if_over(work, self.workshop.id, at + timedelta(seconds=3))
            work.commit()
        with self.store.unit_of_work() as work:
            results = work.results.latest(self.workshop.id, round_number)
        assert results is not None
        return results

    def reveal(self, round_number: int = 1, at: datetime = BEGIN) -> WorkshopState:
        """Show the results of a round."""
        return self.do(RoundRevealed(round_number), at + timedelta(seconds=4))

    def state(self) -> WorkshopState:
        """How it stands."""
        with self.store.unit_of_work() as work:
            return work.workshops.state(self.workshop.id)


def open_room(store: Store, plan: WorkshopPlan | None = None, at: datetime = BEGIN) -> Room:
    """A new workshop of a new facilitator."""
    owner = Person(new_id(), "Fay FICTITIOUS", f"{new_id().casefold()}@example.org", Role.FACILITATOR, at)
    with store.writing_unit_of_work() as work:
        work.people.add(owner, "")
        workshop = create_workshop(work, owner, plan or a_plan(), at)
        work.commit()
    return Room(store, owner, workshop)


def ranked(order: str) -> Answers:
    """A ranking by the letters of the items, strongest first: `ranked("bca")`."""
    return Answers(ranking=tuple(f"item-{letter}" for letter in order))


def scored(**scores: Sequence[int]) -> Answers:
    """Perception and severity of the cells: `scored(meso=(2, 7), micro=(3, 5))`; perception 0 is 'don't know'."""
    cells = {"meso": MESO.token, "micro": MICRO.token}
    return Answers(
        scores={
            cells[name]: dict(zip((Scale.PERCEPTION, Scale.SEVERITY), given, strict=False))
            for name, given in scores.items()
        }
    )
