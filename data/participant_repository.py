"""The people of workshops, their ideas, and the receipts of what was erased, in a database."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, Row, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from data.tables import table_of
from data.workshop_tables import IdeaRow, ParticipantRow, ReceiptRow
from domain_model.workshop.records import Idea, Participant, Receipt
from domain_model.workshop_vocabulary import EntryMode, Group

PARTICIPANTS = table_of(ParticipantRow)
IDEAS = table_of(IdeaRow)
RECEIPTS = table_of(ReceiptRow)
AT_ONCE = 500
"""People that are removed by one statement."""

_INSERTS = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


class SqlParticipantRepository:
    """The people of workshops."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, participant: Participant) -> Participant:
        """Keep a new one; answer who has that secret, if somebody with it was kept in the same moment."""
        new = _INSERTS[self._connection.dialect.name](PARTICIPANTS).values(_values_of(participant))
        self._connection.execute(new.on_conflict_do_nothing(index_elements=["token_hash"]))
        return self.by_token_hashes((participant.token_hash,)).get(participant.token_hash, participant)

    def by_token_hashes(self, hashes: Iterable[str]) -> Mapping[str, Participant]:
        """The participants of these secrets, by hash; unknown ones are left out."""
        wanted = sorted({one for one in hashes if one})
        rows = self._connection.execute(select(PARTICIPANTS).where(PARTICIPANTS.c.token_hash.in_(wanted)))
        return {row.token_hash: _participant(row) for row in rows}

    def by_return_hash(self, workshop_id: str, return_hash: str) -> Participant | None:
        """The participant of a workshop who took that return code."""
        theirs = (PARTICIPANTS.c.workshop == workshop_id, PARTICIPANTS.c.return_hash == return_hash)
        row = self._connection.execute(select(PARTICIPANTS).where(*theirs)).first()
        return _participant(row) if row else None

    def of(self, workshop_id: str) -> tuple[Participant, ...]:
        """Everybody of a workshop, in the order of joining."""
        order = (PARTICIPANTS.c.joined_at, PARTICIPANTS.c.id)
        asked = select(PARTICIPANTS).where(PARTICIPANTS.c.workshop == workshop_id).order_by(*order)
        return tuple(_participant(row) for row in self._connection.execute(asked))

    def numbers(self, workshop_id: str) -> Mapping[Group, int]:
        """How many joined, by group."""
        asked = (
            select(PARTICIPANTS.c.group, func.count().label("number"))
            .where(PARTICIPANTS.c.workshop == workshop_id)
            .group_by(PARTICIPANTS.c.group)
        )
        return {Group(row.group): row.number for row in self._connection.execute(asked)}

    def set_group(self, participant_id: str, group: Group) -> None:
        """Keep another group."""
        theirs = update(PARTICIPANTS).where(PARTICIPANTS.c.id == participant_id)
        self._connection.execute(theirs.values({"group": group.value}))

    def set_return_hash(self, participant_id: str, return_hash: str) -> None:
        """Keep another return code."""
        theirs = update(PARTICIPANTS).where(PARTICIPANTS.c.id == participant_id)
        self._connection.execute(theirs.values(return_hash=return_hash))

    def add_idea(self, idea: Idea) -> Idea:
        """Keep an idea, once; answer the one that stands under its id."""
        once = _INSERTS[self._connection.dialect.name](IDEAS).on_conflict_do_nothing()
        self._connection.execute(
            once.values(
                id=idea.id,
                workshop=idea.workshop,
                participant=idea.participant,
                text=idea.text,
                cell=idea.cell,
                at=idea.at,
            )
        )
        return _idea(self._connection.execute(select(IDEAS).where(IDEAS.c.id == idea.id)).one())

    def ideas(self, workshop_id: str) -> tuple[Idea, ...]:
        """All ideas of a workshop, in the order in which they came."""
        asked = select(IDEAS).where(IDEAS.c.workshop == workshop_id).order_by(IDEAS.c.at, IDEAS.c.id)
        return tuple(_idea(row) for row in self._connection.execute(asked))

    def ideas_of(self, participant_id: str) -> tuple[Idea, ...]:
        """The ideas of one person, in the order in which they came."""
        asked = select(IDEAS).where(IDEAS.c.participant == participant_id).order_by(IDEAS.c.at, IDEAS.c.id)
        return tuple(_idea(row) for row in self._connection.execute(asked))

    def remove_idea(self, participant_id: str, idea_id: str) -> None:
        """Forget one of the participant's ideas."""
        self._connection.execute(delete(IDEAS).where(IDEAS.c.id == idea_id, IDEAS.c.participant == participant_id))

    def erase(self, workshop_id: str, participant_ids: Sequence[str]) -> int:
        """Remove these people and their ideas; answer how many ideas."""
        number = 0
        for start in range(0, len(participant_ids), AT_ONCE):
            some = participant_ids[start : start + AT_ONCE]
            theirs = delete(IDEAS).where(IDEAS.c.workshop == workshop_id, IDEAS.c.participant.in_(some))
            number += self._connection.execute(theirs).rowcount
            people = delete(PARTICIPANTS).where(PARTICIPANTS.c.workshop == workshop_id, PARTICIPANTS.c.id.in_(some))
            self._connection.execute(people)
        return number

    def add_receipt(self, receipt: Receipt) -> None:
        """Keep a receipt."""
        self._connection.execute(
            insert(RECEIPTS).values(
                id=receipt.id,
                workshop=receipt.workshop,
                what=receipt.what,
                at=receipt.at,
                participants=receipt.participants,
                ideas=receipt.ideas,
                ballots=receipt.ballots,
                kept=receipt.kept,
            )
        )

    def receipts(self, workshop_id: str) -> tuple[Receipt, ...]:
        """The receipts of a workshop, the latest first."""
        asked = select(RECEIPTS).where(RECEIPTS.c.workshop == workshop_id).order_by(RECEIPTS.c.at.desc(), RECEIPTS.c.id)
        return tuple(_receipt(row) for row in self._connection.execute(asked))


def _values_of(participant: Participant) -> dict[str, object]:
    return {
        "id": participant.id,
        "workshop": participant.workshop,
        "token_hash": participant.token_hash or None,
        "group": participant.group.value,
        "mode": participant.mode.value,
        "joined_at": participant.joined_at,
        "return_hash": participant.return_hash or None,
        "returns": participant.returns,
    }


def _participant(row: Row) -> Participant:
    return Participant(
        id=row.id,
        workshop=row.workshop,
        token_hash=row.token_hash or "",
        group=Group(row.group),
        mode=EntryMode(row.mode),
        joined_at=row.joined_at,
        return_hash=row.return_hash or "",
        returns=row.returns,
    )


def _idea(row: Row) -> Idea:
    return Idea(row.id, row.workshop, row.participant, row.text, row.cell, row.at)


def _receipt(row: Row) -> Receipt:
    return Receipt(row.id, row.workshop, row.what, row.at, row.participants, row.ideas, row.ballots, row.kept)
