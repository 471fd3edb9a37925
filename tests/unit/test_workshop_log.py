"""The log of a workshop: from its entries alone follows where it stands; nothing is removed, and most can be undone."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain_model.cells import Cell
from domain_model.workshop.event import Event
from domain_model.workshop.events import (
    EVENTS,
    Closed,
    Erased,
    Extended,
    FactsShown,
    IdeaHidden,
    IdeaRestored,
    IdeaShown,
    ItemAdded,
    ItemHidden,
    ItemMerged,
    ItemPlaced,
    ItemRestored,
    ItemReworded,
    ItemSplit,
    Noted,
    Paused,
    PlanChanged,
    Reopened,
    Resumed,
    RoundCounted,
    RoundOpened,
    RoundReopened,
    RoundRevealed,
    StageEntered,
    Undone,
    VotingEnded,
)
from domain_model.workshop.items import Item
from domain_model.workshop.log import LogEntry, check_next, event_document, event_from, last_undoable, replay
from domain_model.workshop.plans import WorkshopPlan, item_document, plan_document
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import Group, ItemOrigin, RoundKind, RoundState, Scale, Stage

BEGIN = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
MESO, MICRO = Cell.from_token("service_delivery/meso"), Cell.from_token("workforce/micro")
ITEMS = tuple(Item(f"i{letter}", f"FICTITIOUS {letter}", MESO, ItemOrigin.CATALOGUE, f"s{letter}") for letter in "abc")
PLAN = WorkshopPlan("FICTITIOUS workshop", "AAA", (MESO, MICRO), ITEMS)
RANKING = RoundOpened("rank", "FICTITIOUS question?", ("ia", "ib", "ic"), (), 2, 60, 0)
COUNTED = RoundCounted(1, 1, {"policy": "policy", "carers": "other_voices"}, {"policy": 7, "carers": 2})


def at(seconds: float) -> datetime:
    return BEGIN + timedelta(seconds=seconds)


def entries(*events: Event | tuple[float, Event]) -> tuple[LogEntry, ...]:
    """A log; an event is a second after the one before, or when it says."""
    found: list[LogEntry] = []
    for number, one in enumerate(events, 1):
        when, event = one if isinstance(one, tuple) else (number, one)
        found.append(LogEntry(number, at(when), "someone", event))
    return tuple(found)


def after(*events: Event | tuple[float, Event], plan: WorkshopPlan = PLAN) -> WorkshopState:
    return replay(plan, entries(*events))


def texts(state: WorkshopState) -> list[str]:
    return [item.text.removeprefix("FICTITIOUS ") for item in state.items_in_play]


def added(item_id: str, text: str = "") -> ItemAdded:
    return ItemAdded(item_document(Item(item_id, f"FICTITIOUS {text or item_id}", None, ItemOrigin.FACILITATOR)))


def refused(state: WorkshopState, event: Event, words: str, when: float = 100) -> None:
    with pytest.raises(OutOfOrderError, match=words):
        check_next(state, event, at(when))


# --- the log itself


def test_a_workshop_without_a_log_stands_as_its_plan_says() -> None:
    state = after()
    assert (state.version, state.stage, state.items, state.rounds) == (0, Stage.SET_UP, ITEMS, ())
    assert (state.open_round, state.latest_round, state.time_left(BEGIN), state.is_closed) == (None, None, None, False)


@pytest.mark.parametrize("numbers", [[2, 3], [1, 3], [2, 1], [1, 1]])
def test_a_log_with_gaps_or_out_of_order_is_not_read(numbers: list[int]) -> None:
    log = [LogEntry(number, BEGIN, "", FactsShown(True)) for number in numbers]
    with pytest.raises(ValueError, match="gaps"):
        replay(PLAN, log)


def test_an_entry_that_does_not_fit_what_is_before_it_is_not_read() -> None:
    with pytest.raises(OutOfOrderError, match="The clock is running"):
        after(Resumed())


def test_every_kind_of_event_is_told_and_read_without_loss() -> None:
    examples: Iterable[Event] = (
        PlanChanged(plan_document(PLAN)), StageEntered("ideas", 300), Paused(), Resumed(), Extended(60),
        FactsShown(True), RANKING, VotingEnded(3), COUNTED, RoundRevealed(2), RoundReopened(4, 120), Closed(),
        Reopened(), Erased("r1"), Noted("link_made", "l1"), Undone(5),
        IdeaShown("idea", "item", "FICTITIOUS", "workforce/micro"), IdeaHidden("x"), IdeaRestored("y"),
        added("new"), ItemReworded("ia", "FICTITIOUS"), ItemPlaced("ia", ""),
        ItemMerged(("ia", "ic"), "m", "FICTITIOUS"),
        ItemSplit("ia", (("p1", "FICTITIOUS 1"), ("p2", "FICTITIOUS 2"))), ItemHidden("ia"), ItemRestored("ib"),
    )  # fmt: skip
    assert {event.kind for event in examples} == set(EVENTS)
    for event in examples:
        assert event_from(event.kind, json.loads(json.dumps(event_document(event)))) == event


def test_an_entry_of_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="no such kind of entry: 'exploded'"):
        event_from("exploded", {})
    with pytest.raises(NotImplementedError):
        Event().apply(after(), BEGIN)


def test_what_comes_next_makes_the_version_one_larger() -> None:
    state = after(FactsShown(True), FactsShown(False))
    following = check_next(state, FactsShown(True), at(5))
    assert (state.version, following.version, following.facts_shown) == (2, 3, True)


# --- taking back


def test_what_was_undone_stays_in_the_log_and_counts_no_more() -> None:
    state = after(StageEntered("ideas", 0), StageEntered("share", 0), Undone(2))
    assert (state.stage, state.version) == (Stage.IDEAS, 3)


def test_the_latest_entry_that_stands_is_taken_back_step_by_step() -> None:
    log = entries(StageEntered("ideas", 0), added("n1"), ItemHidden("ia"))
    assert last_undoable(log) == log[2]
    log = entries(StageEntered("ideas", 0), added("n1"), ItemHidden("ia"), Undone(3))
    assert last_undoable(log) == log[1]
    log = entries(StageEntered("ideas", 0), added("n1"), ItemHidden("ia"), Undone(3), Undone(2))
    assert last_undoable(log) == log[0]
    assert last_undoable(entries(StageEntered("ideas", 0), Undone(1))) is None
    assert last_undoable(()) is None


@pytest.mark.parametrize("event", [RANKING, COUNTED, RoundReopened(1, 0), Erased("r")])
def test_nothing_is_taken_back_past_a_vote_or_an_erasure(event: Event) -> None:
    assert last_undoable(entries(StageEntered("ideas", 0), event)) is None


def test_a_note_is_passed_over_since_it_changed_nothing() -> None:
    log = entries(FactsShown(True), StageEntered("ideas", 0), Noted("link_made", "l1"), Noted("link_revoked", "l1"))
    assert last_undoable(log) == log[1]
    assert last_undoable(entries(RANKING, Noted("link_made", "l1"))) is None
    assert last_undoable(entries(Noted("link_made", "l1"))) is None


def test_a_reveal_and_a_close_can_be_taken_back() -> None:
    begun = (RANKING, (70, COUNTED))
    assert after(*begun, RoundRevealed(1)).revealed_rounds
    hidden = after(*begun, RoundRevealed(1), Undone(3))
    assert (hidden.revealed_rounds, hidden.rounds[0].state) == ((), RoundState.COUNTED)
    assert after((1, Closed())).closed_at == at(1)
    assert (after(Closed(), Undone(1)).is_closed, after(Closed(), Undone(1)).closed_at) == (False, None)


# --- stages and the clock


def test_each_stage_begins_its_own_timer() -> None:
    state = after((0, StageEntered("ideas", 300)))
    assert (state.stage, state.deadline) == (Stage.IDEAS, at(300))
    assert state.time_left(at(100)) == timedelta(seconds=200)
    assert state.time_left(at(301)) == timedelta()
    assert after((0, StageEntered("ideas", 300)), StageEntered("set_up", 0)).deadline is None


def test_a_workshop_is_not_closed_by_moving_on() -> None:
    refused(after(), StageEntered("closed", 0), "close it")


def test_a_stopped_clock_goes_on_from_where_it_was() -> None:
    state = after((0, StageEntered("ideas", 300)), (100, Paused()))
    assert (state.paused_at, state.time_left(at(1000))) == (at(100), timedelta(seconds=200))
    going = after((0, StageEntered("ideas", 300)), (100, Paused()), (150, Resumed()))
    assert (going.paused_at, going.deadline) == (None, at(350))
    assert after((0, StageEntered("ideas", 0)), (10, Paused()), (20, Resumed())).deadline is None


def test_the_clock_of_a_vote_stops_with_that_of_the_workshop() -> None:
    state = after((0, RANKING), (10, Paused()))
    assert state.rounds[0].paused_at == at(10)
    assert state.time_left(at(50)) == timedelta(seconds=50)
    going = after((0, RANKING), (10, Paused()), (40, Resumed()))
    assert (going.rounds[0].paused_at, going.rounds[0].deadline, going.paused_at) == (None, at(90), None)
    endless = RoundOpened("rank", "q", ("ia", "ib"), (), 1, 0, 0)
    assert after((0, endless), (10, Paused()), (40, Resumed())).rounds[0].deadline is None


def test_a_clock_is_not_stopped_twice_nor_once_it_has_run_out_nor_set_going_while_it_runs() -> None:
    refused(after((0, StageEntered("ideas", 300)), (100, Paused())), Paused(), "stands still already")
    refused(after((0, RANKING)), Paused(), "has run out", when=60)
    check_next(after((0, RANKING)), Paused(), at(59))
    refused(after(), Resumed(), "is running")


def test_more_time_is_added_to_what_is_left_and_counts_from_now_where_it_had_run_out() -> None:
    assert after((0, StageEntered("ideas", 300)), (100, Extended(60))).deadline == at(360)
    assert after((0, StageEntered("ideas", 300)), (400, Extended(60))).deadline == at(460)
    assert after((5, Extended(60))).deadline == at(65)
    assert after((0, RANKING), (10, Extended(30))).rounds[0].deadline == at(90)
    assert after((0, RANKING), (61, Extended(30))).rounds[0].deadline == at(91)


def test_more_time_while_the_clock_stands_is_there_when_it_goes_on() -> None:
    state = after((0, RANKING), (50, Paused()), (100, Extended(30)))
    assert state.time_left(at(500)) == timedelta(seconds=40)
    state = after((0, StageEntered("ideas", 60)), (50, Paused()), (100, Extended(30)), (110, Resumed()))
    assert state.deadline == at(150)


def test_the_stage_does_not_change_while_people_vote() -> None:
    voting = after(RANKING)
    for event in (StageEntered("discuss", 0), Closed(), RANKING):
        refused(voting, event, "People are voting")


def test_the_measured_gap_is_shown_and_taken_away() -> None:
    assert after(FactsShown(True)).facts_shown
    assert not after(FactsShown(True), FactsShown(False)).facts_shown


# --- the end


def test_a_closed_workshop_takes_nothing_but_being_opened_again_erased_noted_or_undone() -> None:
    closed = after((0, StageEntered("ideas", 300)), (10, Closed()))
    assert (closed.is_closed, closed.closed_at, closed.deadline) == (True, at(10), None)
    for event in EVENTS.values():
        assert event.fits_closed is (event in (Reopened, Erased, Noted, Undone)), event
    refused(closed, added("n1"), "closed. Open it again first")
    again = check_next(closed, Reopened(), at(20))
    assert (again.stage, again.closed_at) == (Stage.DISCUSS, None)


def test_an_erased_workshop_stays_closed_for_good_from_when_it_was_closed() -> None:
    erased = after((3, Closed()), (9, Erased("r1")))
    assert (erased.closed_at, erased.erased_at, erased.is_closed) == (at(3), at(9), True)
    assert after((9, Erased("r1"))).closed_at == at(9)
    refused(erased, Reopened(), "duplicate it instead")


def test_a_note_changes_nothing_but_the_version() -> None:
    assert after(Noted("link_made", "l1")) == WorkshopState(PLAN, 1, items=ITEMS)


def test_the_set_up_is_changed_only_in_the_first_stage_and_before_anybody_voted() -> None:
    other = WorkshopPlan("FICTITIOUS other", "DDD", (MICRO,), ITEMS[1:])
    changed = after(PlanChanged(plan_document(other)))
    assert (changed.plan, changed.items) == (other, ITEMS[1:])
    refused(after(StageEntered("ideas", 0)), PlanChanged(plan_document(other)), "before the first stage")
    back = after((0, RANKING), (63, COUNTED), (64, StageEntered("set_up", 0)))
    refused(back, PlanChanged(plan_document(other)), "People have voted")


# --- rounds


def test_a_vote_asks_what_it_was_opened_with() -> None:
    state = after(FactsShown(True), (10, RANKING), (20, VotingEnded(1)), (30, COUNTED), (31, RANKING))
    first, second = state.rounds
    assert (first.number, first.question, first.opened_at, first.deadline) == (
        1,
        "FICTITIOUS question?",
        at(10),
        at(20),
    )
    assert (first.paper.kind, first.paper.targets, first.paper.ranks) == (RoundKind.RANK, ("ia", "ib", "ic"), 2)
    assert first.after_facts
    assert (second.number, second.state, state.stage, state.open_round) == (2, RoundState.OPEN, Stage.VOTE, second)
    scoring = after(RoundOpened("score", "q", (MESO.token,), ("severity", "perception"), 0, 0, 4)).rounds[0]
    assert (scoring.paper.scales, scoring.repeats, scoring.deadline) == ((Scale.SEVERITY, Scale.PERCEPTION), 4, None)
    assert not scoring.after_facts


def test_opening_a_vote_ends_the_timer_of_the_stage() -> None:
    state = after((0, StageEntered("clarify", 300)), (5, Paused()), (10, RANKING))
    assert (state.deadline, state.paused_at, state.time_left(at(20))) == (None, None, timedelta(seconds=50))


def test_what_was_received_is_in_time_from_the_opening_to_the_grace() -> None:
    voting = after((0, RANKING)).rounds[0]
    moments = (-0.1, 0, 60, 62, 62.1)
    assert [voting.takes(at(one)) for one in moments] == [False, True, True, True, False]
    assert [voting.is_ending(at(one)) for one in (59.9, 60)] == [False, True]
    assert [voting.may_be_counted(at(one)) for one in (60, 62.9, 63)] == [False, False, True]
    stopped = after((0, RANKING), (30, Paused())).rounds[0]
    assert (stopped.takes(at(900)), stopped.is_ending(at(900)), stopped.may_be_counted(at(900))) == (True, False, False)
    counted = after((0, RANKING), (63, COUNTED)).rounds[0]
    assert (counted.takes(at(10)), counted.is_ending(at(70)), counted.may_be_counted(at(70))) == (False, False, False)


def test_a_vote_without_a_timer_lasts_until_it_is_ended() -> None:
    endless = RoundOpened("rank", "q", ("ia", "ib"), (), 1, 0, 0)
    voting = after((0, endless)).rounds[0]
    assert (voting.takes(at(9e6)), voting.is_ending(at(9e6)), voting.may_be_counted(at(9e6))) == (True, False, False)
    ended = after((0, endless), (30, VotingEnded(1))).rounds[0]
    assert (ended.deadline, ended.takes(at(32)), ended.takes(at(33))) == (at(30), True, False)


def test_ending_a_vote_sets_a_stopped_clock_going_and_moves_no_deadline_that_is_past() -> None:
    state = after((0, RANKING), (10, Paused()), (20, VotingEnded(1)))
    assert (state.paused_at, state.rounds[0].paused_at, state.rounds[0].deadline) == (None, None, at(20))
    assert after((0, RANKING), (61, VotingEnded(1))).rounds[0].deadline == at(60)
    refused(after((0, RANKING), (63, COUNTED)), VotingEnded(1), "ended already")
    refused(after(), VotingEnded(1), "There is no round 1")
    refused(after(RANKING), VotingEnded(0), "There is no round 0")


def test_counting_keeps_under_whose_voice_each_group_is_published() -> None:
    counted = after((0, RANKING), (63, COUNTED)).rounds[0]
    assert (counted.state, counted.publication, counted.counted_at) == (RoundState.COUNTED, 1, at(63))
    assert counted.voices == {Group.POLICY: "policy", Group.CARERS: "other_voices"}
    assert counted.ballots == {Group.POLICY: 7, Group.CARERS: 2}


def test_results_are_shown_once_they_are_counted_and_not_twice() -> None:
    counted = ((0, StageEntered("vote", 0)), (1, RANKING), (64, COUNTED))
    refused(after(*counted[:2]), RoundRevealed(1), "nothing to reveal")
    shown = after(*counted, (65, Extended(300)), (66, Paused()), (70, RoundRevealed(1)))
    assert (shown.stage, shown.revealed_rounds[0].number, shown.deadline) == (Stage.DISCUSS, 1, at(70 + 15 * 60))
    assert shown.paused_at is None
    endless = after(*counted, (70, RoundRevealed(1)), plan=replace(PLAN, minutes={}))
    assert (endless.stage, endless.deadline) == (Stage.DISCUSS, None)
    refused(shown, RoundRevealed(1), "revealed already")


def test_an_earlier_round_is_revealed_while_people_go_on_voting() -> None:
    state = after((0, RANKING), (63, COUNTED), (64, RANKING), (70, RoundRevealed(1)))
    assert (state.stage, [one.state for one in state.rounds]) == (
        Stage.VOTE, [RoundState.REVEALED, RoundState.OPEN],
    )  # fmt: skip
    assert state.time_left(at(70)) == timedelta(seconds=54)


def test_a_round_that_is_opened_again_hides_its_results_and_keeps_its_publication() -> None:
    state = after((0, RANKING), (63, COUNTED), (64, RoundRevealed(1)), (100, RoundReopened(1, 30)))
    again = state.rounds[0]
    assert (again.state, again.deadline, again.opened_at, again.publication) == (RoundState.OPEN, at(130), at(0), 1)
    assert (state.revealed_rounds, state.stage, again.counted_at) == ((), Stage.VOTE, at(63))
    refused(state, RoundReopened(1, 30), "voting already")
    assert after((0, RANKING), (63, COUNTED), (100, RoundReopened(1, 0))).rounds[0].deadline is None


def test_a_count_that_publishes_nothing_new_keeps_when_the_earlier_one_was() -> None:
    reopened = ((0, RANKING), (63, COUNTED), (100, RoundReopened(1, 30)))
    assert after(*reopened, (133, COUNTED)).rounds[0].counted_at == at(63)
    anew = RoundCounted(1, 2, dict(COUNTED.voices), {"policy": 9})
    counted = after(*reopened, (133, anew)).rounds[0]
    assert (counted.counted_at, counted.publication, counted.ballots) == (at(133), 2, {Group.POLICY: 9})


def test_a_round_stands_at_its_number() -> None:
    state = after((0, RANKING), (63, COUNTED), (64, RANKING))
    assert isinstance(state.latest_round, Round)
    assert (state.latest_round.number, state.round(1).number) == (2, 1)
    with pytest.raises(OutOfOrderError, match="no round 3"):
        state.round(3)


# --- ideas and items


def test_an_idea_that_is_shown_becomes_something_to_vote_on_once() -> None:
    shown = after(IdeaShown("idea-1", "n1", "FICTITIOUS from the room", MICRO.token))
    item = shown.items[-1]
    assert (item.id, item.text, item.cell, item.origin, item.source) == (
        "n1", "FICTITIOUS from the room", MICRO, ItemOrigin.IDEA, "idea-1",
    )  # fmt: skip
    assert shown.shown_ideas == (("idea-1", "n1"),)
    refused(shown, IdeaShown("idea-1", "n2", "FICTITIOUS again", ""), "shown already")
    refused(shown, IdeaShown("idea-2", "n1", "FICTITIOUS other", ""), "added already")
    assert after(IdeaShown("idea-1", "n1", "FICTITIOUS", "")).items[-1].cell is None


def test_an_idea_is_kept_back_and_let_go() -> None:
    assert after(IdeaHidden("x"), IdeaHidden("y")).hidden_ideas == {"x", "y"}
    assert after(IdeaHidden("x"), IdeaHidden("y"), IdeaRestored("x")).hidden_ideas == {"y"}
    assert after(IdeaHidden("x")).items == ITEMS


def test_something_added_stands_at_the_end_and_is_added_once() -> None:
    assert texts(after(added("n1"), added("n2"))) == ["a", "b", "c", "n1", "n2"]
    refused(after(added("n1")), added("n1"), "added already")


def test_other_words_keep_the_former_ones() -> None:
    item = after(ItemReworded("ib", "FICTITIOUS  better"), ItemReworded("ib", "FICTITIOUS best")).items[1]
    assert (item.text, item.earlier) == ("FICTITIOUS best", ("FICTITIOUS b", "FICTITIOUS better"))
    refused(after(), ItemReworded("nobody", "FICTITIOUS"), "not among the things to vote on any more")
    with pytest.raises(ValueError, match="1 to 200"):
        check_next(after(), ItemReworded("ib", " "), BEGIN)


def test_something_is_tagged_to_another_cell_or_to_none() -> None:
    assert [item.cell for item in after(ItemPlaced("ib", MICRO.token)).items] == [MESO, MICRO, MESO]
    assert after(ItemPlaced("ib", "")).items[1].cell is None


def test_several_become_one_that_stands_where_the_first_of_them_stood() -> None:
    state = after(added("n1"), ItemMerged(("ib", "n1"), "m1", "FICTITIOUS both"))
    assert texts(state) == ["a", "both", "c"]
    assert {item.id: item.merged_into for item in state.items if item.merged_into} == {"ib": "m1", "n1": "m1"}
    merged = state.item("m1")
    assert (merged.cell, merged.origin) == (MESO, ItemOrigin.FACILITATOR)
    assert state.item("n1").text == "FICTITIOUS n1"
    refused(state, ItemMerged(("ia", "ib"), "m2", "FICTITIOUS"), "merged or hidden already")
    refused(state, ItemMerged(("ia", "ia"), "m2", "FICTITIOUS"), "two or more")
    refused(state, ItemMerged(("ia", "nobody"), "m2", "FICTITIOUS"), "any more")


def test_one_becomes_several_that_stand_where_it_stood() -> None:
    state = after(ItemSplit("ib", (("p1", "FICTITIOUS one"), ("p2", "FICTITIOUS two"))))
    assert texts(state) == ["a", "one", "two", "c"]
    assert [(state.item(part).cell, state.item(part).source) for part in ("p1", "p2")] == [(MESO, "sb")] * 2
    assert (state.item("ib").merged_into, state.item("ib").text) == ("p1", "FICTITIOUS b")
    refused(state, ItemSplit("ia", (("p9", "FICTITIOUS one"),)), "two or more parts")
    refused(state, ItemSplit("ia", (("p1", "FICTITIOUS one"), ("p9", "FICTITIOUS two"))), "added already")


def test_a_merge_that_is_taken_back_leaves_everything_as_it_was() -> None:
    assert after(ItemMerged(("ia", "ic"), "m1", "FICTITIOUS both"), Undone(1)).items == ITEMS


def test_something_hidden_is_not_voted_on_until_it_is_shown_again() -> None:
    assert texts(after(ItemHidden("ia"))) == ["b", "c"]
    assert texts(after(ItemHidden("ia"), ItemRestored("ia"))) == ["a", "b", "c"]


def many(number: int) -> WorkshopPlan:
    items = tuple(Item(f"i{n}", f"FICTITIOUS {n}", None, ItemOrigin.FACILITATOR) for n in range(number))
    return WorkshopPlan("FICTITIOUS workshop", "AAA", (MESO,), items)


def test_there_are_never_more_than_sixty_things_to_vote_on() -> None:
    full = after(plan=many(60))
    refused(full, added("n1"), "There are 60 things")
    refused(full, IdeaShown("idea", "n1", "FICTITIOUS", ""), "There are 60 things")
    refused(full, ItemSplit("i7", (("p1", "FICTITIOUS 1"), ("p2", "FICTITIOUS 2"))), "There are 60 things")
    almost = after(ItemSplit("i7", (("p1", "FICTITIOUS 1"), ("p2", "FICTITIOUS 2"))), plan=many(59))
    assert len(almost.items_in_play) == 60
    instead = after(ItemHidden("i7"), added("n1"), plan=many(60))
    assert len(instead.items_in_play) == 60
    refused(instead, ItemRestored("i7"), "There are 60 things")


@pytest.mark.parametrize(
    "event",
    [
        ItemReworded("ib", "FICTITIOUS"),
        ItemMerged(("ib", "n1"), "m1", "FICTITIOUS"),
        ItemSplit("ib", (("p1", "FICTITIOUS 1"), ("p2", "FICTITIOUS 2"))),
        ItemHidden("ib"),
    ],
)
def test_what_people_vote_on_stays_as_it_is_meanwhile(event: Event) -> None:
    opened = RoundOpened("rank", "q", ("ia", "ib"), (), 1, 0, 0)
    refused(after(added("n1"), opened), event, "People are voting on this")
    check_next(after(added("n1")), event, at(100))
    counted = after(added("n1"), opened, RoundCounted(1, 1, {}, {}))
    check_next(counted, event, at(100))


def test_what_nobody_votes_on_may_change_meanwhile() -> None:
    state = after(
        RoundOpened("rank", "q", ("ia", "ib"), (), 1, 0, 0), ItemReworded("ic", "FICTITIOUS other"), added("n")
    )
    assert texts(state) == ["a", "b", "other", "n"]
    assert state.rounds[0].paper.targets == ("ia", "ib")
