"""From every cell to every cell: a table whose cells say how many links of which sign there are, and open them."""

from collections.abc import Mapping

from markupsafe import Markup

from components.formatting import plural
from components.labels import cell_label, label
from components.link_view import LinksView, LinkTable, pair_token
from components.link_words import RESERVATION, SHORT_BLOCKS, end_label, sign_chip, tally
from components.markup import for_ears, for_eyes, joined, tag
from domain_model.cells import CELLS, Cell
from domain_model.evidence_vocabulary import Firmness
from domain_model.use_cases.follow_links import LinkMap, LinkPair, firmness
from domain_model.use_cases.follow_routes import Route
from domain_model.use_cases.index_links import ENDS, End
from domain_model.vocabulary import BuildingBlock, Level, LinkSign

TABLES_ID = "links-tables"
"""The id of what follows the matrix, for those who step over it."""

SCROLLS = "This table is wider than its frame: it scrolls sideways, by a swipe or with the arrow keys."
"""The sign beside a table that is wider than its frame."""

Ends = tuple[End, End]


def link_matrix(links: LinkMap, route: Route | None, view: LinksView) -> Markup:
    """The matrix with its key: rows act on columns; steps of the chosen way carry their numbers."""
    steps = {(step.start, step.end): number for number, step in enumerate(route.steps if route else (), 1)}
    table = tag(
        "table",
        tag("caption", tag("span", "From rows to columns, with the number of links of each sign")),
        _head(links),
        joined(_block(links, block, steps, view) for block in BuildingBlock),
        tag("tbody", _row(links, None, steps, view, first=True)),
        class_="link-matrix",
    )
    skip = tag("a", "Skip the matrix", href=f"#{TABLES_ID}", class_="link-skip-matrix")
    region = tag("div", table, class_="link-matrix-scroll", role="region", tabindex="0", aria_label="From-to matrix")
    # Drawn by the style sheet only where the table is wider than its frame.
    scrolls = tag("p", SCROLLS, class_="link-matrix-scrolls no-print")
    frame = tag("div", scrolls, region, class_="link-matrix-frame")
    return joined((tag("h2", "Every pair of cells"), _key(links), skip, frame))


def _key(links: LinkMap) -> Markup:
    signs = (
        tag("li", sign_chip(sign), f" {links.signs[sign]}")
        for sign in (LinkSign.WORSENS, LinkSign.IMPROVES, LinkSign.CONDITIONAL, LinkSign.NO_CLEAR_EFFECT)
    )
    firm = [firmness(link) for link in links.links]
    noted, unsure = firm.count(Firmness.STATED_WITH_NOTE), firm.count(Firmness.NOT_STATED)
    words = (
        f"{plural(len(links.loose), 'link')} with an end that is no single cell; "
        f"{plural(unsure, 'inference or opinion', 'inferences or opinions')}; "
        f"{noted} stated with a reservation: {RESERVATION}."
    )
    return joined((tag("ul", joined(signs), class_="link-key"), tag("p", words, class_="note")))


def _head(links: LinkMap) -> Markup:
    blocks = (
        tag("th", for_eyes(SHORT_BLOCKS[block]), for_ears(f"To {label(block)}"), scope="colgroup", colspan="3")
        for block in BuildingBlock
    )
    loose = tag("th", for_eyes("Not one"), for_ears("To not one cell"), scope="col", rowspan="2", class_="loose")
    levels = (_column(links, cell) for cell in CELLS)
    corner = tag("th", "From", for_eyes(" ↓ to →"), scope="col", colspan="2", rowspan="2", class_="corner")
    out = tag("th", "out", scope="col", rowspan="2", class_="sum")
    return tag("thead", tag("tr", corner, out, joined(blocks), loose), tag("tr", joined(levels)))


def _column(links: LinkMap, cell: Cell) -> Markup:
    into = links.of_cell(cell).into
    words = (for_ears(f"{label(cell.block)}, "), label(cell.level))
    return tag("th", *words, tag("small", for_ears(": "), f"{into} in"), scope="col", class_=_edge(cell))


def _block(links: LinkMap, block: BuildingBlock, steps: Mapping[Ends, int], view: LinksView) -> Markup:
    rows = (_row(links, Cell(block, level), steps, view, first=level is Level.MACRO) for level in Level)
    return tag("tbody", joined(rows))


def _row(links: LinkMap, start: End, steps: Mapping[Ends, int], view: LinksView, *, first: bool) -> Markup:
    if start is None:
        head = tag("th", end_label(None), scope="row", colspan="2", class_="block")
        out = sum(len(pair.links) for (begun, _end), pair in links.pairs.items() if begun is None)
    else:
        group = tag("th", SHORT_BLOCKS[start.block], scope="rowgroup", rowspan="3", class_="block") if first else None
        level = tag("th", for_ears(f"{label(start.block)}, "), label(start.level), scope="row", class_="level")
        head, out = joined((group, level)), links.of_cell(start).out
    cells = (_cell(links.pairs.get((start, end)), (start, end), steps, view) for end in ENDS)
    return tag("tr", head, tag("td", str(out), class_="sum"), joined(cells))


def _cell(pair: LinkPair | None, ends: Ends, steps: Mapping[Ends, int], view: LinksView) -> Markup:
    start, end = ends
    look = f"{_edge(end)}{' same' if start == end and start else ''}{' step' if ends in steps else ''}".strip() or None
    if pair is None:
        return tag("td", class_=look)
    token = pair_token(start, end)
    step = steps.get(ends)
    badge = tag("span", for_ears("step "), str(step), class_="step-number") if step else None
    link = tag(
        "a",
        for_ears(f"{end_label(start)} to {end_label(end)}: "),
        badge,
        tally(pair.signs),
        href=view.href(table=LinkTable.PAIR, pair=token),
        data_key=f"pair-{token}",
        aria_current="true" if view.table is LinkTable.PAIR and view.pair == token else None,
    )
    return tag("td", link, class_=look)


def _edge(end: End) -> str:
    """A stronger line where a block begins."""
    return "edge" if end is None or end.level is Level.MACRO else ""


def pair_title(pair: Ends) -> str:
    """A pair of ends in words: `Financing, macro to Workforce, meso`."""
    start, end = (cell_label(each) if each else end_label(None).lower() for each in pair)
    return f"{start} to {end}"
