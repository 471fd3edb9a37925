"""Checklists of areas in a database, every version of every mark."""

from sqlalchemy import Connection


class SqlChecklistRepository:
    """What editors say of the entries of frameworks for areas."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
