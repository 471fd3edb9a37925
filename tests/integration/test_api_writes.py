"""What programs write: views and notes, one at a time or many at once, once only, and on the version they mean."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import orjson
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from data.unit_of_work import Store, open_store
from domain_model.cells import CELLS, Cell
from domain_model.judgements import LONGEST_REASON, Opinion
from domain_model.people import Person
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Role
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases import write_notes
from domain_model.vocabulary import Confidence, Perception
from pages.http.api_write_bodies import LARGEST_LIST, LARGEST_ONE
from tests.api_programs import WORSE, Program, judgement_path, place, refusals, writing_server
from tests.people import add_person

MESO = Cell.from_token("service_delivery/meso")
PATH = judgement_path("QYG", MESO)
ALL = "/api/v1/judgements"
NOTES = "/api/v1/notes"
NOTHING = dict.fromkeys(("perception", "severity", "feasibility", "confidence", "reason", "source"))


@pytest.fixture(scope="module")
def store(copy_of_seeded: Callable[[], str]) -> Iterator[Store]:
    store = open_store(copy_of_seeded(), progress=lambda _line: None)
    yield store
    store.close()


@pytest.fixture(scope="module")
def server(store: Store) -> Flask:
    return writing_server(store)


@pytest.fixture
def ada(server: Flask) -> Person:
    return add_person(server, Role.EDITOR)


@pytest.fixture
def program(server: Flask, ada: Person) -> Program:
    return Program(server, ada)


def check_problem(answer: TestResponse, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.get_json()


def check_fault(answer: TestResponse, *expected: tuple[int | None, str | None]) -> None:
    """Everything that is wrong in a body is named by item and field."""
    problems = check_problem(answer, 422)["problems"]
    assert [(one["index"], one["field"]) for one in problems] == list(expected)
    assert all(one["detail"] for one in problems)


def versions(store: Store, person: Person) -> list[Opinion | None]:
    with store.unit_of_work() as work:
        return [judgement.opinion for judgement in work.judgements.of(person.id)]


# ---- One view


def test_a_view_is_said_changed_and_said_again(store: Store, ada: Person, program: Program) -> None:
    first = program.put(PATH, WORSE)
    assert (first.status_code, first.headers["ETag"], first.headers["Cache-Control"]) == (201, '"1"', "no-store")
    kept = first.get_json()
    assert kept["written"] is True
    assert kept["judgement"].items() >= {**WORSE, "version": 1, "n": 1, "author": ada.name, "own": True}.items()
    changed = program.put(PATH, {**WORSE, "severity": 8})
    assert (changed.status_code, changed.get_json()["judgement"]["version"]) == (200, 2)
    again = program.put(PATH, {**WORSE, "severity": 8, "reason": f" {WORSE['reason']}\r\n"})
    assert (again.status_code, again.get_json()["written"]) == (200, False)
    assert (again.get_json()["judgement"]["version"], again.headers["ETag"]) == (2, '"2"')
    reason = (Confidence.LOW, str(WORSE["reason"]), str(WORSE["source"]))
    assert versions(store, ada) == [
        Opinion(Perception.WORSE, 7, 2, *reason),
        Opinion(Perception.WORSE, 8, 2, *reason),
    ]


def test_what_is_left_out_is_not_answered(store: Store, ada: Person, program: Program) -> None:
    program.put(PATH, WORSE)
    program.put(PATH, {"severity": 9, "reason": None})
    assert versions(store, ada)[-1] == Opinion(severity=9)


def test_a_view_is_withdrawn_brought_back_and_taken_back_to_nothing(program: Program) -> None:
    program.put(PATH, {"severity": 1})
    program.put(PATH, {"severity": 2})
    gone = program.delete(PATH)
    assert gone.status_code == 200
    withdrawn = gone.get_json()["judgement"]
    assert withdrawn.items() >= {**NOTHING, "version": 3, "withdrawn": True, "restores": None}.items()
    check_problem(program.delete(PATH), 404)
    for version, severity, restores in ((4, 2, 2), (5, 1, 1), (6, None, 0)):
        back = program.post(f"{PATH}/undo").get_json()["judgement"]
        found = (back["version"], back["severity"], back["restores"], back["withdrawn"])
        assert found == (version, severity, restores, severity is None)
    assert "could be undone" in check_problem(program.post(f"{PATH}/undo"), 409)["detail"]
    assert program.put(PATH, {"severity": 1}).status_code == 201


def test_nobody_elses_view_is_touched(server: Flask, store: Store, program: Program) -> None:
    ben = add_person(server, Role.ADMINISTRATOR)
    program.put(PATH, {"severity": 1})
    other = Program(server, ben)
    check_problem(other.delete(PATH), 404)
    check_problem(other.post(f"{PATH}/undo"), 409)
    assert other.put(PATH, {"severity": 5}).get_json()["judgement"]["version"] == 1
    assert versions(store, ben) == [Opinion(severity=5)]
    (own,) = program.items(f"{ALL}?author=me")
    assert own["severity"] == 1


@pytest.mark.parametrize(
    "path",
    [
        judgement_path("XXX", MESO),
        judgement_path("qyg", MESO),
        "/api/v1/judgements/QYG/workforce/none",
        "/api/v1/judgements/QYG/none/meso",
        "/api/v1/judgements/QYG/WORKFORCE/meso",
    ],
)
def test_a_place_that_there_is_not_is_not_found(program: Program, path: str) -> None:
    assert "no such" in check_problem(program.put(path, {"severity": 1}), 404)["detail"]
    assert "no such" in check_problem(program.delete(path), 404)["detail"]
    assert "no such" in check_problem(program.post(f"{path}/undo"), 404)["detail"]


def test_a_place_with_signs_that_no_database_takes_is_not_found(program: Program) -> None:
    path = judgement_path("Q%00G", MESO)
    for answer in (program.put(path, {"severity": 1}), program.delete(path), program.post(f"{path}/undo")):
        assert "characters of no text" in check_problem(answer, 404)["detail"]


# ---- On the version that one means


def test_a_write_can_depend_on_the_version_that_stands(store: Store, ada: Person, program: Program) -> None:
    check_problem(program.put(PATH, {"severity": 1}, If_Match="*"), 412)
    check_problem(program.put(PATH, {"severity": 1}, If_Match='"1"'), 412)
    assert program.put(PATH, {"severity": 1}, If_None_Match="*").status_code == 201
    check_problem(program.put(PATH, {"severity": 2}, If_None_Match="*"), 412)
    for wrong in ('"2"', '"0"', 'W/"1"', '"11"', "nonsense"):
        refused = check_problem(program.put(PATH, {"severity": 2}, If_Match=wrong), 412)
        assert refused["detail"] == "version 1 is the latest, not what If-Match names; nothing was done"
        check_problem(program.delete(PATH, If_Match=wrong), 412)
        check_problem(program.post(f"{PATH}/undo", If_Match=wrong), 412)
    assert versions(store, ada) == [Opinion(severity=1)]
    for number, right in enumerate(('"1"', '"7", "2"', "*", '"4:gzip"'), start=2):
        assert program.put(PATH, {"severity": number}, If_Match=right).status_code == 200
    assert program.delete(PATH, If_Match='"5"').status_code == 200
    check_problem(program.put(PATH, {"severity": 1}, If_Match="*"), 412)
    assert program.put(PATH, {"severity": 1}, If_Match='"6"', If_None_Match="*").status_code == 201


def test_of_two_programs_that_mean_the_same_version_one_writes(server: Flask, ada: Person, program: Program) -> None:
    program.put(PATH, {"severity": 1})
    meet, answers = Barrier(4), list[int]()
    others = [Program(server, secret=program.secret) for _ in range(4)]

    def write(number: int) -> None:
        meet.wait()
        answers.append(others[number].put(PATH, {"severity": number + 2}, If_Match='"1"').status_code)

    threads = [Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 412, 412, 412]


# ---- Many views at once


def test_a_list_is_kept_as_a_whole(store: Store, ada: Person, program: Program) -> None:
    program.put(PATH, {"severity": 4})
    items = [
        {**place("QYG", MESO), "severity": 4},
        {**place("QMM", MESO), **WORSE},
        {**place("ENG", CELLS[0]), "perception": "dont_know"},
    ]
    answer = program.post(ALL, items)
    assert answer.status_code == 200
    kept = answer.get_json()
    assert (kept["written"], kept["unchanged"]) == (2, 1)
    assert [(item["area"], item["version"], item["perception"]) for item in kept["items"]] == [
        ("QMM", 1, "worse"),
        ("ENG", 1, "dont_know"),
    ]
    assert len(versions(store, ada)) == 3
    with store.unit_of_work() as work:
        (event,) = (
            e for e in work.audit.latest(None) if e.person == ada.id and e.action is AuditAction.SCORES_IMPORTED
        )
    assert (event.outcome, event.subject) == (AuditOutcome.DONE, "2 cells of ENG, QMM")


def test_one_fault_keeps_the_whole_list_out(store: Store, ada: Person, program: Program) -> None:
    good = {**place("QYG", MESO), "severity": 4}
    answer = program.post(
        ALL,
        [
            good,
            {**place("XXX", MESO), "severity": 0},
            {"area": "QYG", "level": "meso", "colour": "red", "perception": "worse"},
            {**good, "severity": 5},
            place("QYG", CELLS[0]),
            "QYG",
            {**place("ENG", MESO), "severity": True},
        ],
    )
    check_fault(
        answer, (1, "area"), (1, "severity"), (2, "colour"), (2, "block"), (3, None), (4, None), (5, None),
        (6, "severity"),
    )  # fmt: skip
    assert "7 more" in answer.get_json()["detail"]
    assert "item 0 is about the same cell" in answer.get_json()["problems"][4]["detail"]
    assert versions(store, ada) == []


@pytest.mark.parametrize("body", [[], {}, {"items": []}, "list", 1, [place("QYG", MESO)] * 501])
def test_what_is_no_list_of_1_to_500_is_refused(program: Program, body: object) -> None:
    check_fault(program.post(ALL, body), (None, None))


def test_500_views_are_taken_at_once(store: Store, ada: Person, program: Program) -> None:
    with store.unit_of_work() as work:
        areas = [area.code for area in work.datasets.current().geography.areas][:28]
    places = [place(area, cell) for area in areas for cell in CELLS][:500]
    answer = program.post(ALL, [{**one, "severity": 3, "reason": "FICTITIOUS " * 180} for one in places])
    assert answer.get_json()["written"] == 500
    assert len(versions(store, ada)) == 500


# ---- Bodies


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"severity": 10}, ["severity"]),
        ({"severity": 0, "feasibility": 4.5}, ["severity", "feasibility"]),
        ({"severity": "7"}, ["severity"]),
        ({"feasibility": False}, ["feasibility"]),
        ({"perception": "Worse"}, ["perception"]),
        ({"perception": ["worse"]}, ["perception"]),
        ({"confidence": "certain"}, ["confidence"]),
        ({"reason": 3}, ["reason"]),
        ({"reason": "x" * (LONGEST_REASON + 1)}, ["reason"]),
        ({"source": "with a \x07 bell"}, ["source"]),
        ({"reason": "nothing\x00"}, ["reason"]),
        ({"reason": "\uffff", "source": "\ufdd0", "severity": 2}, ["reason", "source"]),
        ({"severity": 1, "author": "me", "n": 27}, ["author", "n"]),
        ({"severity": None, "reason": "  \n "}, [None]),
        ({}, [None]),
        ([], [None]),
        ("worse", [None]),
        (b"null", [None]),
    ],
)
def test_a_view_that_cannot_be_taken_is_refused_field_by_field(
    store: Store, ada: Person, program: Program, body: object, fields: list[str | None]
) -> None:
    data = body if isinstance(body, bytes) else orjson.dumps(body)
    headers = {"Authorization": f"Bearer {program.secret}", "Content-Type": "application/json; charset=utf-8"}
    answer = program.client.put(PATH, data=data, headers=headers)
    check_fault(answer, *((None, field) for field in fields))
    assert versions(store, ada) == []


@pytest.mark.parametrize(
    "sent",
    [
        b"", b"{", b"severity=1", b'{"severity": NaN}', b'{"severity": 1, "severity": 2}', b'{"reason": "\\ud83d"}',
        b'{"\\ud83d": 1}', b'\xff\xfe{"severity": 1}', b'{"reason": "\xff"}', b"[" * 5000 + b"]" * 5000,
        b'{"severity": 1} {}',
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", [PATH, NOTES])
def test_what_is_not_strict_json_is_refused(program: Program, sent: bytes, path: str) -> None:
    answer = program.client.open(
        path,
        method="PUT" if path == PATH else "POST",
        data=sent,
        headers={"Authorization": f"Bearer {program.secret}", "Content-Type": "application/json"},
    )
    assert "not JSON" in check_problem(answer, 400)["detail"]


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "text/json", ""])
def test_another_media_type_is_refused(program: Program, kind: str) -> None:
    for method, path in (("PUT", PATH), ("POST", ALL), ("POST", NOTES)):
        headers = {"Authorization": f"Bearer {program.secret}", "Content-Type": kind}
        answer = program.client.open(path, method=method, data=b'{"severity": 1}', headers=headers)
        assert "application/json" in check_problem(answer, 415)["detail"]


@pytest.mark.parametrize(
    ("method", "path", "largest"),
    [("PUT", PATH, LARGEST_ONE), ("POST", NOTES, LARGEST_ONE), ("POST", ALL, LARGEST_LIST)],
)
def test_a_body_that_is_too_large_is_refused_before_it_is_read(
    program: Program, method: str, path: str, largest: int
) -> None:
    headers = {"Authorization": f"Bearer {program.secret}", "Content-Type": "application/json"}
    over = program.client.open(path, method=method, data=b" " * (largest + 1), headers=headers)
    assert str(largest) in check_problem(over, 413)["detail"]
    check_problem(program.client.open(path, method=method, data=b" " * largest, headers=headers), 400)
    for size, status in ((largest + 1, 413), (largest - 1, 400)):
        chunked = {
            "wsgi.input_terminated": True,
            "wsgi.input": BytesIO(b" " * size),
            "HTTP_TRANSFER_ENCODING": "chunked",
        }
        check_problem(program.client.open(path, method=method, headers=headers, environ_overrides=chunked), status)


# ---- Once only


def test_a_key_is_taken_once_by_each_person(server: Flask, store: Store, ada: Person, program: Program) -> None:
    key, note = str(uuid4()), {**place("QYG", MESO), "text": "Once"}
    other = Program(server, add_person(server, Role.EDITOR))
    assert program.post(NOTES, note, Idempotency_Key=key).status_code == 201
    before = len(refusals(server))
    for again in (key, key.upper(), f'"{key}"'):
        assert "was sent before" in check_problem(program.post(NOTES, note, Idempotency_Key=again), 409)["detail"]
    check_problem(program.post(ALL, [{**place("QYG", MESO), "severity": 1}], Idempotency_Key=key), 409)
    assert versions(store, ada) == []
    assert [note["text"] for note in program.items(f"{NOTES}?area=QYG&author=me")] == ["Once"]
    events = refusals(server)
    assert len(events) - before == 4
    assert (events[0].action, events[0].person, events[0].subject) == (AuditAction.FORM_SENT, ada.id, ALL)
    assert other.post(NOTES, note, Idempotency_Key=key).status_code == 201


def test_a_write_that_was_refused_leaves_its_key(program: Program) -> None:
    key, good = str(uuid4()), {**place("QYG", MESO), "severity": 1}
    check_fault(program.post(ALL, [{**good, "severity": 11}], Idempotency_Key=key), (0, "severity"))
    check_problem(program.post(f"{PATH}/undo", Idempotency_Key=key), 409)
    assert program.post(ALL, [good], Idempotency_Key=key).status_code == 200
    check_problem(program.post(f"{PATH}/undo", Idempotency_Key=key), 409)
    assert program.post(f"{PATH}/undo", Idempotency_Key=str(uuid4())).status_code == 200


@pytest.mark.parametrize("key", ["", "1", "8e03978e-40d5-43e8-bc93-6894a57f932", "x" * 5000])
def test_a_key_that_is_no_uuid_is_refused(program: Program, key: str) -> None:
    answer = program.post(NOTES, {**place("QYG", MESO), "text": "x"}, Idempotency_Key=key)
    assert check_problem(answer, 422)["parameter"] == "Idempotency-Key"
    assert program.items(f"{NOTES}?area=QYG&author=me") == []


# ---- Notes


def test_a_note_is_written_and_withdrawn(store: Store, ada: Person, program: Program) -> None:
    answer = program.post(NOTES, {**place("QYG", MESO), "text": "  Über @source\r\n\tzwei 🙂  "})
    assert answer.status_code == 201
    note = answer.get_json()
    assert note.items() >= {**place("QYG", MESO), "text": "Über @source\n\tzwei 🙂", "version": 1, "own": True}.items()
    assert datetime.fromisoformat(note["at"]).utcoffset() == datetime.now(UTC).utcoffset()
    gone = program.delete(f"{NOTES}/{note['id']}")
    assert gone.status_code == 200
    assert gone.get_json().items() >= {"id": note["id"], "text": None, "withdrawn": True, "version": 2}.items()
    assert program.delete(f"{NOTES}/{note['id']}").get_json()["version"] == 2
    with store.unit_of_work() as work:
        events = [event.action for event in work.audit.latest(None) if event.person == ada.id]
    assert events == [AuditAction.NOTE_WITHDRAWN, AuditAction.NOTE_WRITTEN]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({**place("QYG", MESO), "text": ""}, ["text"]),
        ({**place("QYG", MESO), "text": "x" * 4001}, ["text"]),
        ({**place("QYG", MESO), "text": "a \x1b[0m"}, ["text"]),
        ({**place("QYG", MESO)}, ["text"]),
        ({**place("XXX", MESO), "text": "x", "title": "y"}, ["title", "area"]),
        ({"text": "x"}, ["area", "block", "level"]),
        ({**place("QYG", MESO), "level": "none", "text": 1}, ["level", "text"]),
    ],
)
def test_a_note_that_cannot_be_taken_is_refused_field_by_field(
    program: Program, body: dict[str, object], fields: list[str]
) -> None:
    check_fault(program.post(NOTES, body), *((None, field) for field in fields))


def test_the_note_of_another_is_not_withdrawn(server: Flask, program: Program) -> None:
    note = program.post(NOTES, {**place("QYG", MESO), "text": "Mine"}).get_json()["id"]
    other = Program(server, add_person(server, Role.ADMINISTRATOR))
    assert "Only its author" in check_problem(other.delete(f"{NOTES}/{note}"), 403)["detail"]
    assert [one["text"] for one in program.items(f"{NOTES}?area=QYG&author=me")] == ["Mine"]
    program.delete(f"{NOTES}/{note}")
    check_problem(other.delete(f"{NOTES}/{note}"), 404)


@pytest.mark.parametrize("note", ["none", "a%00b", "x" * 3000])
def test_a_note_that_there_is_not_is_not_found(program: Program, note: str) -> None:
    check_problem(program.delete(f"{NOTES}/{note}"), 404)


def test_a_note_that_is_changed_in_that_moment_is_not_withdrawn(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = program.post(NOTES, {**place("QYG", MESO), "text": "Mine"}).get_json()["id"]

    def too_late(*_anything: object) -> None:
        raise ChangedMeanwhileError(note)

    monkeypatch.setattr(write_notes, "withdraw_note", too_late)
    assert "try again" in check_problem(program.delete(f"{NOTES}/{note}"), 409)["detail"]
