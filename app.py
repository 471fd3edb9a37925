"""The composition root: puts database, pages and server together. Imports anything; nothing imports it."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import dash
from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, current_app, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.middleware.proxy_fix import ProxyFix

from components.shell import shell
from components.url_state import DEFAULT_VINTAGE
from data.current import EXTENSION, version_of
from data.engine import DEFAULT_DATABASE_URL
from data.errors import StoreError
from data.unit_of_work import Store, open_store
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.erase_workshop import erase_due
from domain_model.use_cases.open_accounts import offer_first_administrator, replace_administrator
from pages.http.access import VIEWING, guard, open_to_all
from pages.http.account import account
from pages.http.addresses import PUBLIC_URL
from pages.http.api import api
from pages.http.audit import audit
from pages.http.checklists import checklists
from pages.http.coding import coding
from pages.http.error_report import CONTACT_EMAIL, mailbox
from pages.http.evidence_import import evidence_import
from pages.http.forms import refuse_forms_sent_twice
from pages.http.health import add_health_route
from pages.http.messages import messages
from pages.http.notes import notes
from pages.http.own_evidence import own_evidence
from pages.http.people import people
from pages.http.phone import phone
from pages.http.plain_pages import answer_page, paragraph
from pages.http.projector import projector
from pages.http.saved_views import saved_views
from pages.http.scoring import scoring
from pages.http.search import search
from pages.http.security import add_security_headers
from pages.http.settings import long_secret, one_of, web_address, whole_number
from pages.http.sign_in import sign_in
from pages.http.take_away import take_away
from pages.http.unknown_paths import answer_unknown_paths
from pages.http.who import IDLE_MINUTES, LONGEST_HOURS, current_person, know_people
from pages.http.workshop_console import workshop_console
from pages.http.workshop_paper import workshop_paper
from pages.http.workshop_results import workshop_results
from pages.http.workshops import workshops

ROOT = Path(__file__).resolve().parent
ONE_YEAR = 365 * 24 * 60 * 60
ONE_MEGABYTE = 1024 * 1024
BLUEPRINTS = (
    *(api, sign_in, messages, account, people, audit, notes, saved_views, scoring),
    *(phone, projector, workshops, workshop_console, workshop_paper, workshop_results),
    checklists,
    own_evidence,
    search,
    take_away,
    evidence_import,
    coding,
)
"""Everything with an address that is no page of Dash."""

FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
BOOTSTRAP = "vendor/bootstrap-5.3.9.min.css"
PLOTLY = "vendor/plotly-cartesian-4.1.1.min.js"
PLOTLY_OF_DASH = "/_dash-component-suites/plotly/package_data/plotly.min.js"
INDEX = """<!DOCTYPE html>
<html lang="en-GB">
  <head>
    {%metas%}
    <title>{%title%}</title>
    {%favicon%}
    {%css%}
  </head>
  <body>
    {%app_entry%}
    <noscript><p>Parity Map draws its pages with JavaScript, which is switched off in this browser.
    The same figures can be had from <a href="/api/v1/openapi.json">the data interface</a>.</p></noscript>
    {%config%}
    {%scripts%}
    {%renderer%}
  </body>
</html>
"""


def database_url_from_environment() -> str:
    """Return `DATABASE_URL`, or SQLite under `var/`."""
    return os.environ.get("DATABASE_URL") or DEFAULT_DATABASE_URL


def prepare_database() -> str:
    """Migrate and seed the database before the first process serves; StoreError says why it cannot be.

    Returns the secret of a link that makes the first administrator, '' where there is an administrator.
    """
    store = open_store(database_url_from_environment())
    try:
        with store.writing_unit_of_work() as work:
            made = offer_first_administrator(work, datetime.now(UTC))
            erase_due(work, datetime.now(UTC))
            work.commit()
    finally:
        store.close()
    return made.secret if made else ""


def further_administrator() -> str:
    """The secret of a link that makes a further administrator, for whoever runs the server and lost the others."""
    store = open_store(database_url_from_environment())
    try:
        with store.writing_unit_of_work() as work:
            made = replace_administrator(work, datetime.now(UTC))
            work.commit()
    finally:
        store.close()
    return made.secret


def create_app(database_url: str | None = None) -> Dash:
    """Return the Dash application on `database_url`, else the environment's, ready to serve."""
    store = open_store(database_url or database_url_from_environment())
    server = Flask("parity_map")
    server.config["SEND_FILE_MAX_AGE_DEFAULT"] = ONE_YEAR
    server.config["MAX_CONTENT_LENGTH"] = ONE_MEGABYTE
    configure(server, store)
    server.extensions[EXTENSION] = store
    for blueprint in BLUEPRINTS:
        server.register_blueprint(blueprint)
    app = Dash(
        "parity_map",
        server=server,  # pyright: ignore[reportArgumentType] - Dash declares less than it takes
        use_pages=True,
        pages_folder=str(ROOT / "pages"),
        assets_folder=str(ROOT / "assets"),
        assets_path_ignore=["vendor", "workshop"],
        external_stylesheets=[f"/assets/{BOOTSTRAP}"],
        title="Parity Map",
        update_title="",
        index_string=INDEX,
        compress=True,
        enable_mcp=False,
        suppress_callback_exceptions=True,
        include_pages_meta=False,
    )
    app.layout = lambda: shell(dash.page_container, person=current_person(), evidence_version=version_of(store))
    add_health_route(server, lambda: database_problem(store))
    server.register_error_handler(StoreError, answer_store_failure)
    server.register_error_handler(DependencyException, answer_unknown_component)
    answer_unknown_paths(server, dash.page_registry.values)
    add_security_headers(server, app.csp_hashes)
    serve_cartesian_plotly(server)
    know_people(server)
    refuse_forms_sent_twice(server)
    guard(server)
    trust_proxies(server, whole_number("TRUSTED_PROXIES", 0, most=10))
    warm_up(server, store)
    return app


def settings() -> dict[str, Any]:
    """What the environment says, each setting checked.

    Raises:
        SettingError: for one that cannot be used.
    """
    public_url = web_address(PUBLIC_URL)
    is_secure = public_url.startswith("https://")
    return {
        PUBLIC_URL: public_url,
        CONTACT_EMAIL: mailbox(os.environ.get(CONTACT_EMAIL, "")),
        VIEWING: one_of(VIEWING, "open", "closed"),
        IDLE_MINUTES: whole_number(IDLE_MINUTES, 60, least=5, most=24 * 60),
        LONGEST_HOURS: whole_number(LONGEST_HOURS, 12, least=1, most=24 * 7),
        "SECRET_KEY": long_secret("SECRET_KEY"),
        "SESSION_COOKIE_NAME": "__Host-parity-map" if is_secure else "parity-map",
        "SESSION_COOKIE_SECURE": is_secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,  # a token ends with its session
    }


def configure(server: Flask, store: Store) -> None:
    """Take the settings; without a secret of its own, the server has the one that the database keeps.

    Raises:
        SettingError: for one that cannot be used.
    """
    server.config.update(settings())
    server.config["SECRET_KEY"] = server.config["SECRET_KEY"] or store.secret("cookies")


def create_server(database_url: str | None = None) -> Flask:
    """Return the WSGI server that gunicorn serves."""
    return create_app(database_url).server


def database_problem(store: Store) -> str | None:
    """Say that the database cannot be reached, without its address; None if it can."""
    try:
        version_of(store)
    except StoreError:
        return "the database cannot be reached"
    return None


def answer_store_failure(problem: StoreError) -> Response:
    """Answer a failing callback or page with one line, a form with a page; what the database said is for the log."""
    current_app.logger.error("%s", problem)
    if request.method == "POST" and request.mimetype in FORMS:
        words = "The database cannot be reached just now. Nothing was kept: go back and send it again in a minute."
        answer = answer_page("Nothing was kept", paragraph(words), status=503)
        answer.headers["Retry-After"] = "60"
        return answer
    return Response("The database cannot be reached just now.\n", 503, mimetype="text/plain")


def answer_unknown_component(problem: DependencyException) -> Response:
    """Answer whoever asks for a script of a component that Dash does not have; Dash itself calls that a failure."""
    current_app.logger.info("%s", problem)
    return Response("There is no such file.\n", 404, mimetype="text/plain")


def serve_cartesian_plotly(server: Flask) -> None:
    """Answer the address of Dash's plotly.js with our smaller bundle: docs/adr/0004-plotly-bundle.md."""

    @server.get(PLOTLY_OF_DASH)
    @open_to_all
    def cartesian_plotly() -> ResponseReturnValue:
        answer = redirect(f"/assets/{PLOTLY}")
        answer.headers["Cache-Control"] = "public, max-age=3600"
        return answer


def trust_proxies(server: Flask, proxies: int) -> None:
    """Believe the forwarding headers of this many reverse proxies, none by default."""
    if proxies:
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)


def warm_up(server: Flask, store: Store) -> None:
    """Do beforehand what the first visitor would wait for: the router of Dash, and today's grid of all areas.

    The first request sets the router up, so that later ones do not race each other there.
    """
    server.test_client().get("/health")
    with store.unit_of_work() as work:
        compare_areas(work.datasets.current(), DEFAULT_VINTAGE, date.today())
