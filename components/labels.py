"""Words people read for every token; the only place where a token becomes words."""

from enum import StrEnum

from components.evidence_labels import EVIDENCE_LABELS
from components.workshop_labels import WORKSHOP_LABELS
from domain_model.cells import Cell
from domain_model.people_vocabulary import AuditAction, AuditOutcome, LinkPurpose, LinkState, Permission, Role
from domain_model.vocabulary import (
    AreaKind,
    Band,
    BuildingBlock,
    CellState,
    Certainty,
    Confidence,
    ContextBand,
    CopyStatus,
    Emptiness,
    Grade,
    Level,
    LinkBasis,
    LinkSign,
    Measure,
    PairKind,
    Perception,
    Polarity,
    Reading,
    Scale,
    Side,
    SideReading,
    StatementKind,
    StatusCode,
    Vintage,
)

_LABELS: tuple[tuple[StrEnum, str], ...] = (
    (BuildingBlock.LEADERSHIP_GOVERNANCE, "Leadership and governance"),
    (BuildingBlock.FINANCING, "Financing"),
    (BuildingBlock.SERVICE_DELIVERY, "Service delivery"),
    (BuildingBlock.WORKFORCE, "Workforce"),
    (BuildingBlock.INFORMATION_RESEARCH, "Information and research"),
    (BuildingBlock.TECHNOLOGIES_PRODUCTS, "Technologies and medical products"),
    (Level.MACRO, "macro"),
    (Level.MESO, "meso"),
    (Level.MICRO, "micro"),
    (StatementKind.BARRIER, "barrier"),
    (StatementKind.ENABLER, "enabler"),
    (StatementKind.BOTH, "both barrier and enabler"),
    (StatementKind.THEME, "theme"),
    (Reading.PUBLISHED, "as published"),
    (Reading.CODED, "as coded by us"),
    (LinkSign.IMPROVES, "improves"),
    (LinkSign.WORSENS, "worsens"),
    (LinkSign.CONDITIONAL, "depends on conditions"),
    (LinkSign.NO_CLEAR_EFFECT, "no clear effect"),
    (LinkBasis.STATED, "stated by the source"),
    (LinkBasis.INFERRED, "our inference"),
    (LinkBasis.OPINION, "an opinion"),
    (AreaKind.ICB, "Integrated Care Board"),
    (AreaKind.REGION, "NHS region"),
    (AreaKind.COUNTRY, "country"),
    (Vintage.ICB2026, "36 boards (from April 2026)"),
    (Vintage.ICB2023, "42 boards (to March 2026)"),
    (PairKind.MENTAL_VS_PHYSICAL, "mental health against physical health"),
    (PairKind.GROUP, "one population group against another"),
    (Side.MENTAL, "mental health"),
    (Side.COMPARATOR, "comparator"),
    (Polarity.HIGHER_BETTER, "higher is better"),
    (Polarity.LOWER_BETTER, "lower is better"),
    (Polarity.CONTEXT, "neither is better"),
    (Scale.PROPORTION, "share of people or things"),
    (Scale.RATE, "rate"),
    (Scale.MEAN_SCORE, "average score"),
    (Scale.INDEX, "index"),
    (Scale.MONEY, "money"),
    (Scale.COUNT, "count"),
    (Scale.RATIO, "ratio"),
    (Scale.PERCENTAGE_POINTS, "percentage points"),
    (Measure.PER_100, "per 100"),
    (Measure.RATIO, "ratio, per 100"),
    (Measure.STANDARDISED, "standard deviations"),
    (Measure.POINTS, "percentage points"),
    (Measure.CONTEXT, "context, no judgement"),
    (Grade.A, "same measure on both sides"),
    (Grade.B, "same measure with a known difference"),
    (Grade.C, "different measures, each with its own standard"),
    (Grade.D, "no fair comparison"),
    (Band.MUCH_WORSE, "much worse"),
    (Band.WORSE, "worse"),
    (Band.PARITY, "at parity"),
    (Band.BETTER, "better"),
    (Band.MUCH_BETTER, "much better"),
    (ContextBand.MORE, "more need"),
    (ContextBand.LESS, "less need"),
    (ContextBand.SIMILAR, "similar need"),
    (Certainty.CLEAR, "clear"),
    (Certainty.BAND_UNCERTAIN, "not sure how large"),
    (Certainty.COULD_BE_PARITY, "could be parity"),
    (Certainty.NO_INTERVAL, "no interval"),
    (Emptiness.NO_GAP, "no gap found"),
    (Emptiness.NO_DATA, "not published"),
    (Emptiness.CANNOT_COMPARE, "cannot be compared"),
    (Emptiness.SUPPRESSED, "suppressed"),
    (Emptiness.ASKED_NOTHING_REPORTED, "asked, nothing reported"),
    (Emptiness.NOT_ASKED, "not asked"),
    (StatusCode.NOT_PUBLISHED, "not published"),
    (StatusCode.NOT_APPLICABLE, "cannot be compared: no fair comparison, or one side is missing"),
    (StatusCode.SUPPRESSED, "suppressed for confidentiality"),
    (StatusCode.LOW_RELIABILITY, "low reliability"),
    (StatusCode.PROVISIONAL, "provisional"),
    (StatusCode.LIKELY_BREAK, "likely break in the series (our flag)"),
    (StatusCode.REAPPORTIONED, "estimate: counts shared out after a boundary change"),
    (SideReading.AS_PUBLISHED, "as published"),
    (SideReading.COMPLEMENT, "the other way round (the good outcome)"),
    (CopyStatus.PUBLISHER_FILE, "the publisher's own file"),
    (CopyStatus.THIRD_PARTY_COPY, "from a third-party copy: check before citing"),
    (CellState.ENTRIES, "has entries"),
    (CellState.PRINTED_EMPTY, "heading printed, nothing under it"),
    (CellState.NOT_PRINTED, "level not printed"),
    (Perception.MUCH_WORSE, "much worse"),
    (Perception.WORSE, "worse"),
    (Perception.PARITY, "about the same"),
    (Perception.BETTER, "better"),
    (Perception.MUCH_BETTER, "much better"),
    (Perception.DONT_KNOW, "don't know"),
    (Confidence.LOW, "not sure"),
    (Confidence.MEDIUM, "fairly sure"),
    (Confidence.HIGH, "very sure"),
    (Role.VIEWER, "viewer"),
    (Role.EDITOR, "editor"),
    (Role.FACILITATOR, "facilitator"),
    (Role.ADMINISTRATOR, "administrator"),
    (Permission.VIEW, "look at everything"),
    (Permission.OWN_ACCOUNT, "change their own account"),
    (Permission.SCORE, "score cells"),
    (Permission.WRITE_NOTES, "write notes"),
    (Permission.SAVE_VIEWS, "save views"),
    (Permission.USE_API_TOKENS, "write through the data interface"),
    (Permission.RUN_WORKSHOPS, "run workshops"),
    (Permission.MANAGE_PEOPLE, "invite people and change roles"),
    (Permission.READ_AUDIT, "read the audit log"),
    (LinkPurpose.FIRST_ADMINISTRATOR, "first administrator"),
    (LinkPurpose.INVITATION, "invitation"),
    (LinkPurpose.NEW_PASSWORD, "new password"),
    (LinkState.OPEN, "open"),
    (LinkState.USED, "used"),
    (LinkState.EXPIRED, "expired"),
    (LinkState.REVOKED, "withdrawn"),
    (AuditOutcome.DONE, "done"),
    (AuditOutcome.REFUSED, "refused"),
    (AuditAction.LINK_MADE, "made a one-time link"),
    (AuditAction.LINK_OPENED, "opened a one-time link"),
    (AuditAction.LINK_REVOKED, "withdrew a one-time link"),
    (AuditAction.ACCOUNT_MADE, "made an account"),
    (AuditAction.ACCOUNT_CHANGED, "changed an account"),
    (AuditAction.ACCOUNT_DELETED, "deleted an account"),
    (AuditAction.ROLE_CHANGED, "changed a role"),
    (AuditAction.SIGNED_IN, "signed in"),
    (AuditAction.SIGNED_OUT, "signed out"),
    (AuditAction.PASSWORD_CHANGED, "changed a password"),
    (AuditAction.TOKEN_MADE, "made a token"),
    (AuditAction.TOKEN_REVOKED, "withdrew a token"),
    (AuditAction.SCORED, "scored a cell"),
    (AuditAction.SCORE_UNDONE, "undid a score"),
    (AuditAction.SCORE_WITHDRAWN, "withdrew a score"),
    (AuditAction.SCORES_IMPORTED, "imported scores"),
    (AuditAction.NOTE_WRITTEN, "wrote a note"),
    (AuditAction.NOTE_WITHDRAWN, "withdrew a note"),
    (AuditAction.VIEW_SAVED, "saved a view"),
    (AuditAction.VIEW_CHANGED, "changed a saved view"),
    (AuditAction.VIEW_REMOVED, "removed a saved view"),
    (AuditAction.WORKSHOP_MADE, "made a workshop"),
    (AuditAction.WORKSHOP_LINK_MADE, "made a workshop's link"),
    (AuditAction.WORKSHOP_LINK_REVOKED, "withdrew a workshop's link"),
    (AuditAction.WORKSHOP_CLOSED, "closed a workshop"),
    (AuditAction.WORKSHOP_ERASED, "erased a workshop's ballots"),
    (AuditAction.WORKSHOP_IMPORTED, "imported a workshop"),
    (AuditAction.WORKSHOP_APPROVED, "approved a workshop's scores"),
    (AuditAction.WORKSHOP_APPROVAL_WITHDRAWN, "withdrew a workshop's scores"),
    (AuditAction.AUDIT_EXPORTED, "exported the audit log"),
    (AuditAction.DATA_EXPORTED, "exported data"),
    (AuditAction.PAGE_ASKED_FOR, "asked for a page"),
    (AuditAction.FORM_SENT, "sent a form"),
)

_WORDS: dict[tuple[type[StrEnum], str], str] = {
    (type(token), token.value): words for token, words in (*_LABELS, *WORKSHOP_LABELS, *EVIDENCE_LABELS)
}
"""By kind and token: tokens of two kinds may be the same word (`context`, `ratio`) and would hide one another."""

ARROWS: dict[Band, str] = {
    Band.MUCH_WORSE: "▼▼",
    Band.WORSE: "▼",
    Band.PARITY: "=",
    Band.BETTER: "▲",
    Band.MUCH_BETTER: "▲▲",
}
"""The direction of a band in shape; never colour alone."""

SHORT_BLOCKS: dict[BuildingBlock, str] = {
    BuildingBlock.LEADERSHIP_GOVERNANCE: "Leadership & governance",
    BuildingBlock.FINANCING: "Financing",
    BuildingBlock.SERVICE_DELIVERY: "Service delivery",
    BuildingBlock.WORKFORCE: "Workforce",
    BuildingBlock.INFORMATION_RESEARCH: "Information & research",
    BuildingBlock.TECHNOLOGIES_PRODUCTS: "Technologies & products",
}

EMPTY_CODE: dict[Emptiness, StatusCode] = {
    Emptiness.NO_DATA: StatusCode.NOT_PUBLISHED,
    Emptiness.CANNOT_COMPARE: StatusCode.NOT_APPLICABLE,
    Emptiness.SUPPRESSED: StatusCode.SUPPRESSED,
}
"""The code printed where the measured layer of a cell has no deciding pair."""


_BRIEF: tuple[tuple[StrEnum, str], ...] = (
    (Certainty.BAND_UNCERTAIN, "size not sure"),
    (Certainty.COULD_BE_PARITY, "maybe parity"),
    (Emptiness.CANNOT_COMPARE, "cannot compare"),
)
_BRIEF_WORDS: dict[tuple[type[StrEnum], str], str] = {(type(token), token.value): words for token, words in _BRIEF}


def brief_label(token: StrEnum) -> str:
    """The words for a token where there is room for two or three only, as in the heat map."""
    return _BRIEF_WORDS.get((type(token), token.value)) or label(token)


def label(token: StrEnum) -> str:
    """The words for a token.

    Raises:
        LookupError: if the token has no words; a test proves that all have.
    """
    try:
        return _WORDS[(type(token), token.value)]
    except KeyError:
        raise LookupError(f"no words for {type(token).__name__}.{token.name}") from None


def cell_label(cell: Cell) -> str:
    """A cell in words: `Service delivery, meso`."""
    return f"{label(cell.block)}, {label(cell.level)}"
