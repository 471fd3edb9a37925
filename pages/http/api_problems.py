"""What the API answers when it cannot answer: a problem document (RFC 9457), never a page."""

from collections.abc import Sequence
from http import HTTPStatus

import orjson
from flask import Response

LONGEST_ECHO = 100
"""A value that was sent is repeated up to this many characters."""


class ApiProblemError(Exception):
    """A request that cannot be answered, with the parameter at fault where there is one."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        parameter: str | None = None,
        value: str | None = None,
        allowed: Sequence[str] = (),
    ) -> None:
        super().__init__(detail)
        self.status = HTTPStatus(status)
        self.detail = detail
        self.parameter = parameter
        self.value = value
        self.allowed = tuple(allowed)

    def document(self) -> dict[str, object]:
        """The problem as RFC 9457 lays it out, with parameter, value and allowed where known."""
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
        return document

    def response(self) -> Response:
        """The problem as an answer that no cache keeps."""
        answer = Response(orjson.dumps(self.document()), self.status.value, mimetype="application/problem+json")
        answer.headers["Cache-Control"] = "no-store"
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
