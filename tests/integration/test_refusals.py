"""What is refused is recorded up to a limit, without secrets; and it stays refused when it cannot be recorded."""

import logging
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from limits import parse
from werkzeug.test import TestResponse

from data.current import EXTENSION
from data.unit_of_work import Store
from domain_model.audit import AuditEvent
from domain_model.people import new_secret
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Role
from pages.http import refusals
from pages.http.access import guard
from pages.http.account import account
from pages.http.refusals import LONGEST, asked_for, record_refusal
from pages.http.sign_in import sign_in
from pages.http.who import know_people
from tests.people import add_person, signed_in

HERE, ELSEWHERE = "192.0.2.7", "198.51.100.9"
EVIL = {"Origin": "https://evil.example"}


@pytest.fixture
def server(store: Store) -> Flask:
    """A plain server with the gate before its addresses."""
    made = Flask("refusals_under_test", static_folder=None)
    made.config["SECRET_KEY"] = "FICTITIOUS secret of a test, long enough"
    made.extensions[EXTENSION] = store
    for blueprint in (sign_in, account):
        made.register_blueprint(blueprint)
    know_people(made)
    guard(made)
    return made


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    """A browser at which nobody is signed in."""
    return server.test_client()


def events(store: Store) -> tuple[AuditEvent, ...]:
    with store.unit_of_work() as work:
        return work.audit.latest(None)


def send(client: FlaskClient, path: str = "/sign-out", address: str = HERE, **more: object) -> TestResponse:
    return client.post(path, environ_overrides={"REMOTE_ADDR": address}, **more)  # type: ignore[arg-type]


def run(store: Store, *statements: str) -> None:
    with store.writing_unit_of_work() as work:
        for statement in statements:
            work.connection.exec_driver_sql(statement)
        work.commit()


def test_a_refusal_says_what_was_asked_for_by_whom_and_from_where(server: Flask, store: Store) -> None:
    assert send(server.test_client()).status_code == 401
    person = add_person(server, Role.EDITOR)
    assert send(signed_in(server, person), "/sign-out", ELSEWHERE, headers=EVIL).status_code == 403
    by_person, by_nobody = (event for event in events(store) if event.outcome is AuditOutcome.REFUSED)
    assert (by_nobody.action, by_nobody.person, by_nobody.subject, by_nobody.detail, by_nobody.network_address) == (
        AuditAction.PAGE_ASKED_FOR, "", "POST /sign-out", "not signed in", HERE,
    )  # fmt: skip
    assert (by_person.action, by_person.person, by_person.subject, by_person.detail, by_person.network_address) == (
        AuditAction.FORM_SENT, person.id, "/sign-out", "sent from another site: https://evil.example", ELSEWHERE,
    )  # fmt: skip


def test_an_address_that_is_claimed_in_a_header_is_not_believed(client: FlaskClient, store: Store) -> None:
    send(client, headers={"X-Forwarded-For": ELSEWHERE})
    assert [event.network_address for event in events(store)] == [HERE]


def test_a_flood_is_refused_throughout_and_recorded_up_to_the_limit(
    client: FlaskClient, store: Store, servers: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert str(refusals.RECORDED) == "200 per 15 minute"
    monkeypatch.setattr(refusals, "RECORDED", parse("3 per 15 minutes"))
    assert [send(client).status_code for _time in range(7)] == [401] * 7
    assert len(events(store)) == 3
    # One who floods does not hide others, and another server counts on.
    assert send(client, address=ELSEWHERE).status_code == 401
    assert [event.network_address for event in events(store)] == [ELSEWHERE, HERE, HERE, HERE]
    other = servers()
    client.application.extensions[EXTENSION] = other
    assert send(client).status_code == 401
    assert len(events(other)) == 4


@pytest.mark.parametrize("table", ["audit_events", "attempt_windows"])
def test_a_store_that_fails_does_not_hide_the_refusal_and_the_log_has_it(
    client: FlaskClient, store: Store, caplog: pytest.LogCaptureFixture, table: str
) -> None:
    run(store, f"DROP TABLE {table}")
    with caplog.at_level(logging.ERROR):
        answer = send(client)
    assert answer.status_code == 401
    assert "You are not signed in" in answer.get_data(as_text=True)
    (record,) = caplog.records
    said = record.getMessage()
    assert said.startswith("a refusal could not be recorded: ")
    assert "POST /sign-out" in said and HERE in said and table in said


def test_a_store_that_answers_nothing_at_all_refuses_all_the_same(
    client: FlaskClient, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    run(store, *(f"DROP TABLE {table}" for table in ("attempt_windows", "audit_events", "published_dataset")))
    assert send(client).status_code == 401
    assert send(client, headers=EVIL).status_code == 403
    assert len(caplog.records) == 2


@pytest.mark.parametrize("headers", [{}, EVIL], ids=["from here", "from another site"])
def test_the_secret_of_a_link_is_never_in_a_record(
    client: FlaskClient, store: Store, caplog: pytest.LogCaptureFixture, headers: dict[str, str]
) -> None:
    paths = ("/welcome/{}", "/welcome/{}/", "/welcome/{}/more", "/Welcome/{}", "//welcome/{}", "/elsewhere/{}")
    methods = ("GET", "POST", "PUT", "PATCH", "DELETE")
    secret = new_secret()
    for path in paths:
        for method in methods:
            answer = client.open(path.format(secret), method=method, headers=headers)
            assert answer.status_code in (303, 308, 401, 403, 404, 405, 410)
    recorded = events(store)
    assert secret[:12] not in repr(recorded) and secret[-12:] not in repr(recorded)
    assert secret not in caplog.text
    # Everything that was sent was refused and recorded.
    assert sum(event.action is AuditAction.FORM_SENT for event in recorded) == len(paths) * (len(methods) - 1)
    assert {event.subject for event in recorded if event.action is AuditAction.FORM_SENT} >= {"/welcome/<secret>"}


def test_a_link_that_does_not_open_is_recorded_without_its_secret(
    client: FlaskClient, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    secret = new_secret()
    assert client.get(f"/welcome/{secret}").status_code == 410
    run(store, "DROP TABLE attempt_windows")
    (event,) = events(store)
    assert (event.action, event.subject) == (AuditAction.LINK_OPENED, "one-time link")
    assert send(client, f"/welcome/{secret}", headers=EVIL).status_code == 403
    assert "/welcome/<secret>" in caplog.text and secret not in caplog.text + repr(event)


def test_a_secret_that_was_pasted_incompletely_is_not_recorded_either(client: FlaskClient, store: Store) -> None:
    send(client, f"/welcome/{new_secret()[:17]}/", headers=EVIL)
    (event,) = events(store)
    assert event.subject == "/welcome/<secret>"


def test_other_addresses_are_recorded_as_they_were_asked_for(client: FlaskClient, store: Store) -> None:
    for path in ("/notes/n-0123456789/edit", "/welcome", "/welcomed/abc"):
        send(client, path, headers=EVIL)
    assert [event.subject for event in events(store)] == ["/welcomed/abc", "/welcome", "/notes/n-0123456789/edit"]


def test_signs_that_no_database_takes_do_not_keep_a_refusal_from_being_recorded(
    server: Flask, client: FlaskClient, store: Store
) -> None:
    assert send(client, "/a%00b", headers={"Origin": "https://evil.example/x"}).status_code == 404
    assert events(store) == ()
    with server.test_request_context("/a%00b%0Ac%ED%A0%80d"):
        record_refusal(AuditAction.FORM_SENT, asked_for(), "FICTITIOUS")
    (event,) = events(store)
    assert event.subject.startswith("/a?b?c") and event.subject.endswith("d")
    assert event.subject.isprintable()


def test_a_long_subject_is_cut(server: Flask, store: Store) -> None:
    with server.test_request_context("/"):
        record_refusal(AuditAction.FORM_SENT, "s" * 999, "d" * 998)
    (event,) = events(store)
    assert (event.subject, event.detail) == ("s" * LONGEST, "d" * LONGEST)
