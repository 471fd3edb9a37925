"""Explore the evidence: what stands in each cell under a filter, why the rest is empty, what else could be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from domain_model.cells import CELLS, Cell
from domain_model.dataset import Evidence
from domain_model.evidence import PublishedCell, Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_facets import passing, passing_with_facets
from domain_model.evidence_filter import EVERYWHERE, HALVES, NOWHERE, EvidenceFilter, MatrixPlace
from domain_model.evidence_index import (
    BINS,
    PARTS_OF_PLACE,
    PLACES,
    EvidenceIndex,
    Mask,
    Numbers,
    bin_number,
    index_statements,
)
from domain_model.evidence_vocabulary import EvidencePart, MatrixReading
from domain_model.vocabulary import CellState, Emptiness, StatementKind

SIDES = HALVES[:2]


@dataclass(frozen=True, slots=True)
class MatrixHalf:
    """One half of a place, or all of it: how many statements it holds under the filter.

    `published` are the entries of Table 2, `coded` these and what the text says beyond them, `extended` these and what
    was added here, None unless that reading was asked for; a statement said in several passages counts once in each.
    `passages` are the statements listed under the reading, `voices` how many named participants stand behind them,
    `contested` and `dual` how many of them are. `thin` holds where at most one named participant stands behind the
    whole half, whatever the filter. `emptiness` tells why the reading has nothing here at all; `hidden` is how many it
    has that the filter keeps back.
    """

    place: MatrixPlace
    published: int
    coded: int
    extended: int | None
    passages: int
    voices: int
    contested: int
    dual: int
    thin: bool
    emptiness: Emptiness | None
    hidden: int

    def count(self, reading: MatrixReading) -> int:
        """How many statements a reading has here; the extended one falls back on what was coded."""
        if reading is MatrixReading.PUBLISHED:
            return self.published
        if reading is MatrixReading.EXTENDED and self.extended is not None:
            return self.extended
        return self.coded


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """What the published table prints, and of the halves that it leaves empty how many its source's text speaks of.

    `halves` is how many there are in all, `asked` how many of the empty ones have their heading printed, and
    `spoken_of_by_any` how many the catalogue speaks of when its other sources count too. `source` is the id of the
    source that prints it, '' where it prints nothing.
    """

    barriers: int
    enablers: int
    halves: int
    empty: int
    asked: int
    spoken_of: int
    spoken_of_by_any: int
    source: str = ""

    @property
    def not_asked(self) -> int:
        """How many empty ones have no heading in the table."""
        return self.empty - self.asked


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceMatrix:
    """The evidence under a filter, by a reading.

    `halves` holds every place and half by its token, `facets` by field and value how many statements would pass under
    all other filters. `placements` is how many times the statements count in cells; `table` speaks of Table 2 as
    printed, whatever the filter.
    """

    version: str
    reading: MatrixReading
    filter: EvidenceFilter
    halves: Mapping[str, MatrixHalf]
    facets: Mapping[str, Mapping[str, int]]
    placements: int
    table: PrintedTable
    own: frozenset[str]
    _index: EvidenceIndex = field(repr=False)
    _mask: Mask = field(repr=False)

    def at(self, cell: Cell, half: StatementKind | None = None) -> MatrixHalf:
        """A half of a cell, or all of it."""
        return self.halves[_token(cell.token, half)]

    def of(self, where: str, half: StatementKind | None = None) -> MatrixHalf:
        """A half of a row, of a column, of `nowhere` or of `all`.

        Raises:
            KeyError: if there is no such place.
        """
        return self.halves[_token(where, half)]

    @property
    def nowhere(self) -> tuple[Statement, ...]:
        """The statements that belong to no single cell."""
        return self.statements(MatrixPlace(NOWHERE))

    @property
    def total(self) -> int:
        """How many statements pass, each once."""
        return self.of(EVERYWHERE).count(self.reading)

    def statements(self, place: MatrixPlace | None = None) -> tuple[Statement, ...]:
        """The statements that pass in a place, entries of the published table first; all of them for None."""
        return self.some(place or MatrixPlace(EVERYWHERE))[1]

    def some(self, place: MatrixPlace, first: int = 0, most: int | None = None) -> tuple[int, tuple[Statement, ...]]:
        """How many statements pass in a place, and `most` of them from the one numbered `first`."""
        rows: list[int] = self._index.in_bin(bin_number(place.where, place.half), self._mask).tolist()
        last = len(rows) if most is None else first + most
        return len(rows), tuple(self._index.statements[row] for row in rows[first:last])

    def elsewhere(self, cell: Cell) -> tuple[Statement, ...]:
        """Statements that stand in another cell while text or table speaks of this one."""
        rows = self._index.elsewhere.get(cell, ())
        return tuple(self._index.statements[row] for row in rows if self._mask[row])


def explore_evidence(
    book: EvidenceBook, chosen: EvidenceFilter, reading: MatrixReading = MatrixReading.PUBLISHED
) -> EvidenceMatrix:
    """The evidence of a book under a filter.

    The published and the coded reading are the catalogue's as it stands; the extended one is also what people added,
    with statements where coders agreed that they belong.
    """
    catalogue = catalogue_index(book)
    is_extended = reading is MatrixReading.EXTENDED
    index = extended_index(book) if is_extended else catalogue
    mask, facets = passing_with_facets(index, chosen)
    in_catalogue = mask if index is catalogue else passing(catalogue, chosen)
    entries = _entries(catalogue)
    published, coded = catalogue.passages(in_catalogue & entries), catalogue.counts(in_catalogue)
    extended = index.counts(mask) if is_extended else None
    shown = {MatrixReading.PUBLISHED: published, MatrixReading.CODED: coded}.get(reading, extended)
    assert shown is not None  # the extended reading has its own counts
    counted = _Counted(
        published=published,
        coded=coded,
        extended=extended,
        shown=shown,
        whole=_whole(book, reading),
        passages=index.passages(mask),
        voices=index.named(mask),
        contested=index.passages(mask & index.flags["only_contested"]),
        dual=index.passages(mask & index.flags["only_dual"]),
    )
    return EvidenceMatrix(
        version=book.version,
        reading=reading,
        filter=chosen,
        halves=_halves(counted, index, book.published.published_cells),
        facets=facets,
        placements=sum(int(shown[bin_number(cell.token, side)]) for cell in CELLS for side in SIDES),
        table=_printed(book.published),
        own=book.own_statements,
        _index=index,
        _mask=mask,
    )


def catalogue_index(book: EvidenceBook) -> EvidenceIndex:
    """The index of the catalogue of a book, made once."""
    return _indexed(book.published, frozenset[str]())


def extended_index(book: EvidenceBook) -> EvidenceIndex:
    """The index of all that a book holds, made once."""
    return _indexed(book.evidence, book.own_statements)


@lru_cache(maxsize=4)
def _indexed(evidence: Evidence, own: frozenset[str]) -> EvidenceIndex:
    subthemes = tuple(subtheme.id for subtheme in evidence.subthemes)
    return index_statements(evidence.statements, evidence.sources, subthemes, own)


def _entries(index: EvidenceIndex) -> Mask:
    return index.columns["parts"].matches({EvidencePart.ENTRY}, len(index.statements))


@lru_cache(maxsize=8)
def _whole(book: EvidenceBook, reading: MatrixReading) -> Numbers:
    """What a reading has in each bin when nothing is filtered."""
    if reading is MatrixReading.EXTENDED:
        index = extended_index(book)
        return index.counts(index.everything)
    index = catalogue_index(book)
    return index.passages(_entries(index)) if reading is MatrixReading.PUBLISHED else index.counts(index.everything)


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """All numbers by bin; `whole` is what the reading shown has without a filter."""

    published: Numbers
    coded: Numbers
    extended: Numbers | None
    shown: Numbers
    whole: Numbers
    passages: Numbers
    voices: Numbers
    contested: Numbers
    dual: Numbers


def _halves(counted: _Counted, index: EvidenceIndex, published: tuple[PublishedCell, ...]) -> dict[str, MatrixHalf]:
    states = {_token(each.cell.token, each.kind): each.state for each in published}
    extended: list[int] | list[None] = [None] * BINS if counted.extended is None else counted.extended.tolist()
    columns = zip(
        _ALL_PLACES,
        counted.published.tolist(),
        counted.coded.tolist(),
        extended,
        counted.passages.tolist(),
        counted.voices.tolist(),
        counted.contested.tolist(),
        counted.dual.tolist(),
        index.thin_bins.tolist(),
        counted.whole.tolist(),
        (counted.whole - counted.shown).tolist(),
        strict=True,
    )
    return {
        place.token: MatrixHalf(
            place=place,
            published=entries,
            coded=coded,
            extended=more,
            passages=passages,
            voices=voices,
            contested=contested,
            dual=dual,
            thin=thin,
            emptiness=_why_empty(place, whole, states),
            hidden=hidden,
        )
        for place, entries, coded, more, passages, voices, contested, dual, thin, whole, hidden in columns
    }


def _why_empty(place: MatrixPlace, whole: int, states: Mapping[str, CellState]) -> Emptiness | None:
    """A printed heading without entries was asked about; a level that was never printed was not."""
    if whole or place.half not in SIDES or place.cell is None:
        return None
    asked = states.get(place.token) is CellState.PRINTED_EMPTY
    return Emptiness.ASKED_NOTHING_REPORTED if asked else Emptiness.NOT_ASKED


@lru_cache(maxsize=4)
def _printed(published: Evidence) -> PrintedTable:
    """What stands in the table, and which of its empty halves the text of its own source speaks of."""
    tables = {s.source for s in published.statements if s.reading.value == MatrixReading.PUBLISHED.value}
    empty = [each for each in published.published_cells if each.count == 0]
    spoken = [{s.source for s in published.statements if e.cell in s.cells and s.counts_as(e.kind)} for e in empty]
    by_its_own, by_any = sum(bool(tables & sources) for sources in spoken), sum(map(bool, spoken))
    asked = sum(each.state is CellState.PRINTED_EMPTY for each in empty)
    printed = {side: sum(each.count for each in published.published_cells if each.kind is side) for side in SIDES}
    barriers, enablers = printed.values()
    halves, study = len(published.published_cells), min(tables, default="")
    return PrintedTable(barriers, enablers, halves, len(empty), asked, by_its_own, by_any, study)


def _token(where: str, half: StatementKind | None) -> str:
    return f"{where}.{half}" if half else where


_ALL_PLACES = tuple(MatrixPlace(_token(str(where), part)) for where in PLACES for part in PARTS_OF_PLACE)
"""Every place and half, in the order of the bins."""
