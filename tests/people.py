"""People with an account for tests, and how they send forms; every one of them is FICTITIOUS."""

import re
from datetime import UTC, datetime, timedelta
from itertools import count

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from data.current import current_store, passwords
from domain_model.people import ApiToken, Person, hash_of, new_id, new_secret
from domain_model.people_vocabulary import Role
from domain_model.use_cases.open_accounts import invite
from domain_model.use_cases.sign_in import begin_sign_in
from pages.http.refusals import RECORDED
from pages.http.who import longest_session

PASSWORD = "three unrelated FICTITIOUS words"
_numbers = count(1)
_hashes: dict[str, str] = {}
_FIELD = re.compile(r'name="(csrf_token|form_id|form_person)" value="([^"]*)"')


def add_person(server: Flask, role: Role, name: str = "") -> Person:
    """A new person with an account of that role and the password above."""
    number = next(_numbers)
    person_id = new_id()
    person = Person(
        person_id,
        name or f"Fictitious {role.value} no{number}",  # no number by itself, which scans of pages look for
        f"{role.value}-{number}-{person_id.casefold()}@example.org",
        role,
        datetime.now(UTC),
    )
    with server.app_context():
        if PASSWORD not in _hashes:  # making a hash is slow by design
            _hashes[PASSWORD] = passwords().hash(PASSWORD)
        with current_store().writing_unit_of_work() as work:
            work.people.add(person, _hashes[PASSWORD])
            work.commit()
    return person


def cookie_of(server: Flask, person: Person) -> tuple[str, str]:
    """Name and value of the cookie of a browser at which the person has signed in just now."""
    with server.app_context(), current_store().writing_unit_of_work() as work:
        new = begin_sign_in(work, person, datetime.now(UTC), longest_session())
        work.commit()
    session = {"_user_id": new.secret, "seen": int(datetime.now(UTC).timestamp()), "_fresh": True}
    serializer = server.session_interface.get_signing_serializer(server)  # type: ignore[attr-defined]
    return server.config["SESSION_COOKIE_NAME"], serializer.dumps(session)


def signed_in(server: Flask, who: Role | Person) -> FlaskClient:
    """A client of a browser at which a person, or a new one of that role, has signed in."""
    person = who if isinstance(who, Person) else add_person(server, who)
    client = server.test_client()
    name, value = cookie_of(server, person)
    client.set_cookie(name, value)
    return client


def hidden_fields_of(client: FlaskClient, page: str = "/sign-in") -> dict[str, str]:
    """The hidden fields of a form on a page; of any page, since the token is the session's."""
    return dict(_FIELD.findall(client.get(page).get_data(as_text=True)))


def post(client: FlaskClient, path: str, page: str = "", **fields: object) -> TestResponse:
    """Send a form as a browser does, with a token of this session and a new form id.

    `page` is the page that has the form; without one, the token comes from /session.
    """
    if page:
        hidden = hidden_fields_of(client, page)
    else:
        session = client.get("/session").get_json()
        hidden = {
            "csrf_token": session["csrf_token"] or "",
            "form_id": new_id(),
            "form_person": session["person"] or "",
        }
    return client.post(path, data={**hidden, **fields})


def invitation(server: Flask, administrator: Person, role: Role, note: str = "") -> str:
    """The secret of a new invitation."""
    with server.app_context(), current_store().writing_unit_of_work() as work:
        made = invite(work, administrator, role, note, datetime.now(UTC))
        work.commit()
    return made.secret


def api_token(server: Flask, person: Person) -> str:
    """The secret of a new token with which programs write in the person's name."""
    secret, at = new_secret(), datetime.now(UTC)
    token = ApiToken(new_id(), hash_of(secret), person.id, "for a test", at, at + timedelta(days=30))
    with server.app_context(), current_store().writing_unit_of_work() as work:
        work.tokens.add(token)
        work.commit()
    return secret


def forget_refusals(server: Flask) -> None:
    """Start counting the recorded refusals of this machine anew: tests refuse more than one person would see."""
    with server.app_context():
        current_store().attempts.clear(RECORDED, "refusals", "127.0.0.1")
