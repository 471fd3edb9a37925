"""Entity tags: what names the state that an answer was made from, and whether a client already has that answer.

Flask-Compress marks the tag of a compressed answer with its coding (`"tag:gzip"`), as another representation.
"""

from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

import orjson
from flask import Response, current_app, request

from pages.http.access import VIEWING
from pages.http.api_parameters import Query
from pages.http.api_problems import ApiProblemError
from pages.http.api_routes import Shows

SECONDS_FRESH = 60
"""How long a cache may keep figures without asking: new ones come with a restart."""

_ROOT = Path(__file__).resolve().parents[2]
_MAKERS_OF_ANSWERS = ("domain_model", "components", "pages/http")


def _digest_of_program() -> str:
    """A digest of the code that makes answers: a mended calculation makes other answers of the same figures."""
    found = sha256()
    for folder in _MAKERS_OF_ANSWERS:
        for file in sorted((_ROOT / folder).rglob("*.py")):
            found.update(file.read_bytes())
    return found.hexdigest()


_PROGRAM = _digest_of_program()


def entity_tag(
    dataset_version: str, path: str, query: Query, *, judgements: int = 0, people: Sequence[object] = ()
) -> str:
    """The strong tag of an answer: the same for the same question to the same figures, judgements and program.

    `query` has its defaults filled in, today's date among them where the answer depends on it. `judgements` is
    the number of the last change to judgements, 0 where an answer has none in it; `people` is what else people
    wrote that is in it, and who asks where that matters.
    """
    question = [_PROGRAM, dataset_version, judgements, people, path, asdict(query)]
    # A set of tokens has no order of its own.
    text = orjson.dumps(question, default=sorted, option=orjson.OPT_SORT_KEYS)
    return f"{dataset_version}-{sha256(text).hexdigest()[:32]}"


def unchanged_answer(tag: str, shows: Shows = Shows.FIGURES) -> Response | None:
    """The answer 304 where the client says that it has this one, or one of it in a coding that it still takes.

    None where it has not, and for `*`, which asks whether there is an answer at all: that takes making it.

    Raises:
        ApiProblemError: 412 where the client wants one state of the answer only, and that is past.
    """
    named = (tag, *(f"{tag}:{coding}" for coding, quality in request.accept_encodings if quality > 0))
    if request.if_match and not any(one in request.if_match for one in named):
        detail = "this is no longer the answer that If-Match names; ask without it for the present one"
        raise ApiProblemError(HTTPStatus.PRECONDITION_FAILED, detail)
    # Decided: whoever looks at the finished answer would take `If-Match: *` for a tag that it does not have.
    request.environ.pop("HTTP_IF_MATCH", None)
    had = request.if_none_match
    matching = next((one for one in named if had.contains_weak(one)), None)
    if matching is None or had.star_tag:
        return None
    answer = Response(status=HTTPStatus.NOT_MODIFIED)
    del answer.headers["Content-Type"]
    return tagged(answer, matching, shows)


def tagged(answer: Response, tag: str, shows: Shows = Shows.FIGURES) -> Response:
    """The answer with its tag, and how long and where it may be kept.

    By its reader alone where viewing is closed, and where the reader said who they are: the answer may then
    renew their session. Whoever keeps what people wrote asks each time whether it still stands.
    """
    answer.set_etag(tag)
    is_open = current_app.config.get(VIEWING, "open") == "open"
    is_nobodys = not request.cookies and "Authorization" not in request.headers
    where = "public" if is_open and is_nobodys else "private"
    how_long = f"max-age={SECONDS_FRESH}" if shows is Shows.FIGURES else "no-cache"
    answer.headers["Cache-Control"] = f"{where}, {how_long}"
    answer.vary.add("Accept-Encoding")
    if shows.knows_reader:
        answer.vary.update(("Authorization", "Cookie"))
    return answer
