"""The view of the page from barrier to indicator: its address, its fields, and how many barriers each cell has."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from components.added_words import ADDED_HERE, added_note, added_words, was_added
from components.filters import select
from components.formatting import plural
from components.framework_words import area_choices
from components.labels import cell_label, label
from components.markup import for_ears, joined, tag
from components.query_view import QueryView
from components.stacked_table import stacked_table
from domain_model.cells import CELLS, Cell
from domain_model.evidence_vocabulary import StrategyStrength
from domain_model.geography import Geography
from domain_model.use_cases.find_strategies import BarrierAnswers, CellBarriers
from domain_model.vocabulary import BuildingBlock, Level

SHOWN_OF_A_CELL = 60
"""How many barriers of a cell stand in its list at once."""


@dataclass(frozen=True, slots=True)
class StrategiesView(QueryView):
    """One `barrier`, or one `answer` read backwards, or the list of barriers; in one cell, or only those without.

    `area` is where the figures are from that should move, '' for England. `page` counts the pages of a cell's list
    from 1. `catalogue_only` leaves out what was added in this copy.
    """

    barrier: str = ""
    answer: str = ""
    cell: Cell | None = None
    unanswered: bool = False
    unmeasured: bool = False
    area: str = ""
    page: int = 1
    catalogue_only: bool = False

    def wants(self, one: BarrierAnswers) -> bool:
        """Whether a barrier belongs in the list."""
        return not (self.unanswered and one.answers) and not (self.unmeasured and one.moves)


def strategies_filters(
    view: StrategiesView, by_cell: Mapping[Cell, CellBarriers], chooser: Markup | None, geography: Geography
) -> Markup:
    """The bar of fields: which cell, which barrier in it, which are left out, and whose figures.

    Where one barrier or answer is open, what narrows the list has nothing to narrow and is left out.
    """
    counts = {cell: len([one for one in by_cell[cell].barriers if view.wants(one)]) for cell in CELLS}
    cells = [(cell.token, f"{cell_label(cell)} · {counts[cell]}") for cell in CELLS]
    of_the_list = (
        select("cell", "Cell of the barrier", [("", "all cells"), *cells], view.cell.token if view.cell else ""),
        _only("unanswered", "only without an answer", chosen=view.unanswered),
        _only("unmeasured", "only without a pair", chosen=view.unmeasured),
    )
    fields = (
        *(() if view.barrier or view.answer else of_the_list),
        chooser,
        select("area", "Figures of", area_choices(geography, "England"), view.area),
    )
    reset = tag("a", "Reset all", href="?", class_="reset", data_key="reset")
    return tag("div", *fields, reset, class_="filters", role="group", aria_label="Choose what is shown")


def barrier_choice(view: StrategiesView, by_cell: Mapping[Cell, CellBarriers]) -> Markup | None:
    """The barriers of the chosen cell as a list to choose from; None where no cell is chosen, or an answer is open."""
    if view.cell is None or view.answer:
        return None
    wanted = [one.barrier for one in by_cell[view.cell].barriers if view.wants(one)][:SHOWN_OF_A_CELL]
    choices = [(one.id, f"{one.text[:70]}{'…' if len(one.text) > 70 else ''}{_added(one.id)}") for one in wanted]
    return select("barrier", "Barrier", [("", "all of this cell"), *choices], view.barrier)


def _added(barrier: str) -> str:
    return f" ({ADDED_HERE})" if was_added(barrier) else ""


def added_among_barriers(view: StrategiesView, everything: Mapping[Cell, CellBarriers]) -> Markup | None:
    """How many of the barriers listed were added here, with the way to the same without them; None where none was.

    `everything` are the barriers by cell with what was added.
    """
    cells = (view.cell,) if view.cell else tuple(everything)
    barriers = {one.barrier.id for cell in cells for one in everything[cell].barriers if view.wants(one)}
    words = added_words(sum(map(was_added, barriers)), len(barriers), "barrier", left_out=view.catalogue_only)
    return added_note(words, view.with_(catalogue_only=not view.catalogue_only, page=1).to_search() or "?")


def _only(name: str, words: str, *, chosen: bool) -> Markup:
    field = f"filter-{name}"
    box = tag("input", type="checkbox", id=field, value="yes", checked=chosen, data_view_param=name, data_key=field)
    return tag("div", box, tag("label", words, for_=field), class_="filter filter-check")


def barriers_table(view: StrategiesView, by_cell: Mapping[Cell, CellBarriers]) -> Markup:
    """How many barriers each cell has, how many of them have an answer, and how many a pair that should move."""
    different = {one.barrier.id: one for cell in CELLS for one in by_cell[cell].barriers}
    answered = sum(bool(one.answers) for one in different.values())
    ours = sum(one.strongest is StrategyStrength.INFERRED for one in different.values())
    measured = sum(bool(one.moves) for one in different.values())
    caption = (
        f"{plural(len(different), 'barrier')}: {answered} with an answer in these sources, of which {ours} only by our "
        f"inference; {measured} with a published pair that should move. A barrier that stands in several cells counts "
        "in each."
    )
    rows = [
        (label(block), *(_crossing(by_cell[Cell(block, level)], view) for level in Level)) for block in BuildingBlock
    ]
    return tag(
        "div",
        stacked_table(caption, ("Building block", *(label(level) for level in Level)), rows),
        class_="crosswalk strategy-crosswalk",
    )


def list_id(cell: Cell) -> str:
    """The place on the page where the list of a chosen cell begins; it exists only while that cell is chosen."""
    return f"barriers-of-{cell.token.replace('/', '-')}"


def _crossing(here: CellBarriers, view: StrategiesView) -> Markup:
    number = len(here.barriers)
    if not number:
        return tag("span", "no barrier", class_="crosswalk-none")
    of_cell = StrategiesView(cell=here.cell, area=view.area, catalogue_only=view.catalogue_only)
    address = f"{of_cell.to_search()}#{list_id(here.cell)}"
    link = tag(
        "a", plural(number, "barrier"), for_ears(f" of {cell_label(here.cell)}"), href=address,
        aria_current="true" if here.cell == view.cell else None, data_key=f"cross-{here.cell.token}",
    )  # fmt: skip
    return joined((link, tag("small", f"{here.answered} with an answer; {here.measured} with a pair")))
