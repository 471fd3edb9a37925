"""The tile map in a browser: by keyboard, by link and Back, on a phone, on paper, in forced colours, and by axe."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import PHONE, WIDE, Clients, focused, only_drawn, said, settle, tab_until, visit
from tests.browser.test_accessibility import violations
from tests.browser.test_widths import overflow

pytestmark = [pytest.mark.browser, only_drawn]

OLD = "/tile-map?vintage=icb2023"
PANEL = ".tile-panel"
CUT_OFF = """() => [...document.querySelectorAll(".tile b, .tile-letters")]
    .filter((part) => part.offsetParent && part.scrollWidth > part.closest(".tile").clientWidth + 1)
    .map((part) => `${part.closest(".tile").dataset.tile} ${part.textContent} ${part.scrollWidth}`)"""


def tile(code: str) -> str:
    return f'[data-tile="{code}"]'


def at(page: Page) -> str:
    return focused(page).get("tile", "")


def on_map(page: Page, path: str = OLD) -> Page:
    visit(page, path)
    tab_until(page, "[data-tile]")
    return page


def press(page: Page, *keys: str) -> str:
    for key in keys:
        page.keyboard.press(key)
    return at(page)


def test_arrows_lead_to_the_nearest_board_in_their_direction(page: Page):
    on_map(page)
    assert at(page) == "QHM"
    assert press(page, "ArrowDown") == "QOQ"
    assert press(page, "ArrowLeft") == "QE1"
    assert press(page, "ArrowLeft") == "QYG"
    assert press(page, "ArrowRight", "ArrowRight", "ArrowRight") == "QF7"
    assert press(page, "ArrowRight") == "QJM"
    assert press(page, "ArrowUp") == "QT1"
    assert press(page, "End") == "QT1" and press(page, "Home") == "QNC"
    assert press(page, "Control+End") == "QKS"
    assert press(page, "ArrowDown") == "QKS"
    assert press(page, "Home") == "QT6" and press(page, "ArrowUp") == "QSL"
    assert press(page, "Control+Home") == "QHM"


def test_the_tab_key_stops_once_on_the_map_and_comes_back_to_the_same_tile(page: Page):
    on_map(page)
    press(page, "ArrowDown", "ArrowDown")
    page.keyboard.press("Tab")
    assert not at(page)
    page.keyboard.press("Shift+Tab")
    assert at(page) == "QWO"


def test_enter_opens_the_panel_at_its_heading_and_escape_returns_to_the_tile(page: Page):
    on_map(page)
    press(page, "ArrowDown", "Enter")
    expect(page.locator(f"{PANEL} h2")).to_be_focused()
    expect(page.locator(f"{PANEL} h2")).to_have_text("Humber and North Yorkshire")
    assert "area=QOQ" in page.url
    expect(page.locator(tile("QOQ"))).to_have_attribute("aria-current", "true")
    page.keyboard.press("Tab")
    assert page.evaluate("panel => document.activeElement.closest(panel) !== null", PANEL)
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_have_count(0)
    settle(page)
    assert at(page) == "QOQ"
    assert "area=" not in page.url
    assert page.locator("[data-tile][aria-current]").count() == 0


def test_the_close_link_returns_to_the_tile_too(page: Page):
    visit(page, "/tile-map")
    page.locator(tile("QT6")).click()
    expect(page.locator(f"{PANEL} h2")).to_have_text("Cornwall and the Isles of Scilly")
    page.locator(".tile-close").click()
    expect(page.locator(PANEL)).to_have_count(0)
    assert at(settle(page)) == "QT6"


def test_the_panel_has_both_levels_and_leads_on_to_the_same_figures(page: Page):
    visit(page, f"{OLD}&show=S13&area=QYG")
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("Both levels")
    expect(panel).to_contain_text(re.compile(r"Mental health \d+\.\d% .* · physical health \d+\.\d%"))
    panel.get_by_role("link", name="on the heat map").click()
    page.wait_for_url("**/heat-map?vintage=icb2023&area=QYG&cell=service_delivery/meso")
    expect(settle(page).locator(".cell-panel")).to_contain_text("Cheshire and Merseyside")


def drawn(page: Page) -> tuple[str, list[str], str]:
    settle(page)
    fields = page.locator("[data-view-param]").evaluate_all("fields => fields.map(field => field.value)")
    return page.locator(".tile-map").inner_text(), fields, page.locator(".tile-side aside").inner_text()


def test_a_choice_is_in_the_address_and_reload_link_and_back_show_the_same(clients: Clients):
    page = visit(clients.page(), "/tile-map")
    first = drawn(page)
    page.locator("#filter-show").select_option("S13")
    page.wait_for_url("**show=S13**")
    settle(page).locator("#filter-vintage").select_option("icb2023")
    page.wait_for_url("**vintage=icb2023**")
    settle(page).locator(tile("QHM")).click()
    expect(page.locator(PANEL)).to_be_visible()
    last = drawn(page)
    assert page.locator("[data-tile]").count() == 42
    page.reload()
    assert drawn(page) == last
    assert drawn(visit(clients.page(), page.url)) == last
    for _step in range(3):
        page.go_back()
        settle(page)
    assert drawn(page) == first


def test_a_field_changed_by_keyboard_keeps_the_focus_and_what_changed_is_said(page: Page):
    visit(page, "/tile-map")
    tab_until(page, "#filter-vintage")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**vintage=icb2023**")
    settle(page)
    assert focused(page)["id"] == "filter-vintage"
    assert "42 boards" in page.locator("#announcements").inner_text()


def test_the_table_opens_by_one_key_and_stays_open(page: Page):
    visit(page, "/tile-map")
    tab_until(page, ".tile-table > summary", limit=90)
    page.keyboard.press("Enter")
    rows = page.locator(".tile-table tbody tr")
    expect(rows.first).to_be_visible()
    assert rows.count() == 36
    page.locator("#filter-show").select_option("S13")
    page.wait_for_url("**show=S13**")
    expect(settle(page).locator(".tile-table caption")).to_contain_text("Pair S13")
    expect(rows.first).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize(
    "path",
    ["/tile-map", f"{OLD}&show=S9&area=QT6", "/tile-map?show=F1", "/tile-map?show=G6", "/tile-map?show=zzz"],
)
def test_the_page_has_no_violation_of_wcag(clients: Clients, path: str, width: int):
    page = visit(clients.page(width), path)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = violations(page)
    assert not found, said(found)


@pytest.mark.parametrize("path", ["/tile-map", f"{OLD}&show=O1", "/tile-map?show=S9&area=QT6", f"{OLD}&show=I6"])
def test_nothing_runs_off_and_no_number_is_cut_off_on_any_width(clients: Clients, path: str):
    page = visit(clients.page(), path)
    found: list[str] = []
    for width in (1400, 1130, 1000, 700, 360, 320):
        page.set_viewport_size({"width": width, "height": 700})
        found += [f"{width}: {problem}" for problem in (*overflow(page), *page.evaluate(CUT_OFF))]
    assert not found, said(found)


@pytest.mark.parametrize("path", ["/tile-map", OLD])
def test_tiles_are_squares_in_their_places_and_large_enough_for_a_finger(clients: Clients, path: str):
    page = visit(clients.page(PHONE, 740, has_touch=True, is_mobile=True), path)
    boxes = page.locator("[data-tile]").evaluate_all(
        "all => all.map((one) => ({code: one.dataset.tile, ...one.getBoundingClientRect().toJSON()}))"
    )
    assert {board["code"]: (board["width"], board["height"]) for board in boxes if board["width"] < 42} == {}
    assert all(abs(board["width"] - board["height"]) < 1 for board in boxes)
    place = {board["code"]: (board["left"], board["top"]) for board in boxes}
    assert place["QHM"][1] == min(top for _left, top in place.values())
    assert place["QT6"][0] == min(left for left, _top in place.values())


def test_forced_colours_keep_outlines_edges_and_words(clients: Clients):
    page = visit(clients.page(forced_colors="active"), f"{OLD}&show=O1")
    edges = page.locator("[data-tile]").evaluate_all(
        "all => all.filter((one) => window.getComputedStyle(one).borderTopStyle === 'none').length"
    )
    assert edges == 0
    assert page.locator(".tile-place.north").first.evaluate(
        "one => window.getComputedStyle(one, '::before').borderTopWidth"
    ) == "3px"  # fmt: skip


@pytest.mark.parametrize("path", ["/tile-map", f"{OLD}&show=S9&area=QT6"])
def test_the_map_prints_on_one_page_of_a4_with_its_sentences_and_sources(page: Page, path: str):
    visit(page, path)
    paper = page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    page.emulate_media(media="print")
    assert page.locator("[data-tile]:visible").count() == (42 if "icb2023" in path else 36)
    assert page.locator(".key-sentence p:visible").count() >= 2
    assert page.locator(".tile-source:visible").count() == 1
    assert page.locator(".legend-strip:visible").count() == 1
    assert page.locator(f"nav:visible, {PANEL}:visible, .tile-table:visible").count() == 0
