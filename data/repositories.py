"""The published dataset as the domain asks for it; remembered for as long as its version stands."""

from threading import Lock

from sqlalchemy import Connection, select

from data.engine import said_plainly
from data.errors import StoreError
from data.published_reader import read_content
from data.tables import PublishedDatasetRow, table_of
from domain_model.dataset import Dataset


class RememberedDataset:
    """The dataset last read in this process: immutable, so that every request may share it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.dataset: Dataset | None = None


class SqlDatasetRepository:
    """The published dataset in a database."""

    def __init__(self, connection: Connection, remembered: RememberedDataset) -> None:
        self._connection = connection
        self._remembered = remembered

    def current(self) -> Dataset:
        """The dataset as it stands; the same object for as long as its version does not change.

        Raises:
            StoreError: if the database holds no dataset or cannot be read.
        """
        with said_plainly(self._connection.engine.url):
            return self._current()

    def _current(self) -> Dataset:
        version = self._connection.scalar(select(table_of(PublishedDatasetRow).c.version))
        if version is None:
            raise StoreError("the database holds no figures yet: start the product once with open_store")
        # One reader rebuilds it; the others wait for the result instead of doing the same again.
        with self._remembered.lock:
            known = self._remembered.dataset
            if known is None or known.version != version:
                known = read_content(self._connection).dataset(version)
                self._remembered.dataset = known
            return known
