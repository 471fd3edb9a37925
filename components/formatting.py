"""Numbers, dates and shorthand codes as people read them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from math import isinf

from domain_model.indicators import Indicator
from domain_model.parity import ParityGap
from domain_model.vocabulary import Measure, Scale, StatusCode

NO_UPPER_END = "no upper end"
"""What a ratio to nothing reads: some on one side, none on the other."""

MINUS = "−"
"""A true minus sign: read out as 'minus' and as wide as a plus."""


def signed(number: float, places: int = 1) -> str:
    """A number with its sign, `+0.5` or `−0.8`; zero has no sign."""
    rounded = round(number, places)
    if rounded == 0:
        return f"{0:.{places}f}"
    return f"{'+' if rounded > 0 else MINUS}{abs(rounded):.{places}f}"


def whole(number: float) -> str:
    """A whole number with commas, and a true minus."""
    text = f"{abs(round(number)):,}"
    return f"{MINUS}{text}" if round(number) < 0 else text


def per_100(ratio: float) -> str:
    """A ratio as 'for every 100': 0.632 reads `63`; small ones keep a decimal so as not to read 0.

    A ratio to nothing is infinite and reads as words.
    """
    if isinf(ratio):
        return NO_UPPER_END
    hundred = ratio * 100
    return f"{hundred:.1f}" if 0 < hundred < 10 else whole(hundred)


_SHORT_UNITS = {Measure.STANDARDISED: " SD", Measure.POINTS: " pts"}
_LONG_UNITS = {Measure.STANDARDISED: " standard deviations", Measure.POINTS: " percentage points"}


def gap_number(gap: ParityGap) -> str:
    """The number of a gap in its measure's own units: `63`, `−0.4 SD`, `+1.0 pts`; '' where there is none."""
    if gap.value is None:
        return ""
    unit = _SHORT_UNITS.get(gap.pair.measure)
    return f"{signed(gap.value)}{unit}" if unit else per_100(gap.value)


def gap_limits(gap: ParityGap, *, in_full: bool = False) -> str:
    """The 95% interval of a gap, `61 to 66` or `−0.4 to +0.2 SD`; '' where there is none.

    A decimal more is shown where both ends would read alike. `in_full` writes units out.
    """
    if gap.low is None or gap.high is None:
        return ""
    measure = gap.pair.measure
    unit = (_LONG_UNITS if in_full else _SHORT_UNITS).get(measure, "")
    if unit:
        low, high = signed(gap.low), signed(gap.high)
        if low == high:
            low, high = signed(gap.low, 2), signed(gap.high, 2)
    else:
        low, high = per_100(gap.low), per_100(gap.high)
        if low == high:
            places = 2 if "." in low else 1
            low, high = f"{gap.low * 100:.{places}f}", f"{gap.high * 100:.{places}f}"
    return f"{low} to {high}{unit}"


def side_number(indicator: Indicator, value: float | None) -> str:
    """A published value in its own units: `61.0%`, `£151`, `97.0`; '' where there is none."""
    if value is None:
        return ""
    if indicator.scale is Scale.PROPORTION:
        return f"{value * 100:.1f}%"
    if indicator.scale is Scale.PERCENTAGE_POINTS:
        return f"{signed(value)} points"
    if indicator.scale is Scale.MONEY:
        return f"£{whole(value)}" if abs(value) >= 10 else f"£{value:.2f}"
    if indicator.scale is Scale.COUNT or abs(value) >= 1000:
        return whole(value)
    places = 2 if abs(value) < 10 else 1
    return f"{MINUS if value < 0 else ''}{abs(value):.{places}f}"


def codes(status: Iterable[StatusCode]) -> str:
    """Shorthand codes in brackets, in alphabetical order: `[b] [e]`; '' where there are none."""
    return " ".join(f"[{code.value}]" for code in sorted(status))


def plural(number: int, one: str, many: str = "") -> str:
    """`1 board`, `3 boards`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def shortened(text: str, most: int) -> str:
    """The text on one line, cut after a word where it is longer than `most` characters, with a sign that it goes on."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    kept = line[:most].rpartition(" ")[0] if " " in line[:most] else line[: most - 1]
    return f"{kept.rstrip(' ,;:.-')}…"


def day_words(day: date) -> str:
    """`3 November 2026`."""
    return f"{day.day} {day:%B %Y}"


def moment_words(at: datetime) -> str:
    """`3 November 2026, 14:05 UTC`."""
    return f"{day_words(in_utc(at))}, {clock_words(at)}"


def clock_words(at: datetime) -> str:
    """The time of the day: `14:05 UTC`."""
    return f"{in_utc(at):%H:%M} UTC"


def in_utc(at: datetime) -> datetime:
    """The same moment in UTC, in which everything here is said."""
    return at.astimezone(UTC)


def sentence_case(text: str) -> str:
    """The text with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]
