"""What the API answers about evidence, sources and itself: ask the domain, shape the answer."""

from flask import Response

from components.url_state import DEFAULT_VINTAGE
from domain_model.evidence import Source
from domain_model.parity import DEFAULT_THRESHOLDS
from domain_model.use_cases.count_evidence import statements_in
from pages.http.api_answers import document_answer, json_answer, list_answer
from pages.http.api_evidence_documents import (
    link_document,
    meta_document,
    names_cell,
    publication_document,
    source_document,
    statement_document,
    touches,
)
from pages.http.api_held import Held
from pages.http.api_parameters import Query
from pages.http.api_problems import echo, missing
from pages.http.api_routes import ROUTE
from pages.http.openapi import openapi_document


def meta(held: Held, query: Query) -> Response:
    """Version, vocabularies, thresholds, counts and licences."""
    document = meta_document(held.dataset, DEFAULT_VINTAGE, DEFAULT_THRESHOLDS)
    return document_answer(held.dataset.version, query, document)


def statements(held: Held, query: Query) -> Response:
    """The statements of a reading."""
    _check_source(held, query)
    chosen = [
        statement
        for statement in statements_in(held.dataset, query.reading)
        if names_cell(statement.cells, query.block, query.level)
        and query.kind in (None, statement.kind)
        and query.source in (None, statement.source)
    ]
    return list_answer(ROUTE["statements"], held.dataset.version, query, chosen, statement_document)


def links(held: Held, query: Query) -> Response:
    """The links between cells."""
    _check_source(held, query)
    chosen = [
        link
        for link in held.dataset.evidence.links
        if touches(link, query.block, query.level)
        and query.sign in (None, link.sign)
        and query.source in (None, link.source)
    ]
    return list_answer(ROUTE["links"], held.dataset.version, query, chosen, link_document)


def sources(held: Held, query: Query) -> Response:
    """The documents and publications behind everything."""
    listed = [*held.dataset.evidence.sources, *held.dataset.publications.values()]
    return list_answer(
        ROUTE["sources"],
        held.dataset.version,
        query,
        listed,
        lambda source: source_document(source) if isinstance(source, Source) else publication_document(source),
    )


def openapi(held: Held, _query: Query) -> Response:
    """The description of all this."""
    return json_answer(openapi_document(held.dataset.version))


def _check_source(held: Held, query: Query) -> None:
    if query.source is not None:
        try:
            held.dataset.evidence.source(query.source)
        except LookupError:
            detail = f"no such source: {echo(query.source)!r}"
            raise missing(detail, parameter="source", value=query.source) from None
