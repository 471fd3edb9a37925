"""What the domain asks of the outside world; the data layer implements it."""

from types import TracebackType
from typing import Protocol, Self

from domain_model.dataset import Dataset


class DatasetRepository(Protocol):
    """Where the published figures and the evidence are kept."""

    def current(self) -> Dataset:
        """The dataset as it stands; the same object for as long as its version does not change."""
        ...


class UnitOfWork(Protocol):
    """One piece of work on the store, all or nothing."""

    @property
    def datasets(self) -> DatasetRepository:
        """The published figures and the evidence."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
