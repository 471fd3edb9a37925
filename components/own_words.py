"""Words for records of the evidence: their fields, what these hold, where they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from components.formatting import sentence_case
from components.labels import cell_label, label
from components.markup import tag
from components.source_words import source_name, wording_words
from domain_model.cells import Cell
from domain_model.evidence import Link, Source, Statement, Subtheme
from domain_model.evidence_drafts import COMPONENTS, CROSS_CUTTING, EVERY
from domain_model.evidence_vocabulary import RecordKind, Wording
from domain_model.vocabulary import BuildingBlock, Level

PATHS: dict[RecordKind, str] = {
    RecordKind.SOURCE: "/evidence/sources",
    RecordKind.STATEMENT: "/evidence/statements",
    RecordKind.LINK: "/evidence/links",
    RecordKind.CONFIDENCE: "/evidence/confidence",
    RecordKind.PLACEMENT: "/evidence/statements",
}
COMPONENT_WORDS: dict[str, tuple[str, str]] = {
    "methodological_limitations": (
        "Methodological limitations",
        "Are there problems in how the studies behind it were designed or carried out?",
    ),
    "coherence": (
        "Coherence",
        "How well do the data behind it fit the finding, with contrary data explained?",
    ),
    "adequacy": (
        "Adequacy of data",
        "Are the data rich enough, and from enough people, for what it says?",
    ),
    "relevance": (
        "Relevance",
        "Do the data come from a setting and from people like those that it speaks of?",
    ),
}
"""Name and question of each component (Lewin and others 2018), in our words."""

NOT_ABOUT_CARE = (
    "This judges the evidence behind the finding, not the care that the finding is about: low confidence does not mean "
    "poor care, and high confidence does not mean good care."
)
"""Stands wherever confidence is asked for, shown or taken away."""

FIELD_WORDS: dict[str, str] = {
    "title": "Title",
    "authors": "Authors",
    "year": "Year",
    "publisher": "Publisher",
    "kind": "Kind",
    "citation": "Citation",
    "note": "Note",
    "evidence_from": "Evidence gathered from",
    "evidence_to": "Evidence gathered until",
    "url": "Address of the original",
    "cells": "Cells",
    "text": "Text",
    "source": "Source",
    "place": "Place in the source",
    "participant": "Participant",
    "voice": "Who says it",
    "reading": "Reading",
    "in_table2": "Says the same as",
    "also_in": "The text files it in",
    "placement": "Place that is no single cell",
    "subtheme": "Sub-theme",
    "groups": "Groups of people",
    "basis": "How firmly it is placed",
    "perspective": "Perspective",
    "wording": "Wording",
    "from_block": "From: building block",
    "from_level": "From: level",
    "to_block": "To: building block",
    "to_level": "To: level",
    "from_words": "From: place that is no single cell",
    "to_words": "To: place that is no single cell",
    "sign": "What it does to parity there",
    "basis_note": "Note on the basis",
    "statement": "Statement",
    "overall": "Overall confidence in the evidence",
    "reason": "Reason",
    "component_reasons": "Reasons of the components",
    "coding_round": "Coding round",
    **{name: words for name, (words, _question) in COMPONENT_WORDS.items()},
}
"""What people read for each field of a record."""


@dataclass(frozen=True, slots=True)
class Known:
    """The sources, sub-themes and statements that records name, by their ids."""

    sources: Mapping[str, Source]
    subthemes: Mapping[str, Subtheme]
    statements: Mapping[str, Statement]

    def source_words(self, source: str) -> str:
        """What a source is called; its id where it does not stand any more."""
        found = self.sources.get(source)
        return source_name(found) if found else f"{source} (not here any more)"


def record_address(kind: RecordKind, record: str) -> str:
    """Where a record is shown."""
    return f"{PATHS[kind]}/{record}"


def place_words(token: str) -> str:
    """The place of a token such as `all/macro`, in words."""
    block, _slash, level = token.partition("/")
    blocks = {EVERY: "every building block", CROSS_CUTTING: "across the building blocks"}
    block_words = blocks.get(block) or label(BuildingBlock(block))
    return f"{block_words}, {'every level' if level == EVERY else label(Level(level))}"


def places_words(statement: Statement) -> str:
    """Everywhere that a statement is placed."""
    tokens = statement.placement.split(";") if statement.placement else []
    return "; ".join(map(place_words, tokens) if tokens else map(cell_label, statement.cells)) or "placed nowhere"


def end_words(block: BuildingBlock | None, level: Level | None, words: str) -> str:
    """One end of a link."""
    return place_words(words) if block is None or level is None else cell_label(Cell(block, level))


def link_way(link: Link) -> str:
    """From where to where a link goes: `Financing, macro → Workforce, meso`."""
    start = end_words(link.from_block, link.from_level, link.from_words)
    return f"{start} → {end_words(link.to_block, link.to_level, link.to_words)}"


def link_words(link: Link) -> str:
    """A link as a sentence: `Financing, macro worsens Workforce, meso`."""
    start = end_words(link.from_block, link.from_level, link.from_words)
    return f"{start}: {label(link.sign)}: {end_words(link.to_block, link.to_level, link.to_words)}"


def value_words(field: str, value: object, known: Known) -> str:
    """What a field holds, in words; '' for nothing."""
    if value is None or value == "" or value == ():
        return ""
    if field == "source":
        return known.source_words(str(value))
    if field == "subtheme":
        found = known.subthemes.get(str(value))
        return found.label if found else str(value)
    if field in {"placement", "from_words", "to_words"}:
        return "; ".join(map(place_words, str(value).split(";")))
    if field == "component_reasons" and isinstance(value, tuple):
        named = zip(COMPONENTS, value, strict=False)
        return "; ".join(f"{COMPONENT_WORDS[name][0]}: {words}" for name, words in named)
    if isinstance(value, tuple):
        return "; ".join(map(_one, value))
    return _one(value)


def _one(value: object) -> str:
    if isinstance(value, Cell):
        return cell_label(value)
    return sentence_case(label(value)) if isinstance(value, StrEnum) else str(value)


def original_words(wording: Wording, source: Source | None, place: str, *, own: bool = False) -> str:
    """Whose words a record is in, and where the original stands, as what is said of 'Wording'."""
    return sentence_case(wording_words(wording, source, place, own=own).removeprefix("wording: "))


def facts(rows: Mapping[str, Markup | str]) -> Markup:
    """Terms and what is said of them, those that say nothing left out."""
    shown = ((name, words) for name, words in rows.items() if words)
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", words)) for name, words in shown), class_="record-facts")
