"""Headers, health and unknown addresses, on a plain server without Dash or a database."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from pages.http.health import add_health_route
from pages.http.security import add_security_headers
from pages.http.unknown_paths import CATCH_ALL, answer_unknown_paths

PAGES = (
    {"path": "/heat-map", "path_template": None},
    {"path": "/area/none", "path_template": "/area/<code>", "exists": lambda code: code == "QWO"},
    {"path": "/indicator/none", "path_template": "/indicator/<id>"},
)


def served(problem: str | None = None) -> FlaskClient:
    server = Flask("shell_under_test")
    asked: list[str] = []
    server.add_url_rule(CATCH_ALL, CATCH_ALL, lambda path: f"shell {path}")

    def hashes() -> list[str]:
        asked.append("asked")
        return [f"'sha256-{len(asked)}'"]

    add_health_route(server, lambda: problem)
    answer_unknown_paths(server, lambda: PAGES)
    add_security_headers(server, hashes)
    return server.test_client()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/heat-map", 200),
        ("/heat-map/", 200),
        ("/heat-map/more", 404),
        ("/heat", 404),
        ("/area/QWO", 200),
        ("/area/QXX", 404),
        ("/area/QWO/more", 404),
        ("/indicator/anything", 200),
        ("/nowhere", 404),
    ],
)
def test_only_registered_pages_answer_200_and_all_are_drawn_by_the_shell(path: str, status: int):
    answer = served().get(path)
    assert answer.status_code == status
    assert answer.text == f"shell {path[1:]}"


def test_health_says_ok_and_is_not_kept():
    answer = served().get("/health")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_health_says_what_is_wrong():
    answer = served("the database cannot be reached").get("/health")
    assert answer.status_code == 503
    assert answer.json == {"status": "unavailable", "detail": "the database cannot be reached"}


def test_the_policy_allows_only_this_host_and_asks_for_hashes_once():
    client = served()
    policies = {client.get(path).headers["Content-Security-Policy"] for path in ("/heat-map", "/health", "/nowhere")}
    (policy,) = policies
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert directives["script-src"] == "'self' 'sha256-1'"
    assert directives["frame-ancestors"] == "'none'"
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in directives["script-src"]
    assert "http" not in policy


def test_every_answer_carries_the_fixed_headers_and_pages_are_checked_anew():
    headers = served().get("/nowhere").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].startswith("camera=()")
    assert headers["Cache-Control"] == "no-cache"
    assert "Strict-Transport-Security" not in headers


def test_only_an_encrypted_answer_asks_for_encryption():
    headers = served().get("/heat-map", base_url="https://parity.example").headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
