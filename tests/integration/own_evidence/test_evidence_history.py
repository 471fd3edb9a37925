"""The history of added evidence: what each edit changed, undoing it, what cannot be undone, and agreed codings."""

from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient

from data.current import current_store
from domain_model.audit import AuditFilter
from domain_model.cells import Cell
from domain_model.evidence import Placement
from domain_model.evidence_vocabulary import RecordKind
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Role
from domain_model.use_cases.keep_evidence import keep_records
from domain_model.vocabulary import StatementKind
from tests.own_evidence import LINK, SOURCE, STATEMENT, book, kept, words
from tests.people import add_person, post, signed_in
from tests.small_server import events, page_of


def test_each_edit_says_field_by_field_what_it_changed(editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/statements/new", **STATEMENT)
    changed = {**STATEMENT, "cells": ["workforce/micro"], "note": "", "basis": "inferred"}
    kept(editor, f"{address}/edit", **changed, version="1")
    shown = page_of(editor.get("/evidence/history"))
    edit = shown.select_one("#edit-2")
    rows = {row.th.text: [cell.text for cell in row.select("td")] for row in edit.select("tbody tr")}
    assert rows == {
        "Cells": ["Financing, macro; Workforce, meso", "Workforce, micro"],
        "Note": ["FICTITIOUS note", "nothing"],
        "How firmly it is placed": ["The source names the place", "Placed by us"],
    }
    assert "Added statement" in shown.select_one("#edit-1 h3").text
    assert "Changed statement" in edit.h3.text
    assert not shown.select("#edit-1 form")
    assert "its later edits" in shown.select_one("#edit-1").text


def test_an_edit_is_undone_and_the_undoing_too(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/statements/new", **STATEMENT)
    record = address.rpartition("/")[2]
    kept(editor, f"{address}/edit", **{**STATEMENT, "text": "FICTITIOUS second"}, version="1")
    assert kept(editor, "/evidence/history/2/undo") == f"/evidence/history/statement/{record}"
    assert book(server).evidence.statements[-1].text == STATEMENT["text"]
    kept(editor, "/evidence/history/3/undo")
    assert book(server).evidence.statements[-1].text == "FICTITIOUS second"
    assert "Undid edit 3:" in words(editor.get("/evidence/history"))
    assert [event.action for event in events(server, AuditFilter(outcome=AuditOutcome.DONE))][:4] == [
        AuditAction.EVIDENCE_UNDONE,
        AuditAction.EVIDENCE_UNDONE,
        AuditAction.EVIDENCE_CHANGED,
        AuditAction.EVIDENCE_ADDED,
    ]


def test_undoing_an_addition_withdraws_it(server: Flask, editor: FlaskClient) -> None:
    kept(editor, "/evidence/links/new", **LINK)
    kept(editor, "/evidence/history/1/undo")
    assert book(server).own.links == {}
    kept(editor, "/evidence/history/2/undo")
    assert len(book(server).own.links) == 1


def test_an_edit_with_later_ones_is_not_undone_and_the_later_one_is_offered(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/sources/new", **SOURCE)
    kept(editor, f"{address}/edit", **{**SOURCE, "title": "FICTITIOUS second"}, version="1")
    answer = post(editor, "/evidence/history/1/undo")
    assert answer.status_code == 409
    assert "Edit 2 changed the same source later" in words(answer)
    assert page_of(answer).select_one("main form")["action"] == "/evidence/history/2/undo"
    assert book(server).own.number == 2
    assert post(editor, "/evidence/history/99/undo").status_code == 404


def test_what_rests_on_nothing_any_more_cannot_be_brought_back_by_undoing(editor: FlaskClient) -> None:
    source = kept(editor, "/evidence/sources/new", **SOURCE)
    link = kept(editor, "/evidence/links/new", **{**LINK, "source": source.rpartition("/")[2]})
    kept(editor, f"{link}/withdraw", version="1")
    kept(editor, f"{source}/withdraw", version="1")
    answer = post(editor, "/evidence/history/3/undo")
    assert answer.status_code == 409
    assert "Put that back first" in words(answer)
    assert "Put this link back" in words(editor.get(link))


def test_the_history_is_filtered_and_has_pages(server: Flask, editor: FlaskClient) -> None:
    ben_person = add_person(server, Role.EDITOR, "Ben FICTITIOUS")
    ben = signed_in(server, ben_person)
    for number in range(51):
        kept(editor, "/evidence/sources/new", title=f"FICTITIOUS {number}")
    kept(ben, "/evidence/links/new", **LINK)
    first = page_of(editor.get("/evidence/history"))
    assert len(first.select(".edit-card")) == 50
    older = first.find("a", string="Earlier edits")["href"]
    assert [card["id"] for card in page_of(editor.get(older)).select(".edit-card")] == ["edit-2", "edit-1"]
    links = page_of(editor.get("/evidence/history?kind=link"))
    assert [card["id"] for card in links.select(".edit-card")] == ["edit-52"]
    of_ben = f"/evidence/history?person={ben_person.id}"
    assert [card["id"] for card in page_of(editor.get(of_ben)).select(".edit-card")] == ["edit-52"]
    nobody = page_of(server.test_client().get(of_ben))
    assert len(nobody.select(".edit-card")) == 50
    assert not nobody.select("select[name=person]")
    assert "Ben" not in nobody.text
    assert "by an editor" in nobody.text
    nothing = words(editor.get("/evidence/history?kind=placement&person=x&before=zz"))
    assert "No edit of this kind has been made" in nothing
    assert editor.get("/evidence/history/nothing/own-1").status_code == 404
    assert editor.get("/evidence/history/source/own-1").status_code == 404


def test_agreed_codings_are_shown_on_the_page_of_their_statement_and_in_the_history(
    server: Flask, editor: FlaskClient
) -> None:
    ada = add_person(server, Role.EDITOR, "Ada FICTITIOUS")
    placed = Placement("T2-1", StatementKind.ENABLER, (Cell.from_token("financing/micro"),), "FICTITIOUS reason", "r1")
    nowhere = Placement("T2-2", StatementKind.THEME, (), "FICTITIOUS")
    with server.app_context(), current_store().writing_unit_of_work() as work:
        records = [(RecordKind.PLACEMENT, "T2-1", placed), (RecordKind.PLACEMENT, "T2-2", nowhere)]
        keep_records(work, ada, records, datetime.now(UTC), action=AuditAction.CODING_AGREED)
        work.commit()
    text = words(editor.get("/evidence/statements/T2-1"))
    assert "What coders agreed" in text
    assert "Agreed place Financing, micro Reason FICTITIOUS reason" in text
    assert "kept as agreed after coding" in text
    assert "Agreed place no cell" in words(editor.get("/evidence/statements/T2-2"))
    assert "2 agreed codings" in words(editor.get("/evidence"))
    assert "Added agreed coding: Too few" in words(editor.get("/evidence/history"))
    kept(editor, "/evidence/history/1/undo")
    assert "What coders agreed" not in words(editor.get("/evidence/statements/T2-1"))
