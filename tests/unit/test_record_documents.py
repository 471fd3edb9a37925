"""What search sees of records: of sources, statements and links, and nothing of what was judged of them."""

from domain_model.evidence import Placement
from domain_model.evidence_vocabulary import SearchKind
from domain_model.search import record_documents
from domain_model.vocabulary import StatementKind
from tests.builders import MESO, statement


def test_of_an_agreed_placement_search_sees_nothing() -> None:
    agreed = Placement("B1", StatementKind.BARRIER, (MESO,), "FICTITIOUS")
    found = tuple(record_documents((agreed, statement("B1")), {}, {}))
    assert [(one.kind, one.record) for one in found] == [(SearchKind.STATEMENT, "B1")]
