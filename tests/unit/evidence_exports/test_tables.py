"""The tables of the evidence hold what was shown: statements, links, barriers with answers, ratings and agreements."""

from dataclasses import replace

import pytest

from components.exports.evidence_strategies import GONE
from domain_model.evidence import Placement
from domain_model.evidence_book import EvidenceBook
from domain_model.evidence_vocabulary import MatrixReading, Perspective
from domain_model.own_evidence import OwnEvidence, placed, standing
from domain_model.use_cases.find_strategies import NoSuchBarrierError
from domain_model.vocabulary import StatementKind
from tests.taken_evidence import (
    BEDS,
    MONEY,
    RATING,
    STATEMENTS,
    column,
    frameworks,
    links,
    matrix,
    perspectives,
    statement,
    strategies,
)


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
