"""Links, paths and loops in words: signs beside one another, never added up and never multiplied."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup

from components.added_words import was_added
from components.formatting import listed, plural, sentence_case
from components.labels import cell_label, label
from components.markup import for_ears, for_eyes, joined, tag
from domain_model.cells import Cell
from domain_model.evidence import Link
from domain_model.evidence_vocabulary import Firmness, LoopPolarity
from domain_model.use_cases.follow_links import LinkHeadline, LinkMap, LinkPair, firmness
from domain_model.use_cases.follow_routes import CellReach, Loops, Paths, Route
from domain_model.use_cases.index_links import End, end_of, start_of
from domain_model.vocabulary import BuildingBlock, LinkBasis, LinkSign

MARKS: dict[LinkSign, str] = {
    LinkSign.WORSENS: "−",
    LinkSign.IMPROVES: "+",
    LinkSign.CONDITIONAL: "?",
    LinkSign.NO_CLEAR_EFFECT: "0",
}
"""A sign in shape, in the order in which signs stand beside one another."""

SHORT_BLOCKS: dict[BuildingBlock, str] = {
    BuildingBlock.LEADERSHIP_GOVERNANCE: "Leadership",
    BuildingBlock.FINANCING: "Financing",
    BuildingBlock.SERVICE_DELIVERY: "Delivery",
    BuildingBlock.WORKFORCE: "Workforce",
    BuildingBlock.INFORMATION_RESEARCH: "Information",
    BuildingBlock.TECHNOLOGIES_PRODUCTS: "Technologies",
}
"""A block in one word, where there is room for one only."""

_SUBJECTS = {
    BuildingBlock.LEADERSHIP_GOVERNANCE: "leadership",
    BuildingBlock.FINANCING: "money",
    BuildingBlock.SERVICE_DELIVERY: "delivery",
    BuildingBlock.WORKFORCE: "workforce",
    BuildingBlock.INFORMATION_RESEARCH: "information",
    BuildingBlock.TECHNOLOGIES_PRODUCTS: "technology",
}
_VERBS: dict[LinkSign, tuple[str, str]] = {
    LinkSign.WORSENS: ("worsens", "worsen"),
    LinkSign.IMPROVES: ("improves", "improve"),
    LinkSign.CONDITIONAL: ("depends on conditions", "depend on conditions"),
    LinkSign.NO_CLEAR_EFFECT: ("has no clear effect", "have no clear effect"),
}
NOT_MULTIPLIED = (
    "Signs are never multiplied along a path. Each says what happens to parity in its own target, not whether two "
    "quantities rise together. A path is a line of argument to test, not a proven effect."
)
WHY_MIXED = (
    "A loop has no plus or minus of its own: that would multiply signs which each speak of parity in another cell. "
    "Its steps are given one by one; only where every link of every step carries one and the same sign is it said that "
    "each step worsens or each step improves. All others are mixed."
)
COUNTS_NOT_STRENGTHS = (
    "A number beside a sign counts links: −3 means that three links say it worsens parity there, +1 that one link says "
    "it improves it. Numbers say nothing of how strong an effect is."
)
RESERVATION = (
    "the source states such a link, and a note beside it says which part of it, such as the level of an end, was read "
    "into the source by whoever coded it"
)
"""What a reservation is, to follow a colon."""

Signs = Iterable[tuple[LinkSign, int]]


def end_label(end: End) -> str:
    """An end in words."""
    return "Not one cell" if end is None else cell_label(end)


def ends_in_words(link: Link) -> tuple[str, str]:
    """Both ends of a link; one that is no single cell in the words of the source's coding."""
    start, end = start_of(link), end_of(link)
    return (
        cell_label(start) if start else _no_cell(link.from_words),
        cell_label(end) if end else _no_cell(link.to_words),
    )


def _no_cell(words: str) -> str:
    return sentence_case(words.replace("_", " ")) or end_label(None)


def signs_in_words(signs: Signs) -> str:
    """`3 worsen, 1 improves`; `none` for none."""
    counts = dict(signs)
    return ", ".join(f"{counts[s]} {_VERBS[s][counts[s] != 1]}" for s in MARKS if counts.get(s)) or "none"


def sign_chip(sign: LinkSign) -> Markup:
    """A sign as mark and word."""
    return tag("span", for_eyes(f"{MARKS[sign]} "), label(sign), class_=f"link-sign {sign.value}")


def tally(signs: Signs) -> Markup:
    """The signs of a pair beside one another: `−3 +1`, in words for a screen reader."""
    counts = dict(signs)
    chips = (
        tag("span", _mark(sign, counts[sign]), class_=f"link-sign {sign.value}", aria_hidden="true")
        for sign in MARKS
        if counts.get(sign)
    )
    return tag("span", joined(chips), for_ears(signs_in_words(counts.items())), class_="link-tally")


def _mark(sign: LinkSign, number: int) -> str:
    """`−3`; a nought has its number only where it is not one, as `01` would read as a figure."""
    if sign is LinkSign.NO_CLEAR_EFFECT:
        return MARKS[sign] if number == 1 else f"{MARKS[sign]}×{number}"
    return f"{MARKS[sign]}{number}"


def headline_sentences(links: LinkMap, headline: LinkHeadline | None) -> tuple[str, ...]:
    """What stands out among the links, computed from them."""
    total = len(links.links)
    if headline is None:
        return ("No link fits these choices." if links.whole else "No source links one cell with another.",)
    starts = f"{headline.starts} of {plural(total, 'link')} {_verb(headline.starts, 'start')} at "
    ends = f"{headline.ends} {_verb(headline.ends, 'end')} at "
    each = " each" if len(headline.leading) > 1 else ""
    first = f"{starts}{listed(map(cell_label, headline.leading))}{each} and {ends}{_received(headline)}."
    both, pairs = links.with_both_signs, len(links.between_cells)
    second = (
        f"{both} of {plural(pairs, 'pair')} of cells {_verb(both, 'carry', 'carries')} both signs, "
        "so that no arrow stands for a net sign."
    )
    loose = len(links.loose)
    third = f" {loose} {_verb(loose, 'have', 'has')} an end that is no single cell." if loose else ""
    return (f"{_subject(headline)}{first} {second}{third}",)


def _verb(number: int, many: str, one: str = "") -> str:
    return (one or f"{many}s") if number == 1 else many


def _subject(headline: LinkHeadline) -> str:
    leading = {cell.block for cell in headline.leading}
    if len(leading) > 1 or len(headline.receiving) > 1:
        return ""
    leads, receives = _SUBJECTS[leading.pop()], _SUBJECTS[next(iter(headline.receiving))]
    if leads == receives:
        return f"{sentence_case(leads)} both leads and receives: "
    return f"{sentence_case(leads)} leads and {receives} receives: "


def _received(headline: LinkHeadline) -> str:
    if len(headline.receiving) > 1:
        return f"{listed(map(label, headline.receiving))} each"
    levels = [label(cell.level) for cell in headline.levels]
    return f"{label(next(iter(headline.receiving)))}, {' or '.join(levels)}"


def route_in_words(route: Route) -> str:
    """The cells of a way one after the other."""
    words = [cell_label(cell) for cell in route.cells]
    return " → ".join([*words, f"back to {words[0]}"] if route.is_loop else words)


def firmness_of_route(route: Route) -> str:
    """How firm a way is, and because of which steps."""
    words = label(route.firmness)
    if route.firmness is Firmness.STATED:
        return f"Every step is {words}."
    steps = listed(str(number) for number in route.least_certain)
    name = "loop" if route.is_loop else "path"
    if len(route.least_certain) == 1:
        return f"This {name} is no firmer than its least certain step, which is step {steps}: {words}."
    return f"This {name} is no firmer than its least certain steps, which are steps {steps}: {words}."


def polarity_in_words(polarity: LoopPolarity) -> str:
    """What the signs of all steps of a loop have in common: `Mixed signs`, `Each step worsens`."""
    return "Mixed signs" if polarity is LoopPolarity.MIXED else sentence_case(label(polarity))


def basis_name(link: Link) -> str:
    """How firmly a link is said, in a few words: whose inference it is, where it is one."""
    is_theirs = link.basis is LinkBasis.INFERRED and was_added(link.id)
    return "Inference of who added it" if is_theirs else sentence_case(label(link.basis))


def basis_in_words(link: Link) -> str:
    """How firmly a link is said, with the note on what of it whoever coded it read into the source."""
    words = basis_name(link)
    if firmness(link) is Firmness.STATED or not link.basis_note:
        return words
    return f"{words}. {link.basis_note}"


def no_path(paths: Paths, links: LinkMap) -> str:
    """Why no path is drawn, and what would show one."""
    if paths.start == paths.end:
        return "Both ends are the same cell: choose two, or look for loops through it in the table of loops."
    within = plural(paths.steps, "step")
    longer = next(
        ((steps, count) for steps, count in enumerate(paths.by_steps, 1) if steps > paths.steps and count), None
    )
    if longer is not None:
        return f"No path of up to {within}; of {longer[0]} steps there {_verb(longer[1], 'are', 'is')} {longer[1]}."
    start, end = links.of_cell(paths.start), links.of_cell(paths.end)
    if not start.out:
        return f"No link starts at {cell_label(paths.start)}, so that no path does."
    if not end.into:
        return f"No link ends at {cell_label(paths.end)}, so that no path does."
    return f"No path of up to {len(paths.by_steps)} steps joins these two cells under these choices."


def no_such_path(number: int, paths: Paths) -> str:
    """That there are paths but none of this number, as one address may outlive the links that made it."""
    ends = f"{cell_label(paths.start)} to {cell_label(paths.end)}"
    there = f"there {_verb(paths.total, 'are', 'is')} {plural(paths.total, 'path')}"
    return f"There is no path {number}: under these choices {there} of up to {plural(paths.steps, 'step')}, {ends}."


def no_such_loop(number: int, loops: Loops) -> str:
    """That there is no loop of this number."""
    total = len(loops.routes)
    there = f"there {_verb(total, 'are', 'is')} {plural(total, 'loop')}{' or more' if loops.was_cut else ''}"
    return f"There is no loop {number}: under these choices {there} of up to {plural(loops.steps, 'step')}."


def no_such_way(cells: Sequence[Cell], links: LinkMap) -> str:
    """That the way an address names is not there now, and which of its steps no link makes any more."""
    name = "loop" if cells[0] == cells[-1] else "path"
    way = " → ".join(map(cell_label, cells))
    missing = next((step for step in pairwise(cells) if step not in links.pairs), None)
    if missing is None:
        return f"The {name} {way} is not among those that are listed."
    start, end = map(cell_label, missing)
    return f"There is no {name} {way}: under these choices no link leads from {start} to {end}."


def pairs_in_words(pairs: Sequence[LinkPair]) -> str:
    """Pairs with their signs, `Financing, macro to Workforce, meso (1 worsens)`; '' for none."""
    return "; ".join(
        f"{end_label(pair.start)} to {end_label(pair.end)} ({signs_in_words(pair.signs)})" for pair in pairs
    )


def influence_sentences(reach: Sequence[CellReach], steps: int) -> tuple[str, ...]:
    """The three most influential and the three most influenced cells; () where there is no link."""
    within = f"within {plural(steps, 'step')}"
    out = sorted((each for each in reach if each.links.out), key=lambda each: (-each.links.out, -each.reaches))[:3]
    into = sorted((each for each in reach if each.links.into), key=lambda each: (-each.links.into, -each.reached_from))[
        :3
    ]
    influential = [_ranked(each.links.cell, each.links.out, "out", f"reaches {each.reaches}") for each in out]
    influenced = [_ranked(each.links.cell, each.links.into, "in", f"reached from {each.reached_from}") for each in into]
    found = (("Most influential", influential), ("Most influenced", influenced))
    return tuple(f"{words} ({within}, of 17 other cells): {listed(cells)}." for words, cells in found if cells)


def _ranked(cell: Cell, number: int, way: str, words: str) -> str:
    return f"{cell_label(cell)} ({plural(number, 'link')} {way}, {words})"
