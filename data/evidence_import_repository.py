"""Files of evidence that were read and wait to be taken in, in a database."""

from sqlalchemy import Connection


class SqlEvidenceImportRepository:
    """Imports of evidence."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
