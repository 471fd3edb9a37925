"""Evidence that people add: every edit kept with who made it and when, and what stands after all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from domain_model.evidence import ConfidenceRating, Link, Placement, Source, Statement
from domain_model.evidence_vocabulary import PlacementBasis, RecordKind

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


@dataclass(frozen=True, slots=True, eq=False)
class OwnEvidence:
    """What stands after all edits up to `number`; 0 where there is none.

    Compared by identity, so that what is computed from it can be remembered beside it.
    """

    number: int
    sources: Mapping[str, Edit]
    statements: Mapping[str, Edit]
    links: Mapping[str, Edit]
    confidence: Mapping[str, ConfidenceRating]
    placements: Mapping[str, Placement]


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
    confidence, placements = dict(before.confidence), dict(before.placements)
    tables = {**records, RecordKind.CONFIDENCE: confidence, RecordKind.PLACEMENT: placements}
    for edit in edits:
        number = max(number, edit.number)
        if isinstance(edit.content, ConfidenceRating):
            confidence[edit.record] = edit.content
        elif isinstance(edit.content, Placement):
            placements[edit.record] = edit.content
        elif edit.content is not None:
            records[edit.kind][edit.record] = edit
        else:
            tables[edit.kind].pop(edit.record, None)
    return OwnEvidence(
        number,
        records[RecordKind.SOURCE],
        records[RecordKind.STATEMENT],
        records[RecordKind.LINK],
        confidence,
        placements,
    )


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
