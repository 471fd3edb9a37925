"""A workshop's published results as plain values for files, and back from the files that people bring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from domain_model.workshop.ballots import BallotPaper
from domain_model.workshop.file_fields import Fields, InvalidFileError
from domain_model.workshop.items import Item
from domain_model.workshop.plans import (
    MOST_CELLS,
    MOST_ITEMS,
    WorkshopPlan,
    item_document,
    item_from,
    plan_document,
    plan_from,
)
from domain_model.workshop.published import VOICE_ORDER, PublishedFigure, RoundResults, VoiceToken
from domain_model.workshop.rounds import Round
from domain_model.workshop_vocabulary import EntryMode, Group, RoundKind, Scale, Statistic, Suppression

FORMAT = "parity-map-workshop"
FORMAT_VERSION = 1
MOST_FILED_ITEMS = 120
MOST_FILED_ROUNDS = 40
MOST_TARGETS = MOST_ITEMS + MOST_CELLS
HIDDEN_TEXT = "(hidden by the facilitator)"
"""What stands in files and reports for the wording of what a facilitator hid: it may hurt or name somebody."""

_OURS = "Choose a file that was exported from a workshop here, as it was exported."


@dataclass(frozen=True, slots=True)
class FiledRound:
    """A round in a file: what it asked and when; `results` only where it was revealed.

    `done` is how many people had sent a ballot, None where that is not known.
    """

    number: int
    paper: BallotPaper
    question: str
    opened_at: datetime
    counted_at: datetime | None = None
    revealed_at: datetime | None = None
    repeats: int = 0
    after_facts: bool = False
    done: int | None = None
    results: RoundResults | None = None


@dataclass(frozen=True, slots=True)
class ResultsFile:
    """What a file says of a workshop: its set-up, counts of people, and the published figures of revealed rounds.

    `plan` has no items: `items` are those in play and those that rounds asked about, in the words that people may see.
    `rounds` are in order, and keep their numbers where others are left out.
    """

    workshop: str
    plan: WorkshopPlan
    items: tuple[Item, ...]
    created_at: datetime
    closed_at: datetime | None
    exported_at: datetime
    dataset_version: str
    joined: int | None = None
    modes: Mapping[EntryMode, int] = field(default_factory=dict[EntryMode, int])
    rounds: tuple[FiledRound, ...] = ()


def filed_round(one: Round, results: RoundResults | None, done: int | None, revealed_at: datetime | None) -> FiledRound:
    """A round as a file tells it; `results` are None where people do not see it."""
    return FiledRound(
        number=one.number,
        paper=one.paper,
        question=one.question,
        opened_at=one.opened_at,
        counted_at=one.counted_at,
        revealed_at=revealed_at if results else None,
        repeats=one.repeats,
        after_facts=one.after_facts,
        done=done,
        results=results,
    )


def shown_item(item: Item) -> Item:
    """An item in the words that people may see; former wordings, which may name somebody, are left out."""
    return replace(item, text=HIDDEN_TEXT if item.is_hidden else item.text, earlier=())


def set_up_document(file: ResultsFile) -> dict[str, Any]:
    """Everything but the figures, as plain values; moments in UTC."""
    plan = plan_document(file.plan)
    del plan["items"]
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "exported_at": _moment(file.exported_at),
        "dataset_version": file.dataset_version,
        "workshop": {
            "id": file.workshop,
            "created_at": _moment(file.created_at),
            "closed_at": _moment(file.closed_at),
        },
        "people": {
            "joined": file.joined,
            "by_mode": {mode.value: number for mode, number in file.modes.items()},
        },
        "plan": plan,
        "items": [item_document(item) | {"is_in_play": item.is_in_play} for item in file.items],
        "rounds": [_round_document(one) for one in file.rounds],
    }


def figure_document(number: int, figure: PublishedFigure) -> dict[str, Any]:
    """One figure of the round of that number as plain values."""
    return {
        "round": number,
        "target": figure.target,
        "scale": figure.scale,
        "voice": figure.voice,
        "statistic": figure.statistic.value,
        "value": figure.value,
        "people": figure.people,
        "suppression": figure.suppression.value,
    }


def _round_document(one: FiledRound) -> dict[str, Any]:
    results = one.results
    return {
        "number": one.number,
        "kind": one.paper.kind.value,
        "question": one.question,
        "targets": list(one.paper.targets),
        "scales": [scale.value for scale in one.paper.scales],
        "ranks": one.paper.ranks,
        "repeats": one.repeats,
        "after_facts": one.after_facts,
        "opened_at": _moment(one.opened_at),
        "counted_at": _moment(one.counted_at),
        "is_revealed": results is not None,
        "revealed_at": _moment(one.revealed_at),
        "done": one.done,
        "publication": results.publication if results else 0,
        "voices": {group.value: voice for group, voice in results.voices.items()} if results else {},
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def results_file_from(set_up: object, figures: Iterable[tuple[str, object]]) -> ResultsFile:
    """What a file says; each figure comes with where it stands there, such as `figures, row 7`.

    Numbers may be written as text, and lists as mappings from numbers: that is how tables hold them.

    Raises:
        InvalidFileError: if it is no file of ours, or does not fit together; the message says where, what, what to do.
    """
    document = Fields(set_up, "the file")
    if document.text("format") != FORMAT:
        raise InvalidFileError("the file", "it is not a workshop's results", _OURS)
    if document.whole("format_version") != FORMAT_VERSION:
        raise InvalidFileError("the file", "it was written by another release", "Bring the product up to date.")
    workshop, people = document.within("workshop"), document.within("people")
    found = [_figure(Fields(figure, where), where) for where, figure in figures]
    rounds = document.listed("rounds", MOST_FILED_ROUNDS)
    by_round: dict[int, list[PublishedFigure]] = {one.whole("number"): [] for one in rounds}
    if list(by_round) != sorted(by_round) or len(by_round) < len(rounds) or 0 in by_round:
        raise InvalidFileError("the file, rounds", "their numbers are not in order", _OURS)
    for where, number, figure in found:
        if number not in by_round:
            raise InvalidFileError(where, f"there is no round {number}", _OURS)
        by_round[number].append(figure)
    plan = _plan(document.within("plan"))
    items = tuple(_item(one) for one in document.listed("items", MOST_FILED_ITEMS))
    known = {item.id for item in items} | {cell.token for cell in plan.cells}
    return ResultsFile(
        workshop=workshop.text("id"),
        plan=plan,
        items=items,
        created_at=workshop.moment("created_at"),
        closed_at=workshop.moment_or_none("closed_at"),
        exported_at=document.moment("exported_at"),
        dataset_version=document.text("dataset_version"),
        joined=people.whole_or_none("joined"),
        modes={EntryMode(mode): number for mode, number in people.numbers("by_mode", EntryMode).items()},
        rounds=tuple(_round(one, by_round[one.whole("number")], known) for one in rounds),
    )


def _plan(found: Fields) -> WorkshopPlan:
    document = {
        "title": found.text("title"),
        "area": found.text("area"),
        "cells": found.texts("cells"),
        "items": (),
        "aim": found.text("aim"),
        "ground_rules": found.texts("ground_rules"),
        "groups": found.texts("groups"),
        "scales": found.texts("scales"),
        "ranks": found.whole("ranks"),
        "least": found.whole("least"),
        "minutes": found.numbers("minutes"),
        "facts": found.text("facts"),
        "is_rehearsal": found.yes("is_rehearsal"),
        "repeats": found.text("repeats"),
    }
    try:
        return plan_from(document)
    except ValueError as error:
        raise InvalidFileError(found.where, str(error), _OURS) from None


def _item(found: Fields) -> Item:
    document = {name: found.text(name) for name in ("id", "text", "cell", "origin", "source")}
    try:
        return replace(item_from(document), is_hidden=not found.yes("is_in_play"))
    except ValueError as error:
        raise InvalidFileError(found.where, str(error), _OURS) from None


def _figure(found: Fields, where: str) -> tuple[str, int, PublishedFigure]:
    voice = found.text("voice")
    if voice not in VOICE_ORDER:
        raise InvalidFileError(where, f"there is no voice {voice!r}", _OURS)
    try:
        return (
            where,
            found.whole("round"),
            PublishedFigure(
                target=found.text("target"),
                scale=found.text("scale"),
                voice=voice,
                statistic=Statistic(found.text("statistic")),
                value=found.number_or_none("value"),
                people=found.whole("people"),
                suppression=Suppression(found.text("suppression")),
            ),
        )
    except ValueError as error:
        raise InvalidFileError(where, str(error), _OURS) from None


def _round(found: Fields, figures: list[PublishedFigure], known: set[str]) -> FiledRound:
    number, targets = found.whole("number"), found.texts("targets", MOST_TARGETS)
    if not known.issuperset(targets):
        raise InvalidFileError(found.where, "it asks about something that is neither an item nor a cell here", _OURS)
    try:
        paper = BallotPaper(
            RoundKind(found.text("kind")),
            targets,
            tuple(Scale(scale) for scale in found.texts("scales")),
            found.whole("ranks"),
        )
    except ValueError as error:
        raise InvalidFileError(found.where, str(error), _OURS) from None
    if found.whole("repeats") >= number:
        raise InvalidFileError(found.where, "it repeats no round before it", _OURS)
    results = None
    if found.yes("is_revealed"):
        _check_figures(found.where, paper, figures)
        results = RoundResults(number, found.whole("publication"), tuple(figures), _voices(found))
    elif figures:
        raise InvalidFileError(found.where, "it has figures but was not revealed", _OURS)
    if results is not None and results.publication < 1:
        raise InvalidFileError(found.where, "it was revealed but never published", _OURS)
    return FiledRound(
        number=number,
        paper=paper,
        question=found.text("question"),
        opened_at=found.moment("opened_at"),
        counted_at=found.moment_or_none("counted_at"),
        revealed_at=found.moment_or_none("revealed_at"),
        repeats=found.whole("repeats"),
        after_facts=found.yes("after_facts"),
        done=found.whole_or_none("done"),
        results=results,
    )


def _check_figures(where: str, paper: BallotPaper, figures: list[PublishedFigure]) -> None:
    targets, scales = {"", *paper.targets}, {"", *(scale.value for scale in paper.scales)}
    if any(figure.target not in targets or figure.scale not in scales for figure in figures):
        raise InvalidFileError(where, "a figure is about something that the round did not ask", _OURS)
    if len({figure.key for figure in figures}) < len(figures):
        raise InvalidFileError(where, "a figure stands there twice", _OURS)


def _voices(found: Fields) -> dict[Group, VoiceToken]:
    voices = found.within("voices").all_texts()
    if not set(voices) <= set(Group) or not set(voices.values()) <= set(VOICE_ORDER):
        raise InvalidFileError(found.where, "it names an unknown group or voice", _OURS)
    return {Group(group): voice for group, voice in voices.items()}
