"""Notes on a cell and saved views in a real browser: by hand and by keyboard, wide and on a phone."""

import pytest
from dash import Dash
from playwright.sync_api import Page, expect

from domain_model.people import Person
from domain_model.people_vocabulary import Role
from tests.browser.harness import PHONE, WIDE, Clients, SignIn, focused, said, settle, tab_until, visit
from tests.browser.test_accessibility import unfold, violations
from tests.people import add_person

pytestmark = pytest.mark.browser

CELL = "/area/QYG?cell=workforce/macro"


@pytest.fixture
def ada(application: Dash) -> Person:
    """An editor."""
    return add_person(application.server, Role.EDITOR, "Ada FICTITIOUS")


@pytest.fixture
def editor(clients: Clients, sign_in: SignIn, ada: Person) -> Page:
    """The page of that editor."""
    return sign_in(clients.page(), ada)


def keep_note(page: Page, text: str, path: str = CELL) -> Page:
    """Write a note in the panel of a cell."""
    visit(page, path)
    page.get_by_text("Write a note", exact=True).click()
    page.get_by_label("Note", exact=True).fill(text)
    page.get_by_role("button", name="Keep this note").click()
    return settle(page)


def test_a_note_is_written_by_keyboard_with_a_source_and_has_the_focus_afterwards(editor: Page):
    visit(editor, CELL)
    tab_until(editor, ".write-note summary", limit=120)
    editor.keyboard.press("Enter")
    tab_until(editor, "#note")
    editor.keyboard.type("Says more, and is cited:")
    tab_until(editor, "#cited")
    editor.keyboard.type("poe-s")
    tab_until(editor, "[data-insert]")
    editor.keyboard.press("Enter")
    assert focused(editor)["id"] == "note"
    editor.keyboard.type("page 4")
    expect(editor.locator("#note")).to_have_value("Says more, and is cited: @poe-systems-study page 4")
    tab_until(editor, ".note-form button[type=submit]")
    with editor.expect_navigation():
        editor.keyboard.press("Enter")
    settle(editor)
    note = editor.locator(".note-entry", has_text="Says more, and is cited")
    expect(note).to_be_focused()
    expect(note).to_contain_text("By you")
    link = note.get_by_role("link", name="@poe-systems-study")
    assert link.get_attribute("href") == "/sources#source-poe-systems-study"
    link.click()
    settle(editor)
    expect(editor.locator("#source-poe-systems-study")).to_be_in_viewport()


def test_a_publication_that_a_note_names_is_open_where_the_link_leads(editor: Page):
    keep_note(editor, "From @staff-survey-2021-2024.")
    editor.get_by_role("link", name="@staff-survey-2021-2024").first.click()
    settle(editor)
    expect(editor.locator("#publication-staff-survey-2021-2024 dl")).to_be_visible()
    expect(editor.locator("#publication-staff-survey-2021-2024")).to_be_in_viewport()


def test_what_is_being_written_outlasts_a_reload_until_it_is_kept(editor: Page):
    visit(editor, "/heat-map?area=QYG&cell=financing/meso")
    editor.get_by_text("Write a note", exact=True).click()
    editor.get_by_label("Note", exact=True).fill("Half a thought")
    editor.reload()
    settle(editor)
    field = editor.get_by_label("Note", exact=True)
    expect(field).to_be_visible()
    expect(field).to_have_value("Half a thought")
    visit(editor, "/heat-map?area=QYG&cell=financing/macro")
    expect(editor.get_by_label("Note", exact=True)).to_have_value("")
    visit(editor, "/heat-map?area=QYG&cell=financing/meso")
    editor.get_by_role("button", name="Keep this note").click()
    settle(editor)
    expect(editor.locator(".note-entry", has_text="Half a thought")).to_have_count(1)
    expect(editor.get_by_label("Note", exact=True)).to_have_value("")


def test_nobody_else_at_the_same_browser_is_given_what_one_person_was_writing(
    editor: Page, sign_in: SignIn, application: Dash
):
    visit(editor, CELL)
    editor.get_by_text("Write a note", exact=True).click()
    editor.get_by_label("Note", exact=True).fill("For my eyes")
    sign_in(editor, add_person(application.server, Role.EDITOR))
    visit(editor, CELL)
    expect(editor.get_by_label("Note", exact=True)).to_have_value("")


def test_a_note_is_changed_withdrawn_and_put_back(editor: Page):
    keep_note(editor, "Words to change")
    note = editor.locator(".note-entry", has_text="Words to change")
    note.get_by_role("link", name="Edit this note").click()
    editor.get_by_label("Note", exact=True).fill("Words that were changed")
    editor.get_by_role("button", name="Keep the change").click()
    settle(editor)
    note = editor.locator(".note-entry", has_text="Words that were changed")
    expect(note).to_contain_text("edited")
    note.get_by_role("button", name="Withdraw this note").click()
    expect(editor.get_by_role("status").filter(has_text="You withdrew this note")).to_be_visible()
    editor.get_by_role("button", name="Undo").click()
    settle(editor)
    note = editor.locator(".note-entry", has_text="Words that were changed")
    expect(note).to_be_focused()
    note.get_by_role("link", name="earlier versions").click()
    expect(editor.locator(".notes")).to_contain_text("Words to change")


def test_a_visitor_reads_notes_and_is_led_to_sign_in_and_back(editor: Page, clients: Clients):
    keep_note(editor, "Everybody reads this")
    visitor = visit(clients.page(), CELL)
    note = visitor.locator(".note-entry", has_text="Everybody reads this")
    expect(note).to_contain_text("By an editor")
    assert "Ada" not in visitor.locator("main").inner_text()
    link = visitor.locator(".cell-panel").get_by_role("link", name="Sign in").last
    assert "next=%2Farea%2FQYG%3Fcell%3Dworkforce%2Fmacro" in (link.get_attribute("href") or "")


def test_the_view_that_is_on_the_screen_is_saved_with_its_open_cell(editor: Page):
    visit(editor, "/heat-map?region=Y62")
    editor.locator('[data-cell="service_delivery/meso"][data-area="QYG"]').click()
    settle(editor)
    shown = editor.evaluate("location.pathname + location.search")
    editor.get_by_role("link", name="Save this view").click()
    field = editor.get_by_label("Name")
    assert field.input_value().startswith("Heat map: North West")
    field.fill("For the March meeting FICTITIOUS")
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_role("status").filter(has_text="is saved")).to_be_visible()
    editor.get_by_role("link", name="For the March meeting FICTITIOUS", exact=True).click()
    settle(editor)
    assert editor.evaluate("location.pathname + location.search") == shown
    expect(editor.locator(".cell-panel h2")).to_have_text("Service delivery, meso")


@pytest.mark.parametrize("path", ["/area/QYG", "/pair/S13?area=QYG"])
def test_boards_and_pairs_can_be_saved_too(editor: Page, path: str):
    visit(editor, path)
    editor.get_by_role("link", name="Save this view").click()
    expect(editor.locator(".view-address code")).to_have_text(path)


def save_views(page: Page, *names: str) -> None:
    for name in names:
        page.goto("/views/new?address=/heat-map")
        page.get_by_label("Name").fill(name)
        page.get_by_role("button", name="Save").click()


def expect_order(page: Page, *names: str) -> None:
    expect(page.locator("ol.saved-views h3")).to_have_text(list(names))


def test_views_are_ordered_by_keyboard_removed_and_put_back(editor: Page):
    save_views(editor, "one", "two", "three")
    editor.get_by_role("button", name="Move up three").focus()
    editor.keyboard.press("Enter")
    expect_order(editor, "one", "three", "two")
    editor.get_by_role("button", name="Remove three").click()
    expect(editor.get_by_text("“three” is no longer in your list.")).to_be_visible()
    expect_order(editor, "one", "two")
    editor.get_by_role("button", name="Undo").click()
    expect(editor.get_by_text("“three” is back.")).to_be_visible()
    expect_order(editor, "one", "three", "two")


def test_the_link_of_a_view_is_copied(editor: Page, site: str):
    editor.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    save_views(editor, "one")
    editor.get_by_role("button", name="Copy link one").click()
    expect(editor.get_by_role("button", name="Copied")).to_be_visible()
    copied = editor.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{site}/views/")
    visit(editor, copied)
    assert editor.url.endswith("/heat-map")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_pages_of_notes_and_views_pass_axe_and_fit(clients: Clients, sign_in: SignIn, ada: Person, width: int):
    page = sign_in(clients.page(width), ada)
    save_views(page, "one", "A view with a long name, all boards of the North West at the meso level FICTITIOUS")
    keep_note(page, "A note with a long_word_" + "x" * 90 + " and @poe-systems-study\nand a second line")
    note = page.locator(".note-entry").first.get_attribute("id") or ""
    pages = (
        CELL,
        "/heat-map?area=QYG&cell=workforce/macro",
        "/notes",
        f"/notes/{note.removeprefix('note-')}",
        f"/notes/{note.removeprefix('note-')}/edit",
        "/notes/new?area=QYG&cell=workforce/macro",
        "/views",
        "/views/new?address=/heat-map?region%3DY62",
    )
    for path in pages:
        page.goto(path)
        if path.startswith(("/area", "/heat-map")):
            settle(page)
        unfold(page)
        found = violations(page)
        assert not found, f"{path}\n{said(found)}"
        assert page.locator("h1").count() == 1, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
