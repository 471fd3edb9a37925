"""Evidence that people added comes back from a backup, with its versions and its numbers; all FICTITIOUS."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.backup import back_up
from data.restore import restore
from data.unit_of_work import Store, open_store
from domain_model.cells import Cell
from domain_model.evidence import ConfidenceRating, Placement, Source, Statement
from domain_model.evidence_vocabulary import Concern, FindingConfidence, RecordKind
from domain_model.own_evidence import Edit
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction, Role
from domain_model.use_cases.keep_evidence import Record, keep_records
from domain_model.vocabulary import Reading, StatementKind
from tests.databases import Databases
from tests.seed_folder import small_seed, write_seed

NOW = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
ADA = Person("p-ada", "Ada FICTITIOUS", "ada@example.org", Role.EDITOR, NOW)
SOURCE = Source("own-a", "FICTITIOUS “interviews” 患者", "A. B.", "2021", "", "report", "", "", 2019)
STATEMENT = Statement(
    "own-s", StatementKind.BARRIER, (Cell.from_token("workforce/meso"),), "FICTITIOUS", "own-a", "p. 1", "", "",
    Reading.CODED, (), (), "",
)  # fmt: skip
RATING = ConfidenceRating(
    "S2", Concern.MINOR, Concern.SERIOUS, Concern.MINOR, Concern.MODERATE, FindingConfidence.LOW, "FICTITIOUS",
    ("a", "b", "c", "d"),
)  # fmt: skip
RECORDS: tuple[Record, ...] = (
    (RecordKind.SOURCE, "own-a", SOURCE),
    (RecordKind.STATEMENT, "own-s", STATEMENT),
    (RecordKind.CONFIDENCE, "S2", RATING),
    (RecordKind.PLACEMENT, "S10", Placement("S10", StatementKind.ENABLER, (), "FICTITIOUS", "round-1")),
    (RecordKind.SOURCE, "own-b", replace(SOURCE, id="own-b")),
    (RecordKind.SOURCE, "own-b", None),
)


def keep(store: Store, *records: Record) -> tuple[Edit, ...]:
    with store.writing_unit_of_work() as work:
        made = keep_records(work, ADA, records, NOW, action=AuditAction.EVIDENCE_ADDED, batch="import-1")
        work.commit()
    return made


def everything(store: Store) -> tuple[Edit, ...]:
    with store.unit_of_work() as work:
        return work.own_evidence.latest(100)


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    return write_seed(tmp_path / "seed", small_seed())


def test_evidence_comes_back_with_its_versions_and_is_numbered_on(
    databases: Databases, small_database: str, new_database: Callable[[], str], tmp_path: Path, seed: Path
) -> None:
    url = databases.copy_of(small_database)
    store = open_store(url, progress=lambda _line: None, seed_folder=seed)
    with store.writing_unit_of_work() as work:
        work.people.add(ADA, "")
        work.commit()
    keep(store, *RECORDS)
    before = everything(store)
    with store.unit_of_work() as work:
        standing = work.own_evidence.standing()
    store.close()
    assert [edit.number for edit in before] == [6, 5, 4, 3, 2, 1]
    back_up(url, tmp_path / "evidence.zip", progress=lambda _line: None)

    target = new_database()
    restore(target, tmp_path / "evidence.zip", progress=lambda _line: None)
    restored = open_store(target, progress=lambda _line: None, seed_folder=seed)
    assert everything(restored) == before
    with restored.unit_of_work() as work:
        own = work.own_evidence.standing()
    assert (own.number, own.sources, own.statements, own.links) == (6, standing.sources, standing.statements, {})
    assert (own.confidence, own.placements) == (standing.confidence, standing.placements)
    made = keep(restored, (RecordKind.SOURCE, "own-b", replace(SOURCE, id="own-b", title="FICTITIOUS again")))
    assert [(edit.number, edit.version) for edit in made] == [(7, 3)]
    with restored.unit_of_work() as work:
        assert list(work.own_evidence.standing().sources) == ["own-a", "own-b"]
    restored.close()
