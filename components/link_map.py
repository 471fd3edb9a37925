"""The picture of the links: six rows by three columns with one way through them, drawn as one SVG that fits any width.

Colour stands for no sign here: an arrow that was coloured would stand for a net sign, and no such thing is counted.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from components.formatting import plural
from components.labels import label
from components.link_geometry import BOX_HEIGHT, BOX_WIDTH, HEIGHT, Line, corner, lines
from components.link_words import SHORT_BLOCKS, pairs_in_words, route_in_words
from components.markup import joined, tag
from domain_model.cells import Cell
from domain_model.use_cases.follow_links import CellLinks, LinkMap, LinkPair
from domain_model.use_cases.follow_routes import Route
from domain_model.vocabulary import BuildingBlock, Level

_HEADS = {
    "right": "M0 0 L-9 -5 L-9 5 Z",
    "left": "M0 0 L9 -5 L9 5 Z",
    "down": "M0 0 L-5 -9 L5 -9 Z",
    "up": "M0 0 L-5 9 L5 9 Z",
}
_LONGEST_BAR = 34.0
"""In per cent of a box."""

_TWO_LINES: Mapping[BuildingBlock, tuple[str, ...]] = {
    BuildingBlock.LEADERSHIP_GOVERNANCE: ("Leadership", "and governance"),
    BuildingBlock.FINANCING: ("Financing",),
    BuildingBlock.SERVICE_DELIVERY: ("Service delivery",),
    BuildingBlock.WORKFORCE: ("Workforce",),
    BuildingBlock.INFORMATION_RESEARCH: ("Information", "and research"),
    BuildingBlock.TECHNOLOGIES_PRODUCTS: ("Technologies", "and products"),
}


def link_map(links: LinkMap, route: Route | None) -> Markup:
    """The picture; what it shows is also said by its name, by the path in words and by the table of the cells."""
    most = max((max(each.out, each.into) for each in links.cells), default=0)
    on_way = frozenset(route.cells) if route else frozenset[Cell]()
    parts = (
        joined(_column(level) for level in Level),
        _ways(route) if route else None,
        joined(_box(each, most, is_on_way=each.cell in on_way) for each in links.cells),
        _numbers(route) if route else None,
    )
    picture = tag("svg", joined(parts), class_="link-map-grid", height=str(int(HEIGHT)), aria_hidden="true")
    names = tag(
        "svg", joined(map(_row, BuildingBlock)), class_="link-map-rows", height=str(int(HEIGHT)), aria_hidden="true"
    )
    return tag("div", names, picture, class_="link-map", role="img", aria_label=_in_words(links, route))


def _in_words(links: LinkMap, route: Route | None) -> str:
    grid = (
        f"Six building blocks by three levels, with {plural(len(links.links), 'link')}; "
        "how many start and end in each cell stands in the table of the cells."
    )
    if route is None:
        return f"{grid} No path is drawn."
    kind = "Loop" if route.is_loop else "Path"
    skipped = f" Dashed, links that skip a step: {pairs_in_words(route.short_cuts)}." if route.short_cuts else ""
    return f"{grid} {kind} drawn: {route_in_words(route)}.{skipped}"


def _row(block: BuildingBlock) -> Markup:
    _x, y = corner(Cell(block, Level.MACRO))
    words = _TWO_LINES[block]
    first = y + BOX_HEIGHT / 2 + 5 - 8 * (len(words) - 1)
    return joined(tag("text", line, x="0", y=_number(first + 16 * place)) for place, line in enumerate(words))


def _column(level: Level) -> Markup:
    x, y = corner(Cell(BuildingBlock.LEADERSHIP_GOVERNANCE, level))
    return tag("text", label(level).capitalize(), x=_percent(x), y=_number(y - 12), class_="link-map-level")


def _box(each: CellLinks, most: int, *, is_on_way: bool) -> Markup:
    x, y = corner(each.cell)
    is_empty = not each.out and not each.into
    look = f"link-box{' on-way' if is_on_way else ''}{' empty' if is_empty else ''}"
    frame = tag("rect", width="100%", height="100%", rx="2")
    name = tag("text", SHORT_BLOCKS[each.cell.block], x="6", y="14", class_="link-box-name")
    if is_empty:
        inside = tag("text", "no link", x="8", y="33", class_="link-box-none")
    else:
        inside = joined((_bar(each.out, most, "out", 0), _bar(each.into, most, "in", 1)))
    return tag(
        "svg", frame, name, inside, class_=look, x=_percent(x), y=_number(y),
        width=_percent(BOX_WIDTH), height=_number(BOX_HEIGHT),
    )  # fmt: skip


def _bar(number: int, most: int, words: str, line: int) -> Markup:
    """A count as a word, and as a bar against the longest of all cells."""
    length = number / most * _LONGEST_BAR if most else 0
    return tag(
        "g",
        tag("text", f"{number} {words}", x="6", y=str(30 + 15 * line)),
        tag("rect", x="61%", y=str(22 + 15 * line), width=_percent(length), height="8", class_=f"link-bar {words}"),
    )


def _ways(route: Route) -> Markup:
    """The way thick, what skips a step dashed beneath it."""
    drawn = lines(_ends(route))
    taken, skipping = drawn[: len(route.steps)], drawn[len(route.steps) :]
    return joined(
        (
            *(_line(line, "link-skip") for line in skipping),
            *(_line(line, "link-casing", head=False) for line in taken),
            *(_line(line, "link-way") for line in taken),
        )
    )


def _numbers(route: Route) -> Markup:
    """The number of each step on its line, above everything else."""
    taken = lines(_ends(route))[: len(route.steps)]
    return joined(_badge(line, number) for number, line in enumerate(taken, 1))


def _ends(route: Route) -> Sequence[tuple[Cell, Cell]]:
    return [ends for pair in (*route.steps, *route.short_cuts) if (ends := _cells(pair)) is not None]


def _cells(pair: LinkPair) -> tuple[Cell, Cell] | None:
    return None if pair.start is None or pair.end is None else (pair.start, pair.end)


def _line(line: Line, look: str, *, head: bool = True) -> Markup:
    pieces = joined(
        tag("line", x1=_percent(x), y1=_number(y), x2=_percent(to_x), y2=_number(to_y))
        for (x, y), (to_x, to_y) in line.segments
    )
    x, y = line.points[-1]
    arrow = tag("svg", tag("path", d=_HEADS[line.heading]), x=_percent(x), y=_number(y), class_="link-head")
    return tag("g", pieces, arrow if head else None, class_=look)


def _badge(line: Line, number: int) -> Markup:
    x, y = line.middle
    words = tag("text", str(number), x=_percent(x), y=_number(y + 4.5))
    return tag("g", tag("circle", cx=_percent(x), cy=_number(y), r="10"), words, class_="link-badge")


def _percent(number: float) -> str:
    return f"{number:.2f}%"


def _number(number: float) -> str:
    return f"{number:.1f}"


def map_note(route: Route | None) -> str:
    """What the marks of the picture mean."""
    bars = "Bars: links out (filled) and in (open)."
    if route is None:
        return bars
    skipping = sum(len(pair.links) for pair in route.short_cuts)
    dashed = (
        f" Dashed: {plural(skipping, 'link')} that {'skips' if skipping == 1 else 'skip'} a step." if skipping else ""
    )
    kind = "loop" if route.is_loop else "path"
    return f"Thick and numbered: the chosen {kind}.{dashed} {bars} No arrow stands for a sign."
