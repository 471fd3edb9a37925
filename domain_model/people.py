"""People with an account: what each role may do, and the links that open one."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from string import ascii_letters, digits

from domain_model.people_vocabulary import LinkPurpose, LinkState, Permission, Role
from domain_model.plain_text import is_plain_line

LONGEST_NAME = 80
LONGEST_EMAIL = 254
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
"""Longer ones are refused before they are hashed, which would cost memory."""

LONGEST_TOKEN_NAME = 80
TOKEN_DAYS = (30, 90, 365)
"""For how many days an API token may be made."""

MOST_TOKENS = 20
"""How many API tokens one person may have open."""

LINK_LIFETIMES = {
    LinkPurpose.FIRST_ADMINISTRATOR: timedelta(hours=24),
    LinkPurpose.INVITATION: timedelta(days=7),
    LinkPurpose.NEW_PASSWORD: timedelta(hours=24),
}
LINK_NOTES_KEPT_FOR = timedelta(days=90)
"""How long after a link has expired it is kept for whom it was; after its use or withdrawal, not at all."""

_OF_VIEWER = frozenset({Permission.VIEW, Permission.OWN_ACCOUNT})
_OF_EDITOR = _OF_VIEWER | {
    Permission.SCORE,
    Permission.WRITE_NOTES,
    Permission.SAVE_VIEWS,
    Permission.USE_API_TOKENS,
    Permission.EDIT_EVIDENCE,
    Permission.CODE_STATEMENTS,
    Permission.FILL_CHECKLISTS,
}
_OF_FACILITATOR = _OF_EDITOR | {Permission.RUN_WORKSHOPS}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: _OF_VIEWER,
    Role.EDITOR: _OF_EDITOR,
    Role.FACILITATOR: _OF_FACILITATOR,
    Role.ADMINISTRATOR: frozenset(Permission),
}
"""What each role may do."""


class NotAllowedError(Exception):
    """Somebody asked for what their role does not allow; the message is a sentence for them."""


class UnusableLinkError(Exception):
    """A one-time link that does not open, or not any more; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account.

    `id` is random and says nothing about the person; `email` is what they sign in with, in lower case.
    """

    id: str
    name: str
    email: str
    role: Role
    created_at: datetime

    def __post_init__(self) -> None:
        checked_name(self.name)
        if self.email != checked_email(self.email):
            raise ValueError(f"{self.email!r} is not written in lower case")

    def may(self, permission: Permission) -> bool:
        """Whether the person's role allows it."""
        return permission in PERMISSIONS[self.role]

    def check(self, permission: Permission) -> None:
        """Do nothing if the person's role allows it.

        Raises:
            NotAllowedError: if it does not.
        """
        if not self.may(permission):
            needed = lowest_role(permission).value
            raise NotAllowedError(f"This needs the role of {needed} or above; yours is {self.role.value}.")


def lowest_role(permission: Permission) -> Role:
    """The first role that allows it."""
    return next(role for role in Role if permission in PERMISSIONS[role])


def checked_name(name: str) -> str:
    """The name without surrounding spaces.

    Raises:
        ValueError: if it is empty, longer than 80 characters or no plain line.
    """
    tidy = " ".join(name.split())
    if len(tidy) > LONGEST_NAME or not is_plain_line(tidy):
        raise ValueError(f"Enter a name of 1 to {LONGEST_NAME} characters.")
    return tidy


def checked_email(email: str) -> str:
    """The address in lower case; it only has to look like one, since nothing is sent to it.

    Raises:
        ValueError: if it does not look like an email address.
    """
    tidy = email.strip().casefold()
    looks_like_one = re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", tidy)
    if len(tidy) > LONGEST_EMAIL or not looks_like_one or not is_plain_line(tidy):
        raise ValueError("Enter an email address, like name@example.org.")
    return tidy


def checked_token_name(name: str) -> str:
    """What an API token is for, without surrounding spaces.

    Raises:
        ValueError: if it is empty, longer than 80 characters or no plain line.
    """
    tidy = " ".join(name.split())
    if len(tidy) > LONGEST_TOKEN_NAME or not is_plain_line(tidy):
        raise ValueError(f"Say in 1 to {LONGEST_TOKEN_NAME} characters what the token is for.")
    return tidy


def checked_password(password: str, *, not_like: tuple[str, ...] = ()) -> str:
    """The password unchanged (NIST SP 800-63B, 5.1.1.2: length counts, no rules of composition).

    Raises:
        ValueError: if it is shorter than 12 or longer than 200 characters, one character repeated, or
            one of the words in `not_like`.
    """
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise ValueError(
            f"Choose a password of {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters; three or four words are good."
        )
    if len(set(password)) < 4 or password.casefold() in {word.casefold() for word in not_like}:
        raise ValueError("Choose a password that is harder to guess: three or four unrelated words are good.")
    return password


@dataclass(frozen=True, slots=True)
class OneTimeLink:
    """A link that opens once; only the hash of its secret is kept.

    `role` is the one an invitation gives, `person` whose password a NEW_PASSWORD link sets, `made_by`
    the id of the administrator who made it ('' for the first one), `note` whom it is meant for.
    """

    id: str
    secret_hash: str
    purpose: LinkPurpose
    role: Role | None
    person: str
    made_by: str
    note: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def state(self, now: datetime) -> LinkState:
        """Whether it still opens."""
        if self.used_at:
            return LinkState.USED
        if self.revoked_at:
            return LinkState.REVOKED
        return LinkState.OPEN if now < self.expires_at else LinkState.EXPIRED


@dataclass(frozen=True, slots=True)
class SignIn:
    """One person signed in at one browser; only the hash of the cookie's secret is kept."""

    id: str
    secret_hash: str
    person: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A secret with which a program writes in a person's name; only its hash is kept."""

    id: str
    secret_hash: str
    person: str
    name: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Whether it is accepted."""
        return self.revoked_at is None and now < self.expires_at


def new_id() -> str:
    """A random name of 71 bits for a person, a note, a view: nobody guesses the next one.

    It is a letter and eleven letters or digits, so that no table takes it for a formula or a number, no command for an
    option, and a double click takes hold of all of it.
    """
    return secrets.choice(ascii_letters) + "".join(secrets.choice(ascii_letters + digits) for _ in range(11))


def new_secret() -> str:
    """A random secret of 256 bits for a link, a cookie or a token."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> str:
    """What is kept of a random secret: it is too long to be guessed from its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()
