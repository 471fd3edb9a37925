"""What changed since a workshop was held before: the returners' own change and that of the panel."""

from collections.abc import Sequence

import pytest

from domain_model.workshop.ballots import Answers, BallotPaper, CountedBallot
from domain_model.workshop.counting import EarlierRound, count_round
from domain_model.workshop.counting_drift import WorkshopBefore, drift_figures
from domain_model.workshop.published import PublishedFigure, RoundResults
from domain_model.workshop_vocabulary import Group, RoundKind, Scale, Statistic, Suppression

TARGET = "workforce/micro"
PAPER = BallotPaper(RoundKind.SCORE, (TARGET,), (Scale.SEVERITY,))
BANDS = BallotPaper(RoundKind.SCORE, (TARGET,), (Scale.PERCEPTION,))


def ballots(
    names: str, scores: Sequence[int], group: Group = Group.POLICY, scale: Scale = Scale.SEVERITY
) -> list[CountedBallot]:
    """One ballot for each letter, by its score; 0 leaves the question out."""
    return [
        CountedBallot(name, group, Answers(scores={TARGET: {scale: score}} if score else {}))
        for name, score in zip(names, scores, strict=True)
    ]


def published(cast: Sequence[CountedBallot], publication: int = 1, paper: BallotPaper = PAPER) -> RoundResults:
    return count_round(paper, cast, round_number=3, publication=publication, least=5, seed=1)


def moved(
    before: WorkshopBefore, now: Sequence[CountedBallot], paper: BallotPaper = PAPER, least: int = 5
) -> dict[Statistic, PublishedFigure]:
    voices = count_round(paper, now, round_number=1, publication=1, least=least, seed=1).voices
    figures = drift_figures(paper, now, voices, before, least)
    return {figure.statistic: figure for figure in figures}


def came_back(then: Sequence[CountedBallot], names: str) -> WorkshopBefore:
    return WorkshopBefore(published(then), {one.participant: one for one in then if one.participant in names})


THEN = ballots("abcdefghijklm", (3, 4, 5, 6, 7, 3, 4, 5, 9, 9, 9, 9, 8))


def test_the_whole_change_is_that_of_the_returners_and_that_of_the_panel() -> None:
    now = [*ballots("abcdefgh", (5, 5, 6, 7, 8, 4, 6, 6)), *ballots("vwxyz", (1, 2, 2, 3, 1))]
    found = moved(came_back(THEN, "abcdefgh"), now)
    values = {statistic: figure.value for statistic, figure in found.items()}
    mean_then, mean_now = 81 / 13, (47 + 9) / 13
    within = (47 - 37) / 8
    assert values[Statistic.DRIFT] == pytest.approx(mean_now - mean_then)
    assert values[Statistic.DRIFT_WITHIN] == pytest.approx(within)
    assert values[Statistic.DRIFT_PANEL] == pytest.approx(mean_now - mean_then - within)
    low, high = values[Statistic.DRIFT_WITHIN_LOW], values[Statistic.DRIFT_WITHIN_HIGH]
    assert low is not None
    assert high is not None
    assert low < within < high
    assert {figure.people for figure in found.values()} == {8}


def test_where_all_came_back_the_panel_changed_nothing() -> None:
    now = ballots("abcdefghijklm", (4, 4, 5, 6, 7, 3, 4, 5, 9, 9, 9, 9, 8))
    found = moved(came_back(THEN, "abcdefghijklm"), now)
    assert found[Statistic.DRIFT].value == pytest.approx(1 / 13)
    assert found[Statistic.DRIFT_PANEL].value == pytest.approx(0)


@pytest.mark.parametrize(
    ("back", "new"),
    [
        ("", "nopqrst"),
        ("abcdefg", "nopqrst"),
        ("abcdefghi", "nopqrst"),
        ("abcdefgh", "nop"),
    ],
    ids=["nobody came back", "seven came back", "four did not come back", "three are new"],
)
def test_nothing_is_shown_where_it_would_be_about_few(back: str, new: str) -> None:
    now = [*ballots(back, [5] * len(back)), *ballots(new, [6] * len(new))]
    found = moved(came_back(THEN, back), now)
    assert set(found) == {Statistic.DRIFT, Statistic.DRIFT_WITHIN, Statistic.DRIFT_PANEL}
    assert {figure.suppression for figure in found.values()} == {Suppression.TOO_FEW}
    assert {figure.people for figure in found.values()} == {0}


def test_nothing_is_shown_where_few_changed_their_voice() -> None:
    then = [*ballots("abcdefgh", range(1, 9)), *ballots("ijklmnop", range(1, 9), Group.CARERS)]
    stayed = [*ballots("abcdefgh", range(2, 10)), *ballots("ijklmnop", range(1, 9), Group.CARERS)]
    one_moved = [*ballots("abcdefg", range(2, 9)), *ballots("hijklmnop", range(1, 10), Group.CARERS)]
    back = came_back(then, "abcdefghijklmnop")
    assert moved(back, stayed)[Statistic.DRIFT_WITHIN].value == pytest.approx(8 / 16)
    assert moved(back, one_moved)[Statistic.DRIFT_WITHIN].suppression is Suppression.TOO_FEW


def test_nothing_is_shown_where_the_earlier_figures_were_published_twice_or_with_a_shift() -> None:
    now = ballots("abcdefghijklm", [5] * 13)
    everybody = {one.participant: one for one in THEN}
    twice = WorkshopBefore(published(THEN, publication=2), everybody)
    with_shift = count_round(
        PAPER, THEN, round_number=4, publication=1, least=5, seed=1, earlier=[EarlierRound(now, {})]
    )
    assert with_shift.value(Statistic.SHIFT, TARGET, Scale.SEVERITY.value) is not None
    for before in (twice, WorkshopBefore(with_shift, everybody)):
        assert moved(before, now)[Statistic.DRIFT].suppression is Suppression.TOO_FEW


def test_nothing_is_shown_where_the_earlier_answers_were_not_counted_one_by_one() -> None:
    few = ballots("abcdefg", range(1, 8))
    found = moved(
        WorkshopBefore(published(few), {one.participant: one for one in few}), ballots("abcdefgh", range(1, 9))
    )
    assert found[Statistic.DRIFT].suppression is Suppression.TOO_FEW
    nothing = WorkshopBefore(RoundResults(1, 1, ()), {})
    assert moved(nothing, ballots("abcdefgh", range(1, 9)))[Statistic.DRIFT].value is None


def test_nothing_is_shown_where_a_voice_of_the_earlier_workshop_was_hidden() -> None:
    """Four carers answered this question and four another one: of this one nothing was published by voice."""
    other = Answers(scores={"financing/macro": {Scale.SEVERITY: 4}})
    then = [
        *ballots("abcdefgh", range(1, 9)),
        *ballots("ijkl", range(1, 5), Group.CARERS),
        *(CountedBallot(name, Group.CARERS, other) for name in "mnop"),
    ]
    results = published(then, paper=BallotPaper(RoundKind.SCORE, (TARGET, "financing/macro"), (Scale.SEVERITY,)))
    hidden = results.figure(Statistic.PEOPLE, TARGET, Scale.SEVERITY.value, Group.CARERS.value)
    assert hidden is not None
    assert hidden.value is None
    back = WorkshopBefore(results, {one.participant: one for one in then if one.participant in "abcdefgh"})
    assert moved(back, ballots("abcdefgh", range(1, 9)))[Statistic.DRIFT].value is None


def test_people_who_do_not_know_are_neither_higher_nor_lower() -> None:
    known = ballots("abcdefgh", (1, 2, 2, 3, 3, 4, 4, 5), scale=Scale.PERCEPTION)
    unknown = [CountedBallot(name, Group.POLICY, Answers(scores={TARGET: {Scale.PERCEPTION: 0}})) for name in "qrstu"]
    then = [*known, *unknown]
    now = ballots("abcdefgh", (1, 2, 2, 3, 3, 4, 4, 2), scale=Scale.PERCEPTION)
    before = WorkshopBefore(published(then, paper=BANDS), {one.participant: one for one in known})
    assert moved(before, now, paper=BANDS)[Statistic.DRIFT].value == pytest.approx(-3 / 8)
