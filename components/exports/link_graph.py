"""The links between cells as a graph in GraphML, which Gephi and yEd open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

import networkx

from components.exports.evidence_words import Cover, drawable
from components.labels import cell_label, label
from components.link_words import end_label
from domain_model.cells import Cell
from domain_model.evidence import Link
from domain_model.use_cases.follow_links import firmness
from domain_model.use_cases.index_links import End, end_of, start_of

NO_CELL = "no_single_cell"


@dataclass(frozen=True, slots=True)
class LinkGraph:
    """What a graph shows: its cells in their order, and the links between them.

    `own` are the ids of the links that were added here. Of a path or loop, `steps` holds for each link, by its id, the
    number of the step that it makes, from 1; empty for links that make no path.
    """

    cells: tuple[Cell, ...]
    links: tuple[Link, ...]
    own: frozenset[str]
    steps: Mapping[str, int] = field(default_factory=dict[str, int])


def link_graph(shown: LinkGraph, cover: Cover) -> bytes:
    """The cells as nodes, each link as an edge of its own with its sign, its basis and where it stands.

    Along a path, nodes carry their place in it and edges the number of their step. The graph itself carries what every
    file says: filters, version, address, licence.
    """
    graph = networkx.MultiDiGraph()
    graph.graph.update({_attribute(name): drawable(value) for name, value in _about(cover)})
    for number, cell in enumerate(shown.cells, 1):
        place = {"place_in_path": number} if shown.steps else {}
        graph.add_node(cell.token, label=cell_label(cell), block=label(cell.block), level=label(cell.level), **place)
    for link in shown.links:
        start, end = start_of(link), end_of(link)
        for one in (start, end):
            if one is None:
                graph.add_node(NO_CELL, label=end_label(None), block="", level="")
        step = {"step": shown.steps[link.id]} if shown.steps else {}
        graph.add_edge(
            _node(start),
            _node(end),
            key=link.id,
            label=link.sign.value,
            sign=link.sign.value,
            basis=link.basis.value,
            firmness=firmness(link).value,
            text=drawable(link.text),
            from_words=drawable(link.from_words),
            to_words=drawable(link.to_words),
            source=link.source,
            place=drawable(link.place),
            added_here=link.id in shown.own,
            **step,
        )
    out = BytesIO()
    networkx.write_graphml(graph, out, named_key_ids=True)
    return out.getvalue()


def _about(cover: Cover) -> list[tuple[str, str]]:
    """Name and value of what the cover says, the lines of one name together."""
    together: dict[str, list[str]] = {}
    for name, value in cover.rows():
        together.setdefault(name, []).append(value)
    return [(name, " ".join(values)) for name, values in together.items()]


def _attribute(name: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in name)


def _node(end: End) -> str:
    return end.token if end else NO_CELL
