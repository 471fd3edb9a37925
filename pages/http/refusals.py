"""What is refused is recorded, so that an administrator sees it; a flood of it is recorded up to a limit."""

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


def network_address() -> str:
    """Where the request comes from."""
    return request.remote_addr or ""


def asked_for() -> str:
    """The address asked for; without its secret, where it holds one."""
    rule = request.url_rule
    return str(rule) if rule is not None and "secret" in (request.view_args or {}) else request.path


def record_refusal(action: AuditAction, subject: str, detail: str) -> None:
    """Record that something was refused; what cannot be recorded is in the log, and the refusal stands."""
    person = current_person()
    event = AuditEvent(
        at=now(),
        action=action,
        outcome=AuditOutcome.REFUSED,
        person=person.id if person else "",
        subject=subject[:LONGEST],
        detail=detail[:LONGEST],
        network_address=network_address(),
    )
    try:
        if current_store().attempts.count(RECORDED, "refusals", network_address()):
            with writing_unit_of_work() as work:
                work.audit.record(event)
                work.commit()
    except StoreError as error:
        current_app.logger.error("a refusal could not be recorded: %s (%s)", event, error)
