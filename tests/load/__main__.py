"""Put a workshop's load on the server and print what was measured: `make load`; docs/load.md has the options."""

import argparse
import asyncio
import contextlib
import gc
import signal
import sys
import tempfile
import warnings
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.machine import how_busy, machine_words
from tests.benchmarks.measurements import Line
from tests.databases import DATABASES, Databases, databases_of, rows_in
from tests.load.ballots import measure_ballots
from tests.load.deadline import measure_deadline
from tests.load.joins import measure_joins
from tests.load.kill import Killing, every, lines_of, survive
from tests.load.lines import side_by_side
from tests.load.polling import measure_polling
from tests.load.projector import measure_projector
from tests.load.reconnect import measure_reconnect
from tests.load.rooms import Setting, store_of
from tests.load.served import Server, serving

PARTS: dict[str, Callable[[Setting], Awaitable[list[Line]]]] = {
    "joins": measure_joins,
    "ballots": measure_ballots,
    "deadline": measure_deadline,
    "projector": measure_projector,
    "polling": measure_polling,
    "reconnect": measure_reconnect,
}
KILL = "kill"
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
VERSIONS = {"sqlite": "SELECT sqlite_version()", "postgresql": "SHOW server_version"}
WORKERS = (1, 2)
PHONES = 500


def main(words: list[str]) -> int:
    """Run the parts chosen, all where none is; a missed target is said in the tables and is no failure."""
    asked = _options().parse_args(words)
    chosen = asked.parts or [*PARTS, KILL]
    warnings.simplefilter("ignore")
    # Whoever ends this program ends its servers too: they are in process groups of their own.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended before it was finished"))
    print(*machine_words(), sep="\n", flush=True)
    columns: dict[str, list[Line]] = {}
    killed: dict[str, list[Line]] = {}
    for kind in asked.databases:
        with _databases(kind) as (databases, folder):
            seeded = databases.new()
            store_of(seeded).close()
            print(f"{NAMES[kind]} {rows_in(seeded, VERSIONS[kind])[0][0]}", flush=True)
            for workers in WORKERS if set(chosen) - {KILL} else ():
                name = f"{NAMES[kind]} x {workers}"
                columns[name] = _measured(name, kind, workers, databases.copy_of(seeded), folder, chosen)
            if KILL in chosen:
                killed |= _killed(kind, partial(databases.copy_of, seeded), folder, asked.ballots, asked.kill_seconds)
    for tables in filter(None, (columns, killed)):
        print("", side_by_side(tables), sep="\n", flush=True)
    return 0


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    options.add_argument("parts", nargs="*", choices=[*PARTS, KILL, []], help="what to measure; everything by default")
    options.add_argument("--ballots", type=int, default=100_000, help="of each kill test")
    options.add_argument("--kill-seconds", type=float, default=30.0, help="between two kills")
    options.add_argument(
        "--databases", type=_kinds, default=list(DATABASES), help=f"among {', '.join(DATABASES)}, with commas"
    )
    return options


def _kinds(written: str) -> list[str]:
    kinds = written.split(",")
    if not set(kinds) <= set(DATABASES):
        raise argparse.ArgumentTypeError(f"there are {', '.join(DATABASES)}")
    return kinds


@contextlib.contextmanager
def _databases(kind: str) -> Iterator[tuple[Databases, Path]]:
    with tempfile.TemporaryDirectory(prefix="parity-map-load-") as folder:
        made = databases_of(kind, Path(folder))
        try:
            yield made, Path(folder)
        finally:
            made.close()


def _measured(name: str, kind: str, workers: int, url: str, folder: Path, chosen: list[str]) -> list[Line]:
    """The lines of one setting: its server runs for all parts."""
    store = store_of(url)
    lines: list[Line] = [how_busy("before")]
    try:
        server = Server(url, workers, folder / f"{kind}-{workers}.log")
        with serving(server):
            setting = Setting(kind, workers, url, server, store, folder)
            for part in PARTS:
                if part in chosen:
                    print(f"Measuring {part} on {name} ...", file=sys.stderr, flush=True)
                    lines += _said(_undisturbed(partial(PARTS[part], setting)))
    finally:
        store.close()
    return [*lines, how_busy("after")]


def _killed(kind: str, copy: Callable[[], str], folder: Path, ballots: int, seconds: float) -> dict[str, list[Line]]:
    """The lines of the kill test: one server of two processes; on PostgreSQL also two servers, killed in turn."""
    settings: dict[str, tuple[int, ...]] = {f"{NAMES[kind]} x 2": (2,)}
    if kind == "postgresql":
        settings[f"{NAMES[kind]}, two servers"] = (1, 1)
    found: dict[str, list[Line]] = {}
    for name, servers in settings.items():
        print(f"Measuring {KILL} on {name} ...", file=sys.stderr, flush=True)
        url = copy()
        running = [Server(url, workers, folder / f"kill-{kind}-{place}.log") for place, workers in enumerate(servers)]
        with serving(*running):
            killing = Killing(ballots, PHONES, every(seconds))
            found[name] = _said(_undisturbed(partial(_survived, url, running, killing)))
    return found


async def _survived(url: str, servers: list[Server], killing: Killing) -> list[Line]:
    return lines_of(await survive(url, servers, killing))


def _said(lines: list[Line]) -> list[Line]:
    """The lines, told at once to whoever waits for the table."""
    for line in lines:
        print(f"  {line.what}: {line.number}", file=sys.stderr, flush=True)
    return lines


def _undisturbed(measure: Callable[[], Awaitable[list[Line]]]) -> list[Line]:
    """What is measured, with the garbage collector off: a walk over everything would look like a slow server."""

    async def run() -> list[Line]:
        return await measure()

    gc.collect()
    gc.disable()
    try:
        return asyncio.run(run())
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
