"""Report a workshop: its set-up, who took part, and what it published; never a ballot, and nothing that is sealed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from domain_model.ports import UnitOfWork
from domain_model.use_cases.run_workshop import NoSuchWorkshopError
from domain_model.workshop.events import Noted, RoundRevealed, Undone
from domain_model.workshop.items import Item
from domain_model.workshop.judged_cells import belongs_to_the_map, cells_of
from domain_model.workshop.log import LogEntry
from domain_model.workshop.published import RoundResults
from domain_model.workshop.records import Receipt, Workshop
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import WorkshopState
from domain_model.workshop.voices import is_too_few
from domain_model.workshop_vocabulary import EntryMode, RoundState, Statistic

IMPORTED = "imported_from"
"""What a note in the log says that came with a file: it is about the id that the workshop had there."""

_SINCE_THE_ROUND_BEFORE = frozenset({Statistic.STABILITY, Statistic.SHIFT, Statistic.SHIFT_LOW, Statistic.SHIFT_HIGH})
_SINCE_BEFORE = _SINCE_THE_ROUND_BEFORE | {
    Statistic.DRIFT,
    Statistic.DRIFT_WITHIN,
    Statistic.DRIFT_WITHIN_LOW,
    Statistic.DRIFT_WITHIN_HIGH,
    Statistic.DRIFT_PANEL,
}
"""How answers moved: since the round before, or since the workshop was held before."""


@dataclass(frozen=True, slots=True)
class RoundReport:
    """A round as whoever may see its report may know it.

    `results` are None until it is revealed; `done` is how many people have sent a ballot, or did until it was counted,
    None where nobody knows any more. `revealed_at` is when it was shown last.
    """

    round: Round
    results: RoundResults | None
    done: int | None
    revealed_at: datetime | None


@dataclass(frozen=True, slots=True)
class WorkshopReport:
    """A workshop as whoever may see its report may know it.

    `joined` is how many people take part, None where they were erased or never known; `modes` how many of them by how
    their ballots come in, empty where one of these would be too few to tell. `items` are what was or is to be voted
    on, without the wording of what was hidden. `imported_from` is the id in the file that it came from, '' for none;
    `approved` the numbers of the rounds that belong to the heat map as they stand. `is_whole` says whether it tells
    everything of which figures are to be seen, or only what everybody may know (`published_part`).
    """

    workshop: Workshop
    state: WorkshopState
    items: tuple[Item, ...]
    joined: int | None
    modes: Mapping[EntryMode, int]
    rounds: tuple[RoundReport, ...]
    receipts: tuple[Receipt, ...] = ()
    approved: frozenset[int] = frozenset()
    imported_from: str = ""
    is_whole: bool = True

    @property
    def revealed(self) -> tuple[tuple[Round, RoundResults], ...]:
        """The rounds that people see, with their figures."""
        return tuple((one.round, one.results) for one in self.rounds if one.results is not None)


def report_workshop(work: UnitOfWork, workshop_id: str) -> WorkshopReport:
    """All that may be told of a workshop now, to whoever runs it.

    Raises:
        NoSuchWorkshopError: if there is no such workshop.
    """
    workshop = work.workshops.by_id(workshop_id)
    if workshop is None:
        raise NoSuchWorkshopError(workshop_id)
    state, log = work.workshops.state(workshop_id), work.workshops.log(workshop_id)
    people = work.participants.of(workshop_id)
    is_known = state.erased_at is None and not workshop.is_imported
    modes = Counter(person.mode for person in people)
    revealed_at = _revealed_at(log)
    return WorkshopReport(
        workshop=workshop,
        state=state,
        items=tuple(item for item in state.items if item.is_in_play or _was_asked(state, item)),
        joined=len(people) if is_known else None,
        modes=dict(modes) if is_known and not _has_few(modes, state.plan.least) else {},
        rounds=tuple(_round_report(work, workshop, one, revealed_at) for one in state.rounds),
        receipts=work.participants.receipts(workshop_id),
        approved=_on_the_map(work, workshop_id),
        imported_from=next(
            (entry.event.about for entry in log if isinstance(entry.event, Noted) and entry.event.what == IMPORTED), ""
        ),
    )


def is_public(work: UnitOfWork, workshop_id: str) -> bool:
    """Whether everybody who may read may see `published_part` of the report: once a round belongs to the heat map."""
    return bool(_on_the_map(work, workshop_id))


def published_part(report: WorkshopReport) -> WorkshopReport:
    """What everybody may know: the set-up in brief, and of the rounds only those that belong to the heat map.

    An approval is about one round. Nothing is told of other rounds: neither what they asked, nor how answers moved
    since then, nor since another workshop, which may not be published.
    """
    rounds = tuple(_by_itself(one, report.approved) for one in report.rounds if one.round.number in report.approved)
    asked = {target for one in rounds for target in one.round.paper.targets}
    items = tuple(item for item in report.items if item.id in asked)
    judged = {cell for one in rounds for cell in cells_of(one.round)}
    plan = report.state.plan
    brief = replace(
        plan,
        cells=tuple(cell for cell in plan.cells if cell in judged) or plan.cells,
        items=(),
        ground_rules=(),
        minutes={},
        repeats="",
    )
    state = replace(report.state, plan=brief, items=items, rounds=tuple(one.round for one in rounds))
    return replace(report, state=state, items=items, modes={}, rounds=rounds, receipts=(), is_whole=False)


def _by_itself(one: RoundReport, shown: frozenset[int]) -> RoundReport:
    """The round without how answers moved since what is not shown."""
    if one.results is None:
        return one
    is_compared = one.round.repeats in shown
    left_out = _SINCE_BEFORE - _SINCE_THE_ROUND_BEFORE if is_compared else _SINCE_BEFORE
    figures = tuple(figure for figure in one.results.figures if figure.statistic not in left_out)
    asked = one.round if is_compared else replace(one.round, repeats=0)
    return replace(one, round=asked, results=replace(one.results, figures=figures))


def _on_the_map(work: UnitOfWork, workshop_id: str) -> frozenset[int]:
    approvals = work.results.approvals(workshop_id)
    state = work.workshops.state(workshop_id) if approvals else None
    return frozenset(one.round for one in approvals if state and belongs_to_the_map(one, state.round(one.round)))


def _has_few(modes: Mapping[EntryMode, int], least: int) -> bool:
    """Whether one of several ways in has too few people: the total less the others would tell how many."""
    return len(modes) > 1 and any(is_too_few(number, least) for number in modes.values())


def _was_asked(state: WorkshopState, item: Item) -> bool:
    """Whether people have voted on the item, or do."""
    return any(item.id in one.paper.targets for one in state.rounds)


def _revealed_at(log: tuple[LogEntry, ...]) -> dict[int, datetime]:
    undone = {entry.event.number for entry in log if isinstance(entry.event, Undone)}
    return {
        entry.event.round: entry.at
        for entry in log
        if isinstance(entry.event, RoundRevealed) and entry.number not in undone
    }


def _round_report(work: UnitOfWork, workshop: Workshop, one: Round, revealed_at: Mapping[int, datetime]) -> RoundReport:
    if one.state is RoundState.REVEALED:
        results = work.results.latest(workshop.id, one.number)
        return RoundReport(one, results, results.people if results else None, revealed_at.get(one.number))
    if one.state is RoundState.OPEN:
        return RoundReport(one, None, work.ballots.done(workshop.id, one.number), None)
    return RoundReport(one, None, sum(one.ballots.values()) if one.ballots else None, None)
