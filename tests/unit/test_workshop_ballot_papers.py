"""What a round asks and what somebody answers: every ballot is checked, whatever was sent."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain_model.vocabulary import Band, Perception
from domain_model.workshop.ballots import (
    Answers,
    BallotPaper,
    InvalidBallotError,
    answers_document,
    answers_from,
    band_of,
    number_of,
)
from domain_model.workshop_vocabulary import RoundKind, Scale

RANKING = BallotPaper(RoundKind.RANK, ("a", "b", "c", "d"), ranks=3)
SCORING = BallotPaper(RoundKind.SCORE, ("a", "b"), (Scale.PERCEPTION, Scale.SEVERITY))


@pytest.mark.parametrize(
    ("kind", "targets", "scales", "ranks", "words"),
    [
        (RoundKind.RANK, (), (), 1, "at least one thing"),
        (RoundKind.RANK, ("a", "b", "a"), (), 2, "about each once"),
        (RoundKind.RANK, ("a", "b"), (), 3, "1 to that many ranks"),
        (RoundKind.RANK, ("a", "b"), (), 0, "1 to that many ranks"),
        (RoundKind.RANK, ("a", "b"), (Scale.SEVERITY,), 2, "no scale"),
        (RoundKind.SCORE, ("a", "b"), (), 0, "has a scale"),
        (RoundKind.SCORE, ("a", "b"), (Scale.SEVERITY,), 1, "no ranks"),
    ],
)
def test_a_round_that_asks_nothing_or_two_things_at_once_cannot_be(
    kind: RoundKind, targets: tuple[str, ...], scales: tuple[Scale, ...], ranks: int, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        BallotPaper(kind, targets, scales, ranks)


def test_a_ranking_of_some_of_all_or_of_nothing_fits() -> None:
    for ranking in ((), ("d",), ("d", "a", "c")):
        RANKING.check(Answers(ranking))
    BallotPaper(RoundKind.RANK, ("a", "b"), ranks=2).check(Answers(("b", "a")))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (Answers(("a", "x")), "not to be voted on any more"),
        (Answers(("a", "b", "a")), "ranked twice"),
        (Answers(("a", "b", "c", "d")), "4 things are ranked: rank at most 3"),
        (Answers(scores={"a": {Scale.SEVERITY: 3}}), "for a ranking, not for scores"),
        (Answers(("a",), {"a": {Scale.SEVERITY: 3}}), "for a ranking, not for scores"),
    ],
)
def test_a_ranking_that_does_not_fit_is_refused_in_words(answers: Answers, words: str) -> None:
    with pytest.raises(InvalidBallotError, match=words):
        RANKING.check(answers)


@pytest.mark.parametrize(("scale", "low", "high"), [(Scale.PERCEPTION, 0, 5), (Scale.SEVERITY, 1, 9)])
def test_scores_fit_from_one_end_of_their_scale_to_the_other(scale: Scale, low: int, high: int) -> None:
    for score in (low, high):
        SCORING.check(Answers(scores={"b": {scale: score}}))
    for score in (low - 1, high + 1):
        with pytest.raises(InvalidBallotError, match=f"a score of {score} is off the scale: give {low} to {high}"):
            SCORING.check(Answers(scores={"b": {scale: score}}))


def test_scores_that_do_not_fit_are_refused_in_words() -> None:
    for answers, words in (
        (Answers(("a",)), "for scores, not for a ranking"),
        (Answers(scores={"x": {Scale.SEVERITY: 3}}), "not to be scored any more"),
        (Answers(scores={"a": {Scale.FEASIBILITY: 3}}), "does not ask for feasibility"),
    ):
        with pytest.raises(InvalidBallotError, match=words):
            SCORING.check(answers)
    SCORING.check(Answers())


def test_a_ballot_is_blank_if_it_answers_nothing() -> None:
    assert Answers().is_blank
    assert Answers(scores={"a": {}}).is_blank
    assert not Answers(("a",)).is_blank
    assert not Answers(scores={"a": {}, "b": {Scale.PERCEPTION: 0}}).is_blank


def test_perceptions_are_numbered_from_much_worse_to_much_better() -> None:
    assert [number_of(one) for one in (Perception.MUCH_WORSE, Perception.PARITY, Perception.MUCH_BETTER)] == [1, 3, 5]
    assert number_of(Perception.WORSE) == 2
    assert number_of(Perception.BETTER) == 4
    assert number_of(Perception.DONT_KNOW) == 0


@pytest.mark.parametrize(
    ("number", "band"),
    [
        (0, None),
        (1, Band.MUCH_WORSE),
        (1.5, Band.WORSE),
        (2, Band.WORSE),
        (2.5, Band.PARITY),
        (3, Band.PARITY),
        (3.5, Band.PARITY),
        (4, Band.BETTER),
        (4.5, Band.BETTER),
        (5, Band.MUCH_BETTER),
    ],
)
def test_a_median_between_two_bands_is_the_one_nearer_parity(number: float, band: Band | None) -> None:
    assert band_of(number) is band


@pytest.mark.parametrize("number", [0.5, 5.5, 6, -1, 2.25])
def test_a_number_off_the_scale_of_bands_is_none(number: float) -> None:
    with pytest.raises(ValueError, match="no place"):
        band_of(number)


def test_perceptions_and_bands_agree() -> None:
    for perception in Perception:
        assert band_of(number_of(perception)) is perception.band


def test_answers_are_told_and_read_without_loss() -> None:
    for answers, document in (
        (Answers(("c", "a")), {"ranking": ["c", "a"]}),
        (
            Answers(scores={"b": {Scale.SEVERITY: 7, Scale.PERCEPTION: 0}}),
            {"scores": {"b": {"severity": 7, "perception": 0}}},
        ),
        (Answers(), {}),
    ):
        assert answers_document(answers) == document
        assert answers_from(json.loads(json.dumps(document))) == answers


def test_a_target_without_a_score_is_no_answer() -> None:
    assert answers_from({"scores": {"a": {}, "b": {"severity": 2}}}).scores == {"b": {Scale.SEVERITY: 2}}
    assert answers_from({"scores": {"a": {}}}).is_blank


@pytest.mark.parametrize(
    "document",
    [
        None,
        7,
        "ranking",
        ["a"],
        {"ranking": None},
        {"ranking": 5},
        {"ranking": ["a", 5]},
        {"ranking": [["a"]]},
        {"ranking": [None]},
        {"scores": []},
        {"scores": None},
        {"scores": {"a": 5}},
        {"scores": {"a": [5]}},
        {"scores": {"a": {"severity": "5"}}},
        {"scores": {"a": {"severity": 5.0}}},
        {"scores": {"a": {"severity": True}}},
        {"scores": {"a": {"severity": None}}},
        {"scores": {"a": {"beauty": 5}}},
        {"scores": {"a": {"": 5}}},
        {"scores": {5: {"severity": 5}}},
    ],
)
def test_a_document_that_tells_no_ballot_is_refused_in_words(document: object) -> None:
    with pytest.raises(InvalidBallotError, match="this is no ballot: load the page again"):
        answers_from(document)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["ranking", "scores", "a", "severity"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(_JSON)
def test_whatever_is_sent_is_either_a_ballot_that_fits_or_refused(document: object) -> None:
    for paper in (RANKING, SCORING):
        try:
            answers = answers_from(document)
            paper.check(answers)
        except InvalidBallotError:
            continue
        assert set(answers.ranking) | set(answers.scores) <= set(paper.targets)
        assert all(one != other for one, other in pairwise(sorted(answers.ranking)))
        assert answers_from(answers_document(answers)) == answers
