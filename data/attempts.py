"""How often something was tried lately, counted in the database so that all processes and servers count together.

The counting is that of the library `limits`, whose own stores need another server (Redis ...) or count each process
by itself: docs/adr/0010-who-may-write.md.
"""

import time

from limits import RateLimitItem
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from data.engine import said_plainly, writing
from data.people_tables import AttemptWindowRow
from data.tables import table_of

WINDOWS = table_of(AttemptWindowRow)


class SqlAttemptStorage(Storage):
    """A store for `limits`: one row for each thing counted, until its window ends."""

    STORAGE_SCHEME = None

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine

    @property
    def base_exceptions(self) -> type[Exception]:
        """What the database may raise."""
        return DBAPIError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count `amount` more within a window of `expiry` seconds; answer how many there are now."""
        now = time.time()
        with said_plainly(self._engine.url), writing(self._engine) as connection:
            connection.execute(delete(WINDOWS).where(WINDOWS.c.expires_at <= now))
            more = update(WINDOWS).where(WINDOWS.c.key == key).values(attempts=WINDOWS.c.attempts + amount)
            if not connection.execute(more).rowcount:
                new = insert(WINDOWS).values(key=key, attempts=amount, expires_at=now + expiry)
                try:
                    with connection.begin_nested():
                        connection.execute(new)
                except DBAPIError:  # another server began the window in this moment
                    connection.execute(more)
            return connection.execute(select(WINDOWS.c.attempts).where(WINDOWS.c.key == key)).scalar_one()

    def get(self, key: str) -> int:
        """How many there are now."""
        with said_plainly(self._engine.url), self._engine.connect() as connection:
            window = (WINDOWS.c.key == key, WINDOWS.c.expires_at > time.time())
            return connection.scalar(select(WINDOWS.c.attempts).where(*window)) or 0

    def get_expiry(self, key: str) -> float:
        """When the window ends, in seconds since 1970."""
        with said_plainly(self._engine.url), self._engine.connect() as connection:
            return connection.scalar(select(WINDOWS.c.expires_at).where(WINDOWS.c.key == key)) or time.time()

    def check(self) -> bool:
        """Whether the store answers."""
        self.get("")
        return True

    def reset(self) -> int:
        """Forget everything; answer how many windows there were."""
        with said_plainly(self._engine.url), writing(self._engine) as connection:
            return connection.execute(delete(WINDOWS)).rowcount

    def clear(self, key: str) -> None:
        """Forget one count."""
        with said_plainly(self._engine.url), writing(self._engine) as connection:
            connection.execute(delete(WINDOWS).where(WINDOWS.c.key == key))


class Attempts:
    """Counts attempts against limits such as `parse('5 per 15 minutes')`."""

    def __init__(self, engine: Engine) -> None:
        self._storage = SqlAttemptStorage(engine)
        self._limiter = FixedWindowRateLimiter(self._storage)

    def may(self, limit: RateLimitItem, *who: str) -> bool:
        """Whether there is an attempt left; counts nothing."""
        return self._limiter.test(limit, *who)

    def count(self, limit: RateLimitItem, *who: str) -> bool:
        """Count one attempt; whether it was within the limit."""
        return self._limiter.hit(limit, *who)

    def give_back(self, limit: RateLimitItem, *who: str) -> None:
        """Take back one attempt that was counted, since it was none."""
        self._storage.incr(limit.key_for(*who), limit.get_expiry(), -1)

    def wait(self, limit: RateLimitItem, *who: str) -> int:
        """Seconds until the window ends, at least one."""
        return max(1, round(self._limiter.get_window_stats(limit, *who).reset_time - time.time()))

    def clear(self, limit: RateLimitItem, *who: str) -> None:
        """Forget what was counted."""
        self._limiter.clear(limit, *who)
