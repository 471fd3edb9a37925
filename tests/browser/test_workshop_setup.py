"""Setting up a workshop in a real browser: few clicks from the first page, by keyboard, wide and on a phone."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from data.current import current_store
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.workshop.plans import WorkshopPlan
from tests.browser.harness import PHONE, WIDE, Clients, SignIn, said, tab_until, visit
from tests.browser.test_accessibility import unfold, violations
from tests.people import add_person

pytestmark = pytest.mark.browser

CONSOLE = re.compile(r"/workshops/[\w-]{12}$")
SUM = ".set-up-sum"


@pytest.fixture
def fay(server: Flask) -> Person:
    return add_person(server, Role.FACILITATOR, "Fay FICTITIOUS")


@pytest.fixture
def page(clients: Clients, sign_in: SignIn, fay: Person) -> Page:
    return sign_in(clients.page(), fay)


def plan_of_latest(server: Flask, fay: Person) -> WorkshopPlan:
    with server.app_context(), current_store().unit_of_work() as work:
        return next(work.workshops.state(one.id).plan for one in work.workshops.all() if one.owner == fay.id)


def create(page: Page) -> None:
    """Make the workshop, and wait for what is said of it."""
    page.get_by_role("button", name="Create the workshop").first.click()
    page.wait_for_url(CONSOLE)


def ticked(page: Page, name: str) -> list[str]:
    return page.locator(f"input[name={name}]:checked").evaluate_all("boxes => boxes.map((box) => box.value)")


def test_a_workshop_is_set_up_from_the_first_page_in_four_clicks(page: Page, server: Flask, fay: Person):
    visit(page, "/").get_by_role("link", name="Set up or run a workshop").click()
    page.get_by_role("link", name="New workshop").click()
    page.locator("#area").select_option("QVV")
    expect(page.locator("#title")).to_have_value(re.compile(r"^Parity workshop, Dorset, \d+ \w+ \d{4}$"))
    create(page)
    plan = plan_of_latest(server, fay)
    assert (plan.area, len(plan.cells), len(plan.items)) == ("QVV", 6, 12)
    page.goto("/workshops")
    expect(page.locator(".workshop-cards h2")).to_have_text(plan.title)


def test_a_remembered_board_is_chosen_already(page: Page, server: Flask, fay: Person):
    visit(page, "/")
    page.evaluate("localStorage.setItem('my-board', JSON.stringify({code: 'QVV', vintage: 'icb2026'}))")
    page.goto("/workshops/new")
    expect(page.locator("#title")).to_have_value(re.compile("Dorset"))
    create(page)
    assert plan_of_latest(server, fay).area == "QVV"


def test_a_template_fills_cells_and_things_and_ones_own_choice_stays_when_the_area_changes(page: Page):
    page.goto("/workshops/new?area=QVV")
    page.get_by_text("More choices", exact=True).click()
    expect(page.get_by_role("button", name="Show what can be voted on")).to_be_hidden()
    page.get_by_role("radio", name="One building block in depth").check()
    page.get_by_label("Building block", exact=True).select_option("workforce")
    expect(page.locator("input[value='workforce/micro']")).to_be_checked()
    assert {cell.partition("/")[0] for cell in ticked(page, "cells")} == {"workforce"}
    expect(page.locator("#aim")).to_have_value(re.compile("one building block of care in Dorset"))
    group = page.get_by_role("group", name="Financing, meso")
    expect(group).to_be_hidden()
    page.get_by_role("checkbox", name="Financing, meso: 5 barriers").check()
    expect(group).to_be_visible()
    group.get_by_role("checkbox").first.check()
    page.locator("#title").fill("Mine")
    page.locator("#area").select_option("QK1")
    expect(page.locator("#aim")).to_have_value(re.compile("Leicester"))
    expect(page.locator(SUM)).to_contain_text("Cells to score: 4.")
    expect(page.locator("#title")).to_have_value("Mine")
    page.get_by_role("radio", name="Blank").check()
    expect(page.locator(SUM)).to_contain_text("Cells to score: 18. Things to rank, before the room adds its own: 0.")
    page.goto("/workshops/new")
    expect(page.locator("details.more-choices")).to_have_attribute("open", "")


def test_a_workshop_is_set_up_by_keyboard_alone(page: Page, server: Flask, fay: Person):
    page.goto("/workshops/new")
    tab_until(page, "#area")
    page.keyboard.type("Dors")
    expect(page.locator("#title")).to_have_value(re.compile("Dorset"))
    tab_until(page, "#title")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(SUM)).to_contain_text("Cells to score: 18.")
    tab_until(page, "button[value=create]")
    page.keyboard.press("Enter")
    page.wait_for_url(CONSOLE)
    assert len(plan_of_latest(server, fay).cells) == 18


def test_without_a_script_two_steps_do(clients: Clients, sign_in: SignIn, server: Flask, fay: Person):
    page = sign_in(clients.page(java_script_enabled=False), fay)
    page.goto("/workshops/new")
    page.locator("#area").select_option("QVV")
    page.get_by_text("More choices", exact=True).click()
    page.get_by_role("checkbox", name="Technologies and medical products, micro: 1 barrier, 1 enabler").check()
    page.get_by_role("button", name="Show what can be voted on").click()
    group = page.get_by_role("group", name="Technologies and medical products, micro")
    group.get_by_role("checkbox").first.check()
    expect(page.locator("#title")).to_have_value(re.compile("Dorset"))
    create(page)
    plan = plan_of_latest(server, fay)
    assert "technologies_products/micro" in {item.cell.token for item in plan.items if item.cell}


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_no_page_of_setting_up_has_a_violation_or_is_wider_than_the_screen(
    clients: Clients, sign_in: SignIn, width: int, server: Flask, fay: Person
):
    page = sign_in(clients.page(width), fay)
    found: list[str] = []

    def look(what: str) -> None:
        unfold(page)
        found.extend(f"{what}: {one}" for one in violations(page))
        wide = page.evaluate("document.documentElement.scrollWidth")
        found.extend([f"{what}: {wide} px wide"] if wide > width else [])

    page.goto("/workshops")
    look("empty list")
    page.goto("/workshops/new?area=QVV")
    look("new")
    page.locator("#title").fill("")
    page.locator("#least").fill("1")
    page.locator("#groups").uncheck()
    page.get_by_role("button", name="Create the workshop").first.click()
    expect(page.locator("[role=alert]")).to_be_focused()
    look("refused")
    page.locator("#title").fill("FICTITIOUS workshop")
    page.locator("#least").fill("5")
    create(page)
    page.goto("/workshops")
    look("list")
    page.get_by_role("button", name="Duplicate").click()
    expect(page.locator("h1")).to_have_text("Change the set-up")
    look("plan")
    clients.complaints[:] = [one for one in clients.complaints if "status of 4" not in one]
    assert not found, said(found)
