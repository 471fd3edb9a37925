"""Every term of art and acronym that the product shows, in plain English."""

from dash import Input, Output, callback, dcc, html, register_page

from components.component_markup import lighten
from components.glossary_terms import DEFINITIONS, definitions_document, with_places
from components.page_help import page_help
from components.reference_lists import glossary_list
from data.current import current_dataset

register_page(__name__, path="/glossary", title="Glossary - Parity Map", name="Glossary")

OPENED = "glossary-opened"
TERMS = "glossary-terms"


def layout(**_query: str) -> html.Div:
    """The frame of the page; the terms follow."""
    return html.Div(
        [
            html.H1("Glossary"),
            html.P("What the words on these pages mean.", className="lead"),
            page_help("glossary"),
            html.Div("Being fetched …", id=TERMS),
            dcc.Store(id=OPENED, data=True),
        ],
        className="prose",
    )


@callback(Output(TERMS, "children"), Input(OPENED, "data"))
def list_terms(_opened: bool) -> object:
    """List all terms by letter."""
    return lighten(with_places(glossary_list(current_dataset().glossary)))


@callback(Output(DEFINITIONS, "data-terms"), Input(DEFINITIONS, "id"))
def send_definitions(_id: str) -> str:
    """Give a page with marked words their definitions."""
    return definitions_document(current_dataset().glossary)
