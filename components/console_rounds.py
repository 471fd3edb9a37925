"""Votes on the facilitator's console: opening one, what became of each, and whether the measured gap is shown."""

from markupsafe import Markup

from components.console_parts import Console, action, folded, line, part, typed_form
from components.console_words import round_words, voted_words
from components.form_parts import button
from components.formatting import listed, plural
from components.labels import cell_label, label
from components.markup import for_ears, joined, tag
from domain_model.use_cases.run_workshop import RANK_QUESTION, SCORE_QUESTION
from domain_model.use_cases.steer_workshop import LONGEST_QUESTION
from domain_model.workshop.events import RoundRevealed
from domain_model.workshop.rounds import Round
from domain_model.workshop_vocabulary import RoundState, Scale, Stage

_AT_VOTE = frozenset({Stage.VOTE, Stage.DISCUSS})


def rounds_part(console: Console) -> Markup | None:
    """The votes: those that there were, the latest first, and the forms to open one."""
    state = console.view.state
    if state.stage not in _AT_VOTE and not state.rounds:
        return None
    rounds = tag("ol", *(_round(console, one) for one in reversed(state.rounds)), class_="console-list")
    may_open = state.open_round is None and not state.is_closed
    return part(
        "votes",
        "Votes",
        _opening(console) if may_open else None,
        rounds if state.rounds else tag("p", "There was no vote yet."),
        None if state.is_closed else _facts(console),
    )


def _opening(console: Console) -> Markup:
    """What can be opened, each with its question and its time."""
    plan = console.view.state.plan
    items = len(console.view.state.items_in_play)
    of_items = [label(scale) for scale in plan.scales if scale is not Scale.PERCEPTION] or [label(Scale.SEVERITY)]
    ranking = f"Rank the {min(plan.ranks, items)} strongest of {items}" if items > 1 else ""
    scoring = f"Score {plural(items, 'thing')}: {listed(of_items)}" if items else ""
    topics = f"Score {plural(len(plan.cells), 'topic')}: {listed(label(scale) for scale in plan.scales)}"
    forms = (
        _open_form(console, "rank", ranking, RANK_QUESTION, "Open this ranking"),
        _open_form(console, "cells", topics, SCORE_QUESTION, "Open this scoring"),
        _open_form(console, "items", scoring, SCORE_QUESTION, "Open this scoring"),
    )
    about = tag("p", ", ".join(cell_label(cell) for cell in plan.cells) + ".", class_="hint")
    return tag("div", tag("h3", "Open a vote"), *forms, folded("topics", "Which topics", about))


def open_key(what: str) -> str:
    """The key of the form that opens a vote."""
    return f"open-{what}"


def _open_form(console: Console, what: str, words: str, question: str, does: str) -> Markup | None:
    if not words:
        return None
    key = open_key(what)
    opening = typed_form(
        console,
        key,
        "votes/open",
        tag("input", type="hidden", name="what", value=what),
        line(console, key, "question", "Question", question, maxlength=LONGEST_QUESTION),
        _minutes(console, key),
        button(does, kind="secondary", id=f"{key}-send"),
    )
    return folded(f"{key}-fold", words, opening, is_open=bool(console.problem(key)))


def _minutes(console: Console, key: str) -> Markup:
    usual = str(console.view.state.plan.minutes_of(Stage.VOTE))
    label_words = "Minutes (0: no timer)"
    return line(console, key, "minutes", label_words, usual, inputmode="numeric", maxlength=4, size=4)


def _round(console: Console, one: Round) -> Markup:
    is_ending = one.is_ending(console.view.now)
    standing = {
        RoundState.OPEN: "counting in a moment" if is_ending else f"open, {voted_words(console.view)}",
        RoundState.COUNTED: f"counted ({_ballots(one)}), not revealed",
        RoundState.REVEALED: f"revealed ({_ballots(one)})",
    }[one.state]
    asked = f"Vote {one.number}: {round_words(one)}"
    return tag(
        "li",
        tag("p", asked, class_="console-words"),
        tag("p", standing, _repeats(one), class_="console-where"),
        _round_actions(console, one) if not console.view.state.is_closed else _report(console, one),
        id=f"vote-{one.number}",
    )


def _ballots(one: Round) -> str:
    return plural(sum(one.ballots.values()), "ballot")


def _repeats(one: Round) -> str:
    after = " · after the measured gap was shown" if one.after_facts else ""
    again = f" · asks again what vote {one.repeats} asked" if one.repeats else ""
    published = f" · published {one.publication} times" if one.publication > 1 else ""
    return again + after + published


def _report(console: Console, one: Round) -> Markup | None:
    if one.state is not RoundState.REVEALED:
        return None
    return tag("p", tag("a", "Results", href=f"{console.base}/report#round-{one.number}"), class_="buttons")


def _round_actions(console: Console, one: Round) -> Markup | None:
    state = console.view.state
    if one.state is RoundState.OPEN:
        return None
    about, number = f"of vote {one.number}", one.number
    undoable = console.view.undoable
    is_revealed_last = undoable is not None and undoable.event == RoundRevealed(number)
    is_quiet = state.open_round is None
    reveal = (
        action(console, "votes/reveal", "Reveal", f"reveal-{number}", about=about, round=number)
        if one.state is RoundState.COUNTED
        else None
    )
    hide = (
        action(console, "undo", "Hide again", f"hide-{number}", about=about, number=undoable.number)
        if undoable is not None and is_revealed_last
        else None
    )
    return joined(
        (
            tag("div", reveal, _report(console, one), hide, class_="buttons"),
            _again(console, one) if is_quiet else None,
            _reopen(console, one) if is_quiet else None,
        )
    )


def _again(console: Console, one: Round) -> Markup:
    key = f"again-{one.number}"
    return folded(
        f"{key}-fold",
        joined(("Vote again", for_ears(f" as in vote {one.number}"))),
        typed_form(
            console,
            key,
            "votes/again",
            tag("p", "A new vote on the same things. The results of this one stay as they are.", class_="hint"),
            tag("input", type="hidden", name="round", value=one.number),
            _minutes(console, key),
            button("Open the new vote", kind="secondary", id=f"{key}-send"),
        ),
        is_open=bool(console.problem(key)),
    )


def _reopen(console: Console, one: Round) -> Markup:
    key, least = f"reopen-{one.number}", console.view.state.plan.least
    honest = (
        "People can change their ballots of this vote; its results are hidden meanwhile. It is published again only if "
        f"at least {least} ballots change, in all and in every group that is shown. Otherwise the earlier results "
        "stand, so that nobody's change can be worked out."
    )
    return folded(
        f"{key}-fold",
        joined(("Reopen", for_ears(f" vote {one.number}"))),
        typed_form(
            console,
            key,
            "votes/reopen",
            tag("p", honest, class_="hint"),
            tag("input", type="hidden", name="round", value=one.number),
            _minutes(console, key),
            button("Reopen this vote", kind="secondary", id=f"{key}-send"),
        ),
        is_open=bool(console.problem(key)),
    )


def _facts(console: Console) -> Markup:
    shown = console.view.state.facts_shown
    words = "Take the measured gap away" if shown else "Show the measured gap to the room"
    said = "The room sees what is measured." if shown else "The room does not see yet what is measured."
    return tag(
        "div",
        tag("h3", "Measured gap"),
        tag("p", said),
        action(console, "facts", words, "facts", shown="no" if shown else "yes"),
    )
