"""A file of views, read row by row: what each row would change, and what is wrong with it."""

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from io import StringIO

from components.score_import import ImportRow, RowState
from components.score_values import read_opinion
from domain_model.cells import Cell
from domain_model.judgements import Judgement, Place
from domain_model.people import Person
from domain_model.use_cases.judge_cells import Answer
from pages.http.csv_files import plain_cell

LARGEST_FILE = 256 * 1024
MOST_ROWS = 2000
NEEDED = ("area", "block", "level", "perception")


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


def read_rows(text: str, areas: Collection[str], own: Sequence[Judgement], reader: Person) -> list[ImportRow]:
    """Every row of the file after its header; `own` are all versions of the views of the person who reads it.

    Rows with an older version (`stands` is `no`) and rows that answer nothing are left as they are; a row that
    names another author is a problem.

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
            fields = {name: plain_cell(field) for name, field in zip(header, record, strict=False)}
            other = _other_author(fields, reader)
            rows.append(_not_own(number, fields, other) if other else _row(number, fields, areas, standing, seen))
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


def _other_author(fields: Mapping[str, str], reader: Person) -> str:
    """Who else wrote the row; '' for a row of the reader's own, or without an author as in a file made by hand.

    Where the file has the column with the id, the id decides: two people may have one name, and a name may change.
    """
    author, author_id = (" ".join(fields.get(name, "").split()) for name in ("author", "author_id"))
    if "author_id" in fields:
        is_own = author_id == reader.id or not (author or author_id)
    else:
        is_own = author in ("", reader.id) or author.casefold() == " ".join(reader.name.split()).casefold()
    return "" if is_own else author or "somebody else"


def _not_own(number: int, fields: Mapping[str, str], author: str) -> ImportRow:
    area, block, level = (fields.get(name, "").strip() for name in ("area", "block", "level"))
    problem = f"Written by {author[:80]}: only your own views can be put back. Leave this row out."
    return ImportRow(number, f"{area} {block}/{level}", RowState.PROBLEM, column="author", problem=problem)


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
