"""What the domain asks where checklists of areas are kept."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from domain_model.checklists import ChecklistMark


class ChecklistRepository(Protocol):
    """Where what editors say of the entries of frameworks is kept, every version of it."""

    def standing(self, area: str) -> Mapping[str, ChecklistMark]:
        """The latest version of each mark of an area by its entry, those taken back among them."""
        ...

    def everywhere(self) -> tuple[ChecklistMark, ...]:
        """The latest version of each mark of every area, those taken back among them, by area and entry."""
        ...

    def history(self, area: str, entry: str) -> tuple[ChecklistMark, ...]:
        """All versions of a mark in order."""
        ...

    def of(self, author: str) -> tuple[ChecklistMark, ...]:
        """All versions that a person wrote, in the order of their making."""
        ...

    def add(self, marks: Sequence[ChecklistMark]) -> None:
        """Keep these versions, all or none.

        Raises:
            ChangedMeanwhileError: if one of these versions is there already.
        """
        ...
