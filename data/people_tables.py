"""The tables of people, their links and sessions, the audit log, and what keeps the product safe; private to data."""

import datetime

from sqlalchemy import DateTime, Dialect, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from data.tables import Base, Key


class Moment(TypeDecorator[datetime.datetime]):
    """A point in time in UTC; SQLite keeps no time zone, so that it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        """Store UTC.

        Raises:
            ValueError: for a time without a zone, which could mean anything.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        value = value.astimezone(datetime.UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime.datetime | None, dialect: Dialect) -> datetime.datetime | None:
        """Read UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=datetime.UTC) if value.tzinfo is None else value.astimezone(datetime.UTC)


class PersonRow(Base):
    """Somebody with an account; after its deletion a row without name, address and password remains."""

    __tablename__ = "people"

    id: Mapped[Key]
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)
    role: Mapped[str]
    password_hash: Mapped[str]
    created_at: Mapped[datetime.datetime] = mapped_column(Moment())
    deleted_at: Mapped[datetime.datetime | None] = mapped_column(Moment())


class OneTimeLinkRow(Base):
    """A link that opens once."""

    __tablename__ = "one_time_links"

    id: Mapped[Key]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str]
    role: Mapped[str | None]
    person: Mapped[str]
    made_by: Mapped[str]
    note: Mapped[str]
    created_at: Mapped[datetime.datetime] = mapped_column(Moment())
    expires_at: Mapped[datetime.datetime] = mapped_column(Moment())
    used_at: Mapped[datetime.datetime | None] = mapped_column(Moment())
    revoked_at: Mapped[datetime.datetime | None] = mapped_column(Moment())


class SignInRow(Base):
    """One person signed in at one browser."""

    __tablename__ = "sign_ins"

    id: Mapped[Key]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    created_at: Mapped[datetime.datetime] = mapped_column(Moment())
    expires_at: Mapped[datetime.datetime] = mapped_column(Moment(), index=True)


class ApiTokenRow(Base):
    """A secret with which a program writes in a person's name."""

    __tablename__ = "api_tokens"

    id: Mapped[Key]
    secret_hash: Mapped[str] = mapped_column(unique=True)
    person: Mapped[str] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str]
    created_at: Mapped[datetime.datetime] = mapped_column(Moment())
    expires_at: Mapped[datetime.datetime] = mapped_column(Moment())
    revoked_at: Mapped[datetime.datetime | None] = mapped_column(Moment())


class AuditEventRow(Base):
    """One thing done or refused."""

    __tablename__ = "audit_events"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime.datetime] = mapped_column(Moment(), index=True)
    action: Mapped[str]
    outcome: Mapped[str]
    person: Mapped[str]
    subject: Mapped[str]
    detail: Mapped[str]
    network_address: Mapped[str]


class SentFormRow(Base):
    """The id of a form that was sent, so that the same form is not taken twice."""

    __tablename__ = "sent_forms"

    id: Mapped[Key]
    at: Mapped[datetime.datetime] = mapped_column(Moment(), index=True)


class AttemptWindowRow(Base):
    """How often something was tried within a window of time."""

    __tablename__ = "attempt_windows"

    key: Mapped[Key]
    attempts: Mapped[int]
    expires_at: Mapped[float] = mapped_column(index=True)


class ServerSecretRow(Base):
    """What signs cookies, where no setting gives it; shared by all servers on the database."""

    __tablename__ = "server_secrets"

    name: Mapped[Key]
    value: Mapped[str]
