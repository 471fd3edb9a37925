"""The facilitator's console as a whole: everything in one panel, which a script replaces when something changed."""

from collections.abc import Callable
from datetime import datetime

from markupsafe import Markup

from components.console_ideas import ideas_part
from components.console_items import items_part
from components.console_links import join_part, people_part, record_part
from components.console_parts import Console
from components.console_rounds import rounds_part
from components.console_stage import stage_head
from components.form_parts import error_summary
from components.markup import tag
from components.rehearsal_controls import rehearsal_controls


def console_panel(console: Console, in_milliseconds: Callable[[datetime], int]) -> Markup:
    """All of the console below its heading."""
    view = console.view
    state, voting = view.state, view.state.open_round
    deadline, paused_at = (voting.deadline, voting.paused_at) if voting else (state.deadline, state.paused_at)
    said = tag("div", *(tag("p", words) for words in console.messages), class_="notice said", id="console-said")
    rehearsal = tag("p", tag("strong", "REHEARSAL"), ": nothing of it counts.", class_="console-rehearsal")
    side = tag("div", join_part(console), class_="console-side")
    rest = tag(
        "div",
        rehearsal_controls(view.workshop.id, console.hidden) if _rehearses(console) else None,
        *_in_order(console),
        people_part(console),
        record_part(console),
        class_="console-rest",
    )
    return tag(
        "div",
        said if console.messages else None,
        _summary(console),
        tag("p", console.area, class_="console-area"),
        rehearsal if state.plan.is_rehearsal else None,
        tag("div", stage_head(console), side, rest, class_="console-columns"),
        id="console-panel",
        data_version=state.version,
        data_base=console.base,
        data_now=in_milliseconds(view.now),
        data_deadline=in_milliseconds(deadline) if deadline else "",
        data_paused="yes" if paused_at else "",
        data_joined=view.joined,
        data_done=view.done,
        data_ideas="yes" if state.stage in ("ideas", "share", "clarify") else "",
    )


def _rehearses(console: Console) -> bool:
    state = console.view.state
    return state.plan.is_rehearsal and not state.is_closed


def _in_order(console: Console) -> tuple[Markup | None, ...]:
    """Votes first where people vote or discuss; the list before."""
    parts = (ideas_part(console), items_part(console))
    votes = rounds_part(console)
    return (votes, *parts) if console.view.state.stage in ("vote", "discuss", "closed") else (*parts, votes)


def _summary(console: Console) -> Markup | None:
    draft = console.draft
    if draft is None:
        return None
    return error_summary("This was not done", [(f"{draft.key}-{draft.name}", draft.problem)])
