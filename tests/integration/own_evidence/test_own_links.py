"""Links that people add: changed, withdrawn and put back, and a form that is sent twice."""

from flask import Flask
from flask.testing import FlaskClient

from tests.own_evidence import LINK, book, kept, words
from tests.people import hidden_fields_of, post
from tests.small_server import page_of


def test_a_change_to_what_was_withdrawn_meanwhile_is_told_and_can_put_it_back(
    server: Flask, editor: FlaskClient
) -> None:
    address = kept(editor, "/evidence/links/new", **LINK)
    kept(editor, f"{address}/withdraw", version="1")
    answer = post(editor, f"{address}/edit", **{**LINK, "text": "FICTITIOUS mine"}, version="1")
    assert answer.status_code == 409
    assert "It was withdrawn" in words(answer)
    kept(editor, f"{address}/edit", **{**LINK, "text": "FICTITIOUS mine"}, version="2")
    assert len(book(server).own.links) == 1


def test_a_wrong_change_is_told_in_the_form_of_that_version(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/links/new", **LINK)
    answer = post(editor, f"{address}/edit", **{**LINK, "text": "", "place": "p. 99"}, version="1")
    assert answer.status_code == 422
    shown = page_of(answer)
    assert [link["href"] for link in shown.select(".notice.error a")] == ["#text"]
    assert shown.select_one("#place")["value"] == "p. 99"
    assert shown.select_one("main input[name=version]")["value"] == "1"
    assert shown.select_one("main form")["action"] == f"{address}/edit"
    assert book(server).own.number == 1


def test_withdrawing_and_putting_back_twice_changes_nothing_more(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/links/new", **LINK)
    for path, version in (("withdraw", "1"), ("withdraw", "1"), ("restore", "2"), ("restore", "2"), ("restore", "3")):
        kept(editor, f"{address}/{path}", version=version)
    assert book(server).own.number == 3


def test_a_form_that_is_sent_twice_is_taken_once(server: Flask, editor: FlaskClient) -> None:
    hidden = hidden_fields_of(editor, "/evidence/links/new")
    answers = [editor.post("/evidence/links/new", data={**hidden, **LINK}) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert len(book(server).own.links) == 1
