"""Everything that is kept about a person, as a document that they can take away."""

import json
from typing import Any

from data.evidence_content import content_json
from domain_model.audit import AuditEvent
from domain_model.checklists import ChecklistMark
from domain_model.coding import CodedPlacement, Coder, CodingRound
from domain_model.evidence_import import ImportRow
from domain_model.judgements import Judgement
from domain_model.notes import Note
from domain_model.own_evidence import Edit
from domain_model.people import ApiToken, Person, SignIn
from domain_model.saved_views import SavedView
from domain_model.use_cases.keep_accounts import OwnData

Document = dict[str, Any]


def document_of(data: OwnData) -> Document:
    """The document: no hash of a password or secret is in it, which would be of use to a thief only."""
    return {
        "account": _account(data.person),
        "judgements": [_judgement(one) for one in data.judgements],
        "notes": [{"id": versions[0].id, "versions": [_note(one) for one in versions]} for versions in data.notes],
        "saved_views": [_view(one) for one in data.views],
        "sign_ins": [_sign_in(one) for one in data.sign_ins],
        "tokens": [_token(one) for one in data.tokens],
        "audit_events": [event_document(one) for one in data.events],
        "evidence_edits": [_edit(one) for one in data.edits],
        "evidence_imports": [_import(one) for one in data.imports],
        "coding_rounds_made": [_round(one) for one in data.rounds],
        "coding_rounds_joined": [_joined(one) for one in data.joined],
        "coding_placements": [_placement(one) for one in data.placements],
        "checklist_marks": [_mark(one) for one in data.marks],
    }


def _account(person: Person) -> Document:
    return {
        "id": person.id,
        "name": person.name,
        "email": person.email,
        "role": person.role,
        "created_at": person.created_at,
    }


def _judgement(one: Judgement) -> Document:
    said = one.opinion
    return {
        "area": one.area,
        "building_block": one.cell.block,
        "level": one.cell.level,
        "version": one.version,
        "at": one.at,
        "is_withdrawn": said is None,
        "perception": said.perception if said else None,
        "severity": said.severity if said else None,
        "feasibility": said.feasibility if said else None,
        "confidence": said.confidence if said else None,
        "reason": said.reason if said else "",
        "source": said.source if said else "",
        "restores_version": one.restores,
    }


def _note(one: Note) -> Document:
    return {
        "version": one.version,
        "area": one.area,
        "building_block": one.cell.block,
        "level": one.cell.level,
        "at": one.at,
        "is_withdrawn": one.is_withdrawn,
        "text": one.text,
    }


def _view(one: SavedView) -> Document:
    return {
        "id": one.id,
        "name": one.name,
        "address": one.address,
        "position": one.position,
        "is_shared": one.is_shared,
        "created_at": one.created_at,
        "changed_at": one.changed_at,
    }


def _sign_in(one: SignIn) -> Document:
    return {"id": one.id, "created_at": one.created_at, "expires_at": one.expires_at}


def _token(one: ApiToken) -> Document:
    times = {"created_at": one.created_at, "expires_at": one.expires_at, "withdrawn_at": one.revoked_at}
    return {"id": one.id, "name": one.name, **times}


def _edit(one: Edit) -> Document:
    """An edit with the record as it said it, none where it was withdrawn."""
    return {
        "number": one.number,
        "kind": one.kind,
        "record": one.record,
        "version": one.version,
        "at": one.at,
        "is_withdrawn": one.content is None,
        "content": None if one.content is None else json.loads(content_json(one.content)),
        "import": one.batch,
        "undoes": one.undoes,
    }


def _import(one: ImportRow) -> Document:
    times = {"created_at": one.created_at, "taken_in_at": one.applied_at, "undone_at": one.undone_at}
    return {"id": one.id, "format": one.format, "file_name": one.file_name, **times, "added": one.added}


def _round(one: CodingRound) -> Document:
    times = {"created_at": one.created_at, "closed_at": one.closed_at}
    versions = {"made_with_evidence": one.made_with, "closed_with_evidence": one.closed_with}
    return {"id": one.id, "title": one.title, "statements": list(one.statements), **times, **versions}


def _joined(one: Coder) -> Document:
    return {"round": one.round, "joined_at": one.joined_at, "finished_at": one.finished_at}


def _placement(one: CodedPlacement) -> Document:
    said = one.choice
    return {
        "round": one.round,
        "statement": one.statement,
        "version": one.version,
        "at": one.at,
        "is_withdrawn": said is None,
        "kind": said.kind if said else None,
        "cell": said.cell.token if said and said.cell else None,
        "note": one.note,
    }


def _mark(one: ChecklistMark) -> Document:
    return {
        "area": one.area,
        "entry": one.entry,
        "version": one.version,
        "at": one.at,
        "is_withdrawn": one.state is None,
        "state": one.state,
        "note": one.note,
    }


def event_document(one: AuditEvent) -> Document:
    """An event of the audit log."""
    return {
        "at": one.at,
        "outcome": one.outcome,
        "action": one.action,
        "person": one.person,
        "subject": one.subject,
        "detail": one.detail,
        "network_address": one.network_address,
    }
