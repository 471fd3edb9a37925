"""Programs that read and write by the API in somebody's name, and a small server for them; everybody is FICTITIOUS."""

from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from data.current import EXTENSION, current_store
from data.unit_of_work import Store
from domain_model.audit import AuditEvent
from domain_model.cells import Cell
from domain_model.people import ApiToken, Person, hash_of, new_id, new_secret
from domain_model.people_vocabulary import AuditOutcome
from pages.http.access import guard
from pages.http.api import api
from pages.http.who import know_people

WORSE = {
    "perception": "worse",
    "severity": 7,
    "feasibility": 2,
    "confidence": "low",
    "reason": "A FICTITIOUS reason,\nin two lines",
    "source": "A FICTITIOUS source",
}


def writing_server(store: Store) -> Flask:
    """A server with the API and everything that guards it, and nothing else."""
    server = Flask("writing_under_test")
    server.config.update(SECRET_KEY="FICTITIOUS", SESSION_COOKIE_NAME="parity-map", MAX_CONTENT_LENGTH=1024 * 1024)
    server.extensions[EXTENSION] = store
    server.register_blueprint(api)
    know_people(server)
    guard(server)
    return server


def token_of(server: Flask, person: Person, *, days: float = 1, is_withdrawn: bool = False) -> str:
    """The secret of a new token of the person's."""
    secret, now = new_secret(), datetime.now(UTC)
    token = ApiToken(
        new_id(), hash_of(secret), person.id, "FICTITIOUS program", now, now + timedelta(days=days),
        now if is_withdrawn else None,
    )  # fmt: skip
    with server.app_context(), current_store().writing_unit_of_work() as work:
        work.tokens.add(token)
        work.commit()
    return secret


class Program:
    """Asks with a token, or with none, and keeps no cookies."""

    def __init__(self, server: Flask, person: Person | None = None, *, secret: str = "") -> None:
        self.client = server.test_client(use_cookies=False)
        self.secret = secret or (token_of(server, person) if person else "")

    def send(self, method: str, path: str, body: object = None, **headers: str) -> TestResponse:
        """Send a request; `body` as JSON, a header's name with _ for -."""
        sent: dict[str, Any] = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret:
            sent.setdefault("Authorization", f"Bearer {self.secret}")
        more = {} if body is None else {"json": body}
        return self.client.open(path, method=method, headers=sent, **more)

    def get(self, path: str, **headers: str) -> TestResponse:
        """Read."""
        return self.send("GET", path, **headers)

    def items(self, path: str) -> list[dict[str, Any]]:
        """The items of a list."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.get_json()["items"]

    def put(self, path: str, body: object, **headers: str) -> TestResponse:
        """Say something."""
        return self.send("PUT", path, body, **headers)

    def post(self, path: str, body: object = None, **headers: str) -> TestResponse:
        """Add something."""
        return self.send("POST", path, body, **headers)

    def delete(self, path: str, **headers: str) -> TestResponse:
        """Withdraw something."""
        return self.send("DELETE", path, **headers)


def judgement_path(area: str, cell: Cell) -> str:
    """Where a view of a cell is said."""
    return f"/api/v1/judgements/{area}/{cell.block}/{cell.level}"


def place(area: str, cell: Cell) -> dict[str, str]:
    """A cell in an area as bodies name it."""
    return {"area": area, "block": cell.block.value, "level": cell.level.value}


def refusals(server: Flask) -> list[AuditEvent]:
    """What was refused, the latest first."""
    with server.app_context(), current_store().unit_of_work() as work:
        return [event for event in work.audit.latest(500) if event.outcome is AuditOutcome.REFUSED]
