"""Scoring one cell: the panel's form. The other pages of scoring are registered here."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from components.panel_judgement import Told
from components.url_state import AreaView
from data.current import writing_unit_of_work
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.judge_cells import Answer, Saved, score_cell
from pages.http.access import allow
from pages.http.forms import take_form
from pages.http.scoring_answers import done, not_done, nothing_written, refused
from pages.http.scoring_files import score_files
from pages.http.scoring_history import score_history
from pages.http.scoring_parts import NoSuchPlaceError, answer_in, area_of, cell_of
from pages.http.scoring_sheet import score_sheet
from pages.http.scoring_undo import score_undo
from pages.http.who import now, signed_in_person

scoring = Blueprint("scoring", __name__)
for part in (score_files, score_sheet, score_undo, score_history):
    scoring.register_blueprint(part)


@scoring.post("/score/<area>/<block>/<level>")
@allow(Permission.SCORE)
def save_one(area: str, block: str, level: str) -> ResponseReturnValue:
    """Keep the reader's view of one cell."""
    cell = cell_of(block, level)
    area_of(area, AreaView())
    answer, problems = answer_in(request.form, cell)
    if problems:
        return refused(area, cell, problems)
    with writing_unit_of_work() as work:
        take_form(work)
        saved = score_cell(work, signed_in_person(), area, cell, answer, now())
        work.commit()
    return done(area, cell, _told(saved, answer))


def _told(saved: Saved, answer: Answer) -> Told:
    if not saved.written:
        return Told(nothing_written((answer,)))
    return Told("Saved.", (saved.first, saved.last), saved.replaced)


@scoring.errorhandler(NoSuchPlaceError)
def no_such_place(error: NoSuchPlaceError) -> ResponseReturnValue:
    """Say what does not exist, and where to choose."""
    return not_done("No such place", f"{error} Choose one on the heat map, or an area to score.", 404)
