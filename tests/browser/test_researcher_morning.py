"""A researcher's morning in a real browser, from the first search to the link that shows a colleague the same."""

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from domain_model.people_vocabulary import Role
from tests.browser.harness import PHONE, WIDE, Clients, SignIn, settle, visit
from tests.browser.morning import (
    FINDINGS,
    PLACES,
    agreement_is_read,
    chosen_row,
    drawn_path,
    holds_words_and_version,
    place_here,
    sound,
)
from tests.people import add_person

pytestmark = pytest.mark.browser


def search_segment_and_open_a_cell(page: Page) -> str:
    """Words, one group of statements and one cell; the address of what is then seen."""
    visit(page, "/matrix?reading=coded")
    page.locator("#filter-q").fill("family")
    page.locator("#filter-q").press("Enter")
    settle(page)
    if not page.locator('[data-key="facet-kinds-enabler"]').is_visible():  # on a phone the filters are folded away
        page.get_by_text("Narrow the statements").click()
    page.locator('[data-key="facet-kinds-enabler"]').click()
    settle(page)
    page.locator('.matrix [data-cell="service_delivery/micro.enabler"]').click()
    settle(page)
    cards = page.locator(".matrix-panel article")
    assert cards.count() >= 1
    expect(page.locator(".matrix-panel mark").first).to_be_visible()
    expect(cards.first).to_contain_text("the original stands in")
    assert {"q=family", "kinds=enabler", "reading=coded"} <= set(urlsplit(page.url).query.split("&"))
    sound(page)
    return page.url


def follow_a_path(page: Page) -> None:
    """From the open cell to what acts on it, and on to a path of three steps."""
    page.get_by_role("link", name="What acts on this cell").click()
    settle(page)
    assert "end=service_delivery/micro" in page.url.replace("%2F", "/")
    page.get_by_label("Where from").select_option("catalogue")  # without what others add meanwhile
    settle(page)
    page.get_by_role("link", name="All paths (14)").first.click()
    settle(page)
    chosen_row(page).get_by_role("link").first.click()
    settle(page)
    drawn_path(page)
    sound(page)


def add_a_source_with_three_codings(page: Page, title: str) -> str:
    """The forms, one after the other; the address of the source."""
    page.goto("/evidence")
    page.get_by_role("link", name="Add a source", exact=True).click()
    page.get_by_label("Title").fill(title)
    sound(page)
    page.get_by_role("button", name="Save and add a statement").click()
    for number, (kind, cell, text) in enumerate(FINDINGS):
        if not number:
            page.get_by_label("Place in the source").fill("p. 4")
        page.get_by_label("What the source says").fill(text)
        page.get_by_label(kind, exact=False).first.check()
        page.get_by_label(cell, exact=True).check()
        last = number == len(FINDINGS) - 1
        with page.expect_navigation():
            page.get_by_role("button", name="Save" if last else "Save and add another", exact=True).click()
    expect(page.locator(".notice.said")).to_contain_text("The statement is kept.")
    page.goto("/evidence")
    section = page.locator(".added-source", has_text=title)
    expect(section).to_contain_text("3 statements")
    sound(page)
    return urlsplit(section.get_by_role("link", name=title).first.get_attribute("href") or "").path


def undo_one(page: Page, title: str) -> None:
    """The latest coding is taken back from the history."""
    page.goto("/evidence/history")
    page.get_by_role("button", name="Undo this edit").first.click()
    expect(page.locator(".notice.said")).to_contain_text("is undone")
    sound(page)
    page.goto("/evidence")
    expect(page.locator(".added-source", has_text=title)).to_contain_text("2 statements")


def make_a_round_of(page: Page, source: str) -> str:
    """A coding round of the statements that the matrix shows of this source; its address."""
    visit(page, f"/matrix?reading=extended&sources={source}")
    page.get_by_role("link", name="Code these statements").click()
    page.get_by_label("Title").fill("FICTITIOUS round of a morning")
    sound(page)
    page.get_by_role("button", name="Make the round").click()
    expect(page.get_by_text("The round has")).to_be_visible()
    return page.url.partition("?")[0]


def code_blind(page: Page, address: str, places: tuple[str, str]) -> None:
    """Take part, and place every statement by what it says, as this coder sees it."""
    page.goto(address)
    page.get_by_role("button", name="Take part").click()
    page.wait_for_url("**/statements/*")
    while page.url.partition("?")[0].rpartition("/")[2].isdigit():
        before = page.url.partition("?")[0]
        page.locator(f'input[name="place"][value="{place_here(page, places)}"]').check()
        page.locator('input[name="kind"][value="barrier"]').check()
        page.locator("button.primary").first.click()
        page.wait_for_url(lambda url, before=before: url.partition("?")[0] != before)
    page.get_by_role("button", name="I am finished").click()
    expect(page.get_by_text("You are finished. Whoever made")).to_be_visible()
    assert "Krippendorff" not in page.locator("main").inner_text()


def read_kappa(page: Page, address: str) -> None:
    """Close the round and read how far the two agree: on one of two statements."""
    page.goto(address)
    page.get_by_role("link", name="Close the round").click()
    page.get_by_role("button", name="Close the round").click()
    agreement_is_read(page)
    sound(page)


def export(page: Page, address: str) -> None:
    """The table that was seen first, with its filters and version in the file."""
    page.goto("/evidence/take-away?view=matrix&reading=extended")  # a page of plain HTML, which has nothing to settle
    edited = re.search(r"evidence version ([0-9a-f]+)\+\d+", page.get_by_label("Citation").input_value())
    assert edited, "the citation of the extended reading names the version, with the number of the last edit"
    visit(page, address)
    page.get_by_role("link", name="Take this table away").click()
    page.wait_for_url("**/evidence/take-away?*")
    citation = page.get_by_label("Citation").input_value()
    assert f"evidence version {edited[1]}" in citation
    sound(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV", exact=True).click()
    holds_words_and_version(saved.value.path(), citation, "family")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_researchers_morning(clients: Clients, sign_in: SignIn, server: Flask, width: int) -> None:
    hers = sign_in(clients.page(width), add_person(server, Role.EDITOR, "Ann FICTITIOUS"))
    his = sign_in(clients.page(width), add_person(server, Role.EDITOR, "Ben FICTITIOUS"))
    seen = search_segment_and_open_a_cell(hers)
    cards = hers.locator(".matrix-panel article").all_inner_texts()
    follow_a_path(hers)
    title = f"FICTITIOUS interviews with ward clerks, {width} px"
    source = add_a_source_with_three_codings(hers, title).rpartition("/")[2]
    undo_one(hers, title)
    round_ = make_a_round_of(hers, source)
    code_blind(hers, round_, PLACES["her"])
    code_blind(his, round_, PLACES["him"])
    read_kappa(hers, round_)
    export(hers, seen)
    colleague = visit(clients.page(width), urlsplit(seen)._replace(scheme="", netloc="").geturl())
    assert colleague.locator(".matrix-panel article").all_inner_texts() == cards
