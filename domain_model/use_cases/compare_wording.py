"""Find out whether a coding round's statements may read differently today from what its coders had before them."""

from dataclasses import dataclass

from domain_model.coding import CodingRound
from domain_model.evidence import Statement
from domain_model.evidence_book import catalogue_version
from domain_model.evidence_vocabulary import RecordKind
from domain_model.own_evidence import OWN_PREFIX, Content, Edit
from domain_model.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class WordsSince:
    """What may read differently today from what coders read.

    `is_replaced` says whether another catalogue was published since the round was made, so that any of its statements
    may read differently; None where it was not recorded with which one coders worked, False where the round has none
    of them. `changed` are statements that people added here and whose words were changed after the round was made.
    """

    is_replaced: bool | None
    changed: frozenset[str]


def words_since(work: UnitOfWork, coding_round: CodingRound) -> WordsSince:
    """What of a closed round's statements may read differently since it was made."""
    own = [one for one in coding_round.statements if one.startswith(OWN_PREFIX)]
    histories = work.own_evidence.histories((RecordKind.STATEMENT, one) for one in own)
    changed = (one for (_kind, one), edits in histories.items() if _was_changed(coding_round, edits))
    has_catalogue = len(own) < len(coding_round.statements)
    return WordsSince(_is_replaced(work, coding_round) if has_catalogue else False, frozenset(changed))


def _is_replaced(work: UnitOfWork, coding_round: CodingRound) -> bool | None:
    now = work.datasets.current().version
    versions = (coding_round.made_with, coding_round.closed_with)
    known = [catalogue_version(version) for version in versions if version is not None]
    if any(version != now for version in known):
        return True
    return False if len(known) == len(versions) else None


def _was_changed(coding_round: CodingRound, edits: tuple[Edit, ...]) -> bool:
    """Whether it said different things at any time since the round was made; having been withdrawn is not that."""
    before = [edit for edit in edits if edit.at <= coding_round.created_at]
    since = edits[max(len(before) - 1, 0) :]
    return len({_shown(edit.content) for edit in since if edit.content is not None}) > 1


def _shown(content: Content) -> tuple[str, ...]:
    """The words of a statement that a coder is shown, and whose they are."""
    if not isinstance(content, Statement):
        raise TypeError(f"{content!r} is no statement")
    return (content.text, content.wording.value)
