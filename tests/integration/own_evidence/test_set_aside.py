"""What was judged of a statement that is gone or reads otherwise: said, never counted, and linked to nothing dead."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.current import current_evidence, current_store
from domain_model.cells import Cell
from domain_model.evidence import Placement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import RecordKind
from domain_model.people_vocabulary import AuditAction, Role
from domain_model.use_cases.keep_evidence import keep_records
from domain_model.vocabulary import StatementKind
from pages.http import own_evidence, own_evidence_confidence, own_evidence_parts
from tests.own_evidence import RATING, STATEMENT, kept, words
from tests.people import add_person
from tests.small_server import page_of

SERVED_ELSEWHERE = {"/evidence/import", "/evidence/take-away"}


def dead_links(client: FlaskClient, path: str) -> list[str]:
    """The addresses of the evidence to which a page leads and that do not answer."""
    found = {str(link["href"]).partition("#")[0] for link in page_of(client.get(path)).select("main a[href^='/evid']")}
    return [to for to in sorted(found - SERVED_ELSEWHERE) if client.get(to).status_code != 200]


def rated(editor: FlaskClient) -> tuple[str, str]:
    address = kept(editor, "/evidence/statements/new", **STATEMENT)
    record = address.rpartition("/")[2]
    kept(editor, f"/evidence/confidence/{record}/edit", **RATING, version="0")
    return address, record


def forget(monkeypatch: pytest.MonkeyPatch, *gone: str) -> None:
    """As if a later catalogue had these statements no more."""

    def later() -> EvidenceBook:
        book = current_evidence()
        left = tuple(one for one in book.evidence.statements if one.id not in gone)
        return replace(book, evidence=replace(book.evidence, statements=left))

    for module in (own_evidence, own_evidence_confidence, own_evidence_parts):
        monkeypatch.setattr(module, "current_evidence", later)


def test_a_rating_of_a_withdrawn_statement_is_listed_as_such_with_its_history(editor: FlaskClient) -> None:
    address, record = rated(editor)
    assert "1 rating of confidence" in words(editor.get("/evidence"))
    assert "Set aside" not in words(editor.get("/evidence"))
    kept(editor, f"{address}/withdraw", version="1")
    shown = page_of(editor.get("/evidence"))
    assert "0 ratings of confidence" in words(editor.get("/evidence"))
    assert "Findings whose confidence was rated" not in shown.text
    assert "Nothing was added here yet" not in shown.text
    (item,) = shown.find("h3", string="Set aside, and counted nowhere").find_next("ul").select("li")
    assert item.text.startswith(f"Confidence in a finding, {STATEMENT['text']}: the statement was withdrawn · ")
    assert item.a["href"] == f"/evidence/history/confidence/{record}"
    for path in ("/evidence", "/evidence/history", f"/evidence/history/confidence/{record}", address):
        assert dead_links(editor, path) == [], path


def test_the_page_of_such_a_rating_says_that_it_counts_nowhere_and_offers_nothing(editor: FlaskClient) -> None:
    address, record = rated(editor)
    kept(editor, f"{address}/withdraw", version="1")
    text = words(editor.get(f"/evidence/confidence/{record}"))
    assert "The statement was withdrawn: its rating is set aside and counts nowhere" in text
    assert str(STATEMENT["text"]) in text and "FICTITIOUS coherence" in text and "Moderate confidence" in text
    assert not page_of(editor.get(f"/evidence/confidence/{record}")).select("main form[method=post]")
    assert dead_links(editor, f"/evidence/confidence/{record}") == []
    kept(editor, f"{address}/restore", version="2")
    assert "set aside" not in words(editor.get(f"/evidence/confidence/{record}"))


def test_a_rating_of_other_words_is_listed_as_set_aside_and_says_so_on_its_page(editor: FlaskClient) -> None:
    address, record = rated(editor)
    kept(editor, f"{address}/edit", **{**STATEMENT, "text": "FICTITIOUS other words"}, version="1")
    text = words(editor.get("/evidence"))
    assert f"Confidence in a finding, {STATEMENT['text']}: the statement was changed since" in text
    assert "given to what this statement said before" in words(editor.get(f"/evidence/confidence/{record}"))
    assert dead_links(editor, "/evidence") == []


def test_what_was_judged_of_a_statement_that_the_catalogue_has_no_more_leads_to_its_history(
    server: Flask, editor: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(editor, "/evidence/confidence/T2-1/edit", **RATING, version="0")
    ada = add_person(server, Role.EDITOR, "Bea FICTITIOUS")
    placed = Placement("T2-2", StatementKind.ENABLER, (Cell.from_token("financing/micro"),), "FICTITIOUS", "r1")
    with server.app_context(), current_store().writing_unit_of_work() as work:
        keep_records(work, ada, [(RecordKind.PLACEMENT, "T2-2", placed)], datetime.now(UTC),
                     action=AuditAction.CODING_AGREED)  # fmt: skip
        work.commit()
    assert "1 rating of confidence, 1 agreed coding" in words(editor.get("/evidence"))
    forget(monkeypatch, "T2-1", "T2-2")
    text = words(editor.get("/evidence"))
    assert "0 ratings of confidence, 0 agreed codings" in text
    assert "Confidence in a finding, statement T2-1: the statement does not stand any more" in text
    assert "Agreed coding, statement T2-2: the statement does not stand any more" in text
    assert "There is no statement T2-1 in the catalogue any more" in words(editor.get("/evidence/confidence/T2-1"))
    assert dead_links(editor, "/evidence") == [] and dead_links(editor, "/evidence/confidence/T2-1") == []
