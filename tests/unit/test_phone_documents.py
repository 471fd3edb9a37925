"""What a phone is sent, as plain values: the same for everybody, and what is one person's own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from components.phone_documents import (
    facts_document,
    hidden_facts_words,
    person_document,
    target_names,
    workshop_document,
)
from components.phone_results import agreement_words, answer_words, result_document
from domain_model.cells import Cell, CellWords
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.describe_cell import describe_cell
from domain_model.use_cases.take_part import PhoneView, RevealedRound
from domain_model.vocabulary import StatementKind, Vintage
from domain_model.workshop.ballots import Answers, BallotPaper
from domain_model.workshop.items import Item
from domain_model.workshop.plans import WorkshopPlan
from domain_model.workshop.published import PublishedFigure, RoundResults
from domain_model.workshop.records import Ballot, Idea, Participant
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import (
    EntryMode,
    FactsPolicy,
    Group,
    ItemOrigin,
    RoundKind,
    RoundState,
    Scale,
    Stage,
    Statistic,
    Suppression,
)
from tests import builders

BEGIN = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
MESO, MICRO = Cell.from_token("service_delivery/meso"), Cell.from_token("workforce/micro")
ITEMS = (
    Item("ia", "FICTITIOUS a", MESO, ItemOrigin.CATALOGUE),
    Item("ib", "FICTITIOUS b", None, ItemOrigin.FACILITATOR, is_hidden=True),
    Item("ic", "FICTITIOUS c", MICRO, ItemOrigin.IDEA),
)
PLAN = WorkshopPlan("FICTITIOUS workshop", "AAA", (MICRO, MESO), ITEMS[:1], aim="FICTITIOUS aim", least=6)
STATE = WorkshopState(PLAN, 17, Stage.CLARIFY, items=ITEMS)
PERSON = Participant("p1", "w1", "hash", Group.CARERS, EntryMode.PHONE, BEGIN)
RANKING = Round(1, BallotPaper(RoundKind.RANK, ("ia", "ic"), ranks=2), "FICTITIOUS rank?", BEGIN, None)
SCALES = (Scale.PERCEPTION, Scale.SEVERITY)
SCORES_ASKED = BallotPaper(RoundKind.SCORE, (MESO.token, MICRO.token), SCALES)
SCORING = Round(2, SCORES_ASKED, "FICTITIOUS?", BEGIN, BEGIN + timedelta(seconds=60), repeats=1)


def at(seconds: float) -> datetime:
    return BEGIN + timedelta(seconds=seconds)


def since(moment: datetime) -> int:
    """Milliseconds since the beginning, so that a test can read them."""
    return round((moment - BEGIN).total_seconds() * 1000)


def shared(state: WorkshopState, now: float = 0) -> dict:
    words = {MESO: CellWords(MESO, "FICTITIOUS meaning", "?")}
    return workshop_document(state, "FICTITIOUS area", words, at(now), since)


def view(**changes: object) -> PhoneView:
    return replace(PhoneView(STATE, PERSON, (), None, None, None, (), True), **changes)  # type: ignore[arg-type]


def own(now: float = 0, **changes: object) -> dict:
    return person_document(view(**changes), at(now), since)


# --- what is the same for everybody


def test_everybody_reads_what_the_workshop_is_about() -> None:
    document = shared(STATE)
    assert (document["version"], document["title"], document["aim"]) == (17, "FICTITIOUS workshop", "FICTITIOUS aim")
    assert (document["area"], document["least"], document["is_rehearsal"]) == ("FICTITIOUS area", 6, False)
    assert document["rules"][0].startswith("Every voice")
    assert document["stages"][0] == ["set_up", "Welcome"]
    assert [stage for stage, _words in document["stages"]] == ["set_up", "ideas", "share", "clarify", "vote", "discuss"]
    assert document["groups"][1] == ["practice", "Practice"]
    assert document["cells"] == [
        {"id": "workforce/micro", "name": "Workforce, micro", "meaning": ""},
        {"id": "service_delivery/meso", "name": "Service delivery, meso", "meaning": "FICTITIOUS meaning"},
    ]


def test_items_in_play_have_letters_in_their_order_and_those_of_the_room_are_new() -> None:
    assert shared(STATE)["items"] == [
        {"id": "ia", "letter": "A", "text": "FICTITIOUS a", "cell": "service_delivery/meso", "new": False},
        {"id": "ic", "letter": "B", "text": "FICTITIOUS c", "cell": "workforce/micro", "new": True},
    ]
    assert shared(replace(STATE, stage=Stage.SET_UP))["items"] == []


@pytest.mark.parametrize("stage", list(Stage))
def test_ideas_are_taken_while_the_list_is_made(stage: Stage) -> None:
    expected = stage in (Stage.IDEAS, Stage.SHARE, Stage.CLARIFY)
    assert shared(replace(STATE, stage=stage))["may_give_ideas"] is expected


def timer(state: WorkshopState, now: float) -> tuple[object, object, object]:
    document = shared(state, now)
    return document["deadline"], document["paused"], document["left"]


def test_the_timer_is_the_open_rounds_else_the_stages() -> None:
    assert timer(STATE, 5) == (None, False, None)
    timed = replace(STATE, deadline=at(300))
    assert timer(timed, 5) == (300_000, False, None)
    assert timer(replace(timed, rounds=(SCORING,)), 5) == (60_000, False, None)
    assert timer(replace(timed, rounds=(replace(SCORING, state=RoundState.COUNTED),)), 5) == (300_000, False, None)


def test_a_timer_that_stands_still_says_what_is_left_in_place_of_when_it_ends() -> None:
    paused = replace(STATE, deadline=at(300), paused_at=at(100))
    assert timer(paused, 150) == (None, True, 200_000)
    voting = replace(STATE, rounds=(replace(SCORING, paused_at=at(20)),))
    assert timer(voting, 50) == (None, True, 40_000)
    assert timer(replace(STATE, paused_at=at(100)), 150) == (None, False, None)


# --- what is one person's own


def test_a_phone_without_anything_shows_nothing_of_others() -> None:
    document = own()
    assert (document["group"], document["ideas"], document["round"], document["ballot"]) == ("carers", [], None, None)
    assert (document["before"], document["results"], document["may_see_facts"]) == (None, [], True)
    assert document["has_return_code"] is False
    assert own(person=replace(PERSON, return_hash="h"))["has_return_code"] is True
    assert own(may_see_facts=False)["may_see_facts"] is False


def test_ideas_and_the_ballot_that_stands_are_shown_as_they_were_kept() -> None:
    idea = Idea("idea-1", "w1", "p1", "<b>FICTITIOUS</b>", MICRO.token, BEGIN)
    ballot = Ballot("w1", 1, "p1", 3, Group.CARERS, EntryMode.PHONE, Answers(("ic", "ia")), at(7))
    document = own(ideas=(idea,), ballot=ballot)
    assert document["ideas"] == [{"id": "idea-1", "text": "<b>FICTITIOUS</b>", "cell": "workforce/micro"}]
    assert document["ballot"] == {"round": 1, "sequence": 3, "answers": {"ranking": ["ic", "ia"]}, "saved_at": 7000}


def test_a_ranking_is_asked_with_letters_words_and_cells_but_what_was_hidden_without_its_words() -> None:
    asked = own(voting=replace(RANKING, paper=BallotPaper(RoundKind.RANK, ("ic", "ib", "gone"), ranks=2)))["round"]
    assert asked["targets"] == [
        {"id": "ic", "letter": "B", "text": "FICTITIOUS c", "cell": "workforce/micro"},
        {"id": "ib", "letter": "", "text": "(hidden by the facilitator)", "cell": ""},
        {"id": "gone", "letter": "", "text": "gone", "cell": ""},
    ]
    assert (asked["number"], asked["kind"], asked["question"], asked["ranks"]) == (1, "rank", "FICTITIOUS rank?", 2)
    assert (asked["scales"], asked["repeats"], asked["again"], asked["deadline"]) == ([], 0, False, None)


def test_a_scoring_is_asked_with_its_scales_in_words() -> None:
    asked = own(voting=SCORING)["round"]
    assert (asked["again"], asked["repeats"], asked["deadline"]) == (True, 1, 60_000)
    perception, severity = asked["scales"]
    assert perception["choices"] == [
        [1, "much worse"], [2, "worse"], [3, "about the same"], [4, "better"], [5, "much better"], [0, "don't know"],
    ]  # fmt: skip
    assert severity == {
        "id": "severity", "name": "Severity of the gap", "low": 1, "high": 9, "low_words": "none",
        "high_words": "extreme",
    }  # fmt: skip
    assert [one["letter"] for one in asked["targets"]] == ["B", "A"]
    feasibility = replace(SCORING, paper=BallotPaper(RoundKind.SCORE, ("ia",), (Scale.FEASIBILITY,)))
    assert own(voting=feasibility)["round"]["scales"][0]["high_words"] == "easy"


def test_a_round_is_open_then_ending_then_closed() -> None:
    assert own(59, voting=SCORING)["round"]["state"] == "open"
    assert own(60, voting=SCORING)["round"]["state"] == "ending"
    assert own(0, voting=replace(SCORING, state=RoundState.COUNTED))["round"]["state"] == "closed"
    paused = own(90, voting=replace(SCORING, paused_at=at(50)))["round"]
    assert (paused["state"], paused["deadline"]) == ("open", None)


def figure(target: str, scale: str, voice: str, statistic: Statistic, value: float | None) -> PublishedFigure:
    why = Suppression.SHOWN if value is not None else Suppression.TOO_FEW
    return PublishedFigure(target, scale, voice, statistic, value, 9, why)


SCORES = RoundResults(
    2, 1,
    (
        figure("", "", "everyone", Statistic.PEOPLE, 21),
        figure(MESO.token, "perception", "everyone", Statistic.MEDIAN, 2.5),
        figure(MESO.token, "severity", "everyone", Statistic.MEDIAN, 6.5),
        figure(MESO.token, "perception", "other_voices", Statistic.MEDIAN, 1),
        figure(MESO.token, "severity", "other_voices", Statistic.MEDIAN, 8),
        figure(MICRO.token, "severity", "everyone", Statistic.MEDIAN, None),
        figure(MICRO.token, "severity", "other_voices", Statistic.MEDIAN, None),
    ),
    {Group.CARERS: "other_voices", Group.POLICY: "policy"},
)  # fmt: skip
ANSWERS = Answers(scores={MESO.token: {Scale.PERCEPTION: 0, Scale.SEVERITY: 7}})


def test_who_scores_again_sees_their_own_answer_and_the_middle_of_their_voice() -> None:
    before = RevealedRound(SCORING, SCORES, ANSWERS)
    assert own(before=before)["before"] == {
        "yours": {"scores": {MESO.token: {"perception": 0, "severity": 7}}},
        "group": {MESO.token: {"perception": 1, "severity": 8}},
    }
    nobody = own(before=RevealedRound(SCORING, SCORES, None), person=replace(PERSON, group=Group.PUBLIC))["before"]
    assert nobody == {"yours": {}, "group": {}}
    ranked = own(before=RevealedRound(RANKING, SCORES, Answers(("ia",))))["before"]
    assert ranked == {"yours": {"ranking": ["ia"]}, "group": {}}


# --- results


def rows(group: Group = Group.CARERS, answers: Answers | None = ANSWERS) -> list[dict]:
    revealed = RevealedRound(SCORING, SCORES, answers)
    return result_document(revealed, target_names(STATE), group)["rows"]


def test_scores_stand_beside_ones_own_and_those_of_ones_voice() -> None:
    meso = [(one["scale"], one["everyone"], one["group"], one["yours"], one["words"]) for one in rows()[:2]]
    assert meso == [
        ("perception", "about the same", "much worse", "don't know", ""),
        ("severity", "6.5", "8", "7", ""),
    ]
    assert {one["group_name"] for one in rows()} == {"Other voices"}
    assert [one["text"] for one in rows()] == ["Service delivery, meso"] * 2 + ["Workforce, micro"] * 2
    assert rows()[0]["scale_name"] == "Compared with physical health"


def test_what_is_kept_back_or_was_not_published_is_marked_and_nothing_is_invented() -> None:
    micro = [(one["everyone"], one["group"], one["yours"]) for one in rows()[2:]]
    assert micro == [("[c]", "[c]", ""), ("[c]", "[c]", "")]
    assert [one["yours"] for one in rows(answers=None)] == [""] * 4


def test_somebody_whose_group_has_no_figures_is_told_so() -> None:
    stranger = rows(Group.PUBLIC)[1]
    assert (stranger["everyone"], stranger["group"], stranger["group_name"]) == ("6.5", "[c]", "Public")
    assert stranger["words"].startswith("Too few people of your group")
    assert rows(Group.POLICY)[1]["group_name"] == "Policy"


def ranking_results(agreement: float | None, people: int = 31) -> RoundResults:
    found = [
        figure("", "", "everyone", Statistic.PEOPLE, people),
        figure("", "", "everyone", Statistic.AGREEMENT, agreement),
        figure("ia", "", "everyone", Statistic.RANK, 2),
        figure("ic", "", "everyone", Statistic.RANK, 1),
        figure("ia", "", "equal_voice", Statistic.RANK, 1),
        figure("ic", "", "equal_voice", Statistic.RANK, None),
    ]
    return RoundResults(1, 1, tuple(found))


def ranking(agreement: float | None, answers: Answers | None, people: int = 31) -> dict:
    paper = BallotPaper(RoundKind.RANK, ("ib", "ia", "ic"), ranks=2)
    revealed = RevealedRound(replace(RANKING, paper=paper), ranking_results(agreement, people), answers)
    return result_document(revealed, target_names(STATE), Group.CARERS)


def test_a_ranking_is_shown_strongest_first_with_both_weightings_and_ones_own_place() -> None:
    document = ranking(0.71, Answers(("ia", "ib")))
    assert [(row["letter"], row["room"], row["equal"], row["yours"]) for row in document["rows"]] == [
        ("B", 1, None, None), ("A", 2, 1, 1), ("", None, None, 2),
    ]  # fmt: skip
    assert (document["round"], document["kind"], document["people"], document["agreement"]) == (1, "rank", 31, "strong")
    assert document["note"] == "31 people voted."
    assert [row["yours"] for row in ranking(0.5, None)["rows"]] == [None, None, None]


def test_weak_agreement_is_said_beside_the_ranks() -> None:
    assert ranking(0.29, None)["note"] == "31 people voted. Agreement is weak: close ranks may swap."
    assert ranking(None, None, 1)["note"] == "One person voted."
    scores = result_document(RevealedRound(SCORING, SCORES, None), target_names(STATE), Group.CARERS)
    assert (scores["agreement"], scores["kind"], scores["note"]) == ("", "score", "21 people voted.")


@pytest.mark.parametrize(
    ("agreement", "words"),
    [(None, ""), (0, "weak"), (0.299, "weak"), (0.3, "moderate"), (0.69, "moderate"), (0.7, "strong")],
)
def test_agreement_has_a_word(agreement: float | None, words: str) -> None:
    assert agreement_words(agreement) == words


def test_a_middle_is_said_in_words() -> None:
    assert answer_words(Scale.SEVERITY, figure("a", "", "", Statistic.MEDIAN, 7)) == "7"
    assert answer_words(Scale.PERCEPTION, figure("a", "", "", Statistic.MEDIAN, 4)) == "better"
    assert answer_words(Scale.PERCEPTION, None) == "[c]"
    nobody = PublishedFigure("a", "", "", Statistic.MEDIAN, None, 9, Suppression.NO_ANSWER)
    assert answer_words(Scale.PERCEPTION, nobody) == "no answer"


# --- what is known about the cells


def facts(area: str) -> Mapping[str, object]:
    statements = (
        builders.statement("b1", text="long waits", voice="carer"),
        builders.statement("e1", StatementKind.ENABLER, source="nowhere"),
    )
    figures = [builders.figure("mental", "AAA", 0.6), builders.figure("physical", "AAA", 0.8)]
    dataset = builders.dataset(figures, catalogue=builders.evidence(statements))
    grid = compare_areas(dataset, Vintage.ICB2023, date(2026, 11, 1))
    return facts_document({MESO: describe_cell(dataset, grid, area, MESO)})["cells"][0]


def test_facts_name_what_is_measured_here_and_in_the_region_and_what_is_reported_with_its_source() -> None:
    cell = facts("AAA")
    assert (cell["id"], cell["name"]) == ("service_delivery/meso", "Service delivery, meso")
    assert str(cell["measured"]).startswith("Aaa, Service delivery, meso:")
    assert str(cell["region"]).startswith("Y1, Service delivery, meso:")
    assert cell["sources"] == ["A publisher: A publication"]
    assert cell["barriers"] == [{"text": "Long waits", "source": "A study", "voice": "carer"}]
    assert cell["enablers"] == [{"text": "Text of e1", "source": "source not named", "voice": ""}]


def test_a_region_is_not_compared_with_itself() -> None:
    assert facts("Y1")["region"] == ""


def test_who_may_not_see_the_facts_yet_is_told_why() -> None:
    assert hidden_facts_words(STATE) == ""
    hidden = replace(STATE, plan=replace(PLAN, facts=FactsPolicy.AFTER_VOTE))
    assert "after you have voted" in hidden_facts_words(hidden)
