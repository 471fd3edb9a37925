"""The store of the running application, for pages that ask the domain something."""

from flask import current_app

from data.passwords import Argon2Passwords
from data.unit_of_work import SqlUnitOfWork, Store
from domain_model.dataset import Dataset
from domain_model.evidence_book import EvidenceBook, evidence_book, evidence_version
from domain_model.judgements import JudgementBook
from domain_model.own_evidence import OwnEvidence
from domain_model.use_cases.approve_results import LayerKey, layer_key, workshop_book
from domain_model.workshop.judged_cells import WorkshopBook

EXTENSION = "parity_map_store"
"""Under this name the application keeps its store."""

PASSWORDS = "parity_map_passwords"
EVIDENCE = "parity_map_evidence"
"""Under this name the application remembers the evidence book, with what it was made of."""

WORKSHOPS = "parity_map_workshops"
"""Under this name the application remembers what workshops think, with what that depends on."""


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


def version_of(store: Store) -> str:
    """What every page names: the version of all figures and evidence, with the last edit of what was added here."""
    with store.unit_of_work() as work:
        return evidence_version(work.datasets.current().version, work.own_evidence.number())


def current_version() -> str:
    """The version of all figures and evidence on the store of the running application."""
    return version_of(current_store())


def current_evidence() -> EvidenceBook:
    """The catalogue and what people added to it; the same object for as long as neither changes."""
    with unit_of_work() as work:
        dataset, own = work.datasets.current(), work.own_evidence.standing()
    known: tuple[Dataset, OwnEvidence, EvidenceBook] | None = current_app.extensions.get(EVIDENCE)
    if known is None or known[0] is not dataset or known[1] is not own:
        known = current_app.extensions[EVIDENCE] = (dataset, own, evidence_book(dataset, own))
    return known[2]


def current_judgements() -> JudgementBook:
    """Everybody's views of all cells as they stand."""
    with unit_of_work() as work:
        return work.judgements.book()


def current_workshops() -> WorkshopBook:
    """What approved workshops think of all cells; the same object for as long as nothing of it changes."""
    known: tuple[LayerKey, WorkshopBook] | None = current_app.extensions.get(WORKSHOPS)
    with unit_of_work() as work:
        key = layer_key(work)
        if known is None or known[0] != key:
            known = current_app.extensions[WORKSHOPS] = (key, workshop_book(work))
    return known[1]


def passwords() -> Argon2Passwords:
    """How this application hashes passwords; made at the first use, since making it costs a hash."""
    known: Argon2Passwords | None = current_app.extensions.get(PASSWORDS)
    if known is None:
        known = current_app.extensions[PASSWORDS] = Argon2Passwords()
    return known
