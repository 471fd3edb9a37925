"""The fields of the tile map: which cell or pair to show, which grades decide, geography and date."""

from collections.abc import Iterable, Mapping
from datetime import date

from markupsafe import Markup

from components.filters import GRADE_CHOICES, select
from components.formatting import plural
from components.labels import cell_label, label
from components.markup import joined, tag
from components.url_state import DEFAULT_VINTAGE, SHOWN_FIRST, TileMapView
from domain_model.cell_summary import DEFAULT_GRADES
from domain_model.cells import CELLS, Cell
from domain_model.parity import ParityPair
from domain_model.vocabulary import BuildingBlock, Vintage

Options = Iterable[tuple[str, str]]


def tile_map_filters(
    view: TileMapView,
    pairs: Iterable[ParityPair],
    boards: Mapping[Cell | str, int],
    *,
    today: date,
    layer: Markup | None = None,
) -> Markup:
    """The bar as markup; `boards` says in how many boards each cell, and each pair by its id, shows something.

    `layer` is the field that chooses between what is measured and people's views (`layer_field`).
    """
    registered = [pair for pair in pairs if not pair.is_superseded or pair.id == view.show]
    cells = [
        _group(
            label(block), view, [(c.token, f"{cell_label(c)} · {_count(boards, c)}") for c in CELLS if c.block is block]
        )
        for block in BuildingBlock
    ]
    by_cell = [
        _group(
            f"Pairs of {cell_label(cell)}",
            view,
            [(p.id, f"{p.id} {p.words.title} · {_count(boards, p.id)}") for p in registered if p.cell == cell],
        )
        for cell in CELLS
    ]
    shown = tag(
        "div",
        tag("label", "Show", for_="filter-show"),
        tag(
            "select", joined(cells), joined(by_cell),
            id="filter-show", data_view_param="show", data_key="filter-show", class_="form-select",
        ),
        class_="filter tile-choice",
    )  # fmt: skip
    vintages = [("" if vintage is DEFAULT_VINTAGE else vintage.value, label(vintage)) for vintage in Vintage]
    geography = select("vintage", "Geography", vintages, "" if view.vintage is DEFAULT_VINTAGE else view.vintage.value)
    reset = tag("a", "Reset all", href="?", class_="reset", data_key="reset")
    grades = _grades(view) if "/" in view.show else None
    return tag(
        "div", shown, layer, grades, geography, _day(view, today), reset,
        class_="filters", role="group", aria_label="Choose what is shown",
    )  # fmt: skip


def _count(boards: Mapping[Cell | str, int], key: Cell | str) -> str:
    number = boards.get(key, 0)
    return plural(number, "board") if number else "no board"


def _group(title: str, view: TileMapView, options: Options) -> Markup | None:
    """The options under one heading; None for no option, as a heading alone would be in the way."""
    written = [
        tag("option", words, value="" if token == SHOWN_FIRST else token, selected=token == view.show)
        for token, words in options
    ]
    return tag("optgroup", joined(written), label=title) if written else None


def _grades(view: TileMapView) -> Markup:
    """Which grades decide a cell; a pair is shown whatever its grade."""
    letters = {grades: "" if grades == DEFAULT_GRADES else ",".join(sorted(grades)) for grades, _words in GRADE_CHOICES}
    return select(
        "grades", "Grades", [(letters[grades], words) for grades, words in GRADE_CHOICES], letters.get(view.grades, "")
    )


def _day(view: TileMapView, today: date) -> Markup:
    field = "filter-as_at"
    return tag(
        "div",
        tag("label", "As at (empty: today)", for_=field),
        tag(
            "input", type="date", id=field, data_view_param="as_at", data_key=field, class_="form-control",
            value=view.as_at.isoformat() if view.as_at else "", max=today.isoformat(),
        ),
        class_="filter",
    )  # fmt: skip
