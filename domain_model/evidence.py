"""The evidence: what sources say helps or hinders parity, and how cells act on one another."""

from dataclasses import dataclass

from domain_model.cells import Cell
from domain_model.evidence_vocabulary import (
    Concern,
    FindingConfidence,
    FrameworkKind,
    Perspective,
    PlacementBasis,
    PopulationGroup,
    StrategyStrength,
    Wording,
)
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
    """A document that statements are taken from.

    `evidence_from` and `evidence_to` are the years its evidence was gathered in, None where it prints none;
    `url` is where the original stands, '' where the copy we read names none.
    """

    id: str
    title: str
    authors: str
    year: str
    publisher: str
    kind: str
    citation: str
    note: str
    evidence_from: int | None = None
    evidence_to: int | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something a source says about parity, in our words, with its place in the source.

    `cells` are the cells it names (it counts once in each). `placement` is what it says of its place
    where it names every block or every level at once, and so belongs to no single cell. `also_in` are
    cells where it could be filed as well: where the text, against the table, has it, or of an imported
    statement where some of its coders have it. `in_table2` names the published entries it repeats.
    `subtheme` is the id of the sub-theme it speaks of, `groups` whom it is about, `basis` how firmly it sits in
    its cells, `perspective` from where its voice speaks, `wording` whose words its text is in.
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
    subtheme: str = ""
    groups: tuple[PopulationGroup, ...] = ()
    basis: PlacementBasis = PlacementBasis.INFERRED
    perspective: Perspective = Perspective.UNKNOWN
    wording: Wording = Wording.OWN_WORDS

    @property
    def is_dual(self) -> bool:
        """Whether it is named both as a help and as a hindrance."""
        return self.kind is StatementKind.BOTH

    @property
    def is_contested(self) -> bool:
        """Whether it could be filed elsewhere as well; `own_evidence.dispute_of` says who disagrees."""
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


@dataclass(frozen=True, slots=True)
class FrameworkEntry:
    """One entry of a framework, in our words: a principle, a lever, a question to ask, a practice that worked.

    `framework` names the list it belongs to as people read it, `order` its place there; `cells` are where it bears on,
    by our reading unless `cells_basis` says the source says so; `criterion` is what could be looked at to see whether
    it is met; `link` is an address that the source prints.
    """

    id: str
    kind: FrameworkKind
    framework: str
    order: int
    title: str
    text: str
    cells: tuple[Cell, ...]
    cells_basis: PlacementBasis
    groups: tuple[PopulationGroup, ...]
    criterion: str
    source: str
    place: str
    note: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What a voice of a source emphasises, in our words; `cells` is empty where it belongs to no cell."""

    id: str
    perspective: Perspective
    voice: str
    text: str
    cells: tuple[Cell, ...]
    source: str
    place: str


@dataclass(frozen=True, slots=True)
class Strategy:
    """Something that addresses a barrier: an enabler (a statement) or an entry of a framework.

    `answer` is the id of that statement or entry; `strength` how strongly a source says that it addresses the barrier,
    `reason` in what words we read that; `place` where it says so, '' where it is our inference.
    """

    barrier: str
    answer: str
    strength: StrategyStrength
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class ExpectedMove:
    """The pair of figures that should move if a barrier is overcome, and why we think so."""

    barrier: str
    pair: str
    reason: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where coders agreed that a statement belongs; it takes the place of the cells it had."""

    statement: str
    kind: StatementKind
    cells: tuple[Cell, ...]
    reason: str
    coding_round: str = ""


@dataclass(frozen=True, slots=True)
class ConfidenceRating:
    """How much confidence a finding deserves, by the four components of GRADE-CERQual.

    It speaks of the evidence behind a statement, never of the care that the statement is about. `component_reasons`
    say why, one for each component in the order of the fields; empty where nobody said.
    """

    statement: str
    methodological_limitations: Concern
    coherence: Concern
    adequacy: Concern
    relevance: Concern
    overall: FindingConfidence
    reason: str
    component_reasons: tuple[str, ...] = ()
