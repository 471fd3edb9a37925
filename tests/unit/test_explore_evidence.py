"""The evidence under filters: counts, facets, emptiness and marks; all statements are FICTITIOUS."""

from dataclasses import replace

import pytest

from domain_model.cells import CELLS, Cell
from domain_model.dataset import Evidence
from domain_model.evidence import Source, Statement, Subtheme
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_filter import (
    EvidenceFilter,
    MatrixPlace,
    evidence_years,
    participant_token,
    place_of,
    row_of,
)
from domain_model.evidence_vocabulary import (
    EvidencePart,
    MatrixReading,
    Perspective,
    PlacementBasis,
    PopulationGroup,
)
from domain_model.indicators import Observation
from domain_model.own_evidence import standing
from domain_model.use_cases.count_evidence import count_evidence
from domain_model.use_cases.count_pairs import MeasuredPairs, count_pairs
from domain_model.use_cases.explore_evidence import EvidenceMatrix, explore_evidence
from domain_model.vocabulary import (
    BuildingBlock,
    CellState,
    Emptiness,
    Level,
    Measure,
    Reading,
    StatementKind,
    Vintage,
)
from tests.builders import MESO, TODAY, dataset, evidence, figure, pair, printed, statement

BARRIER, ENABLER, BOTH, THEME = StatementKind
MACRO, MICRO = Cell(MESO.block, Level.MACRO), Cell(MESO.block, Level.MICRO)
MONEY = Cell(BuildingBlock.FINANCING, Level.MESO)
CODED, PUBLISHED, EXTENDED = MatrixReading.CODED, MatrixReading.PUBLISHED, MatrixReading.EXTENDED
OLD_SOURCE = Source("old", "An older study", "", "n.d.", "", "study", "", "", 2009, 2011)
UNDATED = Source("undated", "A leaflet", "", "", "", "leaflet", "", "")
STATEMENTS = (
    statement("T1"),
    statement("T2", ENABLER, (MICRO,), also_in=(MESO,)),
    statement("C1", BARRIER, (MESO, MONEY), Reading.CODED, participant="PT.1", in_table2=("T1",), subtheme="wait"),
    statement(
        "C2", BARRIER, (MESO,), Reading.CODED, participant="PT.2", voice="participant",
        groups=(PopulationGroup.AGE, PopulationGroup.RACE),
    ),
    statement("C3", BOTH, (MESO,), Reading.CODED, participant="PT.1", source="old", perspective=Perspective.PRACTICE),
    statement("C4", THEME, (MACRO,), Reading.CODED, basis=PlacementBasis.CONTESTED),
    statement("C5", ENABLER, (), Reading.CODED, placement="all/macro;cross_cutting/all", source="undated"),
    statement("C6", ENABLER, (MACRO,), Reading.CODED, in_table2=("T2",)),
)  # fmt: skip
PRINTED = (
    printed(MESO, BARRIER, CellState.ENTRIES, 1),
    printed(MICRO, ENABLER, CellState.ENTRIES, 1),
    printed(MESO, ENABLER, CellState.PRINTED_EMPTY),
    printed(MONEY, BARRIER, CellState.PRINTED_EMPTY),
    printed(MONEY, ENABLER, CellState.PRINTED_EMPTY),
    printed(MACRO, BARRIER, CellState.NOT_PRINTED),
)


def catalogue(statements: tuple[Statement, ...] = STATEMENTS) -> Evidence:
    made = evidence(statements, PRINTED)
    wait = Subtheme("wait", MESO.block, 1, "Waiting", "", "src", "p. 1")
    return replace(made, sources=(*made.sources, OLD_SOURCE, UNDATED), subthemes=(wait,))


def book(added: tuple[Statement, ...] = (), made: Evidence | None = None) -> EvidenceBook:
    published = made or catalogue()
    whole = replace(published, statements=(*published.statements, *added))
    return EvidenceBook(
        "v1+2", whole, published, standing(()), frozenset(), frozenset(s.id for s in added), frozenset()
    )


BOOK = book()


def explored(reading: MatrixReading = CODED, **chosen: object) -> EvidenceMatrix:
    return explore_evidence(BOOK, EvidenceFilter(**chosen), reading)  # type: ignore[arg-type]


def ids(matrix: EvidenceMatrix, place: str = "all") -> list[str]:
    return [s.id for s in matrix.statements(MatrixPlace(place))]


@pytest.mark.parametrize("reading", [PUBLISHED, CODED])
def test_without_a_filter_it_counts_as_the_heat_map_does(reading: MatrixReading):
    data = dataset([], catalogue=BOOK.published)
    counted = count_evidence(data, Reading(reading.value))
    found = explored(reading)
    for cell in CELLS:
        for half in (counted[cell].barriers, counted[cell].enablers):
            assert found.at(cell, half.kind).count(reading) == half.count, (cell, half.kind)
            assert found.at(cell, half.kind).emptiness is half.emptiness, (cell, half.kind)


def test_a_passage_that_repeats_an_entry_of_its_cell_is_the_same_statement():
    assert explored().at(MESO, BARRIER).coded == 3  # T1 with C1, C2, and C3 as one half of what it is
    assert explored().at(MESO, BARRIER).passages == 4
    assert explored().at(MONEY, BARRIER).coded == 1  # its entry stands in another cell
    assert explored(parts=(EvidencePart.REPEATS,)).at(MESO, BARRIER).coded == 1


def test_two_passages_that_repeat_one_entry_of_another_cell_count_once():
    twice = (*STATEMENTS, statement("C7", ENABLER, (MACRO,), Reading.CODED, in_table2=("T2",)))
    found = explore_evidence(book(made=catalogue(twice)), EvidenceFilter(), CODED).at(MACRO, ENABLER)
    assert (found.coded, found.passages) == (1, 2)


def test_a_dual_item_counts_in_both_halves_and_a_theme_in_neither():
    found = explored()
    assert (found.at(MESO, ENABLER).coded, found.at(MESO, ENABLER).dual, found.at(MESO, BARRIER).dual) == (1, 1, 1)
    assert (found.at(MACRO, BARRIER).coded, found.at(MACRO, ENABLER).coded, found.at(MACRO, THEME).coded) == (0, 1, 1)


def test_sums_count_a_statement_once_and_cells_do_not_add_up_to_them():
    found = explored()
    assert found.of(row_of(MESO.block), BARRIER).coded == 3
    assert found.of("meso", BARRIER).coded == 3  # C1 stands in two cells of this level
    assert found.at(MESO, BARRIER).coded + found.at(MONEY, BARRIER).coded == 4
    assert (found.of("all").coded, found.total, found.of("nowhere", ENABLER).coded) == (6, 6, 1)
    assert found.placements == 7
    assert [s.id for s in found.nowhere] == ["C5"]


def test_the_total_is_that_of_the_reading():
    assert explored(PUBLISHED).total == explored(PUBLISHED).placements == 2


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({"kinds": (ENABLER,)}, ["T2", "C5", "C6"]),
        ({"kinds": (BOTH, THEME)}, ["C3", "C4"]),
        ({"parts": (EvidencePart.ENTRY,)}, ["T1", "T2"]),
        ({"parts": (EvidencePart.BEYOND,)}, ["C2", "C3", "C4", "C5"]),
        ({"sources": ("old", "undated")}, ["C3", "C5"]),
        ({"sources": ("nobody's",)}, []),
        ({"subthemes": ("wait",)}, ["C1"]),
        ({"voices": ("participant",)}, ["C2"]),
        ({"perspectives": (Perspective.PRACTICE,)}, ["C3"]),
        ({"groups": (PopulationGroup.RACE, PopulationGroup.SEX)}, ["C2"]),
        ({"bases": (PlacementBasis.CONTESTED,)}, ["C4"]),
        ({"participants": ("src/PT.1",)}, ["C1"]),
        ({"year_from": 2012}, ["T1", "T2", "C1", "C2", "C4", "C6"]),
        ({"year_to": 2010}, ["C3"]),
        ({"year_from": 2011, "year_to": 2019}, ["C3"]),
        ({"year_from": 2010, "year_to": 2010, "undated": True}, ["C3", "C5"]),
        ({"undated": True}, ["C5"]),
        ({"only_contested": True}, ["T2", "C4"]),
        ({"only_dual": True}, ["C3"]),
        ({"only_own": True}, []),
        ({"matching": frozenset({"C6", "T1", "gone"})}, ["T1", "C6"]),
        ({"matching": frozenset()}, []),
        ({"kinds": (BARRIER,), "groups": (PopulationGroup.AGE,), "year_from": 2020}, ["C2"]),
        ({"kinds": (ENABLER,), "groups": (PopulationGroup.AGE,)}, []),
    ],
)
def test_a_filter_keeps_what_fits_one_value_of_every_field(chosen: dict[str, object], left: list[str]):
    assert ids(explored(**chosen)) == left


def test_entries_of_the_table_pass_a_filter_or_not_like_everything_else():
    found = explored(PUBLISHED, kinds=(ENABLER,))
    assert (found.at(MESO, BARRIER).published, found.at(MESO, BARRIER).hidden) == (0, 1)
    assert (found.at(MICRO, ENABLER).published, found.at(MICRO, ENABLER).hidden) == (1, 0)


def test_a_facet_counts_under_all_choices_but_its_own():
    found = explored(kinds=(ENABLER,), year_from=2012)
    assert found.facets["kinds"] == {"barrier": 3, "enabler": 2, "both": 0, "theme": 1}
    assert found.facets["sources"] == {"old": 0, "src": 2, "undated": 0}
    assert found.facets["undated"] == {"yes": 1}
    assert found.facets["years"] == {str(year): 0 for year in range(2009, 2020)} | {"2020": 2}
    whole = explored()
    assert whole.facets["years"] == {"2009": 1, "2010": 1, "2011": 1} | {str(year): 0 for year in range(2012, 2020)} | {
        "2020": 6
    }
    assert whole.facets["groups"]["race"] == 1 and whole.facets["groups"]["sex"] == 0
    assert whole.facets["only_contested"] == {"yes": 2}
    assert whole.facets["participants"] == {"old/PT.1": 1, "src/PT.1": 1, "src/PT.2": 1}


def test_without_a_year_in_any_source_there_are_no_years_to_choose():
    made = replace(catalogue((statement("C1", source="undated"),)), sources=(UNDATED,))
    assert explore_evidence(book(made=made), EvidenceFilter()).facets["years"] == {}


def test_a_half_with_at_most_one_named_participant_has_thin_voices_whatever_the_filter():
    found = explored()
    assert (found.at(MESO, BARRIER).voices, found.at(MESO, BARRIER).thin) == (3, False)
    assert (found.at(MONEY, BARRIER).voices, found.at(MONEY, BARRIER).thin) == (1, True)
    assert (found.at(MACRO, ENABLER).voices, found.at(MACRO, ENABLER).thin) == (0, True)
    assert not found.at(MACRO, BARRIER).thin, "nothing stands there"
    narrowed = explored(participants=("src/PT.2",))
    assert (narrowed.at(MESO, BARRIER).voices, narrowed.at(MESO, BARRIER).thin) == (1, False)
    assert ids(explored(only_thin=True)) == ["T2", "C1", "C3", "C6"]


def test_contested_statements_are_counted_in_each_half():
    found = explored()
    assert (found.at(MICRO, ENABLER).contested, found.at(MACRO, THEME).contested, found.at(MESO).contested) == (1, 1, 0)


def test_what_text_and_table_file_apart_is_named_in_both_cells():
    found = explored()
    assert [s.id for s in found.elsewhere(MESO)] == ["T2"]
    assert [s.id for s in found.elsewhere(MICRO)] == ["C6"]
    assert found.elsewhere(MONEY) == ()
    assert explored(kinds=(BARRIER,)).elsewhere(MESO) == ()


def test_emptiness_is_that_of_the_table_and_never_of_a_filter():
    found = explored(PUBLISHED, kinds=(THEME,))
    assert found.at(MESO, ENABLER).emptiness is Emptiness.ASKED_NOTHING_REPORTED
    assert found.at(MACRO, BARRIER).emptiness is Emptiness.NOT_ASKED
    assert found.at(MESO, BARRIER).emptiness is None
    assert found.at(MACRO, THEME).emptiness is None and found.of("macro", BARRIER).emptiness is None


def test_the_table_is_told_whatever_the_filter():
    table = explored(kinds=(THEME,)).table
    assert (table.barriers, table.enablers, table.halves) == (1, 1, 6)
    assert (table.empty, table.asked, table.not_asked) == (4, 3, 1)
    assert table.spoken_of == 1  # C1 speaks of money; C3 speaks of service delivery, but from another source
    assert table.spoken_of_by_any == 2


def test_the_extended_reading_has_what_was_added_and_where_coders_agreed():
    mine = statement("own-1", BARRIER, (MONEY,), Reading.CODED, participant="PT.1", source="mine")
    added = book((mine,))
    found = explore_evidence(added, EvidenceFilter(), EXTENDED)
    half = found.at(MONEY, BARRIER)
    assert (half.published, half.coded, half.extended, half.count(EXTENDED), half.voices) == (0, 1, 2, 2, 2)
    assert found.facets["parts"]["added"] == 1 and found.own == {"own-1"} and found.version == "v1+2"
    only = explore_evidence(added, EvidenceFilter(only_own=True), EXTENDED)
    assert ids(only) == ["own-1"] and only.at(MONEY, BARRIER).hidden == 1
    coded = explore_evidence(added, EvidenceFilter(), CODED).at(MONEY, BARRIER)
    assert (coded.extended, coded.count(CODED), coded.count(EXTENDED)) == (None, 1, 1)


def test_a_page_of_a_place_comes_in_the_order_of_the_list():
    found = explored()
    assert ids(found, "service_delivery/meso.barrier") == ["T1", "C1", "C2", "C3"]
    total, some = found.some(MatrixPlace("service_delivery/meso"), 1, 2)
    assert (total, [s.id for s in some]) == (4, ["C1", "C2"])
    assert len(found.statements()) == 8


def test_an_index_without_statements_is_no_mistake():
    found = explore_evidence(book(made=catalogue(())), EvidenceFilter(kinds=(BARRIER,)), CODED)
    assert found.total == 0 and found.at(MESO, ENABLER).emptiness is Emptiness.ASKED_NOTHING_REPORTED


def test_a_place_is_read_from_its_token():
    cell = MatrixPlace("financing/meso.barrier")
    assert (cell.cell, cell.half, cell.where, str(cell)) == (MONEY, BARRIER, "financing/meso", cell.token)
    row, column = MatrixPlace("financing/all"), MatrixPlace("macro.enabler")
    assert (row.block, row.level, row.cell, row.half) == (BuildingBlock.FINANCING, None, None, None)
    assert (column.block, column.level, column.half) == (None, Level.MACRO, ENABLER)
    assert MatrixPlace("nowhere").cell is MatrixPlace("all").level is None
    assert place_of(MONEY, ENABLER).token == "financing/meso.enabler" and place_of(MONEY).token == "financing/meso"


@pytest.mark.parametrize(
    "token", ["", "financing", "meso/financing", "financing/meso.", "financing/meso.both", "all/meso"]
)
def test_no_other_place_is_accepted(token: str):
    with pytest.raises(ValueError, match="no such"):
        MatrixPlace(token)


@pytest.mark.parametrize(
    ("year", "first", "last", "years"),
    [
        ("2019", None, None, (2019, 2019)),
        ("2019", 2015, 2016, (2015, 2016)),
        ("", 2015, None, (2015, 2015)),
        ("", None, 2016, (2016, 2016)),
        ("2016-17", None, None, (2016, 2016)),
        ("in press", None, None, None),
        ("", None, None, None),
    ],
)
def test_years_are_those_of_the_evidence_else_of_the_publication(
    year: str, first: int | None, last: int | None, years: tuple[int, int] | None
):
    source = Source("s", "", "", year, "", "study", "", "", first, last)
    assert evidence_years(source) == years


def test_the_same_number_in_two_sources_is_two_participants():
    assert participant_token("a", "PT.1, nurse") == "a/PT.1; nurse" != participant_token("b", "PT.1, nurse")
    assert participant_token("a", "") == ""


def test_an_empty_filter_says_so():
    assert EvidenceFilter().is_empty
    assert not EvidenceFilter(matching=frozenset()).is_empty
    assert not EvidenceFilter(undated=True).is_empty


def test_pairs_are_counted_by_the_smallest_areas_that_compare_them():
    def both(area: str, geography: str) -> list[Observation]:
        return [figure(each, area, 0.5, geography=geography) for each in ("mental", "physical")]

    data = dataset(
        [*both("AAA", "icb2023"), *both("Y1", "region")],
        (pair("P1"), pair("P2", cell=MACRO, mental=None), pair("P3", Measure.CONTEXT, cell=MACRO)),
    )
    counted = count_pairs(data, Vintage.ICB2023, TODAY)
    assert counted[MESO] == MeasuredPairs(by_board=1, wider_only=0, unpublished=0, context=0)
    assert counted[MACRO] == MeasuredPairs(by_board=0, wider_only=0, unpublished=1, context=1)
    wide = count_pairs(dataset(both("Y1", "region"), (pair("P1"),)), Vintage.ICB2023, TODAY)[MESO]
    assert (wide.by_board, wide.wider_only, wide.compared) == (0, 1, 1)
