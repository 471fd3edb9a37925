"""What a write says on the next page where Dash draws that page, and the help of pages of plain HTML."""

import pytest
from dash import Dash
from playwright.sync_api import Page, Request, expect

from domain_model.people import Person
from domain_model.people_vocabulary import Role
from tests.browser.harness import PHONE, WIDE, Clients, SignIn, said, settle, visit
from tests.browser.test_accessibility import unfold, violations
from tests.people import add_person

pytestmark = pytest.mark.browser

MESSAGE, HELP = "#main > .notice.said", "#page-help"
BOARD = "/area/QYG?cell=financing/meso"
PLAIN = ["/sign-in", "/score", "/score/QYG", "/views", "/notes"]
SEND_UNDO = """async (path) => {
    const session = await (await fetch("/session")).json();
    const form = Object.assign(document.createElement("form"), {method: "post"});
    form.action = "/score/QYG/financing/meso/undo";
    const id = String(Date.now()).slice(-12).padStart(12, "x");
    for (const [name, value] of Object.entries({csrf_token: session.csrf_token, form_id: id, next: path})) {
        form.append(Object.assign(document.createElement("input"), {name, value}));
    }
    document.body.append(form);
    form.submit();
}"""


@pytest.fixture
def ada(application: Dash) -> Person:
    """An editor."""
    return add_person(application.server, Role.EDITOR, "Ada FICTITIOUS")


def undo_and_return(page: Page, path: str = BOARD) -> None:
    """Send the form that undoes a score, which there is none of, as one of a page without its script."""
    visit(page, path)
    with page.expect_navigation():
        page.evaluate(SEND_UNDO, path)
    settle(page)


def test_a_page_of_dash_says_once_what_was_done_at_its_top(clients: Clients, sign_in: SignIn, ada: Person):
    page = sign_in(clients.page(), ada)
    undo_and_return(page)
    message = page.locator(MESSAGE)
    expect(message).to_have_text("There is nothing to undo.")
    expect(message).to_have_attribute("role", "status")
    assert page.evaluate("document.getElementById('main').firstElementChild.matches('.notice.said')")
    assert "parity-map-said" not in page.evaluate("document.cookie")
    page.reload()
    settle(page)
    expect(page.locator(MESSAGE)).to_have_count(0)


def test_nothing_is_asked_where_there_is_nothing_to_say(clients: Clients, sign_in: SignIn, ada: Person):
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    for page in (clients.page(), sign_in(clients.page(), ada)):
        page.on("request", note)
        visit(page, BOARD)
    assert asked and not [url for url in asked if url.endswith("/messages")]


def test_a_message_stays_while_a_cell_is_opened_on_the_same_page(clients: Clients, sign_in: SignIn, ada: Person):
    page = sign_in(clients.page(), ada)
    undo_and_return(page, "/area/QYG")
    expect(page.locator(MESSAGE)).to_have_count(1)
    page.locator('[data-grid] button[data-cell="service_delivery/meso"]').click()
    page.wait_for_url("**cell=service_delivery**")
    settle(page)
    expect(page.locator(MESSAGE)).to_have_text("There is nothing to undo.")


@pytest.mark.parametrize("path", PLAIN)
def test_the_help_of_a_plain_page_opens_by_its_key_and_breaks_nothing(
    clients: Clients, sign_in: SignIn, ada: Person, path: str
):
    for width in (WIDE, PHONE):
        page = clients.page(width)
        if path != "/sign-in":
            sign_in(page, ada)
        page.goto(path)
        page.locator("h1").click()
        page.keyboard.press("?")
        expect(page.locator(f"{HELP}[open]")).to_contain_text("What to do next")
        expect(page.locator(f"{HELP} summary")).to_be_focused()
        unfold(page)
        problems = violations(page)
        assert not problems, said(problems)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.get_by_role("button", name="Switch the key off").click()
        page.reload()
        expect(page.locator("[data-help-key]")).to_have_text("Switch the key on")
        page.keyboard.press("?")
        expect(page.locator(f"{HELP}[open]")).to_have_count(0)
