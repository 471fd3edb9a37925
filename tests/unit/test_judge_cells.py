"""Scoring, undoing and withdrawing, on a store that lives in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from domain_model.audit import AuditEvent
from domain_model.cells import CELLS, Cell
from domain_model.judgements import Judgement, NothingToUndoError, Opinion
from domain_model.people import NotAllowedError, Person
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Role
from domain_model.ports import UnitOfWork
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.judge_cells import (
    MOST_NAMED,
    Answer,
    NoSuchSaveError,
    Saved,
    import_scores,
    score_cell,
    score_cells,
    undo_changes,
    undo_score,
    withdraw_score,
    written_in_one_go,
)
from domain_model.vocabulary import Perception
from tests.builders import GEOGRAPHY, MESO

AT = datetime(2026, 11, 22, 10, 2, tzinfo=UTC)
LATER = AT + timedelta(minutes=7)
ANN = Person("ann", "Ann FICTITIOUS", "ann@example.org", Role.EDITOR, AT)
EVE = Person("eve", "Eve FICTITIOUS", "eve@example.org", Role.VIEWER, AT)
MICRO = Cell.from_token("workforce/micro")
WORSE, BETTER, BLANK = Opinion(Perception.WORSE), Opinion(Perception.BETTER, severity=8), Opinion()


class JudgementsInMemory:
    """Every version of every view, in a list."""

    def __init__(self) -> None:
        self.kept: list[Judgement] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def take_turn(self) -> None:
        """Wait: in that time somebody else may have done something."""
        self.meanwhile()

    def add(
        self, author: str, area: str, cell: Cell, opinion: Opinion | None, at: datetime, restores: int | None = None
    ) -> Judgement:
        number = len(self.history(author, area, cell)) + 1
        self.kept.append(Judgement(len(self.kept) + 1, author, area, cell, number, opinion, at, restores))
        return self.kept[-1]

    def history(self, author: str, area: str, cell: Cell) -> tuple[Judgement, ...]:
        return tuple(j for j in self.of(author) if j.place == (area, cell))

    def of(self, author: str) -> tuple[Judgement, ...]:
        return tuple(j for j in self.kept if j.author == author)


class Work:
    """As much of a unit of work as scoring asks for."""

    def __init__(self) -> None:
        self.judgements = JudgementsInMemory()
        self.events: list[AuditEvent] = []
        self.audit = SimpleNamespace(record=self.events.append)
        self.accounts = {person.id: person for person in (ANN, EVE)}
        self.people = SimpleNamespace(by_id=self.accounts.get)
        whole = SimpleNamespace(geography=GEOGRAPHY)
        self.datasets = SimpleNamespace(current=lambda: whole)

    @property
    def port(self) -> UnitOfWork:
        return cast(UnitOfWork, self)

    def said(self, cell: Cell = MESO, area: str = "AAA", author: str = "ann") -> list[Opinion | None]:
        return [j.opinion for j in self.judgements.history(author, area, cell)]


@pytest.fixture
def work() -> Work:
    return Work()


def score(work: Work, opinion: Opinion, based_on: int = 0, cell: Cell = MESO, area: str = "AAA") -> Saved:
    return score_cell(work.port, ANN, area, cell, Answer(opinion, based_on), AT)


def test_a_view_is_kept_with_its_time_and_one_event_that_does_not_say_what_was_said(work: Work) -> None:
    saved = score(work, WORSE)
    (kept,) = work.judgements.kept
    assert saved == Saved((kept,), 0, ())
    assert (kept.author, kept.area, kept.cell, kept.version, kept.opinion, kept.at) == (
        "ann",
        "AAA",
        MESO,
        1,
        WORSE,
        AT,
    )
    assert (saved.first, saved.last) == (1, 1)
    assert work.events == [AuditEvent(AT, AuditAction.SCORED, AuditOutcome.DONE, "ann", "AAA service_delivery/meso")]


def test_the_same_again_writes_no_version_and_no_event(work: Work) -> None:
    score(work, WORSE)
    assert score(work, WORSE, 1) == Saved((), 1, ())
    assert score(work, WORSE, 0) == Saved((), 1, ())
    assert len(work.judgements.kept) == 1 and len(work.events) == 1
    assert (Saved().first, Saved().last) == (0, 0)


def test_several_cells_are_one_act(work: Work) -> None:
    score(work, BETTER, cell=MICRO)
    answers = {MESO: Answer(WORSE), MICRO: Answer(BETTER, 1), CELLS[0]: Answer(BLANK), CELLS[1]: Answer(BETTER)}
    saved = score_cells(work.port, ANN, "AAA", answers, LATER)
    assert [j.cell for j in saved.written] == [MESO, CELLS[1]] and saved.unchanged == 2
    assert (saved.first, saved.last) == (2, 3)
    assert [event.subject for event in work.events] == ["AAA workforce/micro", "2 cells of AAA"]


def test_a_version_that_was_not_seen_is_replaced_and_named(work: Work) -> None:
    score(work, WORSE)
    score(work, Opinion(Perception.PARITY), 1)
    saved = score(work, BETTER, 1)
    assert [j.version for j in saved.replaced] == [2]
    assert work.said() == [WORSE, Opinion(Perception.PARITY), BETTER]
    assert score(work, WORSE, 3).replaced == ()


def test_a_cell_that_was_not_touched_does_not_overwrite_what_was_written_elsewhere(work: Work) -> None:
    score(work, WORSE)
    score(work, BETTER, 1)
    assert score(work, WORSE, 1).written == ()
    assert score(work, BLANK, 0).written == ()
    assert work.said() == [WORSE, BETTER]


def test_a_blank_answer_withdraws_what_was_seen(work: Work) -> None:
    score(work, WORSE)
    assert [j.opinion for j in score(work, BLANK, 1).written] == [None]
    withdrawn = AuditEvent(AT, AuditAction.SCORE_WITHDRAWN, AuditOutcome.DONE, "ann", "AAA service_delivery/meso")
    assert work.events[1:] == [withdrawn]
    assert score(work, BLANK, 2).written == ()


def test_a_save_that_scores_and_withdraws_is_a_scoring_that_says_how_many_it_withdrew(work: Work) -> None:
    score(work, WORSE)
    score_cells(work.port, ANN, "AAA", {MESO: Answer(BLANK, 1), MICRO: Answer(BETTER)}, LATER)
    assert (work.events[-1].action, work.events[-1].detail) == (AuditAction.SCORED, "withdrawn: 1")


def test_an_area_of_either_geography_can_be_scored_and_no_other(work: Work) -> None:
    score(work, WORSE, area="BBB")
    score(work, WORSE, area="NEW1")
    score(work, WORSE, area="ENG")
    with pytest.raises(LookupError, match="no such area: 'ZZZ'"):
        score(work, WORSE, area="ZZZ")
    with pytest.raises(LookupError, match="no such area: 'ZZZ'"):
        import_scores(work.port, ANN, {("AAA", MESO): Answer(WORSE), ("ZZZ", MESO): Answer(WORSE)}, AT)
    assert [j.area for j in work.judgements.kept] == ["BBB", "NEW1", "ENG"]


def acts_of(person: Person) -> dict[str, Callable[[UnitOfWork], object]]:
    return {
        "score": lambda work: score_cells(work, person, "AAA", {MESO: Answer(BETTER, 1)}, AT),
        "import": lambda work: import_scores(work, person, {("AAA", MESO): Answer(BETTER, 1)}, AT),
        "undo": lambda work: undo_score(work, person, "AAA", MESO, 1, AT),
        "undo many": lambda work: undo_changes(work, person, 1, 1, 1, AT),
        "withdraw": lambda work: withdraw_score(work, person, "AAA", MESO, AT),
    }


ACTS, OWN_ACTS = acts_of(EVE), acts_of(ANN)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_a_viewer_may_do_none_of_it(work: Work, act: Callable[[UnitOfWork], object]) -> None:
    with pytest.raises(NotAllowedError, match="the role of editor or above; yours is viewer"):
        act(work.port)
    assert work.judgements.kept == [] and work.events == []


def delete_ann(work: Work) -> None:
    del work.accounts["ann"]


def make_ann_a_viewer(work: Work) -> None:
    work.accounts["ann"] = replace(ANN, role=Role.VIEWER)


@pytest.mark.parametrize(
    ("change", "why"),
    [(delete_ann, "Your account was deleted meanwhile"), (make_ann_a_viewer, "or above; yours is viewer")],
)
@pytest.mark.parametrize("act", OWN_ACTS.values(), ids=OWN_ACTS.keys())
def test_what_began_before_its_author_lost_the_account_or_the_role_is_not_kept(
    work: Work, act: Callable[[UnitOfWork], object], change: Callable[[Work], None], why: str
) -> None:
    score(work, WORSE)
    work.judgements.meanwhile = lambda: change(work)
    with pytest.raises(NotAllowedError, match=why):
        act(work.port)
    assert len(work.judgements.kept) == len(work.events) == 1


def test_undo_brings_back_what_stood_before_and_says_which_version(work: Work) -> None:
    score(work, WORSE)
    score(work, BETTER, 1)
    back = undo_score(work.port, ANN, "AAA", MESO, 2, LATER)
    assert (back.version, back.opinion, back.restores, back.at) == (3, WORSE, 1, LATER)
    back = undo_score(work.port, ANN, "AAA", MESO, 3, LATER)
    assert (back.opinion, back.restores) == (None, 0)
    with pytest.raises(NothingToUndoError):
        undo_score(work.port, ANN, "AAA", MESO, 4, LATER)
    assert [event.action for event in work.events[2:]] == [AuditAction.SCORE_UNDONE] * 2
    assert work.events[-1].detail == "withdrawn: 1"


def test_a_save_is_undone_as_a_whole_and_leaves_what_was_changed_since(work: Work) -> None:
    score(work, WORSE, cell=MICRO)
    saved = score_cells(
        work.port, ANN, "AAA", {MESO: Answer(WORSE), MICRO: Answer(BETTER, 1), CELLS[0]: Answer(WORSE)}, AT
    )
    score(work, Opinion(Perception.PARITY), 1, CELLS[0])
    with pytest.raises(ChangedMeanwhileError, match="1 of these views was changed after you opened this page"):
        undo_changes(work.port, ANN, saved.first, saved.last, 0, LATER)
    assert len(work.judgements.kept) == 5
    back = undo_changes(work.port, ANN, saved.first, saved.last, 5, LATER)
    assert {j.cell: j.opinion for j in back.written} == {MESO: None, MICRO: WORSE}
    assert [(j.cell, j.opinion) for j in back.left] == [(CELLS[0], Opinion(Perception.PARITY))]
    assert work.events[-1].subject == "2 cells of AAA" and work.events[-1].action is AuditAction.SCORE_UNDONE
    with pytest.raises(ChangedMeanwhileError, match="2 of these views were changed"):
        undo_changes(work.port, ANN, saved.first, saved.last, 5, LATER)
    with pytest.raises(NothingToUndoError, match="changed since"):
        undo_changes(work.port, ANN, saved.first, saved.last, 7, LATER)
    assert len(work.judgements.kept) == 7


def test_an_undo_of_a_version_that_does_not_stand_any_more_undoes_nothing(work: Work) -> None:
    with pytest.raises(ChangedMeanwhileError, match="Version 0 of your view stands by now, not 1"):
        undo_score(work.port, ANN, "AAA", MESO, 1, LATER)
    score(work, WORSE)
    score(work, BETTER, 1)
    with pytest.raises(ChangedMeanwhileError, match="Version 2 of your view stands by now, not 1. Nothing was undone"):
        undo_score(work.port, ANN, "AAA", MESO, 1, LATER)
    assert work.said() == [WORSE, BETTER] and len(work.events) == 2


def test_only_what_one_person_wrote_in_one_go_counts_as_a_save(work: Work) -> None:
    saved = score_cells(work.port, ANN, "AAA", {MESO: Answer(WORSE), MICRO: Answer(BETTER)}, AT)
    assert written_in_one_go(work.port, ANN, 1, 2) == saved.written
    assert written_in_one_go(work.port, ANN, 2, 2) == saved.written[1:]
    work.judgements.add("bob", "AAA", MESO, BETTER, AT)
    score_cells(work.port, ANN, "AAA", {MESO: Answer(BETTER, 1)}, LATER)
    for first, last in ((1, 3), (3, 3), (1, 4), (3, 4), (2, 1), (0, 1), (2, 9), (5, 6), (0, 0)):
        with pytest.raises(NoSuchSaveError):
            written_in_one_go(work.port, ANN, first, last)
        with pytest.raises(NoSuchSaveError):
            undo_changes(work.port, ANN, first, last, 9, LATER)
    assert len(work.judgements.kept) == 4


def test_two_saves_one_after_the_other_are_not_one(work: Work) -> None:
    score(work, WORSE)
    score_cells(work.port, ANN, "AAA", {MICRO: Answer(WORSE)}, LATER)
    with pytest.raises(NoSuchSaveError):
        undo_changes(work.port, ANN, 1, 2, 2, LATER)


def test_nobody_undoes_what_somebody_else_wrote(work: Work) -> None:
    work.judgements.add("bob", "AAA", MESO, BETTER, AT)
    score(work, WORSE)
    with pytest.raises(NoSuchSaveError):
        undo_changes(work.port, ANN, 1, 2, 2, LATER)
    undo_changes(work.port, ANN, 2, 2, 2, LATER)
    assert work.said(author="bob") == [BETTER] and work.said() == [WORSE, None]


def test_a_view_is_withdrawn_once_and_undo_brings_it_back(work: Work) -> None:
    assert withdraw_score(work.port, ANN, "AAA", MESO, AT) is None
    score(work, WORSE)
    gone = withdraw_score(work.port, ANN, "AAA", MESO, LATER)
    assert gone is not None and gone.opinion is None
    assert withdraw_score(work.port, ANN, "AAA", MESO, LATER) is None
    assert [event.action for event in work.events] == [AuditAction.SCORED, AuditAction.SCORE_WITHDRAWN]
    assert undo_score(work.port, ANN, "AAA", MESO, 2, LATER).opinion == WORSE


def test_an_import_is_one_event_and_names_a_few_areas(work: Work) -> None:
    codes = [area.code for area in GEOGRAPHY.areas]
    assert len(codes) == MOST_NAMED + 1
    saved = import_scores(work.port, ANN, {(code, MESO): Answer(WORSE) for code in codes}, AT)
    assert len(saved.written) == 9
    (event,) = work.events
    assert event.action is AuditAction.SCORES_IMPORTED
    assert event.subject == "9 cells of AAA, BBB, CCC, DDD, ENG, NEW1, NEW2, Y1 and others"
    assert import_scores(work.port, ANN, {("AAA", MESO): Answer(WORSE, 1)}, AT) == Saved((), 1, ())
    assert len(work.events) == 1
