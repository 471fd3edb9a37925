"""Words with a dotted line: their definition opens beside them by pointer, focus or touch, and leads to the glossary.

A marked word is a link to its entry that `assets/help.js` turns into a button. The definitions come with the page
once, in one element, so that marked words can stand in HTML text as well as in components.
"""

import re
from collections.abc import Iterable

import orjson
from dash import html
from dash.development.base_component import Component

from components.attributes import attributes
from domain_model.evidence import GlossaryTerm

DEFINITIONS = "term-definitions"
"""The id of the element whose `data-terms` holds the definitions."""

TERMS = frozenset(
    {
        "As at",
        "Building block",
        "Comparability grade",
        "Deciding pair",
        "Geography vintage",
        "Interval",
        "Level",
        "Macro level",
        "Meso level",
        "Micro level",
        "Parity",
        "Per 100",
        "Robustness",
    }
)
"""The entries of the glossary that pages mark: few, so that pages stay calm."""


def term(words: str | Component, entry: str) -> html.Span:
    """Words that show the entry of the glossary of this name.

    Raises:
        ValueError: if the entry is none of those that pages are sent.
    """
    if entry not in TERMS:
        raise ValueError(f"not a marked term: {entry!r}")
    return html.Span(
        [
            html.A(
                words, href=f"/glossary#{term_id(entry)}", role="button", tabIndex="0",
                **attributes(data_term=entry, aria_expanded="false"),
            ),
            html.Span(className="term-definition", hidden=True),
        ],
        className="term",
    )  # fmt: skip


def term_id(entry: str) -> str:
    """The id of an entry on the page of the glossary: `term-standard-deviation-sd`."""
    return f"term-{re.sub(r'[^a-z0-9]+', '-', entry.casefold()).strip('-')}"


def term_definitions() -> html.Div:
    """Where a page with marked words keeps the definitions; the page of the glossary fills it."""
    return html.Div(id=DEFINITIONS, hidden=True)


def definitions_document(glossary: Iterable[GlossaryTerm]) -> str:
    """The definitions of the marked terms as JSON: entry -> plain meaning and more."""
    meanings = {entry.term: f"{entry.plain_meaning} {entry.more}".strip() for entry in glossary if entry.term in TERMS}
    return orjson.dumps(meanings).decode()


def with_places(listing: Component) -> Component:
    """The list of the glossary with an id on each term, for links to lead to."""
    for part in listing._traverse():
        if isinstance(part, html.Dt):
            part.id = term_id(str(part.children))  # pyright: ignore[reportAttributeAccessIssue] - made by Dash
    return listing
