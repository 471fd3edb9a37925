"""Intervals agree with the published check figures and refuse impossible input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from domain_model.statistics import intervals


def test_byar_of_65_events_is_the_published_interval() -> None:
    limits = intervals.byar(65)
    assert limits.low == pytest.approx(50.1631877105, abs=1e-9)
    assert limits.high == pytest.approx(82.8491385459, abs=1e-9)


def test_a_rate_of_5_per_100_uses_the_exact_limits() -> None:
    limits = intervals.rate(5, 100, per=100)
    assert limits.low == pytest.approx(1.6234863901, abs=1e-9)
    assert limits.high == pytest.approx(11.6683320793, abs=1e-9)


def test_a_rate_of_no_events_still_has_an_upper_limit() -> None:
    limits = intervals.rate(0, 100, per=100)
    assert limits.low == 0
    assert limits.high == pytest.approx(3.6888794541, abs=1e-9)


def test_a_rate_from_ten_events_on_uses_byar() -> None:
    ten = intervals.byar(10)
    assert ten.low is not None and ten.high is not None
    assert intervals.rate(10, 250, per=1000) == intervals.Interval(ten.low * 4, ten.high * 4)


def test_wilson_of_65_in_100_is_the_published_interval() -> None:
    limits = intervals.wilson(65, 100)
    assert limits.low == pytest.approx(0.5525444330, abs=1e-9)
    assert limits.high == pytest.approx(0.7363575176, abs=1e-9)


def test_a_wider_confidence_gives_a_wider_interval() -> None:
    narrow, wide = intervals.wilson(65, 100, 0.95), intervals.wilson(65, 100, 0.998)
    assert wide.low is not None and narrow.low is not None and wide.low < narrow.low
    assert wide.high is not None and narrow.high is not None and wide.high > narrow.high


def test_zero_events_have_no_lower_limit_by_byar_and_tiny_counts_none_below_zero() -> None:
    assert intervals.byar(0).low is None
    assert intervals.byar(0.3, 0.998).low is None


def test_a_missing_part_makes_a_rate_missing_and_never_zero() -> None:
    assert intervals.rate(None, 100, per=100) == intervals.Interval(None, None)
    assert intervals.rate(5, None, per=100) == intervals.Interval(None, None)
    assert intervals.rate(0.0, 100, per=100, confidence=0.95).low == 0
    assert intervals.rate(12, 100, per=100).low is not None


def test_a_rate_whose_byar_limit_is_missing_stays_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intervals, "byar", lambda _count, _confidence: intervals.Interval(None, None))
    assert intervals.rate(12, 100, per=100) == intervals.Interval(None, None)


def test_the_exact_limits_are_those_of_chi_square() -> None:
    limits = intervals.exact_poisson(7)
    assert limits.low == pytest.approx(chi2.ppf(0.025, 14) / 2)
    assert limits.high == pytest.approx(chi2.ppf(0.975, 16) / 2)


def test_a_mean_uses_students_t() -> None:
    limits = intervals.mean(10, 2, 4)
    assert limits.low == pytest.approx(10 - 3.182446305, abs=1e-6)
    assert limits.high == pytest.approx(10 + 3.182446305, abs=1e-6)


def test_newcombes_difference_is_his_published_example() -> None:
    """Newcombe 1998, example (a): 56/70 against 48/80, method 10."""
    limits = intervals.newcombe_difference(56, 70, 48, 80)
    assert limits.low == pytest.approx(0.0524, abs=5e-5)
    assert limits.high == pytest.approx(0.3339, abs=5e-5)


def test_the_log_error_of_a_proportion_says_when_it_was_corrected() -> None:
    assert intervals.log_error_of_proportion(20, 80) == (pytest.approx((0.75 / 20) ** 0.5), False)
    assert intervals.log_error_of_proportion(0, 9) == (pytest.approx((0.95 / 0.5) ** 0.5), True)
    assert intervals.log_error_of_proportion(9, 9) == (pytest.approx((0.05 / 9.5) ** 0.5), True)


def test_the_log_error_of_a_count_adds_a_half_to_none() -> None:
    assert intervals.log_error_of_count(25) == (0.2, False)
    assert intervals.log_error_of_count(0) == (pytest.approx(2**0.5), True)


def test_the_log_error_of_a_published_interval_needs_positive_limits() -> None:
    assert intervals.log_error_of_interval(0.8, 1.25) == pytest.approx(0.11385, abs=1e-5)
    assert intervals.log_error_of_interval(0, 1.25) is None


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: intervals.wilson(11, 10), "count 11 is not within 0 and 10"),
        (lambda: intervals.wilson(1, 0), "denominator 0 is not above 0"),
        (lambda: intervals.wilson(1, 2, 0.5), "confidence 0.5"),
        (lambda: intervals.byar(-1), "count -1 is below 0"),
        (lambda: intervals.exact_poisson(-2), "count -2 is below 0"),
        (lambda: intervals.rate(1, 0, per=100), "denominator 0"),
        (lambda: intervals.mean(1, 1, 1), "a mean of 1 values"),
        (lambda: intervals.mean(1, -1, 3), "standard deviation -1"),
        (lambda: intervals.log_error_of_proportion(3, 2), "count 3"),
    ],
)
def test_impossible_input_is_refused_with_the_offending_value(call: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call()  # type: ignore[operator]


@given(st.integers(1, 5000), st.data())
def test_wilson_always_holds_the_proportion(denominator: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, denominator))
    limits = intervals.wilson(count, denominator)
    assert limits.low is not None and limits.high is not None
    assert 0 <= limits.low <= count / denominator + 1e-12
    assert count / denominator - 1e-12 <= limits.high <= 1
