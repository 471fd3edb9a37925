"""Compare what policy, practice, lived experience and research emphasise, cell by cell, side by side."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from domain_model.cells import CELLS, Cell
from domain_model.dataset import Evidence
from domain_model.evidence import Emphasis, Statement
from domain_model.evidence_vocabulary import Perspective
from domain_model.vocabulary import BuildingBlock, Emptiness, Level

PERSPECTIVES = (Perspective.POLICY, Perspective.PRACTICE, Perspective.LIVED_EXPERIENCE, Perspective.RESEARCH)
"""The columns in their order; statements of voices that nobody can place stand in none of them."""


@dataclass(frozen=True, slots=True)
class PerspectiveFilter:
    """Which rows and which sources are asked for; what is None or '' does not narrow."""

    block: BuildingBlock | None = None
    level: Level | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class PerspectiveSaid:
    """What the voices of one perspective say of one cell.

    A statement that says what an emphasis of the same source says is not said twice: it stands in `statement_of`, by
    the id of the emphasis, and not among `statements`.
    `emptiness` says why it is nothing: `no_data` where the sources asked for have no voice of this perspective at
    all, `not_asked` where they have, and it says nothing of this cell; None where it says something.
    """

    emphases: tuple[Emphasis, ...]
    statements: tuple[Statement, ...]
    emptiness: Emptiness | None
    statement_of: Mapping[str, Statement] = field(default_factory=dict[str, Statement])

    @property
    def number(self) -> int:
        """How many things are said; never how much they weigh."""
        return len(self.emphases) + len(self.statements)


@dataclass(frozen=True, slots=True)
class PerspectiveRow:
    """A cell, None for what belongs to no single cell, with what each perspective says of it."""

    cell: Cell | None
    said: Mapping[Perspective, PerspectiveSaid]

    @property
    def number(self) -> int:
        """How many things are said by all perspectives together."""
        return sum(said.number for said in self.said.values())


@dataclass(frozen=True, slots=True)
class PerspectiveComparison:
    """The rows that have something, in the order of the cells, then what belongs to no single cell.

    `silent` are the cells asked for of which nobody says anything. `voices` are the perspectives that the sources
    asked for have. `unplaced` is how many statements of these sources name a voice that nobody can place. `sources`
    says of every source how many emphases and placed statements it has, whatever the filter.
    """

    rows: tuple[PerspectiveRow, ...]
    silent: tuple[Cell, ...]
    voices: frozenset[Perspective]
    unplaced: int
    sources: Mapping[str, int]


def compare_perspectives(evidence: Evidence, wanted: PerspectiveFilter) -> PerspectiveComparison:
    """What each perspective says of each cell asked for."""
    read = _read(evidence)
    cells: list[Cell | None] = [
        cell for cell in CELLS if wanted.block in (None, cell.block) and wanted.level in (None, cell.level)
    ]
    if wanted.block is None and wanted.level is None:
        cells.append(None)
    asked = (
        read.voices.items() if not wanted.source else ((wanted.source, read.voices.get(wanted.source, frozenset())),)
    )
    voices = frozenset(perspective for _source, perspectives in asked for perspective in perspectives)
    rows = [_row(cell, read.by_cell.get(cell, ()), wanted.source, voices) for cell in cells]
    return PerspectiveComparison(
        rows=tuple(row for row in rows if row.number),
        silent=tuple(row.cell for row in rows if row.cell is not None and not row.number),
        voices=voices,
        unplaced=sum(number for source, number in read.unplaced.items() if wanted.source in ("", source)),
        sources=read.sources,
    )


def _row(
    cell: Cell | None, here: Sequence[Emphasis | Statement], source: str, voices: frozenset[Perspective]
) -> PerspectiveRow:
    asked = [one for one in here if source in ("", one.source)]
    return PerspectiveRow(
        cell,
        {
            perspective: _said(
                [one for one in asked if one.perspective is perspective], has_voice=perspective in voices
            )
            for perspective in PERSPECTIVES
        },
    )


def _said(here: list[Emphasis | Statement], *, has_voice: bool) -> PerspectiveSaid:
    if not here:
        return PerspectiveSaid((), (), Emptiness.NOT_ASKED if has_voice else Emptiness.NO_DATA)
    emphases = tuple(one for one in here if isinstance(one, Emphasis))
    statements = [one for one in here if isinstance(one, Statement)]
    same = {
        emphasis.id: statement
        for emphasis in emphases
        for statement in statements
        if statement.source == emphasis.source and emphasis.text.casefold() in statement.text.casefold()
    }
    repeating = {statement.id for statement in same.values()}
    return PerspectiveSaid(emphases, tuple(one for one in statements if one.id not in repeating), None, same)


@dataclass(frozen=True, slots=True)
class _Read:
    """What of an evidence has a perspective, by cell; `unplaced` counts by source what has none that is known.

    `voices` are the perspectives of each source, `sources` how many things each of them says.
    """

    by_cell: Mapping[Cell | None, Sequence[Emphasis | Statement]]
    voices: Mapping[str, frozenset[Perspective]]
    unplaced: Mapping[str, int]
    sources: Mapping[str, int]


@lru_cache(maxsize=4)
def _read(evidence: Evidence) -> _Read:
    by_cell: dict[Cell | None, list[Emphasis | Statement]] = {}
    voices: dict[str, set[Perspective]] = {}
    unplaced: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    for one in (*evidence.emphases, *evidence.statements):
        if one.perspective not in PERSPECTIVES:
            unplaced[one.source] += 1
            continue
        sources[one.source] += 1
        voices.setdefault(one.source, set()).add(one.perspective)
        for cell in one.cells or (None,):
            by_cell.setdefault(cell, []).append(one)
    return _Read(by_cell, {source: frozenset(found) for source, found in voices.items()}, unplaced, sources)
