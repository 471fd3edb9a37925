"""Several threads that do something at the same moment, for tests of what happens then."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

Answer = TypeVar("Answer")
SECONDS = 60.0


def at_once(*calls: Callable[[], Answer]) -> list[Answer]:
    """What each call answers, each in a thread of its own and all begun together.

    Raises:
        Exception: the first that one of them raised.
    """
    start = Barrier(len(calls))

    def begun(call: Callable[[], Answer]) -> Answer:
        start.wait(SECONDS)
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return [running.result(SECONDS) for running in [threads.submit(begun, call) for call in calls]]
