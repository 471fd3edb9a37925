"""Frameworks, strategies and perspectives on the real catalogue: their callbacks called as functions."""

import importlib
import re
from dataclasses import replace
from types import ModuleType

import pytest
from bs4 import BeautifulSoup
from dash import Dash

from components.component_markup import as_markup
from components.framework_view import FrameworksView
from components.perspective_cells import NO_VOICE, NOTHING_SAID
from components.strategy_parts import NO_ANSWER, NO_PAIR
from data.current import current_dataset, current_evidence, current_store
from domain_model.checklists import ChecklistMark
from domain_model.evidence import Statement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import ChecklistState, FrameworkKind, Perspective
from domain_model.people_vocabulary import Role
from domain_model.use_cases.count_evidence import count_evidence
from domain_model.use_cases.find_strategies import answers_to, barriers_by_cell
from domain_model.vocabulary import Reading
from pages.http.who import now
from tests.builders import statement
from tests.people import add_person


@pytest.fixture(scope="module")
def pages(application: Dash) -> dict[str, ModuleType]:
    """The modules of the pages; they can be imported only once the application exists."""
    assert application is not None
    return {name: importlib.import_module(f"pages.{name}") for name in ("frameworks", "strategies", "perspectives")}


def soup(part: object) -> BeautifulSoup:
    return BeautifulSoup(str(as_markup(part)), "html.parser")


def words(part: object) -> str:
    return " ".join(soup(part).get_text(" ", strip=True).split())


# ---- Frameworks


def test_every_entry_of_the_catalogue_stands_under_its_framework_with_source_and_place(
    application: Dash, pages: dict[str, ModuleType]
) -> None:
    with application.server.test_request_context():
        filters, crosswalk, entries, problems = pages["frameworks"].redraw_frameworks("")
        catalogue = current_evidence().evidence.framework_entries
    articles = soup(entries).select("article.framework-entry")
    assert {article["id"] for article in articles} == {f"entry-{entry.id}" for entry in catalogue}
    assert len(articles) == len(catalogue) > 200
    assert all(article.select_one(".framework-source a[href^='/sources#source-']") for article in articles)
    assert "placed by us" in words(entries)
    assert words(crosswalk).startswith(f"{len(catalogue)} entries.")
    assert f"· {sum(entry.kind is FrameworkKind.PRINCIPLE for entry in catalogue)}" in words(filters)
    assert problems is None
    assert "/evidence/take-away?view=frameworks" in str(filters)


def test_a_cell_of_the_crosswalk_leads_to_as_many_entries_as_it_says(
    application: Dash, pages: dict[str, ModuleType]
) -> None:
    with application.server.test_request_context():
        _filters, crosswalk, _entries, _problems = pages["frameworks"].redraw_frameworks("?kind=principle")
        for link in soup(crosswalk).select("td a"):
            number = int(link.get_text().split()[0])
            assert "kind=principle" in str(link["href"])
            _f, _c, entries, _p = pages["frameworks"].redraw_frameworks(str(link["href"]))
            assert len(soup(entries).select("article")) == number
            assert soup(entries).select_one("a[href^='/matrix?cell=']") and soup(entries).select_one(
                "a[href^='/heat-map?']"
            )


def test_words_are_marked_and_nothing_found_is_said(application: Dash, pages: dict[str, ModuleType]) -> None:
    with application.server.test_request_context():
        _f, crosswalk, entries, _p = pages["frameworks"].redraw_frameworks("?q=Mental")
        assert {mark.get_text().casefold() for mark in soup(entries).select("mark")} == {"mental"}
        _f, crosswalk, entries, _p = pages["frameworks"].redraw_frameworks("?q=qqqq")
    assert "0 of" in words(crosswalk) and "No entry fits all of these choices" in words(entries)


def test_one_entry_stands_by_itself_and_leads_to_its_list(application: Dash, pages: dict[str, ModuleType]) -> None:
    with application.server.test_request_context():
        entry = next(e for e in current_evidence().evidence.framework_entries if e.kind is FrameworkKind.LEVER)
        _f, crosswalk, entries, problems = pages["frameworks"].redraw_frameworks(f"?entry={entry.id}")
    assert [article["id"] for article in soup(entries).select("article")] == [f"entry-{entry.id}"]
    assert soup(entries).select_one("a[href='?kind=lever']")
    assert str(crosswalk) == "" and problems is None


def test_what_does_not_exist_is_named(application: Dash, pages: dict[str, ModuleType]) -> None:
    with application.server.test_request_context():
        for search, says in (
            ("?area=ZZZ", "no such area: ZZZ"),
            ("?entry=zzz", "no such entry: zzz"),
            ("?source=zzz", "no such source: zzz"),
            ("?kind=zzz", "no such kind: zzz"),
        ):
            assert says in words(pages["frameworks"].redraw_frameworks(search)[3])
        for search, says in (("?barrier=zzz", "no such barrier: zzz"), ("?area=ZZZ", "no such area: ZZZ")):
            assert says in words(pages["strategies"].redraw_strategies(search)[2])
        assert "no such source: zzz" in words(pages["perspectives"].redraw_perspectives("?source=zzz")[2])


def test_with_an_area_its_answers_stand_beside_the_entries(application: Dash, pages: dict[str, ModuleType]) -> None:
    person = add_person(application.server, Role.EDITOR)
    with application.server.test_request_context():
        entry = next(e for e in current_evidence().evidence.framework_entries if e.kind is FrameworkKind.METHOD)
        with current_store().writing_unit_of_work() as work:
            work.checklists.add((ChecklistMark("QOX", entry.id, 1, ChecklistState.PARTLY, "", person.id, now()),))
            work.commit()
        _f, _c, entries, _p = pages["frameworks"].redraw_frameworks("?kind=method&area=QOX")
    article = soup(entries).select_one(f"#entry-{entry.id}")
    assert article is not None and "partly in place" in article.get_text()
    assert soup(entries).select_one(f"a[href='/checklists/QOX/method#entry-{entry.id}']")
    assert "not answered" in words(entries)


def test_the_view_reads_back_what_it_writes() -> None:
    view = FrameworksView.from_search(
        "?kind=lever&cell=financing/meso&group=race&source=s&q=two words&entry=e&area=QYG"
    )
    assert view.problems == ()
    assert FrameworksView.from_search(view.to_search()) == view
    assert view.is_narrow and not FrameworksView(area="QYG", entry="e").is_narrow


# ---- Strategies


def test_barriers_are_counted_as_the_matrix_counts_them(application: Dash, pages: dict[str, ModuleType]) -> None:
    with application.server.test_request_context():
        _filters, content, _problems = pages["strategies"].redraw_strategies("")
        dataset, by_cell = current_dataset(), barriers_by_cell(current_evidence().evidence)
    counted = count_evidence(dataset, Reading.CODED)
    assert {cell: len(one.barriers) for cell, one in by_cell.items()} == {
        cell: one.barriers.count for cell, one in counted.items()
    }
    assert NO_ANSWER in words(content) and NO_PAIR in words(content)


def test_a_barrier_has_its_answers_strongest_first_and_its_pairs_with_values(
    application: Dash, pages: dict[str, ModuleType]
) -> None:
    with application.server.test_request_context():
        _f, content, _p = pages["strategies"].redraw_strategies("?barrier=T2-015&area=QVV")
        found = answers_to(current_evidence().evidence, "T2-015")
    rows = soup(content).select("tbody tr")
    assert len(rows) == len(found.answers) >= 2
    dots = [row.select_one(".strength span").get_text().strip() for row in rows]  # type: ignore[union-attr]
    assert dots == sorted(dots, key=lambda sign: -sign.count("●"))
    assert "As they are in Dorset" in words(content)
    links = {str(link["href"]) for link in soup(content).select(".strategy-moves a")}
    assert {f"/pair/{move.pair}?area=QVV" for move in found.moves} == links


def test_a_barrier_that_no_pair_measures_says_so_and_what_it_would_take(
    application: Dash, pages: dict[str, ModuleType]
) -> None:
    with application.server.test_request_context():
        by_cell = barriers_by_cell(current_evidence().evidence)
        lacking = [one.barrier.id for cell in by_cell.values() for one in cell.barriers if not one.moves]
        shown = [words(pages["strategies"].redraw_strategies(f"?barrier={barrier}")[1]) for barrier in lacking]
    assert shown and all("No published pair measures this." in text for text in shown)
    assert any("What would it take?" in text for text in shown), "where the register has a pair without a comparison"


def test_an_answer_read_backwards_names_its_barriers(application: Dash, pages: dict[str, ModuleType]) -> None:
    with application.server.test_request_context():
        evidence = current_evidence().evidence
        strategy = evidence.strategies[0]
        _f, content, problems = pages["strategies"].redraw_strategies(f"?answer={strategy.answer}")
        enabler = next(s for s in evidence.statements if s.id not in {one.answer for one in evidence.strategies})
        _f, nothing, _p = pages["strategies"].redraw_strategies(f"?answer={enabler.id}")
    assert problems is None
    assert soup(content).select_one(f"a[href='/strategies?barrier={strategy.barrier}']")
    assert "No barrier in these sources is tied to it." in words(nothing)


@pytest.mark.parametrize(
    "search", ["?cell=financing/meso&unanswered=yes", "?unmeasured=yes", "?cell=financing/meso&page=0"]
)
def test_the_list_can_be_narrowed_to_what_is_missing(
    application: Dash, pages: dict[str, ModuleType], search: str
) -> None:
    with application.server.test_request_context():
        _f, content, problems = pages["strategies"].redraw_strategies(search)
    assert problems is None
    cells = [row.select("td") for row in soup(content).select(".strategy-list tbody tr")]
    if "unanswered" in search:
        assert all(NO_ANSWER in row[0].get_text() for row in cells)
    if "unmeasured" in search:
        assert cells and all(row[1].get_text() == NO_PAIR for row in cells)


# ---- Perspectives


def test_what_each_perspective_emphasises_stands_in_its_column(application: Dash, pages: dict[str, ModuleType]) -> None:
    with application.server.test_request_context():
        _filters, content, problems = pages["perspectives"].redraw_perspectives("")
        emphases = current_evidence().evidence.emphases
    columns = [head.get_text() for head in soup(content).select("thead th")]
    assert columns == ["Building block", "Policy", "Practice", "Lived experience", "Research"]
    parts = [part.get_text() for part in soup(content).select(".perspective-cell:first-of-type h4")]
    assert parts[:4] == ["Policy", "Practice", "Lived experience", "Research: the document authors' own voice"]
    said = {one.text for one in emphases if one.perspective is Perspective.LIVED_EXPERIENCE}
    lived = " ".join(part.get_text() for part in soup(content).select("[data-perspective='lived_experience']"))
    assert said and all(text in lived for text in said)
    assert NOTHING_SAID in lived
    assert "transcripts are not tied to roles" in words(content)
    assert "never its weight" in words(content)
    assert problems is None


def test_a_source_without_a_voice_is_told_from_one_that_says_nothing_here(
    application: Dash, pages: dict[str, ModuleType]
) -> None:
    with application.server.test_request_context():
        source = next(
            one.source for one in current_evidence().evidence.emphases if one.perspective is Perspective.POLICY
        )
        _f, content, _p = pages["perspectives"].redraw_perspectives(f"?source={source}")
        _f, nothing, _p = pages["perspectives"].redraw_perspectives("?source=poe-systems-study&level=micro")
    assert NOTHING_SAID in words(content) or NO_VOICE in words(content)
    assert "No voice that can be placed says anything here" in words(nothing) or NO_VOICE in words(nothing)


def test_a_figure_that_should_move_is_said_with_its_doubt_and_the_warning_of_the_boards_page(
    application: Dash, pages: dict[str, ModuleType]
) -> None:
    with application.server.test_request_context():
        _f, here, _p = pages["strategies"].redraw_strategies("?barrier=RE034&area=QVV")
        _f, in_england, _p = pages["strategies"].redraw_strategies("?barrier=RE034")
    assert "much better, not sure how large" in words(here) and "95% interval 120 to 130" in words(here)
    assert "It looks good only because physical health here" in words(here) and "far behind England" in words(here)
    assert "looks good only because" not in words(in_england)


# ---- What was added here


def with_added(*statements: Statement) -> EvidenceBook:
    """The book as it would be if these statements had been added here."""
    found = current_evidence()
    more = replace(found.evidence, statements=(*found.evidence.statements, *statements))
    return replace(found, evidence=more, own_statements=frozenset(one.id for one in statements))


@pytest.mark.parametrize(
    ("name", "callback", "total"),
    [("perspectives", "redraw_perspectives", "things said"), ("strategies", "redraw_strategies", "barriers")],
)
def test_what_was_added_is_marked_counted_and_left_out_on_asking(
    application: Dash,
    pages: dict[str, ModuleType],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    callback: str,
    total: str,
) -> None:
    def drawn(search: str) -> str:
        with application.server.test_request_context():
            return words(getattr(pages[name], callback)(search)[1])

    bare = drawn("")
    assert "added here" not in bare
    own = statement("own-fictitious", reading=Reading.CODED, text="FICTITIOUS own", perspective=Perspective.POLICY)
    with application.server.app_context():
        added = with_added(own)
    monkeypatch.setattr(pages[name], "current_evidence", lambda: added)
    shown = drawn(
        "?level=meso&block=service_delivery" if name == "perspectives" else "?cell=service_delivery/meso&page=2"
    )
    assert re.search(rf"1 of these \d+ {total} was added here, by people who use this copy\.", shown)
    alone = drawn("?catalogue_only=yes")
    assert "The catalogue alone is shown, without 1 " in alone and "FICTITIOUS own" not in alone
    assert alone.endswith(bare)
