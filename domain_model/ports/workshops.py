"""What the domain asks where workshops, their people and their ballots are kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain_model.workshop.event import Event
from domain_model.workshop.log import LogEntry
from domain_model.workshop.published import RoundResults
from domain_model.workshop.records import Approval, Ballot, Idea, Participant, Receipt, Workshop, WorkshopLink
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import Group


class WorkshopRepository(Protocol):
    """Where workshops, their logs and their links are kept."""

    def add(self, workshop: Workshop) -> bool:
        """Keep a new one; False if its join code is taken, and then nothing is kept."""
        ...

    def by_id(self, workshop_id: str) -> Workshop | None:
        """The workshop of that id."""
        ...

    def by_join_code(self, code: str) -> Workshop | None:
        """The workshop that is joined with that code."""
        ...

    def all(self) -> tuple[Workshop, ...]:
        """All workshops, the latest first."""
        ...

    def set_join_code(self, workshop_id: str, code: str) -> bool:
        """Let people join with another code, '' for none; False if it is taken."""
        ...

    def hold_for_voting(self, workshop_ids: Iterable[str]) -> Mapping[str, WorkshopState]:
        """How these workshops stand; nobody adds to their logs until this work ends. Voters do not wait for others."""
        ...

    def versions(self, workshop_ids: Iterable[str]) -> Mapping[str, int]:
        """The number of the latest entry of each of these logs; unknown workshops are left out."""
        ...

    def take_turn(self, workshop_id: str) -> WorkshopState:
        """Wait until nobody else votes or adds to the log, and answer how it stands; it stays so until this work ends.

        Raises:
            LookupError: if there is no such workshop.
        """
        ...

    def state(self, workshop_id: str) -> WorkshopState:
        """How a workshop stands; the same object for as long as its log does not change.

        Raises:
            LookupError: if there is no such workshop.
        """
        ...

    def log(self, workshop_id: str) -> tuple[LogEntry, ...]:
        """All that was done, in order."""
        ...

    def append(self, workshop_id: str, event: Event, actor: str, at: datetime) -> WorkshopState:
        """Add to the log, and answer how the workshop then stands. Whoever adds waits for the one before.

        Raises:
            OutOfOrderError: if it does not fit where the workshop stands.
            LookupError: if there is no such workshop.
        """
        ...

    def append_all(self, workshop_id: str, entries: Sequence[tuple[Event, str, datetime]]) -> WorkshopState:
        """Add several events, each by whom and when, as `append` does one after the other.

        Raises:
            OutOfOrderError: if one does not fit what is before it.
            LookupError: if there is no such workshop.
        """
        ...

    def add_link(self, link: WorkshopLink) -> None:
        """Keep a new link."""
        ...

    def link(self, secret_hash: str) -> WorkshopLink | None:
        """The link of that secret, withdrawn or not."""
        ...

    def links(self, workshop_id: str) -> tuple[WorkshopLink, ...]:
        """All links of a workshop, the latest first."""
        ...

    def revoke_link(self, workshop_id: str, link_id: str, at: datetime) -> bool:
        """Withdraw a link; False if the workshop has no such open link."""
        ...


class ParticipantRepository(Protocol):
    """Where the people of workshops and their ideas are kept."""

    def add(self, participant: Participant) -> Participant:
        """Keep a new one; answer who has that secret, if somebody with it was kept in the same moment."""
        ...

    def by_token_hashes(self, hashes: Iterable[str]) -> Mapping[str, Participant]:
        """The participants of these secrets, by hash; unknown ones are left out."""
        ...

    def by_return_hash(self, workshop_id: str, return_hash: str) -> Participant | None:
        """The participant of a workshop who took that return code."""
        ...

    def of(self, workshop_id: str) -> tuple[Participant, ...]:
        """Everybody of a workshop, in the order of joining."""
        ...

    def numbers(self, workshop_id: str) -> Mapping[Group, int]:
        """How many joined, by group."""
        ...

    def set_group(self, participant_id: str, group: Group) -> None:
        """Keep another group."""
        ...

    def set_return_hash(self, participant_id: str, return_hash: str) -> None:
        """Keep another return code."""
        ...

    def add_idea(self, idea: Idea) -> Idea:
        """Keep an idea, once; answer the one that stands under its id."""
        ...

    def ideas(self, workshop_id: str) -> tuple[Idea, ...]:
        """All ideas of a workshop, in the order in which they came."""
        ...

    def ideas_of(self, participant_id: str) -> tuple[Idea, ...]:
        """The ideas of one person, in the order in which they came."""
        ...

    def remove_idea(self, participant_id: str, idea_id: str) -> None:
        """Forget one of the participant's ideas."""
        ...

    def erase(self, workshop_id: str, participant_ids: Sequence[str]) -> int:
        """Remove these people and their ideas; answer how many ideas."""
        ...

    def add_receipt(self, receipt: Receipt) -> None:
        """Keep a receipt."""
        ...

    def receipts(self, workshop_id: str) -> tuple[Receipt, ...]:
        """The receipts of a workshop, the latest first."""
        ...


class BallotRepository(Protocol):
    """Where ballots are kept: each as it was sent, none ever changed."""

    def add_all(self, ballots: Sequence[Ballot]) -> None:
        """Keep these; one of a person, round and sequence that is known already is left as it was first sent."""
        ...

    def standing_of(self, keys: Iterable[tuple[str, int, str]]) -> Mapping[tuple[str, int, str], Ballot]:
        """The ballots that stand, by workshop, round and participant; those who sent none are left out."""
        ...

    def standing(self, workshop_id: str, round_number: int, *, until: datetime | None = None) -> tuple[Ballot, ...]:
        """The ballots that stand in a round, or stood at a moment, in the order of participants."""
        ...

    def done(self, workshop_id: str, round_number: int) -> int:
        """How many people have sent a ballot in a round."""
        ...

    def of(self, participant_id: str) -> tuple[Ballot, ...]:
        """All ballots of a person as they were sent, in order."""
        ...

    def erase(self, workshop_id: str, participant_ids: Sequence[str]) -> int:
        """Remove the ballots of these people; answer how many."""
        ...


class ResultRepository(Protocol):
    """Where what workshops published is kept, and which of it belongs to the heat map."""

    def publish(self, workshop_id: str, results: RoundResults) -> None:
        """Keep all figures of a publication."""
        ...

    def latest(self, workshop_id: str, round_number: int) -> RoundResults | None:
        """The latest publication of a round."""
        ...

    def approve(self, approval: Approval) -> None:
        """Keep that a round belongs to the heat map."""
        ...

    def withdraw(self, workshop_id: str, round_number: int, at: datetime) -> bool:
        """Keep that it does not any more; False if it did not."""
        ...

    def approvals(self, workshop_id: str | None = None) -> tuple[Approval, ...]:
        """What stands approved, of one workshop or of all, the latest first."""
        ...
