"""The page that reports an error, and the downloads, on the real figures."""

import csv
import importlib
import re
from io import StringIO
from types import ModuleType
from urllib.parse import parse_qsl, urlsplit

import orjson
import pytest
from dash import Dash

from components.component_markup import as_markup
from components.page_actions import map_actions, pair_actions
from components.url_state import HeatMapView, PairView
from domain_model.vocabulary import BuildingBlock, Grade, Level, Vintage
from pages.http.error_report import CONTACT_EMAIL


def page(name: str, application: Dash) -> ModuleType:
    """A page's module; it can be imported only once the application exists."""
    assert application is not None
    return importlib.import_module(f"pages.{name}")


def message(application: Dash, about: str, figure: str) -> str:
    """The page below its heading as text, attributes unescaped once."""
    with application.server.test_request_context():
        written = page("report_error", application).write_message({"about": about, "figure": figure})
    return str(as_markup(written)).replace("&amp;", "&").replace("&#34;", '"')


def test_a_report_from_a_cell_names_value_area_publication_and_version(application: Dash) -> None:
    version = application.server.test_client().get("/api/v1/meta").get_json()["dataset_version"]
    about = "/area/QYG?vintage=icb2023&cell=service_delivery/meso"
    written = message(application, about, "S13")
    for words in (
        f"Seen at: http://localhost{about}",
        "Figure: pair S13, ",
        "Area: Cheshire and Merseyside (QYG)",
        "Value: 55. In words: ",
        "Publication: NHS England, ",
        f"Data version: {version}",
        "Errors in the publication itself: NHS England.",
        "whoever runs this copy",
    ):
        assert words in written.replace("&lt;", "<").replace("&amp;", "&"), words
    assert f'href="{about}"' in written
    assert "mailto:" not in written


def test_the_area_of_the_heat_map_and_of_an_indicator_is_known_too(application: Dash) -> None:
    of_map = message(application, "/heat-map?area=QF7&vintage=icb2023&cell=service_delivery/meso", "S13")
    assert "(QF7)" in of_map
    about = "/indicator/cancer-treated-within-62-days?area=QYG"
    of_indicator = message(application, about, "cancer-treated-within-62-days")
    assert "Figure: indicator cancer-treated-within-62-days" in of_indicator
    assert "Area: Cheshire and Merseyside (QYG)" in of_indicator
    without = message(application, "/pair/S13?area=ZZZ", "S13")
    assert "Figure: pair S13" in without and "Area:" not in without


def test_what_the_address_names_wrongly_is_said_and_never_linked(application: Dash) -> None:
    written = message(application, "//evil.example/area/QYG", "<script>")
    assert "the page it is about is none of this site" in written
    assert "no such figure: &lt;script&gt;" in written
    assert "evil.example" not in written and "<script>" not in written
    assert "please give the address" in written
    plain = message(application, "", "")
    assert "notice" not in plain and "please say which" in plain


def test_the_mailbox_of_the_settings_is_offered(application: Dash, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(application.server.config, CONTACT_EMAIL, "parity@example.org")
    written = message(application, "/heat-map", "")
    assert "mailto:parity@example.org?subject=Parity%20Map" in written
    assert "who runs this copy" in written and "whoever runs this copy" not in written


def test_the_page_takes_any_query_and_only_one_value_of_each(application: Dash) -> None:
    laid_out = page("report_error", application).layout(about=["/a", "/b"], figure="S13", other="x")
    asked = next(part for part in laid_out._traverse() if getattr(part, "id", "") == "report-error-asked")
    assert asked.data == {"about": "", "figure": "S13"}
    assert application.server.test_client().get("/report-error?about=/pair/S13").status_code == 200


def test_the_definitions_of_marked_words_come_from_the_store(application: Dash) -> None:
    with application.server.test_request_context():
        sent = orjson.loads(page("glossary", application).send_definitions("term-definitions"))
        listed = str(page("glossary", application).list_terms(True))
    assert sent["Interval"].startswith("The range in which the true figure probably lies")
    assert "Trust" not in sent
    assert "term-trust" in listed


def rows(application: Dash, markup: str) -> list[dict[str, str]]:
    """What the download link in the markup answers."""
    (address,) = re.findall(r'href="(/api/v1/[^"]+)"', markup)
    parts = urlsplit(address.replace("&amp;", "&"))
    answer = application.server.test_client().get(parts.path, query_string=dict(parse_qsl(parts.query)))
    assert answer.status_code == 200 and answer.mimetype == "text/csv", answer.text
    assert "Link" not in answer.headers
    return list(csv.DictReader(StringIO(answer.text)))


def test_the_download_of_the_map_has_every_area_of_the_view_in_one_file(application: Dash) -> None:
    assert len(rows(application, map_actions(HeatMapView(vintage=Vintage.ICB2023)))) == 50 * 18
    narrow = HeatMapView(block=BuildingBlock.WORKFORCE, level=Level.MICRO, grades=frozenset({Grade.A}))
    assert len(rows(application, map_actions(narrow))) == 44


def test_the_download_of_a_pair_has_every_area(application: Dash) -> None:
    assert len(rows(application, pair_actions("S13", PairView(vintage=Vintage.ICB2023, area="QYG")))) == 50
