"""The phone page of a workshop in a real browser: joining, writing, voting; what a lost connection does not lose."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from dash import Dash
from playwright.sync_api import Locator, Page, expect

from components.labels import cell_label
from data.current import current_store
from domain_model.workshop.ballots import Answers
from domain_model.workshop.codes import spaced_code
from domain_model.workshop.events import Closed, Extended, RoundRevealed, StageEntered
from domain_model.workshop_vocabulary import FactsPolicy, Group, Stage
from pages.http.phone_answers import cookie_name
from tests.browser.harness import PHONE, Clients, said
from tests.browser.test_accessibility import violations
from tests.workshops import MESO, Room, a_plan, open_room, ranked, scored

pytestmark = pytest.mark.browser

NARROW = 320
LONGEST_WAIT = 60_000
"""A phone asks every two seconds; a machine with other work may take longer."""

MOST_BYTES = 60 * 1024
SMALL_TARGETS = """() => [...document.querySelectorAll("button, summary, input, select")]
    .filter((one) => !one.closest("[hidden]"))
    .filter((one) => (one.closest("label") || one).getBoundingClientRect().height < 43.5)
    .map((one) => one.outerHTML)"""
STAGES = ("set_up", "ideas", "share", "ranking", "scoring", "revealed", "closed")


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def room(application: Dash, site: str) -> Iterator[Room]:
    with application.server.app_context():
        yield open_room(current_store(), a_plan(area="QYG"), now())


def phone(clients: Clients, room: Room, *, width: int = PHONE, group: Group = Group.PRACTICE) -> Page:
    """The phone of somebody who has joined."""
    room.join(group, at=now())
    return opened(page_of_last(clients, room, width), room)


def page_of_last(clients: Clients, room: Room, width: int = PHONE) -> Page:
    """A page, not opened yet, on the phone of whoever joined last."""
    page = clients.page(width, 740)
    secret = room.people[-1].secret
    page.context.add_cookies([{"name": cookie_name(room.workshop.id), "value": secret, "url": clients.site}])
    return page


def opened(page: Page, room: Room) -> Page:
    page.goto(f"/w/{room.workshop.id}")
    page.locator("#oneself").wait_for()
    return page


def enter(room: Room, stage: Stage) -> None:
    room.do(StageEntered(stage.value, 0), now())


def vote(room: Room, *, scores: bool = False, seconds: int = 0) -> None:
    enter(room, Stage.VOTE)
    if scores:
        room.scoring(now(), seconds)
    else:
        room.ranking(now(), seconds)


def standing(room: Room) -> list[Answers]:
    """The answers of everybody that stand in the first round."""
    with room.store.unit_of_work() as work:
        return [one.answers for one in work.ballots.standing(room.workshop.id, 1)]


def ideas(room: Room) -> list[str]:
    with room.store.unit_of_work() as work:
        return [idea.text for idea in work.participants.ideas(room.workshop.id)]


def kept(page: Page) -> Locator:
    return page.locator("#kept-words")


def chosen(page: Page) -> list[str]:
    """The letters of what is ranked, as the page shows it."""
    rows = page.locator("#chosen-rows > .row:not(.free) .known, #chosen-rows > .row:not(.free) .words")
    return [words.partition("barrier ")[2][0] for words in rows.all_inner_texts()]


def forgive(clients: Clients, words: str) -> None:
    """Leave out what the browser, not the product, writes about a request."""
    clients.complaints[:] = [complaint for complaint in clients.complaints if words not in complaint]


def wait_for(locator: Locator, words: str) -> None:
    expect(locator).to_contain_text(words, timeout=LONGEST_WAIT)


def test_somebody_joins_by_the_code_with_consent_and_as_a_group(clients: Clients, room: Room):
    page = clients.page(PHONE, 740)
    page.goto("/join")
    page.get_by_label("Code").fill(spaced_code(room.workshop.join_code).lower())
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("FICTITIOUS workshop")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick the box if you agree")
    assert not violations(page)
    page.get_by_role("radio", name="Carers").check()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("You speak for: Carers")).to_be_visible()
    forgive(clients, "the server responded with a status of 422")  # the browser writes so of a form sent back
    with room.store.unit_of_work() as work:
        assert [person.group for person in work.participants.of(room.workshop.id)] == [Group.CARERS]


def test_an_idea_that_is_given_without_a_connection_waits_and_is_delivered(clients: Clients, room: Room):
    enter(room, Stage.IDEAS)
    page = phone(clients, room)
    page.context.set_offline(True)
    page.get_by_label("Your idea").fill("FICTITIOUS <b>rotas</b> & pay")
    page.get_by_role("button", name="Give this idea").click()
    expect(page.locator("#own-rows")).to_contain_text("Kept on this phone, not yet sent")
    wait_for(page.locator("#offline"), "No connection")
    expect(page.get_by_label("Your idea")).to_have_value("")
    assert ideas(room) == []
    page.context.set_offline(False)
    wait_for(page.locator("#own-rows"), "Given")
    forgive(clients, "ERR_INTERNET_DISCONNECTED")
    assert ideas(room) == ["FICTITIOUS <b>rotas</b> & pay"]
    with page.expect_response("**/ideas/remove"):
        page.get_by_role("button", name="Remove your idea").click()
    expect(page.locator("#own-rows")).to_have_count(0)
    expect(page.get_by_label("Your idea")).to_be_focused()
    assert ideas(room) == []


def test_a_ballot_that_is_sent_without_a_connection_waits_and_is_counted_once(clients: Clients, room: Room):
    vote(room)
    page = phone(clients, room)
    add(page, "ca")
    page.context.set_offline(True)
    page.locator("#send").click()
    wait_for(kept(page), "Kept on this phone, not yet sent")
    assert standing(room) == []
    page.context.set_offline(False)
    wait_for(kept(page), "Saved at")
    assert standing(room) == [ranked("ca")]
    expect(page.locator("#send")).to_have_text("Saved")
    forgive(clients, "ERR_INTERNET_DISCONNECTED")


def test_a_half_filled_ballot_outlives_a_reload_and_what_happens_in_the_room(clients: Clients, room: Room):
    vote(room, scores=True, seconds=300)
    page = phone(clients, room)
    severity = page.get_by_role("group", name=f"Severity of the gap for {cell_label(MESO)}")
    severity.get_by_role("radio", name="7").check()
    expect(kept(page)).to_contain_text("What you have chosen is sent when the time is up.")
    opened(page, room)
    expect(severity.get_by_role("radio", name="7")).to_be_checked()
    severity.get_by_role("radio", name="7").focus()
    before = page.locator("#time-left").inner_text()
    room.do(Extended(120), now())
    page.wait_for_function("before => document.querySelector('#time-left').textContent > before", arg=before)
    expect(severity.get_by_role("radio", name="7")).to_be_checked()
    expect(severity.get_by_role("radio", name="7")).to_be_focused()
    assert standing(room) == []
    page.get_by_role("button", name="Send my scores").click()
    wait_for(kept(page), "Saved at")
    severity.get_by_role("radio", name="Leave out").check()
    expect(kept(page)).to_have_text("Changed, not yet sent.")


def test_what_is_chosen_is_sent_by_itself_when_the_time_is_up(clients: Clients, room: Room):
    vote(room, seconds=5)
    page = phone(clients, room)
    add(page, "b")
    expect(kept(page)).to_contain_text("What you have chosen is sent when the time is up.")
    expect(page.get_by_role("heading", level=1)).to_have_text("The vote has closed", timeout=LONGEST_WAIT)
    wait_for(page.locator("#content"), "Your ranking was counted")
    assert standing(room) == [ranked("b")]


def test_two_tabs_show_the_same_ballot_and_a_double_tap_sends_it_once(clients: Clients, room: Room):
    vote(room)
    one = phone(clients, room)
    other = opened(one.context.new_page(), room)
    add(one, "fb")
    other.bring_to_front()
    wait_for(other.locator("#chosen-rows"), "barrier b")
    assert chosen(other) == ["f", "b"]
    sent: list[str] = []
    other.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    other.locator("#send").dblclick()
    wait_for(kept(other), "Saved at")
    wait_for(kept(one), "Saved at")
    assert len(sent) == 1
    assert standing(room) == [ranked("fb")]


def test_a_ranking_is_made_by_keyboard_only(clients: Clients, room: Room):
    vote(room)
    page = phone(clients, room)
    page.locator("#add-item-a").focus()
    for _ in "abc":  # the focus goes on to the next thing to add
        page.keyboard.press("Enter")
    assert chosen(page) == ["a", "b", "c"]
    page.get_by_role("button", name="Move FICTITIOUS barrier c up, now 3 of 5").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#live")).to_have_text("FICTITIOUS barrier c, now 2 of 5")
    expect(page.get_by_role("button", name="Move FICTITIOUS barrier c up, now 2 of 5")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move FICTITIOUS barrier c down, now 1 of 5")).to_be_focused()
    assert chosen(page) == ["c", "a", "b"]
    page.get_by_role("button", name="Take FICTITIOUS barrier a out").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Take FICTITIOUS barrier b out")).to_be_focused()
    page.locator("#send").focus()
    page.keyboard.press("Enter")
    wait_for(kept(page), "Saved at")
    expect(page.locator("#send")).to_be_focused()
    assert standing(room) == [ranked("cb")]


def test_what_is_known_is_unfolded_beside_what_is_voted_on_where_it_may_be_seen(clients: Clients, room: Room):
    vote(room)
    page = phone(clients, room)
    known = page.get_by_role("button", name="FICTITIOUS barrier b What is known about this")
    known.click()
    expect(known).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#known-item-b")).to_contain_text("What gets in the way")
    page.get_by_role("button", name="Add FICTITIOUS barrier b").click()
    expect(page.locator("#chosen-rows #known-item-b")).to_contain_text("What gets in the way")
    known.click()
    expect(page.locator(".facts")).to_have_count(0)


def test_what_is_known_waits_until_somebody_has_voted_where_the_plan_says_so(clients: Clients, room: Room):
    after = open_room(room.store, a_plan(area="QYG", facts=FactsPolicy.AFTER_VOTE), now())
    vote(after)
    page = phone(clients, after)
    expect(page.get_by_text("You will see what is known about this after you have voted.")).to_be_visible()
    expect(page.locator(".row .known")).to_have_count(0)
    add(page, "a")
    page.locator("#send").click()
    expect(page.locator(".row .known")).to_have_count(6, timeout=LONGEST_WAIT)
    wait_for(kept(page), "Saved at")


def test_the_reveal_shows_the_room_beside_ones_own_answers_and_a_further_vote_begins_from_them(
    clients: Clients, room: Room
):
    room.join(*(Group.PRACTICE for _ in range(8)), at=now())
    arrange(room, "revealed")
    page = opened(page_of_last(clients, room), room)
    expect(page.get_by_role("heading", level=1)).to_have_text("What the room said")
    first = page.get_by_role("row", name="FICTITIOUS barrier b")
    assert [cell.strip() for cell in first.get_by_role("cell").all_inner_texts()][:1] == ["1"]
    expect(page.get_by_text("Your ranking was counted.")).to_be_visible()
    meso = page.locator(".result section").filter(has_text="Severity of the gap").first
    expect(meso).to_contain_text("7")
    room.ranking(now())
    wait_for(page.locator("#row-item-c"), "You put this 2nd last time")
    page.get_by_role("button", name="See what the room said").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What the room said")
    page.get_by_role("button", name="Change my view: vote again").click()
    page.get_by_role("button", name="Start from my last answers").click()
    assert chosen(page) == ["b", "c", "a"]


def test_somebody_erases_what_they_sent_and_gets_a_receipt(clients: Clients, room: Room):
    vote(room)
    page = phone(clients, room)
    add(page, "d")
    page.locator("#send").click()
    wait_for(kept(page), "Saved at")
    page.locator("#own-erase summary").click()
    page.locator("#leave").click()
    page.get_by_role("button", name="Yes, erase it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are erased")
    expect(page.locator("#content")).to_contain_text("1 ballot and 0 ideas")
    assert standing(room) == []
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('parity-phone'))") == []


@pytest.mark.parametrize("width", [NARROW, PHONE])
@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_passes_axe_and_is_no_wider_than_the_phone(clients: Clients, room: Room, stage: str, width: int):
    room.join(*(Group.PRACTICE for _ in range(8)), at=now())
    arrange(room, stage)
    page = opened(page_of_last(clients, room, width), room)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    found = violations(page)
    assert not found, said(found)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALL_TARGETS) == []


def test_the_page_weighs_at_most_60_kilobytes_in_all(clients: Clients, room: Room):
    vote(room, scores=True)
    room.join(Group.PRACTICE, at=now())
    page = page_of_last(clients, room)
    weights: dict[str, int] = {}
    page.on("response", lambda response: weights.update({response.url: len(response.body())}))
    opened(page, room)
    page.wait_for_load_state("networkidle")
    assert len(weights) == 5
    assert sum(weights.values()) <= MOST_BYTES, weights


def add(page: Page, letters: str) -> None:
    for letter in letters:
        page.get_by_role("button", name=f"Add FICTITIOUS barrier {letter}").click()


def arrange(room: Room, stage: str) -> None:
    """Bring the room to a stage; what is revealed and closed has eight people's ranking and scores."""
    if stage in {"ideas", "share"}:
        enter(room, Stage(stage))
    elif stage in {"ranking", "scoring"}:
        vote(room, scores=stage == "scoring", seconds=300)
    elif stage in {"revealed", "closed"}:
        vote(room)
        for person in room.people:
            room.cast(person, ranked("bca"), now())
        room.end(at=now())
        room.do(RoundRevealed(1), now())
        room.scoring(now())
        for person in room.people:
            room.cast(person, scored(meso=(2, 7), micro=(3, 5)), now(), round_number=2)
        room.end(2, now())
        room.do(RoundRevealed(2), now())
        enter(room, Stage.DISCUSS)
        if stage == "closed":
            room.do(Closed(), now())
