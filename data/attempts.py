"""How often something was tried lately, counted in the database so that all processes and servers count together.

The counting is that of the library `limits`, whose own stores need another server (Redis ...) or count each process
by itself: docs/adr/0010-who-may-write.md.
"""

import time

from limits import RateLimitItem
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import Engine, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from data.engine import said_plainly, writing
from data.people_tables import AttemptWindowRow
from data.tables import table_of

WINDOWS = table_of(AttemptWindowRow)
_INSERTS = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}


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
            insert = _INSERTS[connection.dialect.name]
            new = insert(WINDOWS).values(key=key, attempts=amount, expires_at=now + expiry)
            # One statement, since another server may begin or end the window in this moment.
            counted = new.on_conflict_do_update(
                index_elements=[WINDOWS.c.key], set_={"attempts": WINDOWS.c.attempts + amount}
            )
            return connection.execute(counted.returning(WINDOWS.c.attempts)).scalar_one()

    def take_back(self, key: str) -> None:
        """Count one less, where the window in which it was counted has not ended."""
        with said_plainly(self._engine.url), writing(self._engine) as connection:
            counted = (WINDOWS.c.key == key, WINDOWS.c.expires_at > time.time(), WINDOWS.c.attempts > 0)
            connection.execute(update(WINDOWS).where(*counted).values(attempts=WINDOWS.c.attempts - 1))

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
        self._storage.take_back(limit.key_for(*who))

    def wait(self, limit: RateLimitItem, *who: str) -> int:
        """Seconds until the window ends, at least one."""
        return max(1, round(self._limiter.get_window_stats(limit, *who).reset_time - time.time()))

    def clear(self, limit: RateLimitItem, *who: str) -> None:
        """Forget what was counted."""
        self._limiter.clear(limit, *who)
