"""Coding rounds: several people place the same statements, blind of one another, each in an order of their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from domain_model.cells import Cell
from domain_model.plain_text import is_plain, is_plain_line
from domain_model.vocabulary import StatementKind

MOST_STATEMENTS = 500
"""How many statements a round may have."""

LONGEST_TITLE = 120
LONGEST_CODING_NOTE = 500


@dataclass(frozen=True, slots=True)
class CodingRound:
    """A set of statements, named by their ids, that people are asked to place; `closed_at` None while it is open.

    `made_with` and `closed_with` are the versions of the evidence when it was made and when it was closed; None where
    that was not recorded, as in rounds that are older than the record of it, and `closed_with` while it is open.
    """

    id: str
    owner: str
    title: str
    statements: tuple[str, ...]
    created_at: datetime
    closed_at: datetime | None = None
    made_with: str | None = None
    closed_with: str | None = None

    @property
    def is_closed(self) -> bool:
        """Whether nobody places any more, and everybody may see what was placed."""
        return self.closed_at is not None


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody who takes part in a round; `finished_at` is None until they say that they are done."""

    round: str
    person: str
    joined_at: datetime
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a coder says of a statement: its kind, and its cell, None where it fits no single cell."""

    kind: StatementKind
    cell: Cell | None


@dataclass(frozen=True, slots=True)
class CodedPlacement:
    """One version of what a coder says of a statement; `choice` is None where it was taken back."""

    round: str
    coder: str
    statement: str
    version: int
    choice: Choice | None
    note: str
    at: datetime


class ClosedRoundError(Exception):
    """The round is closed: nothing is placed in it any more."""


class OpenRoundError(Exception):
    """The round is still open: what was placed, and how far people agree, is told to nobody until it is closed."""


def checked_title(title: str) -> str:
    """The title without surrounding spaces.

    Raises:
        ValueError: if it is empty, longer than 120 characters or no plain line.
    """
    tidy = " ".join(title.split())
    if len(tidy) > LONGEST_TITLE or not is_plain_line(tidy):
        raise ValueError(f"Enter a title of 1 to {LONGEST_TITLE} characters.")
    return tidy


def checked_coding_note(note: str) -> str:
    """The note without surrounding spaces, '' for none, its lines ended as we keep them.

    Raises:
        ValueError: if it is longer than 500 characters or not plain text.
    """
    tidy = note.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(tidy) > LONGEST_CODING_NOTE or not is_plain(tidy):
        raise ValueError(f"Write a note of at most {LONGEST_CODING_NOTE} characters of plain text.")
    return tidy


def order_for(coding_round: CodingRound, person: str) -> tuple[str, ...]:
    """The statements in the order in which this person is shown them: random, and always the same for them.

    An order of one's own keeps the catalogue's order, which goes cell by cell, from giving places away, and spreads
    tiredness over all statements.
    """
    shuffled = list(coding_round.statements)
    Random(f"{coding_round.id}/{person}").shuffle(shuffled)
    return tuple(shuffled)


def standing_placements(versions: Iterable[CodedPlacement]) -> dict[tuple[str, str], CodedPlacement]:
    """The latest version by coder and statement, those taken back left out."""
    latest: dict[tuple[str, str], CodedPlacement] = {}
    for version in versions:
        key = (version.coder, version.statement)
        if key not in latest or latest[key].version < version.version:
            latest[key] = version
    return {key: version for key, version in latest.items() if version.choice is not None}
