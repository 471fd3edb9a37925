"""The agreed coding of a statement: the form that keeps it, what was agreed before, and the way to take it back."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.author_names import author_name
from components.coding_grid import place_grid
from components.coding_statements import agreed_words
from components.coding_text import NOT_KEPT
from components.coding_words import Names, kind_words
from components.form_parts import button, error_summary, form, radio_field, text_area
from components.markup import joined, tag
from components.times import moment_of
from domain_model.evidence import Placement
from domain_model.own_evidence import Edit
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


def beside(form: Markup, meanwhile: Sequence[Edit], names: Names, reader: str) -> Markup:
    """The form as it was filled in, and beside it what was kept meanwhile, the latest first."""
    heading = tag("h2", "What was kept meanwhile", id="meanwhile")
    kept = tag("section", heading, agreed_versions(meanwhile, names, reader), aria_labelledby="meanwhile")
    yours = tag("section", tag("h2", "What you chose and wrote", id="yours"), form, aria_labelledby="yours")
    return tag("div", yours, kept, class_="coding-beside")


def agreed_versions(history: Sequence[Edit], names: Names, reader: str) -> Markup:
    """What was agreed on the statement, the latest first, by the numbers of the versions."""
    if not history:
        return tag("p", "Nothing was agreed on this statement yet.")
    items = (tag("li", *_version(edit, names, reader)) for edit in reversed(history))
    return tag("ol", *items, class_="coding-history", reversed=True, start=history[-1].version)


def _version(edit: Edit, names: Names, reader: str) -> tuple[Markup | str | None, ...]:
    what = (
        agreed_words(edit.content) if isinstance(edit.content, Placement) else "taken back: the source's own placement"
    )
    undone = f", undoing edit {edit.undoes}" if edit.undoes else ""
    reason = tag("p", edit.content.reason) if isinstance(edit.content, Placement) else None
    who = author_name(edit.author, names, is_own=edit.author == reader)
    return (tag("strong", what), f" by {who}, ", moment_of(edit.at), f" (edit {edit.number}{undone})", reason)


def undo_form(action: str, seen: int, hidden: Hidden) -> Markup:
    """The way to take the latest version back."""
    field = tag("input", type="hidden", name="seen", value=seen)
    return form(action, field, button("Undo the latest version", kind="secondary"), hidden=hidden())
