"""A server with the pages of accounts and no Dash, on a store of its own, and browsers that ask it; all FICTITIOUS."""

from itertools import count

from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import configure
from data.current import EXTENSION, current_store
from data.unit_of_work import Store
from domain_model.audit import AuditEvent, AuditFilter
from domain_model.people import Person
from domain_model.people_vocabulary import AuditOutcome, Role
from pages.http.access import guard
from pages.http.account import account
from pages.http.audit import audit
from pages.http.forms import refuse_forms_sent_twice
from pages.http.people import people
from pages.http.sign_in import sign_in
from pages.http.who import know_people
from tests.people import PASSWORD, add_person, post

REFUSALS = AuditFilter(outcome=AuditOutcome.REFUSED)
_numbers = count(1)


def account_server(store: Store) -> Flask:
    """The pages of accounts as the product serves them, with the settings of the environment."""
    server = Flask("accounts_under_test")
    configure(server, store)
    server.extensions[EXTENSION] = store
    for blueprint in (sign_in, account, people, audit):
        server.register_blueprint(blueprint)
    know_people(server)
    refuse_forms_sent_twice(server)
    guard(server)
    return server


def browser(server: Flask) -> FlaskClient:
    """A browser at a network address of its own, so that nobody else's attempts count for it."""
    client = server.test_client()
    number = next(_numbers)
    client.environ_base["REMOTE_ADDR"] = f"10.0.{number // 250}.{number % 250 + 1}"
    return client


def page_of(answer: TestResponse) -> Tag:
    """The page that was answered."""
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def events(server: Flask, wanted: AuditFilter = REFUSALS) -> tuple[AuditEvent, ...]:
    """What the audit log has, refusals if nothing else is asked for; the latest first."""
    with server.app_context(), current_store().unit_of_work() as work:
        return work.audit.latest(None, wanted=wanted)


def send_sign_in(client: FlaskClient, email: str, password: str = PASSWORD, **fields: str) -> TestResponse:
    """Send the form to sign in with."""
    return post(client, "/sign-in", page="/sign-in", email=email, password=password, **fields)


def signed_in_browser(server: Flask, who: Role | Person = Role.EDITOR) -> FlaskClient:
    """A browser at which somebody has signed in by the form."""
    person = who if isinstance(who, Person) else add_person(server, who)
    client = browser(server)
    assert send_sign_in(client, person.email).status_code == 303
    return client


def name_at(client: FlaskClient) -> str | None:
    """Who is signed in there."""
    return client.get("/session").get_json()["name"]
