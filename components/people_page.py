"""The pages on which administrators manage people: the lists, one person, an invitation, what is asked before."""

from collections.abc import Callable, Mapping
from datetime import datetime

from markupsafe import Markup

from components.account_forms import WHAT_ROLES_DO, a_role
from components.account_page import button_or_back, contributions_field, expires_in
from components.author_names import FORMER_MEMBER
from components.form_parts import button, check_field, error_summary, form, select_field, text_field
from components.formatting import moment_words, plural, sentence_case
from components.labels import label
from components.markup import for_ears, joined, tag
from components.secret_link import only_now, shown_once
from components.stacked_table import stacked_table
from components.times import day_of, moment_of
from domain_model.people import OneTimeLink, Person
from domain_model.people_vocabulary import LinkPurpose, LinkState, Role
from domain_model.use_cases.manage_people import LINKS_SHOWN_FOR, PeopleAndLinks
from domain_model.use_cases.open_accounts import LONGEST_LINK_NOTE, MadeLink

Hidden = Callable[[], Markup]
Problems = Mapping[str, str]

ROLES = tuple((role.value, sentence_case(label(role))) for role in Role)
_BACK = tag("p", tag("a", "Back to all people", href="/people"))
ON_THE_SERVER = "the server"
"""Who made the links that nobody with an account made."""


def people_page(
    found: PeopleAndLinks, now: datetime, hidden: Hidden, *, role: str = "", note: str = "", problem: str = ""
) -> Markup:
    """Everybody with an account, the form to invite somebody, and the links that were made."""
    return joined(
        (
            error_summary("The invitation was not made", [("note", problem)] if problem else []),
            tag("p", tag("a", "Audit log", href="/audit"), ": what was done and refused, by whom and when."),
            tag("h2", "Accounts"),
            stacked_table(
                plural(len(found.people), "person", "people"),
                ("Name", "Email address", "Role", "Joined"),
                ((_name(one), one.email, label(one.role), day_of(one.created_at)) for one in found.people),
            ),
            tag("h2", "Invite somebody", id="invite"),
            _invitation_form(hidden, role, note, problem),
            tag("h2", "Links", id="links"),
            _links(found, now, hidden),
        )
    )


def _name(person: Person) -> Markup:
    return tag("a", person.name, href=f"/people/{person.id}")


def _invitation_form(hidden: Hidden, role: str, note: str, problem: str) -> Markup:
    return joined(
        (
            tag("p", "You get a link to hand on: nothing is sent from here. It works once, within a week."),
            form(
                "/people/invitations",
                select_field("role", "Role", ROLES, role or Role.EDITOR.value),
                tag("ul", *(tag("li", _what(one)) for one in Role), class_="hint"),
                text_field(
                    "note",
                    "Whom it is for (you may leave this empty)",
                    note,
                    hint="Only for the list below, so that you know it again.",
                    problem=problem,
                    autocomplete="off",
                    maxlength=LONGEST_LINK_NOTE,
                ),
                button("Make an invitation"),
                hidden=hidden(),
                class_="narrow-form",
            ),
        )
    )


def _what(role: Role) -> str:
    return f"{sentence_case(a_role(role))} may {WHAT_ROLES_DO[role]}."


def _links(found: PeopleAndLinks, now: datetime, hidden: Hidden) -> Markup:
    if not found.links:
        return tag("p", f"No links were made in the last {LINKS_SHOWN_FOR.days} days.")
    rows = (
        (
            _link_words(link, found.names),
            label(link.state(now)),
            moment_of(link.expires_at),
            _maker(link, found.names),
            _withdrawal(link, hidden) if link.state(now) is LinkState.OPEN else "",
        )
        for link in found.links
    )
    caption = f"Links of the last {LINKS_SHOWN_FOR.days} days, the latest first. Their addresses are not kept."
    return stacked_table(caption, ("For", "State", "Opens until", "Made by", "Withdraw"), rows)


def _link_words(link: OneTimeLink, names: Mapping[str, str]) -> str:
    if link.purpose is LinkPurpose.NEW_PASSWORD:
        return f"New password: {names.get(link.person) or FORMER_MEMBER}"
    what = f"{sentence_case(label(link.purpose))}, {label(link.role)}" if link.role else label(link.purpose)
    return f"{what}: {link.note}" if link.note else what


def _maker(link: OneTimeLink, names: Mapping[str, str]) -> str:
    return (names.get(link.made_by) or FORMER_MEMBER) if link.made_by else ON_THE_SERVER


def _withdrawal(link: OneTimeLink, hidden: Hidden) -> Markup:
    about = for_ears(f" {label(link.purpose)} {link.note}".rstrip())
    words = joined(("Withdraw", about))
    return form(f"/people/links/{link.id}/withdraw", button(words, kind="secondary"), hidden=hidden())


def made_link_page(made: MadeLink, address: str, now: datetime, *, whose: str = "") -> Markup:
    """A new link, shown once, with a sentence to send; `whose` new password it is for, '' for an invitation."""
    until = made.link.expires_at
    lasts = f"within {expires_in(until, now)}, by {moment_words(until)}. It works once."
    if whose:
        message = f"Choose a new password for Parity Map with this link, {lasts}\n{address}"
    else:
        role = made.link.role or Role.VIEWER
        message = (
            f"You are invited to Parity Map as {a_role(role)}. Make your account with this link, {lasts}\n{address}"
        )
    return joined(
        (
            only_now("link"),
            shown_once("link", "The link", address),
            shown_once("message", "Words to send", message, rows=4),
            tag("p", "Send it by a way that only this person reads: whoever opens it first has it."),
            _BACK,
        )
    )


def person_page(person: Person, hidden: Hidden, *, is_self: bool, is_only_administrator: bool) -> Markup:
    """What an administrator can do with one account."""
    about = tag("p", f"{person.email} · {label(person.role)} · joined ", day_of(person.created_at))
    change = form(
        f"/people/{person.id}/role",
        select_field("role", "Role", ROLES, person.role.value),
        button("Change the role"),
        hidden=hidden(),
        class_="narrow-form",
    )
    only = tag("p", "This is the only administrator: the role cannot be changed before somebody else has it as well.")
    return joined(
        (
            about,
            tag("h2", "Role"),
            only if is_only_administrator else change,
            _own_ways() if is_self else _ways_for_others(person, hidden),
            _BACK,
        )
    )


def _own_ways() -> Markup:
    link = tag("a", "page of your account", href="/account")
    return tag("p", "This is you. Your password and the way to delete your account are on the ", link, ".")


def _ways_for_others(person: Person, hidden: Hidden) -> Markup:
    link = form(
        f"/people/{person.id}/new-password", button("Make a link for a new password", kind="secondary"), hidden=hidden()
    )
    delete = tag("a", "Delete this account", href=f"/people/{person.id}/delete", class_="action secondary")
    about = (
        f"You get a link to hand to {person.name}, who can choose a new password with it within 24 hours. The present "
        "one holds until then."
    )
    return joined((tag("h2", "Forgotten password"), tag("p", about), link, tag("h2", "Delete"), tag("p", delete)))


def role_question(person: Person, role: Role, hidden: Hidden, *, is_self: bool) -> Markup:
    """What is asked before a role changes."""
    may = f"As {a_role(role)}, {person.name} may {WHAT_ROLES_DO[role]}."
    loses = person.role is Role.ADMINISTRATOR
    return joined(
        (
            tag("p", f"{person.name} is {a_role(person.role)} now. {may}"),
            tag("p", "You will not be able to come back to this page yourself.") if is_self else None,
            tag("p", "Open invitations that they made are withdrawn.") if loses else None,
            tag("p", "It holds from their next step on. They stay signed in, and what they wrote stays."),
            form(
                f"/people/{person.id}/role",
                tag("input", type="hidden", name="role", value=role.value),
                tag("input", type="hidden", name="confirmed", value="yes"),
                button_or_back(
                    button(f"Make {person.name} {a_role(role)}"), "Leave the role as it is", f"/people/{person.id}"
                ),
                hidden=hidden(),
            ),
        )
    )


def account_deletion_form(
    person: Person, hidden: Hidden, *, choice: str = "", problems: Problems | None = None
) -> Markup:
    """The way to delete somebody else's account."""
    problems = problems or {}
    return joined(
        (
            error_summary("The account was not deleted", list(problems.items())),
            tag("p", f"Name, email address ({person.email}) and password are removed, and the person is signed out."),
            tag("p", "Saved views and API tokens are removed too. This cannot be undone."),
            form(
                f"/people/{person.id}/delete",
                contributions_field(choice, problems.get("contributions", ""), "their"),
                check_field("sure", f"Yes, delete the account of {person.name}", problem=problems.get("sure", "")),
                button_or_back(
                    button("Delete the account", kind="warning"), "Keep the account", f"/people/{person.id}"
                ),
                hidden=hidden(),
                class_="narrow-form",
            ),
        )
    )
