"""Who has an account: roles, invitations, links for new passwords, and accounts that are deleted."""

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.account_forms import a_role
from components.account_page import KEEP, REMOVE
from components.people_page import account_deletion_form, made_link_page, people_page, person_page, role_question
from data.current import unit_of_work, writing_unit_of_work
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction, LinkPurpose, Permission, Role
from domain_model.use_cases.keep_accounts import LastAdministratorError
from domain_model.use_cases.manage_people import (
    NoSuchLinkError,
    NoSuchPersonError,
    change_role,
    delete_account,
    find_person,
    people_and_links,
    withdraw_link,
)
from domain_model.use_cases.open_accounts import MadeLink, invite, offer_new_password
from pages.http.access import allow
from pages.http.addresses import public_address
from pages.http.forms import hidden_fields, say, take_form
from pages.http.plain_pages import answer_page, paragraph
from pages.http.refusals import asked_for, record_refusal
from pages.http.who import now, signed_in_person

people = Blueprint("people", __name__)


@people.get("/people")
@allow(Permission.MANAGE_PEOPLE)
def listing() -> Response:
    """Everybody with an account, and the links that were made."""
    return _listing_page()


@people.post("/people/invitations")
@allow(Permission.MANAGE_PEOPLE)
def add_invitation() -> Response:
    """Make an invitation. Its page is the answer itself, so that the secret is kept nowhere."""
    try:
        role = Role(request.form.get("role", ""))
    except ValueError:
        return answer_page("No such role", paragraph("There is no such role. Go back and choose one."), status=422)
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            made = invite(work, signed_in_person(), role, request.form.get("note", ""), now())
            work.commit()
    except ValueError as error:
        return _listing_page(str(error))
    return _made_link_page("The invitation is made", made)


@people.post("/people/links/<link_id>/withdraw")
@allow(Permission.MANAGE_PEOPLE)
def end_link(link_id: str) -> ResponseReturnValue:
    """Withdraw a link."""
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            link = withdraw_link(work, signed_in_person(), link_id, now())
            work.commit()
    except NoSuchLinkError:
        record_refusal(AuditAction.LINK_REVOKED, asked_for(), "no such open link")
        words = "There is no such link, or it was used or withdrawn already. Look at the list of people again."
        return answer_page("Nothing to withdraw", paragraph(words), status=404)
    what = "link for a new password" if link.purpose is LinkPurpose.NEW_PASSWORD else "invitation"
    say(f"The {what} is withdrawn: it does not open any more.")
    return redirect("/people#links", 303)


@people.get("/people/<person_id>")
@allow(Permission.MANAGE_PEOPLE)
def show(person_id: str) -> Response:
    """One person's account, for administrators."""
    person, only = _find(person_id)
    content = person_page(person, hidden_fields, is_self=_is_self(person), is_only_administrator=only)
    return answer_page(person.name, content)


@people.post("/people/<person_id>/role")
@allow(Permission.MANAGE_PEOPLE)
def set_role(person_id: str) -> ResponseReturnValue:
    """Ask first, then give somebody another role."""
    person, _only = _find(person_id)
    try:
        role = Role(request.form.get("role", ""))
    except ValueError:
        return answer_page("No such role", paragraph("There is no such role. Go back and choose one."), status=422)
    if role is person.role:
        say(f"{person.name} is {a_role(role)} already.")
        return redirect(f"/people/{person.id}", 303)
    if request.form.get("confirmed") != "yes":
        question = role_question(person, role, hidden_fields, is_self=_is_self(person))
        return answer_page(f"Make {person.name} {a_role(role)}?", question)
    with writing_unit_of_work() as work:
        take_form(work)
        changed = change_role(work, signed_in_person(), person_id, role, now())
        work.commit()
    say(f"{changed.name} is {a_role(changed.role)} now.")
    return redirect("/account" if _is_self(changed) else f"/people/{changed.id}", 303)


@people.post("/people/<person_id>/new-password")
@allow(Permission.MANAGE_PEOPLE)
def add_password_link(person_id: str) -> Response:
    """Make a link with which somebody sets a new password."""
    with writing_unit_of_work() as work:
        take_form(work)
        administrator = signed_in_person()
        person = find_person(work, administrator, person_id)
        made = offer_new_password(work, administrator, person, now())
        work.commit()
    return _made_link_page(f"A new password for {person.name}", made, whose=person.name)


@people.get("/people/<person_id>/delete")
@allow(Permission.MANAGE_PEOPLE)
def ask_deletion(person_id: str) -> ResponseReturnValue:
    """What becomes of scores and notes, and whether it is meant."""
    person, _only = _find(person_id)
    if _is_self(person):
        return redirect("/account/delete", 303)
    return _deletion_page(person)


@people.post("/people/<person_id>/delete")
@allow(Permission.MANAGE_PEOPLE)
def delete(person_id: str) -> ResponseReturnValue:
    """Delete somebody's account; one's own asks for the password and is deleted elsewhere."""
    person, _only = _find(person_id)
    if _is_self(person):
        return redirect("/account/delete", 303)
    choice, problems = request.form.get("contributions", ""), {}
    if choice not in (KEEP, REMOVE):
        problems["contributions"] = "Choose what becomes of their scores and notes."
    if request.form.get("sure") != "yes":
        problems["sure"] = "Say that you are sure."
    if problems:
        return _deletion_page(person, choice, problems)
    with writing_unit_of_work() as work:
        take_form(work)
        delete_account(work, signed_in_person(), person_id, now(), keeps_contributions=choice == KEEP)
        work.commit()
    say(f"The account of {person.name} is deleted.")
    return redirect("/people", 303)


@people.errorhandler(NoSuchPersonError)
def refuse_person(_error: NoSuchPersonError) -> Response:
    """Answer where nobody has such an account."""
    words = "Nobody has an account of that address, or not any more."
    return answer_page("No such person", paragraph(words), status=404)


@people.errorhandler(LastAdministratorError)
def refuse_last(error: LastAdministratorError) -> Response:
    """Answer where nobody could manage people any more."""
    record_refusal(AuditAction.ROLE_CHANGED, asked_for(), "the last administrator")
    return answer_page("The only administrator", paragraph(str(error)), status=409)


def _find(person_id: str) -> tuple[Person, bool]:
    """The person, and whether there is no other administrator."""
    with unit_of_work() as work:
        person = find_person(work, signed_in_person(), person_id)
        others = [one for one in work.people.all() if one.role is Role.ADMINISTRATOR and one.id != person.id]
    return person, person.role is Role.ADMINISTRATOR and not others


def _is_self(person: Person) -> bool:
    return person.id == signed_in_person().id


def _listing_page(problem: str = "") -> Response:
    with unit_of_work() as work:
        found = people_and_links(work, signed_in_person(), now())
    typed = {name: request.form.get(name, "") for name in ("role", "note")}
    content = people_page(found, now(), hidden_fields, problem=problem, **typed)
    return answer_page("People", content, status=422 if problem else 200, help_page="people")


def _made_link_page(title: str, made: MadeLink, *, whose: str = "") -> Response:
    address = f"{public_address()}/welcome/{made.secret}"
    return answer_page(title, made_link_page(made, address, now(), whose=whose), scripts=("help.js",))


def _deletion_page(person: Person, choice: str = "", problems: dict[str, str] | None = None) -> Response:
    content = account_deletion_form(person, hidden_fields, choice=choice, problems=problems)
    return answer_page(f"Delete the account of {person.name}", content, status=422 if problems else 200)
