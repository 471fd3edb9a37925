"""The full-text search over the evidence, on SQLite and PostgreSQL."""

from sqlalchemy import Connection


class SqlSearchRepository:
    """What can be searched: statements, sources, links and entries of frameworks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
