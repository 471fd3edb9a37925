"""People's views as files, and one's own put back from a file: looked at first, then all rows or none."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from components.panel_judgement import undo_form
from components.score_import import ask_file, imported_words, preview
from components.score_values import typed_opinion
from data.current import current_dataset, unit_of_work, writing_unit_of_work
from domain_model.audit import AuditEvent
from domain_model.cells import CELLS
from domain_model.judgements import Judgement, Opinion
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Permission
from domain_model.use_cases.judge_cells import import_scores
from pages.http.access import allow
from pages.http.forms import say, take_form
from pages.http.plain_pages import answer_page, paragraph
from pages.http.scoring_parts import reader_of, whole
from pages.http.scoring_rows import LARGEST_FILE, UnreadableFileError, read_rows, text_of
from pages.http.who import now, signed_in_person

score_files = Blueprint("files", __name__)
COLUMNS = (
    "area", "area_name", "block", "level", "perception", "severity", "feasibility", "confidence", "reason", "source",
    "author", "version", "stands", "withdrawn", "restores", "at",
)  # fmt: skip
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would run as a formula, or what was made safe from that before."""


@score_files.get("/score/export.csv")
@allow(Permission.OWN_ACCOUNT)
def export_csv() -> Response:
    """Views as comma-separated values."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_safe(row[name]) for name in COLUMNS] for row in _rows())
    return Response(out.getvalue(), mimetype="text/csv", headers=_file("csv"))


@score_files.get("/score/export.json")
@allow(Permission.OWN_ACCOUNT)
def export_json() -> Response:
    """Views as a document with the version of the figures beside which they were exported."""
    views = [_document(row) for row in _rows()]
    answer = jsonify(dataset_version=current_dataset().version, exported_at=now().isoformat(), views=views)
    answer.headers.update(_file("json"))
    return answer


def _rows() -> list[dict[str, str]]:
    """The rows that the address asks for: one's own views with their history, or everybody's as they stand."""
    person, area = signed_in_person(), request.args.get("area", "")
    with writing_unit_of_work() as work:
        names = work.people.names()
        if _is_everybodys():
            found: Iterable[Judgement] = (j for views in work.judgements.book().by_place.values() for j in views)
        else:
            found = work.judgements.of(person.id)
        kept = [judgement for judgement in found if area in ("", judgement.area)]
        subject = f"{'everybody' if _is_everybodys() else 'own'} scores {area}".strip()
        work.audit.record(AuditEvent(now(), AuditAction.DATA_EXPORTED, AuditOutcome.DONE, person.id, subject))
        work.commit()
    latest = {(judgement.author, judgement.place): judgement.change for judgement in kept}
    places = {area.code: area.short_name for area in current_dataset().geography.areas}
    kept.sort(key=lambda j: (j.area, CELLS.index(j.cell), j.author, j.version))
    return [_row(j, places, names, stands=latest[(j.author, j.place)] == j.change) for j in kept]


def _is_everybodys() -> bool:
    return request.args.get("whose") == "everybody"


def _row(judgement: Judgement, places: Mapping[str, str], names: Mapping[str, str], *, stands: bool) -> dict[str, str]:
    opinion = judgement.opinion
    return {
        "area": judgement.area,
        "area_name": places.get(judgement.area, ""),
        "block": judgement.cell.block.value,
        "level": judgement.cell.level.value,
        **typed_opinion(opinion or Opinion()),
        "author": names.get(judgement.author, "") or "a former member",
        "version": str(judgement.version),
        "stands": "yes" if stands and opinion else "no",
        "withdrawn": "no" if opinion else "yes",
        "restores": "" if judgement.restores is None else str(judgement.restores),
        "at": judgement.at.isoformat(timespec="seconds"),
    }


def _document(row: Mapping[str, str]) -> dict[str, str | int | bool | None]:
    """A row with numbers as numbers; null where nothing was said."""
    document: dict[str, str | int | bool | None] = {name: text or None for name, text in row.items()}
    for name in ("severity", "feasibility", "version", "restores"):
        document[name] = int(row[name]) if row[name] else None
    return document | {name: row[name] == "yes" for name in ("stands", "withdrawn")}


def _safe(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _file(kind: str) -> dict[str, str]:
    """The name of the file says whose views, of which area, beside which version of the figures."""
    area = request.args.get("area", "")
    where = area if any(known.code == area for known in current_dataset().geography.areas) else "all-areas"
    whose = "all" if _is_everybodys() else "my"
    name = f"parity-map-{whose}-scores-{where}-{current_dataset().version}.{kind}"
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}


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
    rows = read_rows(text, {area.code for area in current_dataset().geography.areas}, own)
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
            rows = read_rows(text, {area.code for area in current_dataset().geography.areas}, own)
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
    written = [judgement for judgement in _own(signed_in_person()) if first <= judgement.change <= last]
    if not written:
        return answer_page("Nothing kept here", paragraph("There is no import of yours at this address."), status=404)
    reader = reader_of(request.path)
    undo = undo_form((first, last), reader, "/score", "Undo the whole import")
    return answer_page("Your views are kept", imported_words(written), undo)


def _own(person: Person) -> Sequence[Judgement]:
    with unit_of_work() as work:
        return work.judgements.of(person.id)
