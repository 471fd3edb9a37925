"""Narrow, zoomed in, touched, in forced colours and on paper: everything is still there and nothing runs off."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.harness import PHONE, Clients, only_drawn, said, visit
from tests.browser.test_accessibility import PATHS, UNKNOWN, unfold

pytestmark = [pytest.mark.browser, only_drawn]

OVERFLOW = """() => {
    const wide = window.innerWidth;
    return document.documentElement.scrollWidth <= wide ? [] : [...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > wide + 1)
        .slice(0, 5).map((one) => `${one.tagName} ${one.id} ${one.className} ${one.getBoundingClientRect().right}`)
        .concat(`the page is ${document.documentElement.scrollWidth} px wide`);
}"""
TARGETS = """least => [...document.querySelectorAll("[data-grid] [data-cell]")]
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([one, box]) => Math.min(box.width, box.height) < (one.matches(".cell") ? least : 24))
    .map(([one, box]) => `${one.dataset.area} ${one.dataset.cell} ${box.width} x ${box.height}`)"""
UNREADABLE = """() => [...document.querySelectorAll("[data-grid] .cell")].filter((cell) => {
    const style = window.getComputedStyle(cell);
    const face = cell.querySelector("b");
    const words = face && window.getComputedStyle(face);
    return style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1
        || !face || !face.textContent.trim() || face.getBoundingClientRect().height < 8
        || words.visibility !== "visible" || words.color === style.backgroundColor;
}).map((cell) => cell.outerHTML.slice(0, 160))"""


def overflow(page: Page) -> list[str]:
    """What reaches beyond the right edge, after the moment that a chart takes to fit a new width."""
    found: list[str] = page.evaluate(OVERFLOW)
    for _ in range(10):
        if not found:
            break
        page.wait_for_timeout(200)
        found = page.evaluate(OVERFLOW)
    return found


@pytest.mark.parametrize("path", PATHS)
def test_no_page_scrolls_sideways_on_a_phone_or_at_400_percent_zoom(clients: Clients, path: str):
    """A screen of 1280 by 1024 px at 400% has 320 by 256 CSS px."""
    clients.expect_missing(*UNKNOWN)
    page = visit(clients.page(PHONE, 640), path)
    unfold(page)
    found = overflow(page)
    page.set_viewport_size({"width": 320, "height": 256})
    found += overflow(page)
    assert not found, said(found)


@pytest.mark.parametrize("path", ["/heat-map", "/heat-map?unmeasured=yes", "/area/QYG"])
def test_every_cell_is_large_enough_for_a_mouse_and_for_a_finger(clients: Clients, path: str):
    """A folded column stands for cells of which none has a comparison; its strip is 24 px wide everywhere."""
    found = visit(clients.page(), path).evaluate(TARGETS, 24)
    finger = visit(clients.page(1024, 768, has_touch=True, is_mobile=True), path)
    assert finger.evaluate("window.matchMedia('(pointer: coarse)').matches")
    found += finger.evaluate(TARGETS, 44)
    assert not found, said(found)


@pytest.mark.parametrize("path", ["/heat-map", "/area/QYG"])
def test_forced_colours_leave_every_cell_its_text_and_its_edge(clients: Clients, path: str):
    page = visit(clients.page(forced_colors="active"), path)
    assert page.evaluate("window.matchMedia('(forced-colors: active)').matches")
    assert page.locator("[data-grid] .cell").count() >= 18
    found = page.evaluate(UNREADABLE)
    assert not found, said(found)


def test_forced_colours_tell_doubt_and_emptiness_apart_by_the_edge(clients: Clients):
    page = visit(clients.page(forced_colors="active"), "/heat-map")
    edges = {
        state: page.locator(f"[data-grid] .cell.{state}").first.evaluate(
            "cell => window.getComputedStyle(cell).borderTopStyle"
        )
        for state in ("clear", "could_be_parity", "no_interval", "empty")
    }
    assert len(set(edges.values())) == len(edges), edges


@pytest.mark.parametrize("path", ["/area/QYG", "/area/D7T5G", "/area/ENG", "/area/QYG?cell=service_delivery/meso"])
def test_a_board_prints_on_one_page_of_a4(page: Page, path: str):
    visit(page, path)
    paper = page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_paper_has_the_grid_and_the_sentences_and_no_navigation(page: Page):
    visit(page, "/area/QYG").emulate_media(media="print")
    shown = page.locator("[data-grid] .cell:visible")
    assert shown.count() == 18
    assert page.locator(".key-sentence p:visible").count() >= 3
    assert page.locator("nav:visible").count() == 0
    assert page.locator("footer:visible").count() == 1
