"""A view of the evidence as it is taken away: its cover, and its tables, the main one first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from components.exports.evidence_judged import confidence_sentence, is_judged
from components.exports.evidence_tables import (
    Table,
    counts_table,
    entries_table,
    links_table,
    pairs_table,
    perspectives_table,
    sources_table,
    statements_table,
)
from components.exports.evidence_words import (
    Cover,
    TakenView,
    coding_sentences,
    filters_in_words,
    sources_in_words,
    used_sources,
    words_looked_in,
)
from components.exports.incomplete_sources import incomplete_warning
from components.exports.link_graph import LinkGraph
from components.formatting import listed, plural
from components.framework_view import FrameworksView
from components.labels import label
from components.link_view import LinksView
from components.matrix_view import MatrixView
from components.own_words import NOT_ABOUT_CARE
from components.perspective_view import PerspectivesView
from components.query_view import QueryView
from components.source_words import source_name
from domain_model.cells import CELLS
from domain_model.dataset import Evidence
from domain_model.evidence import FrameworkEntry, Source, Statement
from domain_model.evidence_book import EvidenceBook, catalogue_version
from domain_model.evidence_filter import NOWHERE
from domain_model.evidence_vocabulary import LinkOrigin, MatrixReading, PlacementBasis
from domain_model.use_cases.compare_perspectives import PerspectiveComparison
from domain_model.use_cases.explore_evidence import EvidenceMatrix
from domain_model.use_cases.follow_links import LinkMap
from domain_model.vocabulary import Reading

_OPEN_IN_MATRIX = frozenset({"cell", "page", "measure", "reading"})
OPEN_IN_LINKS = frozenset({"start", "end", "steps", "path", "loop", "loop_steps", "table", "pair", "page", "way"})
"""What the links page opens: no filter of the links."""


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """What is taken away: its cover and its tables, the main one first.

    `matrix` or `links` are what its figure draws, `graph` the links that a graph of it has; None where there is none.

    `held` says how much there is of what, in the numbers and units of the view's own page.
    """

    cover: Cover
    tables: tuple[Table, ...]
    held: tuple[str, ...]
    matrix: EvidenceMatrix | None = None
    links: LinkMap | None = None
    graph: LinkGraph | None = None

    @property
    def main(self) -> Table:
        """The table that the view is about."""
        return self.tables[0]


@dataclass(frozen=True, slots=True)
class Printed:
    """When and at which address a view is taken away."""

    day: date
    address: str


def taken_matrix(view: MatrixView, matrix: EvidenceMatrix, book: EvidenceBook, printed: Printed) -> Taken:
    """The statements of the matrix under its filters, the counts, and the sources."""
    statements, evidence = _counted_statements(matrix), book.evidence
    used = [statement.source for statement in statements]
    sources = used_sources(used, evidence.sources)
    own = any(statement.id in matrix.own or is_judged(statement, book.own) for statement in statements)
    is_extended = matrix.reading is MatrixReading.EXTENDED
    # Ratings of confidence stand beside statements of the catalogue too, and are then part of what is cited.
    version = book.version if is_extended or own else catalogue_version(book.version)
    read = book.evidence if is_extended else book.published
    counted = f"{plural(matrix.total, 'statement')} in {plural(matrix.placements, 'placement')}"
    listing = f"{plural(len(statements), 'passage')} listed"
    filters = (("reading", label(matrix.reading)), *filters_in_words(view, _names(evidence), _OPEN_IN_MATRIX))
    nowhere = matrix.of(NOWHERE).count(matrix.reading)
    methods = (
        f"{sources_in_words(sources, len(read.sources), _FOR_PARITY)}"
        f"{coding_sentences(statements)}{words_looked_in() if view.q.strip() else ''}"
        f"{_added_sentence(statements, book) if is_extended else ''}"
        f"Counted is the evidence {label(matrix.reading)}, {narrowed(filters[1:])}: "
        f"{counted}, from {listing}. {_SAID_ONCE if len(statements) != matrix.total else ''}A statement counts once "
        "in each half of each cell to which it belongs: one that names two cells in both, one that is both barrier and "
        "enabler in both halves, a theme in neither half; so neither kinds nor cells add up to the number of "
        "statements. "
        f"{plural(nowhere, 'statement belongs', 'statements belong')} to no single cell. An empty cell means that "
        f"nothing was asked or reported there{' or was filtered out' if filters[1:] else ''}, not that all is well. "
        f"{confidence_sentence(statements, book.own)}"
    )
    shown = view.with_(cell=None, page=1)
    notes = (
        *((words_looked_in(found_in_column=True),) if view.q.strip() else ()),
        *((NOT_ABOUT_CARE,) if any(one.id in book.own.confidence for one in statements) else ()),
    )
    warnings = incomplete_warning(sources, used, "passage listed", "passages listed")
    cover = cover_of(TakenView.MATRIX, shown, filters, book, printed, sources, methods, own, notes, version, warnings)
    tables = (
        statements_table(statements, book, view.q),
        counts_table(matrix),
        sources_table(sources, used),
    )
    held = (counted, f"{listing}, one a row", plural(len(sources), "source"))
    return Taken(cover, tables, held, matrix=matrix)


def taken_links(view: LinksView, links: LinkMap, book: EvidenceBook, printed: Printed) -> Taken:
    """The links under the filters of the links page, the pairs of cells, and the sources."""
    used = [link.source for link in links.links]
    sources = used_sources(used, book.evidence.sources)
    filters = filters_in_words(view, {"source": source_names(book.evidence)}, OPEN_IN_LINKS)
    catalogue_alone = view.origin is LinkOrigin.CATALOGUE
    read, version = (
        (book.published, catalogue_version(book.version)) if catalogue_alone else (book.evidence, book.version)
    )
    pairs, loose = links.between_cells, len(links.pairs) - len(links.between_cells)
    signs = listed(f"{number:,} {label(sign)}" for sign, number in links.signs.items() if number)
    methods = (
        f"{sources_in_words(sources, len(read.sources), FOR_LINKS)}"
        f"{WHAT_A_LINK_IS}"
        f"Shown are {plural(len(links.links), 'link')} of {len(read.links):,}, {narrowed(filters)}: {signs or 'none'}. "
        f"Of them {len(links.links) - len(links.loose):,} run between {plural(len(pairs), 'pair')} of cells, of which "
        f"{plural(links.with_both_signs, 'pair carries', 'pairs carry')} links that improve and links that worsen; "
        f"{plural(len(links.loose), 'link has', 'links have')} an end that is no single cell, in "
        f"{plural(loose, 'further row')} of the table of pairs. Signs are neither summed nor multiplied along paths. "
    )
    own = any(link.id in links.own for link in links.links)
    # What is drawn or listed on the page, such as a path, leaves no link out, and so is no part of what is taken away.
    shown = LinksView(source=view.source, basis=view.basis, sign=view.sign, origin=view.origin)
    warnings = incomplete_warning(sources, used, "link", "links")
    cover = cover_of(
        TakenView.LINKS, shown, filters, book, printed, sources, methods, own, version=version, warnings=warnings
    )
    tables = (links_table(links.links, links.own), pairs_table(links.pairs.values()), sources_table(sources, used))
    held = (
        plural(len(links.links), "link"),
        plural(len(pairs), "pair of cells", "pairs of cells"),
        plural(len(sources), "source"),
    )
    return Taken(cover, tables, held, links=links, graph=LinkGraph(CELLS, links.links, links.own))


def taken_frameworks(
    view: FrameworksView, entries: tuple[FrameworkEntry, ...], book: EvidenceBook, printed: Printed
) -> Taken:
    """The entries of frameworks under the filters of their page, and the sources."""
    used = [entry.source for entry in entries]
    sources = used_sources(used, book.evidence.sources)
    filters = filters_in_words(view, {"source": source_names(book.evidence)}, frozenset({"area"}))
    stated = sum(bool(entry.cells) and entry.cells_basis is not PlacementBasis.INFERRED for entry in entries)
    methods = (
        f"{sources_in_words(sources, len(book.published.sources), _FOR_ENTRIES)}"
        "Each is written as a short entry in our words, with its source and its place there. "
        f"Shown are {plural(len(entries), 'entry', 'entries')} of {len(book.evidence.framework_entries):,}, "
        f"{narrowed(filters)}. Which cells of the framework an entry bears on is our reading, but for "
        f"{plural(stated, 'entry', 'entries')} of which the source says so. "
    )
    # Nobody adds entries here: they are the catalogue's alone.
    shown, version = view.with_(area=""), catalogue_version(book.version)
    warnings = incomplete_warning(sources, used, "entry", "entries")
    cover = cover_of(
        TakenView.FRAMEWORKS, shown, filters, book, printed, sources, methods, False, version=version, warnings=warnings
    )
    held = (plural(len(entries), "entry", "entries"), plural(len(sources), "source"))
    return Taken(cover, (entries_table(entries), sources_table(sources, used)), held)


def taken_perspectives(
    view: PerspectivesView, found: PerspectiveComparison, book: EvidenceBook, printed: Printed
) -> Taken:
    """What each perspective says of each cell under the filters of their page, and the sources."""
    table = perspectives_table(found, book.own_statements)
    used = [str(document["source"]) for document in table.documents()]
    sources = used_sources(used, book.evidence.sources)
    filters = filters_in_words(view, {"source": source_names(book.evidence)})
    methods = (
        f"{sources_in_words(sources, len(book.evidence.sources), _FOR_VOICES)}"
        f"It is set side by side by cell: {plural(len(table.rows), 'thing')} said, {narrowed(filters)}. "
        "What is said of several cells stands in each. How many things a perspective says is a matter of whom the "
        f"sources asked, never its weight. {plural(found.unplaced, 'statement is', 'statements are')} by voices whose "
        "perspective is not said, and so not here. "
    )
    own = any(document["added_here"] == "yes" for document in table.documents())
    warnings = incomplete_warning(sources, used, "thing said", "things said")
    cover = cover_of(TakenView.PERSPECTIVES, view, filters, book, printed, sources, methods, own, warnings=warnings)
    held = (plural(len(table.rows), "thing said", "things said"), plural(len(sources), "source"))
    return Taken(cover, (table, sources_table(sources, used)), held)


_SAID_ONCE = (
    "Where a passage says what an entry of the published table says, the two are one statement, so that there are "
    "fewer statements than passages. "
)
_FOR_PARITY = "for what helps or hinders parity between mental and physical health"
FOR_LINKS = "for what they say of how one part of the system acts on another"
WHAT_A_LINK_IS = (
    "Each link goes from one cell of a framework of six building blocks (World Health Organization) by three levels to "
    "another, with a sign that says what happens to parity in its target. "
)
_FOR_ENTRIES = "for principles, levers, steps, questions, methods and practice"
_FOR_VOICES = "for what voices of policy, practice, lived experience and research emphasise"


def _added_sentence(statements: Sequence[Statement], book: EvidenceBook) -> str:
    """How many of these statements stand where coders agreed, and how many users of this copy added."""
    agreed = sum(one.basis is PlacementBasis.AGREED for one in statements)
    added = [one for one in statements if one.id in book.own_statements]
    brought = len({one.source for one in added} & book.own_sources)
    sources = f" and {plural(brought, 'source')} behind them" if brought else ""
    return (
        f"{plural(agreed, 'statement stands', 'statements stand')} where coders agreed. Users of this copy added "
        f"{len(added) or 'none'} of these statements{sources}. "
    )


def _counted_statements(matrix: EvidenceMatrix) -> tuple[Statement, ...]:
    """The statements that the reading counts: the entries of the table alone for the published one."""
    statements = matrix.statements()
    if matrix.reading is not MatrixReading.PUBLISHED:
        return statements
    return tuple(statement for statement in statements if statement.reading is Reading.PUBLISHED)


def cover_of(
    kind: TakenView,
    view: QueryView,
    filters: tuple[tuple[str, str], ...],
    book: EvidenceBook,
    printed: Printed,
    sources: tuple[Source, ...],
    methods: str,
    has_own: bool,
    notes: tuple[str, ...] = (),
    version: str = "",
    warnings: tuple[str, ...] = (),
) -> Cover:
    """The cover of a view of this kind; `methods` is closed with the version and the address.

    `version` is that of the book, unless another is named: one of the catalogue alone.
    """
    version = version or book.version
    query = view.to_search().lstrip("?")
    address = f"{printed.address}{kind.page}{view.to_search()}"
    closing = f"Evidence version {version}, read on Parity Map at {address}."
    return Cover(
        view=kind,
        filters=filters,
        version=version,
        day=printed.day,
        address=address,
        query=query,
        sources=sources,
        methods=methods + closing,
        has_own=has_own,
        notes=notes,
        warnings=warnings,
    )


def narrowed(filters: tuple[tuple[str, str], ...]) -> str:
    """That a view has no filter, or with which ones it was made, within a sentence."""
    if not filters:
        return "without a filter"
    return f"with the filters {'; '.join(f'{name}: {value}' for name, value in filters)}"


def _names(evidence: Evidence) -> Mapping[str, Mapping[str, str]]:
    return {
        "sources": source_names(evidence),
        "subthemes": {subtheme.id: subtheme.label for subtheme in evidence.subthemes},
    }


def source_names(evidence: Evidence) -> dict[str, str]:
    """How each source is named on the pages, by its id."""
    return {source.id: source_name(source) for source in evidence.sources}
