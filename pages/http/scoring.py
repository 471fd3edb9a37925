"""Scoring one cell: the panel's form, undo and withdrawal, the history of a cell, and two views side by side."""

from datetime import UTC, date, datetime, time

from flask import Blueprint, Response, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from components.addresses import area_address
from components.grid_cell import judged_sign
from components.judgement_comparison import Chosen, comparison_page
from components.judgement_history import history_page
from components.judgement_words import history_address
from components.labels import cell_label
from components.panel_judgement import Told, judgement_section, replaced_words
from components.url_state import AreaView
from data.current import current_dataset, current_judgements, unit_of_work, writing_unit_of_work
from domain_model.cells import Cell
from domain_model.judgements import NothingToUndoError
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.compare_judgements import Standpoint, contrast_views, judged_mark
from domain_model.use_cases.describe_cell import describe_cell
from domain_model.use_cases.judge_cells import Saved, score_cell, undo_changes, undo_score, withdraw_score
from pages.http.access import allow
from pages.http.addresses import next_address
from pages.http.forms import say, take_form
from pages.http.plain_pages import answer_page, paragraph
from pages.http.scoring_files import score_files
from pages.http.scoring_parts import (
    NoSuchPlaceError,
    answer_in,
    area_of,
    cell_of,
    reader_of,
    typed_in,
    view_of,
    wants_json,
    whole,
)
from pages.http.scoring_sheet import score_sheet
from pages.http.who import now, signed_in_person

scoring = Blueprint("scoring", __name__)
scoring.register_blueprint(score_files)
scoring.register_blueprint(score_sheet)


@scoring.post("/score/<area>/<block>/<level>")
@allow(Permission.SCORE)
def save_one(area: str, block: str, level: str) -> ResponseReturnValue:
    """Keep the reader's view of one cell."""
    cell = cell_of(block, level)
    area_of(area, AreaView())
    answer, problems = answer_in(request.form, cell)
    if problems:
        return _refused(area, cell, problems)
    with writing_unit_of_work() as work:
        take_form(work)
        saved = score_cell(work, signed_in_person(), area, cell, answer, now())
        work.commit()
    return _done(area, cell, _told(saved))


def _told(saved: Saved) -> Told:
    if not saved.written:
        return Told("Nothing was changed: this is what you said already.")
    return Told("Saved.", (saved.first, saved.last), saved.replaced)


@scoring.post("/score/undo")
@allow(Permission.SCORE)
def undo_many() -> ResponseReturnValue:
    """Take back what a save or an import wrote."""
    first, last = (whole(request.form.get(name, "")) for name in ("first", "last"))
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            back = undo_changes(work, signed_in_person(), first, last, now())
            work.commit()
    except NothingToUndoError as error:
        return _said(str(error))
    views = "1 view is" if len(back.written) == 1 else f"{len(back.written)} views are"
    left = f" {len(back.left)} changed since and stay as they are." if back.left else ""
    words = f"Undone: {views} as before.{left}"
    one = back.written[0]
    return _done(one.area, one.cell, Told(words)) if len(back.written) == 1 else _said(words)


@scoring.post("/score/<area>/<block>/<level>/undo")
@allow(Permission.SCORE)
def undo_one(area: str, block: str, level: str) -> ResponseReturnValue:
    """Go one version back in the reader's view of a cell."""
    cell = cell_of(block, level)
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            undo_score(work, signed_in_person(), area, cell, now())
            work.commit()
        say("Undone.")
    except NothingToUndoError as error:
        say(str(error))
    return redirect(next_address(history_address(area, cell)), 303)


@scoring.post("/score/<area>/<block>/<level>/withdraw")
@allow(Permission.SCORE)
def withdraw(area: str, block: str, level: str) -> ResponseReturnValue:
    """Withdraw the reader's view of a cell."""
    cell = cell_of(block, level)
    with writing_unit_of_work() as work:
        take_form(work)
        done = withdraw_score(work, signed_in_person(), area, cell, now())
        work.commit()
    say("Your view is withdrawn. Undo brings it back." if done else "You have no view of this cell to withdraw.")
    return redirect(next_address(history_address(area, cell)), 303)


@scoring.get("/score/<area>/<block>/<level>/history")
@allow(Permission.OWN_ACCOUNT)
def history(area: str, block: str, level: str) -> Response:
    """All versions of all views of a cell in an area."""
    cell = cell_of(block, level)
    place, grid = area_of(area, view_of(request.full_path))
    with unit_of_work() as work:
        versions = tuple(version for version in work.judgements.histories(area) if version.cell == cell)
    back = area_address(area, AreaView(vintage=grid.vintage), cell)
    content = history_page(place, cell, versions, reader_of(request.path), back)
    return answer_page(f"History: {cell_label(cell)}", content)


@scoring.get("/score/<area>/compare")
@allow(Permission.OWN_ACCOUNT)
def compare(area: str) -> Response:
    """Two people's views of an area, or one person's at two dates, side by side."""
    place, _grid = area_of(area, view_of(request.full_path))
    reader = reader_of(request.path)
    with unit_of_work() as work:
        versions = work.judgements.histories(area)
    authors = {version.author for version in versions if version.opinion}
    names = {author: reader.name_of(author) for author in authors}
    own = signed_in_person().id
    ordered = sorted(authors, key=lambda author: (author != own, names[author].casefold(), author))
    problems: list[str] = []
    first = _chosen("first", ordered, names, 0, problems)
    second = _chosen("second", ordered, names, 1, problems)
    found = contrast_views(versions, _standpoint(first), _standpoint(second))
    people = [(author, "You" if author == own else names[author]) for author in ordered]
    content = comparison_page(place, first, second, found, people, problems)
    return answer_page(f"Compare views: {place.short_name}", content)


def _chosen(name: str, authors: list[str], names: dict[str, str], usual: int, problems: list[str]) -> Chosen:
    """One side as the address names it; what cannot be read falls back to the usual and is said."""
    author = request.args.get(name, "")
    if author and author not in authors:
        problems.append(f"The {name} person has not scored this area; somebody else is shown.")
    if author not in authors:
        author = authors[min(usual, len(authors) - 1)] if authors else ""
    text = request.args.get(f"{name}_at", "")
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        problems.append(f"The {name} date could not be read; give it like 2026-11-20. Today is shown.")
        day = None
    name_shown = names.get(author, "")
    return Chosen(author, "You" if name_shown == "you" else name_shown, day)


def _standpoint(chosen: Chosen) -> Standpoint:
    at = datetime.combine(chosen.day, time.max, UTC) if chosen.day else None
    return Standpoint(chosen.author, at)


def _refused(area: str, cell: Cell, problems: dict[str, str]) -> ResponseReturnValue:
    """The form again with everything that was typed, and what is wrong in it."""
    here = _back(area, cell)
    section = _section(area, cell, here, problems=problems)
    if wants_json():
        return jsonify(section=section, said="Your view was not saved."), 422
    return answer_page(f"Your view of {cell_label(cell)}", section, status=422)


def _done(area: str, cell: Cell, told: Told) -> ResponseReturnValue:
    """Back to where the form was, which says what was done; a script gets the new section and mark."""
    here = _back(area, cell)
    if not wants_json():
        say(" ".join((told.words, *(replaced_words(judgement) for judgement in told.replaced))))
        return redirect(here, 303)
    _place, grid = area_of(area, view_of(here))
    mark = judged_mark(current_judgements(), grid.at(area, cell))
    return jsonify(
        section=_section(area, cell, here, told=told),
        mark=judged_sign(mark) if mark else "",
        area=area,
        cell=cell.token,
        said=told.words,
    )


def _section(
    area: str, cell: Cell, here: str, *, told: Told | None = None, problems: dict[str, str] | None = None
) -> str:
    view = view_of(here)
    _place, grid = area_of(area, view)
    found = describe_cell(current_dataset(), grid, area, cell, view.reading, current_judgements())
    typed = typed_in(request.form, cell) if problems else None
    return judgement_section(found, reader_of(here), here, told=told, typed=typed, problems=problems)


def _said(words: str) -> ResponseReturnValue:
    if wants_json():
        return jsonify(said=words)
    say(words)
    return redirect(next_address("/score"), 303)


def _back(area: str, cell: Cell) -> str:
    return next_address(area_address(area, AreaView(), cell))


@scoring.errorhandler(NoSuchPlaceError)
def no_such_place(error: NoSuchPlaceError) -> ResponseReturnValue:
    """Say what does not exist, and where to choose."""
    if wants_json():
        return jsonify(said=str(error)), 404
    words = f"{error} Choose one on the heat map, or an area to score."
    return answer_page("No such place", paragraph(words), status=404)
