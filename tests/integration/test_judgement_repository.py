"""Judgements are numbered in the order in which they become visible, and the remembered book is never wrong."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Event

import pytest

from data.unit_of_work import Store
from domain_model.cells import CELLS, Cell
from domain_model.judgements import Judgement, JudgementBook, NothingToUndoError, Opinion, undone
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.vocabulary import Confidence, Perception
from tests.at_once import at_once

NOW = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
AREA, OTHER_AREA = "QE1", "QHG"
MESO = Cell.from_token("service_delivery/meso")
MICRO = Cell.from_token("workforce/micro")
FULL = Opinion(
    Perception.MUCH_WORSE,
    9,
    2,
    Confidence.LOW,
    "FICTITIOUS: “waits”\n\tzwei Wörter 患者 🙂",
    "https://example.org/a?b=1",
)
PARTIAL = Opinion(severity=3)
EACH = 50


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


def judge(
    store: Store,
    opinion: Opinion | None,
    author: str = "p-ada",
    cell: Cell = MESO,
    area: str = AREA,
    restores: int | None = None,
) -> Judgement:
    with store.writing_unit_of_work() as work:
        made = work.judgements.add(author, area, cell, opinion, NOW, restores)
        work.commit()
    return made


def book_of(store: Store) -> JudgementBook:
    with store.unit_of_work() as work:
        return work.judgements.book()


def content(book: JudgementBook) -> tuple[int, dict[tuple[str, Cell], tuple[Judgement, ...]]]:
    return book.change, dict(book.by_place)


# ---- What is kept


@pytest.mark.parametrize(
    "opinion",
    [FULL, PARTIAL, Opinion(), Opinion(Perception.DONT_KNOW), Opinion(feasibility=8, confidence=Confidence.HIGH), None],
)
def test_an_opinion_comes_back_as_it_was_given(store: Store, opinion: Opinion | None) -> None:
    made = judge(store, opinion, restores=0)
    assert made == Judgement(1, "p-ada", AREA, MESO, 1, opinion, NOW, 0)
    with store.unit_of_work() as work:
        assert work.judgements.history("p-ada", AREA, MESO) == (made,)
        assert work.judgements.of("p-ada") == (made,)
        assert work.judgements.histories(AREA) == (made,)
        assert work.judgements.book().at(AREA, MESO) == (() if opinion is None else (made,))


def test_changes_are_numbered_over_all_views_and_versions_within_each(store: Store) -> None:
    first = judge(store, PARTIAL)
    second = judge(store, FULL, author="p-ben")
    third = judge(store, FULL)
    fourth = judge(store, FULL, area=OTHER_AREA)
    fifth = judge(store, None, cell=MICRO)
    sixth = judge(store, PARTIAL, restores=1)
    made = (first, second, third, fourth, fifth, sixth)
    assert [judgement.change for judgement in made] == [1, 2, 3, 4, 5, 6]
    assert [judgement.version for judgement in made] == [1, 1, 2, 1, 1, 3]
    with store.unit_of_work() as work:
        assert work.judgements.history("p-ada", AREA, MESO) == (first, third, sixth)
        assert work.judgements.history("p-ben", AREA, MESO) == (second,)
        assert work.judgements.history("p-ben", OTHER_AREA, MESO) == ()
        assert work.judgements.histories(AREA) == (first, second, third, fifth, sixth)
        assert work.judgements.histories(OTHER_AREA) == (fourth,)
        assert work.judgements.of("p-ada") == (first, third, fourth, fifth, sixth)
        assert work.judgements.of("nobody") == ()
        book = work.judgements.book()
    assert content(book) == (6, {(AREA, MESO): (sixth, second), (OTHER_AREA, MESO): (fourth,)})


def test_several_changes_of_one_piece_of_work_are_numbered_and_kept_together(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        numbers = [work.judgements.add("p-ben", AREA, cell, PARTIAL, NOW).change for cell in CELLS]
        assert len(work.judgements.history("p-ben", AREA, CELLS[7])) == 1
        work.commit()
    assert numbers == list(range(1, 19))
    assert book_of(store).change == 18


def test_a_change_that_was_not_committed_leaves_no_gap(store: Store) -> None:
    judge(store, PARTIAL)
    with pytest.raises(ZeroDivisionError), store.writing_unit_of_work() as work:
        assert work.judgements.add("p-ada", AREA, MESO, FULL, NOW).change == 2
        raise ZeroDivisionError
    assert judge(store, FULL, author="p-ben").change == 2


# ---- Undo


def test_undo_goes_back_step_by_step_through_the_database_and_stops_at_the_beginning(store: Store) -> None:
    def undo() -> Opinion | None:
        with store.writing_unit_of_work() as work:
            target, opinion = undone(work.judgements.history("p-ada", AREA, MESO))
            work.judgements.add("p-ada", AREA, MESO, opinion, NOW, target)
            work.commit()
        standing = [j for j in book_of(store).at(AREA, MESO) if j.author == "p-ada"]
        assert [j.opinion for j in standing] == ([opinion] if opinion else [])
        return opinion

    kept = judge(store, PARTIAL, author="p-ben")
    judge(store, FULL)
    judge(store, PARTIAL)
    judge(store, None)
    assert (undo(), undo()) == (PARTIAL, FULL)
    judge(store, Opinion(Perception.BETTER, 1, 9, Confidence.MEDIUM, "other", "other source"))
    assert (undo(), undo()) == (FULL, None)
    with store.unit_of_work() as work, pytest.raises(NothingToUndoError):
        undone(work.judgements.history("p-ada", AREA, MESO))
    with store.unit_of_work() as work:
        history = work.judgements.history("p-ada", AREA, MESO)
        assert [j.restores for j in history] == [None, None, None, 2, 1, None, 1, 0]
        assert [j.version for j in history] == list(range(1, 9))
    assert book_of(store).at(AREA, MESO) == (kept,)


def test_nobody_adds_to_a_history_that_was_read_for_writing(store: Store, servers: Callable[[], Store]) -> None:
    judge(store, PARTIAL)
    other = servers()
    has_read = Event()

    def undo() -> Judgement:
        with store.writing_unit_of_work() as work:
            history = work.judgements.history("p-ada", AREA, MESO)
            has_read.set()
            # The other writer waits meanwhile, or it would stand between what was read and what is written.
            assert work.judgements.history("p-ada", AREA, MESO) == history
            made = work.judgements.add("p-ada", AREA, MESO, *reversed_pair(undone(history)))
            work.commit()
        return made

    def reversed_pair(found: tuple[int, Opinion | None]) -> tuple[Opinion | None, datetime, int]:
        return found[1], NOW, found[0]

    def write() -> Judgement:
        assert has_read.wait(30)
        return judge(other, FULL)

    restoring, written = at_once(undo, write)
    assert (restoring.version, restoring.restores, restoring.opinion) == (2, 0, None)
    assert (written.version, written.change) == (3, 3)
    assert book_of(other).at(AREA, MESO) == (written,)


# ---- The book


def test_the_book_is_the_same_object_until_something_changes(store: Store) -> None:
    assert content(book_of(store)) == (0, {})
    assert book_of(store) is book_of(store)
    judge(store, PARTIAL)
    book = book_of(store)
    assert book.change == 1
    assert book_of(store) is book
    judge(store, None, author="p-ben")
    # A view withdrawn that nobody had is a change all the same.
    assert book_of(store) is not book
    assert content(book_of(store)) == (2, dict(book.by_place))


def test_a_reader_keeps_the_book_of_the_moment_at_which_it_began(store: Store, servers: Callable[[], Store]) -> None:
    judge(store, PARTIAL)
    with store.unit_of_work() as work:
        before = work.judgements.book()
        judge(servers(), FULL)
        assert work.judgements.book().change == 1
        assert content(work.judgements.book()) == content(before)
        assert work.judgements.history("p-ada", AREA, MESO)[-1].version == 1
    assert book_of(store).change == 2


def test_two_servers_see_each_others_changes(store: Store, servers: Callable[[], Store]) -> None:
    other = servers()
    for number, (writer, reader) in enumerate([(store, other), (other, store), (store, other)], start=1):
        made = judge(writer, Opinion(severity=number))
        assert book_of(reader).at(AREA, MESO) == (made,)
        assert book_of(reader).change == number
        assert content(book_of(writer)) == content(book_of(reader))


def test_only_what_is_new_is_read_again(store: Store) -> None:
    first = judge(store, PARTIAL, cell=MICRO)
    before = book_of(store).at(AREA, MICRO)[0]
    assert before == first
    judge(store, FULL)
    assert book_of(store).at(AREA, MICRO)[0] is before


def test_an_older_snapshot_reads_its_own_book_and_spoils_nobody_elses(store: Store) -> None:
    first = judge(store, PARTIAL)
    with store.unit_of_work() as old:
        old.people.names()  # the first question settles which moment this work sees
        second = judge(store, FULL, author="p-ben", cell=MICRO)
        newest = book_of(store)
        assert content(newest) == (2, {(AREA, MESO): (first,), (AREA, MICRO): (second,)})
        for _time in range(2):
            assert content(old.judgements.book()) == (1, {(AREA, MESO): (first,)})
            assert content(book_of(store)) == content(newest)
        third = judge(store, None)
        assert content(old.judgements.book()) == (1, {(AREA, MESO): (first,)})
        assert content(book_of(store)) == (third.change, {(AREA, MICRO): (second,)})


def test_a_writer_sees_its_own_changes_and_nobody_remembers_them_until_they_are_kept(store: Store) -> None:
    kept = judge(store, PARTIAL)
    with pytest.raises(ZeroDivisionError), store.writing_unit_of_work() as work:
        lost = work.judgements.add("p-ada", AREA, MICRO, FULL, NOW)
        assert work.judgements.book().at(AREA, MICRO) == (lost,)
        assert book_of(store).change == 1
        raise ZeroDivisionError
    assert content(book_of(store)) == (1, {(AREA, MESO): (kept,)})
    # The number of the change that was lost is given to another one.
    other = judge(store, FULL, author="p-ben", area=OTHER_AREA)
    assert other.change == lost.change
    assert content(book_of(store)) == (2, {(AREA, MESO): (kept,), (OTHER_AREA, MESO): (other,)})


def test_a_database_that_went_back_in_time_is_read_anew(store: Store) -> None:
    first = judge(store, PARTIAL)
    for number in range(1, 6):
        judge(store, Opinion(severity=number))
    assert book_of(store).change == 6
    with store.writing_unit_of_work() as work:  # as a restored backup would
        work.connection.exec_driver_sql("DELETE FROM judgements WHERE change > 1")
        work.connection.exec_driver_sql("UPDATE judgement_changes SET latest = 1")
        work.commit()
    assert content(book_of(store)) == (1, {(AREA, MESO): (first,)})
    for number in range(9, 4, -1):
        last = judge(store, Opinion(severity=number), author="p-ben")
    # It has as many changes again as were remembered, and they are others.
    assert content(book_of(store)) == (6, {(AREA, MESO): (last, first)})


# ---- Erasure


def test_what_a_deleted_person_said_is_removed_and_their_views_are_withdrawn_for_all(
    store: Store, servers: Callable[[], Store]
) -> None:
    other = servers()
    for opinion in (FULL, PARTIAL):
        judge(store, opinion)
    judge(store, FULL, area=OTHER_AREA)
    judge(store, FULL, cell=MICRO)
    kept = judge(store, FULL, author="p-ben")
    assert len(book_of(other).by_place) == 3
    later = NOW + timedelta(days=1)
    with store.writing_unit_of_work() as work:
        assert work.judgements.erase_of("p-ada", later) == 3
        assert work.judgements.erase_of("nobody", later) == 0
        work.commit()
    for server in (store, other, servers()):
        assert content(book_of(server)) == (8, {(AREA, MESO): (kept,)})
        with server.unit_of_work() as work:
            left = work.judgements.of("p-ada")
            assert [(j.change, j.version, j.opinion, j.at, j.restores) for j in left] == [
                (6, 3, None, later, None),
                (7, 2, None, later, None),
                (8, 2, None, later, None),
            ]
            assert {j.place for j in left} == {(AREA, MESO), (AREA, MICRO), (OTHER_AREA, MESO)}
            assert work.judgements.of("p-ben") == (kept,)
    rest = [row for row in _texts(store) if row != (FULL.reason, FULL.source)]
    assert rest == [("", "")] * 3


def test_nothing_said_at_the_moment_of_the_erasure_survives_it(store: Store, servers: Callable[[], Store]) -> None:
    judge(store, FULL)
    other = servers()
    written = Event()

    def write() -> None:
        with other.writing_unit_of_work() as work:
            work.judgements.add("p-ada", AREA, MICRO, FULL, NOW)
            written.set()
            assert not erased.wait(0.5)
            work.commit()

    def erase() -> None:
        assert written.wait(30)
        with store.writing_unit_of_work() as work:
            work.judgements.erase_of("p-ada", NOW)
            work.commit()
        erased.set()

    erased = Event()
    at_once(write, erase)
    assert book_of(store).by_place == {}
    assert set(_texts(store)) == {("", "")}


def _texts(store: Store) -> list[tuple[str, str]]:
    with store.unit_of_work() as work:
        rows = work.connection.exec_driver_sql("SELECT reason, source FROM judgements ORDER BY change")
        return [(row.reason, row.source) for row in rows]


# ---- Many at once


@pytest.mark.parametrize("is_same_cell", [True, False], ids=["the same cell", "different cells"])
def test_every_book_that_a_reader_sees_is_what_all_changes_up_to_its_number_make(
    store: Store, servers: Callable[[], Store], is_same_cell: bool
) -> None:
    writers = (store, servers())
    reading_elsewhere = servers()
    is_done = Event()

    def writing(author: str, server: Store, last: int) -> Callable[[], list[JudgementBook]]:
        def write() -> list[JudgementBook]:
            for number in range(EACH):
                cell = MESO if is_same_cell else CELLS[(number * (last + 2)) % len(CELLS)]
                opinion = None if number % 7 == 6 else Opinion(severity=number % 9 + 1, reason=f"{author} {number}")
                judge(server, opinion, author=author, cell=cell)
            return []

        return write

    def reading(server: Store) -> Callable[[], list[JudgementBook]]:
        def read() -> list[JudgementBook]:
            seen = [book_of(server)]
            while not is_done.is_set() or seen[-1].change < 2 * EACH:
                seen.append(book_of(server))
                if seen[-1].change == 2 * EACH:
                    break
            return seen

        return read

    try:
        *_nothing, here, elsewhere = at_once(
            writing("p-ada", writers[0], 0), writing("p-ben", writers[1], 1), reading(store), reading(reading_elsewhere)
        )
    finally:
        is_done.set()
    with store.unit_of_work() as work:
        changes = sorted((*work.judgements.of("p-ada"), *work.judgements.of("p-ben")), key=lambda j: j.change)
        assert changes == list(work.judgements.histories(AREA))
    assert [judgement.change for judgement in changes] == list(range(1, 2 * EACH + 1))
    versions: dict[object, list[int]] = {}
    for judgement in changes:
        versions.setdefault((judgement.author, judgement.place), []).append(judgement.version)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in versions.values())
    for author in ("p-ada", "p-ben"):
        said = [j.opinion.reason for j in changes if j.author == author and j.opinion]
        assert said == [f"{author} {number}" for number in range(EACH) if number % 7 != 6]
    for seen in (here, elsewhere):
        assert len({book.change for book in seen}) > 3, "nothing was read while others wrote"
        assert all(earlier.change <= later.change for earlier, later in pairwise(seen))
        for book in seen:
            prefix = JudgementBook().with_changes(changes[: book.change], book.change)
            assert content(book) == content(prefix)
