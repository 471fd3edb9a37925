"""What of each record of the evidence is searched, and what of it is its title and its text."""

from domain_model.dataset import Evidence
from domain_model.evidence import FrameworkEntry, Link, Source, Statement, Subtheme
from domain_model.evidence_vocabulary import FrameworkKind, PlacementBasis, SearchKind
from domain_model.search import SearchDocument, documents_of, found_in, statement_parts
from domain_model.search_words import search_words
from domain_model.vocabulary import BuildingBlock, LinkBasis, LinkSign, Reading, StatementKind

SOURCE = Source("s1", "FICTITIOUS title", "Ada Author", "2021", "A Press", "report", "Author A. FICTITIOUS.", "Scan.")
STATEMENT = Statement(
    id="st1",
    kind=StatementKind.BARRIER,
    cells=(),
    text="FICTITIOUS text",
    source="s1",
    place="page 7",
    participant="PT.3",
    voice="participant",
    reading=Reading.CODED,
    in_table2=(),
    also_in=(),
    note="A note.",
    subtheme="st-a",
)
LINK = Link("l1", None, None, None, None, "money", "beds", LinkSign.WORSENS, "FICTITIOUS link", LinkBasis.STATED,
            "Said so.", "s1", "page 8")  # fmt: skip
ENTRY = FrameworkEntry("f1", FrameworkKind.LEVER, "Levers of old", 1, "FICTITIOUS lever", "Pull it.", (),
                       PlacementBasis.INFERRED, (), "Is it pulled?", "s1", "page 9", "Heavy.")  # fmt: skip
SUBTHEME = Subtheme("st-a", BuildingBlock.FINANCING, 1, "Who pays", "", "s1", "page 1")


def evidence(**changes: object) -> Evidence:
    parts: dict[str, object] = {
        "sources": (SOURCE,),
        "statements": (STATEMENT,),
        "published_cells": (),
        "subthemes": (SUBTHEME,),
        "links": (LINK,),
        "study_facts": (),
        "quoted_figures": (),
        "contradictions": (),
        "framework_entries": (ENTRY,),
    }
    return Evidence(**(parts | changes))  # type: ignore[arg-type]


def test_statements_sources_links_and_entries_are_found_by_what_they_say_and_where_it_stands() -> None:
    source_words = "Ada Author · FICTITIOUS title · A Press · 2021"
    assert list(documents_of(evidence())) == [
        SearchDocument(
            SearchKind.STATEMENT, "st1", "", "FICTITIOUS text", f"A note. · Who pays · PT.3 · {source_words} · page 7"
        ),
        SearchDocument(
            SearchKind.SOURCE, "s1", "FICTITIOUS title", "Author A. FICTITIOUS.",
            "Ada Author · 2021 · A Press · report · Scan.",
        ),
        SearchDocument(
            SearchKind.LINK, "l1", "", "FICTITIOUS link", f"money · beds · Said so. · {source_words} · page 8"
        ),
        SearchDocument(
            SearchKind.FRAMEWORK_ENTRY, "f1", "FICTITIOUS lever", "Pull it.",
            f"Levers of old · Is it pulled? · Heavy. · {source_words} · page 9",
        ),
    ]  # fmt: skip


def test_a_record_whose_source_or_sub_theme_is_not_known_is_found_by_the_rest() -> None:
    (document, *_others) = documents_of(evidence(sources=(), subthemes=()))
    assert document.more == "A note. · PT.3 · page 7"


def test_words_are_found_in_each_part_of_a_statement_where_any_of_them_stands() -> None:
    parts = statement_parts(STATEMENT, {"s1": SOURCE}, {"st-a": "Who pays"})

    def places(typed: str) -> tuple[str, ...]:
        return found_in(parts, search_words(typed))

    assert places("texts") == ("statement text",) and places("paying") == ("sub-theme",)
    assert places("fictitious") == ("statement text", "source") and places("notes") == ("note",)
    assert places("page pays text") == ("statement text", "sub-theme", "place")
    assert places('"PT.3"') == ("participant",) and places("beds") == ()
    assert (
        dict(statement_parts(STATEMENT, {}, {}))["source"]
        == ""
        == dict(statement_parts(STATEMENT, {}, {}))["sub-theme"]
    )
