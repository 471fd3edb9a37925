"""The audit log: as a page with filters, and as files of the same events."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar

import orjson
from flask import Blueprint, Response, request

from components.audit_page import NOBODY, AuditAsked, about_whom, audit_page, who_did
from data.current import unit_of_work, writing_unit_of_work
from domain_model.audit import EVERY_EVENT, AuditFilter
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Permission
from domain_model.use_cases.read_audit import AuditPage, export_audit, read_audit
from pages.http.access import allow
from pages.http.csv_files import csv_text, download
from pages.http.own_data import Document, event_document
from pages.http.parameters import whole
from pages.http.plain_pages import answer_page
from pages.http.who import now, signed_in_person

audit = Blueprint("audit", __name__)

COLUMNS = (
    "at",
    "outcome",
    "action",
    "person",
    "person_name",
    "subject",
    "subject_name",
    "detail",
    "network_address",
)
FIELDS = ("outcome", "action", "person", "first", "last")
_NOTHING = AuditPage((), {}, 0, 1, 1)
Token = TypeVar("Token", bound=StrEnum)


@audit.get("/audit")
@allow(Permission.READ_AUDIT)
def show() -> Response:
    """A page of the log."""
    wanted, asked = _asked()
    number = whole(request.args.get("page", ""), otherwise=1)
    with unit_of_work() as work:
        found = read_audit(work, signed_in_person(), wanted, number)
        people = work.people.all()
    return answer_page(
        "Audit log", audit_page(found, asked, people), status=422 if asked.problems else 200, help_page="audit"
    )


@audit.get("/audit.csv")
@allow(Permission.READ_AUDIT)
def as_csv() -> Response:
    """The log as comma-separated values."""
    wanted, asked = _asked()
    if asked.problems:
        return _refuse(asked)
    found = _export(wanted, "CSV")
    rows = ([document["at"].isoformat(), *(str(document[name]) for name in COLUMNS[1:])] for document in found)
    return download(csv_text(COLUMNS, rows), "text/csv", _name("csv"))


@audit.get("/audit.json")
@allow(Permission.READ_AUDIT)
def as_json() -> Response:
    """The log as JSON."""
    wanted, asked = _asked()
    if asked.problems:
        return _refuse(asked)
    events = list(_export(wanted, "JSON"))
    body = orjson.dumps({"events": events}, option=orjson.OPT_INDENT_2)
    return download(body, "application/json", _name("json"))


def _asked() -> tuple[AuditFilter, AuditAsked]:
    """The filter in the address, and its fields as they were typed with what is wrong with them."""
    fields = {name: request.args.get(name, "").strip() for name in FIELDS}
    problems: dict[str, str] = {}
    outcome = _token(AuditOutcome, fields["outcome"], "outcome", problems)
    action = _token(AuditAction, fields["action"], "action", problems)
    first, last = (_day(fields[name], name, problems) for name in ("first", "last"))
    person = "" if fields["person"] == NOBODY else fields["person"] or None
    try:
        wanted = AuditFilter(outcome, action, person, first, last)
    except ValueError as error:
        wanted = EVERY_EVENT
        problems["first"] = str(error)
    return wanted, AuditAsked(**fields, problems=problems)


def _token(kind: type[Token], text: str, field: str, problems: dict[str, str]) -> Token | None:
    try:
        return kind(text) if text else None
    except ValueError:
        problems[field] = "Choose one of the list."
        return None


def _day(text: str, field: str, problems: dict[str, str]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        problems[field] = "Give a day as year, month and day, like 2026-11-03."
        return None


def _export(wanted: AuditFilter, kind: str) -> Iterator[Document]:
    with writing_unit_of_work() as work:
        found = export_audit(work, signed_in_person(), wanted, kind, now())
        work.commit()
    for event in found.events:
        names = {"person_name": who_did(event, found.names), "subject_name": about_whom(event, found.names)}
        yield event_document(event) | names


def _refuse(asked: AuditAsked) -> Response:
    return answer_page("Audit log", audit_page(_NOTHING, asked, ()), status=422, help_page="audit")


def _name(ending: str) -> str:
    return f"parity-map-audit-{now():%Y-%m-%d}.{ending}"
