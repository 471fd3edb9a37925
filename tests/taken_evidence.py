"""A FICTITIOUS evidence book and what is taken away of every view of it, for tests of the files of the evidence."""

from dataclasses import replace
from datetime import date
from typing import Any

from components.exports.evidence_strategies import taken_strategies
from components.exports.evidence_taken import (
    Printed,
    Taken,
    taken_frameworks,
    taken_links,
    taken_matrix,
    taken_perspectives,
)
from components.exports.evidence_words import TakenView
from components.exports.link_ways import taken_of_links_page
from components.framework_view import FrameworksView
from components.link_view import LinksView
from components.matrix_view import MatrixView
from components.perspective_view import PerspectivesView
from components.strategy_view import StrategiesView
from domain_model.cells import CELLS, Cell
from domain_model.dataset import Evidence
from domain_model.evidence import (
    ConfidenceRating,
    Emphasis,
    ExpectedMove,
    FrameworkEntry,
    Link,
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
    MatrixReading,
    Perspective,
    PlacementBasis,
    PopulationGroup,
    StrategyStrength,
    Wording,
)
from domain_model.own_evidence import standing
from domain_model.use_cases.compare_perspectives import compare_perspectives
from domain_model.use_cases.explore_evidence import explore_evidence
from domain_model.use_cases.follow_links import follow_links
from domain_model.vocabulary import BuildingBlock, CellState, Level, LinkBasis, LinkSign, Reading, StatementKind

MONEY, BEDS = Cell(BuildingBlock.FINANCING, Level.MESO), Cell(BuildingBlock.SERVICE_DELIVERY, Level.MICRO)
SILENT = Cell(BuildingBlock.TECHNOLOGIES_PRODUCTS, Level.MACRO)
PRINTED = Printed(date(2026, 11, 28), "https://parity.example.org")
NASTY = 'FICTITIOUS {brace} 100% @misc{x} <script>alert(1)</script> & "quoted" \\ end'
STUDY = Source("study", "FICTITIOUS study", "Author A; Author B", "2021", "A Press", "qualitative study",
               "Author A. FICTITIOUS study. 2021.", "", 2019, 2020, "https://study.example.org/?a=1&b=2")  # fmt: skip
OTHER = Source("own-odd_Ö", NASTY, "", "", "An Institute", "guidance", "An Institute.\nTY  - BOOK\n <script>", "Odd.")


def statement(record: str, kind: StatementKind, *cells: Cell, **changes: Any) -> Statement:
    """A FICTITIOUS statement of a participant of the study, changed as asked."""
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
    return replace(made, **changes)


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
    """What the table prints of every half of a cell: two barriers in one, and one cell it did not ask about."""
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


def evidence_book() -> EvidenceBook:
    """A catalogue with what users of a copy added: a source, a statement and a link."""

    def evidence(*, own: bool) -> Evidence:
        def kept(items: tuple[Any, ...]) -> tuple[Any, ...]:
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


def matrix(book: EvidenceBook, **changes: Any) -> Taken:
    """What is taken away of the matrix in its widest reading, or as asked."""
    view = MatrixView(**({"reading": MatrixReading.EXTENDED} | changes))
    return taken_matrix(view, explore_evidence(book, view.filter(), view.reading), book, PRINTED)


def links(book: EvidenceBook, **changes: Any) -> Taken:
    """What is taken away of the links."""
    view = LinksView(**changes)
    return taken_links(view, follow_links(book, view.filter()), book, PRINTED)


def frameworks(book: EvidenceBook) -> Taken:
    """What is taken away of the frameworks."""
    return taken_frameworks(FrameworksView(area="QYG"), ENTRIES, book, PRINTED)


def perspectives(book: EvidenceBook) -> Taken:
    """What is taken away of the perspectives of the study."""
    view = PerspectivesView(source="study")
    return taken_perspectives(view, compare_perspectives(book.evidence, view.filter()), book, PRINTED)


def strategies(book: EvidenceBook, **changes: Any) -> Taken:
    """What is taken away of the strategies of one area."""
    view = StrategiesView(**({"area": "QYG", "page": 2} | changes))
    return taken_strategies(view, PAIR_TITLES, book, PRINTED)


def of_links_page(book: EvidenceBook, kind: TakenView, **changes: Any) -> Taken:
    """What is taken away of what the links page has open: between money and beds, unless asked otherwise."""
    view = LinksView(**({"start": MONEY, "end": BEDS} | changes))
    return taken_of_links_page(kind, view, book, PRINTED)


def path(book: EvidenceBook, **changes: Any) -> Taken:
    """What is taken away of a path."""
    return of_links_page(book, TakenView.PATH, **changes)


def with_a_way_back(book: EvidenceBook) -> EvidenceBook:
    """The book with a link from beds to money, which closes a loop."""
    back = Link("L9", BEDS.block, BEDS.level, MONEY.block, MONEY.level, "", "", LinkSign.CONDITIONAL, "FICTITIOUS back",
                LinkBasis.OPINION, "", "study", "page 9")  # fmt: skip
    return replace(book, evidence=replace(book.evidence, links=(*book.evidence.links, back)))


def loop(book: EvidenceBook, **changes: Any) -> Taken:
    """What is taken away of a loop of two steps."""
    return of_links_page(with_a_way_back(book), TakenView.LOOP, **({"loop": 1} | changes))


def into(book: EvidenceBook) -> Taken:
    """What is taken away of what acts on beds."""
    return of_links_page(book, TakenView.INTO)


def out(book: EvidenceBook) -> Taken:
    """What is taken away of what money acts on."""
    return of_links_page(book, TakenView.OUT)


def pair(book: EvidenceBook) -> Taken:
    """What is taken away of one pair of cells."""
    return of_links_page(book, TakenView.PAIR, pair=f"{MONEY.token}~{BEDS.token}")


EVERY_VIEW = (matrix, links, path, loop, into, out, pair, frameworks, perspectives, strategies)


def column(taken: Taken, table: int, name: str) -> list[object]:
    """One column of a table, by its number."""
    return [document[name] for document in taken.tables[table].documents()]
