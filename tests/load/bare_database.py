"""The database alone: `python -m tests.load.bare_database URL THREADS SECONDS` prints how many rows it committed."""

import secrets
import sys
import threading
import time

from sqlalchemy.exc import DBAPIError

from data.engine import store_engine, store_url, writing
from tests.load.bare_server import ROW


def commit_rows(url: str, threads: int, seconds: float) -> int:
    """Commit one row after the other in so many threads for so long; how many."""
    engine = store_engine(store_url(url))
    with engine.connect():
        pass
    until = time.perf_counter() + seconds
    counts = [0] * threads

    def commit(place: int) -> None:
        while time.perf_counter() < until:
            try:
                with writing(engine) as connection:
                    connection.execute(ROW, {"id": secrets.token_hex(12), "body": "FICTITIOUS " * 10})
            except DBAPIError:
                continue  # it waited too long for its turn: not counted
            counts[place] += 1

    running = [threading.Thread(target=commit, args=(place,)) for place in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    engine.dispose()
    return sum(counts)


if __name__ == "__main__":
    print(commit_rows(sys.argv[1], int(sys.argv[2]), float(sys.argv[3])))
