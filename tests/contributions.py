"""What FICTITIOUS people wrote, for tests that keep it, and the content of a database to compare it with."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import MetaData, create_engine, select

from data.unit_of_work import SqlUnitOfWork, Store
from domain_model.audit import AuditEvent
from domain_model.cells import CELLS, Cell
from domain_model.judgements import Opinion
from domain_model.notes import Note
from domain_model.people import ApiToken, OneTimeLink, Person, SignIn
from domain_model.people_vocabulary import AuditAction, AuditOutcome, LinkPurpose, Role
from domain_model.saved_views import SavedView
from domain_model.vocabulary import Confidence, Perception

NOW = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
MESO = Cell.from_token("service_delivery/meso")
MICRO = Cell.from_token("workforce/micro")
FAR_AHEAD = datetime(2100, 1, 1, tzinfo=UTC)


def person(name: str, role: Role = Role.EDITOR) -> Person:
    """Somebody FICTITIOUS; id and address are made from the name."""
    return Person(f"id-{name.lower()}", name, f"{name.lower()}@example.org", role, NOW)


def add_person(work: SqlUnitOfWork, name: str, role: Role = Role.EDITOR) -> Person:
    """Keep somebody FICTITIOUS."""
    made = person(name, role)
    work.people.add(made, f"hash of {name}")
    return made


def write_everything(store: Store) -> None:
    """Put something into every table that people fill, with all that is hard to keep: accents, lines, nothing, undo."""
    with store.writing_unit_of_work() as work:
        ada = add_person(work, "Ada", Role.ADMINISTRATOR)
        zoe = add_person(work, "Zoë")
        gone = add_person(work, "Gone")
        first = Opinion(
            Perception.MUCH_WORSE, 9, 1, Confidence.LOW, "FICTITIOUS: waits, “öäü” 患者 🙂\n\tsecond line", ""
        )
        work.judgements.add(ada.id, "QE1", MESO, first, NOW)
        work.judgements.add(ada.id, "QE1", MESO, Opinion(severity=3), NOW + timedelta(seconds=1))
        work.judgements.add(ada.id, "QE1", MESO, first, NOW + timedelta(seconds=2), restores=1)
        work.judgements.add(zoe.id, "QE1", MESO, Opinion(Perception.BETTER), NOW)
        work.judgements.add(zoe.id, "QHG", MICRO, None, NOW)
        work.notes.add(Note("note-1", ada.id, "QE1", MESO, 1, "FICTITIOUS 'note'; \\ \" {}", NOW))
        work.notes.add(Note("note-1", ada.id, "QE1", MESO, 2, "", NOW, is_withdrawn=True))
        work.saved_views.add(SavedView("view-1", zoe.id, "Mine", "/heat-map", "?b=workforce", 1, True, NOW, NOW))
        work.people.forget(gone.id, NOW)
        work.links.add(
            OneTimeLink("link-1", "h1", LinkPurpose.INVITATION, Role.EDITOR, "", ada.id, "for Eve", NOW, FAR_AHEAD)
        )
        work.links.add(
            OneTimeLink("link-2", "h2", LinkPurpose.NEW_PASSWORD, None, zoe.id, ada.id, "", NOW, FAR_AHEAD, NOW)
        )
        work.tokens.add(ApiToken("token-1", "t1", ada.id, "script", NOW, FAR_AHEAD))
        work.tokens.add(ApiToken("token-2", "t2", ada.id, "old script", NOW, FAR_AHEAD, revoked_at=NOW))
        for action in (AuditAction.SIGNED_IN, AuditAction.SCORED, AuditAction.NOTE_WRITTEN):
            work.audit.record(AuditEvent(NOW, action, AuditOutcome.DONE, ada.id))
        work.sign_ins.add(SignIn("sign-in-1", "s1", ada.id, NOW, FAR_AHEAD))
        work.sent_forms.take("form-1", NOW)
        work.commit()
    store.secret("cookies")


def score(store: Store, author: str, area: str, number: int) -> int:
    """Keep one more judgement and answer the number of its change, once it is committed."""
    cell = CELLS[number % len(CELLS)]
    opinion = Opinion(severity=number % 9 + 1, reason=f"FICTITIOUS {number}")
    with store.writing_unit_of_work() as work:
        kept = work.judgements.add(author, area, cell, opinion, NOW)
        work.commit()
    return kept.change


def content_of(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows by table, read without the product's own tables; the same for the same content on either database."""
    engine = create_engine(url)
    with engine.connect() as connection:
        metadata = MetaData()
        metadata.reflect(connection)
        found = {
            table.name: sorted((tuple(map(_plain, row)) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found


def _plain(value: object) -> object:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value
