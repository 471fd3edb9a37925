"""Taking back what one said: what a save or an import wrote, one version of a view, or the view itself."""

from collections.abc import Sequence

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from components.formatting import plural
from components.judgement_words import history_address
from components.labels import cell_label
from components.panel_judgement import Told
from data.current import writing_unit_of_work
from domain_model.judgements import Judgement, NothingToUndoError
from domain_model.people_vocabulary import Permission
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.judge_cells import NoSuchSaveError, undo_changes, undo_score, withdraw_score
from pages.http.access import allow
from pages.http.addresses import next_address
from pages.http.forms import say, take_form
from pages.http.parameters import whole
from pages.http.scoring_answers import done, not_done, said
from pages.http.scoring_parts import cell_of
from pages.http.who import now, signed_in_person

score_undo = Blueprint("undo", __name__)


@score_undo.post("/score/undo")
@allow(Permission.SCORE)
def undo_many() -> ResponseReturnValue:
    """Take back what a save or an import wrote."""
    first, last, seen = (whole(request.form.get(name, "")) for name in ("first", "last", "seen"))
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            back = undo_changes(work, signed_in_person(), first, last, seen, now())
            work.commit()
    except NothingToUndoError as error:
        return said(str(error))
    left = f" {len(back.left)} changed since and stay as they are." if back.left else ""
    words = f"{_undone(back.written)}{left}"
    one = back.written[0]
    return done(one.area, one.cell, Told(words)) if len(back.written) == 1 else said(words)


def _undone(written: Sequence[Judgement]) -> str:
    """How many views stand as before, and of how many cells none stands now."""
    gone = sum(judgement.opinion is None for judgement in written)
    stand = len(written) - gone
    where = f"this cell now ({cell_label(written[0].cell)})" if len(written) == 1 else f"{plural(gone, 'cell')} now"
    parts = [f"{plural(stand, 'view')} {'is' if stand == 1 else 'are'} as before"] if stand else []
    parts += [f"you have no view of {where}"] if gone else []
    return f"Undone: {' and '.join(parts)}."


@score_undo.post("/score/<area>/<block>/<level>/undo")
@allow(Permission.SCORE)
def undo_one(area: str, block: str, level: str) -> ResponseReturnValue:
    """Go one version back in the reader's view of a cell."""
    cell = cell_of(block, level)
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            back = undo_score(work, signed_in_person(), area, cell, whole(request.form.get("seen", "")), now())
            work.commit()
        say(_undone((back,)))
    except NothingToUndoError as error:
        say(str(error))
    return redirect(next_address(history_address(area, cell)), 303)


@score_undo.post("/score/<area>/<block>/<level>/withdraw")
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


@score_undo.errorhandler(ChangedMeanwhileError)
def changed_meanwhile(error: ChangedMeanwhileError) -> ResponseReturnValue:
    """Say what stands by now; whoever looks at it again can decide again."""
    return not_done("Your view was changed meanwhile", f"{error} Look at the history of the cell, then decide.", 409)


@score_undo.errorhandler(NoSuchSaveError)
def no_such_save(error: NoSuchSaveError) -> ResponseReturnValue:
    """Say that there is nothing of theirs to undo."""
    return not_done("Nothing to undo here", f"{error} Nothing was undone.", 404)
