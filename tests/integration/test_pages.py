"""The pages on the real figures: callbacks called as the functions they are, and answers over HTTP."""

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from app import ROOT, answer_store_failure, database_problem, trust_proxies
from components.component_markup import as_markup
from data.errors import StoreError
from data.unit_of_work import open_store
from pages.http.addresses import public_address


@pytest.fixture(scope="module")
def client(application: Dash) -> FlaskClient:
    return application.server.test_client()


def page(name: str, application: Dash) -> ModuleType:
    """A page's module; it can be imported only once the application exists."""
    assert application is not None
    return importlib.import_module(f"pages.{name}")


def words(part: object) -> str:
    return str(as_markup(part))


def test_the_heat_map_is_drawn_from_its_address(application: Dash) -> None:
    heat_map = page("heat_map", application)
    with application.server.test_request_context():
        table, filters, headline, problem = heat_map.redraw_grid("?vintage=icb2023", {"code": "QYG"})
    assert table.count('<button type="button"') + table.count("<button") >= 50 * 12
    assert "your board" in table and "42 boards" in table
    assert '<option value="QYG" selected>' in filters
    assert "In 32 of the 42 boards that publish both" in words(headline)
    assert problem is None


def test_the_heat_map_names_what_it_could_not_read(application: Dash) -> None:
    heat_map = page("heat_map", application)
    with application.server.test_request_context():
        *_drawn, problem = heat_map.redraw_grid("?region=Y99&board=QMM&level=mega", None)
    for wrong in ("no such region: Y99", "no such board: QMM", "no such level: mega"):
        assert wrong in words(problem)


def test_the_panel_opens_for_a_cell_and_invites_without_one(application: Dash) -> None:
    heat_map = page("heat_map", application)
    with application.server.test_request_context():
        opened = heat_map.redraw_panel("?vintage=icb2023&area=QYG&cell=service_delivery/meso")
        closed = heat_map.redraw_panel("")
        stranger = heat_map.redraw_panel("?area=QMM&cell=service_delivery/meso")
    assert "Cheshire and Merseyside" in opened and "Service delivery, meso" in opened
    assert "Choose a cell" in closed
    assert "no such area: QMM" in stranger


def test_a_board_is_drawn_with_its_sentences_and_its_grid(application: Dash) -> None:
    area = page("area", application)
    with application.server.test_request_context():
        heading, problem, briefing, care, printed, table = area.redraw_board("?cell=workforce/micro", "QYG")
        panel = area.redraw_panel("?cell=workforce/micro", "QYG")
        invitation = area.redraw_panel("", "QYG")
    assert "<h1>Cheshire and Merseyside</h1>" in words(heading)
    assert problem is None
    assert words(briefing).count("<p>") >= 3
    assert care is not None and "need care" in words(care)
    assert table.count("<button") == 18
    assert "http://localhost/area/QYG?cell=workforce/micro, as at" in words(printed)
    assert "NHS England" in words(printed) and "[x] not published" in words(printed)
    assert "Workforce, micro" in panel and "Choose a cell" in invitation


def test_an_area_of_another_geography_is_not_silently_replaced(application: Dash) -> None:
    area = page("area", application)
    with application.server.test_request_context():
        heading, *_rest, table = area.redraw_board("", "QMM")
    assert "No such area: QMM" in words(heading) and "/area/QMM?vintage=icb2023" in words(heading)
    assert table == ""


@pytest.mark.parametrize(("search", "marked"), [("", False), ("?area=QYG&vintage=icb2023", True)])
def test_a_pair_is_drawn_with_all_areas(application: Dash, search: str, marked: bool) -> None:
    pair = page("pair", application)
    with application.server.test_request_context():
        heading, problem, view = pair.redraw_pair(search, "S13")
    assert "S13" in words(heading.children[0])
    assert problem is None
    assert ("Cheshire and Merseyside" in str(view).split("Every area")[0]) is marked


def test_a_pair_or_indicator_that_does_not_exist_says_so(application: Dash) -> None:
    pair, indicator = page("pair", application), page("indicator", application)
    with application.server.test_request_context():
        assert "No such pair: S99" in words(pair.redraw_pair("", "S99"))
        assert "No such indicator: nothing" in words(indicator.redraw_indicator("", "nothing"))
        _heading, problem, _view = pair.redraw_pair("?area=ZZZ", "S13")
        _heading, other, _view = indicator.redraw_indicator("?area=ZZZ", "cancer-treated-within-62-days")
    assert "no such area: ZZZ" in words(problem) and "no such area: ZZZ" in words(other)


def test_the_lists_and_the_example_come_from_the_store(application: Dash) -> None:
    with application.server.test_request_context():
        options, facts = page("home", application).list_boards(True)
        example = page("method", application).work_out_example(True)
        glossary = page("glossary", application).list_terms(True)
        sources = page("sources", application).list_sources(True)
    assert len(options) == 36 and options[0]["label"] < options[-1]["label"]
    assert "34 barriers and 12 enablers" in words(facts)
    assert "244,823 of 401,057 had the good outcome, 61.0%" in words(example)
    assert "Talking therapies" in str(glossary) or "talking therapies" in str(glossary).lower()
    assert "NHS England" in str(sources)


def test_layouts_are_skeletons_that_take_any_query(application: Dash) -> None:
    for name in ("home", "my_board", "heat_map", "area", "pair", "indicator", "method", "glossary", "sources"):
        assert page(name, application).layout(anything="at all") is not None
    for name in ("accessibility", "not_found_404"):
        assert "<h1>" in words(page(name, application).layout(anything="at all"))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/area", 200),
        ("/area/QYG", 200),
        ("/area/QMM", 200),
        ("/area/ENG", 200),
        ("/area/ZZZ", 404),
        ("/heat-map", 200),
        ("/pair/S13", 200),
        ("/pair/S99", 404),
        ("/indicator/cancer-treated-within-62-days", 200),
        ("/indicator/nothing", 404),
        ("/method", 200),
        ("/glossary", 200),
        ("/sources", 200),
        ("/accessibility", 200),
        ("/nowhere", 404),
        ("/health", 200),
        ("/api/v1/meta", 200),
    ],
)
def test_every_address_answers_with_its_status_and_strict_headers(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe-eval" not in policy and "http" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_version_of_the_data_stands_on_every_page(application: Dash, client: FlaskClient) -> None:
    version = client.get("/api/v1/meta").get_json()["dataset_version"]
    assert len(version) == 12
    assert version in client.get("/_dash-layout").get_data(as_text=True)


def started_with(tmp_path: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """What gunicorn says when it starts as `make run` starts it, with settings that it cannot use."""
    command = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "app:create_server()"]
    environment = {**os.environ, "PORT": "0", "DATABASE_URL": f"sqlite:///{tmp_path / 'x.db'}", **settings}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"PORT": "80500"}, "PORT is '80500': give a whole number from 1 to 65535"),
        ({"PORT": "8059", "WORKERS": "two"}, "WORKERS is 'two': give a whole number from 1 to 64"),
        ({"PORT": "8059", "TRUSTED_PROXIES": "x"}, "TRUSTED_PROXIES is 'x': give a whole number from 0 to 10"),
        ({"PORT": "8059", "DATABASE_URL": "sqlite:////no/such/folder/x.db"}, "/no/such/folder"),
        ({"PORT": "8059", "DATABASE_URL": "nonsense"}, "DATABASE_URL is not a database URL"),
        ({"PORT": "8059", "VIEWING": "shut"}, "VIEWING is 'shut': give open or closed"),
        ({"PORT": "8059", "SECRET_KEY": "abc"}, "SECRET_KEY has 3 characters: give at least 32 random ones"),
    ],
)
def test_what_cannot_be_used_stops_the_start_with_one_line(
    tmp_path: Path, settings: dict[str, str], words: str
) -> None:
    answer = started_with(tmp_path, **settings)
    assert answer.returncode != 0
    said = answer.stdout + answer.stderr
    assert "Parity Map cannot start: " in said and words in said
    assert "Traceback" not in said and "/welcome/" not in said


def test_forwarding_headers_are_believed_only_when_a_proxy_is_trusted() -> None:
    for proxies, address in ((0, "http://localhost"), (1, "https://parity.example")):
        server = Flask("proxied")
        server.add_url_rule("/", "address", lambda: public_address())
        trust_proxies(server, proxies)
        headers = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "parity.example"}
        assert server.test_client().get("/", headers=headers).get_data(as_text=True) == address


def test_the_address_from_the_settings_comes_before_that_of_the_request() -> None:
    server = Flask("named")
    server.config["PUBLIC_URL"] = "https://parity.example/"
    with server.test_request_context():
        assert public_address() == "https://parity.example"


def test_health_says_when_the_database_has_gone(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'gone.db'}", progress=lambda _line: None)
    assert database_problem(store) is None
    store.close()
    for file in tmp_path.iterdir():
        file.unlink()
    assert database_problem(store) == "the database cannot be reached"


def test_a_store_that_fails_is_answered_with_one_line(application: Dash) -> None:
    with application.server.test_request_context():
        answer = answer_store_failure(StoreError("secret path"))
    assert answer.status_code == 503
    assert answer.get_data(as_text=True) == "The database cannot be reached just now.\n"
