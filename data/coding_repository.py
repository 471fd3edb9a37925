"""Coding rounds in a database: who places which statements, and where."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from data.own_evidence_tables import CodingCoderRow, CodingPlacementRow, CodingRoundRow
from data.tables import table_of
from domain_model.cells import Cell
from domain_model.coding import Choice, CodedPlacement, Coder, CodingRound, standing_placements
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.vocabulary import BuildingBlock, Level, StatementKind

ROUNDS = table_of(CodingRoundRow)
CODERS = table_of(CodingCoderRow)
PLACEMENTS = table_of(CodingPlacementRow)
_IN_ORDER = (PLACEMENTS.c.round, PLACEMENTS.c.coder, PLACEMENTS.c.statement, PLACEMENTS.c.version)


class SqlCodingRepository:
    """Coding rounds, their coders and every version of their placements."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_round(self, coding_round: CodingRound) -> None:
        """Keep a new round."""
        self._connection.execute(
            insert(ROUNDS).values(
                id=coding_round.id,
                owner=coding_round.owner,
                title=coding_round.title,
                statements=json.dumps(coding_round.statements),
                created_at=coding_round.created_at,
                closed_at=coding_round.closed_at,
                made_with=coding_round.made_with,
                closed_with=coding_round.closed_with,
            )
        )

    def round(self, round_id: str) -> CodingRound | None:
        """The round of that id."""
        row = self._connection.execute(select(ROUNDS).where(ROUNDS.c.id == round_id)).one_or_none()
        return _round(row) if row else None

    def rounds(self) -> tuple[CodingRound, ...]:
        """All rounds, the latest first."""
        rows = self._connection.execute(select(ROUNDS).order_by(ROUNDS.c.created_at.desc(), ROUNDS.c.id))
        return tuple(map(_round, rows))

    def close_round(self, round_id: str, at: datetime, version: str) -> None:
        """Note that nothing is placed any more, and at which version the evidence is."""
        one = ROUNDS.c.id == round_id
        self._connection.execute(update(ROUNDS).where(one).values(closed_at=at, closed_with=version))

    def coders(self, round_id: str) -> tuple[Coder, ...]:
        """Who takes part, in the order of joining."""
        order = (CODERS.c.joined_at, CODERS.c.coder)
        rows = self._connection.execute(select(CODERS).where(CODERS.c.round == round_id).order_by(*order))
        return tuple(map(_coder, rows))

    def rounds_joined(self, person: str) -> tuple[Coder, ...]:
        """Where a person takes part, the latest first."""
        order = (CODERS.c.joined_at.desc(), CODERS.c.round)
        rows = self._connection.execute(select(CODERS).where(CODERS.c.coder == person).order_by(*order))
        return tuple(map(_coder, rows))

    def add_coder(self, coder: Coder) -> None:
        """Let somebody take part."""
        self._connection.execute(
            insert(CODERS).values(
                round=coder.round, coder=coder.person, joined_at=coder.joined_at, finished_at=coder.finished_at
            )
        )

    def set_finished(self, round_id: str, person: str, at: datetime | None) -> None:
        """Note that somebody is done, or with None that they are not."""
        one = (CODERS.c.round == round_id, CODERS.c.coder == person)
        self._connection.execute(update(CODERS).where(*one).values(finished_at=at))

    def add(self, placement: CodedPlacement) -> None:
        """Keep a version.

        Raises:
            ChangedMeanwhileError: if there is such a version of the placement already.
        """
        choice = placement.choice
        cell = choice.cell if choice else None
        try:
            with self._connection.begin_nested():
                self._connection.execute(
                    insert(PLACEMENTS).values(
                        round=placement.round,
                        coder=placement.coder,
                        statement=placement.statement,
                        version=placement.version,
                        block=cell.block.value if cell else None,
                        level=cell.level.value if cell else None,
                        kind=choice.kind.value if choice else None,
                        is_withdrawn=choice is None,
                        note=placement.note,
                        at=placement.at,
                    )
                )
        except IntegrityError:
            words = f"the placement of {placement.statement} is at version {placement.version} or later"
            raise ChangedMeanwhileError(words) from None

    def versions(self, round_id: str, coder: str) -> tuple[CodedPlacement, ...]:
        """All versions of all placements of one coder in a round, statement by statement."""
        own = (PLACEMENTS.c.round == round_id, PLACEMENTS.c.coder == coder)
        return _placements(self._connection.execute(select(PLACEMENTS).where(*own).order_by(*_IN_ORDER)))

    def all_versions(self, round_id: str) -> tuple[CodedPlacement, ...]:
        """All versions of everybody's placements in a round; for a closed round only."""
        of_round = PLACEMENTS.c.round == round_id
        return _placements(self._connection.execute(select(PLACEMENTS).where(of_round).order_by(*_IN_ORDER)))

    def numbers_placed(self, round_id: str) -> dict[str, int]:
        """How many statements stand placed, by coder: how far they are, never where."""
        numbers: dict[str, int] = {}
        for coder, _statement in standing_placements(self.all_versions(round_id)):
            numbers[coder] = numbers.get(coder, 0) + 1
        return numbers

    def of(self, author: str) -> tuple[CodedPlacement, ...]:
        """All versions of all placements of a person, round by round."""
        rows = self._connection.execute(select(PLACEMENTS).where(PLACEMENTS.c.coder == author).order_by(*_IN_ORDER))
        return _placements(rows)

    def erase_of(self, author: str, *, only_open: bool = False) -> int:
        """Remove all placements of a person and their taking part; answer how many statements they had placed.

        Rounds of theirs in which nobody else takes part are removed as well; the others stay for those who do.
        With `only_open`, what they placed in rounds that are closed stays, since figures rest on it.
        """
        rounds = select(ROUNDS.c.id).where(ROUNDS.c.closed_at.is_(None)) if only_open else select(ROUNDS.c.id)
        theirs = PLACEMENTS.c.coder == author, PLACEMENTS.c.round.in_(rounds)
        columns = select(PLACEMENTS.c.round, PLACEMENTS.c.statement).where(*theirs).distinct()
        number = len(self._connection.execute(columns).all())
        self._connection.execute(delete(PLACEMENTS).where(*theirs))
        self._connection.execute(delete(CODERS).where(CODERS.c.coder == author, CODERS.c.round.in_(rounds)))
        taken_part = select(CODERS.c.round)
        self._connection.execute(delete(ROUNDS).where(ROUNDS.c.owner == author, ROUNDS.c.id.not_in(taken_part)))
        return number


def _round(row: Row) -> CodingRound:
    return CodingRound(
        id=row.id,
        owner=row.owner,
        title=row.title,
        statements=tuple(json.loads(row.statements)),
        created_at=row.created_at,
        closed_at=row.closed_at,
        made_with=row.made_with,
        closed_with=row.closed_with,
    )


def _coder(row: Row) -> Coder:
    return Coder(row.round, row.coder, row.joined_at, row.finished_at)


def _placements(rows: Iterable[Row]) -> tuple[CodedPlacement, ...]:
    return tuple(
        CodedPlacement(row.round, row.coder, row.statement, row.version, _choice(row), row.note, row.at) for row in rows
    )


def _choice(row: Row) -> Choice | None:
    if row.is_withdrawn:
        return None
    cell = Cell(BuildingBlock(row.block), Level(row.level)) if row.block else None
    return Choice(StatementKind(row.kind), cell)
