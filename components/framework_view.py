"""The view of the frameworks page: its address, its filters, the table of cells and the lists of entries."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.filters import select
from components.formatting import plural
from components.framework_entries import EntrySetting, framework_entry
from components.framework_words import area_choices, cell_ways, checklist_address, counted_choices
from components.labels import cell_label, label
from components.markup import for_ears, joined, tag
from components.query_view import QueryView
from components.source_words import source_name
from components.stacked_table import stacked_table
from domain_model.cells import CELLS, Cell
from domain_model.evidence import FrameworkEntry, Source
from domain_model.evidence_vocabulary import FrameworkKind, PopulationGroup
from domain_model.geography import Area, Geography
from domain_model.use_cases.read_frameworks import FrameworkFilter, FrameworkList, FrameworkReading
from domain_model.vocabulary import BuildingBlock, Level

OPEN_UP_TO = 40
"""Up to so many entries stand open at once; more are folded by their lists."""


@dataclass(frozen=True, slots=True)
class FrameworksView(QueryView):
    """Which entries are shown: of one kind, cell, group, source or with these words; or one `entry` by itself.

    `area` is the area whose checklists stand beside them, '' for none.
    """

    kind: FrameworkKind | None = None
    cell: Cell | None = None
    group: PopulationGroup | None = None
    source: str = ""
    q: str = ""
    entry: str = ""
    area: str = ""

    def filter(self) -> FrameworkFilter:
        """What the use case is asked for."""
        return FrameworkFilter(self.kind, self.cell, self.group, self.source, self.q)

    @property
    def is_narrow(self) -> bool:
        """Whether anything is chosen that leaves entries out."""
        return self.filter() != FrameworkFilter()


def frameworks_filters(
    view: FrameworksView, reading: FrameworkReading, sources: Sequence[Source], geography: Geography
) -> Markup:
    """The bar of fields, each choice with how many entries it would leave."""
    facets = reading.facets
    kinds = [(kind.value, label(kind)) for kind in FrameworkKind]
    cells = [(cell.token, cell_label(cell)) for cell in CELLS]
    groups = [(group.value, label(group)) for group in PopulationGroup]
    named = [(source.id, source_name(source)) for source in sources]
    kind, cell, group = view.kind or "", view.cell.token if view.cell else "", view.group or ""
    fields = (
        select("kind", "List", counted_choices("all lists", kinds, facets["kind"], kind), kind),
        select("cell", "Cell", counted_choices("all cells", cells, facets["cell"], cell), cell),
        select("group", "About whom", counted_choices("everybody", groups, facets["group"], group), group),
        select("source", "Source", counted_choices("all sources", named, facets["source"], view.source), view.source),
        _words(view.q),
        select("area", "Checklists of", area_choices(geography, "no area chosen"), view.area),
    )
    reset = tag("a", "Reset all", href="?", class_="reset", data_key="reset")
    return tag("div", *fields, reset, class_="filters", role="group", aria_label="Choose what is shown")


def _words(text: str) -> Markup:
    field = "filter-q"
    entry = tag(
        "input", type="search", id=field, value=text, maxlength=200, data_view_param="q", data_key=field,
        class_="form-control", autocomplete="off",
    )  # fmt: skip
    return tag("div", tag("label", "Words in the entry", for_=field), entry, class_="filter")


def crosswalk_table(view: FrameworksView, reading: FrameworkReading) -> Markup:
    """How many entries of which kind bear on each cell; a cell leads to its entries."""
    others = view.with_(cell=None, entry="")
    several = "An entry that bears on several cells counts in each"
    nowhere = f"; {plural(reading.in_no_cell, 'entry', 'entries')} in no single cell" if reading.in_no_cell else ""
    caption = f"{_found_words(view, reading)} What bears on each cell, by kind. {several}{nowhere}."
    rows = [
        (label(block), *(_crossing(Cell(block, level), view, others, reading) for level in Level))
        for block in BuildingBlock
    ]
    headings = ("Building block", *(label(level) for level in Level))
    # A list on its own is printed to be ticked: the table of all cells would take a page before it.
    return tag("div", stacked_table(caption, headings, rows), class_="crosswalk no-print" if view.kind else "crosswalk")


def _found_words(view: FrameworksView, reading: FrameworkReading) -> str:
    if not view.is_narrow:
        return f"{plural(reading.total, 'entry', 'entries')}."
    return f"{reading.found} of {plural(reading.total, 'entry', 'entries')} fit."


def _crossing(cell: Cell, view: FrameworksView, others: FrameworksView, reading: FrameworkReading) -> Markup:
    kinds = reading.crosswalk[cell]
    number = sum(kinds.values())
    if not number:
        return tag("span", "no entry", class_="crosswalk-none")
    named = for_ears(f" on {cell_label(cell)}")
    chosen = cell == view.cell
    link = tag(
        "a", plural(number, "entry", "entries"), named, href=others.with_(cell=cell).to_search(),
        aria_current="true" if chosen else None, data_key=f"cross-{cell.token}",
    )  # fmt: skip
    listed = "; ".join(f"{label(kind)} {count}" for kind, count in kinds.items())
    return link if view.kind else joined((link, tag("small", listed)))


def frameworks_part(
    view: FrameworksView, reading: FrameworkReading, area: Area | None, setting: EntrySetting
) -> Markup:
    """The chosen cell's ways on, the checklists of the chosen area, and the lists of entries."""
    return joined(
        (
            _ways(view),
            _checklists(area, reading) if area else None,
            *(_list(one, view, setting, is_open=reading.found <= OPEN_UP_TO) for one in reading.lists),
            None if reading.found else _nothing(reading),
        )
    )


def one_entry_part(view: FrameworksView, entry: FrameworkEntry, setting: EntrySetting) -> Markup:
    """One entry by itself, with the way to the rest of its list."""
    rest = view.with_(entry="", kind=entry.kind)
    return joined(
        (
            tag("h2", f"{label(entry.kind)}: one entry"),
            framework_entry(entry, setting, heading="h3"),
            tag(
                "p",
                tag("a", f"All entries of '{label(entry.kind)}'", href=rest.to_search()),
                " · ",
                tag("a", "All frameworks", href=view.with_(entry="").to_search() or "?"),
                class_="framework-ways",
            ),
        )
    )


def _ways(view: FrameworksView) -> Markup | None:
    if view.cell is None:
        return None
    return tag(
        "section",
        tag("h2", cell_label(view.cell)),
        tag("p", "This cell elsewhere:", class_="no-print"),
        cell_ways(view.cell, view.area, here="/frameworks"),
    )


def _checklists(area: Area, reading: FrameworkReading) -> Markup:
    kinds = dict.fromkeys(one.kind for one in reading.lists)
    links = (tag("li", tag("a", label(kind), href=checklist_address(area.code, kind))) for kind in kinds)
    return tag(
        "section",
        tag("h2", f"Checklists of {area.short_name}"),
        tag("p", "Each list as a checklist, beside what is measured there; editors fill it in, everybody can read it."),
        tag("ul", *links, class_="framework-checklists") if kinds else None,
        tag("p", tag("a", f"All checklists of {area.short_name}", href=f"/checklists/{area.code}")),
        class_="no-print",
    )


def _list(one: FrameworkList, view: FrameworksView, setting: EntrySetting, *, is_open: bool) -> Markup:
    number = plural(len(one.entries), "entry", "entries")
    alone = view.with_(kind=one.kind)
    whole = tag("a", "Show this list alone, to print it or to link to it", href=alone.to_search())
    return tag(
        "details",
        tag(
            "summary",
            tag("h2", one.framework),
            tag("span", f" {label(one.kind)} · {number}", class_="framework-number"),
        ),
        tag("p", whole, class_="framework-ways no-print") if view.kind is not one.kind else None,
        *(framework_entry(entry, setting, heading="h3") for entry in one.entries),
        class_="framework-list",
        open=is_open,
    )


def _nothing(reading: FrameworkReading) -> Markup:
    if not reading.total:
        return tag("p", "The catalogue of this copy holds no frameworks yet.", class_="framework-nothing")
    return tag(
        "p",
        "No entry fits all of these choices. That says nothing about the services: only that none of these sources "
        "lists anything here. ",
        tag("a", "Reset all", href="?"),
        class_="framework-nothing",
    )
