"""Scoring in a real browser: by keyboard, in the panel, with drafts that survive, wide and on a phone."""

import json
import time

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from data.current import current_store
from domain_model.cells import CELLS, Cell
from domain_model.judgements import Opinion
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.vocabulary import Perception
from pages.http.who import now
from tests.browser.harness import PHONE, WIDE, Clients, SignIn, said, settle, tab_until, visit
from tests.browser.test_accessibility import violations
from tests.people import add_person

pytestmark = pytest.mark.browser

MESO = Cell.from_token("service_delivery/meso")
SECTION = "#panel-judgement"


@pytest.fixture
def ann(server: Flask) -> Person:
    return add_person(server, Role.EDITOR, "Ann FICTITIOUS")


@pytest.fixture
def editor(clients: Clients, sign_in: SignIn, ann: Person) -> Page:
    """The page of that editor."""
    return sign_in(clients.page(), ann)


def views(server: Flask, person: Person, area: str) -> dict[Cell, Opinion | None]:
    with server.app_context(), current_store().unit_of_work() as work:
        return {j.cell: j.opinion for j in work.judgements.of(person.id) if j.area == area}


def panel(page: Page, path: str) -> Page:
    """Open a page with a cell, and wait for the section of what people think."""
    visit(page, path)
    page.locator(SECTION).wait_for()
    return page


def answer(page: Page, words: str) -> None:
    page.locator(SECTION).get_by_role("radio", name=words, exact=True).check()


def test_a_view_is_given_in_the_panel_without_losing_ones_place(editor: Page, server: Flask, ann: Person):
    panel(editor, "/heat-map?area=QK1&cell=service_delivery/meso")
    side = editor.locator(".with-panel-side")
    answer(editor, "better")
    editor.locator(f"{SECTION} [data-key='service_delivery-meso-severity']").select_option("8")
    editor.locator(f"{SECTION} [data-key=score-save]").focus()
    before = side.evaluate("e => e.scrollTop")
    address = editor.url
    editor.keyboard.press("Enter")
    told = editor.locator(f"{SECTION} .score-told")
    expect(told).to_have_text("Saved.")
    expect(told).to_be_focused()
    assert editor.url == address and before > 200 and side.evaluate("e => e.scrollTop") > 200
    expect(editor.locator("#announcements")).to_have_text("Saved.")
    assert views(server, ann, "QK1") == {MESO: Opinion(Perception.BETTER, 8)}
    mark = editor.locator("[data-grid] button[data-area=QK1][data-cell='service_delivery/meso'] .score-mark")
    expect(mark).to_contain_text("Scored by 1 person")
    editor.keyboard.press("Tab")
    expect(editor.locator(f"{SECTION} [data-key=score-undo]")).to_be_focused()
    editor.keyboard.press("Enter")
    expect(told).to_have_text("Undone: you have no view of this cell now (Service delivery, meso).")
    expect(mark).to_have_count(0)
    assert views(server, ann, "QK1") == {MESO: None}


def test_a_board_page_shows_measured_and_judged_apart_and_that_they_disagree(editor: Page, server: Flask, ann: Person):
    with server.app_context(), current_store().writing_unit_of_work() as work:
        work.judgements.add(ann.id, "QVV", MESO, Opinion(Perception.BETTER), now())
        work.commit()
    panel(editor, "/area/QVV?cell=service_delivery/meso")
    own = editor.locator(f"{SECTION} .score-view.own")
    expect(own).to_contain_text("one person's view (n = 1)")
    expect(own).to_contain_text("Measured and judged disagree. Measured: much worse. Judged: better.")
    expect(editor.locator(".board-grid button[data-cell='service_delivery/meso'] .score-sign")).to_contain_text("≠")


def test_a_visitor_is_led_to_signing_in_and_reads_no_names(page: Page, server: Flask, ann: Person):
    with server.app_context(), current_store().writing_unit_of_work() as work:
        work.judgements.add(ann.id, "QYG", MESO, Opinion(Perception.WORSE), now())
        work.commit()
    panel(page, "/area/QYG?cell=service_delivery/meso")
    expect(page.locator(SECTION)).to_contain_text("an editor")
    expect(page.locator(SECTION)).not_to_contain_text("Ann FICTITIOUS")
    page.get_by_role("link", name="Sign in to add your view").click()
    page.wait_for_url("**/sign-in?next=*")
    assert "%2Farea%2FQYG" in page.url


def test_eighteen_cells_are_scored_by_keyboard_in_far_less_than_three_minutes(editor: Page, server: Flask, ann: Person):
    editor.goto("/score/QOX")
    started = time.monotonic()
    tab_until(editor, "input[type=radio]", limit=30)
    for place in range(len(CELLS)):
        editor.keyboard.press(str(place % 6 + 1))
        editor.keyboard.press("Enter")
    expect(editor.locator(".score-count")).to_have_text("18 of 18 answered · 18 not saved yet")
    expect(editor.locator("[data-key=score-save-all]")).to_be_focused()
    with editor.expect_navigation(url="**/score/QOX/saved?*"):
        editor.keyboard.press("Enter")
    assert time.monotonic() - started < 60
    kept = views(server, ann, "QOX")
    assert [kept[cell] for cell in CELLS] == [Opinion(list(Perception)[n % 6]) for n in range(18)]
    rows = editor.locator("tbody tr")
    assert rows.count() == 18 and "disagree" in (rows.first.text_content() or "")
    editor.get_by_role("button", name="Undo this save").click()
    editor.wait_for_url("**/score/QOX")
    expect(editor.locator(".score-count")).to_have_text("0 of 18 answered")
    assert set(views(server, ann, "QOX").values()) == {None}


def test_what_is_not_saved_outlasts_a_reload_and_the_end_of_the_session(
    editor: Page, sign_in: SignIn, server: Flask, ann: Person
):
    editor.goto("/score/QSL")
    editor.locator("#financing-meso-perception-2").check()
    editor.get_by_text("Reason and source").nth(4).click()
    editor.locator("#financing-meso-reason").fill("FICTITIOUS reason")
    editor.reload()
    expect(editor.locator("#financing-meso-reason")).to_have_value("FICTITIOUS reason")
    expect(editor.locator("#financing-meso-perception-2")).to_be_checked()
    expect(editor.locator(".score-bar .score-status")).to_contain_text("What you had not saved is back")
    editor.context.clear_cookies()
    editor.locator("[data-key=score-save-all]").click()
    expect(editor.locator(".score-bar .score-status")).to_contain_text("You are not signed in any more")
    assert views(server, ann, "QSL") == {}
    sign_in(editor, ann)
    editor.goto("/score/QSL")
    expect(editor.locator("#financing-meso-reason")).to_have_value("FICTITIOUS reason")
    with editor.expect_navigation(url="**/saved?*"):
        editor.locator("[data-key=score-save-all]").click()
    financing = Cell.from_token("financing/meso")
    assert views(server, ann, "QSL") == {financing: Opinion(Perception.WORSE, reason="FICTITIOUS reason")}
    assert editor.evaluate("Object.keys(localStorage).filter(k => k.startsWith('parity-score-draft'))") == []


def test_what_is_not_saved_can_be_dropped(editor: Page):
    editor.goto("/score/QSL")
    editor.locator("#financing-macro-perception-3").check()
    expect(editor.locator("[data-score-cell='financing/macro'] [data-unsaved]")).to_have_text(" · not saved yet")
    editor.get_by_role("button", name="Drop what is not saved").click()
    expect(editor.locator("#financing-macro-perception-3")).not_to_be_checked()
    editor.reload()
    expect(editor.locator(".score-count")).to_have_text("0 of 18 answered")


def test_a_draft_of_the_page_is_found_in_the_panel_and_another_browsers_version_is_named(
    clients: Clients, sign_in: SignIn, server: Flask, ann: Person
):
    one, other = (sign_in(clients.page(), ann) for _ in range(2))
    one.goto("/score/QUA")
    one.locator("#service_delivery-meso-perception-4").check()
    panel(other, "/area/QUA?cell=service_delivery/meso")
    answer(other, "worse")
    other.locator(f"{SECTION} [data-key=score-save]").click()
    expect(other.locator(f"{SECTION} .score-told")).to_have_text("Saved.")
    panel(one, "/area/QUA?cell=service_delivery/meso")
    expect(one.locator(f"{SECTION} #service_delivery-meso-perception-4")).to_be_checked()
    one.locator(f"{SECTION} [data-key=score-save]").click()
    expect(one.locator(f"{SECTION} .score-done")).to_contain_text("Another version of yours from")
    assert views(server, ann, "QUA") == {MESO: Opinion(Perception.BETTER)}


def test_a_wrong_form_and_an_ended_session_lose_nothing_in_the_panel(editor: Page, clients: Clients):
    panel(editor, "/area/QJ2?cell=service_delivery/meso")
    answer(editor, "worse")
    editor.context.clear_cookies()
    with editor.expect_response("**/score/QJ2/service_delivery/meso") as refused:
        editor.locator(f"{SECTION} [data-key=score-save]").click()
    assert refused.value.status == 401
    expect(editor.locator(f"{SECTION} .score-status")).to_contain_text("You are not signed in any more")
    expect(editor.locator(f"{SECTION} #service_delivery-meso-perception-2")).to_be_checked()
    clients.complaints[:] = [words for words in clients.complaints if "status of 401" not in words]  # the browser's own


def test_ones_own_board_is_chosen_beforehand(editor: Page):
    editor.goto("/score")
    editor.evaluate(
        "value => localStorage.setItem('my-board', value)", json.dumps({"code": "QVV", "vintage": "icb2026"})
    )
    editor.reload()
    expect(editor.locator("#area")).to_have_value("QVV")
    editor.get_by_role("button", name="Score its cells").click()
    editor.wait_for_url("**/score/QVV")


def test_the_page_works_without_javascript(clients: Clients, sign_in: SignIn, server: Flask, ann: Person):
    plain = sign_in(clients.page(java_script_enabled=False), ann)
    plain.goto("/score/QMM")
    plain.locator("#financing-macro-perception-2").check()
    plain.get_by_role("button", name="Save my views").click()
    plain.wait_for_url("**/score/QMM/saved?*")
    assert views(server, ann, "QMM") == {Cell.from_token("financing/macro"): Opinion(Perception.WORSE)}


PAGES = (
    "/score", "/score/QVV", "/score/QVV/service_delivery/meso/history", "/score/QVV/compare", "/score/QVV/measured",
    "/score/import",
)  # fmt: skip


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_scoring_pages_have_no_violation_and_no_sideways_scrolling(
    clients: Clients, sign_in: SignIn, server: Flask, ann: Person, width: int
):
    with server.app_context(), current_store().writing_unit_of_work() as work:
        for place, cell in enumerate(CELLS):
            said_here = Opinion(list(Perception)[place % 6], 3, 8, None, "FICTITIOUS " * 20, "FICTITIOUS minutes")
            work.judgements.add(ann.id, "QVV", cell, said_here, now())
        work.commit()
    page = sign_in(clients.page(width), ann)
    found: dict[str, object] = {}
    for path in PAGES:
        page.goto(path)
        found[path] = [*violations(page), *wider(page)]
    for path in ("/area/QVV?cell=service_delivery/meso", "/heat-map?area=QVV&cell=service_delivery/meso"):
        panel(page, path)
        page.locator(f"{SECTION} summary", has_text="Change your view").click()
        settle(page)
        found[path] = [*violations(page), *wider(page)]
    problems = {path: problem for path, problem in found.items() if problem}
    assert not problems, said(problems.items())


def wider(page: Page) -> list[str]:
    """How far a page scrolls sideways, and what of its tables lies outside the screen."""
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".stacked, .stacked tbody *, .score-compare *")]
            .filter((e) => !e.closest("thead, .for-ears") && e.getBoundingClientRect().right > window.innerWidth + 1)
            .map((e) => `outside: ${e.tagName} ${e.className} ${e.textContent.slice(0, 40)}`)"""
    )
    return [*_scrolls(page), *outside]


def _scrolls(page: Page) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"scrolls {width} px sideways"] if width > 0 else []
