"""A whole workshop in real browsers on a real server: facilitator, projector, a phone and twenty scripted ones."""

import json
import random
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from playwright.sync_api import Page, expect

from domain_model.workshop_vocabulary import Group
from tests.browser.harness import PATIENCE, PHONE, Clients, visit
from tests.browser.test_first_start import looks_right, make_account
from tests.databases import rows_in

pytestmark = pytest.mark.browser

TWO_MINUTES = 120
GROUPS = (*(Group.POLICY,) * 7, *(Group.PRACTICE,) * 7, *(Group.LIVED_EXPERIENCE,) * 6)


class ScriptedPhone:
    """A phone that asks and sends as the page's script does, without a browser."""

    def __init__(self, site: str, code: str, group: Group) -> None:
        self._site = site
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        joined = urlencode({"consent": "yes", "group": group.value}).encode()
        with self._opener.open(Request(f"{site}/j/{code}", joined), timeout=60) as answer:
            self.workshop = answer.url.rpartition("/w/")[2]

    def state(self) -> dict[str, Any]:
        with self._opener.open(f"{self._site}/w/{self.workshop}/state", timeout=60) as answer:
            return json.load(answer)

    def send(self, what: str, **document: object) -> dict[str, Any]:
        request = Request(
            f"{self._site}/w/{self.workshop}/{what}",
            json.dumps(document).encode(),
            {"Content-Type": "application/json"},
        )
        with self._opener.open(request, timeout=60) as answer:
            return json.load(answer)


def press(facilitator: Page, words: str) -> None:
    """Press the one big button, which says what it does."""
    button = facilitator.locator("#next-step")
    facilitator.wait_for_timeout(800)  # the console takes a press right after another for a mistake
    expect(button).to_have_text(re.compile(words, re.IGNORECASE), timeout=PATIENCE)
    button.click()


def next_step(facilitator: Page, words: str, then: str) -> None:
    """Press the big button and wait until the workshop stands there."""
    press(facilitator, words)
    stage = facilitator.locator("#console-now")
    expect(stage).to_have_text(re.compile(then, re.IGNORECASE), timeout=PATIENCE)


def vote(phones: list[ScriptedPhone], answers_of: Callable[[ScriptedPhone, dict[str, Any]], dict[str, Any]]) -> None:
    """All scripted phones vote at once."""

    def one(phone: ScriptedPhone) -> object:
        until = time.monotonic() + PATIENCE / 1000
        while not isinstance(voting := phone.state()["round"], dict):
            assert time.monotonic() < until, "no vote was opened"
            time.sleep(0.5)
        return phone.send("ballots", round=voting["number"], sequence=1, answers=answers_of(phone, voting))["kept"]

    with ThreadPoolExecutor(10) as threads:
        assert list(threads.map(one, phones)) == [True] * len(phones)


def test_a_workshop_from_the_home_page_to_the_heat_map(first_start: tuple[Clients, str], empty_database: str):
    clients, first_link = first_start
    facilitator, projector, phone = clients.page(), clients.page(1920, 1080), clients.page(PHONE, 740)
    make_account(facilitator, first_link, "Fay FICTITIOUS")

    # From the home page to a session that people can join, without reading anything.
    began = time.monotonic()
    visit(facilitator, "/")
    facilitator.get_by_role("link", name="Set up or run a workshop").click()
    facilitator.get_by_role("link", name=re.compile("New workshop")).first.click()
    facilitator.locator("#area").select_option("QMM")
    facilitator.get_by_role("button", name="Create the workshop").first.click()
    expect(facilitator.locator("#console-now")).to_have_text("Now: Welcome")
    found = re.search(r"code ([2-9A-Z]{3} [2-9A-Z]{3})", facilitator.inner_text("main"))
    assert found
    code = found.group(1)
    assert time.monotonic() - began < TWO_MINUTES
    workshop = facilitator.url.rpartition("/")[2]

    facilitator.get_by_role("button", name="Open the projector page").click()
    facilitator.wait_for_url("**/link")
    address = facilitator.locator("input[readonly]").input_value()
    projector.goto(address)
    expect(projector.locator("body")).to_contain_text(code)
    facilitator.goto(f"/workshops/{workshop}")

    # A phone joins by typing the code as people type it; twenty others by scanning it.
    phone.goto("/join")
    phone.get_by_label("Code").fill(code.lower())
    phone.get_by_role("button", name="Go on").click()
    phone.get_by_label("Lived experience").check()
    phone.get_by_label(re.compile("agree")).check()
    phone.get_by_role("button", name="Join").click()
    phone.wait_for_url(f"**/w/{workshop}")
    site = clients.site
    phones = [ScriptedPhone(site, code.replace(" ", ""), group) for group in GROUPS]
    expect(projector.locator("body")).to_contain_text("21")
    problems = {"welcome, phone": looks_right(phone), "welcome, projector": looks_right(projector)}

    next_step(facilitator, "Start: silent ideas", "Silent ideas")
    phone.locator("textarea").fill("FICTITIOUS: nobody answers at night")
    phone.context.set_offline(True)
    phone.get_by_role("button", name=re.compile("Send|Give|Add")).first.click()
    expect(phone.locator("body")).to_contain_text("not yet sent")
    phone.context.set_offline(False)
    for number, one in enumerate(phones[:3]):
        one.send("ideas", id=f"idea-of-phone-{number:08d}", text=f"FICTITIOUS idea {number}", cell="")
    expect(phone.locator("body")).to_contain_text("✓ Given", timeout=PATIENCE)
    expect(facilitator.locator("#console-panel")).to_contain_text("4 ideas", timeout=PATIENCE)
    assert "nobody answers at night" not in projector.content(), "ideas stay hidden until they are read out"
    problems["ideas, console"] = looks_right(facilitator)

    next_step(facilitator, "share", "Share")
    facilitator.wait_for_timeout(800)
    facilitator.get_by_role("button", name=re.compile("^Show")).first.click()
    expect(projector.locator("body")).to_contain_text("FICTITIOUS")
    problems["share, projector"] = looks_right(projector)
    next_step(facilitator, "clarify", "Clarify")
    next_step(facilitator, "vote", "Vote")
    next_step(facilitator, "ranking", "Vote")

    # The phone of a person who falls asleep, and wakes.
    expect(phone.get_by_role("heading", level=1)).to_contain_text("What holds parity back most here?")
    phone.get_by_role("button", name=re.compile("Add")).nth(1).click()
    phone.get_by_role("button", name=re.compile("Add")).nth(3).click()
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Send my ranking").click()
    expect(phone.locator("body")).to_contain_text("not yet sent")
    vote(phones, lambda one, voting: {"ranking": [target["id"] for target in voting["targets"][:5]]})
    expect(projector.locator("body")).to_contain_text("of 21 have voted")
    expect(projector.locator("[data-number=done]").first).to_contain_text("20")
    problems["vote, phone"] = looks_right(phone)
    problems["vote, projector"] = looks_right(projector)
    phone.context.set_offline(False)
    expect(phone.locator("body")).to_contain_text("Saved at")
    expect(projector.locator("[data-number=done]").first).to_contain_text("21")
    ((ballots,),) = rows_in(empty_database, "SELECT count(*) FROM workshop_ballots")
    assert ballots == 21

    press(facilitator, "End the voting")
    expect(facilitator.locator("#next-step")).to_have_text(re.compile("Reveal|Show"), timeout=PATIENCE)
    for page in (projector, phone):
        assert "Each group counts once" not in page.content(), "results stay hidden until they are shown"
    next_step(facilitator, "Reveal|Show", "Discuss")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("What the room said")
    expect(projector.locator("body")).to_contain_text("Each group counts once")
    problems |= {f"reveal, {page.url}": looks_right(page) for page in (facilitator, projector, phone)}

    # Then the cells: what the room thinks becomes a layer of the heat map.
    next_step(facilitator, "vote", "Vote")
    next_step(facilitator, "scor", "Vote")
    choose = random.Random(4)
    vote(
        phones,
        lambda one, voting: {
            "scores": {
                target["id"]: {"perception": choose.choice((1, 1, 2)), "severity": choose.choice((6, 7, 8))}
                for target in voting["targets"]
            }
        },
    )
    press(facilitator, "End the voting")
    next_step(facilitator, "Reveal|Show", "Discuss")
    expect(projector.locator("body")).to_contain_text("Severity of the gap")

    # Taken away as files, and approved by an editor.
    facilitator.goto(f"/workshops/{workshop}/report")
    problems["report"] = looks_right(facilitator)
    with facilitator.expect_download() as loaded:
        facilitator.get_by_role("link", name=re.compile("CSV")).first.click()
    text = loaded.value.path().read_text(encoding="utf-8-sig")
    assert "FICTITIOUS" in text
    assert ",median," in text
    facilitator.goto("/workshops/approvals")
    problems["approvals"] = looks_right(facilitator)
    facilitator.get_by_role("link", name=re.compile("Look|heat map|show", re.IGNORECASE)).last.click()
    facilitator.wait_for_url("**/approve/2")
    problems["approve"] = looks_right(facilitator)
    facilitator.get_by_role("button", name=re.compile("heat map|Approve", re.IGNORECASE)).click()
    facilitator.wait_for_url("**/workshops/approvals")

    # Anybody sees it on the heat map, and the way back to the workshop and its round.
    visitor = visit(clients.page(), "/area/QMM?vintage=icb2023&cell=service_delivery/meso")
    panel = visitor.locator("#panel-judgement")
    expect(panel).to_contain_text("20 people")
    expect(panel).to_contain_text("much worse")
    problems["panel"] = looks_right(visitor)
    panel.get_by_role("link", name=re.compile("workshop|round|report", re.IGNORECASE)).first.click()
    visitor.wait_for_url(f"**/workshops/{workshop}/report#round-2")
    expect(visitor.locator("#round-2")).to_be_visible()
    assert {place: found for place, found in problems.items() if found} == {}
    # The phone was offline for a while, which the browser writes, not the product.
    clients.complaints[:] = [one for one in clients.complaints if "ERR_INTERNET_DISCONNECTED" not in one]
