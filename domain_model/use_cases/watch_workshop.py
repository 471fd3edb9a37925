"""Watch a workshop: everything that a room may see of it on one screen, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain_model.cell_summary import MeasuredCell
from domain_model.cells import Cell
from domain_model.dataset import Dataset
from domain_model.ports import UnitOfWork
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.vocabulary import Vintage
from domain_model.workshop.ballots import BallotPaper
from domain_model.workshop.items import Item, letter_of
from domain_model.workshop.published import RoundResults
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import WorkshopState
from domain_model.workshop_vocabulary import ItemOrigin, RoundState, Stage


@dataclass(frozen=True, slots=True)
class RoomItem:
    """Something that the room speaks of by its letter.

    `letter` is '' for what is not in play any more; `text` is '' for a cell, and for what the facilitator hid.
    """

    id: str
    letter: str
    text: str
    cell: Cell | None
    is_new: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Voting:
    """The round that people vote in, or that is over and not revealed: what it asks, and nothing of the answers.

    `is_over` says that its time is up, `is_counted` that its results are published and sealed.
    """

    number: int
    paper: BallotPaper
    question: str
    targets: tuple[RoomItem, ...]
    asks_again: bool
    is_over: bool
    is_counted: bool


@dataclass(frozen=True, slots=True)
class ShownRound:
    """A revealed round with its figures; `before` are those of the earlier revealed round that asked the same."""

    number: int
    paper: BallotPaper
    question: str
    targets: tuple[RoomItem, ...]
    results: RoundResults
    before: RoundResults | None = None


@dataclass(frozen=True, slots=True)
class RoomView:
    """What the room may see.

    `items` are in play; `shared` are the ideas that were read out and are still in play, the latest last. `done` is
    how many people voted in the round at hand. `time_left` is None where no timer runs. `shown` are the revealed
    rounds, the latest first, without those that a later revealed one asked again. `measured` is the measured layer of
    the workshop's cells, empty until the facilitator shows it to the room. `meanings` say in a plain sentence what
    each of those cells is about.
    """

    version: int
    title: str
    aim: str
    ground_rules: tuple[str, ...]
    area: str
    is_rehearsal: bool
    join_code: str
    least: int
    stage: Stage
    cells: tuple[Cell, ...]
    items: tuple[RoomItem, ...] = ()
    shared: tuple[RoomItem, ...] = ()
    voting: Voting | None = None
    joined: int = 0
    done: int = 0
    time_left: timedelta | None = None
    is_paused: bool = False
    shown: tuple[ShownRound, ...] = ()
    measured: Mapping[Cell, MeasuredCell] = field(default_factory=dict[Cell, MeasuredCell])
    meanings: Mapping[Cell, str] = field(default_factory=dict[Cell, str])


def watch(work: UnitOfWork, workshop_id: str, now: datetime) -> RoomView:
    """What the room may see of a workshop at a moment.

    Of a round that is not revealed it holds what was asked and how many are done. The measured gap is there only once
    the facilitator has shown it to the room, whatever single people may see on their phones.

    Raises:
        LookupError: if there is no such workshop, or no geography has its area.
    """
    workshop = work.workshops.by_id(workshop_id)
    if workshop is None:
        raise LookupError(f"no such workshop: {workshop_id!r}")
    state = work.workshops.state(workshop_id)
    plan, dataset = state.plan, work.datasets.current()
    vintage = dataset.geography.vintage_of(plan.area)
    voting = _voting(state, now)
    open_round = state.open_round
    return RoomView(
        version=state.version,
        title=plan.title,
        aim=plan.aim,
        ground_rules=plan.ground_rules,
        area=dataset.geography.area(plan.area, vintage).short_name,
        is_rehearsal=plan.is_rehearsal,
        join_code=workshop.join_code,
        least=plan.least,
        stage=state.stage,
        cells=plan.cells,
        items=tuple(_room_item(state, item.id) for item in state.items_in_play),
        shared=_shared(state),
        voting=voting,
        joined=sum(work.participants.numbers(workshop_id).values()),
        done=work.ballots.done(workshop_id, voting.number) if voting else 0,
        time_left=state.time_left(now),
        is_paused=bool(open_round.paused_at if open_round else state.paused_at),
        shown=_shown(work, workshop_id, state),
        measured=_measured(dataset, vintage, state, now.date()),
        meanings={cell: dataset.cell_words[cell].meaning for cell in plan.cells if cell in dataset.cell_words},
    )


def _voting(state: WorkshopState, now: datetime) -> Voting | None:
    latest = state.latest_round
    if latest is None or latest.state is RoundState.REVEALED:
        latest = state.open_round  # an earlier round may have been opened again
    if latest is None:
        return None
    return Voting(
        number=latest.number,
        paper=latest.paper,
        question=latest.question,
        targets=_targets(state, latest),
        asks_again=bool(latest.repeats),
        is_over=latest.state is not RoundState.OPEN or latest.is_ending(now),
        is_counted=latest.state is RoundState.COUNTED,
    )


def _targets(state: WorkshopState, one: Round) -> tuple[RoomItem, ...]:
    """What a round asks about, in the order of its ballot paper; the same letters as on everybody's phone."""
    cells = {cell.token: RoomItem(cell.token, letter_of(at), "", cell) for at, cell in enumerate(state.plan.cells)}
    return tuple(cells.get(target) or _room_item(state, target) for target in one.paper.targets)


def _room_item(state: WorkshopState, item_id: str) -> RoomItem:
    item = state.item(item_id)
    places = [one.id for one in state.items_in_play]
    letter = letter_of(places.index(item.id)) if item.is_in_play else ""
    text = "" if item.is_hidden else item.text
    return RoomItem(item.id, letter, text, item.cell, _is_from_room(item), item.is_hidden)


def _is_from_room(item: Item) -> bool:
    return item.origin is ItemOrigin.IDEA


def _shared(state: WorkshopState) -> tuple[RoomItem, ...]:
    return tuple(
        _room_item(state, item)
        for idea, item in state.shown_ideas
        if idea not in state.hidden_ideas and state.item(item).is_in_play
    )


def _shown(work: UnitOfWork, workshop_id: str, state: WorkshopState) -> tuple[ShownRound, ...]:
    """The revealed rounds; figures are read of no other."""
    results = {one.number: work.results.latest(workshop_id, one.number) for one in state.revealed_rounds}
    asked_again = {one.repeats for one in state.revealed_rounds}
    return tuple(
        ShownRound(one.number, one.paper, one.question, _targets(state, one), found, results.get(one.repeats))
        for one in reversed(state.revealed_rounds)
        if one.number not in asked_again and (found := results[one.number]) is not None
    )


def _measured(dataset: Dataset, vintage: Vintage, state: WorkshopState, today: date) -> dict[Cell, MeasuredCell]:
    if not state.facts_shown:
        return {}
    grid = compare_areas(dataset, vintage, today)
    return {cell: grid.at(state.plan.area, cell) for cell in state.plan.cells}
