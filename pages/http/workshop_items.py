"""What a facilitator does from the console with ideas and with what is voted on: one POST each."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from components.console_items import ADD, MERGE, item_key
from domain_model.ports import UnitOfWork
from domain_model.use_cases.moderate_workshop import (
    add_item,
    hide_item,
    keep_idea_back,
    let_idea_wait,
    merge_items,
    place_item,
    restore_item,
    reword_item,
    show_idea,
    split_item,
)
from domain_model.use_cases.run_workshop import Facilitator
from pages.http.access import open_to_all
from pages.http.console_forms import do, field
from pages.http.who import now

workshop_items = Blueprint("items", __name__)


@workshop_items.post("/workshops/<workshop>/ideas/show")
@open_to_all
def show(workshop: str) -> ResponseReturnValue:
    """Show an idea to the room, as it is or reworded and placed."""
    idea, text, cell = field("idea"), request.form.get("text"), request.form.get("cell")
    key = f"idea-{idea}-changed" if text is not None else ""
    return do(
        workshop,
        "ideas",
        lambda work, who: show_idea(work, who, idea, now(), text=text, cell=cell),
        typed_into=key,
    )


@workshop_items.post("/workshops/<workshop>/ideas/hide")
@open_to_all
def keep_back(workshop: str) -> ResponseReturnValue:
    """Keep an idea from the room."""
    return do(workshop, "ideas", lambda work, who: keep_idea_back(work, who, field("idea"), now()))


@workshop_items.post("/workshops/<workshop>/ideas/restore")
@open_to_all
def let_wait(workshop: str) -> ResponseReturnValue:
    """Let an idea that was kept back wait again."""
    return do(workshop, "ideas", lambda work, who: let_idea_wait(work, who, field("idea"), now()))


@workshop_items.post("/workshops/<workshop>/items/add")
@open_to_all
def add(workshop: str) -> ResponseReturnValue:
    """Add something of the facilitator's own."""
    return do(
        workshop,
        "items",
        lambda work, who: add_item(work, who, field("text"), field("cell"), now()),
        typed_into=ADD,
    )


@workshop_items.post("/workshops/<workshop>/items/reword")
@open_to_all
def reword(workshop: str) -> ResponseReturnValue:
    """Say something in other words."""

    def change(work: UnitOfWork, who: Facilitator) -> None:
        reword_item(work, who, field("item"), field("text"), field("was"), now())

    return do(workshop, _entry(), change, typed_into=item_key(field("item")))


@workshop_items.post("/workshops/<workshop>/items/place")
@open_to_all
def place(workshop: str) -> ResponseReturnValue:
    """Tag something to a cell."""

    def change(work: UnitOfWork, who: Facilitator) -> None:
        place_item(work, who, field("item"), field("cell"), now())

    return do(workshop, _entry(), change, typed_into=item_key(field("item")), name="cell")


@workshop_items.post("/workshops/<workshop>/items/split")
@open_to_all
def split(workshop: str) -> ResponseReturnValue:
    """Make several of one."""

    def change(work: UnitOfWork, who: Facilitator) -> None:
        split_item(work, who, field("item"), field("parts"), now())

    return do(workshop, "items", change, typed_into=item_key(field("item")), name="parts")


@workshop_items.post("/workshops/<workshop>/items/merge")
@open_to_all
def merge(workshop: str) -> ResponseReturnValue:
    """Make one of several."""
    chosen = tuple(request.form.getlist("items"))
    return do(
        workshop,
        "items",
        lambda work, who: merge_items(work, who, chosen, field("text"), now()),
        typed_into=MERGE,
    )


@workshop_items.post("/workshops/<workshop>/items/hide")
@open_to_all
def hide(workshop: str) -> ResponseReturnValue:
    """Take something off the list."""
    return do(
        workshop,
        "items",
        lambda work, who: hide_item(work, who, field("item"), now()),
        typed_into=item_key(field("item")),
    )


@workshop_items.post("/workshops/<workshop>/items/restore")
@open_to_all
def restore(workshop: str) -> ResponseReturnValue:
    """Put something on the list again."""
    return do(workshop, "items", lambda work, who: restore_item(work, who, field("item"), now()))


def _entry() -> str:
    return f"{item_key(field('item'))}-entry"
