"""Invite somebody, and make their account when they open the link: the only way to an account."""

from dataclasses import dataclass
from datetime import datetime

from domain_model.audit import AuditEvent
from domain_model.people import (
    LINK_LIFETIMES,
    OneTimeLink,
    Person,
    UnusableLinkError,
    checked_email,
    checked_name,
    hash_of,
    new_id,
    new_secret,
)
from domain_model.people_vocabulary import AuditAction, AuditOutcome, LinkPurpose, LinkState, Role
from domain_model.ports import UnitOfWork
from domain_model.ports.accounts import Passwords
from domain_model.use_cases.check_account import check_administrator
from domain_model.use_cases.choose_password import choose_password, put_password

WHY_UNUSABLE = {
    LinkState.USED: "This link has been used already. If you have your account, sign in; otherwise ask for a new link.",
    LinkState.EXPIRED: "This link is too old. Ask whoever sent it for a new one.",
    LinkState.REVOKED: "This link was withdrawn. Ask whoever sent it for a new one.",
}
LONGEST_LINK_NOTE = 120
UNKNOWN_LINK = "There is no such link. Check that you have the whole address, or ask for a new link."


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A new one-time link with its secret, which nobody can read again later."""

    link: OneTimeLink
    secret: str


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Name, address and the hash of the password that somebody chose for their account."""

    name: str
    email: str
    kept: str


def offer_first_administrator(work: UnitOfWork, now: datetime) -> MadeLink | None:
    """A link that makes the first administrator; None where there is an administrator. Earlier ones are withdrawn."""
    if work.people.administrators():
        return None
    for link in work.links.all():
        if link.purpose is LinkPurpose.FIRST_ADMINISTRATOR and link.state(now) is LinkState.OPEN:
            work.links.revoke(link.id, now)
    return _make(work, LinkPurpose.FIRST_ADMINISTRATOR, now, role=Role.ADMINISTRATOR)


def replace_administrator(work: UnitOfWork, now: datetime) -> MadeLink:
    """A link that makes a further administrator, for whoever runs the server and has lost the others."""
    return _make(work, LinkPurpose.INVITATION, now, role=Role.ADMINISTRATOR, note="made on the server")


def invite(work: UnitOfWork, administrator: Person, role: Role, note: str, now: datetime) -> MadeLink:
    """A link that makes an account with that role; `note` says whom it is meant for.

    Raises:
        NotAllowedError: if the person may not invite, or not any more.
        ValueError: if the note is too long.
    """
    check_administrator(work, administrator)
    return _make(work, LinkPurpose.INVITATION, now, role=role, made_by=administrator.id, note=_checked_note(note))


def offer_new_password(work: UnitOfWork, administrator: Person, person: Person, now: datetime) -> MadeLink:
    """A link with which the person sets a new password; earlier ones are withdrawn.

    Raises:
        NotAllowedError: if the administrator may not, or is none any more.
    """
    check_administrator(work, administrator)
    for link in work.links.all():
        if link.person == person.id and link.state(now) is LinkState.OPEN:
            work.links.revoke(link.id, now)
    return _make(work, LinkPurpose.NEW_PASSWORD, now, person=person.id, made_by=administrator.id)


def find_link(work: UnitOfWork, secret: str, now: datetime) -> OneTimeLink:
    """The link of that secret, still open.

    Raises:
        UnusableLinkError: if it is unknown, used, withdrawn or too old.
    """
    link = work.links.by_secret_hash(hash_of(secret))
    if link is None:
        raise UnusableLinkError(UNKNOWN_LINK)
    state = link.state(now)
    if state is not LinkState.OPEN:
        raise UnusableLinkError(WHY_UNUSABLE[state])
    return link


def new_account(name: str, email: str, password: str, passwords: Passwords) -> NewAccount:
    """What somebody chose, checked, with the password as its hash; slow, so to be made before any writing begins.

    Raises:
        ValueError: if name, address or password cannot be taken.
    """
    name, email = checked_name(name), checked_email(email)
    return NewAccount(name, email, choose_password(password, passwords, not_like=(name, email)))


def accept_invitation(work: UnitOfWork, link: OneTimeLink, account: NewAccount, now: datetime) -> Person:
    """Make the account that the link offers; the link is used up.

    Raises:
        AddressTakenError: if somebody else signs in with that address.
        UnusableLinkError: if the link is for something else, or somebody was faster.
    """
    if link.role is None or link.purpose is LinkPurpose.NEW_PASSWORD:
        raise UnusableLinkError(UNKNOWN_LINK)
    person = Person(new_id(), account.name, account.email, link.role, now)
    _use(work, link, now)
    work.people.add(person, account.kept)
    detail = f"{link.purpose.value}, {person.role.value}"
    work.audit.record(AuditEvent(now, AuditAction.ACCOUNT_MADE, AuditOutcome.DONE, person.id, person.id, detail))
    return person


def whose_password(work: UnitOfWork, link: OneTimeLink) -> Person:
    """The person whose password the link sets.

    Raises:
        UnusableLinkError: if the link is for something else, or the account is gone.
    """
    person = work.people.by_id(link.person) if link.purpose is LinkPurpose.NEW_PASSWORD else None
    if person is None:
        raise UnusableLinkError(UNKNOWN_LINK)
    return person


def accept_new_password(work: UnitOfWork, link: OneTimeLink, kept: str, now: datetime) -> Person:
    """Set the password of the person whom the link is for; `kept` is its hash. The link is used up.

    All their sign-ins, API tokens and other links for a new password end: somebody else may have had them.

    Raises:
        UnusableLinkError: if the link is for something else, the account is gone, or somebody was faster.
    """
    person = whose_password(work, link)
    _use(work, link, now)
    put_password(work, person, kept, now, keep=None, ends_tokens=True, how="by link")
    return person


def _use(work: UnitOfWork, link: OneTimeLink, now: datetime) -> None:
    if not work.links.use(link.id, now):
        raise UnusableLinkError(WHY_UNUSABLE[LinkState.USED])


def _make(
    work: UnitOfWork,
    purpose: LinkPurpose,
    now: datetime,
    *,
    role: Role | None = None,
    person: str = "",
    made_by: str = "",
    note: str = "",
) -> MadeLink:
    secret = new_secret()
    expires = now + LINK_LIFETIMES[purpose]
    link = OneTimeLink(new_id(), hash_of(secret), purpose, role, person, made_by, note, now, expires)
    work.links.add(link)
    subject = person or (role.value if role else "")
    work.audit.record(AuditEvent(now, AuditAction.LINK_MADE, AuditOutcome.DONE, made_by, subject, purpose.value))
    return MadeLink(link, secret)


def _checked_note(note: str) -> str:
    tidy = " ".join(note.split())
    if len(tidy) > LONGEST_LINK_NOTE or not tidy.isprintable():
        raise ValueError(f"Say in at most {LONGEST_LINK_NOTE} characters whom the link is for.")
    return tidy
