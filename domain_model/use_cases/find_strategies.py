"""Find what addresses a barrier and which figures should move if it is overcome; and read the same backwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from domain_model.cells import CELLS, Cell
from domain_model.dataset import Evidence
from domain_model.evidence import ExpectedMove, FrameworkEntry, Statement, Strategy
from domain_model.evidence_vocabulary import StrategyStrength
from domain_model.parity import ParityGap
from domain_model.use_cases.compare_areas import ParityGrid
from domain_model.vocabulary import Reading, StatementKind

_STRENGTHS = {strength: place for place, strength in enumerate(StrategyStrength)}


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """Something that addresses a barrier: `answer` is an enabler or an entry of a framework.

    `said_of` is the statement that the strategy was recorded for where it is another one that says the same as the
    barrier, None where it is the barrier itself.
    """

    answer: Statement | FrameworkEntry
    strategy: Strategy
    said_of: Statement | None = None


@dataclass(frozen=True, slots=True)
class FoundMove:
    """A pair that should move; `gap` is its value in the area, None where the register has no such pair any more.

    `england` is the same pair in England, None where the area is England or the geography lacks it.
    """

    move: ExpectedMove
    gap: ParityGap | None
    england: ParityGap | None = None


@dataclass(frozen=True, slots=True)
class BarrierAnswers:
    """What a barrier is answered by, strongest first, and the expected moves; both may be empty.

    `same` are the other statements that say the same, by the entries of the published table that they repeat.
    """

    barrier: Statement
    answers: tuple[FoundAnswer, ...]
    moves: tuple[ExpectedMove, ...]
    same: tuple[Statement, ...]

    @property
    def strongest(self) -> StrategyStrength | None:
        """How strongly the best of its answers is said to address it."""
        return self.answers[0].strategy.strength if self.answers else None


@dataclass(frozen=True, slots=True)
class CellBarriers:
    """The barriers of a cell, the published entries first, each said once however many passages say it."""

    cell: Cell
    barriers: tuple[BarrierAnswers, ...]

    @property
    def answered(self) -> int:
        """How many have at least one answer."""
        return sum(bool(one.answers) for one in self.barriers)

    @property
    def measured(self) -> int:
        """How many have at least one pair that should move."""
        return sum(bool(one.moves) for one in self.barriers)


class NoSuchBarrierError(LookupError):
    """The evidence has no barrier, or no answer, of that id."""


def barriers_by_cell(evidence: Evidence) -> Mapping[Cell, CellBarriers]:
    """The barriers of all 18 cells with what answers them; one in several cells stands in each."""
    return _read(evidence).by_cell


def barriers_in_no_cell(evidence: Evidence) -> tuple[BarrierAnswers, ...]:
    """The barriers that belong to no single cell."""
    return tuple(one for one in _read(evidence).barriers.values() if not one.barrier.cells)


def answers_to(evidence: Evidence, barrier: str) -> BarrierAnswers:
    """What answers a barrier.

    Raises:
        NoSuchBarrierError: if no barrier has this id.
    """
    try:
        return _read(evidence).barriers[barrier]
    except KeyError:
        raise NoSuchBarrierError(f"no such barrier: {barrier[:40]}") from None


def addressed_by(evidence: Evidence, answer: str) -> tuple[Statement | FrameworkEntry, tuple[FoundAnswer, ...]]:
    """An enabler or entry, and of each barrier that it addresses the strategy with the barrier as `said_of`.

    The strongest come first.

    Raises:
        NoSuchBarrierError: if neither a statement nor an entry has this id.
    """
    read = _read(evidence)
    found = read.known.get(answer)
    if found is None:
        raise NoSuchBarrierError(f"no such enabler or entry: {answer[:40]}")
    barriers = (
        FoundAnswer(found, one.strategy, barrier.barrier)
        for barrier in read.barriers.values()
        for one in barrier.answers
        if one.strategy.answer == answer
    )
    return found, tuple(sorted(barriers, key=_strongest_first))


def moves_in(grid: ParityGrid, area: str, moves: tuple[ExpectedMove, ...]) -> tuple[FoundMove, ...]:
    """The pairs that should move with their values in an area of the grid.

    Raises:
        LookupError: if the area is not part of the grid's geography.
    """
    gaps = {gap.pair.id: gap for cell in CELLS for gap in grid.at(area, cell).gaps}
    found = ((move, gaps.get(move.pair)) for move in moves)
    return tuple(FoundMove(move, gap, grid.in_england(gap) if gap else None) for move, gap in found)


@dataclass(frozen=True, slots=True)
class _Read:
    """Everything of an evidence at once: barriers by id in their order, by cell, and all that can be an answer."""

    barriers: Mapping[str, BarrierAnswers]
    by_cell: Mapping[Cell, CellBarriers]
    known: Mapping[str, Statement | FrameworkEntry]


@lru_cache(maxsize=4)
def _read(evidence: Evidence) -> _Read:
    statements = {statement.id: statement for statement in evidence.statements}
    known = {**statements, **{entry.id: entry for entry in evidence.framework_entries}}
    repeated_by: dict[str, list[str]] = {}
    for statement in evidence.statements:
        for entry in statement.in_table2:
            repeated_by.setdefault(entry, []).append(statement.id)
    strategies: dict[str, list[Strategy]] = {}
    for strategy in evidence.strategies:
        strategies.setdefault(strategy.barrier, []).append(strategy)
    moves: dict[str, list[ExpectedMove]] = {}
    for move in evidence.expected_moves:
        moves.setdefault(move.barrier, []).append(move)

    def described(barrier: Statement) -> BarrierAnswers:
        family = _family(barrier, repeated_by)
        found = [
            FoundAnswer(known[one.answer], one, None if member == barrier.id else statements.get(member))
            for member in family
            for one in strategies.get(member, ())
            if one.answer in known
        ]
        expected = {move.pair: move for member in reversed(family) for move in moves.get(member, ())}
        return BarrierAnswers(
            barrier,
            _each_once(found),
            tuple(expected[pair] for pair in sorted(expected)),
            tuple(statements[member] for member in family[1:] if member in statements),
        )

    barriers = {one.id: described(one) for one in evidence.statements if one.counts_as(StatementKind.BARRIER)}
    return _Read(barriers, {cell: CellBarriers(cell, _counted_once(barriers, cell)) for cell in CELLS}, known)


def _counted_once(barriers: Mapping[str, BarrierAnswers], cell: Cell) -> tuple[BarrierAnswers, ...]:
    """The barriers of a cell, the published entries first; what repeats one of them stands under it alone.

    The rule by which `count_evidence` counts, so that both name the same numbers.
    """
    here = [one for one in barriers.values() if cell in one.barrier.cells]
    here.sort(key=lambda one: (one.barrier.reading is not Reading.PUBLISHED, one.barrier.id))
    counted: set[str] = set()
    found: list[BarrierAnswers] = []
    for one in here:
        repeats = one.barrier.in_table2
        if not counted.intersection(repeats):
            counted.add(repeats[0] if repeats else one.barrier.id)
            found.append(one)
    return tuple(found)


def _family(barrier: Statement, repeated_by: Mapping[str, list[str]]) -> list[str]:
    """The ids that say the same: the barrier first, what it repeats, and what repeats the same."""
    entries = dict.fromkeys((barrier.id, *barrier.in_table2))
    return list(dict.fromkeys((*entries, *(one for entry in entries for one in repeated_by.get(entry, ())))))


def _each_once(found: list[FoundAnswer]) -> tuple[FoundAnswer, ...]:
    """Each answer once, as it is said most strongly, and of the barrier itself rather than of one that repeats it."""
    best: dict[str, FoundAnswer] = {}
    for one in sorted(found, key=_strongest_first):
        best.setdefault(one.strategy.answer, one)
    return tuple(best.values())


def _strongest_first(found: FoundAnswer) -> tuple[int, bool]:
    return _STRENGTHS[found.strategy.strength], found.said_of is not None
