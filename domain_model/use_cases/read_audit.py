"""Read the audit log a page at a time, and take it away as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain_model.audit import AuditEvent, AuditFilter
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Permission
from domain_model.ports import UnitOfWork

EVENTS_ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some events, the latest first, of `total` that were asked for.

    `names` are the names by id of everybody who ever had an account, '' for a deleted one.
    """

    events: tuple[AuditEvent, ...]
    names: Mapping[str, str]
    total: int
    number: int
    pages: int


def read_audit(work: UnitOfWork, reader: Person, wanted: AuditFilter, page: int) -> AuditPage:
    """A page of the log, counted from 1; the last one for a number beyond it.

    Raises:
        NotAllowedError: if the person may not read the log.
    """
    reader.check(Permission.READ_AUDIT)
    total = work.audit.count(wanted)
    pages = max(1, -(-total // EVENTS_ON_A_PAGE))
    number = min(max(1, page), pages)
    events = work.audit.latest(EVENTS_ON_A_PAGE, (number - 1) * EVENTS_ON_A_PAGE, wanted)
    return AuditPage(events, work.people.names(), total, number, pages)


def export_audit(work: UnitOfWork, reader: Person, wanted: AuditFilter, kind: str, now: datetime) -> AuditPage:
    """All events that are asked for as one page; that somebody took them, as a file of that kind, is recorded after.

    Raises:
        NotAllowedError: if the person may not read the log.
    """
    reader.check(Permission.READ_AUDIT)
    events = work.audit.latest(None, wanted=wanted)
    words = f"{kind}, events: {len(events)}"
    work.audit.record(AuditEvent(now, AuditAction.AUDIT_EXPORTED, AuditOutcome.DONE, reader.id, "audit log", words))
    return AuditPage(events, work.people.names(), len(events), 1, 1)
