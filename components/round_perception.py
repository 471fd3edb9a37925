"""What the room thinks of a cell against what is measured: five bands, diamonds for the room, a disc for the fact."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from components.formatting import listed
from components.labels import ARROWS, label
from components.markup import for_ears, for_eyes, joined, tag
from components.phone_results import answer_words
from components.round_results import (
    EVERYONE,
    group_voices,
    moved_words,
    people_words,
    pooled_words,
    shift_sentence,
    target_heading,
    voice_name,
)
from components.sentences import (
    certainty_words,
    empty_cell_sentence,
    gap_claim,
    is_drawn_solid,
    provenance_words,
    verdict_words,
)
from domain_model.cell_summary import MeasuredCell
from domain_model.cells import Cell
from domain_model.use_cases.watch_workshop import RoomItem
from domain_model.vocabulary import Band, Certainty
from domain_model.workshop.ballots import BANDS_IN_ORDER
from domain_model.workshop.published import RoundResults, VoiceToken
from domain_model.workshop_vocabulary import Scale, Statistic

PERCEPTION = Scale.PERCEPTION
FAR_RIGHT = 60.0
"""From this place on, in hundredths, words stand left of their mark, so that they do not run off the strip."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark above or below the bands: its sign, its place in hundredths from the left, and its words."""

    sign: str
    place: float
    words: str
    kind: str


def band_place(number: float) -> float:
    """Where a band, or a median of bands, lies: 1 much worse at 10, 3 parity at 50, 5 much better at 90."""
    return 20 * number - 10


def perception_block(
    target: RoomItem,
    results: RoundResults | None,
    measured: Mapping[Cell, MeasuredCell],
    before: RoundResults | None = None,
) -> Markup:
    """One cell: the room's median before and now, the bands with how many people chose each, and the measured band."""
    facts = measured.get(target.cell) if target.cell else None
    above = _room_marks(target.id, results, before) if results else ()
    below = _measured_marks(facts)
    return tag(
        "section",
        tag("h2", target_heading(target)),
        *(_lane(mark) for mark in above),
        _bands(target.id, results),
        *(_lane(mark) for mark in below),
        *(tag("p", words) for words in _room_sentences(target.id, results, before) if words),
        tag("p", measured_sentence(facts), class_="measured") if facts else None,
        class_="perception",
    )


def _room_marks(target: str, results: RoundResults, before: RoundResults | None) -> tuple[Mark, ...]:
    now = results.value(Statistic.MEDIAN, target, PERCEPTION.value)
    earlier = before.value(Statistic.MEDIAN, target, PERCEPTION.value) if before else None
    people = results.value(Statistic.PEOPLE, target, PERCEPTION.value)
    who = f", {people_words(int(people))}" if people is not None else ""
    if now is None:
        return ()
    words = middle_words(results, target)
    if earlier is None:
        return (Mark("◆", band_place(now), f"The room: {words}{who}", "room"),)
    if earlier == now:
        return (Mark("◆", band_place(now), f"The room, before and now: {words}{who}", "room"),)
    assert before is not None
    return (
        Mark("◇", band_place(earlier), f"The room before: {middle_words(before, target)}", "room"),
        Mark("◆", band_place(now), f"The room now: {words}{who}", "room"),
    )


def middle_words(results: RoundResults, target: str, voice: VoiceToken = EVERYONE) -> str:
    """A voice's median band in words; a median between two bands names both; `[c]` where it is not shown."""
    figure = results.figure(Statistic.MEDIAN, target, PERCEPTION.value, voice)
    number = figure.value if figure else None
    if number is None or number % 1 == 0:
        return answer_words(PERCEPTION, figure)
    low, high = (_band_words(BANDS_IN_ORDER[int(number) - 1 + step]) for step in (0, 1))
    return f"between {low} and {high}"


def _band_words(band: Band) -> str:
    return "about the same" if band is Band.PARITY else label(band)


def _measured_marks(facts: MeasuredCell | None) -> tuple[Mark, ...]:
    band, gap = (facts.parity_band, facts.deciding) if facts else (None, None)
    if band is None or gap is None:
        return ()
    is_clear = gap.certainty is Certainty.CLEAR and is_drawn_solid(gap)
    doubt = "" if is_clear else ", how sure is not known" if gap.certainty is Certainty.NO_INTERVAL else ", not sure"
    words = f"Measured: {label(band)}{doubt}"
    return (Mark("●" if is_clear else "○", band_place(BANDS_IN_ORDER.index(band) + 1), words, "fact"),)


def _lane(mark: Mark) -> Markup:
    side = "left" if mark.place > FAR_RIGHT else "right"
    drawn = tag("span", mark.sign, class_="mark", style=f"left:{mark.place:g}%", aria_hidden="true")
    where = f"right:{100 - mark.place:g}%" if side == "left" else f"left:{mark.place:g}%"
    return tag("p", drawn, tag("span", mark.words, class_="mark-words", style=where), class_=f"lane {mark.kind} {side}")


def _bands(target: str, results: RoundResults | None) -> Markup:
    bands = (
        tag(
            "li",
            tag("span", for_eyes(f"{ARROWS[band]} "), _band_words(band)),
            _count(results, target, number) if results else None,
            class_=f"band-{band.value.replace('_', '-')}",
        )
        for number, band in enumerate(BANDS_IN_ORDER, 1)
    )
    return tag("ol", *bands, class_="bands")


def _count(results: RoundResults, target: str, number: int) -> Markup | None:
    count = results.value(Statistic.count_of(number), target, PERCEPTION.value)
    return tag("b", people_words(int(count))) if count is not None else None


def _room_sentences(target: str, results: RoundResults | None, before: RoundResults | None) -> tuple[str, ...]:
    if results is None:
        return ()
    now = results.value(Statistic.MEDIAN, target, PERCEPTION.value)
    unknown = results.value(Statistic.DONT_KNOW, target, PERCEPTION.value)
    told = "" if now is not None else f"The room: {middle_words(results, target)}."
    voices = group_voices(results)
    is_told = any(results.value(Statistic.MEDIAN, target, PERCEPTION.value, voice) is not None for voice in voices)
    by_voice = listed(f"{voice_name(voice)}: {middle_words(results, target, voice)}" for voice in voices)
    groups = by_voice if is_told else "[c] too few people in one of them to show any" if voices else ""
    doubt = f"{people_words(int(unknown))} said: don't know." if unknown else ""
    moved = ""
    if before is not None:
        earlier = before.value(Statistic.MEDIAN, target, PERCEPTION.value)
        both = (middle_words(before, target), middle_words(results, target))
        moved = f"{moved_words(earlier, now, both)} {shift_sentence(results, target, PERCEPTION)}".strip()
    first = " ".join(words for words in (told, f"By group: {groups}." if groups else "", doubt) if words)
    return first, moved


def measured_sentence(measured: MeasuredCell) -> str:
    """What is measured, how sure it is, and its dates and grade; or why nothing is."""
    gap = measured.deciding
    if gap is None or measured.band is None:
        return f"Nothing is measured. {empty_cell_sentence(measured)}".strip()
    words = f"Measured: {verdict_words(gap)}. " if measured.parity_band is None else ""
    return f"{words}{gap_claim(gap).rstrip('.')} ({provenance_words(gap)}; {certainty_words(gap)})."


def perception_key(results: RoundResults | None, least: int, *, has_facts: bool) -> Markup:
    """How to read the signs, and which groups are pooled."""
    room = "◆ the room's median" if results else ""
    fact = "● measured and clear, ○ measured, but not sure or not known how sure" if has_facts else ""
    signs = "; ".join(part for part in (room, fact) if part)
    pooled = pooled_words(results, least) if results else ""
    return tag("p", joined((for_ears("Signs: "), signs, ". ", pooled)))
