"""Statements that people add: wrong forms, repeats, who may change them, and two changes to the same version."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from domain_model.evidence import Placement, Statement
from domain_model.people_vocabulary import Role
from domain_model.vocabulary import StatementKind
from pages.http.own_evidence_forms import draft_of
from tests.own_evidence import LINK, SOURCE, STATEMENT, book, kept, words
from tests.people import add_person, post, signed_in
from tests.small_server import page_of


def test_saving_and_adding_another_keeps_the_source_and_the_place(editor: FlaskClient) -> None:
    source = kept(editor, "/evidence/sources/new", **SOURCE, then="another")
    assert re.fullmatch(r"/evidence/statements/new\?source=own-.{12}", source)
    following = kept(editor, "/evidence/statements/new", **STATEMENT, then="another")
    assert following == "/evidence/statements/new?source=study&place=p.+12"
    form = page_of(editor.get(f"{following}&cell=workforce/micro"))
    assert form.select_one("#source option[selected]")["value"] == "study"
    assert form.select_one("#place")["value"] == "p. 12"
    assert [box["value"] for box in form.select("input[name=cells][checked]")] == ["workforce/micro"]
    assert form.select_one("#text").text == ""
    assert kept(editor, "/evidence/links/new", **LINK, then="another") == "/evidence/links/new?source=study&place=p.+13"


def test_what_names_every_block_or_level_belongs_to_no_single_cell(server: Flask, editor: FlaskClient) -> None:
    ticked = ["workforce/meso", "all/macro", "financing/all"]
    address = kept(editor, "/evidence/statements/new", **{**STATEMENT, "cells": ticked})
    found = book(server).evidence.statements[-1]
    assert [cell.token for cell in found.cells] == ["workforce/meso"]
    assert found.placement == "financing/all;workforce/meso;all/macro"
    assert "Financing, every level; Workforce, meso; every building block, macro" in words(editor.get(address))
    boxes = page_of(editor.get(f"{address}/edit")).select("input[name=cells][checked]")
    assert sorted(box["value"] for box in boxes) == sorted(ticked)


def test_a_wrong_form_names_every_field_and_loses_nothing(server: Flask, editor: FlaskClient) -> None:
    answer = post(
        editor, "/evidence/statements/new", text="FICTITIOUS kept", note="also kept", groups=["sex"], participant="P9"
    )
    assert answer.status_code == 422
    shown = page_of(answer)
    targets = [link["href"] for link in shown.select(".notice.error a")]
    assert targets == ["#source", "#place", "#kind", "#cells"]
    assert all(shown.select_one(target) for target in targets)
    assert shown.select_one("#place")["aria-invalid"] == "true"
    assert shown.select_one("#text").text == "FICTITIOUS kept"
    assert shown.select_one("#note").text == "also kept"
    assert shown.select_one("#participant")["value"] == "P9"
    assert [box["value"] for box in shown.select("input[name=groups][checked]")] == ["sex"]
    assert book(server).own.number == 0


@pytest.mark.parametrize(
    ("path", "fields", "wrong"),
    [
        ("sources", {}, ["#title"]),
        ("sources", {**SOURCE, "evidence_to": "2018", "url": "example.org"}, ["#evidence_to", "#url"]),
        ("links", {}, ["#from_block", "#from_level", "#sign", "#to_block", "#to_level", "#text", "#source", "#place"]),
        ("links", {**LINK, "to_block": "financing", "to_level": "macro"}, ["#to_block"]),
        ("statements", {**STATEMENT, "source": "nowhere", "groups": ["x"]}, ["#source", "#groups"]),
    ],
)
def test_each_form_says_what_is_wrong_where_it_is(
    editor: FlaskClient, path: str, fields: dict[str, object], wrong: list[str]
) -> None:
    answer = post(editor, f"/evidence/{path}/new", **fields)
    assert answer.status_code == 422
    assert [link["href"] for link in page_of(answer).select(".notice.error a")] == wrong


def test_the_same_words_of_the_same_source_are_pointed_out_and_can_be_kept_all_the_same(
    server: Flask, editor: FlaskClient
) -> None:
    first = kept(editor, "/evidence/statements/new", **STATEMENT)
    again = {**STATEMENT, "text": " fictitious:  SHIFTS stay unfilled", "place": "p. 20"}
    answer = post(editor, "/evidence/statements/new", **again)
    assert answer.status_code == 422
    assert page_of(answer).select_one("#repeats a")["href"] == first
    assert page_of(answer).select_one("#place")["value"] == "p. 20"
    second = kept(editor, "/evidence/statements/new", **again, takes_repeats="yes")
    assert second != first
    assert len(book(server).own.statements) == 2
    changed = post(editor, f"{second}/edit", **{**again, "place": "p. 21"}, version="1")
    assert changed.status_code == 422
    kept(editor, f"{second}/edit", **{**again, "place": "p. 21"}, version="1", takes_repeats="yes")


def test_readers_see_everything_and_may_write_nothing(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/statements/new", **STATEMENT)
    for client in (server.test_client(), signed_in(server, Role.VIEWER)):
        for path in (address, "/evidence", "/evidence/history", f"/evidence/confidence/{address.rpartition('/')[2]}"):
            assert client.get(path).status_code == 200
            assert not page_of(client.get(path)).select("main form[method=post]")
        for path in (f"{address}/withdraw", "/evidence/sources/new", "/evidence/history/1/undo", f"{address}/edit"):
            assert post(client, path).status_code in {302, 303, 401, 403}
    assert book(server).own.number == 1


def test_any_editor_may_change_what_another_added_in_their_own_name(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/statements/new", **STATEMENT)
    ben = signed_in(server, add_person(server, Role.EDITOR, "Ben FICTITIOUS"))
    assert kept(ben, f"{address}/edit", **{**STATEMENT, "place": "p. 14"}, version="1") == address
    text = words(editor.get(address))
    assert "Changed here by Ben FICTITIOUS" in text
    assert "p. 14" in text
    history = words(editor.get(f"/evidence/history/statement/{address.rpartition('/')[2]}"))
    assert "by you" in history
    assert "by Ben FICTITIOUS" in history


def test_records_of_the_catalogue_are_shown_and_cannot_be_changed(editor: FlaskClient) -> None:
    for path, said in (
        ("statements/S2", "Workforce, meso"),
        ("sources/study", "4 statements"),
        ("links/X2", "across the building blocks"),
    ):
        text = words(editor.get(f"/evidence/{path}"))
        assert said in text
        assert "of the published catalogue" in text
        assert editor.get(f"/evidence/{path}/edit").status_code == 404
        assert post(editor, f"/evidence/{path}/withdraw").status_code == 404
    assert editor.get("/evidence/statements/S99").status_code == 404
    assert editor.get("/evidence/sources/S2").status_code == 404
    assert editor.get("/evidence/links/S2").status_code == 404


def test_of_two_changes_to_the_same_version_the_second_is_shown_both(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/statements/new", **STATEMENT)
    kept(editor, f"{address}/edit", **{**STATEMENT, "text": "FICTITIOUS theirs"}, version="1")
    mine = {**STATEMENT, "text": "FICTITIOUS mine"}
    answer = post(editor, f"{address}/edit", **mine, version="1")
    assert answer.status_code == 409
    shown = page_of(answer)
    assert "FICTITIOUS theirs" in shown.select_one("table.stacked").text
    assert shown.select_one("#text").text == "FICTITIOUS mine"
    version = shown.select_one("main input[name=version]")["value"]
    assert version == "2"
    kept(editor, f"{address}/edit", **mine, version=version)
    found = book(server).own.statements[address.rpartition("/")[2]]
    assert isinstance(found.content, Statement)
    assert (found.version, found.content.text) == (3, "FICTITIOUS mine")


def test_records_that_no_form_writes_make_no_draft() -> None:
    with pytest.raises(TypeError, match="form of its own"):
        draft_of(Placement("T2-1", StatementKind.ENABLER, (), ""))
