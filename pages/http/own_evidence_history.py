"""Every edit to the evidence, of all records or of one, and undoing one of them."""

from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.labels import label
from components.markup import tag
from components.own_history import history_filter, history_list, record_id, record_title, refused_undo
from components.own_words import record_address
from data.current import current_evidence, unit_of_work, writing_unit_of_work
from domain_model.evidence_vocabulary import RecordKind
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.add_evidence import LaterEditError, NoSuchRecordError, undo_edit
from domain_model.use_cases.keep_evidence import NothingToRestOnError, SourceInUseError
from domain_model.use_cases.read_own_evidence import HistoryPage, read_history, read_record
from pages.http.access import allow
from pages.http.forms import hidden_fields, say, take_form
from pages.http.own_evidence_parts import (
    TO_EVIDENCE,
    TO_HISTORY,
    evidence_page,
    in_use_page,
    known_in,
    may_edit,
    names_for_reader,
    nothing_to_rest_on_page,
)
from pages.http.parameters import whole
from pages.http.who import current_person, now, signed_in_person

own_history = Blueprint("history", __name__)


@own_history.get("/evidence/history")
@allow(Permission.VIEW)
def everything() -> Response:
    """All edits, the latest first, 50 a page."""
    reader = current_person()
    kind, author = _kind(request.args.get("kind", "")), request.args.get("person", "")
    before = whole(request.args.get("before", "")) or None
    with unit_of_work() as work:
        page = read_history(work, reader, kind=kind, author=author, before=before)
        authors = work.own_evidence.authors() if reader else ()
    known = known_in(current_evidence())
    listing = history_list(page, known, hidden_fields if may_edit() else None, reader.id if reader else "")
    return evidence_page(
        "Every edit to the evidence",
        history_filter(kind, author if reader else "", page.names, authors),
        listing,
        _further(page, kind, author if reader else "", before),
        TO_EVIDENCE,
        help_page="evidence_history",
    )


def _further(page: HistoryPage, kind: RecordKind | None, author: str, before: int | None) -> str:
    chosen = {name: value for name, value in (("kind", kind.value if kind else ""), ("person", author)) if value}
    newest = tag("a", "Latest edits", href=f"/evidence/history?{urlencode(chosen)}") if before else None
    earlier = {**chosen, "before": page.older}
    older = tag("a", "Earlier edits", href=f"/evidence/history?{urlencode(earlier)}") if page.older else None
    return tag("nav", newest, older, class_="buttons", aria_label="Pages") if newest or older else ""


@own_history.get("/evidence/history/<kind>/<record>")
@allow(Permission.VIEW)
def of_record(kind: str, record: str) -> Response:
    """All edits to one record, the latest first."""
    known_kind, reader = _kind(kind), current_person()
    if known_kind is None:
        raise NoSuchRecordError(kind)
    with unit_of_work() as work:
        edits = read_record(work, known_kind, record)
    if not edits:
        raise NoSuchRecordError(record)
    page = HistoryPage(edits, None, names_for_reader())
    known = known_in(current_evidence())
    listing = history_list(page, known, hidden_fields if may_edit() else None, reader.id if reader else "")
    back = tag("p", tag("a", f"Back to the {label(known_kind)}", href=record_address(known_kind, record)))
    said = next((one.edit.content or one.before for one in edits if one.edit.content or one.before), None)
    title = f"Every version: {record_title(known_kind, said, known)}"
    return evidence_page(title, record_id(known_kind, record), back, listing, TO_HISTORY, help_page="evidence_history")


@own_history.post("/evidence/history/<int:number>/undo")
@allow(Permission.EDIT_EVIDENCE)
def undo(number: int) -> ResponseReturnValue:
    """Put back what stood before an edit, unless a later one changed the same record."""
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            edit = undo_edit(work, signed_in_person(), number, now())
            work.commit()
    except LaterEditError as error:
        refused = refused_undo(error.later, hidden_fields)
        return evidence_page("A later edit comes first", refused, TO_HISTORY, status=409)
    except SourceInUseError as error:
        return in_use_page(error)
    except NothingToRestOnError:
        return nothing_to_rest_on_page()
    say(f"Edit {number} is undone: the {label(edit.kind)} {edit.record} is as it was before.")
    return redirect(f"/evidence/history/{edit.kind}/{edit.record}", 303)


def _kind(text: str) -> RecordKind | None:
    return RecordKind(text) if text in set(RecordKind) else None
