"""Who may write by the API: programs with a token that is accepted, and nothing else, least of all a cookie."""

from collections.abc import Callable, Iterator

import pytest
from dash import Dash
from flask import Flask

import pages.http.who as who_module
from data.current import current_store
from data.unit_of_work import Store, open_store
from domain_model.cells import Cell
from domain_model.people_vocabulary import AuditAction, Role
from pages.http.access import need_of
from pages.http.api import api
from pages.http.api_write_routes import WRITE_ROUTES
from pages.http.who import WRONG_TOKENS
from tests.api_addresses import JSON
from tests.api_programs import Program, judgement_path, place, refusals, token_of, writing_server
from tests.people import add_person, signed_in

MESO = Cell.from_token("service_delivery/meso")
PATH = judgement_path("QYG", MESO)
NOTE = {**place("QYG", MESO), "text": "FICTITIOUS"}
WRITES = [
    ("PUT", PATH, {"severity": 1}),
    ("DELETE", PATH, None),
    ("POST", f"{PATH}/undo", None),
    ("POST", "/api/v1/judgements", [{**place("QYG", MESO), "severity": 1}]),
    ("POST", "/api/v1/notes", NOTE),
    ("DELETE", "/api/v1/notes/none", None),
]


@pytest.fixture
def store(copy_of_seeded: Callable[[], str]) -> Iterator[Store]:
    store = open_store(copy_of_seeded(), progress=lambda _line: None)
    yield store
    store.close()


@pytest.fixture
def server(store: Store) -> Flask:
    return writing_server(store)


def nothing_is_kept(store: Store) -> bool:
    with store.unit_of_work() as work:
        return work.judgements.book().change == 0 and work.notes.at("QYG", MESO) == ()


def test_every_write_says_what_it_needs_and_is_tried_here(server: Flask) -> None:
    assert {need_of(server, f"{api.name}.{route.name}") for route in WRITE_ROUTES} == {"score", "write_notes"}
    assert len(WRITES) == len(WRITE_ROUTES)


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_without_a_token_nothing_is_written(server: Flask, store: Store, method: str, path: str, body: object) -> None:
    for more in ({}, {"Authorization": "Basic RklDVElUSU9VUw=="}, {"Authorization": "Bearer"}):
        answer = Program(server).send(method, path, body, **more)
        assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
        assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="Parity Map"')
        assert "Set-Cookie" not in answer.headers
        event = refusals(server)[0]
        assert (event.action, event.person, event.subject) == (AuditAction.PAGE_ASKED_FOR, "", f"{method} {path}")
    assert nothing_is_kept(store)


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_a_cookie_alone_writes_nothing_even_with_the_token_of_a_form(
    server: Flask, store: Store, method: str, path: str, body: object
) -> None:
    person = add_person(server, Role.ADMINISTRATOR)
    browser = signed_in(server, person)
    for headers in ({}, {"X-CSRFToken": "FICTITIOUS"}, {"Sec-Fetch-Site": "same-origin"}):
        answer = browser.open(path, method=method, json=body, headers=headers)
        assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
        assert "takes a token" in answer.get_json()["detail"]
    assert refusals(server)[0].person == person.id
    assert nothing_is_kept(store)


def test_a_cookie_with_the_token_of_its_session_writes_nothing_by_the_product(application: Dash) -> None:
    browser = signed_in(application.server, Role.EDITOR)
    token = browser.get("/session").get_json()["csrf_token"]
    assert token
    answer = browser.post("/api/v1/notes", json=NOTE, headers={"X-CSRFToken": token})
    assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
    assert browser.get("/api/v1/notes?area=QYG&author=me").get_json()["items"] == []


@pytest.mark.parametrize(("method", "path", "body"), WRITES)
def test_a_token_that_outlived_its_role_writes_nothing(
    server: Flask, store: Store, method: str, path: str, body: object
) -> None:
    answer = Program(server, add_person(server, Role.VIEWER)).send(method, path, body)
    assert (answer.status_code, answer.content_type) == (403, "application/problem+json")
    assert "role of editor" in answer.get_json()["detail"]
    assert nothing_is_kept(store)


def test_the_token_counts_and_not_the_cookie_beside_it(server: Flask) -> None:
    ada, ben = add_person(server, Role.EDITOR, "Ada FICTITIOUS"), add_person(server, Role.EDITOR, "Ben FICTITIOUS")
    browser = signed_in(server, ben)
    answer = browser.put(PATH, json={"severity": 1}, headers={"Authorization": f"bearer {token_of(server, ada)} "})
    assert answer.get_json()["judgement"]["author"] == "Ada FICTITIOUS"


def test_a_page_of_another_site_writes_nothing_even_with_a_token(server: Flask, store: Store) -> None:
    program = Program(server, add_person(server, Role.EDITOR))
    answer = program.put(PATH, {"severity": 1}, Origin="https://example.org")
    assert (answer.status_code, answer.content_type) == (403, "application/problem+json")
    assert nothing_is_kept(store)


@pytest.mark.parametrize("route", sorted(JSON))
def test_a_token_that_is_not_accepted_is_told_so_by_reads_too(server: Flask, route: str) -> None:
    person = add_person(server, Role.EDITOR)
    for secret, why in (
        ("FICTITIOUS", "unknown"),
        (token_of(server, person, days=-1), "too old"),
        (token_of(server, person, is_withdrawn=True), "withdrawn"),
    ):
        answer = Program(server, secret=secret).get(JSON[route])
        assert answer.status_code == 401
        assert f"token is {why}" in answer.get_json()["detail"]
        assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]
        assert answer.headers["Cache-Control"] == "no-store"
        event = refusals(server)[0]
        assert event.subject == f"GET {JSON[route].partition('?')[0]}"
        assert f"token is {why}" in event.detail
        assert secret not in event.detail


def test_the_token_of_a_deleted_account_is_unknown(server: Flask, store: Store) -> None:
    ada = add_person(server, Role.EDITOR)
    program = Program(server, ada)
    assert program.put(PATH, {"severity": 1}).status_code == 201
    with store.writing_unit_of_work() as work:
        work.people.forget(ada.id, ada.created_at)
        work.commit()
    assert "unknown" in program.put(PATH, {"severity": 2}).get_json()["detail"]


def test_guessing_ends_after_so_many_tokens_and_locks_nobody_out(server: Flask, store: Store) -> None:
    program = Program(server, add_person(server, Role.EDITOR))
    for number in range(WRONG_TOKENS.amount):
        assert program.get("/api/v1/sources").status_code == 200
        assert Program(server, secret=f"FICTITIOUS {number}").put(PATH, {"severity": 1}).status_code == 401
    stopped = Program(server, secret="FICTITIOUS last").put(PATH, {"severity": 1})
    assert (stopped.status_code, stopped.content_type) == (429, "application/problem+json")
    assert 0 < int(stopped.headers["Retry-After"]) <= 15 * 60
    assert nothing_is_kept(store)
    assert Program(server).get("/api/v1/areas").status_code == 200
    assert program.put(PATH, {"severity": 1}).status_code == 201, "a token that is right is taken all the same"
    elsewhere = program.client.put(
        PATH,
        json={"severity": 1},
        headers={"Authorization": "Bearer FICTITIOUS guess"},
        environ_base={"REMOTE_ADDR": "192.0.2.7"},
    )
    assert elsewhere.status_code == 401
    with server.app_context():
        current_store().attempts.clear(WRONG_TOKENS, "tokens", "127.0.0.1")
    assert Program(server, secret="FICTITIOUS more").put(PATH, {"severity": 1}).status_code == 401


def test_a_token_opens_nothing_outside_the_api(application: Dash) -> None:
    program = Program(application.server, add_person(application.server, Role.ADMINISTRATOR))
    assert program.get("/api/v1/judgements?author=me").status_code == 200
    assert program.get("/session").get_json()["role"] is None
    assert program.get("/notes").status_code == 303


def test_a_token_is_looked_up_once_a_request(server: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    program, asked = Program(server, add_person(server, Role.EDITOR)), list[str]()
    find = who_module._find_token

    def counted(header: str) -> object:
        asked.append(header)
        return find(header)

    monkeypatch.setattr(who_module, "_find_token", counted)
    assert program.put(PATH, {"severity": 1}).status_code == 201
    assert len(asked) == 1


# ---- Programs without a cookie have no session


@pytest.mark.parametrize(
    "path", ["/api/v1/areas", "/api/v1/cells?area=ENG", "/api/v1/none", "/api/v1/areas?colour=red"]
)
def test_the_answer_to_a_program_knows_of_no_cookie(application: Dash, path: str) -> None:
    for program in (
        Program(application.server),
        Program(application.server, add_person(application.server, Role.EDITOR)),
    ):
        answer = program.get(path)
        assert "Cookie" not in answer.vary
        assert "Set-Cookie" not in answer.headers


def test_a_browser_that_has_a_session_keeps_it_while_it_reads(application: Dash) -> None:
    browser = signed_in(application.server, Role.EDITOR)
    answer = browser.get("/api/v1/areas")
    assert (answer.status_code, "Cookie" in answer.vary) == (200, True)
    assert browser.get("/session").get_json()["role"] == "editor"


def test_pages_still_vary_by_cookie(application: Dash) -> None:
    assert "Cookie" in application.server.test_client(use_cookies=False).get("/sign-in").vary


def test_a_write_by_the_whole_product_answers_compressed_with_a_tag_that_if_match_takes(application: Dash) -> None:
    program = Program(application.server, add_person(application.server, Role.EDITOR))
    first = program.put(PATH, {"reason": "FICTITIOUS " * 100}, Accept_Encoding="gzip")
    assert (first.status_code, first.headers["Content-Encoding"]) == (201, "gzip")
    assert "Cookie" not in first.vary
    second = program.put(PATH, {"severity": 2}, If_Match=first.headers["ETag"])
    assert (second.status_code, second.get_json()["judgement"]["version"]) == (200, 2)
