"""What could go wrong between two pieces of work, or long after a workshop: leaving, undoing, importing, approving."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import cast

import pytest

from components.exports import results_workbook
from components.exports.results_tables import export_document
from components.exports.results_workbook import parts_of_workbook, workbook_bytes
from data.unit_of_work import SqlUnitOfWork, Store
from domain_model.people import Person, hash_of, new_id
from domain_model.people_vocabulary import Role
from domain_model.ports import UnitOfWork
from domain_model.use_cases.approve_results import approve_round
from domain_model.use_cases.cast_ballots import BallotAnswer, SentBallot, cast_ballots
from domain_model.use_cases.describe_workshop import describe_workshop
from domain_model.use_cases.erase_workshop import erase_due, erase_workshop
from domain_model.use_cases.give_ideas import give_idea
from domain_model.use_cases.import_workshop import file_of
from domain_model.use_cases.join_workshop import (
    NotTakingPartError,
    join_workshop,
    leave_workshop,
    take_return_code,
)
from domain_model.use_cases.report_workshop import report_workshop
from domain_model.use_cases.run_workshop import act, facilitator_of, make_link, renew_join_code, undo_last
from domain_model.workshop.events import (
    Closed,
    Extended,
    Paused,
    Reopened,
    Resumed,
    RoundReopened,
    StageEntered,
    VotingEnded,
)
from domain_model.workshop.file_fields import InvalidFileError
from domain_model.workshop.records import BALLOTS_KEPT_FOR, Workshop
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import Group, LinkKind, Stage
from tests.at_once import at_once
from tests.workshops import Room, a_plan, open_room, ranked, scored, second


@pytest.fixture
def room(store: Store) -> Room:
    made = open_room(store, a_plan(area="DDD"))
    made.join(*[Group.POLICY] * 6)
    return made


def overtaken(work: SqlUnitOfWork, happens: Callable[[], object]) -> UnitOfWork:
    """Work that has to wait for the workshop, in which `happens` meanwhile: PostgreSQL lets others go first."""

    def hold(workshop_ids: Iterable[str]) -> Mapping[str, WorkshopState]:
        happens()
        return work.workshops.hold_for_voting(workshop_ids)

    known = work.workshops
    workshops = SimpleNamespace(hold_for_voting=hold, state=known.state, by_join_code=known.by_join_code)
    found = SimpleNamespace(workshops=workshops, participants=work.participants, ballots=work.ballots)
    return cast(UnitOfWork, found)


def test_whoever_leaves_while_their_ballot_waits_leaves_no_ballot_behind(room: Room) -> None:
    room.ranking()
    stays, leaves = room.people[:2]
    sent = [
        SentBallot(room.workshop.id, hash_of(one.secret), 1, 1, ranked("bca"), second(5)) for one in (stays, leaves)
    ]
    with room.store.writing_unit_of_work() as work:
        replies = cast_ballots(overtaken(work, lambda: leave_workshop(work, leaves.participant, second(4))), sent)
        work.commit()
    assert [reply.answer for reply in replies] == [BallotAnswer.KEPT, BallotAnswer.UNKNOWN_PERSON]
    with room.store.unit_of_work() as work:
        assert [one.participant for one in work.ballots.standing(room.workshop.id, 1)] == [stays.participant.id]


def test_whoever_is_erased_while_their_idea_waits_leaves_no_idea_behind(room: Room) -> None:
    room.do(StageEntered(Stage.IDEAS.value, 0))
    leaves = room.people[0].participant
    with room.store.writing_unit_of_work() as work:
        waits = overtaken(work, lambda: leave_workshop(work, leaves, second(4)))
        with pytest.raises(NotTakingPartError):
            give_idea(waits, leaves, "phone-made-id", "FICTITIOUS idea", "", second(5))
        work.commit()
    with room.store.unit_of_work() as work:
        assert work.participants.ideas(room.workshop.id) == ()


def test_nobody_joins_a_workshop_that_is_erased_meanwhile(room: Room) -> None:
    with room.store.writing_unit_of_work() as work:
        waits = overtaken(work, lambda: erase_workshop(work, "", room.workshop, second(4)))
        with pytest.raises(OutOfOrderError, match="is over"):
            join_workshop(waits, room.workshop.join_code, Group.POLICY, second(5))
        work.commit()
    with room.store.unit_of_work() as work:
        assert work.participants.of(room.workshop.id) == ()


def undo(room: Room, at: datetime) -> WorkshopState:
    with room.store.writing_unit_of_work() as work:
        state = undo_last(work, facilitator_of(work, room.workshop.id, room.owner), at)
        work.commit()
    return state


def test_a_stopped_clock_is_taken_back_only_while_the_vote_would_go_on(room: Room) -> None:
    room.ranking(second(0), seconds=60)
    room.do(Paused(), second(50))
    with pytest.raises(OutOfOrderError, match="would be over at once"):
        undo(room, second(200))
    state = room.state()
    assert state.open_round is not None and state.open_round.paused_at == second(50)
    state = room.do(Resumed(), second(200))
    assert state.open_round is not None and state.open_round.deadline == second(210)
    room.do(Paused(), second(203))
    state = undo(room, second(207))
    assert state.open_round is not None and state.open_round.deadline == second(210)
    assert state.open_round.paused_at is None


def test_more_time_is_taken_back_only_while_the_vote_would_go_on(room: Room) -> None:
    room.ranking(second(0), seconds=60)
    room.do(Extended(60), second(50))
    with pytest.raises(OutOfOrderError, match="would be over at once"):
        undo(room, second(61))
    state = undo(room, second(59))
    assert state.open_round is not None and state.open_round.deadline == second(60)


def test_the_end_of_a_vote_is_taken_back_before_it_is_counted(room: Room) -> None:
    room.ranking(second(0))
    room.do(VotingEnded(1), second(50))
    state = undo(room, second(51))
    assert state.open_round is not None and state.open_round.deadline is None


def imported(room: Room, closed_at: datetime, repeats: str = "") -> Workshop:
    """A workshop that came from a file, of the same owner."""
    plan = replace(room.workshop.first_plan, repeats=repeats)
    made = replace(room.workshop, id=new_id(), join_code="", first_plan=plan, is_imported=True)
    with room.store.writing_unit_of_work() as work:
        work.workshops.add(made)
        work.workshops.append(made.id, Closed(), room.owner.id, closed_at)
        work.commit()
    return made


def test_nobody_takes_part_in_a_workshop_that_came_from_a_file(room: Room) -> None:
    made = imported(room, second(0))
    with room.store.writing_unit_of_work() as work:
        runs = facilitator_of(work, made.id, room.owner)
        for step in (
            lambda: act(work, runs, Reopened(), second(1)),
            lambda: renew_join_code(work, runs, second(1)),
            lambda: make_link(work, runs, LinkKind.FACILITATOR, "", second(1)),
        ):
            with pytest.raises(OutOfOrderError, match="came from a file"):
                step()
    with room.store.unit_of_work() as work:
        kept = work.workshops.by_id(made.id)
    assert kept is not None and (kept.join_code, kept.version) == ("", 1)


def test_a_file_that_says_it_is_a_repeat_erases_nobody(room: Room) -> None:
    with room.store.writing_unit_of_work() as work:
        take_return_code(work, room.people[0].participant)
        work.commit()
    room.do(Closed(), second(10))
    imported(room, second(11), repeats=room.workshop.id)
    with room.store.writing_unit_of_work() as work:
        assert erase_due(work, second(12) + BALLOTS_KEPT_FOR) == 1
        assert erase_due(work, second(13) + BALLOTS_KEPT_FOR) == 0
        assert [one.id for one in work.participants.of(room.workshop.id)] == [room.people[0].participant.id]


def test_two_editors_at_once_are_one_approval(servers: Callable[[], Store], store: Store, room: Room) -> None:
    room.scoring(second(1))
    for person in room.people:
        room.cast(person, scored(meso=(2, 7)), second(2))
    room.end(1, second(3))
    room.reveal(1, second(3))
    editors = [Person(new_id(), f"FICTITIOUS {n}", f"{n}@example.org", Role.EDITOR, second(0)) for n in range(2)]
    with store.writing_unit_of_work() as work:
        for editor in editors:
            work.people.add(editor, "")
        work.commit()

    def approving(editor: Person, at: datetime) -> Callable[[], None]:
        server = servers()

        def approve() -> None:
            with server.writing_unit_of_work() as work:
                approve_round(work, editor, room.workshop.id, 1, at)
                work.commit()

        return approve

    at_once(*(approving(editor, second(50 + place)) for place, editor in enumerate(editors)))
    with store.unit_of_work() as work:
        assert len(work.results.approvals(room.workshop.id)) == 1


def test_the_console_counts_who_is_done_with_the_vote_that_is_open(room: Room) -> None:
    room.ranking(second(1))
    for person in room.people[:5]:
        room.cast(person, ranked("ab"), second(2))
    room.end(1, second(3))
    room.scoring(second(20))
    room.cast(room.people[0], scored(meso=(2, 7)), second(21), round_number=2)
    room.end(2, second(30))
    room.do(RoundReopened(1, 0), second(40))
    with room.store.unit_of_work() as work:
        view = describe_workshop(work, facilitator_of(work, room.workshop.id, room.owner), second(41))
    assert view.done == 5


def test_a_workbook_with_too_many_figures_is_refused_not_cut(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.ranking(second(1))
    for person in room.people:
        room.cast(person, ranked("ab"), second(2))
    room.end(1, second(3))
    room.reveal(1, second(3))
    with room.store.unit_of_work() as work:
        file = file_of(report_workshop(work, room.workshop.id), "FICTITIOUS", second(9))
    document = export_document(file)
    content = workbook_bytes(document, file)
    set_up, figures = parts_of_workbook(content)
    assert len(figures) == len(document["figures"]) > 20
    monkeypatch.setattr(results_workbook, "MOST_ROWS", max(len(figures), _rows(set_up)) - 1)
    with pytest.raises(InvalidFileError, match="has more than"):
        parts_of_workbook(content)


def _rows(part: object) -> int:
    return sum(map(_rows, part.values())) if isinstance(part, Mapping) else 1
