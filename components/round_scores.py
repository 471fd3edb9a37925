"""Scores from 1 to 9: the room's distribution and median, and beside it each group's, with the middle 40%."""

from collections.abc import Sequence

from markupsafe import Markup

from components.labels import label
from components.markup import for_ears, joined, tag
from components.phone_documents import SCALE_ENDS
from components.round_results import (
    EVERYONE,
    column_head,
    disagreement_sentence,
    group_voices,
    moved_words,
    number_words,
    people_words,
    pooled_words,
    reason_words,
    row_head,
    shift_sentence,
    table,
    target_heading,
    target_words,
    voice_name,
)
from domain_model.use_cases.watch_workshop import RoomItem
from domain_model.workshop.ballots import LEAST_SCORE, MOST_SCORE
from domain_model.workshop.published import RoundResults, VoiceToken
from domain_model.workshop_vocabulary import Scale, Statistic

WIDTH, HEIGHT = 900, 64
"""Of a strip in its own units: 100 for each score, which stands in the middle of its hundred."""

FEW_ROWS = 5
"""Up to so many rows are drawn larger."""

SCORES = range(LEAST_SCORE, MOST_SCORE + 1)


def ends_words(scale: Scale) -> str:
    """What the ends of a scale mean: `1 none, 9 extreme`."""
    low, high = SCALE_ENDS[scale]
    return f"{LEAST_SCORE} {low}, {MOST_SCORE} {high}"


def distribution(results: RoundResults, target: str, scale: Scale) -> Markup:
    """How many people gave each score, as columns; or that so few answered that it is not shown."""
    counts = [results.value(Statistic.count_of(score), target, scale.value) for score in SCORES]
    known = [int(count) for count in counts if count is not None]
    if len(known) < len(counts):
        figure = results.figure(Statistic.COUNT_1, target, scale.value)
        is_unanswered = reason_words(figure) == "no answer"
        return tag("p", "Nobody scored this." if is_unanswered else "[c] Single scores are not shown of so few people.")
    most = max(*known, 1)
    columns = (
        tag(
            "li",
            for_ears(f"Score {score}: "),
            tag("b", str(count)),
            for_ears(" people"),
            tag("span", class_="column", style=f"height:{round(100 * count / most, 1)}%", aria_hidden="true"),
        )
        for score, count in zip(SCORES, known, strict=True)
    )
    return joined((tag("ol", *columns, class_="distribution"), score_axis(scale)))


def score_axis(scale: Scale) -> Markup:
    """The scores above strips or below a distribution, with what the ends mean.

    Each number stands at the same part of the width as its tick in a `strip`; the style sheet gives both one width.
    """
    low, high = SCALE_ENDS[scale]
    ends = {LEAST_SCORE: low, MOST_SCORE: high}
    marks = (tag("b", str(score), style=f"left:{_hundredths(score)}%") for score in SCORES)
    words = (
        tag("small", words, class_="low-end" if score == LEAST_SCORE else "high-end") for score, words in ends.items()
    )
    return tag("div", *marks, *words, class_="score-axis", aria_hidden="true")


def strip(
    results: RoundResults, target: str, scale: Scale, voice: VoiceToken, before: RoundResults | None = None
) -> Markup:
    """Where a voice's median (diamond) and middle 40% (bar) lie; a hollow diamond is the earlier median."""
    median, low, high = (
        results.value(statistic, target, scale.value, voice)
        for statistic in (Statistic.MEDIAN, Statistic.P30, Statistic.P70)
    )
    earlier = before.value(Statistic.MEDIAN, target, scale.value, voice) if before else None
    bar = None
    if low is not None and high is not None:
        width = max(_place(high) - _place(low), 8)
        start = (_place(low) + _place(high) - width) / 2
        bar = tag("rect", x=number_words(start), y=18, width=number_words(width), height=28, class_="middle")
    return tag(
        "svg",
        tag("path", d=f"M50 32H850{''.join(f'M{_place(score):g} 24v16' for score in SCORES)}", class_="axis"),
        bar,
        _diamond(earlier, "diamond earlier") if earlier is not None and earlier != median else None,
        _diamond(median, "diamond") if median is not None else None,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        class_="strip",
        aria_hidden="true",
    )


def _place(score: float) -> float:
    return 100 * score - 50


def _hundredths(score: float) -> str:
    """Where a score lies, in hundredths of the width of a strip."""
    return f"{100 * _place(score) / WIDTH:.4g}"


def _diamond(score: float, class_name: str) -> Markup:
    return tag("path", d=f"M{number_words(_place(score))} 4l20 28l-20 28l-20 -28z", class_=class_name)


def voices_table(target: RoomItem, results: RoundResults, scale: Scale, before: RoundResults | None = None) -> Markup:
    """Everyone and each voice with its people, its strip and its median."""
    rows = (
        tag(
            "tr",
            row_head(joined((voice_name(voice), tag("small", _people(results, target.id, scale, voice)))), "voice"),
            tag("td", strip(results, target.id, scale, voice, before), _middle_words(results, target.id, scale, voice)),
            tag("td", _median(results, target.id, scale, voice), class_="median", data_head="Median"),
        )
        for voice in (EVERYONE, *group_voices(results))
    )
    heads = (column_head("Who"), tag("th", score_axis(scale), for_ears(ends_words(scale)), scope="col"))
    caption = f"{label(scale)}: {target_words(target)}"
    return table((*heads, column_head("Median", "median-head")), rows, caption, "voices")


def _people(results: RoundResults, target: str, scale: Scale, voice: VoiceToken) -> str:
    people = results.value(Statistic.PEOPLE, target, scale.value, voice)
    return people_words(int(people)) if people is not None else "[c] too few people"


def _median(results: RoundResults, target: str, scale: Scale, voice: VoiceToken) -> str:
    figure = results.figure(Statistic.MEDIAN, target, scale.value, voice)
    return reason_words(figure) if figure is None or figure.value is None else number_words(figure.value)


def _middle_words(results: RoundResults, target: str, scale: Scale, voice: VoiceToken) -> Markup:
    low, high = (results.value(end, target, scale.value, voice) for end in (Statistic.P30, Statistic.P70))
    if low is None or high is None:
        return for_ears("middle 40% not shown")
    return for_ears(f"middle 40% from {number_words(low)} to {number_words(high)}")


def median_words(target: str, results: RoundResults, scale: Scale) -> str:
    """The room's median with its 95% interval: `Median 7, 95% interval 6 to 8, 31 people`."""
    people = people_words(int(results.value(Statistic.PEOPLE, target, scale.value) or 0))
    median = _median(results, target, scale, EVERYONE)
    low, high = (results.value(end, target, scale.value) for end in (Statistic.MEDIAN_LOW, Statistic.MEDIAN_HIGH))
    if low is None or high is None:
        return f"Median {median}, {people}"
    return f"Median {median}, 95% interval {number_words(low)} to {number_words(high)}, {people}"


def score_notes(
    target: RoomItem, results: RoundResults, scale: Scale, least: int, before: RoundResults | None = None
) -> Markup:
    """What stands below: the rule beside the groups, how the room moved, and how to read the signs."""
    earlier = before.value(Statistic.MEDIAN, target.id, scale.value) if before else None
    now = results.value(Statistic.MEDIAN, target.id, scale.value)
    words = (number_words(earlier or 0), number_words(now or 0))
    moved = f"{moved_words(earlier, now, words)} {shift_sentence(results, target.id, scale)}" if before else ""
    key = "◆ median; bar: the middle 40%, from 8 people up."
    notes = (moved.strip(), f"{'◇ before; ' if before else ''}{key} {pooled_words(results, least)}".strip())
    told = tag("p", tag("b", disagreement_sentence(results, target.id, scale.value)))
    return joined((told, *(tag("p", note) for note in notes if note)))


def scores_overview(
    targets: Sequence[RoomItem],
    results: RoundResults,
    scale: Scale,
    before: RoundResults | None = None,
    pages: str = "",
) -> Markup:
    """Everything scored on one scale, the highest median first: the room's strip, and each group's median.

    `pages` names the rows to the projector's script, which shows as many at a time as there is room for.
    """

    def median(target: RoomItem) -> float:
        return results.value(Statistic.MEDIAN, target.id, scale.value) or 0

    in_order = sorted(targets, key=median, reverse=True)
    voices = group_voices(results)
    heads = [column_head("What"), tag("th", score_axis(scale), for_ears(ends_words(scale)), scope="col")]
    heads += [column_head(voice_name(voice), "median-head") for voice in (EVERYONE, *voices)]
    rows = (
        tag(
            "tr",
            row_head(target_heading(target), "item"),
            tag(
                "td",
                strip(results, target.id, scale, EVERYONE, before),
                _middle_words(results, target.id, scale, EVERYONE),
            ),
            *(
                tag("td", _median(results, target.id, scale, voice), class_="median", data_head=voice_name(voice))
                for voice in (EVERYONE, *voices)
            ),
        )
        for target in in_order
    )
    size = "roomy" if len(targets) <= FEW_ROWS else "full"
    return table(heads, rows, f"{label(scale)}, the highest median first", f"overview {size}", pages)
