"""The matrix as it is drawn and said: table, switches, filters, panel and cards; all statements are FICTITIOUS."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup, Tag

from components.matrix_bar import matrix_bar, matrix_legend, no_match
from components.matrix_facets import MOST, chips, facets
from components.matrix_panel import AT_ONCE, matrix_panel
from components.matrix_table import matrix_table
from components.matrix_view import MatrixView
from components.matrix_words import balance_words, headline, measured_sentence, measured_strip, print_words, share_words
from components.source_words import source_citation, source_name
from components.statement_card import NOTHING_JUDGED, judged_here, statement_card
from domain_model.cells import CELLS, Cell
from domain_model.evidence import ConfidenceRating, Placement, Source, Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import (
    Concern,
    FindingConfidence,
    Perspective,
    PlacementBasis,
    PopulationGroup,
    Wording,
)
from domain_model.own_evidence import CODERS_DISAGREE
from domain_model.people import Person
from domain_model.people_vocabulary import Role
from domain_model.search_words import search_words
from domain_model.use_cases.count_pairs import MeasuredPairs
from domain_model.use_cases.explore_evidence import EvidenceMatrix, explore_evidence
from domain_model.vocabulary import Reading
from tests.builders import MESO, statement
from tests.unit.test_explore_evidence import BARRIER, BOOK, BOTH, ENABLER, MACRO, MONEY, STATEMENTS, book, catalogue

NO_PAIRS = MeasuredPairs(0, 0, 0, 0)
MEASURED: dict[Cell, MeasuredPairs] = dict.fromkeys(CELLS, NO_PAIRS) | {
    MESO: MeasuredPairs(3, 1, 2, 0),
    MACRO: MeasuredPairs(0, 1, 0, 0),
}
SOURCES: Mapping[str, Source] = {source.id: source for source in BOOK.evidence.sources}


def read(markup: object) -> Tag:
    return BeautifulSoup(str(markup), "html.parser")


def found(search: str, whole: EvidenceBook = BOOK) -> tuple[EvidenceMatrix, MatrixView]:
    view = MatrixView.from_search(search)
    return explore_evidence(whole, view.filter(), view.reading), view


def table(search: str = "", whole: EvidenceBook = BOOK) -> Tag:
    matrix, view = found(search, whole)
    return read(matrix_table(matrix, view, MEASURED))


def half(drawn: Tag, token: str) -> Tag:
    (button,) = drawn.select(f'button[data-cell="{token}"]')
    return button


def panel(search: str, whole: EvidenceBook = BOOK, *, words: str = "", may_edit: bool = False) -> Tag:
    matrix, view = found(search, whole)
    looked_for = search_words(words) if words else None
    sources = {source.id: source for source in whole.evidence.sources}
    return read(matrix_panel(matrix, view, sources, MEASURED, words=looked_for, may_edit=may_edit))


def text(part: Tag) -> str:
    return " ".join(part.get_text(" ").split())


def many(number: int) -> tuple[Statement, ...]:
    return tuple(statement(f"own-{n:03}", BARRIER, (MONEY,), Reading.CODED, participant=f"P{n}") for n in range(number))


# The table.


def test_rows_are_blocks_columns_levels_and_every_cell_has_two_halves():
    drawn = table()
    assert [text(th) for th in drawn.select("thead th")] == [
        "Building block", "Macro nation and policy", "Meso organisation and system", "Micro person and practice",
    ]  # fmt: skip
    rows = drawn.select("tbody tr")
    assert len(rows) == 8
    for row in rows[:6]:
        assert [len(td.select("button.half")) for td in row.select("td")] == [2, 2, 2]
    assert len(drawn.select('[data-cell][tabindex="0"]')) == 1


def test_the_reading_decides_which_number_is_large():
    published, coded = (
        half(table(), "service_delivery/meso.barrier"),
        half(table("?reading=coded"), "service_delivery/meso.barrier"),
    )
    assert text(published) == "Service delivery, meso: ■ barrier 1 ■ coded: 3 ◧ named as both: 1"
    assert text(coded) == "Service delivery, meso: ■ barriers 3 ■■■ Table 2: 1 ◧ named as both: 1"
    extended = half(table("?reading=extended", book(many(2))), "financing/meso.barrier")
    assert text(extended) == "Financing, meso: ■ barriers 3 ■■■ Table 2: 0 · coded: 1"


def test_each_kind_of_emptiness_is_drawn_and_said_in_its_own_way():
    drawn = table()
    asked, never = half(drawn, "financing/meso.enabler"), half(drawn, "service_delivery/macro.barrier")
    assert "asked" in asked["class"] and "0 asked, none" in text(asked)
    assert "not-asked" in never["class"] and "not asked" in text(never) and never.select_one(".crossed")
    kept_back = half(table("?kinds=enabler"), "service_delivery/meso.barrier")
    assert "barriers none of 1 shown" in text(kept_back)
    assert not {"asked", "not-asked"} & set(kept_back["class"])


def test_thin_voices_and_contested_levels_are_marked():
    drawn = table("?reading=coded")
    assert text(half(drawn, "financing/meso.barrier")).endswith("thin, 1 voice")
    assert half(drawn, "financing/meso.barrier").select_one(".mark-thin svg")
    assert text(half(drawn, "service_delivery/micro.enabler")).endswith("thin, 0 named ↕ with contested level: 1")
    assert not half(drawn, "service_delivery/meso.barrier").select(".mark-thin")


def test_shares_are_of_all_placements_and_say_their_number():
    assert "43% 3" in text(half(table("?reading=coded&measure=share"), "service_delivery/meso.barrier"))
    assert (share_words(1, 3), share_words(1, 1000), share_words(0, 9), share_words(0, 0)) == (
        "33%", "below 1%", "0%", "0%",
    )  # fmt: skip


def test_a_balance_is_worded_and_never_a_bare_sign():
    drawn = table("?reading=coded&measure=balance")
    words = [text(p) for p in drawn.select(".balance")]
    assert words[6:9] == ["1 more enabler", "2 more barriers", "1 more enabler"]
    assert balance_words(2, 2) == "as many of each" and balance_words(0, 0) == "nothing to weigh"


def test_the_measured_strip_tells_boards_from_wider_areas_and_from_nothing():
    strips = {strip.get_text(): strip["class"] for strip in table().select(".strip")}
    assert strips["● 3 measured pairs by board, 1 wider only"] == ["strip", "by-board"]
    assert strips["◐ 1 measured pair, by region or England only"] == ["strip", "wider"]
    assert strips["[x] no comparison published"] == ["strip", "unmeasured"]
    assert measured_strip(MeasuredPairs(1, 0, 0, 0))[1] == "● 1 measured pair by board"
    assert measured_sentence(MeasuredPairs(3, 0, 2, 1)) == (
        "Measured pairs: 3 compared by board; 2 registered, with no comparison published; "
        "1 of need, which is context and not judged."
    )
    assert measured_sentence(NO_PAIRS) == "No pair of measures is registered."


def test_what_stands_nowhere_has_a_row_and_sums_say_that_they_do_not_add_up():
    drawn = table("?reading=coded")
    assert "□ 1 enabler · Table 2: 0" in text(drawn.select_one(".nowhere"))
    assert text(half(drawn, "service_delivery/all.barrier")) == "Service delivery, all levels: ■ 3 barriers"
    assert text(half(drawn, "meso.barrier")) == "All blocks, meso: ■ 3 barriers"
    note = text(drawn.select_one(".matrix-note"))
    assert "do not add up to the total" in note
    assert "6 statements (3 barriers, 3 enablers, 1 theme) make 7 placements in cells" in note
    assert "1 statement names every block or every level and stands in no cell" in note
    assert text(half(drawn, "service_delivery/macro.theme")) == "Service delivery, macro: – 1 theme"


def test_the_first_sentence_says_that_empty_is_not_clear_with_its_base():
    first, base = headline(found("?kinds=theme")[0])
    assert first == "An empty cell in the published table is not a clear one."
    assert base == (
        "prints 1 barrier and 1 enabler and leaves 4 of 6 halves empty; "
        "the text of the same study has something to say in 1 of those 4 "
        "(2 when the other sources of the catalogue count too)."
    )
    assert found("")[0].table.source == "src"
    alone = book(made=catalogue(STATEMENTS[:4]))
    assert headline(found("", alone)[0])[1].endswith("something to say in 1 of those 4.")


def test_paper_says_where_it_is_from():
    said = print_words(found("")[0], "https://example.org/matrix", date(2026, 11, 3))
    assert said.startswith("https://example.org/matrix, 3 November 2026, data version v1+2. ")


# Switches and filters.


def bar(search: str, person: Person | None = None) -> Tag:
    matrix, view = found(search)
    return read(matrix_bar(matrix, view, BOOK.evidence, person))


def test_switches_say_what_is_chosen_and_how_much_each_reading_holds():
    drawn = bar("?reading=coded")
    assert [text(title) for title in drawn.select(".switch-title")] == ["Which statements count", "Numbers as"]
    assert [text(b) for b in drawn.select(".choice")][:3] == [
        "As published 2",
        "As coded by us 6",
        "With what was added here",
    ]
    assert [b["aria-pressed"] for b in drawn.select(".choice")] == ["false", "true", "false", "true", "false", "false"]
    assert drawn.select_one('[data-key="reading-published"]')["data-view"] == "reading=&page="


def test_the_table_is_taken_away_with_its_filters():
    link = bar("?kinds=barrier&reading=coded").select_one('[data-key="take-away"]')["href"]
    assert link == "/evidence/take-away?view=matrix&reading=coded&kinds=barrier"
    assert bar("").select_one('[data-key="take-away"]')["href"] == "/evidence/take-away?view=matrix"


def test_the_legend_counts_each_kind_of_emptiness():
    said = text(read(matrix_legend(found("")[0], MEASURED)))
    for words in (
        "Asked, nothing reported 3 halves in Table 2",
        "Not asked 1 half in Table 2, level never printed",
        "No comparison published 16 cells",
    ):
        assert words in said
    assert "No gap found no source says so" in said


def test_the_legend_counts_what_is_drawn_in_the_reading_shown():
    for search in ("?reading=coded", "?reading=extended", "?reading=coded&kinds=theme"):
        drawn = table(search)
        asked, never = (len(drawn.select(f"button.half.{look}")) for look in ("asked", "not-asked"))
        assert asked == 1 and never > 10
        said = text(read(matrix_legend(found(search)[0], MEASURED)))
        assert "Asked, nothing reported 1 half in this reading, 3 in Table 2" in said
        assert f"Not asked {never} halves in this reading, 1 in Table 2, level never printed" in said


def unmatched(search: str) -> Tag:
    return read(no_match(*found(search)))


def test_where_nothing_matches_it_says_so_with_a_way_back():
    drawn = unmatched("?reading=coded&groups=sex&cell=financing/meso")
    assert text(drawn.strong) == "No statement matches the filters."
    (back,) = drawn.select("button")
    change = parse_qs(back["data-view"], keep_blank_values=True)
    assert {"q", "groups", "year_from", "only_own", "page"} <= set(change) and all(
        value == [""] for value in change.values()
    )
    assert not {"reading", "measure", "cell", "problems"} & set(change)
    matrix, _none = found("?reading=coded&groups=sex")
    words = read(no_match(matrix, MatrixView.from_search("?reading=coded&q=gnu&groups=sex")))
    assert text(words.strong) == "No statement matches the words \u2018gnu\u2019 and the filters."
    only_words = read(no_match(matrix, MatrixView.from_search("?reading=coded&q=gnu")))
    assert text(only_words.strong) == "No statement matches the words \u2018gnu\u2019."


def test_what_only_the_text_says_is_offered_where_the_table_has_no_match():
    drawn = unmatched("?groups=age")
    assert text(drawn.strong) == "No statement matches the filters among the entries of Table 2."
    assert {text(b): b["data-view"] for b in drawn.select("button")}["1 statement matches as coded by us"] == (
        "reading=coded&page="
    )


def test_with_a_match_or_without_a_filter_nothing_is_said_of_matches():
    assert no_match(*found("?groups=age&reading=coded")) is None
    assert no_match(*found("", book(made=catalogue(())))) is None


def narrowed(search: str, whole: EvidenceBook = BOOK) -> Tag:
    matrix, view = found(search, whole)
    return read(facets(matrix, view, whole.evidence))


def test_a_filter_is_a_button_with_its_count_that_adds_itself_to_what_is_chosen():
    drawn = narrowed("?kinds=enabler")
    barrier, enabler = (drawn.select_one(f'[data-key="facet-kinds-{kind}"]') for kind in (BARRIER, ENABLER))
    assert text(barrier) == "■ Barrier 3 passages" and barrier["aria-pressed"] == "false"
    assert barrier["data-view"] == "kinds=enabler,barrier&page="
    assert enabler["aria-pressed"] == "true" and enabler["data-view"] == "kinds=&page="


def test_groups_that_nobody_speaks_of_are_shown_and_cannot_be_chosen():
    drawn = narrowed("").select_one('[data-fold="groups"]')
    assert "Protected characteristics: 2 of 9 named" in text(drawn)
    assert "Other groups: 0 of 8 named" in text(drawn)
    assert len(drawn.select("li")) == len(PopulationGroup)
    assert [text(b.select("span")[1]) for b in drawn.select("button")] == ["Age", "Race"]
    assert not drawn.has_attr("open") and narrowed("?groups=sex").select_one('[data-fold="groups"]').has_attr("open")


def test_every_perspective_is_shown_with_its_number_and_who_is_not_heard_has_a_way_to_what_is_known():
    drawn = narrowed("?reading=coded").select_one('[data-fold="perspectives"]')
    assert [re.sub(r" \d+( passages?)?$", "", text(li)) for li in drawn.select("li")] == [
        "Policy", "Practice", "Lived experience", "Research", "Not said",
    ]  # fmt: skip
    lived = drawn.select("li")[2]
    assert text(lived) == "Lived experience 0" and lived.button is None
    assert drawn.select_one('p a[href="/perspectives"]')
    heard = (statement("own-1", BARRIER, (MONEY,), Reading.CODED, perspective=Perspective.LIVED_EXPERIENCE),)
    there = narrowed("?reading=extended", book(heard)).select_one('[data-fold="perspectives"]')
    assert text(there.select("li")[2].button) == "Lived experience 1 passage" and there.select_one("p") is None


def test_what_an_editor_placed_and_worded_is_not_said_to_be_ours():
    theirs = statement_card(replace(STATEMENTS[2], id="own-x", basis=PlacementBasis.INFERRED), SOURCES, own=True)
    said = text(read(theirs))
    assert "added here" in said and "placed by who added it" in said and "In the words of who added it" in said
    assert "by us" not in said and "ours" not in said
    ours = text(read(statement_card(replace(STATEMENTS[2], basis=PlacementBasis.INFERRED), SOURCES)))
    assert "placed by us" in ours and "Wording: ours" in ours and "who added it" not in ours


def test_participants_are_those_most_heard_of_their_source():
    drawn = narrowed("").select_one('[data-fold="participants"]')
    assert [text(b) for b in drawn.select("button")] == ["PT.1 1 passage", "PT.1 1 passage", "PT.2 1 passage"]
    whole = book(many(MOST + 9))
    chosen = f"src/P{MOST + 8}"
    offered = narrowed(f"?reading=extended&participants={chosen}", whole).select('[data-fold="participants"] button')
    assert len(offered) == MOST + 1 and offered[-1]["data-key"] == f"facet-participants-{chosen}"


def test_what_was_added_here_is_shown_in_the_reading_that_holds_it():
    drawn = narrowed("?reading=coded").select_one('[data-key="facet-only_own"]')
    assert parse_qs(drawn["data-view"]) == {"only_own": ["yes"], "reading": ["extended"]}
    both = narrowed("?reading=extended", book(many(2)))
    assert len([b for b in both.select("button") if "Added here" in text(b)]) == 1
    assert narrowed("?reading=extended&parts=added", book(many(2))).select_one('[data-key="facet-parts-added"]')


def test_years_are_chosen_from_those_that_sources_print_and_the_rest_stands_apart():
    drawn = narrowed("?year_from=2020&undated=yes").select_one('[data-fold="years"]')
    first = drawn.select_one("#filter-year_from")
    assert [option["value"] for option in first.select("option")] == ["", "2009", "2010", "2011", "2020"]
    assert text(first.select_one("[selected]")) == "2020 (6 passages)"
    assert text(drawn.select_one("button")) == "Year not printed 1 passage"
    assert drawn.select_one("button")["aria-pressed"] == "true"


def test_every_active_filter_is_a_chip_that_takes_it_away():
    search = (
        "?q=long%20wait&kinds=barrier,both&sources=old&subthemes=wait&voices=participant&participants=src/PT.1"
        "&year_from=2009&year_to=2011&undated=yes&only_thin=yes&groups=age&cell=financing/meso"
    )
    drawn = read(chips(MatrixView.from_search(search), BOOK.evidence))
    said = {text(chip): chip["data-view"] for chip in drawn.select("button")}
    assert list(said) == [
        f"Remove filter {words} ×"
        for words in (
            "Words: long wait", "Kind: Barrier", "Kind: Both barrier and enabler", "Source: An older study",
            "Sub-theme: Waiting", "Voice: One participant", "Most heard: PT.1", "People it is about: Age",
            "From 2009", "To 2011", "Year not printed", "Thin voices",
        )
    ]  # fmt: skip
    assert said["Remove filter Kind: Barrier ×"] == "kinds=both&page="
    assert drawn.select_one("a")["href"] == "?"
    assert chips(MatrixView.from_search("?cell=financing/meso&reading=coded"), BOOK.evidence) is None


def test_a_view_survives_its_address_and_says_whether_it_is_filtered():
    search = "?reading=extended&measure=share&q=a&kinds=both&year_from=2009&only_dual=yes&cell=nowhere.theme&page=3"
    view = MatrixView.from_search(search)
    assert view.to_search() == search
    assert view.is_filtered
    assert not MatrixView.from_search("?reading=extended&measure=share&cell=nowhere.theme").is_filtered
    assert view.filter(frozenset({"x"})).matching == {"x"}
    assert MatrixView.from_search("?cell=financing/mega").problems == ("no such cell: financing/mega",)


# The panel.


def test_the_panel_is_of_the_open_place_with_its_counts_and_voices():
    drawn = panel("?reading=coded&cell=service_delivery/meso.barrier")
    assert text(drawn.h2) == "Service delivery, meso: barriers"
    assert drawn.section["data-panel"] == " service_delivery/meso.barrier"
    said = [text(p) for p in drawn.select(".panel-note")]
    assert said[0] == "1 barrier as published, 3 as coded by us, in 4 passages."
    assert said[1] == "3 named participants stand behind what is shown. Table 2 names nobody."
    assert said[2].startswith("Measured pairs: 3 compared by board; 1 compared by region")
    assert [text(h3) for h3 in drawn.select("h3")] == [
        "Printed in Table 2 · 1 barrier", "Coded by us from the texts · 2 barriers, 1 both",
    ]  # fmt: skip


def test_the_panel_says_what_is_thin_empty_or_kept_back():
    thin = panel("?reading=coded&cell=financing/meso.barrier")
    assert "1 named participant stands behind what is shown. Table 2 names nobody. Thin voices" in text(thin)
    empty = panel("?cell=financing/meso.enabler")
    assert "Enablers: asked, nothing reported: Table 2 prints this heading" in text(empty)
    assert text(empty.select_one(".matrix-nothing")) == "No statement stands here in this reading."
    kept = panel("?reading=coded&kinds=theme&cell=service_delivery/meso.enabler")
    assert "The filters keep 1 statement back." in text(kept) and "under these filters" in text(kept)
    both = [text(p) for p in panel("?cell=service_delivery/macro").select(".panel-note")]
    assert both[2].startswith("Barriers: not asked: ") and both[3].startswith("Enablers: not asked: ")
    nobody = panel("?reading=coded&cell=service_delivery/macro")
    assert "No named participant stands behind what is shown." in text(nobody)


def test_the_panel_leads_on_to_links_figures_search_and_for_editors_to_a_form():
    drawn = panel("?q=long&reading=coded&cell=financing/meso", may_edit=True)
    assert {a["href"]: text(a) for a in drawn.select(".matrix-ways a")} == {
        "/links?end=financing/meso&table=into": "What acts on this cell",
        "/links?start=financing/meso&table=out": "What this cell acts on",
        "/heat-map?block=financing&level=meso&reading=coded": "The measured gap by board",
        "/search?q=long": "Search all evidence for these words",
        "/evidence/statements/new?cell=financing/meso": "Add a statement here",
    }
    visitor = panel("?cell=financing/meso")
    assert not visitor.select('[href^="/evidence/statements/new"], [href^="/search"]')
    assert visitor.select_one('[href="/heat-map?block=financing&level=meso"]')
    assert not panel("?cell=macro").select(".matrix-ways")


def test_where_the_table_has_little_the_panel_leads_to_what_is_coded_besides():
    more = panel("?cell=service_delivery/meso.barrier&measure=share").select_one(".panel-more a")
    assert text(more) == "2 more as coded"
    assert more["href"] == "?reading=coded&measure=share&cell=service_delivery/meso.barrier"
    assert not panel("?reading=coded&cell=service_delivery/meso.barrier").select(".panel-more")
    assert not panel("?cell=financing/meso.enabler").select(".panel-more")


def test_the_panel_says_what_was_judged_of_a_finding_and_where_coders_agreed_to_place_it():
    kept = replace(STATEMENTS[3], cells=(MONEY,), kind=BARRIER, basis=PlacementBasis.AGREED)
    whole = replace(
        BOOK,
        evidence=replace(BOOK.evidence, statements=(*STATEMENTS[:3], kept, *STATEMENTS[4:])),
        own=replace(
            BOOK.own,
            confidence={"C2": rating("C2", FindingConfidence.MODERATE)},
            placements={"C2": Placement("C2", BARRIER, (MONEY,), "We spoke.")},
        ),
    )
    view = MatrixView.from_search("?reading=extended&cell=financing/meso.barrier")
    matrix = explore_evidence(whole, view.filter(), view.reading)
    drawn = read(matrix_panel(matrix, view, SOURCES, MEASURED, judged=judged_here(whole)))
    marks = [text(li) for li in drawn.select("#statement-C2 .st-marks li")]
    assert marks[-2:] == [
        "agreed: Financing, meso; in the catalogue: Service delivery, meso", "moderate confidence in this finding",
    ]  # fmt: skip
    assert not [li for li in drawn.select("#statement-C1 .st-marks li") if "agreed" in text(li)]
    as_coded = card(STATEMENTS[3], judged=judged_here(whole))
    assert "agreed:" not in text(as_coded) and "moderate confidence in this finding" in text(as_coded)
    other_kind = card(replace(kept, kind=ENABLER, cells=()), judged=judged_here(whole))
    assert "agreed: enabler, no single cell; in the catalogue: barrier, Service delivery, meso" in text(other_kind)
    assert judged_here(BOOK) == NOTHING_JUDGED


def rating(one: str, overall: FindingConfidence) -> ConfidenceRating:
    return ConfidenceRating(one, Concern.MINOR, Concern.MINOR, Concern.SERIOUS, Concern.MINOR, overall, "FICTITIOUS")


def test_a_barrier_leads_to_what_addresses_it_and_an_enabler_does_not():
    drawn = panel("?reading=coded&cell=service_delivery/all")
    assert [a["href"] for a in drawn.select('[href^="/strategies"]')] == [
        f"/strategies?barrier={barrier}" for barrier in ("T1", "C1", "C2", "C3")
    ]


def test_at_most_fifty_statements_are_drawn_with_a_way_to_more():
    whole = book(many(AT_ONCE + 20))
    first = panel("?reading=extended&cell=financing/meso", whole)
    assert len(first.select(".statement-card")) == AT_ONCE
    assert text(first.select_one(".matrix-pager")) == "Statements 1 to 50 of 71. Show the next 50"
    assert first.select_one(".matrix-pager a")["href"] == "?reading=extended&cell=financing/meso&page=2"
    last = panel("?reading=extended&cell=financing/meso&page=99", whole)
    assert text(last.select_one(".matrix-pager")) == "Statements 51 to 71 of 71. Show the 50 before"
    assert [text(h3) for h3 in last.select("h3")] == ["Added here · 21 barriers"]


def test_what_is_filed_elsewhere_is_named_and_counted_there():
    drawn = panel("?reading=coded&cell=service_delivery/micro")
    assert text(drawn.select("h3")[-1]) == "Counted in another cell, though text or table speaks of this one · 1"
    assert drawn.select(".statement-card")[-1]["id"] == "statement-C6"
    assert not panel("?reading=coded&cell=service_delivery/micro.barrier").select("#statement-C6")


def test_the_halves_of_a_place_are_a_step_apart():
    links = panel("?cell=macro.theme").select_one(".panel-switch")
    assert text(links) == "Show: all · barriers · enablers · themes"
    assert [a["href"] for a in links.select("a")] == ["?cell=macro", "?cell=macro.barrier", "?cell=macro.enabler"]


def test_without_an_open_place_the_panel_invites():
    assert text(panel("")) == "Choose a number to read the statements behind it."
    assert text(panel("?cell=nowhere").h2) == "Placed nowhere"
    assert text(panel("?cell=all").h2) == "All blocks, all levels"


def test_words_that_were_searched_for_are_marked():
    drawn = panel("?reading=coded&cell=financing/meso", words="text")
    assert [mark.get_text() for mark in drawn.select("mark")] == ["Text"]


# Cards and sources.


def card(one: Statement, **options: object) -> Tag:
    return read(statement_card(one, SOURCES, **options))  # type: ignore[arg-type]


def test_a_card_says_who_said_it_where_it_stands_and_whose_words_these_are():
    drawn = card(STATEMENTS[2])
    assert drawn.article["id"] == "statement-C1"
    assert drawn.a["href"] == "/evidence/statements/C1"
    assert text(drawn.select_one(".st-facts")) == (
        "Participant PT.1. Wording: ours; the original stands in A study, p. 1 (C1)."
    )
    assert [text(li) for li in drawn.select("li")] == [
        "counts in Service delivery, meso and Financing, meso", "says the same as T1, counted once", "placed by us",
    ]  # fmt: skip


def test_a_card_tells_dual_contested_quoted_and_own_statements():
    dual = card(STATEMENTS[4], own=True)
    assert text(dual.select_one(".st-mark")) == "◧ both barrier and enabler:"
    assert [text(li) for li in dual.select("li")][:2] == ["added here", "dual: named as barrier and as enabler"]
    contested = [text(li) for li in card(STATEMENTS[1]).select("li")]
    assert contested == ["contested: the text also has it in Service delivery, meso"]
    own = replace(STATEMENTS[1], id="own-1", basis=PlacementBasis.CONTESTED)
    assert [text(li) for li in card(own).select("li")] == ["contested: also filed in Service delivery, meso"]
    coders = replace(own, note=f"FICTITIOUS\n{CODERS_DISAGREE}")
    assert [text(li) for li in card(coders).select("li")] == [
        "contested: coders of the file disagree, some have it in Service delivery, meso"
    ]
    tie = replace(coders, also_in=())
    assert [text(li) for li in card(tie).select("li")] == ["contested: coders of the file disagree"]
    assert [text(li) for li in card(replace(tie, note="")).select("li")] == ["contested: its place is disputed"]
    of_catalogue = replace(tie, id="T9")
    assert [text(li) for li in card(of_catalogue).select("li")] == ["contested: text and table disagree"]
    quoted = replace(STATEMENTS[3], wording=Wording.QUOTATION)
    assert "Quoted from the source: A study, p. 1 (C2)." in text(card(quoted))
    assert text(card(STATEMENTS[6]).select("li")[0]) == (
        "names every building block, macro; across the building blocks, every level"
    )


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        ("participant", "One participant, not named. "),
        ("participants", "Several participants. "),
        ("authors", "Said by authors. "),
        ("unknown", ""),
    ],
)
def test_a_voice_without_a_number_is_still_named(voice: str, said: str):
    drawn = card(statement("X1", voice=voice, kind=BOTH))
    assert text(drawn.select_one(".st-facts")).startswith(f"{said}Wording: ours")


def test_a_text_is_never_markup():
    assert "<b>" in card(statement("X1", text="A <b> of care")).a.get_text()
    pieces = (("A <b> of ", False), ("care", True))
    assert card(statement("X1"), found=pieces).mark.get_text() == "care"


@pytest.mark.parametrize(
    ("source", "name", "citation"),
    [
        (None, "source not named", "source not named"),
        (Source("s", "Title", "A. Author", "2020", "", "study", "Author 2020.", ""), "Title", "Author 2020."),
        (Source("s", "", "A. Author", "", "The House", "blog", "C: more", ""), "The House, blog", "C: more"),
        (
            Source("s", "", "", "", "", "study", "A study of parity: long", ""),
            "A study of parity",
            "A study of parity: long",
        ),
        (Source("s", "Title", "A. Author", "2020", "", "study", "", ""), "Title", "A. Author (2020). Title."),
        (Source("s", "Title", "", "", "", "study", "", ""), "Title", "Title."),
    ],
)
def test_a_source_is_named_by_what_it_prints(source: Source | None, name: str, citation: str):
    assert (source_name(source), source_citation(source)) == (name, citation)


@pytest.mark.parametrize(("role", "is_offered"), [(Role.VIEWER, False), (Role.EDITOR, True)])
def test_only_somebody_who_may_save_views_is_offered_to(role: Role, is_offered: bool):
    person = Person("p1", "Fictitious Ada", "ada@example.org", role, datetime(2026, 11, 1, tzinfo=UTC))
    assert bool(bar("", person).select("[data-save-view]")) is is_offered


def test_an_empty_catalogue_is_drawn_as_empty():
    drawn = table("?reading=coded&measure=share", book(made=catalogue(())))
    assert text(half(drawn, "financing/meso.barrier")).endswith("0 asked, none Table 2: 0")
    assert text(drawn.caption) == "As coded by us, share of all placements: 0 statements in 0 placements."
