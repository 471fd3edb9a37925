"""Coefficients and coders in words: no cut between good and bad, and every reason why there is nothing to say."""

import pytest

from components.coding_words import alpha_sentence, coder_names, coefficient_words, decimal, otherwise_sentence
from domain_model.evidence_vocabulary import CodingAspect
from domain_model.statistics.agreement_intervals import Coefficient
from domain_model.statistics.intervals import Interval
from domain_model.use_cases.compare_coders import Agreement


def alpha(value: float | None, low: float | None = None, high: float | None = None, units: int = 40) -> str:
    found = Coefficient(value, Interval(low, high), units)
    return alpha_sentence(Agreement(CodingAspect.LEVEL, None, None, None, found, None, 0, None))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (alpha(0.62, 0.41, 0.8), "by Krippendorff's alpha, 0.62 (95% interval: 0.41 to 0.80), coders came 62% of"),
        (alpha(0.2, -0.1, 0.4), "by Krippendorff's alpha, 0.20 (95% interval: −0.10 to 0.40), agreement cannot be"),
        (alpha(-0.3, -0.5, -0.1), "by Krippendorff's alpha, −0.30 (95% interval: −0.50 to −0.10), coders agreed less"),
        (alpha(1.0), "Krippendorff's alpha is 1.00, without an interval: from full agreement"),
        (alpha(0.5), "alpha is 0.50, without an interval: there are too few"),
        (alpha(None), "not defined, because every placement is in one category"),
        (alpha(None, units=0), "no statement counts that two coders placed"),
    ],
)  # fmt: skip
def test_alpha_is_explained_without_a_cut(said: str, expected: str) -> None:
    assert said.startswith("Level: ") and expected in said


def row(alpha: Coefficient, cohen: Coefficient | None, fleiss: Coefficient | None) -> Agreement:
    return Agreement(CodingAspect.CELL, None, cohen, fleiss, alpha, None, 0, None)


UNTOLD, MORE, LESS, NO_INTERVAL = (
    Coefficient(0.5, Interval(-0.02, 0.9), 6),
    Coefficient(0.55, Interval(0.15, 0.94), 5),
    Coefficient(-0.4, Interval(-0.7, -0.1), 5),
    Coefficient(1.0, Interval(None, None), 5),
)


def test_where_another_coefficient_of_the_row_says_otherwise_it_is_named_with_its_interval() -> None:
    said = otherwise_sentence(row(UNTOLD, MORE, LESS))
    assert said == (
        "Other coefficients say otherwise: Cohen's kappa, 0.55 (95% interval: 0.15 to 0.94), has coders agree more "
        "often than chance alone would have it; Fleiss's kappa, −0.40 (95% interval: −0.70 to −0.10), has coders agree "
        "less often than chance alone would have it."
    )
    turned = otherwise_sentence(row(MORE, UNTOLD, MORE))
    assert turned.endswith("Cohen's kappa, 0.50 (95% interval: −0.02 to 0.90), cannot tell agreement from what chance "
                           "alone would give.")  # fmt: skip
    assert "Fleiss" not in turned


def test_nothing_is_said_of_coefficients_that_agree_have_no_interval_or_do_not_apply() -> None:
    assert otherwise_sentence(row(MORE, MORE, MORE)) == ""
    assert otherwise_sentence(row(UNTOLD, NO_INTERVAL, None)) == ""
    assert otherwise_sentence(row(UNTOLD, None, UNTOLD)) == ""
    assert otherwise_sentence(row(NO_INTERVAL, MORE, None)) == "", "where alpha says nothing, none says otherwise"
    assert "Cohen's kappa, 0.55" in otherwise_sentence(row(UNTOLD, MORE, None))


def test_coefficients_name_their_interval_and_number_of_statements() -> None:
    assert coefficient_words(Coefficient(0.676, Interval(0.505, 0.848), 100)) == "0.68 (0.51 to 0.85); n = 100"
    assert coefficient_words(Coefficient(1.0, Interval(None, None), 3)) == "1.00 (no interval); n = 3"
    assert coefficient_words(Coefficient(None, Interval(None, None), 0)) == "not defined; n = 0"
    assert coefficient_words(None) == ""
    assert decimal(-0.001) == "0.00" and decimal(-0.25) == "−0.25"


def test_coders_have_numbers_for_everybody_and_names_for_those_signed_in() -> None:
    names = {"a": "Ann FICTITIOUS", "b": "Ben FICTITIOUS", "c": ""}
    assert coder_names(["a", "b", "c"], {}) == ("Coder 1", "Coder 2", "Coder 3")
    assert coder_names(["a", "b", "c"], names, "b") == (
        "Coder 1 (Ann FICTITIOUS)",
        "Coder 2 (you)",
        "Coder 3 (a former member)",
    )
