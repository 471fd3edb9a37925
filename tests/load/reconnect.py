"""The wave after a restart: the server is killed under 500 phones and started again at once."""

import asyncio
import random
import time
from dataclasses import dataclass

from tests.benchmarks.measurements import Line, plain
from tests.load.lines import at_least, percentile
from tests.load.phones import LONGEST_WAIT, Phone, about, hang_up_all, open_all, phones_of
from tests.load.rooms import Setting, open_round, room_of

PHONES = 500
PATIENCE = 60.0
WITHIN = 5.0


@dataclass(slots=True)
class Killed:
    """When the server was killed, infinitely late before it was."""

    at: float = float("inf")


async def measure_reconnect(setting: Setting) -> list[Line]:
    """The lines on the wave."""
    room = room_of(setting.store, PHONES)
    open_round(room)
    phones = phones_of(room, setting.server.port)
    await open_all(phones)
    killed = Killed()
    back = [asyncio.create_task(seconds_back(phone, killed)) for phone in phones]
    await asyncio.sleep(3)
    killed.at = time.perf_counter()
    setting.server.kill()
    setting.server.start()
    await asyncio.to_thread(setting.server.wait)
    restarted = time.perf_counter()
    returned = [moment for moment in await asyncio.gather(*back) if moment is not None]
    await hang_up_all(phones)
    after = [max(0.0, moment - restarted) for moment in returned]
    in_time = 100 * sum(1 for one in after if one <= WITHIN) / PHONES
    return [
        at_least(f"Restart: phones back within {WITHIN:.0f} s of it", in_time, 99, "%", digits=1),
        plain("Restart: from it until a phone is back, p95", percentile(after, 95), "s", digits=2),
        plain("Restart: the last phone", max(after), "s", digits=2),
        plain("Restart: from the kill to /health", restarted - killed.at, "s", digits=2),
    ]


async def seconds_back(phone: Phone, killed: Killed) -> float | None:
    """Poll as phone.js does; the moment of the first good state after the kill, None if there was none.

    After an answer that did not come it waits 1 s, then 2, 4, 8 and at most 10, each give or take a fifth.
    """
    failures = 0
    await asyncio.sleep(random.uniform(0, 2))
    while time.perf_counter() < min(killed.at, 1e12) + PATIENCE:
        asked = time.perf_counter()
        try:
            answer = await phone.version()
            if answer.status == 200 and asked > killed.at:
                answer = await phone.state()
            is_good = answer.status == 200
        except OSError:
            is_good = False
        if is_good and asked > killed.at:
            return time.perf_counter()
        failures = 0 if is_good else failures + 1
        await asyncio.sleep(about(min(LONGEST_WAIT, 2 ** (failures - 1)) if failures else 2.0))
    return None
