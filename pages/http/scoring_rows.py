"""A file of views, read row by row: what each row would change, and what is wrong with it."""

import csv
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from io import StringIO

from components.score_import import ImportRow, RowState
from components.score_values import read_opinion
from domain_model.cells import Cell
from domain_model.judgements import Judgement, Place
from domain_model.use_cases.judge_cells import Answer

LARGEST_FILE = 256 * 1024
MOST_ROWS = 2000
NEEDED = ("area", "block", "level", "perception")
_MADE_SAFE = re.compile(r"'+[=+\-@\t\r]")


class UnreadableFileError(Exception):
    """The file is no table of views; the message says what to do."""


def text_of(content: bytes) -> str:
    """The file as text, with line ends of one kind.

    Raises:
        UnreadableFileError: if it is too large or not UTF-8.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableFileError(f"The file is larger than {LARGEST_FILE // 1024} KB. Split it and import the parts.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFileError("The file is not in UTF-8. Save it as 'CSV UTF-8' and choose it again.") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_rows(text: str, areas: Collection[str], own: Sequence[Judgement]) -> list[ImportRow]:
    """Every row of the file after its header; `own` are all versions of the person's views.

    Rows with an older version (`stands` is `no`) and rows that answer nothing are left as they are.

    Raises:
        UnreadableFileError: if it is no table, lacks a column or has too many rows.
    """
    header, records = _table(text)
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise UnreadableFileError(
            f"The first row lacks the column {', '.join(missing)}. Use the columns of the file that you download here."
        )
    standing = {judgement.place: judgement for judgement in own}
    seen: dict[Place, int] = {}
    rows = []
    for number, record in enumerate(records, start=2):
        if any(field.strip() for field in record):
            fields = {name: _plain(field) for name, field in zip(header, record, strict=False)}
            rows.append(_row(number, fields, areas, standing, seen))
    if not rows:
        raise UnreadableFileError("The file has no row below its header. Choose a file with views.")
    return rows


def _table(text: str) -> tuple[list[str], Iterable[list[str]]]:
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        records = list(csv.reader(StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UnreadableFileError(f"The file is no table of comma-separated values ({error}).") from None
    if len(records) > MOST_ROWS + 1:
        raise UnreadableFileError(f"The file has more than {MOST_ROWS} rows. Split it and import the parts.")
    header = [name.strip().casefold() for name in records[0]] if records else []
    return header, records[1:]


def _plain(field: str) -> str:
    """A field without the sign that keeps spreadsheets from running it as a formula."""
    return field[1:] if _MADE_SAFE.match(field) else field


def _row(
    number: int,
    fields: Mapping[str, str],
    areas: Collection[str],
    standing: Mapping[Place, Judgement],
    seen: dict[Place, int],
) -> ImportRow:
    area, block, level = (fields.get(name, "").strip() for name in ("area", "block", "level"))
    where = f"{area} {block}/{level}"

    def wrong(column: str, words: str) -> ImportRow:
        return ImportRow(number, where, RowState.PROBLEM, column=column, problem=words)

    if area not in areas:
        return wrong("area", f"There is no area {area[:40]!r}. Use its code, as in the file that you download here.")
    try:
        cell = Cell.from_token(f"{block}/{level}")
    except ValueError:
        return wrong("block, level", "There is no such cell. Use the words of the file that you download here.")
    if fields.get("stands", "yes").strip().casefold() == "no":
        return ImportRow(number, where, RowState.HISTORY)
    place = (area, cell)
    opinion, problems = read_opinion(fields)
    if problems:
        column, words = next(iter(problems.items()))
        return wrong(column, words)
    if opinion.is_blank:
        return ImportRow(number, where, RowState.EMPTY)
    if place in seen:
        return wrong("area, block, level", f"Row {seen[place]} is about the same cell. Keep one of them.")
    seen[place] = number
    now = standing.get(place)
    answer = Answer(opinion, now.version if now else 0)
    if now is None or now.opinion is None:
        return ImportRow(number, where, RowState.NEW, place, answer)
    state = RowState.UNCHANGED if now.opinion == opinion else RowState.CHANGED
    return ImportRow(number, where, state, place, answer, before=now)
