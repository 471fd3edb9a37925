"""Words, lists and headings of the pages, and their way to the browser as text."""

from dataclasses import replace
from datetime import date

import pytest
from dash import dcc, html

from components.accessibility_text import accessibility_sections
from components.area_heading import area_heading, unknown_area
from components.attributes import attributes
from components.component_markup import FEW, as_markup, lighten
from components.detail_heading import detail_heading, unknown_detail
from components.home_text import closing_facts, doors, first_steps
from components.indicator_view import indicator_view
from components.markup import for_ears, joined, tag
from components.method_text import comparison_sections, evidence_sections, formula_sections, worked_example
from components.notices import care_list, key_sentence, problems_notice
from components.reference_lists import (
    contradiction_table,
    document_list,
    glossary_list,
    publication_list,
    quoted_table,
    study_table,
    subtheme_table,
    unplaced_list,
)
from components.url_state import AreaView, HeatMapView, PairView
from domain_model.comparison import compare
from domain_model.evidence import Contradiction, GlossaryTerm, QuotedFigure, StudyFact, Subtheme
from domain_model.use_cases.describe_indicator import describe_indicator
from domain_model.vocabulary import BuildingBlock, Level, Vintage
from tests.builders import (
    GEOGRAPHY,
    MESO,
    PUBLICATION,
    basis,
    dataset,
    evidence,
    figure,
    indicator,
    link,
    pair,
    statement,
)

OLD = AreaView(vintage=Vintage.ICB2023)
NEW = AreaView()


def text(part: object) -> str:
    """The part as the browser gets it."""
    return str(as_markup(part))


def test_components_are_written_as_the_html_they_stand_for() -> None:
    part = html.Div(
        [
            html.Label("A < B", htmlFor="field"),
            html.Button("Go", className="big", tabIndex=0, n_clicks=3, **attributes(aria_label='say "go"')),
            None,
            7,
            html.Span("red", style={"backgroundColor": "#A33F00", "color": "white"}),
            html.Details([], open=True),
        ],
        id="part",
    )
    assert text(part) == (
        '<div id="part"><label for="field">A &lt; B</label>'
        '<button aria-label="say &#34;go&#34;" class="big" tabindex="0">Go</button>7'
        '<span style="background-color:#A33F00;color:white">red</span><details open></details></div>'
    )


def test_what_is_not_plain_html_cannot_be_written_as_text() -> None:
    with pytest.raises(TypeError, match="Graph is not plain HTML"):
        as_markup(html.Div(dcc.Graph()))


def test_large_plain_parts_become_text_and_charts_stay_alive() -> None:
    rows = html.Table([html.Tr(html.Td(str(number))) for number in range(FEW)])
    chart = dcc.Graph(id="chart")
    small = html.P("few")
    light = lighten(html.Div([rows, chart, small]))
    assert isinstance(light, html.Div)
    written, kept, same = light.children
    assert written.to_plotly_json()["props"]["data-markup"].startswith("<table><tr><td>0</td>")
    assert (kept, same) == (chart, small)
    assert lighten([small, "words"]) == [small, "words"]


def test_attributes_that_are_none_are_left_out() -> None:
    assert attributes(aria_label="x", data_key=None) == {"aria-label": "x"}


def test_markup_escapes_what_is_not_markup_and_leaves_out_what_is_none() -> None:
    assert tag("td", "<b>", for_ears("5 < 6"), None, class_="a b", hidden=True, lang=None) == (
        '<td class="a b" hidden>&lt;b&gt;<span class="for-ears">5 &lt; 6</span></td>'
    )
    assert tag("input", type="date") == '<input type="date">'
    assert joined(["a", None, tag("br")]) == "a<br>"


def test_a_board_says_who_it_is_and_what_became_of_it() -> None:
    old = text(area_heading(GEOGRAPHY.area("CCC", Vintage.ICB2023), OLD, GEOGRAPHY))
    assert "<h1>Ccc</h1>" in old
    assert "Y1 · 0.00 million people · one of the 42 boards (to March 2026)" in old
    assert 'href="/area/NEW1"' in old and 'href="/area/NEW2"' in old
    assert 'data-remember-board="CCC" data-remember-vintage="icb2023"' in old
    assert 'href="/heat-map?vintage=icb2023&amp;board=CCC"' in old


def test_a_board_of_today_says_what_it_was_made_of() -> None:
    new = text(area_heading(GEOGRAPHY.area("NEW1", Vintage.ICB2026), NEW, GEOGRAPHY))
    assert "made of all or part of" in new
    assert 'href="/area/BBB?vintage=icb2023"' in new and 'href="/heat-map?board=NEW1"' in new
    unchanged = text(area_heading(GEOGRAPHY.area("AAA", Vintage.ICB2026), NEW, GEOGRAPHY))
    assert "made of" not in unchanged
    assert "made of" not in text(area_heading(GEOGRAPHY.area("AAA", Vintage.ICB2023), OLD, GEOGRAPHY))


def test_a_region_is_not_offered_as_ones_own_board_and_the_date_is_said() -> None:
    view = AreaView(as_at=date(2024, 9, 3))
    region = text(area_heading(GEOGRAPHY.area("Y1", Vintage.ICB2026), view, GEOGRAPHY))
    assert "data-remember-board" not in region
    assert "as at 3 September 2024" in region


def test_an_unknown_area_is_named_and_looked_for_in_the_other_geography() -> None:
    elsewhere = text(unknown_area("BBB", NEW, GEOGRAPHY))
    assert "No such area: BBB" in elsewhere and 'href="/area/BBB?vintage=icb2023"' in elsewhere
    nowhere = text(unknown_area("ZZZ", NEW, GEOGRAPHY))
    assert "ZZZ is none of the 4 boards" in nowhere and "another geography" not in nowhere


def test_a_detail_page_offers_areas_and_geographies_with_the_chosen_ones_selected() -> None:
    heading = detail_heading(
        "Pair P1", PairView(area="DDD", vintage=Vintage.ICB2023), GEOGRAPHY.in_vintage(OLD.vintage)
    )
    fields = heading.children[1].to_plotly_json()["props"]["data-markup"]
    assert '<option value="DDD" selected>' in fields and '<option value="icb2023" selected>' in fields
    assert fields.index('value="ENG"') < fields.index('value="Y1"') < fields.index('value="AAA"')
    assert "No such pair: P99" in text(unknown_detail("pair", "P99"))


def test_the_first_page_has_three_doors_and_counts_what_is_held() -> None:
    assert text(doors()).count('class="door"') == 3
    assert text(first_steps()).count("<li>") == 3
    held = dataset([figure("mental", "AAA", 0.5)], catalogue=evidence((statement("T1"),)))
    assert (
        "1 published figure from 1 publication, 1 registered pair in 18 cells, and 1 barriers and 0 enablers"
        in text(closing_facts(held))
    )


def test_the_method_takes_its_thresholds_from_the_settings() -> None:
    written = text([comparison_sections(), evidence_sections(), formula_sections()])
    for words in ("parity from 95 to 105 per 100", "worse to 0.5", "parity within 2", "2 × 1.959964", "[e] estimate"):
        assert words in written


def test_the_worked_example_goes_from_counts_to_band() -> None:
    rows = [figure("mental", "ENG", count=61, denominator=100), figure("physical", "ENG", count=97, denominator=100)]
    rows = [figure(r.indicator, "ENG", count=r.count, denominator=r.denominator, geography="country") for r in rows]
    written = text(worked_example(compare(pair(), "ENG", basis(rows)), "42 boards"))
    assert "61 of 100 had the good outcome, 61.0%" in written
    assert "for every 100 on the physical side, 63 on the mental side" in written
    assert "That is much worse" in written
    plain = [figure(name, "ENG", 0.5, geography="country") for name in ("mental", "physical")]
    assert "Mental health: 50.0% (2024-09)." in text(worked_example(compare(pair(), "ENG", basis(plain)), "x"))
    none = text(worked_example(compare(pair(), "ENG", basis([])), "x"))
    assert "cannot be worked out: neither side is published" in none


def test_the_glossary_stands_under_its_letters() -> None:
    terms = (GlossaryTerm("parity", "Equality.", "In law since 2012."), GlossaryTerm("Board", "A body.", ""))
    written = text(glossary_list(terms))
    assert written.index("letter-B") < written.index("letter-P")
    assert "<dt>parity</dt><dd>Equality. In law since 2012.</dd>" in written


def test_publications_say_how_they_were_obtained_and_what_was_read_from_them() -> None:
    written = text(publication_list({"pub": PUBLICATION}, {"mental": indicator("mental")}))
    assert "1 publication: 1 from a third-party copy: check before citing." in written
    assert "date not known" in written and "owner/repo:path@1" in written
    assert '<a href="/indicator/mental">Name of mental</a>' in written
    assert "Credit" not in written


def test_documents_studies_and_contradictions_are_listed_with_their_places() -> None:
    assert "Authors 2020" in text(document_list(evidence().sources))
    facts = (StudyFact("role", "Politicians", "2", "Table 1", "src", "line 86"),)
    assert '<th scope="row">Politicians</th><td>2</td>' in text(study_table(facts))
    found = (Contradiction("C1", "a", "b", "Training", "Filed twice", "line 405"),)
    assert "<td>Filed twice</td><td>line 405</td>" in text(contradiction_table(found))


def test_evidence_outside_the_cells_is_shown_with_what_may_be_done_with_it() -> None:
    themes = (Subtheme("ST1", BuildingBlock.WORKFORCE, 1, "Training", "Taught to all", "src", "line 395"),)
    assert "<td>Workforce</td><td>Taught to all</td><td>line 395</td>" in text(subtheme_table(themes))
    everywhere = statement("R9", cells=(), placement="all/all")
    crossing = replace(link("X9", MESO, MESO), from_block=None, from_words="a mind-body divide")
    written = text(unplaced_list((everywhere, statement("R1")), (crossing, link("X1", MESO, MESO))))
    assert "Text of R9 (barrier; p. 1)" in written and "a mind-body divide to service_delivery/meso: worsens" in written
    assert "R1" not in written and "X1" not in written
    made_up = QuotedFigure(
        "F29", "src", "Share", "older people", "", "20", "40", "percent", "2019", "", "Box 21",
        BuildingBlock.WORKFORCE, Level.MESO, "", "fictitious", "an example", "line 1",
    )  # fmt: skip
    printed = replace(made_up, value="69.0", use="show")
    lost = replace(made_up, low="", high="", use="do_not_use")
    written = text(quoted_table((made_up, printed, lost)))
    assert "FICTITIOUS: Share, older people" in written and "<td>20 to 40</td>" in written
    assert "<td>69.0</td>" in written and "may be quoted. an example" in written
    assert "<td>no number printed</td>" in written and "not to be used" in written


def test_an_indicator_says_for_which_group_it_is_shown() -> None:
    rows = [figure("mental", "AAA", 0.3, breakdown="women"), figure("mental", "AAA", 0.2, breakdown="men")]
    by_group = describe_indicator(dataset(rows), "mental", Vintage.ICB2023, date(2026, 1, 1))
    assert "Shown for: men. Also held for: women." in str(indicator_view(by_group, PairView()))
    rows.append(figure("mental", "AAA", 0.25))
    everybody = describe_indicator(dataset(rows), "mental", Vintage.ICB2023, date(2026, 1, 1))
    written = str(indicator_view(everybody, PairView()))
    assert "Also held for: men; women." in written and "Shown for" not in written


def test_notices_name_what_is_wrong_and_are_absent_when_nothing_is() -> None:
    assert problems_notice(()) is None and care_list(()) is None
    assert "no such area: QQQ" in text(problems_notice(("no such area: QQQ",)))
    assert "<li>beware</li>" in text(care_list(("beware",)))
    assert text(key_sentence("one", "two")).count("<p>") == 2
    assert "keyboard" in text(accessibility_sections())


def test_a_view_is_the_same_after_its_address_was_read_again() -> None:
    view = HeatMapView.from_search(
        "?vintage=icb2023&as_at=2024-09-30&grades=A,B&reading=coded&region=Y1&block=workforce&level=meso"
        "&sort=workforce/micro&board=AAA&closed=Y1,Y2&unmeasured=yes&area=AAA&cell=workforce/meso"
    )
    assert HeatMapView.from_search(view.to_search()) == view
    assert view.problems == () and view.day(date(2026, 1, 1)) == date(2024, 9, 30)
    assert HeatMapView().to_search() == "" and HeatMapView().day(date(2026, 1, 1)) == date(2026, 1, 1)
    assert HeatMapView.from_search(None) == HeatMapView()


def test_what_an_address_says_wrongly_is_named_and_falls_back() -> None:
    view = HeatMapView.from_search("?block=zzz&as_at=20240930&unmeasured=maybe&cell=x&vintag=icb2023&grades=,")
    assert view == HeatMapView()
    assert view.problems == (
        "no such block: zzz",
        "no such as at: 20240930",
        "no such unmeasured: maybe",
        "no such cell: x",
        "no such choice on this page: vintag",
    )


def test_a_view_of_another_page_takes_only_what_it_knows() -> None:
    view = AreaView.from_search("?region=Y1&cell=workforce/meso")
    assert view.to_search() == "?cell=workforce/meso"
    assert view.problems == ("no such choice on this page: region",)
