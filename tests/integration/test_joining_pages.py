"""Joining over HTTP: the code, the notice with consent and group, the one cookie, and who is refused; FICTITIOUS."""

from datetime import UTC, datetime
from http.cookies import SimpleCookie

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from data.attempts import WINDOWS
from data.current import EXTENSION
from data.unit_of_work import Store
from domain_model.people import hash_of
from domain_model.use_cases.join_workshop import take_return_code
from domain_model.workshop.codes import spaced_code
from domain_model.workshop.events import Closed
from domain_model.workshop.records import Participant
from domain_model.workshop_vocabulary import EntryMode, Group
from tests.people import forget_refusals
from tests.small_server import browser, page_of
from tests.workshops import Room, a_plan, open_room

GROUPS = (Group.CARERS, Group.POLICY)
AGREED = {"consent": "yes", "group": "carers"}


@pytest.fixture
def server(application: Dash) -> Flask:
    forget_refusals(application.server)
    return application.server


@pytest.fixture
def store(server: Flask) -> Store:
    return server.extensions[EXTENSION]


@pytest.fixture
def room(store: Store) -> Room:
    return open_room(store, a_plan(area="QE1", groups=GROUPS, aim="FICTITIOUS aim"), datetime.now(UTC))


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return browser(server)


def everybody(room: Room) -> tuple[Participant, ...]:
    with room.store.unit_of_work() as work:
        return work.participants.of(room.workshop.id)


def join(client: FlaskClient, room: Room, headers: dict[str, str] | None = None, **fields: str) -> TestResponse:
    return client.post(f"/j/{room.workshop.join_code}", data=AGREED | fields, headers=headers)


def cookies_of(answer: TestResponse) -> SimpleCookie:
    return SimpleCookie("; ".join(answer.headers.getlist("Set-Cookie")))


def wrong_code(number: int = 0) -> str:
    return f"ZZ{'23456789'[number % 8]}{'ABCDEFGH'[number // 8 % 8]}{'KLMNPQRS'[number // 64 % 8]}Z"


# --- the code


def test_the_code_is_typed_and_leads_to_the_workshop(client: FlaskClient, room: Room) -> None:
    assert page_of(client.get("/join")).select_one("form")["action"] == "/join"
    answer = client.post("/join", data={"code": f" {spaced_code(room.workshop.join_code).lower()} "})
    assert (answer.status_code, answer.location) == (303, f"/j/{room.workshop.join_code}")


@pytest.mark.parametrize("code", ["", "ZZZZZZ", "<script>alert(1)</script>", "a\x00b"])
def test_a_wrong_code_is_said_to_be_wrong_and_can_be_changed(client: FlaskClient, code: str) -> None:
    answer = client.post("/join", data={"code": code})
    assert answer.status_code == 404
    assert "No workshop has this code" in answer.get_data(as_text=True)
    assert "<script>alert" not in answer.get_data(as_text=True)
    assert page_of(answer).select_one("input[name=code]")


def test_only_wrong_codes_are_throttled_and_a_right_one_is_never_refused(client: FlaskClient, room: Room) -> None:
    answers = [client.get(f"/j/{wrong_code(number)}") for number in range(100)]
    assert [answer.status_code for answer in answers] == [404] * 30 + [429] * 70
    assert 0 < int(answers[30].headers["Retry-After"]) <= 600
    assert "Too many wrong codes" in answers[30].get_data(as_text=True)
    assert "Retry-After" not in answers[29].headers
    assert client.post("/join", data={"code": "ZZZZZZ"}).status_code == 429
    assert client.post("/join", data={"code": room.workshop.join_code}).status_code == 303
    assert client.get(f"/j/{room.workshop.join_code}").status_code == 200
    assert join(client, room).status_code == 303


def test_those_who_type_wrong_codes_do_not_count_for_other_addresses(server: Flask) -> None:
    one, other = browser(server), browser(server)
    for number in range(31):
        answer = one.get(f"/j/{wrong_code(number)}")
    assert answer.status_code == 429
    assert other.get(f"/j/{wrong_code()}").status_code == 404


def test_the_address_of_who_types_a_wrong_code_is_kept_unreadable(client: FlaskClient, store: Store) -> None:
    client.environ_base["REMOTE_ADDR"] = "198.51.100.77"
    assert client.get(f"/j/{wrong_code()}").status_code == 404
    with store.unit_of_work() as work:
        keys = list(work.connection.scalars(select(WINDOWS.c.key)))
    assert any("join codes" in key for key in keys)
    assert not [key for key in keys if "198.51.100.77" in key]


# --- the notice


def test_the_notice_says_what_it_is_about_what_is_kept_and_offers_the_groups(client: FlaskClient, room: Room) -> None:
    answer = client.get(f"/j/{room.workshop.join_code}")
    page = page_of(answer)
    text = page.get_text()
    assert (answer.status_code, page.select_one("h1").get_text()) == (200, "FICTITIOUS workshop")
    for words in ("FICTITIOUS aim", "We do not ask for your name", "of at least 5 people", "30 days"):
        assert words in text, words
    assert [radio["value"] for radio in page.select("input[name=group]")] == ["carers", "policy"]
    assert not page.select("input[checked]")
    assert not page.select("input[name=return_code]")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"consent": ""}, "Tick the box"),
        ({"consent": "no"}, "Tick the box"),
        ({"group": ""}, "Choose one of the groups"),
        ({"group": "public"}, "Choose one of the groups"),
        ({"group": "<script>"}, "Choose one of the groups"),
    ],
)
def test_without_consent_or_an_offered_group_nobody_takes_part(
    client: FlaskClient, room: Room, fields: dict[str, str], words: str
) -> None:
    answer = join(client, room, **fields)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    assert "Set-Cookie" not in answer.headers
    assert everybody(room) == ()


def test_what_was_chosen_stays_chosen_where_something_else_is_missing(client: FlaskClient, room: Room) -> None:
    page = page_of(join(client, room, consent=""))
    assert page.select_one("input[name=group][checked]")["value"] == "carers"
    assert page.select_one("title").get_text().startswith("Error:")


# --- taking part


def test_joining_gives_the_phone_one_cookie_that_scripts_and_other_sites_cannot_use(
    client: FlaskClient, room: Room
) -> None:
    answer = join(client, room)
    assert (answer.status_code, answer.location) == (303, f"/w/{room.workshop.id}")
    cookies = cookies_of(answer)
    assert list(cookies) == [f"parity-map-voice-{room.workshop.id}"]
    (cookie,) = cookies.values()
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"], cookie["path"]) == (True, "Lax", "", "/")
    assert int(cookie["max-age"]) == 400 * 24 * 3600
    (person,) = everybody(room)
    assert (person.token_hash, person.group, person.mode) == (hash_of(cookie.value), Group.CARERS, EntryMode.PHONE)
    assert cookie.value not in str(person)


def test_over_https_the_cookie_is_sent_over_https_only(
    client: FlaskClient, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(client.application.config, "SESSION_COOKIE_SECURE", True)
    (cookie,) = cookies_of(join(client, room)).values()
    assert cookie["secure"] is True


def test_no_page_of_joining_sets_a_cookie_or_is_kept_by_caches(client: FlaskClient, room: Room) -> None:
    code = room.workshop.join_code
    asked = [client.get("/join"), client.get(f"/j/{code}"), client.get("/j/ZZZZZZ"), join(client, room, consent="")]
    for answer in (*asked, client.post("/join", data={"code": code})):
        assert "Set-Cookie" not in answer.headers
    assert {answer.headers["Cache-Control"] for answer in asked} == {"no-store"}


def test_the_pages_carry_the_security_headers_and_no_script(client: FlaskClient, room: Room) -> None:
    for answer in (client.get("/join"), client.get(f"/j/{room.workshop.join_code}"), join(client, room, group="")):
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy and "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert not page_of(answer).select("script:not([src])")


def test_whoever_takes_part_already_is_led_on(client: FlaskClient, room: Room) -> None:
    join(client, room)
    answer = client.get(f"/j/{room.workshop.join_code}")
    assert (answer.status_code, answer.location) == (303, f"/w/{room.workshop.id}")
    client.post(f"/w/{room.workshop.id}/leave", json={})
    assert client.get(f"/j/{room.workshop.join_code}").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_what_a_page_of_another_site_sends_is_refused(client: FlaskClient, room: Room, headers: dict[str, str]) -> None:
    answer = join(client, room, headers)
    assert (answer.status_code, everybody(room)) == (403, ())
    assert "Set-Cookie" not in answer.headers
    assert join(client, room, {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}).status_code == 303


def test_nobody_joins_a_workshop_that_is_over(client: FlaskClient, room: Room) -> None:
    room.do(Closed(), datetime.now(UTC))
    for answer in (client.get(f"/j/{room.workshop.join_code}"), join(client, room)):
        assert answer.status_code == 410
        assert "over" in answer.get_data(as_text=True)
        assert "Set-Cookie" not in answer.headers
    assert everybody(room) == ()


def test_a_code_that_nobody_has_cannot_be_joined(client: FlaskClient) -> None:
    answer = client.post("/j/ZZZZZZ", data=AGREED)
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (404, False)


def test_who_kept_a_code_comes_back_as_the_same_person(server: Flask, store: Store, room: Room) -> None:
    (before,) = room.join(Group.POLICY)
    with store.writing_unit_of_work() as work:
        code = take_return_code(work, before.participant)
        work.commit()
    again = open_room(store, a_plan(area="QE1", repeats=room.workshop.id), datetime.now(UTC))
    client = browser(server)
    assert page_of(client.get(f"/j/{again.workshop.join_code}")).select_one("input[name=return_code]")
    wrong = join(client, again, return_code="2222 2222 2222 2222")
    assert (wrong.status_code, everybody(again)) == (422, ())
    assert "Nobody took this return code" in wrong.get_data(as_text=True)
    assert page_of(wrong).select_one("input[name=return_code]")["value"] == "2222 2222 2222 2222"
    assert join(client, again, return_code=spaced_code(code, 4)).status_code == 303
    assert [person.returns for person in everybody(again)] == [before.participant.id]


def test_a_form_that_is_sent_twice_joins_once_and_keeps_the_same_secret(server: Flask, room: Room) -> None:
    first, second = browser(server), browser(server)
    drawn = page_of(first.get(f"/j/{room.workshop.join_code}"))
    field = drawn.find("input", attrs={"name": "once"})
    assert field is not None
    once = str(field["value"])
    secrets = [cookies_of(join(client, room, once=once)) for client in (first, second)]
    assert len(everybody(room)) == 1
    assert len({cookie.value for jar in secrets for cookie in jar.values()}) == 1
    assert once not in str(secrets[0]), "the mark of the form is not the secret"
    join(browser(server), room, once="too short")
    join(browser(server), room)
    assert len(everybody(room)) == 3


def test_a_phone_that_has_joined_is_led_on_and_does_not_join_again(client: FlaskClient, room: Room) -> None:
    join(client, room)
    again = join(client, room, group="policy")
    assert (again.status_code, again.location) == (303, f"/w/{room.workshop.id}")
    assert "Set-Cookie" not in again.headers
    assert [one.group for one in everybody(room)] == [Group.CARERS]
