"""The three kinds of records that are written by form, each with its draft, its form and its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from flask import request
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from components.own_form_parts import FormState
from components.own_forms import link_form, source_form
from components.own_statement_form import statement_form
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_drafts import (
    LinkDraft,
    RecordDraft,
    SourceDraft,
    StatementDraft,
    draft_of_link,
    draft_of_source,
    draft_of_statement,
)
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import Content
from pages.http.forms import hidden_fields
from pages.http.own_evidence_parts import known_in, sent_draft


@dataclass(frozen=True, slots=True)
class RecordForm:
    """How one kind of record is written."""

    kind: RecordKind
    draft: type[SourceDraft] | type[StatementDraft] | type[LinkDraft]
    new_title: str
    change_title: str


FORMS: Mapping[str, RecordForm] = {
    "sources": RecordForm(RecordKind.SOURCE, SourceDraft, "Add a source", "Change a source"),
    "statements": RecordForm(RecordKind.STATEMENT, StatementDraft, "Add a statement", "Change a statement"),
    "links": RecordForm(RecordKind.LINK, LinkDraft, "Add a link", "Change a link"),
}
"""By the part of the address that names the kind."""


def draw_form(draft: RecordDraft, state: FormState, book: EvidenceBook) -> Markup:
    """The form of whichever kind of record it is."""
    if isinstance(draft, SourceDraft):
        return source_form(draft, state, hidden_fields)
    if isinstance(draft, LinkDraft):
        return link_form(draft, state, known_in(book), hidden_fields)
    return statement_form(draft, state, known_in(book), voices_in(book), hidden_fields)


@lru_cache(maxsize=2)
def voices_in(book: EvidenceBook) -> tuple[str, ...]:
    """The voices that statements name, each once, as suggestions for a form."""
    return tuple(sorted({one.voice for one in book.evidence.statements} - {"", "unknown"}))


def draft_in_address(form: RecordForm) -> RecordDraft:
    """What an address fills into a new form: any field by its name, and `cell` for one that is ticked."""
    asked = MultiDict(request.args)
    if "cell" in asked and "cells" not in asked:
        asked.setlist("cells", asked.getlist("cell"))
    return sent_draft(form.draft, asked)


def draft_of(content: Content | None) -> RecordDraft:
    """The draft that makes a record again.

    Raises:
        TypeError: if such a record is not written by these forms.
    """
    if isinstance(content, Source):
        return draft_of_source(content)
    if isinstance(content, Statement):
        return draft_of_statement(content)
    if isinstance(content, Link):
        return draft_of_link(content)
    raise TypeError(f"{content!r} is not written by a form of its own")


def next_form(name: str, draft: RecordDraft, record: str) -> str:
    """The form that follows 'Save and add another': it keeps the source and the place in it."""
    if isinstance(draft, StatementDraft | LinkDraft):
        return f"/evidence/{name}/new?{urlencode({'source': draft.source, 'place': draft.place})}"
    return f"/evidence/statements/new?{urlencode({'source': record})}"
