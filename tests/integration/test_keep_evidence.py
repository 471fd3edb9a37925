"""Records of one's own evidence are kept in one way only: who may, what must stand, and what the log says of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data.unit_of_work import Store
from domain_model.audit import AuditFilter
from domain_model.cells import Cell
from domain_model.evidence import ConfidenceRating, Link, Placement, Source, Statement
from domain_model.evidence_drafts import SourceDraft
from domain_model.evidence_vocabulary import Concern, FindingConfidence, RecordKind
from domain_model.own_evidence import Edit
from domain_model.people import NotAllowedError, Person
from domain_model.people_vocabulary import AuditAction, Role
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.add_evidence import change_record
from domain_model.use_cases.keep_accounts import delete_own_account
from domain_model.use_cases.keep_evidence import (
    NothingToRestOnError,
    Record,
    SourceInUseError,
    keep_records,
    resting_on,
)
from domain_model.vocabulary import BuildingBlock, Level, LinkBasis, LinkSign, Reading, StatementKind
from tests.at_once import at_once

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ADA = Person("p-ada", "Ada FICTITIOUS", "ada@example.org", Role.EDITOR, NOW)
BEN = Person("p-ben", "Ben FICTITIOUS", "ben@example.org", Role.VIEWER, NOW)
SOURCE = Source("own-a", "FICTITIOUS interviews", "A. B.", "2021", "", "report", "", "")
STATEMENT = Statement(
    "own-s", StatementKind.BARRIER, (Cell.from_token("workforce/meso"),), "FICTITIOUS", "own-a", "p. 1", "", "",
    Reading.CODED, (), (), "",
)  # fmt: skip
LINK = Link(
    "own-l", BuildingBlock.FINANCING, Level.MACRO, BuildingBlock.WORKFORCE, Level.MESO, "a", "b", LinkSign.WORSENS,
    "FICTITIOUS", LinkBasis.STATED, "", "own-a", "p. 2",
)  # fmt: skip
RATING = ConfidenceRating(
    "S2", Concern.MINOR, Concern.MINOR, Concern.MINOR, Concern.MINOR, FindingConfidence.HIGH, "FICTITIOUS"
)
ADDED: tuple[Record, ...] = (
    (RecordKind.SOURCE, "own-a", SOURCE),
    (RecordKind.STATEMENT, "own-s", STATEMENT),
    (RecordKind.LINK, "own-l", LINK),
)


@pytest.fixture
def store(servers: Callable[[], Store]) -> Store:
    """A store in which a FICTITIOUS editor and a viewer have an account."""
    made = servers()
    with made.writing_unit_of_work() as work:
        for person in (ADA, BEN):
            work.people.add(person, "")
        work.commit()
    return made


def keep(
    store: Store,
    *records: Record,
    person: Person = ADA,
    action: AuditAction = AuditAction.EVIDENCE_ADDED,
    batch: str = "",
) -> tuple[Edit, ...]:
    with store.writing_unit_of_work() as work:
        made = keep_records(work, person, records, NOW, action=action, batch=batch)
        work.commit()
    return made


def count(store: Store) -> int:
    with store.unit_of_work() as work:
        return work.own_evidence.standing().number


def test_a_source_and_what_rests_on_it_are_kept_at_once_and_logged_once(store: Store) -> None:
    made = keep(store, *ADDED, batch="import-1")
    assert [(edit.number, edit.author, edit.batch) for edit in made] == [(n, "p-ada", "import-1") for n in (1, 2, 3)]
    with store.unit_of_work() as work:
        own = work.own_evidence.standing()
        (event,) = work.audit.latest(None, wanted=AuditFilter(action=AuditAction.EVIDENCE_ADDED))
        assert resting_on(own, "own-a") == ((RecordKind.STATEMENT, "own-s"), (RecordKind.LINK, "own-l"))
        assert resting_on(own, "study") == ()
    assert (event.person, event.subject, event.detail) == ("p-ada", "import import-1", "3 records, edits 1 to 3")


@pytest.mark.parametrize(
    ("records", "subject", "detail"),
    [
        (ADDED[:1], "source own-a", "version 1, edit 1"),
        (ADDED[:2], "source own-a and others", "2 records, edits 1 to 2"),
    ],
)
def test_the_log_says_what_it_was_about_and_never_what_it_says(
    store: Store, records: tuple[Record, ...], subject: str, detail: str
) -> None:
    keep(store, *records, action=AuditAction.EVIDENCE_UNDONE)
    with store.unit_of_work() as work:
        (event,) = work.audit.latest(1)
    assert (event.action, event.subject, event.detail) == (AuditAction.EVIDENCE_UNDONE, subject, detail)


def test_nothing_to_keep_is_not_logged(store: Store) -> None:
    assert keep(store) == ()
    with store.unit_of_work() as work:
        assert work.audit.latest(1) == ()


def test_what_is_kept_can_be_searched_from_then_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    renewed: list[tuple[Edit, ...]] = []
    monkeypatch.setattr(
        "data.search_repository.SqlSearchRepository.renew", lambda _self, edits, _entries: renewed.append(edits)
    )
    made = keep(store, *ADDED)
    assert renewed == [made]


@pytest.mark.parametrize(
    ("person", "words"),
    [(BEN, "role of editor"), (replace(ADA, id="p-gone"), "deleted"), (replace(BEN, role=Role.EDITOR), "viewer")],
)
def test_only_editors_as_they_are_kept_now_may_keep_evidence(store: Store, person: Person, words: str) -> None:
    with pytest.raises(NotAllowedError, match=words):
        keep(store, *ADDED, person=person)
    assert count(store) == 0


@pytest.mark.parametrize(
    "record",
    [
        (RecordKind.STATEMENT, "own-s", STATEMENT),
        (RecordKind.LINK, "own-l", replace(LINK, source="")),
        (RecordKind.CONFIDENCE, "own-s", replace(RATING, statement="own-s")),
        (RecordKind.PLACEMENT, "S99", Placement("S99", StatementKind.ENABLER, (), "")),
    ],
)
def test_a_record_rests_on_a_source_or_statement_that_stands(store: Store, record: Record) -> None:
    with pytest.raises(NothingToRestOnError):
        keep(store, record)
    assert count(store) == 0


def test_statements_of_the_catalogue_take_confidence_and_placements_only(store: Store) -> None:
    placed = Placement("T2-1", StatementKind.ENABLER, (), "FICTITIOUS")
    keep(store, (RecordKind.CONFIDENCE, "S2", RATING), (RecordKind.PLACEMENT, "T2-1", placed))
    for kind, record, content in (
        (RecordKind.STATEMENT, "S2", replace(STATEMENT, id="S2", source="study")),
        (RecordKind.SOURCE, "study", None),
        (RecordKind.LINK, "X1", None),
    ):
        with pytest.raises(ValueError, match="not one that was added here"):
            keep(store, (kind, record, content))
    assert count(store) == 2


def test_own_records_may_rest_on_a_source_of_the_catalogue(store: Store) -> None:
    keep(store, (RecordKind.STATEMENT, "own-s", replace(STATEMENT, source="study")))
    keep(store, (RecordKind.CONFIDENCE, "own-s", replace(RATING, statement="own-s")))
    assert count(store) == 2


def test_a_source_is_withdrawn_only_with_all_that_rests_on_it(store: Store) -> None:
    keep(store, *ADDED)
    with pytest.raises(SourceInUseError, match="2 records") as refused:
        keep(store, (RecordKind.SOURCE, "own-a", None))
    assert refused.value.records == ((RecordKind.STATEMENT, "own-s"), (RecordKind.LINK, "own-l"))
    with pytest.raises(SourceInUseError) as refused:
        keep(store, (RecordKind.SOURCE, "own-a", None), (RecordKind.STATEMENT, "own-s", None))
    assert refused.value.records == ((RecordKind.LINK, "own-l"),)
    with pytest.raises(NothingToRestOnError):
        keep(store, (RecordKind.SOURCE, "own-a", None), *ADDED[1:])
    keep(store, (RecordKind.SOURCE, "own-a", None), *((kind, record, None) for kind, record, _content in ADDED[1:]))
    with store.unit_of_work() as work:
        own = work.own_evidence.standing()
    assert (own.number, own.sources, own.statements, own.links) == (6, {}, {}, {})
    with pytest.raises(NothingToRestOnError):
        keep(store, ADDED[1])


def test_a_source_on_which_nothing_rests_any_more_can_go(store: Store) -> None:
    keep(store, *ADDED)
    keep(store, (RecordKind.STATEMENT, "own-s", replace(STATEMENT, source="study")), (RecordKind.LINK, "own-l", None))
    keep(store, (RecordKind.SOURCE, "own-a", None))
    with store.unit_of_work() as work:
        assert list(work.own_evidence.standing().statements) == ["own-s"]


# ---- At the same moment


def test_of_two_changes_at_the_same_moment_one_is_kept_and_the_other_told(
    servers: Callable[[], Store], store: Store
) -> None:
    other = servers()
    keep(store, *ADDED)

    def change(of: Store, title: str) -> str:
        draft = SourceDraft(title=title)
        try:
            with of.writing_unit_of_work() as work:
                change_record(work, ADA, "own-a", 1, draft, NOW)
                work.commit()
        except ChangedMeanwhileError:
            return "told"
        return title

    answers = at_once(lambda: change(store, "FICTITIOUS one"), lambda: change(other, "FICTITIOUS two"))
    assert sorted(answers)[1] == "told"
    with store.unit_of_work() as work:
        versions = work.own_evidence.history(RecordKind.SOURCE, "own-a")
    assert [one.content.title for one in versions[1:] if isinstance(one.content, Source)] == [sorted(answers)[0]]


def test_a_statement_and_the_end_of_its_source_at_the_same_moment_leave_no_statement_without_a_source(
    servers: Callable[[], Store], store: Store
) -> None:
    other = servers()
    for number in range(8):
        source = replace(SOURCE, id=f"own-{number}")
        keep(store, (RecordKind.SOURCE, source.id, source))
        rests = replace(STATEMENT, id=f"own-s{number}", source=source.id)

        def tried(of: Store, record: Record) -> bool:
            try:
                keep(of, record)
            except (SourceInUseError, NothingToRestOnError):
                return False
            return True

        gone: Record = (RecordKind.SOURCE, source.id, None)
        made: Record = (RecordKind.STATEMENT, rests.id, rests)
        assert sorted(at_once(lambda a=gone: tried(store, a), lambda a=made: tried(other, a))) == [False, True]
    with store.unit_of_work() as work:
        own = work.own_evidence.standing()
    resting = [one.content for one in own.statements.values() if isinstance(one.content, Statement)]
    assert {one.source for one in resting} == set(own.sources)


def test_edits_and_a_deletion_of_the_account_at_the_same_moment_wait_for_one_another(
    servers: Callable[[], Store], store: Store
) -> None:
    other = servers()

    def add() -> str:
        try:
            for number in range(10):
                keep(store, (RecordKind.SOURCE, f"own-{number}", replace(SOURCE, id=f"own-{number}")))
        except NotAllowedError:
            return "not allowed any more"
        return "all kept"

    def delete() -> str:
        with other.writing_unit_of_work() as work:
            delete_own_account(work, ADA, NOW, keeps_contributions=True)
            work.commit()
        return "deleted"

    assert at_once(add, delete)[1] == "deleted"
    with pytest.raises(NotAllowedError, match="deleted"):
        keep(store, (RecordKind.SOURCE, "own-late", replace(SOURCE, id="own-late")))
