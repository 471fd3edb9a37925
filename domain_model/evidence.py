"""The evidence: what sources say helps or hinders parity, and how cells act on one another."""

from dataclasses import dataclass

from domain_model.cells import Cell
from domain_model.vocabulary import (
    BuildingBlock,
    CellState,
    Level,
    LinkBasis,
    LinkSign,
    Reading,
    StatementKind,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A document that statements are taken from."""

    id: str
    title: str
    authors: str
    year: str
    publisher: str
    kind: str
    citation: str
    note: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Something a source says about parity, in our words, with its place in the source.

    `cells` are the cells it names (it counts once in each). `placement` is what it says of its place
    where it names every block or every level at once, and so belongs to no single cell. `also_in` are
    cells where the text, against the table, files it. `in_table2` names the published entries it repeats.
    """

    id: str
    kind: StatementKind
    cells: tuple[Cell, ...]
    text: str
    source: str
    place: str
    participant: str
    voice: str
    reading: Reading
    in_table2: tuple[str, ...]
    also_in: tuple[Cell, ...]
    note: str
    placement: str = ""

    @property
    def is_dual(self) -> bool:
        """Whether it is named both as a help and as a hindrance."""
        return self.kind is StatementKind.BOTH

    @property
    def is_contested(self) -> bool:
        """Whether text and table disagree on where it belongs."""
        return bool(self.also_in)

    def counts_as(self, kind: StatementKind) -> bool:
        """Whether it counts among the barriers or the enablers; a dual item counts in both."""
        return self.kind is kind or self.kind is StatementKind.BOTH


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """What the published table prints in one half (barriers or enablers) of a cell."""

    cell: Cell
    kind: StatementKind
    count: int
    state: CellState


@dataclass(frozen=True, slots=True)
class Subtheme:
    """A sub-theme that the study names within a building block."""

    id: str
    block: BuildingBlock
    order: int
    label: str
    gist: str
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class Link:
    """One cell acting on another, with its sign for parity in the target.

    Ends that name no cell (`all`, `cross_cutting`) have None for the block or the level.
    """

    id: str
    from_block: BuildingBlock | None
    from_level: Level | None
    to_block: BuildingBlock | None
    to_level: Level | None
    from_words: str
    to_words: str
    sign: LinkSign
    text: str
    basis: LinkBasis
    basis_note: str
    source: str
    place: str

    def leaves(self, cell: Cell) -> bool:
        """Whether the link starts at this cell itself."""
        return self.from_block is cell.block and self.from_level is cell.level

    def reaches(self, cell: Cell) -> bool:
        """Whether the link ends at this cell itself."""
        return self.to_block is cell.block and self.to_level is cell.level


@dataclass(frozen=True, slots=True)
class StudyFact:
    """A fact about how the study was done: a participant role, a date, a method."""

    record: str
    item: str
    value: str
    note: str
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class QuotedFigure:
    """A number that a source prints, with whether it may be used."""

    id: str
    source: str
    measure: str
    group: str
    value: str
    low: str
    high: str
    unit: str
    period: str
    geography: str
    citation: str
    block: BuildingBlock
    level: Level
    comparison: str
    use: str
    note: str
    place: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Where a source disagrees with itself or with another."""

    id: str
    source: str
    other_source: str
    subject: str
    finding: str
    place: str


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A word the product uses, in plain English."""

    term: str
    plain_meaning: str
    more: str
