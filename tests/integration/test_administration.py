"""Managing people and reading the audit log over HTTP; all people are FICTITIOUS."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.current import current_store
from data.unit_of_work import Store
from domain_model.audit import AuditEvent, AuditFilter
from domain_model.cells import CELLS
from domain_model.notes import Note
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Role
from pages.http.audit import COLUMNS
from tests.people import PASSWORD, add_person, hidden_fields_of, post
from tests.small_server import account_server, browser, events, name_at, page_of, signed_in_browser

EVIL = '<script>alert("FICTITIOUS")</script>'
NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)


@pytest.fixture
def server(store: Store) -> Flask:
    return account_server(store)


@pytest.fixture
def ada(server: Flask) -> Person:
    return add_person(server, Role.ADMINISTRATOR, "Fictitious Ada")


@pytest.fixture
def client(server: Flask, ada: Person) -> FlaskClient:
    return signed_in_browser(server, ada)


def find(server: Flask, person: Person) -> Person | None:
    with server.app_context(), current_store().unit_of_work() as work:
        return work.people.by_id(person.id)


def record(server: Flask, *some: AuditEvent) -> None:
    with server.app_context(), current_store().writing_unit_of_work() as work:
        for event in some:
            work.audit.record(event)
        work.commit()


def rows(client: FlaskClient, path: str) -> list[list[str]]:
    table = page_of(client.get(path)).select_one("table.stacked")
    return [[cell.get_text() for cell in row.select("th, td")] for row in table.select("tbody tr")] if table else []


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR, Role.FACILITATOR])
@pytest.mark.parametrize("path", ["/people", "/audit", "/audit.csv", "/audit.json"])
def test_nobody_else_sees_people_and_the_log(server: Flask, ada: Person, role: Role, path: str):
    answer = signed_in_browser(server, role).get(path)
    assert answer.status_code == 403
    assert "needs the role of administrator" in page_of(answer).main.get_text()
    assert ada.email not in answer.text
    assert browser(server).get(path).status_code == 303


def test_the_list_says_who_has_which_role_and_joined_when(server: Flask, ada: Person, client: FlaskClient):
    bea = add_person(server, Role.EDITOR, EVIL)
    today = f"{bea.created_at.day} {bea.created_at:%B %Y}"
    assert rows(client, "/people") == [
        [EVIL, bea.email, "editor", today],
        [ada.name, ada.email, "administrator", today],
    ]
    page = page_of(client.get("/people"))
    assert [a["href"] for a in page.select("table th a")] == [f"/people/{bea.id}", f"/people/{ada.id}"]
    assert not page.select("main script")


def test_an_invitation_is_shown_once_with_words_to_send(
    server: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(server.config, "PUBLIC_URL", "https://parity.example.org")
    hidden = hidden_fields_of(client, "/people")
    data = {**hidden, "role": "facilitator", "note": EVIL}
    base = {"headers": {"Origin": "http://localhost"}}
    made = client.post("/people/invitations", data=data, **base)
    page = page_of(made)
    link = page.select_one("#link")["value"]
    assert (made.status_code, made.headers["Cache-Control"]) == (200, "no-store")
    assert link.startswith("https://parity.example.org/welcome/")
    words = page.select_one("#message").get_text()
    assert words.startswith(
        "You are invited to Parity Map as a facilitator. Make your account with this link, within 7"
    )
    assert words.endswith(f"It works once.\n{link}")
    assert {one["data-copy"] for one in page.select("[data-copy]")} == {"link", "message"}
    secret = link.rpartition("/")[2]
    again = client.post("/people/invitations", data=data, **base)
    assert (again.status_code, secret in again.text) == (409, False)
    listing = client.get("/people")
    assert secret not in listing.text
    assert f"Invitation, facilitator: {EVIL}" in page_of(listing).main.get_text()
    assert not page_of(listing).select("main script")
    assert secret not in repr(events(server, AuditFilter()))
    assert browser(server).get(f"/welcome/{secret}").status_code == 200


def test_an_invitation_takes_a_role_and_a_short_note(client: FlaskClient):
    assert post(client, "/people/invitations", role="emperor").status_code == 422
    answer = post(client, "/people/invitations", role="viewer", note="x" * 121)
    page = page_of(answer)
    assert answer.status_code == 422
    assert [one["id"] for one in page.select("[aria-invalid]")] == ["note"]
    assert page.select_one("#role option[selected]")["value"] == "viewer"
    assert page.select_one("#note")["value"] == "x" * 121
    assert "No links were made in the last 90 days." in page.main.get_text()


def test_a_link_is_listed_with_its_state_and_can_be_withdrawn_while_it_is_open(server: Flask, client: FlaskClient):
    link = page_of(post(client, "/people/invitations", role="editor", note="for Bea")).select_one("#link")["value"]
    withdraw = page_of(client.get("/people")).select_one("form[action^='/people/links/']")["action"]
    answer = post(client, withdraw)
    assert (answer.status_code, answer.location) == (303, "/people#links")
    page = page_of(client.get("/people"))
    assert "The invitation is withdrawn" in page.main.get_text()
    table = page.select("table.stacked")[1]
    assert [cell.get_text() for cell in table.select("tbody td")][0] == "withdrawn"
    assert not table.select("form")
    assert browser(server).get(f"/welcome/{link.rpartition('/')[2]}").status_code == 410
    assert post(client, withdraw).status_code == 404
    assert events(server)[0].detail == "no such open link"


def test_a_role_changes_after_a_question(server: Flask, client: FlaskClient):
    bea = add_person(server, Role.EDITOR, EVIL)
    there = signed_in_browser(server, bea)
    path = f"/people/{bea.id}/role"
    asked = post(client, path, role="administrator")
    page = page_of(asked)
    assert asked.status_code == 200
    assert page.h1.get_text() == f"Make {EVIL} an administrator?"
    assert not page.select("main script")
    assert find(server, bea).role is Role.EDITOR
    fields = {one["name"]: one["value"] for one in page.select_one("main form").select("input")}
    assert there.get("/people").status_code == 403
    assert client.post(path, data=fields).location == f"/people/{bea.id}"
    assert find(server, bea).role is Role.ADMINISTRATOR
    assert there.get("/people").status_code == 200, "at once, without signing in again"
    assert client.post(path, data=fields).status_code == 303, "she is one already, which is said"
    assert find(server, bea).role is Role.ADMINISTRATOR


def test_a_role_that_somebody_has_already_or_that_is_none_changes_nothing(server: Flask, client: FlaskClient):
    bea = add_person(server, Role.EDITOR)
    assert post(client, f"/people/{bea.id}/role", role="emperor").status_code == 422
    assert post(client, f"/people/{bea.id}/role", role="editor").status_code == 303
    assert "is an editor already" in page_of(client.get(f"/people/{bea.id}")).main.get_text()
    assert find(server, bea) == bea


def test_an_administrator_may_give_up_the_role_if_there_is_another(server: Flask, ada: Person, client: FlaskClient):
    page = page_of(client.get(f"/people/{ada.id}"))
    assert "This is the only administrator" in page.main.get_text()
    assert not page.select("#role")
    refused = post(client, f"/people/{ada.id}/role", role="editor", confirmed="yes")
    assert refused.status_code == 409
    assert find(server, ada).role is Role.ADMINISTRATOR
    assert events(server)[0].detail == "the last administrator"
    add_person(server, Role.ADMINISTRATOR)
    assert "You will not be able to come back" in page_of(post(client, f"/people/{ada.id}/role", role="editor")).text
    assert post(client, f"/people/{ada.id}/role", role="editor", confirmed="yes").location == "/account"
    assert client.get("/people").status_code == 403


def test_a_link_for_a_new_password_is_for_one_person(server: Flask, client: FlaskClient):
    bea = add_person(server, Role.EDITOR, "Fictitious Bea")
    page = page_of(post(client, f"/people/{bea.id}/new-password"))
    assert page.h1.get_text() == "A new password for Fictitious Bea"
    assert "within 24 hours" in page.select_one("#message").get_text()
    path = f"/welcome/{page.select_one('#link')['value'].rpartition('/')[2]}"
    there = browser(server)
    assert post(there, path, page=path, password="four FICTITIOUS unrelated words").status_code == 303
    assert name_at(there) == "Fictitious Bea"
    assert "New password: Fictitious Bea" in page_of(client.get("/people")).main.get_text()


@pytest.mark.parametrize(("choice", "left"), [("keep", 1), ("remove", 0)])
def test_an_account_is_deleted_when_it_is_meant(server: Flask, client: FlaskClient, choice: str, left: int):
    bea = add_person(server, Role.EDITOR, EVIL)
    there = signed_in_browser(server, bea)
    with server.app_context(), current_store().writing_unit_of_work() as work:
        work.notes.add(Note("note-1", bea.id, "QE1", CELLS[4], 1, "FICTITIOUS note", NOON))
        work.commit()
    path = f"/people/{bea.id}/delete"
    assert not page_of(client.get(path)).select("main input[checked], main script")
    unsure = post(client, path, contributions=choice)
    assert (unsure.status_code, name_at(there)) == (422, EVIL)
    assert [a["href"] for a in page_of(unsure).select(".notice a")] == ["#sure"]
    assert page_of(unsure).select_one("input[checked]")["value"] == choice
    assert [a["href"] for a in page_of(post(client, path)).select(".notice a")] == ["#contributions", "#sure"]
    assert post(client, path, contributions=choice, sure="yes").location == "/people"
    assert (find(server, bea), name_at(there)) == (None, None)
    with server.app_context(), current_store().unit_of_work() as work:
        assert len(work.notes.at("QE1", CELLS[4])) == left
    for gone in (client.get(path), client.get(f"/people/{bea.id}"), post(client, path)):
        assert gone.status_code == 404


def test_ones_own_account_is_deleted_with_ones_password_only(server: Flask, ada: Person, client: FlaskClient):
    add_person(server, Role.ADMINISTRATOR)
    assert client.get(f"/people/{ada.id}/delete").location == "/account/delete"
    assert post(client, f"/people/{ada.id}/delete", contributions="keep", sure="yes").location == "/account/delete"
    assert find(server, ada) == ada
    assert "This is you" in page_of(client.get(f"/people/{ada.id}")).main.get_text()


# --- the audit log


def test_the_log_names_people_says_what_was_refused_and_is_text(server: Flask, ada: Person, client: FlaskClient):
    bea = add_person(server, Role.EDITOR, EVIL)
    at = datetime.now(UTC) + timedelta(minutes=1)
    record(
        server,
        AuditEvent(at, AuditAction.ROLE_CHANGED, AuditOutcome.DONE, ada.id, bea.id, "viewer to editor"),
        AuditEvent(at, AuditAction.PAGE_ASKED_FOR, AuditOutcome.REFUSED, "", EVIL, "not signed in", "10.1.2.3"),
        AuditEvent(at, AuditAction.SIGNED_OUT, AuditOutcome.DONE, "somebody-gone"),
    )
    table = [row[1:] for row in rows(client, "/audit")[:3]]
    assert table == [
        ["a former member", "signed out", "done", "", ""],
        ["not signed in", "asked for a page", "refused", EVIL, "not signed in (from 10.1.2.3)"],
        ["Fictitious Ada", "changed a role", "done", EVIL, "viewer to editor"],
    ]
    assert not page_of(client.get("/audit")).select("main script")


def test_the_log_can_be_narrowed_and_the_fields_keep_what_was_asked(server: Flask, ada: Person, client: FlaskClient):
    bea = add_person(server, Role.EDITOR, "Fictitious Bea")
    record(
        server,
        AuditEvent(NOON, AuditAction.SIGNED_IN, AuditOutcome.DONE, bea.id, bea.id, "own"),
        AuditEvent(NOON, AuditAction.ROLE_CHANGED, AuditOutcome.DONE, ada.id, bea.id, "about"),
        AuditEvent(NOON + timedelta(hours=12), AuditAction.SIGNED_IN, AuditOutcome.REFUSED, "", "sign in", "next day"),
    )

    def details(query: str) -> list[str]:
        return [row[-1] for row in rows(client, f"/audit?{query}")]

    assert details(f"person={bea.id}") == ["about", "own"]
    assert details(f"person={bea.id}&action=signed_in") == ["own"]
    assert details("outcome=refused") == ["next day"]
    assert details("person=nobody") == ["next day"]
    assert details("first=2026-11-03&last=2026-11-03") == ["about", "own"]
    assert details("first=2026-11-04&last=2026-11-04") == ["next day"]
    assert details("first=2026-11-04&outcome=done&last=2026-11-04") == []
    page = page_of(client.get(f"/audit?person={bea.id}&outcome=done&last=2026-11-04"))
    assert [one["value"] for one in page.select("option[selected]")] == ["done", "", bea.id]
    assert page.select_one("#last")["value"] == "2026-11-04"
    files = [a["href"] for a in page.select("a[download]")]
    query = f"outcome=done&person={bea.id}&last=2026-11-04"
    assert files == [f"/audit.csv?{query}", f"/audit.json?{query}"]
    assert "Nothing in the log fits." in page_of(client.get("/audit?person=gone")).main.get_text()
    assert page_of(client.get("/audit?person=gone")).select_one("#person option[selected]").text == "a former member"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("outcome=maybe", "outcome"),
        ("action=%3Cscript%3E", "action"),
        ("first=yesterday", "first"),
        ("last=2026-02-30", "last"),
        ("first=2026-11-04&last=2026-11-03", "first"),
    ],
)
def test_a_filter_that_cannot_be_used_is_named(server: Flask, client: FlaskClient, query: str, field: str):
    for path in ("/audit", "/audit.csv", "/audit.json"):
        answer = client.get(f"{path}?{query}")
        page = page_of(answer)
        assert answer.status_code == 422
        assert [one["id"] for one in page.select("[aria-invalid]")] == [field]
        assert not page.select("table, main script")
    assert AuditAction.AUDIT_EXPORTED not in {event.action for event in events(server, AuditFilter())}


@pytest.mark.parametrize("page", ["2", "99", "abc", "-1", "²", "9" * 30])
def test_the_log_is_turned_a_page_at_a_time(server: Flask, client: FlaskClient, page: str):
    at = NOON - timedelta(days=1)
    record(server, *(AuditEvent(at, AuditAction.SCORED, AuditOutcome.DONE, detail=str(n)) for n in range(61)))
    first = page_of(client.get("/audit?action=scored"))
    assert "61 events, the latest first, page 1 of 2" in first.main.get_text()
    assert [a["href"] for a in first.select("nav[aria-label^=Pages] a")] == ["/audit?action=scored&page=2"]
    details = [row[-1] for row in rows(client, f"/audit?action=scored&page={page}")]
    assert details == (
        [str(n) for n in range(10, -1, -1)] if page in {"2", "99"} else [str(n) for n in range(60, 10, -1)]
    )
    last = page_of(client.get("/audit?action=scored&page=2"))
    assert [a["href"] for a in last.select("nav[aria-label^=Pages] a")] == ["/audit?action=scored"]


def test_the_log_as_csv_is_no_formula_and_is_recorded(server: Flask, ada: Person, client: FlaskClient):
    add_person(server, Role.EDITOR, "=HYPERLINK(1)")
    with server.app_context(), current_store().unit_of_work() as work:
        bea = next(one for one in work.people.all() if one.name.startswith("="))
    record(
        server,
        AuditEvent(NOON, AuditAction.ROLE_CHANGED, AuditOutcome.DONE, bea.id, "@SUM(1)", '-1+1, "quoted"\nline'),
        AuditEvent(NOON, AuditAction.ROLE_CHANGED, AuditOutcome.REFUSED, "", "plain", "+plus", "10.1.2.3"),
    )
    answer = client.get("/audit.csv?action=role_changed")
    found = list(csv.reader(StringIO(answer.text)))
    assert found[0] == list(COLUMNS)
    when = "2026-11-03T12:00:00+00:00"
    assert found[1:] == [
        [when, "refused", "role_changed", "", "not signed in", "plain", "plain", "'+plus", "10.1.2.3"],
        [when, "done", "role_changed", bea.id, "'=HYPERLINK(1)", "'@SUM(1)", "'@SUM(1)", '\'-1+1, "quoted"\nline', ""],
    ]
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="parity-map-audit-')
    assert answer.headers["Cache-Control"] == "no-store"
    event = events(server, AuditFilter(action=AuditAction.AUDIT_EXPORTED))[0]
    assert (event.person, event.detail) == (ada.id, "CSV, events: 2")


def test_the_log_as_json_has_the_same_events(server: Flask, ada: Person, client: FlaskClient):
    record(server, AuditEvent(NOON, AuditAction.ROLE_CHANGED, AuditOutcome.DONE, ada.id, ada.id, "=1"))
    assert client.get("/audit.json?action=role_changed").get_json() == {
        "events": [
            {
                "at": "2026-11-03T12:00:00+00:00",
                "outcome": "done",
                "action": "role_changed",
                "person": ada.id,
                "person_name": "Fictitious Ada",
                "subject": ada.id,
                "subject_name": "Fictitious Ada",
                "detail": "=1",
                "network_address": "",
            }
        ]
    }
    assert events(server, AuditFilter(action=AuditAction.AUDIT_EXPORTED))[0].detail == "JSON, events: 1"


def test_a_refusal_of_a_form_names_who_sent_it(server: Flask, ada: Person, client: FlaskClient):
    assert client.post("/people/invitations", data={"role": "editor"}).status_code == 403
    elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert client.post("/people/invitations", data={"role": "editor"}, headers=elsewhere).status_code == 403
    found = events(server)[:2]
    assert {(event.action, event.person) for event in found} == {(AuditAction.FORM_SENT, ada.id)}
    assert "sent from another site: https://evil.example" in found[0].detail
    assert PASSWORD not in repr(events(server, AuditFilter()))
