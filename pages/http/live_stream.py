"""The pulse of a workshop, for projector and console: as a stream of events, or asked for again and again.

A stream holds one of the server's threads, so that a process opens a few and answers 503 to more; whoever is refused
asks for the pulse instead. What is read is shared by everybody who asks within a quarter of a second.
"""

import logging
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import orjson
from flask import Response, current_app

from data.current import current_store
from data.errors import StoreError
from data.unit_of_work import Store
from domain_model.use_cases.count_votes import count_if_over, is_to_be_counted
from domain_model.use_cases.take_part import Pulse, pulse_of
from pages.http.times import milliseconds

MOST_STREAMS = 12
"""Streams that one process serves at a time; gunicorn.conf.py gives it 32 threads."""

STREAM_SECONDS = 60
"""After this time a stream ends, and the browser asks for a new one: a stopping server does not wait for it."""

LOG = logging.getLogger("parity_map")
FRESH_SECONDS = 0.25
STEP_SECONDS = 0.3
"""How often a stream looks: never more than four events begin within a second."""

QUIET_SECONDS = 2.0
"""After so long without a change a stream writes something: only then does the server notice that nobody listens."""
_PULSES = "workshop_pulses"


class Pulses:
    """The pulses that one process read last."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._known: dict[str, tuple[float, Pulse]] = {}
        self.streams = threading.BoundedSemaphore(MOST_STREAMS)

    def of(self, workshop_id: str) -> Pulse:
        """The pulse, at most a quarter of a second old; a round whose time is over is counted on the way.

        Raises:
            LookupError: if there is no such workshop.
            StoreError: if the database cannot be reached.
        """
        now = time.monotonic()
        with self._lock:
            known = self._known.get(workshop_id)
            if known is not None and now - known[0] < FRESH_SECONDS:
                return known[1]
        pulse = self._read(workshop_id)
        with self._lock:
            self._known = {name: one for name, one in self._known.items() if now - one[0] < FRESH_SECONDS}
            latest = self._known.get(workshop_id)
            if latest is None or latest[0] < now:  # whoever began to read later knows more
                self._known[workshop_id] = (now, pulse)
        return pulse

    def _read(self, workshop_id: str) -> Pulse:
        with self._store.unit_of_work() as work:
            is_over = is_to_be_counted(work.workshops.state(workshop_id), datetime.now(UTC))
            pulse = pulse_of(work, workshop_id)
        if not is_over:
            return pulse
        count_votes(self._store, workshop_id, datetime.now(UTC))
        with self._store.unit_of_work() as work:
            return pulse_of(work, workshop_id)


def count_votes(store: Store, workshop_id: str, moment: datetime) -> None:
    """Count the round whose time is over; if that fails, phones and screens go on, and the log says why.

    Raises:
        StoreError: if the database cannot be reached.
    """
    try:
        with store.writing_unit_of_work() as work:
            count_if_over(work, workshop_id, moment)
            work.commit()
    except StoreError:
        raise
    except Exception:
        LOG.exception("the votes of workshop %s could not be counted", workshop_id)


def current_pulses() -> Pulses:
    """The pulses of the running application."""
    known: Pulses | None = current_app.extensions.get(_PULSES)
    return known or current_app.extensions.setdefault(_PULSES, Pulses(current_store()))


def pulse(workshop_id: str) -> Response:
    """The pulse of a workshop as JSON; whether whoever asks may know of it is decided before."""
    answer = Response(_document(current_pulses().of(workshop_id)), mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def stream(workshop_id: str) -> Response:
    """The pulse of a workshop whenever it changes, as server-sent events; 503 where too many are served already."""
    pulses = current_pulses()
    if not pulses.streams.acquire(blocking=False):
        refused = Response("Too many streams: ask for the pulse instead.\n", 503, mimetype="text/plain")
        refused.headers["Retry-After"] = "5"
        return refused
    answer = Response(_events(pulses, workshop_id), mimetype="text/event-stream")
    answer.call_on_close(pulses.streams.release)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"  # a reverse proxy is not to collect events
    answer.direct_passthrough = True
    return answer


def _events(pulses: Pulses, workshop_id: str) -> Iterator[bytes]:
    """Events until the time is over or the database is lost; the browser then asks again."""
    yield b"retry: 1000\n\n"
    last: Pulse | None = None
    began = said = time.monotonic()
    while time.monotonic() - began < STREAM_SECONDS:
        try:
            now = pulses.of(workshop_id)
        except (StoreError, LookupError):
            return
        if now != last:
            last, said = now, time.monotonic()
            yield b"data: " + _document(now) + b"\n\n"
        elif time.monotonic() - said > QUIET_SECONDS:
            said = time.monotonic()
            yield b": still there\n\n"
        time.sleep(STEP_SECONDS)


def _document(pulse: Pulse) -> bytes:
    return orjson.dumps(
        {
            "version": pulse.version,
            "joined": pulse.joined,
            "done": pulse.done,
            "now": milliseconds(datetime.now(UTC)),
            "deadline": milliseconds(pulse.deadline) if pulse.deadline else None,
            "paused": pulse.paused,
        }
    )
