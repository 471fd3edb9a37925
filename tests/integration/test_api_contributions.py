"""What the API says about views and notes: each view by itself, names only for those who may know them."""

import csv
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import orjson
import pytest
from flask import Flask

from data.unit_of_work import Store, open_store
from domain_model.cells import CELLS, Cell
from domain_model.judgements import Opinion
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.vocabulary import Perception
from tests.api_programs import WORSE, Program, judgement_path, place, writing_server
from tests.people import add_person, signed_in

MESO = Cell.from_token("service_delivery/meso")
MICRO = Cell.from_token("workforce/micro")


@pytest.fixture
def store(copy_of_seeded: Callable[[], str]) -> Iterator[Store]:
    store = open_store(copy_of_seeded(), progress=lambda _line: None)
    yield store
    store.close()


@pytest.fixture
def server(store: Store) -> Flask:
    return writing_server(store)


@pytest.fixture
def ada(server: Flask) -> Person:
    return add_person(server, Role.EDITOR, "Ada FICTITIOUS")


@pytest.fixture
def ben(server: Flask) -> Person:
    return add_person(server, Role.FACILITATOR, "Ben FICTITIOUS")


@pytest.fixture
def visitor(server: Flask) -> Program:
    return Program(server)


def said(program: Program, area: str, cell: Cell, **body: object) -> int:
    """Say something and answer its version."""
    answer = program.put(judgement_path(area, cell), body)
    assert answer.status_code in (200, 201), answer.text
    return answer.get_json()["judgement"]["version"]


def picked(item: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(item[name] for name in names)


def test_every_view_stands_by_itself_with_everything_that_was_said(server: Flask, ada: Person, ben: Person) -> None:
    of_ada, of_ben = Program(server, ada), Program(server, ben)
    said(of_ada, "QYG", MESO, **WORSE)
    said(of_ben, "QYG", MESO, perception="better")
    said(of_ada, "ENG", MESO, severity=3)
    said(of_ada, "QYG", CELLS[0], perception="dont_know")
    items = of_ada.items("/api/v1/judgements")
    assert [picked(item, "area", "block", "level", "author", "own") for item in items] == [
        ("ENG", "service_delivery", "meso", "Ada FICTITIOUS", True),
        ("QYG", "leadership_governance", "macro", "Ada FICTITIOUS", True),
        ("QYG", "service_delivery", "meso", "Ben FICTITIOUS", False),
        ("QYG", "service_delivery", "meso", "Ada FICTITIOUS", True),
    ]
    assert items[3].items() >= WORSE.items()
    assert picked(items[0], "perception", "severity", "feasibility", "confidence", "reason", "source") == (
        None, 3, None, None, None, None,
    )  # fmt: skip
    assert {item["n"] for item in items} == {1}
    assert items[3]["area_name"] == "NHS Cheshire and Merseyside Integrated Care Board"


def test_views_are_held_against_the_measured_band_of_their_area(server: Flask, ada: Person) -> None:
    program = Program(server, ada)
    (cell,) = program.items("/api/v1/cells?area=QYG&block=service_delivery&level=meso")
    measured = cell["measured"]["band"]
    assert measured in ("worse", "much_worse"), "this board has to be measured worse for the test to say something"
    for perception, disagrees in (("much_better", True), (measured, False), ("dont_know", None)):
        said(program, "QYG", MESO, perception=perception)
        (view,) = program.items("/api/v1/judgements")
        assert picked(view, "measured_band", "layers_disagree") == (measured, disagrees)
        (cell,) = program.items("/api/v1/cells?area=QYG&block=service_delivery&level=meso")
        assert cell["layers_disagree"] is disagrees
        assert cell["judgement"]["disagreeing"] == (disagrees is True)


def test_an_area_of_the_older_geography_is_measured_there(server: Flask, ada: Person) -> None:
    program = Program(server, ada)
    said(program, "QMM", MESO, perception="much_better")
    (cell,) = program.items("/api/v1/cells?area=QMM&vintage=icb2023&block=service_delivery&level=meso")
    (view,) = program.items("/api/v1/judgements?area=QMM")
    assert cell["measured"]["band"] is not None
    assert view["measured_band"] == cell["measured"]["band"]
    assert cell["judgement"]["people"] == 1


def test_a_cell_lists_single_views_and_averages_nothing(
    server: Flask, ada: Person, ben: Person, visitor: Program
) -> None:
    address = "/api/v1/cells?area=QYG&block=service_delivery&level=meso"
    (before,) = visitor.items(address)
    assert picked(before, "judgement", "layers_disagree") == (None, None)
    said(Program(server, ada), "QYG", MESO, **WORSE)
    said(Program(server, ben), "QYG", MESO, perception="much_better", severity=2)
    (cell,) = visitor.items(address)
    layer = cell["judgement"]
    assert (layer["people"], layer["disagreeing"], cell["layers_disagree"]) == (2, 1, True)
    assert [picked(view, "perception", "severity", "n") for view in layer["views"]] == [
        ("much_better", 2, 1),
        ("worse", 7, 1),
    ]
    assert "FICTITIOUS" not in orjson.dumps(cell).decode()
    (row,) = csv.DictReader(StringIO(visitor.get(f"{address}&format=csv").text))
    assert (row["judgement.people"], row["layers_disagree"]) == ("2", "true")
    assert orjson.loads(row["judgement.views"]) == layer["views"]
    (elsewhere,) = visitor.items("/api/v1/cells?area=QYG&block=service_delivery&level=micro")
    assert elsewhere["judgement"] is None


def test_names_are_for_people_with_an_account_only(server: Flask, ada: Person, ben: Person, visitor: Program) -> None:
    said(Program(server, ada), "QYG", MESO, **WORSE)
    Program(server, ada).post("/api/v1/notes", {**place("QYG", MESO), "text": "A note"})
    viewer = Program(server, add_person(server, Role.VIEWER))
    browser = signed_in(server, ben)
    for path in ("/api/v1/judgements", "/api/v1/notes?area=QYG"):
        (unknown,) = visitor.items(path)
        assert picked(unknown, "author", "own") == (None, False)
        assert "Ada" not in visitor.get(f"{path}{'&' if '?' in path else '?'}format=csv").text
        (known,) = viewer.items(path)
        assert picked(known, "author", "own") == ("Ada FICTITIOUS", False)
        (in_browser,) = browser.get(path).get_json()["items"]
        assert in_browser == known


def test_one_may_ask_for_ones_own(server: Flask, ada: Person, ben: Person, visitor: Program) -> None:
    of_ada, of_ben = Program(server, ada), Program(server, ben)
    said(of_ada, "QYG", MESO, severity=4)
    said(of_ben, "QYG", MESO, severity=5)
    of_ben.post("/api/v1/notes", {**place("QYG", MESO), "text": "Ben's"})
    assert [view["severity"] for view in of_ada.items("/api/v1/judgements?author=me")] == [4]
    assert of_ada.items("/api/v1/notes?area=QYG&author=me") == []
    assert [note["text"] for note in of_ben.items("/api/v1/notes?area=QYG&author=me")] == ["Ben's"]
    here = "area=QYG&block=service_delivery&level=meso"
    assert [v["severity"] for v in of_ben.items(f"/api/v1/judgements/history?{here}&author=me")] == [5]
    refused = visitor.get("/api/v1/judgements?author=me")
    assert (refused.status_code, refused.headers["WWW-Authenticate"]) == (401, 'Bearer realm="Parity Map"')
    assert refused.get_json()["parameter"] == "author"


@pytest.mark.parametrize(
    ("query", "number"),
    [("", 3), ("?area=QYG", 2), ("?block=workforce", 1), ("?level=meso", 2), ("?area=ENG&level=micro", 0)],
)
def test_views_are_found_by_place(server: Flask, ada: Person, query: str, number: int) -> None:
    program = Program(server, ada)
    for area, cell in (("QYG", MESO), ("QYG", MICRO), ("ENG", MESO)):
        said(program, area, cell, severity=1)
    assert len(program.items(f"/api/v1/judgements{query}")) == number


def test_views_come_in_pages(server: Flask, ada: Person, visitor: Program) -> None:
    program = Program(server, ada)
    for number, cell in enumerate(CELLS):
        said(program, "QYG", cell, severity=number % 9 + 1)
    whole = visitor.items("/api/v1/judgements")
    assert [(view["block"], view["level"]) for view in whole] == [(cell.block, cell.level) for cell in CELLS]
    page = visitor.get("/api/v1/judgements?limit=7&offset=7").get_json()
    assert page["items"] == whole[7:14]
    assert page["next"] == "/api/v1/judgements?limit=7&offset=14"


def test_history_has_every_version_view_by_view(server: Flask, ada: Person, ben: Person, visitor: Program) -> None:
    of_ada, of_ben = Program(server, ada), Program(server, ben)
    path, here = judgement_path("QYG", MESO), "/api/v1/judgements/history?area=QYG&block=service_delivery&level=meso"
    said(of_ada, "QYG", MESO, severity=1)
    said(of_ben, "QYG", MESO, severity=8)
    said(of_ada, "QYG", MESO, severity=2)
    of_ada.post(f"{path}/undo")
    of_ada.delete(path)
    said(of_ada, "QYG", MICRO, severity=3)
    versions = of_ben.items(here)
    assert [picked(v, "author", "version", "severity", "withdrawn", "restores", "own") for v in versions] == [
        ("Ada FICTITIOUS", 1, 1, False, None, False),
        ("Ada FICTITIOUS", 2, 2, False, None, False),
        ("Ada FICTITIOUS", 3, 1, False, 1, False),
        ("Ada FICTITIOUS", 4, None, True, None, False),
        ("Ben FICTITIOUS", 1, 8, False, None, True),
    ]
    assert visitor.get(here).status_code == 401
    assert visitor.items("/api/v1/judgements?area=QYG&level=meso")[0]["severity"] == 8


def test_notes_are_those_that_stand_the_latest_of_a_cell_first(server: Flask, ada: Person, visitor: Program) -> None:
    program = Program(server, ada)
    notes = [(MICRO, "first\r\n=2+2"), (MESO, "on another cell"), (MICRO, "second")]
    ids = [program.post("/api/v1/notes", {**place("QYG", cell), "text": text}).get_json()["id"] for cell, text in notes]
    listed = visitor.items("/api/v1/notes?area=QYG")
    assert [note["text"] for note in listed if note["level"] == "meso"] == ["on another cell"]
    assert {note["text"] for note in listed if note["level"] == "micro"} == {"second", "first\n=2+2"}
    assert [note["id"] for note in visitor.items("/api/v1/notes?area=QYG&block=service_delivery")] == [ids[1]]
    assert visitor.items("/api/v1/notes?area=ENG") == []
    assert program.delete(f"/api/v1/notes/{ids[1]}").status_code == 200
    assert ids[1] not in {note["id"] for note in visitor.items("/api/v1/notes?area=QYG")}


def test_text_that_a_spreadsheet_would_run_is_made_safe(server: Flask, ada: Person) -> None:
    program = Program(server, ada)
    said(program, "QYG", MESO, reason="=HYPERLINK(1)")
    (row,) = csv.DictReader(StringIO(program.get("/api/v1/judgements?format=csv").text))
    assert row["reason"] == "'=HYPERLINK(1)"
    assert (row["n"], row["own"], row["version"]) == ("1", "true", "1")


def test_a_new_view_changes_the_tags_of_what_shows_it_and_of_nothing_else(
    server: Flask, ada: Person, visitor: Program
) -> None:
    program = Program(server, ada)
    shows, not_so = ("/api/v1/cells?area=ENG", "/api/v1/judgements"), ("/api/v1/areas", "/api/v1/notes?area=QYG")
    before = {path: visitor.get(path).headers["ETag"] for path in (*shows, *not_so)}
    for write in (lambda: said(program, "QYG", MESO, severity=1), lambda: program.delete(judgement_path("QYG", MESO))):
        write()
        for path in shows:
            answer = visitor.get(path, If_None_Match=before[path])
            assert answer.status_code == 200
            assert visitor.get(path, If_None_Match=answer.headers["ETag"]).status_code == 304
            before[path] = answer.headers["ETag"]
    assert [visitor.get(path, If_None_Match=before[path]).status_code for path in not_so] == [304, 304]
    program.post("/api/v1/notes", {**place("QYG", MESO), "text": "A note"})
    assert [visitor.get(path, If_None_Match=before[path]).status_code for path in not_so] == [304, 200]


def test_what_differs_by_reader_is_kept_by_nobody_else(server: Flask, ada: Person, visitor: Program) -> None:
    program = Program(server, ada)
    said(program, "QYG", MESO, severity=1)
    for path in ("/api/v1/judgements", "/api/v1/notes?area=QYG"):
        named, unnamed = program.get(path), visitor.get(path)
        assert named.headers["ETag"] != unnamed.headers["ETag"]
        assert named.headers["Cache-Control"] == "private, no-cache"
        assert unnamed.headers["Cache-Control"] == "public, no-cache"
        assert visitor.get(path, If_None_Match=named.headers["ETag"]).status_code == 200
        for answer in (named, unnamed, visitor.get(path, If_None_Match=unnamed.headers["ETag"])):
            assert {"Authorization", "Cookie"} <= set(answer.vary)


def test_a_former_member_has_no_name(store: Store, server: Flask, ada: Person, ben: Person) -> None:
    said(Program(server, ada), "QYG", MESO, severity=1)
    with store.writing_unit_of_work() as work:
        work.people.forget(ada.id, ada.created_at)
        work.commit()
    (view,) = Program(server, ben).items("/api/v1/judgements")
    assert view["author"] is None


def test_a_view_of_an_area_that_a_later_release_does_not_have_is_still_shown(
    store: Store, server: Flask, ada: Person
) -> None:
    with store.writing_unit_of_work() as work:
        work.judgements.add(ada.id, "OLD1", MESO, Opinion(Perception.WORSE), ada.created_at)
        work.commit()
    (view,) = Program(server, ada).items("/api/v1/judgements")
    assert picked(view, "area", "area_name", "region", "perception") == ("OLD1", None, None, "worse")
    assert picked(view, "measured_band", "layers_disagree") == (None, None)
