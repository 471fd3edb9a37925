"""Domain objects as plain documents: what is null, what is a number, and what the columns of a CSV are."""

import csv
from dataclasses import replace
from datetime import date
from enum import StrEnum
from io import StringIO
from math import inf

import orjson
import pytest

from domain_model import vocabulary
from domain_model.cell_summary import MeasuredCell, summarise_cell
from domain_model.cells import Cell
from domain_model.comparison import compare
from domain_model.evidence_vocabulary import Perspective, PlacementBasis, PopulationGroup, Wording
from domain_model.parity import ParityGap
from domain_model.use_cases.count_evidence import count_evidence
from domain_model.vocabulary import Grade, Level, LinkSign, Scale, StatementKind, Vintage
from pages.http.api_csv import columns, names_and_values_as_csv, rows_as_csv
from pages.http.api_evidence_documents import link_document, names_cell, statement_document, touches
from pages.http.api_gazetteer import Gazetteer
from pages.http.api_parameters import Query, read_query
from pages.http.api_parity_documents import area_document, cell_document, gap_document
from pages.http.api_problems import ApiProblemError
from pages.http.api_vocabularies import VOCABULARIES
from tests.builders import GEOGRAPHY, MESO, area, basis, dataset, figure, link, month, pair, statement

FINANCING = Cell.from_token("financing/macro")


GAZETTEER = Gazetteer(GEOGRAPHY)


def gap_answer(gap: ParityGap) -> dict[str, object]:
    """The document of a gap with the names of its area beside it."""
    return gap_document(gap, GAZETTEER.place(gap.area), GAZETTEER)


def cell_answer(measured: MeasuredCell) -> dict[str, object]:
    """The document of a cell without evidence."""
    return cell_document(measured, count_evidence(dataset([]))[measured.cell], (), GAZETTEER.place(measured.area))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_every_vocabulary_of_the_domain_has_a_name_in_the_api() -> None:
    enums = {e for e in vars(vocabulary).values() if isinstance(e, type) and issubclass(e, StrEnum)}
    of_statements = {PlacementBasis, Perspective, PopulationGroup, Wording}
    assert set(VOCABULARIES.values()) == (enums - {StrEnum}) | of_statements


def test_a_ratio_of_zero_is_a_zero_with_no_distance_and_never_an_infinite_number() -> None:
    figures = [
        figure("mental", "AAA", count=0, denominator=50),
        figure("physical", "AAA", count=40, denominator=50),
    ]
    gap = compare(pair(), "AAA", basis(figures))
    document = gap_answer(gap)
    assert gap.distance == -inf
    assert document["value"] == 0
    assert document["band"] == "much_worse"
    assert document["distance"] is None
    assert document["no_interval_reason"] == "a ratio of zero has no interval"
    assert b"Infinity" not in orjson.dumps(document)
    cell = cell_answer(summarise_cell(MESO, "AAA", [gap]))
    assert cell["measured"]["value"] == 0
    assert cell["measured"]["distance"] is None


def test_a_ratio_to_nothing_is_null_with_a_band_a_difference_and_a_reason() -> None:
    figures = [
        figure("mental", "AAA", count=40, denominator=50),
        figure("physical", "AAA", count=0, denominator=50),
    ]
    gap = compare(pair(), "AAA", basis(figures))
    document = gap_answer(gap)
    assert (document["value"], document["distance"], document["difference"]) == (None, None, 80)
    assert (document["band"], document["emptiness"]) == ("much_better", None)
    assert document["no_interval_reason"] == "the comparator's share is zero, so that the ratio has no upper end"
    cell = cell_answer(summarise_cell(MESO, "AAA", [gap]))
    assert (cell["measured"]["value"], cell["measured"]["band"]) == (None, "much_better")
    (row,) = rows(rows_as_csv("PairInArea", [document]))
    assert (row["value"], row["difference"]) == ("", "80.0")


def test_a_side_without_a_value_names_the_figures_of_the_boards_before() -> None:
    figures = [
        figure("mental", "BBB", 90.0, period=month("2024-03")),
        figure("mental", "BBB", 91.0, period=month("2024-08")),
        figure("mental", "CCC", period=month("2024-08")),
    ]
    known = basis(figures, scale=Scale.INDEX, vintage=Vintage.ICB2026, as_at=date(2024, 8, 30))
    assert gap_answer(compare(pair(), "NEW1", known))["mental"]["predecessors"] == [
        {
            "area": "BBB",
            "area_name": "NHS BBB Board",
            "value": 90.0,
            "period": {"label": "2024-03", "start": "2024-03-01", "end": "2024-03-31"},
        }
    ]
    later = gap_answer(compare(pair(), "NEW1", replace(known, as_at=date(2024, 8, 31))))
    assert [(p["area"], p["value"]) for p in later["mental"]["predecessors"]] == [("BBB", 91.0), ("CCC", None)]
    (row,) = rows(rows_as_csv("PairInArea", [later]))
    assert orjson.loads(row["mental.predecessors"])[0]["period"]["end"] == "2024-08-31"
    assert gap_answer(compare(pair(), "AAA", known))["mental"] is None
    own = basis([figure("mental", "NEW1", 0.4, geography="icb2026"), *figures], vintage=Vintage.ICB2026)
    assert gap_answer(compare(pair(), "NEW1", own))["mental"]["predecessors"] == []


def test_each_side_keeps_its_own_figures_and_says_where_they_come_from() -> None:
    figures = [
        figure(
            "mental",
            "AAA",
            count=30,
            denominator=50,
            organisations=1,
            organisations_expected=2,
            note="n",
        ),
        figure("physical", "AAA", count=45.5, denominator=60),
    ]
    document = gap_answer(compare(pair(), "AAA", basis(figures)))
    mental, comparator = document["mental"], document["comparator"]
    assert (mental["value"], mental["count"], mental["denominator"]) == (0.6, 30, 50)
    assert (mental["organisations"], mental["organisations_expected"], mental["note"]) == (1, 2, "n")
    assert (comparator["count"], comparator["organisations"]) == (45.5, None)
    assert isinstance(mental["count"], int)
    assert mental["period"] == {"label": "2024-09", "start": "2024-09-01", "end": "2024-09-30"}
    assert mental["source"] == {
        "id": "pub",
        "publisher": "A publisher",
        "publication_title": "A publication",
        "publication_date": None,
        "obtained_via": "owner/repo:path@1",
        "copy_status": "third_party_copy",
        "licence": "OGL v3",
        "credit": None,
    }


def test_a_missing_side_is_null_with_a_reason_and_never_a_zero() -> None:
    document = gap_answer(compare(pair(comparator=None), "AAA", basis([figure("mental", "AAA", 0.5)])))
    assert document["comparator"] is None
    assert document["value"] is None
    assert document["emptiness"] == "cannot_compare"
    assert "not published" in str(document["reason"])


def test_a_cell_without_pairs_counts_none_and_judges_nothing() -> None:
    document = cell_answer(summarise_cell(FINANCING, "AAA", []))
    measured = document["measured"]
    assert document["judgement"] is None
    assert document["layers_disagree"] is None
    assert (measured["pairs"], measured["comparable_pairs"], measured["deciding_pair"]) == (0, 0, None)
    assert measured["bands"] == dict.fromkeys(["much_worse", "worse", "parity", "better", "much_better"], 0)
    assert measured["framing_sensitive"] is None


def test_a_merged_board_names_the_boards_it_was_made_of() -> None:
    merged = area_document(GEOGRAPHY.area("NEW1", Vintage.ICB2026), GEOGRAPHY, GAZETTEER)
    predecessors = [(p["area"], p["share"]) for p in merged["predecessors"]]
    assert predecessors == [("BBB", 1), ("CCC", 0.25)]
    assert merged["successors"] == []
    assert merged["valid_from"] is None


def test_a_statement_lists_its_cells_as_tokens() -> None:
    document = statement_document(statement("B1", StatementKind.BOTH, (MESO, FINANCING), also_in=(FINANCING,)))
    assert document["cells"] == ["service_delivery/meso", "financing/macro"]
    assert document["cell_names"] == ["Service delivery, meso", "Financing, macro"]
    assert document["contested"] is True
    assert document["participant"] is None
    assert (document["subtheme"], document["groups"]) == (None, [])


def test_a_statement_says_of_whom_from_where_how_firmly_and_in_whose_words_it_speaks() -> None:
    said = statement(
        "B2",
        groups=(PopulationGroup.RACE, PopulationGroup.AGE),
        subtheme="ST07",
        basis=PlacementBasis.PRINTED,
        perspective=Perspective.LIVED_EXPERIENCE,
        wording=Wording.QUOTATION,
    )
    document = statement_document(said)
    names = ("groups", "subtheme", "placement_basis", "perspective", "wording")
    assert [document[name] for name in names] == [
        ["race", "age"],
        "ST07",
        "printed",
        "lived_experience",
        "quotation",
    ]


def test_block_and_level_must_meet_in_one_cell() -> None:
    cells = (MESO, FINANCING)
    assert names_cell(cells, MESO.block, Level.MESO)
    assert not names_cell(cells, MESO.block, Level.MACRO)
    assert names_cell(cells, None, Level.MACRO)
    assert names_cell((), None, None)
    assert not names_cell((), MESO.block, None)


def test_a_link_is_found_by_either_end_and_says_which_end_is_which() -> None:
    one = link("X1", FINANCING, MESO, LinkSign.IMPROVES)
    document = link_document(replace(one, to_block=None, to_level=None, to_words="all"))
    assert document["from"] == {
        "block": "financing",
        "block_name": "Financing",
        "level": "macro",
        "level_name": "macro",
        "words": "financing/macro",
    }
    nothing = dict.fromkeys(["block", "block_name", "level", "level_name"])
    assert document["to"] == {**nothing, "words": "all"}
    assert touches(one, FINANCING.block, Level.MACRO)
    assert touches(one, MESO.block, None)
    assert not touches(one, FINANCING.block, Level.MESO)


def test_csv_columns_follow_the_schema_even_without_rows() -> None:
    header = rows_as_csv("Cell", []).splitlines()[0].split(",")
    assert tuple(header) == columns("Cell")
    assert header[:4] == ["area", "area_name", "region", "region_name"]
    assert header[4:9] == ["block", "block_name", "level", "level_name", "measured.band"]
    assert "measured.period.end" in header
    assert "measured.bands.much_worse" in header
    layer = ["judgement.people", "judgement.disagreeing", "judgement.views"]
    assert header[-4:] == [*layer, "layers_disagree"]


def test_csv_holds_the_same_values_as_json() -> None:
    figures = [
        figure("mental", "AAA", 8),
        figure("physical", "AAA", 5),
    ]
    unlike = pair(measure=vocabulary.Measure.POINTS)
    document = gap_answer(compare(unlike, "AAA", basis(figures, scale=Scale.PERCENTAGE_POINTS)))
    (row,) = rows(rows_as_csv("PairInArea", [document]))
    assert float(row["difference"]) == 3
    assert row["mental.period.end"] == "2024-09-30"
    assert row["framing_sensitive"] == "false"
    assert row["other_framing.band"] == ""


def link_end(words: str) -> dict[str, object]:
    return {"block": None, "block_name": None, "level": None, "level_name": None, "words": words}


@pytest.mark.parametrize("text", ["=1+1", "+44", "-5", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_a_spreadsheet_would_run_is_made_safe(text: str) -> None:
    (row,) = rows(rows_as_csv("LinkEnd", [link_end(text)]))
    assert row["words"] == f"'{text}"


def test_a_negative_number_stays_a_number_in_csv() -> None:
    (row,) = rows(rows_as_csv("Cuts", [{"parity": -0.25, "much": None, "unit": "ratio"}]))
    assert row == {"parity": "-0.25", "much": "", "unit": "ratio"}


def test_lists_share_a_csv_cell() -> None:
    (row,) = rows(rows_as_csv("Area", [area_document(area("AAA"), GEOGRAPHY, GAZETTEER)]))
    assert row["vintages"] == "icb2023;icb2026"
    assert row["predecessors"] == ""
    (merged,) = rows(
        rows_as_csv("Area", [area_document(GEOGRAPHY.area("NEW2", Vintage.ICB2026), GEOGRAPHY, GAZETTEER)])
    )
    assert orjson.loads(merged["predecessors"])[0]["share"] == 0.75


def test_a_single_document_is_a_line_for_each_value() -> None:
    text = names_and_values_as_csv({"a": {"b": 1, "c": ["x", "y"]}, "d": None})
    assert text.splitlines() == ["name,value", "a.b,1", "a.c,x;y", "d,"]


def test_a_query_has_defaults_and_reads_what_is_given() -> None:
    assert read_query([], ()) == Query()
    read = read_query([("grade", "A,C"), ("level", "micro"), ("offset", "7")], ("grade", "level", "offset"))
    assert read == Query(grade=frozenset({Grade.A, Grade.C}), level=Level.MICRO, offset=7)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vintage", "icb2020"), ("as_at", "2024-9-1"), ("as_at", "20240901"), ("as_at", "2024-02-30"),
        ("as_at", "tomorrow"), ("grade", "E"), ("grade", "A,,B"), ("grade", ""), ("level", "MESO"),
        ("limit", "0"), ("limit", "1001"), ("limit", "-1"), ("limit", "1e3"), ("limit", "\u0663"),
        ("geography", "icb"), ("geography", ""), ("period_from", "2024"), ("period_to", "2024-13-01"),
        ("offset", "-1"), ("offset", "99999999999"), ("format", "xml"), ("kind", ""), ("sign", "x" * 5000),
    ],
)  # fmt: skip
def test_a_value_that_is_not_allowed_is_named_with_those_that_are(name: str, value: str) -> None:
    with pytest.raises(ApiProblemError) as caught:
        read_query([(name, value)], (name,))
    document = caught.value.document()
    assert document["status"] == 422
    assert document["parameter"] == name
    assert str(document["value"]).startswith(value[:100])
    assert document["allowed"]
    assert len(orjson.dumps(document)) < 1500


def test_a_parameter_that_is_not_taken_or_given_twice_is_refused() -> None:
    with pytest.raises(ApiProblemError, match="no such parameter: 'colour'; allowed: level"):
        read_query([("colour", "red")], ("level",))
    with pytest.raises(ApiProblemError, match="level is given more than once"):
        read_query([("level", "meso"), ("level", "micro")], ("level",))


def test_periods_that_end_before_they_begin_are_refused_and_one_day_is_not() -> None:
    accepted = ("period_from", "period_to")
    with pytest.raises(ApiProblemError, match="period_from 2024-10-01 is after period_to 2024-09-30") as caught:
        read_query([("period_to", "2024-09-30"), ("period_from", "2024-10-01")], accepted)
    assert caught.value.document()["parameter"] == "period_from"
    one_day = read_query([("period_from", "2024-10-01"), ("period_to", "2024-10-01")], accepted)
    assert one_day.period_from == one_day.period_to == date(2024, 10, 1)
