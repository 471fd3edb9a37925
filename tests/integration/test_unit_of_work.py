"""A unit of work is all or nothing, and leaves its connection usable whatever happened in it."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from data.current import (
    EXTENSION,
    current_dataset,
    current_judgements,
    current_store,
    passwords,
    unit_of_work,
    writing_unit_of_work,
)
from data.errors import StoreError
from data.unit_of_work import SqlUnitOfWork, Store
from domain_model.cells import CELLS
from domain_model.judgements import Opinion
from domain_model.notes import Note
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.ports.accounts import AddressTakenError
from tests.at_once import at_once

NOW = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)


def person(name: str) -> Person:
    return Person(f"p-{name}", f"{name} FICTITIOUS", f"{name}@example.org", Role.EDITOR, NOW)


def names_in(store: Store) -> list[str]:
    with store.unit_of_work() as work:
        return sorted(work.people.names())


def test_what_is_committed_is_there_for_others_and_not_before(store: Store, servers: Callable[[], Store]) -> None:
    other = servers()
    with store.writing_unit_of_work() as work:
        work.people.add(person("ada"), "")
        assert names_in(other) == []
        work.commit()
        assert names_in(other) == ["p-ada"]


def test_what_is_not_committed_leaves_no_trace(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        work.people.add(person("ada"), "")
    assert names_in(store) == []


def test_what_follows_a_commit_is_a_piece_of_its_own(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        work.people.add(person("ada"), "")
        work.commit()
        work.people.add(person("ben"), "")
        work.commit()
        work.people.add(person("eve"), "")
    assert names_in(store) == ["p-ada", "p-ben"]


def test_an_error_inside_leaves_nothing_of_any_kind_and_the_next_work_goes_on(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        work.people.add(person("ada"), "hash")
        work.commit()
    with pytest.raises(ZeroDivisionError), store.writing_unit_of_work() as work:
        work.people.add(person("ben"), "")
        work.people.set_password("p-ada", "other")
        work.judgements.add("p-ada", "QE1", CELLS[4], Opinion(severity=4), NOW)
        work.notes.add(Note("n-1", "p-ada", "QE1", CELLS[4], 1, "FICTITIOUS", NOW))
        work.sent_forms.take("form-1", NOW)
        raise ZeroDivisionError
    for _time in range(20):  # more often than there are connections
        with store.writing_unit_of_work() as work:
            assert sorted(work.people.names()) == ["p-ada"]
            assert work.people.password_hash("p-ada") == "hash"
            assert work.judgements.of("p-ada") == ()
            assert work.notes.of("p-ada") == ()
            assert work.sent_forms.take("form-1", NOW)


def test_an_error_of_the_database_is_said_in_one_line_and_the_next_work_goes_on(store: Store) -> None:
    with (
        pytest.raises(StoreError, match="(?i)the database .*: cannot be used: .*foreign key") as caught,
        store.writing_unit_of_work() as work,
    ):
        work.people.add(person("ada"), "")
        work.judgements.add("p-nobody", "QE1", CELLS[4], Opinion(severity=4), NOW)
        work.commit()
    assert "\n" not in str(caught.value)
    assert names_in(store) == []
    with store.writing_unit_of_work() as work:
        work.people.add(person("ada"), "")
        work.commit()
    assert names_in(store) == ["p-ada"]


def test_a_refused_row_within_a_savepoint_leaves_the_rest_of_the_work(store: Store) -> None:
    with store.writing_unit_of_work() as work:
        work.people.add(person("ada"), "")
        for name in ("twin", "triplet"):
            with pytest.raises(AddressTakenError):
                work.people.add(Person(f"p-{name}", name, "ada@example.org", Role.VIEWER, NOW), "")
        with pytest.raises(IntegrityError), work.connection.begin_nested():
            work.people.set_password("p-ada", "lost with the savepoint")
            work.judgements.add("p-nobody", "QE1", CELLS[4], Opinion(severity=4), NOW)
        work.people.add(person("ben"), "")
        assert work.judgements.add("p-ada", "QE1", CELLS[4], Opinion(severity=4), NOW).change == 1
        work.commit()
    assert names_in(store) == ["p-ada", "p-ben"]
    with store.unit_of_work() as work:
        assert work.people.password_hash("p-ada") == ""


def test_work_that_was_begun_for_reading_cannot_be_committed(store: Store) -> None:
    with store.unit_of_work() as work:
        work.people.add(person("ada"), "")
        with pytest.raises(RuntimeError, match="this unit of work only reads: begin one with writing_unit_of_work"):
            work.commit()
    assert names_in(store) == []


@pytest.mark.parametrize(
    "name",
    [
        "audit",
        "connection",
        "datasets",
        "judgements",
        "links",
        "notes",
        "people",
        "saved_views",
        "sent_forms",
        "sign_ins",
        "tokens",
    ],
)
def test_a_unit_of_work_is_used_inside_its_block(store: Store, name: str) -> None:
    work = store.unit_of_work()
    with pytest.raises(RuntimeError, match="is used inside its block"):
        getattr(work, name)
    with work:
        assert getattr(work, name) is not None
    with pytest.raises(RuntimeError, match="is used inside its block"):
        getattr(work, name)


def test_a_unit_of_work_cannot_be_begun_within_itself_and_may_be_begun_again(store: Store) -> None:
    work = store.writing_unit_of_work()
    with work:
        work.people.add(person("ada"), "")
        with pytest.raises(RuntimeError, match="has begun already: take another one"):
            work.__enter__()
        work.commit()
    with work:
        assert sorted(work.people.names()) == ["p-ada"]
    with pytest.raises(RuntimeError, match="is used inside its block"):
        work.commit()


def test_a_reader_sees_one_moment_of_everything(store: Store, servers: Callable[[], Store]) -> None:
    other = servers()
    with store.unit_of_work() as reading:
        assert reading.people.names() == {}
        with other.writing_unit_of_work() as writing:
            writing.people.add(person("ada"), "")
            writing.judgements.add("p-ada", "QE1", CELLS[4], Opinion(severity=4), NOW)
            writing.commit()
        assert reading.people.names() == {}
        assert reading.judgements.book().change == 0
    assert names_in(store) == ["p-ada"]


def test_a_writer_waits_for_the_one_before_it_and_sees_what_that_one_kept(
    store: Store, servers: Callable[[], Store]
) -> None:
    other = servers()
    has_begun, is_waited_for = Event(), Event()

    def first() -> int:
        with store.writing_unit_of_work() as work:
            work.people.add(person("ada"), "")
            change = work.judgements.add("p-ada", "QE1", CELLS[4], Opinion(severity=4), NOW).change
            has_begun.set()
            assert not is_waited_for.wait(0.3)
            work.commit()
        return change

    def second() -> int:
        assert has_begun.wait(30)
        with other.writing_unit_of_work() as work:
            history = work.judgements.history("p-ada", "QE1", CELLS[4])
            is_waited_for.set()
            assert [judgement.change for judgement in history] == [1]
            change = work.judgements.add("p-ada", "QE1", CELLS[4], None, NOW).change
            work.commit()
        return change

    assert at_once(first, second) == [1, 2]


def test_pages_work_on_the_store_of_the_running_application(store: Store) -> None:
    server = Flask("test")
    server.extensions[EXTENSION] = store
    with server.app_context():
        assert current_store() is store
        with writing_unit_of_work() as work:
            work.people.add(person("ada"), "")
            made = work.judgements.add("p-ada", "QE1", CELLS[4], Opinion(severity=4), NOW)
            work.commit()
        with unit_of_work() as work:
            assert isinstance(work, SqlUnitOfWork)
            assert work.people.by_id("p-ada") == person("ada")
            with pytest.raises(RuntimeError, match="only reads"):
                work.commit()
        assert current_judgements().at("QE1", CELLS[4]) == (made,)
        assert current_judgements() is current_judgements()
        assert current_dataset() is current_dataset()
        assert current_dataset().observations == 8
        assert passwords() is passwords()
    with Flask("bare").app_context(), pytest.raises(RuntimeError, match=EXTENSION):
        current_store()
