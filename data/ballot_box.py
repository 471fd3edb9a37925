"""Keeps ballots that arrive at the same time by one commit: each is answered only after the disk has it.

A commit waits for the disk however much it holds, so that a room of phones that send at once would wait in a queue
of commits. One thread of each process takes everything that has come in since its last commit, keeps it in one
transaction and lets go whoever waits. Nothing is kept in the process: what was not committed was not acknowledged.
docs/adr/0011-live-workshop.md has the measurements.
"""

import os
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from data.unit_of_work import SqlUnitOfWork, Store
from domain_model.use_cases.cast_ballots import BallotReply, SentBallot, cast_ballots

MOST_AT_ONCE = 200
"""Ballots in one transaction: it stays short, so that facilitators and other servers get their turn."""


@dataclass(slots=True, eq=False)
class _Waiting:
    sent: SentBallot
    done: threading.Event = field(default_factory=threading.Event)
    reply: BallotReply | None = None
    problem: BaseException | None = None


class BallotBox:
    """Casts ballots on a store, many at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._queue: deque[_Waiting] = deque()
        self._arrived = threading.Condition()
        self._process = 0

    def cast(self, sent: SentBallot) -> BallotReply:
        """Keep a ballot; returns once it is committed.

        Raises:
            StoreError: if the database could not keep it; it is then not kept, and may be sent again.
        """
        waiting = _Waiting(sent)
        with self._arrived:
            self._start_once()
            self._queue.append(waiting)
            self._arrived.notify()
        waiting.done.wait()
        if waiting.problem is not None:
            raise waiting.problem
        assert waiting.reply is not None
        return waiting.reply

    def _start_once(self) -> None:
        """Start the thread in this process, if it is another than the one that made the box."""
        if self._process != os.getpid():
            self._process = os.getpid()
            threading.Thread(target=self._keep_all, name="ballot box", daemon=True).start()

    def _keep_all(self) -> None:
        while True:
            with self._arrived:
                self._arrived.wait_for(lambda: bool(self._queue))
                batch = [self._queue.popleft() for _ in range(min(len(self._queue), MOST_AT_ONCE))]
            self._keep(batch)

    def _keep(self, batch: list[_Waiting]) -> None:
        try:
            replies = self._in_one_transaction([waiting.sent for waiting in batch])
            for waiting, reply in zip(batch, replies, strict=True):
                waiting.reply = reply
        except BaseException as problem:  # whoever waits is told; the thread has to live on
            for waiting in batch:
                waiting.problem = problem
        finally:
            for waiting in batch:
                waiting.done.set()

    def _in_one_transaction(self, sent: list[SentBallot]) -> tuple[BallotReply, ...]:
        begin: Callable[[], SqlUnitOfWork] = self._store.writing_unit_of_work
        with begin() as work:
            replies = cast_ballots(work, sent)
            work.commit()
        return replies
