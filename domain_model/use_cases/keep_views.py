"""Keep views of pages under a name, in an order of one's own, share them and open them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain_model.audit import AuditEvent
from domain_model.people import Person, new_id
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Permission
from domain_model.ports import UnitOfWork
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.saved_views import MOST_VIEWS, SavedView, checked_view_name, split_address
from domain_model.use_cases.check_account import check_account


class NoSuchViewError(LookupError):
    """No view of that id, or none of which this person may know: the two are told in the same words."""


class TooManyViewsError(Exception):
    """Somebody keeps as many views as one person may."""


def view_to_open(work: UnitOfWork, view_id: str, reader: Person | None) -> SavedView:
    """A view that the reader may open: their own, or a shared one.

    Raises:
        NoSuchViewError: if there is none.
    """
    view = work.saved_views.by_id(view_id)
    if view is None or not (view.is_shared or (reader is not None and view.owner == reader.id)):
        raise NoSuchViewError(view_id)
    return view


def own_view(work: UnitOfWork, person: Person, view_id: str) -> SavedView:
    """A view that the person may change.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more.
        NoSuchViewError: if they have none of that id.
    """
    check_account(work, person, Permission.SAVE_VIEWS)
    view = work.saved_views.by_id(view_id)
    if view is None or view.owner != person.id:
        raise NoSuchViewError(view_id)
    return view


def save_view(
    work: UnitOfWork, person: Person, name: str, address: str, now: datetime, *, is_shared: bool = False
) -> SavedView:
    """Keep a view at the end of the person's list.

    Raises:
        NotAllowedError: if the person's role does not allow it.
        TooManyViewsError: if the list is full.
        ValueError: if the name is empty or too long, or the address not one of this site.
    """
    check_account(work, person, Permission.SAVE_VIEWS)
    name, (path, search) = checked_view_name(name), split_address(address)
    own = _with_room(work, person)
    position = max((view.position for view in own), default=0) + 1
    view = SavedView(new_id(), person.id, name, path, search, position, is_shared, now, now)
    work.saved_views.add(view)
    _record(work, person, AuditAction.VIEW_SAVED, view, now)
    return view


def change_view(
    work: UnitOfWork, person: Person, view_id: str, now: datetime, *, name: str | None = None, is_shared: bool | None
) -> SavedView:
    """Give one's own view another name, share it or keep it to oneself; None leaves as it is.

    Raises:
        NotAllowedError: if the person's role does not allow it.
        NoSuchViewError: if they have none of that id.
        ValueError: if the name is empty or too long.
    """
    was = own_view(work, person, view_id)
    changed = replace(
        was,
        name=was.name if name is None else checked_view_name(name),
        is_shared=was.is_shared if is_shared is None else is_shared,
    )
    if changed == was:
        return was
    view = replace(changed, changed_at=now)
    if not work.saved_views.change(view):
        raise NoSuchViewError(view_id)
    _record(work, person, AuditAction.VIEW_CHANGED, view, now)
    return view


def remove_view(work: UnitOfWork, person: Person, view_id: str, now: datetime) -> SavedView:
    """Forget one's own view; the answer is what `put_back` takes.

    Raises:
        NotAllowedError: if the person's role does not allow it.
        NoSuchViewError: if they have none of that id.
    """
    view = own_view(work, person, view_id)
    work.saved_views.remove(view_id)
    _record(work, person, AuditAction.VIEW_REMOVED, view, now)
    return view


def put_back(work: UnitOfWork, person: Person, view: SavedView, now: datetime) -> SavedView:
    """Undo a removal: the view stands again under its link, at its place in the list.

    Raises:
        NotAllowedError: if the person's role does not allow it.
        NoSuchViewError: if it was not theirs.
        TooManyViewsError: if the list was filled meanwhile.
    """
    check_account(work, person, Permission.SAVE_VIEWS)
    if view.owner != person.id:
        raise NoSuchViewError(view.id)
    standing = work.saved_views.by_id(view.id)
    if standing is not None:
        return standing
    earlier = [one.id for one in _with_room(work, person) if one.position < view.position]
    later = [one.id for one in work.saved_views.of(person.id) if one.position >= view.position]
    work.saved_views.add(replace(view, changed_at=now))
    work.saved_views.reorder(person.id, (*earlier, view.id, *later))
    _record(work, person, AuditAction.VIEW_SAVED, view, now)
    return view


def reorder(work: UnitOfWork, person: Person, view_ids: Sequence[str], now: datetime) -> None:
    """Put all of one's views in this order.

    Raises:
        NotAllowedError: if the person's role does not allow it.
        ChangedMeanwhileError: if these are not exactly the views that they keep.
    """
    check_account(work, person, Permission.SAVE_VIEWS)
    own = [view.id for view in work.saved_views.of(person.id)]
    if sorted(own) != sorted(view_ids):
        raise ChangedMeanwhileError("The list of views changed meanwhile: look at it again.")
    if own == list(view_ids):
        return
    work.saved_views.reorder(person.id, view_ids)
    words = "order of views"
    work.audit.record(AuditEvent(now, AuditAction.VIEW_CHANGED, AuditOutcome.DONE, person.id, words))


def move_view(work: UnitOfWork, person: Person, view_id: str, places: int, now: datetime) -> None:
    """Move one's own view down the list by so many places, up where negative; it stops at the ends.

    Raises:
        NotAllowedError: if the person's role does not allow it.
        NoSuchViewError: if they have none of that id.
    """
    view = own_view(work, person, view_id)
    order = [one.id for one in work.saved_views.of(person.id)]
    at = order.index(view.id)
    order.insert(min(max(at + places, 0), len(order) - 1), order.pop(at))
    reorder(work, person, order, now)


def _with_room(work: UnitOfWork, person: Person) -> tuple[SavedView, ...]:
    own = work.saved_views.of(person.id)
    if len(own) >= MOST_VIEWS:
        raise TooManyViewsError(f"You keep {MOST_VIEWS} views, the most there may be: remove one first.")
    return own


def _record(work: UnitOfWork, person: Person, action: AuditAction, view: SavedView, now: datetime) -> None:
    detail = "shared" if view.is_shared else "not shared"
    work.audit.record(AuditEvent(now, action, AuditOutcome.DONE, person.id, f"view {view.id}", detail))
