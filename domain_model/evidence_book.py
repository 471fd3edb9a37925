"""The evidence of the catalogue and what people added, as one whole with a version."""

from dataclasses import dataclass, replace
from typing import TypeVar

from domain_model.dataset import Dataset, Evidence
from domain_model.evidence import Link, Source, Statement
from domain_model.own_evidence import OwnEvidence, placed

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceBook:
    """Catalogue and additions at one `version`, which exports and citations name.

    `evidence` holds both: the catalogue first, in its order, then what was added, in the order of its making;
    statements that coders agreed on stand where they agreed. `published` is the catalogue alone, untouched.
    `own_statements` and `own_links` are the ids of what was added. Compared by identity.
    """

    version: str
    evidence: Evidence
    published: Evidence
    own: OwnEvidence
    own_sources: frozenset[str]
    own_statements: frozenset[str]
    own_links: frozenset[str]


def evidence_version(dataset_version: str, number: int) -> str:
    """The dataset's version, with `+` and the number of the last edit where there are any."""
    return f"{dataset_version}+{number}" if number else dataset_version


def catalogue_version(version: str) -> str:
    """The dataset's part of a version of the evidence: what is published, without what people added."""
    return version.partition("+")[0]


def catalogue_alone(book: EvidenceBook) -> EvidenceBook:
    """The book without what was added and without what coders agreed on: what is published, at the version of that."""
    return replace(
        book,
        version=catalogue_version(book.version),
        evidence=book.published,
        own_sources=frozenset(),
        own_statements=frozenset(),
        own_links=frozenset(),
    )


def evidence_book(dataset: Dataset, own: OwnEvidence) -> EvidenceBook:
    """The book of a dataset and of what people added to it, at the version of both."""
    catalogue = dataset.evidence
    statements = (*catalogue.statements, *(_content(edit.content, Statement) for edit in own.statements.values()))
    evidence = replace(
        catalogue,
        sources=(*catalogue.sources, *(_content(edit.content, Source) for edit in own.sources.values())),
        statements=tuple(placed(statement, own.placements.get(statement.id)) for statement in statements),
        links=(*catalogue.links, *(_content(edit.content, Link) for edit in own.links.values())),
    )
    return EvidenceBook(
        version=evidence_version(dataset.version, own.number),
        evidence=evidence,
        published=catalogue,
        own=own,
        own_sources=frozenset(own.sources),
        own_statements=frozenset(own.statements),
        own_links=frozenset(own.links),
    )


def _content(content: object, kind: type[Kind]) -> Kind:
    if not isinstance(content, kind):
        raise TypeError(f"{content!r} is no {kind.__name__}")
    return content
