"""The links of a book as numbers, so that a filter takes a moment also where there are very many of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from domain_model.cells import CELLS, Cell
from domain_model.evidence import Link
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import LinkOrigin
from domain_model.vocabulary import LinkBasis, LinkSign

End = Cell | None
"""An end of a link: a cell, or None where the source names no single one."""

ENDS: tuple[End, ...] = (*CELLS, None)
"""All ends; an end is numbered by its place here, so that the last number stands for no single cell."""

SIGNS = tuple(LinkSign)
_BASES = tuple(LinkBasis)
_ORIGINS = tuple(LinkOrigin)
_NUMBERS: dict[End, int] = {end: number for number, end in enumerate(ENDS)}

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class LinkFilter:
    """Which links are followed; an empty tuple, and None, leave nothing out.

    `sources` are ids of sources. Values of one field are alternatives, fields add up.
    """

    sources: tuple[str, ...] = ()
    bases: tuple[LinkBasis, ...] = ()
    signs: tuple[LinkSign, ...] = ()
    origin: LinkOrigin | None = None


def start_of(link: Link) -> End:
    """The cell a link starts at; None for no single one."""
    return None if link.from_block is None or link.from_level is None else Cell(link.from_block, link.from_level)


def end_of(link: Link) -> End:
    """The cell a link ends at; None for no single one."""
    return None if link.to_block is None or link.to_level is None else Cell(link.to_block, link.to_level)


@dataclass(frozen=True, slots=True, eq=False)
class LinkIndex:
    """All links of a book as numbers, a row for each.

    `pairs` joins both ends into one number: that of the start times the number of ends, plus that of the end. `fields`
    holds for each field of a filter the place of every link's value among all values, and these values.
    """

    links: tuple[Link, ...]
    pairs: Numbers
    signs: Numbers
    fields: Mapping[str, tuple[Numbers, tuple[str, ...]]]

    @property
    def size(self) -> int:
        """How many links there are."""
        return len(self.links)


@lru_cache(maxsize=4)
def index_links(book: EvidenceBook) -> LinkIndex:
    """The index of a book, made once for as long as the book stays the same object."""
    links = book.evidence.links
    sources = tuple(dict.fromkeys(link.source for link in links))
    places = {source: place for place, source in enumerate(sources)}
    signs = _numbers(links, lambda link: SIGNS.index(link.sign))
    return LinkIndex(
        links=links,
        pairs=_numbers(links, lambda link: _NUMBERS[start_of(link)] * len(ENDS) + _NUMBERS[end_of(link)]),
        signs=signs,
        fields={
            "source": (_numbers(links, lambda link: places[link.source]), sources),
            "basis": (_numbers(links, lambda link: _BASES.index(link.basis)), _tokens(_BASES)),
            "sign": (signs, _tokens(SIGNS)),
            "origin": (_numbers(links, lambda link: int(link.id in book.own_links)), _tokens(_ORIGINS)),
        },
    )


def _tokens(tokens: tuple[StrEnum, ...]) -> tuple[str, ...]:
    return tuple(token.value for token in tokens)


def _numbers(links: tuple[Link, ...], number: Callable[[Link], int]) -> Numbers:
    return np.fromiter((number(link) for link in links), dtype=np.int64, count=len(links))


def masks_of(index: LinkIndex, chosen: LinkFilter) -> dict[str, Mask]:
    """Which rows each field of the filter lets through; a field that asks nothing has none."""
    asked: dict[str, tuple[str, ...]] = {
        "source": chosen.sources,
        "basis": _tokens(chosen.bases),
        "sign": _tokens(chosen.signs),
        "origin": () if chosen.origin is None else (chosen.origin.value,),
    }
    found: dict[str, Mask] = {}
    for name, values in asked.items():
        numbers, known = index.fields[name]
        if values:
            found[name] = np.isin(numbers, [place for place, value in enumerate(known) if value in values])
    return found


def all_of(masks: Mapping[str, Mask], size: int, *, but: str = "") -> Mask:
    """The rows that every field lets through, but for the field named by `but`."""
    through: Mask = np.ones(size, dtype=np.bool_)
    for name, mask in masks.items():
        if name != but:
            through &= mask
    return through


def count_choices(index: LinkIndex, masks: Mapping[str, Mask]) -> dict[str, dict[str, int]]:
    """For each field how many links each of its values would leave, the other fields being as they are."""
    found: dict[str, dict[str, int]] = {}
    for name, (numbers, values) in index.fields.items():
        counts = np.bincount(numbers[all_of(masks, index.size, but=name)], minlength=len(values))
        found[name] = dict(zip(values, counts.tolist(), strict=True))
    return found
