"""One's own account over HTTP: name, tokens, one's data, and the way to delete it; all people are FICTITIOUS."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from data.current import current_store
from data.unit_of_work import Store
from domain_model.audit import AuditFilter
from domain_model.cells import CELLS
from domain_model.judgements import Opinion
from domain_model.notes import Note
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.use_cases.keep_accounts import make_token
from domain_model.vocabulary import Perception
from tests.people import PASSWORD, add_person, hidden_fields_of, post
from tests.small_server import account_server, browser, events, name_at, page_of, send_sign_in, signed_in_browser

EVIL = '<script>alert("FICTITIOUS")</script>'
NEW_PASSWORD = "four FICTITIOUS unrelated words"


@pytest.fixture
def server(store: Store) -> Flask:
    return account_server(store)


def test_name_and_address_can_be_changed(server: Flask):
    bea = add_person(server, Role.VIEWER)
    client = signed_in_browser(server, bea)
    answer = post(client, "/account/name", name=f" {EVIL} ", email="New@Example.org")
    assert (answer.status_code, answer.location) == (303, "/account")
    page = page_of(client.get("/account"))
    assert page.select_one("#nav-account").get_text() == EVIL
    assert page.select_one("#name")["value"] == EVIL
    assert page.select_one("#email")["value"] == "new@example.org"
    assert not page.select("main script, header script")
    assert send_sign_in(browser(server), "NEW@example.org").status_code == 303


@pytest.mark.parametrize(
    ("name", "email", "field"), [("", "a@b.org", "name"), ("Bea", "bea", "email"), ("Bea", "", "email")]
)
def test_what_cannot_be_taken_is_said_beside_its_field(server: Flask, name: str, email: str, field: str):
    bea = add_person(server, Role.VIEWER)
    page = page_of(post(signed_in_browser(server, bea), "/account/name", name=name, email=email))
    assert [one["id"] for one in page.select("[aria-invalid]")] == [field]
    assert (page.select_one("#name")["value"], page.select_one("#email")["value"]) == (name, email)
    taken = post(signed_in_browser(server), "/account/name", name="Bea", email=bea.email.upper())
    assert taken.status_code == 422
    assert "already signs in" in page_of(taken).select_one("#email-problem").get_text()


def test_viewers_have_no_tokens(server: Flask):
    client = signed_in_browser(server, Role.VIEWER)
    page = page_of(client.get("/account"))
    assert not page.select("form[action^='/account/tokens']")
    assert "API tokens" not in [heading.get_text() for heading in page.select("h2")]
    refused = post(client, "/account/tokens", token_name="script", days="30")
    assert refused.status_code == 403
    assert "needs the role of editor or above; yours is viewer" in page_of(refused).main.get_text()


def test_a_token_is_shown_once_and_can_be_withdrawn(server: Flask):
    client = signed_in_browser(server)
    hidden = hidden_fields_of(client, "/account")
    data = {**hidden, "token_name": EVIL, "days": "90"}
    made = client.post("/account/tokens", data=data)
    secret = page_of(made).select_one("#token")["value"]
    assert made.status_code == 200
    assert (len(secret), made.headers["Cache-Control"]) == (43, "no-store")
    again = client.post("/account/tokens", data=data)
    assert (again.status_code, secret in again.text) == (409, False)
    account = client.get("/account")
    assert secret not in account.text
    page = page_of(account)
    withdraw = page.select_one("form[action^='/account/tokens/']")["action"]
    assert EVIL in page.main.get_text()
    assert not page.select("main script")
    stranger = post(signed_in_browser(server), withdraw)
    assert stranger.status_code == 404
    assert post(client, withdraw).location == "/account#tokens"
    assert not page_of(client.get("/account")).select(".stacked form[action^='/account/tokens/']")
    assert post(client, withdraw).status_code == 404
    assert secret not in repr(events(server, AuditFilter()))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"token_name": "", "days": "30"}, "token_name"),
        ({"token_name": "script", "days": "31"}, "days"),
        ({"token_name": "script", "days": "²"}, "days"),
        ({"token_name": "script"}, "days"),
    ],
)
def test_a_token_takes_a_name_and_a_lifetime(server: Flask, fields: dict[str, str], field: str):
    answer = post(signed_in_browser(server), "/account/tokens", **fields)
    assert answer.status_code == 422
    assert [one["id"] for one in page_of(answer).select("[aria-invalid]")] == [field]


def test_who_became_a_viewer_can_still_withdraw_their_tokens(server: Flask):
    bea = add_person(server, Role.EDITOR)
    with server.app_context(), current_store().writing_unit_of_work() as work:
        token = make_token(work, bea, "script", 30, datetime.now(UTC)).token
        work.people.set_role(bea.id, Role.VIEWER)
        work.commit()
    client = signed_in_browser(server, bea)
    page = page_of(client.get("/account"))
    assert not page.select("form[action='/account/tokens']")
    assert post(client, f"/account/tokens/{token.id}/withdraw").status_code == 303


def write_things(server: Flask, person: Person) -> None:
    now = datetime.now(UTC)
    with server.app_context(), current_store().writing_unit_of_work() as work:
        work.judgements.add(person.id, "QE1", CELLS[4], Opinion(Perception.WORSE, 7, reason="FICTITIOUS reason"), now)
        work.judgements.add(person.id, "QE1", CELLS[4], None, now)
        work.notes.add(Note(f"note-{person.id}", person.id, "QE1", CELLS[4], 1, "FICTITIOUS note", now))
        later = now + timedelta(hours=1)
        gone = Note(f"gone-{person.id}", person.id, "QE1", CELLS[5], 1, "FICTITIOUS withdrawn", later)
        work.notes.add(gone)
        work.notes.add(replace(gone, version=2, text="", is_withdrawn=True))
        work.commit()


def test_ones_data_can_be_taken_away_without_any_secret(server: Flask):
    bea = add_person(server, Role.EDITOR)
    write_things(server, bea)
    client = signed_in_browser(server, bea)
    post(client, "/account/tokens", token_name="script", days="30")
    answer = client.get("/account/data.json")
    data = answer.get_json()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="parity-map-my-data.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert set(data) == {
        "account", "judgements", "notes", "saved_views", "sign_ins", "tokens", "audit_events", "evidence_edits",
        "evidence_imports", "coding_rounds_made", "coding_rounds_joined", "coding_placements", "checklist_marks",
    }  # fmt: skip
    assert (data["account"]["email"], data["account"]["role"]) == (bea.email, "editor")
    assert [(one["version"], one["severity"], one["is_withdrawn"]) for one in data["judgements"]] == [
        (1, 7, False),
        (2, None, True),
    ]
    assert data["notes"][0]["versions"][0]["text"] == "FICTITIOUS note"
    assert [one["text"] for one in data["notes"][1]["versions"]] == ["FICTITIOUS withdrawn", ""]
    assert [event["action"] for event in data["audit_events"]] == ["data_exported", "token_made", "signed_in"]
    assert "hash" not in answer.text
    assert "argon2" not in answer.text


@pytest.mark.parametrize(("choice", "left"), [("keep", 1), ("remove", 0)])
def test_an_account_is_deleted_with_or_without_what_was_written(server: Flask, choice: str, left: int):
    bea = add_person(server, Role.EDITOR)
    write_things(server, bea)
    client, there = signed_in_browser(server, bea), signed_in_browser(server, bea)
    asked = page_of(client.get("/account/delete"))
    assert [one["value"] for one in asked.select("input[type=radio]")] == ["keep", "remove"]
    assert not asked.select("input[checked]"), "nobody chooses for them"
    answer = post(client, "/account/delete", contributions=choice, current_password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert "Your account is deleted." in page_of(client.get("/sign-in")).main.get_text()
    assert (name_at(client), name_at(there)) == (None, None)
    assert send_sign_in(browser(server), bea.email).status_code == 422
    with server.app_context(), current_store().unit_of_work() as work:
        assert len(work.notes.at("QE1", CELLS[4])) == left
        assert work.people.names()[bea.id] == ""


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"current_password": PASSWORD}, "contributions"),
        ({"contributions": "sell", "current_password": PASSWORD}, "contributions"),
        ({"contributions": "remove", "current_password": "wrong"}, "current_password"),
    ],
)
def test_an_account_is_not_deleted_by_mistake(server: Flask, fields: dict[str, str], field: str):
    bea = add_person(server, Role.EDITOR)
    client = signed_in_browser(server, bea)
    answer = post(client, "/account/delete", **fields)
    page = page_of(answer)
    assert answer.status_code == 422
    assert page.select_one(".notice a")["href"] == f"#{field}"
    chosen = [one["value"] for one in page.select("input[checked]")]
    assert chosen == ([fields["contributions"]] if field == "current_password" else [])
    assert name_at(client) == bea.name


def test_the_last_administrator_is_told_why_they_cannot_go(server: Flask):
    ada = add_person(server, Role.ADMINISTRATOR)
    client = signed_in_browser(server, ada)
    page = page_of(client.get("/account/delete"))
    assert "You are the only administrator" in page.main.get_text()
    assert not page.select("main form")
    refused = post(client, "/account/delete", contributions="keep", current_password=PASSWORD)
    assert refused.status_code == 409
    assert name_at(client) == ada.name
    assert events(server)[0].detail == "the last administrator"
    add_person(server, Role.ADMINISTRATOR)
    assert page_of(client.get("/account/delete")).select("main form")
    assert post(client, "/account/delete", contributions="keep", current_password=PASSWORD).status_code == 303
