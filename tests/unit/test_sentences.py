"""What people read and screen readers say: gaps, cells, briefings and headlines in sentences."""

from dataclasses import replace

import pytest

from components.briefing_sentences import (
    better_sentence,
    briefing_sentences,
    care_sentence,
    care_sentences,
    groups_sentence,
    headline_sentences,
    surroundings_sentence,
    unanswered_sentence,
    worse_sentence,
)
from components.sentences import (
    base_words,
    cell_sentence,
    certainty_label,
    certainty_words,
    dates_words,
    empty_cell_sentence,
    gap_claim,
    gap_sentence,
    interval_words,
    is_drawn_solid,
    value_words,
    verdict_words,
)
from domain_model.cell_summary import summarise_cell
from domain_model.cells import CELLS
from domain_model.comparison import compare
from domain_model.parity import PairWords, ParityGap
from domain_model.robustness import Robustness, Variant
from domain_model.use_cases.brief_board import Surroundings, brief_board
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.headline import Headline, heat_map_headline
from domain_model.use_cases.judge_reliability import care_for
from domain_model.vocabulary import (
    Band,
    Certainty,
    ContextBand,
    Emptiness,
    Grade,
    Measure,
    PairKind,
    Polarity,
    Scale,
    Side,
    StatusCode,
    Vintage,
)
from tests.builders import MESO, TODAY, basis, dataset, figure, month, pair
from tests.unit.test_brief_board import FIGURES, INDICATORS, PAIRS, brief, grid

HIGH, LOW = Polarity.HIGHER_BETTER, Polarity.LOWER_BETTER


def words(sentence: str) -> PairWords:
    return PairWords("Seen in time", "mental care", "physical care", sentence, "u", "w", "n")


def made(
    measure: Measure,
    value: float | None,
    sentence: str = "It is {value}.",
    polarity: Polarity = HIGH,
) -> ParityGap:
    return ParityGap(pair("P1", measure, polarity, words=words(sentence)), "AAA", None, None, None, "", value=value)


@pytest.mark.parametrize(
    ("measure", "sentence", "value", "polarity", "said"),
    [
        (Measure.PER_100, "{value} in mental health.", 0.632, HIGH, "63"),
        (Measure.RATIO, "£{value}.", 1.294, HIGH, "129"),
        (Measure.STANDARDISED, "score {value} on it.", -0.44, HIGH, "0.4 standard deviations worse"),
        (Measure.STANDARDISED, "score {value}.", 1.0, HIGH, "1.0 standard deviations better"),
        (Measure.STANDARDISED, "score {value}.", 0.01, HIGH, "no differently"),
        (Measure.STANDARDISED, "it is {value}.", -0.01, LOW, "no different"),
        (Measure.STANDARDISED, "it has moved {value}, set beside.", -0.8, HIGH,
         "0.8 standard deviations further down"),
        (Measure.STANDARDISED, "it has moved {value}.", 0.3, HIGH, "0.3 standard deviations further up"),
        (Measure.STANDARDISED, "it has moved {value}.", 0.0, HIGH, "no further up or down"),
        (Measure.POINTS, "growth was {value}.", -5.3, HIGH, "5.3 percentage points lower"),
        (Measure.POINTS, "growth was {value}.", 1.0, HIGH, "1.0 percentage points higher"),
        (Measure.POINTS, "the gap is {value}.", -2.5, LOW, "2.5 percentage points worse"),
        (Measure.POINTS, "the gap is {value}.", 0.04, LOW, "no different"),
        (Measure.PER_100, "{value}.", None, HIGH, ""),
    ],
)  # fmt: skip
def test_the_value_fits_the_sentence_of_its_pair(measure, sentence, value, polarity, said) -> None:
    assert value_words(made(measure, value, sentence, polarity)) == said


def banded(certainty: Certainty, low: float | None, high: float | None, band: Band = Band.WORSE) -> ParityGap:
    return replace(
        made(Measure.STANDARDISED, -0.3),
        band=band, certainty=certainty, low=low, high=high,
        position=-0.3, position_low=low, position_high=high,
    )  # fmt: skip


def test_certainty_names_the_bands_that_the_interval_reaches_its_own_first() -> None:
    assert certainty_words(banded(Certainty.CLEAR, -0.4, -0.25)) == "clear"
    unsure = banded(Certainty.BAND_UNCERTAIN, -0.7, -0.25)
    assert certainty_words(unsure) == "not sure whether worse or much worse"
    touching = banded(Certainty.COULD_BE_PARITY, -0.6, 0.3)
    assert certainty_words(touching) == "not sure whether worse, much worse, at parity or better"
    few = banded(Certainty.BAND_UNCERTAIN, -0.4, -0.25)
    assert certainty_words(few) == "not sure, because it rests on fewer than five organisations"
    assert certainty_words(banded(Certainty.NO_INTERVAL, None, None)).endswith("no interval published")
    assert certainty_words(made(Measure.POINTS, 1.0)) == ""


def test_what_is_clear_but_for_a_likely_break_is_neither_called_clear_nor_drawn_as_it() -> None:
    clear = banded(Certainty.CLEAR, -0.4, -0.25)
    broken = replace(clear, status=frozenset({StatusCode.LIKELY_BREAK}))
    assert (certainty_label(clear), is_drawn_solid(clear)) == ("clear", True)
    assert (certainty_label(broken), is_drawn_solid(broken)) == ("clear but for a likely break", False)
    assert certainty_words(broken) == "clear but for a likely break"
    for certainty in (Certainty.BAND_UNCERTAIN, Certainty.COULD_BE_PARITY):
        assert not is_drawn_solid(replace(clear, certainty=certainty))
    assert is_drawn_solid(replace(clear, certainty=Certainty.NO_INTERVAL))
    assert certainty_label(made(Measure.POINTS, 1.0)) == ""


def test_a_difference_that_counts_as_parity_says_so() -> None:
    level = replace(made(Measure.STANDARDISED, 0.18, "They score {value} on it."), band=Band.PARITY)
    assert gap_claim(level) == "They score 0.2 standard deviations better on it, within what counts as parity."
    assert gap_claim(replace(level, value=0.01)) == "They score no differently on it."
    assert gap_claim(replace(level, band=Band.BETTER)) == "They score 0.2 standard deviations better on it."
    assert gap_claim(replace(made(Measure.PER_100, 0.97), band=Band.PARITY)) == "It is 97."
    assert gap_claim(made(Measure.PER_100, None)) == ""


def test_an_interval_speaks_the_measure_and_never_reads_as_one_number() -> None:
    assert interval_words(banded(Certainty.CLEAR, -0.4, 0.25)) == "−0.4 to +0.2 standard deviations"
    assert interval_words(replace(made(Measure.POINTS, 1.0), low=-1.0, high=3.0)) == "−1.0 to +3.0 percentage points"
    ratio = made(Measure.PER_100, 0.632)
    assert interval_words(replace(ratio, low=0.61, high=0.66)) == "61 to 66"
    assert interval_words(replace(ratio, low=0.6301, high=0.6333)) == "63.0 to 63.3"
    assert interval_words(ratio) == ""


def real(mental: float, physical: float, **more: object) -> ParityGap:
    rows = [figure("mental", "AAA", count=mental, denominator=1000, **more),
            figure("physical", "AAA", count=physical, denominator=1000)]  # fmt: skip
    sentence = words("For every 100 in physical care, {value} in mental care.")
    found = compare_areas(dataset(rows, (pair(words=sentence),)), Vintage.ICB2023, TODAY)
    return found.at("AAA", MESO).gaps[0]


def test_a_gap_in_full_has_claim_date_grade_interval_and_certainty() -> None:
    assert gap_sentence(real(500, 900)) == (
        "For every 100 in physical care, 56 in mental care (2024-09; grade A). "
        "95% interval 52 to 59 (counting variation only): clear."
    )
    flagged = gap_sentence(real(980, 990, status=frozenset({StatusCode.LIKELY_BREAK})))
    assert "[b] likely break in the series" in flagged
    assert ": clear but for a likely break." in flagged
    assert flagged.endswith("It depends on how you count.")


def test_dates_are_said_once_where_they_agree_and_with_the_months_between_where_not() -> None:
    assert dates_words(real(500, 900)) == "2024-09"
    apart = real(500, 900, period=month("2023-08"))
    assert dates_words(apart) == "mental health 2023-08, physical health 2024-09, 13 months apart"
    groups = replace(apart, pair=pair(pair_kind=PairKind.GROUP))
    assert dates_words(groups).startswith("mental care 2023-08, physical care 2024-09")
    other = real(500, 900, period=type(month())("2024", month("2024-01").start, month().end))
    assert dates_words(other) == "mental health 2024, physical health 2024-09, overlapping"
    later = real(500, 900, period=type(month())("2024/25", month("2024-04").start, month("2025-03").end))
    assert dates_words(later).endswith("physical health 2024-09, overlapping; ends 6 months apart")
    assert dates_words(made(Measure.POINTS, 1.0)) == "no date"


def test_a_gap_without_value_or_band_says_why() -> None:
    empty = replace(made(Measure.POINTS, None), emptiness=Emptiness.NO_DATA, reason="neither side is published")
    assert gap_sentence(empty) == "Seen in time: cannot be compared, neither side is published."
    unfair = replace(made(Measure.PER_100, 0.5), reason="no fair comparison: they differ")
    assert gap_sentence(unfair) == "It is 50 (no date; grade A). Not judged: no fair comparison: they differ."
    assert gap_sentence(made(Measure.PER_100, 0.5)) == "It is 50 (no date; grade A)."


def test_a_pair_of_groups_is_never_said_to_be_mental_against_physical_health() -> None:
    gap = replace(real(500, 900), pair=pair(pair_kind=PairKind.GROUP))
    assert verdict_words(gap) == "much worse, between two groups of people"
    assert verdict_words(replace(gap, band=None, context_band=ContextBand.MORE)) == "more need"
    assert verdict_words(replace(gap, band=None)) == "not judged"


def test_the_name_of_a_cell_is_a_sentence_with_its_base() -> None:
    gap = real(500, 900)
    other = replace(gap, pair=pair("P2"), band=None, value=None, reason="the other side is not published")
    cell = summarise_cell(MESO, "AAA", [gap, other])
    name = cell_sentence(cell, "Dorset")
    assert name.startswith("Dorset, Service delivery, meso: much worse. For every 100 in physical care, 56")
    assert name.endswith("clear. 1 of 2 pairs can be compared.")
    assert base_words(cell) == "1 of 2 pairs can be compared" and empty_cell_sentence(cell) == ""
    empty = cell_sentence(summarise_cell(MESO, "AAA", [other]), "Dorset")
    assert empty == (
        "Dorset, Service delivery, meso: cannot be compared. The other side is not published. "
        "0 of 1 pair can be compared."
    )
    narrowed = summarise_cell(MESO, "AAA", [gap], frozenset({Grade.B}))
    assert "of a grade that was not asked for" in cell_sentence(narrowed, "Dorset")


def test_the_briefing_leads_with_a_finding_and_leaves_pairs_of_groups_aside() -> None:
    worse, better, unanswered, groups = briefing_sentences(brief())
    assert groups == groups_sentence(brief())
    assert len(briefing_sentences(brief("ENG"))) == 4
    assert len(briefing_sentences(replace(brief(), groups=()))) == 3
    assert worse.startswith(
        "Mental health is worse off than physical health in 2 of the 4 cells where the two can be compared, "
        "much worse in 2. The worst of those that are clear is Workforce, micro (much worse)."
    )
    assert "grade A" in worse and "2024-09" in worse
    assert better.startswith("Mental health is better off in 1 of these 4 cells and at parity in 1. The best")
    assert unanswered == (
        "13 of 18 cells cannot be compared here; the chief reason, in all of them: no pair of measures is registered."
    )
    assert groups_sentence(brief()).startswith(
        "1 cell compares two groups of people instead. Leadership and governance, macro: much worse."
    )


def test_a_cell_that_is_named_is_set_beside_england_and_its_region() -> None:
    assert worse_sentence(brief()).endswith(": clear. Eng 99, Y1 64.")
    assert better_sentence(brief()).endswith("Eng 112.")
    around = brief().around_worst
    assert around is not None
    ways = tuple(Variant(f"way {n}", Band.WORSE if n < 4 else Band.PARITY, "P1") for n in range(8))
    both = replace(around, robustness=Robustness(Band.WORSE, ways))
    assert surroundings_sentence(both) == "Eng 99, Y1 64; 4 of 8 ways of looking give this band."
    assert surroundings_sentence(replace(both, elsewhere=())) == "4 of 8 ways of looking give this band."
    assert surroundings_sentence(Surroundings((), None)) == surroundings_sentence(None) == ""


def test_a_board_that_was_merged_hears_what_its_predecessors_could_compare() -> None:
    data = dataset(FIGURES, PAIRS, more_indicators=INDICATORS)
    merged = brief_board(data, compare_areas(data, Vintage.ICB2026, TODAY), "NEW1")
    assert unanswered_sentence(merged).endswith(
        " To March 2026 its predecessors Bbb and Ccc (in part) could be compared in 3 and 3 of 18 cells."
    )
    alone = replace(merged, predecessors=merged.predecessors[:1])
    assert unanswered_sentence(alone).endswith("its predecessor Bbb could be compared in 3 of 18 cells.")


def test_what_is_not_clear_is_said_to_be_a_question() -> None:
    assert "None is clear in size; the worst that is surely worse is Workforce, micro" in worse_sentence(brief("BBB"))
    broken = [row for row in FIGURES if row.indicator.startswith("P1") and row.area == "AAA"]
    data = dataset(broken, PAIRS, more_indicators=INDICATORS)
    found = brief_board(data, compare_areas(data, Vintage.ICB2023, TODAY), "AAA")
    assert "the worst, a question before it is a finding, is Service delivery, meso" in worse_sentence(found)
    assert better_sentence(found) == "Mental health is better off in none of this one cell and at parity in none."
    assert groups_sentence(found) == ""


def test_a_board_without_comparisons_and_one_without_gaps_hear_so() -> None:
    data = dataset([], PAIRS, more_indicators=INDICATORS)
    nothing = brief_board(data, compare_areas(data, Vintage.ICB2023, TODAY), "AAA")
    assert worse_sentence(nothing) == "In Aaa no cell sets mental against physical health: no gap can be named."
    assert better_sentence(nothing).startswith("For the same reason")
    assert "the chief reason, in 13 of them" in unanswered_sentence(nothing)
    full = tuple(pair(f"P{n}", cell=cell) for n, cell in enumerate(CELLS))
    held = [figure("mental", "AAA", 0.9), figure("physical", "AAA", 0.9)]
    data = dataset(held, full)
    level = brief_board(data, compare_areas(data, Vintage.ICB2023, TODAY), "AAA")
    assert worse_sentence(level).endswith("in none of the 18 cells where the two can be compared.")
    assert unanswered_sentence(level) == "All 18 cells can be compared."


def test_care_says_each_concern_with_both_levels() -> None:
    sentences = care_sentences(brief())
    assert "far behind England, 30.0% against 80.0%" in sentences[0]
    assert "a likely break in the series [b], so a question before it is a finding" in sentences[1]
    gap = replace(real(980, 990), framing_sensitive=True)
    care = replace(
        care_for(gap, None, decides=True), months_apart=13, single_organisation=(Side.MENTAL, Side.COMPARATOR)
    )
    assert care_sentence(care) == (
        "Service delivery, meso, Seen in time (at parity): the result depends on how you count; "
        "mental health and "
        "physical health rest on one organisation; the two periods end 13 months apart."
    )


def test_common_concerns_are_said_together_and_the_rest_counted() -> None:
    quiet = replace(care_for(real(500, 900), None, decides=True), single_organisation=(Side.MENTAL,))
    apart = replace(care_for(real(500, 900), None, decides=True), months_apart=13)
    later = replace(apart, months_apart=48)
    minor = replace(apart, decides=False)
    said = care_sentences(replace(brief(), care=(quiet, apart, later, minor)))
    assert said == (
        "Service delivery meso: the figure that decides rests on one organisation on at least one side.",
        "Service delivery meso and Service delivery meso: the two periods end 13 to 48 months apart.",
        "1 more figure that does not decide a cell needs care; the panel of the cell says why.",
    )
    assert care_sentences(replace(brief(), care=(apart,)))[0].endswith("end 13 months apart.")


def test_the_headline_has_its_exact_base() -> None:
    stands_out, empty = headline_sentences(heat_map_headline(grid()))
    assert stands_out.startswith(
        "In 2 of the 3 boards that publish both, mental health is much worse, and worse in 1 more. "
        "Seen in time (pair P2 of Workforce, micro; 2024-09, grade A). "
        "Clearly worse, without a likely break: 3 of 3. England: For every"
    )
    assert empty == "13 of 18 cells have no comparison by board."
    none, _ = headline_sentences(Headline(4, 18, (), None))
    assert none == "In none of the 4 boards shown is mental health clearly worse off."


def test_a_headline_of_worse_boards_says_worse() -> None:
    outlier = heat_map_headline(grid()).outlier
    assert outlier is not None
    counted = {**outlier.bands, Band.MUCH_WORSE: 1, Band.WORSE: 2}
    mostly = replace(outlier, bands=counted, england=None)
    said = headline_sentences(Headline(4, 18, (), mostly))[0]
    assert said.startswith("In 2 of the 3 boards that publish both, mental health is worse, and much worse in 1 more.")
    single = replace(mostly, publishing=1, bands={**counted, Band.MUCH_WORSE: 1, Band.WORSE: 0})
    assert headline_sentences(Headline(4, 18, (), single))[0].startswith(
        "In the one board that publishes both, mental health is much worse. Seen in time"
    )


def test_all_against_none_is_said_by_both_levels_and_not_by_a_ratio() -> None:
    shares = [figure("mental", "AAA", count=9, denominator=10), figure("physical", "AAA", count=0, denominator=10)]
    gap = compare(pair(), "AAA", basis(shares))
    assert gap_claim(gap) == "Seen in time: 90% of mental care against none of physical care."
    rates = [figure("mental", "AAA", 3.0), figure("physical", "AAA", 0.0)]
    words = gap_claim(compare(pair(measure=Measure.RATIO), "AAA", basis(rates, scale=Scale.RATE)))
    assert words == "Seen in time: there is none on the other side, so that the ratio has no upper end."
