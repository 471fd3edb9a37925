"""What the console says: every kind of event in words, who did it, what is happening, and how small groups are told."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from components.console_parts import Sight
from components.console_words import (
    actor_words,
    entry_words,
    happening,
    left_words,
    small_groups_words,
)
from domain_model.cells import Cell
from domain_model.use_cases.describe_workshop import ConsoleView, GroupCount, count_groups, list_ideas, next_step
from domain_model.workshop.ballots import BallotPaper
from domain_model.workshop.event import Event
from domain_model.workshop.events import (
    EVENTS,
    Closed,
    Erased,
    Extended,
    FactsShown,
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
from domain_model.workshop.item_events import (
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
)
from domain_model.workshop.items import Item
from domain_model.workshop.log import LogEntry
from domain_model.workshop.plans import WorkshopPlan, item_document
from domain_model.workshop.records import Workshop, WorkshopLink
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import Group, ItemOrigin, LinkKind, RoundKind, RoundState, Stage

AT = datetime(2026, 11, 12, 10, tzinfo=UTC)
CELL = Cell.from_token("workforce/micro")
ITEM = Item("a", "FICTITIOUS a", CELL, ItemOrigin.IDEA)
PLAN = WorkshopPlan("FICTITIOUS", "QE1", (CELL,), (ITEM,), least=4)
STATE = WorkshopState(PLAN, items=PLAN.items)
WORKSHOP = Workshop("w", "fay", "ABCDEF", PLAN, AT, 0, PLAN.title, PLAN.area)
LINK = WorkshopLink("l1", "w", LinkKind.FACILITATOR, "hash", "Flo FICTITIOUS", AT)
WORDS = (
    (PlanChanged({}), "the set-up was changed"),
    (StageEntered("share", 900), "went to Share"),
    (Paused(), "the clock was stopped"),
    (Resumed(), "the clock went on"),
    (Extended(60), "1 minute more"),
    (Extended(300), "5 minutes more"),
    (FactsShown(True), "the measured gap was shown"),
    (FactsShown(False), "the measured gap was taken away"),
    (RoundOpened("rank", "Why?", ("a", "b"), (), 1, 0, 0), "a ranking of 2 was opened: “Why?”"),
    (RoundOpened("score", "How?", ("a",), ("severity",), 0, 0, 0), "a scoring of 1 was opened: “How?”"),
    (VotingEnded(2), "the voting of vote 2 was ended"),
    (RoundCounted(2, 1, {}, {"policy": 7, "carers": 5}), "vote 2 was counted: 12 ballots, publication 1"),
    (RoundRevealed(2), "the results of vote 2 were revealed"),
    (RoundReopened(2, 60), "vote 2 was opened again"),
    (Closed(), "the workshop was closed"),
    (Reopened(), "the workshop was opened again"),
    (Erased("r7"), "ballots, ideas and participants were erased (receipt r7)"),
    (Noted("projector_link_made", "l1"), "a projector's link was made"),
    (Noted("paper_ballot_typed_in"), "paper ballot typed in"),
    (Undone(3), "entry 3 was taken back"),
    (IdeaShown("i", "b", "FICTITIOUS b", ""), "the idea “FICTITIOUS b” was shown"),
    (IdeaHidden("i"), "an idea was kept back"),
    (IdeaRestored("i"), "an idea that was kept back waits again"),
    (ItemAdded(item_document(ITEM)), "“FICTITIOUS a” was added"),
    (ItemReworded("a", "FICTITIOUS other"), "reworded to “FICTITIOUS other”"),
    (ItemPlaced("a", CELL.token), "“FICTITIOUS a” was placed: Workforce, micro"),
    (ItemPlaced("a", ""), "“FICTITIOUS a” was placed: no single topic"),
    (ItemMerged(("a", "b", "c"), "d", "FICTITIOUS all"), "3 were merged into “FICTITIOUS all”"),
    (ItemSplit("a", (("b", "x"), ("c", "y"))), "“FICTITIOUS a” was split into 2"),
    (ItemHidden("a"), "“FICTITIOUS a” was hidden"),
    (ItemHidden("gone"), "something that was taken back was hidden"),
    (ItemRestored("a"), "“FICTITIOUS a” was put back"),
)


@pytest.mark.parametrize(("event", "words"), WORDS)
def test_every_event_is_told_in_words(event: Event, words: str) -> None:
    assert entry_words(LogEntry(1, AT, "", event), STATE) == words


def test_what_was_taken_back_is_named_from_the_record() -> None:
    log = (
        LogEntry(1, AT, "fay", StageEntered("share", 900)),
        LogEntry(2, AT, "fay", Extended(300)),
        LogEntry(3, AT, "fay", Undone(2)),
        LogEntry(4, AT, "fay", Undone(1)),
    )
    told = [entry_words(one, STATE, log) for one in log[2:]]
    assert told == ["taken back: 5 minutes more", "taken back: went to Share"]


def test_no_kind_of_event_is_left_out() -> None:
    assert {event.kind for event, _words in WORDS} == set(EVENTS)


def view(state: WorkshopState = STATE, people: Mapping[Group, int] | None = None, now: datetime = AT) -> ConsoleView:
    return ConsoleView(
        workshop=WORKSHOP,
        state=state,
        now=now,
        step=next_step(state, now),
        groups=count_groups(state, people or {}),
        done=0,
        ideas=list_ideas(state, ()),
        undoable=None,
        links=(LINK, replace(LINK, id="l2", note="")),
        log=(),
        names={"fay": "Fay FICTITIOUS"},
    )


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        ("", "the server"),
        ("fay", "Fay FICTITIOUS"),
        ("gone", "a former member"),
        ("link l1", "the link for Flo FICTITIOUS"),
        ("link l2", "a facilitator's link"),
        ("link l3", "a facilitator's link"),
    ],
)
def test_who_did_it_is_told_without_an_address(actor: str, words: str) -> None:
    assert actor_words(actor, view()) == words


def test_groups_that_are_too_small_are_named() -> None:
    people = {Group.POLICY: 9, Group.CARERS: 3, Group.PUBLIC: 1, Group.PRACTICE: 4}
    words = small_groups_words(view(people=people))
    assert words.startswith("Fewer than 4: Carers (3) and Public (1). If it stays so, ")
    assert small_groups_words(view(people={Group.POLICY: 9})) == ""


def a_state(stage: Stage, round_state: RoundState | None = None, **changes: object) -> WorkshopState:
    paper = BallotPaper(RoundKind.RANK, ("a",), ranks=1)
    made = Round(1, paper, "Why?", AT, AT + timedelta(minutes=1), round_state or RoundState.OPEN)
    return replace(STATE, stage=stage, rounds=(made,) if round_state else (), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "later", "words"),
    [
        (a_state(Stage.SET_UP), 0, "People are joining. Nothing has begun."),
        (a_state(Stage.SHARE, paused_at=AT), 0, "one of each person in turn. The clock is stopped."),
        (a_state(Stage.VOTE), 0, "No vote is open."),
        (a_state(Stage.VOTE, RoundState.OPEN), 0, "People vote: ranking of 1, “Why?”."),
        (a_state(Stage.VOTE, RoundState.OPEN), 60, "The time is over. Votes on their way are still taken"),
        (a_state(Stage.VOTE, RoundState.COUNTED), 0, "Vote 1 is counted. Nobody has seen the results."),
        (a_state(Stage.DISCUSS, RoundState.REVEALED), 0, "The room sees the results of vote 1 and discusses."),
        (a_state(Stage.DISCUSS, RoundState.COUNTED), 0, "The room discusses."),
        (a_state(Stage.CLOSED), 0, "The workshop is closed. Nobody can join or vote."),
        (a_state(Stage.CLOSED, erased_at=AT), 0, "were erased; the published results stay."),
    ],
)
def test_what_is_happening_is_said_in_a_sentence(state: WorkshopState, later: int, words: str) -> None:
    assert words in happening(view(state, now=AT + timedelta(seconds=later)))


def test_time_is_told_in_minutes_and_seconds() -> None:
    assert [left_words(timedelta(seconds=one)) for one in (0, 65, 3600)] == ["0:00", "1:05", "60:00"]


def test_a_sight_is_an_address_and_the_usual_one_is_none() -> None:
    assert Sight().query == ""
    assert Sight(page=3).query == ""
    assert Sight("waiting", 3, True).query == "?ideas=waiting&page=3&record=all"


def test_a_view_counts_everybody_and_knows_the_stage_before() -> None:
    people = {Group.POLICY: 9, Group.CARERS: 3}
    assert view(people=people).joined == 12
    assert GroupCount(Group.CARERS, 3, True) in view(people=people).groups
    assert view(a_state(Stage.VOTE)).stage_before is Stage.CLARIFY
    assert view().stage_before is None
    assert view(a_state(Stage.CLOSED)).stage_before is None
