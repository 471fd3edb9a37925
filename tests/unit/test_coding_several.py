"""Statements of several cells, of which each coder chose one: who places them there, and what coders chose."""

from datetime import UTC, datetime

import pytest

from components.coding_several import in_several_cells, several_mark
from domain_model.cells import Cell
from domain_model.coding import Choice, CodedPlacement
from domain_model.vocabulary import StatementKind
from tests.builders import statement

MACRO, MESO, MICRO = (Cell.from_token(f"financing/{level}") for level in ("macro", "meso", "micro"))


def placed(cell: Cell | None) -> CodedPlacement:
    choice = Choice(StatementKind.BARRIER, cell)
    return CodedPlacement("round", "coder", "s", 1, choice, "", datetime(2026, 4, 1, tzinfo=UTC))


def mark(own_id: str, *cells: Cell | None) -> str:
    two = statement(own_id, cells=(MACRO, MICRO))
    return str(several_mark(two, [placed(cell) for cell in cells]))


def test_a_statement_of_several_cells_is_marked_with_them_and_with_who_says_so() -> None:
    assert "The catalogue places it in 2 cells: Financing, macro and Financing, micro." in mark("T2-001", MACRO)
    assert "Whoever added it places it in 2 cells: Financing, macro" in mark("own-1", MACRO)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ((MACRO, MICRO), "Every coder chose one of these"),
        ((MACRO, MESO), "Not every coder chose among these."),
        ((None, MICRO), "Not every coder chose among these."),
    ],
)
def test_the_mark_says_whether_every_coder_chose_among_the_cells(cells: tuple[Cell | None, ...], said: str) -> None:
    assert said in mark("T2-001", *cells)


def test_of_coders_who_chose_nothing_the_mark_says_nothing() -> None:
    said = str(several_mark(statement("T2-001", cells=(MACRO, MICRO)), [None, None]))
    assert "2 cells" in said and "chose" not in said


def test_a_statement_of_one_cell_of_none_or_withdrawn_is_not_marked() -> None:
    one, none = statement("one", cells=(MESO,)), statement("none", cells=())
    for known in (one, none, None):
        assert several_mark(known, [placed(MACRO), placed(MICRO)]) is None
    two = statement("two", cells=(MACRO, MICRO))
    found = in_several_cells(["one", "two", "none", "gone"], {"one": one, "two": two, "none": none})
    assert found == {"two"}
