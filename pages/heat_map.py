"""All areas by all cells: where mental health care is worse off, and what stands behind each cell."""

from datetime import date
from urllib.parse import urlencode

from dash import ClientsideFunction, Input, Output, callback, clientside_callback, dcc, html, register_page
from dash.development.base_component import Component

from components.cell_grid import cell_grid
from components.cell_panel import cell_panel, panel_invitation
from components.filters import heat_map_filters
from components.legend import legend
from components.notices import problem_notice, statement_box
from components.briefing_sentences import headline_sentences
from components.shell import BOARD_STORE
from components.url_state import HeatMapView
from data.current import unit_of_work
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.count_evidence import count_evidence
from domain_model.use_cases.describe_cell import describe_cell
from domain_model.use_cases.headline import heat_map_headline

register_page(__name__, path="/heat-map", title="Heat map - Parity Map", name="Heat map")

VIEW = "heat-map-view"
GRID_VIEW = "heat-map-grid-view"
GRID = "heat-map-grid"
FILTERS = "heat-map-filters"
HEADLINE = "heat-map-headline"
PROBLEMS = "heat-map-problems"
PANEL = "heat-map-panel"


def layout(**query: str) -> html.Div:
    """The skeleton of the page; callbacks fill it from the address."""
    return html.Div(
        [
            html.H1("Where is mental health care worse off than physical health care?"),
            html.P(
                "The measured gap by area, building block and level. Each cell shows its deciding pair, how sure that "
                "is, its grade, and how many of its registered pairs can be compared.",
                className="lead",
            ),
            dcc.Store(id=VIEW, data=f"?{urlencode(query)}" if query else ""),
            dcc.Store(id=GRID_VIEW),
            html.Div(id=FILTERS, **{"data-view-store": VIEW}),
            html.Div(id=PROBLEMS, role="status"),
            html.Div(id=HEADLINE),
            html.Div(
                [
                    html.Div([legend(), html.Div("The map is being drawn …", id=GRID)], className="with-panel-main"),
                    html.Aside(id=PANEL, className="with-panel-side", **{"aria-label": "The open cell"}),
                ],
                className="with-panel",
            ),
        ]
    )


clientside_callback(
    ClientsideFunction("parity", "grid_part"),
    Output(GRID_VIEW, "data"),
    Input(VIEW, "data"),
    Input(GRID_VIEW, "data"),
)


@callback(
    Output(GRID, "children"),
    Output(FILTERS, "children"),
    Output(HEADLINE, "children"),
    Output(PROBLEMS, "children"),
    Input(GRID_VIEW, "data"),
    Input(BOARD_STORE, "data"),
    prevent_initial_call=True,
)
def redraw_grid(search: str | None, own_board: str | None) -> tuple[Component, ...]:
    """Draw map, filters and the sentence above them from the address."""
    view = HeatMapView.from_search(search)
    with unit_of_work() as work:
        dataset = work.datasets.current()
    grid = compare_areas(dataset, view.vintage, view.day(date.today()), view.grades)
    evidence = count_evidence(dataset, view.reading)
    return (
        cell_grid(grid, evidence, view if view.board else view.with_(board=own_board or "")),
        heat_map_filters(view, dataset.geography),
        statement_box(headline_sentences(heat_map_headline(grid))),
        problem_notice(view.problems),
    )


@callback(Output(PANEL, "children"), Input(VIEW, "data"))
def redraw_panel(search: str | None) -> Component:
    """Draw what lies behind the open cell, or the invitation to open one."""
    view = HeatMapView.from_search(search)
    if view.cell is None or not view.area:
        return panel_invitation()
    with unit_of_work() as work:
        dataset = work.datasets.current()
    grid = compare_areas(dataset, view.vintage, view.day(date.today()), view.grades)
    if (view.area, view.cell) not in grid.cells:
        return problem_notice((f"no such area in this geography: {view.area}",))
    return cell_panel(describe_cell(dataset, grid, view.area, view.cell, view.reading), view)
