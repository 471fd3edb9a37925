"""Templates of workshops on made-up figures and evidence, all FICTITIOUS; the same plan again; titles of copies."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain_model.cells import CELLS, Cell
from domain_model.dataset import Dataset
from domain_model.parity import SideSource
from domain_model.use_cases.plan_workshop import (
    CELLS_THAT_HURT,
    TEMPLATE_ITEMS,
    Template,
    aim_of,
    area_and_vintage,
    block_that_hurts,
    catalogue_item,
    cells_that_hurt,
    check_plan_may_change,
    default_title,
    numbered_title,
    plan_mark,
    standing_plan,
    statements_of,
    template_plan,
)
from domain_model.vocabulary import BuildingBlock, Reading, StatementKind, Vintage
from domain_model.workshop.ballots import BallotPaper
from domain_model.workshop.items import LONGEST_ITEM
from domain_model.workshop.plans import LONGEST_TITLE
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import ItemOrigin, RoundKind, Stage
from tests.builders import TODAY, dataset, evidence, figure, indicator, pair, statement

AT = datetime(2026, 11, 3, tzinfo=UTC)
FINANCE = Cell.from_token("financing/meso")
RESEARCH = Cell.from_token("information_research/macro")
WORKFORCE = Cell.from_token("workforce/micro")
TOOLS = Cell.from_token("technologies_products/micro")
CARE = Cell.from_token("service_delivery/macro")
STAFF = Cell.from_token("workforce/meso")


def barriers(cell: Cell, number: int, kind: StatementKind = StatementKind.BARRIER) -> list:
    return [statement(f"{kind.value}-{cell.token}-{place}", kind, (cell,)) for place in range(number)]


def measured(**rates: tuple[str, int]) -> Dataset:
    """Board AAA: each name is a pair in the cell given, with so many of 1,000 in mental and 900 in physical health."""
    pairs, figures, indicators = [], [], []
    for name, (token, count) in rates.items():
        sides = (SideSource(f"m-{name}"), SideSource(f"p-{name}"))
        pairs.append(pair(name, cell=Cell.from_token(token), mental=sides[0], comparator=sides[1]))
        indicators += [indicator(side.indicator) for side in sides]
        figures += [
            figure(f"m-{name}", "AAA", count=count, denominator=1000),
            figure(f"p-{name}", "AAA", count=900, denominator=1000),
        ]
    said = [
        *barriers(FINANCE, 5), *barriers(RESEARCH, 6), *barriers(WORKFORCE, 1), *barriers(STAFF, 2),
        *barriers(FINANCE, 3, StatementKind.ENABLER),
        statement("coded", cells=(TOOLS,), reading=Reading.CODED),
    ]  # fmt: skip
    return dataset(figures, tuple(pairs), more_indicators=tuple(indicators), catalogue=evidence(tuple(said)))


HELD = measured(
    a=("service_delivery/macro", 300),
    b=("technologies_products/micro", 500),
    c=("leadership_governance/micro", 950),
    d=("workforce/micro", 600),
    e=("workforce/meso", 700),
)
"""Worst first: service delivery macro, technologies micro, workforce micro, workforce meso; leadership is not worse."""


def test_the_cells_that_hurt_are_three_by_the_figures_and_the_rest_by_barriers_in_reading_order() -> None:
    assert cells_that_hurt(HELD, "AAA", TODAY) == (FINANCE, CARE, STAFF, WORKFORCE, RESEARCH, TOOLS)


def test_an_area_without_figures_has_the_cells_with_most_barriers() -> None:
    found = cells_that_hurt(HELD, "DDD", TODAY)
    assert len(found) == CELLS_THAT_HURT
    assert {FINANCE, RESEARCH, WORKFORCE, STAFF} < set(found)
    assert found[:2] == (CELLS[0], CELLS[1]), "what is alike stays in reading order"


def test_the_block_that_hurts_has_most_cells_behind_then_most_barriers() -> None:
    assert block_that_hurts(HELD, "AAA", TODAY) is BuildingBlock.WORKFORCE
    assert block_that_hurts(HELD, "DDD", TODAY) is BuildingBlock.INFORMATION_RESEARCH
    assert block_that_hurts(dataset([]), "DDD", TODAY) is BuildingBlock.LEADERSHIP_GOVERNANCE


def test_where_it_hurts_takes_twelve_barriers_one_from_each_cell_in_turn() -> None:
    plan = template_plan(Template.WHERE_IT_HURTS, HELD, "AAA", "A title", TODAY)
    by_cell = [sum(item.cell == cell for item in plan.items) for cell in plan.cells]
    assert plan.cells == cells_that_hurt(HELD, "AAA", TODAY)
    assert by_cell == [5, 0, 2, 1, 4, 0]
    assert len(plan.items) == TEMPLATE_ITEMS
    assert all(item.id.startswith("barrier-") and item.origin is ItemOrigin.CATALOGUE for item in plan.items)
    assert plan.items[0].source == plan.items[0].id == "barrier-financing/meso-0"
    assert "Aaa" in plan.aim and plan.area == "AAA" and plan.title == "A title"


def test_one_block_takes_all_its_barriers_and_enablers() -> None:
    plan = template_plan(Template.ONE_BLOCK, HELD, "AAA", "A title", TODAY, BuildingBlock.FINANCING)
    assert [cell.token for cell in plan.cells] == ["financing/macro", "financing/meso", "financing/micro"]
    assert [item.id.partition("-")[0] for item in plan.items] == ["barrier"] * 5 + ["enabler"] * 3
    suggested = template_plan(Template.ONE_BLOCK, HELD, "AAA", "A title", TODAY)
    assert {cell.block for cell in suggested.cells} == {BuildingBlock.WORKFORCE}


def test_all_cells_and_blank_differ_in_what_is_given_to_vote_on() -> None:
    everything = template_plan(Template.ALL_CELLS, HELD, "AAA", "A title", TODAY)
    blank = template_plan(Template.BLANK, HELD, "AAA", "A title", TODAY)
    assert everything.cells == blank.cells == CELLS
    assert (len(everything.items), len(blank.items), blank.aim) == (TEMPLATE_ITEMS, 0, "")


def test_an_ended_board_is_planned_for_in_its_own_geography_and_an_unknown_one_not_at_all() -> None:
    assert area_and_vintage(HELD, "BBB") == (HELD.geography.area("BBB", Vintage.ICB2023), Vintage.ICB2023)
    assert area_and_vintage(HELD, "AAA")[1] is Vintage.ICB2026
    assert template_plan(Template.BLANK, HELD, "BBB", "A title", TODAY).area == "BBB"
    with pytest.raises(LookupError, match="no such area: 'ZZZ'"):
        template_plan(Template.BLANK, HELD, "ZZZ", "A title", TODAY)


def test_a_statement_that_is_too_long_is_left_out_and_never_cut() -> None:
    short, long = "x" * LONGEST_ITEM, "y" * (LONGEST_ITEM + 1)
    said = evidence((statement("short", cells=(STAFF,), text=short), statement("long", cells=(STAFF,), text=long)))
    held = dataset([], catalogue=said)
    assert [one.id for one in statements_of(held)[STAFF]] == ["short"]
    assert [item.text for item in template_plan(Template.ALL_CELLS, held, "AAA", "T", TODAY).items] == [short]


def test_a_statement_that_is_barrier_and_enabler_or_of_two_cells_is_one_thing_to_vote_on() -> None:
    said = evidence((statement("both", StatementKind.BOTH, (STAFF, TOOLS)),))
    held = dataset([], catalogue=said)
    assert [len(statements_of(held)[cell]) for cell in (STAFF, TOOLS, FINANCE)] == [1, 1, 0]
    (item,) = template_plan(Template.ALL_CELLS, held, "AAA", "T", TODAY).items
    assert (item.id, item.cell) == ("both", STAFF)


def test_the_title_names_the_area_once_there_is_one() -> None:
    assert default_title("Dorset", "3 November 2026") == "Parity workshop, Dorset, 3 November 2026"
    assert default_title("", "3 November 2026") == "Parity workshop, 3 November 2026"
    aims = [aim_of(template, "Dorset") for template in Template]
    assert len(set(aims)) == 4 and sum("Dorset" in aim for aim in aims) == 3


@pytest.mark.parametrize(
    ("title", "word", "expected"),
    [
        ("Winter", "copy", "Winter (copy)"),
        ("Winter (copy)", "copy", "Winter (copy 2)"),
        ("Winter (copy 9)", "copy", "Winter (copy 10)"),
        ("Winter (copy)", "repeat", "Winter (copy) (repeat)"),
        ("x" * LONGEST_TITLE, "copy", "x" * (LONGEST_TITLE - 9) + " … (copy)"),
    ],
)
def test_a_copy_is_numbered_and_its_title_stays_short_enough(title: str, word: str, expected: str) -> None:
    assert numbered_title(title, word) == expected
    assert len(expected) <= LONGEST_TITLE


def test_the_standing_plan_has_what_is_in_play_and_another_mark_when_anything_differs() -> None:
    plan = template_plan(Template.ONE_BLOCK, HELD, "AAA", "A title", TODAY, BuildingBlock.WORKFORCE)
    first, second, third = plan.items
    state = WorkshopState(plan, items=(first.reworded("Other words"), replace(second, is_hidden=True), third))
    standing = standing_plan(state)
    assert [(item.id, item.text, item.earlier) for item in standing.items] == [
        (first.id, "Other words", ()),
        (third.id, third.text, ()),
    ]
    assert standing.items[0].source == first.source
    assert plan_mark(plan) == plan_mark(replace(plan)) != plan_mark(standing)


def test_the_set_up_may_change_until_people_begin_and_never_once_they_have_voted() -> None:
    plan = template_plan(Template.ALL_CELLS, HELD, "AAA", "A title", TODAY)
    state = WorkshopState(plan, items=plan.items)
    check_plan_may_change(state)
    with pytest.raises(OutOfOrderError, match="Go back to its first stage"):
        check_plan_may_change(replace(state, stage=Stage.IDEAS))
    paper = BallotPaper(RoundKind.RANK, tuple(item.id for item in plan.items), ranks=3)
    voted = replace(state, rounds=(Round(1, paper, "Which?", AT, None),))
    with pytest.raises(OutOfOrderError, match="Duplicate it"):
        check_plan_may_change(voted)


def test_a_statement_becomes_an_item_of_the_same_id_on_one_line() -> None:
    item = catalogue_item(statement("S-1", text="In two\n lines"), STAFF)
    assert (item.id, item.source, item.text, item.cell) == ("S-1", "S-1", "In two lines", STAFF)
