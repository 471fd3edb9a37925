"""What tests added to the evidence of a store, taken back."""

from datetime import UTC, datetime

from data.unit_of_work import Store
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import OwnEvidence
from domain_model.use_cases.keep_evidence import Record


def withdraw_all(store: Store) -> None:
    """Withdraw everything that stands in a store beside the catalogue, in the name of whoever edited last."""
    with store.unit_of_work() as work:
        if not _standing(work.own_evidence.standing()):
            return
    with store.writing_unit_of_work() as work:
        (last,) = work.own_evidence.latest(1)
        records = _standing(work.own_evidence.standing())
        work.search.renew(work.own_evidence.add(last.author, records, datetime.now(UTC)))
        work.commit()


def _standing(own: OwnEvidence) -> list[Record]:
    """All records that stand, what was judged of statements first and sources last."""
    kinds = ((RecordKind.LINK, own.links), (RecordKind.STATEMENT, own.statements), (RecordKind.SOURCE, own.sources))
    return [
        *((kind, record, None) for kind, record in own.judged),
        *((kind, record, None) for kind, edits in kinds for record in edits),
    ]
