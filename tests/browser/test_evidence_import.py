"""Bringing evidence in, in a real browser: by keyboard, wide and on a phone, with nothing that axe complains of."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from domain_model.own_codebook import CodeRole, Meaning
from domain_model.people_vocabulary import Role
from tests.browser.harness import PHONE, WIDE, Clients, SignIn, tab_until
from tests.browser.test_accessibility import violations
from tests.people import add_person
from tests.refi_files import code, codebook, guid, piece, qdpx, source

pytestmark = pytest.mark.browser

TEXT = "FICTITIOUS browser words: staff is short. 🙂 A tool helps."
EditorAt = Callable[[int], Page]


@pytest.fixture
def editor_at(clients: Clients, server: Flask, sign_in: SignIn) -> EditorAt:
    """The page of an editor on a screen of that width."""

    def made(width: int) -> Page:
        return sign_in(clients.page(width), add_person(server, Role.EDITOR, "Ann FICTITIOUS"))

    return made


def study(seed: int) -> bytes:
    """A project of two coders with a recording, which cannot be taken over; its identifiers are those of `seed`."""
    codes = codebook(
        code(seed + 1, "Workforce", code(seed + 2, "Meso", code(seed + 3, "Barriers"))), code(seed + 4, "Gadgets")
    )
    described = "<Description>FICTITIOUS browser description</Description>"
    first = piece(seed + 10, 0, 40, (seed + 3, seed + 50), (seed + 4, seed + 51), inside=described)
    second = piece(seed + 11, 44, len(TEXT), (seed + 4, seed + 50))
    recording = f'<AudioSource guid="{guid(seed + 30)}" name="Tape"/>'
    inside = f"{codes}<Sources>{source(seed + 9, 'FICTITIOUS browser interview', first, second)}{recording}</Sources>"
    return qdpx(inside, {seed + 9: TEXT})


def bring(page: Page, file: Path) -> None:
    page.goto("/evidence/import")
    page.set_input_files("#file", str(file))
    tab_until(page, "form[action='/evidence/import'] button")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_project_is_brought_by_keyboard_looked_at_taken_in_and_taken_back(
    editor_at: EditorAt, tmp_path: Path, width: int
):
    page, file = editor_at(width), tmp_path / "study.qdpx"
    file.write_bytes(study(width))
    bring(page, file)
    expect(page.get_by_role("heading", level=1)).to_have_text("What “study.qdpx” means here")
    assert violations(page) == []
    gadgets = page.get_by_label("“Gadgets” means")
    tab_until(page, f"#code-{guid(width + 4)}")
    gadgets.select_option(Meaning(CodeRole.CELL, "technologies_products/meso").token)
    kind = page.get_by_label("Kind of “Gadgets”")
    kind.select_option("enabler")
    tab_until(page, "form.import-mapping button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What “study.qdpx” would add")
    expect(page.get_by_text("1 new source, 3 new statements.")).to_be_visible()
    expect(page.get_by_role("row", name="AudioSource")).to_contain_text("Tape")
    expect(page.locator("main")).not_to_contain_text("FICTITIOUS browser words")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.get_by_role("button", name="Add 4 records")).to_be_visible()
    tab_until(page, "form[action$='/confirm'] button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("4 records added.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Undo this import").click()
    expect(page.get_by_text("4 records taken back: everything that the file brought.")).to_be_visible()
    page.goto("/evidence/import")
    expect(page.get_by_role("row", name="study.qdpx").first).to_contain_text("taken back")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_table_with_mistakes_says_each_and_the_summary_has_the_focus(
    editor_at: EditorAt, clients: Clients, tmp_path: Path
):
    page, file = editor_at(PHONE), tmp_path / "mistakes.csv"
    file.write_text("kind,cells,text,source,place\nbarier,workforce/meso,FICTITIOUS,nobody,p. 1\n", encoding="utf-8")
    bring(page, file)
    summary = page.locator(".notice.error")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Row 2, column kind: “barier” is none of barrier, enabler, both (both barrier and ")
    expect(summary).to_contain_text("Row 2, column source: there is no source “nobody”")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    clients.complaints[:] = [line for line in clients.complaints if "422" not in line]


def test_the_templates_and_our_own_project_are_fetched_from_the_page(editor_at: EditorAt):
    page = editor_at(WIDE)
    page.goto("/evidence/import")
    for name, ending in (
        ("Workbook to fill in (XLSX)", ".xlsx"),
        ("Table to fill in (CSV)", ".csv"),
        ("Our codebook for your coding program (QDC)", ".qdc"),
        ("All coded evidence as a project (QDPX)", ".qdpx"),
    ):
        with page.expect_download() as fetched:
            page.get_by_role("link", name=name).click()
        assert fetched.value.suggested_filename.endswith(ending)
