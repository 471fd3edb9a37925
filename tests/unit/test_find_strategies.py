"""From a barrier to its answers and figures: shared by what repeats it, strongest first, and read backwards."""

from dataclasses import replace

import pytest

from domain_model.cells import Cell
from domain_model.dataset import Evidence
from domain_model.evidence import ExpectedMove, FrameworkEntry, Strategy
from domain_model.evidence_vocabulary import FrameworkKind, PlacementBasis, StrategyStrength
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.find_strategies import (
    NoSuchBarrierError,
    addressed_by,
    answers_to,
    barriers_by_cell,
    barriers_in_no_cell,
    moves_in,
)
from domain_model.vocabulary import Band, Reading, StatementKind, Vintage
from tests.builders import MESO, TODAY, dataset, evidence, figure, pair, statement

STATED, SAME, INFERRED = StrategyStrength
CODED = Reading.CODED
ENTRY = FrameworkEntry(
    "lever-1", FrameworkKind.LEVER, "Levers, FICTITIOUS", 1, "Lever", "FICTITIOUS", (MESO,), PlacementBasis.STATED,
    (), "", "src", "p. 3", "",
)  # fmt: skip
OTHER_CELL = Cell.from_token("financing/macro")


def catalogue() -> Evidence:
    """T1 is repeated by R1, in the same cell, and by R2, in another; LONE is answered by nothing; NO is in no cell."""
    statements = (
        statement("R1", reading=CODED, in_table2=("T1",)),
        statement("R2", reading=CODED, in_table2=("T1", "T9"), cells=(OTHER_CELL,)),
        statement("T1"),
        statement("LONE", reading=CODED),
        statement("NO", reading=CODED, cells=()),
        statement("E1", StatementKind.ENABLER),
        statement("D1", StatementKind.BOTH, reading=CODED),
    )
    strategies = (
        Strategy("T1", "E1", INFERRED, "from T1", ""),
        Strategy("R1", "E1", STATED, "from R1", "p. 4"),
        Strategy("T1", "lever-1", SAME, "one place", "p. 5"),
        Strategy("D1", "lever-1", SAME, "of the dual one", "p. 6"),
        Strategy("T1", "withdrawn", STATED, "what answered it was withdrawn", "p. 7"),
    )
    moves = (
        ExpectedMove("R1", "P1", "as R1 has it"),
        ExpectedMove("T1", "P1", "as T1 has it"),
        ExpectedMove("R2", "P0", "as R2 has it"),
    )
    return replace(evidence(statements), framework_entries=(ENTRY,), strategies=strategies, expected_moves=moves)


CATALOGUE = catalogue()


def test_answers_of_what_says_the_same_are_shared_each_once_and_strongest_first():
    found = answers_to(CATALOGUE, "T1")
    assert [(one.answer.id, one.strategy.strength, one.strategy.reason) for one in found.answers] == [
        ("E1", STATED, "from R1"),
        ("lever-1", SAME, "one place"),
    ]
    assert [one.said_of.id if one.said_of else None for one in found.answers] == ["R1", None]
    assert found.strongest is STATED
    assert [one.id for one in found.same] == ["R1", "R2"]


def test_a_passage_that_repeats_two_entries_has_the_answers_of_both():
    found = answers_to(CATALOGUE, "R2")
    assert [one.answer.id for one in found.answers] == ["E1", "lever-1"]
    assert [one.id for one in found.same] == ["T1", "R1"]


def test_the_reason_of_the_barrier_itself_goes_before_that_of_another():
    assert [move.reason for move in answers_to(CATALOGUE, "T1").moves] == ["as R2 has it", "as T1 has it"]
    assert [move.reason for move in answers_to(CATALOGUE, "R1").moves] == ["as R2 has it", "as R1 has it"]


def test_a_barrier_that_nobody_answers_is_listed_with_nothing():
    lone = answers_to(CATALOGUE, "LONE")
    assert (lone.answers, lone.moves, lone.same, lone.strongest) == ((), (), (), None)


def test_barriers_of_a_cell_are_counted_once_the_published_first():
    by_cell = barriers_by_cell(CATALOGUE)
    meso = by_cell[MESO]
    assert [one.barrier.id for one in meso.barriers] == ["T1", "D1", "LONE"]
    assert (meso.answered, meso.measured) == (2, 1)
    assert [one.barrier.id for one in by_cell[OTHER_CELL].barriers] == ["R2"]
    assert by_cell[Cell.from_token("workforce/micro")].barriers == ()
    assert [one.barrier.id for one in barriers_in_no_cell(CATALOGUE)] == ["NO"]


def test_an_answer_read_backwards_names_every_barrier_that_it_addresses():
    answer, found = addressed_by(CATALOGUE, "lever-1")
    assert answer is ENTRY
    assert {one.said_of.id for one in found if one.said_of} == {"T1", "R1", "R2", "D1"}
    enabler, of_enabler = addressed_by(CATALOGUE, "E1")
    assert enabler.id == "E1"
    assert {one.strategy.strength for one in of_enabler} == {STATED}
    assert addressed_by(CATALOGUE, "LONE")[1] == ()


@pytest.mark.parametrize("find", [answers_to, addressed_by])
def test_what_does_not_exist_is_named(find):
    with pytest.raises(NoSuchBarrierError, match="nowhere"):
        find(CATALOGUE, "nowhere")


def test_an_enabler_is_no_barrier():
    with pytest.raises(NoSuchBarrierError, match="no such barrier: E1"):
        answers_to(CATALOGUE, "E1")


def test_pairs_that_should_move_come_with_their_value_in_the_area():
    figures = [
        figure("mental", "AAA", count=20, denominator=100),
        figure("physical", "AAA", count=80, denominator=100),
        figure("mental", "DDD", count=80, denominator=100),
        figure("physical", "DDD", count=80, denominator=100),
    ]
    grid = compare_areas(dataset(figures, (pair("P1"),)), Vintage.ICB2023, TODAY)
    expected = (ExpectedMove("T1", "P1", "because"), ExpectedMove("T1", "GONE", "no pair"))
    here, gone = moves_in(grid, "AAA", expected)
    assert here.gap is not None and here.gap.band is Band.MUCH_WORSE and here.move.reason == "because"
    assert gone.gap is None
    there, _gone = moves_in(grid, "DDD", expected)
    assert there.gap is not None and there.gap.band is Band.PARITY
