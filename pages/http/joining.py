"""Joining a workshop without an account: the code, the notice with consent and group, and the way back in."""

import hashlib
import hmac
import re
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, redirect, request
from flask.typing import ResponseReturnValue
from limits import parse
from markupsafe import Markup

from components.join_page import code_page, join_page, message_page
from components.markup import tag
from components.phone_page import PHONE_STYLE
from data.current import current_store, unit_of_work, writing_unit_of_work
from domain_model.people import hash_of, new_secret
from domain_model.ports import UnitOfWork
from domain_model.use_cases.join_workshop import (
    NoSuchCodeError,
    NotTakingPartError,
    join_workshop,
    participant_of,
    workshop_to_join,
)
from domain_model.workshop.codes import tidy_code
from domain_model.workshop.records import Workshop
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import Group
from pages.http.access import open_to_all, without_form_token
from pages.http.phone_answers import area_name, keep_secret, private, secret_of
from pages.http.plain_pages import asset_address
from pages.http.refusals import network_address
from pages.http.who import now

joining = Blueprint("joining", __name__)

ONCE = "once"
"""The field by which a form that is sent twice is known: a double tap joins once."""

WRONG_CODES = parse("30 per 10 minutes")
"""Codes that no workshop has, from one network address; a right one is taken whatever was tried before."""

_WAIT = "Too many wrong codes were typed on this network. Look at the screen again, or ask the facilitator."
_CONSENT = "Tick the box if you agree. Without it you cannot take part by phone; ask for a paper ballot."


@joining.get("/join")
@open_to_all
def ask() -> Response:
    """Where the code is typed."""
    return _drawn(code_page(style=_style()))


@joining.post("/join")
@open_to_all
@without_form_token
def find() -> ResponseReturnValue:
    """Lead to the workshop of the code."""
    typed = request.form.get("code", "")
    try:
        with unit_of_work() as work:
            workshop_to_join(work, typed)
    except NoSuchCodeError as error:
        return _refuse_code(typed, str(error))
    return redirect(f"/j/{tidy_code(typed)}", 303)


@joining.get("/j/<code>")
@open_to_all
def notice(code: str) -> ResponseReturnValue:
    """What taking part means; whoever takes part already is led on."""
    try:
        with unit_of_work() as work:
            workshop, state = workshop_to_join(work, code)
            if _takes_part(work, workshop):
                return redirect(f"/w/{workshop.id}", 303)
    except NoSuchCodeError as error:
        return _refuse_code(code, str(error))
    if state.is_closed:
        return message("This workshop is over", "Ask the facilitator whether there will be another.", 410)
    return _notice(workshop, state)


@joining.post("/j/<code>")
@open_to_all
@without_form_token
def join(code: str) -> ResponseReturnValue:
    """Take part from now on."""
    typed = {name: request.form.get(name, "") for name in ("consent", "group", "return_code", ONCE)}
    try:
        with writing_unit_of_work() as work:
            workshop, state = workshop_to_join(work, code)
            if _takes_part(work, workshop):
                return redirect(f"/w/{workshop.id}", 303)
            problems = _problems(typed, state)
            if problems:
                return _notice(workshop, state, typed, problems)
            secret, group = _secret_from(code, typed[ONCE]), Group(typed["group"])
            joined = join_workshop(work, code, group, now(), return_code=typed["return_code"], secret=secret)
            work.commit()
    except NoSuchCodeError as error:
        return _refuse_code(code, str(error))
    except OutOfOrderError as error:
        return message("You cannot join", str(error), 410)
    except ValueError as error:
        return _notice(workshop, state, typed, {"return_code": str(error)})
    return keep_secret(redirect(f"/w/{joined.workshop.id}", 303), joined.workshop.id, joined.secret)


def _takes_part(work: UnitOfWork, workshop: Workshop) -> bool:
    """Whether this phone has joined already: it votes once, however often its owner joins."""
    secret = secret_of(workshop.id)
    try:
        return bool(secret) and bool(participant_of(work, workshop.id, hash_of(secret)))
    except NotTakingPartError:
        return False


def _secret_from(code: str, once: str) -> str:
    """The secret for whoever sends this form, the same if it is sent twice; '' for a form without a mark of its own."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{40,80}", once):
        return ""
    return _signed("joining", f"{tidy_code(code)} {once}")


def _problems(typed: dict[str, str], state: WorkshopState) -> dict[str, str]:
    problems: dict[str, str] = {}
    if typed["consent"] != "yes":
        problems["consent"] = _CONSENT
    if typed["group"] not in {group.value for group in state.plan.groups}:
        problems["group"] = "Choose one of the groups; 'Prefer not to say' is one of them where it is offered."
    return problems


def _notice(
    workshop: Workshop,
    state: WorkshopState,
    typed: dict[str, str] | None = None,
    problems: dict[str, str] | None = None,
) -> Response:
    with unit_of_work() as work:
        dataset = work.datasets.current()
    drawn = join_page(
        workshop.join_code,
        state.plan,
        area_name(dataset, state.plan.area),
        style=_style(),
        typed=typed or {},
        problems=problems or {},
        hidden=tag("input", type="hidden", name=ONCE, value=(typed or {}).get(ONCE) or new_secret()),
    )
    return _drawn(drawn, 422 if problems else 200)


def message(title: str, words: str, status: int) -> Response:
    """A page that says one thing."""
    return _drawn(message_page(title, words, style=_style()), status)


def _refuse_code(typed: str, words: str) -> Response:
    """Say that no workshop has the code; whoever tries many is told to look again."""
    attempts, who = current_store().attempts, ("join codes", _masked_address())
    if not attempts.count(WRONG_CODES, *who):
        refused = _drawn(code_page(style=_style(), typed=typed, problem=_WAIT), 429)
        refused.headers["Retry-After"] = str(attempts.wait(WRONG_CODES, *who))
        return refused
    return _drawn(code_page(style=_style(), typed=typed, problem=words), 404)


def _masked_address() -> str:
    """The network address, unreadable: an HMAC under a key that is another one every day."""
    return _signed(f"join addresses {datetime.now(UTC):%Y-%m-%d}", network_address())


def _signed(purpose: str, words: str) -> str:
    """The HMAC of words under a key for this purpose alone, the same on all servers of a database."""
    key = f"{current_app.config['SECRET_KEY']} {purpose}"
    return hmac.new(key.encode(), words.encode(), hashlib.sha256).hexdigest()


def _style() -> str:
    return asset_address(PHONE_STYLE)


def _drawn(text: str | Markup, status: int = 200) -> Response:
    return private(Response(text, status, mimetype="text/html"))
