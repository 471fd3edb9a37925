"""Whose form it is, what holds no session, what no address holds, and forms while the database is away."""

import time
from collections.abc import Callable
from threading import Event

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from data.current import current_store, unit_of_work, writing_unit_of_work
from data.errors import StoreError
from data.unit_of_work import Store
from domain_model.audit import AuditFilter
from domain_model.cells import CELLS
from domain_model.judgements import Opinion
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Role
from domain_model.use_cases.judge_cells import Answer, score_cell
from domain_model.use_cases.manage_people import delete_account
from domain_model.vocabulary import Perception
from pages.http.password_attempts import PER_PERSON
from pages.http.who import now
from tests.at_once import at_once
from tests.people import PASSWORD, add_person, hidden_fields_of, post, signed_in
from tests.small_server import account_server, browser, events, page_of, send_sign_in, signed_in_browser


@pytest.fixture(scope="module")
def server(application: Dash) -> Flask:
    return application.server


def an_hour_ago(client: FlaskClient) -> None:
    """Make the session one of which the idle time would be counted anew."""
    with client.session_transaction() as session:
        session["seen"] = int(time.time()) - 600


def test_a_form_of_somebody_elses_is_not_taken_with_ones_own_token(server: Flask) -> None:
    ada, bea = add_person(server, Role.EDITOR), add_person(server, Role.EDITOR)
    form = hidden_fields_of(signed_in(server, ada), "/views/new?address=/heat-map")
    client = signed_in(server, bea)
    mine = hidden_fields_of(client, "/views/new?address=/heat-map")
    assert (form["form_person"], mine["form_person"]) == (ada.id, bea.id)
    assert client.get("/session").get_json()["person"] == bea.id
    fields = {"csrf_token": mine["csrf_token"], "address": "/heat-map", "name": "FICTITIOUS view"}
    refused = client.post("/views/new", data={**form, **fields})
    assert refused.status_code == 409
    assert page_of(refused).h1.get_text() == "This form belongs to somebody else's session"
    with server.app_context(), unit_of_work() as work:
        assert work.saved_views.of(ada.id) == work.saved_views.of(bea.id) == ()
        (event,) = work.audit.latest(1)
    assert (event.action, event.outcome, event.person, event.detail) == (
        AuditAction.FORM_SENT, AuditOutcome.REFUSED, bea.id, "drawn for somebody else",
    )  # fmt: skip
    assert client.post("/views/new", data={**mine, **fields}).status_code == 303


def test_a_form_that_was_drawn_for_nobody_is_not_taken_of_somebody(server: Flask) -> None:
    assert hidden_fields_of(server.test_client(), "/sign-in")["form_person"] == ""
    answer = post(signed_in(server, Role.EDITOR), "/views/new", form_person="", address="/heat-map", name="x")
    assert answer.status_code == 409


def test_a_demoted_editor_does_not_rename_a_view(server: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = add_person(server, Role.EDITOR)
    client = signed_in(server, ada)
    assert post(client, "/views/new", address="/heat-map", name="FICTITIOUS view").status_code == 303
    with server.app_context(), writing_unit_of_work() as work:
        (view,) = work.saved_views.of(ada.id)
        work.people.set_role(ada.id, Role.VIEWER)
        work.commit()
    for module in ("pages.http.access.current_person", "pages.http.forms.current_person"):
        monkeypatch.setattr(module, lambda: ada)  # as the gate found her before
    monkeypatch.setattr("pages.http.saved_views.signed_in_person", lambda: ada)
    answer = post(client, f"/views/{view.id}/edit", name="Renamed")
    assert answer.status_code == 403
    assert "yours is viewer" in answer.text
    with server.app_context(), unit_of_work() as work:
        assert work.saved_views.of(ada.id) == (view,)


@pytest.mark.parametrize("path", ["/assets/10-base.css", "/_favicon.ico", "/health", "/assets/unknown-0000.css"])
def test_what_is_the_same_for_everybody_takes_no_notice_of_the_session(server: Flask, path: str) -> None:
    client = signed_in(server, Role.EDITOR)
    an_hour_ago(client)
    answer = client.get(path)
    assert "Set-Cookie" not in answer.headers
    assert "cookie" not in answer.headers.get("Vary", "").casefold()
    assert "Set-Cookie" in client.get("/account").headers, "a page counts the idle time anew"


def test_a_script_of_a_component_that_there_is_not_is_not_found(server: Flask) -> None:
    answer = server.test_client().get("/_dash-component-suites/cakes/sponge.js")
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (404, False)


@pytest.mark.parametrize(
    "path",
    ["/views/%00", "/notes/a%00b", "/people/%01", "/sign-in?next=%00", "/heat-map?q=%00", "/score/QE1%0A", "/?%7f=x"],
)
def test_what_no_address_holds_is_not_found_before_anything_is_asked(server: Flask, path: str) -> None:
    client = signed_in(server, Role.ADMINISTRATOR)
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "holds characters of no text" in page_of(answer).main.get_text()
    problem = client.get(f"/api/v1/areas/{path.rpartition('/')[2]}")
    assert (problem.status_code, problem.content_type) == (404, "application/problem+json")


def test_the_words_that_somebody_asks_for_may_be_in_any_language(server: Flask) -> None:
    for asked in ("Zo%C3%AB", "%E2%80%AF", "two%0D%0Alines", "%C2%A0"):
        assert server.test_client().get(f"/sign-in?next=/heat-map%3Fq={asked}").status_code == 200


@pytest.mark.parametrize("last", ["9999-12-31", "9999-12-30"])
def test_the_log_is_shown_up_to_the_last_day_that_there_is(server: Flask, last: str) -> None:
    client = signed_in(server, Role.ADMINISTRATOR)
    answer = client.get(f"/audit?last={last}")
    assert answer.status_code == 200
    assert page_of(answer).select("table tbody tr")
    assert not page_of(client.get("/audit?last=2000-01-01")).select("table tbody tr")


def test_guesses_at_ones_sign_in_do_not_close_ones_account(store: Store) -> None:
    server = account_server(store)
    bea = add_person(server, Role.EDITOR)
    client = signed_in_browser(server, bea)
    for _ in range(PER_PERSON.amount):
        assert send_sign_in(_same_place(server, client), bea.email, "wrong").status_code == 422
    assert send_sign_in(_same_place(server, client), bea.email).status_code == 429
    new = {"current_password": PASSWORD, "new_password": "four FICTITIOUS unrelated words"}
    assert post(client, "/account/password", **new).status_code == 303


def test_wrong_passwords_of_ones_account_do_not_close_the_sign_in(store: Store) -> None:
    server = account_server(store)
    bea = add_person(server, Role.EDITOR)
    client = signed_in_browser(server, bea)
    wrong = {"current_password": "wrong", "new_password": "four FICTITIOUS unrelated words"}
    for _ in range(PER_PERSON.amount):
        assert post(client, "/account/password", **wrong).status_code == 422
    assert post(client, "/account/password", **wrong).status_code == 429
    assert send_sign_in(_same_place(server, client), bea.email).status_code == 303


def _same_place(server: Flask, client: FlaskClient) -> FlaskClient:
    other = browser(server)
    other.environ_base["REMOTE_ADDR"] = client.environ_base["REMOTE_ADDR"]
    return other


def test_a_password_that_changes_while_it_is_looked_at_signs_nobody_in(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = account_server(store)
    bea = add_person(server, Role.EDITOR)
    from pages.http import sign_in

    real = sign_in.recognise

    def slowly(*asked: object) -> object:
        found = real(*asked)
        with current_store().writing_unit_of_work() as work:
            work.people.set_password(bea.id, "another")
            work.commit()
        return found

    monkeypatch.setattr(sign_in, "recognise", slowly)
    client = browser(server)
    assert send_sign_in(client, bea.email).status_code == 422
    assert client.get("/session").get_json()["person"] is None
    assert events(server, AuditFilter())[0].outcome is AuditOutcome.REFUSED


def test_the_page_offers_to_withdraw_tokens_with_the_password(store: Store) -> None:
    server = account_server(store)
    client = signed_in_browser(server)
    assert not page_of(client.get("/account")).select("#end_tokens")
    post(client, "/account/tokens", token_name="script", days="30")
    assert page_of(client.get("/account")).select_one("#end_tokens").has_attr("checked")
    wrong = post(client, "/account/password", current_password="wrong", new_password="four FICTITIOUS words")
    assert not page_of(wrong).select_one("#end_tokens").has_attr("checked"), "as it was sent"
    new = {"current_password": PASSWORD, "new_password": "four FICTITIOUS unrelated words"}
    post(client, "/account/password", **new, end_tokens="yes")
    page = page_of(client.get("/account"))
    assert "You withdrew 1 API token." in page.main.get_text()
    assert not page.select("#end_tokens")


def test_a_form_while_the_database_is_away_is_answered_with_a_page(
    copy_of_seeded: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = create_app(copy_of_seeded()).server
    client = signed_in(server, Role.EDITOR)
    fields = hidden_fields_of(client, "/views/new?address=/heat-map")

    def away() -> object:
        raise StoreError("away")

    monkeypatch.setattr("pages.http.saved_views.writing_unit_of_work", away)
    answer = client.post("/views/new", data={**fields, "address": "/heat-map", "name": "FICTITIOUS"})
    assert (answer.status_code, answer.mimetype, answer.headers["Retry-After"]) == (503, "text/html", "60")
    assert page_of(answer).h1.get_text() == "Nothing was kept"
    assert "go back and send it again" in page_of(answer).main.get_text()


def test_an_administrator_scores_while_another_deletes_what_somebody_said(seeded_store: Store) -> None:
    server = account_server(seeded_store)
    ada, bea, cy = (add_person(server, role) for role in (Role.ADMINISTRATOR, Role.ADMINISTRATOR, Role.EDITOR))
    scoring, at, worse = Event(), now(), Answer(Opinion(Perception.WORSE))
    with seeded_store.writing_unit_of_work() as work:
        score_cell(work, cy, "QE1", CELLS[2], worse, at)
        work.commit()

    def delete() -> None:
        assert scoring.wait(30)
        with seeded_store.writing_unit_of_work() as work:
            delete_account(work, ada, cy.id, at, keeps_contributions=False)
            work.commit()

    def score() -> None:
        with seeded_store.writing_unit_of_work() as work:
            work.judgements.take_turn()
            scoring.set()
            time.sleep(0.5)  # the other holds the administrators by now, and waits for this turn
            score_cell(work, bea, "QE1", CELLS[4], worse, at)
            work.commit()

    at_once(delete, score)
    with seeded_store.unit_of_work() as work:
        assert work.people.by_id(cy.id) is None
        assert [(j.area, j.cell) for j in work.judgements.of(bea.id)] == [("QE1", CELLS[4])]
        assert all(j.opinion is None for j in work.judgements.of(cy.id))
