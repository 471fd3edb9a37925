"""The panel of a tile: its sentence, both levels, how sure, when and by what, and the ways on."""

from dash import html
from dash.development.base_component import Component

from components.addresses import area_address, pair_address
from components.attributes import attributes
from components.formatting import gap_number, listed, sentence_case
from components.labels import ARROWS, cell_label, label
from components.levels import GOOD_OUTCOME_SHOWN, levels_line, sides
from components.sentences import certainty_words, dates_words, interval_words, side_name, verdict_words
from components.tile_words import tile_claim, tile_codes, tile_sign, tile_value, tile_verdict
from components.url_state import HeatMapView, TileMapView
from domain_model.cells import Cell
from domain_model.parity import ParityGap, ParityPair
from domain_model.use_cases.fill_tiles import FilledTiles, Tile
from domain_model.use_cases.follow_figures import counts_bad_outcome
from domain_model.vocabulary import AreaKind, Certainty, CopyStatus

HEADING_ID = "tile-panel-heading"
"""The heading that receives the focus when a tile is opened by hand."""


def tile_panel(filled: FilledTiles, code: str, view: TileMapView) -> html.Section:
    """What stands behind the tile of one board.

    Raises:
        KeyError: if the code is not a board of the geography.
    """
    tile = filled.tiles[code]
    return html.Section(
        [
            *panel_head(filled, tile, view),
            html.P(
                [
                    html.Span(tile_sign(tile), **attributes(aria_hidden="true"), className="panel-arrow"),
                    html.Span(f"{tile_value(tile)} {tile_codes(tile)}".rstrip(), className="panel-number")
                    if tile.gap
                    else "",
                    html.Span(sentence_case(tile_verdict(tile)), className=_chip(tile)),
                ],
                className="panel-verdict" if tile.gap else "panel-verdict panel-verdict-empty",
            ),
            html.P(tile_claim(tile)),
            *(gap_facts(tile.gap) if tile.gap else []),
            *_around(filled, code),
            html.H3("Go on"),
            html.Ul([html.Li(link) for link in panel_links(filled, tile, view)], className="panel-list"),
        ],
        className="cell-panel tile-panel",
        **attributes(aria_labelledby=HEADING_ID, data_tile_panel=code),
    )


def panel_head(filled: FilledTiles, tile: Tile, view: TileMapView) -> list[Component]:
    """Where one is, the way to close the panel, and the board as the heading that receives the focus."""
    close = html.A(
        [html.Span("×", **attributes(aria_hidden="true")), " Close"],
        href=view.with_(area="").to_search() or "?",
        className="tile-close",
        **attributes(aria_label=f"Close {tile.area.short_name}"),
    )
    return [
        html.Div([html.P(_kicker(filled, tile, view), className="panel-kicker"), close], className="panel-head"),
        html.H2(tile.area.short_name, id=HEADING_ID, tabIndex="-1"),
    ]


def tile_invitation() -> html.P:
    """What stands in place of the panel while no tile is open."""
    return html.P(
        "Choose a tile to see what stands behind it. Arrow keys lead to the next board in their direction.",
        className="panel-invitation",
    )


def _kicker(filled: FilledTiles, tile: Tile, view: TileMapView) -> str:
    region = filled.regions[tile.area.region].short_name
    day = view.as_at.isoformat() if view.as_at else "today"
    return f"{region} · {cell_label(filled.cell)} · {label(view.vintage)} · as at {day}"


def _chip(tile: Tile) -> str:
    """The chip of the verdict: plain only where the band is sure, a dotted edge where nothing says how sure."""
    if tile.band is None:
        return ""
    if tile.certainty is Certainty.NO_INTERVAL:
        doubt = " no_interval"
    else:
        doubt = "" if tile.certainty is Certainty.CLEAR and not tile.has_likely_break else " unsure"
    return f"panel-band band-{tile.band}{doubt}"


def gap_facts(gap: ParityGap) -> list[Component]:
    """Both levels, the interval, the dates, the grade and whose figures they are."""
    limits = interval_words(gap)
    sure = sentence_case(certainty_words(gap)) or "Not judged"
    sources = listed(
        f"{side_name(gap.pair, side)}, {value.publication.publisher}, {value.publication.title}"
        f"{', ' + label(CopyStatus.THIRD_PARTY_COPY) if _is_copy(value.publication.copy_status) else ''}"
        for side, value in sides(gap)
    )
    facts = (
        ("Both levels", levels_line(gap)),
        ("95% interval", f"{limits}." if limits else "None."),
        ("How sure", f"{sure}."),
        ("Dates", f"{sentence_case(dates_words(gap))}."),
        (f"Grade {gap.pair.grade}", f"{sentence_case(label(gap.pair.grade))}: {gap.pair.grade_reason}."),
        ("Sources", f"{sentence_case(sources)}."),
    )
    lines: list[Component] = []
    for term, words in facts:
        lines += [html.Dt(term), html.Dd(words)]
    turned = [html.P(GOOD_OUTCOME_SHOWN, className="panel-note")] if counts_bad_outcome(gap.pair) else []
    return [html.Dl(lines, className="facts"), *turned]


def _is_copy(status: CopyStatus) -> bool:
    return status is CopyStatus.THIRD_PARTY_COPY


def _around(filled: FilledTiles, code: str) -> list[Component]:
    """Region and England by the same pair, with their own levels; by their own pair where the board has none."""
    own = filled.tiles[code].gap
    lines = []
    for area, gap in filled.around(code):
        arrow = f"{ARROWS[gap.band]} " if gap.band else ""
        pair = "" if own else f", pair {gap.pair.id}"
        name = area.short_name if area.kind is AreaKind.COUNTRY else f"Region, {area.short_name}"
        words = f"{name}: {arrow}{gap_number(gap)} {verdict_words(gap)}{pair}."
        lines.append(html.Li([words, html.Small(levels_line(gap))]))
    return [html.H3("For comparison"), html.Ul(lines, className="panel-list")] if lines else []


def panel_links(filled: FilledTiles, tile: Tile, view: TileMapView) -> list[html.A]:
    """The ways on to what stands behind the figures of a tile."""
    code, name = tile.area.code, tile.area.short_name
    heat_map = HeatMapView(
        vintage=view.vintage, as_at=view.as_at, grades=view.grades, area=code, cell=filled.cell
    ).to_search()
    pair = _pair(filled, tile)
    links = [html.A(f"{cell_label(filled.cell)} of {name} on the heat map", href=f"/heat-map{heat_map}")]
    if pair is not None:
        links.append(html.A(f"Pair {pair.id}: {pair.words.title}", href=pair_address(pair.id, view, code)))
    links.append(html.A(f"All cells of {name}", href=area_address(code, view)))
    return links


def _pair(filled: FilledTiles, tile: Tile) -> ParityPair | None:
    """The pair that stands on the tile, or that was chosen; None for a cell in which no pair decides."""
    if tile.gap is not None:
        return tile.gap.pair
    return None if isinstance(filled.shown, Cell) else filled.shown
