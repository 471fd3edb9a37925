"""Read rows of tables that people filled in as sources, statements and links, or say what is wrong row by row."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, fields, replace
from typing import TypeVar

from domain_model.cells import Cell
from domain_model.coding_project import Loss, LossTally, UnreadableFileError
from domain_model.draft_reading import link_from, source_from, statement_from
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_drafts import EVERY, DraftProblemsError, LinkDraft, SourceDraft, StatementDraft
from domain_model.evidence_import import Proposed, own_id
from domain_model.evidence_vocabulary import PlacementBasis, RecordKind
from domain_model.own_codebook import Words
from domain_model.own_evidence import OWN_PREFIX
from domain_model.use_cases.evidence_rows import (
    CELL_TOKENS,
    COLUMNS,
    EXAMPLE,
    EXAMPLES,
    LONGEST_HEADING,
    NOT_TAKEN,
    PLACES,
    TOKENS,
    WIDER,
    Spelling,
    TableRow,
    listed,
    nearest_heading,
    quoted,
    unknown_headings,
)

MOST_ROWS = 10_000
MOST_PROBLEMS = 100
MOST_COMPARED = 100
"""Headings that are not ours for which the nearest of ours is looked for, which takes its time."""

Draft = TypeVar("Draft", SourceDraft, StatementDraft, LinkDraft)
Made = TypeVar("Made", Source, Statement, Link)
_LISTS = frozenset({"cells", "groups", "also_in"})


class _Problems:
    """What is wrong, to be told in the order of the rows; `at` is the place of the row that is read now."""

    def __init__(self) -> None:
        self.at = 0
        self._found: list[tuple[int, str]] = []

    def add(self, row: TableRow, column: str, words: str) -> None:
        place = f"{row.where}, column {column[:40]}" if column else row.where
        self._found.append((self.at, f"{place[:1].upper()}{place[1:]}: {words.rstrip('.')}."))

    def sentences(self) -> list[str]:
        return [words for _at, words in sorted(self._found, key=lambda one: one[0])]


def read_evidence_rows(rows: Sequence[TableRow], book: EvidenceBook, words: Words) -> tuple[Proposed, tuple[Loss, ...]]:
    """The records of these rows, and what of them is not taken over.

    A row without an id, or with one that is unknown here, is known again by what it says. Sources are those of the
    rows and those that stand here. Tokens may be written as such or in the `words` of the screen, in any case.

    Raises:
        UnreadableFileError: with every row and column that cannot be read; then nothing of the file is taken.
    """
    if not rows:
        raise UnreadableFileError("The file has no rows below its headings.")
    return _RowReader(book, words).read(rows)


class _RowReader:
    def __init__(self, book: EvidenceBook, words: Words) -> None:
        self._spelling = Spelling(words, book.evidence.subthemes)
        self._problems, self._tally = _Problems(), LossTally()
        self._sources = {source.id for source in book.evidence.sources}
        self._statements = {statement.id: statement for statement in book.evidence.statements}
        self._links = {link.id for link in book.evidence.links}
        self._subthemes = {subtheme.id for subtheme in book.evidence.subthemes}
        self._own_ids: dict[str, str] = {}
        self._nearest: dict[str, str] = {}

    def read(self, rows: Sequence[TableRow]) -> tuple[Proposed, tuple[Loss, ...]]:
        spelled: dict[RecordKind, list[tuple[int, TableRow]]] = {kind: [] for kind in COLUMNS}
        for self._problems.at, row in enumerate(rows):
            for column, words in row.problems:
                self._problems.add(row, column, words)
            if row.kind and not self._is_example(row, row.kind):
                self._tally_columns(row, row.kind)
                spelled[row.kind].append((self._problems.at, self._spelling.respelled(row, row.kind)))
        sources = self._each(spelled[RecordKind.SOURCE], self._source)
        known = self._sources | self._own_ids.keys()
        statements = self._each(spelled[RecordKind.STATEMENT], lambda row: self._statement(row, known))
        links = self._each(spelled[RecordKind.LINK], lambda row: self._link(row, known))
        if found := self._problems.sentences():
            headings = unknown_headings(column for row in rows for column in row.cells)
            rest = [f"And {len(found) - MOST_PROBLEMS:,} more problems."] if len(found) > MOST_PROBLEMS else []
            raise UnreadableFileError(*([headings] if headings else []), *found[:MOST_PROBLEMS], *rest)
        return Proposed(sources, statements, links), self._tally.report()

    def _each(self, rows: Iterable[tuple[int, TableRow]], read: Callable[[TableRow], Made | None]) -> tuple[Made, ...]:
        made: list[Made] = []
        for self._problems.at, row in rows:
            if one := read(row):
                made.append(one)
        return tuple(made)

    def _is_example(self, row: TableRow, kind: RecordKind) -> bool:
        """Whether it is the example of the template, which is left out; one that was changed a little is told."""
        example = EXAMPLES[kind]
        written = {column: text for column, text in row.cells.items() if text}
        if written == example:
            self._tally.add("example row of the template", "it is FICTITIOUS, and left out", row.where)
            return True
        if written.get("id") == EXAMPLE:
            words = "this is the example row of the template: give it another id if you filled it in, or delete the row"
            self._problems.add(row, "id", words)
        main = "title" if kind is RecordKind.SOURCE else "text"
        if written.get(main) == example[main]:
            words = "these are the words of the example row of the template: write your own, or delete the row"
            self._problems.add(row, main, words)
        return False

    def _tally_columns(self, row: TableRow, kind: RecordKind) -> None:
        for column, text in row.cells.items():
            if text and column in NOT_TAKEN:
                why = "only the catalogue and the store of Parity Map can say this"
                self._tally.add(f"column {column}", why, text[:80])
            elif text and column not in COLUMNS[kind]:
                if column not in self._nearest:
                    is_few = len(self._nearest) < MOST_COMPARED
                    self._nearest[column] = nearest_heading(column) if is_few else ""
                near = self._nearest[column]
                hint = f": did you mean {near}?" if near else ""
                self._tally.add(
                    f"column {column[:LONGEST_HEADING]}", f"Parity Map has no place for it{hint}", text[:80]
                )

    def _source(self, row: TableRow) -> Source | None:
        written, told = row.cells.get("id", ""), {column for column, _words in row.problems}
        if not written and "id" not in told:
            self._problems.add(row, "id", "give the source a short name, by which its statements name it")
        elif written in self._own_ids:
            self._problems.add(row, "id", f"“{written[:80]}” is the name of another row as well")
        self._own_ids.setdefault(written, written)
        try:
            made = source_from(_draft(SourceDraft, row), written)
        except DraftProblemsError as error:
            self._tell(row, error, told)
            return None
        if written not in self._sources and not written.startswith(OWN_PREFIX):
            made = replace(made, id=_id_by_content("source", made))
            self._own_ids[written] = made.id
        return made

    def _statement(self, row: TableRow, known: set[str]) -> Statement | None:
        wrong = self._wrong_tokens(row, RecordKind.STATEMENT)
        beside = [part for part in listed(row, "also_in") if part not in CELL_TOKENS]
        if beside:
            self._problems.add(row, "also_in", self._spelling.no_places(beside))
        draft, earlier = _draft(StatementDraft, row), self._statements.get(row.cells.get("id", ""))
        if draft.basis == PlacementBasis.AGREED:
            draft = replace(draft, basis=PlacementBasis.INFERRED.value)
            self._tally.add("basis agreed", "agreement comes from a coding round here: it becomes inferred", row.where)
        try:
            made = statement_from(draft, row.cells.get("id", ""), known, self._subthemes, earlier)
        except DraftProblemsError as error:
            self._tell(row, error, wrong)
            return None
        made = replace(
            made,
            source=self._own_ids.get(made.source, made.source),
            also_in=tuple(Cell.from_token(token) for token in listed(row, "also_in") if token in CELL_TOKENS),
            reading=earlier.reading if earlier else made.reading,
        )
        return made if earlier else replace(made, id=_id_by_content("statement", made))

    def _link(self, row: TableRow, known: set[str]) -> Link | None:
        wrong = self._wrong_tokens(row, RecordKind.LINK)
        try:
            made = link_from(_draft(LinkDraft, row), row.cells.get("id", ""), known)
        except DraftProblemsError as error:
            self._tell(row, error, wrong)
            return None
        made = replace(made, source=self._own_ids.get(made.source, made.source))
        return made if made.id in self._links else replace(made, id=_id_by_content("link", made))

    def _wrong_tokens(self, row: TableRow, kind: RecordKind) -> set[str]:
        """The columns of which something was told: as the row says, or because their words are none of their list."""
        wrong = {column for column, _words in row.problems}
        for column, tokens in TOKENS[kind].items():
            more = WIDER.get(tokens, ())
            may = {*tokens, *more}
            unknown = [word for word in listed(row, column) if word not in may]
            if unknown:
                wrong.add(column)
                words = f"{quoted(unknown)} {'is' if len(unknown) == 1 else 'are'} none of"
                self._problems.add(row, column, f"{words} {self._spelling.allowed(tokens, *more)}")
        return wrong

    def _tell(self, row: TableRow, error: DraftProblemsError, told: Iterable[str]) -> None:
        for column, words in error.problems:
            if column in told:
                continue
            text = row.cells.get(column, "")
            tokens = TOKENS[row.kind].get(column) if row.kind else None
            if column == "source" and text:
                words = f"there is no source “{text[:80]}”, neither in this file nor here"
            elif column == "cells":
                words = self._spelling.no_places([one for one in listed(row, column) if one not in PLACES], EVERY)
            elif column == "subtheme":
                words = f"“{text[:80]}” is none of {self._spelling.subthemes or 'our sub-themes: there are none'}"
            elif tokens and not text:
                may = self._spelling.allowed(tokens, *WIDER.get(tokens, ()))
                words = f"{words.rstrip('.')}: write one of {may}"
            elif text and column not in {"text", "note"}:
                words = f"“{text[:80]}”: {words}"
            self._problems.add(row, column, words)


def _draft(kind: type[Draft], row: TableRow) -> Draft:
    """The row as a draft; what is empty has its default."""
    found: dict[str, str | tuple[str, ...]] = {}
    for field in fields(kind):
        if field.name in _LISTS:
            found[field.name] = listed(row, field.name)
        elif text := row.cells.get(field.name, ""):
            found[field.name] = text
    return kind(**found)  # type: ignore[arg-type] - lists are given to the fields that are lists


def _id_by_content(kind: str, record: Source | Statement | Link) -> str:
    said = {name: value for name, value in asdict(record).items() if name != "id"}
    return own_id(kind, json.dumps(said, sort_keys=True, default=str))
