"""How a write of one's view of a cell is answered: the page it came from again, or its new section for a script."""

from collections.abc import Iterable

from flask import jsonify, redirect, request
from flask.typing import ResponseReturnValue

from components.addresses import area_address
from components.grid_cell import judged_sign
from components.labels import cell_label
from components.panel_judgement import Told, judgement_section, replaced_words
from components.url_state import AreaView
from data.current import current_dataset, current_judgements, current_workshops
from domain_model.cells import Cell
from domain_model.use_cases.compare_judgements import judged_mark
from domain_model.use_cases.describe_cell import describe_cell
from domain_model.use_cases.judge_cells import Answer
from pages.http.addresses import next_address
from pages.http.forms import say
from pages.http.plain_pages import answer_page, paragraph
from pages.http.scoring_parts import area_of, reader_of, typed_in, view_of, wants_json


def refused(area: str, cell: Cell, problems: dict[str, str]) -> ResponseReturnValue:
    """The form again with everything that was typed, and what is wrong in it."""
    here = _back(area, cell)
    section = _section(area, cell, here, problems=problems)
    if wants_json():
        return jsonify(section=section, said="Your view was not saved."), 422
    return answer_page(f"Your view of {cell_label(cell)}", section, status=422)


def done(area: str, cell: Cell, told: Told) -> ResponseReturnValue:
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


def nothing_written(answers: Iterable[Answer]) -> str:
    """Why a save wrote nothing: nothing was answered, or what was answered stands already."""
    if all(answer.opinion.is_blank for answer in answers):
        return "Choose an answer first; nothing was saved."
    return "Nothing was changed: this is what you said already."


def _section(
    area: str, cell: Cell, here: str, *, told: Told | None = None, problems: dict[str, str] | None = None
) -> str:
    view = view_of(here)
    _place, grid = area_of(area, view)
    found = describe_cell(current_dataset(), grid, area, cell, view.reading, current_judgements(), current_workshops())
    typed = typed_in(request.form, cell) if problems else None
    return judgement_section(found, reader_of(here), here, told=told, typed=typed, problems=problems)


def said(words: str) -> ResponseReturnValue:
    """Back to where the form was, with these words."""
    if wants_json():
        return jsonify(said=words)
    say(words)
    return redirect(next_address("/score"), 303)


def _back(area: str, cell: Cell) -> str:
    return next_address(area_address(area, AreaView(), cell))


def not_done(title: str, words: str, status: int) -> ResponseReturnValue:
    """A page that says why nothing was done."""
    if wants_json():
        return jsonify(said=words), status
    return answer_page(title, paragraph(words), status=status)
