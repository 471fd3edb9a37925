"""People's views as files, and one's own put back from a file: looked at first, then all rows or none."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import orjson
from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.author_names import FORMER_MEMBER
from components.panel_judgement import undo_form
from components.score_import import ask_file, imported_words, preview
from components.score_values import typed_opinion
from data.current import current_dataset, unit_of_work, writing_unit_of_work
from domain_model.judgements import Judgement, Opinion
from domain_model.people import Person
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.export_contributions import ExportedScore, export_scores
from domain_model.use_cases.judge_cells import NoSuchSaveError, import_scores, written_in_one_go
from pages.http.access import allow
from pages.http.csv_files import csv_text, download
from pages.http.forms import say, take_form
from pages.http.parameters import whole
from pages.http.plain_pages import answer_page, paragraph
from pages.http.scoring_parts import NoSuchPlaceError, reader_of
from pages.http.scoring_rows import LARGEST_FILE, UnreadableFileError, read_rows, text_of
from pages.http.who import now, signed_in_person

score_files = Blueprint("files", __name__)
COLUMNS = (
    "area", "area_name", "block", "level", "perception", "severity", "feasibility", "confidence", "reason", "source",
    "author", "author_id", "version", "stands", "withdrawn", "restores", "at",
)  # fmt: skip


@score_files.get("/score/export.csv")
@allow(Permission.OWN_ACCOUNT)
def export_csv() -> Response:
    """Views as comma-separated values."""
    rows = _rows()
    return download(csv_text(COLUMNS, ([row[name] for name in COLUMNS] for row in rows)), "text/csv", _name("csv"))


@score_files.get("/score/export.json")
@allow(Permission.OWN_ACCOUNT)
def export_json() -> Response:
    """Views as a document with the version of the figures beside which they were exported."""
    views = [_document(row) for row in _rows()]
    document = {"dataset_version": current_dataset().version, "exported_at": now().isoformat(), "views": views}
    return download(orjson.dumps(document, option=orjson.OPT_INDENT_2), "application/json", _name("json"))


def _rows() -> list[dict[str, str]]:
    """The rows that the address asks for: one's own views with their history, or everybody's as they stand."""
    area = request.args.get("area", "")
    if area and not current_dataset().geography.has(area):
        raise NoSuchPlaceError(f"There is no area {area[:40]}.")
    with writing_unit_of_work() as work:
        found = export_scores(work, signed_in_person(), now(), area=area, everybodys=_is_everybodys())
        work.commit()
    places = {area.code: area.short_name for area in current_dataset().geography.areas}
    return [_row(one, places, signed_in_person()) for one in found]


def _is_everybodys() -> bool:
    return request.args.get("whose") == "everybody"


def _row(exported: ExportedScore, places: Mapping[str, str], reader: Person) -> dict[str, str]:
    """A row; only the reader's own carry an id, by which they can be put back after a change of name."""
    judgement = exported.judgement
    return {
        "area": judgement.area,
        "area_name": places.get(judgement.area, ""),
        "block": judgement.cell.block.value,
        "level": judgement.cell.level.value,
        **typed_opinion(judgement.opinion or Opinion()),
        "author": exported.author_name or FORMER_MEMBER,
        "author_id": reader.id if judgement.author == reader.id else "",
        "version": str(judgement.version),
        "stands": "yes" if exported.stands else "no",
        "withdrawn": "no" if judgement.opinion else "yes",
        "restores": "" if judgement.restores is None else str(judgement.restores),
        "at": judgement.at.isoformat(timespec="seconds"),
    }


def _document(row: Mapping[str, str]) -> dict[str, str | int | bool | None]:
    """A row with numbers as numbers; null where nothing was said."""
    document: dict[str, str | int | bool | None] = {name: text or None for name, text in row.items()}
    for name in ("severity", "feasibility", "version", "restores"):
        document[name] = int(row[name]) if row[name] else None
    return document | {name: row[name] == "yes" for name in ("stands", "withdrawn")}


def _name(kind: str) -> str:
    """The name of the file says whose views, of which area, beside which version of the figures."""
    whose = "all" if _is_everybodys() else "my"
    where = request.args.get("area", "") or "all-areas"
    return f"parity-map-{whose}-scores-{where}-{current_dataset().version}.{kind}"


@score_files.get("/score/import")
@allow(Permission.SCORE)
def ask() -> Response:
    """The form for a file."""
    return _ask()


def _ask(problem: str = "") -> Response:
    content = ask_file(reader_of(request.path), LARGEST_FILE, problem)
    return answer_page("Put your views back from a file", content, status=422 if problem else 200)


@score_files.post("/score/import")
@allow(Permission.SCORE)
def look() -> Response:
    """What the file would change, row by row; nothing is kept yet."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _ask("Choose a file first.")
    try:
        return _preview(text_of(file.read(LARGEST_FILE + 1)))
    except UnreadableFileError as error:
        return _ask(str(error))


def _preview(text: str, changed: str = "") -> Response:
    """The rows; raises UnreadableFileError for a file that is no table of views."""
    own = _own(signed_in_person())
    rows = read_rows(text, current_dataset().geography.codes, own, signed_in_person())
    latest = max((judgement.change for judgement in own), default=0)
    content = preview(rows, text, latest, reader_of(request.path), changed)
    has_problem = any(row.problem for row in rows)
    return answer_page("What the file would change", content, status=422 if has_problem or changed else 200)


@score_files.post("/score/import/confirm")
@allow(Permission.SCORE)
def confirm() -> ResponseReturnValue:
    """Keep all rows of the file that was looked at."""
    text, person = request.form.get("scores", ""), signed_in_person()
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            own = work.judgements.of(person.id)
            rows = read_rows(text, current_dataset().geography.codes, own, person)
            if max((j.change for j in own), default=0) != whole(request.form.get("seen", "")):
                return _preview(text, "Your views were changed since you looked at the file. Look at it again.")
            if any(row.problem for row in rows):
                return _preview(text, "The file still has problems. Nothing was kept.")
            answers = {row.place: row.answer for row in rows if row.place and row.answer}
            saved = import_scores(work, person, answers, now())
            work.commit()
    except UnreadableFileError as error:
        return _ask(str(error))
    if not saved.written:
        say("Nothing was changed: these are your views already.")
        return redirect("/score", 303)
    return redirect(f"/score/imported?{urlencode({'first': saved.first, 'last': saved.last})}", 303)


@score_files.get("/score/imported")
@allow(Permission.SCORE)
def imported() -> Response:
    """What an import wrote, and its undo."""
    first, last = (whole(request.args.get(name, "")) for name in ("first", "last"))
    try:
        with unit_of_work() as work:
            written = written_in_one_go(work, signed_in_person(), first, last)
            seen = work.judgements.of(signed_in_person().id)[-1].change
    except NoSuchSaveError:
        words = paragraph("There is no import of yours at this address.")
        return answer_page("Nothing kept here", words, status=404)
    reader = reader_of(request.path)
    undo = undo_form((first, last), reader, "/score", "Undo the whole import", seen=seen)
    return answer_page("Your views are kept", imported_words(written), undo)


def _own(person: Person) -> Sequence[Judgement]:
    with unit_of_work() as work:
        return work.judgements.of(person.id)
