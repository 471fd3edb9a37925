"""The set-up form of a workshop: from a plan to fields and back, what a template fills, and what is wrong where."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from components.labels import cell_label
from components.workshop_form import TEMPLATE_WORDS, SetUp, set_up_form
from components.workshop_form_items import kept_items
from components.workshop_form_values import (
    FIELDS,
    Draft,
    draft_of,
    follow_template,
    is_touched,
    minutes_field,
    plan_of,
    read_draft,
    template_draft,
)
from components.workshop_list import WorkshopCard, owners_name, workshop_list
from domain_model.cells import CELLS, Cell
from domain_model.use_cases.plan_workshop import Template, catalogue_item
from domain_model.workshop.items import Item
from domain_model.workshop.plans import MINUTES, WorkshopPlan
from domain_model.workshop.records import Workshop
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import FactsPolicy, Group, ItemOrigin, Scale, Stage
from tests.builders import TODAY, dataset, evidence, statement

AT = datetime(2026, 11, 3, tzinfo=UTC)
CARE = Cell.from_token("service_delivery/meso")
STAFF = Cell.from_token("workforce/macro")
WAITS, TIME = statement("S-1", cells=(CARE,)), statement("S-2", cells=(STAFF,))
HELD = dataset([], catalogue=evidence((WAITS, TIME)))
IDEA = Item("idea-1", "FICTITIOUS idea", STAFF, ItemOrigin.IDEA, "i-1")
OWN = Item("own-1", "FICTITIOUS own", CARE, ItemOrigin.FACILITATOR)
LOOSE = Item("own-2", "FICTITIOUS loose", None, ItemOrigin.FACILITATOR)
PLAN = WorkshopPlan(
    title="FICTITIOUS workshop",
    area="AAA",
    cells=(CARE, STAFF),
    items=(IDEA, OWN, catalogue_item(TIME, STAFF), LOOSE),
    aim="Two\nlines",
    ground_rules=("Be kind.", "Be brief."),
    groups=(Group.PRACTICE, Group.CARERS),
    scales=(Scale.FEASIBILITY,),
    ranks=4,
    least=7,
    minutes={stage: place for place, stage in enumerate(MINUTES)},
    facts=FactsPolicy.AFTER_VOTE,
    is_rehearsal=True,
    repeats="earlier",
)


def sent(draft: Draft) -> dict[str, list[str]]:
    """A draft as a browser sends it."""
    fields = {
        "title": [draft.title], "area": [draft.area], "template": [draft.template], "block": [draft.block],
        "aim": [draft.aim.replace("\n", "\r\n")], "rules": [draft.rules], "own": [draft.own],
        "cells": sorted(draft.cells), "items": sorted(draft.statements), "kept": sorted(draft.kept),
        "groups": sorted(draft.groups), "scales": sorted(draft.scales),
        "ranks": [draft.ranks], "least": [draft.least], "facts": [draft.facts],
        "drawn_template": [draft.drawn.template], "drawn_area": [draft.drawn.area],
        "drawn_block": [draft.drawn.block], "drawn_title": [draft.drawn.title],
        **{minutes_field(stage): [text] for stage, text in draft.minutes.items()},
    }  # fmt: skip
    return {**fields, "rehearsal": ["yes"]} if draft.is_rehearsal else fields


def test_a_plan_comes_back_from_its_fields_as_it_was_with_ids_and_order() -> None:
    draft = read_draft(sent(draft_of(PLAN, HELD)))
    assert draft.own == "FICTITIOUS own | Service delivery, meso\nFICTITIOUS loose"
    assert (draft.statements, draft.kept) == ({"S-2"}, {"idea-1"})
    assert plan_of(draft, HELD, PLAN) == (PLAN, {})


def test_what_a_catalogue_does_not_hold_in_these_words_is_kept_beside_it() -> None:
    reworded = replace(catalogue_item(TIME, STAFF), text="Other words")
    stroke = Item("own-3", "This | that", None, ItemOrigin.FACILITATOR)
    nowhere = replace(catalogue_item(WAITS, CARE), cell=None)
    plan = replace(PLAN, items=(reworded, catalogue_item(WAITS, CARE), stroke, IDEA, replace(nowhere, id="x")))
    assert [item.id for item in kept_items(plan, HELD)] == ["S-2", "own-3", "idea-1", "x"]
    assert plan_of(draft_of(plan, HELD), HELD, plan) == (plan, {})
    assert kept_items(None, HELD) == ()


def test_things_that_are_not_ticked_or_of_cells_not_chosen_are_left_out() -> None:
    draft = replace(
        draft_of(PLAN, HELD), cells=frozenset({CARE.token}), kept=frozenset(), statements=frozenset({"S-1", "S-2"})
    )
    plan, problems = plan_of(draft, HELD, PLAN)
    assert plan is not None and not problems
    assert [item.id for item in plan.items] == ["own-1", "own-2", "S-1"]


def test_own_lines_are_new_things_and_may_name_a_cell_by_word_or_by_token() -> None:
    lines = " First  | WORKFORCE, macro \n\nSecond | service_delivery/meso\nThird\nThird"
    plan, _problems = plan_of(replace(draft_of(PLAN, HELD), own=lines, kept=frozenset()), HELD, PLAN)
    assert plan is not None
    own = [item for item in plan.items if item.origin is ItemOrigin.FACILITATOR]
    assert [(item.text, item.cell) for item in own] == [("First", STAFF), ("Second", CARE), ("Third", None)]
    assert len({item.id for item in own} | {"own-1", "own-2"}) == 5


def test_everything_wrong_is_said_at_its_field_in_the_order_of_the_page() -> None:
    minutes = ("5", "", "1441", "-1", "0")
    draft = Draft(
        rules="x" * 201,
        own="Text | Nowhere, meso",
        ranks="0",
        least="two",
        aim="x" * 501,
        minutes=dict(zip(MINUTES, minutes, strict=True)),
    )
    plan, problems = plan_of(draft, HELD)
    assert plan is None
    wrong = ["title", "area", "aim", "rules", "cells", "own", "groups", "scales", "ranks", "least"]
    wrong += ["minutes-share", "minutes-clarify", "minutes-vote"]
    assert list(problems) == wrong == [name for name in FIELDS if name in wrong]
    assert problems["own"].startswith(
        "Text | Nowhere, meso: there is no cell 'Nowhere, meso'. Write one as 'Leadership"
    )
    assert "at least 3" in problems["least"] and "1 to 10" in problems["ranks"]


def test_a_thing_of_a_cell_that_is_not_ticked_is_pointed_out() -> None:
    _plan, problems = plan_of(replace(draft_of(PLAN, HELD), cells=frozenset({CARE.token})), HELD, PLAN)
    assert problems == {"cells": "Tick Workforce, macro too: 'FICTITIOUS idea' belongs to it."}


def test_too_many_things_are_pointed_out_at_the_lines() -> None:
    draft = replace(draft_of(PLAN, HELD), own="\n".join(f"Thing {number}" for number in range(60)))
    assert list(plan_of(draft, HELD, PLAN)[1]) == ["own"]


def test_a_template_fills_title_aim_cells_and_things_and_all_else_has_a_good_value() -> None:
    draft = template_draft(Template.ALL_CELLS, HELD, "AAA", "", TODAY)
    assert draft.title == draft.drawn.title == "Parity workshop, Aaa, 1 November 2026"
    assert draft.statements == {"S-1", "S-2"} and len(draft.cells) == len(CELLS)
    plan, problems = plan_of(draft, HELD)
    assert plan is not None and not problems
    assert (plan.least, plan.ranks, len(plan.groups), plan.facts) == (5, 5, len(Group), FactsPolicy.OPEN)
    nowhere = template_draft(Template.ALL_CELLS, HELD, "", "", TODAY)
    assert (nowhere.title, nowhere.area) == ("Parity workshop, 1 November 2026", "")
    assert "this area" in nowhere.aim
    assert list(plan_of(nowhere, HELD)[1]) == ["area"]


def test_another_area_and_template_fill_anew_what_nobody_has_changed() -> None:
    drawn = template_draft(Template.ALL_CELLS, HELD, "", "", TODAY)
    moved = follow_template(replace(drawn, area="DDD", template="one_block", block="workforce"), HELD, TODAY)
    assert moved == template_draft(Template.ONE_BLOCK, HELD, "DDD", "workforce", TODAY)
    assert follow_template(drawn, HELD, TODAY) == drawn


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ({"title": "Mine"}, {"title"}),
        ({"aim": "Mine"}, {"aim"}),
        ({"cells": frozenset({CARE.token})}, {"cells", "statements"}),
        ({"statements": frozenset({"S-1"})}, {"cells", "statements"}),
    ],
)
def test_what_was_changed_by_hand_stays_when_the_area_changes(typed: dict, kept: set[str]) -> None:
    drawn = replace(template_draft(Template.ALL_CELLS, HELD, "", "", TODAY), **typed)
    moved = follow_template(replace(drawn, area="DDD", template="one_block", block="workforce"), HELD, TODAY)
    fresh = template_draft(Template.ONE_BLOCK, HELD, "DDD", "workforce", TODAY)
    for name in ("title", "aim", "cells", "statements"):
        assert getattr(moved, name) == getattr(drawn if name in kept else fresh, name), name
    assert is_touched(drawn, HELD, TODAY) is ("cells" in kept)


def test_a_form_that_names_no_template_or_no_such_area_is_taken_as_it_is() -> None:
    for draft in (draft_of(PLAN, HELD), replace(draft_of(PLAN, HELD), template="blank", area="ZZZ")):
        assert follow_template(draft, HELD, TODAY) == draft
        assert is_touched(draft, HELD, TODAY)
    drawn = template_draft(Template.BLANK, HELD, "AAA", "", TODAY)
    for wrong in ({"template": "nothing"}, {"block": "nothing"}, {"area": "ZZZ"}):
        assert follow_template(replace(drawn, **wrong), HELD, TODAY) == replace(drawn, **wrong)


def test_the_form_shows_the_grid_of_cells_and_only_the_things_of_chosen_cells() -> None:
    draft = replace(template_draft(Template.BLANK, HELD, "AAA", "", TODAY), cells=frozenset({STAFF.token}))
    written = str(set_up_form(SetUp(draft), HELD, Markup("")))
    assert len(re.findall(r'name="cells"', written)) == 18 and len(re.findall(r'scope="(?:row|col)"', written)) == 9
    assert re.findall(r'name="cells" value="([^"]+)" checked', written) == [STAFF.token]
    assert re.findall(r'data-items-of="([^"]+)"( hidden)?>', written) == [(CARE.token, " hidden"), (STAFF.token, "")]
    assert f"{cell_label(STAFF)}: </span><span>1 barrier</span>" in written
    assert re.findall(r'name="template" value="(\w+)" checked', written) == ["blank"]
    assert re.findall(r"<optgroup label=\"([^\"]+)\">", written) == ["Y1", "Y2", "Boards until March 2026"]
    assert '<option value="AAA" selected>Aaa</option>' in written and '<option value="Y1">All of Y1</option>' in written
    assert "<details" in written and " open" not in written.partition("<details")[2].partition(">")[0]
    ids = re.findall(r' id="([^"]+)"', written)
    assert len(ids) == len(set(ids))


def test_a_template_promises_the_votes_in_the_order_in_which_the_console_offers_them() -> None:
    for template in (Template.WHERE_IT_HURTS, Template.ONE_BLOCK, Template.ALL_CELLS):
        about = TEMPLATE_WORDS[template][1]
        assert about.startswith("Rank ") and ", then score " in about, template
    assert "Set longer timers under 'More choices'." in TEMPLATE_WORDS[Template.ALL_CELLS][1]
    assert "half a day" not in str(TEMPLATE_WORDS)


def test_every_problem_is_in_the_summary_and_beside_its_field() -> None:
    problems = {name: f"Wrong: {name}" for name in FIELDS}
    written = str(set_up_form(SetUp(draft_of(PLAN, HELD), problems=problems, is_open=True), HELD, Markup("")))
    ids = set(re.findall(r' id="([^"]+)"', written))
    for name in FIELDS:
        assert f'<a href="#{name}">Wrong: {name}</a>' in written
        assert name in ids and f"{name}-problem" in ids, name


def test_changing_a_set_up_offers_no_template_and_what_the_workshop_has_already() -> None:
    set_up = SetUp(draft_of(PLAN, HELD), (IDEA,), "w-1", "mark-1", is_open=True)
    written = str(set_up_form(set_up, HELD, Markup("")))
    assert 'action="/workshops/w-1/plan"' in written and 'name="template"' not in written
    assert re.findall(r'name="kept" value="([^"]+)" checked', written) == ["idea-1"]
    assert 'name="mark" value="mark-1"' in written and "Save the set-up" in written
    assert 'Things to rank, before the room adds its own: <strong data-sum="items">4</strong>' in written
    assert 'timers: <strong data-sum="minutes">10</strong>' in written


def card(state: WorkshopState, **more: object) -> WorkshopCard:
    fields: dict = {"owner": "o", "join_code": "ABCDEF", "first_plan": PLAN, "created_at": AT, "version": 0,
                    "title": "<FICTITIOUS>", "area": "AAA", **more}  # fmt: skip
    return WorkshopCard(Workshop(id="w-1", **fields), state, 1, "Aaa")


def test_the_list_says_in_words_where_a_workshop_stands() -> None:
    state = WorkshopState(PLAN)
    closed = replace(state, stage=Stage.CLOSED, closed_at=AT)
    for shown, words in (
        (card(state), "being set up · 1 person joined"),
        (card(replace(state, stage=Stage.CLARIFY)), "running: Clarify"),
        (card(closed), 'closed on <time datetime="2026-11-03T00:00:00Z">3 November 2026'),
        (card(replace(closed, erased_at=AT)), "closed; ballots erased on"),
        (card(state, is_imported=True), "imported from a file: results only"),
    ):
        written = str(workshop_list([shown], lambda: Markup(""), waiting=None))
        assert words in written.replace("+00:00", "Z"), words
        assert "&lt;FICTITIOUS&gt;" in written and "<FICTITIOUS>" not in written
        assert ("Run again" in written) is shown.state.is_closed
        assert ("Duplicate" in written) is not shown.workshop.is_imported


def test_workshops_of_one_title_are_told_apart_by_the_time_they_were_made() -> None:
    afternoon = datetime(2026, 11, 3, 14, 5, tzinfo=UTC)
    state = WorkshopState(PLAN)
    cards = [card(state), card(state, is_imported=True, created_at=afternoon), card(state, title="FICTITIOUS other")]
    made = re.findall(r"made <time[^>]*>([^<]+)</time>", str(workshop_list(cards, lambda: Markup(""), waiting=None)))
    assert made == ["3 November 2026, 00:00 UTC", "3 November 2026, 14:05 UTC", "3 November 2026"]


def test_a_rehearsal_is_marked_and_offers_no_rehearsal_of_itself() -> None:
    real, rehearsal = (
        str(workshop_list([card(WorkshopState(PLAN), is_rehearsal=one)], lambda: Markup(""), waiting=None))
        for one in (False, True)
    )
    assert ('value="rehearsal"' in real, "workshop-mark" in real) == (True, False)
    assert ('value="rehearsal"' in rehearsal, "workshop-mark" in rehearsal) == (False, True)


def test_a_list_without_workshops_says_what_one_is_and_where_approvals_wait() -> None:
    written = str(workshop_list([], lambda: Markup(""), waiting=Markup("<p>waits</p>")))
    assert "on their phones" in written and 'href="/workshops/new"' in written and "<p>waits</p>" in written
    assert owners_name("a", "a", {"a": "Ann"}) == "" and owners_name("b", "a", {"b": "Ben"}) == "Ben"
