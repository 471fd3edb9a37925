"""One board's 6 by 3 grid: both levels, certainty, date and base in words, and why a cell is empty."""

from bs4 import BeautifulSoup, Tag

from components.board_grid import board_grid
from components.url_state import AreaView
from domain_model.cells import Cell
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.count_evidence import count_evidence
from domain_model.vocabulary import Grade, Measure, PairKind, Polarity, Scale, StatementKind, StatusCode, Vintage
from tests.builders import (
    GEOGRAPHY,
    MESO,
    TODAY,
    PairWords,
    SideSource,
    dataset,
    evidence,
    figure,
    indicator,
    month,
    pair,
    statement,
)

MICRO = Cell.from_token("workforce/micro")
NEED = Cell.from_token("financing/macro")
GROUPS = PairWords("Two groups", "left-handed people", "right-handed people", "For every 100, {value}.", "u", "w", "n")
FIGURES = [
    figure("mental", "AAA", count=12_200, denominator=20_000, status=frozenset({StatusCode.LIKELY_BREAK})),
    figure("physical", "AAA", count=19_400, denominator=20_000, period=month("2024-07")),
    figure("mental", "Y1", count=9_000, denominator=20_000, geography="region"),
    figure("physical", "Y1", count=19_400, denominator=20_000, geography="region"),
    figure("physical", "BBB", count=19_400, denominator=20_000),
    figure("rate_m", "AAA", 227.3),
    figure("rate_p", "AAA", 72.9),
    figure("need_m", "AAA", 0.83),
    figure("need_p", "AAA", 1.0),
]
PAIRS = (
    pair("P1", grade=Grade.B),
    pair("P2", grade=Grade.D),
    pair(
        "G1", Measure.RATIO, Polarity.LOWER_BETTER, cell=MICRO, pair_kind=PairKind.GROUP, words=GROUPS,
        mental=SideSource("rate_m"), comparator=SideSource("rate_p"),
    ),
    pair(
        "N1", Measure.CONTEXT, Polarity.CONTEXT, cell=NEED, grade=Grade.C,
        mental=SideSource("need_m"), comparator=SideSource("need_p"),
    ),
)  # fmt: skip
DATASET = dataset(
    FIGURES,
    PAIRS,
    more_indicators=tuple(indicator(f"{name}_{side}", Scale.RATE) for name in ("rate", "need") for side in "mp"),
    catalogue=evidence((statement("s1"), statement("s2"), statement("s3", StatementKind.ENABLER))),
)


def table(code: str = "AAA", view: AreaView | None = None) -> Tag:
    grid = compare_areas(DATASET, Vintage.ICB2023, TODAY)
    area = GEOGRAPHY.area(code, Vintage.ICB2023)
    markup = board_grid(grid, count_evidence(DATASET), area, view or AreaView(vintage=Vintage.ICB2023))
    found = BeautifulSoup(markup, "html.parser").table
    assert found is not None
    return found


def seen(drawn: Tag, cell: Cell) -> list[str]:
    """The lines of a cell as the eye meets them."""
    (button,) = drawn.select(f'button[data-cell="{cell.token}"]')
    parts = button.select(".face > *, .hint, .foot")
    return [part.get_text() for part in parts]


def spoken(drawn: Tag, cell: Cell) -> str:
    (button,) = drawn.select(f'button[data-cell="{cell.token}"]')
    return button.select_one(".for-ears").get_text()


def test_blocks_are_rows_and_levels_are_columns():
    drawn = table()
    assert [th.get_text() for th in drawn.select("thead th")] == ["Building block", "Macro", "Meso", "Micro"]
    assert [th.get_text() for th in drawn.select("tbody th[scope=row]")][:3] == [
        "Leadership and governance", "Financing", "Service delivery",
    ]  # fmt: skip
    assert [len(row.select("td")) for row in drawn.select("tbody tr")] == [3] * 6
    third = [button["data-cell"] for button in drawn.select("tbody tr")[2].select("button")]
    assert third == ["service_delivery/macro", "service_delivery/meso", "service_delivery/micro"]
    assert drawn.caption.get_text() == "Aaa: six building blocks, three levels"


def test_roles_are_written_out_for_phones_that_stack_the_cells():
    drawn = table()
    assert drawn["role"] == "table"
    assert {th["role"] for th in drawn.select("tbody th")} == {"rowheader"}
    assert {td["role"] for td in drawn.select("td")} == {"cell"}
    assert [td["data-level"] for td in drawn.select("tbody tr")[0].select("td")] == ["Macro", "Meso", "Micro"]


def test_a_compared_cell_says_verdict_pair_both_levels_certainty_dates_grade_base_and_evidence():
    assert seen(table(), MESO) == [
        "▼▼ 63 [b]",
        "much worse",
        "Seen in time",
        "Mental health 61.0%, Physical health 97.0%",
        "62 to 64, clear but for a likely break",
        "mental health 2024-09, physical health 2024-07, 2 months apart · grade B · 1 of 2 pairs",
        "■ 2 barriers, □ 1 enabler",
    ]


def test_two_groups_are_called_by_their_names_and_no_interval_is_said():
    lines = seen(table(), MICRO)
    assert lines[0] == "▼▼ 32"
    assert lines[3:5] == ["Left-handed people 227.3, Right-handed people 72.9", "No interval"]


def test_need_is_shown_without_judgement():
    drawn = table()
    assert seen(drawn, NEED)[:3] == ["Need: 83 per 100", "no judgement", "Seen in time"]
    assert "Context only, need: 83 per 100, no judgement." in spoken(drawn, NEED)


def test_an_empty_cell_says_why_and_hints_at_its_region():
    drawn = table("BBB")
    lines = seen(drawn, MESO)
    assert lines[:2] == ["[z]", "cannot be compared"]
    assert "mental health side is not published" in lines[2]
    assert lines[3:5] == ["0 of 2 pairs", "region ▼▼ much worse, not counted"]
    assert "Its region is much worse, which is not counted here." in spoken(drawn, MESO)
    assert seen(drawn, Cell.from_token("financing/micro"))[0] == "[x]"


def test_a_region_has_no_hint_of_itself():
    drawn = table("Y1")
    assert seen(drawn, MESO)[0] == "▼▼ 46"
    assert not drawn.select(".hint")


def test_the_name_of_a_cell_is_a_sentence_that_ends_with_the_evidence():
    said = spoken(table(), MESO)
    assert said.startswith("Aaa, Service delivery, meso: much worse. For every 100, 63")
    assert said.endswith("1 of 2 pairs can be compared. 2 barriers; 1 enabler.")


def test_the_open_cell_is_current_and_the_only_stop_of_the_tab_key():
    drawn = table(view=AreaView(vintage=Vintage.ICB2023, cell=MICRO))
    assert [b["data-cell"] for b in drawn.select("[aria-current]")] == ["workforce/micro"]
    assert [b["data-cell"] for b in drawn.select('[tabindex="0"]')] == ["workforce/micro"]
    assert [b["data-cell"] for b in table().select('[tabindex="0"]')] == ["leadership_governance/macro"]
