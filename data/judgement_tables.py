"""The tables of judgements, notes and saved views; private to data.

They name areas by code without a foreign key: published content is replaced as a whole by a new release, and
what people wrote stays.
"""

import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.people_tables import Moment
from data.tables import Base, Key


class JudgementChangesRow(Base):
    """The one row that numbers changes to judgements in the order in which they are committed."""

    __tablename__ = "judgement_changes"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    latest: Mapped[int]


class JudgementRow(Base):
    """One version of one person's view of a cell in an area; without perception and so on where it was withdrawn."""

    __tablename__ = "judgements"
    __table_args__ = (
        UniqueConstraint("author", "area", "block", "level", "version", name="uq_judgements_version"),
        Index("ix_judgements_place", "area", "block", "level"),
    )

    change: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    author: Mapped[str] = mapped_column(ForeignKey("people.id"))
    area: Mapped[str]
    block: Mapped[str]
    level: Mapped[str]
    version: Mapped[int]
    is_withdrawn: Mapped[bool]
    perception: Mapped[str | None]
    severity: Mapped[int | None]
    feasibility: Mapped[int | None]
    confidence: Mapped[str | None]
    reason: Mapped[str]
    source: Mapped[str]
    at: Mapped[datetime.datetime] = mapped_column(Moment())
    restores: Mapped[int | None]


class NoteRow(Base):
    """One version of a note on a cell in an area."""

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_place", "area", "block", "level"),)

    id: Mapped[Key]
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    author: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    area: Mapped[str]
    block: Mapped[str]
    level: Mapped[str]
    text: Mapped[str]
    at: Mapped[datetime.datetime] = mapped_column(Moment())
    is_withdrawn: Mapped[bool]


class SavedViewRow(Base):
    """A page's address under a name."""

    __tablename__ = "saved_views"

    id: Mapped[Key]
    owner: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str]
    path: Mapped[str]
    search: Mapped[str]
    position: Mapped[int]
    is_shared: Mapped[bool]
    created_at: Mapped[datetime.datetime] = mapped_column(Moment())
    changed_at: Mapped[datetime.datetime] = mapped_column(Moment())
