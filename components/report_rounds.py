"""The published figures of a round of a workshop as tables; those of a ranking."""

from collections.abc import Mapping

from markupsafe import Markup

from components.formatting import listed, plural
from components.labels import label
from components.markup import joined, tag
from components.phone_results import agreement_words
from components.report_scores import score_tables
from components.report_tables import figure_table
from components.report_words import EQUAL_VOICE, EVERYONE, number_words, range_words, voice_words, why_words
from domain_model.workshop.counting import items_lost
from domain_model.workshop.published import RoundResults, VoiceToken
from domain_model.workshop.rounds import Round
from domain_model.workshop_vocabulary import RoundKind, Statistic, Voice


def round_tables(one: Round, results: RoundResults, names: Mapping[str, str]) -> Markup:
    """All published figures of a round."""
    drawn = _ranking(one, results, names) if one.paper.kind is RoundKind.RANK else score_tables(one, results, names)
    return joined((tag("p", f"{plural(results.people, 'person', 'people')} voted. {voices_words(results)}"), *drawn))


def voices_words(results: RoundResults) -> str:
    """Which groups stand for themselves, and which are among other voices."""
    if not results.voices:
        return "No figures by group are published."
    alone = [label(group) for group, voice in results.voices.items() if voice == group.value]
    others = [label(group) for group, voice in results.voices.items() if voice == Voice.OTHER_VOICES.value]
    words = [f"Groups that stand for themselves: {listed(alone)}."] if alone else []
    return " ".join([*words, f"Among other voices: {listed(others)}."] if others else words)


def _ranking(one: Round, results: RoundResults, names: Mapping[str, str]) -> list[Markup]:
    figure = results.figure
    ranks = {voice: _ranks(one, results, voice) for voice in results.published_voices}
    order = sorted(one.paper.targets, key=lambda target: results.value(Statistic.RANK, target) or 0)
    rows = [
        (
            names.get(target, target),
            ranks[EVERYONE][target],
            range_words(figure(Statistic.RANK_LOW, target), figure(Statistic.RANK_HIGH, target)),
            number_words(figure(Statistic.SUM, target)),
            number_words(figure(Statistic.FREQUENCY, target)),
        )
        for target in order
    ]
    headings = ("Thing voted on", "Rank", "95% range of the rank", "Points", "People who ranked it")
    parts = [tag("p", _agreement(results)), figure_table(f"Round {one.number}, everyone", headings, rows, labels=(0,))]
    if EQUAL_VOICE in ranks:
        equal = [
            (
                names.get(target, target),
                ranks[EVERYONE][target],
                ranks[EQUAL_VOICE][target],
                number_words(figure(Statistic.POINTS, target, voice=EQUAL_VOICE)),
            )
            for target in order
        ]
        titles = ("Thing voted on", "Rank, each person once", "Rank, each group once", "Points, each group once")
        parts.append(
            figure_table(f"Round {one.number}, each person once and each group once", titles, equal, labels=(0,))
        )
    groups = [voice for voice in results.published_voices if voice not in (EVERYONE, EQUAL_VOICE)]
    if groups:
        by_group = [
            (names.get(target, target), *(_rank_and_sum(results, target, voice, ranks[voice]) for voice in groups))
            for target in order
        ]
        titles = ("Thing voted on", *(_voice_heading(results, voice) for voice in groups))
        parts.append(
            figure_table(
                f"Round {one.number}, groups: rank, points, people who ranked it", titles, by_group, labels=(0,)
            )
        )
        parts += _lost(one, results, names)
    return parts


def _ranks(one: Round, results: RoundResults, voice: VoiceToken) -> dict[str, str]:
    """The rank of each target, `5=` where it is shared."""
    values = {target: results.value(Statistic.RANK, target, voice=voice) for target in one.paper.targets}
    shared = list(values.values())
    return {
        target: why_words(results.figure(Statistic.RANK, target, voice=voice))
        if value is None
        else f"{value:.0f}{'=' if shared.count(value) > 1 else ''}"
        for target, value in values.items()
    }


def _rank_and_sum(results: RoundResults, target: str, voice: VoiceToken, ranks: Mapping[str, str]) -> str:
    points = results.figure(Statistic.SUM, target, voice=voice)
    if points is None or points.value is None:
        return ranks[target]
    people = number_words(results.figure(Statistic.FREQUENCY, target, voice=voice))
    return f"{ranks[target]}, {number_words(points)} points, {people} people"


def _voice_heading(results: RoundResults, voice: VoiceToken) -> str:
    people = results.value(Statistic.PEOPLE, voice=voice)
    size = f" ({plural(int(people), 'person', 'people')})" if people is not None else ""
    agreement = results.value(Statistic.AGREEMENT, voice=voice)
    return f"{voice_words(voice)}{size}{f', W {agreement:.2f}' if agreement is not None else ''}"


def _agreement(results: RoundResults) -> str:
    figure = results.figure(Statistic.AGREEMENT)
    if figure is None or figure.value is None:
        return f"Agreement (Kendall's W): {why_words(figure)}."
    return f"Agreement (Kendall's W) is {figure.value:.2f}: {agreement_words(figure.value)}."


def _lost(one: Round, results: RoundResults, names: Mapping[str, str]) -> list[Markup]:
    """What a group has among its own first, and the list of everyone leaves out."""
    lost = items_lost(results, one.paper.ranks)
    lines = [
        tag("li", f"{voice_words(voice)}: {listed(names.get(target, target) for target in targets)}")
        for voice, targets in lost.items()
    ]
    words = f"Among a group's own first {one.paper.ranks}, but not among those of everyone:"
    return [tag("p", words), tag("ul", *lines)] if lines else []
