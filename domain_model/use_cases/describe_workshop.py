"""Describe a workshop to whoever runs it: where it stands, what comes next, who is there, which ideas wait."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain_model.people import hash_of
from domain_model.ports import UnitOfWork
from domain_model.use_cases.run_workshop import STAGES_IN_ORDER, Facilitator
from domain_model.workshop.log import LogEntry, last_undoable
from domain_model.workshop.records import Idea, Workshop, WorkshopLink
from domain_model.workshop.rounds import asks_the_same
from domain_model.workshop.state import WorkshopState
from domain_model.workshop.voices import is_too_few
from domain_model.workshop_vocabulary import Group, RoundKind, RoundState, Stage


class Step(StrEnum):
    """What a facilitator does next as a rule: enter the stage of that name, or what the other words say."""

    IDEAS = "ideas"
    SHARE = "share"
    CLARIFY = "clarify"
    VOTE = "vote"
    DISCUSS = "discuss"
    RANK = "rank"
    """Open a ranking of everything in play."""
    SCORE = "score"
    """Open a scoring of the workshop's cells."""
    END_VOTING = "end_voting"
    WAIT = "wait"
    """Nothing: ballots on their way come in, and the round is counted by itself."""
    REVEAL = "reveal"
    CLOSE = "close"
    REPORT = "report"
    """Read the report: the workshop is over."""


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many people speak for a group; `is_small` says that they are too few to be shown by themselves."""

    group: Group
    people: int
    is_small: bool


@dataclass(frozen=True, slots=True)
class IdeaList:
    """The ideas of a room: `waiting` to be shown, in the order of the round robin; `hidden` ones; how many were shown.

    `people` is how many gave any. Who gave which is in none of it.
    """

    waiting: tuple[Idea, ...]
    hidden: tuple[Idea, ...]
    shown: int
    people: int

    @property
    def given(self) -> int:
        """How many ideas there are."""
        return len(self.waiting) + len(self.hidden) + self.shown


@dataclass(frozen=True, slots=True)
class ConsoleView:
    """What the facilitator's console shows at a moment.

    `done` is how many people have voted in the latest round; `undoable` the entry of the log that can be taken back,
    None for none; `names` are those of accounts by id; `is_by_link` says that whoever looks came by a facilitator's
    link. There is no result in it.
    """

    workshop: Workshop
    state: WorkshopState
    now: datetime
    step: Step
    groups: tuple[GroupCount, ...]
    done: int
    ideas: IdeaList
    undoable: LogEntry | None
    links: tuple[WorkshopLink, ...]
    log: tuple[LogEntry, ...]
    names: Mapping[str, str]
    is_by_link: bool = False

    @property
    def joined(self) -> int:
        """How many people take part."""
        return sum(one.people for one in self.groups)

    @property
    def stage_before(self) -> Stage | None:
        """The stage to which one can go back; None at the beginning and after the end."""
        if self.state.stage not in STAGES_IN_ORDER[1:]:
            return None
        return STAGES_IN_ORDER[STAGES_IN_ORDER.index(self.state.stage) - 1]


def describe_workshop(work: UnitOfWork, facilitator: Facilitator, now: datetime) -> ConsoleView:
    """What the console of a workshop shows now.

    Raises:
        LookupError: if there is no such workshop.
    """
    workshop_id = facilitator.workshop.id
    state, log = work.workshops.state(workshop_id), work.workshops.log(workshop_id)
    current = state.open_round or state.latest_round  # an earlier round may have been opened again
    return ConsoleView(
        workshop=facilitator.workshop,
        state=state,
        now=now,
        step=next_step(state, now),
        groups=count_groups(state, work.participants.numbers(workshop_id)),
        done=work.ballots.done(workshop_id, current.number) if current else 0,
        ideas=list_ideas(state, work.participants.ideas(workshop_id)),
        undoable=None if state.erased_at else last_undoable(log),
        links=work.workshops.links(workshop_id),
        log=log,
        names=work.people.names(),
        is_by_link=facilitator.is_by_link,
    )


def next_step(state: WorkshopState, now: datetime) -> Step:
    """What comes next as a rule; everything else that fits can be done as well."""
    if state.is_closed:
        return Step.REPORT
    voting, latest = state.open_round, state.latest_round
    if voting is not None:
        return Step.WAIT if voting.is_ending(now) else Step.END_VOTING
    if state.stage not in (Stage.VOTE, Stage.DISCUSS):
        return Step(STAGES_IN_ORDER[STAGES_IN_ORDER.index(state.stage) + 1].value)
    if latest is not None and latest.state is RoundState.COUNTED:
        return Step.REVEAL
    vote = next_vote(state)
    if state.stage is Stage.VOTE:
        return vote or Step.DISCUSS
    return Step.VOTE if vote else Step.CLOSE


def next_vote(state: WorkshopState) -> Step | None:
    """What has not been voted on yet: the ranking, then the scoring of the cells; None once both were."""
    if len(state.items_in_play) >= 2 and not any(one.paper.kind is RoundKind.RANK for one in state.rounds):
        return Step.RANK
    cells = tuple(cell.token for cell in state.plan.cells)
    scored = any(asks_the_same(one, RoundKind.SCORE, cells, state.plan.scales) for one in state.rounds)
    return None if scored else Step.SCORE


def count_groups(state: WorkshopState, numbers: Mapping[Group, int]) -> tuple[GroupCount, ...]:
    """How many people speak for each group that is offered or that anybody speaks for."""
    least = state.plan.least
    return tuple(
        GroupCount(group, numbers.get(group, 0), is_too_few(numbers.get(group, 0), least))
        for group in Group
        if group in state.plan.groups or numbers.get(group, 0)
    )


def list_ideas(state: WorkshopState, ideas: Iterable[Idea]) -> IdeaList:
    """The ideas as a facilitator goes through them.

    In a round robin everybody gives one idea in turn: first everybody's first, then everybody's second, and so on;
    within a turn, people come in another order each time, so that nobody can tell which ideas are of the same person.
    An idea that is kept from the room takes no turn.
    """
    shown, hidden = dict(state.shown_ideas), state.hidden_ideas
    in_order = tuple(ideas)
    people = {idea.participant for idea in in_order}
    turns: Counter[str] = Counter()
    waiting: list[tuple[int, str, Idea]] = []
    for idea in in_order:
        if idea.id in hidden and idea.id not in shown:
            continue
        if idea.id not in shown:
            turn = turns[idea.participant]
            waiting.append((turn, hash_of(f"{turn} {idea.participant}"), idea))
        turns[idea.participant] += 1
    return IdeaList(
        waiting=tuple(idea for _turn, _person, idea in sorted(waiting, key=lambda one: one[:2])),
        hidden=tuple(idea for idea in in_order if idea.id in hidden and idea.id not in shown),
        shown=sum(idea.id in shown for idea in in_order),
        people=len(people),
    )
