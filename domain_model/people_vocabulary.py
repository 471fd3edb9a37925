"""The closed lists of words about people with an account, their links and what the audit log records."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody with an account may do; each role may do all that the one before it may."""

    VIEWER = "viewer"
    EDITOR = "editor"
    FACILITATOR = "facilitator"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """One kind of thing that a person may or may not do."""

    VIEW = "view"
    OWN_ACCOUNT = "own_account"
    SCORE = "score"
    WRITE_NOTES = "write_notes"
    SAVE_VIEWS = "save_views"
    USE_API_TOKENS = "use_api_tokens"
    EDIT_EVIDENCE = "edit_evidence"
    CODE_STATEMENTS = "code_statements"
    FILL_CHECKLISTS = "fill_checklists"
    RUN_WORKSHOPS = "run_workshops"
    MANAGE_PEOPLE = "manage_people"
    READ_AUDIT = "read_audit"


class LinkPurpose(StrEnum):
    """What a one-time link is for."""

    FIRST_ADMINISTRATOR = "first_administrator"
    INVITATION = "invitation"
    NEW_PASSWORD = "new_password"


class LinkState(StrEnum):
    """Whether a one-time link still opens."""

    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


class AuditOutcome(StrEnum):
    """Whether what was asked for happened."""

    DONE = "done"
    REFUSED = "refused"


class AuditAction(StrEnum):
    """What the audit log records."""

    LINK_MADE = "link_made"
    LINK_OPENED = "link_opened"
    LINK_REVOKED = "link_revoked"
    ACCOUNT_MADE = "account_made"
    ACCOUNT_CHANGED = "account_changed"
    ACCOUNT_DELETED = "account_deleted"
    ROLE_CHANGED = "role_changed"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    PASSWORD_CHANGED = "password_changed"
    TOKEN_MADE = "token_made"
    TOKEN_REVOKED = "token_revoked"
    SCORED = "scored"
    SCORE_UNDONE = "score_undone"
    SCORE_WITHDRAWN = "score_withdrawn"
    SCORES_IMPORTED = "scores_imported"
    NOTE_WRITTEN = "note_written"
    NOTE_WITHDRAWN = "note_withdrawn"
    VIEW_SAVED = "view_saved"
    VIEW_CHANGED = "view_changed"
    VIEW_REMOVED = "view_removed"
    WORKSHOP_MADE = "workshop_made"
    WORKSHOP_LINK_MADE = "workshop_link_made"
    WORKSHOP_LINK_REVOKED = "workshop_link_revoked"
    WORKSHOP_CLOSED = "workshop_closed"
    WORKSHOP_ERASED = "workshop_erased"
    WORKSHOP_IMPORTED = "workshop_imported"
    WORKSHOP_APPROVED = "workshop_approved"
    WORKSHOP_APPROVAL_WITHDRAWN = "workshop_approval_withdrawn"
    EVIDENCE_ADDED = "evidence_added"
    EVIDENCE_CHANGED = "evidence_changed"
    EVIDENCE_WITHDRAWN = "evidence_withdrawn"
    EVIDENCE_UNDONE = "evidence_undone"
    EVIDENCE_IMPORTED = "evidence_imported"
    EVIDENCE_IMPORT_UNDONE = "evidence_import_undone"
    CODING_ROUND_MADE = "coding_round_made"
    CODING_ROUND_JOINED = "coding_round_joined"
    CODING_ROUND_CLOSED = "coding_round_closed"
    CODING_AGREED = "coding_agreed"
    CHECKLIST_FILLED = "checklist_filled"
    CHECKLIST_UNDONE = "checklist_undone"
    AUDIT_EXPORTED = "audit_exported"
    DATA_EXPORTED = "data_exported"
    PAGE_ASKED_FOR = "page_asked_for"
    FORM_SENT = "form_sent"
