"""How gunicorn serves Parity Map: everything that may differ between machines comes from the environment."""

import gc
import os
import sys
from urllib.parse import urlsplit

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8050')}"
workers = int(os.environ.get("WORKERS", "2"))
worker_class = "gthread"
threads = 8
timeout = 120
graceful_timeout = 10
control_socket_disable = True
forwarded_allow_ips = "127.0.0.1" if int(os.environ.get("TRUSTED_PROXIES", "0")) else ""
loglevel = "warning"


def on_starting(_server: object) -> None:
    """Prepare the database once, before any worker starts; stop with one line if it cannot be used."""
    from app import prepare_database
    from data.errors import StoreError

    try:
        prepare_database()
    except StoreError as problem:
        sys.exit(f"Parity Map cannot start: {problem}")


def post_worker_init(_worker: object) -> None:
    """Keep the garbage collector off the figures: walking over all of them held up a request by 150 ms."""
    gc.collect()
    gc.freeze()


def when_ready(_server: object) -> None:
    """Say where to look, and warn when printed links and QR codes would lead nowhere."""
    public_url = os.environ.get("PUBLIC_URL", f"http://{bind}")
    print(f"Parity Map: http://{bind}", flush=True)
    if urlsplit(public_url).hostname in {"127.0.0.1", "localhost", "::1", "0.0.0.0"}:
        print(
            f"Links and QR codes will name {public_url}, which other machines cannot open: set PUBLIC_URL.",
            flush=True,
        )
