"""Rehearsals: simulated people join, give FICTITIOUS ideas and vote, and never where results are real."""

from datetime import datetime
from statistics import mean

import pytest
from bs4 import BeautifulSoup
from flask import Flask, Response
from flask.testing import FlaskClient

from app import configure
from components.rehearsal_controls import rehearsal_controls
from data.current import EXTENSION
from data.unit_of_work import Store
from domain_model.use_cases.run_workshop import enter_stage, facilitator_of
from domain_model.use_cases.simulate_people import Acted, add_simulated, let_them_act, random_answers
from domain_model.workshop.ballots import BallotPaper
from domain_model.workshop.events import Closed, Noted, VotingEnded
from domain_model.workshop.records import Participant
from domain_model.workshop.state import OutOfOrderError
from domain_model.workshop_vocabulary import EntryMode, Group, RoundKind, Scale, Stage
from pages.http import workshop_paper as pages
from pages.http.access import guard
from pages.http.forms import hidden_fields, refuse_forms_sent_twice
from pages.http.plain_pages import answer_page
from pages.http.sign_in import sign_in
from pages.http.who import know_people
from pages.http.workshop_console import workshop_console
from pages.http.workshop_paper import workshop_paper
from tests.people import post, signed_in
from tests.workshops import BEGIN, ITEMS, MESO, Room, a_plan, open_room, ranked, second

GROUPS = (Group.POLICY, Group.CARERS, Group.PUBLIC)
RANKING = BallotPaper(RoundKind.RANK, tuple(item.id for item in ITEMS), ranks=6)
SCORING = BallotPaper(
    RoundKind.SCORE, tuple(f"FICTITIOUS {number}" for number in range(12)), (Scale.PERCEPTION, Scale.SEVERITY)
)


@pytest.fixture
def room(store: Store) -> Room:
    return open_room(store, a_plan(is_rehearsal=True, groups=GROUPS))


def add(room: Room, number: int, at: datetime = BEGIN) -> tuple[Participant, ...]:
    with room.store.writing_unit_of_work() as work:
        added = add_simulated(work, facilitator_of(work, room.workshop.id, room.owner), number, at)
        work.commit()
    return added


def act(room: Room, at: datetime = BEGIN) -> Acted:
    with room.store.writing_unit_of_work() as work:
        acted = let_them_act(work, facilitator_of(work, room.workshop.id, room.owner), at)
        work.commit()
    return acted


def go(room: Room, stage: Stage) -> None:
    with room.store.writing_unit_of_work() as work:
        enter_stage(work, facilitator_of(work, room.workshop.id, room.owner), stage, BEGIN)
        work.commit()


def test_simulated_people_are_spread_over_the_groups_and_go_on_where_the_last_ones_ended(room: Room):
    assert [person.group for person in add(room, 4)] == [*GROUPS, Group.POLICY]
    assert [person.group for person in add(room, 2)] == [Group.CARERS, Group.PUBLIC]
    with room.store.unit_of_work() as work:
        people = work.participants.of(room.workshop.id)
        notes = [one.event for one in work.workshops.log(room.workshop.id) if isinstance(one.event, Noted)]
    assert {(one.mode, one.token_hash) for one in people} == {(EntryMode.SIMULATED, "")}
    assert notes == [Noted("people_simulated", "4"), Noted("people_simulated", "2")]


@pytest.mark.parametrize(("first", "then"), [(1, 40), (40, 1), (1, 0), (1, -2)])
def test_a_rehearsal_has_at_most_forty_simulated_people_and_at_least_one_at_a_time(room: Room, first: int, then: int):
    room.join(Group.POLICY)
    assert len(add(room, first)) == first
    with pytest.raises(ValueError, match=f"1 to 40 simulated people. {first} are there already"):
        add(room, then)


def test_the_first_people_are_at_most_forty_too(room: Room):
    with pytest.raises(ValueError, match="1 to 40 simulated people. Nobody was added"):
        add(room, 41)


def test_nobody_is_simulated_where_results_are_real(store: Store):
    real = open_room(store)
    for attempt in (lambda: add(real, 8), lambda: act(real)):
        with pytest.raises(OutOfOrderError, match="rehearsals only"):
            attempt()
    with store.unit_of_work() as work:
        assert work.participants.of(real.workshop.id) == ()


def test_a_rehearsal_that_is_over_takes_nobody(room: Room):
    add(room, 1)
    room.do(Closed())
    with pytest.raises(OutOfOrderError, match="is over"):
        add(room, 8)
    with pytest.raises(OutOfOrderError, match="nothing for simulated people to do"):
        act(room)


def test_each_gives_one_idea_that_says_it_is_fictitious_and_no_second_one(room: Room):
    (phone,) = room.join(Group.POLICY)
    add(room, 12)
    go(room, Stage.IDEAS)
    assert act(room) == Acted(ideas=12)
    with pytest.raises(OutOfOrderError, match="done this already"):
        act(room)
    add(room, 1, second(1))
    assert act(room, second(2)) == Acted(ideas=1)
    with room.store.unit_of_work() as work:
        ideas = work.participants.ideas(room.workshop.id)
    assert len({idea.participant for idea in ideas}) == 13
    assert phone.participant.id not in {idea.participant for idea in ideas}
    assert sorted(int(idea.text.split(":")[0].removeprefix("FICTITIOUS idea ")) for idea in ideas) == [*range(1, 14)]
    assert {idea.cell for idea in ideas} == {MESO.token, "workforce/micro"}


def test_in_an_open_vote_each_votes_once_and_people_with_phones_are_left_alone(room: Room):
    (phone,) = room.join(Group.POLICY)
    people = add(room, 7)
    room.ranking(second(1))
    room.cast(phone, ranked("fed"), second(2))
    assert act(room, second(3)) == Acted(ballots=7)
    with pytest.raises(OutOfOrderError, match="done this already"):
        act(room, second(4))
    with room.store.unit_of_work() as work:
        ballots = {one.participant: one for one in work.ballots.standing(room.workshop.id, 1)}
    assert ballots.keys() == {phone.participant.id, *(person.id for person in people)}
    assert ballots[phone.participant.id].answers == ranked("fed")
    one = ballots[people[1].id]
    assert (one.group, one.mode, one.sequence, len(one.answers.ranking)) == (Group.CARERS, EntryMode.SIMULATED, 1, 5)


def test_what_was_voted_can_be_counted(room: Room):
    add(room, 15)
    room.scoring()
    act(room, second(1))
    assert room.end(at=second(2)).publication == 1
    assert sum(room.state().round(1).ballots.values()) == 15


def test_when_nothing_is_to_be_done_they_do_nothing(room: Room):
    with pytest.raises(OutOfOrderError, match="no simulated people yet"):
        act(room)
    add(room, 3)
    with pytest.raises(OutOfOrderError, match="nothing for simulated people to do now"):
        act(room)
    room.ranking(seconds=60)
    with pytest.raises(OutOfOrderError, match="nothing for simulated people to do now"):
        act(room, second(62.5))
    room.do(VotingEnded(1), second(62.6))
    with room.store.unit_of_work() as work:
        assert work.ballots.done(room.workshop.id, 1) == 0


def test_the_same_person_answers_the_same_again_and_another_round_otherwise():
    first = random_answers(RANKING, "w-1", 1, Group.CARERS, "p-1")
    assert first == random_answers(RANKING, "w-1", 1, Group.CARERS, "p-1")
    assert len({random_answers(RANKING, "w-1", number, Group.CARERS, "p-1").ranking for number in range(5)}) > 1
    RANKING.check(first)


def test_people_agree_more_within_a_group_than_with_another():
    def distance(one: dict[str, int], other: dict[str, int]) -> float:
        return sum(abs(one[target] - other[target]) for target in one)

    def severity(group: Group, number: int, trial: int) -> dict[str, int]:
        answers = random_answers(SCORING, f"w-{trial}", 1, group, f"{group.value}-{number}")
        return {target: scores[Scale.SEVERITY] for target, scores in answers.scores.items()}

    trials = range(30)
    within = mean(distance(severity(Group.CARERS, 1, one), severity(Group.CARERS, 2, one)) for one in trials)
    between = mean(distance(severity(Group.CARERS, 1, one), severity(Group.POLICY, 2, one)) for one in trials)
    assert 0 < within < 0.8 * between


def test_scores_are_on_their_scales_spread_out_and_some_do_not_know():
    given = [random_answers(SCORING, "w-1", 1, Group.CARERS, f"p-{number}") for number in range(100)]
    for answers in given:
        SCORING.check(answers)
    perceived = [scores[Scale.PERCEPTION] for answers in given for scores in answers.scores.values()]
    severe = [scores[Scale.SEVERITY] for answers in given for scores in answers.scores.values()]
    assert 0.05 < perceived.count(0) / len(perceived) < 0.15
    assert len(set(perceived)) >= 5
    assert len(set(severe)) >= 7


# Over HTTP


@pytest.fixture
def client(store: Store, room: Room, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    server = Flask("rehearsal_under_test")
    configure(server, store)
    server.extensions[EXTENSION] = store
    for blueprint in (sign_in, workshop_console, workshop_paper):
        server.register_blueprint(blueprint)

    def controls() -> Response:
        return answer_page("Controls", rehearsal_controls(room.workshop.id, hidden_fields))

    controls.access_needs = "everybody"  # type: ignore[attr-defined]
    server.add_url_rule("/controls", "controls", controls)
    know_people(server)
    refuse_forms_sent_twice(server)
    guard(server)
    monkeypatch.setattr(pages, "now", lambda: BEGIN)
    return signed_in(server, room.owner)


def press(client: FlaskClient, place: int, **fields: object) -> str:
    """Send a form of the controls, by its place, as a browser does; answers what the page that follows says."""
    page = BeautifulSoup(client.get("/controls").get_data(as_text=True), "html.parser")
    form = page.select("form")[place]
    sent = {str(one["name"]): str(one["value"]) for one in form.select("input")} | fields
    answer = client.post(str(form["action"]), data=sent)
    assert answer.status_code == 303
    assert answer.location.endswith("#rehearsal")
    after = BeautifulSoup(client.get("/controls").get_data(as_text=True), "html.parser")
    return " ".join(one.get_text() for one in after.select(".notice.said"))


def test_the_buttons_add_people_and_let_them_act(client: FlaskClient, room: Room):
    assert press(client, 0) == "8 simulated people joined."
    assert press(client, 0, number="1") == "1 simulated person joined."
    go(room, Stage.IDEAS)
    assert press(client, 1) == "Simulated people gave 9 ideas."
    room.ranking()
    assert press(client, 1) == "Simulated people gave 9 ballots."
    assert "done this already" in press(client, 1)


@pytest.mark.parametrize("number", ["", "x", "41", "0"])
def test_a_number_that_cannot_be_is_told(client: FlaskClient, room: Room, number: str):
    assert press(client, 0, number=number) == "A rehearsal has 1 to 40 simulated people. Nobody was added."
    with room.store.unit_of_work() as work:
        assert work.participants.of(room.workshop.id) == ()


def test_the_same_press_adds_people_once(client: FlaskClient, room: Room):
    page = BeautifulSoup(client.get("/controls").get_data(as_text=True), "html.parser")
    form = page.select("form")[0]
    sent = {str(one["name"]): str(one["value"]) for one in form.select("input")}
    answers = [client.post(str(form["action"]), data=sent).status_code for _ in range(2)]
    assert answers == [303, 409]
    with room.store.unit_of_work() as work:
        assert len(work.participants.of(room.workshop.id)) == 8


def test_a_real_workshop_has_no_simulated_people_over_http_either(client: FlaskClient, store: Store):
    real = open_room(store)
    other = signed_in(client.application, real.owner)
    answer = post(other, f"/workshops/{real.workshop.id}/rehearsal/people", page="/controls", number=8)
    assert answer.status_code == 303
    with store.unit_of_work() as work:
        assert work.participants.of(real.workshop.id) == ()
