"""The first page: choose your board, and three doors for three kinds of reader."""

import dash_bootstrap_components as dbc
from dash import ClientsideFunction, Input, Output, callback, clientside_callback, dcc, html, register_page

from components.first_run import first_run
from components.home_text import closing_facts, doors, first_steps
from components.page_help import page_help
from components.shell import BOARD_STORE
from components.url_state import DEFAULT_VINTAGE
from data.current import current_dataset
from domain_model.vocabulary import AreaKind

register_page(__name__, path="/", title="Parity Map", name="Home")

OPENED = "home-opened"
BOARD = "home-board"
OPEN = "home-open"
UNCHOSEN = "home-unchosen"
FACTS = "home-facts"


def layout(**_query: str) -> html.Div:
    """The skeleton of the page; the list of boards and the facts follow."""
    return html.Div(
        [
            html.H1("Is mental health on a par with physical health?"),
            html.P(
                "Parity has been the law in England since 2012, without a statement of what achieving it would mean. "
                "Parity Map sets published figures for mental and physical health side by side, says how far "
                "apart they are and how sure that is, and is plain about what cannot be compared.",
                className="lead",
            ),
            page_help("home"),
            first_run("home"),
            html.Section(
                [
                    html.H2("Choose your board", id="choose"),
                    html.Div(
                        [
                            html.Div(
                                [
                                    dbc.Label("Integrated Care Board", html_for=BOARD),
                                    dbc.Select(id=BOARD, options=[], placeholder="Choose …"),
                                ],
                                className="filter",
                            ),
                            html.A("Open this board", id=OPEN, href="#choose", className="btn btn-primary"),
                        ],
                        className="choose-board",
                    ),
                    html.P(id=UNCHOSEN, role="alert", className="choose-first"),
                    html.P("Your choice is remembered in this browser only.", className="note"),
                ]
            ),
            doors(),
            first_steps(),
            html.Div(id=FACTS),
            dcc.Store(id=OPENED, data=True),
        ],
        className="home",
    )


@callback(Output(BOARD, "options"), Output(FACTS, "children"), Input(OPENED, "data"))
def list_boards(_opened: bool) -> tuple[list[dict[str, str]], html.Section]:
    """Offer today's boards by name, and say what the product holds."""
    dataset = current_dataset()
    boards = sorted(dataset.geography.in_vintage(DEFAULT_VINTAGE, AreaKind.ICB), key=lambda board: board.short_name)
    return [{"label": board.short_name, "value": board.code} for board in boards], closing_facts(dataset)


clientside_callback(
    ClientsideFunction("parity", "chosen_address"),
    Output(OPEN, "href"),
    Output(OPEN, "data-remember-board"),
    Input(BOARD, "value"),
)

clientside_callback(
    ClientsideFunction("parity", "remembered_board"),
    Output(BOARD, "value"),
    Input(BOARD, "options"),
    Input(BOARD_STORE, "data"),
)
