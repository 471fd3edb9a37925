"""What can happen to a round of voting: opened, ended, counted, revealed, opened again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar

from domain_model.workshop.ballots import BallotPaper
from domain_model.workshop.event import Event
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import Group, RoundKind, RoundState, Scale, Stage


@dataclass(frozen=True, slots=True)
class RoundOpened(Event):
    """Voting began: what is asked, by which scales or how many ranks, for how long (0 seconds: no timer)."""

    kind: ClassVar[str] = "round_opened"
    may_be_undone: ClassVar[bool] = False  # ballots may have come in
    asks: str
    question: str
    targets: tuple[str, ...]
    scales: tuple[str, ...]
    ranks: int
    seconds: int
    repeats: int

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Add the round, which takes ballots from now on."""
        if state.open_round is not None:
            raise OutOfOrderError("People are voting already: end that first.")
        scales = tuple(Scale(scale) for scale in self.scales)
        paper = BallotPaper(RoundKind(self.asks), self.targets, scales, self.ranks)
        opened = Round(
            number=len(state.rounds) + 1,
            paper=paper,
            question=self.question,
            opened_at=at,
            deadline=at + timedelta(seconds=self.seconds) if self.seconds else None,
            repeats=self.repeats,
            after_facts=state.facts_shown,
        )
        return replace(state, rounds=(*state.rounds, opened), stage=Stage.VOTE, deadline=None, paused_at=None)


@dataclass(frozen=True, slots=True)
class VotingEnded(Event):
    """The facilitator ended the voting; what is on its way is still taken for the grace of two seconds."""

    kind: ClassVar[str] = "voting_ended"
    round: int

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Put the deadline to now."""
        voting = state.round(self.round)
        if voting.state is not RoundState.OPEN:
            raise OutOfOrderError("The voting has ended already.")
        if voting.is_ending(at):
            return state
        return replace(state, paused_at=None).with_round(replace(voting, deadline=at, paused_at=None))


@dataclass(frozen=True, slots=True)
class RoundCounted(Event):
    """All results of a round were published at once, sealed until they are revealed.

    `publication` stays what it was where too few ballots had changed for a further one. `voices` and `ballots` are by
    group: under whose voice it is published, and how many of its people were counted.
    """

    kind: ClassVar[str] = "round_counted"
    may_be_undone: ClassVar[bool] = False
    round: int
    publication: int
    voices: Mapping[str, str]
    ballots: Mapping[str, int]

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Take no ballot any more."""
        counted = state.round(self.round)
        is_new = self.publication != counted.publication
        return state.with_round(
            replace(
                counted,
                state=RoundState.COUNTED,
                publication=self.publication,
                counted_at=at if is_new else counted.counted_at,
                voices={Group(group): voice for group, voice in self.voices.items()},
                ballots={Group(group): number for group, number in self.ballots.items()},
            )
        )


@dataclass(frozen=True, slots=True)
class RoundRevealed(Event):
    """The results of a round were shown; taking this back hides them again."""

    kind: ClassVar[str] = "round_revealed"
    round: int

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Show them, and discuss."""
        counted = state.round(self.round)
        if counted.state is not RoundState.COUNTED:
            raise OutOfOrderError("There is nothing to reveal: the round is not counted, or is revealed already.")
        revealed = state.with_round(replace(counted, state=RoundState.REVEALED))
        seconds = state.plan.minutes_of(Stage.DISCUSS) * 60
        deadline = at + timedelta(seconds=seconds) if seconds else None
        discussed = replace(revealed, stage=Stage.DISCUSS, deadline=deadline, paused_at=None)
        return revealed if state.open_round else discussed


@dataclass(frozen=True, slots=True)
class RoundReopened(Event):
    """A counted round takes ballots again, for so many seconds (0: no timer); its results are hidden meanwhile."""

    kind: ClassVar[str] = "round_reopened"
    may_be_undone: ClassVar[bool] = False  # ballots may have come in
    round: int
    seconds: int

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Open it again; ballots that were sent stand."""
        if state.open_round is not None:
            raise OutOfOrderError("People are voting already: end that first.")
        deadline = at + timedelta(seconds=self.seconds) if self.seconds else None
        again = replace(state.round(self.round), state=RoundState.OPEN, deadline=deadline, paused_at=None)
        return replace(state, stage=Stage.VOTE, deadline=None, paused_at=None).with_round(again)
