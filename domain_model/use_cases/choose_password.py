"""Choose a password, and end what the one before it opened."""

from dataclasses import dataclass
from datetime import datetime

from domain_model.audit import AuditEvent
from domain_model.people import Person, SignIn, checked_password
from domain_model.people_vocabulary import AuditAction, AuditOutcome, LinkPurpose, LinkState
from domain_model.ports import UnitOfWork
from domain_model.ports.accounts import Passwords


@dataclass(frozen=True, slots=True)
class Ended:
    """How many sign-ins and API tokens ended with the earlier password."""

    sign_ins: int
    tokens: int


def choose_password(password: str, passwords: Passwords, *, not_like: tuple[str, ...]) -> str:
    """The hash to keep of a password that can be taken; slow by design, so to be made before any writing begins.

    Raises:
        ValueError: if the password cannot be taken.
    """
    return passwords.hash(checked_password(password, not_like=not_like))


def put_password(
    work: UnitOfWork, person: Person, kept: str, now: datetime, *, keep: SignIn | None, ends_tokens: bool, how: str = ""
) -> Ended:
    """Keep a new password, end all sign-ins but `keep`, withdraw the open links for a new password, and API tokens.

    `how` says for the log how it came about.
    """
    work.people.set_password(person.id, kept)
    for link in work.links.all():
        is_theirs = link.purpose is LinkPurpose.NEW_PASSWORD and link.person == person.id
        if is_theirs and link.state(now) is LinkState.OPEN:
            work.links.revoke(link.id, now)
            _record(work, person, now, AuditAction.LINK_REVOKED, person.id, link.purpose.value)
    ended = Ended(
        work.sign_ins.remove_of(person.id, but=keep.id if keep else ""),
        _withdraw_tokens(work, person, now) if ends_tokens else 0,
    )
    tokens = f"tokens withdrawn: {ended.tokens}" if ended.tokens else ""
    words = ", ".join(filter(None, (how, f"other sign-ins ended: {ended.sign_ins}", tokens)))
    _record(work, person, now, AuditAction.PASSWORD_CHANGED, person.id, words)
    return ended


def _withdraw_tokens(work: UnitOfWork, person: Person, now: datetime) -> int:
    still_open = [token for token in work.tokens.of(person.id) if token.is_open(now)]
    for token in still_open:
        work.tokens.revoke(token.id, person.id, now)
        _record(work, person, now, AuditAction.TOKEN_REVOKED, f"token {token.id}")
    return len(still_open)


def _record(
    work: UnitOfWork, person: Person, now: datetime, action: AuditAction, subject: str, detail: str = ""
) -> None:
    work.audit.record(AuditEvent(now, action, AuditOutcome.DONE, person.id, subject, detail))
