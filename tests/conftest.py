"""What every kind of test shares: the one application of a process."""

import pytest
from dash import Dash

from app import create_app


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Dash:
    """The product on a newly seeded SQLite database.

    Dash registers pages for a whole process, so that there is one application for all tests of one.
    """
    return create_app(f"sqlite:///{tmp_path_factory.mktemp('application') / 'parity-map.db'}")
