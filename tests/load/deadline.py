"""The deadline: whoever sends in time is counted, whoever sends after the grace is not, all at once on either side."""

import asyncio
import random
import time
from dataclasses import dataclass

from domain_model.workshop.rounds import GRACE
from tests.benchmarks.measurements import Line
from tests.load.lines import exactly
from tests.load.phones import Asked, Phone, at, hang_up_all, keep_polling, open_all, phones_of
from tests.load.rooms import Setting, kept_in, open_round, room_of
from tests.workshops import Room

EACH_SIDE = 300
SECONDS = 4
"""How long the round is open: time to open all connections first."""

LAST_SECONDS = 1.2
AFTER_GRACE = 0.05


@dataclass(frozen=True, slots=True)
class Judged:
    """How many ballots of each side were judged rightly, and how many are in the database."""

    in_time: int
    too_late: int
    kept: int


async def measure_deadline(setting: Setting) -> list[Line]:
    """The lines on the deadline."""
    room = room_of(setting.store, 2 * EACH_SIDE)
    found = await judged(setting.url, room, [setting.server.port])
    return [
        exactly("Deadline: judged rightly, of those sent just before and just after", _right(found), 2 * EACH_SIDE),
        exactly("Deadline: ballots in the database", found.kept, EACH_SIDE),
    ]


def _right(found: Judged) -> int:
    return found.in_time + found.too_late


async def judged(url: str, room: Room, ports: list[int], seconds: int = SECONDS) -> Judged:
    """Open a round of so many seconds; half of the phones send in its last moments, the others as soon after the grace.

    Raises:
        OSError: if a phone is not answered.
    """
    phones = phones_of(room, *ports)
    await open_all(phones)
    clock = time.time() - time.perf_counter()
    round_number = open_round(room, seconds=seconds)
    deadline = room.state().rounds[-1].deadline
    assert deadline is not None
    end = deadline.timestamp() - clock
    last = end + GRACE.total_seconds() + AFTER_GRACE
    half = len(phones) // 2

    async def send(phone: Phone, moment: float) -> tuple[int, str]:
        await at(moment)
        answer = await phone.cast(round_number, 1, {"ranking": ["item-c", "item-a"]})
        return answer.status, answer.json().get("reason", "") if answer.status < 500 else ""

    early = [send(phone, random.uniform(end - LAST_SECONDS, end)) for phone in phones[:half]]
    late = [send(phone, random.uniform(last, last + LAST_SECONDS)) for phone in phones[half:]]
    # Somebody asks how it stands, so that the round is counted while late ballots still come in.
    _asked, *answers = await asyncio.gather(
        keep_polling(phones[0], Asked([]), last + LAST_SECONDS, every=0.3), *early, *late
    )
    await hang_up_all(phones)
    return Judged(
        in_time=answers[:half].count((200, "")),
        too_late=answers[half:].count((409, "too_late")),
        kept=len(kept_in(url, room)),
    )
