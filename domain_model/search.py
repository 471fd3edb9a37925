"""What can be searched for in the evidence, and what a search finds."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from domain_model.dataset import Evidence
from domain_model.evidence import FrameworkEntry, Link, Source, Statement
from domain_model.evidence_vocabulary import SearchKind
from domain_model.search_words import Pieces, SearchWords, highlighted


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A record as search sees it: its title, its text, and what else of it is searched (note, source, place ...)."""

    kind: SearchKind
    record: str
    title: str
    text: str
    more: str


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A document with all its words, written as the index of the database in use takes them."""

    document: SearchDocument
    words: str


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A record that was found, with its title, its text and what else of it was searched in pieces."""

    kind: SearchKind
    record: str
    title: Pieces
    text: Pieces
    more: Pieces


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of what was found, the best first.

    `total` is how many there are of the kinds that were asked for, `counts` how many of each kind there are, asked
    for or not. Where `is_ranked` is False so many fit that no order says anything: they are in the order of the index.
    """

    total: int
    hits: tuple[SearchHit, ...]
    counts: Mapping[SearchKind, int]
    is_ranked: bool = True


def documents_of(evidence: Evidence) -> Iterator[SearchDocument]:
    """Everything in the evidence that can be found, in the order in which the evidence has it."""
    sources = {source.id: source for source in evidence.sources}
    subthemes = subtheme_labels(evidence)
    for statement in evidence.statements:
        yield statement_document(statement, sources, subthemes)
    for source in evidence.sources:
        yield source_document(source)
    for link in evidence.links:
        yield link_document(link, sources)
    for entry in evidence.framework_entries:
        yield _entry_document(entry, sources)


def record_documents(
    records: Iterable[object], sources: Mapping[str, Source], subthemes: Mapping[str, str]
) -> Iterator[SearchDocument]:
    """Each of these records that can be found, as search sees it; `sources` hold all that they name."""
    for record in records:
        if isinstance(record, Source):
            yield source_document(record)
        elif isinstance(record, Statement):
            yield statement_document(record, sources, subthemes)
        elif isinstance(record, Link):
            yield link_document(record, sources)


def subtheme_labels(evidence: Evidence) -> dict[str, str]:
    """The name of each sub-theme by its id."""
    return {subtheme.id: subtheme.label for subtheme in evidence.subthemes}


def statement_document(
    statement: Statement, sources: Mapping[str, Source], subthemes: Mapping[str, str]
) -> SearchDocument:
    """A statement as search sees it."""
    (_name, text), *others = statement_parts(statement, sources, subthemes)
    return SearchDocument(SearchKind.STATEMENT, statement.id, "", text, _together(*(words for _name, words in others)))


def statement_parts(
    statement: Statement, sources: Mapping[str, Source], subthemes: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """What of a statement is searched, part by part, each with its name; the text first, '' for what it lacks."""
    return (
        ("statement text", statement.text),
        ("note", statement.note),
        ("sub-theme", subthemes.get(statement.subtheme, "")),
        ("participant", statement.participant),
        ("source", _source_words(statement.source, sources)),
        ("place", statement.place),
    )


def found_in(parts: Iterable[tuple[str, str]], words: SearchWords) -> tuple[str, ...]:
    """The names of the parts in which any of the words stands, in the order of the parts.

    () for a phrase that reaches from one part into the next.
    """
    return tuple(name for name, text in parts if any(is_match for _piece, is_match in highlighted(text, words)))


def source_document(source: Source) -> SearchDocument:
    """A source as search sees it."""
    more = _together(source.authors, source.year, source.publisher, source.kind, source.note)
    return SearchDocument(SearchKind.SOURCE, source.id, source.title, source.citation, more)


def link_document(link: Link, sources: Mapping[str, Source]) -> SearchDocument:
    """A link as search sees it."""
    more = _together(link.from_words, link.to_words, link.basis_note, _source_words(link.source, sources), link.place)
    return SearchDocument(SearchKind.LINK, link.id, "", link.text, more)


def _entry_document(entry: FrameworkEntry, sources: Mapping[str, Source]) -> SearchDocument:
    more = _together(entry.framework, entry.criterion, entry.note, _source_words(entry.source, sources), entry.place)
    return SearchDocument(SearchKind.FRAMEWORK_ENTRY, entry.id, entry.title, entry.text, more)


def _source_words(source_id: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(source_id)
    return _together(source.authors, source.title, source.publisher, source.year) if source else ""


def _together(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
