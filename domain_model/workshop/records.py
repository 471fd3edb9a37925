"""What is kept of a workshop beside its log: the workshop itself, its links, its people, their ideas and ballots."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain_model.plain_text import is_plain_line
from domain_model.workshop.ballots import Answers
from domain_model.workshop.plans import WorkshopPlan
from domain_model.workshop_vocabulary import EntryMode, Group, LinkKind

LONGEST_IDEA = 200
MOST_IDEAS = 30
"""How many ideas one person may give in one workshop."""

BALLOTS_KEPT_FOR = timedelta(days=30)
"""How long after the end of a workshop its ballots, ideas and participants are kept."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """A workshop as lists show it.

    `owner` is the account of whoever made it; `join_code` what people type, '' once nobody may join any more;
    `first_plan` what its log begins with; `version` the number of the latest entry of its log. Title, area and the
    rest are as the log has them now. `is_imported` says that it came from a file and has results only.
    """

    id: str
    owner: str
    join_code: str
    first_plan: WorkshopPlan
    created_at: datetime
    version: int
    title: str
    area: str
    is_rehearsal: bool = False
    is_imported: bool = False
    closed_at: datetime | None = None
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WorkshopLink:
    """A secret link to a workshop, of which only the hash is kept; `note` says for whom or what it is."""

    id: str
    workshop: str
    kind: LinkKind
    secret_hash: str
    note: str
    made_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who takes part: no name, no address.

    `token_hash` is that of the secret on their phone, '' for ballots on paper; `return_hash` that of a return code,
    '' where they took none; `returns` is the participant that they were when the workshop was held before, '' for
    nobody.
    """

    id: str
    workshop: str
    token_hash: str
    group: Group
    mode: EntryMode
    joined_at: datetime
    return_hash: str = ""
    returns: str = ""


@dataclass(frozen=True, slots=True)
class Idea:
    """What somebody wrote in silence; `cell` is a cell's token, '' for none. `id` is made on the phone."""

    id: str
    workshop: str
    participant: str
    text: str
    cell: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ballot:
    """One ballot as it was sent.

    `sequence` counts the ballots of one person in one round from 1, by the phone; the largest stands. `group` is the
    one that the person spoke for when it was sent.
    """

    workshop: str
    round: int
    participant: str
    sequence: int
    group: Group
    mode: EntryMode
    answers: Answers
    at: datetime


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was erased, when, and how much of it; `what` says whether one person's or all of a workshop's."""

    id: str
    workshop: str
    what: str
    at: datetime
    participants: int
    ideas: int
    ballots: int
    kept: int = 0


@dataclass(frozen=True, slots=True)
class Approval:
    """That a round's scores belong to the judgement layer of the heat map; `withdrawn_at` once they do not any more."""

    workshop: str
    round: int
    approved_by: str
    approved_at: datetime
    withdrawn_at: datetime | None = None


def checked_idea(text: str) -> str:
    """The idea on one line without surrounding spaces.

    Raises:
        ValueError: if it is empty, too long or no plain line.
    """
    tidy = " ".join(text.split())
    if not 1 <= len(tidy) <= LONGEST_IDEA or not is_plain_line(tidy):
        raise ValueError(f"Write an idea of 1 to {LONGEST_IDEA} characters.")
    return tidy
