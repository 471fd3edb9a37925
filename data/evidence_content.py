"""The content of records of one's own evidence, to and from JSON."""

import json
from collections.abc import Callable
from dataclasses import fields
from enum import StrEnum

from domain_model.cells import Cell
from domain_model.evidence import ConfidenceRating, Link, Placement, Source, Statement
from domain_model.evidence_vocabulary import (
    Concern,
    FindingConfidence,
    Perspective,
    PlacementBasis,
    PopulationGroup,
    RecordKind,
    Wording,
)
from domain_model.own_evidence import Content
from domain_model.vocabulary import BuildingBlock, Level, LinkBasis, LinkSign, Reading, StatementKind

_CLASSES: dict[RecordKind, Callable[..., Content]] = {
    RecordKind.SOURCE: Source,
    RecordKind.STATEMENT: Statement,
    RecordKind.LINK: Link,
    RecordKind.CONFIDENCE: ConfidenceRating,
    RecordKind.PLACEMENT: Placement,
}
_TOKENS: dict[RecordKind, dict[str, type[StrEnum]]] = {
    RecordKind.SOURCE: {},
    RecordKind.STATEMENT: {
        "kind": StatementKind,
        "reading": Reading,
        "basis": PlacementBasis,
        "perspective": Perspective,
        "wording": Wording,
    },
    RecordKind.LINK: {
        "from_block": BuildingBlock,
        "from_level": Level,
        "to_block": BuildingBlock,
        "to_level": Level,
        "sign": LinkSign,
        "basis": LinkBasis,
    },
    RecordKind.CONFIDENCE: {
        "methodological_limitations": Concern,
        "coherence": Concern,
        "adequacy": Concern,
        "relevance": Concern,
        "overall": FindingConfidence,
    },
    RecordKind.PLACEMENT: {"kind": StatementKind},
}


def content_json(content: Content) -> str:
    """The content as a JSON object whose names are those of the fields."""
    document = {field.name: _written(getattr(content, field.name)) for field in fields(content)}
    return json.dumps(document, ensure_ascii=False)


def content_from(kind: RecordKind, text: str) -> Content:
    """The content that such an object says; fields that it lacks have their defaults."""
    make = _CLASSES[kind]
    return make(**{name: _read(kind, name, value) for name, value in json.loads(text).items()})


def _written(value: object) -> object:
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    return value.token if isinstance(value, Cell) else value


def _read(kind: RecordKind, name: str, value: object) -> object:
    if isinstance(value, list):
        words = tuple(map(str, value))
        if name in {"cells", "also_in"}:
            return tuple(map(Cell.from_token, words))
        return tuple(map(PopulationGroup, words)) if name == "groups" else words
    tokens = _TOKENS[kind].get(name)
    return value if tokens is None or value is None else tokens(value)
