"""A ballot that was acknowledged is kept, once, in time or not at all; on any server and however often it is sent."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.ballot_box import BallotBox
from data.errors import StoreError
from data.unit_of_work import Store
from domain_model.people import hash_of
from domain_model.use_cases.cast_ballots import BallotAnswer, SentBallot, cast_ballots
from domain_model.workshop.ballots import LARGEST_SEQUENCE, Answers
from domain_model.workshop.events import Closed, Extended, Paused, Resumed, VotingEnded
from domain_model.workshop_vocabulary import Group, Scale
from tests.at_once import at_once
from tests.workshops import BEGIN, Room, open_room, ranked, scored, second


@pytest.fixture
def room(store: Store) -> Room:
    """A ranking is open for a minute; two people joined."""
    made = open_room(store)
    made.join(Group.POLICY, Group.CARERS)
    made.ranking(seconds=60)
    return made


def kept(room: Room) -> list[tuple[str, int, tuple[str, ...]]]:
    """Who sent what, by place among those who joined."""
    names = {joined.participant.id: place for place, joined in enumerate(room.people)}
    with room.store.unit_of_work() as work:
        ballots = [ballot for joined in room.people for ballot in work.ballots.of(joined.participant.id)]
    return [(names[one.participant], one.sequence, one.answers.ranking) for one in ballots]


def test_a_ballot_is_kept_and_answered_with_what_stands(room: Room) -> None:
    reply = room.cast(room.people[0], ranked("bca"), second(5))
    assert reply.answer is BallotAnswer.KEPT
    assert reply.standing is not None
    assert (reply.standing.answers, reply.standing.at, reply.standing.group) == (
        ranked("bca"), second(5), Group.POLICY,
    )  # fmt: skip
    assert kept(room) == [(0, 1, ("item-b", "item-c", "item-a"))]


def test_the_same_ballot_sent_again_changes_nothing_and_is_answered_alike(room: Room) -> None:
    first = room.cast(room.people[0], ranked("bca"), second(5))
    again = room.cast(room.people[0], ranked("bca"), second(9))
    late = room.cast(room.people[0], ranked("bca"), second(500))
    assert first == again == late
    assert len(kept(room)) == 1


def test_two_tabs_that_send_different_ballots_under_one_number_are_told_the_same(room: Room) -> None:
    one = room.cast(room.people[0], ranked("ab"), second(5))
    other = room.cast(room.people[0], ranked("cd"), second(6))
    assert one == other
    assert kept(room) == [(0, 1, ("item-a", "item-b"))]


def test_the_largest_number_stands_in_whatever_order_ballots_arrive(room: Room) -> None:
    room.cast(room.people[1], ranked("f"), second(5), sequence=3)
    reply = room.cast(room.people[1], ranked("a"), second(6), sequence=2)
    assert reply.answer is BallotAnswer.KEPT
    assert reply.standing is not None
    assert reply.standing.answers == ranked("f")
    with room.store.unit_of_work() as work:
        (standing,) = work.ballots.standing(room.workshop.id, 1)
        assert work.ballots.done(room.workshop.id, 1) == 1
    assert standing.sequence == 3


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sendings=st.lists(
        st.tuples(st.integers(0, 1), st.integers(1, 4), st.permutations("abcdef")), min_size=1, max_size=12
    )
)
def test_whatever_is_repeated_and_reordered_each_person_counts_once_with_their_latest(
    store: Store, sendings: list[tuple[int, int, list[str]]]
) -> None:
    room = open_room(store)
    room.join(Group.POLICY, Group.CARERS)
    room.ranking()
    first: dict[tuple[int, int], Answers] = {}
    for who, sequence, order in [*sendings, *sendings, *sendings]:
        answers = ranked("".join(order)[:3])
        first.setdefault((who, sequence), answers)
        reply = room.cast(room.people[who], answers, second(1), sequence=sequence)
        largest = max(number for person, number in first if person == who)
        assert reply.standing is not None
        assert reply.standing.answers == first[(who, largest)]
    assert len(kept(room)) == len(first)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (-0.001, BallotAnswer.TOO_EARLY),
        (0, BallotAnswer.KEPT),
        (60, BallotAnswer.KEPT),
        (62, BallotAnswer.KEPT),
        (62.001, BallotAnswer.TOO_LATE),
    ],
)
def test_a_ballot_is_in_time_from_the_opening_to_two_seconds_past_the_deadline(
    room: Room, seconds: float, expected: BallotAnswer
) -> None:
    reply = room.cast(room.people[0], ranked("a"), second(seconds))
    assert reply.answer is expected
    assert len(kept(room)) == (expected is BallotAnswer.KEPT)
    assert bool(reply.words) is (expected is not BallotAnswer.KEPT)


def test_more_time_and_a_stopped_clock_move_the_deadline(room: Room) -> None:
    room.do(Paused(), second(50))
    assert room.cast(room.people[0], ranked("a"), second(100)).answer is BallotAnswer.KEPT
    room.do(Resumed(), second(110))
    assert room.cast(room.people[0], ranked("b"), second(122), sequence=2).answer is BallotAnswer.KEPT
    assert room.cast(room.people[0], ranked("c"), second(122.1), sequence=3).answer is BallotAnswer.TOO_LATE
    room.do(Extended(30), second(120))
    assert room.cast(room.people[0], ranked("c"), second(152), sequence=3).answer is BallotAnswer.KEPT


def test_after_the_facilitator_ended_the_vote_only_what_was_on_its_way_is_taken(room: Room) -> None:
    room.do(VotingEnded(1), second(20))
    assert room.cast(room.people[0], ranked("a"), second(22)).answer is BallotAnswer.KEPT
    assert room.cast(room.people[1], ranked("a"), second(22.1)).answer is BallotAnswer.TOO_LATE


def test_nothing_is_taken_once_a_round_is_counted_however_early_it_was_received(room: Room) -> None:
    room.end(at=second(20))
    assert room.cast(room.people[0], ranked("a"), second(21)).answer is BallotAnswer.TOO_LATE
    assert kept(room) == []


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (ranked("abcdef"), "rank at most 5"),
        (ranked("aa"), "ranked twice"),
        (ranked("x"), "not to be voted on any more"),
        (scored(meso=(2, 7)), "asks for a ranking"),
    ],
)
def test_a_ballot_that_does_not_fit_is_refused_in_words(room: Room, answers: Answers, words: str) -> None:
    reply = room.cast(room.people[0], answers, second(1))
    assert reply.answer is BallotAnswer.DOES_NOT_FIT
    assert words in reply.words
    assert kept(room) == []


def test_a_ballot_of_scores_is_checked_against_its_scales(store: Store) -> None:
    room = open_room(store)
    room.join(Group.PUBLIC)
    room.scoring()
    assert room.cast(room.people[0], scored(meso=(0, 9), micro=(5,))).answer is BallotAnswer.KEPT
    for answers, words in (
        (scored(meso=(6, 7)), "a score of 6 is off the scale: give 0 to 5"),
        (scored(meso=(2, 0)), "a score of 0 is off the scale: give 1 to 9"),
        (ranked("a"), "asks for scores"),
        (Answers(scores={"financing/macro": {Scale.SEVERITY: 3}}), "not to be scored any more"),
        (Answers(scores={"service_delivery/meso": {Scale.FEASIBILITY: 3}}), "does not ask for feasibility"),
    ):
        reply = room.cast(room.people[0], answers, sequence=2)
        assert (reply.answer, words in reply.words) == (BallotAnswer.DOES_NOT_FIT, True), reply.words


def test_nobody_can_fill_the_store_by_sending_again_and_again(room: Room) -> None:
    assert room.cast(room.people[0], ranked("a"), second(1), sequence=LARGEST_SEQUENCE).answer is BallotAnswer.KEPT
    reply = room.cast(room.people[0], ranked("a"), second(1), sequence=LARGEST_SEQUENCE + 1)
    assert reply.answer is BallotAnswer.DOES_NOT_FIT
    assert room.cast(room.people[1], ranked("a"), second(1), sequence=0).answer is BallotAnswer.DOES_NOT_FIT


def test_a_round_that_was_never_opened_is_too_early(room: Room) -> None:
    assert room.cast(room.people[0], ranked("a"), second(1), round_number=2).answer is BallotAnswer.TOO_EARLY
    assert room.cast(room.people[0], ranked("a"), second(1), round_number=0).answer is BallotAnswer.TOO_EARLY


def test_a_secret_of_another_workshop_or_of_nobody_opens_nothing(room: Room) -> None:
    other = open_room(room.store)
    (stranger,) = other.join(Group.POLICY)
    assert room.cast(stranger, ranked("a"), second(1)).answer is BallotAnswer.UNKNOWN_PERSON
    sent = SentBallot(room.workshop.id, hash_of("guessed"), 1, 1, ranked("a"), second(1))
    nowhere = SentBallot("no-such-workshop", hash_of(stranger.secret), 1, 1, ranked("a"), second(1))
    with room.store.writing_unit_of_work() as work:
        assert {reply.answer for reply in cast_ballots(work, [sent, nowhere])} == {BallotAnswer.UNKNOWN_PERSON}
        assert cast_ballots(work, []) == ()
    assert kept(room) == []


def test_each_ballot_of_a_batch_is_judged_by_itself(room: Room) -> None:
    first, other = room.people
    sent = [
        SentBallot(room.workshop.id, hash_of(first.secret), 1, 1, ranked("x"), second(1)),
        SentBallot(room.workshop.id, hash_of(other.secret), 1, 1, ranked("ba"), second(1)),
        SentBallot(room.workshop.id, hash_of(first.secret), 1, 1, ranked("c"), second(2)),
    ]
    with room.store.writing_unit_of_work() as work:
        replies = cast_ballots(work, sent)
        work.commit()
    assert [reply.answer for reply in replies] == [
        BallotAnswer.DOES_NOT_FIT, BallotAnswer.KEPT, BallotAnswer.KEPT,
    ]  # fmt: skip
    assert kept(room) == [(0, 1, ("item-c",)), (1, 1, ("item-b", "item-a"))]


def test_boxes_of_two_servers_keep_what_comes_at_once(servers: Callable[[], Store]) -> None:
    room = open_room(servers())
    room.join(*[Group.POLICY] * 40)
    room.ranking()
    boxes = [BallotBox(room.store), BallotBox(servers())]

    def send(place: int) -> BallotAnswer:
        person, box = room.people[place % 40], boxes[place % 2]
        sent = SentBallot(room.workshop.id, hash_of(person.secret), 1, 1, ranked("bd"), second(1))
        return box.cast(sent).answer

    answers = at_once(*(lambda place=place: send(place) for place in range(120)))
    assert answers == [BallotAnswer.KEPT] * 120
    assert len(kept(room)) == 40


def test_a_box_says_that_the_database_failed_and_goes_on(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    box = BallotBox(room.store)
    sent = SentBallot(room.workshop.id, hash_of(room.people[0].secret), 1, 1, ranked("bd"), second(1))
    with monkeypatch.context() as broken:

        def fail() -> None:
            raise StoreError("FICTITIOUS: the disk is full")

        broken.setattr(room.store, "writing_unit_of_work", fail)
        with pytest.raises(StoreError, match="the disk is full"):
            box.cast(sent)
    assert kept(room) == []
    assert box.cast(sent).answer is BallotAnswer.KEPT


def test_a_ballot_and_the_count_of_its_round_wait_for_one_another(servers: Callable[[], Store]) -> None:
    """Counting takes the workshop first: no ballot is kept between the count and the entry that closes the round."""
    room, other = open_room(servers()), servers()
    room.join(*[Group.POLICY] * 6)
    room.ranking(seconds=1)
    box = BallotBox(other)

    def vote(place: int) -> BallotAnswer:
        secret = hash_of(room.people[place].secret)
        return box.cast(SentBallot(room.workshop.id, secret, 1, 1, ranked("ab"), second(1))).answer

    def count() -> int:
        return room.end(at=second(1)).people

    outcomes = at_once(count, *(lambda place=place: vote(place) for place in range(6)))
    counted = outcomes[0]
    assert counted == outcomes.count(BallotAnswer.KEPT) == len(kept(room))


def test_nothing_is_taken_when_the_workshop_is_over(room: Room) -> None:
    room.end(at=second(20))
    room.do(Closed(), second(30))
    assert room.cast(room.people[0], ranked("a"), BEGIN + timedelta(seconds=31)).answer is BallotAnswer.TOO_LATE
