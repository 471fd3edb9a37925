"""The tables of live workshops; private to data.

Nobody's name, address or network address stands in them. What a workshop published stays when ballots are erased.
"""

import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from data.people_tables import Moment
from data.tables import Base, Key


class WorkshopRow(Base):
    """A workshop, with what lists show of it; `version` is the number of the latest entry of its log."""

    __tablename__ = "workshops"

    id: Mapped[Key]
    owner: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    join_code: Mapped[str | None] = mapped_column(unique=True)
    first_plan: Mapped[str]
    created_at: Mapped[datetime.datetime] = mapped_column(Moment())
    version: Mapped[int]
    title: Mapped[str]
    area: Mapped[str]
    is_rehearsal: Mapped[bool]
    is_imported: Mapped[bool]
    closed_at: Mapped[datetime.datetime | None] = mapped_column(Moment())
    erased_at: Mapped[datetime.datetime | None] = mapped_column(Moment())


class WorkshopEventRow(Base):
    """One entry of the log of a workshop; `body` is JSON."""

    __tablename__ = "workshop_events"

    workshop: Mapped[str] = mapped_column(ForeignKey("workshops.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime.datetime] = mapped_column(Moment())
    actor: Mapped[str]
    kind: Mapped[str]
    body: Mapped[str]


class WorkshopLinkRow(Base):
    """A secret link to the console or to the projector's page."""

    __tablename__ = "workshop_links"

    id: Mapped[Key]
    workshop: Mapped[str] = mapped_column(ForeignKey("workshops.id"), index=True)
    kind: Mapped[str]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    note: Mapped[str]
    made_at: Mapped[datetime.datetime] = mapped_column(Moment())
    revoked_at: Mapped[datetime.datetime | None] = mapped_column(Moment())


class ParticipantRow(Base):
    """Somebody who takes part in a workshop."""

    __tablename__ = "workshop_participants"
    __table_args__ = (Index("ix_workshop_participants_return", "workshop", "return_hash"),)

    id: Mapped[Key]
    workshop: Mapped[str] = mapped_column(ForeignKey("workshops.id"))
    token_hash: Mapped[str | None] = mapped_column(unique=True)
    group: Mapped[str]
    mode: Mapped[str]
    joined_at: Mapped[datetime.datetime] = mapped_column(Moment())
    return_hash: Mapped[str | None]
    returns: Mapped[str]


class IdeaRow(Base):
    """An idea that somebody gave in silence."""

    __tablename__ = "workshop_ideas"

    id: Mapped[Key]
    workshop: Mapped[str] = mapped_column(ForeignKey("workshops.id"), index=True)
    participant: Mapped[str] = mapped_column(index=True)
    text: Mapped[str]
    cell: Mapped[str]
    at: Mapped[datetime.datetime] = mapped_column(Moment())


class BallotRow(Base):
    """One ballot as it was sent; the largest sequence of a person in a round stands. `answers` is JSON."""

    __tablename__ = "workshop_ballots"

    workshop: Mapped[str] = mapped_column(ForeignKey("workshops.id"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    participant: Mapped[str] = mapped_column(primary_key=True, index=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    group: Mapped[str]
    mode: Mapped[str]
    answers: Mapped[str]
    at: Mapped[datetime.datetime] = mapped_column(Moment())


class WorkshopPublicationRow(Base):
    """One publication of a round; `voices` is JSON: under whose voice each group is published."""

    __tablename__ = "workshop_publications"

    workshop: Mapped[str] = mapped_column(ForeignKey("workshops.id"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    publication: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    voices: Mapped[str]


class PublishedFigureRow(Base):
    """One published figure of a workshop; figures are all that screens, files and the heat map ever read."""

    __tablename__ = "workshop_figures"

    workshop: Mapped[str] = mapped_column(ForeignKey("workshops.id"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    publication: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    target: Mapped[str]
    scale: Mapped[str]
    voice: Mapped[str]
    statistic: Mapped[str]
    value: Mapped[float | None]
    people: Mapped[int]
    suppression: Mapped[str]


class ApprovalRow(Base):
    """That the scores of a round belong to the heat map."""

    __tablename__ = "workshop_approvals"

    workshop: Mapped[str] = mapped_column(ForeignKey("workshops.id"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    approved_by: Mapped[str] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime.datetime] = mapped_column(Moment(), primary_key=True)
    withdrawn_at: Mapped[datetime.datetime | None] = mapped_column(Moment())


class ReceiptRow(Base):
    """What was erased of a workshop, and when."""

    __tablename__ = "workshop_receipts"

    id: Mapped[Key]
    workshop: Mapped[str] = mapped_column(ForeignKey("workshops.id"), index=True)
    what: Mapped[str]
    at: Mapped[datetime.datetime] = mapped_column(Moment())
    participants: Mapped[int]
    ideas: Mapped[int]
    ballots: Mapped[int]
    kept: Mapped[int]
