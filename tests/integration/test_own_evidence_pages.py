"""Adding evidence by form over HTTP: who may, what is told of a wrong form, conflicts, undo and what is refused."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import configure
from components.own_words import NOT_ABOUT_CARE
from data.current import EXTENSION, current_evidence, current_store
from data.unit_of_work import Store
from domain_model.audit import AuditFilter
from domain_model.cells import Cell
from domain_model.evidence import Placement, Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import RecordKind
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Role
from domain_model.use_cases.keep_evidence import keep_records
from domain_model.vocabulary import StatementKind
from pages.http.access import guard
from pages.http.forms import refuse_forms_sent_twice
from pages.http.messages import messages
from pages.http.own_evidence import own_evidence
from pages.http.own_evidence_forms import draft_of
from pages.http.sign_in import sign_in
from pages.http.who import know_people
from tests.people import add_person, hidden_fields_of, post, signed_in
from tests.small_server import events

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


@pytest.fixture
def server(servers: Callable[[], Store]) -> Flask:
    """The pages of one's own evidence as the product serves them, on a small seed."""
    store = servers()
    made = Flask("own_evidence_under_test")
    configure(made, store)
    made.extensions[EXTENSION] = store
    for blueprint in (sign_in, messages, own_evidence):
        made.register_blueprint(blueprint)
    know_people(made)
    refuse_forms_sent_twice(made)
    guard(made)
    return made


@pytest.fixture
def editor(server: Flask) -> FlaskClient:
    """A browser at which Ada, an editor, is signed in."""
    return signed_in(server, add_person(server, Role.EDITOR, "Ada FICTITIOUS"))


def page(answer: TestResponse) -> Tag:
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def words(answer: TestResponse) -> str:
    return " ".join(page(answer).get_text(" ").split())


def book(server: Flask) -> EvidenceBook:
    with server.app_context():
        return current_evidence()


def kept(client: FlaskClient, path: str, **fields: object) -> str:
    """The address of the record that a form kept."""
    answer = post(client, path, **fields)
    assert answer.status_code == 303, words(answer)
    return answer.headers["Location"]


def numbers(client: FlaskClient) -> list[int]:
    text = client.get("/evidence/history").get_data(as_text=True)
    return [int(number) for number in re.findall(r'id="edit-(\d+)"', text)]


# ---- Adding


def test_an_empty_copy_says_so_and_what_can_be_done(server: Flask, editor: FlaskClient) -> None:
    nobody = words(server.test_client().get("/evidence"))
    assert "Nothing was added here yet" in nobody
    assert "Sign in with the role of editor" in nobody
    assert "Your role is to read" in words(signed_in(server, Role.VIEWER).get("/evidence"))
    links = {link["href"] for link in page(editor.get("/evidence")).select("main a")}
    assert {"/evidence/sources/new", "/evidence/statements/new", "/evidence/links/new", "/evidence/import"} <= links


def test_a_source_with_a_statement_and_a_link_stands_in_the_book_and_on_its_pages(
    server: Flask, editor: FlaskClient
) -> None:
    source = kept(editor, "/evidence/sources/new", **SOURCE)
    source_id = source.rpartition("/")[2]
    assert source == f"/evidence/sources/{source_id}"
    statement = kept(editor, "/evidence/statements/new", **{**STATEMENT, "source": source_id})
    link = kept(editor, "/evidence/links/new", **{**LINK, "source": source_id})
    found = book(server).evidence.statements[-1]
    assert (found.text, found.place, found.source) == ("FICTITIOUS: shifts stay unfilled", "p. 12", source_id)
    assert [cell.token for cell in found.cells] == ["financing/macro", "workforce/meso"]
    assert [group.value for group in found.groups] == ["age", "race"]
    assert (found.participant, found.voice, found.subtheme, found.note) == ("P7", "nurse", "ST1", "FICTITIOUS note")
    assert (found.basis, found.perspective, found.reading) == ("stated", "practice", "coded")
    made = book(server).evidence.links[-1]
    assert (made.from_block, made.from_level, made.to_block, made.to_level) == ("financing", "macro", None, "meso")
    assert (made.from_words, made.to_words, made.sign, made.basis) == ("", "all/meso", "worsens", "stated")
    assert book(server).evidence.sources[-1].citation == "Poe A (2021). FICTITIOUS interviews."

    overview = words(editor.get("/evidence"))
    assert "1 source, 1 statement, 1 link" in overview
    assert "added by Ada FICTITIOUS" in overview
    anonymous = words(server.test_client().get("/evidence"))
    assert "added by an editor" in anonymous
    assert "Ada" not in anonymous
    wording = "Ours; the original stands in FICTITIOUS interviews, p. 12"
    for address, said in ((source, "1 statement"), (statement, wording), (link, "every building block, meso")):
        text = words(server.test_client().get(address))
        assert said in text
        assert "Change this" not in text
        assert "Change this" in words(editor.get(address))


def test_saving_and_adding_another_keeps_the_source_and_the_place(editor: FlaskClient) -> None:
    source = kept(editor, "/evidence/sources/new", **SOURCE, then="another")
    assert re.fullmatch(r"/evidence/statements/new\?source=own-.{12}", source)
    following = kept(editor, "/evidence/statements/new", **STATEMENT, then="another")
    assert following == "/evidence/statements/new?source=study&place=p.+12"
    form = page(editor.get(f"{following}&cell=workforce/micro"))
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
    boxes = page(editor.get(f"{address}/edit")).select("input[name=cells][checked]")
    assert sorted(box["value"] for box in boxes) == sorted(ticked)


def test_a_wrong_form_names_every_field_and_loses_nothing(server: Flask, editor: FlaskClient) -> None:
    answer = post(
        editor, "/evidence/statements/new", text="FICTITIOUS kept", note="also kept", groups=["sex"], participant="P9"
    )
    assert answer.status_code == 422
    shown = page(answer)
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
    assert [link["href"] for link in page(answer).select(".notice.error a")] == wrong


def test_the_same_words_of_the_same_source_are_pointed_out_and_can_be_kept_all_the_same(
    server: Flask, editor: FlaskClient
) -> None:
    first = kept(editor, "/evidence/statements/new", **STATEMENT)
    again = {**STATEMENT, "text": " fictitious:  SHIFTS stay unfilled", "place": "p. 20"}
    answer = post(editor, "/evidence/statements/new", **again)
    assert answer.status_code == 422
    assert page(answer).select_one("#repeats a")["href"] == first
    assert page(answer).select_one("#place")["value"] == "p. 20"
    second = kept(editor, "/evidence/statements/new", **again, takes_repeats="yes")
    assert second != first
    assert len(book(server).own.statements) == 2
    changed = post(editor, f"{second}/edit", **{**again, "place": "p. 21"}, version="1")
    assert changed.status_code == 422
    kept(editor, f"{second}/edit", **{**again, "place": "p. 21"}, version="1", takes_repeats="yes")


# ---- Who may


def test_readers_see_everything_and_may_write_nothing(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/statements/new", **STATEMENT)
    for client in (server.test_client(), signed_in(server, Role.VIEWER)):
        for path in (address, "/evidence", "/evidence/history", f"/evidence/confidence/{address.rpartition('/')[2]}"):
            assert client.get(path).status_code == 200
            assert not page(client.get(path)).select("main form[method=post]")
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


# ---- Versions


def test_of_two_changes_to_the_same_version_the_second_is_shown_both(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/statements/new", **STATEMENT)
    kept(editor, f"{address}/edit", **{**STATEMENT, "text": "FICTITIOUS theirs"}, version="1")
    mine = {**STATEMENT, "text": "FICTITIOUS mine"}
    answer = post(editor, f"{address}/edit", **mine, version="1")
    assert answer.status_code == 409
    shown = page(answer)
    assert "FICTITIOUS theirs" in shown.select_one("table.stacked").text
    assert shown.select_one("#text").text == "FICTITIOUS mine"
    version = shown.select_one("main input[name=version]")["value"]
    assert version == "2"
    kept(editor, f"{address}/edit", **mine, version=version)
    found = book(server).own.statements[address.rpartition("/")[2]]
    assert isinstance(found.content, Statement)
    assert (found.version, found.content.text) == (3, "FICTITIOUS mine")


def test_a_change_to_what_was_withdrawn_meanwhile_is_told_and_can_put_it_back(
    server: Flask, editor: FlaskClient
) -> None:
    address = kept(editor, "/evidence/links/new", **LINK)
    kept(editor, f"{address}/withdraw")
    answer = post(editor, f"{address}/edit", **{**LINK, "text": "FICTITIOUS mine"}, version="1")
    assert answer.status_code == 409
    assert "It was withdrawn" in words(answer)
    kept(editor, f"{address}/edit", **{**LINK, "text": "FICTITIOUS mine"}, version="2")
    assert len(book(server).own.links) == 1


def test_a_wrong_change_is_told_in_the_form_of_that_version(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/links/new", **LINK)
    answer = post(editor, f"{address}/edit", **{**LINK, "text": "", "place": "p. 99"}, version="1")
    assert answer.status_code == 422
    shown = page(answer)
    assert [link["href"] for link in shown.select(".notice.error a")] == ["#text"]
    assert shown.select_one("#place")["value"] == "p. 99"
    assert shown.select_one("main input[name=version]")["value"] == "1"
    assert shown.select_one("main form")["action"] == f"{address}/edit"
    assert book(server).own.number == 1


def test_the_same_content_again_is_no_new_version(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/sources/new", **SOURCE)
    kept(editor, f"{address}/edit", **SOURCE, version="1")
    assert book(server).own.number == 1


def test_a_source_in_use_is_not_withdrawn_and_what_rests_on_it_is_named(server: Flask, editor: FlaskClient) -> None:
    source = kept(editor, "/evidence/sources/new", **SOURCE)
    source_id = source.rpartition("/")[2]
    statement = kept(editor, "/evidence/statements/new", **{**STATEMENT, "source": source_id})
    answer = post(editor, f"{source}/withdraw")
    assert answer.status_code == 409
    assert "1 record that stands here was taken from it" in words(answer)
    assert page(answer).select_one("main li a[href^='/evidence/statements/']")["href"] == statement
    assert post(editor, "/evidence/history/1/undo").status_code == 409
    kept(editor, f"{statement}/withdraw")
    assert "was withdrawn and counts nowhere" in words(editor.get(statement))
    kept(editor, f"{source}/withdraw")
    assert post(editor, f"{statement}/restore").status_code == 409
    kept(editor, f"{source}/restore")
    kept(editor, f"{statement}/restore")
    assert (list(book(server).own.sources), list(book(server).own.statements)) == (
        [source_id],
        [statement.rpartition("/")[2]],
    )


def test_withdrawing_and_putting_back_twice_changes_nothing_more(server: Flask, editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/links/new", **LINK)
    for path in ("withdraw", "withdraw", "restore", "restore"):
        kept(editor, f"{address}/{path}")
    assert book(server).own.number == 3


# ---- History and undo


def test_each_edit_says_field_by_field_what_it_changed(editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/statements/new", **STATEMENT)
    changed = {**STATEMENT, "cells": ["workforce/micro"], "note": "", "basis": "inferred"}
    kept(editor, f"{address}/edit", **changed, version="1")
    shown = page(editor.get("/evidence/history"))
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
    assert page(answer).select_one("main form")["action"] == "/evidence/history/2/undo"
    assert book(server).own.number == 2
    assert post(editor, "/evidence/history/99/undo").status_code == 404


def test_the_history_is_filtered_and_has_pages(server: Flask, editor: FlaskClient) -> None:
    ben_person = add_person(server, Role.EDITOR, "Ben FICTITIOUS")
    ben = signed_in(server, ben_person)
    for number in range(51):
        kept(editor, "/evidence/sources/new", title=f"FICTITIOUS {number}")
    kept(ben, "/evidence/links/new", **LINK)
    first = page(editor.get("/evidence/history"))
    assert len(first.select(".edit-card")) == 50
    older = first.find("a", string="Earlier edits")["href"]
    assert [card["id"] for card in page(editor.get(older)).select(".edit-card")] == ["edit-2", "edit-1"]
    links = page(editor.get("/evidence/history?kind=link"))
    assert [card["id"] for card in links.select(".edit-card")] == ["edit-52"]
    of_ben = f"/evidence/history?person={ben_person.id}"
    assert [card["id"] for card in page(editor.get(of_ben)).select(".edit-card")] == ["edit-52"]
    nobody = page(server.test_client().get(of_ben))
    assert len(nobody.select(".edit-card")) == 50
    assert not nobody.select("select[name=person]")
    assert "Ben" not in nobody.text
    assert "by an editor" in nobody.text
    nothing = words(editor.get("/evidence/history?kind=placement&person=x&before=zz"))
    assert "No edit of this kind has been made" in nothing
    assert editor.get("/evidence/history/nothing/own-1").status_code == 404
    assert editor.get("/evidence/history/source/own-1").status_code == 404


# ---- Confidence


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
    again = page(editor.get("/evidence/confidence/T2-1/edit"))
    assert again.select_one("#adequacy_reason").text == "FICTITIOUS adequacy"
    assert again.select_one("input[name=overall][checked]")["value"] == "moderate"
    changed = {**RATING, "overall": "low", "reason": "FICTITIOUS again"}
    assert post(editor, "/evidence/confidence/T2-1/edit", **changed, version="0").status_code == 409
    kept(editor, "/evidence/confidence/T2-1/edit", **RATING, version="1")
    kept(editor, "/evidence/confidence/T2-1/edit", **changed, version="1")
    kept(editor, "/evidence/confidence/T2-1/withdraw")
    assert book(server).own.confidence == {}
    assert post(editor, "/evidence/confidence/T2-1/edit", **RATING, version="2").status_code == 409
    kept(editor, "/evidence/confidence/T2-1/restore")
    assert book(server).own.confidence["T2-1"].overall == "low"
    kept(editor, f"/evidence/history/{numbers(editor)[0]}/undo")
    assert book(server).own.confidence == {}


def test_a_rating_without_reasons_is_not_kept(server: Flask, editor: FlaskClient) -> None:
    answer = post(editor, "/evidence/confidence/T2-1/edit", version="0", coherence="serious")
    assert answer.status_code == 422
    targets = [link["href"] for link in page(answer).select(".notice.error a")]
    assert targets[:3] == ["#methodological_limitations", "#methodological_limitations_reason", "#coherence_reason"]
    assert all(page(answer).select_one(target) for target in targets)
    assert page(answer).select_one("input[name=coherence][checked]")["value"] == "serious"
    assert post(editor, "/evidence/confidence/S99/edit", **RATING, version="0").status_code == 404
    assert editor.get("/evidence/confidence/S99").status_code == 404
    assert editor.get("/evidence/confidence/S99/edit").status_code == 404
    assert book(server).own.number == 0


def test_a_rating_of_a_statement_that_was_withdrawn_cannot_be_put_back(server: Flask, editor: FlaskClient) -> None:
    statement = kept(editor, "/evidence/statements/new", **STATEMENT)
    rating = f"/evidence/confidence/{statement.rpartition('/')[2]}"
    kept(editor, f"{rating}/edit", **RATING, version="0")
    kept(editor, f"{rating}/withdraw")
    kept(editor, f"{statement}/withdraw")
    assert post(editor, f"{rating}/restore").status_code == 409
    assert book(server).own.number == 4


# ---- What is rare


def test_lists_of_many_sources_and_statements_have_pages(server: Flask, editor: FlaskClient) -> None:
    for number in range(21):
        kept(editor, "/evidence/sources/new", title=f"FICTITIOUS {number}")
    first = page(editor.get("/evidence"))
    assert len(first.select(".added-source")) == 20
    assert "Page 1 of 2" in first.text
    second = page(editor.get("/evidence?page=99"))
    assert [head.text for head in second.select(".added-source h3")] == ["FICTITIOUS 20"]
    assert second.find("a", string="Previous page")["href"] == "/evidence?page=1"
    source = kept(editor, "/evidence/sources/new", title="FICTITIOUS long")
    source_id = source.rpartition("/")[2]
    for number in range(7):
        kept(editor, "/evidence/statements/new", **{**STATEMENT, "source": source_id, "text": f"FICTITIOUS {number}"})
    assert "2 more of this source" in words(editor.get("/evidence?page=2"))
    for number in range(7, 51):
        kept(editor, "/evidence/statements/new", **{**STATEMENT, "source": source_id, "text": f"FICTITIOUS {number}"})
    assert len(page(editor.get(source)).select(".statement-card")) == 50
    last = page(editor.get(f"{source}?page=2"))
    (card,) = last.select(".statement-card")
    assert card["id"] == f"statement-{book(server).evidence.statements[-1].id}"
    assert last.select_one("ol.statement-list")["start"] == "51"


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


def test_what_rests_on_nothing_any_more_cannot_be_brought_back_by_undoing(editor: FlaskClient) -> None:
    source = kept(editor, "/evidence/sources/new", **SOURCE)
    link = kept(editor, "/evidence/links/new", **{**LINK, "source": source.rpartition("/")[2]})
    kept(editor, f"{link}/withdraw")
    kept(editor, f"{source}/withdraw")
    answer = post(editor, "/evidence/history/3/undo")
    assert answer.status_code == 409
    assert "Put that back first" in words(answer)
    assert "Put this link back" in words(editor.get(link))


def test_the_same_words_as_those_that_were_kept_meanwhile_are_no_quarrel(editor: FlaskClient) -> None:
    address = kept(editor, "/evidence/sources/new", **SOURCE)
    changed = {**SOURCE, "title": "FICTITIOUS second"}
    kept(editor, f"{address}/edit", **changed, version="1")
    answer = post(editor, f"{address}/edit", **changed, version="1")
    assert answer.status_code == 409
    assert "It says what you wrote." in words(answer)


def test_a_form_that_is_sent_twice_is_taken_once(server: Flask, editor: FlaskClient) -> None:
    hidden = hidden_fields_of(editor, "/evidence/links/new")
    answers = [editor.post("/evidence/links/new", data={**hidden, **LINK}) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [303, 409]
    assert len(book(server).own.links) == 1


def test_a_source_with_everything_shows_everything_and_links_to_its_original(editor: FlaskClient) -> None:
    more = {"publisher": "Press", "kind": "report", "evidence_to": "2020", "url": "https://example.org/a", "note": "N"}
    address = kept(editor, "/evidence/sources/new", **{**SOURCE, **more})
    shown = page(editor.get(address))
    said = {one.dt.text: one.dd.text for one in shown.select(".record-facts > div")}
    assert said["Evidence gathered"] == "2019 to 2020"
    assert said["Citation"] == "Poe A (2021). FICTITIOUS interviews. Press."
    assert shown.select_one("dd a[rel=noreferrer]")["href"] == "https://example.org/a"


def test_what_people_write_is_shown_as_text(editor: FlaskClient) -> None:
    hostile = "<script>alert(1)</script> & FICTITIOUS"
    source = kept(editor, "/evidence/sources/new", title=hostile)
    statement = kept(
        editor, "/evidence/statements/new", **{**STATEMENT, "source": source.rpartition("/")[2], "text": hostile}
    )
    for path in (source, statement, "/evidence", "/evidence/history", f"{statement}/edit", f"{source}/edit"):
        text = editor.get(path).get_data(as_text=True)
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text


def test_records_that_no_form_writes_make_no_draft() -> None:
    with pytest.raises(TypeError, match="form of its own"):
        draft_of(Placement("T2-1", StatementKind.ENABLER, (), ""))
