"""Notes that people leave on a cell of an area, and the sources that they name in them."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from domain_model.cells import Cell
from domain_model.plain_text import is_plain

LONGEST_NOTE = 4000
_MENTION = re.compile(r"(?<![\w@])@([A-Za-z0-9][A-Za-z0-9_-]*)")


@dataclass(frozen=True, slots=True)
class Note:
    """One version of a note; `text` is '' once it was withdrawn."""

    id: str
    author: str
    area: str
    cell: Cell
    version: int
    text: str
    at: datetime
    is_withdrawn: bool = False

    @property
    def is_edited(self) -> bool:
        """Whether there are earlier versions."""
        return self.version > 1


def checked_note(text: str) -> str:
    """The note without surrounding empty lines, its lines ended as we keep them.

    Raises:
        ValueError: if it is empty, too long or holds control characters, which no database need take.
    """
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not 1 <= len(tidy) <= LONGEST_NOTE:
        raise ValueError(f"Write a note of 1 to {LONGEST_NOTE:,} characters; this one has {len(tidy):,}.")
    if not is_plain(tidy):
        raise ValueError("The note holds characters that cannot be shown: write it again as plain text.")
    return tidy


def parts_of(text: str, sources: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The text in pieces, each with the id of the source that it names, '' for plain words.

    `@id` names a source where `id` is one of `sources`; anything else with an @ stays plain.
    """
    pieces: list[tuple[str, str]] = []
    start = 0
    for mention in _MENTION.finditer(text):
        if mention.group(1) in sources:
            if mention.start() > start:
                pieces.append((text[start : mention.start()], ""))
            pieces.append((mention.group(0), mention.group(1)))
            start = mention.end()
    if start < len(text):
        pieces.append((text[start:], ""))
    return tuple(pieces)
