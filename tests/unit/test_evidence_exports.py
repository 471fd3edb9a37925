"""Files of the evidence read back as what was shown, say what they are of, and run nobody's formula or markup."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import networkx
import pytest
import rispy
from defusedxml import ElementTree
from openpyxl import load_workbook
from pybtex.database import parse_string

from components.exports import evidence_workbook as workbook_module
from components.exports.author_names import authors_of
from components.exports.evidence_json import SCHEMA, evidence_document
from components.exports.evidence_strategies import GONE, taken_strategies
from components.exports.evidence_svg import links_svg, matrix_svg
from components.exports.evidence_taken import (
    Printed,
    Taken,
    taken_frameworks,
    taken_links,
    taken_matrix,
    taken_perspectives,
)
from components.exports.evidence_words import KEEP_THE_FILE, Cover, TakenView
from components.exports.evidence_workbook import evidence_workbook
from components.exports.link_graph import NO_CELL, link_graph
from components.exports.references import bibtex_text, ris_text
from components.framework_view import FrameworksView
from components.link_view import LinksView
from components.matrix_view import MatrixView
from components.own_words import NOT_ABOUT_CARE
from components.perspective_view import PerspectivesView
from components.strategy_view import StrategiesView
from components.take_away_page import ALL_LINKS, SLOW, files_of, take_away_parts
from domain_model.cells import CELLS, Cell
from domain_model.dataset import Evidence
from domain_model.evidence import (
    ConfidenceRating,
    Emphasis,
    ExpectedMove,
    FrameworkEntry,
    Link,
    Placement,
    PublishedCell,
    Source,
    Statement,
    Strategy,
    Subtheme,
)
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import (
    Concern,
    FindingConfidence,
    FrameworkKind,
    LinkOrigin,
    MatrixReading,
    Perspective,
    PlacementBasis,
    PopulationGroup,
    StrategyStrength,
    Wording,
)
from domain_model.own_evidence import OwnEvidence, placed, standing
from domain_model.use_cases.compare_perspectives import compare_perspectives
from domain_model.use_cases.explore_evidence import explore_evidence
from domain_model.use_cases.find_strategies import NoSuchBarrierError
from domain_model.use_cases.follow_links import follow_links
from domain_model.vocabulary import BuildingBlock, CellState, Level, LinkBasis, LinkSign, Reading, StatementKind

MONEY, BEDS = Cell(BuildingBlock.FINANCING, Level.MESO), Cell(BuildingBlock.SERVICE_DELIVERY, Level.MICRO)
SILENT = Cell(BuildingBlock.TECHNOLOGIES_PRODUCTS, Level.MACRO)
PRINTED = Printed(date(2026, 11, 28), "https://parity.example.org")
NASTY = 'FICTITIOUS {brace} 100% @misc{x} <script>alert(1)</script> & "quoted" \\ end'
STUDY = Source("study", "FICTITIOUS study", "Author A; Author B", "2021", "A Press", "qualitative study",
               "Author A. FICTITIOUS study. 2021.", "", 2019, 2020, "https://study.example.org/?a=1&b=2")  # fmt: skip
OTHER = Source("own-odd_Ö", NASTY, "", "", "An Institute", "guidance", "An Institute.\nTY  - BOOK\n <script>", "Odd.")


def statement(record: str, kind: StatementKind, *cells: Cell, **changes: object) -> Statement:
    made = Statement(
        id=record,
        kind=kind,
        cells=cells,
        text=f"FICTITIOUS {record}",
        source="study",
        place="page 3",
        participant="PT.1",
        voice="participant",
        reading=Reading.CODED,
        in_table2=(),
        also_in=(),
        note="",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


STATEMENTS = (
    statement("T1", StatementKind.BARRIER, MONEY, reading=Reading.PUBLISHED, basis=PlacementBasis.PRINTED),
    statement("T2", StatementKind.BARRIER, MONEY, reading=Reading.PUBLISHED, also_in=(BEDS,), participant="PT.2"),
    statement("C1", StatementKind.ENABLER, BEDS, MONEY, subtheme="who-pays", groups=(PopulationGroup.AGE,)),
    statement("C2", StatementKind.BOTH, BEDS, text="=1+1 FICTITIOUS", note="@sum", perspective=Perspective.POLICY),
    statement("C3", StatementKind.THEME, placement="all/all", participant=""),
    statement("own-q", StatementKind.BARRIER, BEDS, source="own-odd_Ö", wording=Wording.QUOTATION),
)
LINKS = (
    Link("L1", MONEY.block, MONEY.level, BEDS.block, BEDS.level, "", "", LinkSign.WORSENS, "FICTITIOUS <b>cut</b>",
         LinkBasis.STATED, "", "study", "page 4"),
    Link("L2", MONEY.block, MONEY.level, BEDS.block, BEDS.level, "", "", LinkSign.IMPROVES, "FICTITIOUS gain",
         LinkBasis.INFERRED, "ours", "study", "page 5"),
    Link("own-l", None, None, MONEY.block, MONEY.level, "every_block", "", LinkSign.NO_CLEAR_EFFECT, "FICTITIOUS \x01",
         LinkBasis.STATED, "", "own-odd_Ö", ""),
)  # fmt: skip
ENTRIES = (
    FrameworkEntry("F1", FrameworkKind.LEVER, "FICTITIOUS levers", 1, "A lever", "Pull.", (MONEY,),
                   PlacementBasis.STATED, (), "Is it pulled?", "study", "page 6", ""),
    FrameworkEntry("F2", FrameworkKind.METHOD, "FICTITIOUS methods", 2, "A method", "Ask.", (), PlacementBasis.INFERRED,
                   (), "", "own-odd_Ö", "page 7", "", "https://method.example.org"),
)  # fmt: skip
STRATEGIES = (
    Strategy("T1", "C1", StrategyStrength.INFERRED, "FICTITIOUS: one cell", ""),
    Strategy("T1", "F1", StrategyStrength.STATED, "FICTITIOUS: it says so", "page 9"),
    Strategy("own-q", "F1", StrategyStrength.SAME_SOURCE, "FICTITIOUS: named together", "page 6"),
)
MOVES = (
    ExpectedMove("T1", "P2", "FICTITIOUS: money moves it"),
    ExpectedMove("T1", "P1", "FICTITIOUS: so does time"),
    ExpectedMove("own-q", "P9", "FICTITIOUS: it was registered once"),
)
PAIR_TITLES = {"P1": "FICTITIOUS waits", "P2": "FICTITIOUS spending"}
RATING = ConfidenceRating(
    "T2", Concern.MINOR, Concern.SERIOUS, Concern.NONE_OR_VERY_MINOR, Concern.MODERATE, FindingConfidence.LOW,
    "FICTITIOUS: thin", ("FICTITIOUS m", "FICTITIOUS c", "", "FICTITIOUS r"),
)  # fmt: skip


def published_cells() -> tuple[PublishedCell, ...]:
    sides = (StatementKind.BARRIER, StatementKind.ENABLER)
    return tuple(
        PublishedCell(
            cell,
            side,
            2 if (cell, side) == (MONEY, sides[0]) else 0,
            CellState.NOT_PRINTED if cell == SILENT else CellState.PRINTED_EMPTY,
        )
        for cell in CELLS
        for side in sides
    )


@pytest.fixture(scope="module")
def book() -> EvidenceBook:
    def evidence(*, own: bool) -> Evidence:
        def kept(items: tuple, /) -> tuple:  # type: ignore[type-arg]
            return tuple(item for item in items if own or not item.id.startswith("own-"))

        return Evidence(
            sources=kept((STUDY, OTHER)),
            statements=kept(STATEMENTS),
            published_cells=published_cells(),
            subthemes=(Subtheme("who-pays", MONEY.block, 1, "Who pays", "", "study", ""),),
            links=kept(LINKS),
            study_facts=(),
            quoted_figures=(),
            contradictions=(),
            framework_entries=ENTRIES,
            emphases=(Emphasis("E1", Perspective.PRACTICE, "nurses", "FICTITIOUS time", (BEDS,), "study", "page 8"),),
            strategies=STRATEGIES,
            expected_moves=MOVES,
        )

    return EvidenceBook(
        version="abc123+7",
        evidence=evidence(own=True),
        published=evidence(own=False),
        own=standing(()),
        own_sources=frozenset({"own-odd_Ö"}),
        own_statements=frozenset({"own-q"}),
        own_links=frozenset({"own-l"}),
    )


def matrix(book: EvidenceBook, **changes: object) -> Taken:
    view = MatrixView(**({"reading": MatrixReading.EXTENDED} | changes))  # type: ignore[arg-type]
    return taken_matrix(view, explore_evidence(book, view.filter(), view.reading), book, PRINTED)


def links(book: EvidenceBook, **changes: object) -> Taken:
    view = LinksView(**changes)  # type: ignore[arg-type]
    return taken_links(view, follow_links(book, view.filter()), book, PRINTED)


def frameworks(book: EvidenceBook) -> Taken:
    return taken_frameworks(FrameworksView(area="QYG"), ENTRIES, book, PRINTED)


def perspectives(book: EvidenceBook) -> Taken:
    view = PerspectivesView(source="study")
    return taken_perspectives(view, compare_perspectives(book.evidence, view.filter()), book, PRINTED)


def strategies(book: EvidenceBook, **changes: object) -> Taken:
    view = StrategiesView(**({"area": "QYG", "page": 2} | changes))  # type: ignore[arg-type]
    return taken_strategies(view, PAIR_TITLES, book, PRINTED)


EVERY_VIEW = (matrix, links, frameworks, perspectives, strategies)


def column(taken: Taken, table: int, name: str) -> list[object]:
    return [document[name] for document in taken.tables[table].documents()]


# ---- What every file says


def test_a_citation_names_the_view_its_version_its_filters_the_day_and_the_address(book: EvidenceBook) -> None:
    cover = matrix(book, kinds=(StatementKind.BARRIER, StatementKind.BOTH), year_from=2019, sources=("study",)).cover
    assert cover.citation == (
        "Parity Map, Matrix of barriers and enablers, evidence version abc123+7, reading: with what was added here; "
        "kind: barrier or both barrier and enabler; source: FICTITIOUS study (study); from the year: 2019, "
        "28 November 2026, https://parity.example.org/matrix?reading=extended&kinds=barrier,both&sources=study"
        "&year_from=2019"
    )


def test_a_view_without_filters_says_so(book: EvidenceBook) -> None:
    cover = links(book).cover
    assert cover.filters == () and "no filter, 28 November 2026, https://parity.example.org/links" in cover.citation
    assert "without a filter" in cover.methods


def test_what_only_opens_something_on_the_page_is_no_filter(book: EvidenceBook) -> None:
    opened = links(book, start=BEDS, steps=2, pair="financing/meso~service_delivery/micro", page=2).cover
    assert (opened.filters, opened.address) == ((), "https://parity.example.org/links")
    narrowed = links(book, sign=(LinkSign.IMPROVES,), start=BEDS).cover
    assert narrowed.filters == (("sign", "improves"),)
    assert narrowed.address == "https://parity.example.org/links?sign=improves"
    assert frameworks(book).cover.filters == ()


def test_a_methods_paragraph_counts_what_it_speaks_of(book: EvidenceBook) -> None:
    methods = matrix(book).cover.methods
    assert "2 sources (FICTITIOUS study; " in methods
    assert "By kind: 3 barriers, 1 enabler, 1 statement that is both and 1 theme." in methods
    assert "1 statement is quoted from the source." in methods
    assert "6 statements in 7 placements, from 6 passages listed" in methods
    assert "1 statement belongs to no single cell" in methods
    assert methods.endswith("read on Parity Map at https://parity.example.org/matrix?reading=extended.")
    assert "3 links of 3, without a filter, between 1 pair of cells: " in links(book).cover.methods
    assert "2 entries of 2" in frameworks(book).cover.methods and "1 entry of which" in frameworks(book).cover.methods
    assert "2 things said" in perspectives(book).cover.methods


def test_a_methods_paragraph_says_how_many_sources_were_read_and_what_was_filtered_out(book: EvidenceBook) -> None:
    whole, coded = matrix(book).cover.methods, matrix(book, reading=MatrixReading.CODED).cover.methods
    assert whole.startswith("We read 2 sources (") and coded.startswith("We read 1 source (")
    assert "or was filtered out" not in whole
    assert (
        "0 statements stand where coders agreed. Users of this copy added 1 of these statements and 1 source" in whole
    )
    assert "coders agreed" not in coded
    narrow = matrix(book, sources=("study",)).cover.methods
    assert narrow.startswith("Of 2 sources read for what helps or hinders parity") and "1 stands behind" in narrow
    assert "nothing was asked or reported there or was filtered out, not that all is well" in narrow
    assert "Users of this copy added none of these statements. " in narrow
    assert links(book, source=("study",)).cover.methods.startswith("Of 2 sources read for what they say")
    assert "none stands behind what is shown. " in matrix(book, sources=("none",)).cover.methods


def test_what_is_of_the_catalogue_alone_names_its_version_without_the_last_edit(book: EvidenceBook) -> None:
    alone = (
        matrix(book, reading=MatrixReading.PUBLISHED),
        matrix(book, reading=MatrixReading.CODED),
        links(book, origin=LinkOrigin.CATALOGUE),
        frameworks(book),
    )
    for taken in alone:
        assert taken.cover.version == "abc123" and "+7" not in f"{taken.cover.citation} {taken.cover.methods}"
    for taken in (matrix(book), links(book), perspectives(book), strategies(book)):
        assert taken.cover.version == "abc123+7" and "Evidence version abc123+7" in taken.cover.methods
    rated = replace(book, own=replace(standing(()), confidence={"T1": RATING, "C1": RATING}))
    assert matrix(rated, reading=MatrixReading.CODED).cover.version == "abc123+7", "its file holds the rating"


def test_the_page_says_the_numbers_of_the_methods_and_that_the_file_is_to_be_kept(book: EvidenceBook) -> None:
    def page(taken: Taken) -> str:
        return take_away_parts(taken, dict.fromkeys(files_of(taken), ""), "")

    shown = page(links(book))
    assert "3 links, 1 pair of cells, 2 sources. " in shown and ALL_LINKS in shown and KEEP_THE_FILE in shown
    assert "1 further row of the table of pairs" in links(book).cover.methods
    assert "6 statements in 7 placements, 6 passages listed, one a row, 2 sources. " in page(matrix(book))
    assert ALL_LINKS not in page(matrix(book))
    assert "4 barriers, 3 answers, 3 expected moves of pairs, 2 sources. " in page(strategies(book))


def test_a_file_name_says_the_view_and_the_version_and_stays_short(book: EvidenceBook) -> None:
    assert links(book).cover.file_name("csv") == "parity-map-links-abc123-edit-7.csv"
    named = matrix(book, kinds=(StatementKind.BARRIER,)).cover.file_name("xlsx")
    assert named == "parity-map-matrix-reading-extended-kinds-barrier-abc123-edit-7.xlsx"
    long = [matrix(book, q=f"{'word ' * 30}{n}").cover.file_name("csv") for n in (1, 2)]
    assert long[0] != long[1] and all(len(name) < 140 and re.fullmatch(r"[a-z0-9.-]+", name) for name in long)


@pytest.mark.parametrize("view", EVERY_VIEW)
def test_the_cover_of_every_view_has_sources_licence_and_whose_product_it_is_not(
    book: EvidenceBook, view: Callable[[EvidenceBook], Taken]
) -> None:
    said = view(book).cover.rows()
    names = [name for name, _value in said]
    assert {"filters", "evidence version", "date", "address of the view", "citation", "methods", "licence"} <= set(
        names
    )
    assert "source: study" in names and ("note", "Not an NHS or WHO product; endorsed by neither.") in said
    assert (names.count("licence") == 2) == (view in (matrix, links, strategies))


# ---- Tables


def test_the_statements_and_their_counts_are_those_of_the_matrix(book: EvidenceBook) -> None:
    taken = matrix(book)
    assert column(taken, 0, "id") == ["T1", "T2", "C1", "C2", "C3", "own-q"]
    (first,) = [one for one in taken.main.documents() if one["id"] == "C1"]
    assert first["cells"] == "service_delivery/micro;financing/meso" and first["groups"] == "age"
    counts = {(one["block"], one["level"], one["kind"]): one for one in taken.tables[1].documents()}
    half = counts["financing", "meso", "barrier"]
    assert (half["count"], half["published"], half["voices"], half["contested"]) == (2, 2, 2, 1)
    assert counts["technologies_products", "macro", "enabler"]["why_empty"] == "not asked"
    assert column(taken, 2, "records") == [5, 1]


def test_the_published_reading_takes_the_entries_of_the_table_alone(book: EvidenceBook) -> None:
    taken = matrix(book, reading=MatrixReading.PUBLISHED)
    assert column(taken, 0, "id") == ["T1", "T2"]
    assert [source.id for source in taken.cover.sources] == ["study"]
    assert taken.cover.filters == (("reading", "as published"),)


def test_links_pairs_entries_and_perspectives_are_those_shown(book: EvidenceBook) -> None:
    taken = links(book)
    assert column(taken, 0, "id") == ["L1", "L2", "own-l"] and column(taken, 0, "added_here") == ["no", "no", "yes"]
    (pair,) = [one for one in taken.tables[1].documents() if one["from"] == "financing/meso"]
    assert (pair["to"], pair["worsens"], pair["improves"], pair["links"]) == ("service_delivery/micro", 1, 1, 2)
    assert column(frameworks(book), 0, "id") == ["F1", "F2"]
    said = perspectives(book).main.documents()
    assert [(one["perspective"], one["record"], one["id"]) for one in said] == [
        ("policy", "statement", "C2"),
        ("practice", "emphasis", "E1"),
    ]


def test_a_barrier_has_a_row_for_each_answer_and_one_that_says_so_where_there_is_none(book: EvidenceBook) -> None:
    taken = strategies(book)
    rows = [(one["barrier"], one["answer"], one["strength"], one["pairs"]) for one in taken.main.documents()]
    assert sorted(rows) == [
        ("C2", "", "", ""),
        ("T1", "C1", "inferred", "P1;P2"),
        ("T1", "F1", "stated", "P1;P2"),
        ("T2", "", "", ""),
        ("own-q", "F1", "same_source", "P9"),
    ]
    found = {(one["barrier"], one["answer"]): one for one in taken.main.documents()}
    stated, inferred, none = found["T1", "F1"], found["T1", "C1"], found["T2", ""]
    assert (stated["answer_kind"], stated["answer_text"], stated["place"], stated["answer_place"]) == (
        "lever", "A lever", "page 9", "page 6",
    )  # fmt: skip
    assert (stated["reason"], stated["source"]) == ("FICTITIOUS: it says so", "study")
    assert stated["pairs_in_words"] == "P1 FICTITIOUS waits; P2 FICTITIOUS spending"
    assert (inferred["place"], inferred["answer_place"], inferred["answer_text"]) == ("", "page 3", "FICTITIOUS C1")
    assert none["answer_text"] == "nobody offers an answer in these sources"
    assert none["pairs_in_words"] == "no published pair measures this"
    assert found["own-q", "F1"]["pairs_in_words"] == f"P9 ({GONE})"
    assert [one["added_here"] for one in (stated, found["own-q", "F1"])] == ["no", "yes"]
    moves = [(one["barrier"], one["pair"], one["title"]) for one in taken.tables[1].documents()]
    assert moves == [("T1", "P1", "FICTITIOUS waits"), ("T1", "P2", "FICTITIOUS spending"), ("own-q", "P9", GONE)]
    assert {source.id for source in taken.cover.sources} == {"study", "own-odd_Ö"}
    assert "4 barriers, without a filter, with 3 answers" in taken.cover.methods
    assert "For 2 barriers nobody offers an answer" in taken.cover.methods
    assert taken.cover.address == "https://parity.example.org/strategies"


def test_barriers_are_narrowed_as_their_page_narrows_them(book: EvidenceBook) -> None:
    assert set(column(strategies(book, cell=BEDS), 0, "barrier")) == {"C2", "own-q"}
    assert set(column(strategies(book, unanswered=True), 0, "barrier")) == {"C2", "T2"}
    assert set(column(strategies(book, unmeasured=True, cell=MONEY), 0, "barrier")) == {"T2"}
    one = strategies(book, barrier="T1", cell=BEDS)
    assert column(one, 0, "answer") == ["F1", "C1"]
    assert one.cover.filters == (("barrier", "FICTITIOUS T1 (T1)"),)
    assert one.cover.address.endswith("/strategies?barrier=T1")
    backwards = strategies(book, answer="F1", unanswered=True)
    assert list(zip(column(backwards, 0, "barrier"), column(backwards, 0, "answer"), strict=True)) == [
        ("T1", "F1"),
        ("own-q", "F1"),
    ]
    assert backwards.cover.filters == (("answer", "A lever (F1)"),)
    with pytest.raises(NoSuchBarrierError):
        strategies(book, barrier="E1")


def test_a_barrier_of_no_single_cell_is_taken_away_with_the_others(book: EvidenceBook) -> None:
    wide = statement("W1", StatementKind.BARRIER, placement="all/all")
    more = replace(book, evidence=replace(book.evidence, statements=(*STATEMENTS, wide)))
    (row,) = [one for one in strategies(more).main.documents() if one["barrier"] == "W1"]
    assert (row["cells"], row["answer"]) == ("", "")
    assert "W1" not in column(strategies(more, cell=MONEY), 0, "barrier")


def test_a_statement_behind_an_emphasis_is_named_in_its_row(book: EvidenceBook) -> None:
    same = statement("own-t", StatementKind.BARRIER, BEDS, text="So: FICTITIOUS time", perspective=Perspective.PRACTICE)
    more = replace(
        book,
        evidence=replace(book.evidence, statements=(*STATEMENTS, same)),
        own_statements=frozenset({"own-q", "own-t"}),
    )
    said = {str(one["id"]): (one["statement"], one["added_here"]) for one in perspectives(more).main.documents()}
    assert said == {"C2": ("", "no"), "E1": ("own-t", "yes")}
    assert perspectives(more).cover.has_own and not perspectives(book).cover.has_own


def test_confidence_and_what_was_agreed_stand_beside_their_statements(book: EvidenceBook) -> None:
    agreed = Placement("C1", StatementKind.BARRIER, (BEDS,), "FICTITIOUS: both coders", "round-3")
    elsewhere = Placement("C3", StatementKind.THEME, (MONEY,), "FICTITIOUS: not shown there", "round-4")
    own = OwnEvidence(9, {}, {}, {}, {"T2": RATING}, {"C1": agreed, "C3": elsewhere})
    moved = tuple(placed(one, agreed) if one.id == "C1" else one for one in STATEMENTS)
    taken = matrix(replace(book, own=own, evidence=replace(book.evidence, statements=moved)))
    found = {str(one["id"]): one for one in taken.main.documents()}
    components = ("methodological_limitations", "coherence", "adequacy", "relevance")
    assert [found["T2"][name] for name in ("confidence", *components, "confidence_reason")] == [
        "low", "minor", "serious", "none_or_very_minor", "moderate", "FICTITIOUS: thin",
    ]  # fmt: skip
    assert [found["T2"][f"{name}_reason"] for name in components] == [
        "FICTITIOUS m", "FICTITIOUS c", "", "FICTITIOUS r",
    ]  # fmt: skip
    judged = ("basis", "cells", "agreed_reason", "agreed_in")
    assert [found["C1"][name] for name in judged] == [
        "agreed", "service_delivery/micro", "FICTITIOUS: both coders", "round-3",
    ]  # fmt: skip
    assert [found["C3"][name] for name in judged[2:]] == ["", ""], "it stands where it stood"
    assert [found["T1"][name] for name in ("confidence", "relevance_reason", "agreed_in")] == ["", "", ""]
    assert "Confidence in 1 finding was rated with GRADE-CERQual" in taken.cover.methods
    assert "CERQual" not in matrix(book).cover.methods
    unsaid = replace(own, confidence={"T2": replace(RATING, component_reasons=())})
    (row,) = [one for one in matrix(replace(book, own=unsaid)).main.documents() if one["id"] == "T2"]
    assert [row["confidence"], row["relevance"], row["relevance_reason"]] == ["low", "moderate", ""]


def test_what_people_judged_here_brings_the_line_about_their_words(book: EvidenceBook) -> None:
    catalogue = replace(book, evidence=book.published, own_statements=frozenset())
    assert not matrix(catalogue).cover.has_own
    assert matrix(replace(catalogue, own=replace(standing(()), confidence={"T1": RATING}))).cover.has_own


def test_files_with_confidence_say_what_it_does_not_judge(book: EvidenceBook) -> None:
    taken = matrix(book)
    assert ("note", NOT_ABOUT_CARE) in taken.cover.rows()
    assert evidence_document(taken)["about"]["notes"] == [NOT_ABOUT_CARE]
    cover = load_workbook(BytesIO(evidence_workbook(taken)))["Cover"]
    assert NOT_ABOUT_CARE in [row[1].value for row in cover.iter_rows()]
    assert "does not mean" in take_away_parts(taken, dict.fromkeys(files_of(taken), ""), "")
    assert links(book).cover.notes == ()


def test_a_workbook_of_very_many_rows_is_written_row_by_row_and_people_are_told(
    book: EvidenceBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = matrix(book)
    few = load_workbook(BytesIO(evidence_workbook(taken)))
    page = take_away_parts(taken, dict.fromkeys(files_of(taken), ""), "")
    assert SLOW not in page and list(few["Statements"].tables) == ["Statements_table"]
    monkeypatch.setattr(workbook_module, "MANY_ROWS", len(taken.main.rows))
    many = load_workbook(BytesIO(evidence_workbook(taken)))
    assert not many["Statements"].tables and many["Statements"].auto_filter.ref.startswith("A1:")
    for name in few.sheetnames:
        read = [[[cell.value for cell in row] for row in opened[name].iter_rows()] for opened in (few, many)]
        assert read[0] == read[1], name
    assert take_away_parts(taken, dict.fromkeys(files_of(taken), ""), "").count(SLOW) == 1


@pytest.mark.parametrize("view", EVERY_VIEW)
def test_a_workbook_has_a_cover_notes_and_one_table_a_sheet_from_its_first_cell(
    book: EvidenceBook, view: Callable[[EvidenceBook], Taken]
) -> None:
    taken = view(book)
    opened = load_workbook(BytesIO(evidence_workbook(taken)))
    assert opened.sheetnames == ["Cover", "Notes", *(table.name.capitalize() for table in taken.tables)]
    cover = {row[0].value: row[1].value for row in opened["Cover"].iter_rows()}
    assert cover["citation"] == taken.cover.citation and cover["evidence version"] == taken.cover.version
    for table in taken.tables:
        sheet = opened[table.name.capitalize()]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert rows[0] == list(table.header)
        assert [[value if value is not None else "" for value in row] for row in rows[1:]] == [
            shown(row) for row in table.rows
        ]
        assert all(cell.data_type in "sn" for row in sheet.iter_rows() for cell in row), "a formula"


def test_a_workbook_of_nothing_has_headings_alone(book: EvidenceBook) -> None:
    opened = load_workbook(BytesIO(evidence_workbook(matrix(book, sources=("none",)))))
    assert opened["Statements"].max_row == 1


@pytest.mark.parametrize("view", EVERY_VIEW)
def test_a_document_explains_every_column_that_it_has(
    book: EvidenceBook, view: Callable[[EvidenceBook], Taken]
) -> None:
    document = evidence_document(view(book))
    assert document["schema"] == SCHEMA
    for name, rows in document["tables"].items():
        assert document["about"]["counts"][name] == len(rows)
        assert all(row.keys() == document["columns"][name].keys() for row in rows)
        assert all(document["columns"][name].values())
    assert document["about"]["citation"] == view(book).cover.citation


def shown(row: tuple[str | int, ...]) -> list[object]:
    """The row without the sign that no workbook can hold."""
    return [value.replace("\x01", "") if isinstance(value, str) else value for value in row]


# ---- References


def test_references_come_back_from_ris_one_a_source(book: EvidenceBook) -> None:
    text = ris_text(matrix(book).cover)
    itself, first, second = rispy.loads(text)
    assert {line[2:6] for line in text.splitlines() if line} == {"  - "}, "a line that is no part of the format"
    assert (itself["type_of_reference"], itself["title"], itself["edition"], itself["date"], itself["urls"]) == (
        "DATA", "Parity Map: Matrix of barriers and enablers", "evidence version abc123+7", "2026/11/28/",
        ["https://parity.example.org/matrix?reading=extended"],
    )  # fmt: skip
    assert (first["id"], first["title"], first["year"], first["type_of_reference"]) == (
        "study", "FICTITIOUS study", "2021", "GEN",
    )  # fmt: skip
    assert first["authors"] == ["Author, A", "Author, B"] and first["urls"] == ["https://study.example.org/?a=1&b=2"]
    assert any("evidence version abc123+7" in note for note in first["notes"])
    assert second["type_of_reference"] == "RPRT" and second["title"] == NASTY and "authors" not in second


def test_references_come_back_from_bibtex_whatever_they_hold(book: EvidenceBook) -> None:
    text = bibtex_text(matrix(book).cover)
    found = parse_string(text, "bibtex").entries
    assert list(found) == ["parity-map-evidence", "study", "own-odd_-"]
    itself = found["parity-map-evidence"]
    assert (itself.type, itself.fields["version"], itself.fields["urldate"]) == ("misc", "abc123+7", "2026-11-28")
    assert found["study"].fields["year"] == "2021" and found["study"].type == "misc"
    assert [str(person) for person in found["study"].persons["author"]] == ["Author, A", "Author, B"]
    assert "(brace)" in found["own-odd_-"].fields["title"] and found["own-odd_-"].type == "techreport"
    assert "evidence version abc123+7" in text.partition("@misc")[0]


def test_no_reference_is_an_article_without_a_journal_or_a_report_without_an_institution(book: EvidenceBook) -> None:
    article = replace(STUDY, kind="article", authors="Royal College of FICTITIOUS Nurses")
    cover = replace(matrix(book).cover, sources=(article, replace(OTHER, publisher="", authors="")))
    found = parse_string(bibtex_text(cover), "bibtex").entries
    assert [entry.type for entry in found.values()] == ["misc", "misc", "misc"]
    assert [str(person) for person in found["study"].persons["author"]] == ["{Royal College of FICTITIOUS Nurses}"]
    assert not found["own-odd_-"].persons


def test_a_view_without_sources_is_a_reference_alone(book: EvidenceBook) -> None:
    cover = matrix(book, sources=("none",)).cover
    assert [one["id"] for one in rispy.loads(ris_text(cover))] == ["parity-map-evidence"]
    assert list(parse_string(bibtex_text(cover), "bibtex").entries) == ["parity-map-evidence"]


@pytest.mark.parametrize(
    ("printed", "persons", "bodies"),
    [
        ("Felicity FICTITIOUS", ["FICTITIOUS, Felicity"], []),
        ("Smith J; Jones KL", ["Smith, J", "Jones, KL"], []),
        ("Smith, J. and de Vries, Anna", ["Smith, J.", "de Vries, Anna"], []),
        ("Anna Bee, Carl van der Dee and E. O'Neil", ["Bee, Anna", "van der Dee, Carl", "O'Neil, E."], []),
        ("Surname, F.", ["Surname, F."], []),
        ("Smith, J., Jones, K.", [], ["Smith, J., Jones, K."]),
        ("Department of Health and Social Care", [], ["Department of Health and Social Care"]),
        (
            "National Institute for Health and Care Excellence",
            [],
            ["National Institute for Health and Care Excellence"],
        ),
        ("College of A and Institute of B", [], ["College of A", "Institute of B"]),
        ("Public Health England; Mind UK", [], ["Public Health England", "Mind UK"]),
        ("Smith J et al.", [], ["Smith J et al."]),
        (" ; ", [], []),
    ],
)
def test_authors_are_taken_apart_only_where_they_are_plainly_several(
    printed: str, persons: list[str], bodies: list[str]
) -> None:
    found = authors_of(printed)
    assert [one.name for one in found if one.is_person] == persons
    assert [one.name for one in found if not one.is_person] == bodies


# ---- The graph


def test_a_graph_has_every_cell_and_every_link_with_its_sign_and_source(book: EvidenceBook) -> None:
    taken = links(book)
    assert taken.links is not None
    graph = networkx.read_graphml(BytesIO(link_graph(taken.links, taken.cover)), force_multigraph=True)
    assert graph.is_directed() and set(graph.nodes) == {cell.token for cell in CELLS} | {NO_CELL}
    edges = {key: (start, end, data) for start, end, key, data in graph.edges(keys=True, data=True)}
    assert edges.keys() == {"L1", "L2", "own-l"}
    start, end, data = edges["L1"]
    assert (start, end, data["sign"], data["source"]) == (MONEY.token, BEDS.token, "worsens", "study")
    assert data["text"] == "FICTITIOUS <b>cut</b>" and data["added_here"] is False
    assert edges["own-l"][0] == NO_CELL and edges["own-l"][2]["text"].strip() == "FICTITIOUS"
    assert graph.nodes[MONEY.token]["label"] == "Financing, meso"
    assert graph.graph["evidence_version"] == "abc123+7" and "MIT" in graph.graph["licence"]


def test_a_graph_of_whole_cells_has_no_node_for_what_is_none(book: EvidenceBook) -> None:
    taken = links(book, source=("study",))
    assert taken.links is not None
    assert NO_CELL not in networkx.read_graphml(BytesIO(link_graph(taken.links, taken.cover))).nodes


# ---- Figures


def words_in(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg.encode())
    assert root.tag == "{http://www.w3.org/2000/svg}svg" and root.get("font-family") == "sans-serif"
    assert not [node for node in root.iter() if node.tag.endswith(("script", "image", "foreignObject", "}a"))]
    return ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]


def matrix_words(taken: Taken) -> list[str]:
    assert taken.matrix is not None
    return words_in(matrix_svg(taken.matrix, taken.cover))


def test_a_figure_of_the_matrix_has_its_numbers_its_emptiness_and_its_source_line(book: EvidenceBook) -> None:
    words = matrix_words(matrix(book))
    assert words[0] == "Matrix of barriers and enablers"
    assert words.count("■ 2") == 2 and words.count("□ 2") == 1 and words.count("□ 1") == 1
    assert words.count("not asked") == 2 and words.count("0 asked, none") == 30
    foot = " ".join(words)
    assert "evidence version abc123+7" in foot and "https://parity.example.org/matrix?reading=extended" in foot
    assert words[-1] == "Not an NHS or WHO product; endorsed by neither." and "<script>" in foot


def test_what_the_filters_keep_back_is_not_drawn_as_empty(book: EvidenceBook) -> None:
    words = matrix_words(matrix(book, kinds=(StatementKind.ENABLER,)))
    assert words.count("under the filters") == 2 and words.count("0 asked, none") == 30


def test_a_figure_of_links_has_signs_beside_one_another(book: EvidenceBook) -> None:
    taken = links(book)
    assert taken.links is not None
    words = words_in(links_svg(taken.links, taken.cover))
    assert "−1+1" in words and words.count("0") == 1
    assert any("− worsens (1); + improves (1)" in line for line in words)


def test_a_figure_of_many_signs_is_smaller_and_a_nought_of_several_says_how_many(book: EvidenceBook) -> None:
    more = (replace(LINKS[0], id="L4", sign=LinkSign.CONDITIONAL), replace(LINKS[2], id="own-m"))
    many = replace(book, evidence=replace(book.evidence, links=(*LINKS, *more)))
    taken = links(many)
    assert taken.links is not None
    words = words_in(links_svg(taken.links, taken.cover))
    assert "−1+1?1" in words and "0×2" in words


def test_the_views_have_their_words(book: EvidenceBook) -> None:
    kinds = {view(book).cover.view for view in EVERY_VIEW}
    assert kinds == set(TakenView)
    cover: Cover = perspectives(book).cover
    assert cover.filters == (("source", "FICTITIOUS study (study)"),)
    out = io.StringIO()
    csv.writer(out).writerows(cover.rows())
    assert len(out.getvalue().splitlines()) >= len(cover.rows())
