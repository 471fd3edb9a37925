"""The words of a tile, by what it was filled from: on its face, in its name, and in the drawing of its edge."""

from collections.abc import Callable
from dataclasses import dataclass

from components.formatting import codes, gap_number, per_100, sentence_case
from components.grid_cell import BETWEEN_GROUPS, DEPENDS_ON_COUNTING, LIKELY_BREAK, context_words
from components.labels import ARROWS, EMPTY_CODE, brief_label, label
from components.sentences import cell_sentence, gap_sentence, verdict_words
from domain_model.cell_summary import MeasuredCell
from domain_model.use_cases.fill_tiles import Tile
from domain_model.vocabulary import Certainty, Emptiness

NOT_JUDGED = "need, not judged"


@dataclass(frozen=True, slots=True)
class TileFace:
    """What a tile says: `sentence` to the ear, the rest to the eye, from its sign down to what it rests on."""

    classes: str
    sentence: str
    sign: str
    value: str = ""
    marks: str = ""
    under: str = ""
    base: str = ""


FaceOf = Callable[[Tile, str], TileFace]
"""Writes the face of a tile in the region of that name."""


def measured_face(tile: Tile, region: str) -> TileFace:
    """The face of a tile that shows what is measured."""
    return TileFace(
        tile_classes(tile),
        tile_sentence(tile, region),
        tile_sign(tile),
        tile_value(tile),
        tile_codes(tile),
        tile_sure(tile),
        tile_base(tile),
    )


def tile_classes(tile: Tile) -> str:
    """The classes that draw a tile as the heat map draws a cell: band and doubt, or need, or why it is empty."""
    if tile.band is not None:
        is_clear = tile.certainty is Certainty.CLEAR
        doubt = "likely_break" if is_clear and tile.has_likely_break else f"{tile.certainty}"
        return f"cell {tile.band} {doubt}{' between_groups' if tile.is_between_groups else ''}"
    if tile.context_band is not None:
        return "cell context"
    return f"cell empty {tile.emptiness}"


def tile_sign(tile: Tile) -> str:
    """The arrow of the band, a dash for a figure of need, else the code of the emptiness."""
    if tile.band is not None:
        return ARROWS[tile.band]
    return "–" if tile.context_band is not None else codes([EMPTY_CODE[tile.emptiness or Emptiness.NO_DATA]])


def tile_value(tile: Tile) -> str:
    """The number on a tile; '' where it shows none."""
    gap = tile.gap
    if gap is None:
        return ""
    return per_100(gap.value or 0) if tile.context_band is not None else gap_number(gap)


def tile_codes(tile: Tile) -> str:
    """The codes that belong to the number on a tile."""
    return codes(tile.gap.status) if tile.gap else ""


def tile_sure(tile: Tile) -> str:
    """How sure, or why there is nothing, in the two or three words that a tile has room for."""
    if tile.context_band is not None:
        return NOT_JUDGED
    if tile.emptiness is not None:
        return brief_label(tile.emptiness)
    if tile.gap is not None and tile.gap.framing_sensitive:
        return DEPENDS_ON_COUNTING
    if tile.certainty is None or (tile.certainty is Certainty.CLEAR and tile.has_likely_break):
        return LIKELY_BREAK
    return brief_label(tile.certainty)


def tile_base(tile: Tile) -> str:
    """What the number rests on: `S13 · 2024 · B`; '' where there is none."""
    gap = tile.gap
    if gap is None:
        return ""
    year = f" · {gap.period.end.year}" if gap.period else ""
    groups = f" {BETWEEN_GROUPS}" if tile.is_between_groups else ""
    return f"{gap.pair.id}{year} · {gap.pair.grade}{groups}"


def tile_verdict(tile: Tile) -> str:
    """The band, the need or the emptiness in words."""
    if tile.band is not None and tile.gap is not None:
        return verdict_words(tile.gap)
    return label(tile.context_band or tile.emptiness or Emptiness.NO_DATA)


def tile_claim(tile: Tile) -> str:
    """What a tile says, in full sentences without the name of its board; see `tile_sentence`."""
    source = tile.source
    if isinstance(source, MeasuredCell):
        need = tile.gap if tile.context_band is not None else None
        context = f" Context only, {context_words(need)}. {gap_sentence(need)}" if need else ""
        return cell_sentence(source, "").removeprefix(", ") + context
    return f"{sentence_case(tile_verdict(tile))}. {gap_sentence(source)}"


def tile_sentence(tile: Tile, region: str) -> str:
    """The accessible name of a tile: board, region, the verdict, the pair in full, how sure, dates and grade."""
    return f"{tile.area.short_name}, {region}. {tile_claim(tile)}"
