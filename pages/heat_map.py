"""All areas by all cells: where mental health care is worse off, and what stands behind each cell."""

from datetime import date
from urllib.parse import urlencode

from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html, register_page
from dash.development.base_component import Component
from markupsafe import Markup

from components.attributes import attributes
from components.briefing_sentences import headline_sentences
from components.cell_grid import cell_grid
from components.cell_panel import cell_panel, panel_invitation
from components.component_markup import as_markup
from components.error_report import cell_permalink
from components.filters import heat_map_filters
from components.first_run import first_run
from components.glossary_terms import term_definitions
from components.grid_rows import shown_boards
from components.legend import legend
from components.markup import joined, markup_host, markup_store
from components.notices import key_sentence, problems_notice
from components.page_actions import map_actions
from components.page_help import page_help
from components.shell import BOARD_STORE
from components.url_state import HeatMapView
from data.current import current_dataset, current_judgements, current_workshops
from domain_model.geography import Geography
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.count_evidence import count_evidence
from domain_model.use_cases.describe_cell import describe_cell
from domain_model.use_cases.headline import heat_map_headline
from domain_model.vocabulary import AreaKind
from pages.http.notes import notes_in_panel
from pages.http.scoring_parts import reader_of
from pages.http.who import current_person
from pages.painting import paint_hosts

register_page(__name__, path="/heat-map", title="Heat map - Parity Map", name="Heat map")

VIEW = "heat-map-view"
GRID_VIEW = "heat-map-grid-view"
GRID = "heat-map-grid"
FILTERS = "heat-map-filters"
HEADLINE = "heat-map-headline"
PROBLEMS = "heat-map-problems"
PANEL = "heat-map-panel"

Board = dict[str, str]


def layout(**query: str) -> html.Div:
    """The skeleton of the page; callbacks fill it from the address."""
    return html.Div(
        [
            html.H1("Where is mental health care worse off than physical health care?"),
            page_help("heat_map"),
            first_run("grid"),
            term_definitions(),
            dcc.Store(id=VIEW, data=f"?{urlencode(query)}" if query else ""),
            dcc.Store(id=GRID_VIEW),
            html.Div(markup_host(FILTERS), **attributes(data_view_store=VIEW)),
            html.Div(id=PROBLEMS),
            html.Div(id=HEADLINE),
            html.Div(
                [
                    html.Div(
                        [legend(), markup_host(GRID, label="Heat map", class_name="grid-region")],
                        className="with-panel-main",
                    ),
                    html.Aside(
                        markup_host(PANEL), className="with-panel-side", **attributes(aria_label="The open cell")
                    ),
                ],
                className="with-panel",
            ),
        ]
    )


paint_hosts(GRID, FILTERS, PANEL)

clientside_callback(
    ClientsideFunction("parity", "grid_part"),
    Output(GRID_VIEW, "data"),
    Input(VIEW, "data"),
    State(GRID_VIEW, "data"),
)


@callback(
    Output(markup_store(GRID), "data"),
    Output(markup_store(FILTERS), "data"),
    Output(HEADLINE, "children"),
    Output(PROBLEMS, "children"),
    Input(GRID_VIEW, "data"),
    Input(BOARD_STORE, "data"),
    prevent_initial_call=True,
)
def redraw_grid(search: str | None, own_board: Board | None) -> tuple[Markup, Markup, Component, Component | None]:
    """Draw map, filters and the sentence above them from the address."""
    dataset, today = current_dataset(), date.today()
    view = checked(HeatMapView.from_search(search), dataset.geography)
    shown = view if view.board else view.with_(board=(own_board or {}).get("code", ""))
    grid = compare_areas(dataset, view.vintage, view.day(today), view.grades)
    headline = heat_map_headline(grid, {board.code for board in shown_boards(grid, view)})
    return (
        cell_grid(
            grid,
            count_evidence(dataset, view.reading),
            shown,
            today=today,
            book=current_judgements(),
            workshops=current_workshops(),
        ),
        joined((heat_map_filters(shown, dataset.geography, today=today), map_actions(view, current_person()))),
        key_sentence(*headline_sentences(headline)),
        problems_notice(view.problems),
    )


@callback(Output(markup_store(PANEL), "data"), Input(VIEW, "data"))
def redraw_panel(search: str | None) -> Markup:
    """Draw what lies behind the open cell, or the invitation to open one."""
    view = HeatMapView.from_search(search)
    unknown_cell = tuple(problem for problem in view.problems if problem.startswith("no such cell"))
    if unknown_cell:
        return as_markup(problems_notice(unknown_cell))
    if view.cell is None or not view.area:
        return as_markup(panel_invitation())
    dataset = current_dataset()
    grid = compare_areas(dataset, view.vintage, view.day(date.today()), view.grades)
    if (view.area, view.cell) not in grid.cells:
        return as_markup(problems_notice((f"no such area: {view.area} (in this geography)",)))
    here = cell_permalink(view, view.area, view.cell)
    notes = notes_in_panel(view.area, view.cell, here)
    found = describe_cell(dataset, grid, view.area, view.cell, view.reading, current_judgements(), current_workshops())
    return as_markup(cell_panel(found, view, reader_of(here), notes=notes))


def checked(view: HeatMapView, geography: Geography) -> HeatMapView:
    """The view with a region or board that does not exist dropped, and named among its problems."""
    problems = list(view.problems)
    for name, kind in (("region", AreaKind.REGION), ("board", AreaKind.ICB)):
        code = getattr(view, name)
        if code and code not in {area.code for area in geography.in_vintage(view.vintage, kind)}:
            problems.append(f"no such {name}: {code}")
            view = view.with_(**{name: ""})
    return view.with_(problems=tuple(problems))
