"""What the tile map shows, layer by layer: what is measured, or one person's views; the two are never mixed."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from markupsafe import Markup

from components.judged_tile_map import judged_legend, judged_title
from components.judged_tile_sentences import judged_sentences
from components.judged_tile_table import judged_tile_table
from components.judged_tile_words import judged_face
from components.judgement_words import Reader
from components.notices import Words
from components.tile_map import map_title
from components.tile_sentences import tile_map_sentences
from components.tile_table import tile_table
from components.tile_words import FaceOf, measured_face
from components.url_state import TileMapView
from domain_model.use_cases.fill_judged_tiles import JudgedTiles
from domain_model.use_cases.fill_tiles import FilledTiles

JUDGED_CAUTION = "Colours and arrows: one person's view (n = 1 for each board), not a figure. "


@dataclass(frozen=True, slots=True, eq=False)
class TileLayer:
    """One layer in words: the title and the sentences above the map, what each tile says, the table.

    `legend` has its own marks; `caution` stands before the sources, on paper too.
    """

    title: str
    sentences: Sequence[Words]
    face_of: FaceOf
    table: html.Div
    legend: Markup | None = None
    caution: str = ""


def tile_layer(filled: FilledTiles, judged: JudgedTiles | None, view: TileMapView, reader: Reader) -> TileLayer:
    """The layer of one person's views where there is one, else what is measured."""
    if judged is None:
        return TileLayer(map_title(filled), tile_map_sentences(filled), measured_face, tile_table(filled, view))
    return TileLayer(
        judged_title(judged, reader),
        judged_sentences(judged, reader, view.as_at),
        judged_face(judged, reader),
        judged_tile_table(judged, view, reader),
        judged_legend(),
        JUDGED_CAUTION,
    )
