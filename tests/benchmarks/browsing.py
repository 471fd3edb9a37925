"""What a person in front of Chromium waits for: the first load of the heat map, and a click on a cell."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.benchmarks.machine import CHROMIUM
from tests.benchmarks.measurements import Line, Spread, at_most, below, plain, spread
from tests.benchmarks.serving import serving

SWITCHES = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
LOADS = 5
CLICKS = 40
CELLS = "[data-grid] button[data-cell]"
PAGES = {"/heat-map": 500, "/heat-map?unmeasured=yes": 700}
"""The page as it opens, six unmeasured columns folded, and with all 18 columns open; with the fewest cells of each."""

# Runs before anything of the page: notes when the table is there and one of its cells takes the focus.
WATCH_LOAD = """
window.usable = new Promise((done) => {
    (function look() {
        const cells = document.querySelectorAll("[data-grid] button[data-cell]");
        const stop = document.querySelector('[data-grid] button[data-cell][tabindex="0"]');
        if (cells.length >= FEWEST && stop) {
            stop.focus();
            if (document.activeElement === stop) {
                done(performance.now());
                return;
            }
        }
        requestAnimationFrame(look);
    })();
});
"""

# From the time stamp of the click until the second frame after another heading stands in the panel.
WATCH_CLICK = """
() => {
    const heading = () => document.querySelector("#heat-map-panel h2");
    const before = heading();
    window.painted = new Promise((done) => {
        document.addEventListener("click", (event) => {
            const ready = () => {
                if (heading() && heading() !== before) {
                    observer.disconnect();
                    requestAnimationFrame(() => requestAnimationFrame(
                        () => done(performance.now() - event.timeStamp)));
                }
            };
            const observer = new MutationObserver(ready);
            observer.observe(document.body, {childList: true, subtree: true});
        }, {once: true, capture: true});
    });
}
"""

# The same two frames after a click that asks for nothing: what no product can go below here.
WATCH_NOTHING = """
() => {
    window.painted = new Promise((done) => {
        document.addEventListener("click", (event) => requestAnimationFrame(() => requestAnimationFrame(
            () => done(performance.now() - event.timeStamp))), {once: true, capture: true});
    });
}
"""


def measure_browsing(folder: Path) -> list[Line]:
    """The lines on first load and on clicks, with the product as `make run` serves it."""
    if not Path(CHROMIUM).exists():
        return [Line("Chromium", "not installed", remark="first load and clicks were not measured")]
    with serving(folder / "browsing.db", folder / "browsing.log") as served, chromium() as browser:
        loads = {page: [_load(browser, served.address, page) for _ in range(LOADS)] for page in PAGES}
        constant = spread([_constant(browser, served.address) for _ in range(LOADS)])
        clicks, nothing = _clicks(browser, served.address)
    folded, whole = (spread([took for took, _received in of_page]) for of_page in loads.values())
    received = loads["/heat-map"][0][1]
    total = sum(size for _address, _kind, size in received) / 1000
    return [
        plain("Baseline: Chromium loads /health", constant.median, "ms", digits=0, remark=f"median of {LOADS}"),
        at_most(
            "Cold load of /heat-map over the wire", total, 900, "KB", digits=0,
            remark=f"{len(received)} answers, headers included",
        ),
        Line("  by kind", _by_kind(received)),
        *(Line("  among the largest", f"{size / 1000:.0f} KB", remark=name) for name, size in _largest(received)),
        below(
            "Cold load until usable, median", folded.median / 1000, 1.5, "s", digits=2,
            remark=f"{LOADS} fresh contexts: {_seconds(folded)}; {folded.median / constant.median:.0f} x the baseline",
        ),
        below(
            "Cold load with all 18 columns until usable, median", whole.median / 1000, 1.5, "s", digits=2,
            remark=f"{LOADS} fresh contexts: {_seconds(whole)}",
        ),
        plain("Baseline: click on nothing, two frames, median", nothing.median, "ms", remark=f"{CLICKS} clicks"),
        below(
            "Click on a cell to painted panel, median", clicks.median, 100, "ms",
            remark=f"{CLICKS} cells; {clicks.median / nothing.median:.1f} x the baseline",
        ),
        plain("Click on a cell to painted panel, p95", clicks.p95, "ms", remark=f"slowest {clicks.highest:.0f} ms"),
    ]  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield browser
        browser.close()


def _fresh(browser: Browser) -> BrowserContext:
    return browser.new_context(viewport={"width": 1400, "height": 900})


Received = list[tuple[str, str, float]]


def _load(browser: Browser, address: str, path: str) -> tuple[float, Received]:
    """Milliseconds from navigation to usable in a fresh context, and what came over the wire."""
    context = _fresh(browser)
    context.add_init_script(WATCH_LOAD.replace("FEWEST", str(PAGES[path])))
    page = context.new_page()
    answers: dict[str, tuple[str, str]] = {}
    received: Received = []
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def answered(event: dict[str, Any]) -> None:
        answers[event["requestId"]] = (event["response"]["url"], event["type"])

    def finished(event: dict[str, Any]) -> None:
        name, kind = answers.get(event["requestId"], ("?", "?"))
        received.append((urlsplit(name).path, kind, event["encodedDataLength"]))

    devtools.on("Network.responseReceived", answered)
    devtools.on("Network.loadingFinished", finished)
    page.goto(f"{address}{path}", wait_until="commit")
    took = float(page.evaluate("window.usable"))
    page.wait_for_load_state("networkidle")
    context.close()
    return took, received


def _constant(browser: Browser, address: str) -> float:
    """Milliseconds in which the same browser loads a page that says one thing."""
    context = _fresh(browser)
    page = context.new_page()
    page.goto(f"{address}/health")
    took = float(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
    context.close()
    return took


def _clicks(browser: Browser, address: str) -> tuple[Spread, Spread]:
    """Milliseconds from click to painted: on cells all over the table, and on a place that does nothing."""
    context = _fresh(browser)
    page = context.new_page()
    page.goto(f"{address}/heat-map")
    page.wait_for_selector(CELLS)
    cells = page.locator(CELLS)
    step = max(1, cells.count() // CLICKS)
    took: list[float] = []
    nothing: list[float] = []
    for number in range(CLICKS):
        cell = cells.nth(number * step)
        cell.evaluate("cell => cell.scrollIntoView({block: 'center', inline: 'center'})")
        page.wait_for_timeout(150)
        page.evaluate(WATCH_NOTHING)
        page.mouse.click(3, 450)
        nothing.append(_painted(page))
        page.evaluate(WATCH_CLICK)
        cell.click()
        took.append(_painted(page))
    context.close()
    return spread(took), spread(nothing)


def _painted(page: Page) -> float:
    return float(page.evaluate("window.painted"))


def _seconds(loads: Spread) -> str:
    return ", ".join(f"{took / 1000:.2f}" for took in loads.values)


def _by_kind(received: Received) -> str:
    kinds: dict[str, float] = defaultdict(float)
    for _address, kind, size in received:
        kinds[kind] += size
    return ", ".join(f"{kind} {size / 1000:.0f} KB" for kind, size in sorted(kinds.items(), key=lambda one: -one[1]))


def _largest(received: Received, number: int = 5) -> list[tuple[str, float]]:
    by_size = sorted(received, key=lambda one: -one[2])
    return [(name, size) for name, _kind, size in by_size[:number]]
