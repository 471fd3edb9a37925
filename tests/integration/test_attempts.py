"""Attempts are counted together by all servers on a database, and the secrets they share are the same."""

import time
from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from limits import parse
from sqlalchemy import create_engine
from sqlalchemy.engine import URL

from data import attempts as attempts_module
from data.attempts import Attempts, SqlAttemptStorage
from data.errors import StoreError
from data.passwords import Argon2Passwords
from data.unit_of_work import Store
from tests.at_once import at_once

THREE = parse("3 per 10 minutes")
FIVE = parse("5 per hour")
START = 1_800_000_000.0


class Clock:
    """Stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.now = START

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The time that attempts are counted by."""
    made = Clock()
    monkeypatch.setattr(attempts_module, "time", made)
    return made


def test_a_limit_holds_for_each_person_and_each_limit_by_itself(store: Store) -> None:
    assert [store.attempts.count(THREE, "password", "ada") for _time in range(5)] == [True, True, True, False, False]
    assert store.attempts.count(THREE, "password", "ben") is True
    assert store.attempts.count(THREE, "token", "ada") is True
    assert store.attempts.count(FIVE, "password", "ada") is True
    assert store.attempts.may(THREE, "password", "ada") is False
    assert store.attempts.may(THREE, "password", "ben") is True


def test_asking_whether_there_is_one_left_counts_nothing(store: Store) -> None:
    assert all(store.attempts.may(THREE, "ada") for _time in range(10))
    assert [store.attempts.count(THREE, "ada") for _time in range(3)] == [True, True, True]
    assert store.attempts.may(THREE, "ada") is False


def test_two_servers_count_together(servers: Callable[[], Store]) -> None:
    one, other = servers(), servers()
    assert [server.attempts.count(THREE, "ada") for server in (one, other, one, other, one)] == [
        True, True, True, False, False,
    ]  # fmt: skip
    assert not one.attempts.may(THREE, "ada") and not other.attempts.may(THREE, "ada")


def test_an_attempt_that_was_given_back_can_be_made_again(servers: Callable[[], Store]) -> None:
    one, other = servers(), servers()
    for _time in range(3):
        one.attempts.count(THREE, "ada")
    other.attempts.give_back(THREE, "ada")
    assert [one.attempts.count(THREE, "ada") for _time in range(2)] == [True, False]


def test_more_is_never_given_back_than_was_counted(store: Store, clock: Clock) -> None:
    store.attempts.give_back(THREE, "ada")
    store.attempts.count(THREE, "ada")
    for _time in range(3):
        store.attempts.give_back(THREE, "ada")
    assert [store.attempts.count(THREE, "ada") for _time in range(4)] == [True, True, True, False]
    # What was counted in a window that has ended is not given back in the next.
    clock.now += 601
    store.attempts.give_back(THREE, "ada")
    assert [store.attempts.count(THREE, "ada") for _time in range(4)] == [True, True, True, False]


def test_a_window_ends_at_its_time_and_the_next_begins_anew(store: Store, clock: Clock) -> None:
    for _time in range(4):
        store.attempts.count(THREE, "ada")
        clock.now += 100  # the window began with the first attempt, and further ones do not make it longer
    assert store.attempts.wait(THREE, "ada") == 200
    clock.now = START + 599.9
    assert store.attempts.may(THREE, "ada") is False
    assert store.attempts.count(THREE, "ada") is False
    assert store.attempts.wait(THREE, "ada") == 1
    clock.now = START + 600
    assert store.attempts.may(THREE, "ada") is True
    assert store.attempts.wait(THREE, "ada") == 1
    assert [store.attempts.count(THREE, "ada") for _time in range(4)] == [True, True, True, False]
    assert store.attempts.wait(THREE, "ada") == 600


def test_windows_that_ended_are_forgotten_when_anything_is_counted(store: Store, clock: Clock) -> None:
    store.attempts.count(THREE, "ada")
    store.attempts.count(FIVE, "ada")
    clock.now += 601
    store.attempts.count(THREE, "ben")
    with store.unit_of_work() as work:
        kept = work.connection.exec_driver_sql("SELECT key, attempts, expires_at FROM attempt_windows ")
        assert {tuple(row) for row in kept} == {
            (THREE.key_for("ben"), 1, START + 601 + 600),
            (FIVE.key_for("ada"), 1, START + 3600),
        }


def test_one_count_can_be_forgotten_or_all(store: Store) -> None:
    for who in ("ada", "ben"):
        for _time in range(3):
            store.attempts.count(THREE, who)
    store.attempts.clear(THREE, "ada")
    assert (store.attempts.may(THREE, "ada"), store.attempts.may(THREE, "ben")) == (True, False)
    with store.unit_of_work() as work:
        storage = SqlAttemptStorage(work.connection.engine)
    assert storage.check() is True
    store.attempts.count(THREE, "ada")
    assert storage.reset() == 2
    assert storage.reset() == 0
    assert store.attempts.may(THREE, "ben") is True


def test_many_attempts_at_once_do_not_get_past_the_limit(servers: Callable[[], Store]) -> None:
    one, other = servers(), servers()
    calls = [
        lambda server=server: [server.attempts.count(FIVE, "ada") for _time in range(4)] for server in (one, other)
    ]
    counted = [was_within for answers in at_once(*calls, *calls) for was_within in answers]
    assert len(counted) == 16
    assert sum(counted) == 5


def test_a_window_that_ends_while_many_try_is_begun_anew_once(servers: Callable[[], Store], clock: Clock) -> None:
    one, other = servers(), servers()
    for number in range(20):
        one.attempts.count(THREE, f"somebody {number}")
        one.attempts.count(THREE, "ada")
    clock.now += 601
    counted = at_once(*(lambda server=server: server.attempts.count(THREE, "ada") for server in (one, other) * 4))
    assert sum(counted) == 3


def test_a_store_that_cannot_count_says_so_in_one_line(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("empty") / "empty.db"
    engine = create_engine(URL.create("sqlite", database=str(file)))
    attempts = Attempts(engine)
    calls = (attempts.count, attempts.may, attempts.give_back, attempts.wait, attempts.clear)
    for call in calls:
        with pytest.raises(StoreError, match="the database .*empty.db: cannot be used: no such table: attempt_windows"):
            call(THREE, "ada")
    assert SqlAttemptStorage(engine).base_exceptions.__name__ == "DBAPIError"
    engine.dispose()


def test_the_seconds_to_wait_are_those_of_a_real_clock(store: Store) -> None:
    store.attempts.count(THREE, "ada")
    assert 590 <= store.attempts.wait(THREE, "ada") <= 600
    assert abs(attempts_module.time.time() - time.time()) < 5


# ---- Secrets and passwords


def test_a_secret_is_made_once_and_each_name_has_its_own(servers: Callable[[], Store]) -> None:
    one, other = servers(), servers()
    cookies = one.secret("cookies")
    assert len(cookies) >= 43
    assert other.secret("cookies") == cookies == one.secret("cookies")
    assert other.secret("links") != cookies


def test_servers_that_start_at_once_have_the_same_secret(servers: Callable[[], Store]) -> None:
    starting = [servers() for _server in range(5)]
    secrets = at_once(*(lambda server=server: server.secret("cookies") for server in starting))
    assert len(set(secrets)) == 1
    assert servers().secret("cookies") == secrets[0]


def test_a_secret_is_kept_nowhere_but_in_the_database(store: Store, servers: Callable[[], Store]) -> None:
    first = store.secret("cookies")
    with store.writing_unit_of_work() as work:
        work.connection.exec_driver_sql("DELETE FROM server_secrets")
        work.commit()
    assert servers().secret("cookies") != first


@pytest.fixture(scope="module")
def passwords() -> Argon2Passwords:
    """How passwords are hashed."""
    return Argon2Passwords()


def test_a_password_is_right_for_its_own_hash_only(passwords: Argon2Passwords) -> None:
    kept = passwords.hash("three FICTITIOUS words")
    assert kept.startswith("$argon2id$") and "FICTITIOUS" not in kept
    assert passwords.hash("three FICTITIOUS words") != kept
    assert passwords.is_right("three FICTITIOUS words", kept)
    assert not passwords.is_right("three fictitious words", kept)
    assert not passwords.is_right("three FICTITIOUS words ", kept)
    assert not passwords.is_right("", kept)


def test_nobodys_password_is_never_right(passwords: Argon2Passwords) -> None:
    for tried in ("", "the password of nobody", "three FICTITIOUS words"):
        assert passwords.is_right(tried, "") is False
    assert passwords.is_right("anything", "no hash at all") is False
    assert passwords.is_right("anything", "$argon2id$v=19$m=65536,t=3,p=4$broken") is False


def test_a_wrong_password_takes_as_long_where_nobody_has_the_account(passwords: Argon2Passwords) -> None:
    kept = passwords.hash("three FICTITIOUS words")

    def seconds(hashed: str) -> float:
        times = []
        for _time in range(3):
            started = time.process_time()
            passwords.is_right("wrong", hashed)
            times.append(time.process_time() - started)
        return min(times)

    assert 0.3 < seconds("") / seconds(kept) < 3


def test_a_hash_of_other_settings_is_still_right_and_outdated(passwords: Argon2Passwords) -> None:
    weaker = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash("three FICTITIOUS words")
    assert passwords.is_right("three FICTITIOUS words", weaker)
    assert passwords.is_outdated(weaker) is True
    assert passwords.is_outdated(passwords.hash("three FICTITIOUS words")) is False
    assert passwords.is_outdated("") is False
