"""Scoring over HTTP on a real database: who may, what is kept, what is shown, undone, exported and put back."""

import csv
import importlib
import json
import re
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from data.current import current_dataset, current_judgements, current_store
from domain_model.cells import CELLS, Cell
from domain_model.judgements import Judgement, Opinion
from domain_model.people import Person, new_id
from domain_model.people_vocabulary import AuditAction, AuditOutcome, Role
from domain_model.vocabulary import Perception
from tests.people import add_person, post, signed_in

MESO = Cell.from_token("service_delivery/meso")
FIRST = CELLS[0]
NEXT = "/heat-map?area=QVV&cell=service_delivery/meso"
JSON = {"Accept": "application/json"}


@pytest.fixture
def server(application: Dash) -> Flask:
    return application.server


@pytest.fixture
def ann(server: Flask) -> Person:
    return add_person(server, Role.EDITOR, "Ann FICTITIOUS")


@pytest.fixture
def client(server: Flask, ann: Person) -> FlaskClient:
    return signed_in(server, ann)


def name(cell: Cell, part: str) -> str:
    return f"{cell.block}-{cell.level}-{part}"


def fields(cell: Cell = MESO, version: int = 0, **parts: object) -> dict[str, object]:
    return {name(cell, part): value for part, value in {**parts, "version": version}.items()}


def score(client: FlaskClient, area: str = "QVV", version: int = 0, **parts: object) -> TestResponse:
    return post(client, f"/score/{area}/service_delivery/meso", **fields(MESO, version, **parts), next=NEXT)


def kept(server: Flask, author: Person, area: str = "QVV") -> tuple[Judgement, ...]:
    with server.app_context(), current_store().unit_of_work() as work:
        return tuple(j for j in work.judgements.of(author.id) if j.area == area)


def events(server: Flask, person: Person) -> list[tuple[AuditAction, AuditOutcome, str]]:
    with server.app_context(), current_store().unit_of_work() as work:
        found = [event for event in work.audit.latest(None) if event.person == person.id]
    return [(e.action, e.outcome, e.subject) for e in reversed(found) if e.action is not AuditAction.SIGNED_IN]


def text(answer: TestResponse) -> str:
    return " ".join(BeautifulSoup(answer.get_data(as_text=True), "html.parser").get_text(" ").split())


def soup_of(answer: TestResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def send(client: FlaskClient, path: str, **form: object) -> TestResponse:
    """As the script of the panel does."""
    token = client.get("/session").get_json()["csrf_token"]
    return client.post(path, data={"csrf_token": token, "form_id": new_id(), **form}, headers=JSON)


# ---- One cell


def test_a_view_is_saved_by_a_plain_form_and_leads_back(server: Flask, client: FlaskClient, ann: Person) -> None:
    answer = score(client, perception="worse", severity="7", reason=" Long\r\nwaits ")
    assert (answer.status_code, answer.location) == (303, NEXT)
    (judgement,) = kept(server, ann)
    assert judgement.opinion == Opinion(Perception.WORSE, 7, reason="Long\nwaits")
    assert judgement.cell == MESO and judgement.version == 1
    assert events(server, ann) == [(AuditAction.SCORED, AuditOutcome.DONE, "QVV service_delivery/meso")]
    assert "Saved." in text(client.get("/score"))


def test_without_a_next_address_it_leads_to_the_open_cell_of_the_area(client: FlaskClient) -> None:
    answer = post(client, "/score/QVV/service_delivery/meso", **fields(perception="worse"), next="//elsewhere.example")
    assert answer.location == "/area/QVV?cell=service_delivery/meso"


def test_the_script_of_the_panel_gets_the_section_and_the_mark(server: Flask, client: FlaskClient, ann: Person) -> None:
    body = send(client, "/score/QVV/service_delivery/meso", **fields(perception="better"), next=NEXT).get_json()
    section = BeautifulSoup(body["section"], "html.parser")
    assert body["said"] == "Saved." and (body["area"], body["cell"]) == ("QVV", "service_delivery/meso")
    assert "Measured and judged disagree" in section.select_one(".score-view.own").text
    assert "≠" in body["mark"]
    undo = section.select_one("form.score-undo")
    back = send(client, "/score/undo", **{f["name"]: f["value"] for f in undo.select("input[name]")}).get_json()
    assert back["said"] == "Undone: you have no view of this cell now (Service delivery, meso)."
    assert kept(server, ann)[-1].opinion is None
    saved = {f["name"]: f["value"] for f in undo.select("input[name]") if f["name"] in ("first", "last", "seen")}
    stale = send(client, "/score/undo", **saved)
    assert stale.status_code == 409 and "1 of these views was changed after" in stale.get_json()["said"]
    knowing = send(client, "/score/undo", **{**saved, "seen": kept(server, ann)[-1].change})
    assert "changed since" in knowing.get_json()["said"] and len(kept(server, ann)) == 2
    nothing = send(client, "/score/undo", **{**saved, "last": str(int(saved["last"]) + 1)})
    assert nothing.status_code == 404 and "in one go" in nothing.get_json()["said"]


def test_what_cannot_be_taken_comes_back_with_everything_typed(client: FlaskClient, server: Flask, ann: Person) -> None:
    answer = score(client, perception="worse", severity="12", reason="Keep <me>")
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert answer.status_code == 422 and page.textarea.text == "Keep <me>"
    assert page.select_one(".notice.error a")["href"] == "#service_delivery-meso-severity"
    told = send(client, "/score/QVV/service_delivery/meso", **fields(feasibility="x"), next=NEXT)
    assert told.status_code == 422 and "Feasibility: give a whole number" in told.get_json()["section"]
    assert kept(server, ann) == ()


def test_the_same_again_is_said_and_writes_nothing(server: Flask, client: FlaskClient, ann: Person) -> None:
    score(client, perception="worse")
    assert (
        send(client, "/score/QVV/service_delivery/meso", **fields(MESO, 1, perception="worse"))
        .get_json()["said"]
        .startswith("Nothing was changed")
    )
    assert len(kept(server, ann)) == 1


def test_where_nothing_was_chosen_that_is_said(server: Flask, client: FlaskClient, ann: Person) -> None:
    one = send(client, "/score/QVV/service_delivery/meso", **fields())
    assert one.get_json()["said"] == "Choose an answer first; nothing was saved."
    post(client, "/score/QVV", **fields())
    assert "Choose an answer first; nothing was saved." in text(client.get("/score/QVV"))
    assert kept(server, ann) == ()


def test_an_undo_says_what_stands_as_before_and_what_does_not(server: Flask, client: FlaskClient, ann: Person) -> None:
    score(client, "QOX", perception="worse")
    score(client, "QOX", version=1, perception="better")
    post(client, "/score/QOX/service_delivery/meso/undo", seen=2)
    assert "Undone: 1 view is as before." in text(client.get("/score"))
    saved = post(client, "/score/QOX", **fields(FIRST, perception="worse"), **fields(MESO, 3, perception="parity"))
    first, last = (parse_qs(urlsplit(saved.location).query)[name][0] for name in ("first", "last"))
    post(client, "/score/undo", first=first, last=last, seen=last)
    said = "Undone: 1 view is as before and you have no view of 1 cell now."
    assert said in text(client.get("/score"))
    assert [j.opinion and j.opinion.perception for j in kept(server, ann, "QOX")][-2:] in (
        [None, Perception.WORSE],
        [Perception.WORSE, None],
    )


def test_all_ones_views_can_be_seen_against_the_measure_again(server: Flask, client: FlaskClient, ann: Person) -> None:
    assert "You have no view of any cell of Dorset yet" in text(client.get("/score/QVV/measured"))
    score(signed_in(server, add_person(server, Role.EDITOR, "Eve FICTITIOUS")), perception="worse")
    assert "You have no view of any cell" in text(client.get("/score/QVV/measured"))
    post(client, "/score/QVV", **fields(FIRST, perception="worse"), **fields(MESO, perception="better"))
    page = soup_of(client.get("/score/QVV/measured"))
    table = page.select("tbody tr")
    assert "Service delivery, meso" in table[0].text and "Measured and judged disagree" in table[0].text
    assert len(table) == 2 and not page.select("form.score-undo") and "opposite directions" in page.text
    assert client.get("/score/ZZZ/measured").status_code == 404
    assert signed_in(server, Role.VIEWER).get("/score/QVV/measured").status_code == 403


def test_somebody_elses_view_is_not_put_back_under_ones_own_name(
    server: Flask, client: FlaskClient, ann: Person
) -> None:
    eve = signed_in(server, add_person(server, Role.EDITOR, "Eve FICTITIOUS"))
    namesake = signed_in(server, add_person(server, Role.EDITOR, "Ann FICTITIOUS"))
    score(eve, "QUE", perception="worse", reason="Eve says")
    score(namesake, "QUE", perception="parity")
    everybodys = client.get("/score/export.csv?area=QUE&whose=everybody").get_data(as_text=True)
    for content in (everybodys, eve.get("/score/export.csv?area=QUE").get_data(as_text=True)):
        page = upload(client, content)
        assert "Written by Eve FICTITIOUS: only your own views can be put back" in page.text
        assert page.select_one("form[action='/score/import/confirm']") is None
        refused = post(client, "/score/import/confirm", scores=content, seen="0")
        assert refused.status_code == 422 and "The file still has problems" in text(refused)
    assert "2 rows: 2 problem" in upload(client, everybodys).text
    assert kept(server, ann, "QUE") == ()
    score(client, "QUE", perception="better")
    # An id may begin with a sign that spreadsheets would run: the file puts an apostrophe before it.
    ids = {(row["perception"], row["author_id"].lstrip("'")) for row in exported(client, "?area=QUE&whose=everybody")}
    assert ids == {("worse", ""), ("parity", ""), ("better", ann.id)}


def test_two_browsers_of_one_person_keep_both_versions_and_it_is_said(server: Flask, ann: Person) -> None:
    one, other = signed_in(server, ann), signed_in(server, ann)
    score(one, perception="worse")
    score(one, perception="parity", version=1)
    score(other, perception="better", version=1)
    assert [j.opinion.perception for j in kept(server, ann) if j.opinion] == [
        Perception.WORSE,
        Perception.PARITY,
        Perception.BETTER,
    ]
    assert re.search(
        r"Another version of yours from \d\d:\d\d UTC was replaced; it is in the history", text(other.get("/score"))
    )


@pytest.mark.parametrize("path", ["ZZZ/service_delivery/meso", "QVV/finance/meso", "QVV/financing/nano"])
def test_a_place_that_does_not_exist_is_said(client: FlaskClient, path: str) -> None:
    assert post(client, f"/score/{path}").status_code == 404
    assert client.get(f"/score/{path}/history").status_code == 404
    assert send(client, f"/score/{path}").get_json()["said"].startswith("There is no")


def test_only_editors_may_score_and_only_people_with_an_account_see_histories(server: Flask) -> None:
    visitor, viewer = server.test_client(), signed_in(server, Role.VIEWER)
    for path in ("/score", "/score/QVV", "/score/QVV/compare", "/score/export.csv", "/score/import"):
        assert visitor.get(path).status_code == 303, path
    assert score(viewer, perception="worse").status_code == 403
    assert viewer.get("/score/QVV").status_code == 403
    for path in ("/score/QVV/compare", "/score/QVV/financing/macro/history", "/score/export.csv", "/score/export.json"):
        assert viewer.get(path).status_code == 200, path


# ---- History


def test_history_undo_and_withdrawal(server: Flask, client: FlaskClient, ann: Person) -> None:
    here = "/score/QVV/service_delivery/meso"
    score(client, perception="worse")
    score(client, perception="better", version=1)
    page = text(client.get(f"{here}/history"))
    assert "▲ better stands" in page and "▼ worse" in page
    (seen,) = soup_of(client.get(f"{here}/history")).select("form[action$='/undo'] [name=seen]")
    answer = post(client, f"{here}/undo", seen=seen["value"])
    assert seen["value"] == "2"
    assert answer.location == f"{here}/history" and kept(server, ann)[-1].opinion == Opinion(Perception.WORSE)
    assert "Undo: brought back version 1." in text(client.get(f"{here}/history"))
    post(client, f"{here}/withdraw")
    assert kept(server, ann)[-1].opinion is None
    assert "Your view is withdrawn. Undo brings it back." in text(client.get(f"{here}/history"))
    post(client, f"{here}/withdraw")
    assert "You have no view of this cell to withdraw." in text(client.get(f"{here}/history"))
    for seen in (4, 5, 6):
        post(client, f"{here}/undo", seen=seen)
    assert "There is nothing to undo." in text(client.get(f"{here}/history"))
    assert [action for action, _outcome, _subject in events(server, ann)] == [
        AuditAction.SCORED, AuditAction.SCORED, AuditAction.SCORE_UNDONE, AuditAction.SCORE_WITHDRAWN,
        AuditAction.SCORE_UNDONE, AuditAction.SCORE_UNDONE,
    ]  # fmt: skip


def test_an_undo_of_a_page_that_is_out_of_date_is_refused_and_undoes_nothing(
    server: Flask, client: FlaskClient, ann: Person
) -> None:
    here = "/score/QVV/service_delivery/meso"
    score(client, perception="worse")
    score(client, perception="better", version=1)
    for seen in ("1", "3", "", "x"):
        answer = post(client, f"{here}/undo", seen=seen)
        assert answer.status_code == 409
        assert "Version 2 of your view stands by now" in text(answer) and "Nothing was undone" in text(answer)
    assert [judgement.version for judgement in kept(server, ann)] == [1, 2]


# ---- All cells


def test_the_form_of_all_cells_is_saved_at_once_and_undone_at_once(
    server: Flask, client: FlaskClient, ann: Person
) -> None:
    answer = post(client, "/score/QOX", **fields(FIRST, perception="worse"), **fields(MESO, perception="much_better"))
    assert re.fullmatch(r"/score/QOX/saved\?first=\d+&last=\d+", answer.location)
    assert [j.cell for j in kept(server, ann, "QOX")] == [FIRST, MESO]
    assert events(server, ann) == [(AuditAction.SCORED, AuditOutcome.DONE, "2 cells of QOX")]
    page = BeautifulSoup(client.get(answer.location).get_data(as_text=True), "html.parser")
    assert (
        "Service delivery, meso" in page.select_one("tbody tr").text and "disagree" in page.select_one("tbody tr").text
    )
    undo = {field["name"]: field["value"] for field in page.select("form.score-undo input[name]")}
    assert client.post("/score/undo", data=undo).location == "/score/QOX"
    assert "Undone: you have no view of 2 cells now." in text(client.get("/score/QOX"))
    assert [j.opinion for j in kept(server, ann, "QOX")][2:] == [None, None]
    assert client.get("/score/QOX/saved?first=1&last=0").status_code == 404


def test_what_was_written_in_two_goes_or_of_another_area_is_no_save(
    server: Flask, client: FlaskClient, ann: Person
) -> None:
    first = urlsplit(post(client, "/score/QOX", **fields(FIRST, perception="worse")).location)
    second = urlsplit(post(client, "/score/QOX", **fields(MESO, perception="better")).location)
    assert all(client.get(f"/score/QOX/saved?{one.query}").status_code == 200 for one in (first, second))
    start, end = parse_qs(first.query)["first"][0], parse_qs(second.query)["last"][0]
    assert int(end) == int(start) + 1
    for path in (
        f"QOX/saved?first={start}&last={end}",
        f"imported?first={start}&last={end}",
        f"QVV/saved?{first.query}",
    ):
        assert client.get(f"/score/{path}").status_code == 404, path
    assert client.get(f"/score/imported?first=0&last={'9' * 9}").status_code == 404
    assert signed_in(server, Role.EDITOR).get(f"/score/QOX/saved?{first.query}").status_code == 404
    refused = post(client, "/score/undo", first=start, last=end, seen=end)
    assert refused.status_code == 404 and "Nothing was undone" in text(refused)
    assert len(kept(server, ann, "QOX")) == 2
    page = soup_of(client.get(f"/score/QOX/saved?{first.query}"))
    assert page.select_one("form.score-undo [name=seen]")["value"] == end


def test_one_wrong_cell_keeps_all_from_being_saved(server: Flask, client: FlaskClient, ann: Person) -> None:
    answer = post(client, "/score/QOX", **fields(FIRST, perception="worse"), **fields(MESO, severity="0"))
    page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert answer.status_code == 422 and kept(server, ann, "QOX") == ()
    assert page.select_one(".notice.error a").text.startswith("Service delivery, meso: Severity")
    assert page.select_one(f"input[name={name(FIRST, 'perception')}][checked]")["value"] == "worse"


def test_what_was_not_touched_is_not_overwritten_by_an_older_form(server: Flask, ann: Person) -> None:
    one, other = signed_in(server, ann), signed_in(server, ann)
    score(one, "QOX", perception="worse")
    score(one, "QOX", perception="better", version=1)
    answer = post(other, "/score/QOX", **fields(MESO, 1, perception="worse"), **fields(FIRST, perception="parity"))
    assert answer.status_code == 303
    latest = {j.cell: j.opinion for j in kept(server, ann, "QOX")}
    assert latest == {MESO: Opinion(Perception.BETTER), FIRST: Opinion(Perception.PARITY)}
    assert "replaced" not in text(other.get(answer.location))
    post(other, "/score/QOX", **fields(MESO, 1, perception="much_worse"))
    assert "Service delivery, meso: Another version of yours" in text(other.get("/score"))
    same = post(other, "/score/QOX?figures=hidden", **fields(FIRST, 1, perception="parity"))
    assert same.location == "/score/QOX?figures=hidden"
    assert "Nothing was changed" in text(other.get("/score"))


def test_figures_stay_hidden_until_a_cell_is_scored(client: FlaskClient) -> None:
    score(client, "QOX", perception="worse")
    page = BeautifulSoup(client.get("/score/QOX?figures=hidden").get_data(as_text=True), "html.parser")
    shown = [cell["data-score-cell"] for cell in page.select("fieldset[data-score-cell]") if "Measured:" in cell.text]
    assert shown == [MESO.token]
    assert client.get("/score/QOX").get_data(as_text=True).count("Measured: ") == 18


def test_an_area_is_chosen_by_its_code(client: FlaskClient) -> None:
    score(client, "QOX", perception="worse")
    assert client.get("/score?area=QOX").location == "/score/QOX"
    assert client.get("/score?area=ZZZ").status_code == 422
    page = BeautifulSoup(client.get("/score").get_data(as_text=True), "html.parser")
    codes = [option["value"] for option in page.select("#area option")]
    assert codes[:2] == ["", "ENG"] and len(codes) == len(set(codes)) and {"QOX", "QVV"} <= set(codes)
    assert "1 of 18 cells scored" in page.text
    with client.application.app_context():
        everywhere = {area.code for area in current_dataset().geography.areas}
    assert set(codes) - {""} == everywhere


def test_a_board_that_has_ended_can_be_scored_in_its_own_geography(client: FlaskClient) -> None:
    with client.application.app_context():
        geography = current_dataset().geography
    today = {area.code for area in geography.areas if "icb2026" in area.vintages}
    ended = next(area.code for area in geography.areas if area.code not in today)
    assert client.get(f"/score/{ended}").status_code == 200
    assert score(client, ended, perception="worse").status_code == 303
    assert client.get(f"/score/{ended}?vintage=icb2023").status_code == 200


# ---- Comparison


def test_two_people_and_two_dates_are_compared_by_the_address(server: Flask, client: FlaskClient, ann: Person) -> None:
    bob = add_person(server, Role.EDITOR, "Bob FICTITIOUS")
    then = datetime(2026, 1, 2, 23, 59, tzinfo=UTC)
    with server.app_context(), current_store().writing_unit_of_work() as work:
        work.judgements.add(ann.id, "QSL", MESO, Opinion(Perception.MUCH_WORSE), then)
        work.judgements.add(ann.id, "QSL", MESO, Opinion(Perception.WORSE), then + timedelta(minutes=2))
        work.judgements.add(bob.id, "QSL", MESO, Opinion(Perception.BETTER), then)
        work.commit()
    assert "Second is 2 steps better" in text(client.get("/score/QSL/compare"))
    assert "Second is 2 steps worse" in text(client.get(f"/score/QSL/compare?first={bob.id}&second={ann.id}"))
    dates = f"/score/QSL/compare?first={ann.id}&first_at=2026-01-02&second={ann.id}"
    page = text(client.get(dates))
    assert "You, 2 January 2026" in page and "Second is 1 step better" in page
    wrong = text(client.get("/score/QSL/compare?first=nobody&second_at=soon"))
    assert "The first person has not scored this area" in wrong and "The second date could not be read" in wrong
    assert "Nobody has scored this area yet" in text(client.get("/score/QNQ/compare"))


# ---- The panel and the marks


def test_panel_and_grids_show_what_people_think(server: Flask, client: FlaskClient, ann: Person) -> None:
    score(client, "QUA", perception="much_better")
    area_page, map_page = (importlib.import_module(f"pages.{page}") for page in ("area", "heat_map"))
    with server.test_request_context("/"):
        visitor = str(map_page.redraw_panel("?area=QUA&cell=service_delivery/meso"))
        assert "an editor" in visitor and "Ann FICTITIOUS" not in visitor
        assert "/sign-in?next=%2Fheat-map%3Farea%3DQUA%26cell%3Dservice_delivery%2Fmeso" in visitor
        assert "1 person" in str(map_page.redraw_grid("", None)[0])
        assert "an editor" in str(area_page.redraw_panel("?cell=service_delivery/meso", "QUA"))
        assert "Scored by 1 person" in str(area_page.redraw_board("", "QUA")[-1])


# ---- Files


def exported(client: FlaskClient, search: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(client.get(f"/score/export.csv{search}").get_data(as_text=True))))


def test_ones_own_views_are_exported_with_their_history(server: Flask, client: FlaskClient, ann: Person) -> None:
    score(client, perception="worse", reason="=1+1")
    score(client, perception="better", version=1, source="-2")
    answer = client.get("/score/export.csv?area=QVV")
    version = client.get("/score/export.json").get_json()["dataset_version"]
    assert f'filename="parity-map-my-scores-QVV-{version}.csv"' in answer.headers["Content-Disposition"]
    rows = exported(client, "?area=QVV")
    assert [(r["version"], r["perception"], r["stands"], r["reason"], r["source"]) for r in rows] == [
        ("1", "worse", "no", "'=1+1", ""),
        ("2", "better", "yes", "", "'-2"),
    ]
    assert rows[0]["area_name"] == "Dorset" and rows[0]["author"] == "Ann FICTITIOUS"
    assert exported(client, "?area=QOX") == []
    assert client.get("/score/export.csv?area=ZZZ").status_code == 404
    views = client.get("/score/export.json").get_json()["views"]
    assert [(v["version"], v["stands"], v["severity"], v["reason"]) for v in views] == [
        (1, False, None, "=1+1"),
        (2, True, None, None),
    ]
    assert (AuditAction.DATA_EXPORTED, AuditOutcome.DONE, "own scores QVV") in events(server, ann)


def test_everybodys_views_are_exported_as_they_stand(server: Flask, client: FlaskClient, ann: Person) -> None:
    bob = add_person(server, Role.EDITOR, "Bob FICTITIOUS")
    score(signed_in(server, bob), "QGH", perception="parity")
    score(client, "QGH", perception="worse")
    score(client, "QGH", perception="better", version=1)
    rows = exported(client, "?area=QGH&whose=everybody")
    assert {(r["author"], r["perception"], r["stands"]) for r in rows} == {
        ("Ann FICTITIOUS", "better", "yes"),
        ("Bob FICTITIOUS", "parity", "yes"),
    }
    headers = client.get("/score/export.json?whose=everybody").headers["Content-Disposition"]
    assert "parity-map-all-scores-all-areas-" in headers and headers.endswith('.json"')


def upload(client: FlaskClient, content: str) -> BeautifulSoup:
    answer = post(client, "/score/import", file=(BytesIO(content.encode()), "scores.csv"))
    return BeautifulSoup(answer.get_data(as_text=True), "html.parser")


def confirmation(page: BeautifulSoup) -> dict[str, Any]:
    form = page.select_one("form[action='/score/import/confirm']")
    hidden = {field["name"]: field["value"] for field in form.select("input[name]")}
    return {**hidden, "scores": form.textarea.text.lstrip("\n").replace("\n", "\r\n")}


def test_a_file_goes_out_and_comes_back_the_same(server: Flask, client: FlaskClient, ann: Person) -> None:
    score(client, perception="worse", severity="7", reason="=A1, said 'so'\nand more", confidence="high")
    score(client, "QOX", perception="dont_know", source="'+1")
    before = {(j.area, j.cell): j.opinion for area in ("QVV", "QOX") for j in kept(server, ann, area)}
    file = client.get("/score/export.csv").get_data(as_text=True)
    assert "There is nothing to keep" in upload(client, file).text
    for area in ("QVV", "QOX"):
        post(client, f"/score/{area}/service_delivery/meso/withdraw")
    page = upload(client, file)
    assert "2 rows: 2 new." in page.text
    answer = client.post("/score/import/confirm", data=confirmation(page), content_type="multipart/form-data")
    assert answer.status_code == 303 and answer.location.startswith("/score/imported?first=")
    after = {(j.area, j.cell): j.opinion for area in ("QVV", "QOX") for j in kept(server, ann, area)}
    assert after == before
    assert events(server, ann)[-1] == (AuditAction.SCORES_IMPORTED, AuditOutcome.DONE, "2 cells of QOX, QVV")
    done = BeautifulSoup(client.get(answer.location).get_data(as_text=True), "html.parser")
    undo = {field["name"]: field["value"] for field in done.select("form.score-undo input[name]")}
    assert "2 views kept, of 2 areas:" in done.text
    assert client.post("/score/undo", data=undo).status_code == 303
    assert [kept(server, ann, area)[-1].opinion for area in ("QVV", "QOX")] == [None, None]
    assert client.get("/score/imported?first=0&last=0").status_code == 404


def test_a_file_with_a_problem_keeps_nothing(server: Flask, client: FlaskClient, ann: Person) -> None:
    content = "area,block,level,perception\nQVV,financing,meso,worse\nZZZ,financing,meso,worse\n"
    page = upload(client, content)
    assert "Column area: There is no area 'ZZZ'" in page.text and "Nothing was kept" in page.text
    answer = post(client, "/score/import/confirm", scores=content, seen="0")
    assert answer.status_code == 422 and "The file still has problems" in text(answer)
    assert kept(server, ann) == ()


def test_a_file_is_looked_at_again_where_ones_views_changed_meanwhile(
    server: Flask, client: FlaskClient, ann: Person
) -> None:
    page = upload(client, "area,block,level,perception\nQVV,financing,meso,worse\n")
    sent = confirmation(page)
    score(client, perception="better")
    answer = client.post("/score/import/confirm", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422 and "Your views were changed since you looked at the file" in text(answer)
    assert [j.cell for j in kept(server, ann)] == [MESO]
    again = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
    assert client.post("/score/import/confirm", data=confirmation(again)).status_code == 303
    latest = max(j.change for j in kept(server, ann))
    same = post(client, "/score/import/confirm", scores=sent["scores"], seen=latest)
    assert same.location == "/score" and "Nothing was changed" in text(client.get("/score"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "Choose a file first."),
        (b"area\nQVV", "lacks the column block, level, perception"),
        ("café".encode("latin-1"), "not in UTF-8"),
        (b"x" * (256 * 1024 + 1), "larger than 256 KB"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(client: FlaskClient, content: bytes | None, words: str) -> None:
    more = {} if content is None else {"file": (BytesIO(content), "scores.csv")}
    answer = post(client, "/score/import", **more)
    assert answer.status_code == 422 and words in text(answer)
    assert post(client, "/score/import/confirm", scores="nothing", seen="0").status_code == 422


def test_the_form_for_a_file_names_the_columns(client: FlaskClient) -> None:
    answer = client.get("/score/import")
    assert answer.status_code == 200 and "area, block, level, perception" in text(answer)


def test_a_form_is_taken_once(server: Flask, client: FlaskClient, ann: Person) -> None:
    token = client.get("/session").get_json()["csrf_token"]
    form = {"csrf_token": token, "form_id": new_id(), **fields(perception="worse")}
    assert client.post("/score/QVV/service_delivery/meso", data=form).status_code == 303
    assert client.post("/score/QVV/service_delivery/meso", data=form).status_code == 409
    assert len(kept(server, ann)) == 1


def test_the_book_of_the_application_follows(server: Flask, client: FlaskClient, ann: Person) -> None:
    score(client, "QRL", perception="worse")
    with server.app_context():
        assert [j.author for j in current_judgements().at("QRL", MESO)] == [ann.id]
    assert json.loads(client.get("/score/export.json?area=QRL").data)["views"][0]["area"] == "QRL"
