"""What the forms for evidence have in common: which source, where in it, the buttons, and places to tick."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from markupsafe import Markup

from components.form_parts import Options, button, check_field, select_field, text_field
from components.formatting import sentence_case
from components.labels import label
from components.markup import for_ears, joined, tag
from components.own_words import Known, place_words
from domain_model.evidence_drafts import EVERY
from domain_model.vocabulary import BuildingBlock, Level

Hidden = Callable[[], Markup]
"""Makes the hidden fields of one form; each form needs its own."""

PLACE_HINT = "A page, a section or a line, so that others find it: p. 4, or Results, lines 120 to 124."


@dataclass(frozen=True, slots=True)
class FormState:
    """Where a form goes, what is wrong in it, and which version the person had before them (0 for a new record).

    `repeats` is the id of a statement that says the same, '' where there is none.
    """

    action: str
    back: str
    version: int = 0
    problems: Mapping[str, str] = field(default_factory=dict[str, str])
    repeats: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it makes a new record."""
        return self.version == 0


def token_options(tokens: Iterable[StrEnum], first: str = "") -> Options:
    """A choice for each token, after an empty one with the words `first` where these are given."""
    choices = [(token.value, sentence_case(label(token))) for token in tokens]
    return [("", first), *choices] if first else choices


def source_fields(source: str, place: str, known: Known, problems: Mapping[str, str]) -> Markup:
    """From which source, and where in it."""
    options = [("", "Choose a source"), *((one, known.source_words(one)) for one in known.sources)]
    new = tag("a", "Add a source", href="/evidence/sources/new")
    return joined(
        (
            select_field("source", "Source", options, source, problem=problems.get("source", "")),
            tag("p", "Not in the list? ", new, " first.", class_="hint after-field"),
            text_field(
                "place",
                "Place in the source",
                place,
                hint=PLACE_HINT,
                problem=problems.get("place", ""),
                required=True,
                autocomplete="off",
            ),
        )
    )


def cell_choice(ticked: Collection[str], problem: str = "") -> Markup:
    """Places to tick: building blocks by levels, with a row for every block and a column for every level."""
    levels = (*(level.value for level in Level), EVERY)
    heads = (*(sentence_case(label(level)) for level in Level), "Every level")
    first = f"{next(iter(BuildingBlock)).value}/{levels[0]}"
    rows = []
    for block in (*BuildingBlock, EVERY):
        name = "Every block" if block == EVERY else label(BuildingBlock(block))
        cells = []
        for level in levels:
            token = f"{block}/{level}"
            box = tag(
                "input",
                type="checkbox",
                name="cells",
                value=token,
                id="cells" if token == first else f"cells-{token.replace('/', '-')}",
                checked=token in ticked,
            )
            cells.append(tag("td", tag("label", box, for_ears(sentence_case(place_words(token))))))
        rows.append(tag("tr", tag("th", name, scope="row"), *cells))
    head = tag("tr", tag("th", "Building block", scope="col"), *(tag("th", words, scope="col") for words in heads))
    said = tag("p", for_ears("Error: "), problem, id="cells-problem", class_="problem") if problem else None
    hint = (
        "Tick each cell that it names; it counts once in each. What is said of every block or every level belongs to "
        "no single cell and is shown apart."
    )
    return tag(
        "fieldset",
        tag("legend", "Where it belongs"),
        tag("p", hint, id="cells-hint", class_="hint"),
        said,
        tag("table", tag("thead", head), tag("tbody", *rows), class_="cell-choice"),
        class_="field has-problem" if problem else "field",
        aria_describedby="cells-hint cells-problem" if problem else "cells-hint",
    )


def repeat_notice(repeats: str) -> Markup | None:
    """That another statement says the same, with a way to keep this one all the same; None where none does."""
    if not repeats:
        return None
    other = tag("a", "another statement of this source", href=f"/evidence/statements/{repeats}")
    return tag(
        "div",
        tag("h2", "This was said before"),
        tag("p", "The same words are those of ", other, ". Tick a further cell there rather than adding it twice."),
        check_field("takes_repeats", "Keep this one as well"),
        class_="notice",
        id="repeats",
    )


def form_end(state: FormState, *, again: str = "") -> Markup:
    """The version that the person had before them, and the buttons; `again` are the words to add another one."""
    more = button(again, kind="secondary", name="then", value="another") if again and state.is_new else None
    buttons = tag("div", button("Save"), more, tag("a", "Cancel", href=state.back), class_="buttons")
    return joined((tag("input", type="hidden", name="version", value=state.version), buttons))


def page_links(address: str, page: int, total: int, on_a_page: int) -> Markup | None:
    """The way to the pages before and after; None where one page holds all."""
    last = max(1, -(-total // on_a_page))
    if last == 1:
        return None
    earlier = tag("a", "Previous page", href=f"{address}?page={page - 1}", rel="prev") if page > 1 else None
    later = tag("a", "Next page", href=f"{address}?page={page + 1}", rel="next") if page < last else None
    where = tag("span", f"Page {page} of {last}")
    return tag("nav", earlier, where, later, class_="buttons", aria_label="Pages")
