"""Where a workshop stands: what follows from its log, entry by entry."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain_model.workshop.items import Item
from domain_model.workshop.plans import WorkshopPlan
from domain_model.workshop.rounds import Round
from domain_model.workshop_vocabulary import RoundState, Stage


class OutOfOrderError(Exception):
    """What was asked for does not fit where the workshop stands; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class WorkshopState:
    """A workshop after the entry of its log that is numbered `version`.

    `deadline` is that of the stage, None where no timer runs; `paused_at` is when the clock was stopped, None while it
    runs. `shown_ideas` are the ideas that were read out, by id of the idea the item made of it; `hidden_ideas` are
    kept from the room. `facts_shown` says whether the measured gap was shown to the room.
    """

    plan: WorkshopPlan
    version: int = 0
    stage: Stage = Stage.SET_UP
    deadline: datetime | None = None
    paused_at: datetime | None = None
    items: tuple[Item, ...] = ()
    rounds: tuple[Round, ...] = ()
    shown_ideas: tuple[tuple[str, str], ...] = ()
    hidden_ideas: frozenset[str] = field(default_factory=frozenset[str])
    facts_shown: bool = False
    closed_at: datetime | None = None
    erased_at: datetime | None = None

    @property
    def items_in_play(self) -> tuple[Item, ...]:
        """What is shown and voted on, in order."""
        return tuple(item for item in self.items if item.is_in_play)

    @property
    def open_round(self) -> Round | None:
        """The round that takes ballots."""
        return next((one for one in self.rounds if one.state is RoundState.OPEN), None)

    @property
    def latest_round(self) -> Round | None:
        """The round that was opened last."""
        return self.rounds[-1] if self.rounds else None

    @property
    def revealed_rounds(self) -> tuple[Round, ...]:
        """The rounds whose results people see."""
        return tuple(one for one in self.rounds if one.state is RoundState.REVEALED)

    @property
    def is_closed(self) -> bool:
        """Whether the workshop is over."""
        return self.stage is Stage.CLOSED

    def item(self, item_id: str) -> Item:
        """The item of that id.

        Raises:
            OutOfOrderError: if there is none.
        """
        found = next((item for item in self.items if item.id == item_id), None)
        if found is None:
            raise OutOfOrderError("That is not among the things to vote on any more: load the page again.")
        return found

    def round(self, number: int) -> Round:
        """The round of that number.

        Raises:
            OutOfOrderError: if there is none.
        """
        if not 1 <= number <= len(self.rounds):
            raise OutOfOrderError(f"There is no round {number}.")
        return self.rounds[number - 1]

    def with_item(self, changed: Item) -> "WorkshopState":
        """The state with an item in place of the one of the same id."""
        return replace(self, items=tuple(changed if item.id == changed.id else item for item in self.items))

    def with_round(self, changed: Round) -> "WorkshopState":
        """The state with a round in place of the one of the same number."""
        rounds = tuple(changed if one.number == changed.number else one for one in self.rounds)
        return replace(self, rounds=rounds)

    def time_left(self, now: datetime) -> timedelta | None:
        """How much of the timer that people watch is left, nothing below zero; None where none runs.

        That is the open round's, else the stage's. A stopped clock stays where it was.
        """
        voting = self.open_round
        deadline, paused_at = (voting.deadline, voting.paused_at) if voting else (self.deadline, self.paused_at)
        if deadline is None:
            return None
        return max(deadline - (paused_at or now), timedelta())
