"""What administrators do with other people's accounts: look at them, change roles, delete them, withdraw links."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain_model.people import OneTimeLink, Person
from domain_model.people_vocabulary import AuditAction, LinkState, Permission, Role
from domain_model.ports import UnitOfWork
from domain_model.use_cases.check_account import check_administrator
from domain_model.use_cases.keep_accounts import (
    check_other_administrator,
    forget_person,
    record_done,
    withdraw_links_of,
)

LINKS_SHOWN_FOR = timedelta(days=90)
"""How long a link that does not open any more stays in the list; the audit log names it for longer."""


class NoSuchPersonError(LookupError):
    """Nobody has an account of that id, or not any more."""


class NoSuchLinkError(LookupError):
    """There is no open link of that id."""


@dataclass(frozen=True, slots=True)
class PeopleAndLinks:
    """Everybody with an account, by name, and the links, the latest first; `names` are those of who made them."""

    people: tuple[Person, ...]
    links: tuple[OneTimeLink, ...]
    names: Mapping[str, str]


def people_and_links(work: UnitOfWork, administrator: Person, now: datetime) -> PeopleAndLinks:
    """Who has an account, and which links were made lately.

    Raises:
        NotAllowedError: if the person may not manage people.
    """
    administrator.check(Permission.MANAGE_PEOPLE)
    links = (one for one in work.links.all() if now - one.created_at < LINKS_SHOWN_FOR)
    return PeopleAndLinks(work.people.all(), tuple(links), work.people.names())


def find_person(work: UnitOfWork, administrator: Person, person_id: str) -> Person:
    """The person of that id.

    Raises:
        NotAllowedError: if the person who asks may not manage people.
        NoSuchPersonError: if there is none.
    """
    administrator.check(Permission.MANAGE_PEOPLE)
    person = work.people.by_id(person_id)
    if person is None:
        raise NoSuchPersonError(person_id)
    return person


def change_role(work: UnitOfWork, administrator: Person, person_id: str, role: Role, now: datetime) -> Person:
    """Give somebody another role, from their next request on; they stay signed in.

    Whoever ceases to be an administrator loses the open links that they made: one of them might lead back.

    Raises:
        NotAllowedError: if the administrator may not, or is none any more.
        NoSuchPersonError: if there is no such person.
        LastAdministratorError: if nobody else could manage people any more.
    """
    check_administrator(work, administrator)
    person = find_person(work, administrator, person_id)
    if person.role is role:
        return person
    if person.role is Role.ADMINISTRATOR:
        check_other_administrator(work)
        withdraw_links_of(work, person, administrator, now)
    changed = replace(person, role=role)
    work.people.set_role(changed.id, changed.role)
    detail = f"{person.role.value} to {role.value}"
    record_done(work, now, AuditAction.ROLE_CHANGED, administrator, person.id, detail)
    return changed


def delete_account(
    work: UnitOfWork, administrator: Person, person_id: str, now: datetime, *, keeps_contributions: bool
) -> Person:
    """Delete somebody's account; answer whose it was.

    Raises:
        NotAllowedError: if the administrator may not, or is none any more.
        NoSuchPersonError: if there is no such person.
        LastAdministratorError: if nobody else could manage people any more.
    """
    check_administrator(work, administrator)
    person = find_person(work, administrator, person_id)
    forget_person(work, person, administrator, now, keeps_contributions=keeps_contributions)
    return person


def withdraw_link(work: UnitOfWork, administrator: Person, link_id: str, now: datetime) -> OneTimeLink:
    """Make an open link open no more.

    Raises:
        NotAllowedError: if the administrator may not, or is none any more.
        NoSuchLinkError: if there is no open link of that id.
    """
    check_administrator(work, administrator)
    link = next((one for one in work.links.all() if one.id == link_id and one.state(now) is LinkState.OPEN), None)
    if link is None or not work.links.revoke(link.id, now):
        raise NoSuchLinkError(link_id)
    subject = link.person or (link.role.value if link.role else "")
    record_done(work, now, AuditAction.LINK_REVOKED, administrator, subject, link.purpose.value)
    return link
