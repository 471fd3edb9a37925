"""Judgements in a database; what stands is remembered and brought up to date by the number of the last change."""

from datetime import datetime
from threading import Lock

from sqlalchemy import Connection, Row, delete, insert, select, update

from data.engine import is_writing
from data.judgement_tables import JudgementChangesRow, JudgementRow
from data.tables import table_of
from domain_model.cells import Cell
from domain_model.judgements import Judgement, JudgementBook, Opinion
from domain_model.vocabulary import BuildingBlock, Confidence, Level, Perception

JUDGEMENTS = table_of(JudgementRow)
CHANGES = table_of(JudgementChangesRow)


class RememberedJudgements:
    """The book last read in this process: immutable, so that every request may share it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.book = JudgementBook()


class SqlJudgementRepository:
    """People's views of cells, every version of them.

    A writer takes the one row of `judgement_changes` first, so that writers follow one another and the
    numbers of changes become visible in their order: a reader who has seen number n has seen all before it.
    """

    def __init__(self, connection: Connection, remembered: RememberedJudgements) -> None:
        self._connection = connection
        self._remembered = remembered

    def book(self) -> JudgementBook:
        """Everybody's views as they stand; the same object for as long as nothing changes."""
        latest = self._connection.scalar(select(CHANGES.c.latest)) or 0
        with self._remembered.lock:
            known = self._remembered.book
            if known.change == latest:
                return known
            # An older snapshot, or a restored database: whose changes to come have numbers that are known already, so
            # that what was remembered must not be taken up again.
            is_older = known.change > latest
            book = self._read_since(JudgementBook() if is_older else known, latest)
            if not is_writing(self._connection):  # what a writer sees may never be committed
                self._remembered.book = book
            return book

    def _read_since(self, known: JudgementBook, latest: int) -> JudgementBook:
        new = JUDGEMENTS.c.change > known.change
        rows = self._connection.execute(
            select(JUDGEMENTS).where(new, JUDGEMENTS.c.change <= latest).order_by(JUDGEMENTS.c.change)
        )
        return known.with_changes((_judgement(row) for row in rows), latest)

    def add(
        self, author: str, area: str, cell: Cell, opinion: Opinion | None, at: datetime, restores: int | None = None
    ) -> Judgement:
        """Keep a further version of the author's view; None withdraws it. Writers wait for one another."""
        change = self._next_change()
        earlier = self._history(author, area, cell)
        version = earlier[-1].version + 1 if earlier else 1
        judgement = Judgement(change, author, area, cell, version, opinion, at, restores)
        self._connection.execute(insert(JUDGEMENTS).values(_values_of(judgement)))
        return judgement

    def take_turn(self) -> None:
        """Wait until nobody else writes what people think; it stays so until this work ends. Readers do not wait."""
        if is_writing(self._connection):
            self._connection.execute(update(CHANGES).values(latest=CHANGES.c.latest))

    def history(self, author: str, area: str, cell: Cell) -> tuple[Judgement, ...]:
        """All versions of one view in order; inside a writing unit of work nobody adds to it until the end."""
        self.take_turn()
        return self._history(author, area, cell)

    def _history(self, author: str, area: str, cell: Cell) -> tuple[Judgement, ...]:
        view = (JUDGEMENTS.c.author == author, JUDGEMENTS.c.area == area)
        place = (JUDGEMENTS.c.block == cell.block.value, JUDGEMENTS.c.level == cell.level.value)
        rows = self._connection.execute(select(JUDGEMENTS).where(*view, *place).order_by(JUDGEMENTS.c.version))
        return tuple(_judgement(row) for row in rows)

    def histories(self, area: str) -> tuple[Judgement, ...]:
        """All versions of all views of an area, in the order in which they were committed."""
        rows = self._connection.execute(
            select(JUDGEMENTS).where(JUDGEMENTS.c.area == area).order_by(JUDGEMENTS.c.change)
        )
        return tuple(_judgement(row) for row in rows)

    def of(self, author: str) -> tuple[Judgement, ...]:
        """All versions of all views of one person, in the order in which they were committed."""
        rows = self._connection.execute(
            select(JUDGEMENTS).where(JUDGEMENTS.c.author == author).order_by(JUDGEMENTS.c.change)
        )
        return tuple(_judgement(row) for row in rows)

    def erase_of(self, author: str, at: datetime) -> int:
        """Withdraw all views of a person and remove what they said; answer how many views."""
        self.take_turn()  # so that nothing is said between the look at what there is and its removal
        places = {(judgement.area, judgement.cell) for judgement in self.of(author)}
        for area, cell in sorted(places):
            withdrawn = self.add(author, area, cell, None, at)
            earlier = (
                JUDGEMENTS.c.author == author,
                JUDGEMENTS.c.area == area,
                JUDGEMENTS.c.version < withdrawn.version,
            )
            place = (JUDGEMENTS.c.block == cell.block.value, JUDGEMENTS.c.level == cell.level.value)
            self._connection.execute(delete(JUDGEMENTS).where(*earlier, *place))
        return len(places)

    def _next_change(self) -> int:
        self._connection.execute(update(CHANGES).values(latest=CHANGES.c.latest + 1))
        return self._connection.execute(select(CHANGES.c.latest)).scalar_one()


def _values_of(judgement: Judgement) -> dict[str, object]:
    said = judgement.opinion or Opinion()
    return {
        "change": judgement.change,
        "author": judgement.author,
        "area": judgement.area,
        "block": judgement.cell.block.value,
        "level": judgement.cell.level.value,
        "version": judgement.version,
        "is_withdrawn": judgement.opinion is None,
        "perception": said.perception.value if said.perception else None,
        "severity": said.severity,
        "feasibility": said.feasibility,
        "confidence": said.confidence.value if said.confidence else None,
        "reason": said.reason,
        "source": said.source,
        "at": judgement.at,
        "restores": judgement.restores,
    }


def _judgement(row: Row) -> Judgement:
    said = Opinion(
        perception=Perception(row.perception) if row.perception else None,
        severity=row.severity,
        feasibility=row.feasibility,
        confidence=Confidence(row.confidence) if row.confidence else None,
        reason=row.reason,
        source=row.source,
    )
    return Judgement(
        change=row.change,
        author=row.author,
        area=row.area,
        cell=Cell(BuildingBlock(row.block), Level(row.level)),
        version=row.version,
        opinion=None if row.is_withdrawn else said,
        at=row.at,
        restores=row.restores,
    )
