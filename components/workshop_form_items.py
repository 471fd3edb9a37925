"""What a workshop's set-up form offers and takes to vote on: the catalogue's, what is there already, and own lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components.labels import cell_label
from domain_model.cells import CELLS, Cell
from domain_model.dataset import Dataset
from domain_model.people import new_id
from domain_model.use_cases.plan_workshop import catalogue_item, statements_of
from domain_model.workshop.items import Item, checked_item
from domain_model.workshop.plans import WorkshopPlan
from domain_model.workshop_vocabulary import ItemOrigin

Problems = dict[str, str]
"""What is wrong, by field."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Ids of the catalogue's statements and of what is there already, and the lines of the facilitator."""

    statements: frozenset[str]
    kept: frozenset[str]
    own: str


def kept_items(plan: WorkshopPlan | None, dataset: Dataset) -> tuple[Item, ...]:
    """What a plan has to vote on that is neither in the catalogue as it stands nor a line of the facilitator's."""
    if plan is None:
        return ()
    catalogue = statements_of(dataset)

    def is_listed(item: Item) -> bool:
        if item.origin is ItemOrigin.FACILITATOR:
            return "|" not in item.text
        known = catalogue.get(item.cell, ()) if item.cell else ()
        return any(one.id == item.source and catalogue_item(one, one.cells[0]).text == item.text for one in known)

    return tuple(item for item in plan.items if not is_listed(item))


def items_of(
    chosen: Chosen, cells: Sequence[Cell], dataset: Dataset, standing: WorkshopPlan | None, problems: Problems
) -> tuple[Item, ...]:
    """Everything to vote on: what stood before in its order, then what is new by cell, then the lines.

    What is wrong goes into `problems`.
    """
    known = standing.items if standing else ()
    found: dict[str, Item] = {item.id: item for item in kept_items(standing, dataset) if item.id in chosen.kept}
    for cell in cells:
        for statement in statements_of(dataset)[cell]:
            if statement.id in chosen.statements:
                made = catalogue_item(statement, cell)
                same = _same(made, known)
                found.setdefault(same.id, same)
    for line in dict.fromkeys(lines_of(chosen.own)):
        try:
            written = _same(_own_item(line), known)
        except ValueError as error:
            problems.setdefault("own", f"{line[:60]}: {error}")
            continue
        found.setdefault(written.id, written)
    outside = next((item for item in found.values() if item.cell and item.cell not in cells), None)
    if outside is not None and outside.cell is not None:
        problems["cells"] = f"Tick {cell_label(outside.cell)} too: '{outside.text[:60]}' belongs to it."
    places = {item.id: place for place, item in enumerate(known)}
    return tuple(sorted(found.values(), key=lambda item: places.get(item.id, len(places))))


def _same(item: Item, known: Iterable[Item]) -> Item:
    """The item of the standing plan that says the same of the same cell, else this one."""
    return next(
        (
            one
            for one in known
            if (one.text, one.cell, one.origin) == (item.text, item.cell, item.origin)
            and (item.origin is not ItemOrigin.CATALOGUE or one.source == item.source)
        ),
        item,
    )


def _own_item(line: str) -> Item:
    """A line as something to vote on: its text, then a cell after an upright stroke if it belongs to one.

    Raises:
        ValueError: if it is too long, or the cell is none.
    """
    text, stroke, where = line.rpartition("|")
    cell = _cell_of(where) if stroke else None
    return Item(new_id(), checked_item(text if stroke else line), cell, ItemOrigin.FACILITATOR)


def _cell_of(words: str) -> Cell:
    said = " ".join(words.casefold().split())
    found = next((cell for cell in CELLS if said in (cell.token, cell_label(cell).casefold())), None)
    if found is None:
        raise ValueError(f"there is no cell '{words.strip()[:40]}'. Write one as '{cell_label(CELLS[0])}'.")
    return found


def lines_of(text: str) -> list[str]:
    """The lines that hold something, tidied."""
    return [tidy for line in text.splitlines() if (tidy := " ".join(line.split()))]
