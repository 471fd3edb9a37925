"""What people judged of statements, as columns of a table: confidence in the finding, and placements agreed on."""

from collections.abc import Iterable

from components.formatting import plural
from components.own_words import COMPONENT_WORDS
from domain_model.evidence import Statement
from domain_model.evidence_drafts import COMPONENTS
from domain_model.evidence_vocabulary import PlacementBasis
from domain_model.own_evidence import OwnEvidence

_OF_EVIDENCE = "of the evidence behind the finding, not of the care that it is about; empty where nobody rated it"

JUDGED: tuple[tuple[str, str], ...] = (
    ("confidence", f"GRADE-CERQual, overall: high, moderate, low or very_low confidence {_OF_EVIDENCE}"),
    *((name, f"GRADE-CERQual, component: {COMPONENT_WORDS[name][0].lower()}, as a concern") for name in COMPONENTS),
    ("confidence_reason", "why the overall confidence is what it is, in the words of who rated it"),
    *((f"{name}_reason", f"why: {COMPONENT_WORDS[name][0].lower()}; empty where nobody said") for name in COMPONENTS),
    ("agreed_reason", "why coders agreed on this place; empty where the basis is not 'agreed', or nobody said"),
    ("agreed_in", "the id of the round of coding in which they agreed; empty where the place was not agreed in one"),
)
"""The columns, each with what it means."""

_UNRATED = ("",) * (2 + 2 * len(COMPONENTS))


def judged_values(statement: Statement, own: OwnEvidence) -> tuple[str, ...]:
    """The values of the columns for a statement as it stands in the view: what was agreed only where that is shown."""
    placement = own.placements.get(statement.id) if statement.basis is PlacementBasis.AGREED else None
    agreed = (placement.reason, placement.coding_round) if placement else ("", "")
    rating = own.confidence.get(statement.id)
    if rating is None:
        return (*_UNRATED, *agreed)
    concerns = (rating.methodological_limitations, rating.coherence, rating.adequacy, rating.relevance)
    reasons = rating.component_reasons or ("",) * len(COMPONENTS)
    return (
        rating.overall.value,
        *(concern.value for concern in concerns),
        rating.reason,
        *reasons,
        *agreed,
    )


def is_judged(statement: Statement, own: OwnEvidence) -> bool:
    """Whether any of the columns says something of a statement as it stands in the view."""
    return any(judged_values(statement, own))


def confidence_sentence(statements: Iterable[Statement], own: OwnEvidence) -> str:
    """How many of these findings were rated and by which approach, for a methods paragraph; '' where none was."""
    rated = sum(statement.id in own.confidence for statement in statements)
    if not rated:
        return ""
    return (
        f"Confidence in {plural(rated, 'finding')} was rated with GRADE-CERQual (Lewin and others 2018), which judges "
        "the evidence behind a finding. "
    )
