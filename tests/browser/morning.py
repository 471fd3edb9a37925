"""What a researcher's morning is about, whoever walks through it: by mouse, on a phone or by keys alone."""

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.harness import said
from tests.browser.test_accessibility import unfold, violations

FINDINGS = (
    ("Barrier", "Workforce, micro", "FICTITIOUS: clerks carry messages that nobody answers"),
    ("Barrier", "Financing, macro", "FICTITIOUS: the tariff pays for one visit only"),
    ("Enabler", "Service delivery, meso", "FICTITIOUS: one number to ring for both clinics"),
)
CHOSEN_WAY = re.compile(
    r"Financing, macro.*−1.*Workforce, meso.*−1.*\+1.*Service delivery, meso.*−3.*\+1.*Service delivery, micro",
    re.DOTALL,
)
STEPS_OF_IT = re.compile(
    r"Financing, macro →.*Workforce, meso −1\?1.*Workforce, meso →.*Service delivery, meso −1\+1.*"
    r"Service delivery, meso →.*Service delivery, micro −3\+1",
    re.DOTALL,
)
"""The path of the design's sketch: cell after cell, with the signs of each step and none for the whole."""
PLACES = {"her": ("workforce/micro", "financing/macro"), "him": ("workforce/micro", "financing/meso")}
OF_TWO = "(0.03 to 0.64); n = 2"
AGREEMENT = {
    "Cell": f"0.33 {OF_TWO}",
    "Building block": "1.00 (no interval); n = 2",
    "Level": f"0.33 {OF_TWO}",
    "Level, as steps in order": "",
    "Barrier, enabler, both or theme": "not defined; n = 2",
}
"""Cohen's kappa of these places. One of two statements stands in the same cell; by chance a quarter would:
(1/2 - 1/4) / (1 - 1/4) = 0.33. Both stand in the same building block, all are barriers, so that for kinds nothing can
be said beyond chance."""


def sound(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than the window."""
    unfold(page)
    found = violations(page)
    assert not found, said(found)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def chosen_row(page: Page) -> Locator:
    """The row of the chosen path in the list of all."""
    through = [page.locator("th", has_text=cell) for cell in ("Workforce, meso", "Service delivery, meso")]
    rows = page.locator("tbody tr").filter(has=through[0]).filter(has=through[1]).filter(has_text=CHOSEN_WAY)
    expect(rows).to_have_count(1)
    return rows


def drawn_path(page: Page) -> None:
    """The chosen path stands on the page, step by step."""
    steps = page.locator("#links-path")
    expect(steps).to_contain_text(STEPS_OF_IT)
    expect(steps).to_contain_text("Lack of money thins staffing")
    expect(steps).to_contain_text("Signs are never multiplied along a path.")


def place_here(page: Page, places: tuple[str, str]) -> str:
    """The place of these in which this coder puts the statement that is shown, by what it says."""
    return places[0] if "clerks carry" in page.locator("main").inner_text() else places[1]


def agreement_is_read(page: Page) -> None:
    """The closed round says how far the two agree: on one of two statements."""
    expect(page.get_by_role("heading", name="How far coders agree")).to_be_visible()
    rows = page.locator("table", has_text="Agreement over all categories at once").locator("tbody tr")
    kappa = {
        row.locator("th").inner_text().split(":")[-1].strip(): row.locator('[data-label="Cohen\'s kappa"]').inner_text()
        for row in rows.all()
    }
    assert kappa == AGREEMENT
    expect(page.get_by_role("link", name="Agree on it")).to_have_count(1)


def holds_words_and_version(file: Path, citation: str, words: str) -> None:
    """A file that was taken away names the words that were searched for and the version that its citation names."""
    version = re.search(r"evidence version ([0-9a-f]+)(\+?)", citation)
    assert version, "the citation names the version of the evidence"
    assert not version[2], "a reading of the catalogue alone has no number of a last edit"
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert any(version[1] in cell for row in rows for cell in row)
    assert any(words in cell.casefold() for row in rows for cell in row)
