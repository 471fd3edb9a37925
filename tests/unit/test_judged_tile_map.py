"""One person's views on the tile map as they are drawn and said; every figure, view and name is FICTITIOUS."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup, Tag

from components.component_markup import as_markup
from components.judged_tile_map import judged_legend, layer_field
from components.judged_tile_panel import judged_tile_panel
from components.judged_tile_sentences import judged_sentences
from components.judged_tile_words import measured_words
from components.judgement_words import Reader
from components.tile_filters import tile_map_filters
from components.tile_layer import tile_layer
from components.tile_map import tile_map
from components.url_state import TileMapView
from domain_model.cells import Cell
from domain_model.judgements import JudgementBook, Opinion
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.use_cases.fill_judged_tiles import JudgedTiles, fill_judged_tiles
from domain_model.vocabulary import Confidence, Perception
from tests.builders import MESO, TODAY
from tests.unit.test_fill_judged_tiles import ANN, BOB, BOOK, book_of
from tests.unit.test_tile_map import DRAWING, OLD, filled

VIEW = TileMapView(vintage=OLD, whose="ann")
NAMES = {"ann": "Ann FICTITIOUS", "bob": "Bob FICTITIOUS"}
VISITOR = Reader(sign_in="/sign-in?next=here")


def reader(person: str, role: Role = Role.EDITOR) -> Reader:
    who = Person(person, NAMES.get(person, "Cat FICTITIOUS"), f"{person}@example.org", role, datetime.now(UTC))
    return Reader(who, NAMES)


CAT = reader("cat")


def judged(author: str = "ann", book: JudgementBook = BOOK, token: str = MESO.token) -> JudgedTiles:
    return fill_judged_tiles(filled(token), book, author)


def read(part: object) -> Tag:
    return BeautifulSoup(str(as_markup(part)), "html.parser")


def drawn(code: str, author: str = "ann", who: Reader = CAT, book: JudgementBook = BOOK) -> Tag:
    layer = tile_layer(filled(MESO.token), judged(author, book), VIEW, who)
    return read(tile_map(filled(MESO.token), DRAWING, "", layer.face_of)).select_one(f'[data-tile="{code}"]')


def face(code: str, author: str = "ann", book: JudgementBook = BOOK) -> list[str]:
    return [part.get_text(" ") for part in drawn(code, author, book=book).select("b, small")]


def name(code: str, author: str = "ann", who: Reader = CAT) -> str:
    return drawn(code, author, who).select_one(".for-ears").get_text()


def test_a_view_has_the_arrow_and_the_colour_of_its_band_and_a_mark_where_it_contradicts_the_measure():
    assert drawn("AAA")["class"] == ["tile", "cell", "judged", "better"]
    assert face("AAA") == ["▲ ≠", "severity 7, feasibility 3", "22 Nov 2026"]
    assert face("AAA", "bob") == ["▼", "worse", "22 Nov 2026"]
    assert drawn("AAA", "bob")["class"] == ["tile", "cell", "judged", "worse"]


def test_the_three_kinds_of_no_band_differ_in_sign_word_and_drawing_and_none_is_a_missing_figure():
    assert (drawn("BBB")["class"][2:], face("BBB")) == (["judged", "dont_know"], ["?", "don't know", "22 Nov 2026"])
    assert (drawn("CCC")["class"][2:], face("CCC")) == (["judged", "no_answer"], ["✎", "no answer", "22 Nov 2026"])
    assert (drawn("DDD")["class"][2:], face("DDD")) == (["judged", "not_scored"], ["·", "not scored", ""])
    for code in ("BBB", "CCC", "DDD"):
        assert not {"empty", "parity", "no_data"} & set(drawn(code)["class"])


def test_the_name_of_a_tile_says_whose_view_it_is_that_n_is_1_and_that_the_layers_disagree():
    assert name("AAA") == (
        "Aaa, Y1. One person's view (n = 1), by Ann FICTITIOUS: better. Severity 7 of 9, feasibility 3 of 9. "
        "22 November 2026. Measured and judged disagree. Measured: much worse. Judged: better."
    )
    assert name("AAA", "bob") == (
        "Aaa, Y1. One person's view (n = 1), by Bob FICTITIOUS: worse. 22 November 2026. Measured: much worse."
    )
    assert "by Ann FICTITIOUS: don't know. 22 November 2026. Measured: at parity." in name("BBB")
    assert name("DDD") == "Ddd, Y2. Not scored by Ann FICTITIOUS: that is not parity. Measured: better."
    assert "no answer to the question. Severity 4 of 9." in name("CCC")


def test_visitors_read_no_names_and_ones_own_views_are_said_to_be_ones_own():
    for who in (VISITOR, reader("ann")):
        layer = tile_layer(filled(MESO.token), judged(), VIEW, who)
        every = f"{layer.title} {layer.sentences} {as_markup(layer.table)} {name('AAA', who=who)}"
        assert "Ann" not in every and "Bob" not in every
    assert "by an editor: better" in name("AAA", who=VISITOR)
    assert "by you: better" in name("AAA", who=reader("ann"))
    assert "by a former member" in name("AAA", who=Reader(CAT.person, {"cat": "Cat"}))


def test_the_title_says_that_it_is_one_persons_view_and_the_measured_layer_is_as_before():
    layer = tile_layer(filled(MESO.token), judged(), VIEW, CAT)
    assert layer.title == "Service delivery, meso: one person's view (n = 1), by Ann FICTITIOUS"
    assert layer.caution.startswith("Colours and arrows: one person's view (n = 1 for each board)")
    plain = tile_layer(filled(MESO.token), None, VIEW, CAT)
    assert (plain.title, plain.legend, plain.caution) == ("Service delivery, meso", None, "")
    assert plain.sentences[0].startswith("In 3 of the 4 boards")


def sentences(author: str = "ann", who: Reader = CAT, book: JudgementBook = BOOK, as_at: date | None = None):
    return judged_sentences(judged(author, book), who, as_at)


def test_the_sentences_count_answers_contradictions_and_what_is_not_scored():
    assert sentences() == (
        "One person's view (n = 1 for each board): Ann FICTITIOUS scored 3 of 4 boards: better in 1, don't know in 1 "
        "and no answer to the question in 1.",
        "It contradicts the measured band in the one board that has both: Aaa (measured much worse, judged better).",
        "1 board is not scored: that is not parity.",
    )
    assert sentences("bob")[0].endswith("Bob FICTITIOUS scored 2 of 4 boards: worse in 1 and better in 1.")
    assert sentences("bob")[1] == "It contradicts the measured band in none of the 2 boards that have both."
    assert sentences("bob")[2] == "2 boards are not scored: that is not parity."


def test_where_all_is_scored_or_nothing_can_be_compared_the_sentences_say_so():
    everywhere = {code: Opinion(Perception.MUCH_BETTER) for code in ("AAA", "BBB", "CCC", "DDD")}
    said = sentences("ann", book=book_of(ann=everywhere), as_at=date(2024, 9, 30))
    assert said[1:] == (
        "It contradicts the measured band in 2 of the 3 boards that have both: Aaa (measured much worse, judged much "
        "better) and Bbb (measured at parity, judged much better).",
        "Views are as they stand now; what is measured is as at 2024-09-30.",
    )
    agreeing = book_of(ann={"AAA": Opinion(Perception.WORSE)})
    assert sentences(book=agreeing)[1] == "It does not contradict the measured band in the one board that has both."
    unsure = book_of(ann={"AAA": Opinion(Perception.DONT_KNOW)})
    assert sentences(book=unsure)[1].startswith("No board has both a measured band and a view that names one")


def test_of_many_contradictions_four_are_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("components.judged_tile_sentences.MOST_NAMED", 1)
    everywhere = {code: Opinion(Perception.MUCH_BETTER) for code in ("AAA", "BBB")}
    assert sentences("ann", book=book_of(ann=everywhere))[1].endswith("judged much better) and 1 other, marked ≠.")


def test_an_empty_layer_says_that_nobody_or_not_this_person_scored_and_leads_on():
    nobody, way_on = judged_sentences(judged("ann", JudgementBook()), CAT, None)
    assert nobody == "Nobody has scored Service delivery, meso for any of the 4 boards yet: that is not parity."
    assert read(way_on).a["href"] == "/score"
    not_you, _way_on = sentences("cat")
    assert not_you == (
        "You have not scored Service delivery, meso for any of the 4 boards: that is not parity. 2 other people have: "
        "choose one under Layer."
    )
    strangers, sign_in = sentences("zoe", VISITOR)
    assert strangers.startswith("The person chosen (an editor) has not scored Service delivery, meso")
    assert read(sign_in).a["href"] == "/sign-in?next=here"
    only_bob = book_of(bob=BOB)
    assert judged_sentences(judged("ann", only_bob), reader("vic", Role.VIEWER), None) == (
        "The person chosen (Ann FICTITIOUS) has not scored Service delivery, meso for any of the 4 boards: that is not "
        "parity. 1 other person has: choose one under Layer.",
    )


def options(people: dict[str, int], who: Reader, whose: str = "") -> dict[str, str]:
    field = read(layer_field(VIEW.with_(whose=whose), people, who))
    assert field.label["for"] == field.select_one("select")["id"] == "filter-whose"
    assert field.select_one("select")["data-view-param"] == "whose"
    return {option.get_text(): option["value"] for option in field.select("option")}


def test_the_layers_are_the_measure_ones_own_views_and_one_entry_a_person():
    assert list(options({"bob": 3, "ann": 1}, reader("ann")).items()) == [
        ("Measured", ""), ("My views (1 board)", "ann"), ("Bob FICTITIOUS (3 boards)", "bob"),
    ]  # fmt: skip
    assert list(options({"bob": 3}, reader("ann"))) == ["Measured", "Bob FICTITIOUS (3 boards)"]
    assert options({"ann": 3}, VISITOR) == {"Measured": "", "An editor (3 boards)": "ann"}
    assert options({"bob": 3, "ann": 3}, VISITOR) == {
        "Measured": "", "An editor, 1 of 2 (3 boards)": "bob", "An editor, 2 of 2 (3 boards)": "ann",
    }  # fmt: skip
    assert "A former member (2 boards)" in options({"gone": 2}, CAT)


def test_a_chosen_person_without_a_view_of_this_cell_stays_chosen():
    assert list(options({"bob": 3}, CAT, "ann")) == [
        "Measured", "Ann FICTITIOUS (no board)", "Bob FICTITIOUS (3 boards)",
    ]  # fmt: skip
    chosen = read(layer_field(VIEW, {"bob": 3, "ann": 1}, CAT)).select("option[selected]")
    assert [option["value"] for option in chosen] == ["ann"]
    assert not read(layer_field(VIEW.with_(whose=""), {"bob": 3}, CAT)).select("option[selected]")


def test_where_nobody_scored_the_field_says_so():
    field = read(layer_field(VIEW.with_(whose=""), {}, CAT))
    assert [option.get_text() for option in field.select("option[disabled]")] == ["Nobody has scored this cell yet"]
    assert "Nobody has scored" not in read(layer_field(VIEW, {"ann": 1}, CAT)).get_text()


def test_the_field_stands_among_the_others_and_a_name_is_never_taken_for_markup():
    sly = Reader(CAT.person, {"ann": "<b>Ann</b>"})
    bar = read(tile_map_filters(VIEW, (), {}, today=TODAY, layer=layer_field(VIEW, {"ann": 1}, sly)))
    assert bar.select_one('.filters #filter-whose option[value="ann"]').get_text() == "<b>Ann</b> (1 board)"
    assert not bar.select("#filter-whose b")
    assert not read(tile_map_filters(VIEW, (), {}, today=TODAY)).select("#filter-whose")


def test_the_legend_explains_every_mark_of_the_layer():
    lines = [" ".join(line.get_text(" ").split()) for line in read(judged_legend()).select("li")]
    assert lines == [
        "? don't know", "✎ scored, but no answer to the question", "· not scored: not parity",
        "≠ measured and judged disagree",
    ]  # fmt: skip


def rows(author: str = "ann") -> list[list[str]]:
    table = read(tile_layer(filled(MESO.token), judged(author), VIEW.with_(area="BBB"), CAT).table)
    assert [row.th.get_text() for row in table.select(".data-own")] == ["Bbb"]
    return [[part.get_text(" ") for part in row.select("th, td")] for row in table.select("tr")]


def test_the_table_sets_view_and_measure_side_by_side_the_worst_view_first():
    head, first, last_two_kinds, open_question, unscored = rows()
    assert head == ["Board", "On the tile", "Region", "View (n = 1)", "Measured", "Together"]
    assert first == [
        "Aaa", "AAA", "Y1", "▲ better Severity 7 of 9, feasibility 3 of 9. 22 November 2026",
        "▼▼ 63 much worse Mental health 60.0% (2024-09) · physical health 95.0% (2024-09)", "≠ they disagree",
    ]  # fmt: skip
    assert (last_two_kinds[3], last_two_kinds[5]) == ("? don't know 22 November 2026", "the view names no band")
    assert (open_question[0], open_question[3]) == (
        "Ccc", "✎ no answer to the question Severity 4 of 9. 22 November 2026",
    )  # fmt: skip
    assert open_question[4] == "[z] cannot be compared: the mental health side is not published for this area"
    assert (unscored[0], unscored[3], unscored[5]) == ("Ddd", "not scored", "not scored")
    assert [row[5] for row in rows("bob")[1:3]] == ["no contradiction", "no contradiction"]
    nothing_measured = judged("ann", book_of(ann={"CCC": Opinion(Perception.WORSE)}))
    table = read(tile_layer(filled(MESO.token), nothing_measured, VIEW, CAT).table)
    assert table.select("tbody tr")[0].select("td")[-1].get_text() == "no measured band"


def panel(code: str, who: Reader = CAT, book: JudgementBook = BOOK) -> Tag:
    return read(judged_tile_panel(judged("ann", book), code, VIEW.with_(area=code), who))


def test_the_panel_has_the_view_in_full_and_the_measure_with_both_levels_beside_it():
    opened = panel("AAA", book=book_of(ann={"AAA": Opinion(Perception.BETTER, 7, 3, Confidence.LOW, "R <b>", "S")}))
    assert (opened.section["data-tile-panel"], opened.h2.get_text(), opened.h2["tabindex"]) == ("AAA", "Aaa", "-1")
    words = " ".join(opened.get_text(" ").split())
    assert "▲ better one person's view (n = 1), by Ann FICTITIOUS" in words
    assert "Measured and judged disagree. Measured: much worse. Judged: better." in words
    assert "Severity 7 of 9, feasibility 3 of 9, not sure." in words
    assert opened.select_one(".score-reason").get_text() == "R <b>"
    assert opened.select_one(".score-source").get_text() == "Source: S"
    assert opened.select_one("time").get_text() == "22 November 2026, 10:02 UTC"
    assert "For every 100, 63 (2024-09; grade A)" in words
    assert "Mental health 60.0% (2024-09) · physical health 95.0% (2024-09)" in words
    assert [one.get_text() for one in opened.select("h3")] == ["One person's view", "Measured: much worse", "Go on"]
    assert opened.select_one(".tile-close")["href"] == "?vintage=icb2023&whose=ann"


def links(opened: Tag) -> list[str]:
    return [link["href"].split("?")[0] for link in opened.select(".panel-list a")]


def test_the_panel_leads_to_history_scoring_and_the_figures_as_far_as_the_reader_may():
    after = ["/heat-map", "/pair/P1", "/area/AAA"]
    assert links(panel("AAA")) == ["/score/AAA/service_delivery/meso/history", "/score/AAA", *after]
    assert links(panel("AAA", reader("vic", Role.VIEWER))) == ["/score/AAA/service_delivery/meso/history", *after]
    assert links(panel("AAA", VISITOR)) == ["/sign-in", *after]
    assert links(panel("DDD"))[0] == "/score/DDD"


def test_the_panel_of_what_is_not_scored_not_measured_or_not_answered_says_so():
    assert "not scored by Ann FICTITIOUS: that is not parity." in " ".join(panel("DDD").get_text(" ").split())
    unmeasured = panel("CCC")
    assert "Measured: cannot be compared" in unmeasured.get_text() and not unmeasured.select("dl")
    assert "no answer to the question" in unmeasured.get_text()
    assert "don't know" in panel("BBB").get_text() and not panel("BBB").select(".score-disagree")


def test_need_beside_a_view_is_said_without_a_judgement():
    need = Cell.from_token("financing/macro")
    assert measured_words(filled(need.token).tiles["CCC"]) == "– 83 less need"


def test_whose_views_is_in_the_address():
    view = TileMapView.from_search("?vintage=icb2023&show=workforce/micro&whose=a-B_9&area=QHM")
    assert (view.whose, view.show, view.problems) == ("a-B_9", "workforce/micro", ())
    assert view.to_search() == "?vintage=icb2023&show=workforce/micro&whose=a-B_9&area=QHM"
    assert TileMapView.from_search(view.to_search()) == view
    assert (TileMapView().whose, TileMapView(whose="x").to_search()) == ("", "?whose=x")
    assert ANN["BBB"].perception is Perception.DONT_KNOW
