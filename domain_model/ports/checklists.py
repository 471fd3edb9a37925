"""What the domain asks of checklists."""

from typing import Protocol


class ChecklistRepository(Protocol):
    """To be asked for."""
