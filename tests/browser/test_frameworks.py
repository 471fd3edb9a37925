"""Frameworks, strategies, perspectives and checklists in a browser: by keyboard, by link and Back, by axe, on paper."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from domain_model.people_vocabulary import Role
from tests.browser.harness import PHONE, WIDE, Clients, SignIn, focused, said, settle, tab_until, visit
from tests.browser.test_accessibility import unfold, violations
from tests.browser.test_widths import overflow
from tests.people import add_person

pytestmark = pytest.mark.browser

DASH = (
    "/frameworks",
    "/frameworks?kind=principle&cell=service_delivery/meso&area=QVV",
    "/frameworks?q=qqqq",
    "/frameworks?entry=area-01",
    "/strategies",
    "/strategies?cell=financing/meso&unanswered=yes",
    "/strategies?barrier=T2-015&area=QVV",
    "/strategies?barrier=T2-001",
    "/strategies?answer=component-3",
    "/perspectives",
    "/perspectives?level=micro&source=poe-systems-study",
)
PLAIN = (
    "/checklists",
    "/checklists/QVV",
    "/checklists/QVV/lever",
    "/checklists/QVV/lever/lever-1/history",
    "/checklists/QVV/zzz",
)


@pytest.fixture
def editor(clients: Clients, server: Flask, sign_in: SignIn) -> Callable[[int], Page]:
    """A page of an editor, as wide as asked."""
    person = add_person(server, Role.EDITOR, "Ed FICTITIOUS")

    def opened(width: int = WIDE) -> Page:
        return sign_in(clients.page(width), person)

    return opened


def looked_at(page: Page) -> list[str]:
    unfold(page)
    return [*violations(page), *overflow(page)]


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("path", DASH)
def test_no_page_has_a_violation_of_wcag_or_runs_off(clients: Clients, path: str, width: int):
    found = looked_at(visit(clients.page(width), path))
    assert not found, said(found)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_no_checklist_has_a_violation_of_wcag_or_runs_off(clients: Clients, editor: Callable[[int], Page], width: int):
    clients.expect_missing("/checklists/QVV/zzz")
    for page in (clients.page(width), editor(width)):
        for path in PLAIN:
            page.goto(path)
            found = looked_at(page)
            assert not found, f"{path}: {said(found)}"


def drawn(page: Page) -> tuple[str, list[str]]:
    settle(page)
    fields = page.locator("[data-view-param]").evaluate_all("fields => fields.map(field => field.value)")
    return page.locator("#main").inner_text(), fields


@pytest.mark.parametrize(
    ("path", "field", "option", "second", "further"),
    [
        ("/frameworks", "#filter-kind", "lever", "#filter-cell", "financing/meso"),
        ("/strategies", "#filter-cell", "financing/meso", "#filter-area", "QVV"),
        ("/perspectives", "#filter-block", "financing", "#filter-level", "macro"),
    ],
)
def test_a_choice_is_in_the_address_and_reload_link_and_back_show_the_same(
    clients: Clients, path: str, field: str, option: str, second: str, further: str
):
    page = visit(clients.page(), path)
    first = drawn(page)
    page.locator(field).select_option(option)
    page.wait_for_url(f"**{path}?*")
    between = drawn(page)
    assert between != first
    page.locator(second).select_option(further)
    page.wait_for_url(f"**{path}?*&*")
    last = drawn(page)
    page.reload()
    assert drawn(page) == last
    assert drawn(visit(clients.page(), page.url)) == last
    page.go_back()
    assert drawn(page) == between
    page.go_back()
    assert drawn(page) == first


def test_words_are_searched_by_keyboard_and_the_field_keeps_the_focus(page: Page):
    visit(page, "/frameworks")
    tab_until(page, "#filter-q")
    page.keyboard.type("equality")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=equality**")
    settle(page)
    assert focused(page)["id"] == "filter-q"
    assert page.locator("mark").count() > 0
    assert "fit." in page.locator("#announcements").inner_text()


def test_from_a_cell_of_the_crosswalk_to_an_entry_its_barriers_and_a_pair_by_keyboard(page: Page):
    visit(page, "/frameworks?kind=parity_component")
    tab_until(page, "[data-key='cross-service_delivery/meso']", limit=90)
    page.keyboard.press("Enter")
    page.wait_for_url("**cell=service_delivery**")
    settle(page)
    expect(page.locator("a[href='/matrix?cell=service_delivery/meso']")).to_be_visible()
    page.goto("/frameworks?entry=component-3")
    settle(page)
    page.get_by_role("link", name="Which barriers it addresses").click()
    page.wait_for_url("**/strategies?answer=component-3")
    settle(page)
    page.locator("tbody th a").first.click()
    page.wait_for_url("**/strategies?barrier=*")
    expect(page.get_by_role("heading", name="Which figures should move if it is overcome")).to_be_visible()
    visit(page, "/strategies?barrier=T2-015")
    page.locator(".strategy-moves a").first.click()
    page.wait_for_url("**/pair/*")


def test_a_list_prints_as_a_checklist_with_boxes(page: Page):
    visit(page, "/frameworks?kind=principle")
    assert page.locator(".framework-boxes:visible").count() == 0
    page.emulate_media(media="print")
    assert page.locator(".framework-boxes:visible").count() == 9
    assert page.locator(".filters:visible, .evidence-tabs:visible, .page-actions:visible").count() == 0


def test_perspectives_are_folded_by_cell_on_a_phone_and_stacked_once_a_cell_is_opened_by_keyboard(clients: Clients):
    page = visit(clients.page(PHONE), "/perspectives")
    assert page.evaluate("document.documentElement.scrollHeight") < 6000
    assert page.locator(".perspective-cell[open]").count() == 0
    page.locator("a[href='#block-workforce']").click()
    expect(page.locator("#block-workforce")).to_be_in_viewport()
    cell = page.locator(".perspective-cell:has(#cell-workforce-meso)")
    expect(cell.locator("summary").first).to_contain_text("lived experience says 1 thing")
    cell.locator("summary").first.focus()
    page.keyboard.press("Enter")
    parts = [part.bounding_box() or {} for part in cell.locator(".perspective-said").all()]
    assert [part["x"] for part in parts] == [parts[0]["x"]] * 3 + [parts[3]["x"]]
    assert all(above["y"] + above["height"] <= below["y"] for above, below in pairwise(parts))
    cell.get_by_text("show 2 more").press("Enter")
    assert cell.locator(".perspective-authors li:visible").count() == 5


def test_perspectives_stand_side_by_side_on_a_wide_screen_with_the_authors_apart(page: Page):
    visit(page, "/perspectives")
    cell = page.locator(".perspective-cell:has(#cell-workforce-meso)")
    parts = [part.bounding_box() or {} for part in cell.locator(".perspective-said").all()]
    assert all(left["x"] + left["width"] <= right["x"] for left, right in pairwise(parts))
    grounds = [part.evaluate("one => getComputedStyle(one).backgroundColor") for part in cell.locator("h4 >> ..").all()]
    assert len(set(grounds[:3])) == 1 and grounds[3] != grounds[0]
    authors_only = page.locator(".perspective-cell:has(#cell-financing-micro)")
    expect(authors_only).not_to_have_attribute("open", "")
    expect(authors_only.locator("summary").first).to_contain_text("Only the authors of the documents speak of this")
    page.emulate_media(media="print")
    assert page.locator(".perspective-said li:visible").count() == page.locator(".perspective-said li").count() > 80


def test_barriers_are_folded_by_cell_opened_by_keyboard_and_all_on_paper(page: Page):
    visit(page, "/strategies")
    assert page.evaluate("document.documentElement.scrollHeight") < 3000
    assert page.locator(".strategy-list tbody tr:visible").count() == 4
    tab_until(page, ".strategy-fold summary", limit=90)
    page.keyboard.press("Enter")
    assert page.locator(".strategy-fold tbody tr:visible").count() == 8
    page.emulate_media(media="print")
    assert (
        page.locator(".strategy-fold tbody tr:visible").count() == page.locator(".strategy-fold tbody tr").count() > 90
    )


def test_a_cell_of_the_table_leads_down_to_its_barriers_on_a_phone(clients: Clients):
    page = visit(clients.page(PHONE), "/strategies")
    for cell in ("service_delivery/meso", "financing/meso"):
        page.locator(f"[data-key='cross-{cell}']").click()
        page.wait_for_url(f"**cell={cell}#*")
        settle(page)
        expect(page.locator(f"#barriers-of-{cell.replace('/', '-')}")).to_be_in_viewport()


def test_an_editor_fills_in_a_checklist_by_keyboard_saves_one_answer_undoes_it_and_saves_all(
    editor: Callable[[int], Page],
):
    page = editor(WIDE)
    page.goto("/checklists/QU9/parity_component")
    first = page.locator(".checklist-entry").first
    radio = first.get_by_role("radio", name="partly in place")
    tab_until(page, ".checklist-entry input[type=radio]", limit=60)
    page.keyboard.press("ArrowUp")
    assert first.get_by_role("radio", name="does not apply here").is_checked()
    radio.check()
    first.get_by_role("textbox").fill("FICTITIOUS remark")
    first.get_by_role("button", name="Save this answer").click()
    page.wait_for_url("**#entry-*")
    expect(page.locator(".notice.said")).to_contain_text("1 answer saved.")
    expect(page.locator(".checklist-entry").first).to_contain_text("partly in place, by you")
    expect(page.locator(".checklist-entry").first).to_contain_text("FICTITIOUS remark")
    page.get_by_role("button", name="Undo the last change").click()
    expect(page.locator(".notice.said")).to_contain_text("Undone: 1 answer is as before.")
    for entry in page.locator(".checklist-entry").all():
        entry.get_by_role("radio", name="in place", exact=True).check()
    page.get_by_role("button", name="Save all").click()
    expect(page.locator(".notice.said")).to_contain_text("6 answers saved.")
    expect(page.locator(".key-sentence")).to_contain_text("Of 6 entries: 6 in place")
    page.get_by_role("link", name="History of").first.click()
    expect(page.locator("caption")).to_contain_text("3 versions of this answer")
    found = looked_at(page)
    assert not found, said(found)


def test_the_page_of_an_area_leads_to_its_checklists(page: Page):
    visit(page, "/area/QYG")
    page.get_by_role("link", name="Checklists", exact=True).click()
    page.wait_for_url("**/checklists/QYG")
    expect(page.locator("h1")).to_have_text("Checklists: Cheshire and Merseyside")
