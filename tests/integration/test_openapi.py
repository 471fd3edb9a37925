"""The OpenAPI document is valid, covers every route, and real answers keep to it."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from pages.http.api import api
from pages.http.api_csv import columns
from pages.http.api_parameters import PARAMETERS
from pages.http.api_routes import ROUTES

ADDRESSES = {
    "meta": ["/api/v1/meta"],
    "areas": ["/api/v1/areas", "/api/v1/areas?vintage=icb2023"],
    "cells": [
        "/api/v1/cells?limit=1000",
        "/api/v1/cells?reading=coded&area=ENG",
        "/api/v1/cells?as_at=1990-01-01",
    ],
    "pairs": ["/api/v1/pairs"],
    "pair": ["/api/v1/pairs/S1", "/api/v1/pairs/S19", "/api/v1/pairs/I1?vintage=icb2023", "/api/v1/pairs/F1"],
    "observations": [
        "/api/v1/observations?limit=1000",
        "/api/v1/observations?geography=icb2026",
        "/api/v1/observations?area_kind=country&limit=1000",
        "/api/v1/observations?indicator=detention-rate-black-over-white",
    ],
    "statements": ["/api/v1/statements?reading=coded"],
    "links": ["/api/v1/links"],
    "sources": ["/api/v1/sources"],
    "openapi": ["/api/v1/openapi.json"],
}


@pytest.fixture(scope="module")
def document(seeded_client: FlaskClient) -> dict[str, Any]:
    answer = seeded_client.get("/api/v1/openapi.json")
    assert answer.mimetype == "application/json"
    return answer.get_json()


def validator(document: dict[str, Any], schema_name: str) -> Draft202012Validator:
    schema = {"$ref": f"#/components/schemas/{schema_name}", "components": document["components"]}
    return Draft202012Validator(schema)


def test_the_document_is_valid_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


def test_every_route_is_documented_and_every_documented_path_is_a_route(
    document: dict[str, Any], seeded_client: FlaskClient
) -> None:
    rules = seeded_client.application.url_map.iter_rules()
    served = {rule.rule.replace("<pair_id>", "{id}") for rule in rules if rule.endpoint.startswith(f"{api.name}.")}
    assert served == set(document["paths"])


def test_every_route_documents_its_tag_and_the_answer_that_nothing_changed(document: dict[str, Any]) -> None:
    caching = {name: {"$ref": f"#/components/headers/{name}"} for name in ("ETag", "Cache-Control", "Vary")}
    for path, operations in document["paths"].items():
        responses = operations["get"]["responses"]
        assert responses["200"]["headers"].items() >= caching.items(), path
        assert responses["304"]["headers"] == caching, path
        assert "content" not in responses["304"]
        assert {"$ref": "#/components/parameters/If-None-Match"} in operations["get"]["parameters"]
    assert set(document["components"]["headers"]) == {*caching, "Link"}
    assert "Link" in document["paths"]["/api/v1/observations"]["get"]["responses"]["200"]["headers"]
    assert "Link" not in document["paths"]["/api/v1/meta"]["get"]["responses"]["200"]["headers"]


def numbers_in(schema: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every number in a schema with the way to it."""
    kinds = schema.get("type", [])
    if {"number", "integer"} & set([kinds] if isinstance(kinds, str) else kinds):
        yield path, schema
    for name, part in schema.get("properties", {}).items():
        yield from numbers_in(part, f"{path}.{name}")
    for name in ("items", "additionalProperties"):
        if isinstance(schema.get(name), dict):
            yield from numbers_in(schema[name], path)


def test_every_number_says_its_unit(document: dict[str, Any]) -> None:
    numbers = dict(pair for name, s in document["components"]["schemas"].items() for pair in numbers_in(s, name))
    assert len(numbers) > 50
    assert [path for path, schema in numbers.items() if not schema.get("description")] == []


def test_a_number_whose_unit_varies_stands_beside_its_unit(document: dict[str, Any]) -> None:
    found = 0
    for name, schema in document["components"]["schemas"].items():
        for path, number in numbers_in(schema, name):
            for unit in ("`value_unit`", "`difference_unit`", "`unit`"):
                if f"In {unit}" in number["description"] and "of the side" not in number["description"]:
                    found += 1
                    assert unit.strip("`") in schema["properties"], path
    assert found >= 15


def test_every_parameter_is_described_and_every_description_is_used(document: dict[str, Any]) -> None:
    named = {
        p["$ref"].rpartition("/")[2] for o in document["paths"].values() for p in o["get"]["parameters"] if "$ref" in p
    }
    assert named == {*PARAMETERS, "If-None-Match"} == set(document["components"]["parameters"])


def test_every_route_has_an_address_to_try() -> None:
    assert set(ADDRESSES) == {route.name for route in ROUTES}


@pytest.mark.parametrize(("name", "address"), [(name, a) for name, all_of in ADDRESSES.items() for a in all_of])
def test_real_answers_keep_to_their_schema(
    document: dict[str, Any], seeded_client: FlaskClient, name: str, address: str
) -> None:
    (route,) = (route for route in ROUTES if route.name == name)
    answer = seeded_client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    for mark in (b"NaN", b"Infinity"):
        assert mark not in answer.data
    validator(document, route.answer).validate(answer.get_json())


@pytest.mark.parametrize("address", ["/api/v1/cells?block=nowhere", "/api/v1/pairs/none", "/api/v1/none"])
def test_problems_keep_to_their_schema(document: dict[str, Any], seeded_client: FlaskClient, address: str) -> None:
    validator(document, "Problem").validate(seeded_client.get(address).get_json())


def test_a_schema_refuses_what_is_not_described(document: dict[str, Any], seeded_client: FlaskClient) -> None:
    (area,) = seeded_client.get("/api/v1/areas?area=ENG").get_json()["items"]
    assert validator(document, "Area").is_valid(area)
    assert not validator(document, "Area").is_valid({**area, "more": 1})
    assert not validator(document, "Area").is_valid({**area, "area_kind": "planet"})


@pytest.mark.parametrize("route", [route for route in ROUTES if route.item], ids=lambda route: route.name)
def test_the_csv_of_every_list_has_the_columns_of_its_schema(route: Any, seeded_client: FlaskClient) -> None:
    answer = seeded_client.get(f"/api/v1{route.path.replace('{id}', 'S1')}?format=csv&limit=1000")
    lines = list(csv.reader(StringIO(answer.text)))
    assert tuple(lines[0]) == columns(route.item)
    assert len(lines) > 1
    assert {len(line) for line in lines} == {len(lines[0])}
