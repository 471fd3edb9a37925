"""The agreed coding of a statement: the form that keeps it, what was agreed before, and the way to take it back."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.author_names import author_name
from components.coding_grid import place_grid
from components.coding_statements import agreed_words, place_words
from components.coding_text import IN_THE_NAME_OF_ALL, NOT_KEPT, SEVERAL_MAY_STAND
from components.coding_words import Names, kind_words
from components.form_parts import button, error_summary, form, radio_field, text_area
from components.markup import joined, tag
from components.times import moment_of
from domain_model.evidence import Placement, Statement
from domain_model.own_evidence import OWN_PREFIX, Edit
from domain_model.use_cases.agree_codings import LONGEST_AGREED_REASON
from domain_model.use_cases.compare_coders import NOWHERE
from domain_model.vocabulary import StatementKind

Hidden = Callable[[], Markup]
"""Makes the hidden fields of one form; each form needs its own."""

NOTHING_CHOSEN = {
    "cells": "Tick the cells that were agreed, or that it fits no single cell; not both.",
    "kind": "Choose barrier, enabler, both or theme.",
}
"""What is said of a field in which nothing was chosen."""


@dataclass(frozen=True, slots=True)
class AgreedFields:
    """What stands in the form: tokens of cells or `nowhere`, the kind's token, the reason."""

    cells: Collection[str] = ()
    kind: str = ""
    reason: str = ""


def fields_of(placement: Placement | None) -> AgreedFields:
    """What stands agreed, for the form; empty for nothing."""
    if placement is None:
        return AgreedFields()
    return AgreedFields([cell.token for cell in placement.cells] or [NOWHERE], placement.kind.value, placement.reason)


def agreed_form(action: str, fields: AgreedFields, seen: int, hidden: Hidden, problems: Mapping[str, str]) -> Markup:
    """The form that keeps an agreed coding; `seen` is how many versions there were."""
    return joined(
        (
            error_summary("The agreed coding was not kept", list(problems.items())),
            form(
                action,
                tag("input", type="hidden", name="seen", value=seen),
                radio_field(
                    "kind",
                    "What it says",
                    [(kind.value, kind_words(kind)) for kind in StatementKind],
                    fields.kind,
                    problem=problems.get("kind", ""),
                ),
                place_grid(
                    "cells",
                    "Where it belongs (it counts once in each cell)",
                    fields.cells,
                    several=True,
                    hint=SEVERAL_MAY_STAND,
                    problem=problems.get("cells", ""),
                ),
                text_area(
                    "reason",
                    "Reason",
                    fields.reason,
                    hint=f"How you came to agree; 1 to {LONGEST_AGREED_REASON:,} characters, which everybody may read.",
                    problem=problems.get("reason", ""),
                    rows=3,
                ),
                tag("p", tag("strong", IN_THE_NAME_OF_ALL)),
                tag("div", button("Keep the agreed coding"), class_="buttons"),
                hidden=hidden(),
                class_="coding-form",
            ),
        )
    )


def conflict_words() -> Markup:
    """What is said on top where the agreed coding was changed while somebody wrote; it takes the focus."""
    return tag(
        "div",
        tag("h2", "The agreed coding was not kept"),
        tag("p", NOT_KEPT),
        tag("p", tag("a", "To what was kept meanwhile", href="#meanwhile")),
        class_="notice error",
        role="alert",
        tabindex="-1",
        data_takes_focus="",
    )


def beside(form: Markup, kept: Markup) -> Markup:
    """The form as it was filled in, and beside it the versions that were kept meanwhile."""
    heading = tag("h2", "What was kept meanwhile", id="meanwhile")
    theirs = tag("section", heading, kept, aria_labelledby="meanwhile")
    yours = tag("section", tag("h2", "What you chose and wrote", id="yours"), form, aria_labelledby="yours")
    return tag("div", yours, theirs, class_="coding-beside")


def agreed_versions(
    history: Sequence[Edit], names: Names, reader: str, first: Statement | None, *, after: int = 0
) -> Markup:
    """What was agreed on the statement, the latest first: who kept it, when, why, and where it stood before.

    `first` is the statement before anything was agreed, None where it was withdrawn. Versions up to the one numbered
    `after` are passed over; the latest is shown in any case.
    """
    if not history:
        return tag("p", "Nothing was agreed on this statement yet.")
    shown = range(min(after, len(history) - 1), len(history))
    items = (
        tag("li", *_version(history[place], history[place - 1] if place else None, first, names, reader))
        for place in reversed(shown)
    )
    return tag("ol", *items, class_="coding-history", reversed=True, start=history[-1].version)


def _version(
    edit: Edit, earlier: Edit | None, first: Statement | None, names: Names, reader: str
) -> tuple[Markup | str | None, ...]:
    what, reason = "taken back: the source's own placement", None
    if isinstance(edit.content, Placement):
        what, reason = agreed_words(edit.content), tag("p", f"Reason: {edit.content.reason}")
    undone = f", undoing edit {edit.undoes}" if edit.undoes else ""
    who = author_name(edit.author, names, is_own=edit.author == reader)
    kept = (f" Kept by {who} in the name of all coders, ", moment_of(edit.at), f" (edit {edit.number}{undone})")
    return (tag("strong", what), ".", *kept, ".", reason, tag("p", f"Before that: {_before(earlier, first)}."))


def _before(earlier: Edit | None, first: Statement | None) -> str:
    """Where the statement stood before a version: as it was agreed, or else as it was first placed."""
    if earlier is not None and isinstance(earlier.content, Placement):
        return f"{agreed_words(earlier.content)}, as it was agreed"
    if first is None:
        return "not known, since the statement was withdrawn"
    who = "whoever added it" if first.id.startswith(OWN_PREFIX) else "the catalogue"
    return f"{place_words(first.kind, first.cells)}, as {who} has it"


def undo_form(action: str, seen: int, hidden: Hidden) -> Markup:
    """The way to take the latest version back."""
    field = tag("input", type="hidden", name="seen", value=seen)
    return form(action, field, button("Undo the latest version", kind="secondary"), hidden=hidden())
