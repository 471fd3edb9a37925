"""Paper and proxy ballots over HTTP: typed in until the round is counted, once each, taken back, and who may do it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient

from app import configure
from data.current import EXTENSION
from data.unit_of_work import Store
from domain_model.people import hash_of
from domain_model.people_vocabulary import Role
from domain_model.use_cases import enter_ballots as entering
from domain_model.use_cases.count_votes import count_if_over
from domain_model.use_cases.enter_ballots import EnteredBallots, enter_ballot, entered_ballots, take_back_ballot
from domain_model.use_cases.run_workshop import facilitator_of, make_link, renew_join_code
from domain_model.workshop.ballots import Answers, InvalidBallotError
from domain_model.workshop.events import Closed, Noted, Paused, RoundReopened, VotingEnded
from domain_model.workshop.records import Participant
from domain_model.workshop.state import OutOfOrderError
from domain_model.workshop_vocabulary import EntryMode, Group, LinkKind, RoundState, Scale
from pages.http import workshop_paper as pages
from pages.http.access import guard
from pages.http.addresses import PUBLIC_URL
from pages.http.forms import refuse_forms_sent_twice
from pages.http.sign_in import sign_in
from pages.http.who import know_people
from pages.http.workshop_access import COOKIE
from pages.http.workshop_paper import workshop_paper
from tests.people import hidden_fields_of, post, signed_in
from tests.workshops import BEGIN, MESO, Room, a_plan, open_room, ranked, scored, second

UNKNOWN = "There is no workshop at this address that you can run."
PAPER_OF_CARERS = {"round": "1", "mode": "paper", "group": "carers", "rank-3": "1", "rank-1": "2"}


@dataclass
class Clock:
    """The time that the pages believe it is."""

    at: datetime = BEGIN

    def __call__(self) -> datetime:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(pages, "now", made)
    return made


@pytest.fixture
def server(store: Store) -> Flask:
    made = Flask("paper_under_test")
    configure(made, store)
    made.config[PUBLIC_URL] = "https://map.example.org"
    made.extensions[EXTENSION] = store
    for blueprint in (sign_in, workshop_paper):
        made.register_blueprint(blueprint)
    know_people(made)
    refuse_forms_sent_twice(made)
    guard(made)
    return made


@pytest.fixture
def room(store: Store) -> Room:
    return open_room(store)


@pytest.fixture
def client(server: Flask, room: Room, clock: Clock) -> FlaskClient:
    return signed_in(server, room.owner)


def base(room: Room) -> str:
    return f"/workshops/{room.workshop.id}"


def look(client: FlaskClient, path: str, status: int = 200) -> Tag:
    answer = client.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def words(page: Tag, selector: str = "main") -> str:
    found = page.select_one(selector)
    assert found is not None, selector
    return " ".join(found.get_text(" ").split())


def enter(
    room: Room,
    answers: Answers,
    *,
    mode: EntryMode = EntryMode.PAPER,
    group: Group = Group.CARERS,
    at: datetime = BEGIN,
    number: int = 1,
) -> Participant:
    with room.store.writing_unit_of_work() as work:
        who = facilitator_of(work, room.workshop.id, room.owner)
        person = enter_ballot(work, who, number, mode, group, answers, at)
        work.commit()
    return person


def take_back(room: Room, participant: str, number: int = 1) -> None:
    with room.store.writing_unit_of_work() as work:
        take_back_ballot(work, facilitator_of(work, room.workshop.id, room.owner), number, participant, BEGIN)
        work.commit()


def entered(room: Room, number: int = 1) -> EnteredBallots:
    with room.store.unit_of_work() as work:
        return entered_ballots(work, room.workshop.id, number)


def noted(room: Room) -> list[tuple[str, str]]:
    with room.store.unit_of_work() as work:
        log = work.workshops.log(room.workshop.id)
    return [(entry.event.what, entry.event.about) for entry in log if isinstance(entry.event, Noted)]


def counted(room: Room, at: datetime) -> None:
    with room.store.writing_unit_of_work() as work:
        count_if_over(work, room.workshop.id, at)
        work.commit()


# What is kept


def test_a_paper_ballot_is_a_person_without_a_phone_with_one_ballot_and_one_entry_in_the_log(room: Room):
    room.ranking()
    person = enter(room, ranked("ca"), mode=EntryMode.PROXY, group=Group.PUBLIC, at=second(5))
    with room.store.unit_of_work() as work:
        (kept,) = work.participants.of(room.workshop.id)
        (ballot,) = work.ballots.of(person.id)
    assert (kept.token_hash, kept.mode, kept.group) == ("", EntryMode.PROXY, Group.PUBLIC)
    assert (ballot.round, ballot.sequence, ballot.mode, ballot.group) == (1, 1, EntryMode.PROXY, Group.PUBLIC)
    assert ballot.answers == ranked("ca")
    assert noted(room) == [("ballot_entered", person.id)]


def test_paper_ballots_count_as_those_of_phones_do(room: Room):
    room.join(*(Group.POLICY,) * 3)
    room.ranking()
    for joined in room.people:
        room.cast(joined, ranked("ab"))
    for _ in range(4):
        enter(room, ranked("ba"))
    results = room.end()
    assert sum(room.state().round(1).ballots.values()) == 7
    assert results.publication == 1


def test_a_ballot_may_be_typed_in_after_the_deadline_until_the_round_is_counted(room: Room):
    room.ranking(seconds=60)
    enter(room, ranked("a"), at=second(62.9))
    counted(room, second(63))
    with pytest.raises(OutOfOrderError, match=r"is counted.*Open the vote again"):
        enter(room, ranked("b"), at=second(64))
    room.do(RoundReopened(1, 0), second(70))
    enter(room, ranked("b"), at=second(71))
    assert entered(room).total == 2


@pytest.mark.parametrize(
    ("answers", "mode", "group", "problem"),
    [
        (ranked(""), EntryMode.PAPER, Group.CARERS, "Nothing is filled in"),
        (scored(meso=(2, 7)), EntryMode.PAPER, Group.CARERS, "asks for a ranking"),
        (ranked("a"), EntryMode.PHONE, Group.CARERS, "on paper or by proxy"),
        (ranked("a"), EntryMode.SIMULATED, Group.CARERS, "on paper or by proxy"),
        (ranked("a"), EntryMode.PAPER, Group.POLICY, "one of the groups"),
    ],
)
def test_what_cannot_be_leaves_nothing_behind(
    store: Store, answers: Answers, mode: EntryMode, group: Group, problem: str
):
    room = open_room(store, a_plan(groups=(Group.CARERS, Group.PUBLIC)))
    room.ranking()
    with pytest.raises(ValueError, match=problem) as found:
        enter(room, answers, mode=mode, group=group)
    assert isinstance(found.value, InvalidBallotError) == (mode is EntryMode.PAPER and group is Group.CARERS)
    with room.store.unit_of_work() as work:
        assert work.participants.of(room.workshop.id) == ()


def test_no_more_people_take_part_than_may_join(room: Room, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(entering, "MOST_PEOPLE", 2)
    room.join(Group.POLICY)
    room.ranking()
    enter(room, ranked("a"))
    with pytest.raises(OutOfOrderError, match="2 people take part"):
        enter(room, ranked("b"))


def test_the_last_ballot_is_taken_back_with_whoever_it_stands_for_and_then_the_one_before_is_the_last(room: Room):
    room.ranking()
    first = enter(room, ranked("a"), mode=EntryMode.PROXY, at=second(1))
    last = enter(room, ranked("b"), at=second(2))
    assert entered(room).last == last
    with pytest.raises(OutOfOrderError, match="not the one that was entered last"):
        take_back(room, first.id)
    take_back(room, last.id)
    assert (entered(room).last, dict(entered(room).numbers)) == (first, {EntryMode.PROXY: 1})
    with room.store.unit_of_work() as work:
        assert work.participants.of(room.workshop.id) == (first,)
        assert work.ballots.of(last.id) == ()
    assert noted(room)[-1] == ("ballot_taken_back", last.id)


def test_nothing_is_taken_back_once_it_is_counted_or_where_nothing_was_entered(room: Room):
    room.ranking()
    with pytest.raises(OutOfOrderError, match="Nothing was taken back"):
        take_back(room, "")
    last = enter(room, ranked("b"))
    room.end()
    with pytest.raises(OutOfOrderError, match="is counted"):
        take_back(room, last.id)


def test_ballots_of_other_rounds_and_of_phones_are_not_among_those_entered(room: Room):
    (joined,) = room.join(Group.POLICY)
    room.ranking()
    enter(room, ranked("a"))
    room.cast(joined, ranked("b"))
    room.end()
    room.scoring(second(20))
    assert (entered(room, 1).total, entered(room, 2).total, entered(room, 2).last) == (1, 0, None)


# The page


def test_a_ballot_is_typed_in_and_the_next_begins_with_the_same_mode_and_group(client: FlaskClient, room: Room):
    room.ranking()
    answer = post(client, f"{base(room)}/paper", page=f"{base(room)}/paper", **PAPER_OF_CARERS | {"mode": "proxy"})
    assert (answer.status_code, answer.location) == (303, f"{base(room)}/paper?mode=proxy&group=carers#ballot")
    page = look(client, answer.location)
    assert [one["value"] for one in page.select("input[checked]")] == ["proxy", "carers"]
    assert words(page, ".notice.said") == "Ballot 1 is entered."
    assert words(page, "#ballot-title") == "Ballot 2"
    assert "1 in all : 0 on paper and 1 by proxy." in words(page, "#entered")
    assert not [one for one in page.select("option[selected]") if one["value"]], "nothing of the ballot stays"
    with room.store.unit_of_work() as work:
        (ballot,) = work.ballots.standing(room.workshop.id, 1)
    assert ballot.answers == ranked("ca")


def test_scores_are_typed_in_by_topic_and_scale(client: FlaskClient, room: Room):
    room.scoring()
    typed = {"round": "1", "mode": "paper", "group": "carers", "score-1-severity": "7", "score-2-perception": "2"}
    assert post(client, f"{base(room)}/paper", page=f"{base(room)}/paper", **typed).status_code == 303
    with room.store.unit_of_work() as work:
        (ballot,) = work.ballots.standing(room.workshop.id, 1)
    assert ballot.answers.scores == {
        MESO.token: {Scale.SEVERITY: 7},
        "workforce/micro": {Scale.PERCEPTION: 2},
    }


def test_what_is_wrong_is_told_at_its_fields_and_nothing_typed_is_lost(client: FlaskClient, room: Room):
    room.ranking()
    typed = {"round": "1", "mode": "proxy", "rank-2": "1", "rank-4": "1", "rank-5": "2"}
    answer = post(client, f"{base(room)}/paper", page=f"{base(room)}/paper", **typed)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert [one["href"] for one in page.select(".notice.error a")] == ["#group", "#rank-4"]
    chosen = {
        str(one["name"]): str(one.select_one("option[selected]")["value"])  # type: ignore[index]
        for one in page.select("select")
    }
    assert {name: rank for name, rank in chosen.items() if rank} == {"rank-2": "1", "rank-4": "1", "rank-5": "2"}
    assert [one["value"] for one in page.select("input[checked]")] == ["proxy"]
    assert entered(room).total == 0


def test_a_form_sent_twice_is_taken_once(client: FlaskClient, room: Room):
    room.ranking()
    fields = hidden_fields_of(client, f"{base(room)}/paper") | PAPER_OF_CARERS
    assert client.post(f"{base(room)}/paper", data=fields).status_code == 303
    assert client.post(f"{base(room)}/paper", data=fields).status_code == 409
    assert entered(room).total == 1


def test_a_ballot_that_comes_after_the_counting_is_shown_again_and_taken_once_the_vote_is_open_again(
    client: FlaskClient, room: Room
):
    room.ranking()
    hidden = hidden_fields_of(client, f"{base(room)}/paper")
    room.end()
    answer = client.post(f"{base(room)}/paper", data=hidden | PAPER_OF_CARERS)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert "This round is counted" in words(page, ".notice.error")
    form = page.select_one("#ballot form")
    assert form is not None
    sent = {str(one["name"]): str(one["value"]) for one in form.select("input[type=hidden], input[checked]")}
    sent |= {str(one["name"]): str(one.select_one("option[selected]")["value"]) for one in form.select("select")}  # type: ignore[index]
    assert not page.select("#entered form"), "nothing can be taken back of a counted round"
    room.do(RoundReopened(1, 0), second(30))
    assert client.post(f"{base(room)}/paper", data=sent).status_code == 303
    with room.store.unit_of_work() as work:
        (ballot,) = work.ballots.standing(room.workshop.id, 1)
    assert ballot.answers == ranked("ca")


@pytest.mark.parametrize("number", ["", "7", "x"])
def test_a_form_of_no_round_is_answered_with_the_open_one(client: FlaskClient, room: Room, number: str):
    room.ranking()
    sent = PAPER_OF_CARERS | {"round": number}
    answer = post(client, f"{base(room)}/paper", page=f"{base(room)}/paper", **sent)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert page.select(".notice.error a[href='#vote']")
    assert page.select("#ballot input[name=round]")[0]["value"] == "1"


def test_the_last_ballot_is_taken_back_by_its_button(client: FlaskClient, room: Room):
    room.ranking()
    last = enter(room, ranked("b"))
    sent = {"round": 1, "participant": last.id}
    answer = post(client, f"{base(room)}/paper/take-back", page=f"{base(room)}/paper", **sent)
    assert (answer.status_code, answer.location) == (303, f"{base(room)}/paper")
    page = look(client, answer.location)
    assert "was taken back" in words(page, ".notice.said")
    assert "None yet" in words(page, "#entered")
    again = post(client, f"{base(room)}/paper/take-back", page=f"{base(room)}/paper", **sent)
    assert "Nothing was taken back" in words(look(client, again.location), ".notice.said")


def test_the_page_says_until_when_there_is_time(client: FlaskClient, room: Room, clock: Clock):
    said = words(look(client, f"{base(room)}/paper"))
    assert "No vote is open" in said
    room.ranking(seconds=600)
    assert "ends at 10:10 UTC and is counted three seconds later" in words(look(client, f"{base(room)}/paper"), "#vote")
    room.do(Paused(), second(10))
    assert "The clock is stopped" in words(look(client, f"{base(room)}/paper"), "#vote")
    room.do(VotingEnded(1), second(20))
    clock.move(23)
    page = look(client, f"{base(room)}/paper")
    assert room.state().round(1).state is RoundState.COUNTED, "whoever looks first counts"
    assert "Round 1 is counted: to enter ballots in it, open that vote again" in words(page, "#vote")
    room.do(Closed(), second(40))
    assert "Round 1" not in words(look(client, f"{base(room)}/paper"), "#vote")


def test_a_vote_without_a_timer_says_so(client: FlaskClient, room: Room):
    room.ranking()
    assert "This vote has no timer" in words(look(client, f"{base(room)}/paper"), "#vote")


# Sheets


def test_the_poster_has_the_address_and_code_and_without_a_code_says_so(client: FlaskClient, room: Room):
    page = look(client, f"{base(room)}/poster")
    code = room.workshop.join_code
    assert f"map.example.org/join and type the code {code[:3]} {code[3:]}" in words(page, ".poster")
    assert "PUBLIC_URL" not in words(page)
    with room.store.writing_unit_of_work() as work:
        renew_join_code(work, facilitator_of(work, room.workshop.id, room.owner), BEGIN, none=True)
        work.commit()
    assert "Nobody can join any more" in words(look(client, f"{base(room)}/poster"))


def test_on_a_machine_that_phones_cannot_reach_the_poster_warns(server: Flask, client: FlaskClient, room: Room):
    server.config[PUBLIC_URL] = ""
    assert "set PUBLIC_URL before you print" in words(look(client, f"{base(room)}/poster"))


def test_ballots_are_printed_as_often_as_asked_before_and_while_a_vote_is_open(client: FlaskClient, room: Room):
    page = look(client, f"{base(room)}/ballot-papers")
    assert (len(page.select(".ballot")), len(page.select(".ballot-ranks"))) == (10, 10)
    assert len(look(client, f"{base(room)}/ballot-papers?what=cells&copies=3").select("table")) == 3 * 2
    room.scoring()
    page = look(client, f"{base(room)}/ballot-papers?copies=1")
    assert "Round 1: How does mental health stand here" in words(page, ".ballot")
    assert len(look(client, f"{base(room)}/ballot-papers?copies=100").select(".ballot")) == 100


@pytest.mark.parametrize("copies", ["0", "101", "-1", "two", "", "9" * 30, "²"])
def test_another_number_of_copies_is_refused_and_the_usual_one_shown(client: FlaskClient, room: Room, copies: str):
    page = look(client, f"{base(room)}/ballot-papers?copies={copies}", 422)
    assert "Print 1 to 100 copies" in words(page, ".problem")
    assert len(page.select(".ballot")) == 10


# Who may


@pytest.mark.parametrize("path", ["paper", "poster", "ballot-papers"])
@pytest.mark.parametrize("role", [None, Role.VIEWER, Role.FACILITATOR, Role.EDITOR])
def test_others_get_the_same_words_as_for_no_workshop(server: Flask, room: Room, role: Role | None, path: str):
    other = signed_in(server, role) if role else server.test_client()
    known, unknown = (look(other, f"/workshops/{one}/{path}", 404) for one in (room.workshop.id, "no-workshop-1"))
    assert UNKNOWN in words(known)
    assert words(known).replace(room.workshop.id, "") == words(unknown).replace("no-workshop-1", "")


@pytest.mark.parametrize("path", ["paper", "paper/take-back", "rehearsal/people", "rehearsal/act"])
def test_others_change_nothing(server: Flask, room: Room, path: str):
    room.ranking()
    before = room.state()
    theirs = open_room(room.store)
    theirs.ranking()
    other = signed_in(server, theirs.owner)
    answer = post(other, f"{base(room)}/{path}", page=f"{base(theirs)}/paper", **PAPER_OF_CARERS)
    assert (answer.status_code, room.state()) == (404, before)


def test_an_administrator_and_whoever_has_a_facilitators_link_may(server: Flask, room: Room):
    room.ranking()
    assert look(signed_in(server, Role.ADMINISTRATOR), f"{base(room)}/paper")
    with room.store.writing_unit_of_work() as work:
        who = facilitator_of(work, room.workshop.id, room.owner)
        _link, secret = make_link(work, who, LinkKind.FACILITATOR, "FICTITIOUS Flo", BEGIN)
        work.commit()
    helper = server.test_client()
    helper.set_cookie(COOKIE, secret, path="/workshops")
    answer = post(helper, f"{base(room)}/paper", page=f"{base(room)}/paper", **PAPER_OF_CARERS)
    assert answer.status_code == 303
    with room.store.unit_of_work() as work:
        link = work.workshops.link(hash_of(secret))
        latest = work.workshops.log(room.workshop.id)[-1]
    assert link is not None
    assert latest.actor == f"link {link.id}"
