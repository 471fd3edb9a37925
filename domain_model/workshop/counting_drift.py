"""How answers moved since the workshop was held before: what the same people changed, and what others brought."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain_model.statistics.consensus import Drift, drift
from domain_model.workshop.ballots import BANDS_IN_ORDER, MOST_SCORE, BallotPaper, CountedBallot
from domain_model.workshop.counting_rows import EVERYONE, figure, number_of_scale
from domain_model.workshop.published import PublishedFigure, RoundResults, VoiceToken
from domain_model.workshop.voices import is_too_few, least_for_spread, voice_of
from domain_model.workshop_vocabulary import Group, Scale, Statistic, Suppression


@dataclass(frozen=True, slots=True)
class WorkshopBefore:
    """The round of the earlier workshop that asked the same: what it published, and the returners' ballots in it.

    `returned` holds, by who they are now, the ballots that those people cast then who came back with a return code.
    Of everybody else nothing but the published figures is left.
    """

    results: RoundResults
    returned: Mapping[str, CountedBallot]


def drift_figures(
    paper: BallotPaper,
    ballots: Sequence[CountedBallot],
    voices: Mapping[Group, VoiceToken],
    before: WorkshopBefore,
    least: int,
) -> tuple[PublishedFigure, ...]:
    """For each question the change of the mean since the earlier workshop, of everyone: in all, and its two parts.

    DRIFT is the whole change, DRIFT_WITHIN with its 95% limits the mean change of the people who came to both, and
    DRIFT_PANEL the rest, which came from different people (`domain_model.statistics.consensus.Drift`).

    These are sums that can be subtracted from the counts that both workshops published. So nothing is shown unless at
    least eight people came to both, and all who share one history (their voice then, or not there, and their voice now,
    or not there) number nobody or at least `least`; and not where the earlier round had published a shift or was
    published twice, as the histories of those who did not come back are not known any more.
    """
    found: list[PublishedFigure] = []
    for target in paper.targets:
        for scale in paper.scales:
            found += _of_question(target, scale, ballots, voices, before, least)
    return tuple(found)


def _of_question(
    target: str,
    scale: Scale,
    ballots: Sequence[CountedBallot],
    voices: Mapping[Group, VoiceToken],
    before: WorkshopBefore,
    least: int,
) -> list[PublishedFigure]:
    now = {one.participant: one for one in ballots if number_of_scale(one, target, scale) is not None}
    then = {who: one for who, one in before.returned.items() if number_of_scale(one, target, scale) is not None}
    both = [who for who in now if who in then]
    published = _published_answers(before.results, target, scale)
    may_be_shown = (
        published is not None
        and not is_too_few(len(both), least_for_spread(least))
        and bool(both)
        and not _gives_away(target, scale, now, then, voices, before, least)
    )
    if not may_be_shown or published is None:
        return [
            figure(target, scale.value, EVERYONE, statistic, None, 0, Suppression.TOO_FEW)
            for statistic in (Statistic.DRIFT, Statistic.DRIFT_WITHIN, Statistic.DRIFT_PANEL)
        ]
    moved = _drift(target, scale, now, then, published)
    values = (
        (Statistic.DRIFT, moved.total),
        (Statistic.DRIFT_WITHIN, moved.within),
        (Statistic.DRIFT_WITHIN_LOW, moved.within_low),
        (Statistic.DRIFT_WITHIN_HIGH, moved.within_high),
        (Statistic.DRIFT_PANEL, moved.panel),
    )
    return [figure(target, scale.value, EVERYONE, statistic, value, len(both)) for statistic, value in values]


def _published_answers(results: RoundResults, target: str, scale: Scale) -> Counter[int] | None:
    """How many gave each answer then, 'don't know' apart; None where that was not published."""
    most = len(BANDS_IN_ORDER) if scale is Scale.PERCEPTION else MOST_SCORE
    counts: Counter[int] = Counter()
    for answer in range(1, most + 1):
        count = results.value(Statistic.count_of(answer), target, scale.value)
        if count is None:
            return None
        counts[answer] = int(count)
    return counts


def _drift(
    target: str,
    scale: Scale,
    now: Mapping[str, CountedBallot],
    then: Mapping[str, CountedBallot],
    published: Counter[int],
) -> Drift:
    def number(ballot: CountedBallot) -> int:
        return number_of_scale(ballot, target, scale) or 0

    both = sorted(who for who in now if who in then)
    others = published - Counter(number(one) for one in then.values())
    return drift(
        [number(then[who]) for who in both],
        [number(now[who]) for who in both],
        list((others + Counter(number(one) for who, one in then.items() if who not in now)).elements()),
        [number(one) for who, one in now.items() if who not in then],
    )


def _gives_away(
    target: str,
    scale: Scale,
    now: Mapping[str, CountedBallot],
    then: Mapping[str, CountedBallot],
    voices: Mapping[Group, VoiceToken],
    before: WorkshopBefore,
    least: int,
) -> bool:
    results = before.results
    if results.publication > 1 or results.value(Statistic.SHIFT, target, scale.value) is not None:
        return True
    then_voice = {who: voice_of(one.group, results.voices) for who, one in then.items()}
    now_voice = {who: voice_of(one.group, voices) for who, one in now.items()}
    parts = Counter((then_voice.get(who), now_voice.get(who)) for who in {*then_voice, *now_voice})
    for voice in {*results.voices.values()} or {EVERYONE}:
        answered = results.value(Statistic.PEOPLE, target, scale.value, voice)
        if answered is None:
            return True
        unknown = _dont_know(results, target, scale, voice)
        known = sum(of_voice == voice for of_voice in then_voice.values())
        parts[(voice, None)] += int(answered) - unknown - known
    return any(is_too_few(size, least) for size in parts.values())


def _dont_know(results: RoundResults, target: str, scale: Scale, voice: VoiceToken) -> int:
    return int(results.value(Statistic.DONT_KNOW, target, scale.value, voice) or 0)
