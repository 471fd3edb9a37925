"""What was done or refused, by whom and when: the record that an administrator can read."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain_model.people_vocabulary import AuditAction, AuditOutcome

KEPT_FOR = timedelta(days=365)
"""How long an event is kept; docs/privacy.md says why."""


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One thing done or refused.

    `person` is the id of who asked, '' where nobody was signed in; `subject` names what it was about;
    `detail` says why it was refused or what changed; `network_address` is kept for refusals only.
    """

    at: datetime
    action: AuditAction
    outcome: AuditOutcome
    person: str = ""
    subject: str = ""
    detail: str = ""
    network_address: str = ""


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which events are asked for; None leaves a question open.

    `person` is an id and finds what they did and what was done about them; '' finds what was asked for by
    nobody who was signed in. `first` and `last` are days in UTC, both included.
    """

    outcome: AuditOutcome | None = None
    action: AuditAction | None = None
    person: str | None = None
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"The first day, {self.first}, is after the last, {self.last}.")


EVERY_EVENT = AuditFilter()
