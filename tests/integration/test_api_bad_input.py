"""What the API answers to nonsense: a problem document with what was wrong, and never a page."""

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import pages.http.api as api_module
from data.errors import StoreError
from pages.http.api_routes import ROUTES, ApiRoute
from pages.http.api_write_routes import WRITE_ROUTES
from tests.api_addresses import JSON

PATHS = [f"/api/v1{route.path.replace('{id}', 'S1')}" for route in ROUTES]
WRITTEN = {f"/api/v1{route.path}": route.method for route in WRITE_ROUTES}
TOKENS = ("vintage", "reading", "area_kind", "block", "level", "kind", "pair_kind", "sign")


def check_problem(answer: TestResponse, status: int) -> dict[str, object]:
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    document = answer.get_json()
    assert document["status"] == status
    assert {"type", "title", "detail"} <= set(document)
    return document


@pytest.mark.parametrize("path", PATHS)
def test_an_unknown_parameter_is_refused_everywhere(seeded_client: FlaskClient, path: str) -> None:
    document = check_problem(seeded_client.get(f"{path}?colour=red"), 422)
    assert document["parameter"] == "colour"
    assert "colour" in str(document["detail"])


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_only_what_is_described_is_possible(seeded_client: FlaskClient, path: str, method: str) -> None:
    answer = seeded_client.open(path, method=method)
    written = WRITTEN.get(path)
    if method == written:
        assert "takes a token" in str(check_problem(answer, 401)["detail"])
        return
    document = check_problem(answer, 405)
    assert method in str(document["detail"])
    assert answer.headers["Allow"] == ", ".join(("GET", "HEAD", *([written] if written else [])))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (f"/api/v1{route.path.replace('{id}', 'S1')}", name)
        for route in ROUTES
        for name in route.parameters
        if name not in ("area", "source", "indicator", "publication")
    ],
)
def test_a_value_that_is_unknown_is_named_with_what_is_allowed(
    seeded_client: FlaskClient, path: str, name: str
) -> None:
    document = check_problem(seeded_client.get(path, query_string={name: "<nonsense>"}), 422)
    assert (document["parameter"], document["value"]) == (name, "<nonsense>")
    assert document["allowed"]
    assert "<nonsense>" in str(document["detail"])


@pytest.mark.parametrize(
    "address", ["areas?area=XXX", "cells?area=XXX", "pairs/S1?area=XXX", "cells?area=", "cells?area=%00%ff"]
)
def test_an_unknown_area_is_not_found(seeded_client: FlaskClient, address: str) -> None:
    document = check_problem(seeded_client.get(f"/api/v1/{address}"), 404)
    assert document["parameter"] == "area"
    assert "no such area" in str(document["detail"])


def test_an_area_of_another_vintage_is_pointed_out(seeded_client: FlaskClient) -> None:
    document = check_problem(seeded_client.get("/api/v1/cells?area=QMM"), 404)
    assert document["detail"] == "no such area: 'QMM' in icb2026; it is an area of icb2023"
    assert seeded_client.get("/api/v1/cells?area=QMM&vintage=icb2023").status_code == 200


@pytest.mark.parametrize("address", ["judgements?area=XXX", "notes?area=XXX&level=meso", "notes?area="])
def test_an_area_that_no_geography_has_is_not_found(seeded_client: FlaskClient, address: str) -> None:
    assert check_problem(seeded_client.get(f"/api/v1/{address}"), 404)["parameter"] == "area"


@pytest.mark.parametrize("route", [route for route in ROUTES if route.required], ids=lambda route: route.name)
def test_what_is_required_is_asked_for_by_name(seeded_client: FlaskClient, route: ApiRoute) -> None:
    query = {"area": "QYG", "block": "workforce", "level": "micro"}
    for name in route.required:
        given = {one: query[one] for one in route.required if one != name}
        document = check_problem(seeded_client.get(f"/api/v1{route.path}", query_string=given), 422)
        assert (document["parameter"], document["detail"]) == (name, f"the parameter {name} is required here")
    assert seeded_client.get(JSON[route.name]).status_code == 200


@pytest.mark.parametrize("address", ["statements?source=none", "links?source=none"])
def test_an_unknown_source_is_not_found(seeded_client: FlaskClient, address: str) -> None:
    assert check_problem(seeded_client.get(f"/api/v1/{address}"), 404)["value"] == "none"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("indicator", "none"),
        ("indicator", ""),
        ("publication", "poe-systems-study"),
        ("area", "XXX"),
        ("area", "x" * 500),
    ],
)
@pytest.mark.parametrize("extension", ["json", "csv"])
def test_figures_of_what_there_is_not_are_not_found(
    seeded_client: FlaskClient, name: str, value: str, extension: str
) -> None:
    query = {name: value, "format": extension}
    document = check_problem(seeded_client.get("/api/v1/observations", query_string=query), 404)
    assert document["parameter"] == name
    assert str(document["value"]).startswith(value[:100])
    assert str(document["detail"]).startswith(f"no such {name}: ")


def test_periods_that_end_before_they_begin_are_refused(seeded_client: FlaskClient) -> None:
    address = "/api/v1/observations?period_from=2024-02-01&period_to=2024-01-31"
    assert check_problem(seeded_client.get(address), 422)["parameter"] == "period_from"


def test_an_unknown_pair_is_not_found(seeded_client: FlaskClient) -> None:
    assert check_problem(seeded_client.get("/api/v1/pairs/Z99"), 404)["detail"] == "no such pair: 'Z99'"


@pytest.mark.parametrize(
    "path",
    ["/api", "/api/", "/api/v1", "/api/v1/", "/api/v1/observations/", "/api/v1/observations/1",
     "/api/v2/cells", "/api/v1/cell", "/api/v1/cells/",
     "/api/v1//cells", "/api//v1/cells", "/api/v1/pairs/", "/api/v1/pairs/S1/more", "/api/v1/%3Cscript%3E"],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_path_is_a_problem_and_never_a_page(seeded_client: FlaskClient, path: str, method: str) -> None:
    check_problem(seeded_client.open(path, method=method), 404)


def test_an_unknown_path_is_a_problem_on_a_server_without_pages_too() -> None:
    server = Flask("without_pages")
    server.register_blueprint(api_module.api)
    check_problem(server.test_client().get("/api/v2"), 404)
    assert server.test_client().get("/elsewhere").status_code == 404


def test_paths_outside_the_api_are_left_alone(seeded_client: FlaskClient) -> None:
    assert seeded_client.get("/apiary").mimetype == "text/html"


def test_a_parameter_given_twice_is_refused(seeded_client: FlaskClient) -> None:
    document = check_problem(seeded_client.get("/api/v1/cells?level=meso&level=micro"), 422)
    assert "more than once" in str(document["detail"])


def test_a_very_long_value_is_not_sent_back_whole(seeded_client: FlaskClient) -> None:
    answer = seeded_client.get(f"/api/v1/cells?area={'x' * 5000}")
    assert check_problem(answer, 404)["value"] == f"{'x' * 100}..."
    assert len(answer.data) < 1000


@pytest.mark.parametrize(("error", "status"), [(RuntimeError, 500), (StoreError, 503)])
def test_a_fault_of_ours_is_a_problem_without_its_inside(
    error: type[Exception], status: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise error("the secret inside")

    monkeypatch.setattr(api_module, "unit_of_work", broken)
    server = Flask("faulty")
    server.register_blueprint(api_module.api)
    with caplog.at_level(logging.CRITICAL):
        answer = server.test_client().get("/api/v1/cells")
    document = check_problem(answer, status)
    assert "secret" not in str(document)
