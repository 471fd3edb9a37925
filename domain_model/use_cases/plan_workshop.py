"""Plan a workshop: templates that fit an area, the same plan again, and changes of plan before people begin."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from itertools import zip_longest
from types import MappingProxyType

from domain_model.cells import CELLS, Cell
from domain_model.dataset import Dataset
from domain_model.evidence import Statement
from domain_model.geography import Area
from domain_model.people import Person, hash_of
from domain_model.ports import UnitOfWork
from domain_model.use_cases.compare_areas import ParityGrid, compare_areas
from domain_model.use_cases.count_evidence import EvidenceCell, count_evidence
from domain_model.use_cases.run_workshop import Facilitator, act, check_nobody_is_simulated, create_workshop
from domain_model.vocabulary import Band, BuildingBlock, Reading, StatementKind, Vintage
from domain_model.workshop.events import PlanChanged
from domain_model.workshop.items import Item, checked_item
from domain_model.workshop.plans import LONGEST_TITLE, MOST_ITEMS, WorkshopPlan, plan_document
from domain_model.workshop.records import Workshop
from domain_model.workshop.state import OutOfOrderError, WorkshopState
from domain_model.workshop_vocabulary import ItemOrigin, Stage

CELLS_THAT_HURT = 6
CELLS_BY_MEASURE = 3
"""So many of them at most are chosen by the figures; evidence without figures must not be crowded out."""

TEMPLATE_ITEMS = 12
"""As many barriers as a room can read and rank in five minutes."""

_WORSE = (Band.MUCH_WORSE, Band.WORSE)
_COPY_NUMBER = r"^(?P<start>.*) \({word}(?: (?P<number>[0-9]{{1,6}}))?\)$"


class Template(StrEnum):
    """A plan to begin with."""

    WHERE_IT_HURTS = "where_it_hurts"
    ONE_BLOCK = "one_block"
    ALL_CELLS = "all_cells"
    BLANK = "blank"


_AIMS: Mapping[Template, str] = MappingProxyType(
    {
        Template.WHERE_IT_HURTS: "Find out where mental health is furthest behind in {}, and what holds it back most.",
        Template.ONE_BLOCK: "Look at one building block of care in {} in depth: what hinders parity, and what helps.",
        Template.ALL_CELLS: "Go once through the whole system in {}: where is parity near, and where is it far?",
        Template.BLANK: "",
    }
)


def area_and_vintage(dataset: Dataset, code: str) -> tuple[Area, Vintage]:
    """The area of that code and the geography that it is looked up in: today's where it has it.

    Raises:
        LookupError: if no geography has it.
    """
    vintage = dataset.geography.vintage_of(code)
    return dataset.geography.area(code, vintage), vintage


def default_title(area_name: str, day: str) -> str:
    """The title that a workshop has until somebody writes another; `day` in words, `area_name` '' where not chosen."""
    return ", ".join(part for part in ("Parity workshop", area_name, day) if part)


def aim_of(template: Template, area_name: str) -> str:
    """The aim that a template begins with, for an area by its name; '' for a blank one."""
    return _AIMS[template].format(area_name)


def template_plan(
    template: Template, dataset: Dataset, area: str, title: str, day: date, block: BuildingBlock | None = None
) -> WorkshopPlan:
    """The plan that a template makes for an area, from the figures as at a day and the published evidence.

    'Where does it hurt' takes the cells of `cells_that_hurt` and 12 of their barriers; 'one block' the three cells of
    `block` (None: of `block_that_hurts`) with all barriers and enablers; 'all cells' the 18 cells and 12 barriers from
    all of them, one from each cell in turn; 'blank' the 18 cells and nothing to vote on: what the room writes can go
    under any of them.

    Raises:
        LookupError: if there is no such area.
        ValueError: if the title does not do.
    """
    place, _vintage = area_and_vintage(dataset, area)
    both = frozenset(StatementKind)
    barriers = frozenset({StatementKind.BARRIER})
    match template:
        case Template.WHERE_IT_HURTS:
            cells, kinds, most = cells_that_hurt(dataset, area, day), barriers, TEMPLATE_ITEMS
        case Template.ONE_BLOCK:
            chosen = block or block_that_hurts(dataset, area, day)
            cells, kinds, most = tuple(cell for cell in CELLS if cell.block is chosen), both, MOST_ITEMS
        case Template.ALL_CELLS:
            cells, kinds, most = CELLS, barriers, TEMPLATE_ITEMS
        case _:
            cells, kinds, most = CELLS, frozenset[StatementKind](), 0
    items = _in_turn(dataset, cells, kinds, most)
    return WorkshopPlan(title=title, area=area, cells=cells, items=items, aim=aim_of(template, place.short_name))


def cells_that_hurt(dataset: Dataset, area: str, day: date) -> tuple[Cell, ...]:
    """Six cells to look at first in an area, in reading order.

    First those, three at most, in which the deciding pair says that mental health is worse or much worse than physical
    health in this area, the furthest behind first. Then those about which the study prints most barriers, until there
    are six. Whatever is alike stays in reading order, so that the same figures always give the same cells.

    Raises:
        LookupError: if there is no such area.
    """
    grid, evidence = _measured_and_reported(dataset, area, day)
    behind = sorted(_behind(grid, area, CELLS), key=lambda cell: grid.at(area, cell).distance or 0.0)
    by_barriers = sorted(CELLS, key=lambda cell: -evidence[cell].barriers.count)
    chosen = list(dict.fromkeys([*behind[:CELLS_BY_MEASURE], *by_barriers]))[:CELLS_THAT_HURT]
    return tuple(sorted(chosen, key=CELLS.index))


def block_that_hurts(dataset: Dataset, area: str, day: date) -> BuildingBlock:
    """The building block with most cells in which mental health is worse; of several the one with most barriers.

    Raises:
        LookupError: if there is no such area.
    """
    grid, evidence = _measured_and_reported(dataset, area, day)

    def weight(block: BuildingBlock) -> tuple[int, int]:
        cells = [cell for cell in CELLS if cell.block is block]
        return len(_behind(grid, area, cells)), sum(evidence[cell].barriers.count for cell in cells)

    return max(BuildingBlock, key=weight)  # the first one of those that weigh the same


def statements_of(dataset: Dataset) -> dict[Cell, tuple[Statement, ...]]:
    """What the published study says hinders or helps in each cell, barriers first: what a workshop can vote on.

    Whatever is longer than an item may be is left out: to cut it would change what the study says.
    """
    found: dict[Cell, tuple[Statement, ...]] = {}
    for cell, evidence in count_evidence(dataset, Reading.PUBLISHED).items():
        both = (*evidence.barriers.statements, *evidence.enablers.statements)
        found[cell] = tuple(statement for statement in dict.fromkeys(both) if _fits(statement.text))
    return found


def catalogue_item(statement: Statement, cell: Cell) -> Item:
    """A statement as something to vote on in a cell; its id is the statement's, so that it is the same next time."""
    return Item(statement.id, " ".join(statement.text.split()), cell, ItemOrigin.CATALOGUE, statement.id)


def plan_mark(plan: WorkshopPlan) -> str:
    """A short word that is another one for every other plan, by which a form knows what it was drawn from."""
    return hash_of(json.dumps(plan_document(plan), sort_keys=True))[:16]


def standing_plan(state: WorkshopState) -> WorkshopPlan:
    """The plan of a workshop with what can be voted on in it now."""
    items = tuple(replace(item, earlier=()) for item in state.items_in_play)
    return replace(state.plan, items=items)


def check_plan_may_change(state: WorkshopState) -> None:
    """Whether people have not begun.

    Raises:
        OutOfOrderError: if the workshop has left its first stage, or people have voted in it.
    """
    if state.rounds:
        raise OutOfOrderError(
            "People have voted in this workshop, so its set-up stays as it was. Duplicate it to change something."
        )
    if state.stage is not Stage.SET_UP:
        raise OutOfOrderError("This workshop has begun. Go back to its first stage, then change the set-up.")


def change_plan(
    work: UnitOfWork, facilitator: Facilitator, plan: WorkshopPlan, mark: str, now: datetime
) -> WorkshopState:
    """Keep another plan; `mark` is `plan_mark` of the standing plan that it was made from.

    Raises:
        OutOfOrderError: if the workshop has begun, somebody changed the plan meanwhile, or a rehearsal with simulated
            people would become a real workshop.
        LookupError: if there is no such area.
    """
    state = work.workshops.take_turn(facilitator.workshop.id)
    check_plan_may_change(state)
    standing = standing_plan(state)
    if plan_mark(standing) != mark:
        raise OutOfOrderError("Somebody changed the set-up meanwhile. Load the page again and look at it first.")
    area_and_vintage(work.datasets.current(), plan.area)
    if plan == standing:
        return state
    if state.plan.is_rehearsal and not plan.is_rehearsal:
        check_nobody_is_simulated(work, facilitator.workshop.id)
    return act(work, facilitator, PlanChanged(plan_document(plan)), now)


def duplicate_workshop(
    work: UnitOfWork, person: Person, workshop_id: str, now: datetime, *, is_rehearsal: bool = False
) -> Workshop:
    """A new workshop of this person's with the plan of another one, as it was before anything came from the room.

    Raises:
        NotAllowedError: if the person's role does not allow it.
        LookupError: if there is no such workshop.
    """
    plan = work.workshops.state(workshop_id).plan
    title = numbered_title(plan.title, "rehearsal" if is_rehearsal else "copy")
    return create_workshop(work, person, replace(plan, title=title, is_rehearsal=is_rehearsal, repeats=""), now)


def repeat_workshop(work: UnitOfWork, person: Person, workshop_id: str, now: datetime) -> Workshop:
    """A new workshop that asks again what another one asked at its end, in the same words under the same ids.

    Raises:
        OutOfOrderError: if the other one is not closed: what it asked may still change.
        NotAllowedError: if the person's role does not allow it.
        LookupError: if there is no such workshop.
    """
    state = work.workshops.state(workshop_id)
    if not state.is_closed:
        raise OutOfOrderError("A workshop can be run again once it is closed. Until then, duplicate it.")
    plan = standing_plan(state)
    return create_workshop(
        work, person, replace(plan, title=numbered_title(plan.title, "repeat"), repeats=workshop_id), now
    )


def numbered_title(title: str, word: str) -> str:
    """The title with `(copy)`, then `(copy 2)` and so on; a long one gives up its last words for it."""
    known = re.match(_COPY_NUMBER.format(word=re.escape(word)), title)
    if known:
        title, ending = known["start"], f" ({word} {int(known['number'] or 1) + 1})"
    else:
        ending = f" ({word})"
    room = LONGEST_TITLE - len(ending)
    return f"{title if len(title) <= room else f'{title[: room - 2].rstrip()} …'}{ending}"


def _measured_and_reported(dataset: Dataset, area: str, day: date) -> tuple[ParityGrid, Mapping[Cell, EvidenceCell]]:
    _place, vintage = area_and_vintage(dataset, area)
    return compare_areas(dataset, vintage, day), count_evidence(dataset, Reading.PUBLISHED)


def _behind(grid: ParityGrid, area: str, cells: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in cells if grid.at(area, cell).parity_band in _WORSE]


def _in_turn(dataset: Dataset, cells: tuple[Cell, ...], kinds: frozenset[StatementKind], most: int) -> tuple[Item, ...]:
    """So many items at most, one from each cell in turn so that no cell crowds out another; in the cells' order."""
    wanted = {
        cell: [catalogue_item(one, cell) for one in statements if any(one.counts_as(kind) for kind in kinds)]
        for cell, statements in statements_of(dataset).items()
        if cell in cells
    }
    rounds = zip_longest(*(wanted[cell] for cell in cells))
    chosen: dict[str, Item] = {}
    for item in (item for one_round in rounds for item in one_round if item is not None):
        if len(chosen) < most:
            chosen.setdefault(item.id, item)
    return tuple(item for cell in cells for item in wanted[cell] if chosen.get(item.id) == item)


def _fits(text: str) -> bool:
    try:
        checked_item(text)
    except ValueError:
        return False
    return True
