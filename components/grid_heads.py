"""The heads of the grids: blocks, levels, what the evidence holds for each cell, and the sort links."""

from itertools import groupby

from markupsafe import Markup

from components.formatting import plural
from components.grid_rows import GridColumn
from components.labels import SHORT_BLOCKS, cell_label, label
from components.markup import for_ears, for_eyes, joined, tag
from components.url_state import HeatMapView
from domain_model.cells import Cell
from domain_model.use_cases.count_evidence import EvidenceCell, EvidenceHalf
from domain_model.vocabulary import Emptiness, StatementKind

SIGNS = {StatementKind.BARRIER: "■", StatementKind.ENABLER: "□"}
"""The shape of a barrier and of an enabler, everywhere."""


def half_count(half: EvidenceHalf) -> str:
    """`■ 7`; `□ 0` where nothing was reported, `□ –` where nobody was asked: never one for the other."""
    number = "–" if half.emptiness is Emptiness.NOT_ASKED else str(half.count)
    return f"{SIGNS[half.kind]} {number}"


def half_words(half: EvidenceHalf) -> str:
    """`7 barriers`, `enablers: asked, nothing reported`."""
    if half.emptiness is None:
        return plural(half.count, label(half.kind))
    return f"{label(half.kind)}s: {label(half.emptiness)}"


def evidence_marks(evidence: EvidenceCell) -> Markup:
    """The counts of barriers and enablers of a cell, as signs for the eye and as words for the ear."""
    halves = (evidence.barriers, evidence.enablers)
    return tag(
        "span",
        joined(tag("span", half_count(half), aria_hidden="true") for half in halves),
        for_ears("; ".join(half_words(half) for half in halves)),
        class_="evidence",
    )


def heat_map_head(columns: tuple[GridColumn, ...], evidence: dict[Cell, EvidenceCell], view: HeatMapView) -> Markup:
    """Two rows: the building blocks, and under each its levels."""
    blocks = [(block, tuple(of_block)) for block, of_block in groupby(columns, key=lambda c: c.cell.block)]
    first = joined(
        tag(
            "th", tag("span", SHORT_BLOCKS[block]), colspan=len(of_block), scope="colgroup",
            class_="block narrow" if all(c.is_folded for c in of_block) else "block",
        )
        for block, of_block in blocks
    )  # fmt: skip
    second = joined(_level(column, evidence[column.cell], view) for column in columns)
    return tag("thead", tag("tr", _corner(columns, view), first), tag("tr", second))


def _corner(columns: tuple[GridColumn, ...], view: HeatMapView) -> Markup:
    unmeasured = sum(not column.is_measured for column in columns)
    words = "Fold" if view.unmeasured else "Open"
    toggle = tag(
        "a", f"{words} {plural(unmeasured, 'cell')} without a comparison",
        href=view.with_(unmeasured=not view.unmeasured).to_search() or "?", data_key="unmeasured",
    )  # fmt: skip
    return tag(
        "th",
        tag("span", "Region and Integrated Care Board"),
        tag("small", "■ barriers, □ enablers in the national evidence"),
        toggle if 0 < unmeasured < len(columns) else None,
        rowspan=2, scope="col", class_="corner",
    )  # fmt: skip


def _level(column: GridColumn, evidence: EvidenceCell, view: HeatMapView) -> Markup:
    name = cell_label(column.cell)
    if column.is_folded:
        return tag(
            "th", tag("span", label(column.cell.level), class_="level"), evidence_marks(evidence),
            scope="col", abbr=name, class_="folded",
        )  # fmt: skip
    is_sorted = view.sort == column.cell
    if not column.is_measured:
        level = tag("span", label(column.cell.level), class_="level")
    else:
        does = "back to the order by region" if is_sorted else "sort boards by it, worst first"
        level = tag(
            "a", label(column.cell.level), for_eyes(" ↓" if is_sorted else " ↕"), for_ears(f", {does}"),
            href=view.with_(sort=None if is_sorted else column.cell).to_search() or "?",
            data_key=f"sort {column.cell.token}", class_="level",
        )  # fmt: skip
    return tag(
        "th", level, evidence_marks(evidence), scope="col", abbr=name,
        aria_sort="ascending" if is_sorted else None, class_="sorted" if is_sorted else None,
    )  # fmt: skip
