"""Help of a page, definitions of words, the guide of a first visit, copying, and a panel that opens on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import PHONE, WIDE, Clients, only_drawn, said, settle, visit
from tests.browser.test_accessibility import unfold, violations

pytestmark = [pytest.mark.browser, only_drawn]

HELP, GUIDE, SHOWN = "#page-help", "[data-guide]", ".term-definition:not([hidden])"
CELL = '[data-grid] button[data-area="QYG"][data-cell="service_delivery/meso"]'
REPORT = "/report-error?about=/area/QYG%3Fcell%3Dservice_delivery/meso&figure=S13"
CUT = """() => [...document.querySelectorAll(".filters select")].filter((field) => {
    const style = window.getComputedStyle(field);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${style.fontSize} ${style.fontFamily}`;
    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return pen.measureText(field.selectedOptions[0].text).width > room + 1;
}).map((field) => `${field.id}: ${field.selectedOptions[0].text} in ${field.clientWidth} px`)"""


@pytest.mark.parametrize("path", ["/", "/area", "/area/QYG", "/heat-map", "/pair/S13", "/method", "/sources", REPORT])
def test_the_question_mark_opens_the_help_of_the_page_and_closes_it(page: Page, path: str):
    visit(page, path)
    expect(page.locator(HELP)).to_have_count(1)
    page.keyboard.press("?")
    expect(page.locator(f"{HELP}[open]")).to_contain_text("What to do next")
    expect(page.locator(f"{HELP} summary")).to_be_focused()
    expect(page.locator("#announcements")).to_have_text("Help with this page is open.")
    page.keyboard.press("?")
    expect(page.locator(f"{HELP}[open]")).to_have_count(0)


def test_a_question_mark_that_is_written_into_a_field_opens_nothing(page: Page):
    visit(page, REPORT)
    page.locator("#report-message").press("?")
    expect(page.locator(f"{HELP}[open]")).to_have_count(0)
    assert "?" in page.locator("#report-message").input_value()


def test_the_key_can_be_switched_off_and_stays_off(page: Page):
    visit(page, "/method")
    page.keyboard.press("?")
    page.get_by_role("button", name="Switch the key off").click()
    expect(page.get_by_role("button", name="Switch the key on")).to_be_visible()
    visit(page, "/method")
    page.keyboard.press("?")
    expect(page.locator(f"{HELP}[open]")).to_have_count(0)
    page.locator(f"{HELP} summary").click()
    page.get_by_role("button", name="Switch the key on").click()
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator(f"{HELP}[open]")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator(f"{HELP}[open]")).to_have_count(1)


def test_the_help_of_a_pair_stays_open_when_another_area_is_marked(page: Page):
    visit(page, "/pair/S13")
    page.keyboard.press("?")
    page.locator("#filter-area").select_option("QYG")
    page.wait_for_url("**area=QYG**")
    settle(page)
    expect(page.locator(".pair-own h2")).to_have_text("Cheshire and Merseyside")
    expect(page.locator(f"{HELP}[open]")).to_have_count(1)


def word(page: Page, entry: str, within: str = ".legend"):
    return page.locator(f'{within} [data-term="{entry}"]').first


def test_a_definition_opens_at_the_pointer_which_can_move_over_it_and_escape_closes_it(page: Page):
    visit(page, "/heat-map")
    word(page, "Comparability grade").hover()
    box = page.locator(SHOWN)
    expect(box).to_contain_text("A letter from A to D")
    box.hover()
    page.wait_for_timeout(600)
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    word(page, "Deciding pair").hover()
    expect(box).to_contain_text("The pair whose result stands for a cell")
    page.locator("h1").hover()
    expect(box).to_have_count(0)


def test_a_definition_opens_with_the_focus_is_described_and_its_link_is_the_next_stop(page: Page):
    visit(page, "/area/QYG?cell=service_delivery/meso")
    interval = word(page, "Interval", ".cell-panel")
    interval.focus()
    expect(page.locator(SHOWN)).to_contain_text("The range in which the true figure probably lies")
    expect(interval).to_have_attribute("aria-expanded", "true")
    described = interval.get_attribute("aria-describedby")
    expect(page.locator(f"#{described}")).to_contain_text("given chance alone (95%)")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.term-definition:not([hidden])')).position") == "fixed"
    )
    expect(page.locator(SHOWN)).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/glossary#term-interval"
    page.keyboard.press("Escape")
    expect(page.locator(SHOWN)).to_have_count(0)
    expect(interval).to_be_focused()
    expect(page.locator(".cell-panel")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".cell-panel")).to_have_count(0)


def test_enter_and_space_open_and_close_a_definition_that_escape_has_closed(page: Page):
    visit(page, "/pair/S13")
    meso = word(page, "Meso level", ".pair-view")
    meso.focus()
    page.keyboard.press("Escape")
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        expect(page.locator(SHOWN)).to_contain_text("The organisation and the local system")
        page.keyboard.press(key)
        expect(page.locator(SHOWN)).to_have_count(0)
    expect(meso).to_be_focused()
    assert "/pair/S13" in page.url


def test_a_tap_opens_a_definition_and_another_closes_it(clients: Clients):
    page = visit(clients.page(PHONE, 740, has_touch=True, is_mobile=True), "/area/QYG?cell=service_delivery/meso")
    decides = word(page, "Deciding pair", ".cell-panel")
    decides.tap()
    box = page.locator(SHOWN)
    expect(box).to_contain_text("The pair whose result stands for a cell")
    edges = box.bounding_box()
    assert edges and edges["x"] >= 0 and edges["x"] + edges["width"] <= PHONE
    decides.tap()
    expect(box).to_have_count(0)
    decides.tap()
    expect(box).to_have_count(1)
    page.locator(".cell-panel h2").tap()
    expect(box).to_have_count(0)


def test_the_link_of_a_definition_leads_to_its_entry(page: Page):
    visit(page, "/pair/S13")
    word(page, "Comparability grade", ".pair-view").focus()
    page.locator(f"{SHOWN} a").click()
    page.wait_for_url("**/glossary#term-comparability-grade")
    settle(page)
    expect(page.locator("#term-comparability-grade")).to_be_in_viewport()


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("path", [REPORT, "/heat-map", "/area/QYG?cell=service_delivery/meso"])
def test_open_help_guide_and_definition_violate_nothing(clients: Clients, path: str, width: int):
    page = visit(clients.page(width), path)
    unfold(page)
    if path != REPORT:
        expect(page.locator(GUIDE)).to_be_visible()
        page.locator("[data-term]").last.focus()
        expect(page.locator(SHOWN)).to_have_count(1)
    found = violations(page)
    assert not found, said(found)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_guide_walks_through_three_steps_and_is_not_offered_again(page: Page):
    visit(page, "/")
    guide = page.locator(GUIDE)
    expect(guide).to_contain_text("1. Pick your board.")
    expect(guide.get_by_role("button", name="Back")).to_be_hidden()
    step = guide.get_by_role("button", name="Next")
    step.focus()
    page.keyboard.press("Enter")
    expect(guide).to_contain_text("2. Read a cell")
    expect(page.locator("#announcements")).to_contain_text("Step 2. Read a cell")
    guide.get_by_role("button", name="Back").click()
    expect(step).to_be_focused()
    expect(guide.locator("[data-guide-step]:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(guide).to_contain_text("scoring and saving do")
    guide.get_by_role("button", name="Finish").click()
    expect(guide).to_be_hidden()
    expect(page.locator(f"{HELP} summary")).to_be_focused()
    assert page.evaluate("localStorage.getItem('guide-done')") == "yes"
    for path in ("/", "/heat-map"):
        expect(visit(page, path).locator(GUIDE)).to_be_hidden()
    page.locator(f"{HELP} summary").click()
    page.get_by_role("button", name="Show the three-step guide").click()
    expect(guide).to_contain_text("1. Pick your board.")
    expect(guide.locator("h2")).to_be_focused()


def test_the_guide_comes_with_the_first_grid_only_and_can_be_declined(clients: Clients):
    page = visit(clients.page(), "/area/QYG")
    expect(page.locator(GUIDE)).to_be_visible()
    expect(visit(page, "/heat-map").locator(GUIDE)).to_be_hidden()
    expect(visit(page, "/").locator(GUIDE)).to_be_visible()
    page.get_by_role("button", name="Do not show again").click()
    expect(visit(page, "/").locator(GUIDE)).to_be_hidden()


@pytest.mark.parametrize("path", ["/heat-map?region=Y62", "/area/QYG?cell=workforce/meso", "/pair/S13?area=QYG"])
def test_the_link_of_a_view_is_copied_and_said(clients: Clients, path: str):
    page = visit(clients.page(permissions=["clipboard-read", "clipboard-write"]), path)
    page.locator("[data-copy]").click()
    expect(page.locator("#announcements")).to_have_text("Copied")
    expect(page.locator("[data-copy]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert path in page.url


def test_where_no_script_may_copy_the_link_stands_selected_in_a_field(page: Page):
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))")
    visit(page, "/heat-map?region=Y62")
    field = page.locator("[data-copy-field]")
    expect(field).to_be_hidden()
    page.locator("[data-copy]").click()
    expect(field).to_be_focused()
    assert field.input_value() == page.url
    assert page.evaluate("document.activeElement.selectionEnd - document.activeElement.selectionStart") == len(page.url)


def test_the_download_follows_the_filters(page: Page):
    visit(page, "/heat-map")
    page.locator("#filter-level").select_option("micro")
    page.wait_for_url("**level=micro**")
    expect(page.locator('[data-key="download-csv"]')).to_have_attribute(
        "href", "/api/v1/cells?vintage=icb2026&level=micro&limit=1000&format=csv"
    )
    with page.expect_download() as downloading:
        page.locator('[data-key="download-csv"]').click()
    assert downloading.value.suggested_filename.endswith(".csv")


def test_the_report_of_an_error_starts_at_the_figure_and_is_copied_as_written(clients: Clients):
    page = visit(clients.page(permissions=["clipboard-read", "clipboard-write"]), "/pair/S13?area=QYG")
    page.get_by_role("link", name="Report an error in a figure").last.click()
    page.wait_for_url("**/report-error?**")
    settle(page)
    field = page.locator("#report-message")
    assert f"{page.url.split('/report-error')[0]}/pair/S13?area=QYG" in field.input_value()
    field.press("Control+Home")
    field.type("It is 12. ")
    page.get_by_role("button", name="Copy the message").click()
    expect(page.locator("#announcements")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()").startswith("It is 12. What is wrong?")
    page.get_by_role("link", name="Back to what you were looking at").click()
    page.wait_for_url("**/pair/S13?area=QYG")


@pytest.mark.parametrize("path", ["/heat-map", "/area/QYG"])
def test_on_a_phone_a_tapped_cell_brings_its_panel_into_view_and_close_returns(clients: Clients, path: str):
    page = visit(clients.page(PHONE, 740, has_touch=True, is_mobile=True), path)
    page.locator(CELL).scroll_into_view_if_needed()
    page.locator(CELL).tap()
    heading = page.locator(".cell-panel h2").first
    expect(heading).to_be_focused()
    expect(heading).to_be_in_viewport(ratio=1)
    close = page.locator(".panel-close")
    expect(close).to_be_in_viewport(ratio=1)
    page.evaluate("window.scrollBy(0, 600)")
    expect(heading).not_to_be_in_viewport()
    expect(close).to_be_in_viewport(ratio=1)
    close.tap()
    expect(page.locator(".cell-panel")).to_have_count(0)
    expect(page.locator(CELL)).to_be_focused()
    expect(page.locator(CELL)).to_be_in_viewport()


@pytest.mark.parametrize("width", [WIDE, 1100, PHONE])
def test_no_value_of_a_filter_is_cut_off(clients: Clients, width: int):
    view = "/heat-map?region=Y60&board=QYG&block=technologies_products&grades=A,B&sort=service_delivery/meso"
    page = visit(clients.page(width), view)
    assert page.locator(".filters select").count() >= 8
    found = page.evaluate(CUT)
    assert not found, said(found)
    visit(page, "/pair/S13?area=QYG")
    found = page.evaluate(CUT)
    assert not found, said(found)
