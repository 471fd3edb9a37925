"""Enter ballots for people without a phone, on paper or by proxy, and take the last one back; each is in the log.

A ballot that was filled in while people voted may be typed in until its round is counted. Typing takes time, so the
facilitator holds the counting for as long as it takes: by leaving the vote open, or by giving more time.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain_model.ports import UnitOfWork
from domain_model.use_cases.join_workshop import MOST_PEOPLE, add_participant
from domain_model.use_cases.run_workshop import Facilitator, act
from domain_model.workshop.ballots import Answers, BallotPaper, InvalidBallotError
from domain_model.workshop.events import Noted
from domain_model.workshop.records import Ballot, Participant
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import EntryMode, Group, RoundKind, RoundState

ENTRY_MODES = (EntryMode.PAPER, EntryMode.PROXY)
"""How the ballots that a facilitator enters came in."""

BALLOT_ENTERED = "ballot_entered"
BALLOT_TAKEN_BACK = "ballot_taken_back"

_COUNTED = (
    "This round is counted, so no ballot can be entered or taken back in it any more. Open the vote again on the "
    "console first."
)
_FIRST_SEQUENCE = 1


@dataclass(frozen=True, slots=True)
class EnteredBallots:
    """How many ballots of a round were entered, by mode, and whose was entered last (None before the first)."""

    numbers: Mapping[EntryMode, int]
    last: Participant | None = None

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self.numbers.values())


def enter_ballot(
    work: UnitOfWork,
    facilitator: Facilitator,
    round_number: int,
    mode: EntryMode,
    group: Group,
    answers: Answers,
    now: datetime,
) -> Participant:
    """Keep one ballot of somebody without a phone, who takes part from now on.

    Raises:
        OutOfOrderError: if there is no such round, it is counted already, or the workshop is full.
        InvalidBallotError: if the answers do not fit the round, or there are none.
        ValueError: if the mode is that of a phone, or the group is not offered.
    """
    workshop_id = facilitator.workshop.id
    state = work.workshops.take_turn(workshop_id)
    voting = _not_counted(state, round_number)
    if mode not in ENTRY_MODES:
        raise ValueError("Say whether the ballot came on paper or by proxy.")
    if answers.is_blank:
        raise InvalidBallotError("Nothing is filled in. A ballot without any answer is not entered.")
    voting.paper.check(answers)
    if sum(work.participants.numbers(workshop_id).values()) >= MOST_PEOPLE:
        raise OutOfOrderError(f"{MOST_PEOPLE} people take part, the most there may be.")
    person = add_participant(work, workshop_id, state, group, mode, now)
    work.ballots.add_all([Ballot(workshop_id, voting.number, person.id, _FIRST_SEQUENCE, group, mode, answers, now)])
    act(work, facilitator, Noted(BALLOT_ENTERED, person.id), now)
    return person


def take_back_ballot(
    work: UnitOfWork, facilitator: Facilitator, round_number: int, participant_id: str, now: datetime
) -> Participant:
    """Erase the ballot that was entered last, and whoever it stands for.

    Raises:
        OutOfOrderError: if the round is counted already, or that ballot is not the last one any more.
    """
    workshop_id = facilitator.workshop.id
    voting = _not_counted(work.workshops.take_turn(workshop_id), round_number)
    last = entered_ballots(work, workshop_id, voting.number).last
    if last is None or last.id != participant_id:
        raise OutOfOrderError(
            "Nothing was taken back: this ballot is not the one that was entered last any more. "
            "Look at which one is the last now."
        )
    work.ballots.erase(workshop_id, (last.id,))
    work.participants.erase(workshop_id, (last.id,))
    act(work, facilitator, Noted(BALLOT_TAKEN_BACK, last.id), now)
    return last


def entered_ballots(work: UnitOfWork, workshop_id: str, round_number: int) -> EnteredBallots:
    """What was entered in a round so far."""
    without_phone = [person for person in work.participants.of(workshop_id) if person.mode in ENTRY_MODES]
    known = work.ballots.standing_of((workshop_id, round_number, person.id) for person in without_phone)
    here = [person for person in without_phone if (workshop_id, round_number, person.id) in known]
    return EnteredBallots(Counter(person.mode for person in here), here[-1] if here else None)


def ranking_to_come(state: WorkshopState) -> BallotPaper | None:
    """What a ranking asks that is opened now; None where there is nothing to rank."""
    targets = tuple(item.id for item in state.items_in_play)
    if len(targets) < 2:
        return None
    return BallotPaper(RoundKind.RANK, targets, ranks=min(state.plan.ranks, len(targets)))


def scoring_to_come(state: WorkshopState) -> BallotPaper:
    """What a scoring of the workshop's cells asks that is opened now."""
    return BallotPaper(RoundKind.SCORE, tuple(cell.token for cell in state.plan.cells), state.plan.scales)


def item_scoring_to_come(state: WorkshopState) -> BallotPaper | None:
    """What a scoring of everything in play asks that is opened now; None where nothing is."""
    targets = tuple(item.id for item in state.items_in_play)
    scales = state.plan.item_scales
    return BallotPaper(RoundKind.SCORE, targets, scales) if targets else None


def _not_counted(state: WorkshopState, round_number: int) -> Round:
    voting = state.round(round_number)
    if voting.state is not RoundState.OPEN:
        raise OutOfOrderError(_COUNTED)
    return voting
