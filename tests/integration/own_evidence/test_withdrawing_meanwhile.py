"""Withdrawing a record and putting it back heed what somebody else changed since the page was opened."""

from collections.abc import Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient

from components.own_words import NOT_ABOUT_CARE
from domain_model.people_vocabulary import Role
from tests.own_evidence import LINK, RATING, SOURCE, STATEMENT, book, kept, put, words
from tests.people import add_person, post, signed_in
from tests.small_server import page_of

RECORDS = [
    ("sources", SOURCE, {"title": "FICTITIOUS theirs"}, "source"),
    ("statements", STATEMENT, {"text": "FICTITIOUS theirs"}, "statement"),
    ("links", LINK, {"text": "FICTITIOUS theirs"}, "link"),
]


def standing(server: Flask) -> int:
    own = book(server).own
    return len(own.sources) + len(own.statements) + len(own.links) + len(own.confidence)


@pytest.mark.parametrize(("name", "fields", "change", "kind"), RECORDS)
def test_what_somebody_changed_meanwhile_is_not_withdrawn_and_what_changed_is_shown(
    server: Flask, editor: FlaskClient, name: str, fields: Mapping[str, object], change: dict[str, str], kind: str
) -> None:
    ben = signed_in(server, add_person(server, Role.EDITOR, "Ben FICTITIOUS"))
    address = kept(editor, f"/evidence/{name}/new", **fields)
    drawn = page_of(editor.get(address)).select_one(f"form[action='{address}/withdraw'] input[name=version]")
    assert drawn["value"] == "1"
    kept(ben, f"{address}/edit", **{**fields, **change}, version="1")
    answer = post(editor, f"{address}/withdraw", version="1")
    assert answer.status_code == 409
    shown = page_of(answer)
    assert shown.h1.text == f"This {kind} was changed meanwhile"
    assert "Nothing was withdrawn" in words(answer) and "Changed here by Ben FICTITIOUS" in words(answer)
    rows = [[cell.text for cell in row.select("td")] for row in shown.select("table.stacked tbody tr")]
    assert [str(fields["title" if kind == "source" else "text"]), "FICTITIOUS theirs"] in rows
    assert [head.text for head in shown.select("table.stacked thead th")] == ["Field", "You saw", "It says now"]
    assert standing(server) == 1
    again = shown.select_one(f"form[action='{address}/withdraw'] input[name=version]")
    assert again["value"] == "2"
    assert post(editor, f"{address}/withdraw", version=again["value"]).status_code == 303
    assert standing(server) == 0


def test_a_form_that_names_no_version_withdraws_nothing(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/links/new", **LINK)
    answer = post(editor, f"{address}/withdraw")
    assert answer.status_code == 409
    assert "It says what you saw" not in words(answer) and not page_of(answer).select("table.stacked")
    for nonsense in ("x", "-1", "99"):
        assert post(editor, f"{address}/withdraw", version=nonsense).status_code == 409
    assert standing(server) == 1


def test_what_is_withdrawn_already_stays_so(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/links/new", **LINK)
    kept(editor, f"{address}/withdraw", version="1")
    kept(editor, f"{address}/withdraw", version="1")
    assert book(server).own.number == 2


def test_other_words_than_those_that_were_seen_are_not_put_back(server: Flask, editor: FlaskClient) -> None:
    ben = signed_in(server, add_person(server, Role.EDITOR, "Ben FICTITIOUS"))
    address = kept(editor, "/evidence/statements/new", **STATEMENT)
    kept(editor, f"{address}/withdraw", version="1")
    kept(ben, f"{address}/edit", **{**STATEMENT, "text": "FICTITIOUS theirs"}, version="2")
    kept(ben, f"{address}/withdraw", version="3")
    answer = post(editor, f"{address}/restore", version="2")
    assert answer.status_code == 409 and standing(server) == 0
    shown = page_of(answer)
    assert [cell.text for cell in shown.select("table.stacked td")] == [STATEMENT["text"], "FICTITIOUS theirs"]
    assert shown.select_one(f"form[action='{address}/restore'] input[name=version]")["value"] == "4"
    assert put(editor, address, "restore").status_code == 303
    found = book(server).own.statements[address.rpartition("/")[2]]
    assert found.content is not None and getattr(found.content, "text", "") == "FICTITIOUS theirs"
    assert post(editor, f"{address}/restore", version="5").status_code == 303, "it stands as they saw it"
    assert book(server).own.number == 5


def test_a_record_that_was_changed_there_and_back_says_so(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/links/new", **LINK)
    kept(editor, f"{address}/edit", **{**LINK, "text": "FICTITIOUS theirs"}, version="1")
    kept(editor, f"{address}/edit", **LINK, version="2")
    answer = post(editor, f"{address}/withdraw", version="1")
    assert answer.status_code == 409 and "It says what you saw." in words(answer)
    assert standing(server) == 1


def test_a_rating_that_was_changed_meanwhile_is_neither_withdrawn_nor_put_back(
    server: Flask, editor: FlaskClient
) -> None:
    rating = "/evidence/confidence/T2-1"
    kept(editor, f"{rating}/edit", **RATING, version="0")
    kept(editor, f"{rating}/edit", **{**RATING, "overall": "low", "reason": "FICTITIOUS again"}, version="1")
    answer = post(editor, f"{rating}/withdraw", version="1")
    assert answer.status_code == 409 and standing(server) == 1
    text = words(answer)
    assert "was changed meanwhile" in page_of(answer).h1.text
    assert NOT_ABOUT_CARE in text and "FICTITIOUS again" in text and "FICTITIOUS whole" in text
    assert put(editor, rating, "withdraw").status_code == 303 and standing(server) == 0
    assert post(editor, f"{rating}/restore", version="2").status_code == 409 and standing(server) == 0
    assert put(editor, rating, "restore").status_code == 303 and standing(server) == 1
