"""The heat map of all areas by all cells: one HTML table, one button per cell."""

from collections.abc import Iterator, Mapping
from datetime import date

from markupsafe import Markup

from components.formatting import day_words, listed, plural
from components.grid_cell import CellButton, judged_buttons
from components.grid_heads import heat_map_head
from components.grid_rows import GridColumn, grid_columns, grid_rows, shown_boards
from components.judgement_words import PENCIL, UNEQUAL
from components.labels import cell_label, label
from components.markup import for_ears, for_eyes, joined, tag
from components.panel_workshops import DIAMOND
from components.url_state import AreaView, HeatMapView
from domain_model.cells import Cell
from domain_model.geography import ENGLAND, Area
from domain_model.judgements import JudgementBook
from domain_model.use_cases.compare_areas import ParityGrid
from domain_model.use_cases.compare_judgements import JudgedMark, judged_marks
from domain_model.use_cases.count_evidence import EvidenceCell
from domain_model.vocabulary import AreaKind
from domain_model.workshop.judged_cells import NO_WORKSHOPS, WorkshopBook

Stop = tuple[str, Cell]
NO_VIEWS = JudgementBook()
"""What people think where nobody has been asked: one object, so that what is made from it is remembered."""


def cell_grid(
    grid: ParityGrid,
    evidence: dict[Cell, EvidenceCell],
    view: HeatMapView,
    *,
    today: date | None = None,
    book: JudgementBook = NO_VIEWS,
    workshops: WorkshopBook = NO_WORKSHOPS,
) -> Markup:
    """The table as markup, for the host that `markup_host` makes.

    `today` is the date said in the caption where the view names none; without it the grid's own. The
    books hold what people and workshops think, which cells are marked with.
    """
    columns = grid_columns(grid, view)
    rows = grid_rows(grid, view)
    stop = _tab_stop(rows, columns, view)
    buttons = judged_buttons(grid, book, workshops)
    body = joined(
        _row(grid, buttons, view, area, columns, 0 if place else len(rows), stop) for place, area in enumerate(rows)
    )
    folded = sum(column.is_folded for column in columns)
    return tag(
        "table",
        tag(
            "caption",
            tag("span", caption_words(grid, view, today), marks_words(grid, book), workshops_words(grid, workshops)),
        ),
        _widths(columns),
        heat_map_head(columns, evidence, view),
        tag("tbody", body),
        class_="grid",
        data_grid="area cell",
        style=f"--open:{len(columns) - folded};--folded:{folded}",
    )


def caption_words(grid: ParityGrid, view: HeatMapView, today: date | None = None) -> str:
    """What the table shows, with everything that was chosen: geography, date, grades, order."""
    boards = shown_boards(grid, view)
    day = view.day(today or grid.as_at)
    parts = [
        f"Measured gap between mental and physical health in {len(boards)} of the {label(grid.vintage)}",
        f"as at {day_words(day)}",
        f"grades {listed(sorted(grid.grades))} decide",
    ]
    if view.sort is not None:
        parts.append(
            f"boards sorted by {cell_label(view.sort)}, worst first, each by its own deciding pair; not a ranking"
        )
    return "; ".join(parts) + "."


def marks_words(grid: ParityGrid, book: JudgementBook) -> str:
    """What the marks of scored cells mean; '' where there is none."""
    marks = judged_marks(grid, book)
    if not marks:
        return ""
    unequal = f", {UNEQUAL}: somebody's view contradicts the measured band" if any(_unequal(marks)) else ""
    return f" {PENCIL} 2: scored by two people, each by themselves{unequal}."


def workshops_words(grid: ParityGrid, workshops: WorkshopBook) -> str:
    """What the marks of cells mean that workshops judged; '' where there is none."""
    is_marked = any(place in grid.cells for place in workshops.by_place)
    return f" {DIAMOND} with a number: a workshop of so many people judged it." if is_marked else ""


def _unequal(marks: Mapping[Stop, JudgedMark]) -> Iterator[bool]:
    return (mark.disagreeing > 0 for mark in marks.values())


def _widths(columns: tuple[GridColumn, ...]) -> Markup:
    return tag(
        "colgroup",
        tag("col", class_="head"),
        *(tag("col", class_="folded" if column.is_folded else None) for column in columns),
    )


def _tab_stop(rows: tuple[Area, ...], columns: tuple[GridColumn, ...], view: HeatMapView) -> Stop | None:
    """The one cell that the Tab key reaches: the open one, else the first of one's own board, else the first."""
    cells = [column.cell for column in columns if not column.is_folded]
    codes = [area.code for area in rows]
    if not cells or not codes:
        return None
    if view.area in codes and view.cell in cells:
        return view.area, view.cell
    return (view.board if view.board in codes else codes[0]), cells[0]


def _row(
    grid: ParityGrid,
    buttons: dict[Stop, CellButton],
    view: HeatMapView,
    area: Area,
    columns: tuple[GridColumn, ...],
    span: int,
    stop: Stop | None,
) -> Markup:
    """A row; the first one (`span` above 0) holds the folded columns for all rows below it."""
    is_own = area.code == view.board
    cells = [
        _folded(grid, column.cell, span)
        if column.is_folded
        else _cell(buttons[(area.code, column.cell)], (area.code, column.cell), view, stop)
        for column in columns
        if span or not column.is_folded
    ]
    return tag("tr", _row_head(grid, view, area), *cells, class_=f"{area.kind} own" if is_own else area.kind)


def _cell(button: CellButton, key: Stop, view: HeatMapView, stop: Stop | None) -> Markup:
    drawn = button.markup(is_tab_stop=key == stop, is_open=key == (view.area, view.cell))
    return Markup(f"<td>{drawn}</td>")


def _folded(grid: ParityGrid, cell: Cell, span: int) -> Markup:
    """A cell that nobody measures by board, over all rows, with the way to what it would take."""
    by_region = grid.compared_somewhere(cell, AreaKind.REGION) or grid.at(ENGLAND, cell).deciding
    words = "region or England only" if by_region else "no comparison"
    button = tag(
        "button", for_ears(f"{cell_label(cell)}: "), tag("span", f"{words} · what would it take?"),
        type="button", data_area=ENGLAND, data_cell=cell.token, tabindex=-1,
    )  # fmt: skip
    return tag("td", button, class_="folded", rowspan=span)


def _row_head(grid: ParityGrid, view: HeatMapView, area: Area) -> Markup:
    if area.kind is AreaKind.REGION:
        return _region_head(grid, view, area)
    if area.kind is AreaKind.COUNTRY:
        return tag("th", area.short_name, tag("small", f"{area.population / 1e6:.1f}m people"), scope="row")
    below = []
    if area.code == view.board:
        below.append(tag("small", for_eyes("◆ "), "your board", class_="mine"))
    if view.sort is not None:
        below.append(tag("small", _region_name(grid, area)))
    search = AreaView(vintage=view.vintage, as_at=view.as_at, grades=view.grades).to_search()
    link = tag("a", area.short_name, href=f"/area/{area.code}{search}", tabindex=-1, data_key=f"area {area.code}")
    return tag("th", link, *below, scope="row")


def _region_head(grid: ParityGrid, view: HeatMapView, area: Area) -> Markup:
    boards = sum(a.region == area.code for a in grid.of_kind(AreaKind.ICB))
    below = tag("small", f"{plural(boards, 'board')} · {area.population / 1e6:.1f}m")
    if view.sort is not None:
        return tag("th", area.short_name, below, scope="row")
    is_closed = area.code in view.closed
    link = tag(
        "a", for_eyes("▸ " if is_closed else "▾ "), area.short_name, for_ears(", its boards"),
        href=view.with_(closed=view.closed ^ {area.code}).to_search() or "?",
        aria_expanded="false" if is_closed else "true", tabindex=-1, data_key=f"region {area.code}",
    )  # fmt: skip
    return tag("th", link, below, scope="row")


def _region_name(grid: ParityGrid, area: Area) -> str:
    return next((a.short_name for a in grid.of_kind(AreaKind.REGION) if a.code == area.region), "")
