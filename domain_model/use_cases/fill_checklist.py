"""Use the entries of a framework as a checklist for an area: read it, fill it in, take the last change back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain_model.audit import AuditEvent
from domain_model.checklists import ChecklistMark, checked_answer
from domain_model.dataset import Evidence
from domain_model.evidence import FrameworkEntry
from domain_model.evidence_vocabulary import ChecklistState, FrameworkKind
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Permission
from domain_model.ports import UnitOfWork
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.check_account import check_account


class NoSuchChecklistError(LookupError):
    """There is no such area, or the catalogue has no entry of that kind or id."""


class NothingToTakeBackError(Exception):
    """Nobody has changed this checklist yet, or the version asked for is the one that stands."""


class MarksChangedError(ChangedMeanwhileError):
    """Somebody else answered meanwhile; `marks` is what stands now of each entry that differs."""

    def __init__(self, marks: tuple[ChecklistMark, ...]) -> None:
        super().__init__(f"{len(marks)} answers changed meanwhile")
        self.marks = marks


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """What somebody says of an entry, and the version that they had before them (0 for none)."""

    state: ChecklistState | None
    note: str
    version: int


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """An entry with its latest mark, None where nobody ever said anything of it."""

    entry: FrameworkEntry
    mark: ChecklistMark | None

    @property
    def state(self) -> ChecklistState | None:
        """The answer that stands, None where there is none."""
        return self.mark.state if self.mark else None

    @property
    def version(self) -> int:
        """The version of the latest mark, 0 for none."""
        return self.mark.version if self.mark else 0


@dataclass(frozen=True, slots=True)
class Checklist:
    """All entries of a kind for an area, in the order of the catalogue."""

    area: str
    kind: FrameworkKind
    rows: tuple[ChecklistRow, ...]

    @property
    def counts(self) -> dict[ChecklistState | None, int]:
        """How many entries have each answer, and under None how many have none; they add up to all entries."""
        return {state: sum(row.state is state for row in self.rows) for state in (*ChecklistState, None)}

    @property
    def answered(self) -> int:
        """How many entries have an answer."""
        return sum(row.state is not None for row in self.rows)

    @property
    def last_change(self) -> tuple[ChecklistMark, ...]:
        """The marks that were kept together last, which an undo takes back; () where nobody said anything."""
        marks = [row.mark for row in self.rows if row.mark]
        if not marks:
            return ()
        latest = max(marks, key=lambda mark: (mark.at, mark.author))
        return tuple(mark for mark in marks if (mark.at, mark.author) == (latest.at, latest.author))


def read_checklist(work: UnitOfWork, area: str, kind: FrameworkKind) -> Checklist:
    """The checklist of a kind for an area, as it stands.

    Raises:
        NoSuchChecklistError: if there is no such area, or no entry of that kind.
    """
    return _checklist(_entries(work, area, kind), area, kind, work.checklists.standing(area))


def read_checklists(work: UnitOfWork, area: str) -> tuple[Checklist, ...]:
    """The checklists of all kinds for an area, in the order of the kinds; kinds without entries are left out.

    Raises:
        NoSuchChecklistError: if there is no such area.
    """
    dataset = work.datasets.current()
    if not dataset.geography.has(area):
        raise NoSuchChecklistError(f"There is no area {area[:40]}.")
    standing = work.checklists.standing(area)
    return _of_area(dataset.evidence, area, standing)


def areas_with_answers(work: UnitOfWork) -> dict[str, tuple[Checklist, ...]]:
    """By area, its checklists in which something is answered."""
    by_area: dict[str, dict[str, ChecklistMark]] = {}
    for mark in work.checklists.everywhere():
        by_area.setdefault(mark.area, {})[mark.entry] = mark
    evidence = work.datasets.current().evidence
    begun = {
        area: tuple(one for one in _of_area(evidence, area, marks) if one.answered) for area, marks in by_area.items()
    }
    return {area: lists for area, lists in begun.items() if lists}


def read_history(
    work: UnitOfWork, area: str, kind: FrameworkKind, entry_id: str
) -> tuple[FrameworkEntry, tuple[ChecklistMark, ...]]:
    """An entry and all versions of what was said of it for an area, in order.

    Raises:
        NoSuchChecklistError: if there is no such area or entry.
    """
    return _entry(work, area, kind, entry_id), work.checklists.history(area, entry_id)


def fill_checklist(
    work: UnitOfWork, person: Person, area: str, kind: FrameworkKind, answers: Mapping[str, SentAnswer], now: datetime
) -> tuple[ChecklistMark, ...]:
    """Keep a further version of each answer that says something new, all or none; logged once. The caller commits.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more, or their account is gone.
        NoSuchChecklistError: if there is no such area or entry.
        ValueError: if a note is too long, no plain text, or stands without an answer.
        MarksChangedError: if somebody else has said something else of one of these entries meanwhile.
    """
    check_account(work, person, Permission.FILL_CHECKLISTS)
    known = {entry.id for entry in _entries(work, area, kind)}
    unknown = [entry for entry in answers if entry not in known]
    if unknown:
        raise NoSuchChecklistError(f"There is no entry {unknown[0][:40]} in this checklist.")
    standing = work.checklists.standing(area)
    new: list[ChecklistMark] = []
    changed: list[ChecklistMark] = []
    for entry, sent in answers.items():
        state, note = checked_answer(sent.state, sent.note)
        stands = standing.get(entry)
        if stands.says(state, note) if stands else state is None:
            continue
        if stands and stands.version != sent.version:
            changed.append(stands)
        new.append(ChecklistMark(area, entry, (stands.version if stands else 0) + 1, state, note, person.id, now))
    if changed:
        raise MarksChangedError(tuple(changed))
    return _kept(work, person, area, kind, tuple(new), AuditAction.CHECKLIST_FILLED)


def undo_last_change(
    work: UnitOfWork, person: Person, area: str, kind: FrameworkKind, seen: Mapping[str, int], now: datetime
) -> tuple[ChecklistMark, ...]:
    """Say again what was said before the last change of a checklist: a change of its own, in this person's name.

    `seen` are entries and versions of the last change as the person saw it.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more, or their account is gone.
        NoSuchChecklistError: if there is no such area, or no entry of that kind.
        NothingToTakeBackError: if nobody has said anything yet.
        MarksChangedError: if the last change is not any more the one that they saw.
    """
    check_account(work, person, Permission.FILL_CHECKLISTS)
    last = read_checklist(work, area, kind).last_change
    if not last:
        raise NothingToTakeBackError("Nothing of this checklist was answered yet.")
    if {mark.entry: mark.version for mark in last} != dict(seen):
        raise MarksChangedError(last)
    back = tuple(_said_again(work, mark, mark.version - 1, person, now) for mark in last)
    return _kept(work, person, area, kind, back, AuditAction.CHECKLIST_UNDONE)


def bring_back(
    work: UnitOfWork,
    person: Person,
    area: str,
    kind: FrameworkKind,
    entry_id: str,
    version: int,
    seen: int,
    now: datetime,
) -> ChecklistMark:
    """Say again what an earlier version said (0: nothing); `seen` is the latest version that the person saw.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more, or their account is gone.
        NoSuchChecklistError: if there is no such area or entry.
        NothingToTakeBackError: if there is no such earlier version.
        MarksChangedError: if `seen` is not the latest version any more.
    """
    check_account(work, person, Permission.FILL_CHECKLISTS)
    _entry(work, area, kind, entry_id)
    latest = work.checklists.standing(area).get(entry_id)
    if latest is None or not 0 <= version < latest.version:
        raise NothingToTakeBackError("There is no such earlier version to bring back.")
    if latest.version != seen:
        raise MarksChangedError((latest,))
    again = _said_again(work, latest, version, person, now)
    _kept(work, person, area, kind, (again,), AuditAction.CHECKLIST_UNDONE)
    return again


def _kept(
    work: UnitOfWork,
    person: Person,
    area: str,
    kind: FrameworkKind,
    marks: tuple[ChecklistMark, ...],
    action: AuditAction,
) -> tuple[ChecklistMark, ...]:
    if not marks:
        return ()
    at = marks[0].at
    work.checklists.add(marks)
    versions = [f"{mark.entry} version {mark.version}" for mark in marks]
    detail = ", ".join(versions[:5]) + (f" and {len(versions) - 5} more" if len(versions) > 5 else "")
    work.audit.record(AuditEvent(at, action, AuditOutcome.DONE, person.id, f"checklist {area} {kind}", detail))
    return marks


def _said_again(work: UnitOfWork, latest: ChecklistMark, version: int, person: Person, now: datetime) -> ChecklistMark:
    """A new version that says what that one said; version 0 said nothing."""
    earlier = next((one for one in work.checklists.history(latest.area, latest.entry) if one.version == version), None)
    state, note = (earlier.state, earlier.note) if earlier else (None, "")
    return ChecklistMark(latest.area, latest.entry, latest.version + 1, state, note, person.id, now)


def _checklist(
    entries: tuple[FrameworkEntry, ...], area: str, kind: FrameworkKind, standing: Mapping[str, ChecklistMark]
) -> Checklist:
    return Checklist(area, kind, tuple(ChecklistRow(entry, standing.get(entry.id)) for entry in entries))


def _of_area(evidence: Evidence, area: str, standing: Mapping[str, ChecklistMark]) -> tuple[Checklist, ...]:
    lists = (_checklist(_of_kind(evidence, kind), area, kind, standing) for kind in FrameworkKind)
    return tuple(one for one in lists if one.rows)


def _of_kind(evidence: Evidence, kind: FrameworkKind) -> tuple[FrameworkEntry, ...]:
    """In the order of the frameworks in the catalogue, and of the entries in each of them."""
    entries = [entry for entry in evidence.framework_entries if entry.kind is kind]
    places = {framework: place for place, framework in enumerate(dict.fromkeys(one.framework for one in entries))}
    return tuple(sorted(entries, key=lambda entry: (places[entry.framework], entry.order)))


def _entries(work: UnitOfWork, area: str, kind: FrameworkKind) -> tuple[FrameworkEntry, ...]:
    dataset = work.datasets.current()
    if not dataset.geography.has(area):
        raise NoSuchChecklistError(f"There is no area {area[:40]}.")
    entries = _of_kind(dataset.evidence, kind)
    if not entries:
        raise NoSuchChecklistError("The catalogue has no entries of this kind.")
    return entries


def _entry(work: UnitOfWork, area: str, kind: FrameworkKind, entry_id: str) -> FrameworkEntry:
    for entry in _entries(work, area, kind):
        if entry.id == entry_id:
            return entry
    raise NoSuchChecklistError(f"There is no entry {entry_id[:40]} in this checklist.")
