"""Workshops, their logs and their links in a database; how a workshop stands is remembered by its version."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from threading import Lock

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from data.engine import is_writing
from data.tables import table_of
from data.workshop_tables import WorkshopEventRow, WorkshopLinkRow, WorkshopRow
from domain_model.workshop.event import Event
from domain_model.workshop.events import Undone
from domain_model.workshop.log import LogEntry, check_next, event_document, event_from, replay
from domain_model.workshop.plans import plan_document, plan_from
from domain_model.workshop.records import Workshop, WorkshopLink
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import LinkKind

WORKSHOPS = table_of(WorkshopRow)
EVENTS = table_of(WorkshopEventRow)
LINKS = table_of(WorkshopLinkRow)
MOST_REMEMBERED = 64


class RememberedWorkshops:
    """How workshops stood when they were last read in this process: immutable, so that every request may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._states: dict[str, WorkshopState] = {}

    def at(self, workshop_id: str, version: int) -> WorkshopState | None:
        """The state at that version, if it is remembered."""
        with self._lock:
            known = self._states.get(workshop_id)
        return known if known is not None and known.version == version else None

    def keep(self, workshop_id: str, state: WorkshopState) -> None:
        """Remember a state that was committed; the one that was kept longest ago makes room."""
        with self._lock:
            self._states.pop(workshop_id, None)
            self._states[workshop_id] = state
            while len(self._states) > MOST_REMEMBERED:
                del self._states[next(iter(self._states))]


class SqlWorkshopRepository:
    """Workshops, with the log from which follows how each stands.

    Whoever adds to a log takes the workshop's row first; whoever keeps ballots shares that row with other voters, so
    that no ballot is kept in a round that was closed in the meantime.
    """

    def __init__(self, connection: Connection, remembered: RememberedWorkshops) -> None:
        self._connection = connection
        self._remembered = remembered

    def add(self, workshop: Workshop) -> bool:
        """Keep a new one; False if its join code is taken, and then nothing is kept."""
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(WORKSHOPS).values(_values_of(workshop)))
        except IntegrityError:
            if self.by_id(workshop.id) is None and self.by_join_code(workshop.join_code) is not None:
                return False
            raise
        return True

    def by_id(self, workshop_id: str) -> Workshop | None:
        """The workshop of that id."""
        row = self._connection.execute(select(WORKSHOPS).where(WORKSHOPS.c.id == workshop_id)).one_or_none()
        return _workshop(row) if row else None

    def by_join_code(self, code: str) -> Workshop | None:
        """The workshop that is joined with that code."""
        row = self._connection.execute(select(WORKSHOPS).where(WORKSHOPS.c.join_code == code)).one_or_none()
        return _workshop(row) if row and code else None

    def all(self) -> tuple[Workshop, ...]:
        """All workshops, the latest first."""
        rows = self._connection.execute(select(WORKSHOPS).order_by(WORKSHOPS.c.created_at.desc(), WORKSHOPS.c.id))
        return tuple(_workshop(row) for row in rows)

    def set_join_code(self, workshop_id: str, code: str) -> bool:
        """Let people join with another code, '' for none; False if it is taken."""
        try:
            with self._connection.begin_nested():
                changed = update(WORKSHOPS).where(WORKSHOPS.c.id == workshop_id).values(join_code=code or None)
                self._connection.execute(changed)
        except IntegrityError:
            return False
        return True

    def hold_for_voting(self, workshop_ids: Iterable[str]) -> Mapping[str, WorkshopState]:
        """How these workshops stand; nobody adds to their logs until this work ends. Voters do not wait for others."""
        wanted = sorted(set(workshop_ids))
        asked = select(WORKSHOPS.c.id, WORKSHOPS.c.version).where(WORKSHOPS.c.id.in_(wanted)).order_by(WORKSHOPS.c.id)
        found = self._connection.execute(asked.with_for_update(read=True)).all()
        return {row.id: self._at(row.id, row.version) for row in found}

    def versions(self, workshop_ids: Iterable[str]) -> Mapping[str, int]:
        """The number of the latest entry of each of these logs; unknown workshops are left out."""
        wanted = sorted(set(workshop_ids))
        if not wanted:
            return {}
        asked = select(WORKSHOPS.c.id, WORKSHOPS.c.version).where(WORKSHOPS.c.id.in_(wanted))
        return {row.id: row.version for row in self._connection.execute(asked)}

    def take_turn(self, workshop_id: str) -> WorkshopState:
        """Wait until nobody else votes or adds to the log, and answer how it stands; it stays so until this work ends.

        Raises:
            LookupError: if there is no such workshop.
        """
        taken = update(WORKSHOPS).where(WORKSHOPS.c.id == workshop_id).values(version=WORKSHOPS.c.version)
        self._connection.execute(taken)
        return self.state(workshop_id)

    def state(self, workshop_id: str) -> WorkshopState:
        """How a workshop stands; the same object for as long as its log does not change.

        Raises:
            LookupError: if there is no such workshop.
        """
        version = self._connection.scalar(select(WORKSHOPS.c.version).where(WORKSHOPS.c.id == workshop_id))
        if version is None:
            raise LookupError(f"no such workshop: {workshop_id!r}")
        return self._at(workshop_id, version)

    def _at(self, workshop_id: str, version: int) -> WorkshopState:
        known = self._remembered.at(workshop_id, version)
        if known is not None:
            return known
        state = self._read(workshop_id, version)
        if not is_writing(self._connection):  # what a writer sees may never be committed
            self._remembered.keep(workshop_id, state)
        return state

    def _read(self, workshop_id: str, version: int) -> WorkshopState:
        plan = self._connection.scalar(select(WORKSHOPS.c.first_plan).where(WORKSHOPS.c.id == workshop_id))
        entries = (entry for entry in self.log(workshop_id) if entry.number <= version)
        return replay(plan_from(json.loads(plan or "")), entries)

    def log(self, workshop_id: str) -> tuple[LogEntry, ...]:
        """All that was done, in order."""
        asked = select(EVENTS).where(EVENTS.c.workshop == workshop_id).order_by(EVENTS.c.number)
        return tuple(_entry(row) for row in self._connection.execute(asked))

    def append(self, workshop_id: str, event: Event, actor: str, at: datetime) -> WorkshopState:
        """Add to the log, and answer how the workshop then stands. Whoever adds waits for the one before.

        Raises:
            OutOfOrderError: if it does not fit where the workshop stands.
            LookupError: if there is no such workshop.
        """
        return self.append_all(workshop_id, [(event, actor, at)])

    def append_all(self, workshop_id: str, entries: Sequence[tuple[Event, str, datetime]]) -> WorkshopState:
        """Add several events, each by whom and when, as `append` does one after the other.

        Raises:
            OutOfOrderError: if one does not fit what is before it.
            LookupError: if there is no such workshop.
        """
        state = self.take_turn(workshop_id)
        for number, (event, actor, at) in enumerate(entries, start=state.version + 1):
            state = check_next(state, event, at)
            self._connection.execute(insert(EVENTS).values(_entry_values(workshop_id, number, event, actor, at)))
            if isinstance(event, Undone):  # what it names is left out of what was before it too
                state = self._read(workshop_id, number)
        shown = {
            "version": state.version,
            "title": state.plan.title,
            "area": state.plan.area,
            "is_rehearsal": state.plan.is_rehearsal,
            "closed_at": state.closed_at,
            "erased_at": state.erased_at,
        }
        self._connection.execute(update(WORKSHOPS).where(WORKSHOPS.c.id == workshop_id).values(shown))
        return state

    def add_link(self, link: WorkshopLink) -> None:
        """Keep a new link."""
        self._connection.execute(
            insert(LINKS).values(
                id=link.id,
                workshop=link.workshop,
                kind=link.kind.value,
                secret_hash=link.secret_hash,
                note=link.note,
                made_at=link.made_at,
                revoked_at=link.revoked_at,
            )
        )

    def link(self, secret_hash: str) -> WorkshopLink | None:
        """The link of that secret, withdrawn or not."""
        row = self._connection.execute(select(LINKS).where(LINKS.c.secret_hash == secret_hash)).one_or_none()
        return _link(row) if row else None

    def links(self, workshop_id: str) -> tuple[WorkshopLink, ...]:
        """All links of a workshop, the latest first."""
        order = (LINKS.c.made_at.desc(), LINKS.c.id)
        rows = self._connection.execute(select(LINKS).where(LINKS.c.workshop == workshop_id).order_by(*order))
        return tuple(_link(row) for row in rows)

    def revoke_link(self, workshop_id: str, link_id: str, at: datetime) -> bool:
        """Withdraw a link; False if the workshop has no such open link."""
        theirs = (LINKS.c.id == link_id, LINKS.c.workshop == workshop_id, LINKS.c.revoked_at.is_(None))
        return self._connection.execute(update(LINKS).where(*theirs).values(revoked_at=at)).rowcount == 1


def _values_of(workshop: Workshop) -> dict[str, object]:
    return {
        "id": workshop.id,
        "owner": workshop.owner,
        "join_code": workshop.join_code or None,
        "first_plan": json.dumps(plan_document(workshop.first_plan), ensure_ascii=False),
        "created_at": workshop.created_at,
        "version": workshop.version,
        "title": workshop.title,
        "area": workshop.area,
        "is_rehearsal": workshop.is_rehearsal,
        "is_imported": workshop.is_imported,
        "closed_at": workshop.closed_at,
        "erased_at": workshop.erased_at,
    }


def _workshop(row: Row) -> Workshop:
    return Workshop(
        id=row.id,
        owner=row.owner,
        join_code=row.join_code or "",
        first_plan=plan_from(json.loads(row.first_plan)),
        created_at=row.created_at,
        version=row.version,
        title=row.title,
        area=row.area,
        is_rehearsal=row.is_rehearsal,
        is_imported=row.is_imported,
        closed_at=row.closed_at,
        erased_at=row.erased_at,
    )


def _entry_values(workshop_id: str, number: int, event: Event, actor: str, at: datetime) -> dict[str, object]:
    return {
        "workshop": workshop_id,
        "number": number,
        "at": at,
        "actor": actor,
        "kind": event.kind,
        "body": json.dumps(event_document(event), ensure_ascii=False),
    }


def _entry(row: Row) -> LogEntry:
    return LogEntry(row.number, row.at, row.actor, event_from(row.kind, json.loads(row.body)))


def _link(row: Row) -> WorkshopLink:
    return WorkshopLink(
        row.id, row.workshop, LinkKind(row.kind), row.secret_hash, row.note, row.made_at, row.revoked_at
    )
