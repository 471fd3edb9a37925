"""How long somebody waits whose phone is on a slow network: until there is a ballot that can be filled."""

from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page

from data.unit_of_work import open_store
from domain_model.workshop_vocabulary import Group
from pages.http.phone_answers import cookie_name
from tests.benchmarks.browsing import chromium
from tests.benchmarks.machine import CHROMIUM
from tests.benchmarks.measurements import Line, Spread, at_most, below, plain, spread
from tests.benchmarks.serving import serving
from tests.workshops import Room, a_plan, open_room

LOADS = 7
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
"""400 ms from asking to the first byte of an answer, 400 kbit a second either way: WebPageTest's 'Slow 3G'."""

WATCH = """
window.ready = new Promise((done) => {
    (function look() {
        if (document.querySelector("main button")) { done(performance.now()); return; }
        requestAnimationFrame(look);
    })();
});
"""


def measure_phones(folder: Path) -> list[Line]:
    """The lines on the phone page of a workshop in which a ranking is open, on a slow network and on a fast one."""
    if not Path(CHROMIUM).exists():
        return [Line("Chromium", "not installed", remark="the phone page was not measured")]
    database = folder / "phones.db"
    with serving(database, folder / "phones.log") as served, chromium() as browser:
        store = open_store(f"sqlite:///{database}", progress=lambda _line: None)
        room = open_room(store, a_plan(area="QMM"), datetime.now(UTC))
        room.join(*[Group.PUBLIC] * (LOADS + 1), at=datetime.now(UTC))
        room.ranking(at=datetime.now(UTC))
        slow = spread([_load(browser, served.address, room, place, slow=True)[0] for place in range(LOADS)])
        fast, size = _load(browser, served.address, room, LOADS, slow=False)
        store.close()
    return [*_slow_lines(slow), plain("Phone page, no network between", fast, "ms", digits=0), _weight(size)]


def _slow_lines(slow: Spread) -> list[Line]:
    remark = f"{LOADS} first visits; the median; highest {slow.highest:,.0f} ms"
    return [
        below("Phone page on slow 3G until a ballot can be filled", slow.median, 3000, "ms", remark=remark, digits=0)
    ]


def _weight(size: float) -> Line:
    what = "Phone page with script, style and state, unpacked"
    return at_most(what, size / 1024, 60, "KB", remark="the browser's own count")


def _load(browser: Browser, site: str, room: Room, place: int, *, slow: bool) -> tuple[float, float]:
    """A first visit of somebody who has joined: milliseconds until something can be pressed, and bytes unpacked."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    secret = room.people[place].secret
    context.add_cookies([{"name": cookie_name(room.workshop.id), "value": secret, "url": site}])
    page: Page = context.new_page()
    if slow:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_3G)
    page.add_init_script(WATCH)
    page.goto(f"{site}/w/{room.workshop.id}", wait_until="commit")
    ready = page.evaluate("window.ready")
    size = page.evaluate(
        """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
            .reduce((sum, one) => sum + one.decodedBodySize, 0)"""
    )
    context.close()
    return float(ready), float(size)
