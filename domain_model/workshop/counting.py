"""How the ballots of a round become the figures that are published of it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from domain_model.workshop.ballots import BallotPaper, CountedBallot
from domain_model.workshop.counting_ranks import rank_figures
from domain_model.workshop.counting_rows import EVERYONE, ballots_by_voice, people_figure, standings
from domain_model.workshop.counting_scores import score_figures
from domain_model.workshop.counting_shifts import EarlierRound, parts_of_question, shift_figures
from domain_model.workshop.published import WHOLE_ROUND, PublishedFigure, RoundResults, VoiceToken
from domain_model.workshop.voices import checked_least, voice_of, voices_for
from domain_model.workshop_vocabulary import Group, RoundKind, Statistic, Voice

__all__ = ["EarlierRound", "count_round", "items_lost"]


def count_round(
    paper: BallotPaper,
    ballots: Sequence[CountedBallot],
    *,
    round_number: int,
    publication: int,
    least: int,
    seed: int,
    voices: Mapping[Group, VoiceToken] | None = None,
    earlier: Sequence[EarlierRound] = (),
) -> RoundResults:
    """All figures of one publication of a round, the same whatever the order of the ballots.

    `voices` are those of the publication before, which stay what they were (a group that came later belongs to other
    voices); None for the first publication, which decides them by how many people of each group voted. `earlier` are
    the rounds that asked the same before, the latest first; a question of scoring then also has stability and shift
    since the latest. `seed` draws the samples of the ranges of ranks.

    Blank ballots are no answers. How many voted is always told; whatever else fewer than `least` people stand behind
    is a figure without a value, so that screens can say why.

    Raises:
        ValueError: if `least` is below the floor, or a participant has two ballots.
    """
    checked_least(least)
    cast = tuple(sorted((one for one in ballots if not one.answers.is_blank), key=lambda one: one.participant))
    if len({ballot.participant for ballot in cast}) < len(cast):
        raise ValueError("somebody's ballot would be counted twice")
    settled = _settled_voices(cast, voices, least)
    by_voice = ballots_by_voice(cast, settled)
    if paper.kind is RoundKind.RANK:
        figures = rank_figures(paper, by_voice, least, seed)
    else:
        figures = _people_of_round(by_voice, least)
        for target in paper.targets:
            for scale in paper.scales:
                figures += score_figures(target, scale, by_voice, least)
                if earlier:
                    parts = parts_of_question(target, scale, cast, settled, earlier)
                    figures += shift_figures(target, scale, by_voice, parts, earlier, least)
    return RoundResults(round_number, publication, tuple(figures), settled)


def _settled_voices(
    ballots: Sequence[CountedBallot], voices: Mapping[Group, VoiceToken] | None, least: int
) -> dict[Group, VoiceToken]:
    people = Counter(ballot.group for ballot in ballots)
    if voices is None:
        return voices_for(people, least)
    if not voices:
        return {}
    return dict(voices) | {group: voice_of(group, voices) for group in Group if people[group]}


def _people_of_round(ballots: Mapping[VoiceToken, Sequence[CountedBallot]], least: int) -> list[PublishedFigure]:
    sizes = {voice: len(cast) for voice, cast in ballots.items()}
    return [
        people_figure(WHOLE_ROUND, WHOLE_ROUND, voice, sizes[voice], standing)
        for voice, standing in standings(sizes, least).items()
    ]


def items_lost(results: RoundResults, top: int) -> dict[VoiceToken, tuple[str, ...]]:
    """What each voice would lose: targets of its own list of the first `top` that the raw list leaves out.

    A target that nobody of a voice ranked is not on its list. The voice's strongest comes first; joint ranks keep the
    order of the ballot paper. A voice that loses nothing is not mentioned.
    """
    order = tuple(dict.fromkeys(one.target for one in results.figures if one.statistic is Statistic.RANK))
    raw = set(_top_of(results, EVERYONE, order, top))
    lost = {
        voice: tuple(target for target in _top_of(results, voice, order, top) if target not in raw)
        for voice in results.published_voices
        if voice not in (EVERYONE, Voice.EQUAL_VOICE.value)
    }
    return {voice: targets for voice, targets in lost.items() if targets}


def _top_of(results: RoundResults, voice: VoiceToken, order: Sequence[str], top: int) -> tuple[str, ...]:
    """The targets that a voice ranked among its first `top`, strongest first."""
    ranks = {
        target: rank
        for target in order
        if (rank := results.value(Statistic.RANK, target, voice=voice)) is not None
        and results.value(Statistic.FREQUENCY, target, voice=voice)
    }
    return tuple(sorted((target for target in ranks if ranks[target] <= top), key=lambda target: ranks[target]))
