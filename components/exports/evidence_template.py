"""The templates that people fill in to bring evidence: a workbook, and one table of comma-separated values."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from components.labels import label
from domain_model.cells import CELLS
from domain_model.evidence import Source, Subtheme
from domain_model.evidence_vocabulary import Perspective, PlacementBasis, PopulationGroup, RecordKind, Wording
from domain_model.use_cases.evidence_rows import COLUMNS, EXAMPLES, RECORD
from domain_model.vocabulary import BuildingBlock, Level, LinkBasis, LinkSign, StatementKind

WORDS_SHEET = "Words"
NEEDED = "needed: "
"""How the meaning of a column begins that a row cannot be without."""

SHEETS = {RecordKind.SOURCE: "sources", RecordKind.STATEMENT: "statements", RecordKind.LINK: "links"}
_FIRST_DAY = datetime(1980, 1, 1)  # the same template is the same file

EXPLAINED: dict[RecordKind, dict[str, str]] = {
    RecordKind.SOURCE: {
        "id": "needed: a short name of your own, by which statements and links name the source",
        "title": "needed: as printed",
        "authors": "as printed, several with ; between",
        "year": "year of publication, as printed; four digits first, so that filters by year find it",
        "publisher": "who published it",
        "kind": "article, report, guidance, interview study ...",
        "evidence_from": "year in which gathering of its evidence began, empty if not printed",
        "evidence_to": "year in which it ended",
        "url": "where the original stands, beginning with https://",
        "citation": "as it is to be printed; empty: made from the other columns",
        "note": "what readers should know of it",
    },
    RecordKind.STATEMENT: {
        "id": "leave empty for a new statement",
        "kind": "needed: from the list",
        "cells": "needed: the building block and level it sits in, several with ; between, such as financing/meso",
        "text": "needed: what the source says, in your words unless the wording is a quotation",
        "source": "needed: the id of a source of this file, or of one that stands here",
        "place": "needed: page, section or line of the source",
        "participant": "reference of a participant as the source prints it, never a name",
        "voice": "whose voice it is: authors, participant ...",
        "perspective": "from the list; empty: unknown",
        "subtheme": "id or name of a sub-theme, from the list",
        "groups": "population groups from the list, several with ; between",
        "basis": "how firmly it sits in its cells, from the list; empty: inferred",
        "wording": "whose words the text is in, from the list; empty: own_words. Quote only what you may reproduce",
        "also_in": "cells where the text could be filed as well, several with ; between",
        "note": "what readers should know of it",
    },
    RecordKind.LINK: {
        "id": "leave empty for a new link",
        "from_block": "needed: building block, or all, or cross_cutting",
        "from_level": "needed: level, or all",
        "to_block": "needed: likewise",
        "to_level": "needed: likewise",
        "sign": "needed: what the one does to parity in the other, from the list",
        "text": "needed: how the one acts on the other, in your words",
        "basis": "how firmly the source says it, from the list; empty: inferred",
        "basis_note": "why it was filed so",
        "source": "needed: the id of a source of this file, or of one that stands here",
        "place": "needed: page, section or line of the source",
    },
}
"""What each column is for, beginning with `NEEDED` where a row cannot be without it."""

_RECORD_MEANS = (
    "needed: what the row is: source, statement or link. A workbook has a sheet for each instead, and not this column"
)

_LISTS: tuple[tuple[str, type[StrEnum]], ...] = (
    ("kind", StatementKind),
    ("building block", BuildingBlock),
    ("level", Level),
    ("perspective", Perspective),
    ("groups", PopulationGroup),
    ("basis of a statement", PlacementBasis),
    ("wording", Wording),
    ("sign of a link", LinkSign),
    ("basis of a link", LinkBasis),
)


def csv_columns() -> tuple[str, ...]:
    """The headings of the one table that holds all kinds of records, the kind first."""
    return (RECORD, *dict.fromkeys(column for columns in COLUMNS.values() for column in columns))


def csv_examples() -> list[list[str]]:
    """The FICTITIOUS example row of each kind, under the headings of the one table."""
    return [[({RECORD: kind.value} | EXAMPLES[kind]).get(column, "") for column in csv_columns()] for kind in EXAMPLES]


def explained_columns() -> list[tuple[str, str, str]]:
    """Every column: of what it is, its heading, what it means."""
    sheets = [(f"sheet {SHEETS[kind]}", one, EXPLAINED[kind][one]) for kind in SHEETS for one in COLUMNS[kind]]
    return [("every row", RECORD, _RECORD_MEANS), *sheets]


def template_workbook(sources: Sequence[Source], subthemes: Sequence[Subtheme]) -> bytes:
    """A workbook with the three sheets to fill in and one that explains every column and word. No text is a formula."""
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"title": "Evidence for Parity Map", "created": _FIRST_DAY})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for kind, name in SHEETS.items():
        sheet: Worksheet = book.add_worksheet(name)
        for place, column in enumerate(COLUMNS[kind]):
            sheet.write_string(0, place, column, bold)
            sheet.write_string(1, place, EXAMPLES[kind].get(column, ""))
            sheet.set_column(place, place, 40 if column in {"text", "citation"} else 18, wrapped)
        sheet.freeze_panes(1, 0)
    words: Worksheet = book.add_worksheet(WORDS_SHEET)
    for place, (heading, width) in enumerate((("of", 22), ("column or word", 34), ("what it means", 90))):
        words.write_string(0, place, heading, bold)
        words.set_column(place, place, width, wrapped)
    for number, row in enumerate(explained_rows(sources, subthemes), start=1):
        for place, text in enumerate(row):
            words.write_string(number, place, text)
    book.close()
    return out.getvalue()


def explained_rows(sources: Sequence[Source], subthemes: Sequence[Subtheme]) -> list[tuple[str, str, str]]:
    """Every column and every word of the lists: of what it is, the word as it is to be written, what it means."""
    rows = explained_columns()
    rows += [(name, token.value, label(token)) for name, tokens in _LISTS for token in tokens]
    rows += [("cells", cell.token, f"{label(cell.block)}, {label(cell.level)}") for cell in CELLS]
    rows += [("subtheme", one.id, f"{label(one.block)}: {one.label}") for one in subthemes]
    return rows + [("source that stands here", one.id, one.title or one.citation) for one in sources]
