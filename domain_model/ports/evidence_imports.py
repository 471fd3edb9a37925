"""What the domain asks of evidence imports."""

from typing import Protocol


class EvidenceImportRepository(Protocol):
    """To be asked for."""
