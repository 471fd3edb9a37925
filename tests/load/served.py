"""The real server in a process group of its own, which can be killed and started again on the same port."""

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import build_opener

from tests.load.connections import LOCAL
from tests.servers import PATIENCE, ROOT, SECRET_KEY, kill

PORTS = range(20_000, 30_000)
"""Below those that Linux gives to outgoing connections: one of these could otherwise take the port of a server that is
being started again, or connect to itself there."""

PRODUCT = "app:create_server()"


@contextmanager
def serving(*servers: "Server") -> Iterator[None]:
    """Start several servers at once, and wait until all of them answer."""
    try:
        for server in servers:
            server.start()
        for server in servers:
            server.wait()
        yield
    finally:
        for server in servers:
            server.stop()


def free_port() -> int:
    """A port on which nobody listens."""
    while True:
        port = random.SystemRandom().choice(PORTS)
        with socket.socket() as one:
            if one.connect_ex((LOCAL, port)) != 0:
                return port


class Server:
    """Gunicorn with the settings of gunicorn.conf.py; `serving` starts it and ends it."""

    def __init__(self, url: str, workers: int, log: Path, application: str = PRODUCT) -> None:
        self.port = free_port()
        self.kills = 0
        self._log = log
        self._command = (sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", application)
        self._environment = os.environ | {
            "HOST": LOCAL, "PORT": str(self.port), "WORKERS": str(workers), "DATABASE_URL": url,
            "SECRET_KEY": SECRET_KEY, "PUBLIC_URL": "", "TRUSTED_PROXIES": "", "VIEWING": "",
        }  # fmt: skip
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it, without waiting for anything."""
        with self._log.open("a", encoding="utf-8") as out:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env=self._environment, stdout=out, stderr=out, text=True,
                start_new_session=True,
            )  # fmt: skip

    def stop(self) -> None:
        """SIGKILL for all of its processes, found by the id of the first."""
        if self._process is not None:
            kill(self._process)
            self._process = None

    def kill(self) -> None:
        """SIGKILL for all of its processes at once, in the middle of whatever they do."""
        self.stop()
        self.kills += 1

    def wait(self) -> None:
        """Return once it answers /health.

        Raises:
            RuntimeError: if it does not.
        """
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self._is_running():
            if self.is_healthy():
                return
            time.sleep(0.05)
        raise RuntimeError(f"the server did not start: {self._log.read_text(encoding='utf-8')[-800:]}")

    def is_healthy(self) -> bool:
        """Whether it answers /health just now."""
        try:
            build_opener().open(f"http://{LOCAL}:{self.port}/health", timeout=5).close()
        except HTTPError as error:
            error.close()
            return False
        except OSError:
            return False
        return True

    def _is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None
