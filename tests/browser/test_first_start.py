"""The whole way: a new server, its first administrator, an editor who scores and shares, a viewer who looks on."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from domain_model.cells import CELLS
from tests.browser.harness import PHONE, WIDE, Clients, said, settle, tab_until
from tests.browser.test_accessibility import violations
from tests.databases import rows_in

pytestmark = pytest.mark.browser

PASSWORD = "four FICTITIOUS unlikely words"
THREE_MINUTES = 180


def make_account(page: Page, link: str, name: str) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Email address").fill(f"{name.split()[0].casefold()}@example.org")
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Make the account").click()
    page.wait_for_url("**/account")
    expect(page.get_by_text(f"Welcome, {name}.")).to_be_visible()


def invite(administrator: Page, role: str) -> str:
    """The link of a new invitation, as the administrator reads it."""
    administrator.goto("/people")
    administrator.locator("#role").select_option(role)
    administrator.get_by_role("button", name="Make an invitation").click()
    administrator.wait_for_load_state()
    found = re.search(r"/welcome/[\w-]{40,}", administrator.content())
    assert found, "the link is shown"
    return found.group(0)


def looks_right(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than the screen."""
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*violations(page), *([f"scrolls {width} px sideways"] if width > 0 else [])]


def test_from_the_first_start_to_a_shared_view_that_a_viewer_cannot_change(
    first_start: tuple[Clients, str], empty_database: str
):
    clients, first_link = first_start
    administrator, editor, viewer = clients.page(), clients.page(), clients.page(PHONE)
    make_account(administrator, first_link, "Ada FICTITIOUS")
    make_account(editor, invite(administrator, "editor"), "Ben FICTITIOUS")
    make_account(viewer, invite(administrator, "viewer"), "Cy FICTITIOUS")

    editor.goto("/score/QYG")
    began = time.monotonic()
    tab_until(editor, "input[type=radio]", limit=40)
    for place in range(len(CELLS)):
        editor.keyboard.press(str(5 - place % 5))
        editor.keyboard.press("Enter")
    with editor.expect_navigation(url="**/score/QYG/saved?*"):
        editor.keyboard.press("Enter")
    assert time.monotonic() - began < THREE_MINUTES
    assert len(rows_in(empty_database, "SELECT change FROM judgements")) == len(CELLS)
    expect(editor.locator("tbody tr")).to_have_count(len(CELLS))
    expect(editor.locator("tbody tr").first).to_contain_text("disagree")

    editor.goto("/area/QYG?cell=service_delivery/meso")
    expect(editor.locator("#panel-judgement")).to_contain_text("one person's view (n = 1)")
    settle(editor)
    with editor.expect_navigation(url="**/views/new?*"):
        editor.get_by_role("link", name="Save this view").click()
    editor.get_by_label("Name").fill("Cheshire and Merseyside in November")
    editor.get_by_label(re.compile("share|open it", re.IGNORECASE)).check()
    editor.get_by_role("button", name=re.compile("Save")).click()
    editor.wait_for_url("**/views*")
    expect(editor.get_by_role("main")).to_contain_text("Cheshire and Merseyside in November")
    ((view_id,),) = rows_in(empty_database, "SELECT id FROM saved_views")

    viewer.goto(f"/views/{view_id}")
    viewer.wait_for_url("**/area/QYG?cell=service_delivery/meso")
    expect(viewer.locator("#panel-judgement")).to_contain_text("Ben FICTITIOUS")
    expect(viewer.locator("#panel-judgement form")).to_have_count(0)
    problems = {viewer.url: looks_right(settle(viewer))}
    answers = viewer.evaluate(
        """async () => {
            const token = (await (await fetch('/session')).json()).csrf_token;
            const send = (path, fields) => fetch(path, {
                method: 'POST', redirect: 'manual', body: new URLSearchParams({csrf_token: token, ...fields})});
            const asked = await Promise.all([
                send('/score/QYG/service_delivery/meso', {form_id: 'aaaaaaaaaaaa'}),
                send('/score/QYG', {form_id: 'bbbbbbbbbbbb'}),
                send('/notes/new', {form_id: 'cccccccccccc', text: 'no'}),
                send('/views/new', {form_id: 'dddddddddddd', name: 'no', address: '/heat-map'}),
            ]);
            return asked.map((answer) => answer.status);
        }"""
    )
    assert answers == [403] * 4
    clients.complaints[:] = [words for words in clients.complaints if "status of 403" not in words]  # the browser's own
    assert len(rows_in(empty_database, "SELECT change FROM judgements")) == len(CELLS)
    assert len(rows_in(empty_database, "SELECT id FROM audit_events WHERE outcome = 'refused'")) == 4

    administrator.goto("/audit")
    expect(administrator.get_by_role("main")).to_contain_text("Ben FICTITIOUS")
    for width in (WIDE, PHONE):
        for page, paths in (
            (administrator, ("/people", "/audit", "/account")),
            (editor, ("/score/QYG", "/views", "/account")),
        ):
            page.set_viewport_size({"width": width, "height": 900})
            for path in paths:
                page.goto(path)
                problems[f"{path} {width}"] = looks_right(page)
    found = {path: words for path, words in problems.items() if words}
    assert not found, said(found.items())


def test_two_browsers_score_the_same_cell_at_once_and_both_see_both(
    first_start: tuple[Clients, str], empty_database: str
):
    clients, first_link = first_start
    administrator = clients.page()
    make_account(administrator, first_link, "Ada FICTITIOUS")
    people = {"Ben FICTITIOUS": "worse", "Di FICTITIOUS": "better"}
    pages = {name: clients.page() for name in people}
    for name, page in pages.items():
        make_account(page, invite(administrator, "editor"), name)
        page.goto("/area/QYG?cell=service_delivery/meso")
        page.locator("#panel-judgement").get_by_role("radio", name=people[name], exact=True).check()
    for page in pages.values():
        page.evaluate("document.querySelector('#panel-judgement [data-key=score-save]').click()")
    for page in pages.values():
        expect(page.locator("#panel-judgement .score-told")).to_have_text("Saved.")
    for reader, page in pages.items():
        page.reload()
        for name, words in people.items():
            view = page.locator("#panel-judgement .score-view", has_text="Your view" if name == reader else name)
            expect(view).to_contain_text(words)
            expect(view).to_contain_text("one person's view (n = 1)")
    first = pages["Ben FICTITIOUS"]
    kept = rows_in(empty_database, "SELECT author, perception, version FROM judgements ORDER BY change")
    assert sorted(perception for _author, perception, _version in kept) == ["better", "worse"]
    first.locator("#panel-judgement summary", has_text="Change your view").click()
    first.locator("#panel-judgement").get_by_role("radio", name="much worse", exact=True).check()
    first.locator("#panel-judgement [data-key=score-save]").click()
    first.locator("#panel-judgement [data-key=score-undo]").click()
    expect(first.locator("#panel-judgement .score-told")).to_contain_text("Undone")
    said_now = rows_in(
        empty_database,
        "SELECT perception, severity, feasibility, confidence, reason, source, is_withdrawn FROM judgements "
        "WHERE author = (SELECT id FROM people WHERE name = 'Ben FICTITIOUS') ORDER BY version",
    )
    assert [row[0] for row in said_now] == ["worse", "much_worse", "worse"]
    assert said_now[0] == said_now[2], "undo restores exactly"
