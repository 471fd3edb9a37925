"""Writes the index that search looks into: each record as a document, its words as the database at hand wants them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection, delete, func, insert, select

from data.own_evidence_repository import RememberedOwnEvidence, SqlOwnEvidenceRepository
from data.search_tables import SearchDocumentRow
from data.tables import table_of
from domain_model.dataset import Evidence
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_vocabulary import SearchKind
from domain_model.own_evidence import OwnEvidence
from domain_model.search import SearchDocument, SearchEntry, documents_of
from domain_model.search_words import composed, tokens_of

DOCUMENTS = table_of(SearchDocumentRow)
SPAN = 500_000_000
"""How many numbers each kind has for its documents: the first of a kind is its place among the kinds times this."""

MARK = "\N{LATIN LETTER DENTAL CLICK}"
"""Stands before the full form of a word, to tell it from stems. It is a letter, and so part of the word to SQLite."""

_BETWEEN = "\N{LATIN LETTER ALVEOLAR CLICK}"
"""Stands between title, text and the rest, so that no phrase reaches from one into the other."""

_MOST_WORDS = 5_000
"""Words of a document beyond these are not indexed; PostgreSQL numbers no more than 16,383 places."""

_TOGETHER = 500


def rebuild_index(connection: Connection, catalogue: Evidence) -> None:
    """Make the index anew from the catalogue and from what people added, within the caller's transaction."""
    own = SqlOwnEvidenceRepository(connection, RememberedOwnEvidence()).standing()
    connection.execute(delete(DOCUMENTS))
    documents = iter(documents_of(with_own(catalogue, own)))
    next_numbers = {kind: _first_number(kind) for kind in SearchKind}
    while batch := list(islice(documents, _TOGETHER)):
        _insert(connection, entries_of(batch, connection.dialect.name), next_numbers)


def with_own(catalogue: Evidence, own: OwnEvidence) -> Evidence:
    """The catalogue with what people added after it; where coders placed a statement is nothing search knows."""
    return replace(
        catalogue,
        sources=(*catalogue.sources, *(e.content for e in own.sources.values() if isinstance(e.content, Source))),
        statements=(
            *catalogue.statements,
            *(e.content for e in own.statements.values() if isinstance(e.content, Statement)),
        ),
        links=(*catalogue.links, *(e.content for e in own.links.values() if isinstance(e.content, Link))),
    )


def put_documents(
    connection: Connection, entries: Iterable[SearchEntry], gone: Iterable[tuple[SearchKind, str]]
) -> None:
    """Put entries in the place of those of the same records, and take away those that are gone.

    A document keeps its number. Only one writer of evidence is at work at a time.
    """
    by_key = {(entry.document.kind, entry.document.record): entry for entry in entries}
    known: dict[tuple[SearchKind, str], int] = {}
    affected = (*by_key, *gone)
    for kind in SearchKind:
        records = iter([record for one, record in affected if one is kind])
        while batch := list(islice(records, _TOGETHER)):
            here = (DOCUMENTS.c.kind == kind.value, DOCUMENTS.c.record.in_(batch))
            rows = connection.execute(select(DOCUMENTS.c.record, DOCUMENTS.c.number).where(*here))
            known |= {(kind, record): number for record, number in rows}
            connection.execute(delete(DOCUMENTS).where(*here))
    next_numbers = {kind: _next_number(connection, kind) for kind in SearchKind}
    for key, number in known.items():
        next_numbers[key[0]] = max(next_numbers[key[0]], number + 1)
    waiting = iter(by_key.values())
    while batch := list(islice(waiting, _TOGETHER)):
        _insert(connection, batch, next_numbers, known)


def entries_of(documents: Iterable[SearchDocument], dialect: str) -> tuple[SearchEntry, ...]:
    """The documents with their words as the index of a database of this dialect takes them."""
    written = _tsvector if dialect == "postgresql" else _fts5_text
    return tuple(SearchEntry(document, written(document)) for document in documents)


def numbers_of(kind: SearchKind) -> tuple[int, int]:
    """The first and the last number that documents of a kind can have."""
    return _first_number(kind), _first_number(kind) + SPAN - 1


def kind_of(place: int) -> SearchKind:
    """The kind whose numbers, divided by SPAN, are this."""
    return tuple(SearchKind)[place]


def _first_number(kind: SearchKind) -> int:
    return tuple(SearchKind).index(kind) * SPAN


def _next_number(connection: Connection, kind: SearchKind) -> int:
    first, last = numbers_of(kind)
    latest = connection.scalar(select(func.max(DOCUMENTS.c.number)).where(DOCUMENTS.c.number.between(first, last)))
    return first if latest is None else latest + 1


def _insert(
    connection: Connection,
    entries: Iterable[SearchEntry],
    next_numbers: dict[SearchKind, int],
    known: dict[tuple[SearchKind, str], int] | None = None,
) -> None:
    rows: list[dict[str, object]] = []
    for entry in entries:
        document = entry.document
        number = (known or {}).get((document.kind, document.record))
        if number is None:
            number = next_numbers[document.kind]
            next_numbers[document.kind] += 1
        rows.append(
            {
                "number": number,
                "kind": document.kind.value,
                "record": document.record,
                "title": document.title,
                "body": document.text,
                "more": document.more,
                "words": entry.words,
            }
        )
    connection.execute(insert(DOCUMENTS), rows)


def _parts(document: SearchDocument) -> Iterator[list[tuple[str, str]]]:
    """The words of each part as stem and form; those of the title twice, since they say more."""
    left = _MOST_WORDS
    for text in (document.title, document.title, document.text, document.more):
        tokens = tokens_of(composed(text))[:left]
        left -= len(tokens)
        if tokens:
            yield [(token.stem, token.form) for token in tokens]


def _fts5_text(document: SearchDocument) -> str:
    """The stems in their order, then each form once."""
    parts = list(_parts(document))
    forms = dict.fromkeys(MARK + form for part in parts for _stem, form in part)
    stems = [" ".join(stem for stem, _form in part) for part in parts]
    return f" {_BETWEEN} ".join([*stems, " ".join(forms)])


def _tsvector(document: SearchDocument) -> str:
    """The stems with their places, and each form without one, as PostgreSQL writes a tsvector."""
    places: dict[str, list[int]] = {}
    forms: dict[str, None] = {}
    at = 1
    for part in _parts(document):
        for stem, form in part:
            places.setdefault(stem, []).append(at)
            forms[MARK + form] = None
            at += 1
        at += 1
    lexemes = [f"'{stem}':{','.join(map(str, where))}" for stem, where in places.items()]
    return " ".join([*lexemes, *(f"'{form}'" for form in forms)])
