"""One's own account: name, password, sign-ins, tokens, one's data, and the way to delete it."""

from collections.abc import Mapping

import orjson
from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from components.account_page import (
    END_TOKENS,
    KEEP,
    REMOVE,
    account_page,
    deletion_form,
    only_administrator,
    token_page,
)
from components.formatting import plural
from data.current import passwords, unit_of_work, writing_unit_of_work
from domain_model.people_vocabulary import AuditAction, Permission, Role
from domain_model.ports.accounts import AddressTakenError
from domain_model.use_cases.choose_password import choose_password
from domain_model.use_cases.keep_accounts import (
    LastAdministratorError,
    NoSuchTokenError,
    TooManyTokensError,
    WrongPasswordError,
    change_account,
    change_password,
    check_own_password,
    delete_own_account,
    end_other_sign_ins,
    make_token,
    own_account,
    own_data,
    withdraw_token,
)
from pages.http.access import allow
from pages.http.forms import hidden_fields, say, take_form
from pages.http.own_data import document_of
from pages.http.password_attempts import AskedFor, count_password, give_back_password
from pages.http.plain_pages import answer_page, paragraph
from pages.http.refusals import asked_for, record_refusal
from pages.http.who import current_sign_in, end_session, now, signed_in_person

account = Blueprint("account", __name__)

TAKEN = "Somebody already signs in with this email address."
_LAST = "You are the only administrator, so this account cannot be deleted."


@account.get("/account")
@allow(Permission.OWN_ACCOUNT)
def show() -> Response:
    """The page of one's account."""
    return _page()


@account.post("/account/name")
@allow(Permission.OWN_ACCOUNT)
def change_name() -> ResponseReturnValue:
    """Take another name or address."""
    name, email = request.form.get("name", ""), request.form.get("email", "")
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            change_account(work, signed_in_person(), name, email, now())
            work.commit()
    except AddressTakenError:
        return _page({"email": TAKEN})
    except ValueError as error:
        return _page({"email" if "email" in str(error) else "name": str(error)})
    say("Your name and address are saved.")
    return redirect("/account", 303)


@account.post("/account/password")
@allow(Permission.OWN_ACCOUNT)
def set_password() -> ResponseReturnValue:
    """Take a new password; other sign-ins end, and API tokens where that is wanted."""
    try:
        refused = _check_password(AuditAction.PASSWORD_CHANGED)
        if refused is not None:
            return refused
        person = signed_in_person()
        new = request.form.get("new_password", "")
        kept = choose_password(new, passwords(), not_like=(person.name, person.email))  # slow: before anybody waits
        ends_tokens = request.form.get(END_TOKENS) == "yes"
        with writing_unit_of_work() as work:
            take_form(work)
            ended = change_password(work, person, kept, current_sign_in(), now(), ends_tokens=ends_tokens)
            work.commit()
    except WrongPasswordError as error:
        return _page({"current_password": str(error)})
    except ValueError as error:
        return _page({"new_password": str(error)})
    elsewhere = f" You were signed out at {plural(ended.sign_ins, 'other browser')}." if ended.sign_ins else ""
    tokens = f" You withdrew {plural(ended.tokens, 'API token')}." if ended.tokens else ""
    say(f"Your password is changed.{elsewhere}{tokens}")
    return redirect("/account", 303)


@account.post("/account/sign-ins/end")
@allow(Permission.OWN_ACCOUNT)
def end_others() -> ResponseReturnValue:
    """Sign out everywhere but here."""
    with writing_unit_of_work() as work:
        take_form(work)
        ended = end_other_sign_ins(work, signed_in_person(), current_sign_in(), now())
        work.commit()
    say(f"You were signed out at {plural(ended, 'other browser')}.")
    return redirect("/account#sign-ins", 303)


@account.post("/account/tokens")
@allow(Permission.USE_API_TOKENS)
def add_token() -> ResponseReturnValue:
    """Make a token. Its page is the answer itself, so that the secret is kept nowhere; sending it again is refused."""
    days = request.form.get("days", "")
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            lasts = int(days) if days.isascii() and days.isdigit() else 0
            made = make_token(work, signed_in_person(), request.form.get("token_name", ""), lasts, now())
            work.commit()
    except (ValueError, TooManyTokensError) as error:
        return _page({"days" if "days" in str(error) else "token_name": str(error)})
    return answer_page("Your new token", token_page(made), scripts=("help.js",))


@account.post("/account/tokens/<token_id>/withdraw")
@allow(Permission.OWN_ACCOUNT)
def end_token(token_id: str) -> ResponseReturnValue:
    """Withdraw one of one's tokens."""
    try:
        with writing_unit_of_work() as work:
            take_form(work)
            withdraw_token(work, signed_in_person(), token_id, now())
            work.commit()
    except NoSuchTokenError:
        record_refusal(AuditAction.TOKEN_REVOKED, asked_for(), "no such token, or not theirs")
        return answer_page("No such token", paragraph("You have no such token, or it has ended already."), status=404)
    say("The token is withdrawn: it is not accepted any more.")
    return redirect("/account#tokens", 303)


@account.get("/account/data.json")
@allow(Permission.OWN_ACCOUNT)
def download() -> Response:
    """Everything that is kept about oneself."""
    with writing_unit_of_work() as work:
        found = own_data(work, signed_in_person(), now())
        work.commit()
    body = orjson.dumps(document_of(found), option=orjson.OPT_INDENT_2)
    headers = {"Content-Disposition": 'attachment; filename="parity-map-my-data.json"', "Cache-Control": "no-store"}
    return Response(body, mimetype="application/json", headers=headers)


@account.get("/account/delete")
@allow(Permission.OWN_ACCOUNT)
def ask_deletion() -> Response:
    """What becomes of scores and notes, and whether it is meant."""
    with unit_of_work() as work:
        everybody = work.people.all()
    if [one for one in everybody if one.role is Role.ADMINISTRATOR] == [signed_in_person()]:
        return answer_page("Delete your account", only_administrator())
    return answer_page("Delete your account", deletion_form(hidden_fields))


@account.post("/account/delete")
@allow(Permission.OWN_ACCOUNT)
def delete() -> ResponseReturnValue:
    """Delete one's account."""
    choice = request.form.get("contributions", "")
    if choice not in (KEEP, REMOVE):
        return _deletion_page("", {"contributions": "Choose what becomes of your scores and notes."})
    try:
        refused = _check_password(AuditAction.ACCOUNT_DELETED)
        if refused is not None:
            return refused
        with writing_unit_of_work() as work:
            take_form(work)
            delete_own_account(work, signed_in_person(), now(), keeps_contributions=choice == KEEP)
            work.commit()
    except WrongPasswordError as error:
        return _deletion_page(choice, {"current_password": str(error)})
    except LastAdministratorError:
        record_refusal(AuditAction.ACCOUNT_DELETED, asked_for(), "the last administrator")
        return answer_page("Delete your account", paragraph(_LAST), only_administrator(), status=409)
    end_session()
    say("Your account is deleted.")
    return redirect("/sign-in", 303)


def _check_password(action: AuditAction) -> Response | None:
    """Check the current password outside of any writing, since that takes time; the answer if too many were wrong.

    Raises:
        WrongPasswordError: if it is wrong, which is recorded.
    """
    person = signed_in_person()
    refused = count_password(person.email, AskedFor.OWN_ACCOUNT, action, asked_for())
    if refused is not None:
        return refused
    try:
        with unit_of_work() as work:
            check_own_password(work, person, request.form.get("current_password", ""), passwords())
    except WrongPasswordError:
        record_refusal(action, asked_for(), "wrong current password")
        raise
    give_back_password(person.email, AskedFor.OWN_ACCOUNT)
    return None


def _page(problems: Mapping[str, str] | None = None) -> Response:
    with unit_of_work() as work:
        found = own_account(work, signed_in_person(), now())
    shown_again = ("name", "email", "token_name", "days", END_TOKENS)
    typed = {name: request.form[name] for name in shown_again if name in request.form}
    content = account_page(found, current_sign_in(), hidden_fields, typed=typed, problems=problems)
    return answer_page("Your account", content, status=422 if problems else 200, help_page="account")


def _deletion_page(choice: str, problems: Mapping[str, str]) -> Response:
    return answer_page(
        "Delete your account", deletion_form(hidden_fields, choice=choice, problems=problems), status=422
    )
