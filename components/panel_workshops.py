"""What workshops think of a cell: each by itself with its groups, and the mark by which a cell says so."""

from functools import lru_cache

from markupsafe import Markup

from components.formatting import day_words, in_utc, plural
from components.judgement_words import UNEQUAL, disagreement_mark
from components.labels import label
from components.markup import for_ears, for_eyes, joined, tag
from components.report_words import voice_words
from domain_model.judgements import layers_disagree
from domain_model.vocabulary import Band
from domain_model.workshop.judged_cells import VoiceBand, WorkshopJudgement
from domain_model.workshop_vocabulary import Suppression

DIAMOND = "◆"
"""The sign of a cell that a workshop has judged."""

SHOWN = 3
"""How many workshops stand open; further ones are one key away."""

_WHY = {
    Suppression.TOO_FEW: "too few people answered, so this is not shown",
    Suppression.SPREAD_OF_FEW: "too few people answered, so this is not shown",
    Suppression.NO_ANSWER: "nobody named a band",
}


def judgement_sentence(one: WorkshopJudgement) -> str:
    """`31 people: worse (95% worse to about the same); 2 do not know; severity 7 of 9`."""
    parts = [f"{plural(one.people, 'person', 'people')}: {_band(one.band, one.suppression)}{_interval(one)}"]
    if one.dont_know:
        parts.append(f"{one.dont_know} {'does' if one.dont_know == 1 else 'do'} not know")
    if one.severity is not None:
        parts.append(f"severity {one.severity:g} of 9")
    return "; ".join(parts)


def _band(band: Band | None, suppression: Suppression) -> str:
    return label(band) if band else _WHY.get(suppression, "not shown")


def _interval(one: WorkshopJudgement) -> str:
    if one.low is None or one.high is None:
        return " (no interval shown)" if one.band else ""
    ends = ["parity" if end is Band.PARITY else label(end) for end in (one.low, one.high)]
    return f" (95% {ends[0]})" if one.low is one.high else f" (95% {ends[0]} to {ends[1]})"


def voice_items(one: WorkshopJudgement) -> tuple[Markup, ...]:
    """What each group thinks, as items of a list."""
    return tuple(tag("li", _voice(voice)) for voice in one.voices)


def _voice(one: VoiceBand) -> str:
    size = f" ({plural(one.people, 'person', 'people')})" if one.people else ""
    return f"{voice_words(one.voice)}{size}: {_band(one.band, one.suppression)}"


def workshops_part(judgements: tuple[WorkshopJudgement, ...], measured: Band | None) -> Markup | None:
    """What workshops think, the latest first, before single people do; None where there was none."""
    if not judgements:
        return None
    items = [_item(one, measured) for one in judgements]
    rest = items[SHOWN:]
    more = tag(
        "details", tag("summary", f"{len(rest)} more"), tag("ul", *rest, class_="score-views"), class_="behind-key"
    )
    return joined(
        (
            tag(
                "p",
                "Each workshop stands by itself, never averaged with another or with single views.",
                class_="panel-note",
            ),
            tag("ul", *items[:SHOWN], class_="score-views panel-workshops"),
            more if rest else None,
        )
    )


def _item(one: WorkshopJudgement, measured: Band | None) -> Markup:
    held = day_words(in_utc(one.held_at))
    disagrees = layers_disagree(measured, one.band) and measured and one.band
    where = f"/workshops/{one.workshop}/report#round-{one.round_number}"
    groups = (
        tag("ul", *voice_items(one))
        if one.voices
        else tag("p", "No figures by group are published.", class_="panel-note")
    )
    return tag(
        "li",
        tag("p", for_eyes(f"{DIAMOND} "), tag("strong", f"Workshop of {held}"), f": {judgement_sentence(one)}"),
        disagreement_mark(measured, one.band) if disagrees and measured and one.band else None,
        groups,
        tag("small", f"“{one.title}” · ", tag("a", "Report", for_ears(f" of the workshop of {held}"), href=where)),
        class_="score-view panel-workshop",
    )


def workshop_disagreement(judgements: tuple[WorkshopJudgement, ...], measured: Band | None) -> Markup | None:
    """Near the verdict: that the latest workshop sees it differently; None where it does not."""
    latest = judgements[0] if judgements else None
    if latest is None or not layers_disagree(measured, latest.band):
        return None
    words = (
        "Measured and judged disagree",
        f" in a workshop of {plural(latest.people, 'person', 'people')}: see What people think.",
    )
    return tag("p", for_eyes(f"{UNEQUAL} "), tag("strong", words[0]), words[1], class_="score-disagree")


@lru_cache(maxsize=512)
def workshop_sign(judgement: WorkshopJudgement, number: int, measured: Band | None) -> Markup:
    """`◆ 31 ≠`: in the latest of so many workshops 31 people answered, and their median contradicts the measure."""
    unequal = f" {UNEQUAL}" if layers_disagree(measured, judgement.band) else ""
    seen = tag("i", f"{DIAMOND} {judgement.people}{unequal}", class_="score-sign", aria_hidden="true")
    return tag("span", seen, for_ears(f" {sign_words(judgement, number, measured)}"), class_="judged-by-workshop")


def sign_words(judgement: WorkshopJudgement, number: int, measured: Band | None) -> str:
    """`A workshop of 31 people says worse; it disagrees with the measured band.`."""
    people = plural(judgement.people, "person", "people")
    said = (
        f"A workshop of {people} says {label(judgement.band)}"
        if judgement.band
        else f"A workshop of {people}: {_band(None, judgement.suppression)}"
    )
    if layers_disagree(measured, judgement.band):
        said = f"{said}; it disagrees with the measured band"
    earlier = (
        f"; there {'was' if number == 2 else 'were'} {plural(number - 1, 'earlier workshop')}" if number > 1 else ""
    )
    return f"{said}{earlier}."
