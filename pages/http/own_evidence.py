"""The pages that show evidence record by record, and what was added here; everybody may read them."""

from flask import Blueprint, Response

from components.formatting import plural
from components.markup import joined, tag
from components.own_form_parts import page_links
from components.own_history import record_id, record_title
from components.own_overview import Overview, added_evidence, introduction
from components.own_records import (
    RecordState,
    link_facts,
    links_list,
    record_standing,
    source_facts,
    statements_of_source,
)
from components.own_statement_page import agreed_placement, confidence_card, set_aside_note, statement_facts, ways_on
from components.own_words import link_words
from components.source_words import source_name
from components.statement_card import statement_card
from data.current import current_evidence
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import Content
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.add_evidence import NoSuchRecordError, standing_content
from domain_model.use_cases.read_own_evidence import added_sources
from pages.http.access import allow
from pages.http.forms import hidden_fields
from pages.http.own_evidence_confidence import own_confidence
from pages.http.own_evidence_history import own_history
from pages.http.own_evidence_parts import (
    TO_EVIDENCE,
    evidence_page,
    history_of,
    known_in,
    may_edit,
    names_for_reader,
    no_such_record,
    page_number,
    record_in,
)
from pages.http.own_evidence_records import own_records
from pages.http.who import current_person

own_evidence = Blueprint("own_evidence", __name__)
for part in (own_records, own_history, own_confidence):
    own_evidence.register_blueprint(part)

SOURCES_A_PAGE = 20
STATEMENTS_A_PAGE = 50


@own_evidence.get("/evidence")
@allow(Permission.VIEW)
def overview() -> Response:
    """What was added here, source by source."""
    book = current_evidence()
    sources = added_sources(book.own)
    page = page_number(len(sources), SOURCES_A_PAGE)
    shown = sources[(page - 1) * SOURCES_A_PAGE : page * SOURCES_A_PAGE]
    told = Overview(book.own, shown, len(sources), book.version, names_for_reader())
    return evidence_page(
        "Add evidence",
        introduction(may_edit=may_edit(), is_signed_in=current_person() is not None),
        added_evidence(told, known_in(book)),
        page_links("/evidence", page, len(sources), SOURCES_A_PAGE),
        help_page="evidence",
    )


@own_evidence.get("/evidence/sources/<record>")
@allow(Permission.VIEW)
def source(record: str) -> Response:
    """A source with its statements and links."""
    book = current_evidence()
    found, state = _found(book, RecordKind.SOURCE, record)
    if not isinstance(found, Source):
        raise NoSuchRecordError(record)
    statements = [one for one in book.evidence.statements if one.source == record]
    links = [one for one in book.evidence.links if one.source == record]
    page = page_number(len(statements), STATEMENTS_A_PAGE)
    first = (page - 1) * STATEMENTS_A_PAGE
    shown = statements[first : first + STATEMENTS_A_PAGE]
    known = known_in(book)
    add = tag("a", "Add a statement of this source", href=f"/evidence/statements/new?source={record}")
    return evidence_page(
        source_name(found),
        record_standing(state, hidden_fields),
        source_facts(found),
        tag("h2", plural(len(statements), "statement")),
        tag("p", add) if may_edit() and not state.is_withdrawn else None,
        statements_of_source(shown, known.sources, book.own_statements, first + 1) if shown else None,
        page_links(f"/evidence/sources/{record}", page, len(statements), STATEMENTS_A_PAGE),
        joined((tag("h2", plural(len(links), "link")), links_list(links, book.own_links))) if links else None,
        TO_EVIDENCE,
        help_page="evidence",
    )


@own_evidence.get("/evidence/statements/<record>")
@allow(Permission.VIEW)
def statement(record: str) -> Response:
    """A statement, of the catalogue or added here."""
    book = current_evidence()
    found, state = _found(book, RecordKind.STATEMENT, record)
    if not isinstance(found, Statement):
        raise NoSuchRecordError(record)
    known = known_in(book)
    stands = not state.is_withdrawn
    return evidence_page(
        record_title(RecordKind.STATEMENT, found, known),
        record_id(RecordKind.STATEMENT, record),
        statement_card(found, known.sources, own=record in book.own_statements),
        record_standing(state, hidden_fields),
        statement_facts(found, known, next((one for one in book.published.statements if one.id == found.id), None)),
        set_aside_note([kind for kind, judged in book.own.set_aside if judged == record], record) if stands else None,
        agreed_placement(book.own.placements.get(record), record),
        confidence_card(book.own.confidence.get(record), record, may_edit=may_edit()) if stands else None,
        ways_on(found, may_edit=may_edit()) if stands else None,
        TO_EVIDENCE,
        help_page="evidence",
    )


@own_evidence.get("/evidence/links/<record>")
@allow(Permission.VIEW)
def link(record: str) -> Response:
    """A link between cells, of the catalogue or added here."""
    book = current_evidence()
    found, state = _found(book, RecordKind.LINK, record)
    if not isinstance(found, Link):
        raise NoSuchRecordError(record)
    known = known_in(book)
    return evidence_page(
        record_title(RecordKind.LINK, found, known),
        record_id(RecordKind.LINK, record),
        tag("p", link_words(found), class_="lead"),
        record_standing(state, hidden_fields),
        link_facts(found, known),
        tag("p", tag("a", "All links between cells", href="/links")),
        TO_EVIDENCE,
        help_page="evidence",
    )


def _found(book: EvidenceBook, kind: RecordKind, record: str) -> tuple[Content | None, RecordState]:
    """What a record says, or said before it was withdrawn, and how it stands."""
    history = history_of(kind, record)
    latest = history[-1] if history else None
    content = record_in(book, kind, record) or standing_content(history)
    return content, RecordState(kind, record, latest, names_for_reader(), may_edit())


@own_evidence.errorhandler(NoSuchRecordError)
def answer_no_such_record(_error: NoSuchRecordError) -> Response:
    """Say that there is no such record."""
    return no_such_record()
