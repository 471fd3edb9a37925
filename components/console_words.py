"""What the facilitator's console says: what is happening, what comes next, and what was done, in words."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from components.formatting import listed, plural
from components.labels import cell_label, label
from domain_model.cells import Cell
from domain_model.use_cases.describe_workshop import ConsoleView, Step
from domain_model.workshop.event import Event
from domain_model.workshop.events import (
    Erased,
    Extended,
    FactsShown,
    Noted,
    RoundCounted,
    RoundOpened,
    RoundReopened,
    RoundRevealed,
    StageEntered,
    Undone,
    VotingEnded,
)
from domain_model.workshop.item_events import (
    IdeaHidden,
    IdeaRestored,
    IdeaShown,
    ItemAdded,
    ItemHidden,
    ItemMerged,
    ItemPlaced,
    ItemRestored,
    ItemReworded,
    ItemSplit,
)
from domain_model.workshop.log import LogEntry
from domain_model.workshop.rounds import Round
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import RoundKind, RoundState, Stage

STAGE_WORDS: dict[Stage, str] = {
    Stage.SET_UP: "Welcome",
    Stage.IDEAS: "Silent ideas",
    Stage.SHARE: "Share",
    Stage.CLARIFY: "Clarify",
    Stage.VOTE: "Vote",
    Stage.DISCUSS: "Discuss",
    Stage.CLOSED: "Closed",
}
STEP_WORDS: dict[Step, str] = {
    Step.IDEAS: "Start: silent ideas",
    Step.SHARE: "Go on: share the ideas",
    Step.CLARIFY: "Go on: clarify the list",
    Step.VOTE: "Go on: vote",
    Step.DISCUSS: "Go on: discuss",
    Step.RANK: "Open the ranking",
    Step.SCORE: "Open the scoring of topics",
    Step.END_VOTING: "End the voting",
    Step.WAIT: "Counting in a moment",
    Step.REVEAL: "Reveal the results",
    Step.CLOSE: "Close the workshop",
    Step.REPORT: "Open the report",
}
_HAPPENING: dict[Stage, str] = {
    Stage.SET_UP: "People are joining. Nothing has begun.",
    Stage.IDEAS: "Everybody writes ideas in silence. Nobody sees those of others.",
    Stage.SHARE: "Ideas are shown to the room, one of each person in turn.",
    Stage.CLARIFY: "The room makes the list clear: merge, split and reword.",
    Stage.VOTE: "No vote is open.",
    Stage.DISCUSS: "The room discusses.",
}
_NOTED = {
    "projector_link_made": "a projector's link was made",
    "facilitator_link_made": "a facilitator's link was made",
    "link_revoked": "a link was withdrawn",
    "join_code_renewed": "the code to join was changed",
    "join_code_withdrawn": "nobody can join any more",
    "ballot_entered": "a ballot was typed in",
    "ballot_taken_back": "a typed ballot was taken back",
    "people_simulated": "simulated people joined",
    "simulated_people_acted": "the simulated people acted",
}


def happening(view: ConsoleView) -> str:
    """What is happening now, in a sentence."""
    state, latest, voting = view.state, view.state.latest_round, view.state.open_round
    if state.erased_at:
        return "The workshop is over. Ballots, ideas and participants were erased; the published results stay."
    if state.is_closed:
        return "The workshop is closed. Nobody can join or vote."
    if voting is not None and voting.is_ending(view.now):
        return "The time is over. Votes on their way are still taken; counting in a moment."
    stopped = " The clock is stopped." if state.paused_at else ""
    if voting is not None:
        return f"People vote: {round_words(voting)}.{stopped}"
    if state.stage is Stage.VOTE and latest is not None and latest.state is RoundState.COUNTED:
        return f"Vote {latest.number} is counted. Nobody has seen the results."
    if state.stage is Stage.DISCUSS and latest is not None and latest.state is RoundState.REVEALED:
        return f"The room sees the results of vote {latest.number} and discusses.{stopped}"
    return _HAPPENING[state.stage] + stopped


def round_words(one: Round) -> str:
    """What a round asks: `ranking of 6, “What holds parity back most here?”`."""
    return f"{label(one.paper.kind)} of {len(one.paper.targets)}, “{one.question}”"


def left_words(left: timedelta) -> str:
    """Minutes and seconds: `4:05`."""
    minutes, seconds = divmod(int(left.total_seconds()), 60)
    return f"{minutes}:{seconds:02d}"


def joined_words(view: ConsoleView) -> str:
    """How many people take part."""
    return f"{view.joined:,} joined"


def voted_words(view: ConsoleView) -> str:
    """How many of them have voted."""
    return f"{view.done:,} of {view.joined:,} have voted"


def small_groups_words(view: ConsoleView) -> str:
    """Which groups are too small to be shown by themselves, '' for none."""
    small = [f"{label(one.group)} ({one.people})" for one in view.groups if one.is_small]
    if not small:
        return ""
    return (
        f"Fewer than {view.state.plan.least}: {listed(small)}. If it stays so, their answers are shown together as "
        "“Other voices”, or not by group at all."
    )


def actor_words(actor: str, view: ConsoleView) -> str:
    """Who did something: an account's name, for whom a link is, or the server."""
    if not actor:
        return "the server"
    if not actor.startswith("link "):
        return view.names.get(actor, "a former member")
    notes = {link.id: link.note for link in view.links}
    note = notes.get(actor.removeprefix("link "))
    return f"the link for {note}" if note else "a facilitator's link"


def entry_words(entry: LogEntry, state: WorkshopState, log: Sequence[LogEntry] = ()) -> str:
    """What was done, in words that follow 'Undo:' as well as a time; what was taken back is looked up in the log."""
    if isinstance(entry.event, Undone):
        undone = next((one for one in log if one.number == entry.event.number), None)
        return f"taken back: {entry_words(undone, state)}" if undone else f"entry {entry.event.number} was taken back"
    made = _EVENTS.get(type(entry.event))
    return made(entry.event, state) if made else _PLAIN.get(entry.event.kind, entry.event.kind.replace("_", " "))


_PLAIN = {
    "plan_changed": "the set-up was changed",
    "paused": "the clock was stopped",
    "resumed": "the clock went on",
    "closed": "the workshop was closed",
    "reopened": "the workshop was opened again",
}


def _item(state: WorkshopState, item_id: str) -> str:
    try:
        return f"“{state.item(item_id).text}”"
    except OutOfOrderError:
        return "something that was taken back"


def _opened(event: RoundOpened, _state: WorkshopState) -> str:
    kind = label(RoundKind(event.asks))
    return f"a {kind} of {len(event.targets)} was opened: “{event.question}”"


def _counted(event: RoundCounted, _state: WorkshopState) -> str:
    people = plural(sum(event.ballots.values()), "ballot")
    return f"vote {event.round} was counted: {people}, publication {event.publication}"


def _placed(event: ItemPlaced, state: WorkshopState) -> str:
    where = cell_label(Cell.from_token(event.cell)) if event.cell else "no single topic"
    return f"{_item(state, event.item)} was placed: {where}"


def _extended(event: Extended, _state: WorkshopState) -> str:
    return f"{plural(event.seconds // 60, 'minute')} more"


def _noted(event: Noted, _state: WorkshopState) -> str:
    return _NOTED.get(event.what, event.what.replace("_", " "))


_EVENTS: dict[type[Event], Callable[[Any, WorkshopState], str]] = {
    StageEntered: lambda event, _state: f"went to {STAGE_WORDS[Stage(event.stage)]}",
    Extended: _extended,
    FactsShown: lambda event, _state: (
        "the measured gap was shown" if event.are_shown else "the measured gap was taken away"
    ),
    RoundOpened: _opened,
    VotingEnded: lambda event, _state: f"the voting of vote {event.round} was ended",
    RoundCounted: _counted,
    RoundRevealed: lambda event, _state: f"the results of vote {event.round} were revealed",
    RoundReopened: lambda event, _state: f"vote {event.round} was opened again",
    Erased: lambda event, _state: f"ballots, ideas and participants were erased (receipt {event.receipt})",
    Noted: _noted,
    IdeaShown: lambda event, _state: f"the idea “{event.text}” was shown",
    IdeaHidden: lambda _event, _state: "an idea was kept back",
    IdeaRestored: lambda _event, _state: "an idea that was kept back waits again",
    ItemAdded: lambda event, _state: f"“{event.item['text']}” was added",
    ItemReworded: lambda event, _state: f"reworded to “{event.text}”",
    ItemPlaced: _placed,
    ItemMerged: lambda event, _state: f"{len(event.items)} were merged into “{event.text}”",
    ItemSplit: lambda event, state: f"{_item(state, event.item)} was split into {len(event.into)}",
    ItemHidden: lambda event, state: f"{_item(state, event.item)} was hidden",
    ItemRestored: lambda event, state: f"{_item(state, event.item)} was put back",
}
