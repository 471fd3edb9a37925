"""What a first reader of a coding round is told: in which order, of several cells, in whose name, both counts."""

import re
from html import unescape

import pytest
from dash import Dash
from flask import Flask
from flask.testing import FlaskClient

from data.current import current_evidence
from domain_model.people_vocabulary import Role
from domain_model.use_cases.compare_with_catalogue import catalogue_placements
from tests.integration.test_coding_choice import methods_of, words
from tests.integration.test_coding_pages import Room, text
from tests.people import forget_refusals, post, signed_in


@pytest.fixture(scope="module")
def server(application: Dash) -> Flask:
    return application.server


@pytest.fixture(autouse=True)
def refusals_are_recorded(server: Flask) -> None:
    forget_refusals(server)


@pytest.fixture
def room(server: Flask) -> Room:
    return Room(server)


def cells_of(room: Room, statement: str) -> tuple[str, ...]:
    """Where the catalogue has a statement."""
    with room.server.app_context():
        return tuple(cell.token for cell in catalogue_placements(current_evidence())[statement].cells)


@pytest.fixture
def several(server: Flask) -> tuple[Room, str, str, str]:
    """A closed round, and of it a statement of several cells, another of several, and one of a single cell.

    Coders chose two of the cells of the first, one cell outside those of the second, and different cells of the third.
    """
    room = Room(server, place="all", kind="")
    placed = {one: cells_of(room, one) for one in room.statements}
    first, second, *_others = (one for one in room.statements if len(placed[one]) > 1)
    with server.app_context():
        agreed = current_evidence().own.placements
    single, alike, *_more = (one for one in room.statements if len(placed[one]) == 1 and one not in agreed)
    outside = "nowhere"
    choices = {
        first: placed[first][:2],
        second: (placed[second][0], outside),
        single: (placed[single][0], outside),
        alike: (placed[alike][0],) * 2,
    }
    for one, places in choices.items():
        for coder, place in zip((room.ann, room.ben), places, strict=True):
            room.place(coder, one, place)
    room.close()
    return room, first, second, single


def card(page: str, statement: str) -> str:
    """The card of a statement in the list."""
    return words("<main" + page.partition(f'id="statement-{statement}"')[2].partition("</article>")[0])


# ---- In which order


def test_links_on_top_lead_to_every_part_and_disagreements_follow_the_summary_before_the_tables(
    several: tuple[Room, str, str, str],
) -> None:
    room, *_statements = several
    page = text(room.ann, room.address)
    nav = re.search(r'<nav[^>]*aria-label="Parts of this page".*?</nav>', page, re.DOTALL)
    assert nav is not None
    parts = re.findall(r'href="#([a-z-]+)">([^<]+)<', nav.group(0))
    assert [words for _id, words in parts[:3]] == [
        "In short", "Where they disagree (3)", "Whose placements are compared",
    ]  # fmt: skip
    places = [page.find(f' id="{own_id}"') for own_id, _words in parts]
    assert -1 not in places and places == sorted(places) and places[0] > nav.start()
    assert page.find("by Krippendorff&#39;s alpha") < page.find('id="statements"') < page.find("<table")
    assert "against-catalogue" not in nav.group(0)
    assert 'href="#against-catalogue"' in text(room.ann, f"{room.address}?catalogue=yes")


def test_long_tables_are_folded_and_each_summary_says_what_is_in_it(several: tuple[Room, str, str, str]) -> None:
    page = text(several[0].ann, several[0].address)
    folded = re.findall(r'<details class="coding-fold"><summary>(.*?)</summary>.*?</details>', page, re.DOTALL)
    said = [words(f"<main>{one}") for one in folded]
    assert [one.partition(" against all others")[0] for one in said][-4:] == [
        "Each cell", "Each level", "Each building block", "Each kind",
    ]  # fmt: skip
    assert re.search(r": \d+ rows, \d+ of them marked as small numbers, with placements, pairs that agree", said[-4])
    with_all = text(several[0].ann, f"{several[0].address}?all_statements=yes")
    assert "List the disagreements only" in with_all and "All statements (" in with_all
    assert 'href="?all_statements=yes#statements"' in page


# ---- Statements of several cells


def test_the_form_of_a_coder_says_that_one_cell_is_chosen_of_several(room: Room) -> None:
    page = text(room.ann, f"{room.address}/statements/1")
    assert "Choose the cell it belongs to most; each coder can choose one cell only." in page
    assert re.search(r'<fieldset class="field" aria-describedby="place-hint">', page)


def test_disagreements_about_statements_of_several_cells_are_marked_and_counted(
    several: tuple[Room, str, str, str],
) -> None:
    room, first, second, single = several
    page = text(room.ann, room.address)
    assert "Two coders can both be right about such a statement and still differ." in words(page)
    assert "2 of 3 disagreements are about statements of several cells. They are marked in the list." in words(page)
    assert page.count("Several cells.") == 2
    number = len(cells_of(room, first))
    assert f"The catalogue places it in {number} cells: " in card(page, first)
    assert "Every coder chose one of these, so that by this none of them is wrong about the cell." in card(page, first)
    assert "Not every coder chose among these." in card(page, second)
    assert "Several cells" not in card(page, single)
    total = sum(len(cells_of(room, one)) > 1 for one in room.statements)
    assert f"{total} statements of the round stand in several cells" in methods_of(page)
    assert "Each coder chose one cell for a statement" in methods_of(page)


# ---- In whose name


def test_the_form_says_in_whose_name_and_the_page_who_kept_it_and_where_it_stood(
    several: tuple[Room, str, str, str],
) -> None:
    room, _first, _second, single = several
    path = f"{room.address}/agreed/{single}"
    form = words(text(room.ben, path)).partition("Agree on it")[2]
    assert "You keep this in the name of all coders; they are not asked again." in form
    assert "You keep this" not in words(text(room.server.test_client(), path))
    seen = re.search(r'name="seen" value="(\d+)"', text(room.ben, path))
    assert seen is not None
    number = int(seen.group(1))
    post(room.ben, path, cells=["workforce/micro"], kind="theme", reason="FICTITIOUS talk", seen=str(number))
    post(room.ann, path, cells=["nowhere"], kind="both", reason="FICTITIOUS doubt", seen=str(number + 1))
    said = words(text(room.ben, path)).partition("What was agreed")[2]
    later, earlier = said.partition("Kept by you")[::2]
    assert "both barrier and enabler: fits no single cell . Kept by Ann FICTITIOUS in the name of all coders, " in later
    assert "Reason: FICTITIOUS doubt Before that: – theme: Workforce, micro, as it was agreed." in later
    block, _slash, level = cells_of(room, single)[0].partition("/")
    assert re.search(rf"Reason: FICTITIOUS talk Before that: \S+ \w+: {block[:4]}[^.]*{level}, as the catalogue has it",
                     earlier, re.IGNORECASE)  # fmt: skip


# ---- Closing


def test_whoever_closes_reads_who_has_not_said_so_and_who_has_placed_everything(room: Room) -> None:
    def asked() -> str:
        return words(text(room.owner, f"{room.address}/close"))

    number = len(room.statements)
    said = "2 coders have not said yet that they are finished"
    assert f"{said}, and none of them has placed all {number} statements." in asked()
    for one in room.statements:
        room.place(room.ann, one, "financing/meso")
    assert f"{said}: 1 of them has placed all {number} statements, 1 fewer." in asked()
    for one in room.statements:
        room.place(room.ben, one, "financing/macro")
    assert f"{said}, though both of them have placed all {number} statements." in asked()
    post(room.ann, f"{room.address}/finish", finished="yes")
    assert f"1 coder has not said yet that they are finished, though this coder has placed all {number}" in asked()
    post(room.ben, f"{room.address}/finish", finished="yes")
    assert "not said yet" not in asked()


# ---- From the matrix


def new_from(client: FlaskClient, search: str) -> str:
    return unescape(words(text(client, f"/coding/new?{search}")))


def test_a_round_from_the_matrix_says_why_it_takes_more_statements_than_the_matrix_counts(server: Flask) -> None:
    client = signed_in(server, Role.EDITOR)
    coded = new_from(client, "reading=coded&q=crisis")
    assert "The round takes 9 statements from the view of the matrix that you came from, which counts 8: " in coded
    assert "1 passage of a text repeats what another statement says" in coded
    assert "which the matrix counts once with it. Coders place each wording by itself." in coded
    published = new_from(client, "q=crisis")
    assert "which counts 1: by 'as published' it counts entries of Table 2 only" in published
    assert "lists beside them the 8 that were coded from texts" in published
    alike = new_from(client, "reading=coded&kinds=enabler&cell=workforce/macro")
    assert re.search(r"The view of the matrix that you came from has \d+ statements?\.", alike)
