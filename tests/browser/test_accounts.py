"""Accounts in a real browser: signing in, the warning before a session ends, passwords shown, axe at both widths."""

import re
from collections.abc import Callable, Iterator

import pytest
from dash import Dash
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from data.current import current_store
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from pages.http.who import IDLE_MINUTES
from tests.browser.harness import HOME, PHONE, WIDE, Clients, said, tab_until, visit
from tests.browser.test_accessibility import violations
from tests.browser.test_widths import OVERFLOW
from tests.people import PASSWORD, add_person, cookie_of, invitation

pytestmark = pytest.mark.browser

SECONDS = 1 / 60
REFUSED = re.compile(r"responded with a status of (403|410|422) .*\((/sign-in|/account|/people|/welcome|/audit)")
HEADER_LINES = """() => [...document.querySelectorAll(".site-header a")]
    .map((one) => Math.round(one.getBoundingClientRect().top))"""


@pytest.fixture
def clients(browser: Browser, site: str) -> Iterator[Clients]:
    """As everywhere, but the browser may name the status of documents that say what is wrong or refused."""
    people = Clients(browser, site)
    yield people
    people.close()
    complaints = [one for one in people.complaints if not REFUSED.search(one)]
    assert not complaints, said(complaints)


@pytest.fixture
def server(application: Dash) -> Iterator[Flask]:
    yield application.server
    with application.server.app_context():
        current_store().attempts._storage.reset()  # all browsers here have one network address


def sign_in_at(page: Page, server: Flask, who: Role | Person) -> Person:
    """Give the page's browser the cookie of somebody who signed in just now."""
    person = who if isinstance(who, Person) else add_person(server, who)
    name, value = cookie_of(server, person)
    page.context.add_cookies([{"name": name, "value": value, "domain": HOME, "path": "/"}])
    return person


def fields_of_welcome(page: Page, email: str) -> None:
    page.get_by_label("Your name").fill("Fictitious Bea")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Choose a password", exact=True).fill(PASSWORD)


def test_somebody_invited_makes_an_account_by_keyboard_signs_out_and_in_again(clients: Clients, server: Flask):
    link = invitation(server, add_person(server, Role.ADMINISTRATOR), Role.EDITOR)
    page = clients.page()
    page.goto(f"/welcome/{link}")
    tab_until(page, "#name")
    page.keyboard.type("Fictitious Bea")
    page.keyboard.press("Tab")
    page.keyboard.type("Bea.By.Keyboard@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    expect(page.get_by_role("status").first).to_contain_text("Welcome, Fictitious Bea.")
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_text("You have signed out.")).to_be_visible()
    page.goto("/account")
    page.get_by_label("Email address").fill("bea.by.keyboard@EXAMPLE.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/account")
    visit(page, "/heat-map")
    expect(page.get_by_role("navigation", name="Account")).to_contain_text("Fictitious Bea")
    assert page.get_by_role("navigation", name="Account").get_by_role("link").all_inner_texts()[:2] == [
        "Score",
        "Saved views",
    ]


def test_everything_works_without_scripts(clients: Clients, server: Flask):
    link = invitation(server, add_person(server, Role.ADMINISTRATOR), Role.EDITOR)
    page = clients.page(java_script_enabled=False)
    page.goto(f"/welcome/{link}")
    fields_of_welcome(page, "bea.without.scripts@example.org")
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
    page.get_by_label("What it is for").fill("FICTITIOUS script")
    page.get_by_role("button", name="Make a token").click()
    assert len(page.get_by_label("Your new token").input_value()) == 43


def test_a_password_can_be_looked_at_and_is_hidden_when_it_is_sent(clients: Clients, server: Flask):
    page = clients.page()
    page.goto("/sign-in")
    field = page.get_by_label("Password", exact=True)
    show = page.get_by_role("button", name="Show password")
    expect(field).to_have_attribute("type", "password")
    field.fill("open sesame")
    field.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(field).to_have_attribute("type", "text")
    expect(field).to_have_value("open sesame")
    expect(page.locator("#announcements")).to_have_text("What you typed is shown.")
    hide = page.get_by_role("button", name="Hide password")
    expect(hide).to_be_focused()
    hide.click()
    expect(field).to_have_attribute("type", "password")
    show.click()
    sent = page.evaluate("""() => {
        const form = document.querySelector("main form");
        form.addEventListener("submit", (event) => event.preventDefault());
        form.requestSubmit();
        return document.getElementById("password").type;
    }""")
    assert sent == "password"


def test_problems_take_the_focus_and_lead_to_their_field(clients: Clients, server: Flask):
    page = clients.page()
    sign_in_at(page, server, Role.EDITOR)
    page.goto("/account")
    page.get_by_label("Your name").fill("")
    page.get_by_role("button", name="Save name and address").click()
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("link", name="Enter a name of 1 to 80 characters.").press("Enter")
    expect(page.get_by_label("Your name")).to_be_focused()


def shortened(monkeypatch: pytest.MonkeyPatch, server: Flask, seconds: int) -> None:
    """Sessions end after so many seconds without a request, and warn a quarter of them before."""
    monkeypatch.setitem(server.config, IDLE_MINUTES, seconds * SECONDS)


@pytest.mark.parametrize("path", ["/account", "/method"])
def test_a_session_warns_before_it_ends_and_goes_on_when_asked(
    clients: Clients, server: Flask, monkeypatch: pytest.MonkeyPatch, path: str
):
    shortened(monkeypatch, server, 24)
    page = clients.page()
    sign_in_at(page, server, Role.EDITOR)
    page.goto(path)
    warning = page.locator(".session-warning")
    expect(warning).to_be_visible(timeout=30_000)
    expect(warning.get_by_role("alert")).to_have_text(
        "You will be signed out in less than a minute, because nothing happened for a while."
    )
    found = violations(page)
    assert not found, said(found)
    stay = page.get_by_role("button", name="Stay signed in")
    stay.focus()
    stay.press("Enter")
    expect(warning).to_have_count(0)
    expect(page.locator("#main")).to_be_focused()
    expect(page.locator("#announcements")).to_have_text("You stay signed in.")
    assert page.evaluate("window.paritySession.ask().then((one) => one.seconds_left)") > 15


def test_at_the_end_what_was_typed_stays_and_goes_on_after_signing_in_in_another_tab(
    clients: Clients, server: Flask, monkeypatch: pytest.MonkeyPatch
):
    shortened(monkeypatch, server, 8)
    page = clients.page()
    bea = sign_in_at(page, server, Role.EDITOR)
    page.goto("/account?from=here")
    page.get_by_label("Your name").fill("Fictitious Name, typed for long")
    warning = page.locator(".session-warning")
    expect(warning).to_contain_text("You have been signed out. What you typed is still on this page.")
    found = violations(page)
    assert not found, said(found)
    shortened(monkeypatch, server, 600)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in again").click()
    other = opened.value
    expect(other.get_by_text("You have been signed out: nothing happened for a while")).to_be_visible()
    other.get_by_label("Email address").fill(bea.email)
    other.get_by_label("Password", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Sign in").click()
    other.wait_for_url("**/account?from=here")
    page.evaluate("window.paritySession.check()")
    expect(warning).to_have_count(0)
    page.get_by_role("button", name="Save name and address").click()
    expect(page.get_by_text("Your name and address are saved.")).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value("Fictitious Name, typed for long")


def test_a_page_of_somebody_else_says_so(clients: Clients, server: Flask):
    page = clients.page()
    sign_in_at(page, server, Role.EDITOR)
    page.goto("/account")
    cy = sign_in_at(page, server, Role.VIEWER)
    page.evaluate("window.paritySession.check()")
    expect(page.locator(".session-warning")).to_contain_text(f"This browser is signed in as {cy.name} now.")


def test_a_link_is_copied_and_opens_for_somebody_else(clients: Clients, server: Flask):
    page = clients.page(permissions=["clipboard-read", "clipboard-write"])
    sign_in_at(page, server, Role.ADMINISTRATOR)
    page.goto("/people")
    page.get_by_label("Whom it is for (you may leave this empty)").fill("FICTITIOUS Bea")
    page.get_by_role("button", name="Make an invitation").click()
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.get_by_label("The link").input_value()
    guest = clients.page()
    guest.goto(link)
    expect(guest.get_by_role("heading", level=1)).to_have_text("Make your account")


Pages = dict[str, Callable[[Page, Flask], None]]


def _open(path: str, role: Role | None = Role.ADMINISTRATOR) -> Callable[[Page, Flask], None]:
    def go(page: Page, server: Flask) -> None:
        if role:
            sign_in_at(page, server, role)
        page.goto(path)

    return go


def _welcome(page: Page, server: Flask) -> None:
    page.goto(f"/welcome/{invitation(server, add_person(server, Role.ADMINISTRATOR), Role.EDITOR)}")


def _send(page: Page, button: str) -> None:
    """Press a form's button and wait for the page that answers: a check of the page before it would prove nothing."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def _wrong_sign_in(page: Page, _server: Flask) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email address").fill("nobody@example.org")
    _send(page, "Sign in")


def _wrong_account(page: Page, server: Flask) -> None:
    _open("/account")(page, server)
    page.get_by_label("Your name").fill("")
    _send(page, "Save name and address")


def _token(page: Page, server: Flask) -> None:
    _open("/account")(page, server)
    page.get_by_label("What it is for").fill("FICTITIOUS script")
    _send(page, "Make a token")
    page.goto("/account")


def _invited(page: Page, server: Flask) -> None:
    _open("/people")(page, server)
    page.get_by_label("Whom it is for (you may leave this empty)").fill("FICTITIOUS Bea")
    _send(page, "Make an invitation")


def _person(page: Page, server: Flask) -> None:
    _open(f"/people/{add_person(server, Role.EDITOR).id}")(page, server)


def _role_question(page: Page, server: Flask) -> None:
    _person(page, server)
    page.get_by_label("Role").select_option("administrator")
    _send(page, "Change the role")


def _person_deletion(page: Page, server: Flask) -> None:
    _open(f"/people/{add_person(server, Role.EDITOR).id}/delete")(page, server)
    _send(page, "Delete the account")


PAGES: Pages = {
    "sign in": _open("/sign-in?next=/heat-map", None),
    "wrong sign in": _wrong_sign_in,
    "welcome": _welcome,
    "dead link": _open("/welcome/FICTITIOUS", None),
    "refused": _open("/people", Role.EDITOR),
    "account": _open("/account"),
    "wrong account": _wrong_account,
    "token": _token,
    "own deletion": _open("/account/delete", Role.EDITOR),
    "people": _open("/people"),
    "invited": _invited,
    "person": _person,
    "role question": _role_question,
    "person deletion": _person_deletion,
    "audit": _open("/audit"),
    "wrong audit": _open("/audit?first=yesterday"),
}


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_accounts_has_no_violation_of_wcag_and_does_not_scroll_sideways(
    clients: Clients, server: Flask, name: str, width: int
):
    page = clients.page(width)
    PAGES[name](page, server)
    found = violations(page) + page.evaluate(OVERFLOW)
    assert not found, said(found)
    assert page.locator("main h1").count() == 1
    assert page.get_by_role("navigation", name="Account").count() == 1
    page.set_viewport_size({"width": 320, "height": 256})
    found = page.evaluate(OVERFLOW)
    assert not found, said(found)


def test_the_header_is_one_line_on_a_screen_and_small_on_a_phone(clients: Clients, server: Flask):
    ada = add_person(server, Role.ADMINISTRATOR, "Fictitious Person of a Name so Long that it fills Eighty Characters")
    page = clients.page(WIDE)
    sign_in_at(page, server, ada)
    page.goto("/account")
    assert len(set(page.evaluate(HEADER_LINES))) == 1
    page.set_viewport_size({"width": PHONE, "height": 640})
    assert len(set(page.evaluate(HEADER_LINES))) <= 4
    assert not page.evaluate(OVERFLOW)
