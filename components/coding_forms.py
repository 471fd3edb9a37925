"""Placing statements: the form for one of them, and the list of all of one's own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from components.coding_grid import meanings, place_grid
from components.coding_text import CHOOSE_ONE
from components.coding_words import FITS_NOWHERE, choice_words, kind_words
from components.form_parts import button, form, radio_field, text_area
from components.formatting import plural
from components.labels import label
from components.markup import for_ears, joined, tag
from components.source_words import source_name
from components.stacked_table import stacked_table
from components.statement_card import said_by
from domain_model.cells import Cell, CellWords
from domain_model.coding import LONGEST_CODING_NOTE
from domain_model.evidence import Source, Statement
from domain_model.use_cases.code_statements import OwnCoding
from domain_model.use_cases.compare_coders import NOWHERE
from domain_model.vocabulary import StatementKind

Hidden = Callable[[], Markup]
"""Makes the hidden fields of one form; each form needs its own."""

GONE = "This statement was withdrawn from the evidence meanwhile. Leave it open and go on."
_BLIND = (
    "Its place in the source is shown once the round is closed, because headings there may name a building block or "
    "a level. So is what others chose."
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields: a cell's token or `nowhere`, a kind's token, and a note; each '' for nothing."""

    place: str = ""
    kind: str = ""
    note: str = ""


def typed_of(coding: OwnCoding, number: int) -> Typed:
    """What stands for the statement of this number."""
    versions = coding.versions.get(coding.order[number - 1], ())
    if not versions or versions[-1].choice is None:
        return Typed()
    choice = versions[-1].choice
    return Typed(choice.cell.token if choice.cell else NOWHERE, choice.kind.value, versions[-1].note)


def progress(coding: OwnCoding) -> Markup:
    """How far one is, as a bar and in words."""
    total = len(coding.order)
    words = f"{coding.placed} of {total} placed"
    bar = tag("progress", words, value=coding.placed, max=total, aria_label=words)
    return tag("p", bar, " ", tag("span", words), class_="coding-progress")


def statement_form(
    coding: OwnCoding,
    number: int,
    statement: Statement | None,
    source: Source | None,
    cell_words: Mapping[Cell, CellWords],
    hidden: Hidden,
    *,
    typed: Typed,
    problems: Mapping[str, str],
) -> Markup:
    """One statement with the form that places it, and the ways to the others; `statement` None where it is gone."""
    here = f"/coding/{coding.round.id}/statements/{number}"
    parts: list[Markup | None] = [progress(coding), ways(coding, number)]
    if statement is None:
        return joined((*parts, tag("p", GONE)))
    parts.append(_shown(statement, source))
    seen = _version_field(coding, number)
    parts.append(
        form(
            here,
            seen,
            radio_field(
                "kind",
                "What does it say?",
                [(kind.value, kind_words(kind)) for kind in StatementKind],
                typed.kind,
                hint="A barrier hinders parity, an enabler helps it; a theme only describes.",
                problem=problems.get("kind", ""),
            ),
            place_grid(
                "place",
                "Where does it belong?",
                {typed.place},
                hint=CHOOSE_ONE,
                problem=problems.get("place", ""),
            ),
            text_area(
                "note",
                "Note (you may leave this empty)",
                typed.note,
                hint=f"Why there, or what made you doubt; up to {LONGEST_CODING_NOTE} characters. "
                "Everybody may read it once the round is closed.",
                problem=problems.get("note", ""),
                rows=2,
            ),
            tag("div", button("Save and go on"), class_="buttons"),
            hidden=hidden(),
            class_="coding-form",
        )
    )
    parts.append(_back_ways(coding, number, hidden))
    parts.append(meanings(cell_words))
    return joined(parts)


def ways(coding: OwnCoding, number: int) -> Markup:
    """Links to the statements before and after, and to the list of all."""
    base = f"/coding/{coding.round.id}/statements"
    before = tag("a", "Previous", for_ears(" statement"), href=f"{base}/{number - 1}", rel="prev")
    after = tag("a", "Next", for_ears(" statement"), href=f"{base}/{number + 1}", rel="next")
    links = (
        before if number > 1 else None,
        after if number < len(coding.order) else None,
        tag("a", "All statements", href=base),
    )
    items = (tag("li", link) for link in links if link is not None)
    return tag("nav", tag("ul", *items), class_="coding-ways", aria_label="Statements of the round")


def saved_notice(coding: OwnCoding, number: int, hidden: Hidden) -> Markup:
    """What was just saved for another statement, with the way to take it back."""
    statement = coding.order[number - 1]
    words = f"Statement {number} is kept as {choice_words(coding.choice(statement))}. "
    base = f"/coding/{coding.round.id}/statements/{number}"
    undo = form(
        f"{base}/undo",
        _version_field(coding, number),
        button("Undo", kind="secondary"),
        hidden=hidden(),
    )
    return tag("div", tag("p", words, tag("a", "Look at it", href=base)), undo, class_="coding-saved", role="status")


def own_list(coding: OwnCoding, statements: Mapping[str, Statement], hidden: Hidden) -> Markup:
    """All statements of the round in one's own order, with what one said of each, and the way to finish."""
    base = f"/coding/{coding.round.id}/statements"
    rows = (
        (
            tag("a", f"Statement {number}", href=f"{base}/{number}"),
            statements[one].text if one in statements else GONE,
            choice_words(coding.choice(one)),
        )
        for number, one in enumerate(coding.order, start=1)
    )
    following = coding.next_open(0)
    is_finished = coding.coder.finished_at is not None
    go_on = tag("a", "Go on placing", href=f"{base}/{following}", class_="action") if following else None
    left = len(coding.order) - coding.placed
    open_words = f"{plural(left, 'statement')} {'is' if left == 1 else 'are'} open. " if left else ""
    said = "You have said that you are finished; you can still change anything until the round is closed."
    words = said if is_finished else f"{open_words}Say that you are finished when you want no more changes."
    finish = form(
        f"/coding/{coding.round.id}/finish",
        tag("input", type="hidden", name="finished", value="no" if is_finished else "yes"),
        button("I am not finished after all" if is_finished else "I am finished", kind="secondary"),
        hidden=hidden(),
    )
    table = stacked_table(
        f"{plural(len(coding.order), 'statement')} in an order of your own, with what you said",
        ("Number", "Statement", "Your placement"),
        rows,
    )
    return joined((progress(coding), tag("p", words), tag("div", go_on, finish, class_="buttons"), table))


def _shown(statement: Statement, source: Source | None) -> Markup:
    voice = said_by(statement)
    facts = ", ".join(part for part in (source_name(source), voice) if part)
    return tag(
        "div",
        tag("blockquote", statement.text, class_="coding-text"),
        tag("p", f"{facts}. The wording is {label(statement.wording)}. ", class_="coding-facts"),
        tag("p", _BLIND, class_="hint"),
        class_="coding-statement",
    )


def _back_ways(coding: OwnCoding, number: int, hidden: Hidden) -> Markup | None:
    """Undo and taking back, for a statement of which something was said; and all that was said before."""
    versions = coding.versions.get(coding.order[number - 1], ())
    if not versions:
        return None
    base = f"/coding/{coding.round.id}/statements/{number}"
    forms = [form(f"{base}/undo", _version_field(coding, number), button("Undo", kind="secondary"), hidden=hidden())]
    if versions[-1].choice is not None:
        back = button("Take it back", kind="secondary")
        forms.append(form(f"{base}/take-back", _version_field(coding, number), back, hidden=hidden()))
    said = (
        tag("li", choice_words(version.choice) if version.choice else "taken back", f" (version {version.version})")
        for version in reversed(versions)
    )
    history = tag("details", tag("summary", "What you said before"), tag("ol", *said, reversed=True))
    return joined((tag("div", *forms, class_="buttons"), history))


def _version_field(coding: OwnCoding, number: int) -> Markup:
    seen = len(coding.versions.get(coding.order[number - 1], ()))
    return tag("input", type="hidden", name="seen", value=seen)


NOTHING_CHOSEN = {
    "place": f"Choose a cell, or '{FITS_NOWHERE}'.",
    "kind": "Choose barrier, enabler, both or theme.",
}
"""What is said of a field in which nothing was chosen."""
