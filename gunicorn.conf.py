"""How gunicorn serves Parity Map: everything that may differ between machines comes from the environment."""

import gc
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pages.http.settings import SettingError, whole_number

try:
    bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{whole_number('PORT', 8050, least=1)}"
    workers = whole_number("WORKERS", 2, least=1, most=64)
    trusted_proxies = whole_number("TRUSTED_PROXIES", 0, most=10)
except SettingError as problem:
    sys.exit(f"Parity Map cannot start: {problem}")
worker_class = "gthread"
threads = 32
keepalive = 15  # phones ask every two seconds: a new connection each time would cost more than the answer
timeout = 120
graceful_timeout = 10
control_socket_disable = True
forwarded_allow_ips = "127.0.0.1" if trusted_proxies else ""
trusted = bool(trusted_proxies)
del trusted_proxies
loglevel = "warning"


_first_link: list[str] = []


def on_starting(_server: object) -> None:
    """Prepare the database once, before any worker starts; stop with one line if it cannot be used."""
    from app import prepare_database, settings
    from data.errors import StoreError

    try:
        settings()
        _first_link.append(prepare_database())
    except (SettingError, StoreError) as problem:
        sys.exit(f"Parity Map cannot start: {problem}")


def post_worker_init(_worker: object) -> None:
    """Keep the garbage collector off the figures: each full walk over them takes more than 100 ms."""
    gc.collect()
    gc.freeze()


def is_loopback(host: str) -> bool:
    """Whether only this machine itself can reach the host."""
    return host in {"127.0.0.1", "localhost", "::1", "0.0.0.0"}


def when_ready(_server: object) -> None:
    """Say where to look, and warn when the address on printed pages would lead nowhere."""
    public_url = os.environ.get("PUBLIC_URL") or f"http://{bind}"
    print(f"Parity Map: http://{bind}", flush=True)
    if any(_first_link):
        print(
            f"Nobody can change anything yet. Make the first administrator within 24 hours, once: "
            f"{public_url.rstrip('/')}/welcome/{_first_link[-1]}",
            flush=True,
        )
    if is_loopback(urlsplit(public_url).hostname or ""):
        print(
            f"Printed pages will name {public_url}, which other machines cannot open: set PUBLIC_URL. For phones in a "
            "workshop: HOST=0.0.0.0 PUBLIC_URL=http://<address of this computer>:8050 make run",
            flush=True,
        )
    elif is_loopback(bind.rpartition(":")[0]) and not trusted:
        print(f"{public_url} leads nowhere: the server listens on {bind} only. Set HOST=0.0.0.0 too.", flush=True)
