"""Views of a page that somebody keeps under a name, in an order of their own."""

from dataclasses import dataclass
from datetime import datetime

from domain_model.plain_text import is_plain_line

LONGEST_NAME = 120
LONGEST_ADDRESS = 1000
MOST_VIEWS = 200
"""How many one person may keep: a list longer than that is no list of favourites any more."""

_DOTS = frozenset({".", ".."})


@dataclass(frozen=True, slots=True)
class SavedView:
    """A page's address under a name.

    `path` and `search` are the address on this site; `position` orders the views of its owner from 1;
    `is_shared` lets everybody who may view open it by its link.
    """

    id: str
    owner: str
    name: str
    path: str
    search: str
    position: int
    is_shared: bool
    created_at: datetime
    changed_at: datetime

    def __post_init__(self) -> None:
        if checked_view_name(self.name) != self.name:
            raise ValueError(f"{self.name!r} has spaces around it")
        if split_address(self.address) != (self.path, self.search):
            raise ValueError(f"{self.address!r} is not an address on this site")

    @property
    def address(self) -> str:
        """Where it leads."""
        return self.path + self.search


def checked_view_name(name: str) -> str:
    """The name without surrounding spaces.

    Raises:
        ValueError: if it is empty, too long or no plain line.
    """
    tidy = " ".join(name.split())
    if len(tidy) > LONGEST_NAME or not is_plain_line(tidy):
        raise ValueError(f"Give the view a name of 1 to {LONGEST_NAME} characters.")
    return tidy


def split_address(address: str) -> tuple[str, str]:
    """Path and search (with its question mark, or '') of an address on this site.

    Raises:
        ValueError: for any other address, which would lead readers away: of another site, or one that a
            browser might take for such.
    """
    path, mark, query = address.partition("?")
    is_ours = path.startswith("/") and "//" not in path and not _DOTS & set(path.split("/"))
    is_plain = address.isprintable() and not {"\\", " "} & set(address)
    if not is_ours or not is_plain or len(address) > LONGEST_ADDRESS or "#" in address:
        raise ValueError("That is not the address of a page of Parity Map.")
    return path, mark + query if query else ""
