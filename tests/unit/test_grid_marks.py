"""What a cell of either grid shows of doubt and of groups, beyond its band."""

from components.component_markup import as_markup
from components.grid_cell import cell_buttons, cell_classes
from components.print_note import print_note
from domain_model.cells import Cell
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.vocabulary import PairKind, StatusCode, Vintage
from tests.builders import MESO, TODAY, dataset, figure, pair

MICRO = Cell.from_token("workforce/micro")
BREAK = frozenset({StatusCode.LIKELY_BREAK})
ROWS = [
    figure("mental", "AAA", count=5000, denominator=10000, status=BREAK),
    figure("physical", "AAA", count=9000, denominator=10000),
    figure("mental", "DDD", count=5000, denominator=10000),
    figure("physical", "DDD", count=9000, denominator=10000),
]
PAIRS = (pair("P1"), pair("P2", cell=MICRO, pair_kind=PairKind.GROUP))
GRID = compare_areas(dataset(ROWS, PAIRS), Vintage.ICB2023, TODAY)


def shown(area: str, cell: Cell) -> str:
    """The button of a cell as the browser gets it."""
    return cell_buttons(GRID)[(area, cell)].markup(is_tab_stop=False, is_open=False)


def test_a_clear_gap_with_a_likely_break_is_neither_drawn_nor_called_clear() -> None:
    assert cell_classes(GRID.at("AAA", MESO)) == "cell much_worse likely_break"
    assert cell_classes(GRID.at("DDD", MESO)) == "cell much_worse clear"
    assert "<br>likely break</small>" in shown("AAA", MESO)
    assert "<br>clear</small>" in shown("DDD", MESO)


def test_a_cell_between_groups_is_marked_in_shape_and_word() -> None:
    assert cell_classes(GRID.at("DDD", MICRO)) == "cell much_worse clear between_groups"
    assert "P2 · 2024<br>A · 1 of 1<br>groups, clear</small>" in shown("DDD", MICRO)
    assert "groups" not in shown("DDD", MESO).split("aria-hidden", 1)[1]


def test_a_printed_page_names_its_address_date_version_sources_and_codes() -> None:
    cells = [GRID.at("AAA", cell) for cell in (MESO, Cell.from_token("financing/macro"))]
    note = str(as_markup(print_note("https://x.example/area/AAA", TODAY, "abc", cells)))
    assert "https://x.example/area/AAA, as at 1 November 2026, data version abc." in note
    assert "Figures: A publisher, from third-party copies: check before citing." in note
    assert "[b] likely break in the series (our flag); [x] not published." in note
    empty = str(as_markup(print_note("a", TODAY, "v", [])))
    assert "Figures" not in empty and "Codes" not in empty
