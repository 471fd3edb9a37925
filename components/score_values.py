"""What a person types into the fields of a cell, as an opinion and back, with what is wrong in it."""

from collections.abc import Mapping
from typing import TypeVar

from components.formatting import listed
from components.labels import label
from components.score_form import PARTS
from domain_model.judgements import LEAST, LONGEST_REASON, LONGEST_SOURCE, MOST, Judgement, Opinion
from domain_model.plain_text import is_plain
from domain_model.vocabulary import Confidence, Perception

Word = TypeVar("Word", Perception, Confidence)
_NOTHING = {part: "" for part in PARTS}


def typed_of(judgement: Judgement | None) -> dict[str, str]:
    """What the fields hold for a view as it stands; all of them empty for none."""
    opinion = judgement.opinion if judgement else None
    return typed_opinion(opinion) if opinion else dict(_NOTHING)


def typed_opinion(opinion: Opinion) -> dict[str, str]:
    """An opinion as text, by part: enum values are the tokens of forms and files."""
    values = (getattr(opinion, part) for part in PARTS)
    return {part: "" if value is None else str(value) for part, value in zip(PARTS, values, strict=True)}


def read_opinion(typed: Mapping[str, str]) -> tuple[Opinion, dict[str, str]]:
    """The opinion that was typed, and what is wrong by part; parts that are wrong are left out of the opinion.

    Tokens are taken as well as the words that people read: `much_worse` and `Much worse`.
    """
    tidy = {part: _tidy(typed.get(part, "")) for part in PARTS}
    problems: dict[str, str] = {}
    scales: dict[str, int | None] = {}
    for part in ("severity", "feasibility"):
        scales[part] = _whole(tidy[part])
        if tidy[part] and scales[part] is None:
            problems[part] = f"{part.capitalize()}: give a whole number from {LEAST} to {MOST}, or leave it out."
    perception = _member(Perception, tidy["perception"])
    if tidy["perception"] and perception is None:
        problems["perception"] = f"Answer: give one of {listed(label(one) for one in Perception)}."
    confidence = _member(Confidence, tidy["confidence"])
    if tidy["confidence"] and confidence is None:
        problems["confidence"] = f"How sure: give one of {listed(label(one) for one in Confidence)}."
    for part, longest in (("reason", LONGEST_REASON), ("source", LONGEST_SOURCE)):
        if len(tidy[part]) > longest:
            problems[part] = f"{part.capitalize()}: it has {len(tidy[part])} characters; shorten it to {longest}."
        elif not is_plain(tidy[part]):
            problems[part] = f"{part.capitalize()}: it holds characters that cannot be shown; write it as plain text."
    opinion = Opinion(
        perception=perception,
        severity=scales["severity"],
        feasibility=scales["feasibility"],
        confidence=confidence,
        reason="" if "reason" in problems else tidy["reason"],
        source="" if "source" in problems else tidy["source"],
    )
    return opinion, problems


def _tidy(text: str) -> str:
    """Without spaces around it, and with line ends of one kind."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _whole(text: str) -> int | None:
    is_on_scale = text.isascii() and text.isdigit() and len(text) <= 2 and LEAST <= int(text) <= MOST
    return int(text) if is_on_scale else None


def _member(words: type[Word], text: str) -> Word | None:
    """The token of that name or of those words; None for any other text."""
    asked = text.casefold().replace("’", "'")
    return next((one for one in words if asked in (one.value, label(one))), None)
