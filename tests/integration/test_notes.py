"""Notes on a real database and over HTTP: versions, who may read and change what, and what is refused."""

import csv
import importlib
import re
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from data.current import current_store
from data.unit_of_work import Store
from domain_model.audit import AuditEvent, AuditFilter
from domain_model.cells import Cell
from domain_model.notes import LONGEST_NOTE
from domain_model.people import NotAllowedError, Person, new_id
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Role
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.write_notes import (
    NoSuchNoteError,
    edit_note,
    read_notes,
    read_versions,
    restore_note,
    withdraw_note,
    write_note,
)
from pages.http.refusals import RECORDED
from tests.people import add_person, post, signed_in

CELL = Cell.from_token("workforce/micro")
OTHER = Cell.from_token("workforce/macro")
AT = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
LATER = AT + timedelta(days=1)


def somebody(store: Store, role: Role = Role.EDITOR) -> Person:
    person_id = new_id()
    person = Person(person_id, f"FICTITIOUS {person_id}", f"{person_id.casefold()}@example.org", role, AT)
    with store.writing_unit_of_work() as work:
        work.people.add(person, "hash")
        work.commit()
    return person


def written(store: Store, author: Person, text: str = "First", area: str = "QYG", at: datetime = AT) -> str:
    with store.writing_unit_of_work() as work:
        note = write_note(work, author, area, CELL, text, at)
        work.commit()
    return note.id


# ---- The use cases


def test_a_note_keeps_all_its_versions_and_stands_in_its_latest(seeded_store: Store) -> None:
    ada = somebody(seeded_store)
    note_id = written(seeded_store, ada, area="QF7")
    with seeded_store.writing_unit_of_work() as work:
        assert edit_note(work, ada, note_id, 1, "Second", LATER).version == 2
        assert edit_note(work, ada, note_id, 2, "  Second\r\n", LATER).version == 2
        work.commit()
    with seeded_store.unit_of_work() as work:
        assert [(n.version, n.text, n.at) for n in read_versions(work, note_id, None)] == [
            (1, "First", AT),
            (2, "Second", LATER),
        ]
        here = read_notes(work, "QF7", CELL, None)
        assert [note.text for note in here.notes] == ["Second"]
        assert here.names == {}
        assert read_notes(work, "QF7", CELL, ada).names[ada.id] == ada.name
        assert read_notes(work, "QF7", OTHER, ada).notes == ()
        assert read_notes(work, "QYG", OTHER, ada).notes == ()


def test_notes_on_a_cell_stand_latest_first(seeded_store: Store) -> None:
    ada, ben = somebody(seeded_store), somebody(seeded_store)
    written(seeded_store, ada, "earlier", "QOC", AT)
    written(seeded_store, ben, "later", "QOC", LATER)
    with seeded_store.unit_of_work() as work:
        here = read_notes(work, "QOC", CELL, ben)
    assert [note.text for note in here.notes] == ["later", "earlier"]
    assert [here.is_own(note) for note in here.notes] == [True, False]


def test_of_two_changes_to_the_same_version_the_second_is_told(seeded_store: Store) -> None:
    ada = somebody(seeded_store)
    note_id = written(seeded_store, ada)
    with seeded_store.writing_unit_of_work() as work:
        edit_note(work, ada, note_id, 1, "In one window", LATER)
        work.commit()
    with seeded_store.writing_unit_of_work() as work, pytest.raises(ChangedMeanwhileError, match="at version 2"):
        edit_note(work, ada, note_id, 1, "In another", LATER)
    with seeded_store.unit_of_work() as work:
        assert read_versions(work, note_id, ada)[-1].text == "In one window"


def test_a_withdrawn_note_is_gone_for_others_and_can_be_put_back(seeded_store: Store) -> None:
    ada, ben = somebody(seeded_store), somebody(seeded_store, Role.ADMINISTRATOR)
    note_id = written(seeded_store, ada, "Kept", "QHL")
    with seeded_store.writing_unit_of_work() as work:
        assert restore_note(work, ada, note_id, LATER).version == 1
        assert withdraw_note(work, ada, note_id, LATER).version == 2
        assert withdraw_note(work, ada, note_id, LATER).version == 2
        for reader in (ben, None):
            with pytest.raises(NoSuchNoteError):
                read_versions(work, note_id, reader)
        assert len(read_versions(work, note_id, ada)) == 2
        assert read_notes(work, "QHL", CELL, ada).notes == ()
        assert restore_note(work, ada, note_id, LATER).text == "Kept"
        assert [n.version for n in read_notes(work, "QHL", CELL, None).notes] == [3]
        work.commit()


def test_a_withdrawn_note_can_be_written_anew(seeded_store: Store) -> None:
    ada = somebody(seeded_store)
    note_id = written(seeded_store, ada)
    with seeded_store.writing_unit_of_work() as work:
        withdraw_note(work, ada, note_id, LATER)
        anew = edit_note(work, ada, note_id, 2, "Anew", LATER)
    assert (anew.version, anew.text, anew.is_withdrawn) == (3, "Anew", False)


def test_nobody_changes_the_note_of_another_nor_writes_without_the_role(seeded_store: Store) -> None:
    ada, ben = somebody(seeded_store), somebody(seeded_store, Role.ADMINISTRATOR)
    viewer = somebody(seeded_store, Role.VIEWER)
    note_id = written(seeded_store, ada)
    with seeded_store.writing_unit_of_work() as work:
        for person, why in ((ben, "Only its author"), (viewer, "role of editor")):
            with pytest.raises(NotAllowedError, match=why):
                edit_note(work, person, note_id, 1, "", LATER)
            with pytest.raises(NotAllowedError, match=why):
                withdraw_note(work, person, note_id, LATER)
            with pytest.raises(NotAllowedError, match=why):
                restore_note(work, person, note_id, LATER)
        with pytest.raises(NotAllowedError, match="role of editor"):
            write_note(work, viewer, "QYG", CELL, "x", AT)
        with pytest.raises(LookupError, match="no such area: 'QQQ'"):
            write_note(work, ada, "QQQ", CELL, "x", AT)
        with pytest.raises(NoSuchNoteError):
            withdraw_note(work, ada, "unknown", LATER)


def test_what_is_done_with_notes_is_in_the_audit_log_without_their_words(seeded_store: Store) -> None:
    ada = somebody(seeded_store)
    note_id = written(seeded_store, ada, "Secret words")
    with seeded_store.writing_unit_of_work() as work:
        withdraw_note(work, ada, note_id, LATER)
        work.commit()
    with seeded_store.unit_of_work() as work:
        latest = [event for event in work.audit.latest(None) if event.subject == f"note {note_id}"]
    place, done = "QYG workforce/micro, version", AuditOutcome.DONE
    assert latest == [
        AuditEvent(LATER, AuditAction.NOTE_WITHDRAWN, done, ada.id, f"note {note_id}", f"{place} 2"),
        AuditEvent(AT, AuditAction.NOTE_WRITTEN, done, ada.id, f"note {note_id}", f"{place} 1"),
    ]


# ---- Over HTTP

PANEL = "/area/QYG?cell=workforce/micro"


@pytest.fixture(scope="module")
def server(application: Dash) -> Flask:
    return application.server


@pytest.fixture(autouse=True)
def refusals_are_recorded(server: Flask) -> None:
    """Forget how much was refused before: a flood from one network address is recorded up to a limit."""
    with server.app_context():
        current_store().attempts.clear(RECORDED, "refusals", "127.0.0.1")


@pytest.fixture
def editor(server: Flask) -> FlaskClient:
    return signed_in(server, Role.EDITOR)


def keep(client: FlaskClient, text: str, **more: str) -> str:
    """Write a note and answer its id."""
    answer = post(client, "/notes/new", area="QYG", cell=CELL.token, note=text, next=PANEL, **more)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    found = re.fullmatch(rf"{re.escape(PANEL)}#note-([A-Za-z0-9_-]{{12}})", answer.location)
    assert found, answer.location
    return found.group(1)


def refusals(server: Flask, path: str) -> list[str]:
    """What was refused at an address, the latest first."""
    with server.app_context(), current_store().unit_of_work() as work:
        events = work.audit.latest(None)
    return [e.detail for e in events if e.outcome is AuditOutcome.REFUSED and path in e.subject]


def test_a_note_is_written_read_changed_withdrawn_and_put_back(server: Flask, editor: FlaskClient) -> None:
    note_id = keep(editor, "About @poe-systems-study\r\n<script>alert(1)</script>")
    visitor = server.test_client()
    read = visitor.get(f"/notes/{note_id}").get_data(as_text=True)
    assert '<a href="/sources#source-poe-systems-study"' in read
    assert "\n&lt;script&gt;alert(1)&lt;/script&gt;" in read
    assert "By an editor" in read
    assert "Fictitious editor" not in read

    form = editor.get(f"/notes/{note_id}/edit").get_data(as_text=True)
    assert 'name="version" value="1"' in form
    assert "About @poe-systems-study\n&lt;script&gt;" in form
    changed = post(editor, f"/notes/{note_id}/edit", note="Second words", version="1", next=PANEL)
    assert (changed.status_code, changed.location) == (303, f"{PANEL}#note-{note_id}")
    read = visitor.get(f"/notes/{note_id}").get_data(as_text=True)
    assert read.index("Second words") < read.index("About ")

    gone = post(editor, f"/notes/{note_id}/withdraw", next=PANEL)
    assert gone.status_code == 303
    assert visitor.get(f"/notes/{note_id}").status_code == 404
    offered = editor.get(gone.location).get_data(as_text=True)
    assert f'action="/notes/{note_id}/restore"' in offered
    assert PANEL in offered
    back = post(editor, f"/notes/{note_id}/restore", next=PANEL)
    assert (back.status_code, back.location) == (303, f"{PANEL}#note-{note_id}")
    assert "Second words" in visitor.get(f"/notes/{note_id}").get_data(as_text=True)


def test_a_change_that_comes_too_late_shows_both_texts_and_can_be_sent_again(editor: FlaskClient) -> None:
    note_id = keep(editor, "First words")
    post(editor, f"/notes/{note_id}/edit", note="Words of one window", version="1")
    late = post(editor, f"/notes/{note_id}/edit", note="Words of <another>", version="1")
    text = late.get_data(as_text=True)
    assert late.status_code == 409
    assert "Words of one window</blockquote>" in text
    assert "Words of &lt;another&gt;</textarea>" in text
    assert 'name="version" value="2"' in text
    assert post(editor, f"/notes/{note_id}/edit", note="Words of <another>", version="2").status_code == 303


@pytest.mark.parametrize("version", ["", "one", "-1", "²", "9" * 30])
def test_a_version_that_is_no_number_changes_nothing(editor: FlaskClient, version: str) -> None:
    note_id = keep(editor, "Kept as it is")
    assert post(editor, f"/notes/{note_id}/edit", note="Other", version=version).status_code == 409
    assert "Other" not in editor.get(f"/notes/{note_id}").get_data(as_text=True)


def test_a_note_that_cannot_be_kept_comes_back_with_what_was_typed(editor: FlaskClient) -> None:
    text = "<b>" + "x" * LONGEST_NOTE
    refused = post(editor, "/notes/new", area="QYG", cell=CELL.token, note=text, next=PANEL)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "this one has 4,003" in page
    assert '<a href="#note">' in page
    assert f"&lt;b&gt;{'x' * LONGEST_NOTE}</textarea>" in page
    note_id = keep(editor, "Short")
    changed = post(editor, f"/notes/{note_id}/edit", note=" \n ", version="1")
    assert changed.status_code == 422
    assert 'name="version" value="1"' in changed.get_data(as_text=True)


@pytest.mark.parametrize(("area", "cell"), [("QQQ", CELL.token), ("QYG", "workforce"), ("", ""), ("QYG", "a/b")])
def test_a_cell_that_does_not_exist_takes_no_note(editor: FlaskClient, area: str, cell: str) -> None:
    assert post(editor, "/notes/new", area=area, cell=cell, note="x").status_code == 404
    assert editor.get("/notes/new", query_string={"area": area, "cell": cell}).status_code == 404


def test_the_form_of_a_new_note_leads_back_to_the_cell_and_nowhere_else(editor: FlaskClient) -> None:
    form = editor.get("/notes/new?area=QYG&cell=workforce/micro&next=//example.org").get_data(as_text=True)
    assert f'name="next" value="{PANEL}"' in form
    assert "example.org" not in form
    sent = post(editor, "/notes/new", area="QYG", cell=CELL.token, note="x", next="https://example.org/")
    assert sent.location.startswith(f"{PANEL}#note-")


def test_the_note_of_another_is_not_changed_and_the_attempt_is_recorded(server: Flask, editor: FlaskClient) -> None:
    note_id = keep(editor, "Mine")
    other = signed_in(server, Role.ADMINISTRATOR)
    assert other.get(f"/notes/{note_id}/edit").status_code == 403
    for what in ("edit", "withdraw", "restore"):
        refused = post(other, f"/notes/{note_id}/{what}", note="Theirs", version="1")
        assert refused.status_code == 403, what
        assert refusals(server, f"POST /notes/{note_id}/{what}") == ["Only its author can change or withdraw a note."]
    assert "Mine" in editor.get(f"/notes/{note_id}").get_data(as_text=True)


def test_a_viewer_and_a_visitor_write_nothing(server: Flask, editor: FlaskClient) -> None:
    viewer, visitor = signed_in(server, Role.VIEWER), server.test_client()
    assert post(viewer, "/notes/new", area="QYG", cell=CELL.token, note="Viewer's").status_code == 403
    assert post(visitor, "/notes/new", "/sign-in", area="QYG", cell=CELL.token, note="Visitor's").status_code == 401
    assert viewer.get("/notes/new?area=QYG&cell=workforce/micro").status_code == 403
    asked = visitor.get("/notes/new?area=QYG&cell=workforce/micro")
    assert asked.location.startswith("/sign-in?next=")
    assert viewer.get("/notes").status_code == 200


def test_an_unknown_note_is_not_found_and_that_is_recorded(server: Flask, editor: FlaskClient) -> None:
    path = f"/notes/{new_id()}"
    assert editor.get(path).status_code == 404
    assert 'href="/notes"' in editor.get(path).get_data(as_text=True)
    assert 'href="/heat-map"' in server.test_client().get(path).get_data(as_text=True)
    assert refusals(server, f"GET {path}") == ["no such note, or withdrawn"] * 3
    assert post(editor, f"{path}/withdraw").status_code == 404


def test_ones_own_notes_are_listed_and_exported_so_that_no_spreadsheet_runs_them(server: Flask) -> None:
    client = signed_in(server, Role.EDITOR)
    keep(signed_in(server, Role.EDITOR), "Somebody else's")
    keep(client, 'Plain, with a "quote"\nand a line')
    formula = keep(client, "=HYPERLINK(1)")
    page = client.get("/notes").get_data(as_text=True)
    assert "2 notes" in page
    assert "Somebody else&#39;s" not in page
    answer = client.get("/notes/export.csv")
    assert answer.mimetype == "text/csv"
    assert "parity-map-notes.csv" in answer.headers["Content-Disposition"]
    header, latest, first = csv.reader(StringIO(answer.get_data(as_text=True)))
    assert header == ["id", "version", "area", "building_block", "level", "written_at", "text"]
    assert latest[:5] == [formula, "1", "QYG", "workforce", "micro"]
    assert latest[-1] == "'=HYPERLINK(1)"
    assert first[-1] == 'Plain, with a "quote"\nand a line'
    with server.app_context(), current_store().unit_of_work() as work:
        events = work.audit.latest(1, wanted=AuditFilter(action=AuditAction.DATA_EXPORTED))
    assert (events[0].subject, events[0].outcome) == ("own notes", AuditOutcome.DONE)


def test_a_withdrawn_note_is_found_among_ones_own_and_brought_back(server: Flask, editor: FlaskClient) -> None:
    note_id = keep(editor, "Taken back")
    assert "Bring it back" not in editor.get("/notes").get_data(as_text=True)
    post(editor, f"/notes/{note_id}/withdraw")
    page = editor.get("/notes").get_data(as_text=True)
    assert page.index("Withdrawn") < page.index("Taken back") < page.index("Bring it back")
    assert 'href="/views"' in page
    back = post(editor, f"/notes/{note_id}/restore", next="/notes")
    assert back.location == f"/notes#note-{note_id}"
    assert "Bring it back" not in editor.get("/notes").get_data(as_text=True)
    reader = signed_in(server, Role.VIEWER).get("/notes").get_data(as_text=True)
    assert "Write a note" not in reader


def test_a_name_that_is_no_source_is_told_once_after_the_note_was_kept(editor: FlaskClient) -> None:
    words = "@NHS names no source and stays as written."
    note_id = keep(editor, "As @NHS England says")
    assert words in editor.get("/notes").get_data(as_text=True)
    assert words not in editor.get("/notes").get_data(as_text=True)
    post(editor, f"/notes/{note_id}/edit", note="As @poe-systems-study says", version="1")
    assert "names no source" not in editor.get("/notes").get_data(as_text=True)


def test_the_panel_of_a_cell_has_its_notes(server: Flask) -> None:
    area_page, heat_map = importlib.import_module("pages.area"), importlib.import_module("pages.heat_map")
    author = add_person(server, Role.EDITOR, "Ada FICTITIOUS")
    keep(signed_in(server, author), "On the panel")
    with server.test_request_context():
        on_map = str(heat_map.redraw_panel("?area=QYG&cell=workforce/micro&level=micro"))
        on_board = str(area_page.redraw_panel("?cell=workforce/micro", "QYG"))
        elsewhere = str(area_page.redraw_panel("?cell=workforce/macro", "QYG"))
    assert "On the panel" in on_map
    assert "On the panel" in on_board
    assert "On the panel" not in elsewhere
    assert "Ada FICTITIOUS" not in on_map + on_board
    assert "%2Fheat-map%3Flevel%3Dmicro%26area%3DQYG%26cell%3Dworkforce%2Fmicro" in on_map
