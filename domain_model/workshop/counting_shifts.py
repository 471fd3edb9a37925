"""How answers moved since earlier rounds that asked the same: stability, and the mean shift, of the same people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain_model.statistics.agreement import weighted_kappa
from domain_model.statistics.consensus import mean_change
from domain_model.workshop.ballots import BANDS_IN_ORDER, MOST_SCORE, CountedBallot
from domain_model.workshop.counting_rows import figure, number_of_scale, standings
from domain_model.workshop.published import PublishedFigure, VoiceToken
from domain_model.workshop.voices import has_small_part, voice_of
from domain_model.workshop_vocabulary import Group, Scale, Statistic, Suppression


@dataclass(frozen=True, slots=True)
class EarlierRound:
    """An earlier round that asked the same: all ballots that its latest publication counted, and its voices.

    The ballots of people who did not come again belong to it as well: without them nobody can tell whether what they
    alone had answered would follow from the figures of both rounds.
    """

    ballots: Sequence[CountedBallot]
    voices: Mapping[Group, VoiceToken]


Part = tuple[VoiceToken | None, ...]
"""Under which voice somebody answered a question in each earlier round and now; None for a round without an answer."""


def parts_of_question(
    target: str,
    scale: Scale,
    ballots: Sequence[CountedBallot],
    voices: Mapping[Group, VoiceToken],
    earlier: Sequence[EarlierRound],
) -> dict[str, Part]:
    """By participant: under which voice the person answered the question, in each earlier round and now.

    'Don't know' is no answer here, since it cannot be higher or lower than another.
    """
    rounds = [*earlier, EarlierRound(ballots, voices)]
    by_round = [
        {
            ballot.participant: voice_of(ballot.group, one.voices)
            for ballot in one.ballots
            if number_of_scale(ballot, target, scale) is not None
        }
        for one in rounds
    ]
    people = dict.fromkeys(participant for voices_of_one in by_round for participant in voices_of_one)
    return {participant: tuple(one.get(participant) for one in by_round) for participant in people}


def shift_figures(
    target: str,
    scale: Scale,
    ballots: Mapping[VoiceToken, Sequence[CountedBallot]],
    parts: Mapping[str, Part],
    earlier: Sequence[EarlierRound],
    least: int,
) -> list[PublishedFigure]:
    """Stability and shift since the first of the earlier rounds, over those who gave an answer to the question in both.

    A mean change times its people is a sum of this round less a sum of the round before. Together with the counts of
    both rounds it gives the answers of those who answered only one of them, or who speak for another voice now. So
    nothing is shown for anybody unless all who share one history (their voice, or no answer, in each round: the
    `parts`) number nobody or at least `least`: whatever is added or subtracted then is about whole histories. The
    limits of the shift are shown from eight people up, for all voices or for none, since a sum of squares can be
    subtracted as well.
    """
    before = {
        ballot.participant: number
        for ballot in earlier[0].ballots
        if (number := number_of_scale(ballot, target, scale)) is not None
    }
    pairs = {
        voice: [
            (before[ballot.participant], number)
            for ballot in cast
            if ballot.participant in before and (number := number_of_scale(ballot, target, scale)) is not None
        ]
        for voice, cast in ballots.items()
    }
    gives_away = has_small_part(parts.values(), least)
    found: list[PublishedFigure] = []
    for voice, standing in standings({voice: len(paired) for voice, paired in pairs.items()}, least).items():
        middle = Suppression.TOO_FEW if gives_away else standing.middle
        limits = Suppression.TOO_FEW if gives_away else standing.additive
        stability, shift = (None, None)
        if middle is Suppression.SHOWN:
            stability, shift = _stability_and_shift(pairs[voice], scale)
        mean, low, high = shift or (None, None, None)
        size = len(pairs[voice])
        found += [
            figure(target, scale.value, voice, Statistic.STABILITY, stability, size, middle),
            figure(target, scale.value, voice, Statistic.SHIFT, mean, size, middle),
            figure(target, scale.value, voice, Statistic.SHIFT_LOW, low, size, limits),
            figure(target, scale.value, voice, Statistic.SHIFT_HIGH, high, size, limits),
        ]
    return found


def _stability_and_shift(
    pairs: Sequence[tuple[int, int]], scale: Scale
) -> tuple[float | None, tuple[float, float, float] | None]:
    before, after = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    most = len(BANDS_IN_ORDER) if scale is Scale.PERCEPTION else MOST_SCORE
    return weighted_kappa(before, after, most, weights="linear"), mean_change(before, after)
