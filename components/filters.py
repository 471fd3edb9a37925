"""The filter bar of the heat map: native fields with their labels above, each of which changes the address."""

from collections.abc import Iterable
from datetime import date

from markupsafe import Markup

from components.labels import cell_label, label
from components.markup import joined, tag
from components.url_state import DEFAULT_VINTAGE, HeatMapView
from domain_model.cell_summary import DEFAULT_GRADES
from domain_model.cells import CELLS
from domain_model.geography import Area, Geography
from domain_model.vocabulary import AreaKind, BuildingBlock, Grade, Level, Reading, Vintage

Choice = tuple[str, str]
GRADE_CHOICES: tuple[tuple[frozenset[Grade], str], ...] = (
    (DEFAULT_GRADES, "A, B and C decide"),
    (frozenset({Grade.A, Grade.B}), "A and B only"),
    (frozenset({Grade.A}), "A only"),
)


def heat_map_filters(view: HeatMapView, geography: Geography, *, today: date | None = None) -> Markup:
    """The bar as markup, for the host that `markup_host` makes.

    Every field has the id `filter-<name>` and `data-view-param="<name>"`, which `assets/state.js` hears;
    the value '' is the default and leaves the address short.
    """
    regions = [(a.code, a.short_name) for a in _by_name(geography, view.vintage, AreaKind.REGION)]
    boards = [(a.code, a.short_name) for a in _by_name(geography, view.vintage, AreaKind.ICB)]
    measured = [(cell.token, cell_label(cell)) for cell in CELLS]
    fields = (
        select("board", "Your board", [("", "none chosen"), *boards], view.board),
        select("region", "Region", [("", "all England"), *regions], view.region),
        select("block", "Building block", [("", "all six"), *_tokens(BuildingBlock)], view.block or ""),
        select("level", "Level", [("", "all three"), *_tokens(Level)], view.level or ""),
        select("grades", "Grades", _grades(), "" if view.grades == DEFAULT_GRADES else _letters(view.grades)),
        select(
            "vintage",
            "Geography",
            _defaults_first(Vintage, DEFAULT_VINTAGE),
            _unless(view.vintage, DEFAULT_VINTAGE),
        ),
        select(
            "sort",
            "Order of boards",
            [("", "by region"), *_worst_first(measured)],
            view.sort.token if view.sort else "",
        ),
        select(
            "reading",
            "Evidence",
            _defaults_first(Reading, Reading.PUBLISHED),
            _unless(view.reading, Reading.PUBLISHED),
        ),
        _day(view, today),
    )
    reset = tag("a", "Reset all", href="?", class_="reset", data_key="reset")
    return tag("div", joined(fields), reset, class_="filters", role="group", aria_label="Choose what is shown")


def select(name: str, words: str, choices: Iterable[Choice], chosen: str) -> Markup:
    """A native list to choose from, with its label above; an unknown choice falls to the first."""
    options = joined(tag("option", text, value=value, selected=value == chosen) for value, text in choices)
    field = f"filter-{name}"
    return tag(
        "div",
        tag("label", words, for_=field),
        tag("select", options, id=field, data_view_param=name, data_key=field, class_="form-select"),
        class_="filter",
    )


def _day(view: HeatMapView, today: date | None) -> Markup:
    field = "filter-as_at"
    return tag(
        "div",
        tag("label", "As at (empty: today)", for_=field),
        tag(
            "input", type="date", id=field, data_view_param="as_at", data_key=field, class_="form-control",
            value=view.as_at.isoformat() if view.as_at else "",
            max=today.isoformat() if today else None,
        ),
        class_="filter",
    )  # fmt: skip


def _by_name(geography: Geography, vintage: Vintage, kind: AreaKind) -> list[Area]:
    return sorted(geography.in_vintage(vintage, kind), key=lambda area: area.short_name)


def _tokens(tokens: type[BuildingBlock] | type[Level]) -> list[Choice]:
    return [(token.value, label(token)) for token in tokens]


def _defaults_first(tokens: type[Vintage] | type[Reading], default: Vintage | Reading) -> list[Choice]:
    return [("" if token is default else token.value, label(token)) for token in tokens]


def _unless(token: Vintage | Reading, default: Vintage | Reading) -> str:
    return "" if token is default else token.value


def _worst_first(cells: list[Choice]) -> list[Choice]:
    return [(token, f"{words}, worst first") for token, words in cells]


def _grades() -> list[Choice]:
    return [("" if grades == DEFAULT_GRADES else _letters(grades), words) for grades, words in GRADE_CHOICES]


def _letters(grades: frozenset[Grade]) -> str:
    return ",".join(sorted(grades))
