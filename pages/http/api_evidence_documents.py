"""Statements, links, sources and the description of the dataset as plain documents ready for JSON."""

from components.labels import cell_label, label
from domain_model.cells import Cell
from domain_model.dataset import Dataset
from domain_model.evidence import Link, Source, Statement
from domain_model.indicators import Publication
from domain_model.parity import Thresholds
from domain_model.use_cases.count_evidence import statements_in
from domain_model.vocabulary import BuildingBlock, Level, Measure, Reading, Vintage
from pages.http.api_gazetteer import cell_fields
from pages.http.api_units import GAP_UNITS
from pages.http.api_values import Document, known
from pages.http.api_vocabularies import VOCABULARIES

SOFTWARE_LICENCE = "MIT"


def statement_document(statement: Statement) -> Document:
    """A statement with its place in its source; it counts once in each of its cells."""
    return {
        "id": statement.id,
        "kind": statement.kind.value,
        "cells": [cell.token for cell in statement.cells],
        "cell_names": [cell_label(cell) for cell in statement.cells],
        "text": statement.text,
        "source": statement.source,
        "place": known(statement.place),
        "participant": known(statement.participant),
        "voice": known(statement.voice),
        "reading": statement.reading.value,
        "in_table2": list(statement.in_table2),
        "also_in": [cell.token for cell in statement.also_in],
        "contested": statement.is_contested,
        "placement": known(statement.placement),
        "note": known(statement.note),
        "subtheme": known(statement.subtheme),
        "groups": [group.value for group in statement.groups],
        "placement_basis": statement.basis.value,
        "perspective": statement.perspective.value,
        "wording": statement.wording.value,
    }


def names_cell(cells: tuple[Cell, ...], block: BuildingBlock | None, level: Level | None) -> bool:
    """Whether one of the cells is in this block and at this level; None asks for any."""
    if block is None and level is None:
        return True
    return any(block in (None, cell.block) and level in (None, cell.level) for cell in cells)


def link_document(link: Link) -> Document:
    """A link between two cells; an end that names no cell has words and null for block or level."""
    return {
        "id": link.id,
        "from": _end(link.from_block, link.from_level, link.from_words),
        "to": _end(link.to_block, link.to_level, link.to_words),
        "sign": link.sign.value,
        "text": link.text,
        "basis": link.basis.value,
        "basis_note": known(link.basis_note),
        "source": link.source,
        "place": known(link.place),
    }


def _end(block: BuildingBlock | None, level: Level | None, words: str) -> Document:
    return {**cell_fields(block, level), "words": known(words)}


def touches(link: Link, block: BuildingBlock | None, level: Level | None) -> bool:
    """Whether one end of the link is in this block and at this level; None asks for any."""
    ends = ((link.from_block, link.from_level), (link.to_block, link.to_level))
    return any(block in (None, b) and level in (None, lv) for b, lv in ends)


def source_document(source: Source) -> Document:
    """A document that statements are taken from."""
    return _source(
        id=source.id,
        holds="evidence",
        title=known(source.title),
        authors=known(source.authors),
        year=known(source.year),
        publisher=known(source.publisher),
        kind=known(source.kind),
        citation=known(source.citation),
        note=known(source.note),
    )


def publication_document(publication: Publication) -> Document:
    """A publication that figures are taken from, under its licence."""
    return _source(
        id=publication.id,
        holds="figures",
        title=known(publication.title),
        publisher=known(publication.publisher),
        publication_date=known(publication.publication_date),
        licence=known(publication.licence),
        obtained_via=known(publication.obtained_via),
        copy_status=publication.copy_status.value,
        retrieved=known(publication.retrieved),
        credit=known(publication.credit),
        note=known(publication.caveats),
    )


SOURCE_FIELDS = (
    "id", "holds", "title", "authors", "year", "publisher", "kind", "citation", "publication_date",
    "licence", "obtained_via", "copy_status", "retrieved", "credit", "note",
)  # fmt: skip


def _source(**values: object) -> Document:
    return {name: values.get(name) for name in SOURCE_FIELDS}


def meta_document(dataset: Dataset, default_vintage: Vintage, thresholds: Thresholds) -> Document:
    """What a program needs to know before it asks for anything else."""
    ends = dataset.figures.period_ends
    return {
        "dataset_version": dataset.version,
        "defaults": {"vintage": default_vintage.value, "reading": Reading.PUBLISHED.value},
        "first_period_end": ends[0].isoformat() if ends else None,
        "last_period_end": ends[-1].isoformat() if ends else None,
        "counts": _counts(dataset),
        "thresholds": {m.value: _cuts(m, thresholds) for m in Measure},
        "licence": {
            "software": SOFTWARE_LICENCE,
            "figures": sorted({p.licence for p in dataset.publications.values() if p.licence}),
        },
        "tokens": {
            name: {member.value: label(member) for member in vocabulary} for name, vocabulary in VOCABULARIES.items()
        },
    }


def _counts(dataset: Dataset) -> Document:
    evidence = dataset.evidence
    return {
        "areas": {v.value: len(dataset.geography.in_vintage(v)) for v in Vintage},
        "pairs": len(dataset.pairs),
        "indicators": len(dataset.indicators),
        "observations": dataset.observations,
        "statements": {r.value: len(statements_in(dataset, r)) for r in Reading},
        "links": len(evidence.links),
        "sources": len(evidence.sources) + len(dataset.publications),
    }


def _cuts(measure: Measure, thresholds: Thresholds) -> Document:
    """Where parity ends and 'much' begins, in the unit of the measure's value; context has no 'much'."""
    parity, much = thresholds.ratio_parity, thresholds.ratio_much
    if measure is Measure.STANDARDISED:
        parity, much = thresholds.standardised_parity, thresholds.standardised_much
    if measure is Measure.POINTS:
        parity, much = thresholds.points_parity, thresholds.points_much
    return {"parity": parity, "much": None if measure is Measure.CONTEXT else much, "unit": GAP_UNITS[measure]}
