"""Cast ballots: what phones sent is judged, kept once, and answered with what stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain_model.ports import UnitOfWork
from domain_model.workshop.ballots import LARGEST_SEQUENCE, Answers, InvalidBallotError
from domain_model.workshop.records import Ballot, Participant
from domain_model.workshop.state import OutOfOrderError, WorkshopState


class BallotAnswer(StrEnum):
    """What became of a ballot."""

    KEPT = "kept"
    """It was kept, now or when it was sent before; or a later one of the same person stands already."""
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    DOES_NOT_FIT = "does_not_fit"
    UNKNOWN_PERSON = "unknown_person"


@dataclass(frozen=True, slots=True)
class SentBallot:
    """A ballot as it came in: by whose secret (its hash), for which round, and when the server received it."""

    workshop: str
    token_hash: str
    round: int
    sequence: int
    answers: Answers
    received_at: datetime


@dataclass(frozen=True, slots=True)
class BallotReply:
    """What a phone is told: what became of its ballot, in words where it was not kept, and what stands (or None)."""

    answer: BallotAnswer
    words: str = ""
    standing: Ballot | None = None


_UNKNOWN = BallotReply(
    BallotAnswer.UNKNOWN_PERSON,
    "This phone does not belong to the workshop any more. Join again with the code, or ask the facilitator.",
)
_LATE = "The vote closed before this ballot arrived, so it was not counted."
_EARLY = "This vote has not begun."


def cast_ballots(work: UnitOfWork, sent: Sequence[SentBallot]) -> tuple[BallotReply, ...]:
    """Judge and keep ballots together, each by itself; the replies are in the order of what was sent.

    A ballot is in time if the server received it before the deadline and 2 seconds of grace. The same ballot sent
    again changes nothing and is answered alike: of one person, round and sequence number the first that came is
    kept, and the largest sequence number stands. `work` is to be committed before anybody is told.
    """
    states = work.workshops.hold_for_voting({one.workshop for one in sent})
    # Only now: whoever left while we waited for the workshop must not leave a ballot behind.
    people = work.participants.by_token_hashes({one.token_hash for one in sent})
    judged = [_judge(one, people.get(one.token_hash), states.get(one.workshop)) for one in sent]
    work.ballots.add_all([ballot for ballot in judged if isinstance(ballot, Ballot)])
    standing = work.ballots.standing_of(
        (one.workshop, one.round, people[one.token_hash].id)
        for one in sent
        if one.token_hash in people and _is_known(one.round, states.get(one.workshop))
    )
    replies: list[BallotReply] = []
    for one, found in zip(sent, judged, strict=True):
        person = people.get(one.token_hash)
        stands = standing.get((one.workshop, one.round, person.id)) if person else None
        if isinstance(found, Ballot):
            replies.append(BallotReply(BallotAnswer.KEPT, standing=stands))
        elif found.answer is BallotAnswer.TOO_LATE and stands is not None and stands.sequence >= one.sequence:
            # It was kept when it was sent first, or a later one was: the reply to it may have been lost.
            replies.append(BallotReply(BallotAnswer.KEPT, standing=stands))
        else:
            replies.append(BallotReply(found.answer, found.words, stands))
    return tuple(replies)


def _is_known(number: int, state: WorkshopState | None) -> bool:
    """Whether there is such a round: no database is asked about a number that somebody made up, however large."""
    return state is not None and 1 <= number <= len(state.rounds)


def _judge(sent: SentBallot, person: Participant | None, state: WorkshopState | None) -> Ballot | BallotReply:
    if person is None or state is None or person.workshop != sent.workshop:
        return _UNKNOWN
    try:
        voting = state.round(sent.round)
    except OutOfOrderError:
        return BallotReply(BallotAnswer.TOO_EARLY, _EARLY)
    if not 1 <= sent.sequence <= LARGEST_SEQUENCE:
        words = f"You sent this ballot {LARGEST_SEQUENCE} times; what was kept last stands."
        return BallotReply(BallotAnswer.DOES_NOT_FIT, words)
    try:
        voting.paper.check(sent.answers)
    except InvalidBallotError as error:
        return BallotReply(BallotAnswer.DOES_NOT_FIT, str(error))
    if not voting.takes(sent.received_at):
        is_early = sent.received_at < voting.opened_at
        return BallotReply(BallotAnswer.TOO_EARLY if is_early else BallotAnswer.TOO_LATE, _EARLY if is_early else _LATE)
    return Ballot(
        workshop=sent.workshop,
        round=sent.round,
        participant=person.id,
        sequence=sent.sequence,
        group=person.group,
        mode=person.mode,
        answers=sent.answers,
        at=sent.received_at,
    )
