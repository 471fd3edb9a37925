"""The product as `make run` serves it: gunicorn with its own settings, on a free port, ended by its process id."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUNICORN = Path(sys.executable).parent / "gunicorn"
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Served:
    """A running server, with what its start took in seconds; `seeded` is None where nothing was to be seeded."""

    address: str
    pid: int
    seeded: float | None
    healthy: float

    def peak_memory_mb(self) -> list[float]:
        """The largest resident memory that each worker has had so far."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="utf-8").split()
        return [_peak_kb(int(child)) / 1024 for child in children]


@contextmanager
def serving(database: Path, log: Path) -> Iterator[Served]:
    """Start the product on a database; the time runs from the command to the first answer of /health."""
    port = _free_port()
    environment = {
        **os.environ,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DATABASE_URL": f"sqlite:///{database}",
        "PYTHONUNBUFFERED": "1",
    }
    with log.open("w", encoding="utf-8") as out:
        command = [str(GUNICORN), "--config", "gunicorn.conf.py", "app:create_server()"]
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            address = f"http://127.0.0.1:{port}"
            seeded, healthy = _wait(process, address, log, started)
            yield Served(address, process.pid, seeded, healthy)
        finally:
            process.terminate()
            process.wait(20)


def _wait(process: subprocess.Popen[bytes], address: str, log: Path, started: float) -> tuple[float | None, float]:
    seeded = None
    while time.monotonic() - started < PATIENCE_SECONDS:
        if process.poll() is not None:
            break
        if seeded is None and "Prepared the database" in log.read_text(encoding="utf-8"):
            seeded = time.monotonic() - started
        if _answers(f"{address}/health"):
            return seeded, time.monotonic() - started
        time.sleep(0.02)
    raise RuntimeError(f"the server did not start: {log.read_text(encoding='utf-8')[-500:]}")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _peak_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
