"""The fields of the links page: both ends, how many steps, and which links are followed."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from components.formatting import plural
from components.labels import cell_label, label
from components.link_view import LinksView
from components.markup import joined, tag
from components.source_words import source_name
from domain_model.cells import CELLS, Cell
from domain_model.evidence import Source
from domain_model.evidence_vocabulary import LinkOrigin
from domain_model.use_cases.follow_links import LinkMap
from domain_model.use_cases.follow_routes import MOST_STEPS
from domain_model.vocabulary import BuildingBlock, LinkBasis, LinkSign

Choice = tuple[str, str]
_CLEARS = "path loop way page"
"""What stands for another choice no longer, once one of the fields is changed."""


def link_filters(view: LinksView, links: LinkMap, sources: Mapping[str, Source]) -> Markup:
    """The bar as markup; every choice says how many links it would leave."""
    default = LinksView()
    steps = [
        ("" if number == default.steps else str(number), f"up to {plural(number, 'step')}")
        for number in range(1, MOST_STEPS + 1)
    ]
    named = {source: source_name(sources.get(source)) for source in links.choices["source"]}
    signs = {sign.value: label(sign) for sign in LinkSign}
    bases = {basis.value: label(basis) for basis in LinkBasis}
    origins = {origin.value: label(origin) for origin in LinkOrigin}
    fields = (
        _cells("start", "From", view.start, default.start, links, out=True),
        _cells("end", "To", view.end, default.end, links, out=False),
        _select("steps", "Steps", steps, "" if view.steps == default.steps else str(view.steps)),
        _tokens("source", "Source", "all sources", named, links, view.source),
        _tokens("basis", "Basis", "all", bases, links, tuple(basis.value for basis in view.basis)),
        _tokens("sign", "Sign", "all", signs, links, tuple(sign.value for sign in view.sign)),
        _tokens("origin", "Where from", "all", origins, links, (view.origin.value,) if view.origin else ()),
    )
    reset = tag("a", "Reset all", href="?", class_="reset", data_key="reset")
    return tag("div", joined(fields), reset, class_="filters", role="group", aria_label="Choose what is shown")


def _cells(name: str, words: str, chosen: Cell, default: Cell, links: LinkMap, *, out: bool) -> Markup:
    """A field that names one of the eighteen cells, by block, with the links that start or end there."""
    options = {cell: _cell(cell, chosen, default, links, out=out) for cell in CELLS}
    groups = (
        tag("optgroup", *(options[cell] for cell in CELLS if cell.block is block), label=label(block))
        for block in BuildingBlock
    )
    return _field(name, words, joined(groups))


def _cell(cell: Cell, chosen: Cell, default: Cell, links: LinkMap, *, out: bool) -> Markup:
    counted = links.of_cell(cell)
    number = f"{counted.out} out" if out else f"{counted.into} in"
    value = "" if cell == default else cell.token
    return tag("option", f"{cell_label(cell)} ({number})", value=value, selected=cell == chosen)


def _tokens(
    name: str, words: str, everything: str, named: Mapping[str, str], links: LinkMap, chosen: tuple[str, ...]
) -> Markup:
    """A field of one value or all; an address that names several finds them as a choice of their own."""
    counts = links.choices[name]
    several = [(",".join(chosen), " or ".join(named.get(each, each) for each in chosen))] if len(chosen) > 1 else []
    single = [(value, f"{text} ({counts.get(value, 0):,})") for value, text in named.items()]
    return _select(name, words, [("", everything), *several, *single], ",".join(chosen))


def _select(name: str, words: str, choices: Iterable[Choice], chosen: str) -> Markup:
    return _field(
        name, words, joined(tag("option", text, value=value, selected=value == chosen) for value, text in choices)
    )


def _field(name: str, words: str, options: Markup) -> Markup:
    field = f"filter-{name}"
    return tag(
        "div",
        tag("label", words, for_=field),
        tag(
            "select", options, id=field, data_view_param=name, data_view_clears=_CLEARS, data_key=field,
            class_="form-select",
        ),
        class_="filter",
    )  # fmt: skip
