"""How often a password may be tried: counted before it is looked at, so that many attempts at once count too."""

from enum import StrEnum

from flask import Response
from limits import RateLimitItem, parse

from data.current import current_store
from domain_model.people_vocabulary import AuditAction
from pages.http.plain_pages import answer_page, paragraph
from pages.http.refusals import network_address, record_refusal

PER_PERSON = parse("5 per 15 minutes")
"""Wrong passwords for one address of email from one network address."""

PER_ACCOUNT = parse("50 per hour")
"""Wrong passwords for one address of email, from wherever."""

PER_NETWORK_ADDRESS = parse("30 per 15 minutes")
"""Wrong passwords from one network address."""


class AskedFor(StrEnum):
    """What a password is asked for; each is counted by itself, so that guesses at one close nobody out of the other."""

    SIGN_IN = "to sign in"
    OWN_ACCOUNT = "for one's own account"


def _counted(email: str, purpose: AskedFor) -> tuple[tuple[RateLimitItem, str, str], ...]:
    """What is counted for a wrong password. The addresses are kept for the minutes of the window only."""
    address = network_address()
    return (
        (PER_PERSON, f"password {purpose}", f"{email} {address}"),
        (PER_ACCOUNT, f"account {purpose}", email),
        (PER_NETWORK_ADDRESS, f"network {purpose}", address),
    )


def count_password(email: str, purpose: AskedFor, action: AuditAction, subject: str) -> Response | None:
    """Count an attempt for that address of email; None if it may be made, else the answer, and it is recorded."""
    attempts = current_store().attempts
    for limit, *who in _counted(email, purpose):
        if not attempts.count(limit, *who):
            record_refusal(action, subject, "too many attempts")
            return answer_too_many(attempts.wait(limit, *who))
    return None


def give_back_password(email: str, purpose: AskedFor) -> None:
    """Take back an attempt that was counted, since the password was right."""
    for limit, *who in _counted(email, purpose):
        current_store().attempts.give_back(limit, *who)


def answer_too_many(wait: int) -> Response:
    """Tell somebody to come back later, in seconds."""
    minutes = -(-wait // 60)
    words = f"Too many attempts. Try again in {minutes} minute{'' if minutes == 1 else 's'}."
    answer = answer_page("Try again later", paragraph(words), status=429)
    answer.headers["Retry-After"] = str(wait)
    return answer
