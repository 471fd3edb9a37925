"""The agreed coding of a statement of a closed round: what stands, its history, keeping it and taking it back."""

from collections.abc import Mapping

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.coding_agreed import (
    NOTHING_CHOSEN,
    AgreedFields,
    agreed_form,
    agreed_versions,
    beside,
    conflict_words,
    fields_of,
    undo_form,
)
from components.coding_statements import side_by_side, statement_facts
from components.coding_words import coder_names
from components.evidence_tabs import evidence_tabs_markup
from components.markup import tag
from data.current import current_evidence, unit_of_work, writing_unit_of_work
from domain_model.cells import Cell
from domain_model.people_vocabulary import Permission
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.agree_codings import (
    agree_on,
    agreed_history,
    checked_agreed_reason,
    closed_round_with,
    undo_agreed,
)
from domain_model.use_cases.compare_coders import NOWHERE
from domain_model.use_cases.compare_with_catalogue import catalogue_placements
from domain_model.use_cases.compare_wording import words_since
from domain_model.use_cases.keep_evidence import NothingToRestOnError
from domain_model.use_cases.read_coded_round import divided_statements, read_coded_round
from domain_model.vocabulary import StatementKind
from pages.http.access import allow
from pages.http.forms import hidden_fields, say, take_form
from pages.http.parameters import whole
from pages.http.plain_pages import answer_page, paragraph
from pages.http.who import current_person, now, signed_in_person

coding_agreed = Blueprint("agreed", __name__)


@coding_agreed.get("/coding/<round_id>/agreed/<statement>")
@allow(Permission.VIEW)
def show(round_id: str, statement: str) -> Response:
    """What coders said of it, what was agreed, and for editors the form."""
    agreed = current_evidence().own.placements.get(statement)
    return _page(round_id, statement, fields_of(agreed), {})


@coding_agreed.post("/coding/<round_id>/agreed/<statement>")
@allow(Permission.EDIT_EVIDENCE)
def keep(round_id: str, statement: str) -> ResponseReturnValue:
    """Keep what was agreed."""
    fields = AgreedFields(request.form.getlist("cells"), request.form.get("kind", ""), request.form.get("reason", ""))
    kind, cells, problems = _read(fields)
    seen = whole(request.form.get("seen", ""))
    if problems or kind is None:
        return _page(round_id, statement, fields, problems, seen=seen)
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            person = signed_in_person()
            agree_on(work, person, round_id, statement, kind, cells, fields.reason, now(), seen=seen)
            work.commit()
    except ChangedMeanwhileError:
        return _page(round_id, statement, fields, {}, seen=seen, is_conflict=True)
    say("The agreed coding is kept, and the statement stands there in what the matrix shows with additions.")
    return redirect(f"/coding/{round_id}/agreed/{statement}", 303)


@coding_agreed.post("/coding/<round_id>/agreed/<statement>/undo")
@allow(Permission.EDIT_EVIDENCE)
def undo(round_id: str, statement: str) -> ResponseReturnValue:
    """Take the latest version back."""
    with writing_unit_of_work() as work:
        take_form(work)
        seen = whole(request.form.get("seen", ""))
        undone = undo_agreed(work, signed_in_person(), round_id, statement, now(), seen=seen)
        work.commit()
    say("Undone: it is as it was before." if undone else "There is nothing to undo.")
    return redirect(f"/coding/{round_id}/agreed/{statement}", 303)


@coding_agreed.errorhandler(NothingToRestOnError)
def gone(_error: NothingToRestOnError) -> Response:
    """Say that the statement was withdrawn."""
    words = "The statement was withdrawn from the evidence: nothing can be agreed on it, and nothing was kept."
    return answer_page("The statement was withdrawn", paragraph(words), status=409)


def _read(fields: AgreedFields) -> tuple[StatementKind | None, tuple[Cell, ...], dict[str, str]]:
    problems: dict[str, str] = {}
    kind = StatementKind(fields.kind) if fields.kind in list(StatementKind) else None
    if kind is None:
        problems["kind"] = NOTHING_CHOSEN["kind"]
    cells: tuple[Cell, ...] = ()
    try:
        cells = tuple(Cell.from_token(token) for token in fields.cells if token != NOWHERE)
        is_unclear = bool(cells) is (NOWHERE in fields.cells)
    except ValueError:
        is_unclear = True
    if is_unclear:
        problems["cells"] = NOTHING_CHOSEN["cells"]
    try:
        checked_agreed_reason(fields.reason)
    except ValueError as error:
        problems["reason"] = str(error)
    return kind, cells, problems


def _page(
    round_id: str,
    statement: str,
    fields: AgreedFields,
    problems: Mapping[str, str],
    *,
    seen: int | None = None,
    is_conflict: bool = False,
) -> Response:
    """The page with what stands in the form; `seen` is how many versions its reader had seen, None for all of them."""
    reader = current_person()
    with unit_of_work() as work:
        said = read_coded_round(work, closed_round_with(work, round_id, statement).id)
        is_changed = statement in words_since(work, said.round).changed
        history = agreed_history(work, statement)
        names = work.people.names() if reader else {}
    reader_id = reader.id if reader else ""
    divided = next(one for one in divided_statements(said, said.coders) if one.statement == statement)
    coders = coder_names(said.coders, names, reader_id)
    book = current_evidence()
    known = catalogue_placements(book).get(statement)
    sources = {source.id: source for source in book.evidence.sources}
    here = f"/coding/{round_id}/agreed/{statement}"
    may_edit = reader is not None and reader.may(Permission.EDIT_EVIDENCE)
    # A form with problems goes on from what its reader had seen: what was kept meanwhile is not written over unseen.
    going_on = seen if problems and seen is not None else len(history)
    form = agreed_form(here, fields, going_on, hidden_fields, problems) if may_edit and known else ""
    undoing = undo_form(f"{here}/undo", len(history), hidden_fields) if may_edit and history else ""
    versions = agreed_versions(history, names, reader_id, known)
    agreed = (tag("h2", "What was agreed"), versions, undoing)
    below = (*agreed, tag("h2", "Agree on it", id="agree") if form else "", form)
    if is_conflict and form:
        meanwhile = agreed_versions(history, names, reader_id, known, after=seen or 0)
        below = (beside(form, meanwhile), *agreed)
    return answer_page(
        "Agreed coding of a statement",
        evidence_tabs_markup("/coding"),
        conflict_words() if is_conflict and form else "",
        tag("p", tag("a", said.round.title, href=f"/coding/{round_id}#statement-{statement}")),
        *statement_facts(known, sources, is_changed=is_changed),
        side_by_side(coders, divided.placements),
        *below,
        status=422 if problems else 409 if is_conflict else 200,
        help_page="coding_agreed",
    )
