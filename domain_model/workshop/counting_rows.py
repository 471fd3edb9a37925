"""What of a question may be shown for whom, and the rows of figures that follow."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain_model.workshop.ballots import CountedBallot
from domain_model.workshop.published import VOICE_ORDER, PublishedFigure, VoiceToken
from domain_model.workshop.voices import is_too_few, least_for_spread, voice_of
from domain_model.workshop_vocabulary import Group, Scale, Statistic, Suppression, Voice

EVERYONE = Voice.EVERYONE.value


@dataclass(frozen=True, slots=True)
class Standing:
    """What may be shown of one voice's answers to a question, each `SHOWN` or why not.

    `middle` is what tells of the people as a whole (sums, ranks, the median). `spread` is how their answers lie apart.
    `additive` is what can be subtracted exactly: counts of an answer, and a mean with its interval.
    """

    people: int
    middle: Suppression
    spread: Suppression
    additive: Suppression


def standings(sizes: Mapping[VoiceToken, int], least: int) -> dict[VoiceToken, Standing]:
    """What may be shown of each voice, given how many people of everyone and of each voice answered.

    If a voice has somebody but fewer than `least` people, nothing is shown of any voice, because the total minus the
    other voices would give it. If a voice has enough people for a middle but too few for a spread, what is additive is
    not shown of any voice, because the total minus the other voices would give its spread.
    """
    enough = least_for_spread(least)
    by_voice = {voice: size for voice, size in sizes.items() if voice != EVERYONE}
    voices_are_shown = not any(is_too_few(size, least) for size in by_voice.values())
    voices_are_additive = not any(is_too_few(size, enough) for size in by_voice.values())

    def standing(voice: VoiceToken, size: int) -> Standing:
        if is_too_few(size, least) or (voice != EVERYONE and not voices_are_shown):
            return Standing(0, *(Suppression.TOO_FEW,) * 3)
        if not size:
            return Standing(0, *(Suppression.NO_ANSWER,) * 3)
        spread = Suppression.SHOWN if size >= enough else Suppression.SPREAD_OF_FEW
        additive = spread if voice == EVERYONE or voices_are_additive else Suppression.SPREAD_OF_FEW
        return Standing(size, Suppression.SHOWN, spread, additive)

    return {voice: standing(voice, size) for voice, size in sizes.items()}


def figure(
    target: str,
    scale: str,
    voice: VoiceToken,
    statistic: Statistic,
    value: float | None,
    people: int,
    suppression: Suppression = Suppression.SHOWN,
) -> PublishedFigure:
    """A figure, without its value where it may not be shown; without any people where too few would be behind it.

    Of a figure that may be shown but has no value (an interval that does not exist) the reason is that there is no
    answer.
    """
    if suppression is Suppression.TOO_FEW:
        people = 0
    if suppression is not Suppression.SHOWN:
        return PublishedFigure(target, scale, voice, statistic, None, people, suppression)
    if value is None:
        return PublishedFigure(target, scale, voice, statistic, None, people, Suppression.NO_ANSWER)
    return PublishedFigure(target, scale, voice, statistic, float(value), people)


def people_figure(target: str, scale: str, voice: VoiceToken, size: int, standing: Standing) -> PublishedFigure:
    """How many people answered.

    Of everyone it is always shown: it counts who answered, not what. Of a voice it is not shown where nothing is.
    """
    is_hidden = voice != EVERYONE and standing.middle is Suppression.TOO_FEW
    suppression = Suppression.TOO_FEW if is_hidden else Suppression.SHOWN
    return figure(target, scale, voice, Statistic.PEOPLE, size, size, suppression)


def ballots_by_voice(
    ballots: tuple[CountedBallot, ...], voices: Mapping[Group, VoiceToken]
) -> dict[VoiceToken, tuple[CountedBallot, ...]]:
    """The ballots of everyone, and of each voice in the order in which voices are shown."""
    return {EVERYONE: ballots} | {
        voice: tuple(ballot for ballot in ballots if voice_of(ballot.group, voices) == voice)
        for voice in VOICE_ORDER
        if voice in voices.values()
    }


def score_of(ballot: CountedBallot, target: str, scale: Scale) -> int | None:
    """What somebody answered to a question of scoring; None for no answer."""
    return ballot.answers.scores.get(target, {}).get(scale)


def number_of_scale(ballot: CountedBallot, target: str, scale: Scale) -> int | None:
    """What somebody answered, as a number that can be ordered: None also for 'don't know'."""
    return score_of(ballot, target, scale) or None
