"""The OpenAPI 3.1 document of the API, made from its routes, parameters and schemas."""

from http import HTTPStatus

from pages.http.api_parameters import PARAMETERS
from pages.http.api_routes import PREFIX, ROUTES, ApiRoute
from pages.http.openapi_schemas import SCHEMAS, Schema, ref

DESCRIPTION = (
    "Parity between mental and physical health for the Integrated Care Boards of England, read-only. "
    "Every list answers `items` and `next`, the path of the next page or null. "
    "Null means not known; zero is a figure. Intervals cover counting variation only: they do not cover "
    "differences of definition, coverage or date, which the grade states."
)


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
        "paths": {f"{PREFIX}{route.path}": {"get": _operation(route)} for route in ROUTES},
        "components": {
            "schemas": SCHEMAS,
            "parameters": {
                parameter.name: {
                    "name": parameter.name,
                    "in": "query",
                    "required": False,
                    "description": parameter.description,
                    "schema": parameter.schema,
                }
                for parameter in PARAMETERS.values()
            },
        },
    }


def _operation(route: ApiRoute) -> Schema:
    parameters: list[Schema] = [{"$ref": f"#/components/parameters/{name}"} for name in route.parameters]
    if "{id}" in route.path:
        description = "Id of a pair of the register."
        parameters.insert(
            0,
            {
                "name": "id",
                "in": "path",
                "required": True,
                "description": description,
                "schema": {"type": "string"},
            },
        )
    content: Schema = {"application/json": {"schema": ref(route.answer)}}
    if route.has_csv:
        content["text/csv"] = {"schema": {"type": "string"}}
    responses: Schema = {"200": {"description": route.summary, "content": content}}
    for status in (
        *((HTTPStatus.NOT_FOUND,) if route.may_be_missing else ()),
        HTTPStatus.UNPROCESSABLE_ENTITY,
    ):
        responses[str(status.value)] = {
            "description": status.phrase,
            "content": {"application/problem+json": {"schema": ref("Problem")}},
        }
    return {
        "operationId": route.name,
        "summary": route.summary,
        "parameters": parameters,
        "responses": responses,
    }
