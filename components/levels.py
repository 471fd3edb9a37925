"""The level of each side of a pair as people read it: the good outcome, with date and counts."""

from components.formatting import codes, plural, sentence_case, side_number, whole
from components.sentences import side_name
from domain_model.parity import ParityGap, ParityPair, SideValue
from domain_model.use_cases.follow_figures import counts_bad_outcome
from domain_model.vocabulary import Scale, Side

GOOD_OUTCOME_SHOWN = (
    "Lower is better as published; levels and charts show the good outcome here, so that higher is better."
)
"""What is said of a pair whose files count the bad outcome."""

_UNIT_NEEDED = (Scale.INDEX, Scale.MEAN_SCORE, Scale.RATE)
"""Scales whose bare number tells nobody what it counts."""


def sides(gap: ParityGap) -> tuple[tuple[Side, SideValue], ...]:
    """The sides that are held, mental health first."""
    both = ((Side.MENTAL, gap.mental), (Side.COMPARATOR, gap.comparator))
    return tuple((side, value) for side, value in both if value is not None)


def level(pair: ParityPair, value: SideValue) -> str:
    """The value of a side without codes: `61.0%`; '' where there is none."""
    number = value.value
    if number is not None and counts_bad_outcome(pair):
        number = 1 - number
    return side_number(value.indicator, number)


def level_with_codes(pair: ParityPair, value: SideValue) -> str:
    """The value of a side with its shorthand codes: `61.0% [b]`."""
    return " ".join(part for part in (level(pair, value) or "no value", codes(value.status)) if part)


def levels_line(gap: ParityGap) -> str:
    """Both levels with their dates in one line: a parity figure never stands without them."""
    parts = [
        f"{side_name(gap.pair, side)} {level_with_codes(gap.pair, value)} ({_when_and_unit(value)})"
        for side, value in sides(gap)
    ]
    return sentence_case(" · ".join(parts))


def _when_and_unit(value: SideValue) -> str:
    """`2021; England 2015 = 100`: the date, and the unit where the number alone does not tell it."""
    when = value.period.label if value.period else "fixed by definition"
    indicator = value.indicator
    return f"{when}; {indicator.unit}" if indicator.scale in _UNIT_NEEDED and indicator.unit else when


def counts_line(pair: ParityPair, value: SideValue) -> str:
    """Date, count and organisations behind a side: `Sep 2024, 1,200 of 1,935`."""
    parts = [value.period.label] if value.period else []
    if value.denominator is not None:
        count = value.count
        if count is not None and counts_bad_outcome(pair):
            count = value.denominator - count
        of = "of" if count is not None else "out of"
        parts.append(f"{whole(count) + ' ' if count is not None else ''}{of} {whole(value.denominator)}")
    if value.organisations is not None:
        parts.append(plural(value.organisations, "organisation"))
    return ", ".join(parts)
