"""The tile map as it is drawn and said: tiles, outlines, sentences, fields, table and panel; figures are FICTITIOUS."""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from components.component_markup import as_markup
from components.tile_filters import tile_map_filters
from components.tile_map import map_title, tile_map
from components.tile_names import TileName, tile_name
from components.tile_panel import tile_invitation, tile_panel
from components.tile_sentences import source_line, tile_map_sentences
from components.tile_table import tile_table
from components.tile_words import tile_base, tile_classes, tile_codes, tile_sign, tile_sure, tile_value
from components.url_state import TileMapView
from domain_model.cells import Cell
from domain_model.dataset import Dataset
from domain_model.tile_arrangement import NamePlace, Place, TileArrangement, read_places
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.fill_tiles import FilledTiles, boards_with_value, fill_tiles, find_shown
from domain_model.vocabulary import Grade, Measure, PairKind, StatusCode, Vintage
from tests.builders import MESO, TODAY, SideSource, dataset, figure, indicator, pair
from tests.unit.test_fill_tiles import DATA, FIGURES, NEED, NOTHING, PAIRS, SCORE, shares

OLD = Vintage.ICB2023
VIEW = TileMapView(vintage=OLD)
DRAWING = TileArrangement(
    OLD,
    read_places("AAA DDD .\nBBB . .\nCCC . ."),
    {"Y1": NamePlace(Place(1, 1), 2), "Y2": NamePlace(Place(0, 3), 1, is_upright=True)},
)


def filled(token: str, data: Dataset = DATA) -> FilledTiles:
    return fill_tiles(data, find_shown(data, token), OLD, TODAY, frozenset(Grade))


def read(markup: object) -> Tag:
    return BeautifulSoup(str(as_markup(markup)), "html.parser")


def drawn(token: str = MESO.token, opened: str = "", drawing: TileArrangement = DRAWING) -> Tag:
    return read(tile_map(filled(token), drawing, opened))


def tile(code: str, token: str = MESO.token) -> Tag:
    return drawn(token).select_one(f'[data-tile="{code}"]')


def face(code: str, token: str = MESO.token) -> list[str]:
    return [part.get_text(" ") for part in tile(code, token).select("b, small")]


def test_every_board_is_one_button_in_the_list_of_its_region_at_its_place():
    lists = drawn().select(".tile-map > ul")
    assert [one["aria-label"] for one in lists] == ["Y1, 3 boards", "Y2, 1 board"]
    assert [one["data-tile"] for one in lists[0].select("li > button")] == ["AAA", "BBB", "CCC"]
    places = {one["data-tile"]: (one["data-row"], one["data-column"]) for one in drawn().select("[data-tile]")}
    assert places == {"AAA": ("0", "0"), "DDD": ("0", "1"), "BBB": ("1", "0"), "CCC": ("2", "0")}
    assert drawn().select_one('[data-tile="CCC"]').parent["style"] == "grid-area:3/1/span 1/span 1"
    assert drawn().div["style"] == "--columns:2;--rows:3"


def test_outlines_stand_where_regions_meet_and_names_lean_towards_their_region():
    ends = {one.button["data-tile"]: set(one["class"]) - {"tile-place"} for one in drawn().select("li")}
    assert ends["AAA"] == {"north", "east", "west"}
    assert ends["BBB"] == {"east", "west"}
    assert ends["DDD"] == {"north", "east", "south", "west"}
    first, second = drawn().select(".tile-region")
    assert (first.get_text(), first["style"], first["class"]) == ("Y1", "grid-area:2/2/span 1/span 2", ["tile-region"])
    assert second["class"] == ["tile-region", "upright"] and second["aria-hidden"] == "true"
    assert "has-margin" in drawn().div["class"]
    leaning = TileArrangement(OLD, read_places(". . DDD\n. AAA BBB\n. CCC ."), {"Y1": NamePlace(Place(1, 0), 1)})
    assert drawn(drawing=leaning).select_one(".tile-region")["class"] == ["tile-region", "to-east"]
    above = TileArrangement(OLD, read_places("DDD .\nAAA BBB\n. CCC"), {"Y1": NamePlace(Place(0, 1), 1)})
    assert drawn(drawing=above).select_one(".tile-region")["class"] == ["tile-region", "to-south"]
    below = TileArrangement(OLD, read_places("DDD AAA\nBBB CCC\n. ."), {"Y1": NamePlace(Place(2, 0), 1)})
    assert drawn(drawing=below).select_one(".tile-region")["class"] == ["tile-region", "to-north"]


def test_a_board_without_a_tile_is_not_left_out_in_silence():
    with pytest.raises(LookupError, match="no tile for board 'CCC'"):
        drawn(drawing=TileArrangement(OLD, read_places("AAA BBB DDD"), {}))


def test_one_tile_is_the_stop_of_the_tab_key_and_the_open_one_is_marked():
    def stops(opened: str) -> list[str]:
        return [one["data-tile"] for one in drawn(opened=opened).select('[tabindex="0"]')]

    assert stops("") == stops("ZZZ") == ["AAA"]
    assert stops("CCC") == ["CCC"]
    assert [one["data-tile"] for one in drawn(opened="CCC").select("[aria-current]")] == ["CCC"]
    assert not drawn().select("[aria-current]")


def test_a_tile_says_arrow_number_certainty_and_base_and_is_drawn_as_on_the_heat_map():
    assert tile("AAA")["class"] == ["tile", "cell", "much_worse", "clear"]
    assert face("AAA") == ["▼▼ 63", "clear", "P1 · 2024 · A"]
    assert tile("BBB")["class"] == ["tile", "cell", "parity", "likely_break"]
    assert face("BBB") == ["= 99 [b]", "likely break", "P1 · 2024 · A"]
    assert tile("CCC")["class"] == ["tile", "cell", "empty", "cannot_compare"]
    assert face("CCC")[:2] == ["[z]", "cannot compare"]
    assert tile("AAA", "P3")["class"] == ["tile", "cell", "worse", "no_interval"]
    assert face("AAA", "P3") == ["▼ 87", "no interval", "P3 · 2024 · B"]
    assert face("DDD", SCORE.token)[:2] == ["[c]", "suppressed"]
    assert tile("CCC", "P4")["class"] == ["tile", "cell", "context"]
    assert face("CCC", NEED.token) == ["– 83", "need, not judged", "P4 · 2024 · A"]


def test_a_tile_says_when_it_depends_on_how_one_counts_and_when_it_compares_groups():
    framed = dataset(shares("AAA", 19_400, 19_900), (pair(pair_kind=PairKind.GROUP),))
    shown = filled("P1", framed).tiles["AAA"]
    assert shown.gap.framing_sensitive
    assert tile_sure(shown) == "depends how you count"
    assert tile_classes(shown).endswith(" between_groups")
    assert tile_base(shown) == "P1 · 2024 · A groups"


def test_an_empty_tile_has_a_sign_and_neither_number_nor_base():
    empty = filled(NOTHING.token).tiles["AAA"]
    assert (tile_sign(empty), tile_value(empty), tile_codes(empty), tile_base(empty)) == ("[x]", "", "", "")


def test_long_numbers_are_marked_so_that_they_fit():
    points = dataset([figure("mental", "AAA", 0.40), figure("physical", "AAA", 0.55)], (pair(measure=Measure.POINTS),))
    markup = read(tile_map(filled("P1", points), DRAWING))
    assert markup.select_one('[data-tile="AAA"] b')["class"] == ["long"]
    assert "class" not in tile("AAA").b.attrs


def test_the_name_of_a_tile_is_a_full_sentence_with_its_region():
    name = tile("AAA").select_one(".for-ears").get_text()
    assert name.startswith("Aaa, Y1. Service delivery, meso: much worse. For every 100, 63 (2024-09; grade A)")
    assert "95% interval" in name and name.endswith("1 of 1 pair can be compared.")
    assert tile("AAA", "P1").select_one(".for-ears").get_text().startswith("Aaa, Y1. Much worse. For every 100, 63 (")
    assert "cannot be compared, the mental health side is not published" in tile("CCC", "P1").get_text()
    assert "Context only, need: 83 per 100, no judgement" in tile("CCC", NEED.token).get_text()


def test_a_board_that_nobody_named_yet_goes_by_its_full_name_and_code():
    assert tile_name("AAA", "Aaa") == TileName("Aaa", "AAA")
    assert tile_name("QHM", "North East and North Cumbria").letters == "NENC"


def test_the_sentences_count_bands_doubts_reasons_and_say_what_decides():
    counts, missing, decided, england = tile_map_sentences(filled(MESO.token))
    assert counts == (
        "In 3 of the 4 boards that can be compared, mental health is much worse in 1, at parity in 1 and better in 1; "
        "the band is not sure in 1."
    )
    assert missing == ("1 board cannot be compared: the mental health side is not published for this area (1).")
    assert decided == "Each board's own deciding pair is shown: P1 (Seen in time, grade A) in 3 boards."
    assert england.startswith("England (pair P1): For every 100, 68, 95% interval ")


def test_the_sentences_of_a_pair_say_both_sides_date_and_grade():
    _counts, _missing, decided, england = tile_map_sentences(filled("P1"))
    assert decided == (
        "Mental health: mental care. Physical health: physical care. Service delivery, meso; 2024-09; "
        "grade A, same measure on both sides."
    )
    assert england.startswith("England: For every 100, 68")


def test_need_nothing_at_all_and_no_interval_have_sentences_of_their_own():
    assert tile_map_sentences(filled("P4"))[0] == (
        "Figures of need, which nobody judges, in 2 of the 4 boards: more need in 1 and less need in 1."
    )
    counts, missing = tile_map_sentences(filled(NOTHING.token))
    assert counts == "None of the 4 boards has a comparison here."
    assert missing == "4 boards cannot be compared: no pair of measures is registered (4)."
    assert "worse in 1; the band is without an interval in 1." in tile_map_sentences(filled("P3"))[0]
    assert "meso; no date; grade A" in tile_map_sentences(filled("P1", dataset([])))[-1]


def test_a_pair_of_groups_is_never_said_to_be_of_mental_health():
    groups = dataset(FIGURES, (pair(pair_kind=PairKind.GROUP),))
    counts = tile_map_sentences(filled("P1", groups))[0]
    assert "the outcome of mental care, against physical care, is much worse in 1" in counts
    assert "mental health" not in counts


def test_of_many_deciding_pairs_and_reasons_the_commonest_are_named():
    one, other = (
        [
            figure(f"{side}{name}", area, count=count, denominator=20_000)
            for side, count in (("m", 12_000), ("p", 19_000))
        ]
        for name, area in (("1", "BBB"), ("2", "DDD"))
    )
    data = dataset(
        [*shares("AAA", 12_000, 19_000), *one, *other],
        (
            pair(pair_kind=PairKind.GROUP),
            pair("P7", mental=SideSource("m1"), comparator=SideSource("p1")),
            pair("P8", mental=SideSource("m2"), comparator=SideSource("p2")),
        ),
        more_indicators=tuple(indicator(f"{side}{number}") for side in "mp" for number in (1, 2)),
    )
    sentences = tile_map_sentences(filled(MESO.token, data))
    assert "mental health, or the first of two groups of people, is much worse in 3" in sentences[0]
    assert sentences[2].endswith("P1 (Seen in time, grade A) in 1 board, P7 (Seen in time, grade A) in 1 board "
                                 "and 1 other pair in the rest.")  # fmt: skip


def test_of_many_reasons_three_are_named_and_the_table_has_the_rest():
    reasons = {"AAA": "one", "BBB": "two", "CCC": "three", "DDD": "four"}
    shown = filled(NOTHING.token)
    tiles = {code: replace(tile, reason=reasons.get(code, "")) for code, tile in shown.tiles.items()}
    assert tile_map_sentences(replace(shown, tiles=tiles))[1] == (
        "4 boards cannot be compared: one (1); two (1); three (1); the table has the other reasons."
    )


def test_under_the_map_stand_its_sources_its_date_and_its_address():
    line = source_line(filled(MESO.token), "https://parity.example/tile-map", date(2026, 11, 1), "abc123")
    assert "Our own drawing: one tile a board" in line
    assert "Figures: A publisher, from third-party copies: check before citing." in line
    assert line.endswith("As at 1 November 2026, data version abc123. https://parity.example/tile-map")
    assert "Figures" not in source_line(filled(NOTHING.token), "", TODAY, "abc123")


def test_the_title_names_what_is_shown():
    assert map_title(filled(MESO.token)) == "Service delivery, meso"
    assert map_title(filled("P3")) == "Pair P3: Seen in time"


def fields(view: TileMapView = VIEW) -> Tag:
    counted = boards_with_value(compare_areas(DATA, OLD, TODAY, frozenset(Grade)))
    return read(tile_map_filters(view, PAIRS, counted, today=TODAY))


def test_the_choice_lists_all_cells_by_block_and_then_all_pairs_by_cell():
    groups = fields().select("#filter-show optgroup")
    labels = [group["label"] for group in groups]
    assert labels[:2] == ["Leadership and governance", "Financing"] and len(labels) == 6 + 3
    assert sum(len(group.select("option")) for group in groups[:6]) == 18
    assert labels[6:] == [
        "Pairs of Financing, macro", "Pairs of Service delivery, meso", "Pairs of Workforce, micro",
    ]  # fmt: skip
    options = {option["value"]: option.get_text() for option in fields().select("#filter-show option")}
    assert options[""] == "Service delivery, meso · 3 boards"
    assert options["P3"] == "P3 Seen in time · 1 board"
    assert options["information_research/macro"].endswith("· no board")
    assert "P5" not in options
    assert fields(VIEW.with_(show="P5")).select_one('option[value="P5"]').has_attr("selected")


def test_fields_show_what_is_chosen_and_grades_only_where_they_decide():
    chosen = fields(VIEW.with_(show="P3", as_at=date(2024, 9, 30)))
    assert chosen.select_one("#filter-show option[selected]")["value"] == "P3"
    assert chosen.select_one("#filter-vintage option[selected]")["value"] == "icb2023"
    assert chosen.select_one("#filter-as_at")["value"] == "2024-09-30"
    assert not chosen.select("#filter-grades")
    grades = fields(VIEW.with_(grades=frozenset({Grade.A}))).select_one("#filter-grades option[selected]")
    assert grades["value"] == "A"
    assert fields(TileMapView()).select_one("#filter-vintage option[selected]")["value"] == ""


def rows(token: str, view: TileMapView = VIEW) -> list[list[str]]:
    table = read(tile_table(filled(token), view))
    return [[part.get_text(" ") for part in row.select("th, td")] for row in table.select("tr")]


def test_the_table_says_the_same_worst_first_with_both_levels():
    head, worst, *_rest, last = rows(MESO.token)
    assert head == [
        "Board", "On the tile", "Region", "Value", "Mental health", "Physical health", "How sure",
        "Pair, date and grade",
    ]  # fmt: skip
    assert worst[:6] == ["Aaa", "AAA", "Y1", "▼▼ 63 much worse", "60.0%", "95.0%"]
    assert worst[6].startswith("clear 62 to 64") and worst[7] == "P1, 2024-09, grade A"
    assert last[:4] == [
        "Ccc", "AAA".replace("A", "C"), "Y1",
        "[z] cannot be compared: the mental health side is not published for this area",
    ]  # fmt: skip
    assert last[4:] == ["", "", "", ""]
    assert rows("P4")[1][6] == "need, not judged"


def test_the_table_marks_the_open_board_and_leads_to_each_board():
    table = read(tile_table(filled(MESO.token), VIEW.with_(area="BBB")))
    assert [row.th.get_text() for row in table.select(".data-own")] == ["Bbb"]
    assert table.select_one("tbody a")["href"] == "/area/AAA?vintage=icb2023&cell=service_delivery/meso"
    assert rows(NOTHING.token)[0][4:6] == ["Mental health", "Comparator"]


def panel(code: str, token: str = MESO.token) -> Tag:
    return read(tile_panel(filled(token), code, VIEW.with_(show=token, area=code)))


def test_the_panel_has_the_verdict_both_levels_interval_dates_and_grade():
    opened = panel("AAA")
    assert opened.section["data-tile-panel"] == "AAA"
    assert (opened.h2.get_text(), opened.h2["tabindex"]) == ("Aaa", "-1")
    facts = dict(
        zip((t.get_text() for t in opened.select("dt")), (d.get_text() for d in opened.select("dd")), strict=True)
    )
    assert facts["Both levels"] == "Mental health 60.0% (2024-09) · physical health 95.0% (2024-09)"
    assert facts["95% interval"].startswith("62 to 64") and facts["How sure"] == "Clear."
    assert facts["Grade A"] == "Same measure on both sides: same question."
    assert "from a third-party copy: check before citing" in facts["Sources"]
    assert opened.select_one(".panel-band")["class"] == ["panel-band", "band-much_worse"]
    assert opened.select_one(".panel-number").get_text() == "63"


def test_the_panel_sets_region_and_england_beside_the_board_with_their_levels():
    lines = [line.get_text(" ") for line in panel("AAA").select(".panel-list")[0].select("li")]
    assert lines[0].startswith("Region, Y1: ▼ 89 worse. Mental health 85.0%")
    assert lines[1].startswith("Eng: ▼▼ 68 much worse. Mental health 65.0%")
    assert "pair P1" in panel("CCC").select(".panel-list")[0].get_text()
    assert "For comparison" not in panel("AAA", "P3").get_text()


def test_the_panel_leads_to_the_heat_map_the_pair_and_the_board():
    heat_map, of_pair, board = (urlsplit(a["href"]) for a in panel("AAA").select(".panel-list")[-1].select("a"))
    assert heat_map.path == "/heat-map"
    assert parse_qs(heat_map.query) == {"vintage": ["icb2023"], "area": ["AAA"], "cell": ["service_delivery/meso"]}
    assert (of_pair.path, parse_qs(of_pair.query)) == ("/pair/P1", {"vintage": ["icb2023"], "area": ["AAA"]})
    assert (board.path, board.query) == ("/area/AAA", "vintage=icb2023")
    assert not [a for a in panel("CCC").select("a") if a["href"].startswith("/pair/")]
    assert [a for a in panel("CCC", "P1").select("a") if a["href"].startswith("/pair/P1")]


def test_the_panel_says_doubt_need_and_emptiness_in_words_and_can_be_closed():
    assert panel("BBB").select_one(".panel-band")["class"] == ["panel-band", "band-parity", "unsure"]
    assert panel("AAA", "P3").select_one(".panel-band")["class"][-1] == "no_interval"
    need = panel("CCC", "P4")
    assert "Less need" in need.select_one(".panel-verdict").get_text()
    assert "Not judged." in need.get_text() and "None." in need.get_text()
    empty = panel("CCC")
    assert "panel-verdict-empty" in empty.select_one(".panel-verdict")["class"]
    assert not empty.select("dl")
    close = empty.select_one(".tile-close")
    assert (close["href"], close["aria-label"]) == ("?vintage=icb2023", "Close Ccc")
    plain = read(tile_panel(filled(MESO.token), "AAA", TileMapView(area="AAA", as_at=date(2025, 1, 31))))
    assert "as at 2025-01-31" in plain.get_text()
    assert "Choose a tile" in read(tile_invitation()).get_text()


def test_the_view_is_read_from_and_written_to_the_address():
    view = TileMapView.from_search("?vintage=icb2023&show=S13&area=QHM&as_at=2024-09-30&grades=A,B")
    assert (view.show, view.area, view.vintage, view.problems) == ("S13", "QHM", OLD, ())
    assert TileMapView.from_search(view.to_search()) == view
    assert TileMapView().to_search() == ""
    assert Cell.from_token(TileMapView().show) == MESO
    assert TileMapView.from_search("?cell=x").problems == ("no such choice on this page: cell",)
    assert StatusCode.LIKELY_BREAK in filled("P1").tiles["BBB"].gap.status
