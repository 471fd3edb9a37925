"""The matrix on the real catalogue: its counts against the published table, and its callbacks called as functions."""

import csv
import importlib
import time
from pathlib import Path
from types import ModuleType

import pytest
from bs4 import BeautifulSoup
from dash import Dash

from components.component_markup import as_markup
from components.matrix_view import MatrixView
from data.current import current_dataset, current_evidence, current_store
from domain_model.cells import CELLS, Cell
from domain_model.evidence_filter import EvidenceFilter, MatrixPlace
from domain_model.evidence_vocabulary import MatrixReading
from domain_model.people_vocabulary import Role
from domain_model.use_cases.count_evidence import count_evidence
from domain_model.use_cases.explore_evidence import SIDES, explore_evidence
from domain_model.vocabulary import Reading, StatementKind
from tests.people import add_person, cookie_of

TABLE_2 = Path(__file__).parents[2] / "data" / "seed" / "table2_cells.csv"


@pytest.fixture(scope="module")
def page(application: Dash) -> ModuleType:
    """The page's module; it can be imported only once the application exists."""
    assert application is not None
    return importlib.import_module("pages.matrix")


def test_the_published_counts_are_those_of_the_table(application: Dash):
    with application.server.app_context():
        found = explore_evidence(current_evidence(), EvidenceFilter(), MatrixReading.PUBLISHED)
    with TABLE_2.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 36
    for row in rows:
        cell = Cell.from_token(f"{row['block']}/{row['level']}")
        half = found.at(cell, StatementKind(row["kind"]))
        assert half.published == int(row["count"]), row
    assert (found.table.barriers, found.table.enablers) == (34, 12)
    assert (found.table.empty, found.table.asked, found.table.spoken_of) == (15, 11, 11)
    assert found.table.spoken_of_by_any == 12


@pytest.mark.parametrize("reading", [MatrixReading.PUBLISHED, MatrixReading.CODED])
def test_without_a_filter_it_counts_as_the_heat_map_does(application: Dash, reading: MatrixReading):
    with application.server.app_context():
        counted = count_evidence(current_dataset(), Reading(reading.value))
        found = explore_evidence(current_evidence(), EvidenceFilter(), reading)
    for cell in CELLS:
        for half in (counted[cell].barriers, counted[cell].enablers):
            assert found.at(cell, half.kind).count(reading) == half.count, (cell, half.kind)
            assert found.at(cell, half.kind).passages >= half.count
            if reading is MatrixReading.CODED:
                listed = found.statements(MatrixPlace(f"{cell.token}.{half.kind}"))
                assert [s.id for s in listed] == [s.id for s in half.statements]


def test_every_statement_is_reached_from_a_cell_or_stands_nowhere(application: Dash):
    with application.server.app_context():
        book = current_evidence()
    found = explore_evidence(book, EvidenceFilter(), MatrixReading.CODED)
    reached = {s.id for cell in CELLS for s in found.statements(MatrixPlace(cell.token))}
    assert reached | {s.id for s in found.nowhere} == {s.id for s in book.published.statements}
    assert len(found.nowhere) == 5
    assert all(s.source and s.place for s in found.statements())


def redrawn(application: Dash, page: ModuleType, search: str, cookie: str = "") -> tuple[BeautifulSoup, ...]:
    with application.server.test_request_context(headers={"Cookie": cookie} if cookie else {}):
        parts = (*page.redraw_table(search), page.redraw_panel(search))
    return tuple(BeautifulSoup(str(as_markup(part)), "html.parser") for part in parts)


def test_an_address_is_drawn_in_all_its_parts(application: Dash, page: ModuleType):
    table, facets, bar, headline, problems, panel = redrawn(
        application, page, "?reading=coded&kinds=barrier&q=time&cell=service_delivery/micro"
    )
    assert len(table.select("button.half")) == 36
    assert facets.select_one('[data-key="facet-kinds-barrier"]')["aria-pressed"] == "true"
    assert bar.select_one("#filter-q")["value"] == "time"
    assert "11 of those 15" in headline.get_text()
    assert not problems.get_text()
    assert panel.h2.get_text() == "Service delivery, micro"
    assert {mark.get_text().lower() for mark in panel.select("mark")} == {"time"}


def test_the_legend_counts_what_is_drawn(application: Dash, page: ModuleType):
    for search, asked in (("", "11 halves in Table 2"), ("?reading=coded", "3 halves in this reading, 11 in Table 2")):
        table = redrawn(application, page, search)[0]
        assert f"Asked, nothing reported {asked}" in table.select_one(".empty-kinds").get_text()
        assert len(table.select("button.half.asked")) == int(asked.split()[0])


def test_a_search_without_a_match_says_so_above_the_table(application: Dash, page: ModuleType):
    table, *_rest = redrawn(application, page, "?reading=coded&q=zyzzyva")
    first = table.select_one(".matrix-no-match")
    assert "No statement matches the words" in first.get_text()
    assert first.find_next("table")["class"] == ["matrix"]


def test_what_cannot_be_read_is_named_and_the_rest_is_shown(application: Dash, page: ModuleType):
    table, _facets, _bar, _headline, problems, panel = redrawn(application, page, "?kinds=wish&cell=zzz/meso")
    assert [li.get_text() for li in problems.select("li")] == ["no such kinds: wish", "no such cell: zzz/meso"]
    assert len(table.select("button.half")) == 36
    assert [li.get_text() for li in panel.select("li")] == ["no such cell: zzz/meso"]
    assert "Choose a number" in redrawn(application, page, "")[-1].get_text()


@pytest.mark.parametrize(("role", "may"), [(Role.EDITOR, True), (Role.VIEWER, False)])
def test_only_editors_are_offered_to_add_a_statement(application: Dash, page: ModuleType, role: Role, may: bool):
    person = add_person(application.server, role, f"Matrix {role} FICTITIOUS")
    cookie = "=".join(cookie_of(application.server, person))
    panel = redrawn(application, page, "?cell=financing/meso", cookie)[-1]
    assert bool(panel.select('[href^="/evidence/statements/new"]')) is may


def test_a_search_keeps_what_holds_the_words(application: Dash):
    with application.server.app_context(), current_store().unit_of_work() as work:
        matching = work.search.matching("waiting")
        view = MatrixView.from_search("?q=waiting&reading=coded")
    with application.server.app_context():
        found = explore_evidence(current_evidence(), view.filter(matching), view.reading)
    assert {s.id for s in found.statements()} == matching
    assert 0 < found.total < 60 and sum(found.at(c, side).coded for c in CELLS for side in SIDES) > 0


def test_the_page_answers_and_is_quick(application: Dash, page: ModuleType):
    client = application.server.test_client()
    assert client.get("/matrix?cell=financing/meso").status_code == 200
    redrawn(application, page, "")
    start = time.process_time()
    redrawn(application, page, "?reading=coded&only_thin=yes")
    assert time.process_time() - start < 1
