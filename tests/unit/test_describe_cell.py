"""Everything that the panel of a cell has to answer, and what may be said of a figure."""

from dataclasses import replace

import pytest

from domain_model.cells import Cell
from domain_model.parity import SideSource, Spread
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.describe_cell import CellDescription, describe_cell
from domain_model.use_cases.explain_emptiness import (
    CONTEXT_ONLY,
    GRADE_NOT_ASKED_FOR,
    NO_PAIR_REGISTERED,
    kind_of_reason,
)
from domain_model.use_cases.judge_reliability import (
    care_for,
    is_clearly_worse,
    is_direction_clear,
    is_finding,
)
from domain_model.vocabulary import (
    Band,
    Certainty,
    Grade,
    Measure,
    Polarity,
    Reading,
    Scale,
    Side,
    StatusCode,
    Vintage,
)
from tests.builders import MESO, TODAY, dataset, evidence, figure, indicator, link, month, pair, statement

MICRO = Cell.from_token("workforce/micro")
MACRO = Cell.from_token("financing/macro")


def counts(name: str, area: str, count: float, denominator: float = 1000, **more: object):
    kind = {"ENG": "country", "Y1": "region", "Y2": "region"}.get(area, "icb2023")
    return figure(name, area, count=count, denominator=denominator, **{"geography": kind, **more})


def both(area: str, mental: float, physical: float, **more: object):
    return [counts("mental", area, mental, **more), counts("physical", area, physical, **more)]


ROWS = [
    *both("AAA", 500, 900),
    *both("Y1", 700, 800),
    *both("ENG", 600, 610),
    *both("DDD", 950, 900),
    *both("AAA", 860, 900, period=month("2023-09")),
]
CATALOGUE = evidence(
    (statement("T1"), statement("C1", reading=Reading.CODED), statement("M1", cells=(MICRO,), source="none")),
    (),
    (link("X1", MESO, MICRO), link("X2", MACRO, MESO)),
)
PAIRS = (
    pair("P1"),
    pair("P2", grade=Grade.B, comparator=SideSource("other")),
    pair("P3", grade=Grade.D, grade_reason="different things"),
    pair("P4", Measure.CONTEXT, decides=False),
    pair("P5", superseded_by="P1"),
    pair("P6", mental=None),
    pair("P7", cell=MICRO),
)
OTHER = indicator("other")


def describe(area: str = "AAA", cell: Cell = MESO, grades: frozenset[Grade] | None = None) -> CellDescription:
    rows = [*ROWS, counts("other", "AAA", 490)]
    data = dataset(rows, PAIRS, more_indicators=(OTHER,), catalogue=CATALOGUE)
    chosen = {} if grades is None else {"grades": grades}
    return describe_cell(data, compare_areas(data, Vintage.ICB2023, TODAY, **chosen), area, cell, Reading.CODED)


def test_every_registered_pair_stands_in_exactly_one_place() -> None:
    found = describe()
    assert [(s.gap.pair.id, s.decides) for s in found.compared] == [("P1", True), ("P2", False)]
    assert [s.gap.pair.id for s in found.context] == ["P4"]
    assert [g.pair.id for g in found.not_compared] == ["P3", "P6"]
    assert [p.id for p in found.superseded] == ["P5"]
    assert found.set_aside == ()
    assert [t.pair.id for t in found.would_take] == ["P3", "P6"]
    assert (found.would_take[0].unpublished, found.would_take[0].who_could_publish) == ("u", "w")
    assert found.would_take[0].nearest_proxy == "n"
    assert found.why_empty == ""
    assert found.views == ()


def test_the_same_pair_is_read_in_the_region_and_in_england_and_not_their_own_deciding_pair() -> None:
    found = describe()
    assert found.deciding is not None and found.deciding.region and found.deciding.england
    assert found.deciding.gap.band is Band.MUCH_WORSE
    assert found.deciding.region.value == pytest.approx(0.875)
    assert found.deciding.england.value == pytest.approx(600 / 610)
    assert found.region_area is not None and found.region_area.code == "Y1"
    assert found.compared[1].region is not None and found.compared[1].region.value is None
    limits = found.deciding.limits
    assert limits is not None and limits[0] < -40 < limits[1] < 0


def test_a_region_has_england_above_it_and_england_nothing() -> None:
    region, country = describe("Y1"), describe("ENG")
    assert region.region is None and region.region_area is None and region.england is not None
    assert country.region is None and country.england is None
    assert country.deciding is not None and country.deciding.england is None


def test_grades_not_asked_for_are_set_aside_and_said() -> None:
    found = describe(grades=frozenset({Grade.C}))
    assert [s.gap.pair.id for s in found.set_aside] == ["P1", "P2"]
    assert (found.compared, found.deciding) == ((), None)
    assert found.why_empty == GRADE_NOT_ASKED_FOR


def test_a_cell_says_why_it_is_empty() -> None:
    assert describe(cell=MACRO).why_empty == NO_PAIR_REGISTERED
    assert describe("CCC", MICRO).why_empty == "neither side is published for this area"
    data = dataset(ROWS, (pair("P4", Measure.CONTEXT, decides=False),))
    grid = compare_areas(data, Vintage.ICB2023, TODAY)
    assert describe_cell(data, grid, "AAA", MESO).why_empty == CONTEXT_ONLY
    assert kind_of_reason("no fair comparison: they differ") == "no fair comparison"


def test_publications_sources_and_links_are_those_behind_the_cell() -> None:
    found = describe()
    assert [p.id for p in found.publications] == ["pub"] == [p.id for p in found.third_party_copies]
    assert [s.id for s in found.sources] == ["src"]
    assert [x.id for x in found.evidence.links_in] == ["X2"]
    assert [x.id for x in found.evidence.links_out] == ["X1"]
    assert found.evidence.barriers.count == 2
    assert describe("CCC", MICRO).publications == ()
    assert found.words is not None and found.words.question == "Question?"
    assert found.robustness is not None and found.robustness.band is Band.MUCH_WORSE


def test_an_unknown_area_is_named() -> None:
    with pytest.raises(LookupError, match="no such area: 'QQQ'"):
        describe("QQQ")


def gap_of(rows, area: str = "AAA", one=None, **data: object):
    found = compare_areas(dataset(rows, (one or pair(),), **data), Vintage.ICB2023, TODAY)
    return found.at(area, MESO).gaps[0]


def test_a_finding_is_clear_without_a_break_and_however_it_is_counted() -> None:
    clear = gap_of(both("AAA", 500, 900))
    assert is_finding(clear) and is_direction_clear(clear) and is_clearly_worse(clear)
    broken = gap_of(both("AAA", 500, 900, status=frozenset({StatusCode.LIKELY_BREAK})))
    assert broken.certainty is Certainty.CLEAR
    assert not is_finding(broken) and not is_direction_clear(broken) and not is_clearly_worse(broken)
    framed = gap_of(both("AAA", 980, 990))
    assert framed.framing_sensitive and framed.certainty is Certainty.CLEAR
    assert not is_finding(framed) and not is_direction_clear(framed)


def test_a_direction_can_be_clear_where_the_size_is_not() -> None:
    unsure = gap_of(both("AAA", 720, 900))
    assert unsure.certainty is Certainty.BAND_UNCERTAIN
    assert not is_finding(unsure) and is_direction_clear(unsure) and is_clearly_worse(unsure)
    good = gap_of(both("AAA", 900, 500))
    assert is_finding(good) and not is_clearly_worse(good)
    touching = gap_of(both("AAA", 84, 100, denominator=120))
    assert touching.certainty is Certainty.COULD_BE_PARITY and not is_direction_clear(touching)


def test_a_share_of_few_organisations_is_never_certain_in_direction() -> None:
    few = gap_of(both("AAA", 500, 900))
    assert few.mental is not None and few.mental.observation is not None
    row = replace(few.mental.observation, organisations=4, denominator=4, count=2)
    thin = replace(few, mental=replace(few.mental, observation=row, denominator=4), certainty=Certainty.BAND_UNCERTAIN)
    assert not is_direction_clear(thin)
    staff = replace(row, denominator=1000)
    people = replace(few, mental=replace(few.mental, observation=staff))
    assert is_direction_clear(people)


def test_care_names_each_concern_and_nothing_else() -> None:
    england = gap_of(both("ENG", 500, 900), "ENG")
    assert not care_for(gap_of(both("AAA", 500, 900)), england, decides=True).is_needed
    rows = [
        counts("mental", "AAA", 500, status=frozenset({StatusCode.LIKELY_BREAK}), organisations=1),
        counts("physical", "AAA", 900, organisations=2, period=month("2025-10")),
    ]
    care = care_for(gap_of(rows), england, decides=False)
    assert care.is_needed and care.likely_break and not care.framing_sensitive and not care.decides
    assert care.single_organisation == (Side.MENTAL,)
    assert care.months_apart == 13
    assert care.physical_far_below is None
    year = [counts("mental", "AAA", 500), counts("physical", "AAA", 900, period=month("2025-09"))]
    assert care_for(gap_of(year), None, decides=True).months_apart is None


@pytest.mark.parametrize(
    ("mental", "here", "there", "flagged"),
    [(500, 470, 749, True), (500, 630, 749, False), (300, 470, 749, False)],
)
def test_parity_that_is_good_only_because_physical_care_is_far_below_england(mental, here, there, flagged) -> None:
    england = gap_of(both("ENG", 600, there), "ENG")
    care = care_for(gap_of(both("AAA", mental, here)), england, decides=True)
    assert (care.physical_far_below is england) is flagged
    turned = pair(polarity=Polarity.LOWER_BETTER)
    nation = gap_of(both("ENG", 400, 1000 - there), "ENG", turned)
    care = care_for(gap_of(both("AAA", 1000 - mental, 1000 - here), "AAA", turned), nation, decides=True)
    assert (care.physical_far_below is nation) is flagged


def measured_gap(measure: Measure, polarity: Polarity, values: tuple[float, float], area: str):
    scale = Scale.RATE if measure is Measure.RATIO else Scale.MEAN_SCORE
    rows = [
        figure(name, area, value, geography="country" if area == "ENG" else "icb2023")
        for name, value in zip(("m", "c"), values, strict=True)
    ]
    one = pair("P1", measure, polarity, mental=SideSource("m"), comparator=SideSource("c"))
    end = month().end.isoformat()
    extra = (indicator("m", scale), indicator("c", scale))
    return gap_of(rows, area, one, more_indicators=extra, spreads={"P1": (Spread("P1", end, "set", 4, 2.0, ""),)})


@pytest.mark.parametrize(
    ("measure", "polarity", "here", "there", "flagged"),
    [
        (Measure.RATIO, Polarity.LOWER_BETTER, (10, 20), (10, 15), True),
        (Measure.RATIO, Polarity.LOWER_BETTER, (10, 10), (10, 15), False),
        (Measure.RATIO, Polarity.HIGHER_BETTER, (10, 10), (10, 15), True),
        (Measure.RATIO, Polarity.HIGHER_BETTER, (10, 10), (10, 0), False),
        (Measure.STANDARDISED, Polarity.HIGHER_BETTER, (6, 5), (7, 6.1), True),
        (Measure.STANDARDISED, Polarity.HIGHER_BETTER, (6, 5), (7, 5.9), False),
        (Measure.STANDARDISED, Polarity.LOWER_BETTER, (6, 7), (7, 5.9), True),
        (Measure.POINTS, Polarity.HIGHER_BETTER, (6, 1), (7, 6.5), True),
        (Measure.POINTS, Polarity.HIGHER_BETTER, (6, 1), (7, 5.5), False),
    ],
)
def test_far_below_is_measured_in_the_measure_of_the_pair(measure, polarity, here, there, flagged) -> None:
    england = measured_gap(measure, polarity, there, "ENG")
    care = care_for(measured_gap(measure, polarity, here, "AAA"), england, decides=True)
    assert (care.physical_far_below is england) is flagged


def test_without_a_comparator_in_england_nothing_is_far_below_it() -> None:
    good = gap_of(both("AAA", 900, 500))
    unpublished = gap_of([counts("mental", "ENG", 500)], "ENG")
    assert care_for(good, unpublished, decides=True).physical_far_below is None
    held = gap_of([counts("mental", "ENG", 500), figure("physical", "ENG", geography="country")], "ENG")
    assert care_for(good, held, decides=True).physical_far_below is None
