"""Everything on the heat map and a board's page can be done without a mouse, and the focus is never lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import focused, only_drawn, settle, tab_until, visit

pytestmark = [pytest.mark.browser, only_drawn]

MAP, BOARD = "/heat-map", "/area/QYG"
BOTH = pytest.mark.parametrize("path", [MAP, BOARD])
PANEL = ".cell-panel"


def cell(area: str, token: str) -> str:
    return f'[data-grid] button[data-area="{area}"][data-cell="{token}"]'


def in_grid(page: Page, path: str) -> Page:
    """The page with the focus on the cell that Tab leads to."""
    visit(page, path)
    tab_until(page, "[data-grid] [data-cell]")
    return page


def place(page: Page) -> tuple[str, str]:
    """Area and cell that have the focus."""
    at = focused(page)
    return at.get("area", ""), at.get("cell", "")


def heading_of_panel(page: Page) -> None:
    expect(page.locator(f"{PANEL} h2").first).to_be_focused()


@BOTH
def test_the_tab_key_stops_once_among_the_cells_and_then_leaves_them(page: Page, path: str):
    visit(page, path)
    tab_until(page, "[data-grid] tbody *")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('[data-grid] *')")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.matches('[data-grid] [data-cell]')")


@pytest.mark.parametrize(("path", "area"), [(MAP, "ENG"), (BOARD, "QYG")])
def test_arrows_home_and_end_move_among_the_cells(page: Page, path: str, area: str):
    in_grid(page, path)
    assert place(page) == (area, "leadership_governance/macro")
    page.keyboard.press("ArrowRight")
    assert place(page) == (area, "leadership_governance/meso")
    page.keyboard.press("ArrowDown")
    below = place(page)
    assert below == (("Y61", "leadership_governance/meso") if path == MAP else (area, "financing/meso"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    assert place(page) == (area, "leadership_governance/macro")
    page.keyboard.press("End")
    rightmost = place(page)
    assert rightmost == (
        page.locator("[data-grid] tbody tr").first.locator("[data-cell]").last.get_attribute("data-area"),
        page.locator("[data-grid] tbody tr").first.locator("[data-cell]").last.get_attribute("data-cell"),
    )
    page.keyboard.press("Home")
    assert place(page) == (area, "leadership_governance/macro")
    page.keyboard.press("Control+End")
    last = page.locator("[data-grid] tbody tr").last.locator("[data-cell]").last
    expect(last).to_be_focused()
    expect(last).to_be_in_viewport()


@BOTH
def test_enter_opens_the_panel_at_its_heading_and_escape_returns_to_the_same_cell(page: Page, path: str):
    in_grid(page, path)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    opened = place(page)
    page.keyboard.press("Enter")
    heading_of_panel(page)
    expect(page.locator(cell(*opened))).to_have_attribute("aria-current", "true")
    page.keyboard.press("Tab")
    assert page.evaluate("panel => document.activeElement.closest(panel) !== null", PANEL)
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_have_count(0)
    settle(page)
    assert place(page) == opened
    assert "cell=" not in page.url
    assert page.locator("[aria-current=true]").count() == 0


@BOTH
def test_the_close_link_of_the_panel_works_with_enter_and_returns_to_the_cell(page: Page, path: str):
    in_grid(page, path)
    opened = place(page)
    page.keyboard.press("Enter")
    heading_of_panel(page)
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".panel-close")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(PANEL)).to_have_count(0)
    settle(page)
    assert place(page) == opened


def test_a_filter_is_set_by_keyboard_and_keeps_the_focus(page: Page):
    visit(page, MAP)
    rows = page.locator("[data-grid] tbody tr.icb").count()
    tab_until(page, "#filter-region")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**region=**")
    settle(page)
    assert 0 < page.locator("[data-grid] tbody tr.icb").count() < rows
    assert focused(page)["id"] == "filter-region"
    assert "boards" in page.locator("#announcements").inner_text()


def test_a_filter_set_while_a_panel_is_open_keeps_the_focus_too(page: Page):
    in_grid(page, MAP)
    page.keyboard.press("Enter")
    heading_of_panel(page)
    page.locator("#filter-grades").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**grades=**")
    settle(page)
    assert focused(page)["id"] == "filter-grades"
    assert page.locator(f"{PANEL} h2").count() > 0


def test_enter_on_a_region_folds_its_boards_and_unfolds_them_again(page: Page):
    in_grid(page, MAP)
    rows = page.locator("[data-grid] tbody tr").count()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    region = page.locator('[data-key="region Y61"]')
    expect(region).to_be_focused()
    expect(region).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(region).to_have_attribute("aria-expanded", "false")
    settle(page)
    assert page.locator("[data-grid] tbody tr").count() < rows
    expect(region).to_be_focused()
    page.keyboard.press("Enter")
    expect(region).to_have_attribute("aria-expanded", "true")
    assert settle(page).locator("[data-grid] tbody tr").count() == rows


@pytest.mark.parametrize("path", [MAP, BOARD, "/", "/method"])
def test_the_skip_link_is_first_shows_itself_and_leads_into_the_main_part(page: Page, path: str):
    visit(page, path)
    page.keyboard.press("Tab")
    skip = page.locator(".skip-link")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    heading = page.locator("h1").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#main, footer') !== null")
    assert settle(page).locator("h1").inner_text() == heading
