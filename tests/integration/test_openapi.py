"""The OpenAPI document is valid, covers every route, and real answers keep to it."""

import csv
import re
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from data.unit_of_work import open_store
from domain_model.cells import Cell
from domain_model.people_vocabulary import Role
from pages.http.api import api
from pages.http.api_csv import columns
from pages.http.api_parameters import PARAMETERS
from pages.http.api_routes import ROUTES, ApiRoute
from pages.http.api_write_routes import WRITE_ROUTES, WriteRoute
from tests.api_addresses import address_of
from tests.api_programs import WORSE, Program, judgement_path, place, writing_server
from tests.people import add_person

AREA = "QYG"
CELL = Cell.from_token("workforce/micro")
OTHER_CELL = Cell.from_token("financing/meso")

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
    "judgements": ["/api/v1/judgements", f"/api/v1/judgements?area={AREA}"],
    "judgement_history": [f"/api/v1/judgements/history?area={AREA}&block={CELL.block}&level={CELL.level}"],
    "notes": [f"/api/v1/notes?area={AREA}"],
    "openapi": ["/api/v1/openapi.json"],
}


@pytest.fixture(scope="module")
def program(copy_of_seeded: Callable[[], str]) -> Iterator[Program]:
    """A program with a token on a server on which people have said and written something; FICTITIOUS."""
    store = open_store(copy_of_seeded(), progress=lambda _line: None)
    server = writing_server(store)
    made = Program(server, add_person(server, Role.EDITOR))
    assert made.put(judgement_path(AREA, CELL), WORSE).status_code == 201
    assert made.put(judgement_path(AREA, OTHER_CELL), {"severity": 1}).status_code == 201
    assert made.delete(judgement_path(AREA, OTHER_CELL)).status_code == 200
    assert made.post("/api/v1/notes", {**place(AREA, CELL), "text": "A FICTITIOUS note"}).status_code == 201
    yield made
    store.close()


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


def test_every_route_is_documented_and_everything_documented_is_a_route(
    document: dict[str, Any], seeded_client: FlaskClient
) -> None:
    served = {
        (re.sub(r"<(?:pair_|note_)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in seeded_client.application.url_map.iter_rules()
        if rule.endpoint.startswith(f"{api.name}.")
        for method in (rule.methods or set()) - {"HEAD"}
    }
    documented = {(path, method) for path, operations in document["paths"].items() for method in operations}
    assert served == documented
    assert len(served) == len(ROUTES) + len(WRITE_ROUTES)


def test_every_route_documents_its_tag_and_the_answer_that_nothing_changed(document: dict[str, Any]) -> None:
    caching = {name: {"$ref": f"#/components/headers/{name}"} for name in ("ETag", "Cache-Control", "Vary")}
    for path, operations in document["paths"].items():
        if "get" not in operations:
            continue
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
        p["$ref"].rpartition("/")[2]
        for operations in document["paths"].values()
        for p in operations.get("get", {}).get("parameters", [])
        if "$ref" in p
    }
    assert named == {*PARAMETERS, "If-None-Match"} == set(document["components"]["parameters"])


def test_every_route_has_an_address_to_try() -> None:
    assert set(ADDRESSES) == {route.name for route in ROUTES}


@pytest.mark.parametrize(("name", "address"), [(name, a) for name, all_of in ADDRESSES.items() for a in all_of])
def test_real_answers_keep_to_their_schema(document: dict[str, Any], program: Program, name: str, address: str) -> None:
    (route,) = (route for route in ROUTES if route.name == name)
    answer = program.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    for mark in (b"NaN", b"Infinity"):
        assert mark not in answer.data
    validator(document, route.answer).validate(answer.get_json())
    if route.item:
        assert answer.get_json()["items"], "an empty list says nothing about its items"


@pytest.mark.parametrize("address", ["/api/v1/cells?block=nowhere", "/api/v1/pairs/none", "/api/v1/none"])
def test_problems_keep_to_their_schema(document: dict[str, Any], seeded_client: FlaskClient, address: str) -> None:
    validator(document, "Problem").validate(seeded_client.get(address).get_json())


def test_a_schema_refuses_what_is_not_described(document: dict[str, Any], seeded_client: FlaskClient) -> None:
    (area,) = seeded_client.get("/api/v1/areas?area=ENG").get_json()["items"]
    assert validator(document, "Area").is_valid(area)
    assert not validator(document, "Area").is_valid({**area, "more": 1})
    assert not validator(document, "Area").is_valid({**area, "area_kind": "planet"})


@pytest.mark.parametrize("route", [route for route in ROUTES if route.item], ids=lambda route: route.name)
def test_the_csv_of_every_list_has_the_columns_of_its_schema(route: ApiRoute, program: Program) -> None:
    answer = program.get(address_of(route, format="csv", limit="1000"))
    lines = list(csv.reader(StringIO(answer.text)))
    assert tuple(lines[0]) == columns(route.item)
    assert len(lines) > 1
    assert {len(line) for line in lines} == {len(lines[0])}


@pytest.mark.parametrize("route", WRITE_ROUTES, ids=lambda route: route.name)
def test_everything_that_writes_documents_its_token_and_its_refusals(
    document: dict[str, Any], route: WriteRoute
) -> None:
    operation = document["paths"][f"/api/v1{route.path}"][route.method.lower()]
    (needed,) = operation["security"]
    assert document["components"]["securitySchemes"][next(iter(needed))]["scheme"] == "bearer"
    responses = operation["responses"]
    assert {"401", "403", "429"} <= set(responses)
    assert ("requestBody" in operation) is bool(route.body)
    assert ({"400", "413", "415", "422"} <= set(responses)) is bool(route.body)
    headers = {p["name"] for p in operation["parameters"] if p["in"] == "header"}
    assert ("Idempotency-Key" in headers) is (route.method == "POST") is route.takes_key
    assert ("If-Match" in headers) is ("412" in responses) is route.takes_version
    for status, response in responses.items():
        kind = "application/json" if status < "300" else "application/problem+json"
        assert list(response["content"]) == [kind]
        assert response["description"]


@pytest.mark.parametrize(
    ("name", "body", "is_valid"),
    [
        ("Opinion", {"perception": "dont_know"}, True),
        ("Opinion", {"severity": 9, "reason": None}, True),
        ("Opinion", {"severity": 10}, False),
        ("Opinion", {}, False),
        ("Opinion", {"colour": "red"}, False),
        ("PlacedOpinions", [{"area": "QYG", "block": "workforce", "level": "micro", "feasibility": 1}], True),
        ("PlacedOpinions", [{"area": "QYG", "block": "workforce", "feasibility": 1}], False),
        ("PlacedOpinions", [], False),
        ("NewNote", {"area": "QYG", "block": "workforce", "level": "micro", "text": "x"}, True),
        ("NewNote", {"area": "QYG", "block": "workforce", "level": "micro", "text": ""}, False),
    ],
)
def test_the_schema_of_a_body_takes_what_the_interface_takes(
    document: dict[str, Any], name: str, body: object, is_valid: bool
) -> None:
    assert validator(document, name).is_valid(body) is is_valid


def test_reading_with_a_token_is_possible_everywhere_and_needed_for_history(document: dict[str, Any]) -> None:
    for path, operations in document["paths"].items():
        if "get" in operations:
            expected = [{"token": []}] if path.endswith("/history") else [{}, {"token": []}]
            assert operations["get"]["security"] == expected
