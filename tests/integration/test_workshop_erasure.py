"""What is erased of a workshop, when, and what stays: published figures, items, and a receipt."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from app import configure
from data.current import EXTENSION
from data.unit_of_work import Store
from data.workshop_repository import SqlWorkshopRepository
from domain_model.audit import AuditFilter
from domain_model.people import NotAllowedError
from domain_model.people_vocabulary import AuditAction
from domain_model.use_cases.erase_workshop import erase_due, erase_workshop
from domain_model.use_cases.give_ideas import give_idea
from domain_model.use_cases.join_workshop import join_workshop, take_return_code
from domain_model.use_cases.report_workshop import report_workshop
from domain_model.use_cases.run_workshop import facilitator_of, make_link
from domain_model.use_cases.sign_in import begin_sign_in
from domain_model.workshop.events import Closed, IdeaShown, Noted, Paused, RoundCounted, StageEntered, VotingEnded
from domain_model.workshop.item_events import ItemHidden, ItemReworded
from domain_model.workshop.log import event_document
from domain_model.workshop.records import BALLOTS_KEPT_FOR, Receipt
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import Group, LinkKind, RoundState, Stage
from pages.http.access import guard
from pages.http.forms import refuse_forms_sent_twice
from pages.http.sign_in import sign_in
from pages.http.who import know_people
from pages.http.workshop_access import COOKIE
from pages.http.workshop_results import workshop_results
from tests.people import post, signed_in
from tests.workshops import Room, a_plan, open_room, ranked, second


@pytest.fixture
def server(store: Store) -> Flask:
    made = Flask("erasure_under_test")
    configure(made, store)
    made.extensions[EXTENSION] = store
    made.register_blueprint(sign_in)
    made.register_blueprint(workshop_results)
    know_people(made)
    refuse_forms_sent_twice(made)
    guard(made)
    return made


def held(store: Store, **changes: object) -> Room:
    """Seven people; the first two gave ideas, of which one was read out; the third took a return code."""
    room = open_room(store, a_plan(area="DDD", **changes))
    room.join(*[Group.POLICY] * 7)
    room.do(StageEntered(Stage.IDEAS.value, 0), second(1))
    with store.writing_unit_of_work() as work:
        for place, (idea, text) in enumerate((("read", "FICTITIOUS read out"), ("kept", "FICTITIOUS never read out"))):
            give_idea(work, room.people[place].participant, f"{idea}-{room.workshop.id}", text, "", second(2))
        take_return_code(work, room.people[2].participant)
        work.commit()
    room.do(IdeaShown(f"read-{room.workshop.id}", "item-z", "FICTITIOUS read out", ""), second(4))
    room.ranking(second(10))
    for person in room.people:
        room.cast(person, ranked("abcde"), second(20))
    room.end(1, second(30))
    return room


def erased(room: Room, *, keep_returning: bool, at: datetime) -> Receipt:
    with room.store.writing_unit_of_work() as work:
        receipt = erase_workshop(work, room.owner.id, room.workshop, at, keep_returning=keep_returning)
        work.commit()
    return receipt


def left(room: Room) -> tuple[int, int, int]:
    """How many people, ideas and ballots are kept."""
    with room.store.unit_of_work() as work:
        return (
            len(work.participants.of(room.workshop.id)),
            len(work.participants.ideas(room.workshop.id)),
            len(work.ballots.standing(room.workshop.id, 1)),
        )


def due(store: Store, at: datetime) -> int:
    with store.writing_unit_of_work() as work:
        number = erase_due(work, at)
        work.commit()
    return number


def test_everything_of_people_goes_and_what_was_published_stays(store: Store) -> None:
    room = held(store)
    room.reveal(1, second(40))
    with store.unit_of_work() as work:
        published = work.results.latest(room.workshop.id, 1)
    receipt = erased(room, keep_returning=False, at=second(50))
    assert (receipt.participants, receipt.ideas, receipt.ballots, receipt.kept) == (7, 2, 7, 0)
    assert left(room) == (0, 0, 0)
    state = room.state()
    assert (state.is_closed, state.erased_at) == (True, second(50))
    assert state.item("item-z").text == "FICTITIOUS read out"
    with store.unit_of_work() as work:
        assert work.results.latest(room.workshop.id, 1) == published
        assert work.participants.receipts(room.workshop.id) == (receipt,)
        report = report_workshop(work, room.workshop.id)
        (event,) = work.audit.latest(None, wanted=AuditFilter(action=AuditAction.WORKSHOP_ERASED))
    assert (report.joined, dict(report.modes)) == (None, {})
    assert report.rounds[0].results == published
    assert event.person == room.owner.id
    with pytest.raises(OutOfOrderError, match="erased already"):
        erased(room, keep_returning=False, at=second(60))


def test_people_with_a_return_code_keep_their_ballots_until_everything_is_erased(store: Store) -> None:
    room = held(store)
    receipt = erased(room, keep_returning=True, at=second(50))
    assert (receipt.participants, receipt.ideas, receipt.ballots, receipt.kept) == (6, 2, 6, 1)
    assert left(room) == (1, 0, 1)
    receipt = erased(room, keep_returning=False, at=second(60))
    assert (receipt.participants, receipt.ideas, receipt.ballots, receipt.kept) == (1, 0, 1, 0)
    assert left(room) == (0, 0, 0)


def test_nothing_is_erased_while_people_vote(store: Store) -> None:
    room = held(store)
    room.ranking(second(40))
    with pytest.raises(OutOfOrderError, match="end the voting first"):
        erased(room, keep_returning=False, at=second(50))
    assert left(room)[0] == 7


def test_a_workshop_is_erased_thirty_days_after_its_end_and_not_before(store: Store) -> None:
    room, other = held(store), held(store)
    room.do(Closed(), second(100))
    other.do(Noted("paper_ballot"), second(100) + BALLOTS_KEPT_FOR)
    assert due(store, second(100) + BALLOTS_KEPT_FOR - timedelta(seconds=1)) == 0
    assert left(room) == (7, 2, 7)
    assert due(store, second(100) + BALLOTS_KEPT_FOR) == 1
    assert left(room) == (1, 0, 1)
    assert left(other) == (7, 2, 7)
    assert due(store, second(99) + BALLOTS_KEPT_FOR * 2) == 0
    with store.unit_of_work() as work:
        assert work.workshops.log(room.workshop.id)[-1].actor == ""


def test_returning_people_are_erased_thirty_days_after_the_end_of_the_repeat(store: Store) -> None:
    room = held(store)
    room.do(Closed(), second(100))
    assert due(store, second(100) + BALLOTS_KEPT_FOR) == 1
    repeat = held(store, repeats=room.workshop.id)
    end = second(100) + timedelta(days=200)
    repeat.do(Closed(), end)
    assert due(store, end) == 0
    assert left(room) == (1, 0, 1)
    assert due(store, end + BALLOTS_KEPT_FOR) == 2
    assert left(room) == (0, 0, 0)
    assert left(repeat) == (1, 0, 1)
    assert due(store, end + BALLOTS_KEPT_FOR * 3) == 0


def test_whoever_signs_in_lets_go_what_is_past_its_time(store: Store) -> None:
    room = held(store)
    room.do(Closed(), second(100))
    with store.writing_unit_of_work() as work:
        begin_sign_in(work, room.owner, second(100) + BALLOTS_KEPT_FOR, timedelta(hours=1))
        work.commit()
    assert left(room) == (1, 0, 1)


def test_nobody_joins_an_erased_workshop(store: Store) -> None:
    room = held(store)
    erased(room, keep_returning=False, at=second(50))
    with store.writing_unit_of_work() as work, pytest.raises(OutOfOrderError, match="over"):
        join_workshop(work, room.workshop.join_code, Group.CARERS, second(60))


def test_the_facilitator_erases_by_a_form_and_gets_a_receipt(server: Flask, store: Store) -> None:
    room = held(store)
    client, base = signed_in(server, room.owner), f"/workshops/{room.workshop.id}"
    text = client.get(f"{base}/erase").get_data(as_text=True)
    assert "1 person took a return code." in text
    assert "Round 1 was never revealed: its results stay sealed for good." in text
    unsure = post(client, f"{base}/erase", what="everything")
    assert unsure.status_code == 422
    assert "first. Nothing was erased." in unsure.get_data(as_text=True)
    assert left(room) == (7, 2, 7)
    done = post(client, f"{base}/erase", what="keep", sure="yes")
    assert done.status_code == 303
    page = client.get(done.location).get_data(as_text=True)
    assert "People: 6" in page and "Kept for the repeat, with their ballots: 1 person with a return code" in page
    file = client.get(f"{done.location}.txt")
    assert file.mimetype == "text/plain"
    assert "Ballots: 6\nIdeas: 2\n" in file.get_data(as_text=True)
    report = client.get(f"{base}/report").get_data(as_text=True)
    assert "Its ballots were erased on" in report
    assert "It was never revealed, and its ballots are erased: its results stay sealed." in report
    assert done.location in report
    assert client.get(f"{base}/receipts/unknown").status_code == 404
    everything = post(client, f"{base}/erase", what="everything", sure="yes")
    assert left(room) == (0, 0, 0)
    assert "nobody" in client.get(everything.location).get_data(as_text=True)
    again = post(client, f"{base}/erase", what="everything", sure="yes")
    assert again.status_code == 422 and "Everything was erased already" in again.get_data(as_text=True)
    nobody = server.test_client()
    assert post(nobody, f"{base}/erase", page="/sign-in", what="everything", sure="yes").status_code == 404


def test_whoever_came_by_a_link_erases_nothing(server: Flask, store: Store) -> None:
    room = held(store)
    room.reveal(1, second(40))
    with store.writing_unit_of_work() as work:
        by_owner = facilitator_of(work, room.workshop.id, room.owner)
        _link, secret = make_link(work, by_owner, LinkKind.FACILITATOR, "", second(50))
        link = work.workshops.log(room.workshop.id)[-1].event
        assert isinstance(link, Noted)
        with pytest.raises(NotAllowedError, match="Only whoever made the workshop can erase it."):
            erase_workshop(work, f"link {link.about}", room.workshop, second(60))
        work.commit()
    client, base = server.test_client(), f"/workshops/{room.workshop.id}"
    client.set_cookie(COOKIE, secret, path="/workshops")
    for answer in (
        client.get(f"{base}/erase"),
        post(client, f"{base}/erase", page="/sign-in", what="everything", sure="yes"),
        post(client, f"{base}/erase", page="/sign-in", what="keep"),
    ):
        assert answer.status_code == 403
        assert "Only whoever made the workshop can erase it." in answer.get_data(as_text=True)
    report = client.get(f"{base}/report").get_data(as_text=True)
    assert "Run the workshop" in report and "Erase ballots" not in report
    assert left(room) == (7, 2, 7)


def test_the_log_keeps_every_wording_of_what_was_read_out_and_none_of_what_was_not(store: Store) -> None:
    room = held(store)
    room.do(ItemReworded("item-z", "FICTITIOUS reworded"), second(40))
    room.do(ItemHidden("item-z"), second(41))
    erased(room, keep_returning=False, at=second(50))
    with store.unit_of_work() as work:
        log = str([event_document(entry.event) for entry in work.workshops.log(room.workshop.id)])
    assert "FICTITIOUS read out" in log and "FICTITIOUS reworded" in log
    assert "FICTITIOUS never read out" not in log


# ---- Workshops that nobody closes


def test_a_workshop_that_nobody_closes_is_closed_after_thirty_days_and_erased_thirty_later(store: Store) -> None:
    room = held(store)  # its last entry is the count, three seconds after the end at 30 s
    closes = second(33) + BALLOTS_KEPT_FOR
    assert due(store, closes - timedelta(seconds=1)) == 0
    assert not room.state().is_closed
    assert due(store, closes) == 0
    assert room.state().closed_at == closes
    assert left(room) == (7, 2, 7)
    with store.unit_of_work() as work:
        last = work.workshops.log(room.workshop.id)[-1]
        (event,) = work.audit.latest(None, wanted=AuditFilter(action=AuditAction.WORKSHOP_CLOSED))
    assert (last.event, last.actor, event.person) == (Closed(), "", "")
    assert due(store, closes + BALLOTS_KEPT_FOR - timedelta(seconds=1)) == 0
    assert due(store, closes + BALLOTS_KEPT_FOR) == 1
    assert left(room) == (1, 0, 1)


def test_whoever_joins_and_whatever_is_done_keeps_a_workshop_open(store: Store) -> None:
    room, other = held(store), held(store)
    room.join(Group.CARERS, at=second(5000))
    other.do(ItemHidden("item-a"), second(6000))
    assert due(store, second(4999) + BALLOTS_KEPT_FOR) == 0
    assert (room.state().is_closed, other.state().is_closed) == (False, False)
    due(store, second(5000) + BALLOTS_KEPT_FOR)
    assert (room.state().is_closed, other.state().is_closed) == (True, False)


def test_a_workshop_that_nobody_joined_may_wait_for_its_day(store: Store) -> None:
    room = open_room(store)
    assert due(store, second(0) + BALLOTS_KEPT_FOR * 5) == 0
    assert not room.state().is_closed


def test_somebody_who_comes_back_in_that_moment_keeps_the_workshop_open(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, later = held(store), second(33) + BALLOTS_KEPT_FOR
    with store.writing_unit_of_work() as work:

        def takes_turn(workshops: SqlWorkshopRepository, workshop_id: str) -> WorkshopState:
            monkeypatch.undo()
            return workshops.append(workshop_id, ItemHidden("item-a"), room.owner.id, later)

        monkeypatch.setattr(SqlWorkshopRepository, "take_turn", takes_turn)
        assert erase_due(work, later) == 0
        assert not work.workshops.state(room.workshop.id).is_closed


@pytest.mark.parametrize(("seconds", "pauses"), [(0, False), (60, False), (60, True)])
def test_a_vote_that_was_left_open_is_counted_before_its_workshop_is_closed(
    store: Store, seconds: int, pauses: bool
) -> None:
    room = held(store)
    room.ranking(second(100), seconds)
    for person in room.people[:5]:
        room.cast(person, ranked("fedcb"), second(110), round_number=2)
    if pauses:
        room.do(Paused(), second(120))
    closes = second(120) + BALLOTS_KEPT_FOR
    due(store, closes)
    state = room.state()
    assert (state.closed_at, state.round(2).state, state.round(2).counted_at) == (closes, RoundState.COUNTED, closes)
    with store.unit_of_work() as work:
        results = work.results.latest(room.workshop.id, 2)
        kinds = [type(entry.event) for entry in work.workshops.log(room.workshop.id)]
    assert results is not None and results.people == 5
    was_running = seconds and not pauses
    assert kinds[-2:] == [RoundCounted, Closed]
    assert (kinds[-3] is VotingEnded) is not was_running
