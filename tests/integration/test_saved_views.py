"""Saved views on a real database and over HTTP: order, sharing, opening, and what is refused."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from data.current import current_store
from data.unit_of_work import Store
from domain_model.audit import AuditEvent
from domain_model.people import NotAllowedError, Person, new_id
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Role
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.saved_views import MOST_VIEWS
from domain_model.use_cases import keep_views
from domain_model.use_cases.keep_views import (
    NoSuchViewError,
    TooManyViewsError,
    change_view,
    move_view,
    own_view,
    put_back,
    remove_view,
    reorder,
    save_view,
    view_to_open,
)
from pages.http.refusals import RECORDED
from tests.people import post, signed_in

AT = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
LATER = AT + timedelta(days=1)
ADDRESS = "/heat-map?region=Y62&level=meso"
ELSEWHERE = ("//example.org", "https://example.org/", "/\\example.org", "/heat-map\r\nX: y", "javascript:alert(1)")
NOT_PAGES = (
    "/views",
    "/views/new",
    "/views/abcdefghijkl",
    "/sign-in",
    "/sign-out",
    "/api/v1/areas",
    "/health",
    "/nowhere",
)


def somebody(store: Store, role: Role = Role.EDITOR) -> Person:
    person_id = new_id()
    person = Person(person_id, f"FICTITIOUS {person_id}", f"{person_id.casefold()}@example.org", role, AT)
    with store.writing_unit_of_work() as work:
        work.people.add(person, "hash")
        work.commit()
    return person


def saved(store: Store, owner: Person, *names: str, is_shared: bool = False) -> list[str]:
    with store.writing_unit_of_work() as work:
        views = [save_view(work, owner, name, ADDRESS, AT, is_shared=is_shared) for name in names]
        work.commit()
    return [view.id for view in views]


def names_of(store: Store, owner: Person) -> list[str]:
    with store.unit_of_work() as work:
        return [view.name for view in work.saved_views.of(owner.id)]


# ---- The use cases


def test_views_stand_in_the_order_in_which_they_were_saved_until_they_are_moved(seeded_store: Store) -> None:
    ada = somebody(seeded_store)
    a, _b, c = saved(seeded_store, ada, "a", "b", "c")
    for view_id, places, order in ((c, -1, "acb"), (a, 1, "cab"), (c, -1, "cab"), (c, 9, "abc"), (a, 0, "abc")):
        with seeded_store.writing_unit_of_work() as work:
            move_view(work, ada, view_id, places, LATER)
            work.commit()
        assert "".join(names_of(seeded_store, ada)) == order


def test_an_order_names_exactly_the_views_that_are_kept(seeded_store: Store) -> None:
    ada, ben = somebody(seeded_store), somebody(seeded_store)
    a, b, c = saved(seeded_store, ada, "a", "b", "c")
    (theirs,) = saved(seeded_store, ben, "theirs")
    with seeded_store.writing_unit_of_work() as work:
        reorder(work, ada, (b, c, a), LATER)
        for wrong in ((a, b), (a, b, c, theirs), (a, b, b), (a, b, theirs)):
            with pytest.raises(ChangedMeanwhileError, match="look at it again"):
                reorder(work, ada, wrong, LATER)
        work.commit()
    assert names_of(seeded_store, ada) == ["b", "c", "a"]


def test_a_new_view_stands_last_also_after_one_was_removed(seeded_store: Store) -> None:
    ada = somebody(seeded_store)
    a, _b, _c = saved(seeded_store, ada, "a", "b", "c")
    with seeded_store.writing_unit_of_work() as work:
        remove_view(work, ada, a, LATER)
        work.commit()
    saved(seeded_store, ada, "d")
    assert names_of(seeded_store, ada) == ["b", "c", "d"]


def test_a_removed_view_comes_back_to_its_place_under_its_link(seeded_store: Store) -> None:
    ada, ben = somebody(seeded_store), somebody(seeded_store)
    _a, b, _c = saved(seeded_store, ada, "a", "b", "c", is_shared=True)
    with seeded_store.writing_unit_of_work() as work:
        removed = remove_view(work, ada, b, LATER)
        with pytest.raises(NoSuchViewError):
            view_to_open(work, b, ada)
        with pytest.raises(NoSuchViewError):
            put_back(work, ben, removed, LATER)
        put_back(work, ada, removed, LATER)
        assert put_back(work, ada, removed, LATER).id == b
        assert view_to_open(work, b, None).name == "b"
        work.commit()
    assert names_of(seeded_store, ada) == ["a", "b", "c"]


def test_a_private_view_opens_for_its_owner_and_a_shared_one_for_everybody(seeded_store: Store) -> None:
    ada, ben = somebody(seeded_store), somebody(seeded_store, Role.ADMINISTRATOR)
    (view_id,) = saved(seeded_store, ada, "Ours")
    with seeded_store.writing_unit_of_work() as work:
        assert view_to_open(work, view_id, ada).address == ADDRESS
        for stranger in (ben, None):
            with pytest.raises(NoSuchViewError):
                view_to_open(work, view_id, stranger)
        change_view(work, ada, view_id, LATER, is_shared=True)
        assert view_to_open(work, view_id, None).name == "Ours"
        assert view_id in {view.id for view in work.saved_views.shared()}
        changed = change_view(work, ada, view_id, LATER, name=" Mine ", is_shared=False)
        assert (changed.name, changed.is_shared, changed.created_at, changed.changed_at) == ("Mine", False, AT, LATER)
        assert change_view(work, ada, view_id, LATER + timedelta(1), is_shared=None).changed_at == LATER


def test_a_view_that_is_removed_while_it_is_changed_does_not_come_back(
    seeded_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = somebody(seeded_store)
    (view_id,) = saved(seeded_store, ada, "Gone")
    with seeded_store.writing_unit_of_work() as work:
        read_before = own_view(work, ada, view_id)
        work.saved_views.remove(view_id)
        monkeypatch.setattr(keep_views, "own_view", lambda *_asked: read_before)
        with pytest.raises(NoSuchViewError):
            change_view(work, ada, view_id, LATER, name="Back again", is_shared=True)
        assert work.saved_views.by_id(view_id) is None


def test_nobody_changes_the_view_of_another_even_a_shared_one(seeded_store: Store) -> None:
    ada, ben = somebody(seeded_store), somebody(seeded_store, Role.ADMINISTRATOR)
    viewer = somebody(seeded_store, Role.VIEWER)
    (view_id,) = saved(seeded_store, ada, "Hers", is_shared=True)
    with seeded_store.writing_unit_of_work() as work:
        removed = work.saved_views.by_id(view_id)
        assert removed is not None
        for person, error in ((ben, NoSuchViewError), (viewer, NotAllowedError)):
            for attempt in (
                lambda who: own_view(work, who, view_id),
                lambda who: change_view(work, who, view_id, LATER, name="x", is_shared=None),
                lambda who: remove_view(work, who, view_id, LATER),
                lambda who: move_view(work, who, view_id, 1, LATER),
                lambda who: put_back(work, who, removed, LATER),
            ):
                with pytest.raises(error):
                    attempt(person)
        with pytest.raises(NotAllowedError):
            save_view(work, viewer, "x", ADDRESS, AT)
        with pytest.raises(NotAllowedError):
            reorder(work, viewer, (), AT)
    assert names_of(seeded_store, ada) == ["Hers"]


def test_a_list_is_full_at_some_point(seeded_store: Store) -> None:
    ada = somebody(seeded_store)
    first, *_others = saved(seeded_store, ada, *(f"View {number}" for number in range(MOST_VIEWS)))
    with seeded_store.writing_unit_of_work() as work:
        with pytest.raises(TooManyViewsError, match="remove one first"):
            save_view(work, ada, "One more", ADDRESS, LATER)
        removed = remove_view(work, ada, first, LATER)
        save_view(work, ada, "One more", ADDRESS, LATER)
        with pytest.raises(TooManyViewsError):
            put_back(work, ada, removed, LATER)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_address_of_another_site_is_not_kept(seeded_store: Store, address: str) -> None:
    ada = somebody(seeded_store)
    with seeded_store.writing_unit_of_work() as work, pytest.raises(ValueError, match="not the address"):
        save_view(work, ada, "x", address, AT)


def test_what_is_done_with_views_is_in_the_audit_log(seeded_store: Store) -> None:
    ada = somebody(seeded_store)
    first, _second = saved(seeded_store, ada, "a", "b")
    with seeded_store.writing_unit_of_work() as work:
        change_view(work, ada, first, LATER, is_shared=True)
        move_view(work, ada, first, 1, LATER)
        remove_view(work, ada, first, LATER)
        work.commit()
    with seeded_store.unit_of_work() as work:
        events = [event for event in work.audit.latest(10_000) if event.person == ada.id]
    done, subject = AuditOutcome.DONE, f"view {first}"
    assert events[:3] == [
        AuditEvent(LATER, AuditAction.VIEW_REMOVED, done, ada.id, subject, "shared"),
        AuditEvent(LATER, AuditAction.VIEW_CHANGED, done, ada.id, "order of views"),
        AuditEvent(LATER, AuditAction.VIEW_CHANGED, done, ada.id, subject, "shared"),
    ]
    assert [event.action for event in events[3:]] == [AuditAction.VIEW_SAVED] * 2


# ---- Over HTTP


@pytest.fixture(scope="module")
def server(application: Dash) -> Flask:
    return application.server


@pytest.fixture(autouse=True)
def refusals_are_recorded(server: Flask) -> None:
    """Forget how much was refused before: a flood from one network address is recorded up to a limit."""
    with server.app_context():
        current_store().attempts.clear(RECORDED, "refusals", "127.0.0.1")


@pytest.fixture
def editor(server: Flask) -> FlaskClient:
    return signed_in(server, Role.EDITOR)


def keep(client: FlaskClient, name: str, address: str = ADDRESS, **more: str) -> str:
    """Save a view and answer its id."""
    answer = post(client, "/views/new", name=name, address=address, **more)
    found = re.fullmatch(r"/views#view-([A-Za-z0-9_-]{12})", answer.location or "")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert found, answer.location
    return found.group(1)


def listed(client: FlaskClient) -> list[str]:
    """The names of one's own views in their order."""
    own = client.get("/views").get_data(as_text=True).partition("Shared by others")[0]
    return [unescape(name) for name in re.findall(r'<h3><a href="/views/[^"]+">([^<]+)</a></h3>', own)]


def refusals(server: Flask, subject: str) -> list[str]:
    with server.app_context(), current_store().unit_of_work() as work:
        events = work.audit.latest(100)
    return [e.detail for e in events if e.outcome is AuditOutcome.REFUSED and e.subject == subject]


def test_a_view_is_saved_under_the_proposed_name_and_opens_exactly_as_it_was(editor: FlaskClient) -> None:
    address = "/heat-map?sort=financing%2Fmacro&region=Y62&unmeasured=yes"
    form = editor.get("/views/new", query_string={"address": address}).get_data(as_text=True)
    name = re.search(r'name="name" value="([^"]*)"', form)
    assert name is not None
    assert name.group(1) == "Heat map: sorted by Financing, macro, North West"
    view_id = keep(editor, unescape(name.group(1)), address)
    opened = editor.get(f"/views/{view_id}")
    assert (opened.status_code, opened.location) == (303, address)
    page = editor.get("/views").get_data(as_text=True)
    assert "is saved." in page
    assert f'value="http://localhost/views/{view_id}"' in page


def test_views_are_moved_up_and_down(editor: FlaskClient) -> None:
    first, second = keep(editor, "first"), keep(editor, "second")
    moved = post(editor, f"/views/{second}/move", places="-1")
    assert moved.location == f"/views#view-{second}"
    assert listed(editor) == ["second", "first"]
    post(editor, f"/views/{second}/move", places="1")
    assert listed(editor) == ["first", "second"]
    post(editor, f"/views/{first}/move", places="100")
    post(editor, f"/views/{first}/move", places="-1")
    assert listed(editor) == ["first", "second"]


def test_a_private_view_is_told_from_no_view_by_nobody_and_that_is_recorded(server: Flask, editor: FlaskClient) -> None:
    view_id, unknown = keep(editor, "Private"), new_id()
    for stranger in (signed_in(server, Role.ADMINISTRATOR), server.test_client()):
        answers = [stranger.get(f"/views/{one}") for one in (view_id, unknown)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].get_data() == answers[1].get_data()
    assert refusals(server, f"GET /views/{view_id}") == ["no such view, or not theirs"] * 2
    assert refusals(server, f"GET /views/{unknown}") == ["no such view, or not theirs"] * 2


def test_a_shared_view_opens_for_everybody_and_is_listed_for_others(server: Flask, editor: FlaskClient) -> None:
    view_id = keep(editor, "Everybody's <view>")
    other, visitor = signed_in(server, Role.VIEWER), server.test_client()
    assert "Everybody&#39;s" not in other.get("/views").get_data(as_text=True)
    shared = post(editor, f"/views/{view_id}/share", shared="yes")
    assert shared.location == f"/views#view-{view_id}"
    for reader in (other, visitor):
        assert reader.get(f"/views/{view_id}").location == ADDRESS
        assert "Everybody&#39;s &lt;view&gt;" in reader.get("/views").get_data(as_text=True)
    assert "By Fictitious editor" in other.get("/views").get_data(as_text=True)
    assert "Fictitious editor" not in visitor.get("/views").get_data(as_text=True)
    assert 'href="/notes"' in other.get("/views").get_data(as_text=True)
    post(editor, f"/views/{view_id}/share", shared="no")
    missing = visitor.get(f"/views/{view_id}")
    assert missing.status_code == 404
    assert '<a href="/views">Saved views</a>' in missing.get_data(as_text=True)


def test_a_view_is_renamed_and_shared_in_one_form(server: Flask, editor: FlaskClient) -> None:
    view_id = keep(editor, "Before", shared="yes")
    form = editor.get(f"/views/{view_id}/edit").get_data(as_text=True)
    assert 'value="Before"' in form
    assert " checked" in form
    assert post(editor, f"/views/{view_id}/edit", name="After").status_code == 303
    assert listed(editor) == ["After"]
    assert server.test_client().get(f"/views/{view_id}").status_code == 404
    wrong = post(editor, f"/views/{view_id}/edit", name=" " * 3, shared="yes")
    assert wrong.status_code == 422
    assert '<a href="#name">' in wrong.get_data(as_text=True)
    assert listed(editor) == ["After"]


def test_a_removed_view_can_be_put_back_at_the_same_browser(server: Flask, editor: FlaskClient) -> None:
    first, _second = keep(editor, "first", shared="yes"), keep(editor, "second")
    assert post(editor, f"/views/{first}/remove").location == "/views"
    assert listed(editor) == ["second"]
    assert "“first” is no longer in your list." in editor.get("/views").get_data(as_text=True)
    assert post(editor, "/views/restore").location == f"/views#view-{first}"
    assert listed(editor) == ["first", "second"]
    assert "no longer in your list" not in editor.get("/views").get_data(as_text=True)
    assert server.test_client().get(f"/views/{first}").location == ADDRESS
    assert post(editor, "/views/restore").status_code == 404


def test_an_undo_that_finds_the_list_full_says_so(editor: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    view_id = keep(editor, "first")
    post(editor, f"/views/{view_id}/remove")
    monkeypatch.setattr("domain_model.use_cases.keep_views.MOST_VIEWS", 0)
    assert post(editor, "/views/restore").location == "/views"
    page = editor.get("/views").get_data(as_text=True)
    assert "remove one first" in page
    assert "/views/restore" in page
    full = post(editor, "/views/new", name="kept as typed", address=ADDRESS)
    assert full.status_code == 422
    assert "kept as typed" in full.get_data(as_text=True)


@pytest.mark.parametrize("address", [*ELSEWHERE, *NOT_PAGES, "", "/" + "x" * 1000])
def test_only_pages_of_this_site_are_saved(server: Flask, editor: FlaskClient, address: str) -> None:
    asked = editor.get("/views/new", query_string={"address": address})
    sent = post(editor, "/views/new", name="x", address=address)
    assert (asked.status_code, sent.status_code) == (422, 422)
    assert listed(editor) == []
    assert refusals(server, "view")[0] == f"not a page that can be saved: {address!r}"[:200]
    if address:
        assert address not in asked.get_data(as_text=True).partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("name", ["", "x" * 121, "a\0b"])
def test_a_name_that_cannot_be_kept_comes_back(editor: FlaskClient, name: str) -> None:
    sent = post(editor, "/views/new", name=name, address=ADDRESS, shared="yes")
    assert sent.status_code == 422
    assert " checked" in sent.get_data(as_text=True)
    assert listed(editor) == []


def test_a_viewer_and_a_visitor_keep_no_views(server: Flask) -> None:
    viewer, visitor = signed_in(server, Role.VIEWER), server.test_client()
    assert post(viewer, "/views/new", name="x", address=ADDRESS).status_code == 403
    assert viewer.get("/views/new", query_string={"address": ADDRESS}).status_code == 403
    assert post(visitor, "/views/new", "/sign-in", name="x", address=ADDRESS).status_code == 401
    asked = visitor.get("/views/new", query_string={"address": ADDRESS})
    assert asked.status_code == 303
    path, _mark, search = parse_qs(urlsplit(asked.location).query)["next"][0].partition("?")
    assert (path, parse_qs(search)["address"]) == ("/views/new", [ADDRESS])
    assert "Your role is to read" in viewer.get("/views").get_data(as_text=True)
    assert "/sign-in?next=%2Fviews" in visitor.get("/views").get_data(as_text=True)


def test_the_view_of_another_is_changed_by_nobody(server: Flask, editor: FlaskClient) -> None:
    view_id = keep(editor, "Mine", shared="yes")
    other = signed_in(server, Role.ADMINISTRATOR)
    assert other.get(f"/views/{view_id}/edit").status_code == 404
    for what in ("edit", "share", "move", "remove"):
        path = f"/views/{view_id}/{what}"
        assert post(other, path, name="Theirs", shared="no", places="1").status_code == 404, what
        assert refusals(server, f"POST {path}") == ["no such view, or not theirs"]
    assert listed(editor) == ["Mine"]


def test_ones_own_views_are_exported_in_their_order(server: Flask, editor: FlaskClient) -> None:
    keep(editor, "first", shared="yes")
    keep(editor, "second", "/area/QYG")
    answer = editor.get("/views/export.json")
    assert "parity-map-views.json" in answer.headers["Content-Disposition"]
    first, second = answer.get_json()["views"]
    assert [first["name"], first["path"], first["search"], first["is_shared"], first["position"]] == [
        "first", "/heat-map", "?region=Y62&level=meso", True, 1,
    ]  # fmt: skip
    assert [second["name"], second["path"], second["search"], second["is_shared"]] == ["second", "/area/QYG", "", False]
    assert "owner" not in first
    assert datetime.fromisoformat(first["created_at"]).tzinfo is not None
    with server.app_context(), current_store().unit_of_work() as work:
        (event,) = [one for one in work.audit.latest(60) if one.action is AuditAction.DATA_EXPORTED]
    assert (event.subject, event.outcome) == ("own saved views", AuditOutcome.DONE)
