"""The instrument of a workshop: what it is about and how it is run, so that it can be run again in the same way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from domain_model.cells import Cell
from domain_model.plain_text import is_plain, is_plain_line
from domain_model.workshop.items import Item
from domain_model.workshop_vocabulary import FactsPolicy, Group, ItemOrigin, Scale, Stage

LONGEST_TITLE = 120
LONGEST_AIM = 500
LONGEST_RULE = 200
MOST_RULES = 12
MOST_ITEMS = 60
MOST_CELLS = 18
MOST_RANKS = 10
LONGEST_MINUTES = 24 * 60
LEAST_PEOPLE = 5
"""Figures are about at least so many people where the plan says nothing else."""
FLOOR = 3
"""No plan may publish figures about fewer people than this."""

GROUND_RULES = (
    "Every voice counts the same: nobody's experience is wrong.",
    "First write by yourself; then one at a time, without comment.",
    "Speak of services, not of patients who could be recognised.",
    "What is said here may be passed on; who said it may not.",
)
"""What a workshop begins with where its facilitator writes nothing else."""

MINUTES: Mapping[Stage, int] = MappingProxyType(
    {Stage.IDEAS: 5, Stage.SHARE: 15, Stage.CLARIFY: 10, Stage.VOTE: 5, Stage.DISCUSS: 15}
)
"""How long each stage lasts where the plan says nothing else."""


@dataclass(frozen=True, slots=True)
class WorkshopPlan:
    """Title, area and aim; the cells and items in play; who may take part as what; scales, ranks and timers.

    `minutes` gives each stage's time, 0 for no timer; `least` is the least number of people that a published figure
    may be about; `repeats` is the id of the workshop that this one runs again with the same instrument.
    """

    title: str
    area: str
    cells: tuple[Cell, ...]
    items: tuple[Item, ...] = ()
    aim: str = ""
    ground_rules: tuple[str, ...] = GROUND_RULES
    groups: tuple[Group, ...] = tuple(Group)
    scales: tuple[Scale, ...] = (Scale.PERCEPTION, Scale.SEVERITY)
    ranks: int = 5
    least: int = LEAST_PEOPLE
    minutes: Mapping[Stage, int] = field(default_factory=lambda: dict(MINUTES))
    facts: FactsPolicy = FactsPolicy.OPEN
    is_rehearsal: bool = False
    repeats: str = ""

    def __post_init__(self) -> None:
        if checked_title(self.title) != self.title:
            raise ValueError(f"{self.title!r} has spaces around it")
        if not 1 <= len(self.cells) <= MOST_CELLS or len(set(self.cells)) != len(self.cells):
            raise ValueError(f"Choose 1 to {MOST_CELLS} cells, each once.")
        if len(self.items) > MOST_ITEMS or len({item.id for item in self.items}) != len(self.items):
            raise ValueError(f"Choose at most {MOST_ITEMS} barriers and enablers, each once.")
        if len(self.aim) > LONGEST_AIM or not is_plain(self.aim):
            raise ValueError(f"Say the aim in at most {LONGEST_AIM} characters of plain text.")
        rules_fit = all(len(rule) <= LONGEST_RULE and is_plain_line(rule) for rule in self.ground_rules)
        if len(self.ground_rules) > MOST_RULES or not rules_fit:
            raise ValueError(f"Write at most {MOST_RULES} ground rules, each on a line of {LONGEST_RULE} characters.")
        if not self.groups:
            raise ValueError("Choose at least one group that people may speak for.")
        if not self.scales or len(set(self.scales)) != len(self.scales):
            raise ValueError("Choose at least one scale, each once.")
        if not 1 <= self.ranks <= MOST_RANKS:
            raise ValueError(f"People rank 1 to {MOST_RANKS} things.")
        if self.least < FLOOR:
            raise ValueError(f"Figures are about at least {FLOOR} people; {LEAST_PEOPLE} is better.")
        if any(not 0 <= minutes <= LONGEST_MINUTES for minutes in self.minutes.values()):
            raise ValueError(f"A timer runs for 0 to {LONGEST_MINUTES} minutes.")

    def minutes_of(self, stage: Stage) -> int:
        """How long a stage lasts; 0 where it has no timer."""
        return self.minutes.get(stage, 0)

    @property
    def item_scales(self) -> tuple[Scale, ...]:
        """On what barriers and enablers are scored: how they compare with physical health is asked of cells only."""
        return tuple(scale for scale in self.scales if scale is not Scale.PERCEPTION) or (Scale.SEVERITY,)


def checked_title(title: str) -> str:
    """The title on one line without surrounding spaces.

    Raises:
        ValueError: if it is empty, too long or no plain line.
    """
    tidy = " ".join(title.split())
    if len(tidy) > LONGEST_TITLE or not is_plain_line(tidy):
        raise ValueError(f"Give the workshop a title of 1 to {LONGEST_TITLE} characters.")
    return tidy


def item_document(item: Item) -> dict[str, Any]:
    """An item as plain values, for the log and for files."""
    return {
        "id": item.id,
        "text": item.text,
        "cell": item.cell.token if item.cell else "",
        "origin": item.origin.value,
        "source": item.source,
    }


def item_from(document: Mapping[str, Any]) -> Item:
    """The item that a document tells.

    Raises:
        ValueError: if it tells none.
    """
    cell = Cell.from_token(document["cell"]) if document["cell"] else None
    return Item(document["id"], document["text"], cell, ItemOrigin(document["origin"]), document["source"])


def plan_document(plan: WorkshopPlan) -> dict[str, Any]:
    """A plan as plain values, for the log and for files."""
    return {
        "title": plan.title,
        "area": plan.area,
        "cells": [cell.token for cell in plan.cells],
        "items": [item_document(item) for item in plan.items],
        "aim": plan.aim,
        "ground_rules": list(plan.ground_rules),
        "groups": [group.value for group in plan.groups],
        "scales": [scale.value for scale in plan.scales],
        "ranks": plan.ranks,
        "least": plan.least,
        "minutes": {stage.value: minutes for stage, minutes in plan.minutes.items()},
        "facts": plan.facts.value,
        "is_rehearsal": plan.is_rehearsal,
        "repeats": plan.repeats,
    }


def plan_from(document: Mapping[str, Any]) -> WorkshopPlan:
    """The plan that a document tells.

    Raises:
        ValueError: if it tells none, or one that cannot be.
        KeyError: if a part is missing.
    """
    return WorkshopPlan(
        title=document["title"],
        area=document["area"],
        cells=tuple(Cell.from_token(token) for token in document["cells"]),
        items=tuple(item_from(item) for item in document["items"]),
        aim=document["aim"],
        ground_rules=tuple(document["ground_rules"]),
        groups=tuple(Group(token) for token in document["groups"]),
        scales=tuple(Scale(token) for token in document["scales"]),
        ranks=document["ranks"],
        least=document["least"],
        minutes={Stage(token): minutes for token, minutes in document["minutes"].items()},
        facts=FactsPolicy(document["facts"]),
        is_rehearsal=document["is_rehearsal"],
        repeats=document["repeats"],
    )
