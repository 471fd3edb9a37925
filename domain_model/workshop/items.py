"""What a workshop votes on: barriers, enablers and ideas, each tagged to a cell, with the history of its wording."""

from dataclasses import dataclass, replace

from domain_model.cells import Cell
from domain_model.plain_text import is_plain_line
from domain_model.workshop_vocabulary import ItemOrigin

LONGEST_ITEM = 200
"""Characters that fit on two lines of a phone and of a projector."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something to vote on.

    `cell` is None for what belongs to no single cell; `source` is the id of the catalogue's statement or of the idea
    that it comes from, '' for what a facilitator wrote; `earlier` are its former wordings, the first one first;
    `merged_into` is the id of the item that took its place, '' while it stands for itself.
    """

    id: str
    text: str
    cell: Cell | None
    origin: ItemOrigin
    source: str = ""
    is_hidden: bool = False
    merged_into: str = ""
    earlier: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if checked_item(self.text) != self.text:
            raise ValueError(f"{self.text!r} has spaces around it")

    @property
    def is_in_play(self) -> bool:
        """Whether it is shown and voted on."""
        return not self.is_hidden and not self.merged_into

    def reworded(self, text: str) -> "Item":
        """The item in other words; the former ones are kept."""
        return self if text == self.text else replace(self, text=text, earlier=(*self.earlier, self.text))


def checked_item(text: str) -> str:
    """The wording on one line without surrounding spaces.

    Raises:
        ValueError: if it is empty, longer than 200 characters or no plain line.
    """
    tidy = " ".join(text.split())
    if len(tidy) > LONGEST_ITEM or not is_plain_line(tidy):
        raise ValueError(f"Write 1 to {LONGEST_ITEM} characters.")
    return tidy


def letter_of(place: int) -> str:
    """The letter by which a room speaks of the item at a place, from 0: A to Z, then AA, AB ..."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
