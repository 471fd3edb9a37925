"""What every file of the evidence says of itself: which view it is, its filters, version, day, address and licence."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from hashlib import sha256

from components.formatting import day_words, listed, plural
from components.labels import cell_label, label
from components.query_view import QueryView
from components.shell import NOT_ENDORSED
from components.source_words import source_name
from components.statement_card import basis_words
from domain_model.cells import Cell
from domain_model.evidence import Source, Statement
from domain_model.evidence_vocabulary import PlacementBasis, Wording
from domain_model.vocabulary import StatementKind

PRODUCT = "Parity Map"
EVERYTHING = "no filter"
FOUND_IN = "found_in"
"""The column that says in which parts of a statement words stand that were searched for."""

LICENCE = (
    "The paraphrases of the catalogue (its statements, links, entries and emphases) are part of Parity Map and under "
    "its MIT licence. The sources that rows name keep the terms of their publishers."
)
OWN_LICENCE = (
    "Rows marked as added here (own) were entered by people who use this copy of Parity Map, and are their makers' "
    "words, as are ratings of confidence, agreed placements and their reasons; the MIT licence does not cover them. "
    "Ask whoever runs this copy before passing them on. Where a row says 'quotation', its words are the source's own."
)
LONGEST_NAME = 100
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SLUG = re.compile(r"[^a-z0-9]+")


class TakenView(StrEnum):
    """The views that can be taken away, by the word in the address."""

    MATRIX = "matrix"
    LINKS = "links"
    PATH = "path"
    LOOP = "loop"
    INTO = "into"
    OUT = "out"
    PAIR = "pair"
    FRAMEWORKS = "frameworks"
    PERSPECTIVES = "perspectives"
    STRATEGIES = "strategies"

    @property
    def page(self) -> str:
        """The address of the page that shows it."""
        return "/links" if self in _PARTS_OF_LINKS else f"/{self}"


_PARTS_OF_LINKS = frozenset({TakenView.PATH, TakenView.LOOP, TakenView.INTO, TakenView.OUT, TakenView.PAIR})

TITLES: dict[TakenView, str] = {
    TakenView.MATRIX: "Matrix of barriers and enablers",
    TakenView.LINKS: "Links between cells",
    TakenView.PATH: "Path of links between cells",
    TakenView.LOOP: "Feedback loop of links between cells",
    TakenView.INTO: "What acts on a cell",
    TakenView.OUT: "What a cell acts on",
    TakenView.PAIR: "Links from one cell to another",
    TakenView.FRAMEWORKS: "Entries of frameworks",
    TakenView.PERSPECTIVES: "What each perspective emphasises",
    TakenView.STRATEGIES: "Barriers, what addresses them, and which figures should move",
}


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the cover of every file.

    `filters` are the choices that narrow or shape the view, each with its name, in words; () where there are none.
    `sources` are those of what the view holds, `methods` the paragraph that says how it came about. `query` is the
    query string of the view; `has_own` says that some of it was added by people of this copy; `notes` are sentences
    that nobody should read the view without, `warnings` what is to be done before anything of it is published.
    """

    view: TakenView
    filters: tuple[tuple[str, str], ...]
    version: str
    day: date
    address: str
    query: str
    sources: tuple[Source, ...]
    methods: str
    has_own: bool = False
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the view is."""
        return TITLES[self.view]

    @property
    def filter_words(self) -> str:
        """All filters in one line: `reading: as coded by us; kinds: barrier`."""
        return "; ".join(f"{name}: {value}" for name, value in self.filters) or EVERYTHING

    @property
    def citation(self) -> str:
        """How the view is cited."""
        return (
            f"{PRODUCT}, {self.title}, evidence version {self.version}, {self.filter_words}, {day_words(self.day)}, "
            f"{self.address}"
        )

    @property
    def licence(self) -> tuple[str, ...]:
        """The lines about licences."""
        return (LICENCE, OWN_LICENCE) if self.has_own else (LICENCE,)

    def rows(self) -> list[tuple[str, str]]:
        """Name and value of everything that a file says of itself."""
        return [
            ("title", f"{PRODUCT}: {self.title}"),
            *(("warning", words) for words in self.warnings),
            ("filters", self.filter_words),
            *((f"filter: {name}", value) for name, value in self.filters),
            ("evidence version", self.version),
            ("date", self.day.isoformat()),
            ("address of the view", self.address),
            ("citation", self.citation),
            ("methods", self.methods),
            *((f"source: {source.id}", source_line(source)) for source in self.sources),
            *(("licence", line) for line in self.licence),
            *(("note", note) for note in (*self.notes, NOT_ENDORSED)),
        ]

    def file_name(self, ending: str) -> str:
        """A name that says what view it is of, with the version; a long one ends in a sum of the whole query."""
        words = _SLUG.sub("-", self.query.lower()).strip("-")
        name = f"parity-map-{self.view}" + (f"-{words}" if words else "")
        if len(name) > LONGEST_NAME:
            name = f"{name[:LONGEST_NAME].rstrip('-')}-{sha256(self.query.encode()).hexdigest()[:8]}"
        return f"{name}-{self.version.replace('+', '-edit-')}.{ending}"


def drawable(text: str) -> str:
    """The text without what no file of XML may hold."""
    return _INVISIBLE.sub("", text)


def source_line(source: Source) -> str:
    """A source as it is cited, with where it stands if its address is known."""
    return f"{source.citation} {source.url}".strip()


_NAMES = {
    "q": "words searched for",
    "kinds": "kind",
    "parts": "part of the reading",
    "sources": "source",
    "subthemes": "sub-theme",
    "voices": "voice",
    "perspectives": "perspective",
    "groups": "people it is about",
    "group": "people it is about",
    "bases": "certainty of its place",
    "participants": "participant",
    "year_from": "from the year",
    "year_to": "to the year",
    "undated": "with sources that print no year",
    "only_thin": "thin voices only",
    "only_contested": "contested level only",
    "only_dual": "both barrier and enabler only",
    "only_own": "added here only",
    "origin": "where from",
    "entry": "one entry",
    "unanswered": "without an answer only",
    "unmeasured": "without a published pair only",
}
"""What the choices of the views are called, by their names in addresses."""


def filters_in_words(
    view: QueryView, names: Mapping[str, Mapping[str, str]], left_out: frozenset[str] = frozenset()
) -> tuple[tuple[str, str], ...]:
    """Each field of a view that is not at its default, in words; `names` has words for ids, by field."""
    default = type(view)()
    return tuple(
        (_NAMES.get(each.name, each.name.replace("_", " ")), _words(getattr(view, each.name), names.get(each.name, {})))
        for each in fields(view)
        if each.name not in left_out | {"problems"} and getattr(view, each.name) != getattr(default, each.name)
    )


def _words(value: object, names: Mapping[str, str]) -> str:
    if isinstance(value, tuple):
        return " or ".join(_words(item, names) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Cell):
        return cell_label(value)
    if isinstance(value, StrEnum):
        return label(value)
    text = str(value)
    return f"{names[text]} ({text})" if text in names else text


def words_looked_in(*, found_in_column: bool = False) -> str:
    """Where words that are searched for are looked for; with the column that says where they stand, if asked."""
    column = f" The column {FOUND_IN} says in which of these they stand." if found_in_column else ""
    return (
        "Words that are searched for are looked for in a statement's text, sub-theme, note, participant, source and "
        f"place there, not in its text alone.{column}{'' if column else ' '}"
    )


KEEP_THE_FILE = (
    "The address shows the evidence as it stands when it is opened, and an earlier version cannot be opened again: "
    "keep the file with what you cite."
)
"""What is said beside a citation."""


def sources_in_words(sources: Sequence[Source], read: int, purpose: str) -> str:
    """A sentence on how many sources were read for a purpose, and which of them stand behind what is shown."""
    names = f" ({'; '.join(map(source_name, sources))})" if sources else ""
    if len(sources) == read:
        return f"We read {plural(read, 'source')}{names} {purpose}. "
    behind = f"{len(sources) or 'none'} {'stand' if len(sources) > 1 else 'stands'} behind what is shown"
    return f"Of {plural(read, 'source')} read {purpose}, {behind}{names}. "


def coding_sentences(statements: Sequence[Statement]) -> str:
    """How statements were coded, with their numbers by kind and by certainty."""
    kinds = Counter(statement.kind for statement in statements)
    # Counted by words, as who disagrees on a contested place differs; in the order of the bases, firmest first.
    order = {basis: place for place, basis in enumerate(PlacementBasis)}
    in_order = sorted(statements, key=lambda statement: order[statement.basis])
    bases = Counter(map(basis_words, in_order))
    of_kind = listed(plural(kinds[kind], _KIND[kind], _KINDS[kind]) for kind in StatementKind if kinds[kind])
    firm = listed(f"{number:,} {words}" for words, number in bases.items())
    quoted = sum(statement.wording is Wording.QUOTATION for statement in statements)
    words = f"{plural(quoted, 'statement is', 'statements are')} quoted from the source. " if quoted else ""
    listed_here = f", of {plural(len(statements), 'passage')} listed" if statements else ""
    return (
        "Each statement says one thing in our words, with its source and its place there, and was placed in the "
        "cells of a framework of six building blocks (World Health Organization) by three levels (macro, meso, micro) "
        f"as barrier, enabler, both or theme. By kind{listed_here}: {of_kind or 'none'}. "
        f"By certainty of its place: {firm or 'none'}. {words}"
    )


_KIND = {
    StatementKind.BARRIER: "barrier",
    StatementKind.ENABLER: "enabler",
    StatementKind.BOTH: "statement that is both",
    StatementKind.THEME: "theme",
}
_KINDS = {kind: f"{words}s" for kind, words in _KIND.items()} | {StatementKind.BOTH: "statements that are both"}


def used_sources(ids: Iterable[str], sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources of these ids, in the order of the evidence."""
    wanted = set(ids)
    return tuple(source for source in sources if source.id in wanted)
