"""Adding evidence in a real browser: by hand and by keyboard, wide and on a phone, with and without JavaScript."""

import pytest
from dash import Dash
from playwright.sync_api import Page, expect

from domain_model.people import Person
from domain_model.people_vocabulary import Role
from tests.browser.harness import PHONE, WIDE, Clients, SignIn, focused, said, tab_until
from tests.browser.test_accessibility import unfold, violations
from tests.own_evidence import RATING, STATEMENT
from tests.people import add_person, post, signed_in

pytestmark = pytest.mark.browser

LINK = {
    "from_block": "financing",
    "from_level": "macro",
    "sign": "worsens",
    "to_block": "workforce",
    "to_level": "meso",
    "text": "FICTITIOUS: cuts thin staff",
    "basis": "stated",
    "source": "poe-systems-study",
    "place": "FICTITIOUS p. 13",
}


def forgive(clients: Clients, status: int) -> None:
    """Let the console name one form that was sent back: the browser writes it, not the product."""
    (told,) = [one for one in clients.complaints if f"responded with a status of {status}" in one]
    clients.complaints.remove(told)


@pytest.fixture
def ada(application: Dash) -> Person:
    """An editor."""
    return add_person(application.server, Role.EDITOR, "Ada FICTITIOUS")


@pytest.fixture
def editor(clients: Clients, sign_in: SignIn, ada: Person) -> Page:
    """The page of that editor."""
    return sign_in(clients.page(), ada)


@pytest.fixture
def link(application: Dash, ada: Person) -> str:
    """The address of a link that was added and changed once."""
    client = signed_in(application.server, ada)
    address = post(client, "/evidence/links/new", **LINK).location
    post(client, f"{address}/edit", **{**LINK, "sign": "improves"}, version="1")
    return address


def test_a_source_gets_three_statements_and_one_of_them_is_undone(editor: Page) -> None:
    editor.goto("/evidence")
    editor.get_by_role("link", name="Add a source", exact=True).click()
    editor.get_by_label("Title").fill("FICTITIOUS interviews with nurses")
    editor.get_by_role("button", name="Save and add a statement").click()
    for number, cell in enumerate(("Workforce, micro", "Financing, macro", "Every building block, meso")):
        expect(editor.locator("#source option:checked")).to_have_text("FICTITIOUS interviews with nurses")
        if number == 0:
            editor.get_by_label("Place in the source").fill("p. 4")
        expect(editor.get_by_label("Place in the source")).to_have_value("p. 4")
        editor.get_by_label("What the source says").fill(f"FICTITIOUS finding {number}")
        editor.get_by_label("Enabler", exact=False).first.check()
        editor.get_by_label(cell, exact=True).check()
        last = number == 2
        editor.get_by_role("button", name="Save" if last else "Save and add another", exact=True).click()
    expect(editor.locator(".notice.said")).to_contain_text("The statement is kept.")
    expect(editor.locator(".record-facts")).to_contain_text("Every building block, meso")
    editor.goto("/evidence/history")
    editor.get_by_role("button", name="Undo this edit").first.click()
    expect(editor.locator(".notice.said")).to_contain_text("is undone")
    editor.goto("/evidence")
    section = editor.locator(".added-source", has_text="FICTITIOUS interviews with nurses")
    expect(section).to_contain_text("2 statements")
    expect(section).not_to_contain_text("FICTITIOUS finding 2")


def test_a_statement_is_added_by_keyboard_and_what_is_wrong_has_the_focus(clients: Clients, editor: Page) -> None:
    editor.goto("/evidence/statements/new?source=poe-systems-study")
    tab_until(editor, "#place")
    editor.keyboard.type("FICTITIOUS p. 7")
    tab_until(editor, "#text")
    editor.keyboard.type("FICTITIOUS by keyboard")
    tab_until(editor, "#kind")
    editor.keyboard.press("ArrowDown")
    tab_until(editor, ".buttons button")
    with editor.expect_navigation():
        editor.keyboard.press("Enter")
    expect(editor.locator(".notice.error")).to_be_focused()
    tab_until(editor, ".notice.error a")
    editor.keyboard.press("Enter")
    assert focused(editor)["id"] == "cells"
    editor.keyboard.press("Space")
    expect(editor.locator("#text")).to_have_value("FICTITIOUS by keyboard")
    tab_until(editor, ".buttons button")
    with editor.expect_navigation():
        editor.keyboard.press("Enter")
    expect(editor.locator("h1")).to_have_text("FICTITIOUS by keyboard")
    expect(editor.locator(".record-id")).to_contain_text("Statement · id own-")
    expect(editor.locator(".record-facts")).to_contain_text("Leadership and governance, macro")
    forgive(clients, 422)


def test_two_editors_at_once_see_both_versions_and_nothing_is_lost(
    clients: Clients, sign_in: SignIn, application: Dash, editor: Page, link: str
) -> None:
    ben = sign_in(clients.page(), add_person(application.server, Role.EDITOR, "Ben FICTITIOUS"))
    for page in (editor, ben):
        page.goto(f"{link}/edit")
    editor.get_by_label("How the one acts on the other").fill("FICTITIOUS words of Ada")
    editor.get_by_role("button", name="Save", exact=True).click()
    ben.get_by_label("How the one acts on the other").fill("FICTITIOUS words of Ben")
    ben.get_by_role("button", name="Save", exact=True).click()
    expect(ben.locator("h1")).to_have_text("This link was changed meanwhile")
    expect(ben.locator("table.stacked")).to_contain_text("FICTITIOUS words of Ada")
    expect(ben.get_by_label("How the one acts on the other")).to_have_value("FICTITIOUS words of Ben")
    ben.get_by_role("button", name="Save", exact=True).click()
    expect(ben.locator(".record-facts")).to_contain_text("FICTITIOUS words of Ben")
    forgive(clients, 409)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_record_that_somebody_changed_meanwhile_is_not_withdrawn_until_its_change_was_seen(
    clients: Clients, sign_in: SignIn, application: Dash, ada: Person, link: str, width: int
) -> None:
    page = sign_in(clients.page(width), ada)
    page.goto(link)
    ben = signed_in(application.server, add_person(application.server, Role.EDITOR, "Ben FICTITIOUS"))
    post(ben, f"{link}/edit", **{**LINK, "text": "FICTITIOUS words of Ben"}, version="2")
    tab_until(page, f"form[action='{link}/withdraw'] button")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("This link was changed meanwhile")
    expect(page.locator("table.stacked")).to_contain_text("FICTITIOUS words of Ben")
    expect(page.get_by_text("Nothing was withdrawn")).to_be_visible()
    assert not violations(page), said(violations(page))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Withdraw this link").click()
    expect(page.locator(".notice", has_text="was withdrawn")).to_be_visible()
    forgive(clients, 409)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_rating_of_a_withdrawn_statement_is_listed_as_set_aside_and_leads_to_its_history(
    clients: Clients, sign_in: SignIn, application: Dash, ada: Person, width: int
) -> None:
    client = signed_in(application.server, ada)
    text = f"FICTITIOUS: shifts stay unfilled, on a screen {width} wide"
    fields = {**STATEMENT, "source": "poe-systems-study", "subtheme": "", "text": text}
    statement = post(client, "/evidence/statements/new", **fields).location
    record = statement.rpartition("/")[2]
    post(client, f"/evidence/confidence/{record}/edit", **RATING, version="0")
    post(client, f"{statement}/withdraw", version="1")
    page = sign_in(clients.page(width), ada)
    page.goto("/evidence")
    item = page.locator("li", has_text=f"{text}: the statement was withdrawn")
    assert not violations(page), said(violations(page))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    item.get_by_role("link").click()
    page.get_by_role("link", name="Back to the confidence in a finding").click()
    expect(page.get_by_text("its rating is set aside and counts nowhere")).to_be_visible()
    assert not violations(page), said(violations(page))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_page_of_evidence_is_accessible_and_fits(
    clients: Clients, sign_in: SignIn, ada: Person, link: str, width: int
) -> None:
    page = sign_in(clients.page(width), ada)
    record = link.rpartition("/")[2]
    paths = (
        "/evidence", "/evidence/sources/new", "/evidence/statements/new", "/evidence/links/new", link, f"{link}/edit",
        "/evidence/history", f"/evidence/history/link/{record}", "/evidence/sources/poe-systems-study",
        "/evidence/statements/RE076", "/evidence/confidence/RE076", "/evidence/confidence/RE076/edit",
    )  # fmt: skip
    for path in paths:
        page.goto(path)
        unfold(page)
        found = violations(page)
        assert not found, f"{path}: {said(found)}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_evidence_is_added_without_javascript(clients: Clients, sign_in: SignIn, ada: Person) -> None:
    page = sign_in(clients.page(java_script_enabled=False), ada)
    page.goto("/evidence/links/new")
    page.locator("#from_block").select_option("financing")
    page.locator("#from_level").select_option("macro")
    page.get_by_label("Improves").check()
    page.locator("#to_block").select_option("all")
    page.locator("#to_level").select_option("micro")
    page.get_by_label("How the one acts on the other").fill("FICTITIOUS without scripts")
    page.locator("#source").select_option("poe-systems-study")
    page.get_by_label("Place in the source").fill("FICTITIOUS p. 1")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".record-facts")).to_contain_text("FICTITIOUS without scripts")
    page.get_by_role("button", name="Withdraw this link").click()
    expect(page.locator(".notice", has_text="was withdrawn")).to_be_visible()
    page.get_by_role("button", name="Put this link back").click()
    expect(page.get_by_role("button", name="Withdraw this link")).to_be_visible()
