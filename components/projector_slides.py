"""What a room discusses: each revealed round as slides, one question on each, the latest round first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.labels import label
from components.markup import joined, tag
from components.phone_documents import PERCEPTION_QUESTION
from components.round_perception import perception_block, perception_key
from components.round_ranking import ranking_notes, ranking_table
from components.round_results import hidden_words, people_words, pooled_words, target_heading
from components.round_scores import (
    distribution,
    ends_words,
    median_words,
    score_notes,
    scores_overview,
    voices_table,
)
from domain_model.use_cases.watch_workshop import RoomItem, RoomView, ShownRound
from domain_model.workshop.items import letter_of
from domain_model.workshop_vocabulary import RoundKind, Scale

MOST_ROWS = 10
MOST_DETAILS = 10
"""Up to so many cells or items have a slide of their own."""

CELLS_ON_A_SLIDE = 2
"""Where there is nothing to say of a cell but what the room thinks; else each has a slide."""


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen: `key` tells it from the others of the workshop, `body` stands below title and base.

    `compares` says that it holds what is measured: the script turns to the first such slide once it is shown.
    """

    key: str
    title: str
    base: str
    body: Markup
    kind: str
    compares: bool = False


def slides(view: RoomView) -> tuple[Slide, ...]:
    """Every slide of what is revealed; the measured gap by itself where no judgement of it is revealed."""
    found = [slide for one in view.shown for slide in _slides_of(view, one)]
    is_judged = any(Scale.PERCEPTION in one.paper.scales for one in view.shown)
    if view.measured and not is_judged:
        cells = [RoomItem(cell.token, letter_of(at), "", cell) for at, cell in enumerate(view.cells)]
        found += _perception_slides(view, cells, None)
    return tuple(found)


def draw_slides(drawn: Sequence[Slide]) -> Markup:
    """All slides, of which the first one is seen until the script turns to another."""
    return joined(_draw(slide, is_first=not at) for at, slide in enumerate(drawn))


def _draw(slide: Slide, *, is_first: bool) -> Markup:
    heading = joined((tag("h1", slide.title), tag("p", slide.base, class_="base") if slide.base else None))
    return tag(
        "div",
        heading,
        slide.body,
        class_=f"slide {slide.kind}",
        data_slide=slide.key,
        data_compares=slide.compares,
        hidden=not is_first,
    )


def _notes(drawn: Markup, notes: Markup, least: int) -> Markup:
    """What stands below a drawing, with what `[c]` means where either has it."""
    hidden = hidden_words(f"{drawn}{notes}", least)
    return joined((drawn, tag("div", notes, tag("p", hidden) if hidden else None, class_="notes")))


def _slides_of(view: RoomView, one: ShownRound) -> Iterator[Slide]:
    if one.paper.kind is RoundKind.RANK:
        yield _ranking_slide(view, one)
        return
    for scale in one.paper.scales:
        if scale is not Scale.PERCEPTION:
            yield from _score_slides(view, one, scale)
    if Scale.PERCEPTION in one.paper.scales:
        yield from _perception_slides(view, one.targets, one)


def _base(one: ShownRound, more: str = "") -> str:
    again = " Asked again." if one.before else ""
    return f"Round {one.number}: {people_words(one.results.people)} voted.{again}{f' {more}' if more else ''}"


def _first_of(number: int) -> str:
    """`First 10 of 14; all are in the report.`, or '' where all are drawn."""
    return f"First {MOST_ROWS} of {number}; all are in the report." if number > MOST_ROWS else ""


def _ranking_slide(view: RoomView, one: ShownRound) -> Slide:
    key = f"{one.number}/rank"
    drawn = ranking_table(one.targets, one.results, MOST_ROWS, key)
    notes = ranking_notes(one.targets, one.results, one.paper.ranks, view.least)
    body = _notes(drawn, notes, view.least)
    return Slide(key, one.question, _base(one, _first_of(len(one.targets))), body, "ranking-slide")


def _score_slides(view: RoomView, one: ShownRound, scale: Scale) -> Iterator[Slide]:
    name = label(scale)
    if len(one.targets) > 1:
        key = f"{one.number}/{scale.value}"
        overview = scores_overview(one.targets, one.results, scale, one.before, key)
        signs = f"◆ median; bar: the middle 40%, from 8 people up. {pooled_words(one.results, view.least)}"
        notes = tag("p", f"{'◇ before; ' if one.before else ''}{signs}".strip())
        yield Slide(key, name, _base(one), _notes(overview, notes, view.least), "overview-slide")
    if len(one.targets) > MOST_DETAILS:
        return
    for target in one.targets:
        room = tag(
            "div",
            tag("h2", median_words(target.id, one.results, scale)),
            distribution(one.results, target.id, scale),
            class_="room",
        )
        groups = tag("div", voices_table(target, one.results, scale, one.before), class_="groups")
        heading = tag("p", target_heading(target), class_="about")
        drawn = joined((heading, tag("div", room, groups, class_="score-body")))
        body = _notes(drawn, score_notes(target, one.results, scale, view.least, one.before), view.least)
        base = f"{_base(one)} {ends_words(scale)}."
        yield Slide(f"{one.number}/{scale.value}/{target.id}", name, base, body, "score-slide")


def _perception_slides(view: RoomView, targets: Sequence[RoomItem], one: ShownRound | None) -> Iterator[Slide]:
    title = f"{PERCEPTION_QUESTION} …" if one else "What is measured"
    results, before = (one.results, one.before) if one else (None, None)
    base = _base(one) if one else "Mental health compared with physical health."
    number = one.number if one else 0
    cells = 1 if one and (before or view.measured) else CELLS_ON_A_SLIDE
    for start in range(0, len(targets), cells):
        blocks = [perception_block(target, results, view.measured, before) for target in targets[start : start + cells]]
        key = perception_key(results, view.least, has_facts=bool(view.measured))
        body = _notes(joined(blocks), key, view.least)
        yield Slide(f"{number}/perception/{start}", title, base, body, "perception-slide", bool(view.measured))
