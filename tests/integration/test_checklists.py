"""Checklists on a real database and over HTTP: versions, undo, conflicts, who may, and what stands beside answers."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import count

import pytest
from bs4 import BeautifulSoup
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from data.current import current_store
from data.unit_of_work import Store
from domain_model.audit import AuditEvent
from domain_model.evidence_vocabulary import ChecklistState, FrameworkKind
from domain_model.people import NotAllowedError, Person, new_id
from domain_model.people_vocabulary import AuditAction, Role
from domain_model.ports.contributions import ChangedMeanwhileError
from domain_model.use_cases.fill_checklist import (
    Checklist,
    MarksChangedError,
    NoSuchChecklistError,
    NothingToTakeBackError,
    SentAnswer,
    areas_with_answers,
    bring_back,
    fill_checklist,
    read_checklist,
    read_checklists,
    read_history,
    undo_last_change,
)
from tests.people import add_person, post, signed_in

LEVER, DUTY = FrameworkKind.LEVER, FrameworkKind.DUTY
IN_PLACE, PARTLY, NOT, DOES_NOT = ChecklistState
AT = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
_minutes = count(1)


def later() -> datetime:
    """A moment after all before it."""
    return AT + timedelta(minutes=next(_minutes))


def somebody(store: Store, role: Role = Role.EDITOR) -> Person:
    person_id = new_id()
    person = Person(person_id, f"FICTITIOUS {person_id}", f"{person_id.casefold()}@example.org", role, AT)
    with store.writing_unit_of_work() as work:
        work.people.add(person, "hash")
        work.commit()
    return person


def answered(store: Store, person: Person, area: str, answers: dict[str, SentAnswer], kind: FrameworkKind = LEVER):
    with store.writing_unit_of_work() as work:
        kept = fill_checklist(work, person, area, kind, answers, later())
        work.commit()
    return kept


def standing(store: Store, area: str, kind: FrameworkKind = LEVER) -> Checklist:
    with store.unit_of_work() as work:
        return read_checklist(work, area, kind)


def states(checklist: Checklist) -> dict[str, tuple[ChecklistState | None, str, int]]:
    return {row.entry.id: (row.state, row.mark.note, row.version) for row in checklist.rows if row.mark}


@pytest.fixture(scope="module")
def entries(seeded_store: Store) -> list[str]:
    return [row.entry.id for row in standing(seeded_store, "QYG").rows]


# ---- The use cases


def test_answers_are_kept_with_every_version_and_the_same_again_changes_nothing(
    seeded_store: Store, entries: list[str]
) -> None:
    ann, ben = somebody(seeded_store), somebody(seeded_store)
    first, second = entries[:2]
    answered(seeded_store, ann, "QHL", {first: SentAnswer(IN_PLACE, " Seen ", 0), second: SentAnswer(None, "", 0)})
    assert states(standing(seeded_store, "QHL")) == {first: (IN_PLACE, "Seen", 1)}
    assert answered(seeded_store, ben, "QHL", {first: SentAnswer(IN_PLACE, "Seen", 1)}) == ()
    answered(seeded_store, ben, "QHL", {first: SentAnswer(NOT, "", 1)})
    with seeded_store.unit_of_work() as work:
        entry, versions = read_history(work, "QHL", LEVER, first)
        assert entry.id == first
        assert [(one.version, one.state, one.note, one.author) for one in versions] == [
            (1, IN_PLACE, "Seen", ann.id),
            (2, NOT, "", ben.id),
        ]
        assert [one.version for one in work.checklists.of(ann.id)] == [1]
        assert work.checklists.standing("QF7") == {}


def test_the_last_save_is_taken_back_as_a_whole_and_again(seeded_store: Store, entries: list[str]) -> None:
    ann, ben = somebody(seeded_store), somebody(seeded_store)
    first, second, third = entries[:3]
    answered(seeded_store, ann, "QOC", {first: SentAnswer(IN_PLACE, "as it was", 0)})
    answered(seeded_store, ann, "QOC", {first: SentAnswer(NOT, "", 1), second: SentAnswer(PARTLY, "x", 0)})
    seen = {first: 2, second: 1}
    with seeded_store.writing_unit_of_work() as work:
        undo_last_change(work, ben, "QOC", LEVER, seen, later())
        work.commit()
    assert states(standing(seeded_store, "QOC")) == {first: (IN_PLACE, "as it was", 3), second: (None, "", 2)}
    with seeded_store.writing_unit_of_work() as work, pytest.raises(MarksChangedError):
        undo_last_change(work, ann, "QOC", LEVER, seen, later())
    with seeded_store.writing_unit_of_work() as work:
        undo_last_change(work, ann, "QOC", LEVER, {first: 3, second: 2}, later())
        work.commit()
    assert states(standing(seeded_store, "QOC")) == {first: (NOT, "", 4), second: (PARTLY, "x", 3)}
    assert third not in states(standing(seeded_store, "QOC"))
    with seeded_store.writing_unit_of_work() as work, pytest.raises(NothingToTakeBackError):
        undo_last_change(work, ann, "QOC", DUTY, {}, later())


def test_an_earlier_version_is_brought_back(seeded_store: Store, entries: list[str]) -> None:
    ann, first = somebody(seeded_store), entries[0]
    for version, state in enumerate((PARTLY, NOT, DOES_NOT)):
        answered(seeded_store, ann, "QKK", {first: SentAnswer(state, f"note {version}", version)})
    with seeded_store.writing_unit_of_work() as work:
        again = bring_back(work, ann, "QKK", LEVER, first, 1, 3, later())
        assert (again.version, again.state, again.note) == (4, PARTLY, "note 0")
        work.commit()
    with seeded_store.writing_unit_of_work() as work:
        for version in (4, -1, 9):
            with pytest.raises(NothingToTakeBackError):
                bring_back(work, ann, "QKK", LEVER, first, version, 4, later())
        with pytest.raises(MarksChangedError):
            bring_back(work, ann, "QKK", LEVER, first, 2, 3, later())
        assert bring_back(work, ann, "QKK", LEVER, first, 0, 4, later()).state is None


def test_of_two_who_answer_at_once_the_second_is_told_unless_they_agree(
    seeded_store: Store, entries: list[str]
) -> None:
    ann, ben = somebody(seeded_store), somebody(seeded_store)
    first, second = entries[:2]
    answered(seeded_store, ann, "QMM", {first: SentAnswer(IN_PLACE, "", 0), second: SentAnswer(NOT, "", 0)})
    both = {first: SentAnswer(IN_PLACE, "", 0), second: SentAnswer(PARTLY, "", 0), entries[2]: SentAnswer(NOT, "", 0)}
    with seeded_store.writing_unit_of_work() as work, pytest.raises(MarksChangedError) as raised:
        fill_checklist(work, ben, "QMM", LEVER, both, later())
    assert [(one.entry, one.state) for one in raised.value.marks] == [(second, NOT)]
    assert set(states(standing(seeded_store, "QMM"))) == {first, second}, "nothing of it was kept"
    kept = standing(seeded_store, "QMM").rows[0].mark
    assert kept is not None
    with seeded_store.writing_unit_of_work() as work, pytest.raises(ChangedMeanwhileError):
        work.checklists.add((kept,))


def test_who_may_not_and_what_does_not_exist_is_refused(seeded_store: Store, entries: list[str]) -> None:
    ann, viewer = somebody(seeded_store), somebody(seeded_store, Role.VIEWER)
    one = {entries[0]: SentAnswer(IN_PLACE, "", 0)}
    with seeded_store.writing_unit_of_work() as work:
        with pytest.raises(NotAllowedError):
            fill_checklist(work, viewer, "QYG", LEVER, one, later())
        for area, kind, answers in (
            ("ZZZ", LEVER, one),
            ("QYG", DUTY, one),
            ("QYG", LEVER, {"nothing": SentAnswer(NOT, "", 0)}),
        ):
            with pytest.raises(NoSuchChecklistError):
                fill_checklist(work, ann, area, kind, answers, later())
        with pytest.raises(ValueError, match="Choose an answer"):
            fill_checklist(work, ann, "QYG", LEVER, {entries[0]: SentAnswer(None, "x", 0)}, later())
        with pytest.raises(NoSuchChecklistError):
            read_checklists(work, "ZZZ")
        with pytest.raises(NoSuchChecklistError):
            read_history(work, "QYG", LEVER, "nothing")
        assert fill_checklist(work, ann, "QYG", LEVER, {}, later()) == ()
        work.checklists.add(())


def test_areas_with_answers_are_listed_and_what_was_taken_back_is_none(seeded_store: Store, entries: list[str]) -> None:
    ann = somebody(seeded_store)
    many = {entry: SentAnswer(NOT, "", 0) for entry in entries}
    answered(seeded_store, ann, "QNX", many)
    answered(seeded_store, ann, "QR1", {entries[0]: SentAnswer(NOT, "", 0)})
    answered(seeded_store, ann, "QR1", {entries[0]: SentAnswer(None, "", 1)})
    with seeded_store.unit_of_work() as work:
        begun = areas_with_answers(work)
        assert [(one.kind, one.answered) for one in begun["QNX"]] == [(LEVER, len(entries))]
        assert "QR1" not in begun
        lists = read_checklists(work, "QNX")
        assert LEVER in {one.kind for one in lists} and DUTY in {one.kind for one in lists}
        event = next(one for one in work.audit.latest(None) if one.subject == "checklist QNX lever")
    assert event.action is AuditAction.CHECKLIST_FILLED
    assert event.detail.endswith(f"and {len(entries) - 5} more")


def test_a_kind_without_entries_is_no_checklist(store: Store) -> None:
    with store.unit_of_work() as work:
        dataset = work.datasets.current()
        area = dataset.geography.areas[0].code
        listed = {entry.kind for entry in dataset.evidence.framework_entries}
        assert {one.kind for one in read_checklists(work, area)} == listed
        missing = next(kind for kind in FrameworkKind if kind not in listed)
        with pytest.raises(NoSuchChecklistError, match="no entries of this kind"):
            read_checklist(work, area, missing)


# ---- The pages


@pytest.fixture(scope="module")
def server(application: Dash) -> Flask:
    return application.server


@pytest.fixture
def ann(server: Flask) -> FlaskClient:
    return signed_in(server, add_person(server, Role.EDITOR, "Ann FICTITIOUS"))


@pytest.fixture
def levers(server: Flask) -> list[str]:
    with server.app_context(), current_store().unit_of_work() as work:
        return [row.entry.id for row in read_checklist(work, "QYG", LEVER).rows]


def soup(client: FlaskClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def fields(client: FlaskClient, path: str) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    form = soup(client, path).select_one("form.checklist")
    assert form is not None
    found = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden], input[checked]")}
    return found | {str(one["name"]): one.get_text() for one in form.select("textarea")}


def text_of(client: FlaskClient, path: str) -> str:
    return soup(client, path).get_text(" ", strip=True)


def latest(server: Flask) -> AuditEvent:
    with server.app_context(), current_store().unit_of_work() as work:
        return work.audit.latest(1)[0]


def test_everybody_reads_a_checklist_with_what_is_measured_and_only_editors_have_fields(
    server: Flask, ann: FlaskClient, levers: list[str]
) -> None:
    path = "/checklists/QYG/lever"
    visitor = soup(server.test_client(), path)
    assert visitor.select("form.checklist, textarea, input[type=radio]") == []
    assert len(visitor.select(".checklist-entry")) == len(levers)
    measured = " ".join(one.get_text(" ", strip=True) for one in visitor.select(".checklist-measured"))
    assert "Measured in Cheshire and Merseyside" in measured and "grade" in measured
    assert f"Of {len(levers)} entries:" in visitor.get_text(" ", strip=True)
    assert len(soup(ann, path).select("textarea")) == len(levers)
    viewer = signed_in(server, Role.VIEWER)
    assert soup(viewer, path).select("textarea") == []


def test_all_answers_are_saved_and_undone_by_forms(server: Flask, ann: FlaskClient, levers: list[str]) -> None:
    path = "/checklists/QT6/lever"
    sent = fields(ann, path) | {f"state-{levers[0]}": "partly", f"note-{levers[0]}": "FICTITIOUS note",
                                f"state-{levers[2]}": "in_place"}  # fmt: skip
    answer = ann.post(path, data=sent)
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    read = text_of(ann, path)
    assert "2 answers saved." in read and "FICTITIOUS note" in read
    assert "1 in place, 1 partly in place, 0 not in place" in read
    assert "by you" in read and "Ann FICTITIOUS" not in text_of(server.test_client(), path)
    assert "an editor" in text_of(server.test_client(), path)
    assert latest(server).action is AuditAction.CHECKLIST_FILLED
    page = soup(ann, path).select_one(f"form[action='{path}/undo']")
    assert page is not None
    undo = {str(one["name"]): str(one["value"]) for one in page.select("input")}
    assert ann.post(f"{path}/undo", data=undo).status_code == 303
    assert "Undone: 2 answers are as before" in text_of(ann, path)
    assert latest(server).action is AuditAction.CHECKLIST_UNDONE
    assert ann.post(f"{path}/undo", data=undo).status_code == 409, "the same form again"
    again = post(ann, f"{path}/undo", **{f"seen-{levers[0]}": "1"})
    assert again.status_code == 409 and "changed these answers meanwhile" in again.get_data(as_text=True)


def test_one_answer_is_saved_by_itself_and_what_else_was_typed_is_not_lost(ann: FlaskClient, levers: list[str]) -> None:
    path = "/checklists/QJK/lever"
    sent = fields(ann, path) | {f"state-{levers[0]}": "not_in_place", "only": levers[0]}
    answer = ann.post(path, data=sent)
    assert answer.headers["Location"] == f"{path}#entry-{levers[0]}"
    typed = fields(ann, path) | {f"state-{levers[0]}": "partly", f"note-{levers[1]}": "typed only", "only": levers[0]}
    kept = ann.post(path, data=typed)
    assert kept.status_code == 200
    shown = kept.get_data(as_text=True)
    assert "1 answer saved. 1 other answer on this page not saved yet." in shown
    assert "typed only" in shown and "typed only" not in text_of(ann, path)
    buttons = soup(ann, path).select("button[name=only]")
    assert len(buttons) == len(levers), "one for each entry, which comes back to it also where the page is answered"
    assert {one["value"]: one["formaction"] for one in buttons} == {one: f"{path}#entry-{one}" for one in levers}
    page = BeautifulSoup(shown, "html.parser")
    assert page.select_one(f"#entry-{levers[0]}") and page.select_one(f"button[formaction$='#entry-{levers[0]}']")


def test_a_note_without_an_answer_or_an_unknown_answer_is_shown_with_all_that_was_typed(
    ann: FlaskClient, levers: list[str]
) -> None:
    path = "/checklists/QPM/lever"
    sent = fields(ann, path) | {f"note-{levers[1]}": "alone", f"state-{levers[2]}": "perhaps"}
    answer = ann.post(path, data=sent)
    assert answer.status_code == 422
    words = answer.get_data(as_text=True)
    assert "Choose an answer as well" in words and "Choose one of the answers." in words and ">alone<" in words
    assert "0 in place" in text_of(ann, path)


def test_who_was_slower_sees_both_answers_and_can_put_theirs_in_place(
    server: Flask, ann: FlaskClient, levers: list[str]
) -> None:
    path = "/checklists/QNQ/lever"
    ben = signed_in(server, add_person(server, Role.EDITOR, "Ben FICTITIOUS"))
    theirs, ours = fields(ben, path), fields(ann, path)
    assert ben.post(path, data=theirs | {f"state-{levers[0]}": "in_place"}).status_code == 303
    answer = ann.post(path, data=ours | {f"state-{levers[0]}": "not_in_place"})
    assert answer.status_code == 409
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    entry = page.select_one(f"#entry-{levers[0]}")
    assert entry is not None
    assert "Ben FICTITIOUS" in entry.get_text() and "Meanwhile somebody else answered this" in entry.get_text()
    chosen = entry.select_one("input[checked]")
    assert chosen is not None and chosen["value"] == "not_in_place"
    form = page.select_one("form.checklist")
    assert form is not None
    again = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden], input[checked]")}
    assert ann.post(path, data=again).status_code == 303
    assert "1 not in place" in text_of(ann, path)


def test_the_history_names_every_version_and_brings_one_back(
    server: Flask, ann: FlaskClient, levers: list[str]
) -> None:
    path, entry = "/checklists/QUY/lever", levers[0]
    for state in ("in_place", "not_in_place"):
        assert ann.post(path, data=fields(ann, path) | {f"state-{entry}": state}).status_code == 303
    history = f"{path}/{entry}/history"
    rows = soup(server.test_client(), history).select("tbody tr")
    assert len(rows) == 2 and "not in place" in rows[0].get_text()
    assert "an editor" in rows[1].get_text()
    answer = post(ann, f"{path}/{entry}/bring-back", version="1", seen="2")
    assert answer.headers["Location"] == history
    assert "3 versions" in text_of(ann, history)
    assert "1 in place" in text_of(ann, path)
    assert post(ann, f"{path}/{entry}/bring-back", version="7", seen="3").status_code == 409


def test_the_file_has_a_row_for_every_entry_with_what_is_measured(
    server: Flask, ann: FlaskClient, levers: list[str]
) -> None:
    path = "/checklists/QH8/lever"
    sent = fields(ann, path) | {f"state-{levers[0]}": "does_not_apply", f"note-{levers[0]}": "=1+1"}
    ann.post(path, data=sent)
    client = server.test_client()
    answer = client.get(f"{path}/answers.csv")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(StringIO(answer.get_data(as_text=True))))
    assert [row["entry"] for row in rows] == levers
    assert (rows[0]["answer"], rows[0]["note"], rows[0]["answered_by"]) == (
        "does not apply here", "'=1+1", "an editor",
    )  # fmt: skip
    own = list(csv.DictReader(StringIO(ann.get(f"{path}/answers.csv").get_data(as_text=True))))
    assert own[0]["answered_by"] == "Ann FICTITIOUS"
    assert any("comparable pairs of" in row["measured"] and "95% interval" in row["measured"] for row in rows)
    assert rows[1]["answer"] == "not answered" and rows[1]["answered_at"] == ""
    assert any("clear" in row["measured"] for row in rows)
    principles = list(
        csv.DictReader(StringIO(client.get("/checklists/QH8/principle/answers.csv").get_data(as_text=True)))
    )
    assert any("information_research/micro: not published" in row["measured"] for row in principles)


def test_the_list_of_checklists_leads_to_an_area_and_names_those_with_answers(
    server: Flask, ann: FlaskClient, levers: list[str]
) -> None:
    client = server.test_client()
    assert client.get("/checklists?area=QYG&kind=lever").headers["Location"] == "/checklists/QYG/lever"
    assert client.get("/checklists?area=QYG&kind=zzz").headers["Location"] == "/checklists/QYG"
    assert client.get("/checklists?area=").status_code == 422
    ann.post("/checklists/QWU/lever", data=fields(ann, "/checklists/QWU/lever") | {f"state-{levers[0]}": "partly"})
    assert f"Levers (1 of {len(levers)} answered)" in text_of(client, "/checklists")
    assert f"Of {len(levers)} entries: 0 in place, 1 partly in place" in text_of(client, "/checklists/QWU")


@pytest.mark.parametrize(
    "path", ["/checklists/ZZZ", "/checklists/ZZZ/lever", "/checklists/QYG/zzz", "/checklists/QYG/lever/zzz/history"]
)
def test_what_does_not_exist_is_said(server: Flask, path: str) -> None:
    answer = server.test_client().get(path)
    assert answer.status_code == 404
    assert "No such checklist" in answer.get_data(as_text=True)


def test_an_area_that_has_ended_keeps_its_checklists(server: Flask) -> None:
    with server.app_context(), current_store().unit_of_work() as work:
        geography = work.datasets.current().geography
    ended = next(area for area in geography.areas if len(area.vintages) == 1 and area.valid_to)
    assert ended.short_name in text_of(server.test_client(), f"/checklists/{ended.code}/lever")


def test_marks_of_a_deleted_author_stay_without_a_name(server: Flask, levers: list[str]) -> None:
    path = "/checklists/QSL/lever"
    gone = add_person(server, Role.EDITOR, "Gone FICTITIOUS")
    client = signed_in(server, gone)
    client.post(path, data=fields(client, path) | {f"state-{levers[0]}": "partly"})
    with server.app_context(), current_store().writing_unit_of_work() as work:
        work.people.forget(gone.id, datetime.now(UTC))
        work.commit()
    reader = signed_in(server, Role.EDITOR)
    assert "a former member" in text_of(reader, path) and "Gone FICTITIOUS" not in text_of(reader, path)
