"""The panel of a tile that shows one person's view: the view, what is measured beside it, and the ways on."""

from dash import html
from markupsafe import Markup

from components.component_markup import as_markup
from components.judged_tile_words import whose_view
from components.judgement_words import (
    Reader,
    disagreement_mark,
    history_address,
    judgement_chip,
    priority_words,
    reason_words,
)
from components.labels import cell_label
from components.markup import joined, tag
from components.tile_panel import HEADING_ID, gap_facts, panel_head, panel_links
from components.tile_words import tile_claim, tile_verdict
from components.times import moment_of
from components.url_state import TileMapView
from domain_model.use_cases.fill_judged_tiles import JudgedTile, JudgedTiles


def judged_tile_panel(judged: JudgedTiles, code: str, view: TileMapView, reader: Reader) -> Markup:
    """What one person thinks of one board, with the measure and both its levels beside it.

    Raises:
        KeyError: if the code is not a board of the geography.
    """
    tile, filled = judged.tiles[code], judged.measured
    gap = tile.measured.gap
    links = [*_ways_on(tile, judged, reader), *(as_markup(link) for link in panel_links(filled, tile.measured, view))]
    return tag(
        "section",
        as_markup(panel_head(filled, tile.measured, view)),
        tag("h3", "One person's view"),
        _view(tile, judged, reader),
        tag("h3", f"Measured: {tile_verdict(tile.measured)}"),
        tag("p", tile_claim(tile.measured)),
        as_markup(gap_facts(gap)) if gap else None,
        tag("h3", "Go on"),
        tag("ul", joined(tag("li", link) for link in links), class_="panel-list"),
        class_="cell-panel tile-panel",
        aria_labelledby=HEADING_ID,
        data_tile_panel=code,
    )


def _view(tile: JudgedTile, judged: JudgedTiles, reader: Reader) -> Markup:
    """The answer as a chip with whose it is, the contradiction, and what else they said."""
    chip = judgement_chip(tile.judgement)
    if tile.judgement is None or tile.opinion is None:
        whose = reader.name_of(judged.author)
        return tag("p", chip, f" by {whose}: that is not parity.")
    more = priority_words(tile.opinion)
    measured, own = tile.measured.band, tile.band
    return joined(
        (
            tag("p", chip, " ", tag("span", whose_view(judged, reader), class_="score-n")),
            disagreement_mark(measured, own) if tile.disagrees and measured and own else None,
            tag("p", more) if more else None,
            reason_words(tile.opinion),
            tag("p", moment_of(tile.judgement.at), class_="panel-note"),
        )
    )


def _ways_on(tile: JudgedTile, judged: JudgedTiles, reader: Reader) -> list[Markup]:
    """To the versions of the view, for whoever may read them, and to giving a view of one's own."""
    code, name, cell = tile.area.code, tile.area.short_name, judged.measured.cell
    links: list[html.A] = []
    if reader.person and tile.judgement:
        links.append(html.A(f"History of the views of {cell_label(cell)}", href=history_address(code, cell)))
    if reader.may_score:
        links.append(html.A(f"Score the cells of {name}", href=f"/score/{code}"))
    elif reader.person is None:
        links.append(html.A("Sign in to add your view", href=reader.sign_in))
    return [as_markup(link) for link in links]
