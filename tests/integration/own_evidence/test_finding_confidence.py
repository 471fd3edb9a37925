"""Confidence in a finding by form: with reasons, changed, withdrawn and put back, never read as quality of care."""

from flask import Flask
from flask.testing import FlaskClient

from components.own_words import NOT_ABOUT_CARE
from tests.own_evidence import RATING, STATEMENT, book, kept, numbers, put, words
from tests.people import post
from tests.small_server import page_of


def test_confidence_is_said_of_any_statement_with_reasons_and_never_read_as_quality_of_care(
    server: Flask, editor: FlaskClient
) -> None:
    form = editor.get("/evidence/confidence/T2-1/edit")
    assert NOT_ABOUT_CARE in words(form)
    assert kept(editor, "/evidence/confidence/T2-1/edit", **RATING, version="0") == "/evidence/confidence/T2-1"
    for path in ("/evidence/confidence/T2-1", "/evidence/statements/T2-1", "/evidence/history"):
        text = words(server.test_client().get(path))
        assert NOT_ABOUT_CARE in text
        assert "FICTITIOUS coherence" in text
    shown = words(editor.get("/evidence/confidence/T2-1"))
    assert "Moderate confidence in this finding" in shown
    assert "1 rating of confidence" in words(editor.get("/evidence"))
    again = page_of(editor.get("/evidence/confidence/T2-1/edit"))
    assert again.select_one("#adequacy_reason").text == "FICTITIOUS adequacy"
    assert again.select_one("input[name=overall][checked]")["value"] == "moderate"
    changed = {**RATING, "overall": "low", "reason": "FICTITIOUS again"}
    assert post(editor, "/evidence/confidence/T2-1/edit", **changed, version="0").status_code == 409
    kept(editor, "/evidence/confidence/T2-1/edit", **RATING, version="1")
    kept(editor, "/evidence/confidence/T2-1/edit", **changed, version="1")
    assert put(editor, "/evidence/confidence/T2-1", "withdraw").status_code == 303
    assert book(server).own.confidence == {}
    assert post(editor, "/evidence/confidence/T2-1/edit", **RATING, version="2").status_code == 409
    assert put(editor, "/evidence/confidence/T2-1", "restore").status_code == 303
    assert book(server).own.confidence["T2-1"].overall == "low"
    kept(editor, f"/evidence/history/{numbers(editor)[0]}/undo")
    assert book(server).own.confidence == {}


def test_a_rating_without_reasons_is_not_kept(server: Flask, editor: FlaskClient) -> None:
    answer = post(editor, "/evidence/confidence/T2-1/edit", version="0", coherence="serious")
    assert answer.status_code == 422
    targets = [link["href"] for link in page_of(answer).select(".notice.error a")]
    assert targets[:3] == ["#methodological_limitations", "#methodological_limitations_reason", "#coherence_reason"]
    assert all(page_of(answer).select_one(target) for target in targets)
    said = [link.text for link in page_of(answer).select(".notice.error a")]
    assert len(said) == len(set(said)) and "Adequacy: say why, in a sentence." in said
    assert "GRADE-CERQual" in words(answer)
    assert page_of(answer).select_one("input[name=coherence][checked]")["value"] == "serious"
    assert post(editor, "/evidence/confidence/S99/edit", **RATING, version="0").status_code == 404
    assert editor.get("/evidence/confidence/S99").status_code == 404
    assert editor.get("/evidence/confidence/S99/edit").status_code == 404
    assert book(server).own.number == 0


def test_a_rating_of_a_statement_that_was_withdrawn_cannot_be_put_back(server: Flask, editor: FlaskClient) -> None:
    statement = kept(editor, "/evidence/statements/new", **STATEMENT)
    rating = f"/evidence/confidence/{statement.rpartition('/')[2]}"
    kept(editor, f"{rating}/edit", **RATING, version="0")
    kept(editor, f"{rating}/withdraw", version="1")
    kept(editor, f"{statement}/withdraw", version="1")
    assert post(editor, f"{rating}/restore", version="2").status_code == 409
    assert book(server).own.number == 4
