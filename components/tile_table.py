"""The tile map as a table: every board with what its tile shows, worst first."""

from dash import html

from components.addresses import area_address
from components.data_table import Column, Row, data_table
from components.formatting import codes, sentence_case
from components.labels import label
from components.levels import level_with_codes
from components.sentences import certainty_label, dates_words, interval_words, side_name
from components.tile_map import map_title
from components.tile_names import tile_name
from components.tile_words import NOT_JUDGED, tile_codes, tile_sign, tile_value, tile_verdict
from components.url_state import TileMapView
from domain_model.parity import ParityGap, SideValue
from domain_model.use_cases.fill_tiles import FilledTiles, Tile
from domain_model.vocabulary import Side


def tile_table(filled: FilledTiles, view: TileMapView) -> html.Div:
    """Board with its letters, region, value, both levels, how sure, dates; the open board is marked."""
    mental, other = _headings(filled)
    return data_table(
        f"{map_title(filled)}: {label(filled.vintage)}, worst first; nearby places are not a ranking",
        [
            Column("Board"),
            Column("On the tile"),
            Column("Region"),
            Column("Value"),
            Column(mental, is_number=True),
            Column(other, is_number=True),
            Column("How sure"),
            Column("Pair, date and grade"),
        ],
        [_row(tile, filled, view) for tile in filled.worst_first],
    )


def _headings(filled: FilledTiles) -> tuple[str, str]:
    """What the two sides are called: by name where all tiles show one pair, or are mental against physical."""
    names = {tuple(sentence_case(side_name(pair, side)) for side in Side) for pair, _number in filled.deciding}
    mental, other = names.pop() if len(names) == 1 else (sentence_case(label(side)) for side in Side)
    return mental, other


def _row(tile: Tile, filled: FilledTiles, view: TileMapView) -> Row:
    code, gap = tile.area.code, tile.gap
    return Row(
        header=html.A(tile.area.short_name, href=area_address(code, view, filled.cell)),
        cells=[
            tile_name(code, tile.area.short_name).letters,
            filled.regions[tile.area.region].short_name,
            _value(tile),
            _side(gap, gap.mental) if gap else "",
            _side(gap, gap.comparator) if gap else "",
            _sure(tile),
            f"{gap.pair.id}, {dates_words(gap)}, grade {gap.pair.grade}" if gap else "",
        ],
        is_marked=code == view.area,
    )


def _value(tile: Tile) -> html.Div:
    sign = " ".join(part for part in (tile_sign(tile), tile_value(tile), tile_codes(tile)) if part)
    small = tile_verdict(tile) if tile.gap else f"{tile_verdict(tile)}: {tile.reason}"
    return html.Div([sign, html.Small(small)])


def _side(gap: ParityGap, value: SideValue | None) -> str:
    return level_with_codes(gap.pair, value) if value is not None else codes(gap.status)


def _sure(tile: Tile) -> str | html.Div:
    if tile.gap is None:
        return ""
    if tile.context_band is not None:
        return NOT_JUDGED
    return html.Div([certainty_label(tile.gap), html.Small(interval_words(tile.gap))])
