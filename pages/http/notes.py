"""Notes on cells: writing, changing and withdrawing them, their versions, and one's own as a list and as a file."""

from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from components.form_parts import error_summary
from components.labels import cell_label
from components.markup import tag
from components.note_text import citations, named_in_vain
from components.panel_notes import (
    FIELD,
    both_texts,
    cell_address,
    edit_note_form,
    new_note_form,
    notes_section,
    own_notes_list,
    undo_withdrawal,
    versions_list,
    withdrawn_notes_list,
)
from data.current import current_dataset, unit_of_work, writing_unit_of_work
from domain_model.cells import Cell
from domain_model.notes import Note
from domain_model.people_vocabulary import AuditAction, Permission
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.export_contributions import export_notes
from domain_model.use_cases.write_notes import (
    NoSuchNoteError,
    edit_note,
    own_versions,
    read_notes,
    read_versions,
    restore_note,
    withdraw_note,
    write_note,
)
from pages.http.access import allow
from pages.http.addresses import next_address
from pages.http.csv_files import csv_text, download
from pages.http.forms import hidden_fields, say, take_form
from pages.http.parameters import whole
from pages.http.plain_pages import answer_page, paragraph
from pages.http.refusals import record_refusal
from pages.http.who import current_person, now, signed_in_person

notes = Blueprint("notes", __name__)

COLUMNS = ("id", "version", "area", "building_block", "level", "written_at", "text")
_SCRIPTS = ("notes.js",)
_TO_THE_MAP = tag("p", tag("a", "Open the heat map", href="/heat-map"))


def notes_in_panel(area: str, cell: Cell, address: str) -> Markup:
    """The notes of a cell's panel, for whoever asks; `address` is that of the page with this cell open."""
    with unit_of_work() as work:
        here = read_notes(work, area, cell, current_person())
    return notes_section(here, citations(current_dataset()), address, hidden_fields)


@notes.get("/notes")
@allow(Permission.OWN_ACCOUNT)
def own() -> Response:
    """One's own notes."""
    person = signed_in_person()
    with unit_of_work() as work:
        written = work.notes.of(person.id)
        all_versions = work.notes.versions_of(person.id)
    dataset = current_dataset()
    names = {area.code: area.short_name for area in dataset.geography.areas}
    known, may_write = citations(dataset), person.may(Permission.WRITE_NOTES)
    listing = own_notes_list(written, names, known, hidden_fields, "/notes", may_write=may_write)
    withdrawn = withdrawn_notes_list(all_versions, names, known, hidden_fields, "/notes", may_write=may_write)
    views = tag("p", tag("a", "Your saved views", href="/views"))
    return answer_page("Your notes", views, listing, withdrawn or "", help_page="notes")


@notes.get("/notes/export.csv")
@allow(Permission.OWN_ACCOUNT)
def export() -> Response:
    """One's own notes as comma-separated values, the latest first."""
    with writing_unit_of_work() as work:
        written = export_notes(work, signed_in_person(), now())
        work.commit()
    return download(csv_text(COLUMNS, map(_row, written)), "text/csv", "parity-map-notes.csv")


def _row(note: Note) -> tuple[str | int, ...]:
    place = (note.area, note.cell.block.value, note.cell.level.value)
    return (note.id, note.version, *place, note.at.isoformat(timespec="seconds"), note.text)


@notes.get("/notes/new")
@allow(Permission.WRITE_NOTES)
def ask() -> Response:
    """The form for a new note on the cell in the address."""
    return _new_page(request.args.get("area", ""), request.args.get("cell", ""))


@notes.post("/notes/new")
@allow(Permission.WRITE_NOTES)
def write() -> ResponseReturnValue:
    """Keep a new note."""
    area, token, text = (request.form.get(name, "") for name in ("area", "cell", FIELD))
    cell = _cell(area, token)
    if cell is None:
        return _no_such_cell()
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            note = write_note(work, signed_in_person(), area, cell, text, now())
            work.commit()
    except ValueError as error:
        return _new_page(area, token, text=text, problem=str(error))
    _say_what_is_no_source(note)
    return redirect(f"{next_address(cell_address(area, cell))}#note-{note.id}", 303)


@notes.get("/notes/<note_id>")
@allow(Permission.VIEW)
def versions(note_id: str) -> Response:
    """All versions of a note."""
    reader = current_person()
    with unit_of_work() as work:
        found = read_versions(work, note_id, reader)
        names = work.people.names() if reader else {}
    latest = found[-1]
    is_own = reader is not None and reader.id == latest.author
    may_undo = latest.is_withdrawn and reader is not None and reader.may(Permission.WRITE_NOTES)
    undo = undo_withdrawal(latest, hidden_fields, next_address(f"/notes/{note_id}")) if may_undo else None
    back = tag("a", "Back to the cell", href=cell_address(latest.area, latest.cell))
    listing = versions_list(found, citations(current_dataset()), names, is_own=is_own)
    return answer_page("A note and its versions", _place(latest), undo or "", listing, tag("p", back))


@notes.get("/notes/<note_id>/edit")
@allow(Permission.WRITE_NOTES)
def ask_change(note_id: str) -> Response:
    """The form that changes a note."""
    with unit_of_work() as work:
        latest = own_versions(work, signed_in_person(), note_id)[-1]
    return _edit_page(latest, latest.version, latest.text)


@notes.post("/notes/<note_id>/edit")
@allow(Permission.WRITE_NOTES)
def change(note_id: str) -> ResponseReturnValue:
    """Keep a further version, unless there is one already that the person has not seen."""
    person, text = signed_in_person(), request.form.get(FIELD, "")
    version = whole(request.form.get("version", ""))
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            note = edit_note(work, person, note_id, version, text, now())
            work.commit()
    except ChangedMeanwhileError:
        with unit_of_work() as work:
            latest = own_versions(work, person, note_id)[-1]
        return _edit_page(latest, latest.version, text, theirs=latest)
    except ValueError as error:
        with unit_of_work() as work:
            latest = own_versions(work, person, note_id)[-1]
        return _edit_page(latest, version, text, problem=str(error))
    _say_what_is_no_source(note)
    return redirect(f"{_next(note)}#note-{note.id}", 303)


@notes.post("/notes/<note_id>/withdraw")
@allow(Permission.WRITE_NOTES)
def withdraw(note_id: str) -> ResponseReturnValue:
    """Take a note back; its page then offers to undo that."""
    with writing_unit_of_work() as work:
        take_form(work)
        note = withdraw_note(work, signed_in_person(), note_id, now())
        work.commit()
    return redirect(f"/notes/{note.id}?{urlencode({'next': _next(note)})}", 303)


@notes.post("/notes/<note_id>/restore")
@allow(Permission.WRITE_NOTES)
def restore(note_id: str) -> ResponseReturnValue:
    """Undo a withdrawal."""
    with writing_unit_of_work() as work:
        take_form(work)
        note = restore_note(work, signed_in_person(), note_id, now())
        work.commit()
    return redirect(f"{_next(note)}#note-{note.id}", 303)


@notes.errorhandler(NoSuchNoteError)
def answer_no_such_note(_error: NoSuchNoteError) -> Response:
    """Say that there is no such note, and record that somebody asked for it."""
    record_refusal(AuditAction.PAGE_ASKED_FOR, f"{request.method} {request.path}", "no such note, or withdrawn")
    words = "There is no note at this address. Its author may have withdrawn it."
    own_notes = tag("p", tag("a", "Your notes", href="/notes")) if current_person() else ""
    return answer_page("No such note", paragraph(words), own_notes, _TO_THE_MAP, status=404)


def _say_what_is_no_source(note: Note) -> None:
    words = named_in_vain(note.text, citations(current_dataset()))
    if words:
        say(words)


def _next(note: Note) -> str:
    return next_address(cell_address(note.area, note.cell))


def _place(note: Note) -> Markup:
    areas = (area for area in current_dataset().geography.areas if area.code == note.area)
    name = next((area.short_name for area in areas), note.area)
    link = tag("a", f"{name}: {cell_label(note.cell)}", href=cell_address(note.area, note.cell))
    return tag("p", "On ", link)


def _cell(area: str, token: str) -> Cell | None:
    """The cell if area and cell exist."""
    try:
        cell = Cell.from_token(token)
    except ValueError:
        return None
    return cell if current_dataset().geography.has(area) else None


def _no_such_cell() -> Response:
    words = "There is no such cell to write a note on. Open a cell on the heat map and choose 'Write a note' there."
    return answer_page("No such cell", paragraph(words), _TO_THE_MAP, status=404)


def _new_page(area: str, token: str, *, text: str = "", problem: str = "") -> Response:
    cell = _cell(area, token)
    if cell is None:
        return _no_such_cell()
    blank = Note("", "", area, cell, 1, "", now())
    form = new_note_form(
        area,
        cell,
        citations(current_dataset()),
        hidden_fields,
        address=_next(blank),
        text=text,
        problem=problem,
    )
    summary = error_summary("The note was not kept", [(FIELD, problem)] if problem else [])
    content = (summary, _place(blank), form)
    return answer_page("Write a note", *content, status=422 if problem else 200, scripts=_SCRIPTS)


def _edit_page(note: Note, version: int, text: str, *, theirs: Note | None = None, problem: str = "") -> Response:
    form = edit_note_form(
        note, version, citations(current_dataset()), hidden_fields, address=_next(note), text=text, problem=problem
    )
    summary = error_summary("The change was not kept", [(FIELD, problem)] if problem else [])
    above = (both_texts(theirs),) if theirs else ()
    status = 409 if theirs else 422 if problem else 200
    title = "This note was changed meanwhile" if theirs else "Change your note"
    return answer_page(title, summary, _place(note), *above, form, status=status, scripts=_SCRIPTS)
