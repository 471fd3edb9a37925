"""What workshops judge of cells, as the heat map's layer holds it; FICTITIOUS figures."""

from dataclasses import replace

import pytest

from domain_model.vocabulary import Band
from domain_model.workshop.ballots import BallotPaper
from domain_model.workshop.judged_cells import (
    NO_WORKSHOPS,
    VoiceBand,
    WorkshopBook,
    belongs_to_the_map,
    cells_of,
    judged_cells,
    judges_cells,
)
from domain_model.workshop.published import PublishedFigure, RoundResults
from domain_model.workshop.records import Approval, Workshop
from domain_model.workshop.rounds import Round
from domain_model.workshop_vocabulary import Group, RoundKind, RoundState, Scale, Statistic, Suppression
from tests.workshops import MESO, MICRO, a_plan, second

PERCEPTION, SEVERITY = Scale.PERCEPTION.value, Scale.SEVERITY.value
WORKSHOP = Workshop("w1", "owner", "", a_plan(), second(0), 9, "FICTITIOUS", "QE1")
PAPER = BallotPaper(RoundKind.SCORE, (MESO.token, "item-a", MICRO.token), (Scale.PERCEPTION, Scale.SEVERITY))
SHOWN = Round(2, PAPER, "How?", second(0), None, RoundState.REVEALED, publication=1, counted_at=second(60))


def fig(what: Statistic, value: float | None, cell=MESO, scale=PERCEPTION, voice="everyone", people=31, why=None):
    reason = why or (Suppression.SHOWN if value is not None else Suppression.TOO_FEW)
    return PublishedFigure(cell.token, scale, voice, what, value, people, reason)


RESULTS = RoundResults(
    2,
    1,
    (
        fig(Statistic.PEOPLE, 31),
        fig(Statistic.MEDIAN, 2),
        fig(Statistic.MEDIAN_LOW, 2),
        fig(Statistic.MEDIAN_HIGH, 3),
        fig(Statistic.DONT_KNOW, 4),
        fig(Statistic.MEDIAN, 7.5, scale=SEVERITY),
        fig(Statistic.PEOPLE, 21, voice="policy"),
        fig(Statistic.MEDIAN, 1.5, voice="policy"),
        fig(Statistic.PEOPLE, None, voice="other_voices", people=0),
        fig(Statistic.MEDIAN, None, voice="other_voices", people=0),
        fig(Statistic.PEOPLE, 6, MICRO, people=6),
        fig(Statistic.MEDIAN, 4.5, MICRO, people=6),
        fig(Statistic.MEDIAN_LOW, None, MICRO, people=6, why=Suppression.SPREAD_OF_FEW),
    ),
    {Group.POLICY: "policy", Group.CARERS: "other_voices"},
)


def test_a_judgement_has_the_bands_of_median_interval_and_voices_and_says_what_is_not_shown() -> None:
    meso, micro = judged_cells(WORKSHOP, SHOWN, RESULTS)
    assert (meso.workshop, meso.area, meso.cell, meso.round_number, meso.held_at) == ("w1", "QE1", MESO, 2, second(60))
    assert (meso.band, meso.low, meso.high) == (Band.WORSE, Band.WORSE, Band.PARITY)
    assert (meso.people, meso.dont_know, meso.severity, meso.suppression) == (31, 4, 7.5, Suppression.SHOWN)
    assert meso.voices == (
        VoiceBand("policy", 21, Band.WORSE, Suppression.SHOWN),
        VoiceBand("other_voices", 0, None, Suppression.TOO_FEW),
    )
    assert (micro.people, micro.band, micro.low, micro.high) == (6, Band.BETTER, None, None)
    assert (micro.dont_know, micro.severity, micro.voices) == (None, None, ())


def test_a_question_without_figures_has_no_band_and_no_people() -> None:
    meso, _micro = judged_cells(WORKSHOP, SHOWN, RoundResults(2, 1, ()))
    assert (meso.people, meso.band, meso.suppression) == (0, None, Suppression.NO_ANSWER)


def test_only_a_revealed_scoring_of_cells_in_bands_judges_cells() -> None:
    assert judges_cells(SHOWN)
    assert cells_of(SHOWN) == (MESO, MICRO)
    assert not judges_cells(replace(SHOWN, state=RoundState.COUNTED))
    assert not judges_cells(replace(SHOWN, publication=0))
    assert not judges_cells(replace(SHOWN, paper=replace(PAPER, scales=(Scale.SEVERITY,))))
    assert not judges_cells(replace(SHOWN, paper=replace(PAPER, targets=("item-a",))))
    assert not judges_cells(replace(SHOWN, paper=BallotPaper(RoundKind.RANK, (MESO.token,), ranks=1)))


def test_an_approval_is_about_what_was_counted_before_it_and_until_it_is_withdrawn() -> None:
    approval = Approval("w1", 2, "ada", second(60))
    assert belongs_to_the_map(approval, SHOWN)
    assert not belongs_to_the_map(replace(approval, approved_at=second(59)), SHOWN)
    assert not belongs_to_the_map(replace(approval, withdrawn_at=second(70)), SHOWN)
    assert not belongs_to_the_map(approval, replace(SHOWN, counted_at=None))


def test_a_round_that_was_never_counted_judges_nothing() -> None:
    with pytest.raises(ValueError, match="never counted"):
        judged_cells(WORKSHOP, replace(SHOWN, counted_at=None), RESULTS)


def test_a_book_holds_the_latest_workshop_of_a_place_first() -> None:
    early = judged_cells(WORKSHOP, SHOWN, RESULTS)
    late = judged_cells(replace(WORKSHOP, id="w0"), replace(SHOWN, counted_at=second(900)), RESULTS)
    book = WorkshopBook.of((*early, *late))
    assert [one.workshop for one in book.at("QE1", MESO)] == ["w0", "w1"]
    assert book.at("QE2", MESO) == () == NO_WORKSHOPS.at("QE1", MESO)
