"""Saved views: keeping them, their order, sharing and opening them, and one's own as a file."""

from dataclasses import asdict
from datetime import datetime

import orjson
from flask import Blueprint, Response, redirect, request, session
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from components.form_parts import error_summary
from components.markup import tag
from components.saved_view_lists import (
    own_views_list,
    removed_notice,
    shared_views_list,
    suggested_name,
    view_form,
    way_to_own_views,
)
from data.current import current_dataset, unit_of_work, writing_unit_of_work
from domain_model.people_vocabulary import AuditAction, Permission
from domain_model.saved_views import SavedView, split_address
from domain_model.use_cases.export_contributions import export_views
from domain_model.use_cases.keep_views import (
    NoSuchViewError,
    TooManyViewsError,
    change_view,
    move_view,
    own_view,
    put_back,
    remove_view,
    save_view,
    view_to_open,
)
from pages.http.access import allow
from pages.http.addresses import public_address
from pages.http.csv_files import download
from pages.http.forms import hidden_fields, say, take_form
from pages.http.plain_pages import answer_page, paragraph
from pages.http.refusals import record_refusal
from pages.http.unknown_paths import is_current_page
from pages.http.who import current_person, now, signed_in_person

saved_views = Blueprint("saved_views", __name__)

EXPORTED = ("id", "name", "path", "search", "position", "is_shared", "created_at", "changed_at")
_REMOVED = "removed_view"
"""Under this name the signed session holds the view that was removed last, for its undo."""

_NOT_OURS = "Only pages of Parity Map that show figures or evidence can be saved. Open one and choose 'Save this view'."

_TO_THE_MAP = tag("a", "Open the heat map", href="/heat-map")


@saved_views.get("/views")
@allow(Permission.VIEW)
def listing() -> Response:
    """One's own views in their order, and those that others share."""
    person = current_person()
    with unit_of_work() as work:
        own = work.saved_views.of(person.id) if person else ()
        others = [view for view in work.saved_views.shared() if person is None or view.owner != person.id]
        names = work.people.names() if person else {}
    removed = _removed()
    content: list[Markup] = [removed_notice(removed.name, hidden_fields)] if removed else []
    if person:
        content.append(tag("p", tag("a", "Your notes", href="/notes")))
    no_list = way_to_own_views(person)
    if no_list is None:
        export = tag("p", tag("a", "Download your views as JSON", href="/views/export.json", download=True))
        own_views = own_views_list(own, hidden_fields, public_address(), _in_words)
        content += [tag("h2", "Your views"), own_views, *([export] if own else [])]
    else:
        content.append(no_list)
    content += [tag("h2", "Shared by others"), shared_views_list(others, names, _in_words)]
    return answer_page("Saved views", *content, help_page="views")


@saved_views.get("/views/export.json")
@allow(Permission.OWN_ACCOUNT)
def export() -> Response:
    """One's own views in their order, as JSON."""
    with writing_unit_of_work() as work:
        own = export_views(work, signed_in_person(), now())
        work.commit()
    views = [{name: getattr(view, name) for name in EXPORTED} for view in own]
    body = orjson.dumps({"views": views}, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z)
    return download(body, "application/json", "parity-map-views.json")


@saved_views.get("/views/new")
@allow(Permission.SAVE_VIEWS)
def ask() -> Response:
    """The form that saves the view in the address, under a name that says what it shows."""
    address = request.args.get("address", "")
    if not is_page_of_ours(address):
        return _refuse_address(address)
    return _form_page(address, suggested_name(address, current_dataset()), is_shared=False)


@saved_views.post("/views/new")
@allow(Permission.SAVE_VIEWS)
def save() -> ResponseReturnValue:
    """Keep a view."""
    name, address, is_shared = request.form.get("name", ""), request.form.get("address", ""), _wants_sharing()
    if not is_page_of_ours(address):
        return _refuse_address(address)
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            view = save_view(work, signed_in_person(), name, address, now(), is_shared=is_shared)
            work.commit()
    except (ValueError, TooManyViewsError) as error:
        return _form_page(address, name, is_shared=is_shared, problem=str(error))
    say(f"“{view.name}” is saved.")
    return _back_to(view.id)


@saved_views.get("/views/<view_id>")
@allow(Permission.VIEW)
def open_view(view_id: str) -> ResponseReturnValue:
    """Lead to what the view shows."""
    with unit_of_work() as work:
        view = view_to_open(work, view_id, current_person())
    return redirect(view.address, 303)


@saved_views.get("/views/<view_id>/edit")
@allow(Permission.SAVE_VIEWS)
def ask_change(view_id: str) -> Response:
    """The form that renames and shares a view."""
    with unit_of_work() as work:
        view = own_view(work, signed_in_person(), view_id)
    return _form_page(view.address, view.name, is_shared=view.is_shared, view_id=view.id)


@saved_views.post("/views/<view_id>/edit")
@allow(Permission.SAVE_VIEWS)
def change(view_id: str) -> ResponseReturnValue:
    """Rename and share a view."""
    name, is_shared, person = request.form.get("name", ""), _wants_sharing(), signed_in_person()
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            view = change_view(work, person, view_id, now(), name=name, is_shared=is_shared)
            work.commit()
    except ValueError as error:
        with unit_of_work() as work:
            was = own_view(work, person, view_id)
        return _form_page(was.address, name, is_shared=is_shared, view_id=view_id, problem=str(error))
    say(f"“{view.name}” is saved.")
    return _back_to(view.id)


@saved_views.post("/views/<view_id>/share")
@allow(Permission.SAVE_VIEWS)
def share(view_id: str) -> ResponseReturnValue:
    """Share a view, or keep it to oneself again."""
    with writing_unit_of_work() as work:
        take_form(work)
        view = change_view(work, signed_in_person(), view_id, now(), is_shared=_wants_sharing())
        work.commit()
    said = "is shared: everybody who may read Parity Map can open it" if view.is_shared else "is yours alone again"
    say(f"“{view.name}” {said}.")
    return _back_to(view.id)


@saved_views.post("/views/<view_id>/move")
@allow(Permission.SAVE_VIEWS)
def move(view_id: str) -> ResponseReturnValue:
    """Move a view up or down the list by one place."""
    places = {"-1": -1, "1": 1}.get(request.form.get("places", ""), 0)
    with writing_unit_of_work() as work:
        take_form(work)
        move_view(work, signed_in_person(), view_id, places, now())
        work.commit()
    return _back_to(view_id)


@saved_views.post("/views/<view_id>/remove")
@allow(Permission.SAVE_VIEWS)
def remove(view_id: str) -> ResponseReturnValue:
    """Remove a view; the list then offers to undo that."""
    with writing_unit_of_work() as work:
        take_form(work)
        view = remove_view(work, signed_in_person(), view_id, now())
        work.commit()
    session[_REMOVED] = {
        **asdict(view),
        "created_at": view.created_at.isoformat(),
        "changed_at": view.changed_at.isoformat(),
    }
    return redirect("/views", 303)


@saved_views.post("/views/restore")
@allow(Permission.SAVE_VIEWS)
def restore() -> ResponseReturnValue:
    """Undo the last removal at this browser."""
    removed = _removed()
    if removed is None:
        raise NoSuchViewError("nothing was removed at this browser")
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            view = put_back(work, signed_in_person(), removed, now())
            work.commit()
    except TooManyViewsError as error:
        say(str(error))
        return redirect("/views", 303)
    session.pop(_REMOVED)
    say(f"“{view.name}” is back.")
    return _back_to(view.id)


@saved_views.errorhandler(NoSuchViewError)
def answer_no_such_view(_error: NoSuchViewError) -> Response:
    """Say the same of views that do not exist and of those of others, and record that somebody asked."""
    record_refusal(AuditAction.PAGE_ASKED_FOR, f"{request.method} {request.path}", "no such view, or not theirs")
    words = (
        "There is no view at this address that you can open. It may have been removed, or its owner does not share it. "
        "If it is yours, sign in first."
    )
    onward = tag("p", tag("a", "Saved views", href="/views"), " · ", _TO_THE_MAP)
    return answer_page("No such view", paragraph(words), onward, status=404)


def is_page_of_ours(address: str) -> bool:
    """Whether an address is that of a page that draws a view; plain addresses do something, or lead on themselves."""
    try:
        path, _search = split_address(address)
    except ValueError:
        return False
    return is_current_page(path)


def _in_words(address: str) -> str:
    return suggested_name(address, current_dataset())


def _wants_sharing() -> bool:
    return request.form.get("shared") == "yes"


def _removed() -> SavedView | None:
    """What was removed last at this browser, as the session tells it; it holds what this server signed."""
    kept = session.get(_REMOVED)
    if kept is None:
        return None
    times = {name: datetime.fromisoformat(kept[name]) for name in ("created_at", "changed_at")}
    return SavedView(**{**kept, **times})


def _back_to(view_id: str) -> ResponseReturnValue:
    session.pop(_REMOVED, None)
    return redirect(f"/views#view-{view_id}", 303)


def _refuse_address(address: str) -> Response:
    record_refusal(AuditAction.VIEW_SAVED, "view", f"not a page that can be saved: {address!r}")
    return answer_page("This cannot be saved", paragraph(_NOT_OURS), tag("p", _TO_THE_MAP), status=422)


def _form_page(address: str, name: str, *, is_shared: bool, view_id: str = "", problem: str = "") -> Response:
    form = view_form(
        f"/views/{view_id}/edit" if view_id else "/views/new",
        hidden_fields,
        address=address,
        name=name,
        is_shared=is_shared,
        problem=problem,
        back="/views" if view_id else address,
    )
    summary = error_summary("The view was not saved", [("name", problem)] if problem else [])
    title = "Rename or share a view" if view_id else "Save this view"
    return answer_page(title, summary, form, status=422 if problem else 200)
