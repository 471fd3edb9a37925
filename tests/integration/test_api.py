"""The API on the real seed: the numbers of the study and of the publications, filters, pages and CSV."""

import csv
from collections import Counter
from io import StringIO
from typing import Any

import pytest
from flask.testing import FlaskClient

LISTS = (
    "areas", "cells", "pairs", "pairs/S1", "observations?indicator=cancer-treated-within-62-days", "statements",
    "links", "sources",
)  # fmt: skip


def items(client: FlaskClient, address: str) -> list[dict[str, Any]]:
    """All items of a list, page after page."""
    found: list[dict[str, Any]] = []
    following: str | None = f"/api/v1/{address}"
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, answer.text
        page = answer.get_json()
        found += page["items"]
        following = page["next"]
    return found


def with_query(address: str, query: str) -> str:
    """The address of a list with more to its query."""
    return f"{address}{'&' if '?' in address else '?'}{query}"


def test_the_published_reading_has_34_barriers_and_12_enablers(seeded_client: FlaskClient) -> None:
    kinds = Counter(statement["kind"] for statement in items(seeded_client, "statements?reading=published"))
    assert kinds == {"barrier": 34, "enabler": 12}
    assert len(items(seeded_client, "statements?kind=enabler")) == 12


def test_the_published_reading_equals_the_table_cell_by_cell(
    seeded_client: FlaskClient, table2: dict[tuple[str, str, str], tuple[int, str]]
) -> None:
    words = {"entries": None, "printed_empty": "asked_nothing_reported", "not_printed": "not_asked"}
    cells = items(seeded_client, "cells?reading=published&area=ENG")
    answered = {
        (cell["block"], cell["level"], kind): (
            cell["evidence"][f"{kind}s"],
            cell["evidence"][f"{kind}s_emptiness"],
        )
        for cell in cells
        for kind in ("barrier", "enabler")
    }
    assert answered == {key: (count, words[state]) for key, (count, state) in table2.items()}
    zeros = Counter(empty for count, empty in answered.values() if count == 0)
    assert zeros == {"asked_nothing_reported": 11, "not_asked": 4}


def test_table_2_names_nobody_so_that_voices_are_not_known(seeded_client: FlaskClient) -> None:
    assert {cell["evidence"]["voices"] for cell in items(seeded_client, "cells?area=ENG")} == {None}
    coded = items(seeded_client, "cells?area=ENG&reading=coded")
    assert max(cell["evidence"]["voices"] or 0 for cell in coded) > 1


def test_every_area_of_a_vintage_has_its_18_cells(seeded_client: FlaskClient) -> None:
    by_area = Counter(cell["area"] for cell in items(seeded_client, "cells"))
    assert len(by_area) == 36 + 7 + 1
    assert set(by_area.values()) == {18}
    assert len(items(seeded_client, "cells?vintage=icb2023&area_kind=icb&level=meso&block=workforce")) == 42


def test_a_measured_cell_shows_the_gap_of_its_deciding_pair(seeded_client: FlaskClient) -> None:
    (cell,) = items(seeded_client, "cells?area=ENG&block=service_delivery&level=meso")
    measured = cell["measured"]
    (gap,) = items(seeded_client, f"pairs/{measured['deciding_pair']}?area=ENG")
    for name in ("band", "certainty", "value", "low", "high", "distance", "framing_sensitive", "status"):
        assert measured[name] == gap[name], name
    assert measured["date"] == measured["period"]["end"] == gap["mental"]["period"]["end"]
    assert sum(measured["bands"].values()) == measured["comparable_pairs"] <= measured["pairs"]
    assert cell["judgement"] is None
    assert cell["layers_disagree"] is None


def test_fewer_grades_leave_fewer_pairs_to_decide(seeded_client: FlaskClient) -> None:
    where = "cells?area=ENG&block=service_delivery&level=meso"
    (usual,) = items(seeded_client, where)
    (strict,) = items(seeded_client, f"{where}&grade=A,B")
    assert strict["measured"]["comparable_pairs"] < usual["measured"]["comparable_pairs"]
    assert strict["measured"]["grade"] in ("A", "B")
    assert strict["measured"]["pairs"] == usual["measured"]["pairs"]


def test_before_the_first_figure_nothing_is_compared(seeded_client: FlaskClient) -> None:
    cells = items(seeded_client, "cells?as_at=1990-01-01&area=ENG")
    assert {cell["measured"]["band"] for cell in cells} == {None}
    assert {cell["measured"]["emptiness"] for cell in cells} <= {"no_data", "cannot_compare"}


def test_a_pair_gives_the_figures_of_its_publication(seeded_client: FlaskClient) -> None:
    (gap,) = items(seeded_client, "pairs/S1?area=ENG")
    mental, comparator = gap["mental"], gap["comparator"]
    assert 1 - mental["value"] == pytest.approx(0.610444, abs=5e-7)
    assert 1 - comparator["value"] == pytest.approx(0.987788, abs=5e-7)
    assert mental["value"] == pytest.approx(mental["count"] / mental["denominator"])
    assert gap["value"] == pytest.approx(0.618, abs=5e-4)
    assert gap["band"] == "much_worse"
    assert gap["low"] < gap["value"] < gap["high"]
    assert gap["months_apart"] == 13
    assert gap["other_framing"]["band"] == "much_worse"
    assert mental["source"]["copy_status"] == "third_party_copy"
    assert set(mental["source"]) >= {"publisher", "publication_title", "publication_date", "obtained_via"}


def test_a_pair_gives_every_board_and_counts_the_bands_of_the_study(seeded_client: FlaskClient) -> None:
    boards = items(seeded_client, "pairs/S1?vintage=icb2023&area_kind=icb")
    assert len(boards) == 42
    assert Counter(gap["band"] for gap in boards) == {"much_worse": 33, "worse": 7, None: 2}
    assert all(gap["reason"] for gap in boards if gap["band"] is None)


def test_a_ratio_of_zero_has_a_value_and_no_distance(seeded_client: FlaskClient) -> None:
    zeros = [gap for gap in items(seeded_client, "pairs/S19") if gap["value"] == 0]
    assert zeros
    assert {(gap["band"], gap["distance"], gap["low"]) for gap in zeros} == {("much_worse", None, None)}


def test_context_is_never_judged(seeded_client: FlaskClient) -> None:
    boards = items(seeded_client, "pairs/F1?vintage=icb2023&area_kind=icb")
    assert {gap["band"] for gap in boards} == {None}
    assert {gap["context_band"] for gap in boards} == {"more", "less", "similar"}


def test_a_pair_comes_with_its_words_and_both_indicators(seeded_client: FlaskClient) -> None:
    answer = seeded_client.get("/api/v1/pairs/S1").get_json()
    assert answer["pair"]["grade"] == "C"
    assert answer["pair"]["grade_reason"]
    assert answer["indicators"]["mental"]["id"] == answer["pair"]["mental"]["indicator"]
    assert answer["indicators"]["comparator"]["id"] == answer["pair"]["comparator"]["indicator"]
    assert answer["pair"] in items(seeded_client, "pairs")


@pytest.mark.parametrize(
    ("address", "field", "value"),
    [
        ("areas?area_kind=region", "area_kind", "region"),
        ("areas?area=ENG", "area", "ENG"),
        ("cells?level=micro&area=ENG", "level", "micro"),
        ("pairs?grade=A", "grade", "A"),
        ("pairs?block=workforce", "block", "workforce"),
        ("pairs?pair_kind=group", "pair_kind", "group"),
        ("statements?reading=coded&kind=theme", "kind", "theme"),
        ("statements?source=poe-systems-study&reading=coded", "source", "poe-systems-study"),
        ("links?sign=improves", "sign", "improves"),
        ("links?source=poe-systems-study", "source", "poe-systems-study"),
    ],
)  # fmt: skip
def test_a_filter_keeps_what_it_names_and_nothing_else(
    seeded_client: FlaskClient, address: str, field: str, value: str
) -> None:
    kept = items(seeded_client, address)
    assert kept
    assert {item[field] for item in kept} == {value}


def test_an_area_of_another_kind_leaves_nothing(seeded_client: FlaskClient) -> None:
    assert items(seeded_client, "areas?area=ENG&area_kind=icb") == []


def test_statements_and_links_are_found_by_cell(seeded_client: FlaskClient) -> None:
    found = items(seeded_client, "statements?block=financing&level=meso")
    assert len(found) == 5
    assert all("financing/meso" in statement["cells"] for statement in found)
    for one in items(seeded_client, "links?block=financing&level=macro"):
        ends = [(end["block"], end["level"]) for end in (one["from"], one["to"])]
        assert ("financing", "macro") in ends


def test_sources_hold_what_statements_and_figures_refer_to(seeded_client: FlaskClient) -> None:
    sources = {source["id"]: source for source in items(seeded_client, "sources")}
    assert {s["source"] for s in items(seeded_client, "statements?reading=coded")} <= set(sources)
    (gap,) = items(seeded_client, "pairs/S1?area=ENG")
    assert sources[gap["mental"]["source"]["id"]]["holds"] == "figures"
    assert sources["poe-systems-study"]["holds"] == "evidence"


def test_meta_says_what_there_is(seeded_client: FlaskClient) -> None:
    meta = seeded_client.get("/api/v1/meta").get_json()
    assert meta["counts"]["areas"] == {"icb2026": 44, "icb2023": 50}
    assert meta["counts"]["statements"]["published"] == 46
    assert meta["counts"]["pairs"] == len(items(seeded_client, "pairs"))
    assert meta["counts"]["sources"] == len(items(seeded_client, "sources"))
    assert meta["defaults"] == {"vintage": "icb2026", "reading": "published"}
    assert meta["thresholds"]["per_100"] == {"parity": 0.95, "much": 0.8, "unit": "ratio"}
    assert meta["thresholds"]["points"] == {"parity": 2, "much": 5, "unit": "percentage points"}
    assert meta["thresholds"]["standardised"] == {"parity": 0.2, "much": 0.5, "unit": "standard deviations"}
    assert meta["thresholds"]["context"] == {"parity": 0.95, "much": None, "unit": "ratio"}
    assert meta["tokens"]["band"]["much_worse"] == "much worse"
    assert meta["dataset_version"]


@pytest.mark.parametrize("name", LISTS)
def test_pages_follow_one_another_without_gap_or_double(seeded_client: FlaskClient, name: str) -> None:
    whole = items(seeded_client, with_query(name, "limit=1000"))
    first = seeded_client.get(f"/api/v1/{with_query(name, 'limit=3')}").get_json()
    assert first["items"] == whole[:3]
    assert first["next"].startswith(f"/api/v1/{with_query(name, '')}")
    assert seeded_client.get(first["next"]).get_json()["items"] == whole[3:6]
    assert seeded_client.get(f"/api/v1/{with_query(name, f'offset={len(whole)}')}").get_json()["items"] == []
    last = seeded_client.get(f"/api/v1/{with_query(name, f'limit=1&offset={len(whole) - 1}')}").get_json()
    assert (last["items"], last["next"]) == ([whole[-1]], None)


def test_the_next_page_keeps_the_filters(seeded_client: FlaskClient) -> None:
    following = seeded_client.get("/api/v1/cells?vintage=icb2023&grade=A,B&limit=5").get_json()["next"]
    assert following == "/api/v1/cells?vintage=icb2023&grade=A,B&limit=5&offset=5"


@pytest.mark.parametrize("name", LISTS)
def test_csv_has_the_same_rows_and_says_what_it_is(seeded_client: FlaskClient, name: str) -> None:
    version = seeded_client.get("/api/v1/meta").get_json()["dataset_version"]
    page = seeded_client.get(f"/api/v1/{with_query(name, 'limit=4')}").get_json()
    answer = seeded_client.get(f"/api/v1/{with_query(name, 'limit=4&format=csv')}")
    assert answer.content_type == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(answer.data.decode("utf-8"))))
    key = next(iter(page["items"][0]))
    assert [row[key] for row in rows] == [item[key] for item in page["items"]]
    view = name.replace("/", "-").replace("?indicator=", "-")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="parity-map-{view}-{version}.csv"'
    assert answer.headers["Link"].endswith('&offset=4>; rel="next"')
    assert "format=csv" in answer.headers["Link"]


def test_a_file_name_holds_the_filters(seeded_client: FlaskClient) -> None:
    answer = seeded_client.get("/api/v1/cells?format=csv&vintage=icb2023&grade=A,B&area=ENG")
    assert "parity-map-cells-icb2023-A-B-ENG-" in answer.headers["Content-Disposition"]
    assert "Link" not in answer.headers


def test_numbers_in_csv_are_those_of_json(seeded_client: FlaskClient) -> None:
    (gap,) = items(seeded_client, "pairs/S1?area=ENG")
    (row,) = csv.DictReader(StringIO(seeded_client.get("/api/v1/pairs/S1?area=ENG&format=csv").text))
    assert float(row["value"]) == gap["value"]
    assert float(row["distance"]) == gap["distance"] < 0
    assert row["mental.source.publisher"] == gap["mental"]["source"]["publisher"]
    assert row["context_band"] == ""


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("areas?area=QYG", {"area": "QYG", "region": "Y62", "region_name": "North West"}),
        (
            "cells?area=QYG&block=service_delivery&level=meso",
            {
                "area": "QYG",
                "area_name": "NHS Cheshire and Merseyside Integrated Care Board",
                "region": "Y62",
                "region_name": "North West",
                "block": "service_delivery",
                "block_name": "Service delivery",
                "level": "meso",
                "level_name": "meso",
            },
        ),
        ("pairs?block=financing&level=macro", {"block_name": "Financing", "level_name": "macro"}),
        ("pairs/S1?area=Y59", {"area_name": "South East", "region": "ENG", "region_name": "England"}),
        ("links?block=financing&level=macro&limit=1", {}),
    ],
)
def test_codes_in_csv_stand_beside_their_names(seeded_client: FlaskClient, address: str, names: dict[str, str]) -> None:
    for row in csv.DictReader(StringIO(seeded_client.get(f"/api/v1/{address}&format=csv").text)):
        assert row.items() >= names.items()
        for column, value in row.items():
            end, _dot, name = column.rpartition(".")
            if name in ("block", "level", "indicator", "area", "region") and (column != "area" or "area_name" in row):
                beside = row[f"{end}{_dot}{name}_name"]
                assert bool(beside) is bool(value), column
                assert not value or beside != value or name == "level"


def test_a_deciding_pair_and_both_indicators_are_named(seeded_client: FlaskClient) -> None:
    (cell,) = items(seeded_client, "cells?area=ENG&block=service_delivery&level=meso")
    answer = seeded_client.get(f"/api/v1/pairs/{cell['measured']['deciding_pair']}?area=ENG").get_json()
    assert cell["measured"]["deciding_pair_title"] == answer["pair"]["title"]
    for side in ("mental", "comparator"):
        name = answer["indicators"][side]["name"]
        assert answer["pair"][side]["indicator_name"] == answer["items"][0][side]["indicator_name"] == name


@pytest.mark.parametrize("pair_id", ["S1", "S19", "I4", "G5", "S9", "F5", "O8", "S16", "W2", "O1"])
def test_a_difference_agrees_with_the_sides_in_its_unit(seeded_client: FlaskClient, pair_id: str) -> None:
    compared = [
        gap for gap in items(seeded_client, f"pairs/{pair_id}?vintage=icb2023") if gap["difference"] is not None
    ]
    assert compared
    for gap in compared:
        mental, comparator = gap["mental"], gap["comparator"]
        shares = mental["value_unit"] == comparator["value_unit"] == "share (0 to 1)"
        size = abs(mental["value"] - comparator["value"])
        assert abs(gap["difference"]) == pytest.approx(size * 100 if shares else size)
        assert (gap["difference_unit"] == "percentage points") is (shares or pair_id in ("S9", "F5"))


def test_meta_is_names_and_values_in_csv(seeded_client: FlaskClient) -> None:
    rows = dict(csv.reader(StringIO(seeded_client.get("/api/v1/meta?format=csv").text)))
    assert rows["name"] == "value"
    assert rows["counts.areas.icb2026"] == "44"
    assert rows["tokens.sign.worsens"] == "worsens"


def test_answers_may_be_kept_for_a_short_while(seeded_client: FlaskClient) -> None:
    answer = seeded_client.get("/api/v1/areas")
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert seeded_client.head("/api/v1/areas").status_code == 200
