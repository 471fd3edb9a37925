"""How much confidence a finding deserves: shown to everybody, said by editors, of any statement."""

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.form_parts import error_summary
from components.formatting import shortened
from components.markup import tag
from components.own_form_parts import FormState
from components.own_forms import confidence_form
from components.own_history import LONGEST_TITLE, record_id
from components.own_records import RecordState, changed_meanwhile, record_standing
from components.own_statement_page import confidence_card, set_aside_note
from components.own_words import NOT_ABOUT_CARE, record_address
from components.statement_card import statement_card
from data.current import current_evidence, writing_unit_of_work
from domain_model.draft_reading import confidence_from
from domain_model.evidence import ConfidenceRating, Statement
from domain_model.evidence_drafts import ConfidenceDraft, DraftProblemsError, draft_of_confidence
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import Content, Edit
from domain_model.people_vocabulary import Permission
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.add_evidence import NoSuchRecordError, restore_record, standing_content, withdraw_record
from domain_model.use_cases.keep_evidence import NothingToRestOnError
from domain_model.use_cases.rate_confidence import rate_confidence
from domain_model.use_cases.read_own_evidence import changes_between
from pages.http.access import allow
from pages.http.forms import hidden_fields, say, take_form
from pages.http.own_evidence_parts import (
    TO_HISTORY,
    evidence_page,
    history_of,
    known_in,
    may_edit,
    names_for_reader,
    nothing_to_rest_on_page,
    record_in,
    sent_draft,
    stands_otherwise_page,
    wrong_fields,
)
from pages.http.parameters import whole
from pages.http.plain_pages import paragraph
from pages.http.who import now, signed_in_person

own_confidence = Blueprint("confidence", __name__)


@own_confidence.get("/evidence/confidence/<record>")
@allow(Permission.VIEW)
def show(record: str) -> Response:
    """The rating of a statement's confidence."""
    history, book = history_of(RecordKind.CONFIDENCE, record), current_evidence()
    if history and not record_in(book, RecordKind.STATEMENT, record):
        return _page_of_what_is_gone(record, history)
    rating, is_aside = book.own.confidence.get(record), (RecordKind.CONFIDENCE, record) in book.own.set_aside
    state = RecordState(RecordKind.CONFIDENCE, record, history[-1] if history else None, names_for_reader(), may_edit())
    return evidence_page(
        _title(record_in(book, RecordKind.STATEMENT, record)),
        record_id(RecordKind.STATEMENT, record),
        _card_of(record),
        set_aside_note([RecordKind.CONFIDENCE], record) if is_aside else None,
        confidence_card(rating, record, may_edit=may_edit()),
        record_standing(state, hidden_fields) if history else None,
        tag("p", tag("a", "Everything about this statement", href=record_address(RecordKind.STATEMENT, record))),
        help_page="confidence",
    )


def _page_of_what_is_gone(record: str, history: tuple[Edit, ...]) -> Response:
    """The rating of a statement that does not stand any more: what both said, and that it counts nowhere."""
    said, rating = standing_content(history_of(RecordKind.STATEMENT, record)), standing_content(history)
    is_own = isinstance(said, Statement)
    words = "The statement was withdrawn" if is_own else f"There is no statement {record} in the catalogue any more"
    state = RecordState(RecordKind.CONFIDENCE, record, history[-1], names_for_reader(), may_edit=False)
    to_it = tag("p", tag("a", "Everything about this statement", href=record_address(RecordKind.STATEMENT, record)))
    return evidence_page(
        _title(said),
        record_id(RecordKind.STATEMENT, record),
        tag("p", f"{words}: its rating is set aside and counts nowhere until the statement stands again.",
            class_="notice"),
        statement_card(said, known_in(current_evidence()).sources, own=True) if isinstance(said, Statement) else None,
        confidence_card(rating, record, may_edit=False) if isinstance(rating, ConfidenceRating) else None,
        record_standing(state, hidden_fields),
        to_it if is_own else TO_HISTORY,
        help_page="confidence",
    )  # fmt: skip


@own_confidence.get("/evidence/confidence/<record>/edit")
@allow(Permission.EDIT_EVIDENCE)
def ask(record: str) -> Response:
    """The form that rates it."""
    history = history_of(RecordKind.CONFIDENCE, record)
    content = standing_content(history)
    draft = draft_of_confidence(content) if isinstance(content, ConfidenceRating) else ConfidenceDraft()
    return _form_page(record, draft, history[-1].version if history else 0)


def _form_page(record: str, draft: ConfidenceDraft, version: int, problems: dict[str, str] | None = None) -> Response:
    address = record_address(RecordKind.CONFIDENCE, record)
    state = FormState(f"{address}/edit", address, version, problems or {})
    return evidence_page(
        "Rate the confidence in a finding",
        error_summary("The rating was not kept", list((problems or {}).items())),
        _card_of(record),
        paragraph(NOT_ABOUT_CARE),
        confidence_form(draft, state, hidden_fields),
        status=422 if problems else 200,
        help_page="confidence",
    )


@own_confidence.post("/evidence/confidence/<record>/edit")
@allow(Permission.EDIT_EVIDENCE)
def rate(record: str) -> ResponseReturnValue:
    """Keep a rating."""
    draft, version = sent_draft(ConfidenceDraft, request.form), whole(request.form.get("version", ""))
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            rate_confidence(work, signed_in_person(), record, version, draft, now())
            work.commit()
    except DraftProblemsError as error:
        return _form_page(record, draft, version, wrong_fields(draft, error))
    except NothingToRestOnError:
        raise NoSuchRecordError(record) from None
    except ChangedMeanwhileError:
        return _conflict_page(record, draft)
    say("The rating is kept.")
    return redirect(record_address(RecordKind.CONFIDENCE, record), 303)


def _conflict_page(record: str, draft: ConfidenceDraft) -> Response:
    theirs = history_of(RecordKind.CONFIDENCE, record)[-1]
    changes = changes_between(theirs.content, confidence_from(draft, record)) if theirs.content else ()
    address = record_address(RecordKind.CONFIDENCE, record)
    both = changed_meanwhile(theirs, changes, known_in(current_evidence()), names_for_reader())
    drawn = confidence_form(draft, FormState(f"{address}/edit", address, theirs.version), hidden_fields)
    care = paragraph(NOT_ABOUT_CARE)
    return evidence_page("This rating was changed meanwhile", both, care, drawn, status=409)


@own_confidence.post("/evidence/confidence/<record>/withdraw")
@allow(Permission.EDIT_EVIDENCE)
def withdraw(record: str) -> ResponseReturnValue:
    """Take the rating back."""
    seen = whole(request.form.get("version", ""))
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            withdraw_record(work, signed_in_person(), RecordKind.CONFIDENCE, record, seen, now())
            work.commit()
    except ChangedMeanwhileError:
        return stands_otherwise_page(RecordKind.CONFIDENCE, record, seen)
    say("The rating is withdrawn.")
    return redirect(record_address(RecordKind.CONFIDENCE, record), 303)


@own_confidence.post("/evidence/confidence/<record>/restore")
@allow(Permission.EDIT_EVIDENCE)
def restore(record: str) -> ResponseReturnValue:
    """Put a withdrawn rating back."""
    seen = whole(request.form.get("version", ""))
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            restore_record(work, signed_in_person(), RecordKind.CONFIDENCE, record, seen, now())
            work.commit()
    except NothingToRestOnError:
        return nothing_to_rest_on_page()
    except ChangedMeanwhileError:
        return stands_otherwise_page(RecordKind.CONFIDENCE, record, seen)
    say("The rating stands again.")
    return redirect(record_address(RecordKind.CONFIDENCE, record), 303)


def _title(said: Content | None) -> str:
    """What the page of a rating is called: the finding itself; nobody knows what one of an earlier catalogue said."""
    if not isinstance(said, Statement):
        return "Confidence in a finding that is not here any more"
    return f"Confidence in: {shortened(said.text, LONGEST_TITLE)}"


def _card_of(record: str) -> str:
    """The statement as a card.

    Raises:
        NoSuchRecordError: if there is none that stands.
    """
    book = current_evidence()
    statement = record_in(book, RecordKind.STATEMENT, record)
    if not isinstance(statement, Statement):
        raise NoSuchRecordError(record)
    return statement_card(statement, known_in(book).sources, own=record in book.own_statements)
