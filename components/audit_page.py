"""The audit log as a table with its filters, a page at a time."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from markupsafe import Markup

from components.author_names import FORMER_MEMBER
from components.form_parts import error_summary, select_field, text_field
from components.formatting import plural, sentence_case
from components.labels import label
from components.markup import joined, tag
from components.stacked_table import stacked_table
from components.times import moment_of
from domain_model.audit import AuditEvent
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction, AuditOutcome, LinkPurpose, Role
from domain_model.use_cases.read_audit import AuditPage

NOBODY = "nobody"
"""The token that asks for what somebody did who was not signed in: no id is so short."""

NOT_SIGNED_IN = "not signed in"
_TOKENS = {one.value: label(one) for one in (*LinkPurpose, *Role)}
_TOKEN = re.compile(rf"\b({'|'.join(_TOKENS)})\b")
_WITHDRAWN = re.compile(r"withdrawn: (\d+)")
HEADINGS = ("When", "Who", "What", "Outcome", "About", "Details")
_OUTCOMES = (("", "All"), *((one.value, sentence_case(label(one))) for one in AuditOutcome))
_ACTIONS = (
    ("", "All"),
    *sorted(((one.value, sentence_case(label(one))) for one in AuditAction), key=lambda one: one[1]),
)


@dataclass(frozen=True, slots=True)
class AuditAsked:
    """The fields of the filter as they stand in the address, and what is wrong with them, by field."""

    outcome: str = ""
    action: str = ""
    person: str = ""
    first: str = ""
    last: str = ""
    problems: Mapping[str, str] | None = None

    def query(self) -> list[tuple[str, str]]:
        """What of it goes into an address."""
        values = (("outcome", self.outcome), ("action", self.action), ("person", self.person))
        return [(name, value) for name, value in (*values, ("first", self.first), ("last", self.last)) if value]


def audit_address(asked: AuditAsked, page: int = 1, path: str = "/audit") -> str:
    """The address of a page of the log, or of a file of it."""
    query = [*asked.query(), *([("page", str(page))] if page > 1 else [])]
    return f"{path}?{urlencode(query)}" if query else path


def audit_page(found: AuditPage, asked: AuditAsked, people: Sequence[Person]) -> Markup:
    """Filters, files, the table and the way to further pages."""
    problems = asked.problems or {}
    about = (
        "What was done and what was refused. Network addresses are kept with refusals only; "
        "everything is removed after a year."
    )
    return joined(
        (
            error_summary("This cannot be looked for", list(problems.items())),
            tag("p", about),
            _filters(asked, people),
            None if problems else _results(found, asked),
        )
    )


def _filters(asked: AuditAsked, people: Sequence[Person]) -> Markup:
    who = [("", "Everybody"), (NOBODY, sentence_case(NOT_SIGNED_IN)), *((one.id, one.name) for one in people)]
    if asked.person and asked.person not in dict(who):
        who.append((asked.person, FORMER_MEMBER))
    problems = asked.problems or {}
    return tag(
        "form",
        select_field("outcome", "Outcome", _OUTCOMES, asked.outcome, problem=problems.get("outcome", "")),
        select_field("action", "What", _ACTIONS, asked.action, problem=problems.get("action", "")),
        select_field("person", "Who, or about whom", who, asked.person),
        text_field("first", "From", _day(asked.first), type="date", problem=problems.get("first", "")),
        text_field("last", "To", _day(asked.last), type="date", problem=problems.get("last", "")),
        tag("div", tag("button", "Show", type="submit", class_="action primary"), tag("a", "Show all", href="/audit")),
        method="get",
        action="/audit",
        novalidate=True,
        class_="filter-form",
    )


def _day(text: str) -> str:
    """What a browser takes in a field for days; of anything else it would only complain."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _results(found: AuditPage, asked: AuditAsked) -> Markup:
    if not found.total:
        return tag("p", "Nothing in the log fits.")
    files = (
        tag("a", f"Download as {kind}", href=audit_address(asked, path=f"/audit.{kind.lower()}"), download=True)
        for kind in ("CSV", "JSON")
    )
    place = f", page {found.number} of {found.pages}" if found.pages > 1 else ""
    caption = f"{plural(found.total, 'event')}, the latest first{place}"
    table = stacked_table(caption, HEADINGS, (_row(event, found.names) for event in found.events))
    return joined((tag("p", tag("span", *files, class_="buttons")), table, _further(found, asked)))


def _row(event: AuditEvent, names: Mapping[str, str]) -> tuple[Markup | str, ...]:
    refused = event.outcome is AuditOutcome.REFUSED
    outcome = tag("strong", label(event.outcome)) if refused else label(event.outcome)
    address = f" (from {event.network_address})" if event.network_address else ""
    return (
        moment_of(event.at),
        who_did(event, names),
        label(event.action),
        outcome,
        about_whom(event, names),
        f"{detail_in_words(event)}{address}",
    )


def who_did(event: AuditEvent, names: Mapping[str, str]) -> str:
    """The name of whoever did it."""
    return (names.get(event.person) or FORMER_MEMBER) if event.person else NOT_SIGNED_IN


def about_whom(event: AuditEvent, names: Mapping[str, str]) -> str:
    """What it was about: a person by name, anything else as it was recorded."""
    return (names[event.subject] or FORMER_MEMBER) if event.subject in names else event.subject


def detail_in_words(event: AuditEvent) -> str:
    """The details of what was done with labels for their tokens; what was refused stands as it was recorded."""
    if event.outcome is AuditOutcome.REFUSED:
        return event.detail
    if withdrawn := _WITHDRAWN.fullmatch(event.detail):
        return f"{plural(int(withdrawn[1]), 'score')} withdrawn"
    return _TOKEN.sub(lambda token: _TOKENS[token[1]], event.detail)


def _further(found: AuditPage, asked: AuditAsked) -> Markup | None:
    if found.pages == 1:
        return None
    newer = tag("a", "Newer", href=audit_address(asked, found.number - 1), rel="prev") if found.number > 1 else None
    older = tag("a", "Older", href=audit_address(asked, found.number + 1), rel="next")
    links = (newer, older if found.number < found.pages else None)
    return tag("nav", *links, class_="buttons", aria_label="Pages of the log")
