"""Which two periods are compared: as a search through all pairs of them would find, whatever the lengths."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from domain_model.comparison import _closest
from domain_model.indicators import Observation, Period

START = date(2020, 1, 1)


def figures(indicator: str, stretches: list[tuple[int, int]]) -> list[Observation]:
    """Made-up figures from (first day, length) in days, oldest end first as a series holds them."""
    periods = [
        Period(f"{number}", START + timedelta(first), START + timedelta(first + length))
        for number, (first, length) in enumerate(stretches)
    ]
    rows = [Observation(indicator, "AAA", period, "pub", 0.5) for period in periods]
    return sorted(rows, key=lambda row: row.period.end)


stretches = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), min_size=1, max_size=9)


@given(first=stretches, other=stretches)
@settings(max_examples=400, deadline=None)
def test_it_is_the_closest_of_all_pairs_then_the_latest_then_the_first(
    first: list[tuple[int, int]], other: list[tuple[int, int]]
):
    ones, twos = figures("mental", first), figures("physical", other)

    def nearness(rows: tuple[Observation, Observation]) -> tuple[int, int, int]:
        ends = [row.period.end.toordinal() for row in rows]
        return (rows[0].period.days_between(rows[1].period), -min(ends), -max(ends))

    expected = min(((one, two) for one in ones for two in twos), key=nearness)

    assert _closest(ones, twos) == expected


def test_an_older_overlap_is_preferred_to_two_later_periods_that_do_not_meet():
    ones = figures("mental", [(0, 30), (400, 30)])
    twos = figures("physical", [(10, 5), (300, 30)])

    assert _closest(ones, twos) == (ones[0], twos[0])
