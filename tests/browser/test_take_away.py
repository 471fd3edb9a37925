"""Taking a view away as people do it: files, a picture drawn by the browser, and texts to copy."""

import struct
from pathlib import Path

import pytest

from tests.browser.harness import PHONE, WIDE, Clients, only_drawn, said, settle, tab_until
from tests.browser.test_accessibility import unfold, violations

pytestmark = [pytest.mark.browser, only_drawn]

ADDRESSES = (
    "/evidence/take-away?view=matrix",
    "/evidence/take-away?view=matrix&reading=coded&kinds=barrier&q=zzqqx",
    "/evidence/take-away?view=links&sign=improves",
    "/evidence/take-away?view=path&path=7",
    "/evidence/take-away?view=loop&loop=4",
    "/evidence/take-away?view=into&end=workforce/meso",
    "/evidence/take-away?view=frameworks",
    "/evidence/take-away?view=perspectives&source=none",
    "/evidence/take-away?view=strategies&cell=financing/macro",
)


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_view_passes_axe_and_fits_its_screen(clients: Clients, address: str, width: int) -> None:
    page = clients.page(width)
    page.goto(address)
    unfold(page)
    assert not violations(page), said(violations(page))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def size_of(png: Path) -> tuple[int, int]:
    content = png.read_bytes()
    assert content.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", content[16:24])
    return width, height


@pytest.mark.parametrize("view", ["matrix", "links"])
def test_a_figure_is_saved_as_a_picture_by_keyboard(clients: Clients, view: str) -> None:
    page = clients.page()
    page.goto(f"/evidence/take-away?view={view}")
    tab_until(page, "[data-png]")
    with page.expect_download() as saving:
        page.keyboard.press("Enter")
    name = saving.value.suggested_filename
    assert name.startswith(f"parity-map-{view}-") and name.endswith(".png")
    width, height = size_of(saving.value.path())
    assert width == 2_000 and height > 1_200
    page.wait_for_function("() => document.getElementById('announcements').textContent === 'The picture is saved.'")
    assert page.evaluate("document.activeElement.matches('[data-png]')")


def test_a_figure_that_cannot_be_fetched_says_so(clients: Clients) -> None:
    page = clients.page()
    page.goto("/evidence/take-away?view=links")
    page.evaluate("document.querySelector('[data-svg]').dataset.svg = '/evidence/take-away/links.none'")
    clients.expect_missing("/evidence/take-away/links.none")
    page.locator("[data-png]").click()
    page.wait_for_function("() => document.getElementById('announcements').textContent.startsWith('No picture: ')")


def test_a_file_is_saved_under_a_name_that_says_what_it_is(clients: Clients) -> None:
    page = clients.page()
    page.goto("/evidence/take-away?view=matrix&reading=coded&kinds=enabler")
    with page.expect_download() as saving:
        page.get_by_role("link", name="XLSX").click()
    assert saving.value.suggested_filename.startswith("parity-map-matrix-reading-coded-kinds-enabler-")


def test_without_javascript_every_file_is_there_and_no_button_that_does_nothing(clients: Clients) -> None:
    page = clients.page(java_script_enabled=False)
    page.goto("/evidence/take-away?view=matrix")
    assert page.get_by_role("link", name="SVG").is_visible()
    assert not page.locator("[data-png]").is_visible()


def test_a_view_leads_to_its_files_and_back_with_its_filters(clients: Clients) -> None:
    page = clients.page()
    page.goto("/links?sign=improves")
    settle(page)
    page.get_by_role("link", name="Take every link away").click()
    page.wait_for_url("**/evidence/take-away?view=links&sign=improves")
    assert "sign: improves" in page.locator("#citation").input_value()
    page.get_by_role("link", name="Back to the view").click()
    page.wait_for_url("**/links?sign=improves")


def test_the_path_that_is_shown_is_taken_away_by_keyboard_and_leads_back_to_it(clients: Clients) -> None:
    page = clients.page()
    page.goto("/links?path=7")
    settle(page)
    tab_until(page, "[data-key='take-path']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/evidence/take-away?view=path&path=7")
    assert "path: 7 of 14 of up to 3 steps" in page.locator("#citation").input_value()
    with page.expect_download() as saving:
        page.get_by_role("link", name="GraphML").click()
    assert saving.value.suggested_filename.startswith("parity-map-path-way-financing-macro-workforce-meso-")
    page.get_by_role("link", name="Back to the view").click()
    page.wait_for_url("**/links?path=7")
    settle(page)
    assert page.locator("#links-path h2").inner_text().startswith("Path 7 of 14")


def test_a_path_that_there_is_not_is_said_and_leads_to_those_there_are(clients: Clients) -> None:
    page = clients.page(PHONE)
    clients.expect_missing("/evidence/take-away")
    page.goto("/evidence/take-away?view=path&path=99")
    assert page.get_by_text("There is no path 99: under these choices there are 14 paths").is_visible()
    assert not violations(page), said(violations(page))
    page.get_by_role("link", name="Look at the paths").click()
    page.wait_for_url("**/links?table=paths")
