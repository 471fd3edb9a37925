"""Every answer has a tag, and who has the answer gets 304: on the API alone and on the whole compressed product."""

import gzip
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

import pages.http.api as api_module
from domain_model.people_vocabulary import Permission
from domain_model.vocabulary import Grade, Level
from pages.http.access import VIEWING, need_of
from pages.http.api_etags import entity_tag
from pages.http.api_held import Held
from pages.http.api_parameters import Query
from pages.http.api_routes import ROUTES, Shows
from tests.api_addresses import CSV, JSON
from tests.builders import dataset

ROOT = Path(__file__).parents[2]
ADDRESSES = list(JSON.values())
OF_PEOPLE = {JSON[route.name] for route in ROUTES if route.shows.knows_reader}
WRITTEN = {JSON[route.name] for route in ROUTES if route.shows is not Shows.FIGURES}
OPEN_TO_ALL = [a for a in (*ADDRESSES, *CSV.values()) if "/judgements/history" not in a]
SMALL = "/api/v1/areas?area=ENG&area_kind=icb"
"""Its answer is too short to be compressed."""
SECURITY = ("X-Content-Type-Options", "Content-Security-Policy")


@pytest.fixture(scope="module")
def whole_product(application: Dash) -> FlaskClient:
    return application.server.test_client()


def broken(*_anything: object) -> None:
    raise AssertionError("the answer was made again")


@pytest.fixture
def nobody_answers(seeded_client: FlaskClient, application: Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, making any answer of the API fails."""
    for server in (seeded_client.application, application.server):
        for route in ROUTES:
            view = server.view_functions[f"{api_module.api.name}.{route.name}"]
            (place,) = (i for i, v in enumerate(view.__code__.co_freevars) if v == "answer")
            monkeypatch.setattr(view.__closure__[place], "cell_contents", broken)


@pytest.mark.parametrize("address", [*ADDRESSES, *CSV.values()])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_answer_has_a_strong_tag_and_the_same_one_twice(
    seeded_client: FlaskClient, address: str, method: str
) -> None:
    answer = seeded_client.open(address, method=method)
    tag, is_weak = answer.get_etag()
    assert tag and not is_weak
    assert tag == seeded_client.get(address).get_etag()[0]
    address = address.replace("?format=csv", "").replace("&format=csv", "")
    how_long = "no-cache" if address in WRITTEN else "max-age=60"
    assert answer.headers["Cache-Control"] == f"public, {how_long}"
    assert set(answer.vary) == {"Accept-Encoding", *(("Authorization", "Cookie") if address in OF_PEOPLE else ())}
    assert (method == "HEAD") is (answer.data == b"")


def test_no_two_addresses_share_a_tag(seeded_client: FlaskClient) -> None:
    others = ["/api/v1/pairs/S2", "/api/v1/areas?vintage=icb2023", "/api/v1/areas?offset=1", SMALL]
    tags = [seeded_client.get(address).headers["ETag"] for address in (*ADDRESSES, *CSV.values(), *others)]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("address", [*ADDRESSES, *CSV.values()])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("sent", ["{tag}", "W/{tag}", '"other", W/"third" , {tag}', '{tag},"other"'])
def test_who_has_the_answer_gets_304_and_nobody_makes_it_again(
    seeded_client: FlaskClient, request: pytest.FixtureRequest, address: str, method: str, sent: str
) -> None:
    first = seeded_client.open(address, method=method)
    request.getfixturevalue("nobody_answers")
    condition = {"If-None-Match": sent.format(tag=first.headers["ETag"])}
    answer = seeded_client.open(address, method=method, headers=condition)
    assert (answer.status_code, answer.data) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary"):
        assert answer.headers[name] == first.headers[name], name
    assert not {"Content-Type", "Content-Length", "Content-Encoding"} & set(answer.headers.keys())


@pytest.mark.parametrize("address", [*OPEN_TO_ALL, SMALL])
def test_a_star_asks_whether_there_is_any_answer(whole_product: FlaskClient, address: str) -> None:
    for coding in ("identity", "gzip"):
        first = whole_product.get(address, headers={"Accept-Encoding": coding})
        answer = whole_product.get(address, headers={"Accept-Encoding": coding, "If-None-Match": "*"})
        assert (answer.status_code, answer.data) == (304, b"")
        for name in ("ETag", "Cache-Control", "Vary"):
            assert answer.headers[name] == first.headers[name], name


@pytest.mark.parametrize("condition", ["*", '"anything"'])
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/pairs/none", 404),
        ("/api/v1/cells?area=XXX", 404),
        ("/api/v1/observations?indicator=none", 404),
        ("/api/v1/cells?colour=red", 422),
        ("/api/v1/none", 404),
    ],
)
def test_a_problem_has_no_tag_and_is_never_unchanged(
    whole_product: FlaskClient, address: str, status: int, condition: str
) -> None:
    answer = whole_product.get(address, headers={"If-None-Match": condition})
    assert answer.status_code == status
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("sent", ['"other"', 'W/"other"', '""', "nonsense", '"other:gzip"'])
def test_another_tag_gets_the_answer(seeded_client: FlaskClient, sent: str) -> None:
    answer = seeded_client.get("/api/v1/areas?area=ENG", headers={"If-None-Match": sent})
    assert answer.status_code == 200
    assert answer.get_json()["items"]


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_state_that_is_past_is_not_answered_by_another(whole_product: FlaskClient, coding: str) -> None:
    address, takes = "/api/v1/areas", {"Accept-Encoding": coding}
    tag = whole_product.get(address, headers=takes).headers["ETag"]
    for sent in (tag, f'"other", {tag}', "*"):
        assert whole_product.get(address, headers={**takes, "If-Match": sent}).status_code == 200
    for sent in ('"other"', f"W/{tag}"):
        answer = whole_product.get(address, headers={**takes, "If-Match": sent})
        assert (answer.status_code, answer.mimetype) == (412, "application/problem+json")
        assert "If-Match" in answer.get_json()["detail"]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "deflate"])
def test_a_compressed_answer_has_a_strong_tag_of_its_own(
    whole_product: FlaskClient, request: pytest.FixtureRequest, coding: str, method: str
) -> None:
    headers = {"Accept-Encoding": coding}
    plain = whole_product.get("/api/v1/areas", headers={"Accept-Encoding": "identity"})
    packed = whole_product.open("/api/v1/areas", method=method, headers=headers)
    assert packed.headers["Content-Encoding"] == coding
    assert packed.get_etag() == (f"{plain.get_etag()[0]}:{coding}", False)
    assert "Accept-Encoding" in packed.vary
    assert packed.headers["Vary"] == plain.headers["Vary"]
    if (coding, method) == ("gzip", "GET"):
        assert gzip.decompress(packed.data) == plain.data
    request.getfixturevalue("nobody_answers")
    condition = {"If-None-Match": packed.headers["ETag"]}
    again = whole_product.open("/api/v1/areas", method=method, headers={**headers, **condition})
    assert (again.status_code, again.data) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary", *SECURITY):
        assert again.headers[name] == packed.headers[name], name
    assert "Content-Encoding" not in again.headers


def test_a_compressed_answer_is_not_the_one_for_who_takes_no_compression(whole_product: FlaskClient) -> None:
    packed = whole_product.get("/api/v1/areas", headers={"Accept-Encoding": "gzip"})
    for takes in ("identity", "gzip;q=0, br;q=0", "br"):
        condition = {"Accept-Encoding": takes, "If-None-Match": packed.headers["ETag"]}
        answer = whole_product.get("/api/v1/areas", headers=condition)
        assert answer.status_code == 200
        assert answer.headers["ETag"] != packed.headers["ETag"]


@pytest.mark.parametrize("address", [SMALL, "/api/v1/areas?format=csv"])
def test_an_answer_that_is_not_compressed_keeps_its_tag(whole_product: FlaskClient, address: str) -> None:
    first = whole_product.get(address, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in first.headers
    tag, is_weak = first.get_etag()
    assert tag and ":" not in tag and not is_weak
    condition = {"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}
    assert whole_product.get(address, headers=condition).status_code == 304


def test_other_addresses_of_the_product_are_left_alone(whole_product: FlaskClient) -> None:
    assert whole_product.get("/health", headers={"If-None-Match": "*"}).status_code == 200


def test_a_tag_follows_today_only_where_the_answer_does(
    seeded_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2026, 11, 1)

    def tags() -> dict[str, str]:
        return {address: seeded_client.get(address).headers["ETag"] for address in addresses}

    addresses = [*ADDRESSES, "/api/v1/cells?as_at=2026-11-01", "/api/v1/pairs/S1?as_at=2026-11-02"]
    monkeypatch.setattr(api_module, "date", SimpleNamespace(today=lambda: day))
    before = tags()
    day += timedelta(days=1)
    after = tags()
    changed = {address for address in addresses if before[address] != after[address]}
    assert changed == {"/api/v1/cells", "/api/v1/pairs/S1", "/api/v1/judgements"}
    assert before["/api/v1/cells"] == before["/api/v1/cells?as_at=2026-11-01"]
    assert after["/api/v1/pairs/S1"] == after["/api/v1/pairs/S1?as_at=2026-11-02"]


def test_the_answer_is_as_at_the_day_in_its_tag(seeded_client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api_module, "date", SimpleNamespace(today=lambda: date(1990, 1, 1)))
    cells = seeded_client.get("/api/v1/cells?area=ENG").get_json()["items"]
    assert {cell["measured"]["band"] for cell in cells} == {None}


def test_shared_caches_keep_nothing_where_viewing_is_closed(
    seeded_client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(seeded_client.application.config, VIEWING, "closed")
    first = seeded_client.get("/api/v1/areas")
    again = seeded_client.get("/api/v1/areas", headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "private, max-age=60"


@pytest.mark.parametrize("name", ["Cookie", "Authorization"])
def test_shared_caches_keep_nothing_of_who_said_who_they_are(seeded_client: FlaskClient, name: str) -> None:
    who = {name: "session=FICTITIOUS"}
    client = seeded_client.application.test_client(use_cookies=False)
    first = client.get("/api/v1/areas", headers=who)
    again = client.get("/api/v1/areas", headers={**who, "If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)
    assert first.headers["Cache-Control"] == again.headers["Cache-Control"] == "private, max-age=60"


def test_every_address_says_who_may_read_it(seeded_client: FlaskClient) -> None:
    server = seeded_client.application
    needs = {route.name: need_of(server, f"{api_module.api.name}.{route.name}") for route in ROUTES}
    assert needs.pop("judgement_history") == Permission.OWN_ACCOUNT
    assert set(needs.values()) == {Permission.VIEW}


def test_new_figures_change_every_tag(monkeypatch: pytest.MonkeyPatch) -> None:
    held = dataset([])
    monkeypatch.setattr(api_module, "_held", lambda _route, _query: Held(held))
    server = Flask("two_versions")
    server.register_blueprint(api_module.api)
    client = server.test_client()
    addresses = [address.replace("S1", "P1") for address in ADDRESSES]
    before = {address: client.get(address) for address in addresses}
    held = replace(held, version="test00000001")
    for address, first in before.items():
        assert first.status_code == 200
        answer = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert answer.status_code == 200
        assert answer.headers["ETag"].startswith('"test00000001-')


def test_a_tag_is_made_of_everything_that_an_answer_depends_on() -> None:
    query = Query(grade=frozenset({Grade.C, Grade.A, Grade.B}), level=Level.MESO, as_at=date(2026, 11, 1))
    tag = entity_tag("v1", "/api/v1/cells", query)
    same = Query(as_at=date(2026, 11, 1), level=Level.MESO, grade=frozenset({Grade.B, Grade.A, Grade.C}))
    assert entity_tag("v1", "/api/v1/cells", same, judgements=0) == tag
    others = {
        entity_tag("v2", "/api/v1/cells", query),
        entity_tag("v1", "/below/api/v1/cells", query),
        entity_tag("v1", "/api/v1/cells", query, judgements=1),
        entity_tag("v1", "/api/v1/cells", query, judgements=2),
        entity_tag("v1", "/api/v1/cells", query, people=["FICTITIOUS"]),
        entity_tag("v1", "/api/v1/cells", replace(query, grade=None)),
        entity_tag("v1", "/api/v1/cells", replace(query, grade=frozenset({Grade.A, Grade.B}))),
        entity_tag("v1", "/api/v1/cells", replace(query, level=Level.MICRO)),
        entity_tag("v1", "/api/v1/cells", replace(query, as_at=None)),
        entity_tag("v1", "/api/v1/cells", replace(query, format="csv")),
    }
    assert len(others | {tag}) == 11


def test_every_process_makes_the_same_tag() -> None:
    program = (
        "from pages.http.api_etags import entity_tag; from pages.http.api_parameters import Query\n"
        "from domain_model.vocabulary import Grade\n"
        "print(entity_tag('v1', '/p', Query(grade=frozenset(Grade))))"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", program], env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT,
            capture_output=True, text=True, check=True,
        ).stdout.strip()
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(made) == 1
    assert made.pop().startswith("v1-")
