"""What the console says comes next, whose turn it is in the round robin, and who is too few."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain_model.cells import Cell
from domain_model.use_cases.describe_workshop import Step, count_groups, list_ideas, next_step
from domain_model.use_cases.steer_workshop import checked_question, seconds_of
from domain_model.workshop.ballots import BallotPaper
from domain_model.workshop.items import Item
from domain_model.workshop.plans import WorkshopPlan
from domain_model.workshop.records import Idea
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import Group, ItemOrigin, RoundKind, RoundState, Scale, Stage

AT = datetime(2026, 11, 12, 10, tzinfo=UTC)
CELL = Cell.from_token("workforce/micro")
ITEMS = tuple(Item(letter, f"FICTITIOUS {letter}", CELL, ItemOrigin.FACILITATOR) for letter in "abc")
SCALES = (Scale.PERCEPTION, Scale.SEVERITY)
PLAN = WorkshopPlan("FICTITIOUS", "QE1", (CELL,), ITEMS, groups=(Group.POLICY, Group.CARERS), scales=SCALES, least=4)
RANKING = BallotPaper(RoundKind.RANK, ("a", "b", "c"), ranks=2)
SCORING = BallotPaper(RoundKind.SCORE, (CELL.token,), SCALES)
OF_ITEMS = BallotPaper(RoundKind.SCORE, ("a", "b"), (Scale.SEVERITY,))


def at(stage: Stage, *rounds: Round, items: tuple[Item, ...] = ITEMS) -> WorkshopState:
    return WorkshopState(PLAN, stage=stage, rounds=rounds, items=items)


def a_round(number: int, paper: BallotPaper, state: RoundState, **changes: object) -> Round:
    made = Round(number, paper, "FICTITIOUS?", AT, AT + timedelta(minutes=1), state)
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("stage", "step"),
    [
        (Stage.SET_UP, Step.IDEAS),
        (Stage.IDEAS, Step.SHARE),
        (Stage.SHARE, Step.CLARIFY),
        (Stage.CLARIFY, Step.VOTE),
        (Stage.VOTE, Step.RANK),
        (Stage.DISCUSS, Step.VOTE),
        (Stage.CLOSED, Step.REPORT),
    ],
)
def test_before_any_vote_the_stages_follow_one_another(stage: Stage, step: Step) -> None:
    assert next_step(at(stage), AT) is step


def test_an_open_vote_is_ended_and_then_waited_for() -> None:
    state = at(Stage.VOTE, a_round(1, RANKING, RoundState.OPEN))
    assert next_step(state, AT + timedelta(seconds=59)) is Step.END_VOTING
    assert next_step(state, AT + timedelta(seconds=60)) is Step.WAIT
    stopped = at(Stage.VOTE, a_round(1, RANKING, RoundState.OPEN, paused_at=AT))
    assert next_step(stopped, AT + timedelta(hours=1)) is Step.END_VOTING


@pytest.mark.parametrize(("stage", "step"), [(Stage.VOTE, Step.REVEAL), (Stage.CLARIFY, Step.VOTE)])
def test_what_is_counted_is_revealed_unless_the_facilitator_went_back(stage: Stage, step: Step) -> None:
    assert next_step(at(stage, a_round(1, RANKING, RoundState.COUNTED)), AT) is step


def test_after_the_ranking_the_cells_are_scored_and_then_it_is_over() -> None:
    ranked = a_round(1, RANKING, RoundState.REVEALED)
    assert next_step(at(Stage.DISCUSS, ranked), AT) is Step.VOTE
    assert next_step(at(Stage.VOTE, ranked), AT) is Step.SCORE
    items_only = a_round(2, OF_ITEMS, RoundState.REVEALED)
    assert next_step(at(Stage.VOTE, ranked, items_only), AT) is Step.SCORE
    scored = a_round(2, SCORING, RoundState.REVEALED)
    assert next_step(at(Stage.VOTE, ranked, scored), AT) is Step.DISCUSS
    assert next_step(at(Stage.DISCUSS, ranked, scored), AT) is Step.CLOSE


def test_one_thing_alone_is_not_ranked() -> None:
    assert next_step(at(Stage.VOTE, items=ITEMS[:1]), AT) is Step.SCORE


def test_groups_are_those_that_are_offered_or_that_somebody_speaks_for() -> None:
    counts = count_groups(at(Stage.VOTE), {Group.POLICY: 4, Group.PUBLIC: 3})
    assert [(one.group, one.people, one.is_small) for one in counts] == [
        (Group.POLICY, 4, False),
        (Group.CARERS, 0, False),
        (Group.PUBLIC, 3, True),
    ]


def an_idea(letter: str, person: str) -> Idea:
    return Idea(f"idea-{letter}", "w", person, f"FICTITIOUS {letter}", "", AT)


IDEAS = [an_idea(letter, person) for letter, person in ("ax", "bx", "cx", "dy", "ez", "fy", "gx")]


def letters(ideas: tuple[Idea, ...]) -> str:
    return "".join(idea.id[-1] for idea in ideas)


def test_everybody_gives_one_idea_in_turn() -> None:
    found = list_ideas(at(Stage.SHARE), IDEAS)
    turns = letters(found.waiting)
    assert [set(turns[:3]), set(turns[3:5]), set(turns[5:])] == [set("ade"), set("bf"), set("cg")]
    assert (found.hidden, found.shown, found.people, found.given) == ((), 0, 3, 7)


def test_people_come_in_another_order_each_turn_so_that_nobody_is_known_by_their_place() -> None:
    ideas = [an_idea(f"{turn}{person}", person) for turn in "abcdef" for person in "uvwxyz"]
    found = [idea.participant for idea in list_ideas(at(Stage.SHARE), ideas).waiting]
    turns = ["".join(found[start : start + 6]) for start in range(0, 36, 6)]
    assert {frozenset(turn) for turn in turns} == {frozenset("uvwxyz")}
    assert len(set(turns)) > 3


def test_what_was_shown_took_its_turn_and_what_is_kept_back_takes_none() -> None:
    state = replace(
        at(Stage.SHARE),
        shown_ideas=(("idea-a", "item-1"), ("idea-e", "item-2")),
        hidden_ideas=frozenset({"idea-d", "idea-e"}),
    )
    found = list_ideas(state, IDEAS)
    assert letters(found.waiting) == "fbcg"
    assert letters(found.hidden) == "d"
    assert (found.shown, found.people, found.given) == (2, 3, 7)


def test_nobody_gave_any() -> None:
    found = list_ideas(at(Stage.IDEAS), ())
    assert (found.waiting, found.hidden, found.shown, found.people) == ((), (), 0, 0)


@pytest.mark.parametrize(("typed", "seconds"), [("", None), ("  ", None), ("0", 0), (" 7 ", 420), ("1440", 86400)])
def test_minutes_are_whole(typed: str, seconds: int | None) -> None:
    assert seconds_of(typed) == seconds


@pytest.mark.parametrize("typed", ["1.5", "-1", "1441", "00001", "x", "²", "٣"])
def test_what_is_no_number_of_minutes_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="whole minutes from 0 to 1440"):
        seconds_of(typed)


def test_a_question_is_one_plain_line_or_nothing() -> None:
    assert checked_question("  FICTITIOUS\n question? ") == "FICTITIOUS question?"
    assert checked_question(" ") == ""
    for typed in ("x" * 201, "\u200b", "FICTITIOUS \u202e"):
        with pytest.raises(ValueError, match="at most 200 characters"):
            checked_question(typed)
