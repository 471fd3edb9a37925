"""What becomes of evidence, codings and checklists when an account is deleted, and that one's own data hold them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from data.unit_of_work import SqlUnitOfWork, Store
from domain_model.cells import Cell
from domain_model.checklists import ChecklistMark
from domain_model.coding import Choice, CodedPlacement, Coder, CodingRound
from domain_model.evidence import Source
from domain_model.evidence_import import Choices, ImportRow, Proposed, StagedImport
from domain_model.evidence_vocabulary import ChecklistState, ImportFormat, RecordKind
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction, Role
from domain_model.use_cases.keep_accounts import OwnData, delete_own_account, own_data
from domain_model.use_cases.keep_evidence import keep_records
from domain_model.use_cases.read_own_evidence import read_history
from domain_model.vocabulary import StatementKind
from pages.http.own_data import document_of

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ADA = Person("p-ada", "Ada FICTITIOUS", "ada@example.org", Role.EDITOR, NOW)
BEN = Person("p-ben", "Ben FICTITIOUS", "ben@example.org", Role.EDITOR, NOW)
SOURCE = Source("own-a", "FICTITIOUS interviews", "A. B.", "2021", "", "report", "", "")
MESO = Choice(StatementKind.BARRIER, Cell.from_token("workforce/meso"))
NOWHERE = Choice(StatementKind.THEME, None)


def wait_for(work: SqlUnitOfWork, owner: Person, name: str) -> str:
    """A file of somebody's that waits to be taken in."""
    import_id = f"{name}-{owner.id}"
    row = ImportRow(import_id, owner.id, ImportFormat.CSV, f"{name}.csv", NOW)
    work.evidence_imports.add(StagedImport(row, Proposed(), Choices(), ()))
    return import_id


@pytest.fixture
def store(servers: Callable[[], Store]) -> Store:
    """A store in which two FICTITIOUS editors each added, coded, answered and uploaded something."""
    made = servers()
    with made.writing_unit_of_work() as work:
        for person in (ADA, BEN):
            work.people.add(person, "")
        work.coding.add_round(CodingRound("closed", ADA.id, "FICTITIOUS closed", ("S2", "S10"), NOW, NOW))
        work.coding.add_round(CodingRound("open", BEN.id, "FICTITIOUS open", ("S2",), NOW))
        for person in (ADA, BEN):
            source = Source(f"own-{person.id}", "FICTITIOUS", "", "", "", "", "", "")
            record = (RecordKind.SOURCE, source.id, source)
            keep_records(work, person, [record], NOW, action=AuditAction.EVIDENCE_ADDED)
            for round_id, choice in (("closed", MESO), ("open", NOWHERE)):
                work.coding.add_coder(Coder(round_id, person.id, NOW))
                work.coding.add(CodedPlacement(round_id, person.id, "S2", 1, choice, "FICTITIOUS", NOW))
            mark = ChecklistMark("QE1", f"entry-{person.id}", 1, ChecklistState.PARTLY, "FICTITIOUS", person.id, NOW)
            work.checklists.add([mark])
            wait_for(work, person, "waits")
            work.evidence_imports.applied(wait_for(work, person, "taken"), NOW, 1, ())
        work.commit()
    return made


def data_of(store: Store, person: Person) -> OwnData:
    with store.writing_unit_of_work() as work:
        return own_data(work, person, NOW)


def test_ones_own_data_hold_what_one_added_coded_and_answered_and_nobody_elses(store: Store) -> None:
    data = data_of(store, ADA)
    assert [(edit.author, edit.record) for edit in data.edits] == [("p-ada", "own-p-ada")]
    assert [one.id for one in data.rounds] == ["closed"]
    assert sorted(one.round for one in data.joined) == ["closed", "open"]
    assert {one.coder for one in data.placements} == {"p-ada"}
    assert [one.entry for one in data.marks] == ["entry-p-ada"]
    assert sorted(row.id for row in data.imports) == ["taken-p-ada", "waits-p-ada"]


def test_the_document_of_ones_own_data_says_it_field_by_field(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        record = (RecordKind.SOURCE, "own-p-ada", None)
        keep_records(work, ADA, [record], NOW, action=AuditAction.EVIDENCE_WITHDRAWN)
        work.coding.add(CodedPlacement("open", ADA.id, "S2", 2, None, "", NOW))
        work.checklists.add([ChecklistMark("QE1", "entry-p-ada", 2, None, "", ADA.id, NOW)])
        work.commit()
    document: dict[str, Any] = document_of(data_of(store, ADA))
    first, second = document["evidence_edits"]
    assert (first["content"]["title"], first["is_withdrawn"], first["version"]) == ("FICTITIOUS", False, 1)
    assert (second["content"], second["is_withdrawn"], second["number"]) == (None, True, 3)
    assert [one["title"] for one in document["coding_rounds_made"]] == ["FICTITIOUS closed"]
    assert {one["round"] for one in document["coding_rounds_joined"]} == {"open", "closed"}
    placed = {(one["round"], one["version"]): (one["kind"], one["cell"]) for one in document["coding_placements"]}
    assert placed == {
        ("closed", 1): ("barrier", "workforce/meso"),
        ("open", 1): ("theme", None),
        ("open", 2): (None, None),
    }
    assert [(one["state"], one["is_withdrawn"]) for one in document["checklist_marks"]] == [
        ("partly", False),
        (None, True),
    ]
    assert {one["file_name"]: one["taken_in_at"] for one in document["evidence_imports"]} == {
        "waits.csv": None,
        "taken.csv": NOW,
    }


@pytest.mark.parametrize("keeps", [True, False])
def test_evidence_stays_without_a_name_and_what_waits_goes(store: Store, keeps: bool) -> None:
    with store.writing_unit_of_work() as work:
        delete_own_account(work, ADA, NOW, keeps_contributions=keeps)
        work.commit()
    with store.unit_of_work() as work:
        assert list(work.own_evidence.standing().sources) == ["own-p-ada", "own-p-ben"]
        page = read_history(work, BEN)
        assert {edit.edit.author: page.names[edit.edit.author] for edit in page.edits} == {
            "p-ada": "",
            "p-ben": "Ben FICTITIOUS",
        }
        assert [(one.round, one.statement) for one in work.coding.of("p-ada")] == [("closed", "S2")]
        assert {one.person for one in work.coding.coders("closed")} == {"p-ada", "p-ben"}
        assert [one.person for one in work.coding.coders("open")] == ["p-ben"]
        assert sorted(one.round for one in work.coding.of("p-ben")) == ["closed", "open"]
        assert [mark.author for mark in work.checklists.of("p-ada")] == ["p-ada"]
        left = sorted(row.id for row in work.evidence_imports.rows())
    assert left == ["taken-p-ada", "taken-p-ben", "waits-p-ben"]
