"""The audit log, and the ids of forms that were sent, in a database."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select
from sqlalchemy.exc import IntegrityError

from data.people_tables import AuditEventRow, SentFormRow
from data.tables import table_of
from domain_model.audit import EVERY_EVENT, AuditEvent, AuditFilter
from domain_model.people_vocabulary import AuditAction, AuditOutcome

EVENTS = table_of(AuditEventRow)
SENT_FORMS = table_of(SentFormRow)
FORMS_KEPT_FOR = timedelta(days=2)
"""Longer than a form's own token is accepted, so that a form is either known or too old."""


class SqlAuditRepository:
    """The audit log."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, event: AuditEvent) -> None:
        """Add an event."""
        self._connection.execute(
            insert(EVENTS).values(
                at=event.at,
                action=event.action.value,
                outcome=event.outcome.value,
                person=event.person,
                subject=event.subject,
                detail=event.detail,
                network_address=event.network_address,
            )
        )

    def latest(self, limit: int | None, offset: int = 0, wanted: AuditFilter = EVERY_EVENT) -> tuple[AuditEvent, ...]:
        """Events, the latest first; None for all of them."""
        order = (EVENTS.c.at.desc(), EVENTS.c.id.desc())
        rows = self._connection.execute(
            select(EVENTS).where(*_conditions(wanted)).order_by(*order).limit(limit).offset(offset or None)
        )
        return tuple(
            AuditEvent(
                at=row.at,
                action=AuditAction(row.action),
                outcome=AuditOutcome(row.outcome),
                person=row.person,
                subject=row.subject,
                detail=row.detail,
                network_address=row.network_address,
            )
            for row in rows
        )

    def count(self, wanted: AuditFilter = EVERY_EVENT) -> int:
        """How many there are."""
        return self._connection.scalar(select(func.count()).select_from(EVENTS).where(*_conditions(wanted))) or 0

    def remove_before(self, at: datetime) -> int:
        """Forget older events; answer how many."""
        return self._connection.execute(delete(EVENTS).where(EVENTS.c.at < at)).rowcount


def _conditions(wanted: AuditFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.outcome:
        found.append(EVENTS.c.outcome == wanted.outcome.value)
    if wanted.action:
        found.append(EVENTS.c.action == wanted.action.value)
    if wanted.person == "":
        found.append(EVENTS.c.person == "")
    elif wanted.person:
        found.append(or_(EVENTS.c.person == wanted.person, EVENTS.c.subject == wanted.person))
    if wanted.first:
        found.append(EVENTS.c.at >= datetime.combine(wanted.first, time(), UTC))
    if wanted.last and wanted.last < date.max:  # nothing is after the last day that there is
        found.append(EVENTS.c.at < datetime.combine(wanted.last, time(), UTC) + timedelta(days=1))
    return found


class SqlSentFormRepository:
    """Which forms were sent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(self, form_id: str, at: datetime) -> bool:
        """Note that the form was sent; False if it was sent before. Old ones are forgotten on the way."""
        self._connection.execute(delete(SENT_FORMS).where(SENT_FORMS.c.at < at - FORMS_KEPT_FOR))
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(SENT_FORMS).values(id=form_id, at=at))
        except IntegrityError:
            return False
        return True
