"""What the room said, on one screen: the first of the ranking, the cells scored, agreement, and who took part."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from components.formatting import listed, plural, sentence_case
from components.labels import label
from components.markup import tag
from components.phone_results import agreement_words
from components.report_perception import Measured, difference_words, measured_words
from components.report_scores import median_words
from components.report_words import (
    EQUAL_VOICE,
    EVERYONE,
    HIDDEN,
    number_words,
    range_words,
    uk_day,
    voice_words,
    why_words,
)
from components.stacked_table import stacked_table
from domain_model.cells import Cell
from domain_model.use_cases.report_workshop import WorkshopReport
from domain_model.workshop.ballots import band_of
from domain_model.workshop.counting import items_lost
from domain_model.workshop.judged_cells import cells_of
from domain_model.workshop.published import RoundResults, VoiceToken
from domain_model.workshop.rounds import Round
from domain_model.workshop_vocabulary import RoundKind, Scale, Statistic

FIRST = 5
"""How many of a ranking are told on the first screen."""

Revealed = tuple[Round, RoundResults]


def findings(report: WorkshopReport, names: Mapping[str, str], measured: Measured) -> Markup:
    """The first screen: of each kind of round what the latest one that people saw has found."""
    latest = latest_of_each_kind(report.revealed)
    if not latest:
        words = "Nothing yet: no results of this workshop have been revealed."
        return tag("section", tag("h2", "What the room said"), tag("p", words), class_="report-findings")
    parts = [
        _first(one, results, names) if one.paper.kind is RoundKind.RANK else _scored(one, results, names, measured)
        for one, results in latest
    ]
    return tag(
        "section",
        tag("h2", "What the room said"),
        tag("div", *parts, class_="report-columns"),
        tag("p", tag("strong", "Agreement: "), _agreement(latest, names)),
        tag("p", tag("strong", "Who took part: "), _people(report, latest)),
        class_="report-findings",
    )


def latest_of_each_kind(revealed: Iterable[Revealed]) -> list[Revealed]:
    """The latest ranking, the latest scoring of cells, and the latest scoring of other things, rankings first."""
    found = {(one.paper.kind, bool(cells_of(one))): (one, results) for one, results in revealed}
    order = ((RoundKind.RANK, True), (RoundKind.RANK, False), (RoundKind.SCORE, True), (RoundKind.SCORE, False))
    return [found[kind] for kind in order if kind in found]


def _about(one: Round, results: RoundResults) -> Markup:
    """Which round it was, how many voted and when."""
    when = f", {uk_day(one.counted_at)}" if one.counted_at else ""
    link = tag("a", f"Round {one.number}", href=f"#round-{one.number}")
    return tag("p", link, f": {plural(results.people, 'person', 'people')} voted{when}.", class_="note")


def _first(one: Round, results: RoundResults, names: Mapping[str, str]) -> Markup:
    order = sorted(
        (target for target in one.paper.targets if _is_among_the_first(results, target)),
        key=lambda target: results.value(Statistic.RANK, target) or 0,
    )
    if not order:
        rank = results.figure(Statistic.RANK, one.paper.targets[0])
        return tag("div", tag("h3", "Ranked first"), _about(one, results), tag("p", _not_shown(why_words(rank))))
    ranks = [results.value(Statistic.RANK, target) for target in order]
    ranges = [
        range_words(results.figure(Statistic.RANK_LOW, target), results.figure(Statistic.RANK_HIGH, target))
        for target in order
    ]
    has_ranges = not all(words.startswith(HIDDEN) for words in ranges)
    headings = ("Thing voted on", "Rank", *(("95% range",) if has_ranges else ()), "Points", "Ranked by")
    rows = [
        (
            names.get(target, target),
            f"{rank:.0f}{'=' if ranks.count(rank) > 1 else ''}",
            *((limits,) if has_ranges else ()),
            number_words(results.figure(Statistic.SUM, target)),
            f"{number_words(results.figure(Statistic.FREQUENCY, target))} of {results.people}",
        )
        for target, rank, limits in zip(order, ranks, ranges, strict=True)
    ]
    return tag(
        "div",
        tag("h3", "Ranked first"),
        _about(one, results),
        stacked_table(f"“{one.question}” The first {len(rows)} of {len(one.paper.targets)}", headings, rows),
        None if has_ranges else tag("p", f"Ranges of the ranks: {_not_shown(ranges[0])}"),
        *(tag("p", words) for words in _how_groups_differ(results, names)),
    )


def _is_among_the_first(results: RoundResults, target: str) -> bool:
    rank = results.value(Statistic.RANK, target)
    return rank is not None and rank <= FIRST and bool(results.value(Statistic.FREQUENCY, target))


def _not_shown(why: str) -> str:
    return f"Not shown: {why.removeprefix(HIDDEN).strip()}."


def _groups(results: RoundResults) -> list[tuple[VoiceToken, int]]:
    """The groups that figures are published for, and how many people of each voted."""
    return [
        (voice, int(people))
        for voice in results.published_voices
        if voice not in (EVERYONE, EQUAL_VOICE) and (people := results.value(Statistic.PEOPLE, voice=voice)) is not None
    ]


def _how_groups_differ(results: RoundResults, names: Mapping[str, str]) -> list[str]:
    sizes = dict(_groups(results))
    if not sizes:
        return ["Whether groups differ is not known: no figures by group are published."]
    lost = items_lost(results, FIRST)
    if not lost:
        said = listed(f"{voice_words(voice)} ({people})" for voice, people in sizes.items())
        return [f"No group's own first five holds anything that is not in the room's: {said}."]
    return [
        f"In {_possessive(voice_words(voice))} own first five{_of(sizes, voice)}, not in the room's: "
        f"{listed(names.get(target, target) for target in targets)}."
        for voice, targets in lost.items()
    ]


def _of(sizes: Mapping[VoiceToken, int], voice: VoiceToken) -> str:
    return f" ({plural(sizes[voice], 'person', 'people')})" if voice in sizes else ""


def _possessive(words: str) -> str:
    return f"{words}’" if words.endswith("s") else f"{words}’s"


def _scored(one: Round, results: RoundResults, names: Mapping[str, str], measured: Measured) -> Markup:
    asks_bands, cells = Scale.PERCEPTION in one.paper.scales, {cell.token: cell for cell in cells_of(one)}
    numbers = [scale for scale in one.paper.scales if scale is not Scale.PERCEPTION]
    is_compared = asks_bands and bool(cells)
    headings = (
        "Cell" if cells else "Thing scored",
        *(("The room says",) if asks_bands else ()),
        *(("Measured",) if is_compared else ()),
        *(("The room against it",) if is_compared else ()),
        *(f"{label(scale)}, median of 1 to 9" for scale in numbers),
    )
    rows = [
        (
            names.get(target, target),
            *((_median(results, target, Scale.PERCEPTION),) if asks_bands else ()),
            *(_against(one, results, cells.get(target), measured) if is_compared else ()),
            *(_median(results, target, scale) for scale in numbers),
        )
        for target in worst_first(one, results)
    ]
    title = "Cells scored, worst first" if cells else "Things scored, worst first"
    caption = "Compared with physical health, mental health is" if asks_bands else f"“{one.question}”"
    return tag("div", tag("h3", title), _about(one, results), stacked_table(caption, headings, rows))


def worst_first(one: Round, results: RoundResults) -> list[str]:
    """What was scored: the worst band first, of one band the most severe first, what is not shown last."""

    def place(target: str) -> tuple[int, float]:
        median = results.value(Statistic.MEDIAN, target, Scale.PERCEPTION.value)
        band = band_of(median) if median else None
        severity = results.value(Statistic.MEDIAN, target, Scale.SEVERITY.value)
        return (band.step if band else 99, -(severity or 0))

    return sorted(one.paper.targets, key=place)


def _median(results: RoundResults, target: str, scale: Scale) -> str:
    """`much worse (18 people; 3 don't know)` or `7.5 (21 people)`."""
    figure = results.figure(Statistic.MEDIAN, target, scale.value)
    words = median_words(figure, scale)
    if figure is None or figure.value is None:
        return _not_shown(words).removesuffix(".") if words.startswith(HIDDEN) else words
    people = results.value(Statistic.PEOPLE, target, scale.value)
    unsure = results.value(Statistic.DONT_KNOW, target, scale.value) if scale is Scale.PERCEPTION else None
    base = [plural(int(people), "person", "people")] if people is not None else []
    base += [f"of them {unsure:.0f} don't know"] if unsure else []
    return f"{words} ({', '.join(base)})" if base else words


def _against(one: Round, results: RoundResults, cell: Cell | None, measured: Measured) -> tuple[str, str]:
    layer = measured(one, cell) if cell else None
    median = results.value(Statistic.MEDIAN, cell.token, Scale.PERCEPTION.value) if cell else None
    judged = band_of(median) if median else None
    return measured_words(layer), difference_words(layer.parity_band if layer else None, judged)


def _agreement(latest: Iterable[Revealed], names: Mapping[str, str]) -> str:
    said = [
        _agreement_on_order(results) if one.paper.kind is RoundKind.RANK else _agreement_on_scores(one, results, names)
        for one, results in latest
    ]
    return sentence_case(f"{'; '.join(said)}.")


def _agreement_on_order(results: RoundResults) -> str:
    figure = results.figure(Statistic.AGREEMENT)
    if figure is None or figure.value is None:
        return f"on the order not shown ({why_words(figure).removeprefix(HIDDEN).strip()})"
    base = plural(results.people, "person", "people")
    return f"on the order it is {agreement_words(figure.value)} (Kendall's W {figure.value:.2f}, {base})"


def _agreement_on_scores(one: Round, results: RoundResults, names: Mapping[str, str]) -> str:
    """In how many of the questions answers lie too far apart to agree."""
    scales = [scale for scale in one.paper.scales if scale is not Scale.PERCEPTION]
    asked = [(target, scale) for scale in scales for target in one.paper.targets]
    found = {
        place: value
        for place in asked
        if (value := results.value(Statistic.DISAGREEMENT, place[0], place[1].value)) is not None
    }
    if not found:
        return (
            f"in round {one.number} the spread of answers is not shown"
            if asked
            else f"in round {one.number} only bands were asked"
        )
    apart = dict.fromkeys(names.get(target, target) for (target, _scale), value in found.items() if value)
    number = sum(1 for value in found.values() if value)
    what = listed(dict.fromkeys(label(scale).lower() for _target, scale in found))
    where = f": {listed(apart)}" if apart else ""
    hidden = f" ({len(asked) - len(found)} more not shown)" if len(found) < len(asked) else ""
    are_cells = len(scales) == 1 and len(cells_of(one)) == len(one.paper.targets)
    base, questions = (
        plural(results.people, "person", "people"),
        plural(len(found), "cell" if are_cells else "question"),
    )
    return f"on {what}, {base} disagree in {number or 'none'} of {questions}{hidden}{where}"


def _people(report: WorkshopReport, latest: Iterable[Revealed]) -> str:
    one, results = max(latest, key=lambda found: found[0].number)
    joined_words = f"{plural(report.joined, 'person', 'people')} took part; " if report.joined is not None else ""
    groups = [f"{voice_words(voice)} {people}" for voice, people in _groups(results)]
    by_group = listed(groups) if groups else "numbers by group are not published"
    return f"{joined_words}{results.people} voted in round {one.number}: {by_group}."
