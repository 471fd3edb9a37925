"""What works with which aid, what was tested, and what does not work yet."""

from dash import html, register_page

from components.accessibility_text import accessibility_sections
from components.page_help import page_help

register_page(__name__, path="/accessibility", title="Accessibility - Parity Map", name="Accessibility")


def layout(**_query: str) -> html.Div:
    """The accessibility statement."""
    return html.Div(
        [html.H1("Accessibility"), page_help("accessibility"), *accessibility_sections()], className="prose"
    )
