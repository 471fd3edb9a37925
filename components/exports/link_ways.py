"""What the links page has open, taken away alone: a path or loop with its steps, or the links of a cell or a pair."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from components.exports.evidence_tables import Table, links_table, pairs_table, sources_table
from components.exports.evidence_taken import (
    FOR_LINKS,
    OPEN_IN_LINKS,
    WHAT_A_LINK_IS,
    Printed,
    Taken,
    cover_of,
    narrowed,
    source_names,
)
from components.exports.evidence_words import TakenView, filters_in_words, sources_in_words, used_sources
from components.exports.incomplete_sources import incomplete_warning
from components.exports.link_graph import LinkGraph
from components.exports.way_tables import beside_table, steps_table, way_links_table
from components.formatting import plural, sentence_case
from components.labels import cell_label
from components.link_view import LinksView, LinkTable, cells_of_way, checked, ends_of, way_token
from components.link_words import (
    NOT_MULTIPLIED,
    WHY_MIXED,
    end_label,
    firmness_of_route,
    no_path,
    no_such_loop,
    no_such_path,
    no_such_way,
    pairs_in_words,
    route_in_words,
)
from components.markup import tag
from domain_model.cells import CELLS
from domain_model.evidence import Link
from domain_model.evidence_book import EvidenceBook, catalogue_version
from domain_model.evidence_vocabulary import LinkOrigin
from domain_model.use_cases.follow_links import LinkMap, LinkPair, follow_links
from domain_model.use_cases.follow_routes import Loops, Paths, Route, find_loops, find_paths, loop_of, path_of

WAYS = frozenset({TakenView.PATH, TakenView.LOOP})
OPENED = WAYS | {TakenView.INTO, TakenView.OUT, TakenView.PAIR}
"""What of the links page is taken away alone."""

NEVER_SUMMED = "Signs stand beside one another and are never summed: no cell and no pair has a net sign."

_TABLES = {TakenView.INTO: LinkTable.INTO, TakenView.OUT: LinkTable.OUT, TakenView.PAIR: LinkTable.PAIR}
_FIELDS = {
    TakenView.PATH: ("start", "end", "steps", "path", "way"),
    TakenView.LOOP: ("loop", "loop_steps", "way"),
    TakenView.INTO: ("end",),
    TakenView.OUT: ("start",),
    TakenView.PAIR: ("pair",),
}
_OFFERS = {
    TakenView.PATH: "Take this path away",
    TakenView.LOOP: "Take this loop away",
    TakenView.INTO: "Take away what acts on this cell",
    TakenView.OUT: "Take away what this cell acts on",
    TakenView.PAIR: "Take the links of this pair away",
}
Filters = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the view has open: its name and what is said of it, in words, and the links that it holds."""

    name: str
    said: str
    filters: Filters
    notes: tuple[str, ...]
    tables: tuple[Table, ...]
    held: tuple[str, ...]
    graph: LinkGraph
    links: tuple[Link, ...]


class NothingOpenError(LookupError):
    """A path, a loop or a pair that there is not was to be taken away; its words say so to whoever asked."""


def shown_alone(kind: TakenView, view: LinksView) -> LinksView:
    """The view with nothing but its filters and what opens this part of it."""
    kept = {name: getattr(view, name) for name in (*_FIELDS[kind], "source", "basis", "sign", "origin")}
    return LinksView(table=_TABLES.get(kind, LinkTable.PATH), problems=view.problems).with_(**kept)


def take_away_address(kind: TakenView, view: LinksView) -> str:
    """Where this part of the view is taken away; the address carries which path, loop, cell or pair it is."""
    query = _query(shown_alone(kind, view))
    return f"/evidence/take-away?view={kind}{'&' if query else ''}{query}"


def take_away_link(kind: TakenView, view: LinksView) -> Markup:
    """The link beside a part of the links page that takes away exactly this part."""
    address = take_away_address(kind, view)
    link = tag("a", _OFFERS[kind], href=address, data_key=f"take-{kind}", class_="btn btn-outline-primary btn-sm")
    return tag("p", link, class_="link-away no-print")


def taken_of_links_page(kind: TakenView, view: LinksView, book: EvidenceBook, printed: Printed) -> Taken:
    """The path, the loop, or the links of a cell or a pair that the view has open.

    Raises:
        NothingOpenError: if there is none such, or a part of the view could not be read, so that it is not sure which.
    """
    asked = checked(view, frozenset(source.id for source in book.evidence.sources))
    if asked.problems:
        raise NothingOpenError(f"{sentence_case('; '.join(asked.problems))}. Nothing else was taken in its place.")
    shown, links = shown_alone(kind, asked), follow_links(book, asked.filter())
    link_filters = filters_in_words(shown, {"source": source_names(book.evidence)}, OPEN_IN_LINKS)
    opened = _way(kind, shown, links) if kind in WAYS else _pairs(kind, shown, links)
    if kind in WAYS:  # links added later change its number
        way = way_token(opened.graph.cells, is_loop=kind is TakenView.LOOP)
        shown = shown.with_(way=way, path=1, loop=0)
    catalogue_alone = shown.origin is LinkOrigin.CATALOGUE
    read, version = (
        (book.published, catalogue_version(book.version)) if catalogue_alone else (book.evidence, book.version)
    )
    used = [link.source for link in opened.links]
    sources = used_sources(used, book.evidence.sources)
    own = any(link.id in links.own for link in opened.links)
    methods = (
        f"{sources_in_words(sources, len(read.sources), FOR_LINKS)}{WHAT_A_LINK_IS}"
        f"Shown is {opened.name}, {narrowed(link_filters)}. {opened.said} "
    )
    filters = (*opened.filters, *link_filters)
    warnings = incomplete_warning(sources, used, "link", "links")
    cover = cover_of(kind, shown, filters, book, printed, sources, methods, own, opened.notes, version, warnings)
    cover = replace(cover, query=_query(shown))
    held = (*opened.held, plural(len(sources), "source"))
    return Taken(cover, (*opened.tables, sources_table(sources, used)), held, graph=opened.graph)


def _query(shown: LinksView) -> str:
    """The query string without which table of the page is open: the kind of what is taken away says so already."""
    return shown.with_(table=LinkTable.PATH).to_search().lstrip("?")


def _way(kind: TakenView, view: LinksView, links: LinkMap) -> _Opened:
    route, name, ends = _loop(view, links) if kind is TakenView.LOOP else _path(view, links)
    way, of_steps = route_in_words(route), _links_of(route.steps)
    beside = _links_of((*route.short_cuts, *route.back))
    is_one = len(route.steps) == 1
    steps = "; ".join(f"step {number}, {pairs_in_words((step,))}" for number, step in enumerate(route.steps, 1))
    said = (
        f"It runs {way}. Its {plural(len(route.steps), 'step')} {'is' if is_one else 'are'} made by "
        f"{plural(len(of_steps), 'link')}: {steps}. {firmness_of_route(route)} {NOT_MULTIPLIED}"
    )
    numbers = {link.id: number for number, step in enumerate(route.steps, 1) for link in step.links}
    return _Opened(
        name=f"{kind} {name}",
        said=said,
        filters=((kind.value, name), *ends, ("way", way)),
        notes=(NOT_MULTIPLIED, *((WHY_MIXED,) if route.is_loop else ()), *_said_beside(len(beside), route)),
        tables=(way_links_table(route, links.own), steps_table(route), beside_table(route, links.own)),
        held=(plural(len(route.steps), "step"), plural(len(of_steps), "link")),
        graph=LinkGraph(route.cells, of_steps, links.own, numbers),
        links=(*of_steps, *beside),
    )


def _path(view: LinksView, links: LinkMap) -> tuple[Route, str, Filters]:
    paths = find_paths(links, view.start, view.end, view.steps)
    number = _number_of_way(view, paths, links) or view.path
    if not paths.total:
        raise NothingOpenError(no_path(paths, links))
    try:
        route = path_of(links, paths, number)
    except LookupError:
        raise NothingOpenError(no_such_path(number, paths)) from None
    name = f"{number} of {paths.total} of up to {plural(paths.steps, 'step')}"
    return route, name, (("from", cell_label(paths.start)), ("to", cell_label(paths.end)))


def _loop(view: LinksView, links: LinkMap) -> tuple[Route, str, Filters]:
    loops = find_loops(links, view.loop_steps)
    number = _number_of_way(view, loops, links) or view.loop
    try:
        route = loop_of(loops, number)
    except LookupError:
        raise NothingOpenError(no_such_loop(number, loops)) from None
    more = " or more" if loops.was_cut else ""
    return route, f"{number} of {len(loops.routes)}{more} of up to {plural(loops.steps, 'step')}", ()


def _number_of_way(view: LinksView, among: Paths | Loops, links: LinkMap) -> int | None:
    """The number that the way of the view has now; None where the view names no way."""
    if not view.way:
        return None
    cells, is_loop = cells_of_way(view.way), isinstance(among, Loops)
    if (cells[0] == cells[-1]) != is_loop:
        raise NothingOpenError(f"The address names a {'path' if is_loop else 'loop'}. Nothing was taken in its place.")
    number = among.number_of(cells[:-1] if is_loop else cells)
    if number is None:
        raise NothingOpenError(no_such_way(cells, links))
    return number


def _said_beside(number: int, route: Route) -> tuple[str, ...]:
    """Where the links are that the page draws dashed, so that nobody counts them as steps or misses them."""
    if not number:
        return ()
    one, many = _BESIDE[route.is_loop]
    which = f"1 link that {one} stands" if number == 1 else f"{number} links that {many} stand"
    return (f"Beside the steps, {which} in a further table of the workbook and the document, not among the steps.",)


_BESIDE = {
    True: ("joins cells of this loop otherwise", "join cells of this loop otherwise"),
    False: ("skips a step or leads back", "skip a step or lead back"),
}


def _pairs(kind: TakenView, view: LinksView, links: LinkMap) -> _Opened:
    pairs, filters = _pairs_of(kind, view, links)
    held = _links_of(pairs)
    name = " ".join(f"{name} {value}" for name, value in filters)
    return _Opened(
        name=f"every link {name}" if kind is TakenView.PAIR else name,
        said=f"These are {plural(len(held), 'link')}: {pairs_in_words(pairs) or 'none'}. {NEVER_SUMMED}",
        filters=filters,
        notes=(NEVER_SUMMED,),
        tables=(links_table(held, links.own), pairs_table(pairs)),
        held=(plural(len(held), "link"), plural(len(pairs), "pair of ends", "pairs of ends")),
        graph=LinkGraph(
            tuple(cell for cell in CELLS if any(cell in (pair.start, pair.end) for pair in pairs)), held, links.own
        ),
        links=held,
    )


def _pairs_of(kind: TakenView, view: LinksView, links: LinkMap) -> tuple[tuple[LinkPair, ...], Filters]:
    if kind is TakenView.INTO:
        return links.into(view.end), (("what acts on", cell_label(view.end)),)
    if kind is TakenView.OUT:
        return links.out_of(view.start), (("what is acted on by", cell_label(view.start)),)
    if not view.pair:
        raise NothingOpenError("No pair of cells was named: open one in the matrix of the links.")
    start, end = ends_of(view.pair)
    found = links.pairs.get((start, end))
    return (found,) if found else (), (("from", end_label(start)), ("to", end_label(end)))


def _links_of(pairs: Iterable[LinkPair]) -> tuple[Link, ...]:
    return tuple(link for pair in pairs for link in pair.links)
