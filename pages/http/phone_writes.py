"""What phones send: ballots, each answered after the disk has it; ideas; another group; and that somebody leaves."""

from collections.abc import Callable
from typing import Any

import orjson
from flask import Blueprint, Response, current_app, request

from data.ballot_box import BallotBox
from data.current import current_store, writing_unit_of_work
from domain_model.people import hash_of
from domain_model.ports import UnitOfWork
from domain_model.use_cases.cast_ballots import BallotAnswer, BallotReply, SentBallot
from domain_model.use_cases.give_ideas import give_idea, withdraw_idea
from domain_model.use_cases.join_workshop import (
    NotTakingPartError,
    change_group,
    leave_workshop,
    take_return_code,
)
from domain_model.workshop.ballots import InvalidBallotError, answers_document, answers_from
from domain_model.workshop.codes import spaced_code
from domain_model.workshop.records import Participant
from domain_model.workshop.state import OutOfOrderError
from domain_model.workshop_vocabulary import Group
from pages.http.access import open_to_all, without_form_token
from pages.http.phone_answers import answer, gone, person, secret_of, whole, word
from pages.http.times import milliseconds
from pages.http.who import now

phone_writes = Blueprint("writes", __name__)

LARGEST_BALLOT = 32 * 1024
_BOX = "workshop_ballot_box"
_STATUS = {
    BallotAnswer.KEPT: 200,
    BallotAnswer.TOO_EARLY: 409,
    BallotAnswer.TOO_LATE: 409,
    BallotAnswer.DOES_NOT_FIT: 422,
    BallotAnswer.UNKNOWN_PERSON: 410,
}


def ballot_box() -> BallotBox:
    """What keeps ballots in this process."""
    known: BallotBox | None = current_app.extensions.get(_BOX)
    return known or current_app.extensions.setdefault(_BOX, BallotBox(current_store()))


@phone_writes.post("/w/<workshop>/ballots")
@open_to_all
@without_form_token
def cast(workshop: str) -> Response:
    """Keep a ballot; the answer is sent after the disk has it."""
    received_at = now()
    secret = secret_of(workshop)
    if not secret:
        return gone()
    body = request.get_data(cache=False) if (request.content_length or 0) <= LARGEST_BALLOT else b""
    try:
        sent = orjson.loads(body)
        ballot = SentBallot(
            workshop=workshop,
            token_hash=hash_of(secret),
            round=whole(sent["round"]),
            sequence=whole(sent["sequence"]),
            answers=answers_from(sent["answers"]),
            received_at=received_at,
        )
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return _does_not_fit("This is no ballot: load the page again.")
    except InvalidBallotError as error:
        return _does_not_fit(str(error))
    return _answer_ballot(ballot_box().cast(ballot))


def _does_not_fit(words: str) -> Response:
    return answer({"kept": False, "reason": BallotAnswer.DOES_NOT_FIT.value, "words": words}, 422)


def _answer_ballot(reply: BallotReply) -> Response:
    said: dict[str, Any] = {"kept": reply.answer is BallotAnswer.KEPT}
    if reply.standing is not None:
        said |= {
            "sequence": reply.standing.sequence,
            "answers": answers_document(reply.standing.answers),
            "saved_at": milliseconds(reply.standing.at),
        }
    if not said["kept"]:
        said |= {"reason": reply.answer.value, "words": reply.words}
    return answer(said, _STATUS[reply.answer])


@phone_writes.post("/w/<workshop>/ideas")
@open_to_all
@without_form_token
def add_idea(workshop: str) -> Response:
    """Keep an idea, once."""

    def keep(work: UnitOfWork, who: Participant, sent: dict[str, Any]) -> dict[str, Any]:
        kept = give_idea(work, who, word(sent, "id"), word(sent, "text"), word(sent, "cell"), now())
        return {"id": kept.id, "text": kept.text, "cell": kept.cell}

    return write(workshop, keep)


@phone_writes.post("/w/<workshop>/ideas/remove")
@open_to_all
@without_form_token
def remove_idea(workshop: str) -> Response:
    """Forget an idea of one's own."""

    def forget(work: UnitOfWork, who: Participant, sent: dict[str, Any]) -> dict[str, Any]:
        withdraw_idea(work, who, word(sent, "id"))
        return {}

    return write(workshop, forget)


@phone_writes.post("/w/<workshop>/group")
@open_to_all
@without_form_token
def speak_for(workshop: str) -> Response:
    """Speak for another group."""

    def change(work: UnitOfWork, who: Participant, sent: dict[str, Any]) -> dict[str, Any]:
        group = next((one for one in Group if one.value == word(sent, "group")), None)
        if group is None:
            raise ValueError("Choose one of the groups.")
        return {"group": change_group(work, who, group).group.value}

    return write(workshop, change)


@phone_writes.post("/w/<workshop>/return-code")
@open_to_all
@without_form_token
def return_code(workshop: str) -> Response:
    """Give a code to come back with."""

    def take(work: UnitOfWork, who: Participant, _sent: dict[str, Any]) -> dict[str, Any]:
        return {"code": spaced_code(take_return_code(work, who), 4)}

    return write(workshop, take)


@phone_writes.post("/w/<workshop>/leave")
@open_to_all
@without_form_token
def leave(workshop: str) -> Response:
    """Erase everything of whoever asks, and give a receipt."""

    def erase(work: UnitOfWork, who: Participant, _sent: dict[str, Any]) -> dict[str, Any]:
        receipt = leave_workshop(work, who, now())
        return {
            "receipt": receipt.id,
            "ballots": receipt.ballots,
            "ideas": receipt.ideas,
            "at": milliseconds(receipt.at),
        }

    return write(workshop, erase)


def write(workshop: str, change: Callable[[UnitOfWork, Participant, dict[str, Any]], dict[str, Any]]) -> Response:
    """Do what a phone asks in one piece of work; what does not do is said in words."""
    try:
        sent = orjson.loads(request.get_data(cache=False) or b"{}")
    except orjson.JSONDecodeError:
        return answer({"words": "This cannot be read: load the page again."}, 422)
    try:
        with writing_unit_of_work() as work:
            said = change(work, person(work, workshop), sent if isinstance(sent, dict) else {})
            work.commit()
    except NotTakingPartError:
        return gone()
    except OutOfOrderError as error:
        return answer({"words": str(error)}, 409)
    except ValueError as error:
        return answer({"words": str(error)}, 422)
    return answer(said)
