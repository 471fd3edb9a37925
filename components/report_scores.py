"""The published figures of a round of scoring as tables: the middle, how answers lie apart, and how they moved."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from components.formatting import sentence_case, signed
from components.labels import label
from components.report_tables import figure_table
from components.report_words import EQUAL_VOICE, band_words, number_words, range_words, voice_words, why_words
from domain_model.workshop.ballots import BANDS_IN_ORDER, LEAST_SCORE, MOST_SCORE, band_of
from domain_model.workshop.published import PublishedFigure, RoundResults, VoiceToken
from domain_model.workshop.rounds import Round
from domain_model.workshop_vocabulary import Scale, Statistic

_TITLES = (
    "Asked about",
    "Voice",
    "People",
    "Median",
    "95% interval",
    "30th to 70th percentile",
    "Do people agree?",
    "Consensus (Delphi)",
)


def score_tables(one: Round, results: RoundResults, names: Mapping[str, str]) -> list[Markup]:
    """All published figures of a round of scoring."""
    parts: list[Markup] = []
    for scale in one.paper.scales:
        draw = _perception if scale is Scale.PERCEPTION else _scale
        parts += draw(one, results, names, scale)
    rows = [row for scale in one.paper.scales for row in _changes(one, results, names, scale)]
    if rows:
        titles = ("Asked about", "Scale", "Voice", "People in both rounds", "Stability", "Mean change", "95% interval")
        parts.append(
            figure_table(f"Round {one.number}, since round {one.repeats}", titles, rows, labels=(0, 1, 2), voice=2)
        )
    drifts = [row for scale in one.paper.scales for row in _drifts(one, results, names, scale)]
    if drifts:
        titles = (
            "Asked about",
            "Scale",
            "Change of the mean",
            "Of those who came to both",
            "95% interval",
            "Of others",
        )
        parts.append(
            figure_table(f"Round {one.number}, since the workshop before, everyone", titles, drifts, labels=(0, 1))
        )
    return parts


def _scored_voices(results: RoundResults) -> Sequence[VoiceToken]:
    return [voice for voice in results.published_voices if voice != EQUAL_VOICE]


def median_words(figure: PublishedFigure | None, scale: Scale) -> str:
    """A median as a number, of perception as its band, or why there is none."""
    if figure is None or figure.value is None:
        return why_words(figure)
    band = band_of(figure.value) if scale is Scale.PERCEPTION else None
    return band_words(band) if band else number_words(figure)


def interval_words(results: RoundResults, target: str, scale: Scale, voice: VoiceToken) -> str:
    """The 95% interval of a median, or why there is none."""
    low = results.figure(Statistic.MEDIAN_LOW, target, scale.value, voice)
    high = results.figure(Statistic.MEDIAN_HIGH, target, scale.value, voice)
    if low is None or high is None or low.value is None or high.value is None:
        return why_words(low)
    ends = [median_words(end, scale) for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


def _perception(one: Round, results: RoundResults, names: Mapping[str, str], scale: Scale) -> list[Markup]:
    places = [(Statistic.count_of(place), band) for place, band in enumerate(BANDS_IN_ORDER, start=1)]
    counts = [statistic for statistic, _band in places] + [Statistic.DONT_KNOW]
    rows = [
        (
            names.get(target, target),
            voice_words(voice),
            number_words(results.figure(Statistic.PEOPLE, target, scale.value, voice)),
            median_words(results.figure(Statistic.MEDIAN, target, scale.value, voice), scale),
            interval_words(results, target, scale, voice),
            *(number_words(results.figure(what, target, scale.value, voice)) for what in counts),
        )
        for target in one.paper.targets
        for voice in _scored_voices(results)
    ]
    bands = [sentence_case(band_words(band)) for _statistic, band in places]
    headings = ("Asked about", "Voice", "People", "Median", "95% interval", *bands, "Don't know")
    caption = f"Round {one.number}: compared with physical health, mental health is"
    return [figure_table(caption, headings, rows, labels=(0, 1), voice=1)]


def _scale(one: Round, results: RoundResults, names: Mapping[str, str], scale: Scale) -> list[Markup]:
    def words(what: Statistic, target: str, voice: VoiceToken) -> str:
        return number_words(results.figure(what, target, scale.value, voice))

    asked = [(target, voice) for target in one.paper.targets for voice in _scored_voices(results)]
    middle = [
        (
            names.get(target, target),
            voice_words(voice),
            words(Statistic.PEOPLE, target, voice),
            words(Statistic.MEDIAN, target, voice),
            interval_words(results, target, scale, voice),
            range_words(
                results.figure(Statistic.P30, target, scale.value, voice),
                results.figure(Statistic.P70, target, scale.value, voice),
            ),
            _spread(results, target, scale, voice),
            _consensus(results.figure(Statistic.CONSENSUS, target, scale.value, voice)),
        )
        for target, voice in asked
    ]
    answers = range(LEAST_SCORE, MOST_SCORE + 1)
    counts = [
        (
            names.get(target, target),
            voice_words(voice),
            *(words(Statistic.count_of(answer), target, voice) for answer in answers),
        )
        for target, voice in asked
    ]
    return [
        figure_table(f"Round {one.number}: {label(scale)}, 1 to 9", _TITLES, middle, labels=(0, 1), voice=1),
        figure_table(
            f"Round {one.number}: {label(scale)}, people who gave each score",
            ("Asked about", "Voice", *(str(answer) for answer in answers)),
            counts,
            labels=(0, 1),
            voice=1,
        ),
    ]


def _spread(results: RoundResults, target: str, scale: Scale, voice: VoiceToken) -> str:
    """Whether the spread passes its limit, with both numbers."""
    found = results.figure(Statistic.DISAGREEMENT, target, scale.value, voice)
    if found is None or found.value is None:
        return why_words(found)
    spread = number_words(results.figure(Statistic.SPREAD, target, scale.value, voice))
    limit = number_words(results.figure(Statistic.SPREAD_LIMIT, target, scale.value, voice))
    return f"{'they disagree' if found.value else 'no disagreement'} (spread {spread}, limit {limit})"


def _consensus(figure: PublishedFigure | None) -> str:
    if figure is None or figure.value is None:
        return why_words(figure)
    return "yes" if figure.value else "no"


def shift_words(results: RoundResults, target: str, scale: Scale, voice: VoiceToken) -> tuple[str, str]:
    """The mean change since the round before, and its 95% interval, or why there is none; '' where none was asked."""
    shift = results.figure(Statistic.SHIFT, target, scale.value, voice)
    ends = [results.figure(end, target, scale.value, voice) for end in (Statistic.SHIFT_LOW, Statistic.SHIFT_HIGH)]
    if shift is None:
        return "", ""
    values = [end.value for end in ends if end is not None and end.value is not None]
    limits = " to ".join(signed(value, 2) for value in values) if len(values) == len(ends) else why_words(ends[0])
    return (why_words(shift) if shift.value is None else signed(shift.value, 2)), limits


def _changes(one: Round, results: RoundResults, names: Mapping[str, str], scale: Scale) -> list[tuple[str, ...]]:
    return [
        (
            names.get(target, target),
            label(scale),
            voice_words(voice),
            f"{stability.people}" if stability.value is not None else why_words(stability),
            number_words(stability),
            *shift_words(results, target, scale, voice),
        )
        for target in one.paper.targets
        for voice in _scored_voices(results)
        if (stability := results.figure(Statistic.STABILITY, target, scale.value, voice)) is not None
    ]


def _drifts(one: Round, results: RoundResults, names: Mapping[str, str], scale: Scale) -> list[tuple[str, ...]]:
    """How the mean moved since the workshop was held before: what the same people changed, and what others brought."""

    def words(what: Statistic, target: str) -> str:
        figure = results.figure(what, target, scale.value)
        return why_words(figure) if figure is None or figure.value is None else signed(figure.value, 2)

    ends = (Statistic.DRIFT_WITHIN_LOW, Statistic.DRIFT_WITHIN_HIGH)
    rows: list[tuple[str, ...]] = []
    for target in one.paper.targets:
        if results.figure(Statistic.DRIFT, target, scale.value) is None:
            continue
        limits = [words(end, target) for end in ends]
        is_shown = results.value(ends[0], target, scale.value) is not None
        parts = (words(Statistic.DRIFT, target), words(Statistic.DRIFT_WITHIN, target))
        other = words(Statistic.DRIFT_PANEL, target)
        rows.append(
            (names.get(target, target), label(scale), *parts, " to ".join(limits) if is_shown else limits[0], other)
        )
    return rows
