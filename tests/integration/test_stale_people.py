"""Whoever was demoted or deleted while their request was under way writes nothing; all people are FICTITIOUS."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from data.unit_of_work import SqlUnitOfWork, Store
from domain_model.cells import CELLS
from domain_model.judgements import Opinion
from domain_model.people import NotAllowedError, Person, new_id
from domain_model.people_vocabulary import Permission, Role
from domain_model.saved_views import SavedView
from domain_model.use_cases.judge_cells import (
    Answer,
    import_scores,
    score_cell,
    score_cells,
    undo_changes,
    undo_score,
    withdraw_score,
)
from domain_model.use_cases.keep_accounts import change_account, change_password, make_token
from domain_model.use_cases.keep_views import change_view, move_view, put_back, remove_view, reorder, save_view
from domain_model.use_cases.manage_people import change_role, delete_account, withdraw_link
from domain_model.use_cases.open_accounts import MadeLink, invite, offer_new_password
from domain_model.use_cases.write_notes import edit_note, restore_note, withdraw_note, write_note
from domain_model.vocabulary import Perception

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
CELL, OTHER = CELLS[3], CELLS[8]
WORSE = Answer(Opinion(Perception.WORSE))


@dataclass
class Before:
    """Who was at the gate as an administrator, and what they had written by then."""

    ada: Person
    bea: Person
    change: int
    notes: tuple[str, str]
    views: tuple[SavedView, SavedView, SavedView]
    link: MadeLink


Act = Callable[[SqlUnitOfWork, Before], object]
FOR_EDITORS: dict[str, Act] = {
    "score a cell": lambda w, b: score_cell(w, b.ada, "QE1", OTHER, WORSE, NOON),
    "score cells": lambda w, b: score_cells(w, b.ada, "QE1", {OTHER: WORSE}, NOON),
    "import scores": lambda w, b: import_scores(w, b.ada, {("QE1", OTHER): WORSE}, NOON),
    "undo a score": lambda w, b: undo_score(w, b.ada, "QE1", CELL, 1, NOON),
    "undo changes": lambda w, b: undo_changes(w, b.ada, b.change, b.change, b.change, NOON),
    "withdraw a score": lambda w, b: withdraw_score(w, b.ada, "QE1", CELL, NOON),
    "write a note": lambda w, b: write_note(w, b.ada, "QE1", CELL, "FICTITIOUS", NOON),
    "edit a note": lambda w, b: edit_note(w, b.ada, b.notes[0], 1, "FICTITIOUS otherwise", NOON),
    "withdraw a note": lambda w, b: withdraw_note(w, b.ada, b.notes[0], NOON),
    "restore a note": lambda w, b: restore_note(w, b.ada, b.notes[1], NOON),
    "save a view": lambda w, b: save_view(w, b.ada, "FICTITIOUS", "/heat-map", NOON),
    "change a view": lambda w, b: change_view(w, b.ada, b.views[0].id, NOON, name="Other", is_shared=None),
    "remove a view": lambda w, b: remove_view(w, b.ada, b.views[0].id, NOON),
    "put a view back": lambda w, b: put_back(w, b.ada, b.views[2], NOON),
    "move a view": lambda w, b: move_view(w, b.ada, b.views[0].id, 1, NOON),
    "reorder views": lambda w, b: reorder(w, b.ada, [b.views[1].id, b.views[0].id], NOON),
    "make a token": lambda w, b: make_token(w, b.ada, "FICTITIOUS", 30, NOON),
}
FOR_ADMINISTRATORS: dict[str, Act] = {
    "invite": lambda w, b: invite(w, b.ada, Role.ADMINISTRATOR, "", NOON),
    "offer a new password": lambda w, b: offer_new_password(w, b.ada, b.bea, NOON),
    "withdraw a link": lambda w, b: withdraw_link(w, b.ada, b.link.link.id, NOON),
    "change a role": lambda w, b: change_role(w, b.ada, b.bea.id, Role.VIEWER, NOON),
    "delete an account": lambda w, b: delete_account(w, b.ada, b.bea.id, NOON, keeps_contributions=True),
}
OF_EVERYBODY: dict[str, Act] = {
    "change the account": lambda w, b: change_account(w, b.ada, "Fictitious Otherwise", b.ada.email, NOON),
    "change the password": lambda w, b: change_password(w, b.ada, "kept", None, NOON, ends_tokens=True),
}
DEMOTED = {**FOR_EDITORS, **FOR_ADMINISTRATORS}
DELETED = {**DEMOTED, **OF_EVERYBODY}


def add(work: SqlUnitOfWork, name: str) -> Person:
    person = Person(new_id(), name, f"{new_id().casefold()}@example.org", Role.ADMINISTRATOR, NOON)
    work.people.add(person, "hash")
    return person


@pytest.fixture
def before(seeded_store: Store) -> Before:
    with seeded_store.writing_unit_of_work() as work:
        ada, bea = add(work, "Ada FICTITIOUS"), add(work, "Bea FICTITIOUS")
        saved = score_cell(work, ada, "QE1", CELL, WORSE, NOON)
        stands, gone = (write_note(work, ada, "QE1", CELL, f"FICTITIOUS {n}", NOON).id for n in (1, 2))
        withdraw_note(work, ada, gone, NOON)
        first, second, third = (save_view(work, ada, f"FICTITIOUS {n}", "/heat-map", NOON) for n in (1, 2, 3))
        remove_view(work, ada, third.id, NOON)
        link = invite(work, bea, Role.VIEWER, "", NOON)
        work.commit()
    return Before(ada, bea, saved.written[0].change, (stands, gone), (first, second, third), link)


def written(work: SqlUnitOfWork, before: Before) -> list[object]:
    """Everything that one of the acts would change, and how many events are recorded."""
    ada = before.ada.id
    return [
        work.judgements.of(ada), work.notes.versions_of(ada), work.saved_views.of(ada), work.tokens.of(ada),
        work.people.all(), work.people.password_hash(ada), work.links.all(), work.audit.count(),
    ]  # fmt: skip


def refuse(store: Store, before: Before, act: Act, match: str) -> None:
    with store.writing_unit_of_work() as work:
        was = written(work, before)
        with pytest.raises(NotAllowedError, match=match):
            act(work, before)
        assert written(work, before) == was


@pytest.mark.parametrize("act", DELETED.values(), ids=DELETED.keys())
def test_each_act_is_done_for_whoever_still_may(seeded_store: Store, before: Before, act: Act) -> None:
    with seeded_store.writing_unit_of_work() as work:
        was = written(work, before)
        act(work, before)
        assert written(work, before) != was


@pytest.mark.parametrize("act", DEMOTED.values(), ids=DEMOTED.keys())
def test_whoever_was_demoted_meanwhile_writes_nothing(seeded_store: Store, before: Before, act: Act) -> None:
    assert before.ada.may(Permission.MANAGE_PEOPLE), "as the gate found her"
    with seeded_store.writing_unit_of_work() as work:
        work.people.set_role(before.ada.id, Role.VIEWER)
        work.commit()
    refuse(seeded_store, before, act, "yours is viewer")


@pytest.mark.parametrize("act", DELETED.values(), ids=DELETED.keys())
def test_whoever_was_deleted_meanwhile_writes_nothing(seeded_store: Store, before: Before, act: Act) -> None:
    with seeded_store.writing_unit_of_work() as work:
        work.people.forget(before.ada.id, NOON)
        work.commit()
    refuse(seeded_store, before, act, "Your account was deleted meanwhile. Nothing was kept")


@pytest.mark.parametrize("act", FOR_ADMINISTRATORS.values(), ids=FOR_ADMINISTRATORS.keys())
def test_a_facilitator_does_not_manage_people(seeded_store: Store, before: Before, act: Act) -> None:
    with seeded_store.writing_unit_of_work() as work:
        work.people.set_role(before.ada.id, Role.FACILITATOR)
        work.commit()
    refuse(seeded_store, before, act, "needs the role of administrator or above; yours is facilitator")
