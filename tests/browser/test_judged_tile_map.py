"""One person's views on the tile map in a browser: chosen by keyboard, by link and Back, on a phone, and by axe."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from data.current import current_store
from domain_model.cells import Cell
from domain_model.judgements import Opinion
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.vocabulary import Perception
from pages.http.who import now
from tests.browser.harness import PHONE, WIDE, Clients, SignIn, focused, only_drawn, said, settle, tab_until, visit
from tests.browser.test_accessibility import violations
from tests.browser.test_tile_map import CUT_OFF
from tests.browser.test_widths import overflow
from tests.people import add_person

pytestmark = [pytest.mark.browser, only_drawn]

CELL = Cell.from_token("service_delivery/micro")
MAP = f"/tile-map?show={CELL.token}"
PANEL = ".tile-panel"
LONG = "FICTITIOUS " * 60
VIEWS: dict[str, Opinion] = {
    "QVV": Opinion(Perception.MUCH_BETTER, 7, 3, reason=LONG, source="https://example.org/" + "fictitious" * 20),
    "QT6": Opinion(Perception.MUCH_BETTER, 9, 9),
    "QE1": Opinion(Perception.WORSE),
    "QSL": Opinion(Perception.PARITY, 1),
    "QMF": Opinion(Perception.DONT_KNOW),
    "QKS": Opinion(severity=4),
}
BORDERS = """codes => codes.map((code) => {
    const style = window.getComputedStyle(document.querySelector(`[data-tile="${code}"]`));
    return `${style.borderTopStyle} ${style.borderTopWidth}`;
})"""


@pytest.fixture
def ann(server: Flask) -> Iterator[Person]:
    """An editor with views of one cell in six boards, withdrawn afterwards."""
    person = add_person(server, Role.EDITOR, "Ann FICTITIOUS")
    everything: tuple[dict[str, Opinion | None], ...] = ({**VIEWS}, dict.fromkeys(VIEWS))
    for views in everything:
        with server.app_context(), current_store().writing_unit_of_work() as work:
            for code, opinion in views.items():
                work.judgements.add(person.id, code, CELL, opinion, now())
            work.commit()
        if any(views.values()):
            yield person


def sign(page: Page, code: str) -> str:
    return " ".join(page.locator(f'[data-tile="{code}"] b').inner_text().split())


def test_the_layer_is_chosen_by_keyboard_and_back_returns_to_the_measure(page: Page, ann: Person):
    visit(page, MAP)
    measured = page.locator(".tile-map").inner_text()
    tab_until(page, "#filter-whose")
    page.keyboard.press("ArrowDown")
    page.wait_for_url(f"**whose={ann.id}**")
    settle(page)
    assert focused(page)["id"] == "filter-whose"
    expect(page.locator(".tile-heading")).to_have_text(
        "Service delivery, micro: one person's view (n = 1), by an editor"
    )
    expect(page.locator("#announcements")).to_contain_text("one person's view (n = 1), by an editor: 36 boards")
    assert sign(page, "QVV").startswith("▲▲") and (sign(page, "QE1"), sign(page, "QMF")) == ("▼", "?")
    assert (sign(page, "QKS"), sign(page, "QYG")) == ("✎", "·")
    expect(page.locator(".judged-legend")).to_contain_text("not scored: not parity")
    page.reload()
    expect(settle(page).locator("#filter-whose")).to_have_value(ann.id)
    page.go_back()
    settle(page)
    assert page.locator(".tile-map").inner_text() == measured


def test_a_tile_opens_its_panel_by_keyboard_with_the_view_and_the_measure(page: Page, sign_in: SignIn, ann: Person):
    visit(sign_in(page, ann), f"{MAP}&whose={ann.id}")
    expect(page.locator("#filter-whose option:checked")).to_have_text("My views (6 boards)")
    page.locator('[data-tile="QT6"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{PANEL} h2")).to_be_focused()
    expect(page.locator(PANEL)).to_contain_text("one person's view (n = 1), by you")
    expect(page.locator(PANEL)).to_contain_text("Both levels")
    page.get_by_role("link", name="History of the views of Service delivery, micro").click()
    page.wait_for_url(f"**/score/QT6/{CELL.token}/history")
    page.go_back()
    settle(page)
    page.keyboard.press("Escape")
    expect(page.locator(PANEL)).to_have_count(0)
    assert f"whose={ann.id}" in page.url


def test_a_pair_has_no_views_and_says_so(page: Page, ann: Person):
    visit(page, f"/tile-map?whose={ann.id}")
    page.locator("#filter-show").select_option("S13")
    page.wait_for_url("**show=S13**")
    expect(settle(page).locator(".notice.warning")).to_contain_text("S13 is a pair, and people's views are of cells")
    assert page.locator("#filter-whose").count() == 0
    assert page.locator(".judged").count() == 0


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_layer_has_no_violation_of_wcag(clients: Clients, sign_in: SignIn, ann: Person, width: int):
    visitor, editor = clients.page(width), sign_in(clients.page(width), ann)
    found: list[object] = []
    for page in (visitor, editor):
        for more in ("&area=QVV", "&area=QYG", ""):
            visit(page, f"{MAP}&whose={ann.id}{more}")
            page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
            found += [*violations(page), *overflow(page)]
    visit(visitor, f"/tile-map?show=technologies_products/micro&whose={ann.id}")
    found += [*violations(visitor), *overflow(visitor)]
    assert not found, said(found)


def test_nothing_runs_off_and_no_sign_is_cut_off_on_any_width(clients: Clients, ann: Person):
    page = visit(clients.page(), f"{MAP}&whose={ann.id}&area=QVV")
    found: list[str] = []
    for width in (1400, 1130, 1000, 700, 360, 320):
        page.set_viewport_size({"width": width, "height": 700})
        found += [f"{width}: {problem}" for problem in (*overflow(page), *page.evaluate(CUT_OFF))]
        found += page.evaluate(
            """() => [...document.querySelectorAll(".tile")].filter((tile) => tile.scrollHeight > tile.clientHeight + 1)
                .map((tile) => `${window.innerWidth}: ${tile.dataset.tile} ${tile.scrollHeight}`)"""
        )
    assert not found, said(found)


@pytest.mark.parametrize("colours", ["none", "active"])
def test_edges_tell_dont_know_an_open_question_and_not_scored_apart(clients: Clients, ann: Person, colours: str):
    page = visit(clients.page(forced_colors=colours), f"{MAP}&whose={ann.id}")
    unknown, unanswered, unscored = page.evaluate(BORDERS, ["QMF", "QKS", "QYG"])
    assert unknown == "double 4px" and unanswered.startswith("solid") and unscored == "dashed 1px"


def test_the_layer_prints_on_one_page_and_says_on_paper_that_it_is_one_persons_view(page: Page, ann: Person):
    visit(page, f"{MAP}&whose={ann.id}&area=QVV")
    paper = page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    page.emulate_media(media="print")
    assert page.locator("[data-tile]:visible").count() == 36
    expect(page.locator(".tile-source")).to_contain_text("one person's view (n = 1 for each board), not a figure")
    assert page.locator(".judged-legend:visible").count() == 1
