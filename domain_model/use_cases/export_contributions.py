"""Take away what people contributed as files: views of cells, notes and saved views; each time is recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain_model.audit import AuditEvent
from domain_model.cells import CELLS
from domain_model.judgements import Judgement
from domain_model.notes import Note
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Permission
from domain_model.ports import UnitOfWork
from domain_model.saved_views import SavedView
from domain_model.use_cases.judge_cells import check_area


@dataclass(frozen=True, slots=True)
class ExportedScore:
    """One version of a view, what its author is called ('' for a deleted account), and whether it stands."""

    judgement: Judgement
    author_name: str
    stands: bool


def export_scores(
    work: UnitOfWork, person: Person, now: datetime, *, area: str = "", everybodys: bool = False
) -> tuple[ExportedScore, ...]:
    """One's own views with their history, or everybody's as they stand; of one area if it is named.

    They are in the order of areas, cells, authors and versions.

    Raises:
        NotAllowedError: if the person may not.
        LookupError: if there is no such area.
    """
    person.check(Permission.OWN_ACCOUNT)
    if area:
        check_area(work, area)
    found: Iterable[Judgement] = work.judgements.of(person.id)
    if everybodys:
        found = (judgement for views in work.judgements.book().by_place.values() for judgement in views)
    kept = [judgement for judgement in found if area in ("", judgement.area)]
    names = work.people.names()
    latest: Mapping[object, int] = {(one.author, one.place): one.version for one in kept}
    kept.sort(key=lambda one: (one.area, CELLS.index(one.cell), one.author, one.version))
    _record(work, person, f"{'everybody' if everybodys else 'own'} scores {area}".rstrip(), now)
    return tuple(
        ExportedScore(
            judgement=one,
            author_name=names.get(one.author, ""),
            stands=one.opinion is not None and latest[(one.author, one.place)] == one.version,
        )
        for one in kept
    )


def export_notes(work: UnitOfWork, person: Person, now: datetime) -> tuple[Note, ...]:
    """One's own notes as they stand, the latest first.

    Raises:
        NotAllowedError: if the person may not.
    """
    person.check(Permission.OWN_ACCOUNT)
    _record(work, person, "own notes", now)
    return work.notes.of(person.id)


def export_views(work: UnitOfWork, person: Person, now: datetime) -> tuple[SavedView, ...]:
    """One's own saved views in their order.

    Raises:
        NotAllowedError: if the person may not.
    """
    person.check(Permission.OWN_ACCOUNT)
    _record(work, person, "own saved views", now)
    return work.saved_views.of(person.id)


def _record(work: UnitOfWork, person: Person, subject: str, now: datetime) -> None:
    work.audit.record(AuditEvent(now, AuditAction.DATA_EXPORTED, AuditOutcome.DONE, person.id, subject))
