"""Ballots: a room that presses 'send' within 1.2 seconds, and as many ballots as the server takes."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.benchmarks.measurements import Line, at_most, below, plain
from tests.load.bare import Bare, measured_bare
from tests.load.connections import EventStream
from tests.load.lines import at_least, exactly, percentile
from tests.load.phones import Asked, Phone, at, hang_up_all, keep_polling, open_all, phones_of
from tests.load.rooms import Setting, kept_in, open_round, projector_address, room_of, some_ranking

PHONES = 600
BURST_SECONDS = 1.2
FULL_SECONDS = 5.0
LEAST_OF_BARE = 60
MOST_EVENTS = 4


@dataclass(slots=True)
class Burst:
    """What became of ballots that were sent within a short time: milliseconds of those that were acknowledged."""

    took: list[float] = field(default_factory=list[float])
    kept: int = 0
    most_events: int | None = None

    @property
    def p95(self) -> float:
        """95 of 100 were acknowledged within these milliseconds."""
        return percentile(self.took, 95)

    @property
    def p99(self) -> float:
        """99 of 100 were acknowledged within these milliseconds."""
        return percentile(self.took, 99)


async def measure_ballots(setting: Setting) -> list[Line]:
    """The lines on ballots, with the bare limits measured right afterwards."""
    alone = await burst(setting, PHONES, BURST_SECONDS)
    amid = await burst(setting, PHONES, BURST_SECONDS, is_polling=True)
    per_second, share = await throughput(setting)
    bare = await measured_bare(setting, PHONES)
    of_bare = 100 * per_second / bare.route
    return [
        exactly(f"Ballots: {PHONES} within {BURST_SECONDS} s, in the database once", alone.kept, PHONES),
        below("Ballots: acknowledged, p95", alone.p95, 500, "ms", digits=0),
        below("Ballots: acknowledged, p99", alone.p99, 1000, "ms", digits=0),
        _redraws("Ballots: most changes told to a projector in any second", alone),
        exactly("Ballots while all phones poll as well, in the database once", amid.kept, PHONES),
        plain("Ballots while all phones poll as well, p95", amid.p95, "ms", digits=0),
        plain("Ballots while all phones poll as well, p99", amid.p99, "ms", digits=0),
        plain("Ballots as fast as possible", per_second, "a second", digits=0, remark=f"client {share:.0%} of a core"),
        *_bare_lines(bare),
        at_least("Ballots as fast as possible, of the bare route", of_bare, LEAST_OF_BARE, "%"),
    ]


def _redraws(what: str, seen: Burst) -> Line:
    if seen.most_events is None:
        return Line(what, "no stream", f"<= {MOST_EVENTS}", False)
    return at_most(what, seen.most_events, MOST_EVENTS, "", digits=0)


def _bare_lines(bare: Bare) -> list[Line]:
    return [
        plain("Bare route that commits a row for each request", bare.route, "a second", digits=0),
        plain("Bare HTTP echo", bare.echo, "a second", digits=0),
        plain("Database alone, a row by each commit", bare.database, "a second", digits=0),
    ]


async def burst(setting: Setting, number: int, seconds: float, *, is_polling: bool = False) -> Burst:
    """Let so many phones send a ballot each, at its own moment of so many seconds, with a projector looking on."""
    room = room_of(setting.store, number)
    round_number = open_round(room)
    stream = await EventStream.of(setting.server.port, f"{projector_address(room)}/stream")
    phones = phones_of(room, setting.server.port)
    await open_all(phones)
    seen = Burst()
    begin = time.perf_counter() + (2.5 if is_polling else 0.5)

    async def send(phone: Phone, moment: float) -> None:
        await at(begin + moment)
        answer = await phone.cast(round_number, 1, some_ranking(random.Random(phone.person)))
        if answer.status == 200:
            seen.took.append((answer.at - begin - moment) * 1000)

    tasks = [send(phone, random.uniform(0, seconds)) for phone in phones]
    if is_polling:
        tasks += [keep_polling(phone, Asked([]), begin + 2 * seconds) for phone in phones]
    await asyncio.gather(*tasks)
    await asyncio.sleep(1)
    stream.close()
    await hang_up_all(phones)
    seen.kept = len(kept_in(setting.url, room))
    seen.most_events = most_in_a_second([moment for moment, _told in stream.events]) if stream.status == 200 else None
    return seen


def most_in_a_second(moments: Sequence[float]) -> int:
    """How many of the moments, in order, lie within any one second."""
    return max((sum(1 for one in moments if begin <= one < begin + 1) for begin in moments), default=0)


async def throughput(setting: Setting) -> tuple[float, float]:
    """Acknowledged ballots a second, each phone sending the next at once; and the client's share of a core."""
    room = room_of(setting.store, PHONES)
    round_number = open_round(room)
    phones = phones_of(room, setting.server.port)
    await open_all(phones)
    chance = random.Random(1)
    begin, busy = time.perf_counter(), time.process_time()
    acknowledged = 0

    async def send(phone: Phone) -> None:
        nonlocal acknowledged
        sequence = 0
        while time.perf_counter() < begin + FULL_SECONDS:
            sequence += 1
            answer = await phone.cast(round_number, sequence, some_ranking(chance))
            acknowledged += answer.status == 200

    await asyncio.gather(*map(send, phones))
    lasted = time.perf_counter() - begin
    share = (time.process_time() - busy) / lasted
    await hang_up_all(phones)
    assert len(kept_in(setting.url, room)) == acknowledged
    return acknowledged / lasted, share
