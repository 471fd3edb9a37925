"""What docs/api.md tells programs to do can be done."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from dash import Dash

from domain_model.people_vocabulary import Role
from pages.http.api_write_routes import WRITE_ROUTES
from tests.api_programs import Program
from tests.people import add_person

GUIDE = (Path(__file__).parents[2] / "docs" / "api.md").read_text()
VIEWS = '[{"area": "QYG", "block": "workforce", "level": "micro", "perception": "dont_know"}]'


def commands() -> Iterator[tuple[str, str, str, bool]]:
    """Method, path and body of every command of the guide, and whether it sends a token."""
    for text in re.findall(r"^    (curl (?:.*\\\n)*.*)", GUIDE, re.MULTILINE):
        words = shlex.split(text.replace("\\\n", " ").replace("$(uuidgen)", "8e03978e-40d5-43e8-bc93-6894a57f9324"))
        after = dict(zip(words, words[1:], strict=False))
        (address,) = (word for word in words if word.startswith("$HOST"))
        body = after.get("--data", "").replace("@views.json", VIEWS)
        yield after.get("--request", "GET"), address.removeprefix("$HOST"), body, "$TOKEN" in text


def test_every_command_of_the_guide_is_taken(application: Dash) -> None:
    program = Program(application.server, add_person(application.server, Role.EDITOR))
    visitor, note, done = Program(application.server), "", set[str]()
    for method, path, body, has_token in commands():
        asked = program if has_token else visitor
        more = {"data": body, "content_type": "application/json"} if body else {}
        headers = {"Authorization": f"Bearer {asked.secret}"} if has_token else {}
        answer = program.client.open(path.replace("$NOTE", note), method=method, headers=headers, **more)
        assert answer.status_code in (200, 201), (method, path, answer.text)
        done.add(f"{method} {path.replace('QYG/workforce/micro', '{area}/{block}/{level}').replace('$NOTE', '{id}')}")
        if (method, path) == ("POST", "/api/v1/notes"):
            note = answer.get_json()["id"]
    assert {f"{route.method} /api/v1{route.path}" for route in WRITE_ROUTES} <= done
    assert len(done) == 13


@pytest.mark.parametrize("words", ["n: 1", "never averaged", "Idempotency-Key", "If-Match", "30 of them"])
def test_the_guide_says_what_programs_have_to_know(words: str) -> None:
    assert words in GUIDE
