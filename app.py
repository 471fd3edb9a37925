"""The composition root: puts database, pages and server together. Imports anything; nothing imports it."""

import os
from pathlib import Path

import dash
from dash import Dash, html
from flask import Flask, redirect
from flask.typing import ResponseReturnValue
from werkzeug.middleware.proxy_fix import ProxyFix

from pages.http.health import add_health_route
from pages.http.security import add_security_headers
from pages.http.unknown_paths import answer_unknown_paths

ROOT = Path(__file__).resolve().parent
DEFAULT_DATABASE_URL = f"sqlite:///{ROOT / 'var' / 'parity-map.sqlite3'}"
ONE_YEAR = 365 * 24 * 60 * 60
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


class DatabaseNotReadyError(Exception):
    """The database is missing, locked, broken or newer than this code; the message is one line for a person."""


def database_url_from_environment() -> str:
    """Return `DATABASE_URL`, or SQLite under `var/`."""
    return os.environ.get("DATABASE_URL") or DEFAULT_DATABASE_URL


def prepare_database(database_url: str) -> None:
    """Migrate and seed the database before the first process serves; raise DatabaseNotReadyError if it cannot be used."""
    if database_url == DEFAULT_DATABASE_URL:
        (ROOT / "var").mkdir(exist_ok=True)


def create_app(database_url: str | None = None, *, pages_folder: str = "pages") -> Dash:
    """Return the Dash application on `database_url` (else the environment's), warmed up and ready to serve."""
    del database_url  # until data/ exists
    server = Flask("parity_map")
    server.config["SEND_FILE_MAX_AGE_DEFAULT"] = ONE_YEAR
    app = Dash(
        "parity_map",
        server=server,
        use_pages=True,
        pages_folder=str(ROOT / pages_folder),
        assets_folder=str(ROOT / "assets"),
        assets_path_ignore=["vendor"],
        external_stylesheets=[f"/assets/{BOOTSTRAP}"],
        title="Parity Map",
        update_title="",
        index_string=INDEX,
        compress=True,
        enable_mcp=False,
        suppress_callback_exceptions=True,
        include_pages_meta=False,
    )
    app.layout = html.Div(
        [
            html.A("Skip to main content", href="#main", className="skip-link"),
            html.Main(dash.page_container, id="main", tabIndex="-1"),
        ]
    )
    add_health_route(server, lambda: None)
    answer_unknown_paths(server, dash.page_registry.values)
    add_security_headers(server, app.csp_hashes)
    serve_cartesian_plotly(server)
    trust_proxies(server, int(os.environ.get("TRUSTED_PROXIES", "0")))
    warm_up(server)
    return app


def create_server(database_url: str | None = None) -> Flask:
    """Return the WSGI server that gunicorn serves."""
    return create_app(database_url).server


def serve_cartesian_plotly(server: Flask) -> None:
    """Answer the address from which Dash loads plotly.js with our smaller bundle: docs/adr/0004-plotly-bundle.md."""

    @server.get(PLOTLY_OF_DASH)
    def cartesian_plotly() -> ResponseReturnValue:
        answer = redirect(f"/assets/{PLOTLY}")
        answer.headers["Cache-Control"] = "public, max-age=3600"
        return answer


def trust_proxies(server: Flask, proxies: int) -> None:
    """Believe the forwarding headers of this many reverse proxies, none by default."""
    if proxies:
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)


def warm_up(server: Flask) -> None:
    """Make one request, with which Dash sets up its router and callbacks: no thread of a later request races another."""
    server.test_client().get("/health")
