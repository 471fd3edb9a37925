"""Moderate a workshop: show or keep back ideas; reword, place, merge, split and hide what is voted on."""

from datetime import datetime

from domain_model.cells import Cell
from domain_model.people import new_id
from domain_model.ports import UnitOfWork
from domain_model.use_cases.run_workshop import Facilitator, act
from domain_model.workshop.item_events import (
    IdeaHidden,
    IdeaRestored,
    IdeaShown,
    ItemAdded,
    ItemHidden,
    ItemMerged,
    ItemPlaced,
    ItemRestored,
    ItemReworded,
    ItemSplit,
)
from domain_model.workshop.items import Item, checked_item
from domain_model.workshop.plans import item_document
from domain_model.workshop.records import Idea
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import ItemOrigin, Stage

_IN_SILENCE = frozenset({Stage.SET_UP, Stage.IDEAS})


def show_idea(
    work: UnitOfWork,
    facilitator: Facilitator,
    idea_id: str,
    now: datetime,
    *,
    text: str | None = None,
    cell: str | None = None,
) -> WorkshopState:
    """Show an idea to the room, from now on to be voted on; None for text or cell: as it was given.

    Raises:
        OutOfOrderError: if people still write in silence, or the idea is gone, kept back or shown already.
        ValueError: if the wording or the cell does not do.
    """
    state = work.workshops.take_turn(facilitator.workshop.id)
    if state.stage in _IN_SILENCE:
        raise OutOfOrderError("People still write in silence: go on to the stage Share first.")
    idea = _idea(work, facilitator, idea_id)
    if idea_id in state.hidden_ideas:
        raise OutOfOrderError("This idea is kept back: let it wait again first.")
    wording = checked_item(idea.text if text is None else text)
    place = checked_cell(state, idea.cell if cell is None else cell)
    return act(work, facilitator, IdeaShown(idea_id, new_id(), wording, place), now)


def keep_idea_back(work: UnitOfWork, facilitator: Facilitator, idea_id: str, now: datetime) -> WorkshopState:
    """Keep an idea from the room, because it hurts or names somebody.

    Raises:
        OutOfOrderError: if it is gone or was shown already.
    """
    state = work.workshops.take_turn(facilitator.workshop.id)
    _idea(work, facilitator, idea_id)
    if idea_id in dict(state.shown_ideas):
        raise OutOfOrderError("This idea was shown already: hide it in the list of what is voted on.")
    return act(work, facilitator, IdeaHidden(idea_id), now)


def let_idea_wait(work: UnitOfWork, facilitator: Facilitator, idea_id: str, now: datetime) -> WorkshopState:
    """Let an idea that was kept back wait among the others again.

    Raises:
        OutOfOrderError: if it is gone.
    """
    _idea(work, facilitator, idea_id)
    return act(work, facilitator, IdeaRestored(idea_id), now)


def add_item(work: UnitOfWork, facilitator: Facilitator, text: str, cell: str, now: datetime) -> WorkshopState:
    """Add something of the facilitator's own to vote on.

    Raises:
        OutOfOrderError: if there are as many as there may be.
        ValueError: if the wording or the cell does not do.
    """
    place = checked_cell(work.workshops.state(facilitator.workshop.id), cell)
    added = Item(new_id(), checked_item(text), Cell.from_token(place) if place else None, ItemOrigin.FACILITATOR)
    return act(work, facilitator, ItemAdded(item_document(added)), now)


def reword_item(
    work: UnitOfWork, facilitator: Facilitator, item_id: str, text: str, was: str, now: datetime
) -> WorkshopState:
    """Say something in other words than `was`; the same words change nothing.

    Raises:
        OutOfOrderError: if somebody else reworded it meanwhile, people vote on it, or it is gone.
        ValueError: if the wording does not do.
    """
    state = work.workshops.take_turn(facilitator.workshop.id)
    item = state.item(item_id)
    wording = checked_item(text)
    if item.text == wording:
        return state
    if item.text != was:
        raise OutOfOrderError(f"Somebody reworded this meanwhile. It now says: “{item.text}”")
    return act(work, facilitator, ItemReworded(item_id, wording), now)


def place_item(work: UnitOfWork, facilitator: Facilitator, item_id: str, cell: str, now: datetime) -> WorkshopState:
    """Tag something to a cell of the workshop, '' for none.

    Raises:
        OutOfOrderError: if it is gone.
        ValueError: if the workshop has no such cell.
    """
    state = work.workshops.state(facilitator.workshop.id)
    return act(work, facilitator, ItemPlaced(state.item(item_id).id, checked_cell(state, cell)), now)


def merge_items(
    work: UnitOfWork, facilitator: Facilitator, item_ids: tuple[str, ...], text: str, now: datetime
) -> WorkshopState:
    """Make one of several, in the place of the first of them.

    Raises:
        OutOfOrderError: if fewer than two are named, one of them is gone, or people vote on one.
        ValueError: if the wording does not do.
    """
    state = work.workshops.state(facilitator.workshop.id)
    chosen = tuple(item.id for item in state.items_in_play if item.id in item_ids)
    if len(chosen) < len(set(item_ids)):
        raise OutOfOrderError("One of these was merged or hidden already.")
    if len(chosen) < 2:
        raise OutOfOrderError("Choose two or more things to merge.")
    return act(work, facilitator, ItemMerged(chosen, new_id(), checked_item(text)), now)


def split_item(work: UnitOfWork, facilitator: Facilitator, item_id: str, parts: str, now: datetime) -> WorkshopState:
    """Make several of one: each line of `parts` is one of them.

    Raises:
        OutOfOrderError: if there are fewer than two lines, it is gone, or people vote on it.
        ValueError: if a wording does not do.
    """
    state = work.workshops.take_turn(facilitator.workshop.id)
    if not state.item(item_id).is_in_play:
        raise OutOfOrderError("This was merged or hidden already.")
    into = tuple((new_id(), checked_item(line)) for line in parts.splitlines() if line.strip())
    return act(work, facilitator, ItemSplit(item_id, into), now)


def hide_item(work: UnitOfWork, facilitator: Facilitator, item_id: str, now: datetime) -> WorkshopState:
    """Take something off the list of what is voted on.

    Raises:
        OutOfOrderError: if it is gone, or people vote on it.
    """
    return act(work, facilitator, ItemHidden(item_id), now)


def restore_item(work: UnitOfWork, facilitator: Facilitator, item_id: str, now: datetime) -> WorkshopState:
    """Put something that was hidden on the list again.

    Raises:
        OutOfOrderError: if it is gone.
    """
    return act(work, facilitator, ItemRestored(item_id), now)


def checked_cell(state: WorkshopState, cell: str) -> str:
    """The cell's token, '' for none.

    Raises:
        ValueError: if the workshop has no such cell.
    """
    if cell and cell not in {one.token for one in state.plan.cells}:
        raise ValueError("Choose one of the topics of this workshop.")
    return cell


def _idea(work: UnitOfWork, facilitator: Facilitator, idea_id: str) -> Idea:
    found = next((one for one in work.participants.ideas(facilitator.workshop.id) if one.id == idea_id), None)
    if found is None:
        raise OutOfOrderError("This idea is gone: whoever wrote it took it back.")
    return found
