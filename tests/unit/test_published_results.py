"""The table of published figures: each has a value or a reason, and is found by what it is about."""

import pytest

from domain_model.workshop.published import PublishedFigure, RoundResults
from domain_model.workshop_vocabulary import Group, Statistic, Suppression

PEOPLE = PublishedFigure("", "", "everyone", Statistic.PEOPLE, 31.0, 31)
MEDIAN = PublishedFigure("a", "severity", "everyone", Statistic.MEDIAN, 6.5, 30)
OF_CARERS = PublishedFigure("a", "severity", "carers", Statistic.MEDIAN, 8.0, 9)
HIDDEN = PublishedFigure("b", "severity", "everyone", Statistic.MEDIAN, None, 0, Suppression.TOO_FEW)
OTHERS = PublishedFigure("a", "severity", "other_voices", Statistic.MEDIAN, 4.0, 7)
RESULTS = RoundResults(
    2, 1, (OTHERS, PEOPLE, MEDIAN, OF_CARERS, HIDDEN), {Group.CARERS: "carers", Group.POLICY: "other_voices"}
)


@pytest.mark.parametrize(("value", "why"), [(None, Suppression.SHOWN), (3.0, Suppression.TOO_FEW)])
def test_a_figure_has_either_a_value_or_a_reason_why_not(value: float | None, why: Suppression) -> None:
    with pytest.raises(ValueError, match="either a value or a reason"):
        PublishedFigure("a", "", "everyone", Statistic.SUM, value, 5, why)


def test_a_figure_is_found_by_what_it_is_about() -> None:
    assert RESULTS.figure(Statistic.MEDIAN, "a", "severity") is MEDIAN
    assert RESULTS.figure(Statistic.MEDIAN, "a", "severity", "carers") is OF_CARERS
    assert RESULTS.figure(Statistic.MEDIAN, "a", "perception") is None
    assert RESULTS.figure(Statistic.MEDIAN, "a", "severity", "policy") is None
    assert OF_CARERS.key == ("a", "severity", "carers", Statistic.MEDIAN)


def test_a_value_that_is_kept_back_or_was_never_published_is_none() -> None:
    assert RESULTS.value(Statistic.MEDIAN, "a", "severity") == 6.5
    assert RESULTS.value(Statistic.MEDIAN, "b", "severity") is None
    assert RESULTS.value(Statistic.SUM, "a") is None


def test_how_many_voted_is_the_figure_of_the_whole_round() -> None:
    assert RESULTS.people == 31
    assert RoundResults(2, 1, (MEDIAN,)).people == 0
    none = PublishedFigure("", "", "everyone", Statistic.PEOPLE, 0.0, 0)
    assert RoundResults(2, 1, (none,)).people == 0


def test_voices_are_shown_in_their_order_and_only_those_published() -> None:
    assert RESULTS.published_voices == ("everyone", "carers", "other_voices")
    assert RoundResults(1, 1, ()).published_voices == ()
