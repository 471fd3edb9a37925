"""The forms of the console: what was sent in them, and how each is done, or said why not, with nothing typed lost."""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from flask import redirect, request
from flask.typing import ResponseReturnValue

from components.console_parts import Draft
from data.current import writing_unit_of_work
from domain_model.ports import UnitOfWork
from domain_model.use_cases.run_workshop import Facilitator, act
from domain_model.workshop.event import Event
from domain_model.workshop.state import OutOfOrderError
from pages.http.console_answers import answer_console, sight
from pages.http.forms import say, take_form
from pages.http.who import now
from pages.http.workshop_access import facilitator

Token = TypeVar("Token", bound=StrEnum)
MADE_LINK = "made_workshop_link"
"""Under this name the signed session holds the link that was made last, until it was shown."""

Do = Callable[[UnitOfWork, Facilitator], object]
OLD_PAGE = "This page is too old: look where the workshop stands now."


def do(workshop: str, part: str, what: Do, *, typed_into: str = "", name: str = "text") -> ResponseReturnValue:
    """Do one thing in one piece of work and lead back to a part of the console.

    What does not fit is said there; where it was typed into the form of that key, the form is shown again with
    everything typed, and the problem leads to the field `name`.
    """
    try:
        with writing_unit_of_work() as work:
            who = facilitator(work, workshop)
            take_form(work)
            what(work, who)
            work.commit()
    except (OutOfOrderError, ValueError) as problem:
        if typed_into:
            typed = {one: " ".join(request.form.getlist(one)) for one in request.form}
            return answer_console(workshop, Draft(typed_into, name, typed, str(problem)))
        say(str(problem))
    return redirect(f"/workshops/{workshop}{sight().query}#{part}", 303)


def field(name: str) -> str:
    """What was sent in a field, '' for nothing."""
    return request.form.get(name, "")


def number(name: str) -> int:
    """A whole number that was sent.

    Raises:
        ValueError: if there is none.
    """
    sent = field(name)
    if not (sent.isascii() and sent.isdecimal() and len(sent) < 10):
        raise ValueError(OLD_PAGE)
    return int(sent)


def token(kind: type[Token], name: str) -> Token:
    """One of a closed list that was sent.

    Raises:
        ValueError: if it is none of them.
    """
    if field(name) not in {one.value for one in kind}:
        raise ValueError(OLD_PAGE)
    return kind(field(name))


def event(make: Callable[[], Event]) -> Do:
    """Add an event to the log; it is made when the form is known to be good."""
    return lambda work, who: act(work, who, make(), now())
