"""The operations of the OpenAPI document that write."""

import re
from http import HTTPStatus

from pages.http.api_write_bodies import MEDIA_TYPE
from pages.http.api_write_conditions import KEY
from pages.http.api_write_routes import WriteRoute
from pages.http.openapi_parts import TEXT, Schema, ref

TOKEN = "token"
SECURITY_SCHEMES: dict[str, Schema] = {
    TOKEN: {
        "type": "http",
        "scheme": "bearer",
        "description": "A token that somebody with the role of editor or above makes on the page of their account. "
        "It writes in their name, and nothing else does: the cookie of a browser is not enough.",
    }
}

WRITE_PARAMETERS: dict[str, Schema] = {
    KEY: {
        "name": KEY,
        "in": "header",
        "required": False,
        "description": "A UUID of your choice. The same one again within two days is refused (409) and nothing is "
        "written, so that a write can be sent again where its answer was lost. A write that was refused leaves it "
        "free.",
        "schema": {"type": "string", "format": "uuid"},
    },
    "If-Match": {
        "name": "If-Match",
        "in": "header",
        "required": False,
        "description": 'Number of the version of your view that has to be the latest, as `"3"`, or `*` for any view '
        "that stands; 412 otherwise.",
        "schema": {**TEXT, "examples": ['"3"', "*"]},
    },
    "If-None-Match": {
        "name": "If-None-Match",
        "in": "header",
        "required": False,
        "description": "`*`: only where no view of yours stands; 412 otherwise.",
        "schema": {**TEXT, "enum": ["*"]},
    },
}
"""The headers of writes; the one of reads that has the name of one of these means another thing."""

PATH_PARAMETERS: dict[str, str] = {
    "area": "Code of an area of any geography.",
    "block": "Building block.",
    "level": "Level.",
    "id": "Id of a note of yours.",
}
_ALWAYS = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS)
_OF_BODIES = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
_WHY: dict[HTTPStatus, str] = {
    HTTPStatus.BAD_REQUEST: "The body is no JSON, or names a field twice.",
    HTTPStatus.UNAUTHORIZED: "No token, or one that is unknown, withdrawn or too old.",
    HTTPStatus.FORBIDDEN: "The role of whoever made the token does not allow it, or it is not theirs.",
    HTTPStatus.NOT_FOUND: "There is no such area, cell, view or note.",
    HTTPStatus.CONFLICT: f"The same {KEY} was sent before, there is nothing to undo, or it was changed meanwhile.",
    HTTPStatus.PRECONDITION_FAILED: "Another version stands.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The body is too large.",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: f"The body is not {MEDIA_TYPE}.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "What was sent can be read and not be taken; `problems` says what is wrong where.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many tokens that are not accepted; `Retry-After` says when to try again.",
}


def write_operation(route: WriteRoute) -> Schema:
    """One operation that writes."""
    operation: Schema = {
        "operationId": route.name,
        "summary": route.summary,
        "security": [{TOKEN: []}],
        "parameters": [*(_in_path(name) for name in re.findall(r"{(\w+)}", route.path)), *_in_headers(route)],
        "responses": {**_answers(route), **_refusals(route)},
    }
    if route.body:
        operation["requestBody"] = {"required": True, "content": {MEDIA_TYPE: {"schema": ref(route.body)}}}
    return operation


def _in_path(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "description": PATH_PARAMETERS[name], "schema": TEXT}


def _in_headers(route: WriteRoute) -> list[Schema]:
    keys = [WRITE_PARAMETERS[KEY]] if route.takes_key else []
    versions = [WRITE_PARAMETERS["If-Match"]] if route.takes_version else []
    absence = [WRITE_PARAMETERS["If-None-Match"]] if route.name == "put_judgement" else []
    return [*keys, *versions, *absence]


def _answers(route: WriteRoute) -> Schema:
    content: Schema = {MEDIA_TYPE: {"schema": ref(route.answer)}}
    tag: Schema = {"description": "Number of the version, for If-Match.", "schema": {**TEXT, "examples": ['"3"']}}
    headers: Schema = {"headers": {"ETag": tag}} if route.takes_version else {}
    made = {str(route.made.value): {"description": "Written.", **headers, "content": content}} if route.made else {}
    # Nothing but a note is always new.
    done = {} if route.name == "write_note" else {"200": {"description": "Done.", **headers, "content": content}}
    return {**made, **done}


def _refusals(route: WriteRoute) -> Schema:
    keys = (HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY) if route.takes_key else ()
    versions = (HTTPStatus.PRECONDITION_FAILED,) if route.takes_version else ()
    bodies = _OF_BODIES if route.body else ()
    statuses = sorted({*_ALWAYS, *route.refusals, *keys, *versions, *bodies})
    return {str(status.value): refusal(status, _WHY[status]) for status in statuses}


def refusal(status: HTTPStatus, description: str = "") -> Schema:
    """A problem document with that status."""
    return {
        "description": description or status.phrase,
        "content": {"application/problem+json": {"schema": ref("Problem")}},
    }
