"""The tables of the evidence and of the product's words; private to data."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data.tables import Base, Key, SourceId


class SourceRow(Base):
    """A document that statements are taken from."""

    __tablename__ = "sources"

    id: Mapped[Key]
    title: Mapped[str]
    authors: Mapped[str]
    year: Mapped[str]
    publisher: Mapped[str]
    kind: Mapped[str]
    citation: Mapped[str]
    note: Mapped[str]
    evidence_from: Mapped[int | None]
    evidence_to: Mapped[int | None]
    url: Mapped[str] = mapped_column(server_default="")


class StatementRow(Base):
    """Something a source says about parity."""

    __tablename__ = "statements"

    id: Mapped[Key]
    kind: Mapped[str]
    text: Mapped[str]
    source: Mapped[SourceId] = mapped_column(index=True)
    place: Mapped[str]
    participant: Mapped[str]
    voice: Mapped[str]
    reading: Mapped[str]
    note: Mapped[str]
    placement: Mapped[str]
    subtheme: Mapped[str] = mapped_column(server_default="")
    groups: Mapped[str] = mapped_column(server_default="")
    basis: Mapped[str] = mapped_column(server_default="inferred")
    perspective: Mapped[str] = mapped_column(server_default="unknown")
    wording: Mapped[str] = mapped_column(server_default="own_words")


class StatementCellRow(Base):
    """A cell that a statement names, or (`is_contested`) that the text files it under against the table."""

    __tablename__ = "statement_cells"

    statement: Mapped[str] = mapped_column(ForeignKey("statements.id"), primary_key=True)
    block: Mapped[Key]
    level: Mapped[Key]
    is_contested: Mapped[bool] = mapped_column(primary_key=True)
    position: Mapped[int]


class StatementRepeatRow(Base):
    """An entry of the published table that a statement says again."""

    __tablename__ = "statement_repeats"

    statement: Mapped[str] = mapped_column(ForeignKey("statements.id"), primary_key=True)
    entry: Mapped[str] = mapped_column(ForeignKey("statements.id"), primary_key=True)
    position: Mapped[int]


class PublishedCellRow(Base):
    """What the published table prints in one half of a cell."""

    __tablename__ = "published_cells"

    block: Mapped[Key]
    level: Mapped[Key]
    kind: Mapped[Key]
    count: Mapped[int]
    state: Mapped[str]


class SubthemeRow(Base):
    """A sub-theme within a building block."""

    __tablename__ = "subthemes"

    id: Mapped[Key]
    block: Mapped[str]
    order: Mapped[int]
    label: Mapped[str]
    gist: Mapped[str]
    source: Mapped[SourceId]
    place: Mapped[str]


class LinkRow(Base):
    """One cell acting on another."""

    __tablename__ = "links"

    id: Mapped[Key]
    from_block: Mapped[str | None]
    from_level: Mapped[str | None]
    to_block: Mapped[str | None]
    to_level: Mapped[str | None]
    from_words: Mapped[str]
    to_words: Mapped[str]
    sign: Mapped[str]
    text: Mapped[str]
    basis: Mapped[str]
    basis_note: Mapped[str]
    source: Mapped[SourceId]
    place: Mapped[str]


class StudyFactRow(Base):
    """A fact about how the study was done."""

    __tablename__ = "study_facts"

    record: Mapped[Key]
    item: Mapped[Key]
    value: Mapped[str]
    note: Mapped[str]
    source: Mapped[SourceId]
    place: Mapped[str]


class QuotedFigureRow(Base):
    """A number that a source prints."""

    __tablename__ = "quoted_figures"

    id: Mapped[Key]
    source: Mapped[SourceId]
    measure: Mapped[str]
    group: Mapped[str]
    value: Mapped[str]
    low: Mapped[str]
    high: Mapped[str]
    unit: Mapped[str]
    period: Mapped[str]
    geography: Mapped[str]
    citation: Mapped[str]
    block: Mapped[str]
    level: Mapped[str]
    comparison: Mapped[str]
    use: Mapped[str]
    note: Mapped[str]
    place: Mapped[str]


class ContradictionRow(Base):
    """Where a source disagrees with itself or with another."""

    __tablename__ = "contradictions"

    id: Mapped[Key]
    source: Mapped[SourceId]
    other_source: Mapped[str]
    subject: Mapped[str]
    finding: Mapped[str]
    place: Mapped[str]


class FrameworkEntryRow(Base):
    """One entry of a framework; `cells` and `groups` are lists of tokens with spaces between."""

    __tablename__ = "framework_entries"

    id: Mapped[Key]
    kind: Mapped[str]
    framework: Mapped[str]
    order: Mapped[int]
    title: Mapped[str]
    text: Mapped[str]
    cells: Mapped[str]
    cells_basis: Mapped[str]
    groups: Mapped[str]
    criterion: Mapped[str]
    source: Mapped[SourceId]
    place: Mapped[str]
    note: Mapped[str]
    link: Mapped[str]


class EmphasisRow(Base):
    """What a voice of a source emphasises; `cells` is a list of tokens with spaces between."""

    __tablename__ = "emphases"

    id: Mapped[Key]
    perspective: Mapped[str]
    voice: Mapped[str]
    text: Mapped[str]
    cells: Mapped[str]
    source: Mapped[SourceId]
    place: Mapped[str]


class StrategyRow(Base):
    """Something that addresses a barrier."""

    __tablename__ = "strategies"

    barrier: Mapped[str] = mapped_column(ForeignKey("statements.id"), primary_key=True)
    answer: Mapped[Key]
    strength: Mapped[str]
    reason: Mapped[str]
    place: Mapped[str]


class ExpectedMoveRow(Base):
    """The pair that should move if a barrier is overcome."""

    __tablename__ = "expected_moves"

    barrier: Mapped[str] = mapped_column(ForeignKey("statements.id"), primary_key=True)
    pair: Mapped[str] = mapped_column(ForeignKey("pairs.id"), primary_key=True)
    reason: Mapped[str]


class CellWordsRow(Base):
    """What a cell is about, and a question to ask of it."""

    __tablename__ = "cell_words"

    block: Mapped[Key]
    level: Mapped[Key]
    meaning: Mapped[str]
    question: Mapped[str]


class GlossaryTermRow(Base):
    """A word the product uses."""

    __tablename__ = "glossary_terms"

    term: Mapped[Key]
    plain_meaning: Mapped[str]
    more: Mapped[str]
