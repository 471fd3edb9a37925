"""On what the numbers were measured: machine and versions."""

import os
import platform
import subprocess
import time
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.measurements import Line, plain

CHROMIUM = "/usr/bin/chromium"
FIXED_ROUNDS = 100
PACKAGES = ("dash", "plotly", "flask", "sqlalchemy", "gunicorn")


def machine_words() -> list[str]:
    """The machine and the versions, a line each."""
    cores = len(os.sched_getaffinity(0))
    return [
        f"Machine: {_first('/proc/cpuinfo', 'model name')}, {cores} cores, {_memory_gb():.1f} GB memory",
        f"System: {_system()}, Linux {platform.release()}; load before the run {os.getloadavg()[0]:.2f}",
        "Versions: Python " + ", ".join([platform.python_version(), *map(_package, PACKAGES), _chromium()]),
    ]


def how_busy(part: str) -> Line:
    """What a fixed calculation takes just now: on a shared machine every number below it is stretched alike."""
    wall, processor = time.perf_counter(), time.process_time()
    for _ in range(FIXED_ROUNDS):
        sum(number * number for number in range(100_000))
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    return plain(
        f"Baseline: a fixed calculation, {part}", wall / FIXED_ROUNDS * 1000, "ms",
        remark=f"{wall / processor:.1f} x its processor time; load {os.getloadavg()[0]:.1f}",
    )  # fmt: skip


def _first(path: str, key: str) -> str:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(key)), "unknown")


def _memory_gb() -> float:
    return int(_first("/proc/meminfo", "MemTotal").split()[0]) / 1024**2


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.system()


def _package(name: str) -> str:
    return f"{name} {version(name)}"


def _chromium() -> str:
    if not Path(CHROMIUM).exists():
        return "no Chromium"
    command = [CHROMIUM, "--version", "--no-sandbox"]
    words = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    return " ".join(words[:2]) or "Chromium of unknown version"
