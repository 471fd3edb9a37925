"""Coding rounds in a database: who places which statements, and where."""

from sqlalchemy import Connection


class SqlCodingRepository:
    """Coding rounds, their coders and every version of their placements."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
