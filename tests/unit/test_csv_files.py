"""Cells that a spreadsheet may hold, and numbers as our own forms write them."""

import csv
from io import StringIO

import pytest

from pages.http.csv_files import csv_text, download, plain_cell, safe_cell
from pages.http.parameters import whole


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1", "''+1"])
def test_a_formula_is_made_safe_and_reads_back(text: str) -> None:
    assert safe_cell(text) == f"'{text}" and plain_cell(safe_cell(text)) == text


@pytest.mark.parametrize("text", ["", "1", "'so'", "a=b", "''", "é"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == plain_cell(text) == text


def test_a_file_guards_every_text_and_leaves_numbers_alone() -> None:
    found = list(csv.reader(StringIO(csv_text(("one", "two"), [("=A1", -2.5), ('a,\n"b"', 3)]))))
    assert found == [["one", "two"], ["'=A1", "-2.5"], ['a,\n"b"', "3"]]


def test_a_download_has_its_name_and_is_kept_by_nobody() -> None:
    answer = download("a\r\n", "text/csv", "FICTITIOUS.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="FICTITIOUS.csv"'
    assert answer.headers["Cache-Control"] == "no-store" and answer.mimetype == "text/csv"


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("0", 0), ("9" * 9, 999_999_999), ("9" * 10, 7), ("-1", 7), ("", 7), ("٣", 7)]
)
def test_a_number_is_whole_and_has_an_end(text: str, number: int) -> None:
    assert whole(text, otherwise=7) == number
    assert whole("x") == 0
