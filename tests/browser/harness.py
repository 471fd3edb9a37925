"""Browsers that complain: pages whose console must stay silent and that may ask no other host."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from domain_model.people import Person

CHROMIUM_ARGUMENTS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOME = "127.0.0.1"
LOCAL_SCHEMES = {"data", "blob", "about"}
WIDE, PHONE = 1400, 360
PATIENCE = 60_000
"""For how many milliseconds something that should come is waited for: long, as machines stall now and then."""

only_drawn = pytest.mark.only_on("sqlite", "it looks at how pages are drawn, the same whatever they were read from")
SignIn = Callable[[Page, Person], Page]
"""Signs a person in at the browser of a page, and gives the page back."""
SETTLED = """() => {
    const state = window.store && window.store.getState();
    const callbacks = state ? Object.entries(state.callbacks) : [];
    const busy = !state || state.appLifecycle !== "HYDRATED" || !document.querySelector("h1")
        || callbacks.some(([name, list]) => !["stored", "completed"].includes(name) && list.length);
    const now = performance.now();
    if (busy || !window.quietSince) {
        window.quietSince = busy ? 0 : now;
        return false;
    }
    return now - window.quietSince > 60;
}"""
"""Whether Dash has had nothing to do for a moment; what it is asked repeatedly until it says yes."""


class Clients:
    """Makes pages, each of a new browser context as of another person, and collects what they complain of."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.site = site
        self.complaints: list[str] = []
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self._missing: set[str] = set()

    def page(self, width: int = WIDE, height: int = 900, **options: Any) -> Page:
        """A page of a new person, with nothing remembered."""
        context = self._browser.new_context(viewport={"width": width, "height": height}, base_url=self.site, **options)
        context.set_default_timeout(PATIENCE)
        context.on("request", self._note_request)
        context.on("console", self._note_console)
        context.on("weberror", lambda error: self.complaints.append(f"page error: {error.error}"))
        self._contexts.append(context)
        return context.new_page()

    def expect_missing(self, *paths: str) -> None:
        """Let the console name the status 404 of these documents: the browser writes it, not the product."""
        self._missing.update(paths)

    def close(self) -> None:
        """End all these people's sessions."""
        for context in self._contexts:
            context.close()

    def _note_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in LOCAL_SCHEMES and address.hostname != HOME:
            self.complaints.append(f"request to another host: {request.url}")

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"}:
            return
        origin = urlsplit(message.location["url"]).path
        if origin in self._missing and "status of 404" in message.text:
            return
        self.complaints.append(f"console {message.type}: {message.text} ({origin})")


def settle(page: Page) -> Page:
    """Wait until everything on the page has been drawn."""
    page.evaluate("window.quietSince = 0")
    page.wait_for_function(SETTLED)
    return page


def visit(page: Page, path: str) -> Page:
    """Open an address as by typing it, and wait until all of it has been drawn."""
    page.goto(path)
    return settle(page)


def focused(page: Page) -> dict[str, str]:
    """What has the focus: its tag, id, and the area, cell or key that it stands for."""
    return page.evaluate("() => { const e = document.activeElement; return {tag: e.tagName, id: e.id, ...e.dataset}; }")


def tab_until(page: Page, selector: str, limit: int = 60) -> int:
    """Press Tab until an element that fits has the focus; answer how often."""
    for presses in range(1, limit + 1):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return presses
    raise AssertionError(f"{limit} times Tab did not reach {selector}")


def said(problems: Iterable[object]) -> str:
    """Problems one a line, for the message of a failing test."""
    return "\n".join(str(problem) for problem in problems)
