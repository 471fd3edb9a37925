"""Comparing every area, and counting the evidence."""

from datetime import date

import pytest

from domain_model.cells import Cell
from domain_model.parity import SideSource
from domain_model.use_cases.compare_areas import compare_areas, compare_pair, examine_robustness
from domain_model.use_cases.count_evidence import count_evidence, statements_in
from domain_model.vocabulary import (
    AreaKind,
    Band,
    CellState,
    Emptiness,
    Grade,
    Reading,
    StatementKind,
    Vintage,
)
from tests.builders import MESO, TODAY, dataset, evidence, figure, indicator, link, month, pair, printed, statement

MICRO = Cell.from_token("workforce/micro")
ROWS = [
    figure("mental", "AAA", count=50, denominator=100),
    figure("physical", "AAA", count=100, denominator=100),
    figure("mental", "BBB", count=99, denominator=100),
    figure("physical", "BBB", count=98, denominator=100),
    figure("mental", "AAA", count=99, denominator=100, period=month("2024-08")),
    figure("physical", "AAA", count=98, denominator=100, period=month("2024-08")),
]


def test_every_area_of_the_geography_has_every_cell() -> None:
    grid = compare_areas(dataset(ROWS), Vintage.ICB2023, TODAY)
    assert len(grid.cells) == len(grid.areas) * 18
    assert grid.at("AAA", MESO).band is Band.MUCH_WORSE
    assert grid.at("BBB", MESO).band is Band.PARITY
    assert grid.at("CCC", MESO).emptiness is Emptiness.NO_DATA
    assert grid.compared_somewhere(MESO) == 2
    assert grid.compared_somewhere(MESO, AreaKind.COUNTRY) == 0
    with pytest.raises(LookupError, match="no such area: 'NEW1' in icb2023"):
        grid.at("NEW1", MESO)


def test_the_same_question_is_answered_from_memory_and_every_later_day_shares_it() -> None:
    data = dataset(ROWS)
    first = compare_areas(data, Vintage.ICB2023, date(2025, 1, 1))
    assert compare_areas(data, Vintage.ICB2023, date(2026, 1, 1)) is first
    assert compare_areas(data, Vintage.ICB2023, date(2024, 8, 31)).at("AAA", MESO).band is Band.PARITY
    assert compare_areas(data, Vintage.ICB2023, date(2020, 1, 1)).at("AAA", MESO).deciding is None
    assert compare_areas(data, Vintage.ICB2023, TODAY, frozenset({Grade.B})).at("AAA", MESO).band is None


def test_one_pair_is_compared_in_every_area() -> None:
    gaps = compare_pair(dataset(ROWS, (pair("P1"), pair("P2", cell=MICRO))), "P2", Vintage.ICB2023, TODAY)
    assert {gap.pair.id for gap in gaps} == {"P2"}
    assert {gap.area for gap in gaps} == {"ENG", "Y1", "Y2", "AAA", "BBB", "CCC", "DDD"}
    with pytest.raises(LookupError, match="no such pair: 'P9'"):
        compare_pair(dataset(ROWS), "P9", Vintage.ICB2023, TODAY)


def test_robustness_looks_at_the_previous_period_too() -> None:
    at_parity = [
        figure("other", "AAA", count=98, denominator=100, period=month(label)) for label in ("2024-08", "2024-09")
    ]
    pairs = (pair("P1"), pair("P2", mental=SideSource("other")), pair("P3", cell=MICRO))
    data = dataset([*ROWS, *at_parity], pairs, more_indicators=(indicator("other"),))
    grid = compare_areas(data, Vintage.ICB2023, TODAY)
    assert grid.at("AAA", MESO).deciding is grid.at("AAA", MESO).gaps[0]
    found = examine_robustness(data, "AAA", MESO, grid)
    assert found is not None and found.band is Band.MUCH_WORSE
    previous = next(v for v in found.variants if v.change == "the previous period")
    assert (previous.band, previous.pair) == (Band.PARITY, "P2")
    assert examine_robustness(data, "CCC", MESO, grid) is None


def test_a_dataset_names_what_it_does_not_hold() -> None:
    data = dataset(ROWS)
    assert data.pair("P1").id == "P1"
    assert data.indicator("mental").id == "mental"
    assert data.evidence.source("src").title == "A study"
    for look_up in (data.pair, data.indicator, data.evidence.source):
        with pytest.raises(LookupError, match="'nothing'"):
            look_up("nothing")


CATALOGUE = evidence(
    statements=(
        statement("T1"),
        statement("T2"),
        statement("T3", StatementKind.ENABLER, also_in=(MICRO,)),
        statement("R1", reading=Reading.CODED, in_table2=("T1", "T2"), participant="PT.3"),
        statement("R2", reading=Reading.CODED, participant="PT.3"),
        statement("R3", StatementKind.BOTH, reading=Reading.CODED, participant="PT.5"),
        statement("R4", reading=Reading.CODED, cells=(MICRO,), in_table2=("T1",)),
        statement("R5", reading=Reading.CODED, cells=(MICRO,), in_table2=("T1",)),
        statement("R6", StatementKind.THEME, reading=Reading.CODED, cells=(MICRO, MESO)),
    ),
    published_cells=(
        printed(MESO, StatementKind.BARRIER, CellState.ENTRIES, 2),
        printed(MICRO, StatementKind.BARRIER, CellState.PRINTED_EMPTY),
        printed(MICRO, StatementKind.ENABLER, CellState.NOT_PRINTED),
    ),
    links=(link("X1", MESO, MICRO), link("X2", MESO, MESO)),
)


def test_the_published_reading_counts_the_table_and_tells_its_empty_halves_apart() -> None:
    cells = count_evidence(dataset([], catalogue=CATALOGUE), Reading.PUBLISHED)
    assert (cells[MESO].barriers.count, cells[MESO].enablers.count, cells[MESO].voices) == (2, 1, None)
    assert cells[MICRO].barriers.emptiness is Emptiness.ASKED_NOTHING_REPORTED
    assert cells[MICRO].enablers.emptiness is Emptiness.NOT_ASKED
    assert cells[MESO].barriers.emptiness is None


def test_the_coded_reading_counts_a_repeated_statement_once_per_cell() -> None:
    cells = count_evidence(dataset([], catalogue=CATALOGUE), Reading.CODED)
    assert cells[MESO].barriers.count == 2 + 2
    assert cells[MESO].enablers.count == 1 + 1
    assert cells[MICRO].barriers.count == 1
    assert [s.id for s in cells[MICRO].barriers.statements] == ["R4", "R5"]
    assert [s.id for s in cells[MESO].themes] == ["R6"]
    assert cells[MESO].voices == 2


def test_links_are_told_apart_by_direction() -> None:
    cells = count_evidence(dataset([], catalogue=CATALOGUE))
    assert [x.id for x in cells[MESO].links_out] == ["X1", "X2"]
    assert [x.id for x in cells[MICRO].links_in] == ["X1"]
    assert [x.id for x in cells[MESO].links_in] == ["X2"]


def test_the_statements_of_a_reading_are_the_table_or_everything() -> None:
    data = dataset([], catalogue=CATALOGUE)
    assert len(statements_in(data, Reading.PUBLISHED)) == 3
    assert len(statements_in(data, Reading.CODED)) == 9


def test_dual_and_contested_statements_are_marked() -> None:
    by_id = {s.id: s for s in CATALOGUE.statements}
    assert by_id["R3"].is_dual and not by_id["R2"].is_dual
    assert by_id["T3"].is_contested and not by_id["T1"].is_contested
