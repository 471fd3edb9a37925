"""What is put on paper says where to join, what is kept and what to do without a phone; ballots ask what rounds ask."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup, Tag

from components.markup import tag
from components.paper_ballot_form import WIFI_FAILS, rank_field, read_ballot, score_field, score_options
from components.rehearsal_controls import rehearsal_controls
from components.workshop_prints import ballot_papers, fits_half, poster, printable_ballots, ways_back
from domain_model.cells import Cell
from domain_model.workshop.ballots import BallotPaper
from domain_model.workshop.events import RoundOpened
from domain_model.workshop.items import Item
from domain_model.workshop.plans import WorkshopPlan
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import EntryMode, Group, ItemOrigin, RoundKind, Scale
from tests.unit.test_plain_page import NASTY

BEGIN = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
MESO, MICRO = Cell.from_token("service_delivery/meso"), Cell.from_token("workforce/micro")
ITEMS = tuple(Item(f"item-{letter}", f"FICTITIOUS barrier {letter}", MESO, ItemOrigin.FACILITATOR) for letter in "abcd")
ADDRESS = "https://map.example.org"
BASE = "/workshops/w-1"


def a_plan(**changes: object) -> WorkshopPlan:
    standard: dict[str, object] = {
        "title": "FICTITIOUS workshop",
        "area": "AAA",
        "cells": (MESO, MICRO),
        "items": ITEMS,
        "groups": (Group.CARERS, Group.PUBLIC),
        "scales": (Scale.PERCEPTION, Scale.SEVERITY),
        "ranks": 3,
        "least": 7,
    }
    return WorkshopPlan(**(standard | changes))  # pyright: ignore[reportArgumentType] - a test gives what fits


def a_state(**changes: object) -> WorkshopState:
    plan = a_plan(**changes)
    return WorkshopState(plan, items=plan.items)


def words(markup: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", str(markup)).split())


def page_of(markup: object) -> Tag:
    return BeautifulSoup(str(markup), "html.parser")


def ballots_of(state: WorkshopState, token: str, copies: int = 1) -> Tag:
    chosen = next(one for one in printable_ballots(state) if one.token == token)
    return page_of(ballot_papers(state, BASE, chosen, copies))


def test_the_poster_leads_to_the_code_by_camera_and_by_typing():
    drawn = poster(a_plan(), "Northshire FICTITIOUS", "K7M4PX", ADDRESS)
    said = words(drawn)
    for part in (
        "Join on your phone",
        "map.example.org/join",
        "K7M 4PX",
        "FICTITIOUS workshop",
        "Northshire FICTITIOUS",
    ):
        assert part in said
    assert "https" not in said, "nobody types that"
    assert page_of(drawn).select_one("svg.qr-code") is not None
    assert str(drawn) != str(poster(a_plan(), "Northshire FICTITIOUS", "K7M4PY", ADDRESS)).replace("K7M4PY", "K7M4PX")


def test_the_poster_says_in_three_points_what_is_kept_shown_and_erased_and_what_to_do_without_a_phone():
    drawn = page_of(poster(a_plan(), "Northshire FICTITIOUS", "K7M4PX", ADDRESS))
    kept, shown, erased = (one.get_text() for one in drawn.select(".poster li"))
    assert kept.startswith("We keep the group")
    assert "at least 7 people" in shown
    assert "erased 30 days after" in erased
    assert "Ask the facilitator for a paper ballot" in drawn.get_text()


def test_without_a_code_there_is_no_poster_and_a_local_address_is_warned_of():
    assert "Nobody can join any more" in words(poster(a_plan(), "Northshire", "", ADDRESS))
    local = poster(a_plan(), "Northshire", "K7M4PX", "http://127.0.0.1:8050", is_unreachable=True)
    assert "Phones cannot open this address" in words(local)
    assert "Phones cannot" not in words(poster(a_plan(), "Northshire", "K7M4PX", ADDRESS))


def test_a_long_address_is_in_smaller_type():
    def sizes(address: str) -> list[str]:
        (found,) = page_of(poster(a_plan(), "Northshire", "K7M4PX", address)).select(".poster-address")
        return list(found["class"])

    assert sizes(ADDRESS) == ["poster-address"]
    assert sizes("https://a-very-long-name-of-a-council.example.org") == ["poster-address", "long"]


def test_posters_and_ballots_of_a_rehearsal_say_that_nothing_counts():
    assert "REHEARSAL" in words(poster(a_plan(is_rehearsal=True), "Northshire", "K7M4PX", ADDRESS))
    assert "REHEARSAL" in ballots_of(a_state(is_rehearsal=True), "rank").get_text()
    assert "REHEARSAL" not in words(poster(a_plan(), "Northshire", "K7M4PX", ADDRESS))
    assert "REHEARSAL" not in ballots_of(a_state(), "rank").get_text()


def test_before_a_vote_is_open_rankings_and_scorings_are_offered_and_an_open_one_comes_first():
    state = a_state()
    assert [one.token for one in printable_ballots(state)] == ["rank", "cells", "items"]
    event = RoundOpened("rank", "FICTITIOUS question?", ("item-d", "item-b"), (), 2, 0, 0)
    opened = event.apply(state, BEGIN)
    first, *others = printable_ballots(opened)
    assert (first.token, first.number, first.question) == ("round", 1, "FICTITIOUS question?")
    assert first.paper.targets == ("item-d", "item-b")
    assert [(one.token, one.number) for one in others] == [("rank", 2), ("cells", 2), ("items", 2)]
    assert "Print them again" not in ballots_of(opened, "round").get_text()
    assert "Print them again" in ballots_of(opened, "rank").get_text()


def test_with_one_thing_in_play_there_is_nothing_to_rank_and_with_none_nothing_to_score_but_cells():
    assert [one.token for one in printable_ballots(a_state(items=ITEMS[:1]))] == ["cells", "items"]
    assert [one.token for one in printable_ballots(a_state(items=()))] == ["cells"]


def test_a_ranking_has_a_box_for_each_thing_and_each_group_and_no_place_for_a_name():
    page = ballots_of(a_state(), "rank")
    assert [row.get_text(" ", strip=True) for row in page.select(".ballot-ranks li")] == [
        f"{letter.upper()} FICTITIOUS barrier {letter}" for letter in "abcd"
    ]
    assert [row.get_text(strip=True) for row in page.select(".ballot-groups li")] == ["Carers", "Public"]
    assert len(page.select(".ballot li > span[aria-hidden]")) == 4 + 2
    said = " ".join(page.get_text(" ", strip=True).split())
    assert "Do not write your name." in said
    assert "2 beside the next, 3 beside the third" in said


@pytest.mark.parametrize(
    ("ranks", "told"),
    [(1, "matters most. Leave"), (2, "2 beside the next. Leave"), (4, "2 beside the next, and so on up to 4. Leave")],
)
def test_how_to_rank_is_said_for_few_and_many_ranks(ranks: int, told: str):
    assert told in " ".join(ballots_of(a_state(ranks=ranks), "rank").get_text(" ", strip=True).split())


def test_scales_are_rows_of_circles_with_the_words_of_their_ends():
    page = ballots_of(a_state(), "cells")
    perception, severity = page.select("table")
    heads = [head.get_text() for head in perception.select("thead th")]
    assert heads == ["Topic", "much worse", "worse", "about the same", "better", "much better", "don't know"]
    assert [head.get_text() for head in severity.select("thead th")][1::8] == ["none", "extreme"]
    rows = [[one.get_text() for one in row.select(".circle")] for row in perception.select("tbody tr")]
    assert rows == [["1", "2", "3", "4", "5", "?"]] * 2
    assert [row.get_text(" ", strip=True) for row in severity.select("tbody th")] == [
        "A Service delivery, meso",
        "B Workforce, micro",
    ]
    assert len(severity.select(".circle")) == 18
    items = ballots_of(a_state(scales=(Scale.PERCEPTION,)), "items")
    assert [one.get_text() for one in items.select("caption")] == ["Severity of the gap"]
    assert items.select("thead th")[0].get_text() == "Item"


def test_short_ballots_are_two_on_a_sheet_and_long_ones_have_their_own():
    page = ballots_of(a_state(), "rank", copies=5)
    assert [len(sheet.select(".ballot.half")) for sheet in page.select(".sheet")] == [2, 2, 1]
    many = tuple(replace(item, text=f"{item.text} {'and so on ' * 15}".strip()) for item in ITEMS)
    long = ballots_of(a_state(items=many), "rank", copies=3)
    assert [len(sheet.select(".ballot:not(.half)")) for sheet in long.select(".sheet")] == [1, 1, 1]
    assert "Copies: 5, 2 on a sheet; the first sheet is shown here" in words(page)
    assert "Copies: 1, 2 on a sheet; the sheet is shown here" in words(ballots_of(a_state(), "rank"))
    assert [fits_half(a_state(), one) for one in printable_ballots(a_state())] == [True, False, True]


def test_what_people_wrote_is_not_taken_for_html_on_paper():
    title = " ".join(NASTY.split())
    state = a_state(title=title, items=tuple(replace(item, text=title) for item in ITEMS))
    for text in (str(ballots_of(state, "rank")), str(poster(state.plan, title, "K7M4PX", ADDRESS))):
        assert "<script>" not in text
        assert "alert('x')" in text.replace("&#39;", "'")


def test_the_pages_lead_to_one_another_and_the_links_are_not_printed():
    page = page_of(ways_back(BASE))
    ends = [str(one["href"]).removeprefix(BASE) for one in page.select("a")]
    assert ends == ["", "/poster", "/ballot-papers", "/paper"]
    assert page.select(".no-print a")


def test_the_help_for_broken_wifi_is_short():
    assert len(" ".join(WIFI_FAILS).split()) <= 120


def test_the_controls_of_a_rehearsal_are_two_forms_with_fields_of_their_own():
    made = iter("12")
    page = page_of(rehearsal_controls("w-1", lambda: tag("input", type="hidden", name="form_id", value=next(made))))
    assert [one["action"] for one in page.select("form")] == [f"{BASE}/rehearsal/people", f"{BASE}/rehearsal/act"]
    assert [one["value"] for one in page.select("input[name=form_id]")] == ["1", "2"]
    (number,) = page.select("input[name=number]")
    assert (number["value"], number["max"]) == ("8", "40")


RANKING = BallotPaper(RoundKind.RANK, tuple(item.id for item in ITEMS), ranks=3)
SCORING = BallotPaper(RoundKind.SCORE, (MESO.token, MICRO.token), (Scale.PERCEPTION, Scale.SEVERITY))
WHO = {"mode": "proxy", "group": "public"}


def ranks(*given: str) -> dict[str, str]:
    return WHO | {rank_field(place): rank for place, rank in enumerate(given, 1)}


def test_ranks_that_were_typed_beside_things_become_a_ranking():
    read = read_ballot(ranks("3", "", "1", "2"), a_state(), RANKING)
    assert read.answers.ranking == ("item-c", "item-d", "item-a")
    assert (read.mode, read.group, read.problems) == (EntryMode.PROXY, Group.PUBLIC, {})


@pytest.mark.parametrize(
    ("given", "field", "told"),
    [
        (("1", "1", "2"), "rank-2", "Rank 1 is given twice, also to A. If the paper says so"),
        (("1", "3"), "rank-2", "Rank 2 is missing before rank 3"),
        (("2",), "rank-1", "Rank 1 is missing before rank 2"),
        (("4",), "rank-1", "from 1 to 3"),
        (("1", "x"), "rank-2", "from 1 to 3"),
        ((), "rank-1", "Nothing is filled in"),
    ],
)
def test_a_ranking_that_cannot_be_is_told_at_its_field(given: tuple[str, ...], field: str, told: str):
    problems = read_ballot(ranks(*given), a_state(), RANKING).problems
    assert list(problems) == [field]
    assert told in problems[field]


def test_scores_are_read_by_thing_and_scale_and_unfilled_ones_left_out():
    typed = WHO | {score_field(1, Scale.SEVERITY): "7", score_field(2, Scale.PERCEPTION): "0"}
    read = read_ballot(typed, a_state(), SCORING)
    assert read.answers.scores == {MESO.token: {Scale.SEVERITY: 7}, MICRO.token: {Scale.PERCEPTION: 0}}


def test_scores_off_the_scale_and_missing_mode_and_group_are_told_at_their_fields():
    typed = {score_field(1, Scale.PERCEPTION): "6", score_field(2, Scale.SEVERITY): "0"}
    problems = read_ballot(typed, a_state(), SCORING).problems
    assert list(problems) == ["mode", "group", "score-1-perception", "score-2-severity"]
    others = {"mode": "phone", "group": "policy"}
    assert list(read_ballot(others, a_state(), SCORING).problems) == ["mode", "group", "score-1-perception"]


def test_the_answers_to_choose_from_begin_with_what_is_in_the_circle():
    assert score_options(Scale.PERCEPTION)[0] == ("1", "1 much worse")
    assert score_options(Scale.PERCEPTION)[-1] == ("0", "? don't know")
    assert [score_options(Scale.FEASIBILITY)[place] for place in (0, 4, 8)] == [
        ("1", "1 not at all"),
        ("5", "5"),
        ("9", "9 easy"),
    ]
