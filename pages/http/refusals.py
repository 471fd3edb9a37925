"""What is refused is recorded, so that an administrator sees it; a flood of it is recorded up to a limit."""

import re

from flask import current_app, request
from limits import parse

from data.current import current_store, writing_unit_of_work
from data.errors import StoreError
from domain_model.audit import AuditEvent
from domain_model.people_vocabulary import AuditAction, AuditOutcome
from pages.http.who import current_person, now

RECORDED = parse("200 per 15 minutes")
"""How many refusals of one network address are recorded."""

LONGEST = 200
_SECRET = re.compile(r"(?i)(?<=/welcome/).+|[a-z0-9_-]{40,}")
"""What may be the secret of a link, also in an address that is not quite the one it belongs to."""


def network_address() -> str:
    """Where the request comes from."""
    return request.remote_addr or ""


def asked_for() -> str:
    """The address asked for; without its secret, where it holds one."""
    return _SECRET.sub("<secret>", request.path)


def record_refusal(action: AuditAction, subject: str, detail: str) -> None:
    """Record that something was refused; what cannot be recorded is in the log, and the refusal stands."""
    person = current_person()
    event = AuditEvent(
        at=now(),
        action=action,
        outcome=AuditOutcome.REFUSED,
        person=person.id if person else "",
        subject=_written(subject),
        detail=_written(detail),
        network_address=network_address(),
    )
    try:
        if current_store().attempts.count(RECORDED, "refusals", network_address()):
            with writing_unit_of_work() as work:
                work.audit.record(event)
                work.commit()
    except StoreError as error:
        current_app.logger.error("a refusal could not be recorded: %s (%s)", event, error)


def _written(words: str) -> str:
    """The beginning of the words, without signs that a database refuses or a log would take for a new line."""
    return "".join(sign if sign.isprintable() else "?" for sign in words[:LONGEST])
