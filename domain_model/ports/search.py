"""What the domain asks of search."""

from typing import Protocol


class SearchRepository(Protocol):
    """To be asked for."""
