"""The matrix in a browser: by keyboard, by link and Back, with filters, on a phone, on paper, and by axe."""

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import PHONE, WIDE, Clients, focused, only_drawn, said, settle, tab_until, visit
from tests.browser.test_accessibility import violations
from tests.browser.test_widths import overflow

pytestmark = [pytest.mark.browser, only_drawn]

CELL = "service_delivery/micro.barrier"
PANEL = ".matrix-panel"
VIEWS = (
    "/matrix",
    "/matrix?reading=coded&measure=balance&q=time&groups=age",
    f"/matrix?reading=extended&measure=share&cell={CELL}",
    "/matrix?kinds=theme&cell=nowhere",
    "/matrix?cell=zzz",
    "/matrix?q=zyzzyva",
    "/matrix?cell=financing/meso.enabler",
)


def half(token: str) -> str:
    return f'.matrix [data-cell="{token}"]'


def at(page: Page) -> str:
    return focused(page).get("cell", "")


def press(page: Page, *keys: str) -> str:
    for key in keys:
        page.keyboard.press(key)
    return at(page)


def in_table(page: Page, path: str = "/matrix") -> Page:
    visit(page, path)
    tab_until(page, "[data-cell]", 90)
    return page


def number(page: Page, token: str) -> str:
    return page.locator(f"{half(token)} .half-number b").inner_text()


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("path", VIEWS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(clients: Clients, path: str, width: int):
    page = visit(clients.page(width), path)
    found = violations(page)
    assert not found, said(found)
    assert not overflow(page)


def test_arrows_lead_from_number_to_number_and_the_tab_key_stops_once(page: Page):
    in_table(page)
    assert at(page) == "leadership_governance/all.barrier"
    assert press(page, "ArrowRight", "ArrowRight") == "leadership_governance/macro.barrier"
    assert press(page, "ArrowRight", "ArrowDown") == "financing/macro.enabler"
    assert press(page, "End") == "financing/micro.enabler"
    assert press(page, "Control+Home") == "leadership_governance/all.barrier"
    assert press(page, "ArrowUp") == "leadership_governance/all.barrier"
    press(page, "ArrowDown")
    page.keyboard.press("Tab")
    assert not at(page)
    page.keyboard.press("Shift+Tab")
    assert at(page) == "financing/all.barrier"


def test_enter_opens_the_panel_at_its_heading_and_escape_returns_to_the_number(page: Page):
    in_table(page)
    press(page, "ArrowRight", "ArrowRight", "Enter")
    expect(page.locator(f"{PANEL} h2")).to_have_text("Leadership and governance, macro: barriers")
    expect(page.locator(f"{PANEL} h2")).to_be_focused()
    assert "cell=leadership_governance" in page.url
    expect(page.locator(half("leadership_governance/macro.barrier"))).to_have_attribute("aria-current", "true")
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_have_count(0)
    settle(page)
    assert at(page) == "leadership_governance/macro.barrier"
    assert "cell=" not in page.url


def test_a_filter_is_pressed_by_keyboard_said_and_taken_away_again(page: Page):
    visit(page, "/matrix?reading=coded")
    before = number(page, "financing/meso.barrier")
    tab_until(page, '[data-key="facet-only_thin"]', 60)
    page.keyboard.press("Enter")
    settle(page)
    assert focused(page)["key"] == "facet-only_thin"
    expect(page.locator('[data-key="facet-only_thin"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#announcements")).to_contain_text("under the filters chosen")
    assert "only_thin=yes" in page.url
    assert int(number(page, "financing/meso.barrier")) < int(before)
    page.get_by_role("button", name="Remove filter Thin voices").click()
    settle(page)
    assert number(page, "financing/meso.barrier") == before
    assert page.locator(".chips").count() == 0


def test_the_table_is_one_step_away_and_a_search_without_a_match_is_undone(page: Page):
    visit(page, "/matrix?reading=coded&q=zyzzyva&cell=financing/meso")
    notice = page.locator(".matrix-no-match")
    expect(notice).to_contain_text("No statement matches the words")
    tab_until(page, ".matrix-skip", 40)
    page.keyboard.press("Enter")
    tab_until(page, '[data-key="no-match-reset"]', 5)
    page.keyboard.press("Enter")
    settle(page)
    expect(notice).to_have_count(0)
    assert "q=" not in page.url and "reading=coded" in page.url and "cell=financing/meso" in unquote(page.url)
    visit(page, "/matrix?cell=financing/meso.enabler")
    page.locator(".panel-more a").click()
    settle(page)
    expect(page.locator('[data-key="reading-coded"]')).to_have_attribute("aria-pressed", "true")


def test_a_folded_group_stays_open_while_filters_change(page: Page):
    visit(page, "/matrix?reading=coded")
    page.locator('[data-fold="voices"] summary').click()
    page.locator('[data-key="facet-kinds-barrier"]').click()
    settle(page)
    expect(page.locator('[data-fold="voices"]')).to_have_attribute("open", "")
    page.locator('[data-key="facet-voices-authors"]').click()
    settle(page)
    assert "kinds=barrier" in page.url and "voices=authors" in page.url


def test_back_undoes_one_step_and_a_shared_link_shows_the_same(clients: Clients):
    page = visit(clients.page(), "/matrix")
    page.locator('[data-key="reading-coded"]').click()
    settle(page)
    page.locator(half(CELL)).click()
    settle(page)
    shared = page.url
    seen = page.locator(PANEL).inner_text()
    page.go_back()
    settle(page)
    expect(page.locator(PANEL)).to_have_count(0)
    expect(page.locator('[data-key="reading-coded"]')).to_have_attribute("aria-pressed", "true")
    page.go_back()
    settle(page)
    expect(page.locator('[data-key="reading-published"]')).to_have_attribute("aria-pressed", "true")
    other = visit(clients.page(), shared)
    assert other.locator(PANEL).inner_text() == seen
    expect(other.locator(half(CELL))).to_have_attribute("aria-current", "true")


def test_words_are_searched_for_and_marked_in_the_cards(page: Page):
    visit(page, "/matrix?reading=coded&cell=service_delivery/micro")
    page.locator("#filter-q").fill("time")
    page.keyboard.press("Enter")
    settle(page)
    assert "q=time" in page.url
    marks = page.locator(f"{PANEL} mark").all_inner_texts()
    assert marks and {mark.lower() for mark in marks} == {"time"}
    page.get_by_role("link", name="Reset all").click()
    settle(page)
    assert page.url.endswith("/matrix")
    expect(page.locator("#filter-q")).to_have_value("")


def test_each_statement_says_where_it_stands_and_leads_on(page: Page):
    visit(page, f"/matrix?reading=coded&cell={CELL}")
    cards = page.locator(".statement-card")
    assert cards.count() >= 7
    for words in cards.all_inner_texts():
        assert "the original stands in" in words.lower()
    assert page.locator(f"{PANEL} a[href='/links?end=service_delivery/micro&table=into']").count() == 1
    assert page.locator(f"{PANEL} a[href^='/strategies?barrier=']").count() >= 7
    expect(page.get_by_role("button", name="Copy link to this cell")).to_be_visible()


def test_the_place_in_the_navigation_is_marked(page: Page):
    visit(page, "/matrix")
    expect(page.locator("#nav-matrix")).to_have_attribute("aria-current", "page")
    visit(page, "/links")
    expect(page.locator("#nav-matrix")).to_have_attribute("aria-current", "true")
    visit(page, "/heat-map")
    expect(page.locator("#nav-matrix[aria-current]")).to_have_count(0)


def test_on_a_phone_cells_stand_below_one_another_and_filters_wait_folded(clients: Clients):
    page = visit(clients.page(PHONE, 740), "/matrix")
    macro, meso = (page.locator(half(f"financing/{level}.barrier")).bounding_box() for level in ("macro", "meso"))
    assert macro and meso and macro["x"] == meso["x"] and meso["y"] > macro["y"]
    assert not page.locator(".facets").is_visible()
    page.locator(".matrix-narrow > summary").click()
    expect(page.locator('[data-key="facet-kinds-barrier"]')).to_be_visible()
    page.locator(half("financing/meso.barrier")).click()
    expect(page.locator(f"{PANEL} h2")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/matrix", "/matrix?reading=extended&measure=balance&kinds=barrier,enabler"])
def test_the_table_prints_on_one_landscape_sheet_with_its_sentences(page: Page, path: str):
    visit(page, path)
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    (wide, high), *_more = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert float(wide) > float(high)
    page.emulate_media(media="print")
    assert page.locator(".matrix .half:visible").count() == 36
    assert page.locator(".print-note:visible, .matrix-note:visible, .key-sentence:visible").count() == 3
    assert page.locator(f"nav:visible, .facets:visible, {PANEL}:visible").count() == 0
