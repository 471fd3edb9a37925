"""Making a coding round: from a source, a place and a kind, or from a view of the matrix."""

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.coding_rounds import InView, RoundFields, new_round_form
from components.evidence_tabs import evidence_tabs_markup
from components.matrix_view import MatrixView
from data.current import current_evidence, unit_of_work, writing_unit_of_work
from domain_model.coding import MOST_STATEMENTS
from domain_model.evidence import Statement
from domain_model.evidence_filter import EVERYWHERE, MatrixPlace
from domain_model.evidence_vocabulary import MatrixReading
from domain_model.people import new_id
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.code_statements import drawn, make_round
from domain_model.use_cases.explore_evidence import explore_evidence
from domain_model.vocabulary import StatementKind
from pages.http.access import allow
from pages.http.forms import hidden_fields, say, take_form
from pages.http.parameters import whole
from pages.http.plain_pages import answer_page
from pages.http.who import now, signed_in_person

coding_new = Blueprint("new", __name__)


@coding_new.get("/coding/new")
@allow(Permission.CODE_STATEMENTS)
def ask() -> Response:
    """The form of a new round; a query string of the matrix stands for the statements that it shows."""
    return _new_page(RoundFields(view=request.query_string.decode("ascii", "replace")), {})


@coding_new.post("/coding/new")
@allow(Permission.CODE_STATEMENTS)
def make() -> ResponseReturnValue:
    """Make a round of the statements that were chosen."""
    asked = {name: request.form.get(name, "") for name in ("title", "source", "place", "kind", "most", "view")}
    fields = RoundFields(**asked)
    view = _view(fields)
    if view is None:
        return _new_page(fields, {"place": "Choose a source, a place and a kind from the lists."}, status=422)
    _counted, chosen = _statements(view)
    most = whole(fields.most, MOST_STATEMENTS) or MOST_STATEMENTS
    if not chosen:
        return _new_page(fields, {"place": "No statement fits this choice: choose more widely."}, status=422)
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            statements = drawn(chosen, min(most, MOST_STATEMENTS), new_id())
            made = make_round(work, signed_in_person(), fields.title, statements, now())
            work.commit()
    except ValueError as error:
        return _new_page(fields, {"title": str(error)}, status=422)
    say(f"The round has {len(statements)} statements. Give its address to those who should take part.")
    return redirect(f"/coding/{made.id}", 303)


def _view(fields: RoundFields) -> MatrixView | None:
    """Which statements of the matrix are meant; None where a field holds what is not in its list."""
    if fields.view:
        return MatrixView.from_search(fields.view)
    try:
        kinds = (StatementKind(fields.kind),) if fields.kind else ()
        place = MatrixPlace(fields.place or EVERYWHERE)
    except ValueError:
        return None
    sources = (fields.source,) if fields.source else ()
    return MatrixView(reading=MatrixReading.EXTENDED, sources=sources, kinds=kinds, cell=place)


def _statements(view: MatrixView) -> tuple[int, tuple[Statement, ...]]:
    """How many statements the matrix counts in the place of a view, and all that it lists there."""
    matching = None
    if view.q.strip():
        with unit_of_work() as work:
            matching = work.search.matching(view.q)
    matrix = explore_evidence(current_evidence(), view.filter(matching), view.reading)
    place = view.cell or MatrixPlace(EVERYWHERE)
    return matrix.of(place.where, place.half).count(view.reading), matrix.statements(place)


def _new_page(fields: RoundFields, problems: dict[str, str], status: int = 200) -> Response:
    view = _view(fields) if fields.view else None
    in_view = None
    if view:
        counts, listed = _statements(view)
        in_view = InView(view.reading, counts, len(listed))
    form = new_round_form(
        fields, current_evidence().evidence.sources, hidden_fields, in_view=in_view, problems=problems
    )
    return answer_page("New coding round", evidence_tabs_markup("/coding"), form, status=status, help_page="coding_new")
