"""Every page and state passes axe at WCAG 2.2 AA, on a screen and on a phone, and has the landmarks of one."""

from pathlib import Path
from typing import Any

import dash
import pytest
from playwright.sync_api import Error, Page

from pages.http.unknown_paths import is_page
from tests.browser.harness import PHONE, WIDE, Clients, only_drawn, said, visit

pytestmark = [pytest.mark.browser, only_drawn]

AXE = next((Path(__file__).parent / "vendor").glob("axe-*.min.js")).read_text(encoding="utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
UNKNOWN = ("/area/ZZZ", "/pair/ZZZ", "/indicator/zzz", "/404x")
PATHS = (
    "/",
    "/area",
    "/area/QYG",
    "/area/D7T5G",
    "/area/QYG?cell=service_delivery/meso",
    "/area/ENG",
    "/area/Y62",
    "/heat-map",
    "/heat-map?vintage=icb2023&area=QF7&cell=service_delivery/meso&unmeasured=yes",
    "/heat-map?block=zzz",
    "/pair/S13",
    "/pair/S13?area=QYG",
    "/pair/O1",
    "/pair/W1",
    "/indicator/community-mental-health-adults-waiting-over-52-weeks",
    "/method",
    "/glossary",
    "/sources",
    "/accessibility",
    "/report-error?about=/pair/S13&figure=S13",
    "/tile-map",
    "/matrix",
    "/links",
    "/matrix?reading=coded&q=time&cell=service_delivery/micro.barrier",
    "/frameworks",
    "/strategies",
    "/perspectives",
    *UNKNOWN,
)


def _run_axe(page: Page) -> list[dict[str, Any]]:
    page.evaluate(AXE)
    return page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(r => r.violations)", STANDARD
    )


def violations(page: Page) -> list[str]:
    """What axe finds.

    The policy of the pages forbids inline scripts, and stays in force here: `evaluate` speaks to the browser over
    its debugging protocol, to which the policy does not apply, so that the page under test is the one people get.
    """
    page.wait_for_load_state()
    try:
        found = _run_axe(page)
    except Error:  # the page was replaced while axe read it, as after a form was sent: what counts is the new one
        page.wait_for_load_state()
        found = _run_axe(page)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']} {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


def unfold(page: Page) -> None:
    """Open everything that can be opened: what is folded away is not looked at by axe."""
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_violation_of_wcag_and_the_landmarks_of_a_page(clients: Clients, path: str, width: int):
    clients.expect_missing(*UNKNOWN)
    page = visit(clients.page(width), path)
    unfold(page)
    found = violations(page)
    assert not found, said(found)
    assert page.locator("h1").count() == 1
    assert page.locator("#main h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "en-GB"
    assert "Parity Map" in page.title()
    for landmark in ("banner", "main", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1, landmark
    assert page.get_by_role("navigation", name="Main").count() == 1


def test_axe_would_find_a_violation_if_there_were_one(page: Page):
    visit(page, "/area")
    page.evaluate("document.querySelector('#main').insertAdjacentHTML('beforeend', '<input type=text>')")
    assert any(found.startswith("label: ") for found in violations(page))


def test_every_registered_page_is_looked_at(site: str):
    opened = [path.partition("?")[0] for path in PATHS]
    pages = [page for page in dash.page_registry.values() if not page["path"].startswith("/404")]
    assert len(pages) >= 10
    unseen = [page for page in pages if not any(is_page(path, [{**page, "exists": None}]) for path in opened)]
    assert [page["name"] for page in unseen] == []
