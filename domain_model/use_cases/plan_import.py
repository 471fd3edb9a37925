"""Plan an import: which records of a file are new here, which are here already, and what cannot be taken over."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain_model.coding_project import CodingProject, Loss, LossTally
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_import import Proposed, StagedImport, own_id
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_codebook import Words
from domain_model.use_cases.choose_meanings import complete
from domain_model.use_cases.keep_evidence import Record
from domain_model.use_cases.read_coding_project import read_coding_project
from domain_model.vocabulary import Reading

_Kept = Source | Statement | Link
_NOT_AGAIN = "what stands here is not changed by an import"


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do: the records that it adds, and those that it leaves.

    `same` are records that stand here already, `differing` those that stand here and say something else; both stay as
    they are. `losses` is everything that the file holds and that is not taken over, the reader's report included.
    """

    records: tuple[Record, ...]
    same: tuple[tuple[RecordKind, str], ...]
    differing: tuple[tuple[RecordKind, str], ...]
    losses: tuple[Loss, ...]

    def of(self, kind: RecordKind) -> tuple[Record, ...]:
        """The new records of a kind."""
        return tuple(record for record in self.records if record[0] is kind)


def plan_import(staged: StagedImport, book: EvidenceBook, words: Words) -> ImportPlan:
    """What taking this file in would do as the evidence stands now; nothing is kept."""
    tally = LossTally()
    tally.add_all(staged.losses)
    if isinstance(staged.content, CodingProject):
        choices = complete(staged.choices, staged.content, book.published, words)
        proposed, losses = read_coding_project(staged.content, choices)
        tally.add_all(losses)
    else:
        proposed = staged.content
    return _Planner(book, tally).plan(proposed)


class _Planner:
    def __init__(self, book: EvidenceBook, tally: LossTally) -> None:
        self._book, self._tally = book, tally
        self._here: dict[tuple[RecordKind, str], _Kept] = {}
        for source in book.evidence.sources:
            self._here[RecordKind.SOURCE, source.id] = source
        for link in book.evidence.links:
            self._here[RecordKind.LINK, link.id] = link
        for statement in (*book.evidence.statements, *book.published.statements):  # as they were before agreement
            self._here[RecordKind.STATEMENT, statement.id] = statement
        added = (edit.content for edit in book.own.statements.values())
        self._here |= {(RecordKind.STATEMENT, one.id): one for one in added if isinstance(one, Statement)}
        self._subthemes = {subtheme.id for subtheme in book.evidence.subthemes}
        self._entries = {one.id for one in book.published.statements if one.reading is Reading.PUBLISHED}
        self._records: list[Record] = []
        self._same: list[tuple[RecordKind, str]] = []
        self._differing: list[tuple[RecordKind, str]] = []

    def plan(self, proposed: Proposed) -> ImportPlan:
        sources: dict[str, str] = {}
        for source in proposed.sources:
            sources[source.id] = made_id = self._id(RecordKind.SOURCE, source.id)
            self._put(RecordKind.SOURCE, source, replace(source, id=made_id))
        for statement in proposed.statements:
            self._put(RecordKind.STATEMENT, statement, self._statement(statement, sources))
        for link in proposed.links:
            made_id = self._id(RecordKind.LINK, link.id)
            self._put(RecordKind.LINK, link, replace(link, id=made_id, source=sources.get(link.source, link.source)))
        return ImportPlan(tuple(self._records), tuple(self._same), tuple(self._differing), self._tally.report())

    def _id(self, kind: RecordKind, written: str) -> str:
        return written if (kind, written) in self._here else own_id(kind, written)

    def _statement(self, statement: Statement, sources: Mapping[str, str]) -> Statement:
        made_id = self._id(RecordKind.STATEMENT, statement.id)
        entries = tuple(entry for entry in statement.in_table2 if entry in self._entries)
        subtheme = statement.subtheme if statement.subtheme in self._subthemes else ""
        if (RecordKind.STATEMENT, made_id) not in self._here:
            unknown = len(statement.in_table2) - len(entries)
            self._tally.add("repeated entry", "the published table here has no such entry", statement.id, unknown)
            self._tally.add(
                "sub-theme", "there is none of that name here", statement.id, int(subtheme != statement.subtheme)
            )
            is_published = statement.reading is Reading.PUBLISHED
            words = "only the catalogue holds the published table: it becomes a coded statement"
            self._tally.add("statement of the published table", words, statement.id, int(is_published))
        return replace(
            statement,
            id=made_id,
            source=sources.get(statement.source, statement.source),
            reading=Reading.CODED,
            in_table2=entries,
            subtheme=subtheme,
        )

    def _put(self, kind: RecordKind, written: _Kept, made: _Kept) -> None:
        here = self._here.get((kind, made.id))
        if here is None:
            self._here[kind, made.id] = made
            self._records.append((kind, made.id, made))
        elif here in (written, made):
            self._same.append((kind, made.id))
        else:
            self._differing.append((kind, made.id))
            self._tally.add(f"{kind} that says something else here", _NOT_AGAIN, made.id)
