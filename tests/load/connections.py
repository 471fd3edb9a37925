"""HTTP/1.1 by hand over kept connections to this machine: so little that hundreds of phones fit into one process."""

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

LOCAL = "127.0.0.1"
"""The only address that is ever connected to."""

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
_END = b"\r\n\r\n"


class LostError(ConnectionError):
    """The server closed a connection before it had answered."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered; `at` is when the last byte was there, by time.perf_counter, in seconds."""

    status: int
    head: bytes
    body: bytes
    at: float = field(default_factory=time.perf_counter)

    def json(self) -> dict[str, Any]:
        """The body as plain values."""
        return json.loads(self.body)


def answer_in(received: bytes) -> Answer | None:
    """The answer that these bytes hold, None while some of it is missing; one without a length is not understood."""
    end = received.find(_END)
    if end < 0:
        return None
    head, body = received[:end], received[end + len(_END) :]
    length = _LENGTH.search(head)
    assert length, head
    return Answer(int(head[9:12]), head, body) if len(body) >= int(length[1]) else None


class Connection(asyncio.Protocol):
    """One connection, on which one question at a time is asked."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._received = b""
        self._waiting: asyncio.Future[Answer] | None = None
        self.questions = 0

    @classmethod
    async def to(cls, port: int) -> "Connection":
        """A new connection to a server on this machine.

        Raises:
            OSError: if nobody listens there.
        """
        _transport, made = await asyncio.get_running_loop().create_connection(cls, LOCAL, port)
        return made

    @property
    def is_open(self) -> bool:
        """Whether the server has not closed it, as far as is known here."""
        return self._transport is not None and not self._transport.is_closing()

    async def ask(self, request: bytes) -> Answer:
        """Send bytes and wait for the answer.

        Raises:
            LostError: if the connection ends before.
        """
        if self._transport is None or self._transport.is_closing():
            raise LostError("closed before it was asked")
        self._waiting = asyncio.get_running_loop().create_future()
        self.questions += 1
        self._transport.write(request)
        try:
            return await self._waiting
        finally:
            self._waiting = None

    def close(self) -> None:
        """Hang up, without waiting for anything."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; called by asyncio."""
        assert isinstance(transport, asyncio.Transport)
        peer = transport.get_extra_info("peername")  # None where the server has gone already
        assert peer is None or peer[0] == LOCAL
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take what came in; called by asyncio."""
        self._received += data
        found = answer_in(self._received)
        if found is None:
            return
        self._received = b""
        if _CLOSES.search(found.head):
            self.close()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(found)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let whoever waits know; called by asyncio."""
        self._transport = None
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(LostError(str(exc or "closed by the server")))


class EventStream(asyncio.Protocol):
    """Server-sent events of one address, each with the moment at which it came in (time.perf_counter, seconds)."""

    def __init__(self) -> None:
        self.events: list[tuple[float, dict[str, Any]]] = []
        self.status = 0
        self._received = b""
        self._text = b""
        self._news = asyncio.Event()
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def of(cls, port: int, path: str) -> "EventStream":
        """The stream of an address, once the server has answered with a status."""
        transport, made = await asyncio.get_running_loop().create_connection(cls, LOCAL, port)
        transport.write(f"GET {path} HTTP/1.1\r\nHost: {LOCAL}:{port}\r\nAccept: text/event-stream\r\n\r\n".encode())
        await made.until(lambda: made.status > 0)
        return made

    async def until(self, is_enough: Callable[[], bool], seconds: float = 20.0) -> None:
        """Wait until something is so, looking again whenever anything comes in.

        Raises:
            TimeoutError: if it does not become so.
        """
        async with asyncio.timeout(seconds):
            while not is_enough():
                self._news.clear()
                await self._news.wait()

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; called by asyncio."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take what came in; called by asyncio."""
        self._received += data
        if not self.status:
            head, found, rest = self._received.partition(_END)
            if not found:
                return
            self.status, self._received = int(head[9:12]), rest
        if self.status == 200:
            self._take_chunks()
            *whole, self._text = self._text.split(b"\n\n")
            now = time.perf_counter()
            told = [one[len(b"data: ") :] for one in whole if one.startswith(b"data: ")]
            self.events += [(now, json.loads(one)) for one in told]
        self._news.set()

    def _take_chunks(self) -> None:
        while True:
            size, found, rest = self._received.partition(b"\r\n")
            if not found or len(rest) < int(size, 16) + 2:
                return
            self._text += rest[: int(size, 16)]
            self._received = rest[int(size, 16) + 2 :]
