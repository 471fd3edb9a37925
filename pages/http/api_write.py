"""What programs write in somebody's name: views of cells and notes. Each function answers one of `WRITE_ROUTES`."""

from collections.abc import Callable
from http import HTTPStatus

from flask import Response

from data.current import writing_unit_of_work
from domain_model.cells import Cell
from domain_model.judgements import Judgement, NothingToUndoError, Place
from domain_model.notes import LONGEST_NOTE, Note
from domain_model.people import Person
from domain_model.ports import UnitOfWork
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases import judge_cells, write_notes
from domain_model.use_cases.judge_cells import Answer
from domain_model.vocabulary import BuildingBlock, Level
from pages.http.api_answers import json_answer
from pages.http.api_contribution_documents import note_document, version_document
from pages.http.api_gazetteer import Gazetteer
from pages.http.api_problems import ApiProblemError, Fault, echo, faulty, missing
from pages.http.api_values import Document
from pages.http.api_write_bodies import (
    LARGEST_LIST,
    LARGEST_ONE,
    MOST_ITEMS,
    OPINION_FIELDS,
    PLACE_FIELDS,
    Fields,
    read_json,
)
from pages.http.api_write_conditions import check_version, take_key
from pages.http.who import now, signed_in_person


def put_judgement(area: str, block: str, level: str) -> Response:
    """Keep what the person thinks of a cell."""
    cell, person = _cell(block, level), signed_in_person()
    fields = Fields(read_json(LARGEST_ONE), OPINION_FIELDS)
    opinion = fields.opinion()
    _check(fields.faults)
    with writing_unit_of_work() as work:
        _check_area(work, area)
        history = work.judgements.history(person.id, area, cell)
        check_version(history)
        saved = judge_cells.score_cell(work, person, area, cell, Answer(opinion), now())
        answer = _kept(work, person, saved.written, history)
        work.commit()
    is_new = bool(saved.written) and (not history or history[-1].opinion is None)
    answer.status_code = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return answer


def withdraw_judgement(area: str, block: str, level: str) -> Response:
    """Withdraw the person's view of a cell."""
    cell, person = _cell(block, level), signed_in_person()
    with writing_unit_of_work() as work:
        _check_area(work, area)
        check_version(work.judgements.history(person.id, area, cell))
        withdrawn = judge_cells.withdraw_score(work, person, area, cell, now())
        if withdrawn is None:
            raise missing(f"you have no view of {cell.token} in {area} to withdraw")
        answer = _kept(work, person, (withdrawn,))
        work.commit()
    return answer


def undo_judgement(area: str, block: str, level: str) -> Response:
    """Go one step back in the person's view of a cell."""
    cell, person = _cell(block, level), signed_in_person()
    with writing_unit_of_work() as work:
        take_key(work, person)
        _check_area(work, area)
        history = work.judgements.history(person.id, area, cell)
        check_version(history)
        try:
            judgement = judge_cells.undo_score(work, person, area, cell, history[-1].version if history else 0, now())
        except NothingToUndoError:
            detail = f"you said nothing of {cell.token} in {area} that could be undone"
            raise ApiProblemError(HTTPStatus.CONFLICT, detail) from None
        answer = _kept(work, person, (judgement,))
        work.commit()
    return answer


def import_judgements() -> Response:
    """Keep what the person thinks of many cells, all of it or none."""
    items, person = read_json(LARGEST_LIST), signed_in_person()
    if not isinstance(items, list) or not 1 <= len(items) <= MOST_ITEMS:
        raise faulty([Fault(f"send a list of 1 to {MOST_ITEMS} objects")])
    with writing_unit_of_work() as work:
        take_key(work, person)
        geography = work.datasets.current().geography
        answers = _answers(items, geography.codes)
        saved = judge_cells.import_scores(work, person, answers, now())
        gazetteer = Gazetteer(geography)
        document = {
            "written": len(saved.written),
            "unchanged": saved.unchanged,
            "items": [_version(judgement, gazetteer, person) for judgement in saved.written],
        }
        work.commit()
    return _unkept(json_answer(document))


def _answers(items: list[object], codes: frozenset[str]) -> dict[Place, Answer]:
    """What a list says, by place.

    Raises:
        ApiProblemError: 422 with everything that is wrong in it.
    """
    found: dict[Place, Answer] = {}
    faults: list[Fault] = []
    seen: dict[Place, int] = {}
    for index, item in enumerate(items):
        fields = Fields(item, (*PLACE_FIELDS, *OPINION_FIELDS), index)
        place, opinion = fields.place(codes), fields.opinion()
        if place is not None:
            if seen.setdefault(place, index) != index:
                fields.wrong(None, f"item {seen[place]} is about the same cell of the same area")
            found[place] = Answer(opinion)
        faults += fields.faults
    _check(faults)
    return found


def write_note() -> Response:
    """Keep a new note."""
    fields, person = Fields(read_json(LARGEST_ONE), (*PLACE_FIELDS, "text")), signed_in_person()
    with writing_unit_of_work() as work:
        take_key(work, person)
        geography = work.datasets.current().geography
        place = fields.place(geography.codes)
        text = fields.given("text", LONGEST_NOTE)
        if place is None or fields.faults:
            raise faulty(fields.faults)
        note = write_notes.write_note(work, person, *place, text, now())
        answer = _note(work, note, person)
        work.commit()
    answer.status_code = HTTPStatus.CREATED
    return answer


def withdraw_note(note_id: str) -> Response:
    """Withdraw a note of the person's."""
    person = signed_in_person()
    if not note_id.isprintable():
        raise missing("no such note")
    try:
        with writing_unit_of_work() as work:
            note = write_notes.withdraw_note(work, person, note_id, now())
            answer = _note(work, note, person)
            work.commit()
    except write_notes.NoSuchNoteError:
        raise missing(f"no such note: {echo(note_id)!r}") from None
    except ChangedMeanwhileError:
        detail = "the note was changed in this moment; nothing was done, so try again"
        raise ApiProblemError(HTTPStatus.CONFLICT, detail) from None
    return answer


WRITES: dict[str, Callable[..., Response]] = {
    "put_judgement": put_judgement,
    "withdraw_judgement": withdraw_judgement,
    "undo_judgement": undo_judgement,
    "import_judgements": import_judgements,
    "write_note": write_note,
    "withdraw_note": withdraw_note,
}
"""What answers each route that is written, by its name."""


def _cell(block: str, level: str) -> Cell:
    try:
        return Cell(BuildingBlock(block), Level(level))
    except ValueError:
        raise missing(f"no such cell: {echo(f'{block}/{level}')!r}") from None


def _check_area(work: UnitOfWork, area: str) -> None:
    try:
        judge_cells.check_area(work, area)
    except LookupError:
        raise missing(f"no such area: {echo(area)!r}") from None


def _check(faults: list[Fault]) -> None:
    if faults:
        raise faulty(faults)


def _kept(
    work: UnitOfWork, person: Person, written: tuple[Judgement, ...], before: tuple[Judgement, ...] = ()
) -> Response:
    """The version that stands now, and whether this request wrote it; its number is the tag of the view."""
    judgement = written[-1] if written else before[-1]
    gazetteer = Gazetteer(work.datasets.current().geography)
    answer = json_answer({"written": bool(written), "judgement": _version(judgement, gazetteer, person)})
    answer.set_etag(str(judgement.version))
    return _unkept(answer)


def _version(judgement: Judgement, gazetteer: Gazetteer, person: Person) -> Document:
    return version_document(judgement, gazetteer, person.name, own=True)


def _note(work: UnitOfWork, note: Note, person: Person) -> Response:
    gazetteer = Gazetteer(work.datasets.current().geography)
    return _unkept(json_answer(note_document(note, gazetteer, person.name, own=True)))


def _unkept(answer: Response) -> Response:
    """The answer to a write, which no cache keeps."""
    answer.headers["Cache-Control"] = "no-store"
    return answer
