"""The room sees what was revealed and a count of who is done; the store here is a few dictionaries, all FICTITIOUS."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from domain_model.use_cases.watch_workshop import RoomView, watch
from domain_model.workshop.ballots import BallotPaper
from domain_model.workshop.items import Item
from domain_model.workshop.plans import WorkshopPlan
from domain_model.workshop.published import RoundResults
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import Group, ItemOrigin, RoundKind, RoundState, Scale, Stage
from tests.builders import MESO, dataset

NOW = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
ITEMS = tuple(
    Item(name, f"FICTITIOUS {name}", MESO, ItemOrigin.IDEA if name == "c" else ItemOrigin.CATALOGUE, source=name)
    for name in "abcd"
)
PLAN = WorkshopPlan("FICTITIOUS workshop", "AAA", (MESO,), ITEMS)
RANKING = BallotPaper(RoundKind.RANK, ("a", "b", "c"), ranks=2)
SCORING = BallotPaper(RoundKind.SCORE, (MESO.token,), (Scale.PERCEPTION,))
FORBIDDEN = "nobody but the one who counts reads this"


class NothingElse(SimpleNamespace):
    """Something that fails the test when it is asked for anything that it was not given."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"{name}: {FORBIDDEN}")


def a_round(number: int, state: RoundState, paper: BallotPaper = RANKING, **changes: Any) -> Round:
    return replace(Round(number, paper, f"Question {number}?", NOW, None, state), **changes)


def see(state: WorkshopState, *, code: str = "K7M4PX", now: datetime = NOW, allowed: tuple[int, ...] = ()) -> RoomView:
    """What the room sees; reading the results of a round that is not in `allowed` fails the test."""

    def latest(_workshop: str, number: int) -> RoundResults | None:
        assert number in allowed, FORBIDDEN
        return None if number == 9 else RoundResults(number, 1, ())

    work = NothingElse(
        workshops=NothingElse(by_id=lambda _id: SimpleNamespace(join_code=code), state=lambda _id: state),
        participants=NothingElse(numbers=lambda _id: {Group.POLICY: 3, Group.PUBLIC: 28}),
        ballots=NothingElse(done=lambda _id, number: 20 + number),
        results=NothingElse(latest=latest),
        datasets=NothingElse(current=lambda: dataset([])),
    )
    return watch(work, "w", now)  # type: ignore[arg-type]


def standing(**changes: Any) -> WorkshopState:
    return replace(WorkshopState(PLAN, items=ITEMS, version=7), **changes)


def test_the_room_sees_the_plan_and_how_many_joined():
    view = see(standing())
    assert (view.title, view.area, view.join_code, view.version) == ("FICTITIOUS workshop", "Aaa", "K7M4PX", 7)
    assert (view.joined, view.done, view.voting, view.shown, view.measured) == (31, 0, None, (), {})
    assert view.meanings == {MESO: "Meaning"}


def test_items_have_letters_by_their_place_in_play_and_hidden_ones_none():
    hidden = replace(ITEMS[1], is_hidden=True)
    view = see(standing(items=(ITEMS[0], hidden, *ITEMS[2:]), rounds=(a_round(1, RoundState.COUNTED),)))
    assert [(item.letter, item.id, item.is_new) for item in view.items] == [
        ("A", "a", False), ("B", "c", True), ("C", "d", False),
    ]  # fmt: skip
    assert view.voting is not None
    assert [(one.letter, one.text) for one in view.voting.targets] == [
        ("A", "FICTITIOUS a"), ("", ""), ("B", "FICTITIOUS c"),
    ]  # fmt: skip
    assert view.voting.targets[1].is_hidden


def test_ideas_that_were_read_out_are_shown_in_order_without_hidden_and_merged_ones():
    merged = replace(ITEMS[0], merged_into="d")
    state = standing(
        items=(merged, *ITEMS[1:]),
        stage=Stage.SHARE,
        shown_ideas=(("i1", "c"), ("i2", "a"), ("i3", "b"), ("i4", "d")),
        hidden_ideas=frozenset({"i4"}),
    )
    assert [one.id for one in see(state).shared] == ["c", "b"]


@pytest.mark.parametrize(
    ("changes", "is_over", "is_counted"),
    [
        ({}, False, False),
        ({"deadline": NOW + timedelta(seconds=1)}, False, False),
        ({"deadline": NOW}, True, False),
        ({"state": RoundState.COUNTED}, True, True),
    ],
)
def test_of_a_round_that_is_not_revealed_there_is_its_question_and_who_is_done(
    changes: dict[str, Any], is_over: bool, is_counted: bool
):
    view = see(standing(rounds=(replace(a_round(1, RoundState.OPEN), **changes),)))
    assert view.voting is not None
    assert (view.voting.question, view.voting.is_over, view.voting.is_counted) == ("Question 1?", is_over, is_counted)
    assert (view.done, view.shown) == (21, ())


def test_an_earlier_round_that_was_opened_again_is_the_one_at_hand():
    view = see(standing(rounds=(a_round(1, RoundState.OPEN), a_round(2, RoundState.REVEALED))), allowed=(2,))
    assert view.voting is not None
    assert (view.voting.number, view.done) == (1, 21)
    assert [one.number for one in view.shown] == [2]


def test_revealed_rounds_come_latest_first_and_one_that_was_asked_again_stands_beside_its_repetition():
    rounds = (
        a_round(1, RoundState.REVEALED, SCORING),
        a_round(2, RoundState.REVEALED),
        a_round(3, RoundState.REVEALED, SCORING, repeats=1),
    )
    view = see(standing(rounds=rounds), allowed=(1, 2, 3))
    assert [(one.number, one.before and one.before.round_number) for one in view.shown] == [(3, 1), (2, None)]
    assert [(one.letter, one.text, one.cell) for one in view.shown[0].targets] == [("A", "", MESO)]
    assert (view.voting, view.done) == (None, 0)


def test_a_round_that_repeats_a_sealed_one_is_shown_without_it():
    rounds = (a_round(1, RoundState.COUNTED), a_round(2, RoundState.REVEALED, repeats=1))
    assert [one.before for one in see(standing(rounds=rounds), allowed=(2,)).shown] == [None]


def test_a_revealed_round_without_figures_is_left_out():
    rounds = tuple(a_round(number, RoundState.COUNTED) for number in range(1, 9))
    view = see(standing(rounds=(*rounds, a_round(9, RoundState.REVEALED))), allowed=(9,))
    assert view.shown == ()


def test_the_measured_gap_is_there_only_once_the_facilitator_showed_it_to_the_room():
    revealed = (a_round(1, RoundState.REVEALED, SCORING, after_facts=True),)
    assert see(standing(rounds=revealed), allowed=(1,)).measured == {}
    assert [cell.token for cell in see(standing(facts_shown=True)).measured] == [MESO.token]


def test_the_clock_is_the_open_rounds_else_the_stages_and_says_when_it_stands():
    stage = standing(stage=Stage.IDEAS, deadline=NOW + timedelta(seconds=90))
    assert (see(stage).time_left, see(stage).is_paused) == (timedelta(seconds=90), False)
    voting = a_round(1, RoundState.OPEN, deadline=NOW + timedelta(seconds=40), paused_at=NOW)
    later = see(standing(rounds=(voting,)), now=NOW + timedelta(seconds=30))
    assert (later.time_left, later.is_paused) == (timedelta(seconds=40), True)
    assert see(replace(stage, paused_at=NOW)).is_paused


def test_an_area_of_the_older_geography_is_found_and_an_unknown_one_is_an_error():
    older = standing(plan=replace(PLAN, area="BBB"))
    assert see(older).area == "Bbb"
    with pytest.raises(LookupError, match="no such area: 'ZZZ'"):
        see(standing(plan=replace(PLAN, area="ZZZ")))


def test_no_such_workshop_is_an_error():
    work = SimpleNamespace(workshops=SimpleNamespace(by_id=lambda _id: None))
    with pytest.raises(LookupError, match="no such workshop"):
        watch(work, "w", NOW)  # type: ignore[arg-type]
