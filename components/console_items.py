"""What is voted on, on the facilitator's console: each thing with its letter and history, and how to change it."""

from markupsafe import Markup

from components.console_parts import Console, action, choice, folded, line, lines, part, typed_form
from components.form_parts import button
from components.formatting import plural
from components.labels import cell_label, label
from components.markup import for_ears, joined, tag
from domain_model.workshop.items import LONGEST_ITEM, Item, letter_of
from domain_model.workshop_vocabulary import Stage

MERGE = "merge"
ADD = "add-item"
_AT_WORK = frozenset({Stage.SHARE, Stage.CLARIFY})
"""The stages in which the list is what the room works on; in others it is folded away."""


def items_part(console: Console) -> Markup | None:
    """The list of what is voted on."""
    state = console.view.state
    in_play = state.items_in_play
    listed = tag("ol", *(_item(console, item, place) for place, item in enumerate(in_play)), class_="console-list")
    content = joined(
        (
            listed if in_play else tag("p", "Nothing yet."),
            None if state.is_closed else _add(console),
            _merge(console) if len(in_play) > 1 and not state.is_closed else None,
            _hidden(console),
        )
    )
    title = f"What is voted on ({len(in_play)})"
    if state.stage in _AT_WORK:
        return part("items", title, content)
    is_typed = console.draft is not None and console.draft.key.startswith(("item-", MERGE, ADD))
    return tag("section", folded("items-fold", tag("h2", title), content, is_open=is_typed), id="items",
               class_="console-part")  # fmt: skip


def item_key(item_id: str) -> str:
    """The key of the form that changes an item."""
    return f"item-{item_id}"


def _item(console: Console, item: Item, place: int) -> Markup:
    key, letter = item_key(item.id), letter_of(place)
    where = cell_label(item.cell) if item.cell else "no single topic"
    is_ticked = item.id in console.typed(MERGE, "items").split()
    choose = tag(
        "input", type="checkbox", id=f"{key}-merge", name="items", value=item.id, form=MERGE, checked=is_ticked
    )
    is_closed = console.view.state.is_closed
    words = tag("p", tag("strong", f"{letter}  "), item.text, class_="console-words")
    to_merge = joined(("Merge", for_ears(f" {letter}")))
    merging = tag("div", choose, tag("label", to_merge, for_=f"{key}-merge"), class_="choice")
    return tag(
        "li",
        tag("div", words, None if is_closed else merging, class_="console-row"),
        tag("p", f"{label(item.origin)} · {where}", class_="console-where"),
        _history(console, item),
        None if is_closed else _change(console, item, letter),
        id=f"{key}-entry",
    )


def _history(console: Console, item: Item) -> Markup | None:
    """Former wordings, and what it was made of."""
    came_from = [one.text for one in console.view.state.items if one.merged_into == item.id]
    if not item.earlier and not came_from:
        return None
    was = [*(f"Said before: “{text}”" for text in item.earlier), *(f"Came from: “{text}”" for text in came_from)]
    return folded(f"{item_key(item.id)}-history", "History", tag("ul", *(tag("li", one) for one in was)))


def _change(console: Console, item: Item, letter: str) -> Markup:
    """One form, each of whose buttons does one thing with what was typed."""
    key = item_key(item.id)

    def does(to: str, words: str, short: str, takes: str) -> Markup:
        said = joined((words, for_ears(f" {letter}")))
        return button(said, kind="secondary", id=f"{key}-{short}", formaction=console.to(to), data_takes=takes)

    changing = typed_form(
        console,
        key,
        "items/reword",
        tag("input", type="hidden", name="item", value=item.id),
        tag("input", type="hidden", name="was", value=item.text),
        line(console, key, "text", "Wording", item.text, maxlength=LONGEST_ITEM),
        does("items/reword", "Keep this wording", "reword", "text"),
        choice(console, key, "cell", "Topic", console.cells, item.cell.token if item.cell else ""),
        does("items/place", "Place it there", "place", "cell"),
        lines(console, key, "parts", "Split into: one on each line"),
        does("items/split", "Split", "split", "parts"),
        does("items/hide", "Hide from the list", "hide", ""),
    )
    words = joined(("Change", for_ears(f" {letter}")))
    return folded(f"{key}-fold", words, changing, is_open=bool(console.problem(key)))


def _add(console: Console) -> Markup:
    adding = typed_form(
        console,
        ADD,
        "items/add",
        line(console, ADD, "text", "Wording", maxlength=LONGEST_ITEM),
        choice(console, ADD, "cell", "Topic", console.cells),
        button("Add", kind="secondary", id=f"{ADD}-send"),
    )
    return folded(f"{ADD}-fold", "Add something of your own", adding, is_open=bool(console.problem(ADD)))


def _merge(console: Console) -> Markup:
    merging = typed_form(
        console,
        MERGE,
        "items/merge",
        tag("p", "Tick two or more above, then say in one sentence what they have in common.", class_="hint"),
        line(console, MERGE, "text", "Wording of the one that they become", maxlength=LONGEST_ITEM),
        button("Merge those ticked", kind="secondary", id=f"{MERGE}-send"),
    )
    return folded(f"{MERGE}-fold", "Merge those ticked", merging, is_open=bool(console.problem(MERGE)))


def _hidden(console: Console) -> Markup | None:
    hidden = [item for item in console.view.state.items if item.is_hidden and not item.merged_into]
    if not hidden:
        return None
    rows = (tag("li", tag("p", item.text, class_="console-words"), _put_back(console, item)) for item in hidden)
    return folded("items-hidden", f"Hidden: {plural(len(hidden), 'thing')}", tag("ul", *rows, class_="console-list"))


def _put_back(console: Console, item: Item) -> Markup | None:
    if console.view.state.is_closed:
        return None
    key = f"{item_key(item.id)}-restore"
    return action(console, "items/restore", "Put back", key, about=item.text, item=item.id)
