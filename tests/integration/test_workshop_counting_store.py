"""A round is counted once its ballots are in, by whoever looks first, and again only if that gives nobody away."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from data.unit_of_work import Store
from domain_model.use_cases.count_votes import (
    answers_to_everything,
    count_if_over,
    counted,
    is_to_be_counted,
    seed_of,
)
from domain_model.use_cases.join_workshop import join_workshop, leave_workshop, take_return_code
from domain_model.workshop.ballots import Answers, BallotPaper
from domain_model.workshop.counting import EarlierRound, count_round
from domain_model.workshop.events import RoundCounted, RoundReopened, VotingEnded
from domain_model.workshop.log import replay
from domain_model.workshop.published import RoundResults
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import Group, RoundKind, RoundState, Scale, Statistic
from tests.at_once import at_once
from tests.workshops import BEGIN, MESO, MICRO, Room, a_plan, open_room, ranked, scored, second


@pytest.fixture
def room(store: Store) -> Room:
    """Ten people of one group."""
    made = open_room(store)
    made.join(*[Group.POLICY] * 10)
    return made


def vote(room: Room, answers: Answers, *people: int, at: float = 1, round_number: int = 1, sequence: int = 1) -> None:
    for place in people:
        reply = room.cast(room.people[place], answers, second(at), round_number=round_number, sequence=sequence)
        assert reply.standing is not None and reply.standing.answers == answers


def count(room: Room, at: float, store: Store | None = None) -> WorkshopState:
    with (store or room.store).writing_unit_of_work() as work:
        state = count_if_over(work, room.workshop.id, second(at))
        work.commit()
    return state


def results(room: Room, number: int = 1) -> RoundResults:
    with room.store.unit_of_work() as work:
        found = work.results.latest(room.workshop.id, number)
    assert found is not None
    return found


def sums(found: RoundResults) -> dict[str, float | None]:
    return {letter: found.value(Statistic.SUM, f"item-{letter}") for letter in "abcdef"}


def counts_in_log(room: Room) -> list[RoundCounted]:
    with room.store.unit_of_work() as work:
        log = work.workshops.log(room.workshop.id)
    return [entry.event for entry in log if isinstance(entry.event, RoundCounted)]


# --- when, and by whom


def test_a_round_is_counted_a_second_after_the_grace_and_not_before(room: Room) -> None:
    opened = room.ranking(seconds=60)
    vote(room, ranked("ba"), 0, 1, 2, 3, 4, 5)
    assert is_to_be_counted(opened, second(63))
    assert not is_to_be_counted(opened, second(62.9))
    assert count(room, 62.9) == opened
    state = count(room, 63)
    assert (state.rounds[0].state, state.rounds[0].publication, state.rounds[0].counted_at) == (
        RoundState.COUNTED, 1, second(63),
    )  # fmt: skip
    assert state.rounds[0].ballots == {Group.POLICY: 6}
    assert (results(room).people, sums(results(room))["b"], sums(results(room))["a"]) == (6, 30, 24)
    assert count(room, 100) == state
    assert not is_to_be_counted(state, second(100))


def test_a_count_is_done_in_nobodys_name(room: Room) -> None:
    room.ranking()
    room.end()
    with room.store.unit_of_work() as work:
        assert [entry.actor for entry in work.workshops.log(room.workshop.id)] == [room.owner.id, room.owner.id, ""]


def test_a_workshop_that_there_is_not_is_not_counted(room: Room) -> None:
    with room.store.writing_unit_of_work() as work, pytest.raises(LookupError, match="no such workshop: 'nowhere'"):
        count_if_over(work, "nowhere", BEGIN)


def test_a_round_that_nobody_voted_in_is_counted_with_nobody(room: Room) -> None:
    room.ranking()
    assert (room.end().people, room.state().rounds[0].ballots) == (0, {})


def test_two_servers_that_look_at_once_count_once(servers: Callable[[], Store]) -> None:
    room = open_room(servers())
    room.join(*[Group.POLICY] * 6)
    room.ranking(seconds=60)
    vote(room, ranked("cab"), 0, 1, 2, 3, 4, 5)
    stores = [room.store, servers(), room.store, servers()]
    states = at_once(*(lambda store=store: count(room, 64, store) for store in stores))
    assert [state.rounds[0].state for state in states] == [RoundState.COUNTED] * 4
    assert len(counts_in_log(room)) == 1
    assert results(room).publication == 1


def test_whoever_comes_second_finds_it_counted(room: Room) -> None:
    before = room.ranking(seconds=60)
    vote(room, ranked("cab"), 0, 1, 2, 3, 4)
    counted_state = count(room, 63)
    with room.store.writing_unit_of_work() as work:
        stale: Any = SimpleNamespace(
            workshops=SimpleNamespace(state=lambda _id: before, take_turn=work.workshops.take_turn)
        )
        assert count_if_over(stale, room.workshop.id, second(64)) == counted_state
    assert len(counts_in_log(room)) == 1


def test_whoever_comes_second_finds_that_more_time_was_given(room: Room) -> None:
    before = room.ranking(seconds=60)
    with room.store.writing_unit_of_work() as work:
        longer = before.with_round(Round(1, before.rounds[0].paper, "q", BEGIN, second(90)))
        stale: Any = SimpleNamespace(workshops=SimpleNamespace(state=lambda _id: before, take_turn=lambda _id: longer))
        assert count_if_over(stale, room.workshop.id, second(64)) is longer
        assert work.results.latest(room.workshop.id, 1) is None


# --- what is counted


def test_groups_are_published_under_their_voice_and_kept_so(store: Store) -> None:
    room = open_room(store)
    room.join(*[Group.POLICY] * 7, *[Group.CARERS] * 5, *[Group.PUBLIC] * 2)
    room.ranking()
    vote(room, ranked("ab"), *range(7))
    vote(room, ranked("ba"), *range(7, 14))
    found = room.end()
    voices = {Group.POLICY: "policy", Group.CARERS: "other_voices", Group.PUBLIC: "other_voices"}
    assert (found.voices, room.state().rounds[0].voices) == (voices, voices)
    assert room.state().rounds[0].ballots == {Group.POLICY: 7, Group.CARERS: 5, Group.PUBLIC: 2}


def test_the_log_and_the_ballots_give_the_same_figures_again(store: Store) -> None:
    room = open_room(store)
    room.join(*[Group.POLICY] * 9, *[Group.PRACTICE] * 6)
    for number, ask in enumerate((room.scoring, room.ranking, room.scoring), 1):
        ask(second(number * 100))
        for place in range(15):
            answers = ranked("fbdac"[place % 3 :]) if number == 2 else scored(meso=(place % 6, 1 + place % 9))
            vote(room, answers, place, at=number * 100 + 1, round_number=number)
        room.end(number, second(number * 100 + 5))
    with store.unit_of_work() as work:
        workshop = work.workshops.by_id(room.workshop.id)
        state = replay(workshop.first_plan, work.workshops.log(workshop.id))
        assert state == room.state()
        ballots = {number: counted(work.ballots.standing(workshop.id, number)) for number in (1, 2, 3)}
    assert [one.repeats for one in state.rounds] == [0, 0, 1]
    for one in state.rounds:
        earlier = [EarlierRound(ballots[one.repeats], state.round(one.repeats).voices)] if one.repeats else []
        again = count_round(
            one.paper,
            ballots[one.number][::-1],
            round_number=one.number,
            publication=1,
            least=5,
            seed=seed_of(room.workshop.id, one.number),
            earlier=earlier,
        )
        assert again.figures == results(room, one.number).figures
        assert again.voices == results(room, one.number).voices == one.voices


def test_each_round_of_each_workshop_draws_its_own_samples_and_the_same_again() -> None:
    assert seed_of("w1", 2) == seed_of("w1", 2)
    assert len({seed_of("w1", 1), seed_of("w1", 2), seed_of("w2", 1), seed_of("w11", 1), seed_of("w1", 11)}) == 5


def test_a_round_that_asks_again_tells_how_answers_moved(room: Room) -> None:
    room.scoring()
    vote(room, scored(meso=(2, 4), micro=(3, 6)), *range(10))
    room.end()
    room.scoring(second(100))
    vote(room, scored(meso=(2, 6), micro=(3, 6)), 0, 1, 2, 3, 4, at=101, round_number=2)
    vote(room, scored(meso=(2, 4), micro=(3, 3)), 5, 6, 7, 8, 9, at=101, round_number=2)
    found = room.end(2, second(110))
    assert found.value(Statistic.SHIFT, MESO.token, "severity") == pytest.approx(1.0)
    assert found.value(Statistic.SHIFT, MICRO.token, "severity") == pytest.approx(-1.5)
    assert results(room, 1).figure(Statistic.SHIFT, MESO.token, "severity") is None


def test_how_answers_moved_is_not_told_once_somebody_of_the_round_before_is_erased(room: Room) -> None:
    """The one who left is a history of their own, and what is left out of the other figures would be theirs."""
    room.scoring()
    vote(room, scored(meso=(2, 4), micro=(3, 6)), *range(10))
    room.end()
    with room.store.writing_unit_of_work() as work:
        leave_workshop(work, room.people[9].participant, second(50))
        work.commit()
    room.scoring(second(100))
    vote(room, scored(meso=(2, 6), micro=(3, 6)), *range(9), at=101, round_number=2)
    assert room.end(2, second(110)).value(Statistic.SHIFT, MESO.token, "severity") is None


def test_answers_moved_since_each_round_that_asked_the_same(room: Room) -> None:
    for number, severity in enumerate((2, 5, 9), 1):
        room.scoring(second(number * 100))
        vote(room, scored(meso=(2, severity)), *range(10), at=number * 100 + 1, round_number=number)
        room.end(number, second(number * 100 + 5))
    shifts = [results(room, number).value(Statistic.SHIFT, MESO.token, "severity") for number in (2, 3)]
    assert shifts == [pytest.approx(3), pytest.approx(4)]


def test_answers_moved_since_what_was_published_not_since_what_was_sent_after_it(room: Room) -> None:
    room.scoring()
    vote(room, scored(meso=(2, 4)), *range(10))
    room.end(at=second(5))
    reopen(room, 50)
    vote(room, scored(meso=(2, 9)), 0, at=51, sequence=2)
    assert room.end(at=second(60)).publication == 1
    room.scoring(second(100))
    vote(room, scored(meso=(2, 5)), *range(10), at=101, round_number=2)
    assert room.end(2, second(110)).value(Statistic.SHIFT, MESO.token, "severity") == pytest.approx(1)


def test_who_missed_the_first_of_three_rounds_hides_how_answers_moved_in_the_last(room: Room) -> None:
    """All ten answered the last two, but one of them has a history of their own since the first."""
    for number, people in enumerate((9, 10, 10), 1):
        room.scoring(second(number * 100))
        vote(room, scored(meso=(2, number)), *range(people), at=number * 100 + 1, round_number=number)
        room.end(number, second(number * 100 + 5))
    assert [results(room, number).value(Statistic.SHIFT, MESO.token, "severity") for number in (2, 3)] == [None] * 2


# --- opened again


def reopen(room: Room, at: float = 100, number: int = 1) -> None:
    room.do(RoundReopened(number, 0), second(at))


def first_count(room: Room) -> RoundResults:
    room.ranking()
    vote(room, ranked("abcde"), *range(10))
    return room.end(at=second(5))


def test_a_round_that_was_opened_again_is_published_again_once_five_changed(room: Room) -> None:
    first = first_count(room)
    reopen(room)
    vote(room, ranked("fedcb"), 0, 1, 2, 3, 4, at=101, sequence=2)
    again = room.end(at=second(110))
    assert (first.publication, again.publication) == (1, 2)
    assert (sums(first)["a"], sums(again)["a"], sums(again)["f"]) == (50, 25, 25)
    counted_round = room.state().rounds[0]
    assert (counted_round.publication, counted_round.counted_at) == (2, second(113))
    assert counted_round.state is RoundState.COUNTED


def test_of_four_changes_nothing_is_published_and_the_earlier_figures_stand(room: Room) -> None:
    first = first_count(room)
    reopen(room)
    vote(room, ranked("fedcb"), 0, 1, 2, 3, at=101, sequence=2)
    assert room.end(at=second(110)) == first
    counted_round = room.state().rounds[0]
    assert (counted_round.state, counted_round.publication, counted_round.counted_at) == (
        RoundState.COUNTED, 1, second(8),
    )  # fmt: skip
    assert (counted_round.ballots, len(counts_in_log(room))) == ({Group.POLICY: 10}, 2)


def test_changes_add_up_until_they_are_published(room: Room) -> None:
    first_count(room)
    reopen(room)
    vote(room, ranked("fedcb"), 0, 1, at=101, sequence=2)
    room.end(at=second(110))
    reopen(room, 200)
    vote(room, ranked("fedcb"), 2, 3, 4, at=201, sequence=2)
    assert room.end(at=second(210)).publication == 2


def test_a_round_is_published_twice_at_most(room: Room) -> None:
    first_count(room)
    reopen(room)
    vote(room, ranked("fedcb"), *range(10), at=101, sequence=2)
    second_one = room.end(at=second(110))
    reopen(room, 200)
    vote(room, ranked("abcde"), *range(10), at=201, sequence=3)
    assert room.end(at=second(210)) == second_one
    assert (second_one.publication, room.state().rounds[0].publication) == (2, 2)


def test_a_vote_that_told_nothing_is_told_anew_with_every_group(store: Store) -> None:
    """Three ballots are too few to tell anything: whoever ended that vote by mistake has lost nothing."""
    room = open_room(store)
    room.join(*[Group.POLICY] * 6, *[Group.CARERS] * 6)
    room.ranking()
    vote(room, ranked("ab"), 0, 1, 2)
    first = room.end(at=second(5))
    assert (first.publication, first.people, first.voices, sums(first)["a"]) == (1, 3, {}, None)
    reopen(room)
    vote(room, ranked("ba"), *range(3, 12), at=101)
    again = room.end(at=second(110))
    assert (again.publication, again.people, sums(again)["a"], sums(again)["b"]) == (2, 12, 15 + 36, 12 + 45)
    assert set(again.voices.values()) == {"policy", "carers"}


def test_no_shift_is_told_since_a_round_that_was_published_twice(room: Room) -> None:
    room.scoring()
    vote(room, scored(meso=(2, 7)), *range(10))
    room.end(at=second(5))
    reopen(room, 50)
    vote(room, scored(meso=(2, 3)), *range(10), at=51, sequence=2)
    assert room.end(at=second(60)).publication == 2
    room.scoring(second(100))
    vote(room, scored(meso=(2, 5)), *range(10), at=101, round_number=2)
    later = room.end(2, second(110))
    assert later.value(Statistic.MEDIAN, MESO.token, "severity") == 5
    assert later.figure(Statistic.SHIFT, MESO.token, "severity") is None


@pytest.mark.parametrize(("changed", "publication"), [(4, 2), (3, 1)])
def test_a_ballot_that_was_erased_in_between_counts_as_changed(room: Room, changed: int, publication: int) -> None:
    first_count(room)
    with room.store.writing_unit_of_work() as work:
        leave_workshop(work, room.people[9].participant, second(50))
        work.commit()
    reopen(room)
    vote(room, ranked("fedcb"), *range(changed), at=101, sequence=2)
    found = room.end(at=second(110))
    assert (found.publication, found.people) == (publication, 9 if publication == 2 else 10)
    assert room.state().rounds[0].ballots == {Group.POLICY: found.people}


def test_scores_that_were_erased_in_between_count_as_changed_in_every_question(room: Room) -> None:
    room.scoring()
    vote(room, scored(meso=(2, 4), micro=(3, 6)), *range(10))
    room.end(at=second(5))
    with room.store.writing_unit_of_work() as work:
        leave_workshop(work, room.people[9].participant, second(50))
        work.commit()
    reopen(room)
    vote(room, scored(meso=(1, 5), micro=(3, 6)), 0, 1, 2, 3, at=101, sequence=2)
    assert room.end(at=second(110)).publication == 1  # of micro only the one who left changed
    reopen(room, 200)
    vote(room, scored(meso=(1, 5), micro=(4, 7)), 0, 1, 2, 3, at=201, sequence=3)
    assert room.end(at=second(210)).publication == 2


def test_a_group_that_comes_after_the_first_publication_belongs_to_other_voices(store: Store) -> None:
    room = open_room(store)
    room.join(*[Group.POLICY] * 7, *[Group.CARERS] * 6, *[Group.PUBLIC] * 5)
    room.ranking()
    vote(room, ranked("ab"), *range(13))
    assert set(room.end(at=second(5)).voices.values()) == {"policy", "carers"}
    reopen(room)
    vote(room, ranked("ba"), *range(13, 18), at=101)
    found = room.end(at=second(110))
    assert (found.publication, found.voices) == (
        2, {Group.POLICY: "policy", Group.CARERS: "carers", Group.PUBLIC: "other_voices"},
    )  # fmt: skip


def test_a_ballot_that_answers_everything_fits_its_round() -> None:
    ranking = BallotPaper(RoundKind.RANK, ("c", "a", "b"), ranks=2)
    scoring = BallotPaper(RoundKind.SCORE, ("c", "a"), (Scale.SEVERITY, Scale.PERCEPTION))
    for paper in (ranking, scoring):
        paper.check(answers_to_everything(Round(1, paper, "q", BEGIN, None)))
    assert answers_to_everything(Round(1, ranking, "q", BEGIN, None)).ranking == ("c", "a")
    assert answers_to_everything(Round(1, scoring, "q", BEGIN, None)).scores == {
        "c": {Scale.SEVERITY: 1, Scale.PERCEPTION: 1},
        "a": {Scale.SEVERITY: 1, Scale.PERCEPTION: 1},
    }


@pytest.mark.parametrize("has_later_round", [False, True])
def test_scores_that_a_later_round_was_compared_with_are_not_published_again(room: Room, has_later_round: bool) -> None:
    """The later round told how the same people moved; with both publications of this one that says more than either."""
    room.scoring()
    vote(room, scored(meso=(2, 4)), *range(10))
    room.end(at=second(5))
    if has_later_round:
        room.scoring(second(50))
        vote(room, scored(meso=(2, 5)), *range(10), at=51, round_number=2)
        room.end(2, second(55))
    reopen(room)
    vote(room, scored(meso=(1, 8)), *range(10), at=101, sequence=2)
    assert room.end(at=second(110)).publication == (1 if has_later_round else 2)


def test_a_ranking_has_no_shift_so_that_a_later_one_does_not_stand_in_its_way(room: Room) -> None:
    first_count(room)
    room.ranking(second(50))
    vote(room, ranked("ba"), *range(10), at=51, round_number=2)
    room.end(2, second(55))
    reopen(room)
    vote(room, ranked("fedcb"), *range(10), at=101, sequence=2)
    assert room.end(at=second(110)).publication == 2


def test_results_of_a_round_that_was_opened_again_are_hidden_until_they_are_revealed_again(room: Room) -> None:
    first_count(room)
    room.reveal(at=second(5))
    assert [one.number for one in room.state().revealed_rounds] == [1]
    reopen(room)
    assert room.state().revealed_rounds == ()
    room.do(VotingEnded(1), second(110))
    assert count(room, 113).revealed_rounds == ()
    room.reveal(at=second(113))
    assert [one.number for one in room.state().revealed_rounds] == [1]


# --- held again


def held_again(room: Room, *more: Group, **changes: object) -> Room:
    """The ten of the room come back by their return codes, last of all whoever else is named."""
    with room.store.writing_unit_of_work() as work:
        codes = [take_return_code(work, one.participant) for one in room.people]
        work.commit()
    again = open_room(room.store, a_plan(repeats=room.workshop.id, **changes), second(1000))
    with room.store.writing_unit_of_work() as work:
        for code in codes:
            joined = join_workshop(work, again.workshop.join_code, Group.POLICY, second(1001), return_code=code)
            again.people.append(joined)
        work.commit()
    again.join(*more, at=second(1001))
    return again


def drift_of(found: RoundResults) -> list[float | None]:
    statistics = (Statistic.DRIFT, Statistic.DRIFT_WITHIN, Statistic.DRIFT_PANEL)
    return [found.value(statistic, MESO.token, "severity") for statistic in statistics]


def first_time(room: Room) -> None:
    """Ten people gave 4 at the first workshop, and saw the results."""
    room.scoring()
    vote(room, scored(meso=(2, 4)), *range(10))
    room.end(at=second(5))
    room.reveal(at=second(5))


def second_time(again: Room) -> RoundResults:
    """The ten give 6 now, and everybody else 9."""
    again.scoring(second(1002))
    number = len(again.state().rounds)
    vote(again, scored(meso=(2, 6)), *range(10), at=1003, round_number=number)
    vote(again, scored(meso=(2, 9)), *range(10, len(again.people)), at=1003, round_number=number)
    return again.end(number, second(1010))


def test_a_workshop_held_again_tells_what_the_same_people_changed_and_what_others_brought(room: Room) -> None:
    first_time(room)
    found = second_time(held_again(room, *[Group.POLICY] * 5))
    assert drift_of(found) == [pytest.approx(3), pytest.approx(2), pytest.approx(1)]


def test_a_ballot_sent_after_what_was_published_is_not_what_was_published(room: Room) -> None:
    """One person changed their mind when the round was opened again: too few for a further publication."""
    first_time(room)
    room.do(RoundReopened(1, 0), second(100))
    vote(room, scored(meso=(2, 9)), 0, at=101, sequence=2)
    assert room.end(at=second(110)).publication == 1
    room.reveal(at=second(110))
    found = second_time(held_again(room, *[Group.POLICY] * 5))
    assert drift_of(found) == [pytest.approx(3), pytest.approx(2), pytest.approx(1)]


def test_nothing_is_compared_with_what_was_not_revealed_or_asked_something_else(room: Room) -> None:
    room.scoring()
    vote(room, scored(meso=(2, 4)), *range(10))
    room.end(at=second(5))
    assert drift_of(second_time(held_again(room))) == [None] * 3
    room.reveal(at=second(5))
    other = held_again(room, scales=(Scale.SEVERITY, Scale.FEASIBILITY))
    other.scoring(second(1002))
    vote(other, Answers(scores={MESO.token: {Scale.SEVERITY: 6}}), *range(10), at=1003)
    found = other.end(1, second(1010))
    assert not [one for one in found.figures if one.statistic is Statistic.DRIFT]


def test_a_ranking_is_not_compared_with_the_workshop_before(room: Room) -> None:
    first_count(room)
    room.reveal(at=second(5))
    again = held_again(room)
    again.ranking(second(1002))
    vote(again, ranked("fedcb"), *range(10), at=1003)
    assert not [one for one in again.end(1, second(1010)).figures if one.statistic is Statistic.DRIFT]


def test_what_is_asked_a_second_time_is_compared_with_the_first_time_only(room: Room) -> None:
    first_time(room)
    again = held_again(room)
    assert drift_of(second_time(again))[1] == pytest.approx(2)
    found = second_time(again)
    assert drift_of(found) == [None] * 3
    assert found.value(Statistic.SHIFT, MESO.token, "severity") == 0
