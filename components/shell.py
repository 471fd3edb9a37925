"""What stands around every page: skip link, header with navigation, main landmark, footer, live region."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from components.attributes import attributes

LICENCE = "Contains public sector information licensed under the Open Government Licence v3.0."
LICENCE_ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
OTHER_TERMS = "Some figures have other terms: see sources."
NOT_ENDORSED = "Not an NHS or WHO product; endorsed by neither."
ANNOUNCEMENTS = "announcements"
"""The id of the live region; `parityGrid.announce(words)` speaks through it."""
BOARD_STORE = "my-board"
"""The id of the store, in this browser only, that remembers `{"code", "vintage"}` of the reader's own board."""

BOARD_LINK = "nav-board"
"""The id of the link in the navigation that leads to the remembered board."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page in the navigation."""

    token: str
    words: str
    path: str


PLACES = (
    Place("home", "Home", "/"),
    Place("board", "My board", "/area"),
    Place("heat-map", "Heat map", "/heat-map"),
    Place("method", "Method", "/method"),
    Place("glossary", "Glossary", "/glossary"),
    Place("sources", "Sources", "/sources"),
)


def shell(
    content: Component | Sequence[Component],
    *,
    active: str = "",
    dataset_version: str = "",
    board: str = "",
    places: Sequence[Place] = PLACES,
) -> html.Div:
    """The whole page around its content.

    `active` is the token of the place that the page belongs to; `board` the code of the reader's own
    board, which 'My board' then leads to.
    """
    return html.Div(
        [
            html.A("Skip to main content", href="#main", className="skip-link"),
            html.Header(
                html.Div(
                    [html.A("Parity Map", href="/", className="product"), _navigation(active, board, places)],
                    className="wide",
                ),
                className="site-header",
            ),
            html.Main(content, id="main", tabIndex=-1, className="wide"),
            _footer(dataset_version),
            html.Div(id=ANNOUNCEMENTS, className="for-ears", role="status", **attributes(aria_live="polite")),
            dcc.Store(id=BOARD_STORE, storage_type="local"),
        ],
        className="page",
    )


def _navigation(active: str, board: str, places: Sequence[Place]) -> html.Nav:
    items = []
    for place in places:
        path = f"{place.path}/{board}" if place.token == "board" and board else place.path
        current = attributes(aria_current="page" if place.token == active else None)
        items.append(html.Li(html.A(place.words, href=path, id=f"nav-{place.token}", **current)))
    return html.Nav(html.Ul(items), **attributes(aria_label="Main"))


def _footer(dataset_version: str) -> html.Footer:
    version = [html.P(["Data version ", html.Code(dataset_version)])] if dataset_version else []
    return html.Footer(
        html.Div(
            [
                *version,
                html.P(html.A(LICENCE, href=LICENCE_ADDRESS)),
                html.P(html.A(OTHER_TERMS, href="/sources")),
                html.P(NOT_ENDORSED),
                html.P(html.A("Accessibility statement", href="/accessibility")),
            ],
            className="wide",
        ),
        className="site-footer",
    )
