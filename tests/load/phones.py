"""Phones: each with its cookie and one kept connection; they ask as assets/workshop/phone.js does."""

import asyncio
import random
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson

from pages.http.phone_answers import cookie_name
from tests.load.connections import LOCAL, Answer, Connection
from tests.workshops import Room

LONGEST_WAIT = 10.0
"""Seconds after which a phone gives a question up and asks again."""


class Phone:
    """One phone that takes part in a workshop.

    `ports` are those of the servers that it may ask, all on this machine; it stays with one until `ask_another`.
    """

    def __init__(self, ports: Sequence[int], workshop: str, secret: str = "", person: str = "") -> None:
        self.workshop, self.secret, self.person = workshop, secret, person
        self.opened = 0
        self._ports = list(ports)
        self._connection: Connection | None = None
        self._turn = asyncio.Lock()

    def ask_another(self) -> None:
        """Ask the next server from now on, where there are several."""
        self._ports.append(self._ports.pop(0))
        self.hang_up()

    def hang_up(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    async def ask(self, path: str, body: bytes | None = None, kind: str = "application/json") -> Answer:
        """Ask, and wait for one's turn on the connection.

        A kept connection that the server has closed meanwhile is replaced once, as browsers do.

        Raises:
            OSError: if there is no answer: no server, a connection that broke, or LONGEST_WAIT is over.
        """
        async with self._turn:
            try:
                async with asyncio.timeout(LONGEST_WAIT):
                    return await self._ask(self._request(path, body, kind))
            except OSError:
                self.hang_up()
                raise

    async def _ask(self, request: bytes) -> Answer:
        while True:
            if self._connection is None or not self._connection.is_open:
                self._connection = await Connection.to(self._ports[0])
                self.opened += 1
            connection = self._connection
            try:
                return await connection.ask(request)
            except ConnectionError:
                if connection.questions <= 1:
                    raise

    def _request(self, path: str, body: bytes | None, kind: str) -> bytes:
        cookie = f"Cookie: {cookie_name(self.workshop)}={self.secret}\r\n" if self.secret else ""
        head = f"{'GET' if body is None else 'POST'} {path} HTTP/1.1\r\nHost: {LOCAL}:{self._ports[0]}\r\n{cookie}"
        if body is None:
            return f"{head}\r\n".encode()
        return f"{head}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body

    async def version(self) -> Answer:
        """Ask for the number of the latest change."""
        return await self.ask(f"/w/{self.workshop}/version")

    async def state(self) -> Answer:
        """Ask how the workshop stands."""
        return await self.ask(f"/w/{self.workshop}/state")

    async def cast(self, round_number: int, sequence: int, answers: dict[str, Any]) -> Answer:
        """Send a ballot."""
        sent = {"round": round_number, "sequence": sequence, "answers": answers}
        return await self.ask(f"/w/{self.workshop}/ballots", orjson.dumps(sent))

    async def join(self, code: str, group: str) -> Answer:
        """Join by the form, and keep the cookie that the server gives."""
        form = urlencode({"consent": "yes", "group": group}).encode()
        answer = await self.ask(f"/j/{code}", form, "application/x-www-form-urlencoded")
        given = re.search(rf"{re.escape(cookie_name(self.workshop))}=([^;\s]+)", answer.head.decode())
        self.secret = given[1] if given else ""
        return answer


def phones_of(room: Room, *ports: int) -> list[Phone]:
    """The phones of everybody in a room; with several servers, every other phone begins with another."""
    phones: list[Phone] = []
    for place, joined in enumerate(room.people):
        turned = place % len(ports)
        mine = (*ports[turned:], *ports[:turned])
        phones.append(Phone(mine, room.workshop.id, joined.secret, joined.participant.id))
    return phones


async def hang_up_all(phones: Iterable[Phone]) -> None:
    """Close all connections, and let asyncio see to it."""
    for phone in phones:
        phone.hang_up()
    await asyncio.sleep(0.05)


async def open_all(phones: Sequence[Phone]) -> None:
    """Let every phone ask once, so that its connection is there, as it is while people take part."""
    for answer in await asyncio.gather(*(phone.version() for phone in phones)):
        assert answer.status == 200, answer


async def at(moment: float) -> None:
    """Wait for a moment of time.perf_counter."""
    await asyncio.sleep(max(0.0, moment - time.perf_counter()))


@dataclass(slots=True)
class Asked:
    """What became of questions: how long each took, in milliseconds, and how many had no good answer."""

    took: list[float]
    failed: int = 0


def about(seconds: float) -> float:
    """So many seconds, give or take a fifth, as phone.js waits."""
    return seconds * random.uniform(0.8, 1.2)


async def keep_polling(phone: Phone, asked: Asked, until: float, every: float = 2.0) -> None:
    """Ask for the latest version every so many seconds, beginning at a random moment."""
    await asyncio.sleep(random.uniform(0, every))
    while (began := time.perf_counter()) < until:
        try:
            answer = await phone.version()
        except OSError:
            asked.failed += 1
        else:
            asked.took.append((answer.at - began) * 1000)
            asked.failed += answer.status != 200
        await at(began + about(every))
