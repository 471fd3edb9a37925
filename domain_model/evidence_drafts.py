"""Evidence as people type it: drafts of records, all of them text, and the draft that makes a record again."""

from collections.abc import Collection
from dataclasses import dataclass

from domain_model.evidence import ConfidenceRating, Link, Source, Statement
from domain_model.evidence_vocabulary import Perspective, PlacementBasis, Wording
from domain_model.vocabulary import LinkBasis

EVERY = "all"
"""Stands for every building block, or for every level, in the token of a place."""

CROSS_CUTTING = "cross_cutting"
"""Stands for what lies across the building blocks."""

COMPONENTS = ("methodological_limitations", "coherence", "adequacy", "relevance")
"""The four components of confidence in a finding (GRADE-CERQual, Lewin and others 2018), in their order."""


class DraftProblemsError(ValueError):
    """A draft cannot be taken; `problems` are the fields that are wrong, each with a sentence for the person."""

    def __init__(self, problems: Collection[tuple[str, str]]) -> None:
        super().__init__(" ".join(words for _field, words in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """A source as typed; `citation` '' is made of the other fields."""

    title: str = ""
    authors: str = ""
    year: str = ""
    publisher: str = ""
    kind: str = ""
    evidence_from: str = ""
    evidence_to: str = ""
    url: str = ""
    citation: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A statement as typed; `cells` are tokens such as `financing/meso`, `all/macro` or `workforce/all`."""

    source: str = ""
    place: str = ""
    text: str = ""
    wording: str = Wording.OWN_WORDS.value
    kind: str = ""
    cells: tuple[str, ...] = ()
    basis: str = PlacementBasis.INFERRED.value
    participant: str = ""
    voice: str = ""
    perspective: str = Perspective.UNKNOWN.value
    subtheme: str = ""
    groups: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class LinkDraft:
    """A link as typed; its ends are tokens of places as in a statement."""

    from_block: str = ""
    from_level: str = ""
    sign: str = ""
    to_block: str = ""
    to_level: str = ""
    text: str = ""
    basis: str = LinkBasis.INFERRED.value
    basis_note: str = ""
    source: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class ConfidenceDraft:
    """The confidence in a finding as typed: a concern and a reason for each component, and the whole."""

    methodological_limitations: str = ""
    methodological_limitations_reason: str = ""
    coherence: str = ""
    coherence_reason: str = ""
    adequacy: str = ""
    adequacy_reason: str = ""
    relevance: str = ""
    relevance_reason: str = ""
    overall: str = ""
    reason: str = ""


RecordDraft = SourceDraft | StatementDraft | LinkDraft
Draft = RecordDraft | ConfidenceDraft


def made_citation(source: Source) -> str:
    """A citation made of the fields of a source: authors (year), title, publisher."""
    when = f" ({source.year})" if source.year else ""
    parts = [f"{source.authors}{when}" if source.authors else "", f"{source.title}{'' if source.authors else when}"]
    parts.append(source.publisher)
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)


def draft_of_source(source: Source) -> SourceDraft:
    """The draft that makes this source again."""
    return SourceDraft(
        title=source.title,
        authors=source.authors,
        year=source.year,
        publisher=source.publisher,
        kind=source.kind,
        evidence_from="" if source.evidence_from is None else str(source.evidence_from),
        evidence_to="" if source.evidence_to is None else str(source.evidence_to),
        url=source.url,
        citation="" if source.citation == made_citation(source) else source.citation,
        note=source.note,
    )


def draft_of_statement(statement: Statement) -> StatementDraft:
    """The draft that makes this statement again."""
    wide = tuple(statement.placement.split(";")) if statement.placement else ()
    return StatementDraft(
        source=statement.source,
        place=statement.place,
        text=statement.text,
        wording=statement.wording.value,
        kind=statement.kind.value,
        cells=wide or tuple(cell.token for cell in statement.cells),
        basis=statement.basis.value,
        participant=statement.participant,
        voice="" if statement.voice == "unknown" else statement.voice,
        perspective=statement.perspective.value,
        subtheme=statement.subtheme,
        groups=tuple(group.value for group in statement.groups),
        note=statement.note,
    )


def draft_of_link(link: Link) -> LinkDraft:
    """The draft that makes this link again."""
    from_words, to_words = link.from_words.partition("/"), link.to_words.partition("/")
    return LinkDraft(
        from_block=link.from_block.value if link.from_block else from_words[0],
        from_level=link.from_level.value if link.from_level else from_words[2],
        sign=link.sign.value,
        to_block=link.to_block.value if link.to_block else to_words[0],
        to_level=link.to_level.value if link.to_level else to_words[2],
        text=link.text,
        basis=link.basis.value,
        basis_note=link.basis_note,
        source=link.source,
        place=link.place,
    )


def draft_of_confidence(rating: ConfidenceRating) -> ConfidenceDraft:
    """The draft that makes this rating again."""
    known = dict(zip(COMPONENTS, rating.component_reasons, strict=False))
    said = {name: getattr(rating, name).value for name in COMPONENTS}
    why = {f"{name}_reason": known.get(name, "") for name in COMPONENTS}
    return ConfidenceDraft(**said, **why, overall=rating.overall.value, reason=rating.reason)


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same but for capitals and spaces."""
    return one.casefold().split() == other.casefold().split()
