"""A file is taken in as it was worked out beforehand, unless something changed meanwhile; search finds it anyway."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from components.labels import label
from data.unit_of_work import SqlUnitOfWork, Store
from domain_model.cells import Cell
from domain_model.evidence import Link, Source, Statement
from domain_model.evidence_import import Choices, Proposed, WordsKept
from domain_model.evidence_vocabulary import ImportFormat, RecordKind, SearchKind
from domain_model.people import Person, new_id
from domain_model.people_vocabulary import AuditAction, Role
from domain_model.use_cases.import_evidence import (
    NoSuchImportError,
    OutOfTurnError,
    ReadyImport,
    apply_import,
    choose,
    prepare_import,
    stage_import,
    throw_away,
    undo_import,
)
from domain_model.use_cases.keep_evidence import keep_records
from domain_model.use_cases.plan_import import ImportPlan
from domain_model.vocabulary import BuildingBlock, Level, LinkBasis, LinkSign, Reading, StatementKind

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SOURCE = Source("report", "FICTITIOUS pangolin report", "A. B.", "2021", "", "report", "", "")
STATEMENT = Statement(
    "first", StatementKind.BARRIER, (Cell.from_token("workforce/meso"),), "FICTITIOUS tapir", "report", "p. 1", "", "",
    Reading.CODED, (), (), "",
)  # fmt: skip
LINK = Link(
    "arrow", BuildingBlock.FINANCING, Level.MACRO, BuildingBlock.WORKFORCE, Level.MESO, "a", "b", LinkSign.WORSENS,
    "FICTITIOUS okapi", LinkBasis.STATED, "", "report", "p. 2",
)  # fmt: skip
CONTENT = Proposed((SOURCE,), (STATEMENT,), (LINK,))


@pytest.fixture
def store(servers: Callable[[], Store]) -> Store:
    return servers()


def somebody(store: Store) -> Person:
    person_id = new_id()
    person = Person(person_id, "Ada FICTITIOUS", f"{person_id.casefold()}@example.org", Role.EDITOR, NOW)
    with store.writing_unit_of_work() as work:
        work.people.add(person, "hash")
        work.commit()
    return person


def brought(store: Store, person: Person, content: Proposed = CONTENT) -> str:
    """The id of a file that waits."""
    with store.writing_unit_of_work() as work:
        staged = stage_import(work, person, "table.csv", ImportFormat.CSV, content, (), label, NOW)
        work.commit()
    return staged.row.id


def ready(store: Store, person: Person, import_id: str) -> ReadyImport:
    with store.unit_of_work() as work:
        return prepare_import(work, person, import_id, label)


def taken_in(store: Store, person: Person, import_id: str, beforehand: ReadyImport | None) -> ImportPlan:
    with store.writing_unit_of_work() as work:
        plan = apply_import(work, person, import_id, label, NOW, beforehand)
        work.commit()
    return plan


def found(store: Store, word: str) -> dict[SearchKind, int]:
    with store.unit_of_work() as work:
        return {kind: count for kind, count in work.search.find(word).counts.items() if count}


@pytest.mark.parametrize("is_beforehand", [True, False])
def test_what_a_file_brings_is_found_whether_worked_out_beforehand_or_in_its_turn(
    store: Store, is_beforehand: bool
) -> None:
    ada = somebody(store)
    import_id = brought(store, ada)
    beforehand = ready(store, ada, import_id) if is_beforehand else None
    plan = taken_in(store, ada, import_id, beforehand)
    assert [kind for kind, _record, _content in plan.records] == [
        RecordKind.SOURCE,
        RecordKind.STATEMENT,
        RecordKind.LINK,
    ]
    assert found(store, "tapir") == {SearchKind.STATEMENT: 1}
    assert found(store, "okapi") == {SearchKind.LINK: 1}
    assert found(store, "pangolin") == {SearchKind.STATEMENT: 1, SearchKind.SOURCE: 1, SearchKind.LINK: 1}


def test_what_was_worked_out_is_taken_as_it_is_while_nothing_changes(store: Store) -> None:
    ada = somebody(store)
    import_id = brought(store, ada)
    beforehand = ready(store, ada, import_id)
    assert taken_in(store, ada, import_id, beforehand) is beforehand.plan


def add_the_same_statement(work: SqlUnitOfWork, person: Person, import_id: str) -> None:
    plan = prepare_import(work, person, import_id, label).plan
    records = (*plan.of(RecordKind.SOURCE), *plan.of(RecordKind.STATEMENT))
    keep_records(work, person, records, NOW, action=AuditAction.EVIDENCE_ADDED)


def choose_otherwise(work: SqlUnitOfWork, person: Person, import_id: str) -> None:
    choose(work, person, import_id, Choices(words=WordsKept.QUOTATION))


@pytest.mark.parametrize(("meanwhile", "new"), [(add_the_same_statement, 1), (choose_otherwise, 3)])
def test_it_is_worked_out_again_where_something_changed_meanwhile(
    store: Store, meanwhile: Callable[[SqlUnitOfWork, Person, str], None], new: int
) -> None:
    ada = somebody(store)
    import_id = brought(store, ada)
    beforehand = ready(store, ada, import_id)
    with store.writing_unit_of_work() as work:
        meanwhile(work, ada, import_id)
        work.commit()
    plan = taken_in(store, ada, import_id, beforehand)
    assert plan is not beforehand.plan
    assert (len(plan.records), len(plan.same)) == (new, 3 - new)
    with store.unit_of_work() as work:
        assert len(work.own_evidence.of_batch(import_id)) == new
        assert {edit.version for edit in work.own_evidence.standing().statements.values()} == {1}


def test_a_file_that_was_taken_in_or_thrown_away_meanwhile_is_not_taken_in_again(store: Store) -> None:
    ada = somebody(store)
    import_id = brought(store, ada)
    beforehand = ready(store, ada, import_id)
    taken_in(store, ada, import_id, beforehand)
    with pytest.raises(OutOfTurnError, match="taken in already"):
        taken_in(store, ada, import_id, beforehand)
    with pytest.raises(OutOfTurnError, match="taken in already"):
        ready(store, ada, import_id)
    further = brought(store, ada, replace(CONTENT, statements=(), links=()))
    beforehand = ready(store, ada, further)
    with store.writing_unit_of_work() as work:
        throw_away(work, ada, further)
        work.commit()
    with pytest.raises(NoSuchImportError):
        taken_in(store, ada, further, beforehand)


def test_what_somebody_else_worked_out_takes_in_nothing(store: Store) -> None:
    ada, ben = somebody(store), somebody(store)
    import_id = brought(store, ada)
    beforehand = ready(store, ada, import_id)
    with pytest.raises(NoSuchImportError):
        taken_in(store, ben, import_id, beforehand)
    with pytest.raises(NoSuchImportError):
        ready(store, ben, import_id)


def test_what_is_taken_back_is_not_found_any_more_and_can_be_brought_again(store: Store) -> None:
    ada = somebody(store)
    import_id = brought(store, ada)
    taken_in(store, ada, import_id, ready(store, ada, import_id))
    with store.writing_unit_of_work() as work:
        assert undo_import(work, ada, import_id, NOW).taken_back == 3
        work.commit()
    assert found(store, "pangolin") == found(store, "tapir") == {}
    again = brought(store, ada)
    taken_in(store, ada, again, ready(store, ada, again))
    assert found(store, "pangolin") == {SearchKind.STATEMENT: 1, SearchKind.SOURCE: 1, SearchKind.LINK: 1}
