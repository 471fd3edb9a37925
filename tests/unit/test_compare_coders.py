"""Coders of a closed round compared: what is counted, which coefficient, who disagrees, and with the catalogue."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain_model.cells import Cell
from domain_model.coding import Choice, CodedPlacement, CodingRound
from domain_model.evidence_book import evidence_book
from domain_model.evidence_vocabulary import CodingAspect, CodingCounting, RecordKind
from domain_model.own_evidence import Edit, standing
from domain_model.statistics.agreement import krippendorff_alpha, weighted_kappa
from domain_model.use_cases import compare_coders
from domain_model.use_cases.compare_coders import MOST_REMEMBERED, Agreement, CodersCompared, compared, some_compared
from domain_model.use_cases.compare_with_catalogue import against_catalogue, catalogue_placements
from domain_model.use_cases.read_coded_round import CodersSaid
from domain_model.vocabulary import StatementKind
from tests.builders import dataset, evidence, statement

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MACRO, MESO, MICRO = (Cell.from_token(f"financing/{level}") for level in ("macro", "meso", "micro"))
WORK = Cell.from_token("workforce/meso")
BARRIER, ENABLER = StatementKind.BARRIER, StatementKind.ENABLER
CODED, ALL = CodingCounting.CODED_ONLY, CodingCounting.WITH_NOWHERE
OPEN = "left open"
Said = Cell | str | None


def round_of(number: int) -> CodingRound:
    return CodingRound("r1", "owner", "FICTITIOUS", tuple(f"S{n}" for n in range(1, number + 1)), AT, AT)


def said(kinds: dict[str, StatementKind] | None = None, **by_coder: list[Said]) -> CodersSaid:
    """A round whose coders each placed statements S1, S2, ... in these cells; kind barrier if not said."""
    kept = tuple(
        CodedPlacement("r1", coder, f"S{n}", 1, Choice((kinds or {}).get(f"{coder} S{n}", BARRIER), cell), "", AT)
        for coder, cells in by_coder.items()
        for n, cell in enumerate(cells, start=1)
        if not isinstance(cell, str)
    )
    return CodersSaid(round_of(max(map(len, by_coder.values()), default=3)), tuple(by_coder), kept)


def coded(counting: CodingCounting, kinds: dict[str, StatementKind] | None = None, **by_coder: list[Said]):
    """The comparison of all coders of such a round."""
    return compared(said(kinds, **by_coder), counting)


def overall(found: CodersCompared, aspect: CodingAspect, *, is_ordered: bool = False) -> Agreement:
    (one,) = (one for one in found.overall if one.aspect is aspect and one.is_ordered is is_ordered)
    return one


def single(found: CodersCompared, aspect: CodingAspect, category: str) -> Agreement:
    (one,) = (one for one in found.of(aspect) if one.category == category)
    return one


TWO = {"ann": [MACRO, MACRO, MESO, WORK, None, MICRO], "ben": [MACRO, MESO, MESO, WORK, MACRO, OPEN]}


def test_two_coders_have_cohens_kappa_over_what_both_placed() -> None:
    found = coded(ALL, **TWO)
    cell = overall(found, CodingAspect.CELL)
    assert cell.cohen is not None and cell.cohen.units == 5
    assert cell.cohen.value == pytest.approx(weighted_kappa([1, 1, 2, 3, 4], [1, 2, 2, 3, 1], 4, weights="none"))
    assert cell.observed == pytest.approx(3 / 5)
    assert (found.compared, found.by_all, found.coders) == (5, 5, ("ann", "ben"))


def test_coded_only_leaves_out_what_a_coder_left_open_or_said_fits_nowhere() -> None:
    found = coded(CODED, **TWO)
    cell = overall(found, CodingAspect.CELL)
    assert cell.cohen is not None and (cell.cohen.units, cell.alpha.units) == (4, 4)
    assert cell.observed == pytest.approx(3 / 4)
    assert (found.compared, found.by_all) == (4, 4)
    assert "nowhere" not in [one.category for one in found.of(CodingAspect.CELL)]
    assert len(found.of(CodingAspect.CELL)) == 18
    assert len(found.statements) == 6, "the list names all of them all the same"


def test_counting_all_placements_nowhere_is_a_place_of_its_own() -> None:
    nowhere = single(coded(ALL, **TWO), CodingAspect.CELL, "nowhere")
    assert (nowhere.placements, nowhere.alpha.units) == (1, 5)
    assert nowhere.share == pytest.approx(1 / 11)
    assert len(coded(ALL, **TWO).of(CodingAspect.LEVEL)) == 3


def test_three_coders_have_fleiss_over_what_all_placed_and_alpha_over_what_two_did() -> None:
    found = coded(ALL, **TWO, cat=[MACRO, MACRO, OPEN, WORK, None, MICRO])
    cell = overall(found, CodingAspect.CELL)
    assert cell.cohen is None
    assert cell.fleiss is not None and cell.fleiss.units == 4
    assert cell.alpha.units == 6
    gap = float("nan")
    table = [[1, 1, 2, 3, 4, 5], [1, 2, 2, 3, 1, gap], [1, 1, gap, 3, 4, 5]]
    assert cell.alpha.value == pytest.approx(krippendorff_alpha(table, level="nominal"))
    assert (found.compared, found.by_all) == (6, 4)


def test_levels_in_their_order_are_compared_by_ordinal_alpha_alone_without_nowhere() -> None:
    near = coded(ALL, ann=[MACRO, MESO, MICRO, None], ben=[MESO, MESO, MICRO, MACRO])
    far = coded(ALL, ann=[MACRO, MESO, MICRO, None], ben=[MICRO, MESO, MICRO, MACRO])
    ordered = overall(near, CodingAspect.LEVEL, is_ordered=True)
    assert (ordered.cohen, ordered.fleiss, ordered.alpha.units) == (None, None, 3)
    assert ordered.alpha.value == pytest.approx(krippendorff_alpha([[1, 2, 3], [2, 2, 3]], level="ordinal"))
    apart = overall(far, CodingAspect.LEVEL, is_ordered=True)
    assert ordered.alpha.value is not None and apart.alpha.value is not None
    assert ordered.alpha.value > apart.alpha.value
    assert overall(near, CodingAspect.LEVEL).alpha.value is not None


def test_one_cell_against_all_others_counts_its_placements_and_ignores_where_else_they_went() -> None:
    found = coded(ALL, **TWO)
    macro = single(found, CodingAspect.CELL, "financing/macro")
    assert macro.cohen is not None
    # Ann: yes yes no no no; Ben: yes no no no yes.
    assert macro.cohen.value == pytest.approx(weighted_kappa([2, 2, 1, 1, 1], [2, 1, 1, 1, 2], 2, weights="none"))
    assert (macro.placements, macro.share) == (4, pytest.approx(4 / 11))
    block = single(found, CodingAspect.BLOCK, "workforce")
    assert (block.placements, block.cohen.value if block.cohen else None) == (2, 1.0)
    unused = single(found, CodingAspect.CELL, "technologies_products/micro")
    assert (unused.placements, unused.alpha.value, unused.observed) == (0, None, 1.0)


def test_the_kind_is_compared_apart_from_the_place() -> None:
    kinds = {"ann S1": ENABLER, "ben S1": ENABLER, "ann S2": ENABLER}
    found = coded(ALL, kinds, ann=[MACRO, None, MESO], ben=[MESO, MACRO, MACRO])
    kind = overall(found, CodingAspect.KIND)
    assert kind.cohen is not None and kind.observed == pytest.approx(2 / 3)
    assert kind.cohen.value == pytest.approx(weighted_kappa([2, 2, 1], [2, 1, 1], 2, weights="none"))
    assert single(found, CodingAspect.KIND, "enabler").placements == 3


def test_few_statements_or_few_placements_are_marked() -> None:
    many: list[Said] = [MACRO, MESO] * 20
    found = coded(ALL, ann=many, ben=[*many[:-1], WORK])
    assert not overall(found, CodingAspect.CELL).is_few
    assert not single(found, CodingAspect.CELL, "financing/macro").is_few
    assert single(found, CodingAspect.CELL, "workforce/meso").is_few
    assert overall(coded(ALL, **TWO), CodingAspect.CELL).is_few


@pytest.mark.parametrize("by_coder", [{}, {"ann": [MACRO, MESO, None]}])
@pytest.mark.parametrize("counting", [ALL, CODED])
def test_without_a_second_coder_nothing_is_defined(counting: CodingCounting, by_coder: dict[str, list[Said]]) -> None:
    found = coded(counting, **by_coder)
    assert (found.compared, found.by_all, found.disagreements) == (0, 0, ())
    for one in (*found.overall, *found.single):
        assert (one.cohen, one.alpha.value, one.observed) == (None, None, None)


def test_coders_without_a_statement_in_common_have_nothing_to_compare() -> None:
    found = coded(ALL, ann=[MACRO, OPEN], ben=[OPEN, MACRO])
    cell = overall(found, CodingAspect.CELL)
    assert cell.cohen is not None and (cell.cohen.value, cell.cohen.units, cell.alpha.units) == (None, 0, 0)
    assert found.compared == 0


def test_statements_are_listed_the_most_divided_first_with_each_coders_word() -> None:
    found = coded(ALL, ann=[MACRO, MACRO, MACRO, None], ben=[MACRO, MESO, MESO, OPEN], cat=[MACRO, MACRO, WORK, OPEN])
    assert [one.statement for one in found.statements] == ["S3", "S2", "S1", "S4"]
    assert [one.agreeing for one in found.statements] == [0, pytest.approx(1 / 3), 1, None]
    assert [one.statement for one in found.disagreements] == ["S3", "S2"]
    words = [one.choice.cell if one and one.choice else None for one in found.statements[0].placements]
    assert words == [MACRO, MESO, WORK]
    assert found.statements[3].placements[1:] == (None, None)


def test_the_same_cell_with_another_kind_is_a_disagreement() -> None:
    found = coded(ALL, {"ann S1": ENABLER}, ann=[MACRO], ben=[MACRO])
    assert [one.statement for one in found.disagreements] == ["S1"]


# ---- Some coders left out

WITH_ONE_WHO_LEFT_MUCH_OPEN: dict[str, list[Said]] = {
    **TWO,
    "cat": [MICRO, OPEN, OPEN, OPEN, None, OPEN],
}


def without(counting: CodingCounting, *left_out: str) -> CodersCompared:
    return compared(said(**WITH_ONE_WHO_LEFT_MUCH_OPEN), counting, frozenset(left_out))


def test_without_the_coder_who_placed_little_the_others_have_the_figures_of_a_round_of_their_own() -> None:
    everybody, found, alone = without(ALL), without(ALL, "cat"), coded(ALL, **TWO)
    assert (everybody.by_all, everybody.compared, everybody.left_out) == (2, 5, ())
    assert (found.by_all, found.compared, found.left_out, found.coders) == (5, 5, ("cat",), ("ann", "ben"))
    assert found.overall == alone.overall and found.single == alone.single
    assert found.statements == alone.statements and found.round == alone.round
    assert everybody.overall[0].cohen is None and found.overall[0].cohen is not None


def test_the_list_of_disagreements_follows_whose_placements_are_compared() -> None:
    assert [one.statement for one in without(ALL).disagreements] == ["S2", "S1", "S5"]
    assert [one.statement for one in without(ALL, "cat").disagreements] == ["S2", "S5"]
    assert [len(one.placements) for one in without(ALL, "ann").statements] == [2] * 6


def test_each_coder_is_told_what_they_placed_and_what_the_others_would_have_placed_together() -> None:
    shares = without(ALL).shares
    assert [(one.coder, one.placed, one.is_left_out, one.by_all_else) for one in shares] == [
        ("ann", 6, False, 2),
        ("ben", 5, False, 2),
        ("cat", 2, False, 5),
    ]
    left = without(ALL, "cat").shares
    assert [(one.placed, one.is_left_out, one.by_all_else) for one in left] == [
        (6, False, None),
        (5, False, None),
        (2, True, 2),
    ]
    assert [(one.placed, one.counting, one.by_all_else) for one in without(CODED).shares] == [
        (6, 5, 1),
        (5, 5, 1),
        (2, 1, 4),
    ]


def test_fewer_than_two_coders_left_have_no_figure() -> None:
    found = without(ALL, "ann", "cat")
    assert (found.coders, found.left_out, found.compared, found.by_all) == (("ben",), ("ann", "cat"), 0, 0)
    assert found.disagreements == () and {one.alpha.value for one in (*found.overall, *found.single)} == {None}
    assert without(ALL, "ann", "ben", "cat").coders == ()


# ---- Remembered


def test_a_comparison_is_computed_once_and_anew_where_anything_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    some_compared.cache_clear()
    first = without(ALL, "cat")
    assert without(ALL, "cat") is first, "equal placements, read anew, and the same choice"
    assert without(ALL) is not first and without(CODED, "cat") is not first and without(ALL, "ben") is not first
    changed = {**WITH_ONE_WHO_LEFT_MUCH_OPEN, "ben": [MESO, *TWO["ben"][1:]]}
    assert compared(said(**changed), ALL, frozenset({"cat"})).by_all == 5
    assert compared(said(**changed), ALL, frozenset({"cat"})).overall[0] != first.overall[0]

    def fail(*_table: object, **_options: object) -> None:
        raise AssertionError("computed anew")

    monkeypatch.setattr(compare_coders, "krippendorff_agreement", fail)
    assert without(ALL, "cat") is first
    with pytest.raises(AssertionError, match="anew"):
        compared(said(ann=[WORK], ben=[WORK], cat=[MESO]), ALL, frozenset())


def test_no_more_comparisons_are_remembered_than_fit() -> None:
    some_compared.cache_clear()
    everybody = compared(said(ann=[MACRO]), ALL)
    for number in range(MOST_REMEMBERED + 3):
        compared(said(ann=[MACRO] * (number + 1), ben=[MACRO]), ALL, frozenset({"ben"}))
    assert some_compared.cache_info().currsize == MOST_REMEMBERED
    assert compared(said(ann=[MACRO]), ALL) is everybody, "no choice drives out the comparison of all"


# ---- Against the catalogue

KNOWN = {
    one.id: one
    for one in (
        statement("S1", cells=(MACRO,)),
        statement("S2", BARRIER, cells=(MACRO, MESO)),
        statement("S3", ENABLER, cells=()),
        statement("S4", BARRIER, cells=(WORK,)),
    )
}


def test_each_coder_stands_against_the_catalogue_where_it_names_one_cell() -> None:
    found = coded(ALL, {"ann S3": ENABLER}, ann=[MACRO, MESO, None, MICRO, MACRO], ben=[WORK, WORK, MACRO, WORK, OPEN])
    ann, ben = against_catalogue(found, KNOWN)
    assert (ann.coder, ann.placed, ann.inside, ann.several) == ("ann", 4, 3, 1)
    assert (ann.cell.units, ann.kind.units) == (3, 4)
    assert ann.cell.value == pytest.approx(weighted_kappa([1, 2, 3], [1, 2, 4], 4, weights="none"))
    assert ann.kind.value == 1
    assert (ben.coder, ben.placed, ben.inside) == ("ben", 4, 1)


def test_against_the_catalogue_coded_only_asks_for_a_cell_on_both_sides() -> None:
    found = coded(CODED, ann=[MACRO, MESO, MACRO, None])
    (ann,) = against_catalogue(found, KNOWN)
    assert (ann.placed, ann.inside, ann.cell.units) == (2, 2, 1)


def test_the_catalogues_placement_is_the_one_before_anything_was_agreed() -> None:
    own = statement("own-a", cells=(MICRO,))
    edits = (Edit(1, RecordKind.STATEMENT, "own-a", 1, own, "ann", AT),)
    book = evidence_book(dataset([], catalogue=evidence((KNOWN["S1"],))), standing(edits))
    moved = replace(book, evidence=replace(book.evidence, statements=()))
    assert {key: one.cells for key, one in catalogue_placements(moved).items()} == {"S1": (MACRO,), "own-a": (MICRO,)}
