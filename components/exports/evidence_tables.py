"""The evidence as tables for files: the columns with what each means, and the rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components.exports.evidence_judged import JUDGED, judged_values
from components.exports.evidence_words import FOUND_IN
from components.labels import cell_label, label
from components.matrix_words import place_label
from components.source_words import source_name, wording_words
from domain_model.cells import CELLS
from domain_model.evidence import Emphasis, FrameworkEntry, Link, Source, Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_filter import EVERYWHERE, NOWHERE, MatrixPlace, place_of
from domain_model.search import found_in, statement_parts, subtheme_labels
from domain_model.search_words import search_words
from domain_model.use_cases.compare_perspectives import PerspectiveComparison
from domain_model.use_cases.explore_evidence import SIDES, EvidenceMatrix
from domain_model.use_cases.follow_links import LinkPair, firmness
from domain_model.use_cases.index_links import End
from domain_model.vocabulary import LinkSign, StatementKind

Value = str | int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns, each with what it means, and its rows in their order."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(name for name, _meaning in self.columns)

    def documents(self) -> list[dict[str, Value]]:
        """Each row as names and values."""
        return [dict(zip(self.header, row, strict=True)) for row in self.rows]


_STATEMENT = (
    ("id", "the statement's id; it stays the same from version to version"),
    ("kind", "barrier, enabler, both or theme"),
    ("cells", "the cells in which it counts, building_block/level with semicolons between"),
    ("cells_in_words", "the same in words"),
    ("text", "what it says"),
    ("wording", "own_words: our paraphrase; quotation: the source's own words"),
    ("source", "the id of its source"),
    ("place", "where in the source it stands"),
    ("participant", "the participant by the source's own reference, empty where none is named"),
    ("voice", "who says it"),
    ("perspective", "from where that voice speaks"),
    ("reading", "published: an entry of the published table; coded: what the text says beyond it"),
    ("basis", "how firmly it sits in its cells"),
    ("subtheme", "the id of its sub-theme"),
    ("subtheme_name", "the name of its sub-theme"),
    ("groups", "whom it is about, with semicolons between"),
    ("in_table2", "entries of the published table that say the same, counted once"),
    (
        "also_in",
        "cells where it could be filed as well: the text against the table, or some coders, have it there",
    ),
    ("placement", "what it names in place of a single cell"),
    ("note", "our note"),
    ("where_the_original_stands", "whose words the text is in, and where to read the original"),
    ("added_here", "yes: added by people who use this copy; no: of the catalogue"),
    *JUDGED,
)
_FOUND = ((FOUND_IN, "in which parts of it the words searched for stand, with semicolons between"),)
_COUNT = (
    ("block", "the building block"),
    ("level", "the level"),
    ("place", "both in words, or what belongs to no single cell"),
    ("kind", "barrier or enabler"),
    ("count", "how many statements the reading counts here, under the filters"),
    ("published", "entries of the published table"),
    ("coded", "these and what the text says beyond them, each said thing once"),
    ("passages", "statements listed under the reading"),
    ("voices", "named participants behind them"),
    (
        "contested",
        "statements whose place text and table, or the coders of a file, give differently",
    ),
    ("dual", "statements named as barrier and as enabler"),
    ("thin", "yes: at most one named participant stands behind this half"),
    ("why_empty", "why there is nothing here at all; empty where there is something"),
    ("kept_back", "how many the filters keep back"),
)
_SOURCE = (
    ("id", "the source's id"),
    ("name", "how it is named on the pages"),
    ("title", "as its own pages print it, empty where they print none"),
    ("authors", "as printed"),
    ("year", "as printed"),
    ("publisher", "as printed"),
    ("kind", "what sort of document it is"),
    ("citation", "how it is cited"),
    ("evidence_from", "the first year its evidence was gathered in"),
    ("evidence_to", "the last year its evidence was gathered in"),
    ("url", "where the original stands"),
    ("note", "our note"),
    ("records", "how many records of this view come from it"),
)
LINK_COLUMNS = (
    ("id", "the link's id"),
    ("from_block", "the building block it starts at, empty where it names no single one"),
    ("from_level", "the level it starts at"),
    ("to_block", "the building block it ends at"),
    ("to_level", "the level it ends at"),
    ("from_words", "the start in the words of the coding"),
    ("to_words", "the end in the words of the coding"),
    ("sign", "what happens to parity in the target: worsens, improves, conditional or no_clear_effect"),
    ("text", "what it says, in our words"),
    ("basis", "whether the source states it"),
    ("basis_note", "what of it we read into the source"),
    ("firmness", "how firmly it is said"),
    ("source", "the id of its source"),
    ("place", "where in the source it stands"),
    ("added_here", "yes: added by people who use this copy; no: of the catalogue"),
)
PAIR_COLUMNS = (
    ("from", "the cell the links start at"),
    ("to", "the cell they end at"),
    *((sign.value, f"how many links of the sign '{sign.value}'") for sign in LinkSign),
    ("links", "how many links in all; signs are never summed or multiplied"),
    ("firmness", "how firmly the firmest of them is said"),
)
_ENTRY = (
    ("id", "the entry's id"),
    ("kind", "what sort of thing it is"),
    ("framework", "the list it belongs to"),
    ("order", "its place there"),
    ("title", "its name"),
    ("text", "what it says, in our words"),
    ("cells", "the cells on which it bears, with semicolons between"),
    ("cells_basis", "whether the source says so"),
    ("groups", "whom it is about, with semicolons between"),
    ("criterion", "what could be looked at to see whether it is met"),
    ("source", "the id of its source"),
    ("place", "where in the source it stands"),
    ("note", "our note"),
    ("link", "an address that the source prints"),
)
_SAID = (
    ("cell", "the cell, empty where it belongs to no single one"),
    ("perspective", "from where the voice speaks"),
    ("record", "emphasis or statement"),
    ("id", "its id"),
    ("voice", "who says it"),
    ("text", "what is said, in our words"),
    ("source", "the id of its source"),
    ("place", "where in the source it stands"),
    ("statement", "the statement that says the same as an emphasis; empty where none does"),
    ("added_here", "yes: it, or that statement, was added by people who use this copy; no: of the catalogue"),
)


def statements_table(statements: Iterable[Statement], book: EvidenceBook, searched: str = "") -> Table:
    """One row a statement; where words were searched for, as typed, a last column says in which parts they stand."""
    subthemes, words = subtheme_labels(book.evidence), search_words(searched)
    sources = {source.id: source for source in book.evidence.sources}
    rows = (
        (
            one.id, one.kind.value, ";".join(cell.token for cell in one.cells), "; ".join(map(cell_label, one.cells)),
            one.text, one.wording.value, one.source, one.place, one.participant, one.voice, one.perspective.value,
            one.reading.value, one.basis.value, one.subtheme, subthemes.get(one.subtheme, ""),
            ";".join(one.groups), ";".join(one.in_table2), ";".join(cell.token for cell in one.also_in),
            one.placement, one.note,
            wording_words(one.wording, sources.get(one.source), one.place, own=one.id in book.own_statements),
            _yes(one.id in book.own_statements),
            *judged_values(one, book.own),
            *(("; ".join(found_in(statement_parts(one, sources, subthemes), words)),) if searched.strip() else ()),
        )
        for one in statements
    )  # fmt: skip
    return Table("statements", (*_STATEMENT, *(_FOUND if searched.strip() else ())), tuple(rows))


def counts_table(matrix: EvidenceMatrix) -> Table:
    """One row a half of a cell, then what belongs to no single cell and the whole."""
    places = [place_of(cell, side) for cell in CELLS for side in SIDES]
    places += [MatrixPlace(f"{where}.{kind}") for where in (NOWHERE, EVERYWHERE) for kind in (*SIDES, _THEME)]
    rows: list[tuple[Value, ...]] = []
    for place in places:
        half, kind = matrix.of(place.where, place.half), place.half
        rows.append((
            place.block or "", place.level or "", place_label(place), str(kind),
            half.count(matrix.reading), half.published, half.coded, half.passages, half.voices, half.contested,
            half.dual, _yes(half.thin), label(half.emptiness) if half.emptiness else "", half.hidden,
        ))  # fmt: skip
    return Table("counts", _COUNT, tuple(rows))


_THEME = StatementKind.THEME


def sources_table(sources: Sequence[Source], used: Iterable[str]) -> Table:
    """One row a source, with how many records of the view come from it."""
    counts = Counter(used)
    rows = (
        (
            one.id, source_name(one), one.title, one.authors, one.year, one.publisher, one.kind, one.citation,
            _number(one.evidence_from), _number(one.evidence_to), one.url, one.note, counts[one.id],
        )
        for one in sources
    )  # fmt: skip
    return Table("sources", _SOURCE, tuple(rows))


def links_table(links: Iterable[Link], own: frozenset[str]) -> Table:
    """One row a link."""
    return Table("links", LINK_COLUMNS, tuple(link_values(one, own) for one in links))


def link_values(one: Link, own: frozenset[str]) -> tuple[Value, ...]:
    """What `LINK_COLUMNS` say of a link; `own` are the ids of those that were added here."""
    return (
        one.id, one.from_block or "", one.from_level or "", one.to_block or "", one.to_level or "", one.from_words,
        one.to_words, one.sign.value, one.text, one.basis.value, one.basis_note, firmness(one).value, one.source,
        one.place, _yes(one.id in own),
    )  # fmt: skip


def pairs_table(pairs: Iterable[LinkPair]) -> Table:
    """One row a pair of ends that a link joins, the signs beside one another."""
    return Table("pairs", PAIR_COLUMNS, tuple(pair_values(pair) for pair in pairs))


def pair_values(pair: LinkPair) -> tuple[Value, ...]:
    """What `PAIR_COLUMNS` say of a pair of ends."""
    signs = dict(pair.signs)
    counts = (signs.get(sign, 0) for sign in LinkSign)
    return (_end(pair.start), _end(pair.end), *counts, len(pair.links), pair.firmness.value)


def entries_table(entries: Iterable[FrameworkEntry]) -> Table:
    """One row an entry of a framework."""
    rows = (
        (
            one.id, one.kind.value, one.framework, one.order, one.title, one.text,
            ";".join(cell.token for cell in one.cells), one.cells_basis.value, ";".join(one.groups), one.criterion,
            one.source, one.place, one.note, one.link,
        )
        for one in entries
    )  # fmt: skip
    return Table("entries", _ENTRY, tuple(rows))


def perspectives_table(found: PerspectiveComparison, own: frozenset[str]) -> Table:
    """One row a thing that a perspective says of a cell; what is said of several cells stands in each."""
    rows: list[tuple[Value, ...]] = []
    for row in found.rows:
        for perspective, said in row.said.items():
            for one in (*said.emphases, *said.statements):
                record = "emphasis" if isinstance(one, Emphasis) else "statement"
                cell = row.cell.token if row.cell else ""
                same = said.statement_of.get(one.id)
                rows.append((
                    cell, perspective.value, record, one.id, one.voice, one.text, one.source, one.place,
                    same.id if same else "", _yes(one.id in own or (same is not None and same.id in own)),
                ))  # fmt: skip
    return Table("perspectives", _SAID, tuple(rows))


def _end(end: End) -> str:
    return end.token if end else ""


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _number(year: int | None) -> Value:
    return "" if year is None else year
