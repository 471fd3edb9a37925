"""What a board should hear about itself, and what stands out across boards."""

from datetime import date

import pytest

from domain_model.cells import CELLS, Cell
from domain_model.parity import SideSource
from domain_model.use_cases.brief_board import BoardBriefing, brief_board
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.headline import heat_map_headline
from domain_model.vocabulary import Band, Measure, PairKind, StatusCode, Vintage
from tests.builders import MESO, TODAY, dataset, figure, indicator, pair

MICRO = Cell.from_token("workforce/micro")
MACRO = Cell.from_token("financing/macro")
LEAD = Cell.from_token("leadership_governance/macro")
TECH = Cell.from_token("technologies_products/meso")
BREAK = frozenset({StatusCode.LIKELY_BREAK})


def rows(name: str, area: str, mental: float, physical: float, **more: object):
    kind = "country" if area == "ENG" else "icb2023"
    return [
        figure(f"{name}-{side}", area, count=count, denominator=1000, **{"geography": kind, **more})
        for side, count in (("m", mental), ("c", physical))
    ]


def one(name: str, cell: Cell, **more: object):
    return pair(name, cell=cell, mental=SideSource(f"{name}-m"), comparator=SideSource(f"{name}-c"), **more)


PAIRS = (
    one("P1", MESO),
    one("P2", MICRO),
    one("P3", MACRO),
    one("P4", TECH),
    one("P5", LEAD, pair_kind=PairKind.GROUP),
)
INDICATORS = tuple(indicator(f"{p.id}-{side}") for p in PAIRS for side in "mc")
FIGURES = [
    *rows("P1", "AAA", 100, 900, status=BREAK),
    *rows("P2", "AAA", 500, 900),
    *rows("P3", "AAA", 900, 300),
    *rows("P4", "AAA", 500, 505),
    *rows("P5", "AAA", 90, 900),
    *rows("P2", "BBB", 720, 900),
    *rows("P1", "BBB", 830, 900),
    *rows("P2", "CCC", 500, 900),
    *rows("P1", "CCC", 500, 900),
    *rows("P1", "DDD", 400, 900),
    *rows("P5", "BBB", 90, 900),
    *rows("P5", "CCC", 90, 900),
    *rows("P5", "DDD", 90, 900),
    *rows("P3", "ENG", 900, 800),
    *rows("P2", "ENG", 890, 900),
]


def brief(area: str = "AAA") -> BoardBriefing:
    data = dataset(FIGURES, PAIRS, more_indicators=INDICATORS)
    return brief_board(data, compare_areas(data, Vintage.ICB2023, TODAY), area)


def test_the_cells_are_told_apart_and_pairs_of_groups_stand_by_themselves() -> None:
    found = brief()
    assert [s.cell for s in found.worse] == [MESO, MICRO]
    assert [s.cell for s in found.better] == [MACRO]
    assert [s.cell for s in found.parity] == [TECH]
    assert [s.cell for s in found.groups] == [LEAD]
    assert (found.compared, found.much_worse, found.cells) == (4, 2, 18)
    assert len(found.unanswered) == 18 - 5
    assert {u.cell for u in found.unanswered} == set(CELLS) - {MESO, MICRO, MACRO, TECH, LEAD}


def test_a_likely_break_does_not_lead_where_a_finding_stands_behind_it() -> None:
    found = brief()
    assert found.worse[0].cell == MESO and not found.worse[0].is_finding
    assert found.worst is not None and found.worst.cell == MICRO and found.worst.is_finding
    assert found.worst.band is Band.MUCH_WORSE and found.worst.distance < 0
    assert found.best is not None and found.best.cell == MACRO


def test_a_clear_direction_leads_before_a_question_and_a_question_before_nothing() -> None:
    second = brief("BBB")
    assert second.worst is not None and second.worst.cell == MICRO
    assert (second.worst.is_finding, second.worst.is_direction_clear) == (False, True)
    data = dataset(rows("P1", "AAA", 100, 900, status=BREAK), PAIRS, more_indicators=INDICATORS)
    question = brief_board(data, compare_areas(data, Vintage.ICB2023, TODAY), "AAA")
    assert question.worst is not None and not question.worst.is_direction_clear
    assert question.best is None


def test_the_chief_reason_is_the_commonest_with_its_count() -> None:
    assert brief().chief_reason == ("no pair of measures is registered", 13)
    every = tuple(pair(f"P{n}", Measure.CONTEXT, cell=cell, decides=False) for n, cell in enumerate(CELLS))
    held = [figure("mental", "AAA", 0.5), figure("physical", "AAA", 0.9)]
    data = dataset(held, (*every, pair("Q", cell=MESO, mental=None)))
    found = brief_board(data, compare_areas(data, Vintage.ICB2023, TODAY), "AAA")
    assert found.chief_reason == ("only figures of need are held, which are context and not judged", 17)
    nothing = brief_board(data, compare_areas(data, Vintage.ICB2023, TODAY), "BBB")
    assert nothing.chief_reason == ("neither side is published for this area", 18)
    full = tuple(pair(f"P{n}", cell=cell) for n, cell in enumerate(CELLS))
    data = dataset(held, full)
    whole = brief_board(data, compare_areas(data, Vintage.ICB2023, TODAY), "AAA")
    assert (whole.unanswered, whole.chief_reason) == ((), ("", 0))


def test_figures_that_need_care_come_with_their_cells_deciding_ones_first() -> None:
    found = brief()
    assert [(c.gap.pair.id, c.decides) for c in found.care] == [("P3", True), ("P1", True)]
    assert found.care[0].physical_far_below is not None and found.care[1].likely_break
    more = (*PAIRS, one("P0", MACRO))
    extra = [*FIGURES, *rows("P0", "AAA", 850, 800, status=BREAK)]
    added = (*INDICATORS, indicator("P0-m"), indicator("P0-c"))
    data = dataset(extra, more, more_indicators=added)
    care = brief_board(data, compare_areas(data, Vintage.ICB2023, TODAY), "AAA").care
    assert [(c.gap.pair.id, c.decides) for c in care] == [("P0", True), ("P1", True), ("P3", False)]


def test_the_cells_that_are_named_are_seen_against_england_region_and_other_ways_of_looking() -> None:
    found = brief()
    assert found.around_worst is not None and found.around_best is not None
    assert [(area.code, gap.pair.id) for area, gap in found.around_worst.elsewhere] == [("ENG", "P2"), ("Y1", "P2")]
    assert [area.code for area, _gap in found.around_best.elsewhere] == ["ENG"]
    assert found.around_worst.robustness is None
    more = (*PAIRS, one("P6", MICRO), one("P7", MICRO))
    added = (*INDICATORS, *(indicator(f"{p}-{side}") for p in ("P6", "P7") for side in "mc"))
    extra = [*FIGURES, *rows("P6", "AAA", 400, 900), *rows("P7", "AAA", 600, 900)]
    data = dataset(extra, more, more_indicators=added)
    grid = compare_areas(data, Vintage.ICB2023, TODAY)
    around = brief_board(data, grid, "AAA").around_worst
    assert around is not None and around.robustness is not None
    assert [area.code for area, _gap in around.elsewhere] == ["ENG", "Y1"]
    assert around.robustness.agreeing <= len(around.robustness.variants)
    england = brief_board(data, grid, "ENG")
    assert england.around_best is not None and england.around_best.elsewhere == ()
    assert brief("DDD").around_best is None


def test_a_merged_board_knows_what_its_predecessors_could_compare() -> None:
    data = dataset(FIGURES, PAIRS, more_indicators=INDICATORS)
    today = compare_areas(data, Vintage.ICB2026, TODAY)
    found = brief_board(data, today, "NEW1").predecessors
    assert [(p.area.code, p.is_whole, p.compared) for p in found] == [("BBB", True, 3), ("CCC", False, 3)]
    assert {p.until for p in found} == {date(2026, 3, 31)}
    assert brief_board(data, today, "AAA").predecessors == brief("BBB").predecessors == ()


def test_england_is_not_compared_with_itself_and_unknown_areas_are_named() -> None:
    assert [(c.gap.pair.id, c.physical_far_below) for c in brief("ENG").care] == [("P1", None)]
    with pytest.raises(LookupError, match="no such area: 'NEW1' in icb2023"):
        brief("NEW1")


def grid(figures=None):
    return compare_areas(
        dataset(FIGURES if figures is None else figures, PAIRS, more_indicators=INDICATORS),
        Vintage.ICB2023,
        TODAY,
    )


def test_the_headline_is_the_cell_with_most_boards_clearly_worse_and_never_a_pair_of_groups() -> None:
    found = heat_map_headline(grid())
    assert found.outlier is not None
    assert (found.outlier.cell, found.outlier.pair.id) == (MICRO, "P2")
    assert found.outlier.publishing == 3 and found.boards == 4
    assert found.outlier.clearly_worse == 3
    assert found.outlier.bands[Band.MUCH_WORSE] == 2 and found.outlier.bands[Band.WORSE] == 1
    assert found.outlier.periods == ("2024-09",)
    assert found.outlier.england is not None and found.outlier.england.band is Band.PARITY
    assert len(found.without) == 13 and MESO not in found.without and found.cells == 18


def test_the_headline_speaks_of_the_boards_shown_only() -> None:
    found = heat_map_headline(grid(), {"DDD"})
    assert found.outlier is not None
    assert (found.outlier.cell, found.outlier.publishing, found.boards) == (MESO, 1, 1)
    assert found.outlier.england is not None and found.outlier.england.band is Band.MUCH_WORSE
    assert len(found.without) == 16
    alone = heat_map_headline(grid(rows("P1", "DDD", 400, 900))).outlier
    assert alone is not None and alone.england is None
    assert heat_map_headline(grid(), {"QQQ"}).outlier is None
    assert heat_map_headline(grid(rows("P3", "AAA", 900, 300))).outlier is None
