"""The address holds the view, for reload, Back, Forward and a copied link; nothing falls back in silence."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import PHONE, Clients, only_drawn, settle, visit

pytestmark = [pytest.mark.browser, only_drawn]

GRID, PANEL, NOTICE = "[data-grid]", ".cell-panel", ".notice.warning"
SERVICE_MESO = 'button[data-cell="service_delivery/meso"]'


def drawn(page: Page) -> tuple[str, str, list[str]]:
    """What can be read: the grid, the panel, and what the fields say."""
    settle(page)
    panel = page.locator(PANEL)
    fields = page.locator("[data-view-param]").evaluate_all("fields => fields.map(field => field.value)")
    return page.locator(GRID).inner_text(), panel.inner_text() if panel.count() else "", fields


def narrowed(page: Page) -> Page:
    """The heat map with a cell open and two filters set, each by hand."""
    visit(page, "/heat-map")
    page.locator(f'{GRID} [data-area="QYG"]{SERVICE_MESO.removeprefix("button")}').click()
    expect(page.locator(f"{PANEL} h2").first).to_contain_text("Service delivery")
    page.locator("#filter-region").select_option("Y62")
    page.wait_for_url("**region=Y62**")
    settle(page).locator("#filter-grades").select_option("A,B")
    page.wait_for_url("**grades=A**")
    return settle(page)


def test_a_reload_shows_the_same_grid_panel_and_filters(page: Page):
    narrowed(page)
    before = drawn(page)
    assert before[1] and "Y62" in before[2]
    page.reload()
    assert drawn(page) == before


def test_a_copied_link_shows_another_person_the_same(clients: Clients):
    mine = narrowed(clients.page())
    theirs = visit(clients.page(), mine.url)
    assert drawn(theirs) == drawn(mine)


def test_back_and_forward_walk_through_every_step(page: Page):
    steps = [drawn(visit(page, "/heat-map"))]
    page.locator(f"{GRID} {SERVICE_MESO}").first.click()
    expect(page.locator(PANEL)).to_be_visible()
    steps.append(drawn(page))
    page.locator("#filter-level").select_option("meso")
    page.wait_for_url("**level=meso**")
    steps.append(drawn(page))
    assert len({step[:2] for step in steps}) == 3
    for step in reversed(steps[:-1]):
        page.go_back()
        assert drawn(page) == step
    for step in steps[1:]:
        page.go_forward()
        assert drawn(page) == step


def test_back_leads_from_a_pair_to_the_panel_that_it_was_opened_from(page: Page):
    visit(page, "/area/QYG?cell=service_delivery/meso")
    before = drawn(page)
    page.locator(f'{PANEL} a[href^="/pair/"]').first.click()
    page.wait_for_url("**/pair/**")
    settle(page)
    page.go_back()
    page.wait_for_url("**/area/QYG**")
    assert drawn(page) == before


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/heat-map?block=zzz", "no such block: zzz"),
        ("/heat-map?region=Y99", "no such region: Y99"),
        ("/heat-map?as_at=yesterday", "no such as at: yesterday"),
        ("/heat-map?area=ZZZ&cell=financing/meso", "no such area: ZZZ"),
        ("/heat-map?cell=financing/nowhere&area=QYG", "no such cell: financing/nowhere"),
        ("/area/QYG?vintage=icb1999", "no such vintage: icb1999"),
        ("/area/QYG?cell=nonsense", "no such cell: nonsense"),
        ("/pair/S13?area=ZZZ", "no such area: ZZZ"),
    ],
)
def test_what_an_address_names_and_nobody_knows_is_said(page: Page, path: str, words: str):
    notice = visit(page, path).locator(NOTICE)
    expect(notice).to_be_visible()
    expect(notice).to_contain_text(words)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/area/ZZZ", "No such area: ZZZ"),
        ("/pair/ZZZ", "No such pair: ZZZ"),
        ("/indicator/zzz", "No such indicator: zzz"),
        ("/404x", "Page not found"),
    ],
)
def test_an_unknown_page_says_so_in_its_heading(clients: Clients, path: str, words: str):
    clients.expect_missing(path)
    page = visit(clients.page(), path)
    assert page.request.get(path).status == 404
    expect(page.locator("h1")).to_have_text(words)


def test_a_board_chosen_on_the_first_page_opens_and_is_my_board_from_then_on(page: Page):
    visit(page, "/").locator("#home-board").select_option("QYG")
    settle(page).locator("#home-open").click()
    page.wait_for_url("**/area/QYG")
    expect(page.locator("h1")).to_have_text("Cheshire and Merseyside")
    later = visit(page.context.new_page(), "/")
    expect(later.locator("#home-board")).to_have_value("QYG")
    later.locator("#nav-board").click()
    later.wait_for_url("**/area/QYG")
    expect(later.locator("h1")).to_have_text("Cheshire and Merseyside")
    expect(visit(later, "/heat-map").locator("tr.own")).to_contain_text("Cheshire and Merseyside")


def test_nothing_chosen_on_the_first_page_is_said_and_the_choice_takes_the_focus(page: Page):
    settle(visit(page, "/")).locator("#home-open").click()
    expect(page.get_by_role("alert").filter(has_text="Choose your board first.")).to_be_visible()
    expect(page.locator("#home-board")).to_be_focused()
    page.locator("#home-board").select_option("QYG")
    expect(page.locator("#home-unchosen")).to_be_empty()


def test_make_this_my_board_is_remembered_announced_and_kept_from_other_people(clients: Clients):
    mine = visit(clients.page(), "/area/D7T5G")
    mine.locator("[data-remember-board]").click()
    expect(mine.locator("#announcements")).to_contain_text("Remembered")
    expect(mine.locator("#nav-board")).to_have_attribute("href", "/area/D7T5G")
    expect(visit(clients.page(), "/").locator("#nav-board")).to_have_attribute("href", "/area")


def test_my_board_leads_to_the_choice_where_none_was_made(page: Page):
    visit(page, "/method").locator("#nav-board").click()
    page.wait_for_url("**/area")
    expect(page.locator("h1")).to_have_text("My board")
    page.get_by_role("link", name="Choose your board").click()
    page.wait_for_url("**/#choose")
    expect(page.locator("#home-board")).to_be_visible()


def test_as_at_changes_the_dates_in_the_caption_the_cells_and_the_panel(page: Page):
    path = "/heat-map?cell=service_delivery/meso&area=QYG"
    now = drawn(visit(page, path))
    page.locator("#filter-as_at").fill("2022-06-30")
    page.locator("#filter-board").focus()
    page.wait_for_url("**as_at=2022-06-30**")
    expect(page.locator(f"{GRID} caption")).to_contain_text("30 June 2022")
    then = drawn(page)
    assert "2022-06-30" in then[1] and "2022-06-30" not in now[1]
    assert then[0].split("\n", 2)[2] != now[0].split("\n", 2)[2]
    assert f"{date.today():%B %Y}" in now[0]


def test_a_place_named_in_the_address_is_shown_although_it_is_drawn_later(page: Page):
    visit(page, "/pair/S13#through-time")
    settle(page)
    expect(page.locator("#through-time")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/heat-map?area=QYG&cell=service_delivery/meso", "/area/QYG?cell=workforce/meso"])
def test_the_link_of_a_cell_shows_that_cell_on_a_phone(clients: Clients, path: str):
    page = visit(clients.page(PHONE, 740), path)
    heading = page.locator("[data-panel] h2")
    page.wait_for_function("() => document.querySelector('[data-panel] h2').getBoundingClientRect().top < 740")
    assert heading.evaluate("e => e.getBoundingClientRect().top") >= 0
    assert page.evaluate("document.activeElement.tagName") == "BODY", "nobody's focus is moved"
