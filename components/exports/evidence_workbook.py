"""A view of the evidence as a workbook: a cover, notes, and one table a sheet, each from its first cell on."""

from collections.abc import Sequence
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from components.exports.evidence_tables import Table
from components.exports.evidence_taken import Taken
from components.exports.evidence_words import drawable

COVER, NOTES = "Cover", "Notes"
LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds."""

MANY_ROWS = 10_000
"""From so many rows in a table on, the workbook is written row by row through a file, and not kept in memory."""

_WIDEST = 70
_ON_COVER = (
    "title", "warning", "filters", "evidence version", "date", "address of the view", "citation", "licence", "note",
)  # fmt: skip


def evidence_workbook(taken: Taken) -> bytes:
    """The workbook; no text in it is a formula or a link.

    One of very many rows has filters above its columns in place of tables, which cannot be written row by row.
    """
    out = BytesIO()
    by_row = is_large(taken)
    book = Workbook(out, {"constant_memory": True} if by_row else {"in_memory": True})
    cover, rows = taken.cover, taken.cover.rows()
    book.set_properties({"title": f"{cover.title}: {cover.filter_words}"[:255], "comments": cover.citation[:255]})
    formats = (
        book.add_format({"bold": True, "text_wrap": True}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    on_cover = tuple(row for row in rows if row[0] in _ON_COVER)
    _sheet(book, Table(COVER, _NAMED, on_cover), formats)
    meanings = [(f"{table.name}: {name}", meaning) for table in taken.tables for name, meaning in table.columns]
    notes = [row for row in rows if row[0] not in _ON_COVER] + [("tables", _listing(taken.tables)), *meanings]
    _sheet(book, Table(NOTES, _NAMED, tuple(notes)), formats)
    for table in taken.tables:
        sheet = _sheet(book, table, formats)
        if table.rows:
            _with_filters(sheet, table, formats, by_row=by_row)
    book.close()
    return out.getvalue()


def is_large(taken: Taken) -> bool:
    """Whether a workbook of it takes so long to make that people should be told."""
    return any(len(table.rows) >= MANY_ROWS for table in taken.tables)


_NAMED = (("about", ""), ("what it says", ""))


def _listing(tables: Sequence[Table]) -> str:
    return "; ".join(f"{table.name.capitalize()}: {len(table.rows):,} rows" for table in tables)


def _sheet(book: Workbook, table: Table, formats: tuple[Format, Format]) -> Worksheet:
    heading, plain = formats
    sheet = book.add_worksheet(table.name.capitalize())
    for column, name in enumerate(table.header):
        longest = max((len(str(row[column])) for row in table.rows[:500]), default=0)
        sheet.set_column(column, column, min(_WIDEST, max(longest, len(name)) + 2))
        sheet.write_string(0, column, name, heading)
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(number, column, drawable(cell)[:LONGEST_CELL], plain)
            else:
                sheet.write_number(number, column, cell)
    sheet.freeze_panes(1, 0)
    return sheet


def _with_filters(sheet: Worksheet, table: Table, formats: tuple[Format, Format], *, by_row: bool) -> None:
    place = (0, 0, len(table.rows), len(table.header) - 1)
    if by_row:
        sheet.autofilter(*place)
        return
    titles = [{"header": name, "header_format": formats[0]} for name in table.header]
    sheet.add_table(*place, {"name": f"{table.name.capitalize()}_table", "columns": titles})
