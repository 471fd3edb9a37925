"""What one phone may show: one's own, what was revealed, and nothing that another person answered before that."""

import json

import pytest

from components.phone_documents import person_document, workshop_document
from data.unit_of_work import Store
from domain_model.use_cases.give_ideas import give_idea
from domain_model.use_cases.join_workshop import Joined
from domain_model.use_cases.take_part import PhoneView, may_see_facts, phone_view, pulse_of
from domain_model.workshop.ballots import Answers
from domain_model.workshop.events import Extended, FactsShown, Paused, RoundReopened, StageEntered, Undone
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import FactsPolicy, Group, Scale, Statistic
from pages.http.times import milliseconds
from tests.workshops import MESO, Room, a_plan, open_room, ranked, scored, second


def a_room(store: Store, *more: Group) -> Room:
    room = open_room(store)
    room.join(Group.CARERS, *[Group.POLICY] * 10, *more)
    return room


def view_of(room: Room, place: int = 0) -> PhoneView:
    with room.store.unit_of_work() as work:
        return phone_view(work, work.workshops.state(room.workshop.id), room.people[place].participant)


def sent_to(room: Room, place: int = 0, at: float = 2000) -> dict:
    """All that this phone is sent."""
    view = view_of(room, place)
    shared = workshop_document(view.state, "FICTITIOUS area", {}, second(at), milliseconds)
    return shared | person_document(view, second(at), milliseconds)


def vote(room: Room, answers: Answers, *places: int, round_number: int = 1, at: float = 1) -> None:
    for place in places:
        room.cast(room.people[place], answers, second(at), round_number=round_number)


def give(room: Room, who: Joined, idea_id: str, text: str) -> None:
    with room.store.writing_unit_of_work() as work:
        give_idea(work, who.participant, idea_id, text, "", second(1))
        work.commit()


# --- nothing before the reveal


def test_how_others_vote_changes_nothing_on_a_phone_while_the_round_is_open(store: Store) -> None:
    room = a_room(store)
    room.ranking(seconds=3000)
    before = sent_to(room)
    vote(room, ranked("fbd"), *range(1, 11))
    assert sent_to(room) == before


def test_a_sealed_count_looks_alike_on_phones_whatever_was_counted(store: Store) -> None:
    """Two workshops that differ only in how others voted send a phone the very same, until the results are revealed."""
    rooms = [a_room(store), a_room(store)]
    for room, order in zip(rooms, ("abcde", "fedcb"), strict=True):
        room.ranking()
        vote(room, ranked("cd"), 0)
        vote(room, ranked(order), *range(1, 11))
        room.end()
    one, other = (sent_to(room) for room in rooms)
    assert one == other
    assert (one["results"], one["before"], one["round"]["state"]) == ([], None, "closed")
    for room in rooms:
        room.reveal()
    one, other = (sent_to(room) for room in rooms)
    assert one["results"] != other["results"]


def test_a_sealed_count_of_scores_looks_alike_too_even_where_it_asks_again(store: Store) -> None:
    rooms = [a_room(store), a_room(store)]
    for room, last in zip(rooms, (9, 2), strict=True):
        room.scoring()
        vote(room, scored(meso=(2, 6)), *range(11))
        room.end()
        room.reveal()
        room.scoring(second(100))
        vote(room, scored(meso=(4, last)), *range(1, 11), round_number=2, at=101)
        room.end(2, second(110))
    one, other = (sent_to(room) for room in rooms)
    assert one == other
    assert [found["round"] for found in one["results"]] == [1]


def test_no_published_figure_is_in_what_a_phone_holds_before_the_reveal(store: Store) -> None:
    """The figures of this room are values that nothing else has."""
    room = a_room(store)
    room.ranking()
    vote(room, ranked("fbd"), *range(1, 11))
    results = room.end()
    assert results.value(Statistic.SUM, "item-f") == 50
    view = view_of(room)
    assert (view.revealed, view.before, view.ballot) == ((), None, None)
    assert not {"room", "equal", "people", "agreement", "rows", "joined", "done"} & set(_keys(sent_to(room)))


def _keys(value: object) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(key for inner in value.values() for key in _keys(inner))]
    return [key for inner in value for key in _keys(inner)] if isinstance(value, list) else []


def test_a_reveal_that_is_taken_back_hides_the_results_again(store: Store) -> None:
    room = a_room(store)
    room.ranking()
    vote(room, ranked("fbd"), *range(1, 11))
    room.end()
    number = room.reveal().version
    assert len(sent_to(room)["results"]) == 1
    room.do(Undone(number), second(9))
    assert sent_to(room)["results"] == []


# --- one's own


def test_a_phone_shows_its_own_ideas_only_and_none_before_the_workshop_begins(store: Store) -> None:
    room = a_room(store)
    room.do(StageEntered("ideas", 0))
    give(room, room.people[0], "phone-idea-0001", "FICTITIOUS of my own")
    give(room, room.people[1], "phone-idea-0002", "FICTITIOUS distinctive zebra")
    assert [idea["text"] for idea in sent_to(room)["ideas"]] == ["FICTITIOUS of my own"]
    assert "zebra" not in json.dumps(sent_to(room))
    assert "zebra" in json.dumps(sent_to(room, 1))
    room.do(StageEntered("set_up", 0))
    assert sent_to(room)["ideas"] == []


def test_the_ballot_that_stands_is_ones_latest_of_this_round(store: Store) -> None:
    room = a_room(store)
    room.ranking()
    room.cast(room.people[0], ranked("ab"), second(1), sequence=1)
    room.cast(room.people[0], ranked("fe"), second(2), sequence=2)
    room.cast(room.people[1], ranked("c"), second(3), sequence=7)
    ballot = view_of(room).ballot
    assert ballot is not None
    assert (ballot.answers, ballot.sequence) == (ranked("fe"), 2)
    room.end(at=second(5))
    assert view_of(room).ballot == ballot
    room.scoring(second(50))
    assert view_of(room).ballot is None


def test_a_phone_without_a_round_asks_nothing(store: Store) -> None:
    view = view_of(a_room(store))
    assert (view.voting, view.ballot, view.before, view.revealed) == (None, None, None, ())


def test_after_the_reveal_a_phone_shows_the_results_beside_ones_own_and_asks_nothing(store: Store) -> None:
    room = a_room(store)
    room.ranking()
    vote(room, ranked("fbd"), *range(1, 11))
    vote(room, ranked("d"), 0)
    room.end()
    room.reveal()
    view = view_of(room)
    assert view.voting is None
    assert [(one.round.number, one.own) for one in view.revealed] == [(1, ranked("d"))]
    (found,) = sent_to(room)["results"]
    assert [(row["letter"], row["room"], row["yours"]) for row in found["rows"]][:3] == [
        ("F", 1, None), ("B", 2, None), ("D", 3, 1),
    ]  # fmt: skip
    room.join(Group.PUBLIC)
    assert view_of(room, -1).revealed[0].own is None


def test_who_votes_again_sees_what_they_said_before_and_the_middle_of_their_voice(store: Store) -> None:
    room = a_room(store, *[Group.CARERS] * 5)
    room.scoring()
    vote(room, scored(meso=(2, 3)), 0, *range(11, 16))
    vote(room, scored(meso=(4, 9)), *range(1, 11))
    room.end()
    room.reveal()
    room.scoring(second(100))
    before = sent_to(room)["before"]
    assert before["yours"] == {"scores": {MESO.token: {"perception": 2, "severity": 3}}}
    assert before["group"] == {MESO.token: {"perception": 2, "severity": 3}}
    assert sent_to(room, 1)["before"]["group"] == {MESO.token: {"perception": 4, "severity": 9}}


def test_what_was_said_before_is_that_of_the_round_that_asked_the_same(store: Store) -> None:
    room = a_room(store)
    for number, ask in enumerate((room.ranking, room.scoring), 1):
        ask(second(number * 100))
        vote(room, ranked("cd") if number == 1 else scored(meso=(2, 3)), 0, round_number=number, at=number * 100 + 1)
        room.end(number, second(number * 100 + 2))
        room.reveal(number, second(number * 100 + 2))
    assert view_of(room).before is None
    room.ranking(second(300))
    before = view_of(room).before
    assert before is not None
    assert (before.round.number, before.own) == (1, ranked("cd"))


def test_what_was_said_before_is_not_shown_where_it_was_not_revealed(store: Store) -> None:
    room = a_room(store)
    room.scoring()
    vote(room, scored(meso=(2, 3)), *range(11))
    room.end()
    room.scoring(second(100))
    assert (sent_to(room)["round"]["again"], sent_to(room)["before"]) == (True, None)


def test_an_earlier_round_that_was_opened_again_is_asked_on_phones(store: Store) -> None:
    room = a_room(store)
    room.ranking()
    vote(room, ranked("ab"), 0, 1, 2)
    room.end()
    room.scoring(second(50))
    vote(room, scored(meso=(2, 3)), 3, round_number=2, at=51)
    room.end(2, second(60))
    room.reveal(2, second(60))
    assert view_of(room).voting is None
    room.do(RoundReopened(1, 0), second(100))
    view = view_of(room)
    assert view.voting is not None
    assert (view.voting.number, view.ballot.answers if view.ballot else None) == (1, ranked("ab"))
    with store.unit_of_work() as work:
        assert pulse_of(work, room.workshop.id).done == 3


def test_a_phone_shows_the_latest_four_rounds_the_latest_first(store: Store) -> None:
    room = a_room(store)
    for number in range(1, 6):
        room.ranking(second(number * 100))
        room.end(number, second(number * 100))
        room.reveal(number, second(number * 100))
    assert [one.round.number for one in view_of(room).revealed] == [5, 4, 3, 2]


# --- what is known, and the pulse


@pytest.mark.parametrize(
    ("policy", "has_voted", "shown", "expected"),
    [
        (FactsPolicy.OPEN, False, False, True),
        (FactsPolicy.AFTER_VOTE, False, False, False),
        (FactsPolicy.AFTER_VOTE, True, False, True),
        (FactsPolicy.AFTER_VOTE, False, True, True),
    ],
)
def test_facts_are_seen_at_once_or_after_voting_or_once_the_room_has_seen_them(
    policy: FactsPolicy, has_voted: bool, shown: bool, expected: bool
) -> None:
    state = WorkshopState(a_plan(facts=policy), facts_shown=shown)
    assert may_see_facts(state, has_voted=has_voted) is expected


def test_who_has_voted_sees_the_facts_and_others_wait(store: Store) -> None:
    room = open_room(store, a_plan(facts=FactsPolicy.AFTER_VOTE))
    room.join(Group.CARERS, Group.POLICY)
    room.ranking()
    vote(room, ranked("a"), 0)
    assert (view_of(room, 0).may_see_facts, view_of(room, 1).may_see_facts) == (True, False)
    room.do(FactsShown(True))
    assert view_of(room, 1).may_see_facts


def test_the_pulse_tells_how_many_are_done_and_when_the_time_is_over(store: Store) -> None:
    room = a_room(store)

    def pulse() -> tuple[object, ...]:
        with store.unit_of_work() as work:
            found = pulse_of(work, room.workshop.id)
        return found.joined, found.done, found.deadline, found.paused

    assert pulse() == (11, 0, None, False)
    room.do(StageEntered("ideas", 300), second(0))
    assert pulse() == (11, 0, second(300), False)
    room.do(Paused(), second(10))
    assert pulse() == (11, 0, second(300), True)
    state = room.ranking(second(20), 60)
    vote(room, ranked("ab"), 0, 4, at=21)
    room.cast(room.people[4], ranked("b"), second(22), sequence=2)
    assert pulse() == (11, 2, second(80), False)
    room.do(Paused(), second(30))
    assert pulse() == (11, 2, second(80), True)
    room.do(Extended(30), second(40))
    room.end(at=second(50))
    assert pulse() == (11, 2, None, False)
    with store.unit_of_work() as work:
        assert pulse_of(work, room.workshop.id).version == state.version + 4
        with pytest.raises(LookupError):
            pulse_of(work, "nowhere")


def test_a_dont_know_of_ones_own_is_shown_as_such(store: Store) -> None:
    room = a_room(store)
    room.scoring()
    vote(room, scored(meso=(0, 5)), *range(11))
    room.end()
    room.reveal()
    assert view_of(room).revealed[0].own.scores[MESO.token][Scale.PERCEPTION] == 0
    row = sent_to(room)["results"][0]["rows"][0]
    assert (row["scale"], row["yours"], row["everyone"]) == ("perception", "don't know", "no answer")
