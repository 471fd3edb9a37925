"""The way to one's own board for those who have not chosen one: back to the choice."""

from dash import ClientsideFunction, Input, Output, clientside_callback, html, register_page

from components.page_help import page_help
from components.shell import BOARD_LINK, BOARD_STORE

register_page(__name__, path="/area", title="My board - Parity Map", name="My board")


HEADING = "my-board-heading"


def layout(**_query: str) -> html.Div:
    """Say that no board has been chosen in this browser, and where to choose."""
    return html.Div(
        [
            html.H1("My board", id=HEADING),
            page_help("my_board"),
            html.P("No board has been chosen in this browser yet."),
            html.P(html.A("Choose your board", href="/#choose", className="btn btn-primary")),
        ]
    )


clientside_callback(
    ClientsideFunction("parity", "board_address"), Output(BOARD_LINK, "href"), Input(BOARD_STORE, "data")
)

clientside_callback(
    ClientsideFunction("parity", "go_to_board"), Output(HEADING, "data-led-on"), Input(BOARD_STORE, "data")
)
