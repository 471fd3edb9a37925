"""What the domain asks where people, their links and the audit log are kept."""

from datetime import datetime
from typing import Protocol

from domain_model.audit import EVERY_EVENT, AuditEvent, AuditFilter
from domain_model.people import ApiToken, OneTimeLink, Person, SignIn
from domain_model.people_vocabulary import Role


class AddressTakenError(Exception):
    """Somebody else signs in with that address."""


class PeopleRepository(Protocol):
    """Where people with an account are kept."""

    def by_id(self, person_id: str) -> Person | None:
        """The person of that id; None also after the account was deleted."""
        ...

    def by_email(self, email: str) -> tuple[Person, str] | None:
        """The person who signs in with that address, and the hash of their password."""
        ...

    def all(self) -> tuple[Person, ...]:
        """Everybody with an account, by name."""
        ...

    def names(self) -> dict[str, str]:
        """The name by id, of everybody who ever wrote something; '' for a deleted account."""
        ...

    def add(self, person: Person, password_hash: str) -> None:
        """Keep a new person.

        Raises:
            AddressTakenError: if somebody else signs in with that address.
        """
        ...

    def change(self, person: Person) -> None:
        """Keep the person's new name and address; the role stays what it is.

        Raises:
            AddressTakenError: if somebody else signs in with that address.
        """
        ...

    def set_role(self, person_id: str, role: Role) -> None:
        """Keep a new role."""
        ...

    def set_password(self, person_id: str, password_hash: str) -> None:
        """Keep a new password."""
        ...

    def password_hash(self, person_id: str) -> str:
        """The hash of the person's password."""
        ...

    def forget(self, person_id: str, at: datetime) -> None:
        """Remove name, address, password, sign-ins and tokens; the id stays where others' records name it."""
        ...

    def administrators(self) -> int:
        """How many accounts have the role of administrator; whoever asks holds them until the work ends."""
        ...


class LinkRepository(Protocol):
    """Where one-time links are kept."""

    def add(self, link: OneTimeLink) -> None:
        """Keep a new link."""
        ...

    def by_secret_hash(self, secret_hash: str) -> OneTimeLink | None:
        """The link of that secret, in whatever state."""
        ...

    def all(self) -> tuple[OneTimeLink, ...]:
        """All links, the latest first."""
        ...

    def use(self, link_id: str, at: datetime) -> bool:
        """Mark the link as used, and forget for whom it was; False if it was used or revoked already.

        Of two who try at once one succeeds.
        """
        ...

    def revoke(self, link_id: str, at: datetime) -> bool:
        """Mark the link as withdrawn, and forget for whom; False if it was used or revoked already, or is unknown."""
        ...

    def forget_notes(self, expired_before: datetime) -> None:
        """Forget for whom links were that expired before then: the note may name somebody."""
        ...


class SignInRepository(Protocol):
    """Where it is kept who is signed in."""

    def add(self, sign_in: SignIn) -> None:
        """Keep a new one."""
        ...

    def by_secret_hash(self, secret_hash: str) -> tuple[SignIn, Person] | None:
        """The sign-in of that secret and whose it is; None also for a deleted account."""
        ...

    def of(self, person_id: str) -> tuple[SignIn, ...]:
        """One person's, the latest first."""
        ...

    def remove(self, sign_in_id: str) -> None:
        """End one."""
        ...

    def remove_of(self, person_id: str, *, but: str = "") -> int:
        """End all of a person's but the one of that id; answer how many."""
        ...

    def remove_expired(self, now: datetime) -> None:
        """Forget those that have ended."""
        ...


class TokenRepository(Protocol):
    """Where API tokens are kept."""

    def add(self, token: ApiToken) -> None:
        """Keep a new one."""
        ...

    def by_secret_hash(self, secret_hash: str) -> tuple[ApiToken, Person] | None:
        """The token of that secret and in whose name it writes."""
        ...

    def of(self, person_id: str) -> tuple[ApiToken, ...]:
        """One person's, the latest first."""
        ...

    def revoke(self, token_id: str, person_id: str, at: datetime) -> bool:
        """Withdraw one of the person's tokens; False if they have no such open token."""
        ...


class AuditRepository(Protocol):
    """Where the audit log is kept."""

    def record(self, event: AuditEvent) -> None:
        """Add an event."""
        ...

    def latest(self, limit: int | None, offset: int = 0, wanted: AuditFilter = EVERY_EVENT) -> tuple[AuditEvent, ...]:
        """Events, the latest first; None for all of them."""
        ...

    def count(self, wanted: AuditFilter = EVERY_EVENT) -> int:
        """How many there are."""
        ...

    def remove_before(self, at: datetime) -> int:
        """Forget older events; answer how many."""
        ...


class SentFormRepository(Protocol):
    """Where it is kept which forms were sent."""

    def take(self, form_id: str, at: datetime) -> bool:
        """Note that the form was sent; False if it was sent before."""
        ...


class Passwords(Protocol):
    """How passwords are hashed."""

    def hash(self, password: str) -> str:
        """The hash to keep."""
        ...

    def is_right(self, password: str, kept: str) -> bool:
        """Whether it is the password; takes as long for a wrong one, and with '' kept."""
        ...

    def is_outdated(self, kept: str) -> bool:
        """Whether the hash was made by weaker settings than today's."""
        ...
