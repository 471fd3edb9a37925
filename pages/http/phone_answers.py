"""What the addresses of phones share: who asks, and answers that are theirs alone."""

from typing import Any

import orjson
from flask import Response, current_app, request
from werkzeug.wrappers import Response as BaseResponse

from domain_model.dataset import Dataset
from domain_model.people import hash_of
from domain_model.ports import UnitOfWork
from domain_model.use_cases.join_workshop import NotTakingPartError, participant_of
from domain_model.workshop.records import Participant

GONE = "This phone does not belong to the workshop any more. Join again with the code, or ask the facilitator."
COOKIE_SECONDS = 400 * 24 * 60 * 60
"""As long as browsers keep any cookie: a workshop may be held again a year later, on the same phone."""


def cookie_name(workshop: str) -> str:
    """The cookie by which a phone takes part; each workshop has its own."""
    return f"parity-map-voice-{workshop}"


def secret_of(workshop: str) -> str:
    """The secret on the phone that asks, '' for none."""
    return request.cookies.get(cookie_name(workshop), "")


def keep_secret(answer: BaseResponse, workshop: str, secret: str) -> BaseResponse:
    """Let the phone keep its secret; scripts cannot read it, and pages of other sites cannot send it."""
    answer.set_cookie(
        cookie_name(workshop),
        secret,
        max_age=COOKIE_SECONDS,
        secure=bool(current_app.config.get("SESSION_COOKIE_SECURE")),
        httponly=True,
        samesite="Lax",
    )
    return answer


def person(work: UnitOfWork, workshop: str) -> Participant:
    """Whoever asks, by the secret in their cookie.

    Raises:
        NotTakingPartError: if they do not take part.
    """
    secret = secret_of(workshop)
    if not secret:
        raise NotTakingPartError(workshop)
    return participant_of(work, workshop, hash_of(secret))


def answer(document: dict[str, Any], status: int = 200) -> Response:
    """Plain values as JSON, for whoever asked alone."""
    return private(Response(orjson.dumps(document), status, mimetype="application/json"))


def private(found: Response) -> Response:
    """An answer that no cache keeps."""
    found.headers["Cache-Control"] = "no-store"
    return found


def gone() -> Response:
    """That whoever asks does not take part."""
    return answer({"kept": False, "reason": "unknown_person", "words": GONE}, 410)


def word(sent: dict[str, Any], name: str) -> str:
    """A word of what was sent, '' where there is none."""
    found = sent.get(name, "")
    return found if isinstance(found, str) else ""


def whole(value: object) -> int:
    """A whole number of what was sent.

    Raises:
        TypeError: if it is none.
    """
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    return value


def area_name(dataset: Dataset, area: str) -> str:
    """What people call an area."""
    return dataset.geography.area(area, dataset.geography.vintage_of(area)).short_name
