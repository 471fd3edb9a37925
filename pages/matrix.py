"""The researcher's matrix: what stands in the way of parity and what helps, by building block and level."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html, register_page
from dash.development.base_component import Component
from markupsafe import Markup

from components.attributes import attributes
from components.component_markup import as_markup
from components.evidence_tabs import evidence_tabs
from components.glossary_terms import term_definitions
from components.markup import joined, markup_host, markup_store, tag
from components.matrix_bar import matrix_bar, matrix_legend, no_match
from components.matrix_facets import facets
from components.matrix_panel import invitation, matrix_panel
from components.matrix_table import matrix_table
from components.matrix_view import MatrixView
from components.matrix_words import headline, print_words
from components.notices import key_sentence, problems_notice
from components.page_help import page_help
from components.source_words import source_name
from components.statement_card import judged_here
from components.url_state import DEFAULT_VINTAGE
from data.current import current_dataset, current_evidence, unit_of_work
from domain_model.cells import Cell
from domain_model.dataset import Evidence
from domain_model.evidence_book import EvidenceBook
from domain_model.people_vocabulary import Permission
from domain_model.search_words import SearchWords, search_words
from domain_model.use_cases.count_pairs import MeasuredPairs, count_pairs
from domain_model.use_cases.explore_evidence import EvidenceMatrix, explore_evidence
from pages.http.addresses import public_address
from pages.http.who import current_person
from pages.painting import paint_hosts

PATH = "/matrix"
register_page(__name__, path=PATH, title="Evidence matrix - Parity Map", name="Evidence matrix")

VIEW = "matrix-view"
TABLE_VIEW = "matrix-table-view"
BAR = "matrix-bar"
FACETS = "matrix-facets"
TABLE = "matrix-table"
PANEL = "matrix-panel"
HEADLINE = "matrix-headline"
PROBLEMS = "matrix-problems"


def layout(**query: str) -> html.Div:
    """The skeleton of the page; callbacks fill it from the address."""
    narrow = html.Details(
        [html.Summary("Narrow the statements"), markup_host(FACETS, class_name="facets")],
        open=True,
        className="matrix-narrow no-print",
        **attributes(data_close_on_phone=""),
    )
    panel = html.Aside(markup_host(PANEL), className="with-panel-side", **attributes(aria_label="The open cell"))
    table = html.Div(markup_host(TABLE, label="Evidence matrix", class_name="matrix-region"), className="matrix-main")
    return html.Div(
        [
            html.H1("What stands in the way of parity, and what helps?"),
            html.A("Skip to the table", href=f"#{TABLE}", className="matrix-skip"),
            evidence_tabs(PATH),
            page_help("matrix"),
            html.P(
                "Barriers and enablers by WHO building block and level. The evidence is national: "
                "it describes England, not any one area.",
                className="lead",
            ),
            term_definitions(),
            dcc.Store(id=VIEW, data=f"?{urlencode(query)}" if query else ""),
            dcc.Store(id=TABLE_VIEW),
            html.Div(id=PROBLEMS),
            html.Div(id=HEADLINE),
            html.Div(markup_host(BAR), **attributes(data_view_store=VIEW)),
            html.Div([narrow, html.Div([table, panel], className="matrix-with-panel")], className="matrix-layout"),
        ],
        className="matrix-page",
    )


paint_hosts(BAR, FACETS, TABLE, PANEL)

clientside_callback(
    ClientsideFunction("parityMatrix", "table_part"),
    Output(TABLE_VIEW, "data"),
    Input(VIEW, "data"),
    State(TABLE_VIEW, "data"),
)


@dataclass(frozen=True, slots=True)
class Explored:
    """What an address asks for, and what is found."""

    view: MatrixView
    book: EvidenceBook
    matrix: EvidenceMatrix
    measured: dict[Cell, MeasuredPairs]
    words: SearchWords | None


@callback(
    Output(markup_store(TABLE), "data"),
    Output(markup_store(FACETS), "data"),
    Output(markup_store(BAR), "data"),
    Output(HEADLINE, "children"),
    Output(PROBLEMS, "children"),
    Input(TABLE_VIEW, "data"),
    prevent_initial_call=True,
)
def redraw_table(search: str | None) -> tuple[Markup, Markup, Markup, Component, Component | None]:
    """Draw table, filters and the sentence above them from the address."""
    found = explored(search)
    matrix, view, evidence = found.matrix, found.view, found.book.evidence
    first, base = headline(matrix)
    paper = print_words(matrix, f"{public_address()}{PATH}{view.to_search()}", date.today())
    table = matrix_table(matrix, view, found.measured)
    return (
        joined(
            (no_match(matrix, view), matrix_legend(matrix, found.measured), table, tag("p", paper, class_="print-note"))
        ),
        facets(matrix, view, evidence),
        matrix_bar(matrix, view, evidence, current_person()),
        key_sentence([html.Strong(first), " Table 2 of ", study_link(matrix, evidence), f" {base}"]),
        problems_notice(view.problems),
    )


def study_link(matrix: EvidenceMatrix, evidence: Evidence) -> Component:
    """The study that prints the table, by its name, as a link to how it is cited."""
    study = next((source for source in evidence.sources if source.id == matrix.table.source), None)
    return html.A(source_name(study), href=f"/sources#source-{study.id}") if study else html.Span("the study")


@callback(Output(markup_store(PANEL), "data"), Input(VIEW, "data"))
def redraw_panel(search: str | None) -> Markup:
    """Draw what lies behind the open place, or the invitation to open one."""
    view = MatrixView.from_search(search)
    if view.cell is None:
        unknown = tuple(problem for problem in view.problems if problem.startswith("no such cell"))
        return as_markup(problems_notice(unknown)) or invitation()
    found, person = explored(search), current_person()
    return matrix_panel(
        found.matrix,
        found.view,
        {source.id: source for source in found.book.evidence.sources},
        found.measured,
        words=found.words,
        may_edit=person is not None and person.may(Permission.EDIT_EVIDENCE),
        judged=judged_here(found.book),
    )


def explored(search: str | None) -> Explored:
    """What an address asks for: its statements, its words searched for, and what is measured beside them."""
    view, book = MatrixView.from_search(search), current_evidence()
    typed = view.q.strip()
    matching: frozenset[str] | None = None
    if typed:
        with unit_of_work() as work:
            matching = work.search.matching(typed)
    return Explored(
        view,
        book,
        explore_evidence(book, view.filter(matching), view.reading),
        count_pairs(current_dataset(), DEFAULT_VINTAGE, date.today()),
        search_words(typed) if typed else None,
    )
