"""Running a workshop: who may, by which links, and that each step is an entry of its log in their name."""

from dataclasses import replace

import pytest

from data.unit_of_work import Store
from domain_model.audit import AuditFilter
from domain_model.people import NotAllowedError, Person, hash_of, new_id
from domain_model.people_vocabulary import AuditAction, Role
from domain_model.use_cases import run_workshop as running
from domain_model.use_cases.join_workshop import add_participant
from domain_model.use_cases.run_workshop import (
    RANK_QUESTION,
    SCORE_QUESTION,
    Facilitator,
    NoSuchWorkshopError,
    act,
    create_workshop,
    enter_stage,
    facilitator_of,
    make_link,
    open_ranking,
    open_scoring,
    renew_join_code,
    revoke_link,
    undo_last,
)
from domain_model.workshop.events import Closed, FactsShown, ItemHidden, ItemReworded, PlanChanged
from domain_model.workshop.plans import plan_document
from domain_model.workshop.state import OutOfOrderError
from domain_model.workshop_vocabulary import EntryMode, Group, LinkKind, RoundKind, Scale, Stage
from tests.workshops import BEGIN, ITEMS, MESO, MICRO, Room, a_plan, open_room, ranked, second


@pytest.fixture
def room(store: Store) -> Room:
    return open_room(store)


def person(room: Room, role: Role) -> Person:
    made = Person(new_id(), f"Fictitious {role.value}", f"{new_id().casefold()}@example.org", role, BEGIN)
    with room.store.writing_unit_of_work() as work:
        work.people.add(made, "")
        work.commit()
    return made


def owner(room: Room) -> Facilitator:
    with room.store.unit_of_work() as work:
        return facilitator_of(work, room.workshop.id, room.owner)


def link(room: Room, kind: LinkKind = LinkKind.FACILITATOR, note: str = "") -> tuple[str, str]:
    with room.store.writing_unit_of_work() as work:
        made, secret = make_link(work, owner(room), kind, note, second(3))
        work.commit()
    return made.id, secret


def actions(room: Room) -> list[tuple[AuditAction, str, str]]:
    with room.store.unit_of_work() as work:
        found = work.audit.latest(None, wanted=AuditFilter())
    subject = f"workshop {room.workshop.id}"
    return [(event.action, event.person, event.detail) for event in reversed(found) if event.subject == subject]


# --- who may


def test_a_facilitator_makes_a_workshop_that_is_theirs(room: Room) -> None:
    assert room.workshop.owner == room.owner.id
    assert (room.workshop.title, room.workshop.area, room.workshop.version) == ("FICTITIOUS workshop", "AAA", 0)
    assert len(room.workshop.join_code) == 6
    assert room.state().items == ITEMS
    assert actions(room) == [(AuditAction.WORKSHOP_MADE, room.owner.id, "")]


def test_an_editor_makes_none_and_nobody_makes_one_of_an_area_that_is_none(room: Room) -> None:
    editor = person(room, Role.EDITOR)
    with room.store.writing_unit_of_work() as work:
        with pytest.raises(NotAllowedError):
            create_workshop(work, editor, a_plan(), BEGIN)
        with pytest.raises(LookupError, match="no such area: 'ZZZ'"):
            create_workshop(work, room.owner, a_plan(area="ZZZ"), BEGIN)
        assert [one.id for one in work.workshops.all()] == [room.workshop.id]


def test_owner_and_administrators_run_it_and_nobody_else(room: Room) -> None:
    administrator = person(room, Role.ADMINISTRATOR)
    with room.store.unit_of_work() as work:
        assert facilitator_of(work, room.workshop.id, room.owner) == Facilitator(
            room.workshop, room.owner.id, room.owner
        )
        assert facilitator_of(work, room.workshop.id, administrator).actor == administrator.id
        demoted = replace(room.owner, role=Role.EDITOR)
        for other in (person(room, Role.FACILITATOR), person(room, Role.VIEWER), demoted, None):
            with pytest.raises(NoSuchWorkshopError):
                facilitator_of(work, room.workshop.id, other)
        with pytest.raises(NoSuchWorkshopError):
            facilitator_of(work, "no-such-workshop", room.owner)


def test_a_second_facilitator_comes_by_a_link_until_it_is_withdrawn(room: Room) -> None:
    link_id, secret = link(room, note="  Bo \n FICTITIOUS ")
    viewer = person(room, Role.VIEWER)
    with room.store.unit_of_work() as work:
        assert work.workshops.links(room.workshop.id)[0].note == "Bo FICTITIOUS"
        assert secret not in str(work.workshops.links(room.workshop.id))
        for who in (None, viewer):
            came = facilitator_of(work, room.workshop.id, who, hash_of(secret))
            assert (came.actor, came.person) == (f"link {link_id}", who)
        assert facilitator_of(work, room.workshop.id, room.owner, hash_of(secret)).actor == room.owner.id
    with room.store.writing_unit_of_work() as work:
        act(work, came, Closed(), second(5))
        assert revoke_link(work, owner(room), link_id, second(6))
        assert not revoke_link(work, owner(room), link_id, second(7))
        assert not revoke_link(work, owner(room), "no-such-link", second(7))
        work.commit()
    with room.store.unit_of_work() as work:
        assert [entry.actor for entry in work.workshops.log(room.workshop.id)] == [
            room.owner.id, f"link {link_id}", room.owner.id,
        ]  # fmt: skip
        with pytest.raises(NoSuchWorkshopError):
            facilitator_of(work, room.workshop.id, None, hash_of(secret))
    assert actions(room)[1:] == [
        (AuditAction.WORKSHOP_LINK_MADE, room.owner.id, "facilitator"),
        (AuditAction.WORKSHOP_CLOSED, "", ""),
        (AuditAction.WORKSHOP_LINK_REVOKED, room.owner.id, ""),
    ]


def test_a_projectors_link_and_one_of_another_workshop_run_nothing(room: Room) -> None:
    _id, projector = link(room, LinkKind.PROJECTOR)
    elsewhere = open_room(room.store)
    other_id, other = link(elsewhere)
    with room.store.writing_unit_of_work() as work:
        for secret in (projector, other, "guessed", ""):
            with pytest.raises(NoSuchWorkshopError):
                facilitator_of(work, room.workshop.id, None, hash_of(secret) if secret else "")
        assert not revoke_link(work, owner(room), other_id, second(4))
        assert work.workshops.link(hash_of(other)).revoked_at is None


@pytest.mark.parametrize("note", ["x" * 81, "for\0Gil"])
def test_a_note_on_a_link_is_a_short_plain_line(room: Room, note: str) -> None:
    with pytest.raises(ValueError, match="at most 80 characters"):
        link(room, note=note)
    link(room, note=" for   Gil ")
    with room.store.unit_of_work() as work:
        assert work.workshops.links(room.workshop.id)[0].note == "for Gil"


# --- the code


def codes(monkeypatch: pytest.MonkeyPatch, *following: str) -> None:
    left = list(following)
    monkeypatch.setattr(running, "new_join_code", lambda: left.pop(0) if len(left) > 1 else left[0])


def test_a_code_that_is_taken_is_not_given_again(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    codes(monkeypatch, room.workshop.join_code, room.workshop.join_code, "ABCDEF")
    other = open_room(room.store)
    assert other.workshop.join_code == "ABCDEF"
    with room.store.unit_of_work() as work:
        assert work.workshops.by_join_code("ABCDEF") == other.workshop
        assert work.workshops.by_join_code(room.workshop.join_code) == room.workshop


def test_where_no_code_is_free_nothing_is_made(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    other = open_room(room.store)
    codes(monkeypatch, room.workshop.join_code)
    with room.store.writing_unit_of_work() as work:
        with pytest.raises(RuntimeError, match="no join code is free"):
            create_workshop(work, room.owner, a_plan(), BEGIN)
        with pytest.raises(RuntimeError, match="no join code is free"):
            renew_join_code(work, owner(other), second(1))
        assert len(work.workshops.all()) == 2
        assert work.workshops.by_id(other.workshop.id).join_code == other.workshop.join_code


def test_another_code_takes_the_place_of_the_former_and_none_lets_nobody_in(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes(monkeypatch, "ABCDEF")
    with room.store.writing_unit_of_work() as work:
        assert renew_join_code(work, owner(room), second(1)) == "ABCDEF"
        assert work.workshops.by_join_code(room.workshop.join_code) is None
        assert work.workshops.by_join_code("ABCDEF").id == room.workshop.id
        assert renew_join_code(work, owner(room), second(2), none=True) == ""
        assert work.workshops.by_join_code("ABCDEF") is None
        said = [entry.event.what for entry in work.workshops.log(room.workshop.id)]
    assert said == ["join_code_renewed", "join_code_withdrawn"]


# --- step by step


def test_a_stage_has_the_time_that_the_plan_gives_it_but_a_vote_brings_its_own(store: Store) -> None:
    room = open_room(store, a_plan(minutes={Stage.IDEAS: 7, Stage.VOTE: 3}))
    with room.store.writing_unit_of_work() as work:
        ideas = enter_stage(work, owner(room), Stage.IDEAS, second(5))
        assert (ideas.stage, ideas.deadline) == (Stage.IDEAS, second(5 + 7 * 60))
        assert enter_stage(work, owner(room), Stage.SHARE, second(9)).deadline is None
        vote = enter_stage(work, owner(room), Stage.VOTE, second(10))
        assert (vote.stage, vote.deadline) == (Stage.VOTE, None)
        assert open_ranking(work, owner(room), second(20)).rounds[0].deadline == second(20 + 3 * 60)
        with pytest.raises(OutOfOrderError, match="voting"):
            enter_stage(work, owner(room), Stage.DISCUSS, second(30))


def test_what_was_done_last_is_taken_back_in_the_name_of_whoever_does_it(room: Room) -> None:
    room.do(FactsShown(True), second(1))
    room.do(ItemReworded("item-a", "FICTITIOUS other"), second(2))
    with room.store.writing_unit_of_work() as work:
        state = undo_last(work, owner(room), second(3))
        assert (state.items[0], state.facts_shown, state.version) == (ITEMS[0], True, 3)
        assert not undo_last(work, owner(room), second(4)).facts_shown
        with pytest.raises(OutOfOrderError, match="nothing to take back"):
            undo_last(work, owner(room), second(5))
        work.commit()
    assert (room.state().version, room.state().items) == (4, ITEMS)


def test_a_vote_that_was_opened_is_not_taken_back(room: Room) -> None:
    room.do(FactsShown(True))
    room.ranking()
    with room.store.writing_unit_of_work() as work, pytest.raises(OutOfOrderError, match="stays in the record"):
        undo_last(work, owner(room), second(5))


def test_closing_can_be_taken_back_and_lists_show_it(room: Room) -> None:
    room.do(Closed(), second(7))
    with room.store.unit_of_work() as work:
        assert work.workshops.by_id(room.workshop.id).closed_at == second(7)
    with room.store.writing_unit_of_work() as work:
        undo_last(work, owner(room), second(8))
        work.commit()
    with room.store.unit_of_work() as work:
        assert work.workshops.by_id(room.workshop.id).closed_at is None


# --- what is asked


def test_everything_in_play_is_ranked_and_no_more_ranks_than_things(room: Room) -> None:
    for letter in "adf":
        room.do(ItemHidden(f"item-{letter}"))
    voting = room.ranking(second(1)).rounds[0]
    assert (voting.paper.kind, voting.paper.targets) == (RoundKind.RANK, ("item-b", "item-c", "item-e"))
    assert (voting.paper.ranks, voting.question, voting.deadline, voting.repeats) == (3, RANK_QUESTION, None, 0)


def test_nothing_is_ranked_where_there_are_fewer_than_two_things(store: Store) -> None:
    room = open_room(store, a_plan(items=ITEMS[:1]))
    with pytest.raises(OutOfOrderError, match="add two things"):
        room.ranking()
    room.do(ItemHidden("item-a"))
    with room.store.writing_unit_of_work() as work, pytest.raises(OutOfOrderError, match="add something"):
        open_scoring(work, owner(room), BEGIN, of_items=True)


def test_cells_are_scored_on_the_scales_of_the_plan_and_items_never_on_perception(room: Room) -> None:
    cells = room.scoring(second(1), 30).rounds[0]
    assert (cells.paper.kind, cells.paper.targets) == (RoundKind.SCORE, (MESO.token, MICRO.token))
    assert (cells.paper.scales, cells.deadline) == ((Scale.PERCEPTION, Scale.SEVERITY), second(31))
    assert cells.question == SCORE_QUESTION
    room.end(1, second(5))
    with room.store.writing_unit_of_work() as work:
        items = open_scoring(work, owner(room), second(20), of_items=True, question="FICTITIOUS?").rounds[1]
    assert (items.paper.scales, items.question, items.repeats) == ((Scale.SEVERITY,), "FICTITIOUS?", 0)
    assert items.paper.targets == tuple(item.id for item in ITEMS)


def test_items_are_scored_on_severity_where_the_plan_has_perception_only(store: Store) -> None:
    room = open_room(store, a_plan(scales=(Scale.PERCEPTION,)))
    with room.store.writing_unit_of_work() as work:
        voting = open_scoring(work, owner(room), BEGIN, of_items=True).rounds[0]
    assert voting.paper.scales == (Scale.SEVERITY,)


def test_asking_the_same_again_follows_the_latest_round_that_did(room: Room) -> None:
    asked = [room.ranking, room.scoring, room.ranking, room.ranking]
    for number, ask in enumerate(asked, 1):
        ask(second(number * 10))
        room.end(number, second(number * 10 + 1))
    assert [one.repeats for one in room.state().rounds] == [0, 0, 1, 3]
    room.do(ItemHidden("item-f"), second(90))
    assert room.ranking(second(91)).rounds[-1].repeats == 0


def test_voting_again_people_see_what_they_said_and_what_the_room_said(room: Room) -> None:
    room.join(*[Group.POLICY] * 5)
    room.ranking()
    for one in room.people:
        room.cast(one, ranked("bca"))
    room.end()
    room.reveal()
    state = room.ranking(second(60))
    assert (state.stage, state.open_round.repeats) == (Stage.VOTE, 1)
    assert room.cast(room.people[0], ranked("a"), second(61), round_number=2).standing.answers == ranked("a")
    with room.store.unit_of_work() as work:
        assert len(work.ballots.standing(room.workshop.id, 1)) == 5
        assert work.ballots.done(room.workshop.id, 2) == 1


def test_a_rehearsal_with_simulated_people_is_not_made_real_by_taking_back(store: Store) -> None:
    real = a_plan()
    room = open_room(store, real)
    room.do(PlanChanged(plan_document(replace(real, is_rehearsal=True))))
    with store.writing_unit_of_work() as work:
        state = work.workshops.state(room.workshop.id)
        add_participant(work, room.workshop.id, state, Group.POLICY, EntryMode.SIMULATED, BEGIN)
        work.commit()
    with store.writing_unit_of_work() as work, pytest.raises(OutOfOrderError, match="Simulated people take part"):
        undo_last(work, owner(room), second(5))
    assert room.state().plan.is_rehearsal


def test_who_came_by_a_link_makes_links_for_projectors_only(room: Room) -> None:
    _id, secret = link(room)
    with room.store.writing_unit_of_work() as work:
        guest = facilitator_of(work, room.workshop.id, None, hash_of(secret))
        assert (guest.is_by_link, owner(room).is_by_link) == (True, False)
        make_link(work, guest, LinkKind.PROJECTOR, "", second(5))
        with pytest.raises(OutOfOrderError, match="Only whoever made the workshop"):
            make_link(work, guest, LinkKind.FACILITATOR, "", second(5))
