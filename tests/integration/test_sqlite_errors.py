"""An SQLite file that cannot be used is refused in one line that says why and what to do."""

import sqlite3
import time
from pathlib import Path

import pytest

from data.engine import store_engine, store_url, writing
from data.errors import StoreError
from data.unit_of_work import Store, open_store
from tests.seed_folder import small_seed, write_seed

pytestmark = pytest.mark.only_on("sqlite", "it is about files")


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


def test_what_is_committed_survives_a_power_cut(tmp_path: Path) -> None:
    """SQLite's number 2 is FULL: the disk has everything before a commit returns."""
    opened(tmp_path / "store.db").close()
    engine = store_engine(store_url(f"sqlite:///{tmp_path / 'store.db'}"))
    with writing(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()
