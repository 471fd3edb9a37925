"""A round of voting: what it asks, how long it takes ballots, and what of it has been published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain_model.workshop.ballots import BallotPaper
from domain_model.workshop.published import VoiceToken
from domain_model.workshop_vocabulary import Group, RoundKind, RoundState, Scale

GRACE = timedelta(seconds=2)
"""How long after the deadline a ballot is still taken: the way from a phone to the server is not the voter's fault."""

SETTLING = timedelta(seconds=1)
"""How long after the grace a round is counted, so that every ballot that came in time has been kept."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round.

    `deadline` is None where no timer runs; `paused_at` is when the clock was stopped, None while it runs. `repeats` is
    the number of the earlier round that asked the same, 0 for none; `after_facts` says whether the measured gap had
    been shown to the room when it opened. `publication` counts the publications, 0 before the first;
    `ballots` is how many people's ballots the latest one counted by group, `counted_at` when.
    """

    number: int
    paper: BallotPaper
    question: str
    opened_at: datetime
    deadline: datetime | None
    state: RoundState = RoundState.OPEN
    paused_at: datetime | None = None
    repeats: int = 0
    after_facts: bool = False
    publication: int = 0
    counted_at: datetime | None = None
    voices: Mapping[Group, VoiceToken] = field(default_factory=dict[Group, VoiceToken])
    ballots: Mapping[Group, int] = field(default_factory=dict[Group, int])

    def takes(self, received_at: datetime) -> bool:
        """Whether a ballot that the server received then is in time: after the opening, up to 2 s past the deadline."""
        if self.state is not RoundState.OPEN or received_at < self.opened_at:
            return False
        return self.deadline is None or self.paused_at is not None or received_at <= self.deadline + GRACE

    def is_ending(self, now: datetime) -> bool:
        """Whether its time is over, so that only ballots on their way are still taken."""
        is_running = self.state is RoundState.OPEN and self.paused_at is None
        return is_running and self.deadline is not None and now >= self.deadline

    def may_be_counted(self, now: datetime) -> bool:
        """Whether its time is over and every ballot that came in time has been kept."""
        return self.is_ending(now) and self.deadline is not None and now >= self.deadline + GRACE + SETTLING


def asks_the_same(one: Round, kind: RoundKind, targets: tuple[str, ...], scales: tuple[Scale, ...]) -> bool:
    """Whether a round asks the same of the same things, so that answers can be followed from one to the other."""
    paper = one.paper
    return paper.kind is kind and set(paper.targets) == set(targets) and set(paper.scales) == set(scales)
