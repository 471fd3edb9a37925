"""The store of the running application, for pages that ask the domain something."""

from collections.abc import Callable

from flask import current_app

from data.unit_of_work import SqlUnitOfWork
from domain_model.dataset import Dataset

EXTENSION = "parity_map_unit_of_work"
"""Under this name the application keeps what makes its units of work."""


def unit_of_work() -> SqlUnitOfWork:
    """A new unit of work on the store of the running application.

    Raises:
        RuntimeError: if the application was not given a store.
    """
    factory: Callable[[], SqlUnitOfWork] | None = current_app.extensions.get(EXTENSION)
    if factory is None:
        raise RuntimeError(f"the application has no store: put one's unit_of_work in extensions[{EXTENSION!r}]")
    return factory()


def current_dataset() -> Dataset:
    """The published figures and the evidence as they stand, for a page that only reads."""
    with unit_of_work() as work:
        return work.datasets.current()
