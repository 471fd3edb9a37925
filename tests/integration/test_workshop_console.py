"""The facilitator's console over HTTP: who may run a workshop, every action, and a whole run by forms."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import configure
from data.current import EXTENSION
from data.unit_of_work import Store
from domain_model.people import hash_of
from domain_model.people_vocabulary import Role
from domain_model.use_cases.describe_workshop import describe_workshop
from domain_model.use_cases.give_ideas import give_idea
from domain_model.use_cases.run_workshop import facilitator_of, make_link
from domain_model.workshop.records import Ballot
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import EntryMode, Group, LinkKind, RoundKind, RoundState, Scale, Stage
from pages.http import console_answers, console_forms, workshop_actions, workshop_items, workshop_votes
from pages.http.access import guard
from pages.http.addresses import PUBLIC_URL
from pages.http.forms import refuse_forms_sent_twice
from pages.http.sign_in import sign_in
from pages.http.who import know_people
from pages.http.workshop_access import COOKIE
from pages.http.workshop_console import workshop_console
from tests.people import post, signed_in
from tests.workshops import BEGIN, MESO, Room, a_plan, open_room, ranked, scored, second

UNKNOWN = "There is no workshop at this address that you can run."


@dataclass
class Clock:
    """The time that the console believes it is."""

    at: datetime = BEGIN

    def __call__(self) -> datetime:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    for module in (console_answers, console_forms, workshop_actions, workshop_items, workshop_votes):
        monkeypatch.setattr(module, "now", made)
    return made


@pytest.fixture
def server(store: Store) -> Flask:
    made = Flask("console_under_test")
    configure(made, store)
    made.extensions[EXTENSION] = store
    for blueprint in (sign_in, workshop_console):
        made.register_blueprint(blueprint)

    know_people(made)
    refuse_forms_sent_twice(made)
    guard(made)
    return made


@dataclass
class Console:
    """A browser at which somebody runs a workshop."""

    client: FlaskClient
    room: Room

    @property
    def base(self) -> str:
        return f"/workshops/{self.room.workshop.id}"

    def look(self, query: str = "") -> Tag:
        answer = self.client.get(self.base + query)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return BeautifulSoup(answer.get_data(as_text=True), "html.parser")

    def send(self, action: str, **fields: object) -> TestResponse:
        return post(self.client, f"{self.base}/{action}", page=self.base, **fields)

    def do(self, action: str, **fields: object) -> WorkshopState:
        answer = self.send(action, **fields)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        assert answer.location.startswith(self.base)
        return self.room.state()

    def refused(self, action: str, **fields: object) -> str:
        """Send something that does not fit; answers what is said, and that nothing changed."""
        before = self.room.state()
        assert self.do(action, **fields) == before
        said = self.look().select_one(".notice.said")
        assert said is not None
        return said.get_text(" ", strip=True)

    def press(self, button: str) -> WorkshopState:
        """Press a button by its id, as a browser without scripts does."""
        page = self.look()
        pressed = page.find(id=button)
        assert isinstance(pressed, Tag), button
        form = pressed.find_parent("form")
        assert form is not None
        fields = {str(one["name"]): one.get("value", "") for one in form.select("input[name], textarea[name]")}
        answer = self.client.post(str(pressed.get("formaction") or form["action"]), data=fields)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return self.room.state()


@pytest.fixture
def room(store: Store) -> Room:
    return open_room(store)


@pytest.fixture
def console(server: Flask, room: Room, clock: Clock) -> Console:
    return Console(signed_in(server, room.owner), room)


def words(page: Tag, selector: str) -> str:
    found = page.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text().split())


def link_to(room: Room, kind: LinkKind = LinkKind.FACILITATOR, note: str = "FICTITIOUS Flo") -> str:
    with room.store.writing_unit_of_work() as work:
        _link, secret = make_link(work, facilitator_of(work, room.workshop.id, room.owner), kind, note, BEGIN)
        work.commit()
    return secret


def by_link(server: Flask, room: Room) -> Console:
    client = server.test_client()
    answer = client.get(f"/f/{link_to(room)}")
    assert (answer.status_code, answer.location) == (303, f"/workshops/{room.workshop.id}")
    return Console(client, room)


def write_ideas(room: Room, *ideas: tuple[int, str]) -> list[str]:
    """Ideas by place of the person, in order; answers their ids."""
    made: list[str] = []
    with room.store.writing_unit_of_work() as work:
        for place, (who, text) in enumerate(ideas):
            person = room.people[who].participant
            made.append(give_idea(work, person, f"idea-number-{place:03}", text, "", second(place)).id)
        work.commit()
    return made


def vote(room: Room, number: int, answers: str, at: datetime, *, until: int | None = None) -> None:
    """Everybody (or the first few) sends the same ranking."""
    with room.store.writing_unit_of_work() as work:
        work.ballots.add_all(
            [
                Ballot(
                    room.workshop.id, number, one.participant.id, 1, one.participant.group, EntryMode.PHONE,
                    ranked(answers), at,
                )
                for one in room.people[:until]
            ]
        )  # fmt: skip
        work.commit()


# ---- Who may


def test_owner_administrator_and_link_holder_see_the_console_and_nobody_else(
    server: Flask, room: Room, clock: Clock
) -> None:
    administrator = signed_in(server, Role.ADMINISTRATOR)
    for client in (signed_in(server, room.owner), administrator, by_link(server, room).client):
        assert words(Console(client, room).look(), "h1") == "FICTITIOUS workshop"
    for client in (signed_in(server, Role.FACILITATOR), signed_in(server, Role.EDITOR), server.test_client()):
        for path in ("", "/panel", "/stream", "/pulse", "/link"):
            answer = client.get(f"/workshops/{room.workshop.id}{path}")
            assert (answer.status_code, UNKNOWN in answer.get_data(as_text=True)) == (404, True), path
    assert UNKNOWN in administrator.get("/workshops/no-such-workshop").get_data(as_text=True)


def test_no_action_is_open_to_another_facilitator_or_to_nobody(server: Flask, room: Room, clock: Clock) -> None:
    actions = [rule.rule for rule in server.url_map.iter_rules() if "POST" in (rule.methods or set())]
    of_console = [rule for rule in actions if rule.startswith("/workshops/<workshop>/")]
    assert len(of_console) >= 25
    other = open_room(room.store)
    another = signed_in(server, other.owner)
    for client, page in ((another, f"/workshops/{other.workshop.id}"), (server.test_client(), "/sign-in")):
        for rule in of_console:
            answer = post(client, rule.replace("<workshop>", room.workshop.id), page=page)
            assert (answer.status_code, UNKNOWN in answer.get_data(as_text=True)) == (404, True), rule
    assert room.state().version == 0


def test_a_link_opens_one_workshop_until_it_is_withdrawn(server: Flask, room: Room, clock: Clock) -> None:
    second_one = by_link(server, room)
    other = open_room(room.store)
    assert second_one.client.get(f"/workshops/{other.workshop.id}").status_code == 404
    cookie = second_one.client.get_cookie(COOKIE, path="/workshops")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site, cookie.path) == (True, "Lax", "/workshops")
    second_one.do("stage", stage="ideas", seen="set_up")
    owner = Console(signed_in(server, room.owner), room)
    assert "Silent ideas · the link for FICTITIOUS Flo" in words(owner.look(), "#record")
    with room.store.unit_of_work() as work:
        (link,) = work.workshops.links(room.workshop.id)
    owner.do("links/withdraw", link=link.id)
    assert second_one.client.get(second_one.base).status_code == 404


@pytest.mark.parametrize("kind", [LinkKind.PROJECTOR, None])
def test_only_the_secret_of_a_facilitators_link_opens_the_console(
    server: Flask, room: Room, kind: LinkKind | None
) -> None:
    secret = link_to(room, kind) if kind else "guessed"
    answer = server.test_client().get(f"/f/{secret}")
    assert (answer.status_code, UNKNOWN in answer.get_data(as_text=True)) == (404, True)
    client = server.test_client()
    client.set_cookie(COOKIE, secret, path="/workshops")
    assert client.get(f"/workshops/{room.workshop.id}").status_code == 404


# ---- Stages and clock


def test_the_set_up_is_changed_from_the_console_until_the_workshop_begins_and_not_by_a_link(
    server: Flask, console: Console
) -> None:
    ways = console.look().select("a#change-set-up, #join a#change-set-up-too")
    assert [(one.get_text(), one["href"]) for one in ways] == [("Change the set-up", f"{console.base}/plan")] * 2
    assert "Change the set-up" not in by_link(server, console.room).look().get_text()
    console.press("next-step")
    assert "Change the set-up" not in console.look().get_text()


def test_the_next_step_leads_through_the_stages_and_back(console: Console) -> None:
    seen = []
    for _step in range(4):
        seen.append(words(console.look(), "#next-step"))
        console.press("next-step")
    assert seen == [
        "Start: silent ideas", "Go on: share the ideas", "Go on: clarify the list", "Go on: vote",
    ]  # fmt: skip
    page = console.look()
    assert words(page, "#console-now") == "Now: Vote"
    assert words(page, "[aria-current=step]") == "Vote"
    assert words(page, "#next-step") == "Open the ranking"
    assert console.press("back").stage is Stage.CLARIFY
    assert console.press("to-ideas").stage is Stage.IDEAS


def test_a_page_that_is_too_old_moves_nothing(console: Console) -> None:
    console.do("stage", stage="ideas", seen="set_up")
    assert "has moved on meanwhile" in console.refused("stage", stage="ideas", seen="set_up")
    for fields in ({"stage": "closed", "seen": "ideas"}, {"stage": "nonsense", "seen": "ideas"}, {"stage": "share"}):
        assert "too old" in console.refused("stage", **fields)


def test_the_clock_is_stopped_goes_on_and_is_given_more(server: Flask, store: Store, clock: Clock) -> None:
    room = open_room(store, a_plan(minutes={Stage.IDEAS: 5}))
    console = Console(signed_in(server, room.owner), room)
    console.press("next-step")
    clock.move(60)
    assert words(console.look(), ".console-clock") == "4:00 left at 10:01 UTC"
    console.press("pause")
    clock.move(100)
    assert words(console.look(), ".console-clock") == "4:00 left (stopped) at 10:02 UTC"
    assert "The clock is stopped." in words(console.look(), ".console-happening")
    assert [one.get_text() for one in console.look().select("button") if one.get_text().startswith("Go on")] == [
        "Go on: share the ideas"
    ]
    assert words(console.look(), "#pause") == "Start the clock again"
    assert "stands still already" in console.refused("clock/pause")
    console.press("pause")
    console.press("extend-1")
    assert words(console.look(), ".console-clock").startswith("5:00 left")
    console.press("extend-5")
    assert words(console.look(), ".console-clock").startswith("10:00 left")
    assert "running" in console.refused("clock/go-on")
    assert "too old" in console.refused("clock/extend", minutes="x")


def test_undo_names_what_it_takes_back_and_takes_back_nothing_else(console: Console) -> None:
    assert console.look().find(id="undo") is None
    console.do("stage", stage="ideas", seen="set_up")
    old = {"number": 1}
    assert words(console.look(), "#undo") == "Undo: went to Silent ideas"
    console.do("clock/pause")
    assert words(console.look(), "#undo") == "Undo: the clock was stopped"
    assert "Something else was done meanwhile" in console.refused("undo", **old)
    assert console.press("undo").paused_at is None
    assert " · taken back: the clock was stopped · " in words(console.look(), ".console-record li:first-child")
    assert console.press("undo").stage is Stage.SET_UP
    assert " · taken back: went to Silent ideas · " in words(console.look(), ".console-record li:first-child")
    assert "nothing to take back" in console.refused("undo", number=1)


def test_a_workshop_is_closed_and_opened_again(console: Console) -> None:
    fold = console.look().find(id="end-fold")
    assert isinstance(fold, Tag) and not fold.has_attr("open")
    assert fold.find(id="end") is not None and "you can open it again" in fold.get_text()
    assert console.look().select_one("#stage > :last-child#end-fold") is not None, "away from what is pressed often"
    assert console.press("end").stage is Stage.CLOSED
    assert console.look().find(id="end-fold") is None
    page = console.look()
    assert words(page, "#next-step") == "Open the report"
    assert page.find(id="next-step")["href"] == f"{console.base}/report"  # type: ignore[index]
    assert page.find(id="ideas") is None
    assert "closed" in console.refused("clock/pause")
    assert console.press("end").stage is Stage.DISCUSS


# ---- Ideas


@pytest.fixture
def talking(console: Console) -> tuple[Console, list[str]]:
    """Two people gave ideas: one three, the other one."""
    console.room.join(Group.POLICY, Group.CARERS)
    console.do("stage", stage="ideas", seen="set_up")
    ids = write_ideas(
        console.room,
        (0, "FICTITIOUS one"),
        (0, "FICTITIOUS <b>two</b>"),
        (0, "FICTITIOUS three"),
        (1, "FICTITIOUS other"),
    )
    return console, ids


def test_while_people_write_only_the_number_of_ideas_is_seen_until_one_looks(
    talking: tuple[Console, list[str]],
) -> None:
    console, ids = talking
    assert words(console.look(), ".console-number") == "4 ideas from 2 people: 0 shown, 4 waiting, 0 kept back."
    assert "FICTITIOUS one" not in console.look().get_text()
    page = console.look("?ideas=waiting")
    shown = [words(one, ".console-words") for one in page.select("#ideas .console-list > li")]
    assert set(shown[:2]) == {"FICTITIOUS one", "FICTITIOUS other"}, "each person's first, in an order of its own"
    assert shown[2:] == ["FICTITIOUS <b>two</b>", "FICTITIOUS three"]
    assert page.find(id=f"idea-{ids[0]}-show") is None
    assert "still write in silence" in console.refused("ideas/show", idea=ids[0])
    answer = console.send("ideas/hide?ideas=waiting", idea=ids[1])
    assert answer.location == f"{console.base}?ideas=waiting#ideas"
    assert words(console.look("?ideas=hidden"), "#ideas .console-words") == "FICTITIOUS <b>two</b>"
    console.do("ideas/restore", idea=ids[1])
    assert "4 waiting" in words(console.look(), ".console-number")


def test_ideas_are_shown_one_of_each_person_in_turn(talking: tuple[Console, list[str]]) -> None:
    console, ids = talking
    console.do("stage", stage="share", seen="ideas")
    order = []
    for _round in range(2):
        order.append(words(console.look(), ".console-next .console-words"))
        shown = console.look().select_one(".console-next button")
        assert shown is not None
        console.press(str(shown["id"]))
    assert set(order) == {"FICTITIOUS one", "FICTITIOUS other"}
    state = console.room.state()
    assert [item.text for item in state.items[-2:]] == order
    assert {idea for idea, _item in state.shown_ideas} == {ids[0], ids[3]}
    assert "shown already" in console.refused("ideas/show", idea=ids[0])
    assert "shown already" in console.refused("ideas/hide", idea=ids[0])
    console.do("ideas/hide", idea=ids[1])
    assert "kept back" in console.refused("ideas/show", idea=ids[1])
    assert "took it back" in console.refused("ideas/show", idea="idea-of-nobody")
    assert words(console.look(), ".console-next .console-words") == "FICTITIOUS three"


def test_an_idea_is_reworded_and_placed_before_it_is_shown(talking: tuple[Console, list[str]]) -> None:
    console, ids = talking
    console.do("stage", stage="share", seen="ideas")
    state = console.do("ideas/show", idea=ids[2], text=" FICTITIOUS  third ", cell=MESO.token)
    assert (state.items[-1].text, state.items[-1].cell, state.items[-1].source) == ("FICTITIOUS third", MESO, ids[2])
    answer = console.send("ideas/show?ideas=waiting", idea=ids[1], text="x" * 201, cell=MESO.token)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    key = f"idea-{ids[1]}-changed"
    assert page.find(id=f"{key}-text")["value"] == "x" * 201  # type: ignore[index]
    assert page.find(id=f"{key}-fold").has_attr("open")  # type: ignore[union-attr]
    assert page.select_one(f'a[href="#{key}-text"]') is not None
    assert words(page, f"#{key}-cell option[selected]") == "Service delivery, meso"
    elsewhere = console.send("ideas/show", idea=ids[1], text="FICTITIOUS", cell="financing/macro")
    assert "Choose one of the topics" in elsewhere.get_data(as_text=True)
    assert console.room.state() == state


def test_many_ideas_are_looked_at_in_pages(talking: tuple[Console, list[str]]) -> None:
    console, _ids = talking
    write = [(1, f"FICTITIOUS more {number}") for number in range(24)]
    with console.room.store.writing_unit_of_work() as work:
        for number, (who, text) in enumerate(write):
            give_idea(work, console.room.people[who].participant, f"another-{number:05}", text, "", second(60 + number))
        work.commit()
    first, last = console.look("?ideas=waiting"), console.look("?ideas=waiting&page=2")
    assert [len(page.select("#ideas .console-list > li")) for page in (first, last)] == [20, 8]
    assert first.find(id="ideas-page-2") and last.find(id="ideas-page-1")
    for query in ("?ideas=waiting&page=99", "?ideas=waiting&page=x", "?ideas=nonsense"):
        console.look(query)


# ---- What is voted on


def item_texts(state: WorkshopState) -> list[str]:
    return [item.text.removeprefix("FICTITIOUS ") for item in state.items_in_play]


def test_things_are_added_reworded_placed_hidden_and_put_back(console: Console) -> None:
    console.do("stage", stage="clarify", seen="set_up")
    state = console.do("items/add", text="FICTITIOUS own", cell="")
    assert item_texts(state)[-1] == "own"
    old = state.items[0]
    state = console.do("items/reword", item=old.id, text="FICTITIOUS better", was=old.text)
    assert (state.items[0].text, state.items[0].earlier) == ("FICTITIOUS better", (old.text,))
    assert "Said before: “FICTITIOUS barrier a”" in words(console.look(), "#item-item-a-history")
    assert console.do("items/reword", item=old.id, text="FICTITIOUS better", was="whatever") == state
    state = console.do("items/place", item=old.id, cell="")
    assert state.items[0].cell is None
    state = console.do("items/hide", item=old.id)
    assert "better" not in item_texts(state)
    assert "FICTITIOUS better" in words(console.look(), "#items-hidden")
    assert item_texts(console.do("items/restore", item=old.id))[0] == "better"


def test_several_become_one_and_one_becomes_several(console: Console) -> None:
    console.do("stage", stage="clarify", seen="set_up")
    state = console.do("items/merge", items=["item-d", "item-b"], text="FICTITIOUS both")
    assert item_texts(state) == ["barrier a", "both", "barrier c", "barrier e", "barrier f"]
    assert "Came from: “FICTITIOUS barrier d”" in words(console.look(), f"#item-{state.items_in_play[1].id}-history")
    parts = "FICTITIOUS first\r\n\r\nFICTITIOUS then"
    state = console.do("items/split", item="item-a", parts=parts)
    assert item_texts(state)[:3] == ["first", "then", "both"]
    answer = console.send("items/split", item="item-a", parts="FICTITIOUS again\nFICTITIOUS and again")
    assert answer.status_code == 422
    assert "merged or hidden already" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("action", "fields", "problem", "again"),
    [
        ("items/add", {"text": "", "cell": ""}, "Write 1 to 200 characters.", ("add-item-cell", "")),
        ("items/reword", {"item": "item-a", "text": "FICTITIOUS mine", "was": "older"}, "now says", None),
        ("items/place", {"item": "item-a", "cell": "financing/macro"}, "Choose one of the topics", None),
        ("items/merge", {"items": "item-b", "text": "FICTITIOUS"}, "Choose two or more", ("merge-text", "FICTITIOUS")),
        ("items/merge", {"items": ["item-b", "x"], "text": "FICTITIOUS"}, "merged or hidden", None),
        ("items/split", {"item": "item-a", "parts": "FICTITIOUS"}, "two or more parts", ("item-item-a-parts", None)),
        ("items/hide", {"item": "nothing"}, "not among the things to vote on", None),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_shown_again_with_the_reason(
    console: Console, action: str, fields: dict[str, object], problem: str, again: tuple[str, str | None] | None
) -> None:
    console.do("stage", stage="clarify", seen="set_up")
    before = console.room.state()
    answer = console.send(action, **fields)
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert answer.status_code == 422
    assert problem in words(page, ".notice.error")
    if again is not None:
        field = page.find(id=again[0])
        assert isinstance(field, Tag)
        assert field.get("value", "") == again[1] or field.get_text() == fields["parts"] or field.name == "select"
    assert console.room.state() == before


def test_ticked_things_stay_ticked_where_they_could_not_be_merged(console: Console) -> None:
    console.do("stage", stage="clarify", seen="set_up")
    answer = console.send("items/merge", items=["item-b", "item-d"], text="")
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert [str(one["value"]) for one in page.select("input[name=items][checked]")] == ["item-b", "item-d"]


# ---- Votes


def test_a_whole_run_by_the_buttons_of_the_console(console: Console, clock: Clock) -> None:
    room = console.room
    room.join(*[Group.POLICY] * 6, *[Group.CARERS] * 5, Group.PUBLIC)
    page = console.look()
    assert words(page, ".console-joined") == "12 joined"
    assert words(page, ".console-groups") == "Policy 6 Carers 5 Public 1"
    assert "Fewer than 5: Public (1)." in words(page, ".console-stage .hint")
    for _stage in range(4):
        console.press("next-step")
    state = console.press("next-step")
    assert state.open_round is not None
    assert (state.open_round.paper.kind, state.open_round.question) == (
        RoundKind.RANK, "What holds parity back most here?",
    )  # fmt: skip
    vote(room, 1, "bca", clock.at, until=7)
    page = console.look()
    assert words(page, ".console-voted") == "7 of 12 have voted"
    assert "People vote: ranking of 6" in words(page, ".console-happening")
    assert page.find(id="open-rank") is None and page.find(id="back") is None
    assert "People are voting" in console.refused("close")
    assert words(page, "#next-step") == "End the voting"
    console.press("next-step")
    assert "counting in a moment" in words(console.look(), ".console-happening")
    assert words(console.look(), "#next-step") == "Look again"
    clock.move(4)
    page = console.look()
    assert room.state().rounds[0].state is RoundState.COUNTED
    assert words(page, ".console-happening") == "Vote 1 is counted. Nobody has seen the results."
    assert words(page, "#next-step") == "Reveal the results"
    state = console.press("next-step")
    assert (state.stage, state.rounds[0].state) == (Stage.DISCUSS, RoundState.REVEALED)
    page = console.look()
    assert page.select_one('#vote-1 a[href$="/report#round-1"]') is not None
    assert words(page, "#next-step") == "Go on: the next vote"
    assert page.find(id="back") is None
    console.press("next-step")
    assert words(console.look(), "#next-step") == "Open the scoring of topics"
    state = console.press("next-step")
    assert state.open_round is not None
    assert state.open_round.paper.scales == (Scale.PERCEPTION, Scale.SEVERITY)
    console.press("next-step")
    clock.move(4)
    console.look()
    console.press("next-step")
    assert words(console.look(), "#next-step") == "Close the workshop"
    assert words(console.look(), "#gap-first") == "Show the measured gap"
    assert console.press("gap-first").facts_shown
    page = console.look()
    assert words(page, "#gap-first") == "Take the measured gap away"
    assert page.find(id="gap-first").find_next(id="next-step") is not None  # type: ignore[union-attr]
    assert page.find(id="end-fold") is None, "closing is offered once"
    assert console.press("next-step").is_closed
    assert "12 joined" in console.look().get_text()


def after_a_vote(console: Console, clock: Clock) -> None:
    """Six people ranked, and the round is counted."""
    console.room.join(*[Group.POLICY] * 6)
    console.do("votes/open", what="rank", question="FICTITIOUS question?", minutes="3")
    vote(console.room, 1, "bca", clock.at)
    clock.move(184)
    console.look()
    assert console.room.state().rounds[0].state is RoundState.COUNTED


def test_a_vote_has_the_question_and_the_time_that_were_typed_and_ends_by_itself(
    console: Console, clock: Clock
) -> None:
    after_a_vote(console, clock)
    one = console.room.state().rounds[0]
    assert (one.question, one.deadline) == ("FICTITIOUS question?", BEGIN + timedelta(minutes=3))
    assert sum(one.ballots.values()) == 6
    state = console.do("votes/open", what="items", question="", minutes="0")
    assert state.open_round is not None
    assert state.open_round.deadline is None
    assert state.open_round.paper.scales == (Scale.SEVERITY,)
    assert "People are voting already" in console.send("votes/reopen", round=1, minutes="1").get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "problem", "field"),
    [
        ({"question": "FICTITIOUS", "minutes": "soon"}, "whole minutes from 0 to 1440", "open-rank-minutes"),
        ({"question": "FICTITIOUS", "minutes": "1441"}, "whole minutes from 0 to 1440", "open-rank-minutes"),
        ({"question": "x" * 201, "minutes": ""}, "at most 200 characters", "open-rank-question"),
    ],
)
def test_a_vote_is_not_opened_by_what_makes_no_sense(
    console: Console, fields: dict[str, str], problem: str, field: str
) -> None:
    console.do("stage", stage="vote", seen="set_up")
    answer = console.send("votes/open", what="rank", **fields)
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert answer.status_code == 422
    assert problem in words(page, ".notice.error")
    kept = page.find(id=field)
    assert isinstance(kept, Tag)
    assert kept["value"] == fields[field.rpartition("-")[2]]
    assert "too old" in console.refused("votes/open", what="nonsense")
    assert console.room.state().rounds == ()


def test_results_are_hidden_again_by_undo_and_only_while_it_is_the_latest(console: Console, clock: Clock) -> None:
    after_a_vote(console, clock)
    console.press("reveal-1")
    assert console.press("hide-1").rounds[0].state is RoundState.COUNTED
    console.press("reveal-1")
    console.do("facts", shown="yes")
    assert console.look().find(id="hide-1") is None


def test_a_vote_is_asked_again_and_a_counted_one_is_reopened_with_an_honest_note(
    console: Console, clock: Clock
) -> None:
    after_a_vote(console, clock)
    assert "only if at least 5 ballots change" in words(console.look(), "#reopen-1")
    console.do("items/hide", item="item-f")
    state = console.do("votes/again", round=1, minutes="2")
    latest = state.rounds[-1]
    assert (latest.number, latest.repeats, len(latest.paper.targets)) == (2, 1, 6)
    assert (latest.question, latest.deadline) == ("FICTITIOUS question?", clock.at + timedelta(minutes=2))
    console.do("votes/end", round=2)
    clock.move(4)
    console.look()
    state = console.do("votes/reopen", round=1, minutes="")
    assert (state.rounds[0].state, state.rounds[0].deadline) == (RoundState.OPEN, None)
    console.do("votes/end", round=1)
    clock.move(4)
    console.look()
    one = console.room.state().rounds[0]
    assert (one.state, one.publication) == (RoundState.COUNTED, 1)
    for action in ("votes/again", "votes/reopen"):
        answer = console.send(action, round=1, minutes="x")
        assert (answer.status_code, "whole minutes" in answer.get_data(as_text=True)) == (422, True)
    assert "There is no round 9" in console.refused("votes/reveal", round=9)


def test_the_measured_gap_is_shown_to_the_room_and_taken_away(console: Console) -> None:
    console.do("stage", stage="vote", seen="set_up")
    assert console.press("facts").facts_shown
    assert words(console.look(), "#facts") == "Take the measured gap away"
    assert not console.press("facts").facts_shown


def test_nothing_of_a_counted_round_is_on_the_console_but_how_many_voted(console: Console, clock: Clock) -> None:
    console.room.join(*[Group.POLICY] * 6)
    console.room.scoring()
    for person in console.room.people:
        console.room.cast(person, scored(meso=(4, 8), micro=(4, 8)))
    console.do("votes/end", round=1)
    clock.move(4)
    text = console.look().select_one("#votes")
    assert text is not None
    assert "counted (6 ballots), not revealed" in text.get_text()
    assert not re.search(r"\b(8|4|median|severity)\b", text.get_text().replace("Severity of the gap", ""))


# ---- Links, code, record


def test_a_link_is_shown_once_with_a_button_that_copies_it(console: Console, server: Flask) -> None:
    for kind, place, key in (("projector", "p", "projector"), ("facilitator", "f", "link-facilitator-send")):
        page = console.look()
        pressed = page.find(id=key)
        assert isinstance(pressed, Tag)
        form = pressed.find_parent("form")
        assert form is not None
        fields = {str(one["name"]): one.get("value", "") for one in form.select("input[name]")}
        assert fields["kind"] == kind
        answer = console.client.post(str(form["action"]), data=fields)
        assert (answer.status_code, answer.location) == (303, f"{console.base}/link")
        shown = BeautifulSoup(console.client.get(answer.location).get_data(as_text=True), "html.parser")
        address = shown.find(id="made-link")["value"]  # type: ignore[index]
        found = re.fullmatch(rf"http://localhost/{place}/([A-Za-z0-9_-]{{22,}})", str(address))
        assert found is not None
        with console.room.store.unit_of_work() as work:
            link = work.workshops.link(hash_of(found.group(1)))
        assert link is not None and link.kind.value == kind
        assert shown.select_one("[data-copy=made-link]") is not None
        titles = {"projector": "The projector page", "facilitator": "A link for a second facilitator"}
        assert words(shown, "h1") == titles[kind]
        opened = shown.find("a", string="Open it now")
        assert (opened is not None) == (kind == "projector")
        if isinstance(opened, Tag):
            assert (opened["href"], opened["target"], opened["rel"]) == (address, "_blank", ["noopener"])
            assert opened.find_next(id="made-link") is not None, "the button comes before the address"
        again = console.client.get(answer.location)
        assert (again.status_code, found.group(1) in again.get_data(as_text=True)) == (410, False)
    assert "1 in use" in words(console.look(), "#join")


def test_a_link_for_whom_is_no_text_is_not_made(console: Console) -> None:
    answer = console.send("links/make", kind="facilitator", note="\x00")
    assert answer.status_code == 422
    assert "in plain words" in answer.get_data(as_text=True)
    assert "too old" in console.refused("links/make", kind="nonsense")


def test_the_code_is_changed_and_withdrawn(console: Console) -> None:
    first = console.room.workshop.join_code
    assert words(console.look(), ".console-code") == f"Code {first[:3]} {first[3:]}"
    console.do("join-code", what="new")
    assert words(console.look(), ".console-code") != f"Code {first[:3]} {first[3:]}"
    console.do("join-code", what="none")
    page = console.look()
    assert page.select_one(".console-code") is None
    assert "Nobody can join any more" in words(page, "#join")


@pytest.mark.parametrize(
    ("address", "warns"),
    [
        ("http://127.0.0.1:8050", True),
        ("http://localhost:8050", True),
        ("http://[::1]", True),
        ("http://parity.localhost", True),
        ("https://parity.example.org", False),
        ("http://192.168.1.20:8050", False),
    ],
)
def test_an_address_that_phones_cannot_open_is_warned_of(
    console: Console, server: Flask, address: str, warns: bool
) -> None:
    server.config[PUBLIC_URL] = address
    page = console.look()
    assert f"at {address}/join" in words(page, "#join")
    assert ("Phones cannot open this address" in words(page, "#join")) is warns
    start = "HOST=0.0.0.0 PUBLIC_URL=http://<this computer's address>:8050 make run"
    assert [one.get_text() for one in page.select("#join code")] == [start] * warns


def test_the_record_tells_who_did_what_and_when_the_latest_first(console: Console, clock: Clock) -> None:
    after_a_vote(console, clock)
    for number in range(14):
        console.do("facts", shown="yes" if number % 2 else "no")
    entries = [" ".join(one.get_text().split()) for one in console.look().select(".console-record li")]
    assert len(entries) == 12
    whole = console.look("?record=all").select(".console-record li")
    said = [" ".join(one.get_text().split()) for one in whole]
    assert [one["value"] for one in whole] == [str(number) for number in range(16, 0, -1)]
    opened, counted = said[-1], said[-2]
    assert opened == (
        "12 November 2026, 10:00:00 UTC · a ranking of 6 was opened: “FICTITIOUS question?” · Fay FICTITIOUS"
    )
    assert counted == "12 November 2026, 10:03:04 UTC · vote 1 was counted: 6 ballots, publication 1 · the server"


# ---- For scripts


def test_the_panel_is_the_page_without_its_heading_and_says_what_was_said(console: Console) -> None:
    console.do("stage", stage="ideas", seen="set_up")
    console.do("clock/go-on")
    answer = console.client.get(f"{console.base}/panel?record=all")
    panel = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert answer.headers["Cache-Control"] == "no-store"
    assert panel.find("h1") is None
    drawn = panel.find(id="console-panel")
    assert isinstance(drawn, Tag)
    assert (drawn["data-version"], drawn["data-joined"], drawn["data-base"]) == ("1", "0", console.base)
    assert words(panel, ".said") == "The clock is running."
    assert "?record=all" in panel.find(id="next-step-form")["action"]  # type: ignore[index]
    assert console.client.get(f"{console.base}/panel").get_data(as_text=True).count("notice said") == 0


def test_the_pulse_and_the_stream_are_those_of_the_workshop(console: Console) -> None:
    console.room.join(Group.POLICY)
    pulse = console.client.get(f"{console.base}/pulse").get_json()
    assert (pulse["version"], pulse["joined"], pulse["done"], pulse["paused"]) == (0, 1, 0, False)
    answer = console.client.get(f"{console.base}/stream", buffered=False)
    chunks = iter(answer.response)
    assert (answer.mimetype, next(chunks)) == ("text/event-stream", b"retry: 1000\n\n")
    assert b'"joined":1' in next(chunks)
    answer.close()


def test_every_id_on_the_page_is_there_once(console: Console, clock: Clock) -> None:
    after_a_vote(console, clock)
    console.do("stage", stage="share", seen="vote")
    write_ideas(console.room, (0, "FICTITIOUS one"), (1, "FICTITIOUS two"))
    for query in ("", "?ideas=waiting&record=all"):
        ids = [str(one["id"]) for one in console.look(query).select("[id]")]
        assert len(ids) == len(set(ids)), [one for one in ids if ids.count(one) > 1]


def test_a_view_without_any_event_has_nothing_to_undo(room: Room) -> None:
    with room.store.unit_of_work() as work:
        view = describe_workshop(work, facilitator_of(work, room.workshop.id, room.owner), BEGIN)
    assert (view.undoable, view.log, view.joined, view.done, view.stage_before) == (None, (), 0, 0, None)


def test_a_form_is_taken_once(console: Console) -> None:
    fields = {"what": "new"}
    page = console.look()
    form = page.find(id="new-code-form")
    assert isinstance(form, Tag)
    fields |= {str(one["name"]): str(one.get("value", "")) for one in form.select("input[name]")}
    answers = [console.client.post(str(form["action"]), data=fields).status_code for _time in range(2)]
    assert answers == [303, 409]
