"""A view of the evidence as one document for programs.

`schema` names the shape and its version: `about` (title, filters, evidence_version, date, address, citation, methods,
licence, sources, note, notes, warnings, counts), `columns` (for each table, each column with what it means) and
`tables` (for each table its rows, each an object with a value for every column). A list within a value has semicolons
between its parts, as in the other files.
"""

from typing import Any

from components.exports.evidence_taken import Taken
from components.exports.evidence_words import source_line
from components.shell import NOT_ENDORSED

SCHEMA = "parity-map-evidence/1"


def evidence_document(taken: Taken) -> dict[str, Any]:
    """The document as plain values."""
    cover = taken.cover
    return {
        "schema": SCHEMA,
        "about": {
            "title": cover.title,
            "view": cover.view.value,
            "filters": [{"name": name, "value": value} for name, value in cover.filters],
            "filters_in_words": cover.filter_words,
            "evidence_version": cover.version,
            "date": cover.day.isoformat(),
            "address": cover.address,
            "citation": cover.citation,
            "methods": cover.methods,
            "sources": [{"id": source.id, "citation": source_line(source)} for source in cover.sources],
            "licence": list(cover.licence),
            "note": NOT_ENDORSED,
            "notes": list(cover.notes),
            "warnings": list(cover.warnings),
            "counts": {table.name: len(table.rows) for table in taken.tables},
        },
        "columns": {table.name: dict(table.columns) for table in taken.tables},
        "tables": {table.name: table.documents() for table in taken.tables},
    }
