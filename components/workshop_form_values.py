"""What stands in the fields of a workshop's set-up: from a plan, from what was typed, and back to a plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from components.formatting import day_words
from components.labels import cell_label
from components.workshop_form_items import Chosen, Problems, items_of, kept_items, lines_of
from domain_model.cells import CELLS
from domain_model.dataset import Dataset
from domain_model.geography import ENGLAND
from domain_model.use_cases.plan_workshop import (
    Template,
    aim_of,
    area_and_vintage,
    default_title,
    template_plan,
)
from domain_model.vocabulary import BuildingBlock
from domain_model.workshop.plans import MINUTES, WorkshopPlan, checked_title
from domain_model.workshop_vocabulary import FactsPolicy, Group, ItemOrigin, Scale, Stage

Form = Mapping[str, Sequence[str]]
"""Every field with what was sent in it."""

_BASE = WorkshopPlan("Any title", ENGLAND, CELLS)
"""A plan that is right, in which one part at a time is tried, so that the plan's own words name its field."""

_NO_AREA = "this area"
_MOST_DIGITS = 5


def minutes_field(stage: Stage) -> str:
    """The name of the field that holds the minutes of a stage."""
    return f"minutes-{stage.value}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """From which template, area and building block the fields were filled, '' for none; `title` is what they gave."""

    template: str = ""
    area: str = ""
    block: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What the fields of the form hold, right or wrong.

    `statements` are the ids of chosen statements of the catalogue, `kept` those of other things to vote on that the
    workshop has already; `own` is one thing to vote on a line.
    """

    title: str = ""
    area: str = ""
    template: str = ""
    block: str = ""
    aim: str = ""
    rules: str = ""
    cells: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    own: str = ""
    groups: frozenset[str] = frozenset()
    scales: frozenset[str] = frozenset()
    ranks: str = ""
    least: str = ""
    minutes: Mapping[Stage, str] = field(default_factory=dict[Stage, str])
    facts: str = ""
    is_rehearsal: bool = False
    drawn: Drawn = Drawn()

    @property
    def has_moved_on(self) -> bool:
        """Whether another template, area or block is chosen than the one that the fields were filled from."""
        return (self.template, self.area, self.block) != (self.drawn.template, self.drawn.area, self.drawn.block)


def draft_of(plan: WorkshopPlan, dataset: Dataset) -> Draft:
    """The fields that hold a plan."""
    kept = kept_items(plan, dataset)
    own = [item for item in plan.items if item not in kept and item.origin is ItemOrigin.FACILITATOR]
    return Draft(
        title=plan.title,
        area=plan.area,
        aim=plan.aim,
        rules="\n".join(plan.ground_rules),
        cells=frozenset(cell.token for cell in plan.cells),
        statements=frozenset(item.source for item in plan.items if item not in kept and item not in own),
        kept=frozenset(item.id for item in kept),
        own="\n".join(f"{item.text} | {cell_label(item.cell)}" if item.cell else item.text for item in own),
        groups=frozenset(group.value for group in plan.groups),
        scales=frozenset(scale.value for scale in plan.scales),
        ranks=str(plan.ranks),
        least=str(plan.least),
        minutes={stage: str(plan.minutes_of(stage)) for stage in MINUTES},
        facts=plan.facts.value,
        is_rehearsal=plan.is_rehearsal,
    )


def template_draft(template: Template, dataset: Dataset, area: str, block: str, day: date) -> Draft:
    """The fields as a template fills them; '' for the area: as for England, until one is chosen."""
    where = area or ENGLAND
    name = _area_name(dataset, area)
    title = default_title(name if area else "", day_words(day))
    plan = template_plan(template, dataset, where, title, day, BuildingBlock(block) if block else None)
    filled = replace(draft_of(plan, dataset), area=area, template=template.value, block=block)
    return replace(filled, aim=aim_of(template, name), drawn=Drawn(template.value, area, block, title))


def read_draft(form: Form) -> Draft:
    """What was typed."""

    def one(name: str) -> str:
        return next(iter(form.get(name, ())), "")

    def several(name: str) -> frozenset[str]:
        return frozenset(form.get(name, ()))

    return Draft(
        title=one("title"),
        area=one("area"),
        template=one("template"),
        block=one("block"),
        aim=_same_ends(one("aim")),
        rules=_same_ends(one("rules")),
        cells=several("cells"),
        statements=several("items"),
        kept=several("kept"),
        own=_same_ends(one("own")),
        groups=several("groups"),
        scales=several("scales"),
        ranks=one("ranks"),
        least=one("least"),
        minutes={stage: one(minutes_field(stage)) for stage in MINUTES},
        facts=one("facts"),
        is_rehearsal=one("rehearsal") == "yes",
        drawn=Drawn(one("drawn_template"), one("drawn_area"), one("drawn_block"), one("drawn_title")),
    )


def follow_template(draft: Draft, dataset: Dataset, day: date) -> Draft:
    """Fill again what another template or area fills otherwise, except what the person has changed by hand.

    Title and aim follow each for itself, cells and things to vote on together.
    """
    before = _filled(draft.drawn.template, dataset, draft.drawn.area, draft.drawn.block, day)
    after = _filled(draft.template, dataset, draft.area, draft.block, day)
    if before is None or after is None or not draft.has_moved_on:
        return draft
    followed = replace(draft, drawn=after.drawn)
    if draft.title == draft.drawn.title:
        followed = replace(followed, title=after.title)
    if draft.aim == before.aim:
        followed = replace(followed, aim=after.aim)
    if not is_touched(draft, dataset, day):
        followed = replace(followed, cells=after.cells, statements=after.statements)
    return followed


def is_touched(draft: Draft, dataset: Dataset, day: date) -> bool:
    """Whether cells or things to vote on are others than the template filled in."""
    before = _filled(draft.drawn.template, dataset, draft.drawn.area, draft.drawn.block, day)
    return before is None or (draft.cells, draft.statements) != (before.cells, before.statements)


def plan_of(
    draft: Draft, dataset: Dataset, standing: WorkshopPlan | None = None
) -> tuple[WorkshopPlan | None, Problems]:
    """The plan that the fields hold, or what is wrong, by field; `standing` is the plan that is changed, if one is.

    What stays as it was keeps its id and its place, so that answers can be followed.
    """
    problems: Problems = {}
    cells = tuple(cell for cell in CELLS if cell.token in draft.cells)
    items = items_of(Chosen(draft.statements, draft.kept, draft.own), cells, dataset, standing, problems)
    parts: list[tuple[str, dict[str, Any]]] = [
        ("area", {"area": draft.area}),
        ("aim", {"aim": draft.aim.strip()}),
        ("rules", {"ground_rules": tuple(lines_of(draft.rules))}),
        ("cells", {"cells": cells}),
        ("own", {"items": items}),
        ("groups", {"groups": tuple(group for group in Group if group.value in draft.groups)}),
        ("scales", {"scales": tuple(scale for scale in Scale if scale.value in draft.scales)}),
        ("ranks", {"ranks": _number(draft.ranks)}),
        ("least", {"least": _number(draft.least)}),
        *((minutes_field(stage), {"minutes": {stage: _number(draft.minutes.get(stage, ""))}}) for stage in MINUTES),
    ]
    try:
        title = checked_title(draft.title)
    except ValueError as error:
        problems["title"], title = str(error), _BASE.title
    if not dataset.geography.has(draft.area):
        problems["area"] = "Choose the area that the workshop is about."
    facts = next((policy for policy in FactsPolicy if policy.value == draft.facts), FactsPolicy.OPEN)
    plan = replace(standing or _BASE, title=title, facts=facts, is_rehearsal=draft.is_rehearsal)
    plan = replace(plan, minutes={})
    for name, part in parts:
        try:
            replace(_BASE, **part)
        except ValueError as error:
            problems.setdefault(name, str(error))
            continue
        more = {**plan.minutes, **part["minutes"]} if "minutes" in part else plan.minutes
        plan = replace(plan, **{**part, "minutes": more})
    ordered = {name: problems[name] for name in FIELDS if name in problems}
    return (None, ordered) if ordered else (plan, {})


FIELDS = (
    "title",
    "area",
    "aim",
    "rules",
    "cells",
    "own",
    "groups",
    "scales",
    "ranks",
    "least",
    *(minutes_field(stage) for stage in MINUTES),
)
"""The fields in which something can be wrong, in the order of the page."""


def _filled(template: str, dataset: Dataset, area: str, block: str, day: date) -> Draft | None:
    try:
        return template_draft(Template(template), dataset, area, block, day)
    except (LookupError, ValueError):
        return None


def _area_name(dataset: Dataset, area: str) -> str:
    return area_and_vintage(dataset, area)[0].short_name if area else _NO_AREA


def _same_ends(text: str) -> str:
    """Browsers send the ends of lines as two characters each."""
    return text.replace("\r\n", "\n")


def _number(text: str) -> int:
    """The whole number that was typed; −1, which no plan takes, for anything else."""
    tidy = text.strip()
    return int(tidy) if tidy.isascii() and tidy.isdigit() and len(tidy) <= _MOST_DIGITS else -1
