"""Which statements of the evidence are asked for, and which place of the matrix is open."""

from dataclasses import dataclass, fields

from domain_model.cells import Cell
from domain_model.evidence import Source
from domain_model.evidence_vocabulary import EvidencePart, Perspective, PlacementBasis, PopulationGroup
from domain_model.vocabulary import BuildingBlock, Level, StatementKind

NOWHERE = "nowhere"
"""The token of the row for statements that belong to no single cell."""

EVERYWHERE = "all"
"""The token of all statements, wherever they belong."""

HALVES = (StatementKind.BARRIER, StatementKind.ENABLER, StatementKind.THEME)
"""What a place of the matrix is parted into: the two halves, and themes, which count in neither."""


@dataclass(frozen=True, slots=True)
class EvidenceFilter:
    """Which statements are asked for: one of the values within a field, and all fields together; () asks for all.

    `participants` are tokens of `participant_token`. `year_from` and `year_to` keep statements whose source gathered
    its evidence in those years, or appeared in them where it prints no other years; `undated` keeps those whose source
    prints no year. `only_thin` keeps what stands in a half with at most one named participant behind it. `matching`
    are the ids that a search found, None where nothing was searched for.
    """

    kinds: tuple[StatementKind, ...] = ()
    parts: tuple[EvidencePart, ...] = ()
    sources: tuple[str, ...] = ()
    subthemes: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    perspectives: tuple[Perspective, ...] = ()
    groups: tuple[PopulationGroup, ...] = ()
    bases: tuple[PlacementBasis, ...] = ()
    participants: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    undated: bool = False
    only_thin: bool = False
    only_contested: bool = False
    only_dual: bool = False
    only_own: bool = False
    matching: frozenset[str] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it asks for everything."""
        return all(getattr(self, each.name) == each.default for each in fields(self))


@dataclass(frozen=True, slots=True)
class MatrixPlace:
    """A place of the matrix by its token: a cell, a row, a column, `nowhere` or `all`, with or without one half.

    `financing/meso`, `financing/meso.barrier`, `financing/all`, `macro.enabler`, `nowhere`, `all.theme`.

    Raises:
        ValueError: if the token names no such place.
    """

    token: str

    def __post_init__(self) -> None:
        if self.where not in _PLACES:
            raise ValueError(f"no such place of the matrix: {self.token!r}")
        _where, separator, half = self.token.partition(".")
        if separator and half not in HALVES:
            raise ValueError(f"no such half of a cell: {self.token!r}")

    def __str__(self) -> str:
        return self.token

    @property
    def where(self) -> str:
        """The token without its half."""
        return self.token.partition(".")[0]

    @property
    def half(self) -> StatementKind | None:
        """The half that is meant, None for the whole place."""
        half = self.token.partition(".")[2]
        return StatementKind(half) if half else None

    @property
    def cell(self) -> Cell | None:
        """The cell, None where it is a row, a column or what belongs to no cell."""
        return Cell.from_token(self.where) if self.block and self.level else None

    @property
    def block(self) -> BuildingBlock | None:
        """The building block of the cell or row."""
        name = self.where.partition("/")[0]
        return BuildingBlock(name) if name in _BLOCKS else None

    @property
    def level(self) -> Level | None:
        """The level of the cell or column."""
        name = self.where.rpartition("/")[2]
        return Level(name) if name in _LEVELS else None


def place_of(cell: Cell, half: StatementKind | None = None) -> MatrixPlace:
    """The place of a cell or of one of its halves."""
    return MatrixPlace(f"{cell.token}.{half}" if half else cell.token)


def row_of(block: BuildingBlock) -> str:
    """The token of a whole row of the matrix."""
    return f"{block}/{EVERYWHERE}"


def participant_token(source: str, participant: str) -> str:
    """A participant of one source as one word: the same number in two sources is two people."""
    return f"{source}/{participant}".replace(",", ";") if participant else ""


def evidence_years(source: Source) -> tuple[int, int] | None:
    """The first and the last year a source speaks of: of its evidence, else of its appearance; None for neither."""
    if source.evidence_from is not None or source.evidence_to is not None:
        first = source.evidence_from if source.evidence_from is not None else source.evidence_to
        last = source.evidence_to if source.evidence_to is not None else source.evidence_from
        assert first is not None and last is not None  # one of the two is there, and stands for both
        return first, last
    digits = source.year.strip()[:4]
    return (int(digits), int(digits)) if len(digits) == 4 and digits.isascii() and digits.isdigit() else None


_BLOCKS = frozenset(block.value for block in BuildingBlock)
_LEVELS = frozenset(level.value for level in Level)
_PLACES = frozenset(
    {NOWHERE, EVERYWHERE, *_LEVELS, *(f"{block}/{level}" for block in _BLOCKS for level in (*_LEVELS, EVERYWHERE))}
)
