"""Bringing evidence in from a file: read, given its meaning, looked at, taken in, taken back."""

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.evidence_import_forms import imports_list, introduction, steps_and_templates, upload_form
from components.evidence_import_preview import plan_page, result_page, undone_sentence
from components.formatting import plural
from components.labels import label
from components.markup import tag
from data.current import current_evidence, unit_of_work, writing_unit_of_work
from domain_model.coding_project import CodingProject, UnreadableFileError
from domain_model.evidence_import import ImportState, StagedImport
from domain_model.people_vocabulary import AuditAction, Permission
from domain_model.use_cases.import_evidence import (
    NoSuchImportError,
    OutOfTurnError,
    apply_import,
    prepare_import,
    stage_import,
    staged_import,
    throw_away,
    undo_import,
)
from domain_model.use_cases.keep_evidence import NothingToRestOnError
from domain_model.use_cases.plan_import import plan_import
from pages.http.access import allow
from pages.http.csv_files import csv_text, download
from pages.http.evidence_import_files import evidence_import_files
from pages.http.evidence_import_mapping import TO_ALL, evidence_import_mapping, mapping_page
from pages.http.evidence_import_reading import LARGEST_FILE, read_file
from pages.http.forms import hidden_fields, say, take_form
from pages.http.own_evidence_parts import evidence_page
from pages.http.plain_pages import paragraph
from pages.http.refusals import record_refusal
from pages.http.who import now, signed_in_person

evidence_import = Blueprint("evidence_import", __name__)
evidence_import.register_blueprint(evidence_import_files)
evidence_import.register_blueprint(evidence_import_mapping)
LARGEST_REQUEST = LARGEST_FILE + 1024**2
"""A little more, so that a file that is too large is refused in our words."""


@evidence_import.url_value_preprocessor
def take_large_files(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Let the address that takes files alone take more than the server takes elsewhere; the gate comes after this."""
    if endpoint == "evidence_import.take":
        request.max_content_length = LARGEST_REQUEST


@evidence_import.get("/evidence/import")
@allow(Permission.EDIT_EVIDENCE)
def ask() -> Response:
    """The form for a file, and what was brought."""
    return _ask()


@evidence_import.post("/evidence/import")
@allow(Permission.EDIT_EVIDENCE)
def take() -> ResponseReturnValue:
    """Read a file and keep what it holds, to be looked at."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _ask("Choose a file first.")
    content = file.read(LARGEST_FILE + 1)
    file.close()
    try:
        file_format, found, losses = read_file(file.filename, content, current_evidence())
        with writing_unit_of_work() as work:
            take_form(work)
            staged = stage_import(work, signed_in_person(), file.filename, file_format, found, losses, label, now())
            work.commit()
    except UnreadableFileError as error:
        return _ask(*error.problems)
    except OutOfTurnError as error:
        return _ask(str(error))
    return redirect(f"/evidence/import/{staged.row.id}", 303)


@evidence_import.get("/evidence/import/<import_id>")
@allow(Permission.EDIT_EVIDENCE)
def show(import_id: str) -> Response:
    """What is to be said about a file that waits, or what became of it."""
    staged = _staged(import_id)
    if staged.row.state is not ImportState.WAITING:
        result = result_page(staged.row, staged.losses, hidden_fields)
        return evidence_page(f"Import of “{staged.row.file_name}”", result, TO_ALL, help_page="evidence_import")
    if isinstance(staged.content, CodingProject):
        return mapping_page(staged, staged.content)
    return _preview(staged)


@evidence_import.get("/evidence/import/<import_id>/preview")
@allow(Permission.EDIT_EVIDENCE)
def preview(import_id: str) -> ResponseReturnValue:
    """What taking the file in would add."""
    staged = _staged(import_id)
    if staged.row.state is not ImportState.WAITING:
        return redirect(f"/evidence/import/{import_id}", 303)
    return _preview(staged)


@evidence_import.get("/evidence/import/<import_id>/losses.csv")
@allow(Permission.EDIT_EVIDENCE)
def losses(import_id: str) -> Response:
    """The loss report: of a file that waits as its choices are now, of another as it was when it was taken in."""
    staged = _staged(import_id)
    is_waiting = staged.row.state is ImportState.WAITING
    found = plan_import(staged, current_evidence(), label).losses if is_waiting else staged.losses
    rows = [(loss.what, loss.count, loss.example, loss.why) for loss in found]
    return download(csv_text(("what", "count", "example", "why"), rows), "text/csv", "parity-map-import-losses.csv")


@evidence_import.post("/evidence/import/<import_id>/confirm")
@allow(Permission.EDIT_EVIDENCE)
def confirm(import_id: str) -> ResponseReturnValue:
    """Take the file in."""
    person = signed_in_person()
    try:
        with unit_of_work() as work:
            ready = prepare_import(work, person, import_id, label)
        with writing_unit_of_work() as work:
            take_form(work)
            plan = apply_import(work, person, import_id, label, now(), ready)
            work.commit()
    except NothingToRestOnError:
        say(
            "A source that you chose was withdrawn meanwhile. Nothing was added: choose again, or bring the file again."
        )
        return redirect(f"/evidence/import/{import_id}", 303)
    except OutOfTurnError as error:
        say(str(error))
        return redirect(f"/evidence/import/{import_id}", 303)
    say(f"{plural(len(plan.records), 'record')} added." if plan.records else "The meanings of the codes are kept.")
    return redirect(f"/evidence/import/{import_id}", 303)


@evidence_import.post("/evidence/import/<import_id>/discard")
@allow(Permission.EDIT_EVIDENCE)
def discard(import_id: str) -> ResponseReturnValue:
    """Throw a file that waits away."""
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            throw_away(work, signed_in_person(), import_id)
            work.commit()
        say("The file and all that was read from it is removed. Nothing was added.")
    except OutOfTurnError as error:
        say(str(error))
    return redirect("/evidence/import", 303)


@evidence_import.post("/evidence/import/<import_id>/undo")
@allow(Permission.EDIT_EVIDENCE)
def undo(import_id: str) -> ResponseReturnValue:
    """Take back what a file brought."""
    current_evidence()  # is remembered from here on, so that it need not be read while all who write wait
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            undone = undo_import(work, signed_in_person(), import_id, now())
            work.commit()
    except OutOfTurnError as error:
        say(str(error))
        return redirect(f"/evidence/import/{import_id}", 303)
    say(undone_sentence(undone))
    return redirect(f"/evidence/import/{import_id}", 303)


@evidence_import.errorhandler(NoSuchImportError)
def answer_no_such_import(_error: NoSuchImportError) -> Response:
    """Say the same of files that do not exist and of those that wait for somebody else."""
    record_refusal(AuditAction.PAGE_ASKED_FOR, f"{request.method} {request.path}", "no such import, or not theirs")
    words = paragraph("There is no such file, or it waits for somebody else.")
    return evidence_page("No such file", words, TO_ALL, status=404)


def _staged(import_id: str) -> StagedImport:
    with unit_of_work() as work:
        return staged_import(work, signed_in_person(), import_id)


def _ask(*problems: str) -> Response:
    with unit_of_work() as work:
        rows, names = work.evidence_imports.rows(), work.people.names()
    content = (
        introduction(),
        upload_form(hidden_fields(), LARGEST_FILE, problems),
        steps_and_templates(),
        tag("h2", "What was brought"),
        imports_list(rows, names, signed_in_person().id),
    )
    return evidence_page(
        "Bring evidence in from a file", *content, status=422 if problems else 200, help_page="evidence_import"
    )


def _preview(staged: StagedImport) -> Response:
    book = current_evidence()
    plan = plan_import(staged, book, label)
    coders = staged.content.coders_of_pieces if isinstance(staged.content, CodingProject) else 0
    sources = {source.id: source for source in book.evidence.sources}
    content = plan_page(staged.row, plan, sources, coders, hidden_fields)
    return evidence_page(f"What “{staged.row.file_name}” would add", content, TO_ALL, help_page="evidence_import")
