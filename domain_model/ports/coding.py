"""What the domain asks of coding."""

from typing import Protocol


class CodingRepository(Protocol):
    """To be asked for."""
