"""The page for an address that is none of ours."""

import dash
from dash import html

dash.register_page(
    __name__, path="/404", title="Page not found - Parity Map", name="Page not found", exists=lambda: False
)


def layout(**_query: str) -> html.Div:
    """Say so, and offer the way home."""
    return html.Div(
        [
            html.H1("Page not found"),
            html.P("There is no page at this address. The link that you followed may be old or cut short."),
            html.P(html.A("Go to the start page", href="/")),
        ]
    )
