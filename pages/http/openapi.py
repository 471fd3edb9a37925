"""The OpenAPI 3.1 document of the API, made from its routes, parameters and schemas."""

from http import HTTPStatus

from domain_model.people_vocabulary import Permission
from pages.http.api_etags import SECONDS_FRESH
from pages.http.api_parameters import PARAMETERS
from pages.http.api_routes import PREFIX, ROUTES, ApiRoute
from pages.http.api_write_routes import WRITE_ROUTES
from pages.http.openapi_parts import TEXT, Schema, ref
from pages.http.openapi_schemas import SCHEMAS
from pages.http.openapi_writes import SECURITY_SCHEMES, TOKEN, refusal, write_operation

DESCRIPTION = (
    "Parity between mental and physical health for the Integrated Care Boards of England. "
    "Every list answers `items` and `next`, the path of the next page or null. "
    "Null means not known; zero is a figure. Intervals cover counting variation only: they do not cover "
    "differences of definition, coverage or date, which the grade states. "
    "Proportions are shares from 0 to 1 and differences between them are percentage points; every number's "
    "description or the `value_unit` beside it says its unit. "
    "Every answer has a strong `ETag`: send it as `If-None-Match` and an answer that has not changed is 304 "
    "without a body. HEAD is answered wherever GET is. "
    "What people think of a cell is one person's view each (n = 1), beside the measured band and never averaged. "
    "With a token, editors write their own views and notes; see `security`."
)

HEADERS: dict[str, Schema] = {
    "ETag": {
        "description": "Names this answer, in its content coding; a change of figures, of the program, of what "
        "people wrote where that is shown or, where `as_at` is not given, of the day changes it.",
        "schema": {**TEXT, "examples": ['"0f1e2d3c4b5a-00112233445566778899aabbccddeeff"']},
    },
    "Cache-Control": {
        "description": "How long the answer may be used without asking again; `no-cache` where people write it.",
        "schema": {**TEXT, "examples": [f"public, max-age={SECONDS_FRESH}"]},
    },
    "Vary": {
        "description": "At least Accept-Encoding; Authorization too where the answer differs by who asks.",
        "schema": {**TEXT, "examples": ["Accept-Encoding"]},
    },
    "Link": {"description": "The next page of a list, where there is one.", "schema": TEXT},
}
CACHING = ("ETag", "Cache-Control", "Vary")
"""The headers of an answer and of the answer that it has not changed."""

IF_NONE_MATCH: Schema = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "Tags of answers that the client has, separated by commas, or `*`; compared weakly.",
    "schema": TEXT,
}


def openapi_document(dataset_version: str) -> Schema:
    """The whole document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Parity Map",
            "version": "1",
            "summary": f"Dataset {dataset_version}",
            "description": DESCRIPTION,
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": _paths(),
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": SECURITY_SCHEMES,
            "headers": HEADERS,
            "parameters": {
                "If-None-Match": IF_NONE_MATCH,
                **{name: _parameter(name) for name in PARAMETERS},
            },
        },
    }


def _paths() -> Schema:
    """Every path with all that can be done there."""
    paths: dict[str, dict[str, Schema]] = {}
    for route in ROUTES:
        paths.setdefault(f"{PREFIX}{route.path}", {})["get"] = _operation(route)
    for write in WRITE_ROUTES:
        paths.setdefault(f"{PREFIX}{write.path}", {})[write.method.lower()] = write_operation(write)
    return {**paths}


def _operation(route: ApiRoute) -> Schema:
    names = (*(name for name in route.parameters if name not in route.required), "If-None-Match")
    parameters: list[Schema] = [{"$ref": f"#/components/parameters/{name}"} for name in names]
    required = [{**_parameter(name), "required": True} for name in route.required]
    return {
        "operationId": route.name,
        "summary": route.summary,
        "security": [{TOKEN: []}] if _needs_token(route) else [{}, {TOKEN: []}],
        "parameters": [*_in_path(route), *required, *parameters],
        "responses": _responses(route),
    }


def _needs_token(route: ApiRoute) -> bool:
    return route.permission is not Permission.VIEW


def _in_path(route: ApiRoute) -> list[Schema]:
    if "{id}" not in route.path:
        return []
    description = "Id of a pair of the register."
    return [{"name": "id", "in": "path", "required": True, "description": description, "schema": TEXT}]


def _parameter(name: str) -> Schema:
    parameter = PARAMETERS[name]
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": parameter.description,
        "schema": parameter.schema,
    }


def _responses(route: ApiRoute) -> Schema:
    content: Schema = {"application/json": {"schema": ref(route.answer)}}
    if route.has_csv:
        content["text/csv"] = {"schema": {"type": "string"}}
    caching = {name: _header(name) for name in CACHING}
    paging = {"Link": _header("Link")} if "offset" in route.parameters else {}
    responses: Schema = {
        "200": {"description": route.summary, "headers": {**caching, **paging}, "content": content},
        "304": {"description": "The client has this answer already; there is no body.", "headers": caching},
    }
    for status in (
        HTTPStatus.UNAUTHORIZED,
        *((HTTPStatus.NOT_FOUND,) if route.may_be_missing else ()),
        HTTPStatus.PRECONDITION_FAILED,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.TOO_MANY_REQUESTS,
    ):
        responses[str(status.value)] = refusal(status)
    return responses


def _header(name: str) -> Schema:
    return {"$ref": f"#/components/headers/{name}"}
