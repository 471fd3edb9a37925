"""What the panel and the grids say of workshops; FICTITIOUS workshops."""

from dataclasses import replace

from bs4 import BeautifulSoup

from components.board_grid import board_grid
from components.cell_grid import cell_grid
from components.cell_panel import cell_panel
from components.component_markup import as_markup
from components.panel_workshops import SHOWN, judgement_sentence, sign_words, workshop_sign, workshops_part
from components.url_state import AreaView, HeatMapView
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.count_evidence import count_evidence
from domain_model.use_cases.describe_cell import describe_cell
from domain_model.vocabulary import Band, Reading, Vintage
from domain_model.workshop.judged_cells import VoiceBand, WorkshopBook, WorkshopJudgement
from domain_model.workshop_vocabulary import Suppression
from tests.builders import MESO, TODAY, dataset, figure, pair
from tests.workshops import second

WORSE = WorkshopJudgement(
    workshop="w1", title="FICTITIOUS <b>", area="DDD", cell=MESO, round_number=2, held_at=second(0), people=31,
    band=Band.WORSE, suppression=Suppression.SHOWN, low=Band.WORSE, high=Band.PARITY, dont_know=2, severity=6.5,
    voices=(
        VoiceBand("policy", 21, Band.MUCH_WORSE, Suppression.SHOWN),
        VoiceBand("other_voices", 0, None, Suppression.TOO_FEW),
    ),
)  # fmt: skip
BETTER = replace(WORSE, workshop="w2", band=Band.BETTER, low=None, high=None, voices=(), severity=None, dont_know=1)
SILENT = replace(
    WORSE, band=None, suppression=Suppression.NO_ANSWER, low=None, high=None, dont_know=None, severity=None
)
ROWS = [
    figure("mental", "DDD", count=5000, denominator=10000),
    figure("physical", "DDD", count=9000, denominator=10000),
]
DATA = dataset(ROWS, (pair("P1"),))
GRID = compare_areas(DATA, Vintage.ICB2023, TODAY)


def text_of(markup: object) -> str:
    return BeautifulSoup(str(markup), "html.parser").get_text(" ", strip=True)


def test_a_judgement_in_words_has_people_band_interval_and_severity() -> None:
    assert judgement_sentence(WORSE) == "31 people: worse (95% worse to parity); 2 do not know; severity 6.5 of 9"
    assert judgement_sentence(BETTER) == "31 people: better (no interval shown); 1 does not know"
    assert judgement_sentence(SILENT) == "31 people: nobody named a band"
    assert judgement_sentence(replace(WORSE, low=Band.WORSE, high=Band.WORSE)).startswith(
        "31 people: worse (95% worse)"
    )
    few = replace(SILENT, people=1, suppression=Suppression.TOO_FEW)
    assert judgement_sentence(few) == "1 person: too few people answered, so this is not shown"


def test_the_panel_shows_workshops_first_with_groups_and_the_way_to_the_report() -> None:
    description = describe_cell(
        DATA, GRID, "DDD", MESO, Reading.PUBLISHED, None, WorkshopBook.of((WORSE, replace(BETTER, held_at=second(9e6))))
    )
    panel = BeautifulSoup(as_markup(cell_panel(description, AreaView(vintage=Vintage.ICB2023))), "html.parser")
    section = panel.select_one("#panel-judgement")
    assert section is not None
    assert section.h3 is not None and section.h3.get_text() == "What people think: 2 workshops"
    items = section.select(".panel-workshop")
    assert [item.select_one("strong").get_text() for item in items] == [  # pyright: ignore[reportOptionalMemberAccess]
        "Workshop of 24 February 2027",
        "Workshop of 12 November 2026",
    ]
    late, early = (item.get_text(" ", strip=True) for item in items)
    assert "Measured and judged disagree. Measured: much worse. Judged: better." in late
    assert "No figures by group are published." in late
    assert "disagree" not in early
    assert "Policy (21 people): much worse" in early
    assert "Other voices: too few people answered, so this is not shown" in early
    assert items[1].a is not None and items[1].a["href"] == "/workshops/w1/report#round-2"
    assert "never averaged" in section.get_text()
    assert "Measured and judged disagree in a workshop of 31 people" in panel.get_text()
    assert "<b>" not in str(section).replace("&lt;b&gt;", "")


def test_of_many_workshops_the_rest_is_one_key_away_and_of_none_nothing_is_said() -> None:
    assert workshops_part((), Band.WORSE) is None
    many = BeautifulSoup(str(workshops_part((WORSE,) * (SHOWN + 2), Band.WORSE)), "html.parser")
    assert many.summary is not None and many.summary.get_text() == "2 more"


def test_the_mark_of_a_cell_says_it_in_sign_and_words() -> None:
    assert sign_words(WORSE, 1, Band.MUCH_WORSE) == "A workshop of 31 people says worse."
    assert sign_words(BETTER, 2, Band.WORSE) == (
        "A workshop of 31 people says better; it disagrees with the measured band; there was 1 earlier workshop."
    )
    assert sign_words(SILENT, 3, None) == (
        "A workshop of 31 people: nobody named a band; there were 2 earlier workshops."
    )
    assert "◆ 31 ≠" in workshop_sign(BETTER, 1, Band.WORSE)
    assert "≠" not in workshop_sign(WORSE, 1, Band.WORSE)


def test_both_grids_mark_the_cell_of_the_area_and_no_other() -> None:
    book = WorkshopBook.of((WORSE, replace(WORSE, area="GONE")))
    evidence = count_evidence(DATA, Reading.PUBLISHED)
    view = HeatMapView(vintage=Vintage.ICB2023, unmeasured=True)
    table = BeautifulSoup(cell_grid(GRID, evidence, view, workshops=book), "html.parser")
    marked = [button for button in table.select("button") if button.select_one(".judged-by-workshop")]
    assert [(button["data-area"], button["data-cell"]) for button in marked] == [("DDD", MESO.token)]
    assert "A workshop of 31 people says worse." in marked[0].get_text()
    assert table.caption is not None
    assert "◆ with a number: a workshop of so many people judged it." in table.caption.get_text()
    area = DATA.geography.area("DDD", Vintage.ICB2023)
    board = board_grid(GRID, evidence, area, AreaView(vintage=Vintage.ICB2023), None, book)
    assert text_of(board).count("A workshop of 31 people says worse.") == 1
    plain = cell_grid(GRID, evidence, view)
    assert "workshop" not in plain
