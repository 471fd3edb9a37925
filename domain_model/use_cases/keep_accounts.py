"""What people do with their own account: change it, see where it is open, make tokens, take it away or end it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain_model.audit import AuditEvent, AuditFilter
from domain_model.checklists import ChecklistMark
from domain_model.coding import CodedPlacement, Coder, CodingRound
from domain_model.evidence_import import ImportRow
from domain_model.judgements import Judgement
from domain_model.notes import Note
from domain_model.own_evidence import Edit
from domain_model.people import (
    MOST_TOKENS,
    TOKEN_DAYS,
    ApiToken,
    Person,
    SignIn,
    checked_email,
    checked_name,
    checked_token_name,
    hash_of,
    new_id,
    new_secret,
)
from domain_model.people_vocabulary import AuditAction, AuditOutcome, LinkState, Permission, Role
from domain_model.ports import UnitOfWork
from domain_model.ports.accounts import Passwords
from domain_model.saved_views import SavedView
from domain_model.use_cases.check_account import check_account, check_still
from domain_model.use_cases.choose_password import Ended, put_password


class WrongPasswordError(Exception):
    """The password that was asked for again is not the person's."""


class LastAdministratorError(Exception):
    """Nobody else could manage people any more."""


class NoSuchTokenError(LookupError):
    """The person has no open token of that id."""


class TooManyTokensError(Exception):
    """The person has as many open tokens as one may have."""


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A new API token with its secret, which nobody can read again later."""

    token: ApiToken
    secret: str


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What the page of one's account shows: `sign_ins` and `tokens` are those still open, the latest first."""

    person: Person
    sign_ins: tuple[SignIn, ...]
    tokens: tuple[ApiToken, ...]


@dataclass(frozen=True, slots=True)
class OwnData:
    """Everything that is kept about a person: `notes` are all versions of those that stand, by note.

    `edits` are theirs to the evidence, `rounds` the coding rounds that they made, `joined` where they take part.
    """

    person: Person
    judgements: tuple[Judgement, ...]
    notes: tuple[tuple[Note, ...], ...]
    views: tuple[SavedView, ...]
    sign_ins: tuple[SignIn, ...]
    tokens: tuple[ApiToken, ...]
    events: tuple[AuditEvent, ...]
    edits: tuple[Edit, ...] = ()
    imports: tuple[ImportRow, ...] = ()
    rounds: tuple[CodingRound, ...] = ()
    joined: tuple[Coder, ...] = ()
    placements: tuple[CodedPlacement, ...] = ()
    marks: tuple[ChecklistMark, ...] = ()


def own_account(work: UnitOfWork, person: Person, now: datetime) -> OwnAccount:
    """The person's account as it stands.

    Raises:
        NotAllowedError: if the person's role does not allow it.
    """
    person.check(Permission.OWN_ACCOUNT)
    sign_ins = tuple(one for one in work.sign_ins.of(person.id) if now < one.expires_at)
    return OwnAccount(person, sign_ins, _open_tokens(work, person, now))


def change_account(work: UnitOfWork, person: Person, name: str, email: str, now: datetime) -> Person:
    """Give oneself another name or address; the log says which of them changed and not what they were.

    Raises:
        NotAllowedError: if the person's role does not allow it, or their account is gone.
        ValueError: if name or address cannot be taken.
        AddressTakenError: if somebody else signs in with that address.
    """
    check_still(work, person, Permission.OWN_ACCOUNT)
    changed = replace(person, name=checked_name(name), email=checked_email(email))
    what = [field for field in ("name", "email") if getattr(person, field) != getattr(changed, field)]
    if what:
        work.people.change(changed)
        record_done(work, now, AuditAction.ACCOUNT_CHANGED, person, person.id, " and ".join(what))
    return changed


def check_own_password(work: UnitOfWork, person: Person, password: str, passwords: Passwords) -> None:
    """Do nothing if it is the person's password.

    Raises:
        WrongPasswordError: if it is not.
    """
    if not passwords.is_right(password, work.people.password_hash(person.id)):
        raise WrongPasswordError("That is not your current password.")


def change_password(
    work: UnitOfWork, person: Person, kept: str, keep: SignIn | None, now: datetime, *, ends_tokens: bool
) -> Ended:
    """Take a new password, of which `kept` is the hash, and end all sign-ins but `keep`; API tokens too if wanted.

    The current one was checked before.

    Raises:
        NotAllowedError: if the person's role does not allow it, or their account is gone.
    """
    check_still(work, person, Permission.OWN_ACCOUNT)
    return put_password(work, person, kept, now, keep=keep, ends_tokens=ends_tokens)


def end_other_sign_ins(work: UnitOfWork, person: Person, keep: SignIn | None, now: datetime) -> int:
    """Sign the person out everywhere but at this browser; answer at how many.

    Raises:
        NotAllowedError: if the person's role does not allow it.
    """
    person.check(Permission.OWN_ACCOUNT)
    ended = work.sign_ins.remove_of(person.id, but=keep.id if keep else "")
    if ended:
        record_done(work, now, AuditAction.SIGNED_OUT, person, person.id, f"elsewhere: {ended}")
    return ended


def make_token(work: UnitOfWork, person: Person, name: str, days: int, now: datetime) -> MadeToken:
    """A secret with which a program writes in the person's name, for so many days.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more, or their account is gone.
        ValueError: if the name cannot be taken, or for another number of days than is offered.
        TooManyTokensError: if there are too many already.
    """
    check_account(work, person, Permission.USE_API_TOKENS)
    checked = checked_token_name(name)
    if days not in TOKEN_DAYS:
        raise ValueError(f"Choose for how many days: {', '.join(map(str, TOKEN_DAYS))}.")
    if len(_open_tokens(work, person, now)) >= MOST_TOKENS:
        raise TooManyTokensError(f"You have {MOST_TOKENS} tokens, the most there may be: withdraw one first.")
    secret = new_secret()
    token = ApiToken(new_id(), hash_of(secret), person.id, checked, now, now + timedelta(days=days))
    work.tokens.add(token)
    record_done(work, now, AuditAction.TOKEN_MADE, person, f"token {token.id}", f"for {days} days")
    return MadeToken(token, secret)


def withdraw_token(work: UnitOfWork, person: Person, token_id: str, now: datetime) -> None:
    """End a token of one's own; anybody may who still has one, whatever their role is by now.

    Raises:
        NoSuchTokenError: if they have no such token, or it has ended.
    """
    if not work.tokens.revoke(token_id, person.id, now):
        raise NoSuchTokenError(token_id)
    record_done(work, now, AuditAction.TOKEN_REVOKED, person, f"token {token_id}")


def own_data(work: UnitOfWork, person: Person, now: datetime) -> OwnData:
    """Everything that is kept about the person; that they took it is recorded.

    Raises:
        NotAllowedError: if the person's role does not allow it.
    """
    person.check(Permission.OWN_ACCOUNT)
    record_done(work, now, AuditAction.DATA_EXPORTED, person, person.id, "own data")
    return OwnData(
        person,
        work.judgements.of(person.id),
        work.notes.versions_of(person.id),
        work.saved_views.of(person.id),
        work.sign_ins.of(person.id),
        work.tokens.of(person.id),
        work.audit.latest(None, wanted=AuditFilter(person=person.id)),
        edits=work.own_evidence.of(person.id),
        imports=tuple(row for row in work.evidence_imports.rows() if row.owner == person.id),
        rounds=tuple(one for one in work.coding.rounds() if one.owner == person.id),
        joined=work.coding.rounds_joined(person.id),
        placements=work.coding.of(person.id),
        marks=work.checklists.of(person.id),
    )


def delete_own_account(work: UnitOfWork, person: Person, now: datetime, *, keeps_contributions: bool) -> None:
    """Delete one's own account, in every role. The current password was checked before.

    Raises:
        LastAdministratorError: if nobody else could manage people any more.
    """
    current = work.people.by_id(person.id)
    if current is not None:
        forget_person(work, current, current, now, keeps_contributions=keeps_contributions)


def forget_person(work: UnitOfWork, person: Person, by: Person, now: datetime, *, keeps_contributions: bool) -> None:
    """Remove an account with its sign-ins, tokens, saved views and open links.

    Scores, reasons and notes stay without a name where `keeps_contributions`, else they are removed as well. What they
    did to the evidence and to checklists stays without a name in any case, since the work of others rests on it; so do
    their placements in coding rounds that are closed. Those in open rounds go, and files that wait to be taken in.

    Raises:
        LastAdministratorError: if nobody else could manage people any more.
    """
    if person.role is Role.ADMINISTRATOR:
        check_other_administrator(work)
    work.judgements.take_turn()  # what the person sends meanwhile comes before this, or is not kept: check_account
    detail = "scores and notes kept without a name"
    if not keeps_contributions:
        scores, notes = work.judgements.erase_of(person.id, now), work.notes.erase_of(person.id)
        detail = f"scores removed: {scores}, notes removed: {notes}"
    for view in work.saved_views.of(person.id):
        work.saved_views.remove(view.id)
    work.coding.erase_of(person.id, only_open=True)
    for row in work.evidence_imports.rows():
        if row.owner == person.id and row.applied_at is None:
            work.evidence_imports.remove(row.id)
    withdraw_links_of(work, person, by, now)
    work.people.forget(person.id, now)
    record_done(work, now, AuditAction.ACCOUNT_DELETED, by, person.id, detail)


def check_other_administrator(work: UnitOfWork) -> None:
    """Do nothing if there are two administrators or more; nobody changes that until the work ends.

    Raises:
        LastAdministratorError: if there is one only.
    """
    if work.people.administrators() < 2:
        raise LastAdministratorError(
            "This is the only administrator: make somebody else an administrator first, so that people can be managed."
        )


def withdraw_links_of(work: UnitOfWork, person: Person, by: Person, now: datetime) -> None:
    """Withdraw the open links that the person made, with which they could come back, or that are for them."""
    for link in work.links.all():
        if person.id in (link.made_by, link.person) and link.state(now) is LinkState.OPEN:
            work.links.revoke(link.id, now)
            record_done(work, now, AuditAction.LINK_REVOKED, by, link.person or person.id, link.purpose.value)


def record_done(
    work: UnitOfWork, now: datetime, action: AuditAction, by: Person, subject: str, detail: str = ""
) -> None:
    """Record that somebody did something."""
    work.audit.record(AuditEvent(now, action, AuditOutcome.DONE, by.id, subject, detail))


def _open_tokens(work: UnitOfWork, person: Person, now: datetime) -> tuple[ApiToken, ...]:
    return tuple(token for token in work.tokens.of(person.id) if token.is_open(now))
