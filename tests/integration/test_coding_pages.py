"""Coding rounds over HTTP: two coders and a maker, blind until the end; then results, files and agreed codings."""

import csv
import re
from io import StringIO

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from data.current import current_store
from domain_model.cells import Cell
from domain_model.coding import order_for
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.use_cases.code_statements import read_round
from tests.people import add_person, forget_refusals, post, signed_in

SECRET = "FICTITIOUS note that nobody may read yet"
PLACES = ("financing/macro", "workforce/micro", "technologies_products/meso")


@pytest.fixture(scope="module")
def server(application: Dash) -> Flask:
    return application.server


@pytest.fixture(autouse=True)
def refusals_are_recorded(server: Flask) -> None:
    forget_refusals(server)


class Room:
    """A maker and two coders with a browser each, and a round of the maker's."""

    def __init__(self, server: Flask, **choice: str) -> None:
        self.server = server
        people = [add_person(server, Role.EDITOR, f"{name} FICTITIOUS") for name in ("Owner", "Ann", "Ben")]
        self.owner, self.ann, self.ben = (signed_in(server, person) for person in people)
        self.people: dict[FlaskClient, Person] = dict(zip((self.owner, self.ann, self.ben), people, strict=True))
        fields = {"title": "FICTITIOUS round", "place": "financing/all", "kind": "barrier", "most": "500", **choice}
        made = post(self.owner, "/coding/new", **fields)
        assert made.status_code == 303, made.get_data(as_text=True)
        self.address = made.location
        for coder in (self.ann, self.ben):
            assert post(coder, f"{self.address}/join").location == f"{self.address}/statements/next"

    @property
    def statements(self) -> tuple[str, ...]:
        """The ids of the round's statements."""
        with self.server.app_context(), current_store().unit_of_work() as work:
            return read_round(work, self.address.rpartition("/")[2]).statements

    def number(self, coder: FlaskClient, statement: str) -> int:
        """The number of a statement in a coder's own order."""
        with self.server.app_context(), current_store().unit_of_work() as work:
            found = read_round(work, self.address.rpartition("/")[2])
        return order_for(found, self.people[coder].id).index(statement) + 1

    def place(self, coder: FlaskClient, statement: str, place: str, kind: str = "barrier", **more: str):
        path = f"{self.address}/statements/{self.number(coder, statement)}"
        answer = post(coder, path, **{"place": place, "kind": kind, "note": "", "seen": "0", **more})
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return answer

    def close(self) -> None:
        assert post(self.owner, f"{self.address}/close").location == self.address


@pytest.fixture
def room(server: Flask) -> Room:
    return Room(server)


def text(client: FlaskClient, path: str) -> str:
    return client.get(path).get_data(as_text=True)


def rows(client: FlaskClient, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200 and answer.mimetype == "text/csv"
    return list(csv.DictReader(StringIO(answer.get_data(as_text=True))))


# ---- Blind


def addresses_of(room: Room) -> list[str]:
    """Every address under which something of the round could be read."""
    base, numbers = room.address, range(1, len(room.statements) + 1)
    return [
        "/coding", base, f"{base}?counting=coded_only&catalogue=yes&all_statements=yes", f"{base}/statements",
        *(f"{base}/statements/{number}" for number in numbers), f"{base}/statements/next", f"{base}/close",
        f"{base}/placements.csv", f"{base}/agreement.csv", f"{base}/agreement.csv?counting=coded_only",
        *(f"{base}/agreed/{statement}" for statement in room.statements),
    ]  # fmt: skip


def test_nobody_reads_what_another_placed_or_any_figure_until_the_round_is_closed(room: Room) -> None:
    for statement in room.statements:
        room.place(room.ben, statement, "technologies_products/meso", "theme", note=SECRET)
        room.place(room.ann, statement, "workforce/micro", "barrier")
    visitor, chief = room.server.test_client(), signed_in(room.server, Role.ADMINISTRATOR)
    post(chief, f"{room.address}/join")
    hidden = (SECRET, "theme: Technologies", "Cohen", "kappa", "alpha", "technologies_products/meso&#34; checked")
    asked = 0
    for client in (room.ann, room.owner, chief, visitor):
        for path in addresses_of(room):
            answer = client.get(path, follow_redirects=False)
            said = answer.get_data(as_text=True)
            main = said[said.find("<main") :]
            assert answer.status_code in {200, 303, 409}, (path, answer.status_code)
            assert not [word for word in hidden if word in main.replace("Krippendorff", "")], path
            assert not re.search(r'value="technologies_products/meso"[^>]* checked', main), path
            asked += 1
    assert asked >= 4 * 10
    for path in ("placements.csv", "agreement.csv", f"agreed/{room.statements[0]}"):
        for client in (room.owner, visitor, chief):
            assert client.get(f"{room.address}/{path}").status_code == 409
    own = text(room.ben, f"{room.address}/statements")
    assert own.count("– theme: Technologies") == len(room.statements)


def test_a_coder_is_not_told_where_the_catalogue_has_the_statement(server: Flask) -> None:
    room = Room(server, source="poe-systems-study", place="workforce/micro", kind="barrier")
    for number in range(1, len(room.statements) + 1):
        page = text(room.ann, f"{room.address}/statements/{number}")
        shown = re.search(r'<div class="coding-statement">.*?</div>', page, re.DOTALL)
        assert shown is not None
        assert not re.search(
            r"workforce|micro|Table 2|lines|T2-|RE0|/evidence/statements/", shown.group(0), re.IGNORECASE
        )
        assert " checked" not in page
        assert "Its place in the source is shown once the round is closed" in page


def test_only_those_who_may_code_see_the_open_rounds(room: Room) -> None:
    visitor, viewer = room.server.test_client(), signed_in(room.server, Role.VIEWER)
    for client in (visitor, viewer):
        assert room.address not in text(client, "/coding")
        page = text(client, room.address)
        assert "shown here once it is closed" in page and "Ann FICTITIOUS" not in page
        assert client.get(f"{room.address}/statements/1").status_code in {303, 403}
    listed = text(room.ann, "/coding")
    assert f'href="{room.address}"' in listed and "take part" in listed


# ---- Placing


def test_saving_goes_on_to_the_next_open_statement_and_offers_to_undo(room: Room) -> None:
    first = room.statements[0]
    number = room.number(room.ann, first)
    answer = room.place(room.ann, first, "financing/meso", "enabler", note="FICTITIOUS doubt")
    assert re.fullmatch(rf"{room.address}/statements/\d+\?saved={number}", answer.location)
    page = text(room.ann, answer.location)
    assert f"Statement {number} is kept as □ enabler: Financing, meso." in page
    assert f'action="{room.address}/statements/{number}/undo"' in page
    assert f"1 of {len(room.statements)} placed" in page
    again = text(room.ann, f"{room.address}/statements/{number}")
    assert re.search(r'value="financing/meso"[^>]* checked', again) and "FICTITIOUS doubt</textarea>" in again
    undone = post(room.ann, f"{room.address}/statements/{number}/undo", seen="1")
    assert undone.location == f"{room.address}/statements/{number}"
    page = text(room.ann, undone.location)
    assert "is as it was before" in page and " checked" not in page
    post(room.ann, f"{room.address}/statements/{number}/undo", seen="2")
    back = post(room.ann, f"{room.address}/statements/{number}/take-back", seen="3")
    assert "is open again" in text(room.ann, back.location)
    assert text(room.ann, back.location).count("(version ") == 4


def test_a_form_without_an_answer_comes_back_with_what_was_typed(room: Room) -> None:
    path = f"{room.address}/statements/1"
    refused = post(room.ann, path, place="", kind="theme", note="<b>" + "x" * 600, seen="0")
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert 'href="#place"' in page and 'href="#note"' in page and 'href="#kind"' not in page
    assert "&lt;b&gt;xxx" in page and re.search(r'value="theme" checked', page)
    for place in ("financing", "financing/x", "nothing"):
        assert post(room.ann, path, place=place, kind="theme", seen="0").status_code == 422
    assert post(room.ann, path, place="nowhere", kind="x", seen="0").status_code == 422
    assert "0 of" in text(room.ann, path)


def test_a_second_window_that_is_behind_is_told_so(room: Room) -> None:
    room.place(room.ann, room.statements[0], "nowhere")
    path = f"{room.address}/statements/{room.number(room.ann, room.statements[0])}"
    assert post(room.ann, path, place="financing/meso", kind="barrier", seen="0").status_code == 409
    assert "fits no single cell" in text(room.ann, f"{room.address}/statements")


def test_one_says_that_one_is_finished_and_takes_it_back(room: Room) -> None:
    post(room.ann, f"{room.address}/finish", finished="yes")
    assert ">yes</td>" in text(room.owner, room.address)
    post(room.ann, f"{room.address}/finish", finished="no")
    assert ">yes</td>" not in text(room.owner, room.address)


def test_when_all_are_placed_the_list_is_next(room: Room) -> None:
    answers = [room.place(room.ann, statement, "financing/meso") for statement in room.statements]
    assert answers[-1].location.startswith(f"{room.address}/statements?")
    assert room.ann.get(f"{room.address}/statements/next").location == f"{room.address}/statements"
    page = text(room.ann, answers[-1].location)
    assert ">Go on placing</a>" not in page and "is kept as ■ barrier: Financing, meso" in page


@pytest.mark.parametrize("number", ["0", "9999"])
def test_a_number_that_no_statement_has_is_not_found(room: Room, number: str) -> None:
    assert room.ann.get(f"{room.address}/statements/{number}").status_code == 404
    assert room.ann.get("/coding/unknown").status_code == 404


def test_who_does_not_take_part_is_led_to_the_round(room: Room) -> None:
    assert room.owner.get(f"{room.address}/statements/1").location == room.address
    assert "Take part in the round first" in text(room.owner, room.address)


# ---- Making a round


def test_the_statements_of_a_view_of_the_matrix_become_a_round(server: Flask) -> None:
    client = signed_in(server, Role.EDITOR)
    search = "reading=coded&kinds=enabler&cell=workforce/meso"
    form = text(client, f"/coding/new?{search}")
    found = re.search(r"has (\d+) statements", form)
    assert found is not None and 1 <= int(found.group(1)) < 60
    assert 'name="view" value="reading=coded&amp;kinds=enabler&amp;cell=workforce/meso"' in form
    made = post(client, "/coding/new", title="FICTITIOUS", view=search, most="500")
    assert f"The round has {found.group(1)} statements" in text(client, made.location)


def test_a_sample_is_drawn_and_a_choice_without_statements_or_title_is_refused(server: Flask) -> None:
    room = Room(server, place="all", kind="", most="20")
    assert len(room.statements) == 20
    nothing = post(room.owner, "/coding/new", title="x", place="technologies_products/macro", kind="theme")
    assert (nothing.status_code, "No statement fits" in nothing.get_data(as_text=True)) == (422, True)
    untitled = post(room.owner, "/coding/new", title=" ", place="all")
    assert (untitled.status_code, 'href="#title"' in untitled.get_data(as_text=True)) == (422, True)
    assert post(room.owner, "/coding/new", title="x", place="nonsense").status_code == 422


def test_only_its_maker_closes_a_round(room: Room) -> None:
    assert room.ann.get(f"{room.address}/close").location == room.address
    assert post(room.ann, f"{room.address}/close").status_code == 403
    assert "Closing is for good" in text(room.owner, f"{room.address}/close")
    room.close()
    late = post(room.ann, f"{room.address}/statements/1", place="nowhere", kind="theme", seen="0")
    assert late.location == room.address
    assert "nothing was kept" in text(room.ann, room.address)


# ---- Results


@pytest.fixture
def results(room: Room) -> Room:
    """A closed round: of the first statement both say the same, of the second not, the third Ben left open."""
    first, second, third, *others = room.statements
    for statement in (first, *others):
        for coder in (room.ann, room.ben):
            room.place(coder, statement, "financing/macro" if statement == first else "financing/meso")
    room.place(room.ann, second, "workforce/micro", "enabler", note="FICTITIOUS =reason")
    room.place(room.ben, second, "nowhere")
    room.place(room.ann, third, "financing/micro")
    room.close()
    return room


def test_a_closed_round_shows_coefficients_disagreements_and_names_to_those_signed_in(results: Room) -> None:
    page, read = text(results.ann, results.address), text(results.server.test_client(), results.address)
    assert "Coder 1 (you)" in page and "Coder 2 (Ben FICTITIOUS)" in page
    assert "FICTITIOUS</dt>" not in read and "Coder 1</dt>" in read
    for shown in (page, read):
        assert "Cohen&#39;s kappa" in shown and "Krippendorff&#39;s alpha" in shown and "n = " in shown
        assert "Small numbers" in shown
        assert shown.count('class="coding-side-by-side"') == 1
        assert "□ enabler: Workforce, micro" in shown and "■ barrier: fits no single cell" in shown
        assert "FICTITIOUS =reason" in shown
    every = text(results.ann, f"{results.address}?all_statements=yes&catalogue=yes&counting=coded_only")
    assert every.count('class="coding-side-by-side"') == len(results.statements)
    assert "left open" in every and "Each coder against the catalogue" in every


def test_a_round_that_nobody_coded_says_so(room: Room) -> None:
    room.close()
    assert "nothing to compare" in text(room.owner, room.address)
    assert rows(room.owner, f"{room.address}/placements.csv") == []


def test_a_wrong_choice_in_the_address_is_named_and_does_no_harm(results: Room) -> None:
    page = text(results.ann, f"{results.address}?counting=nonsense&page=99&x=1")
    assert "no such counting: nonsense" in page and "no such choice on this page: x" in page


def test_the_files_hold_every_placement_and_every_coefficient(results: Room) -> None:
    placements = rows(results.ann, f"{results.address}/placements.csv")
    assert len(placements) == 2 * len(results.statements)
    of_second = [row for row in placements if row["statement"] == results.statements[1]]
    assert [(row["coder"], row["state"], row["kind"], row["block"], row["level"]) for row in of_second] == [
        ("Coder 1 (Ann FICTITIOUS)", "placed", "enabler", "workforce", "micro"),
        ("Coder 2 (Ben FICTITIOUS)", "fits_nowhere", "barrier", "", ""),
    ]
    assert [row["state"] for row in placements if row["statement"] == results.statements[2]] == ["placed", "left_open"]
    visitor = results.server.test_client()
    assert {row["coder"] for row in rows(visitor, f"{results.address}/placements.csv")} == {"Coder 1", "Coder 2"}
    agreement = rows(visitor, f"{results.address}/agreement.csv")
    cohen = [row for row in agreement if (row["aspect"], row["category"]) == ("cell", "all")]
    assert [row["coefficient"] for row in cohen] == ["cohen_kappa", "fleiss_kappa", "krippendorff_alpha"]
    assert cohen[0]["statements"] == str(len(results.statements) - 1)
    assert float(cohen[0]["low"]) < float(cohen[0]["value"]) <= float(cohen[0]["high"]) <= 1
    assert "Gwet" in cohen[1]["interval_method"] and "seed" in cohen[2]["interval_method"]
    coded = rows(visitor, f"{results.address}/agreement.csv?counting=coded_only")
    assert {row["counting"] for row in coded} == {"coded_only"}
    assert coded[0]["statements"] == str(len(results.statements) - 2)


# ---- What was agreed


def test_editors_agree_others_read_it_and_it_can_be_undone(results: Room) -> None:
    second = results.statements[1]
    path = f"{results.address}/agreed/{second}"
    empty = text(results.ben, path)
    assert "Nothing was agreed on this statement yet" in empty and "FICTITIOUS =reason" in empty
    tokens = ["workforce/micro", "financing/macro"]
    kept = post(results.ben, path, cells=tokens, kind="both", reason="We talked, FICTITIOUS", seen="0")
    assert kept.location == path
    visitor = results.server.test_client()
    read = text(visitor, path)
    assert "◧ both barrier and enabler: Financing, macro and Workforce, micro</strong>. Kept by an editor" in read
    assert "We talked, FICTITIOUS" in read and "<form" not in read[read.find("<main") :]
    with results.server.app_context(), current_store().unit_of_work() as work:
        assert work.own_evidence.standing().placements[second].cells == tuple(
            map(Cell.from_token, ("financing/macro", "workforce/micro"))
        )
    assert "Agreed: ◧ both barrier" in text(visitor, results.address)
    late = post(results.ann, path, cells=["nowhere"], kind="both", reason="x", seen="0")
    assert late.status_code == 409
    undone = post(results.ann, f"{path}/undo", seen="1")
    assert "Undone" in text(results.ann, undone.location)
    assert "taken back" in text(visitor, path)
    assert "Nothing was agreed yet" in text(visitor, results.address)


@pytest.mark.parametrize(
    ("cells", "kind", "reason", "field"),
    [
        ([], "both", "x", "cells"),
        (["nowhere", "workforce/micro"], "both", "x", "cells"),
        (["nonsense"], "both", "x", "cells"),
        (["nowhere"], "", "x", "kind"),
        (["nowhere"], "theme", " ", "reason"),
    ],
)
def test_an_agreed_coding_that_is_unclear_comes_back(results: Room, cells, kind: str, reason: str, field: str) -> None:
    path = f"{results.address}/agreed/{results.statements[0]}"
    refused = post(results.ben, path, cells=cells, kind=kind, reason=reason, seen="0")
    assert refused.status_code == 422
    assert f'href="#{field}"' in refused.get_data(as_text=True)


def test_a_viewer_does_not_agree_on_codings(results: Room) -> None:
    path = f"{results.address}/agreed/{results.statements[0]}"
    viewer = signed_in(results.server, Role.VIEWER)
    assert "<form" not in text(viewer, path).partition("<main")[2]
    assert post(viewer, path, cells=["nowhere"], kind="theme", reason="x", seen="0").status_code == 403
    assert post(viewer, f"{path}/undo", seen="0").status_code == 403
    assert viewer.get(f"{results.address}/agreed/unknown").status_code == 404
