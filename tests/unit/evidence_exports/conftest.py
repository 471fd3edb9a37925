"""What tests of the files of the evidence share: one evidence book."""

import pytest

from domain_model.evidence_book import EvidenceBook
from tests.taken_evidence import evidence_book


@pytest.fixture(scope="package")
def book() -> EvidenceBook:
    """A FICTITIOUS catalogue with what users of a copy added."""
    return evidence_book()
