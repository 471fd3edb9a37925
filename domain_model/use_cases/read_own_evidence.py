"""Read what was added to the evidence: what stands, by whom and when, and every edit with what it changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import Content, Edit, OwnEvidence
from domain_model.people import Person
from domain_model.ports import UnitOfWork
from domain_model.use_cases.keep_evidence import source_of

EDITS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that an edit changed; None where the record did not stand."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class DatedEdit:
    """An edit with what stood before it; `is_latest` where no later edit changed the same record."""

    edit: Edit
    before: Content | None
    is_latest: bool

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """Field by field, in the order of the record."""
        return changes_between(self.before, self.edit.content)


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A page of edits, the latest first; `older` is the number before which the next page ends, None at the end.

    `names` are authors by their id: empty for a reader who is not signed in.
    """

    edits: tuple[DatedEdit, ...]
    older: int | None
    names: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class AddedSource:
    """A source with the ids of the statements and links that were added here and rest on it."""

    source: str
    statements: tuple[str, ...]
    links: tuple[str, ...]


def changes_between(before: Content | None, after: Content | None) -> tuple[FieldChange, ...]:
    """The fields in which two versions of a record differ; all that say something where one of them is missing."""
    known = after if after is not None else before
    if known is None:
        return ()
    found: list[FieldChange] = []
    for each in fields(known):
        old, new = getattr(before, each.name, None), getattr(after, each.name, None)
        if old != new and (old or new) and each.name != "id":
            found.append(FieldChange(each.name, old, new))
    return tuple(found)


def read_history(
    work: UnitOfWork,
    reader: Person | None,
    *,
    kind: RecordKind | None = None,
    author: str = "",
    before: int | None = None,
) -> HistoryPage:
    """A page of all edits; only signed-in readers may ask for one person's."""
    wanted = author if reader else ""
    found = work.own_evidence.latest(EDITS_A_PAGE + 1, before, kind=kind, author=wanted)
    shown = found[:EDITS_A_PAGE]
    older = shown[-1].number if len(found) > EDITS_A_PAGE else None
    return HistoryPage(dated(work, shown), older, work.people.names() if reader else {})


def read_record(work: UnitOfWork, kind: RecordKind, record: str) -> tuple[DatedEdit, ...]:
    """All edits to one record, the latest first; none where it was never edited here."""
    return dated(work, tuple(reversed(work.own_evidence.history(kind, record))))


def dated(work: UnitOfWork, edits: tuple[Edit, ...]) -> tuple[DatedEdit, ...]:
    """Each edit with what stood before it."""
    histories = work.own_evidence.histories((edit.kind, edit.record) for edit in edits)
    found: list[DatedEdit] = []
    for edit in edits:
        history = histories[edit.kind, edit.record]
        before = history[edit.version - 2].content if edit.version > 1 else None
        found.append(DatedEdit(edit, before, history[-1].version == edit.version))
    return tuple(found)


def added_sources(own: OwnEvidence) -> tuple[AddedSource, ...]:
    """The sources on which something rests that was added here, and those that were added; in the order of adding."""
    statements: dict[str, list[str]] = {source: [] for source in own.sources}
    links: dict[str, list[str]] = {}
    for edit in own.statements.values():
        statements.setdefault(source_of(edit.content) or "", []).append(edit.record)
    for edit in own.links.values():
        links.setdefault(source_of(edit.content) or "", []).append(edit.record)
    return tuple(
        AddedSource(source, tuple(statements.get(source, ())), tuple(links.get(source, ())))
        for source in dict.fromkeys((*statements, *links))
    )
