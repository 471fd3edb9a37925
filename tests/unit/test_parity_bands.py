"""Bands and certainty: where a gap lies and how sure that is."""

from math import log

import pytest

from domain_model.parity import (
    DEFAULT_THRESHOLDS,
    PairWords,
    Spread,
    band_at,
    certainty_of,
    context_band_at,
)
from domain_model.vocabulary import Band, Certainty, ContextBand, Grade, Measure, Polarity
from tests import builders

RATIO = DEFAULT_THRESHOLDS.cuts(Measure.PER_100)


@pytest.mark.parametrize(
    ("ratio", "band"),
    [
        (0.5, Band.MUCH_WORSE),
        (0.799, Band.MUCH_WORSE),
        (0.80, Band.WORSE),
        (0.949, Band.WORSE),
        (0.95, Band.PARITY),
        (1.0, Band.PARITY),
        (1 / 0.95, Band.PARITY),
        (1.06, Band.BETTER),
        (1.25, Band.BETTER),
        (1.26, Band.MUCH_BETTER),
    ],
)
def test_an_exact_edge_belongs_to_the_band_nearer_parity(ratio: float, band: Band) -> None:
    assert band_at(log(ratio), RATIO) is band


def test_standardised_and_points_have_their_own_cuts() -> None:
    assert DEFAULT_THRESHOLDS.cuts(Measure.STANDARDISED) == (0.2, 0.5)
    assert DEFAULT_THRESHOLDS.cuts(Measure.POINTS) == (2.0, 5.0)
    assert band_at(-0.21, (0.2, 0.5)) is Band.WORSE
    assert band_at(5.1, (2.0, 5.0)) is Band.MUCH_BETTER


def test_wider_thresholds_lie_further_from_equality_on_every_scale() -> None:
    wider = DEFAULT_THRESHOLDS.scaled(1.2)
    assert wider.ratio_much == pytest.approx(0.80**1.2)
    assert wider.cuts(Measure.POINTS) == (2.4, 6.0)
    assert wider.cuts(Measure.STANDARDISED)[1] == pytest.approx(0.6)
    assert wider.cuts(Measure.RATIO)[0] == pytest.approx(-log(0.95) * 1.2)


@pytest.mark.parametrize(
    ("low", "high", "certainty"),
    [
        (0.60, 0.70, Certainty.CLEAR),
        (0.97, 1.02, Certainty.CLEAR),
        (0.75, 0.85, Certainty.BAND_UNCERTAIN),
        (0.85, 0.96, Certainty.COULD_BE_PARITY),
        (0.90, 1.10, Certainty.COULD_BE_PARITY),
        (0.98, 1.40, Certainty.COULD_BE_PARITY),
        (1.10, 1.20, Certainty.CLEAR),
        (1.20, 1.30, Certainty.BAND_UNCERTAIN),
    ],
)
def test_certainty_follows_the_bands_that_the_interval_touches(low: float, high: float, certainty: Certainty) -> None:
    assert certainty_of(log(low), log(high), RATIO) is certainty


def test_without_limits_there_is_no_interval() -> None:
    assert certainty_of(None, 0.1, RATIO) is Certainty.NO_INTERVAL
    assert certainty_of(0.1, None, RATIO) is Certainty.NO_INTERVAL


def test_few_organisations_are_never_clear() -> None:
    assert certainty_of(log(0.6), log(0.7), RATIO, never_clear=True) is Certainty.BAND_UNCERTAIN
    assert certainty_of(log(0.99), log(1.01), RATIO, never_clear=True) is Certainty.COULD_BE_PARITY


def test_context_is_more_less_or_similar_and_never_a_judgement() -> None:
    assert context_band_at(log(1.53), RATIO) is ContextBand.MORE
    assert context_band_at(log(0.76), RATIO) is ContextBand.LESS
    assert context_band_at(log(0.96), RATIO) is ContextBand.SIMILAR


def test_bands_step_from_much_worse_to_much_better() -> None:
    assert [band.step for band in Band] == [-2, -1, 0, 1, 2]


def test_a_pair_without_reason_bias_or_polarity_is_refused() -> None:
    with pytest.raises(ValueError, match="no reason"):
        builders.pair(grade_reason="")
    with pytest.raises(ValueError, match="no known bias"):
        builders.pair(known_bias="")
    with pytest.raises(ValueError, match="no polarity"):
        builders.pair(polarity=Polarity.CONTEXT)
    assert builders.pair(measure=Measure.CONTEXT, polarity=Polarity.CONTEXT, grade=Grade.C).is_context


def test_words_without_a_place_for_the_value_and_empty_spreads_are_refused() -> None:
    with pytest.raises(ValueError, match="has no {value}"):
        PairWords("Title", "m", "c", "no place", "", "", "")
    with pytest.raises(ValueError, match="is not above 0"):
        Spread("P1", "2021-12-31", "set", 42, 0, "")
