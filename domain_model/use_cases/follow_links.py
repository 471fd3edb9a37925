"""The links between cells under a filter: how many go out of and into each cell, and which signs each pair carries."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from domain_model.cells import CELLS, Cell
from domain_model.evidence import Link
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import Firmness
from domain_model.use_cases.index_links import (
    ENDS,
    SIGNS,
    End,
    LinkFilter,
    Numbers,
    all_of,
    count_choices,
    index_links,
    masks_of,
)
from domain_model.vocabulary import BuildingBlock, LinkBasis, LinkSign

FIRMNESS = tuple(Firmness)
"""From the firmest to the least firm."""

_NUMBERS = {cell: number for number, cell in enumerate(CELLS)}


@dataclass(frozen=True, slots=True)
class LinkPair:
    """All links from one end to another; the signs stand beside one another and are never summed.

    `links` are in the order of the book, `signs` only those that occur, with their counts.
    """

    start: End
    end: End
    links: tuple[Link, ...]
    signs: tuple[tuple[LinkSign, int], ...]
    firmness: Firmness

    @property
    def has_both_signs(self) -> bool:
        """Whether some links improve and others worsen."""
        return {LinkSign.IMPROVES, LinkSign.WORSENS} <= {sign for sign, _count in self.signs}

    @property
    def leading(self) -> Link:
        """The link to read first: of the sign that most links carry the firmest; it speaks for no net sign."""
        counts = dict(self.signs)
        return min(self.links, key=lambda link: (-counts[link.sign], FIRMNESS.index(firmness(link))))

    @property
    def beside(self) -> tuple[Link, ...]:
        """What stands beside the leading link with another sign, the firmest of each sign."""
        first: dict[LinkSign, Link] = {}
        for link in sorted(self.links, key=lambda link: FIRMNESS.index(firmness(link))):
            first.setdefault(link.sign, link)
        return tuple(first[sign] for sign in SIGNS if sign in first and sign is not self.leading.sign)


@dataclass(frozen=True, slots=True)
class CellLinks:
    """How many links start at a cell and how many end there, loose ones included."""

    cell: Cell
    out: int
    into: int


@dataclass(frozen=True, slots=True, eq=False)
class LinkMap:
    """The links under a filter. Compared by identity.

    `whole` is how many links the book holds, `own` the ids of those that were added here. `pairs` holds every
    ordered pair of ends that a link joins, by these ends; `cells` all eighteen in their order. `choices` says how many
    links each value of a field of the filter would leave under the other fields.
    """

    version: str
    filter: LinkFilter
    whole: int
    links: tuple[Link, ...]
    own: frozenset[str]
    signs: Mapping[LinkSign, int]
    pairs: Mapping[tuple[End, End], LinkPair]
    cells: tuple[CellLinks, ...]
    choices: Mapping[str, Mapping[str, int]]

    @property
    def between_cells(self) -> tuple[LinkPair, ...]:
        """The pairs whose two ends are single cells, in the order of the cells."""
        return tuple(pair for pair in self.pairs.values() if pair.start is not None and pair.end is not None)

    @property
    def loose(self) -> tuple[Link, ...]:
        """The links with an end that is no single cell."""
        return tuple(
            link for pair in self.pairs.values() if pair.start is None or pair.end is None for link in pair.links
        )

    @property
    def with_both_signs(self) -> int:
        """How many pairs of cells carry links that improve and links that worsen."""
        return sum(pair.has_both_signs for pair in self.between_cells)

    def of_cell(self, cell: Cell) -> CellLinks:
        """What starts and ends at one cell."""
        return self.cells[_NUMBERS[cell]]

    def into(self, cell: Cell) -> tuple[LinkPair, ...]:
        """The pairs that end at a cell, in the order of where they start; no single cell comes last."""
        return tuple(pair for pair in self.pairs.values() if pair.end == cell)

    def out_of(self, cell: Cell) -> tuple[LinkPair, ...]:
        """The pairs that start at a cell, in the order of where they end; no single cell comes last."""
        return tuple(pair for pair in self.pairs.values() if pair.start == cell)


@dataclass(frozen=True, slots=True)
class LinkHeadline:
    """What stands out among the links.

    `leading` are the cells that most links start at (several where they tie), with `starts` links each; `receiving` are
    the blocks that most links end at, with `ends` links each, and `levels` the cells of theirs that receive any.
    """

    leading: tuple[Cell, ...]
    starts: int
    receiving: tuple[BuildingBlock, ...]
    ends: int
    levels: tuple[Cell, ...]


def firmness(link: Link) -> Firmness:
    """How firmly a link is said; a note on its basis names what of it we read into the source."""
    if link.basis is not LinkBasis.STATED:
        return Firmness.NOT_STATED
    return Firmness.STATED_WITH_NOTE if link.basis_note else Firmness.STATED


@lru_cache(maxsize=4)
def follow_links(book: EvidenceBook, chosen: LinkFilter) -> LinkMap:
    """The links of a book under a filter, counted; remembered for as long as the book stays the same object."""
    index = index_links(book)
    masks = masks_of(index, chosen)
    rows = np.flatnonzero(all_of(masks, index.size))
    places = index.pairs[rows]
    links = tuple(index.links[row] for row in rows.tolist())
    return LinkMap(
        version=book.version,
        filter=chosen,
        whole=index.size,
        links=links,
        own=book.own_links,
        signs=dict(zip(SIGNS, np.bincount(index.signs[rows], minlength=len(SIGNS)).tolist(), strict=True)),
        pairs=_pairs(links, places),
        cells=_cells(places),
        choices=count_choices(index, masks),
    )


def link_headline(links: LinkMap) -> LinkHeadline | None:
    """What stands out among the links; None where no link has an end that is a cell."""
    starts = max(cell.out for cell in links.cells)
    received = Counter[BuildingBlock]()
    for each in links.cells:
        received[each.cell.block] += each.into
    ends = max(received.values())
    if not starts or not ends:
        return None
    receiving = tuple(block for block in BuildingBlock if received[block] == ends)
    return LinkHeadline(
        leading=tuple(each.cell for each in links.cells if each.out == starts),
        starts=starts,
        receiving=receiving,
        ends=ends,
        levels=tuple(each.cell for each in links.cells if each.cell.block in receiving and each.into),
    )


def _pairs(links: tuple[Link, ...], places: Numbers) -> dict[tuple[End, End], LinkPair]:
    groups: dict[int, list[Link]] = {}
    for place, link in zip(places.tolist(), links, strict=True):
        groups.setdefault(place, []).append(link)
    found = (_pair(ENDS[place // len(ENDS)], ENDS[place % len(ENDS)], groups[place]) for place in sorted(groups))
    return {(pair.start, pair.end): pair for pair in found}


def _pair(start: End, end: End, links: list[Link]) -> LinkPair:
    counts = Counter(link.sign for link in links)
    return LinkPair(
        start=start,
        end=end,
        links=tuple(links),
        signs=tuple((sign, counts[sign]) for sign in SIGNS if counts[sign]),
        firmness=min((firmness(link) for link in links), key=FIRMNESS.index),
    )


def _cells(places: Numbers) -> tuple[CellLinks, ...]:
    out = np.bincount(places // len(ENDS), minlength=len(ENDS)).tolist()
    into = np.bincount(places % len(ENDS), minlength=len(ENDS)).tolist()
    return tuple(CellLinks(cell, out[number], into[number]) for number, cell in enumerate(CELLS))
