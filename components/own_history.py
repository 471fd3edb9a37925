"""Edits to the evidence: what each changed, field by field, and the way to undo it."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from components.author_names import author_name
from components.form_parts import button, form, select_field
from components.formatting import plural, sentence_case, shortened
from components.labels import label
from components.markup import for_ears, joined, tag
from components.own_form_parts import Hidden
from components.own_words import FIELD_WORDS, NOT_ABOUT_CARE, Known, link_way, record_address, value_words
from components.stacked_table import stacked_table
from components.times import moment_of
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import Content, Edit
from domain_model.use_cases.read_own_evidence import DatedEdit, FieldChange, HistoryPage

_FEW_CHANGES = 3
UNDO_BUTTON = "Undo this edit"
"""What the button is called that undoes an edit."""

LONGEST_TITLE = 90
"""Characters of a record that stand in a heading or in a list."""


def history_filter(
    kind: RecordKind | None, author: str, names: Mapping[str, str], known_authors: Sequence[str]
) -> Markup:
    """The choice of what kind of record, and for signed-in readers of whose edits, the history shows."""
    kinds = [("", "Everything"), *((one.value, sentence_case(label(one))) for one in RecordKind)]
    people = [("", "Everybody"), *((one, author_name(one, names)) for one in known_authors)]
    return tag(
        "form",
        select_field("kind", "What", kinds, kind.value if kind else ""),
        select_field("person", "Who", people, author) if names else None,
        tag("div", button("Show", kind="secondary")),
        method="get",
        action="/evidence/history",
        class_="filter-form",
    )


def history_list(page: HistoryPage, known: Known, hidden: Hidden | None, reader: str = "") -> Markup:
    """The edits of a page; `hidden` where the reader may undo them, `reader` is their id."""
    if not page.edits:
        return tag("p", "No edit of this kind has been made.")
    items = (tag("li", edit_card(edit, page.names, known, hidden, reader)) for edit in page.edits)
    return tag("ol", *items, class_="edits")


def edit_card(
    edit: DatedEdit, names: Mapping[str, str], known: Known, hidden: Hidden | None, reader: str = ""
) -> Markup:
    """One edit: what it did to which record, who made it and when, what it changed, and the way to undo it."""
    made = edit.edit
    words = record_words(made.kind, made.content or edit.before, known)
    link = tag("a", words, href=record_address(made.kind, made.record))
    by = author_name(made.author, names, is_own=bool(reader) and made.author == reader)
    came = f" · with import {made.batch}" if made.batch else ""
    about = (f"Edit {made.number} · version {made.version} of {made.record} · by ", by, ", ", moment_of(made.at), came)
    return tag(
        "article",
        tag("h3", f"{what_it_did(edit)} {label(made.kind)}: ", link),
        tag("p", *about, class_="note-by"),
        _changes(edit, known),
        _undo(edit, hidden),
        id=f"edit-{made.number}",
        class_="edit-card",
    )


def what_it_did(edit: DatedEdit) -> str:
    """`Added`, `Changed`, `Withdrew`, or what an undoing did."""
    if edit.edit.undoes is not None:
        return f"Undid edit {edit.edit.undoes}:"
    if edit.edit.content is None:
        return "Withdrew"
    if edit.before is not None:
        return "Changed"
    return "Added" if edit.edit.version == 1 else "Put back"


def record_words(kind: RecordKind, content: Content | None, known: Known) -> str:
    """A record in a few words: the title of a source, the beginning of a text."""
    words = label(kind)
    if isinstance(content, Source):
        words = content.title
    elif isinstance(content, Statement | Link):
        words = content.text
    elif content is not None:
        found = known.statements.get(content.statement)
        words = found.text if found else content.statement
    return shortened(words, LONGEST_TITLE)


def record_title(kind: RecordKind, content: Content | None, known: Known) -> str:
    """What a page about a record is called: as in a list, but for a link from where to where it goes."""
    if isinstance(content, Link):
        return shortened(link_way(content), LONGEST_TITLE)
    return record_words(kind, content, known)


def record_id(kind: RecordKind, record: str) -> Markup:
    """Which kind of record a page is about and its id, small beneath the heading."""
    return tag("p", f"{sentence_case(label(kind))} · id {record}", class_="note-by record-id")


def _changes(edit: DatedEdit, known: Known) -> Markup | None:
    changes = edit.changes
    if not changes:
        return tag("p", "It reads as before.", class_="note-by")
    table = changes_table(changes, known, first="Before", second="After")
    care = tag("p", NOT_ABOUT_CARE, class_="note-by") if edit.edit.kind is RecordKind.CONFIDENCE else None
    summary = tag("summary", plural(len(changes), "field"), for_ears(f" of edit {edit.edit.number}"))
    is_short = edit.before is not None and edit.edit.content is not None and len(changes) <= _FEW_CHANGES
    return joined((care, tag("details", summary, table, open=is_short)))


def changes_table(changes: Sequence[FieldChange], known: Known, *, first: str, second: str) -> Markup:
    """Field by field what two versions say."""
    rows = [
        (
            FIELD_WORDS.get(one.field, one.field),
            _said(value_words(one.field, one.before, known)),
            _said(value_words(one.field, one.after, known)),
        )
        for one in changes
    ]
    return stacked_table("What differs", ("Field", first, second), rows)


def _said(words: str) -> Markup | str:
    return tag("span", words, class_="kept-lines") if words else tag("span", "nothing", class_="nothing")


def _undo(edit: DatedEdit, hidden: Hidden | None) -> Markup | None:
    if hidden is None:
        return None
    if not edit.is_latest:
        later = tag("a", "its later edits", href=f"/evidence/history/{edit.edit.kind}/{edit.edit.record}")
        return tag("p", "Changed again since: to undo this edit, undo ", later, " first.", class_="note-by")
    return undo_form(edit.edit, hidden, UNDO_BUTTON)


def undo_form(edit: Edit, hidden: Hidden, words: str) -> Markup:
    """The button that undoes an edit."""
    send = button(joined((words, for_ears(f" {edit.number}, {label(edit.kind)} {edit.record}"))), kind="secondary")
    return form(f"/evidence/history/{edit.number}/undo", send, hidden=hidden())


def refused_undo(later: Edit, hidden: Hidden) -> Markup:
    """Why an edit cannot be undone yet, and the way to undo the later one first."""
    words = (
        f"Edit {later.number} changed the same {label(later.kind)} later. Undoing the earlier one now would "
        "throw that away, so that nothing was undone."
    )
    history = tag("a", "Look at all its edits", href=f"/evidence/history/{later.kind}/{later.record}")
    return joined((tag("p", words), undo_form(later, hidden, f"Undo edit {later.number} first"), tag("p", history)))
