"""A workbook and a document of the evidence read back as the tables that they hold, and run nobody's formula."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook

from components.exports import evidence_workbook as workbook_module
from components.exports.evidence_json import SCHEMA, evidence_document
from components.exports.evidence_taken import Taken
from components.exports.evidence_workbook import evidence_workbook
from components.own_words import NOT_ABOUT_CARE
from components.take_away_page import SLOW, files_of, take_away_parts
from domain_model.evidence_book import EvidenceBook
from domain_model.own_evidence import standing
from tests.taken_evidence import EVERY_VIEW, RATING, links, matrix


def shown(row: tuple[str | int, ...]) -> list[object]:
    """The row without the sign that no workbook can hold."""
    return [value.replace("\x01", "") if isinstance(value, str) else value for value in row]


def test_files_with_confidence_say_what_it_does_not_judge(book: EvidenceBook) -> None:
    taken = matrix(replace(book, own=replace(standing(()), confidence={"T1": RATING})))
    assert ("note", NOT_ABOUT_CARE) in taken.cover.rows()
    assert evidence_document(taken)["about"]["notes"] == [NOT_ABOUT_CARE]
    cover = load_workbook(BytesIO(evidence_workbook(taken)))["Cover"]
    assert NOT_ABOUT_CARE in [row[1].value for row in cover.iter_rows()]
    assert "does not mean" in take_away_parts(taken, dict.fromkeys(files_of(taken), ""), "")
    assert links(book).cover.notes == ()


def test_a_workbook_of_very_many_rows_is_written_row_by_row_and_people_are_told(
    book: EvidenceBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = matrix(book)
    few = load_workbook(BytesIO(evidence_workbook(taken)))
    page = take_away_parts(taken, dict.fromkeys(files_of(taken), ""), "")
    assert SLOW not in page and list(few["Statements"].tables) == ["Statements_table"]
    monkeypatch.setattr(workbook_module, "MANY_ROWS", len(taken.main.rows))
    many = load_workbook(BytesIO(evidence_workbook(taken)))
    assert not many["Statements"].tables and many["Statements"].auto_filter.ref.startswith("A1:")
    for name in few.sheetnames:
        read = [[[cell.value for cell in row] for row in opened[name].iter_rows()] for opened in (few, many)]
        assert read[0] == read[1], name
    assert take_away_parts(taken, dict.fromkeys(files_of(taken), ""), "").count(SLOW) == 1


@pytest.mark.parametrize("view", EVERY_VIEW)
def test_a_workbook_has_a_cover_notes_and_one_table_a_sheet_from_its_first_cell(
    book: EvidenceBook, view: Callable[[EvidenceBook], Taken]
) -> None:
    taken = view(book)
    opened = load_workbook(BytesIO(evidence_workbook(taken)))
    assert opened.sheetnames == ["Cover", "Notes", *(table.name.capitalize() for table in taken.tables)]
    cover = {row[0].value: row[1].value for row in opened["Cover"].iter_rows()}
    assert cover["citation"] == taken.cover.citation and cover["evidence version"] == taken.cover.version
    for table in taken.tables:
        sheet = opened[table.name.capitalize()]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert rows[0] == list(table.header)
        assert [[value if value is not None else "" for value in row] for row in rows[1:]] == [
            shown(row) for row in table.rows
        ]
        assert all(cell.data_type in "sn" for row in sheet.iter_rows() for cell in row), "a formula"


def test_a_workbook_of_nothing_has_headings_alone(book: EvidenceBook) -> None:
    opened = load_workbook(BytesIO(evidence_workbook(matrix(book, sources=("none",)))))
    assert opened["Statements"].max_row == 1


@pytest.mark.parametrize("view", EVERY_VIEW)
def test_a_document_explains_every_column_that_it_has(
    book: EvidenceBook, view: Callable[[EvidenceBook], Taken]
) -> None:
    document = evidence_document(view(book))
    assert document["schema"] == SCHEMA
    for name, rows in document["tables"].items():
        assert document["about"]["counts"][name] == len(rows)
        assert all(row.keys() == document["columns"][name].keys() for row in rows)
        assert all(document["columns"][name].values())
    assert document["about"]["citation"] == view(book).cover.citation
