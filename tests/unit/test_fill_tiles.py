"""What each tile of the map shows of a cell or of a pair; every figure is FICTITIOUS."""

from dataclasses import replace

import pytest

from domain_model.cells import CELLS, Cell
from domain_model.geography import Area
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.fill_tiles import FilledTiles, Tile, boards_with_value, fill_tiles, find_shown
from domain_model.vocabulary import (
    Band,
    Certainty,
    ContextBand,
    Emptiness,
    Grade,
    Measure,
    PairKind,
    Polarity,
    StatusCode,
    Vintage,
)
from tests.builders import GEOGRAPHY, MESO, TODAY, SideSource, dataset, figure, indicator, pair

NEED = Cell.from_token("financing/macro")
SCORE = Cell.from_token("workforce/micro")
NOTHING = Cell.from_token("information_research/macro")
OLD = Vintage.ICB2023
MANY = 20_000


def shares(area: str, mental: int, physical: int, **more: object):
    kind = {"ENG": "country", "Y1": "region"}.get(area, "icb2023")
    return [
        figure(side, area, count=count, denominator=MANY, geography=kind, **more)
        for side, count in (("mental", mental), ("physical", physical))
    ]


FIGURES = [
    *shares("AAA", 12_000, 19_000),
    *shares("BBB", 19_000, 19_200, status=frozenset({StatusCode.LIKELY_BREAK})),
    *shares("DDD", 19_000, 16_500),
    *shares("Y1", 17_000, 19_000),
    *shares("ENG", 13_000, 19_000),
    figure("physical", "CCC", count=18_000, denominator=MANY),
    figure("score_m", "AAA", 0.6),
    figure("score_p", "AAA", 0.69),
    figure("score_m", "DDD", status=frozenset({StatusCode.SUPPRESSED})),
    figure("score_p", "DDD", 0.5),
    figure("need_m", "CCC", 0.83),
    figure("need_p", "CCC", 1.0),
    figure("need_m", "AAA", 1.5),
    figure("need_p", "AAA", 1.0),
]
PAIRS = (
    pair(),
    pair(
        "P3",
        Measure.RATIO,
        cell=SCORE,
        grade=Grade.B,
        mental=SideSource("score_m"),
        comparator=SideSource("score_p"),
    ),
    pair(
        "P4",
        Measure.CONTEXT,
        Polarity.CONTEXT,
        cell=NEED,
        mental=SideSource("need_m"),
        comparator=SideSource("need_p"),
    ),
    pair("P5", cell=SCORE, superseded_by="P3"),
)
DATA = dataset(
    FIGURES, PAIRS, more_indicators=tuple(indicator(f"{one}_{side}") for one in ("score", "need") for side in "mp")
)


def filled(token: str, grades: frozenset[Grade] = frozenset(Grade)) -> FilledTiles:
    return fill_tiles(DATA, find_shown(DATA, token), OLD, TODAY, grades)


def test_a_cell_shows_band_and_certainty_of_its_deciding_pair_or_why_there_is_none():
    tiles = filled(MESO.token).tiles
    assert (tiles["AAA"].band, tiles["AAA"].certainty) == (Band.MUCH_WORSE, Certainty.CLEAR)
    assert (tiles["BBB"].band, tiles["BBB"].has_likely_break) == (Band.PARITY, True)
    assert (tiles["DDD"].band, tiles["DDD"].has_likely_break) == (Band.BETTER, False)
    assert (tiles["CCC"].emptiness, tiles["CCC"].reason) == (
        Emptiness.CANNOT_COMPARE,
        "the mental health side is not published for this area",
    )
    assert tiles["CCC"].gap is None and tiles["CCC"].distance is None
    assert tiles["AAA"].gap is tiles["AAA"].source.deciding
    assert tiles["AAA"].distance < -1


def test_a_pair_shows_the_same_as_a_cell_that_holds_it_alone():
    cell, one = filled(MESO.token), filled("P1")
    assert cell.cell == one.cell == MESO
    for code in cell.tiles:
        assert (one.tiles[code].band, one.tiles[code].certainty) == (cell.tiles[code].band, cell.tiles[code].certainty)
    assert one.tiles["AAA"].gap is one.tiles["AAA"].source
    assert one.tiles["CCC"].reason == cell.tiles["CCC"].reason


def test_a_pair_is_shown_whatever_its_grade_and_a_cell_only_by_grades_asked_for():
    only_a = frozenset({Grade.A})
    assert filled(SCORE.token, only_a).tiles["AAA"].reason == (
        "what can be compared is of a grade that was not asked for"
    )
    assert filled("P3", only_a).tiles["AAA"].band is Band.WORSE


@pytest.mark.parametrize("token", [NEED.token, "P4"])
def test_need_is_shown_without_a_judgement(token: str):
    shown = filled(token)
    assert shown.tiles["CCC"].context_band is ContextBand.LESS
    assert shown.tiles["AAA"].context_band is ContextBand.MORE
    assert shown.tiles["CCC"].gap.value == pytest.approx(0.83)
    assert (shown.tiles["CCC"].band, shown.tiles["CCC"].distance) == (None, None)
    assert shown.needs == {ContextBand.MORE: 1, ContextBand.LESS: 1, ContextBand.SIMILAR: 0}
    assert [tile.area.code for tile in shown.worst_first] == ["AAA", "CCC", "BBB", "DDD"]


def test_suppressed_and_never_published_are_told_apart():
    tiles = filled(SCORE.token).tiles
    assert (tiles["DDD"].emptiness, tiles["BBB"].emptiness) == (Emptiness.SUPPRESSED, Emptiness.NO_DATA)
    assert filled("P3").tiles["DDD"].emptiness is Emptiness.SUPPRESSED
    assert filled(NOTHING.token).tiles["AAA"].reason == "no pair of measures is registered"


def test_pairs_of_groups_are_marked():
    of_groups = dataset(FIGURES, (pair(pair_kind=PairKind.GROUP),))
    tiles = fill_tiles(of_groups, MESO, OLD, TODAY).tiles
    assert tiles["AAA"].is_between_groups and not tiles["CCC"].is_between_groups
    assert not filled(MESO.token).tiles["AAA"].is_between_groups


def test_boards_are_counted_by_band_and_doubt_and_ordered_from_the_worst():
    shown = filled(MESO.token)
    assert [tile.area.code for tile in shown.boards] == ["AAA", "BBB", "CCC", "DDD"]
    assert shown.bands[Band.MUCH_WORSE] == shown.bands[Band.PARITY] == shown.bands[Band.BETTER] == 1
    assert shown.bands[Band.WORSE] == shown.bands[Band.MUCH_BETTER] == 0
    assert (shown.unsure, shown.without_interval) == (1, 0)
    assert (filled("P3").unsure, filled("P3").without_interval) == (0, 1)
    assert [tile.area.code for tile in shown.worst_first] == ["AAA", "BBB", "DDD", "CCC"]
    assert shown.reasons == (("the mental health side is not published for this area", 1),)
    assert [(one.id, number) for one, number in shown.deciding] == [("P1", 3)]
    assert {code: area.code for code, area in shown.regions.items()} == {"Y1": "Y1", "Y2": "Y2"}


def test_region_and_england_are_set_beside_a_board_by_its_own_pair():
    for token in (MESO.token, "P1"):
        around = filled(token).around("AAA")
        assert [(area.code, gap.pair.id, gap.band) for area, gap in around] == [
            ("Y1", "P1", Band.WORSE),
            ("ENG", "P1", Band.MUCH_WORSE),
        ]
    assert [area.code for area, _gap in filled(MESO.token).around("CCC")] == ["Y1", "ENG"]
    assert [area.code for area, _gap in filled(MESO.token).around("DDD")] == ["Y2", "ENG"]
    assert filled("P3").around("AAA") == ()


def test_choices_are_counted_by_the_boards_that_show_something():
    counted = boards_with_value(compare_areas(DATA, OLD, TODAY, frozenset(Grade)))
    assert (counted[MESO], counted["P1"]) == (3, 3)
    assert (counted[NEED], counted["P4"]) == (2, 2)
    assert (counted[SCORE], counted["P3"]) == (1, 1)
    assert counted[NOTHING] == 0 and "P5" not in counted
    assert set(CELLS) < set(counted)


def test_a_token_names_a_cell_or_a_pair_or_nothing():
    assert find_shown(DATA, "workforce/micro") == SCORE
    assert find_shown(DATA, "P3") is PAIRS[1]
    with pytest.raises(LookupError, match="no such pair: 'S99'"):
        find_shown(DATA, "S99")
    with pytest.raises(LookupError, match="no such cell: 'workforce/mega'"):
        find_shown(DATA, "workforce/mega")


def board() -> Area:
    return GEOGRAPHY.area("AAA", OLD)


@pytest.mark.parametrize(
    ("state", "problem"),
    [
        ({}, "AAA: a tile shows one of band, need and emptiness"),
        ({"band": Band.WORSE, "certainty": Certainty.CLEAR, "emptiness": Emptiness.NO_DATA}, "a tile shows one of"),
        ({"band": Band.WORSE}, "AAA: certainty None with band worse"),
        ({"emptiness": Emptiness.NO_DATA, "certainty": Certainty.CLEAR}, "certainty clear with band None"),
    ],
)
def test_a_tile_shows_exactly_one_thing(state: dict[str, object], problem: str):
    gap = filled("P1").tiles["AAA"].gap
    with pytest.raises(ValueError, match=problem):
        Tile(board(), gap, **state)
    assert replace(Tile(board(), gap, emptiness=Emptiness.NO_DATA), reason="x").reason == "x"
