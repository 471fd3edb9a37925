"""Programs and real servers that tests start, in process groups of their own, and end again."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import build_opener

ROOT = Path(__file__).parents[1]
PATIENCE = 60.0
SECRET_KEY = "FICTITIOUS secret of the servers under test, long enough"


@contextmanager
def started(*command: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A program in a process group of its own, all of which is killed at the end."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        with process:
            try:
                yield process
            finally:
                kill(process)
    finally:
        assert process.returncode is not None


def kill(process: subprocess.Popen[str]) -> None:
    """SIGKILL for the program and all that it started, at once."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def serving(url: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The real server with two processes on a free port, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "app:create_server()")
    settings = {"HOST": "127.0.0.1", "PORT": str(port), "WORKERS": "2", "DATABASE_URL": url, "SECRET_KEY": SECRET_KEY}
    with started(*command, **settings, PUBLIC_URL="", TRUSTED_PROXIES="", VIEWING="") as process:
        site = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + PATIENCE
        while True:
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < deadline, "the server does not answer"
            try:
                build_opener().open(f"{site}/health", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        yield process, site
