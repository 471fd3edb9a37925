"""The fields in which a person scores a cell, alone in the panel or eighteen at once."""

from collections.abc import Mapping

from markupsafe import Markup

from components.form_parts import select_field, text_area, text_field
from components.formatting import sentence_case
from components.judgement_words import QUESTION, perception_sign
from components.labels import cell_label, label
from components.markup import for_ears, for_eyes, joined, tag
from domain_model.cells import Cell
from domain_model.judgements import LEAST, LONGEST_REASON, LONGEST_SOURCE, MOST
from domain_model.vocabulary import Confidence, Perception

PARTS = ("perception", "severity", "feasibility", "confidence", "reason", "source")
"""The fields of a cell, as they are named in forms and files."""

VERSION = "version"
"""The hidden field with the version that the person sees."""

SCALE_WORDS = (
    "Severity: 1 slight, 9 most severe. Feasibility of change: 1 hardest, 9 easiest. "
    "Both only put things in order; they change no band."
)

Typed = Mapping[str, str]
"""What stands in the fields of a cell, by part."""


def field_name(cell: Cell, part: str) -> str:
    """The name, and the id, of a field: `financing-meso-severity`."""
    return f"{cell.block}-{cell.level}-{part}"


def cell_fields(
    cell: Cell, typed: Typed, version: int, *, problems: Mapping[str, str] | None = None, is_open: bool = False
) -> Markup:
    """All fields of a cell; `version` is that of the person's view which is shown (0: none).

    `problems` are by part; reason and source are one key away unless something stands in them or `is_open`.
    """
    wrong = problems or {}

    def name(part: str) -> str:
        return field_name(cell, part)

    has_words = is_open or any(typed.get(part) or part in wrong for part in ("reason", "source"))
    return joined(
        (
            tag("input", type="hidden", name=name(VERSION), value=version, data_version=True),
            _answers(cell, typed.get("perception", ""), wrong.get("perception", "")),
            tag(
                "div",
                *(
                    _scale(name(part), sentence_case(part), typed.get(part, ""), wrong.get(part, ""))
                    for part in ("severity", "feasibility")
                ),
                _select(
                    name("confidence"),
                    "How sure are you?",
                    [("", "–"), *((token.value, sentence_case(label(token))) for token in Confidence)],
                    typed.get("confidence", ""),
                    wrong.get("confidence", ""),
                ),
                class_="score-scales",
            ),
            tag(
                "details",
                tag("summary", "Reason and source", for_ears(f" for {cell_label(cell)}")),
                text_area(
                    name("reason"), "Reason", typed.get("reason", ""), problem=wrong.get("reason", ""), rows=3,
                    maxlength=LONGEST_REASON,
                ),
                text_field(
                    name("source"), "Source", typed.get("source", ""), problem=wrong.get("source", ""),
                    maxlength=LONGEST_SOURCE, autocomplete="off",
                ),
                class_="behind-key score-words",
                open=has_words,
            ),
        )
    )  # fmt: skip


def _answers(cell: Cell, value: str, problem: str) -> Markup:
    """The question, with one radio for each answer; the first has the plain name as its id."""
    name = field_name(cell, "perception")
    choices = [_answer(name, place, perception, value) for place, perception in enumerate(Perception, start=1)]
    wrong = tag("p", for_ears("Error: "), problem, id=f"{name}-problem", class_="problem") if problem else None
    return tag(
        "div",
        tag("p", f"{QUESTION} …", id=f"{name}-question", class_="score-question"),
        wrong,
        tag("div", *choices, class_="score-answers"),
        role="radiogroup",
        aria_labelledby=f"{name}-question",
        aria_describedby=f"{name}-problem" if problem else None,
    )


def _answer(name: str, place: int, perception: Perception, value: str) -> Markup:
    own_id = name if place == 1 else f"{name}-{place}"
    radio = tag(
        "input", type="radio", id=own_id, name=name, value=perception.value, checked=perception.value == value,
        data_key=own_id,
    )  # fmt: skip
    words = tag(
        "label",
        tag("kbd", str(place), aria_hidden="true"),
        for_eyes(f"{perception_sign(perception)} "),
        label(perception),
        for_=own_id,
    )
    colour = f" band-{perception.band}" if perception.band else ""
    return tag("div", radio, words, class_=f"score-answer{colour}")


def _scale(name: str, words: str, value: str, problem: str) -> Markup:
    options = [("", "–"), *((str(step), str(step)) for step in range(LEAST, MOST + 1))]
    return _select(name, words, options, value, problem)


def _select(name: str, words: str, options: list[tuple[str, str]], value: str, problem: str) -> Markup:
    return select_field(name, words, options, value, problem=problem, data_key=name)
