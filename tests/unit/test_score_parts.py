"""The panel's section, the form, the history, the comparison and the marks, as a reader finds them; all FICTITIOUS."""

from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from components.board_grid import board_grid
from components.cell_grid import cell_grid
from components.cell_panel import cell_panel
from components.component_markup import as_markup
from components.formatting import clock_words
from components.grid_cell import judged_sign, judged_words
from components.judgement_comparison import Chosen, comparison_page, difference_words
from components.judgement_history import history_page
from components.judgement_words import NOBODY, Reader, judgement_chip, priority_words
from components.panel_judgement import SHOWN, Told, disagreement_note, judgement_section
from components.score_form import cell_fields
from components.score_import import ImportRow, RowState, ask_file, imported_words, preview
from components.score_measured import RULE, ViewBesideMeasure, measured_page, saved_page
from components.score_page import ScoreRow, choose_area, score_address, score_form_page
from components.score_values import typed_of
from components.times import moment_of
from components.url_state import AreaView, HeatMapView
from domain_model.cells import CELLS, Cell, CellWords
from domain_model.judgements import Judgement, JudgementBook, Opinion
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.compare_judgements import JudgedMark, Standpoint, contrast_views
from domain_model.use_cases.count_evidence import count_evidence
from domain_model.use_cases.describe_cell import CellDescription, describe_cell
from domain_model.use_cases.judge_cells import Answer
from domain_model.vocabulary import Confidence, Perception, Vintage
from tests.builders import GEOGRAPHY, MESO, TODAY, dataset, evidence, figure, statement

AT = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)
ANN = Person("ann", "Ann FICTITIOUS", "ann@example.org", Role.EDITOR, AT)
EVE = Person("eve", "Eve FICTITIOUS", "eve@example.org", Role.VIEWER, AT)
NAMES = {"ann": "Ann FICTITIOUS", "bob": "Bob <FICTITIOUS>", "gone": ""}
MICRO = Cell.from_token("workforce/micro")
AREA = GEOGRAPHY.area("AAA", Vintage.ICB2023)
HERE = "/area/AAA?vintage=icb2023&cell=service_delivery/meso"
WORSE = Opinion(Perception.WORSE, 7, 3, Confidence.HIGH, "Waits <are>\nlong", "Minutes & more")
BETTER = Opinion(Perception.BETTER)
ROWS = [
    *(figure(side, "AAA", count=n, denominator=1000) for side, n in (("mental", 600), ("physical", 950))),
    *(figure(side, "DDD", count=n, denominator=1000) for side, n in (("mental", 900), ("physical", 901))),
]
DATA = dataset(ROWS, catalogue=evidence((statement("S1"),)))
GRID = compare_areas(DATA, Vintage.ICB2023, TODAY)


class Hidden:
    """Numbers the forms, so that two with the same hidden fields would show."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> Markup:
        self.made += 1
        return Markup(f'<input type="hidden" name="form_id" value="{self.made}">')


def editor() -> Reader:
    return Reader(ANN, NAMES, Hidden(), "/sign-in?next=x")


def version(change: int, opinion: Opinion | None, author: str = "ann", cell: Cell = MESO, **more: object) -> Judgement:
    number = more.pop("number", 1)
    return Judgement(change, author, "AAA", cell, number, opinion, AT + timedelta(hours=change), **more)  # type: ignore[arg-type]


def book(*versions: Judgement) -> JudgementBook:
    return JudgementBook().with_changes(versions, len(versions))


def describe(*versions: Judgement, area: str = "AAA") -> CellDescription:
    return describe_cell(DATA, GRID, area, MESO, book=book(*versions))


def soup(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


def words(part: Tag) -> str:
    return " ".join(part.get_text(" ").split())


def section(reader: Reader, *versions: Judgement, **more: object) -> BeautifulSoup:
    return soup(judgement_section(describe(*versions), reader, HERE, **more))  # type: ignore[arg-type]


# ---- The panel


def test_where_nobody_scored_it_is_said_and_not_left_blank() -> None:
    found = section(Reader(sign_in="/sign-in?next=%2Farea"))
    assert NOBODY in words(found) and "that is not parity" in NOBODY
    assert found.h3 and found.h3.text == "What people think"
    assert "A question for the board: Question?" in words(found)
    assert [(a.text, a["href"]) for a in found.find_all("a")] == [("Sign in to add your view", "/sign-in?next=%2Farea")]


def test_barriers_beside_a_good_measure_make_one_ask_why() -> None:
    good = describe_cell(DATA, GRID, "DDD", MESO)
    assert "ask why" in judgement_section(good, Reader(), HERE)
    assert "ask why" not in judgement_section(describe(), Reader(), HERE)


def test_each_view_stands_apart_and_ones_own_first() -> None:
    found = section(editor(), version(1, WORSE), version(2, BETTER, "bob"), version(3, BETTER, "gone"))
    views = found.select(".score-view")
    assert found.h3 and found.h3.text == "What people think: 3 views"
    assert [words(view.strong) for view in views] == ["Your view", "a former member", "Bob <FICTITIOUS>"]
    assert all("one person's view (n = 1)" in words(view) for view in views)
    own, gone = words(views[0]), words(views[1])
    assert "▼ worse" in own and "Severity 7 of 9, feasibility 3 of 9, very sure." in own
    assert "Waits <are> long" in own and "Source: Minutes & more" in own and "20 November 2026, 10:05 UTC" in own
    assert "≠ Measured and judged disagree. Measured: much worse. Judged: better." in gone
    assert "disagree" not in own
    assert views[0].select_one("a")["href"] == "/score/AAA/service_delivery/meso/history"
    assert views[0].time["datetime"] == "2026-11-20T10:05:00+00:00"


def test_a_visitor_reads_no_names_and_no_way_to_the_history() -> None:
    found = section(Reader(), version(1, WORSE), version(2, BETTER, "bob"))
    assert [words(view.strong) for view in found.select(".score-view")] == ["an editor"] * 2
    assert "FICTITIOUS" not in str(found) and "history" not in str(found) and found.form is None


def test_a_viewer_is_told_who_can_add_a_view() -> None:
    found = section(Reader(EVE, NAMES, Hidden()), version(1, WORSE))
    assert "People with the role of editor can add their view here" in words(found)
    assert "Ann FICTITIOUS" in words(found) and found.form is None


def test_an_editor_finds_the_form_filled_with_the_view_that_stands() -> None:
    found = section(editor(), version(1, WORSE, number=3))
    form = found.select_one("form")
    assert form["action"] == "/score/AAA/service_delivery/meso" and form["method"] == "post"
    assert form.select_one("[name=next]")["value"] == HERE
    assert form.select_one("[name=service_delivery-meso-version]")["value"] == "3"
    assert [r["value"] for r in form.select("input[type=radio]") if r.has_attr("checked")] == ["worse"]
    assert form.select_one("textarea").text == WORSE.reason
    assert found.summary.text == "Change your view" and not found.details.has_attr("open")
    empty = section(editor(), version(1, WORSE, "bob"))
    assert empty.summary.text == "Add your view" and empty.details.has_attr("open")
    assert empty.select_one("[name=service_delivery-meso-version]")["value"] == "0"


def test_after_a_save_it_can_be_undone_and_what_was_replaced_is_named() -> None:
    told = Told("Saved.", (4, 4), (version(2, BETTER),))
    found = section(editor(), version(1, WORSE), told=told)
    done = found.select_one(".score-done")
    assert "Saved." in words(done)
    assert "Another version of yours from 11:05 UTC was replaced; it is in the history." in words(done)
    undo = done.form
    assert undo["action"] == "/score/undo"
    assert [undo.select_one(f"[name={name}]")["value"] for name in ("first", "last", "next")] == ["4", "4", HERE]
    assert len({field["value"] for field in found.select("[name=form_id]")}) == 2
    assert section(editor(), told=Told("Nothing was changed.")).select_one(".score-done form") is None


def test_what_could_not_be_taken_stays_in_the_form_with_its_problem() -> None:
    typed = {**typed_of(None), "severity": "12", "reason": "kept"}
    found = section(editor(), version(1, WORSE), typed=typed, problems={"severity": "Severity: give 1 to 9."})
    assert found.details.has_attr("open") and found.textarea.text == "kept"
    assert found.select_one(".notice.error a")["href"] == "#service_delivery-meso-severity"
    assert found.select_one("#service_delivery-meso-severity")["aria-invalid"] == "true"


def test_many_views_stand_behind_a_key() -> None:
    many = [version(n, BETTER, f"p{n}") for n in range(1, SHOWN + 4)]
    found = section(Reader(), *many)
    assert len(found.select(".score-view")) == SHOWN + 3 and len(found.select("details .score-view")) == 3
    assert found.summary.text == "3 more"


def test_near_the_verdict_it_is_said_that_somebody_sees_it_differently() -> None:
    one = describe(version(1, BETTER))
    assert "in the view of the one person who scored it" in str(disagreement_note(one.views))
    two = describe(version(1, BETTER), version(2, WORSE, "bob"))
    assert "in the view of 1 of 2 people who scored it" in str(disagreement_note(two.views))
    assert disagreement_note(describe(version(1, WORSE)).views) is None
    assert disagreement_note(()) is None
    panel = soup(as_markup(cell_panel(two, HeatMapView(vintage=Vintage.ICB2023, area="AAA", cell=MESO), editor())))
    assert panel.select_one("[name=next]")["value"] == "/heat-map?vintage=icb2023&area=AAA&cell=service_delivery/meso"
    assert len(panel.select(".score-disagree")) == 2


# ---- Words


def test_small_words() -> None:
    assert Reader().hidden() == "" and Reader().name_of("ann") == "an editor"
    assert (
        priority_words(Opinion(Perception.WORSE)) == ""
        and priority_words(Opinion(feasibility=2)) == "Feasibility 2 of 9."
    )
    assert clock_words(AT) == "09:05 UTC" and "20 November 2026, 09:05 UTC" in moment_of(AT)
    assert "no answer to the question" in judgement_chip(version(1, Opinion(severity=2)))
    assert "withdrawn" in judgement_chip(version(1, None)) and "not scored" in judgement_chip(None)
    assert "? </span>don&#39;t know" in judgement_chip(version(1, Opinion(Perception.DONT_KNOW)))


# ---- The form of a cell


def test_the_question_has_six_answers_in_order_with_their_keys() -> None:
    found = soup(cell_fields(MICRO, {}, 0))
    group = found.select_one("[role=radiogroup]")
    question = found.select_one(f"#{group['aria-labelledby']}").text
    assert question == "Compared with physical health, mental health here is …"
    said = [words(label) for label in group.select("label")]
    assert said == [
        "1 ▼▼ much worse", "2 ▼ worse", "3 = about the same", "4 ▲ better", "5 ▲▲ much better", "6 ? don't know",
    ]  # fmt: skip
    assert {radio["name"] for radio in group.select("input")} == {"workforce-micro-perception"}
    assert [option["value"] for option in found.select("#workforce-micro-severity option")] == ["", *"123456789"]
    assert not found.details.has_attr("open")
    assert soup(cell_fields(MICRO, {"source": "x"}, 0)).details.has_attr("open")
    wrong = soup(cell_fields(MICRO, {}, 0, problems={"perception": "Answer: give one."}))
    assert wrong.select_one("[role=radiogroup]")["aria-describedby"] == "workforce-micro-perception-problem"


# ---- All cells of an area


def rows(own: Judgement | None = None, *, hidden: bool = False, **more: object) -> list[ScoreRow]:
    return [
        ScoreRow(
            cell,
            CellWords(cell, f"Meaning of {cell.token}", "?"),
            None if hidden else GRID.at("AAA", cell),
            own if own and own.cell == cell else None,
            **(more if cell == MESO else {}),  # type: ignore[arg-type]
        )
        for cell in CELLS
    ]


def test_all_cells_stand_in_one_form_by_building_block() -> None:
    page = soup(score_form_page(AREA, rows(version(1, WORSE)), editor(), vintage="icb2023", hides_figures=False))
    form = page.select_one("form[data-score=all]")
    assert form["action"] == "/score/AAA?vintage=icb2023" and form["data-draft"] == "ann:AAA"
    cells = form.select("fieldset[data-score-cell]")
    assert [cell["data-score-cell"] for cell in cells] == [cell.token for cell in CELLS]
    assert words(cells[0].legend) == "Leadership and governance, macro"
    assert [h.text for h in form.select("h2")][1] == "Financing" and len(form.select("h2")) == 6
    assert words(form.select_one(".score-count")) == "1 of 18 answered"
    meso = next(cell for cell in cells if cell["data-score-cell"] == MESO.token)
    assert "Measured: ▼▼ much worse" in words(meso) and "Meaning of service_delivery/meso" in words(meso)
    assert meso.select_one("a")["href"].endswith("/service_delivery/meso/history")
    assert "▼" not in words(cells[0].select_one(".score-measured"))
    assert page.select_one("[data-key=figures]")["href"] == "/score/AAA?vintage=icb2023&figures=hidden"


def test_figures_can_be_hidden_until_a_cell_is_scored() -> None:
    page = soup(score_form_page(AREA, rows(hidden=True), editor(), vintage="", hides_figures=True))
    assert "much worse (" not in words(page) and len(page.select("p.score-measured.note")) == 18
    assert page.select_one("[data-key=figures]")["href"] == "/score/AAA" == score_address("AAA")
    assert page.select_one("form[data-score=all]")["action"] == "/score/AAA?figures=hidden"


def test_a_problem_is_named_with_its_cell() -> None:
    wrong = rows(typed={"severity": "x"}, problems={"severity": "Severity: give 1 to 9."})
    page = soup(score_form_page(AREA, wrong, editor(), vintage="", hides_figures=False))
    (link,) = page.select(".notice.error a")
    assert link.text == "Service delivery, meso: Severity: give 1 to 9."
    assert link["href"] == "#service_delivery-meso-severity" and page.select_one(link["href"])


def test_after_a_save_disagreements_stand_first() -> None:
    cells = [
        ViewBesideMeasure(GRID.at("AAA", MICRO), version(1, BETTER, cell=MICRO)),
        ViewBesideMeasure(GRID.at("AAA", MESO), version(2, BETTER)),
    ]
    page = soup(saved_page(AREA, cells, editor(), (1, 2)))
    first, second = page.select("tbody tr")
    assert "≠ Measured and judged disagree. Measured: much worse. Judged: better." in words(first)
    assert "Cannot be set against one another" in words(second)
    assert "1 of 2 contradicts the measured band; they stand first." in words(page)
    assert page.form["action"] == "/score/undo" and page.form.button.text == "Undo this save"
    assert page.div["data-saved-cells"] == "workforce/micro service_delivery/meso"
    same = soup(saved_page(AREA, [ViewBesideMeasure(GRID.at("AAA", MESO), version(2, WORSE))], editor(), (2, 2)))
    assert "None of these views contradicts" in words(same) and "No contradiction." in words(same)
    assert "2 of 2 contradict the" in saved_page(AREA, [cells[1], cells[1]], editor(), (1, 2))
    assert (
        RULE in words(page) and page.select_one("a[href='/score/AAA/measured']").text == "All your views of this area"
    )


def test_all_views_that_stand_are_set_against_the_measure_without_an_undo() -> None:
    cells = [
        ViewBesideMeasure(GRID.at("AAA", MICRO), version(1, WORSE, cell=MICRO)),
        ViewBesideMeasure(GRID.at("AAA", MESO), version(2, BETTER)),
    ]
    page = soup(measured_page(AREA, cells))
    assert [words(row.th) for row in page.select("tbody tr")] == ["Service delivery, meso", "Workforce, micro"]
    assert [bool(row.select(".score-marked")) for row in page.select("tbody tr")] == [True, False]
    assert RULE in words(page) and "1 of 2 contradicts the measured band" in words(page) and page.form is None
    assert [a["href"] for a in page.select(".score-links-line a")] == [
        "/score/AAA",
        "/score/AAA/compare",
        "/area/AAA",
    ]
    nothing = soup(measured_page(AREA, [], "icb2023"))
    assert "You have no view of any cell of" in words(nothing) and nothing.table is None
    assert nothing.a["href"] == "/score/AAA?vintage=icb2023"


def test_the_way_to_the_measured_bands_is_found_where_one_scores_and_compares() -> None:
    form_page = soup(score_form_page(AREA, rows(), editor(), vintage="icb2023", hides_figures=False))
    assert form_page.select("a[href='/score/AAA/measured?vintage=icb2023']")
    nobody = Chosen("", "", None)
    for may_score, number in ((True, 1), (False, 0)):
        page = soup(comparison_page(AREA, nobody, nobody, (), [], may_score=may_score))
        assert len(page.select("a[href='/score/AAA/measured']")) == number
    assert section(editor(), version(1, WORSE)).select("a[href='/score/AAA/measured']")
    assert not section(editor(), version(1, WORSE, "bob")).select("a[href='/score/AAA/measured']")


def test_the_area_is_chosen_and_what_was_begun_is_listed() -> None:
    page = soup(choose_area([("AAA", "Aaa")], [("DDD", "Ddd", 4)], "Choose an area from the list."))
    assert page.form["method"] == "get" and [o["value"] for o in page.select("option")] == ["", "AAA"]
    assert "Ddd : 4 of 18 cells scored" in words(page) and "Choose an area from the list." in words(page)
    assert "Begun by you" not in choose_area([], [])


# ---- History


def test_the_history_shows_every_version_the_latest_first() -> None:
    versions = (
        version(1, WORSE),
        version(2, BETTER, "bob"),
        version(3, None, number=2),
        version(4, WORSE, number=3, restores=1),
    )
    page = soup(history_page(AREA, MESO, versions, editor(), HERE))
    own, others = page.select("table")
    assert [words(row.th) for row in own.select("tbody tr")] == ["3", "2", "1"]
    assert "stands Undo: brought back version 1." in words(own.select("tbody tr")[0])
    assert "withdrawn" in words(own.select("tbody tr")[1]) and "stands" not in words(own.select("tbody tr")[2])
    assert "Bob <FICTITIOUS> 20 November 2026, 11:05 UTC ▲ better stands" in words(others)
    acts = {form["action"].rsplit("/", 1)[1]: words(form) for form in page.select("form")}
    assert acts == {"undo": "Undo version 3", "withdraw": "Withdraw your view"}


def test_the_history_offers_what_can_be_done_and_no_more() -> None:
    back = (version(1, WORSE), version(2, None, number=2, restores=0))
    page = history_page(AREA, MESO, back, editor(), HERE)
    assert "Undo: back to before the first version." in page and "<form" not in page
    assert "Nobody else has scored this cell for this area yet." in page
    gone = (version(1, WORSE), version(2, None, number=2))
    assert [form["action"] for form in soup(history_page(AREA, MESO, gone, editor(), HERE)).select("form")] == [
        "/score/AAA/service_delivery/meso/undo"
    ]
    nothing = history_page(AREA, MESO, (), editor(), HERE)
    assert NOBODY in nothing and "You have not scored this cell" in nothing
    earlier = Reader(Person("ann", "Ann FICTITIOUS", "ann@example.org", Role.VIEWER, AT), NAMES, Hidden())
    assert "<form" not in history_page(AREA, MESO, (version(1, WORSE),), earlier, HERE)


# ---- Comparison


def test_two_views_stand_side_by_side_with_their_difference_in_words_and_shape() -> None:
    versions = (
        version(1, WORSE),
        version(2, Opinion(Perception.MUCH_BETTER), "bob"),
        version(3, BETTER, cell=MICRO),
        version(4, BETTER, "bob", MICRO),
    )
    found = contrast_views(versions, Standpoint("ann"), Standpoint("bob"))
    first, second = Chosen("ann", "You", None), Chosen("bob", "Bob", date(2026, 11, 20))
    page = soup(comparison_page(AREA, first, second, found, [("ann", "You"), ("bob", "Bob")]))
    said = {words(row.th): words(row) for row in page.select("tbody tr")}
    assert said["Service delivery, meso"].endswith("≠ Second is 3 steps better")
    assert said["Workforce, micro"].endswith("= The same")
    assert said["Financing, macro"].endswith("not scored not scored One or both gave no answer.")
    assert "1 cell the same, 1 different, 16 not answered by both." in words(page)
    assert [words(th) for th in page.select("thead th")] == [
        "Cell",
        "You, today",
        "Bob, 20 November 2026",
        "Difference",
    ]
    assert page.select_one("#second_at")["value"] == "2026-11-20" and page.form["method"] == "get"
    assert [o["value"] for o in page.select("#first option") if o.has_attr("selected")] == ["ann"]


def test_a_difference_is_one_of_direction_or_of_knowing() -> None:
    versions = (version(1, BETTER), version(2, WORSE, "bob"), version(3, Opinion(Perception.DONT_KNOW), "cem"))

    def said(first: str, second: str) -> str:
        contrasts = contrast_views(versions, Standpoint(first), Standpoint(second))
        return words(soup(difference_words(next(one for one in contrasts if one.cell == MESO))))

    assert said("ann", "bob") == "≠ Second is 2 steps worse"
    assert said("ann", "cem") == "≠ One of them does not know"
    assert said("cem", "cem") == "= The same"


def test_where_nobody_scored_there_is_nothing_to_compare() -> None:
    nobody = Chosen("", "", None)
    page = comparison_page(AREA, nobody, nobody, (), [], ["The first date could not be read."])
    assert "Nobody has scored this area yet: that is not parity." in page
    assert "The first date could not be read." in page and "<form" not in page


# ---- Marks in the grids


@pytest.mark.parametrize(
    ("mark", "seen", "heard"),
    [
        (JudgedMark(1, 0), "✎ 1", "Scored by 1 person."),
        (JudgedMark(2, 0), "✎ 2", "Scored by 2 people."),
        (JudgedMark(2, 1), "✎ 2 ≠", "Scored by 2 people; 1 disagrees with the measured band."),
        (JudgedMark(5, 3), "✎ 5 ≠", "Scored by 5 people; 3 disagree with the measured band."),
    ],
)
def test_a_mark_is_seen_in_brief_and_heard_in_words(mark: JudgedMark, seen: str, heard: str) -> None:
    found = soup(judged_sign(mark))
    assert found.i.text == seen and found.i["aria-hidden"] == "true"
    assert found.select_one(".for-ears").text.strip() == heard == judged_words(mark)


def test_the_heat_map_marks_the_cells_that_people_scored_and_no_others() -> None:
    kept = book(version(1, WORSE), version(2, BETTER, "bob"))
    view = HeatMapView(vintage=Vintage.ICB2023)
    found = soup(cell_grid(GRID, count_evidence(DATA), view, today=TODAY, book=kept))
    (mark,) = found.select(".score-mark")
    button = mark.parent
    assert (button["data-area"], button["data-cell"]) == ("AAA", MESO.token)
    assert words(button).endswith("✎ 2 ≠ Scored by 2 people; 1 disagrees with the measured band.")
    assert "✎ 2: scored by two people, each by themselves, ≠: somebody's view contradicts" in words(found.caption)
    plain = soup(cell_grid(GRID, count_evidence(DATA), view, today=TODAY))
    assert not plain.select(".score-mark") and "✎" not in words(plain.caption)
    calm = soup(cell_grid(GRID, count_evidence(DATA), view, today=TODAY, book=book(version(1, WORSE))))
    assert "✎" in words(calm.caption) and "≠" not in words(calm.caption)


def test_a_boards_grid_marks_them_too() -> None:
    view = AreaView(vintage=Vintage.ICB2023)
    found = soup(board_grid(GRID, count_evidence(DATA), AREA, view, book(version(1, WORSE))))
    (mark,) = found.select(".score-mark")
    assert mark.parent["data-cell"] == MESO.token and words(mark) == "✎ 1 Scored by 1 person."
    assert not soup(board_grid(GRID, count_evidence(DATA), AREA, view)).select(".score-mark")


# ---- Files


def test_a_preview_shows_problems_first_and_offers_nothing_to_keep() -> None:
    wrong = ImportRow(3, "ZZZ financing/meso", RowState.PROBLEM, column="area", problem="There is no area 'ZZZ'.")
    new = ImportRow(2, "AAA financing/meso", RowState.NEW, ("AAA", MESO), Answer(WORSE))
    page = soup(preview([new, wrong], "text", 7, editor()))
    assert [words(row.th) for row in page.select("tbody tr")] == ["3", "2"]
    assert "Column area: There is no area 'ZZZ'." in words(page) and page.form is None
    assert "2 rows: 1 new and 1 problem." in words(page) and "Correct this row in the file" in words(page)
    assert "Correct these 2 rows" in words(soup(preview([wrong, wrong], "", 0, editor())))


def test_a_preview_says_from_what_to_what_and_keeps_the_file_for_the_confirmation() -> None:
    row = ImportRow(2, "AAA", RowState.CHANGED, ("AAA", MESO), Answer(WORSE, 1), before=version(1, BETTER))
    text = "area\n</textarea><b>"
    page = soup(preview([row], text, 7, editor(), "Look again."))
    assert words(page.select("tbody tr")[0]) == (
        "2 AAA ≠ changed ▲ better ▼ worse Severity 7 of 9, feasibility 3 of 9, very sure. "
        "Waits <are> long Source: Minutes & more"
    )
    assert page.form["action"] == "/score/import/confirm" and page.form.button.text == "Keep 1 view"
    assert page.textarea.text.lstrip("\n") == text and page.select_one("[name=seen]")["value"] == "7"
    assert "Look again." in words(page)
    back = ImportRow(2, "AAA", RowState.CHANGED, ("AAA", MESO), Answer(BETTER, 1), before=version(1, WORSE))
    cells = [words(cell) for cell in soup(preview([back], text, 7, editor())).select("tbody td")]
    assert "Waits <are> long" in cells[2] and cells[3] == "▲ better"
    same = preview([ImportRow(2, "AAA", RowState.UNCHANGED, ("AAA", MESO), Answer(WORSE, 1))], text, 7, editor())
    assert "There is nothing to keep" in same and "<form" not in same


def test_the_form_for_a_file_says_its_limits_and_what_was_wrong() -> None:
    page = soup(ask_file(editor(), 256 * 1024, "The file is not in UTF-8."))
    assert "At most 256 KB" in words(page) and page.form["enctype"] == "multipart/form-data"
    assert page.select_one(".notice.error a")["href"] == "#file"
    assert "2 views kept, of 1 area:" in imported_words([version(1, WORSE), version(2, BETTER)])
