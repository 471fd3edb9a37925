"""Edits to evidence are numbered in the order in which they become visible, and what is remembered is never wrong."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Event

import pytest
from sqlalchemy import delete

from data.evidence_content import content_from
from data.own_evidence_repository import NUMBERS
from data.unit_of_work import Store
from domain_model.cells import Cell
from domain_model.evidence import ConfidenceRating, Link, Placement, Source, Statement
from domain_model.evidence_vocabulary import (
    Concern,
    FindingConfidence,
    Perspective,
    PlacementBasis,
    PopulationGroup,
    RecordKind,
    Wording,
)
from domain_model.own_evidence import Content, Edit, OwnEvidence, standing
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.vocabulary import BuildingBlock, Level, LinkBasis, LinkSign, Reading, StatementKind
from tests.at_once import at_once

NOW = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
EACH = 40
MESO = Cell.from_token("service_delivery/meso")
MICRO = Cell.from_token("workforce/micro")
SOURCE = Source(
    "own-source", "FICTITIOUS: “waits”\n\tzwei Wörter 患者 🙂", "A. B.", "2021", "P", "report", "C", "N", 2018, 2020,
    "https://example.org/a?b=1",
)  # fmt: skip
PLAIN_SOURCE = Source("own-source", "FICTITIOUS plain", "", "", "", "", "", "")
STATEMENT = Statement(
    "own-statement", StatementKind.BOTH, (MESO, MICRO), "FICTITIOUS text", "own-source", "p. 4", "PT", "nurse",
    Reading.CODED, ("T2-1", "T2-2"), (MICRO,), "Note", "all levels", "ST1",
    (PopulationGroup.RACE, PopulationGroup.AGE), PlacementBasis.STATED, Perspective.PRACTICE, Wording.QUOTATION,
)  # fmt: skip
LINK = Link(
    "own-link", BuildingBlock.FINANCING, Level.MACRO, None, None, "money", "everything", LinkSign.CONDITIONAL,
    "FICTITIOUS link", LinkBasis.OPINION, "As read", "own-source", "p. 5",
)  # fmt: skip
RATING = ConfidenceRating(
    "S2", Concern.MINOR, Concern.NONE_OR_VERY_MINOR, Concern.SERIOUS, Concern.MODERATE, FindingConfidence.VERY_LOW,
    "FICTITIOUS reason",
)  # fmt: skip
PLACED = Placement("S2", StatementKind.ENABLER, (MICRO, MESO), "FICTITIOUS", "round-1")
CONTENT: list[tuple[RecordKind, Content]] = [
    (RecordKind.SOURCE, SOURCE),
    (RecordKind.SOURCE, PLAIN_SOURCE),
    (RecordKind.STATEMENT, STATEMENT),
    (RecordKind.LINK, LINK),
    (RecordKind.CONFIDENCE, RATING),
    (RecordKind.PLACEMENT, PLACED),
]


@pytest.fixture
def store(servers: Callable[[], Store]) -> Store:
    """A store in which two FICTITIOUS editors have an account."""
    made = servers()
    with made.writing_unit_of_work() as work:
        for name in ("ada", "ben"):
            person = Person(f"p-{name}", f"{name} FICTITIOUS", f"{name}@example.org", Role.EDITOR, NOW)
            work.people.add(person, "")
        work.commit()
    return made


def add(
    store: Store,
    *records: tuple[RecordKind, str, Content | None],
    author: str = "p-ada",
    at: datetime = NOW,
    batch: str = "",
    undoes: int | None = None,
) -> tuple[Edit, ...]:
    with store.writing_unit_of_work() as work:
        made = work.own_evidence.add(author, records, at, batch=batch, undoes=undoes)
        work.commit()
    return made


def source_of(record: str, content: Content | None = SOURCE) -> tuple[RecordKind, str, Content | None]:
    return RecordKind.SOURCE, record, content


def standing_of(store: Store) -> OwnEvidence:
    with store.unit_of_work() as work:
        return work.own_evidence.standing()


def content_of(own: OwnEvidence) -> tuple[object, ...]:
    return (own.number, own.sources, own.statements, own.links, own.confidence, own.placements)


def everything(store: Store) -> tuple[Edit, ...]:
    with store.unit_of_work() as work:
        return tuple(reversed(work.own_evidence.latest(10_000)))


# ---- What is kept


@pytest.mark.parametrize(("kind", "content"), CONTENT)
def test_content_comes_back_as_it_was_given(store: Store, kind: RecordKind, content: Content) -> None:
    (made,) = add(store, (kind, "own-1", content), batch="import-1", undoes=0)
    assert made == Edit(1, kind, "own-1", 1, content, "p-ada", NOW, "import-1", 0)
    with store.unit_of_work() as work:
        assert work.own_evidence.edit(1) == made
        assert work.own_evidence.history(kind, "own-1") == (made,)


def test_content_without_the_fields_of_a_later_release_has_their_defaults() -> None:
    text = '{"id":"own-1","title":"T","authors":"","year":"","publisher":"","kind":"","citation":"","note":""}'
    assert content_from(RecordKind.SOURCE, text) == Source("own-1", "T", "", "", "", "", "", "")


def test_versions_are_counted_by_kind_and_record_also_within_one_call(store: Store) -> None:
    add(store, source_of("own-1"), source_of("own-2"))
    made = add(
        store,
        source_of("own-2", None),
        (RecordKind.STATEMENT, "own-2", STATEMENT),
        source_of("own-2", PLAIN_SOURCE),
        author="p-ben",
    )
    assert [(one.number, one.kind, one.version, one.author) for one in made] == [
        (3, RecordKind.SOURCE, 2, "p-ben"),
        (4, RecordKind.STATEMENT, 1, "p-ben"),
        (5, RecordKind.SOURCE, 3, "p-ben"),
    ]
    with store.unit_of_work() as work:
        versions = work.own_evidence.history(RecordKind.SOURCE, "own-2")
        assert [(one.version, one.content) for one in versions] == [(1, SOURCE), (2, None), (3, PLAIN_SOURCE)]


def test_more_records_than_one_question_may_name_are_numbered_right(store: Store) -> None:
    records = [source_of(f"own-{number}") for number in range(1203)]
    add(store, *records)
    made = add(store, *reversed(records))
    assert [one.number for one in made] == list(range(1204, 2407))
    assert {one.version for one in made} == {2}
    assert [one.record for one in made] == [f"own-{number}" for number in reversed(range(1203))]


def test_nothing_to_keep_changes_nothing(store: Store) -> None:
    before = standing_of(store)
    assert add(store) == ()
    assert standing_of(store) is before


def test_edits_are_found_by_number_person_and_import(store: Store) -> None:
    add(store, source_of("own-1"), batch="b")
    add(store, source_of("own-2"), source_of("own-3"), author="p-ben", batch="a")
    add(store, source_of("own-1", None))
    with store.unit_of_work() as work:
        own = work.own_evidence
        assert [one.number for one in own.of("p-ada")] == [1, 4]
        assert [one.number for one in own.of("p-ben")] == [2, 3]
        assert [one.number for one in own.of_batch("a")] == [2, 3]
        assert [one.number for one in own.latest(3)] == [4, 3, 2]
        assert [one.number for one in own.latest(2, before=3)] == [2, 1]
        assert own.latest(5, before=1) == ()
        assert [one.number for one in own.latest(5, author="p-ada")] == [4, 1]
        assert own.latest(5, kind=RecordKind.LINK) == ()
        assert [one.number for one in own.latest(1, 4, kind=RecordKind.SOURCE, author="p-ben")] == [3]
        assert own.histories([(RecordKind.SOURCE, "own-1"), (RecordKind.LINK, "own-1")]) == {
            (RecordKind.SOURCE, "own-1"): own.history(RecordKind.SOURCE, "own-1"),
            (RecordKind.LINK, "own-1"): (),
        }
        assert own.authors() == ("p-ada", "p-ben")
        assert own.edit(9) is None
        assert own.history(RecordKind.LINK, "own-1") == ()


# ---- What stands is remembered


def test_what_stands_is_the_same_object_until_something_changes(store: Store) -> None:
    add(store, source_of("own-1"))
    before = standing_of(store)
    assert standing_of(store) is before
    add(store, source_of("own-2", PLAIN_SOURCE))
    after = standing_of(store)
    assert after is not before
    assert list(before.sources) == ["own-1"]
    assert [(one.record, one.content) for one in after.sources.values()] == [
        ("own-1", SOURCE),
        ("own-2", PLAIN_SOURCE),
    ]


def test_what_is_not_committed_is_seen_by_its_writer_only(store: Store) -> None:
    add(store, source_of("own-1"))
    with store.writing_unit_of_work() as work:
        work.own_evidence.add("p-ada", [source_of("own-2")], NOW)
        assert list(work.own_evidence.standing().sources) == ["own-1", "own-2"]
    assert list(standing_of(store).sources) == ["own-1"]
    (made,) = add(store, source_of("own-3"))
    assert made.number == 2
    assert list(standing_of(store).sources) == ["own-1", "own-3"]


def test_another_server_sees_what_was_committed(servers: Callable[[], Store], store: Store) -> None:
    other = servers()
    assert content_of(standing_of(other)) == content_of(standing(()))
    add(store, source_of("own-1"))
    add(other, source_of("own-1", None), author="p-ben")
    assert content_of(standing_of(store)) == content_of(standing_of(other)) == (2, {}, {}, {}, {}, {})


def test_a_store_that_remembers_more_than_the_database_has_reads_anew(store: Store) -> None:
    add(store, source_of("own-1"))
    store._remembered.own_evidence.known = standing(  # type: ignore[attr-defined] - as after a restore of an older backup
        [Edit(7, RecordKind.SOURCE, "own-lost", 1, SOURCE, "p-ada", NOW)]
    )
    assert list(standing_of(store).sources) == ["own-1"]
    assert standing_of(store).number == 1


def test_numbers_become_visible_in_their_order_while_several_write(servers: Callable[[], Store], store: Store) -> None:
    """Two writers and a reader, on three servers: no reader ever sees number n without all before it."""
    other, reader = servers(), servers()
    is_over = Event()
    seen: list[int] = []

    def write(of: Store, author: str) -> Sequence[int]:
        made = [add(of, source_of("own-shared"), source_of(f"own-{author}"), author=author) for _turn in range(EACH)]
        return [edit.number for edits in made for edit in edits]

    def read() -> Sequence[int]:
        while not is_over.is_set():
            own = standing_of(reader)
            assert content_of(own) == content_of(standing(everything(reader)[: own.number]))
            seen.append(own.number)
        return []

    def both() -> Sequence[int]:
        try:
            ada, ben = at_once(lambda: write(store, "p-ada"), lambda: write(other, "p-ben"))
        finally:
            is_over.set()
        return [*ada, *ben]

    numbers, _nothing = at_once(both, read)
    assert sorted(numbers) == list(range(1, 4 * EACH + 1))
    assert all(earlier <= later for earlier, later in pairwise(seen))
    shared = [edit.version for edit in everything(store) if edit.record == "own-shared"]
    assert shared == list(range(1, 2 * EACH + 1))
    assert content_of(standing_of(reader)) == content_of(standing(everything(store)))


def test_a_turn_that_was_taken_makes_others_wait(store: Store) -> None:
    started, order = Event(), []

    def first() -> None:
        with store.writing_unit_of_work() as work:
            work.own_evidence.take_turn()
            started.set()
            before = work.own_evidence.standing().number
            order.append("first reads")
            assert work.own_evidence.add("p-ada", [source_of("own-1")], NOW)[0].number == before + 1
            order.append("first writes")
            work.commit()

    def second() -> None:
        started.wait(30)
        with store.writing_unit_of_work() as work:
            work.own_evidence.take_turn()
            order.append("second")
            work.own_evidence.add("p-ben", [source_of("own-1", None)], NOW + timedelta(seconds=1))
            work.commit()

    at_once(first, second)
    assert order == ["first reads", "first writes", "second"]
    assert [edit.author for edit in everything(store)] == ["p-ada", "p-ben"]


def test_taking_a_turn_for_reading_only_waits_for_nobody(store: Store) -> None:
    with store.writing_unit_of_work() as writer:
        writer.own_evidence.take_turn()
        with store.unit_of_work() as work:
            work.own_evidence.take_turn()
            assert work.own_evidence.standing().number == 0


def test_histories_are_those_of_the_kind_that_was_asked_for(store: Store) -> None:
    add(store, source_of("own-1"), (RecordKind.STATEMENT, "own-1", STATEMENT), source_of("own-1", None))
    with store.unit_of_work() as work:
        found = work.own_evidence.histories([(RecordKind.SOURCE, "own-1")])
    assert [edit.number for edit in found[RecordKind.SOURCE, "own-1"]] == [1, 3]
    assert list(found) == [(RecordKind.SOURCE, "own-1")]


def test_a_database_without_its_row_of_numbers_is_said_to_need_a_migration(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        work.connection.execute(delete(NUMBERS))
        with pytest.raises(RuntimeError, match="migrate the database"):
            work.own_evidence.add("p-ada", [source_of("own-1")], NOW)
