"""The words of a tile that shows one person's view: on its face, in its name, and what the two layers say together."""

from components.formatting import day_words, in_utc
from components.judgement_words import (
    ONE_PERSON,
    PENCIL,
    UNEQUAL,
    Reader,
    disagreement_words,
    perception_sign,
    priority_words,
)
from components.labels import label
from components.tile_words import FaceOf, TileFace, tile_codes, tile_sign, tile_value, tile_verdict
from domain_model.judgements import Judgement, Opinion
from domain_model.use_cases.fill_judged_tiles import JudgedTile, JudgedTiles
from domain_model.use_cases.fill_tiles import Tile

NOT_SCORED = "not scored"
NO_ANSWER = "no answer to the question"
NOT_SCORED_SIGN = "·"


def judged_face(judged: JudgedTiles, reader: Reader) -> FaceOf:
    """Writes the faces of the tiles that show one person's views."""
    whose = reader.name_of(judged.author)

    def face(measured: Tile, region: str) -> TileFace:
        tile = judged.tiles[measured.area.code]
        return TileFace(
            view_classes(tile),
            f"{tile.area.short_name}, {region}. {view_claim(tile, whose)}",
            view_sign(tile),
            marks=UNEQUAL if tile.disagrees else "",
            under=_under(tile),
            base=_day(tile.judgement, brief=True) if tile.judgement else "",
        )

    return face


def view_classes(tile: JudgedTile) -> str:
    """The classes that draw a view: the fill of its band, or which of the three kinds of no band it is."""
    if tile.band is not None:
        return f"cell judged {tile.band}"
    if tile.judgement is None:
        return "cell judged not_scored"
    return f"cell judged {tile.perception or 'no_answer'}"


def view_sign(tile: JudgedTile) -> str:
    """The arrow of the answer; a question mark, a pencil or a dot where there is no band."""
    if tile.judgement is None:
        return NOT_SCORED_SIGN
    return perception_sign(tile.perception) if tile.perception else PENCIL


def view_words(tile: JudgedTile) -> str:
    """The answer in words: `much worse`, `don't know`, `not scored`."""
    if tile.judgement is None:
        return NOT_SCORED
    return label(tile.perception) if tile.perception else NO_ANSWER


def view_claim(tile: JudgedTile, whose: str) -> str:
    """What a person thinks of a board and how it stands to the measure, without the name of the board."""
    measured = f"Measured: {tile_verdict(tile.measured)}."
    if tile.judgement is None or tile.opinion is None:
        return f"Not scored by {whose}: that is not parity. {measured}"
    if tile.disagrees and tile.measured.band and tile.band:
        measured = disagreement_words(tile.measured.band, tile.band)
    said = f"One person's view (n = 1), by {whose}: {view_words(tile)}."
    return " ".join(part for part in (said, priority_words(tile.opinion), f"{_day(tile.judgement)}.", measured) if part)


def together_words(tile: JudgedTile) -> str:
    """How the two layers stand to one another; why that cannot be told where one of them is missing."""
    if tile.disagrees is not None:
        return f"{UNEQUAL} they disagree" if tile.disagrees else "no contradiction"
    if tile.judgement is None:
        return NOT_SCORED
    return "the view names no band" if tile.band is None else "no measured band"


def measured_words(tile: Tile) -> str:
    """What is measured in brief: `▼▼ 63 much worse`, or why there is nothing."""
    if tile.gap is None:
        return f"{tile_sign(tile)} {tile_verdict(tile)}: {tile.reason}"
    shown = (tile_sign(tile), tile_value(tile), tile_codes(tile), tile_verdict(tile))
    return " ".join(part for part in shown if part)


def whose_view(judged: JudgedTiles, reader: Reader) -> str:
    """`one person's view (n = 1), by Ann`: said beside everything that one person thinks."""
    return f"{ONE_PERSON}, by {reader.name_of(judged.author)}"


def _under(tile: JudgedTile) -> str:
    """Severity and feasibility where they were given, else the answer in words, short enough for a tile."""
    if tile.opinion is None or tile.band is None:
        return "no answer" if view_words(tile) == NO_ANSWER else view_words(tile)
    return _priorities(tile.opinion) or view_words(tile)


def _priorities(opinion: Opinion) -> str:
    both = (("severity", opinion.severity), ("feasibility", opinion.feasibility))
    return ", ".join(f"{name} {value}" for name, value in both if value is not None)


def _day(judgement: Judgement, *, brief: bool = False) -> str:
    at = in_utc(judgement.at)
    return f"{at.day} {at:%b %Y}" if brief else day_words(at)
