"""What browser tests share: one server on real figures, one Chromium, and pages that may not complain."""

import logging
import re
import shutil
import threading
from collections.abc import Callable, Iterator

import pytest
from dash import Dash
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from selenium.webdriver import ChromeOptions
from werkzeug.serving import make_server

from domain_model.people import Person
from tests.browser.harness import CHROMIUM_ARGUMENTS, HOME, PATIENCE, Clients, SignIn, said
from tests.people import cookie_of
from tests.servers import serving

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is; without one its tests are skipped, and say so."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("there is no Chromium on this machine")
    return path


@pytest.fixture(scope="session")
def site(application: Dash) -> Iterator[str]:
    """The address of the product on a newly seeded database."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    server = make_server(HOME, 0, application.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://{HOME}:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    with sync_playwright() as playwright:
        arguments = list(CHROMIUM_ARGUMENTS)
        launched = playwright.chromium.launch(executable_path=chromium, args=arguments, timeout=3 * PATIENCE)
        yield launched
        launched.close()


@pytest.fixture
def clients(browser: Browser, site: str) -> Iterator[Clients]:
    """Several people's browsers; the test fails if any of their pages complained of anything."""
    people = Clients(browser, site)
    yield people
    people.close()
    assert not people.complaints, said(people.complaints)


@pytest.fixture
def page(clients: Clients) -> Page:
    """One person's page, 1400 px wide."""
    return clients.page()


@pytest.fixture
def server(application: Dash) -> Flask:
    """The server that stands at the address of the product."""
    return application.server


@pytest.fixture
def sign_in(server: Flask, site: str) -> SignIn:
    """Sign a person in at the browser of a page."""

    def done(page: Page, person: Person) -> Page:
        name, value = cookie_of(server, person)
        page.context.add_cookies([{"name": name, "value": value, "url": site}])
        return page

    return done


@pytest.fixture
def empty_database(new_database: Callable[[], str]) -> str:
    """An empty database: the server that is started on it makes everything."""
    return new_database()


@pytest.fixture
def first_start(browser: Browser, empty_database: str) -> Iterator[tuple[Clients, str]]:
    """People's browsers at a newly started server with two processes, and the link that it printed."""
    with serving(empty_database) as (process, site):
        assert process.stdout is not None
        link = ""
        while not link:
            found = re.search(r"/welcome/[\w-]+", process.stdout.readline())
            link = found.group(0) if found else ""
        people = Clients(browser, site)
        yield people, link
        people.close()
    assert not people.complaints, said(people.complaints)


def pytest_setup_options() -> ChromeOptions:
    """How dash.testing starts its own Chromium."""
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in (*CHROMIUM_ARGUMENTS, "--window-size=1400,900"):
        options.add_argument(argument)
    return options
