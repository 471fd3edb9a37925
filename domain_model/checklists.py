"""Checklists: what editors say of an entry of a framework for an area, with every version of it."""

from dataclasses import dataclass
from datetime import datetime

from domain_model.evidence_vocabulary import ChecklistState
from domain_model.plain_text import is_plain

LONGEST_REMARK = 2000
"""How many characters somebody may write beside an answer."""


@dataclass(frozen=True, slots=True)
class ChecklistMark:
    """One version of what is said of one entry for one area; `state` is None once the answer was taken back."""

    area: str
    entry: str
    version: int
    state: ChecklistState | None
    note: str
    author: str
    at: datetime

    def says(self, state: ChecklistState | None, note: str) -> bool:
        """Whether it says exactly this."""
        return self.state is state and self.note == note


def checked_answer(state: ChecklistState | None, note: str) -> tuple[ChecklistState | None, str]:
    """The answer with its note tidied: no surrounding empty lines, its lines ended as we keep them.

    Raises:
        ValueError: if the note is too long, no plain text, or stands without an answer.
    """
    tidy = note.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(tidy) > LONGEST_REMARK:
        raise ValueError(f"Write at most {LONGEST_REMARK:,} characters; this note has {len(tidy):,}.")
    if not is_plain(tidy):
        raise ValueError("The note holds characters that cannot be shown: write it again as plain text.")
    if tidy and state is None:
        raise ValueError("Choose an answer as well, or clear the note: a note alone cannot be counted.")
    return state, tidy
