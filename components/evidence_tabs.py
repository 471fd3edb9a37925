"""The way between the pages of the evidence: one bar, the same on all of them."""

from dash import html
from markupsafe import Markup

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


def evidence_tabs(current: str) -> html.Nav:
    """Links to all of them for a page of Dash; `current` is the address of the one that is shown."""
    links = [
        html.Li(html.A(words, href=path, **(attributes(aria_current="page") if path == current else {})))
        for path, words in TABS
    ]
    return html.Nav(html.Ul(links), className="evidence-tabs", **attributes(aria_label="Evidence"))


def evidence_tabs_markup(current: str) -> Markup:
    """The same for a page of plain HTML."""
    return as_markup(evidence_tabs(current))
