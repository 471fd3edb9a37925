"""Sign somebody in, and out again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain_model.audit import KEPT_FOR, AuditEvent
from domain_model.people import (
    LINK_NOTES_KEPT_FOR,
    LONGEST_PASSWORD,
    Person,
    SignIn,
    checked_email,
    hash_of,
    new_id,
    new_secret,
)
from domain_model.people_vocabulary import AuditAction, AuditOutcome
from domain_model.ports import UnitOfWork
from domain_model.ports.accounts import Passwords
from domain_model.use_cases.erase_workshop import erase_due


@dataclass(frozen=True, slots=True)
class NewSignIn:
    """Who signed in, and the secret that their browser keeps."""

    person: Person
    sign_in: SignIn
    secret: str


def recognise(work: UnitOfWork, email: str, password: str, passwords: Passwords) -> tuple[Person, str] | None:
    """The person of that address and password, and the hash that is kept; takes as long where there is none."""
    try:
        found = work.people.by_email(checked_email(email))
    except ValueError:
        found = None
    # Nobody has a longer password; hashing the whole of it would only cost memory.
    is_right = passwords.is_right(password[: LONGEST_PASSWORD + 1], found[1] if found else "")
    return found if is_right else None


def begin_sign_in(work: UnitOfWork, person: Person, now: datetime, lasts: timedelta) -> NewSignIn:
    """Keep that the person is signed in; what has ended, and what is past its time, is forgotten."""
    secret = new_secret()
    sign_in = SignIn(new_id(), hash_of(secret), person.id, now, now + lasts)
    work.sign_ins.remove_expired(now)
    work.links.forget_notes(now - LINK_NOTES_KEPT_FOR)
    work.sign_ins.add(sign_in)
    work.audit.remove_before(now - KEPT_FOR)
    erase_due(work, now)
    work.audit.record(AuditEvent(now, AuditAction.SIGNED_IN, AuditOutcome.DONE, person.id, person.id))
    return NewSignIn(person, sign_in, secret)


def find_sign_in(work: UnitOfWork, secret: str, now: datetime) -> tuple[SignIn, Person] | None:
    """The sign-in of that secret and whose it is; None if it has ended."""
    found = work.sign_ins.by_secret_hash(hash_of(secret))
    return found if found and now < found[0].expires_at else None


def end_sign_in(work: UnitOfWork, sign_in: SignIn, now: datetime) -> None:
    """Sign the person out at that browser."""
    work.sign_ins.remove(sign_in.id)
    work.audit.record(AuditEvent(now, AuditAction.SIGNED_OUT, AuditOutcome.DONE, sign_in.person, sign_in.person))
