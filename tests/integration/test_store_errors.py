"""A store that cannot be used is refused in one line that says why and what to do."""

import sqlite3
import time
from pathlib import Path

import pytest
from flask import Flask

from data.current import EXTENSION, unit_of_work
from data.engine import said_plainly, store_engine, store_url, writing
from data.errors import StoreError
from data.unit_of_work import Store, open_store
from tests.seed_folder import small_seed, write_seed


def opened(file: Path, *, seconds: float = 0.2, progress: list[str] | None = None) -> Store:
    lines = [] if progress is None else progress
    folder = file.parent / "seed" if file.parent.is_dir() else Path(__file__).parent
    if file.parent.is_dir():
        write_seed(folder, small_seed())
    return open_store(
        f"sqlite:///{file}", progress=lines.append, seed_folder=folder, busy_seconds=seconds, patience=seconds
    )


def refusal(file: Path) -> str:
    with pytest.raises(StoreError) as caught:
        opened(file)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "store.db"
    assert refusal(file) == f"the folder {file.parent} does not exist: create it or correct DATABASE_URL"
    assert not file.parent.exists()


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "store.db").mkdir()
    assert refusal(tmp_path / "store.db").endswith("store.db is a folder: give a file in DATABASE_URL")


def test_another_sort_of_file_is_no_database(tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear board, " * 500)
    assert "letter.txt: is not an SQLite database: give another path" in refusal(file)
    assert file.read_text().startswith("Dear board")


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    opened(file).close()
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(content)
    assert "is damaged: restore a backup" in refusal(file)


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "recipes.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE cakes (name TEXT)")
    connection.close()
    assert "the database holds other tables (cakes ...)" in refusal(file)


def test_a_newer_database_is_refused_and_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    opened(file).close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.close()
    before = file.read_bytes()
    message = refusal(file)
    assert "belongs to a newer release (revision 0999; this release knows up to 000" in message
    assert file.read_bytes() == before


@pytest.mark.parametrize("is_seeded", [False, True])
def test_a_locked_database_is_named_within_the_time_given(tmp_path: Path, is_seeded: bool) -> None:
    file = tmp_path / "store.db"
    if is_seeded:
        opened(file).close()
        (tmp_path / "seed" / "glossary.csv").unlink()
    other = sqlite3.connect(file, isolation_level=None)
    if is_seeded:
        other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    started = time.monotonic()
    message = refusal(file)
    assert time.monotonic() - started < 3
    assert message.startswith(f"the database {file}: is locked by another program: stop that program")
    other.execute("ROLLBACK")
    other.close()
    opened(file).close()


def test_a_writer_elsewhere_is_waited_for_and_then_named(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    opened(file).close()
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE published_dataset SET seed_digest = 'other'")
        # Readers are not in its way: the database is up to date as far as anyone else can see.
        opened(file).close()
        other.execute("COMMIT")
        other.execute("BEGIN IMMEDIATE")
        assert "is locked by another program" in refusal(file)
        other.execute("ROLLBACK")
    other.close()


def test_a_reader_that_keeps_a_new_database_from_being_prepared_is_named(tmp_path: Path) -> None:
    file = tmp_path / "store.db"
    with sqlite3.connect(file, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        message = refusal(file)
        other.execute("ROLLBACK")
    other.close()
    assert "cannot be prepared while another program uses it" in message or "is locked" in message


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("parity-map.db", "is not a database URL: use sqlite:///path/to/file.db or postgresql+psycopg://"),
        ("", "is not a database URL"),
        ("mysql://me:secret@host/base", "asks for 'mysql', which is not supported: use sqlite:///"),
        ("postgres://me:secret@host/base", "asks for 'postgres', which is not supported"),
        ("sqlite://", "names no file, and a database in memory would be lost"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///file:store.db?mode=memory&uri=true", "names no file"),
    ],
)
def test_a_wrong_url_is_explained_without_its_password(url: str, reason: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url)
    assert reason in str(caught.value)
    assert "me:secret" not in str(caught.value)


def test_a_postgresql_url_needs_no_driver_name() -> None:
    assert store_url("postgresql://me@host/base").drivername == "postgresql+psycopg"


def test_an_unreachable_postgresql_is_named_without_its_password() -> None:
    with pytest.raises(StoreError) as caught:
        open_store("postgresql+psycopg://me:secret@127.0.0.1:1/base", progress=print)
    message = str(caught.value)
    assert message.startswith("the database postgresql+psycopg://me:***@127.0.0.1:1/base: cannot be used: ")
    assert "secret" not in message and "\n" not in message


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    opened(tmp_path / "store.db").close()
    url = store_url(f"sqlite:///{tmp_path / 'store.db'}")
    engine = store_engine(url)
    with (
        pytest.raises(StoreError, match="FOREIGN KEY constraint failed"),
        said_plainly(url),
        writing(engine) as connection,
    ):
        connection.exec_driver_sql("DELETE FROM glossary_terms")
        connection.exec_driver_sql("DELETE FROM areas")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM glossary_terms").scalar() == 3
    engine.dispose()


def test_a_database_that_is_locked_while_the_product_runs_is_named(tmp_path: Path) -> None:
    store = opened(tmp_path / "store.db")
    store.close()
    other = sqlite3.connect(tmp_path / "store.db", isolation_level=None)
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="store.db: is locked by another"), store.unit_of_work() as work:
        work.datasets.current()
    other.execute("ROLLBACK")
    other.close()
    with store.unit_of_work() as work:
        assert work.datasets.current().observations == 8
    store.close()


def test_pages_get_a_new_unit_of_work_of_the_running_application(tmp_path: Path) -> None:
    store = opened(tmp_path / "store.db")
    server = Flask("test")
    server.extensions[EXTENSION] = store.unit_of_work
    with server.app_context():
        assert unit_of_work() is not unit_of_work()
        with unit_of_work() as work:
            assert work.datasets.current().observations == 8
    store.close()


def test_pages_without_a_store_are_told_what_is_missing() -> None:
    with Flask("test").app_context(), pytest.raises(RuntimeError, match="parity_map_unit_of_work"):
        unit_of_work()
