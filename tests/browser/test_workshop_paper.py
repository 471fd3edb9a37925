"""Without phones, in a browser: ballots typed in by keyboard, sheets that print cleanly on A4, axe wide and narrow."""

import logging
import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from app import ROOT, configure
from data.current import EXTENSION
from data.unit_of_work import Store, open_store
from domain_model.cells import CELLS as ALL_CELLS
from domain_model.cells import Cell
from domain_model.workshop.items import Item
from domain_model.workshop_vocabulary import EntryMode, Group, ItemOrigin, Scale
from pages.http.access import guard
from pages.http.addresses import PUBLIC_URL
from pages.http.forms import refuse_forms_sent_twice
from pages.http.security import add_security_headers
from pages.http.sign_in import sign_in as sign_in_pages
from pages.http.who import know_people
from pages.http.workshop_console import workshop_console
from pages.http.workshop_paper import workshop_paper
from tests.browser.harness import HOME, PHONE, WIDE, Clients, SignIn, said, tab_until
from tests.browser.test_accessibility import unfold, violations
from tests.browser.test_widths import overflow
from tests.workshops import Room, a_plan, open_room

pytestmark = pytest.mark.browser

A4_POINTS = (595, 842)
CELLS = (Cell.from_token("service_delivery/meso"), Cell.from_token("workforce/meso"))
SHORT = tuple(f"FICTITIOUS: barrier number {number}" for number in range(1, 6))
LONG = tuple(f"FICTITIOUS {number}: {'people wait for a very long time until anybody helps them ' * 3}".strip()
             for number in range(1, 25))  # fmt: skip
PAGES_SEEN = ("paper", "poster", "ballot-papers?what=rank", "ballot-papers?what=cells", "ballot-papers?copies=0")
SMALL = """least => [...document.querySelectorAll("main button, main summary, main select, .paper-ways a, main input")]
    .filter((one) => one.type !== "hidden" && one.checkVisibility())
    .map((one) => [one, (one.type === "radio" ? one.closest(".choice") : one).getBoundingClientRect()])
    .filter(([one, box]) => Math.min(box.width, box.height) < least)
    .map(([one, box]) => `${one.tagName} ${one.id} ${one.textContent.slice(0, 30)} ${box.width} x ${box.height}`)"""
OUTSIDE = """() => [...document.querySelectorAll("body *")]
    .filter((one) => one.checkVisibility() && !one.closest(".sheets") && !one.querySelector(".sheets"))
    .filter((one) => one.getBoundingClientRect().height > 2)
    .map((one) => `${one.tagName} ${one.className} ${one.textContent.slice(0, 30)}`)"""


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def store(copy_of_seeded: Callable[[], str]) -> Iterator[Store]:
    made = open_store(copy_of_seeded(), progress=lambda _line: None)
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(store: Store) -> Flask:
    made = Flask("paper_under_test", static_folder=str(ROOT / "assets"), static_url_path="/assets")
    configure(made, store)
    made.extensions[EXTENSION] = store
    for blueprint in (sign_in_pages, workshop_console, workshop_paper):
        made.register_blueprint(blueprint)
    made.view_functions["static"].access_needs = "everybody"  # type: ignore[attr-defined]
    made.add_url_rule("/_favicon.ico", "icon", _no_icon)
    add_security_headers(made, lambda: ())
    know_people(made)
    refuse_forms_sent_twice(made)
    guard(made)
    return made


def _no_icon() -> tuple[str, int]:
    return "", 204


_no_icon.access_needs = "everybody"  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def site(server: Flask) -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    serving = make_server(HOME, 0, server, threaded=True)
    thread = threading.Thread(target=serving.serve_forever)
    thread.start()
    yield f"http://{HOME}:{serving.server_port}"
    serving.shutdown()
    thread.join()
    serving.server_close()


def begin(store: Store, texts: tuple[str, ...] = SHORT, **changes: object) -> Room:
    items = tuple(Item(f"item-{place}", text, CELLS[0], ItemOrigin.CATALOGUE) for place, text in enumerate(texts))
    standard: dict[str, object] = {"title": "FICTITIOUS: where is the gap widest?", "cells": CELLS, "items": items}
    plan = a_plan(area="QYG", **(standard | changes))
    return open_room(store, plan, now())


@pytest.fixture
def clients(clients: Clients) -> Iterator[Clients]:
    """The browser itself writes that a form or a number of copies was refused."""
    yield clients
    clients.complaints[:] = [one for one in clients.complaints if "responded with a status of 422" not in one]


@pytest.fixture
def enter(sign_in: SignIn, clients: Clients) -> Callable[..., Page]:
    """Open a page of a room as its owner, at a new browser."""

    def opened(room: Room, path: str, width: int = WIDE) -> Page:
        page = sign_in(clients.page(width), room.owner)
        page.goto(f"/workshops/{room.workshop.id}/{path}")
        return page

    return opened


def sheets_of(pdf: bytes) -> int:
    """How many pages, every one of them A4 in portrait."""
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert {(round(float(wide)), round(float(high))) for wide, high in boxes} == {A4_POINTS}
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def printed(page: Page) -> int:
    return sheets_of(page.pdf(prefer_css_page_size=True))


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("path", PAGES_SEEN)
def test_every_page_without_phones_is_accessible_and_nothing_runs_off(
    store: Store, enter: Callable[..., Page], path: str, width: int
):
    room = begin(store)
    room.ranking(now())
    page = enter(room, path, width)
    unfold(page)
    found = violations(page) + overflow(page)
    if width == PHONE:
        found += page.evaluate(SMALL, 44)
    assert not found, said(found)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_form_with_problems_and_one_that_was_sent_are_accessible_too(
    store: Store, enter: Callable[..., Page], width: int
):
    room = begin(store)
    room.scoring(now())
    page = enter(room, "paper", width)
    page.get_by_role("button", name="Save and enter the next").click()
    expect(page.locator(".notice.error li")).to_have_count(2)
    found = violations(page) + overflow(page)
    page.locator("input[name=group]").first.check()
    page.locator("select").nth(1).select_option("7")
    page.get_by_role("button", name="Save and enter the next").click()
    expect(page.locator("#ballot-title")).to_have_text("Ballot 2")
    found += violations(page) + overflow(page)
    assert not found, said(found)


def test_two_ballots_are_typed_in_and_one_taken_back_by_keyboard_alone(store: Store, enter: Callable[..., Page]):
    room = begin(store)
    room.ranking(now())
    page = enter(room, "paper")
    tab_until(page, "input[name=mode]")
    page.keyboard.press("ArrowDown")  # from paper to proxy
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the first group
    page.keyboard.press("ArrowDown")  # the second
    for rank in ("2", "", "1"):
        page.keyboard.press("Tab")
        if rank:
            page.keyboard.press(rank)
    tab_until(page, "#ballot button")
    page.keyboard.press("Enter")
    expect(page.locator("#ballot-title")).to_have_text("Ballot 2")
    expect(page.locator("input[name=mode]:checked")).to_have_value("proxy")
    expect(page.locator("input[name=group]:checked")).to_have_value("practice")
    tab_until(page, "#rank-5")
    page.keyboard.press("1")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#entered")).to_contain_text("2 in all: 0 on paper and 2 by proxy.")
    tab_until(page, "#entered button")
    page.keyboard.press("Enter")
    expect(page.locator(".notice.said")).to_contain_text("taken back")
    with store.unit_of_work() as work:
        (kept,) = work.ballots.standing(room.workshop.id, 1)
    assert kept.answers.ranking == ("item-2", "item-0")
    assert (kept.group, kept.mode) == (Group.PRACTICE, EntryMode.PROXY)


@pytest.mark.parametrize("address", ["", "https://a-very-long-name-of-the-council-of-northshire.example.org"])
def test_the_poster_fills_one_sheet_with_nothing_of_the_page_around_it(
    store: Store, server: Flask, enter: Callable[..., Page], monkeypatch: pytest.MonkeyPatch, address: str
):
    monkeypatch.setitem(server.config, PUBLIC_URL, address)
    page = enter(begin(store, is_rehearsal=True, title=" ".join(["FICTITIOUS"] * 10)), "poster")
    assert printed(page) == 1
    page.emulate_media(media="print")
    assert page.evaluate(OUTSIDE) == []
    code = page.locator(".poster-code").bounding_box()
    assert code is not None and code["height"] > 90, "very large type"


def test_short_ballots_share_a_sheet_and_an_odd_one_has_its_own(store: Store, enter: Callable[..., Page]):
    page = enter(begin(store), "ballot-papers?what=rank&copies=5")
    assert page.locator(".ballot").count() == 5
    expect(page.locator(".ballot-page:visible")).to_have_count(1)
    assert printed(page) == 3
    page.emulate_media(media="print")
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize(("length", "most"), [(25, 12), (60, 10), (110, 5), (180, 3)])
def test_whatever_is_said_to_fit_half_a_sheet_does(store: Store, enter: Callable[..., Page], length: int, most: int):
    fitted = 0
    for number in range(2, 15):
        texts = tuple(text[:length].strip() for text in LONG[:number])
        page = enter(begin(store, texts), "ballot-papers?what=rank&copies=4")
        if page.locator(".ballot.half").count() == 0:
            break
        fitted = number
        assert printed(page) == 2
    assert printed(page) == 4, "one more has a sheet of its own"
    assert fitted == most


def test_two_topics_on_one_scale_fit_half_a_sheet(store: Store, enter: Callable[..., Page]):
    page = enter(begin(store, scales=(Scale.FEASIBILITY,)), "ballot-papers?what=cells&copies=2")
    assert page.locator(".ballot.half").count() == 2
    assert printed(page) == 1


def test_long_lists_go_on_over_several_sheets_and_each_copy_begins_a_new_one(store: Store, enter: Callable[..., Page]):
    page = enter(begin(store, LONG), "ballot-papers?what=rank&copies=1")
    one = printed(page)
    page.goto(page.url.replace("copies=1", "copies=3"))
    assert (one, printed(page)) == (2, 6)


def test_eighteen_topics_on_three_scales_are_on_three_sheets(store: Store, enter: Callable[..., Page]):
    page = enter(begin(store, scales=tuple(Scale), cells=ALL_CELLS), "ballot-papers?what=cells&copies=2")
    assert page.locator(".ballot").first.locator(".circle").count() == 18 * (6 + 9 + 9)
    assert printed(page) == 2 * 3
