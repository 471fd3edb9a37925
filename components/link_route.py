"""Which path or loop an address means: its number among those that there are now, and the address that keeps it."""

from components.link_view import LinksView, cells_of_way, way_token
from components.link_words import no_such_way
from domain_model.use_cases.follow_links import LinkMap
from domain_model.use_cases.follow_routes import Loops, Paths


def numbered(view: LinksView, links: LinkMap, paths: Paths, loops: Loops) -> LinksView:
    """The view with the number that its way has now; one that is no more is left out, and named among the problems."""
    if not view.way:
        return view
    cells = cells_of_way(view.way)
    is_loop = cells[0] == cells[-1]
    number = loops.number_of(cells[:-1]) if is_loop else paths.number_of(cells)
    if number is None:
        said = (*view.problems, no_such_way(cells, links))
        return view.with_(way="", path=1, loop=int(is_loop), problems=said)
    return view.with_(loop=number) if is_loop else view.with_(path=number, loop=0)


def path_href(view: LinksView, paths: Paths, number: int, **changes: object) -> str:
    """The address, within the page, of the path of a number: it names the path by its cells."""
    way = way_token(paths.cells_of(number))
    return view.href(way=way, path=number, loop=0, **changes)


def loop_href(view: LinksView, loops: Loops, number: int, **changes: object) -> str:
    """The address, within the page, of the loop of a number: it names the loop by its cells."""
    way = way_token(loops.routes[number - 1].cells, is_loop=True)
    return view.href(way=way, loop=number, **changes)


def lasting(view: LinksView, paths: Paths, loops: Loops) -> LinksView:
    """The view as it is handed on: with the cells of what is drawn instead of a number that links added later change.

    `view` is checked against the paths and loops there are.
    """
    if view.loop:
        return view.with_(way=way_token(loops.routes[view.loop - 1].cells, is_loop=True))
    return view.with_(way=way_token(paths.cells_of(view.path))) if paths.total else view
