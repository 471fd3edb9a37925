"""Joining: 500 phones of one network address within a minute, and as many as fast as the server lets them."""

import asyncio
import random
import time
from itertools import cycle

from domain_model.workshop_vocabulary import Group
from tests.benchmarks.measurements import Line, below, plain
from tests.load.lines import exactly, percentile
from tests.load.phones import Phone, at, hang_up_all
from tests.load.rooms import Setting, numbers_by_table, room_of
from tests.workshops import Room

PHONES = 500
SECONDS = 60.0


async def measure_joins(setting: Setting) -> list[Line]:
    """The lines on joining."""
    room = room_of(setting.store)
    took = await joined(setting, room, PHONES, SECONDS)
    people = numbers_by_table(setting.url, room)["workshop_participants"]
    burst = room_of(setting.store)
    began = time.perf_counter()
    took_at_once = await joined(setting, burst, PHONES, 0.0)
    lasted = time.perf_counter() - began
    return [
        exactly(f"Joins: {PHONES} phones within {SECONDS:.0f} s, all in", people, PHONES),
        below("Joins: p95", percentile(took, 95), 1000, "ms"),
        plain(f"Joins as fast as possible, {PHONES} phones at once", len(took_at_once) / lasted, "a second", digits=0),
        plain("Joins as fast as possible, p95", percentile(took_at_once, 95), "ms", digits=0),
    ]


async def joined(setting: Setting, room: Room, number: int, seconds: float) -> list[float]:
    """Let so many new phones join, each at its own moment of so many seconds; how long each took, in milliseconds.

    Those that did not get in have no time.
    """
    phones = [Phone([setting.server.port], room.workshop.id) for _ in range(number)]
    begin = time.perf_counter()
    took: list[float] = []

    async def join(phone: Phone, group: Group, moment: float) -> None:
        await at(begin + moment)
        asked = time.perf_counter()
        try:
            answer = await phone.join(room.workshop.join_code, group.value)
        except OSError:
            return
        if answer.status == 303 and phone.secret:
            took.append((answer.at - asked) * 1000)

    groups = cycle(Group)
    await asyncio.gather(*(join(phone, next(groups), random.uniform(0, seconds)) for phone in phones))
    await hang_up_all(phones)
    return took
