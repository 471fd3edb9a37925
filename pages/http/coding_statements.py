"""Placing the statements of a coding round, one at a time and blind, and the list of one's own placements."""

from collections.abc import Mapping

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from components.coding_forms import (
    NOTHING_CHOSEN,
    Typed,
    own_list,
    saved_notice,
    statement_form,
    typed_of,
)
from components.form_parts import error_summary
from components.markup import tag
from data.current import current_dataset, current_evidence, unit_of_work, writing_unit_of_work
from domain_model.cells import Cell
from domain_model.coding import Choice, ClosedRoundError, checked_coding_note
from domain_model.evidence import Statement
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.code_statements import (
    NoSuchRoundError,
    OwnCoding,
    own_coding,
    place_statement,
    set_finished,
    undo_placement,
)
from domain_model.use_cases.compare_coders import NOWHERE
from domain_model.vocabulary import StatementKind
from pages.http.access import allow
from pages.http.forms import hidden_fields, say, take_form
from pages.http.parameters import whole
from pages.http.plain_pages import answer_page
from pages.http.who import now, signed_in_person

coding_statements = Blueprint("statements", __name__)


@coding_statements.get("/coding/<round_id>/statements")
@allow(Permission.CODE_STATEMENTS)
def own(round_id: str) -> Response:
    """All statements with what the reader said of each."""
    coding = _coding(round_id)
    content = (*_head(coding), _saved(coding), own_list(coding, _statements(), hidden_fields))
    return answer_page(f"Your placements: {coding.round.title}", *content, help_page="coding_own")


@coding_statements.get("/coding/<round_id>/statements/next")
@allow(Permission.CODE_STATEMENTS)
def following(round_id: str) -> ResponseReturnValue:
    """On to the first statement that is open; the list where none is."""
    return redirect(_next(_coding(round_id), 0), 303)


@coding_statements.get("/coding/<round_id>/statements/<int:number>")
@allow(Permission.CODE_STATEMENTS)
def show(round_id: str, number: int) -> Response:
    """The form that places one statement, by its number in the reader's own order."""
    coding = _coding(round_id, number)
    return _page(coding, number, typed_of(coding, number), {}, _saved(coding))


@coding_statements.post("/coding/<round_id>/statements/<int:number>")
@allow(Permission.CODE_STATEMENTS)
def place(round_id: str, number: int) -> ResponseReturnValue:
    """Keep where the reader places it, and go on to the next that is open."""
    coding = _coding(round_id, number)
    typed = Typed(*(request.form.get(name, "") for name in ("place", "kind", "note")))
    choice, problems = _choice(typed)
    if choice is None:
        return _page(coding, number, typed, problems)
    with writing_unit_of_work() as work:
        take_form(work)
        statement, seen = coding.order[number - 1], whole(request.form.get("seen", ""))
        place_statement(work, signed_in_person(), round_id, statement, choice, typed.note, now(), seen=seen)
        coding = own_coding(work, signed_in_person(), round_id)
        work.commit()
    return redirect(f"{_next(coding, number)}?saved={number}", 303)


@coding_statements.post("/coding/<round_id>/statements/<int:number>/take-back")
@allow(Permission.CODE_STATEMENTS)
def take_back(round_id: str, number: int) -> ResponseReturnValue:
    """Leave it open again."""
    coding = _coding(round_id, number)
    with writing_unit_of_work() as work:
        take_form(work)
        statement, seen = coding.order[number - 1], whole(request.form.get("seen", ""))
        place_statement(work, signed_in_person(), round_id, statement, None, "", now(), seen=seen)
        work.commit()
    say(f"Statement {number} is open again. Undo brings your placement back.")
    return redirect(f"/coding/{round_id}/statements/{number}", 303)


@coding_statements.post("/coding/<round_id>/statements/<int:number>/undo")
@allow(Permission.CODE_STATEMENTS)
def undo(round_id: str, number: int) -> ResponseReturnValue:
    """Say again what stood before."""
    coding = _coding(round_id, number)
    with writing_unit_of_work() as work:
        take_form(work)
        statement, seen = coding.order[number - 1], whole(request.form.get("seen", ""))
        undo_placement(work, signed_in_person(), round_id, statement, now(), seen=seen)
        work.commit()
    say(f"Undone: statement {number} is as it was before.")
    return redirect(f"/coding/{round_id}/statements/{number}", 303)


@coding_statements.post("/coding/<round_id>/finish")
@allow(Permission.CODE_STATEMENTS)
def finish(round_id: str) -> ResponseReturnValue:
    """Say that one is finished, or not after all."""
    is_finished = request.form.get("finished") == "yes"
    with writing_unit_of_work() as work:
        take_form(work)
        set_finished(work, signed_in_person(), round_id, now(), is_finished=is_finished)
        work.commit()
    say("You are finished. Whoever made the round sees that." if is_finished else "You are not finished any more.")
    return redirect(f"/coding/{round_id}/statements", 303)


def _coding(round_id: str, number: int = 1) -> OwnCoding:
    """The round as the reader works on it, while it is open.

    Raises:
        NoSuchRoundError: if there is no such round, or no statement of that number.
        ClosedRoundError: if it is closed.
    """
    with unit_of_work() as work:
        coding = own_coding(work, signed_in_person(), round_id)
    if coding.round.is_closed:
        raise ClosedRoundError(round_id)
    if not 1 <= number <= len(coding.order):
        raise NoSuchRoundError(f"{round_id}, statement {number}")
    return coding


def _choice(typed: Typed) -> tuple[Choice | None, dict[str, str]]:
    """What the fields say, None with what is wrong in them."""
    problems: dict[str, str] = {}
    cell: Cell | None = None
    kind = StatementKind(typed.kind) if typed.kind in list(StatementKind) else None
    if kind is None:
        problems["kind"] = NOTHING_CHOSEN["kind"]
    try:
        cell = None if typed.place == NOWHERE else Cell.from_token(typed.place)
    except ValueError:
        problems["place"] = NOTHING_CHOSEN["place"]
    try:
        checked_coding_note(typed.note)
    except ValueError as error:
        problems["note"] = str(error)
    return (None if problems or kind is None else Choice(kind, cell)), problems


def _statements() -> Mapping[str, Statement]:
    return {statement.id: statement for statement in current_evidence().evidence.statements}


def _next(coding: OwnCoding, number: int) -> str:
    following = coding.next_open(number)
    base = f"/coding/{coding.round.id}/statements"
    return f"{base}/{following}" if following else base


def _saved(coding: OwnCoding) -> Markup | str:
    """What was kept just before for another statement, where the address names it."""
    saved = whole(request.args.get("saved", ""))
    return saved_notice(coding, saved, hidden_fields) if 1 <= saved <= len(coding.order) else ""


def _head(coding: OwnCoding) -> tuple[Markup, Markup]:
    back = tag("p", tag("a", coding.round.title, href=f"/coding/{coding.round.id}"))
    # No tabs here: the matrix and the search show where the catalogue has a statement, which coders are not to know.
    return back, tag("p", "Please do not look statements up elsewhere before you have placed them.", class_="hint")


def _page(
    coding: OwnCoding, number: int, typed: Typed, problems: Mapping[str, str], notice: Markup | str = ""
) -> Response:
    statement = _statements().get(coding.order[number - 1])
    sources = {source.id: source for source in current_evidence().evidence.sources}
    form = statement_form(
        coding,
        number,
        statement,
        sources.get(statement.source) if statement else None,
        current_dataset().cell_words,
        hidden_fields,
        typed=typed,
        problems=problems,
    )
    summary = error_summary("The placement was not kept", list(problems.items()))
    title = f"Statement {number} of {len(coding.order)}"
    content = (*_head(coding), summary, notice, form)
    return answer_page(title, *content, status=422 if problems else 200, help_page="coding_statement")
