"""One person's views of a cell on the tiles, beside what is measured; every figure and view is FICTITIOUS."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain_model.cells import Cell
from domain_model.judgements import Judgement, JudgementBook, Opinion
from domain_model.use_cases.fill_judged_tiles import (
    JudgedTiles,
    cells_scored,
    fill_judged_tiles,
    has_views,
    people_who_scored,
)
from domain_model.use_cases.fill_tiles import fill_tiles
from domain_model.vocabulary import Band, Perception
from tests.builders import MESO, TODAY
from tests.unit.test_fill_tiles import DATA, OLD, SCORE, filled

AT = datetime(2026, 11, 22, 10, 2, tzinfo=UTC)
ANN = {
    "AAA": Opinion(Perception.BETTER, 7, 3, reason="FICTITIOUS reason", source="FICTITIOUS minutes"),
    "BBB": Opinion(Perception.DONT_KNOW),
    "CCC": Opinion(severity=4),
}
BOB = {"DDD": Opinion(Perception.BETTER), "AAA": Opinion(Perception.WORSE), "Y1": Opinion(Perception.PARITY)}


def book_of(**views: dict[str, Opinion]) -> JudgementBook:
    """The views of some people on one cell, by author and area."""
    versions = [
        Judgement(change, author, area, MESO, 1, opinion, AT)
        for change, (author, area, opinion) in enumerate(
            ((author, area, opinion) for author, said in views.items() for area, opinion in said.items()), 1
        )
    ]
    return JudgementBook().with_changes(versions, len(versions))


BOOK = book_of(ann=ANN, bob=BOB)


def judged(author: str = "ann", book: JudgementBook = BOOK) -> JudgedTiles:
    return fill_judged_tiles(filled(MESO.token), book, author)


def test_each_board_has_the_view_of_that_person_and_of_nobody_else():
    tiles = judged().tiles
    assert set(tiles) == {"AAA", "BBB", "CCC", "DDD"}
    assert {code: tile.judgement.author for code, tile in tiles.items() if tile.judgement} == {
        "AAA": "ann", "BBB": "ann", "CCC": "ann",
    }  # fmt: skip
    assert (tiles["AAA"].band, judged("bob").tiles["AAA"].band) == (Band.BETTER, Band.WORSE)
    assert tiles["AAA"].opinion == ANN["AAA"] and tiles["AAA"].area.code == "AAA"
    assert (tiles["AAA"].measured.band, tiles["DDD"].measured.band) == (Band.MUCH_WORSE, Band.BETTER)


def test_dont_know_an_open_question_and_no_view_are_three_things():
    tiles = judged().tiles
    assert (tiles["BBB"].perception, tiles["BBB"].band) == (Perception.DONT_KNOW, None)
    assert (tiles["CCC"].opinion, tiles["CCC"].perception) == (Opinion(severity=4), None)
    assert (tiles["DDD"].judgement, tiles["DDD"].opinion, tiles["DDD"].band) == (None, None, None)


def test_views_contradict_the_measured_band_of_their_own_board_only():
    assert {code: tile.disagrees for code, tile in judged().tiles.items()} == {
        "AAA": True, "BBB": None, "CCC": None, "DDD": None,
    }  # fmt: skip
    of_bob = judged("bob")
    assert (of_bob.tiles["AAA"].disagrees, of_bob.tiles["DDD"].disagrees) == (False, False)
    assert (of_bob.comparable, of_bob.disagreeing) == (2, ())
    assert (judged().comparable, [tile.area.code for tile in judged().disagreeing]) == (1, ["AAA"])
    nothing_measured = fill_judged_tiles(filled(MESO.token), book_of(ann={"CCC": Opinion(Perception.WORSE)}), "ann")
    assert nothing_measured.tiles["CCC"].disagrees is None and nothing_measured.comparable == 0


def test_a_band_between_two_groups_of_people_contradicts_no_view():
    tile = judged().tiles["AAA"]
    between = replace(tile, measured=replace(tile.measured, is_between_groups=True))
    assert (tile.disagrees, between.disagrees) == (True, None)


def test_boards_that_disagree_come_by_name():
    said = {code: Opinion(Perception.MUCH_BETTER) for code in ("BBB", "AAA")}
    assert [tile.area.code for tile in judged("ann", book_of(ann=said)).disagreeing] == ["AAA", "BBB"]


def test_answers_are_counted_over_the_boards():
    tiles = judged()
    assert len(tiles.boards) == 4 and [tile.area.code for tile in tiles.scored] == ["AAA", "BBB", "CCC"]
    assert {answer: number for answer, number in tiles.answers.items() if number} == {
        Perception.BETTER: 1, Perception.DONT_KNOW: 1,
    }  # fmt: skip
    assert list(tiles.answers) == list(Perception)
    assert tiles.unanswered == 1


def test_the_worst_view_comes_first_then_no_band_then_no_view():
    said = {"CCC": Opinion(Perception.MUCH_WORSE), "AAA": Opinion(Perception.PARITY), "BBB": Opinion(severity=1)}
    assert [tile.area.code for tile in judged("ann", book_of(ann=said)).worst_first] == ["CCC", "AAA", "BBB", "DDD"]


def test_people_are_counted_by_boards_most_first_and_regions_are_no_boards():
    assert list(judged().scored_by.items()) == [("ann", 3), ("bob", 2)]
    assert people_who_scored(BOOK, SCORE, ["AAA"]) == {}
    alike = people_who_scored(book_of(zoe=BOB, bob=BOB), MESO, ["AAA", "DDD"])
    assert list(alike.items()) == [("bob", 2), ("zoe", 2)]


def test_cells_are_counted_for_one_person():
    counted = cells_scored(BOOK, "ann", iter(("AAA", "BBB", "DDD")))
    assert (counted[MESO], counted[SCORE]) == (2, 0)
    assert cells_scored(BOOK, "bob", ["AAA"])[MESO] == 1


def test_only_who_said_something_that_stands_has_views():
    withdrawn = BOOK.with_changes([Judgement(9, "bob", code, MESO, 2, None, AT) for code in BOB], 9)
    assert has_views(BOOK, "bob") and has_views(withdrawn, "ann")
    assert not has_views(withdrawn, "bob") and not has_views(BOOK, "zoe")
    assert judged("bob", withdrawn).scored == ()


def test_nobody_has_views_of_a_pair():
    with pytest.raises(ValueError, match="views are of cells, not of pairs such as P1"):
        fill_judged_tiles(filled("P1"), BOOK, "ann")


def test_a_view_of_another_cell_is_not_shown():
    other = fill_judged_tiles(fill_tiles(DATA, Cell.from_token("financing/meso"), OLD, TODAY), BOOK, "ann")
    assert other.scored == () and other.scored_by == {}
