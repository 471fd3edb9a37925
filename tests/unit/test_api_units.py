"""Numbers with their units and codes with their names; every figure here is FICTITIOUS."""

from dataclasses import replace
from datetime import date

import pytest

from domain_model.comparison import compare
from domain_model.dataset import Dataset
from domain_model.indicators import Indicator
from domain_model.vocabulary import AreaKind, Measure, Polarity, Scale, StatusCode
from pages.http.api_gazetteer import Gazetteer
from pages.http.api_observations import chosen_observations, observation_document
from pages.http.api_parameters import Query
from pages.http.api_parity_documents import gap_document
from pages.http.api_register_documents import indicator_document, pair_document
from pages.http.api_units import figure_unit
from tests.builders import GEOGRAPHY, basis, dataset, figure, indicator, month, pair

GAZETTEER = Gazetteer(GEOGRAPHY)


def gap_answer(
    measure: Measure,
    mental: float,
    comparator: float,
    indicators: tuple[Indicator, Indicator],
    polarity: Polarity = Polarity.HIGHER_BETTER,
) -> dict[str, object]:
    """The document of the gap between two FICTITIOUS figures of two indicators."""
    figures = [figure("mental", "AAA", mental), figure("physical", "AAA", comparator)]
    known = basis(figures)
    known = replace(known, indicators={one.id: one for one in indicators})
    gap = compare(pair(measure=measure, polarity=polarity), "AAA", known)
    return gap_document(gap, GAZETTEER.place("AAA"), GAZETTEER)


def both(scale: Scale, unit: str, other: str | None = None) -> tuple[Indicator, Indicator]:
    mental, physical = indicator("mental", scale), indicator("physical", scale)
    return replace(mental, unit=unit), replace(physical, unit=unit if other is None else other)


SHARES = both(Scale.PROPORTION, "%")


def test_a_proportion_is_a_share_whatever_its_publisher_prints_it_in() -> None:
    assert figure_unit(SHARES[0]) == "share (0 to 1)"
    assert figure_unit(replace(SHARES[0], unit="yes = 1, no = 0")) == "share (0 to 1)"
    assert figure_unit(replace(SHARES[0], scale=Scale.RATE, unit="per 1,000")) == "per 1,000"
    assert figure_unit(replace(SHARES[0], scale=Scale.INDEX, unit="")) is None


@pytest.mark.parametrize("measure", [Measure.PER_100, Measure.RATIO, Measure.CONTEXT])
def test_the_difference_of_two_shares_is_in_percentage_points_whatever_the_measure(measure: Measure) -> None:
    document = gap_answer(measure, 0.25, 0.75, SHARES)
    assert document["difference"] == pytest.approx(-50)
    assert document["difference_unit"] == "percentage points"
    assert document["mental"]["value"] == 0.25
    assert document["mental"]["value_unit"] == document["comparator"]["value_unit"] == "share (0 to 1)"
    assert document["value"] == pytest.approx(0.333, abs=5e-4)
    assert document["value_unit"] == "ratio"


def test_the_difference_of_good_outcomes_has_the_other_sign_only_per_100() -> None:
    lower_better = Polarity.LOWER_BETTER
    assert gap_answer(Measure.PER_100, 0.25, 0.75, SHARES, lower_better)["difference"] == pytest.approx(50)
    assert gap_answer(Measure.RATIO, 0.25, 0.75, SHARES, lower_better)["difference"] == pytest.approx(-50)


def test_other_differences_keep_their_own_unit() -> None:
    document = gap_answer(Measure.RATIO, 30, 20, both(Scale.RATE, "per 1,000"))
    assert (document["difference"], document["difference_unit"]) == (10, "per 1,000")
    document = gap_answer(Measure.RATIO, 30, 20, both(Scale.RATE, "per 1,000 adults", "per 1,000"))
    assert (document["difference"], document["difference_unit"]) == (10, "per 1,000 adults; per 1,000")
    document = gap_answer(Measure.POINTS, 4, 7, both(Scale.PERCENTAGE_POINTS, "% a year"))
    assert (document["difference"], document["difference_unit"]) == (-3, "percentage points")
    assert (document["value"], document["value_unit"]) == (-3, "percentage points")
    assert document["mental"]["value_unit"] == "% a year"
    assert gap_answer(Measure.RATIO, 30, 20, both(Scale.INDEX, ""))["difference_unit"] is None


def test_without_a_difference_there_is_no_unit_of_one() -> None:
    gap = compare(pair(measure=Measure.STANDARDISED), "AAA", basis([figure("mental", "AAA", 0.5)]))
    document = gap_document(gap, GAZETTEER.place("AAA"), GAZETTEER)
    assert (document["difference"], document["difference_unit"]) == (None, None)
    assert document["value_unit"] == "standard deviations"


def test_an_area_stands_beside_its_name_and_its_region() -> None:
    assert GAZETTEER.place("DDD") == {
        "area": "DDD",
        "area_name": "NHS DDD Board",
        "region": "Y2",
        "region_name": "NHS Y2 Board",
    }
    assert GAZETTEER.place("ENG")["region"] is GAZETTEER.place("ENG")["region_name"] is None
    assert GAZETTEER.place("ZZZ") == {"area": "ZZZ", "area_name": None, "region": None, "region_name": None}
    assert GAZETTEER.name("BBB", "icb2023") == GAZETTEER.name("BBB", "icb2026") == "NHS BBB Board"


def test_a_code_that_two_areas_carried_is_named_as_in_the_geography_of_its_row() -> None:
    old = next(area for area in GEOGRAPHY.areas if area.code == "BBB")
    new = replace(next(area for area in GEOGRAPHY.areas if area.code == "NEW1"), code="BBB", name="NHS Newer Board")
    gazetteer = Gazetteer(replace(GEOGRAPHY, areas=(old, new)))
    assert gazetteer.name("BBB", "icb2023") == "NHS BBB Board"
    assert gazetteer.name("BBB", "icb2026") == gazetteer.name("BBB") == "NHS Newer Board"


def test_pairs_and_indicators_say_names_and_units() -> None:
    document = pair_document(pair(comparator=None), {"mental": indicator("mental")})
    assert document["mental"]["indicator_name"] == "Name of mental"
    assert document["comparator"] is None
    assert (document["block_name"], document["level_name"]) == ("Service delivery", "meso")
    described = indicator_document(indicator("mental"))
    assert described is not None
    assert (described["unit"], described["value_unit"]) == ("%", "share (0 to 1)")
    assert indicator_document(None) is None


FIGURES = [
    figure("physical", "AAA", 0.5, period=month("2024-07"), publication="other"),
    figure("mental", "DDD", 0.4, period=month("2024-08")),
    figure("mental", "AAA", 0.3, period=month("2024-09"), breakdown="women"),
    figure("mental", "AAA", 0.2, period=month("2024-09")),
    figure("mental", "AAA", 0.1, period=month("2024-07")),
    figure("mental", "NEW1", 0.6, period=month("2026-05"), geography="icb2026"),
    figure("mental", "Y2", 0.7, geography="region"),
    figure("mental", "ENG", status=frozenset({StatusCode.SUPPRESSED}), geography="country"),
]


@pytest.fixture(scope="module")
def held() -> Dataset:
    return dataset(FIGURES)


@pytest.mark.parametrize(
    ("query", "values"),
    [
        (Query(), [0.1, 0.2, 0.3, 0.4, None, 0.6, 0.7, 0.5]),
        (Query(indicator="mental"), [0.1, 0.2, 0.3, 0.4, None, 0.6, 0.7]),
        (Query(indicator="physical"), [0.5]),
        (Query(area="AAA"), [0.1, 0.2, 0.3, 0.5]),
        (Query(area="AAA", indicator="mental", period_from=date(2024, 8, 1)), [0.2, 0.3]),
        (Query(publication="other"), [0.5]),
        (Query(geography="icb2026"), [0.6]),
        (Query(geography="region"), [0.7]),
        (Query(area_kind=AreaKind.ICB), [0.1, 0.2, 0.3, 0.4, 0.6, 0.5]),
        (Query(area_kind=AreaKind.COUNTRY), [None]),
        (Query(area_kind=AreaKind.ICB, geography="region"), []),
        (Query(period_to=date(2024, 7, 31)), [0.1, 0.5]),
        (Query(period_to=date(2024, 7, 30)), []),
        (Query(period_from=date(2026, 5, 31)), [0.6]),
        (Query(period_from=date(2024, 8, 31), period_to=date(2024, 8, 31)), [0.4]),
        (Query(indicator="none held"), []),
    ],
)
def test_observations_are_picked_by_what_is_asked_in_one_order(
    held: Dataset, query: Query, values: list[float | None]
) -> None:
    assert [row.value for row in chosen_observations(held.figures, query)] == values


def test_an_observation_is_as_it_was_published(held: Dataset) -> None:
    row = figure(
        "mental", "AAA", count=30, denominator=40, low=0.6, high=0.8, breakdown="women", organisations=2,
        organisations_expected=3, note="a note", status=frozenset({StatusCode.PROVISIONAL, StatusCode.LIKELY_BREAK}),
    )  # fmt: skip
    assert observation_document(row, held, GAZETTEER) == {
        "indicator": "mental",
        "indicator_name": "Name of mental",
        "area": "AAA",
        "area_name": "NHS AAA Board",
        "region": "Y1",
        "region_name": "NHS Y1 Board",
        "area_kind": "icb",
        "geography": "icb2023",
        "period": {"label": "2024-09", "start": "2024-09-01", "end": "2024-09-30"},
        "breakdown": "women",
        "value": 0.75,
        "low": 0.6,
        "high": 0.8,
        "value_unit": "share (0 to 1)",
        "count": 30,
        "denominator": 40,
        "status": ["b", "p"],
        "organisations": 2,
        "organisations_expected": 3,
        "note": "a note",
        "publication": "pub",
    }


def test_what_an_observation_lacks_is_null_and_never_a_zero(held: Dataset) -> None:
    document = observation_document(FIGURES[-1], held, GAZETTEER)
    lacking = ("value", "low", "high", "count", "denominator", "organisations", "organisations_expected", "note")
    assert {document[name] for name in (*lacking, "breakdown", "region")} == {None}
    assert (document["area_kind"], document["status"]) == ("country", ["c"])
    assert observation_document(FIGURES[-2], held, GAZETTEER)["area_kind"] == "region"
