"""Writing records of one's own evidence: new ones, further versions, withdrawing and putting back."""

from collections.abc import Callable

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.form_parts import error_summary
from components.labels import label
from components.own_form_parts import FormState
from components.own_history import UNDO_BUTTON
from components.own_records import HISTORY_LINK, changed_meanwhile
from components.own_words import record_address
from data.current import current_evidence, unit_of_work, writing_unit_of_work
from domain_model.evidence_drafts import DraftProblemsError, RecordDraft
from domain_model.people_vocabulary import Permission
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.add_evidence import (
    RepeatedStatementError,
    add_record,
    change_record,
    content_from,
    record_history,
    restore_record,
    standing_content,
    withdraw_record,
)
from domain_model.use_cases.keep_evidence import NothingToRestOnError, SourceInUseError
from domain_model.use_cases.read_own_evidence import changes_between
from pages.http.access import allow
from pages.http.forms import say, take_form
from pages.http.own_evidence_forms import FORMS, RecordForm, draft_in_address, draft_of, draw_form, next_form
from pages.http.own_evidence_parts import (
    evidence_page,
    in_use_page,
    known_in,
    names_for_reader,
    nothing_to_rest_on_page,
    sent_draft,
    stands_otherwise_page,
    wrong_fields,
)
from pages.http.parameters import whole
from pages.http.who import now, signed_in_person

own_records = Blueprint("records", __name__)


def _new_page(name: str, draft: RecordDraft, problems: dict[str, str] | None = None, repeats: str = "") -> Response:
    form = FORMS[name]
    state = FormState(f"/evidence/{name}/new", "/evidence", 0, problems or {}, repeats)
    return _form_page(form, form.new_title, draft, state)


def _form_page(form: RecordForm, title: str, draft: RecordDraft, state: FormState) -> Response:
    said_before = [("takes_repeats", "This was said before: look below.")] if state.repeats else []
    problems = [*state.problems.items(), *said_before]
    summary = error_summary(f"The {label(form.kind)} was not kept", problems)
    drawn = draw_form(draft, state, current_evidence())
    return evidence_page(title, summary, drawn, status=422 if problems else 200, help_page="evidence_form")


HOW_TO_UNDO = f"To take that back: '{HISTORY_LINK}' below, then '{UNDO_BUTTON}'."


@allow(Permission.EDIT_EVIDENCE)
def ask(name: str) -> Response:
    """The form for a new record, with what the address says filled in."""
    return _new_page(name, draft_in_address(FORMS[name]))


@allow(Permission.EDIT_EVIDENCE)
def add(name: str) -> ResponseReturnValue:
    """Keep a new record."""
    draft = sent_draft(FORMS[name].draft, request.form)
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            edit = add_record(work, signed_in_person(), draft, now(), takes_repeats=_takes_repeats())
            work.commit()
    except DraftProblemsError as error:
        return _new_page(name, draft, wrong_fields(draft, error))
    except RepeatedStatementError as error:
        return _new_page(name, draft, repeats=error.statement)
    if request.form.get("then") == "another":
        say(f"The {label(edit.kind)} is kept; its history undoes it. Here is the next form.")
        return redirect(next_form(name, draft, edit.record), 303)
    say(f"The {label(edit.kind)} is kept. {HOW_TO_UNDO}")
    return redirect(record_address(edit.kind, edit.record), 303)


def _takes_repeats() -> bool:
    return request.form.get("takes_repeats") == "yes"


def _change_page(
    name: str, record: str, draft: RecordDraft, version: int, problems: dict[str, str] | None = None, repeats: str = ""
) -> Response:
    form = FORMS[name]
    address = record_address(form.kind, record)
    state = FormState(f"{address}/edit", address, version, problems or {}, repeats)
    return _form_page(form, form.change_title, draft, state)


@allow(Permission.EDIT_EVIDENCE)
def ask_change(name: str, record: str) -> Response:
    """The form that changes a record."""
    with unit_of_work() as work:
        history = record_history(work, FORMS[name].kind, record)
    return _change_page(name, record, draft_of(standing_content(history)), history[-1].version)


@allow(Permission.EDIT_EVIDENCE)
def change(name: str, record: str) -> ResponseReturnValue:
    """Keep a further version, unless there is one already that the person has not seen."""
    draft, version = sent_draft(FORMS[name].draft, request.form), whole(request.form.get("version", ""))
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            edit = change_record(
                work, signed_in_person(), record, version, draft, now(), takes_repeats=_takes_repeats()
            )
            work.commit()
    except DraftProblemsError as error:
        return _change_page(name, record, draft, version, wrong_fields(draft, error))
    except RepeatedStatementError as error:
        return _change_page(name, record, draft, version, repeats=error.statement)
    except ChangedMeanwhileError:
        return _conflict_page(name, record, draft)
    say(f"The {label(edit.kind)} is kept as version {edit.version}. {HOW_TO_UNDO}")
    return redirect(record_address(edit.kind, edit.record), 303)


def _conflict_page(name: str, record: str, draft: RecordDraft) -> Response:
    form = FORMS[name]
    with unit_of_work() as work:
        history = record_history(work, form.kind, record)
        mine = content_from(work, draft, record, standing_content(history))
    theirs, book = history[-1], current_evidence()
    changes = changes_between(theirs.content, mine) if theirs.content else ()
    address = record_address(form.kind, record)
    drawn = draw_form(draft, FormState(f"{address}/edit", address, theirs.version), book)
    both = changed_meanwhile(theirs, changes, known_in(book), names_for_reader())
    return evidence_page(f"This {label(form.kind)} was changed meanwhile", both, drawn, status=409)


@allow(Permission.EDIT_EVIDENCE)
def withdraw(name: str, record: str) -> ResponseReturnValue:
    """Withdraw a record; its page then offers to put it back."""
    kind, seen = FORMS[name].kind, whole(request.form.get("version", ""))
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            edit = withdraw_record(work, signed_in_person(), kind, record, seen, now())
            work.commit()
    except SourceInUseError as error:
        return in_use_page(error)
    except ChangedMeanwhileError:
        return stands_otherwise_page(kind, record, seen)
    say(f"The {label(kind)} is withdrawn.")
    return redirect(record_address(kind, edit.record), 303)


@allow(Permission.EDIT_EVIDENCE)
def restore(name: str, record: str) -> ResponseReturnValue:
    """Put a withdrawn record back."""
    kind, seen = FORMS[name].kind, whole(request.form.get("version", ""))
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            edit = restore_record(work, signed_in_person(), kind, record, seen, now())
            work.commit()
    except NothingToRestOnError:
        return nothing_to_rest_on_page()
    except ChangedMeanwhileError:
        return stands_otherwise_page(kind, record, seen)
    say(f"The {label(kind)} stands again.")
    return redirect(record_address(kind, edit.record), 303)


def _register(name: str) -> None:
    """Give each kind its own addresses: no address stands for a kind that there is not."""
    views: tuple[tuple[str, str, Callable[..., ResponseReturnValue], str], ...] = (
        ("new", "ask", ask, "GET"),
        ("new", "add", add, "POST"),
        ("<record>/edit", "ask_change", ask_change, "GET"),
        ("<record>/edit", "change", change, "POST"),
        ("<record>/withdraw", "withdraw", withdraw, "POST"),
        ("<record>/restore", "restore", restore, "POST"),
    )
    for path, endpoint, view, method in views:
        own_records.add_url_rule(
            f"/evidence/{name}/{path}", f"{name}_{endpoint}", view, methods=[method], defaults={"name": name}
        )


for kind_name in FORMS:
    _register(kind_name)
