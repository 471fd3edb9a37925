"""What the domain asks of the outside world; the data layer implements it."""

from types import TracebackType
from typing import Protocol, Self

from domain_model.dataset import Dataset
from domain_model.ports.accounts import (
    AuditRepository,
    LinkRepository,
    PeopleRepository,
    SentFormRepository,
    SignInRepository,
    TokenRepository,
)
from domain_model.ports.checklists import ChecklistRepository
from domain_model.ports.coding import CodingRepository
from domain_model.ports.contributions import JudgementRepository, NoteRepository, SavedViewRepository
from domain_model.ports.evidence import OwnEvidenceRepository
from domain_model.ports.evidence_imports import EvidenceImportRepository
from domain_model.ports.search import SearchRepository
from domain_model.ports.workshops import (
    BallotRepository,
    ParticipantRepository,
    ResultRepository,
    WorkshopRepository,
)


class DatasetRepository(Protocol):
    """Where the published figures and the evidence are kept."""

    def current(self) -> Dataset:
        """The dataset as it stands; the same object for as long as its version does not change."""
        ...


class UnitOfWork(Protocol):
    """One piece of work on the store, all or nothing; what is not committed leaves no trace."""

    @property
    def datasets(self) -> DatasetRepository:
        """The published figures and the evidence."""
        ...

    @property
    def people(self) -> PeopleRepository:
        """People with an account."""
        ...

    @property
    def links(self) -> LinkRepository:
        """One-time links."""
        ...

    @property
    def sign_ins(self) -> SignInRepository:
        """Who is signed in."""
        ...

    @property
    def tokens(self) -> TokenRepository:
        """API tokens."""
        ...

    @property
    def audit(self) -> AuditRepository:
        """The audit log."""
        ...

    @property
    def judgements(self) -> JudgementRepository:
        """People's views of cells."""
        ...

    @property
    def notes(self) -> NoteRepository:
        """Notes."""
        ...

    @property
    def saved_views(self) -> SavedViewRepository:
        """Saved views."""
        ...

    @property
    def sent_forms(self) -> SentFormRepository:
        """Forms that were sent."""
        ...

    @property
    def workshops(self) -> WorkshopRepository:
        """Workshops, their logs and their links."""
        ...

    @property
    def participants(self) -> ParticipantRepository:
        """The people of workshops."""
        ...

    @property
    def ballots(self) -> BallotRepository:
        """Ballots."""
        ...

    @property
    def results(self) -> ResultRepository:
        """What workshops published."""
        ...

    @property
    def own_evidence(self) -> OwnEvidenceRepository:
        """Evidence that people add."""
        ...

    @property
    def evidence_imports(self) -> EvidenceImportRepository:
        """Files of evidence that wait to be taken in."""
        ...

    @property
    def coding(self) -> CodingRepository:
        """Coding rounds."""
        ...

    @property
    def checklists(self) -> ChecklistRepository:
        """Checklists of areas."""
        ...

    @property
    def search(self) -> SearchRepository:
        """The full-text search over the evidence."""
        ...

    def commit(self) -> None:
        """Keep everything written so far.

        Raises:
            RuntimeError: for work that was begun for reading only.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
