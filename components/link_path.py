"""The chosen path or loop in words: its steps with the links that make them, and what stands beside these."""

from collections.abc import Mapping

from markupsafe import Markup

from components.exports.evidence_words import TakenView
from components.exports.link_ways import take_away_link
from components.formatting import plural
from components.labels import label
from components.link_map import link_map, map_note
from components.link_route import loop_href, path_href
from components.link_view import LinksView, LinkTable, pair_token
from components.link_words import (
    COUNTS_NOT_STRENGTHS,
    MARKS,
    NOT_MULTIPLIED,
    WHY_MIXED,
    basis_in_words,
    end_label,
    firmness_of_route,
    no_path,
    sign_chip,
    tally,
)
from components.markup import for_ears, for_eyes, joined, tag
from components.source_words import source_name
from domain_model.evidence import Link, Source
from domain_model.evidence_vocabulary import LoopPolarity
from domain_model.use_cases.follow_links import LinkMap, LinkPair
from domain_model.use_cases.follow_routes import Loops, Paths, Route

Sources = Mapping[str, Source]


def path_card(
    links: LinkMap, paths: Paths, loops: Loops, route: Route | None, view: LinksView, sources: Sources
) -> Markup:
    """Picture and words of what is chosen; `view` is checked against the paths and loops there are."""
    heading = tag("h2", _title(paths, loops, route, view))
    if route is None:
        words = tag("p", no_path(paths, links), class_="link-none")
    else:
        steps = (_step(number, step, view, sources, links.own) for number, step in enumerate(route.steps, 1))
        words = joined(
            (
                tag("ol", *steps, class_="link-steps"),
                tag("p", firmness_of_route(route), class_="link-firm"),
                _polarity(route) if route.is_loop else tag("p", NOT_MULTIPLIED, class_="note"),
            )
        )
    note = tag("p", map_note(route), class_="note link-map-note")
    away = take_away_link(TakenView.LOOP if route.is_loop else TakenView.PATH, view) if route else None
    counts = tag("p", COUNTS_NOT_STRENGTHS, class_="note") if route else None
    return joined((heading, _turning(paths, loops, view), counts, link_map(links, route), note, words, away))


def _title(paths: Paths, loops: Loops, route: Route | None, view: LinksView) -> str:
    ends = f"{end_label(paths.start)} to {end_label(paths.end)}"
    if route is None:
        return f"No path: {ends}"
    if route.is_loop:
        more = " or more" if loops.was_cut else ""
        return f"Loop {view.loop} of {len(loops.routes)}{more} of up to {plural(loops.steps, 'step')}"
    return f"Path {view.path} of {paths.total} of up to {plural(paths.steps, 'step')}: {ends}"


def _turning(paths: Paths, loops: Loops, view: LinksView) -> Markup | None:
    """The way to the neighbours of what is drawn, and to the list of all."""
    if view.loop:
        name, at, total, table, words = "loop", view.loop, len(loops.routes), LinkTable.LOOPS, "All loops"
        paths_only = view.href(loop=0, way="", table=LinkTable.PATH)
        back = tag("a", "Back to paths", href=paths_only, data_key="link-paths")
    else:
        name, at, total, table, words, back = "path", view.path, paths.total, LinkTable.PATHS, "All paths", None
    if not total:
        return None
    turns = [
        tag("a", turn, for_ears(f" {name}"), href=_turned(paths, loops, view, to), data_key=f"link-{turn}")
        for turn, to in (("Previous", at - 1), ("Next", at + 1))
        if 1 <= to <= total
    ]
    listed = tag("a", f"{words} ({total})", href=view.href(table=table), data_key=f"link-list-{name}")
    return tag("nav", joined((*turns, listed, back)), class_="link-turning no-print", aria_label=f"Choose a {name}")


def _turned(paths: Paths, loops: Loops, view: LinksView, to: int) -> str:
    return loop_href(view, loops, to) if view.loop else path_href(view, paths, to)


def _step(number: int, step: LinkPair, view: LinksView, sources: Sources, own: frozenset[str]) -> Markup:
    leading, beside = step.leading, step.beside
    more = len(step.links) - 1 - len(beside)
    badge = tag("span", for_ears("Step "), str(number), class_="step-number")
    ends = tag("strong", end_label(step.start), for_eyes(" → "), for_ears(" to "), end_label(step.end))
    pair = pair_token(step.start, step.end)
    counts = tag(
        "a",
        tally(step.signs),
        for_ears(": list the links of this step"),
        href=view.href(table=LinkTable.PAIR, pair=pair),
        data_key=f"step-{number}",
        class_="link-step-tally",
    )
    words = tag("p", sign_chip(leading.sign), f" {leading.text}.")
    place = tag("small", _place(leading, sources), _added(leading, own))
    others = joined(tag("small", _beside(link), _added(link, own)) for link in beside)
    named = {leading.id, *(link.id for link in beside)}
    theirs = sum(link.id in own and link.id not in named for link in step.links)
    of_these = f", of which {theirs} added here" if theirs else ""
    rest = tag("small", f"And {plural(more, 'more link')} of the same signs{of_these}.") if more > 0 else None
    return tag("li", badge, tag("div", tag("p", ends, " ", counts), words, place, others, rest))


def _added(link: Link, own: frozenset[str]) -> Markup | None:
    return joined((" ", tag("strong", "Added here.", class_="added-here"))) if link.id in own else None


def _beside(link: Link) -> Markup:
    words = f"{label(link.sign)}: {link.text} ({link.id})."
    return joined(("Beside it, ", for_eyes(f"{MARKS[link.sign]} "), words))


def _place(link: Link, sources: Sources) -> str:
    return f"{link.id} · {source_name(sources.get(link.source))}, {link.place} · {basis_in_words(link).rstrip('.')}."


def _polarity(route: Route) -> Markup:
    words = "mixed signs" if route.polarity is LoopPolarity.MIXED else label(route.polarity)
    return tag("p", tag("strong", f"The steps of this loop: {words}. "), WHY_MIXED, class_="note")
