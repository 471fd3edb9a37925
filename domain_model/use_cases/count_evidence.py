"""Count what the evidence says helps or hinders parity in each cell, by the reading asked for."""

from dataclasses import dataclass
from functools import lru_cache

from domain_model.cells import CELLS, Cell
from domain_model.dataset import Dataset, Evidence
from domain_model.evidence import Link, Statement
from domain_model.vocabulary import CellState, Emptiness, Reading, StatementKind


@dataclass(frozen=True, slots=True)
class EvidenceHalf:
    """The barriers or the enablers of a cell.

    `count` counts statements, the same one once; `statements` holds every row that says them, the
    published entry first. `emptiness` tells why there are none.
    """

    kind: StatementKind
    count: int
    statements: tuple[Statement, ...]
    emptiness: Emptiness | None


@dataclass(frozen=True, slots=True)
class EvidenceCell:
    """The evidence layer of a cell: national, unless a source says otherwise.

    `voices` is how many participants are named behind it, None where none are (Table 2 names nobody).
    """

    cell: Cell
    reading: Reading
    barriers: EvidenceHalf
    enablers: EvidenceHalf
    themes: tuple[Statement, ...]
    voices: int | None
    links_in: tuple[Link, ...]
    links_out: tuple[Link, ...]


def count_evidence(dataset: Dataset, reading: Reading = Reading.PUBLISHED) -> dict[Cell, EvidenceCell]:
    """The evidence layer of all 18 cells."""
    return _count(dataset.evidence, reading)


def statements_in(dataset: Dataset, reading: Reading) -> tuple[Statement, ...]:
    """The statements of a reading: the published entries, or these and what we coded beyond them."""
    return tuple(s for s in dataset.evidence.statements if reading is Reading.CODED or s.reading is Reading.PUBLISHED)


@lru_cache(maxsize=8)
def _count(evidence: Evidence, reading: Reading) -> dict[Cell, EvidenceCell]:
    chosen = [s for s in evidence.statements if reading is Reading.CODED or s.reading is Reading.PUBLISHED]
    return {cell: _cell(evidence, cell, reading, [s for s in chosen if cell in s.cells]) for cell in CELLS}


def _cell(evidence: Evidence, cell: Cell, reading: Reading, here: list[Statement]) -> EvidenceCell:
    participants = {s.participant for s in here if s.participant}
    return EvidenceCell(
        cell=cell,
        reading=reading,
        barriers=_half(evidence, cell, StatementKind.BARRIER, here),
        enablers=_half(evidence, cell, StatementKind.ENABLER, here),
        themes=tuple(s for s in here if s.kind is StatementKind.THEME),
        voices=len(participants) or None,
        links_in=tuple(link for link in evidence.links if link.reaches(cell)),
        links_out=tuple(link for link in evidence.links if link.leaves(cell)),
    )


def _half(evidence: Evidence, cell: Cell, kind: StatementKind, here: list[Statement]) -> EvidenceHalf:
    rows = sorted((s for s in here if s.counts_as(kind)), key=lambda s: (s.reading is not Reading.PUBLISHED, s.id))
    counted: set[str] = set()
    for row in rows:
        if not counted.intersection(row.in_table2):
            counted.add(row.in_table2[0] if row.in_table2 else row.id)
    return EvidenceHalf(kind, len(counted), tuple(rows), None if counted else _why_empty(evidence, cell, kind))


def _why_empty(evidence: Evidence, cell: Cell, kind: StatementKind) -> Emptiness:
    """A printed heading without entries was asked about; a level that was never printed was not."""
    state = next((p.state for p in evidence.published_cells if p.cell == cell and p.kind is kind), None)
    return Emptiness.ASKED_NOTHING_REPORTED if state is CellState.PRINTED_EMPTY else Emptiness.NOT_ASKED
