"""The projector's screen in a browser: drawn anew without a reload, never below 22 px, by axe, on any width."""

import logging
import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from app import ROOT, configure
from data.current import EXTENSION
from data.unit_of_work import Store, open_store
from domain_model.cells import CELLS as ALL_CELLS
from domain_model.cells import Cell
from domain_model.use_cases.run_workshop import enter_stage, facilitator_of, make_link, revoke_link
from domain_model.workshop.ballots import Answers
from domain_model.workshop.events import Closed, Extended, FactsShown, IdeaShown, Paused
from domain_model.workshop.items import Item
from domain_model.workshop_vocabulary import Group, ItemOrigin, LinkKind, RoundState, Scale, Stage
from pages.http import live_stream
from pages.http.access import guard
from pages.http.projector import projector
from pages.http.security import add_security_headers
from tests.browser.harness import HOME, PHONE, WIDE, Clients, said
from tests.browser.test_accessibility import violations
from tests.browser.test_widths import overflow
from tests.workshops import Room, a_plan, open_room

pytestmark = pytest.mark.browser

CELLS = (Cell.from_token("service_delivery/meso"), Cell.from_token("workforce/meso"))
TEXTS = (
    "Services hard to reach and uneven in coverage",
    "Insufficient care in a crisis",
    "Lengthy waits for child mental health care",
    "Teams not properly joined up",
    "Availability that differs by area and by region",
    "Absence of place-based care",
    "Too few staff",
    "Workload pressure",
    "Mental health awareness not woven into practice",
)
GROUPS = (*(Group.POLICY,) * 9, *(Group.PRACTICE,) * 10, *(Group.LIVED_EXPERIENCE,) * 7, *(Group.CARERS,) * 3,
          *(Group.VOLUNTARY_SECTOR,) * 2)  # fmt: skip
SMALLEST = """least => [...document.querySelectorAll("body *")].filter((one) => {
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    return own && one.checkVisibility({visibilityProperty: true}) && !one.closest(".for-ears")
        && parseFloat(getComputedStyle(one).fontSize) < least;
}).map((one) => `${one.tagName} ${one.className} ${getComputedStyle(one).fontSize} ${one.textContent.slice(0, 40)}`)"""
CUT_OFF = "document.documentElement.scrollHeight - window.innerHeight"


def now() -> datetime:
    return datetime.now(UTC)


def some_items(number: int = 9, origin: ItemOrigin = ItemOrigin.CATALOGUE) -> tuple[Item, ...]:
    return tuple(Item(f"item-{at}", TEXTS[at % 9] + " again" * (at // 9), CELLS[0], origin) for at in range(number))


def begin(store: Store, items: int = 9, people: int = 31, **changes: object) -> Room:
    standard: dict[str, object] = {
        "title": "FICTITIOUS: where is the gap widest?", "area": "QYG", "cells": CELLS, "items": some_items(items),
        "aim": "Agree which barriers this board tackles first, and hear every group.",
    }  # fmt: skip
    plan = a_plan(**(standard | changes))
    room = open_room(store, plan, now())
    room.join(*(GROUPS * 9)[:people], at=now())
    return room


def enter(room: Room, stage: Stage) -> Room:
    with room.store.writing_unit_of_work() as work:
        enter_stage(work, facilitator_of(work, room.workshop.id, room.owner), stage, now())
        work.commit()
    return room


def secret_of(room: Room, kind: LinkKind = LinkKind.PROJECTOR) -> str:
    with room.store.writing_unit_of_work() as work:
        _link, secret = make_link(work, facilitator_of(work, room.workshop.id, room.owner), kind, "hall", now())
        work.commit()
    return secret


def vote(room: Room, people: int, answers: Callable[[int], Answers], number: int = 1) -> None:
    for at, person in enumerate(room.people[:people]):
        room.cast(person, answers(at), now(), round_number=number)


def a_ranking(at: int) -> Answers:
    """Policy and practice begin with C, lived experience with I; each person a little otherwise."""
    orders = ("238067", "328607", "320651", "821364") if at < 19 else ("814203", "810432")
    return Answers(ranking=tuple(f"item-{place}" for place in orders[at % len(orders)][:5]))


def a_score(shift: int = 0) -> Callable[[int], Answers]:
    """Policy about 6, practice 6 to 7, lived experience and the others 9."""

    def answers(at: int) -> Answers:
        severity = 5 + at % 3 if at < 9 else 6 + at % 3 if at < 19 else 9
        perception = 2 + at % 2 if at < 19 else 1
        first = {Scale.PERCEPTION: max(1, perception - shift), Scale.SEVERITY: severity}
        second = {Scale.PERCEPTION: 4 if at % 4 else 0, Scale.SEVERITY: 2 + at % 4}
        return Answers(scores={CELLS[0].token: first, CELLS[1].token: second})

    return answers


def over(room: Room, number: int = 1) -> Room:
    room.end(number, now())
    return room


def welcome(store: Store) -> Room:
    return begin(store)


def rehearsal(store: Store) -> Room:
    return begin(store, is_rehearsal=True)


def ideas(store: Store) -> Room:
    return enter(begin(store, minutes={Stage.IDEAS: 5}), Stage.IDEAS)


def share(store: Store) -> Room:
    room = enter(begin(store, items=0, minutes={Stage.SHARE: 15}), Stage.SHARE)
    for at, text in enumerate(TEXTS):
        room.do(IdeaShown(f"idea-{at}", f"item-{at}", text, CELLS[at % 2].token), now())
    return room


def clarify(store: Store) -> Room:
    room = enter(begin(store, items=13), Stage.CLARIFY)
    room.do(IdeaShown("idea-1", "from-room", "Nobody answers the telephone at night", ""), now())
    return room


def clarify_with_facts(store: Store) -> Room:
    room = enter(begin(store), Stage.CLARIFY)
    room.do(FactsShown(True), now())
    return room


def ranking(store: Store) -> Room:
    room = begin(store)
    room.ranking(now(), seconds=170)
    vote(room, 23, a_ranking)
    return room


def large_rehearsal(store: Store) -> Room:
    room = begin(store, items=14, people=140, is_rehearsal=True)
    room.ranking(now(), seconds=170)
    vote(room, 37, a_ranking)
    room.do(Paused(), now())
    return room


def scoring(store: Store) -> Room:
    room = begin(store)
    room.scoring(now(), seconds=170)
    vote(room, 11, a_score())
    return room


def sealed(store: Store) -> Room:
    return over(ranking(store))


def ranked(store: Store) -> Room:
    room = begin(store, items=9)
    room.ranking(now())
    vote(room, 31, a_ranking)
    over(room).reveal(at=now())
    return room


def ranked_long(store: Store) -> Room:
    room = begin(store, items=14)
    room.ranking(now())
    vote(room, 31, a_ranking)
    over(room).reveal(at=now())
    return room


def scored(store: Store) -> Room:
    room = begin(store)
    room.scoring(now())
    vote(room, 31, a_score())
    over(room).reveal(at=now())
    return room


def scored_again(store: Store) -> Room:
    room = scored(store)
    room.do(FactsShown(True), now() + timedelta(seconds=5))
    room.scoring(now() + timedelta(seconds=6))
    later = now() + timedelta(seconds=7)
    for at, person in enumerate(room.people):
        room.cast(person, a_score(1)(at), later, round_number=2)
    room.end(2, later)
    room.reveal(2, later)
    return room


def clarify_long(store: Store) -> Room:
    return enter(begin(store, items=27), Stage.CLARIFY)


def ranking_long(store: Store) -> Room:
    room = begin(store, items=27)
    room.ranking(now(), seconds=170)
    vote(room, 11, a_ranking)
    return room


def scoring_six(store: Store) -> Room:
    room = begin(store, cells=ALL_CELLS[:6])
    room.scoring(now(), seconds=170)
    return room


def scored_wide(store: Store) -> Room:
    """Eighteen cells and seven columns of groups, asked again."""
    room = begin(store, people=0, cells=ALL_CELLS, scales=(Scale.SEVERITY,), is_rehearsal=True)
    groups = [group for group in Group if group is not Group.PREFER_NOT_TO_SAY]
    room.join(*groups * 6, *(Group.PREFER_NOT_TO_SAY,) * 5, at=now())
    for number in (1, 2):
        room.scoring(now())
        for at, person in enumerate(room.people):
            scores = {
                cell.token: {Scale.SEVERITY: 1 + (at + place * number) % 9} for place, cell in enumerate(ALL_CELLS)
            }
            room.cast(person, Answers(scores=scores), now(), round_number=number)
        room.end(number, now())
        room.reveal(number, now())
    return room


def few(store: Store) -> Room:
    room = begin(store, people=6)
    room.scoring(now())
    vote(room, 6, a_score())
    over(room).reveal(at=now())
    return room


def closed(store: Store) -> Room:
    room = begin(store)
    room.do(Closed(), now())
    return room


SCENES = (
    welcome, rehearsal, ideas, share, clarify, clarify_with_facts, ranking, large_rehearsal, scoring, sealed,
    ranked, ranked_long, scored, scored_again, few, closed, clarify_long, ranking_long, scoring_six, scored_wide,
)  # fmt: skip


def projector_server(store: Store) -> Flask:
    """The projector's page and the files of assets/, with the headers of the product, and no Dash."""
    server = Flask("projector_under_test", static_folder=str(ROOT / "assets"), static_url_path="/assets")
    configure(server, store)
    server.extensions[EXTENSION] = store
    server.register_blueprint(projector)
    server.add_url_rule("/_favicon.ico", "static_icon", lambda: ("", 204))
    server.view_functions["static_icon"].access_needs = "everybody"  # type: ignore[attr-defined]
    add_security_headers(server, lambda: ())
    guard(server)
    return server


@pytest.fixture(scope="module")
def store(copy_of_seeded: Callable[[], str]) -> Iterator[Store]:
    opened = open_store(copy_of_seeded(), progress=lambda _line: None)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def site(store: Store) -> Iterator[str]:
    """A server whose streams are not used up by pages that tests closed a moment ago."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live_stream, "MOST_STREAMS", 500)
        yield from serve(store)


def serve(store: Store) -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = make_server(HOME, 0, projector_server(store), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://{HOME}:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def open_screen(page: Page, room: Room) -> Page:
    page.goto(f"/p/{secret_of(room)}")
    expect(page.locator("h1:visible")).to_have_count(1)
    return page


def every_slide(page: Page) -> Iterator[int]:
    """Each slide and each page of a list in turn, counted from 0, until Page Down turns to no other."""
    place = page.locator("#slide-place")
    for at in count():
        yield at
        before = place.inner_text()
        page.keyboard.press("PageDown")
        if place.inner_text() == before:
            assert at + 1 >= page.locator("[data-slide]").count()
            return


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_every_screen_fits_a_projector_with_nothing_below_22_px_and_passes_axe_on_all_widths(
    clients: Clients, store: Store, scene: Callable[[Store], Room]
):
    page = open_screen(clients.page(1920, 1080), scene(store))
    found: list[str] = []
    for at in every_slide(page):
        for width, height in ((1920, 1080), (1280, 720), (WIDE, 900), (PHONE, 740)):
            page.set_viewport_size({"width": width, "height": height})
            found += [f"slide {at}, {width} px: {problem}" for problem in (*overflow(page), *violations(page))]
            if (width, height) in {(1920, 1080), (1280, 720)}:
                least = 22 * width / 1920
                found += [f"slide {at}, {width} px, small: {one}" for one in page.evaluate(SMALLEST, least - 0.1)]
                below = page.evaluate(CUT_OFF)
                found += [f"slide {at}, {width} px: {below} px are below the edge"] * (below > 0)
        page.set_viewport_size({"width": 1920, "height": 1080})
    assert not found, said(found)


def test_the_screen_follows_the_workshop_without_a_reload(page: Page, store: Store):
    room = begin(store)
    open_screen(page, room)
    page.evaluate("window.isTheSamePage = true")
    expect(page.locator(".count b")).to_have_text("31")
    room.join(Group.PUBLIC, at=now())
    expect(page.locator(".count b")).to_have_text("32")
    room.ranking(now(), seconds=170)
    expect(page.locator("h1")).to_have_text("What holds parity back most here?")
    expect(page.locator(".dot")).to_have_count(32)
    vote(room, 4, a_ranking)
    expect(page.locator("[data-number=done]")).to_have_text("4")
    expect(page.locator(".dot.done")).to_have_count(4)
    expect(page.locator("#told")).to_have_text("What holds parity back most here?")
    vote(room, 31, a_ranking)
    room.end(1, now())
    expect(page.locator("h1")).to_have_text("Vote closed.")
    expect(page.locator("table")).to_have_count(0)
    room.reveal(at=now())
    expect(page.locator(".ranking tbody tr")).to_have_count(9)
    assert page.evaluate("window.isTheSamePage") is True


def test_the_clock_runs_by_the_servers_time_and_stands_when_it_is_stopped(page: Page, store: Store):
    room = ideas(store)
    open_screen(page, room)
    expect(page.locator(".clock-digits")).to_have_text(re.compile(r"^4:[0-5]\d$"))
    room.do(Paused(), now())
    expect(page.locator(".clock-words")).to_have_text("Clock stopped")
    stood = page.locator(".clock-digits").inner_text()
    page.wait_for_timeout(1500)
    assert page.locator(".clock-digits").inner_text() == stood


def test_a_vote_whose_time_runs_out_closes_and_is_counted_by_itself(page: Page, store: Store):
    room = begin(store)
    room.ranking(now(), seconds=2)
    vote(room, 31, a_ranking)
    open_screen(page, room)
    expect(page.locator("h1")).to_have_text("Vote closed.")
    expect(page.get_by_text("Being counted.")).to_have_count(0)
    assert room.state().rounds[0].state is RoundState.COUNTED


def test_slides_turn_by_keys_and_buttons_and_stay_where_they_are_when_something_else_changes(page: Page, store: Store):
    room = scored(store)
    open_screen(page, room)
    place = page.locator("#slide-place")
    expect(place).to_have_text("1 of 4")
    page.keyboard.press("PageUp")
    expect(place).to_have_text("1 of 4")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Next").click()
    expect(place).to_have_text("3 of 4")
    page.get_by_role("button", name="Back").click()
    expect(place).to_have_text("2 of 4")
    room.do(Extended(60), now())
    expect(page.locator(".clock")).to_have_count(1)
    expect(place).to_have_text("2 of 4")
    room.do(FactsShown(True), now())
    expect(place).to_have_text("4 of 5")
    expect(page.locator(".lane.fact:visible")).to_contain_text("Measured: ")
    page.keyboard.press("PageUp")
    room.do(Extended(60), now())
    expect(place).to_have_text("3 of 5")


PARTED = """() => {
    const middle = (box) => box.left + box.width / 2;
    const numbers = [...document.querySelectorAll("[data-slide]:not([hidden]) thead .score-axis b")];
    const strips = document.querySelectorAll("[data-slide]:not([hidden]) tbody tr:not([hidden]) .strip");
    return [...strips].flatMap((strip) => {
        const matrix = strip.getScreenCTM();
        return numbers.map((one, at) =>
            Math.abs(middle(one.getBoundingClientRect()) - (matrix.a * (100 * at + 50) + matrix.e)));
    });
}"""


@pytest.mark.parametrize("scene", [few, scored_again, scored_wide], ids=lambda scene: scene.__name__)
def test_axis_numbers_stand_over_their_ticks_on_every_width(
    clients: Clients, store: Store, scene: Callable[[Store], Room]
):
    page = open_screen(clients.page(1920, 1080), scene(store))
    for width, height in ((1920, 1080), (1280, 720), (1024, 768), (PHONE, 740)):
        page.set_viewport_size({"width": width, "height": height})
        parted = page.evaluate(PARTED)
        assert len(parted) >= 18 and max(parted) < 1, (width, max(parted))


def test_a_list_that_is_too_long_is_turned_like_pages_and_says_which_it_shows(page: Page, store: Store):
    room = clarify_long(store)
    page.set_viewport_size({"width": 1280, "height": 720})
    open_screen(page, room)
    place, seen = page.locator("#slide-place"), page.locator(".items li:visible .letter")
    expect(place).to_contain_text("of 27, page 1 of 2")
    first = seen.all_inner_texts()
    assert place.inner_text().startswith(f"A to {first[-1]} of 27")
    page.keyboard.press("PageDown")
    second = seen.all_inner_texts()
    assert place.inner_text() == f"{second[0]} to {second[-1]} of 27, page 2 of 2"
    assert [*first, *second] == [*(chr(65 + at) for at in range(26)), "AA"]
    page.get_by_role("button", name="Next").click()
    assert seen.all_inner_texts() == second
    page.get_by_role("button", name="Back").click()
    assert seen.all_inner_texts() == first


def test_while_people_vote_a_long_list_turns_by_itself_until_somebody_turns_it(page: Page, store: Store):
    page.clock.install()
    page.set_viewport_size({"width": 1280, "height": 720})
    open_screen(page, ranking_long(store))
    place = page.locator("#slide-place")
    expect(place).to_contain_text("page 1 of ")
    page.clock.run_for(12_500)
    expect(place).to_contain_text("page 2 of ")
    page.keyboard.press("ArrowLeft")
    expect(place).to_contain_text("page 1 of ")
    page.clock.run_for(30_000)
    expect(place).to_contain_text("page 1 of ")


def test_what_six_cells_mean_stands_below_them_while_people_score(page: Page, store: Store):
    page.set_viewport_size({"width": 1280, "height": 720})
    open_screen(page, scoring_six(store))
    expect(page.locator(".items .meaning:visible")).to_have_count(6)
    expect(page.locator("#slide-place")).to_have_text("")


def test_the_buttons_cover_nothing_of_the_screen(page: Page, store: Store):
    page.set_viewport_size({"width": 1280, "height": 720})
    open_screen(page, ranked(store))
    page.mouse.move(5, 5)
    foot, controls = page.locator(".foot").bounding_box(), page.locator("#controls").bounding_box()
    assert foot and controls and foot["y"] + foot["height"] <= controls["y"] + 1


def test_the_measured_gap_comes_only_when_the_facilitator_shows_it(page: Page, store: Store):
    room = scored(store)
    open_screen(page, room)
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(page.locator(".perception:visible")).to_have_count(2)
    expect(page.locator(".lane.fact")).to_have_count(0)
    room.do(FactsShown(True), now())
    expect(page.locator(".lane.fact:visible")).to_contain_text("Measured: ")


def test_the_key_f_fills_the_screen_and_can_be_switched_off(page: Page, store: Store):
    open_screen(page, welcome(store))
    page.evaluate("""() => {
        window.asked = 0;
        Element.prototype.requestFullscreen = () => { window.asked += 1; return Promise.resolve(); };
    }""")
    page.keyboard.press("f")
    page.get_by_role("button", name="Key F is on").click()
    expect(page.get_by_role("button", name="Key F is off")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("f")
    assert page.evaluate("window.asked") == 1
    page.get_by_role("button", name="Full screen").click()
    assert page.evaluate("window.asked") == 2


def test_controls_hide_while_nobody_moves_and_come_back_with_a_key(page: Page, store: Store):
    open_screen(page, scored(store))
    expect(page.locator("#controls")).to_be_hidden(timeout=8000)
    expect(page.locator("#slide-place")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Back")).to_be_focused()


def test_a_lost_connection_is_said_and_the_screen_catches_up_when_it_is_back(
    clients: Clients, page: Page, store: Store
):
    room = begin(store)
    open_screen(page, room)
    expect(page.locator(".count b")).to_have_text("31")
    page.route("**/p/**", lambda route: route.abort())
    page.context.set_offline(True)
    expect(page.get_by_text("Connection lost, trying again")).to_be_visible(timeout=30_000)
    room.ranking(now())
    page.unroute("**/p/**")
    page.context.set_offline(False)
    expect(page.locator("h1")).to_have_text("What holds parity back most here?")
    expect(page.get_by_text("Connection lost")).to_be_hidden()
    lost = [one for one in clients.complaints if "ERR_INTERNET_DISCONNECTED" in one or "ERR_FAILED" in one]
    clients.complaints[:] = [one for one in clients.complaints if one not in lost]


def test_a_refused_stream_is_replaced_by_asking_every_second(clients: Clients, page: Page, store: Store):
    room = begin(store)
    page.route("**/stream", lambda route: route.fulfill(status=503, body="busy"))
    open_screen(page, room)
    room.join(Group.PUBLIC, at=now())
    expect(page.locator(".count b")).to_have_text("32")
    room.ranking(now())
    expect(page.locator("h1")).to_have_text("What holds parity back most here?")
    clients.complaints[:] = [one for one in clients.complaints if "503" not in one]


def test_a_withdrawn_link_ends_the_screen_in_plain_words(clients: Clients, page: Page, store: Store):
    room = begin(store)
    page.route("**/stream", lambda route: route.fulfill(status=503, body="busy"))
    open_screen(page, room)
    with store.writing_unit_of_work() as work:
        (link, *_others) = work.workshops.links(room.workshop.id)
        assert revoke_link(work, facilitator_of(work, room.workshop.id, room.owner), link.id, now())
        work.commit()
    expect(page.locator("h1")).to_have_text("There is no screen at this address")
    assert not violations(page)
    clients.complaints[:] = [one for one in clients.complaints if "503" not in one and "404" not in one]


def test_forced_colours_and_a_qr_code_that_still_scans(clients: Clients, store: Store):
    page = open_screen(clients.page(1920, 1080, forced_colors="active"), scored(store))
    page.keyboard.press("PageDown")
    assert page.locator(".column").first.evaluate("one => getComputedStyle(one).forcedColorAdjust") == "none"
    code = open_screen(clients.page(1920, 1080, forced_colors="active"), welcome(store)).locator(".qr-code")
    assert code.evaluate("one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]") == [
        "rgb(0, 0, 0)", "rgb(255, 255, 255)",
    ]  # fmt: skip
