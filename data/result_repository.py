"""What workshops published, and which of it belongs to the heat map, in a database."""

import json
from datetime import datetime
from threading import Lock

from sqlalchemy import Connection, Row, insert, select, update

from data.engine import is_writing
from data.tables import table_of
from data.workshop_tables import ApprovalRow, PublishedFigureRow, WorkshopPublicationRow
from domain_model.workshop.published import PublishedFigure, RoundResults
from domain_model.workshop.records import Approval
from domain_model.workshop_vocabulary import Group, Statistic, Suppression

PUBLICATIONS = table_of(WorkshopPublicationRow)
FIGURES = table_of(PublishedFigureRow)
APPROVALS = table_of(ApprovalRow)
MOST_REMEMBERED = 64


class RememberedResults:
    """The publications that were read last in this process: none ever changes, so that every request may share them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[tuple[str, int, int], RoundResults] = {}

    def of(self, workshop_id: str, round_number: int, publication: int) -> RoundResults | None:
        """The publication, if it is remembered."""
        with self._lock:
            return self._known.get((workshop_id, round_number, publication))

    def keep(self, workshop_id: str, results: RoundResults) -> None:
        """Remember a publication that was committed; the one that was kept longest ago makes room."""
        with self._lock:
            self._known[(workshop_id, results.round_number, results.publication)] = results
            while len(self._known) > MOST_REMEMBERED:
                del self._known[next(iter(self._known))]


class SqlResultRepository:
    """Published results: what screens, files and the heat map read; ballots they never do."""

    def __init__(self, connection: Connection, remembered: RememberedResults) -> None:
        self._connection = connection
        self._remembered = remembered

    def publish(self, workshop_id: str, results: RoundResults) -> None:
        """Keep all figures of a publication."""
        key = {"workshop": workshop_id, "round": results.round_number, "publication": results.publication}
        voices = {group.value: voice for group, voice in results.voices.items()}
        self._connection.execute(insert(PUBLICATIONS).values(**key, voices=json.dumps(voices)))
        rows = [
            {
                **key,
                "place": place,
                "target": figure.target,
                "scale": figure.scale,
                "voice": figure.voice,
                "statistic": figure.statistic.value,
                "value": figure.value,
                "people": figure.people,
                "suppression": figure.suppression.value,
            }
            for place, figure in enumerate(results.figures)
        ]
        if rows:
            self._connection.execute(insert(FIGURES), rows)

    def latest(self, workshop_id: str, round_number: int) -> RoundResults | None:
        """The latest publication of a round."""
        theirs = (PUBLICATIONS.c.workshop == workshop_id, PUBLICATIONS.c.round == round_number)
        order = PUBLICATIONS.c.publication.desc()
        found = self._connection.execute(select(PUBLICATIONS).where(*theirs).order_by(order).limit(1)).one_or_none()
        if found is None:
            return None
        known = self._remembered.of(workshop_id, round_number, found.publication)
        if known is not None:
            return known
        of_it = (FIGURES.c.workshop == workshop_id, FIGURES.c.round == round_number)
        asked = select(FIGURES).where(*of_it, FIGURES.c.publication == found.publication).order_by(FIGURES.c.place)
        figures = tuple(_figure(row) for row in self._connection.execute(asked))
        voices = {Group(group): voice for group, voice in json.loads(found.voices).items()}
        results = RoundResults(round_number, found.publication, figures, voices)
        if not is_writing(self._connection):  # what a writer sees may never be committed
            self._remembered.keep(workshop_id, results)
        return results

    def approve(self, approval: Approval) -> None:
        """Keep that a round belongs to the heat map."""
        self._connection.execute(
            insert(APPROVALS).values(
                workshop=approval.workshop,
                round=approval.round,
                approved_by=approval.approved_by,
                approved_at=approval.approved_at,
                withdrawn_at=approval.withdrawn_at,
            )
        )

    def withdraw(self, workshop_id: str, round_number: int, at: datetime) -> bool:
        """Keep that it does not any more; False if it did not."""
        standing = (APPROVALS.c.workshop == workshop_id, APPROVALS.c.round == round_number)
        open_ones = update(APPROVALS).where(*standing, APPROVALS.c.withdrawn_at.is_(None)).values(withdrawn_at=at)
        return self._connection.execute(open_ones).rowcount > 0

    def approvals(self, workshop_id: str | None = None) -> tuple[Approval, ...]:
        """What stands approved, of one workshop or of all, the latest first."""
        asked = select(APPROVALS).where(APPROVALS.c.withdrawn_at.is_(None))
        if workshop_id is not None:
            asked = asked.where(APPROVALS.c.workshop == workshop_id)
        order = (APPROVALS.c.approved_at.desc(), APPROVALS.c.workshop, APPROVALS.c.round)
        return tuple(_approval(row) for row in self._connection.execute(asked.order_by(*order)))


def _figure(row: Row) -> PublishedFigure:
    return PublishedFigure(
        target=row.target,
        scale=row.scale,
        voice=row.voice,
        statistic=Statistic(row.statistic),
        value=row.value,
        people=row.people,
        suppression=Suppression(row.suppression),
    )


def _approval(row: Row) -> Approval:
    return Approval(row.workshop, row.round, row.approved_by, row.approved_at, row.withdrawn_at)
