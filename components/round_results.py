"""The results of a round for a whole room: what its tables, bars and strips share, and their words.

The tables themselves are in `round_ranking`, `round_scores` and `round_perception`. They are plain HTML and inline
SVG, so that the projector and the report show the same.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from components.formatting import listed, signed
from components.labels import cell_label, label
from components.markup import for_ears, for_eyes, joined, tag
from components.phone_results import SUPPRESSED, agreement_words
from domain_model.use_cases.watch_workshop import RoomItem
from domain_model.workshop.published import PublishedFigure, RoundResults, VoiceToken
from domain_model.workshop_vocabulary import Group, Scale, Statistic, Suppression, Voice

EVERYONE = Voice.EVERYONE.value
OTHER = Voice.OTHER_VOICES.value
EQUAL = Voice.EQUAL_VOICE.value

TELLING_DIFFERENCE = 2.0
"""From how many points between two groups' medians on we name both groups beside the pooled rule; the cut is ours."""


def voice_name(voice: VoiceToken) -> str:
    """A voice in words: `Policy`, `Other voices`."""
    return label(Voice(voice)) if voice in {one.value for one in Voice} else label(Group(voice))


def target_words(target: RoomItem) -> str:
    """What is voted on, in words."""
    if target.is_hidden:
        return "hidden by the facilitator"
    return target.text or (cell_label(target.cell) if target.cell else "")


def target_heading(target: RoomItem) -> Markup:
    """A letter and what it stands for."""
    letter = tag("b", target.letter, class_="letter") if target.letter else None
    return joined((letter, tag("span", target_words(target), class_="item-words")))


def number_words(number: float) -> str:
    """A published number as short as it can be: `7`, `6.5`, `0.12`."""
    return f"{round(number, 2):g}"


def rank_words(rank: float, is_joint: bool) -> str:
    """A rank, with `=` where others share it: `5=`."""
    return f"{int(rank)}{'=' if is_joint else ''}"


def reason_words(figure: PublishedFigure | None) -> str:
    """Why there is no value: `[c]` where it is kept back for confidentiality, else `no answer`."""
    is_unanswered = figure is not None and figure.suppression is Suppression.NO_ANSWER
    return "no answer" if is_unanswered else SUPPRESSED


def people_words(number: int) -> str:
    """`1 person`, `31 people`."""
    return "1 person" if number == 1 else f"{number} people"


def group_voices(results: RoundResults) -> tuple[VoiceToken, ...]:
    """The voices that stand for groups of people, in the order in which they are shown."""
    return tuple(voice for voice in results.published_voices if voice not in (EVERYONE, EQUAL))


def pooled_words(results: RoundResults, least: int) -> str:
    """Which groups speak as other voices, or why there are no figures by group."""
    pooled = [label(group) for group in Group if results.voices.get(group) == OTHER]
    if not results.voices:
        return f"No figures by group: a group is shown from {least} people up, and two are needed."
    if not pooled:
        return ""
    return f"Other voices: {listed(pooled)}, pooled so that no figure is about fewer than {least} people."


def hidden_words(drawn: str, least: int) -> str:
    """What `[c]` stands for where something drawn has it, else ''."""
    if SUPPRESSED not in drawn:
        return ""
    return f"[c]: not shown, so that nobody's own answer can be worked out; a figure needs {least} people, a spread 8."


def agreement_sentence(results: RoundResults) -> str:
    """Kendall's W in words, with our cuts; or why it is not shown."""
    figure = results.figure(Statistic.AGREEMENT)
    if figure is None or figure.value is None:
        is_few = figure is not None and figure.suppression is Suppression.SPREAD_OF_FEW
        return "[c] Agreement is shown from 8 people up." if is_few else "Agreement cannot be told."
    word = agreement_words(figure.value)
    told = f"Agreement in the room is {word}: W {figure.value:.2f}, where 1 is full agreement."
    advice = {"weak": " Ranges overlap: read bands, not places.", "moderate": " Neighbours may change places."}
    return f"{told}{advice.get(word, '')} Our cuts: weak below 0.3, strong from 0.7."


def disagreement_sentence(results: RoundResults, target: str, scale: str) -> str:
    """The rule of disagreement for everyone beside what single groups say, since the pooled rule can hide a group."""
    told = results.value(Statistic.DISAGREEMENT, target, scale)
    apart = _groups_apart(results, target, scale)
    if told is None:
        return f"[c] Spread and disagreement are shown from 8 people up.{f' {apart}.' if apart else ''}"
    spread, limit = (
        number_words(results.value(statistic, target, scale) or 0)
        for statistic in (Statistic.SPREAD, Statistic.SPREAD_LIMIT)
    )
    if told:
        return f"People disagree (spread {spread}, above the limit of {limit}){f': {apart}' if apart else ''}."
    return f"People largely agree (spread {spread}, below the limit of {limit}){f', yet {apart}' if apart else ''}."


def _groups_apart(results: RoundResults, target: str, scale: str) -> str:
    """`Policy says 6 and Lived experience 9` where two groups' medians lie far apart, else ''."""
    medians = {
        voice: median
        for voice in group_voices(results)
        if (median := results.value(Statistic.MEDIAN, target, scale, voice)) is not None
    }
    if not medians:
        return ""
    low, high = min(medians, key=lambda voice: medians[voice]), max(medians, key=lambda voice: medians[voice])
    if medians[high] - medians[low] < TELLING_DIFFERENCE:
        return ""
    says = f"{voice_name(low)} says {number_words(medians[low])}"
    return f"{says} and {voice_name(high)} {number_words(medians[high])}"


def shift_sentence(results: RoundResults, target: str, scale: Scale) -> str:
    """How the same people moved since the earlier round that asked the same; '' where nothing is published of it.

    The mean change of paired answers, with its 95% interval from eight people up.
    """
    figure = results.figure(Statistic.SHIFT, target, scale.value)
    if figure is None:
        return ""
    if figure.value is None:
        return f"{reason_words(figure)} How the same people moved is not shown."
    unit = "of a band" if scale is Scale.PERCEPTION else "points"
    limits = [results.value(end, target, scale.value) for end in (Statistic.SHIFT_LOW, Statistic.SHIFT_HIGH)]
    low, high = (signed(limit) if limit is not None else "" for limit in limits)
    interval = f" (95% {low} to {high})" if low and high else ""
    return f"The {people_words(figure.people)} of both rounds moved by {signed(figure.value)} {unit}{interval}."


def moved_words(before: float | None, now: float | None, words: tuple[str, str]) -> str:
    """Whether a median moved between two rounds; `words` are the two in words."""
    if before is None or now is None:
        return ""
    return "The room's median did not move." if before == now else f"The median moved from {words[0]} to {words[1]}."


def table(heads: Sequence[Markup], rows: Iterable[Markup], caption: str, class_name: str, pages: str = "") -> Markup:
    """A table with a caption that only ears hear: the heading beside it says the same to the eye.

    Rows with a name in `pages` are turned like pages by the projector's script where there are more than fit.
    """
    head = tag("thead", tag("tr", *heads))
    return tag(
        "table",
        tag("caption", for_ears(caption)),
        head,
        tag("tbody", *rows, data_pages=pages or None),
        class_=class_name,
    )


def column_head(words: str, class_name: str = "") -> Markup:
    """The head of a column."""
    return tag("th", words, scope="col", class_=class_name or None)


def row_head(words: Markup | str, class_name: str = "") -> Markup:
    """The head of a row."""
    return tag("th", words, scope="row", class_=class_name or None)


def sign(for_eye: str, for_ear: str) -> Markup:
    """A sign with the words that it stands for."""
    return joined((for_eyes(for_eye), for_ears(for_ear)))
