"""A workshop's results as a workbook, one table a sheet, and the same read back."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook as OpenBook
from openpyxl import load_workbook
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from components.exports.results_tables import (
    FIGURE_COLUMNS,
    MOST_ROWS,
    Parts,
    Value,
    figure_rows,
    nested,
    set_up_rows,
)
from components.labels import label
from components.workshop_report_text import METHOD, privacy_rules
from domain_model.workshop.file_fields import InvalidFileError
from domain_model.workshop.results_file import ResultsFile
from domain_model.workshop_vocabulary import Statistic, Suppression

COVER, NOTES, ROUNDS, SET_UP, FIGURES = "Cover", "Notes", "Rounds", "Set-up", "Figures"
EXACT = "value_exact"
"""The column that holds a value once more, as text: numbers of workbooks keep 15 digits of 17."""

LARGEST_UNPACKED = 60 * 1024 * 1024
"""A workbook of as many figures as a file may have is 45 MB unpacked."""

_ROUND_COLUMNS = (
    "number", "kind", "question", "opened_at", "opened_at_london", "counted_at", "counted_at_london", "is_revealed",
    "done", "publication",
)  # fmt: skip
_COVER = ("rehearsal", "source", "licence", "dataset_version", "exported_at", "exported_at_london")


def workbook_bytes(document: Mapping[str, Any], file: ResultsFile) -> bytes:
    """The workbook: cover, notes, rounds, set-up, and the figures, if any are to be seen. No text is a formula."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"title": file.plan.title, "created": file.exported_at.replace(tzinfo=None)})
    cover = [(name.replace("_", " "), str(document[name])) for name in _COVER if name in document]
    _sheet(book, COVER, (file.plan.title, "Results of a workshop"), [*cover, ("workshop", file.workshop)])
    _sheet(book, NOTES, ("About", "Note"), _notes(file))
    rounds = [[_cell(one.get(name)) for name in _ROUND_COLUMNS] for one in document["rounds"]]
    _sheet(book, ROUNDS, _ROUND_COLUMNS, rounds)
    _sheet(book, SET_UP, ("name", "text"), set_up_rows(document))
    place = FIGURE_COLUMNS.index("value")
    figures = [[*row, repr(row[place]) if row[place] != "" else ""] for row in figure_rows(document)]
    if figures:
        _sheet(book, FIGURES, (*FIGURE_COLUMNS, EXACT), figures)
    book.close()
    return out.getvalue()


def _notes(file: ResultsFile) -> list[tuple[str, str]]:
    rows = [("method", words) for words in METHOD]
    rows += [("privacy", words) for words in privacy_rules(file.plan)]
    rows += [(f"suppression: {one.value}", label(one)) for one in Suppression]
    return rows + [(f"statistic: {one.value}", label(one)) for one in Statistic]


def _cell(value: object) -> Value:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, (int, float)) else str(value or "")


def _sheet(book: Workbook, name: str, header: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    sheet: Worksheet = book.add_worksheet(name)
    bold, wrapped = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
    for column, words in enumerate(header):
        sheet.write_string(0, column, words, bold)
        longest = max((len(str(row[column])) for row in rows), default=0)
        sheet.set_column(column, column, min(80, max(longest, len(words)) + 2))
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(number, column, cell, wrapped)
            else:
                sheet.write_number(number, column, cell)
    if rows and name != COVER:
        titles = [{"header": words, "header_format": bold} for words in header]
        table = {"name": name.replace("-", "_"), "columns": titles, "autofilter": False}
        sheet.add_table(0, 0, len(rows), len(header) - 1, table)


def parts_of_workbook(content: bytes) -> Parts:
    """The parts of a workbook of ours.

    Raises:
        InvalidFileError: if it is none, or is damaged.
    """
    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > LARGEST_UNPACKED:
                raise InvalidFileError("the file", "it is too large once it is unpacked")
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        set_up = _rows_of(book, SET_UP, ("name", "text"))
        figures = _rows_of(book, FIGURES, (*FIGURE_COLUMNS, EXACT)) if FIGURES in book.sheetnames else []
        book.close()
    except (InvalidFileError, BadZipFile) as error:
        raise error if isinstance(error, InvalidFileError) else _damaged() from None
    except Exception:  # a damaged workbook makes its reader fail in any way
        raise _damaged() from None
    named = [(where, str(row["name"] or ""), str(row["text"] or "").replace("_x000D_", "\r")) for where, row in set_up]
    return nested(named), [(where, _exact(where, row)) for where, row in figures]


def _damaged() -> InvalidFileError:
    return InvalidFileError("the file", "it is no workbook, or is damaged")


def _rows_of(book: OpenBook, name: str, columns: Sequence[str]) -> list[tuple[str, dict[str, object]]]:
    if name not in book.sheetnames:
        raise InvalidFileError("the workbook", f"it has no sheet “{name}”")
    rows = list(book[name].iter_rows(max_row=MOST_ROWS + 2, max_col=2 * len(columns), values_only=True))
    if len(rows) > MOST_ROWS + 1:  # all of a file or nothing
        raise InvalidFileError(f"the sheet “{name}”", f"it has more than {MOST_ROWS} rows")
    header = list(rows[0]) if rows else []
    missing = [column for column in columns if column not in header]
    if missing:
        raise InvalidFileError(f"the sheet “{name}”", f"it lacks the column {', '.join(missing)}")
    found: list[tuple[str, dict[str, object]]] = [
        (f"{name}, row {number}", {str(key): cell for key, cell in zip(header, row, strict=False)})
        for number, row in enumerate(rows[1:], start=2)
        if any(cell is not None for cell in row)
    ]
    return found


def _exact(where: str, row: dict[str, object]) -> dict[str, object]:
    """The figure with its exact value in place of the rounded one."""
    exact, value = row.get(EXACT), row.get("value")
    if exact in (None, "") and value in (None, ""):
        return row
    try:
        number, shown = float(str(exact)), float(str(value))
    except ValueError:
        raise InvalidFileError(where, f"“value” or “{EXACT}” is no number") from None
    if abs(number - shown) > 1e-12 * max(1.0, abs(number)):
        raise InvalidFileError(where, f"“value” and “{EXACT}” differ: the file was changed")
    return row | {"value": number}
