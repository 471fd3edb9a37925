"""Bringing a workshop's results back from a file: all of it, or nothing and why."""

import csv
from io import StringIO
from itertools import islice

import orjson
from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.exports.results_tables import MOST_ROWS, Parts, parts_of_document, parts_of_long_table
from components.exports.results_workbook import parts_of_workbook
from components.workshop_results_forms import import_form
from data.current import writing_unit_of_work
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.import_workshop import import_workshop
from domain_model.workshop.file_fields import InvalidFileError
from domain_model.workshop.results_file import results_file_from
from pages.http.access import allow
from pages.http.csv_files import plain_cell
from pages.http.forms import hidden_fields, say, take_form
from pages.http.plain_pages import answer_page
from pages.http.who import now, signed_in_person

workshop_import = Blueprint("import", __name__)
LARGEST_FILE = 16 * 1024**2
"""Eight times what a workshop of three rounds about all cells on two scales comes to, in whichever format."""

LARGEST_REQUEST = LARGEST_FILE + 1024**2
"""A little more, so that a file that is too large is refused in our words."""


@workshop_import.url_value_preprocessor
def take_large_files(_endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Let this address alone take more than the server takes elsewhere.

    Flask calls this before the gate, whose check of the form's token is the first to read the form; and the gate asks
    who sends it before it does, so that only people who may import send as much.
    """
    request.max_content_length = LARGEST_REQUEST


@workshop_import.get("/workshops/import")
@allow(Permission.RUN_WORKSHOPS)
def ask() -> Response:
    """The form for a file."""
    return _ask()


@workshop_import.post("/workshops/import")
@allow(Permission.RUN_WORKSHOPS)
def take() -> ResponseReturnValue:
    """Keep the workshop of a file."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _ask("Choose a file first.")
    content = file.read(LARGEST_FILE + 1)
    file.close()
    try:
        found = results_file_from(*parts_of_file(file.filename, content))
        with writing_unit_of_work() as work:
            take_form(work)
            made = import_workshop(work, signed_in_person(), found, now())
            work.commit()
    except InvalidFileError as error:
        return _ask(str(error))
    say(f"“{made.title}” is imported. Its published results are those of the file.")
    return redirect(f"/workshops/{made.id}/report", 303)


def parts_of_file(name: str, content: bytes) -> Parts:
    """What a file of ours says, by the end of its name.

    Raises:
        InvalidFileError: if it cannot be read.
    """
    if len(content) > LARGEST_FILE:
        raise InvalidFileError("the file", f"it is larger than {LARGEST_FILE // 1024**2} MB")
    kind = name.rpartition(".")[2].casefold()
    if kind == "xlsx":
        return parts_of_workbook(content)
    if kind not in ("json", "csv"):
        raise InvalidFileError("the file", "its name ends neither in .json nor in .csv nor in .xlsx", "Choose another.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidFileError("the file", "it is not in UTF-8") from None
    return _of_json(text) if kind == "json" else _of_csv(text)


def _of_json(text: str) -> Parts:
    try:
        return parts_of_document(orjson.loads(text))
    except orjson.JSONDecodeError as error:
        raise InvalidFileError(f"line {error.lineno}", f"this is no JSON ({error.msg})") from None


def _of_csv(text: str) -> Parts:
    try:
        table = islice(csv.reader(StringIO(text, newline=""), strict=True), MOST_ROWS + 1)
        rows = [[plain_cell(cell) for cell in row] for row in table]
    except csv.Error as error:
        raise InvalidFileError("the file", f"it is no table of comma-separated values ({error})") from None
    if len(rows) > MOST_ROWS:
        raise InvalidFileError("the file", f"it has more than {MOST_ROWS} rows")
    return parts_of_long_table(rows)


def _ask(problem: str = "") -> Response:
    content = import_form(hidden_fields(), LARGEST_FILE, problem)
    return answer_page("Import the results of a workshop", content, status=422 if problem else 200)
