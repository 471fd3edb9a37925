"""What drives what: the links between the cells as a path, a matrix and tables."""

from dash import Input, Output, callback, html, register_page
from dash.development.base_component import Component
from markupsafe import Markup

from components.added_words import added_words
from components.attributes import attributes
from components.evidence_skeleton import evidence_skeleton
from components.link_filters import link_filters
from components.link_matrix import link_matrix
from components.link_path import path_card
from components.link_route import lasting, numbered
from components.link_table import link_tables
from components.link_view import LinksView, checked
from components.link_words import headline_sentences, no_such_loop, no_such_path
from components.markup import joined, markup_host, markup_store, tag
from components.notices import key_sentence, problems_notice
from components.page_actions import copy_address, page_actions
from components.page_help import page_help
from components.saved_view_lists import save_view_link
from data.current import current_evidence
from domain_model.evidence_vocabulary import LinkOrigin
from domain_model.people_vocabulary import Permission
from domain_model.use_cases.follow_links import LinkMap, follow_links, link_headline
from domain_model.use_cases.follow_routes import (
    Loops,
    Paths,
    Route,
    find_loops,
    find_paths,
    loop_of,
    path_of,
    reach_of_cells,
)
from pages.http.who import current_person
from pages.painting import paint_hosts

register_page(__name__, path="/links", title="Links - Parity Map", name="Links")

PATH = "/links"
VIEW = "links-view"
FILTERS = "links-filters"
CARD = "links-path"
MATRIX = "links-matrix"
TABLES = "links-table"
HEADLINE = "links-headline"
PROBLEMS = "links-problems"
NEW_LINK = "/evidence/links/new"


def layout(**query: str) -> html.Div:
    """The skeleton of the page; a callback fills it from the address."""
    return evidence_skeleton(
        "What drives what? Links between the cells",
        PATH,
        introduction=[
            page_help("links"),
            html.P("Each link is a passage in a source that ties one cell to another.", className="lead"),
        ],
        view=VIEW,
        query=query,
        filters=FILTERS,
        problems=PROBLEMS,
        content=[
            html.Div(id=HEADLINE),
            html.Div(
                [
                    html.Section(markup_host(CARD), className="link-card", **attributes(aria_label="The chosen path")),
                    html.Section(
                        [markup_host(MATRIX), markup_host(TABLES)],
                        className="link-card",
                        **attributes(aria_label="Every pair of cells, and tables"),
                    ),
                ],
                className="links-layout",
            ),
        ],
    )


paint_hosts(FILTERS, CARD, MATRIX, TABLES)


@callback(
    Output(markup_store(FILTERS), "data"),
    Output(markup_store(CARD), "data"),
    Output(markup_store(MATRIX), "data"),
    Output(markup_store(TABLES), "data"),
    Output(HEADLINE, "children"),
    Output(PROBLEMS, "children"),
    Input(VIEW, "data"),
)
def redraw(search: str | None) -> tuple[Markup, Markup, Markup, Markup, Component, Component | None]:
    """Draw everything from the address."""
    book = current_evidence()
    sources = {source.id: source for source in book.evidence.sources}
    view = checked(LinksView.from_search(search), frozenset(sources))
    links = follow_links(book, view.filter())
    paths = find_paths(links, view.start, view.end, view.steps)
    loops = find_loops(links, view.loop_steps)
    asked, (view, route) = view, route_of(view, links, paths, loops)
    reach = reach_of_cells(links, view.steps)
    return (
        joined((link_filters(view, links, sources), actions(asked, lasting(view, paths, loops), len(links.links)))),
        path_card(links, paths, loops, route, view, sources),
        link_matrix(links, route, view),
        link_tables(links, paths, loops, route, reach, view, sources),
        key_sentence(*headline_sentences(links, link_headline(links)), *added_sentence(links, view)),
        problems_notice(view.problems),
    )


def route_of(view: LinksView, links: LinkMap, paths: Paths, loops: Loops) -> tuple[LinksView, Route | None]:
    """The path or loop that is drawn, and the view with its number.

    A number beyond the last one falls to the first, and is named among the problems: an address that somebody cited
    must not show another path without a word. So is a way, told by its cells, that there is no more.
    """
    view = numbered(view, links, paths, loops)
    said = view.problems
    if view.loop > len(loops.routes):
        said = (*said, no_such_loop(view.loop, loops))
    if view.loop and loops.routes:
        number = view.loop if view.loop <= len(loops.routes) else 1
        return view.with_(loop=number, problems=said), loop_of(loops, number)
    if not paths.total:
        return view.with_(path=1, loop=0, problems=said), None
    if view.path > paths.total:
        said = (*said, no_such_path(view.path, paths))
    number = view.path if view.path <= paths.total else 1
    return view.with_(path=number, loop=0, problems=said), path_of(links, paths, number)


def added_sentence(links: LinkMap, view: LinksView) -> list[list[str | Component]]:
    """How many of the links were added in this copy, with the way to those of the catalogue alone; [] for none."""
    catalogue_alone = view.origin is LinkOrigin.CATALOGUE
    added = links.choices["origin"].get(LinkOrigin.ADDED, 0)
    words = added_words(added, len(links.links), "link", left_out=catalogue_alone)
    if words is None:
        return []
    other = None if catalogue_alone else LinkOrigin.CATALOGUE
    return [[words[0], html.A(words[1], href=view.href(origin=other))]]


def actions(asked: LinksView, shown: LinksView, total: int) -> Markup:
    """The link to this view, the view saved, all its links to take away, and for editors the way to add one.

    `asked` is the view of the address, `shown` the same with the cells of the path that is drawn: a number would mean
    another path once links are added, so that the link that is handed on and the view that is kept name these cells.
    """
    person, query = current_person(), asked.to_search().lstrip("?")
    address = f"{PATH}{shown.to_search()}"
    take_away = f"/evidence/take-away?view=links{'&' if query else ''}{query}"
    quiet = "btn btn-outline-primary btn-sm"
    may_add = person is not None and person.may(Permission.EDIT_EVIDENCE)
    return page_actions(
        copy_address(address),
        save_view_link(address, person),
        tag("a", f"Take every link away ({total:,})", href=take_away, data_key="take-away", class_=quiet),
        tag("a", "Add a link", href=NEW_LINK, data_key="add-link", class_=quiet) if may_add else None,
    )
