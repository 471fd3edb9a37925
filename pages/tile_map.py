"""The boards as tiles placed as on a map: one cell or one pair, in every board at once."""

from datetime import date
from urllib.parse import urlencode

from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html, register_page
from dash.development.base_component import Component
from markupsafe import Markup

from components.attributes import attributes
from components.component_markup import as_markup
from components.glossary_terms import term_definitions
from components.legend import legend
from components.markup import joined, markup_host, markup_store
from components.notices import key_sentence, problems_notice
from components.page_actions import map_actions, pair_actions
from components.page_help import page_help
from components.tile_filters import tile_map_filters
from components.tile_map import map_title, tile_map
from components.tile_panel import tile_invitation, tile_panel
from components.tile_sentences import source_line, tile_map_sentences
from components.tile_table import tile_table
from components.url_state import SHOWN_FIRST, HeatMapView, PairView, TileMapView
from data.current import current_dataset
from domain_model.cells import Cell
from domain_model.dataset import Dataset
from domain_model.tile_arrangement import ARRANGEMENTS
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.fill_tiles import FilledTiles, boards_with_value, fill_tiles, find_shown
from domain_model.vocabulary import AreaKind
from pages.http.addresses import public_address

register_page(__name__, path="/tile-map", title="Tile map - Parity Map", name="Tile map")

VIEW = "tile-map-view"
MAP_VIEW = "tile-map-drawn-view"
MAP = "tile-map-drawing"
FILTERS = "tile-map-filters"
TABLE = "tile-map-table"
PANEL = "tile-map-panel"
HEADING = "tile-map-heading"
PROBLEMS = "tile-map-problems"
SOURCES = "tile-map-sources"


def layout(**query: str) -> html.Div:
    """The skeleton of the page; callbacks fill it from the address."""
    return html.Div(
        [
            html.H1("Which boards are worse off for mental health care?"),
            page_help("tile_map"),
            term_definitions(),
            dcc.Store(id=VIEW, data=f"?{urlencode(query)}" if query else ""),
            dcc.Store(id=MAP_VIEW),
            html.Div(markup_host(FILTERS), **attributes(data_view_store=VIEW)),
            html.Div(id=PROBLEMS),
            html.Div(id=HEADING),
            html.Div(
                [
                    html.Div([markup_host(MAP, class_name="tile-host"), html.Div(id=SOURCES)]),
                    html.Div(
                        [html.Aside(markup_host(PANEL), **attributes(aria_label="The open tile")), legend()],
                        className="tile-side",
                    ),
                ],
                className="tile-layout",
            ),
            html.Details(
                [html.Summary("Every board as a table, worst first"), markup_host(TABLE)],
                className="behind-key tile-table",
            ),
        ]
    )


for host in (MAP, FILTERS, TABLE, PANEL):
    clientside_callback(
        ClientsideFunction("parityGrid", "paint"),
        Output(host, "data-painted"),
        Input(markup_store(host), "data"),
        State(host, "id"),
    )

clientside_callback(
    ClientsideFunction("parity", "grid_part"),
    Output(MAP_VIEW, "data"),
    Input(VIEW, "data"),
    State(MAP_VIEW, "data"),
)


@callback(
    Output(markup_store(MAP), "data"),
    Output(markup_store(FILTERS), "data"),
    Output(markup_store(TABLE), "data"),
    Output(HEADING, "children"),
    Output(PROBLEMS, "children"),
    Output(SOURCES, "children"),
    Input(MAP_VIEW, "data"),
    State(VIEW, "data"),
    prevent_initial_call=True,
)
def redraw_map(
    _search: str | None, whole: str | None
) -> tuple[Markup, Markup, Markup, Component, Component | None, Component]:
    """Draw map, fields, table and the sentences above them from the address."""
    dataset, today = current_dataset(), date.today()
    view, filled = filled_from(whole, dataset)
    grid = compare_areas(dataset, view.vintage, view.day(today), view.grades)
    fields = tile_map_filters(view, dataset.pairs, boards_with_value(grid), today=today)
    address = f"{public_address()}/tile-map{view.with_(area='').to_search()}"
    return (
        tile_map(filled, ARRANGEMENTS[view.vintage], view.area),
        joined((fields, actions(view, filled))),
        as_markup(tile_table(filled, view)),
        html.Div([html.H2(map_title(filled), className="tile-heading"), key_sentence(*tile_map_sentences(filled))]),
        problems_notice(view.problems),
        html.P(source_line(filled, address, view.day(today), dataset.version), className="note tile-source"),
    )


@callback(Output(markup_store(PANEL), "data"), Input(VIEW, "data"))
def redraw_panel(search: str | None) -> Markup:
    """Draw what stands behind the open tile, or the invitation to open one."""
    view, filled = filled_from(search, current_dataset())
    if not view.area:
        return as_markup(tile_invitation())
    if view.area not in filled.tiles or filled.tiles[view.area].area.kind is not AreaKind.ICB:
        return as_markup(problems_notice((f"no such board: {view.area} (in this geography)",)))
    return as_markup(tile_panel(filled, view.area, view))


def filled_from(search: str | None, dataset: Dataset) -> tuple[TileMapView, FilledTiles]:
    """The view in an address, with what does not exist named among its problems, and the tiles that it shows."""
    view = TileMapView.from_search(search)
    try:
        shown = find_shown(dataset, view.show)
    except LookupError as problem:
        view = view.with_(show=SHOWN_FIRST, problems=(*view.problems, str(problem)))
        shown = find_shown(dataset, SHOWN_FIRST)
    return view, fill_tiles(dataset, shown, view.vintage, view.day(date.today()), view.grades)


def actions(view: TileMapView, filled: FilledTiles) -> Markup:
    """The link to this view, and its figures to download."""
    shown, vintage, as_at = filled.shown, view.vintage, view.as_at
    if not isinstance(shown, Cell):
        return pair_actions(shown.id, PairView(vintage=vintage, as_at=as_at))
    return map_actions(
        HeatMapView(vintage=vintage, as_at=as_at, grades=view.grades, block=shown.block, level=shown.level)
    )
