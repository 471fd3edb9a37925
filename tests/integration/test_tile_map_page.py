"""The tile map on the real figures: its callbacks called as functions, and the drawing against the seed."""

import importlib
from types import ModuleType

import pytest
from bs4 import BeautifulSoup
from dash import Dash

from components.component_markup import as_markup
from data.current import current_dataset
from domain_model.tile_arrangement import ARRANGEMENTS
from domain_model.vocabulary import AreaKind, Vintage


@pytest.fixture(scope="module")
def page(application: Dash) -> ModuleType:
    """The page's module; it can be imported only once the application exists."""
    assert application is not None
    return importlib.import_module("pages.tile_map")


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
