"""The JSON schema of everything that the API answers and takes; the CSV columns follow it."""

from pages.http.openapi_contribution_schemas import CONTRIBUTION_SCHEMAS
from pages.http.openapi_evidence_schemas import EVIDENCE_SCHEMAS
from pages.http.openapi_figure_schemas import FIGURE_SCHEMAS
from pages.http.openapi_parts import Schema, listing, record, ref, ref_or_null

SCHEMAS: dict[str, Schema] = {
    **FIGURE_SCHEMAS,
    **EVIDENCE_SCHEMAS,
    **CONTRIBUTION_SCHEMAS,
    "AreaList": listing("Area"),
    "CellList": listing("Cell"),
    "PairList": listing("Pair"),
    "PairInAreas": listing(
        "PairInArea",
        pair=ref("Pair"),
        indicators=record("Of both sides.", mental=ref_or_null("Indicator"), comparator=ref_or_null("Indicator")),
    ),
    "ObservationList": listing("Observation"),
    "StatementList": listing("Statement"),
    "LinkList": listing("Link"),
    "SourceList": listing("Source"),
    "JudgementList": listing("Judgement"),
    "JudgementVersionList": listing("JudgementVersion"),
    "NoteList": listing("Note"),
}
"""Every schema by name."""
