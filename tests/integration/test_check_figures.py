"""The real figures give the results that the method states, recomputed here by hand from the publications' counts."""

from collections import Counter
from datetime import date
from math import exp, log
from statistics import mean, median

import pytest

from data.seed_files import SEED_FOLDER, read_seed
from domain_model.dataset import Dataset
from domain_model.parity import ParityGap
from domain_model.use_cases.compare_areas import compare_areas, compare_pair
from domain_model.vocabulary import AreaKind, Band, Certainty, ContextBand, StatusCode, Vintage

TODAY = date(2026, 11, 22)
OLD = Vintage.ICB2023
Z = 1.959964


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return read_seed(SEED_FOLDER).dataset("seed")


def gaps(dataset: Dataset, pair: str, as_at: date = TODAY, vintage: Vintage = OLD) -> dict[str, ParityGap]:
    return {gap.area: gap for gap in compare_pair(dataset, pair, vintage, as_at)}


def boards(dataset: Dataset, pair: str, as_at: date = TODAY) -> list[ParityGap]:
    codes = {a.code for a in dataset.geography.in_vintage(OLD, AreaKind.ICB)}
    return [g for code, g in gaps(dataset, pair, as_at).items() if code in codes and g.value is not None]


def bands(found: list[ParityGap]) -> dict[Band | None, int]:
    return dict(Counter(gap.band for gap in found))


@pytest.mark.parametrize(
    ("area", "waiting", "over", "pathways", "over_52", "band", "certainty", "flagged"),
    [
        ("ENG", 401057, 156234, 7150428, 242997, Band.MUCH_WORSE, Certainty.CLEAR, False),
        ("QYG", 16465, 7720, 385762, 13802, Band.MUCH_WORSE, Certainty.CLEAR, False),
        ("QKK", 19900, 8260, 302342, 13316, Band.MUCH_WORSE, Certainty.CLEAR, True),
        ("QT1", 1590, 95, 123763, 3689, Band.PARITY, Certainty.CLEAR, True),
    ],
)
def test_waits_over_a_year_by_hand(
    dataset: Dataset, area: str, waiting: int, over: int, pathways: int, over_52: int,
    band: Band, certainty: Certainty, flagged: bool,
) -> None:  # fmt: skip
    """S13, `per_100`: MHSDS MRS02 and MRS02e of September 2024 against incomplete pathways of the same month."""
    gap = gaps(dataset, "S13")[area]
    m, c = 1 - over / waiting, 1 - over_52 / pathways
    error = ((1 - m) / (waiting - over) + (1 - c) / (pathways - over_52)) ** 0.5
    assert gap.value == pytest.approx(m / c, rel=1e-6)
    assert gap.low == pytest.approx(exp(log(m / c) - Z * error), rel=1e-6)
    assert gap.high == pytest.approx(exp(log(m / c) + Z * error), rel=1e-6)
    assert (gap.band, gap.certainty) == (band, certainty)
    assert gap.months_apart == 0
    assert (StatusCode.LIKELY_BREAK in gap.status) is flagged


@pytest.mark.parametrize(
    ("area", "black", "black_rate", "white", "white_rate"),
    [("QYG", 75, 262.5, 1855, 79.2), ("QHL", 375, 289.1, 700, 95.3), ("QKK", 1030, 294.5, 945, 87.6)],
)
def test_detention_rates_by_hand(
    dataset: Dataset, area: str, black: int, black_rate: float, white: int, white_rate: float
) -> None:
    """G6, `ratio` of which lower is better: crude rates and counts of the Mental Health Act statistics 2023/24."""
    gap = gaps(dataset, "G6")[area]
    half = Z * (1 / black + 1 / white) ** 0.5
    assert gap.value == pytest.approx(white_rate / black_rate)
    assert gap.low == pytest.approx(white_rate / black_rate * exp(-half), rel=1e-6)
    assert gap.high == pytest.approx(white_rate / black_rate * exp(half), rel=1e-6)
    assert (gap.band, gap.certainty) == (Band.MUCH_WORSE, Certainty.CLEAR)


@pytest.mark.parametrize(
    ("area", "mental", "physical", "band"),
    [
        ("QYG", 90.1, 99.9, Band.MUCH_WORSE),
        ("QMM", 91.6, 97.9, Band.MUCH_WORSE),
        ("QKK", 111.5, 104.4, Band.MUCH_BETTER),
    ],
)
def test_health_index_by_hand(dataset: Dataset, area: str, mental: float, physical: float, band: Band) -> None:
    """O1, `standardised`: scores of 2021, in standard deviations of physical conditions over the 42 boards."""
    gap = gaps(dataset, "O1")[area]
    assert gap.spread is not None and gap.spread.areas == 42
    assert gap.spread.standard_deviation == pytest.approx(8.03, abs=0.005)
    assert gap.difference == pytest.approx(mental - physical)
    assert gap.value == pytest.approx((mental - physical) / gap.spread.standard_deviation)
    assert gap.band is band
    assert (gap.certainty, gap.no_interval_reason) == (Certainty.NO_INTERVAL, "no interval published")


@pytest.mark.parametrize(
    ("area", "spend", "before", "rest", "rest_before", "band"),
    [
        ("QYG", 517.7497e6, 494.7157e6, 3554.210e6, 3357.028e6, Band.PARITY),
        ("QM7", 249.1374e6, 231.7211e6, 1793.958e6, 1693.388e6, Band.PARITY),
        ("QKK", 391.2249e6, 357.9033e6, 2274.259e6, 2144.079e6, Band.BETTER),
    ],
)
def test_growth_of_spending_by_hand(
    dataset: Dataset, area: str, spend: float, before: float, rest: float, rest_before: float, band: Band
) -> None:
    """F5, `points`: growth 2018/19 to 2019/20 of mental health spend against the rest of the base allocation."""
    gap = gaps(dataset, "F5")[area]
    assert gap.value == pytest.approx((spend / before - rest / rest_before) * 100, abs=0.002)
    assert gap.band is band
    assert (gap.low, gap.certainty, gap.no_interval_reason) == (
        None,
        Certainty.NO_INTERVAL,
        "no interval published",
    )


@pytest.mark.parametrize(
    ("area", "mental", "general", "words"),
    [
        ("QYG", 3160795 / 2803074, 3203716 / 2803074, ContextBand.SIMILAR),
        ("QXU", 810837 / 1153160, 1069141 / 1153160, ContextBand.LESS),
        ("QKK", 2755228 / 2126421, 1804761 / 2126421, ContextBand.MORE),
    ],
)
def test_need_by_hand(dataset: Dataset, area: str, mental: float, general: float, words: ContextBand) -> None:
    """F1, `context`: weighted populations per head, allocations 2025/26; described and never judged."""
    gap = gaps(dataset, "F1")[area]
    assert gap.value == pytest.approx(mental / general, abs=5e-4)
    assert (gap.context_band, gap.band, gap.certainty) == (words, None, None)


def test_community_waits_against_community_waits(dataset: Dataset) -> None:
    england = gaps(dataset, "S1")["ENG"]
    assert england.mental is not None and england.comparator is not None
    assert 1 - (england.mental.value or 0) == pytest.approx(0.610444, abs=5e-7)
    assert 1 - (england.comparator.value or 0) == pytest.approx(0.987788, abs=5e-7)
    assert england.value == pytest.approx(0.618, abs=5e-4)
    assert bands(boards(dataset, "S1")) == {Band.MUCH_WORSE: 33, Band.WORSE: 7}


def test_community_waits_against_the_hospital_list(dataset: Dataset) -> None:
    found = boards(dataset, "S13")
    assert gaps(dataset, "S13")["ENG"].value == pytest.approx(0.632, abs=5e-4)
    assert median(gap.value or 0 for gap in found) == pytest.approx(0.685, abs=5e-4)
    assert bands(found) == {Band.MUCH_WORSE: 32, Band.WORSE: 8, Band.PARITY: 2}
    at_parity = [gap for gap in found if gap.band is Band.PARITY]
    assert {gap.area for gap in at_parity} == {"QT1", "QMM"}
    assert all(StatusCode.LIKELY_BREAK in gap.status for gap in at_parity)


def test_the_map_is_not_one_way(dataset: Dataset) -> None:
    burnt_out = boards(dataset, "W8")
    assert median(gap.value or 0 for gap in burnt_out) == pytest.approx(1.081, abs=5e-4)
    assert bands(burnt_out) == {Band.BETTER: 28, Band.PARITY: 9}
    assert median(gap.value or 0 for gap in boards(dataset, "S3")) == pytest.approx(1.34, abs=5e-3)


def test_the_health_index_moved_apart_since_2015(dataset: Dataset) -> None:
    now, then = boards(dataset, "O1"), boards(dataset, "O1", date(2015, 12, 31))
    assert mean(gap.mental.value or 0 for gap in now if gap.mental) == pytest.approx(97.0, abs=0.05)
    assert mean(gap.comparator.value or 0 for gap in now if gap.comparator) == pytest.approx(100.2, abs=0.05)
    assert mean(gap.value or 0 for gap in now) == pytest.approx(-0.40, abs=0.005)
    assert mean(gap.value or 0 for gap in then) == pytest.approx(0.02, abs=0.005)
    assert sum((gap.difference or 0) < 0 for gap in now) == 29


def test_need_runs_from_surrey_to_south_east_london(dataset: Dataset) -> None:
    ordered = sorted(boards(dataset, "F1"), key=lambda gap: gap.value or 0)
    assert (ordered[0].area, round(ordered[0].value or 0, 2)) == ("QXU", 0.76)
    assert (ordered[-1].area, round(ordered[-1].value or 0, 2)) == ("QKK", 1.53)
    assert {gap.band for gap in ordered} == {None}


def test_recovery_of_ethnic_minority_groups(dataset: Dataset) -> None:
    england = gaps(dataset, "S20")["ENG"]
    assert england.value == pytest.approx(0.920, abs=5e-4)
    assert median(gap.value or 0 for gap in boards(dataset, "S20")) == pytest.approx(0.924, abs=5e-4)


def test_twelve_of_eighteen_cells_have_a_comparison_by_board(dataset: Dataset) -> None:
    grid = compare_areas(dataset, OLD, TODAY)
    cells = {cell for _area, cell in grid.cells}
    by_board = {cell for cell in cells if grid.compared_somewhere(cell)}
    above = {
        cell
        for cell in cells - by_board
        if grid.compared_somewhere(cell, AreaKind.REGION) or grid.compared_somewhere(cell, AreaKind.COUNTRY)
    }
    assert len(by_board) == 12
    assert {cell.token for cell in above} == {"workforce/macro", "information_research/macro"}


def test_shares_of_few_trusts_are_never_clear(dataset: Dataset) -> None:
    for pair in ("I5", "I6"):
        few = [
            gap
            for gap in boards(dataset, pair)
            if min(gap.mental.organisations or 0, gap.comparator.organisations or 0) < 5  # type: ignore[union-attr]
        ]
        assert few
        assert Certainty.CLEAR not in {gap.certainty for gap in few}


def test_spreads_are_those_of_the_comparators_figures(dataset: Dataset) -> None:
    from statistics import stdev

    for pair in ("O1", "O4", "O5"):
        side = dataset.pair(pair).comparator
        assert side is not None
        codes = [a.code for a in dataset.geography.in_vintage(OLD, AreaKind.ICB)]
        for spread in dataset.spreads[pair]:
            values = [
                row.value
                for code in codes
                for row in dataset.figures.series(side.indicator, code, OLD).observations
                if row.period.end.isoformat() == spread.period_end and row.value is not None
            ]
            assert len(values) == spread.areas == 42
            assert spread.standard_deviation == pytest.approx(stdev(values), rel=1e-6)


def test_a_merged_board_without_counts_shows_its_predecessors_and_no_band(dataset: Dataset) -> None:
    essex = gaps(dataset, "O1", vintage=Vintage.ICB2026)["D7T5G"]
    assert essex.band is None
    assert essex.mental is not None
    assert {row.area for row in essex.mental.predecessors} == {"QH8", "QJG", "QM7"}


def test_a_whole_merger_adds_its_counts_exactly(dataset: Dataset) -> None:
    """West and North London is North Central and North West London whole: MRS02 and MRS02e add up."""
    merged = gaps(dataset, "S13", vintage=Vintage.ICB2026)["Z9B2Z"].mental
    parts = [gaps(dataset, "S13")[code].mental for code in ("QMJ", "QRV")]
    assert merged is not None
    assert merged.count == sum(part.count or 0 for part in parts if part)
    assert merged.denominator == sum(part.denominator or 0 for part in parts if part)
    assert StatusCode.REAPPORTIONED not in merged.status
