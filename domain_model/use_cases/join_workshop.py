"""Join a workshop: without an account, by a code, as one of its groups; come back by a return code; and leave."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain_model.people import hash_of, new_id, new_secret
from domain_model.ports import UnitOfWork
from domain_model.workshop.codes import RETURN_CODE_LENGTH, new_return_code, tidy_code
from domain_model.workshop.records import Participant, Receipt, Workshop
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import EntryMode, Group

MOST_PEOPLE = 1000
"""How many people may join one workshop: twice as many as it is made for, and a bound for whoever plays with a code."""


class NoSuchCodeError(LookupError):
    """No workshop is joined by that code."""


class NotTakingPartError(LookupError):
    """Nobody of a workshop has that secret: they left, or everything was erased."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Who joined what, and the secret that their phone keeps."""

    workshop: Workshop
    participant: Participant
    secret: str


def workshop_to_join(work: UnitOfWork, typed: str) -> tuple[Workshop, WorkshopState]:
    """The workshop of a typed code and how it stands.

    Raises:
        NoSuchCodeError: if there is none.
    """
    workshop = work.workshops.by_join_code(tidy_code(typed)) if tidy_code(typed) else None
    if workshop is None:
        raise NoSuchCodeError("No workshop has this code. Look at the code again; it has six letters and digits.")
    return workshop, work.workshops.state(workshop.id)


def join_workshop(
    work: UnitOfWork, typed: str, group: Group, now: datetime, *, return_code: str = "", secret: str = ""
) -> Joined:
    """Take part from now on, at any stage before the end.

    `return_code` is one that the person took when the workshop was held before, '' for none. `secret` is the one that
    the phone is to keep, '' for a new one; who sends the same form twice has the same one and joins once.

    Raises:
        NoSuchCodeError: if no workshop has the code.
        OutOfOrderError: if it is over, or full.
        ValueError: if the group is not offered, or nobody has the return code.
    """
    workshop, _state = workshop_to_join(work, typed)
    state = work.workshops.hold_for_voting((workshop.id,))[workshop.id]  # nobody joins while everybody is erased
    if state.is_closed:
        raise OutOfOrderError("This workshop is over. Ask the facilitator whether there will be another.")
    if sum(work.participants.numbers(workshop.id).values()) >= MOST_PEOPLE:
        raise OutOfOrderError(f"{MOST_PEOPLE} people have joined, the most there may be. Speak to the facilitator.")
    kept = secret or new_secret()
    known = work.participants.by_token_hashes((hash_of(kept),)).get(hash_of(kept))
    if known is not None and known.workshop == workshop.id:
        return Joined(workshop, known, kept)
    returns = _returning(work, workshop.id, state.plan.repeats, return_code)
    new = _new_participant(workshop.id, state, hash_of(kept), group, EntryMode.PHONE, now, returns)
    return Joined(workshop, work.participants.add(new), kept)


def add_participant(
    work: UnitOfWork, workshop_id: str, state: WorkshopState, group: Group, mode: EntryMode, now: datetime
) -> Participant:
    """Somebody without a phone: whose ballots come on paper or by proxy, or who is simulated.

    Raises:
        ValueError: if the group is not offered.
    """
    return work.participants.add(_new_participant(workshop_id, state, "", group, mode, now))


def _new_participant(
    workshop_id: str,
    state: WorkshopState,
    token_hash: str,
    group: Group,
    mode: EntryMode,
    now: datetime,
    returns: str = "",
) -> Participant:
    if group not in state.plan.groups:
        raise ValueError("Choose one of the groups.")
    return Participant(new_id(), workshop_id, token_hash, group, mode, now, returns=returns)


def _returning(work: UnitOfWork, workshop_id: str, repeats: str, typed: str) -> str:
    if not typed.strip():
        return ""
    code = tidy_code(typed)
    if repeats and len(code) == RETURN_CODE_LENGTH:
        earlier = work.participants.by_return_hash(repeats, hash_of(code))
        here = {person.returns for person in work.participants.of(workshop_id)}
        if earlier is not None and earlier.id not in here:
            return earlier.id
    raise ValueError("Nobody took this return code, or it was used already. Look at it again, or join without it.")


def participant_of(work: UnitOfWork, workshop_id: str, token_hash: str) -> Participant:
    """Whoever has that secret.

    Raises:
        NotTakingPartError: if nobody of the workshop has it.
    """
    found = work.participants.by_token_hashes((token_hash,)).get(token_hash)
    if found is None or found.workshop != workshop_id:
        raise NotTakingPartError(workshop_id)
    return found


def change_group(work: UnitOfWork, person: Participant, group: Group) -> Participant:
    """Speak for another group; ballots that were sent before stay those of the former one until they are sent again.

    Raises:
        ValueError: if the group is not offered.
        OutOfOrderError: if the workshop is over.
    """
    state = work.workshops.state(person.workshop)
    if state.is_closed:
        raise OutOfOrderError("This workshop is over.")
    if group not in state.plan.groups:
        raise ValueError("Choose one of the groups.")
    changed = replace(person, group=group)
    work.participants.set_group(person.id, group)
    return changed


def take_return_code(work: UnitOfWork, person: Participant) -> str:
    """A new code to come back with, of which only the hash is kept; an earlier one does not hold any more."""
    code = new_return_code()
    work.participants.set_return_hash(person.id, hash_of(code))
    return code


def leave_workshop(work: UnitOfWork, person: Participant, now: datetime) -> Receipt:
    """Erase a person with their ideas and ballots; what was published already stays, as it names nobody."""
    work.workshops.take_turn(person.workshop)
    ballots = work.ballots.erase(person.workshop, (person.id,))
    ideas = work.participants.erase(person.workshop, (person.id,))
    receipt = Receipt(new_id(), person.workshop, "one person", now, 1, ideas, ballots)
    work.participants.add_receipt(receipt)
    return receipt
