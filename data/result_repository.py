"""What workshops published, and which of it belongs to the heat map, in a database."""

import json
from datetime import datetime

from sqlalchemy import Connection, Row, insert, select, update

from data.tables import table_of
from data.workshop_tables import ApprovalRow, PublishedFigureRow, WorkshopPublicationRow
from domain_model.workshop.published import PublishedFigure, RoundResults
from domain_model.workshop.records import Approval
from domain_model.workshop_vocabulary import Group, Statistic, Suppression

PUBLICATIONS = table_of(WorkshopPublicationRow)
FIGURES = table_of(PublishedFigureRow)
APPROVALS = table_of(ApprovalRow)


class SqlResultRepository:
    """Published results: what screens, files and the heat map read; ballots they never do."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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
        of_it = (FIGURES.c.workshop == workshop_id, FIGURES.c.round == round_number)
        asked = select(FIGURES).where(*of_it, FIGURES.c.publication == found.publication).order_by(FIGURES.c.place)
        figures = tuple(_figure(row) for row in self._connection.execute(asked))
        voices = {Group(group): voice for group, voice in json.loads(found.voices).items()}
        return RoundResults(round_number, found.publication, figures, voices)

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
