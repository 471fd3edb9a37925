"""What a write can be made to depend on: that it was not sent before, and that a version still stands."""

import re
from http import HTTPStatus

from flask import request

from domain_model.judgements import Judgement
from domain_model.people import Person
from domain_model.ports import UnitOfWork
from pages.http.api_problems import ApiProblemError
from pages.http.who import now

KEY = "Idempotency-Key"
_KEY = re.compile(r'"?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"?')


class SentBeforeError(Exception):
    """The same key was sent before, and what came with it was kept."""


def take_key(work: UnitOfWork, person: Person) -> None:
    """Note in this work the key that the request carries, if any; to be called before anything is written.

    A key is a person's own, and is kept as long as the ids of forms are. A write that is refused leaves its key.

    Raises:
        ApiProblemError: 422 for what is no key.
        SentBeforeError: if the person sent it before.
    """
    sent = request.headers.get(KEY)
    if sent is None:
        return
    key = _KEY.fullmatch(sent.strip().lower())
    if key is None:
        detail = f"{KEY} is no UUID such as 8e03978e-40d5-43e8-bc93-6894a57f9324"
        raise ApiProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, detail, parameter=KEY, value=sent)
    if not work.sent_forms.take(f"api:{person.id}:{key[1]}", now()):
        raise SentBeforeError(key[1])


def check_version(history: tuple[Judgement, ...]) -> None:
    """Hold If-Match and If-None-Match against the version of a view that stands, `history` being all of them.

    Raises:
        ApiProblemError: 412 where it is another one.
    """
    version = history[-1].version if history else 0
    stands = bool(history) and history[-1].opinion is not None
    wanted, unwanted = request.if_match, request.if_none_match
    # A compressed answer has the name of its coding behind the version in its tag.
    is_wanted = stands if wanted.star_tag else any(_number(tag) == str(version) for tag in wanted.as_set())
    if request.headers.get("If-Match", "").strip() and not is_wanted:
        said = f"version {version} is the latest" if version else "there is no version yet"
        raise _failed(f"{said}, not what If-Match names")
    if unwanted.star_tag and stands:
        raise _failed(f"version {version} stands, and If-None-Match asks that there be none")


def _number(tag: str) -> str:
    return tag.partition(":")[0]


def _failed(detail: str) -> ApiProblemError:
    return ApiProblemError(HTTPStatus.PRECONDITION_FAILED, f"{detail}; nothing was done")
