"""A workshop's report, its approval, and what the heat map then shows, in a real browser: wide and on a phone."""

from datetime import UTC, datetime, timedelta

import pytest
from dash import Dash
from flask import Flask
from playwright.sync_api import Page, expect

from data.current import EXTENSION
from domain_model.people_vocabulary import Role
from domain_model.workshop.events import Closed
from domain_model.workshop_vocabulary import Group
from tests.browser.harness import PHONE, WIDE, Clients, SignIn, said, visit
from tests.browser.test_accessibility import unfold, violations
from tests.people import add_person
from tests.workshops import Room, a_plan, open_room, ranked, scored

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def room(application: Dash) -> Room:
    """A closed workshop of 20 people in Dorset: a ranking and a scoring, both revealed."""
    begin = datetime.now(UTC) - timedelta(hours=2)
    made = open_room(application.server.extensions[EXTENSION], a_plan(area="QVV", title="FICTITIOUS Dorset"), begin)

    def at(seconds: int) -> datetime:
        return begin + timedelta(seconds=seconds)

    made.join(*[Group.POLICY] * 12, *[Group.CARERS] * 8, at=begin)
    made.ranking(at(10))
    for place, person in enumerate(made.people):
        made.cast(person, ranked("abcde" if place < 14 else "fedca"), at(20))
    made.end(1, at(30))
    made.scoring(at(100))
    for place, person in enumerate(made.people):
        made.cast(person, scored(meso=(5 - place % 2, 5 + place % 4), micro=(2, 3)), at(110), round_number=2)
    made.end(2, at(120))
    made.reveal(1, at(200))
    made.reveal(2, at(210))
    made.do(Closed(), at(300))
    return made


def see(page: Page, path: str) -> Page:
    """Open a page of plain HTML."""
    page.goto(path)
    expect(page.locator("h1")).to_be_visible()
    return page


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_report_approvals_and_panel_have_no_violation_of_wcag(
    clients: Clients, sign_in: SignIn, room: Room, width: int
) -> None:
    base = f"/workshops/{room.workshop.id}"
    page = sign_in(clients.page(width), room.owner)
    for path in (
        f"{base}/report",
        f"{base}/report#round-2",
        f"{base}/erase",
        f"{base}/approve/2",
        "/workshops/approvals",
        "/workshops/import",
    ):
        found = violations(see(page, path))
        assert not found, f"{path}: {said(found)}"
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_the_report_begins_with_one_screen_and_an_address_opens_its_round(
    clients: Clients, sign_in: SignIn, room: Room
) -> None:
    page = see(sign_in(clients.page(), room.owner), f"/workshops/{room.workshop.id}/report")
    first = page.locator(".report-findings").bounding_box()
    assert first is not None
    assert first["y"] + first["height"] < 900
    expect(page.locator("h2").first).to_have_text("What the room said")
    expect(page.locator("#round-1")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("#round-1 table").first).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Round 2", exact=True).click()
    expect(page.locator("#round-2 table").first).to_be_visible()
    expect(page.locator("#round-1")).to_be_hidden()


def test_what_an_editor_approves_is_on_the_heat_map_until_it_is_taken_back(
    clients: Clients, sign_in: SignIn, server: Flask, room: Room
) -> None:
    editor = add_person(server, Role.EDITOR)
    page = sign_in(clients.page(), editor)
    see(page, "/workshops/approvals")
    page.get_by_role("link", name="Look and decide about FICTITIOUS Dorset, round 2").click()
    expect(page.locator("main")).to_contain_text("20 people: better")
    page.get_by_role("button", name="Approve it for the heat map").click()
    expect(page.locator(".notice.said")).to_contain_text("is on the heat map")
    for width in (WIDE, PHONE):
        visitor = visit(clients.page(width), "/area/QVV?vintage=icb2023&cell=service_delivery/meso")
        panel = visitor.locator("#panel-judgement")
        expect(panel).to_contain_text("What people think: 1 workshop")
        expect(panel).to_contain_text("20 people: better")
        cell = visitor.locator('[data-cell="service_delivery/meso"]').first
        expect(cell).to_contain_text("A workshop of 20 people says better")
        unfold(visitor)
        found = violations(visitor)
        assert not found, said(found)
    heat_map = visit(clients.page(), "/heat-map?vintage=icb2023&unmeasured=yes")
    assert heat_map.locator(".judged-by-workshop").count() == 2
    assert heat_map.locator('[data-area="QVV"] .judged-by-workshop').count() == 2
    visitor.get_by_role("link", name="Report of the workshop").click()
    expect(visitor.locator("h1")).to_have_text("Report: FICTITIOUS Dorset")
    see(page, "/workshops/approvals")
    page.get_by_role("button", name="Take round 2").click()
    expect(page.locator(".notice.said")).to_contain_text("off the heat map")
    again = visit(clients.page(), "/area/QVV?vintage=icb2023&cell=service_delivery/meso")
    expect(again.locator("#panel-judgement")).not_to_contain_text("workshop")
