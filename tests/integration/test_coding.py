"""Coding rounds on a real database: what is kept, who may what, what agreeing changes, and what a deletion removes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from data.coding_repository import ROUNDS
from data.unit_of_work import SqlUnitOfWork, Store
from domain_model.cells import Cell
from domain_model.coding import Choice, ClosedRoundError, CodingRound, OpenRoundError
from domain_model.evidence import Placement, Source, Statement
from domain_model.evidence_book import evidence_book, evidence_version
from domain_model.evidence_vocabulary import CodingAspect, CodingCounting, PlacementBasis, RecordKind
from domain_model.own_evidence import Content
from domain_model.people import NotAllowedError, Person, new_id
from domain_model.people_vocabulary import AuditAction, Role
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.agree_codings import agree_on, agreed_history, undo_agreed
from domain_model.use_cases.code_statements import (
    NoSuchRoundError,
    NotTakingPartError,
    close_round,
    join_round,
    make_round,
    may_close,
    own_coding,
    place_statement,
    read_progress,
    read_round,
    set_finished,
    undo_placement,
)
from domain_model.use_cases.compare_coders import CodersCompared, compared
from domain_model.use_cases.compare_wording import words_since
from domain_model.use_cases.keep_evidence import keep_records
from domain_model.use_cases.read_coded_round import read_coded_round
from domain_model.vocabulary import StatementKind
from tests.builders import statement

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
MESO, MACRO = Cell.from_token("financing/meso"), Cell.from_token("workforce/macro")
BARRIER = Choice(StatementKind.BARRIER, MESO)
NOWHERE = Choice(StatementKind.ENABLER, None)
FIRST, SECOND, THIRD = "T2-001", "T2-002", "HF001"
Act = Callable[[SqlUnitOfWork], object]


@pytest.fixture
def store(seeded_store: Store) -> Store:
    return seeded_store


def somebody(store: Store, name: str = "Ada", role: Role = Role.EDITOR) -> Person:
    person_id = new_id()
    person = Person(person_id, f"{name} FICTITIOUS", f"{person_id.casefold()}@example.org", role, AT)
    with store.writing_unit_of_work() as work:
        work.people.add(person, "hash")
        work.commit()
    return person


def done(store: Store, act: Act) -> object:
    """Do something and keep it."""
    with store.writing_unit_of_work() as work:
        answer = act(work)
        work.commit()
    return answer


def round_of(store: Store, owner: Person, *coders: Person) -> CodingRound:
    """A new round of three statements with these coders, in this order."""
    with store.writing_unit_of_work() as work:
        made = make_round(work, owner, " FICTITIOUS  round ", [FIRST, SECOND, THIRD], AT)
        for number, coder in enumerate(coders):
            join_round(work, coder, made.id, AT + timedelta(minutes=number))
        work.commit()
    return made


def place(store: Store, coder: Person, made: CodingRound, statement: str, choice: Choice | None, seen: int = 0) -> None:
    done(store, lambda work: place_statement(work, coder, made.id, statement, choice, "", LATER, seen=seen))


def closed(store: Store, owner: Person, made: CodingRound) -> None:
    done(store, lambda work: close_round(work, owner, made.id, LATER))


# ---- Making, joining, placing


def test_a_round_is_kept_as_it_was_made_with_its_coders_in_the_order_of_joining(store: Store) -> None:
    ada, ben = somebody(store), somebody(store, "Ben")
    made = round_of(store, ada, ben, ada)
    with store.unit_of_work() as work:
        kept = read_round(work, made.id)
        assert kept == made and kept.title == "FICTITIOUS round" and kept.statements == (FIRST, SECOND, THIRD)
        assert [coder.person for coder in work.coding.coders(made.id)] == [ben.id, ada.id]
        assert made in work.coding.rounds()
        assert [one.round for one in work.coding.rounds_joined(ben.id)] == [made.id]
        with pytest.raises(NoSuchRoundError):
            read_round(work, "unknown")


def test_joining_twice_is_joining_once(store: Store) -> None:
    ada = somebody(store)
    made = round_of(store, ada, ada)
    again = done(store, lambda work: join_round(work, ada, made.id, LATER))
    with store.unit_of_work() as work:
        assert work.coding.coders(made.id) == (again,)


def test_every_version_of_a_placement_is_kept_and_the_latest_stands(store: Store) -> None:
    ada = somebody(store)
    made = round_of(store, ada, ada)
    place(store, ada, made, FIRST, BARRIER)
    place(store, ada, made, FIRST, NOWHERE, seen=1)
    place(store, ada, made, FIRST, NOWHERE, seen=2)
    place(store, ada, made, FIRST, None, seen=2)
    with store.unit_of_work() as work:
        own = own_coding(work, ada, made.id)
    assert [(one.version, one.choice) for one in own.versions[FIRST]] == [(1, BARRIER), (2, NOWHERE), (3, None)]
    assert own.placed == 0


def test_undo_says_again_what_stood_before_and_undone_again_it_is_back(store: Store) -> None:
    ada = somebody(store)
    made = round_of(store, ada, ada)
    place(store, ada, made, FIRST, BARRIER)
    stands = []
    for seen in (1, 2):
        done(store, lambda work, seen=seen: undo_placement(work, ada, made.id, FIRST, LATER, seen=seen))
        with store.unit_of_work() as work:
            stands.append(own_coding(work, ada, made.id).choice(FIRST))
    assert stands == [None, BARRIER]
    with store.writing_unit_of_work() as work:
        assert undo_placement(work, ada, made.id, SECOND, LATER, seen=0) is None
        assert place_statement(work, ada, made.id, SECOND, None, "", LATER, seen=0) is None


def test_what_another_window_changed_meanwhile_is_not_written_over(store: Store) -> None:
    ada = somebody(store)
    made = round_of(store, ada, ada)
    place(store, ada, made, FIRST, BARRIER)
    with store.writing_unit_of_work() as work:
        with pytest.raises(ChangedMeanwhileError):
            place_statement(work, ada, made.id, FIRST, NOWHERE, "", LATER, seen=0)
        taken = own_coding(work, ada, made.id).versions[FIRST][0]
        with pytest.raises(ChangedMeanwhileError):
            work.coding.add(taken)


@pytest.mark.parametrize(
    ("title", "statements", "why"),
    [
        ("", ["A"], "title"),
        ("x", [], "has 0"),
        ("x", [str(n) for n in range(501)], "has 501"),
        ("x", ["A", "A"], "twice"),
    ],
)
def test_a_round_needs_a_title_and_1_to_500_different_statements(store: Store, title, statements, why: str) -> None:
    ada = somebody(store)
    with store.writing_unit_of_work() as work, pytest.raises(ValueError, match=why):
        make_round(work, ada, title, statements, AT)


# ---- Who may what


def test_only_coders_of_the_round_place_its_statements_and_only_its_maker_closes_it(store: Store) -> None:
    ada, ben, viewer = somebody(store), somebody(store, "Ben"), somebody(store, "Vi", Role.VIEWER)
    made, other = round_of(store, ada, ada), round_of(store, ben, ben)
    with store.writing_unit_of_work() as work:
        for act in (
            lambda: place_statement(work, ben, made.id, FIRST, BARRIER, "", LATER, seen=0),
            lambda: own_coding(work, ben, made.id),
            lambda: set_finished(work, ben, made.id, LATER, is_finished=True),
        ):
            with pytest.raises(NotTakingPartError):
                act()
        for act in (
            lambda: close_round(work, ben, made.id, LATER),
            lambda: make_round(work, viewer, "x", [FIRST], AT),
            lambda: join_round(work, viewer, made.id, AT),
            lambda: own_coding(work, viewer, made.id),
        ):
            with pytest.raises(NotAllowedError):
                act()
        with pytest.raises(NoSuchRoundError):
            place_statement(work, ada, made.id, "RE001", BARRIER, "", LATER, seen=0)
        with pytest.raises(ValueError, match="at most 500"):
            place_statement(work, ada, made.id, FIRST, BARRIER, "x" * 501, LATER, seen=0)
        assert [may_close(work, person, made) for person in (ada, ben, viewer, None)] == [True, False, False, False]
        assert not may_close(work, ada, other)


def test_a_round_whose_maker_is_gone_is_closed_by_an_administrator(store: Store) -> None:
    ada, chief = somebody(store), somebody(store, "Chief", Role.ADMINISTRATOR)
    made = round_of(store, ada, chief)
    with store.writing_unit_of_work() as work:
        assert not may_close(work, chief, made)
        work.people.forget(ada.id, LATER)
        assert may_close(work, chief, made) and not may_close(work, somebody_new(), made)
        assert close_round(work, chief, made.id, LATER).is_closed


def somebody_new() -> Person:
    return Person(new_id(), "New FICTITIOUS", "new@example.org", Role.EDITOR, AT)


def test_a_closed_round_takes_nothing_any_more(store: Store) -> None:
    ada, ben = somebody(store), somebody(store, "Ben")
    made = round_of(store, ada, ada)
    place(store, ada, made, FIRST, BARRIER)
    closed(store, ada, made)
    with store.writing_unit_of_work() as work:
        for act in (
            lambda: place_statement(work, ada, made.id, SECOND, BARRIER, "", LATER, seen=0),
            lambda: undo_placement(work, ada, made.id, FIRST, LATER, seen=1),
            lambda: join_round(work, ben, made.id, LATER),
            lambda: set_finished(work, ada, made.id, LATER, is_finished=True),
            lambda: close_round(work, ada, made.id, LATER),
        ):
            with pytest.raises(ClosedRoundError):
                act()


def test_before_it_is_closed_others_learn_how_many_are_placed_and_nothing_else(store: Store) -> None:
    ada, ben = somebody(store), somebody(store, "Ben")
    made = round_of(store, ada, ada, ben)
    place(store, ben, made, FIRST, BARRIER)
    place(store, ben, made, SECOND, BARRIER)
    place(store, ben, made, SECOND, None, seen=1)
    done(store, lambda work: set_finished(work, ben, made.id, LATER, is_finished=True))
    with store.unit_of_work() as work:
        progress = read_progress(work, made)
        assert [(one.coder.person, one.placed) for one in progress] == [(ada.id, 0), (ben.id, 1)]
        assert [one.coder.finished_at for one in progress] == [None, LATER]
        assert own_coding(work, ada, made.id).versions == {}
        with pytest.raises(OpenRoundError):
            read_coded_round(work, made.id)
    done(store, lambda work: set_finished(work, ben, made.id, LATER, is_finished=False))
    with store.unit_of_work() as work:
        assert read_progress(work, made)[1].coder.finished_at is None


def test_two_rounds_with_the_same_statements_and_people_are_apart(store: Store) -> None:
    ada, ben = somebody(store), somebody(store, "Ben")
    hers, his = round_of(store, ada, ada, ben), round_of(store, ben, ada, ben)
    place(store, ada, hers, FIRST, BARRIER)
    place(store, ben, hers, FIRST, BARRIER)
    place(store, ada, his, FIRST, NOWHERE)
    closed(store, ada, hers)
    with store.unit_of_work() as work:
        found = compared(read_coded_round(work, hers.id), CodingCounting.WITH_NOWHERE)
        assert (found.coders, found.compared) == ((ada.id, ben.id), 1)
        assert own_coding(work, ada, his.id).choice(FIRST) == NOWHERE
        with pytest.raises(OpenRoundError):
            read_coded_round(work, his.id)


def test_coders_who_placed_nothing_are_not_compared(store: Store) -> None:
    ada, ben, cat = somebody(store), somebody(store, "Ben"), somebody(store, "Cat")
    made = round_of(store, ada, cat, ben, ada)
    for coder, choice in ((ada, BARRIER), (ben, Choice(StatementKind.BARRIER, MACRO))):
        place(store, coder, made, FIRST, choice)
        place(store, coder, made, SECOND, NOWHERE)
    closed(store, ada, made)
    with store.unit_of_work() as work:
        found = compared(read_coded_round(work, made.id), CodingCounting.WITH_NOWHERE)
    assert found.coders == (ben.id, ada.id)
    cell = next(one for one in found.overall if one.aspect is CodingAspect.CELL)
    # Agreement 1/2 against 1/4 by chance.
    assert cell.cohen is not None and cell.cohen.value == pytest.approx(1 / 3)
    assert [one.statement for one in found.disagreements] == [FIRST]


def test_what_is_done_with_rounds_is_in_the_audit_log_without_what_was_chosen(store: Store) -> None:
    ada = somebody(store)
    made = round_of(store, ada, ada)
    place(store, ada, made, FIRST, BARRIER)
    closed(store, ada, made)
    with store.unit_of_work() as work:
        events = [one for one in work.audit.latest(None) if one.subject == f"coding round {made.id}"]
    assert [(one.action, one.detail) for one in events] == [
        (AuditAction.CODING_ROUND_CLOSED, ""),
        (AuditAction.CODING_ROUND_JOINED, ""),
        (AuditAction.CODING_ROUND_MADE, "3 statements"),
    ]


# ---- The evidence of a round, and what is remembered of it


def own_source(name: str) -> Source:
    return Source(name, "FICTITIOUS source", "", "2026", "", "interview", "FICTITIOUS citation", "")


def edited(store: Store, person: Person, kind: RecordKind, record: str, content: Content | None, at: datetime) -> None:
    action = AuditAction.EVIDENCE_CHANGED
    done(store, lambda work: keep_records(work, person, [(kind, record, content)], at, action=action))


def version_of(store: Store) -> str:
    with store.unit_of_work() as work:
        return evidence_version(work.datasets.current().version, work.own_evidence.number())


def test_a_round_keeps_the_version_of_the_evidence_at_its_making_and_at_its_closing(store: Store) -> None:
    ada = somebody(store)
    before = version_of(store)
    made = round_of(store, ada, ada)
    edited(store, ada, RecordKind.SOURCE, f"own-{new_id()}", own_source("x"), AT)
    between = version_of(store)
    answer = done(store, lambda work: close_round(work, ada, made.id, LATER))
    edited(store, ada, RecordKind.SOURCE, f"own-{new_id()}", own_source("y"), LATER)
    with store.unit_of_work() as work:
        kept = read_round(work, made.id)
    assert before != between != version_of(store)
    assert (made.made_with, made.closed_with) == (before, None)
    assert (kept.made_with, kept.closed_with) == (before, between)
    assert answer == kept


def test_words_of_a_statement_that_were_changed_after_the_round_was_made_are_found(store: Store) -> None:
    ada, source, changed, same = somebody(store), *(f"own-{new_id()}" for _ in range(3))
    edited(store, ada, RecordKind.SOURCE, source, own_source(source), AT - timedelta(days=1))
    for one in (changed, same):
        words = own_statement(one, source, "FICTITIOUS words")
        edited(store, ada, RecordKind.STATEMENT, one, words, AT - timedelta(days=1))
    with store.writing_unit_of_work() as work:
        made = make_round(work, ada, "FICTITIOUS", [FIRST, changed, same], AT)
        close_round(work, ada, made.id, AT)
        work.commit()
    with store.unit_of_work() as work:
        found = words_since(work, read_round(work, made.id))
    assert (found.is_replaced, found.changed) == (False, frozenset())
    edited(store, ada, RecordKind.STATEMENT, changed, own_statement(changed, source, "FICTITIOUS others"), LATER)
    with store.unit_of_work() as work:
        found = words_since(work, read_round(work, made.id))
    assert (found.is_replaced, found.changed) == (False, {changed})


def own_statement(name: str, source: str, text: str) -> Statement:
    return replace(statement(name, cells=(MESO,)), source=source, text=text)


def test_a_closed_round_is_compared_once_and_anew_once_somebody_takes_their_placements_back(store: Store) -> None:
    ada, ben, cat = somebody(store), somebody(store, "Ben"), somebody(store, "Cat")
    made = round_of(store, ada, ada, ben, cat)
    for coder in (ada, ben, cat):
        place(store, coder, made, FIRST, BARRIER)
        place(store, coder, made, SECOND, NOWHERE if coder is cat else BARRIER)
    closed(store, ada, made)

    def found(*left_out: str) -> CodersCompared:
        with store.unit_of_work() as work:
            return compared(read_coded_round(work, made.id), CodingCounting.WITH_NOWHERE, frozenset(left_out))

    first = found()
    assert found() is first and found(cat.id) is not first
    assert found(cat.id) is found(cat.id)
    done(store, lambda work: work.coding.erase_of(cat.id))
    after = found()
    assert (after.coders, first.coders) == ((ada.id, ben.id), (ada.id, ben.id, cat.id))
    assert len(first.disagreements) == 1 and after.disagreements == ()
    # Nothing opens a round again; were it done, nothing that is remembered would be told.
    reopen = update(ROUNDS).where(ROUNDS.c.id == made.id).values(closed_at=None)
    done(store, lambda work: work.connection.execute(reopen))
    with store.unit_of_work() as work, pytest.raises(OpenRoundError):
        read_coded_round(work, made.id)


# ---- Agreeing


def stands(store: Store, statement: str) -> tuple[StatementKind, tuple[Cell, ...], PlacementBasis]:
    with store.unit_of_work() as work:
        book = evidence_book(work.datasets.current(), work.own_evidence.standing())
    one = next(one for one in book.evidence.statements if one.id == statement)
    return one.kind, one.cells, one.basis


def agreed(store: Store, person: Person, made: CodingRound, *cells: Cell, seen: int, reason: str = "FICTITIOUS reason"):
    kind = StatementKind.BOTH
    return done(store, lambda work: agree_on(work, person, made.id, THIRD, kind, cells, reason, LATER, seen=seen))


def test_an_agreed_coding_stands_in_the_evidence_with_its_history_and_can_be_undone(store: Store) -> None:
    ada, ben = somebody(store), somebody(store, "Ben")
    made = round_of(store, ada, ada)
    before = stands(store, THIRD)
    with store.writing_unit_of_work() as work, pytest.raises(OpenRoundError):
        agree_on(work, ben, made.id, THIRD, StatementKind.BOTH, [MESO], "x", LATER, seen=0)
    closed(store, ada, made)
    agreed(store, ben, made, MACRO, MESO, seen=0)
    assert stands(store, THIRD) == (StatementKind.BOTH, (MESO, MACRO), PlacementBasis.AGREED)
    agreed(store, ada, made, seen=1, reason="another FICTITIOUS reason")
    agreed(store, ada, made, seen=2, reason=" another FICTITIOUS reason ")
    assert stands(store, THIRD)[1] == ()
    for seen, expected in ((2, (MESO, MACRO)), (3, ())):
        done(store, lambda work, seen=seen: undo_agreed(work, ada, made.id, THIRD, LATER, seen=seen))
        assert stands(store, THIRD)[1] == expected
    with store.unit_of_work() as work:
        history = agreed_history(work, THIRD)
    assert [(one.author, one.version) for one in history] == [(ben.id, 1), (ada.id, 2), (ada.id, 3), (ada.id, 4)]
    assert history[0].content == Placement(THIRD, StatementKind.BOTH, (MESO, MACRO), "FICTITIOUS reason", made.id)
    assert [one.undoes for one in history] == [None, None, history[1].number, history[2].number]
    assert before[1] != ()


def test_undoing_the_first_agreement_brings_the_sources_own_placement_back(store: Store) -> None:
    ada = somebody(store)
    made = round_of(store, ada)
    closed(store, ada, made)
    before = stands(store, SECOND)
    done(store, lambda w: agree_on(w, ada, made.id, SECOND, StatementKind.THEME, [MACRO], "x", LATER, seen=0))
    assert stands(store, SECOND) == (StatementKind.THEME, (MACRO,), PlacementBasis.AGREED)
    done(store, lambda w: undo_agreed(w, ada, made.id, SECOND, LATER, seen=1))
    assert stands(store, SECOND) == before
    with store.writing_unit_of_work() as work:
        assert undo_agreed(work, ada, made.id, FIRST, LATER, seen=0) is None
        with pytest.raises(ChangedMeanwhileError):
            undo_agreed(work, ada, made.id, SECOND, LATER, seen=1)
        with pytest.raises(NoSuchRoundError):
            undo_agreed(work, ada, made.id, "RE001", LATER, seen=0)
        with pytest.raises(NotAllowedError):
            undo_agreed(work, somebody_new(), made.id, SECOND, LATER, seen=2)


# ---- Deleting an account


def test_erasing_a_coder_removes_what_they_placed_and_the_rounds_that_were_theirs_alone(store: Store) -> None:
    ada, ben = somebody(store), somebody(store, "Ben")
    shared, alone = round_of(store, ada, ada, ben), round_of(store, ada, ada)
    for made in (shared, alone):
        place(store, ada, made, FIRST, BARRIER)
    place(store, ada, shared, FIRST, NOWHERE, seen=1)
    place(store, ben, shared, FIRST, BARRIER)
    with store.unit_of_work() as work:
        assert len(work.coding.of(ada.id)) == 3
    assert done(store, lambda work: work.coding.erase_of(ada.id)) == 2
    with store.unit_of_work() as work:
        assert work.coding.of(ada.id) == ()
        assert [one.person for one in work.coding.coders(shared.id)] == [ben.id]
        assert own_coding(work, ben, shared.id).choice(FIRST) == BARRIER
        assert work.coding.round(shared.id) is not None and work.coding.round(alone.id) is None
