"""A workshop's results as tables for files, and back: one long table, or a workbook with one table on each sheet.

Values are written so that they read back to the bit: in the long table by their shortest exact form, in a workbook,
whose numbers have 15 digits, once more as text.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from components.labels import cell_label
from components.workshop_report_text import LICENCE, REHEARSAL, SOURCE
from domain_model.cells import Cell
from domain_model.workshop.file_fields import InvalidFileError
from domain_model.workshop.results_file import ResultsFile, figure_document, set_up_document

Value = str | int | float
Document = dict[str, Any]
LONDON = ZoneInfo("Europe/London")
FIGURE_COLUMNS = (
    "round", "question", "target", "target_words", "scale", "voice", "statistic", "value", "people", "suppression",
)  # fmt: skip
SET_UP, FIGURE = "set_up", "figure"
LONG_COLUMNS = ("record", "name", "text", *FIGURE_COLUMNS)
MOST_ROWS = 100_000
"""Three rounds about 18 cells, on two scales and by six groups, are 13,000 figures."""

MOST_PARTS = 8
_LOCAL = "_london"


def export_document(file: ResultsFile) -> Document:
    """Everything that a file holds: the set-up, counts of people, and each figure that people may see."""
    return {
        **({"rehearsal": REHEARSAL} if file.plan.is_rehearsal else {}),
        "source": SOURCE,
        "licence": LICENCE,
        **_with_local_times(set_up_document(file)),
        "figures": [
            figure_document(one.number, figure)
            for one in file.rounds
            if one.results is not None
            for figure in one.results.figures
        ],
    }


def _with_local_times(part: Document) -> Document:
    """The same with each moment once more as clocks in London show it."""
    found: Document = {}
    for name, value in part.items():
        found[name] = _each(value)
        if name.endswith("_at") and isinstance(value, str):
            found[name + _LOCAL] = local_words(datetime.fromisoformat(value))
    return found


def _each(value: object) -> object:
    if isinstance(value, dict):
        return _with_local_times(cast(Document, value))
    return [_each(one) for one in value] if isinstance(value, list) else value


def local_words(at: datetime) -> str:
    """A moment by the clocks of London: `2026-06-12 11:00 BST`."""
    return f"{at.astimezone(LONDON):%Y-%m-%d %H:%M %Z}"


def set_up_rows(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Everything but the figures as names and texts: `plan.cells.1` is the first of a list."""
    return [row for name, value in document.items() if name != "figures" for row in _flat(name, value)]


def _flat(name: str, value: object) -> Iterable[tuple[str, str]]:
    if isinstance(value, Mapping):
        for part, inner in value.items():
            yield from _flat(f"{name}.{part}", inner)
    elif isinstance(value, (list, tuple)):
        for place, inner in enumerate(value, start=1):
            yield from _flat(f"{name}.{place}", inner)
    elif isinstance(value, bool):
        yield name, "yes" if value else "no"
    else:
        yield name, "" if value is None else str(value)


def figure_rows(document: Mapping[str, Any]) -> list[list[Value]]:
    """The figures in the order of `FIGURE_COLUMNS`, each with its question and what it is about in words.

    A document says these once, with its rounds and items; a table is read row by row. '' for a value that is not shown.
    """
    questions = {one["number"]: one["question"] for one in document["rounds"]}
    names = {token: cell_label(Cell.from_token(token)) for token in document["plan"]["cells"]}
    names |= {item["id"]: item["text"] for item in document["items"]}
    rows: list[list[Value]] = []
    for figure in document["figures"]:
        words = {"question": questions[figure["round"]], "target_words": names.get(figure["target"], "")}
        row = figure | words
        rows.append(["" if row[column] is None else row[column] for column in FIGURE_COLUMNS])
    return rows


def long_rows(document: Mapping[str, Any]) -> list[list[Value]]:
    """Everything in the order of `LONG_COLUMNS`: the set-up, a name and a text a row, then each figure."""
    gap: list[Value] = [""] * len(FIGURE_COLUMNS)
    set_up: list[list[Value]] = [[SET_UP, name, text, *gap] for name, text in set_up_rows(document)]
    return set_up + [[FIGURE, "", "", *row] for row in figure_rows(document)]


Parts = tuple[Document, list[tuple[str, object]]]
"""The set-up and the figures of a file, each figure with where it stands."""


def parts_of_document(document: object) -> Parts:
    """The parts of a file that is a document already.

    Raises:
        InvalidFileError: if it is none.
    """
    figures = document.get("figures", []) if isinstance(document, dict) else None
    if not isinstance(document, dict) or not isinstance(figures, list) or len(figures) > MOST_ROWS:
        raise InvalidFileError("the file", "it is not a workshop's results")
    return document, [(f"figure {place}", figure) for place, figure in enumerate(figures, start=1)]


def parts_of_long_table(rows: Sequence[Sequence[str]]) -> Parts:
    """The parts of a file that is one long table, its header first.

    Raises:
        InvalidFileError: if it is none of ours.
    """
    header = list(rows[0]) if rows else []
    missing = [name for name in LONG_COLUMNS if name not in header]
    if missing:
        raise InvalidFileError("the first row", f"it lacks the column {', '.join(missing)}")
    set_up: list[tuple[str, str, str]] = []
    figures: list[tuple[str, object]] = []
    for number, row in enumerate(rows[1:], start=2):
        fields = dict(zip(header, row, strict=False))
        where, record = f"row {number}", fields.get("record", "")
        if record == FIGURE:
            figures.append((where, fields))
        elif record == SET_UP:
            set_up.append((where, fields.get("name", ""), fields.get("text", "")))
        elif any(row):
            raise InvalidFileError(where, f"“record” is neither {SET_UP} nor {FIGURE}")
    return nested(set_up), figures


def nested(rows: Iterable[tuple[str, str, str]]) -> Document:
    """The document that names and texts stand for, each row with where it stands; lists stay mappings from numbers.

    Raises:
        InvalidFileError: if names contradict one another.
    """
    document: Document = {}
    for where, name, text in rows:
        *parts, last = name.split(".")
        inner: Document = document
        for part in parts[:MOST_PARTS]:
            found = inner.setdefault(part, {})
            if not isinstance(found, dict):
                raise InvalidFileError(where, f"“{name}” is part of something that has a text of its own")
            inner = found
        if last in inner or len(parts) > MOST_PARTS:
            raise InvalidFileError(where, f"“{name}” stands there twice, or cannot be read")
        inner[last] = text
    return document
