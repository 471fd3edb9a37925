"""One piece of work on the store, all or nothing; and the store it works on."""

import sys
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from data.attempts import Attempts
from data.audit_repositories import SqlAuditRepository, SqlSentFormRepository
from data.ballot_repository import SqlBallotRepository
from data.checklist_repository import SqlChecklistRepository
from data.coding_repository import SqlCodingRepository
from data.contribution_repositories import SqlNoteRepository, SqlSavedViewRepository
from data.engine import (
    BUSY_SECONDS,
    DEFAULT_DATABASE_URL,
    said_plainly,
    store_engine,
    store_url,
    writing,
    writing_engine,
)
from data.errors import StoreError
from data.evidence_import_repository import SqlEvidenceImportRepository
from data.judgement_repository import RememberedJudgements, SqlJudgementRepository
from data.own_evidence_repository import RememberedOwnEvidence, SqlOwnEvidenceRepository
from data.participant_repository import SqlParticipantRepository
from data.people_repositories import (
    SqlLinkRepository,
    SqlPeopleRepository,
    SqlSignInRepository,
    SqlTokenRepository,
)
from data.repositories import RememberedDataset, SqlDatasetRepository
from data.result_repository import RememberedResults, SqlResultRepository
from data.search_repository import RememberedSearches, SqlSearchRepository
from data.seed_files import SEED_FOLDER
from data.seeding import Progress, bring_up_to_date
from data.server_secrets import server_secret
from data.workshop_repository import RememberedWorkshops, SqlWorkshopRepository

PATIENCE_SECONDS = 30.0
"""How long a start waits for another process that prepares the same database."""


def on_stderr(line: str) -> None:
    """Show a line of progress to whoever starts the product."""
    print(line, file=sys.stderr, flush=True)


class Remembered:
    """What the units of work of one store share, so that it is not read anew each time."""

    def __init__(self) -> None:
        self.dataset = RememberedDataset()
        self.judgements = RememberedJudgements()
        self.workshops = RememberedWorkshops()
        self.results = RememberedResults()
        self.own_evidence = RememberedOwnEvidence()
        self.searches = RememberedSearches()


class SqlUnitOfWork:
    """One transaction: `with store.unit_of_work() as work: work.datasets.current()`.

    What is not committed when the block ends leaves no trace.
    """

    def __init__(self, engine: Engine, remembered: Remembered, *, writes: bool = False) -> None:
        self._engine = engine
        self._remembered = remembered
        self._writes = writes
        self._connection: Connection | None = None
        self._block = ExitStack()

    @property
    def connection(self) -> Connection:
        """The connection of this work.

        Raises:
            RuntimeError: outside the `with` block.
        """
        if self._connection is None:
            raise RuntimeError("a unit of work is used inside its block: with unit_of_work() as work")
        return self._connection

    @property
    def datasets(self) -> SqlDatasetRepository:
        """The published figures and the evidence."""
        return SqlDatasetRepository(self.connection, self._remembered.dataset)

    @property
    def people(self) -> SqlPeopleRepository:
        """People with an account."""
        return SqlPeopleRepository(self.connection)

    @property
    def links(self) -> SqlLinkRepository:
        """One-time links."""
        return SqlLinkRepository(self.connection)

    @property
    def sign_ins(self) -> SqlSignInRepository:
        """Who is signed in."""
        return SqlSignInRepository(self.connection)

    @property
    def tokens(self) -> SqlTokenRepository:
        """API tokens."""
        return SqlTokenRepository(self.connection)

    @property
    def audit(self) -> SqlAuditRepository:
        """The audit log."""
        return SqlAuditRepository(self.connection)

    @property
    def judgements(self) -> SqlJudgementRepository:
        """People's views of cells."""
        return SqlJudgementRepository(self.connection, self._remembered.judgements)

    @property
    def notes(self) -> SqlNoteRepository:
        """Notes."""
        return SqlNoteRepository(self.connection)

    @property
    def saved_views(self) -> SqlSavedViewRepository:
        """Saved views."""
        return SqlSavedViewRepository(self.connection)

    @property
    def sent_forms(self) -> SqlSentFormRepository:
        """Forms that were sent."""
        return SqlSentFormRepository(self.connection)

    @property
    def workshops(self) -> SqlWorkshopRepository:
        """Workshops, their logs and their links."""
        return SqlWorkshopRepository(self.connection, self._remembered.workshops)

    @property
    def participants(self) -> SqlParticipantRepository:
        """The people of workshops."""
        return SqlParticipantRepository(self.connection)

    @property
    def ballots(self) -> SqlBallotRepository:
        """Ballots."""
        return SqlBallotRepository(self.connection)

    @property
    def results(self) -> SqlResultRepository:
        """What workshops published."""
        return SqlResultRepository(self.connection, self._remembered.results)

    @property
    def own_evidence(self) -> SqlOwnEvidenceRepository:
        """Evidence that people add."""
        return SqlOwnEvidenceRepository(self.connection, self._remembered.own_evidence)

    @property
    def evidence_imports(self) -> SqlEvidenceImportRepository:
        """Files of evidence that wait to be taken in."""
        return SqlEvidenceImportRepository(self.connection)

    @property
    def coding(self) -> SqlCodingRepository:
        """Coding rounds."""
        return SqlCodingRepository(self.connection)

    @property
    def checklists(self) -> SqlChecklistRepository:
        """Checklists of areas."""
        return SqlChecklistRepository(self.connection)

    @property
    def search(self) -> SqlSearchRepository:
        """The full-text search over the evidence."""
        return SqlSearchRepository(self.connection, self.datasets, self.own_evidence, self._remembered.searches)

    def commit(self) -> None:
        """Keep everything written so far.

        Raises:
            RuntimeError: for work that was begun for reading only.
            StoreError: if the database could not keep it; nothing of it is then kept.
        """
        if not self._writes:
            raise RuntimeError("this unit of work only reads: begin one with writing_unit_of_work()")
        with said_plainly(self._engine.url):
            self.connection.commit()

    def __enter__(self) -> Self:
        """Begin; a writer waits for the one before it.

        Raises:
            StoreError: if the database cannot be reached.
        """
        if self._connection is not None:
            raise RuntimeError("this unit of work has begun already: take another one")
        engine = writing_engine(self._engine) if self._writes else self._engine
        with ExitStack() as begun:
            begun.enter_context(said_plainly(self._engine.url))
            connection = begun.enter_context(engine.connect())
            if self._writes:
                connection.begin()
            self._block = begun.pop_all()
        self._connection = connection
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End: what was not committed is rolled back.

        Raises:
            StoreError: in place of what the database driver raised inside the block.
        """
        self._connection = None
        self._block.__exit__(kind, error, traceback)


class Store:
    """A database that is ready to work on."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._remembered = Remembered()
        self.attempts = Attempts(engine)

    def unit_of_work(self) -> SqlUnitOfWork:
        """A new piece of work that reads; all of one store share what they remember."""
        return SqlUnitOfWork(self._engine, self._remembered)

    def writing_unit_of_work(self) -> SqlUnitOfWork:
        """A new piece of work that may write and commit."""
        return SqlUnitOfWork(self._engine, self._remembered, writes=True)

    def secret(self, name: str) -> str:
        """The secret of that name, the same for all servers on the database; made at the first asking."""
        with said_plainly(self._engine.url), writing(self._engine) as connection:
            return server_secret(connection, name)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def open_store(
    database_url: str = DEFAULT_DATABASE_URL,
    *,
    progress: Progress = on_stderr,
    seed_folder: Path = SEED_FOLDER,
    busy_seconds: float = BUSY_SECONDS,
    patience: float = PATIENCE_SECONDS,
) -> Store:
    """Open a database, creating, migrating and seeding what is missing; a second time changes nothing.

    Raises:
        StoreError: in one line, if it cannot be reached, is locked for longer than the seconds given, or
            belongs to a newer release or to something else.
        SeedError: if a seed file breaks its contract; the database is then as it was before.
    """
    url = store_url(database_url)
    if url.get_backend_name() == "sqlite":
        _check_folder(Path(url.database or ""))
    engine = store_engine(url, busy_seconds=busy_seconds)
    try:
        with said_plainly(url):
            bring_up_to_date(engine, seed_folder, progress=progress, patience=patience)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


def _check_folder(file: Path) -> None:
    """Make the default folder; any other folder is somebody's decision and has to exist."""
    folder = file.resolve().parent
    if file.resolve() == Path(store_url(DEFAULT_DATABASE_URL).database or "").resolve():
        folder.mkdir(exist_ok=True)
    if not folder.is_dir():
        raise StoreError(f"the folder {folder} does not exist: create it or correct DATABASE_URL")
    if file.is_dir():
        raise StoreError(f"{file} is a folder: give a file in DATABASE_URL")
