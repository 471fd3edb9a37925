"""The summary in words of a closed round: which coefficient it rests on, and that others can say otherwise."""

from components.coding_results import in_short
from components.coding_view import CodingView
from domain_model.cells import Cell
from tests.unit.test_compare_coders import ALL, MACRO, MESO, coded

CALLED = {"ann": "Coder 1", "ben": "Coder 2"}
WHY = "Why coefficients of one row can differ: missing placements, marginals, interval method"


def short(ann: list[Cell], ben: list[Cell]) -> str:
    return str(in_short(coded(ALL, ann=[*ann], ben=[*ben]), CodingView(), CALLED, {})).replace("&#39;", "'")


def test_where_coefficients_of_a_row_differ_the_summary_names_them_and_says_why_they_can() -> None:
    # Each keeps to a cell of their own but once, so that by their own shares chance hardly makes them agree.
    said = short([MACRO] * 11 + [MESO], [MACRO] + [MESO] * 11)
    assert "<li>Cell: by Krippendorff's alpha, −0.60 (95% interval: " in said
    assert "Other coefficients say otherwise: Cohen's kappa, " in said
    assert WHY in said and "Missing placements: alpha counts" in said and "Marginals, which are" in said
    assert "Interval method: " in said


def test_where_coefficients_say_the_same_no_reason_for_a_difference_is_given() -> None:
    said = short([MACRO, MESO] * 10, [MACRO, MESO] * 9 + [MESO, MACRO])
    assert "by Krippendorff's alpha, " in said
    assert "Other coefficients" not in said and WHY not in said
