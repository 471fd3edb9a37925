"""One person's views as a table: every board with the view, what is measured, and the two together."""

from dash import html

from components.addresses import area_address
from components.data_table import Column, Row, data_table
from components.formatting import day_words, in_utc
from components.judged_tile_map import judged_title
from components.judged_tile_words import measured_words, together_words, view_sign, view_words
from components.judgement_words import Reader, priority_words
from components.labels import label
from components.levels import levels_line
from components.tile_names import tile_name
from components.url_state import TileMapView
from domain_model.use_cases.fill_judged_tiles import JudgedTile, JudgedTiles


def judged_tile_table(judged: JudgedTiles, view: TileMapView, reader: Reader) -> html.Div:
    """Board with its letters and region, the view with its date, the measure with both levels; the worst view first."""
    return data_table(
        f"{judged_title(judged, reader)}: {label(judged.measured.vintage)}, worst view first",
        [
            Column("Board"),
            Column("On the tile"),
            Column("Region"),
            Column("View (n = 1)"),
            Column("Measured"),
            Column("Together"),
        ],
        [_row(tile, judged, view) for tile in judged.worst_first],
    )


def _row(tile: JudgedTile, judged: JudgedTiles, view: TileMapView) -> Row:
    code, measured = tile.area.code, judged.measured
    return Row(
        header=html.A(tile.area.short_name, href=area_address(code, view, measured.cell)),
        cells=[
            tile_name(code, tile.area.short_name).letters,
            measured.regions[tile.area.region].short_name,
            _view(tile),
            _measured(tile),
            together_words(tile),
        ],
        is_marked=code == view.area,
    )


def _view(tile: JudgedTile) -> html.Div:
    if tile.judgement is None or tile.opinion is None:
        return html.Div(view_words(tile))
    at = tile.judgement.at
    more = " ".join(part for part in (priority_words(tile.opinion), day_words(in_utc(at))) if part)
    return html.Div([f"{view_sign(tile)} {view_words(tile)}", html.Small(more)])


def _measured(tile: JudgedTile) -> html.Div:
    gap = tile.measured.gap
    return html.Div([measured_words(tile.measured), *([html.Small(levels_line(gap))] if gap else [])])
