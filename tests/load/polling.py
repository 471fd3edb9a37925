"""Phones that ask every two seconds whether anything is new."""

import asyncio
import time

from tests.benchmarks.measurements import Line, plain
from tests.load.lines import exactly, percentile
from tests.load.phones import Asked, hang_up_all, keep_polling, open_all, phones_of
from tests.load.rooms import Setting, open_round, room_of

PHONES = 500
SECONDS = 10.0


async def measure_polling(setting: Setting) -> list[Line]:
    """The lines on polling."""
    room = room_of(setting.store, PHONES)
    open_round(room)
    phones = phones_of(room, setting.server.port)
    await open_all(phones)
    asked = Asked([])
    busy = time.process_time()
    until = time.perf_counter() + SECONDS
    await asyncio.gather(*(keep_polling(phone, asked, until) for phone in phones))
    share = (time.process_time() - busy) / SECONDS
    per_second = len(asked.took) / SECONDS
    await hang_up_all(phones)
    return [
        plain(f"Polling: {PHONES} phones every 2 s, p95", percentile(asked.took, 95), "ms"),
        plain("Polling: answers", per_second, "a second", digits=0, remark=f"client {share:.0%} of a core"),
        exactly("Polling: questions without a good answer", asked.failed, 0),
    ]
