"""The tables of the links page: this path, all paths, all links, one pair, the loops, and the cells."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from markupsafe import Markup

from components.exports.evidence_words import TakenView
from components.exports.link_ways import take_away_link
from components.formatting import plural, sentence_case
from components.labels import cell_label
from components.link_matrix import TABLES_ID, pair_title
from components.link_route import loop_href, path_href
from components.link_view import ROWS, LinksView, LinkTable, ends_of
from components.link_words import (
    WHY_MIXED,
    basis_in_words,
    ends_in_words,
    firmness_of_route,
    influence_sentences,
    no_path,
    polarity_in_words,
    sign_chip,
    tally,
)
from components.markup import for_ears, for_eyes, joined, tag
from components.source_words import source_name
from components.stacked_table import stacked_table
from domain_model.evidence import Link, Source
from domain_model.use_cases.follow_links import LinkMap, LinkPair
from domain_model.use_cases.follow_routes import MOST_LOOP_STEPS, CellReach, Loops, Paths, Route, path_of

Sources = Mapping[str, Source]
Placed = tuple[str, Link]
"""A link with the part of the path it stands in; '' where there is no such part."""

_LINK_COLUMNS = ("Link", "Sign", "What the source says", "Where it says so, and how firmly")
_WAY_COLUMNS = ("Way, with the number of links of each sign", "Steps", "How firm")
_LOOP_COLUMNS = (*_WAY_COLUMNS[:2], "What the signs of its steps have in common, and how firm it is")
_CELL_COLUMNS = ("Cell", "Links out", "Cells it reaches", "Links in", "Cells that reach it")


def link_tables(
    links: LinkMap,
    paths: Paths,
    loops: Loops,
    route: Route | None,
    reach: Sequence[CellReach],
    view: LinksView,
    sources: Sources,
) -> Markup:
    """The way between the tables, and the one that is chosen."""
    return tag(
        "section",
        _tabs(links, paths, loops, route, view),
        _chosen(links, paths, loops, route, reach, view, sources),
        id=TABLES_ID,
        tabindex="-1",
        aria_label="Tables of the links",
    )


def _tabs(links: LinkMap, paths: Paths, loops: Loops, route: Route | None, view: LinksView) -> Markup:
    here = "This loop" if route and route.is_loop else "This path"
    tabs = [
        (LinkTable.PATH, f"{here} ({len(_of_route(route))})"),
        (LinkTable.PATHS, f"All paths ({paths.total})"),
        (LinkTable.ALL, f"All links ({len(links.links):,})"),
        (LinkTable.LOOPS, f"Feedback loops ({len(loops.routes)}{' or more' if loops.was_cut else ''})"),
        (LinkTable.CELLS, "Most influential cells"),
    ]
    tabs += [(table, f"{title} ({sum(len(pair.links) for pair in found)})")
             for table, (title, found) in _of_cells(links, view).items()]  # fmt: skip
    if view.pair:
        tabs.append((LinkTable.PAIR, "One pair"))
    items = (
        tag(
            "li",
            tag(
                "a", words, href=view.href(table=table), data_key=f"table-{table}",
                aria_current="page" if table is view.table else None,
            ),
        )
        for table, words in tabs
    )  # fmt: skip
    return tag("nav", tag("ul", joined(items)), class_="link-tabs", aria_label="Tables of the links")


def _chosen(
    links: LinkMap,
    paths: Paths,
    loops: Loops,
    route: Route | None,
    reach: Sequence[CellReach],
    view: LinksView,
    sources: Sources,
) -> Markup:
    if view.table is LinkTable.PATHS:
        return _paths_table(links, paths, view)
    if view.table is LinkTable.LOOPS:
        return _loops_table(loops, view)
    if view.table is LinkTable.CELLS:
        return _cells_table(reach, view)
    if view.table is LinkTable.ALL:
        return _links_table("All links", [("", link) for link in links.links], links, view, sources)
    if view.table is LinkTable.PAIR:
        if not view.pair:
            return tag("p", "Open a cell of the matrix to list its links.", class_="link-none")
        ends = ends_of(view.pair)
        pair = links.pairs.get(ends)
        found = [("", link) for link in pair.links] if pair else []
        table = _links_table(sentence_case(pair_title(ends)), found, links, view, sources)
        return joined((table, take_away_link(TakenView.PAIR, view) if found else None))
    if view.table in _OF_CELL:
        title, pairs = _of_cells(links, view)[view.table]
        found = [("", link) for pair in pairs for link in pair.links]
        table = _links_table(title, found, links, view, sources)
        return joined((table, take_away_link(_OF_CELL[view.table], view) if found else None))
    if route is None:
        return tag("p", no_path(paths, links), class_="link-none")
    caption = f"Links of this {'loop' if route.is_loop else 'path'}"
    return _links_table(caption, _of_route(route), links, view, sources)


_OF_CELL = {LinkTable.INTO: TakenView.INTO, LinkTable.OUT: TakenView.OUT}


def _of_cells(links: LinkMap, view: LinksView) -> dict[LinkTable, tuple[str, tuple[LinkPair, ...]]]:
    """What acts on the last cell of the path and what the first one acts on, each with its title."""
    return {
        LinkTable.INTO: (f"What acts on {cell_label(view.end)}", links.into(view.end)),
        LinkTable.OUT: (f"What {cell_label(view.start)} acts on", links.out_of(view.start)),
    }


def _of_route(route: Route | None) -> list[Placed]:
    """The links of a way: step by step, then what skips a step, then what leads back."""
    if route is None:
        return []
    steps = [(f"Step {number}", link) for number, step in enumerate(route.steps, 1) for link in step.links]
    skipping = [("Skips a step", link) for pair in route.short_cuts for link in pair.links]
    back = [("Leads back", link) for pair in route.back for link in pair.links]
    return [*steps, *skipping, *back]


def _links_table(title: str, found: Sequence[Placed], links: LinkMap, view: LinksView, sources: Sources) -> Markup:
    if not found:
        return tag("p", f"{title}: no link stated under these choices.", class_="link-none")
    shown = _page_of(found, view)
    is_placed = any(place for place, _link in found)
    columns = (_LINK_COLUMNS[0], "Where", *_LINK_COLUMNS[1:]) if is_placed else _LINK_COLUMNS
    rows = (_link_row(place, link, links, sources, is_placed=is_placed) for place, link in shown)
    return joined((stacked_table(_caption(title, len(found), "link", view), columns, rows), _pages(len(found), view)))


def _link_row(
    place_in_path: str, link: Link, links: LinkMap, sources: Sources, *, is_placed: bool
) -> list[Markup | str]:
    start, end = ends_in_words(link)
    name = tag("a", link.id, href=f"/evidence/links/{quote(link.id)}")
    ends = tag("strong", start, for_eyes(" → "), for_ears(" to "), end, ": ")
    place = f"{source_name(sources.get(link.source))}, {link.place}"
    added = tag("strong", "Added here.", class_="added-here") if link.id in links.own else None
    firm = tag("small", basis_in_words(link), joined((". ", added)) if added else None)
    return [
        name,
        *([place_in_path] if is_placed else []),
        sign_chip(link.sign),
        joined((ends, link.text)),
        joined((place, firm)),
    ]


def _page_of(found: Sequence[Placed], view: LinksView) -> Sequence[Placed]:
    return found[(_at(len(found), view) - 1) * ROWS :][:ROWS]


def _at(total: int, view: LinksView) -> int:
    """The page of fifty that is shown: the last one where the address names one beyond it."""
    return min(view.page, max(1, -(-total // ROWS)))


def _caption(title: str, total: int, one: str, view: LinksView) -> str:
    if total <= ROWS:
        return f"{title}: {plural(total, one)}"
    first = (_at(total, view) - 1) * ROWS + 1
    return f"{title}: {plural(total, one)}, of which {first:,} to {min(total, first + ROWS - 1):,}"


def _pages(total: int, view: LinksView) -> Markup | None:
    """The way to the fifty before and after."""
    at = _at(total, view)
    turns = [
        tag("a", words, href=view.with_(page=to).to_search() or "?", data_key=f"table-{words}")
        for words, to in (("Show the fifty before", at - 1), ("Show more", at + 1))
        if 1 <= to <= -(-total // ROWS)
    ]
    return tag("p", joined(turns), class_="link-turning no-print") if turns else None


def _paths_table(links: LinkMap, paths: Paths, view: LinksView) -> Markup:
    if not paths.total:
        return tag("p", no_path(paths, links), class_="link-none")
    title = f"Paths from {cell_label(paths.start)} to {cell_label(paths.end)}, fewest steps first"
    first = (_at(paths.total, view) - 1) * ROWS + 1
    numbers = range(first, min(paths.total, first + ROWS - 1) + 1)
    rows = (
        _way_row(path_of(links, paths, number), number, path_href(view, paths, number), f"path-{number}")
        for number in numbers
    )
    counts = "; ".join(
        f"{number} of {plural(steps, 'step')}" for steps, number in enumerate(paths.by_steps, 1) if number
    )
    return joined(
        (
            stacked_table(_caption(title, paths.total, "path", view), _WAY_COLUMNS, rows),
            _pages(paths.total, view),
            tag("p", f"Between these two cells there are {counts}.", class_="note"),
        )
    )


def _way_row(route: Route, number: int, href: str, key: str) -> list[Markup | str]:
    name = tag("a", f"{'Loop' if route.is_loop else 'Path'} {number}", href=href, data_key=key)
    cells = [cell_label(cell) for cell in route.cells]
    if route.is_loop:
        cells.append(f"back to {cells[0]}")
    way = joined(joined((" ", tally(step.signs), " ", cell)) for step, cell in zip(route.steps, cells[1:], strict=True))
    common = joined((tag("strong", polarity_in_words(route.polarity)), ". ")) if route.is_loop else None
    return [
        joined((name, ": ", cells[0], way)),
        str(len(route.steps)),
        joined((common, firmness_of_route(route))),
    ]


def _loops_table(loops: Loops, view: LinksView) -> Markup:
    choices = joined(
        tag("option", f"up to {steps} steps", value=str(steps), selected=steps == loops.steps)
        for steps in range(2, MOST_LOOP_STEPS + 1)
    )
    field = tag(
        "div",
        tag("label", "Length of loops", for_="filter-loop_steps"),
        tag(
            "select", choices, id="filter-loop_steps", class_="form-select", data_view_param="loop_steps",
            data_view_clears="page loop way", data_key="filter-loop_steps",
        ),
        class_="filter no-print",
    )  # fmt: skip
    why = tag("p", WHY_MIXED, class_="note")
    if not loops.routes:
        none = tag("p", f"No feedback loop of up to {loops.steps} steps under these choices.", class_="link-none")
        return joined((field, none, why))
    total = len(loops.routes)
    first = (_at(total, view) - 1) * ROWS
    rows = (
        _way_row(route, number, loop_href(view, loops, number), f"loop-{number}")
        for number, route in enumerate(loops.routes[first : first + ROWS], first + 1)
    )
    title = f"Feedback loops of up to {loops.steps} steps, shortest first"
    cut = (
        f"There are more of {plural(loops.cut_at, 'step')} and of more steps than these {total}; "
        "filter the links to see others."
        if loops.was_cut
        else ""
    )
    return joined(
        (
            field,
            stacked_table(_caption(title, total, "loop", view), _LOOP_COLUMNS, rows),
            tag("p", cut, class_="note") if cut else None,
            _pages(total, view),
            why,
        )
    )


def _cells_table(reach: Iterable[CellReach], view: LinksView) -> Markup:
    in_order = sorted(reach, key=lambda each: (-each.links.out, -each.reaches, -each.links.into))
    rows = (
        [
            cell_label(each.links.cell),
            str(each.links.out),
            str(each.reaches),
            str(each.links.into),
            str(each.reached_from),
        ]
        for each in in_order
    )
    ranked = influence_sentences(in_order, view.steps)
    within = plural(view.steps, "step")
    words = joined(tag("p", words) for words in ranked) if ranked else tag("p", "No link stated.")
    note = (
        "A cell that reaches many has many lines of argument leading from it; that says nothing of how strong they "
        "are, and cells that sources wrote much about have more links."
    )
    table = stacked_table(f"Cells by links out; reach within {within}, of 17 other cells", _CELL_COLUMNS, rows)
    return joined((words, table, tag("p", note, class_="note")))
