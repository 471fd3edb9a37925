"""Every page and state passes axe at WCAG 2.2 AA, on a screen and on a phone, and has the landmarks of one."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.harness import PHONE, WIDE, Clients, said, visit

pytestmark = pytest.mark.browser

AXE = next((Path(__file__).parent / "vendor").glob("axe-*.min.js")).read_text(encoding="utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
MISSING = "/404x"
PATHS = (
    "/",
    "/area",
    "/area/QYG",
    "/area/D7T5G",
    "/area/QYG?cell=service_delivery/meso",
    "/area/ENG",
    "/area/Y62",
    "/area/ZZZ",
    "/heat-map",
    "/heat-map?vintage=icb2023&area=QF7&cell=service_delivery/meso&unmeasured=yes",
    "/heat-map?block=zzz",
    "/pair/S13",
    "/pair/S13?area=QYG",
    "/pair/O1",
    "/pair/W1",
    "/pair/ZZZ",
    "/indicator/zzz",
    "/method",
    "/glossary",
    "/sources",
    "/accessibility",
    MISSING,
)


def violations(page: Page) -> list[str]:
    """What axe finds.

    The policy of the pages forbids inline scripts, and stays in force here: `evaluate` speaks to the browser over
    its debugging protocol, to which the policy does not apply, so that the page under test is the one people get.
    """
    page.evaluate(AXE)
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(r => r.violations)", STANDARD
    )
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']} {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_violation_of_wcag_and_one_heading_of_the_first_level(clients: Clients, path: str, width: int):
    clients.expect_missing(MISSING)
    page = visit(clients.page(width), path)
    found = violations(page)
    assert not found, said(found)
    assert page.locator("h1").count() == 1
