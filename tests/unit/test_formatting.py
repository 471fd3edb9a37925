"""Numbers and words as people read them, and words for every token."""

import enum
from dataclasses import replace

import pytest

from components import formatting
from components.labels import brief_label, cell_label, label
from domain_model import people_vocabulary, vocabulary
from domain_model.comparison import compare
from domain_model.parity import Spread
from domain_model.vocabulary import Certainty, Measure, Polarity, Scale, StatusCode
from tests.builders import MESO, basis, figure, indicator, pair


@pytest.mark.parametrize(
    ("number", "words"), [(0.54, "+0.5"), (-0.54, "−0.5"), (0.04, "0.0"), (-0.04, "0.0"), (12.0, "+12.0")]
)
def test_signed_numbers_have_a_true_minus_and_zero_has_no_sign(number: float, words: str) -> None:
    assert formatting.signed(number) == words


def test_numbers_are_written_to_be_read() -> None:
    assert (formatting.whole(1234567.4), formatting.whole(-2.6)) == ("1,234,567", "−3")
    assert (formatting.per_100(0.632), formatting.per_100(0.0312), formatting.per_100(0)) == ("63", "3.1", "0")
    assert (formatting.plural(1, "board"), formatting.plural(1200, "board")) == ("1 board", "1,200 boards")
    assert formatting.plural(2, "body", "bodies") == "2 bodies"
    assert [formatting.listed(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert formatting.sentence_case("mHSDS") == "MHSDS"
    assert formatting.codes({StatusCode.LIKELY_BREAK, StatusCode.REAPPORTIONED}) == "[b] [e]"


@pytest.mark.parametrize(
    ("scale", "value", "words"),
    [
        (Scale.PROPORTION, 0.6104, "61.0%"),
        (Scale.PERCENTAGE_POINTS, -1.02, "−1.0 points"),
        (Scale.MONEY, 151.4, "£151"),
        (Scale.MONEY, 4.5, "£4.50"),
        (Scale.COUNT, 8.0, "8"),
        (Scale.RATE, 12345.6, "12,346"),
        (Scale.INDEX, 96.96, "97.0"),
        (Scale.MEAN_SCORE, -6.41, "−6.41"),
        (Scale.INDEX, None, ""),
    ],
)
def test_a_published_value_is_written_in_its_own_units(scale: Scale, value: float | None, words: str) -> None:
    assert formatting.side_number(indicator("x", scale), value) == words


def test_a_gap_is_written_in_the_units_of_its_measure() -> None:
    shares = [figure("mental", "AAA", count=60, denominator=100), figure("physical", "AAA", count=90, denominator=100)]
    per_100 = compare(pair(), "AAA", basis(shares))
    assert (formatting.gap_number(per_100), formatting.gap_limits(per_100)) == ("67", "56 to 79")
    points = compare(
        pair(measure=Measure.POINTS), "AAA", basis([figure("mental", "AAA", 1.0), figure("physical", "AAA", 2.5)])
    )
    assert (formatting.gap_number(points), formatting.gap_limits(points)) == ("−1.5 pts", "")
    scores = basis(
        [figure("mental", "AAA", 97.0), figure("physical", "AAA", 100.2)],
        spreads=(Spread("P1", "2024-09-30", "set", 4, 8.0, ""),),
    )
    assert formatting.gap_number(compare(pair(measure=Measure.STANDARDISED), "AAA", scores)) == "−0.4 SD"
    assert formatting.gap_number(compare(pair(), "AAA", basis([]))) == ""
    to_nothing = [figure("mental", "AAA", 0.6), figure("physical", "AAA", 0.0)]
    endless = compare(pair(), "AAA", basis(to_nothing))
    assert (formatting.gap_number(endless), formatting.gap_limits(endless)) == ("no upper end", "")


@pytest.mark.parametrize(
    ("measure", "low", "high", "brief", "in_full"),
    [
        (Measure.PER_100, 0.61, 0.66, "61 to 66", "61 to 66"),
        (Measure.PER_100, 0.6301, 0.6333, "63.0 to 63.3", "63.0 to 63.3"),
        (Measure.RATIO, 0.0511, 0.0514, "5.11 to 5.14", "5.11 to 5.14"),
        (Measure.STANDARDISED, -0.4, 0.25, "−0.4 to +0.2 SD", "−0.4 to +0.2 standard deviations"),
        (Measure.POINTS, 1.02, 1.04, "+1.02 to +1.04 pts", "+1.02 to +1.04 percentage points"),
        (Measure.POINTS, None, 1.04, "", ""),
    ],
)
def test_the_ends_of_an_interval_never_read_alike(measure, low, high, brief, in_full) -> None:
    gap = replace(compare(pair(measure=measure), "AAA", basis([])), low=low, high=high)
    assert (formatting.gap_limits(gap), formatting.gap_limits(gap, in_full=True)) == (brief, in_full)


ENUMERATIONS = [
    kind
    for words in (vocabulary, people_vocabulary)
    for kind in vars(words).values()
    if isinstance(kind, type) and issubclass(kind, enum.StrEnum) and kind is not enum.StrEnum
]


@pytest.mark.parametrize("kind", ENUMERATIONS, ids=lambda kind: kind.__name__)
def test_every_token_has_words_of_its_own(kind: type[enum.StrEnum]) -> None:
    words = [label(token) for token in kind]
    assert all(words)
    assert len(set(words)) == len(words)


def test_tokens_of_two_kinds_that_are_the_same_word_keep_their_own_words() -> None:
    assert label(Polarity.CONTEXT) != label(Measure.CONTEXT)
    assert label(Scale.RATIO) != label(Measure.RATIO)


def test_a_token_without_words_is_a_fault() -> None:
    class Stranger(enum.StrEnum):
        THING = "thing"

    with pytest.raises(LookupError, match=r"no words for Stranger\.THING"):
        label(Stranger.THING)


def test_a_cell_is_said_in_words_and_briefly_where_room_is_short() -> None:
    assert cell_label(MESO) == "Service delivery, meso"
    assert len(brief_label(Certainty.COULD_BE_PARITY)) < 14
    assert brief_label(Certainty.CLEAR) == label(Certainty.CLEAR)


def test_a_long_text_is_cut_after_a_word() -> None:
    assert formatting.shortened("Beds are  short\nof staff", 24) == "Beds are short of staff"
    assert formatting.shortened("Beds are short of staff", 16) == "Beds are short…"
    assert formatting.shortened("Beds are, in short, few", 10) == "Beds are…"
    assert formatting.shortened("Unbrokenword", 6) == "Unbro…"
