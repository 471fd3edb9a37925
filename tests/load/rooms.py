"""FICTITIOUS workshops that run now, in a database that a real server serves."""

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from data.unit_of_work import Store, open_store
from domain_model.use_cases.count_votes import count_if_over
from domain_model.use_cases.run_workshop import facilitator_of, make_link
from domain_model.workshop.events import VotingEnded
from domain_model.workshop.rounds import GRACE, SETTLING
from domain_model.workshop_vocabulary import Group, LinkKind
from tests.databases import rows_in
from tests.load.served import Server
from tests.workshops import ITEMS, MESO, MICRO, Room, a_plan, open_room

RANKS = 5
AREA = "QE1"


@dataclass(frozen=True, slots=True)
class Setting:
    """On what is measured: a kind of database, so many processes, and the server that runs so; a folder for files."""

    kind: str
    workers: int
    url: str
    server: Server
    store: Store
    folder: Path


def quiet(_line: str) -> None:
    """Say nothing of how a database is prepared."""


def store_of(url: str) -> Store:
    """The store of a database, beside the server's own."""
    return open_store(url, progress=quiet)


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def room_of(store: Store, people: int = 0) -> Room:
    """A new workshop in which so many people take part by phone, spread over all groups."""
    room = open_room(store, a_plan(area=AREA), now())
    if people:
        room.join(*islice(cycle(Group), people), at=now())
    return room


def open_round(room: Room, *, is_ranking: bool = True, seconds: int = 0) -> int:
    """Open a round from now on, without a deadline for 0 seconds; its number."""
    state = (room.ranking if is_ranking else room.scoring)(now(), seconds)
    return state.rounds[-1].number


def end_round(room: Room, round_number: int) -> None:
    """End a round, wait until it may be counted, and have it counted."""
    room.do(VotingEnded(round_number), now())
    time.sleep((GRACE + SETTLING + timedelta(milliseconds=50)).total_seconds())
    with room.store.writing_unit_of_work() as work:
        count_if_over(work, room.workshop.id, now())
        work.commit()


def projector_address(room: Room) -> str:
    """The address of a new link to the projector's page."""
    with room.store.writing_unit_of_work() as work:
        facilitator = facilitator_of(work, room.workshop.id, room.owner)
        _link, secret = make_link(work, facilitator, LinkKind.PROJECTOR, "FICTITIOUS", now())
        work.commit()
    return f"/p/{secret}"


def some_ranking(chance: random.Random) -> dict[str, Any]:
    """A random ranking of what every room has, as a phone sends it."""
    return {"ranking": [item.id for item in chance.sample(ITEMS, RANKS)]}


def some_scores(chance: random.Random) -> dict[str, Any]:
    """Random scores of the cells that every room has, as a phone sends them."""
    return {
        "scores": {
            cell.token: {"perception": chance.randint(0, 5), "severity": chance.randint(1, 9)} for cell in (MESO, MICRO)
        }
    }


def kept_in(url: str, room: Room) -> list[tuple[tuple[int, str, int], str]]:
    """Round, person and sequence of every ballot in the database, with its answers as they stand there."""
    found = rows_in(
        url,
        f"SELECT round, participant, sequence, answers FROM workshop_ballots WHERE workshop = '{room.workshop.id}'",
    )
    return [((int(str(number)), str(who), int(str(sequence))), str(said)) for number, who, sequence, said in found]


def numbers_by_table(url: str, room: Room) -> Mapping[str, int]:
    """How many people and ballots of a workshop the database holds."""
    return {
        table: len(rows_in(url, f"SELECT 1 FROM {table} WHERE workshop = '{room.workshop.id}'"))
        for table in ("workshop_participants", "workshop_ballots")
    }
