"""What the pages of frameworks, strategies, perspectives and checklists say in cases the real catalogue lacks."""

import re
from dataclasses import replace

import pytest

from components.checklist_lists import checklists_part
from components.checklist_view import checklist_part
from components.checklist_words import Filler
from components.framework_entries import EntrySetting
from components.framework_measured import gap_line, measured_line
from components.framework_view import FrameworksView, frameworks_part
from components.framework_words import highlighted, source_line
from components.matrix_view import MatrixView
from components.perspective_cells import FIRST, SHOWN, summary_sentence
from components.perspective_view import PerspectivesView, perspectives_part
from components.strategy_lists import OPEN_UP_TO, SHOWN_WITHOUT_ANSWER, barrier_lists
from components.strategy_parts import NO_ANSWER, answer_part, barrier_part
from components.strategy_view import SHOWN_OF_A_CELL, StrategiesView
from domain_model.cells import CELLS, Cell
from domain_model.evidence import ExpectedMove, Source, Statement, Strategy
from domain_model.evidence_vocabulary import FrameworkKind, Perspective, StrategyStrength
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.compare_perspectives import PerspectiveFilter, compare_perspectives
from domain_model.use_cases.fill_checklist import Checklist, ChecklistRow
from domain_model.use_cases.find_strategies import FoundAnswer, FoundMove, answers_to, barriers_by_cell
from domain_model.use_cases.read_frameworks import FrameworkFilter, read_frameworks
from domain_model.vocabulary import StatementKind, Vintage
from tests.builders import GEOGRAPHY, MESO, TODAY, dataset, evidence, figure, pair, statement
from tests.unit.test_read_frameworks import entry

SOURCE = Source("src", "A study", "Authors", "2020", "Publisher", "study", "Authors 2020", "")
AREA = GEOGRAPHY.area("AAA", Vintage.ICB2023)
OTHER, THIRD = Cell.from_token("financing/micro"), Cell.from_token("workforce/macro")
MOVE = ExpectedMove("B03", "P1", "because")
SETTING = EntrySetting({}, lambda cell: f"?cell={cell.token}")


def grid(mental: int, physical: int, of: int = 100):
    figures = [
        figure("mental", "AAA", count=mental, denominator=of),
        figure("physical", "AAA", count=physical, denominator=of),
    ]
    return compare_areas(dataset(figures, (pair("P1"),)), Vintage.ICB2023, TODAY)


def query_of(markup: str, start: str) -> str:
    """The query string of the first address that begins so."""
    address = markup.partition(f'href="{start}')[2].partition('"')[0]
    return address.replace("&amp;", "&")


def test_a_perspective_with_many_statements_leads_to_the_rest_of_them_in_the_matrix():
    many = tuple(statement(f"S{number}", perspective=Perspective.RESEARCH) for number in range(SHOWN + 3))
    found = compare_perspectives(evidence(many), PerspectiveFilter())
    drawn = str(perspectives_part(PerspectivesView(), found, {"src": SOURCE}, ()))
    assert drawn.count("/evidence/statements/") == SHOWN
    assert "3 further statements in the matrix" in drawn
    shown_at_once = drawn.partition(f"show {SHOWN - FIRST} more")[0]
    assert shown_at_once.count("/evidence/statements/") == FIRST
    view = MatrixView.from_search("reading" + query_of(drawn, "/matrix?reading"))
    assert view.problems == () and view.perspectives == (Perspective.RESEARCH,)
    assert view.cell is not None


def test_the_sentence_of_a_cell_says_who_speaks_who_does_not_and_sets_the_authors_apart():
    said = (
        statement("S1", perspective=Perspective.PRACTICE),
        statement("S2", perspective=Perspective.PRACTICE),
        statement("S3", perspective=Perspective.RESEARCH, cells=(MESO, OTHER)),
        statement("S4", perspective=Perspective.LIVED_EXPERIENCE, cells=(THIRD,)),
    )
    found = compare_perspectives(evidence(said), PerspectiveFilter())
    assert {row.cell: summary_sentence(row) for row in found.rows} == {
        MESO: "Practice says 2 things; nothing from policy and lived experience; the authors say 1 thing.",
        OTHER: "Only the authors of the documents speak of this: 1 thing.",
        THIRD: "Lived experience says 1 thing; nothing from policy and practice; nothing from the authors themselves.",
    }


def test_where_there_are_many_cells_those_of_which_only_authors_speak_are_folded_and_the_rest_close_on_a_phone():
    authors = statement("S1", perspective=Perspective.RESEARCH, cells=CELLS[:4])
    practice = statement("S2", perspective=Perspective.PRACTICE, cells=(CELLS[2],))

    def opened(*said: Statement) -> list[tuple[bool, bool]]:
        found = compare_perspectives(evidence(said), PerspectiveFilter())
        drawn = str(perspectives_part(PerspectivesView(), found, {"src": SOURCE}, ()))
        folds = re.findall('<details class="perspective-cell"([^>]*)>', drawn)
        return [(" open" in one, "data-close-on-phone" in one) for one in folds]

    assert opened(authors, practice) == [(False, False), (False, False), (True, True), (False, False)]
    assert opened(replace(authors, cells=CELLS[:3])) == [(True, True)] * 3
    assert opened(practice) == [(True, False)], "a cell that stands alone is open on a phone too"


def test_what_stands_in_two_cells_of_a_building_block_counts_once_in_its_numbers():
    first, second, third, elsewhere = (*CELLS[:3], CELLS[-1])
    said = (
        statement("S1", perspective=Perspective.POLICY, cells=(first, second, elsewhere)),
        statement("S2", perspective=Perspective.POLICY, cells=(third,)),
        statement("S3", perspective=Perspective.RESEARCH, cells=()),
    )
    found = compare_perspectives(evidence(said), PerspectiveFilter())
    drawn = str(perspectives_part(PerspectivesView(), found, {"src": SOURCE}, ()))
    assert "in all: policy 2; practice 0; lived experience 0; research 1." in drawn
    numbers = re.findall(r'data-label="Policy"><span[^>]*>(\w+)</span>', drawn)
    assert numbers == ["2", "1", "none"]
    places = re.findall(r'<a href="#([^"]+)"', drawn)
    assert places == [f"block-{first.block}", f"block-{elsewhere.block}", "block-none"]
    assert all(f'id="{place}"' in drawn for place in places)


def test_statements_that_cannot_be_placed_are_named_and_lead_to_the_matrix():
    found = compare_perspectives(evidence((statement("S1"),)), PerspectiveFilter())
    drawn = str(perspectives_part(PerspectivesView(source="src"), found, {"src": SOURCE}, ()))
    assert "holds nothing yet of which it is known who says it" in drawn
    assert "1 statement of these sources is by voices whose perspective is not said" in drawn
    view = MatrixView.from_search("reading" + query_of(drawn, "/matrix?reading"))
    assert view.problems == () and (view.perspectives, view.sources) == ((Perspective.UNKNOWN,), ("src",))


def test_a_long_list_of_barriers_has_pages():
    many = evidence(tuple(statement(f"B{number:03}") for number in range(SHOWN_OF_A_CELL + 5)))
    by_cell = barriers_by_cell(many)
    first = str(barrier_lists(StrategiesView(cell=MESO), by_cell, (), {}))
    assert "Text of B000" in first and "Text of B060" not in first
    assert f"The next of {SHOWN_OF_A_CELL + 5} barriers" in first
    second = str(barrier_lists(StrategiesView(cell=MESO, page=2), by_cell, (), {}))
    assert "Text of B060" in second and "Text of B000" not in second and "The next of" not in second
    everywhere = str(barrier_lists(StrategiesView(), by_cell, (answers_to(many, "B001"),), {}))
    assert "Text of B060" not in everywhere and "In no single cell" in everywhere
    assert "The next of 65 barriers" in everywhere
    nothing = str(barrier_lists(StrategiesView(cell=Cell.from_token("financing/micro")), by_cell, (), {}))
    assert "No barrier fits these choices" in nothing


def test_what_nobody_answers_stands_first_and_a_fold_says_how_much_is_in_it_and_what_it_lacks():
    barriers = tuple(statement(f"B{number:02}", cells=(MESO,)) for number in range(OPEN_UP_TO))
    alone = statement("C1", cells=(OTHER,))
    enabler = statement("E", StatementKind.ENABLER)
    answered = tuple(Strategy(one.id, "E", StrategyStrength.STATED, "", "") for one in (alone, *barriers[:2]))
    book = replace(evidence((*barriers, alone, enabler)), strategies=answered, expected_moves=(MOVE,))
    drawn = str(barrier_lists(StrategiesView(area="QVV"), barriers_by_cell(book), (), {}))
    short, _, folds = drawn.partition("All barriers, by cell")
    lacking = OPEN_UP_TO - 2
    assert f"{SHOWN_WITHOUT_ANSWER} of {lacking} barriers for which {NO_ANSWER}" in short
    assert "Text of B02" in short and "Text of B01" not in short and "Text of C1" not in short
    assert 'href="?unanswered=yes&amp;area=QVV"' in short
    assert f"{OPEN_UP_TO} barriers · {lacking} without an answer · 1 with a pair" in folds
    assert "1 barrier · each with an answer · none with a pair" in folds
    assert folds.count("strategy-fold") == 2 and " open>" not in folds
    unanswered = str(barrier_lists(StrategiesView(unanswered=True), barriers_by_cell(book), (), {}))
    assert "nobody offers an answer</h2>" not in unanswered
    assert "Barriers without an answer, by cell" in unanswered
    assert unanswered.count(" open>") == unanswered.count("strategy-fold") == 1


def test_where_every_barrier_has_an_answer_that_is_said_and_nothing_fits_leads_back():
    enabler = statement("E", StatementKind.ENABLER)
    strategy = Strategy("B", "E", StrategyStrength.INFERRED, "", "")
    by_cell = barriers_by_cell(replace(evidence((statement("B"), enabler)), strategies=(strategy,)))
    assert "Each of these barriers has at least one answer" in barrier_lists(StrategiesView(), by_cell, (), {})
    nothing = barrier_lists(StrategiesView(unanswered=True, unmeasured=True), by_cell, (), {})
    assert "No barrier fits these choices." in nothing and "<details" not in nothing


def test_a_pair_that_the_register_lost_says_so_and_nothing_is_invented():
    barrier = answers_to(evidence((statement("B"),)), "B")
    moves = (FoundMove(ExpectedMove("B", "GONE", "because"), None),)
    drawn = str(barrier_part(barrier, moves, {}, AREA, (), {MESO: "?"}))
    assert "GONE: the register has no such pair any more. because" in drawn
    assert "Nobody offers an answer in these sources." in drawn


def test_a_strategy_read_backwards_needs_its_barrier():
    enabler = statement("E", StatementKind.ENABLER)
    strategy = Strategy("B", "E", StrategyStrength.INFERRED, "", "")
    with pytest.raises(ValueError, match="without its barrier"):
        answer_part(enabler, (FoundAnswer(enabler, strategy),), {}, "", None)
    drawn = str(answer_part(enabler, (FoundAnswer(enabler, strategy, statement("B")),), {}, "AAA", MESO))
    assert 'href="/strategies?barrier=B&amp;area=AAA"' in drawn and "no reason recorded" in drawn


def test_only_a_sure_band_is_filled():
    sure, unsure = grid(20, 80).at("AAA", MESO), grid(8, 10, 12).at("AAA", MESO)
    assert sure.deciding is not None and unsure.deciding is not None
    assert "much worse" in gap_line(sure.deciding) and "unsure" not in gap_line(sure.deciding)
    assert "unsure" in gap_line(unsure.deciding) and "not sure whether" in gap_line(unsure.deciding)
    assert "worse, could be parity</span>" in gap_line(unsure.deciding)
    assert "95% interval 50 to 128" in gap_line(unsure.deciding)


def test_a_cell_without_a_comparison_says_why_in_words():
    empty = grid(20, 80).at("AAA", Cell.from_token("financing/macro"))
    assert "<strong>not published</strong>" in measured_line(empty, AREA, Vintage.ICB2023)
    missing = compare_areas(dataset([], (pair("P1"),)), Vintage.ICB2023, TODAY).at("AAA", MESO)
    assert "<strong>not published</strong>" in measured_line(missing, AREA, Vintage.ICB2023)


def test_an_entry_in_no_cell_has_nothing_measured_beside_it():
    one = Checklist("AAA", FrameworkKind.LEVER, (ChecklistRow(entry("a", cells=()), None),))
    drawn = str(checklist_part(one, AREA, grid(1, 2), SETTING, Filler(), None))
    assert "Nothing measured stands beside it" in drawn and "Bears on no single cell." in drawn
    assert "Of 1 entry: 0 in place" in drawn


def test_a_catalogue_without_frameworks_says_so():
    reading = read_frameworks((), FrameworkFilter())
    assert "holds no frameworks yet" in frameworks_part(FrameworksView(), reading, None, SETTING)
    assert "holds no frameworks yet" in checklists_part({}, {}, [], [], "")


def test_only_addresses_of_the_web_become_links():
    named = {"src": replace(SOURCE, url="javascript:alert(1)")}
    assert "javascript" not in source_line(named, "src", "p. 1", "javascript:alert(2)")
    assert 'href="https://example.org/a"' in source_line(named, "src", "p. 1", "https://example.org/a")
    assert "source not known" in source_line({}, "gone", "")


def test_what_was_searched_for_is_marked_whatever_stands_in_it():
    assert highlighted("a <b> C++ b", ("c++", "<b>")) == "a <mark>&lt;b&gt;</mark> <mark>C++</mark> b"
    assert highlighted("a < b", ()) == "a &lt; b"


def test_a_barrier_that_was_added_here_is_not_said_to_have_no_answer() -> None:
    own = answers_to(evidence((statement("own-fictitious"),)), "own-fictitious")
    words = str(barrier_part(own, (), {}, AREA, (), {MESO: "?"}))
    assert "Not judged yet: this barrier was added here" in words
    assert "Nobody offers an answer" not in words
    assert "No published pair measures this" not in words
