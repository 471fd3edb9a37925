"""The figures of one question of scoring: on a scale from 1 to 9, or on the five bands of perception."""

from collections.abc import Mapping, Sequence

from domain_model.statistics.consensus import (
    interpercentile_range,
    is_delphi_consensus,
    is_disagreement,
    median,
    median_interval,
    spread_limit,
)
from domain_model.workshop.ballots import BANDS_IN_ORDER, MOST_SCORE, CountedBallot
from domain_model.workshop.counting_rows import Standing, figure, people_figure, score_of, standings
from domain_model.workshop.published import PublishedFigure, VoiceToken
from domain_model.workshop.voices import is_too_few, least_for_spread
from domain_model.workshop_vocabulary import Scale, Statistic, Suppression

SPREAD_OF_SCORES = (
    Statistic.P30,
    Statistic.P70,
    Statistic.SPREAD,
    Statistic.SPREAD_LIMIT,
    Statistic.DISAGREEMENT,
    Statistic.MEDIAN_LOW,
    Statistic.MEDIAN_HIGH,
    Statistic.CONSENSUS,
)
"""What tells how scores lie apart, and is kept back of fewer than eight people.

Disagreement says no more than the two percentiles that it compares, but no less either. Consensus among five means
that at least four gave 7 to 9 and nobody gave 1 to 3: that is nearly everybody's vote.
"""


def score_figures(
    target: str, scale: Scale, ballots: Mapping[VoiceToken, Sequence[CountedBallot]], least: int
) -> list[PublishedFigure]:
    """The figures of a question, for everyone and for each voice.

    The people of a question are those who answered that very question. No mean, no standard deviation, no least or
    greatest answer is published.
    """
    answers = {
        voice: [score for ballot in cast if (score := score_of(ballot, target, scale)) is not None]
        for voice, cast in ballots.items()
    }
    one_question = _perception_figures if scale is Scale.PERCEPTION else _scale_figures
    return one_question(target, scale.value, answers, least)


def _scale_figures(
    target: str, scale: str, answers: Mapping[VoiceToken, Sequence[int]], least: int
) -> list[PublishedFigure]:
    found: list[PublishedFigure] = []
    for voice, standing in standings({voice: len(scores) for voice, scores in answers.items()}, least).items():
        scores = answers[voice]
        size = len(scores)
        middle = median(scores) if standing.middle is Suppression.SHOWN else None
        spread = _spread_of(scores) if standing.spread is Suppression.SHOWN else {}
        found += [
            people_figure(target, scale, voice, size, standing),
            figure(target, scale, voice, Statistic.MEDIAN, middle, size, standing.middle),
            *(figure(target, scale, voice, what, spread.get(what), size, standing.spread) for what in SPREAD_OF_SCORES),
            *_counts(target, scale, voice, scores, MOST_SCORE, standing, size),
        ]
    return found


def _spread_of(scores: Sequence[int]) -> dict[Statistic, float | None]:
    low, high = interpercentile_range(scores)
    interval = median_interval(scores) or (None, None)
    return {
        Statistic.P30: low,
        Statistic.P70: high,
        Statistic.SPREAD: high - low,
        Statistic.SPREAD_LIMIT: spread_limit(low, high),
        Statistic.DISAGREEMENT: is_disagreement(low, high),
        Statistic.MEDIAN_LOW: interval[0],
        Statistic.MEDIAN_HIGH: interval[1],
        Statistic.CONSENSUS: is_delphi_consensus(scores),
    }


def _perception_figures(
    target: str, scale: str, answers: Mapping[VoiceToken, Sequence[int]], least: int
) -> list[PublishedFigure]:
    """The figures of a judgement in five bands or 'don't know'.

    'Don't know' is an answer: whoever gives it is among the people of the question, and of every figure of it. It is
    counted like any other answer, from eight people up, and then says how many gave it, never who. The median and the
    counts of bands speak for those who gave a band. These must be enough by themselves, in every voice that has any,
    for else the total minus the other voices would be about too few. Where a few people, five to seven, all said
    'don't know', the reason given is 'too few', and no voice's median is shown, so that the reason does not tell it.
    """
    of_question = standings({voice: len(given) for voice, given in answers.items()}, least)
    bands = {voice: [band for band in given if band] for voice, given in answers.items()}
    of_bands = standings({voice: _people_with_band(answers[voice], bands[voice], least) for voice in answers}, least)
    found: list[PublishedFigure] = []
    for voice, given in answers.items():
        size, standing, band_standing = len(given), of_question[voice], of_bands[voice]
        dont_know = size - len(bands[voice])
        middle = median(bands[voice]) if band_standing.middle is Suppression.SHOWN else None
        is_spread = band_standing.spread is Suppression.SHOWN
        interval = (median_interval(bands[voice]) if is_spread else None) or (None, None)
        found += [
            people_figure(target, scale, voice, size, standing),
            figure(target, scale, voice, Statistic.DONT_KNOW, dont_know, size, standing.additive),
            figure(target, scale, voice, Statistic.MEDIAN, middle, size, band_standing.middle),
            figure(target, scale, voice, Statistic.MEDIAN_LOW, interval[0], size, band_standing.spread),
            figure(target, scale, voice, Statistic.MEDIAN_HIGH, interval[1], size, band_standing.spread),
            *_counts(target, scale, voice, bands[voice], len(BANDS_IN_ORDER), band_standing, size),
        ]
    return found


def _people_with_band(given: Sequence[int], bands: Sequence[int], least: int) -> int:
    """How many gave a band; one, which is always too few, in place of none where that would show everybody's vote."""
    return 1 if not bands and is_too_few(len(given), least_for_spread(least)) else len(bands)


def _counts(
    target: str, scale: str, voice: VoiceToken, given: Sequence[int], most: int, standing: Standing, size: int
) -> list[PublishedFigure]:
    return [
        figure(target, scale, voice, Statistic.count_of(answer), given.count(answer), size, standing.additive)
        for answer in range(1, most + 1)
    ]
