"""The links page on the real catalogue: its callback called as a function, and the check figures of the links."""

import importlib
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import pytest
from dash import Dash

from components.component_markup import as_markup
from data.current import current_evidence
from domain_model.cells import Cell
from domain_model.evidence import Link
from domain_model.evidence_book import EvidenceBook
from domain_model.people_vocabulary import Role
from domain_model.use_cases.follow_links import LinkMap, follow_links, link_headline
from domain_model.use_cases.follow_routes import find_loops, find_paths, path_of
from domain_model.use_cases.index_links import LinkFilter
from domain_model.vocabulary import LinkSign
from tests.builders import link
from tests.people import add_person, cookie_of

MONEY = Cell.from_token("financing/macro")
CARE = Cell.from_token("service_delivery/micro")


@pytest.fixture(scope="module")
def page(application: Dash) -> ModuleType:
    """The page's module; it can be imported only once the application exists."""
    assert application is not None
    return importlib.import_module("pages.links")


@pytest.fixture
def links(application: Dash) -> Iterator[LinkMap]:
    """The links of the catalogue without a filter."""
    with application.server.test_request_context():
        yield follow_links(current_evidence(), LinkFilter())


def test_the_catalogue_gives_the_check_figures_of_its_links(links: LinkMap) -> None:
    assert len(links.links) == 73
    assert links.signs == {
        LinkSign.WORSENS: 37,
        LinkSign.IMPROVES: 30,
        LinkSign.CONDITIONAL: 5,
        LinkSign.NO_CLEAR_EFFECT: 1,
    }
    assert (len(links.pairs), len(links.between_cells), len(links.loose)) == (47, 43, 5)
    assert links.with_both_signs == 9
    found = link_headline(links)
    assert found is not None
    assert (found.leading, found.starts, found.ends) == ((MONEY,), 15, 36)


def test_fourteen_paths_of_up_to_three_steps_lead_from_money_to_care(links: LinkMap) -> None:
    paths = find_paths(links, MONEY, CARE, 3)
    assert paths.by_steps == (1, 3, 10, 13)
    through_staff = path_of(links, paths, 7)
    assert [cell.token for cell in through_staff.cells[1:-1]] == ["workforce/meso", "service_delivery/meso"]
    assert sum(len(step.links) for step in through_staff.steps) == 8
    assert sum(len(pair.links) for pair in through_staff.short_cuts) == 9
    assert sum(len(pair.links) for pair in through_staff.back) == 4


def test_no_loop_of_the_catalogue_carries_one_sign_on_every_link(links: LinkMap) -> None:
    loops = find_loops(links, 6)
    assert [sum(len(loop.steps) == steps for loop in loops.routes) for steps in range(2, 7)] == [5, 7, 13, 16, 20]
    assert {loop.polarity.value for loop in loops.routes} == {"mixed"}


def drawn(application: Dash, page: ModuleType, search: str, cookie: str = "") -> str:
    headers = {"Cookie": cookie} if cookie else {}
    with application.server.test_request_context(headers=headers):
        return " ".join(str(as_markup(part)) for part in page.redraw(search))


def test_a_number_beyond_the_last_path_or_loop_falls_to_the_first(application: Dash, page: ModuleType) -> None:
    path, loop = drawn(application, page, "?path=99"), drawn(application, page, "?loop=99")
    assert "Path 1 of 14" in path and "There is no path 99: under these choices there are 14 paths" in path
    assert "Loop 1 of 12" in loop and "There is no loop 99: under these choices there are 12 loops" in loop
    none = drawn(application, page, "?loop=1&sign=conditional")
    assert "No path" in none and "There is no loop 1: under these choices there are 0 loops" in none
    assert "There is no" not in drawn(application, page, "?path=14")


THROUGH_STAFF = "financing/macro~workforce/meso~service_delivery/meso~service_delivery/micro"


def with_added(*links: Link) -> EvidenceBook:
    """The book as it would be if these links had been added here."""
    found = current_evidence()
    more = replace(found.evidence, links=(*found.evidence.links, *links))
    return replace(found, evidence=more, own_links=frozenset(link.id for link in links))


def test_a_shared_address_shows_the_same_path_after_links_were_added(
    application: Dash, page: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawn(application, page, f"?way={THROUGH_STAFF}")
    assert "Path 7 of 14" in before and f'value="/links?way={THROUGH_STAFF}"' in before
    assert f"way={THROUGH_STAFF}" in drawn(application, page, "?path=6")  # as the next one
    with application.server.app_context():
        added = with_added(link("own-1", MONEY, Cell.from_token("service_delivery/meso")))
    monkeypatch.setattr(page, "current_evidence", lambda: added)
    after = drawn(application, page, f"?way={THROUGH_STAFF}")
    assert "Path 7 of 14" not in after and "Part of this address" not in after
    assert "Path drawn: Financing, macro → Workforce, meso → Service delivery, meso → " in after
    assert "1 of these 74 links was added here" in after and 'href="?origin=catalogue&amp;way=' in after
    alone = drawn(application, page, "?origin=catalogue")
    assert "The catalogue alone is shown, without 1 link that was added here." in alone and "of 73 links" in alone


def test_a_way_that_no_link_makes_is_said_to_be_gone(application: Dash, page: ModuleType) -> None:
    gone = drawn(application, page, "?way=financing/macro~technologies_products/meso~service_delivery/micro")
    assert "There is no path Financing, macro → Technologies and medical products, meso → Service delivery" in gone
    assert "under these choices no link leads from" in gone and "Path 1 of 14" in gone
    assert "added here" not in drawn(application, page, "").replace("added here (0)", "")


def test_what_is_open_is_taken_away_alone_with_its_filters(application: Dash, page: ModuleType) -> None:
    away = "/evidence/take-away?view="
    assert f'href="{away}path&amp;path=7"' in drawn(application, page, "?path=7&table=all")
    assert f'href="{away}loop&amp;loop=4&amp;source=nccmh-amhe"' not in drawn(application, page, "?loop=4")
    assert f'href="{away}loop&amp;loop=4"' in drawn(application, page, "?loop=4")
    assert f'href="{away}path&amp;sign=improves"' in drawn(application, page, "?path=99&sign=improves")
    assert f"{away}path" not in drawn(application, page, "?sign=conditional")
    into = drawn(application, page, "?table=into&sign=worsens")
    assert "What acts on Service delivery, micro: " in into and f'href="{away}into&amp;sign=worsens"' in into
    out = drawn(application, page, "?table=out&start=workforce/meso")
    assert "What Workforce, meso acts on: " in out and f'href="{away}out&amp;start=workforce/meso"' in out
    by_way = f'href="{away}path&amp;way={THROUGH_STAFF}"'
    assert by_way in drawn(application, page, f"?way={THROUGH_STAFF}").replace(
        "start=financing/macro&amp;end=service_delivery/micro&amp;", ""
    )
    pair = drawn(application, page, "?table=pair&pair=financing/macro~workforce/meso")
    assert f'href="{away}pair&amp;pair=financing/macro~workforce/meso"' in pair


def test_links_are_taken_away_with_the_exact_filters_of_the_view(application: Dash, page: ModuleType) -> None:
    assert 'href="/evidence/take-away?view=links"' in drawn(application, page, "")
    taken = 'href="/evidence/take-away?view=links&amp;source=nccmh-amhe&amp;sign=improves"'
    assert taken in drawn(application, page, "?source=nccmh-amhe&sign=improves")


@pytest.mark.parametrize(("role", "is_offered"), [(None, False), (Role.VIEWER, False), (Role.EDITOR, True)])
def test_only_people_who_may_add_evidence_are_offered_to_add_a_link(
    application: Dash, page: ModuleType, role: Role | None, is_offered: bool
) -> None:
    server = application.server
    cookie = "=".join(cookie_of(server, add_person(server, role, "Lea FICTITIOUS"))) if role else ""
    assert ("/evidence/links/new" in drawn(application, page, "", cookie)) is is_offered
