"""Notes and saved views in a database: every version is kept, nobody overwrites another's, and orders are one's own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.unit_of_work import Store
from domain_model.cells import Cell
from domain_model.notes import Note
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.saved_views import SavedView
from tests.at_once import at_once

NOW = datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)
MESO = Cell.from_token("service_delivery/meso")
MICRO = Cell.from_token("workforce/micro")
NOTE = Note("n-1", "p-ada", "QE1", MESO, 1, "FICTITIOUS 'note'; \\ \" {}\n\t“zwei” 患者 🙂 @study", NOW)
VIEW = SavedView("v-1", "p-ada", "Beds “öäü” 患者", "/heat-map", "?region=Y1&level=meso", 3, False, NOW, NOW + HOUR)


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


def keep(store: Store, *kept: Note | SavedView) -> None:
    with store.writing_unit_of_work() as work:
        for one in kept:
            if isinstance(one, Note):
                work.notes.add(one)
            else:
                work.saved_views.add(one)
        work.commit()


# ---- Notes


def test_a_note_comes_back_as_it_was_written_with_all_its_versions(store: Store) -> None:
    second = replace(NOTE, version=2, text="Second FICTITIOUS", at=NOW + HOUR)
    gone = replace(NOTE, version=3, text="", at=NOW + 2 * HOUR, is_withdrawn=True)
    keep(store, NOTE, second, gone)
    with store.unit_of_work() as work:
        assert work.notes.versions("n-1") == (NOTE, second, gone)
        assert work.notes.versions("unknown") == ()


def test_everything_that_somebody_wrote_is_found_note_by_note_withdrawn_ones_too(store: Store) -> None:
    later = replace(NOTE, id="n-0", at=NOW + timedelta(hours=2))
    withdrawn = replace(later, version=2, text="", is_withdrawn=True)
    keep(store, later, withdrawn, NOTE, replace(NOTE, id="n-9", author="p-ben"))
    with store.unit_of_work() as work:
        assert work.notes.versions_of("p-ada") == ((NOTE,), (later, withdrawn))
        assert work.notes.of("p-ada") == (NOTE,)


def test_the_versions_that_stand_are_shown_the_latest_first(store: Store) -> None:
    older = replace(NOTE, id="n-2", author="p-ben", text="Older FICTITIOUS", at=NOW - HOUR)
    edited = replace(NOTE, version=2, text="Edited FICTITIOUS", at=NOW + 3 * HOUR)
    withdrawn = replace(NOTE, id="n-3", at=NOW + HOUR)
    elsewhere = replace(NOTE, id="n-4", cell=MICRO, at=NOW + HOUR)
    other_area = replace(NOTE, id="n-5", area="QHG", author="p-ben")
    # Its first version is the last to be written into the table.
    keep(store, withdrawn, replace(withdrawn, version=2, text="", is_withdrawn=True), edited, older, elsewhere)
    keep(store, other_area, NOTE)
    with store.unit_of_work() as work:
        assert work.notes.at("QE1", MESO) == (edited, older)
        assert work.notes.at("QE1", MICRO) == (elsewhere,)
        assert work.notes.at("QHG", MESO) == (other_area,)
        assert work.notes.at("QHG", MICRO) == ()
        assert work.notes.of("p-ada") == (edited, elsewhere)
        assert work.notes.of("p-ben") == (other_area, older)
        assert work.notes.of("nobody") == ()


def test_a_note_that_was_withdrawn_can_come_back(store: Store) -> None:
    back = replace(NOTE, version=3, at=NOW + 2 * HOUR)
    keep(store, NOTE, replace(NOTE, version=2, text="", is_withdrawn=True), back)
    with store.unit_of_work() as work:
        assert work.notes.at("QE1", MESO) == (back,)


def test_a_version_is_written_once_and_the_work_goes_on_after_a_refusal(store: Store) -> None:
    other = replace(NOTE, id="n-2", text="Other FICTITIOUS")
    keep(store, NOTE)
    with store.writing_unit_of_work() as work:
        with pytest.raises(ChangedMeanwhileError, match="note n-1, version 1"):
            work.notes.add(replace(NOTE, text="Overwritten"))
        work.notes.add(other)
        work.commit()
    with store.unit_of_work() as work:
        assert work.notes.versions("n-1") == (NOTE,)
        assert work.notes.versions("n-2") == (other,)


def test_of_two_who_change_a_note_at_once_one_is_told(servers: Callable[[], Store], store: Store) -> None:
    keep(store, NOTE)

    def changing(text: str, server: Store) -> Callable[[], str]:
        def change() -> str:
            with server.writing_unit_of_work() as work:
                try:
                    work.notes.add(replace(NOTE, version=2, text=text))
                except ChangedMeanwhileError:
                    return "told"
                work.commit()
            return text

        return change

    answers = sorted(at_once(*(changing(f"by {number}", servers()) for number in range(4))))
    assert answers[1:] == ["told"] * 3
    with store.unit_of_work() as work:
        assert [note.text for note in work.notes.versions("n-1")] == [NOTE.text, answers[0]]


def test_all_notes_of_a_deleted_person_are_removed_and_nobody_elses(store: Store) -> None:
    theirs = replace(NOTE, id="n-3", author="p-ben")
    keep(store, NOTE, replace(NOTE, version=2, text="", is_withdrawn=True), replace(NOTE, id="n-2", cell=MICRO), theirs)
    with store.writing_unit_of_work() as work:
        assert work.notes.erase_of("p-ada") == 2
        assert work.notes.erase_of("p-ada") == 0
        work.commit()
    with store.unit_of_work() as work:
        assert (work.notes.versions("n-1"), work.notes.versions("n-2")) == ((), ())
        assert work.notes.at("QE1", MESO) == (theirs,)


# ---- Saved views


def test_a_view_comes_back_as_it_was_kept(store: Store) -> None:
    other = SavedView("v-2", "p-ben", "Other", "/", "", 1, True, NOW - HOUR, NOW)
    keep(store, VIEW, other)
    with store.unit_of_work() as work:
        assert work.saved_views.by_id("v-1") == VIEW
        assert work.saved_views.by_id("v-2") == other
        assert work.saved_views.by_id("v-3") is None
        assert work.saved_views.of("p-ada") == (VIEW,)
        assert work.saved_views.of("nobody") == ()


def test_a_changed_view_takes_the_place_of_the_earlier_one(store: Store) -> None:
    changed = replace(VIEW, name="Renamed", path="/area/QE1", search="", is_shared=True, changed_at=NOW + 2 * HOUR)
    other = replace(VIEW, id="v-2")
    keep(store, VIEW, other)
    with store.writing_unit_of_work() as work:
        assert work.saved_views.change(changed)
        work.commit()
    with store.unit_of_work() as work:
        assert work.saved_views.of("p-ada") == (changed, other)


def test_a_view_that_was_removed_does_not_come_back_with_a_change(store: Store) -> None:
    keep(store, VIEW, replace(VIEW, id="v-2"))
    with store.writing_unit_of_work() as work:
        work.saved_views.remove(VIEW.id)
        assert not work.saved_views.change(replace(VIEW, name="Renamed"))
        assert [view.id for view in work.saved_views.of("p-ada")] == ["v-2"]


def test_ones_own_views_stand_in_their_order_and_of_one_place_the_older_first(store: Store) -> None:
    last = replace(VIEW, id="v-0", position=9, created_at=NOW - 9 * HOUR)
    older = replace(VIEW, id="v-9", created_at=NOW - HOUR)
    first = replace(VIEW, id="v-5", position=1, created_at=NOW + HOUR)
    keep(store, last, VIEW, older, first, replace(VIEW, id="v-7", owner="p-ben"))
    with store.unit_of_work() as work:
        assert work.saved_views.of("p-ada") == (first, older, VIEW, last)


def test_shared_views_are_listed_by_name_whatever_its_letters_and_the_database(store: Store) -> None:
    names = {"v-1": "beds", "v-2": "Äpfel", "v-3": "Zebra", "v-4": "Beds", "v-5": "apples"}
    keep(store, *(replace(VIEW, id=view_id, name=name, is_shared=True) for view_id, name in names.items()))
    keep(store, replace(VIEW, id="v-6", name="Alone"), replace(VIEW, id="v-7", name="C", owner="p-ben", is_shared=True))
    with store.unit_of_work() as work:
        assert [view.id for view in work.saved_views.shared()] == ["v-5", "v-1", "v-4", "v-7", "v-3", "v-2"]


def test_a_removed_view_is_gone_and_the_others_stay(store: Store) -> None:
    other = replace(VIEW, id="v-2")
    keep(store, VIEW, other)
    with store.writing_unit_of_work() as work:
        work.saved_views.remove("v-1")
        work.saved_views.remove("unknown")
        work.commit()
    with store.unit_of_work() as work:
        assert work.saved_views.of("p-ada") == (other,)


def test_views_are_numbered_anew_in_the_order_given_and_only_ones_own_are(store: Store) -> None:
    others = replace(VIEW, id="v-9", owner="p-ben", position=7)
    keep(store, *(replace(VIEW, id=f"v-{number}", position=number) for number in range(1, 5)), others)
    with store.writing_unit_of_work() as work:
        work.saved_views.reorder("p-ada", ["v-3", "v-9", "v-1", "unknown", "v-4", "v-2"])
        work.commit()
    with store.unit_of_work() as work:
        assert [view.id for view in work.saved_views.of("p-ada")] == ["v-3", "v-1", "v-4", "v-2"]
        assert [view.position for view in work.saved_views.of("p-ada")] == [1, 3, 5, 6]
        assert work.saved_views.of("p-ben") == (others,)
        # Only the place is changed.
        assert work.saved_views.by_id("v-1") == replace(VIEW, position=3)
