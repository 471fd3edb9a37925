"""The matrix as a table: blocks by levels, each cell with a half for barriers and a half for enablers."""

from collections.abc import Mapping

from markupsafe import Markup

from components.labels import SHORT_BLOCKS, label
from components.markup import for_ears, for_eyes, joined, tag
from components.matrix_view import MatrixView
from components.matrix_words import (
    BARRIER,
    EMPTY_WORDS,
    ENABLER,
    LEVEL_HINTS,
    THEME,
    balance_words,
    caption,
    kind_label,
    measured_strip,
    other_counts,
    place_label,
    share_words,
    sums_sentence,
    voices_words,
)
from components.statement_card import KIND_MARKS
from domain_model.cells import Cell
from domain_model.evidence_filter import EVERYWHERE, NOWHERE, row_of
from domain_model.evidence_vocabulary import MatrixMeasure
from domain_model.use_cases.count_pairs import MeasuredPairs
from domain_model.use_cases.explore_evidence import EvidenceMatrix, MatrixHalf
from domain_model.vocabulary import BuildingBlock, Emptiness, Level, StatementKind

SQUARES = 8
"""Up to this many statements are also drawn as squares."""

_SIDES = (BARRIER, ENABLER)
_CLASSES = {Emptiness.ASKED_NOTHING_REPORTED: "asked", Emptiness.NOT_ASKED: "not-asked"}
PERSON = Markup(
    '<svg class="person" width="11" height="12" viewBox="0 0 11 12" aria-hidden="true">'
    '<circle cx="5.5" cy="3" r="2.6"/><path d="M.6 12c0-3.6 2-5.4 4.9-5.4s4.9 1.8 4.9 5.4z"/></svg>'
)
"""The mark of thin voices: at most one named participant stands behind the half."""

CONTESTED, DUAL = "↕", "◧"
"""The marks of statements whose place is contested, and of those that are named as barrier and as enabler."""


def matrix_table(matrix: EvidenceMatrix, view: MatrixView, measured: Mapping[Cell, MeasuredPairs]) -> Markup:
    """The whole table with the sentences below it; the first button is where the Tab key stops."""
    head = tag(
        "thead",
        tag(
            "tr",
            tag("th", "Building block", scope="col"),
            joined(
                tag("th", label(level).capitalize(), " ", tag("small", LEVEL_HINTS[level]), scope="col")
                for level in Level
            ),
        ),
    )
    rows = [_row(matrix, view, block, measured) for block in BuildingBlock]
    body = tag("tbody", joined(rows), _nowhere(matrix), _sums(matrix, view))
    title = tag("caption", tag("span", caption(matrix, view.measure)))
    table = tag("table", title, head, body, class_="matrix", data_grid="cell")
    return joined((_one_stop(table), tag("p", sums_sentence(matrix), class_="note matrix-note")))


def _one_stop(table: Markup) -> Markup:
    """Arrow keys lead on from the one button that the Tab key reaches."""
    return Markup(str(table).replace('tabindex="-1"', 'tabindex="0"', 1))


def _row(
    matrix: EvidenceMatrix, view: MatrixView, block: BuildingBlock, measured: Mapping[Cell, MeasuredPairs]
) -> Markup:
    cells = (Cell(block, level) for level in Level)
    return tag(
        "tr",
        tag("th", tag("span", SHORT_BLOCKS[block], class_="block-name"), _sum(matrix, row_of(block)), scope="row"),
        joined(_cell(matrix, view, cell, measured[cell]) for cell in cells),
    )


def _cell(matrix: EvidenceMatrix, view: MatrixView, cell: Cell, pairs: MeasuredPairs) -> Markup:
    barriers, enablers = (matrix.at(cell, kind) for kind in _SIDES)
    balance = None
    if view.measure is MatrixMeasure.BALANCE:
        words = balance_words(barriers.count(matrix.reading), enablers.count(matrix.reading))
        balance = tag("p", words, class_="balance")
    look, strip = measured_strip(pairs)
    themes = matrix.at(cell, THEME)
    return tag(
        "td",
        tag(
            "div",
            for_level(cell.level),
            balance,
            tag("div", _half(matrix, view, barriers), _half(matrix, view, enablers), class_="halves"),
            _theme_button(matrix, themes) if themes.count(matrix.reading) else None,
            tag("p", strip, class_=f"strip {look}"),
            class_="cell-box",
        ),
    )


def for_level(level: Level) -> Markup:
    """The name of the level within the cell, seen where cells stand one below another."""
    return tag("p", for_eyes(f"{label(level).capitalize()}: {LEVEL_HINTS[level]}"), class_="stacked-level")


def _half(matrix: EvidenceMatrix, view: MatrixView, half: MatrixHalf) -> Markup:
    kind = half.place.half
    assert kind is not None  # a cell is drawn by its two halves
    number = half.count(matrix.reading)
    parts = [
        for_ears(f"{place_label(half.place)}: "),
        tag("span", for_eyes(KIND_MARKS[kind]), " ", kind_label(kind, number), class_="half-kind"),
        _number(matrix, view, half, number, kind),
        tag("span", other_counts(half, matrix.reading), class_="half-other"),
        _marks(half),
    ]
    look = "half"
    if half.emptiness is not None:
        look = f"half {_CLASSES[half.emptiness]}"
    elif not number:
        look = "half none"
    return _button(half, joined(parts), look)


def _number(matrix: EvidenceMatrix, view: MatrixView, half: MatrixHalf, number: int, kind: StatementKind) -> Markup:
    if half.emptiness is not None:
        zero = tag("b", "0") if half.emptiness is Emptiness.ASKED_NOTHING_REPORTED else tag("i", class_="crossed")
        return tag("span", zero, " ", EMPTY_WORDS[half.emptiness], class_="half-number empty")
    if not number:
        kept_back = joined((tag("b", "none"), f" of {half.hidden:,} shown")) if half.hidden else tag("b", "0")
        return tag("span", kept_back, class_="half-number empty")
    if view.measure is MatrixMeasure.SHARE:
        words = tag("b", share_words(number, matrix.placements)), tag("small", f" {number:,}")
        return tag("span", *words, class_="half-number share")
    squares = None
    if view.measure is MatrixMeasure.COUNT and number <= SQUARES:
        squares = tag("i", KIND_MARKS[kind] * number, class_="squares", aria_hidden="true")
    return tag("span", tag("b", f"{number:,}"), squares, class_="half-number")


def _marks(half: MatrixHalf) -> Markup | None:
    """Marks of thin voices, contested levels and dual items, each with its words."""
    marks: list[Markup] = []
    if half.thin and half.passages:
        marks.append(_mark("mark-thin", PERSON, voices_words(half), "thin, "))
    if half.contested:
        marks.append(_mark("mark-contested", CONTESTED, f"{half.contested:,}", "with contested level: "))
    if half.dual:
        marks.append(_mark("mark-dual", DUAL, f"{half.dual:,}", "named as both: "))
    return tag("span", joined(marks), class_="half-marks") if marks else None


def _mark(look: str, sign: str, seen: str, said: str) -> Markup:
    return tag("span", for_eyes(sign), for_ears(f" {said}"), seen, class_=look)


def _theme_button(matrix: EvidenceMatrix, themes: MatrixHalf) -> Markup:
    number = themes.count(matrix.reading)
    words = joined((for_ears(f"{place_label(themes.place)}: "), f"– {number:,} {kind_label(THEME, number)}"))
    return _button(themes, words, "theme-button")


def _sum(matrix: EvidenceMatrix, where: str) -> Markup:
    """The sums of a row, a column or of what stands nowhere, each a button."""
    return tag("span", joined(_sum_button(matrix.of(where, kind), matrix, kind) for kind in _SIDES), class_="sums")


def _sum_button(half: MatrixHalf, matrix: EvidenceMatrix, kind: StatementKind, *, in_full: bool = False) -> Markup:
    number = half.count(matrix.reading)
    words = joined(
        (
            for_ears(f"{place_label(half.place)}: "),
            for_eyes(f"{KIND_MARKS[kind]} "),
            f"{number:,}",
            tag("span", f" {kind_label(kind, number)}", class_="sum-word"),
            tag("span", f" · {other_counts(half, matrix.reading)}", class_="half-other") if in_full else None,
        )
    )
    return _button(half, words, "sum")


def _button(half: MatrixHalf, words: Markup, look: str) -> Markup:
    return tag("button", words, type="button", class_=look, data_area="", data_cell=half.place.token, tabindex="-1")


def _nowhere(matrix: EvidenceMatrix) -> Markup:
    """The row for statements that name every block or every level."""
    buttons = [_sum_button(matrix.of(NOWHERE, kind), matrix, kind, in_full=True) for kind in (*_SIDES, THEME)]
    words = "Statements that name every block or every level, and so belong to no single cell."
    content = (tag("span", joined(buttons), class_="sums"), tag("small", words))
    return tag("tr", tag("th", "Placed nowhere", scope="row"), tag("td", *content, colspan=3), class_="nowhere")


def _sums(matrix: EvidenceMatrix, view: MatrixView) -> Markup:
    reading = tag("small", label(view.reading))
    head = tag("th", tag("span", "All blocks", class_="block-name"), reading, _sum(matrix, EVERYWHERE), scope="row")
    return tag(
        "tr", head, joined(tag("td", for_level(level), _sum(matrix, level)) for level in Level), class_="all-blocks"
    )
