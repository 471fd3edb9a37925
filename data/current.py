"""The store of the running application, for pages that ask the domain something."""

from flask import current_app

from data.passwords import Argon2Passwords
from data.unit_of_work import SqlUnitOfWork, Store
from domain_model.dataset import Dataset
from domain_model.judgements import JudgementBook

EXTENSION = "parity_map_store"
"""Under this name the application keeps its store."""

PASSWORDS = "parity_map_passwords"


def current_store() -> Store:
    """The store of the running application.

    Raises:
        RuntimeError: if the application was not given a store.
    """
    store: Store | None = current_app.extensions.get(EXTENSION)
    if store is None:
        raise RuntimeError(f"the application has no store: put one in extensions[{EXTENSION!r}]")
    return store


def unit_of_work() -> SqlUnitOfWork:
    """A new unit of work that reads, on the store of the running application."""
    return current_store().unit_of_work()


def writing_unit_of_work() -> SqlUnitOfWork:
    """A new unit of work that may write, on the store of the running application."""
    return current_store().writing_unit_of_work()


def current_dataset() -> Dataset:
    """The published figures and the evidence as they stand, for a page that only reads."""
    with unit_of_work() as work:
        return work.datasets.current()


def current_judgements() -> JudgementBook:
    """Everybody's views of all cells as they stand."""
    with unit_of_work() as work:
        return work.judgements.book()


def passwords() -> Argon2Passwords:
    """How this application hashes passwords; made at the first use, since making it costs a hash."""
    known: Argon2Passwords | None = current_app.extensions.get(PASSWORDS)
    if known is None:
        known = current_app.extensions[PASSWORDS] = Argon2Passwords()
    return known
