"""Statements as columns of numbers, so that tens of thousands are filtered and counted in a few milliseconds."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain_model.cells import CELLS, Cell
from domain_model.evidence import Source, Statement
from domain_model.evidence_filter import EVERYWHERE, HALVES, NOWHERE, evidence_years, participant_token, row_of
from domain_model.evidence_vocabulary import EvidencePart, Perspective, PlacementBasis, PopulationGroup
from domain_model.vocabulary import BuildingBlock, Level, Reading, StatementKind

Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]

PLACES = (*(cell.token for cell in CELLS), *map(row_of, BuildingBlock), *Level, NOWHERE, EVERYWHERE)
"""Every place of the matrix: cells, rows, columns, what belongs to no cell, and all of it."""

PARTS_OF_PLACE = (*HALVES, None)
"""What is counted in each place: barriers, enablers, themes, and all kinds together."""

BINS = len(PLACES) * len(PARTS_OF_PLACE)
CELL_BINS = len(CELLS) * len(PARTS_OF_PLACE)
"""The first bins are those of the cells."""

_PLACE_NUMBERS = {str(place): number for number, place in enumerate(PLACES)}
_PART_NUMBERS = {part: number for number, part in enumerate(PARTS_OF_PLACE)}


def bin_number(where: str, half: StatementKind | None) -> int:
    """The number of a place, or of one of its halves, among all that is counted.

    Raises:
        KeyError: if there is no such place or half.
    """
    return _PLACE_NUMBERS[where] * len(PARTS_OF_PLACE) + _PART_NUMBERS[half]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """The values of one field: `codes` are numbers of `tokens`, one a row, the last of all where there is none.

    Where a statement may have several values, `rows` says whose each code is.
    """

    tokens: tuple[str, ...]
    codes: Numbers
    rows: Numbers | None = None

    def matches(self, chosen: Collection[str], length: int) -> Mask:
        """Which of `length` rows have one of the values chosen."""
        wanted = np.array([token in chosen for token in (*self.tokens, None)], dtype=np.bool_)
        hits = wanted[self.codes]
        if self.rows is None:
            return hits
        mask = np.zeros(length, dtype=np.bool_)
        mask[self.rows[hits]] = True
        return mask

    def counts(self, mask: Mask) -> dict[str, int]:
        """How many of the rows in the mask have each value, in the order of the tokens, zeros included."""
        codes = self.codes[mask if self.rows is None else mask[self.rows]]
        numbers: list[int] = np.bincount(codes, minlength=len(self.tokens) + 1).tolist()
        return dict(zip(self.tokens, numbers, strict=False))


@dataclass(frozen=True, slots=True, eq=False)
class Repeats:
    """The rows of one bin that repeat entries of the published table, in order, with the entries' ids.

    `entries` are the rows of those entries that stand in the same bin.
    """

    bin: int
    repeating: tuple[tuple[int, tuple[str, ...]], ...]
    entries: Mapping[str, int]

    def count(self, mask: Mask) -> int:
        """How many of them say something that no entry in the mask and no repetition before them says."""
        said = {entry for entry, row in self.entries.items() if mask[row]}
        count = 0
        for row, entries in self.repeating:
            if mask[row] and said.isdisjoint(entries):
                said.add(entries[0])
                count += 1
        return count


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceIndex:
    """Statements in the order in which they are listed: entries of the published table first, then by id.

    `placed_rows` and `placed_bins` say which row counts in which bin; `repeats` what must not count twice; `first` and
    `last` are the years of each row's source, 0 where it prints none; `voices` the number of each row's participant, -1
    for none; `thin_bins` the halves with at most one named participant behind them; `elsewhere` the rows that the text
    places in a cell while the table files them in another, or the other way round.
    """

    statements: tuple[Statement, ...]
    row_of: Mapping[str, int]
    columns: Mapping[str, Column]
    flags: Mapping[str, Mask]
    first: Numbers
    last: Numbers
    voices: Numbers
    voice_count: int
    placed_rows: Numbers
    placed_bins: Numbers
    repeating: Mask
    repeats: tuple[Repeats, ...]
    thin_bins: Mask
    elsewhere: Mapping[Cell, tuple[int, ...]]

    @property
    def everything(self) -> Mask:
        """The mask that lets every row pass."""
        return np.ones(len(self.statements), dtype=np.bool_)

    def passages(self, mask: Mask) -> Numbers:
        """How many of the rows in the mask stand in each bin."""
        return _per_bin(self.placed_bins[mask[self.placed_rows]])

    def counts(self, mask: Mask) -> Numbers:
        """How many statements stand in each bin: a row that repeats an entry there is the same statement."""
        counts = self.passages(mask & ~self.repeating)
        for repeats in self.repeats:
            counts[repeats.bin] += repeats.count(mask)
        return counts

    def named(self, mask: Mask) -> Numbers:
        """How many named participants stand behind each bin; the same number in two sources is two people."""
        return _named(self.placed_rows, self.placed_bins, self.voices, self.voice_count, mask)

    def in_bin(self, number: int, mask: Mask) -> Numbers:
        """The rows of a bin that are in the mask, in order."""
        rows = self.placed_rows[self.placed_bins == number]
        return rows[mask[rows]]


def index_statements(
    statements: Iterable[Statement], sources: Iterable[Source], subthemes: Sequence[str], own: Collection[str]
) -> EvidenceIndex:
    """The index of these statements; `own` are the ids of those that people added."""
    listed = tuple(sorted(statements, key=lambda s: (s.reading is not Reading.PUBLISHED, s.id)))
    rows_by_id = {statement.id: row for row, statement in enumerate(listed)}
    years = {source.id: evidence_years(source) or (0, 0) for source in sources}
    spans = [years.get(statement.source, (0, 0)) for statement in listed]
    heard = [participant_token(statement.source, statement.participant) for statement in listed]
    participants = _column(heard, sorted({token for token in heard if token}))
    voices = np.where(participants.codes == len(participants.tokens), -1, participants.codes).astype(np.int32)
    rows, bins = _placements(listed)
    everything = np.ones(len(listed), dtype=np.bool_)
    named = _named(rows, bins, voices, len(participants.tokens), everything)
    thin_bins = (named <= 1) & (_per_bin(bins) > 0)
    thin_bins[CELL_BINS:] = False
    return EvidenceIndex(
        statements=listed,
        row_of=rows_by_id,
        columns=_columns(listed, subthemes, own) | {"participants": participants},
        flags={
            "undated": np.array([span == (0, 0) for span in spans], dtype=np.bool_),
            "only_thin": _any_row(rows[thin_bins[bins] & (bins % len(PARTS_OF_PLACE) < 2)], len(listed)),
            "only_contested": np.array([_is_contested(s) for s in listed], dtype=np.bool_),
            "only_dual": np.array([s.is_dual for s in listed], dtype=np.bool_),
            "only_own": np.array([s.id in own for s in listed], dtype=np.bool_),
        },
        first=np.array([span[0] for span in spans], dtype=np.int32),
        last=np.array([span[1] for span in spans], dtype=np.int32),
        voices=voices,
        voice_count=len(participants.tokens),
        placed_rows=rows,
        placed_bins=bins,
        repeating=np.array([bool(s.in_table2) for s in listed], dtype=np.bool_),
        repeats=_repeats(listed, rows, bins),
        thin_bins=thin_bins,
        elsewhere=_elsewhere(listed, rows_by_id),
    )


def _is_contested(statement: Statement) -> bool:
    return statement.is_contested or statement.basis is PlacementBasis.CONTESTED


def _column(values: Sequence[str], tokens: Sequence[str]) -> Column:
    numbers = {str(token): number for number, token in enumerate(tokens)}
    none = len(tokens)
    return Column(tuple(tokens), np.array([numbers.get(value, none) for value in values], dtype=np.int32))


def _columns(listed: tuple[Statement, ...], subthemes: Sequence[str], own: Collection[str]) -> dict[str, Column]:
    def of(get: Callable[[Statement], str], tokens: Sequence[str] | None = None) -> Column:
        values = [get(statement) for statement in listed]
        return _column(values, sorted({v for v in values if v}) if tokens is None else tokens)

    def part(statement: Statement) -> EvidencePart:
        if statement.id in own:
            return EvidencePart.ADDED
        if statement.reading is Reading.PUBLISHED:
            return EvidencePart.ENTRY
        return EvidencePart.REPEATS if statement.in_table2 else EvidencePart.BEYOND

    groups = [(row, group) for row, statement in enumerate(listed) for group in statement.groups]
    group_numbers = {group: number for number, group in enumerate(PopulationGroup)}
    return {
        "kinds": of(lambda s: s.kind, tuple(StatementKind)),
        "parts": of(part, tuple(EvidencePart)),
        "sources": of(lambda s: s.source),
        "subthemes": of(lambda s: s.subtheme, subthemes),
        "voices": of(lambda s: s.voice),
        "perspectives": of(lambda s: s.perspective, tuple(Perspective)),
        "bases": of(lambda s: s.basis, tuple(PlacementBasis)),
        "groups": Column(
            tuple(PopulationGroup),
            np.array([group_numbers[group] for _row, group in groups], dtype=np.int32),
            np.array([row for row, _group in groups], dtype=np.int32),
        ),
    }


def _bins_of(kind: StatementKind, cells: tuple[Cell, ...]) -> tuple[int, ...]:
    """The bins in which a statement of this kind and these cells counts, each once."""
    places = {EVERYWHERE}
    for cell in cells:
        places |= {cell.token, row_of(cell.block), str(cell.level)}
    if not cells:
        places.add(NOWHERE)
    both = (StatementKind.BARRIER, StatementKind.ENABLER)
    parts = (*(both if kind is StatementKind.BOTH else (kind,)), None)
    return tuple(sorted(bin_number(place, part) for place in places for part in parts))


def _placements(listed: tuple[Statement, ...]) -> tuple[Numbers, Numbers]:
    """Row and bin of everything that counts somewhere, by row."""
    known: dict[tuple[StatementKind, tuple[Cell, ...]], tuple[int, ...]] = {}
    rows: list[int] = []
    bins: list[int] = []
    for row, statement in enumerate(listed):
        key = (statement.kind, statement.cells)
        found = known.get(key)
        if found is None:
            found = known[key] = _bins_of(*key)
        rows += [row] * len(found)
        bins += found
    return np.array(rows, dtype=np.int32), np.array(bins, dtype=np.int32)


def _per_bin(bins: Numbers) -> Numbers:
    return np.bincount(bins, minlength=BINS).astype(np.int32)


def _named(rows: Numbers, bins: Numbers, voices: Numbers, voice_count: int, mask: Mask) -> Numbers:
    """How many different participants stand behind each bin."""
    heard = mask & (voices >= 0)
    passing = heard[rows]
    seen = np.zeros(BINS * voice_count, dtype=np.bool_)
    seen[bins[passing] * voice_count + voices[rows[passing]]] = True
    return seen.reshape(BINS, voice_count).sum(axis=1, dtype=np.int32)


def _any_row(rows: Numbers, length: int) -> Mask:
    mask = np.zeros(length, dtype=np.bool_)
    mask[rows] = True
    return mask


def _repeats(listed: tuple[Statement, ...], rows: Numbers, bins: Numbers) -> tuple[Repeats, ...]:
    """By bin, the rows that repeat entries, and those of their entries that count there too."""
    repeated = {entry for statement in listed for entry in statement.in_table2}
    involved = np.array([bool(s.in_table2) or s.id in repeated for s in listed], dtype=np.bool_)
    told = involved[rows]
    by_bin: defaultdict[int, list[int]] = defaultdict(list)
    for row, number in zip(rows[told].tolist(), bins[told].tolist(), strict=True):
        by_bin[number].append(row)
    found: list[Repeats] = []
    for number, here in sorted(by_bin.items()):
        repeating = tuple((row, listed[row].in_table2) for row in here if listed[row].in_table2)
        if repeating:
            plain = {listed[row].id: row for row in here if not listed[row].in_table2}
            found.append(Repeats(number, repeating, plain))
    return tuple(found)


def _elsewhere(listed: tuple[Statement, ...], rows_by_id: Mapping[str, int]) -> dict[Cell, tuple[int, ...]]:
    """By cell, the rows that bear on it and stand in another: by their own note, or by the entry that they repeat."""
    found: defaultdict[Cell, set[int]] = defaultdict(set)
    for row, statement in enumerate(listed):
        entries = [listed[rows_by_id[entry]] for entry in statement.in_table2 if entry in rows_by_id]
        spoken_of = {*statement.also_in, *(cell for entry in entries for cell in entry.cells)}
        for cell in spoken_of.difference(statement.cells):
            found[cell].add(row)
    return {cell: tuple(sorted(rows)) for cell, rows in found.items()}
