"""What people think as an idea: opinions, the book of what stands, undo, and the contradiction of two bands."""

from datetime import UTC, datetime, timedelta

import pytest

from domain_model.cells import CELLS, Cell
from domain_model.judgements import (
    LONGEST_REASON,
    LONGEST_SOURCE,
    Judgement,
    JudgementBook,
    NothingToUndoError,
    Opinion,
    layers_disagree,
    undone,
)
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.compare_judgements import (
    JudgedMark,
    Standpoint,
    contrast_views,
    judged_band,
    judged_mark,
    judged_marks,
    perception_of,
    single_views,
    views_at,
)
from domain_model.use_cases.describe_cell import describe_cell
from domain_model.vocabulary import Band, Confidence, Perception, Vintage
from tests.builders import MESO, TODAY, dataset, figure

AT = datetime(2026, 11, 20, 10, 2, tzinfo=UTC)
MICRO = Cell.from_token("workforce/micro")
WORSE, BETTER = Opinion(Perception.WORSE), Opinion(Perception.BETTER)
UNKNOWN = Opinion(Perception.DONT_KNOW)


def version(
    change: int,
    opinion: Opinion | None,
    author: str = "ann",
    cell: Cell = MESO,
    area: str = "AAA",
    number: int = 1,
    restores: int | None = None,
) -> Judgement:
    return Judgement(change, author, area, cell, number, opinion, AT + timedelta(hours=change), restores)


def chain(*steps: tuple[Opinion | None, int | None]) -> tuple[Judgement, ...]:
    return tuple(version(n, said, number=n, restores=was) for n, (said, was) in enumerate(steps, start=1))


@pytest.mark.parametrize("name", ["severity", "feasibility"])
@pytest.mark.parametrize("value", [0, 10, -1])
def test_severity_and_feasibility_stay_on_their_scale(name: str, value: int) -> None:
    assert getattr(Opinion(**{name: 1}), name) == 1
    assert getattr(Opinion(**{name: 9}), name) == 9
    with pytest.raises(ValueError, match=f"{name} is {value}: give a whole number from 1 to 9"):
        Opinion(**{name: value})


def test_reason_and_source_have_an_end() -> None:
    assert len(Opinion(reason="x" * LONGEST_REASON, source="y" * LONGEST_SOURCE).reason) == LONGEST_REASON
    with pytest.raises(ValueError, match=f"reason has {LONGEST_REASON + 1} characters"):
        Opinion(reason="x" * (LONGEST_REASON + 1))
    with pytest.raises(ValueError, match=f"source has {LONGEST_SOURCE + 1} characters"):
        Opinion(source="x" * (LONGEST_SOURCE + 1))


@pytest.mark.parametrize("name", ["reason", "source"])
def test_what_is_written_is_plain_text(name: str) -> None:
    assert getattr(Opinion(**{name: "café\n🙂"}), name) == "café\n🙂"
    with pytest.raises(ValueError, match=f"{name} holds characters that cannot be shown"):
        Opinion(**{name: "nul\x00"})


def test_an_opinion_names_a_band_unless_its_author_does_not_know() -> None:
    assert WORSE.band is Band.WORSE and UNKNOWN.band is None and Opinion(severity=3).band is None
    assert Opinion().is_blank and not UNKNOWN.is_blank and not Opinion(confidence=Confidence.LOW).is_blank


def test_the_book_shows_what_stands_the_latest_first() -> None:
    book = JudgementBook().with_changes([version(1, WORSE), version(2, BETTER, "bob")], 2)
    assert [j.author for j in book.at("AAA", MESO)] == ["bob", "ann"]
    book = book.with_changes([version(3, UNKNOWN, number=2)], 3)
    assert [(j.author, j.opinion) for j in book.at("AAA", MESO)] == [("ann", UNKNOWN), ("bob", BETTER)]
    assert book.change == 3
    assert book.at("DDD", MESO) == () and book.at("AAA", MICRO) == ()


def test_a_withdrawn_view_leaves_the_book_and_an_older_book_does_not_change() -> None:
    first = JudgementBook().with_changes([version(1, WORSE), version(2, BETTER, "bob", MICRO)], 2)
    second = first.with_changes([version(3, None, number=2), version(4, None, "bob", area="DDD")], 4)
    assert second.at("AAA", MESO) == () and (("AAA", MESO)) not in second.by_place
    assert [j.author for j in first.at("AAA", MESO)] == ["ann"]
    assert list(second.of("bob", "AAA")) == [MICRO]
    assert second.of("ann", "AAA") == {} and second.of("bob", "DDD") == {}


def test_undo_goes_back_one_state_and_again_one_further() -> None:
    assert undone(chain((WORSE, None))) == (0, None)
    assert undone(chain((WORSE, None), (BETTER, None))) == (1, WORSE)
    assert undone(chain((WORSE, None), (BETTER, None), (WORSE, 1))) == (0, None)
    assert undone(chain((WORSE, None), (BETTER, None), (WORSE, 1), (UNKNOWN, None))) == (1, WORSE)
    assert undone(chain((WORSE, None), (None, None))) == (1, WORSE)
    assert undone(chain((WORSE, None), (BETTER, None), (UNKNOWN, None), (BETTER, 2))) == (1, WORSE)


def test_undo_stops_where_the_earlier_versions_were_removed() -> None:
    fifth, sixth = version(5, None, number=5), version(6, WORSE, number=6)
    assert undone((fifth,)) == (0, None)
    assert undone((fifth, sixth)) == (5, None)
    assert undone((fifth, sixth, version(7, None, number=7, restores=5))) == (0, None)
    with pytest.raises(NothingToUndoError):
        undone((version(5, WORSE, number=5, restores=2),))


@pytest.mark.parametrize("history", [(), chain((WORSE, None), (None, 0))])
def test_there_is_nothing_to_undo_before_the_first_version(history: tuple[Judgement, ...]) -> None:
    with pytest.raises(NothingToUndoError, match="nothing to undo"):
        undone(history)


@pytest.mark.parametrize(
    ("measured", "judged", "expected"),
    [
        (Band.WORSE, Band.BETTER, True),
        (Band.MUCH_BETTER, Band.WORSE, True),
        (Band.PARITY, Band.MUCH_WORSE, True),
        (Band.MUCH_BETTER, Band.PARITY, True),
        (Band.PARITY, Band.WORSE, False),
        (Band.BETTER, Band.PARITY, False),
        (Band.WORSE, Band.MUCH_WORSE, False),
        (Band.PARITY, Band.PARITY, False),
        (None, Band.WORSE, None),
        (Band.WORSE, None, None),
    ],
)
def test_two_layers_disagree_in_opposite_directions_or_at_parity_against_much(
    measured: Band | None, judged: Band | None, expected: bool | None
) -> None:
    assert layers_disagree(measured, judged) is expected


# ---- Beside the measure


def grid_of(mental: int = 600, physical: int = 950):
    rows = [figure(side, "AAA", count=n, denominator=1000) for side, n in (("mental", mental), ("physical", physical))]
    data = dataset(rows)
    return data, compare_areas(data, Vintage.ICB2023, TODAY)


def test_each_view_stands_by_itself_beside_the_measured_band() -> None:
    data, grid = grid_of()
    assert grid.at("AAA", MESO).band is Band.MUCH_WORSE
    book = JudgementBook().with_changes(
        [version(1, WORSE), version(2, BETTER, "bob"), version(3, UNKNOWN, "cem"), version(4, BETTER, "bob", MICRO)], 4
    )
    views = single_views(book, grid.at("AAA", MESO))
    assert [(view.judgement.author, view.disagrees) for view in views] == [("cem", None), ("bob", True), ("ann", False)]
    assert [view.disagrees for view in single_views(book, grid.at("AAA", MICRO))] == [None]
    assert describe_cell(data, grid, "AAA", MESO, book=book).views == views
    assert describe_cell(data, grid, "DDD", MESO, book=book).views == ()
    assert judged_band(version(9, None)) is None and judged_band(version(9, WORSE)) is Band.WORSE
    assert perception_of(None) is None and perception_of(version(9, None)) is None
    assert perception_of(version(9, UNKNOWN)) is Perception.DONT_KNOW


def test_a_mark_counts_people_and_those_who_disagree_and_is_made_once_for_each_book() -> None:
    _data, grid = grid_of()
    book = JudgementBook().with_changes(
        [version(1, WORSE), version(2, BETTER, "bob"), version(3, BETTER, area="GONE"), version(4, BETTER, cell=MICRO)],
        4,
    )
    marks = judged_marks(grid, book)
    assert dict(marks) == {("AAA", MESO): JudgedMark(2, 1), ("AAA", MICRO): JudgedMark(1, 0)}
    assert judged_marks(grid, book) is marks
    assert judged_mark(book, grid.at("DDD", MESO)) is None
    assert judged_marks(grid, JudgementBook()) == {}


# ---- Two standpoints


VERSIONS = (
    version(1, WORSE),
    version(2, BETTER, cell=MICRO),
    version(3, Opinion(Perception.MUCH_BETTER), "bob"),
    version(4, BETTER, number=2),
    version(5, None, cell=MICRO, number=2),
    version(6, UNKNOWN, "bob", MICRO),
)


def test_views_are_as_they_stood_at_a_moment() -> None:
    early = views_at(VERSIONS, Standpoint("ann", AT + timedelta(hours=2)))
    assert {cell: j.opinion for cell, j in early.items()} == {MESO: WORSE, MICRO: BETTER}
    assert {cell: j.opinion for cell, j in views_at(VERSIONS, Standpoint("ann")).items()} == {MESO: BETTER}
    assert views_at(VERSIONS, Standpoint("ann", AT)) == {}
    assert list(views_at(VERSIONS, Standpoint("bob"))) == [MESO, MICRO]


def test_two_people_are_set_side_by_side_in_every_cell() -> None:
    found = {one.cell: one for one in contrast_views(iter(VERSIONS), Standpoint("ann"), Standpoint("bob"))}
    assert tuple(found) == CELLS
    meso = found[MESO]
    assert (meso.steps, meso.agrees) == (1, False)
    assert meso.first and meso.first.author == "ann" and meso.second and meso.second.author == "bob"
    assert (found[MICRO].first, found[MICRO].steps, found[MICRO].agrees) == (None, None, None)
    back = {one.cell: one for one in contrast_views(VERSIONS, Standpoint("bob"), Standpoint("ann"))}
    assert back[MESO].steps == -1


def test_one_person_is_set_against_an_earlier_date() -> None:
    then = Standpoint("ann", AT + timedelta(hours=1))
    (changed,) = [one for one in contrast_views(VERSIONS, then, Standpoint("ann")) if one.agrees is False]
    assert (changed.cell, changed.steps) == (MESO, 2)
    same = [one for one in contrast_views(VERSIONS, Standpoint("bob"), Standpoint("bob")) if one.agrees]
    assert [(one.cell, one.steps) for one in same] == [(MESO, 0), (MICRO, None)]


def test_knowing_differs_from_not_knowing_without_a_number_of_steps() -> None:
    versions = (version(1, WORSE), version(2, UNKNOWN, "bob"), version(3, Opinion(severity=2), "cem"))
    (one,) = [c for c in contrast_views(versions, Standpoint("ann"), Standpoint("bob")) if c.cell == MESO]
    assert (one.steps, one.agrees) == (None, False)
    (one,) = [c for c in contrast_views(versions, Standpoint("ann"), Standpoint("cem")) if c.cell == MESO]
    assert (one.steps, one.agrees) == (None, None)
