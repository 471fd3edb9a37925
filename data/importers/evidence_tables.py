"""Reads tables of evidence that people filled in: comma-separated values or a workbook, bounded, nothing evaluated."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import islice

from openpyxl import load_workbook

from data.importers.sealed_archive import SealedArchive
from domain_model.coding_project import UnreadableFileError
from domain_model.evidence_vocabulary import RecordKind
from domain_model.plain_text import is_plain
from domain_model.use_cases.evidence_rows import COLUMNS, RECORD, TableRow, unknown_headings
from domain_model.use_cases.read_evidence_rows import MOST_ROWS

SHEETS = {"sources": RecordKind.SOURCE, "statements": RecordKind.STATEMENT, "links": RecordKind.LINK}
LONGEST_CELL = 8_000
LONGEST_SHARED = 2 * LONGEST_CELL
"""A cell of a workbook that is longer refuses the file before anything is copied."""

LONGEST_TABLE = 30_000_000
"""Characters of all cells of a sheet together."""

MOST_COLUMNS = 60
_TELLING = {"from_block": RecordKind.LINK, "cells": RecordKind.STATEMENT, "citation": RecordKind.SOURCE}
"""A column that only one kind of table has: by it a table without a column of kinds is told."""

_HEADINGS = frozenset(column for columns in COLUMNS.values() for column in columns) | {RECORD}
_SEPARATORS = (",", ";", "\t")
_SEPARATED = "The cells of a row may be separated by commas, semicolons or tabs; one that holds the separator, a line "
_SEPARATED += "break or a quotation mark stands in quotation marks."

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def rows_of_csv(content: bytes) -> tuple[TableRow, ...]:
    """The rows of a file of separated values in UTF-8, with or without a byte order mark.

    Commas, semicolons or tabs separate its cells: the one under which the most headings are ours.

    Raises:
        UnreadableFileError: if it is none, is in another encoding, or has too many rows.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableFileError("The file is in UTF-16. Save it as “CSV UTF-8” and bring it again.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableFileError(
            f"The file is not in UTF-8 (line {line:,} shows it). Save it as “CSV UTF-8” and bring it again."
        ) from None
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        table = list(islice(reader, MOST_ROWS + 2))
    except csv.Error as error:
        where = f"line {reader.line_num:,}: {error}"
        raise UnreadableFileError(f"The file is no table of comma-separated values ({where}). {_SEPARATED}") from None
    return tuple(_rows(table, "", None))


def _separator(text: str) -> str:
    """The sign under which the most headings are ours; where as many are under several, the one that gives most."""
    found: list[tuple[int, int]] = []
    for sign in _SEPARATORS:
        try:
            header = _tidy(next(csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True), []))
        except csv.Error:
            header = []
        found.append((len(_HEADINGS.intersection(header)), len(header)))
    return _SEPARATORS[found.index(max(found))]


def _tidy(header: Iterable[str]) -> list[str]:
    """Headings as they are compared."""
    return [cell.strip().casefold() for cell in header]


def rows_of_workbook(content: bytes) -> tuple[TableRow, ...]:
    """The rows of the sheets `sources`, `statements` and `links` of a workbook.

    Of a formula, the value that was computed last and kept with it is read; nothing is computed, no macro runs.

    Raises:
        UnreadableFileError: if it is none, is not safe to read, or has too many rows.
    """
    archive = SealedArchive(content)
    for name in archive.names:
        packed = archive.read(name)
        if name.casefold().endswith((".xml", ".rels", ".vml")) and (b"<!DOCTYPE" in packed or b"<!ENTITY" in packed):
            raise UnreadableFileError(f"The workbook is refused: “{name[:80]}” in it declares entities.")
    found: list[TableRow] = []
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        names = {name.strip().casefold(): name for name in book.sheetnames}
        known = [(names[sheet], kind) for sheet, kind in SHEETS.items() if sheet in names]
        for name, kind in known:
            rows = book[name].iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
            found += _rows(_bounded(rows), f"sheet {name}, ", kind)
        book.close()
    except UnreadableFileError:
        raise
    except Exception:  # a damaged workbook makes its reader fail in any way
        raise UnreadableFileError("The file is no workbook, or it is damaged.") from None
    if not known:
        raise UnreadableFileError(f"The workbook has none of the sheets {', '.join(SHEETS)}.")
    if len(found) > MOST_ROWS:
        raise UnreadableFileError(f"The workbook has more than {MOST_ROWS:,} rows.")
    return tuple(found)


def _bounded(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    """The rows as text, row by row: many cells may share one long text, which each of them would copy."""
    found: list[list[str]] = []
    left = LONGEST_TABLE
    for row in rows:
        if any(isinstance(value, str) and len(value) > LONGEST_SHARED for value in row):
            raise UnreadableFileError(f"The workbook is refused: a cell holds more than {LONGEST_SHARED:,} characters.")
        found.append(list(map(_words, row)))
        left -= sum(map(len, found[-1]))
        if left < 0:
            raise UnreadableFileError(f"The workbook is refused: it holds more than {LONGEST_TABLE:,} characters.")
    return found


def _words(value: object) -> str:
    """A cell of a workbook as text: whole numbers without a point, dates as ISO has them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, (datetime, date)):
        return value.isoformat()[:10]
    return str(value).replace("_x000D_", "")


def _rows(table: Sequence[Sequence[str]], sheet: str, kind: RecordKind | None) -> Iterator[TableRow]:
    if not table:
        return
    header = _tidy(table[0])
    named = [name for name in header if name]
    if len(set(named)) != len(named):
        twice = sorted({name for name in named if named.count(name) > 1})
        raise UnreadableFileError(f"{sheet.capitalize()}row 1: the heading {', '.join(twice)} stands there twice.")
    if len(table) - 1 > MOST_ROWS:
        raise UnreadableFileError(f"The file has more than {MOST_ROWS:,} rows.")
    told = kind or next((found for column, found in _TELLING.items() if column in header), None)
    if told is None and RECORD not in header:
        what = unknown_headings(named) or "The headings do not tell of what kind the rows are: add the column record."
        raise UnreadableFileError(f"Row 1: {what} Begin with a template. {_SEPARATED}")
    for number, row in enumerate(table[1:], start=2):
        where = f"{sheet}row {number}"
        wrong: list[tuple[str, str]] = []
        cells = {name: _cell(text, name, wrong) for name, text in zip(header, row, strict=False) if name}
        if not any(cells.values()) and not wrong:
            continue
        if any(text.strip() for text in row[len(header) :]):
            wrong.append(("", f"it has more cells than there are headings. {_SEPARATED}"))
        if RECORD not in header or kind is not None:
            cells.pop(RECORD, None)
            yield TableRow(where, told, cells, tuple(wrong))
            continue
        record = cells.pop(RECORD, "").casefold()  # a short row ends before it
        if record in set(SHEETS.values()):
            yield TableRow(where, RecordKind(record), cells, tuple(wrong))
            continue
        listed = ", ".join(kind.value for kind in SHEETS.values())
        wrong.append((RECORD, f"“{record[:40]}” is none of {listed}" if record else f"write one of {listed}"))
        yield TableRow(where, _likely(cells), cells, tuple(wrong))


def _likely(cells: Mapping[str, str]) -> RecordKind | None:
    """The kind that has most of the columns that are filled, so that a row that does not say it is read too."""
    filled = {column for column, text in cells.items() if text}
    first, second, *_rest = sorted(((len(filled.intersection(COLUMNS[kind])), kind) for kind in COLUMNS), reverse=True)
    return first[1] if first[0] > second[0] else None


def _cell(text: str, column: str, wrong: list[tuple[str, str]]) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it; '' for one that is added to `wrong`."""
    if len(text) > LONGEST_CELL or not is_plain(text):
        wrong.append((column, "this is too long, or no plain text"))
        return ""
    bare = text.lstrip("'")
    is_made_safe = text.startswith("'") and bare.startswith(_FORMULA_SIGNS)
    return (text[1:] if is_made_safe else text).strip()
