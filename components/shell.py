"""What stands around every page: skip link, header with navigation, main landmark, footer, live region."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from components.attributes import attributes
from components.evidence_tabs import TABS
from domain_model.evidence_book import catalogue_version
from domain_model.people import Person
from domain_model.people_vocabulary import Permission

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

EVIDENCE = "/matrix"
"""The place in the navigation that all pages of the evidence belong to."""


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
    Place("tile-map", "Tile map", "/tile-map"),
    Place("matrix", "Evidence", EVIDENCE),
    Place("method", "Method", "/method"),
    Place("glossary", "Glossary", "/glossary"),
    Place("sources", "Sources", "/sources"),
)

SIGN_IN = "/sign-in"
OWN_PLACES = (
    (Permission.SCORE, Place("score", "Score", "/score")),
    (Permission.OWN_ACCOUNT, Place("views", "Saved views", "/views")),
    (Permission.RUN_WORKSHOPS, Place("workshops", "Workshops", "/workshops")),
    (Permission.MANAGE_PEOPLE, Place("people", "People", "/people")),
)
"""What the navigation offers to people who are signed in, by the permission it needs."""


def shell(
    content: Component | Sequence[Component], *, person: Person | None = None, evidence_version: str = ""
) -> html.Div:
    """The whole of a Dash page around its content; `person` is whoever is signed in."""
    return html.Div(
        [
            *page_frame(content, person=person, evidence_version=evidence_version),
            dcc.Store(id=BOARD_STORE, storage_type="local"),
        ],
        className="page",
    )


def page_frame(
    content: Component | Sequence[Component] | str,
    *,
    person: Person | None = None,
    path: str = "",
    evidence_version: str = "",
) -> list[Component]:
    """Skip link, header, main landmark, footer and live region: what every page has, whoever draws it.

    `path` is the address of the page where it is known already; scripts mark it in Dash's pages. The footer names the
    `evidence_version`, and the version of the published data that it begins with.
    """
    return [
        html.A("Skip to main content", href="#main", className="skip-link"),
        html.Header(
            html.Div(
                [
                    html.A("Parity Map", href="/", className="product"),
                    _navigation(path),
                    _account_navigation(person, path),
                ],
                className="wide",
            ),
            className="site-header",
        ),
        html.Main(content, id="main", tabIndex=-1, className="wide"),
        _footer(evidence_version),
        html.Div(id=ANNOUNCEMENTS, className="for-ears", role="status", **attributes(aria_live="polite")),
    ]


def _navigation(path: str) -> html.Nav:
    items = [html.Li(_link(place.words, place.path, f"nav-{place.token}", path)) for place in PLACES]
    return html.Nav(html.Ul(items), **attributes(aria_label="Main"))


def _account_navigation(person: Person | None, path: str) -> html.Nav:
    """Where people sign in; once they have, what only they can do."""
    if person is None:
        links = [_link("Sign in", SIGN_IN, "nav-sign-in", path)]
    else:
        allowed = [place for permission, place in OWN_PLACES if person.may(permission)]
        links = [
            *(_link(place.words, place.path, f"nav-{place.token}", path) for place in allowed),
            _link(person.name, "/account", "nav-account", path, data_signed_in=person.id),
        ]
    return html.Nav(html.Ul([html.Li(link) for link in links]), className="account", **attributes(aria_label="Account"))


def _is_of_evidence(path: str) -> bool:
    return any(path == tab or path.startswith(f"{tab}/") for tab, _words in TABS)


def _link(words: str, target: str, link_id: str, path: str, **more: str) -> html.A:
    current = "page" if path == target else "true" if target == EVIDENCE and _is_of_evidence(path) else None
    return html.A(words, href=target, id=link_id, **attributes(aria_current=current, **more))


def _footer(version: str) -> html.Footer:
    published = catalogue_version(version)
    versions = [html.P(["Data version ", html.Code(published)])] if version else []
    if version != published:
        versions.append(html.P(["Evidence version, with what was added here ", html.Code(version)]))
    return html.Footer(
        html.Div(
            [
                *versions,
                html.P(html.A(LICENCE, href=LICENCE_ADDRESS)),
                html.P(html.A(OTHER_TERMS, href="/sources")),
                html.P(NOT_ENDORSED),
                html.P(html.A("Accessibility statement", href="/accessibility")),
            ],
            className="wide",
        ),
        className="site-footer",
    )
