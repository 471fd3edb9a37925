"""The bare limits of this machine: what the same server does without the product, and the database without a server."""

import asyncio
import random
import sys
import time
from dataclasses import dataclass

import orjson

from tests.databases import run_in
from tests.load.bare_server import TABLE
from tests.load.phones import Phone, hang_up_all
from tests.load.rooms import Setting, some_ranking
from tests.load.served import Server, serving
from tests.servers import ROOT

SECONDS = 4.0
THREADS = 16
"""As many as gunicorn.conf.py gives to each process."""

BARE = "tests.load.bare_server:create_server()"


@dataclass(frozen=True, slots=True)
class Bare:
    """Requests or rows a second."""

    route: float
    echo: float
    database: float


async def measured_bare(setting: Setting, phones: int) -> Bare:
    """The limits on the same database with as many processes, asked by as many connections."""
    run_in(setting.url, TABLE)
    try:
        log = setting.folder / f"bare-{setting.kind}-{setting.workers}.log"
        server = Server(setting.url, setting.workers, log, BARE)
        with serving(server):
            route = await _asked_a_second(server.port, phones, "/row")
            echo = await _asked_a_second(server.port, phones, "/echo")
        rows = await asyncio.gather(*(_rows_of_a_process(setting.url) for _ in range(setting.workers)))
    finally:
        run_in(setting.url, "DROP TABLE bare_rows")
    return Bare(route, echo, sum(rows) / SECONDS)


async def _asked_a_second(port: int, number: int, path: str) -> float:
    """Good answers a second where each of so many connections asks again at once, with the body of a ballot."""
    phones = [Phone([port], "bare") for _ in range(number)]
    body = orjson.dumps({"round": 1, "sequence": 1, "answers": some_ranking(random.Random(1))})
    await asyncio.gather(*(phone.ask("/echo", body) for phone in phones))
    begin = time.perf_counter()
    good = 0

    async def ask(phone: Phone) -> None:
        nonlocal good
        while time.perf_counter() < begin + SECONDS:
            try:
                answer = await phone.ask(path, body)
            except OSError:
                continue
            good += answer.status == 200

    await asyncio.gather(*map(ask, phones))
    lasted = time.perf_counter() - begin
    await hang_up_all(phones)
    return good / lasted


async def _rows_of_a_process(url: str) -> int:
    command = (sys.executable, "-m", "tests.load.bare_database", url, str(THREADS), str(SECONDS))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    out, _error = await process.communicate()
    assert process.returncode == 0
    return int(out)
