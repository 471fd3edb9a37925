"""The product in Dash's own test harness, with Selenium and the Chromium of the system."""

import pytest
from dash.testing.browser import Browser
from dash.testing.wait import until

from tests.browser.harness import only_drawn

pytestmark = [
    pytest.mark.browser,
    only_drawn,
    # The selenium that dash[testing] pins asks urllib3 in an old way.
    pytest.mark.filterwarnings("ignore:HTTPResponse.getheader:DeprecationWarning"),
]

CELL = '[data-grid] [data-area="QYG"][data-cell="service_delivery/meso"]'


@pytest.fixture
def dash_on_site(chromium: str, site: str, request: pytest.FixtureRequest) -> Browser:
    """Dash's browser on the server that all tests share: Dash makes one app in a process, so not on its own."""
    harness: Browser = request.getfixturevalue("dash_br")
    harness.server_url = site
    return harness


def test_the_app_starts_on_its_first_page_and_the_console_stays_silent(dash_on_site: Browser):
    dash_on_site.wait_for_text_to_equal("h1", "Is mental health on a par with physical health?")
    dash_on_site.wait_for_element("#home-board option[value=QYG]")
    dash_on_site.wait_for_contains_text("#home-facts", "published figures")
    assert dash_on_site.get_logs() == []


def test_the_heat_map_paints_and_a_click_on_a_cell_opens_its_panel(dash_on_site: Browser):
    dash_on_site.wait_for_page(f"{dash_on_site.server_url}/heat-map")
    dash_on_site.wait_for_element(CELL)
    until(dash_on_site._wait_for_callbacks, timeout=60)
    assert len(dash_on_site.find_elements("[data-grid] tbody tr.icb")) == 36
    dash_on_site.driver.execute_script("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", CELL)
    dash_on_site.find_element(CELL).click()
    dash_on_site.wait_for_contains_text(".cell-panel h2", "Service delivery, meso")
    dash_on_site.wait_for_contains_text(".cell-panel", "Cheshire and Merseyside")
    assert "cell=service_delivery%2Fmeso" in dash_on_site.driver.current_url
    assert dash_on_site.get_logs() == []
