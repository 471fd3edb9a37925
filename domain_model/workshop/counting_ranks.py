"""The figures of a round of ranking: each person counted once, and beside it each voice counted once."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from domain_model.statistics.consensus import equal_voice_points, joint_ranks, kendalls_w, points_of, rank_ranges
from domain_model.workshop.ballots import BallotPaper, CountedBallot
from domain_model.workshop.counting_rows import EVERYONE, Standing, figure, people_figure, standings
from domain_model.workshop.published import WHOLE_ROUND, PublishedFigure, VoiceToken
from domain_model.workshop_vocabulary import Statistic, Suppression, Voice

EQUAL_VOICE = Voice.EQUAL_VOICE.value

Matrix = NDArray[np.int64]


def rank_figures(
    paper: BallotPaper, ballots: Mapping[VoiceToken, Sequence[CountedBallot]], least: int, seed: int
) -> list[PublishedFigure]:
    """The figures of a ranking, for everyone, for each voice, and for equal voice.

    The whole ranking is one question: whoever ranks anything says of all else that it is not among the first. A range
    that a rank could take, and the agreement (Kendall's W), say how ballots lie apart and are shown from eight people
    up. Equal voice stands beside the raw sum only where each voice has at least `least` people; nobody is outside.
    """
    standing = standings({voice: len(cast) for voice, cast in ballots.items()}, least)
    points = {voice: _points(paper, cast) for voice, cast in ballots.items()}
    found: list[PublishedFigure] = []
    for voice in ballots:
        found += _voice_figures(paper, voice, points[voice], standing[voice], seed)
    voices = [voice for voice in ballots if voice != EVERYONE]
    return found + (_equal_voice_figures(paper, voices, points, standing) if voices else [])


def _points(paper: BallotPaper, ballots: Sequence[CountedBallot]) -> Matrix:
    """One row for each ballot, one column for each target: k points for the first rank to 1, 0 for no rank."""
    place = {target: column for column, target in enumerate(paper.targets)}
    rankings = [[place[target] for target in ballot.answers.ranking] for ballot in ballots]
    return points_of(rankings, len(paper.targets), paper.ranks)


def _sums_and_frequencies(points: Matrix) -> tuple[list[int], list[int]]:
    return [int(total) for total in points.sum(axis=0)], [int(count) for count in (points > 0).sum(axis=0)]


def _voice_figures(
    paper: BallotPaper, voice: VoiceToken, points: Matrix, standing: Standing, seed: int
) -> list[PublishedFigure]:
    size = len(points)
    sums, frequencies = _sums_and_frequencies(points)
    ranks = joint_ranks(sums, frequencies)
    is_spread = standing.spread is Suppression.SHOWN
    agreement = kendalls_w(points) if is_spread else None
    found = [
        people_figure(WHOLE_ROUND, WHOLE_ROUND, voice, size, standing),
        figure(WHOLE_ROUND, WHOLE_ROUND, voice, Statistic.AGREEMENT, agreement, size, standing.spread),
    ]
    for target, total, frequency, rank in zip(paper.targets, sums, frequencies, ranks, strict=True):
        for statistic, value in (
            (Statistic.SUM, total),
            (Statistic.FREQUENCY, frequency),
            (Statistic.RANK, rank),
        ):
            found.append(figure(target, WHOLE_ROUND, voice, statistic, value, size, standing.middle))
    if voice == EVERYONE:
        nothing = ((None, None),) * len(paper.targets)
        ranges = rank_ranges(points, seed=seed) if is_spread else nothing
        for target, (low, high) in zip(paper.targets, ranges, strict=True):
            found.append(figure(target, WHOLE_ROUND, voice, Statistic.RANK_LOW, low, size, standing.spread))
            found.append(figure(target, WHOLE_ROUND, voice, Statistic.RANK_HIGH, high, size, standing.spread))
    return found


def _equal_voice_figures(
    paper: BallotPaper,
    voices: Sequence[VoiceToken],
    points: Mapping[VoiceToken, Matrix],
    standing: Mapping[VoiceToken, Standing],
) -> list[PublishedFigure]:
    """Each voice ranks all targets, gives n..1 points by position, and the points are added up."""
    speaking = [voice for voice in voices if standing[voice].middle is Suppression.SHOWN]
    is_shown = len(speaking) >= 2
    suppression = Suppression.SHOWN if is_shown else Suppression.TOO_FEW
    size = sum(len(points[voice]) for voice in speaking)
    totals: Sequence[float] = equal_voice_points([points[voice] for voice in speaking]) if is_shown else ()
    values = dict(zip(paper.targets, totals, strict=False))
    return [
        row
        for target in paper.targets
        for row in (
            figure(target, WHOLE_ROUND, EQUAL_VOICE, Statistic.POINTS, values.get(target), size, suppression),
            figure(target, WHOLE_ROUND, EQUAL_VOICE, Statistic.RANK, _rank_among(values, target), size, suppression),
        )
    ]


def _rank_among(points: Mapping[str, float], target: str) -> int | None:
    """The joint rank of a target by its points; None where there are none."""
    return 1 + sum(other > points[target] for other in points.values()) if points else None
