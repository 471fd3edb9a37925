"""The tables of evidence that people add, of coding rounds and of checklists; private to data.

They name catalogue records and areas without a foreign key: published content is replaced as a whole by a new
release, and what people wrote stays.
"""

import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.people_tables import Moment
from data.tables import Base, Key


class EvidenceNumberRow(Base):
    """The one row that numbers edits in the order in which they are committed."""

    __tablename__ = "evidence_numbers"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    latest: Mapped[int]


class EvidenceEditRow(Base):
    """One version of one record; `content` is JSON, none where the record was withdrawn."""

    __tablename__ = "evidence_edits"
    __table_args__ = (UniqueConstraint("kind", "record", "version", name="uq_evidence_edits_version"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    record: Mapped[str]
    version: Mapped[int]
    content: Mapped[str | None]
    author: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    at: Mapped[datetime.datetime] = mapped_column(Moment())
    batch: Mapped[str] = mapped_column(index=True)
    undoes: Mapped[int | None]


class EvidenceImportRow(Base):
    """A file that was read: what it holds as JSON, what was chosen for it, and what became of it."""

    __tablename__ = "evidence_imports"

    id: Mapped[Key]
    owner: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    format: Mapped[str]
    file_name: Mapped[str]
    content: Mapped[str]
    choices: Mapped[str]
    report: Mapped[str]
    created_at: Mapped[datetime.datetime] = mapped_column(Moment())
    applied_at: Mapped[datetime.datetime | None] = mapped_column(Moment())
    undone_at: Mapped[datetime.datetime | None] = mapped_column(Moment())


class CodingRoundRow(Base):
    """A set of statements that several people place, blind of one another; `statements` is a JSON list of ids.

    The versions of the evidence at its making and closing are none where they were not recorded.
    """

    __tablename__ = "coding_rounds"

    id: Mapped[Key]
    owner: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    title: Mapped[str]
    statements: Mapped[str]
    created_at: Mapped[datetime.datetime] = mapped_column(Moment())
    closed_at: Mapped[datetime.datetime | None] = mapped_column(Moment())
    made_with: Mapped[str | None]
    closed_with: Mapped[str | None]


class CodingCoderRow(Base):
    """Somebody who places the statements of a round."""

    __tablename__ = "coding_coders"

    round: Mapped[str] = mapped_column(ForeignKey("coding_rounds.id"), primary_key=True)
    coder: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    joined_at: Mapped[datetime.datetime] = mapped_column(Moment())
    finished_at: Mapped[datetime.datetime | None] = mapped_column(Moment())


class CodingPlacementRow(Base):
    """Where a coder placed a statement, every version of it; without block and level where it fits nowhere."""

    __tablename__ = "coding_placements"

    round: Mapped[str] = mapped_column(ForeignKey("coding_rounds.id"), primary_key=True)
    coder: Mapped[str] = mapped_column(ForeignKey("people.id"), primary_key=True)
    statement: Mapped[Key]
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    block: Mapped[str | None]
    level: Mapped[str | None]
    kind: Mapped[str | None]
    is_withdrawn: Mapped[bool]
    note: Mapped[str]
    at: Mapped[datetime.datetime] = mapped_column(Moment())


class ChecklistMarkRow(Base):
    """What somebody says of an entry of a framework for an area, every version of it; no state where taken back."""

    __tablename__ = "checklist_marks"
    __table_args__ = (Index("ix_checklist_marks_author", "author"),)

    area: Mapped[Key]
    entry: Mapped[Key]
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str | None]
    note: Mapped[str]
    author: Mapped[str] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime.datetime] = mapped_column(Moment())
