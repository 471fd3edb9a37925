"""From a vote to the projector: how long until the number of those who are done has gone up on the screen."""

import asyncio
import random
import time

from tests.benchmarks.measurements import Line, below, plain
from tests.load.connections import EventStream
from tests.load.lines import percentile
from tests.load.phones import hang_up_all, open_all, phones_of
from tests.load.rooms import Setting, open_round, projector_address, room_of, some_ranking

VOTES = 40
LONGEST_PAUSE = 0.8
TARGET = 1000


async def measure_projector(setting: Setting) -> list[Line]:
    """The lines on the projector; each vote is sent at a moment that has nothing to do with the stream's own."""
    room = room_of(setting.store, VOTES)
    round_number = open_round(room)
    stream = await EventStream.of(setting.server.port, f"{projector_address(room)}/stream")
    what = "From vote to projector, p95"
    if stream.status != 200:
        stream.close()
        return [Line(what, f"answered {stream.status}", f"< {TARGET} ms", False)]
    phones = phones_of(room, setting.server.port)
    await open_all(phones)
    took: list[float] = []
    for done, phone in enumerate(phones, start=1):
        await asyncio.sleep(random.uniform(0, LONGEST_PAUSE))
        sent = time.perf_counter()
        answer = await phone.cast(round_number, 1, some_ranking(random.Random(done)))
        assert answer.status == 200, answer
        await stream.until(lambda done=done: bool(stream.events) and stream.events[-1][1]["done"] >= done)
        shown = next(moment for moment, told in stream.events if told["done"] >= done)
        took.append((shown - sent) * 1000)
    stream.close()
    await hang_up_all(phones)
    return [
        below(what, percentile(took, 95), TARGET, "ms", digits=0),
        plain("From vote to projector, median", percentile(took, 50), "ms", digits=0, remark=f"{VOTES} votes"),
    ]
