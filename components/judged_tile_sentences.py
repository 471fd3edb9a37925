"""What the tile map says of one person's views: how many of each, where they contradict the measure, what is open."""

from datetime import date

from dash import html

from components.formatting import listed, plural
from components.judged_tile_words import NO_ANSWER
from components.judgement_words import UNEQUAL, Reader
from components.labels import cell_label, label
from components.notices import Words
from domain_model.use_cases.fill_judged_tiles import JudgedTile, JudgedTiles

MOST_NAMED = 4
"""So many boards that disagree are named; the tiles and the table have all of them."""


def judged_sentences(judged: JudgedTiles, reader: Reader, as_at: date | None) -> tuple[Words, ...]:
    """The counts by answer, the contradictions, what is not scored, and as at when; or that nobody has scored."""
    if not judged.scored:
        return tuple(words for words in (nobody_sentence(judged, reader), _way_on(reader)) if words)
    sentences = (counts_sentence(judged, reader), contradictions_sentence(judged), open_sentence(judged), _when(as_at))
    return tuple(words for words in sentences if words)


def counts_sentence(judged: JudgedTiles, reader: Reader) -> str:
    """Whose views these are, and how many boards got which answer."""
    counted = [f"{label(answer)} in {number}" for answer, number in judged.answers.items() if number]
    counted += [f"{NO_ANSWER} in {judged.unanswered}"] if judged.unanswered else []
    return (
        f"One person's view (n = 1 for each board): {reader.name_of(judged.author)} scored {len(judged.scored)} of "
        f"{plural(len(judged.boards), 'board')}: {listed(counted)}."
    )


def contradictions_sentence(judged: JudgedTiles) -> str:
    """In how many boards the view contradicts the measured band, and in which."""
    both, found = judged.comparable, judged.disagreeing
    if not both:
        return "No board has both a measured band and a view that names one, so that nothing can be set side by side."
    if not found:
        one = "It does not contradict the measured band in the one board that has both."
        return one if both == 1 else f"It contradicts the measured band in none of the {both} boards that have both."
    base = "the one board that has both" if both == 1 else f"{len(found)} of the {both} boards that have both"
    named = [_both_bands(tile) for tile in found[:MOST_NAMED]]
    if len(found) > MOST_NAMED:
        named.append(f"{plural(len(found) - MOST_NAMED, 'other')}, marked {UNEQUAL}")
    return f"It contradicts the measured band in {base}: {listed(named)}."


def open_sentence(judged: JudgedTiles) -> str:
    """How many boards the person has not scored; '' for none."""
    number = len(judged.boards) - len(judged.scored)
    return f"{plural(number, 'board is', 'boards are')} not scored: that is not parity." if number else ""


def nobody_sentence(judged: JudgedTiles, reader: Reader) -> str:
    """That the person has scored the cell nowhere, or that nobody has."""
    boards = f"any of the {plural(len(judged.boards), 'board')}"
    cell = cell_label(judged.measured.cell)
    if not judged.scored_by:
        return f"Nobody has scored {cell} for {boards} yet: that is not parity."
    whose = reader.name_of(judged.author)
    has = f"{'You have' if whose == 'you' else f'The person chosen ({whose}) has'} not"
    others = plural(len(judged.scored_by), "other person has", "other people have")
    return f"{has} scored {cell} for {boards}: that is not parity. {others}: choose one under Layer."


def _way_on(reader: Reader) -> Words:
    if reader.may_score:
        return [html.A("Score a board", href="/score"), " to see your view here."]
    if reader.person is None:
        return [html.A("Sign in to add your view", href=reader.sign_in), "."]
    return ""


def _both_bands(tile: JudgedTile) -> str:
    assert tile.measured.band is not None and tile.band is not None
    return f"{tile.area.short_name} (measured {label(tile.measured.band)}, judged {label(tile.band)})"


def _when(as_at: date | None) -> str:
    """Views are not looked up in the past: said where what is measured is."""
    return f"Views are as they stand now; what is measured is as at {as_at.isoformat()}." if as_at else ""
