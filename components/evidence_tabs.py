"""The way between the pages of the evidence: one bar, the same on all of them."""

from dash import html
from markupsafe import Markup

from components.added_words import was_added
from components.attributes import attributes
from components.component_markup import as_markup

TABS: tuple[tuple[str, str], ...] = (
    ("/matrix", "Matrix"),
    ("/search", "Search"),
    ("/links", "Links"),
    ("/perspectives", "Perspectives"),
    ("/frameworks", "Frameworks"),
    ("/strategies", "From barrier to indicator"),
    ("/evidence", "Add evidence"),
    ("/coding", "Agree on codings"),
)
"""Address and name of each page of the evidence."""


_RECORDS = ("sources", "statements", "links", "confidence")


def tab_of(path: str) -> str:
    """Which of them an address under `/evidence` belongs to: none, '', where it shows a record of the catalogue.

    Such a record is found from the matrix, the search or the links; nobody who reads it is adding anything.
    """
    parts = path.strip("/").split("/")
    is_record = len(parts) > 2 and parts[0] == "evidence" and parts[1] in _RECORDS and parts[2] != "new"
    return "" if is_record and not was_added(parts[2]) else "/evidence"


def evidence_tabs(current: str) -> html.Nav:
    """Links to all of them for a page of Dash; `current` is the address of the one that is shown, '' for none."""
    links = [
        html.Li(html.A(words, href=path, **(attributes(aria_current="page") if path == current else {})))
        for path, words in TABS
    ]
    return html.Nav(html.Ul(links), className="evidence-tabs", **attributes(aria_label="Evidence"))


def evidence_tabs_markup(current: str) -> Markup:
    """The same for a page of plain HTML."""
    return as_markup(evidence_tabs(current))
