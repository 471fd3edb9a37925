"""What a facilitator does from the console to stages, clock, links and the code to join: one POST each."""

from flask import Blueprint, redirect, request, session
from flask.typing import ResponseReturnValue

from components.console_links import LINK_FORM
from domain_model.plain_text import is_plain
from domain_model.ports import UnitOfWork
from domain_model.use_cases.run_workshop import Facilitator, make_link, renew_join_code, revoke_link
from domain_model.use_cases.steer_workshop import move_to_stage, undo_entry
from domain_model.workshop.events import Closed, Extended, Paused, Reopened, Resumed
from domain_model.workshop_vocabulary import LinkKind, Stage
from pages.http.access import open_to_all
from pages.http.console_forms import MADE_LINK, OLD_PAGE, do, event, field, number, token
from pages.http.who import now

workshop_actions = Blueprint("actions", __name__)


@workshop_actions.post("/workshops/<workshop>/stage")
@open_to_all
def enter_stage(workshop: str) -> ResponseReturnValue:
    """Go to a stage; the end is no stage to go to."""

    def move(work: UnitOfWork, who: Facilitator) -> None:
        stage = token(Stage, "stage")
        if stage is Stage.CLOSED:
            raise ValueError(OLD_PAGE)
        move_to_stage(work, who, stage, token(Stage, "seen"), now())

    return do(workshop, "stage", move)


@workshop_actions.post("/workshops/<workshop>/clock/pause")
@open_to_all
def pause(workshop: str) -> ResponseReturnValue:
    """Stop the clock."""
    return do(workshop, "stage", event(Paused))


@workshop_actions.post("/workshops/<workshop>/clock/go-on")
@open_to_all
def go_on(workshop: str) -> ResponseReturnValue:
    """Let the clock go on."""
    return do(workshop, "stage", event(Resumed))


@workshop_actions.post("/workshops/<workshop>/clock/extend")
@open_to_all
def extend(workshop: str) -> ResponseReturnValue:
    """Give more time: one minute or several, an hour at most."""
    return do(workshop, "stage", event(lambda: Extended(60 * min(60, max(1, number("minutes"))))))


@workshop_actions.post("/workshops/<workshop>/undo")
@open_to_all
def undo(workshop: str) -> ResponseReturnValue:
    """Take back what the button named."""
    return do(workshop, "stage", lambda work, who: undo_entry(work, who, number("number"), now()))


@workshop_actions.post("/workshops/<workshop>/close")
@open_to_all
def close(workshop: str) -> ResponseReturnValue:
    """End the workshop."""
    return do(workshop, "stage", event(Closed))


@workshop_actions.post("/workshops/<workshop>/open-again")
@open_to_all
def open_again(workshop: str) -> ResponseReturnValue:
    """Go on with a closed workshop."""
    return do(workshop, "stage", event(Reopened))


@workshop_actions.post("/workshops/<workshop>/links/make")
@open_to_all
def add_link(workshop: str) -> ResponseReturnValue:
    """Make a link for a screen or for another facilitator, and show it once."""
    made: list[dict[str, str]] = []

    def make(work: UnitOfWork, who: Facilitator) -> None:
        kind, note = token(LinkKind, "kind"), field("note")
        if not is_plain(note):
            raise ValueError("Say for whom the link is in plain words.")
        _link, secret = make_link(work, who, kind, note, now())
        made.append({"workshop": workshop, "kind": kind.value, "secret": secret})

    answer = do(workshop, "people", make, typed_into=LINK_FORM if "note" in request.form else "", name="note")
    if not made:
        return answer
    session[MADE_LINK] = made[0]
    return redirect(f"/workshops/{workshop}/link", 303)


@workshop_actions.post("/workshops/<workshop>/links/withdraw")
@open_to_all
def withdraw_link(workshop: str) -> ResponseReturnValue:
    """Withdraw a link."""
    return do(workshop, "people", lambda work, who: revoke_link(work, who, field("link"), now()))


@workshop_actions.post("/workshops/<workshop>/join-code")
@open_to_all
def change_code(workshop: str) -> ResponseReturnValue:
    """Let people join by another code, or by none."""
    return do(workshop, "join", lambda work, who: renew_join_code(work, who, now(), none=field("what") == "none"))
