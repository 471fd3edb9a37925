"""The kill test: phones vote without a pause while the server is killed again and again; nothing is lost or doubled."""

import asyncio
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.benchmarks.measurements import Line, plain
from tests.load.ledger import Difference, Ledger
from tests.load.lines import exactly
from tests.load.phones import Phone, about, hang_up_all, phones_of
from tests.load.rooms import end_round, kept_in, open_round, room_of, some_ranking, some_scores, store_of
from tests.load.served import Server
from tests.workshops import Room

MOST_IN_A_ROUND = 100
PATIENCE = 1800.0
"""Seconds after which the test gives up."""

RETRY_SECONDS = 0.3
"""Shorter than on a phone, so that the server is under load again as soon as it is back."""


@dataclass(frozen=True, slots=True)
class Killing:
    """How much is sent, and when the next kill is due: asked with the ledger and the kills so far."""

    ballots: int
    phones: int
    is_due: Callable[[Ledger, int], bool]


def every(seconds: float) -> Callable[[Ledger, int], bool]:
    """A kill each time so many seconds are over."""
    begin = time.perf_counter()
    return lambda _ledger, kills: time.perf_counter() >= begin + (kills + 1) * seconds


@dataclass(frozen=True, slots=True)
class Survived:
    """What came of it."""

    ledger: Ledger
    difference: Difference
    kills: int
    seconds: float


async def survive(url: str, servers: Sequence[Server], killing: Killing) -> Survived:
    """Vote and kill; the servers run already, on this database."""
    store = store_of(url)
    room = room_of(store, killing.phones)
    phones = phones_of(room, *(server.port for server in servers))
    ledger = Ledger()
    each = math.ceil(killing.ballots / killing.phones)
    rounds = max(2, math.ceil(each / MOST_IN_A_ROUND))
    begin = time.perf_counter()
    killer = asyncio.create_task(_kill_again(servers, lambda kills: killing.is_due(ledger, kills)))
    try:
        async with asyncio.timeout(PATIENCE):
            await _vote_in_rounds(room, phones, ledger, rounds, math.ceil(each / rounds))
    finally:
        killer.cancel()
        await asyncio.gather(killer, return_exceptions=True)
    lasted = time.perf_counter() - begin
    await hang_up_all(phones)
    found = kept_in(url, room)
    store.close()
    return Survived(ledger, ledger.against(found), sum(server.kills for server in servers), lasted)


async def _vote_in_rounds(room: Room, phones: Sequence[Phone], ledger: Ledger, rounds: int, ballots: int) -> None:
    """Rankings and scorings by turns, each of so many ballots of everybody."""
    for place in range(rounds):
        is_ranking = place % 2 == 0
        number = await asyncio.to_thread(open_round, room, is_ranking=is_ranking)
        sequences = range(1, ballots + 1)
        await asyncio.gather(*(_vote(phone, ledger, number, sequences, is_ranking=is_ranking) for phone in phones))
        if place + 1 < rounds:
            await asyncio.to_thread(end_round, room, number)


async def _kill_again(servers: Sequence[Server], is_due: Callable[[int], bool]) -> None:
    """Kill one server after the other whenever it is due, even while another starts, and start it again at once."""
    kills = 0
    while True:
        await asyncio.sleep(0.02)
        if is_due(kills):
            server = servers[kills % len(servers)]
            server.kill()
            kills += 1
            server.start()


async def _vote(phone: Phone, ledger: Ledger, number: int, sequences: range, *, is_ranking: bool) -> None:
    """Send one ballot after the other, each until it is acknowledged."""
    chance = random.Random(f"{phone.person} {number}")
    for sequence in sequences:
        key = (number, phone.person, sequence)
        ledger.sent[key] = (some_ranking if is_ranking else some_scores)(chance)
        while key not in ledger.acknowledged:
            try:
                answer = await phone.cast(number, sequence, ledger.sent[key])
            except OSError:
                phone.ask_another()
            else:
                if answer.status == 200:
                    ledger.acknowledge(key, answer.json())
                    continue
                ledger.refused[answer.status] += 1
                assert answer.status >= 500, answer
            ledger.resent += 1
            await asyncio.sleep(about(RETRY_SECONDS))


def lines_of(survived: Survived) -> list[Line]:
    """The lines on what came of it."""
    ledger, found = survived.ledger, survived.difference
    per_second = len(ledger.acknowledged) / survived.seconds
    refused = ", ".join(f"{number} x {status}" for status, number in sorted(ledger.refused.items()))
    return [
        plain("Kill test: ballots acknowledged", len(ledger.acknowledged), "", digits=0),
        plain("Kill test: servers killed (kill -9)", survived.kills, "times", digits=0),
        plain("Kill test: sent again", ledger.resent, "times", digits=0, remark=refused and f"answered {refused}"),
        exactly("Kill test: acknowledged and lost", found.lost, 0),
        exactly("Kill test: kept twice", found.twice, 0),
        exactly("Kill test: kept, though nobody sent it", found.unsent, 0),
        exactly("Kill test: kept with other answers", found.other_answers, 0),
        exactly("Kill test: acknowledged in other words", found.misreported, 0),
        exactly("Kill test: sent and never acknowledged", len(ledger.sent) - len(ledger.acknowledged), 0),
        plain("Kill test: ballots, restarts included", per_second, "a second", digits=0),
    ]
