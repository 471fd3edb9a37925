"""What can happen to ideas and to the things to vote on: shown, added, reworded, placed, merged, split, hidden."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from domain_model.cells import Cell
from domain_model.workshop.event import Event
from domain_model.workshop.items import Item, checked_item
from domain_model.workshop.plans import MOST_ITEMS, item_from
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import ItemOrigin

_FULL = f"There are {MOST_ITEMS} things to vote on, the most there may be: merge or hide some."


def _with_more(state: WorkshopState, *more: Item) -> WorkshopState:
    if any(item.id == known.id for item in more for known in state.items):
        raise OutOfOrderError("That was added already.")
    if len(state.items_in_play) + len(more) > MOST_ITEMS:
        raise OutOfOrderError(_FULL)
    return replace(state, items=(*state.items, *more))


def _check_not_voted_on(state: WorkshopState, *item_ids: str) -> None:
    voting = state.open_round
    if voting is not None and set(item_ids) & set(voting.paper.targets):
        raise OutOfOrderError("People are voting on this: end the voting first.")


@dataclass(frozen=True, slots=True)
class IdeaShown(Event):
    """An idea was read out to the room, tagged to a cell ('' for none), and can be voted on as `item`."""

    kind: ClassVar[str] = "idea_shown"
    idea: str
    item: str
    text: str
    cell: str

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Add the item that the idea has become."""
        if self.idea in dict(state.shown_ideas):
            raise OutOfOrderError("That idea was shown already.")
        cell = Cell.from_token(self.cell) if self.cell else None
        added = _with_more(state, Item(self.item, self.text, cell, ItemOrigin.IDEA, self.idea))
        return replace(added, shown_ideas=(*state.shown_ideas, (self.idea, self.item)))


@dataclass(frozen=True, slots=True)
class IdeaHidden(Event):
    """An idea is kept from the room, because it hurts or names somebody."""

    kind: ClassVar[str] = "idea_hidden"
    idea: str

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Keep it back."""
        return replace(state, hidden_ideas=state.hidden_ideas | {self.idea})


@dataclass(frozen=True, slots=True)
class IdeaRestored(Event):
    """An idea that was kept back may be shown."""

    kind: ClassVar[str] = "idea_restored"
    idea: str

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Keep it back no more."""
        return replace(state, hidden_ideas=state.hidden_ideas - {self.idea})


@dataclass(frozen=True, slots=True)
class ItemAdded(Event):
    """Something to vote on was added; `item` is its document."""

    kind: ClassVar[str] = "item_added"
    item: Mapping[str, object]

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Add it at the end."""
        return _with_more(state, item_from(self.item))


@dataclass(frozen=True, slots=True)
class ItemReworded(Event):
    """The wording was changed; the former one is kept."""

    kind: ClassVar[str] = "item_reworded"
    item: str
    text: str

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Say it in other words."""
        _check_not_voted_on(state, self.item)
        return state.with_item(state.item(self.item).reworded(checked_item(self.text)))


@dataclass(frozen=True, slots=True)
class ItemPlaced(Event):
    """It was tagged to another cell, '' for none."""

    kind: ClassVar[str] = "item_placed"
    item: str
    cell: str

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Place it there."""
        cell = Cell.from_token(self.cell) if self.cell else None
        return state.with_item(replace(state.item(self.item), cell=cell))


@dataclass(frozen=True, slots=True)
class ItemMerged(Event):
    """Several became one, which stands in the place of the first of them."""

    kind: ClassVar[str] = "item_merged"
    items: tuple[str, ...]
    into: str
    text: str

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Put the new one where the first of them stood."""
        _check_not_voted_on(state, *self.items)
        if len(set(self.items)) < 2:
            raise OutOfOrderError("Choose two or more things to merge.")
        first = state.item(self.items[0])
        merged = Item(self.into, checked_item(self.text), first.cell, ItemOrigin.FACILITATOR)
        items: list[Item] = []
        for item in state.items:
            if item.id == first.id:
                items.append(merged)
            items.append(replace(item, merged_into=self.into) if item.id in self.items else item)
        for each in self.items:
            if not state.item(each).is_in_play:
                raise OutOfOrderError("One of these was merged or hidden already.")
        return replace(state, items=tuple(items))


@dataclass(frozen=True, slots=True)
class ItemSplit(Event):
    """One became several: `into` are their ids and wordings."""

    kind: ClassVar[str] = "item_split"
    item: str
    into: tuple[tuple[str, str], ...]

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Put the parts where it stood."""
        _check_not_voted_on(state, self.item)
        if len(self.into) < 2:
            raise OutOfOrderError("Write two or more parts, each on a line of its own.")
        whole = state.item(self.item)
        parts = tuple(Item(i, checked_item(text), whole.cell, whole.origin, whole.source) for i, text in self.into)
        gone = replace(whole, merged_into=parts[0].id)
        _with_more(state.with_item(gone), *parts)
        items = tuple(one for item in state.items for one in ((*parts, gone) if item.id == whole.id else (item,)))
        return replace(state, items=items)


@dataclass(frozen=True, slots=True)
class ItemHidden(Event):
    """It is neither shown nor voted on any more."""

    kind: ClassVar[str] = "item_hidden"
    item: str

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Hide it."""
        _check_not_voted_on(state, self.item)
        return state.with_item(replace(state.item(self.item), is_hidden=True))


@dataclass(frozen=True, slots=True)
class ItemRestored(Event):
    """It is shown and voted on again."""

    kind: ClassVar[str] = "item_restored"
    item: str

    def apply(self, state: WorkshopState, at: datetime) -> WorkshopState:
        """Show it."""
        shown = state.with_item(replace(state.item(self.item), is_hidden=False))
        if len(shown.items_in_play) > MOST_ITEMS:
            raise OutOfOrderError(_FULL)
        return shown
