"""One board, region or England: three sentences for the meeting, the 6 by 3 grid, and what lies behind a cell."""

from datetime import date
from urllib.parse import urlencode

from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html, register_page
from dash.development.base_component import Component
from markupsafe import Markup

from components.area_heading import area_heading, unknown_area
from components.attributes import attributes
from components.board_grid import board_grid
from components.briefing_sentences import briefing_sentences, care_sentences
from components.cell_panel import cell_panel, panel_invitation
from components.component_markup import as_markup
from components.error_report import cell_permalink
from components.first_run import first_run
from components.glossary_terms import term_definitions
from components.legend import legend
from components.markup import markup_host, markup_store
from components.notices import care_list, key_sentence, problems_notice
from components.page_help import page_help
from components.print_note import print_note
from components.url_state import AreaView
from data.current import current_dataset, current_judgements, current_workshops
from domain_model.cells import CELLS
from domain_model.use_cases.brief_board import brief_board
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.count_evidence import count_evidence
from domain_model.use_cases.describe_cell import describe_cell
from pages.http.addresses import public_address
from pages.http.notes import notes_in_panel
from pages.http.scoring_parts import reader_of
from pages.http.who import current_person


def is_area(code: str) -> bool:
    """Whether any geography has an area of this code."""
    return current_dataset().geography.has(code)


register_page(__name__, path_template="/area/<code>", title="Board - Parity Map", name="Board", exists=is_area)

CODE = "area-code"
VIEW = "area-view"
HEADING = "area-heading"
PROBLEMS = "area-problems"
BRIEFING = "area-briefing"
GRID = "area-grid"
CARE = "area-care"
PRINTED = "area-printed"
PANEL = "area-panel"


def layout(code: str = "", **query: str) -> html.Div:
    """The skeleton of the page; callbacks fill it from the address."""
    return html.Div(
        [
            dcc.Store(id=CODE, data=code),
            dcc.Store(id=VIEW, data=f"?{urlencode(query)}" if query else ""),
            html.Div(id=HEADING, **attributes(data_view_store=VIEW)),
            page_help("area"),
            first_run("grid"),
            term_definitions(),
            html.Div(id=PROBLEMS),
            html.Div(id=BRIEFING),
            html.Div(
                [
                    html.Div(
                        [
                            markup_host(GRID, label="Building blocks by level", class_name="board-region"),
                            html.Div(id=CARE),
                            html.Div(id=PRINTED),
                            legend(),
                        ],
                        className="with-panel-main",
                    ),
                    html.Aside(
                        markup_host(PANEL), className="with-panel-side", **attributes(aria_label="The open cell")
                    ),
                ],
                className="with-panel",
            ),
        ]
    )  # fmt: skip


for host in (GRID, PANEL):
    clientside_callback(
        ClientsideFunction("parityGrid", "paint"),
        Output(host, "data-painted"),
        Input(markup_store(host), "data"),
        State(host, "id"),
    )


@callback(
    Output(HEADING, "children"),
    Output(PROBLEMS, "children"),
    Output(BRIEFING, "children"),
    Output(CARE, "children"),
    Output(PRINTED, "children"),
    Output(markup_store(GRID), "data"),
    Input(VIEW, "data"),
    State(CODE, "data"),
)
def redraw_board(search: str | None, code: str) -> tuple[Component | None | Markup, ...]:
    """Draw heading, sentences and grid of the area in the address."""
    view = AreaView.from_search(search)
    dataset = current_dataset()
    try:
        area = dataset.geography.area(code, view.vintage)
    except LookupError:
        return unknown_area(code, view, dataset.geography), problems_notice(view.problems), None, None, None, Markup("")
    grid = compare_areas(dataset, view.vintage, view.day(date.today()), view.grades)
    briefing = brief_board(dataset, grid, code)
    return (
        area_heading(area, view, dataset.geography, current_person()),
        problems_notice(view.problems),
        key_sentence(*briefing_sentences(briefing)),
        care_list(care_sentences(briefing)),
        print_note(
            f"{public_address()}/area/{code}{view.to_search()}",
            view.day(date.today()),
            dataset.version,
            (grid.at(code, cell) for cell in CELLS),
        ),
        board_grid(grid, count_evidence(dataset, view.reading), area, view, current_judgements(), current_workshops()),
    )


@callback(Output(markup_store(PANEL), "data"), Input(VIEW, "data"), State(CODE, "data"))
def redraw_panel(search: str | None, code: str) -> Markup:
    """Draw what lies behind the open cell, or the invitation to open one."""
    view = AreaView.from_search(search)
    dataset = current_dataset()
    grid = compare_areas(dataset, view.vintage, view.day(date.today()), view.grades)
    if view.cell is None or (code, view.cell) not in grid.cells:
        return as_markup(panel_invitation())
    here = cell_permalink(view, code, view.cell)
    notes = notes_in_panel(code, view.cell, here)
    found = describe_cell(dataset, grid, code, view.cell, view.reading, current_judgements(), current_workshops())
    return as_markup(cell_panel(found, view, reader_of(here), notes=notes))
