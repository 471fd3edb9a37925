"""Every migration goes up and down again: it keeps what it does not concern, and leaves nothing behind."""

import pkgutil
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, Engine, MetaData, Table, create_engine, inspect, select

import data
from data.engine import store_engine, store_url, writing
from data.search_tables import FULL_TEXT_TABLES
from data.seeding import MIGRATIONS, alembic_config
from data.tables import Base
from data.unit_of_work import open_store
from tests.databases import tables_in
from tests.seed_folder import small_seed, write_seed

REVISIONS = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]
"""From the first to the newest."""
BASE = "base"
NOT_OURS = {"alembic_version"} | FULL_TEXT_TABLES
"""Tables that Alembic and SQLite's search keep for themselves."""

ON_POSTGRESQL_ONLY = "ix_search_documents_words"
"""SQLite searches by a table of its own in place of this index; Alembic does not know that models can say so."""

FICTITIOUS: dict[type, Any] = {
    str: "FICTITIOUS",
    int: 7,
    float: 0.25,
    bool: True,
    datetime: datetime(2026, 3, 1, 12, 30, tzinfo=UTC),
    date: date(2026, 3, 1),
}
Kept = dict[str, tuple[set[str], list[dict[str, Any]]]]

for module in pkgutil.iter_modules(data.__path__):
    if module.name.endswith("tables"):
        import_module(f"data.{module.name}")


@pytest.fixture
def empty(new_database: Callable[[], str]) -> str:
    return new_database()


def move(url: str, revision: str) -> None:
    """Take a database up or down to a revision, as the product would: all or nothing."""
    engine = store_engine(store_url(url))
    with writing(engine) as connection:
        here = MigrationContext.configure(connection).get_current_revision() or BASE
        order = [BASE, *REVISIONS]
        go = command.upgrade if order.index(revision) >= order.index(here) else command.downgrade
        go(alembic_config(connection), revision)
        assert (MigrationContext.configure(connection).get_current_revision() or BASE) == revision
    engine.dispose()


def shape(url: str) -> dict[str, Any]:
    """All that a database says of its tables: columns, keys, references, indexes and conditions."""
    engine = create_engine(url)
    seen = inspect(engine)
    found = {
        table: {
            "columns": sorted(
                (c["name"], str(c["type"]), c["nullable"], c["default"]) for c in seen.get_columns(table)
            ),
            "key": seen.get_pk_constraint(table),
            "references": sorted(seen.get_foreign_keys(table), key=lambda reference: str(reference["name"])),
            "unique": sorted(seen.get_unique_constraints(table), key=lambda unique: str(unique["name"])),
            "indexes": sorted(seen.get_indexes(table), key=lambda index: str(index["name"])),
            "conditions": sorted(seen.get_check_constraints(table), key=lambda check: str(check["name"])),
        }
        for table in seen.get_table_names()
        if table not in NOT_OURS
    }
    engine.dispose()
    return found


def tables_of(connection: Connection) -> list[Table]:
    """The tables as the database has them, those that others refer to first."""
    metadata = MetaData()
    metadata.reflect(connection, only=lambda name, _metadata: name not in NOT_OURS)
    return metadata.sorted_tables


def fill_empty_tables(engine: Engine) -> None:
    """Put a FICTITIOUS row into every table that has none."""
    with writing(engine) as connection:
        for table in tables_of(connection):
            if connection.execute(select(table)).first() is None:
                connection.execute(table.insert(), {c.name: fictitious(connection, c) for c in table.columns})


def fictitious(connection: Connection, column: Column[Any]) -> object:
    for reference in column.foreign_keys:
        return connection.scalar(select(reference.column))
    return FICTITIOUS[column.type.python_type]


def content(engine: Engine) -> Kept:
    with engine.connect() as connection:
        return {
            table.name: (
                set(table.columns.keys()),
                [dict(row) for row in connection.execute(select(table)).mappings()],
            )
            for table in tables_of(connection)
        }


def assert_kept(before: Kept, after: Kept) -> None:
    """Of the tables and columns that both know, every row is as it was."""
    for table in before.keys() & after.keys():
        columns = sorted(before[table][0] & after[table][0])
        old, new = (
            Counter(tuple(row[column] for column in columns) for row in kept[table][1]) for kept in (before, after)
        )
        assert new == old, table


def test_there_is_one_line_of_revisions() -> None:
    revisions = ScriptDirectory(str(MIGRATIONS))
    assert len(revisions.get_heads()) == 1 and len(revisions.get_bases()) == 1
    assert sorted(REVISIONS) == REVISIONS


@pytest.mark.parametrize("revision", REVISIONS)
def test_going_back_to_a_revision_is_never_having_left_it(
    empty: str, new_database: Callable[[], str], revision: str
) -> None:
    move(empty, revision)
    there_and_back = new_database()
    move(there_and_back, REVISIONS[-1])
    move(there_and_back, revision)
    assert shape(empty)
    assert shape(there_and_back) == shape(empty)


def test_each_revision_goes_up_from_the_one_before(empty: str) -> None:
    reached = [tables_in(empty)]
    for revision in REVISIONS:
        move(empty, revision)
        reached.append(tables_in(empty))
    assert reached[0] == set()
    assert {"area_codes", "observations", "pairs"} < reached[1]
    assert reached[2] - reached[1] >= {"statements", "sources", "links"}
    assert reached[-1] == set(Base.metadata.tables)


def test_a_step_down_and_up_again_keeps_everything_it_does_not_remove(copy_of_seeded: Callable[[], str]) -> None:
    url = copy_of_seeded()
    engine = store_engine(store_url(url))
    for lower, upper in zip([BASE, *REVISIONS][-2::-1], REVISIONS[::-1], strict=True):
        fill_empty_tables(engine)
        before = content(engine)
        assert len(before["observations"][1]) > 30_000
        assert all(rows for _columns, rows in before.values())
        move(url, lower)
        below = content(engine)
        assert_kept(before, below)
        move(url, upper)
        assert_kept(below, content(engine))
        move(url, lower)
    engine.dispose()


def test_the_migrations_make_the_tables_that_the_code_expects(empty: str) -> None:
    others = NOT_OURS | ({ON_POSTGRESQL_ONLY} if empty.startswith("sqlite") else set())

    def is_ours(_item: object, name: str | None, _kind: str, _is_found: bool, _other: object) -> bool:
        return name not in others

    move(empty, REVISIONS[-1])
    for _time in ("the first", "again"):
        engine = create_engine(empty)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": is_ours})
            assert compare_metadata(context, Base.metadata) == []
        engine.dispose()
        move(empty, BASE)
        move(empty, REVISIONS[-1])


def test_the_migrations_make_what_the_code_would_make_itself(empty: str, new_database: Callable[[], str]) -> None:
    move(empty, REVISIONS[-1])
    made = new_database()
    engine = create_engine(made)
    Base.metadata.create_all(engine)
    engine.dispose()
    expected, found = shape(made), shape(empty)
    assert found.keys() == expected.keys()
    for table in expected:
        assert found[table] == expected[table], table


def test_the_way_down_ends_with_nothing(empty: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder = write_seed(tmp_path / "seed", small_seed())
    open_store(empty, progress=lambda _line: None, seed_folder=folder).close()
    move(empty, BASE)
    assert tables_in(empty) == set()
    if request.config.getoption("--database") == "postgresql":
        engine = create_engine(empty)
        assert (inspect(engine).get_sequence_names(), inspect(engine).get_enums()) == ([], [])
        engine.dispose()
    # The product starts on what is left as on a new database.
    store = open_store(empty, progress=lambda _line: None, seed_folder=folder)
    with store.unit_of_work() as work:
        assert work.datasets.current().observations == 8
    store.close()
