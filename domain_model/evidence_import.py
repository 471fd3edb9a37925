"""Bringing evidence in from a file: what it proposes, what people choose for it, and what becomes of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain_model.coding_project import CodingProject, Loss
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_vocabulary import ImportFormat
from domain_model.own_codebook import Meaning
from domain_model.own_evidence import OWN_PREFIX

LONGEST_FILE_NAME = 120
WAITS_FOR = timedelta(days=30)
"""How long a file that was read waits to be taken in; then it is removed, since it may hold what people said."""

LEAVE_OUT = "-"
"""In place of the id of a source: it and what was coded in it are not taken over."""


class WordsKept(StrEnum):
    """What becomes of the words of a coded piece: only what its coder wrote is kept, or the piece itself, quoted."""

    DESCRIPTION = "description"
    QUOTATION = "quotation"


class ImportState(StrEnum):
    """What became of a file that was read."""

    WAITING = "waiting"
    APPLIED = "applied"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Choices:
    """What people chose for a file of a coding program.

    `meanings` says of each foreign code (its guid) what it means here, `sources` of each source (its guid) which source
    of ours it is: its id, '' for a new one, `LEAVE_OUT` for none. Codes and sources that are not named have what is
    proposed for them.
    """

    meanings: Mapping[str, Meaning] = field(default_factory=dict[str, Meaning])
    sources: Mapping[str, str] = field(default_factory=dict[str, str])
    words: WordsKept = WordsKept.DESCRIPTION


@dataclass(frozen=True, slots=True)
class Proposed:
    """The records that a file holds, under the ids that it gives them."""

    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A file that was read, as a list shows it: `added` is how many records it brought, 0 before."""

    id: str
    owner: str
    format: ImportFormat
    file_name: str
    created_at: datetime
    applied_at: datetime | None = None
    undone_at: datetime | None = None
    added: int = 0

    @property
    def state(self) -> ImportState:
        """Whether it waits, was taken in, or was taken in and undone."""
        if self.undone_at:
            return ImportState.UNDONE
        return ImportState.APPLIED if self.applied_at else ImportState.WAITING


@dataclass(frozen=True, slots=True)
class StagedImport:
    """A file that was read, with what it holds; that is let go once it was taken in.

    `content` is a project (or a codebook) of a coding program, or the records of a table.
    """

    row: ImportRow
    content: CodingProject | Proposed
    choices: Choices
    losses: tuple[Loss, ...]


def own_id(kind: str, key: str) -> str:
    """The id of a record that a file brings: the same for the same thing of the same file, so that it is met again."""
    if key.startswith(OWN_PREFIX):
        return key
    return OWN_PREFIX + hashlib.sha256(f"{kind}\n{key}".encode()).hexdigest()[:16]
