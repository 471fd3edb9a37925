"""Ballots in a database: each as it was sent, none ever changed; the latest of a person in a round stands."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, delete, func, select, tuple_
from sqlalchemy.dialects import postgresql, sqlite

from data.tables import table_of
from data.workshop_tables import BallotRow
from domain_model.workshop.ballots import answers_document, answers_from
from domain_model.workshop.records import Ballot
from domain_model.workshop_vocabulary import EntryMode, Group

BALLOTS = table_of(BallotRow)
AT_ONCE = 500
"""People whose ballots are removed by one statement."""

_INSERTS = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


class SqlBallotRepository:
    """Ballots of all workshops."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_all(self, ballots: Sequence[Ballot]) -> None:
        """Keep these; one of a person, round and sequence that is known already is left as it was first sent."""
        if ballots:
            once = _INSERTS[self._connection.dialect.name](BALLOTS).on_conflict_do_nothing()
            # In one order, the same on all servers, so that two of them never wait for one another crosswise.
            in_order = sorted(ballots, key=lambda one: (one.workshop, one.round, one.participant, one.sequence))
            self._connection.execute(once, [_values_of(ballot) for ballot in in_order])

    def standing_of(self, keys: Iterable[tuple[str, int, str]]) -> Mapping[tuple[str, int, str], Ballot]:
        """The ballots that stand, by workshop, round and participant; those who sent none are left out."""
        wanted = sorted(set(keys))
        if not wanted:
            return {}
        key = tuple_(BALLOTS.c.workshop, BALLOTS.c.round, BALLOTS.c.participant)
        rows = self._connection.execute(select(BALLOTS).where(key.in_(wanted)).order_by(BALLOTS.c.sequence))
        return {(row.workshop, row.round, row.participant): _ballot(row) for row in rows}

    def standing(self, workshop_id: str, round_number: int, *, until: datetime | None = None) -> tuple[Ballot, ...]:
        """The ballots that stand in a round, or stood at a moment, in the order of participants."""
        asked = select(BALLOTS).where(BALLOTS.c.workshop == workshop_id, BALLOTS.c.round == round_number)
        if until is not None:
            asked = asked.where(BALLOTS.c.at <= until)
        rows = self._connection.execute(asked.order_by(BALLOTS.c.participant, BALLOTS.c.sequence))
        latest = {row.participant: row for row in rows}
        return tuple(_ballot(row) for row in latest.values())

    def done(self, workshop_id: str, round_number: int) -> int:
        """How many people have sent a ballot in a round."""
        asked = select(func.count(BALLOTS.c.participant.distinct())).where(
            BALLOTS.c.workshop == workshop_id, BALLOTS.c.round == round_number
        )
        return self._connection.scalar(asked) or 0

    def of(self, participant_id: str) -> tuple[Ballot, ...]:
        """All ballots of a person as they were sent, in order."""
        order = (BALLOTS.c.round, BALLOTS.c.sequence)
        rows = self._connection.execute(select(BALLOTS).where(BALLOTS.c.participant == participant_id).order_by(*order))
        return tuple(_ballot(row) for row in rows)

    def erase(self, workshop_id: str, participant_ids: Sequence[str]) -> int:
        """Remove the ballots of these people; answer how many."""
        number = 0
        for start in range(0, len(participant_ids), AT_ONCE):
            theirs = BALLOTS.c.participant.in_(participant_ids[start : start + AT_ONCE])
            removed = delete(BALLOTS).where(BALLOTS.c.workshop == workshop_id, theirs)
            number += self._connection.execute(removed).rowcount
        return number


def _values_of(ballot: Ballot) -> dict[str, object]:
    return {
        "workshop": ballot.workshop,
        "round": ballot.round,
        "participant": ballot.participant,
        "sequence": ballot.sequence,
        "group": ballot.group.value,
        "mode": ballot.mode.value,
        "answers": json.dumps(answers_document(ballot.answers), ensure_ascii=False),
        "at": ballot.at,
    }


def _ballot(row: Row) -> Ballot:
    return Ballot(
        workshop=row.workshop,
        round=row.round,
        participant=row.participant,
        sequence=row.sequence,
        group=Group(row.group),
        mode=EntryMode(row.mode),
        answers=answers_from(json.loads(row.answers)),
        at=row.at,
    )
