"""What a phone is sent: how the workshop stands for one person, and what is known about its cells, as plain values."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from components.formatting import sentence_case
from components.labels import cell_label, label
from components.panel_evidence import source_name
from components.phone_results import result_document
from components.sentences import cell_sentence
from domain_model.cells import Cell, CellWords
from domain_model.evidence import Source, Statement
from domain_model.use_cases.describe_cell import CellDescription
from domain_model.use_cases.take_part import PhoneView, RevealedRound
from domain_model.vocabulary import Band
from domain_model.workshop.ballots import BANDS_IN_ORDER, LEAST_SCORE, MOST_SCORE, answers_document
from domain_model.workshop.items import letter_of
from domain_model.workshop.results_file import HIDDEN_TEXT
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import FactsPolicy, ItemOrigin, RoundKind, RoundState, Scale, Stage, Statistic

Document = dict[str, Any]
Milliseconds = Callable[[datetime], int]

PERCEPTION_QUESTION = "Compared with physical health, mental health here is"
BAND_CHOICES: tuple[tuple[int, str], ...] = (
    *(
        (number, "about the same" if band is Band.PARITY else label(band))
        for number, band in enumerate(BANDS_IN_ORDER, 1)
    ),
    (0, "don't know"),
)
"""The answers to the question of perception, as numbers of its scale and in words."""

SCALE_ENDS: dict[Scale, tuple[str, str]] = {
    Scale.SEVERITY: ("none", "extreme"),
    Scale.FEASIBILITY: ("not at all", "easy"),
}
UNKNOWN_VOICE = "unknown"
"""What the catalogue says of statements of the study's table, which names nobody."""

_STAGES = tuple(stage for stage in Stage if stage is not Stage.CLOSED)
_TAKES_IDEAS = frozenset({Stage.IDEAS, Stage.SHARE, Stage.CLARIFY})


def workshop_document(
    state: WorkshopState, area: str, words: Mapping[Cell, CellWords], now: datetime, in_milliseconds: Milliseconds
) -> Document:
    """What is the same on everybody's phone."""
    plan = state.plan
    begun = state.stage is not Stage.SET_UP
    deadline, left = _timer(state, now)
    return {
        "version": state.version,
        "title": plan.title,
        "aim": plan.aim,
        "rules": list(plan.ground_rules),
        "area": area,
        "is_rehearsal": plan.is_rehearsal,
        "stage": state.stage.value,
        "stages": [[stage.value, label(stage)] for stage in _STAGES],
        "deadline": in_milliseconds(deadline) if deadline else None,
        "paused": left is not None,
        "left": left,
        "groups": [[group.value, label(group)] for group in plan.groups],
        "cells": [
            {"id": cell.token, "name": cell_label(cell), "meaning": words[cell].meaning if cell in words else ""}
            for cell in plan.cells
        ],
        "may_give_ideas": state.stage in _TAKES_IDEAS,
        "items": [
            {
                "id": item.id,
                "letter": letter_of(place),
                "text": item.text,
                "cell": item.cell.token if item.cell else "",
                "new": item.origin is ItemOrigin.IDEA,
            }
            for place, item in enumerate(state.items_in_play)
        ]
        if begun
        else [],
        "facts": plan.facts.value,
        "takes_return_code": True,
        "least": plan.least,
    }


def _timer(state: WorkshopState, now: datetime) -> tuple[datetime | None, int | None]:
    """The deadline of the timer that runs; or the milliseconds that are left on one that stands still."""
    voting = state.open_round
    deadline, paused_at = (voting.deadline, voting.paused_at) if voting else (state.deadline, state.paused_at)
    if paused_at is None or deadline is None:
        return deadline, None
    left = state.time_left(now)
    return None, round(left.total_seconds() * 1000) if left is not None else None


def person_document(view: PhoneView, now: datetime, in_milliseconds: Milliseconds) -> Document:
    """What is on this person's phone only."""
    names = target_names(view.state)
    voice = view.person.group.value
    return {
        "group": voice,
        "ideas": [{"id": idea.id, "text": idea.text, "cell": idea.cell} for idea in view.ideas],
        "round": _round_document(view.voting, names, now, in_milliseconds) if view.voting else None,
        "ballot": {
            "round": view.ballot.round,
            "sequence": view.ballot.sequence,
            "answers": answers_document(view.ballot.answers),
            "saved_at": in_milliseconds(view.ballot.at),
        }
        if view.ballot
        else None,
        "before": _before(view.before, view) if view.before else None,
        "may_see_facts": view.may_see_facts,
        "results": [result_document(one, names, view.person.group) for one in view.revealed],
        "has_return_code": bool(view.person.return_hash),
    }


def target_names(state: WorkshopState) -> dict[str, tuple[str, str, str]]:
    """Letter, words and cell of everything that may be asked about, by target; what was hidden has no wording."""
    in_play = {item.id: letter_of(place) for place, item in enumerate(state.items_in_play)}
    names = {
        item.id: (
            in_play.get(item.id, ""),
            HIDDEN_TEXT if item.is_hidden else item.text,
            item.cell.token if item.cell else "",
        )
        for item in state.items
    }
    for place, cell in enumerate(state.plan.cells):
        names[cell.token] = (letter_of(place), cell_label(cell), cell.token)
    return names


def _round_document(
    voting: Round, names: Mapping[str, tuple[str, str, str]], now: datetime, in_milliseconds: Milliseconds
) -> Document:
    paper = voting.paper
    is_open = voting.state is RoundState.OPEN
    return {
        "number": voting.number,
        "kind": paper.kind.value,
        "question": voting.question,
        "ranks": paper.ranks,
        "repeats": voting.repeats,
        "again": bool(voting.repeats),
        "targets": [_target(target, names) for target in paper.targets],
        "scales": [_scale(scale) for scale in paper.scales],
        "state": "closed" if not is_open else "ending" if voting.is_ending(now) else "open",
        "deadline": in_milliseconds(voting.deadline) if voting.deadline and not voting.paused_at else None,
    }


def _target(target: str, names: Mapping[str, tuple[str, str, str]]) -> Document:
    letter, words, cell = names.get(target, ("", target, ""))
    return {"id": target, "letter": letter, "text": words, "cell": cell}


def _scale(scale: Scale) -> Document:
    if scale is Scale.PERCEPTION:
        choices = [[number, words] for number, words in BAND_CHOICES]
        return {"id": scale.value, "name": PERCEPTION_QUESTION, "choices": choices}
    low, high = SCALE_ENDS[scale]
    return {
        "id": scale.value,
        "name": label(scale),
        "low": LEAST_SCORE,
        "high": MOST_SCORE,
        "low_words": low,
        "high_words": high,
    }


def _before(before: RevealedRound, view: PhoneView) -> Document:
    """The last answer of the person, and the published middle of the voice that speaks for their group."""
    paper, results = before.round.paper, before.results
    voice = results.voices.get(view.person.group, "")
    group: dict[str, dict[str, float]] = {}
    if paper.kind is RoundKind.SCORE and voice:
        for target in paper.targets:
            for scale in paper.scales:
                median = results.value(Statistic.MEDIAN, target, scale.value, voice)
                if median is not None:
                    group.setdefault(target, {})[scale.value] = median
    return {"yours": answers_document(before.own) if before.own else {}, "group": group}


def facts_document(descriptions: Mapping[Cell, CellDescription]) -> Document:
    """What is measured and reported about each cell, with where it comes from."""
    return {"cells": [_facts(cell, description) for cell, description in descriptions.items()]}


def _facts(cell: Cell, description: CellDescription) -> Document:
    sources = {source.id: source for source in description.sources}
    region = description.region_area
    return {
        "id": cell.token,
        "name": cell_label(cell),
        "measured": cell_sentence(description.measured, description.area.short_name),
        "region": cell_sentence(description.region, region.short_name) if description.region and region else "",
        "sources": [f"{one.publisher}: {one.title}" for one in description.publications],
        "barriers": [_said(one, sources) for one in description.evidence.barriers.statements],
        "enablers": [_said(one, sources) for one in description.evidence.enablers.statements],
    }


def _said(statement: Statement, sources: Mapping[str, Source]) -> Document:
    return {
        "text": sentence_case(statement.text),
        "source": source_name(sources.get(statement.source)),
        "voice": "" if statement.voice == UNKNOWN_VOICE else statement.voice,
    }


def hidden_facts_words(state: WorkshopState) -> str:
    """Why the facts are not shown yet; '' where they are for everybody."""
    if state.plan.facts is FactsPolicy.OPEN:
        return ""
    return "You will see what is measured and reported after you have voted, so that it does not sway you."
