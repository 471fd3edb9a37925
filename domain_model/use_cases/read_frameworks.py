"""Read the frameworks: principles, levers, questions and practice, filtered, counted and set against the cells."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from domain_model.cells import CELLS, Cell
from domain_model.evidence import FrameworkEntry
from domain_model.evidence_vocabulary import FrameworkKind, PopulationGroup


@dataclass(frozen=True, slots=True)
class FrameworkFilter:
    """Which entries are asked for: what is None or '' does not narrow; `text` are words that all occur in an entry."""

    kind: FrameworkKind | None = None
    cell: Cell | None = None
    group: PopulationGroup | None = None
    source: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class FrameworkList:
    """The entries of one framework that were asked for, in its order."""

    kind: FrameworkKind
    framework: str
    entries: tuple[FrameworkEntry, ...]


@dataclass(frozen=True, slots=True)
class FrameworkReading:
    """What a filter finds.

    `facets` says of each field how many entries each of its values would leave under all other filters.
    `crosswalk` says of each cell how many entries of each kind bear on it under all filters but that for a cell; an
    entry counts once in each of its cells. `in_no_cell` is how many of them bear on no single cell. `total` is how
    many entries there are.
    """

    lists: tuple[FrameworkList, ...]
    found: int
    total: int
    facets: Mapping[str, Mapping[str, int]]
    crosswalk: Mapping[Cell, Mapping[FrameworkKind, int]]
    in_no_cell: int


def read_frameworks(entries: tuple[FrameworkEntry, ...], wanted: FrameworkFilter) -> FrameworkReading:
    """The entries that fit, by kind and framework, with what every choice would give."""
    words = words_of(wanted.text)
    found = _fitting(entries, wanted, words)
    anywhere = _fitting(entries, replace(wanted, cell=None), words)
    return FrameworkReading(
        lists=_lists(found),
        found=len(found),
        total=len(entries),
        facets={
            "kind": _counted(_fitting(entries, replace(wanted, kind=None), words), lambda one: (one.kind,)),
            "cell": _counted(anywhere, lambda one: tuple(cell.token for cell in one.cells)),
            "group": _counted(_fitting(entries, replace(wanted, group=None), words), lambda one: one.groups),
            "source": _counted(_fitting(entries, replace(wanted, source=""), words), lambda one: (one.source,)),
        },
        crosswalk={cell: _kinds(tuple(one for one in anywhere if cell in one.cells)) for cell in CELLS},
        in_no_cell=sum(not one.cells for one in anywhere),
    )


def words_of(text: str) -> tuple[str, ...]:
    """The words of a search in small letters."""
    return tuple(text.casefold().split())


def _fitting(
    entries: tuple[FrameworkEntry, ...], wanted: FrameworkFilter, words: tuple[str, ...]
) -> tuple[FrameworkEntry, ...]:
    return tuple(one for one in entries if _fits(one, wanted, words))


def _fits(entry: FrameworkEntry, wanted: FrameworkFilter, words: tuple[str, ...]) -> bool:
    return (
        wanted.kind in (None, entry.kind)
        and (wanted.cell is None or wanted.cell in entry.cells)
        and (wanted.group is None or wanted.group in entry.groups)
        and wanted.source in ("", entry.source)
        and _says(entry, words)
    )


def _says(entry: FrameworkEntry, words: tuple[str, ...]) -> bool:
    said = " ".join((entry.framework, entry.title, entry.text, entry.criterion, entry.note)).casefold()
    return all(word in said for word in words)


def _lists(found: tuple[FrameworkEntry, ...]) -> tuple[FrameworkList, ...]:
    """By kind in the order of the kinds, then by framework in the order of the catalogue, each in its own order."""
    by_list: dict[tuple[FrameworkKind, str], list[FrameworkEntry]] = {}
    for entry in found:
        by_list.setdefault((entry.kind, entry.framework), []).append(entry)
    places = {kind: place for place, kind in enumerate(FrameworkKind)}
    ordered = sorted(by_list.items(), key=lambda one: places[one[0][0]])
    return tuple(
        FrameworkList(kind, framework, tuple(sorted(entries, key=lambda entry: entry.order)))
        for (kind, framework), entries in ordered
    )


def _counted(
    entries: tuple[FrameworkEntry, ...], values: Callable[[FrameworkEntry], tuple[str, ...]]
) -> Mapping[str, int]:
    return Counter(str(value) for entry in entries for value in values(entry))


def _kinds(entries: tuple[FrameworkEntry, ...]) -> Mapping[FrameworkKind, int]:
    """How many entries of each kind, in the order of the kinds; kinds without any are left out."""
    counted = Counter(entry.kind for entry in entries)
    return {kind: counted[kind] for kind in FrameworkKind if counted[kind]}
