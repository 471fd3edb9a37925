"""Views of the evidence taken away over HTTP: every file of every view, with the view's own filters and its numbers."""

import csv
import json
import re
from io import BytesIO, StringIO
from typing import Any

import networkx
import pytest
import rispy
from dash import Dash
from defusedxml import ElementTree
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pybtex.database import parse_string

PATH = "/evidence/take-away"
FILES = {
    "matrix": ("csv", "counts.csv", "metadata.csv", "xlsx", "json", "ris", "bib", "svg"),
    "links": ("csv", "metadata.csv", "xlsx", "json", "ris", "bib", "graphml", "svg"),
    "path": ("csv", "metadata.csv", "xlsx", "json", "ris", "bib", "graphml"),
    "into": ("csv", "metadata.csv", "xlsx", "json", "ris", "bib", "graphml"),
    "out": ("csv", "metadata.csv", "xlsx", "json", "ris", "bib", "graphml"),
    "frameworks": ("csv", "metadata.csv", "xlsx", "json", "ris", "bib"),
    "perspectives": ("csv", "metadata.csv", "xlsx", "json", "ris", "bib"),
    "strategies": ("csv", "metadata.csv", "xlsx", "json", "ris", "bib"),
}


@pytest.fixture
def client(application: Dash) -> FlaskClient:
    return application.server.test_client()


def fetched(client: FlaskClient, name: str, **asked: str) -> bytes:
    answer = client.get(f"{PATH}/{name}", query_string=asked)
    assert answer.status_code == 200, name
    return answer.get_data()


def document(client: FlaskClient, view: str, **asked: str) -> dict[str, Any]:
    return json.loads(fetched(client, f"{view}.json", **asked))


def rows(client: FlaskClient, name: str, **asked: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(fetched(client, name, **asked).decode())))


@pytest.mark.parametrize(("view", "ending"), [(view, ending) for view, endings in FILES.items() for ending in endings])
def test_every_file_of_every_view_can_be_read_and_names_its_version(
    client: FlaskClient, view: str, ending: str
) -> None:
    answer = client.get(f"{PATH}/{view}.{ending}")
    version = document(client, view)["about"]["evidence_version"]
    named = version.replace("+", "-edit-")  # a plus in a file's name is read as a blank by some programs
    of = "path-way-financing-macro-service-delivery-micro" if view == "path" else view  # the first of all paths
    name = f'attachment; filename="parity-map-{of}-{named}.{ending}"'
    assert (answer.status_code, answer.headers["Content-Disposition"]) == (200, name)
    body = answer.get_data()
    if ending == "xlsx":
        cover = {row[0].value: row[1].value for row in load_workbook(BytesIO(body))["Cover"].iter_rows()}
        assert cover["evidence version"] == version
        return
    text = body.decode()
    assert version in text
    assert "Not an NHS or WHO product" in text or ending in {"csv", "counts.csv"}
    readers = {
        "csv": lambda: list(csv.reader(StringIO(text))),
        "json": lambda: json.loads(text),
        "ris": lambda: rispy.loads(text),
        "bib": lambda: parse_string(text, "bibtex").entries,
        "svg": lambda: list(ElementTree.fromstring(text)),
        "graphml": lambda: networkx.read_graphml(BytesIO(body)).nodes,
        "counts.csv": lambda: list(csv.reader(StringIO(text))),
        "metadata.csv": lambda: list(csv.reader(StringIO(text))),
    }
    assert readers[ending]()


def test_the_page_offers_every_file_of_its_view_with_its_filters(client: FlaskClient) -> None:
    for view, endings in FILES.items():
        page = client.get(f"{PATH}?view={view}").get_data(as_text=True)
        found = re.findall(rf'href="{PATH}/{view}\.([a-z.]+)"', page)
        assert tuple(found) == endings, view
        assert ("data-png=" in page) == ("svg" in endings)
    page = client.get(f"{PATH}?view=matrix&kinds=barrier&sources=poe-systems-study").get_data(as_text=True)
    assert f'href="{PATH}/matrix.csv?kinds=barrier&amp;sources=poe-systems-study"' in page
    assert 'href="/matrix?kinds=barrier&amp;sources=poe-systems-study"' in page
    assert "Copy citation" in page and "Copy methods paragraph" in page


def test_counts_as_published_are_those_of_table_2(
    client: FlaskClient, table2: dict[tuple[str, str, str], tuple[int, str]]
) -> None:
    counts = document(client, "matrix")["tables"]["counts"]
    found = {(row["block"], row["level"], row["kind"]): row["count"] for row in counts}
    assert len(table2) == 36
    assert {key: found[key] for key in table2} == {key: count for key, (count, _state) in table2.items()}


def test_filters_hold_in_every_file_and_are_named_in_it(client: FlaskClient) -> None:
    whole = document(client, "matrix", reading="coded")
    narrow = document(client, "matrix", reading="coded", kinds="enabler")
    assert 0 < narrow["about"]["counts"]["statements"] < whole["about"]["counts"]["statements"]
    assert {row["kind"] for row in narrow["tables"]["statements"]} <= {"enabler", "both"}
    assert "kind: enabler" in narrow["about"]["citation"]
    assert len(rows(client, "matrix.csv", reading="coded", kinds="enabler")) == narrow["about"]["counts"]["statements"]
    signs = rows(client, "links.csv", sign="improves")
    assert signs and {row["sign"] for row in signs} == {"improves"}
    (entry,) = rows(client, "frameworks.csv", entry=document(client, "frameworks")["tables"]["entries"][3]["id"])
    assert entry["title"] == document(client, "frameworks")["tables"]["entries"][3]["title"]
    said = rows(client, "perspectives.csv", block="financing")
    assert said and {row["cell"].partition("/")[0] for row in said} == {"financing"}


def test_barriers_are_taken_away_as_the_view_has_them(client: FlaskClient) -> None:
    whole = document(client, "strategies")
    assert whole["about"]["counts"]["strategies"] > whole["about"]["counts"]["moves"] > 0
    assert all(row["title"] and "no such pair" not in row["title"] for row in whole["tables"]["moves"])
    for row in whole["tables"]["strategies"]:
        assert row["answer_text"] and row["pairs_in_words"] and bool(row["answer"]) == bool(row["strength"])
        assert (row["pairs"] == "") == (row["pairs_in_words"] == "no published pair measures this")
    unanswered = rows(client, "strategies.csv", unanswered="yes", cell="financing/macro")
    assert unanswered and {row["answer_text"] for row in unanswered} == {"nobody offers an answer in these sources"}
    assert all("financing/macro" in row["cells"].split(";") for row in unanswered)
    answered = next(row for row in whole["tables"]["strategies"] if row["answer"])
    one = document(client, "strategies", barrier=answered["barrier"])["tables"]["strategies"]
    assert answered in one and {row["barrier"] for row in one} == {answered["barrier"]}
    backwards = document(client, "strategies", answer=answered["answer"])["tables"]["strategies"]
    assert answered in backwards and {row["answer"] for row in backwards} == {answered["answer"]}


def test_a_barrier_that_there_is_not_is_said_and_left_out(client: FlaskClient) -> None:
    page = client.get(f"{PATH}?view=strategies&barrier=none").get_data(as_text=True)
    assert "Not understood, and left out: no such barrier: none" in page and "No filter: all of it." in page


def test_words_searched_for_narrow_what_is_taken_away(client: FlaskClient) -> None:
    found = document(client, "matrix", reading="coded", q="money")
    assert 0 < found["about"]["counts"]["statements"] < 40
    assert {"name": "words searched for", "value": "money"} in found["about"]["filters"]
    page = client.get(f"{PATH}?view=matrix&reading=extended&q=qqzzx").get_data(as_text=True)
    assert "Nothing passes these filters" in page
    assert document(client, "matrix", q="qqzzx")["tables"]["statements"] == []


def test_words_searched_for_are_said_to_be_found_where_they_stand(client: FlaskClient) -> None:
    found = rows(client, "matrix.csv", reading="coded", q="training")
    places = {part for row in found for part in row["found_in"].split("; ")}
    assert {"statement text", "sub-theme"} <= places and all(row["found_in"] for row in found)
    for row in found:
        assert ("statement text" in row["found_in"].split("; ")) == ("train" in row["text"].lower()), row["text"]
        assert (row["subtheme"] == "") == (row["subtheme_name"] == "")
    assert any(row["subtheme_name"] and row["subtheme_name"] != row["subtheme"] for row in found)
    about = document(client, "matrix", reading="coded", q="training")["about"]
    assert "looked for in a statement's text, sub-theme, note" in about["methods"]
    assert any("The column found_in says" in note for note in about["notes"])
    plain = document(client, "matrix", reading="coded")
    assert "found_in" not in plain["columns"]["statements"] and "looked for" not in plain["about"]["methods"]


def test_the_counts_of_the_matrix_are_a_csv_of_their_own(client: FlaskClient) -> None:
    counts = rows(client, "matrix.counts.csv", reading="coded")
    written = document(client, "matrix", reading="coded")["tables"]["counts"]
    assert [int(row["count"]) for row in counts] == [row["count"] for row in written] and len(counts) == 42
    assert {row["address_of_the_view"] for row in counts} == {"http://localhost/matrix?reading=coded"}
    page = client.get(f"{PATH}?view=matrix").get_data(as_text=True)
    assert "one row a statement listed; the counts by cell are in the CSV of counts" in page
    assert client.get(f"{PATH}/links.counts.csv").status_code == 404


def test_sources_without_author_year_or_title_are_a_warning_on_the_page_and_in_every_file(client: FlaskClient) -> None:
    whole = document(client, "matrix", reading="coded")
    lacking = {one["id"] for one in whole["tables"]["sources"] if not (one["authors"] and one["year"] and one["title"])}
    resting = sum(one["source"] in lacking for one in whole["tables"]["statements"])
    (warning,) = whole["about"]["warnings"]
    assert "poe-systems-study" in lacking and "no author, year or title" in warning
    assert warning.startswith(f"{len(lacking)} of {len(whole['tables']['sources'])} sources lack author, year or title")
    assert f"{resting} of {len(whole['tables']['statements'])} passages listed rest on them." in warning
    page = client.get(f"{PATH}?view=matrix&reading=coded").get_data(as_text=True)
    assert "complete these references before you publish" in page
    for ending in ("metadata.csv", "bib", "ris", "svg"):
        text = " ".join(fetched(client, f"matrix.{ending}", reading="coded").decode().split())
        assert "before you publish" in text, ending
    workbook = load_workbook(BytesIO(fetched(client, "matrix.xlsx", reading="coded")))
    assert ("warning", warning) in [(row[0].value, row[1].value) for row in workbook["Cover"].iter_rows()]


def test_every_statement_of_a_file_says_where_the_original_stands(client: FlaskClient) -> None:
    for row in rows(client, "matrix.csv", reading="coded"):
        assert row["source"] and row["place"] and row["where_the_original_stands"] and row["evidence_version"]
        assert row["address_of_the_view"].endswith("/matrix?reading=coded")


def test_what_is_asked_for_runs_as_no_formula(client: FlaskClient) -> None:
    for name, value in csv.reader(StringIO(fetched(client, "matrix.metadata.csv", q="=cmd()").decode())):
        assert not re.match(r"[=+\-@\t\r]", name) and not re.match(r"[=+\-@\t\r]", value)
    book = load_workbook(BytesIO(fetched(client, "matrix.xlsx", q="=1+1", reading="coded")))
    assert all(cell.data_type in "sn" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_what_cannot_be_read_of_a_view_is_said_on_the_page(client: FlaskClient) -> None:
    page = client.get(f"{PATH}?view=matrix&kinds=nothing").get_data(as_text=True)
    assert "Not understood, and left out: no such kinds: nothing" in page


@pytest.mark.parametrize(
    "path", [f"{PATH}?view=none", f"{PATH}/none.csv", f"{PATH}/matrix.exe", f"{PATH}/frameworks.svg", f"{PATH}/matrix"]
)
def test_what_there_is_not_answers_404(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 and "Take the matrix away" in answer.get_data(as_text=True)


def test_a_path_is_taken_away_as_it_is_shown_in_every_file(client: FlaskClient) -> None:
    asked = {"path": "7"}
    whole = document(client, "path", **asked)
    steps = whole["tables"]["steps"]
    assert [(row["step"], row["from"], row["to"]) for row in steps] == [
        (1, "financing/macro", "workforce/meso"),
        (2, "workforce/meso", "service_delivery/meso"),
        (3, "service_delivery/meso", "service_delivery/micro"),
    ]
    found = rows(client, "path.csv", **asked)
    assert len(found) == 8 == sum(row["links"] for row in steps) == whole["about"]["counts"]["links"]
    assert whole["about"]["counts"]["beside"] == 13
    assert [int(row["step"]) for row in found] == sorted(int(row["step"]) for row in found)
    assert all(row["source"] and row["place"] and row["how_to_read"] for row in found)
    assert {row["address_of_the_view"] for row in found} == {whole["about"]["address"]}
    way = "~".join([steps[0]["from"], *(row["to"] for row in steps)])
    assert whole["about"]["address"].endswith(f"/links?way={way}"), "its number changes when links are added"
    told = document(client, "path", way=way)
    assert told["tables"]["links"] == whole["tables"]["links"]
    assert told["about"]["address"] == whole["about"]["address"]
    graph = networkx.read_graphml(BytesIO(fetched(client, "path.graphml", **asked)), force_multigraph=True)
    assert (len(graph.nodes), len(graph.edges)) == (4, 8)
    assert {key for _a, _b, key in graph.edges(keys=True)} == {row["id"] for row in found}
    book = load_workbook(BytesIO(fetched(client, "path.xlsx", **asked)))
    assert book.sheetnames == ["Cover", "Notes", "Links", "Steps", "Beside", "Sources"]
    assert any("never multiplied" in str(row[1].value) for row in book["Cover"].iter_rows())
    improving = rows(client, "path.csv", sign="improves")
    assert improving and {row["sign"] for row in improving} == {"improves"}


def test_what_acts_on_a_cell_is_taken_away_as_the_page_of_links_counts_it(client: FlaskClient) -> None:
    whole = rows(client, "links.csv")
    into = [row["id"] for row in whole if (row["to_block"], row["to_level"]) == ("workforce", "meso")]
    assert {row["id"] for row in rows(client, "into.csv", end="workforce/meso")} == set(into) and into
    assert {row["from_level"] for row in rows(client, "out.csv")} == {"macro"}
    one = rows(client, "pair.csv", pair="financing/macro~workforce/meso")
    assert len(one) == 2 and {row["to_block"] for row in one} == {"workforce"}


@pytest.mark.parametrize(
    ("view", "asked", "said"),
    [
        (
            "path",
            "way=financing/macro~technologies_products/meso~service_delivery/micro",
            "There is no path Financing, macro → Technologies and medical products, meso → Service delivery, micro",
        ),
        ("path", "path=99", "There is no path 99: under these choices there are 14 paths of up to 3 steps"),
        ("path", "way=financing/macro~workforce/meso~financing/macro", "The address names a loop."),
        ("loop", "way=financing/macro~service_delivery/micro", "The address names a path."),
        ("path", "path=seven", "No such path: seven. Nothing else was taken in its place."),
        ("path", "sign=conditional", "No link ends at Service delivery, micro, so that no path does."),
        ("loop", "loop=40", "There is no loop 40: under these choices there are 12 loops"),
        ("pair", "", "No pair of cells was named"),
    ],
)
def test_a_path_that_there_is_not_is_said_by_page_and_files_and_leads_to_those_there_are(
    client: FlaskClient, view: str, asked: str, said: str
) -> None:
    for address in (f"{PATH}?view={view}&{asked}", f"{PATH}/{view}.csv?{asked}", f"{PATH}/{view}.xlsx?{asked}"):
        answer = client.get(address)
        page = answer.get_data(as_text=True)
        assert answer.status_code == 404 and said in page, address
        assert 'href="/links?' in page and "table=paths" in page
