"""One cell of the heat map: a button whose name is a sentence and whose face says the same in brief."""

from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from components.formatting import codes, gap_number, per_100, plural
from components.judgement_words import PENCIL, UNEQUAL
from components.labels import ARROWS, EMPTY_CODE, brief_label, label
from components.markup import for_ears, tag
from components.panel_workshops import workshop_sign
from components.sentences import cell_sentence, is_drawn_solid
from domain_model.cell_summary import MeasuredCell
from domain_model.cells import Cell
from domain_model.judgements import JudgementBook
from domain_model.parity import ParityGap
from domain_model.use_cases.compare_areas import ParityGrid
from domain_model.use_cases.compare_judgements import JudgedMark, judged_marks
from domain_model.vocabulary import AreaKind, Band, Certainty, Emptiness, PairKind
from domain_model.workshop.judged_cells import NO_WORKSHOPS, WorkshopBook

DEPENDS_ON_COUNTING = "depends how you count"
LIKELY_BREAK = "likely break"
BETWEEN_GROUPS = "groups"
"""Said in a cell that is decided by two groups of people, and not by mental against physical health."""
_B = '<b aria-hidden="true">'
_SMALL = '<small aria-hidden="true">'


@dataclass(frozen=True, slots=True)
class CellButton:
    """The text of a button before and after the place where its focus and its being open are written."""

    before: str
    after: str

    def markup(self, *, is_tab_stop: bool, is_open: bool) -> Markup:
        """The whole button; one in a table is the stop of the Tab key, arrows move from there."""
        stop = "0" if is_tab_stop else "-1"
        current = ' aria-current="true"' if is_open else ""
        return Markup(f'{self.before} tabindex="{stop}"{current}{self.after}')

    def marked(self, sign: Markup) -> "CellButton":
        """The same button with a mark of what people think, which stands last in its face and its name."""
        return CellButton(self.before, f"{self.after.removesuffix('</button>')}{sign}</button>")


@lru_cache(maxsize=8)
def judged_buttons(
    grid: ParityGrid, book: JudgementBook, workshops: WorkshopBook = NO_WORKSHOPS
) -> dict[tuple[str, Cell], CellButton]:
    """The buttons of a grid with the marks of what workshops and people think; made once for each state of these."""
    buttons = dict(cell_buttons(grid))
    for place in workshops.by_place:
        sign = workshops_sign(workshops, grid.cells[place]) if place in grid.cells else None
        if sign:
            buttons[place] = buttons[place].marked(sign)
    return buttons | {
        place: buttons[place].marked(judged_sign(mark)) for place, mark in judged_marks(grid, book).items()
    }


def workshops_sign(workshops: WorkshopBook, measured: MeasuredCell) -> Markup | None:
    """The mark of what the latest workshop thinks of a cell; None where none judged it."""
    judgements = workshops.at(measured.area, measured.cell)
    return workshop_sign(judgements[0], len(judgements), measured.parity_band) if judgements else None


@lru_cache(maxsize=512)
def judged_sign(mark: JudgedMark) -> Markup:
    """`✎ 2 ≠`: two people scored the cell, and the view of one of them contradicts the measure."""
    unequal = f" {UNEQUAL}" if mark.disagreeing else ""
    seen = tag("i", f"{PENCIL} {mark.people}{unequal}", class_="score-sign", aria_hidden="true")
    return tag("span", seen, for_ears(f" {judged_words(mark)}"), class_="score-mark")


def judged_words(mark: JudgedMark) -> str:
    """`Scored by 2 people; 1 disagrees with the measured band.`."""
    people = f"Scored by {plural(mark.people, 'person', 'people')}"
    if not mark.disagreeing:
        return f"{people}."
    return (
        f"{people}; {mark.disagreeing} {'disagrees' if mark.disagreeing == 1 else 'disagree'} with the measured band."
    )


@lru_cache(maxsize=16)
def cell_buttons(grid: ParityGrid) -> dict[tuple[str, Cell], CellButton]:
    """The buttons of all areas and cells of a grid; made once, as they do not depend on the view."""
    regions = {area.code: area.region if area.kind is AreaKind.ICB else "" for area in grid.areas}
    names = {area.code: area.short_name for area in grid.areas}
    return {
        (code, cell): _button(measured, names[code], region_hint(grid, regions[code], measured))
        for (code, cell), measured in grid.cells.items()
    }


def context_gap(measured: MeasuredCell) -> ParityGap | None:
    """The figure of need in a cell that holds nothing else; None where anything is judged or suppressed."""
    if measured.deciding or measured.emptiness is Emptiness.SUPPRESSED:
        return None
    return next((gap for gap in measured.gaps if gap.context_band and gap.value is not None), None)


def context_words(gap: ParityGap) -> str:
    """`need: 83 per 100, no judgement`."""
    return f"need: {per_100(gap.value or 0)} per 100, no judgement"


def hint_words(hint: Band) -> str:
    """The direction of the region where a board has no value of its own, as a sentence."""
    return f"Its region is {label(hint)}, which is not counted here."


def cell_classes(measured: MeasuredCell) -> str:
    """The classes that draw a cell: band and certainty, or context, or why it is empty."""
    gap = measured.deciding
    if gap is not None and gap.band is not None and gap.certainty is not None:
        doubt = "likely_break" if gap.certainty is Certainty.CLEAR and not is_drawn_solid(gap) else gap.certainty
        groups = " between_groups" if gap.pair.pair_kind is PairKind.GROUP else ""
        return f"cell {gap.band} {doubt}{groups}"
    if context_gap(measured):
        return "cell context"
    return f"cell empty {measured.emptiness or Emptiness.NO_DATA}"


def empty_code(measured: MeasuredCell) -> str:
    """`[x]`, `[z]` or `[c]`: the code of a cell without a comparison."""
    return codes([EMPTY_CODE[measured.emptiness or Emptiness.NO_DATA]])


def region_hint(grid: ParityGrid, region: str, measured: MeasuredCell) -> Band | None:
    """The band of the region in a cell that a board has no value for; '' is no region."""
    if not region or measured.deciding is not None:
        return None
    return grid.at(region, measured.cell).band


def _button(measured: MeasuredCell, area_name: str, hint: Band | None) -> CellButton:
    name = cell_sentence(measured, area_name)
    need = context_gap(measured)
    if need:
        name = f"{name} Context only, {context_words(need)}."
    if hint:
        name = f"{name} {hint_words(hint)}"
    before = (
        f'<button type="button" class="{cell_classes(measured)}" data-area="{escape(measured.area)}"'
        f' data-cell="{measured.cell.token}"'
    )
    return CellButton(before, f">{for_ears(name)}{_face(measured, need, hint)}</button>")


def _sure(gap: ParityGap) -> str:
    """How sure, in the two or three words that a cell has room for."""
    if gap.framing_sensitive:
        return DEPENDS_ON_COUNTING
    if gap.certainty is None or (gap.certainty is Certainty.CLEAR and not is_drawn_solid(gap)):
        return LIKELY_BREAK
    return brief_label(gap.certainty)


def _face(measured: MeasuredCell, need: ParityGap | None, hint: Band | None) -> str:
    """What the eye gets in brief; hidden from the ear, which gets all of it as a sentence."""
    gap = measured.deciding
    base = f"{measured.comparable} of {measured.registered}"
    if gap is not None and gap.band is not None and gap.certainty is not None:
        marks = codes(gap.status)
        year = f" · {gap.period.end.year}" if gap.period else ""
        groups = f"{BETWEEN_GROUPS}, " if gap.pair.pair_kind is PairKind.GROUP else ""
        return (
            f"{_B}{ARROWS[gap.band]} {escape(gap_number(gap))}{' ' + marks if marks else ''}</b>"
            f"{_SMALL}{gap.pair.id}{year}<br>{gap.pair.grade} · {base}<br>{groups}{_sure(gap)}</small>"
        )
    if need is not None:
        return f"{_B}– {per_100(need.value or 0)}</b>{_SMALL}need, no<br>judgement</small>"
    beside = f'<i aria-hidden="true">region {ARROWS[hint]}</i>' if hint else ""
    why = brief_label(measured.emptiness or Emptiness.NO_DATA)
    return f"{_B}{empty_code(measured)} {base}</b>{_SMALL}{why}</small>{beside}"
