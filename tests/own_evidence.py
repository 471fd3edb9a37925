"""FICTITIOUS evidence that is added by form, and the pages that take it, for tests."""

import re

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import configure
from data.current import EXTENSION, current_evidence
from data.unit_of_work import Store
from domain_model.evidence_book import EvidenceBook
from pages.http.access import guard
from pages.http.forms import refuse_forms_sent_twice
from pages.http.messages import messages
from pages.http.own_evidence import own_evidence
from pages.http.sign_in import sign_in
from pages.http.who import know_people
from tests.people import post
from tests.small_server import page_of

SOURCE = {"title": "FICTITIOUS interviews", "authors": "Poe A", "year": "2021", "evidence_from": "2019"}
STATEMENT = {
    "source": "study",
    "place": "p. 12",
    "text": "FICTITIOUS: shifts stay unfilled",
    "wording": "own_words",
    "kind": "barrier",
    "cells": ["workforce/meso", "financing/macro"],
    "basis": "stated",
    "participant": "P7",
    "voice": "nurse",
    "perspective": "practice",
    "subtheme": "ST1",
    "groups": ["age", "race"],
    "note": "FICTITIOUS note",
}
LINK = {
    "from_block": "financing",
    "from_level": "macro",
    "sign": "worsens",
    "to_block": "all",
    "to_level": "meso",
    "text": "FICTITIOUS: cuts thin staff",
    "basis": "stated",
    "source": "study",
    "place": "p. 13",
}
RATING = {
    **{
        f"{name}{end}": value
        for name in ("methodological_limitations", "coherence", "adequacy", "relevance")
        for end, value in (("", "minor"), ("_reason", f"FICTITIOUS {name}"))
    },
    "overall": "moderate",
    "reason": "FICTITIOUS whole",
}


def evidence_server(store: Store) -> Flask:
    """The pages of one's own evidence as the product serves them."""
    made = Flask("own_evidence_under_test")
    configure(made, store)
    made.extensions[EXTENSION] = store
    for blueprint in (sign_in, messages, own_evidence):
        made.register_blueprint(blueprint)
    know_people(made)
    refuse_forms_sent_twice(made)
    guard(made)
    return made


def words(answer: TestResponse) -> str:
    """The words of a page that was answered."""
    return " ".join(page_of(answer).get_text(" ").split())


def book(server: Flask) -> EvidenceBook:
    """The evidence as it stands now."""
    with server.app_context():
        return current_evidence()


def kept(client: FlaskClient, path: str, **fields: object) -> str:
    """The address of the record that a form kept."""
    answer = post(client, path, **fields)
    assert answer.status_code == 303, words(answer)
    return answer.headers["Location"]


def put(client: FlaskClient, address: str, act: str) -> TestResponse:
    """Press a button of a record's page, `withdraw` or `restore`, with the version that the page shows."""
    drawn = page_of(client.get(address)).select_one("main form input[name=version]")
    return post(client, f"{address}/{act}", version=drawn["value"])


def numbers(client: FlaskClient) -> list[int]:
    """The numbers of the edits that the history shows, the latest first."""
    text = client.get("/evidence/history").get_data(as_text=True)
    return [int(number) for number in re.findall(r'id="edit-(\d+)"', text)]
