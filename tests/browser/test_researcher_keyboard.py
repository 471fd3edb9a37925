"""A researcher's morning without a mouse: every step of it by keys alone, from the first page on."""

import re
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from components.labels import cell_label
from domain_model.cells import Cell
from domain_model.people_vocabulary import Role
from tests.browser.by_keyboard import (
    Name,
    act,
    back_to,
    follow,
    has_focus,
    move_to,
    stand,
    tab_into,
    tab_to,
    watched,
    write,
)
from tests.browser.harness import Clients, SignIn, focused, settle, visit
from tests.browser.morning import (
    FINDINGS,
    PLACES,
    agreement_is_read,
    chosen_row,
    drawn_path,
    holds_words_and_version,
    place_here,
)
from tests.people import add_person

pytestmark = pytest.mark.browser

TITLE = "FICTITIOUS interviews with ward clerks, by keys"
ROUND = "FICTITIOUS round of a morning by keys"
HEADING = ".matrix-panel h2"
OPENED = "service_delivery/micro.enabler"
WAY_TO_IT = ("ArrowDown", "ArrowDown", "End")


def press_link(page: Page, name: Name) -> Page:
    """Tab to a link and follow it to another document."""
    tab_to(page, "link", name)
    return follow(page)


def press_button(page: Page, name: Name) -> Page:
    """Tab to a button that sends a form, and send it."""
    tab_to(page, "button", name)
    return follow(page)


def refused(page: Page, name: Name) -> None:
    """Send a form that is refused: its summary has the focus, and its first link leads to the field."""
    press_button(page, name)
    expect(page.locator(".notice.error")).to_be_focused()
    stand(page)
    tab_into(page, ".notice.error a", most=1)
    page.keyboard.press("Enter")
    stand(page)


def on_the_matrix(page: Page) -> Page:
    """From the first page to the matrix."""
    visit(page, "/")
    return settle(press_link(page, "Barriers and enablers by block and level"))


def test_the_first_cell_of_the_matrix_is_three_presses_of_tab_from_the_top(clients: Clients) -> None:
    page = on_the_matrix(watched(clients.page()))
    to_main = tab_to(page, "link", "Skip to main content")
    act(page, "Enter")
    to_table = tab_to(page, "link", "Skip to the table")
    act(page, "Enter")
    to_cell = tab_into(page, ".matrix [data-cell]")
    assert (to_main, to_table, to_cell) == (1, 1, 1)
    assert focused(page)["cell"] == "leadership_governance/all.barrier"


def test_the_focus_goes_to_what_stands_next_where_a_choice_is_gone_once_it_is_made(clients: Clients) -> None:
    page = visit(watched(clients.page()), "/matrix?reading=coded&only_thin=yes&only_dual=yes")
    tab_to(page, "button", "Remove filter Thin voices")
    act(page, "Enter")
    assert has_focus(page, "button", re.compile("^Remove filter Dual"))
    act(page, "Enter")
    assert has_focus(page, "button", "Copy link")
    visit(page, "/matrix?reading=coded&q=zyzzyva")
    tab_to(page, "button", "Remove words and filters")
    act(page, "Enter")
    assert focused(page)["cell"] == "leadership_governance/all.barrier"
    visit(page, "/matrix?cell=financing/meso.enabler")
    tab_to(page, "link", "Skip to the table")
    act(page, "Enter")
    tab_to(page, "link", re.compile("more as coded"))
    act(page, "Enter")
    expect(page.locator(HEADING)).to_be_focused()
    visit(page, "/links?path=13&origin=catalogue")
    tab_to(page, "link", "Next path")
    act(page, "Enter")
    assert has_focus(page, "link", "All paths (14)")


def test_a_cell_is_chosen_by_the_first_letters_of_its_name_though_the_page_is_drawn_anew(clients: Clients) -> None:
    page = visit(watched(clients.page()), "/links?origin=catalogue")
    tab_to(page, "combobox", "From")
    page.keyboard.type("workforce, mi", delay=150)  # slower than the page, which answers to the first letter
    settle(page)
    assert "start=workforce/micro" in unquote(page.url)
    expect(page.locator("#links-path h2")).to_contain_text("Workforce, micro to Service delivery, micro")
    taken = page.locator('[data-key="take-away"]')  # stands in the bar of the fields
    expect(taken).to_have_attribute("href", re.compile("start=workforce"))
    assert has_focus(page, "combobox", "From")
    assert page.locator("#filter-start option:checked").inner_text().startswith("Workforce, micro")


def search_segment_and_open_a_cell(page: Page) -> str:
    """Words, one group of statements and one cell; the address of what is then seen."""
    tab_to(page, "button", re.compile("As coded by us"))
    act(page, "Enter")
    write(page, "searchbox", "Find words in the statements", "family")
    act(page, "Enter")
    assert has_focus(page, "searchbox", "Find words in the statements")
    tab_to(page, "button", re.compile("Enabler [0-9]+ passages"))
    act(page, "Space")
    assert has_focus(page, "button", re.compile("Enabler [0-9]+ passages"))
    tab_into(page, ".matrix [data-cell]")
    for key in WAY_TO_IT:
        page.keyboard.press(key)
        stand(page)
    assert focused(page)["cell"] == OPENED
    act(page, "Enter")
    expect(page.locator(HEADING)).to_be_focused()
    tab_to(page, "link", "barriers")
    act(page, "Enter")
    expect(page.locator(HEADING)).to_be_focused()
    tab_to(page, "link", "enablers")
    act(page, "Enter")
    tab_into(page, ".matrix-panel article a")
    act(page, "Escape")
    expect(page.locator(HEADING)).to_have_count(0)
    assert focused(page)["cell"] == OPENED
    act(page, "Enter")
    expect(page.locator(HEADING)).to_be_focused()
    expect(page.locator(".matrix-panel mark").first).to_be_visible()
    assert {"q=family", "kinds=enabler", "reading=coded", f"cell={OPENED}"} == set(
        unquote(urlsplit(page.url).query).split("&")
    )
    return page.url


def follow_a_path(page: Page) -> None:
    """From the open cell to what acts on it, and on to a path of three steps."""
    settle(press_link(page, "What acts on this cell"))
    assert "end=service_delivery/micro" in unquote(page.url)
    tab_to(page, "combobox", "Where from")
    act(page, "i")  # in the catalogue, without what others add meanwhile
    assert has_focus(page, "combobox", "Where from")
    assert "origin=catalogue" in page.url
    tab_to(page, "link", "All paths (14)")
    act(page, "Enter")
    assert has_focus(page, "link", "All paths (14)")
    tab_to(page, "link", "Skip the matrix")
    act(page, "Enter")
    tab_to(page, "link", chosen_row(page).get_by_role("link").first.inner_text())
    act(page, "Enter")
    drawn_path(page)


def add_a_source_with_three_codings(page: Page) -> None:
    """The forms, one after the other; the first is refused once, since it has no title."""
    press_link(page, "Add evidence")
    press_link(page, "Add a source")
    refused(page, "Save and add a statement")
    assert has_focus(page, "textbox", "Title")
    page.keyboard.type(TITLE)
    press_button(page, "Save and add a statement")
    for number, (kind, cell, text) in enumerate(FINDINGS):
        if not number:
            write(page, "textbox", "Place in the source", "p. 4")
        write(page, "textbox", "What the source says", text)
        tab_to(page, "radio", re.compile("Barrier$"))
        page.keyboard.press("Space")
        move_to(page, "radio", re.compile(f". {kind}$"))
        tab_to(page, "checkbox", cell)
        page.keyboard.press("Space")
        press_button(page, "Save" if number == len(FINDINGS) - 1 else "Save and add another")
    expect(page.locator(".notice.said")).to_contain_text("The statement is kept.")
    press_link(page, "Add evidence")
    expect(page.locator(".added-source", has_text=TITLE)).to_contain_text("3 statements")


def undo_one(page: Page) -> None:
    """The latest coding is taken back from the history."""
    press_link(page, "every edit, with undo")
    press_button(page, re.compile("Undo this edit"))
    expect(page.locator(".notice.said")).to_contain_text("is undone")
    press_link(page, "Add evidence")
    expect(page.locator(".added-source", has_text=TITLE)).to_contain_text("2 statements")


def make_a_round(page: Page) -> None:
    """A coding round of the statements that the matrix shows of this source."""
    settle(press_link(page, "Matrix"))
    tab_to(page, "button", re.compile("With what was added here"))
    act(page, "Enter")
    tab_into(page, '[data-key="fold-sources"]')
    page.keyboard.press("Enter")
    tab_to(page, "button", re.compile(TITLE))
    act(page, "Space")
    back_to(page, "link", "Code these statements", 90)
    follow(page)
    write(page, "textbox", "Title", ROUND)
    press_button(page, "Make the round")
    expect(page.get_by_text("The round has")).to_be_visible()


def code_blind(page: Page, places: tuple[str, str]) -> None:
    """Take part, and place every statement by what it says, as this coder sees it."""
    press_button(page, "Take part")
    page.wait_for_url("**/statements/*")
    refused(page, "Save and go on")
    while urlsplit(page.url).path.rpartition("/")[2].isdigit():
        place = cell_label(Cell.from_token(place_here(page, places)))
        if not has_focus(page, "radio", "■ barrier"):  # where the refused form has led
            tab_to(page, "radio", "■ barrier")
        page.keyboard.press("Space")
        tab_to(page, "radio", "Leadership and governance, macro")
        move_to(page, "radio", place)
        page.keyboard.press("Space")
        press_button(page, "Save and go on")
    press_button(page, "I am finished")
    expect(page.get_by_text("You are finished. Whoever made")).to_be_visible()


def export(page: Page) -> None:
    """The table that was seen first, as a file."""
    press_link(page, "Take this table away")
    tab_to(page, "link", "CSV")
    with page.expect_download() as saved:
        page.keyboard.press("Enter")
    holds_words_and_version(saved.value.path(), page.get_by_label("Citation").input_value(), "family")


def test_a_researchers_morning_by_keys_alone(clients: Clients, sign_in: SignIn, server: Flask) -> None:
    hers, his = (
        sign_in(watched(clients.page()), add_person(server, Role.EDITOR, f"{name} FICTITIOUS"))
        for name in ("Ann", "Ben")
    )
    seen = search_segment_and_open_a_cell(on_the_matrix(hers))
    cards = hers.locator(".matrix-panel article").all_inner_texts()
    follow_a_path(hers)
    add_a_source_with_three_codings(hers)
    undo_one(hers)
    make_a_round(hers)
    code_blind(hers, PLACES["her"])
    settle(press_link(visit(his, "/"), "Evidence"))
    press_link(his, "Agree on codings")
    press_link(his, ROUND)
    code_blind(his, PLACES["him"])
    press_link(hers, ROUND)
    press_link(hers, "Close the round")
    press_button(hers, "Close the round")
    agreement_is_read(hers)
    shared = urlsplit(seen)._replace(scheme="", netloc="").geturl()
    export(visit(hers, shared))
    colleague = visit(clients.page(), shared)
    assert colleague.locator(".matrix-panel article").all_inner_texts() == cards
    clients.complaints[:] = [one for one in clients.complaints if "status of 422" not in one]
