"""What the pages of one's own evidence have in common: records by their id, drafts as they were sent, refusals."""

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from typing import Any, TypeVar

from flask import Response, request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from components.evidence_tabs import evidence_tabs_markup, tab_of
from components.labels import label
from components.markup import tag
from components.own_records import RecordState, stands_otherwise, withdraw_refused
from components.own_words import Known
from data.current import current_evidence, unit_of_work
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_drafts import Draft, DraftProblemsError
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import Content, Edit
from domain_model.people_vocabulary import AuditAction, Permission
from domain_model.use_cases.add_evidence import standing_content
from domain_model.use_cases.keep_evidence import SourceInUseError
from domain_model.use_cases.read_own_evidence import changes_between
from pages.http.forms import hidden_fields
from pages.http.parameters import whole
from pages.http.plain_pages import answer_page, paragraph
from pages.http.refusals import record_refusal
from pages.http.who import current_person

DraftKind = TypeVar("DraftKind", bound=Draft)
TO_EVIDENCE = tag("p", tag("a", "All evidence that was added here", href="/evidence"))
TO_HISTORY = tag("p", tag("a", "Every edit to the evidence, with undo", href="/evidence/history"))
LONGEST_TYPED = 20_000
"""What is sent in one field beyond this is cut off: no form of ours lets anybody keep as much."""


def evidence_page(title: str, *content: Markup | str | None, status: int = 200, help_page: str = "") -> Response:
    """A page of the evidence, with the way to its other pages under the heading."""
    shown = [part for part in content if part is not None]
    return answer_page(title, evidence_tabs_markup(tab_of(request.path)), *shown, status=status, help_page=help_page)


@lru_cache(maxsize=2)
def known_in(book: EvidenceBook) -> Known:
    """The sources, sub-themes and statements of a book, by their ids."""
    evidence = book.evidence
    return Known(
        {one.id: one for one in evidence.sources},
        {one.id: one for one in evidence.subthemes},
        {one.id: one for one in evidence.statements},
    )


def record_in(book: EvidenceBook, kind: RecordKind, record: str) -> Content | None:
    """The source, statement or link of that id that stands, of the catalogue or added here."""
    evidence = book.evidence
    tables: dict[RecordKind, tuple[Content, ...]] = {
        RecordKind.SOURCE: evidence.sources,
        RecordKind.STATEMENT: evidence.statements,
        RecordKind.LINK: evidence.links,
    }
    return next((one for one in tables[kind] if getattr(one, "id", "") == record), None)


def history_of(kind: RecordKind, record: str) -> tuple[Edit, ...]:
    """All versions of a record in order; none for one that was never edited here."""
    with unit_of_work() as work:
        return work.own_evidence.history(kind, record)


def names_for_reader() -> Mapping[str, str]:
    """Authors' names by their id: none for a reader who is not signed in."""
    if current_person() is None:
        return {}
    with unit_of_work() as work:
        return work.people.names()


def may_edit() -> bool:
    """Whether the reader may add and change evidence."""
    person = current_person()
    return person is not None and person.may(Permission.EDIT_EVIDENCE)


def sent_draft(kind: type[DraftKind], sent: MultiDict[str, str]) -> DraftKind:
    """The draft in a form or an address: what is not in it is as in an empty draft."""
    blank = kind()
    values: dict[str, Any] = {}
    for each in fields(kind):
        if isinstance(getattr(blank, each.name), tuple):
            values[each.name] = tuple(text[:LONGEST_TYPED] for text in sent.getlist(each.name))
        elif each.name in sent:
            values[each.name] = sent[each.name][:LONGEST_TYPED]
    return kind(**values)


def wrong_fields(draft: Draft, error: DraftProblemsError) -> dict[str, str]:
    """What is wrong, field by field in the order of the form; the first problem of each."""
    told = dict(reversed(error.problems))
    return {each.name: told[each.name] for each in fields(draft) if each.name in told}


def page_number(total: int, on_a_page: int) -> int:
    """The page that the address asks for, from 1; the last one where it asks for more."""
    last = max(1, -(-total // on_a_page))
    return min(max(1, whole(request.args.get("page", ""), otherwise=1)), last)


def no_such_record() -> Response:
    """Say that there is no such record, and record that somebody asked for it."""
    record_refusal(AuditAction.PAGE_ASKED_FOR, f"{request.method} {request.path}", "no such evidence")
    return evidence_page("No such record", paragraph("There is no record at this address."), TO_EVIDENCE, status=404)


def in_use_page(error: SourceInUseError) -> Response:
    """Say what rests on a source that was to go."""
    book = current_evidence()
    contents: dict[str, Content] = {
        edit.record: edit.content
        for table in (book.own.statements, book.own.links)
        for edit in table.values()
        if edit.content
    }
    refused = withdraw_refused(error.records, contents, known_in(book))
    return evidence_page("This source is in use", refused, TO_EVIDENCE, status=409)


def stands_otherwise_page(kind: RecordKind, record: str, seen: int) -> Response:
    """Say what became of a record since the version `seen` that somebody was to withdraw or to put back."""
    history = history_of(kind, record)
    before, now = standing_content(history[: max(seen, 0)]), standing_content(history)
    changes = changes_between(before, now) if before and now else None
    state = RecordState(kind, record, history[-1], names_for_reader(), may_edit())
    told = stands_otherwise(state, changes, known_in(current_evidence()), hidden_fields)
    return evidence_page(f"This {label(kind)} was changed meanwhile", told, TO_EVIDENCE, status=409)


def nothing_to_rest_on_page() -> Response:
    """Say that what was to be put back rests on something that is gone."""
    words = (
        "What it rests on, its source or its statement, was withdrawn meanwhile. Put that back first, then this. "
        "Nothing was changed."
    )
    return evidence_page("Nothing to rest on", paragraph(words), TO_HISTORY, TO_EVIDENCE, status=409)
