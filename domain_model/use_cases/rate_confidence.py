"""Say how much confidence a finding deserves: GRADE-CERQual's four components, of any statement, own or published.

Lewin and others, Applying GRADE-CERQual to qualitative evidence synthesis findings, Implementation Science 13 (2018),
supplement 1. It judges the evidence behind a finding; it says nothing of the quality of the care the finding is about.
"""

from datetime import datetime

from domain_model.draft_reading import confidence_from
from domain_model.evidence_drafts import ConfidenceDraft
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import Edit
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction
from domain_model.ports import UnitOfWork
from domain_model.use_cases.add_evidence import check_version
from domain_model.use_cases.keep_evidence import begin_editing, keep_records


def rate_confidence(
    work: UnitOfWork, person: Person, statement: str, version: int, draft: ConfidenceDraft, now: datetime
) -> Edit:
    """Keep a rating of a statement; the same rating again changes nothing, unless the statement changed since.

    `version` is that of the rating which the person had before them, 0 where there was none.

    Raises:
        NotAllowedError: if the person's role does not allow it, or their account is gone.
        DraftProblemsError: if a field of the draft cannot be taken.
        ChangedMeanwhileError: if somebody rated it meanwhile.
        NothingToRestOnError: if there is no such statement.
    """
    begin_editing(work, person)
    rating = confidence_from(draft, statement)
    history = work.own_evidence.history(RecordKind.CONFIDENCE, statement)
    check_version(history, version)
    is_set_aside = (RecordKind.CONFIDENCE, statement) in work.own_evidence.standing().set_aside
    if history and history[-1].content == rating and not is_set_aside:
        return history[-1]
    action = AuditAction.EVIDENCE_CHANGED if history else AuditAction.EVIDENCE_ADDED
    (edit,) = keep_records(work, person, [(RecordKind.CONFIDENCE, statement, rating)], now, action=action)
    return edit
