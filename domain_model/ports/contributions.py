"""What the domain asks where judgements, notes and saved views are kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain_model.cells import Cell
from domain_model.judgements import Judgement, JudgementBook, Opinion
from domain_model.notes import Note
from domain_model.saved_views import SavedView


class ChangedMeanwhileError(Exception):
    """Somebody else was faster: what was to be changed is not any more what it was."""


class JudgementRepository(Protocol):
    """Where people's views of cells are kept, every version of them."""

    def book(self) -> JudgementBook:
        """Everybody's views as they stand; the same object for as long as nothing changes."""
        ...

    def add(
        self, author: str, area: str, cell: Cell, opinion: Opinion | None, at: datetime, restores: int | None = None
    ) -> Judgement:
        """Keep a further version of the author's view; None withdraws it. Writers wait for one another."""
        ...

    def take_turn(self) -> None:
        """Wait until nobody else writes what people think; it stays so until this work ends. Readers do not wait."""
        ...

    def history(self, author: str, area: str, cell: Cell) -> tuple[Judgement, ...]:
        """All versions of one view in order; inside a writing unit of work nobody adds to it until the end."""
        ...

    def histories(self, area: str) -> tuple[Judgement, ...]:
        """All versions of all views of an area, in the order in which they were committed."""
        ...

    def of(self, author: str) -> tuple[Judgement, ...]:
        """All versions of all views of one person, in the order in which they were committed."""
        ...

    def erase_of(self, author: str, at: datetime) -> int:
        """Withdraw all views of a person and remove what they said; answer how many views."""
        ...


class NoteRepository(Protocol):
    """Where notes are kept, every version of them."""

    def at(self, area: str, cell: Cell) -> tuple[Note, ...]:
        """The notes on a cell as they stand, the latest first; withdrawn ones left out."""
        ...

    def versions(self, note_id: str) -> tuple[Note, ...]:
        """All versions of a note in order."""
        ...

    def versions_of(self, author: str) -> tuple[tuple[Note, ...], ...]:
        """All versions of every note of a person, withdrawn ones too: note by note, the oldest note first."""
        ...

    def of(self, author: str) -> tuple[Note, ...]:
        """The notes of a person as they stand, the latest first; withdrawn ones left out."""
        ...

    def add(self, note: Note) -> None:
        """Keep a version.

        Raises:
            ChangedMeanwhileError: if there is such a version of the note already.
        """
        ...

    def erase_of(self, author: str) -> int:
        """Remove all notes of a person; answer how many."""
        ...


class SavedViewRepository(Protocol):
    """Where saved views are kept."""

    def of(self, owner: str) -> tuple[SavedView, ...]:
        """One person's, in their order."""
        ...

    def by_id(self, view_id: str) -> SavedView | None:
        """The view of that id."""
        ...

    def shared(self) -> tuple[SavedView, ...]:
        """All shared ones, by name."""
        ...

    def add(self, view: SavedView) -> None:
        """Keep a new view."""
        ...

    def change(self, view: SavedView) -> bool:
        """Keep a changed view; False if it was removed meanwhile, and then it stays so."""
        ...

    def remove(self, view_id: str) -> None:
        """Forget one."""
        ...

    def reorder(self, owner: str, view_ids: Sequence[str]) -> None:
        """Number the owner's views in this order."""
        ...
