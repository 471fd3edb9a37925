"""What a workshop found, over HTTP: report, files, the way back from a file, approval, and the heat map's layer."""

import csv
import json
import random
from dataclasses import replace
from functools import cache
from io import BytesIO, StringIO

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from app import configure
from components.exports.results_tables import LONG_COLUMNS, export_document, long_rows
from components.exports.results_workbook import workbook_bytes
from data.current import EXTENSION, current_workshops
from data.unit_of_work import Store
from domain_model.cells import CELLS
from domain_model.people import NotAllowedError
from domain_model.people_vocabulary import Role
from domain_model.use_cases.approve_results import approve_round, workshop_book
from domain_model.use_cases.count_votes import counted, seed_of
from domain_model.use_cases.import_workshop import import_workshop
from domain_model.use_cases.report_workshop import report_workshop
from domain_model.use_cases.run_workshop import NoSuchWorkshopError, facilitator_of, make_link
from domain_model.workshop.ballots import Answers, BallotPaper, CountedBallot
from domain_model.workshop.counting import EarlierRound, count_round
from domain_model.workshop.events import Closed, ItemHidden, ItemMerged, Reopened, RoundReopened
from domain_model.workshop.file_fields import InvalidFileError
from domain_model.workshop.items import Item
from domain_model.workshop.log import replay
from domain_model.workshop.results_file import HIDDEN_TEXT, FiledRound, ResultsFile
from domain_model.workshop.state import OutOfOrderError
from domain_model.workshop_vocabulary import Group, ItemOrigin, LinkKind, RoundKind, Scale, Statistic
from pages.http.access import VIEWING, guard
from pages.http.csv_files import csv_text
from pages.http.forms import refuse_forms_sent_twice
from pages.http.sign_in import sign_in
from pages.http.who import know_people
from pages.http.workshop_access import COOKIE
from pages.http.workshop_import import parts_of_file
from pages.http.workshop_results import workshop_results
from tests.people import add_person, post, signed_in
from tests.workshops import MESO, MICRO, Room, a_plan, open_room, ranked, scored, second

UNSEEN = "There is no workshop at this address whose results you can see."


@pytest.fixture
def server(store: Store) -> Flask:
    made = Flask("results_under_test")
    configure(made, store)
    made.config["MAX_CONTENT_LENGTH"] = 1024 * 1024
    made.extensions[EXTENSION] = store
    made.register_blueprint(sign_in)
    made.register_blueprint(workshop_results)
    know_people(made)
    refuse_forms_sent_twice(made)
    guard(made)
    return made


def held(store: Store, **changes: object) -> Room:
    """A workshop of 14 and 6 people with a ranking and a scoring, both counted, neither revealed."""
    room = open_room(
        store, a_plan(area="DDD", title='=FICTITIOUS, "quoted"', aim="-1: begins like a number", **changes)
    )
    room.join(*[Group.POLICY] * 14, *[Group.PRACTICE] * 6)
    room.ranking(second(10))
    for place, person in enumerate(room.people):
        room.cast(person, ranked("abcde" if place < 14 else "fedca"), second(20))
    room.end(1, second(30))
    room.scoring(second(100))
    for place, person in enumerate(room.people):
        meso = (1 + place % 3, 5 + place % 4) if place < 14 else (2, 8)
        room.cast(person, scored(meso=meso, micro=(0 if place == 3 else 4, 2)), second(110), round_number=2)
    room.end(2, second(120))
    return room


@pytest.fixture
def room(store: Store) -> Room:
    return held(store)


def revealed(room: Room) -> Room:
    room.reveal(1, second(200))
    room.reveal(2, second(210))
    room.do(Closed(), second(300))
    return room


def base(room: Room) -> str:
    return f"/workshops/{room.workshop.id}"


def read(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def words(client: FlaskClient, address: str) -> str:
    return BeautifulSoup(read(client, address), "html.parser").get_text(" ", strip=True)


def upload(client: FlaskClient, name: str, content: bytes, path: str = "/workshops/import") -> TestResponse:
    answer = post(client, path, file=(BytesIO(content), name))
    answer.request.input_stream.close()  # the client of tests keeps what is large in a file of its own
    return answer


# ---- The report


def test_before_a_reveal_report_and_files_hold_set_up_and_counts_only(server: Flask, room: Room) -> None:
    client = signed_in(server, room.owner)
    text = words(client, f"{base(room)}/report")
    assert "20 people took part. All ballots by phone." in text
    assert "20 people sent a ballot. Its results are not revealed" in text
    assert "95% range" not in text and "This workshop is not closed" in text
    document = json.loads(read(client, f"{base(room)}/export.json"))
    assert document["figures"] == []
    assert [(one["is_revealed"], one["done"], one["voices"], one["publication"]) for one in document["rounds"]] == [
        (False, 20, {}, 0),
        (False, 20, {}, 0),
    ]
    rows = list(csv.DictReader(StringIO(read(client, f"{base(room)}/export.csv"))))
    assert {row["record"] for row in rows} == {"set_up"}
    book = load_workbook(BytesIO(client.get(f"{base(room)}/export.xlsx").data))
    assert book.sheetnames == ["Cover", "Notes", "Rounds", "Set-up"]


def test_after_a_reveal_the_report_tells_every_published_figure_in_tables(server: Flask, room: Room) -> None:
    revealed(room)
    text = words(signed_in(server, room.owner), f"{base(room)}/report")
    assert "Round 1: ranking" in text and "Round 2: scoring" in text
    assert "Groups that stand for themselves: Policy and Practice." in text
    assert "Among a group's own first 5, but not among those of everyone:" in text
    assert "Round 2: perception against the measure" in text
    assert "cannot compare" in text
    assert "[c] is not shown: fewer than 8 people" in text
    assert "Percentiles are linear" in text and "No figure is about fewer than 5 people" in text
    assert "Source: judgements of the people who took part" in text
    page = BeautifulSoup(read(signed_in(server, room.owner), f"{base(room)}/report"), "html.parser")
    ranking = page.find("caption", string="Round 1, everyone")
    assert ranking is not None and ranking.parent is not None
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in ranking.parent.select("tbody tr")]
    assert [(row[0][-1], row[1], row[3], row[4]) for row in rows] == [
        ("a", "1", "76", "20"), ("b", "2", "56", "14"), ("c", "3", "54", "20"),
        ("d", "4", "46", "20"), ("e", "5", "38", "20"), ("f", "6", "30", "6"),
    ]  # fmt: skip


def test_a_rehearsal_says_so_in_report_files_and_names(server: Flask, store: Store) -> None:
    room = revealed(held(store, is_rehearsal=True))
    client = signed_in(server, room.owner)
    assert "REHEARSAL: made to try things out" in words(client, f"{base(room)}/report")
    for kind in ("csv", "xlsx", "json"):
        answer = client.get(f"{base(room)}/export.{kind}")
        assert (
            f'filename="REHEARSAL-parity-map-workshop-{room.workshop.id}.{kind}"'
            in answer.headers["Content-Disposition"]
        )
    assert json.loads(read(client, f"{base(room)}/export.json"))["rehearsal"].startswith("REHEARSAL")
    editor = signed_in(server, Role.EDITOR)
    assert editor.get(f"{base(room)}/approve/2").status_code == 404
    assert post(editor, f"{base(room)}/approve/2").status_code == 404


def test_whoever_may_not_see_a_report_is_told_the_same_as_of_none(server: Flask, room: Room) -> None:
    revealed(room)
    nobody, editor = server.test_client(), signed_in(server, Role.EDITOR)
    for client in (nobody, editor):
        for address in (
            *(f"{base(room)}/{part}" for part in ("report", "export.csv", "export.json", "export.xlsx", "erase")),
            *(f"{base(room)}/receipts/{name}" for name in ("x", "x.txt")),
            *(f"/workshops/unknown/{part}" for part in ("report", "export.csv", "erase")),
        ):
            answer = client.get(address)
            assert answer.status_code == 404, address
            assert UNSEEN in answer.get_data(as_text=True)


def test_a_second_facilitator_by_link_sees_the_report(server: Flask, room: Room, store: Store) -> None:
    with store.writing_unit_of_work() as work:
        _link, secret = make_link(
            work, facilitator_of(work, room.workshop.id, room.owner), LinkKind.FACILITATOR, "", second(1)
        )
        work.commit()
    client = server.test_client()
    client.set_cookie(COOKIE, secret, path="/workshops")
    assert "Who took part" in words(client, f"{base(room)}/report")


def test_the_wording_of_what_was_hidden_is_in_no_report_and_no_file(server: Flask, room: Room) -> None:
    room.do(ItemHidden("item-f"), second(150))
    revealed(room)
    client = signed_in(server, room.owner)
    for kind in ("report", "export.csv", "export.json"):
        text = read(client, f"{base(room)}/{kind}")
        assert "barrier f" not in text and HIDDEN_TEXT in text
    book = load_workbook(BytesIO(client.get(f"{base(room)}/export.xlsx").data))
    assert "barrier f" not in str([[cell.value for cell in row] for sheet in book for row in sheet])


# ---- Files and the way back


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_results_come_back_from_a_file_as_they_were_to_the_bit(
    server: Flask, room: Room, store: Store, kind: str
) -> None:
    room.do(ItemHidden("item-f"), second(150))
    revealed(room)
    client = signed_in(server, room.owner)
    content = client.get(f"{base(room)}/export.{kind}").data
    answer = upload(client, f"ours.{kind}", content)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    imported = answer.location.split("/")[2]
    with store.unit_of_work() as work:
        for number in (1, 2):
            assert work.results.latest(imported, number) == work.results.latest(room.workshop.id, number)
        made, was = work.workshops.by_id(imported), work.workshops.by_id(room.workshop.id)
        assert made is not None and was is not None
        assert (made.is_imported, made.join_code, made.closed_at, made.title) == (True, "", was.closed_at, was.title)
        state, before = work.workshops.state(imported), work.workshops.state(room.workshop.id)
        assert [(r.opened_at, r.counted_at, r.paper, r.voices) for r in state.rounds] == [
            (r.opened_at, r.counted_at, r.paper, r.voices) for r in before.rounds
        ]
        assert state.plan.aim == before.plan.aim
        assert [item.id for item in state.items if item.is_in_play] == [i.id for i in before.items if i.is_in_play]
        assert report_workshop(work, imported).imported_from == room.workshop.id
    text = words(client, f"/workshops/{imported}/report")
    assert "These results came from a file." in text and HIDDEN_TEXT in text
    again = json.loads(read(client, f"/workshops/{imported}/export.json"))
    assert again["figures"] == json.loads(read(client, f"{base(room)}/export.json"))["figures"]
    assert signed_in(server, Role.EDITOR).get(f"/workshops/{imported}/approve/2").status_code == 404


def test_a_round_that_was_not_revealed_comes_back_without_results(server: Flask, room: Room, store: Store) -> None:
    room.reveal(2, second(210))
    client = signed_in(server, room.owner)
    imported = upload(client, "o.json", client.get(f"{base(room)}/export.json").data).location.split("/")[2]
    with store.unit_of_work() as work:
        assert work.results.latest(imported, 1) is None
        assert work.results.latest(imported, 2) == work.results.latest(room.workshop.id, 2)
        assert work.workshops.state(imported).is_closed


def test_no_text_of_a_workshop_is_a_formula_in_a_file(server: Flask, room: Room) -> None:
    client = signed_in(server, room.owner)
    assert "'=FICTITIOUS" in read(client, f"{base(room)}/export.csv")
    book = load_workbook(BytesIO(client.get(f"{base(room)}/export.xlsx").data))
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "inlineStr"}


def test_a_workbook_has_one_table_a_sheet_from_its_first_cell(server: Flask, room: Room) -> None:
    revealed(room)
    book = load_workbook(BytesIO(signed_in(server, room.owner).get(f"{base(room)}/export.xlsx").data))
    assert book.sheetnames == ["Cover", "Notes", "Rounds", "Set-up", "Figures"]
    for name in book.sheetnames[1:]:
        (table,) = book[name].tables.values()
        assert table.ref == book[name].dimensions
    assert book["Figures"]["A1"].value == "round"


BAD: list[tuple[str, bytes, str]] = [
    ("f.txt", b"x", "its name ends neither in .json"),
    ("f.json", b"\xff\xfe", "not in UTF-8"),
    ("f.json", b"{", "this is no JSON"),
    ("f.json", b"[]", "not a workshop"),
    ("f.json", b"{}", "not a workshop"),
    ("f.json", b'{"format": "parity-map-workshop", "format_version": 2}', "another release"),
    ("f.csv", b"a,b\n1,2\n", "lacks the column record"),
    ("f.csv", b'"a', "no table of comma-separated values"),
    ("f.csv", b"x\n" * 100_001, "more than 100000 rows"),
    ("f.xlsx", b"PK", "it is no workbook, or is damaged"),
]


@pytest.mark.parametrize(("name", "content", "why"), BAD)
def test_a_file_that_is_none_of_ours_is_refused_with_what_to_do(
    server: Flask, store: Store, name: str, content: bytes, why: str
) -> None:
    answer = upload(signed_in(server, Role.FACILITATOR), name, content)
    assert answer.status_code == 422
    assert why in BeautifulSoup(answer.data, "html.parser").get_text()
    with store.unit_of_work() as work:
        assert work.workshops.all() == ()


@cache
def large_file() -> ResultsFile:
    """A workshop of 120 people of six groups that scored all cells on two scales three times."""
    choose = random.Random(7)
    groups = [group for group in Group if group is not Group.PREFER_NOT_TO_SAY]
    paper = BallotPaper(RoundKind.SCORE, tuple(cell.token for cell in CELLS), (Scale.PERCEPTION, Scale.SEVERITY))
    earlier: list[EarlierRound] = []
    rounds: list[FiledRound] = []
    for number in (1, 2, 3):
        answers = [
            Answers(scores={target: {Scale.PERCEPTION: choose.randint(0, 5), Scale.SEVERITY: choose.randint(1, 9)}
                            for target in paper.targets})
            for _ in range(120)
        ]  # fmt: skip
        cast = [CountedBallot(f"p{place:03}", groups[place % 6], given) for place, given in enumerate(answers)]
        results = count_round(paper, cast, round_number=number, publication=1, least=5, seed=number, earlier=earlier)
        earlier.insert(0, EarlierRound(tuple(cast), results.voices))
        begun = number * 1000
        rounds.append(
            FiledRound(
                number, paper, "How?", second(begun), second(begun + 500), second(begun + 600), number - 1,
                number > 1, 120, results,
            )
        )  # fmt: skip
    plan = replace(a_plan(area="DDD", cells=CELLS), items=())
    return ResultsFile("w", plan, (), second(0), second(9000), second(9001), "v", 120, {}, tuple(rounds))


@pytest.mark.parametrize("kind", ["json", "csv", "xlsx"])
def test_three_rounds_about_all_cells_come_back_from_one_file(server: Flask, store: Store, kind: str) -> None:
    document = export_document(large_file())
    assert len(document["figures"]) > 12_000
    match kind:
        case "json":
            content = json.dumps(document).encode()
        case "csv":
            content = csv_text(LONG_COLUMNS, long_rows(document)).encode()
        case _:
            content = workbook_bytes(document, large_file())
    assert len(content) > server.config["MAX_CONTENT_LENGTH"] or kind == "xlsx"
    answer = upload(signed_in(server, Role.FACILITATOR), f"large.{kind}", content)
    assert answer.status_code == 303, answer.get_data(as_text=True)[:2000]
    imported = answer.location.split("/")[2]
    with store.unit_of_work() as work:
        for one in large_file().rounds:
            assert work.results.latest(imported, one.number) == one.results
        rounds = work.workshops.state(imported).rounds
    assert [(one.number, one.repeats, one.after_facts) for one in rounds] == [(1, 0, False), (2, 1, True), (3, 2, True)]


def test_only_the_import_takes_more_than_the_server_takes_elsewhere_and_only_from_whoever_may(
    server: Flask, room: Room
) -> None:
    large = b" " * (2 * 1024**2)
    facilitator, editor = signed_in(server, room.owner), signed_in(server, Role.EDITOR)
    assert "this is no JSON" in upload(facilitator, "f.json", large).get_data(as_text=True)
    assert upload(facilitator, "f.json", large, f"{base(room)}/erase").status_code == 413
    assert upload(editor, "f.json", large).status_code == 403
    assert upload(facilitator, "f.json", b" " * (18 * 1024**2)).status_code == 413


def test_a_file_that_is_too_large_is_refused_in_our_words() -> None:
    with pytest.raises(InvalidFileError, match="larger than 16 MB"):
        parts_of_file("f.json", b" " * (16 * 1024**2 + 1))


def test_nothing_is_chosen_and_others_may_not_import(server: Flask) -> None:
    answer = post(signed_in(server, Role.FACILITATOR), "/workshops/import")
    assert "Choose a file first." in answer.get_data(as_text=True)
    assert "File of results" in words(signed_in(server, Role.FACILITATOR), "/workshops/import")
    assert signed_in(server, Role.EDITOR).get("/workshops/import").status_code == 403


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda d: d["figures"][0].update(voice="nobody"), "Figure 1: there is no voice 'nobody'"),
        (lambda d: d["figures"][4].update(value=None), "Figure 5: a figure has either a value or a reason"),
        (lambda d: d["figures"][4].update(target="other"), "about something that the round did not ask"),
        (lambda d: d["items"].pop(), "it asks about something that is neither an item nor a cell here"),
        (lambda d: d["figures"].append(dict(d["figures"][0])), "a figure stands there twice"),
        (lambda d: d["figures"][4].update(round=9), "Figure 5: there is no round 9"),
        (lambda d: d["rounds"][1].update(is_revealed=False), "it has figures but was not revealed"),
        (lambda d: d["plan"].update(area="ZZZ"), "there is no area 'ZZZ' here"),
        (lambda d: d["plan"].update(least=2), "Figures are about at least 3 people"),
        (lambda d: d["items"].append(dict(d["items"][0])), "at most 60 barriers and enablers, each once"),
    ],
)
def test_a_changed_file_is_refused_whole_and_says_where(
    server: Flask, room: Room, store: Store, change, why: str
) -> None:
    revealed(room)
    client = signed_in(server, room.owner)
    document = json.loads(read(client, f"{base(room)}/export.json"))
    change(document)
    answer = upload(client, "f.json", json.dumps(document).encode())
    assert answer.status_code == 422
    assert why in BeautifulSoup(answer.data, "html.parser").get_text()
    with store.unit_of_work() as work:
        assert [one.id for one in work.workshops.all()] == [room.workshop.id]


def test_a_value_that_was_changed_in_a_workbook_is_found_out(server: Flask, room: Room) -> None:
    revealed(room)
    client = signed_in(server, room.owner)
    book = load_workbook(BytesIO(client.get(f"{base(room)}/export.xlsx").data))
    sheet = book["Figures"]
    sheet.cell(2, 8).value = 99
    out = BytesIO()
    book.save(out)
    answer = upload(client, "f.xlsx", out.getvalue())
    assert "Figures, row 2: “value” and “value_exact” differ" in answer.get_data(as_text=True)


# ---- Approval and the heat map


def test_only_an_approved_round_is_in_the_layer_and_everybody_may_then_read_its_report(
    server: Flask, room: Room, store: Store
) -> None:
    revealed(room)
    editor, nobody = signed_in(server, Role.EDITOR), server.test_client()
    with server.app_context():
        assert current_workshops().by_place == {}
    assert "round 2" in words(editor, "/workshops/approvals")
    preview = words(editor, f"{base(room)}/approve/2")
    assert "Service delivery, meso 20 people: worse" in preview and "Approve it for the heat map" in preview
    assert editor.get(f"{base(room)}/approve/1").status_code == 404
    assert post(editor, f"{base(room)}/approve/2").status_code == 303
    assert post(editor, f"{base(room)}/approve/2").status_code == 303
    with server.app_context():
        book = current_workshops()
        assert current_workshops() is book
    (judged,) = book.at("DDD", MESO)
    assert (judged.people, judged.round_number, judged.held_at) == (20, 2, second(123))
    assert {voice.voice: voice.people for voice in judged.voices} == {"policy": 14, "practice": 6}
    assert book.at("DDD", MICRO)[0].people == 20
    assert "An editor approved this round" in words(nobody, f"{base(room)}/report")
    assert "Erase ballots" not in words(nobody, f"{base(room)}/report")
    assert nobody.get(f"{base(room)}/erase").status_code == 404
    server.config[VIEWING] = "closed"
    assert nobody.get(f"{base(room)}/report").status_code == 404
    assert signed_in(server, Role.VIEWER).get(f"{base(room)}/report").status_code == 200
    server.config[VIEWING] = "open"
    assert "Take round 2 of" in words(editor, "/workshops/approvals")
    assert "The heat map shows this." in words(editor, f"{base(room)}/approve/2")
    assert post(editor, f"{base(room)}/withdraw/2").status_code == 303
    assert post(editor, f"{base(room)}/withdraw/2").status_code == 303
    with server.app_context():
        assert current_workshops().by_place == {}
    assert nobody.get(f"{base(room)}/report").status_code == 404


def test_an_approval_publishes_its_round_and_nothing_else_of_the_workshop(
    server: Flask, room: Room, store: Store
) -> None:
    revealed(room)
    editor, nobody = signed_in(server, Role.EDITOR), server.test_client()
    preview = words(editor, f"{base(room)}/approve/2")
    assert "Everybody who may see the heat map will then also be able to read the report" in preview
    assert "Other votes of the workshop are not published by this." in preview
    assert "Read the report" not in preview
    post(editor, f"{base(room)}/approve/2")
    assert "Read the report" in words(editor, f"{base(room)}/approve/2")
    for client in (nobody, editor):
        text = words(client, f"{base(room)}/report")
        assert "Other votes of this workshop are not published here." in text
        assert "20 people took part." in text and "Round 2: scoring" in text and "-1: begins like a number" in text
        assert "Round 1" not in text and "barrier" not in text and "Ground rules" not in text
        document = json.loads(read(client, f"{base(room)}/export.json"))
        assert [one["number"] for one in document["rounds"]] == [2]
        assert {figure["round"] for figure in document["figures"]} == {2}
        assert (document["items"], document["plan"]["ground_rules"], document["plan"]["minutes"]) == ([], [], {})
        assert "barrier" not in read(client, f"{base(room)}/export.csv")
        book = load_workbook(BytesIO(client.get(f"{base(room)}/export.xlsx").data))
        assert "barrier" not in str([[cell.value for cell in row] for sheet in book for row in sheet])
    assert "Round 1: ranking" in words(signed_in(server, room.owner), f"{base(room)}/report")
    content = nobody.get(f"{base(room)}/export.json").data
    imported = upload(signed_in(server, Role.FACILITATOR), "part.json", content).location.split("/")[2]
    with store.unit_of_work() as work:
        known, was = work.results.latest(imported, 1), work.results.latest(room.workshop.id, 2)
        assert known is not None and was is not None and known.figures == was.figures
        assert work.results.latest(imported, 2) is None


def test_a_round_that_was_counted_again_is_not_public_until_it_is_approved_again(
    server: Flask, room: Room, store: Store
) -> None:
    revealed(room)
    editor = add_person(server, Role.EDITOR)
    with store.writing_unit_of_work() as work:
        approve_round(work, editor, room.workshop.id, 2, second(300))
        events = (Reopened(), RoundReopened(2, 0))
        work.workshops.append_all(room.workshop.id, [(event, room.owner.id, second(400)) for event in events])
        work.commit()
    nobody = server.test_client()
    assert nobody.get(f"{base(room)}/report").status_code == 404
    for person in room.people:
        room.cast(person, scored(meso=(5, 1), micro=(5, 1)), second(410), round_number=2, sequence=2)
    room.end(2, second(420))
    room.reveal(2, second(430))
    assert nobody.get(f"{base(room)}/report").status_code == 404
    assert "An editor approved this round" not in words(signed_in(server, room.owner), f"{base(room)}/report")
    with store.writing_unit_of_work() as work:
        approve_round(work, editor, room.workshop.id, 2, second(500))
        work.commit()
    assert nobody.get(f"{base(room)}/report").status_code == 200


def test_what_a_sealed_vote_asked_and_was_merged_since_is_in_the_facilitators_file(
    server: Flask, room: Room, store: Store
) -> None:
    room.do(ItemMerged(("item-a", "item-b"), "item-y", "FICTITIOUS barrier a or b"), second(150))
    client = signed_in(server, room.owner)
    content = client.get(f"{base(room)}/export.json").data
    answer = upload(client, "o.json", content)
    assert answer.status_code == 303
    with store.unit_of_work() as work:
        state = work.workshops.state(answer.location.split("/")[2])
    assert [item.id for item in state.items_in_play] == ["item-y", "item-c", "item-d", "item-e", "item-f"]
    assert not state.item("item-a").is_in_play


def test_a_round_that_is_hidden_again_is_not_in_the_layer_and_one_counted_again_waits(
    server: Flask, room: Room, store: Store
) -> None:
    room.reveal(2, second(200))
    editor = add_person(server, Role.EDITOR)
    with store.writing_unit_of_work() as work:
        approve_round(work, editor, room.workshop.id, 2, second(300))
        work.commit()
    with store.unit_of_work() as work:
        assert workshop_book(work).at("DDD", MESO) != ()
    room.do(RoundReopened(2, 0), second(400))
    with store.unit_of_work() as work:
        assert workshop_book(work).at("DDD", MESO) == ()
    for person in room.people:
        room.cast(person, scored(meso=(5, 1), micro=(5, 1)), second(410), round_number=2, sequence=2)
    room.end(2, second(420))
    room.reveal(2, second(430))
    with store.unit_of_work() as work:
        assert workshop_book(work).at("DDD", MESO) == ()
    client = signed_in(server, editor)
    assert "It was counted again since it was approved." in words(client, "/workshops/approvals")
    with store.writing_unit_of_work() as work:
        approve_round(work, editor, room.workshop.id, 2, second(500))
        work.commit()
    with store.unit_of_work() as work:
        assert len(work.results.approvals()) == 1
        assert workshop_book(work).at("DDD", MESO) != ()


def test_a_role_that_is_gone_approves_nothing(server: Flask, room: Room, store: Store) -> None:
    revealed(room)
    editor = add_person(server, Role.EDITOR)
    with store.writing_unit_of_work() as work:
        work.people.set_role(editor.id, Role.VIEWER)
        work.commit()
    with store.writing_unit_of_work() as work, pytest.raises(NotAllowedError):
        approve_round(work, editor, room.workshop.id, 2, second(900))
    assert post(signed_in(server, Role.VIEWER), f"{base(room)}/approve/2").status_code == 403


def test_nothing_is_approved_that_was_counted_later_than_now(server: Flask, room: Room, store: Store) -> None:
    revealed(room)
    editor = add_person(server, Role.EDITOR)
    with store.writing_unit_of_work() as work, pytest.raises(OutOfOrderError, match="counted just now"):
        approve_round(work, editor, room.workshop.id, 2, second(1))


def test_a_vote_that_goes_on_tells_only_how_many_are_done(room: Room, store: Store) -> None:
    room.ranking(second(400))
    room.cast(room.people[0], ranked("ab"), second(410), round_number=3)
    with store.unit_of_work() as work:
        report = report_workshop(work, room.workshop.id)
        with pytest.raises(NoSuchWorkshopError):
            report_workshop(work, "unknown")
    assert [(one.done, one.results) for one in report.rounds] == [(20, None), (20, None), (1, None)]


def test_as_many_things_as_there_may_be_come_back_in_order_beside_hidden_ones(store: Store, server: Flask) -> None:
    items = tuple(
        Item(f"item-{place:02}", f"FICTITIOUS barrier {place}", None, ItemOrigin.FACILITATOR) for place in range(60)
    )
    file = ResultsFile(
        "w",
        a_plan(area="DDD"),
        (*items, replace(items[0], id="hidden", is_hidden=True)),
        second(0),
        None,
        second(9),
        "v",
    )
    person = add_person(server, Role.FACILITATOR)
    with store.writing_unit_of_work() as work:
        made = import_workshop(work, person, file, second(10))
        state = work.workshops.state(made.id)
    assert [item.id for item in state.items_in_play] == [item.id for item in items]
    assert state.item("hidden").is_hidden
    assert state.closed_at == second(9)


# ---- Replay


def test_replaying_the_log_and_counting_the_ballots_again_gives_what_was_published(room: Room, store: Store) -> None:
    with store.unit_of_work() as work:
        state = replay(room.workshop.first_plan, work.workshops.log(room.workshop.id))
        for one in state.rounds:
            again = count_round(
                one.paper,
                counted(work.ballots.standing(room.workshop.id, one.number)),
                round_number=one.number,
                publication=one.publication,
                least=state.plan.least,
                seed=seed_of(room.workshop.id, one.number),
            )
            assert again == work.results.latest(room.workshop.id, one.number)
        assert again.value(Statistic.PEOPLE) == 20
