"""The boards as tiles placed as on a map: one cell or one pair, or one person's views of a cell, in every board."""

from datetime import date
from urllib.parse import urlencode

from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback, dcc, html, register_page
from dash.development.base_component import Component
from markupsafe import Markup

from components.attributes import attributes
from components.component_markup import as_markup
from components.glossary_terms import term_definitions
from components.judged_tile_map import layer_field
from components.judged_tile_panel import judged_tile_panel
from components.judgement_words import Reader
from components.legend import legend
from components.markup import joined, markup_host, markup_store
from components.notices import key_sentence, problems_notice
from components.page_actions import map_actions, pair_actions
from components.page_help import page_help
from components.tile_filters import tile_map_filters
from components.tile_layer import tile_layer
from components.tile_map import tile_map
from components.tile_panel import tile_invitation, tile_panel
from components.tile_sentences import source_line
from components.url_state import SHOWN_FIRST, HeatMapView, PairView, TileMapView
from data.current import current_dataset, current_judgements
from domain_model.cells import Cell
from domain_model.dataset import Dataset
from domain_model.judgements import JudgementBook
from domain_model.tile_arrangement import ARRANGEMENTS
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.fill_judged_tiles import (
    JudgedTiles,
    cells_scored,
    fill_judged_tiles,
    has_views,
    people_who_scored,
)
from domain_model.use_cases.fill_tiles import FilledTiles, boards_with_value, fill_tiles, find_shown
from domain_model.vocabulary import AreaKind
from pages.http.addresses import public_address
from pages.http.scoring_parts import reader_of
from pages.http.who import current_person

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
    dataset, book, today = current_dataset(), current_judgements(), date.today()
    view, filled = filled_from(whole, dataset)
    view, judged, reader = judged_from(view, filled, book)
    drawn = tile_layer(filled, judged, view, reader)
    grid = compare_areas(dataset, view.vintage, view.day(today), view.grades)
    boards, field = boards_with_value(grid), None
    if judged is not None:
        boards |= cells_scored(book, judged.author, judged.tiles)
    if isinstance(filled.shown, Cell):
        people = people_who_scored(book, filled.shown, (tile.area.code for tile in filled.boards))
        field = layer_field(view, people, reader)
    fields = tile_map_filters(view, dataset.pairs, boards, today=today, layer=field)
    address = f"{public_address()}/tile-map{view.with_(area='').to_search()}"
    sources = drawn.caution + source_line(filled, address, view.day(today), dataset.version)
    return (
        joined((tile_map(filled, ARRANGEMENTS[view.vintage], view.area, drawn.face_of), drawn.legend)),
        joined((fields, actions(view, filled))),
        as_markup(drawn.table),
        html.Div([html.H2(drawn.title, className="tile-heading"), key_sentence(*drawn.sentences)]),
        problems_notice(view.problems),
        html.P(sources, className="note tile-source"),
    )


@callback(Output(markup_store(PANEL), "data"), Input(VIEW, "data"))
def redraw_panel(search: str | None) -> Markup:
    """Draw what stands behind the open tile, or the invitation to open one."""
    view, filled = filled_from(search, current_dataset())
    if not view.area:
        return as_markup(tile_invitation())
    if view.area not in filled.tiles or filled.tiles[view.area].area.kind is not AreaKind.ICB:
        return as_markup(problems_notice((f"no such board: {view.area} (in this geography)",)))
    view, judged, reader = judged_from(view, filled, current_judgements())
    if judged is not None:
        return judged_tile_panel(judged, view.area, view, reader)
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


def judged_from(
    view: TileMapView, filled: FilledTiles, book: JudgementBook
) -> tuple[TileMapView, JudgedTiles | None, Reader]:
    """The view with a layer that cannot be shown named among its problems, that layer, and who reads it."""
    reader = reader_of(f"/tile-map{view.to_search()}")
    own = reader.person.id if reader.person else ""
    problem = ""
    if view.whose and not isinstance(filled.shown, Cell):
        problem = f"{filled.shown.id} is a pair, and people's views are of cells: what is measured is shown"
    elif view.whose and view.whose != own and not has_views(book, view.whose):
        problem = f"no such person's views: {view.whose}; they may have been withdrawn"
    if problem:
        view = view.with_(whose="", problems=(*view.problems, problem))
    return view, fill_judged_tiles(filled, book, view.whose) if view.whose else None, reader


def actions(view: TileMapView, filled: FilledTiles) -> Markup:
    """The link to this view, and its figures to download."""
    shown, vintage, as_at = filled.shown, view.vintage, view.as_at
    if not isinstance(shown, Cell):
        return pair_actions(shown.id, PairView(vintage=vintage, as_at=as_at), current_person())
    measured = HeatMapView(vintage=vintage, as_at=as_at, grades=view.grades, block=shown.block, level=shown.level)
    return map_actions(measured, current_person())
