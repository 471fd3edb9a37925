"""Which tables and columns a revision of the database has, found by migrating an empty one in memory to it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Boolean,
    Column,
    ColumnClause,
    Date,
    Double,
    Integer,
    MetaData,
    TableClause,
    Text,
    column,
    create_engine,
    table,
)
from sqlalchemy.pool import StaticPool

from data.people_tables import Moment
from data.search_tables import FULL_TEXT_TABLES, SearchDocumentRow
from data.seeding import MIGRATIONS, alembic_config

SEARCHED = frozenset({SearchDocumentRow.__tablename__, *FULL_TEXT_TABLES})
"""Tables that are made anew from others, at a restore as well."""

LEFT_OUT = SEARCHED | {"alembic_version", "sign_ins", "attempt_windows", "sent_forms", "server_secrets"}
"""Tables that no backup holds: docs/operations.md, "What a backup holds", says why for each."""

_COLUMN_TYPES = {str: Text, int: Integer, float: Double, bool: Boolean, datetime.date: Date, datetime.datetime: Moment}


@dataclass(frozen=True, slots=True)
class BackupTable:
    """A table as a backup sees it: the kind of value in each column, and the columns that order its rows."""

    name: str
    kinds: Mapping[str, type]
    may_be_empty: frozenset[str]
    key: tuple[str, ...]

    def clause(self) -> TableClause:
        """The table for selects and inserts on either database."""
        return table(self.name, *(_column(name, kind) for name, kind in self.kinds.items()))


def _column(name: str, kind: type) -> ColumnClause:
    return column(name, _COLUMN_TYPES[kind]())


def known_revisions() -> tuple[str, ...]:
    """The revisions that this release knows, the oldest first."""
    return tuple(script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())[::-1]


def tables_at(revision: str) -> tuple[BackupTable, ...]:
    """The tables that a backup of a database at that revision holds, those that others refer to first."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    try:
        with engine.begin() as connection:
            command.upgrade(alembic_config(connection), revision)
            found = MetaData()
            found.reflect(connection, only=lambda name, _found: name not in LEFT_OUT)
    finally:
        engine.dispose()
    return tuple(
        BackupTable(
            name=each.name,
            kinds={column.name: _kind(column) for column in each.columns},
            may_be_empty=frozenset(column.name for column in each.columns if column.nullable),
            key=tuple(column.name for column in each.primary_key),
        )
        for each in found.sorted_tables
        if each.name not in LEFT_OUT
    )


def _kind(reflected: Column[object]) -> type:
    return reflected.type.python_type
