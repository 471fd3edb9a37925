"""Every method of every address, asked for as nobody and as every role; and what is refused whoever asks."""

import re
from typing import Any

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from data.current import unit_of_work
from domain_model.audit import AuditEvent
from domain_model.people import Person, new_id
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Role
from pages.http.access import VIEWING, AccessRow, access_rows, need_of, open_to_all
from tests import access_table
from tests.benchmarks.redraws import grid_request
from tests.people import add_person, api_token, forget_refusals, hidden_fields_of, invitation, post, signed_in

UNKNOWN = "unknown-0000"
HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy")


@pytest.fixture(scope="module")
def server(application: Dash) -> Flask:
    return application.server


@pytest.fixture(scope="module")
def people(server: Flask) -> dict[Role, Person]:
    return {role: add_person(server, role) for role in Role}


@pytest.fixture(autouse=True)
def recording(server: Flask) -> None:
    """Refusals are recorded up to a number, which the tests of the whole table go past."""
    forget_refusals(server)


def address(row: AccessRow) -> str:
    """An address of the rule, about something that does not exist."""
    return re.sub(r"<(?:[a-z]+:)?[a-z_]+>", UNKNOWN, re.sub(r"<int:[a-z_]+>", "1", row.rule))


def writes_by_token(row: AccessRow) -> bool:
    return row.rule.startswith("/api/") and row.method != "GET"


def ask(client: FlaskClient, row: AccessRow, token: str) -> TestResponse:
    fields: dict[str, Any] = {}
    if writes_by_token(row):
        fields = {"headers": {"Authorization": f"Bearer {token}"} if token else {}, "json": {}}
    elif row.method != "GET":
        fields = {"data": {"form_id": new_id()}, "headers": {"X-CSRFToken": token}}
        if row.rule == "/_dash-update-component":
            fields = {"json": grid_request(client.get("/_dash-dependencies").get_json(), "")}
    return client.open(address(row), method=row.method, **fields)


def token_of(client: FlaskClient) -> str:
    return hidden_fields_of(client, "/sign-in").get("csrf_token") or client.get("/session").get_json()["csrf_token"]


def is_refused(answer: TestResponse) -> bool:
    leads_to_sign_in = answer.status_code == 303 and answer.headers["Location"].startswith("/sign-in?")
    return answer.status_code in (401, 403) or leads_to_sign_in


def latest_events(server: Flask, number: int = 1) -> tuple[AuditEvent, ...]:
    with server.app_context(), unit_of_work() as work:
        return work.audit.latest(number)


def test_every_method_of_every_address_is_open_to_the_roles_that_the_table_says(
    server: Flask, people: dict[Role, Person]
) -> None:
    wrong: list[str] = []
    asked = 0
    secrets = {role: api_token(server, person) for role, person in people.items()}
    for row in access_rows(server):
        for role in (None, *Role):
            if writes_by_token(row):
                answer = ask(server.test_client(), row, secrets[role] if role else "")
            else:
                client = signed_in(server, people[role]) if role else server.test_client()
                answer = ask(client, row, token_of(client))
            allowed = row.anonymous if role is None else role in row.roles
            asked += 1
            is_answered = not is_refused(answer) and answer.status_code < 500
            if is_answered != allowed or any(name not in answer.headers for name in HEADERS):
                wrong.append(f"{row.method} {row.rule} as {role or 'nobody'}: {answer.status_code}")
    assert wrong == []
    assert asked == 5 * sum(1 for _row in access_rows(server)) >= 200


def test_the_table_is_the_one_that_the_documentation_prints(server: Flask) -> None:
    assert access_table.FILE.read_text(encoding="utf-8") == access_table.table(server), "run make access"


def test_the_documented_table_has_every_kind_of_line() -> None:
    text = access_table.FILE.read_text(encoding="utf-8")
    assert "| `/people` | GET | manage_people | - | - | - | - | yes |" in text
    assert "| `/score/<area>` | POST | score | - | - | yes | yes | yes |" in text
    assert "| `/heat-map` |" not in text, "pages of Dash share one address"
    assert "| `/sign-in` | POST | everybody | yes | yes | yes | yes | yes |" in text


def test_an_address_that_does_not_say_what_it_needs_stops_the_start() -> None:
    bare = Flask("bare", static_folder=None)
    bare.add_url_rule("/secret", "secret", lambda: "")
    with pytest.raises(RuntimeError, match=r"/secret \(secret\) does not say who may ask for it"):
        list(access_rows(bare))
    bare.view_functions["secret"] = open_to_all(bare.view_functions["secret"])
    assert need_of(bare, "secret") == "everybody"


def test_nobody_is_led_to_sign_in_and_back_again(server: Flask) -> None:
    answer = server.test_client().get("/account?part=tokens")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=%2Faccount%3Fpart%3Dtokens")


def test_a_role_that_is_not_enough_is_told_which_is(server: Flask, people: dict[Role, Person]) -> None:
    answer = signed_in(server, people[Role.EDITOR]).get("/audit")
    assert answer.status_code == 403
    assert "This needs the role of administrator or above; yours is editor." in answer.get_data(as_text=True)
    (event,) = latest_events(server)
    assert (event.outcome, event.person, event.subject) == (
        AuditOutcome.REFUSED, people[Role.EDITOR].id, "GET /audit",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("headers", "says"),
    [
        ({"Origin": "http://evil.example"}, "http://evil.example"),
        ({"Origin": "null"}, "null"),
        ({"Origin": "http://localhost.evil.example"}, "http://localhost.evil.example"),
        ({"Sec-Fetch-Site": "cross-site"}, "not named"),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://other.localhost"}, "http://other.localhost"),
    ],
)
def test_a_cookie_does_not_write_from_another_origin(
    server: Flask, people: dict[Role, Person], headers: dict[str, str], says: str
) -> None:
    client = signed_in(server, people[Role.ADMINISTRATOR])
    hidden = {"csrf_token": token_of(client), "form_id": new_id()}
    for target in ("/sign-out", "/_dash-update-component", "/people/invitations"):
        assert client.post(target, data=hidden, headers=headers).status_code == 403
    assert client.get("/session").get_json()["role"] == "administrator", "still signed in"
    (event,) = latest_events(server)
    assert (event.action, event.outcome) == (AuditAction.FORM_SENT, AuditOutcome.REFUSED)
    assert event.detail == f"sent from another site: {says}"


def test_the_same_origin_may_write(server: Flask, people: dict[Role, Person]) -> None:
    client = signed_in(server, people[Role.VIEWER])
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    hidden = {"csrf_token": token_of(client), "form_id": new_id()}
    assert client.post("/sign-out", data=hidden, headers=headers).headers["Location"] == "/sign-in"
    assert client.get("/session").get_json()["role"] is None


def test_a_form_without_the_token_of_its_session_is_refused_and_recorded(
    server: Flask, people: dict[Role, Person]
) -> None:
    client, other = (signed_in(server, people[role]) for role in (Role.EDITOR, Role.VIEWER))
    for token in ("", "nonsense", token_of(other)):
        answer = client.post("/sign-out", data={"csrf_token": token, "form_id": new_id()})
        assert answer.status_code == 403
        assert latest_events(server)[0].detail.startswith("without a valid token")
    assert client.get("/session").get_json()["role"] == "editor"


def test_a_form_that_is_replayed_is_refused_and_changes_nothing(server: Flask, people: dict[Role, Person]) -> None:
    client = signed_in(server, people[Role.EDITOR])
    fields = {**hidden_fields_of(client, "/views/new?address=/heat-map"), "address": "/heat-map", "name": "Replayed"}
    fields |= {"csrf_token": token_of(client)}
    assert client.post("/views/new", data=fields).status_code == 303
    again = client.post("/views/new", data=fields)
    assert (again.status_code, "not taken a second time" in again.get_data(as_text=True)) == (409, True)
    assert latest_events(server)[0].detail == "the same form was sent before"
    with server.app_context(), unit_of_work() as work:
        assert [view.name for view in work.saved_views.of(people[Role.EDITOR].id)] == ["Replayed"]


@pytest.mark.parametrize("form_id", ["", "short", "x" * 40, "abc def ghi!"])
def test_a_form_needs_an_id_of_ours(server: Flask, people: dict[Role, Person], form_id: str) -> None:
    client = signed_in(server, people[Role.EDITOR])
    fields = {"csrf_token": token_of(client), "form_id": form_id, "address": "/heat-map", "name": "No id"}
    assert client.post("/views/new", data=fields).status_code == 409


def test_a_guessed_id_tells_nothing_and_is_recorded(server: Flask, people: dict[Role, Person]) -> None:
    owner, stranger = (signed_in(server, people[role]) for role in (Role.EDITOR, Role.FACILITATOR))
    assert post(owner, "/views/new", name="Private", address="/heat-map").status_code == 303
    with server.app_context(), unit_of_work() as work:
        private = next(view for view in work.saved_views.of(people[Role.EDITOR].id) if view.name == "Private")
    theirs, nobodys = stranger.get(f"/views/{private.id}"), stranger.get(f"/views/{new_id()}")
    assert theirs.status_code == nobodys.status_code == 404
    assert {event.outcome for event in latest_events(server, 2)} == {AuditOutcome.REFUSED}
    assert owner.get(f"/views/{private.id}").headers["Location"] == "/heat-map"


def test_a_one_time_link_opens_once(server: Flask, people: dict[Role, Person]) -> None:
    secret = invitation(server, people[Role.ADMINISTRATOR], Role.EDITOR)
    path, first, second = f"/welcome/{secret}", server.test_client(), server.test_client()
    fields = {"name": "Fictitious Bo", "email": f"{new_id()}@example.org", "password": "four unlikely long words"}
    hidden = hidden_fields_of(second, path)
    assert first.get(path).status_code == 200, "looking uses nothing up"
    assert first.post(path, data={**hidden_fields_of(first, path), **fields}).status_code == 303
    assert second.get(path).status_code == 410
    answer = second.post(path, data={**hidden, **fields, "email": f"{new_id()}@example.org"})
    assert (answer.status_code, "used already" in answer.get_data(as_text=True)) == (410, True)
    (event,) = latest_events(server)
    assert (event.action, event.outcome) == (AuditAction.LINK_OPENED, AuditOutcome.REFUSED)
    assert secret not in str(latest_events(server, 20))


def test_where_viewing_is_closed_only_people_with_an_account_see_anything(
    server: Flask, people: dict[Role, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(server.config, VIEWING, "closed")
    nobody, viewer = server.test_client(), signed_in(server, people[Role.VIEWER])
    assert (
        nobody.get("/heat-map?vintage=icb2023").headers["Location"] == "/sign-in?next=%2Fheat-map%3Fvintage%3Dicb2023"
    )
    for path in ("/api/v1/meta", "/_dash-layout", "/_dash-dependencies"):
        assert (nobody.get(path).status_code, viewer.get(path).status_code) == (401, 200)
    assert nobody.post("/_dash-update-component", json={}).status_code == 401
    for path in ("/health", "/sign-in", "/assets/10-base.css", "/session"):
        assert nobody.get(path).status_code == 200
