"""Several processes on one database: what was acknowledged survives kill -9, and nobody loses another's change."""

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.client import HTTPException
from http.cookiejar import CookieJar
from itertools import count
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, Request, build_opener

import pytest
from flask import Flask

from components.score_form import field_name
from data.current import EXTENSION
from data.unit_of_work import Store, open_store
from domain_model.cells import CELLS, Cell
from domain_model.people import new_id
from domain_model.people_vocabulary import Role
from tests.contributions import add_person
from tests.databases import rows_in
from tests.people import add_person as add_account
from tests.people import cookie_of
from tests.servers import PATIENCE, SECRET_KEY, kill, serving, started


def quiet(_line: str) -> None:
    """Say nothing."""


@pytest.fixture
def url(copy_of_seeded: Callable[[], str]) -> str:
    """A database with the real figures and two editors."""
    made = copy_of_seeded()
    store = open_store(made, progress=quiet)
    with store.writing_unit_of_work() as work:
        for name in ("Ada", "Zoe"):
            add_person(work, name)
        work.commit()
    store.close()
    return made


def judging(url: str, author: str, times: int, cell: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "tests.judging_process", url, author, str(times), cell)


def lines_of(process: subprocess.Popen[str]) -> list[str]:
    """What is left in the pipe, without a last line that was cut off."""
    assert process.stdout is not None
    return [line.strip() for line in process.stdout if line.endswith("\n")]


def assert_numbered(url: str) -> list[object]:
    """Changes, and the versions of each view, are numbered from 1 without gaps; the numbers of the changes."""
    changes = [row[0] for row in rows_in(url, "SELECT change FROM judgements ORDER BY change")]
    assert changes == list(range(1, len(changes) + 1))
    assert rows_in(url, "SELECT latest FROM judgement_changes") == [(len(changes),)]
    views: dict[object, list[object]] = {}
    for *view, version in rows_in(url, "SELECT author, area, block, level, version FROM judgements ORDER BY change"):
        views.setdefault(tuple(view), []).append(version)
    for versions in views.values():
        assert versions == list(range(1, len(versions) + 1))
    return changes


def assert_whole(url: str) -> None:
    """No change is torn: each is there with its note and its event."""
    changes = assert_numbered(url)
    notes = {text for (text,) in rows_in(url, "SELECT text FROM notes")}
    assert notes == {reason(change) for change in changes}
    events = {subject for (subject,) in rows_in(url, "SELECT subject FROM audit_events WHERE action = 'scored'")}
    assert events == {str(change) for change in changes}


def reason(number: object) -> str:
    """What the change of that number says."""
    return f"FICTITIOUS {number}"


def test_kill_9_loses_nothing_that_was_acknowledged(url: str) -> None:
    ledger: list[int] = []
    for number in range(1, 6):
        with (
            started(*judging(url, "id-ada", 0, "all")) as first,
            started(*judging(url, "id-zoe", 0, "0")) as second,
        ):
            for process in (first, second):
                assert process.stdout is not None
                ledger.append(int(process.stdout.readline()))
            for process in (first, second):
                time.sleep(random.uniform(0.05, 0.4))
                kill(process)
                ledger.extend(map(int, lines_of(process)))
        kept = {row[0] for row in rows_in(url, "SELECT change FROM judgements")}
        assert len(set(ledger)) == len(ledger)
        assert set(ledger) <= kept, "acknowledged and lost"
        # Each killed process may have been killed between its commit and its word about it.
        assert len(kept) - len(ledger) <= 2 * number
        assert_whole(url)
    assert len(ledger) > 30


def test_two_servers_on_one_database_lose_nothing_of_one_another(url: str) -> None:
    times = 60
    with (
        started(*judging(url, "id-ada", times, "all")) as first,
        started(*judging(url, "id-ada", times, "3")) as second,
        started(*judging(url, "id-zoe", times, "3")) as third,
    ):
        processes = (first, second, third)
        acknowledged: list[int] = []
        for process in processes:
            assert process.stdout is not None
            while (line := process.stdout.readline().strip()) != "done":
                acknowledged.append(int(line))
        books = []
        for process in processes:
            out, _error = process.communicate("look\n", timeout=PATIENCE)
            books.append(json.loads(out))
    assert sorted(acknowledged) == list(range(1, 3 * times + 1))
    assert_whole(url)
    assert books[0] == books[1] == books[2]
    assert books[0]["change"] == 3 * times
    by_hand = [view for view in books[0]["views"] if view[1] == "3"]
    # Two servers wrote Ada's view of cell 3: `times` by one, and every 18th of the other's.
    of_all = len([number for number in range(times) if number % 18 == 3])
    assert [(view[0], view[2]) for view in by_hand] == [("id-ada", times + of_all), ("id-zoe", times)]
    assert len(books[0]["views"]) == 18 + 1


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_arguments: object) -> None:
        return None


class Browser:
    """A browser at which an editor has signed in; it sends forms as one without scripts does."""

    def __init__(self, site: str, cookie: tuple[str, str]) -> None:
        self._site = site
        self._cookies = CookieJar()
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(self._cookies), _NoRedirects())
        self._cookie = "=".join(cookie)
        session, headers = self._ask("/session", cookie=self._cookie)
        self.token = json.loads(session)["csrf_token"]
        assert self.token and headers["Set-Cookie"]

    def score(self, cell: Cell, number: int) -> None:
        """Send the form of a cell; returns once the server has said that the view is kept."""
        said = {field_name(cell, "severity"): number % 9 + 1, field_name(cell, "reason"): reason(number)}
        hidden = {"csrf_token": self.token, "form_id": new_id()}
        page, headers = self._ask(f"/score/QE1/{cell.token}", urlencode(said | hidden).encode())
        assert headers.get("Location"), page

    def _ask(self, path: str, body: bytes | None = None, cookie: str = "") -> tuple[str, dict[str, str]]:
        request = Request(self._site + path, body, {"Cookie": cookie} if cookie else {})
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return answer.read().decode(), dict(answer.headers)
        except HTTPError as error:
            with error:
                assert error.code == 303, (error.code, error.read())
                return "", dict(error.headers)


def signed_in_cookie(store: Store) -> tuple[str, str]:
    """The cookie of a browser at which an editor has signed in, made with the secret that the servers have."""
    server = Flask("cookies")
    server.config.update(SECRET_KEY=SECRET_KEY, SESSION_COOKIE_NAME="parity-map")
    server.extensions[EXTENSION] = store
    editor = add_account(server, Role.EDITOR)
    with server.app_context():
        return cookie_of(server, editor)


def test_kill_9_of_the_real_server_loses_no_view_that_it_confirmed(url: str) -> None:
    store = open_store(url, progress=quiet)
    cookie = signed_in_cookie(store)
    store.close()
    sent, confirmed = count(1), set[str]()
    refused: list[AssertionError] = []

    def score(site: str, cell: Cell) -> None:
        browser = Browser(site, cookie)
        for number in sent:
            try:
                browser.score(cell, number)
            except (OSError, HTTPException):
                return  # killed
            except AssertionError as error:
                refused.append(error)
                return
            confirmed.add(reason(number))

    for round_number in (1, 2):
        at_first = len(confirmed)
        with serving(url) as (server, site):
            # Two of the three write the same view.
            people = [threading.Thread(target=score, args=(site, CELLS[number])) for number in (0, 0, 7)]
            for thread in people:
                thread.start()
            deadline = time.monotonic() + PATIENCE
            while len(confirmed) < at_first + 10 and time.monotonic() < deadline and not refused:
                time.sleep(0.02)
            time.sleep(random.uniform(0.05, 0.5))
            kill(server)
            for thread in people:
                thread.join()
        assert refused == []
        assert len(confirmed) >= at_first + 10
        kept = {text for (text,) in rows_in(url, "SELECT reason FROM judgements")}
        assert confirmed <= kept, "confirmed and lost"
        assert len(kept) - len(confirmed) <= len(people) * round_number
        assert_numbered(url)
        assert len(rows_in(url, "SELECT id FROM audit_events WHERE action = 'scored'")) == len(kept)
