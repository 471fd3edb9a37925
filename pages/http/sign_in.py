"""Signing in and out, the links that make an account, and how long the session lasts."""

from collections.abc import Callable

from flask import Blueprint, Response, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf
from limits import parse
from markupsafe import Markup
from werkzeug.exceptions import TooManyRequests

from components.account_forms import account_form, first_words, new_password_form, sign_in_form
from components.markup import tag
from data.current import current_store, passwords, unit_of_work, writing_unit_of_work
from domain_model.people import LONGEST_EMAIL, OneTimeLink, Person, UnusableLinkError
from domain_model.people_vocabulary import AuditAction, LinkPurpose, Permission
from domain_model.ports import UnitOfWork
from domain_model.ports.accounts import AddressTakenError
from domain_model.use_cases.choose_password import choose_password
from domain_model.use_cases.open_accounts import (
    accept_invitation,
    accept_new_password,
    find_link,
    new_account,
    whose_password,
)
from domain_model.use_cases.sign_in import begin_sign_in, end_sign_in, recognise
from pages.http.access import allow, open_to_all
from pages.http.addresses import next_address
from pages.http.forms import hidden_fields, say, take_form
from pages.http.password_attempts import AskedFor, answer_too_many, count_password, give_back_password
from pages.http.plain_pages import answer_page, paragraph
from pages.http.refusals import network_address, record_refusal
from pages.http.who import (
    begin_session,
    current_person,
    current_sign_in,
    end_session,
    go_on,
    longest_session,
    now,
    seconds_left,
    seconds_left_at_most,
    take_end,
    warning_seconds,
)

sign_in = Blueprint("sign_in", __name__)

LINKS_PER_NETWORK_ADDRESS = parse("60 per 15 minutes")
"""Openings of one-time links from one network address, right or wrong."""

WRONG = "There is no account with this email address and password. Check both; letters count as capital or small."

ENDED = (
    "You have been signed out: nothing happened for a while, your session had lasted as long as one may, or you ended "
    "it at another browser. Sign in to go on where you were."
)


@sign_in.get("/sign-in")
@open_to_all
def ask() -> ResponseReturnValue:
    """The form to sign in with."""
    if current_person() is not None:
        return redirect(next_address("/"), 303)
    return _sign_in_page()


@sign_in.post("/sign-in")
@open_to_all
def begin() -> ResponseReturnValue:
    """Sign in."""
    typed = request.form.get("email", "").strip()[:LONGEST_EMAIL]
    email = "".join(filter(str.isprintable, typed.casefold()))
    refused = count_password(email, AskedFor.SIGN_IN, AuditAction.SIGNED_IN, "sign in")
    if refused is not None:
        return refused
    with unit_of_work() as work:
        recognised = recognise(work, email, request.form.get("password", ""), passwords())
    if recognised is None:
        return _refuse_sign_in(typed)
    person, kept = recognised
    # Hashing takes long, and on SQLite everybody who writes would wait for it.
    renewed = passwords().hash(request.form["password"]) if passwords().is_outdated(kept) else ""
    with writing_unit_of_work() as work:
        take_form(work)
        is_still_right = work.people.password_hash(person.id) == kept  # else changed meanwhile, or the account is gone
        if is_still_right and renewed:
            work.people.set_password(person.id, renewed)
        new = begin_sign_in(work, person, now(), longest_session()) if is_still_right else None
        work.commit()
    if new is None:
        return _refuse_sign_in(typed)
    give_back_password(email, AskedFor.SIGN_IN)
    begin_session(new)
    return redirect(next_address("/"), 303)


def _refuse_sign_in(typed: str) -> Response:
    record_refusal(AuditAction.SIGNED_IN, "sign in", "wrong email address or password")
    return _sign_in_page(email=typed, problem=WRONG, status=422)


def _sign_in_page(*, email: str = "", problem: str = "", status: int = 200) -> Response:
    notice = tag("div", paragraph(ENDED), class_="notice said", role="status") if take_end() else Markup("")
    form = sign_in_form(hidden_fields(), next_address("/"), email=email, problem=problem)
    return answer_page("Sign in", notice, form, status=status, help_page="sign_in")


@sign_in.post("/sign-out")
@allow(Permission.OWN_ACCOUNT)
def end() -> ResponseReturnValue:
    """Sign out at this browser."""
    ended = current_sign_in()
    with writing_unit_of_work() as work:
        if ended is not None:
            end_sign_in(work, ended, now())
        work.commit()
    end_session()
    say("You have signed out.")
    return redirect("/sign-in", 303)


@sign_in.get("/session")
@open_to_all
def status() -> Response:
    """Who is signed in at this browser and for how long; asking does not make it longer."""
    person = current_person()
    body = jsonify(
        person=person.id if person else None,
        name=person.name if person else None,
        role=person.role.value if person else None,
        seconds_left=seconds_left(),
        seconds_left_at_most=seconds_left_at_most(),
        warning_seconds=warning_seconds(),
        csrf_token=generate_csrf() if person else None,
    )
    body.headers["Cache-Control"] = "no-store"
    return body


@sign_in.post("/session/longer")
@allow(Permission.OWN_ACCOUNT)
def stay() -> Response:
    """Go on: any request of a page does this; this one does nothing else."""
    go_on()
    body = jsonify(seconds_left=seconds_left())
    body.headers["Cache-Control"] = "no-store"
    return body


@sign_in.get("/welcome/<secret>")
@open_to_all
def welcome(secret: str) -> ResponseReturnValue:
    """The form behind a one-time link; only sending it uses the link up, so that a preview does not."""
    _count_link()
    with unit_of_work() as work:
        link = find_link(work, secret, now())
    return _link_page(secret, link)


@sign_in.post("/welcome/<secret>")
@open_to_all
def join(secret: str) -> ResponseReturnValue:
    """Make the account that the link offers, or set the new password, and sign in."""
    _count_link()
    with unit_of_work() as work:
        link = find_link(work, secret, now())
    try:
        accept = _chosen(link)
        with writing_unit_of_work() as work:
            take_form(work)
            person = accept(work)
            new = begin_sign_in(work, person, now(), longest_session())
            work.commit()
    except AddressTakenError:
        return _link_page(secret, link, problem="Somebody already signs in with this email address.")
    except ValueError as error:
        return _link_page(secret, link, problem=str(error))
    begin_session(new)
    say(first_words(person, link.purpose))
    return redirect("/account", 303)


def _chosen(link: OneTimeLink) -> Callable[[UnitOfWork], Person]:
    """What is to be written of what was chosen; checked and hashed beforehand, since that takes long.

    Raises:
        ValueError: if it cannot be taken.
        UnusableLinkError: if the account is gone.
    """
    password = request.form.get("password", "")
    if link.purpose is LinkPurpose.NEW_PASSWORD:
        with unit_of_work() as work:
            person = whose_password(work, link)
        kept = choose_password(password, passwords(), not_like=(person.name, person.email))
        return lambda work: accept_new_password(work, link, kept, now())
    made = new_account(request.form.get("name", ""), request.form.get("email", ""), password, passwords())
    return lambda work: accept_invitation(work, link, made, now())


def _count_link() -> None:
    """Count one opening of a link; whoever tries many is sent away.

    Raises:
        TooManyRequests: from then on.
    """
    attempts, address = current_store().attempts, network_address()
    if not attempts.count(LINKS_PER_NETWORK_ADDRESS, "links", address):
        raise TooManyRequests(retry_after=attempts.wait(LINKS_PER_NETWORK_ADDRESS, "links", address))


@sign_in.errorhandler(TooManyRequests)
def refuse_many(error: TooManyRequests) -> Response:
    """Answer whoever tries too often."""
    record_refusal(AuditAction.LINK_OPENED, "one-time link", "too many attempts")
    return answer_too_many(int(error.retry_after or 60))  # type: ignore[arg-type]


@sign_in.errorhandler(UnusableLinkError)
def refuse_link(error: UnusableLinkError) -> Response:
    """Answer a link that does not open."""
    record_refusal(AuditAction.LINK_OPENED, "one-time link", str(error))
    return answer_page("This link does not open", paragraph(str(error)), status=410)


def _link_page(secret: str, link: OneTimeLink, *, problem: str = "") -> Response:
    action = f"/welcome/{secret}"
    if link.purpose is LinkPurpose.NEW_PASSWORD:
        title, form = "Choose a new password", new_password_form(hidden_fields(), action, problem=problem)
    else:
        typed = {name: request.form.get(name, "") for name in ("name", "email")}
        title, form = "Make your account", account_form(hidden_fields(), action, link.role, problem=problem, **typed)
    return answer_page(title, form, status=422 if problem else 200)
