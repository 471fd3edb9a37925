"""What the domain asks where files of evidence that were read are kept."""

from datetime import datetime
from typing import Protocol

from domain_model.coding_project import Loss
from domain_model.evidence_import import Choices, ImportRow, StagedImport
from domain_model.own_codebook import Meaning


class EvidenceImportRepository(Protocol):
    """Where files that were read wait to be taken in, and where it is kept what became of them."""

    def add(self, staged: StagedImport) -> None:
        """Keep a file that was read."""
        ...

    def staged(self, import_id: str) -> StagedImport | None:
        """A file with what it holds, None for an unknown one; once it was taken in it holds nothing any more."""
        ...

    def chosen(self, import_id: str) -> tuple[ImportRow, Choices] | None:
        """A file with what was chosen for it, without what it holds; None for an unknown one."""
        ...

    def rows(self) -> tuple[ImportRow, ...]:
        """All files, the latest first."""
        ...

    def choose(self, import_id: str, choices: Choices) -> None:
        """Keep what was chosen for a file."""
        ...

    def applied(self, import_id: str, at: datetime, added: int, losses: tuple[Loss, ...]) -> None:
        """Note that a file was taken in, with how many records and what it lost; let go what it holds."""
        ...

    def undone(self, import_id: str, at: datetime) -> None:
        """Note that what a file brought was taken back."""
        ...

    def remove(self, import_id: str) -> None:
        """Remove a file that waits."""
        ...

    def forget_waiting(self, before: datetime) -> None:
        """Remove the files that were read before then and wait still, whoever brought them."""
        ...

    def known_meanings(self) -> dict[str, Meaning]:
        """What was chosen for each foreign code (its guid) in files that were taken in, the latest choice."""
        ...
