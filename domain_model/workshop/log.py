"""The log of a workshop: what was done, entry by entry, from which alone follows where the workshop stands.

Entries are only ever added. What was undone stays in the log, and so does its undoing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from domain_model.workshop.events import EVENTS, Event, Noted, Undone
from domain_model.workshop.plans import WorkshopPlan
from domain_model.workshop.state import OutOfOrderError, WorkshopState


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing done: its number, from 1 without gaps, when, by whom, and what.

    `actor` is the id of an account, or of the link by which a second facilitator came; '' is the server itself.
    """

    number: int
    at: datetime
    actor: str
    event: Event


def replay(plan: WorkshopPlan, entries: Iterable[LogEntry]) -> WorkshopState:
    """Where a workshop stands that began with the plan and has this log, in order.

    Raises:
        OutOfOrderError: if an entry does not fit what is before it.
        ValueError: if the entries are not numbered from 1 without gaps.
    """
    in_order = tuple(entries)
    if [entry.number for entry in in_order] != list(range(1, len(in_order) + 1)):
        raise ValueError("the log has gaps")
    undone = {entry.event.number for entry in in_order if isinstance(entry.event, Undone)}
    state = WorkshopState(plan, items=plan.items)
    for entry in in_order:
        if entry.number not in undone:
            state = entry.event.apply(state, entry.at)
    return replace(state, version=len(in_order))


def last_undoable(entries: Iterable[LogEntry]) -> LogEntry | None:
    """The latest entry that changed something and may be taken back; None where the latest that did may not."""
    in_order = tuple(entries)
    undone = {entry.event.number for entry in in_order if isinstance(entry.event, Undone)}
    for entry in reversed(in_order):
        if entry.number in undone or isinstance(entry.event, Undone | Noted):
            continue
        return entry if entry.event.may_be_undone else None
    return None


def check_next(state: WorkshopState, event: Event, at: datetime) -> WorkshopState:
    """The state after one further event.

    Raises:
        OutOfOrderError: if it does not fit where the workshop stands.
    """
    if state.is_closed and not event.fits_closed:
        raise OutOfOrderError("This workshop is closed. Open it again first.")
    return replace(event.apply(state, at), version=state.version + 1)


def event_document(event: Event) -> dict[str, Any]:
    """What an event says as plain values."""
    return asdict(event)


def event_from(kind: str, document: Mapping[str, Any]) -> Event:
    """The event of that kind that a document tells.

    Raises:
        ValueError: if there is no such kind.
    """
    made = EVENTS.get(kind)
    if made is None:
        raise ValueError(f"no such kind of entry: {kind!r}")
    return made(**{part.name: _frozen(document[part.name]) for part in fields(made)})


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType] - whatever a list of the log holds
