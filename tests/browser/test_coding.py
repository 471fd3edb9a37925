"""Coding rounds in a real browser: blind coding by keyboard, kappa, an agreed coding; axe, 360 px, without scripts."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from domain_model.people import Person
from domain_model.people_vocabulary import Role
from tests.browser.harness import PHONE, WIDE, Clients, SignIn, said, tab_until
from tests.browser.test_accessibility import unfold, violations
from tests.people import add_person, post, signed_in

pytestmark = pytest.mark.browser


@pytest.fixture
def ann(server: Flask) -> Person:
    return add_person(server, Role.EDITOR, "Ann FICTITIOUS")


@pytest.fixture
def ben(server: Flask) -> Person:
    return add_person(server, Role.EDITOR, "Ben FICTITIOUS")


def new_round(server: Flask, owner: Person, *coders: Person) -> str:
    """The address of a new round of a few statements with these coders."""
    made = post(signed_in(server, owner), "/coding/new", title="FICTITIOUS round", place="financing/meso", most="500")
    assert made.status_code == 303
    for coder in coders:
        post(signed_in(server, coder), f"{made.location}/join")
    return made.location


def code_all(server: Flask, coder: Person, address: str, places: tuple[str, ...]) -> None:
    """Place every statement, the places in turn."""
    client, number = signed_in(server, coder), 1
    while client.get(f"{address}/statements/{number}").status_code == 200:
        place = places[number % len(places)]
        post(client, f"{address}/statements/{number}", place=place, kind="barrier", note="FICTITIOUS", seen="0")
        number += 1


def no_violation_and_no_width(page: Page, width: int) -> list[str]:
    """What axe finds, and whether the page is wider than the screen."""
    unfold(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [*violations(page), *([f"{page.url} is {wide} px wide"] if wide > width else [])]


def test_two_people_code_blind_by_keyboard_and_read_how_far_they_agree(
    clients: Clients, sign_in: SignIn, ann: Person, ben: Person
):
    hers, his = sign_in(clients.page(), ann), sign_in(clients.page(), ben)
    hers.goto("/coding/new")
    hers.get_by_label("Title").fill("FICTITIOUS round by keyboard")
    hers.get_by_label("Place").select_option("technologies_products/all")
    hers.get_by_role("button", name="Make the round").click()
    expect(hers.get_by_text("The round has")).to_be_visible()
    address = hers.url
    # From the first cell it is 16 steps to the one before the last; he takes one more but for his first statement.
    for page, further in ((hers, 0), (his, 1)):
        page.goto(address)
        page.get_by_role("button", name="Take part").click()
        page.wait_for_url("**/statements/*")
        steps = 16
        while page.url.rpartition("/")[2][:1].isdigit():
            before = page.url
            tab_until(page, "input[name=kind]")
            page.keyboard.press("Space")
            tab_until(page, "input[name=place]", limit=3)
            page.keyboard.press("Space")
            for _press in range(steps):
                page.keyboard.press("ArrowDown")
            tab_until(page, "button.primary", limit=3)
            page.keyboard.press("Enter")
            page.wait_for_url(lambda url, before=before: url.partition("?")[0] != before.partition("?")[0])
            steps = 16 + further
        expect(page.get_by_text("is kept as ■ barrier: Technologies")).to_be_visible()
        page.get_by_role("button", name="I am finished").click()
        expect(page.get_by_text("You are finished. Whoever made")).to_be_visible()
    hers.goto(address)
    assert "Krippendorff" not in hers.inner_text("main")
    hers.get_by_role("link", name="Close the round").click()
    hers.get_by_role("button", name="Close the round").click()
    expect(hers.get_by_role("heading", name="How far coders agree")).to_be_visible()
    expect(hers.get_by_role("columnheader", name="Cohen's kappa").first).to_be_visible()
    tables = hers.locator(".coding-fold table")
    expect(tables).to_have_count(4)
    expect(tables.first).to_be_hidden()
    hers.emulate_media(media="print")
    # On paper nothing is folded: what stands in a fold has a height there.
    assert all(hers.evaluate("[...document.querySelectorAll('.coding-fold table')].map((one) => one.offsetHeight)"))
    hers.emulate_media(media="screen")
    hers.get_by_role("link", name="Agree on it").first.click()
    hers.get_by_label("■ barrier").check()
    hers.get_by_label("Technologies and medical products, meso").check()
    hers.get_by_label("Reason").fill("FICTITIOUS: we talked about it")
    hers.get_by_role("button", name="Keep the agreed coding").click()
    expect(hers.get_by_text("The agreed coding is kept")).to_be_visible()
    hers.get_by_role("button", name="Undo the latest version").click()
    expect(hers.get_by_text("taken back: the source's own placement")).to_be_visible()


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_page_of_a_round_is_accessible_and_fits_a_phone(
    clients: Clients, sign_in: SignIn, server: Flask, ann: Person, ben: Person, width: int
):
    address, other = new_round(server, ann, ann, ben), new_round(server, ann, ann)
    code_all(server, ann, address, ("financing/meso", "workforce/micro", "nowhere"))
    code_all(server, ben, address, ("financing/meso", "financing/macro"))
    page = sign_in(clients.page(width), ann)
    found: list[str] = []
    for path in (
        "/coding", "/coding/new", "/coding/new?cell=financing/meso", other, f"{other}/statements/1",
        f"{other}/statements", f"{address}/statements/1?saved=2", f"{address}/close",
    ):  # fmt: skip
        page.goto(path)
        found += no_violation_and_no_width(page, width)
    page.get_by_role("button", name="Close the round").click()
    expect(page.get_by_role("heading", name="How far coders agree")).to_be_visible()
    found += no_violation_and_no_width(page, width)
    page.goto(f"{address}?all_statements=yes&catalogue=yes&counting=coded_only")
    found += no_violation_and_no_width(page, width)
    page.get_by_role("link", name="Agree on it").first.click()
    page.get_by_role("button", name="Keep the agreed coding").click()
    expect(page.get_by_role("alert")).to_be_focused()
    found += no_violation_and_no_width(page, width)
    # A refused form is a page of its own, which the browser writes about in its console.
    clients.complaints[:] = [one for one in clients.complaints if "status of 422" not in one]
    assert not found, said(found)


def place_first(server: Flask, coder: Person, address: str) -> None:
    """Place one statement and leave the others open."""
    post(signed_in(server, coder), f"{address}/statements/1", place="nowhere", kind="theme", note="", seen="0")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_whoever_placed_little_is_left_out_by_keyboard_and_a_conflict_keeps_what_was_typed(
    clients: Clients, sign_in: SignIn, server: Flask, ann: Person, ben: Person, width: int
):
    cat = add_person(server, Role.EDITOR, "Cat FICTITIOUS")
    address = new_round(server, ann, ann, ben, cat)
    code_all(server, ann, address, ("financing/meso", "workforce/micro", "nowhere"))
    code_all(server, ben, address, ("financing/meso", "financing/macro"))
    place_first(server, cat, address)
    post(signed_in(server, ann), f"{address}/close")
    page = sign_in(clients.page(width), ben)
    page.goto(address)
    expect(page.get_by_text("All 3 coders compared placed 1 statement")).to_be_visible()
    found = no_violation_and_no_width(page, width)
    page.goto(address)
    tab_until(page, "main a[href='#coders']")
    page.keyboard.press("Enter")
    tab_until(page, "input[name=without][value='3']", limit=5)
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**without=3**")
    expect(page.get_by_text("1 of 3 coders is left out of what follows: Coder 3 (Cat FICTITIOUS).")).to_be_visible()
    expect(page.get_by_label("Coder 3 (Cat FICTITIOUS)")).to_be_checked()
    expect(page.get_by_role("link", name="Agreement as CSV")).to_have_attribute("href", re.compile("without=3"))
    found += no_violation_and_no_width(page, width)
    page.get_by_role("link", name="Agree on it").first.click()
    page.get_by_label("■ barrier").check()
    page.get_by_label("Workforce, micro").check()
    page.get_by_label("Reason").fill("FICTITIOUS: what he typed")
    his = page.url
    agreed = {"cells": ["nowhere"], "kind": "theme", "reason": "FICTITIOUS: what she kept", "seen": "0"}
    post(signed_in(server, ann), his.removeprefix(clients.site), **agreed)
    page.get_by_role("button", name="Keep the agreed coding").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Reason")).to_have_value("FICTITIOUS: what he typed")
    expect(page.get_by_label("Workforce, micro")).to_be_checked()
    expect(page.get_by_role("region", name="What was kept meanwhile")).to_contain_text("FICTITIOUS: what she kept")
    found += no_violation_and_no_width(page, width)
    page.get_by_role("button", name="Keep the agreed coding").click()
    expect(page.get_by_text("The agreed coding is kept")).to_be_visible()
    # A conflict is a page of its own, which the browser writes about in its console.
    clients.complaints[:] = [one for one in clients.complaints if "status of 409" not in one]
    assert not found, said(found)


def test_a_statement_is_placed_without_javascript(clients: Clients, sign_in: SignIn, server: Flask, ann: Person):
    address = new_round(server, ann, ann)
    page = sign_in(clients.page(PHONE, java_script_enabled=False), ann)
    page.goto(f"{address}/statements/1")
    page.get_by_label("□ enabler").check()
    page.get_by_label("Workforce, micro").check()
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_text("Statement 1 is kept as □ enabler: Workforce, micro.")).to_be_visible()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_text("Undone: statement 1 is as it was before.")).to_be_visible()
