"""A backup holds one moment of everything worth keeping, and comes back whole on either database or not at all."""

import hashlib
import json
import os
import stat
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command

from data.backup import back_up
from data.backup_commands import main
from data.backup_files import MANIFEST, BackupError
from data.backup_schema import LEFT_OUT, SEARCHED, known_revisions, tables_at
from data.engine import store_engine, store_url, writing
from data.errors import StoreError
from data.people_tables import Moment
from data.restore import TargetInUseError, restore
from data.seeding import alembic_config
from data.tables import Base
from data.unit_of_work import Store, open_store
from domain_model.audit import AuditEvent
from domain_model.people_vocabulary import AuditAction, AuditOutcome
from tests.contributions import MESO, NOW, add_person, content_of, score, write_everything
from tests.databases import DATABASES, Databases, databases_of, rows_in, run_in
from tests.seed_folder import small_seed, write_seed

Opener = Callable[[str], Store]
Members = dict[str, bytes]


def quiet(_line: str) -> None:
    """Say nothing."""


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_seed(tmp_path_factory.mktemp("backup") / "seed", small_seed())


@pytest.fixture(scope="module")
def opened(seed: Path) -> Opener:
    """Opens a store on the small FICTITIOUS seed."""
    return lambda url: open_store(url, progress=quiet, seed_folder=seed)


@pytest.fixture(scope="module")
def full(new_database: Callable[[], str], opened: Opener) -> str:
    """A database with something in every table; nobody may change it."""
    url = new_database()
    store = opened(url)
    write_everything(store)
    store.close()
    return url


@pytest.fixture(scope="module")
def backup(full: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return back_up(full, tmp_path_factory.mktemp("backups") / "full.zip", progress=quiet)[0]


@pytest.fixture(scope="module")
def other_databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Databases of the kind that was not chosen."""
    (other,) = set(DATABASES) - {request.config.getoption("--database")}
    made = databases_of(other, tmp_path_factory.mktemp("others"))
    yield made
    made.close()


def kept(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """What a database holds of that which a backup keeps."""
    return {table: rows for table, rows in content_of(url).items() if table not in LEFT_OUT}


def forged(backup: Path, folder: Path, change: Callable[[Members], None], *, sums: bool = True) -> Path:
    """A copy of a backup with its members changed, and sums that fit them where they are asked for."""
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    if sums and MANIFEST in members:
        manifest = json.loads(members[MANIFEST])
        for name in manifest["tables"]:
            lines = members.get(f"tables/{name}.jsonl", b"")
            manifest["tables"][name] = {"rows": lines.count(b"\n"), "sha256": hashlib.sha256(lines).hexdigest()}
        members[MANIFEST] = json.dumps(manifest).encode()
    made = folder / "forged.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return made


def in_manifest(**values: object) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        members[MANIFEST] = json.dumps(json.loads(members[MANIFEST]) | values).encode()

    return change


def in_row(table: str, number: int = 0, **values: object) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        lines = members[f"tables/{table}.jsonl"].splitlines()
        lines[number] = json.dumps(json.loads(lines[number]) | values).encode()
        members[f"tables/{table}.jsonl"] = b"".join(line + b"\n" for line in lines)

    return change


def test_a_backup_knows_every_table_and_column_of_this_release() -> None:
    known = {table.name: table for table in tables_at(known_revisions()[-1])}
    assert known.keys() == Base.metadata.tables.keys() - LEFT_OUT
    for name, table in known.items():
        expected = Base.metadata.tables[name]
        assert set(table.kinds) == {column.name for column in expected.columns}
        for column in expected.columns:
            is_moment = isinstance(column.type, Moment)
            assert table.kinds[column.name] is (datetime if is_moment else column.type.python_type), column
            assert (column.name in table.may_be_empty) == bool(column.nullable), column


def test_everything_comes_back_but_what_must_not(
    full: str, backup: Path, new_database: Callable[[], str], opened: Opener
) -> None:
    target = new_database()
    lines: list[str] = []
    restored = restore(target, backup, progress=lines.append)
    assert kept(target) == kept(full)
    assert len(lines) == 2
    content = content_of(target)
    before = content_of(full)
    for table in LEFT_OUT - SEARCHED - {"alembic_version", "attempt_windows"}:
        assert before[table] and content[table] == [], table
    assert content["alembic_version"] == before["alembic_version"]
    assert (restored.open_links, restored.open_tokens, restored.back_again) == (1, 1, ())
    assert restored.manifest.tables["judgements"].rows == 5
    store = opened(target)
    with store.unit_of_work() as work:
        assert work.datasets.current().version == restored.manifest.dataset_version
        book = work.judgements.book()
        assert book.change == 5
        assert [(view.author, view.restores) for view in book.at("QE1", MESO)] == [("id-zoë", None), ("id-ada", 1)]
        assert work.sign_ins.by_secret_hash("s1") is None
    store.close()


def test_a_restored_database_needs_no_further_preparation(
    backup: Path, new_database: Callable[[], str], seed: Path, databases: Databases
) -> None:
    target = new_database()
    restore(target, backup, progress=quiet)
    before = databases.state_of(target)
    said: list[str] = []
    open_store(target, progress=said.append, seed_folder=seed).close()
    assert (said, databases.state_of(target)) == ([], before)


@pytest.mark.only_on("sqlite", "it is a matter of the file")
def test_a_restored_file_lets_readers_read_while_somebody_writes(backup: Path, new_database: Callable[[], str]) -> None:
    target = new_database()
    restore(target, backup, progress=quiet)
    assert rows_in(target, "PRAGMA journal_mode") == [("wal",)]


def test_a_backup_of_one_database_comes_back_on_the_other(
    full: str, backup: Path, other_databases: Databases, new_database: Callable[[], str], opened: Opener, tmp_path: Path
) -> None:
    there = other_databases.new()
    restore(there, backup, progress=quiet)
    assert kept(there) == kept(full)
    store = opened(there)
    assert score(store, "id-ada", "QE1", 4) == 6
    with store.writing_unit_of_work() as work:
        work.audit.record(AuditEvent(NOW, AuditAction.SCORED, AuditOutcome.DONE, "id-ada"))
        work.commit()
    store.close()
    back, _manifest = back_up(there, tmp_path, progress=quiet)
    home = new_database()
    restore(home, back, progress=quiet)
    assert kept(home) == kept(there) != kept(full)


def test_new_rows_are_numbered_after_the_restored_ones(
    backup: Path, new_database: Callable[[], str], opened: Opener
) -> None:
    target = new_database()
    restore(target, backup, progress=quiet)
    store = opened(target)
    with store.writing_unit_of_work() as work:
        work.audit.record(AuditEvent(NOW, AuditAction.SIGNED_OUT, AuditOutcome.DONE, "id-zoë"))
        work.commit()
    store.close()
    assert rows_in(target, "SELECT id, action FROM audit_events ORDER BY id")[-2:] == [
        (3, "note_written"),
        (4, "signed_out"),
    ]


def test_real_figures_come_back_to_the_last_digit(
    copy_of_seeded: Callable[[], str], new_database: Callable[[], str], tmp_path: Path
) -> None:
    source, target = copy_of_seeded(), new_database()
    said: list[str] = []
    file, manifest = back_up(source, tmp_path / "real.zip", progress=said.append)
    restore(target, file, progress=said.append)
    assert manifest.tables["observations"].rows > 30_000
    assert kept(target) == kept(source)


def test_a_backup_shows_one_moment_while_others_write(
    copy_of_seeded: Callable[[], str], new_database: Callable[[], str], tmp_path: Path
) -> None:
    source = copy_of_seeded()
    store = open_store(source, progress=quiet)
    with store.writing_unit_of_work() as work:
        add_person(work, "Ada")
        work.commit()
    acknowledged: list[int] = []
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            acknowledged.append(score(store, "id-ada", "QE1", len(acknowledged)))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(acknowledged) < 20:
            assert writer.is_alive()
            time.sleep(0.01)
        before = acknowledged[-1]
        file, manifest = back_up(source, tmp_path / "moment.zip", progress=quiet)
        after = acknowledged[-1]
        with store.unit_of_work() as work:
            whole = work.judgements.of("id-ada")
            dataset = work.datasets.current()
    finally:
        stop.set()
        writer.join()
        store.close()
    target = new_database()
    restore(target, file, progress=quiet)
    ((latest,),) = rows_in(target, "SELECT latest FROM judgement_changes")
    assert before <= latest <= after
    assert after > before, "nothing was written while the backup was made"
    restored = open_store(target, progress=quiet)
    with restored.unit_of_work() as work:
        assert work.datasets.current().version == dataset.version == manifest.dataset_version
        assert work.judgements.of("id-ada") == whole[:latest]
        assert [judgement.change for judgement in whole[:latest]] == list(range(1, latest + 1))
    restored.close()


def test_a_backup_of_an_earlier_release_is_brought_up_to_this_one(
    full: str, databases: Databases, new_database: Callable[[], str], tmp_path: Path
) -> None:
    source = databases.copy_of(full)
    engine = store_engine(store_url(source))
    with writing(engine) as connection:
        command.downgrade(alembic_config(connection), "0002")
    engine.dispose()
    file, manifest = back_up(source, tmp_path / "old.zip", progress=quiet)
    assert (manifest.revision, "people" in manifest.tables, "statements" in manifest.tables) == ("0002", False, True)
    target = new_database()
    restore(target, file, progress=quiet)
    found = content_of(target)
    assert found["alembic_version"] == [(known_revisions()[-1],)]
    # Revision 0005 adds these last columns; an earlier release has none, and the next start reads the seed anew.
    later = {"sources": 3, "statements": 5}
    before = kept(full)
    for table in manifest.tables:
        first = slice(None, -later[table] if table in later else None)
        assert [row[first] for row in found[table]] == [row[first] for row in before[table]], table
    assert found["people"] == [] and found["judgement_changes"] == [(1, 0)]


def test_what_people_made_is_not_overwritten_unless_forced(
    full: str, backup: Path, databases: Databases, opened: Opener
) -> None:
    target = databases.copy_of(full)
    store = opened(target)
    score(store, "id-ada", "QE1", 1)
    with store.writing_unit_of_work() as work:
        work.people.forget("id-zoë", NOW)
        work.commit()
    store.close()
    before = content_of(target)
    with pytest.raises(TargetInUseError, match="accounts: 3, judgements: 6, notes: 2, saved views: 1.*FORCE=1"):
        restore(target, backup, progress=quiet)
    assert content_of(target) == before
    restored = restore(target, backup, force=True, progress=quiet)
    assert restored.back_again == ("Zoë",)
    assert kept(target) == kept(full)


def test_a_database_with_figures_only_is_overwritten(
    full: str, backup: Path, new_database: Callable[[], str], opened: Opener
) -> None:
    target = new_database()
    opened(target).close()
    restore(target, backup, progress=quiet)
    assert kept(target) == kept(full)


def test_a_database_on_which_a_server_works_is_left_alone(
    backup: Path, new_database: Callable[[], str], opened: Opener
) -> None:
    target = new_database()
    store = opened(target)
    with store.unit_of_work() as work:
        work.datasets.current()
    with pytest.raises(TargetInUseError, match="open: stop all servers"):
        restore(target, backup, force=True, progress=quiet)
    with store.unit_of_work() as work:
        assert work.datasets.current().observations == 8
    store.close()
    restore(target, backup, progress=quiet)


def test_a_database_of_something_else_is_left_alone(backup: Path, new_database: Callable[[], str]) -> None:
    target = new_database()
    run_in(target, "CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StoreError, match="other tables.*recipes"):
        restore(target, backup, force=True, progress=quiet)
    with pytest.raises(StoreError, match="other tables.*recipes"):
        back_up(target, backup.parent, progress=quiet)
    assert list(content_of(target)) == ["recipes"]


def test_a_database_of_a_newer_release_is_left_alone(
    full: str, backup: Path, databases: Databases, tmp_path: Path
) -> None:
    target = databases.copy_of(full)
    run_in(target, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer release.*9999"):
        restore(target, backup, force=True, progress=quiet)
    with pytest.raises(StoreError, match="newer release.*9999"):
        back_up(target, tmp_path, progress=quiet)
    assert content_of(target)["people"] == content_of(full)["people"]


BROKEN_RULES = {
    "twice the same": in_row("people", 1, id="id-ada"),
    "nobody's judgement": in_row("judgements", 4, author="id-nobody"),
    "another dataset": in_row("published_dataset", version="another"),
}


@pytest.mark.parametrize("change", BROKEN_RULES.values(), ids=BROKEN_RULES)
def test_rows_that_break_a_rule_of_the_database_leave_everything_as_it_was(
    full: str, backup: Path, databases: Databases, tmp_path: Path, change: Callable[[Members], None]
) -> None:
    wrong = forged(backup, tmp_path, change)
    target = databases.copy_of(full)
    before = content_of(target)
    with pytest.raises(StoreError):
        restore(target, wrong, force=True, progress=quiet)
    assert content_of(target) == before
    new = databases.new()
    with pytest.raises(StoreError):
        restore(new, wrong, progress=quiet)
    file = Path(store_url(new).database or "")
    assert not list(file.parent.glob(file.name + "*")) or content_of(new) == {}


def without(*names: str) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        for name in names:
            del members[name]

    return change


def with_member(name: str, text: bytes) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        members[name] = text

    return change


def with_table(name: str) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        members[f"tables/{name}.jsonl"] = b""
        tables = json.loads(members[MANIFEST])["tables"]
        in_manifest(tables=tables | {name: {"rows": 0, "sha256": ""}})(members)

    return change


def without_table(name: str) -> Callable[[Members], None]:
    def change(members: Members) -> None:
        del members[f"tables/{name}.jsonl"]
        tables = json.loads(members[MANIFEST])["tables"]
        in_manifest(tables={other: table for other, table in tables.items() if other != name})(members)

    return change


ODD = {
    "a path that leads elsewhere": (with_member("../../etc/passwd", b"x"), "'../../etc/passwd'"),
    "a file that is not named": (with_member("tables/other.jsonl", b""), "'tables/other.jsonl'"),
    "an unknown table": (with_table("recipes"), "a table 'recipes'"),
    "a table that is never kept": (with_table("sign_ins"), "a table 'sign_ins'"),
    "a table whose name is a path": (with_table("../people"), "a table '../people'"),
    "a table that is missing": (without_table("people"), "lacks the table 'people'"),
    "a file that is missing": (without("tables/people.jsonl"), "lacks the file"),
    "no manifest": (without(MANIFEST), "holds no manifest.json"),
    "an empty manifest": (with_member(MANIFEST, b"{}"), "not that of a backup"),
    "a manifest of another kind": (with_member(MANIFEST, b"[1]"), "not that of a backup"),
    "a manifest of nested lists": (with_member(MANIFEST, b"[" * 100_000), "not that of a backup"),
    "a long manifest": (with_member(MANIFEST, b" " * 2_000_000), "too long"),
    "a later format": (in_manifest(format=2), "format 2"),
    "a newer release": (in_manifest(revision="9999"), "newer release"),
    "a time without a zone": (in_manifest(made_at="2026-01-01T00:00:00"), "not that of a backup"),
    "a further column": (in_row("people", extra="1"), "people, row 1: not a row"),
    "a word for a number": (in_row("judgements", 2, version="one"), "judgements, row 3: not a row"),
    "a truth for a number": (in_row("judgements", 2, version=True), "judgements, row 3: not a row"),
    "a number for a truth": (in_row("judgements", 1, is_withdrawn=0), "judgements, row 2: not a row"),
    "nothing where something must be": (in_row("people", name=None), "people, row 1: not a row"),
    "a moment without a zone": (in_row("people", created_at="2026-01-01T00:00:00"), "people, row 1: not a row"),
    "no date": (in_row("observations", period_end="soon"), "observations, row 1: not a row"),
    "a list for a row": (with_member("tables/notes.jsonl", b"[1]\n"), "notes, row 1: not a row"),
    "no JSON": (with_member("tables/notes.jsonl", b"\xff\n"), "notes, row 1: not a row"),
    "a row without an end": (with_member("tables/notes.jsonl", b"\n" + b" " * 2_000_000), "notes, row 1"),
    "a long row": (with_member("tables/notes.jsonl", b" " * 2_000_000 + b"\n"), "notes, row 1: longer"),
}


@pytest.mark.parametrize(("change", "words"), ODD.values(), ids=ODD)
def test_an_odd_backup_is_refused_in_one_line_before_the_database_is_touched(
    backup: Path, tmp_path: Path, change: Callable[[Members], None], words: str
) -> None:
    wrong = forged(backup, tmp_path, change, sums=words not in {"not that of a backup", "too long"})
    with pytest.raises(BackupError) as refused:
        restore("sqlite:////nowhere/at/all.db", wrong, progress=quiet)
    assert words in str(refused.value) and "\n" not in str(refused.value)
    assert str(wrong) in str(refused.value)


@pytest.mark.parametrize(
    "change",
    [in_row("people", name="Eve"), with_member("tables/notes.jsonl", b"")],
    ids=["changed", "emptied"],
)
def test_rows_that_are_not_those_that_were_written_are_refused(
    backup: Path, tmp_path: Path, change: Callable[[Members], None]
) -> None:
    wrong = forged(backup, tmp_path, change, sums=False)
    with pytest.raises(BackupError, match="not those that were written"):
        restore("sqlite:////nowhere/at/all.db", wrong, progress=quiet)


def test_more_rows_than_were_written_are_refused(backup: Path, tmp_path: Path) -> None:
    def change(members: Members) -> None:
        members["tables/people.jsonl"] *= 2

    with pytest.raises(BackupError, match="people: its rows are not those"):
        restore("sqlite:////nowhere/at/all.db", forged(backup, tmp_path, change, sums=False), progress=quiet)


def test_two_files_of_one_name_are_refused(backup: Path, tmp_path: Path) -> None:
    wrong = forged(backup, tmp_path, lambda _members: None)
    with zipfile.ZipFile(wrong, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("tables/people.jsonl", b"")
    with pytest.raises(BackupError, match="two files of the same name"):
        restore("sqlite:////nowhere/at/all.db", wrong, progress=quiet)


def test_another_way_of_packing_is_refused(backup: Path, tmp_path: Path) -> None:
    wrong = forged(backup, tmp_path, without("tables/notes.jsonl"))
    with zipfile.ZipFile(wrong, "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("tables/notes.jsonl", b"x" * 1000)
    with pytest.raises(BackupError, match="packed in a way that no backup is"):
        restore("sqlite:////nowhere/at/all.db", wrong, progress=quiet)


def test_a_backup_that_unpacks_to_too_much_is_refused(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.backup_files.LARGEST_CONTENT", 1000)
    with pytest.raises(BackupError, match="unpacks to more than"):
        restore("sqlite:////nowhere/at/all.db", backup, progress=quiet)


def test_a_damaged_file_is_refused_wherever_the_damage_is(backup: Path, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    file = tmp_path / "damaged.zip"
    unnoticed = 0
    for position in range(11, len(whole), len(whole) // 24):
        file.write_bytes(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])
        try:
            # What changes nothing that is kept (a time in the zip's list of files, say) gets as far as the database.
            with pytest.raises(BackupError):
                restore("sqlite:////nowhere/at/all.db", file, progress=quiet)
        except StoreError:
            unnoticed += 1
    assert unnoticed < 12
    for length in (0, 10, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:length])
        with pytest.raises(BackupError, match="damaged"):
            restore("sqlite:////nowhere/at/all.db", file, progress=quiet)


def test_a_backup_is_for_its_owner_only_and_names_what_it_holds(full: str, tmp_path: Path) -> None:
    path, manifest = back_up(full, tmp_path, progress=quiet)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.name == f"parity-map-{manifest.made_at:%Y%m%dT%H%M%SZ}-{manifest.dataset_version}.zip"
    assert list(tmp_path.iterdir()) == [path]
    with zipfile.ZipFile(path) as archive:
        written = json.loads(archive.read(MANIFEST))
        assert archive.testzip() is None
    assert written["format"] == 1 and written["revision"] == known_revisions()[-1]
    assert written["product_version"] and written["tables"]["people"]["rows"] == 3
    assert not set(written["tables"]) & LEFT_OUT


def test_a_backup_that_fails_leaves_nothing_behind(full: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.backup.write_manifest", full_disk)
    with pytest.raises(BackupError, match="No space left on device"):
        back_up(full, tmp_path / "mine.zip", progress=quiet)
    assert list(tmp_path.iterdir()) == []


def test_a_backup_overwrites_nothing_and_needs_its_folder(full: str, tmp_path: Path) -> None:
    there = tmp_path / "mine.zip"
    there.write_text("precious")
    with pytest.raises(BackupError, match="exists: give another name"):
        back_up(full, there, progress=quiet)
    assert there.read_text() == "precious"
    with pytest.raises(BackupError, match="does not exist"):
        back_up(full, tmp_path / "nowhere" / "mine.zip", progress=quiet)


def test_an_empty_database_has_nothing_to_back_up(new_database: Callable[[], str], tmp_path: Path) -> None:
    url = new_database()
    with pytest.raises(StoreError, match="no database|is empty"):
        back_up(url, tmp_path, progress=quiet)
    assert list(tmp_path.iterdir()) == []


def test_long_tables_say_how_far_they_are(
    full: str, new_database: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.backup.WORTH_A_LINE", 3)
    said: list[str] = []
    path, _manifest = back_up(full, tmp_path, progress=said.append)
    assert "  observations: 6 rows" in said
    said.clear()
    restore(new_database(), path, progress=said.append)
    assert "  judgements: 3 rows" in said


@pytest.fixture
def command_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., int]]:
    """Runs the commands as make does, with folders of their own."""
    monkeypatch.setattr("data.backup.BACKUP_FOLDER", tmp_path / "var" / "backups")
    mask = os.umask(0o022)

    def run(url: str, *arguments: str) -> int:
        monkeypatch.setenv("DATABASE_URL", url)
        return main(arguments)

    yield run
    os.umask(mask)


def test_the_commands_say_what_they_did(
    full: str,
    databases: Databases,
    new_database: Callable[[], str],
    command_line: Callable[..., int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command_line(full, "backup", "--to", "") == 0
    written = capsys.readouterr()
    path = Path(written.out.strip())
    assert path.parent == tmp_path / "var" / "backups"
    assert [stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent)] == [0o600, 0o700]
    assert "8 figures, 3 people, 5 versions of judgements" in written.err
    assert command_line(new_database(), "restore", "--from", str(path), "--force", "") == 0
    said = capsys.readouterr().err
    assert "Everybody has to sign in again." in said and "1 one-time links open and 1 API tokens" in said
    target = databases.copy_of(full)
    run_in(target, "UPDATE people SET deleted_at = '2026-11-22 10:00:00' WHERE name = 'Ada'")
    assert command_line(target, "restore", "--from", str(path), "--force", "1") == 0
    assert "back again: Ada. Delete them again." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("backup", "--to", "/nowhere/at/all.zip"), "Nothing was backed up: the folder /nowhere/at does not exist"),
        (("restore", "--from", ""), "Nothing was restored: say which backup: make restore FROM="),
        (("restore", "--from", "/nowhere.zip"), "Nothing was restored: /nowhere.zip cannot be read"),
        (("restore", "--from", "/nowhere.zip", "--force", "yes"), "FORCE is 'yes'"),
    ],
)
def test_the_commands_refuse_in_one_line(
    full: str,
    command_line: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
) -> None:
    assert command_line(full, *arguments) == 1
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1


@pytest.mark.only_on("sqlite", "it is a matter of the file")
def test_a_restore_needs_the_folder_of_its_file(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        restore(f"sqlite:///{tmp_path}/nowhere/x.db", backup, progress=quiet)
    (tmp_path / "text.db").write_text("precious words, and no database at all" * 30)
    with pytest.raises(StoreError, match="not an SQLite database"):
        restore(f"sqlite:///{tmp_path}/text.db", backup, progress=quiet)
    assert (tmp_path / "text.db").read_text().startswith("precious")
