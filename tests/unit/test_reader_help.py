"""Help for readers: texts of every page, the guide, marked words, actions of a page and the report of an error."""

import csv
import re
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from components.area_heading import area_heading
from components.component_markup import as_markup
from components.error_report import (
    MESSAGE,
    cell_permalink,
    indicator_lines,
    pair_lines,
    report_address,
    report_content,
    report_form,
    report_link,
    report_message,
)
from components.first_run import GUIDE_STEPS, first_run
from components.glossary_terms import TERMS, definitions_document, term, term_id, with_places
from components.help_text import HELP
from components.indicator_view import indicator_view
from components.legend import legend
from components.page_actions import map_actions, pair_actions
from components.page_help import help_disclosure, help_markup, page_help
from components.pair_view import pair_view
from components.panel_measured import grade_chip, which_pairs
from components.plain_help_text import PLAIN_HELP
from components.reference_lists import glossary_list
from components.url_state import AreaView, HeatMapView, PairView
from domain_model.evidence import GlossaryTerm
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.use_cases.compare_areas import compare_areas
from domain_model.use_cases.describe_cell import CellDescription, describe_cell
from domain_model.use_cases.describe_indicator import describe_indicator
from domain_model.use_cases.describe_pair import describe_pair
from domain_model.vocabulary import BuildingBlock, Grade, Level, Reading, Vintage
from pages.http.error_report import mailbox, own_address
from pages.http.settings import SettingError
from tests.builders import GEOGRAPHY, MESO, TODAY, dataset, figure, pair

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    file.stem
    for file in (ROOT / "pages").glob("*.py")
    if "register_page(" in file.read_text() and file.stem != "not_found_404"
)
LONGEST = 120
OLD = Vintage.ICB2023
AT = datetime(2026, 11, 22, tzinfo=UTC)


def text(part: object) -> str:
    return str(as_markup(part))


def described(*rows: object) -> CellDescription:
    held = dataset(list(rows), (pair("P1"),))  # type: ignore[arg-type]
    return describe_cell(held, compare_areas(held, OLD, TODAY), "AAA", MESO)


BOTH = (
    figure("mental", "AAA", count=500, denominator=1000),
    figure("physical", "AAA", count=900, denominator=1000),
)


@pytest.mark.parametrize("page", [*PAGES, *PLAIN_HELP])
def test_every_page_has_help_of_its_own(page: str):
    help_of = (HELP | PLAIN_HELP)[page]
    said = " ".join(words for _question, words in help_of.parts)
    assert all(words for _question, words in help_of.parts)
    assert len(said.split()) <= LONGEST
    assert 5 <= len(re.findall(r"[.:](?:\s|$)", said)) <= 12
    assert 5 <= len(re.findall(r"\.(?:\s|$)", said)) <= 10


@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_its_own_help(page: str):
    assert f'page_help("{page}")' in (ROOT / "pages" / f"{page}.py").read_text()


def test_no_two_pages_say_the_same_and_no_help_is_without_a_page():
    assert len({help_of.seen for help_of in (HELP | PLAIN_HELP).values()}) == len(HELP) + len(PLAIN_HELP)
    assert set(HELP) <= set(PAGES)
    assert not set(HELP) & set(PLAIN_HELP)


def test_a_page_of_plain_html_has_the_same_disclosure():
    written = help_disclosure("score_area")
    opening = '<details id="page-help" class="page-help no-print"><summary>Help with this page</summary><div><p>'
    assert written.startswith(opening) and "All 18 cells of one area" in written and "data-help-key" in written
    assert "data-guide-show" not in written
    with pytest.raises(KeyError):
        help_disclosure("nowhere")


def test_the_help_is_a_native_disclosure_with_its_four_answers_in_order():
    shown = page_help("heat_map")
    assert (type(shown).__name__, shown.id, shown.children[0].children) == (
        "Details",
        "page-help",
        "Help with this page",
    )
    written = help_markup("heat_map")
    asked = re.findall(r"<strong>([^<]+): </strong>", written)
    assert asked == ["What you see", "How to read it", "By keyboard", "What to do next"]
    assert "data-guide-show" in written and "data-help-key" in written
    assert "data-guide-show" not in help_markup("pair")
    with pytest.raises(KeyError):
        page_help("nowhere")


def test_the_guide_starts_hidden_on_its_first_of_three_steps():
    card = first_run("grid").to_plotly_json()["props"]["data-markup"]
    assert card.startswith('<section class="guide no-print" data-guide="grid"') and " hidden>" in card[:140]
    assert re.findall(r'data-guide-step="(\d)"( hidden)?', card) == [("1", ""), ("2", " hidden"), ("3", " hidden")]
    assert re.findall(r'data-guide-move="(\w+)"', card) == ["back", "next", "never"]
    assert [title for title, _words in GUIDE_STEPS][1] == "Read a cell: value, arrow, certainty."
    assert "account" in GUIDE_STEPS[2][1]


def test_a_marked_word_survives_as_text_and_leads_to_its_entry():
    assert text(term("95% interval", "Interval")) == (
        '<span class="term"><a aria-expanded="false" data-term="Interval" href="/glossary#term-interval" role="button" '
        'tabindex="0">95% interval</a><span class="term-definition" hidden></span></span>'
    )
    with pytest.raises(ValueError, match="not a marked term: 'Trust'"):
        term("trust", "Trust")


def test_every_marked_word_is_in_the_glossary_and_its_id_is_its_own():
    with (ROOT / "data/seed/glossary.csv").open(newline="", encoding="utf-8") as file:
        entries = [row["term"] for row in csv.DictReader(file)]
    assert set(entries) >= TERMS
    assert len({term_id(entry) for entry in entries}) == len(entries)
    assert term_id("Standard deviation (SD)") == "term-standard-deviation-sd"


def test_only_marked_terms_are_sent_with_both_their_sentences():
    glossary = [GlossaryTerm("Parity", "Equal.", "Within a band."), GlossaryTerm("Trust", "A body.", "")]
    assert definitions_document(glossary) == '{"Parity":"Equal. Within a band."}'
    placed = text(with_places(glossary_list(glossary)))
    assert '<dt id="term-parity">Parity</dt>' in placed and '<dt id="term-trust">Trust</dt>' in placed


def test_legend_panel_and_pair_mark_few_words_and_have_no_title_attribute():
    cell = described(*BOTH)
    standing = cell.deciding
    assert standing is not None
    held = dataset(list(BOTH), (pair("P1"),))
    of_pair = pair_view(describe_pair(held, "P1", OLD, TODAY, "AAA"), PairView(vintage=OLD))
    assert re.findall(r'data-term="([^"]+)"', text(legend())) == [
        "Parity", "Per 100", "Deciding pair", "Comparability grade", "Building block", "Level",
    ]  # fmt: skip
    kicker = re.findall(r'data-term="([^"]+)"', text(of_pair.children[0]))
    assert kicker == ["Building block", "Meso level", "Geography vintage", "Comparability grade"]
    assert "title=" not in text([legend(), grade_chip(standing.gap), which_pairs(cell, HeatMapView(vintage=OLD))])


def test_the_date_of_a_board_is_marked_where_one_is_chosen():
    area = GEOGRAPHY.area("AAA", Vintage.ICB2026)
    assert 'data-term="As at"' in text(area_heading(area, AreaView(as_at=date(2024, 9, 3)), GEOGRAPHY))
    assert "data-term" not in text(area_heading(area, AreaView(), GEOGRAPHY))
    assert "data-copy=" in text(area_heading(area, AreaView(), GEOGRAPHY)).replace("&#34;", '"')


def addresses(markup: str) -> list[str]:
    return [found.replace("&amp;", "&") for found in re.findall(r'href="([^"]+)"', markup)]


def downloads(markup: str) -> list[str]:
    return [address for address in addresses(markup) if address.startswith("/api/v1/")]


def test_the_download_of_the_map_asks_for_what_the_filters_say():
    view = HeatMapView(
        vintage=OLD, as_at=date(2024, 9, 30), grades=frozenset({Grade.B, Grade.A}), reading=Reading.CODED,
        block=BuildingBlock.WORKFORCE, level=Level.MICRO, region="Y62", board="QYG",
    )  # fmt: skip
    written = map_actions(view)
    (address,) = downloads(written)
    assert urlsplit(address).path == "/api/v1/cells"
    assert parse_qs(urlsplit(address).query) == {
        "vintage": ["icb2023"], "as_at": ["2024-09-30"], "grade": ["A,B"], "reading": ["coded"],
        "block": ["workforce"], "level": ["micro"], "limit": ["1000"], "format": ["csv"],
    }  # fmt: skip
    assert "Download CSV (all regions)" in written and "data-copy" in written
    plain = map_actions(HeatMapView())
    assert ">Download CSV<" in plain
    assert downloads(plain) == ["/api/v1/cells?vintage=icb2026&limit=1000&format=csv"]


NOBODY, VIEWER, EDITOR = (
    None,
    *(Person(f"p-{role}", "FICTITIOUS", "f@example.org", role, AT) for role in (Role.VIEWER, Role.EDITOR)),
)


@pytest.mark.parametrize(
    ("person", "times"), [(NOBODY, 1), (EDITOR, 1), (VIEWER, 0)], ids=["nobody", "editor", "viewer"]
)
def test_saving_a_view_is_offered_to_all_but_those_whose_role_cannot(person: Person | None, times: int):
    area = GEOGRAPHY.area("AAA", Vintage.ICB2026)
    for drawn in (
        map_actions(HeatMapView(), person),
        pair_actions("S13", PairView(), person),
        text(area_heading(area, AreaView(), GEOGRAPHY, person)),
    ):
        assert drawn.count("Save this view") == times
        assert drawn.count("Copy link") == 1


def test_the_download_of_a_pair_is_of_all_areas():
    written = pair_actions("S13", PairView(vintage=OLD, as_at=date(2024, 9, 30), area="QYG"))
    assert downloads(written) == ["/api/v1/pairs/S13?vintage=icb2023&as_at=2024-09-30&limit=1000&format=csv"]


def test_the_link_to_a_report_carries_the_whole_view_as_one_value():
    about = "/area/QYG?vintage=icb2023&cell=workforce/meso"
    address = report_address(about, "S13")
    assert parse_qs(urlsplit(address).query) == {"about": [about], "figure": ["S13"]}
    assert report_address("/pair/S13") == "/report-error?about=%2Fpair%2FS13"
    assert "Report an error in a figure<span" in text(report_link(about, "S13", "Waits"))


def test_the_address_of_a_cell_is_that_of_the_page_it_is_seen_on():
    assert cell_permalink(HeatMapView(vintage=OLD), "AAA", MESO) == (
        "/heat-map?vintage=icb2023&area=AAA&cell=service_delivery/meso"
    )
    assert cell_permalink(AreaView(reading=Reading.CODED), "AAA", MESO) == (
        "/area/AAA?reading=coded&cell=service_delivery/meso"
    )
    assert cell_permalink(PairView(), "AAA", MESO) == "/area/AAA"


def test_every_pair_of_a_panel_and_a_panel_without_any_can_be_reported():
    view = AreaView(vintage=OLD)
    about = "%2Farea%2FAAA%3Fvintage%3Dicb2023%26cell%3Dservice_delivery%2Fmeso"
    full = text(which_pairs(described(*BOTH), view))
    assert full.count("/report-error?") == 1 and f"about={about}&amp;figure=P1" in full
    empty = text(which_pairs(described(), view))
    assert empty.count("/report-error?") == 1 and f'about={about}"' in empty


def test_pages_of_a_pair_and_an_indicator_can_be_reported():
    held = dataset(list(BOTH), (pair("P1"),))
    view = PairView(vintage=OLD, area="AAA")
    of_pair = text(pair_view(describe_pair(held, "P1", OLD, TODAY), view).children[-1])
    assert "about=%2Fpair%2FP1%3Fvintage%3Dicb2023%26area%3DAAA&amp;figure=P1" in of_pair
    of_indicator = text(indicator_view(describe_indicator(held, "mental", OLD, TODAY), view).children[-1])
    assert "about=%2Findicator%2Fmental%3Fvintage%3Dicb2023%26area%3DAAA&amp;figure=mental" in of_indicator


def test_a_pair_is_reported_with_its_value_its_levels_and_its_publication():
    held = dataset(list(BOTH), (pair("P1"),))
    lines = pair_lines(describe_pair(held, "P1", OLD, TODAY, "AAA"))
    assert lines[0].startswith("Figure: pair P1, ")
    assert lines[1] == "Area: Aaa (AAA)"
    assert lines[2].startswith("Value: 56. In words: ")
    assert "50.0%" in lines[3] and "90.0%" in lines[3]
    assert lines[4] == (
        "Publication: A publisher, A publication, publication date not known "
        "(from a third-party copy: check before citing)"
    )
    assert len(lines) == 5
    without_area = pair_lines(describe_pair(held, "P1", OLD, TODAY))
    assert without_area == [lines[0], lines[4]]
    nothing = pair_lines(describe_pair(held, "P1", OLD, TODAY, "BBB"))
    assert nothing[2].startswith("In words: ") and "cannot be compared" in nothing[2] and len(nothing) == 3


def test_an_indicator_is_reported_with_its_value_and_period_or_their_absence():
    held = dataset([figure("mental", "AAA", 0.25), figure("mental", "CCC", None)])
    lines = indicator_lines(describe_indicator(held, "mental", OLD, TODAY, "AAA"))
    assert lines[:3] == ["Figure: indicator mental, Name of mental", "Area: Aaa (AAA)", "Value: 25.0%, 2024-09"]
    assert lines[3].startswith("Publication: A publisher, ")
    assert indicator_lines(describe_indicator(held, "mental", OLD, TODAY, "BBB"))[2] == "Value: no figure is held"
    assert indicator_lines(describe_indicator(held, "mental", OLD, TODAY, "CCC"))[2] == "Value: no value, 2024-09"
    assert len(indicator_lines(describe_indicator(held, "mental", OLD, TODAY))) == 2


def test_the_message_has_room_at_its_top_and_says_where_which_and_when():
    message = report_message("https://parity.example/pair/S13", ["Figure: pair S13"], "abc123", date(2026, 3, 9))
    assert message.split("\n") == [
        "What is wrong? ", "What I expected, and where I found it: ", "", "Seen at: https://parity.example/pair/S13",
        "Figure: pair S13", "Data version: abc123", "Written on: 9 March 2026",
    ]  # fmt: skip
    bare = report_message("", [], "abc123", date(2026, 3, 9))
    assert "please give the address" in bare and "please say which" in bare


def test_the_mail_program_is_offered_only_where_an_address_is_known():
    message = "A & B <c>\nnext?"
    with_mail = report_form(message, "parity@example.org")
    mail = next(address for address in addresses(with_mail) if address.startswith("mailto:"))
    assert urlsplit(mail).path == "parity@example.org"
    assert parse_qs(urlsplit(mail).query)["body"] == [message]
    assert f'id="{MESSAGE}"' in with_mail and "A &amp; B &lt;c&gt;" in with_mail and f'for="{MESSAGE}"' in with_mail
    assert "mailto:" not in report_form(message, "")


def test_the_report_says_whom_to_tell_and_leads_back():
    named = text(report_content("m", "parity@example.org", ["NHS England", "NHS England", "Office"], "/pair/S13"))
    assert "mailto:parity@example.org" in named and "NHS England and Office. " in named
    assert '<a href="/pair/S13">Back to what you were looking at</a>' in named
    nameless = text(report_content("m", "", [], ""))
    assert "whoever runs this copy" in nameless and "whom the sources name" in nameless and "Back to" not in nameless


REGISTERED = (
    {"path": "/heat-map"},
    {"path": "/area/none", "path_template": "/area/<code>", "exists": lambda code: code == "QYG"},
    {"path": "/404", "exists": lambda: False},
)


@pytest.mark.parametrize("address", ["/heat-map", "/heat-map?region=Y62&cell=workforce/meso", "/area/QYG#choose"])
def test_an_address_of_this_site_is_taken_as_it_is(address: str):
    assert own_address(address, REGISTERED) == address


@pytest.mark.parametrize(
    "address",
    [
        "", "heat-map", "//evil.example", "///evil.example/heat-map", "https://evil.example/heat-map",
        "/\\evil.example",
        "javascript:alert(1)", "/heat-map\n?x", "/heat map", "\t/heat-map", "/area/ZZZ", "/404", "/heat-map/../../x",
        "/\t/evil.example", "/heat-map?\x7f", "mailto:x@example.org", f"/heat-map?{'x' * 1000}",
    ],
)  # fmt: skip
def test_whatever_could_be_another_place_is_refused(address: str):
    assert own_address(address, REGISTERED) == ""


def test_one_mailbox_is_taken_and_anything_else_stops_the_start():
    assert mailbox(" parity.team+errors@nhs.example.org ") == "parity.team+errors@nhs.example.org"
    assert mailbox("") == ""
    for wrong in ("parity", "a@b", "a@example.org,b@example.org", "a@example.org?bcc=b@example.org", "a b@example.org"):
        with pytest.raises(SettingError, match="CONTACT_EMAIL is"):
            mailbox(wrong)
