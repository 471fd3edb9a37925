"""What can happen in a workshop; each event says what follows from it and whether it may be taken back.

Their fields are plain values, as they stand in the log. Events about items are in `item_events`, about votes in
`round_events`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar

from domain_model.workshop.event import Event
from domain_model.workshop.item_events import (
    IdeaHidden,
    IdeaRestored,
    IdeaShown,
    ItemAdded,
    ItemHidden,
    ItemMerged,
    ItemPlaced,
    ItemRestored,
    ItemReworded,
    ItemSplit,
)
from domain_model.workshop.plans import plan_from
from domain_model.workshop.round_events import RoundCounted, RoundOpened, RoundReopened, RoundRevealed, VotingEnded
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import Stage

__all__ = [
    "EVENTS",
    "Event",
    "IdeaHidden",
    "IdeaRestored",
    "IdeaShown",
    "ItemAdded",
    "ItemHidden",
    "ItemMerged",
    "ItemPlaced",
    "ItemRestored",
    "ItemReworded",
    "ItemSplit",
    "RoundCounted",
    "RoundOpened",
    "RoundReopened",
    "RoundRevealed",
    "VotingEnded",
]


@dataclass(frozen=True, slots=True)
class PlanChanged(Event):
    """The set-up was changed before people began."""

    kind: ClassVar[str] = "plan_changed"
    plan: Mapping[str, object]

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Begin with the other plan."""
        if state.stage is not Stage.SET_UP:
            raise OutOfOrderError("The set-up can only be changed before the first stage: go back to it first.")
        if state.rounds:
            raise OutOfOrderError("People have voted: duplicate the workshop to change what it is about.")
        plan = plan_from(self.plan)
        return replace(state, plan=plan, items=plan.items)


@dataclass(frozen=True, slots=True)
class StageEntered(Event):
    """The facilitator moved on, or back; `seconds` is the time for it, 0 for no timer."""

    kind: ClassVar[str] = "stage_entered"
    stage: str
    seconds: int

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Stand in that stage, with its timer begun."""
        if state.open_round is not None:
            raise OutOfOrderError("People are voting: end the voting first.")
        stage = Stage(self.stage)
        if stage is Stage.CLOSED:
            raise OutOfOrderError("A workshop is not closed by moving on: close it.")
        deadline = at + timedelta(seconds=self.seconds) if self.seconds else None
        return replace(state, stage=stage, deadline=deadline, paused_at=None)


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """The clock was stopped; what people send is still taken."""

    kind: ClassVar[str] = "paused"

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Stop both clocks."""
        voting = state.open_round
        if state.paused_at is not None or (voting is not None and voting.is_ending(at)):
            raise OutOfOrderError("The clock stands still already, or has run out.")
        paused = replace(state, paused_at=at)
        return paused.with_round(replace(voting, paused_at=at)) if voting else paused


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """The clock goes on from where it was stopped."""

    kind: ClassVar[str] = "resumed"

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Start both clocks, as much later as they stood still."""
        if state.paused_at is None:
            raise OutOfOrderError("The clock is running.")
        stood = at - state.paused_at
        running = replace(state, paused_at=None, deadline=state.deadline + stood if state.deadline else None)
        voting = state.open_round
        if voting is None:
            return running
        stood_voting = at - voting.paused_at if voting.paused_at else timedelta()
        deadline = voting.deadline + stood_voting if voting.deadline else None
        return running.with_round(replace(voting, paused_at=None, deadline=deadline))


@dataclass(frozen=True, slots=True)
class Extended(Event):
    """More time was given, from now where it had run out."""

    kind: ClassVar[str] = "extended"
    seconds: int

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Move the deadline that people watch."""
        more = timedelta(seconds=self.seconds)
        voting = state.open_round
        if voting is not None:
            return state.with_round(
                replace(voting, deadline=self._later(voting.deadline, voting.paused_at or at, more))
            )
        return replace(state, deadline=self._later(state.deadline, state.paused_at or at, more))

    @staticmethod
    def _later(deadline: datetime | None, at: datetime, more: timedelta) -> datetime:
        return max(deadline or at, at) + more


@dataclass(frozen=True, slots=True)
class FactsShown(Event):
    """The measured gap was shown to the room, or taken away again."""

    kind: ClassVar[str] = "facts_shown"
    are_shown: bool

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Show them, or not."""
        return replace(state, facts_shown=self.are_shown)


@dataclass(frozen=True, slots=True)
class Closed(Event):
    """The workshop is over; taking this back opens it again."""

    kind: ClassVar[str] = "closed"

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Take nothing any more."""
        if state.open_round is not None:
            raise OutOfOrderError("People are voting: end the voting first.")
        return replace(state, stage=Stage.CLOSED, closed_at=at, deadline=None, paused_at=None)


@dataclass(frozen=True, slots=True)
class Reopened(Event):
    """A closed workshop goes on, in discussion."""

    kind: ClassVar[str] = "reopened"
    fits_closed: ClassVar[bool] = True

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Discuss again."""
        if state.erased_at is not None:
            raise OutOfOrderError("The ballots of this workshop were erased: duplicate it instead.")
        return replace(state, stage=Stage.DISCUSS, closed_at=None, deadline=None)


@dataclass(frozen=True, slots=True)
class Erased(Event):
    """Ballots, ideas and participants were erased; `receipt` is the id of the receipt."""

    kind: ClassVar[str] = "erased"
    may_be_undone: ClassVar[bool] = False
    fits_closed: ClassVar[bool] = True
    receipt: str

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Close, for good."""
        closed_at = state.closed_at or at
        return replace(state, stage=Stage.CLOSED, closed_at=closed_at, erased_at=at, deadline=None, paused_at=None)


@dataclass(frozen=True, slots=True)
class Noted(Event):
    """Something that changes nothing in the room but belongs in the record: a link made, a ballot typed in."""

    kind: ClassVar[str] = "noted"
    may_be_undone: ClassVar[bool] = False
    fits_closed: ClassVar[bool] = True
    what: str
    about: str = ""

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Change nothing."""
        return state


@dataclass(frozen=True, slots=True)
class Undone(Event):
    """An earlier entry was taken back."""

    kind: ClassVar[str] = "undone"
    may_be_undone: ClassVar[bool] = False
    fits_closed: ClassVar[bool] = True
    number: int

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Change nothing by itself: the entry is left out when the log is read."""
        return state


EVENTS: dict[str, type[Event]] = {
    made.kind: made
    for made in (
        PlanChanged, StageEntered, Paused, Resumed, Extended, FactsShown,
        RoundOpened, VotingEnded, RoundCounted, RoundRevealed, RoundReopened,
        Closed, Reopened, Erased, Noted, Undone,
        IdeaShown, IdeaHidden, IdeaRestored,
        ItemAdded, ItemReworded, ItemPlaced, ItemMerged, ItemSplit, ItemHidden, ItemRestored,
    )
}  # fmt: skip
"""Every kind of event by its name in the log."""
