"""What is said once on the next page, whichever kind of page that is; and the help of pages of plain HTML."""

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from domain_model.people_vocabulary import Role
from tests.people import post, signed_in

MARK = "parity-map-said"
PATHS = ["/sign-in", "/score", "/score/QYG", "/views", "/notes", "/account", "/people", "/audit"]


@pytest.fixture(scope="module")
def server(application: Dash) -> Flask:
    return application.server


def marked(client: FlaskClient) -> bool:
    return client.get_cookie(MARK) is not None


def withdraw(client: FlaskClient) -> None:
    answer = post(client, "/score/QYG/financing/meso/withdraw", next="/area/QYG?cell=financing/meso")
    assert (answer.status_code, answer.location) == (303, "/area/QYG?cell=financing/meso")


def test_a_page_of_dash_fetches_what_is_to_be_said_once(server: Flask) -> None:
    client = signed_in(server, Role.EDITOR)
    assert not marked(client)
    withdraw(client)
    assert marked(client)
    assert client.get("/area/QYG?cell=financing/meso").status_code == 200
    assert marked(client), "the page itself comes before its script asks"
    answer = client.get("/messages")
    assert answer.get_json() == {"messages": ["You have no view of this cell to withdraw."]}
    assert answer.headers["Cache-Control"] == "no-store"
    assert not marked(client)
    assert client.get("/messages").get_json() == {"messages": []}


def test_the_mark_is_for_scripts_of_this_site_and_short_lived(server: Flask) -> None:
    client = signed_in(server, Role.EDITOR)
    withdraw(client)
    cookie = client.get_cookie(MARK)
    assert cookie is not None
    assert (cookie.value, cookie.path, cookie.http_only, cookie.same_site) == ("1", "/", False, "Lax")
    assert cookie.max_age is not None and cookie.max_age <= 120


def test_a_plain_page_says_it_itself_and_takes_the_mark_away(server: Flask) -> None:
    client = signed_in(server, Role.EDITOR)
    withdraw(client)
    page = client.get("/score").get_data(as_text=True)
    assert '<div class="notice said" role="status"><p>You have no view of this cell to withdraw.</p></div>' in page
    assert not marked(client)
    assert client.get("/messages").get_json() == {"messages": []}


def test_whoever_only_looks_is_told_nothing_and_gets_no_cookie(server: Flask) -> None:
    answer = server.test_client().get("/messages")
    assert answer.get_json() == {"messages": []}
    assert "Set-Cookie" not in answer.headers


def test_nobody_reads_what_is_to_be_said_to_somebody_else(server: Flask) -> None:
    ada, ben = signed_in(server, Role.EDITOR), signed_in(server, Role.EDITOR)
    withdraw(ada)
    assert ben.get("/messages").get_json() == {"messages": []}
    assert len(ada.get("/messages").get_json()["messages"]) == 1


@pytest.mark.parametrize("path", PATHS)
def test_every_page_of_plain_html_offers_its_help_once_below_its_heading(server: Flask, path: str) -> None:
    client = server.test_client() if path == "/sign-in" else signed_in(server, Role.ADMINISTRATOR)
    page = client.get(path).get_data(as_text=True)
    assert page.count('<details id="page-help"') == 1
    assert '</h1><details id="page-help"' in page
    assert page.count("/assets/help.js?m=") == 1


def test_a_page_without_help_of_its_own_has_none(server: Flask) -> None:
    page = signed_in(server, Role.EDITOR).get("/notes/new?area=QYG&cell=financing/meso").get_data(as_text=True)
    assert "page-help" not in page and "/assets/help.js" not in page


@pytest.mark.parametrize(("role", "is_offered"), [(None, True), (Role.EDITOR, True), (Role.VIEWER, False)])
def test_saving_the_view_of_a_page_is_offered_to_whoever_may_or_might(
    server: Flask, role: Role | None, is_offered: bool
) -> None:
    from pages import area, heat_map, pair

    client = signed_in(server, role) if role else server.test_client()
    cookie = client.get_cookie(server.config["SESSION_COOKIE_NAME"])
    headers = {"Cookie": f"{cookie.key}={cookie.value}"} if cookie else {}
    with server.test_request_context("/heat-map", headers=headers):
        drawn = [
            str(heat_map.redraw_grid("", None)[1]),
            str(area.redraw_board("", "QYG")[0].to_plotly_json()),
            str(pair.redraw_pair("", "S13")[0].to_plotly_json()),
        ]
    assert [("Save this view" in part) for part in drawn] == [is_offered] * 3
