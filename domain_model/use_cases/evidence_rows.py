"""The tables in which people bring evidence: their columns and words, an example of each, and what a row may mean."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from itertools import chain

from domain_model.cells import CELLS
from domain_model.evidence import Subtheme
from domain_model.evidence_drafts import CROSS_CUTTING, EVERY, SourceDraft
from domain_model.evidence_vocabulary import Perspective, PlacementBasis, PopulationGroup, RecordKind, Wording
from domain_model.own_codebook import Words
from domain_model.vocabulary import BuildingBlock, Level, LinkBasis, LinkSign, StatementKind

MOST_HEADINGS = 10
LONGEST_HEADING = 200
"""Characters of a heading that a message repeats."""

_MOST_QUOTED = 5
RECORD = "record"
"""The column that says, where one table holds several kinds of records, of which kind a row is."""

COLUMNS: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.SOURCE: ("id", *(field.name for field in fields(SourceDraft))),
    RecordKind.STATEMENT: ("id", "kind", "cells", "text", "source", "place", "participant", "voice", "perspective")
    + ("subtheme", "groups", "basis", "wording", "also_in", "note"),
    RecordKind.LINK: ("id", "from_block", "from_level", "to_block", "to_level", "sign", "text", "basis", "basis_note")
    + ("source", "place"),
}
"""The columns of each table, named as in the files of the catalogue."""

EXAMPLE = "fictitious-example"
_EXAMPLE_PLACE = {"source": EXAMPLE, "place": "p. 7"}
EXAMPLES: dict[RecordKind, dict[str, str]] = {
    RecordKind.SOURCE: {"id": EXAMPLE, "title": "FICTITIOUS report on waiting", "authors": "Example A", "year": "2020"},
    RecordKind.STATEMENT: {"id": EXAMPLE, "kind": "barrier", "cells": "financing/meso;workforce/micro"}
    | {"text": "FICTITIOUS: waits grow where posts stay empty", **_EXAMPLE_PLACE},
    RecordKind.LINK: {"id": EXAMPLE, "from_block": "financing", "from_level": "macro", "to_block": "workforce"}
    | {"to_level": "meso", "sign": "worsens", "text": "FICTITIOUS: less money, fewer posts", **_EXAMPLE_PLACE},
}
"""The row of each kind that the templates show; brought as it is, it is left out."""

NOT_TAKEN = {"reading", "in_table2", "version", "at", "author"}
"""Columns of files of ours that say what only the catalogue or the store can say."""

TOKENS: dict[RecordKind, dict[str, type[StrEnum]]] = {
    RecordKind.SOURCE: {},
    RecordKind.STATEMENT: {
        "kind": StatementKind,
        "basis": PlacementBasis,
        "wording": Wording,
        "perspective": Perspective,
        "groups": PopulationGroup,
    },
    RecordKind.LINK: {
        "from_block": BuildingBlock,
        "from_level": Level,
        "to_block": BuildingBlock,
        "to_level": Level,
        "sign": LinkSign,
        "basis": LinkBasis,
    },
}
"""The columns whose words are of a closed list."""

WIDER: dict[type[StrEnum], tuple[str, ...]] = {BuildingBlock: (EVERY, CROSS_CUTTING), Level: (EVERY,)}
"""What an end of a link may name besides single blocks and levels."""

_WIDE_WORDS = {
    **dict.fromkeys(("all", "every block", "every building block", "all building blocks"), EVERY),
    **dict.fromkeys(("every level", "all levels"), EVERY),
    **dict.fromkeys(("cross cutting", "across the building blocks"), CROSS_CUTTING),
}
CELL_TOKENS = frozenset(cell.token for cell in CELLS)
"""The single cells."""

PLACES = frozenset(f"{block}/{level}" for block in (*BuildingBlock, EVERY) for level in (*Level, EVERY))
"""Where a statement may sit: single cells, and every block or level."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: where it stands (`row 7`, `sheet statements, row 7`), which table it is of, its cells by column.

    `kind` is None where nothing tells it. `problems` are columns, or '' for the row, each with what is wrong there.
    """

    where: str
    kind: RecordKind | None
    cells: Mapping[str, str]
    problems: tuple[tuple[str, str], ...] = ()


def unknown_headings(headings: Iterable[str]) -> str:
    """The headings that are not ours as a sentence, each whole, with the nearest of ours if it is close; '' for none.

    Those beyond the first `MOST_HEADINGS` are counted.
    """
    known = {"", RECORD, *NOT_TAKEN, *chain(*COLUMNS.values())}
    foreign = [name for name in dict.fromkeys(headings) if name not in known]
    said: list[str] = []
    for name in foreign[:MOST_HEADINGS]:
        near = nearest_heading(name)
        said.append(f"“{name[:LONGEST_HEADING]}”{f' (did you mean {near}?)' if near else ''}")
    more = f"; and {len(foreign) - MOST_HEADINGS:,} more" if len(foreign) > MOST_HEADINGS else ""
    return f"These headings are not ours: {', '.join(said)}{more}." if said else ""


def nearest_heading(heading: str) -> str:
    """The heading of ours that this one nearly is; '' where none is close, and for one of ours."""
    ours = [RECORD, *chain(*COLUMNS.values())]
    near = get_close_matches(heading[:LONGEST_HEADING], ours, n=1) if heading not in ours else []
    return near[0] if near else ""


def quoted(parts: Sequence[str]) -> str:
    """Some words of a cell, the first few of them."""
    more = f" and {len(parts) - _MOST_QUOTED:,} more" if len(parts) > _MOST_QUOTED else ""
    return ", ".join(f"“{part[:80]}”" for part in parts[:_MOST_QUOTED]) + more


def listed(row: TableRow, column: str) -> tuple[str, ...]:
    """The parts of a cell that holds several, with ; between them."""
    return tuple(part.strip() for part in row.cells.get(column, "").split(";") if part.strip())


class Spelling:
    """Finds what somebody means who writes a token, or the words that the screen has for it, in any case."""

    def __init__(self, words: Words, subthemes: Sequence[Subtheme]) -> None:
        """`words` are those of the screen for a token; a sub-theme may be written by its name if no other has it."""
        self._words = words
        self._known: dict[type[StrEnum], dict[str, str]] = {}
        labels = Counter(_key(one.label) for one in subthemes)
        self._subthemes = {_key(one.label): one.id for one in subthemes if labels[_key(one.label)] == 1}
        self._subthemes |= {_key(f"{words(one.block)}: {one.label}"): one.id for one in subthemes}
        self._subthemes |= {_key(one.id): one.id for one in subthemes}
        self.subthemes = ", ".join(f"{one.id} ({one.label})" for one in subthemes)

    def respelled(self, row: TableRow, kind: RecordKind) -> TableRow:
        """The row with tokens where tokens are meant; what means none stays as it is."""
        cells = dict(row.cells)
        for column in cells.keys() & TOKENS[kind].keys():
            cells[column] = ";".join(self._token(TOKENS[kind][column], part) for part in listed(row, column))
        for column in cells.keys() & {"cells", "also_in"}:
            cells[column] = ";".join(map(self._place, listed(row, column)))
        if "subtheme" in cells:
            cells["subtheme"] = self._subthemes.get(_key(cells["subtheme"]), cells["subtheme"])
        return replace(row, cells=cells)

    def _token(self, kind: type[StrEnum], text: str) -> str:
        if kind not in self._known:
            wide = _WIDE_WORDS if kind in WIDER else {}
            said = {_key(self._words(token)): token.value for token in kind}
            self._known[kind] = wide | said | {_key(token.value): token.value for token in kind}
        return self._known[kind].get(_key(text), text)

    def _place(self, text: str) -> str:
        block, _sign, level = text.replace(",", "/").partition("/")
        found = f"{self._token(BuildingBlock, block)}/{self._token(Level, level)}"
        return found if found in PLACES else text

    def allowed(self, kind: type[StrEnum], *more: str) -> str:
        """All that may be written, with the words of the screen where these are others."""
        said = ((token.value, self._words(token)) for token in kind)
        return ", ".join(
            [*(token if _key(token) == _key(words) else f"{token} ({words})" for token, words in said), *more]
        )

    def no_places(self, parts: Sequence[str], *more: str) -> str:
        """That these parts are no cells, or that there is none, and what may be written."""
        what = f"{quoted(parts)} {'are no cells' if len(parts) > 1 else 'is no cell'}: write" if parts else "write"
        return (
            f"{what} a building block and a level, such as financing/meso, several with ; between. Building blocks: "
            f"{self.allowed(BuildingBlock, *more)}; levels: {self.allowed(Level, *more)}"
        )


@lru_cache(4096)
def _key(text: str) -> str:
    """Words without what people write differently: capitals, spaces, hyphens, and the word `and` or its sign."""
    words = text.casefold().replace("&", " ").replace("_", " ").replace("-", " ").split()
    return " ".join(word for word in words if word != "and")
