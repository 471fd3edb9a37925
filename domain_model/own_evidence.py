"""Evidence that people add: every edit kept with who made it and when, and what stands after all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain_model.evidence import ConfidenceRating, Link, Placement, Source, Statement
from domain_model.evidence_vocabulary import Dispute, PlacementBasis, RecordKind

Content = Source | Statement | Link | ConfidenceRating | Placement

OWN_PREFIX = "own-"
"""Every id of a record that people added begins with this, so that it never meets one of the catalogue."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One version of one record.

    `number` counts all edits of the store in the order in which they were committed, from 1; `version` those of this
    record. `content` None means that the record was withdrawn. A record of kind `placement` or `confidence` has the id
    of its statement. `batch` is the id of the import it came with, '' for a form; `undoes` the number of the edit it
    takes back.
    """

    number: int
    kind: RecordKind
    record: str
    version: int
    content: Content | None
    author: str
    at: datetime
    batch: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A rating or an agreed placement, with the own statement as it read then; None for one of the catalogue."""

    content: ConfidenceRating | Placement
    statement: Statement | None


@dataclass(frozen=True, slots=True, eq=False)
class OwnEvidence:
    """What stands after all edits up to `number`; 0 where there is none.

    `confidence` and `placements` hold what was judged of a statement that still says what it said then; the others are
    `set_aside`, by kind and statement, until the statement says that again. `judged` holds both.
    Compared by identity, so that what is computed from it can be remembered beside it.
    """

    number: int
    sources: Mapping[str, Edit]
    statements: Mapping[str, Edit]
    links: Mapping[str, Edit]
    confidence: Mapping[str, ConfidenceRating]
    placements: Mapping[str, Placement]
    judged: Mapping[tuple[RecordKind, str], Judged] = field(default_factory=dict[tuple[RecordKind, str], Judged])
    set_aside: frozenset[tuple[RecordKind, str]] = frozenset()


_NOTHING = OwnEvidence(0, {}, {}, {}, {}, {})


def standing(edits: Iterable[Edit], earlier: OwnEvidence | None = None) -> OwnEvidence:
    """What stands after these edits, in the order of their numbers, on top of what stood earlier."""
    before = earlier or _NOTHING
    number = before.number
    records: dict[RecordKind, dict[str, Edit]] = {
        RecordKind.SOURCE: dict(before.sources),
        RecordKind.STATEMENT: dict(before.statements),
        RecordKind.LINK: dict(before.links),
    }
    judged = dict(before.judged)
    for edit in edits:
        number = max(number, edit.number)
        if isinstance(edit.content, (ConfidenceRating, Placement)):
            of_own = records[RecordKind.STATEMENT].get(edit.record)
            statement = of_own.content if of_own and isinstance(of_own.content, Statement) else None
            judged[edit.kind, edit.record] = Judged(edit.content, statement)
        elif edit.content is not None:
            records[edit.kind][edit.record] = edit
        elif edit.kind in records:
            records[edit.kind].pop(edit.record, None)
        else:
            judged.pop((edit.kind, edit.record), None)
    confidence: dict[str, ConfidenceRating] = {}
    placements: dict[str, Placement] = {}
    set_aside: set[tuple[RecordKind, str]] = set()
    for (kind, record), one in judged.items():
        if not _says_the_same(one.statement, records[RecordKind.STATEMENT].get(record)):
            set_aside.add((kind, record))
        elif isinstance(one.content, Placement):
            placements[record] = one.content
        else:
            confidence[record] = one.content
    return OwnEvidence(
        number,
        records[RecordKind.SOURCE],
        records[RecordKind.STATEMENT],
        records[RecordKind.LINK],
        confidence,
        placements,
        judged,
        frozenset(set_aside),
    )


def _says_the_same(then: Statement | None, now: Edit | None) -> bool:
    """Whether an own statement still says, of the same source and in the same place, what it said when it was judged.

    Its note, its groups or a corrected page number are no reason to judge it anew.
    """
    if then is None:
        return True
    if now is None or not isinstance(now.content, Statement):
        return False
    return (then.text, then.kind, then.cells, then.placement, then.source) == (
        now.content.text,
        now.content.kind,
        now.content.cells,
        now.content.placement,
        now.content.source,
    )


CODERS_DISAGREE = "Coders of the file disagree on its place."
"""The line in the note of an imported statement that its coders placed differently, by which it is known later."""


def dispute_of(statement: Statement) -> Dispute | None:
    """Who disagrees on where a statement belongs; None where its place is not contested.

    In the catalogue that is always text and table. What was added here says so by its note: a project brings coders
    who disagree, while a table may call a place contested without saying why.
    """
    if not statement.is_contested and statement.basis is not PlacementBasis.CONTESTED:
        return None
    if not statement.id.startswith(OWN_PREFIX):
        return Dispute.TEXT_AND_TABLE
    return Dispute.CODERS if CODERS_DISAGREE in statement.note.splitlines() else Dispute.UNSAID


def placed(statement: Statement, placement: Placement | None) -> Statement:
    """The statement where coders agreed that it belongs, or as it was."""
    if placement is None:
        return statement
    return replace(
        statement,
        kind=placement.kind,
        cells=placement.cells,
        also_in=(),
        placement="",
        basis=PlacementBasis.AGREED,
    )
