"""The notes on a cell: in its panel, with the form to write one, and on the pages of notes."""

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from components.addresses import area_address
from components.author_names import author_name
from components.form_parts import button, form, select_field, text_area
from components.formatting import plural
from components.labels import cell_label
from components.markup import for_ears, joined, tag
from components.note_text import Citations, note_text
from components.times import day_of, moment_of
from components.url_state import AreaView
from domain_model.cells import Cell
from domain_model.notes import LONGEST_NOTE, Note
from domain_model.use_cases.write_notes import NotesHere

Hidden = Callable[[], Markup]
"""Makes the hidden fields of one form; each form needs its own."""

FIELD = "note"
"""The name and id of the field that a note is written in."""

_HINT = (
    f"Plain text, up to {LONGEST_NOTE:,} characters. Everybody who may read Parity Map can read it, earlier versions "
    "too. Name no patients. To link to a source, write @ and its id"
)


def _hint(known: Citations) -> str:
    """What is said of the field, with an id that there is as the example."""
    example = next(iter(known), "")
    return f"{_HINT}, for example @{example}; or choose it below." if example else f"{_HINT}."


def cell_address(area: str, cell: Cell) -> str:
    """Where a cell of an area is opened."""
    return area_address(area, AreaView(), cell)


def notes_section(here: NotesHere, known: Citations, address: str, hidden: Hidden) -> Markup:
    """The notes of a cell's panel; `address` is that of the page with this cell open."""
    number = len(here.notes)
    about = "Each is one person's words, checked by nobody else." if number else "Nobody has written one here yet."
    return joined(
        (
            tag("h3", f"Notes: {number}" if number else "Notes", id="notes"),
            tag("p", about, class_="panel-note"),
            tag("ol", *(_entry(note, here, known, address, hidden) for note in here.notes), class_="notes")
            if number
            else None,
            _way_to_write(here, known, address, hidden),
        )
    )


def _way_to_write(here: NotesHere, known: Citations, address: str, hidden: Hidden) -> Markup:
    if here.may_write:
        owner = here.reader and here.reader.id
        fields = new_note_form(here.area, here.cell, known, hidden, address=address, owner=owner)
        write = tag("details", tag("summary", "Write a note"), fields, class_="behind-key write-note no-print")
        return joined((write, tag("p", tag("a", "All your notes", href="/notes"), class_="note-by no-print")))
    if here.reader is not None:
        words: str = "Your role is to read. People with the role of editor or above write notes."
    else:
        then = f"/sign-in?{urlencode({'next': address})}"
        words = joined((tag("a", "Sign in", href=then), " with the role of editor or above to write a note."))
    return tag("p", words, class_="panel-note no-print")


def _entry(note: Note, here: NotesHere, known: Citations, address: str, hidden: Hidden) -> Markup:
    is_own = here.is_own(note)
    name = author_name(note.author, here.names, is_own=is_own)
    page = f"/notes/{note.id}"
    edited = joined((" · edited, ", tag("a", "earlier versions", href=page))) if note.is_edited else None
    by = tag("p", "By ", name, ", ", day_of(note.at), edited, " · ", _permalink(page), class_="note-by")
    change = note_actions(note, hidden, address) if is_own else None
    return tag("li", note_text(note.text, known), by, change, id=f"note-{note.id}", class_="note-entry", tabindex="-1")


def _permalink(page: str) -> Markup:
    return tag("a", "link", for_ears(" to this note"), href=page)


def note_actions(note: Note, hidden: Hidden, address: str) -> Markup:
    """What its author can do with a note; afterwards they are led back to `address`."""
    edit = tag("a", "Edit", for_ears(" this note"), href=f"/notes/{note.id}/edit?{urlencode({'next': address})}")
    withdraw = form(
        f"/notes/{note.id}/withdraw",
        _hidden("next", address),
        button("Withdraw", kind="secondary", aria_label="Withdraw this note"),
        hidden=hidden(),
    )
    return tag("div", edit, withdraw, class_="note-actions no-print")


def new_note_form(
    area: str,
    cell: Cell,
    known: Citations,
    hidden: Hidden,
    *,
    address: str,
    text: str = "",
    problem: str = "",
    owner: str | None = None,
) -> Markup:
    """The form of a new note; with an `owner` the browser keeps what was typed until it was sent."""
    return form(
        "/notes/new",
        _hidden("area", area),
        _hidden("cell", cell.token),
        _hidden("next", address),
        note_fields(known, text, problem=problem, draft=f"{owner} {area} {cell.token}" if owner else None),
        button("Keep this note"),
        hidden=hidden(),
        class_="note-form",
    )


def edit_note_form(
    note: Note, version: int, known: Citations, hidden: Hidden, *, address: str, text: str, problem: str = ""
) -> Markup:
    """The form that changes a note which stood at `version` when it was read."""
    return form(
        f"/notes/{note.id}/edit",
        _hidden("version", str(version)),
        _hidden("next", address),
        note_fields(known, text, problem=problem, draft=None),
        tag("div", button("Keep the change"), tag("a", "Leave as it is", href=address), class_="note-actions"),
        hidden=hidden(),
        class_="note-form",
    )


def note_fields(known: Citations, text: str, *, problem: str, draft: str | None) -> Markup:
    """The field of the text, and the list of sources, which a script shows and makes insert."""
    area = text_area(FIELD, "Note", text, hint=_hint(known), problem=problem, rows=5, data_note_draft=draft)
    options = [("", "Choose a source"), *((one.id, f"{one.id}: {one.name}") for one in known.values())]
    choice = select_field("cited", "Insert a source", options)
    insert = tag("button", "Insert", for_ears(" the source"), type="button", class_="action secondary", data_insert="")
    return joined((area, tag("div", choice, insert, class_="cite", hidden=True, data_cite=FIELD)))


def _hidden(name: str, value: str) -> Markup:
    return tag("input", type="hidden", name=name, value=value)


def versions_list(versions: Sequence[Note], known: Citations, names: Mapping[str, str], *, is_own: bool) -> Markup:
    """All versions of a note, the latest first."""
    items = []
    for note in reversed(versions):
        what = "Withdrawn" if note.is_withdrawn else f"Version {note.version}"
        latest = " (as it stands)" if note.version == len(versions) and not note.is_withdrawn else ""
        head = tag("h2", f"{what}{latest}")
        name = author_name(note.author, names, is_own=is_own)
        text = None if note.is_withdrawn else note_text(note.text, known)
        items.append(tag("li", head, tag("p", "By ", name, ", ", moment_of(note.at), class_="note-by"), text))
    return tag("ol", *items, class_="notes", reversed=True)


def undo_withdrawal(note: Note, hidden: Hidden, address: str) -> Markup:
    """What is said of a withdrawn note to its author, with the way back."""
    undo = form(f"/notes/{note.id}/restore", _hidden("next", address), button("Undo"), hidden=hidden())
    words = tag("p", "You withdrew this note. Nobody but you can see it.")
    return tag("div", words, undo, class_="notice", role="status")


def own_notes_list(
    notes: Sequence[Note],
    area_names: Mapping[str, str],
    known: Citations,
    hidden: Hidden,
    address: str,
    *,
    may_write: bool = True,
) -> Markup:
    """A person's own notes, the latest first, with the cell that each is on; who may not write changes none."""
    if not notes and not may_write:
        return tag("p", "You have no notes. Your role is to read; people with the role of editor or above write notes.")
    if not notes:
        return joined(
            (
                tag("p", "No note of yours stands on a cell."),
                tag("p", "Open a cell on the ", tag("a", "heat map", href="/heat-map"), " and choose 'Write a note'."),
            )
        )
    items = []
    for note in notes:
        head = tag("h2", _place_link(note, area_names))
        edited = f", version {note.version}" if note.is_edited else ""
        by = tag("p", moment_of(note.at), edited, " · ", _permalink(f"/notes/{note.id}"), class_="note-by")
        actions = note_actions(note, hidden, address) if may_write else None
        parts = (head, note_text(note.text, known), by, actions)
        items.append(tag("li", *parts, class_="note-entry", id=f"note-{note.id}", tabindex="-1"))
    file = tag("a", "Download CSV", href="/notes/export.csv", download=True)
    count = tag("p", plural(len(notes), "note"), " · ", file)
    return joined((count, tag("ol", *items, class_="notes")))


def _place_link(note: Note, area_names: Mapping[str, str]) -> Markup:
    place = f"{area_names.get(note.area, note.area)}: {cell_label(note.cell)}"
    return tag("a", place, href=cell_address(note.area, note.cell))


def withdrawn_notes_list(
    notes: Sequence[Sequence[Note]],
    area_names: Mapping[str, str],
    known: Citations,
    hidden: Hidden,
    address: str,
    *,
    may_write: bool,
) -> Markup | None:
    """Those of a person's notes, each with its versions, that are withdrawn: what they said last, and the way back."""
    withdrawn = sorted((one for one in notes if one[-1].is_withdrawn), key=lambda one: one[-1].at, reverse=True)
    if not withdrawn:
        return None
    items = (_withdrawn(one, area_names, known, hidden, address, may_write=may_write) for one in withdrawn)
    about = tag("p", "Nobody but you can see these.")
    return joined((tag("h2", "Withdrawn", id="withdrawn"), about, tag("ol", *items, class_="notes")))


def _withdrawn(
    versions: Sequence[Note],
    area_names: Mapping[str, str],
    known: Citations,
    hidden: Hidden,
    address: str,
    *,
    may_write: bool,
) -> Markup:
    note = versions[-1]
    text = next(earlier.text for earlier in reversed(versions) if not earlier.is_withdrawn)
    page = tag("a", "its versions", href=f"/notes/{note.id}")
    by = tag("p", "Withdrawn ", moment_of(note.at), " · ", page, class_="note-by")
    words = (
        "Bring it back",
        for_ears(f": the note on {area_names.get(note.area, note.area)}, {cell_label(note.cell)}"),
    )
    send = button(joined(words), kind="secondary")
    back = form(f"/notes/{note.id}/restore", _hidden("next", address), send, hidden=hidden()) if may_write else None
    return tag("li", tag("h3", _place_link(note, area_names)), note_text(text, known), by, back, class_="note-entry")


def both_texts(theirs: Note) -> Markup:
    """What stands there by now, for somebody whose change came too late."""
    said = (
        tag("p", "It was withdrawn.")
        if theirs.is_withdrawn
        else tag("blockquote", theirs.text, class_="note-text note-theirs")
    )
    return joined(
        (
            tag("p", "This note was changed after you opened it, perhaps in another window. Nothing was overwritten."),
            tag("p", "Compare the two texts. If you keep yours, as it is or changed, it becomes the next version."),
            tag("h2", f"What it says now (version {theirs.version}, ", moment_of(theirs.at), ")"),
            said,
            tag("h2", "What you wrote"),
        )
    )
