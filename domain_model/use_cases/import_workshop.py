"""Bring a workshop back from a file of its published results: closed, without people, all of it or nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from domain_model.people import Person, new_id
from domain_model.people_vocabulary import AuditAction, Permission
from domain_model.ports import UnitOfWork
from domain_model.use_cases.check_account import check_account
from domain_model.use_cases.report_workshop import IMPORTED, WorkshopReport
from domain_model.use_cases.run_workshop import record
from domain_model.workshop.event import Event
from domain_model.workshop.events import Closed, FactsShown, Noted, RoundCounted, RoundOpened, RoundRevealed
from domain_model.workshop.file_fields import InvalidFileError
from domain_model.workshop.item_events import ItemAdded, ItemHidden
from domain_model.workshop.plans import MOST_ITEMS, item_document
from domain_model.workshop.records import Workshop
from domain_model.workshop.results_file import FiledRound, ResultsFile, filed_round, shown_item
from domain_model.workshop.state import OutOfOrderError

_Happened = tuple[Event, datetime]


def file_of(report: WorkshopReport, dataset_version: str, now: datetime) -> ResultsFile:
    """What a file says of a reported workshop: nothing that the report does not tell."""
    workshop, state = report.workshop, report.state
    return ResultsFile(
        workshop=workshop.id,
        plan=replace(state.plan, items=()),
        items=tuple(item if workshop.is_imported else shown_item(item) for item in report.items),
        created_at=workshop.created_at,
        closed_at=state.closed_at,
        exported_at=now,
        dataset_version=dataset_version,
        joined=report.joined,
        modes=report.modes,
        rounds=tuple(filed_round(one.round, one.results, one.done, one.revealed_at) for one in report.rounds),
    )


def import_workshop(work: UnitOfWork, person: Person, file: ResultsFile, now: datetime) -> Workshop:
    """Keep the workshop of a file under a new id; its published results are those of the file, to the bit.

    Its rounds are numbered anew where the file leaves some out.

    Raises:
        NotAllowedError: if the person's role does not allow it, or not any more.
        InvalidFileError: if the file does not fit together, or is about an area that is unknown here.
    """
    check_account(work, person, Permission.RUN_WORKSHOPS)
    if not work.datasets.current().geography.has(file.plan.area):
        words = "Import it where the figures of that area are."
        raise InvalidFileError("the file, plan", f"there is no area {file.plan.area!r} here", words)
    in_play = [item for item in file.items if item.is_in_play]
    first, late = in_play[: MOST_ITEMS - 1], in_play[MOST_ITEMS - 1 :]
    try:
        plan = replace(file.plan, items=tuple(first))
        made = Workshop(
            id=new_id(),
            owner=person.id,
            join_code="",
            first_plan=plan,
            created_at=file.created_at,
            version=0,
            title=plan.title,
            area=plan.area,
            is_rehearsal=plan.is_rehearsal,
            is_imported=True,
        )
        work.workshops.add(made)
        happened: list[_Happened] = [(Noted(IMPORTED, file.workshop), file.created_at)]
        for item in file.items:
            if not item.is_in_play:
                happened += [
                    (event, file.created_at) for event in (ItemAdded(item_document(item)), ItemHidden(item.id))
                ]
        happened += [(ItemAdded(item_document(item)), file.created_at) for item in late]
        happened += _rounds_again(file)
        happened.append((Closed(), file.closed_at or file.exported_at))
        work.workshops.append_all(made.id, [(event, person.id, at) for event, at in happened])
        for place, one in enumerate(file.rounds, start=1):
            if one.results is not None:
                work.results.publish(made.id, replace(one.results, round_number=place))
    except (OutOfOrderError, ValueError) as error:
        raise InvalidFileError("the file", str(error), "Export it again and leave it as it is.") from None
    record(work, person.id, AuditAction.WORKSHOP_IMPORTED, made.id, now)
    return work.workshops.by_id(made.id) or made


def _rounds_again(file: ResultsFile) -> Iterator[_Happened]:
    """Each round opened, counted and, where it was, revealed again, at the moments that the file has."""
    places = {one.number: place for place, one in enumerate(file.rounds, start=1)}
    facts_shown = False
    for one in file.rounds:
        if one.after_facts is not facts_shown:
            facts_shown = one.after_facts
            yield FactsShown(facts_shown), one.opened_at
        yield _opened(one, places.get(one.repeats, 0)), one.opened_at
        results, place, counted_at = one.results, places[one.number], one.counted_at or file.exported_at
        voices = {group.value: voice for group, voice in results.voices.items()} if results else {}
        yield RoundCounted(place, results.publication if results else 0, voices, ballots={}), counted_at
        if results is not None:
            yield RoundRevealed(place), one.revealed_at or counted_at


def _opened(one: FiledRound, repeats: int) -> RoundOpened:
    return RoundOpened(
        asks=one.paper.kind.value,
        question=one.question,
        targets=one.paper.targets,
        scales=tuple(scale.value for scale in one.paper.scales),
        ranks=one.paper.ranks,
        seconds=0,
        repeats=repeats,
    )
