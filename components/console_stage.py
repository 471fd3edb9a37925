"""The head of the facilitator's console: where the workshop stands, its clock, and the next step."""

from markupsafe import Markup

from components.console_parts import Console, action, change_set_up, folded
from components.console_words import (
    STAGE_WORDS,
    STEP_WORDS,
    entry_words,
    happening,
    joined_words,
    left_words,
    small_groups_words,
    voted_words,
)
from components.formatting import clock_words
from components.labels import label
from components.markup import tag
from domain_model.use_cases.describe_workshop import Step
from domain_model.use_cases.run_workshop import STAGES_IN_ORDER
from domain_model.workshop_vocabulary import RoundState, Stage

_VOTES = {Step.RANK: "rank", Step.SCORE: "cells"}


def stage_head(console: Console) -> Markup:
    """What a facilitator looks at first."""
    return tag(
        "section",
        _track(console),
        tag("h2", f"Now: {STAGE_WORDS[console.view.state.stage]}", id="console-now", tabindex="-1"),
        tag("p", happening(console.view), class_="console-happening"),
        tag(
            "div",
            _gap_first(console),
            _next(console),
            _back(console),
            change_set_up(console, "change-set-up", "action secondary"),
            class_="buttons console-steps",
        ),
        tag("div", _clock(console), _counts(console), class_="console-measures"),
        _time_buttons(console),
        tag("div", _undo(console), _open_again(console), class_="buttons"),
        _other_stages(console),
        _end(console),
        id="stage",
        aria_labelledby="console-now",
        class_="console-part console-stage",
    )


def _track(console: Console) -> Markup:
    now = console.view.state.stage
    reached = STAGES_IN_ORDER.index(now) if now in STAGES_IN_ORDER else len(STAGES_IN_ORDER)
    steps = (
        tag(
            "li",
            STAGE_WORDS[stage],
            aria_current="step" if stage is now else None,
            class_="is-past" if place < reached else None,
        )
        for place, stage in enumerate(STAGES_IN_ORDER)
    )
    return tag("ol", *steps, class_="console-track", aria_label="Stages")


def _clock(console: Console) -> Markup:
    """The timer that people watch; a script lets it run, without which it says when it was looked at."""
    view = console.view
    left = view.state.time_left(view.now)
    if left is None:
        return tag("p", "No timer runs.", class_="console-clock no-timer", data_clock="")
    words = " (stopped)" if _is_paused(console) else ""
    at = tag("span", f" left{words} at {clock_words(view.now)}", class_="console-clock-at")
    return tag("p", tag("strong", left_words(left), data_clock=""), at, class_="console-clock")


def _is_paused(console: Console) -> bool:
    state = console.view.state
    voting = state.open_round
    return bool(voting.paused_at if voting else state.paused_at)


def _counts(console: Console) -> Markup:
    view = console.view
    latest = view.state.latest_round
    is_voting = latest is not None and latest.state is not RoundState.REVEALED and not view.state.is_closed
    voted = tag("p", voted_words(view), data_voted="", class_="console-voted") if is_voting else None
    by_group = (
        tag("li", f"{label(one.group)} ", tag("strong", f"{one.people} "), class_="is-small" if one.is_small else None)
        for one in view.groups
        if one.people
    )
    small = small_groups_words(view)
    return tag(
        "div",
        voted,
        tag("p", joined_words(view), data_joined="", class_="console-joined"),
        tag("ul", *by_group, class_="console-groups", aria_label="Joined, by group") if view.joined else None,
        tag("p", small, class_="hint") if small else None,
    )


def _next(console: Console) -> Markup:
    """The one button that is meant now."""
    view, step = console.view, console.view.step
    words = "Go on: the next vote" if step is Step.VOTE and view.state.rounds else STEP_WORDS[step]
    latest = view.state.latest_round
    if step is Step.WAIT:
        again = tag("a", "Look again", href=f"{console.base}{console.sight.query}", id="next-step")
        return tag("p", tag("strong", f"{words}. "), again, class_="console-wait")
    if step is Step.REPORT:
        return tag("a", words, href=f"{console.base}/report", class_="action primary next-step", id="next-step")
    if step in _VOTES:
        return action(console, "votes/open", words, "next-step", kind="primary next-step", what=_VOTES[step])
    if step is Step.CLOSE:
        return action(console, "close", words, "next-step", kind="primary next-step")
    if step in (Step.END_VOTING, Step.REVEAL) and latest is not None:
        voting = view.state.open_round or latest
        to = "votes/end" if step is Step.END_VOTING else "votes/reveal"
        return action(console, to, words, "next-step", kind="primary next-step", round=voting.number)
    seen = view.state.stage.value
    return action(console, "stage", words, "next-step", kind="primary next-step", stage=step.value, seen=seen)


def _gap_first(console: Console) -> Markup | None:
    """What the room should have talked about before the workshop is closed: beside the button that closes it."""
    if console.view.step is not Step.CLOSE:
        return None
    shown = console.view.state.facts_shown
    words = "Take the measured gap away" if shown else "Show the measured gap"
    return action(console, "facts", words, "gap-first", shown="no" if shown else "yes")


def _back(console: Console) -> Markup | None:
    before, state = console.view.stage_before, console.view.state
    if before is None or state.open_round is not None or console.view.step.value == before.value:
        return None
    words = f"Back to {STAGE_WORDS[before]}"
    return action(console, "stage", words, "back", stage=before.value, seen=state.stage.value)


def _time_buttons(console: Console) -> Markup | None:
    view = console.view
    if view.state.is_closed:
        return None
    pause = (
        action(console, "clock/go-on", "Start the clock again", "pause")
        if view.state.paused_at
        else action(console, "clock/pause", "Pause", "pause")
    )
    return tag(
        "div",
        None if view.step is Step.WAIT else pause,
        action(console, "clock/extend", "+1 min", "extend-1", minutes=1),
        action(console, "clock/extend", "+5 min", "extend-5", minutes=5),
        class_="buttons",
        role="group",
        aria_label="Clock",
    )


def _undo(console: Console) -> Markup | None:
    entry = console.view.undoable
    if entry is None:
        return None
    words = entry_words(entry, console.view.state, console.view.log)
    return action(console, "undo", f"Undo: {words}", "undo", kind="secondary undo", number=entry.number)


def _open_again(console: Console) -> Markup | None:
    state = console.view.state
    if state.erased_at or not state.is_closed:
        return None
    return action(console, "open-again", "Open again", "end")


def _end(console: Console) -> Markup | None:
    """Closing, apart from what is pressed often and folded away: it ends the session for everybody."""
    view = console.view
    if view.state.is_closed or view.step is Step.CLOSE or view.state.open_round is not None:
        return None
    means = "Once it is closed, nobody can join or vote; the results stay, and you can open it again."
    closing = tag("div", action(console, "close", "Close the workshop", "end"), class_="buttons")
    return folded("end-fold", "End of the workshop", tag("p", means), closing)


def _other_stages(console: Console) -> Markup | None:
    """Every stage at once, for a workshop that leaves some out."""
    state = console.view.state
    if state.is_closed or state.open_round is not None:
        return None
    buttons = (
        action(console, "stage", STAGE_WORDS[stage], f"to-{stage.value}", stage=stage.value, seen=state.stage.value)
        for stage in STAGES_IN_ORDER
        if stage not in (state.stage, Stage.CLOSED)
    )
    return folded("other-stages", "Go to another stage", tag("div", *buttons, class_="buttons"))
