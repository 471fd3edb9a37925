"""The links page in a browser: by keyboard, by link and Back, on a phone, on paper, and by axe."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import PHONE, WIDE, Clients, focused, only_drawn, said, settle, tab_until, visit
from tests.browser.test_accessibility import violations
from tests.browser.test_widths import overflow

pytestmark = [pytest.mark.browser, only_drawn]

ROUTE = "/links?path=7"
CARD, TABLES = "#links-path", "#links-tables"
VIEWS = (
    "/links",
    ROUTE,
    "/links?loop=4&table=loops&loop_steps=4",
    "/links?table=all",
    "/links?table=paths&steps=4",
    "/links?table=cells",
    "/links?table=into",
    "/links?path=99&table=out",
    "/links?start=technologies_products/macro",
    "/links?source=nccmh-amhe&sign=conditional",
    "/links?steps=9&source=none&pair=x",
)


def search(page: Page) -> str:
    return page.evaluate("decodeURIComponent(window.location.search)")


def test_the_first_view_answers_from_the_catalogue(page: Page):
    visit(page, "/links")
    expect(page.locator("#links-headline")).to_contain_text("links start at Financing, macro")
    expect(page.locator(f"{CARD} h2")).to_have_text(
        "Path 1 of 14 of up to 3 steps: Financing, macro to Service delivery, micro"
    )
    expect(page.locator(".link-matrix td a")).to_have_count(47)


def test_a_shared_link_shows_the_same_path_with_its_short_cuts(page: Page):
    visit(page, ROUTE)
    expect(page.locator(".link-steps > li")).to_have_count(3)
    expect(page.locator(".link-badge")).to_have_count(3)
    expect(page.locator(".link-map-note")).to_contain_text("Dashed: 9 links that skip a step")
    expect(page.get_by_role("img", name="Path drawn: Financing, macro → Workforce, meso →")).to_be_visible()
    expect(page.locator(".link-matrix td.step")).to_have_count(3)


def test_a_pair_of_the_matrix_opens_by_keyboard_keeps_the_focus_and_back_closes_it(page: Page):
    visit(page, ROUTE)
    tab_until(page, "[data-key='pair-financing/macro~workforce/meso']", limit=120)
    page.keyboard.press("Enter")
    settle(page)
    assert "pair=financing/macro~workforce/meso" in search(page)
    assert focused(page)["key"] == "pair-financing/macro~workforce/meso"
    expect(page.locator(f"{TABLES} caption")).to_have_text("Financing, macro to Workforce, meso: 2 links")
    expect(page.locator("#announcements")).to_contain_text("Financing, macro to Workforce, meso")
    page.go_back()
    settle(page)
    assert search(page) == "?path=7"
    expect(page.locator(f"{TABLES} caption")).to_contain_text("Links of this path")


def test_the_matrix_can_be_stepped_over(page: Page):
    visit(page, "/links")
    tab_until(page, ".link-skip-matrix")
    page.keyboard.press("Enter")
    assert focused(page)["id"] == "links-tables"


def test_fields_change_path_matrix_and_tables_together(page: Page):
    visit(page, "/links")
    page.get_by_label("Sign", exact=True).select_option("improves")
    settle(page)
    assert search(page) == "?sign=improves"
    expect(page.locator(f"{CARD} h2")).to_contain_text("Path 1 of 1 of up to 3 steps")
    expect(page.locator(".link-matrix .link-sign.worsens")).to_have_count(0)
    page.get_by_role("link", name="Reset all").click()
    settle(page)
    assert search(page) == ""


def test_a_loop_is_drawn_and_left_again(page: Page):
    visit(page, "/links?table=loops")
    page.get_by_role("link", name="Loop 4", exact=True).click()
    settle(page)
    expect(page.locator(f"{CARD} h2")).to_contain_text("Loop 4 of 12")
    page.get_by_role("link", name="Back to paths").click()
    settle(page)
    expect(page.locator(f"{CARD} h2")).to_contain_text("Path 1 of 14")


def test_what_cannot_be_read_is_named_and_the_default_shown(page: Page):
    visit(page, "/links?steps=9&pair=x")
    expect(page.get_by_role("alert")).to_contain_text("no such steps: 9")
    expect(page.locator(f"{CARD} h2")).to_contain_text("of up to 3 steps")


def test_the_view_can_be_taken_away_with_its_filters(page: Page):
    visit(page, "/links?sign=worsens&table=all")
    taken = page.get_by_role("link", name="Take every link away (37)")
    expect(taken).to_have_attribute("href", "/evidence/take-away?view=links&sign=worsens&table=all")


def test_visitors_are_not_offered_to_add_a_link(page: Page):
    visit(page, "/links")
    expect(page.get_by_role("link", name="Add a link")).to_have_count(0)


@pytest.mark.parametrize("path", VIEWS)
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_axe_finds_nothing(clients: Clients, path: str, width: int):
    page = visit(clients.page(width), path)
    assert not (found := violations(page)), said(found)


@pytest.mark.parametrize("path", VIEWS)
def test_nothing_is_wider_than_a_phone(clients: Clients, path: str):
    assert not overflow(visit(clients.page(PHONE), path))


def test_on_a_phone_blocks_are_named_in_their_boxes_and_letters_stay_legible(clients: Clients):
    page = visit(clients.page(PHONE), ROUTE)
    expect(page.locator(".link-map-rows")).to_be_hidden()
    heights = page.evaluate(
        "[...document.querySelectorAll('.link-box-name')].map((name) => name.getBoundingClientRect().height)"
    )
    assert min(heights) >= 11
    wider = page.evaluate(
        """[...document.querySelectorAll('.link-box text')].filter((text) =>
            text.getBoundingClientRect().right > text.closest('.link-box').firstChild.getBoundingClientRect().right)
            .map((text) => text.textContent)"""
    )
    assert wider == []


@pytest.mark.parametrize(("width", "is_cut"), [(WIDE, False), (800, True), (PHONE, True)])
def test_a_matrix_that_is_wider_than_its_frame_says_so_and_scrolls_by_keyboard(
    clients: Clients, width: int, is_cut: bool
):
    page = visit(clients.page(width), ROUTE)
    scrolls = page.get_by_text("This table is wider than its frame: it scrolls sideways")
    frame = page.get_by_role("region", name="From-to matrix")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth") == is_cut
    assert scrolls.is_visible() == is_cut
    assert frame.evaluate("frame => getComputedStyle(frame).backgroundAttachment") == "local, scroll"
    if is_cut:
        frame.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("() => document.querySelector('.link-matrix-scroll').scrollLeft > 0")
    page.emulate_media(media="print")
    expect(scrolls).to_be_hidden()


def test_on_paper_the_way_between_tables_is_left_out_and_the_path_stays(clients: Clients):
    page = visit(clients.page(WIDE), ROUTE)
    page.emulate_media(media="print")
    expect(page.locator(".link-tabs")).to_be_hidden()
    expect(page.locator(".link-map")).to_be_visible()
    expect(page.locator(".link-steps > li").first).to_be_visible()
