"""The search page as people use it: by keyboard, on a phone, without JavaScript, and read by a screen reader."""

import pytest

from tests.browser.harness import PHONE, WIDE, Clients, said, tab_until
from tests.browser.test_accessibility import unfold, violations

pytestmark = pytest.mark.browser

ADDRESSES = (
    "/search",
    "/search?q=training",
    "/search?q=equality&kind=framework_entry&page=2",
    "/search?q=zzqqx",
    "/search?q=%22%22",
)


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_state_passes_axe_and_fits_its_screen(clients: Clients, address: str, width: int) -> None:
    page = clients.page(width)
    page.goto(address)
    unfold(page)
    assert not violations(page), said(violations(page))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("nav.evidence-tabs a[aria-current=page]").inner_text() == "Search"


def test_words_are_searched_for_and_a_hit_is_opened_by_keyboard_alone(clients: Clients) -> None:
    page = clients.page()
    page.goto("/search")
    tab_until(page, "#q")
    page.keyboard.type('"mental health" train')
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.locator("#q").input_value() == '"mental health" train'
    marks = {mark.casefold() for mark in page.locator(".search-hits mark").all_inner_texts()}
    assert any(mark.startswith("train") for mark in marks) and "mental health" in marks
    tab_until(page, ".search-hits article a")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/search" not in address)


def test_the_statements_found_are_those_that_the_matrix_then_shows(clients: Clients) -> None:
    page = clients.page()
    page.goto("/search?q=money")
    link = page.get_by_role("link", name="in the matrix")
    number = int(link.inner_text().split()[2])
    link.click()
    page.wait_for_url("**/matrix?reading=extended&q=money")
    page.wait_for_selector("#matrix-table table")
    page.goto("/evidence/take-away?view=matrix&reading=extended&q=money")
    assert f"{number} statements" in page.locator("main").inner_text()


def test_it_works_without_javascript(clients: Clients) -> None:
    page = clients.page(java_script_enabled=False)
    page.goto("/search")
    page.locator("#q").fill("money")
    page.locator("form[role=search] button").click()
    assert page.locator(".search-hits > li").count() > 0
    page.locator(".search-kinds a", has_text="Statements").click()
    assert "kind=statement" in page.url
    assert page.locator(".search-hits .statement-card").count() > 0
