"""What the domain asks where evidence that people add, coding rounds, checklists and the search index are kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import Content, Edit, OwnEvidence


class OwnEvidenceRepository(Protocol):
    """Where evidence that people add is kept, every version of it."""

    def number(self) -> int:
        """The number of the last edit, 0 where nobody has added anything."""
        ...

    def standing(self) -> OwnEvidence:
        """What stands; the same object for as long as nothing changes."""
        ...

    def add(
        self,
        author: str,
        records: Sequence[tuple[RecordKind, str, Content | None]],
        at: datetime,
        *,
        batch: str = "",
        undoes: int | None = None,
    ) -> tuple[Edit, ...]:
        """Keep a further version of each record (its kind, its id, its content or None to withdraw it).

        Writers wait for one another.
        """
        ...

    def take_turn(self) -> None:
        """Wait until nobody else writes evidence; it stays so until this work ends. Readers do not wait."""
        ...

    def history(self, kind: RecordKind, record: str) -> tuple[Edit, ...]:
        """All versions of a record in order."""
        ...

    def histories(self, records: Iterable[tuple[RecordKind, str]]) -> Mapping[tuple[RecordKind, str], tuple[Edit, ...]]:
        """All versions of each of these records in order; of those that never were, none."""
        ...

    def edit(self, number: int) -> Edit | None:
        """The edit of that number."""
        ...

    def latest(
        self, most: int, before: int | None = None, *, kind: RecordKind | None = None, author: str = ""
    ) -> tuple[Edit, ...]:
        """The last edits, the latest first; those of one kind or person, or with a smaller number than `before`."""
        ...

    def of(self, author: str) -> tuple[Edit, ...]:
        """All edits of a person in order."""
        ...

    def authors(self) -> tuple[str, ...]:
        """The ids of all who made an edit, in the order of their first one."""
        ...

    def of_batch(self, batch: str) -> tuple[Edit, ...]:
        """All edits of an import in order."""
        ...
