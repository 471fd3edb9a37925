"""What somebody sends while their account is being deleted: it is removed with the rest, or it is not kept."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event

import pytest

from data.unit_of_work import SqlUnitOfWork, Store
from domain_model.cells import Cell
from domain_model.judgements import Opinion
from domain_model.people import NotAllowedError, Person, new_id
from domain_model.people_vocabulary import Role
from domain_model.use_cases.judge_cells import Answer, score_cell
from domain_model.use_cases.keep_accounts import delete_own_account
from domain_model.use_cases.keep_views import save_view
from domain_model.use_cases.write_notes import write_note
from domain_model.vocabulary import Perception
from tests.at_once import at_once

AT = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)
CELL = Cell.from_token("financing/macro")
Act = Callable[[SqlUnitOfWork, Person], object]
ACTS: dict[str, Act] = {
    "score": lambda work, person: score_cell(work, person, "QYG", CELL, Answer(Opinion(Perception.WORSE)), AT),
    "note": lambda work, person: write_note(work, person, "QYG", CELL, "FICTITIOUS note", AT),
    "view": lambda work, person: save_view(work, person, "FICTITIOUS view", "/heat-map", AT),
}


@pytest.fixture
def ada(seeded_store: Store) -> Person:
    """An editor with one view, one note and one saved view."""
    person_id = new_id()
    person = Person(person_id, "Ada FICTITIOUS", f"{person_id.casefold()}@example.org", Role.EDITOR, AT)
    with seeded_store.writing_unit_of_work() as work:
        work.people.add(person, "hash")
        score_cell(work, person, "QE1", CELL, Answer(Opinion(Perception.BETTER)), AT)
        write_note(work, person, "QE1", CELL, "FICTITIOUS first note", AT)
        save_view(work, person, "FICTITIOUS first view", "/tile-map", AT)
        work.commit()
    return person


def left_of(store: Store, person: Person) -> tuple[int, int, int]:
    """How many views of cells, notes and saved views of theirs stand."""
    with store.unit_of_work() as work:
        standing = [judgement for judgement in work.judgements.of(person.id) if judgement.opinion is not None]
        return len(standing), len(work.notes.of(person.id)), len(work.saved_views.of(person.id))


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_what_is_sent_after_a_deletion_began_is_not_kept(seeded_store: Store, ada: Person, act: Act) -> None:
    deleting = Event()

    def delete() -> None:
        with seeded_store.writing_unit_of_work() as work:
            delete_own_account(work, ada, AT, keeps_contributions=False)
            deleting.set()
            time.sleep(0.3)
            work.commit()

    def send() -> None:
        assert deleting.wait(30)
        with (
            seeded_store.writing_unit_of_work() as work,
            pytest.raises(NotAllowedError, match="Your account was deleted meanwhile"),
        ):
            act(work, ada)

    assert left_of(seeded_store, ada) == (1, 1, 1)
    at_once(delete, send)
    assert left_of(seeded_store, ada) == (0, 0, 0)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_what_was_sent_before_a_deletion_began_is_removed_with_the_rest(
    seeded_store: Store, ada: Person, act: Act
) -> None:
    sent = Event()

    def send() -> None:
        with seeded_store.writing_unit_of_work() as work:
            act(work, ada)
            sent.set()
            time.sleep(0.3)
            work.commit()

    def delete() -> None:
        assert sent.wait(30)
        with seeded_store.writing_unit_of_work() as work:
            delete_own_account(work, ada, AT, keeps_contributions=False)
            work.commit()

    at_once(send, delete)
    assert left_of(seeded_store, ada) == (0, 0, 0)
