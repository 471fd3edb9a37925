"""The heat map as a table: what stands where, what each cell says, and what Tab, sorting and folding do."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup, Tag

from components.cell_grid import caption_words, cell_grid
from components.filters import heat_map_filters
from components.grid_rows import grid_columns
from components.url_state import HeatMapView
from domain_model.cells import CELLS, Cell
from domain_model.use_cases.compare_areas import ParityGrid, compare_areas
from domain_model.use_cases.count_evidence import count_evidence
from domain_model.vocabulary import (
    BuildingBlock,
    CellState,
    Grade,
    Level,
    Measure,
    Polarity,
    Scale,
    StatementKind,
    StatusCode,
    Vintage,
)
from tests.builders import (
    GEOGRAPHY,
    MESO,
    TODAY,
    SideSource,
    dataset,
    evidence,
    figure,
    indicator,
    pair,
    printed,
    statement,
)

OLD = HeatMapView(vintage=Vintage.ICB2023)
SCORE = Cell.from_token("workforce/micro")
NEED = Cell.from_token("financing/macro")
MANY = 20_000


def shares(area: str, mental: int, physical: int, of: int = MANY):
    """Both sides of the pair of MESO in an area."""
    kind = {"ENG": "country", "Y1": "region"}.get(area, "icb2023")
    return [
        figure(side, area, count=count, denominator=of, geography=kind)
        for side, count in (("mental", mental), ("physical", physical))
    ]


FIGURES = [
    *shares("AAA", 12_000, 19_000),
    *shares("BBB", 19_000, 19_200),
    *shares("DDD", 19_000, 16_500),
    *shares("Y1", 17_000, 19_000),
    *shares("ENG", 13_000, 19_000),
    figure("physical", "CCC", count=18_000, denominator=MANY),
    figure("score_m", "AAA", 0.6),
    figure("score_p", "AAA", 0.69),
    figure("score_m", "BBB", 70, status=frozenset({StatusCode.PROVISIONAL})),
    figure("score_p", "BBB", 70),
    figure("score_m", "DDD", status=frozenset({StatusCode.SUPPRESSED})),
    figure("score_p", "DDD", 0.5),
    figure("need_m", "CCC", 0.83),
    figure("need_p", "CCC", 1.0),
]
PAIRS = (
    pair(),
    pair("P2", grade=Grade.C),
    pair(
        "P3", Measure.RATIO, cell=SCORE, grade=Grade.B,
        mental=SideSource("score_m"), comparator=SideSource("score_p"),
    ),
    pair(
        "P4", Measure.CONTEXT, Polarity.CONTEXT, cell=NEED,
        mental=SideSource("need_m"), comparator=SideSource("need_p"),
    ),
)  # fmt: skip
MORE = tuple(indicator(f"{name}_{side}", Scale.RATE) for name in ("score", "need") for side in "mp")
CATALOGUE = evidence(
    (statement("s1"), statement("s2"), statement("s3", StatementKind.ENABLER)),
    (printed(NEED, StatementKind.BARRIER, CellState.PRINTED_EMPTY),),
)
DATASET = dataset(FIGURES, PAIRS, more_indicators=MORE, catalogue=CATALOGUE)


def parity_grid(grades: Iterable[Grade] = (Grade.A, Grade.B, Grade.C)) -> ParityGrid:
    return compare_areas(DATASET, Vintage.ICB2023, TODAY, frozenset(grades))


def table(view: HeatMapView = OLD) -> Tag:
    markup = cell_grid(parity_grid(view.grades), count_evidence(DATASET), view, today=TODAY)
    found = BeautifulSoup(markup, "html.parser").table
    assert found is not None
    return found


def button(drawn: Tag, area: str, cell: Cell = MESO) -> Tag:
    found = drawn.select(f'tbody button[data-area="{area}"][data-cell="{cell.token}"]')
    assert len(found) == 1, f"{len(found)} buttons of {area} {cell.token}"
    return found[0]


def name(of: Tag) -> str:
    """What a screen reader says: the text that is not hidden from it."""
    copy = BeautifulSoup(str(of), "html.parser")
    for hidden in copy.select('[aria-hidden="true"]'):
        hidden.decompose()
    return copy.get_text()


def face(of: Tag) -> str:
    """What the eye sees."""
    copy = BeautifulSoup(str(of), "html.parser")
    for hidden in copy.select(".for-ears"):
        hidden.decompose()
    return copy.get_text(" ")


def rows(drawn: Tag) -> list[str]:
    heads = drawn.select("tbody th")
    return [head.find(string=lambda text: text.strip(" ▾▸") != "").strip() for head in heads]


def test_it_is_one_table_with_a_caption_and_heads_for_rows_and_columns():
    drawn = table(OLD.with_(unmeasured=True))
    assert drawn.caption.get_text() == (
        "Measured gap between mental and physical health in 4 of the 42 boards (to March 2026); "
        "as at 1 November 2026; grades A, B and C decide."
    )
    blocks, levels = drawn.select("thead tr")
    assert [(th.get_text(), th["colspan"]) for th in blocks.select("[scope=colgroup]")][3] == ("Workforce", "3")
    assert len(blocks.select("[scope=colgroup]")) == 6
    assert [th["abbr"] for th in levels.select("th")][7] == "Service delivery, meso"
    assert len(levels.select("[scope=col]")) == 18
    assert all(len(row.select("th[scope=row]")) == 1 for row in drawn.select("tbody tr"))
    assert all(len(row.select("td button")) == 18 for row in drawn.select("tbody tr"))


def test_england_comes_first_and_each_region_before_its_boards():
    assert rows(table()) == ["Eng", "Y1", "Aaa", "Bbb", "Ccc", "Y2", "Ddd"]


def test_every_cell_is_named_by_a_sentence_with_verdict_value_interval_and_base():
    worse = name(button(table(), "AAA"))
    assert worse.startswith("Aaa, Service delivery, meso: much worse. For every 100, 63")
    assert "95% interval 62 to 64" in worse
    assert worse.endswith("2 of 2 pairs can be compared.")
    assert "Ddd, Service delivery, meso: better. For every 100, 115" in name(button(table(), "DDD"))


def test_what_the_eye_sees_is_arrow_number_grade_base_and_certainty():
    drawn = table()
    assert face(button(drawn, "AAA")).split() == ["▼▼", "63", "P1", "·", "2024", "A", "·", "2", "of", "2", "clear"]
    assert face(button(drawn, "DDD")).split()[:2] == ["▲", "115"]
    assert face(button(drawn, "BBB")).split()[:2] == ["=", "99"]
    assert face(button(drawn, "AAA", SCORE)).split() == [
        "▼",
        "87",
        "P3",
        "·",
        "2024",
        "B",
        "·",
        "1",
        "of",
        "1",
        "no",
        "interval",
    ]
    assert face(button(drawn, "BBB", SCORE)).split() == [
        "=",
        "100",
        "[p]",
        "P3",
        "·",
        "2024",
        "B",
        "·",
        "1",
        "of",
        "1",
        "no",
        "interval",
    ]


def test_band_and_certainty_are_drawn_apart():
    drawn = table()
    assert button(drawn, "AAA")["class"] == ["cell", "much_worse", "clear"]
    assert button(drawn, "BBB")["class"] == ["cell", "parity", "clear"]
    assert button(drawn, "AAA", SCORE)["class"] == ["cell", "worse", "no_interval"]


def test_a_cell_without_a_comparison_shows_its_code_and_a_hint_of_the_region_that_never_counts():
    drawn = table()
    empty = button(drawn, "CCC")
    assert empty["class"] == ["cell", "empty", "cannot_compare"]
    assert face(empty).split() == ["[z]", "0", "of", "2", "cannot", "compare", "region", "▼"]
    assert "Its region is worse, which is not counted here." in name(empty)
    assert "cannot be compared" in name(empty)
    assert face(button(drawn, "DDD", SCORE)).split()[0] == "[c]"
    assert "region" not in face(button(drawn, "Y2"))
    assert parity_grid().at("CCC", MESO).band is None


def test_a_figure_of_need_stands_alone_without_judgement():
    need = button(table(OLD.with_(unmeasured=True)), "CCC", NEED)
    assert need["class"] == ["cell", "context"]
    assert face(need).split() == ["–", "83", "need,", "no", "judgement"]
    assert "Context only, need: 83 per 100, no judgement." in name(need)


def test_cells_that_no_board_compares_fold_into_one_narrow_cell_over_all_rows():
    drawn = table()
    folded = drawn.select("tbody td.folded")
    assert len(folded) == 16
    assert {td["rowspan"] for td in folded} == {"7"}
    assert {td.parent for td in folded} == {drawn.select("tbody tr")[0]}
    assert {td.button["data-area"] for td in folded} == {"ENG"}
    assert len(drawn.select("thead th.folded")) == len(drawn.select("col.folded")) == 16
    assert drawn.select_one("thead .corner a").get_text() == "Open 16 cells without a comparison"
    assert drawn.select_one("thead .corner a")["href"] == "?vintage=icb2023&unmeasured=yes"


def test_unmeasured_cells_open_on_demand_and_when_nothing_else_would_be_left():
    assert not table(OLD.with_(unmeasured=True)).select(".folded")
    only = table(OLD.with_(block=BuildingBlock.INFORMATION_RESEARCH))
    assert not only.select(".folded")
    assert len(only.select("thead tr")[1].select("th")) == 3


def test_what_counts_as_unmeasured_depends_on_the_boards_and_grades_of_the_view():
    def measured(view: HeatMapView) -> list[str]:
        return [c.cell.token for c in grid_columns(parity_grid(view.grades), view) if c.is_measured]

    assert measured(OLD) == ["service_delivery/meso", "workforce/micro"]
    assert measured(OLD.with_(region="Y2")) == ["service_delivery/meso"]
    assert measured(OLD.with_(grades=frozenset({Grade.A}))) == ["service_delivery/meso"]


def test_a_region_closes_by_a_link_that_keeps_the_rest_of_the_view():
    drawn = table(OLD.with_(sort=None, board="DDD"))
    link = drawn.select_one('[data-key="region Y1"]')
    assert link["aria-expanded"] == "true"
    assert parse_qs(link["href"][1:]) == {"vintage": ["icb2023"], "board": ["DDD"], "closed": ["Y1"]}
    closed = table(OLD.with_(closed=frozenset({"Y1"})))
    assert rows(closed) == ["Eng", "Y1", "Y2", "Ddd"]
    assert closed.select_one('[data-key="region Y1"]')["aria-expanded"] == "false"
    assert closed.select_one('[data-key="region Y1"]')["href"] == "?vintage=icb2023"
    assert "3 boards" in closed.select("tbody th")[1].get_text()


def test_sorting_puts_all_boards_in_one_list_worst_first_and_unmeasured_last():
    drawn = table(OLD.with_(sort=MESO))
    assert rows(drawn) == ["Eng", "Aaa", "Bbb", "Ddd", "Ccc"]
    assert [small.get_text() for small in drawn.select("tbody tr.icb th small")] == ["Y1", "Y1", "Y2", "Y1"]
    head = drawn.select_one('thead th[aria-sort="ascending"]')
    assert head["abbr"] == "Service delivery, meso"
    assert head.a["href"] == "?vintage=icb2023"
    assert "worst first, each by its own deciding pair; not a ranking" in drawn.caption.get_text()
    assert table().select_one('[data-key="sort workforce/micro"]')["href"] == "?vintage=icb2023&sort=workforce/micro"


def test_ones_own_board_is_marked_in_words_and_by_shape_and_takes_the_tab_stop():
    drawn = table(OLD.with_(board="DDD"))
    (own,) = drawn.select("tr.own")
    assert "◆ your board" in own.th.get_text()
    assert own.th.a["href"] == "/area/DDD?vintage=icb2023"
    (stop,) = drawn.select('tbody button[tabindex="0"]')
    assert (stop["data-area"], stop["data-cell"]) == ("DDD", MESO.token)
    assert not table().select("tr.own")


def test_the_open_cell_is_the_only_current_one_and_the_tab_stop():
    drawn = table(OLD.with_(board="DDD", area="BBB", cell=SCORE))
    (current,) = drawn.select("[aria-current]")
    assert (current["data-area"], current["data-cell"]) == ("BBB", SCORE.token)
    assert [b["data-area"] for b in drawn.select('tbody button[tabindex="0"]')] == ["BBB"]


@pytest.mark.parametrize(
    "view",
    [OLD, OLD.with_(board="QQQ", area="QQQ", cell=MESO), OLD.with_(area="AAA", cell=CELLS[0]), OLD.with_(sort=SCORE)],
)
def test_one_cell_only_is_a_stop_of_the_tab_key(view: HeatMapView):
    assert len(table(view).select('tbody button[tabindex="0"]')) == 1


def test_region_block_and_level_narrow_the_table():
    assert rows(table(OLD.with_(region="Y2"))) == ["Eng", "Y2", "Ddd"]
    level = table(OLD.with_(level=Level.MESO))
    assert [th["abbr"] for th in level.select("thead tr")[1].select("th")] == [
        c.replace("/", ", ") for c in (
            "Leadership and governance/meso", "Financing/meso", "Service delivery/meso", "Workforce/meso",
            "Information and research/meso", "Technologies and medical products/meso",
        )
    ]  # fmt: skip


def test_the_evidence_stands_once_in_the_heads_and_tells_asked_from_not_asked():
    heads = {th["abbr"]: th for th in table(OLD.with_(unmeasured=True)).select("thead tr")[1].select("th")}
    meso = heads["Service delivery, meso"].select_one(".evidence")
    assert [span.get_text() for span in meso.select("[aria-hidden]")] == ["■ 2", "□ 1"]
    assert meso.select_one(".for-ears").get_text() == "2 barriers; 1 enabler"
    asked = heads["Financing, macro"].select_one(".evidence")
    assert [span.get_text() for span in asked.select("[aria-hidden]")] == ["■ 0", "□ –"]
    assert "barriers: asked, nothing reported; enablers: not asked" in asked.get_text()


def test_the_caption_names_the_date_asked_for():
    words = caption_words(parity_grid(), OLD.with_(as_at=date(2025, 3, 9), region="Y1"), TODAY)
    assert "in 3 of the 42 boards" in words
    assert "as at 9 March 2025" in words


def test_names_are_escaped():
    markup = cell_grid(parity_grid(), count_evidence(DATASET), OLD.with_(region='"><script>'), today=TODAY)
    assert "<script" not in markup


def test_every_filter_has_a_label_and_writes_its_part_of_the_address():
    view = OLD.with_(region="Y2", level=Level.MICRO, sort=SCORE, grades=frozenset({Grade.A, Grade.B}))
    bar = BeautifulSoup(heat_map_filters(view, GEOGRAPHY, today=TODAY), "html.parser")
    fields = {field["data-view-param"]: field for field in bar.select("[data-view-param]")}
    assert set(fields) == {
        "board", "region", "block", "level", "grades", "vintage", "sort", "reading", "as_at",
    }  # fmt: skip
    assert {label["for"] for label in bar.select("label")} == {field["id"] for field in fields.values()}
    chosen = {n: [o["value"] for o in f.select("option[selected]")] for n, f in fields.items() if f.name == "select"}
    assert chosen["region"] == ["Y2"]
    assert chosen["level"] == ["micro"]
    assert chosen["sort"] == ["workforce/micro"]
    assert chosen["grades"] == ["A,B"]
    assert chosen["vintage"] == ["icb2023"]
    assert chosen["block"] == [""]
    assert fields["as_at"]["max"] == "2026-11-01"
    assert bar.select_one(".reset")["href"] == "?"


def test_the_board_filter_offers_the_boards_of_its_geography_only():
    def offered(vintage: Vintage) -> list[str]:
        bar = BeautifulSoup(heat_map_filters(HeatMapView(vintage=vintage), GEOGRAPHY), "html.parser")
        return [option["value"] for option in bar.select("#filter-board option")]

    assert offered(Vintage.ICB2023) == ["", "AAA", "BBB", "CCC", "DDD"]
    assert offered(Vintage.ICB2026) == ["", "AAA", "DDD", "NEW1", "NEW2"]
