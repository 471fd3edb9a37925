"""What tests added to the evidence of a store, taken back."""

from datetime import UTC, datetime

from sqlalchemy import delete

from data.own_evidence_repository import EDITS
from data.unit_of_work import Store
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import OwnEvidence
from domain_model.use_cases.keep_evidence import Record


def forget_all(store: Store) -> None:
    """Leave a store's evidence as the catalogue has it, without a history; numbers of edits go on.

    Everything that stands is withdrawn first, in the name of whoever edited last, and read once: what the store
    remembers of the evidence is then that nothing stands, and what it found by earlier numbers is never asked again.
    """
    with store.writing_unit_of_work() as work:
        last = work.own_evidence.latest(1)
        if not last:
            return
        records = _standing(work.own_evidence.standing())
        work.search.renew(work.own_evidence.add(last[0].author, records, datetime.now(UTC)))
        work.commit()
    with store.unit_of_work() as work:
        assert not _standing(work.own_evidence.standing())
    with store.writing_unit_of_work() as work:
        work.connection.execute(delete(EDITS))
        work.commit()


def _standing(own: OwnEvidence) -> list[Record]:
    """All records that stand, what was judged of statements first and sources last."""
    kinds = ((RecordKind.LINK, own.links), (RecordKind.STATEMENT, own.statements), (RecordKind.SOURCE, own.sources))
    return [
        *((kind, record, None) for kind, record in own.judged),
        *((kind, record, None) for kind, edits in kinds for record in edits),
    ]
