"""The tile map on the real figures: its callbacks called as functions, and the drawing against the seed."""

import importlib
from collections.abc import Iterator
from types import ModuleType

import pytest
from bs4 import BeautifulSoup
from dash import Dash

from components.component_markup import as_markup
from data.current import current_dataset, current_store
from domain_model.cells import Cell
from domain_model.judgements import Opinion
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.tile_arrangement import ARRANGEMENTS
from domain_model.vocabulary import AreaKind, Perception, Vintage
from pages.http.who import now
from tests.people import add_person, cookie_of


@pytest.fixture(scope="module")
def page(application: Dash) -> ModuleType:
    """The page's module; it can be imported only once the application exists."""
    assert application is not None
    return importlib.import_module("pages.tile_map")


@pytest.fixture
def ann(application: Dash) -> Iterator[Person]:
    """Somebody with views of one cell in two boards, of which one contradicts what is measured; then withdrawn."""
    server, cell = application.server, Cell.from_token("service_delivery/micro")
    person = add_person(server, Role.EDITOR, "Ann FICTITIOUS")
    views: dict[str, Opinion | None] = {"QT6": Opinion(Perception.DONT_KNOW), "QVV": Opinion(Perception.MUCH_BETTER, 7)}
    for said in (views, dict.fromkeys(views)):
        with server.app_context(), current_store().writing_unit_of_work() as work:
            for code, opinion in said.items():
                work.judgements.add(person.id, code, cell, opinion, now())
            work.commit()
        if any(said.values()):
            yield person


def words(part: object) -> str:
    return str(as_markup(part))


@pytest.mark.parametrize("vintage", list(Vintage))
def test_every_board_of_the_store_has_its_tile(application: Dash, vintage: Vintage) -> None:
    with application.server.test_request_context():
        geography = current_dataset().geography
    boards = geography.in_vintage(vintage, AreaKind.ICB)
    assert {board.code for board in boards} == set(ARRANGEMENTS[vintage].places)
    assert {board.region for board in boards} == set(ARRANGEMENTS[vintage].names)


@pytest.mark.parametrize(
    ("search", "boards", "title", "counted"),
    [
        ("", 36, "Service delivery, meso", "In all 36 boards, mental health is much worse in"),
        ("?vintage=icb2023&show=S13", 42, "Pair S13: ", "In all 42 boards, mental health is much worse in 32"),
        ("?show=F1", 36, "Pair F1: ", "Figures of need, which nobody judges, in all 36 boards"),
        ("?show=technologies_products/micro", 36, "Technologies and medical products, micro", "None of the 36 boards"),
    ],
)
def test_the_map_is_drawn_from_its_address(
    application: Dash, page: ModuleType, search: str, boards: int, title: str, counted: str
) -> None:
    with application.server.test_request_context():
        drawing, fields, table, heading, problem, sources = page.redraw_map(search, search)
    assert len(BeautifulSoup(drawing, "html.parser").select("button[data-tile]")) == boards
    assert len(BeautifulSoup(table, "html.parser").select("tbody tr")) == boards
    assert title in words(heading) and counted in words(heading)
    assert 'id="filter-show"' in fields and "Download CSV" in fields
    assert problem is None
    assert "http://localhost/tile-map" in words(sources)


def test_what_does_not_exist_is_named_and_the_default_is_shown(application: Dash, page: ModuleType) -> None:
    with application.server.test_request_context():
        for search, problem in (("?show=S99", "no such pair"), ("?show=workforce/mega", "no such cell")):
            _drawing, _fields, _table, heading, notice, _sources = page.redraw_map(search, search)
            assert problem in words(notice) and "Service delivery, meso" in words(heading)
        for stranger in ("QMM", "Y61", "ENG"):
            assert f"no such board: {stranger}" in page.redraw_panel(f"?area={stranger}")


def test_the_panel_opens_for_a_board_and_invites_without_one(application: Dash, page: ModuleType) -> None:
    with application.server.test_request_context():
        opened = page.redraw_panel("?vintage=icb2023&show=S13&area=QYG")
        closed = page.redraw_panel("")
    assert "Cheshire and Merseyside" in opened and "Both levels" in opened
    assert 'href="/pair/S13?vintage=icb2023&amp;area=QYG"' in opened
    assert "Choose a tile" in closed


def test_the_open_tile_is_marked_and_not_part_of_the_printed_address(application: Dash, page: ModuleType) -> None:
    with application.server.test_request_context():
        drawing, *_rest, sources = page.redraw_map("", "?area=QT6")
    assert BeautifulSoup(drawing, "html.parser").select_one("[aria-current]")["data-tile"] == "QT6"
    assert "QT6" not in words(sources)


def test_the_layout_is_a_skeleton_that_takes_any_query(page: ModuleType) -> None:
    assert page.layout(anything="at all") is not None


def test_one_persons_views_are_drawn_without_a_name_for_visitors(
    application: Dash, page: ModuleType, ann: Person
) -> None:
    search = f"?show=service_delivery/micro&whose={ann.id}&area=QVV"
    with application.server.test_request_context():
        drawing, fields, table, heading, problem, sources = page.redraw_map(search, search)
        opened = page.redraw_panel(search)
    assert problem is None
    assert "an editor scored 2 of 36 boards: much better in 1 and don&#39;t know in 1." in words(heading)
    everything = f"{drawing}{fields}{table}{words(heading)}{words(sources)}{opened}"
    assert "Ann" not in everything
    tiles = BeautifulSoup(drawing, "html.parser")
    assert tiles.select_one('[data-tile="QVV"]')["class"] == ["tile", "cell", "judged", "much_better"]
    assert len(tiles.select(".not_scored[data-tile]")) == 34
    chosen = BeautifulSoup(fields, "html.parser").select(
        "#filter-whose option[selected], #filter-show option[selected]"
    )
    assert [option.get_text() for option in chosen] == ["Service delivery, micro · 2 boards", "An editor (2 boards)"]
    assert "Colours and arrows: one person&#39;s view" in words(sources)
    assert "one person&#39;s view (n = 1), by an editor" in opened and "Severity 7 of 9." in opened
    assert "Both levels" in opened and "Sign in to add your view" in opened


def test_names_are_for_people_who_are_signed_in_and_ones_own_views_come_first(
    application: Dash, page: ModuleType, ann: Person
) -> None:
    server, search = application.server, f"?show=service_delivery/micro&whose={ann.id}&area=QVV"
    for reader, title, entry in (
        (ann, "by you", "My views (2 boards)"),
        (add_person(server, Role.VIEWER), "by Ann FICTITIOUS", "Ann FICTITIOUS (2 boards)"),
    ):
        cookie = "=".join(cookie_of(server, reader))
        with server.test_request_context(headers={"Cookie": cookie}):
            _drawing, fields, _table, heading, _problem, _sources = page.redraw_map(search, search)
            opened = page.redraw_panel(search)
        assert title in words(heading) and title in opened
        assert BeautifulSoup(fields, "html.parser").select("#filter-whose option")[1].get_text() == entry
        assert "/score/QVV/service_delivery/micro/history" in opened


def test_a_layer_that_cannot_be_shown_is_named_and_the_measure_is_shown(
    application: Dash, page: ModuleType, ann: Person
) -> None:
    with application.server.test_request_context():
        for search, problem, shown in (
            (f"?show=S13&whose={ann.id}", "S13 is a pair, and people&#39;s views are of cells", "Pair S13"),
            ("?whose=nobody", "no such person&#39;s views: nobody", "Service delivery, meso"),
        ):
            drawing, fields, _table, heading, notice, sources = page.redraw_map(search, search)
            assert problem in words(notice) and f">{shown}" in words(heading)
            assert "judged" not in drawing and "whose" not in words(sources)
            assert ('id="filter-whose"' in fields) is (shown != "Pair S13")
            assert "one person" not in page.redraw_panel(f"{search}&area=QVV")


def test_where_nobody_scored_the_cell_the_page_says_so(application: Dash, page: ModuleType, ann: Person) -> None:
    search = f"?show=technologies_products/micro&whose={ann.id}"
    with application.server.test_request_context():
        drawing, fields, _table, heading, problem, _sources = page.redraw_map(search, search)
    assert problem is None
    assert "Nobody has scored Technologies and medical products, micro for any of the 36 boards" in words(heading)
    assert "Nobody has scored this cell yet" in fields and "An editor (no board)" in fields
    assert drawing.count("that is not parity") == 36
