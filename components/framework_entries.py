"""One entry of a framework as people read it: what it says, where it bears, whose it is, and its answer in an area."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from components.framework_words import (
    basis_mark,
    cell_chip,
    checklist_address,
    group_words,
    highlighted,
    source_line,
)
from components.labels import label
from components.markup import for_eyes, joined, tag
from components.times import day_of
from domain_model.cells import Cell
from domain_model.checklists import ChecklistMark
from domain_model.evidence import FrameworkEntry, Source
from domain_model.evidence_vocabulary import ChecklistState
from domain_model.geography import Area

STATE_SIGNS: dict[ChecklistState | None, str] = {
    ChecklistState.IN_PLACE: "✔",
    ChecklistState.PARTLY: "◐",
    ChecklistState.NOT_IN_PLACE: "✘",
    ChecklistState.DOES_NOT_APPLY: "–",
    None: "○",
}
"""The shape of each answer, beside its words."""

NOT_ANSWERED = "not answered"


@dataclass(frozen=True, slots=True)
class EntrySetting:
    """What the page knows around its entries.

    `cell_address` says where a chip of a cell leads; `words` are marked in the text; `addressing` are the ids of the
    entries that a strategy names; `marks` are the latest answers of `area` by entry.
    """

    sources: Mapping[str, Source]
    cell_address: Callable[[Cell], str]
    chosen: Cell | None = None
    words: tuple[str, ...] = ()
    addressing: frozenset[str] = frozenset()
    area: Area | None = None
    marks: Mapping[str, ChecklistMark] = field(default_factory=dict[str, ChecklistMark])


def framework_entry(entry: FrameworkEntry, setting: EntrySetting, *, heading: str) -> Markup:
    """The entry as an article with an anchor of its own."""
    return tag(
        "article",
        tag(heading, highlighted(entry.title, setting.words)),
        tag("p", _boxes(), class_="framework-boxes", aria_hidden="true"),
        *entry_facts(entry, setting),
        _answer(entry, setting),
        _addresses(entry, setting),
        id=f"entry-{entry.id}",
        class_="framework-entry",
    )


def entry_facts(entry: FrameworkEntry, setting: EntrySetting) -> tuple[Markup | None, ...]:
    """What it says, what could be looked at, where it bears, about whom, and whose it is."""
    return (
        tag("p", highlighted(entry.text, setting.words)) if entry.text else None,
        tag("p", tag("strong", "What could be looked at: "), highlighted(entry.criterion, setting.words))
        if entry.criterion
        else None,
        _cells(entry, setting),
        tag("p", tag("strong", "About: "), group_words(entry.groups)) if entry.groups else None,
        source_line(setting.sources, entry.source, entry.place, entry.link),
        tag("p", highlighted(entry.note, setting.words), class_="note") if entry.note else None,
    )


def state_chip(state: ChecklistState | None) -> Markup:
    """An answer as shape and words; that there is none is said as well."""
    words = label(state) if state else NOT_ANSWERED
    return tag("span", for_eyes(f"{STATE_SIGNS[state]} "), words, class_=f"check-state {state or 'unanswered'}")


def _cells(entry: FrameworkEntry, setting: EntrySetting) -> Markup:
    if not entry.cells:
        return tag("p", "Bears on no single cell.", class_="framework-cells")
    chips = (
        joined((cell_chip(cell, setting.cell_address(cell), chosen=cell == setting.chosen), " "))
        for cell in entry.cells
    )
    return tag("p", "Bears on ", *chips, basis_mark(entry.cells_basis), class_="framework-cells")


def _boxes() -> str:
    """Boxes to tick on paper."""
    return "   ".join(f"☐ {label(state)}" for state in ChecklistState)


def _answer(entry: FrameworkEntry, setting: EntrySetting) -> Markup | None:
    if setting.area is None:
        return None
    mark = setting.marks.get(entry.id)
    state = mark.state if mark else None
    when = joined((", ", day_of(mark.at))) if mark and state else None
    address = f"{checklist_address(setting.area.code, entry.kind)}#entry-{entry.id}"
    open_it = tag("a", "open in the checklist", href=address, class_="no-print")
    return tag("p", tag("strong", f"{setting.area.short_name}: "), state_chip(state), when, " · ", open_it)


def _addresses(entry: FrameworkEntry, setting: EntrySetting) -> Markup | None:
    if entry.id not in setting.addressing:
        return None
    link = tag("a", "Which barriers it addresses", href=f"/strategies?answer={entry.id}")
    return tag("p", link, class_="no-print")
