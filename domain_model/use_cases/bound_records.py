"""Keeps records that another program brings within what our own forms take, so that they can be changed here."""

from dataclasses import fields, replace
from typing import TypeVar

from domain_model.coding_project import LossTally
from domain_model.draft_reading import LONGEST_LINE, LONGEST_TEXT
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_import import Proposed

Record = TypeVar("Record", Source, Statement, Link)
_LINES = frozenset({"title", "authors", "year", "publisher", "kind", "place", "participant", "voice", "basis_note"})
_TEXTS = frozenset({"citation", "note", "text"})
_CUT = "…"


def bounded(proposed: Proposed, losses: LossTally) -> Proposed:
    """All records within the limits."""
    return Proposed(
        tuple(within_limits(source, losses) for source in proposed.sources),
        tuple(within_limits(statement, losses) for statement in proposed.statements),
        tuple(within_limits(link, losses) for link in proposed.links),
    )


def within_limits(record: Record, losses: LossTally) -> Record:
    """The record with words that are too long cut, lines joined, and without an address that is none of the web."""
    changed: dict[str, str] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in _LINES and type(value) is str:
            changed[field.name] = _cut(" ".join(value.split()), LONGEST_LINE, field.name, losses)
        elif field.name in _TEXTS:
            changed[field.name] = _cut(value, LONGEST_TEXT, field.name, losses)
    if isinstance(record, Source) and record.url:
        is_web = record.url.lower().startswith(("https://", "http://")) and len(record.url) <= LONGEST_LINE
        losses.add("address of a source", "it is no address of the web, or too long", count=0 if is_web else 1)
        changed["url"] = record.url if is_web else ""
    return replace(record, **changed)


def _cut(text: str, longest: int, field: str, losses: LossTally) -> str:
    if len(text) <= longest:
        return text
    losses.add(f"end of a long text ({field})", f"{longest:,} characters are kept")
    return text[: longest - len(_CUT)].rstrip() + _CUT
