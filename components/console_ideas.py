"""The ideas of a room on the facilitator's console: their number, and on request their words to moderate them."""

from dataclasses import replace

from markupsafe import Markup

from components.console_parts import Console, Sight, action, choice, folded, line, part, typed_form
from components.form_parts import button
from components.formatting import plural
from components.labels import cell_label
from components.markup import joined, tag
from domain_model.cells import Cell
from domain_model.workshop.items import LONGEST_ITEM
from domain_model.workshop.records import Idea
from domain_model.workshop_vocabulary import Stage

IDEAS_AT_ONCE = 20
_SILENT = frozenset({Stage.SET_UP, Stage.IDEAS})


def ideas_part(console: Console) -> Markup | None:
    """How many ideas there are, and those that are looked at; None where there are none and none are expected."""
    view = console.view
    found = view.ideas
    if view.state.is_closed or (not found.given and view.state.stage is not Stage.IDEAS):
        return None
    numbers = (
        f"{plural(found.given, 'idea')} from {plural(found.people, 'person', 'people')}: {found.shown} shown, "
        f"{len(found.waiting)} waiting, {len(found.hidden)} kept back."
    )
    return part("ideas", "Ideas", tag("p", numbers, class_="console-number"), _suggested(console), _looked_at(console))


def _suggested(console: Console) -> Markup | None:
    """The next idea of the round robin, once ideas are shared."""
    state, waiting = console.view.state, console.view.ideas.waiting
    if state.stage in _SILENT or not waiting or console.sight.ideas == "waiting":
        return None
    following = tag("h3", "Next in the round", id="next-idea-title")
    return tag("div", following, tag("ul", _idea(console, waiting[0]), class_="console-list"), class_="console-next")


def _looked_at(console: Console) -> Markup:
    found, sight = console.view.ideas, console.sight
    links = (
        _sight_link(console, "waiting", f"Look at the ideas that wait ({len(found.waiting)})", len(found.waiting)),
        _sight_link(console, "hidden", f"Look at those kept back ({len(found.hidden)})", len(found.hidden)),
    )
    if not sight.ideas:
        return tag("p", *links, class_="buttons")
    ideas = found.waiting if sight.ideas == "waiting" else found.hidden
    pages = max(1, -(-len(ideas) // IDEAS_AT_ONCE))
    page = min(sight.page, pages)
    some = ideas[(page - 1) * IDEAS_AT_ONCE : page * IDEAS_AT_ONCE]
    title = "Waiting, in the order of the round" if sight.ideas == "waiting" else "Kept back"
    onward = [
        _page_link(console, page - 1, "Earlier ones") if page > 1 else None,
        _page_link(console, page + 1, "Further ones") if page < pages else None,
    ]
    of_pages = f" (page {page} of {pages})" if pages > 1 else ""
    return joined(
        (
            tag("p", *links, _closing_link(console), class_="buttons"),
            tag("h3", title + of_pages),
            tag("ul", *(_idea(console, one) for one in some), class_="console-list")
            if some
            else tag("p", "There are none."),
            tag("p", *onward, class_="buttons") if pages > 1 else None,
        )
    )


def _sight_link(console: Console, ideas: str, words: str, number: int) -> Markup | None:
    if console.sight.ideas == ideas or not number:
        return None
    address = f"{console.base}{replace(console.sight, ideas=ideas, page=1).query}#ideas"
    return tag("a", words, href=address, id=f"look-{ideas}", data_sight="")


def _closing_link(console: Console) -> Markup:
    address = f"{console.base}{Sight(whole_record=console.sight.whole_record).query}#ideas"
    return tag("a", "Show their number only", href=address, id="look-none", data_sight="")


def _page_link(console: Console, page: int, words: str) -> Markup:
    address = f"{console.base}{replace(console.sight, page=page).query}#ideas"
    return tag("a", words, href=address, id=f"ideas-page-{page}", data_sight="")


def _idea(console: Console, idea: Idea) -> Markup:
    key, state = f"idea-{idea.id}", console.view.state
    where = cell_label(Cell.from_token(idea.cell)) if idea.cell else ""
    words = (
        tag("p", idea.text, class_="console-words"),
        tag("p", where, class_="console-where") if where else None,
    )
    if idea.id in state.hidden_ideas:
        restore = action(console, "ideas/restore", "Let it wait again", f"{key}-restore", about=idea.text, idea=idea.id)
        return tag("li", *words, restore, id=key)
    back = action(console, "ideas/hide", "Keep back", f"{key}-hide", about=idea.text, idea=idea.id)
    if state.stage in _SILENT:
        return tag("li", *words, back, id=key)
    show = action(console, "ideas/show", "Show to the room", f"{key}-show", about=idea.text, idea=idea.id)
    return tag("li", *words, tag("div", show, back, class_="buttons"), _changed_before(console, idea), id=key)


def _changed_before(console: Console, idea: Idea) -> Markup:
    """Showing it in other words, or at another topic."""
    key = f"idea-{idea.id}-changed"
    changed = typed_form(
        console,
        key,
        "ideas/show",
        tag("input", type="hidden", name="idea", value=idea.id),
        line(console, key, "text", "Wording", idea.text, maxlength=LONGEST_ITEM),
        choice(console, key, "cell", "Topic", console.cells, idea.cell),
        button("Show it like this", kind="secondary", id=f"{key}-show"),
    )
    return folded(f"{key}-fold", "Reword or place it first", changed, is_open=bool(console.problem(key)))
