"""A checklist of an area: what is said of each entry, what is measured of its cells, and the form that changes it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from components.checklist_words import Filler, counts_words, last_change_part, said_words
from components.form_parts import button, error_summary, form, radio_field, text_area
from components.framework_entries import NOT_ANSWERED, EntrySetting, entry_facts, state_chip
from components.framework_measured import measured_line
from components.framework_words import checklist_address
from components.labels import label
from components.markup import for_ears, joined, tag
from domain_model.checklists import ChecklistMark
from domain_model.evidence_vocabulary import ChecklistState
from domain_model.geography import Area
from domain_model.use_cases.compare_areas import ParityGrid
from domain_model.use_cases.fill_checklist import Checklist, ChecklistRow

STATE, NOTE, VERSION, ONLY = "state", "note", "version", "only"
CHOICES = [*((state.value, label(state)) for state in ChecklistState), ("", NOT_ANSWERED)]


def field_of(part: str, entry: str) -> str:
    """The name of a field of an entry: `state-lever-3`."""
    return f"{part}-{entry}"


def entry_anchor(entry: str) -> str:
    """Where on its checklist an entry stands."""
    return f"entry-{entry}"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of a form that was not kept, or not all of it.

    `texts` are by field; `problems` are sentences by entry; `theirs` what others said meanwhile, by entry.
    """

    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    problems: Mapping[str, str] = field(default_factory=dict[str, str])
    theirs: Mapping[str, ChecklistMark] = field(default_factory=dict[str, ChecklistMark])


def checklist_part(
    checklist: Checklist, area: Area, grid: ParityGrid, setting: EntrySetting, filler: Filler, typed: Typed | None
) -> Markup:
    """The whole checklist: to be filled in by those who may, to be read by everybody else."""
    head = (
        tag("p", tag("strong", "As it stands: "), counts_words(checklist), class_="key-sentence"),
        tag("p", "Counts of what people said, with nothing weighed or added up: they measure nobody. What is measured "
            "stands beside each entry, from published figures, and is never mixed with the answers.", class_="note"),
        last_change_part(checklist, filler),
    )  # fmt: skip
    entries = [
        joined((heading, _entry(row, area, grid, setting, filler, typed)))
        for heading, row in zip(_headings(checklist), checklist.rows, strict=True)
    ]
    if not filler.may_fill:
        return joined((*head, *entries))
    problems = [
        (field_of(STATE, row.entry.id), f"{row.entry.title}: {typed.problems[row.entry.id]}")
        for row in checklist.rows
        if typed and row.entry.id in typed.problems
    ]
    save_all = tag("p", button("Save all"), class_="checklist-save no-print")
    return joined(
        (
            error_summary("These answers were not kept", problems),
            *head,
            form(
                checklist_address(area.code, checklist.kind), *entries, save_all,
                hidden=filler.hidden(), class_="checklist", autocomplete="off",
            ),
        )
    )  # fmt: skip


def _headings(checklist: Checklist) -> Iterator[Markup | None]:
    """Before the first entry of each framework its name, None before the others."""
    framework = ""
    for row in checklist.rows:
        yield tag("h2", row.entry.framework) if row.entry.framework != framework else None
        framework = row.entry.framework


def _entry(
    row: ChecklistRow, area: Area, grid: ParityGrid, setting: EntrySetting, filler: Filler, typed: Typed | None
) -> Markup:
    entry = row.entry
    address = checklist_address(area.code, entry.kind)
    answer = _fields(row, typed, address) if filler.may_fill else None
    versions = f"{address}/{entry.id}/history"
    to_versions = tag("a", "History", for_ears(f" of {entry.title}"), href=versions, class_="no-print")
    history = to_versions if row.mark else None
    return tag(
        "article",
        tag("h3", entry.title),
        tag("div", tag("div", *entry_facts(entry, setting)), _measured(row, area, grid), class_="checklist-beside"),
        tag("p", tag("strong", "Answer: "), state_chip(row.state), said_words(row.mark, filler), " ", history),
        tag("p", row.mark.note, class_="checklist-note") if row.mark and row.mark.note else None,
        answer,
        id=entry_anchor(entry.id),
        class_="checklist-entry",
    )


def _measured(row: ChecklistRow, area: Area, grid: ParityGrid) -> Markup:
    if not row.entry.cells:
        words = "Nothing measured stands beside it, since it bears on no single cell."
        return tag("div", tag("p", words), class_="checklist-measured")
    cells = (grid.at(area.code, cell) for cell in row.entry.cells)
    items = (tag("li", measured_line(one, area, grid.vintage, grid.in_england(one.deciding))) for one in cells)
    return tag("div", tag("p", f"Measured in {area.short_name}:"), tag("ul", *items), class_="checklist-measured")


def _fields(row: ChecklistRow, typed: Typed | None, address: str) -> Markup:
    """The fields of an entry, with what was typed where it could not be kept; `address` is that of the checklist.

    Saving one answer comes back to its entry, also where the page is answered without going elsewhere.
    """
    entry = row.entry
    state, note = row.state.value if row.state else "", row.mark.note if row.mark else ""
    problem, theirs = "", None
    if typed:
        state = typed.texts.get(field_of(STATE, entry.id), state)
        note = typed.texts.get(field_of(NOTE, entry.id), note)
        problem, theirs = typed.problems.get(entry.id, ""), typed.theirs.get(entry.id)
    version = tag("input", type="hidden", name=field_of(VERSION, entry.id), value=row.version)
    meanwhile = (
        tag("p", "Meanwhile somebody else answered this; it stands above. Saving again puts yours in its place.",
            class_="problem")
        if theirs
        else None
    )  # fmt: skip
    save = button(
        "Save this answer", kind="secondary", name=ONLY, value=entry.id, aria_label=f"Save this answer: {entry.title}",
        formaction=f"{address}#{entry_anchor(entry.id)}",
    )  # fmt: skip
    return tag(
        "div",
        version,
        meanwhile,
        radio_field(field_of(STATE, entry.id), _named("Your answer", entry.title), CHOICES, state, problem=problem),
        text_area(field_of(NOTE, entry.id), _named("Note", entry.title), note, rows=2),
        save,
        class_="checklist-fields no-print",
    )


def _named(words: str, title: str) -> Markup:
    """A label that tells the ear of which entry it is; the eye sees it."""
    return joined((words, for_ears(f": {title}")))
