"""What the API answers when it cannot answer: a problem document (RFC 9457), never a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

import orjson
from flask import Response

LONGEST_ECHO = 100
"""A value that was sent is repeated up to this many characters."""

MOST_FAULTS = 100
"""How many faults of a body are named one by one."""

CHALLENGE = 'Bearer realm="Parity Map"'
"""What a program is told that has to say who it is (RFC 6750)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a body: in which item of a list, in which field, and what; None for the whole."""

    detail: str
    field: str | None = None
    index: int | None = None

    def document(self) -> dict[str, object]:
        """The fault as a problem document lists it."""
        field = None if self.field is None else echo(self.field)
        return {"index": self.index, "field": field, "detail": self.detail}


class ApiProblemError(Exception):
    """A request that cannot be answered, with the parameter or the parts of the body at fault where there are any."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        parameter: str | None = None,
        value: str | None = None,
        allowed: Sequence[str] = (),
        faults: Sequence[Fault] = (),
    ) -> None:
        super().__init__(detail)
        self.status = HTTPStatus(status)
        self.detail = detail
        self.parameter = parameter
        self.value = value
        self.allowed = tuple(allowed)
        self.faults = tuple(faults)

    def document(self) -> dict[str, object]:
        """The problem as RFC 9457 lays it out, with parameter, value, allowed and faults where known."""
        document: dict[str, object] = {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
        }
        if self.parameter is not None:
            document["parameter"] = self.parameter
        if self.value is not None:
            document["value"] = echo(self.value)
        if self.allowed:
            document["allowed"] = list(self.allowed)
        if self.faults:
            document["problems"] = [fault.document() for fault in self.faults[:MOST_FAULTS]]
        return document

    def response(self) -> Response:
        """The problem as an answer that no cache keeps."""
        answer = Response(orjson.dumps(self.document()), self.status.value, mimetype="application/problem+json")
        answer.headers["Cache-Control"] = "no-store"
        if self.status is HTTPStatus.UNAUTHORIZED:
            answer.headers["WWW-Authenticate"] = CHALLENGE
        return answer


def echo(value: str) -> str:
    """A value that was sent, cut short where it is very long."""
    return value if len(value) <= LONGEST_ECHO else f"{value[:LONGEST_ECHO]}..."


def unreadable(parameter: str, value: str, allowed: Sequence[str]) -> ApiProblemError:
    """The problem of a parameter whose value is none of the allowed ones (422)."""
    detail = f"no such {parameter}: {echo(value)!r}; allowed: {', '.join(allowed)}"
    return ApiProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, detail, parameter=parameter, value=value, allowed=allowed)


def missing(detail: str, *, parameter: str | None = None, value: str | None = None) -> ApiProblemError:
    """The problem of an area, pair, source or path that there is not (404)."""
    return ApiProblemError(HTTPStatus.NOT_FOUND, detail, parameter=parameter, value=value)


def faulty(faults: Sequence[Fault]) -> ApiProblemError:
    """The problem of a body that can be read and not be taken (422)."""
    first = faults[0]
    where = f"item {first.index}: " if first.index is not None else ""
    what = f"{echo(first.field)}: " if first.field is not None else ""
    more = f"; {len(faults) - 1} more in `problems`" if len(faults) > 1 else ""
    detail = f"nothing was kept. {where}{what}{first.detail}{more}"
    return ApiProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, detail, faults=faults)
