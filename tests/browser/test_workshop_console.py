"""The console in a browser: a whole session by keyboard, by axe in every stage, and nothing typed is wiped."""

import logging
import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect
from werkzeug.serving import make_server

from app import ROOT, configure
from data.current import EXTENSION
from data.unit_of_work import Store, open_store
from domain_model.cells import Cell
from domain_model.use_cases.give_ideas import give_idea
from domain_model.use_cases.run_workshop import enter_stage, facilitator_of
from domain_model.use_cases.steer_workshop import vote_again
from domain_model.workshop.events import Closed, FactsShown, Paused, RoundRevealed, VotingEnded
from domain_model.workshop.items import Item
from domain_model.workshop_vocabulary import Group, ItemOrigin, RoundState, Stage
from pages.http import live_stream
from pages.http.access import guard
from pages.http.forms import refuse_forms_sent_twice
from pages.http.security import add_security_headers
from pages.http.sign_in import sign_in as sign_in_pages
from pages.http.who import know_people
from pages.http.workshop_console import workshop_console
from tests.browser.harness import HOME, PHONE, WIDE, Clients, SignIn, focused, said, tab_until
from tests.browser.test_accessibility import unfold, violations
from tests.browser.test_widths import overflow
from tests.workshops import Room, a_plan, open_room, ranked

pytestmark = pytest.mark.browser

CELLS = (Cell.from_token("service_delivery/meso"), Cell.from_token("workforce/meso"))
TEXTS = (
    "FICTITIOUS: services hard to reach and uneven in coverage",
    "FICTITIOUS: insufficient care in a crisis, above all at night and at weekends, in the whole of the county",
    "FICTITIOUS: lengthy waits for child mental health care",
    "FICTITIOUS: too few staff",
    "FICTITIOUS: workload pressure",
    "FICTITIOUS: absence of place-based care",
)
ITEMS = tuple(
    Item(f"item-{letter}", text, CELLS[0], ItemOrigin.CATALOGUE) for letter, text in zip("abcdef", TEXTS, strict=True)
)
DOUBLE_PRESS = 750
"""Milliseconds in which a press of a button that has just become another one is taken for a second one."""

SMALL = """least => [...document.querySelectorAll("#console-panel button, #console-panel summary, #console-panel a, "
    + "#console-panel select, #console-panel input:not([type=hidden])")]
    .filter((one) => one.checkVisibility())
    .map((one) => [one, (one.type === "checkbox" ? one.closest(".choice") : one).getBoundingClientRect()])
    .filter(([one, box]) => Math.min(box.width, box.height) < least)
    .map(([one, box]) => `${one.tagName} ${one.id} ${one.textContent.slice(0, 30)} ${box.width} x ${box.height}`)"""


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def store(copy_of_seeded: Callable[[], str]) -> Iterator[Store]:
    made = open_store(copy_of_seeded(), progress=lambda _line: None)
    yield made
    made.close()


@pytest.fixture(scope="module")
def server(store: Store) -> Iterator[Flask]:
    """The console alone; it has streams for all tests, since one that a browser left is noticed seconds later."""
    made = Flask("console_under_test", static_folder=str(ROOT / "assets"), static_url_path="/assets")
    configure(made, store)
    made.extensions[EXTENSION] = store
    for blueprint in (sign_in_pages, workshop_console):
        made.register_blueprint(blueprint)
    made.view_functions["static"].access_needs = "everybody"  # type: ignore[attr-defined]
    made.add_url_rule("/_favicon.ico", "icon", _no_icon)
    add_security_headers(made, lambda: ())
    know_people(made)
    refuse_forms_sent_twice(made)
    guard(made)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(live_stream, "MOST_STREAMS", 60)
        yield made


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


@pytest.fixture
def room(store: Store) -> Room:
    return begin(store)


@pytest.fixture
def enter(sign_in: SignIn, clients: Clients) -> Callable[..., Page]:
    """Open the console of a room as its owner, at a new browser."""

    def opened(room: Room, width: int = WIDE, query: str = "", **options: object) -> Page:
        page = sign_in(clients.page(width, **options), room.owner)
        page.goto(f"/workshops/{room.workshop.id}{query}")
        return page

    return opened


def begin(store: Store, **changes: object) -> Room:
    plan = a_plan(title="FICTITIOUS: where is the gap widest?", area="QYG", cells=CELLS, items=ITEMS, **changes)
    room = open_room(store, plan, now())
    people = (*(Group.POLICY,) * 9, *(Group.PRACTICE,) * 10, *(Group.CARERS,) * 3, Group.PUBLIC)
    room.join(*people, at=now())
    return room


def go(room: Room, stage: Stage) -> Room:
    with room.store.writing_unit_of_work() as work:
        enter_stage(work, facilitator_of(work, room.workshop.id, room.owner), stage, now())
        work.commit()
    return room


def write(room: Room, *texts: str) -> Room:
    """Each idea by the next person."""
    with room.store.writing_unit_of_work() as work:
        for place, text in enumerate(texts):
            person = room.people[place % len(room.people)].participant
            give_idea(work, person, f"{room.workshop.id}-{place:04}", text, "", now())
        work.commit()
    return room


def cast(room: Room, people: int, number: int = 1) -> Room:
    for person in room.people[:people]:
        room.cast(person, ranked("bca"), now(), round_number=number)
    return room


def set_up(store: Store) -> Room:
    return begin(store, is_rehearsal=True)


def ideas(store: Store) -> Room:
    return write(go(begin(store, minutes={Stage.IDEAS: 5}), Stage.IDEAS), "FICTITIOUS idea", "FICTITIOUS other idea")


def share(store: Store) -> Room:
    room = go(begin(store, minutes={Stage.SHARE: 15}), Stage.IDEAS)
    return go(write(room, *(f"FICTITIOUS idea number {number}" for number in range(24))), Stage.SHARE)


def clarify(store: Store) -> Room:
    return go(begin(store), Stage.CLARIFY)


def before_vote(store: Store) -> Room:
    return go(begin(store), Stage.VOTE)


def voting(store: Store) -> Room:
    room = begin(store)
    room.ranking(now(), seconds=300)
    return cast(room, 17)


def paused(store: Store) -> Room:
    room = voting(store)
    room.do(Paused(), now())
    return room


def counted(store: Store) -> Room:
    room = cast(begin(store), 0)
    room.ranking(now())
    cast(room, 20)
    room.end(at=now())
    return room


def discussing(store: Store) -> Room:
    room = counted(store)
    room.do(FactsShown(True), now())
    room.do(RoundRevealed(1), now())
    return room


def again(store: Store) -> Room:
    room = discussing(store)
    with room.store.writing_unit_of_work() as work:
        vote_again(work, facilitator_of(work, room.workshop.id, room.owner), 1, now())
        work.commit()
    return room


def closed(store: Store) -> Room:
    room = discussing(store)
    room.do(Closed(), now())
    return room


STAGES = (set_up, ideas, share, clarify, before_vote, voting, paused, counted, discussing, again, closed)


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_passes_axe_fits_and_can_be_hit(
    store: Store, enter: Callable[..., Page], stage: Callable[[Store], Room], width: int
):
    page = enter(stage(store), width, "?ideas=waiting&record=all", has_touch=width == PHONE)
    assert page.locator("h1").count() == 1
    main = page.locator("#next-step").bounding_box()
    assert main is not None and main["y"] < 900
    unfold(page)
    found = violations(page) + overflow(page) + page.evaluate(SMALL, 44 if width == PHONE else 24)
    assert not found, said(found)


def test_a_whole_session_is_run_by_the_keyboard(room: Room, enter: Callable[..., Page]):
    page = enter(room)
    next_step = page.locator("#next-step")
    for words, stage in (
        ("Start: silent ideas", "Now: Silent ideas"),
        ("Go on: share the ideas", "Now: Share"),
        ("Go on: clarify the list", "Now: Clarify"),
        ("Go on: vote", "Now: Vote"),
        ("Open the ranking", "Now: Vote"),
    ):
        expect(next_step).to_have_text(words)
        tab_until(page, "#next-step")
        page.keyboard.press("Enter")
        expect(page.locator("#console-now")).to_have_text(stage)
        expect(next_step).not_to_have_text(words)
        expect(page.locator("#console-now")).to_be_focused()
        page.wait_for_timeout(DOUBLE_PRESS)
    cast(room, 21)
    expect(page.locator(".console-voted")).to_have_text("21 of 23 have voted")
    tab_until(page, "#next-step")
    page.keyboard.press("Enter")
    expect(page.locator(".console-happening")).to_contain_text("counting in a moment")
    expect(next_step).to_have_text("Reveal the results")
    tab_until(page, "#next-step")
    page.keyboard.press("Enter")
    expect(page.locator("#console-now")).to_have_text("Now: Discuss")
    page.wait_for_timeout(DOUBLE_PRESS)
    tab_until(page, "#hide-1")
    page.keyboard.press("Enter")
    expect(page.locator("#vote-1")).to_contain_text("counted (21 ballots), not revealed")
    assert room.state().rounds[0].state is RoundState.COUNTED


def test_a_second_press_does_not_do_the_next_thing(room: Room, enter: Callable[..., Page]):
    page = enter(room)
    page.locator("#next-step").dblclick()
    expect(page.locator("#console-now")).to_have_text("Now: Silent ideas")
    page.locator("#next-step").click()
    page.wait_for_timeout(300)
    assert room.state().stage is Stage.IDEAS


def test_another_button_pressed_at_once_after_an_action_works(store: Store, enter: Callable[..., Page]):
    room = ideas(store)
    page = enter(room)
    page.locator("#extend-5").click()
    expect(page.locator("#undo")).to_have_text("Undo: 5 minutes more")
    page.locator("#undo").click()
    expect(page.locator(".console-record li").first).to_contain_text("taken back: 5 minutes more")
    page.locator("#pause").click()
    expect(page.locator("#pause")).to_have_text("Start the clock again")
    page.locator("#extend-1").click()
    expect(page.locator("#undo")).to_have_text("Undo: 1 minute more")


def test_what_is_pressed_while_something_is_being_sent_is_done_in_turn(store: Store, enter: Callable[..., Page]):
    room = ideas(store)
    page = enter(room)
    held: list[Route] = []
    page.route("**/clock/extend", lambda route: held.append(route))
    page.locator("#extend-5").click()
    page.locator("#pause").click()
    page.locator("#extend-5").click()
    expect(page.locator("#console-mention")).to_have_text("That is being sent already.")
    page.locator("#next-step").click()
    before = room.state()
    assert (before.paused_at, before.stage) == (None, Stage.IDEAS)
    (only,) = held
    only.continue_()
    expect(page.locator("#console-now")).to_have_text("Now: Share")
    with store.unit_of_work() as work:
        done = [entry.event.kind for entry in work.workshops.log(room.workshop.id)]
    assert done[-3:] == ["extended", "paused", "stage_entered"]


def test_a_press_that_waited_is_not_done_where_its_button_has_become_another(store: Store, enter: Callable[..., Page]):
    room = ideas(store)
    page = enter(room)
    held: list[Route] = []
    page.route("**/clock/pause", lambda route: held.append(route))
    page.locator("#pause").click()
    page.locator("#next-step").click()
    go(room, Stage.SHARE)
    held[0].continue_()
    expect(page.locator("#console-mention")).to_contain_text("“Go on: share the ideas” was not done")
    expect(page.locator("#next-step")).to_have_text("Go on: clarify the list")
    assert room.state().stage is Stage.SHARE


def test_a_panel_that_comes_between_pressing_and_letting_go_loses_no_click(room: Room, enter: Callable[..., Page]):
    page = enter(room)
    box = page.locator("#pause").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    room.do(FactsShown(True), now())
    page.wait_for_timeout(1200)
    page.mouse.up()
    expect(page.locator("#pause")).to_have_text("Start the clock again")
    assert room.state().facts_shown


def test_what_is_typed_unfolded_and_focused_outlasts_what_others_do(room: Room, enter: Callable[..., Page]):
    go(room, Stage.CLARIFY)
    page = enter(room)
    page.locator("#item-item-b-fold > summary").click()
    page.locator("#item-item-a-merge").check()
    page.locator("#item-item-b-cell").select_option("workforce/meso")
    field = page.locator("#item-item-b-text")
    field.fill("FICTITIOUS half a thought")
    field.evaluate("one => one.setSelectionRange(3, 7)")
    version = room.state().version
    room.do(FactsShown(True), now())
    expect(page.locator(f'#console-panel[data-version="{version + 1}"]')).to_be_attached()
    expect(field).to_have_value("FICTITIOUS half a thought")
    expect(field).to_be_focused()
    assert field.evaluate("one => [one.selectionStart, one.selectionEnd]") == [3, 7]
    expect(page.locator("#item-item-a-merge")).to_be_checked()
    expect(page.locator("#item-item-b-cell")).to_have_value("workforce/meso")
    page.locator("#item-item-b-place").click()
    expect(page.locator("#item-item-b-entry .console-where")).to_contain_text("Workforce, meso")
    expect(field).to_have_value("FICTITIOUS half a thought")
    page.locator("#item-item-b-fold > summary").click()
    page.locator("#item-item-b-reword").click()
    expect(page.locator("#item-item-b-entry > .console-row .console-words")).to_contain_text("half a thought")
    expect(page.locator("#item-item-a-merge")).to_be_checked()


def test_what_could_not_be_taken_stays_and_says_why(room: Room, enter: Callable[..., Page], clients: Clients):
    go(room, Stage.CLARIFY)
    page = enter(room)
    page.locator("#merge-fold > summary").click()
    page.locator("#item-item-a-merge").check()
    page.locator("#merge-text").fill("FICTITIOUS both")
    page.locator("#merge-send").click()
    expect(page.locator(".notice.error")).to_contain_text("Choose two or more things to merge.")
    expect(page.locator(".notice.error")).to_be_focused()
    room.do(FactsShown(True), now())
    expect(page.locator(f'#console-panel[data-version="{room.state().version}"]')).to_be_attached()
    expect(page.locator("#merge-text")).to_have_value("FICTITIOUS both")
    page.locator("#item-item-c-merge").check()
    page.locator("#merge-send").click()
    expect(page.locator("#items-title")).to_have_text("What is voted on (5)")
    expect(page.locator("#merge-text")).to_have_value("")
    refusals = [one for one in clients.complaints if "status of 422" in one and "/items/merge" in one]
    assert len(refusals) == 1
    clients.complaints.remove(refusals[0])  # the browser writes it, not the product


def test_what_is_done_elsewhere_counts_and_clock_are_followed_without_a_reload(
    store: Store, enter: Callable[..., Page]
):
    room = begin(store)
    page = enter(room)
    page.evaluate("window.isSame = true")
    room.join(Group.VOLUNTARY_SECTOR, at=now())
    expect(page.locator(".console-joined")).to_have_text("24 joined")
    expect(page.locator(".console-groups")).to_contain_text("Voluntary sector 1")
    room.ranking(now(), seconds=3)
    expect(page.locator("strong[data-clock]")).to_have_text(re.compile(r"^0:0[0-2]$"))
    expect(page.locator(".console-happening")).to_contain_text("counting in a moment")
    expect(page.locator("#next-step")).to_have_text("Reveal the results")
    assert page.evaluate("window.isSame") is True


def test_where_streams_are_refused_the_pulse_is_asked_for(room: Room, enter: Callable[..., Page]):
    def refuse(route: Route) -> None:
        route.fulfill(status=204)  # a browser gives an event source up on this, and writes nothing to the console

    page = enter(room, query="?record=all")
    page.context.route("**/stream", refuse)
    with page.expect_response("**/pulse"):
        page.reload()
    go(room, Stage.IDEAS)
    expect(page.locator("#console-now")).to_have_text("Now: Silent ideas")


def test_without_scripts_every_button_is_a_form(room: Room, enter: Callable[..., Page]):
    page = enter(room, java_script_enabled=False)
    page.locator("#next-step").click()
    expect(page.locator("#console-now")).to_have_text("Now: Silent ideas")
    page.locator("#undo").click()
    expect(page.locator("#console-now")).to_have_text("Now: Welcome")
    page.locator("#projector").click()
    expect(page.locator("#made-link")).to_have_value(f"{page.url.partition('/workshops')[0]}/p/" + _secret(page))


def _secret(page: Page) -> str:
    return page.locator("#made-link").input_value().rpartition("/")[2]


def test_ideas_are_looked_at_without_a_reload_and_counted_while_they_come(store: Store, enter: Callable[..., Page]):
    room = go(begin(store), Stage.IDEAS)
    page = enter(room)
    page.evaluate("window.isSame = true")
    expect(page.locator(".console-number")).to_contain_text("0 ideas")
    write(room, "FICTITIOUS <img src=x onerror=alert(1)> idea")
    expect(page.locator(".console-number")).to_contain_text("1 idea from 1 person")
    page.locator("#look-waiting").click()
    expect(page.locator("#ideas .console-list .console-words")).to_have_text(
        "FICTITIOUS <img src=x onerror=alert(1)> idea"
    )
    assert page.url.endswith("?ideas=waiting#ideas")
    page.locator("#ideas .console-list button").click()
    expect(page.locator(".console-number")).to_contain_text("1 kept back")
    assert page.evaluate("window.isSame") is True
    assert focused(page)["tag"] != "BODY"
    assert len(room.state().hidden_ideas) == 1


def test_a_vote_ended_by_another_facilitator_is_not_ended_twice(store: Store, enter: Callable[..., Page]):
    room = voting(store)
    page = enter(room)
    page.context.route("**/stream", lambda route: route.fulfill(status=204))
    page.context.route("**/pulse", lambda route: route.fulfill(status=204))
    room.do(VotingEnded(1), now() - timedelta(seconds=5))
    page.locator("#next-step").click()
    expect(page.locator("#next-step")).to_have_text("Reveal the results")
