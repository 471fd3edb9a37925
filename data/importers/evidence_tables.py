"""Reads tables of evidence that people filled in: comma-separated values or a workbook, bounded, nothing evaluated."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from itertools import islice

from openpyxl import load_workbook

from data.importers.sealed_archive import SealedArchive
from domain_model.coding_project import UnreadableFileError
from domain_model.evidence_vocabulary import RecordKind
from domain_model.plain_text import is_plain
from domain_model.use_cases.read_evidence_rows import MOST_ROWS, TableRow

RECORD = "record"
"""The column that says, where one table holds several kinds of records, of which kind a row is."""

SHEETS = {"sources": RecordKind.SOURCE, "statements": RecordKind.STATEMENT, "links": RecordKind.LINK}
LONGEST_CELL = 8_000
LONGEST_SHARED = 2 * LONGEST_CELL
"""A cell of a workbook that is longer refuses the file before anything is copied."""

LONGEST_TABLE = 30_000_000
"""Characters of all cells of a sheet together."""

MOST_COLUMNS = 60
_TELLING = {"from_block": RecordKind.LINK, "cells": RecordKind.STATEMENT, "citation": RecordKind.SOURCE}
"""A column that only one kind of table has: by it a table without a column of kinds is told."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def rows_of_csv(content: bytes) -> tuple[TableRow, ...]:
    """The rows of a file of comma-separated values in UTF-8, with or without a byte order mark.

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
    try:
        table = list(islice(csv.reader(StringIO(text, newline=""), strict=True), MOST_ROWS + 2))
    except csv.Error as error:
        raise UnreadableFileError(f"The file is no table of comma-separated values ({error}).") from None
    return tuple(_rows(table, "", None))


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
    header = [cell.strip().casefold() for cell in table[0]]
    named = [name for name in header if name]
    if len(set(named)) != len(named):
        twice = sorted({name for name in named if named.count(name) > 1})
        raise UnreadableFileError(f"{sheet.capitalize()}row 1: the heading {', '.join(twice)} stands there twice.")
    if len(table) - 1 > MOST_ROWS:
        raise UnreadableFileError(f"The file has more than {MOST_ROWS:,} rows.")
    told = kind or next((found for column, found in _TELLING.items() if column in header), None)
    if told is None and RECORD not in header:
        raise UnreadableFileError(
            f"Row 1: these headings are not ours ({', '.join(named)[:160] or 'there are none'}). Begin with a template."
        )
    for number, row in enumerate(table[1:], start=2):
        where = f"{sheet}row {number}"
        cells = {name: _cell(text, where, name) for name, text in zip(header, row, strict=False) if name}
        if not any(cells.values()):
            continue
        if any(text.strip() for text in row[len(header) :]):
            raise UnreadableFileError(f"{where.capitalize()}: it has more cells than there are headings.")
        record = cells.pop(RECORD, "").casefold()
        if kind is None and record and record not in set(SHEETS.values()):
            raise UnreadableFileError(
                f"{where.capitalize()}, column record: “{record[:40]}” is none of {_listed(SHEETS.values())}."
            )
        of = RecordKind(record) if record and kind is None else told
        if of is None or (RECORD in header and kind is None and not record):
            raise UnreadableFileError(f"{where.capitalize()}, column record: write one of {_listed(SHEETS.values())}.")
        yield TableRow(where, of, cells)


def _listed(kinds: Iterable[RecordKind]) -> str:
    return ", ".join(kind.value for kind in kinds)


def _cell(text: str, where: str, column: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it."""
    if len(text) > LONGEST_CELL or not is_plain(text):
        raise UnreadableFileError(f"{where.capitalize()}, column {column[:40]}: this is too long, or no plain text.")
    bare = text.lstrip("'")
    is_made_safe = text.startswith("'") and bare.startswith(_FORMULA_SIGNS)
    return (text[1:] if is_made_safe else text).strip()
