"""What the pairs of a cell say together, and how much depends on how one looks."""

from datetime import date
from math import log

import pytest

from domain_model.cell_summary import MeasuredCell, deciding_pair, summarise_cell
from domain_model.cells import CELLS, Cell
from domain_model.comparison import compare
from domain_model.indicators import Observation
from domain_model.parity import ParityGap
from domain_model.robustness import robustness
from domain_model.vocabulary import Band, Emptiness, Grade, Level, Measure, PairKind, Polarity, StatusCode
from tests.builders import MESO, basis, figure, month, pair


def gap(pair_id: str, mental: int, physical: int = 100, of: int = 100, **more: object) -> ParityGap:
    """The gap of a pair with `mental` and `physical` of `of` people."""
    rows = [
        figure("mental", "AAA", count=mental, denominator=of),
        figure("physical", "AAA", count=physical, denominator=of),
    ]
    return compare(pair(pair_id, **more), "AAA", basis(rows))  # type: ignore[arg-type]


def test_the_deciding_pair_is_the_median_and_of_two_middle_ones_the_worse() -> None:
    worst, worse, parity, better = gap("A", 50), gap("B", 90), gap("C", 99), gap("D", 90, 70)
    assert deciding_pair([better, parity, worst]) is parity
    assert deciding_pair([better, worst, parity, worse]) is worse
    assert deciding_pair([]) is None


def test_a_band_between_two_groups_is_none_of_mental_against_physical_health() -> None:
    groups = gap("A", 60, pair_kind=PairKind.GROUP)
    between = summarise_cell(MESO, "AAA", [groups])
    assert (between.band, between.parity_band) == (Band.MUCH_WORSE, None)
    against = summarise_cell(MESO, "AAA", [gap("A", 60)])
    assert (against.band, against.parity_band) == (Band.MUCH_WORSE, Band.MUCH_WORSE)
    assert summarise_cell(MESO, "AAA", []).parity_band is None


def test_ties_go_by_grade_and_then_by_id() -> None:
    first, second, third = gap("Z", 90, grade=Grade.A), gap("A", 90, grade=Grade.B), gap("B", 90, grade=Grade.B)
    assert deciding_pair([third, second, first]) is second
    assert deciding_pair([third, first]) is first


def test_a_gap_without_a_distance_cannot_be_ordered() -> None:
    with pytest.raises(ValueError, match="pair D in AAA has no distance"):
        deciding_pair([gap("D", 50, grade=Grade.D)])


def test_a_cell_counts_its_comparable_pairs_against_those_registered_and_not_superseded() -> None:
    gaps = [
        gap("A", 50), gap("B", 90), gap("C", 99), gap("D", 10, grade=Grade.D), gap("S", 1, superseded_by="A"),
    ]  # fmt: skip
    cell = summarise_cell(MESO, "AAA", gaps)
    assert (cell.comparable, cell.registered) == (3, 4)
    assert cell.deciding is not None and cell.deciding.pair.id == "B"
    assert (cell.band, cell.bands[Band.MUCH_WORSE], cell.bands[Band.BETTER]) == (Band.WORSE, 1, 0)
    assert [g.pair.id for g in cell.gaps] == ["A", "B", "C", "D"]
    assert cell.distance == pytest.approx(log(0.9) / -log(0.8))


def test_context_pairs_never_decide() -> None:
    need = gap("N", 10, measure=Measure.CONTEXT, polarity=Polarity.CONTEXT)
    cell = summarise_cell(MESO, "AAA", [need])
    assert (cell.deciding, cell.comparable, cell.emptiness) == (None, 0, Emptiness.CANNOT_COMPARE)
    assert (cell.band, cell.distance) == (None, None)


def test_narrowing_the_grades_narrows_who_decides() -> None:
    gaps = [gap("A", 99, grade=Grade.A), gap("C", 50, grade=Grade.C), gap("E", 40, grade=Grade.C)]
    assert summarise_cell(MESO, "AAA", gaps).band is Band.MUCH_WORSE
    narrowed = summarise_cell(MESO, "AAA", gaps, frozenset({Grade.A, Grade.B}))
    assert (narrowed.band, narrowed.comparable, narrowed.registered) == (Band.PARITY, 1, 3)


def empty(*rows: Observation) -> MeasuredCell:
    return summarise_cell(MESO, "AAA", [compare(pair(), "AAA", basis(list(rows)))])


def test_reasons_for_an_empty_cell_are_told_apart() -> None:
    suppressed = figure("mental", "AAA", status=frozenset({StatusCode.SUPPRESSED}))
    assert empty(suppressed, figure("physical", "AAA", 0.6)).emptiness is Emptiness.SUPPRESSED
    assert empty(figure("physical", "AAA", 0.6)).emptiness is Emptiness.CANNOT_COMPARE
    assert empty().emptiness is Emptiness.NO_DATA


def test_only_a_clear_parity_is_called_no_gap() -> None:
    assert summarise_cell(MESO, "AAA", [gap("A", 9900, 9950, 10000)]).emptiness is Emptiness.NO_GAP
    unsure = summarise_cell(MESO, "AAA", [gap("A", 66, 66)])
    assert (unsure.band, unsure.emptiness) == (Band.PARITY, None)


def test_flags_of_the_deciding_pair_are_those_of_the_cell() -> None:
    rows = [
        figure("mental", "AAA", count=5, denominator=9, status=frozenset({StatusCode.LIKELY_BREAK})),
        figure("physical", "AAA", count=5, denominator=9),
    ]
    cell = summarise_cell(MESO, "AAA", [compare(pair(), "AAA", basis(rows))])
    assert cell.status == {StatusCode.LIKELY_BREAK}


def never(_day: date) -> ParityGap:
    """The deciding pair where it could not be compared before."""
    return compare(pair(), "AAA", basis([]))


def test_robustness_changes_one_thing_at_a_time_and_names_what_disagrees() -> None:
    gaps = [gap("A", 60, grade=Grade.A), gap("B", 90, grade=Grade.B), gap("C", 99, grade=Grade.C)]
    cell = summarise_cell(MESO, "AAA", gaps)
    found = robustness(cell, never)
    assert found is not None
    changes = {variant.change: (variant.band, variant.pair) for variant in found.variants}
    assert changes == {
        "without pair A": (Band.WORSE, "B"),
        "without pair B": (Band.MUCH_WORSE, "A"),
        "without pair C": (Band.MUCH_WORSE, "A"),
        "counting the bad outcome": (Band.MUCH_WORSE, "B"),
        "grade A only": (Band.MUCH_WORSE, "A"),
        "grades A and B only": (Band.MUCH_WORSE, "A"),
        "thresholds 20% tighter": (Band.WORSE, "B"),
        "thresholds 20% wider": (Band.WORSE, "B"),
    }
    assert found.agreeing == 3
    assert len(found.dissenting) == 5


def test_the_previous_period_counts_when_the_same_pair_could_be_compared_then() -> None:
    seen: list[date] = []

    def earlier(day: date) -> ParityGap:
        seen.append(day)
        return gap("B", 90)

    cell = summarise_cell(MESO, "AAA", [gap("A", 99), gap("B", 50)])
    found = robustness(cell, earlier)
    assert found is not None
    assert seen == [date(2024, 9, 29)]
    last = found.variants[-1]
    assert (last.change, last.band, last.pair) == ("the previous period", Band.WORSE, "B")


def test_only_the_deciding_pair_goes_back_a_period_and_another_may_decide_then() -> None:
    cell = summarise_cell(MESO, "AAA", [gap("A", 60), gap("B", 90), gap("C", 99)])
    assert cell.deciding is not None and cell.deciding.pair.id == "B"
    found = robustness(cell, lambda _day: gap("B", 90, 50))
    assert found is not None
    assert (found.variants[-1].change, found.variants[-1].pair) == ("the previous period", "C")
    assert found.variants[-1].band is Band.PARITY


def test_the_previous_period_is_left_out_when_the_pair_could_not_be_compared_then() -> None:
    cell = summarise_cell(MESO, "AAA", [gap("A", 60), gap("B", 50)])
    found = robustness(cell, never)
    assert found is not None
    assert "the previous period" not in {variant.change for variant in found.variants}


def test_a_ratio_to_nothing_is_the_best_there_is_however_one_looks() -> None:
    gaps = [gap("A", 60, 0), gap("B", 90), gap("C", 60)]
    cell = summarise_cell(MESO, "AAA", gaps)
    assert [g.pair.id for g in cell.gaps] == ["C", "B", "A"]
    assert (cell.bands[Band.MUCH_BETTER], cell.band) == (1, Band.WORSE)
    found = robustness(cell, never)
    assert found is not None
    assert {v.change: v.band for v in found.variants}["without pair C"] is Band.WORSE
    alone = robustness(summarise_cell(MESO, "AAA", [gap("A", 60, 0), gap("Z", 50, 0)]), never)
    assert alone is not None and alone.dissenting == ()


def test_fewer_than_five_ways_of_looking_are_not_shown() -> None:
    assert robustness(summarise_cell(MESO, "AAA", [gap("A", 60)]), never) is None
    assert robustness(summarise_cell(MESO, "AAA", []), never) is None


def test_a_bad_outcome_of_nobody_is_reframed_without_error() -> None:
    gaps = [gap("A", 100, 100), gap("B", 100, 90), gap("C", 90, 100), gap("D", 50)]
    rates = [figure("mental", "AAA", 3.0), figure("physical", "AAA", 2.0)]
    gaps.append(compare(pair("E", Measure.RATIO), "AAA", basis(rates)))
    found = robustness(summarise_cell(MESO, "AAA", gaps), never)
    assert found is not None
    reframed = next(v for v in found.variants if v.change == "counting the bad outcome")
    assert (reframed.band, reframed.pair) == (Band.PARITY, "A")


def test_a_side_fixed_by_definition_has_no_previous_period_of_its_own() -> None:
    from dataclasses import replace

    sided = gap("A", 60)
    assert sided.mental and sided.comparator
    timeless = replace(
        sided, mental=replace(sided.mental, period=None), comparator=replace(sided.comparator, period=None)
    )
    cell = summarise_cell(MESO, "AAA", [timeless, replace(timeless, pair=pair("B"))])
    found = robustness(cell, never)
    assert found is not None and all(v.change != "the previous period" for v in found.variants)


def test_a_cell_is_written_and_read_as_block_and_level() -> None:
    assert len(CELLS) == 18
    assert CELLS[1].token == "leadership_governance/meso"
    assert Cell.from_token("workforce/micro").level is Level.MICRO
    for wrong in ("workforce", "workforce/mega", "work/micro"):
        with pytest.raises(ValueError, match="no such cell"):
            Cell.from_token(wrong)


def test_months_are_whole_months() -> None:
    assert month("2024-02").end == date(2024, 2, 29)
