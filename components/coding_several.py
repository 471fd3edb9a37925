"""Statements that belong in several cells, of which each coder can choose one: which they are, what is said of it."""

from collections.abc import Collection, Mapping, Sequence

from markupsafe import Markup

from components.coding_text import ONE_CELL_EACH
from components.formatting import listed, plural
from components.labels import cell_label
from components.markup import tag
from domain_model.coding import CodedPlacement
from domain_model.evidence import Statement
from domain_model.own_evidence import OWN_PREFIX
from domain_model.use_cases.compare_coders import CodersCompared


def in_several_cells(statements: Collection[str], known: Mapping[str, Statement]) -> frozenset[str]:
    """Those of the statements that the catalogue, or whoever added them, places in two cells or more."""
    return frozenset(one for one in statements if one in known and len(known[one].cells) > 1)


def several_note(found: CodersCompared, known: Mapping[str, Statement]) -> Markup:
    """That coders chose one cell each, and how many disagreements are about statements of several cells."""
    number = len(in_several_cells([one.statement for one in found.disagreements], known))
    total = len(found.disagreements)
    about = "is about a statement" if number == 1 else "are about statements"
    marked = "It is marked" if number == 1 else "They are marked"
    counted = f" {number} of {plural(total, 'disagreement')} {about} of several cells. {marked} in the list."
    return tag("p", ONE_CELL_EACH, counted if number else None, class_="hint")


def several_mark(statement: Statement | None, placements: Sequence[CodedPlacement | None]) -> Markup | None:
    """The mark of a statement of several cells: which they are, and whether every coder chose among them; else None.

    Nothing is said of coders' cells where nobody chose one.
    """
    if statement is None or len(statement.cells) < 2:
        return None
    who = "Whoever added it" if statement.id.startswith(OWN_PREFIX) else "The catalogue"
    choices = [placement.choice for placement in placements if placement is not None and placement.choice is not None]
    outside = any(choice.cell not in statement.cells for choice in choices)
    said = (
        "Not every coder chose among these."
        if outside
        else "Every coder chose one of these, so that by this none of them is wrong about the cell."
    )
    cells = listed(cell_label(cell) for cell in statement.cells)
    words = f" {who} places it in {len(statement.cells)} cells: {cells}. Each coder could choose one. "
    return tag("p", tag("strong", "Several cells."), words, said if choices else None, class_="coding-several")


def several_sentence(found: CodersCompared, known: Mapping[str, Statement]) -> str:
    """The same for the methods paragraph of a paper."""
    one_each = "Each coder chose one cell for a statement, or that it fits no single cell."
    number = len(in_several_cells(found.round.statements, known))
    if not number:
        return one_each
    stand = "stands" if number == 1 else "stand"
    who = "the catalogue or for whoever added it" if number == 1 else "the catalogue or for whoever added them"
    return (
        f"{one_each} {plural(number, 'statement')} of the round {stand} in several cells for {who}, so that coders who "
        "chose different ones of these count as disagreeing."
    )
