"""Read rows of tables that people filled in as sources, statements and links, or say what is wrong row by row."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from typing import TypeVar

from domain_model.cells import CELLS, Cell
from domain_model.coding_project import Loss, LossTally, UnreadableFileError
from domain_model.draft_reading import link_from, source_from, statement_from
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_drafts import DraftProblemsError, LinkDraft, SourceDraft, StatementDraft
from domain_model.evidence_import import Proposed, own_id
from domain_model.evidence_vocabulary import Perspective, PlacementBasis, PopulationGroup, RecordKind, Wording
from domain_model.own_evidence import OWN_PREFIX
from domain_model.vocabulary import LinkBasis, LinkSign, StatementKind

MOST_ROWS = 10_000
MOST_PROBLEMS = 100
Draft = TypeVar("Draft", SourceDraft, StatementDraft, LinkDraft)

COLUMNS: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.SOURCE: ("id", *(field.name for field in fields(SourceDraft))),
    RecordKind.STATEMENT: ("id", "kind", "cells", "text", "source", "place", "participant", "voice", "perspective")
    + ("subtheme", "groups", "basis", "wording", "also_in", "note"),
    RecordKind.LINK: ("id", "from_block", "from_level", "to_block", "to_level", "sign", "text", "basis", "basis_note")
    + ("source", "place"),
}
"""The columns of each table, named as in the files of the catalogue."""

_NOT_TAKEN = {"reading", "in_table2", "version", "at", "author"}
"""Columns of files of ours that say what only the catalogue or the store can say."""

_TOKENS: dict[RecordKind, dict[str, type[StrEnum]]] = {
    RecordKind.SOURCE: {},
    RecordKind.STATEMENT: {
        "kind": StatementKind,
        "basis": PlacementBasis,
        "wording": Wording,
        "perspective": Perspective,
        "groups": PopulationGroup,
    },
    RecordKind.LINK: {"sign": LinkSign, "basis": LinkBasis},
}
_LISTS = frozenset({"cells", "groups", "also_in"})


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: where it stands (`row 7`, `sheet statements, row 7`), which table it is of, its cells by column."""

    where: str
    kind: RecordKind
    cells: Mapping[str, str]


class _Problems:
    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, row: TableRow, column: str, words: str) -> None:
        place = f"{row.where}, column {column}" if column else row.where
        self.found.append(f"{place[:1].upper()}{place[1:]}: {words.rstrip('.')}.")


def read_evidence_rows(rows: Sequence[TableRow], book: EvidenceBook) -> tuple[Proposed, tuple[Loss, ...]]:
    """The records of these rows, and what of them is not taken over.

    A row without an id, or with one that is unknown here, is known again by what it says. Sources are those of the
    rows and those that stand here.

    Raises:
        UnreadableFileError: with every row and column that cannot be read; then nothing of the file is taken.
    """
    if not rows:
        raise UnreadableFileError("The file has no rows below its headings.")
    return _RowReader(book).read(rows)


class _RowReader:
    def __init__(self, book: EvidenceBook) -> None:
        self._problems, self._tally = _Problems(), LossTally()
        self._sources = {source.id for source in book.evidence.sources}
        self._statements = {statement.id: statement for statement in book.evidence.statements}
        self._links = {link.id for link in book.evidence.links}
        self._subthemes = {subtheme.id for subtheme in book.evidence.subthemes}
        self._own_ids: dict[str, str] = {}

    def read(self, rows: Sequence[TableRow]) -> tuple[Proposed, tuple[Loss, ...]]:
        for row in rows:
            self._tally_columns(row)
        sources = [one for row in rows if row.kind is RecordKind.SOURCE for one in self._source(row)]
        known = self._sources | self._own_ids.keys()
        statements = [one for row in rows if row.kind is RecordKind.STATEMENT for one in self._statement(row, known)]
        links = [one for row in rows if row.kind is RecordKind.LINK for one in self._link(row, known)]
        found = self._problems.found
        if found:
            rest = [f"And {len(found) - MOST_PROBLEMS:,} more problems."] if len(found) > MOST_PROBLEMS else []
            raise UnreadableFileError(*found[:MOST_PROBLEMS], *rest)
        return Proposed(tuple(sources), tuple(statements), tuple(links)), self._tally.report()

    def _tally_columns(self, row: TableRow) -> None:
        for column, text in row.cells.items():
            if text and column in _NOT_TAKEN:
                why = "only the catalogue and the store of Parity Map can say this"
                self._tally.add(f"column {column}", why, text[:80])
            elif text and column not in COLUMNS[row.kind]:
                self._tally.add(f"column {column}", "Parity Map has no place for it", text[:80])

    def _source(self, row: TableRow) -> list[Source]:
        written = row.cells.get("id", "")
        if not written:
            self._problems.add(row, "id", "give the source a short name, by which its statements name it")
        elif written in self._own_ids:
            self._problems.add(row, "id", f"“{written[:80]}” is the name of another row as well")
        self._own_ids.setdefault(written, written)
        try:
            made = source_from(_draft(SourceDraft, row), written)
        except DraftProblemsError as error:
            _tell(row, error, set(), self._problems)
            return []
        if written not in self._sources and not written.startswith(OWN_PREFIX):
            made = replace(made, id=_id_by_content("source", made))
            self._own_ids[written] = made.id
        return [made]

    def _statement(self, row: TableRow, known: set[str]) -> list[Statement]:
        wrong = _wrong_tokens(row, self._problems)
        cells = {cell.token for cell in CELLS}
        if not set(_listed(row, "also_in")) <= cells:
            self._problems.add(row, "also_in", "write cells as building_block/level, such as financing/meso")
        draft, earlier = _draft(StatementDraft, row), self._statements.get(row.cells.get("id", ""))
        if draft.basis == PlacementBasis.AGREED:
            draft = replace(draft, basis=PlacementBasis.INFERRED.value)
            self._tally.add("basis agreed", "agreement comes from a coding round here: it becomes inferred", row.where)
        try:
            made = statement_from(draft, row.cells.get("id", ""), known, self._subthemes, earlier)
        except DraftProblemsError as error:
            _tell(row, error, wrong, self._problems)
            return []
        made = replace(
            made,
            source=self._own_ids.get(made.source, made.source),
            also_in=tuple(Cell.from_token(token) for token in _listed(row, "also_in") if token in cells),
            reading=earlier.reading if earlier else made.reading,
        )
        return [made if earlier else replace(made, id=_id_by_content("statement", made))]

    def _link(self, row: TableRow, known: set[str]) -> list[Link]:
        wrong = _wrong_tokens(row, self._problems)
        try:
            made = link_from(_draft(LinkDraft, row), row.cells.get("id", ""), known)
        except DraftProblemsError as error:
            _tell(row, error, wrong, self._problems)
            return []
        made = replace(made, source=self._own_ids.get(made.source, made.source))
        return [made if made.id in self._links else replace(made, id=_id_by_content("link", made))]


def _draft(kind: type[Draft], row: TableRow) -> Draft:
    """The row as a draft; what is empty has its default."""
    found: dict[str, str | tuple[str, ...]] = {}
    for field in fields(kind):
        if field.name in _LISTS:
            found[field.name] = _listed(row, field.name)
        elif text := row.cells.get(field.name, ""):
            found[field.name] = text
    return kind(**found)  # type: ignore[arg-type] - lists are given to the fields that are lists


def _listed(row: TableRow, column: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in row.cells.get(column, "").split(";") if part.strip())


def _wrong_tokens(row: TableRow, problems: _Problems) -> set[str]:
    """The columns whose words are none of their list; each is told with the whole list."""
    wrong: set[str] = set()
    for column, tokens in _TOKENS[row.kind].items():
        for word in _listed(row, column):
            if word not in set(tokens):
                wrong.add(column)
                problems.add(row, column, f"“{word[:80]}” is none of {', '.join(tokens)}")
    return wrong


def _tell(row: TableRow, error: DraftProblemsError, told: Iterable[str], problems: _Problems) -> None:
    for column, words in error.problems:
        if column in told:
            continue
        text = row.cells.get(column, "")
        if column in {"source"} and text:
            words = f"there is no source “{text[:80]}”, neither in this file nor here"
        elif column == "cells":
            words = (
                f"“{text[:80]}” is no list of cells: write building_block/level, such as financing/meso, with ; between"
            )
        elif text and column not in {"text", "note"}:
            words = f"“{text[:80]}”: {words}"
        problems.add(row, column, words)


def _id_by_content(kind: str, record: Source | Statement | Link) -> str:
    said = {name: value for name, value in asdict(record).items() if name != "id"}
    return own_id(kind, json.dumps(said, sort_keys=True, default=str))
