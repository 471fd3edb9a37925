"""What tests of adding evidence by form share: a server of its pages, and an editor at a browser."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from data.unit_of_work import Store
from domain_model.people_vocabulary import Role
from tests.own_evidence import evidence_server
from tests.people import add_person, signed_in


@pytest.fixture
def server(servers: Callable[[], Store]) -> Flask:
    """The pages of one's own evidence as the product serves them, on a small seed."""
    return evidence_server(servers())


@pytest.fixture
def editor(server: Flask) -> FlaskClient:
    """A browser at which Ada, an editor, is signed in."""
    return signed_in(server, add_person(server, Role.EDITOR, "Ada FICTITIOUS"))
