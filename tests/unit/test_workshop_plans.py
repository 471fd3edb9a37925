"""The instrument of a workshop: what a plan may say, and that it is told and read without loss."""

import json
from dataclasses import replace

import pytest

from domain_model.cells import CELLS, Cell
from domain_model.workshop.items import Item
from domain_model.workshop.plans import (
    GROUND_RULES,
    WorkshopPlan,
    checked_title,
    item_document,
    item_from,
    plan_document,
    plan_from,
)
from domain_model.workshop_vocabulary import FactsPolicy, Group, ItemOrigin, Scale, Stage

MESO, MICRO = Cell.from_token("service_delivery/meso"), Cell.from_token("workforce/micro")
PLAN = WorkshopPlan("FICTITIOUS plan", "AAA", (MICRO, MESO))


def items(number: int) -> tuple[Item, ...]:
    return tuple(Item(f"i{n}", f"FICTITIOUS {n}", None, ItemOrigin.FACILITATOR) for n in range(number))


def test_a_plan_that_says_little_has_sensible_rest() -> None:
    assert PLAN.ground_rules == GROUND_RULES
    assert (PLAN.ranks, PLAN.least, PLAN.facts, PLAN.is_rehearsal) == (5, 5, FactsPolicy.OPEN, False)
    assert PLAN.groups == tuple(Group)
    assert [PLAN.minutes_of(stage) for stage in Stage] == [0, 5, 15, 10, 5, 15, 0]
    assert replace(PLAN, minutes={Stage.IDEAS: 7}).minutes_of(Stage.SHARE) == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": " FICTITIOUS"}, "spaces around"),
        ({"title": ""}, "a title of 1 to 120"),
        ({"cells": ()}, "1 to 18 cells"),
        ({"cells": (MESO, MICRO, MESO)}, "each once"),
        ({"items": items(61)}, "at most 60"),
        ({"items": items(2) + items(1)}, "each once"),
        ({"aim": "x" * 501}, "at most 500"),
        ({"aim": "a\x00b"}, "plain text"),
        ({"ground_rules": ("x" * 201,)}, "a line of 200"),
        ({"ground_rules": ("one\ntwo",)}, "a line of 200"),
        ({"ground_rules": ("rule",) * 13}, "at most 12"),
        ({"groups": ()}, "at least one group"),
        ({"scales": ()}, "at least one scale"),
        ({"scales": (Scale.SEVERITY, Scale.SEVERITY)}, "each once"),
        ({"ranks": 0}, "1 to 10 things"),
        ({"ranks": 11}, "1 to 10 things"),
        ({"least": 2}, "at least 3 people"),
        ({"minutes": {Stage.IDEAS: -1}}, "0 to 1440 minutes"),
        ({"minutes": {Stage.IDEAS: 5, Stage.SHARE: 1441}}, "0 to 1440 minutes"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_in_words(changes: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        replace(PLAN, **changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"cells": CELLS},
        {"items": items(60)},
        {"aim": "x" * 500},
        {"aim": ""},
        {"ground_rules": ("x" * 200,) * 12},
        {"ground_rules": ()},
        {"ranks": 1},
        {"ranks": 10},
        {"least": 3},
        {"minutes": {Stage.IDEAS: 0, Stage.SHARE: 1440}},
        {"title": "x" * 120},
    ],
)
def test_a_plan_may_go_to_every_limit(changes: dict[str, object]) -> None:
    for name, value in changes.items():
        assert getattr(replace(PLAN, **changes), name) == value


def test_a_title_comes_on_one_line() -> None:
    assert checked_title("  FICTITIOUS\n title ") == "FICTITIOUS title"
    for title in ("x" * 121, " ", "a\u202eb"):
        with pytest.raises(ValueError, match="1 to 120 characters"):
            checked_title(title)


def test_a_plan_is_told_and_read_without_loss() -> None:
    plan = WorkshopPlan(
        title="FICTITIOUS plan of everything",
        area="DDD",
        cells=(MICRO, MESO),
        items=(
            Item("i1", "FICTITIOUS one", MESO, ItemOrigin.CATALOGUE, "B7"),
            Item("i2", "FICTITIOUS <b>two</b>", None, ItemOrigin.IDEA, "idea-9"),
        ),
        aim="FICTITIOUS aim\nof two lines",
        ground_rules=("FICTITIOUS rule",),
        groups=(Group.CARERS, Group.POLICY),
        scales=(Scale.FEASIBILITY, Scale.PERCEPTION),
        ranks=3,
        least=7,
        minutes={Stage.IDEAS: 4, Stage.VOTE: 0},
        facts=FactsPolicy.AFTER_VOTE,
        is_rehearsal=True,
        repeats="earlier-workshop",
    )
    assert plan_from(json.loads(json.dumps(plan_document(plan)))) == plan


def test_a_document_that_tells_no_plan_is_refused() -> None:
    document = plan_document(PLAN)
    with pytest.raises(KeyError):
        plan_from({name: value for name, value in document.items() if name != "ranks"})
    for changed in ({"cells": ["nowhere"]}, {"groups": ["doctors"]}, {"facts": "never"}, {"minutes": {"lunch": 5}}):
        with pytest.raises(ValueError, match="no such cell|is not a valid"):
            plan_from(document | changed)


def test_an_item_is_read_without_the_history_that_the_log_has() -> None:
    item = Item("i1", "FICTITIOUS", MICRO, ItemOrigin.IDEA, "idea-1", True, "i2", ("FICTITIOUS before",))
    assert item_from(item_document(item)) == Item("i1", "FICTITIOUS", MICRO, ItemOrigin.IDEA, "idea-1")
    with pytest.raises(ValueError, match="no such cell"):
        item_from(item_document(item) | {"cell": "workforce"})
