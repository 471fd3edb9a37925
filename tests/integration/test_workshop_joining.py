"""Joining a workshop: by its code, as one of its groups, at any stage; coming back, and leaving with a receipt."""

from datetime import datetime

import pytest

from data.unit_of_work import Store
from domain_model.people import hash_of
from domain_model.use_cases import join_workshop as joining
from domain_model.use_cases.cast_ballots import BallotAnswer
from domain_model.use_cases.give_ideas import give_idea, withdraw_idea
from domain_model.use_cases.join_workshop import (
    Joined,
    NoSuchCodeError,
    NotTakingPartError,
    add_participant,
    change_group,
    join_workshop,
    leave_workshop,
    participant_of,
    take_return_code,
    workshop_to_join,
)
from domain_model.use_cases.take_part import phone_view, pulse_of
from domain_model.workshop.codes import spaced_code
from domain_model.workshop.events import Closed, IdeaShown, StageEntered
from domain_model.workshop.records import MOST_IDEAS, Participant, Receipt
from domain_model.workshop.state import OutOfOrderError
from domain_model.workshop_vocabulary import EntryMode, Group
from tests.workshops import BEGIN, MICRO, Room, a_plan, open_room, ranked, second

ID = "phone-made-id-{:02}".format


@pytest.fixture
def room(store: Store) -> Room:
    return open_room(store, a_plan(groups=(Group.CARERS, Group.POLICY)))


def join(room: Room, group: Group = Group.CARERS, code: str = "", at: datetime = BEGIN, **further: str) -> Joined:
    with room.store.writing_unit_of_work() as work:
        joined = join_workshop(work, code or room.workshop.join_code, group, at, **further)
        work.commit()
    room.people.append(joined)
    return joined


def return_code(room: Room, person: Participant) -> str:
    with room.store.writing_unit_of_work() as work:
        code = take_return_code(work, person)
        work.commit()
    return code


def leave(room: Room, person: Participant) -> Receipt:
    with room.store.writing_unit_of_work() as work:
        receipt = leave_workshop(work, person, second(99))
        work.commit()
    return receipt


def idea(room: Room, person: Participant, idea_id: str = ID(1), text: str = "FICTITIOUS idea", cell: str = "") -> str:
    with room.store.writing_unit_of_work() as work:
        kept = give_idea(work, person, idea_id, text, cell, second(1))
        work.commit()
    return kept.text


def everybody(room: Room) -> list[Participant]:
    with room.store.unit_of_work() as work:
        return list(work.participants.of(room.workshop.id))


# --- joining


def test_whoever_types_the_code_takes_part_as_the_group_they_chose(room: Room) -> None:
    joined = join(room, Group.POLICY, f" {spaced_code(room.workshop.join_code.lower())}", second(7))
    assert joined.workshop.id == room.workshop.id
    (kept,) = everybody(room)
    assert kept == joined.participant
    assert (kept.group, kept.mode, kept.joined_at, kept.returns) == (Group.POLICY, EntryMode.PHONE, second(7), "")


def test_only_the_hash_of_the_secret_on_the_phone_is_kept(room: Room) -> None:
    one, other = join(room), join(room)
    assert one.secret != other.secret
    assert len(one.secret) >= 22  # 128 bits
    assert {person.token_hash for person in everybody(room)} == {hash_of(one.secret), hash_of(other.secret)}
    assert one.secret not in str(everybody(room))
    with room.store.unit_of_work() as work:
        assert participant_of(work, room.workshop.id, hash_of(other.secret)) == other.participant


@pytest.mark.parametrize("code", ["222222", "", "K7M", "not a code", "0O1I00", "2" * 40])
def test_a_code_that_no_workshop_has_is_told_so(room: Room, code: str) -> None:
    with room.store.unit_of_work() as work, pytest.raises(NoSuchCodeError, match="No workshop has this code"):
        workshop_to_join(work, code)


def test_a_workshop_without_a_code_is_joined_by_no_code(room: Room) -> None:
    with room.store.writing_unit_of_work() as work:
        assert work.workshops.set_join_code(room.workshop.id, "")
        for code in ("", " ", room.workshop.join_code):
            with pytest.raises(NoSuchCodeError):
                workshop_to_join(work, code)


def test_nobody_joins_as_a_group_that_is_not_offered(room: Room) -> None:
    with pytest.raises(ValueError, match="Choose one of the groups"):
        join(room, Group.PUBLIC)
    with room.store.writing_unit_of_work() as work, pytest.raises(ValueError, match="Choose one of the groups"):
        add_participant(work, room.workshop.id, room.state(), Group.PUBLIC, EntryMode.PAPER, BEGIN)
    assert everybody(room) == []


def test_nobody_joins_what_is_over(room: Room) -> None:
    room.do(Closed())
    with pytest.raises(OutOfOrderError, match="This workshop is over"):
        join(room)


def test_a_full_workshop_takes_nobody_more(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "MOST_PEOPLE", 2)
    join(room)
    join(room, Group.POLICY)
    with pytest.raises(OutOfOrderError, match="2 people have joined, the most there may be"):
        join(room)
    assert len(everybody(room)) == 2


def test_whoever_comes_late_votes_in_the_round_that_is_open(room: Room) -> None:
    room.ranking(seconds=60)
    late = join(room, at=second(50))
    assert room.cast(late, ranked("c"), second(55)).answer is BallotAnswer.KEPT
    with room.store.unit_of_work() as work:
        view = phone_view(work, room.state(), late.participant)
    assert (view.voting.number, view.ballot.answers) == (1, ranked("c"))


def test_somebody_without_a_phone_takes_part_and_nobody_can_ask_in_their_place(room: Room) -> None:
    with room.store.writing_unit_of_work() as work:
        added = add_participant(work, room.workshop.id, room.state(), Group.POLICY, EntryMode.PROXY, second(4))
        again = add_participant(work, room.workshop.id, room.state(), Group.CARERS, EntryMode.PAPER, second(5))
        work.commit()
    assert everybody(room) == [added, again]
    assert (added.mode, again.mode, added.token_hash) == (EntryMode.PROXY, EntryMode.PAPER, "")
    with room.store.unit_of_work() as work, pytest.raises(NotTakingPartError):
        participant_of(work, room.workshop.id, "")


def test_a_secret_opens_one_workshop_only(room: Room) -> None:
    other = open_room(room.store)
    (stranger,) = other.join(Group.PUBLIC)
    with room.store.unit_of_work() as work:
        assert participant_of(work, other.workshop.id, hash_of(stranger.secret)) == stranger.participant
        for workshop, secret in ((room.workshop.id, stranger.secret), (other.workshop.id, "guessed")):
            with pytest.raises(NotTakingPartError):
                participant_of(work, workshop, hash_of(secret))


# --- another group


def test_ballots_stay_those_of_the_former_group_until_they_are_sent_again(room: Room) -> None:
    joined = join(room, Group.POLICY)
    room.ranking()
    room.cast(joined, ranked("ab"))
    with room.store.writing_unit_of_work() as work:
        changed = change_group(work, joined.participant, Group.CARERS)
        work.commit()
    assert (changed.group, everybody(room)[0].group) == (Group.CARERS, Group.CARERS)
    with room.store.unit_of_work() as work:
        assert [one.group for one in work.ballots.standing(room.workshop.id, 1)] == [Group.POLICY]
    assert room.cast(joined, ranked("ab"), sequence=2).standing.group is Group.CARERS


def test_a_group_that_is_not_offered_cannot_be_spoken_for_nor_any_once_it_is_over(room: Room) -> None:
    joined = join(room, Group.POLICY)
    with room.store.writing_unit_of_work() as work, pytest.raises(ValueError, match="Choose one"):
        change_group(work, joined.participant, Group.PUBLIC)
    room.do(Closed())
    with room.store.writing_unit_of_work() as work, pytest.raises(OutOfOrderError, match="over"):
        change_group(work, joined.participant, Group.CARERS)
    assert everybody(room)[0].group is Group.POLICY


# --- coming back


def test_a_return_code_leads_to_the_same_person_when_the_workshop_is_held_again(room: Room) -> None:
    other, person = join(room, Group.POLICY).participant, join(room).participant
    code = return_code(room, person)
    return_code(room, other)
    assert len(code) == 16
    assert code not in str(everybody(room))
    again = open_room(room.store, a_plan(repeats=room.workshop.id))
    assert join(again, code=again.workshop.join_code, return_code=spaced_code(code.lower(), 4)).participant.returns == (
        person.id
    )


def test_a_return_code_is_used_once_and_the_latest_taken_holds(room: Room) -> None:
    person = join(room).participant
    former, code = return_code(room, person), return_code(room, person)
    again = open_room(room.store, a_plan(repeats=room.workshop.id))
    with pytest.raises(ValueError, match="Nobody took this return code"):
        join(again, return_code=former)
    back = join(again, return_code=code)
    with pytest.raises(ValueError, match="or it was used already"):
        join(again, return_code=code)
    assert [one.id for one in everybody(again)] == [back.participant.id]
    leave(again, back.participant)
    assert join(again, return_code=code).participant.returns == person.id


def test_a_return_code_of_another_workshop_or_of_nobody_opens_nothing(room: Room) -> None:
    code = return_code(room, join(room).participant)
    stranger, first_time = open_room(room.store), open_room(room.store)
    elsewhere = open_room(room.store, a_plan(repeats=stranger.workshop.id))
    repeat = open_room(room.store, a_plan(repeats=room.workshop.id))
    for tried, typed in ((elsewhere, code), (first_time, code), (repeat, code[:8]), (repeat, "2" * 16)):
        with pytest.raises(ValueError, match="Nobody took this return code"):
            join(tried, return_code=typed)
    assert join(repeat, return_code="  ").participant.returns == ""


# --- leaving


def test_whoever_leaves_is_erased_and_told_how_much_it_was(room: Room) -> None:
    staying, leaving = join(room), join(room, Group.POLICY)
    room.do(StageEntered("ideas", 0))
    for number in (1, 2, 3):
        idea(room, leaving.participant, ID(number))
    idea(room, staying.participant, ID(9), "FICTITIOUS stays")
    room.ranking()
    room.cast(staying, ranked("b"))
    for number in (1, 2):
        room.cast(leaving, ranked("ab"), sequence=number)
    receipt = leave(room, leaving.participant)
    assert (receipt.participants, receipt.ballots, receipt.ideas, receipt.at, receipt.kept) == (1, 2, 3, second(99), 0)
    assert everybody(room) == [staying.participant]
    with room.store.unit_of_work() as work:
        assert [one.participant for one in work.ballots.standing(room.workshop.id, 1)] == [staying.participant.id]
        assert [one.text for one in work.participants.ideas(room.workshop.id)] == ["FICTITIOUS stays"]
        assert work.participants.receipts(room.workshop.id) == (receipt,)
        assert (pulse_of(work, room.workshop.id).joined, pulse_of(work, room.workshop.id).done) == (1, 1)
        with pytest.raises(NotTakingPartError):
            participant_of(work, room.workshop.id, hash_of(leaving.secret))
    assert room.cast(leaving, ranked("a")).answer is BallotAnswer.UNKNOWN_PERSON


# --- ideas


def test_an_idea_is_kept_once_under_the_id_that_the_phone_made(room: Room) -> None:
    person = join(room).participant
    room.do(StageEntered("ideas", 0))
    assert idea(room, person, text="  FICTITIOUS  idea ", cell=MICRO.token) == "FICTITIOUS idea"
    assert idea(room, person, text="FICTITIOUS otherwise") == "FICTITIOUS idea"
    with room.store.unit_of_work() as work:
        (kept,) = work.participants.ideas(room.workshop.id)
    assert (kept.id, kept.participant, kept.cell, kept.at) == (ID(1), person.id, MICRO.token, second(1))


def test_an_idea_sent_again_after_the_time_for_ideas_is_answered_as_before(room: Room) -> None:
    person = join(room).participant
    room.do(StageEntered("share", 0))
    idea(room, person)
    room.do(StageEntered("vote", 0))
    assert idea(room, person) == "FICTITIOUS idea"
    with pytest.raises(OutOfOrderError, match="Ideas are not taken now"):
        idea(room, person, ID(2))


@pytest.mark.parametrize(
    ("idea_id", "text", "cell", "words"),
    [
        ("short", "FICTITIOUS", "", "no idea's id"),
        ("x" * 41, "FICTITIOUS", "", "no idea's id"),
        ("../../etc/passwd", "FICTITIOUS", "", "no idea's id"),
        (ID(1), " ", "", "1 to 200 characters"),
        (ID(1), "x" * 201, "", "1 to 200 characters"),
        (ID(1), "FICTITIOUS", "financing/macro", "one of the topics"),
        (ID(1), "FICTITIOUS", "nowhere", "Choose one of the topics"),
    ],
)
def test_an_idea_that_does_not_do_is_refused_in_words(
    room: Room, idea_id: str, text: str, cell: str, words: str
) -> None:
    person = join(room).participant
    room.do(StageEntered("ideas", 0))
    with pytest.raises(ValueError, match=words):
        idea(room, person, idea_id, text, cell)
    with room.store.unit_of_work() as work:
        assert work.participants.ideas(room.workshop.id) == ()


def test_nobody_takes_the_id_of_somebody_elses_idea_nor_reads_it(room: Room) -> None:
    one, other = join(room).participant, join(room).participant
    room.do(StageEntered("ideas", 0))
    idea(room, one, text="FICTITIOUS of one")
    with pytest.raises(ValueError, match="somebody else's") as refused:
        idea(room, other, text="FICTITIOUS of the other")
    assert "of one" not in str(refused.value)
    with room.store.writing_unit_of_work() as work:
        withdraw_idea(work, other, ID(1))
        assert [kept.text for kept in work.participants.ideas(room.workshop.id)] == ["FICTITIOUS of one"]


def test_one_person_gives_thirty_ideas_and_no_more_until_one_is_removed(room: Room) -> None:
    one, other = join(room).participant, join(room).participant
    room.do(StageEntered("ideas", 0))
    for number in range(MOST_IDEAS):
        idea(room, one, ID(number))
    with pytest.raises(OutOfOrderError, match="30 ideas, the most"):
        idea(room, one, ID(50))
    idea(room, other, ID(60))
    with room.store.writing_unit_of_work() as work:
        withdraw_idea(work, one, ID(3))
        work.commit()
    idea(room, one, ID(50))


def test_an_idea_that_was_read_out_is_not_taken_back_by_its_author(room: Room) -> None:
    person = join(room).participant
    room.do(StageEntered("share", 0))
    idea(room, person)
    room.do(IdeaShown(ID(1), "item-new", "FICTITIOUS idea", ""))
    with room.store.writing_unit_of_work() as work, pytest.raises(OutOfOrderError, match="read out already"):
        withdraw_idea(work, person, ID(1))
